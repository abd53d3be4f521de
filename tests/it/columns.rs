//! Every column is classed: whose it is, and whether an export may ever hold it.

use std::collections::BTreeMap;

use doorstep::db::sql;

use crate::{contract::golden, harness::House};

const CLASSES: [&str; 5] = ["none", "door", "worker", "contact", "safety"];

async fn columns(house: &House) -> BTreeMap<String, Vec<String>> {
    let rows: Vec<(String, String)> = house
        .app
        .db
        .read(async |tx| {
            tx.all(sql(
                "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
                        WHERE m.type = 'table' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'
                          AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                        ORDER BY m.name, p.cid",
            ))
            .await
        })
        .await
        .unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in rows {
        tables.entry(table).or_default().push(column);
    }
    tables
}

/// `table.column = "class private|public"`, in the file's own order.
pub fn classed() -> BTreeMap<String, (String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/columns.toml");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut table = String::new();
    let mut found = BTreeMap::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            name.clone_into(&mut table);
        } else if let Some((column, value)) = line.split_once(" = ") {
            let value = value.trim_matches('"');
            let (class, reach) = value.split_once(' ').unwrap_or((value, ""));
            found.insert(
                format!("{table}.{}", column.trim()),
                (class.to_owned(), reach.to_owned()),
            );
        }
    }
    found
}

#[tokio::test]
async fn every_column_is_classed_and_none_is_left_over() {
    let house = House::sqlite().await;
    let classed = classed();
    let mut unclassed = Vec::new();
    let mut seen = Vec::new();
    for (table, columns) in columns(&house).await {
        for column in columns {
            let name = format!("{table}.{column}");
            match classed.get(&name) {
                None => unclassed.push(name.clone()),
                Some((class, reach)) => {
                    assert!(
                        CLASSES.contains(&class.as_str()),
                        "{name}: `{class}` is no class"
                    );
                    assert!(
                        matches!(reach.as_str(), "public" | "private"),
                        "{name}: `{reach}`"
                    );
                    let open = reach == "public";
                    assert!(
                        !open || class == "none",
                        "{name} is `{class}` and cannot be public"
                    );
                }
            }
            seen.push(name);
        }
    }
    let gone: Vec<&String> = classed.keys().filter(|name| !seen.contains(name)).collect();

    assert!(
        unclassed.is_empty(),
        "class these in tests/golden/columns.toml: {unclassed:#?}"
    );
    assert!(gone.is_empty(), "these columns are no more: {gone:?}");
}

#[tokio::test]
async fn no_column_of_a_listening_can_hold_a_person_a_door_or_a_time() {
    let house = House::sqlite().await;
    let listenings = columns(&house).await.remove("listenings").unwrap();

    for word in [
        "door", "name", "number", "phone", "address", "person", "shift", "_at", "hour", "lng",
        "lat",
    ] {
        assert!(
            !listenings.iter().any(|column| column.contains(word)),
            "a column of `listenings` speaks of `{word}`: {listenings:?}"
        );
    }
}

#[tokio::test]
async fn the_schema_is_the_one_that_is_checked_in() {
    let house = House::sqlite().await;
    let rows: Vec<(String,)> = house
        .app
        .db
        .read(async |tx| {
            tx.all(sql("SELECT sql FROM sqlite_master
                        WHERE sql IS NOT NULL AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'
                        ORDER BY tbl_name, type DESC, name"))
                .await
        })
        .await
        .unwrap();
    let text: Vec<String> = rows.into_iter().map(|(sql,)| format!("{sql};\n")).collect();

    golden("tests/golden/schema-sqlite.sql", &text.join("\n"));
}
