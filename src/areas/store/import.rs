//! SQL that keeps small areas, ranks and look-ups from files.

use std::collections::BTreeSet;

use crate::{
    areas::model::{Edition, Vintage},
    base::ids::ImportId,
    db::{Cell, Result, Tx, bulk_returning, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// Every code that an edition of a vintage ranks.
    RANKED_CODES = "SELECT DISTINCT code FROM deprivation WHERE vintage = $1";
    /// How many areas of a vintage there are.
    COUNT = "SELECT COUNT(*) FROM lsoas WHERE vintage = $1";
}

/// Rows handed to the engine at once: a national file is not held twice in memory.
const AT_ONCE: usize = 2_000;

/// The box around places, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Extent {
    /// The box of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// The box with a margin in degrees on each side.
    #[must_use]
    pub fn wider(self, lng: f64, lat: f64) -> Self {
        Self {
            west: self.west - lng,
            south: self.south - lat,
            east: self.east + lng,
            north: self.north + lat,
        }
    }

    /// The box around places; `None` without any.
    #[must_use]
    pub fn around(places: impl IntoIterator<Item = maps::shapes::LngLat>) -> Option<Self> {
        places
            .into_iter()
            .map(|at| Self {
                west: at.lng,
                south: at.lat,
                east: at.lng,
                north: at.lat,
            })
            .reduce(Self::and)
    }
}

/// One rank, ready to store.
pub struct RankRow {
    /// The area.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its district.
    pub lad_code: String,
    /// The district's name.
    pub lad_name: String,
    /// Overall score, where the file has it.
    pub score: Option<f64>,
    /// Overall rank.
    pub rank: i64,
    /// Overall decile.
    pub decile: i64,
    /// Domains as JSON, `{}` where the file has none.
    pub domains: String,
    /// Populations as JSON, `{}` where the file has none.
    pub populations: String,
}

/// Keeps ranks; tells how many are new or differ. What a shorter file (File 1) leaves out stays.
///
/// # Errors
/// When the engine fails.
pub async fn keep_ranks(
    tx: &mut Tx,
    import: ImportId,
    edition: Edition,
    rows: impl Iterator<Item = RankRow>,
) -> Result<u64> {
    const HEAD: &str = "INSERT INTO deprivation
        (edition, code, vintage, name, lad_code, lad_name, score, rank, decile, domains,
         populations, import_id)";
    const TAIL: &str = "ON CONFLICT (edition, code) DO UPDATE SET
          vintage = excluded.vintage, name = excluded.name, lad_code = excluded.lad_code,
          lad_name = excluded.lad_name,
          score = COALESCE(excluded.score, deprivation.score),
          rank = excluded.rank, decile = excluded.decile,
          domains = CASE WHEN excluded.domains = '{}' THEN deprivation.domains
                    ELSE excluded.domains END,
          populations = CASE WHEN excluded.populations = '{}' THEN deprivation.populations
                        ELSE excluded.populations END,
          import_id = excluded.import_id
        WHERE deprivation.vintage IS DISTINCT FROM excluded.vintage
           OR deprivation.name IS DISTINCT FROM excluded.name
           OR deprivation.lad_code IS DISTINCT FROM excluded.lad_code
           OR deprivation.lad_name IS DISTINCT FROM excluded.lad_name
           OR deprivation.rank IS DISTINCT FROM excluded.rank
           OR deprivation.decile IS DISTINCT FROM excluded.decile
           OR (excluded.score IS NOT NULL
               AND deprivation.score IS DISTINCT FROM excluded.score)
           OR (excluded.domains <> '{}' AND deprivation.domains <> excluded.domains)
           OR (excluded.populations <> '{}' AND deprivation.populations <> excluded.populations)
        RETURNING code";
    let cells = |rank: RankRow| {
        row![
            edition,
            rank.code,
            edition.vintage(),
            rank.name,
            rank.lad_code,
            rank.lad_name,
            rank.score,
            rank.rank,
            rank.decile,
            rank.domains,
            rank.populations,
            import,
        ]
    };
    let mut rows = rows.map(cells);
    keep(tx, HEAD, 12, &mut rows, TAIL).await
}

/// One area, ready to store.
pub struct AreaRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its shape as GeoJSON.
    pub geometry: String,
    /// The box around it.
    pub extent: Extent,
}

