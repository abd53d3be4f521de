//! The split: what was said is parted from its door, and nothing joins them afterwards.

use std::collections::{BTreeMap, BTreeSet};

use doorstep::{
    db::{sql, sql_dynamic},
    listenings::rules::buckets::DOORS,
};
use mobile_api::wire::OpKind;
use serde_json::json;
use uuid::Uuid;

use crate::{
    field::{Outing, counted, listening, number, outing, plan},
    harness::{House, both},
};

const DAY_MS: i64 = 86_400_000;

/// A talk at the `n`th door, about a theme of its own, so that the test can tell which it was.
fn talk(house: &House, out: &mut Outing, n: usize) -> Uuid {
    let mut data = listening("door", json!({ "first": 1 + n % 2 }));
    data["door"] = json!(out.door(n));
    data["statements"][0]["theme"] = json!(theme(n));
    out.phone.visit(house, out.door(n), "listened");
    out.phone.say(house, &OpKind::ListeningRecord, &data)
}

fn theme(n: usize) -> Uuid {
    Uuid::from_u128(0x7000 + n as u128)
}

async fn texts(house: &House, text: &'static str) -> Vec<String> {
    let rows: Vec<(String,)> = house
        .app
        .db
        .read(async move |tx| tx.all(sql(text)).await)
        .await
        .unwrap();
    rows.into_iter().map(|(text,)| text).collect()
}

/// Themes of the listenings that are kept, in the order of the file.
async fn kept(house: &House) -> Vec<Uuid> {
    let order = if house.app.db.engine() == "sqlite" {
        "rowid"
    } else {
        "ctid"
    };
    let rows: Vec<(Uuid,)> = house
        .app
        .db
        .read(async move |tx| {
            let text = format!("SELECT theme_id FROM statements ORDER BY {order}");
            tx.all(sql_dynamic(text)).await
        })
        .await
        .unwrap();
    rows.into_iter().map(|(theme,)| theme).collect()
}

/// Another shift of the same recorder, whose phone is used from now on.
async fn next_shift(house: &House, out: &mut Outing) {
    let who = house
        .who(doorstep::access::Role::Organiser, Some(out.place.hub))
        .await;
    out.shift = plan(house, &out.lead, out.campaign, &who).await;
    out.phone = crate::field::Phone::of(house, out.place, &who, out.shift).await;
}

