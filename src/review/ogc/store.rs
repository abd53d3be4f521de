//! SQL of features by page: keys first, shapes only of the page that is handed out.

use crate::{
    areas::model::Vintage,
    base::ids::StreetId,
    db::{Result, Tx, in_list, sql, sql_dynamic},
    review::tiles::store::{AreaRow, Box4, RankRow},
};

crate::statements! {
    /// How many streets are there?
    COUNT_STREETS = "SELECT COUNT(*) FROM streets";
    /// Codes of a vintage after one.
    CODES_AFTER = "SELECT code FROM lsoas WHERE vintage = $1 AND code > $2 ORDER BY code LIMIT $3";
    /// Codes whose box touches a box, with their box.
    BOXES = "\
        SELECT code, min_lng, min_lat, max_lng, max_lat FROM lsoas
        WHERE vintage = $1 AND max_lng >= $2 AND max_lat >= $3 AND min_lng <= $4 AND min_lat <= $5
        ORDER BY code";
    /// Streets after one.
    STREETS_AFTER = "SELECT id FROM streets WHERE id > $1 ORDER BY id LIMIT $2";
    /// Streets of which a stretch has its middle in a box.
    STREETS_IN_BOX = "\
        SELECT DISTINCT street_id FROM street_parts
        WHERE lng >= $1 AND lat >= $2 AND lng <= $3 AND lat <= $4 ORDER BY street_id";
}

/// How many streets there are.
///
/// # Errors
/// When the engine fails.
pub async fn count_streets(tx: &mut Tx) -> Result<i64> {
    tx.value(sql(COUNT_STREETS)).await
}

/// At most `most` codes after one.
///
/// # Errors
/// When the engine fails.
pub async fn codes_after(
    tx: &mut Tx,
    vintage: Vintage,
    after: String,
    most: i64,
) -> Result<Vec<String>> {
    let stmt = sql(CODES_AFTER).bind(vintage).bind(after).bind(most);
    let rows: Vec<(String,)> = tx.all(stmt).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// Codes whose box touches a box, with their own box.
///
/// # Errors
/// When the engine fails.
pub async fn boxes(tx: &mut Tx, vintage: Vintage, bounds: Box4) -> Result<Vec<(String, Box4)>> {
    let rows: Vec<(String, f64, f64, f64, f64)> =
        tx.all(sql(BOXES).bind(vintage).bind_all(bounds)).await?;
    let of = |(code, west, south, east, north)| (code, [west, south, east, north]);
    Ok(rows.into_iter().map(of).collect())
}

/// Areas by code, in order; a code nobody imported is left out.
///
/// # Errors
/// When the engine fails.
pub async fn areas(tx: &mut Tx, vintage: Vintage, codes: &[String]) -> Result<Vec<AreaRow>> {
    let mut found = Vec::with_capacity(codes.len());
    for chunk in codes.chunks(500) {
        let stmt = sql_dynamic(format!(
            "SELECT code, name, geometry FROM lsoas
             WHERE vintage = $1 AND code IN ({}) ORDER BY code",
            in_list(2, chunk.len())
        ));
        let rows: Vec<AreaRow> = tx
            .all(stmt.bind(vintage).bind_all(chunk.iter().cloned()))
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// What every edition says of areas, by code and edition.
///
/// # Errors
/// When the engine fails.
pub async fn ranks(tx: &mut Tx, vintage: Vintage, codes: &[String]) -> Result<Vec<RankRow>> {
    let mut found = Vec::with_capacity(codes.len());
    for chunk in codes.chunks(500) {
        let stmt = sql_dynamic(format!(
            "SELECT code, edition, rank, decile, lad_code, lad_name FROM deprivation
             WHERE vintage = $1 AND code IN ({}) ORDER BY code, edition",
            in_list(2, chunk.len())
        ));
        let rows: Vec<RankRow> = tx
            .all(stmt.bind(vintage).bind_all(chunk.iter().cloned()))
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// At most `most` streets after one.
///
/// # Errors
/// When the engine fails.
pub async fn streets_after(tx: &mut Tx, after: StreetId, most: i64) -> Result<Vec<StreetId>> {
    let rows: Vec<(StreetId,)> = tx.all(sql(STREETS_AFTER).bind(after).bind(most)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Streets of which a stretch has its middle in a box.
///
/// # Errors
/// When the engine fails.
pub async fn streets_in_box(tx: &mut Tx, bounds: Box4) -> Result<Vec<StreetId>> {
    let rows: Vec<(StreetId,)> = tx.all(sql(STREETS_IN_BOX).bind_all(bounds)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
