//! Reading tokens: what another program may do with one, and for how long.

use axum::http::Method;
use doorstep::{access::Role, base::time::DAY_MS};
use serde_json::{Value, json};

use crate::harness::{House, Who, both};

async fn made(house: &House, who: &Who, ends_on: &str) -> (Who, Value) {
    let body = json!({ "name": "QGIS on my laptop", "ends_on": ends_on });
    let (status, fresh) = house.post(Some(who), "/api/v1/me/tokens", body).await;
    assert_eq!(status, 201, "{fresh}");
    let token = fresh["token"].as_str().unwrap().to_owned();
    let person = who.person;
    (Who { token, person }, fresh)
}

both! {
    async fn a_reading_token_opens_the_map_and_nothing_else(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let (token, _) = made(&house, &lead, "2026-12-31").await;

        for path in ["/ogc/", "/ogc", "/ogc/collections/patches/items", "/tiles/layers.json"] {
            assert_eq!(house.get(&token, path).await.0, 200, "{path}");
        }
        for path in ["/api/v1/me", "/api/v1/patches", "/api/v1/me/tokens", "/api/v1/releases"] {
            let (status, answer) = house.get(&token, path).await;
            assert_eq!(status, 403, "{path}: {answer}");
            assert!(answer["detail"].as_str().unwrap().contains("reads maps"), "{answer}");
        }
        // Not even to make itself another, or to sign out.
        let body = json!({ "name": "More", "ends_on": "2026-12-31" });
        assert_eq!(house.post(Some(&token), "/api/v1/me/tokens", body).await.0, 403);
        assert_eq!(house.call(Method::DELETE, Some(&token), "/api/v1/session").await.0, 403);
        assert_eq!(house.call(Method::POST, Some(&token), "/ogc/").await.0, 405);
    }

    async fn a_token_is_shown_once_and_can_be_taken_back(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let other = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let (token, fresh) = made(&house, &lead, "2026-12-31").await;

        let (_, listed) = house.get(&lead, "/api/v1/me/tokens").await;
        assert_eq!(listed["tokens"][0]["name"], "QGIS on my laptop");
        assert_eq!(listed["tokens"][0]["ends_at"], "2027-01-01T00:00:00.000Z");
        assert!(!listed.to_string().contains(&token.token), "{listed}");
        assert_eq!(house.get(&other, "/api/v1/me/tokens").await.1["tokens"], json!([]));
        let address = format!("/api/v1/me/tokens/{}", fresh["id"].as_str().unwrap());
        assert_eq!(house.call(Method::DELETE, Some(&other), &address).await.0, 404);
        assert_eq!(house.get(&token, "/ogc/").await.0, 200);

        assert_eq!(house.call(Method::DELETE, Some(&lead), &address).await.0, 204);

        assert_eq!(house.get(&token, "/ogc/").await.0, 401);
        assert_eq!(house.call(Method::DELETE, Some(&lead), &address).await.0, 404);
        let (_, listed) = house.get(&lead, "/api/v1/me/tokens").await;
        assert!(listed["tokens"][0]["revoked_at"].is_string(), "{listed}");
    }

    async fn when_a_token_was_used_last_is_told_to_its_maker(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let (token, _) = made(&house, &lead, "2026-12-31").await;
        let used = async || {
            let (_, listed) = house.get(&lead, "/api/v1/me/tokens").await;
            listed["tokens"][0]["used_at"].clone()
        };
        assert_eq!(used().await, Value::Null);

        let began = house.app.clock.now();
        assert_eq!(house.get(&token, "/ogc/").await.0, 200);
        assert_eq!(used().await, json!(began));

        // A map asks for many tiles: within ten minutes it is noted once.
        house.clock.advance(9 * 60_000);
        assert_eq!(house.get(&token, "/ogc/").await.0, 200);
        assert_eq!(used().await, json!(began));
        house.clock.advance(2 * 60_000);
        assert_eq!(house.get(&token, "/tiles/layers.json").await.0, 200);
        assert_eq!(used().await, json!(house.app.clock.now()));
        // What it may not do is no use of it.
        house.clock.advance(60 * 60_000);
        let before = used().await;
        assert_eq!(house.get(&token, "/api/v1/me").await.0, 403);
        assert_eq!(used().await, before);
    }

    async fn what_a_token_reads_is_told_as_it_is(house: House) {
        let place = house.hub("Northgate").await;
        for role in Role::ALL {
            let in_hub = !matches!(role, Role::NetworkManager | Role::OutsideReader);
            let who = house.who(*role, in_hub.then_some(place.hub)).await;
            let (_, told) = house.get(&who, "/api/v1/me/tokens").await;
            let told: Vec<&str> = told["would_read"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
            let areas = house.get(&who, "/ogc/collections/areas/items?limit=1").await.0 == 200;
            let patches = house.get(&who, "/ogc/collections/patches/items?limit=1").await.0 == 200;
            let says = |what: &str| told.iter().any(|one| one.contains(what));
            assert_eq!((says("small areas"), says("patches")), (areas, areas && patches), "{role}: {told:?}");
            let body = json!({ "name": "QGIS", "ends_on": "2026-12-31" });
            let made = house.post(Some(&who), "/api/v1/me/tokens", body).await.0 == 201;
            assert_eq!(made, !told.is_empty(), "{role}");
        }
    }

    async fn a_token_ends_on_its_day_and_with_its_makers_role(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let (for_today, _) = made(&house, &lead, "2026-05-16").await;
        let (for_long, _) = made(&house, &lead, "2026-12-31").await;
        assert_eq!(house.get(&for_today, "/ogc/").await.0, 200);

        house.clock.advance(DAY_MS);
        assert_eq!(house.get(&for_today, "/ogc/").await.0, 401);
        assert_eq!(house.get(&for_long, "/ogc/").await.0, 200);

        let leaver = format!("/api/v1/people/{}", lead.person);
        assert_eq!(house.call(Method::DELETE, Some(&manager), &leaver).await.0, 204);
        assert_eq!(house.get(&for_long, "/ogc/").await.0, 401);
    }

    async fn a_token_without_an_end_is_not_made(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let phone = house.phone(&organiser, Role::Organiser, place.hub).await;

        for (ends_on, good) in [("2026-05-15", false), ("2027-05-17", true), ("2027-05-18", false)] {
            let body = json!({ "name": "QGIS", "ends_on": ends_on });
            let (status, answer) = house.post(Some(&lead), "/api/v1/me/tokens", body).await;
            assert_eq!(status == 201, good, "{ends_on}: {answer}");
        }
        let body = json!({ "name": "QGIS" });
        assert_eq!(house.post(Some(&lead), "/api/v1/me/tokens", body).await.0, 400);
        let body = json!({ "name": "QGIS", "ends_on": "2026-12-31" });
        let (status, answer) = house.post(Some(&phone), "/api/v1/me/tokens", body).await;
        assert_eq!(status, 403, "{answer}");
        assert!(answer["detail"].as_str().unwrap().contains("at the desk"), "{answer}");
    }

    async fn making_and_taking_back_a_token_stands_in_the_hubs_chain(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let officer = house.who(Role::DataProtectionOfficer, Some(place.hub)).await;
        let (_, fresh) = made(&house, &lead, "2026-12-31").await;
        let address = format!("/api/v1/me/tokens/{}", fresh["id"].as_str().unwrap());
        house.call(Method::DELETE, Some(&lead), &address).await;

        let (_, audit) = house.get(&officer, "/api/v1/audit").await;

        let text = audit.to_string();
        assert!(text.contains("token_made") && text.contains("token_revoked"), "{audit}");
    }
}
