//! What a phone learns of its hub, the safety card, and the hub's key.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{Method, header},
};
use doorstep::{
    access::{
        Role,
        keys::{self, KeyTrouble},
    },
    app::App,
    base::seal::ServerKey,
    config::Config,
    db::sql,
};
use serde_json::{Value, json};

use crate::harness::{House, Who, both, request};

async fn put_card(house: &House, who: &Who, numbers: Value) -> (u16, Value) {
    let request = request(Method::PUT, Some(who), "/api/v1/safety-card")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(json!({ "numbers": numbers }).to_string()))
        .unwrap();
    let (status, answer) = house.send(request).await;
    (status.as_u16(), answer)
}

fn with_key(app: &App, key: Option<ServerKey>) -> App {
    let config = Config {
        server_key: key,
        ..Config::default()
    };
    App {
        config: Arc::new(config),
        ..app.clone()
    }
}

both! {
    async fn a_phone_learns_whom_it_seals_to_whom_to_ring_and_who_walks_along(house: House) {
        let place = house.hub("Northgate").await;
        let other = house.hub("Southgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let who = house.who(Role::Organiser, Some(place.hub)).await;
        house.who(Role::Organiser, Some(other.hub)).await;
        house.who(Role::DataProtectionOfficer, Some(place.hub)).await;
        let phone = house.phone(&who, Role::Organiser, place.hub).await;
        let (_, before) = house.get(&phone, "/api/sync/v1/hub").await;
        assert_eq!(before["key"], Value::Null);

        keys::furnish_all(&house.app).await.unwrap();
        let card = json!([
            { "use": "lead", "name": " Ruth ", "number": "+44 7700 900001" },
            { "use": "safeguarding", "name": "Council", "number": "01632 960001" },
        ]);
        let (status, _) = put_card(&house, &lead, card).await;
        assert_eq!(status, 200);
        let (status, hub) = house.get(&phone, "/api/sync/v1/hub").await;

        assert_eq!(status, 200, "{hub}");
        assert_eq!(hub["hub"], json!({ "id": place.hub, "name": "Northgate" }));
        assert_eq!(hub["person"], json!({ "id": who.person, "name": "Test organiser" }));
        assert_eq!(hub["languages"], json!(["en"]));
        assert_eq!(hub["key"]["suite"], "p256");
        assert_eq!(hub["key"]["public"].as_str().unwrap().len(), 87);
        assert_eq!(hub["numbers"][0], json!({ "use": "lead", "name": "Ruth", "number": "+44 7700 900001" }));
        assert_eq!(hub["numbers"].as_array().unwrap().len(), 2);
        let people = hub["people"].as_array().unwrap();
        assert_eq!(people.len(), 2, "{people:?}");

        // A hub has one key, however often the server starts.
        keys::furnish_all(&house.app).await.unwrap();
        let (_, again) = house.get(&phone, "/api/sync/v1/hub").await;
        assert_eq!(again["key"], hub["key"]);
    }

    async fn a_new_hub_has_its_key_at_once(house: House) {
        let network = house.who(Role::NetworkManager, None).await;
        let body = json!({ "name": "Eastgate", "legal_form": "charity", "kind": "hub",
            "region": "North West", "funded": true, "joins_on": "2026-04-01" });
        let (status, _) = house.post(Some(&network), "/api/v1/hubs", body).await;
        assert_eq!(status, 201);

        let count = "SELECT COUNT(*) FROM hub_keys";
        let keys: i64 = house.app.db.read(async |tx| tx.value(sql(count)).await).await.unwrap();
        assert_eq!(keys, 1);
    }

    async fn a_server_without_its_key_or_with_another_does_not_start(house: House) {
        house.hub("Northgate").await;
        keys::furnish_all(&house.app).await.unwrap();

        let none = keys::furnish_all(&with_key(&house.app, None)).await.unwrap_err();
        let wrong = Some(ServerKey::new([8; 32]));
        let wrong = keys::furnish_all(&with_key(&house.app, wrong)).await.unwrap_err();

        assert!(matches!(none, KeyTrouble::Missing) && none.to_string().contains("backup"));
        assert!(matches!(&wrong, KeyTrouble::Wrong(hub) if hub == "Northgate"), "{wrong}");
        keys::furnish_all(&house.app).await.unwrap();
    }

    async fn no_private_key_stands_in_the_database_as_it_is(house: House) {
        let place = house.hub("Northgate").await;
        keys::furnish_all(&house.app).await.unwrap();
        let scope = place.scope;
        let app = house.app.clone();
        let (wrapped, private) = house
            .app
            .db
            .read(async move |tx| {
                let key = doorstep::access::store::keys::newest(tx, scope).await?.unwrap();
                let private = keys::private(&app, tx, scope, key.id).await?.unwrap();
                Ok::<_, doorstep::problem::Problem>((key.wrapped_key, private))
            })
            .await
            .unwrap();

        let plain = mobile_api::wire::base64url_encode(private.reveal());
        assert!(!wrapped.contains(&plain) && wrapped.len() > plain.len());
    }

    async fn a_card_is_replaced_as_a_whole_and_holds_numbers_that_can_be_rung(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let one = |number: &str| json!([{ "use": "other", "name": "Office", "number": number }]);
        assert_eq!(put_card(&house, &lead, one("01632 960002")).await.0, 200);

        for bad in [json!([]), one("ring Ruth"), one("12"), one("+"), one("0163+2960002"),
            json!([{ "use": "other", "name": "", "number": "01632 960002" }]),
            json!([{ "use": "police", "name": "P", "number": "999" }])] {
            assert_eq!(put_card(&house, &lead, bad.clone()).await.0, 400, "{bad}");
        }
        let many: Vec<Value> = (0..13).map(|_| one("01632 960002")[0].clone()).collect();
        assert_eq!(put_card(&house, &lead, json!(many)).await.0, 400);

        let (_, card) = house.get(&manager, "/api/v1/safety-card").await;
        assert_eq!(card["numbers"], one("01632 960002"));
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        assert_eq!(put_card(&house, &organiser, one("01632 960003")).await.0, 403);
    }
}
