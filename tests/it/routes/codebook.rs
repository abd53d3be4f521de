//! The hub's codebook in versions: words merged, split and taken back, and nothing lost.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use doorstep::{
    access::Role,
    db::sql,
    disclosure::store::themes as released,
    themes::{self, codebook::national_id},
};
use mobile_api::wire::OpKind;
use serde_json::{Value, json};
use uuid::Uuid;

use super::themes::change;
use crate::{
    field::{Outing, listening, number, outing},
    harness::{House, Who, both, request},
};

async fn keep_codebook(house: &House) {
    house
        .app
        .db
        .write(async |tx| themes::keep_starter_codebook(tx).await)
        .await
        .unwrap();
}

async fn add(house: &House, who: &Who, label: &str, national: &str) -> Value {
    let body = json!({ "label": label, "national_id": national_id(national) });
    let (status, theme) = house.post(Some(who), "/api/v1/themes", body).await;
    assert_eq!(status, 201, "{theme}");
    theme
}

fn path(theme: &Value, rest: &str) -> String {
    format!("/api/v1/themes/{}{rest}", theme["id"].as_str().unwrap())
}

async fn merge(house: &House, who: &Who, from: &Value, into: &Value) -> (StatusCode, Value) {
    let body =
        json!({ "into": into["id"], "version": from["version"], "into_version": into["version"] });
    house.post(Some(who), &path(from, "/merge"), body).await
}

async fn book(house: &House, who: &Who) -> Value {
    house.get(who, "/api/v1/themes").await.1
}

/// Talks on the street, each coded with these themes.
async fn talks(house: &House, out: &mut Outing, coded: &[&[&Value]]) {
    for themes in coded {
        let mut data = listening("street", json!({ "first": 1 }));
        let said: Vec<Value> = themes
            .iter()
            .map(|theme| json!({ "theme": theme["id"], "stance": "concern" }))
            .collect();
        data["statements"] = json!(said);
        out.phone.say(house, &OpKind::ListeningRecord, &data);
    }
    out.phone.push_all(house).await;
    out.close(house).await;
}

/// Conversations in which each of the group's own words occurs, by its label; what was merged into
/// another counts there.
async fn words(house: &House, out: &Outing) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for theme in book(house, &out.lead).await["local"].as_array().unwrap() {
        if theme["state"] == "merged" {
            continue;
        }
        let of = format!("/api/v1/listenings?theme={}", theme["id"].as_str().unwrap());
        let (status, page) = house.get(&out.lead, &of).await;
        assert_eq!(status, 200, "{page}");
        let count = page["listenings"].as_array().unwrap().len();
        if count > 0 {
            found.push((theme["label"].as_str().unwrap().to_owned(), count));
        }
    }
    found
}

/// Conversations with a concern, by national theme, as a release of these days would count them.
async fn national(house: &House, out: &Outing, days: (&str, &str)) -> Vec<(String, i64)> {
    let (scope, programme) = (out.place.scope, out.place.programme);
    let days = (days.0.parse().unwrap(), days.1.parse().unwrap());
    let counted = house
        .app
        .db
        .read(async move |tx| released::count(tx, scope, programme, days, "something_else").await)
        .await
        .unwrap();
    concerns_of(&counted)
}

fn concerns_of(counted: &released::Counted) -> Vec<(String, i64)> {
    let mut found = std::collections::BTreeMap::new();
    for ((_, theme), count) in &counted.by_theme {
        if let Some((slug, stance)) = theme
            && stance == "concern"
        {
            *found.entry(slug.clone()).or_insert(0) += count;
        }
    }
    found.into_iter().filter(|(_, count)| *count > 0).collect()
}

const YEAR: (&str, &str) = ("2026-04-01", "2027-03-31");

