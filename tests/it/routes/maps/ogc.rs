//! OGC API – Features, as a program without a human would walk through it.

use axum::http::header;
use doorstep::{
    access::Role,
    disclosure::{Audience, model::AreaKind},
};
use maps::cells::Cell;
use serde_json::{Value, json};

use super::{CROSSING, ask, figure, lead_with_patch, neighbourhood, released};
use crate::harness::{House, Who, both};

/// The link of a relation, without the server's own name.
fn link(document: &Value, rel: &str) -> Option<String> {
    let links = document["links"].as_array().unwrap();
    let found = links.iter().find(|link| link["rel"] == rel)?;
    let href = found["href"].as_str().unwrap();
    Some(
        href.strip_prefix("http://127.0.0.1:8080")
            .unwrap()
            .to_owned(),
    )
}

/// Every feature of a collection, page by page as the links say.
async fn walked(house: &House, who: &Who, from: &str) -> (Vec<Value>, usize) {
    let (mut found, mut pages, mut next) = (Vec::new(), 0, Some(from.to_owned()));
    while let Some(path) = next {
        let (status, page) = house.get(who, &path).await;
        assert_eq!(status, 200, "{path}: {page}");
        let features = page["features"].as_array().unwrap();
        assert_eq!(page["numberReturned"], features.len());
        found.extend(features.clone());
        pages += 1;
        next = link(&page, "next");
        let matched = page["numberMatched"].as_u64().unwrap();
        assert!(matched >= found.len() as u64);
        assert_eq!(
            next.is_none(),
            matched == found.len() as u64,
            "{path}: {page}"
        );
    }
    (found, pages)
}

fn ids(features: &[Value]) -> Vec<&str> {
    features
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect()
}

