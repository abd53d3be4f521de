//! The addresses under `/ogc/`.

use axum::{
    Json,
    extract::Path,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    asked::{Asked, DocumentQuery, ItemsQuery, json_only},
    description,
    documents::{
        self, CONFORMS_TO, Collection, Collections, Conformance, GEOJSON, Landing, Link, OPENAPI,
        link,
    },
    features::{self, Feature, Reading},
};
use crate::{
    access::{Caller, HubScope},
    app::App,
    areas::model::Vintage,
    base::time::EpochMs,
    problem::{Params, Problem},
    review::tiles::{
        self, Standing,
        layers::{MapLayer, Reach},
        same_vintage, standing,
    },
};

/// The room's addresses for programs such as QGIS.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_ogc))
        // People leave the slash out.
        .route("/ogc", axum::routing::get(read_ogc))
        .routes(routes!(read_ogc_api))
        .routes(routes!(read_ogc_conformance))
        .routes(routes!(list_collections))
        .routes(routes!(read_collection))
        .routes(routes!(list_features))
        .routes(routes!(read_feature))
}

/// The layers this caller may read.
///
/// # Errors
/// 403 when there is none.
fn open_layers(caller: &Caller) -> Result<Vec<MapLayer>, Problem> {
    let open = |layer: &MapLayer| layer.open_to(caller).is_ok();
    let open: Vec<MapLayer> = MapLayer::ALL.iter().copied().filter(open).collect();
    if open.is_empty() {
        MapLayer::Areas.open_to(caller)?;
    }
    Ok(open)
}

/// The collection of this name, if the caller may read it.
fn collection_of(caller: &Caller, name: &str) -> Result<(MapLayer, Option<HubScope>), Problem> {
    let open = open_layers(caller)?;
    let layer: MapLayer = name.parse().map_err(|_| Problem::not_found("collection"))?;
    match layer.open_to(caller)? {
        Reach::Open if open.contains(&layer) => Ok((layer, None)),
        Reach::Open => Err(Problem::not_found("collection")),
        Reach::Hub(scope) => Ok((layer, Some(scope))),
    }
}

/// Where everything begins.
#[utoipa::path(get, path = "/ogc/", operation_id = "read_ogc", tag = "maps",
    params(DocumentQuery), responses((status = 200, body = Landing)))]
async fn read_ogc(
    caller: Caller,
    Params(query): Params<DocumentQuery>,
) -> Result<Json<Landing>, Problem> {
    open_layers(&caller)?;
    json_only(query.f.as_deref())?;
    let facts = tiles::facts(&caller).await?;
    Ok(Json(documents::landing(
        &caller.app.config.public_url,
        &facts,
    )))
}

/// The description of these addresses, OpenAPI 3.0.
#[utoipa::path(get, path = "/ogc/api", operation_id = "read_ogc_api", tag = "maps",
    params(DocumentQuery),
    responses((status = 200, body = Object, content_type = OPENAPI)))]
async fn read_ogc_api(
    caller: Caller,
    Params(query): Params<DocumentQuery>,
) -> Result<Response, Problem> {
    let open = open_layers(&caller)?;
    json_only(query.f.as_deref())?;
    let document = description::of(&caller.app.config.public_url, &open);
    Ok(([(header::CONTENT_TYPE, OPENAPI)], document.to_string()).into_response())
}

/// What of the standard is kept to.
#[utoipa::path(get, path = "/ogc/conformance", operation_id = "read_ogc_conformance",
    tag = "maps", params(DocumentQuery), responses((status = 200, body = Conformance)))]
async fn read_ogc_conformance(
    caller: Caller,
    Params(query): Params<DocumentQuery>,
) -> Result<Json<Conformance>, Problem> {
    open_layers(&caller)?;
    json_only(query.f.as_deref())?;
    Ok(Json(Conformance {
        conforms_to: CONFORMS_TO.to_vec(),
    }))
}

/// List the collections one may read.
#[utoipa::path(get, path = "/ogc/collections", operation_id = "list_collections", tag = "maps",
    params(DocumentQuery), responses((status = 200, body = Collections)))]
async fn list_collections(
    caller: Caller,
    Params(query): Params<DocumentQuery>,
) -> Result<Json<Collections>, Problem> {
    let open = open_layers(&caller)?;
    json_only(query.f.as_deref())?;
    let facts = tiles::facts(&caller).await?;
    let root = &caller.app.config.public_url;
    Ok(Json(documents::collections(&open, root, &facts)))
}

/// Read one collection.
#[utoipa::path(get, path = "/ogc/collections/{collection}", operation_id = "read_collection",
    tag = "maps", params(("collection" = inline(MapLayer), Path), DocumentQuery),
    responses((status = 200, body = Collection)))]
async fn read_collection(
    caller: Caller,
    Path(name): Path<String>,
    Params(query): Params<DocumentQuery>,
) -> Result<Json<Collection>, Problem> {
    let (layer, _) = collection_of(&caller, &name)?;
    json_only(query.f.as_deref())?;
    let facts = tiles::facts(&caller).await?;
    let root = &caller.app.config.public_url;
    Ok(Json(documents::collection(layer, root, &facts)))
}

