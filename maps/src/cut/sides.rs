//! Where on the network a door is: which part, how far along, on which side.
//!
//! A number tells the side by odd and even; which of the two is left is decided by most of the
//! section's numbered doors, so that a door drawn on the wrong side of a line is still walked with
//! its neighbours. Flats and doors without a number are put where they stand.

use std::collections::BTreeMap;

use super::{CutError, Door, Foot, Network, Side, number};
use crate::shapes::LngLat;

/// A house number that sorts as people read it: 2 before 10, 12 before 12A.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HouseNumber {
    pub(crate) first: u32,
    rest: String,
}

impl HouseNumber {
    /// The first run of digits and what follows it; `None` without digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let first = digits.strip_suffix(rest)?.parse().ok()?;
        Some(Self {
            first,
            rest: rest.trim().to_ascii_uppercase(),
        })
    }

    fn is_odd(&self) -> bool {
        self.first % 2 == 1
    }
}

/// A door on the network.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// Position in the network's parts.
    pub(crate) part: u32,
    /// Metres along the section.
    pub(crate) along: f64,
    /// Metres between the door and the section's line.
    pub(crate) off: f64,
    pub(crate) side: Side,
    pub(crate) number: Option<HouseNumber>,
    /// Doors of one building on one section share this; a door of its own has none.
    pub(crate) building: Option<u32>,
}

/// Places the doors, which come sorted by id.
pub(crate) fn place_doors(network: &Network, doors: &[&Door]) -> Result<Vec<Placed>, CutError> {
    if let Some(twice) = doors.windows(2).find(|pair| pair[0].id == pair[1].id) {
        return Err(CutError::DoorTwice(twice[0].id));
    }
    let mut roads: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut feet = Vec::with_capacity(doors.len());
    for (position, door) in doors.iter().enumerate() {
        let road = network.road(door.section).ok_or(CutError::NoSuchSection {
            door: door.id,
            section: door.section,
        })?;
        if LngLat::new(door.at.lng, door.at.lat).is_err() {
            return Err(CutError::NotAPlace(door.id));
        }
        feet.push(network.roads[road].foot(network.plane.put(door.at)));
        roads.entry(road).or_default().push(position);
    }

    let mut placed: Vec<Option<Placed>> = vec![None; doors.len()];
    let mut buildings = 0;
    for (road, members) in roads {
        let mut labels: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &door in &members {
            if let Some(label) = doors[door].building.as_deref() {
                labels.entry(label).or_default().push(door);
            }
        }
        labels.retain(|_, flats| flats.len() > 1);
        // All flats of a building stand at one place: its middle.
        let mut shared: BTreeMap<usize, u32> = BTreeMap::new();
        for flats in labels.values() {
            let middle = mean(flats.iter().map(|&flat| feet[flat]));
            for &flat in flats {
                feet[flat] = middle;
                shared.insert(flat, buildings);
            }
            buildings += 1;
        }
        let numbers: Vec<Option<HouseNumber>> = members
            .iter()
            .map(|&door| doors[door].number.as_deref().and_then(HouseNumber::parse))
            .collect();
        let votes: i32 = members
            .iter()
            .zip(&numbers)
            .filter(|(door, _)| !shared.contains_key(door))
            .filter_map(|(&door, number)| Some((feet[door].left, number.as_ref()?)))
            .map(|(left, number)| match (left > 0.0, left < 0.0) {
                (false, false) => 0,
                (left, _) if left == number.is_odd() => 1,
                _ => -1,
            })
            .sum();
        let odd_is_left = votes >= 0;
        for (&door, house) in members.iter().zip(numbers) {
            let building = shared.get(&door).copied();
            let left = match &house {
                Some(house) if building.is_none() => house.is_odd() == odd_is_left,
                _ => feet[door].left >= 0.0,
            };
            placed[door] = Some(Placed {
                part: number(network.part_at(road, feet[door].along)),
                along: feet[door].along,
                off: feet[door].left.abs(),
                side: if left { Side::Left } else { Side::Right },
                number: house,
                building,
            });
        }
    }
    Ok(placed.into_iter().flatten().collect())
}

fn mean(feet: impl Iterator<Item = Foot>) -> Foot {
    let (mut count, mut sum) = (
        0.0,
        Foot {
            along: 0.0,
            left: 0.0,
        },
    );
    for foot in feet {
        count += 1.0;
        sum.along += foot.along;
        sum.left += foot.left;
    }
    Foot {
        along: sum.along / count,
        left: sum.left / count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_people_read_them() {
        let parse = |text| HouseNumber::parse(text).unwrap();

        assert!(parse("2") < parse("10"));
        assert!(parse("12") < parse("12a"));
        assert!(parse("Flat 3") < parse("4"));
        assert_eq!(parse("12a"), parse("12 A"));
        assert_eq!(HouseNumber::parse("Rose Cottage"), None);
        assert_eq!(HouseNumber::parse("99999999999"), None);
    }
}
