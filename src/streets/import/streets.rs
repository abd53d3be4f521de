//! Streets and their stretches.

use std::collections::{BTreeMap, BTreeSet};

use geojson::GeometryValue;
use maps::{
    readers::{Street, streets::StreetsRead},
    shapes::LngLat,
};

use super::{BESIDE, HALF_A_STRETCH, place::Areas};
use crate::{
    areas::store::import::Extent,
    base::ids::{DoorId, Ids, StreetId},
    db::{Result, Tx},
    intake::model::{Import, Kept, Stop},
    streets::{
        link::{Link, Linker, middle},
        store::import::{self as store, KnownPart, PartToKeep, StreetRow},
    },
};

/// A street of the file, its stretches by key.
struct FileStreet {
    key: String,
    name: String,
    parts: Vec<(String, Vec<LngLat>)>,
}

/// Keeps streets, and puts the doors beside them on them.
///
/// # Errors
/// When the engine fails.
pub async fn streets(
    tx: &mut Tx,
    ids: &Ids,
    import: Import<'_>,
    read: &StreetsRead,
) -> Result<Kept, Stop> {
    let streets = keyed(&read.streets, import.from_osm);
    let places = || streets.iter().flat_map(|street| &street.parts);
    let Some(extent) = Extent::around(places().flat_map(|(_, line)| line.iter().copied())) else {
        return Ok(Kept::default());
    };
    let keys: Vec<String> = places().map(|(key, _)| key.clone()).collect();
    let street_ids = street_ids(tx, ids, import, &streets, &keys).await?;
    let areas = Areas::around(tx, Some(extent)).await?;
    let mut parts = Vec::with_capacity(keys.len());
    for (street, id) in streets.iter().zip(&street_ids) {
        for (key, line) in &street.parts {
            let Some((at, length_m)) = middle(line) else {
                continue;
            };
            parts.push(PartToKeep {
                id: ids.new_id(),
                key: key.clone(),
                street: *id,
                line: geojson_line(line),
                length_m,
                middle: areas.spot(at),
            });
        }
    }
    let changed = store::keep_parts(tx, &parts).await?;
    let lengths = lengths(tx, &street_ids).await?;
    store::set_lengths(tx, import.id, &lengths).await?;
    link_doors(tx, extent.wider(BESIDE.0, BESIDE.1)).await?;
    let middles = Extent::around(parts.iter().map(|part| part.middle.at));
    let gone = gone(tx, import, middles.unwrap_or(extent), &keys).await?;
    Ok(Kept {
        changed: u64::try_from(changed.len()).unwrap_or(0),
        warnings: gone.into_iter().collect(),
    })
}

/// Gives every stretch a key that is the same in every import: the way's number in a map extract,
/// else name and ends.
fn keyed(streets: &[Street], from_osm: bool) -> Vec<FileStreet> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut all = Vec::with_capacity(streets.len());
    for street in streets {
        let mut parts: Vec<(String, Vec<LngLat>)> = Vec::with_capacity(street.parts.len());
        for part in &street.parts {
            let first_key = if from_osm {
                format!("way/{}", part.way)
            } else {
                key_by_ends(&street.name, &part.line)
            };
            let mut key = first_key.clone();
            let mut again = 1;
            while !seen.insert(key.clone()) {
                again += 1;
                key = format!("{first_key}~{again}");
            }
            parts.push((key, part.line.clone()));
        }
        parts.sort_by(|a, b| a.0.cmp(&b.0));
        let key = match parts.first() {
            Some((least, _)) if !from_osm => format!("{}@{least}", street.name),
            _ => street.key.clone(),
        };
        all.push(FileStreet {
            key,
            name: street.name.clone(),
            parts,
        });
    }
    all
}

fn key_by_ends(name: &str, line: &[LngLat]) -> String {
    let end =
        |at: Option<&LngLat>| at.map_or(String::new(), |at| format!("{:.5},{:.5}", at.lng, at.lat));
    format!("line/{name}@{}>{}", end(line.first()), end(line.last()))
}

