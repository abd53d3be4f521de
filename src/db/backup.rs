//! A copy of an `SQLite` database in one file, made while it is in use, and putting one back.
//!
//! Tables that no backup may hold are never written to the copy, not even for a moment: the copy is
//! made table by table in one snapshot, so that no freed page of it ever held them.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use sqlx::{
    AssertSqlSafe, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{Error, Result};

/// What a copy came to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Copied {
    /// Tables that were copied.
    pub tables: usize,
    /// Rows in them.
    pub rows: i64,
    /// Tables that are there without their rows.
    pub left_out: Vec<String>,
}

/// The file of an `SQLite` address; `None` for another engine or a database in memory.
#[must_use]
pub fn file_of(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let file = rest.split('?').next().unwrap_or_default();
    (!file.is_empty() && !file.contains(":memory:")).then(|| PathBuf::from(file))
}

/// Copies the database at `address` into a new file, without the rows of the tables in
/// `leave_out`, and with these facts in the copy's table `house`. The copy is checked before it
/// gets its name.
///
/// # Errors
/// [`Error::Address`] in one sentence when the file is there or cannot be made, or the copy is not
/// whole; else what the engine says.
pub async fn copy(
    address: &str,
    to: &Path,
    leave_out: &[&str],
    facts: &[(&str, String)],
) -> Result<Copied> {
    if to.exists() {
        return Err(Error::Address(format!(
            "{} is there already; a backup writes over nothing. Name another file",
            to.display()
        )));
    }
    let partial = beside(to, ".partial");
    make_private(&partial)?;
    let made = copy_into(address, &partial, leave_out, facts).await;
    let done = match made {
        Ok(copied) => check(&partial).await.map(|()| copied),
        Err(error) => Err(error),
    };
    if let Ok(copied) = done {
        std::fs::rename(&partial, to).map_err(|error| not_made(to, &error))?;
        sync_folder(to);
        return Ok(copied);
    }
    // What is half-made is no backup; that it cannot be removed changes nothing about that.
    let _ = std::fs::remove_file(&partial);
    done
}

fn beside(file: &Path, behind: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(behind);
    PathBuf::from(name)
}

fn not_made(file: &Path, error: &std::io::Error) -> Error {
    Error::Address(format!("cannot make {}: {error}", file.display()))
}

/// A new, empty file that only its owner may read.
fn make_private(file: &Path) -> Result<()> {
    let _ = std::fs::remove_file(file);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .map(drop)
        .map_err(|error| not_made(file, &error))
}

/// A new name is on the disk only once its folder is.
fn sync_folder(file: &Path) {
    let folder = file.parent().filter(|path| !path.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    // Some systems cannot do that to a folder; then there is nothing to do.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

async fn copy_into(
    address: &str,
    to: &Path,
    leave_out: &[&str],
    facts: &[(&str, String)],
) -> Result<Copied> {
    let options = SqliteConnectOptions::from_str(address)?
        .create_if_missing(false)
        .foreign_keys(false)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10));
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let name = to.display().to_string();
    sqlx::query("ATTACH DATABASE $1 AS copy")
        .bind(name)
        .execute(&mut connection)
        .await?;
    let mut tx = connection.begin().await?;
    let made: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT type, name, sql FROM main.sqlite_master
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY type DESC, name",
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut copied = Copied {
        tables: 0,
        rows: 0,
        left_out: Vec::new(),
    };
    for (kind, name, text) in &made {
        // `CREATE TABLE x`, `CREATE INDEX x`, `CREATE UNIQUE INDEX x`: the name gets its place.
        let text = text.replacen(&format!(" {name}"), &format!(" copy.{name}"), 1);
        let text = text.replacen(&format!(" \"{name}\""), &format!(" copy.\"{name}\""), 1);
        sqlx::query(AssertSqlSafe(text)).execute(&mut *tx).await?;
        if kind != "table" {
            continue;
        }
        copied.tables += 1;
        if leave_out.contains(&name.as_str()) {
            copied.left_out.push(name.clone());
            continue;
        }
        let insert = format!("INSERT INTO copy.\"{name}\" SELECT * FROM main.\"{name}\"");
        let rows = sqlx::query(AssertSqlSafe(insert)).execute(&mut *tx).await?;
        copied.rows += i64::try_from(rows.rows_affected()).unwrap_or(i64::MAX);
    }
    for (key, value) in facts {
        sqlx::query("INSERT OR REPLACE INTO copy.house (key, value) VALUES ($1, $2)")
            .bind((*key).to_owned())
            .bind(value.clone())
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    connection.close().await?;
    Ok(copied)
}

/// Looks whether a file is a whole database.
///
/// # Errors
/// [`Error::Address`] in one sentence when it is none, or damaged.
pub async fn check(file: &Path) -> Result<()> {
    let broken = |why: String| {
        Error::Address(format!(
            "{} is no whole backup of this program ({why}). Use another one",
            file.display()
        ))
    };
    let mut connection = open_to_read(file).await?;
    let verdict: std::result::Result<String, _> = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await;
    let verdict = verdict.map_err(|error| broken(error.to_string()))?;
    connection.close().await?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(broken(verdict))
    }
}

