//! Notes read and coded together before the envelope goes.

use axum::http::Method;
use doorstep::{access::Role, base::ids::DoorId, themes};
use mobile_api::wire::OpKind;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    erasure::holding,
    field::{Outing, listening, number, outing, plan},
    harness::{House, both},
};

/// A talk with words at the `n`th door; its record.
pub fn note(house: &House, out: &mut Outing, n: usize, words: &str) -> Uuid {
    let door = out.door(n);
    note_at(house, out, door, words)
}

fn note_at(house: &House, out: &mut Outing, door: DoorId, words: &str) -> Uuid {
    let mut data = listening("door", json!({ "first": 1 }));
    data["door"] = json!(door);
    data["note"] = json!(words);
    out.phone.visit(house, door, "listened");
    out.phone.say(house, &OpKind::ListeningRecord, &data)
}

/// Decides about a note; the status and the answer.
pub async fn decide(house: &House, out: &Outing, record: Uuid, body: Value) -> (u16, Value) {
    let path = out.path(&format!("/debrief/notes/{record}"));
    let (status, answer) = house.put(&out.lead, &path, body).await;
    (status.as_u16(), answer)
}

async fn heard(house: &House, out: &Outing) -> Vec<Value> {
    let (_, page) = house.get(&out.lead, "/api/v1/listenings").await;
    page["listenings"].as_array().unwrap().clone()
}

async fn waiting(house: &House, out: &Outing) -> Vec<Value> {
    let (_, page) = house.get(&out.lead, "/api/v1/listenings/notes").await;
    page["notes"].as_array().unwrap().clone()
}

fn sorted(rows: &[Value], field: &str) -> Vec<String> {
    let mut all: Vec<String> = rows
        .iter()
        .filter_map(|row| row[field].as_str().map(ToOwned::to_owned))
        .collect();
    all.sort();
    all
}

