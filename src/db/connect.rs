//! Opening a database, and the two ways to use it.

use std::{str::FromStr, time::Duration};

use sqlx::{
    ConnectOptions, PgPool, SqlitePool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Error, Result, Tx};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How often a write starts again when the engine says "not now" before it gives up.
const TRIES: u32 = 12;

/// The embedded engine's first release without the WAL-reset fault.
const SQLITE_AT_LEAST: (u32, u32, u32) = (3, 51, 3);

/// The schema this program needs: the newest migration it carries.
pub const SCHEMA_VERSION_NEEDED: fn() -> i64 = || {
    SQLITE
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or_default()
};

/// Handles to one database. Cheap to copy; passed on, never global.
#[derive(Clone)]
pub enum Db {
    /// The embedded database: several readers, one writer.
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A Postgres server.
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite://FILE` (made when missing) or `postgres://…`; the schema is left as it is.
    ///
    /// # Errors
    /// [`Error::Address`] for another kind of address; else what the engine says.
    pub async fn open(address: &str) -> Result<Self> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            // Statements are never logged: some are long, and none is anybody's business.
            let options = PgConnectOptions::from_str(address)?.disable_statement_logging();
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(20))
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        if !address.starts_with("sqlite:") {
            return Err(Error::Address(format!(
                "the database address `{address}` is neither sqlite://FILE nor postgres://…; \
                 give one of these with --database"
            )));
        }
        let options = SqliteConnectOptions::from_str(address)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL, because NORMAL loses acknowledged records when the power goes.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is written over with zeros.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(512)
            // Rows come from the engine's own thread: the fewer times the two wait for each other,
            // the sooner many rows are there.
            .row_buffer_size(512)
            .disable_statement_logging();
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        let version: String = sqlx::query_scalar("SELECT sqlite_version()")
            .fetch_one(&write)
            .await?;
        if !sqlite_version_is_safe(&version) {
            return Err(Error::Address(format!(
                "the embedded database engine is {version}, older than 3.51.3; build doorstep \
                 with its bundled engine"
            )));
        }
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Brings the schema up to date; running it again changes nothing.
    ///
    /// # Errors
    /// When a released migration was edited, or one fails.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await?,
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// The newest migration this database has had, 0 for a new one.
    ///
    /// # Errors
    /// When the engine fails for another reason than the missing table.
    pub async fn schema_version(&self) -> Result<i64> {
        const NEWEST: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";
        let found = match self {
            Self::Sqlite { read, .. } => sqlx::query_scalar(NEWEST).fetch_one(read).await,
            Self::Postgres(pool) => sqlx::query_scalar(NEWEST).fetch_one(pool).await,
        };
        match found {
            Ok(version) => Ok(version),
            Err(sqlx::Error::Database(_)) => Ok(0),
            Err(error) => Err(error.into()),
        }
    }

    /// Runs `work` on one consistent snapshot; nothing it writes is kept.
    ///
    /// # Errors
    /// What `work` returns, or what the engine says.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: AsyncFnOnce(&mut Tx) -> Result<T, E>,
    {
        let mut tx = match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await.map_err(Error::from)?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await
                    .map_err(Error::from)?,
            ),
        };
        work(&mut tx).await
    }

    /// Runs `work` in one transaction and commits it; starts again from the top when the engine
    /// says "not now". `work` is an `async move` closure that owns what it uses.
    ///
    /// # Errors
    /// What `work` returns (and then nothing is kept), or what the engine says.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<Error> + AsDbError,
        F: AsyncFn(&mut Tx) -> Result<T, E>,
    {
        let mut tried = 0;
        loop {
            tried += 1;
            let mut tx = self.begin().await?;
            let outcome = match work(&mut tx).await {
                Ok(value) => tx.commit().await.map(|()| value).map_err(E::from),
                Err(error) => Err(error),
            };
            match outcome {
                Err(error) if tried < TRIES && error.as_db().is_some_and(Error::is_passing) => {}
                outcome => return outcome,
            }
        }
    }

    async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            // IMMEDIATE: a plain BEGIN that reads first fails at once when it comes to write.
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Makes what was deleted unreadable in the files, as far as the engine can: `SQLite` writes over
    /// deleted rows as it goes, and here empties its log into the file; Postgres sweeps the tables
    /// that held keys and sealed things. Whatever still lies in an older log is sealed under keys
    /// that are no more.
    ///
    /// # Errors
    /// When the engine fails. Readers at work make the log's emptying wait for the next time.
    pub async fn scrub(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => {
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                    .execute(write)
                    .await?;
            }
            Self::Postgres(pool) => {
                sqlx::query("VACUUM envelope_keys, envelope, ops, held_ops, sealed_contacts, contacts, follow_ups")
                    .execute(pool)
                    .await?;
            }
        }
        Ok(())
    }

    /// Waits until every connection is closed.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// The engine's name, for messages.
    #[must_use]
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }
}

/// An error that may hold a database error, so that [`Db::write`] knows when to start again.
pub trait AsDbError {
    /// The database error inside, if there is one.
    fn as_db(&self) -> Option<&Error>;
}

impl AsDbError for Error {
    fn as_db(&self) -> Option<&Error> {
        Some(self)
    }
}

/// Whether an engine of this version keeps acknowledged records.
#[must_use]
pub fn sqlite_version_is_safe(version: &str) -> bool {
    let mut numbers = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next()) >= SQLITE_AT_LEAST
}
