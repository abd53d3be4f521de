//! The description of the addresses in OpenAPI 3.0, as the standard wants it. The house's own
//! contract is in a newer form that few programs read.

use serde_json::{Map, Value, json};

use super::documents::GEOJSON;
use crate::{
    base::page::{DEFAULT_ROWS, MOST_ROWS},
    review::tiles::layers::MapLayer,
};

/// The description of a server at `root`, with the collections somebody may read.
#[must_use]
pub fn of(root: &str, layers: &[MapLayer]) -> Value {
    let mut paths = Map::new();
    let mut put = |path: String, get: Value| {
        paths.insert(path, json!({ "get": get }));
    };
    let document = |id: &str, summary: &str, tag: &str| {
        json!({ "operationId": id, "summary": summary, "tags": [tag],
                "parameters": [{ "$ref": "#/components/parameters/f" }],
                "responses": answers("application/json", "The document") })
    };
    put(
        "/".to_owned(),
        document("getLandingPage", "Where everything begins", "Capabilities"),
    );
    put(
        "/api".to_owned(),
        document("getApi", "This description", "Capabilities"),
    );
    put(
        "/conformance".to_owned(),
        document("getConformance", "What is kept to", "Capabilities"),
    );
    put(
        "/collections".to_owned(),
        document("getCollections", "The collections", "Capabilities"),
    );
    for layer in layers {
        let path = format!("/collections/{layer}");
        put(
            path.clone(),
            document(&format!("describe_{layer}"), layer.title(), "Capabilities"),
        );
        put(
            format!("{path}/items"),
            json!({ "operationId": format!("get_{layer}"), "summary": layer.description(),
                    "tags": ["Data"], "parameters": items(*layer),
                    "responses": answers(GEOJSON, "A page of features") }),
        );
        let id = json!({ "name": "featureId", "in": "path", "required": true,
                         "schema": { "type": "string" } });
        let mut parameters = vec![id];
        parameters.extend(own(*layer));
        put(
            format!("{path}/items/{{featureId}}"),
            json!({ "operationId": format!("get_one_of_{layer}"), "summary": "One feature",
                    "tags": ["Data"], "parameters": parameters,
                    "responses": answers(GEOJSON, "The feature") }),
        );
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "doorstep", "version": env!("CARGO_PKG_VERSION"),
                  "description": "Map layers as OGC API - Features." },
        "servers": [{ "url": format!("{root}/ogc") }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "parameters": {
                "f": word("f", "The form", json!({ "type": "string", "enum": ["json"] })),
                "limit": limit(),
            },
            "schemas": { "problem": { "type": "object", "required": ["code", "detail"],
                "properties": { "code": { "type": "string" }, "detail": { "type": "string" } } } },
        },
    })
}

fn answers(kind: &str, what: &str) -> Value {
    let schema = json!({ "schema": { "type": "object" } });
    let problem = json!({ "schema": { "$ref": "#/components/schemas/problem" } });
    let mut good = Map::new();
    good.insert(kind.to_owned(), schema);
    json!({
        "200": { "description": what, "content": good },
        "default": { "description": "What went wrong, and what to do",
                     "content": { "application/problem+json": problem } },
    })
}

fn word(name: &str, description: &str, schema: Value) -> Value {
    let mut parameter = json!({ "name": name, "in": "query", "required": false,
                                "description": description });
    parameter["schema"] = schema;
    parameter
}

fn limit() -> Value {
    let schema = json!({ "type": "integer", "minimum": 1, "maximum": MOST_ROWS,
                         "default": DEFAULT_ROWS });
    word("limit", "Features a page", schema)
}

fn items(layer: MapLayer) -> Vec<Value> {
    let bbox = json!({ "type": "array", "items": { "type": "number" }, "minItems": 4,
                       "maxItems": 6 });
    let mut bbox = word(
        "bbox",
        "Only what meets a box: west, south, east, north",
        bbox,
    );
    bbox["style"] = "form".into();
    bbox["explode"] = false.into();
    let text = || json!({ "type": "string" });
    let mut all = vec![
        bbox,
        limit(),
        word(
            "datetime",
            "Nothing here hangs on time: every feature matches",
            text(),
        ),
        word(
            "after",
            "The key of the last feature of the page before",
            text(),
        ),
    ];
    all.extend(own(layer));
    all
}

/// What only some collections take, and the form.
fn own(layer: MapLayer) -> Vec<Value> {
    let year = |years: &[i64]| json!({ "type": "integer", "enum": years });
    let release = || {
        let id = json!({ "type": "string", "format": "uuid" });
        word("release", "With what this release shows", id)
    };
    let mut all = vec![json!({ "$ref": "#/components/parameters/f" })];
    match layer {
        MapLayer::Areas => all.extend([
            word("vintage", "Areas of this census", year(&[2011, 2021])),
            word(
                "edition",
                "With deciles of this edition",
                year(&[2015, 2019, 2025]),
            ),
            release(),
        ]),
        MapLayer::Cells => all.extend([
            word(
                "resolution",
                "Cells of this resolution",
                json!({ "type": "integer", "minimum": 7, "maximum": 10, "default": 10 }),
            ),
            release(),
        ]),
        MapLayer::Patches => all.push(release()),
        MapLayer::Streets => {}
    }
    all
}
