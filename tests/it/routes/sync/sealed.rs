//! Unsent work that comes sealed: from a phone that was taken back, and as a file.

use doorstep::{
    access::{Role, keys},
    base::seal::{self, OUTBOX},
};
use mobile_api::wire::{OpKind, base64url_decode, base64url_encode};
use serde_json::{Value, json};

use crate::{
    field::{Outing, counted, number, outing},
    harness::{House, both},
};

/// A shift whose phone has three records to hand in.
async fn with_unsent(house: &House) -> Outing {
    let mut out = outing(house).await;
    keys::furnish_all(&house.app).await.unwrap();
    out.phone.start(house, &[]);
    out.phone.visit(house, out.door(0), "no_answer");
    out.phone.visit(house, out.door(1), "declined");
    out
}

/// A push sealed to the hub as a phone does it: what it posts.
async fn sealed(house: &House, out: &Outing, push: &Value) -> Value {
    let other = house.who(Role::Organiser, Some(out.place.hub)).await;
    let other = house.phone(&other, Role::Organiser, out.place.hub).await;
    let (_, hub) = house.get(&other, "/api/sync/v1/hub").await;
    let public = base64url_decode(hub["key"]["public"].as_str().unwrap()).unwrap();
    let bytes = push.to_string().into_bytes();
    let chance = house.app.ids.secret();
    let sealed = seal::seal(&public, (OUTBOX, out.place.hub), &bytes, chance).unwrap();
    json!({ "install": out.phone.install(), "key_id": hub["key"]["id"],
        "records": push["ops"].as_array().unwrap().len(), "ciphertext": base64url_encode(&sealed) })
}

fn file(out: &Outing, sealed: &Value) -> Value {
    json!({ "doorstep": "unsent-work", "v": 1, "hub": out.place.hub, "install": sealed["install"],
        "key_id": sealed["key_id"], "records": sealed["records"],
        "made_at": "2026-05-16T12:00:00Z", "ciphertext": sealed["ciphertext"] })
}

async fn opened(house: &House, out: &Outing, id: &Value) -> (u16, Value) {
    let path = format!("/api/v1/sealed/{}/open", id.as_str().unwrap());
    let (status, answer) = house.post(Some(&out.lead), &path, Value::Null).await;
    (status.as_u16(), answer)
}

const HELD: &str = "SELECT COUNT(*) FROM held_ops WHERE hub_id = $1 AND why = 'phone_revoked'";

