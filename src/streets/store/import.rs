//! SQL that keeps streets, stretches, address points and doors from files, and puts doors on
//! streets. Putting all of them into areas again is in [`super::placing`].

use std::collections::BTreeMap;

use maps::shapes::LngLat;

use super::PartRow;
use crate::{
    areas::store::import::Extent,
    base::ids::{DoorId, ImportId, StreetId, StreetPartId},
    db::{Cell, Result, Tx, bulk_insert, bulk_returning, in_list, row, sql, sql_dynamic},
    streets::{
        link::{KnownStreet, Link},
        model::{DoorKind, Side},
    },
};

crate::statements! {
    /// Stretches in a box with their streets' names.
    KNOWN_STREETS = "\
        SELECT p.id, p.street_id, p.line, p.length_m, p.lng, p.lat, p.cell, p.lsoa_2011,
               p.lsoa_2021, s.name, s.source_key AS street_key, p.source_key AS part_key
        FROM street_parts p JOIN streets s ON s.id = p.street_id
        WHERE p.lat BETWEEN $1 AND $2 AND p.lng BETWEEN $3 AND $4
        ORDER BY s.source_key, p.source_key";
    /// Doors of open data in a box, with what their address says.
    DOORS_TO_LINK = "\
        SELECT id, street_name, number, lng, lat, street_id, part_id, side FROM doors
        WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4 AND added_by_hub IS NULL
        ORDER BY id";
    /// Source references of doors of map objects or property numbers in a box.
    DOORS_OF_SOURCE = "\
        SELECT source_ref FROM doors
        WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4 AND added_by_hub IS NULL
          AND source_ref LIKE $5";
    /// Source references of doors that came with a file of this name.
    DOORS_OF_FILE = "\
        SELECT d.source_ref FROM doors d JOIN imports i ON i.id = d.import_id
        WHERE i.kind = 'doors' AND i.name = $1 AND d.source_ref LIKE $2";
    /// Keys of stretches in a box.
    PARTS_IN_BOX = "\
        SELECT source_key FROM street_parts
        WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4 AND source_key LIKE $5";
}

/// Rows handed to the engine at once.
const AT_ONCE: usize = 2_000;
/// Keys asked about in one statement.
const KEYS_AT_ONCE: usize = 500;

pub(super) fn boxed(text: &'static str, extent: Extent) -> crate::db::Stmt {
    let stmt = sql(text).bind(extent.south).bind(extent.north);
    stmt.bind(extent.west).bind(extent.east)
}

/// A stretch as it is known before an import: its key, its street and that street's name and key.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct KnownPart {
    /// The stretch's key.
    pub part_key: String,
    /// Its street.
    pub street_id: StreetId,
    /// The street's name.
    pub name: String,
    /// The street's key.
    pub street_key: String,
}

/// The stretches of these keys that are stored.
///
/// # Errors
/// When the engine fails.
pub async fn known_parts(tx: &mut Tx, keys: &[String]) -> Result<Vec<KnownPart>> {
    let mut found = Vec::new();
    for chunk in keys.chunks(KEYS_AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT p.source_key AS part_key, p.street_id, s.name, s.source_key AS street_key
             FROM street_parts p JOIN streets s ON s.id = p.street_id
             WHERE p.source_key IN ({}) ORDER BY s.source_key, p.source_key",
            in_list(1, chunk.len())
        ));
        found.extend(
            tx.all::<KnownPart>(stmt.bind_all(chunk.iter().cloned()))
                .await?,
        );
    }
    Ok(found)
}

/// The streets of these keys that are stored.
///
/// # Errors
/// When the engine fails.
pub async fn streets_of_keys(tx: &mut Tx, keys: &[String]) -> Result<BTreeMap<String, StreetId>> {
    let mut found = BTreeMap::new();
    for chunk in keys.chunks(KEYS_AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT source_key, id FROM streets WHERE source_key IN ({})",
            in_list(1, chunk.len())
        ));
        let rows: Vec<(String, StreetId)> = tx.all(stmt.bind_all(chunk.iter().cloned())).await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Keys and lengths of all stretches of these streets.
///
/// # Errors
/// When the engine fails.
pub async fn lengths_of(tx: &mut Tx, streets: &[StreetId]) -> Result<Vec<(StreetId, String, f64)>> {
    let mut found = Vec::new();
    for chunk in streets.chunks(KEYS_AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT street_id, source_key, length_m FROM street_parts WHERE street_id IN ({})",
            in_list(1, chunk.len())
        ));
        let rows: Vec<(StreetId, String, f64)> =
            tx.all(stmt.bind_all(chunk.iter().copied())).await?;
        found.extend(rows);
    }
    Ok(found)
}