both! {
    async fn one_walks_from_the_landing_page_to_a_feature(house: House) {
        neighbourhood(&house).await;
        let (_, lead, _) = lead_with_patch(&house, "Northgate", "E01000001").await;

        let (status, landing) = house.get(&lead, "/ogc/").await;
        assert_eq!(status, 200, "{landing}");
        assert!(landing["attribution"].as_str().unwrap().contains("OpenStreetMap"));
        assert_eq!(house.get(&lead, "/ogc").await.1, landing);
        let (_, kept_to) = house.get(&lead, &link(&landing, "conformance").unwrap()).await;
        let core = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core";
        assert!(kept_to["conformsTo"].as_array().unwrap().contains(&json!(core)));
        let api = ask(&house, &lead, &link(&landing, "service-desc").unwrap(), &[]).await;
        assert_eq!(api.head(header::CONTENT_TYPE), "application/vnd.oai.openapi+json;version=3.0");
        let api = api.json();
        assert_eq!(api["openapi"], "3.0.3");
        assert!(api["paths"]["/collections/streets/items"]["get"].is_object());

        let (_, all) = house.get(&lead, &link(&landing, "data").unwrap()).await;
        let collections = all["collections"].as_array().unwrap();
        let names: Vec<&str> = collections.iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(names, ["areas", "streets", "cells", "patches"]);
        for collection in collections {
            let own = link(collection, "self").unwrap();
            assert_eq!(&house.get(&lead, &own).await.1, collection);
            assert!(!collection["attribution"].as_str().unwrap().is_empty());
            assert_eq!(collection["extent"]["spatial"]["bbox"][0].as_array().unwrap().len(), 4);
            let items = link(collection, "items").unwrap();
            let page = ask(&house, &lead, &items, &[]).await;
            assert_eq!(page.head(header::CONTENT_TYPE), "application/geo+json");
            let page = page.json();
            assert_eq!(page["timeStamp"], "2026-05-16T12:00:00.000Z");
            let first = &page["features"][0];
            let address = format!("{items}/{}", first["id"].as_str().unwrap());
            let one = ask(&house, &lead, &address, &[]).await;
            assert_eq!(one.head(header::CONTENT_TYPE), "application/geo+json");
            let one = one.json();
            for part in ["type", "id", "geometry", "properties"] {
                assert_eq!(one[part], first[part], "{address}");
            }
            assert_eq!(link(&one, "self").unwrap(), address);
            assert_eq!(link(&one, "collection").unwrap(), own);
        }
    }

    async fn pages_hold_every_feature_once(house: House) {
        neighbourhood(&house).await;
        let (_, lead, _) = lead_with_patch(&house, "Northgate", "E01000001").await;

        for (collection, count) in [("areas", 2), ("streets", 2), ("cells", 3), ("patches", 1)] {
            let items = format!("/ogc/collections/{collection}/items");
            let (whole, _) = walked(&house, &lead, &items).await;
            let (found, pages) = walked(&house, &lead, &format!("{items}?limit=1")).await;
            assert_eq!((found.len(), pages), (count, count), "{collection}");
            assert_eq!(found, whole, "{collection}");
            let world = format!("{items}?limit=1&bbox=-180,-90,180,90");
            assert_eq!(walked(&house, &lead, &world).await.0, whole, "{collection}");
        }
    }

    async fn a_box_takes_what_meets_it_and_nothing_else(house: House) {
        neighbourhood(&house).await;
        let (_, lead, _) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let within = async |collection: &str, bbox: &str| {
            let path = format!("/ogc/collections/{collection}/items?bbox={bbox}");
            walked(&house, &lead, &path).await.0
        };

        let first = within("areas", "-1.4995,53.802,-1.4985,53.803").await;
        assert_eq!(ids(&first), ["E01000001"]);
        let both = within("areas", "-1.4905,53.802,-1.4895,53.803").await;
        assert_eq!(both.len(), 2);
        let none = within("areas", "0,53,1,54").await;
        assert!(none.is_empty());
        // The end of Spencer Place, far from the middle of any stretch of it.
        let end = within("streets", "-1.4853,53.8005,-1.4849,53.8015").await;
        assert_eq!(end.len(), 1);
        assert_eq!(end[0]["properties"]["name"], "Spencer Place");
        let cells = within("cells", "-1.4872,53.8007,-1.4868,53.8011").await;
        assert_eq!(cells.iter().map(|one| one["properties"]["homes"].as_i64().unwrap()).sum::<i64>(), 1);
        assert_eq!(within("patches", "-1.4895,53.802,-1.4885,53.803").await.len(), 0);
        assert_eq!(within("patches", "-1.4995,53.802,-1.4985,53.803").await.len(), 1);
    }

    async fn features_say_what_tiles_say(house: House) {
        neighbourhood(&house).await;
        let (place, lead, patch) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let cell = Cell::at(CROSSING).parent(8).unwrap();
        let figures = vec![
            figure(AreaKind::SmallArea, "E01000001".to_owned(), 12),
            figure(AreaKind::Patch, patch.to_string(), 13),
            figure(AreaKind::Cell, cell.to_string(), 14),
        ];
        let release = released(&house, &place, Audience::Hub, figures).await;
        let asked = |collection: &str| {
            format!("/ogc/collections/{collection}/items?release={release}")
        };

        let (areas, _) = walked(&house, &lead, &format!("{}&edition=2025", asked("areas"))).await;
        assert_eq!(areas[0]["properties"], json!({ "code": "E01000001", "name": "Square 0",
            "lad": "E06000001", "lad_name": "Hartlepool", "decile": 1, "rank": 1000, "listenings": 12 }));
        assert_eq!(areas[1]["properties"], json!({ "code": "E01000002", "name": "Square 1" }));
        let (cells, _) = walked(&house, &lead, &asked("cells")).await;
        assert_eq!(ids(&cells), [cell.to_string()]);
        assert_eq!(cells[0]["properties"]["listenings"], 14);
        let (patches, _) = walked(&house, &lead, &asked("patches")).await;
        assert_eq!(patches[0]["properties"]["listenings"], 13);
        // A group may read what was released to it, and this was not.
        let group = house.who(Role::GroupMember, Some(place.hub)).await;
        assert_eq!(house.get(&group, &asked("areas")).await.0, 404);
    }

    async fn another_hubs_patch_looks_like_none(house: House) {
        neighbourhood(&house).await;
        let (_, _, patch) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let (_, south, own) = lead_with_patch(&house, "Southgate", "E01000002").await;
        let network = house.who(Role::NetworkManager, None).await;

        let (found, _) = walked(&house, &south, "/ogc/collections/patches/items").await;
        assert_eq!(ids(&found), [own.to_string()]);
        let address = format!("/ogc/collections/patches/items/{patch}");
        assert_eq!(house.get(&south, &address).await.0, 404);
        assert_eq!(house.get(&network, "/ogc/collections/patches").await.0, 403);
        let (_, all) = house.get(&network, "/ogc/collections").await;
        assert_eq!(all["collections"].as_array().unwrap().len(), 3);
    }

    async fn nonsense_is_refused_with_what_would_do(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        for (path, status, word) in [
            ("/ogc/collections/people", 404, "no such collection"),
            ("/ogc/collections/areas/items?bbox=1,2,3", 400, "four numbers"),
            ("/ogc/collections/areas/items?limit=0", 400, "1 or more"),
            ("/ogc/collections/areas/items?limit=x", 400, "does not fit"),
            ("/ogc/collections/areas/items?colour=red", 400, "colour"),
            ("/ogc/collections/areas/items?datetime=soon", 400, "instant"),
            ("/ogc/collections/streets/items?edition=2025", 400, "says nothing of streets"),
            ("/ogc/collections/areas/items/E01999999", 404, "no such feature"),
            ("/ogc/collections/streets/items/x", 404, "no such feature"),
            ("/ogc/collections/cells/items/8a19", 404, "no such feature"),
            ("/ogc/?f=html", 400, "`json`"),
        ] {
            let (told, answer) = house.get(&lead, path).await;
            assert_eq!(told, status, "{path}: {answer}");
            assert!(answer["detail"].as_str().unwrap().contains(word), "{path}: {answer}");
        }
        let empty = house.get(&lead, "/ogc/collections/areas/items").await.1;
        assert_eq!((&empty["numberMatched"], &empty["features"]), (&json!(0), &json!([])));
    }
}
