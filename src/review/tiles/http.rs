//! The addresses of tiles, one operation a layer, so that each says who may read it.

use std::io::Read;

use axum::{
    Json,
    body::{Body, Bytes},
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::read::GzDecoder;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Standing, areas_source,
    block::Source,
    facts,
    layers::{self, MapLayer, Reach},
    memory::TileKey,
    standing, tag, tile,
    tilejson::{self, Layers, TileJson},
};
use crate::{
    access::Caller,
    app::App,
    areas::model::Edition,
    base::ids::ReleaseId,
    problem::{Params, Problem},
};

/// The room's addresses of tiles.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_layers))
        .routes(routes!(read_layer))
        .routes(routes!(read_area_tile))
        .routes(routes!(read_street_tile))
        .routes(routes!(read_cell_tile))
        .routes(routes!(read_patch_tile))
        .route(
            "/tiles/{layer}/{z}/{x}/{y}",
            axum::routing::get(async |_: Caller| Problem::not_found("layer")),
        )
}

/// A tile's content type.
const TILE: &str = "application/vnd.mapbox-vector-tile";

/// Zoom, column, row as they stand in the address.
type Numbers = (String, String, String);

/// How small areas are drawn.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AreaLayerQuery {
    /// Areas of this vintage, 2011 or 2021; the edition's or the release's when absent, else 2021.
    pub vintage: Option<i64>,
    /// With deciles and ranks of this edition.
    pub edition: Option<i64>,
    /// With what this release shows.
    pub release: Option<ReleaseId>,
}

/// How cells are drawn.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CellLayerQuery {
    /// Cells that this release shows, with what it shows of them.
    pub release: Option<ReleaseId>,
    /// 7 to 10; what suits the zoom when absent.
    pub resolution: Option<u8>,
}

/// How patches are drawn.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PatchLayerQuery {
    /// With what this release shows.
    pub release: Option<ReleaseId>,
}

/// Streets are drawn in one way.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct StreetLayerQuery {}

/// Read a tile of small areas.
#[utoipa::path(get, path = "/tiles/areas/{z}/{x}/{y}", operation_id = "read_area_tile",
    tag = "maps",
    params(("z" = u32, Path), ("x" = u32, Path),
           ("y" = String, Path, description = "The row, such as `5275.mvt`"), AreaLayerQuery),
    responses((status = 200, body = Vec<u8>, content_type = TILE), (status = 204)))]
async fn read_area_tile(
    caller: Caller,
    headers: HeaderMap,
    Path(numbers): Path<Numbers>,
    Params(query): Params<AreaLayerQuery>,
) -> Result<Response, Problem> {
    MapLayer::Areas.open_to(&caller)?;
    let (vintage, edition) = layers::years(query.vintage, query.edition)?;
    let source = |standing: &Standing| {
        super::same_vintage(vintage, standing)?;
        Ok(areas_source(vintage, standing))
    };
    answer(
        &caller,
        &headers,
        Asked::of(&numbers, edition, query.release)?,
        source,
    )
    .await
}

/// Read a tile of streets.
#[utoipa::path(get, path = "/tiles/streets/{z}/{x}/{y}", operation_id = "read_street_tile",
    tag = "maps",
    params(("z" = u32, Path), ("x" = u32, Path),
           ("y" = String, Path, description = "The row, such as `5275.mvt`")),
    responses((status = 200, body = Vec<u8>, content_type = TILE), (status = 204)))]
async fn read_street_tile(
    caller: Caller,
    headers: HeaderMap,
    Path(numbers): Path<Numbers>,
    Params(StreetLayerQuery {}): Params<StreetLayerQuery>,
) -> Result<Response, Problem> {
    MapLayer::Streets.open_to(&caller)?;
    let asked = Asked::of(&numbers, None, None)?;
    answer(&caller, &headers, asked, |_| Ok(Source::Streets)).await
}

