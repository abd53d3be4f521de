//! SQL of small areas, deprivation and patches; what files bring is kept in [`import`].

pub mod import;

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Area, Deprivation, Edition, Patch, Vintage};
use crate::{
    access::HubScope,
    base::{
        ids::PatchId,
        time::{Day, EpochMs},
    },
    db::{Error, Result, Tx, bulk_insert, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// The areas of a vintage, with the district of the newest edition that ranks them.
    AREAS = "\
        SELECT a.code, a.name, a.vintage, d.lad_code AS lad, d.lad_name
        FROM lsoas a
        LEFT JOIN deprivation d
          ON d.vintage = a.vintage AND d.code = a.code
         AND d.edition = (SELECT MAX(n.edition) FROM deprivation n
                          WHERE n.vintage = a.vintage AND n.code = a.code)
        WHERE a.vintage = $1 AND (CAST($2 AS TEXT) IS NULL OR d.lad_code = $2) AND a.code > $3
        ORDER BY a.code LIMIT $4";
    /// One area.
    AREA = "\
        SELECT a.code, a.name, a.vintage, d.lad_code AS lad, d.lad_name
        FROM lsoas a
        LEFT JOIN deprivation d
          ON d.vintage = a.vintage AND d.code = a.code
         AND d.edition = (SELECT MAX(n.edition) FROM deprivation n
                          WHERE n.vintage = a.vintage AND n.code = a.code)
        WHERE a.vintage = $1 AND a.code = $2";
    /// The shape of one area.
    SHAPE = "SELECT geometry FROM lsoas WHERE vintage = $1 AND code = $2";
    /// Codes and shapes whose box touches a box.
    SHAPES_IN_BOX = "\
        SELECT code, geometry FROM lsoas
        WHERE vintage = $1 AND max_lng >= $2 AND min_lng <= $3 AND max_lat >= $4 AND min_lat <= $5
        ORDER BY code";
    /// How many areas' boxes touch a box.
    AREAS_IN_BOX = "\
        SELECT COUNT(*) FROM lsoas
        WHERE vintage = $1 AND max_lng >= $2 AND min_lng <= $3 AND max_lat >= $4 AND min_lat <= $5";
    /// Every code of a vintage.
    CODES = "SELECT code FROM lsoas WHERE vintage = $1";
    /// What each edition says of one area.
    DEPRIVATION_OF = "\
        SELECT edition, code, rank, decile FROM deprivation WHERE vintage = $1 AND code = $2
        ORDER BY edition";
    /// Every rank of an edition within a district, or all.
    RANKS = "\
        SELECT edition, code, rank, decile FROM deprivation
        WHERE edition = $1 AND (CAST($2 AS TEXT) IS NULL OR lad_code = $2)
        ORDER BY code";
    /// Ranks of every edition of a vintage.
    RANKS_OF_VINTAGE = "\
        SELECT edition, code, rank, decile FROM deprivation
        WHERE vintage = $1 ORDER BY code, edition";
    /// Adds a version of a patch.
    INSERT_PATCH = "\
        INSERT INTO patches
          (hub_id, id, version, name, rule, vintage, shape, valid_from, holes, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Ends the version before.
    END_PATCH = "\
        UPDATE patches SET valid_to = $4
        WHERE hub_id = $1 AND id = $2 AND version = $3 AND valid_to IS NULL";
    /// The newest version of each of the hub's patches.
    PATCHES = "\
        SELECT p.id, p.version, p.name, p.rule, p.vintage, p.shape, p.valid_from, p.valid_to,
               p.holes, p.created_at
        FROM patches p
        WHERE p.hub_id = $1
          AND p.version = (SELECT MAX(n.version) FROM patches n WHERE n.hub_id = $1 AND n.id = p.id)
        ORDER BY p.name, p.id";
    /// Every version of one patch, newest first.
    PATCH = "\
        SELECT id, version, name, rule, vintage, shape, valid_from, valid_to, holes, created_at
        FROM patches WHERE hub_id = $1 AND id = $2 ORDER BY version DESC";
    /// The areas of a patch version.
    PATCH_AREAS = "\
        SELECT code FROM patch_areas
        WHERE hub_id = $1 AND patch_id = $2 AND version = $3 ORDER BY code";
}

/// A page of areas of a vintage, within a district or all.
///
/// # Errors
/// When the engine fails.
pub async fn areas(
    tx: &mut Tx,
    vintage: Vintage,
    lad: Option<String>,
    after: String,
    most: i64,
) -> Result<Vec<Area>> {
    tx.all(sql(AREAS).bind(vintage).bind(lad).bind(after).bind(most))
        .await
}

/// One area.
///
/// # Errors
/// When the engine fails.
pub async fn area(tx: &mut Tx, vintage: Vintage, code: &str) -> Result<Option<Area>> {
    tx.maybe(sql(AREA).bind(vintage).bind(code.to_owned()))
        .await
}

/// The shape of one area, as GeoJSON geometry.
///
/// # Errors
/// When the engine fails.
pub async fn shape(tx: &mut Tx, vintage: Vintage, code: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .maybe(sql(SHAPE).bind(vintage).bind(code.to_owned()))
        .await?;
    Ok(row.map(|(geometry,)| geometry))
}

/// Every code of a vintage that was imported.
///
/// # Errors
/// When the engine fails.
pub async fn codes(tx: &mut Tx, vintage: Vintage) -> Result<BTreeSet<String>> {
    let rows: Vec<(String,)> = tx.all(sql(CODES).bind(vintage)).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// What each edition says of one area.
///
/// # Errors
/// When the engine fails.
pub async fn deprivation_of(tx: &mut Tx, vintage: Vintage, code: &str) -> Result<Vec<Deprivation>> {
    tx.all(sql(DEPRIVATION_OF).bind(vintage).bind(code.to_owned()))
        .await
}

/// Ranks of an edition, within a district or all.
///
/// # Errors
/// When the engine fails.
pub async fn ranks(tx: &mut Tx, edition: Edition, lad: Option<String>) -> Result<Vec<Deprivation>> {
    tx.all(sql(RANKS).bind(edition).bind(lad)).await
}

/// Ranks of every edition that ranks areas of this vintage.
///
/// # Errors
/// When the engine fails.
pub async fn ranks_of_vintage(tx: &mut Tx, vintage: Vintage) -> Result<Vec<Deprivation>> {
    tx.all(sql(RANKS_OF_VINTAGE).bind(vintage)).await
}

/// How many areas' boxes touch `(min_lng, max_lng, min_lat, max_lat)`.
///
/// # Errors
/// When the engine fails.
pub async fn areas_in_box(
    tx: &mut Tx,
    vintage: Vintage,
    (min_lng, max_lng, min_lat, max_lat): (f64, f64, f64, f64),
) -> Result<i64> {
    let stmt = sql(AREAS_IN_BOX).bind(vintage).bind(min_lng).bind(max_lng);
    tx.value(stmt.bind(min_lat).bind(max_lat)).await
}

/// Codes and shapes of the areas whose box touches `(min_lng, max_lng, min_lat, max_lat)`.
///
/// # Errors
/// When the engine fails, or a stored shape is no polygon.
pub async fn shapes_in_box(
    tx: &mut Tx,
    vintage: Vintage,
    (min_lng, max_lng, min_lat, max_lat): (f64, f64, f64, f64),
) -> Result<Vec<(String, geo::MultiPolygon<f64>)>> {
    let rows: Vec<(String, String)> = tx
        .all(
            sql(SHAPES_IN_BOX)
                .bind(vintage)
                .bind(min_lng)
                .bind(max_lng)
                .bind(min_lat)
                .bind(max_lat),
        )
        .await?;
    rows.into_iter()
        .map(|(code, geometry)| Ok((code.clone(), polygons(&code, &geometry)?)))
        .collect()
}

/// Reads a stored shape.
///
/// # Errors
/// [`Error::Corrupt`] when it is no polygon.
pub fn polygons(code: &str, geometry: &str) -> Result<geo::MultiPolygon<f64>> {
    let corrupt = || Error::Corrupt {
        table: "lsoas",
        column: "geometry",
        row: code.to_owned(),
    };
    let geometry: geojson::Geometry = geometry.parse().map_err(|_| corrupt())?;
    match geo::Geometry::<f64>::try_from(geometry) {
        Ok(geo::Geometry::Polygon(polygon)) => Ok(geo::MultiPolygon::new(vec![polygon])),
        Ok(geo::Geometry::MultiPolygon(polygons)) => Ok(polygons),
        Ok(_) | Err(_) => Err(corrupt()),
    }
}

#[derive(sqlx::FromRow)]
struct PatchRow {
    id: PatchId,
    version: i64,
    name: String,
    rule: String,
    vintage: Vintage,
    valid_from: Day,
    valid_to: Option<Day>,
    holes: String,
    created_at: EpochMs,
}

impl PatchRow {
    fn patch(self, areas: Vec<String>) -> Result<Patch> {
        let id = self.id;
        let corrupt = |column| {
            move |_| Error::Corrupt {
                table: "patches",
                column,
                row: id.to_string(),
            }
        };
        Ok(Patch {
            id,
            version: self.version,
            name: self.name,
            rule: serde_json::from_str(&self.rule).map_err(corrupt("rule"))?,
            vintage: self.vintage,
            areas,
            holes: serde_json::from_str(&self.holes).map_err(corrupt("holes"))?,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            created_at: self.created_at,
        })
    }
}

/// Adds a version of a patch; the version before, if any, ends the day before it starts.
///
/// # Errors
/// When the engine fails.
pub async fn insert_patch(
    tx: &mut Tx,
    scope: HubScope,
    patch: &Patch,
    shape: Option<String>,
) -> Result<()> {
    let text = |value: serde_json::Result<String>| value.expect("a model turns into JSON");
    if patch.version > 1 {
        let last_day = patch.valid_from.plus_days(-1);
        let end = sql(END_PATCH)
            .bind(scope.hub())
            .bind(patch.id)
            .bind(patch.version - 1);
        tx.run_expecting(1, end.bind(last_day)).await?;
    }
    tx.run_expecting(
        1,
        sql(INSERT_PATCH)
            .bind(scope.hub())
            .bind(patch.id)
            .bind(patch.version)
            .bind(patch.name.clone())
            .bind(text(serde_json::to_string(&patch.rule)))
            .bind(patch.vintage)
            .bind(shape)
            .bind(patch.valid_from)
            .bind(text(serde_json::to_string(&patch.holes)))
            .bind(patch.created_at),
    )
    .await?;
    let rows = patch
        .areas
        .iter()
        .map(|code| row![scope.hub(), patch.id, patch.version, code.clone()])
        .collect();
    let head = "INSERT INTO patch_areas (hub_id, patch_id, version, code)";
    bulk_insert(tx, head, 4, rows, "").await?;
    Ok(())
}

/// The newest version of each of the hub's patches.
///
/// # Errors
/// When the engine fails or a stored rule makes no sense.
pub async fn patches(tx: &mut Tx, scope: HubScope) -> Result<Vec<Patch>> {
    let rows: Vec<PatchRow> = tx.all(sql(PATCHES).bind(scope.hub())).await?;
    with_areas(tx, scope, rows).await
}

/// Every version of one patch, newest first; empty when there is no such patch.
///
/// # Errors
/// When the engine fails or a stored rule makes no sense.
pub async fn patch(tx: &mut Tx, scope: HubScope, id: PatchId) -> Result<Vec<Patch>> {
    let rows: Vec<PatchRow> = tx.all(sql(PATCH).bind(scope.hub()).bind(id)).await?;
    with_areas(tx, scope, rows).await
}

async fn with_areas(tx: &mut Tx, scope: HubScope, rows: Vec<PatchRow>) -> Result<Vec<Patch>> {
    let mut patches = Vec::with_capacity(rows.len());
    for row in rows {
        let stmt = sql(PATCH_AREAS)
            .bind(scope.hub())
            .bind(row.id)
            .bind(row.version);
        let areas: Vec<(String,)> = tx.all(stmt).await?;
        patches.push(row.patch(areas.into_iter().map(|(code,)| code).collect())?);
    }
    Ok(patches)
}

/// Deciles of the given areas in one edition.
///
/// # Errors
/// When the engine fails.
pub async fn deciles(tx: &mut Tx, edition: Edition, codes: &[String]) -> Result<Vec<Deprivation>> {
    let mut found = Vec::with_capacity(codes.len());
    for chunk in codes.chunks(500) {
        let stmt = sql_dynamic(format!(
            "SELECT edition, code, rank, decile FROM deprivation
             WHERE edition = $1 AND code IN ({}) ORDER BY code",
            in_list(2, chunk.len())
        ));
        let rows = tx
            .all(stmt.bind(edition).bind_all(chunk.iter().cloned()))
            .await?;
        found.extend::<Vec<Deprivation>>(rows);
    }
    Ok(found)
}

/// Names of the given areas, by code; a code nobody imported is left out.
///
/// # Errors
/// When the engine fails.
pub async fn names(
    tx: &mut Tx,
    vintage: Vintage,
    codes: &[String],
) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(500) {
        let stmt = sql_dynamic(format!(
            "SELECT code, name FROM lsoas WHERE vintage = $1 AND code IN ({})",
            in_list(2, chunk.len())
        ));
        let rows: Vec<(String, String)> = tx
            .all(stmt.bind(vintage).bind_all(chunk.iter().cloned()))
            .await?;
        found.extend(rows);
    }
    Ok(found)
}
