//! Fetching.

use doorstep::{base::time::HOUR_MS, feed::Feed};
use mobile_api::{
    core::{Cursor, Position, Store},
    wire::{PullResponse, ops::Outcome},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::phone::{
    Phone, effects, end_list, fetch, issue_list, put_list, rooms, streets, try_to_fetch, verdicts,
    visited,
};
use crate::harness::{House, Place, both};

const LIST: Uuid = Uuid::from_u128(4_000);

fn doors(count: u128) -> Vec<Uuid> {
    (1..=count).map(|n| Uuid::from_u128(9_000 + n)).collect()
}

/// Publishes a street for the whole hub.
async fn street(house: &House, place: Place, id: u128, name: &'static str) {
    let scope = place.scope;
    house
        .app
        .db
        .write(async move |tx| {
            let mut rows = Feed::default();
            let id = Uuid::from_u128(id);
            rows.put(
                scope.hub().0,
                "street",
                id,
                &json!({ "id": id, "name": name }),
            );
            rows.publish(tx, scope).await
        })
        .await
        .unwrap();
}

/// Takes a street from the whole hub.
async fn no_street(house: &House, place: Place, id: u128) {
    let scope = place.scope;
    house
        .app
        .db
        .write(async move |tx| {
            let mut rows = Feed::default();
            rows.gone(scope.hub().0, "street", Uuid::from_u128(id));
            rows.publish(tx, scope).await
        })
        .await
        .unwrap();
}

both! {
    async fn a_snapshot_brings_what_is_there_and_deltas_what_changes(house: House) {
        let place = house.hub("Northgate").await;
        for id in 1..=7 {
            street(&house, place, id, "Long Lane").await;
        }
        no_street(&house, place, 3).await;
        let mut phone = Phone::new(&house, place).await;

        assert_eq!(streets(&phone).len(), 6);
        assert_eq!(phone.store.applied_to(), 8);
        street(&house, place, 1, "Short Lane").await;
        no_street(&house, place, 2).await;
        let page = fetch(&house, &phone.who, phone.store.cursor(), 1_000).await;
        let page = serde_json::to_value(&page).unwrap();
        assert_eq!(page["phase"], "delta");
        assert_eq!(page["changes"], json!([
            { "seq": 9, "put": { "kind": "street", "id": Uuid::from_u128(1), "name": "Short Lane" } },
            { "seq": 10, "del": { "kind": "street", "id": Uuid::from_u128(2) } },
        ]));
        assert!(phone.pull_all(&house, 1_000).await);
        assert_eq!(streets(&phone).len(), 5);
    }

    async fn what_changes_while_a_snapshot_is_under_way_is_not_missed(house: House) {
        let place = house.hub("Northgate").await;
        for id in 1..=9 {
            street(&house, place, id, "Long Lane").await;
        }
        let mut phone = Phone::new(&house, place).await;
        phone.store = Store::default();
        let mut changed = 0;
        loop {
            let asked = phone.store.ask();
            let page = fetch(&house, &phone.who, phone.store.cursor(), 2).await;
            phone.store.apply(&asked, &page).unwrap();
            if !page.more {
                break;
            }
            if changed < 3 {
                // One row that was sent, one that was not, one that is new.
                street(&house, place, 1 + changed, "Short Lane").await;
                no_street(&house, place, 9 - changed).await;
                street(&house, place, 20 + changed, "New Lane").await;
                changed += 1;
            }
        }

        assert!(phone.pull_all(&house, 1_000).await);
        let names = streets(&phone);
        let count = |name: &str| names.iter().filter(|known| *known == name).count();
        assert_eq!((count("Short Lane"), count("Long Lane"), count("New Lane")), (3, 3, 3));
    }

    async fn a_pull_goes_on_after_any_cut_and_two_phones_agree(house: House) {
        let place = house.hub("Northgate").await;
        let mut one = Phone::new(&house, place).await;
        let until = house.app.clock.now().plus(6 * HOUR_MS);
        issue_list(&house, place, (LIST, Uuid::from_u128(1)), (&one.who, until), &doors(50)).await;
        for id in 1..=20 {
            street(&house, place, id, "Long Lane").await;
        }
        let mut two = Phone::of(&house, &one.who, doorstep::access::Role::Organiser, place).await;
        two.store = Store::default();

        // Every page is cut twice before it is stored.
        loop {
            let asked = two.store.ask();
            for _ in 0..2 {
                fetch(&house, &two.who, two.store.cursor(), 7).await;
            }
            let page = fetch(&house, &two.who, two.store.cursor(), 7).await;
            two.store.apply(&asked, &page).unwrap();
            if !page.more {
                break;
            }
        }
        assert!(one.pull_all(&house, 11).await);
        assert!(two.pull_all(&house, 1_000).await);

        assert_eq!(one.store.digests(), two.store.digests());
        assert_eq!(one.store.rows().count(), 72);
        assert_eq!(one.store.applied_to(), two.store.applied_to());
    }

    async fn a_list_that_is_taken_back_leaves_with_its_doors_and_streets(house: House) {
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let mut other = Phone::new(&house, place).await;
        let until = house.app.clock.now().plus(6 * HOUR_MS);
        let shift = Uuid::from_u128(1);
        issue_list(&house, place, (LIST, shift), (&phone.who, until), &doors(5)).await;
        assert!(phone.pull_all(&house, 1_000).await);
        assert!(other.pull_all(&house, 1_000).await);
        assert_eq!((phone.store.rows().count(), other.store.rows().count()), (7, 0));

        end_list(&house, place, LIST, "recalled").await;
        let page = fetch(&house, &phone.who, phone.store.cursor(), 1_000).await;
        let page = serde_json::to_value(&page).unwrap();

        let told: Vec<&Value> = page["changes"].as_array().unwrap().iter().collect();
        assert!(told.iter().any(|change| {
            change["scope"] == json!({ "remove": { "list": LIST, "why": "recalled" } })
        }), "{page}");
        assert!(phone.pull_all(&house, 1_000).await, "a new snapshot was needed");
        assert_eq!(phone.store.rows().count(), 0);
    }

    async fn a_street_of_two_lists_stays_until_both_are_gone(house: House) {
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let until = house.app.clock.now().plus(6 * HOUR_MS);
        let (one, two) = (LIST, Uuid::from_u128(5_000));
        for (list, from) in [(one, 0), (two, 3)] {
            let doors: Vec<Uuid> = doors(6)[from..from + 3].to_vec();
            issue_list(&house, place, (list, Uuid::from_u128(1)), (&phone.who, until), &doors).await;
            let scope = place.scope;
            house.app.db.write(async move |tx| {
                let mut rows = Feed::default();
                let shared = Uuid::from_u128(6_000);
                rows.put(list, "street", shared, &json!({ "id": shared, "name": "Shared" }));
                rows.publish(tx, scope).await
            }).await.unwrap();
        }
        assert!(phone.pull_all(&house, 3).await);

        end_list(&house, place, two, "returned").await;
        assert!(phone.pull_all(&house, 3).await, "a new snapshot was needed");
        assert!(streets(&phone).contains(&"Shared".to_owned()));
        end_list(&house, place, one, "expired").await;
        assert!(phone.pull_all(&house, 3).await, "a new snapshot was needed");

        assert_eq!(phone.store.rows().count(), 0);
    }

    async fn a_list_issued_again_comes_whole(house: House) {
        let place = house.hub("Northgate").await;
        let mut phone = Phone::new(&house, place).await;
        let until = house.app.clock.now().plus(6 * HOUR_MS);
        let shift = Uuid::from_u128(1);
        issue_list(&house, place, (LIST, shift), (&phone.who, until), &doors(5)).await;
        assert!(phone.pull_all(&house, 1_000).await);
        end_list(&house, place, LIST, "returned").await;
        let (scope, person) = (place.scope, phone.who.person);
        house.app.db.write(async move |tx| {
            let list = doorstep::base::ids::WalkListId(LIST);
            let shift = doorstep::base::ids::ShiftId(shift);
            doorstep::feed::store::open_list(tx, scope, person, list, shift).await?;
            let mut rows = Feed::default();
            put_list(&mut rows, LIST, &doors(5));
            rows.publish(tx, scope).await
        }).await.unwrap();

        assert!(phone.pull_all(&house, 2).await);

        assert_eq!(phone.store.rows().count(), 7);
    }

    async fn every_damaged_cursor_is_refused_and_none_is_taken_for_another(house: House) {
        let place = house.hub("Northgate").await;
        street(&house, place, 1, "Long Lane").await;
        let phone = Phone::new(&house, place).await;
        let cursor = phone.store.cursor().unwrap().to_owned();
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        for at in 0..cursor.len() {
            let mut bytes = cursor.clone().into_bytes();
            let place = alphabet.iter().position(|letter| *letter == bytes[at]).unwrap();
            bytes[at] = alphabet[(place + 1 + at % 60) % 64];
            let spoilt = String::from_utf8(bytes).unwrap();
            let (status, answer) = try_to_fetch(&house, &phone.who, Some(&spoilt), 10).await;
            assert_eq!(
                (status.as_u16(), answer["code"].as_str()),
                (400, Some("cursor_invalid")),
                "{at}: {spoilt}"
            );
        }
        for cut in ["AA", cursor.split_at(cursor.len() - 1).0, &format!("{cursor}A")] {
            let (status, answer) = try_to_fetch(&house, &phone.who, Some(cut), 10).await;
            assert_eq!((status.as_u16(), answer["code"].as_str()), (400, Some("cursor_invalid")));
        }
    }

    async fn a_phone_that_knows_more_than_the_server_starts_a_new_history(house: House) {
        let house = house.with_handlers(rooms());
        let place = house.hub("Northgate").await;
        let lead = house.who(doorstep::access::Role::LeadOrganiser, Some(place.hub)).await;
        let mut phone = Phone::new(&house, place).await;
        for _ in 0..3 {
            phone.visit(&house, Outcome::NoAnswer);
            phone.push(&house).await;
        }
        assert!(phone.pull_all(&house, 1_000).await);
        // The disk goes back to before the last two.
        house.app.db.write(async move |tx| {
            use doorstep::db::sql;
            tx.run(sql("DELETE FROM ops WHERE seq > 2")).await?;
            tx.run(sql("DELETE FROM sync_rows WHERE seq > 2")).await?;
            tx.run(sql("DELETE FROM reflections WHERE id NOT IN (SELECT id FROM ops)")).await?;
            tx.run(sql("DELETE FROM op_numbers WHERE n > 1")).await?;
            tx.run(sql("UPDATE installs SET contiguous_n = 1, announced_n = 1")).await?;
            tx.run(sql("UPDATE hub_clock SET seq = 2")).await
        }).await.unwrap();
        let before = phone.store.epoch().unwrap().to_owned();

        let (status, answer) = try_to_fetch(&house, &phone.who, phone.store.cursor(), 10).await;
        assert_eq!((status.as_u16(), answer["code"].as_str()), (409, Some("epoch_changed")));
        let epoch = answer["epoch"].as_str().unwrap();
        assert_ne!(epoch, before);
        let (_, again) = try_to_fetch(&house, &phone.who, phone.store.cursor(), 10).await;
        assert_eq!((&again["epoch"], &again["restored_to_seq"]), (&answer["epoch"], &json!(2)));
        let (_, seen) = house.get(&lead, "/api/v1/incidents").await;
        assert_eq!(seen["incidents"][0]["kind"], "rolled_back");

        // Everything above the second number is handed in again, and nothing counts twice.
        let to = answer["restored_to_seq"].as_u64().unwrap();
        phone.store.epoch_changed(epoch, to);
        assert_eq!(phone.outbox.epoch_changed(epoch, to), 2);
        let handed_in = phone.push(&house).await;
        assert_eq!(verdicts(&handed_in), ["accepted", "accepted"]);
        assert_eq!(effects(&house, place.hub).await.len(), 3);
        assert!(phone.pull_all(&house, 10).await);
    }

    async fn two_hubs_never_see_each_others_rows_or_ops(house: House) {
        let house = house.with_handlers(rooms());
        let here = house.hub("Northgate").await;
        let there = house.hub("Southgate").await;
        street(&house, here, 1, "Here").await;
        street(&house, there, 2, "There").await;
        let mut one = Phone::new(&house, here).await;
        let mut two = Phone::new(&house, there).await;
        let key = one.visit(&house, Outcome::NoAnswer);
        one.push(&house).await;
        // The same id in another hub is another record.
        two.write(&house, key.id, 1, &visited(Outcome::Declined));
        let answer = two.push(&house).await;
        assert_eq!(verdicts(&answer), ["accepted"]);
        two.void(&house, key.id);
        two.push(&house).await;
        assert!(one.pull_all(&house, 10).await && two.pull_all(&house, 10).await);

        assert_eq!(streets(&one), ["Here", "no_answer"]);
        assert_eq!(streets(&two), ["There"]);
        assert_eq!(effects(&house, here.hub).await.len(), 1);
        // A cursor grants nothing: another hub's shows the own hub's rows only.
        let page = fetch(&house, &two.who, one.store.cursor(), 10).await;
        assert!(!serde_json::to_string(&page).unwrap().contains("Here"));
    }

    async fn an_old_app_hands_in_and_is_asked_to_update_before_it_fetches(house: House) {
        let place = house.hub("Northgate").await;
        let phone = Phone::new(&house, place).await;
        let ask = async |version: &str| {
            let request = crate::harness::request(
                axum::http::Method::GET,
                Some(&phone.who),
                "/api/sync/v1/pull",
            );
            let request = request.header("sync-protocol", version);
            house.send(request.body(axum::body::Body::empty()).unwrap()).await
        };

        assert_eq!(ask("0").await.1["code"], "protocol_too_old");
        assert_eq!(ask("one").await.1["code"], "bad_request");
        assert_eq!(ask("1").await.0, 200);
        let (status, answer) = try_to_fetch(&house, &phone.who, None, 0).await;
        assert_eq!((status.as_u16(), answer["code"].as_str()), (400, Some("bad_request")));
    }

    async fn a_page_is_what_the_wire_type_says(house: House) {
        let place = house.hub("Northgate").await;
        street(&house, place, 1, "Quote \" and \\ and é").await;
        let phone = Phone::new(&house, place).await;

        let (_, answer) = try_to_fetch(&house, &phone.who, None, 10).await;

        let page: PullResponse = serde_json::from_value(answer.clone()).unwrap();
        assert_eq!(serde_json::to_value(&page).unwrap(), answer);
        let mac = |_: &[u8]| [0; 32];
        assert!(Cursor::decode(&page.cursor, mac).is_err());
        assert!(matches!(Position::Delta { seq: page.to }, Position::Delta { seq: 1 }));
    }
}