/// A page of features.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[expect(
    clippy::struct_field_names,
    reason = "`features` is the word of the format"
)]
pub struct Features {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// How many match altogether.
    #[serde(rename = "numberMatched")]
    matched: usize,
    /// How many are on this page.
    #[serde(rename = "numberReturned")]
    returned: usize,
    /// When this was read.
    #[serde(rename = "timeStamp")]
    time_stamp: EpochMs,
    /// The features.
    features: Vec<Feature>,
    /// This page, the next one, the collection.
    links: Vec<Link>,
}

/// List a collection's features by page, those that meet a box or all.
#[utoipa::path(get, path = "/ogc/collections/{collection}/items", operation_id = "list_features",
    tag = "maps", params(("collection" = inline(MapLayer), Path), ItemsQuery),
    responses((status = 200, body = Features, content_type = GEOJSON)))]
async fn list_features(
    caller: Caller,
    Path(name): Path<String>,
    uri: Uri,
    Params(query): Params<ItemsQuery>,
) -> Result<Response, Problem> {
    let (layer, scope) = collection_of(&caller, &name)?;
    let asked = query.checked(layer)?;
    let standing = standing(&caller, asked.release, scope).await?;
    let vintage = vintage(&asked, &standing)?;
    let page = caller
        .app
        .db
        .read(async move |tx| {
            let from = Reading {
                layer,
                vintage,
                shown: standing.shown.as_deref(),
                scope,
            };
            Ok::<_, Problem>(features::page(tx, from, &asked).await?)
        })
        .await?;
    let root = &caller.app.config.public_url;
    let path = format!("/ogc/collections/{layer}");
    let items = format!("{path}/items");
    let (own, plain) = (uri.query().unwrap_or_default(), "application/json");
    let mut links = vec![
        link(
            root,
            &asked_again(&items, own),
            ("self", GEOJSON),
            "This page",
        ),
        link(root, &path, ("collection", plain), layer.title()),
    ];
    if let Some(next) = &page.next {
        let next = asked_again(&items, &after(own, next));
        links.push(link(root, &next, ("next", GEOJSON), "The next page"));
    }
    Ok(geojson(&Features {
        kind: "FeatureCollection",
        matched: page.matched,
        returned: page.features.len(),
        time_stamp: caller.app.clock.now(),
        features: page.features,
        links,
    })
    .into_response())
}

/// One feature with its links.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OneFeature {
    /// The feature.
    #[serde(flatten)]
    feature: Feature,
    /// Itself, and its collection.
    links: Vec<Link>,
}

/// Read one feature.
#[utoipa::path(get, path = "/ogc/collections/{collection}/items/{feature}",
    operation_id = "read_feature", tag = "maps",
    params(("collection" = inline(MapLayer), Path), ("feature" = String, Path), ItemsQuery),
    responses((status = 200, body = OneFeature, content_type = GEOJSON)))]
async fn read_feature(
    caller: Caller,
    Path((name, id)): Path<(String, String)>,
    uri: Uri,
    Params(query): Params<ItemsQuery>,
) -> Result<Response, Problem> {
    let (layer, scope) = collection_of(&caller, &name)?;
    if query.bbox.is_some() || query.limit.is_some() || query.after.is_some() {
        return Err(Problem::bad_request(
            "One feature has no page: leave out `bbox`, `limit` and `after`.",
        ));
    }
    let asked = query.checked(layer)?;
    let standing = standing(&caller, asked.release, scope).await?;
    let vintage = vintage(&asked, &standing)?;
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let from = Reading {
                layer,
                vintage,
                shown: standing.shown.as_deref(),
                scope,
            };
            Ok::<_, Problem>(features::one(tx, from, &asked, &id).await?)
        })
        .await?;
    let feature = found.ok_or_else(|| Problem::not_found("feature"))?;
    let root = &caller.app.config.public_url;
    let path = format!("/ogc/collections/{layer}");
    let own = asked_again(
        &format!("{path}/items/{}", feature.id),
        uri.query().unwrap_or_default(),
    );
    let links = vec![
        link(root, &own, ("self", GEOJSON), "This feature"),
        link(
            root,
            &path,
            ("collection", "application/json"),
            layer.title(),
        ),
    ];
    Ok(geojson(&OneFeature { feature, links }).into_response())
}

fn vintage(asked: &Asked, standing: &Standing) -> Result<Vintage, Problem> {
    same_vintage(asked.vintage, standing)?;
    let of_release = standing.shown.as_ref().map(|shown| shown.vintage);
    Ok(asked.vintage.or(of_release).unwrap_or(Vintage::Y2021))
}

fn asked_again(path: &str, query: &str) -> String {
    if query.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{query}")
}

/// The same query after another key. Keys are letters, digits and hyphens.
fn after(query: &str, key: &str) -> String {
    let others = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after="));
    let own = format!("after={key}");
    let all: Vec<&str> = others.chain([own.as_str()]).collect();
    all.join("&")
}

fn geojson<T: Serialize>(body: &T) -> impl IntoResponse + use<T> {
    let text = serde_json::to_string(body).expect("features have text keys only");
    (
        [(header::CONTENT_TYPE, HeaderValue::from_static(GEOJSON))],
        text,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_asked_for_as_this_one_was() {
        assert_eq!(after("", "E01"), "after=E01");
        assert_eq!(
            after("bbox=1,2,3,4&after=E01&limit=5", "E02"),
            "bbox=1,2,3,4&limit=5&after=E02"
        );
    }
}
