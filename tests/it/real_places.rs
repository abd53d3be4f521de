//! The way of the data on real streets, from the index to a return: Leeds Chapeltown, where hardly
//! any door is on record, and the county of Rutland by both editions of the index.

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

/// Five knocks along a list and one conversation, as a phone would hand them in: at known doors
/// first, then at doors that the organiser found on its first street.
fn ops(shift: &str, rows: &[Value], theme: &str, at: &str) -> Vec<Value> {
    let id =
        |n: u64| uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | u128::from(n));
    let of_kind = |kind: &'static str| rows.iter().filter(move |row| row["kind"] == kind);
    let known: Vec<&Value> = of_kind("door").map(|door| &door["id"]).take(5).collect();
    let street = of_kind("street").next().unwrap();
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
        let door = usize::try_from(n).ok().and_then(|n| known.get(n).copied());
        let door = door.cloned().unwrap_or_else(|| {
            let door = json!(id(100 + n));
            op(
                "door.add",
                id(10 + n),
                json!({ "door": door, "street": street["id"],
                        "number": (n * 2 + 1).to_string(),
                        "lng": street["line"][0][0][0], "lat": street["line"][0][0][1] }),
            );
            door
        });
        let listened = n == 4;
        let outcome = if listened { "listened" } else { "no_answer" };
        op(
            "visit.record",
            id(20 + n),
            json!({ "door": door, "outcome": outcome,
            "day": "2026-05-16", "hour_band": "midday" }),
        );
        if listened {
            op(
                "listening.record",
                id(30),
                json!({
                "voices": { "first": 2, "again": 0, "unsure": 1 }, "mode": "door",
                "happened_on": "2026-05-16", "interest": 1, "door": door, "visit": id(24),
                "statements": [{ "theme": theme, "stance": "love" }] }),
            );
        }
    }
    ops
}

/// What came of a walk from a rule of deciles to a return.
struct Walk {
    areas: usize,
    lists: usize,
    doors: usize,
    programme: String,
    manager: Who,
}

/// A patch of these deciles, cut, issued, walked by the script, and returned.
async fn walk(house: &House, name: &str, rule: Value) -> Walk {
    let place = house.hub(name).await;
    let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
    let organiser = house.who(Role::Organiser, Some(place.hub)).await;
    let manager = house.who(Role::HubManager, Some(place.hub)).await;

    let patch = posted(
        house,
        &lead,
        "/api/v1/patches",
        json!({ "name": name,
        "valid_from": "2026-04-01", "rule": rule }),
    )
    .await;
    let campaign = posted(
        house,
        &lead,
        "/api/v1/campaigns",
        json!({
        "programme": place.programme, "patch": patch["id"], "name": "Listen", "aim": "Hear",
        "starts": "2026-04-01", "ends": "2026-12-31" }),
    )
    .await;
    let address = format!("/api/v1/campaigns/{}/cut", campaign["id"].as_str().unwrap());
    let cut = posted(house, &lead, &address, json!({ "minutes": 120.0 })).await;
    let lists = cut["walk_lists"].as_array().unwrap();
    // The list with most doors on record: where hardly any is known, all the same.
    let list = lists
        .iter()
        .max_by_key(|list| list["doors"].as_u64())
        .unwrap();

    let shift = posted(
        house,
        &lead,
        "/api/v1/shifts",
        json!({ "campaign": campaign["id"],
        "planned_start": "2026-05-16T11:00:00Z", "planned_end": "2026-05-16T13:00:00Z",
        "start_place": "The library", "buddy": "The office",
        "people": [{ "person": organiser.person, "part": "recorder" }] }),
    )
    .await;
    let shift_id = shift["id"].as_str().unwrap();
    posted(
        house,
        &lead,
        &format!("/api/v1/shifts/{shift_id}/issue"),
        json!({ "walk_list": list["id"] }),
    )
    .await;
    let phone = house.phone(&organiser, Role::Organiser, place.hub).await;
    let (_, pulled) = house.get(&phone, "/api/sync/v1/pull?max=1000").await;
    let changes = pulled["changes"].as_array().unwrap();
    let rows: Vec<Value> = changes.iter().map(|change| change["put"].clone()).collect();
    let (_, codebook) = house.get(&phone, "/api/v1/themes").await;
    let theme = codebook["national"][0]["id"].as_str().unwrap().to_owned();
    let (_, installs) = house.get(&manager, "/api/v1/installs").await;
    let batch = ops(shift_id, &rows, &theme, "2026-05-16T12:00:00Z");
    let answer = posted(
        house,
        &phone,
        "/api/sync/v1/push",
        json!({
        "install": installs["installs"][0]["id"], "epoch": pulled["epoch"], "boot": "b1",
        "mono_ms": 20_000, "sent_at": "2026-05-16T12:00:00Z",
        "outbox": { "pending": batch.len(), "oldest_n": 1, "last_n": batch.len() },
        "ops": batch }),
    )
    .await;
    for result in answer["results"].as_array().unwrap() {
        assert_eq!(result["r"], "accepted", "{result}");
    }
    Walk {
        areas: patch["areas"].as_array().unwrap().len(),
        lists: lists.len(),
        doors: rows.iter().filter(|row| row["kind"] == "door").count(),
        programme: place.programme.to_string(),
        manager,
    }
}

