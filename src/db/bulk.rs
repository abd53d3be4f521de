//! Many rows in few statements.

use super::{Bind, Result, Row, Stmt, Tx, in_list, sql_dynamic};

/// One value of a row to insert.
pub type Cell = Box<dyn Bind>;

/// `SQLite` takes at most 32,766 arguments a statement, Postgres 65,535.
const MOST_ARGUMENTS: usize = 30_000;

/// The values of one row, in column order.
#[macro_export]
macro_rules! row {
    ($($value:expr),* $(,)?) => {
        vec![$(Box::new($value) as $crate::db::Cell),*]
    };
}
pub use crate::row;

/// Inserts `rows` with as few statements as the engines allow.
///
/// `head` is `INSERT INTO t (a, b)`, `tail` an `ON CONFLICT …` clause or empty; every row holds
/// `columns` values. Returns how many rows were touched.
///
/// # Errors
/// When the engine refuses one of the statements: the caller's transaction then ends without any.
pub async fn bulk_insert(
    tx: &mut Tx,
    head: &'static str,
    columns: usize,
    rows: Vec<Vec<Cell>>,
    tail: &'static str,
) -> Result<u64> {
    let mut touched = 0;
    for stmt in statements(head, columns, rows, tail) {
        touched += tx.run(stmt).await?;
    }
    Ok(touched)
}

/// [`bulk_insert`] with a `tail` that ends in `RETURNING …`: gives back what the engines return,
/// for an upsert the rows that are new or changed.
///
/// # Errors
/// As [`bulk_insert`].
pub async fn bulk_returning<T: Row>(
    tx: &mut Tx,
    head: &'static str,
    columns: usize,
    rows: Vec<Vec<Cell>>,
    tail: &'static str,
) -> Result<Vec<T>> {
    let mut returned = Vec::new();
    for stmt in statements(head, columns, rows, tail) {
        returned.extend(tx.all::<T>(stmt).await?);
    }
    Ok(returned)
}

fn statements(
    head: &'static str,
    columns: usize,
    rows: Vec<Vec<Cell>>,
    tail: &'static str,
) -> impl Iterator<Item = Stmt> {
    let rows_a_statement = (MOST_ARGUMENTS / columns.max(1)).clamp(1, 500);
    let mut rows = rows.into_iter().peekable();
    std::iter::from_fn(move || {
        rows.peek()?;
        let chunk: Vec<Vec<Cell>> = rows.by_ref().take(rows_a_statement).collect();
        let tuples: Vec<String> = (0..chunk.len())
            .map(|n| format!("({})", in_list(n * columns + 1, columns)))
            .collect();
        let mut stmt = sql_dynamic(format!("{head} VALUES {} {tail}", tuples.join(", ")));
        stmt.arguments = chunk.into_iter().flatten().collect();
        Some(stmt)
    })
}
