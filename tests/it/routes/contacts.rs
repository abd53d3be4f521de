//! The vault: details come in sealed, go out one by one, and go for good.

use axum::{body::Body, http::Method};
use doorstep::{
    access::{self, Role},
    base::{
        ids::{ContactId, HubId},
        seal,
        time::DAY_MS,
    },
    contacts::store::{self, Expired},
    db::{Error, Tx, sql, sql_dynamic},
};
use mobile_api::wire::{OpKind, base64url_decode, base64url_encode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::themes::change;
use crate::{
    columns::classed,
    field::{Outing, Phone, number, outing},
    harness::{House, Place, Who, both, request},
};

/// What the phone asks for at the door, filled in.
pub fn details(changes: Value) -> Value {
    let mut plain = json!({ "v": 1, "name": "Łucja Kowalska", "phone": "07700 900123",
        "email": "Lucja@Example.org", "post": "", "purposes": ["follow_up", "invite"],
        "wording": "contact-1", "language": "pl" });
    for (name, value) in changes.as_object().unwrap() {
        plain[name] = value.clone();
    }
    plain
}

/// Gives the hub its key pair, as a server that starts does.
pub async fn keyed(house: &House, place: Place) {
    let app = house.app.clone();
    house
        .app
        .db
        .write(async move |tx| access::keys::furnish(&app, tx, place.scope).await)
        .await
        .unwrap();
}

/// The data of an op as a phone seals it.
pub async fn sealed(house: &House, place: Place, plain: &Value) -> Value {
    let key = house
        .app
        .db
        .read(async move |tx| access::store::keys::newest(tx, place.scope).await)
        .await
        .unwrap()
        .unwrap();
    let public = base64url_decode(&key.public_key).unwrap();
    let text = plain.to_string();
    let about = (seal::CONTACT, place.hub);
    let bytes = seal::seal(&public, about, text.as_bytes(), house.app.ids.secret()).unwrap();
    json!({ "ciphertext": base64url_encode(&bytes), "key_id": key.id })
}

/// A shift at whose doors people give their details, and who keeps the vault.
struct Door {
    out: Outing,
    keeper: Who,
}

impl Door {
    async fn of(house: &House) -> Self {
        let out = outing(house).await;
        keyed(house, out.place).await;
        let keeper = house.who(Role::VaultKeeper, Some(out.place.hub)).await;
        Self { out, keeper }
    }

    /// Somebody gives their details; the op's id.
    async fn gives(&mut self, house: &House, changes: Value) -> Uuid {
        let data = sealed(house, self.out.place, &details(changes)).await;
        let id = self.out.phone.say(house, &OpKind::ContactConsent, &data);
        self.out.phone.push_all(house).await;
        id
    }

    async fn list(&self, house: &House) -> Value {
        let (status, list) = house.get(&self.keeper, "/api/v1/contacts").await;
        assert_eq!(status, 200, "{list}");
        list
    }

    /// The only person in the vault.
    async fn only(&self, house: &House) -> String {
        let list = self.list(house).await;
        assert_eq!(list["contacts"].as_array().unwrap().len(), 1, "{list}");
        list["contacts"][0]["id"].as_str().unwrap().to_owned()
    }

    async fn read(&self, house: &House, id: &str) -> Value {
        let path = format!("/api/v1/contacts/{id}?purpose=follow_up");
        let (status, contact) = house.get(&self.keeper, &path).await;
        assert_eq!(status, 200, "{contact}");
        contact
    }

    async fn post(&self, house: &House, path: &str, body: Value) -> (u16, Value) {
        let (status, answer) = house.post(Some(&self.keeper), path, body).await;
        (status.as_u16(), answer)
    }

    async fn withdraw(&self, house: &House, id: &str, body: Value) {
        let path = format!("/api/v1/contacts/{id}/withdraw");
        let (status, answer) = self.post(house, &path, body).await;
        assert_eq!(status, 204, "{answer}");
    }

    async fn search(&self, house: &House, by: Value) -> Vec<String> {
        let mut body = by;
        body["purpose"] = json!("access_request");
        let (status, found) = self.post(house, "/api/v1/contacts/search", body).await;
        assert_eq!(status, 200, "{found}");
        let found = found["contacts"].as_array().unwrap().iter();
        found
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn new_contact(&self, house: &House, changes: Value) -> (u16, Value) {
        let mut body = json!({ "name": "Ana Silva", "email": "ana@example.org",
            "purposes": ["news"], "wording": "contact-1", "language": "pt",
            "given_on": house.app.clock.now().day() });
        for (name, value) in changes.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.post(house, "/api/v1/contacts", body).await
    }

    async fn expire(&self, house: &House) -> Expired {
        let (scope, today) = (self.out.place.scope, house.app.clock.now().day());
        house
            .app
            .db
            .write(async move |tx| store::expire(tx, scope, today).await)
            .await
            .unwrap()
    }

    /// What the hub's endings come to, by how.
    async fn endings(&self, house: &House) -> Vec<(String, i64)> {
        let (status, told) = house.get(&self.keeper, "/api/v1/contact_endings").await;
        assert_eq!(status, 200, "{told}");
        let all = told["endings"].as_array().unwrap().iter();
        all.map(|one| {
            let how = one["how"].as_str().unwrap().to_owned();
            (how, one["count"].as_i64().unwrap())
        })
        .collect()
    }
}

/// Columns that hold something of a class in this hub.
pub async fn left_of(house: &House, place: Place, class: &str) -> Vec<String> {
    let mut left = Vec::new();
    for (name, (of, _)) in classed() {
        let (table, column) = name.split_once('.').unwrap();
        if of != class || table == "people" {
            continue;
        }
        let asked =
            format!("SELECT COUNT(*) FROM {table} WHERE hub_id = $1 AND {column} IS NOT NULL");
        let hub = place.hub;
        let count: i64 = house
            .app
            .db
            .read(async |tx| tx.value(sql_dynamic(asked).bind(hub)).await)
            .await
            .unwrap();
        if count > 0 {
            left.push(name);
        }
    }
    left
}

/// The audit log of the hub: action, purpose, count.
async fn log(house: &House, hub: HubId) -> Vec<(String, Option<String>, i64)> {
    house
        .app
        .db
        .read(async move |tx| {
            let text =
                "SELECT action, purpose, records FROM audit_log WHERE hub_id = $1 ORDER BY seq";
            tx.all(sql(text).bind(hub)).await
        })
        .await
        .unwrap()
}

fn days(house: &House, count: i64) {
    house.clock.advance(count * DAY_MS);
}

/// Another phone of the hub on a shift of today, when the first one's campaign day has moved on.
async fn second_phone(house: &House, door: &Door) -> Phone {
    door.out.another(house).await
}

both! {
    async fn what_a_phone_sealed_is_in_the_vault_when_the_keeper_opens_it(house: House) {
        let mut door = Door::of(&house).await;
        let op = door.gives(&house, json!({})).await;

        let list = door.list(&house).await;

        assert_eq!(list["taken_in"]["added"], 1, "{list}");
        let row = &list["contacts"][0];
        assert_eq!(row["initial"], "Ł");
        assert!(!list.to_string().contains("Kowalska"), "{list}");
        assert_eq!((&row["given_on"], &row["due_on"]), (&json!("2026-05-16"), &json!("2026-05-19")));
        assert_ne!(row["id"], json!(op));
        let contact = door.read(&house, row["id"].as_str().unwrap()).await;
        assert_eq!(contact["name"], "Łucja Kowalska");
        assert_eq!(contact["phone"], "07700 900123");
        assert_eq!(contact["post"], Value::Null);
        assert_eq!(contact["purposes"], json!(["follow_up", "invite"]));
        assert_eq!(contact["follow_ups"][0]["state"], "agreed");
        assert_eq!(left_of(&house, door.out.place, "contact").await.iter()
            .filter(|column| column.starts_with("sealed_contacts")).count(), 0);
    }

    async fn nobody_reads_without_saying_what_for_and_every_look_is_in_the_log(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;

        let bare = house.get(&door.keeper, &format!("/api/v1/contacts/{id}")).await;
        let made_up = house.get(&door.keeper, &format!("/api/v1/contacts/{id}?purpose=curious")).await;
        door.read(&house, &id).await;
        door.search(&house, json!({ "phone": "07700900123" })).await;
        door.search(&house, json!({ "name": "nobody" })).await;
        let path = format!("/api/v1/contacts/{id}/export?purpose=access_request");
        assert_eq!(house.get(&door.keeper, &path).await.0, 200);
        door.withdraw(&house, &id, json!({})).await;

        assert_eq!((bare.0.as_u16(), made_up.0.as_u16()), (400, 400));
        let told = log(&house, door.out.place.hub).await;
        let line = |action: &str, purpose: &str, count| {
            (action.to_owned(), Some(purpose.to_owned()), count)
        };
        assert_eq!(told, [
            line("contact_added", "upkeep", 1),
            line("contact_searched", "list", 1),
            line("contact_read", "follow_up", 1),
            line("contact_searched", "access_request", 1),
            line("contact_searched", "access_request", 0),
            line("contact_exported", "access_request", 1),
            line("contact_withdrawn", "withdrawal", 1),
        ]);
    }

    async fn a_phone_takes_details_back_sealed_or_taken_in_but_not_after_a_week(house: House) {
        let mut door = Door::of(&house).await;
        let sealed = door.gives(&house, json!({ "name": "First" })).await;
        door.out.phone.void(&house, sealed);
        door.out.phone.push_all(&house).await;
        assert_eq!(door.list(&house).await["taken_in"]["added"], 0);

        let taken_in = door.gives(&house, json!({ "name": "Second" })).await;
        door.only(&house).await;
        door.out.phone.void(&house, taken_in);
        door.out.phone.push_all(&house).await;
        assert_eq!(door.list(&house).await["contacts"], json!([]));
        assert_eq!(door.endings(&house).await, [("taken_back".to_owned(), 1)]);
        assert_eq!(left_of(&house, door.out.place, "contact").await, Vec::<String>::new());

        let old = door.gives(&house, json!({ "name": "Third" })).await;
        door.only(&house).await;
        days(&house, 8);
        assert_eq!(door.expire(&house).await.origins, 1);
        door.out.phone.void(&house, old);
        door.out.phone.push_all(&house).await;
        door.only(&house).await;
    }

    async fn a_corrected_record_stands_in_the_place_of_the_one_before(house: House) {
        let mut door = Door::of(&house).await;
        let op = door.gives(&house, json!({ "phone": "07700 900124" })).await;
        door.only(&house).await;
        let data = sealed(&house, door.out.place, &details(json!({ "phone": "07700 900125" }))).await;
        door.out.phone.write(&house, (op, 2), &OpKind::ContactConsent, &data);
        door.out.phone.push_all(&house).await;

        let id = door.only(&house).await;

        assert_eq!(door.read(&house, &id).await["phone"], "07700 900125");
    }

    async fn who_says_stop_is_gone_at_once_and_stays_away_until_a_later_yes(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;

        door.withdraw(&house, &id, json!({})).await;

        let path = format!("/api/v1/contacts/{id}?purpose=follow_up");
        assert_eq!(house.get(&door.keeper, &path).await.0, 404);
        assert_eq!(left_of(&house, door.out.place, "contact").await,
            ["contact_stops.channel", "contact_stops.mark", "contact_stops.since"]);
        assert_eq!(number(&house, door.out.place, "SELECT COUNT(*) FROM follow_ups WHERE hub_id = $1
            AND state = 'withdrawn' AND what IS NULL AND contact_id IS NULL").await, 1);
        // Another phone hands in the same person, who said yes on the same day.
        door.gives(&house, json!({ "phone": "+44 (0)7700 900123" })).await;
        assert_eq!(door.list(&house).await["taken_in"]["stopped"], 1);
        let (status, answer) = door.new_contact(&house, json!({ "email": "LUCJA@example.org" })).await;
        assert_eq!((status, &answer["code"]), (422, &json!("stopped")));

        days(&house, 1);
        let (status, answer) = door.new_contact(&house, json!({ "email": "LUCJA@example.org" })).await;
        assert_eq!(status, 201, "{answer}");
        door.gives(&house, json!({})).await;
        assert_eq!(door.list(&house).await["taken_in"]["added"], 1);
    }

    async fn one_channel_can_be_stopped_and_the_others_stay(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;

        door.withdraw(&house, &id, json!({ "channels": ["text"] })).await;
        let no_texts = door.read(&house, &id).await;
        door.withdraw(&house, &id, json!({ "channels": ["phone"] })).await;
        let no_calls = door.read(&house, &id).await;

        let ways = |contact: &Value| -> Vec<String> {
            let all = contact["channels"].as_array().unwrap().iter();
            all.map(|one| one["channel"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(ways(&no_texts), ["email", "phone"]);
        assert_eq!(no_texts["phone"], "07700 900123");
        assert_eq!((ways(&no_calls), &no_calls["phone"]), (vec!["email".to_owned()], &Value::Null));
        // The number comes back with another's hand-in: of it, only the address is new.
        door.gives(&house, json!({ "name": "Jan Nowak", "email": "jan@example.org" })).await;
        door.list(&house).await;
        let (_, found) = door.post(&house, "/api/v1/contacts/search",
            json!({ "email": "jan@example.org", "purpose": "upkeep" })).await;
        assert_eq!((&found["contacts"][0]["phone"], ways(&found["contacts"][0]).len()), (&Value::Null, 1));
        door.withdraw(&house, &id, json!({ "channels": ["email"] })).await;
        assert_eq!(house.get(&door.keeper, &format!("/api/v1/contacts/{id}?purpose=upkeep")).await.0, 404);
    }

    async fn somebody_is_found_however_it_is_written(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        door.gives(&house, json!({ "name": "José Núñez", "phone": "", "email": "jn@example.org" })).await;
        let id = {
            door.list(&house).await;
            let (_, found) = door.post(&house, "/api/v1/contacts/search",
                json!({ "phone": "07700900123", "purpose": "upkeep" })).await;
            found["contacts"][0]["code"].as_str().unwrap().to_owned()
        };
        let lucja = ["Łucja Kowalska"];

        for by in [
            json!({ "phone": "+447700900123" }),
            json!({ "phone": "0044 7700 900 123" }),
            json!({ "email": " lucja@EXAMPLE.org" }),
            json!({ "name": "kowalska lucja" }),
            json!({ "name": "KOWALSKA" }),
            json!({ "code": id.to_lowercase() }),
        ] {
            assert_eq!(door.search(&house, by.clone()).await, lucja, "{by}");
        }
        assert_eq!(door.search(&house, json!({ "name": "nunez" })).await, ["José Núñez"]);
        for by in [json!({ "phone": "07700 900124" }), json!({ "name": "kowal" }), json!({ "name": "" })] {
            assert_eq!(door.search(&house, by.clone()).await, Vec::<String>::new(), "{by}");
        }
        let (status, answer) = door.post(&house, "/api/v1/contacts/search",
            json!({ "phone": 447_700_900_123_i64, "purpose": "upkeep" })).await;
        assert_eq!(status, 400);
        assert!(!answer.to_string().contains("7700"), "{answer}");
    }

    async fn the_same_person_is_renewed_and_a_shared_number_is_a_household(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({ "purposes": ["news"] })).await;
        door.only(&house).await;
        days(&house, 2);
        door.gives(&house, json!({ "name": "lucja kowalska", "email": "", "purposes": ["invite"] })).await;

        let id = door.only(&house).await;
        let renewed = door.read(&house, &id).await;
        door.gives(&house, json!({ "name": "Jan Kowalski", "email": "" })).await;

        assert_eq!(renewed["state"], "renewed");
        assert_eq!(renewed["given_on"], "2026-05-18");
        assert_eq!(renewed["purposes"], json!(["invite"]));
        assert_eq!(renewed["email"], "Lucja@Example.org");
        assert_eq!(door.list(&house).await["contacts"].as_array().unwrap().len(), 2);
    }

    async fn only_what_somebody_agreed_to_can_be_used_and_each_message_says_how_to_stop(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;
        let path = format!("/api/v1/contacts/{id}/use");

        let (status, news) = door.post(&house, &path, json!({ "channel": "email", "purpose": "news" })).await;
        let (post, _) = door.post(&house, &path, json!({ "channel": "post", "purpose": "invite" })).await;
        let (ok, invited) = door.post(&house, &path, json!({ "channel": "text", "purpose": "invite" })).await;

        assert_eq!((status, &news["code"], post), (422, &json!("no_consent"), 422));
        assert_eq!(ok, 200, "{invited}");
        assert_eq!(invited["to"], "07700 900123");
        assert!(!invited.to_string().contains("xample.org"), "{invited}");
        let contact = door.read(&house, &id).await;
        assert_eq!(contact["state"], "used");
        let sentence = invited["stop_sentence"].as_str().unwrap();
        assert!(sentence.contains(contact["code"].as_str().unwrap()), "{sentence}");
    }

    async fn the_rule_of_law_follows_the_legal_form_of_the_hub(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({ "post": "12 Elm Road" })).await;
        let id = door.only(&house).await;
        let of_charity = door.read(&house, &id).await["channels"].clone();
        door.withdraw(&house, &id, json!({})).await;
        let hub = door.out.place.hub;
        house.app.db.write(async move |tx| {
            tx.run(sql("UPDATE hubs SET legal_form = 'cic' WHERE id = $1").bind(hub)).await
        }).await.unwrap();
        days(&house, 1);
        door.gives(&house, json!({ "post": "12 Elm Road" })).await;
        let id = door.only(&house).await;
        let of_cic = door.read(&house, &id).await["channels"].clone();

        let rules = |channels: &Value| -> Vec<(String, String)> {
            channels.as_array().unwrap().iter().map(|one| {
                (one["channel"].as_str().unwrap().to_owned(), one["rule"].as_str().unwrap().to_owned())
            }).collect()
        };
        let pairs = |all: [(&str, &str); 4]| all.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
        assert_eq!(rules(&of_charity), pairs([("email", "charity_soft_opt_in"), ("phone", "consent"),
            ("post", "legitimate_interests"), ("text", "charity_soft_opt_in")]));
        assert_eq!(rules(&of_cic), pairs([("email", "consent"), ("phone", "consent"),
            ("post", "legitimate_interests"), ("text", "consent")]));
    }

    async fn a_child_is_never_kept(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({ "age": "under_13", "parent_agreed": true })).await;
        door.gives(&house, json!({ "name": "B", "age": "13_to_17" })).await;
        door.gives(&house, json!({ "name": "C", "age": "13_to_17", "parent_agreed": true })).await;

        let list = door.list(&house).await;
        let (status, answer) = door.new_contact(&house, json!({ "age": "under_13" })).await;

        assert_eq!((&list["taken_in"]["too_young"], &list["taken_in"]["added"]), (&json!(2), &json!(1)));
        assert_eq!((status, &answer["code"]), (422, &json!("too_young")));
        assert_eq!(number(&house, door.out.place, "SELECT COUNT(*) FROM sealed_contacts WHERE hub_id = $1").await, 0);
        let id = list["contacts"][0]["id"].as_str().unwrap();
        assert_eq!(door.read(&house, id).await["parent_agreed"], true);
    }

    async fn six_months_without_a_word_and_nothing_is_left_but_a_tally(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;
        days(&house, 183);
        let early = door.expire(&house).await;
        days(&house, 1);

        let first = door.expire(&house).await;
        let again = door.expire(&house).await;
        let path = format!("/api/v1/contacts/{id}/use");
        let (status, _) = door.post(&house, &path, json!({ "channel": "email", "purpose": "invite" })).await;
        days(&house, 21);
        let last = door.expire(&house).await;

        assert_eq!((early.expired, early.follow_ups), (0, 1));
        assert_eq!((first.expired, again), (1, Expired::default()));
        assert_eq!(status, 422);
        assert_eq!((last.expired, last.erased), (0, 1));
        assert_eq!(left_of(&house, door.out.place, "contact").await, Vec::<String>::new());
        assert_eq!(door.endings(&house).await, [("expired".to_owned(), 1)]);
    }

    async fn who_is_spoken_with_does_not_expire(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;
        days(&house, 180);
        let path = format!("/api/v1/contacts/{id}/use");
        assert_eq!(door.post(&house, &path, json!({ "channel": "email", "purpose": "invite" })).await.0, 200);
        days(&house, 180);

        assert_eq!(door.expire(&house).await.expired, 0);
    }

    async fn an_erased_contact_leaves_nothing_but_marks_that_keep_it_away(house: House) {
        let mut door = Door::of(&house).await;
        let before = left_of(&house, door.out.place, "contact").await;
        door.gives(&house, json!({ "post": "12 Elm Road" })).await;
        let id = door.only(&house).await;
        let agreed = json!({ "contact": id, "what": "Bring the petition round" });
        assert_eq!(door.post(&house, "/api/v1/follow_ups", agreed).await.0, 201);

        let (status, _) = house.call(Method::DELETE, Some(&door.keeper), &format!("/api/v1/contacts/{id}")).await;

        assert_eq!((before, status.as_u16()), (Vec::new(), 204));
        assert_eq!(left_of(&house, door.out.place, "contact").await,
            ["contact_stops.channel", "contact_stops.mark", "contact_stops.since"]);
        assert_eq!(door.endings(&house).await, [("erased".to_owned(), 1)]);
        assert_eq!(door.search(&house, json!({ "name": "Kowalska" })).await, Vec::<String>::new());
        let (again, _) = house.call(Method::DELETE, Some(&door.keeper), &format!("/api/v1/contacts/{id}")).await;
        assert_eq!(again, 404);
    }

    async fn an_erasure_is_carried_out_again_on_what_a_backup_brings_back(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id: ContactId = door.only(&house).await.parse().unwrap();
        door.gives(&house, json!({ "name": "Jan Kowalski" })).await;
        let (scope, today) = (door.out.place.scope, house.app.clock.now().day());
        // What last week's backup holds: the row, its channels, the other one still sealed.
        let (row, channels, sealed) = house.app.db.read(async move |tx| {
            let sealed = store::sealed(tx, scope, ContactId(Uuid::nil()), 10).await?;
            Ok::<_, Error>((store::one(tx, scope, id).await?.unwrap(), store::channels(tx, scope, id).await?, sealed))
        }).await.unwrap();
        let marks = store::marks_of(&row);
        let other = format!("contact:{}", sealed[0].mark);
        door.withdraw(&house, &id.to_string(), json!({})).await;
        house.app.db.write(async move |tx| {
            tx.run(sql("DELETE FROM contact_stops WHERE hub_id = $1").bind(scope.hub())).await?;
            store::keep(tx, scope, row.clone(), &channels).await
        }).await.unwrap();

        let replay = async |mark: String| {
            house.app.db.write(async move |tx| store::erase_by_mark(tx, scope, &mark, today).await).await.unwrap()
        };
        let mut went = Vec::new();
        for mark in &marks {
            went.push(replay(mark.clone()).await);
        }
        let again = replay(marks[0].clone()).await;
        let sealed_too = replay(other).await;

        assert!(marks.iter().all(|mark| !mark.contains("900123") && !mark.contains(&id.to_string())));
        assert_eq!(went.iter().filter(|gone| **gone).count(), 1, "{marks:?}");
        assert!(!again && sealed_too);
        // The phone still holds its record and hands it in again: it said stop.
        door.gives(&house, json!({})).await;
        let list = door.list(&house).await;
        assert_eq!((&list["taken_in"]["stopped"], &list["contacts"]), (&json!(1), &json!([])));
    }

    async fn whoever_answers_the_phone_can_stop_a_number_and_sees_nothing(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        door.only(&house).await;
        let stop = async |body: Value| {
            let (status, answer) = house.post(Some(&door.out.lead), "/api/v1/contact_stops", body).await;
            (status.as_u16(), answer)
        };

        let here = stop(json!({ "phone": "07700 900 123" })).await;
        let nobody = stop(json!({ "email": "later@example.org" })).await;
        let slip = stop(json!({ "phone": "900123" })).await;
        let looked = house.get(&door.out.lead, "/api/v1/contacts").await;

        assert_eq!((here, nobody), ((204, Value::Null), (204, Value::Null)));
        assert_eq!((slip.0, looked.0.as_u16()), (400, 403));
        assert_eq!(door.list(&house).await["contacts"], json!([]));
        let mut other = second_phone(&house, &door).await;
        let plain = details(json!({ "name": "Late", "phone": "", "email": "later@example.org" }));
        let data = sealed(&house, door.out.place, &plain).await;
        other.say(&house, &OpKind::ContactConsent, &data);
        other.push_all(&house).await;
        assert_eq!(door.list(&house).await["taken_in"]["stopped"], 1);
    }

    async fn a_resident_stops_everything_with_one_button_and_no_account(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;
        let path = format!("/api/v1/contacts/{id}/use");
        let (_, message) = door.post(&house, &path, json!({ "channel": "email", "purpose": "invite" })).await;
        let sentence = message["stop_sentence"].as_str().unwrap();
        let link = sentence.split("/stop?").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        let knock = async |method: Method, path: &str, body: String| {
            let asked = request(method, None, path)
                .header("content-type", "application/x-www-form-urlencoded");
            let (status, bytes) = house.send_raw(asked.body(Body::from(body)).unwrap()).await;
            (status.as_u16(), String::from_utf8(bytes).unwrap())
        };

        let (status, shown) = knock(Method::GET, &format!("/stop?{link}"), String::new()).await;
        assert_eq!(status, 200);
        assert!(shown.contains("Northgate") && shown.contains("<button>"), "{shown}");
        assert!(!shown.contains("Kowalska"));
        door.only(&house).await;
        let wrong = link.replace(&link[link.len() - 4..], "0000");
        let (_, done) = knock(Method::POST, "/stop", wrong).await;
        door.only(&house).await;
        let (_, same) = knock(Method::POST, "/stop", link).await;

        assert_eq!(done, same);
        assert_eq!(door.list(&house).await["contacts"], json!([]));
        assert_eq!(door.endings(&house).await, [("withdrawn".to_owned(), 1)]);
    }

    async fn what_was_agreed_is_due_in_72_hours_tried_and_done(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({ "purposes": ["news"] })).await;
        let id = door.only(&house).await;
        let agree = async |body: Value| door.post(&house, "/api/v1/follow_ups", body).await;
        let (status, agreed) = agree(json!({ "contact": id, "what": "Say when the bus meeting is" })).await;
        assert_eq!((status, &agreed["due_on"]), (201, &json!("2026-05-19")), "{agreed}");
        let (status, _) = agree(json!({ "what": "Will come to the park walk" })).await;
        assert_eq!(status, 201);
        let (status, refused) = agree(json!({ "what": "ring 07700 900123" })).await;
        assert_eq!(status, 400);
        assert!(!refused.to_string().contains("900123"), "{refused}");
        let mark = format!("/api/v1/follow_ups/{}/mark", agreed["id"].as_str().unwrap());
        let due = async |house: &House| {
            let (_, list) = house.get(&door.keeper, "/api/v1/follow_ups").await;
            let all = list["follow_ups"].as_array().unwrap().clone();
            all.iter().map(|one| (one["state"].clone(), one["what"].clone())).collect::<Vec<_>>()
        };
        assert_eq!(due(&house).await, []);

        days(&house, 3);
        let on_time = due(&house).await;
        let tried = door.post(&house, &mark, json!({ "came": "tried" })).await.1;
        let done = door.post(&house, &mark, json!({ "came": "done" })).await.1;
        let (over, _) = door.post(&house, &mark, json!({ "came": "tried" })).await;

        assert_eq!(on_time.len(), 2);
        assert!(on_time.iter().all(|(state, what)| state == "due" && what.is_string()), "{on_time:?}");
        assert_eq!((&tried["state"], &tried["tries"]), (&json!("tried"), &json!(1)));
        assert_eq!((&done["state"], &done["what"]), (&json!("done"), &Value::Null));
        assert_eq!(over, 409);
        assert_eq!(number(&house, door.out.place,
            "SELECT COUNT(*) FROM follow_ups WHERE hub_id = $1 AND what IS NOT NULL").await, 1);
    }

    async fn details_that_do_not_open_wait_and_hold_nobody_up(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({ "v": 2, "name": "From a newer app" })).await;
        let junk = json!({ "ciphertext": base64url_encode(&[7; 120]), "key_id": "k1" });
        door.out.phone.say(&house, &OpKind::ContactConsent, &junk);
        door.out.phone.push_all(&house).await;
        door.gives(&house, json!({ "name": "", "phone": "", "email": "" })).await;
        door.gives(&house, json!({})).await;

        let first = door.list(&house).await["taken_in"].clone();
        days(&house, 31);
        let job = door.expire(&house).await;

        assert_eq!((&first["unreadable"], &first["added"], &first["empty"]), (&json!(2), &json!(1), &json!(1)));
        assert_eq!(job.unreadable, 2);
        assert_eq!(door.endings(&house).await, [("unreadable".to_owned(), 2), ("empty".to_owned(), 1)]);
    }

    async fn a_slip_of_the_pen_is_corrected(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({ "phone": "7700 900123 eve", "email": "" })).await;
        let id = door.only(&house).await;
        let path = format!("/api/v1/contacts/{id}");

        let (bad, answer) = change(&house, &door.keeper, &path, json!({ "phone": "900" })).await;
        let (status, right) = change(&house, &door.keeper, &path, json!({ "phone": "07700 900123" })).await;

        assert_eq!((bad.as_u16(), status.as_u16()), (400, 200), "{answer} {right}");
        assert_eq!(door.search(&house, json!({ "phone": "+44 7700 900123" })).await, ["Łucja Kowalska"]);
        let (status, _) = change(&house, &door.keeper, &path, json!({ "phone": "" })).await;
        assert_eq!(status, 400);
    }

    async fn a_person_gets_all_of_it_in_plain_words(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({ "purposes": ["follow_up"] })).await;
        let id = door.only(&house).await;
        let path = format!("/api/v1/contacts/{id}/export?purpose=access_request&form=text");
        let asked = request(Method::GET, Some(&door.keeper), &path).body(Body::empty()).unwrap();

        let (status, bytes) = house.send_raw(asked).await;

        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(status, 200, "{text}");
        for line in ["Name: Łucja Kowalska", "Phone: 07700 900123", "E-mail: Lucja@Example.org",
            "answer you about what you said", "charitable-purpose soft opt-in", "due on 2026-05-19"] {
            assert!(text.contains(line), "{line} is missing in:\n{text}");
        }
    }

    async fn another_hubs_vault_is_a_wall(house: House) {
        let mut door = Door::of(&house).await;
        door.gives(&house, json!({})).await;
        let id = door.only(&house).await;
        let other = house.hub("Southgate").await;
        keyed(&house, other).await;
        let stranger = house.who(Role::VaultKeeper, Some(other.hub)).await;

        let (read, _) = house.get(&stranger, &format!("/api/v1/contacts/{id}?purpose=upkeep")).await;
        let (erased, _) = house.call(Method::DELETE, Some(&stranger), &format!("/api/v1/contacts/{id}")).await;
        let (_, found) = house.post(Some(&stranger), "/api/v1/contacts/search",
            json!({ "phone": "07700 900123", "purpose": "upkeep" })).await;

        assert_eq!((read.as_u16(), erased.as_u16(), &found["contacts"]), (404, 404, &json!([])));
        door.only(&house).await;
    }

    async fn nothing_that_is_stored_tells_by_which_record_details_came(house: House) {
        let mut door = Door::of(&house).await;
        let mut ops = Vec::new();
        for n in 0..12 {
            let phone = format!("07700 9002{n:02}");
            ops.push(door.gives(&house, json!({ "name": format!("Person {n}"), "phone": phone, "email": "" })).await);
        }
        let hub = door.out.place.hub;
        let ids_of = async |text: &'static str| -> Vec<(ContactId,)> {
            house.app.db.read(async move |tx: &mut Tx| tx.all(sql(text).bind(hub)).await).await.unwrap()
        };
        let sealed = ids_of("SELECT id FROM sealed_contacts WHERE hub_id = $1 ORDER BY id").await;
        door.list(&house).await;
        let mut kept = Vec::new();
        for (id,) in ids_of("SELECT id FROM contacts WHERE hub_id = $1 ORDER BY id").await {
            let name = door.read(&house, &id.to_string()).await["name"].clone();
            kept.push((id, name));
        }

        let asked: Vec<(ContactId,)> = kept.iter().map(|(id, _)| (*id,)).collect();
        assert_eq!(sealed, asked);
        for (id, _) in &kept {
            assert!(!ops.contains(&id.0));
            assert_eq!(id.0.get_version_num(), 4, "an id that tells its millisecond");
        }
        // Rows lie in the order of chance, not in that of the doors.
        let in_order: Vec<Value> = (0..12).map(|n| json!(format!("Person {n}"))).collect();
        let names: Vec<Value> = kept.into_iter().map(|(_, name)| name).collect();
        assert_ne!(names, in_order);
        let of_op = ops.iter().map(|op| format!("%{op}%"));
        for like in of_op {
            let count: i64 = house.app.db.read(async move |tx: &mut Tx| {
                let text = "SELECT COUNT(*) FROM contacts WHERE hub_id = $1 AND (origin LIKE $2 OR mark LIKE $2)";
                tx.value(sql(text).bind(hub).bind(like)).await
            }).await.unwrap();
            assert_eq!(count, 0);
        }
    }
}
