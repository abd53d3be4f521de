//! The sides of a patch as units of work: what is never split, and how long it takes.
//!
//! A unit is a side between two junctions, or a piece of it where the rules allow a split: a block
//! of flats is its own unit, or several by floors if it takes long ([`Sizes`]); a side that takes
//! longer than a whole list is split at doors (or, without known doors, by length).

use std::collections::BTreeMap;

use super::{Door, Homes, Network, Pace, Part, Placed, Side, Stretch, number};
use crate::shapes::Metres;

/// From so many flats in a building on, it may be parted from its side of the street.
const BLOCK_HOMES: usize = 8;

/// What has to be split is split into quarters of a list: few joints, yet enough to even out.
const PIECES_PER_LIST: f64 = 4.0;

/// A piece of work that stays together.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) part: u32,
    pub(super) side: Side,
    /// Positions among the sorted doors, along the section.
    pub(super) doors: Vec<u32>,
    pub(super) stretch: Option<Stretch>,
    pub(super) homes: f64,
    pub(super) minutes: f64,
    pub(super) metres: f64,
    /// Metres along the section that it touches; a whole side touches both junctions.
    pub(super) reach: [f64; 2],
    pub(super) building: Option<u32>,
}

/// Doors that are never parted by a split at a door: one door, or a small building.
type Item = Vec<u32>;

struct Maker<'a> {
    network: &'a Network,
    placed: &'a [Placed],
    pace: &'a Pace,
    /// Minutes of a whole list.
    whole: f64,
    /// A block of flats of more minutes than this is taken floor by floor.
    block: f64,
    units: Vec<Unit>,
}

/// From how many minutes on work may be split.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// A side longer than a whole list.
    pub(super) whole: f64,
    /// A block of flats.
    pub(super) block: f64,
}

/// All units, in the order of sections, parts and sides.
pub(super) fn units(
    network: &Network,
    doors: &[&Door],
    placed: &[Placed],
    pace: &Pace,
    sizes: Sizes,
) -> Vec<Unit> {
    let mut members: BTreeMap<(u32, Side), Vec<u32>> = BTreeMap::new();
    for (door, place) in placed.iter().enumerate() {
        let side = members.entry((place.part, place.side)).or_default();
        side.push(number(door));
    }
    let mut maker = Maker {
        network,
        placed,
        pace,
        whole: sizes.whole,
        block: sizes.block,
        units: Vec::new(),
    };
    for part in 0..number(network.parts.len()) {
        let begin = maker.units.len();
        for side in [Side::Left, Side::Right] {
            if let Some(members) = members.remove(&(part, side)) {
                maker.side(part, side, members, doors);
            }
        }
        if maker.units.len() == begin {
            maker.stretches(part);
        }
        // Where only blocks stand, they are what connects the two junctions.
        let only_blocks = maker.units[begin..].iter().all(|u| u.building.is_some());
        if only_blocks {
            let whole = &network.parts[part as usize];
            for unit in &mut maker.units[begin..] {
                unit.reach = [whole.from, whole.to];
            }
        }
    }
    maker.units
}

