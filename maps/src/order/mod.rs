//! The doors of one list → the order one would walk them.
//!
//! Comes in: the network, the doors and stretches of one list, maybe a place to start. Goes out:
//! a [`Walk`]. Street by street, one side up and the other back, flats by building and floor from
//! the ground up. How:
//!
//! 1. the doors of one side between two junctions are a run, walked in one go either way: by
//!    number where the numbers follow the street, else as the doors stand along it;
//! 2. ways between the ends of runs are shortest ways on the network (`ways`);
//! 3. the runs are put in order, each in the better direction: nearest next, then turning and
//!    moving pieces of the route until nothing helps, then a fixed number of kicks (`route`).
//!
//! It will not cut ([`crate::cut`]) and does not lead back to the start.

mod route;
#[cfg(test)]
mod tests;
mod ways;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cut::{
    CutError, Door, DoorId, Network, Pace, Placed, Side, StreetId, Stretch, number, place_doors,
};
use crate::shapes::{LngLat, Metres};
use ways::{Position, Ways};

/// The way through one list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Walk {
    /// Every door and stretch of the list, in order.
    pub stops: Vec<Stop>,
    /// Metres walked along the streets from the start (or the first stop) to the last stop, with
    /// crossings and the ways to doors that lie far back.
    pub metres: Metres,
    /// Minutes by [`Pace::minutes`] over all of it.
    pub minutes: f64,
    /// Steps between stops for which the network has no way; their metres are as the crow flies.
    pub gaps: u32,
}

/// One thing to do on a walk.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Knock here.
    Door(DoorId),
    /// Walk this side and find its doors.
    Stretch {
        /// The side.
        stretch: Stretch,
        /// Walked from its end to its beginning.
        backwards: bool,
    },
}

/// A path of up to this many metres from the street to a door is part of every knock; what is
/// longer (a farm track) is walked there and back.
const SET_BACK_METRES: f64 = 15.0;

/// Metres of detour that finishing a street first is worth; never reported as walked.
const STREET_CHANGE_METRES: f64 = 15.0;

/// Numbers decide a side's order if that makes it at most this much longer than the doors'
/// places do; data with numbers all over the place falls back to places.
const NUMBERS_DETOUR: f64 = 1.25;

/// Doors of one side between two junctions, or one stretch, walked in one go.
struct Run {
    street: StreetId,
    /// Doors in order; those of one building together.
    doors: Vec<Vec<u32>>,
    stretch: Option<Stretch>,
    ends: [Position; 2],
    /// Metres from end to end.
    metres: f64,
}

/// Orders a list; the same doors in any order give the same walk.
///
/// # Errors
/// [`CutError`] for doors twice or nowhere, and for doors and stretches on sections that are not
/// in the network.
pub fn order(
    network: &Network,
    doors: &[Door],
    stretches: &[Stretch],
    start: Option<LngLat>,
    pace: &Pace,
) -> Result<Walk, CutError> {
    let mut sorted: Vec<&Door> = doors.iter().collect();
    sorted.sort_by_key(|door| door.id);
    let placed = place_doors(network, &sorted)?;
    let mut runs = door_runs(network, &sorted, &placed);
    runs.extend(stretch_runs(network, stretches)?);
    let start = start
        .filter(|place| LngLat::new(place.lng, place.lat).is_ok())
        .and_then(|place| Position::nearest(network, place));

    let mut ends: Vec<Position> = runs.iter().flat_map(|run| run.ends).collect();
    ends.extend(start);
    let ways = Ways::new(network, &ends, pace.crossing_metres);
    let count = runs.len();
    let legs = route::Legs::new(count, start.is_some(), |from, to| {
        let change = match (runs.get(from / 2), runs.get(to / 2)) {
            (Some(a), Some(b)) if a.street != b.street => STREET_CHANGE_METRES,
            _ => 0.0,
        };
        ways.between(&ends[from], &ends[to]).0 + change
    });
    let route = route::best(&legs);

    let mut walk = Walk {
        stops: Vec::with_capacity(doors.len() + stretches.len()),
        metres: Metres(0.0),
        minutes: 0.0,
        gaps: 0,
    };
    let mut at = start;
    for step in route {
        let run = &runs[step.run as usize];
        let (first, last) = if step.backwards { (1, 0) } else { (0, 1) };
        if let Some(at) = at {
            let (metres, on_network) = ways.between(&at, &run.ends[first]);
            walk.metres.0 += metres;
            walk.gaps += u32::from(!on_network);
        }
        walk.metres.0 += run.metres;
        at = Some(run.ends[last]);
        let mut items: Vec<&Vec<u32>> = run.doors.iter().collect();
        if step.backwards {
            items.reverse();
        }
        let doors = items.into_iter().flatten();
        walk.stops
            .extend(doors.map(|&door| Stop::Door(sorted[door as usize].id)));
        walk.stops.extend(run.stretch.map(|stretch| Stop::Stretch {
            stretch,
            backwards: step.backwards,
        }));
    }
    walk.metres.0 += placed.iter().map(set_back).sum::<f64>();
    let estimated: f64 = stretches.iter().map(|stretch| stretch.homes).sum();
    let homes = f64::from(number(doors.len())) + estimated;
    walk.minutes = pace.minutes(homes, walk.metres);
    Ok(walk)
}

