//! `doorstep backup` and `doorstep restore`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, erasure_log::ErasureLogFile, house, key_file::KeyFile, open, ready, say};
use crate::{
    access::{
        self, HubScope,
        audit::{self, Action},
    },
    app::App,
    base::time::EpochMs,
    config::Config,
    db::{self, SCHEMA_VERSION_NEEDED, backup},
    privacy::{
        NEVER_IN_BACKUP,
        model::Class,
        people::entry,
        restore::{self, Replayed},
        rules,
    },
};

/// The fact that tells when a backup was made.
const MADE_AT: &str = "backup_made_at";

/// Make a backup: one file, made while the server runs. It leaves out the keys of shifts whose
/// debrief is still open, so that no backup can open an envelope.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to make. Keep it 30 days at most, and apart from the key file.
    file: PathBuf,
    /// Print one JSON value.
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let db = ready(database).await?;
        if db.engine() == "postgres" {
            return Err(Failure::Input(with_postgres(&self.file)));
        }
        let app = house(db, Config::default());
        if self.file.exists() {
            return Err(Failure::Input(format!(
                "{} is there already; a backup writes over nothing. Name another file",
                self.file.display()
            )));
        }
        note(&app, Action::BackupMade, "to a file").await?;
        let facts = [(MADE_AT, app.clock.now().0.to_string())];
        let copied = backup::copy(database, &self.file, NEVER_IN_BACKUP, &facts).await;
        let copied = copied.map_err(sentence)?;
        app.db.close().await;
        if self.json {
            return say(&serde_json::to_string(&copied)?);
        }
        say(&format!(
            "A backup with {} rows of {} tables is in {}. Delete it after {} days. Keep the key file \
             and the log of erasures in another place.",
            copied.rows,
            copied.tables,
            self.file.display(),
            rules::standard(Class::Backups).days
        ))
    }
}

/// How a Postgres database is backed up: with its own tool, which knows how.
fn with_postgres(file: &Path) -> String {
    let left_out: Vec<String> = NEVER_IN_BACKUP
        .iter()
        .map(|table| format!("--exclude-table-data={table}"))
        .collect();
    format!(
        "Postgres is backed up with its own tool: pg_dump --format=custom {} --file={} DATABASE. \
         After pg_restore, run `doorstep restore` without a file before anybody uses it",
        left_out.join(" "),
        file.display()
    )
}

fn sentence(error: db::Error) -> Failure {
    match error {
        db::Error::Address(sentence) => Failure::Input(sentence),
        other => other.into(),
    }
}

/// Writes it into the chain of every hub.
async fn note(app: &App, action: Action, purpose: &'static str) -> Result<(), Failure> {
    let house = app.clone();
    app.db
        .write(async move |tx| {
            for hub in access::store::hubs(tx).await? {
                let scope = HubScope::for_administrator(hub.id);
                let line = entry(None, action, purpose, 1);
                audit::record(tx, scope, &house.ids, house.clock.now(), line).await?;
            }
            Ok::<_, db::Error>(())
        })
        .await?;
    Ok(())
}

/// Put a backup back. Phones hand in again what it has forgotten, and what was erased since it was
/// made is erased again.
///
/// For Postgres: put it back with `pg_restore`, then run this without a file.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup, for `SQLite`.
    file: Option<PathBuf>,
    /// Put it in the place of a database that is there; that one is kept beside it.
    #[arg(long)]
    force: bool,
    /// Put it back although it is older than backups are kept.
    #[arg(long)]
    old: bool,
    /// Put it back although the log of erasures is lost: whoever was erased since is back.
    #[arg(long)]
    without_erasures: bool,
    /// Print one JSON value.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    key: KeyFile,
    #[command(flatten)]
    log: ErasureLogFile,
}