impl Maker<'_> {
    fn side(&mut self, part: u32, side: Side, mut members: Vec<u32>, doors: &[&Door]) {
        let key = |door: u32| {
            let place = &self.placed[door as usize];
            (place.along, place.building, &place.number, door)
        };
        members.sort_by(|&a, &b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0)
                .then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3)))
        });
        let mut items: Vec<Item> = Vec::new();
        let mut of: BTreeMap<u32, usize> = BTreeMap::new();
        for door in members {
            match self.placed[door as usize].building {
                Some(building) => {
                    let item = *of.entry(building).or_insert(items.len());
                    if item == items.len() {
                        items.push(Vec::new());
                    }
                    items[item].push(door);
                }
                None => items.push(vec![door]),
            }
        }
        let (blocks, houses): (Vec<Item>, Vec<Item>) = items
            .into_iter()
            .partition(|item| item.len() >= BLOCK_HOMES);
        self.houses(part, side, &houses);
        for block in blocks {
            self.block(part, side, block, doors);
        }
    }

    /// One unit, or pieces along the side when it is longer than a whole list.
    fn houses(&mut self, part: u32, side: Side, items: &[Item]) {
        if items.is_empty() {
            return;
        }
        let Part { from, to, .. } = self.network.parts[part as usize];
        let one = self.unit(part, side, items.concat(), [from, to]);
        if one.minutes <= self.whole {
            self.units.push(one);
            return;
        }
        let pieces = pack(items, self.whole / PIECES_PER_LIST, |item| {
            self.minutes_of(item.len())
        });
        let last = pieces.len() - 1;
        let mut begin = from;
        for (position, piece) in pieces.into_iter().enumerate() {
            let end = piece.last().and_then(|item| item.last());
            let end = end.map_or(to, |&door| self.placed[door as usize].along);
            let end = if position == last { to } else { end.max(begin) };
            let unit = self.unit(part, side, piece.concat(), [begin, end]);
            self.units.push(unit);
            begin = end;
        }
    }

    /// One unit, or floors when it takes too long; a floor longer than a whole list is split at
    /// doors.
    fn block(&mut self, part: u32, side: Side, block: Item, doors: &[&Door]) {
        let at = self.placed[block[0] as usize].along;
        let building = self.placed[block[0] as usize].building;
        let mut pieces = vec![vec![block]];
        if self.minutes_of(pieces[0][0].len()) > self.block {
            let mut floors: BTreeMap<Option<i16>, Item> = BTreeMap::new();
            for door in pieces.remove(0).remove(0) {
                let floor = doors[door as usize].floor;
                floors.entry(floor).or_default().push(door);
            }
            let floors: Vec<Item> = floors
                .into_values()
                .flat_map(|floor| {
                    if self.minutes_of(floor.len()) > self.whole {
                        floor.into_iter().map(|door| vec![door]).collect()
                    } else {
                        vec![floor]
                    }
                })
                .collect();
            pieces = pack(&floors, self.whole / PIECES_PER_LIST, |floor| {
                self.minutes_of(floor.len())
            });
        }
        for piece in pieces {
            let unit = Unit {
                building,
                ..self.unit(part, side, piece.concat(), [at, at])
            };
            self.units.push(unit);
        }
    }

    fn minutes_of(&self, doors: usize) -> f64 {
        f64::from(number(doors)) * self.pace.home_minutes()
    }

    /// Walked are the metres from the first to the last door, and in from the nearer junction.
    fn unit(&self, part: u32, side: Side, doors: Vec<u32>, reach: [f64; 2]) -> Unit {
        let along = |door: &u32| self.placed[*door as usize].along;
        let first = doors.iter().map(along).fold(f64::INFINITY, f64::min);
        let last = doors.iter().map(along).fold(f64::NEG_INFINITY, f64::max);
        let whole = &self.network.parts[part as usize];
        let metres = last - first + (first - whole.from).min(whole.to - last).max(0.0);
        let homes = f64::from(number(doors.len()));
        Unit {
            part,
            side,
            doors,
            stretch: None,
            homes,
            minutes: self.pace.minutes(homes, Metres(metres)),
            metres,
            reach,
            building: None,
        }
    }

    /// Both sides of a part whose homes are not listed, in equal pieces if it takes too long.
    fn stretches(&mut self, part: u32) {
        let whole = self.network.parts[part as usize];
        let road = &self.network.roads[whole.road as usize];
        if road.homes == Homes::Listed {
            return;
        }
        let homes = whole.length() * self.pace.homes_per_metre / 2.0;
        let minutes = self.pace.minutes(homes, Metres(whole.length()));
        let pieces = if minutes > self.whole {
            (minutes / (self.whole / PIECES_PER_LIST)).ceil().min(1e6)
        } else {
            1.0
        };
        let step = whole.length() / pieces;
        for side in [Side::Left, Side::Right] {
            let mut done = 0.0;
            while done < pieces {
                let from = whole.from + step * done;
                done += 1.0;
                let to = if done < pieces { from + step } else { whole.to };
                self.units.push(Unit {
                    part,
                    side,
                    doors: Vec::new(),
                    stretch: Some(Stretch {
                        section: road.id,
                        side,
                        from: Metres(from),
                        to: Metres(to),
                        homes: homes / pieces,
                    }),
                    homes: homes / pieces,
                    minutes: minutes / pieces,
                    metres: step,
                    reach: [from, to],
                    building: None,
                });
            }
        }
    }
}

/// Packs items in their order into pieces of at most about `size`, as even as they come.
fn pack(items: &[Item], size: f64, minutes: impl Fn(&Item) -> f64) -> Vec<Vec<Item>> {
    let total: f64 = items.iter().map(&minutes).sum();
    let pieces = (total / size).ceil().max(1.0);
    let each = total / pieces;
    let mut packed: Vec<Vec<Item>> = vec![Vec::new()];
    let (mut before, mut full) = (0.0, each);
    for item in items {
        let middle = before + minutes(item) / 2.0;
        before += minutes(item);
        if middle > full {
            while middle > full {
                full += each;
            }
            packed.push(Vec::new());
        }
        if let Some(piece) = packed.last_mut() {
            piece.push(item.clone());
        }
    }
    packed.retain(|piece| !piece.is_empty());
    packed
}