/// One new street, ready to store.
pub struct StreetRow {
    /// Its new id.
    pub id: StreetId,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Length of all its stretches.
    pub length_m: f64,
}

/// Adds new streets.
///
/// # Errors
/// When the engine fails.
pub async fn add_streets(tx: &mut Tx, import: ImportId, streets: &[StreetRow]) -> Result<()> {
    const HEAD: &str = "INSERT INTO streets (id, source_key, name, length_m, import_id)";
    for chunk in streets.chunks(AT_ONCE) {
        let rows: Vec<Vec<Cell>> = chunk
            .iter()
            .map(|street| {
                let (key, name) = (street.key.clone(), street.name.clone());
                row![street.id, key, name, street.length_m, import]
            })
            .collect();
        bulk_insert(tx, HEAD, 5, rows, "").await?;
    }
    Ok(())
}

/// Gives streets their length, where it differs.
///
/// # Errors
/// When the engine fails.
pub async fn set_lengths(tx: &mut Tx, import: ImportId, lengths: &[(StreetId, f64)]) -> Result<()> {
    const HEAD: &str = "WITH v (id, length_m, import_id) AS (";
    const TAIL: &str = ") UPDATE streets SET length_m = v.length_m, import_id = v.import_id
        FROM v WHERE streets.id = v.id AND streets.length_m <> v.length_m";
    for chunk in lengths.chunks(AT_ONCE) {
        let rows: Vec<Vec<Cell>> = chunk
            .iter()
            .map(|(street, length_m)| row![*street, *length_m, import])
            .collect();
        bulk_insert(tx, HEAD, 3, rows, TAIL).await?;
    }
    Ok(())
}

/// Where something lies.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The place.
    pub at: LngLat,
    /// Its cell of resolution 10.
    pub cell: i64,
    /// Its area of 2011.
    pub lsoa_2011: Option<String>,
    /// Its area of 2021.
    pub lsoa_2021: Option<String>,
}

/// One stretch, ready to store.
pub struct PartToKeep {
    /// Its id if it is new.
    pub id: StreetPartId,
    /// Its key.
    pub key: String,
    /// Its street.
    pub street: StreetId,
    /// Its line as GeoJSON.
    pub line: String,
    /// Its length.
    pub length_m: f64,
    /// Its middle.
    pub middle: Spot,
}

/// Keeps stretches by key; gives back the keys of those that are new or differ.
///
/// # Errors
/// When the engine fails.
pub async fn keep_parts(tx: &mut Tx, parts: &[PartToKeep]) -> Result<Vec<String>> {
    const HEAD: &str = "INSERT INTO street_parts
        (id, source_key, street_id, line, length_m, lng, lat, cell, lsoa_2011, lsoa_2021)";
    const TAIL: &str = "ON CONFLICT (source_key) DO UPDATE SET
          street_id = excluded.street_id, line = excluded.line, length_m = excluded.length_m,
          lng = excluded.lng, lat = excluded.lat, cell = excluded.cell,
          lsoa_2011 = excluded.lsoa_2011, lsoa_2021 = excluded.lsoa_2021
        WHERE street_parts.street_id <> excluded.street_id
           OR street_parts.line <> excluded.line
           OR street_parts.lsoa_2011 IS DISTINCT FROM excluded.lsoa_2011
           OR street_parts.lsoa_2021 IS DISTINCT FROM excluded.lsoa_2021
        RETURNING source_key";
    let mut changed = Vec::new();
    for chunk in parts.chunks(AT_ONCE) {
        let rows: Vec<Vec<Cell>> = chunk
            .iter()
            .map(|part| {
                row![
                    part.id,
                    part.key.clone(),
                    part.street,
                    part.line.clone(),
                    part.length_m,
                    part.middle.at.lng,
                    part.middle.at.lat,
                    part.middle.cell,
                    part.middle.lsoa_2011.clone(),
                    part.middle.lsoa_2021.clone(),
                ]
            })
            .collect();
        let keys: Vec<(String,)> = bulk_returning(tx, HEAD, 10, rows, TAIL).await?;
        changed.extend(keys.into_iter().map(|(key,)| key));
    }
    Ok(changed)
}

/// One address point, ready to store.
pub struct PointToKeep {
    /// The source object.
    pub source_ref: String,
    /// Its number as written.
    pub number: String,
    /// Where it is.
    pub spot: Spot,
}

