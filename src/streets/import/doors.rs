//! Address points and doors.

use std::collections::{BTreeMap, BTreeSet};

use maps::{
    cells::Cell,
    readers::{AddressPoint, Door, DoorKind as ReadKind, SourceRef, doors::DoorsRead},
    shapes::LngLat,
};

use super::{HALF_A_STRETCH, place::Areas};
use crate::{
    areas::store::import::Extent,
    base::ids::Ids,
    db::{Result, Tx},
    intake::model::{Import, Kept, Stop},
    streets::{
        link::{Linker, side_without_street},
        model::DoorKind,
        store::import::{self as store, DoorToKeep, PointToKeep},
    },
};

/// Words that name a door are the same in many towns: such a door is told apart by the cell of
/// this resolution (about 36 km²) as well.
const TOWN_RESOLUTION: u8 = 6;

/// Keeps address points and doors. `changed` counts source objects with anything new about them.
///
/// # Errors
/// When the engine fails.
pub async fn doors(
    tx: &mut Tx,
    ids: &Ids,
    import: Import<'_>,
    read: &DoorsRead,
) -> Result<Kept, Stop> {
    let points = points(read);
    let places = read.doors.iter().map(|door| door.at);
    let Some(extent) = Extent::around(places.chain(points.iter().map(|point| point.at))) else {
        return Ok(Kept::default());
    };
    let areas = Areas::around(tx, Some(extent)).await?;
    let points: Vec<PointToKeep> = points
        .into_iter()
        .map(|point| PointToKeep {
            source_ref: object(&point.source, point.at),
            spot: areas.spot(point.at),
            number: point.number,
        })
        .collect();
    let doors = to_keep(tx, ids, &read.doors, extent, &areas).await?;
    let object_of: BTreeMap<String, String> = read
        .doors
        .iter()
        .map(|door| (door_ref(door), object(&door.source, door.at)))
        .collect();
    let mut changed: BTreeSet<String> = store::keep_points(tx, import.id, &points)
        .await?
        .into_iter()
        .collect();
    for door in store::keep_doors(tx, import.id, &doors).await? {
        changed.extend(object_of.get(&door).cloned());
    }
    let here: BTreeSet<&str> = doors.iter().map(|door| door.source_ref.as_str()).collect();
    let gone = gone(tx, import, extent, &read.doors, &here).await?;
    Ok(Kept {
        changed: u64::try_from(changed.len()).unwrap_or(0),
        warnings: gone.into_iter().collect(),
    })
}

/// The address points of a file; of a csv, whose rows are their own, each row with a number.
fn points(read: &DoorsRead) -> Vec<AddressPoint> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut points: Vec<AddressPoint> = Vec::new();
    let of_rows = read.doors.iter().filter_map(|door| {
        let is_row = matches!(door.source, SourceRef::Uprn(_) | SourceRef::Row(_));
        Some(AddressPoint {
            source: door.source.clone(),
            number: door.number.clone().filter(|_| is_row)?,
            street: door.street_name.clone(),
            postcode: door.postcode.clone(),
            at: door.at,
        })
    });
    for point in read.address_points.iter().cloned().chain(of_rows) {
        if seen.insert(object(&point.source, point.at)) {
            points.push(point);
        }
    }
    points
}

/// The source object in words: a map object's number, a UPRN, or a row's words and its town.
fn object(source: &SourceRef, at: LngLat) -> String {
    match (source, Cell::at(at).parent(TOWN_RESOLUTION)) {
        (SourceRef::Row(_), Some(town)) => format!("{source}@{town}"),
        (SourceRef::Row(_) | SourceRef::Node(_) | SourceRef::Way(_) | SourceRef::Uprn(_), _) => {
            source.to_string()
        }
    }
}

/// Object, number and unit: the same in every import.
fn door_ref(door: &Door) -> String {
    format!(
        "{}#{}#{}",
        object(&door.source, door.at),
        door.number.as_deref().unwrap_or_default(),
        door.unit.as_deref().unwrap_or_default()
    )
}

