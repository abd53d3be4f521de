//! The network's side: hubs that join, leave and merge, where help may be wanted, themes heard in many
//! places, and the yearly pack.

use std::io::{Cursor, Read};

use axum::{body::Body, http::Method};
use doorstep::{
    access::Role,
    base::{ids::HubId, time::Day},
    db::sql,
    disclosure::{
        self, Audience, Release,
        model::{AreaKind, Counted, Figure, Made},
    },
    tally::Measure,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::themes::change;
use crate::{
    harness::{House, Place, Who, both, request},
    stores::ledger::{post, record},
};

fn noon(house: &House, day: &str) {
    house.clock.set(day.parse::<Day>().unwrap().at(12, 0));
}

async fn ok(house: &House, who: &Who, path: &str) -> Value {
    let (status, answer) = house.get(who, path).await;
    assert_eq!(status, 200, "{path}: {answer}");
    answer
}

async fn engaged(house: &House, place: &Place, (subject, day, first): (u128, &str, i64)) {
    let counts = [(Measure::Listenings, first), (Measure::EngagedFirst, first)];
    let subject = Uuid::from_u128(subject);
    post(house, place, record(place, (subject, day, None), &counts))
        .await
        .unwrap();
}

/// Freezes a return, hands it in, and the network takes it.
async fn accepted(house: &House, place: &Place, quarter: &str) {
    let manager = house.who(Role::HubManager, Some(place.hub)).await;
    let network = house.who(Role::NetworkManager, None).await;
    for step in ["freeze", "submit"] {
        let of = place.programme;
        let path = format!("/api/v1/returns/{quarter}/{step}?programme={of}");
        let body = json!({ "words": "Rain, mostly." });
        let (status, answer) = house.post(Some(&manager), &path, body).await;
        assert!(status.is_success(), "{answer}");
        if step == "submit" {
            let id = answer["id"].as_str().unwrap();
            let path = format!("/api/v1/network/returns/{id}/accept");
            let (status, answer) = house.post(Some(&network), &path, json!({})).await;
            assert_eq!(status, 200, "{answer}");
        }
    }
}

async fn returns(house: &House, who: &Who, place: &Place, quarter: &str) -> Value {
    let of = place.programme;
    let path = format!("/api/v1/network/returns?programme={of}&quarter={quarter}");
    ok(house, who, &path).await
}

fn names(seen: &Value) -> Vec<(&str, &str, &Value)> {
    let hubs = seen["hubs"].as_array().unwrap();
    hubs.iter()
        .map(|hub| {
            let engaged = &hub["return"]["figures"]["engaged"];
            (
                hub["name"].as_str().unwrap(),
                hub["stands"].as_str().unwrap(),
                engaged,
            )
        })
        .collect()
}

/// The files of an archive, by name.
async fn pack(house: &House, who: &Who, place: &Place, year: i32) -> Vec<(String, String)> {
    let of = place.programme;
    let path = format!("/api/v1/network/years/{year}/pack.zip?programme={of}");
    let request = request(Method::GET, Some(who), &path)
        .body(Body::empty())
        .unwrap();
    let (status, bytes) = house.send_raw(request).await;
    assert_eq!(status, 200);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn file<'a>(pack: &'a [(String, String)], name: &str) -> &'a str {
    let found = pack.iter().find(|(known, _)| known == name);
    found.unwrap().1.as_str()
}

/// The values of some columns, line by line.
fn columns(text: &str, wanted: &[&str]) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at: Vec<usize> = wanted
        .iter()
        .map(|name| heads.iter().position(|head| head == *name).unwrap())
        .collect();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            at.iter().map(|n| row[*n].to_owned()).collect()
        })
        .collect()
}

/// A public release of a hub that shows these themes.
async fn released(house: &House, place: &Place, themes: &[(&str, &str, i64)]) {
    let figure = |(theme, stance, value): &(&str, &str, i64)| Figure {
        kind: AreaKind::Hub,
        key: place.hub.to_string(),
        label: "the hub".to_owned(),
        resolution: None,
        measure: Counted::Listenings,
        theme: Some((*theme).to_owned()),
        stance: Some((*stance).to_owned()),
        value: *value,
        share_percent: None,
    };
    let now = house.app.clock.now();
    let release = Release {
        id: house.app.ids.new_id(),
        audience: Audience::Public,
        period: "2026-Q1".parse().unwrap(),
        first_day: "2026-04-01".parse().unwrap(),
        last_day: "2026-06-30".parse().unwrap(),
        programme: place.programme,
        hub: Some(place.hub),
        of: "a hub".to_owned(),
        made_at: now,
        k: 10,
        rounding: Audience::Public.rounding().to_owned(),
        version: 1,
        codebook: Some(1),
        notes: Vec::new(),
        figures: themes.iter().map(figure).collect(),
    };
    let made = Made {
        release,
        making: disclosure::model::Making::default(),
    };
    let scope = place.scope;
    house
        .app
        .db
        .write(async move |tx| {
            let quarter = "2026-Q1".parse().unwrap();
            disclosure::store::insert(tx, scope, quarter, &made).await
        })
        .await
        .unwrap();
}