/// Keeps address points; gives back the references of those that are new or differ.
///
/// # Errors
/// When the engine fails.
pub async fn keep_points(
    tx: &mut Tx,
    import: ImportId,
    points: &[PointToKeep],
) -> Result<Vec<String>> {
    const HEAD: &str = "INSERT INTO address_points
        (source_ref, number, lng, lat, cell, lsoa_2011, lsoa_2021, import_id)";
    const TAIL: &str = "ON CONFLICT (source_ref) DO UPDATE SET
          number = excluded.number, lng = excluded.lng, lat = excluded.lat, cell = excluded.cell,
          lsoa_2011 = excluded.lsoa_2011, lsoa_2021 = excluded.lsoa_2021,
          import_id = excluded.import_id
        WHERE address_points.number <> excluded.number
           OR address_points.lng <> excluded.lng OR address_points.lat <> excluded.lat
           OR address_points.lsoa_2011 IS DISTINCT FROM excluded.lsoa_2011
           OR address_points.lsoa_2021 IS DISTINCT FROM excluded.lsoa_2021
        RETURNING source_ref";
    let mut changed = Vec::new();
    for chunk in points.chunks(AT_ONCE) {
        let rows: Vec<Vec<Cell>> = chunk
            .iter()
            .map(|point| {
                row![
                    point.source_ref.clone(),
                    point.number.clone(),
                    point.spot.at.lng,
                    point.spot.at.lat,
                    point.spot.cell,
                    point.spot.lsoa_2011.clone(),
                    point.spot.lsoa_2021.clone(),
                    import,
                ]
            })
            .collect();
        let refs: Vec<(String,)> = bulk_returning(tx, HEAD, 8, rows, TAIL).await?;
        changed.extend(refs.into_iter().map(|(source_ref,)| source_ref));
    }
    Ok(changed)
}

/// One door, ready to store.
pub struct DoorToKeep {
    /// Its id if it is new.
    pub id: DoorId,
    /// Object, number and unit: the same in every import.
    pub source_ref: String,
    /// Property reference number.
    pub uprn: Option<i64>,
    /// Street and stretch, where known.
    pub link: Option<Link>,
    /// House number.
    pub number: Option<String>,
    /// Flat.
    pub flat: Option<String>,
    /// Building.
    pub building: Option<String>,
    /// Floor.
    pub floor: Option<i64>,
    /// Postcode.
    pub postcode: Option<String>,
    /// The street as the address names it.
    pub street_name: Option<String>,
    /// Side of the street.
    pub side: Side,
    /// Home or not.
    pub kind: DoorKind,
    /// Where it is.
    pub spot: Spot,
}

/// Keeps doors; gives back the references of those that are new or differ. A door keeps its id
/// and, where this file knows none, its street.
///
/// # Errors
/// When the engine fails.
pub async fn keep_doors(
    tx: &mut Tx,
    import: ImportId,
    doors: &[DoorToKeep],
) -> Result<Vec<String>> {
    const HEAD: &str = "INSERT INTO doors
        (id, source_ref, uprn, street_id, part_id, number, flat, building, floor, postcode,
         street_name, side, lng, lat, cell, lsoa_2011, lsoa_2021, kind, import_id)";
    const TAIL: &str = "ON CONFLICT (source_ref) DO UPDATE SET
          uprn = excluded.uprn,
          street_id = COALESCE(excluded.street_id, doors.street_id),
          part_id = COALESCE(excluded.part_id, doors.part_id),
          number = excluded.number, flat = excluded.flat, building = excluded.building,
          floor = excluded.floor, postcode = excluded.postcode,
          street_name = excluded.street_name, side = excluded.side,
          lng = excluded.lng, lat = excluded.lat, cell = excluded.cell,
          lsoa_2011 = excluded.lsoa_2011, lsoa_2021 = excluded.lsoa_2021,
          kind = excluded.kind, import_id = excluded.import_id
        WHERE doors.uprn IS DISTINCT FROM excluded.uprn
           OR doors.street_id IS DISTINCT FROM COALESCE(excluded.street_id, doors.street_id)
           OR doors.part_id IS DISTINCT FROM COALESCE(excluded.part_id, doors.part_id)
           OR doors.number IS DISTINCT FROM excluded.number
           OR doors.flat IS DISTINCT FROM excluded.flat
           OR doors.building IS DISTINCT FROM excluded.building
           OR doors.floor IS DISTINCT FROM excluded.floor
           OR doors.postcode IS DISTINCT FROM excluded.postcode
           OR doors.street_name IS DISTINCT FROM excluded.street_name
           OR doors.side <> excluded.side OR doors.kind <> excluded.kind
           OR doors.lng <> excluded.lng OR doors.lat <> excluded.lat
           OR doors.lsoa_2011 IS DISTINCT FROM excluded.lsoa_2011
           OR doors.lsoa_2021 IS DISTINCT FROM excluded.lsoa_2021
        RETURNING source_ref";
    let mut changed = Vec::new();
    for chunk in doors.chunks(AT_ONCE) {
        let rows: Vec<Vec<Cell>> = chunk.iter().map(|door| door_row(door, import)).collect();
        let refs: Vec<(String,)> = bulk_returning(tx, HEAD, 19, rows, TAIL).await?;
        changed.extend(refs.into_iter().map(|(source_ref,)| source_ref));
    }
    Ok(changed)
}

