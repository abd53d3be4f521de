//! The play-back sheet for doors: it says what everybody may read, and nothing else.

use doorstep::{
    access::Role,
    base::time::{DAY_MS, EpochMs},
    disclosure::Audience,
    privacy::retention,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    quotes::{WORDS, start},
    releases::{quarter, set},
};
use crate::harness::{House, Who, both};

fn path(programme: impl std::fmt::Display, rest: &str) -> String {
    format!("/api/v1/playback?programme={programme}&quarter=2026-Q1{rest}")
}

async fn write(house: &House, who: &Who, path: &str, language: &str, body: Value) -> (u16, Value) {
    let query = path.split_once('?').unwrap().1;
    let at = format!("/api/v1/playback/texts/{language}?{query}");
    let (status, answer) = house.put(who, &at, body).await;
    (status.as_u16(), answer)
}

both! {
    async fn a_sheet_for_doors_shows_the_public_release_and_no_finer_one(house: House) {
        let mut quarter = quarter(&house, 3).await;
        for n in 0..3 {
            quarter.heard(&house, (n, "2026-05-10"), (22, 11)).await;
        }
        set(&house, "2026-07-02T12:00:00Z");
        let lead = house.who(Role::LeadOrganiser, Some(quarter.place.hub)).await;
        let at = path(quarter.place.programme, &format!("&patch={}", quarter.patches[0].0));
        quarter.release(&house, Audience::Group, "2026-Q1").await;

        let (status, before) = house.get(&lead, &at).await;
        assert_eq!(status, 200, "{before}");
        assert_eq!((&before["release"], &before["here"], &before["everywhere"]),
            (&Value::Null, &Value::Null, &Value::Null), "the group's own release is not for doors");

        let public = quarter.release(&house, Audience::Public, "2026-Q1").await;
        let (_, sheet) = house.get(&lead, &at).await;

        assert_eq!(sheet["release"]["id"], json!(public.release.id));
        assert_eq!((&sheet["hub"], &sheet["patch"]), (&json!("Northgate"), &json!("Patch 0")));
        let of = |place: &str| sheet[place]["listenings"].as_i64().unwrap();
        assert!(of("here") % 5 == 0 && of("everywhere") % 5 == 0, "rounded: {sheet}");
        let shown: Vec<i64> = public.release.figures.iter().map(|figure| figure.value).collect();
        let mut told = Vec::new();
        for place in ["here", "everywhere"] {
            for line in sheet[place]["concern"].as_array().unwrap() {
                told.push(line["mentions"].as_i64().unwrap());
            }
        }
        assert!(!told.is_empty(), "{sheet}");
        assert!(told.iter().all(|value| shown.contains(value)), "{told:?} of {shown:?}");
        // A group's member, who may read finer figures, is told the same.
        let member = house.who(Role::GroupMember, Some(quarter.place.hub)).await;
        let (_, same) = house.get(&member, &at).await;
        assert_eq!(same["here"], sheet["here"]);
    }

    async fn only_a_cleared_quote_of_the_patch_is_on_its_sheet(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 9).await;
        let listening = heard.listening(&house, "food", (WORDS, true)).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        let (_, quote) = house.post(Some(&lead), "/api/v1/quotes", heard.wish(listening)).await;
        let at = path(heard.place.programme, &format!("&patch={}", heard.patch));
        let quotes = async |at: &str| house.get(&lead, at).await.1["quotes"].as_array().unwrap().clone();
        assert!(quotes(&at).await.is_empty(), "proposed is not cleared");
        let one = format!("/api/v1/quotes/{}", quote["id"].as_str().unwrap());
        house.post(Some(&lead), &format!("{one}/clear"), json!({ "points_at_nobody": true })).await;

        let found = quotes(&at).await;

        assert_eq!(found, [json!({ "id": quote["id"], "theme": "food", "words": WORDS })]);
        let other = crate::stores::ledger::patch(&house, &heard.place, "Q").await;
        assert!(quotes(&path(heard.place.programme, &format!("&patch={other}"))).await.is_empty());
        house.post(Some(&lead), &format!("{one}/withdraw"), Value::Null).await;
        assert!(quotes(&at).await.is_empty());
    }

    async fn words_are_kept_by_language_and_nobodys_are_overwritten_unseen(house: House) {
        let heard = start(&house).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        let member = house.who(Role::GroupMember, Some(heard.place.hub)).await;
        let at = path(heard.place.programme, &format!("&patch={}", heard.patch));
        let said = |title: &str, version: i64| json!({ "words": { "title": title }, "version": version });

        let (status, urdu) = write(&house, &lead, &at, "ur", said(" آپ نے بتایا ", 0)).await;
        assert_eq!((status, &urdu["version"]), (200, &json!(1)), "{urdu}");
        assert_eq!(write(&house, &member, &at, "en-x-easy", said("You said", 0)).await.0, 200);
        // An answer that was lost: the same words once more are no quarrel, and change nothing.
        let (status, again) = write(&house, &lead, &at, "ur", said("آپ نے بتایا", 0)).await;
        assert_eq!((status, &again), (200, &urdu), "{again}");
        let (status, late) = write(&house, &member, &at, "ur", said("Overwritten", 0)).await;
        assert_eq!((status, &late["code"]), (409, &json!("changed_meanwhile")), "{late}");
        assert_eq!(write(&house, &member, &at, "ur", said("Overwritten", 7)).await.0, 409);
        assert_eq!(write(&house, &member, &at, "ur", said("آپ کی بات", 1)).await.0, 200);

        let (_, sheet) = house.get(&lead, &at).await;

        let texts = sheet["texts"].as_array().unwrap();
        let titles: Vec<(&str, &str, i64)> = texts.iter().map(|text| (
            text["language"].as_str().unwrap(),
            text["words"]["title"].as_str().unwrap(),
            text["version"].as_i64().unwrap(),
        )).collect();
        assert_eq!(titles, [("en-x-easy", "You said", 1), ("ur", "آپ کی بات", 2)]);
        // The whole hub's sheet is another.
        let (_, whole) = house.get(&lead, &path(heard.place.programme, "")).await;
        assert_eq!(whole["texts"], json!([]));
    }

    async fn words_that_may_name_whom_to_meet_go_when_notes_go(house: House) {
        let heard = start(&house).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        let at = path(heard.place.programme, "");
        let said = json!({ "words": { "meet": "Ruth, Millfield Hall" }, "version": 0 });
        let (_, written) = write(&house, &lead, &at, "en", said).await;
        let day: EpochMs = written["changed_at"].as_str().unwrap().parse().unwrap();
        house.clock.set(day.plus(365 * DAY_MS));
        retention::run(&house.app).await.unwrap();
        let (_, year) = house.get(&lead, &at).await;
        assert_eq!(year["texts"], json!([written]), "{year}");
        house.clock.set(day.plus(367 * DAY_MS));
        retention::run(&house.app).await.unwrap();

        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        assert_eq!(house.get(&lead, &at).await.1["texts"], json!([]));
    }

    async fn a_sheet_that_makes_no_sense_is_refused_in_words(house: House) {
        let heard = start(&house).await;
        let hub = Some(heard.place.hub);
        let lead = house.who(Role::LeadOrganiser, hub).await;
        let at = path(heard.place.programme, "");
        let one = json!({ "words": { "title": "You said" }, "version": 0 });
        assert_eq!(write(&house, &lead, &at, "english", one.clone()).await.0, 400);
        let long = json!({ "words": { "heard": "a".repeat(1001) }, "version": 0 });
        let (status, why) = write(&house, &lead, &at, "en", long).await;
        assert_eq!(status, 400);
        assert!(why["detail"].as_str().unwrap().contains("1000 characters"), "{why}");
        let below = json!({ "words": {}, "version": -1 });
        assert_eq!(write(&house, &lead, &at, "en", below).await.0, 400);
        let nowhere = path(heard.place.programme, &format!("&patch={}", Uuid::from_u128(404)));
        assert_eq!(house.get(&lead, &nowhere).await.0, 404);
        assert_eq!(write(&house, &lead, &nowhere, "en", one.clone()).await.0, 404);
        assert_eq!(house.get(&lead, &path(Uuid::from_u128(404), "")).await.0, 404);
        // Those who only read releases do not write on the group's behalf, and another hub sees none.
        let organiser = house.who(Role::Organiser, hub).await;
        assert_eq!(house.get(&organiser, &at).await.0, 403);
        assert_eq!(write(&house, &organiser, &at, "en", one.clone()).await.0, 403);
        let elsewhere = house.hub("Southgate").await;
        let theirs = house.who(Role::LeadOrganiser, Some(elsewhere.hub)).await;
        let patch = path(heard.place.programme, &format!("&patch={}", heard.patch));
        assert_eq!(house.get(&theirs, &patch).await.0, 404);
        assert_eq!(write(&house, &lead, &patch, "en", one).await.0, 200);
    }
}
