//! What can go wrong between a store and its engine.

/// Result of a store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A database that did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refused or failed.
    #[error("the database did not carry out a statement")]
    Engine(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the database schema could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A write touched another number of rows than it must.
    #[error("a write touched {actual} rows where {expected} were expected")]
    RowsAffected {
        /// Rows the statement must touch.
        expected: u64,
        /// Rows it touched.
        actual: u64,
    },
    /// A stored value makes no sense.
    #[error("column {column} of {table} holds a value that makes no sense (row {row})")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
    },
    /// An erasure could not be written down outside the database, so nothing was erased.
    #[error("the log of erasures beside the database cannot be written, so nothing was erased")]
    ErasureLog(#[from] std::io::Error),
    /// A key that lies in the database does not unwrap.
    #[error("the server's key is missing or is not the one of this database")]
    Locked,
    /// The address of the database is not one this program can use.
    #[error("{0}")]
    Address(String),
}

impl Error {
    /// Whether the same work, started again, may succeed: the engine was busy or asked for a retry.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        let Self::Engine(sqlx::Error::Database(error)) = self else {
            return false;
        };
        // 40001 and 40P01 are Postgres; 5 (busy), 6 (locked) and their extended codes are SQLite.
        match error.code().as_deref() {
            Some("40001" | "40P01") => true,
            Some(code) => code
                .parse::<u32>()
                .is_ok_and(|code| matches!(code & 0xff, 5 | 6)),
            None => false,
        }
    }

    /// The name of the constraint that a write broke, where the engine tells it.
    ///
    /// Postgres names the constraint; `SQLite` names the columns (`hubs.name`).
    #[must_use]
    pub fn broken_constraint(&self) -> Option<String> {
        let Self::Engine(sqlx::Error::Database(error)) = self else {
            return None;
        };
        if !matches!(
            error.kind(),
            sqlx::error::ErrorKind::UniqueViolation
                | sqlx::error::ErrorKind::ForeignKeyViolation
                | sqlx::error::ErrorKind::CheckViolation
                | sqlx::error::ErrorKind::NotNullViolation
        ) {
            return None;
        }
        Some(
            error
                .constraint()
                .map_or_else(|| error.message().to_owned(), ToOwned::to_owned),
        )
    }

    /// Whether the statement can never succeed with this data: a poison record, not a sick engine.
    #[must_use]
    pub fn is_about_the_data(&self) -> bool {
        match self {
            Self::Engine(sqlx::Error::Database(error)) => {
                self.broken_constraint().is_some()
                    || error.code().is_some_and(|code| code.starts_with("22"))
            }
            Self::Engine(
                sqlx::Error::Encode(_) | sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. },
            )
            | Self::RowsAffected { .. }
            | Self::Corrupt { .. } => true,
            Self::Engine(_)
            | Self::Migrate(_)
            | Self::ErasureLog(_)
            | Self::Locked
            | Self::Address(_) => false,
        }
    }
}
