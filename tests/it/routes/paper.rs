//! Lists on paper: printed, keyed back, counted as if a phone had recorded them.

use doorstep::{access::Role, base::time::DAY_MS};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    field::{Outing, Phone, counted, number, outing, plan},
    harness::{House, Place, Who, both},
    make,
};

/// A list of the campaign that was handed to the shift; its id.
async fn handed(house: &House, lead: &Who, campaign: &str, shift: Uuid) -> String {
    let cut = format!("/api/v1/campaigns/{campaign}/cut");
    let order = json!({ "lists": 1, "known_doors_only": true });
    let (status, made) = house.post(Some(lead), &cut, order).await;
    assert_eq!(status, 201, "{made}");
    let list = made["walk_lists"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/walk_lists/{list}/issue");
    let (status, issued) = house
        .post(Some(lead), &path, json!({ "shift": shift }))
        .await;
    assert_eq!(status, 200, "{issued}");
    list
}

async fn print(house: &House, lead: &Who, list: &str) -> Value {
    let path = format!("/api/v1/walk_lists/{list}/paper");
    let (status, paper) = house.get(lead, &path).await;
    assert_eq!(status, 200, "{paper}");
    paper
}

/// A printed list of an outing, keyed the next day.
async fn printed(house: &House) -> (Outing, String, Value) {
    let out = outing(house).await;
    let list = handed(house, &out.lead, &out.campaign.to_string(), out.shift).await;
    let paper = print(house, &out.lead, &list).await;
    house.clock.advance(DAY_MS);
    (out, list, paper)
}

async fn key(house: &House, lead: &Who, paper: &Value, body: Value) -> (u16, Value) {
    let code = paper["code"].as_str().unwrap();
    let path = format!("/api/v1/paper/{code}/results");
    let (status, answer) = house.post(Some(lead), &path, body).await;
    (status.as_u16(), answer)
}

async fn found(house: &House, lead: &Who, paper: &Value) -> Value {
    let path = format!("/api/v1/paper/{}", paper["code"].as_str().unwrap());
    let (status, answer) = house.get(lead, &path).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

/// Every row of a printed list, by number.
fn rows(paper: &Value) -> Vec<Value> {
    let streets = paper["streets"].as_array().unwrap().iter();
    streets
        .flat_map(|street| street["rows"].as_array().unwrap().clone())
        .collect()
}

const MEASURES: [&str; 9] = [
    "visits",
    "knocks",
    "answers",
    "listened",
    "listenings",
    "engaged_first",
    "engaged_again",
    "engaged_unsure",
    "interested",
];

async fn all_counts(house: &House, place: Place) -> Vec<i64> {
    let mut counts = Vec::new();
    for measure in MEASURES {
        counts.push(counted(house, place, measure).await);
    }
    counts
}

fn talk(voices: Value) -> Value {
    json!({ "voices": voices, "interest": 1,
        "statements": [{ "theme": Uuid::from_u128(4), "stance": "concern" }] })
}

both! {
    async fn a_printed_list_has_all_that_one_sheet_needs_and_nothing_of_what_was_said(house: House) {
        let out = outing(&house).await;
        let list = handed(&house, &out.lead, &out.campaign.to_string(), out.shift).await;

        let paper = print(&house, &out.lead, &list).await;

        assert_eq!((&paper["meeting_point"], &paper["campaign"]), (&json!("Millfield Hall"), &json!("Spring")));
        assert_eq!((&paper["day"], &paper["hour_band"]), (&json!("2026-05-16"), &json!("afternoon")));
        assert_eq!(paper["shift"]["buddy"], "Ruth");
        assert_eq!(paper["outcomes"].as_array().unwrap().len(), 14);
        let numbers: Vec<i64> = rows(&paper).iter().map(|row| row["n"].as_i64().unwrap()).collect();
        assert_eq!(numbers, (1..=12).collect::<Vec<i64>>());
        assert!(paper["credits"][0].as_str().unwrap().contains("OpenStreetMap"), "{paper}");
        let features = paper["map"]["features"].as_array().unwrap();
        let of = |kind: &str| features.iter().filter(|feature| feature["properties"]["kind"] == kind).count();
        assert_eq!(of("door"), 12);
        assert!(of("street") >= 2 && of("way") >= 2, "{features:?}");
        let again = print(&house, &out.lead, &list).await;
        assert_eq!(again["code"], paper["code"], "the same version has the same code");
    }

    async fn what_is_known_of_a_door_is_printed_without_content(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.door(3), "no_answer");
        out.phone.push_all(&house).await;
        house.clock.advance(8 * DAY_MS);
        let list = handed(&house, &out.lead, &out.campaign.to_string(), out.shift).await;

        let paper = print(&house, &out.lead, &list).await;

        let tried: Vec<Value> = rows(&paper).into_iter().filter(|row| row["tries"] == 1).collect();
        assert_eq!(tried.len(), 1);
        assert_eq!((&tried[0]["number"], &tried[0]["last_on"]), (&json!("4"), &json!("2026-05-16")));
        assert_eq!(tried[0]["state"], "tried");
    }

    async fn a_draft_is_not_printed_and_neither_is_a_list_that_is_over(house: House) {
        let out = outing(&house).await;
        let cut = format!("/api/v1/campaigns/{}/cut", out.campaign);
        let (_, made) = house.post(Some(&out.lead), &cut, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = made["walk_lists"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/walk_lists/{list}");

        let draft = house.get(&out.lead, &format!("{path}/paper")).await;
        house.post(Some(&out.lead), &format!("{path}/issue"), json!({ "shift": out.shift })).await;
        house.post(Some(&out.lead), &format!("{path}/recall"), Value::Null).await;
        let over = house.get(&out.lead, &format!("{path}/paper")).await;

        assert_eq!((draft.0.as_u16(), &draft.1["code"]), (409, &json!("not_issued")));
        assert_eq!((over.0.as_u16(), &over.1["code"]), (409, &json!("list_over")));
    }

    async fn a_sheet_keyed_twice_counts_once(house: House) {
        let (out, _, paper) = printed(&house).await;
        let sheet = json!({ "rows": [
            { "n": 1, "outcome": "no_answer" },
            { "n": 2, "outcome": "listened", "talk": talk(json!({ "first": 2 })) },
            { "n": 3, "outcome": "come_back", "come_back": "evening", "left_card": true },
            { "n": 1, "attempt": 2, "outcome": "declined" },
        ] });

        let (status, first) = key(&house, &out.lead, &paper, sheet.clone()).await;
        let once = all_counts(&house, out.place).await;
        let (_, second) = key(&house, &out.lead, &paper, sheet).await;

        assert_eq!(status, 200, "{first}");
        assert_eq!((&first["counted"], &first["known"], &first["held"]), (&json!(4), &json!(0), &json!(0)), "{first}");
        assert_eq!((&second["counted"], &second["known"]), (&json!(0), &json!(4)), "{second}");
        assert_eq!(all_counts(&house, out.place).await, once);
        assert_eq!(once, [4, 4, 3, 1, 1, 2, 0, 0, 1]);
        let found = found(&house, &out.lead, &paper).await;
        assert_eq!(found["rows"][0]["keyed"], "declined");
        assert_eq!(found["rows"][3]["keyed"], Value::Null);
        // A second print, after a door was added, is another sheet of the same list.
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM visits WHERE hub_id = $1").await, 4);
    }

    async fn paper_counts_to_the_unit_as_a_phone_does(house: House) {
        let (out, _, paper) = printed(&house).await;
        let south = house.hub("Southgate").await;
        let (lead, campaign) = make::campaign(&house, south, "Summer").await;
        let who = house.who(Role::Organiser, Some(south.hub)).await;
        let shift = plan(&house, &lead, campaign, &who).await;
        let list = handed(&house, &lead, &campaign.to_string(), shift).await;
        let mut phone = Phone::of(&house, south, &who, shift).await;
        let (_, detail) = house.get(&lead, &format!("/api/v1/walk_lists/{list}")).await;
        let door = |n: usize| detail["stops"][n]["door"].as_str().unwrap().parse().unwrap();
        let (_, own) = house.get(&out.lead, &format!("/api/v1/campaigns/{}/walk_lists", out.campaign)).await;
        let path = format!("/api/v1/walk_lists/{}", own["walk_lists"][0]["id"].as_str().unwrap());
        let (_, their_list) = house.get(&out.lead, &path).await;
        let doors = |detail: &Value| -> Vec<Value> {
            detail["stops"].as_array().unwrap().iter().map(|stop| stop["door"].clone()).collect()
        };
        assert_eq!(doors(&their_list), doors(&detail), "both walk the same doors in one order");

        let outcomes = ["no_answer", "come_back", "declined", "language_barrier", "child_only",
            "left_safely", "sticker_skip", "no_access", "empty", "not_a_home", "unsafe_to_knock"];
        let mut sheet = Vec::new();
        for (n, outcome) in outcomes.iter().enumerate() {
            sheet.push(json!({ "n": n + 1, "outcome": outcome }));
            phone.visit(&house, door(n), outcome);
        }
        sheet.push(json!({ "n": 12, "outcome": "listened", "talk": {
            "voices": { "first": 1, "again": 1, "unsure": 1 }, "interest": 1,
            "statements": [{ "theme": Uuid::from_u128(4), "stance": "concern" }] } }));
        phone.visit(&house, door(11), "listened");
        let mut said = crate::field::listening("door", json!({ "first": 1, "again": 1, "unsure": 1 }));
        said["door"] = json!(door(11));
        said["interest"] = json!(1);
        phone.say(&house, &mobile_api::wire::OpKind::ListeningRecord, &said);

        phone.push_all(&house).await;
        let (status, keyed) = key(&house, &out.lead, &paper, json!({ "rows": sheet })).await;

        assert_eq!((status, &keyed["counted"]), (200, &json!(12)), "{keyed}");
        assert_eq!(all_counts(&house, out.place).await, all_counts(&house, south).await);
        let (_, after) = house.get(&out.lead, &path).await;
        let (_, other) = house.get(&lead, &format!("/api/v1/walk_lists/{list}")).await;
        let standing = |detail: &Value| -> Vec<Value> {
            let stops = detail["stops"].as_array().unwrap().iter();
            stops.map(|stop| json!([stop["door"], stop["state"], stop["tries"]])).collect()
        };
        assert_eq!(standing(&after), standing(&other), "doors stand where a phone leaves them");
        let (_, debrief) = house.get(&out.lead, &out.path("/debrief")).await;
        assert_eq!(debrief["nothing_recorded"], 0, "{debrief}");
        let (_, receipt) = house.get(&out.lead, &out.path("/receipt")).await;
        assert_eq!((&receipt["complete"], &receipt["text"]), (&json!(true), &json!("13 of 13")), "{receipt}");
        let (_, phones) = house.get(&out.lead, "/api/v1/installs").await;
        assert!(phones["installs"].as_array().unwrap().iter().all(|one| one["announced_n"] == 0), "{phones}");
        assert_eq!(phones["installs"].as_array().unwrap().len(), 1, "the desk is no phone");
    }

    async fn a_wrong_check_character_gets_a_plain_sentence(house: House) {
        let (out, _, paper) = printed(&house).await;
        let mut code: Vec<char> = paper["code"].as_str().unwrap().chars().collect();
        code.swap(0, 1);
        if code[0] == code[1] {
            code[0] = if code[0] == 'A' { 'C' } else { 'A' };
        }
        let wrong: String = code.into_iter().collect();
        let rows = json!({ "rows": [{ "n": 1, "outcome": "no_answer" }] });

        let (status, answer) = house.post(Some(&out.lead), &format!("/api/v1/paper/{wrong}/results"), rows.clone()).await;

        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("paper_code_wrong")), "{answer}");
        assert!(answer["detail"].as_str().unwrap().contains("Read it from the sheet again"), "{answer}");
        // Small letters and spaces are no mistake.
        let kind = paper["code"].as_str().unwrap().to_lowercase().replace('-', "%20");
        assert_eq!(house.get(&out.lead, &format!("/api/v1/paper/{kind}")).await.0, 200);
        assert_eq!(counted(&house, out.place, "visits").await, 0);
    }

    async fn a_sheet_of_a_recalled_list_waits_for_a_person(house: House) {
        let (out, list, paper) = printed(&house).await;
        house.post(Some(&out.lead), &format!("/api/v1/walk_lists/{list}/recall"), Value::Null).await;
        let rows = json!({ "rows": [{ "n": 1, "outcome": "no_answer" }] });

        let (status, keyed) = key(&house, &out.lead, &paper, rows.clone()).await;
        let (_, again) = key(&house, &out.lead, &paper, rows).await;

        assert_eq!(status, 200, "{keyed}");
        assert_eq!((&keyed["rows"][0]["result"], &keyed["rows"][0]["why"]), (&json!("held"), &json!("lease_over")), "{keyed}");
        assert_eq!(again["rows"][0]["result"], "held");
        assert!(keyed["text"].as_str().unwrap().contains("1 waits for a person"), "{keyed}");
        assert_eq!(counted(&house, out.place, "visits").await, 0);
        let (_, held) = house.get(&out.lead, "/api/v1/held_records").await;
        assert_eq!(held["held_records"].as_array().unwrap().len(), 1, "{held}");
        let warned = found(&house, &out.lead, &paper).await;
        assert!(warned["warning"].as_str().unwrap().contains("taken back"), "{warned}");
    }

    async fn a_row_keyed_otherwise_waits_unless_it_is_a_correction(house: House) {
        let (out, _, paper) = printed(&house).await;
        let row = |outcome: &str| json!({ "rows": [{ "n": 1, "outcome": outcome }] });
        key(&house, &out.lead, &paper, row("no_answer")).await;

        let (_, other) = key(&house, &out.lead, &paper, row("declined")).await;
        let mut mended = row("declined");
        mended["correct"] = json!(true);
        let (_, corrected) = key(&house, &out.lead, &paper, mended.clone()).await;
        let (_, again) = key(&house, &out.lead, &paper, mended).await;

        assert_eq!(other["rows"][0]["why"], "same_id_other_content", "{other}");
        assert_eq!(corrected["counted"], 1, "{corrected}");
        assert_eq!(again["known"], 1, "{again}");
        assert_eq!((counted(&house, out.place, "visits").await, counted(&house, out.place, "answers").await), (1, 1));
    }

    async fn a_talk_that_was_keyed_by_mistake_is_taken_back_by_the_correction(house: House) {
        let (out, _, paper) = printed(&house).await;
        let talked = json!({ "rows": [{ "n": 1, "outcome": "listened", "talk": talk(json!({ "first": 1 })) }] });
        key(&house, &out.lead, &paper, talked).await;
        assert_eq!(counted(&house, out.place, "engaged_first").await, 1);

        let mended = json!({ "correct": true, "rows": [{ "n": 1, "outcome": "no_answer" }] });
        let (_, corrected) = key(&house, &out.lead, &paper, mended).await;

        assert_eq!(corrected["counted"], 1, "{corrected}");
        assert_eq!(all_counts(&house, out.place).await, [1, 1, 0, 0, 0, 0, 0, 0, 0]);
    }

    async fn do_not_knock_on_paper_holds_for_everybody(house: House) {
        let (out, list, paper) = printed(&house).await;

        let rows = json!({ "rows": [{ "n": 1, "outcome": "do_not_knock" }] });
        let (_, keyed) = key(&house, &out.lead, &paper, rows).await;

        assert_eq!(keyed["counted"], 1, "{keyed}");
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM do_not_knock k JOIN visits v ON v.door_id = k.door_id WHERE k.lifted_on IS NULL AND v.hub_id = $1").await, 1);
        let reprinted = print(&house, &out.lead, &list).await;
        assert_eq!(rows_numbers(&reprinted), (2..=12).collect::<Vec<i64>>());
    }

    async fn what_makes_no_sense_is_named_and_nothing_is_taken_in(house: House) {
        let (out, _, paper) = printed(&house).await;
        let try_rows = |rows: Value| {
            let (house, lead, paper) = (&house, &out.lead, &paper);
            async move {
                let (status, answer) = key(house, lead, paper, json!({ "rows": rows })).await;
                (status, answer["code"].as_str().unwrap_or_default().to_owned())
            }
        };

        let good = json!({ "n": 1, "outcome": "no_answer" });
        assert_eq!(try_rows(json!([good, { "n": 99, "outcome": "no_answer" }])).await, (422, "no_such_row".to_owned()));
        assert_eq!(try_rows(json!([good, { "n": 2, "outcome": "no_answer", "come_back": "evening" }])).await, (422, "bad_row".to_owned()));
        assert_eq!(try_rows(json!([good, { "n": 2, "outcome": "no_answer", "talk": talk(json!({ "first": 1 })) }])).await, (422, "bad_row".to_owned()));
        assert_eq!(try_rows(json!([good, good])).await, (400, "bad_request".to_owned()));
        assert_eq!(try_rows(json!([])).await, (400, "bad_request".to_owned()));
        let tomorrow = json!({ "day": "2026-05-18", "rows": [good] });
        assert_eq!(key(&house, &out.lead, &paper, tomorrow).await.1["code"], "not_yet");
        let stranger = json!({ "recorder": out.lead.person, "rows": [good] });
        assert_eq!(key(&house, &out.lead, &paper, stranger).await.0, 400);
        assert_eq!(counted(&house, out.place, "visits").await, 0);
    }

    async fn another_hubs_sheet_looks_like_none_and_an_organiser_may_not_key(house: House) {
        let (out, _, paper) = printed(&house).await;
        let south = house.hub("Southgate").await;
        let other = house.who(Role::LeadOrganiser, Some(south.hub)).await;
        let rows = json!({ "rows": [{ "n": 1, "outcome": "no_answer" }] });

        let (status, theirs) = key(&house, &other, &paper, rows.clone()).await;

        assert_eq!((status, &theirs["code"]), (404, &json!("not_found")));
        let organiser = house.who(Role::Organiser, Some(out.place.hub)).await;
        assert_eq!(key(&house, &organiser, &paper, rows).await.0, 403);
    }

    async fn a_sheet_keyed_again_after_the_debrief_counts_nothing_twice(house: House) {
        let (out, _, paper) = printed(&house).await;
        let mut sheet: Vec<Value> = (1..=6).map(|n| json!({ "n": n, "outcome": "listened", "talk": talk(json!({ "first": 1 })) })).collect();
        key(&house, &out.lead, &paper, json!({ "rows": sheet })).await;
        let before = all_counts(&house, out.place).await;
        out.close(&house).await;
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope WHERE hub_id = $1").await, 0);

        let (status, again) = key(&house, &out.lead, &paper, json!({ "rows": sheet })).await;
        sheet.push(json!({ "n": 7, "outcome": "listened", "talk": talk(json!({ "first": 1 })) }));
        let (_, late) = key(&house, &out.lead, &paper, json!({ "rows": sheet })).await;

        assert_eq!((status, &again["known"]), (200, &json!(6)), "{again}");
        assert_eq!(late["rows"][6]["why"], "shift_closed", "{late}");
        assert_eq!(all_counts(&house, out.place).await, before);
        let warned = found(&house, &out.lead, &paper).await;
        assert!(warned["warning"].as_str().unwrap().contains("closed"), "{warned}");
    }

    async fn after_the_split_nothing_in_the_database_makes_the_id_of_what_was_said_at_a_door(house: House) {
        let (out, _, paper) = printed(&house).await;
        let sheet: Vec<Value> = (1..=6).map(|n| json!({ "n": n, "outcome": "listened", "talk": talk(json!({ "first": 1 })) })).collect();
        key(&house, &out.lead, &paper, json!({ "rows": sheet })).await;
        let chance = |house: &House| {
            let db = house.app.db.clone();
            async move {
                db.read(async |tx| tx.value::<String>(doorstep::db::sql("SELECT chance FROM paper_sheets")).await).await.unwrap()
            }
        };
        let before = chance(&house).await;

        out.close(&house).await;

        assert_ne!(chance(&house).await, before);
    }
}

fn rows_numbers(paper: &Value) -> Vec<i64> {
    let rows = rows(paper);
    rows.iter().map(|row| row["n"].as_i64().unwrap()).collect()
}
