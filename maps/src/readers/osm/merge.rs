//! The same door mapped as node and as building, or twice as shops, → one door.

use std::collections::HashMap;

use crate::readers::model::{Door, DoorKind, SourceRef};
use crate::readers::street_finder::comparable;
use crate::shapes::Metres;

/// Two mapped objects of one address are at most this far apart.
const SAME_DOOR: Metres = Metres(60.0);

/// A number laid out along a line may be further from where the house really stands.
const SAME_INTERPOLATED: Metres = Metres(200.0);

/// A door with what is known about how it came to be.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub door: Door,
    /// The building's own tag says that people live there.
    pub sure_home: bool,
    /// Guessed from a line, not mapped itself.
    pub interpolated: bool,
}

/// Merges doors of one street, number and unit that lie close together; keeps the first.
///
/// Nodes come before ways and mapped doors before interpolated ones. The kept door takes over what
/// it lacks. It is a home if a residential building is among the merged ones, else unlikely if one
/// of them is. A building's own door is dropped where at least two units of the same number are
/// mapped beside it.
pub(super) fn merged(mut candidates: Vec<Candidate>) -> Vec<Door> {
    candidates
        .sort_by_cached_key(|c| (c.interpolated, rank(&c.door.source), c.door.source.clone()));
    let mut kept: Vec<Candidate> = Vec::new();
    let mut by_address: HashMap<(String, String, String), Vec<usize>> = HashMap::new();
    for candidate in candidates {
        let Some(address) = address(&candidate.door) else {
            kept.push(candidate);
            continue;
        };
        let same = by_address.entry(address).or_default();
        let within = if candidate.interpolated {
            SAME_INTERPOLATED
        } else {
            SAME_DOOR
        };
        let twin = same.iter().copied().find(|at| {
            kept.get(*at).is_some_and(|other| {
                other.door.source != candidate.door.source
                    && other.door.at.distance(candidate.door.at) <= within
            })
        });
        if let Some(twin) = twin.and_then(|at| kept.get_mut(at)) {
            absorb(twin, candidate);
        } else {
            same.push(kept.len());
            kept.push(candidate);
        }
    }
    let mut units: HashMap<(String, String), Vec<(SourceRef, crate::shapes::LngLat)>> =
        HashMap::new();
    for candidate in &kept {
        if let (Some((street, number, unit)), false) =
            (address(&candidate.door), candidate.door.unit.is_none())
            && !unit.is_empty()
        {
            let door = &candidate.door;
            units
                .entry((street, number))
                .or_default()
                .push((door.source.clone(), door.at));
        }
    }
    let mut doors: Vec<Door> = kept
        .into_iter()
        .map(|candidate| candidate.door)
        .filter(|door| {
            let beside = address(door)
                .filter(|_| door.unit.is_none())
                .and_then(|(street, number, _)| units.get(&(street, number)))
                .map_or(0, |units| {
                    units
                        .iter()
                        .filter(|(source, at)| {
                            *source != door.source && at.distance(door.at) <= SAME_DOOR
                        })
                        .count()
                });
            beside < 2
        })
        .collect();
    doors.sort_by_cached_key(|door| (rank(&door.source), door.source.clone()));
    doors
}

fn rank(source: &SourceRef) -> u8 {
    match source {
        SourceRef::Node(_) => 0,
        SourceRef::Way(_) => 1,
        SourceRef::Uprn(_) | SourceRef::Row(_) => 2,
    }
}

/// Street, number and unit; `None` for doors without a number, which are never the same.
fn address(door: &Door) -> Option<(String, String, String)> {
    let number = door.number.as_ref()?.to_uppercase();
    let street = match (&door.street_name, &door.street_key) {
        (Some(name), _) => comparable(name),
        (None, Some(key)) => key.clone(),
        (None, None) => String::new(),
    };
    Some((
        street,
        number,
        door.unit.clone().unwrap_or_default().to_uppercase(),
    ))
}

fn absorb(kept: &mut Candidate, other: Candidate) {
    let (into, from) = (&mut kept.door, other.door);
    into.building = into.building.take().or(from.building);
    into.postcode = into.postcode.take().or(from.postcode);
    into.floor = into.floor.take().or(from.floor);
    into.street_name = into.street_name.take().or(from.street_name);
    if into.street_key.is_none() || (into.street_inferred && !from.street_inferred) {
        into.street_key = from.street_key.or(into.street_key.take());
        into.street_inferred = from.street_inferred;
    }
    kept.sure_home |= other.sure_home;
    if kept.sure_home {
        into.kind = DoorKind::Home;
    } else if from.kind == DoorKind::UnlikelyHome {
        into.kind = DoorKind::UnlikelyHome;
    }
}