impl Restore {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        self.check_log(database)?;
        let Some(server_key) = self.key.there(database)? else {
            return Err(Failure::Input(
                "the server's key is missing, and what a backup holds sealed opens with no other. \
                 Put the key file back first, or name it with --key-file"
                    .to_owned(),
            ));
        };
        let file = backup::file_of(database);
        let made = match (&file, &self.file) {
            (Some(place), Some(from)) => Some(self.put_back(from, place).await?),
            (Some(_), None) => {
                return Err(Failure::Input(
                    "name the backup to put back: doorstep restore FILE".to_owned(),
                ));
            }
            (None, Some(_)) => {
                return Err(Failure::Input(
                    "Postgres is put back with its own tool: pg_restore. Then run `doorstep \
                     restore` without a file"
                        .to_owned(),
                ));
            }
            (None, None) => {
                open(database).await?;
                None
            }
        };
        let config = Config {
            server_key: Some(server_key),
            ..Config::default()
        };
        let app = house(ready(database).await?, config);
        let app = if self.without_erasures {
            app
        } else {
            self.log.with(app, database)?
        };
        let what = made.map_or_else(
            || "by the database's own tool".to_owned(),
            |at| format!("from a backup of {}", at.day()),
        );
        let replayed = restore::after(&app, &what).await?;
        app.db.close().await;
        self.tell(&what, replayed)
    }

    /// Without the log nobody would know whom to erase again.
    fn check_log(&self, database: &str) -> Result<(), Failure> {
        if self.without_erasures {
            return Ok(());
        }
        let there = self.log.path(database).filter(|path| path.exists());
        let Some(path) = there else {
            return Err(Failure::Input(
                "the log of erasures is missing, so whoever was erased since the backup was made \
                 would be back. Put it beside the database, or name it with --erasure-log; if it \
                 is lost, say --without-erasures and erase them by hand"
                    .to_owned(),
            ));
        };
        let log = self.log.open(database)?;
        let read = log.map_or(Ok(Vec::new()), |log| log.read());
        read.map(drop).map_err(|error| {
            Failure::Input(format!(
                "the log of erasures {} cannot be read: {error}",
                path.display()
            ))
        })
    }

    async fn put_back(&self, from: &Path, place: &Path) -> Result<EpochMs, Failure> {
        backup::check(from).await.map_err(sentence)?;
        let about = backup::about(from).await.map_err(sentence)?;
        if about.schema > SCHEMA_VERSION_NEEDED() {
            return Err(Failure::Input(format!(
                "the backup is newer ({}) than this program ({}); use a newer doorstep",
                about.schema,
                SCHEMA_VERSION_NEEDED()
            )));
        }
        let made = about.facts.iter().find(|(key, _)| key == MADE_AT);
        let made = made.and_then(|(_, at)| at.parse().ok()).map(EpochMs);
        let Some(made) = made else {
            return Err(Failure::Input(format!(
                "{} does not say when it was made: it is no backup of `doorstep backup`",
                from.display()
            )));
        };
        let now = super::now();
        let (age, most) = (
            now.day().days_since(made.day()),
            rules::standard(Class::Backups).days,
        );
        if age > most && !self.old {
            return Err(Failure::Input(format!(
                "the backup is {age} days old, and backups are kept {most} days. To put it back \
                 all the same, say --old"
            )));
        }
        if place.exists() {
            if !self.force {
                return Err(Failure::Input(format!(
                    "there is a database in {}; to put the backup in its place, say --force. What \
                     is there now is kept beside it",
                    place.display()
                )));
            }
            if backup::is_in_use(place).await.map_err(sentence)? {
                return Err(Failure::Input(format!(
                    "{} is in use; stop the server first",
                    place.display()
                )));
            }
        }
        let aside = format!(".before-restore-{}", now.0);
        backup::put_back(from, place, &aside).map_err(sentence)?;
        Ok(made)
    }

    fn tell(&self, what: &str, replayed: Replayed) -> Result<(), Failure> {
        if self.json {
            return say(&serde_json::to_string(&replayed)?);
        }
        say(&format!(
            "Put back {what}. Of {} erasures, {} people and {} contacts had come back and are \
             erased again. Everybody signs in anew; phones hand in again what is missing. Look \
             through people and phones: what was taken back after the backup was made is back.",
            replayed.known, replayed.people, replayed.contacts
        ))
    }
}
