//! Actions and tallies, returns from open to locked, the network's view.

use axum::{body::Body, http::Method};
use doorstep::{
    access::Role,
    base::{ids::HubId, time::Day},
    tally::Measure,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::themes::change;
use crate::{
    harness::{House, Place, Who, both, request},
    stores::ledger::{patch, post, record},
};

/// An action, planned and under way.
async fn action(house: &House, who: &Who, place: &Place, title: &str) -> String {
    let body =
        json!({ "programme_id": place.programme, "title": title, "issue": "", "approach": "" });
    let (status, action) = house.post(Some(who), "/api/v1/actions", body).await;
    assert_eq!(status, 201, "{action}");
    let path = format!("/api/v1/actions/{}", action["id"].as_str().unwrap());
    for state in ["proposed", "planned", "under_way"] {
        let (status, answer) = change(house, who, &path, json!({ "state": state })).await;
        assert_eq!(status, 200, "{answer}");
    }
    path
}

async fn tally(house: &House, who: &Who, path: &str, body: Value) -> Value {
    let (status, tally) = house
        .post(Some(who), &format!("{path}/involvements"), body)
        .await;
    assert_eq!(status, 201, "{tally}");
    tally
}

async fn counts(house: &House, who: &Who, place: &Place, by: &str) -> Value {
    let path = format!("/api/v1/counts?by={by}&programme={}", place.programme);
    let (status, counts) = house.get(who, &path).await;
    assert_eq!(status, 200, "{counts}");
    counts
}

fn noon(house: &House, day: &str) {
    house.clock.set(day.parse::<Day>().unwrap().at(12, 0));
}

async fn engaged(house: &House, place: &Place, (subject, day, first): (u128, &str, i64)) {
    let counts = [(Measure::Listenings, first), (Measure::EngagedFirst, first)];
    post(
        house,
        place,
        record(place, (Uuid::from_u128(subject), day, None), &counts),
    )
    .await
    .unwrap();
}

async fn bytes(house: &House, who: &Who, path: &str) -> Vec<u8> {
    let request = request(Method::GET, Some(who), path)
        .body(Body::empty())
        .unwrap();
    house.send_raw(request).await.1
}

both! {
    async fn the_tallies_of_the_worked_example_activate_sixteen(house: House) {
        let place = house.hub("Northgate Hub").await;
        let northgate = patch(&house, &place, "Northgate").await;
        let millfield = patch(&house, &place, "Millfield").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let one = action(&house, &lead, &place, "Clean-up").await;
        let two = action(&house, &lead, &place, "Letter to the council").await;
        let day = "2026-05-15";

        for (path, home, hands) in [
            (&one, Some(northgate), json!({ "first_listened": 6, "first_not_listened": 1, "before": 3 })),
            (&one, Some(millfield), json!({ "first_listened": 2, "first_not_listened": 1,
                "first_unsure_listened": 1, "before": 2, "unsure": 1 })),
            (&one, None, json!({ "first_listened": 1 })),
            (&two, Some(northgate), json!({ "first_listened": 1 })),
            (&two, Some(millfield), json!({ "first_listened": 3, "before": 3 })),
        ] {
            let body = json!({ "held_on": day, "act": "joint_action", "home_patch": home,
                "outside": home.is_none(), "hands": hands });
            tally(&house, &lead, path, body).await;
        }
        for path in [&one, &two] {
            let body = json!({ "state": "done", "done_on": day, "outcome": "won" });
            let (status, answer) = change(&house, &lead, path, body).await;
            assert_eq!(status, 200, "{answer}");
        }

        let counts = counts(&house, &lead, &place, "patch").await;
        let total = &counts["total"];
        assert_eq!((&total["activated"], &total["activated_high"]), (&json!(16), &json!(17)));
        assert_eq!(total["activated_from_listening"], 13);
        assert_eq!(total["actions"], 2);
        let rows: Vec<(&str, i64)> = counts["rows"]
            .as_array()
            .unwrap()
            .iter()
            .chain([&counts["residual"]])
            .map(|row| (row["label"].as_str().unwrap(), row["activated"].as_i64().unwrap()))
            .collect();
        assert_eq!(rows, [("Millfield", 7), ("Northgate", 8), ("not placed", 1)]);
    }

    async fn an_audience_is_kept_and_counts_nothing(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let path = action(&house, &lead, &place, "Film night").await;

        let body = json!({ "held_on": "2026-05-15", "act": "audience", "hands": { "first_listened": 30 } });
        tally(&house, &lead, &path, body).await;

        let counts = counts(&house, &lead, &place, "patch").await;
        assert_eq!(counts["total"]["activated"], 0);
        let (_, detail) = house.get(&lead, &path).await;
        assert_eq!(detail["involvements"][0]["first_listened"], 30);
    }

    async fn a_tally_taken_twice_counts_once_and_taken_back_counts_nothing(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let path = action(&house, &lead, &place, "Clean-up").await;
        let mut body = json!({ "id": Uuid::from_u128(5), "held_on": "2026-05-15", "act": "task",
            "hands": { "first_listened": 4, "roles_first": 1 } });

        let first = tally(&house, &lead, &path, body.clone()).await;
        let again = tally(&house, &lead, &path, body.clone()).await;
        assert_eq!(first, again);
        assert_eq!(counts(&house, &lead, &place, "patch").await["total"]["activated"], 4);
        body["hands"]["before"] = json!(2);
        let (status, _) = house.post(Some(&lead), &format!("{path}/involvements"), body).await;
        assert_eq!(status, 409);

        let void = format!("{path}/involvements/{}/void", Uuid::from_u128(5));
        for _ in 0..2 {
            let (status, _) = house.post(Some(&lead), &void, json!({ "reason": "wrong day" })).await;
            assert_eq!(status, 204);
        }
        let total = counts(&house, &lead, &place, "patch").await["total"].clone();
        assert_eq!((&total["activated"], &total["leading"]), (&json!(0), &json!(0)));
    }

    async fn an_action_is_done_only_with_a_day_and_a_tally(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let path = action(&house, &lead, &place, "Clean-up").await;

        let done = json!({ "state": "done", "done_on": "2026-05-15" });
        let (status, answer) = change(&house, &lead, &path, done.clone()).await;
        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("not_ready")));
        let body = json!({ "held_on": "2026-05-15", "act": "joint_action", "hands": {} });
        tally(&house, &lead, &path, body).await;
        let (status, _) = change(&house, &lead, &path, json!({ "state": "done" })).await;
        assert_eq!(status, 422);
        let (status, _) = change(&house, &lead, &path, json!({ "state": "reflected" })).await;
        assert_eq!(status, 409);
        let future = json!({ "state": "done", "done_on": "2026-05-17" });
        let (_, answer) = change(&house, &lead, &path, future).await;
        assert_eq!(answer["code"], "in_the_future");

        let (status, answer) = change(&house, &lead, &path, done).await;
        assert_eq!(status, 200, "{answer}");
        let said = json!({ "state": "reflected", "changed": "A clean square", "learnt": "Ask early" });
        let (status, answer) = change(&house, &lead, &path, said).await;
        assert_eq!((status.as_u16(), &answer["state"]), (200, &json!("reflected")));
        assert_eq!(counts(&house, &lead, &place, "period").await["total"]["actions"], 1);
    }

    async fn a_member_of_a_group_keeps_the_own_groups_actions_only(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let group = |name: &str| json!({ "name": name, "basis": "place", "formed_on": "2026-05-01", "members": 4 });
        let (_, ours) = house.post(Some(&lead), "/api/v1/groups", group("Ours")).await;
        let (_, theirs) = house.post(Some(&lead), "/api/v1/groups", group("Theirs")).await;
        let id = |group: &Value| group["id"].as_str().unwrap().parse().unwrap();
        let us = house.who_in(Role::GroupMember, Some(place.hub), Some(id(&ours))).await;
        let them = house.who_in(Role::GroupMember, Some(place.hub), Some(id(&theirs))).await;

        let path = action(&house, &us, &place, "Clean-up").await;

        assert_eq!(house.get(&us, &path).await.0, 200);
        assert_eq!(house.get(&them, &path).await.0, 404);
        let (status, _) = change(&house, &them, &path, json!({ "title": "Ours now" })).await;
        assert_eq!(status, 404);
        let (_, list) = house.get(&them, "/api/v1/actions").await;
        assert_eq!(list["actions"], json!([]));
    }

    async fn a_return_goes_from_open_to_locked_and_its_bytes_never_change(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let network = house.who(Role::NetworkManager, None).await;
        engaged(&house, &place, (1, "2026-05-10", 7)).await;
        let target = json!({ "programme_id": place.programme, "measure": "engaged", "quarter": "2026-Q1", "value": 9 });
        house.post(Some(&manager), "/api/v1/targets", target.clone()).await;
        let (_, kept) = house.post(Some(&manager), "/api/v1/targets", target).await;
        assert_eq!(kept["version"], 2);
        let of = format!("programme={}", place.programme);
        let read = format!("/api/v1/returns?{of}&quarter=2026-Q1");
        let step = |step: &str| format!("/api/v1/returns/2026-Q1/{step}?{of}");

        let (_, open) = house.get(&manager, &read).await;
        assert_eq!((&open["state"], &open["report"]["reported"]["engaged"]), (&json!("open"), &json!(7)));
        assert_eq!(open["report"]["targets"][0], json!({ "measure": "engaged", "target": 9, "reported": 7 }));
        let (status, answer) = house.post(Some(&manager), &step("freeze"), json!({})).await;
        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("quarter_not_over")));
        noon(&house, "2026-07-11");
        let (status, frozen) = house.post(Some(&manager), &step("freeze"), json!({})).await;
        assert_eq!((status.as_u16(), &frozen["state"]), (201, &json!("frozen")));
        let (status, _) = house.post(Some(&manager), &step("freeze"), json!({})).await;
        assert_eq!(status, 409);
        let body = bytes(&house, &manager, &step("body")).await;

        let all = format!("/api/v1/network/returns?{of}&quarter=2026-Q1");
        let (_, seen) = house.get(&network, &all).await;
        assert_eq!(seen["in_words"], "0 of 1 hubs");
        let id = frozen["id"].as_str().unwrap().to_owned();
        let network_step = |step: &str| format!("/api/v1/network/returns/{id}/{step}");
        let (status, _) = house.post(Some(&network), &network_step("accept"), json!({})).await;
        assert_eq!(status, 404);
        let words = json!({ "words": "Two organisers on leave." });
        house.post(Some(&manager), &step("submit"), words).await;
        let asked = json!({ "question": "Why so few?" });
        let (_, queried) = house.post(Some(&network), &network_step("query"), asked).await;
        assert_eq!(queried["state"], "queried");
        engaged(&house, &place, (2, "2026-05-11", 5)).await;
        let words = json!({ "words": "Two organisers on leave, and rain." });
        house.post(Some(&manager), &step("submit"), words).await;
        house.post(Some(&network), &network_step("accept"), json!({})).await;
        let (_, locked) = house.post(Some(&network), &network_step("lock"), json!({})).await;
        assert_eq!(locked["state"], "locked");
        let (status, _) =
            house.post(Some(&manager), &step("submit"), json!({ "words": "No." })).await;
        assert_eq!(status, 409);

        assert_eq!(bytes(&house, &manager, &step("body")).await, body);
        let hash = <sha2::Sha256 as sha2::Digest>::digest(&body);
        let (_, view) = house.get(&manager, &read).await;
        assert_eq!(view["sha256"], json!(hex::encode(hash)));
        assert_eq!(view["report"]["reported"]["engaged"], 7);
        assert_eq!(view["running_now"]["restated"]["engaged"], 12);
        let (_, next) = house.get(&manager, &read.replace("Q1", "Q2")).await;
        assert_eq!(next["report"]["adjustments"][0]["reason"], "late");
        assert_eq!(next["report"]["running"]["reported"], next["report"]["running"]["restated"]);
    }

    async fn silence_looks_different_from_nothing_counted(house: House) {
        let place = house.hub("Northgate").await;
        let hub = |n: u128| HubId(Uuid::from_u128(n));
        let south = house.hub_in(place.programme, hub(1), "Southgate").await;
        house.hub_in(place.programme, hub(2), "Westgate").await;
        engaged(&house, &place, (1, "2026-05-10", 7)).await;
        noon(&house, "2026-07-11");
        let of = format!("programme={}", place.programme);
        for place in [place, south] {
            let manager = house.who(Role::HubManager, Some(place.hub)).await;
            for step in ["freeze", "submit"] {
                let path = format!("/api/v1/returns/2026-Q1/{step}?{of}");
                let (status, answer) =
                    house.post(Some(&manager), &path, json!({ "words": "" })).await;
                assert!(status.is_success(), "{answer}");
            }
        }
        let reader = house.who(Role::OutsideReader, None).await;

        let path = format!("/api/v1/network/returns?{of}&quarter=2026-Q1");
        let (_, seen) = house.get(&reader, &path).await;

        assert_eq!(seen["in_words"], "2 of 3 hubs");
        assert_eq!(seen["total"]["engaged"], 7);
        let stands: Vec<_> = seen["hubs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hub| (hub["stands"].as_str().unwrap(), &hub["return"]["figures"]["engaged"]))
            .collect();
        let expected = [("submitted", &json!(7)), ("submitted", &json!(0)), ("no return", &Value::Null)];
        assert_eq!(stands, expected);
        let averages = seen["averages"].as_array().unwrap();
        let average = averages.iter().find(|line| line["measure"] == "engaged").unwrap();
        let expected = json!({ "measure": "engaged", "numerator": 7, "denominator": 2, "of_hubs": 3, "average": "3.5" });
        assert_eq!(average, &expected);
    }
}
