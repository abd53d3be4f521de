//! The place and the days that a listening keeps when it is parted from its door. Pure.
//!
//! A listening keeps no more than its bucket: the finest place and days that it shares with others
//! of the same split, so many that they were heard at five doors. What is left over when the finer
//! buckets are full is a bucket too, and must hold five of its own: whoever knows which doors were
//! listened to that day, and takes away the fuller buckets, is left with five doors again. The same
//! holds for whoever has a copy of the database from before the split and one from after it, because
//! buckets are made of one split alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{
    ids::{DoorId, PatchId, StreetId},
    time::{Day, Quarter},
};

/// So many listened doors a bucket holds.
pub const DOORS: usize = 5;

/// What a bucket is made from: where and when somebody was listened to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The door; absent for a conversation elsewhere.
    pub door: Option<DoorId>,
    /// The patch it counts in.
    pub patch: Option<PatchId>,
    /// The street.
    pub street: Option<StreetId>,
    /// The day.
    pub day: Day,
}

/// The place and the days of a listening: all that it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket {
    /// The patch; absent = the campaign.
    pub patch: Option<PatchId>,
    /// The street; absent = anywhere in the patch.
    pub street: Option<StreetId>,
    /// The first of its days: of the day, the week, the month or the quarter.
    pub first_day: Day,
    /// The last of them.
    pub last_day: Day,
}

/// Units put together, by their place in the list they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Which units.
    pub members: Vec<usize>,
    /// What they keep.
    pub bucket: Bucket,
}

/// What came of a partition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parted {
    /// Buckets that hold five doors or more.
    pub classes: Vec<Class>,
    /// Units of quarters with fewer, each quarter by itself, under the whole campaign and quarter.
    pub too_few: Vec<Class>,
}

/// Parts units into buckets: street by street and day by day where that is enough, else wider.
///
/// `start_month` is the month in which the programme's years start; no bucket crosses the end of a
/// quarter.
#[must_use]
pub fn part(units: &[Unit], start_month: u32) -> Parted {
    let mut quarters: BTreeMap<Quarter, Vec<usize>> = BTreeMap::new();
    for (n, unit) in units.iter().enumerate() {
        let quarter = Quarter::of(unit.day, start_month);
        quarters.entry(quarter).or_default().push(n);
    }
    let mut parted = Parted::default();
    for (quarter, members) in quarters {
        let days = (
            quarter.first_day(start_month),
            quarter.last_day(start_month),
        );
        let tree = Tree { units, days };
        let node = tree.by_patch(&members);
        parted.classes.extend(node.full.into_iter().map(|members| {
            let bucket = tree.hull(&members);
            Class { members, bucket }
        }));
        if !node.left.is_empty() {
            let bucket = whole(days);
            let members = node.left;
            parted.too_few.push(Class { members, bucket });
        }
    }
    parted
}

/// The bucket of a whole campaign in a quarter.
#[must_use]
pub const fn whole((first_day, last_day): (Day, Day)) -> Bucket {
    Bucket {
        patch: None,
        street: None,
        first_day,
        last_day,
    }
}

/// Whether these doors are enough to hide among; where none was heard at a door, whether these are
/// enough conversations.
#[must_use]
pub fn enough(doors: &BTreeSet<DoorId>, talks: usize) -> bool {
    let heard = if doors.is_empty() { talks } else { doors.len() };
    heard >= DOORS
}

struct Tree<'a> {
    units: &'a [Unit],
    /// The quarter's first and last day.
    days: (Day, Day),
}

/// What a branch came to: full buckets, and what is left.
#[derive(Default)]
struct Node {
    full: Vec<Vec<usize>>,
    left: Vec<usize>,
}