both! {
    async fn themes_heard_in_many_places_come_from_what_was_released_and_nothing_else(house: House) {
        let north = house.hub("Northgate").await;
        let south = house.hub_in(north.programme, HubId(Uuid::from_u128(2)), "Southgate").await;
        house.hub_in(north.programme, HubId(Uuid::from_u128(3)), "Westgate").await;
        let network = house.who(Role::NetworkManager, None).await;
        released(&house, &north, &[("food", "concern", 20), ("homes", "concern", 10)]).await;
        released(&house, &south, &[("food", "concern", 15), ("food", "love", 10)]).await;

        let of = north.programme;
        let path = format!("/api/v1/network/themes?programme={of}&quarter=2026-Q1");
        let seen = ok(&house, &network, &path).await;

        assert_eq!(seen["in_words"], "2 of 3 hubs released figures of 2026-Q1");
        let first = &seen["themes"][0];
        assert_eq!((&first["theme"], &first["stance"], &first["hubs"]), (&json!("food"), &json!("concern"), &json!(2)));
        assert_eq!(first["in_words"], "in 2 of 2 hubs that released figures");
        let heard: Vec<_> = first["heard"].as_array().unwrap().iter()
            .map(|one| (one["name"].as_str().unwrap(), one["value"].as_i64().unwrap()))
            .collect();
        assert_eq!(heard, [("Northgate", 20), ("Southgate", 15)]);
        // Each with the words that the hub's own groups have for it.
        assert_eq!(first["heard"][0]["own_words"], json!([]));
        house.app.db.write(async |tx| doorstep::themes::keep_starter_codebook(tx).await).await.unwrap();
        let group = house.who(Role::LeadOrganiser, Some(south.hub)).await;
        let food = doorstep::themes::codebook::national_id("food");
        for label in ["The food bank", "Hot dinners"] {
            let body = json!({ "label": label, "national_id": food });
            assert_eq!(house.post(Some(&group), "/api/v1/themes", body).await.0, 201);
        }
        let heard = ok(&house, &network, &path).await;
        // The codebook's national themes are named now; the words of one hub are not another's.
        let concern = heard["themes"].as_array().unwrap().iter().find(|one| one["theme"] == "food" && one["stance"] == "concern").unwrap();
        assert_eq!(concern["heard"][0]["own_words"], json!([]));
        assert_eq!(concern["heard"][1]["own_words"], json!(["Hot dinners", "The food bank"]));
        // A quarter of which nothing was released is silent, and says so.
        let none = ok(&house, &network, &path.replace("Q1", "Q2")).await;
        assert_eq!((&none["themes"], &none["in_words"]), (&json!([]), &json!("0 of 3 hubs released figures of 2026-Q2")));
        let lead = house.who(Role::LeadOrganiser, Some(north.hub)).await;
        assert_eq!(house.get(&lead, &path).await.0, 403);
    }

    async fn two_hubs_merge_and_what_they_reported_stays_theirs(house: House) {
        let north = house.hub("Northgate").await;
        let south = house.hub_in(north.programme, HubId(Uuid::from_u128(2)), "Southgate").await;
        engaged(&house, &north, (1, "2026-05-10", 7)).await;
        engaged(&house, &south, (2, "2026-05-10", 5)).await;
        let network = house.who(Role::NetworkManager, None).await;
        noon(&house, "2026-07-11");
        accepted(&house, &north, "2026-Q1").await;
        accepted(&house, &south, "2026-Q1").await;
        let before = returns(&house, &network, &north, "2026-Q1").await;

        let body = json!({ "name": "Gates Together", "legal_form": "charity", "kind": "hub",
            "region": "North West", "funded": true, "joins_on": "2026-07-01", "successor_of": north.hub });
        let (status, new) = house.post(Some(&network), "/api/v1/hubs", body).await;
        assert_eq!(status, 201, "{new}");
        let hub = |id: HubId| format!("/api/v1/hubs/{id}");
        let leaves = json!({ "leaves_on": "2026-06-30", "merged_into": new["id"] });
        for old in [north.hub, south.hub] {
            // The work may go on only where the new hub is there to take it.
            let (status, left) = change(&house, &network, &hub(old), leaves.clone()).await;
            assert_eq!(status, 200, "{left}");
            assert_eq!(left["leaves_on"], "2026-06-30");
        }
        let gates = Place { hub: new["id"].as_str().unwrap().parse().unwrap(),
            scope: doorstep::access::HubScope::for_administrator(new["id"].as_str().unwrap().parse().unwrap()),
            ..north };
        engaged(&house, &gates, (3, "2026-07-10", 4)).await;

        let after = returns(&house, &network, &north, "2026-Q1").await;
        assert_eq!(after["in_words"], "2 of 2 hubs");
        assert_eq!(after["total"], before["total"]);
        for (old, new) in before["hubs"].as_array().unwrap().iter().zip(after["hubs"].as_array().unwrap()) {
            assert_eq!(old["return"], new["return"]);
        }
        let history = after["hubs"][0]["history"].as_str().unwrap();
        assert!(history.contains("Left on 30 June 2026; its work goes on at Gates Together."), "{history}");
        noon(&house, "2026-10-11");
        accepted(&house, &gates, "2026-Q2").await;
        let next = returns(&house, &network, &north, "2026-Q2").await;
        assert_eq!(names(&next), [("Gates Together", "accepted", &json!(4))]);
        assert_eq!(next["in_words"], "1 of 1 hubs");
        assert!(next["hubs"][0]["history"].as_str().unwrap().contains("It took the place of Northgate."));
        // Over the whole time nobody is lost and nobody counts twice.
        let path = format!("/api/v1/counts?by=hub&programme={}", north.programme);
        let counts = ok(&house, &network, &path).await;
        assert_eq!(counts["total"]["engaged"], 16);
        assert_eq!(counts["rows"].as_array().unwrap().len(), 3);
    }

    async fn a_hub_leaves_only_in_a_way_that_makes_sense_and_may_stay_after_all(house: House) {
        let north = house.hub("Northgate").await;
        let south = house.hub_in(north.programme, HubId(Uuid::from_u128(2)), "Southgate").await;
        let network = house.who(Role::NetworkManager, None).await;
        let manager = house.who(Role::HubManager, Some(north.hub)).await;
        let path = format!("/api/v1/hubs/{}", north.hub);
        let other = format!("/api/v1/hubs/{}", south.hub);
        let code = async |path: &str, body: Value| {
            let (status, answer) = change(&house, &network, path, body).await;
            (status.as_u16(), answer["code"].as_str().unwrap_or_default().to_owned())
        };

        for (body, expected) in [
            (json!({ "leaves_on": "2026-03-01" }), "leaves_before_it_joins"),
            (json!({ "merged_into": south.hub }), "still_a_member"),
            (json!({ "leaves_on": "2026-06-30", "merged_into": Uuid::from_u128(9) }), "unknown_hub"),
            (json!({ "leaves_on": "2026-06-30", "merged_into": north.hub }), "merged_in_a_circle"),
        ] {
            assert_eq!(code(&path, body).await, (422, expected.to_owned()));
        }
        let leaves = json!({ "leaves_on": "2026-06-30", "merged_into": south.hub });
        assert_eq!(code(&path, leaves).await, (200, String::new()));
        let back = json!({ "leaves_on": "2026-09-30", "merged_into": north.hub });
        assert_eq!(code(&other, back).await, (422, "merged_in_a_circle".to_owned()));
        assert_eq!(code(&path, json!({ "stays": true, "leaves_on": "2026-06-30" })).await.0, 400);
        let (_, stays) = change(&house, &network, &path, json!({ "stays": true })).await;
        assert_eq!((&stays["leaves_on"], &stays["merged_into"]), (&Value::Null, &Value::Null));
        let body = json!({ "successor_of": Uuid::from_u128(9), "name": "X", "legal_form": "cic",
            "kind": "hub", "region": "R", "funded": false, "joins_on": "2026-07-01" });
        let (status, answer) = house.post(Some(&network), "/api/v1/hubs", body).await;
        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("unknown_hub")));
        assert_eq!(change(&house, &manager, &path, json!({ "name": "Ours" })).await.0, 403);
        let nobody = format!("/api/v1/hubs/{}", Uuid::from_u128(9));
        assert_eq!(change(&house, &network, &nobody, json!({})).await.0, 404);
    }

    async fn support_shows_who_may_want_a_hand_and_nothing_below_the_hub(house: House) {
        let out = crate::field::outing(&house).await;
        let south = house.hub_in(out.place.programme, HubId(Uuid::from_u128(2)), "Southgate").await;
        let network = house.who(Role::NetworkManager, None).await;
        let started = house.app.clock.now();
        let shift = out.shift;
        house.app.db.write(async move |tx| {
            let text = "UPDATE shifts SET started_at = $2 WHERE id = $1";
            tx.run(sql(text).bind(shift).bind(started)).await
        }).await.unwrap();

        let seen = ok(&house, &network, "/api/v1/network/support").await;

        assert_eq!(seen["in_words"], "1 of 2 hubs may want a hand.");
        let hubs = seen["hubs"].as_array().unwrap();
        let north = hubs.iter().find(|hub| hub["name"] == "Northgate").unwrap();
        assert_eq!((&north["shifts"], &north["last_shift_on"]), (&json!(1), &json!("2026-05-16")));
        assert_eq!(north["flags"], json!([]));
        let quiet = hubs.iter().find(|hub| hub["hub"] == json!(south.hub)).unwrap();
        assert_eq!(quiet["flags"][0]["kind"], "no_shift");
        assert_eq!(quiet["last_shift_on"], Value::Null);
        assert!(!seen.to_string().contains(&shift.to_string()));

        noon(&house, "2026-06-20");
        let later = ok(&house, &network, "/api/v1/network/support").await;
        assert_eq!(later["with_flags"], 2);
        let text = later["hubs"][0]["flags"][0]["text"].as_str().unwrap();
        assert_eq!(text, "No shift for 30 days; the last went out on 16 May 2026.");
        assert_eq!(house.get(&out.lead, "/api/v1/network/support").await.0, 403);
    }

    async fn a_year_of_accepted_returns_is_one_archive_where_silence_is_no_zero(house: House) {
        let north = house.hub("Northgate").await;
        let south = house.hub_in(north.programme, HubId(Uuid::from_u128(2)), "=Southgate").await;
        house.hub_in(north.programme, HubId(Uuid::from_u128(3)), "Westgate").await;
        engaged(&house, &north, (1, "2026-05-10", 17)).await;
        noon(&house, "2026-07-11");
        accepted(&house, &north, "2026-Q1").await;
        accepted(&house, &south, "2026-Q1").await;
        engaged(&house, &north, (2, "2026-05-11", 3)).await;
        noon(&house, "2026-10-11");
        accepted(&house, &north, "2026-Q2").await;
        let reader = house.who(Role::OutsideReader, None).await;

        let pack = pack(&house, &reader, &north, 2026).await;

        let files: Vec<&str> = pack.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(files, ["readme.txt", "method.txt", "definitions.csv", "hubs.csv", "returns.csv",
            "adjustments.csv", "deprived.csv", "totals.csv"]);
        let rows = columns(file(&pack, "returns.csv"), &["quarter", "hub_name", "stands", "engaged"]);
        let first: Vec<Vec<String>> = rows.into_iter().filter(|row| row[0] == "2026-Q1").collect();
        let row = |row: [&str; 4]| row.map(ToOwned::to_owned).to_vec();
        assert!(first.contains(&row(["2026-Q1", "Northgate", "accepted", "17"])), "{first:?}");
        assert!(first.contains(&row(["2026-Q1", "'=Southgate", "accepted", "0"])));
        assert!(first.contains(&row(["2026-Q1", "Westgate", "no return", ""])));
        let totals = columns(file(&pack, "totals.csv"), &["quarter", "returned", "of_hubs", "engaged"]);
        assert_eq!(totals[0], row(["2026-Q1", "2", "3", "17"]));
        assert_eq!(totals[1], row(["2026-Q2", "1", "3", "3"]));
        let late = columns(file(&pack, "adjustments.csv"), &["quarter", "dated_in", "reason", "engaged"]);
        assert_eq!(late, [row(["2026-Q2", "2026-Q1", "late", "3"])]);
        assert!(file(&pack, "readme.txt").contains("- 2026-Q1: 2 of 3 hubs"));
        assert!(file(&pack, "method.txt").contains("Zero and silence"));
        let words = columns(file(&pack, "definitions.csv"), &["definition_set", "word"]);
        assert!(words.contains(&vec!["v1".to_owned(), "engaged".to_owned()]));
        let deprived = columns(file(&pack, "deprived.csv"), &["edition", "measure", "unknown"]);
        assert!(deprived.contains(&vec!["2025".to_owned(), "engaged".to_owned(), "17".to_owned()]));
        let path = format!("/api/v1/network/years/26/pack.zip?programme={}", north.programme);
        assert_eq!(house.get(&reader, &path).await.0, 400);
        let manager = house.who(Role::HubManager, Some(north.hub)).await;
        assert_eq!(house.get(&manager, &path).await.0, 403);
    }
}
