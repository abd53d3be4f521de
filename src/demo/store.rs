//! SQL of the demo's closing figures.

use crate::{
    areas::model::Vintage,
    base::ids::PersonId,
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Small areas of a vintage.
    AREAS = "SELECT COUNT(*) FROM lsoas WHERE vintage = $1";
    /// Streets.
    STREETS = "SELECT COUNT(*) FROM streets";
    /// Doors, those found while walking included.
    DOORS = "SELECT COUNT(*) FROM doors";
    /// Cells that hold a door.
    CELLS = "SELECT COUNT(DISTINCT cell) FROM doors";
    /// Walk lists that were cut.
    WALK_LISTS = "SELECT COUNT(*) FROM walk_lists";
    /// Shifts.
    SHIFTS = "SELECT COUNT(*) FROM shifts";
    /// Whoever looks across all hubs.
    NETWORK = "\
        SELECT person_id FROM grants
        WHERE role = 'network_manager' AND hub_id IS NULL AND valid_to IS NULL
        ORDER BY valid_from, person_id LIMIT 1";
    /// Whether a fact about this database is known.
    FACT = "SELECT value FROM house WHERE key = $1";
}

/// How much there is of what.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Small areas.
    pub areas: i64,
    /// Streets.
    pub streets: i64,
    /// Doors.
    pub doors: i64,
    /// Cells with a door.
    pub cells: i64,
    /// Walk lists.
    pub walk_lists: i64,
    /// Shifts.
    pub shifts: i64,
}

/// Counts the town and what was done in it.
///
/// # Errors
/// When the engine fails.
pub async fn sizes(tx: &mut Tx) -> Result<Sizes> {
    Ok(Sizes {
        areas: tx.value(sql(AREAS).bind(Vintage::Y2021)).await?,
        streets: tx.value(sql(STREETS)).await?,
        doors: tx.value(sql(DOORS)).await?,
        cells: tx.value(sql(CELLS)).await?,
        walk_lists: tx.value(sql(WALK_LISTS)).await?,
        shifts: tx.value(sql(SHIFTS)).await?,
    })
}

/// Whoever looks across all hubs.
///
/// # Errors
/// When the engine fails.
pub async fn network_manager(tx: &mut Tx) -> Result<Option<PersonId>> {
    let row: Option<(PersonId,)> = tx.maybe(sql(NETWORK)).await?;
    Ok(row.map(|(person,)| person))
}

/// A fact about this database, if it is known.
///
/// # Errors
/// When the engine fails.
pub async fn fact(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.maybe(sql(FACT).bind(key.to_owned())).await?;
    Ok(row.map(|(value,)| value))
}