both! {
    async fn a_phone_that_was_taken_back_seals_and_a_human_decides(house: House) {
        let out = with_unsent(&house).await;
        let body = sealed(&house, &out, &out.phone.unsent(&house)).await;
        let revoke = format!("/api/v1/installs/{}/revoke", out.phone.install());
        assert_eq!(house.post(Some(&out.lead), &revoke, Value::Null).await.0, 204);
        let push = out.phone.unsent(&house);
        let (status, answer) = house.post(Some(&out.phone.who), "/api/sync/v1/push", push).await;
        assert_eq!((status.as_u16(), &answer["code"]), (403, &json!("device_revoked")));
        assert_eq!(house.get(&out.phone.who, "/api/sync/v1/hub").await.0, 403);

        let path = "/api/sync/v1/sealed";
        let (status, first) = house.post(Some(&out.phone.who), path, body.clone()).await;
        assert_eq!(status, 202, "{first}");
        let (_, again) = house.post(Some(&out.phone.who), path, body).await;
        assert_eq!(first, again);
        let (_, list) = house.get(&out.lead, "/api/v1/sealed").await;
        let row = &list["sealed"][0];
        assert_eq!((&row["id"], &row["records"], &row["way"]), (&first["id"], &json!(3), &json!("phone")));
        assert_eq!(row["opened_at"], Value::Null);

        house.clock.advance(3_600_000);
        let (status, came_to) = opened(&house, &out, &first["id"]).await;

        let all_held = json!({ "accepted": 0, "duplicate": 0, "held": 3, "rejected": 0 });
        assert_eq!((status, &came_to), (200, &all_held));
        assert_eq!(number(&house, out.place, HELD).await, 3);
        assert_eq!(counted(&house, out.place, "knocks").await, 0);
        let (_, waiting) = house.get(&out.lead, "/api/v1/held_records?why=phone_revoked").await;
        let mut records = waiting["held_records"].as_array().unwrap().iter();
        let visit = records.find(|record| record["kind"] == "visit.record").unwrap();
        // An hour in a drawer does not change when it happened.
        assert_eq!(visit["happened_at"], "2026-05-16T12:00:00.000Z");

        // A second open tells the same and does nothing; the sealed bytes are gone.
        assert_eq!(opened(&house, &out, &first["id"]).await, (200, all_held));
        assert_eq!(number(&house, out.place, HELD).await, 3);
        let kept = "SELECT COUNT(*) FROM sealed_work WHERE hub_id = $1 AND ciphertext IS NOT NULL";
        assert_eq!(number(&house, out.place, kept).await, 0);

        for record in waiting["held_records"].as_array().unwrap() {
            let path = format!("/api/v1/held_records/{}/accept", record["id"].as_str().unwrap());
            let (status, answer) = house.post(Some(&out.lead), &path, json!({})).await;
            assert_eq!(status, 204, "{answer}");
        }
        assert_eq!(counted(&house, out.place, "knocks").await, 2);
    }

    async fn a_file_of_a_phone_in_good_standing_is_as_good_as_a_push(house: House) {
        let mut out = with_unsent(&house).await;
        for _ in 0..250 {
            out.phone.say(&house, &OpKind::ShiftCheckIn, &json!({}));
        }
        let push = out.phone.unsent(&house);
        let file = file(&out, &sealed(&house, &out, &push).await);
        // What arrived by itself in the meantime is no trouble.
        out.phone.push_all(&house).await;
        house.clock.advance(26 * 3_600_000);

        let (status, brought) = house.post(Some(&out.lead), "/api/v1/sealed", file).await;
        assert_eq!(status, 202, "{brought}");
        let (status, came_to) = opened(&house, &out, &brought["id"]).await;

        assert_eq!(status, 200, "{came_to}");
        let expected = json!({ "accepted": 53, "duplicate": 200, "held": 0, "rejected": 0 });
        assert_eq!(came_to, expected);
        assert_eq!(counted(&house, out.place, "knocks").await, 2);
        // The phone hands in the rest once more: the server knows it.
        let words = out.phone.push(&house).await;
        assert!(words.iter().all(|word| word == "duplicate"), "{words:?}");
    }

    async fn what_does_not_open_says_so_and_leaves_nothing(house: House) {
        let out = with_unsent(&house).await;
        let good = sealed(&house, &out, &out.phone.unsent(&house)).await;
        let mut bytes = base64url_decode(good["ciphertext"].as_str().unwrap()).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        let mut damaged = file(&out, &good);
        damaged["ciphertext"] = json!(base64url_encode(&bytes));
        let mut of_another = out.phone.unsent(&house);
        of_another["install"] = json!(uuid::Uuid::from_u128(5));
        let not_its_own = file(&out, &sealed(&house, &out, &of_another).await);

        for body in [damaged, not_its_own] {
            let (status, brought) = house.post(Some(&out.lead), "/api/v1/sealed", body).await;
            assert_eq!(status, 202, "{brought}");
            let (status, answer) = opened(&house, &out, &brought["id"]).await;
            assert_eq!((status, &answer["code"]), (422, &json!("damaged")));
            assert!(answer["detail"].as_str().unwrap().contains("Nothing was taken in"));
        }

        let mut elsewhere = file(&out, &good);
        elsewhere["hub"] = json!(uuid::Uuid::from_u128(6));
        let mut of_other_key = file(&out, &good);
        of_other_key["key_id"] = json!(uuid::Uuid::from_u128(6));
        let mut of_no_phone = file(&out, &good);
        of_no_phone["install"] = json!(uuid::Uuid::from_u128(6));
        let mut no_bytes = file(&out, &good);
        no_bytes["ciphertext"] = json!("AAAA");
        for body in [elsewhere, of_other_key, of_no_phone, no_bytes] {
            let (status, answer) = house.post(Some(&out.lead), "/api/v1/sealed", body).await;
            assert_eq!(status, 422, "{answer}");
        }
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM ops WHERE hub_id = $1").await, 0);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM held_ops WHERE hub_id = $1").await, 0);
    }

    async fn a_phone_sends_sealed_work_three_times_and_no_more_than_it_may(house: House) {
        let out = with_unsent(&house).await;
        let path = "/api/sync/v1/sealed";
        let mut big = sealed(&house, &out, &out.phone.unsent(&house)).await;
        big["ciphertext"] = json!("A".repeat(5_600_000));
        let (status, answer) = house.post(Some(&out.phone.who), path, big).await;
        assert_eq!((status.as_u16(), &answer["code"]), (413, &json!("too_large")));

        for wanted in [202, 202, 202, 429] {
            // Sealed anew each time: the bytes differ.
            let body = sealed(&house, &out, &out.phone.unsent(&house)).await;
            let (status, answer) = house.post(Some(&out.phone.who), path, body).await;
            assert_eq!(status, wanted, "{answer}");
        }
        let body = sealed(&house, &out, &out.phone.unsent(&house)).await;
        let other = out.another(&house).await;
        assert_eq!(house.post(Some(&other.who), path, body).await.0, 403);
        assert_eq!(house.get(&out.phone.who, "/api/v1/sealed").await.0, 403);
    }

    async fn another_hubs_lead_finds_no_sealed_work_of_ours(house: House) {
        let out = with_unsent(&house).await;
        let body = file(&out, &sealed(&house, &out, &out.phone.unsent(&house)).await);
        let (_, brought) = house.post(Some(&out.lead), "/api/v1/sealed", body).await;
        let there = house.hub("Southgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(there.hub)).await;

        let (_, list) = house.get(&lead, "/api/v1/sealed").await;
        assert_eq!(list["sealed"], json!([]));
        let path = format!("/api/v1/sealed/{}/open", brought["id"].as_str().unwrap());
        assert_eq!(house.post(Some(&lead), &path, Value::Null).await.0, 404);
    }
}
