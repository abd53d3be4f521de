//! Somebody who asks to be forgotten is: in every column of every table, on both engines.

use doorstep::{
    base::{ids::PersonId, seal::ServerKey},
    db::{sql, sql_dynamic},
    demo::drive,
};
use indicatif::ProgressBar;

use crate::harness::{House, both};

/// Every column of every table that can hold an id or a text: `(table, column, is an id)`.
fn columns() -> Vec<(String, String, bool)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for table in text.split("CREATE TABLE ").skip(1) {
            let name = table.split_whitespace().next().unwrap();
            for line in table.split(") STRICT;").next().unwrap().lines() {
                let mut words = line.split_whitespace();
                let (Some(column), Some(kind)) = (words.next(), words.next()) else {
                    continue;
                };
                if matches!(kind.trim_end_matches(','), "BLOB" | "TEXT") {
                    let is_id = kind.starts_with("BLOB");
                    found.push((name.to_owned(), column.to_owned(), is_id));
                }
            }
        }
    }
    found
}

/// Every text column that holds this.
pub async fn holding(house: &House, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (table, column, is_id) in columns() {
        if is_id {
            continue;
        }
        let like = format!("%{text}%");
        let asked = format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE $1");
        let read = async |tx: &mut doorstep::db::Tx| {
            tx.value::<i64>(sql_dynamic(asked.clone()).bind(like.clone()))
                .await
        };
        if house.app.db.read(read).await.unwrap() > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

/// Every id column that holds this.
pub async fn holding_id(house: &House, id: uuid::Uuid) -> Vec<String> {
    let mut found = Vec::new();
    for (table, column, is_id) in columns() {
        if !is_id {
            continue;
        }
        let asked = format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1");
        let read = async |tx: &mut doorstep::db::Tx| {
            tx.value::<i64>(sql_dynamic(asked.clone()).bind(id)).await
        };
        if house.app.db.read(read).await.unwrap() > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

/// Every column of a table that can hold an id, a text or a number.
pub fn columns_of(table: &str) -> Vec<String> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/golden/schema-sqlite.sql"
    );
    let schema = std::fs::read_to_string(path).unwrap();
    let head = format!("CREATE TABLE {table} (");
    let body = schema.split(&head).nth(1).unwrap();
    let body = body.split(") STRICT").next().unwrap();
    let names = body
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    names
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .map(ToOwned::to_owned)
        .collect()
}

/// Where this person still stands.
async fn traces(house: &House, person: PersonId, name: &str) -> Vec<String> {
    let mut traces = Vec::new();
    for (table, column, is_id) in columns() {
        let (text, id) = (format!("%{person}%"), person);
        let like = format!("%{name}%");
        let count: i64 = house
            .app
            .db
            .read(async |tx| {
                let stmt = if is_id {
                    sql_dynamic(format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1"))
                        .bind(id)
                } else {
                    sql_dynamic(format!(
                        "SELECT COUNT(*) FROM {table} WHERE {column} LIKE $1 OR {column} LIKE $2"
                    ))
                    .bind(text)
                    .bind(like)
                };
                tx.value(stmt).await
            })
            .await
            .unwrap();
        if count > 0 {
            traces.push(format!("{table}.{column}: {count}"));
        }
    }
    traces
}

both! {
    async fn nothing_of_an_organiser_stays_and_no_figure_changes(house: House) {
        let db = house.app.db.clone();
        assert!(doorstep::cli::demo::import_town(&db, &ProgressBar::hidden()).await.is_ok());
        drive::play(db.clone(), ServerKey::new([7; 32]), &mut |_| ()).await.unwrap();
        let (person, name): (PersonId, String) = db
            .read(async |tx| {
                tx.one(sql("SELECT p.id, p.display_name FROM people p WHERE p.id IN
                            (SELECT person_id FROM visits) ORDER BY p.display_name LIMIT 1"))
                    .await
            })
            .await
            .unwrap();
        let before = doorstep::demo::figures::figures(&db).await.unwrap();
        let seen = traces(&house, person, &name).await;
        for table in ["visits.", "shift_people.", "scopes.", "installs.", "people."] {
            assert!(seen.iter().any(|trace| trace.starts_with(table)), "{table}: {seen:?}");
        }

        assert!(doorstep::app::erase_person(&house.app, person, None).await.unwrap());

        assert_eq!(traces(&house, person, &name).await, Vec::<String>::new());
        assert_eq!(doorstep::demo::figures::figures(&db).await.unwrap(), before);
        assert!(!doorstep::app::erase_person(&house.app, person, None).await.unwrap());
    }
}
