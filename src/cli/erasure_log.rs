//! Where erasures are written down outside the database.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::Failure;
use crate::{access::erasures::ErasureLog, app::App, db::backup, privacy::restore};

/// Where the log of erasures lies.
#[derive(Debug, Args)]
pub struct ErasureLogFile {
    /// The log of erasures outside the database: what stands in it is erased again when a backup
    /// brings it back. It names nobody. Default: beside an `SQLite` database, its name with
    /// `.erasures` behind. Keep it in your backup, and longer than any backup of the database.
    #[arg(long, env = "DOORSTEP_ERASURE_LOG")]
    erasure_log: Option<PathBuf>,
}

impl ErasureLogFile {
    /// Where it is to lie; `None` where nobody said so.
    pub(super) fn path(&self, database: &str) -> Option<PathBuf> {
        let beside = || {
            let mut name = backup::file_of(database)?.into_os_string();
            name.push(".erasures");
            Some(PathBuf::from(name))
        };
        self.erasure_log.clone().or_else(beside)
    }

    /// The log, made when missing; `None` where nobody said where it is to lie.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open(&self, database: &str) -> Result<Option<ErasureLog>, Failure> {
        let Some(path) = self.path(database) else {
            return Ok(None);
        };
        ErasureLog::open(&path).map(Some).map_err(|error| {
            Failure::Input(format!(
                "cannot open the log of erasures {}: {error}; name another with --erasure-log",
                path.display()
            ))
        })
    }

    /// The same house with its log, if it has one.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub(super) fn with(&self, app: App, database: &str) -> Result<App, Failure> {
        Ok(match self.open(database)? {
            Some(log) => app.with_erasure_log(log),
            None => app,
        })
    }
}

/// Erases again what a backup has brought back, before anybody is told that the server serves.
pub(super) async fn replay(app: &App) -> Result<(), Failure> {
    let Some(log) = &app.erasures else {
        tracing::warn!(
            "no log of erasures: after a restore, whoever was erased is back; name a file with \
             --erasure-log"
        );
        return Ok(());
    };
    let path = log.path().display().to_string();
    let replayed = restore::replay(app)
        .await
        .with_context(|| format!("cannot carry out the log of erasures {path} again"))?;
    if replayed.people + replayed.contacts > 0 {
        tracing::warn!(
            people = replayed.people,
            contacts = replayed.contacts,
            "this database was put back from a backup: what had been erased is erased again"
        );
    }
    Ok(())
}