async fn open_to_read(file: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .read_only(true);
    SqliteConnection::connect_with(&options)
        .await
        .map_err(|error| Error::Address(format!("cannot open {}: {error}", file.display())))
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The newest migration it has had.
    pub schema: i64,
    /// The facts in its table `house`.
    pub facts: Vec<(String, String)>,
}

/// Reads what a backup says of itself.
///
/// # Errors
/// [`Error::Address`] in one sentence when it is no backup of this program.
pub async fn about(file: &Path) -> Result<About> {
    let none = |_| {
        Error::Address(format!(
            "{} is no backup of this program: it has none of its tables",
            file.display()
        ))
    };
    let mut connection = open_to_read(file).await?;
    let schema: i64 =
        sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success")
            .fetch_one(&mut connection)
            .await
            .map_err(none)?;
    let facts = sqlx::query_as("SELECT key, value FROM house")
        .fetch_all(&mut connection)
        .await
        .map_err(none)?;
    connection.close().await?;
    Ok(About { schema, facts })
}

/// Whether another program has this database open.
///
/// # Errors
/// What the engine says, but for that.
pub async fn is_in_use(file: &Path) -> Result<bool> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Wal)
        .locking_mode(sqlx::sqlite::SqliteLockingMode::Exclusive)
        .busy_timeout(Duration::from_millis(500));
    let alone = async {
        let mut connection = SqliteConnection::connect_with(&options).await?;
        // In the exclusive mode the first access takes the whole file, or finds somebody there.
        sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut connection)
            .await?;
        sqlx::query("ROLLBACK").execute(&mut connection).await?;
        connection.close().await
    };
    match alone.await {
        Ok(()) => Ok(false),
        Err(error) => {
            let error = Error::from(error);
            if error.is_passing() {
                Ok(true)
            } else {
                Err(error)
            }
        }
    }
}

/// Puts a backup in a database's place. What is there is kept beside it, its name with `aside`
/// behind. Nobody may have it open.
///
/// # Errors
/// [`Error::Address`] in one sentence when a file cannot be moved or written.
pub fn put_back(backup: &Path, file: &Path, aside: &str) -> Result<()> {
    let partial = beside(file, ".partial");
    make_private(&partial)?;
    let copy = || {
        std::fs::copy(backup, &partial)?;
        let copied = std::fs::OpenOptions::new().write(true).open(&partial)?;
        copied.sync_all()
    };
    copy().map_err(|error| not_made(&partial, &error))?;
    for behind in ["", "-wal", "-shm"] {
        let old = beside(file, behind);
        if old.exists() {
            let kept = beside(file, &format!("{aside}{behind}"));
            std::fs::rename(&old, &kept).map_err(|error| not_made(&kept, &error))?;
        }
    }
    std::fs::rename(&partial, file).map_err(|error| not_made(file, &error))?;
    sync_folder(file);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_an_address() {
        let of = |address: &str| file_of(address).map(|path| path.display().to_string());

        assert_eq!(
            of("sqlite:///srv/a.db?mode=rwc").as_deref(),
            Some("/srv/a.db")
        );
        assert_eq!(of("sqlite://doorstep.db").as_deref(), Some("doorstep.db"));
        assert_eq!(of("sqlite::memory:"), None);
        assert_eq!(of("postgres://host/a"), None);
    }
}