/// Read a tile of cells: those with homes, or those that a release shows.
#[utoipa::path(get, path = "/tiles/cells/{z}/{x}/{y}", operation_id = "read_cell_tile",
    tag = "maps",
    params(("z" = u32, Path), ("x" = u32, Path),
           ("y" = String, Path, description = "The row, such as `5275.mvt`"), CellLayerQuery),
    responses((status = 200, body = Vec<u8>, content_type = TILE), (status = 204)))]
async fn read_cell_tile(
    caller: Caller,
    headers: HeaderMap,
    Path(numbers): Path<Numbers>,
    Params(query): Params<CellLayerQuery>,
) -> Result<Response, Problem> {
    MapLayer::Cells.open_to(&caller)?;
    let asked = Asked::of(&numbers, None, query.release)?;
    let resolution = layers::resolution(query.resolution)?;
    let resolution = resolution.unwrap_or(layers::resolution_at(asked.tile.zoom()));
    let source = match query.release {
        Some(release) => Source::Shown(release, resolution),
        None => Source::Cells(resolution),
    };
    answer(&caller, &headers, asked, |_| Ok(source)).await
}

/// Read a tile of the own hub's patches.
#[utoipa::path(get, path = "/tiles/patches/{z}/{x}/{y}", operation_id = "read_patch_tile",
    tag = "maps",
    params(("z" = u32, Path), ("x" = u32, Path),
           ("y" = String, Path, description = "The row, such as `5275.mvt`"), PatchLayerQuery),
    responses((status = 200, body = Vec<u8>, content_type = TILE), (status = 204)))]
async fn read_patch_tile(
    caller: Caller,
    headers: HeaderMap,
    Path(numbers): Path<Numbers>,
    Params(query): Params<PatchLayerQuery>,
) -> Result<Response, Problem> {
    let reach = MapLayer::Patches.open_to(&caller)?;
    let asked = Asked {
        reach,
        ..Asked::of(&numbers, None, query.release)?
    };
    answer(&caller, &headers, asked, patches_source).await
}

fn patches_source(standing: &Standing) -> Result<Source, Problem> {
    let (scope, mark) = standing
        .patches
        .ok_or_else(|| Problem::not_found("layer"))?;
    Ok(Source::Patches(scope.hub(), mark))
}

/// What was asked for.
struct Asked {
    tile: maps::tiles::Address,
    edition: Option<Edition>,
    release: Option<ReleaseId>,
    reach: Reach,
}

impl Asked {
    fn of(
        (z, x, y): &Numbers,
        edition: Option<Edition>,
        release: Option<ReleaseId>,
    ) -> Result<Self, Problem> {
        Ok(Self {
            tile: layers::address((z, x, y))?,
            edition,
            release,
            reach: Reach::Open,
        })
    }
}

/// How often a tile is begun anew because an import came in between.
const TRIES: usize = 3;

async fn answer(
    caller: &Caller,
    headers: &HeaderMap,
    asked: Asked,
    source: impl Fn(&Standing) -> Result<Source, Problem>,
) -> Result<Response, Problem> {
    let hub = match asked.reach {
        Reach::Open => None,
        Reach::Hub(scope) => Some(scope),
    };
    let gzip = takes_gzip(headers);
    for _ in 0..TRIES {
        let standing = standing(caller, asked.release, hub).await?;
        let key = TileKey {
            source: source(&standing)?,
            tile: asked.tile,
            edition: asked.edition,
            release: asked.release,
        };
        // The same tile packed and unpacked is not the same bytes.
        let form = if gzip { "g" } else { "p" };
        let tag = format!("\"{}-{form}\"", tag(standing.mark, &key));
        if is_known(headers, &tag) {
            return head(StatusCode::NOT_MODIFIED, &tag, Body::empty());
        }
        if let Some(tile) = tile(caller, &standing, key).await? {
            return respond(tile, &tag, gzip);
        }
    }
    Err(Problem::of(
        mobile_api::wire::ProblemCode::Unavailable,
        "The map's data are being imported. Try again in a moment.",
    ))
}