both! {
    async fn a_shift_of_few_talks_waits_for_the_next_one_of_its_campaign(house: House) {
        let mut out = outing(&house).await;
        for n in 0..3 {
            talk(&house, &mut out, n);
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;
        assert_eq!(kept(&house).await.len(), 0, "three doors are too few to hide among");
        assert_eq!(counted(&house, out.place, "engaged_first").await, 4, "they count all the same");

        next_shift(&house, &mut out).await;
        for n in 3..6 {
            talk(&house, &mut out, n);
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;

        assert_eq!(kept(&house).await.len(), 6);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope WHERE hub_id = $1").await, 0);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope_keys WHERE hub_id = $1").await, 0);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM ops WHERE hub_id = $1").await, 0);
    }

    async fn a_debrief_that_never_happens_closes_by_itself_after_seven_days(house: House) {
        let mut out = outing(&house).await;
        for n in 0..6 {
            talk(&house, &mut out, n);
        }
        out.phone.push_all(&house).await;

        house.clock.advance(6 * DAY_MS);
        doorstep::app::sweep(&house.app).await.unwrap();
        assert_eq!(kept(&house).await.len(), 0);
        house.clock.advance(2 * DAY_MS);
        doorstep::app::sweep(&house.app).await.unwrap();

        assert_eq!(kept(&house).await.len(), 6);
        let (_, shift) = house.get(&out.lead, &out.path("")).await;
        assert_eq!(shift["state"], "closed");
        assert!(shift["reason"].as_str().unwrap().contains("no debrief"), "{shift}");
        assert_eq!(counted(&house, out.place, "engaged_first").await, 9);
    }

    async fn four_talks_of_a_quarter_keep_their_themes_and_lose_their_words(house: House) {
        let mut out = outing(&house).await;
        for n in 0..4 {
            let mut data = listening("door", json!({ "first": 1 }));
            data["door"] = json!(out.door(n));
            data["note"] = json!("The lamp by the shop is out");
            out.phone.visit(&house, out.door(n), "listened");
            out.phone.say(&house, &OpKind::ListeningRecord, &data);
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;
        house.clock.advance(8 * DAY_MS);
        doorstep::app::sweep(&house.app).await.unwrap();

        let words = "SELECT note_state || ' ' || first_day || ' ' || last_day FROM listenings";
        assert_eq!(texts(&house, words).await, vec!["none 2026-04-01 2026-06-30"; 4]);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM listenings WHERE hub_id = $1 AND patch_id IS NULL AND street_id IS NULL").await, 4);
        assert_eq!(counted(&house, out.place, "engaged_first").await, 4);
    }

    async fn a_late_talk_that_a_human_takes_in_joins_the_quarter_and_no_finer_place(house: House) {
        let mut out = outing(&house).await;
        for n in 0..6 {
            talk(&house, &mut out, n);
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;
        assert_eq!(kept(&house).await.len(), 6);

        let late = listening("door", json!({ "first": 1 }));
        let mut late = late.clone();
        late["door"] = json!(out.door(7));
        late["note"] = json!("The lamp by the shop is out");
        out.phone.say(&house, &OpKind::ListeningRecord, &late);
        assert_eq!(out.phone.push(&house).await, ["held shift_closed"]);
        let (_, waiting) = house.get(&out.lead, "/api/v1/held_records").await;
        let id = waiting["held_records"][0]["id"].as_str().unwrap();
        let path = format!("/api/v1/held_records/{id}/accept");
        let (status, answer) = house.post(Some(&out.lead), &path, json!({})).await;
        assert_eq!(status, 204, "{answer}");
        assert_eq!(kept(&house).await.len(), 6, "one door is too few to hide among");
        house.clock.advance(8 * DAY_MS);
        doorstep::app::sweep(&house.app).await.unwrap();

        assert_eq!(kept(&house).await.len(), 7);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope_keys WHERE hub_id = $1").await, 0);
        // The late one stands under the whole quarter with others, which got coarser for it.
        let whole = "SELECT COUNT(*) FROM listenings WHERE hub_id = $1 AND patch_id IS NULL
                     AND street_id IS NULL AND first_day = '2026-04-01' AND last_day = '2026-06-30'";
        assert!(number(&house, out.place, whole).await >= 5);
    }

    async fn a_talk_that_is_corrected_after_the_split_counts_anew_and_is_not_told_twice(house: House) {
        let mut out = outing(&house).await;
        let mut records = Vec::new();
        for n in 0..6 {
            records.push(talk(&house, &mut out, n));
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;
        assert_eq!(counted(&house, out.place, "engaged_first").await, 9);

        let mut corrected = listening("door", json!({ "first": 4 }));
        corrected["door"] = json!(out.door(0));
        corrected["statements"][0]["theme"] = json!(theme(9));
        out.phone.write(&house, (records[0], 2), &OpKind::ListeningRecord, &corrected);
        let words = out.phone.push(&house).await;
        assert_eq!(words, ["held shift_closed"]);
        let (_, waiting) = house.get(&out.lead, "/api/v1/held_records").await;
        let id = waiting["held_records"][0]["id"].as_str().unwrap();
        let path = format!("/api/v1/held_records/{id}/accept");
        let (status, answer) = house.post(Some(&out.lead), &path, json!({})).await;
        assert_eq!(status, 204, "{answer}");

        assert_eq!(counted(&house, out.place, "engaged_first").await, 12);
        assert_eq!(counted(&house, out.place, "listenings").await, 6);
        house.clock.advance(8 * DAY_MS);
        doorstep::app::sweep(&house.app).await.unwrap();
        let told: BTreeSet<Uuid> = kept(&house).await.into_iter().collect();
        assert_eq!(told, (0..6).map(theme).collect());
    }

    async fn a_phone_that_hands_in_again_after_the_split_changes_nothing(house: House) {
        let mut out = outing(&house).await;
        for n in 0..6 {
            talk(&house, &mut out, n);
        }
        let again = out.phone.unsent(&house);
        out.phone.push_all(&house).await;
        out.close(&house).await;
        let before = counted(&house, out.place, "engaged_first").await;

        let (status, answer) = house.post(Some(&out.phone.who), "/api/sync/v1/push", again).await;

        assert_eq!(status, 200, "{answer}");
        let verdicts: BTreeSet<&str> = answer["results"].as_array().unwrap().iter()
            .map(|result| result["r"].as_str().unwrap())
            .collect();
        assert_eq!(verdicts, BTreeSet::from(["duplicate"]));
        assert_eq!(counted(&house, out.place, "engaged_first").await, before);
        assert_eq!(kept(&house).await.len(), 6);
    }

    async fn after_a_restore_the_phones_bring_back_what_no_backup_could_open(house: House) {
        let mut out = outing(&house).await;
        for n in 0..6 {
            talk(&house, &mut out, n);
        }
        let again = out.phone.unsent(&house);
        out.phone.push_all(&house).await;
        // A backup holds no keys of envelopes.
        let hub = out.place.hub;
        house.app.db
            .write(async move |tx| tx.run(sql("DELETE FROM envelope_keys WHERE hub_id = $1").bind(hub)).await)
            .await
            .unwrap();
        doorstep::app::after_restore(&house.app).await.unwrap();
        assert_eq!(out.debrief(&house).await["notes"], json!([]));

        let (status, answer) = house.post(Some(&out.phone.who), "/api/sync/v1/push", again).await;
        assert_eq!(status, 200, "{answer}");
        out.close(&house).await;

        let told: BTreeSet<Uuid> = kept(&house).await.into_iter().collect();
        assert_eq!(told, (0..6).map(theme).collect());
        assert_eq!(counted(&house, out.place, "listenings").await, 6);
    }

    async fn what_no_phone_brings_back_after_a_restore_stays_counted(house: House) {
        let mut out = outing(&house).await;
        for n in 0..6 {
            talk(&house, &mut out, n);
        }
        out.phone.push_all(&house).await;
        let hub = out.place.hub;
        house.app.db
            .write(async move |tx| tx.run(sql("DELETE FROM envelope_keys WHERE hub_id = $1").bind(hub)).await)
            .await
            .unwrap();
        doorstep::app::after_restore(&house.app).await.unwrap();
        out.close(&house).await;
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope WHERE hub_id = $1").await, 12);

        house.clock.advance(8 * DAY_MS);
        doorstep::app::sweep(&house.app).await.unwrap();

        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope WHERE hub_id = $1").await, 0);
        assert_eq!(counted(&house, out.place, "listenings").await, 6);
        assert_eq!(counted(&house, out.place, "engaged_first").await, 9);
    }

    /// Every table and every order of rows is tried as a key from listenings to doors.
    async fn nothing_leads_from_what_was_said_to_the_door_better_than_chance(house: House) {
        let mut out = outing(&house).await;
        let order = [6, 2, 5, 0, 7, 3, 1, 4];
        for n in order {
            talk(&house, &mut out, n);
            house.clock.advance(7 * 60_000);
        }
        out.phone.push_all(&house).await;
        out.close(&house).await;
        let told = kept(&house).await;
        assert_eq!(told.len(), order.len());

        // 1. No value of a listening or of what was said stands in any other table.
        let shared = shared_values(&house).await;
        assert_eq!(shared, Vec::<String>::new());
        // 2. No order of the listenings' rows is the order of the doors, forwards or backwards.
        let walked: Vec<Uuid> = order.into_iter().map(theme).collect();
        for (name, themes) in orders(&house).await {
            let right = agreeing(&themes, &walked).max(agreeing(&themes, &walked.iter().rev().copied().collect::<Vec<_>>()));
            assert!(right < order.len() / 2 + 2, "ordered by {name}, {right} of {} lead home", order.len());
        }
        // 3. Whatever is the same for listenings and doors leaves five doors or more.
        for (bucket, count) in buckets(&house).await {
            assert!(count >= DOORS, "{bucket}: {count}");
        }
    }

    /// The same where every note was decided about and coded in the order of the doors.
    async fn what_a_debrief_decided_leads_to_no_door_either(house: House) {
        let mut out = outing(&house).await;
        let order = [6, 2, 5, 0, 7, 3, 1, 4];
        let mut records = Vec::new();
        for n in order {
            let mut data = listening("door", json!({ "first": 1 }));
            data["door"] = json!(out.door(n));
            data["statements"][0]["theme"] = json!(theme(n));
            data["note"] = json!("The lamp by the shop is out");
            out.phone.visit(&house, out.door(n), "listened");
            records.push(out.phone.say(&house, &OpKind::ListeningRecord, &data));
            house.clock.advance(7 * 60_000);
        }
        out.phone.push_all(&house).await;
        let shown: Vec<Uuid> = out.debrief(&house).await["notes"].as_array().unwrap().iter()
            .map(|note| note["record"].as_str().unwrap().parse().unwrap()).collect();
        assert!(agreeing(&shown, &records) < order.len() / 2, "notes are shown in the order of the doors");
        for (n, record) in records.iter().enumerate() {
            let path = out.path(&format!("/debrief/notes/{record}"));
            let body = if n % 2 == 0 {
                json!({ "decision": "clear" })
            } else {
                json!({ "decision": "replace", "words": "A lamp is out" })
            };
            assert_eq!(house.put(&out.lead, &path, body).await.0, 200);
            house.clock.advance(60_000);
        }
        let audit = "SELECT COUNT(*) FROM audit_log WHERE hub_id = $1 AND action = 'note_cleared'";
        assert_eq!(number(&house, out.place, audit).await, 0, "nothing is written down one by one");
        out.close(&house).await;

        assert_eq!(kept(&house).await.len(), order.len());
        assert_eq!(shared_values(&house).await, Vec::<String>::new());
        let walked: Vec<Uuid> = order.into_iter().map(theme).collect();
        let back: Vec<Uuid> = walked.iter().rev().copied().collect();
        for (name, themes) in orders(&house).await {
            let right = agreeing(&themes, &walked).max(agreeing(&themes, &back));
            assert!(right < order.len() / 2 + 2, "ordered by {name}, {right} lead home");
        }
        // The log tells how many, and not what was decided about which.
        assert_eq!(number(&house, out.place, audit).await, 1);
        let lines = "SELECT purpose || ' ' || records FROM audit_log WHERE action = 'note_cleared'";
        assert_eq!(texts(&house, lines).await, ["in a debrief 8"]);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM envelope_keys WHERE hub_id = $1").await, 0);
    }
}

/// How many stand where the walk had them.
fn agreeing(seen: &[Uuid], walked: &[Uuid]) -> usize {
    seen.iter().zip(walked).filter(|(a, b)| a == b).count()
}

/// Columns whose values are the words of the field, not keys.
const WORDS: [&str; 6] = [
    "stance",
    "note_state",
    "quote_ok",
    "n",
    "offer_kind",
    "strength",
];

/// Every value of `listenings` and `statements` that another table holds too, but for the hub, the
/// campaign, places, themes and the bounds of buckets.
async fn shared_values(house: &House) -> Vec<String> {
    let rows: Vec<(Uuid,)> = house
        .app
        .db
        .read(async |tx| tx.all(sql("SELECT id FROM listenings")).await)
        .await
        .unwrap();
    let mut found = Vec::new();
    for (id,) in rows {
        for table in crate::erasure::holding_id(house, id).await {
            if !table.starts_with("listenings.") && !table.starts_with("statements.") {
                found.push(table);
            }
        }
    }
    let columns: BTreeSet<String> = crate::erasure::columns_of("listenings")
        .into_iter()
        .chain(crate::erasure::columns_of("statements"))
        .collect();
    let known = [
        "hub_id",
        "id",
        "campaign_id",
        "patch_id",
        "street_id",
        "first_day",
        "last_day",
        "note",
        "listening_id",
        "theme_id",
    ];
    for column in columns {
        if !known.contains(&column.as_str()) && !WORDS.contains(&column.as_str()) {
            found.push(format!(
                "a new column `{column}`: say here why it leads to no door"
            ));
        }
    }
    found
}

/// Themes by every order that the rows can be read in.
async fn orders(house: &House) -> Vec<(String, Vec<Uuid>)> {
    let file = if house.app.db.engine() == "sqlite" {
        "rowid"
    } else {
        "ctid"
    };
    let mut found = Vec::new();
    for order in [format!("l.{file}"), format!("s.{file}"), "l.id".to_owned()] {
        let text = format!(
            "SELECT s.theme_id FROM listenings l
             JOIN statements s ON s.hub_id = l.hub_id AND s.listening_id = l.id ORDER BY {order}"
        );
        let rows: Vec<(Uuid,)> = house
            .app
            .db
            .read(async move |tx| tx.all(sql_dynamic(text)).await)
            .await
            .unwrap();
        found.push((order, rows.into_iter().map(|(theme,)| theme).collect()));
    }
    found
}

/// How many listenings share what can be compared with a door.
async fn buckets(house: &House) -> BTreeMap<String, usize> {
    let text =
        "SELECT COALESCE(CAST(patch_id AS TEXT), '-') || COALESCE(CAST(street_id AS TEXT), '-')
                  || first_day || last_day FROM listenings";
    let mut counts = BTreeMap::new();
    let text = if house.app.db.engine() == "sqlite" {
        "SELECT COALESCE(hex(patch_id), '-') || COALESCE(hex(street_id), '-') || first_day || last_day
         FROM listenings"
    } else {
        text
    };
    for bucket in texts(house, text).await {
        *counts.entry(bucket).or_default() += 1;
    }
    counts
}

/// Reads the whole database file, its log and its index: the words and numbers that were planted.
#[tokio::test]
async fn nothing_planted_in_a_note_stands_in_the_files_before_or_after_the_split() {
    let house = House::sqlite().await;
    let mut out = outing(&house).await;
    let canaries = ["Zebedee Quillfeather", "07700 900417", "lamplighter's yard"];
    for n in 0..6 {
        let mut data = listening("door", json!({ "first": 1 }));
        data["door"] = json!(out.door(n));
        data["note"] = json!(format!(
            "Ask {} on {} at the {}",
            canaries[0], canaries[1], canaries[2]
        ));
        out.phone.visit(&house, out.door(n), "listened");
        out.phone.say(&house, &OpKind::ListeningRecord, &data);
        let thoughts = json!({ "went_well": format!("met {}", canaries[0]) });
        out.phone.say(&house, &OpKind::ReflectionAdd, &thoughts);
    }
    out.phone.push_all(&house).await;
    assert_eq!(
        planted(&house, &canaries),
        Vec::<String>::new(),
        "in the envelope"
    );
    let canaries = [
        canaries[0],
        canaries[1],
        canaries[2],
        "Wilhelmina Oxbowthorpe",
    ];
    for note in out.debrief(&house).await["notes"].as_array().unwrap() {
        let path = out.path(&format!(
            "/debrief/notes/{}",
            note["record"].as_str().unwrap()
        ));
        let words = format!("Ask {} instead, and {}", canaries[3], canaries[0]);
        let body = json!({ "decision": "replace", "words": words });
        assert_eq!(house.put(&out.lead, &path, body).await.0, 200);
    }
    assert_eq!(
        planted(&house, &canaries),
        Vec::<String>::new(),
        "what a debrief decided"
    );

    let mut late = listening("door", json!({ "first": 1 }));
    late["door"] = json!(Uuid::from_u128(4));
    late["note"] = json!(format!("Ask {}", canaries[0]));
    out.phone.say(&house, &OpKind::ListeningRecord, &late);
    assert_eq!(out.phone.push(&house).await, ["held door_unknown"]);
    assert_eq!(
        planted(&house, &canaries),
        Vec::<String>::new(),
        "while it waits"
    );

    out.close(&house).await;
    let (_, notes) = house.get(&out.lead, "/api/v1/listenings/notes").await;
    assert!(notes.to_string().contains(canaries[0]), "{notes}");
    let id = notes["notes"][0]["listening"].as_str().unwrap();
    let path = format!("/api/v1/listenings/{id}/note/replace");
    let body = json!({ "note": format!("Somebody at the {}", canaries[2]) });
    assert_eq!(house.post(Some(&out.lead), &path, body).await.0, 200);
    assert_eq!(
        planted(&house, &canaries),
        Vec::<String>::new(),
        "after the split"
    );
}

/// Files of the database in which something planted stands.
fn planted(house: &House, canaries: &[&str]) -> Vec<String> {
    let folder = house.folder().expect("an embedded database has a folder");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for canary in canaries {
            for form in forms(canary) {
                if bytes.windows(form.len()).any(|window| window == form) {
                    found.push(format!("{canary} in {}", path.display()));
                }
            }
        }
    }
    found
}

/// A text as it is, in capitals, in hex and in base64 (each of its three places).
fn forms(text: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![text.as_bytes().to_vec(), text.to_uppercase().into_bytes()];
    forms.push(hex::encode(text).into_bytes());
    for shift in 0..3 {
        let padded = [vec![0; shift], text.as_bytes().to_vec()].concat();
        let encoded = mobile_api::wire::base64url_encode(&padded);
        forms.push(encoded.as_bytes()[4..encoded.len() - 4].to_vec());
    }
    forms
}

/// What the harness plants is found where it stands in clear: the search itself works.
#[tokio::test]
async fn the_search_finds_what_stands_in_clear() {
    let house = House::sqlite().await;
    house
        .app
        .db
        .write(async |tx| {
            let text = "INSERT INTO house (key, value) VALUES ('canary', 'Zebedee Quillfeather')";
            tx.run_expecting(1, sql(text)).await
        })
        .await
        .unwrap();

    assert_eq!(planted(&house, &["Zebedee Quillfeather"]).len(), 1);
}
