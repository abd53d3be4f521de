//! The map: tiles, features for other programs, and the tokens those carry.

#[path = "../../../../maps/src/tiles/decode.rs"]
mod decode;
mod ogc;
mod tiles;
mod tokens;

use axum::{
    body::Body,
    http::{HeaderMap, Method, StatusCode, header},
};
use doorstep::{
    access::Role,
    base::ids::{PatchId, ReleaseId},
    disclosure::{
        self, Audience, Release,
        model::{AreaKind, Counted, Figure, Made, Making},
    },
    intake::model::Kind,
};
use maps::{
    cells::Cell,
    shapes::LngLat,
    tiles::{Address, At},
};
use serde_json::json;

use decode::{Feature, Said};

use crate::{
    harness::{House, Place, Who, request},
    intake::{STREETS, collection, import, index_2025, square},
};

/// Where the imported streets cross.
const CROSSING: LngLat = LngLat {
    lng: -1.495,
    lat: 53.801,
};

/// Two small areas side by side, of which one is ranked, two streets and five doors.
async fn neighbourhood(house: &House) {
    let squares = collection(&[
        square(0, "LSOA21CD", "E01000001"),
        square(1, "LSOA21CD", "E01000002"),
    ]);
    let files = [
        (Kind::Deprivation, "i.csv", index_2025(&["E01000001"])),
        (Kind::SmallAreas, "a.geojson", squares),
        (Kind::Streets, "s.osm", STREETS.to_owned()),
        (Kind::Doors, "s.osm", STREETS.to_owned()),
    ];
    for (kind, name, text) in files {
        import(house, kind, name, text).await.unwrap();
    }
}

/// A lead of a new hub, and a patch of one area.
async fn lead_with_patch(house: &House, hub: &str, code: &str) -> (Place, Who, PatchId) {
    let place = house.hub(hub).await;
    let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
    let rule = json!({ "by": "codes", "vintage": 2021, "codes": [code] });
    let body = json!({ "name": format!("Patch of {hub}"), "rule": rule });
    let (status, patch) = house.post(Some(&lead), "/api/v1/patches", body).await;
    assert_eq!(status, 201, "{patch}");
    let id = patch["id"].as_str().unwrap().parse().unwrap();
    (place, lead, id)
}

fn crossing(zoom: u8) -> Address {
    Address::holding(At::of(CROSSING), zoom)
}

/// A tile's address; `query` with its question mark.
fn path(layer: &str, tile: Address, query: &str) -> String {
    let (x, y) = tile.column_and_row();
    format!("/tiles/{layer}/{}/{x}/{y}.mvt{query}", tile.zoom())
}

/// An answer with its heads.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn head(&self, name: header::HeaderName) -> &str {
        let value = self.headers.get(&name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

async fn ask(house: &House, who: &Who, path: &str, heads: &[(header::HeaderName, &str)]) -> Answer {
    let mut builder = request(Method::GET, Some(who), path);
    for (name, value) in heads {
        builder = builder.header(name, *value);
    }
    let request = builder.body(Body::empty()).unwrap();
    let (parts, body) = house.send_whole(request).await;
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

/// What a tile draws; nothing for an empty one.
async fn drawn(house: &House, who: &Who, path: &str) -> Vec<Feature> {
    let answer = ask(house, who, path, &[]).await;
    if answer.status == 204 {
        assert!(answer.body.is_empty());
        return Vec::new();
    }
    assert_eq!(answer.status, 200, "{path}: {}", answer.json());
    assert_eq!(
        answer.head(header::CONTENT_TYPE),
        "application/vnd.mapbox-vector-tile"
    );
    let drawn = decode::layer(&answer.body);
    assert_eq!((drawn.version, drawn.extent), (2, 4096));
    assert!(path.starts_with(&format!("/tiles/{}/", drawn.name)));
    drawn.features
}

/// A property as text; a number as its digits, an absent one as a hyphen.
fn said(feature: &Feature, key: &str) -> String {
    match feature.properties.get(key) {
        None => "-".to_owned(),
        Some(Said::Text(text)) => text.clone(),
        Some(Said::Whole(n)) => n.to_string(),
        Some(Said::Real(n)) => n.to_string(),
    }
}

/// Every feature's property, sorted.
fn all(features: &[Feature], key: &str) -> Vec<String> {
    let mut all: Vec<String> = features.iter().map(|feature| said(feature, key)).collect();
    all.sort();
    all
}

fn figure(kind: AreaKind, key: String, value: i64) -> Figure {
    let cell: Option<Cell> = key.parse().ok();
    Figure {
        kind,
        label: key.clone(),
        key,
        resolution: cell.map(Cell::resolution),
        measure: Counted::Listenings,
        theme: None,
        stance: None,
        value,
        share_percent: None,
    }
}

/// Keeps a release of a hub as if it had been made.
async fn released(
    house: &House,
    place: &Place,
    audience: Audience,
    figures: Vec<Figure>,
) -> ReleaseId {
    let release = Release {
        id: house.app.ids.new_id(),
        audience,
        period: "2026-Q1".parse().unwrap(),
        first_day: "2026-04-01".parse().unwrap(),
        last_day: "2026-06-30".parse().unwrap(),
        programme: place.programme,
        hub: Some(place.hub),
        of: "Northgate".to_owned(),
        made_at: house.app.clock.now(),
        k: audience.k(),
        rounding: audience.rounding().to_owned(),
        version: 1,
        codebook: None,
        notes: Vec::new(),
        figures,
    };
    let (id, scope) = (release.id, place.scope);
    let making = Making::default();
    let made = Made { release, making };
    house
        .app
        .db
        .write(async move |tx| {
            let quarter = "2026-Q1".parse().unwrap();
            disclosure::store::insert(tx, scope, quarter, &made).await
        })
        .await
        .unwrap();
    id
}