async fn to_keep(
    tx: &mut Tx,
    ids: &Ids,
    doors: &[Door],
    extent: Extent,
    areas: &Areas,
) -> Result<Vec<DoorToKeep>> {
    let (lng, lat) = HALF_A_STRETCH;
    let linker = Linker::new(store::known_streets(tx, extent.wider(lng, lat)).await?);
    let asked = doors
        .iter()
        .map(|door| (door.street_name.as_deref(), door.at, door.number.as_deref()));
    let links = linker.find(asked);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut rows = Vec::with_capacity(doors.len());
    for (door, link) in doors.iter().zip(links) {
        let source_ref = door_ref(door);
        if !seen.insert(source_ref.clone()) {
            continue;
        }
        let side = link.map_or_else(
            || side_without_street(door.number.as_deref()),
            |link| link.side,
        );
        rows.push(DoorToKeep {
            id: ids.new_id(),
            source_ref,
            uprn: uprn(&door.source),
            link,
            number: door.number.clone(),
            flat: door.unit.clone(),
            building: door.building.clone(),
            floor: door.floor.as_deref().and_then(floor),
            postcode: door.postcode.clone(),
            street_name: door.street_name.clone(),
            side,
            kind: match door.kind {
                ReadKind::Home => DoorKind::Home,
                ReadKind::UnlikelyHome => DoorKind::UnlikelyHome,
            },
            spot: areas.spot(door.at),
        });
    }
    Ok(rows)
}

fn uprn(source: &SourceRef) -> Option<i64> {
    match source {
        SourceRef::Uprn(number) => i64::try_from(*number).ok(),
        SourceRef::Node(_) | SourceRef::Way(_) | SourceRef::Row(_) => None,
    }
}

/// A floor as written: a number, or one of the words for the ground.
fn floor(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "g" | "gf" | "ground" | "ground floor" => Some(0),
        "b" | "basement" | "lower ground" => Some(-1),
        other => other
            .trim_end_matches("floor")
            .trim()
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse()
            .ok(),
    }
}

/// A sentence on doors that an earlier file had here and this one has not.
async fn gone(
    tx: &mut Tx,
    import: Import<'_>,
    extent: Extent,
    doors: &[Door],
    here: &BTreeSet<&str>,
) -> Result<Option<String>> {
    let mut stored = Vec::new();
    if import.from_osm {
        stored.extend(store::doors_of_source(tx, extent, "node/").await?);
        stored.extend(store::doors_of_source(tx, extent, "way/").await?);
    } else {
        if doors.iter().any(|door| uprn(&door.source).is_some()) {
            stored.extend(store::doors_of_source(tx, extent, "uprn/").await?);
        }
        // Rows of two landlords lie among each other: only the same file can lose one.
        stored.extend(store::doors_of_file(tx, import.file, "row/").await?);
    }
    let gone = stored
        .iter()
        .filter(|known| !here.contains(known.as_str()))
        .count();
    Ok((gone > 0).then(|| {
        format!(
            "{gone} doors known from an earlier file are not in this one: kept, because people \
             may have been there"
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_read_as_it_is_written() {
        let floors = ["G", "2", "3rd", "1st floor", "-1", "roof"].map(floor);

        assert_eq!(floors, [Some(0), Some(2), Some(3), Some(1), Some(-1), None]);
    }

    #[test]
    fn the_same_words_in_another_town_are_another_door() {
        let source = SourceRef::Row("1 high street".to_owned());
        let at = |lng, lat| LngLat::new(lng, lat).unwrap();

        let (leeds, oakham) = (at(-1.53, 53.81), at(-0.73, 52.67));

        assert_ne!(object(&source, leeds), object(&source, oakham));
        assert_eq!(object(&source, leeds), object(&source, at(-1.5301, 53.81)));
    }
}