/// There and back from the street to a door, beyond what each knock has.
fn set_back(place: &Placed) -> f64 {
    2.0 * (place.off - SET_BACK_METRES).max(0.0)
}

fn door_runs(network: &Network, doors: &[&Door], placed: &[Placed]) -> Vec<Run> {
    let mut sides: BTreeMap<(u32, Side), Vec<u32>> = BTreeMap::new();
    for (door, place) in placed.iter().enumerate() {
        let side = sides.entry((place.part, place.side)).or_default();
        side.push(number(door));
    }
    sides
        .into_iter()
        .map(|((part, side), members)| {
            let items = side_in_order(members, doors, placed);
            let along = |item: &Vec<u32>| placed[item[0] as usize].along;
            let end = |item: Option<&Vec<u32>>| Position {
                part,
                along: item.map_or(0.0, along),
                side,
            };
            let road = network.parts[part as usize].road as usize;
            Run {
                street: network.roads[road].street,
                ends: [end(items.first()), end(items.last())],
                metres: length(&items, placed),
                doors: items,
                stretch: None,
            }
        })
        .collect()
}

fn stretch_runs(network: &Network, stretches: &[Stretch]) -> Result<Vec<Run>, CutError> {
    let mut sorted: Vec<Stretch> = stretches.to_vec();
    sorted.sort_by(|a, b| {
        let key = |s: &Stretch| (s.section, s.side);
        key(a).cmp(&key(b)).then(a.from.0.total_cmp(&b.from.0))
    });
    sorted
        .into_iter()
        .map(|stretch| {
            let road = network
                .road(stretch.section)
                .ok_or(CutError::NoSuchStretch(stretch.section))?;
            let middle = f64::midpoint(stretch.from.0, stretch.to.0);
            let part = number(network.part_at(road, middle));
            let end = |along: Metres| Position {
                part,
                along: along.0,
                side: stretch.side,
            };
            Ok(Run {
                street: network.roads[road].street,
                doors: Vec::new(),
                stretch: Some(stretch),
                ends: [end(stretch.from), end(stretch.to)],
                metres: stretch.to.0 - stretch.from.0,
            })
        })
        .collect()
}

/// The doors of one side: as they stand, or by number; flats by floor and number.
fn side_in_order(members: Vec<u32>, doors: &[&Door], placed: &[Placed]) -> Vec<Vec<u32>> {
    let mut buildings: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut items: Vec<Vec<u32>> = Vec::new();
    for door in members {
        match placed[door as usize].building {
            Some(building) => buildings.entry(building).or_default().push(door),
            None => items.push(vec![door]),
        }
    }
    let numbered = buildings.is_empty();
    for (_, mut flats) in buildings {
        flats.sort_by_key(|&flat| {
            let place = &placed[flat as usize];
            (doors[flat as usize].floor, &place.number, flat)
        });
        items.push(flats);
    }
    let place = |item: &Vec<u32>| &placed[item[0] as usize];
    items.sort_by(|a, b| {
        let by_number = place(a).number.cmp(&place(b).number);
        let by_place = place(a).along.total_cmp(&place(b).along);
        by_place.then(by_number).then(a[0].cmp(&b[0]))
    });
    if !numbered || items.iter().any(|item| place(item).number.is_none()) {
        return items;
    }
    let mut by_number = items.clone();
    by_number.sort_by_key(|item| (&place(item).number, item[0]));
    let falls = match (by_number.first(), by_number.last()) {
        (Some(low), Some(high)) => place(low).along > place(high).along,
        _ => false,
    };
    if falls {
        by_number.reverse();
    }
    if length(&by_number, placed) <= NUMBERS_DETOUR * length(&items, placed) + SET_BACK_METRES {
        by_number
    } else {
        items
    }
}

/// Metres along the street from item to item.
fn length(items: &[Vec<u32>], placed: &[Placed]) -> f64 {
    let along = |item: &Vec<u32>| placed[item[0] as usize].along;
    items
        .windows(2)
        .map(|pair| (along(&pair[1]) - along(&pair[0])).abs())
        .sum()
}