/// Keeps areas; tells how many are new or differ.
///
/// # Errors
/// When the engine fails.
pub async fn keep_areas(
    tx: &mut Tx,
    import: ImportId,
    vintage: Vintage,
    rows: impl Iterator<Item = AreaRow>,
) -> Result<u64> {
    const HEAD: &str = "INSERT INTO lsoas
        (vintage, code, name, geometry, min_lng, min_lat, max_lng, max_lat, import_id)";
    const TAIL: &str = "ON CONFLICT (vintage, code) DO UPDATE SET
          name = CASE WHEN excluded.name = '' THEN lsoas.name ELSE excluded.name END,
          geometry = excluded.geometry,
          min_lng = excluded.min_lng, min_lat = excluded.min_lat,
          max_lng = excluded.max_lng, max_lat = excluded.max_lat,
          import_id = excluded.import_id
        WHERE lsoas.geometry <> excluded.geometry
           OR (excluded.name <> '' AND lsoas.name <> excluded.name)
        RETURNING code";
    let cells = |area: AreaRow| {
        row![
            vintage,
            area.code,
            area.name,
            area.geometry,
            area.extent.west,
            area.extent.south,
            area.extent.east,
            area.extent.north,
            import,
        ]
    };
    let mut rows = rows.map(cells);
    keep(tx, HEAD, 9, &mut rows, TAIL).await
}

/// One pair of codes, ready to store.
pub struct PairRow {
    /// Code of 2011.
    pub code_2011: String,
    /// Code of 2021.
    pub code_2021: String,
    /// The publisher's letter.
    pub change: String,
    /// The district of 2021.
    pub lad_code: String,
}

/// Keeps pairs; tells how many are new or differ.
///
/// # Errors
/// When the engine fails.
pub async fn keep_pairs(
    tx: &mut Tx,
    import: ImportId,
    rows: impl Iterator<Item = PairRow>,
) -> Result<u64> {
    const HEAD: &str =
        "INSERT INTO lsoa_lookup (code_2011, code_2021, change, lad_code, import_id)";
    const TAIL: &str = "ON CONFLICT (code_2011, code_2021) DO UPDATE SET
          change = excluded.change, lad_code = excluded.lad_code, import_id = excluded.import_id
        WHERE lsoa_lookup.change <> excluded.change OR lsoa_lookup.lad_code <> excluded.lad_code
        RETURNING code_2011";
    let cells = |pair: PairRow| {
        row![
            pair.code_2011,
            pair.code_2021,
            pair.change,
            pair.lad_code,
            import
        ]
    };
    let mut rows = rows.map(cells);
    keep(tx, HEAD, 5, &mut rows, TAIL).await
}

async fn keep(
    tx: &mut Tx,
    head: &'static str,
    columns: usize,
    rows: &mut impl Iterator<Item = Vec<Cell>>,
    tail: &'static str,
) -> Result<u64> {
    let mut changed = 0_u64;
    loop {
        let chunk: Vec<Vec<Cell>> = rows.by_ref().take(AT_ONCE).collect();
        if chunk.is_empty() {
            return Ok(changed);
        }
        let codes: Vec<(String,)> = bulk_returning(tx, head, columns, chunk, tail).await?;
        changed += u64::try_from(codes.len()).unwrap_or(0);
    }
}

/// Every code that some edition of this vintage ranks.
///
/// # Errors
/// When the engine fails.
pub async fn ranked_codes(tx: &mut Tx, vintage: Vintage) -> Result<BTreeSet<String>> {
    let rows: Vec<(String,)> = tx.all(sql(RANKED_CODES).bind(vintage)).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// How many areas of this vintage there are.
///
/// # Errors
/// When the engine fails.
pub async fn count(tx: &mut Tx, vintage: Vintage) -> Result<i64> {
    tx.value(sql(COUNT).bind(vintage)).await
}

/// The box around the stored areas of these codes; `None` when there is none of them.
///
/// # Errors
/// When the engine fails.
pub async fn extent_of(tx: &mut Tx, vintage: Vintage, codes: &[String]) -> Result<Option<Extent>> {
    let mut all: Option<Extent> = None;
    for chunk in codes.chunks(500) {
        let stmt = sql_dynamic(format!(
            "SELECT MIN(min_lng), MIN(min_lat), MAX(max_lng), MAX(max_lat) FROM lsoas
             WHERE vintage = $1 AND code IN ({})",
            in_list(2, chunk.len())
        ));
        let stmt = stmt.bind(vintage).bind_all(chunk.iter().cloned());
        let found: (Option<f64>, Option<f64>, Option<f64>, Option<f64>) = tx.one(stmt).await?;
        if let (Some(west), Some(south), Some(east), Some(north)) = found {
            let own = Extent {
                west,
                south,
                east,
                north,
            };
            all = Some(all.map_or(own, |all| all.and(own)));
        }
    }
    Ok(all)
}
