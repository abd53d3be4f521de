//! Every statement of every store is understood by both engines.

use crate::harness::{House, both};

both! {
    async fn every_statement_prepares(house: House) {
        let mut wrong = Vec::new();
        for (room, statements) in doorstep::statements() {
            for (name, text) in *statements {
                let text = (*text).to_owned();
                let outcome = house.app.db.read(async move |tx| tx.prepare(&text).await).await;
                if let Err(error) = outcome {
                    let cause = std::error::Error::source(&error).map(ToString::to_string);
                    wrong.push(format!("{room}::{name}: {}", cause.unwrap_or_default()));
                }
            }
        }

        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn every_store_that_has_statements_is_on_the_list() {
    let listed: Vec<&str> = doorstep::statements()
        .iter()
        .map(|(room, _)| *room)
        .collect();
    let mut missing = Vec::new();
    for (path, text) in crate::house::sources() {
        if !text.contains("crate::statements! {") {
            continue;
        }
        let room = path
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .trim_end_matches("/mod")
            .replace('/', "::");
        if !listed.contains(&room.as_str()) {
            missing.push(room);
        }
    }

    assert!(
        missing.is_empty(),
        "not in `doorstep::statements()`: {missing:?}"
    );
}

/// What every handed-in record asks: none of it may read more, the more a hub has done.
const OF_EVERY_RECORD: [(&str, &str); 6] = [
    ("feed::store", "HOLDERS"),
    ("feed::store", "ELSEWHERE"),
    ("feed::store", "SCOPES_OF_ROW"),
    ("ledger::store", "STANDING"),
    ("listenings::store::visits", "OF_DOOR"),
    ("shifts::store", "ARRIVED"),
];

/// Without figures of its own, SQLite takes the index that spares it a sort rather than the one
/// that finds the row: so a hub's 10,000th record cost a hundred times its first.
#[tokio::test]
async fn a_record_is_not_handed_in_slower_the_more_a_hub_has_done() {
    let house = House::sqlite().await;
    for (room, name) in OF_EVERY_RECORD {
        let statements = doorstep::statements().iter().find(|(of, _)| *of == room);
        let statement = statements.and_then(|(_, all)| all.iter().find(|(of, _)| *of == name));
        let (_, text) = statement.unwrap();
        let asked = format!("EXPLAIN QUERY PLAN {text}");

        let plan: Vec<(i64, i64, i64, String)> = house
            .app
            .db
            .read(async move |tx| tx.all(doorstep::db::sql_dynamic(asked)).await)
            .await
            .unwrap();

        for (_, _, _, step) in plan {
            let reads_a_hub = step.starts_with("SCAN") || step.ends_with("(hub_id=?)");
            assert!(!reads_a_hub, "{room}::{name}: {step}");
        }
    }
}
