//! Visits and listenings: counted once, placed once, kept apart.

use doorstep::{
    access::Role,
    base::ids::DoorId,
    db::sql,
    listenings::{
        model::DoorCounts,
        store::visits::{DoorFilter, door_counts, door_counts_by_area, door_counts_by_patch},
    },
};
use mobile_api::wire::OpKind;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    erasure::holding,
    field::{Outing, counted, listening, number, outing, visit},
    harness::{House, both},
    make,
};

async fn doors(house: &House, out: &Outing) -> DoorCounts {
    let scope = out.place.scope;
    let filter = DoorFilter::between("2026-04-01".parse().unwrap(), "2027-03-31".parse().unwrap());
    let (all, patches, areas) = house
        .app
        .db
        .read(async move |tx| {
            let vintage = doorstep::areas::model::Vintage::Y2021;
            Ok::<_, doorstep::db::Error>((
                door_counts(tx, scope, &filter).await?,
                door_counts_by_patch(tx, scope, &filter).await?,
                door_counts_by_area(tx, scope, &filter, vintage).await?,
            ))
        })
        .await
        .unwrap();
    for (_, part) in patches {
        assert_eq!(part, all, "one campaign has one patch");
    }
    for (code, part) in areas {
        assert_eq!((code.as_deref(), part), (Some(make::AREA), all));
    }
    all
}

/// Where a door stands in the campaign.
async fn state(house: &House, out: &Outing, door: DoorId) -> Option<String> {
    let (hub, campaign) = (out.place.hub, out.campaign);
    let row: Option<(String,)> = house
        .app
        .db
        .read(async move |tx| {
            let text = "SELECT state FROM door_states
                        WHERE hub_id = $1 AND door_id = $2 AND campaign_id = $3";
            tx.maybe(sql(text).bind(hub).bind(door).bind(campaign))
                .await
        })
        .await
        .unwrap();
    row.map(|(state,)| state)
}

async fn rests(house: &House, door: DoorId) -> bool {
    house
        .app
        .db
        .read(async move |tx| doorstep::streets::store::is_do_not_knock(tx, door).await)
        .await
        .unwrap()
}

async fn void(house: &House, out: &Outing, record: Uuid) -> u16 {
    let body = json!({ "record": record, "reason": "duplicate" });
    let path = out.path("/debrief/void");
    let (status, _) = house.post(Some(&out.lead), &path, body).await;
    status.as_u16()
}

async fn heard(house: &House, out: &Outing) -> Vec<Value> {
    let (status, page) = house.get(&out.lead, "/api/v1/listenings").await;
    assert_eq!(status, 200, "{page}");
    page["listenings"].as_array().unwrap().clone()
}