/// The id of each street of the file, new ones added.
async fn street_ids(
    tx: &mut Tx,
    ids: &Ids,
    import: Import<'_>,
    streets: &[FileStreet],
    part_keys: &[String],
) -> Result<Vec<StreetId>> {
    let known = store::known_parts(tx, part_keys).await?;
    let keys: Vec<String> = streets.iter().map(|street| street.key.clone()).collect();
    let by_key = store::streets_of_keys(tx, &keys).await?;
    let found = found(streets, &known, &by_key);
    let mut all = Vec::with_capacity(streets.len());
    let mut new = Vec::new();
    for (street, found) in streets.iter().zip(found) {
        let id = match found {
            Some(id) => id,
            None => ids.new_id(),
        };
        if found.is_none() {
            // The key is taken where a street of this name was divided: the id makes it another.
            let key = if by_key.contains_key(&street.key) {
                format!("{}+{id}", street.key)
            } else {
                street.key.clone()
            };
            new.push(StreetRow {
                id,
                key,
                name: street.name.clone(),
                length_m: 0.0,
            });
        }
        all.push(id);
    }
    store::add_streets(tx, import.id, &new).await?;
    Ok(all)
}

/// Which stored street each street of the file is: the one of its name that has most of its
/// stretches, else the one of its key. No stored street is taken twice.
fn found(
    streets: &[FileStreet],
    known: &[KnownPart],
    by_key: &BTreeMap<String, StreetId>,
) -> Vec<Option<StreetId>> {
    let of_part: BTreeMap<&str, &KnownPart> = known
        .iter()
        .map(|part| (part.part_key.as_str(), part))
        .collect();
    let mut taken: BTreeSet<StreetId> = BTreeSet::new();
    streets
        .iter()
        .map(|street| {
            let mut votes: BTreeMap<(&str, StreetId), usize> = BTreeMap::new();
            for (key, _) in &street.parts {
                if let Some(part) = of_part.get(key.as_str())
                    && part.name == street.name
                {
                    *votes.entry((&part.street_key, part.street_id)).or_default() += 1;
                }
            }
            let mut votes: Vec<((&str, StreetId), usize)> = votes.into_iter().collect();
            votes.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
            let by_parts = votes.into_iter().map(|((_, id), _)| id);
            let by_key = by_key.get(&street.key).copied();
            let id = by_parts.chain(by_key).find(|id| !taken.contains(id));
            taken.extend(id);
            id
        })
        .collect()
}

/// The length of each street over all its stored stretches, to the centimetre.
async fn lengths(tx: &mut Tx, streets: &[StreetId]) -> Result<Vec<(StreetId, f64)>> {
    let mut stretches = store::lengths_of(tx, streets).await?;
    // In one order, so that the same stretches always give the same sum.
    stretches.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let mut sums: BTreeMap<StreetId, f64> = BTreeMap::new();
    for (street, _, length) in stretches {
        *sums.entry(street).or_default() += length;
    }
    let round = |metres: f64| (metres * 100.0).round() / 100.0;
    Ok(sums.into_iter().map(|(id, sum)| (id, round(sum))).collect())
}

fn geojson_line(line: &[LngLat]) -> String {
    let places: Vec<Vec<f64>> = line.iter().map(|at| vec![at.lng, at.lat]).collect();
    geojson::Geometry::new(GeometryValue::new_line_string(places)).to_string()
}

/// Puts the doors in a box on the streets as they now are.
async fn link_doors(tx: &mut Tx, extent: Extent) -> Result<()> {
    let doors = store::doors_to_link(tx, extent).await?;
    let at = |lng, lat| LngLat { lng, lat };
    let Some(around) = Extent::around(doors.iter().map(|door| at(door.lng, door.lat))) else {
        return Ok(());
    };
    let (lng, lat) = HALF_A_STRETCH;
    let linker = Linker::new(store::known_streets(tx, around.wider(lng, lat)).await?);
    let asked = doors.iter().map(|door| {
        let name = door.street_name.as_deref();
        (name, at(door.lng, door.lat), door.number.as_deref())
    });
    let links: Vec<(DoorId, Link)> = doors
        .iter()
        .zip(linker.find(asked))
        .filter_map(|(door, link)| {
            let link = link?;
            let same = door.street_id == Some(link.street)
                && door.part_id == Some(link.part)
                && door.side == link.side;
            (!same).then_some((door.id, link))
        })
        .collect();
    store::link_doors(tx, &links).await
}

/// A sentence on stretches in the file's box that the file no longer has.
async fn gone(
    tx: &mut Tx,
    import: Import<'_>,
    extent: Extent,
    keys: &[String],
) -> Result<Option<String>> {
    if !import.from_osm {
        return Ok(None);
    }
    let here: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    let stored = store::parts_in_box(tx, extent, "way/").await?;
    let gone = stored
        .iter()
        .filter(|key| !here.contains(key.as_str()))
        .count();
    Ok((gone > 0).then(|| {
        format!(
            "{gone} stretches of street known from an earlier file are not in this one: kept as \
             they are"
        )
    }))
}
