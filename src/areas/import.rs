//! Checked rows of `intake` → ranks, areas and pairs of codes.

use std::collections::BTreeMap;

use geo::BoundingRect;
use maps::readers::{
    FileError,
    iod::{self, Measure},
    lookup::Lookup,
    small_areas::{SmallArea, SmallAreasRead},
};
use serde_json::{Map, Value, json};

use super::{
    model::{Edition, Vintage},
    store::import::{self as store, AreaRow, Extent, PairRow, RankRow},
};
use crate::{
    db::Tx,
    intake::model::{Import, Kept, Stop},
};

/// Keeps the ranks of one edition.
///
/// # Errors
/// When the engine fails.
pub async fn deprivation(
    tx: &mut Tx,
    import: Import<'_>,
    read: &iod::Deprivation,
) -> Result<Kept, Stop> {
    let edition = Edition::try_from(i64::from(read.edition.year()))
        .map_err(|reason| FileError::new(import.file, reason, "import an edition it knows"))?;
    let rows = read.rows.iter().map(|row| RankRow {
        code: row.code.clone(),
        name: row.name.clone(),
        lad_code: row.lad_code.clone(),
        lad_name: row.lad_name.clone(),
        score: row.imd_score,
        rank: i64::from(row.imd_rank),
        decile: i64::from(row.imd_decile),
        domains: domains(&row.domains),
        populations: populations(row.populations),
    });
    Ok(Kept {
        changed: store::keep_ranks(tx, import.id, edition, rows).await?,
        warnings: Vec::new(),
    })
}

fn domains(domains: &BTreeMap<iod::Domain, Measure>) -> String {
    let filled = |pairs: [(&str, Option<Value>); 3]| -> Value {
        pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect::<Map<_, _>>()
            .into()
    };
    let all: Map<String, Value> = domains
        .iter()
        .map(|(domain, measure)| {
            let measure = filled([
                ("score", measure.score.map(Value::from)),
                ("rank", measure.rank.map(Value::from)),
                ("decile", measure.decile.map(Value::from)),
            ]);
            (domain.as_str().to_owned(), measure)
        })
        .collect();
    Value::from(all).to_string()
}

fn populations(people: iod::Populations) -> String {
    let all: Map<String, Value> = [
        ("total", people.total),
        ("children", people.children),
        ("adults", people.adults),
        ("older", people.older),
        ("working_age", people.working_age),
    ]
    .into_iter()
    .filter_map(|(name, count)| Some((name.to_owned(), Value::from(count?))))
    .collect();
    Value::from(all).to_string()
}

/// What became of a file of boundaries.
#[derive(Clone, Debug)]
pub struct AreasKept {
    /// Counts and warnings.
    pub kept: Kept,
    /// The vintage the areas turned out to be of.
    pub vintage: Vintage,
    /// Where doors and streets may now lie in another area; `None` when nothing changed.
    pub stirred: Option<Extent>,
}

/// Keeps boundaries. Where neither file nor caller tells the vintage, the codes that the stored
/// indices rank decide.
///
/// # Errors
/// One sentence when the vintage stays open; or when the engine fails.
pub async fn small_areas(
    tx: &mut Tx,
    import: Import<'_>,
    areas: &[SmallArea],
    read: &SmallAreasRead,
) -> Result<AreasKept, Stop> {
    let mut warnings = Vec::new();
    let vintage = if let Some(told) = read.vintage {
        Vintage::try_from(i64::from(told.year()))
            .map_err(|reason| FileError::new(import.file, reason, VINTAGE_REMEDY))?
    } else {
        let vintage = by_ranked_codes(tx, import.file, areas).await?;
        warnings.push(format!(
            "taken for areas of {vintage}: that is the vintage whose index ranks all their codes"
        ));
        vintage
    };
    warnings.extend(without_rank(tx, vintage, areas).await?);
    let codes: Vec<String> = areas.iter().map(|area| area.code.clone()).collect();
    let before = store::extent_of(tx, vintage, &codes).await?;
    let changed = store::keep_areas(tx, import.id, vintage, areas.iter().filter_map(row)).await?;
    let now = areas.iter().filter_map(extent).reduce(Extent::and);
    let stirred = [before, now].into_iter().flatten().reduce(Extent::and);
    Ok(AreasKept {
        kept: Kept { changed, warnings },
        vintage,
        stirred: stirred.filter(|_| changed > 0),
    })
}