both! {
    async fn every_visit_has_one_outcome_and_knocks_are_those_that_knocked(house: House) {
        let mut out = outing(&house).await;
        let outcomes = ["no_answer", "come_back", "declined", "child_only", "sticker_skip", "no_access"];
        for (n, outcome) in outcomes.into_iter().enumerate() {
            out.phone.visit(&house, out.door(n), outcome);
        }
        out.phone.talk(&house, out.door(0), json!({ "first": 1, "again": 1 }));
        out.phone.push_all(&house).await;

        let counts = ["visits", "knocks", "answers", "listened", "listenings", "engaged_first", "engaged_again"];
        let mut sums = Vec::new();
        for measure in counts {
            sums.push(counted(&house, out.place, measure).await);
        }
        assert_eq!(sums, [7, 5, 4, 1, 1, 1, 1]);

        let doors = doors(&house, &out).await;
        assert_eq!((doors.doors_tried, doors.doors_answered, doors.doors_listened), (4, 4, 1));
        assert_eq!(state(&house, &out, out.door(0)).await.as_deref(), Some("listened"));
        assert_eq!(state(&house, &out, out.door(1)).await.as_deref(), Some("to_return"));
        assert_eq!(state(&house, &out, out.door(2)).await.as_deref(), Some("rested"));
    }

    async fn a_corrected_visit_counts_once(house: House) {
        let mut out = outing(&house).await;
        let record = out.phone.visit(&house, out.door(0), "listened");
        out.phone.push_all(&house).await;

        out.phone.write(&house, (record, 2), &OpKind::VisitRecord, &visit(out.door(1), "no_answer"));
        out.phone.push_all(&house).await;

        assert_eq!(counted(&house, out.place, "visits").await, 1);
        assert_eq!(counted(&house, out.place, "listened").await, 0);
        assert_eq!(state(&house, &out, out.door(0)).await, None);
        assert_eq!(state(&house, &out, out.door(1)).await.as_deref(), Some("tried"));
        assert_eq!(out.debrief(&house).await["visits"], 1);
    }

    async fn an_undone_visit_leaves_nothing_behind(house: House) {
        let mut out = outing(&house).await;
        let (visit, talk) = out.phone.talk(&house, out.door(0), json!({ "first": 1 }));
        out.phone.push_all(&house).await;

        out.phone.void(&house, talk);
        out.phone.void(&house, visit);
        out.phone.push_all(&house).await;

        for measure in ["visits", "knocks", "answers", "listened", "listenings", "engaged_first"] {
            assert_eq!(counted(&house, out.place, measure).await, 0, "{measure}");
        }
        assert_eq!(state(&house, &out, out.door(0)).await, None);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope WHERE hub_id = $1").await, 0);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM statements WHERE hub_id = $1").await, 0);
    }

    async fn a_do_not_knock_is_lifted_only_with_its_last_cause(house: House) {
        let mut out = outing(&house).await;
        let first = out.phone.visit(&house, out.door(0), "do_not_knock");
        let second = out.phone.visit(&house, out.door(0), "do_not_knock");
        out.phone.push_all(&house).await;
        assert!(rests(&house, out.door(0)).await);

        out.phone.void(&house, first);
        out.phone.push_all(&house).await;
        assert!(rests(&house, out.door(0)).await);

        out.phone.void(&house, second);
        out.phone.push_all(&house).await;
        assert!(!rests(&house, out.door(0)).await);
        assert_eq!(state(&house, &out, out.door(0)).await, None);
    }

    async fn a_wish_that_was_there_before_stays_when_a_visit_is_undone(house: House) {
        let mut out = outing(&house).await;
        let (door, today) = (out.door(0), house.app.clock.now().day());
        house.app.db
            .write(async move |tx| doorstep::streets::store::set_do_not_knock(tx, door, today).await)
            .await
            .unwrap();
        let record = out.phone.visit(&house, door, "do_not_knock");
        out.phone.push_all(&house).await;

        out.phone.void(&house, record);
        out.phone.push_all(&house).await;

        assert!(rests(&house, door).await);
    }

    async fn a_door_that_asked_for_peace_is_on_no_list_of_any_hub(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.door(0), "do_not_knock");
        out.phone.push_all(&house).await;

        let other = house.hub("Southgate").await;
        let (lead, campaign) = make::campaign(&house, other, "Summer").await;
        for (lead, campaign) in [(&lead, campaign), (&out.lead, out.campaign)] {
            let order = json!({ "lists": 1, "known_doors_only": true });
            let path = format!("/api/v1/campaigns/{campaign}/cut");
            let (status, made) = house.post(Some(lead), &path, order).await;
            assert_eq!(status, 201, "{made}");
            assert_eq!((&made["doors"], &made["left_out"]["do_not_knock"]), (&json!(11), &json!(1)));
        }
    }

    async fn a_listening_counts_where_the_person_lives_else_where_they_were_heard_else_nowhere(house: House) {
        let mut out = outing(&house).await;
        let street = out.town.streets[1];
        let mut at_door = listening("door", json!({ "first": 1 }));
        at_door["door"] = json!(out.door(0));
        let mut lives_elsewhere = at_door.clone();
        lives_elsewhere["place"] = json!({ "kind": "street", "id": street });
        let mut heard_there = listening("street", json!({ "first": 1 }));
        heard_there["heard"] = json!({ "kind": "street", "id": street });
        let nowhere = listening("venue", json!({ "first": 1 }));
        for data in [&at_door, &lives_elsewhere, &heard_there, &nowhere] {
            out.phone.say(&house, &OpKind::ListeningRecord, data);
        }
        out.phone.push_all(&house).await;

        let placed = "SELECT COUNT(*) FROM ledger_entries WHERE hub_id = $1 AND measure = 'engaged_first'
                      AND patch_id IS NOT NULL AND cell IS NOT NULL AND lsoa_2021 IS NOT NULL";
        assert_eq!(number(&house, out.place, placed).await, 3);
        assert_eq!(counted(&house, out.place, "engaged_first").await, 4);
        let mut unknown = nowhere.clone();
        unknown["place"] = json!({ "kind": "street", "id": Uuid::from_u128(8) });
        out.phone.say(&house, &OpKind::ListeningRecord, &unknown);
        assert_eq!(out.phone.push(&house).await, ["held street_unknown"]);
    }

    async fn what_cannot_be_right_waits_and_counts_nothing(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, DoorId(Uuid::from_u128(6)), "no_answer");
        assert_eq!(out.phone.push(&house).await, ["held door_unknown"]);

        house.clock.set("2027-04-01T10:00:00Z".parse().unwrap());
        out.phone.visit(&house, out.door(0), "no_answer");
        assert_eq!(out.phone.push(&house).await, ["held outside_campaign"]);

        assert_eq!(counted(&house, out.place, "visits").await, 0);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM visits WHERE hub_id = $1").await, 0);
    }

    async fn two_recorders_at_one_door_are_suggested_as_a_double_and_one_tap_voids_one(house: House) {
        let mut out = outing(&house).await;
        let mut other = out.another(&house).await;
        let (visit, talk) = out.phone.talk(&house, out.door(0), json!({ "first": 1 }));
        house.clock.advance(20 * 60_000);
        let (later_visit, later_talk) = other.talk(&house, out.door(0), json!({ "first": 1 }));
        out.phone.push_all(&house).await;
        other.push_all(&house).await;

        let debrief = out.debrief(&house).await;
        let mut pairs: Vec<(Value, Value)> = debrief["duplicates"]
            .as_array()
            .unwrap()
            .iter()
            .map(|double| (double["first"].clone(), double["second"].clone()))
            .collect();
        pairs.sort_by_key(|pair| pair.0.to_string());
        let mut wanted = [(json!(visit), json!(later_visit)), (json!(talk), json!(later_talk))];
        wanted.sort_by_key(|pair| pair.0.to_string());
        assert_eq!(pairs, wanted);
        assert_eq!(debrief["listened_twice"], json!([out.door(0)]));

        assert_eq!(void(&house, &out, talk).await, 204);
        assert_eq!(void(&house, &out, visit).await, 204);
        assert_eq!(void(&house, &out, visit).await, 404);
        assert_eq!(void(&house, &out, later_talk).await, 404);

        assert_eq!(counted(&house, out.place, "engaged_first").await, 1);
        assert_eq!(counted(&house, out.place, "listened").await, 1);
        assert_eq!(out.debrief(&house).await["duplicates"], json!([]));
    }

    async fn what_was_listened_to_ties_before_a_shift_is_closed(house: House) {
        let mut out = outing(&house).await;
        out.phone.talk(&house, out.door(0), json!({ "first": 1 }));
        out.phone.visit(&house, out.door(1), "listened");
        let alone = out.phone.listen(&house, out.door(2), json!({ "first": 1 }));
        out.phone.push_all(&house).await;

        let debrief = out.debrief(&house).await;
        assert_eq!((&debrief["listened"], &debrief["nothing_recorded"]), (&json!(2), &json!(1)));
        assert_eq!(debrief["untied"], json!([alone]));
        house.post(Some(&out.lead), &out.path("/end"), Value::Null).await;
        let (status, answer) = house.post(Some(&out.lead), &out.path("/close"), Value::Null).await;
        assert_eq!(status, 409, "{answer}");

        assert_eq!(void(&house, &out, alone).await, 204);
        out.close(&house).await;
        let (status, _) = house.post(Some(&out.lead), &out.path("/debrief/void"),
            json!({ "record": alone, "reason": "mistake" })).await;
        assert_eq!(status, 409);
    }

    async fn nothing_stored_joins_a_listening_to_its_visit_after_the_close(house: House) {
        let mut out = outing(&house).await;
        let records: Vec<(Uuid, Uuid)> = (0..5)
            .map(|n| out.phone.talk(&house, out.door(n), json!({ "first": 1 })))
            .collect();
        out.phone.push_all(&house).await;
        assert_eq!(heard(&house, &out).await, Vec::<Value>::new());

        out.close(&house).await;

        let heard = heard(&house, &out).await;
        assert_eq!(heard.len(), 5);
        for one in &heard {
            let id: Uuid = one["id"].as_str().unwrap().parse().unwrap();
            assert!(records.iter().all(|(visit, talk)| id != *visit && id != *talk));
            assert_eq!(id.get_version_num(), 4, "an id made by the clock would tell the minute");
        }
        let fields: Vec<&String> = heard[0].as_object().unwrap().keys().collect();
        for word in ["door", "hour", "person", "shift", "_at", "cell", "voices"] {
            assert!(!fields.iter().any(|field| field.contains(word)), "{word}: {fields:?}");
        }
    }

    async fn a_note_is_read_by_nobody_else_until_it_is_cleared(house: House) {
        let mut out = outing(&house).await;
        let mut data = listening("street", json!({ "first": 1 }));
        data["note"] = json!("The lift in Ms Noor's block is broken");
        for _ in 0..5 {
            out.phone.say(&house, &OpKind::ListeningRecord, &data);
        }
        out.phone.push_all(&house).await;
        assert_eq!(out.debrief(&house).await["notes"].as_array().unwrap().len(), 5);
        out.close(&house).await;
        assert!(heard(&house, &out).await.iter().all(|heard| heard["note"].is_null()));

        let (_, waiting) = house.get(&out.lead, "/api/v1/listenings/notes").await;
        let ids: Vec<&str> = waiting["notes"].as_array().unwrap().iter()
            .map(|note| note["listening"].as_str().unwrap())
            .collect();
        let decide = async |id: &str, what: &str, body: Value| {
            let path = format!("/api/v1/listenings/{id}/note/{what}");
            house.post(Some(&out.lead), &path, body).await.0.as_u16()
        };
        assert_eq!(decide(ids[0], "clear", Value::Null).await, 204);
        assert_eq!(decide(ids[1], "replace", json!({ "note": "A lift is broken" })).await, 200);
        assert_eq!(decide(ids[2], "remove", Value::Null).await, 204);

        let mut notes: Vec<Value> = heard(&house, &out).await.iter().map(|heard| heard["note"].clone()).collect();
        notes.sort_by_key(ToString::to_string);
        let null = Value::Null;
        assert_eq!(notes, [json!("A lift is broken"), json!("The lift in Ms Noor's block is broken"),
            null.clone(), null.clone(), null]);
        let manager = house.who(Role::HubManager, Some(out.place.hub)).await;
        assert_eq!(house.get(&manager, "/api/v1/listenings").await.0, 403);
        let other = house.hub("Southgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(other.hub)).await;
        let path = format!("/api/v1/listenings/{}/note/clear", ids[0]);
        assert_eq!(house.post(Some(&lead), &path, Value::Null).await.0, 404);
        let (_, page) = house.get(&lead, "/api/v1/listenings").await;
        assert_eq!(page["listenings"], json!([]));
    }

    async fn after_the_close_a_record_is_still_taken_back_by_name_and_a_new_one_waits(house: House) {
        let mut out = outing(&house).await;
        let (_, talk) = out.phone.talk(&house, out.door(0), json!({ "first": 3 }));
        for n in 1..5 {
            out.phone.talk(&house, out.door(n), json!({ "again": 1 }));
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;
        assert_eq!(heard(&house, &out).await.len(), 5);

        out.phone.void(&house, talk);
        out.phone.visit(&house, out.door(5), "no_answer");
        let verdicts = out.phone.push(&house).await;

        assert_eq!(verdicts, ["accepted", "held shift_closed"]);
        assert_eq!(counted(&house, out.place, "engaged_first").await, 0);
        assert_eq!(counted(&house, out.place, "visits").await, 5);
        // Nothing leads from the record to the listening any more: it stays as it was.
        assert_eq!(heard(&house, &out).await.len(), 5);
    }

    async fn a_group_listening_is_never_among_the_one_to_one(house: House) {
        let out = outing(&house).await;
        let body = |people: u32| json!({ "campaign": out.campaign, "mode": "venue", "day": "2026-05-15",
            "place": "Millfield Hall", "people": people });

        let (status, answer) = house.post(Some(&out.lead), "/api/v1/group_listenings", body(7)).await;
        assert_eq!(status, 201, "{answer}");
        assert_eq!(house.post(Some(&out.lead), "/api/v1/group_listenings", body(4)).await.0, 422);

        assert_eq!(counted(&house, out.place, "group_listenings").await, 1);
        assert_eq!(counted(&house, out.place, "group_people").await, 7);
        assert_eq!(counted(&house, out.place, "listenings").await, 0);
        assert_eq!(counted(&house, out.place, "engaged_first").await, 0);
    }

    async fn a_theme_is_mentioned_at_most_once_a_listening(house: House) {
        let mut out = outing(&house).await;
        let mut data = listening("street", json!({ "first": 1 }));
        let said = data["statements"][0].clone();
        data["statements"] = json!([said, said, said]);
        for _ in 0..5 {
            out.phone.say(&house, &OpKind::ListeningRecord, &data);
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;

        let mentions = "SELECT COUNT(DISTINCT listening_id) FROM statements WHERE hub_id = $1";
        let mentions = number(&house, out.place, mentions).await;

        assert_eq!(mentions, 5);
        assert!(mentions <= counted(&house, out.place, "listenings").await);
    }

    async fn contact_details_stand_in_one_place_and_go_when_taken_back(house: House) {
        let mut out = outing(&house).await;
        let data = json!({ "ciphertext": "Q2FuYXJ5LVNlYWxlZA", "key_id": "k1" });
        let record = out.phone.say(&house, &OpKind::ContactConsent, &data);
        out.phone.push_all(&house).await;
        let only = vec!["sealed_contacts.ciphertext".to_owned()];
        assert_eq!(holding(&house, "Q2FuYXJ5LVNlYWxlZA").await, only);

        out.phone.void(&house, record);
        out.phone.push_all(&house).await;

        assert_eq!(holding(&house, "Q2FuYXJ5LVNlYWxlZA").await, Vec::<String>::new());
    }

    async fn contact_details_that_waited_leave_no_copy_once_somebody_has_decided(house: House) {
        let mut out = outing(&house).await;
        out.phone.shift = Uuid::from_u128(9);
        let mut sealed = |text: &str| {
            let data = json!({ "ciphertext": text, "key_id": "k1" });
            out.phone.say(&house, &OpKind::ContactConsent, &data);
        };
        sealed("Q2FuYXJ5LUhlbGQ");
        let words = out.phone.push(&house).await;
        assert_eq!(words, ["held shift_unknown"]);
        // What waits is sealed again, under a key of its own.
        assert_eq!(holding(&house, "Q2FuYXJ5LUhlbGQ").await, Vec::<String>::new());
        let (_, waiting) = house.get(&out.lead, "/api/v1/held_records").await;
        assert!(!waiting.to_string().contains("Q2FuYXJ5"), "{waiting}");

        let id = waiting["held_records"][0]["id"].as_str().unwrap();
        let path = format!("/api/v1/held_records/{id}/discard");
        assert_eq!(house.post(Some(&out.lead), &path, Value::Null).await.0, 204);

        assert_eq!(holding(&house, "Q2FuYXJ5LUhlbGQ").await, Vec::<String>::new());
    }

    async fn a_door_found_while_walking_can_be_knocked_at(house: House) {
        let mut out = outing(&house).await;
        let door = DoorId(Uuid::from_u128(77));
        let data = json!({ "door": door, "street": out.town.streets[0], "label": "Flat above", "near": out.door(0) });
        out.phone.say(&house, &OpKind::DoorAdd, &data);
        out.phone.visit(&house, door, "no_answer");
        out.phone.say(&house, &OpKind::DoorLabel, &json!({ "door": door, "not_a_home": true }));
        let lost = json!({ "door": Uuid::from_u128(78), "street": Uuid::from_u128(1), "number": "3", "near": door });
        out.phone.say(&house, &OpKind::DoorAdd, &lost);

        let verdicts = out.phone.push(&house).await;

        assert_eq!(verdicts, ["accepted", "accepted", "accepted", "held street_unknown"]);
        assert_eq!(counted(&house, out.place, "knocks").await, 1);
    }
}