fn door_row(door: &DoorToKeep, import: ImportId) -> Vec<Cell> {
    row![
        door.id,
        door.source_ref.clone(),
        door.uprn,
        door.link.map(|link| link.street),
        door.link.map(|link| link.part),
        door.number.clone(),
        door.flat.clone(),
        door.building.clone(),
        door.floor,
        door.postcode.clone(),
        door.street_name.clone(),
        door.side,
        door.spot.at.lng,
        door.spot.at.lat,
        door.spot.cell,
        door.spot.lsoa_2011.clone(),
        door.spot.lsoa_2021.clone(),
        door.kind,
        import,
    ]
}

/// The stored streets whose stretches have their middle in a box, in the order of their keys.
///
/// # Errors
/// When the engine fails or a stored line makes no sense.
pub async fn known_streets(tx: &mut Tx, extent: Extent) -> Result<Vec<KnownStreet>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        part: PartRow,
        name: String,
    }
    let rows: Vec<Row> = tx.all(boxed(KNOWN_STREETS, extent)).await?;
    let mut streets: Vec<KnownStreet> = Vec::new();
    for Row { part, name } in rows {
        let part = part.part()?;
        let stretch = (part.id, part.line);
        match streets.last_mut().filter(|last| last.id == part.street_id) {
            Some(last) => last.parts.push(stretch),
            None => streets.push(KnownStreet {
                id: part.street_id,
                name,
                parts: vec![stretch],
            }),
        }
    }
    Ok(streets)
}

/// A stored door with what its address says and where it was put.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DoorToLink {
    /// The door.
    pub id: DoorId,
    /// The street as its address names it.
    pub street_name: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// Degrees east.
    pub lng: f64,
    /// Degrees north.
    pub lat: f64,
    /// The street it was put on.
    pub street_id: Option<StreetId>,
    /// The stretch it was put on.
    pub part_id: Option<StreetPartId>,
    /// The side it was put on.
    pub side: Side,
}

/// The doors of open data in a box.
///
/// # Errors
/// When the engine fails.
pub async fn doors_to_link(tx: &mut Tx, extent: Extent) -> Result<Vec<DoorToLink>> {
    tx.all(boxed(DOORS_TO_LINK, extent)).await
}

/// Puts doors on streets.
///
/// # Errors
/// When the engine fails.
pub async fn link_doors(tx: &mut Tx, links: &[(DoorId, Link)]) -> Result<()> {
    const HEAD: &str = "WITH v (id, street_id, part_id, side) AS (";
    const TAIL: &str = ") UPDATE doors
        SET street_id = v.street_id, part_id = v.part_id, side = v.side
        FROM v WHERE doors.id = v.id";
    for chunk in links.chunks(AT_ONCE) {
        let rows: Vec<Vec<Cell>> = chunk
            .iter()
            .map(|(door, link)| row![*door, link.street, link.part, link.side])
            .collect();
        bulk_insert(tx, HEAD, 4, rows, TAIL).await?;
    }
    Ok(())
}

/// References of stored doors whose reference begins with `family`, in a box.
///
/// # Errors
/// When the engine fails.
pub async fn doors_of_source(tx: &mut Tx, extent: Extent, family: &str) -> Result<Vec<String>> {
    let stmt = boxed(DOORS_OF_SOURCE, extent).bind(format!("{family}%"));
    let rows: Vec<(String,)> = tx.all(stmt).await?;
    Ok(rows.into_iter().map(|(source_ref,)| source_ref).collect())
}

/// References of stored doors whose reference begins with `family`, from files of this name.
///
/// # Errors
/// When the engine fails.
pub async fn doors_of_file(tx: &mut Tx, file: &str, family: &str) -> Result<Vec<String>> {
    let stmt = sql(DOORS_OF_FILE).bind(file.to_owned());
    let rows: Vec<(String,)> = tx.all(stmt.bind(format!("{family}%"))).await?;
    Ok(rows.into_iter().map(|(source_ref,)| source_ref).collect())
}

/// Keys of stored stretches whose key begins with `family`, in a box.
///
/// # Errors
/// When the engine fails.
pub async fn parts_in_box(tx: &mut Tx, extent: Extent, family: &str) -> Result<Vec<String>> {
    let stmt = boxed(PARTS_IN_BOX, extent).bind(format!("{family}%"));
    let rows: Vec<(String,)> = tx.all(stmt).await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
