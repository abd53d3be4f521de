//! What the data protection officer does at the desk.

use axum::http::StatusCode;
use doorstep::{access::Role, base::ids::HubId, db::sql};
use serde_json::{Value, json};

use crate::{
    erasure::holding,
    field::outing,
    harness::{House, Who, both},
};

async fn officer(house: &House, hub: HubId) -> Who {
    house.who(Role::DataProtectionOfficer, Some(hub)).await
}

async fn post(house: &House, who: &Who, path: &str, body: Value) -> Value {
    let (status, answer) = house.post(Some(who), path, body).await;
    assert!(status.is_success(), "{path}: {answer}");
    answer
}

async fn actions(house: &House, who: &Who) -> Vec<(String, Option<String>, i64)> {
    let (status, page) = house.get(who, "/api/v1/audit").await;
    assert_eq!(status, 200, "{page}");
    let lines = page["lines"].as_array().unwrap().iter().rev();
    let word = |value: &Value| value.as_str().map(ToOwned::to_owned);
    lines
        .map(|line| {
            (
                word(&line["action"]).unwrap(),
                word(&line["purpose"]),
                line["records"].as_i64().unwrap(),
            )
        })
        .collect()
}

both! {
    async fn a_request_has_its_clock_and_whom_it_is_about_is_sealed_and_then_forgotten(house: House) {
        let hub = house.hub("Northgate").await.hub;
        let dpo = officer(&house, hub).await;
        let about = "Wilhelmina Featherstonehaugh";

        let body = json!({ "kind": "access", "opened_on": "2026-05-10", "reference": about });
        let request = post(&house, &dpo, "/api/v1/privacy/requests", body).await;
        assert_eq!(request["due_on"], "2026-06-10");
        assert_eq!(request["days_left"], 25);
        assert_eq!(holding(&house, about).await, Vec::<String>::new());
        let complaint = json!({ "kind": "complaint" });
        post(&house, &dpo, "/api/v1/privacy/requests", complaint).await;
        let (_, listed) = house.get(&dpo, "/api/v1/privacy/requests").await;
        let kinds: Vec<&str> = listed["requests"].as_array().unwrap().iter()
            .map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["access", "complaint"], "the most urgent first");
        assert_eq!(listed["requests"][0]["reference"], about);

        let path = format!("/api/v1/privacy/requests/{}", request["id"].as_str().unwrap());
        post(&house, &dpo, &format!("{path}/acknowledge"), Value::Null).await;
        post(&house, &dpo, &format!("{path}/close"), json!({ "outcome": "nothing_found" })).await;

        let (_, listed) = house.get(&dpo, "/api/v1/privacy/requests").await;
        let closed = &listed["requests"][1];
        assert_eq!((&closed["state"], &closed["reference"]), (&json!("closed"), &Value::Null));
        let (again, _) = house.post(Some(&dpo), &format!("{path}/close"), json!({ "outcome": "granted" })).await;
        assert_eq!(again, StatusCode::CONFLICT);
        let request = crate::harness::request(axum::http::Method::GET, Some(&dpo), &format!("{path}/letters"));
        let (_, letter) = house.send_raw(request.body(axum::body::Body::empty()).unwrap()).await;
        let letter = String::from_utf8(letter).unwrap();
        assert!(letter.contains("cannot match to you"), "{letter}");
        assert!(!letter.contains("{{"), "{letter}");
    }

    async fn somebody_is_found_handed_out_and_erased_and_each_step_is_written_down(house: House) {
        let mut out = outing(&house).await;
        let hub = out.place.hub;
        out.phone.visit(&house, out.door(0), "declined");
        out.phone.push_all(&house).await;
        let dpo = officer(&house, hub).await;
        let person = out.phone.who.person;

        let search = json!({ "purpose": "access", "name": "test organiser" });
        let found = post(&house, &dpo, "/api/v1/privacy/search", search).await;
        assert_eq!(found["accounts"], json!([{ "id": person, "name": "Test organiser" }]));
        let whom = json!({ "purpose": "access", "person": person });
        let export = post(&house, &dpo, "/api/v1/privacy/export", whom).await;
        assert_eq!(export["data"]["doors_visited_by_day"], json!([{ "day": "2026-05-16", "visits": 1 }]));
        assert_eq!(export["data"]["shifts"].as_array().unwrap().len(), 1);
        assert!(export["text"].as_str().unwrap().contains("account, display name: Test organiser\n"));
        let whom = json!({ "purpose": "erasure", "person": person });
        post(&house, &dpo, "/api/v1/privacy/erase", whom.clone()).await;

        assert_eq!(holding(&house, "Test organiser").await, Vec::<String>::new());
        let (gone, _) = house.post(Some(&dpo), "/api/v1/privacy/erase", whom).await;
        assert_eq!(gone, StatusCode::NOT_FOUND);
        let done = actions(&house, &dpo).await;
        let access = Some("access".to_owned());
        for line in [("person_searched", access.clone(), 1), ("person_exported", access, 1),
                     ("person_erased", Some("an account".to_owned()), 1)] {
            let line = (line.0.to_owned(), line.1, line.2);
            assert!(done.contains(&line), "{line:?} is not in {done:?}");
        }
        let (status, verified) = house.get(&dpo, "/api/v1/audit/verify").await;
        assert_eq!((status, &verified["broken"]), (StatusCode::OK, &Value::Null));
    }

    async fn an_officer_erases_nobody_of_another_hub_and_not_themselves(house: House) {
        let hub = house.hub("Northgate").await.hub;
        let other = house.hub("Millfield").await.hub;
        let dpo = officer(&house, hub).await;
        let stranger = house.who(Role::Organiser, Some(other)).await;
        let both = house.who(Role::Organiser, Some(hub)).await;
        let (person, now) = (both.person, house.app.clock.now());
        let granted = house.app.db.write(async move |tx| {
            let text = "INSERT INTO grants (person_id, role, hub_id, valid_from) VALUES ($1, 'organiser', $2, $3)";
            tx.run_expecting(1, sql(text).bind(person).bind(other).bind(now)).await
        });
        granted.await.unwrap();
        let erase = async |person| {
            let body = json!({ "purpose": "erasure", "person": person });
            house.post(Some(&dpo), "/api/v1/privacy/erase", body).await
        };

        assert_eq!(erase(stranger.person).await.0, StatusCode::NOT_FOUND);
        let (status, answer) = erase(both.person).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(answer["detail"].as_str().unwrap().contains("another hub"), "{answer}");
        assert_eq!(erase(dpo.person).await.0, StatusCode::CONFLICT);
        let body = json!({ "purpose": "access", "person": stranger.person });
        let (status, _) = house.post(Some(&dpo), "/api/v1/privacy/export", body).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }

    async fn what_people_do_with_personal_data_stands_in_the_chain_without_content(house: House) {
        let hub = house.hub("Northgate").await.hub;
        let manager = house.who(Role::HubManager, Some(hub)).await;
        let dpo = officer(&house, hub).await;
        let body = json!({ "display_name": "Ezekiel Oyelaran", "role": "organiser" });
        let member = post(&house, &manager, "/api/v1/people", body).await;
        let path = format!("/api/v1/people/{}", member["person_id"].as_str().unwrap());
        post(&house, &manager, &format!("{path}/codes"), json!({ "purpose": "phone" })).await;
        let (status, _) = house.call(axum::http::Method::DELETE, Some(&manager), &path).await;
        assert_eq!(status, StatusCode::NO_CONTENT);

        let done = actions(&house, &dpo).await;

        let said = |action: &str, purpose: &str| (action.to_owned(), Some(purpose.to_owned()), 1);
        assert_eq!(done, [said("grant_given", "organiser"), said("invited", "phone"),
                          said("grant_ended", "organiser")]);
        let name = holding(&house, "Ezekiel").await;
        assert_eq!(name, ["people.display_name"]);
        let (status, _) = house.get(&manager, "/api/v1/audit").await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }

    async fn documents_are_filled_in_for_the_hub_and_its_rules(house: House) {
        let hub = house.hub("Northgate").await.hub;
        let dpo = officer(&house, hub).await;
        let request = crate::harness::request(axum::http::Method::PUT, Some(&dpo), "/api/v1/privacy/retention/notes");
        let request = request.header("content-type", "application/json");
        let (status, _) = house.send(request.body(axum::body::Body::from("{\"days\":99}")).unwrap()).await;
        assert_eq!(status, StatusCode::OK);

        let (_, list) = house.get(&dpo, "/api/v1/documents").await;
        for name in list["documents"].as_array().unwrap() {
            let path = format!("/api/v1/documents/{}", name.as_str().unwrap());
            let request = crate::harness::request(axum::http::Method::GET, Some(&dpo), &path);
            let (status, text) = house.send_raw(request.body(axum::body::Body::empty()).unwrap()).await;
            let text = String::from_utf8(text).unwrap();
            assert_eq!(status, StatusCode::OK);
            assert!(!text.contains("{{"), "{path}: {text}");
            if path.ends_with("/retention") {
                assert!(text.contains("| notes | 99 |") && text.contains("Northgate"), "{text}");
            }
            if path.ends_with("/who-sees-what") {
                assert!(text.contains("| data protection officer | "), "{text}");
            }
        }
        let (status, _) = house.get(&dpo, "/api/v1/documents/passwords").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
