//! The way of the data on real streets: Leeds Chapeltown, from the index to a return.

use serde_json::{Value, json};

use doorstep::access::Role;

use crate::harness::{House, Who, both};

/// The folder of real open data beside the project; `None` where it is not.
fn shared() -> Option<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("passed over: ../shared/data is not here");
    None
}

async fn import(house: &House, kind: &str, file: &std::path::Path) -> Value {
    let name = file.display().to_string();
    let bytes = std::fs::File::open(file).unwrap();
    let options = doorstep::intake::model::Options::default();
    let report = doorstep::cli::import::import_one(
        &house.app,
        kind.parse().unwrap(),
        &name,
        bytes,
        options,
        |_| (),
    )
    .await
    .unwrap();
    serde_json::to_value(report).unwrap()
}

async fn posted(house: &House, who: &Who, path: &str, body: Value) -> Value {
    let (status, answer) = house.post(Some(who), path, body).await;
    assert!(status.is_success(), "{path}: {status} {answer}");
    answer
}

/// Doors found on one street, knocked at, and one conversation: what the phone would hand in.
fn ops(shift: &str, street: &Value, theme: &str, at: &str) -> Vec<Value> {
    let id =
        |n: u64| uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | u128::from(n));
    let mut ops = Vec::new();
    let mut op = |kind: &str, id: uuid::Uuid, data: Value| {
        let n = ops.len() as u64 + 1;
        ops.push(
            json!({ "id": id, "n": n, "rev": 1, "kind": kind, "v": 1, "shift": shift,
            "at": at, "mono_ms": n * 1_000, "data": data }),
        );
    };
    op(
        "shift.start",
        id(1),
        json!({ "lists": [], "people": 2, "expected_end": at }),
    );
    for n in 0..5_u64 {
        let door = id(100 + n);
        op(
            "door.add",
            id(10 + n),
            json!({ "door": door, "street": street["id"],
                    "number": (n * 2 + 1).to_string(),
                    "lng": street["line"][0][0][0], "lat": street["line"][0][0][1] }),
        );
        let outcome = if n == 4 { "listened" } else { "no_answer" };
        op(
            "visit.record",
            id(20 + n),
            json!({ "door": door, "outcome": outcome,
            "day": "2026-05-16", "hour_band": "midday" }),
        );
    }
    op(
        "listening.record",
        id(30),
        json!({
        "voices": { "first": 2, "again": 0, "unsure": 1 }, "mode": "door",
        "happened_on": "2026-05-16", "interest": 1, "door": id(104), "visit": id(24),
        "statements": [{ "theme": theme, "stance": "love" }] }),
    );
    ops
}

both! {
    async fn chapeltown_goes_from_the_index_to_a_return(house: House) {
        let Some(data) = shared() else { return };
        let index = import(&house, "deprivation",
            &data.join("iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.csv.gz")).await;
        assert_eq!((&index["kept"], &index["refused"]), (&json!(32844), &json!(0)));
        let areas = import(&house, "small-areas", &data.join("lsoa2011-boundaries/E08000035.json")).await;
        assert_eq!((&areas["kept"], &areas["repaired"]), (&json!(482), &json!(2)));
        let osm = data.join("osm/leeds-chapeltown.osm");
        import(&house, "streets", &osm).await;
        import(&house, "doors", &osm).await;
        let place = house.hub("Chapeltown Hub").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;

        let patch = posted(&house, &lead, "/api/v1/patches", json!({ "name": "Tenth one",
            "valid_from": "2026-04-01", "rule": { "by": "deciles", "edition": 2019, "deciles": [1],
            "lad": "E08000035" } })).await;
        assert!(patch["areas"].as_array().unwrap().len() > 23, "{patch}");
        let campaign = posted(&house, &lead, "/api/v1/campaigns", json!({
            "programme": place.programme, "patch": patch["id"], "name": "Listen", "aim": "Hear",
            "starts": "2026-04-01", "ends": "2026-12-31" })).await;
        let address = format!("/api/v1/campaigns/{}/cut", campaign["id"].as_str().unwrap());
        let cut = posted(&house, &lead, &address, json!({ "minutes": 120.0 })).await;
        let lists = cut["walk_lists"].as_array().unwrap();
        assert!(lists.len() > 5, "{} lists", lists.len());

        let shift = posted(&house, &lead, "/api/v1/shifts", json!({ "campaign": campaign["id"],
            "planned_start": "2026-05-16T11:00:00Z", "planned_end": "2026-05-16T13:00:00Z",
            "start_place": "The library", "buddy": "The office",
            "people": [{ "person": organiser.person, "part": "recorder" }] })).await;
        let shift_id = shift["id"].as_str().unwrap();
        posted(&house, &lead, &format!("/api/v1/shifts/{shift_id}/issue"),
            json!({ "walk_list": lists[0]["id"] })).await;
        let phone = house.phone(&organiser, Role::Organiser, place.hub).await;
        let (_, pulled) = house.get(&phone, "/api/sync/v1/pull?max=1000").await;
        let changes = pulled["changes"].as_array().unwrap();
        let put = |kind: &str| changes.iter().map(|c| &c["put"]).find(|row| row["kind"] == kind).unwrap();
        let street = put("street").clone();
        let (_, codebook) = house.get(&phone, "/api/v1/themes").await;
        let theme = codebook["national"][0]["id"].as_str().unwrap().to_owned();
        let (_, installs) = house.get(&manager, "/api/v1/installs").await;
        let batch = ops(shift_id, &street, &theme, "2026-05-16T12:00:00Z");
        let answer = posted(&house, &phone, "/api/sync/v1/push", json!({
            "install": installs["installs"][0]["id"], "epoch": pulled["epoch"], "boot": "b1",
            "mono_ms": 20_000, "sent_at": "2026-05-16T12:00:00Z",
            "outbox": { "pending": batch.len(), "oldest_n": 1, "last_n": batch.len() },
            "ops": batch })).await;
        for result in answer["results"].as_array().unwrap() {
            assert_eq!(result["r"], "accepted", "{result}");
        }

        let address = format!("/api/v1/returns?programme={}&quarter=2026-Q1", place.programme);
        let (status, filled) = house.get(&manager, &address).await;
        assert_eq!(status, 200, "{filled}");
        let address = format!("/api/v1/counts?programme={}&by=decile&edition=2019", place.programme);
        let (_, tenths) = house.get(&manager, &address).await;
        let total = &tenths["total"];
        assert_eq!((&total["visits"], &total["knocks"], &total["listenings"]), (&json!(5), &json!(5), &json!(1)));
        assert_eq!((&total["engaged"], &total["engaged_high"]), (&json!(2), &json!(3)));
        let rows = tenths["rows"].as_array().unwrap().iter().chain([&tenths["residual"]]);
        let engaged: i64 = rows.map(|row| row["engaged"].as_i64().unwrap_or(0)).sum();
        assert_eq!(engaged, 2, "{tenths}");
    }
}
