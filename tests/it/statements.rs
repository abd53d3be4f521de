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