both! {
    async fn what_a_debrief_decides_is_carried_out_when_the_envelope_goes(house: House) {
        let mut out = outing(&house).await;
        let words = ["The park", "Ask Mrs Okonkwo", "Her at the end", "The lift", "A secret", "The steps"];
        let records: Vec<Uuid> =
            (0..).zip(words).map(|(n, words)| note(&house, &mut out, n, words)).collect();
        out.phone.push_all(&house).await;

        let clear = json!({ "decision": "clear" });
        assert_eq!(decide(&house, &out, records[0], clear).await.0, 200);
        let blurred = json!({ "decision": "replace", "words": "Somebody on the row has no heating" });
        assert_eq!(decide(&house, &out, records[1], blurred).await.0, 200);
        let named = json!({ "decision": "replace", "words": "Ask Mr Okonkwo" });
        let (status, answer) = decide(&house, &out, records[2], named).await;
        assert_eq!((status, &answer["decision"]["kinds"]), (200, &json!(["PERSON"])), "{answer}");
        let sure = json!({ "decision": "replace", "words": "Cllr Grace Obi knows", "sure": true });
        assert_eq!(decide(&house, &out, records[3], sure).await.0, 200);
        assert_eq!(decide(&house, &out, records[4], json!({ "decision": "remove" })).await.0, 200);
        assert_eq!(decide(&house, &out, records[5], json!({ "decision": "hold" })).await.0, 200);
        out.close(&house).await;

        assert_eq!(sorted(&heard(&house, &out).await, "note"),
            ["Cllr Grace Obi knows", "Somebody on the row has no heating", "The park"]);
        let held = waiting(&house, &out).await;
        assert_eq!(sorted(&held, "note"), ["Ask Mr Okonkwo", "The steps"]);
        assert!(held.iter().all(|note| note["state"] == "held"), "{held:?}");
    }

    async fn a_decision_is_taken_back_and_words_come_with_replace_only(house: House) {
        let mut out = outing(&house).await;
        let record = note(&house, &mut out, 0, "The park");
        out.phone.push_all(&house).await;

        let without = decide(&house, &out, record, json!({ "decision": "replace" })).await;
        assert_eq!((without.0, &without.1["code"]), (422, &json!("words_missing")));
        let with = decide(&house, &out, record, json!({ "decision": "clear", "words": "x" })).await;
        assert_eq!(with.0, 422);
        decide(&house, &out, record, json!({ "decision": "remove" })).await;
        let path = out.path(&format!("/debrief/notes/{record}"));
        let (status, answer) = house.call(Method::DELETE, Some(&out.lead), &path).await;

        assert_eq!((status.as_u16(), &answer["decision"]), (200, &Value::Null));
        assert_eq!(out.debrief(&house).await["notes"][0]["note"], "The park");
    }

    async fn a_session_lost_in_the_middle_of_a_debrief_loses_nothing_that_was_sent(house: House) {
        let mut out = outing(&house).await;
        let records: Vec<Uuid> = (0..6).map(|n| note(&house, &mut out, n, "The park")).collect();
        out.phone.push_all(&house).await;
        for record in &records[..3] {
            assert_eq!(decide(&house, &out, *record, json!({ "decision": "clear" })).await.0, 200);
        }

        house.call(Method::DELETE, Some(&out.lead), "/api/v1/session").await;
        let (status, _) = decide(&house, &out, records[3], json!({ "decision": "clear" })).await;
        assert_eq!(status, 401);
        out.lead = house.who(Role::LeadOrganiser, Some(out.place.hub)).await;

        let notes = out.debrief(&house).await["notes"].as_array().unwrap().clone();
        let cleared: Vec<&Value> =
            notes.iter().filter(|note| note["decision"]["decision"] == "clear").collect();
        assert_eq!((notes.len(), cleared.len()), (6, 3));
        for record in &records[3..] {
            assert_eq!(decide(&house, &out, *record, json!({ "decision": "clear" })).await.0, 200);
        }
        out.close(&house).await;
        assert_eq!(sorted(&heard(&house, &out).await, "note").len(), 6);
    }

    async fn notes_are_decided_by_whoever_leads_the_debrief_and_reads_notes(house: House) {
        let mut out = outing(&house).await;
        let record = note(&house, &mut out, 0, "The park");
        out.phone.push_all(&house).await;
        let path = out.path(&format!("/debrief/notes/{record}"));
        let clear = json!({ "decision": "clear" });

        for role in [Role::Organiser, Role::GroupMember, Role::HubManager, Role::DataProtectionOfficer] {
            let who = house.who(role, Some(out.place.hub)).await;
            assert_eq!(house.put(&who, &path, clear.clone()).await.0, 403, "{role}");
        }
        let other = house.hub("Southgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(other.hub)).await;
        let (foreign, theirs) = house.put(&lead, &path, clear.clone()).await;
        let nowhere = out.path(&format!("/debrief/notes/{}", Uuid::from_u128(5)));
        let unknown = nowhere.replace(&out.shift.to_string(), &Uuid::from_u128(6).to_string());
        let (missing, none) = house.put(&lead, &unknown, clear.clone()).await;
        assert_eq!((foreign, &theirs["detail"]), (missing, &none["detail"]));
        assert_eq!(house.put(&out.lead, &nowhere, clear).await.0, 404);
    }

    async fn after_the_close_a_debrief_decides_nothing_any_more(house: House) {
        let mut out = outing(&house).await;
        let record = note(&house, &mut out, 0, "Mend the heron pond");
        out.phone.push_all(&house).await;
        decide(&house, &out, record, json!({ "decision": "clear" })).await;
        out.close(&house).await;

        // It waits for five doors, and what was decided waits with it.
        let (status, answer) = decide(&house, &out, record, json!({ "decision": "remove" })).await;
        assert_eq!((status, &answer["code"]), (409, &json!("conflict")));
        assert_eq!(holding(&house, "heron").await, Vec::<String>::new());
    }

    async fn what_was_decided_waits_with_a_split_that_waits_for_five_doors(house: House) {
        let mut out = outing(&house).await;
        for n in 0..3 {
            let record = note(&house, &mut out, n, "The park is lovely");
            out.phone.push_all(&house).await;
            decide(&house, &out, record, json!({ "decision": "clear" })).await;
        }
        out.close(&house).await;
        assert_eq!(heard(&house, &out).await, Vec::<Value>::new());

        next_shift(&house, &mut out).await;
        for n in 3..6 {
            let record = note(&house, &mut out, n, "The lift is broken");
            out.phone.push_all(&house).await;
            decide(&house, &out, record, json!({ "decision": "clear" })).await;
        }
        out.close(&house).await;

        assert_eq!(sorted(&heard(&house, &out).await, "note").len(), 6);
        assert_eq!(waiting(&house, &out).await, Vec::<Value>::new());
    }

    /// Three read notes beside three unread ones would say which shift, and so which three doors.
    async fn ticks_do_not_tell_one_shifts_three_doors_from_anothers(house: House) {
        let mut out = outing(&house).await;
        for n in 0..3 {
            let record = note(&house, &mut out, n, "Ask Mrs Okonkwo");
            out.phone.push_all(&house).await;
            let words = json!({ "decision": "replace", "words": "The park is lovely" });
            decide(&house, &out, record, words).await;
        }
        out.close(&house).await;
        next_shift(&house, &mut out).await;
        for n in 3..6 {
            note(&house, &mut out, n, "The lift is broken");
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;

        assert_eq!(sorted(&heard(&house, &out).await, "note"), Vec::<String>::new());
        let all = waiting(&house, &out).await;
        assert_eq!(all.len(), 6, "what was reworded stays reworded; only the tick is set again");
        assert!(all.iter().all(|note| note["state"] == "screened"), "{all:?}");
        assert_eq!(sorted(&all, "note")[..3], ["The lift is broken"; 3]);
        assert_eq!(sorted(&all, "note")[3..], ["The park is lovely"; 3]);
    }

    async fn a_correction_by_the_phone_keeps_what_was_decided_about_the_same_words(house: House) {
        let mut out = outing(&house).await;
        let records: Vec<Uuid> = (0..2).map(|n| note(&house, &mut out, n, "The park")).collect();
        out.phone.push_all(&house).await;
        for record in &records {
            decide(&house, &out, *record, json!({ "decision": "clear" })).await;
        }

        for (n, words) in [(0, "The park"), (1, "The park, says Mrs Okonkwo")] {
            let mut data = listening("door", json!({ "first": 2 }));
            data["door"] = json!(out.door(n));
            data["note"] = json!(words);
            out.phone.write(&house, (records[n], 2), &OpKind::ListeningRecord, &data);
        }
        out.phone.push_all(&house).await;

        let notes = out.debrief(&house).await["notes"].as_array().unwrap().clone();
        let of = |record: Uuid| notes.iter().find(|note| note["record"] == json!(record)).unwrap();
        assert_eq!(of(records[0])["decision"]["decision"], "clear");
        assert_eq!((&of(records[1])["decision"], &of(records[1])["state"]), (&Value::Null, &json!("held")));
    }

    async fn chips_set_in_a_debrief_are_what_was_said_afterwards(house: House) {
        house.app.db.write(async |tx| themes::keep_starter_codebook(tx).await).await.unwrap();
        let mut out = outing(&house).await;
        let records: Vec<Uuid> = (0..5).map(|n| note(&house, &mut out, n, "The bins")).collect();
        out.phone.push_all(&house).await;
        let litter = themes::codebook::national_id("litter_and_cleaning");
        let chips = json!({ "statements": [{ "theme": litter, "stance": "concern" },
            { "theme": litter, "stance": "offer", "offer_kind": "time" }] });

        for record in &records {
            let path = out.path(&format!("/debrief/notes/{record}/statements"));
            let (status, answer) = house.put(&out.lead, &path, chips.clone()).await;
            assert_eq!(status, 200, "{answer}");
            assert_eq!(answer["statements"].as_array().unwrap().len(), 2);
        }
        let path = out.path(&format!("/debrief/notes/{}/statements", records[0]));
        let nowhere = json!({ "statements": [{ "theme": Uuid::from_u128(99), "stance": "love" }] });
        let (status, answer) = house.put(&out.lead, &path, nowhere).await;
        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("unknown_theme")));
        out.close(&house).await;

        let of_theme = format!("/api/v1/listenings?theme={litter}");
        let (_, page) = house.get(&out.lead, &of_theme).await;
        assert_eq!(page["listenings"].as_array().unwrap().len(), 5);
        let coded = "SELECT COUNT(*) FROM statements WHERE hub_id = $1";
        assert_eq!(number(&house, out.place, coded).await, 10);
    }

    async fn a_note_that_waits_says_where_and_when_as_far_as_anybody_may_know(house: House) {
        let mut out = outing(&house).await;
        for n in 0..5 {
            note(&house, &mut out, n, "The park");
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;

        let note = waiting(&house, &out).await.remove(0);

        assert_eq!((&note["place"], &note["campaign_name"]), (&json!("1 Street"), &json!("Spring")));
        assert_eq!((&note["first_day"], &note["last_day"]), (&json!("2026-05-16"), &json!("2026-05-16")));
        assert_eq!(note["statements"].as_array().unwrap().len(), 1);
        let id = note["listening"].as_str().unwrap();
        let path = |what: &str| format!("/api/v1/listenings/{id}/note/{what}");
        assert_eq!(house.post(Some(&out.lead), &path("clear"), Value::Null).await.0, 204);
        assert_eq!(house.post(Some(&out.lead), &path("hold"), Value::Null).await.0, 204);
        let held: Vec<Value> = waiting(&house, &out).await.into_iter()
            .filter(|note| note["state"] == "held").collect();
        assert_eq!(held.len(), 1);
        let named = json!({ "note": "Ask Mrs Okonkwo" });
        let (status, stands) = house.post(Some(&out.lead), &path("replace"), named.clone()).await;
        assert_eq!((status.as_u16(), &stands["state"]), (200, &json!("held")), "{stands}");
        let mut sure = named;
        sure["sure"] = json!(true);
        let (_, stands) = house.post(Some(&out.lead), &path("replace"), sure).await;
        assert_eq!(stands["state"], "redacted");
    }
}

/// Another shift of the same campaign, whose phone is used from now on.
async fn next_shift(house: &House, out: &mut Outing) {
    let who = house.who(Role::Organiser, Some(out.place.hub)).await;
    out.shift = plan(house, &out.lead, out.campaign, &who).await;
    out.phone = crate::field::Phone::of(house, out.place, &who, out.shift).await;
}
