//! The two engines behind one SQL text. Knows no table of any room.
//!
//! What comes in: statements written in the subset both engines share (see
//! `migrations/README.md`), with typed arguments. What goes out: rows as structs.
//!
//! - [`Db::read`] gives one consistent snapshot, [`Db::write`] one transaction that is **started
//!   again from the top** when the engine says "not now" (`SQLITE_BUSY`, 40001, 40P01). So a
//!   closure given to `write` owns what it uses and may run more than once.
//! - `SQLite`: WAL, `synchronous=FULL`, foreign keys on, one writer connection with
//!   `BEGIN IMMEDIATE`, several readers. Postgres: a pool.
//! - Every store lists its statements with [`crate::statements!`]; a test prepares each on both engines.

pub mod backup;
mod bulk;
mod connect;
mod error;
mod stmt;
mod tx;

pub use bulk::{Cell, bulk_insert, bulk_returning, row};
pub use connect::{AsDbError, Db, SCHEMA_VERSION_NEEDED, sqlite_version_is_safe};
pub use error::{Error, Result};
pub use stmt::{Bind, Row, Stmt, in_list, sql, sql_dynamic};
pub use tx::Tx;

/// Names the statements of a store, so that a test can prepare every one on both engines.
///
/// ```
/// doorstep::statements! {
///     /// How many small areas are there?
///     COUNT = "SELECT COUNT(*) FROM lsoas";
/// }
/// assert_eq!(STATEMENTS[0].0, "COUNT");
/// assert_eq!(COUNT, STATEMENTS[0].1);
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$meta])* const $name: &str = $sql;)*
        /// Every statement of this store: name and text.
        pub const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}
