//! Codes, sessions and phones.

use axum::http::Method;
use doorstep::access::Role;
use serde_json::json;

use crate::harness::{House, both};

both! {
    async fn a_code_lets_exactly_one_of_many_in(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let (_, person) = house
            .post(Some(&manager), "/api/v1/people", json!({ "display_name": "Amina", "role": "organiser" }))
            .await;
        let id = person["person_id"].as_str().unwrap();
        let (status, code) = house
            .post(Some(&manager), &format!("/api/v1/people/{id}/codes"), json!({ "purpose": "phone" }))
            .await;
        assert_eq!(status, 201, "{code}");

        let house = std::sync::Arc::new(house);
        let tries: Vec<_> = (0..20)
            .map(|_| {
                let (house, body) = (house.clone(), json!({ "code": code["code"] }));
                tokio::spawn(async move { house.post(None, "/api/sync/v1/enrol", body).await })
            })
            .collect();
        let mut let_in = 0;
        for attempt in tries {
            let (status, answer) = attempt.await.unwrap();
            if status == 200 {
                let_in += 1;
            } else {
                assert_eq!(answer["code"], "code_used", "{answer}");
            }
        }

        assert_eq!(let_in, 1);
    }

    async fn a_code_is_over_after_ten_minutes(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let path = format!("/api/v1/people/{}/codes", manager.person);
        let (_, code) = house.post(Some(&manager), &path, json!({ "purpose": "phone" })).await;

        house.clock.advance(10 * 60_000);
        let body = json!({ "code": code["code"] });
        let (status, answer) = house.post(None, "/api/sync/v1/enrol", body).await;

        assert_eq!((status.as_u16(), &answer["code"]), (410, &json!("code_expired")));
    }

    async fn a_revoked_phone_is_refused_at_its_next_request(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let phone = house.phone(&organiser, Role::Organiser, place.hub).await;
        assert_eq!(house.get(&phone, "/api/v1/me").await.0, 200);

        let (_, list) = house.get(&manager, "/api/v1/installs").await;
        let install = list["installs"][0]["id"].as_str().unwrap();
        let path = format!("/api/v1/installs/{install}/revoke");
        let (status, _) = house.call(Method::POST, Some(&manager), &path).await;
        assert_eq!(status, 204);

        let (status, answer) = house.get(&phone, "/api/v1/me").await;
        assert_eq!((status.as_u16(), &answer["code"]), (403, &json!("device_revoked")));
    }

    async fn a_leaver_is_signed_out_at_once(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;

        let path = format!("/api/v1/people/{}", organiser.person);
        let (status, _) = house.call(Method::DELETE, Some(&manager), &path).await;
        assert_eq!(status, 204);

        assert_eq!(house.get(&organiser, "/api/v1/me").await.0, 401);
    }

    async fn a_lead_cannot_appoint_a_manager(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        let body = json!({ "display_name": "Sam", "role": "hub_manager" });
        let (status, _) = house.post(Some(&lead), "/api/v1/people", body).await;

        assert_eq!(status, 403);
    }

    async fn a_field_nobody_knows_is_refused_by_name(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;

        let body = json!({ "display_name": "Sam", "role": "organiser", "hub": place.hub });
        let (status, answer) = house.post(Some(&manager), "/api/v1/people", body).await;

        assert_eq!(status, 400);
        assert!(answer["detail"].as_str().unwrap().contains("hub"), "{answer}");
    }

    async fn a_cookie_from_another_sites_page_changes_nothing(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;

        let request = crate::harness::request(Method::POST, None, "/api/v1/groups")
            .header("cookie", format!("doorstep_session={}", manager.token))
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/json")
            .body(r#"{"name":"G","basis":"place","formed_on":"2026-05-01","members":3}"#.into())
            .unwrap();
        let (status, _) = house.send(request).await;

        assert_eq!(status, 403);
    }
}
