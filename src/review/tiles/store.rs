//! SQL of what maps show: shapes in a box, and what they were made from.

use maps::cells::Cell;

use crate::{
    access::HubScope,
    areas::model::{Edition, Vintage},
    base::{
        ids::{ImportId, PatchId, StreetId},
        time::{Day, EpochMs},
    },
    db::{Result, Stmt, Tx, sql},
};

crate::statements! {
    /// Every import: whoever has seen the same ones has seen the same data.
    IMPORTS = "SELECT id FROM imports ORDER BY id";
    /// Where data of each kind came from, the newest first.
    ORIGINS = "\
        SELECT kind, source, licence, MAX(dated) AS dated, MAX(imported_at) AS imported_at
        FROM imports GROUP BY kind, source, licence ORDER BY kind, source, licence";
    /// Areas whose box touches a box, some after a code.
    AREAS_IN_BOX = "\
        SELECT code, name, geometry FROM lsoas
        WHERE vintage = $1 AND max_lng >= $2 AND max_lat >= $3 AND min_lng <= $4 AND min_lat <= $5
          AND code > $6
        ORDER BY code LIMIT $7";
    /// What every edition says of them.
    RANKS_IN_BOX = "\
        SELECT d.code, d.edition, d.rank, d.decile, d.lad_code, d.lad_name
        FROM lsoas a JOIN deprivation d ON d.vintage = a.vintage AND d.code = a.code
        WHERE a.vintage = $1 AND a.max_lng >= $2 AND a.max_lat >= $3 AND a.min_lng <= $4
          AND a.min_lat <= $5
        ORDER BY d.code, d.edition";
    /// The longest stretch of a street, in metres.
    LONGEST_PART = "SELECT MAX(length_m) FROM street_parts";
    /// Stretches of streets whose middle lies in a box.
    PARTS_IN_BOX = "\
        SELECT p.street_id, s.name, p.line
        FROM street_parts p JOIN streets s ON s.id = p.street_id
        WHERE p.lng >= $1 AND p.lat >= $2 AND p.lng <= $3 AND p.lat <= $4
        ORDER BY p.street_id, p.id";
    /// Cells with homes of open data in a box, and how many.
    CELLS_IN_BOX = "\
        SELECT cell, COUNT(*) AS homes FROM doors
        WHERE added_by_hub IS NULL AND kind = 'home'
          AND lng >= $1 AND lat >= $2 AND lng <= $3 AND lat <= $4
        GROUP BY cell ORDER BY cell";
    /// Every version of every patch of a hub.
    PATCH_VERSIONS = "SELECT id, version FROM patches WHERE hub_id = $1 ORDER BY id, version";
    /// The box around the areas of a vintage.
    BOX_OF_AREAS = "\
        SELECT MIN(min_lng), MIN(min_lat), MAX(max_lng), MAX(max_lat) FROM lsoas WHERE vintage = $1";
    /// The box around the middles of streets.
    BOX_OF_STREETS = "SELECT MIN(lng), MIN(lat), MAX(lng), MAX(lat) FROM street_parts";
    /// The box around the homes of open data.
    BOX_OF_HOMES = "\
        SELECT MIN(lng), MIN(lat), MAX(lng), MAX(lat) FROM doors
        WHERE added_by_hub IS NULL AND kind = 'home'";
}

/// West, south, east, north in degrees.
pub type Box4 = [f64; 4];

fn boxed(stmt: Stmt, bounds: Box4) -> Stmt {
    stmt.bind_all(bounds)
}