both! {
    async fn words_that_are_merged_count_once_a_listening_and_no_national_total_moves(house: House) {
        keep_codebook(&house).await;
        let mut out = outing(&house).await;
        let dogs = add(&house, &out.lead, "Dog mess", "litter_and_cleaning").await;
        let bins = add(&house, &out.lead, "The bins", "litter_and_cleaning").await;
        talks(&house, &mut out, &[&[&dogs], &[&dogs, &bins], &[&bins], &[&bins], &[&dogs]]).await;
        let before = national(&house, &out, YEAR).await;
        assert_eq!(before, [("litter_and_cleaning".to_owned(), 5)]);

        let (status, answer) = merge(&house, &out.lead, &dogs, &bins).await;

        assert_eq!(status, 200, "{answer}");
        assert_eq!(words(&house, &out).await, [("The bins".to_owned(), 5)]);
        assert_eq!(national(&house, &out, YEAR).await, before);
        let of_bins = format!("/api/v1/listenings?theme={}", bins["id"].as_str().unwrap());
        let (_, page) = house.get(&out.lead, &of_bins).await;
        assert_eq!(page["listenings"].as_array().unwrap().len(), 5);

        let (status, _) = house.post(Some(&out.lead), "/api/v1/themes/undo",
            json!({ "codebook": answer["codebook"] })).await;
        assert_eq!(status, 200);
        assert_eq!(words(&house, &out).await,
            [("Dog mess".to_owned(), 3), ("The bins".to_owned(), 3)]);
        assert_eq!(national(&house, &out, YEAR).await, before);
    }

    async fn a_theme_merged_while_another_edits_it_gets_a_plain_sentence_and_nothing_is_lost(house: House) {
        keep_codebook(&house).await;
        let place = house.hub("Northgate").await;
        let one = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let other = house.who(Role::GroupMember, Some(place.hub)).await;
        let dogs = add(&house, &one, "Dog mess", "litter_and_cleaning").await;
        let bins = add(&house, &one, "The bins", "litter_and_cleaning").await;
        assert_eq!(merge(&house, &one, &dogs, &bins).await.0, 200);

        let body = json!({ "label": "Dogs and their owners", "version": dogs["version"] });
        let (status, answer) = change(&house, &other, &path(&dogs, ""), body).await;

        assert_eq!((status.as_u16(), &answer["code"]), (409, &json!("theme_merged")));
        let sentence = answer["detail"].as_str().unwrap();
        assert!(sentence.contains("“Dog mess” was merged into “The bins”"), "{sentence}");
        let labels: Vec<Value> = book(&house, &one).await["local"].as_array().unwrap().iter()
            .map(|theme| theme["label"].clone()).collect();
        assert_eq!(labels, [json!("Dog mess"), json!("The bins")]);
    }

    async fn a_rename_on_an_older_version_overwrites_nothing(house: House) {
        keep_codebook(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let bins = add(&house, &lead, "The bins", "litter_and_cleaning").await;
        let first = json!({ "label": "Bins and foxes", "version": 1 });
        assert_eq!(change(&house, &lead, &path(&bins, ""), first).await.0, 200);

        let second = json!({ "label": "Bin day", "version": 1 });
        let (status, answer) = change(&house, &lead, &path(&bins, ""), second).await;
        let by_header = request(Method::PATCH, Some(&lead), &path(&bins, ""))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::IF_MATCH, "\"1\"")
            .body(Body::from(json!({ "label": "Bin day" }).to_string()))
            .unwrap();
        let by_header = house.send(by_header).await;

        assert_eq!((status.as_u16(), &answer["code"]), (409, &json!("theme_changed")));
        assert!(answer["detail"].as_str().unwrap().contains("“Bins and foxes”"), "{answer}");
        assert_eq!(by_header.0, 409);
        let now = json!({ "label": "Bin day", "version": 2 });
        assert_eq!(change(&house, &lead, &path(&bins, ""), now).await.0, 200);
    }

    async fn words_of_two_national_themes_are_not_merged_unseen(house: House) {
        keep_codebook(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let dogs = add(&house, &lead, "Dog mess", "litter_and_cleaning").await;
        let park = add(&house, &lead, "The park", "green_space_and_play").await;

        let (status, answer) = merge(&house, &lead, &dogs, &park).await;

        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("national_differs")));
        let (status, answer) = merge(&house, &lead, &dogs, &dogs).await;
        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("merge_with_itself")));
    }

    async fn a_word_that_is_split_keeps_what_was_coded_until_somebody_recodes_it(house: House) {
        keep_codebook(&house).await;
        let mut out = outing(&house).await;
        let litter = add(&house, &out.lead, "Litter", "litter_and_cleaning").await;
        talks(&house, &mut out, &[&[&litter], &[&litter], &[&litter], &[&litter], &[&litter]]).await;
        let parts = json!({ "parts": [{ "label": "Fly-tipping" }, { "label": "Dogs" }], "version": 1 });

        let (status, answer) = house.post(Some(&out.lead), &path(&litter, "/split"), parts).await;

        assert_eq!(status, 200, "{answer}");
        assert_eq!(words(&house, &out).await, [("Litter".to_owned(), 5)]);
        let part = answer["themes"].as_array().unwrap().iter()
            .find(|theme| theme["label"] == "Dogs").unwrap().clone();
        assert_eq!(part["split_from"], litter["id"]);
        let of_litter = format!("/api/v1/listenings?theme={}", litter["id"].as_str().unwrap());
        let (_, page) = house.get(&out.lead, &of_litter).await;
        let one = &page["listenings"][0];
        let recode = format!("/api/v1/listenings/{}/statements", one["id"].as_str().unwrap());
        let body = json!({ "statements": [{ "theme": part["id"], "stance": "concern" }],
            "was": one["statements"] });
        let (status, coded) = house.put(&out.lead, &recode, body.clone()).await;
        assert_eq!(status, 200, "{coded}");
        assert_eq!(words(&house, &out).await,
            [("Dogs".to_owned(), 1), ("Litter".to_owned(), 4)]);
        assert_eq!(national(&house, &out, YEAR).await, [("litter_and_cleaning".to_owned(), 5)]);

        // Somebody who looked before finds it coded, and overwrites nothing.
        let (status, answer) = house.put(&out.lead, &recode, body).await;
        assert_eq!((status.as_u16(), &answer["code"]), (409, &json!("recoded_meanwhile")));
        let recodes = recode.replace("/statements", "/recodes");
        let (_, page) = house.get(&out.lead, &recodes).await;
        assert_eq!(page["recodes"].as_array().unwrap().len(), 1);
        assert_eq!(page["recodes"][0]["before"], one["statements"]);
        // Coding with the word that was split is refused with what became of it.
        let again = json!({ "statements": [{ "theme": litter["id"], "stance": "love" }] });
        let (status, answer) = house.put(&out.lead, &recode, again).await;
        assert_eq!((status.as_u16(), &answer["code"]), (409, &json!("theme_split")));
    }

    async fn changes_are_taken_back_one_by_one_and_all_stand_in_the_history(house: House) {
        keep_codebook(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let bins = add(&house, &lead, "The bins", "litter_and_cleaning").await;
        change(&house, &lead, &path(&bins, ""), json!({ "label": "Bin day" })).await;
        change(&house, &lead, &path(&bins, ""), json!({ "state": "retired" })).await;
        let undo = async |seen: &Value| {
            house.post(Some(&lead), "/api/v1/themes/undo", json!({ "codebook": seen })).await
        };
        let version = book(&house, &lead).await["codebook"].clone();
        assert_eq!(version, json!(4));

        let (status, back) = undo(&version).await;
        assert_eq!((status.as_u16(), &back["themes"][0]["state"]), (200, &json!("mapped")));
        let (status, answer) = undo(&version).await;
        assert_eq!((status.as_u16(), &answer["code"]), (409, &json!("codebook_changed")));
        let (_, back) = undo(&back["codebook"]).await;
        assert_eq!(back["themes"][0]["label"], "The bins");
        let (_, back) = undo(&back["codebook"]).await;
        assert_eq!(back["themes"][0]["state"], "retired");
        let (status, answer) = undo(&back["codebook"]).await;
        assert_eq!((status.as_u16(), &answer["code"]), (409, &json!("nothing_to_undo")));

        let (_, history) = house.get(&lead, "/api/v1/themes/history").await;
        let said: Vec<&str> = history["changes"].as_array().unwrap().iter()
            .map(|change| change["said"].as_str().unwrap()).collect();
        assert_eq!(said[5], "“The bins” was added, under Litter and cleaning.");
        assert_eq!(said[4], "“The bins” is called “Bin day” now.");
        assert_eq!(said[2], "Taken back: “Bin day” is no longer offered.");
        // An edit that saw the word before the undo is refused like any other.
        let stale = json!({ "label": "Bin day", "version": 3 });
        assert_eq!(change(&house, &lead, &path(&bins, ""), stale).await.0, 409);
    }

    async fn a_word_mapped_elsewhere_leaves_the_quarters_before_as_they_were_counted(house: House) {
        keep_codebook(&house).await;
        let mut out = outing(&house).await;
        let lamps = add(&house, &out.lead, "Lamps", "roads_and_transport").await;
        talks(&house, &mut out, &[&[&lamps], &[&lamps], &[&lamps], &[&lamps], &[&lamps]]).await;
        let (scope, programme) = (out.place.scope, out.place.programme);
        let first = ("2026-04-01".parse().unwrap(), "2026-06-30".parse().unwrap());
        house.app.db.write(async move |tx| {
            let counted = released::count(tx, scope, programme, first, "something_else").await?;
            released::keep(tx, scope, programme, "2026-Q1".parse().unwrap(), &counted).await
        }).await.unwrap();
        // The quarter goes by; in the next one the group thinks otherwise.
        house.clock.advance(60 * 86_400_000);
        let body = json!({ "national_id": national_id("street_safety"), "version": 1 });
        let (status, answer) = change(&house, &out.lead, &path(&lamps, ""), body).await;
        assert_eq!(status, 200, "{answer}");

        let kept = house.app.db
            .read(async move |tx| {
                released::counted(tx, scope, programme, "2026-Q1".parse().unwrap()).await
            })
            .await
            .unwrap();
        assert_eq!(concerns_of(&kept.unwrap()), [("roads_and_transport".to_owned(), 5)]);
        let second = ("2026-07-01".parse().unwrap(), "2026-09-30".parse().unwrap());
        let counted = house.app.db
            .read(async move |tx| released::count(tx, scope, programme, second, "something_else").await)
            .await
            .unwrap();
        // What was released is not taken off one theme and put on the other.
        assert!(counted.by_theme.values().all(|moved| *moved == 0), "{counted:?}");
        let late = "UPDATE listenings SET first_day = '2026-07-10', last_day = '2026-07-10' WHERE hub_id = $1";
        let hub = out.place.hub;
        house.app.db.write(async move |tx| tx.run(sql(late).bind(hub)).await).await.unwrap();
        let second = national(&house, &out, ("2026-07-01", "2026-09-30")).await;
        assert_eq!(second, [("street_safety".to_owned(), 5)]);
    }

    async fn whoever_may_not_keep_themes_changes_none_and_another_hubs_look_unknown(house: House) {
        keep_codebook(&house).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let bins = add(&house, &lead, "The bins", "litter_and_cleaning").await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let other = house.hub("Southgate").await;
        let foreign = house.who(Role::LeadOrganiser, Some(other.hub)).await;
        let parts = json!({ "parts": [{ "label": "A" }, { "label": "B" }], "version": 1 });

        assert_eq!(merge(&house, &organiser, &bins, &bins).await.0, 403);
        assert_eq!(house.post(Some(&organiser), &path(&bins, "/split"), parts.clone()).await.0, 403);
        assert_eq!(house.get(&organiser, "/api/v1/themes/history").await.0, 200);
        assert_eq!(house.post(Some(&foreign), &path(&bins, "/split"), parts).await.0, 404);
        let own = add(&house, &foreign, "Own", "litter_and_cleaning").await;
        assert_eq!(merge(&house, &foreign, &own, &bins).await.0, 404);
        let (_, history) = house.get(&foreign, "/api/v1/themes/history").await;
        assert_eq!(history["changes"].as_array().unwrap().len(), 1);
    }

    async fn a_group_recodes_its_own_campaigns_listenings_and_no_others(house: House) {
        keep_codebook(&house).await;
        let mut out = outing(&house).await;
        let bins = add(&house, &out.lead, "The bins", "litter_and_cleaning").await;
        talks(&house, &mut out, &[&[&bins], &[&bins], &[&bins], &[&bins], &[&bins]]).await;
        let (_, page) = house.get(&out.lead, "/api/v1/listenings").await;
        let id = page["listenings"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/listenings/{id}/statements");
        let body = json!({ "statements": [{ "theme": bins["id"], "stance": "idea" }] });
        let theirs = house.who_in(Role::GroupMember, Some(out.place.hub), Some(Uuid::from_u128(1).into())).await;
        let hub = out.place.hub;
        let to_group = "UPDATE campaigns SET group_id = $2 WHERE hub_id = $1";
        let group = Uuid::from_u128(2);
        house.app.db.write(async move |tx| tx.run(sql(to_group).bind(hub).bind(group)).await).await.unwrap();
        let own = house.who_in(Role::GroupMember, Some(out.place.hub), Some(group.into())).await;

        assert_eq!(house.put(&theirs, &path, body.clone()).await.0, 404);
        assert_eq!(house.get(&theirs, &path.replace("/statements", "/recodes")).await.0, 404);
        assert_eq!(house.put(&own, &path, body.clone()).await.0, 200);
        let manager = house.who(Role::HubManager, Some(out.place.hub)).await;
        assert_eq!(house.put(&manager, &path, body.clone()).await.0, 403);
        let other = house.hub("Southgate").await;
        let foreign = house.who(Role::LeadOrganiser, Some(other.hub)).await;
        assert_eq!(house.put(&foreign, &path, body).await.0, 404);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM recodes WHERE hub_id = $1").await, 1);
    }
}