fn respond(tile: Bytes, tag: &str, gzip: bool) -> Result<Response, Problem> {
    if tile.is_empty() {
        return head(StatusCode::NO_CONTENT, tag, Body::empty());
    }
    let body = if gzip {
        tile
    } else {
        let mut plain = Vec::with_capacity(tile.len() * 2);
        GzDecoder::new(tile.as_ref())
            .read_to_end(&mut plain)
            .map_err(Problem::internal)?;
        plain.into()
    };
    let mut response = head(StatusCode::OK, tag, Body::from(body))?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(TILE));
    if gzip {
        let encoding = HeaderValue::from_static("gzip");
        headers.insert(header::CONTENT_ENCODING, encoding);
    }
    Ok(response)
}

/// Kept by the browser of whoever asked, and asked for anew each time: somebody else may sign in.
fn head(status: StatusCode, tag: &str, body: Body) -> Result<Response, Problem> {
    let response = Response::builder()
        .status(status)
        .header(header::ETAG, tag)
        .header(header::CACHE_CONTROL, "private, no-cache")
        .header(header::VARY, "accept-encoding")
        .body(body);
    response.map_err(Problem::internal)
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).iter();
    let mut one = all
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    one.any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let refused = weight.replace(' ', "").trim_start_matches("q=").parse() == Ok(0.0_f32);
        matches!(name.trim(), "gzip" | "*") && !refused
    })
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let all = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut known = all
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    known.any(|one| one.trim() == "*" || one.trim().trim_start_matches("W/") == tag)
}

/// List the layers one may read, each as `TileJSON` 3 with its credits.
#[utoipa::path(get, path = "/tiles/layers.json", operation_id = "list_layers", tag = "maps",
    responses((status = 200, body = Layers)))]
async fn list_layers(caller: Caller) -> Result<Json<Layers>, Problem> {
    let open = |layer: &MapLayer| layer.open_to(&caller).is_ok();
    let open: Vec<MapLayer> = MapLayer::ALL.iter().copied().filter(open).collect();
    if open.is_empty() {
        MapLayer::Areas.open_to(&caller)?;
    }
    let facts = facts(&caller).await?;
    let public_url = &caller.app.config.public_url;
    let one = |layer: MapLayer| tilejson::of(layer, &facts, public_url, "");
    Ok(Json(Layers {
        layers: open.into_iter().map(one).collect(),
    }))
}

/// Read one layer's `TileJSON` 3, named such as `areas.json`; its query goes on to the tiles.
#[utoipa::path(get, path = "/tiles/{layer}", operation_id = "read_layer", tag = "maps",
    params(("layer" = String, Path, description = "Such as `areas.json`")),
    responses((status = 200, body = TileJson)))]
async fn read_layer(
    caller: Caller,
    Path(file): Path<String>,
    uri: axum::http::Uri,
) -> Result<impl IntoResponse, Problem> {
    MapLayer::Areas
        .open_to(&caller)
        .or_else(|_| MapLayer::Patches.open_to(&caller))?;
    let layer: Option<MapLayer> = file
        .strip_suffix(".json")
        .and_then(|name| name.parse().ok());
    let layer = layer.ok_or_else(|| Problem::not_found("layer"))?;
    layer.open_to(&caller)?;
    let query = uri.query().unwrap_or_default();
    tilejson::check(layer, &uri).await?;
    let facts = facts(&caller).await?;
    let public_url = &caller.app.config.public_url;
    Ok(Json(tilejson::of(layer, &facts, public_url, query)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn gzip_is_sent_to_those_who_take_it_and_not_to_those_who_refuse_it() {
        for (value, takes) in [
            ("gzip, deflate, br", true),
            ("br;q=1.0, gzip;q=0.5", true),
            ("*", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0", false),
            ("br", false),
        ] {
            let headers = with(header::ACCEPT_ENCODING, value);
            assert_eq!(takes_gzip(&headers), takes, "{value}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn a_tag_is_known_among_others_and_in_its_weak_form() {
        for (value, known) in [
            ("\"a-g\"", true),
            ("\"x\", W/\"a-g\"", true),
            ("*", true),
            ("\"a-p\"", false),
        ] {
            assert_eq!(
                is_known(&with(header::IF_NONE_MATCH, value), "\"a-g\""),
                known,
                "{value}"
            );
        }
    }
}
