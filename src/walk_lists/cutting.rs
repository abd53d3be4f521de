//! From the doors that may be listed to drafts: cut evenly, then put in walking order. No I/O.

use std::collections::{BTreeMap, BTreeSet};

use maps::{
    cut::{
        self, CutError, Door, DoorId as DoorKey, Evenness, Homes, Network, Pace, Section,
        SectionId, Share, StreetId as StreetKey,
    },
    order,
    shapes::{LngLat, Metres},
};
use uuid::Uuid;

use super::model::{Draft, Stop, StopAt};
use crate::{
    base::ids::{DoorId, StreetId, StreetPartId},
    streets::model::{DoorFacts, Side, StreetPart},
};

/// What is there to be cut.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Doors that may be listed; each on one of the parts.
    pub doors: Vec<DoorFacts>,
    /// Every part one may walk along.
    pub parts: Vec<StreetPart>,
    /// Parts whose homes nobody knows yet, to be walked and found out.
    pub unlisted: BTreeSet<StreetPartId>,
    /// Names of the streets.
    pub names: BTreeMap<StreetId, String>,
}

/// Whether a part is a line one can walk.
#[must_use]
pub fn is_walkable(part: &StreetPart) -> bool {
    part.line.first().is_some_and(|first| {
        part.line
            .iter()
            .any(|place| place.distance(*first).0 > 0.01)
    })
}

/// Doors by key, with the side they are on.
type Doors = BTreeMap<DoorKey, (Door, Side)>;

/// Cuts the ground and orders every list. The same ground in any order gives the same drafts.
///
/// # Errors
/// When there is nothing to walk, or the ground makes no sense.
pub fn drafts(ground: &Ground, share: Share) -> Result<(Vec<Draft>, Evenness), CutError> {
    let (network, doors) = laid_out(ground)?;
    let streets: BTreeMap<SectionId, StreetId> = ground
        .parts
        .iter()
        .map(|part| (SectionId(part.id.0.as_u128()), part.street_id))
        .collect();
    let pace = Pace::default();
    let all: Vec<Door> = doors.values().map(|(door, _)| door.clone()).collect();
    let cut = cut::cut(&network, &all, share, &pace)?;
    let mut drafts = Vec::with_capacity(cut.lists.len());
    for list in &cut.lists {
        let walk = walk(&network, &doors, &list.doors, &list.stretches)?;
        let first = walk.stops.first().and_then(|stop| match stop {
            order::Stop::Door(id) => doors.get(id).map(|(door, _)| door.section),
            order::Stop::Stretch { stretch, .. } => Some(stretch.section),
        });
        let street = first.and_then(|section| streets.get(&section));
        let begins_in = street.and_then(|street| ground.names.get(street));
        drafts.push(draft(&walk, list.pieces, &doors, begins_in.cloned()));
    }
    Ok((drafts, cut.evenness))
}

/// Orders lists anew after stops went from one to another. The ground holds the doors of every
/// list of the campaign that is not handed out, so that their pieces are counted as by a cut. A
/// door that is not in it any more is on no street: it leaves its list.
///
/// # Errors
/// When the ground makes no sense.
pub fn reordered(ground: &Ground, lists: [&[Stop]; 2]) -> Result<[Draft; 2], CutError> {
    let (network, doors) = laid_out(ground)?;
    let all: Vec<Door> = doors.values().map(|(door, _)| door.clone()).collect();
    let sections: BTreeSet<SectionId> = ground
        .parts
        .iter()
        .map(|part| SectionId(part.id.0.as_u128()))
        .collect();
    let again = |stops: &[Stop]| {
        let own = |stop: &Stop| match stop.at {
            StopAt::Door(id) => Some(DoorKey(id.0.as_u128())).filter(|id| doors.contains_key(id)),
            StopAt::Stretch { .. } => None,
        };
        let own: BTreeSet<DoorKey> = stops.iter().filter_map(own).collect();
        let mut stretches: Vec<cut::Stretch> = stops.iter().filter_map(stretch).collect();
        stretches.retain(|stretch| sections.contains(&stretch.section));
        let ids: Vec<DoorKey> = own.iter().copied().collect();
        let walk = walk(&network, &doors, &ids, &stretches)?;
        let pieces = cut::pieces(&network, &all, (&own, &stretches))?;
        Ok(draft(&walk, pieces, &doors, None))
    };
    Ok([again(lists[0])?, again(lists[1])?])
}

