//! Leases, and what humans decide.

use std::sync::Arc;

use doorstep::{
    access::Role,
    base::{ids::DoorId, time::HOUR_MS},
    sync::Verdict,
};
use mobile_api::wire::{OpData, OpKind, ops::Outcome};
use serde_json::{Value, json};
use uuid::Uuid;

use super::phone::{
    Phone, effects, end_list, issue_list, number, op_json, push_of, rooms, verdicts, visited,
    visited_at,
};
use crate::harness::{House, Place, Who, both};

const LIST: Uuid = Uuid::from_u128(4_000);
const DOOR: Uuid = Uuid::from_u128(9_001);

/// A phone with a list of one door whose lease ends in six hours.
async fn with_list(house: &House, place: Place) -> Phone {
    let phone = Phone::new(house, place).await;
    let until = house.app.clock.now().plus(6 * HOUR_MS);
    issue_list(
        house,
        place,
        (LIST, phone.shift),
        (&phone.who, until),
        &[DOOR],
    )
    .await;
    phone
}

/// A visit at the door of the list, pushed at once; its verdict.
async fn visit_now(house: &House, phone: &mut Phone) -> String {
    let id = phone.fresh_id();
    phone.write(house, id, 1, &visited_at(DoorId(DOOR), Outcome::NoAnswer));
    verdicts(&phone.push(house).await).remove(0)
}

async fn waiting(house: &House, who: &Who) -> Vec<Value> {
    let (status, answer) = house.get(who, "/api/v1/held_records").await;
    assert_eq!(status, 200, "{answer}");
    answer["held_records"].as_array().unwrap().clone()
}

async fn accept(house: &House, who: &Who, held: &Value, body: Value) -> (u16, Value) {
    let path = format!(
        "/api/v1/held_records/{}/accept",
        held["id"].as_str().unwrap()
    );
    let (status, answer) = house.post(Some(who), &path, body).await;
    (status.as_u16(), answer)
}