impl Walk {
    /// The return is filled, and by decile of this edition the figures are the script's.
    async fn comes_to_a_return(&self, house: &House, edition: u32) {
        let Self {
            programme, manager, ..
        } = self;
        let address = format!("/api/v1/returns?programme={programme}&quarter=2026-Q1");
        let (status, filled) = house.get(manager, &address).await;
        assert_eq!(status, 200, "{filled}");
        let address = format!("/api/v1/counts?programme={programme}&by=decile&edition={edition}");
        let (_, tenths) = house.get(manager, &address).await;
        let total = &tenths["total"];
        let figures = ["visits", "knocks", "listenings", "engaged", "engaged_high"];
        assert_eq!(
            figures.map(|figure| total[figure].as_i64().unwrap()),
            [5, 5, 1, 2, 3]
        );
        let rows = tenths["rows"].as_array().unwrap();
        let of_rows: i64 = rows
            .iter()
            .map(|row| row["engaged"].as_i64().unwrap_or(0))
            .sum();
        let rest = tenths["residual"]["engaged"].as_i64().unwrap_or(0);
        assert_eq!(of_rows + rest, 2, "{tenths}");
    }
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

        let walk = walk(&house, "Chapeltown", json!({ "by": "deciles", "edition": 2019,
            "deciles": [1], "lad": "E08000035" })).await;

        assert!(walk.areas > 23 && walk.lists > 5, "{} areas, {} lists", walk.areas, walk.lists);
        walk.comes_to_a_return(&house, 2019).await;
    }

    async fn rutland_goes_from_both_editions_to_a_return(house: House) {
        let Some(data) = shared() else { return };
        import(&house, "deprivation",
            &data.join("iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.csv.gz")).await;
        let index = import(&house, "deprivation",
            &data.join("iod2025/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.Rutland.csv")).await;
        assert_eq!(index["kept"], 26, "{index}");
        import(&house, "small-areas", &data.join("lsoa2011-boundaries/E06000017.json")).await;
        import(&house, "small-areas",
            &data.join("lsoa2021-boundaries/LSOA21_EW_BSC_V4_E06000017_rutland.geojson")).await;
        let osm = data.join("osm/rutland-latest.osm.pbf");
        import(&house, "streets", &osm).await;
        import(&house, "doors", &osm).await;

        for (edition, areas) in [(2019, 5), (2025, 9)] {
            let name = format!("Rutland by {edition}");
            let walk = walk(&house, &name, json!({ "by": "deciles", "edition": edition,
                "deciles": [6, 7], "lad": "E06000017" })).await;

            assert_eq!(walk.areas, areas, "{name}");
            assert!(walk.doors > 5, "{name}: known doors were knocked at, {} on the list", walk.doors);
            walk.comes_to_a_return(&house, edition).await;
        }
    }
}
