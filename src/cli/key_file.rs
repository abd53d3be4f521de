//! Where the server's own key comes from: a variable, a file, or the file beside the database.

use std::{
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;

use super::Failure;
use crate::{
    access,
    base::{clock::SystemClock, ids::Ids, seal::ServerKey},
    db::Db,
};

/// The key itself, for machines whose secrets come as variables.
const VARIABLE: &str = "DOORSTEP_KEY";

/// Where the server's key lies.
#[derive(Debug, Args)]
pub struct KeyFile {
    /// The file with the server's own key (64 hex digits), made when missing. Default: beside an
    /// `SQLite` database, its name with `.key` behind. Keep it in your backup, apart from the
    /// database: without it, sealed contact details cannot be opened. `DOORSTEP_KEY` may hold the
    /// key itself instead.
    #[arg(long, env = "DOORSTEP_KEY_FILE")]
    key_file: Option<PathBuf>,
}

impl KeyFile {
    /// A key file at this path.
    pub(super) fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            key_file: Some(path.into()),
        }
    }

    /// The server's key if it is there: for commands that work without one as far as they can, and
    /// that make none.
    ///
    /// # Errors
    /// When what is there is no key.
    pub(super) fn there(&self, database: &str) -> Result<Option<ServerKey>, Failure> {
        if let Ok(text) = std::env::var(VARIABLE) {
            return of_variable(&text).map(Some);
        }
        let path = self.key_file.clone().or_else(|| beside(database));
        match path {
            Some(path) if path.exists() => of_file(&path).map(Some),
            Some(_) | None => Ok(None),
        }
    }

    /// The key a server needs, because without one it could seal nothing.
    ///
    /// # Errors
    /// As [`Self::key`], and where nobody said where it is to lie.
    pub(super) async fn needed(&self, db: &Db, database: &str) -> Result<ServerKey, Failure> {
        self.key(db, database).await?.ok_or_else(|| {
            Failure::Input(format!(
                "the server needs a key of its own, kept apart from this {} database. Name a file \
                 with --key-file or DOORSTEP_KEY_FILE (it is made when missing), or give 64 hex \
                 digits in DOORSTEP_KEY",
                db.engine()
            ))
        })
    }

    /// The server's key; `None` where nobody said where it is to lie.
    ///
    /// # Errors
    /// When what is there is no key, or when the file is missing and this database holds keys
    /// that it wrapped.
    pub(super) async fn key(&self, db: &Db, database: &str) -> Result<Option<ServerKey>, Failure> {
        if let Ok(text) = std::env::var(VARIABLE) {
            return of_variable(&text).map(Some);
        }
        let Some(path) = self.key_file.clone().or_else(|| beside(database)) else {
            return Ok(None);
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => parsed(&path, &text).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if db
                    .read(async |tx| access::store::keys::any(tx).await)
                    .await?
                {
                    return Err(Failure::Input(format!(
                        "the key file {} is missing, and {}",
                        path.display(),
                        access::keys::KeyTrouble::Missing
                    )));
                }
                make(&path).map(Some)
            }
            Err(error) => Err(Failure::Input(format!(
                "cannot read the key file {}: {error}",
                path.display()
            ))),
        }
    }
}

fn of_variable(text: &str) -> Result<ServerKey, Failure> {
    ServerKey::parse(text)
        .ok_or_else(|| Failure::Input(format!("{VARIABLE} holds no key: it is 64 hex digits")))
}

fn parsed(path: &Path, text: &str) -> Result<ServerKey, Failure> {
    ServerKey::parse(text).ok_or_else(|| {
        Failure::Input(format!(
            "the key file {} holds no key: it is 64 hex digits. Put it back from its backup",
            path.display()
        ))
    })
}

fn of_file(path: &Path) -> Result<ServerKey, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::Input(format!(
            "cannot read the key file {}: {error}",
            path.display()
        ))
    })?;
    parsed(path, &text)
}

/// The file beside an `SQLite` database.
fn beside(database: &str) -> Option<PathBuf> {
    let mut name = crate::db::backup::file_of(database)?.into_os_string();
    name.push(".key");
    Some(PathBuf::from(name))
}

/// Makes a new key in a file that only its owner may read.
fn make(path: &Path) -> Result<ServerKey, Failure> {
    let ids = Ids::from_system(std::sync::Arc::new(SystemClock));
    let key = ServerKey::new(ids.secret());
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(path)
        .with_context(|| format!("cannot make the key file {}", path.display()))?;
    file.write_all(key.text().reveal().as_bytes())?;
    file.sync_all()?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_lies_beside_the_database_file() {
        let of = |address: &str| beside(address).map(|path| path.display().to_string());

        assert_eq!(
            of("sqlite://doorstep.db").as_deref(),
            Some("doorstep.db.key")
        );
        assert_eq!(
            of("sqlite:///srv/a.db?mode=rwc").as_deref(),
            Some("/srv/a.db.key")
        );
        assert_eq!(of("sqlite::memory:"), None);
        assert_eq!(of("postgres://host/doorstep"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_key_file_is_its_owners_alone_and_is_never_written_over() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");

        let key = make(&path).unwrap_or_else(|_| ServerKey::new([0; 32]));

        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(&text, key.text().reveal());
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(make(&path).is_err());
    }

    #[tokio::test]
    async fn a_missing_key_file_is_made_once_and_never_again_over_keys_it_wrapped() {
        use crate::{
            access::{HubScope, store::keys::StoredKey},
            base::{ids::HubId, time::EpochMs},
            db::sql,
        };
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("a.db").display());
        let db = Db::open(&address).await.unwrap();
        crate::app::furnish(&db).await.unwrap();
        let path = folder.path().join("a.key");

        let made = KeyFile::at(&path).key(&db, &address).await.unwrap_or(None);
        let read = KeyFile::at(&path).key(&db, &address).await.unwrap_or(None);
        let text = |key: Option<ServerKey>| key.unwrap().text().reveal().clone();
        assert_eq!(text(made), text(read));

        let hub: HubId = HubId(uuid::Uuid::from_u128(1));
        db.write(async move |tx| {
            let text = "INSERT INTO hubs (id, name, legal_form, kind, region, funded, joins_on, created_at)
                        VALUES ($1, 'N', 'charity', 'hub', 'N', $2, '2026-01-01', 0)";
            tx.run_expecting(1, sql(text).bind(hub).bind(true)).await?;
            let key = StoredKey {
                id: uuid::Uuid::from_u128(2).into(),
                suite: "p256".to_owned(),
                public_key: String::new(),
                wrapped_key: String::new(),
            };
            let scope = HubScope::for_administrator(hub);
            access::store::keys::insert(tx, scope, key, EpochMs(0)).await
        })
        .await
        .unwrap();
        std::fs::remove_file(&path).unwrap();

        let Err(Failure::Input(sentence)) = KeyFile::at(&path).key(&db, &address).await else {
            panic!("a new key was made over keys that it cannot unwrap");
        };
        assert!(sentence.contains("is missing") && sentence.contains("backup"));
        assert!(!path.exists());
    }
}
