//! Handing in.

use std::{io::Write, sync::Arc};

use doorstep::{access::Role, base::time::HOUR_MS};
use flate2::{Compression, write::GzEncoder};
use mobile_api::wire::{Limits, OutboxState, Verdict, limits::BYTES_PER_PUSH, ops::Outcome};
use serde_json::{Value, json};
use uuid::Uuid;

use super::phone::{
    Phone, effects, hand_in, number, op_json, push_of, rooms, send_body, try_to_hand_in, verdicts,
    visited,
};
use crate::harness::{House, both};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

both! {
    async fn the_same_batch_twice_and_thrice_changes_nothing(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        for outcome in [Outcome::NoAnswer, Outcome::Declined, Outcome::ComeBack] {
            phone.visit(&house, outcome);
        }
        let (_, push) = phone.request(&house, &Limits::default());

        let first = hand_in(&house, &phone.who, &push).await;
        let second = hand_in(&house, &phone.who, &push).await;
        let third = hand_in(&house, &phone.who, &push).await;

        assert_eq!(verdicts(&first), ["accepted"; 3]);
        assert_eq!(verdicts(&second), ["duplicate"; 3]);
        let seqs = |answer: &mobile_api::wire::PushResponse| {
            answer.results.iter().map(|r| r.seq).collect::<Vec<_>>()
        };
        assert_eq!(seqs(&first), seqs(&third));
        assert_eq!(effects(&house, place.hub).await.len(), 3);
        assert_eq!(number(&house, "SELECT COUNT(*) FROM ops").await, 3);
        assert_eq!(third.received.contiguous_n, 3);
        assert!(third.received.missing.is_empty());
    }

    async fn half_a_batch_and_then_the_whole_is_the_whole_once(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        for _ in 0..10 {
            phone.visit(&house, Outcome::NoAnswer);
        }
        let half = Limits { ops_per_push: 5, ..Limits::default() };
        let (_, first) = phone.request(&house, &half);
        let (_, whole) = phone.request(&house, &Limits::default());

        let one = hand_in(&house, &phone.who, &first).await;
        let two = hand_in(&house, &phone.who, &whole).await;

        assert_eq!(one.received.contiguous_n, 5);
        assert_eq!(verdicts(&two)[..5], ["duplicate"; 5]);
        assert_eq!(verdicts(&two)[5..], ["accepted"; 5]);
        assert_eq!(effects(&house, place.hub).await.len(), 10);
        assert_eq!(two.received.contiguous_n, 10);
    }

    async fn sixteen_pushes_of_one_batch_at_once_have_one_effect(house: House) {
        let house = Arc::new(house.with_handlers(rooms()));
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        for _ in 0..20 {
            phone.visit(&house, Outcome::NoAnswer);
        }
        let (_, push) = phone.request(&house, &Limits::default());
        let pushes: Vec<_> = (0..16)
            .map(|_| {
                let (house, who, push) = (house.clone(), phone.who.clone(), push.clone());
                tokio::spawn(async move { hand_in(&house, &who, &push).await })
            })
            .collect();

        let mut accepted = 0;
        for push in pushes {
            let answer = push.await.unwrap();
            assert_eq!(answer.results.len(), 20);
            accepted += answer.results.iter().filter(|r| r.r == Verdict::Accepted).count();
            assert!(answer.results.iter().all(|r| r.r != Verdict::Held));
        }

        assert_eq!(accepted, 20);
        assert_eq!(effects(&house, place.hub).await.len(), 20);
    }

    async fn phones_at_once_leave_no_hole_in_the_hubs_order(house: House) {
        let house = Arc::new(house.with_handlers(rooms()));
        let place = house.hub("Northgate").await;
        let mut phones = Vec::new();
        for _ in 0..4 {
            let mut phone = Phone::new(&house, place).await;
            for _ in 0..12 {
                phone.visit(&house, Outcome::NoAnswer);
            }
            phones.push(phone);
        }
        let handing: Vec<_> = phones
            .into_iter()
            .map(|mut phone| {
                let house = house.clone();
                tokio::spawn(async move {
                    let few = Limits { ops_per_push: 3, ..Limits::default() };
                    while phone.outbox.announce().pending > 0 {
                        let (batch, push) = phone.request(&house, &few);
                        let answer = hand_in(&house, &phone.who, &push).await;
                        phone.outbox.apply(&batch, &answer);
                    }
                })
            })
            .collect();
        for one in handing {
            one.await.unwrap();
        }

        let top = number(&house, "SELECT MAX(seq) FROM hub_clock").await;
        let used = number(
            &house,
            "SELECT COUNT(*) FROM (SELECT seq FROM ops UNION SELECT seq FROM sync_rows) AS used",
        )
        .await;
        assert_eq!((top, used), (96, 96));
    }

    async fn another_content_under_the_same_id_is_held_once_and_counts_nowhere(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let key = phone.visit(&house, Outcome::NoAnswer);
        phone.push(&house).await;
        let other = push_of(&house, &phone, &[op_json(&house, &phone, key.id, 1, Outcome::Declined)]);

        let (_, first) = house.post(Some(&phone.who), "/api/sync/v1/push", other.clone()).await;
        let (_, again) = house.post(Some(&phone.who), "/api/sync/v1/push", other).await;

        let (first, again) = (&first["results"][0], &again["results"][0]);
        assert_eq!((&first["r"], &first["why"]), (&json!("held"), &json!("same_id_other_content")));
        assert_eq!((&again["r"], &again["held"]), (&json!("duplicate"), &json!(true)));
        assert_eq!(number(&house, "SELECT COUNT(*) FROM held_ops").await, 1);
        assert_eq!(effects(&house, place.hub).await[0].1, "no_answer rev 1 late false");
    }

    async fn another_phones_revision_is_held_and_its_repetition_is_a_duplicate(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut one = Phone::new(&house, place).await;
        let mut two = Phone::new(&house, place).await;
        let key = one.visit(&house, Outcome::NoAnswer);
        one.push(&house).await;

        two.write(&house, key.id, 1, &visited(Outcome::NoAnswer));
        two.write(&house, key.id, 2, &visited(Outcome::Declined));
        let (_, push) = two.request(&house, &Limits::default());
        let answer = hand_in(&house, &two.who, &push).await;

        assert_eq!(verdicts(&answer), ["duplicate", "held same_id_other_content"]);
        assert_eq!(effects(&house, place.hub).await[0].1, "no_answer rev 1 late false");
    }

    async fn a_revision_reverses_what_stood_even_within_one_batch(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let key = phone.visit(&house, Outcome::NoAnswer);
        phone.push(&house).await;
        phone.write(&house, key.id, 2, &visited(Outcome::Declined));
        phone.write(&house, key.id, 3, &visited(Outcome::ComeBack));

        let answer = phone.push(&house).await;

        assert_eq!(verdicts(&answer), ["accepted", "accepted"]);
        let stands = effects(&house, place.hub).await;
        assert_eq!(stands, [(key.id, "come_back rev 3 late false".to_owned())]);
    }

    async fn a_revision_that_the_room_holds_leaves_what_stood(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let key = phone.visit(&house, Outcome::NoAnswer);
        phone.push(&house).await;
        phone.write(&house, key.id, 2, &visited(Outcome::NotAHome));
        phone.visit(&house, Outcome::Declined);

        let answer = phone.push(&house).await;

        assert_eq!(verdicts(&answer), ["held door_unknown", "accepted"]);
        let stands = effects(&house, place.hub).await;
        assert!(stands.contains(&(key.id, "no_answer rev 1 late false".to_owned())));
        assert_eq!(stands.len(), 2);
    }

    async fn a_revision_waits_for_its_record_and_is_done_when_it_comes(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let key = phone.visit(&house, Outcome::NoAnswer);
        phone.write(&house, key.id, 2, &visited(Outcome::Declined));
        phone.void(&house, Uuid::from_u128(404));
        let (_, push) = phone.request(&house, &Limits::default());
        let mut late = push.clone();
        late.ops.remove(0);

        let first = hand_in(&house, &phone.who, &late).await;
        let second = hand_in(&house, &phone.who, &push).await;

        assert_eq!(verdicts(&first), ["held record_unknown", "held record_unknown"]);
        assert_eq!(
            verdicts(&second),
            ["accepted", "duplicate record_unknown", "duplicate record_unknown"]
        );
        assert_eq!(effects(&house, place.hub).await[0].1, "declined rev 2 late false");
        let waiting = "SELECT COUNT(*) FROM held_ops WHERE decided_at IS NULL";
        assert_eq!(number(&house, waiting).await, 1);
    }

    async fn a_record_taken_back_is_gone_and_does_not_come_again(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let key = phone.visit(&house, Outcome::NoAnswer);
        phone.void(&house, key.id);
        let (_, both) = phone.request(&house, &Limits::default());
        let gone = phone.push(&house).await;
        phone.void(&house, key.id);
        let again = phone.push(&house).await;
        phone.write(&house, key.id, 2, &visited(Outcome::Declined));
        let revised = phone.push(&house).await;
        let repeated = hand_in(&house, &phone.who, &both).await;

        assert_eq!(verdicts(&gone), ["accepted", "accepted"]);
        assert_eq!(verdicts(&again), ["accepted"]);
        assert_eq!(verdicts(&revised), ["rejected already_deleted"]);
        assert_eq!(verdicts(&repeated), ["duplicate", "duplicate"]);
        assert!(effects(&house, place.hub).await.is_empty());
    }

    async fn nobody_takes_back_what_a_colleague_recorded_but_their_lead_may(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut one = Phone::new(&house, place).await;
        let mut two = Phone::new(&house, place).await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let mut lead = Phone::of(&house, &lead, Role::LeadOrganiser, place).await;
        let key = one.visit(&house, Outcome::NoAnswer);
        one.push(&house).await;

        two.void(&house, key.id);
        lead.void(&house, key.id);

        assert_eq!(verdicts(&two.push(&house).await), ["held record_unknown"]);
        assert_eq!(verdicts(&lead.push(&house).await), ["accepted"]);
        assert!(effects(&house, place.hub).await.is_empty());
    }

    async fn one_poison_op_among_many_is_held_alone(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        for n in 0..23 {
            phone.visit(&house, match n {
                7 => Outcome::Empty,
                20 => Outcome::UnsafeToKnock,
                _ => Outcome::NoAnswer,
            });
        }

        let answer = phone.push(&house).await;

        for (n, verdict) in verdicts(&answer).iter().enumerate() {
            assert_eq!(verdict, if n == 7 || n == 20 { "held poison" } else { "accepted" }, "{n}");
        }
        assert_eq!(effects(&house, place.hub).await.len(), 21);
        assert_eq!(answer.received.contiguous_n, 23);
        assert_eq!(phone.outbox.announce().pending, 0);
    }

    async fn what_this_server_does_not_know_is_held_for_a_later_one(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let mut unknown = op_json(&house, &phone, Uuid::from_u128(1), 1, Outcome::NoAnswer);
        unknown["kind"] = json!("garden.plant");
        let mut newer = op_json(&house, &phone, Uuid::from_u128(2), 2, Outcome::NoAnswer);
        newer["v"] = json!(9);
        let mut odd = op_json(&house, &phone, Uuid::from_u128(3), 3, Outcome::NoAnswer);
        odd["data"]["outcome"] = json!("shouted");
        let mut nameless = op_json(&house, &phone, Uuid::from_u128(4), 4, Outcome::NoAnswer);
        nameless["id"] = json!("four");
        let fine = op_json(&house, &phone, Uuid::from_u128(5), 5, Outcome::NoAnswer);
        let push = push_of(&house, &phone, &[unknown, newer, odd, nameless, fine]);

        let (status, answer) = house.post(Some(&phone.who), "/api/sync/v1/push", push.clone()).await;
        let (_, again) = house.post(Some(&phone.who), "/api/sync/v1/push", push).await;

        assert_eq!(status, 200, "{answer}");
        let results = |answer: &Value| -> Vec<(String, String)> {
            let rows = answer["results"].as_array().unwrap();
            let word = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
            rows.iter().map(|row| (word(row, "r"), word(row, "why"))).collect()
        };
        let said = |pairs: [(&str, &str); 5]| pairs.map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(results(&answer), said([
            ("held", "unknown_kind"),
            ("held", "newer_version"),
            ("held", "bad_data"),
            ("rejected", "no_id"),
            ("accepted", ""),
        ]));
        assert_eq!(results(&again), said([
            ("duplicate", "unknown_kind"),
            ("duplicate", "newer_version"),
            ("duplicate", "bad_data"),
            ("rejected", "no_id"),
            ("duplicate", ""),
        ]));
        assert_eq!(answer["results"][3]["index"], 3);
        assert_eq!(answer["received"], json!({ "contiguous_n": 5, "missing": [] }));
        assert_eq!(number(&house, "SELECT COUNT(*) FROM held_ops").await, 3);
        // A kind that is known and that no room has taken on waits likewise.
        phone.shift = Uuid::from_u128(9);
        let id = phone.fresh_id();
        let reflection = mobile_api::wire::ops::ReflectionAdd {
            went_well: Some("a good street".parse().unwrap()),
            was_hard: None,
            next_time: None,
        };
        phone.write(&house, id, 1, &mobile_api::wire::OpData::ReflectionAdd(reflection));
        let (_, mut push) = phone.request(&house, &Limits::default());
        push.ops = vec![serde_json::value::to_raw_value(&{
            let mut op: Value = serde_json::from_str(push.ops[0].get()).unwrap();
            op["n"] = json!(6);
            op
        }).unwrap()];
        let answer = hand_in(&house, &phone.who, &push).await;
        assert_eq!(verdicts(&answer), ["held unknown_kind"]);
    }

    async fn a_clock_more_than_twelve_hours_off_is_held_and_a_smaller_one_corrected(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut wrong = Phone::new(&house, place).await;
        wrong.ahead_ms = 13 * HOUR_MS;
        wrong.visit(&house, Outcome::NoAnswer);
        let mut near = Phone::new(&house, place).await;
        near.ahead_ms = -5 * HOUR_MS;
        near.visit(&house, Outcome::NoAnswer);

        let answer = wrong.push(&house).await;
        let corrected = near.push(&house).await;

        assert_eq!(verdicts(&answer), ["held clock_off"]);
        assert_eq!(answer.clock.skew_ms, -13 * HOUR_MS);
        assert_eq!(verdicts(&corrected), ["accepted"]);
        let happened = number(&house, "SELECT happened_at FROM ops").await;
        assert_eq!(happened, house.app.clock.now().0);
    }

    async fn a_number_used_twice_is_a_copied_phone(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        let mut copy = phone.clone();
        phone.visit(&house, Outcome::NoAnswer);
        copy.fresh_id();
        copy.visit(&house, Outcome::Declined);

        let first = phone.push(&house).await;
        let second = copy.push(&house).await;

        assert!(!first.new_install);
        assert!(second.new_install);
        assert_eq!(verdicts(&second), ["held number_reused"]);
        let (_, seen) = house.get(&lead, "/api/v1/incidents").await;
        assert_eq!(seen["incidents"][0]["kind"], "clone", "{seen}");
        assert_eq!(seen["incidents"].as_array().unwrap().len(), 1);
    }

    async fn a_gap_opens_one_incident_and_closes_when_it_is_filled(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        for _ in 0..5 {
            phone.visit(&house, Outcome::NoAnswer);
        }
        let (_, whole) = phone.request(&house, &Limits::default());
        let mut torn = whole.clone();
        torn.ops.drain(1..3);
        torn.outbox = OutboxState { pending: 2, oldest_n: Some(4), last_n: 5 };

        let answer = hand_in(&house, &phone.who, &torn).await;
        hand_in(&house, &phone.who, &torn).await;
        let (_, open) = house.get(&lead, "/api/v1/incidents").await;
        let mut filled = whole.clone();
        filled.outbox = OutboxState { pending: 5, oldest_n: Some(1), last_n: 5 };
        hand_in(&house, &phone.who, &filled).await;
        let (_, closed) = house.get(&lead, "/api/v1/incidents").await;
        let (_, all) = house.get(&lead, "/api/v1/incidents?closed=true").await;

        assert_eq!(answer.received.contiguous_n, 1);
        assert_eq!(serde_json::to_value(&answer.received.missing).unwrap(), json!([{ "from": 2, "to": 3 }]));
        assert_eq!(open["incidents"].as_array().unwrap().len(), 1);
        assert_eq!(
            open["incidents"][0]["detail"],
            "This phone announced 2 records that never arrived: 2 to 3."
        );
        assert_eq!(closed["incidents"], json!([]));
        assert!(all["incidents"][0]["closed_at"].is_string());
    }

    async fn a_push_of_another_epoch_is_told_where_the_server_stands(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        phone.visit(&house, Outcome::NoAnswer);
        let (_, mut push) = phone.request(&house, &Limits::default());
        "older".clone_into(&mut push.epoch);

        let (status, answer) = try_to_hand_in(&house, &phone.who, &push).await;

        assert_eq!((status.as_u16(), &answer["code"]), (409, &json!("epoch_changed")));
        assert_eq!(answer["epoch"], json!(phone.store.epoch()));
        assert_eq!(answer["restored_to_seq"], 0);
    }

    async fn the_desk_has_no_phone_and_a_phone_speaks_for_itself_only(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let one = Phone::new(&house, place).await;
        let two = Phone::new(&house, place).await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let (_, push) = one.request(&house, &Limits::default());

        for who in [&lead, &manager, &two.who] {
            let (status, answer) = try_to_hand_in(&house, who, &push).await;
            assert_eq!((status.as_u16(), &answer["code"]), (403, &json!("forbidden")));
        }
        let (status, _) = house.get(&lead, "/api/sync/v1/pull").await;
        assert_eq!(status, 403);
    }

    async fn too_much_is_refused_cheaply_and_gzip_is_read(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        phone.visit(&house, Outcome::NoAnswer);
        let (_, push) = phone.request(&house, &Limits::default());
        let body = serde_json::to_vec(&push).unwrap();
        let refused = |(status, answer): (axum::http::StatusCode, Value)| {
            (status.as_u16(), answer["code"].as_str().unwrap_or_default().to_owned())
        };

        let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
        assert!(bomb.len() < BYTES_PER_PUSH);
        let answer = send_body(&house, &phone.who, Some("gzip"), bomb).await;
        assert_eq!(refused(answer), (413, "too_large".to_owned()));
        let answer = send_body(&house, &phone.who, None, vec![b' '; BYTES_PER_PUSH + 1]).await;
        assert_eq!(refused(answer), (413, "too_large".to_owned()));
        let mut many = serde_json::to_value(&push).unwrap();
        many["ops"] = json!(vec![many["ops"][0].clone(); 201]);
        let (status, answer) = house.post(Some(&phone.who), "/api/sync/v1/push", many).await;
        assert_eq!(refused((status, answer)), (413, "too_large".to_owned()));
        let torn = gzip(&body)[..40].to_vec();
        let answer = send_body(&house, &phone.who, Some("gzip"), torn).await;
        assert_eq!(refused(answer), (400, "bad_request".to_owned()));
        let answer = send_body(&house, &phone.who, Some("br"), body.clone()).await;
        assert_eq!(refused(answer), (415, "unsupported".to_owned()));

        let (status, answer) = send_body(&house, &phone.who, Some("gzip"), gzip(&body)).await;
        assert_eq!(status, 200, "{answer}");
        assert_eq!(answer["results"][0]["r"], "accepted");
        assert_eq!(answer["limits"]["ops_per_push"], 200);
    }

    async fn a_phone_that_was_taken_back_is_refused(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        phone.visit(&house, Outcome::NoAnswer);
        let (_, push) = phone.request(&house, &Limits::default());
        let path = format!("/api/v1/installs/{}/revoke", phone.outbox.install());
        house.post(Some(&manager), &path, json!({})).await;

        let (status, answer) = try_to_hand_in(&house, &phone.who, &push).await;

        assert_eq!((status.as_u16(), &answer["code"]), (403, &json!("device_revoked")));
    }
}
