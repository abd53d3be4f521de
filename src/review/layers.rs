//! Map layers: small areas and cells with what was counted in them, as `GeoJSON`.

use std::collections::BTreeSet;

use maps::{cells::Cell, shapes::LngLat};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    access::HubScope,
    areas::{self, model::Vintage},
    db::{Error, Result, Tx},
    ledger::{Figures, Tree, tree::TreeRow},
};

/// One shape with its figures.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Feature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The shape, WGS84; null where nobody imported it.
    #[schema(value_type = Object)]
    geometry: Value,
    /// The figures.
    properties: TreeRow,
}

/// Shapes with figures. What is in no shape stands beside them, so that the layer totals the same
/// as every other breakdown.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Layer {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The shapes.
    features: Vec<Feature>,
    /// What is in no shape.
    residual: Option<TreeRow>,
    /// Shapes and residual together.
    total: Figures,
}

fn layer(features: Vec<(Value, TreeRow)>, tree: Tree) -> Layer {
    let feature = |(geometry, properties)| Feature {
        kind: "Feature",
        geometry,
        properties,
    };
    Layer {
        kind: "FeatureCollection",
        features: features.into_iter().map(feature).collect(),
        residual: tree.residual,
        total: tree.total,
    }
}

/// The small areas of a tree and of the hub's patches, counted in or not.
///
/// # Errors
/// When the engine fails or a stored shape is no JSON.
pub async fn of_areas(
    tx: &mut Tx,
    scope: HubScope,
    vintage: Vintage,
    mut tree: Tree,
) -> Result<Layer> {
    let counted: BTreeSet<String> = tree.rows.iter().filter_map(|row| row.key.clone()).collect();
    let in_patches: BTreeSet<String> = areas::store::patches(tx, scope)
        .await?
        .into_iter()
        .filter(|patch| patch.vintage == vintage)
        .flat_map(|patch| patch.areas)
        .collect();
    let silent: Vec<String> = in_patches.difference(&counted).cloned().collect();
    for (code, name) in areas::store::names(tx, vintage, &silent).await? {
        tree.rows.push(TreeRow {
            key: Some(code),
            label: name,
            figures: Figures::default(),
        });
    }
    let mut features = Vec::with_capacity(tree.rows.len());
    for row in std::mem::take(&mut tree.rows) {
        let code = row.key.clone().unwrap_or_default();
        let shape = areas::store::shape(tx, vintage, &code).await?;
        features.push((geometry(&code, shape)?, row));
    }
    Ok(layer(features, tree))
}

fn geometry(code: &str, shape: Option<String>) -> Result<Value> {
    let Some(shape) = shape else {
        return Ok(Value::Null);
    };
    serde_json::from_str(&shape).map_err(|_| Error::Corrupt {
        table: "lsoas",
        column: "geometry",
        row: code.to_owned(),
    })
}

/// The cells of a tree.
#[must_use]
pub fn of_cells(mut tree: Tree) -> Layer {
    let outline = |row: &TreeRow| {
        let cell: Option<Cell> = row.key.as_deref().and_then(|key| key.parse().ok());
        cell.map_or(Value::Null, |cell| polygon(&cell.boundary()))
    };
    let features = std::mem::take(&mut tree.rows)
        .into_iter()
        .map(|row| (outline(&row), row))
        .collect();
    layer(features, tree)
}

/// A ring, closed, with six decimals: a tenth of a metre.
fn polygon(corners: &[LngLat]) -> Value {
    let degrees = |value: f64| (value * 1e6).round() / 1e6;
    let ring: Vec<[f64; 2]> = corners
        .iter()
        .chain(corners.first())
        .map(|corner| [degrees(corner.lng), degrees(corner.lat)])
        .collect();
    json!({ "type": "Polygon", "coordinates": [ring] })
}