both! {
    async fn work_under_a_lease_that_ended_is_late_for_three_days_then_held(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = with_list(&house, place).await;

        house.clock.advance(6 * HOUR_MS);
        assert_eq!(visit_now(&house, &mut phone).await, "accepted");
        house.clock.advance(HOUR_MS);
        assert_eq!(visit_now(&house, &mut phone).await, "accepted late");
        house.clock.advance(71 * HOUR_MS);
        assert_eq!(visit_now(&house, &mut phone).await, "accepted late");
        house.clock.advance(1);
        assert_eq!(visit_now(&house, &mut phone).await, "held lease_over");

        let late = "SELECT COUNT(*) FROM reflections WHERE answers LIKE '%late true'";
        assert_eq!(number(&house, late).await, 2);
    }

    async fn a_returned_list_leaves_a_grace_and_a_recalled_one_none(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = with_list(&house, place).await;
        house.clock.advance(HOUR_MS);
        end_list(&house, place, LIST, "returned").await;
        house.clock.advance(HOUR_MS);
        assert_eq!(visit_now(&house, &mut phone).await, "accepted late");

        let other = house.hub("Southgate").await;
        let mut phone = with_list(&house, other).await;
        assert_eq!(visit_now(&house, &mut phone).await, "accepted");
        end_list(&house, other, LIST, "recalled").await;
        house.clock.advance(1);
        assert_eq!(visit_now(&house, &mut phone).await, "held lease_over");
    }

    async fn a_human_takes_a_record_with_the_day_it_happened(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        phone.ahead_ms = 40 * 24 * HOUR_MS;
        let key = phone.visit(&house, Outcome::Declined);
        assert_eq!(verdicts(&phone.push(&house).await), ["held clock_off"]);

        let rows = waiting(&house, &lead).await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["record"], json!(key.id));
        assert_eq!(rows[0]["kind"], "visit.record");
        assert_eq!(rows[0]["clock"], "bad");
        assert_eq!(rows[0]["says"]["outcome"], "declined");
        let answer = accept(&house, &lead, &rows[0], json!({ "day": "2027-01-01" })).await;
        assert_eq!(answer.0, 400, "{}", answer.1);
        let answer = accept(&house, &lead, &rows[0], json!({ "day": "2026-05-14" })).await;
        assert_eq!(answer.0, 204, "{}", answer.1);
        assert_eq!(accept(&house, &lead, &rows[0], json!({})).await.0, 404);

        assert!(waiting(&house, &lead).await.is_empty());
        assert_eq!(effects(&house, place.hub).await.len(), 1);
        let noon: doorstep::base::time::EpochMs = "2026-05-14T11:00:00Z".parse().unwrap();
        assert_eq!(number(&house, "SELECT happened_at FROM ops").await, noon.0);
        // The phone that sends it again hears that it is in.
        let (_, push) = phone.request(&house, &mobile_api::wire::Limits::default());
        assert!(push.ops.is_empty());
        assert!(phone.pull_all(&house, 10).await);
    }

    async fn of_two_contents_the_one_a_human_takes_becomes_the_newest(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::HubManager, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        let key = phone.visit(&house, Outcome::NoAnswer);
        phone.push(&house).await;
        let other = push_of(&house, &phone, &[op_json(&house, &phone, key.id, 1, Outcome::Declined)]);
        house.post(Some(&phone.who), "/api/sync/v1/push", other.clone()).await;

        let rows = waiting(&house, &lead).await;
        assert_eq!(accept(&house, &lead, &rows[0], json!({})).await.0, 204);

        let stands = effects(&house, place.hub).await;
        assert_eq!(stands, [(key.id, "declined rev 2 late false".to_owned())]);
        let (_, again) = house.post(Some(&phone.who), "/api/sync/v1/push", other).await;
        assert_eq!(again["results"][0]["r"], "duplicate");
        assert_eq!(again["results"][0]["held"], Value::Null);
    }

    async fn what_a_room_still_cannot_take_goes_on_waiting(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        phone.visit(&house, Outcome::NotAHome);
        phone.visit(&house, Outcome::Empty);
        phone.void(&house, Uuid::from_u128(404));
        assert_eq!(
            verdicts(&phone.push(&house).await),
            ["held door_unknown", "held poison", "held record_unknown"]
        );

        for row in waiting(&house, &lead).await {
            let (status, answer) = accept(&house, &lead, &row, json!({})).await;
            assert_eq!((status, answer["code"].as_str()), (422, Some("still_held")), "{answer}");
        }

        let rows = waiting(&house, &lead).await;
        assert_eq!(rows.len(), 3);
        let path = format!("/api/v1/held_records/{}/discard", rows[0]["id"].as_str().unwrap());
        assert_eq!(house.post(Some(&lead), &path, json!({})).await.0, 204);
        assert_eq!(house.post(Some(&lead), &path, json!({})).await.0, 404);
        assert_eq!(waiting(&house, &lead).await.len(), 2);
        assert_eq!(number(&house, "SELECT COUNT(*) FROM held_ops").await, 3);
    }

    async fn accepting_a_record_does_what_waited_for_it(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        phone.ahead_ms = 40 * 24 * HOUR_MS;
        let key = phone.visit(&house, Outcome::Declined);
        phone.push(&house).await;
        phone.ahead_ms = 0;
        phone.write(&house, key.id, 2, &visited(Outcome::ComeBack));
        assert_eq!(verdicts(&phone.push(&house).await), ["held record_unknown"]);

        let rows = waiting(&house, &lead).await;
        let first = rows.iter().find(|row| row["why"] == "clock_off").unwrap();
        assert_eq!(accept(&house, &lead, first, json!({})).await.0, 204);

        assert!(waiting(&house, &lead).await.is_empty());
        assert_eq!(effects(&house, place.hub).await[0].1, "come_back rev 2 late false");
    }

    async fn an_upgrade_does_what_waited_for_it(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        let id = phone.fresh_id();
        let alert: OpData = OpData::SafetyAlert(mobile_api::wire::ops::SafetyAlert {
            alert: mobile_api::wire::ops::AlertKind::Help,
            street: None,
        });
        phone.write(&house, id, 1, &alert);
        assert_eq!(verdicts(&phone.push(&house).await), ["held unknown_kind"]);
        assert_eq!(doorstep::sync::decide::replay(&house.app).await.unwrap(), 0);

        let mut app = house.app.clone();
        let knows = |_: &mut _, _: &mut _, _: &_| -> doorstep::sync::model::Doing<'_, _> {
            Box::pin(async { Ok(Verdict::Accepted) })
        };
        app.handlers = Arc::new(rooms().on(OpKind::SafetyAlert, knows, None));
        assert_eq!(doorstep::sync::decide::replay(&app).await.unwrap(), 1);

        assert!(waiting(&house, &lead).await.is_empty());
        assert_eq!(number(&house, "SELECT COUNT(*) FROM ops").await, 1);
    }

    async fn the_desk_sees_its_own_hubs_records_without_their_words(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let other = house.hub("Southgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let stranger = house.who(Role::LeadOrganiser, Some(other.hub)).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        let id = phone.fresh_id();
        let mut op = op_json(&house, &phone, id, 1, Outcome::NoAnswer);
        op["kind"] = json!("listening.record");
        op["data"] = json!({ "voices": { "first": 1 }, "mode": "street", "note": "canary words",
            "happened_on": "2026-05-16" });
        let push = push_of(&house, &phone, &[op]);
        let (_, answer) = house.post(Some(&phone.who), "/api/sync/v1/push", push).await;
        assert_eq!(answer["results"][0]["why"], "unknown_kind", "{answer}");

        let rows = waiting(&house, &lead).await;
        assert!(!json!(rows).to_string().contains("canary"));
        assert_eq!(rows[0]["says"]["voices"], json!({ "first": 1 }));
        assert!(waiting(&house, &stranger).await.is_empty());
        assert_eq!(accept(&house, &stranger, &rows[0], json!({})).await.0, 404);
        assert_eq!(house.get(&organiser, "/api/v1/held_records").await.0, 403);
        let (_, none) = house.get(&lead, "/api/v1/held_records?why=clock_off").await;
        assert_eq!(none["held_records"], json!([]));
    }
}
