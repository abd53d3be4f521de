//! Patches from codes, deciles and drawings.

use doorstep::{access::Role, db::sql};
use serde_json::json;

use crate::harness::{House, both};

/// A row of unit squares a hundredth of a degree wide, `E01000001` the first from the west.
async fn squares(house: &House, deciles: &[Option<i64>]) {
    let deciles = deciles.to_vec();
    let import: doorstep::base::ids::ImportId = house.app.ids.new_id();
    house
        .app
        .db
        .write(async move |tx| {
            for (n, decile) in (0_u32..).zip(&deciles) {
                let code = format!("E0100000{}", n + 1);
                let (west, east) = (f64::from(n) / 100.0, f64::from(n + 1) / 100.0);
                let shape = json!({ "type": "Polygon", "coordinates":
                    [[[west, 53.0], [east, 53.0], [east, 53.01], [west, 53.01], [west, 53.0]]] });
                tx.run(
                    sql("INSERT INTO lsoas (vintage, code, name, geometry, min_lng, min_lat, max_lng, max_lat, import_id)
                         VALUES (2021, $1, $1, $2, $3, 53.0, $4, 53.01, $5)")
                        .bind(code.clone())
                        .bind(shape.to_string())
                        .bind(west)
                        .bind(east)
                        .bind(import),
                )
                .await?;
                if let Some(decile) = decile {
                    tx.run(
                        sql("INSERT INTO deprivation (edition, code, vintage, name, lad_code, lad_name, rank, decile, domains, populations, import_id)
                             VALUES (2025, $1, 2021, $1, 'E06000001', 'Testbury, City of', $2, $2, '{}', '{}', $3)")
                            .bind(code)
                            .bind(*decile)
                            .bind(import),
                    )
                    .await?;
                }
            }
            Ok::<_, doorstep::db::Error>(())
        })
        .await
        .unwrap();
}

both! {
    async fn a_patch_of_deciles_names_the_area_without_an_index(house: House) {
        squares(&house, &[Some(1), Some(2), Some(7), None]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        let (status, patch) = house
            .post(Some(&lead), "/api/v1/patches", json!({ "name": "Low tenths", "rule": {
                "by": "deciles", "edition": 2025, "deciles": [1, 2],
                "within": ["E01000001", "E01000002", "E01000003", "E01000004"] } }))
            .await;

        assert_eq!(status, 201, "{patch}");
        assert_eq!(patch["areas"], json!(["E01000001", "E01000002"]));
        assert_eq!(patch["holes"], json!([{ "kind": "no_index", "code": "E01000004" }]));
    }

    async fn a_drawing_half_in_the_sea_says_so(house: House) {
        squares(&house, &[Some(1), Some(2)]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        let (status, patch) = house
            .post(Some(&lead), "/api/v1/patches", json!({ "name": "Shore", "rule": {
                "by": "polygon", "vintage": 2021, "geometry": { "type": "Polygon", "coordinates":
                    [[[0.015, 53.002], [0.025, 53.002], [0.025, 53.008], [0.015, 53.008], [0.015, 53.002]]] } } }))
            .await;

        assert_eq!(status, 201, "{patch}");
        assert_eq!(patch["areas"], json!(["E01000002"]));
        assert_eq!(patch["holes"], json!([{ "kind": "outside_every_area", "code": null }]));
    }

    async fn a_drawing_that_crosses_itself_is_refused_with_the_remedy(house: House) {
        squares(&house, &[Some(1)]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        let (status, answer) = house
            .post(Some(&lead), "/api/v1/patches", json!({ "name": "Bow", "rule": {
                "by": "polygon", "vintage": 2021, "geometry": { "type": "Polygon", "coordinates":
                    [[[0.0, 53.0], [0.01, 53.01], [0.01, 53.0], [0.0, 53.01], [0.0, 53.0]]] } } }))
            .await;

        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("bad_drawing")));
        assert!(answer["detail"].as_str().unwrap().contains("Draw it again"), "{answer}");
    }

    async fn a_redrawn_patch_keeps_its_earlier_version(house: House) {
        squares(&house, &[Some(1), Some(2)]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let rule = |code: &str| json!({ "by": "codes", "vintage": 2021, "codes": [code] });
        let body = json!({ "name": "P", "rule": rule("E01000001"), "valid_from": "2026-04-01" });
        let (_, first) = house.post(Some(&lead), "/api/v1/patches", body).await;
        let path = format!("/api/v1/patches/{}", first["id"].as_str().unwrap());

        let body = json!({ "name": "P", "rule": rule("E01000002"), "valid_from": "2026-05-01" });
        let (status, second) = house.post(Some(&lead), &path, body).await;

        assert_eq!((status.as_u16(), &second["version"]), (201, &json!(2)));
        let (_, detail) = house.get(&lead, &path).await;
        assert_eq!(detail["patch"]["areas"], json!(["E01000002"]));
        assert_eq!(detail["earlier"][0]["valid_to"], "2026-04-30");
    }

    async fn another_hubs_patch_looks_like_none(house: House) {
        squares(&house, &[Some(1)]).await;
        let (north, south) = (house.hub("Northgate").await, house.hub("Southgate").await);
        let lead = house.who(Role::LeadOrganiser, Some(north.hub)).await;
        let other = house.who(Role::LeadOrganiser, Some(south.hub)).await;
        let body = json!({ "name": "P", "rule": { "by": "codes", "vintage": 2021, "codes": ["E01000001"] } });
        let (_, patch) = house.post(Some(&lead), "/api/v1/patches", body).await;
        let address = format!("/api/v1/patches/{}", patch["id"].as_str().unwrap());

        let (status, answer) = house.get(&other, &address).await;

        assert_eq!(status, 404);
        let unknown = format!("/api/v1/patches/{}", uuid::Uuid::nil());
        assert_eq!(house.get(&other, &unknown).await.1, answer);
    }
}
