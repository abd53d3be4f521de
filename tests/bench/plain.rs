//! The bound beside pushes and imports: plain rows into one plain table of the same database.

use doorstep::{
    app::App,
    db::{Error, bulk_insert, row, sql},
};
use uuid::Uuid;

use crate::measure::{Stopwatch, Took};

/// A row as long as what a push keeps of a visit.
const PAYLOAD: &str = "{\"day\":\"2026-05-16\",\"door\":\"0196d9e2-7a5c-7e53-9d0e-3f1c2b4a5968\",\
    \"hour_band\":\"midday\",\"outcome\":\"no_answer\",\"campaign\":\"Spring\",\"by\":\"a pair\"}";

/// Makes the table.
pub async fn table(app: &App) {
    let blob = if app.db.engine() == "postgres" {
        "CREATE TABLE IF NOT EXISTS plain (id UUID PRIMARY KEY, n BIGINT NOT NULL, body TEXT NOT NULL)"
    } else {
        "CREATE TABLE IF NOT EXISTS plain (id BLOB PRIMARY KEY, n INTEGER NOT NULL, body TEXT NOT NULL)"
    };
    let made = app
        .db
        .write(async move |tx| tx.run(sql(blob)).await.map(drop));
    made.await.unwrap();
}

/// Inserts so many rows by each of `writers`, so many a transaction, as one statement each.
pub async fn insert(app: &App, writers: usize, rows: usize, a_transaction: usize) -> Took {
    let watch = Stopwatch::start();
    let writing: Vec<_> = (0..writers)
        .map(|_| {
            let app = app.clone();
            tokio::spawn(async move {
                let mut done = 0;
                while done < rows {
                    let count = a_transaction.min(rows - done);
                    some(&app, count).await;
                    done += count;
                }
            })
        })
        .collect();
    for writer in writing {
        writer.await.unwrap();
    }
    watch.took()
}

async fn some(app: &App, count: usize) {
    let ids = app.ids.clone();
    let written = app.db.write(async move |tx| {
        let rows = (0..count)
            .map(|n| {
                let n = i64::try_from(n).unwrap_or_default();
                row![ids.new_id::<Uuid>(), n, PAYLOAD.to_owned()]
            })
            .collect();
        let head = "INSERT INTO plain (id, n, body)";
        bulk_insert(tx, head, 3, rows, "").await?;
        Ok::<_, Error>(())
    });
    written.await.unwrap();
}
