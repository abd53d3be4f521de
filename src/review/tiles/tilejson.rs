//! What map libraries are told of a layer: `TileJSON` 3.0.0.

use std::collections::BTreeMap;

use axum::{extract::FromRequestParts, http::Uri};
use maps::tiles::Address;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    credits,
    http::{AreaLayerQuery, CellLayerQuery, PatchLayerQuery, StreetLayerQuery},
    layers::{self, MapLayer},
    memory::Facts,
    store::Box4,
};
use crate::problem::{Params, Problem};

/// The layers somebody may read.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Layers {
    /// Each as `TileJSON`.
    pub layers: Vec<TileJson>,
}

/// A layer as `TileJSON` 3.0.0, with two words more: `path` and `credits`.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TileJson {
    /// Always `3.0.0`.
    pub tilejson: &'static str,
    /// The layer, as it is named inside its tiles.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Rows are counted from the north.
    pub scheme: &'static str,
    /// Where tiles are, whole addresses.
    pub tiles: Vec<String>,
    /// The same from this server's root, for its own pages.
    pub path: String,
    /// The least zoom at which anything is drawn.
    pub minzoom: u8,
    /// The closest zoom there is; a map draws its tiles larger beyond.
    pub maxzoom: u8,
    /// West, south, east, north in degrees; absent while nothing is imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<f64>>)]
    pub bounds: Option<Box4>,
    /// Whom to thank, as HTML.
    pub attribution: String,
    /// The same as lines of text: for screen and print.
    pub credits: Vec<String>,
    /// What tiles hold.
    pub vector_layers: Vec<VectorLayer>,
}

/// A layer inside a tile.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct VectorLayer {
    /// Its name.
    pub id: &'static str,
    /// What it is.
    pub description: &'static str,
    /// The least zoom.
    pub minzoom: u8,
    /// The closest zoom.
    pub maxzoom: u8,
    /// Its properties: kind and meaning.
    pub fields: BTreeMap<&'static str, String>,
}

/// A layer's document; `query` goes on into the addresses of its tiles.
#[must_use]
pub fn of(layer: MapLayer, facts: &Facts, public_url: &str, query: &str) -> TileJson {
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{query}")
    };
    let path = format!("/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt{query}");
    let credits = credits::lines(layer, &facts.origins);
    let fields = layer.fields().iter().chain(layer.figures());
    let fields = fields.map(|(name, kind, meaning)| (*name, format!("{kind}; {meaning}")));
    let (minzoom, maxzoom) = (layer.least_zoom(), Address::MOST_ZOOM);
    TileJson {
        tilejson: "3.0.0",
        id: layer.word(),
        name: layer.title(),
        description: layer.description(),
        scheme: "xyz",
        tiles: vec![format!("{public_url}{path}")],
        path,
        minzoom,
        maxzoom,
        bounds: bounds(layer, facts),
        attribution: credits::html(&credits),
        credits,
        vector_layers: vec![VectorLayer {
            id: layer.word(),
            description: layer.description(),
            minzoom,
            maxzoom,
            fields: fields.collect(),
        }],
    }
}

/// Where a layer has anything. Patches lie in areas.
#[must_use]
pub fn bounds(layer: MapLayer, facts: &Facts) -> Option<Box4> {
    let [of_2011, of_2021, streets, homes] = facts.boxes;
    match layer {
        MapLayer::Areas | MapLayer::Patches => match (of_2011, of_2021) {
            (Some(one), Some(other)) => Some([
                one[0].min(other[0]),
                one[1].min(other[1]),
                one[2].max(other[2]),
                one[3].max(other[3]),
            ]),
            (one, other) => one.or(other),
        },
        MapLayer::Streets => streets,
        MapLayer::Cells => homes,
    }
}

/// Whether a query is one the layer's tiles take.
///
/// # Errors
/// 400 with what does not fit.
pub async fn check(layer: MapLayer, uri: &Uri) -> Result<(), Problem> {
    match layer {
        MapLayer::Areas => {
            let query: AreaLayerQuery = read(uri).await?;
            layers::years(query.vintage, query.edition).map(drop)
        }
        MapLayer::Streets => read(uri).await.map(|StreetLayerQuery {}| ()),
        MapLayer::Cells => {
            let query: CellLayerQuery = read(uri).await?;
            layers::resolution(query.resolution).map(drop)
        }
        MapLayer::Patches => read::<PatchLayerQuery>(uri).await.map(drop),
    }
}

/// Reads a query whose shape hangs on a name in the path.
///
/// # Errors
/// 400 with what does not fit.
pub async fn read<T: DeserializeOwned>(uri: &Uri) -> Result<T, Problem> {
    let request = axum::http::Request::builder().uri(uri.clone()).body(());
    let (mut parts, ()) = request.map_err(Problem::internal)?.into_parts();
    let Params(query) = Params::<T>::from_request_parts(&mut parts, &()).await?;
    Ok(query)
}