impl Tree<'_> {
    fn by_patch(&self, members: &[usize]) -> Node {
        self.gather(members, |unit| unit.patch, |part| self.by_street(part))
    }

    fn by_street(&self, members: &[usize]) -> Node {
        self.gather(members, |unit| unit.street, |part| self.by_day(part))
    }

    fn by_day(&self, members: &[usize]) -> Node {
        self.gather(members, |unit| unit.day, |part| self.leaf(part))
    }

    fn leaf(&self, members: &[usize]) -> Node {
        let (full, left) = if self.is_full(members) {
            (vec![members.to_vec()], Vec::new())
        } else {
            (Vec::new(), members.to_vec())
        };
        Node { full, left }
    }

    /// Branches by a key; what the branches leave over makes a bucket, or joins the smallest.
    fn gather<K: Ord>(
        &self,
        members: &[usize],
        key: impl Fn(&Unit) -> K,
        branch: impl Fn(&[usize]) -> Node,
    ) -> Node {
        let mut parts: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for &n in members {
            if let Some(unit) = self.units.get(n) {
                parts.entry(key(unit)).or_default().push(n);
            }
        }
        let mut node = Node::default();
        for part in parts.into_values() {
            let Node { full, left } = branch(&part);
            node.full.extend(full);
            node.left.extend(left);
        }
        if node.left.is_empty() {
            return node;
        }
        while !self.is_full(&node.left) {
            let Some(next) = self.to_join(&node) else {
                return node;
            };
            node.left.extend(node.full.swap_remove(next));
        }
        node.full.push(std::mem::take(&mut node.left));
        node
    }

    /// The bucket that what is left over joins: the smallest with which it is full, or else the
    /// smallest, because conversations elsewhere hide nobody's door.
    fn to_join(&self, node: &Node) -> Option<usize> {
        let both = |part: &Vec<usize>| [node.left.as_slice(), part.as_slice()].concat();
        let key = |part: &Vec<usize>| (!self.is_full(&both(part)), part.len());
        let parts = node.full.iter().enumerate();
        parts.min_by_key(|(_, part)| key(part)).map(|(n, _)| n)
    }

    /// Whether these were heard at five doors; where none was heard at a door, whether they are
    /// five conversations.
    fn is_full(&self, members: &[usize]) -> bool {
        let units = || members.iter().filter_map(|n| self.units.get(*n));
        let doors: BTreeSet<DoorId> = units().filter_map(|unit| unit.door).collect();
        enough(&doors, members.len())
    }

    /// The finest place and days that hold all of these.
    fn hull(&self, members: &[usize]) -> Bucket {
        let units = || members.iter().filter_map(|n| self.units.get(*n));
        let patches: BTreeSet<Option<PatchId>> = units().map(|unit| unit.patch).collect();
        let streets: BTreeSet<Option<StreetId>> = units().map(|unit| unit.street).collect();
        let one_patch = patches.len() == 1;
        let patch = patches.into_iter().next().flatten().filter(|_| one_patch);
        let one_street = streets.len() == 1 && one_patch;
        let street = streets.into_iter().next().flatten().filter(|_| one_street);
        let first = units().map(|unit| unit.day).min().unwrap_or(self.days.0);
        let last = units().map(|unit| unit.day).max().unwrap_or(self.days.1);
        let (first_day, last_day) = self.period(first, last);
        Bucket {
            patch,
            street,
            first_day,
            last_day,
        }
    }

    /// The day, the week, the month or the quarter that holds both days, never across its end.
    fn period(&self, first: Day, last: Day) -> (Day, Day) {
        let clipped = |(from, to): (Day, Day)| (from.max(self.days.0), to.min(self.days.1));
        [(first, first), first.week(), first.month()]
            .into_iter()
            .map(clipped)
            .find(|(from, to)| *from <= first && last <= *to)
            .unwrap_or(self.days)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(n: i64) -> Day {
        "2026-06-29".parse::<Day>().unwrap().plus_days(n)
    }

    /// Somebody listened to at door `door` of street `street`, `n` days after Monday 29 June 2026.
    fn at(door: u128, street: u128, n: i64) -> Unit {
        Unit {
            door: Some(DoorId(Uuid::from_u128(door))),
            patch: Some(PatchId(Uuid::from_u128(1))),
            street: Some(StreetId(Uuid::from_u128(street))),
            day: day(n),
        }
    }

    fn doors(units: &[Unit], class: &Class) -> usize {
        let doors = class.members.iter().filter_map(|n| units[*n].door);
        doors.collect::<BTreeSet<DoorId>>().len()
    }

    #[test]
    fn five_doors_of_a_street_keep_the_street_and_the_day() {
        let units: Vec<Unit> = (0..5).map(|door| at(door, 7, 0)).collect();

        let parted = part(&units, 4);

        assert_eq!(parted.too_few, []);
        let bucket = parted.classes[0].bucket;
        assert_eq!(bucket.street, units[0].street);
        assert_eq!((bucket.first_day, bucket.last_day), (day(0), day(0)));
    }

    #[test]
    fn who_takes_away_the_full_street_is_not_left_with_the_one_door_beside_it() {
        let mut units: Vec<Unit> = (0..5).map(|door| at(door, 7, 0)).collect();
        units.push(at(9, 8, 0));

        let parted = part(&units, 4);

        assert_eq!(parted.classes.len(), 1);
        assert_eq!(parted.classes[0].members.len(), 6);
        assert_eq!(parted.classes[0].bucket.street, None);
        assert_eq!(parted.classes[0].bucket.patch, units[0].patch);
    }

    #[test]
    fn a_door_listened_to_five_times_is_one_door() {
        let units: Vec<Unit> = (0..5).map(|n| at(1, 7, n / 3)).collect();

        let parted = part(&units, 4);

        assert_eq!(parted.classes, []);
        assert_eq!(parted.too_few[0].members.len(), 5);
    }

    #[test]
    fn a_bucket_ends_where_its_quarter_ends() {
        // 29 June to 2 July: one week, two quarters.
        let units: Vec<Unit> = (0_i64..12)
            .map(|n| at(n.unsigned_abs().into(), 7, n % 4))
            .collect();

        let parted = part(&units, 4);

        assert_eq!(parted.too_few, []);
        let ends: Vec<(Day, Day)> = parted
            .classes
            .iter()
            .map(|class| (class.bucket.first_day, class.bucket.last_day))
            .collect();
        assert_eq!(ends, [(day(0), day(1)), (day(2), day(6))]);
    }

    #[test]
    fn too_few_of_a_quarter_keep_the_campaign_and_the_quarter_alone() {
        let units = [at(1, 7, 0), at(2, 8, 0)];

        let parted = part(&units, 4);

        assert_eq!(parted.classes, []);
        let bucket = parted.too_few[0].bucket;
        assert_eq!((bucket.patch, bucket.street), (None, None));
        assert_eq!(bucket.first_day.to_string(), "2026-04-01");
        assert_eq!(bucket.last_day.to_string(), "2026-06-30");
    }

    fn some() -> impl Strategy<Value = Vec<Unit>> {
        let one = (0_u128..40, 0_u128..6, 0_i64..60, 0_u128..2, any::<bool>());
        let unit = one.prop_map(|(door, street, n, patch, elsewhere)| Unit {
            door: (!elsewhere).then_some(DoorId(Uuid::from_u128(door))),
            patch: (patch > 0).then_some(PatchId(Uuid::from_u128(patch))),
            ..at(door, street, n)
        });
        proptest::collection::vec(unit, 0..60)
    }

    proptest! {
        /// Every listening is in one bucket, a bucket holds five doors, and its place and days hold
        /// all that is in it.
        #[test]
        fn a_bucket_holds_five_doors_and_all_that_is_in_it(units in some()) {
            let parted = part(&units, 4);

            let mut seen = vec![0; units.len()];
            for class in parted.classes.iter().chain(&parted.too_few) {
                for n in &class.members {
                    seen[*n] += 1;
                    let (unit, bucket) = (&units[*n], class.bucket);
                    prop_assert!(bucket.first_day <= unit.day && unit.day <= bucket.last_day);
                    prop_assert_eq!(Quarter::of(bucket.first_day, 4), Quarter::of(bucket.last_day, 4));
                    prop_assert!(bucket.patch.is_none() || bucket.patch == unit.patch);
                    prop_assert!(bucket.street.is_none() || bucket.street == unit.street);
                }
            }
            prop_assert!(seen.iter().all(|times| *times == 1));
            for class in &parted.classes {
                let at_doors = doors(&units, class);
                prop_assert!(at_doors >= DOORS || at_doors == 0 && class.members.len() >= DOORS);
            }
        }

        /// Whoever knows every listened door with its street and day, and reads the buckets, finds
        /// at least five doors for each bucket even after taking away all that must be another's.
        #[test]
        fn buckets_that_look_the_same_are_never_fewer_than_five_doors(units in some()) {
            let parted = part(&units, 4);
            let mut same: BTreeMap<Bucket, BTreeSet<Option<DoorId>>> = BTreeMap::new();
            for class in &parted.classes {
                let doors = class.members.iter().map(|n| units[*n].door);
                same.entry(class.bucket).or_default().extend(doors);
            }
            for doors in same.values() {
                prop_assert!(doors.len() >= DOORS || doors.contains(&None));
            }
        }
    }
}
