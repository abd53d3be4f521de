//! The two folders of migrations tell the same story.

use std::{collections::BTreeMap, path::Path};

use crate::harness::{House, both};

fn files(engine: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(engine);
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The neutral word for an engine's column type.
fn neutral(line: &str) -> String {
    let mut text = line.trim_end().to_owned();
    // `flag INTEGER … CHECK (flag IN (0, 1))` is a BOOLEAN.
    if let Some(at) = text.find(" CHECK (")
        && text.ends_with("IN (0, 1)),")
    {
        text = format!("{},", text[..at].replacen(" INTEGER", " FLAG", 1));
    }
    for (from, to) in [
        (" BLOB", " ID"),
        (" UUID", " ID"),
        (" INTEGER", " INT"),
        (" BIGINT", " INT"),
        (" BOOLEAN", " FLAG"),
        (" DOUBLE PRECISION", " REAL"),
        (") STRICT;", ");"),
    ] {
        text = text.replacen(from, to, 1);
    }
    text
}

#[test]
fn both_folders_hold_the_same_files_with_the_same_tables() {
    let (sqlite, postgres) = (files("sqlite"), files("postgres"));

    assert_eq!(
        sqlite.keys().collect::<Vec<_>>(),
        postgres.keys().collect::<Vec<_>>()
    );
    for (name, text) in &sqlite {
        let ours: Vec<String> = text.lines().map(neutral).collect();
        let theirs: Vec<String> = postgres[name].lines().map(neutral).collect();
        assert_eq!(ours, theirs, "{name} differs between the engines");
    }
}

#[test]
fn every_hub_table_is_keyed_by_hub_first() {
    let global = [
        "house",
        "programmes",
        "hubs",
        "people",
        "grants",
        "codes",
        "sessions",
        "imports",
        "lsoas",
        "deprivation",
        "lsoa_lookup",
        "streets",
        "street_parts",
        "address_points",
        "doors",
        "do_not_knock",
        "do_not_knock_causes",
        "national_themes",
        "network_releases",
    ];
    for (name, text) in files("sqlite") {
        for table in text.split("CREATE TABLE ").skip(1) {
            let table_name = table.split_whitespace().next().unwrap();
            let body = table.split(") STRICT;").next().unwrap();
            if global.contains(&table_name) {
                assert!(
                    !body.contains("REFERENCES hubs"),
                    "{name}: {table_name} is global and must not point into hub tables"
                );
                continue;
            }
            let keyed = body.contains("PRIMARY KEY (hub_id")
                || body.contains("hub_id BLOB NOT NULL PRIMARY KEY");
            assert!(
                keyed,
                "{name}: the key of {table_name} does not start with hub_id"
            );
        }
    }
}

both! {
    async fn migrating_again_changes_nothing(house: House) {
        let before = house.app.db.schema_version().await.unwrap();

        house.app.db.migrate().await.unwrap();

        assert_eq!(house.app.db.schema_version().await.unwrap(), before);
        assert_eq!(before, (doorstep::db::SCHEMA_VERSION_NEEDED)());
    }
}
