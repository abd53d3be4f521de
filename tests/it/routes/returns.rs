//! A return before it is handed in: what is missing, what its numbers are made of, its files; and what
//! a phone hands in while it is frozen.

use std::io::Cursor;

use axum::{body::Body, http::Method};
use calamine::{Data, Reader, Xlsx};
use doorstep::{
    access::Role,
    base::{ids::HubId, time::Day},
    db::sql,
    tally::{Measure, Posting},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::themes::change;
use crate::{
    field,
    harness::{House, Place, Who, both, request},
    stores::ledger::{area, patch, post, ranked_areas, record},
};

const Q1: &str = "2026-Q1";
const Q2: &str = "2026-Q2";

fn noon(house: &House, day: &str) {
    house.clock.set(day.parse::<Day>().unwrap().at(12, 0));
}

async fn ok(house: &House, who: &Who, path: &str) -> Value {
    let (status, answer) = house.get(who, path).await;
    assert_eq!(status, 200, "{path}: {answer}");
    answer
}

async fn bytes(house: &House, who: &Who, path: &str) -> Vec<u8> {
    let request = request(Method::GET, Some(who), path)
        .body(Body::empty())
        .unwrap();
    let (status, bytes) = house.send_raw(request).await;
    assert_eq!(status, 200, "{path}");
    bytes
}

fn address(place: &Place, quarter: &str, rest: &str) -> String {
    format!(
        "/api/v1/returns/{quarter}/{rest}programme={}",
        place.programme
    )
}

async fn report(house: &House, who: &Who, place: &Place, quarter: &str) -> Value {
    let of = place.programme;
    let path = format!("/api/v1/returns?programme={of}&quarter={quarter}");
    ok(house, who, &path).await
}

async fn freeze(house: &House, who: &Who, place: &Place, quarter: &str) -> Value {
    let path = address(place, quarter, "freeze?");
    let (status, answer) = house.post(Some(who), &path, json!({})).await;
    assert_eq!(status, 201, "{answer}");
    answer
}

/// What is missing, by kind and number.
fn kinds(list: &Value) -> Vec<(&str, i64)> {
    let all = list["missing"].as_array().unwrap();
    all.iter()
        .map(|one| {
            (
                one["kind"].as_str().unwrap(),
                one["count"].as_i64().unwrap(),
            )
        })
        .collect()
}

/// Asks what a number is made of; its parts add up to it.
async fn explained(house: &House, who: &Who, path: &str, expected: &Value) -> Value {
    let said = ok(house, who, path).await;
    let parts = said["parts"].as_array().unwrap();
    let sum: i64 = parts
        .iter()
        .map(|part| part["value"].as_i64().unwrap())
        .sum();
    assert_eq!(said["value"], *expected, "{path}: {said}");
    assert_eq!(json!(sum), *expected, "{path}: {said}");
    assert_eq!(said["ties"], true, "{path}: {said}");
    assert_eq!(said["parts_total"], *expected);
    said
}

/// Every number that a return prints is explained: those of its areas, its adjustments, its sums, its
/// deciles, its quarters.
async fn every_number_is_explained(house: &House, who: &Who, place: &Place, quarter: &str) {
    let view = report(house, who, place, quarter).await;
    let report = &view["report"];
    for measure in [
        "visits",
        "listenings",
        "engaged",
        "engaged_high",
        "again",
        "activated",
    ] {
        let of = |rest: &str| address(place, quarter, &format!("figures/{measure}?{rest}&"));
        for (name, rest) in [
            ("reported", "of=reported"),
            ("dated", "of=dated"),
            ("adjusted", "of=adjusted"),
        ] {
            explained(house, who, &of(rest), &report[name][measure]).await;
        }
        for row in report["patches"].as_array().unwrap() {
            let key = row["key"].as_str().unwrap_or("none");
            let rest = format!("of=dated&patch={key}");
            explained(house, who, &of(&rest), &row[measure]).await;
        }
        for row in report["adjustments"].as_array().unwrap() {
            let rest = format!(
                "of=adjusted&patch={}&dated_in={}&reason={}",
                row["patch"].as_str().unwrap_or("none"),
                row["quarter"].as_str().unwrap(),
                row["reason"].as_str().unwrap().replace(' ', "%20")
            );
            explained(house, who, &of(&rest), &row[measure]).await;
        }
        for row in report["deciles"].as_array().unwrap() {
            let rest = format!("decile={}", row["key"].as_str().unwrap_or("none"));
            explained(house, who, &of(&rest), &row[measure]).await;
        }
        for row in report["quarters"].as_array().unwrap() {
            let then = row["quarter"].as_str().unwrap();
            let path = |rest: &str| address(place, then, &format!("figures/{measure}?{rest}&"));
            let known = report["as_at"].as_str().unwrap();
            let restated = path(&format!("of=restated&known_at={known}"));
            explained(house, who, &restated, &row["restated"][measure]).await;
            explained(house, who, &path("of=reported"), &row["reported"][measure]).await;
        }
    }
}

/// A record in an area.
fn placed(mut postings: Vec<Posting>, n: u8) -> Vec<Posting> {
    for posting in &mut postings {
        if let Posting::Post(tally) = posting {
            tally.lsoa_2011 = Some(area(2011, n));
            tally.lsoa_2021 = Some(area(2021, n));
        }
    }
    postings
}

fn talks(n: i64, first: i64, again: i64, unsure: i64) -> Vec<(Measure, i64)> {
    vec![
        (Measure::Listenings, n),
        (Measure::EngagedFirst, first),
        (Measure::EngagedAgain, again),
        (Measure::EngagedUnsure, unsure),
    ]
}

/// A hub with two quarters behind it: a frozen one, and one with adjustments to it.
async fn two_quarters(house: &House) -> (Place, Who) {
    ranked_areas(house).await;
    let place = house.hub("Northgate Hub").await;
    let manager = house.who(Role::HubManager, Some(place.hub)).await;
    let northgate = patch(house, &place, "Northgate").await;
    let millfield = patch(house, &place, "Millfield").await;
    let id = Uuid::from_u128;
    let say = async |n: u128, day: &str, patch, counts: &[(Measure, i64)], area: u8| {
        let batch = placed(record(&place, (id(n), day, patch), counts), area);
        post(house, &place, batch).await.unwrap();
    };
    say(1, "2026-05-10", Some(northgate), &talks(40, 42, 3, 2), 0).await;
    say(2, "2026-05-11", Some(millfield), &talks(1, 1, 0, 0), 1).await;
    say(3, "2026-06-12", None, &talks(6, 5, 1, 1), 5).await;
    noon(house, "2026-07-11");
    freeze(house, &manager, &place, Q1).await;
    noon(house, "2026-08-11");
    say(4, "2026-08-10", Some(northgate), &talks(20, 21, 0, 0), 0).await;
    say(5, "2026-08-10", Some(millfield), &talks(9, 9, 2, 1), 3).await;
    say(6, "2026-06-28", Some(northgate), &talks(6, 6, 0, 0), 1).await;
    let reason = "voided: duplicate".to_owned();
    let voided = vec![Posting::Reverse {
        subject: id(2),
        reason,
    }];
    post(house, &place, voided).await.unwrap();
    (place, manager)
}

/// The cells of a sheet.
fn cells(book: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The line of a sheet that begins so, and what stands under a head of its table.
fn under(rows: &[Vec<Data>], line: &str, head: &str) -> Data {
    let is = |cell: &Data, text: &str| matches!(cell, Data::String(found) if found == text);
    let at = rows.iter().position(|row| is(&row[0], line)).unwrap();
    let heads = rows[..at]
        .iter()
        .rfind(|row| row.iter().any(|cell| is(cell, head)))
        .unwrap();
    let column = heads.iter().position(|cell| is(cell, head)).unwrap();
    rows[at][column].clone()
}

both! {
    async fn every_number_of_a_return_is_the_sum_of_its_parts(house: House) {
        let (place, manager) = two_quarters(&house).await;

        every_number_is_explained(&house, &manager, &place, Q1).await;
        every_number_is_explained(&house, &manager, &place, Q2).await;

        let path = address(&place, Q2, "figures/engaged?");
        let said = explained(&house, &manager, &path, &json!(35)).await;
        assert_eq!(said["high"], 36);
        assert_eq!(said["definition_set"], "v1");
        assert!(said["text"].as_str().unwrap().contains("Asked once, at the end"));
        assert_eq!(said["frozen"], Value::Null);
        let late: Vec<_> = said["parts"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|part| part["reason"] != "")
            .map(|part| (part["patch_name"].as_str().unwrap(), part["reason"].as_str().unwrap(),
                part["dated_in"].as_str().unwrap(), part["value"].as_i64().unwrap()))
            .collect();
        assert!(late.contains(&("Northgate", "late", Q1, 6)), "{late:?}");
        assert!(late.contains(&("Millfield", "voided: duplicate", Q1, -1)), "{late:?}");
        assert_eq!(late.len(), 2);
    }

    async fn a_number_of_a_frozen_return_stays_the_number_that_was_frozen(house: House) {
        let (place, manager) = two_quarters(&house).await;
        let path = address(&place, Q1, "figures/engaged?");

        let said = explained(&house, &manager, &path, &json!(48)).await;

        let view = report(&house, &manager, &place, Q1).await;
        assert_eq!(said["frozen"]["value"], 48);
        assert_eq!(said["frozen"]["sha256"], view["sha256"]);
        assert_eq!(said["as_at"], view["report"]["as_at"]);
        // As known now, the quarter has six more and one less.
        let now = address(&place, Q1, "figures/engaged?of=restated&");
        let said = explained(&house, &manager, &now, &json!(53)).await;
        assert_eq!(said["frozen"], Value::Null);
    }

    async fn a_share_names_both_of_its_halves_its_edition_and_its_vintage(house: House) {
        let (place, manager) = two_quarters(&house).await;

        let path = address(&place, Q1, "figures/engaged?decile=1&");
        let said = explained(&house, &manager, &path, &json!(42)).await;
        let expected = json!({ "numerator": 42, "denominator": 48, "percent": "87.5",
            "in_words": "People engaged: 42 of 48 (87.5%), of what is reported in 2026-Q1." });
        assert_eq!(said["share"], expected);
        assert_eq!((&said["edition"], &said["vintage"]), (&json!(2025), &json!(2021)));

        let path = address(&place, Q1, "figures/engaged?decile=1&edition=2019&");
        let said = explained(&house, &manager, &path, &json!(42)).await;
        assert_eq!((&said["edition"], &said["vintage"]), (&json!(2019), &json!(2011)));
        // The frozen report prints the contract's edition only.
        assert_eq!(said["frozen"]["value"], Value::Null);
    }

    async fn what_a_shift_knocked_is_found_and_whom_it_listened_to_is_not(house: House) {
        let mut out = field::outing(&house).await;
        let voices = json!({ "first": 2, "again": 0, "unsure": 0 });
        out.phone.talk(&house, out.door(0), voices);
        out.phone.visit(&house, out.door(1), "no_answer");
        let mut other = out.another(&house).await;
        other.visit(&house, out.door(2), "no_answer");
        out.phone.push_all(&house).await;
        other.push_all(&house).await;
        let place = out.place;

        let path = address(&place, Q1, "figures/knocks?");
        let said = explained(&house, &out.lead, &path, &json!(3)).await;
        let mut parts: Vec<_> = said["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| (part["source"]["id"].as_str().unwrap().to_owned(), part["value"].as_i64().unwrap()))
            .collect();
        parts.sort();
        let mut expected = vec![(out.shift.to_string(), 2), (other.shift.to_string(), 1)];
        expected.sort();
        assert_eq!(parts, expected);
        assert_eq!(said["parts"][0]["source"]["label"], "Spring, 16 May 2026");

        let path = address(&place, Q1, "figures/engaged?");
        let said = explained(&house, &out.lead, &path, &json!(2)).await;
        assert_eq!(said["parts"].as_array().unwrap().len(), 1);
        assert_eq!(said["parts"][0]["source"], Value::Null);
        // Both shifts that were out are named; which of them it was is not.
        assert_eq!(said["parts"][0]["shifts"].as_array().unwrap().len(), 2);
        assert!(said["why"].as_str().unwrap().contains("nobody can find out who said what"));
        let doors = ok(&house, &out.lead, &address(&place, Q1, "figures/doors_tried?")).await;
        assert_eq!((&doors["value"], &doors["parts"][0]["value"]), (&json!(3), &json!(3)));
    }

    async fn a_day_with_a_corrected_visit_stays_one_line_and_still_adds_up(house: House) {
        let mut out = field::outing(&house).await;
        let wrong = out.phone.visit(&house, out.door(0), "no_answer");
        out.phone.visit(&house, out.door(1), "no_answer");
        out.phone.push_all(&house).await;
        noon(&house, "2026-07-11");
        let manager = house.who(Role::HubManager, Some(out.place.hub)).await;
        freeze(&house, &manager, &out.place, Q1).await;
        out.phone.void(&house, wrong);
        out.phone.push_all(&house).await;

        let frozen = address(&out.place, Q1, "figures/knocks?");
        let said = explained(&house, &manager, &frozen, &json!(2)).await;
        assert_eq!(said["parts"].as_array().unwrap().len(), 1);
        assert_eq!(said["parts"][0]["source"], Value::Null);
        let now = address(&out.place, Q1, "figures/knocks?of=restated&");
        explained(&house, &manager, &now, &json!(1)).await;
        let next = address(&out.place, Q2, "figures/knocks?of=adjusted&");
        let said = explained(&house, &manager, &next, &json!(-1)).await;
        assert!(said["parts"][0]["reason"].as_str().unwrap().starts_with("voided"));
    }

    async fn people_who_acted_are_found_by_their_action(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let body = json!({ "programme_id": place.programme, "title": "Clean-up", "issue": "", "approach": "" });
        let (_, action) = house.post(Some(&lead), "/api/v1/actions", body).await;
        let id = action["id"].as_str().unwrap();
        let body = json!({ "held_on": "2026-05-15", "act": "joint_action",
            "hands": { "first_listened": 4, "first_not_listened": 1 } });
        let path = format!("/api/v1/actions/{id}/involvements");
        let (status, answer) = house.post(Some(&lead), &path, body).await;
        assert_eq!(status, 201, "{answer}");

        let path = address(&place, Q1, "figures/activated?");
        let said = explained(&house, &lead, &path, &json!(5)).await;

        let source = json!({ "kind": "action", "id": id, "label": "Clean-up" });
        assert_eq!(said["parts"][0]["source"], source);
        assert_eq!(said["parts"][0]["patch_name"], "not placed");
    }

    async fn another_hub_a_wrong_figure_and_a_wrong_patch_look_like_nothing(house: House) {
        let (place, _) = two_quarters(&house).await;
        let south = house.hub_in(place.programme, HubId(Uuid::from_u128(77)), "Southgate").await;
        let other = house.who(Role::HubManager, Some(south.hub)).await;
        let network = house.who(Role::NetworkManager, None).await;

        explained(&house, &other, &address(&place, Q1, "figures/engaged?"), &json!(0)).await;
        let list = ok(&house, &other, &address(&place, Q1, "missing?")).await;
        assert_eq!(list["missing"], json!([]));
        let nobody = Uuid::from_u128(99);
        let path = address(&place, Q1, &format!("figures/engaged?patch={nobody}&"));
        explained(&house, &other, &path, &json!(0)).await;
        for path in ["figures/shoe_size?", "figures/engaged?programme="] {
            let path = address(&place, Q1, path);
            let (status, _) = house.get(&other, &path).await;
            assert!(status == 404 || status == 400, "{status} {path}");
        }
        let unknown = format!("/api/v1/returns/{Q1}/missing?programme={nobody}");
        assert_eq!(house.get(&other, &unknown).await.0, 404);
        for path in ["missing?", "figures/engaged?", "figures.xlsx?", "figures.csv?", "figures.pdf?"] {
            assert_eq!(house.get(&network, &address(&place, Q1, path)).await.0, 403);
        }
    }

    async fn what_is_missing_before_a_return_is_one_list_with_a_fix_each(house: House) {
        let mut out = field::outing(&house).await;
        let manager = house.who(Role::HubManager, Some(out.place.hub)).await;
        let place = out.place;
        let list = async |house: &House| ok(house, &manager, &address(&place, Q1, "missing?")).await;
        // Before the shift is over nothing is missing.
        let early = list(&house).await;
        assert_eq!(kinds(&early), []);
        assert_eq!(early["in_words"], "Nothing is missing.");

        let missing = out.phone.install();
        out.phone.start(&house, &[]);
        out.phone.visit(&house, out.door(0), "no_answer");
        let unknown = doorstep::base::ids::DoorId(Uuid::from_u128(404));
        out.phone.visit(&house, unknown, "no_answer");
        let counters = json!({ "visits": 3, "knocks": 3, "listened": 0, "listenings": 0, "ops": 9 });
        out.phone.end(&house, counters);
        let verdicts = out.phone.push(&house).await;
        assert!(verdicts.contains(&"held door_unknown".to_owned()), "{verdicts:?}");
        house.app.db.write(async move |tx| {
            let text = "UPDATE installs SET announced_n = announced_n + 5 WHERE id = $1";
            tx.run(sql(text).bind(missing)).await
        }).await.unwrap();
        let body = json!({ "programme_id": place.programme, "title": "Clean-up", "issue": "",
            "approach": "", "planned_on": "2026-05-15" });
        let (_, action) = house.post(Some(&out.lead), "/api/v1/actions", body).await;
        let path = format!("/api/v1/actions/{}", action["id"].as_str().unwrap());
        for state in ["proposed", "planned"] {
            change(&house, &out.lead, &path, json!({ "state": state })).await;
        }
        noon(&house, "2026-05-20");

        let found = list(&house).await;

        let kinds = kinds(&found);
        let expected = [
            ("unsynced_phone", 5),
            ("shift_without_receipt", 5),
            ("shift_not_closed", 1),
            ("held_record", 1),
            ("action_without_tally", 1),
        ];
        assert_eq!(kinds, expected, "{found}");
        assert_eq!(found["in_words"], "5 things to look at before this return.");
        assert_eq!(found["missing"][0]["where"], json!({ "kind": "phone", "id": missing }));
        assert_eq!(found["missing"][1]["where"], json!({ "kind": "shift", "id": out.shift }));
        for one in found["missing"].as_array().unwrap() {
            for field in ["text", "fix"] {
                let text = one[field].as_str().unwrap();
                assert!(text.ends_with('.') && text.len() > 20, "{text}");
                // Nobody's name.
                assert!(!text.contains("Test "), "{text}");
            }
        }
    }

    async fn counters_that_do_not_tie_and_notes_nobody_read_are_on_the_list(house: House) {
        let mut out = field::outing(&house).await;
        let manager = house.who(Role::HubManager, Some(out.place.hub)).await;
        out.phone.start(&house, &[]);
        for n in 0..5 {
            let mut said = field::listening("door", json!({ "first": 1, "again": 0, "unsure": 0 }));
            said["door"] = json!(out.door(n));
            said["note"] = json!("The park needs benches");
            out.phone.visit(&house, out.door(n), "listened");
            out.phone.say(&house, &mobile_api::wire::OpKind::ListeningRecord, &said);
        }
        let counters = json!({ "visits": 6, "knocks": 5, "listened": 5, "listenings": 5, "ops": 12 });
        out.phone.end(&house, counters);
        out.phone.push_all(&house).await;
        out.close(&house).await;
        noon(&house, "2026-05-20");

        let list = ok(&house, &manager, &address(&out.place, Q1, "missing?")).await;

        assert_eq!(kinds(&list), [("counters_do_not_tie", 1), ("notes_unread", 5)], "{list}");
        // A count only: the hub's manager may not read notes.
        assert_eq!(list["missing"][1]["where"], Value::Null);
        assert!(!list.to_string().contains("benches"));
    }

    async fn an_earlier_quarter_that_was_never_frozen_is_on_the_list(house: House) {
        let place = house.hub("Northgate").await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let said = talks(1, 1, 0, 0);
        post(&house, &place, record(&place, (Uuid::from_u128(1), "2026-05-10", None), &said)).await.unwrap();
        noon(&house, "2026-07-11");
        let path = address(&place, Q2, "missing?");

        let list = ok(&house, &manager, &path).await;
        assert_eq!(kinds(&list), [("earlier_quarter_open", 1)]);
        freeze(&house, &manager, &place, Q1).await;
        assert_eq!(kinds(&ok(&house, &manager, &path).await), []);
    }

    async fn a_return_opens_as_a_workbook_whose_numbers_are_numbers(house: House) {
        let (place, manager) = two_quarters(&house).await;

        let book = bytes(&house, &manager, &address(&place, Q2, "figures.xlsx?")).await;

        let mut opened: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&book)).unwrap();
        let sheets = ["Return", "Figures by area", "Adjustments", "Deprived areas",
            "Definitions and sources"];
        assert_eq!(opened.sheet_names(), sheets);
        let areas = cells(&book, "Figures by area");
        let engaged = |line| under(&areas, line, "People engaged");
        assert_eq!(engaged("Northgate"), Data::Float(21.0));
        assert_eq!(engaged("not placed"), Data::Float(0.0));
        assert_eq!(engaged("Dated in 2026-Q2"), Data::Float(30.0));
        assert_eq!(engaged("Adjustments to earlier quarters"), Data::Float(5.0));
        assert_eq!(engaged("Reported in 2026-Q2"), Data::Float(35.0));
        let adjustments = cells(&book, "Adjustments");
        let late = adjustments.iter().find(|row| row[2] == Data::String("late".to_owned())).unwrap();
        assert_eq!((&late[0], &late[1]), (&Data::String(Q1.to_owned()), &Data::String("Northgate".to_owned())));
        let first = cells(&book, "Return");
        let facts: Vec<String> = first.iter().map(|row| format!("{} {}", row[0], row[1])).collect();
        assert!(facts.iter().any(|fact| fact.starts_with("Stands Draft")), "{facts:?}");
        let words = cells(&book, "Definitions and sources");
        assert!(words.iter().any(|row| row[0] == Data::String("engaged".to_owned())));
        assert!(words.iter().any(|row| row[1].to_string().contains("Open Database Licence")));
        drop(opened.worksheet_range("Deprived areas").unwrap());
        // The same return gives the same file.
        assert_eq!(bytes(&house, &manager, &address(&place, Q1, "figures.xlsx?")).await,
            bytes(&house, &manager, &address(&place, Q1, "figures.xlsx?")).await);
    }

    async fn a_return_as_csv_says_what_the_report_says_line_by_line(house: House) {
        let (place, manager) = two_quarters(&house).await;
        patch(&house, &place, "=HYPERLINK(\"http://example.org\")").await;

        let text = bytes(&house, &manager, &address(&place, Q2, "figures.csv?")).await;

        assert!(text.starts_with(b"\xef\xbb\xbfhub,programme,quarter,state,"));
        let mut reader = csv::Reader::from_reader(&text[3..]);
        let heads = reader.headers().unwrap().clone();
        let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let of = |part: &str| -> i64 {
            let own = rows.iter().filter(|row| &row[at("part")] == part);
            own.map(|row| row[at("engaged")].parse::<i64>().unwrap()).sum()
        };
        assert_eq!((of("patch"), of("dated")), (30, 30));
        assert_eq!((of("adjustment"), of("adjusted"), of("reported")), (5, 5, 35));
        assert_eq!(of("decile"), 35);
        assert!(rows.iter().all(|row| &row[at("state")] == "open"));
        // What looks like a formula stays text.
        assert!(rows.iter().any(|row| row[at("label")].starts_with("'=HYPERLINK")));
        assert!(rows.iter().all(|row| !row[at("label")].starts_with('=')));
    }

    async fn a_return_prints_as_a_tagged_pdf_and_each_file_stands_in_the_audit_log(house: House) {
        let (place, manager) = two_quarters(&house).await;

        let pages = bytes(&house, &manager, &address(&place, Q1, "figures.pdf?")).await;
        if let Ok(file) = std::env::var("DOORSTEP_RETURN_FILES") {
            let book = bytes(&house, &manager, &address(&place, Q2, "figures.xlsx?")).await;
            std::fs::create_dir_all(&file).unwrap();
            std::fs::write(format!("{file}/return.pdf"), &pages).unwrap();
            std::fs::write(format!("{file}/return.xlsx"), book).unwrap();
        }

        assert!(pages.starts_with(b"%PDF-1.7"));
        let text = String::from_utf8_lossy(&pages);
        assert!(text.contains("StructTreeRoot") && text.contains("NotoSans"));
        let hub = place.hub;
        let lines: i64 = house.app.db.read(async move |tx| {
            let text = "SELECT COUNT(*) FROM audit_log WHERE hub_id = $1 AND action = 'export_made'";
            tx.value(sql(text).bind(hub)).await
        }).await.unwrap();
        assert!(lines >= 1, "{lines}");
    }

    async fn deprived_areas_are_counted_by_edition_and_what_is_unknown_stays_a_line(house: House) {
        let (place, manager) = two_quarters(&house).await;

        let view = report(&house, &manager, &place, Q1).await;

        let blocks = view["report"]["deprived"].as_array().unwrap();
        let editions: Vec<_> = blocks
            .iter()
            .map(|block| (block["edition"].as_i64().unwrap(), block["vintage"].as_i64().unwrap(),
                block["contract"].as_bool().unwrap()))
            .collect();
        assert_eq!(editions, [(2025, 2021, true), (2019, 2011, false), (2015, 2011, false)]);
        let engaged = &blocks[0]["rows"][0];
        assert_eq!(engaged["measure"], "engaged");
        let counts = ["in_decile_1", "in_deciles_1_2", "in_deciles_3_10", "unknown", "total"]
            .map(|name| engaged[name].as_i64().unwrap());
        // Five people were heard where the edition ranks nothing.
        assert_eq!(counts, [42, 43, 0, 5, 48]);
        assert_eq!(engaged["percent"], "89.6");
        assert!(blocks[0]["text"].as_str().unwrap().contains("by the index of 2025"));
    }

    async fn a_phone_that_hands_in_while_the_return_is_frozen_loses_nobody(house: House) {
        let mut out = field::outing(&house).await;
        let mut other = out.another(&house).await;
        let voices = json!({ "first": 1, "again": 0, "unsure": 0 });
        for n in 0..4 {
            out.phone.talk(&house, out.door(n), voices.clone());
            other.talk(&house, out.door(n + 4), voices.clone());
        }
        let manager = house.who(Role::HubManager, Some(out.place.hub)).await;
        noon(&house, "2026-07-11");

        let ((), (), frozen) = futures_util::future::join3(
            out.phone.push_all(&house),
            other.push_all(&house),
            freeze(&house, &manager, &out.place, Q1),
        )
        .await;
        // What is asked from now on is asked at another instant than the freeze.
        noon(&house, "2026-07-12");

        let number = |report: &Value, of: &str, measure: &str| report[of][measure].as_i64().unwrap();
        let first = frozen["report"].clone();
        let next = report(&house, &manager, &out.place, Q2).await["report"].clone();
        for measure in ["visits", "listenings", "engaged"] {
            let (then, later) = (number(&first, "reported", measure), number(&next, "adjusted", measure));
            assert_eq!(then + later, 8, "{measure}: {then} and {later}");
        }
        for row in next["adjustments"].as_array().unwrap() {
            assert_eq!((&row["reason"], &row["quarter"]), (&json!("late"), &json!(Q1)));
        }
        let again = report(&house, &manager, &out.place, Q1).await;
        assert_eq!(again["report"], first);
        every_number_is_explained(&house, &manager, &out.place, Q1).await;
        every_number_is_explained(&house, &manager, &out.place, Q2).await;
    }

    async fn a_phone_found_in_a_drawer_is_an_adjustment_by_name(house: House) {
        let mut out = field::outing(&house).await;
        out.phone.talk(&house, out.door(0), json!({ "first": 2, "again": 0, "unsure": 0 }));
        let manager = house.who(Role::HubManager, Some(out.place.hub)).await;
        noon(&house, "2026-07-11");
        freeze(&house, &manager, &out.place, Q1).await;
        noon(&house, "2026-08-20");

        out.phone.push_all(&house).await;

        let view = report(&house, &manager, &out.place, Q2).await;
        let rows = view["report"]["adjustments"].as_array().unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0]["reason"], &rows[0]["engaged"]), (&json!("late"), &json!(2)));
        let then = report(&house, &manager, &out.place, Q1).await;
        assert_eq!(then["report"]["reported"]["engaged"], 0);
    }
}
