//! Shifts from their plan to their close.

use doorstep::access::Role;
use mobile_api::wire::OpKind;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    field::{Phone, counted, number, outing},
    harness::{House, both},
};

both! {
    async fn a_shift_goes_from_its_plan_to_its_close_and_its_receipt_ties(house: House) {
        let mut out = outing(&house).await;
        let cut = format!("/api/v1/campaigns/{}/cut", out.campaign);
        let order = json!({ "lists": 1, "known_doors_only": true });
        let (_, made) = house.post(Some(&out.lead), &cut, order).await;
        let list = made["walk_lists"][0]["id"].as_str().unwrap().to_owned();
        let body = json!({ "walk_list": list });
        let (status, issued) = house.post(Some(&out.lead), &out.path("/issue"), body).await;
        assert_eq!(status, 200, "{issued}");
        assert_eq!(issued["shift"]["state"], "ready");

        out.phone.start(&house, &[&list]);
        out.phone.visit(&house, out.door(0), "no_answer");
        for n in 1..6 {
            out.phone.talk(&house, out.door(n), json!({ "first": 2 }));
        }
        out.phone.end(&house, json!({ "visits": 6, "knocks": 6, "listened": 5, "listenings": 5, "ops": 13 }));
        out.phone.push_all(&house).await;

        let (_, shift) = house.get(&out.lead, &out.path("")).await;
        assert_eq!((&shift["state"], &shift["safety"]), (&json!("synced"), &json!("ok")));
        let (_, receipt) = house.get(&out.lead, &out.path("/receipt")).await;
        assert_eq!(receipt["text"], "13 of 13");
        assert_eq!(receipt["phones"][0]["received"], receipt["phones"][0]["declared"]);
        let debrief = out.debrief(&house).await;
        assert_eq!(debrief["outcomes"], json!({ "no_answer": 1, "listened": 5 }));
        assert_eq!(debrief["nothing_recorded"], 0);

        out.close(&house).await;

        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope WHERE hub_id = $1").await, 0);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM ops WHERE hub_id = $1").await, 0);
        let (_, kept) = house.get(&out.lead, &out.path("/receipt")).await;
        assert_eq!(kept, receipt, "what the receipt said stays when its records are marks alone");
        let (_, walked) = house.get(&out.lead, &format!("/api/v1/walk_lists/{list}")).await;
        assert!(walked.to_string().contains("\"returned\""), "{walked}");
        assert_eq!(house.get(&out.lead, &out.path("/debrief")).await.0, 409);
    }

    async fn the_receipt_says_how_many_are_missing(house: House) {
        let mut out = outing(&house).await;
        out.phone.start(&house, &[]);
        out.phone.visit(&house, out.door(0), "no_answer");
        out.phone.end(&house, json!({ "visits": 32, "knocks": 32, "listened": 0, "listenings": 0, "ops": 34 }));
        out.phone.push_all(&house).await;

        let (_, receipt) = house.get(&out.lead, &out.path("/receipt")).await;
        let (_, shift) = house.get(&out.lead, &out.path("")).await;

        assert_eq!((&receipt["text"], &receipt["complete"]), (&json!("3 of 34"), &json!(false)));
        assert_eq!(shift["state"], "back");
    }

    async fn a_step_out_of_turn_is_refused_in_a_sentence(house: House) {
        let mut out = outing(&house).await;
        out.phone.start(&house, &[]);
        out.phone.push_all(&house).await;

        let body = json!({ "reason": "Rain" });
        let (status, answer) = house.post(Some(&out.lead), &out.path("/cancel"), body).await;

        assert_eq!(status, 409);
        assert_eq!(answer["detail"], "A shift is cancelled before it goes out; this one is out.");
        assert_eq!(house.post(Some(&out.lead), &out.path("/close"), Value::Null).await.0, 409);
    }

    async fn a_shift_whose_data_were_lost_counts_nothing(house: House) {
        let mut out = outing(&house).await;
        out.phone.start(&house, &[]);
        out.phone.push_all(&house).await;
        let body = json!({ "reason": "The phone fell into the canal." });
        let (status, shift) = house.post(Some(&out.lead), &out.path("/data_lost"), body).await;
        assert_eq!(status, 200, "{shift}");
        assert_eq!(shift["reason"], "The phone fell into the canal.");

        out.phone.visit(&house, out.door(0), "no_answer");
        let verdicts = out.phone.push(&house).await;

        assert_eq!(verdicts, ["held shift_closed"]);
        assert_eq!(counted(&house, out.place, "visits").await, 0);
    }

    async fn what_has_arrived_cannot_be_declared_lost(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.door(0), "no_answer");
        out.phone.push_all(&house).await;

        let body = json!({ "reason": "The phone is gone." });
        let (status, answer) = house.post(Some(&out.lead), &out.path("/data_lost"), body).await;

        assert_eq!(status, 409);
        assert!(answer["detail"].as_str().unwrap().starts_with("1 records"), "{answer}");
    }

    async fn records_of_somebody_who_is_not_on_the_shift_wait(house: House) {
        let out = outing(&house).await;
        let stranger = house.who(Role::Organiser, Some(out.place.hub)).await;
        let mut phone = Phone::of(&house, out.place, &stranger, out.shift).await;

        phone.start(&house, &[]);
        phone.visit(&house, out.door(0), "no_answer");
        phone.say(&house, &OpKind::SafetyAlert, &json!({ "alert": "help" }));
        let verdicts = phone.push(&house).await;

        assert_eq!(verdicts, ["held shift_unknown"; 3]);
        assert_eq!(counted(&house, out.place, "visits").await, 0);
    }

    async fn a_silent_phone_raises_the_alarm_and_a_check_in_with_a_new_time_ends_it(house: House) {
        let mut out = outing(&house).await;
        out.phone.start(&house, &[]);
        out.phone.push_all(&house).await;

        house.clock.advance(7_200_000 + 31 * 60_000);
        let (_, late) = house.get(&out.lead, &out.path("")).await;
        assert_eq!(late["safety_now"], "raised");

        let end = house.app.clock.now().plus(3_600_000).to_string();
        out.phone.say(&house, &OpKind::ShiftCheckIn, &json!({ "expected_end": end }));
        out.phone.push_all(&house).await;
        let (_, well) = house.get(&out.lead, &out.path("")).await;
        assert_eq!(well["safety_now"], "watched");

        out.phone.say(&house, &OpKind::SafetyAlert, &json!({ "alert": "help" }));
        out.phone.push_all(&house).await;
        let (_, raised) = house.get(&out.lead, &out.path("")).await;
        assert_eq!(raised["safety"], "raised");
    }

    async fn a_planned_shift_is_on_the_phones_of_its_people(house: House) {
        let out = outing(&house).await;

        let (_, page) = house.get(&out.phone.who, "/api/sync/v1/pull").await;

        let rows = page["changes"].to_string();
        assert!(rows.contains(&out.shift.to_string()), "{page}");
        assert!(rows.contains("Millfield Hall"), "{page}");
    }

    async fn another_hubs_shift_looks_like_none(house: House) {
        let mut out = outing(&house).await;
        let visit = out.phone.visit(&house, out.door(0), "listened");
        out.phone.push_all(&house).await;
        let other = house.hub("Southgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(other.hub)).await;
        let unknown = Uuid::from_u128(9);

        for rest in ["", "/receipt", "/debrief"] {
            let (status, answer) = house.get(&lead, &out.path(rest)).await;
            assert_eq!(status, 404, "{rest}");
            let nothing = format!("/api/v1/shifts/{unknown}{rest}");
            assert_eq!(house.get(&lead, &nothing).await.1, answer, "{rest}");
        }
        let body = json!({ "record": visit, "reason": "duplicate" });
        assert_eq!(house.post(Some(&lead), &out.path("/debrief/void"), body).await.0, 404);
        assert_eq!(house.post(Some(&lead), &out.path("/close"), Value::Null).await.0, 404);
        let (_, list) = house.get(&lead, "/api/v1/shifts").await;
        assert_eq!(list["shifts"], json!([]));
    }

    async fn a_plan_that_makes_no_sense_is_refused(house: House) {
        let out = outing(&house).await;
        let now = house.app.clock.now();
        let person = out.phone.who.person;
        let plan = |hours: i64, people: Value| json!({ "campaign": out.campaign, "planned_start": now,
            "planned_end": now.plus(hours * 3_600_000), "people": people });
        let on = json!({ "person": person, "part": "recorder" });

        for body in [plan(0, json!([on])), plan(17, json!([on])), plan(2, json!([])), plan(2, json!([on, on]))] {
            assert_eq!(house.post(Some(&out.lead), "/api/v1/shifts", body).await.0, 400);
        }
        let nobody = json!([{ "person": Uuid::from_u128(3), "part": "recorder" }]);
        assert_eq!(house.post(Some(&out.lead), "/api/v1/shifts", plan(2, nobody)).await.0, 404);
        let short = plan(1, json!([on]));
        assert_eq!(house.post(Some(&out.lead), "/api/v1/shifts", short).await.0, 201);
    }
}
