//! The codebook and the group's own words.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use doorstep::{access::Role, themes};
use serde_json::{Value, json};

use crate::harness::{House, Place, Who, both, request};

/// `PATCH` with JSON.
pub async fn change(house: &House, who: &Who, path: &str, body: Value) -> (StatusCode, Value) {
    let request = request(Method::PATCH, Some(who), path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    house.send(request).await
}

async fn keep_codebook(house: &House) {
    house
        .app
        .db
        .write(async |tx| themes::keep_starter_codebook(tx).await)
        .await
        .unwrap();
}

/// Themes as phones of the hub hold them: name, or nothing when gone.
async fn on_phones(house: &House, place: &Place) -> Vec<(String, Option<String>)> {
    let scope = place.scope;
    let rows = house
        .app
        .db
        .read(async move |tx| {
            doorstep::feed::store::changes(tx, scope, &[scope.hub().0], (0, i64::MAX), 1_000).await
        })
        .await
        .unwrap();
    rows.into_iter()
        .filter(|row| row.kind == "theme")
        .map(|row| {
            let body: Option<Value> = row.body.map(|body| serde_json::from_str(&body).unwrap());
            (
                row.id.to_string(),
                body.map(|body| body["name"].as_str().unwrap().to_owned()),
            )
        })
        .collect()
}

both! {
    async fn the_starter_codebook_reaches_every_hubs_phones_once(house: House) {
        let place = house.hub("Northgate").await;

        keep_codebook(&house).await;
        keep_codebook(&house).await;

        let rows = on_phones(&house, &place).await;
        assert_eq!(rows.len(), 20);
        assert_eq!(rows[0].1.as_deref(), Some("Homes and rents"));
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let (_, book) = house.get(&organiser, "/api/v1/themes").await;
        assert_eq!(book["national"].as_array().unwrap().len(), 20);
        assert_eq!(book["national"][0]["id"], json!(themes::codebook::national_id("homes_and_rents")));
    }

    async fn a_hub_that_is_new_has_the_codebook_from_its_first_moment(house: House) {
        let network = house.who(Role::NetworkManager, None).await;
        let body = json!({ "name": "Eastgate", "legal_form": "charity", "kind": "hub",
            "region": "North West", "funded": true, "joins_on": "2026-04-01" });

        let (status, hub) = house.post(Some(&network), "/api/v1/hubs", body).await;

        assert_eq!(status, 201, "{hub}");
        let hub: doorstep::base::ids::HubId = hub["id"].as_str().unwrap().parse().unwrap();
        let scope = doorstep::access::HubScope::for_administrator(hub);
        let place = Place { programme: uuid::Uuid::nil().into(), hub, scope };
        assert_eq!(on_phones(&house, &place).await.len(), 20);
    }

    async fn a_groups_own_word_counts_under_something_else_until_it_is_mapped(house: House) {
        let place = house.hub("Northgate").await;
        keep_codebook(&house).await;
        let member = house.who(Role::GroupMember, Some(place.hub)).await;

        let (status, theme) =
            house.post(Some(&member), "/api/v1/themes", json!({ "label": "The bins" })).await;

        assert_eq!(status, 201, "{theme}");
        assert_eq!(theme["national_id"], json!(themes::codebook::national_id("something_else")));
        let path = format!("/api/v1/themes/{}", theme["id"].as_str().unwrap());
        let to = themes::codebook::national_id("litter_and_cleaning");
        let (status, theme) = change(&house, &member, &path, json!({ "national_id": to })).await;
        assert_eq!((status.as_u16(), &theme["national_id"]), (200, &json!(to)));
        let own = theme["id"].as_str().unwrap().to_owned();
        let mine = (own.clone(), Some("The bins".to_owned()));
        assert!(on_phones(&house, &place).await.contains(&mine));

        let (_, theme) = change(&house, &member, &path, json!({ "state": "retired" })).await;
        assert_eq!(theme["state"], "retired");
        assert!(on_phones(&house, &place).await.contains(&(own, None)));
    }

    async fn two_themes_of_one_name_and_a_theme_of_nowhere_are_refused(house: House) {
        let place = house.hub("Northgate").await;
        keep_codebook(&house).await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let body = json!({ "label": "The bins" });
        house.post(Some(&lead), "/api/v1/themes", body.clone()).await;

        let (status, _) = house.post(Some(&lead), "/api/v1/themes", body).await;
        assert_eq!(status, 409);
        let body = json!({ "label": "Dogs", "national_id": uuid::Uuid::nil() });
        let (status, answer) = house.post(Some(&lead), "/api/v1/themes", body).await;
        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("unknown_theme")));
    }

    async fn an_organiser_reads_the_codebook_and_changes_nothing(house: House) {
        let place = house.hub("Northgate").await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;

        let (status, _) =
            house.post(Some(&organiser), "/api/v1/themes", json!({ "label": "The bins" })).await;

        assert_eq!(status, 403);
    }
}