/// Minutes of all there is to walk on the ground, as the lists of a cut add up to.
///
/// # Errors
/// When the ground makes no sense.
pub fn minutes(ground: &Ground) -> Result<f64, CutError> {
    let (network, doors) = laid_out(ground)?;
    let all: Vec<Door> = doors.into_values().map(|(door, _)| door).collect();
    cut::minutes(&network, &all, &Pace::default())
}

/// The ground as cutting takes it.
fn laid_out(ground: &Ground) -> Result<(Network, Doors), CutError> {
    let sections: Vec<Section> = ground
        .parts
        .iter()
        .map(|part| section(part, ground.unlisted.contains(&part.id)))
        .collect();
    let doors = ground
        .doors
        .iter()
        .filter_map(|door| Some((DoorKey(door.id.0.as_u128()), (stop_door(door)?, door.side))))
        .collect();
    Ok((Network::build(&sections)?, doors))
}

fn walk(
    network: &Network,
    doors: &Doors,
    of_list: &[DoorKey],
    stretches: &[cut::Stretch],
) -> Result<order::Walk, CutError> {
    let of_list: Vec<Door> = of_list
        .iter()
        .filter_map(|id| doors.get(id).map(|(door, _)| door.clone()))
        .collect();
    order::order(network, &of_list, stretches, None, &Pace::default())
}

/// A stop's stretch as cutting takes it; `None` for a door.
fn stretch(stop: &Stop) -> Option<cut::Stretch> {
    let StopAt::Stretch { part, from_m, to_m } = stop.at else {
        return None;
    };
    let side = match stop.side {
        Side::Left | Side::Odd => cut::Side::Left,
        Side::Right | Side::Even => cut::Side::Right,
    };
    Some(cut::Stretch {
        section: SectionId(part.0.as_u128()),
        side,
        from: Metres(from_m),
        to: Metres(to_m),
        // Of one side, as a cut estimates them.
        homes: (to_m - from_m).abs() * Pace::default().homes_per_metre / 2.0,
    })
}

fn draft(walk: &order::Walk, pieces: u32, doors: &Doors, begins_in: Option<String>) -> Draft {
    Draft {
        stops: (1..)
            .zip(&walk.stops)
            .map(|(n, at)| stop(n, *at, doors))
            .collect(),
        begins_in: begins_in.unwrap_or_default(),
        minutes: walk.minutes,
        metres: walk.metres.0,
        pieces: i64::from(pieces),
    }
}

fn section(part: &StreetPart, unlisted: bool) -> Section {
    Section {
        id: SectionId(part.id.0.as_u128()),
        street: StreetKey(part.street_id.0.as_u128()),
        line: part.line.clone(),
        homes: if unlisted {
            Homes::Unlisted
        } else {
            Homes::Listed
        },
    }
}

fn stop_door(door: &DoorFacts) -> Option<Door> {
    // Flats of a house without a name of its own are a building all the same.
    let house = door.flat.as_ref().and(door.number.as_ref());
    Some(Door {
        id: DoorKey(door.id.0.as_u128()),
        section: SectionId(door.part_id?.0.as_u128()),
        at: LngLat {
            lng: door.lng,
            lat: door.lat,
        },
        number: door.number.clone(),
        building: door.building.as_ref().or(house).cloned(),
        floor: door.floor.and_then(|floor| i16::try_from(floor).ok()),
    })
}

fn stop(n: i64, at: order::Stop, doors: &Doors) -> Stop {
    match at {
        order::Stop::Door(id) => Stop {
            n,
            at: StopAt::Door(DoorId(Uuid::from_u128(id.0))),
            side: doors.get(&id).map_or(Side::Left, |(_, side)| *side),
        },
        order::Stop::Stretch { stretch, .. } => Stop {
            n,
            at: StopAt::Stretch {
                part: StreetPartId(Uuid::from_u128(stretch.section.0)),
                from_m: stretch.from.0,
                to_m: stretch.to.0,
            },
            side: match stretch.side {
                cut::Side::Left => Side::Left,
                cut::Side::Right => Side::Right,
            },
        },
    }
}