/// Every import there was, in the order they were made.
///
/// # Errors
/// When the engine fails.
pub async fn imports(tx: &mut Tx) -> Result<Vec<ImportId>> {
    let rows: Vec<(ImportId,)> = tx.all(sql(IMPORTS)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Where data of a kind came from.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Origin {
    /// What it was imported as.
    pub kind: String,
    /// Who published it.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// The day the newest of it is of, if that was said.
    pub dated: Option<Day>,
    /// When the newest of it was imported.
    pub imported_at: EpochMs,
}

/// Where all data came from.
///
/// # Errors
/// When the engine fails.
pub async fn origins(tx: &mut Tx) -> Result<Vec<Origin>> {
    tx.all(sql(ORIGINS)).await
}

/// An area with its shape as text.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AreaRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its shape, GeoJSON.
    pub geometry: String,
}

/// At most `most` areas whose box touches a box, after a code.
///
/// # Errors
/// When the engine fails.
pub async fn areas_in_box(
    tx: &mut Tx,
    vintage: Vintage,
    bounds: Box4,
    (after, most): (&str, i64),
) -> Result<Vec<AreaRow>> {
    let stmt = boxed(sql(AREAS_IN_BOX).bind(vintage), bounds);
    tx.all(stmt.bind(after.to_owned()).bind(most)).await
}

/// What one edition says of one area.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RankRow {
    /// The area.
    pub code: String,
    /// The edition.
    pub edition: Edition,
    /// 1 = most deprived.
    pub rank: i64,
    /// 1 = the most deprived tenth.
    pub decile: i64,
    /// Its district's code.
    pub lad_code: String,
    /// Its district's name.
    pub lad_name: String,
}

/// What every edition says of the areas whose box touches a box, by code and edition.
///
/// # Errors
/// When the engine fails.
pub async fn ranks_in_box(tx: &mut Tx, vintage: Vintage, bounds: Box4) -> Result<Vec<RankRow>> {
    tx.all(boxed(sql(RANKS_IN_BOX).bind(vintage), bounds)).await
}

/// Metres of the longest stretch of a street.
///
/// # Errors
/// When the engine fails.
pub async fn longest_part(tx: &mut Tx) -> Result<f64> {
    let longest: Option<f64> = tx.value(sql(LONGEST_PART)).await?;
    Ok(longest.unwrap_or_default())
}

/// A stretch of a named street with its line as text.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PartRow {
    /// The street.
    pub street_id: StreetId,
    /// Its name.
    pub name: String,
    /// Its line, GeoJSON.
    pub line: String,
}

/// Stretches whose middle lies in a box, by street.
///
/// # Errors
/// When the engine fails.
pub async fn parts_in_box(tx: &mut Tx, bounds: Box4) -> Result<Vec<PartRow>> {
    tx.all(boxed(sql(PARTS_IN_BOX), bounds)).await
}

/// Cells of resolution 10 in which homes of a box lie, and how many of them.
///
/// # Errors
/// When the engine fails.
pub async fn cells_in_box(tx: &mut Tx, bounds: Box4) -> Result<Vec<(Cell, i64)>> {
    let rows: Vec<(i64, i64)> = tx.all(boxed(sql(CELLS_IN_BOX), bounds)).await?;
    let known = |(cell, homes)| Some((Cell::try_from(cell).ok()?, homes));
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Every version of every patch of a hub.
///
/// # Errors
/// When the engine fails.
pub async fn patch_versions(tx: &mut Tx, scope: HubScope) -> Result<Vec<(PatchId, i64)>> {
    tx.all(sql(PATCH_VERSIONS).bind(scope.hub())).await
}

/// The boxes around areas of a vintage, streets and homes; `None` where there are none.
///
/// # Errors
/// When the engine fails.
pub async fn boxes(tx: &mut Tx, vintages: [Vintage; 2]) -> Result<[Option<Box4>; 4]> {
    type Row = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);
    let mut found = [None; 4];
    let asked = [
        sql(BOX_OF_AREAS).bind(vintages[0]),
        sql(BOX_OF_AREAS).bind(vintages[1]),
        sql(BOX_OF_STREETS),
        sql(BOX_OF_HOMES),
    ];
    for (of, stmt) in found.iter_mut().zip(asked) {
        let (west, south, east, north): Row = tx.one(stmt).await?;
        if let (Some(west), Some(south), Some(east), Some(north)) = (west, south, east, north) {
            *of = Some([west, south, east, north]);
        }
    }
    Ok(found)
}