const VINTAGE_REMEDY: &str = "say it with --vintage 2011 or --vintage 2021";

/// The one vintage whose stored indices rank every English code of the file.
async fn by_ranked_codes(tx: &mut Tx, file: &str, areas: &[SmallArea]) -> Result<Vintage, Stop> {
    let mut fitting = Vec::new();
    for vintage in [Vintage::Y2011, Vintage::Y2021] {
        let ranked = store::ranked_codes(tx, vintage).await?;
        let mut english = areas.iter().filter(|area| area.code.starts_with('E'));
        if !ranked.is_empty() && english.all(|area| ranked.contains(&area.code)) {
            fitting.push(vintage);
        }
    }
    match fitting.as_slice() {
        [only] => Ok(*only),
        [] => Err(unsettled(file, "no imported index ranks all their codes")),
        _ => Err(unsettled(file, "the codes are the same in both")),
    }
}

fn unsettled(file: &str, why: &str) -> Stop {
    let reason = format!("nothing tells whether these are areas of 2011 or 2021 ({why})");
    FileError::new(file, reason, VINTAGE_REMEDY)
        .in_field("code")
        .into()
}

/// Says which areas have no index, so that nobody takes silence for a figure.
async fn without_rank(
    tx: &mut Tx,
    vintage: Vintage,
    areas: &[SmallArea],
) -> Result<Option<String>, Stop> {
    let ranked = store::ranked_codes(tx, vintage).await?;
    let english = || areas.iter().filter(|area| area.code.starts_with('E'));
    let missing: Vec<&str> = english()
        .map(|area| area.code.as_str())
        .filter(|code| !ranked.contains(*code))
        .collect();
    let index = if vintage == Vintage::Y2011 {
        "IoD 2015 or 2019"
    } else {
        "IoD 2025"
    };
    Ok(match missing.as_slice() {
        [] => None,
        all if all.len() == english().count() => Some(format!(
            "none of these areas of {vintage} has an index yet: import {index}"
        )),
        [first, ..] => Some(format!(
            "{} areas have no index of their vintage ({vintage}), {first} for one: they stay \
             without a decile",
            missing.len()
        )),
    })
}

fn extent(area: &SmallArea) -> Option<Extent> {
    let own = area.shape.bounding_rect()?;
    Some(Extent {
        west: own.min().x,
        south: own.min().y,
        east: own.max().x,
        north: own.max().y,
    })
}

fn row(area: &SmallArea) -> Option<AreaRow> {
    Some(AreaRow {
        code: area.code.clone(),
        name: area.name.clone(),
        geometry: geometry(area),
        extent: extent(area)?,
    })
}

/// The shape as GeoJSON, every digit kept: a place on a border must not change sides.
fn geometry(area: &SmallArea) -> String {
    let ring = |ring: &geo::LineString<f64>| -> Vec<[f64; 2]> {
        ring.0.iter().map(|at| [at.x, at.y]).collect()
    };
    let polygons: Vec<Vec<Vec<[f64; 2]>>> = area
        .shape
        .iter()
        .map(|polygon| {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings.map(ring).collect()
        })
        .collect();
    json!({ "type": "MultiPolygon", "coordinates": polygons }).to_string()
}

/// Keeps a look-up.
///
/// # Errors
/// When the engine fails.
pub async fn lookup(tx: &mut Tx, import: Import<'_>, read: &Lookup) -> Result<Kept, Stop> {
    let rows = read.rows.iter().map(|row| PairRow {
        code_2011: row.lsoa11.clone(),
        code_2021: row.lsoa21.clone(),
        change: row.change.letter().to_string(),
        lad_code: row.lad_code.clone(),
    });
    Ok(Kept {
        changed: store::keep_pairs(tx, import.id, rows).await?,
        warnings: Vec::new(),
    })
}
