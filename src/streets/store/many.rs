//! SQL of many streets and doors at once, by id.

use std::collections::{BTreeMap, BTreeSet};

use super::{PartRow, door_columns, part_columns};
use crate::{
    base::ids::{DoorId, StreetId, StreetPartId},
    db::{Result, Tx, in_list, sql_dynamic},
    streets::model::{DoorFacts, Street, StreetPart},
};

/// Ids asked for in one statement.
const AT_ONCE: usize = 500;

/// These doors, whoever added them: show them only to a hub that may see them.
///
/// # Errors
/// When the engine fails.
pub async fn doors_by_id(tx: &mut Tx, ids: &[DoorId]) -> Result<BTreeMap<DoorId, DoorFacts>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT {} FROM doors WHERE id IN ({})",
            door_columns!(),
            in_list(1, chunk.len())
        ));
        let rows: Vec<DoorFacts> = tx.all(stmt.bind_all(chunk.iter().copied())).await?;
        found.extend(rows.into_iter().map(|door| (door.id, door)));
    }
    Ok(found)
}

/// These street parts.
///
/// # Errors
/// When the engine fails or a stored line makes no sense.
pub async fn parts_by_id(
    tx: &mut Tx,
    ids: &[StreetPartId],
) -> Result<BTreeMap<StreetPartId, StreetPart>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT {} FROM street_parts WHERE id IN ({})",
            part_columns!(),
            in_list(1, chunk.len())
        ));
        let rows: Vec<PartRow> = tx.all(stmt.bind_all(chunk.iter().copied())).await?;
        for row in rows {
            let part = row.part()?;
            found.insert(part.id, part);
        }
    }
    Ok(found)
}

/// These streets.
///
/// # Errors
/// When the engine fails.
pub async fn streets_by_id(tx: &mut Tx, ids: &[StreetId]) -> Result<BTreeMap<StreetId, Street>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT id, name, length_m FROM streets WHERE id IN ({})",
            in_list(1, chunk.len())
        ));
        let rows: Vec<Street> = tx.all(stmt.bind_all(chunk.iter().copied())).await?;
        found.extend(rows.into_iter().map(|street| (street.id, street)));
    }
    Ok(found)
}

/// The parts of these streets, by street.
///
/// # Errors
/// When the engine fails or a stored line makes no sense.
pub async fn parts_of_streets(
    tx: &mut Tx,
    streets: &[StreetId],
) -> Result<BTreeMap<StreetId, Vec<StreetPart>>> {
    let mut found: BTreeMap<StreetId, Vec<StreetPart>> = BTreeMap::new();
    for chunk in streets.chunks(AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT {} FROM street_parts WHERE street_id IN ({}) ORDER BY id",
            part_columns!(),
            in_list(1, chunk.len())
        ));
        let rows: Vec<PartRow> = tx.all(stmt.bind_all(chunk.iter().copied())).await?;
        for row in rows {
            let part = row.part()?;
            found.entry(part.street_id).or_default().push(part);
        }
    }
    Ok(found)
}

/// Which of these parts have a known door, wherever the door itself lies.
///
/// # Errors
/// When the engine fails.
pub async fn parts_with_doors(tx: &mut Tx, ids: &[StreetPartId]) -> Result<BTreeSet<StreetPartId>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(AT_ONCE) {
        let stmt = sql_dynamic(format!(
            "SELECT DISTINCT part_id FROM doors WHERE part_id IN ({})",
            in_list(1, chunk.len())
        ));
        let rows: Vec<(StreetPartId,)> = tx.all(stmt.bind_all(chunk.iter().copied())).await?;
        found.extend(rows.into_iter().map(|(part,)| part));
    }
    Ok(found)
}
