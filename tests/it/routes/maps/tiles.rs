//! Tiles: what is drawn, for whom, and what an unchanged one costs.

use std::{collections::BTreeMap, io::Read};

use axum::http::header;
use doorstep::{
    access::Role,
    disclosure::{
        Audience,
        model::{AreaKind, Figure},
    },
    intake::model::Kind,
};
use flate2::read::GzDecoder;
use maps::{cells::Cell, tiles::Address};

use super::{
    CROSSING, all, ask, crossing, drawn, figure, lead_with_patch, neighbourhood, path, released,
    said,
};
use crate::{
    harness::{House, both},
    intake::{collection, import, square},
};

both! {
    async fn small_areas_say_their_code_name_and_decile(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;

        let with = drawn(&house, &organiser, &path("areas", crossing(11), "?edition=2025")).await;

        assert_eq!(all(&with, "code"), ["E01000001", "E01000002"]);
        // Nobody ranks the second: it has no decile, and that is not filled.
        assert_eq!(all(&with, "decile"), ["-", "1"]);
        assert_eq!(all(&with, "lad_name"), ["-", "Hartlepool"]);
        let without = drawn(&house, &organiser, &path("areas", crossing(11), "")).await;
        assert_eq!(all(&without, "decile"), ["-", "-"]);
        assert_eq!(all(&without, "name"), ["Square 0", "Square 1"]);
        let of_2011 = drawn(&house, &organiser, &path("areas", crossing(11), "?edition=2019")).await;
        assert_eq!(of_2011.len(), 0);
    }

    async fn an_area_is_the_same_one_in_every_tile_and_zoom(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let mut ids = std::collections::BTreeSet::new();

        for zoom in 9..=Address::MOST_ZOOM {
            let features = drawn(&house, &organiser, &path("areas", crossing(zoom), "")).await;
            let first = features.iter().find(|one| said(one, "code") == "E01000001").unwrap();
            ids.insert(first.id);
        }

        assert_eq!(ids.len(), 1);
    }

    async fn streets_are_lines_with_their_names(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;

        let streets = drawn(&house, &organiser, &path("streets", crossing(15), "")).await;

        assert_eq!(all(&streets, "name"), ["Button Hill", "Spencer Place"]);
        assert!(streets.iter().all(|street| street.kind == 2), "{streets:?}");
        assert!(drawn(&house, &organiser, &path("streets", crossing(11), "")).await.is_empty());
    }

    async fn cells_without_a_release_say_how_many_homes_open_data_knows(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;

        for (zoom, resolution) in [(8, 7), (12, 8), (13, 9), (14, 10)] {
            let mut homes = BTreeMap::new();
            // A seam runs between the doors: a cell on it stands in both tiles.
            let (x, y) = crossing(u8::try_from(zoom).unwrap()).column_and_row();
            for column in [x, x + 1] {
                let tile = Address::new(zoom, column, y).unwrap();
                for cell in drawn(&house, &organiser, &path("cells", tile, "")).await {
                    let index: Cell = said(&cell, "cell").parse().unwrap();
                    assert_eq!(index.resolution(), resolution);
                    assert_eq!(said(&cell, "resolution"), resolution.to_string());
                    homes.insert(index, said(&cell, "homes").parse::<i64>().unwrap());
                }
            }
            assert_eq!(homes.values().sum::<i64>(), 5, "zoom {zoom}: {homes:?}");
        }
        let fixed = drawn(&house, &organiser, &path("cells", crossing(14), "?resolution=9")).await;
        assert!(!fixed.is_empty() && fixed.iter().all(|cell| said(cell, "resolution") == "9"));
    }

    async fn another_hubs_patches_are_not_drawn_and_one_sees_ones_own(house: House) {
        neighbourhood(&house).await;
        let (_, north, patch) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let (_, south, _) = lead_with_patch(&house, "Southgate", "E01000002").await;
        let tile = path("patches", crossing(11), "");

        let of_north = drawn(&house, &north, &tile).await;
        let of_south = drawn(&house, &south, &tile).await;

        assert_eq!(all(&of_north, "id"), [patch.to_string()]);
        assert_eq!((said(&of_north[0], "areas"), said(&of_north[0], "version")), ("1".to_owned(), "1".to_owned()));
        assert_eq!(all(&of_south, "name"), ["Patch of Southgate"]);
        // Not even the tag of one is good for the other.
        let tag = ask(&house, &north, &tile, &[]).await.head(header::ETAG).to_owned();
        let other = ask(&house, &south, &tile, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(other.status, 200);
    }

    async fn a_redrawn_patch_is_drawn_anew(house: House) {
        neighbourhood(&house).await;
        let (_, lead, patch) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let tile = path("patches", crossing(11), "");
        let before = ask(&house, &lead, &tile, &[]).await;
        let body = serde_json::json!({ "name": "Both", "valid_from": "2026-05-17", "rule": {
            "by": "codes", "vintage": 2021, "codes": ["E01000001", "E01000002"] } });
        let (status, said_of_it) = house.post(Some(&lead), &format!("/api/v1/patches/{patch}"), body).await;
        assert_eq!(status, 201, "{said_of_it}");

        let tag = before.head(header::ETAG);
        let after = ask(&house, &lead, &tile, &[(header::IF_NONE_MATCH, tag)]).await;

        assert_eq!(after.status, 200);
        let now = drawn(&house, &lead, &tile).await;
        assert_eq!(all(&now, "name"), ["Both"]);
        // Its two areas are one outline: no line runs through it.
        assert_eq!((now[0].kind, now[0].parts.len()), (3, 1), "{:?}", now[0].parts);
    }

    async fn an_unchanged_tile_costs_a_304_until_an_import_changes_it(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let tile = path("areas", crossing(11), "?edition=2025");

        let first = ask(&house, &lead, &tile, &[]).await;
        let tag = first.head(header::ETAG).to_owned();

        assert!(tag.starts_with('"') && tag.len() > 30, "{tag}");
        assert_eq!(first.head(header::CACHE_CONTROL), "private, no-cache");
        let known = format!("\"other\", {tag}");
        let again = ask(&house, &lead, &tile, &[(header::IF_NONE_MATCH, &known)]).await;
        assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
        assert_eq!(again.head(header::ETAG), tag);
        assert_eq!(ask(&house, &lead, &tile, &[]).await.body, first.body);
        // Another edition is another tile.
        let other = path("areas", crossing(11), "");
        let other = ask(&house, &lead, &other, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(other.status, 200);

        let third = collection(&[square(2, "LSOA21CD", "E01000003")]);
        import(&house, Kind::SmallAreas, "b.geojson", third).await.unwrap();

        let changed = ask(&house, &lead, &tile, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(changed.status, 200);
        assert_ne!(changed.head(header::ETAG), tag);
        assert_eq!(drawn(&house, &lead, &tile).await.len(), 3);
    }

    async fn a_tile_travels_packed_to_those_who_take_it(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let tile = path("areas", crossing(11), "");

        let packed = ask(&house, &lead, &tile, &[(header::ACCEPT_ENCODING, "br, gzip")]).await;
        let plain = ask(&house, &lead, &tile, &[]).await;

        assert_eq!(packed.head(header::CONTENT_ENCODING), "gzip");
        assert_eq!(plain.head(header::CONTENT_ENCODING), "");
        let mut unpacked = Vec::new();
        GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.body);
        // A strong tag stands for bytes, and these are others.
        assert_ne!(packed.head(header::ETAG), plain.head(header::ETAG));
        assert!(packed.head(header::VARY).contains("accept-encoding"));
    }

    async fn nothing_there_is_204_and_nonsense_says_what_is_wrong(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        for empty in ["/tiles/areas/13/0/0.mvt", "/tiles/streets/5/15/10.mvt", "/tiles/patches/13/0/0"] {
            let answer = ask(&house, &lead, empty, &[]).await;
            assert_eq!((answer.status.as_u16(), answer.body.len()), (204, 0), "{empty}");
            assert!(!answer.head(header::ETAG).is_empty());
        }
        for (wrong, status, word) in [
            ("/tiles/areas/17/0/0.mvt", 400, "zoom 17"),
            ("/tiles/areas/3/8/0.mvt", 400, "0 to 7"),
            ("/tiles/areas/3/-1/0.mvt", 400, "`-1`"),
            ("/tiles/areas/x/0/0.mvt", 400, "`x`"),
            ("/tiles/areas/3/0/0.png", 400, "0.png"),
            ("/tiles/areas/3/0/0.mvt?edition=2020", 400, "2020"),
            ("/tiles/areas/3/0/0.mvt?edition=2025&vintage=2011", 400, "2021, not of 2011"),
            ("/tiles/areas/3/0/0.mvt?editoin=2025", 400, "editoin"),
            ("/tiles/cells/14/0/0.mvt?resolution=11", 400, "7, 8, 9 or 10"),
            ("/tiles/people/3/0/0.mvt", 404, "no such layer"),
            ("/tiles/people.json", 404, "no such layer"),
            ("/tiles/streets.json?edition=2025", 400, "edition"),
        ] {
            let (told, answer) = house.get(&lead, wrong).await;
            assert_eq!(told, status, "{wrong}: {answer}");
            assert!(answer["detail"].as_str().unwrap().contains(word), "{wrong}: {answer}");
        }
    }

    async fn without_a_session_there_is_no_map(house: House) {
        for address in ["/tiles/areas/3/0/0.mvt", "/tiles/layers.json", "/tiles/areas.json", "/tiles/x/3/0/0.mvt"] {
            let (status, answer) = house.call(axum::http::Method::GET, None, address).await;
            assert_eq!((status.as_u16(), answer["code"].as_str()), (401, Some("session_expired")), "{address}");
        }
    }

    async fn figures_of_people_come_from_a_release_and_only_to_its_audience(house: House) {
        neighbourhood(&house).await;
        let (place, lead, patch) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let group = house.who(Role::GroupMember, Some(place.hub)).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let (_, stranger, _) = lead_with_patch(&house, "Southgate", "E01000002").await;
        let theme = Figure {
            theme: Some("food".to_owned()),
            stance: Some("concern".to_owned()),
            share_percent: Some("41.7".to_owned()),
            ..figure(AreaKind::Patch, patch.to_string(), 5)
        };
        let figures = vec![
            figure(AreaKind::SmallArea, "E01000001".to_owned(), 12),
            figure(AreaKind::Patch, patch.to_string(), 12),
            theme,
        ];
        let release = released(&house, &place, Audience::Group, figures).await;
        let query = format!("?release={release}");
        let areas = path("areas", crossing(11), &query);

        for who in [&group, &lead] {
            let shown = drawn(&house, who, &areas).await;
            assert_eq!(all(&shown, "listenings"), ["-", "12"]);
            let patches = drawn(&house, who, &path("patches", crossing(11), &query)).await;
            assert_eq!(said(&patches[0], "listenings"), "12");
            assert_eq!(said(&patches[0], "theme:food:concern"), "5");
            assert_eq!(said(&patches[0], "share:food:concern"), "41.7");
        }
        // Kept by now, and still not for them: as if there were none.
        for who in [&organiser, &stranger] {
            for address in [&areas, &path("cells", crossing(11), &query)] {
                let (status, answer) = house.get(who, address).await;
                assert_eq!((status.as_u16(), answer["code"].as_str()), (404, Some("not_found")), "{address}");
            }
        }
        // The release counts areas of 2021, whose codes stand in 2011 too.
        let (status, _) = house.get(&lead, &path("areas", crossing(11), &format!("{query}&vintage=2011"))).await;
        assert_eq!(status, 400);
        let none = house.get(&lead, &path("areas", crossing(11), &format!("?release={}", uuid::Uuid::nil()))).await;
        assert_eq!(none.0, 404);
    }

    async fn a_release_shows_its_cells_and_a_parent_where_children_are_not_shown(house: House) {
        neighbourhood(&house).await;
        let (place, lead, _) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let fine = Cell::at(CROSSING);
        let (seven, eight) = (fine.parent(7).unwrap(), fine.parent(8).unwrap());
        let figures = vec![
            figure(AreaKind::Cell, seven.to_string(), 40),
            figure(AreaKind::Cell, eight.to_string(), 15),
        ];
        let release = released(&house, &place, Audience::Public, figures).await;
        let query = format!("?release={release}");
        let asked = |zoom: u8, more: &str| path("cells", crossing(zoom), &format!("{query}{more}"));

        let far = drawn(&house, &lead, &asked(9, "")).await;
        let near = drawn(&house, &lead, &asked(14, "")).await;

        assert_eq!(all(&far, "cell"), [seven.to_string()]);
        assert_eq!(all(&far, "listenings"), ["40"]);
        // Finer ones are not shown: the finest that are stand for them, and say no homes.
        assert_eq!(all(&near, "cell"), [eight.to_string()]);
        assert_eq!((said(&near[0], "listenings"), said(&near[0], "homes")), ("15".to_owned(), "-".to_owned()));
        let fixed = drawn(&house, &lead, &asked(14, "&resolution=7")).await;
        assert_eq!(all(&fixed, "cell"), [seven.to_string()]);
    }

    async fn a_release_that_is_withdrawn_is_drawn_no_more(house: House) {
        neighbourhood(&house).await;
        let (place, lead, _) = lead_with_patch(&house, "Northgate", "E01000001").await;
        let figures = vec![figure(AreaKind::SmallArea, "E01000001".to_owned(), 12)];
        let release = released(&house, &place, Audience::Public, figures).await;
        let tile = path("areas", crossing(11), &format!("?release={release}"));
        assert_eq!(drawn(&house, &lead, &tile).await.len(), 2);

        let hub = place.hub;
        house.app.db.write(async move |tx| {
            let gone = doorstep::db::sql("DELETE FROM releases WHERE hub_id = $1").bind(hub);
            tx.run(gone).await.map(drop)
        }).await.unwrap();

        assert_eq!(ask(&house, &lead, &tile, &[]).await.status, 404);
    }

    async fn layers_name_their_credits_and_only_those_one_may_read(house: House) {
        neighbourhood(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let network = house.who(Role::NetworkManager, None).await;
        let vault = house.who(Role::VaultKeeper, Some(place.hub)).await;

        let (_, of_lead) = house.get(&lead, "/tiles/layers.json").await;
        let (_, of_network) = house.get(&network, "/tiles/layers.json").await;
        let (refused, _) = house.get(&vault, "/tiles/layers.json").await;

        let ids = |document: &serde_json::Value| -> Vec<String> {
            let layers = document["layers"].as_array().unwrap();
            layers.iter().map(|layer| layer["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(ids(&of_lead), ["areas", "streets", "cells", "patches"]);
        assert_eq!(ids(&of_network), ["areas", "streets", "cells"]);
        assert_eq!(refused, 403);
        let credits = |n: usize| of_lead["layers"][n]["credits"].to_string();
        assert!(credits(0).contains("Office for National Statistics licensed under the Open Government Licence v3.0"));
        assert!(credits(0).contains("OS data © Crown copyright and database right 2026"));
        assert!(credits(0).contains("English Indices of Deprivation 2025"), "{}", credits(0));
        for n in [1, 2] {
            assert!(credits(n).contains("© OpenStreetMap contributors"), "{}", credits(n));
        }
        let streets = &of_lead["layers"][1];
        assert_eq!(streets["tilejson"], "3.0.0");
        assert_eq!(streets["vector_layers"][0]["id"], "streets");
        assert!(streets["attribution"].as_str().unwrap().contains("openstreetmap.org/copyright"));
        assert_eq!(streets["bounds"].as_array().unwrap().len(), 4);

        let (status, alone) = house.get(&lead, "/tiles/areas.json?edition=2025").await;
        assert_eq!(status, 200, "{alone}");
        let tiles = "http://127.0.0.1:8080/tiles/areas/{z}/{x}/{y}.mvt?edition=2025";
        assert_eq!(alone["tiles"][0], tiles);
        assert_eq!(house.get(&network, "/tiles/patches.json").await.0, 403);
    }
}

#[tokio::test]
async fn areas_of_real_boundaries_meet_without_a_crack() {
    let house = House::sqlite().await;
    let boundaries = "lsoa2011-boundaries/E08000035.json";
    if crate::intake::import_shared(&house, Kind::SmallAreas, boundaries)
        .await
        .is_none()
    {
        return;
    }
    let place = house.hub("Northgate").await;
    let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
    let leeds = maps::shapes::LngLat {
        lng: -1.535,
        lat: 53.81,
    };

    for zoom in [11, 13, 15] {
        let tile = Address::holding(maps::tiles::At::of(leeds), zoom);
        let areas = drawn(&house, &lead, &path("areas", tile, "?vintage=2011")).await;
        let mut total = 0;
        for ring in areas.iter().flat_map(|area| &area.parts) {
            let next = ring.places.iter().cycle().skip(1);
            let pairs = ring.places.iter().zip(next);
            total += pairs.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<i64>();
        }
        let side = i64::from(maps::tiles::EXTENT + 2 * maps::tiles::BUFFER);
        // The middle of Leeds: the city fills the tile, so its areas fill it without a rest.
        assert_eq!(total, 2 * side * side, "zoom {zoom}, {} areas", areas.len());
        assert!(areas.len() > 3, "zoom {zoom}");
    }
}
