//! Releases as csv and as `GeoJSON`: the same stored figures in another form.

use std::collections::BTreeMap;

use maps::{cells::Cell, shapes::LngLat};
use serde::Serialize;
use serde_json::{Value, json};

use super::model::{AreaKind, Figure, Release};
use crate::{
    areas::{self, model::Vintage},
    db::{Error, Result, Tx},
    problem::Problem,
};

/// The figures as csv, under a head; the rules of the release in columns of their own.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn csv(release: &Release) -> std::result::Result<String, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "kind",
        "key",
        "label",
        "measure",
        "theme",
        "stance",
        "value",
        "share_percent",
        "period",
        "audience",
        "k",
        "rounding",
        "version",
    ];
    writer.write_record(head).map_err(Problem::internal)?;
    for figure in &release.figures {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let record = [
            figure.kind.to_string(),
            figure.key.clone(),
            plain_cell(&figure.label),
            figure.measure.to_string(),
            text(&figure.theme),
            text(&figure.stance),
            figure.value.to_string(),
            text(&figure.share_percent),
            release.period.to_string(),
            release.audience.to_string(),
            release.k.to_string(),
            release.rounding.clone(),
            release.version.to_string(),
        ];
        writer.write_record(record).map_err(Problem::internal)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Problem::internal(error.into_error()))?;
    String::from_utf8(bytes).map_err(Problem::internal)
}

/// Text that a spreadsheet would read as a formula gets a mark before it, so that it stays text.
fn plain_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{text}");
    }
    text.to_owned()
}

/// A shape with what a release shows of it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Feature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The shape, WGS84; null where nobody imported it.
    #[schema(value_type = Object)]
    geometry: Value,
    /// Its figures.
    properties: Properties,
}

/// What a release shows of one shape.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Properties {
    /// The small area's code, the cell in hexadecimal digits, or the patch's id.
    key: String,
    /// Its name.
    label: String,
    /// The resolution, for cells.
    resolution: Option<u8>,
    /// Everything that is shown of it.
    figures: Vec<Figure>,
}

/// The shapes a release shows something of.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Shapes {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The shapes.
    features: Vec<Feature>,
}

/// What is shown of each area of one kind.
fn by_area(release: &Release, kind: AreaKind) -> BTreeMap<String, Vec<Figure>> {
    let mut areas: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
    for figure in release.figures.iter().filter(|figure| figure.kind == kind) {
        areas
            .entry(figure.key.clone())
            .or_default()
            .push(figure.clone());
    }
    areas
}

fn feature(geometry: Value, key: String, figures: Vec<Figure>) -> Feature {
    let first = figures.first();
    Feature {
        kind: "Feature",
        geometry,
        properties: Properties {
            label: first.map(|figure| figure.label.clone()).unwrap_or_default(),
            resolution: first.and_then(|figure| figure.resolution),
            key,
            figures,
        },
    }
}

/// The small areas of a release.
///
/// # Errors
/// When the engine fails or a stored shape is no JSON.
pub async fn small_areas(tx: &mut Tx, release: &Release, vintage: Vintage) -> Result<Shapes> {
    let mut features = Vec::new();
    for (code, figures) in by_area(release, AreaKind::SmallArea) {
        let shape = areas::store::shape(tx, vintage, &code).await?;
        let geometry = shape.map_or(Ok(Value::Null), |shape| serde_json::from_str(&shape));
        let geometry = geometry.map_err(|_| Error::Corrupt {
            table: "lsoas",
            column: "geometry",
            row: code.clone(),
        })?;
        features.push(feature(geometry, code, figures));
    }
    Ok(Shapes {
        kind: "FeatureCollection",
        features,
    })
}

/// The cells of a release.
#[must_use]
pub fn cells(release: &Release) -> Shapes {
    let features = by_area(release, AreaKind::Cell)
        .into_iter()
        .map(|(key, figures)| {
            let cell: Option<Cell> = key.parse().ok();
            let outline = cell.map_or(Value::Null, |cell| polygon(&cell.boundary()));
            feature(outline, key, figures)
        });
    Shapes {
        kind: "FeatureCollection",
        features: features.collect(),
    }
}

/// The patches of a release, in these outlines by their ids; null for one that is gone.
#[must_use]
pub fn patches(release: &Release, outlines: &BTreeMap<String, Value>) -> Shapes {
    let outline = |id: &str| outlines.get(id).cloned().unwrap_or_default();
    let features = by_area(release, AreaKind::Patch)
        .into_iter()
        .map(|(id, figures)| feature(outline(&id), id, figures));
    Shapes {
        kind: "FeatureCollection",
        features: features.collect(),
    }
}

/// A ring, closed, with six decimals: a tenth of a metre.
fn polygon(corners: &[LngLat]) -> Value {
    let degrees = |value: f64| (value * 1e6).round() / 1e6;
    let corners = corners.iter().chain(corners.first());
    let ring: Vec<[f64; 2]> = corners
        .map(|corner| [degrees(corner.lng), degrees(corner.lat)])
        .collect();
    json!({ "type": "Polygon", "coordinates": [ring] })
}
