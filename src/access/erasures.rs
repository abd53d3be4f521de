//! The log of erasures, outside the database.
//!
//! A backup of last week still holds whom somebody erased yesterday. So each erasure is written
//! here too, before its transaction ends, and whatever starts on a restored database reads the log
//! and erases again what came back. A line holds the hub, a person's id or a keyed mark, and the
//! day; nothing of it says who that was.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use crate::base::{
    ids::{HubId, PersonId},
    time::Day,
};

/// One erasure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// The hub; absent for a person, who may have worked in several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<HubId>,
    /// The person who was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The keyed mark of what was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// The day.
    pub day: Day,
}

impl Erasure {
    /// Somebody who had an account.
    #[must_use]
    pub const fn of_person(person: PersonId, day: Day) -> Self {
        Self {
            hub: None,
            person: Some(person),
            mark: None,
            day,
        }
    }

    /// Something of a hub that a keyed mark finds again.
    #[must_use]
    pub const fn of_mark(hub: HubId, mark: String, day: Day) -> Self {
        Self {
            hub: Some(hub),
            person: None,
            mark: Some(mark),
            day,
        }
    }
}

/// The log. Cheap to copy; lines of one program never mix.
#[derive(Clone, Debug)]
pub struct ErasureLog {
    path: PathBuf,
    file: Arc<Mutex<File>>,
}

impl ErasureLog {
    /// Opens the log, made when missing and then its owner's alone. A line that was cut off by a
    /// crash is closed, so that the next one stands on its own.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        if file.metadata()?.len() > 0 {
            file.seek(SeekFrom::End(-1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                file.write_all(b"\n")?;
            }
        }
        Ok(Self {
            path: path.to_owned(),
            file: Arc::new(Mutex::new(file)),
        })
    }

    /// Where the log lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes erasures down, on the disk when this returns. Called in the transaction that erases,
    /// as its last act: when it fails, nothing is erased; when the transaction fails after it,
    /// erasing again is what was wanted anyway.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn note(&self, erasures: &[Erasure]) -> io::Result<()> {
        let mut lines = String::new();
        for erasure in erasures {
            lines.push_str(&serde_json::to_string(erasure)?);
            lines.push('\n');
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(lines.as_bytes())?;
        file.sync_data()
    }

    /// Every erasure, each once, oldest first. A line that a crash cut off stands for an erasure
    /// that never came to be and is left out; any other line that cannot be read is an error,
    /// because it may stand for somebody.
    ///
    /// # Errors
    /// When the file cannot be read, or a line makes no sense; then with its number.
    pub fn read(&self) -> io::Result<Vec<Erasure>> {
        let mut seen = std::collections::HashSet::new();
        let mut erasures = Vec::new();
        for (n, line) in (1_u64..).zip(BufReader::new(File::open(&self.path)?).lines()) {
            let line = line?;
            if line.is_empty() {
                continue;
            }
            match serde_json::from_str::<Erasure>(&line) {
                Ok(erasure) => {
                    if seen.insert(erasure.clone()) {
                        erasures.push(erasure);
                    }
                }
                // What a crash cut off does not end as a line of ours does.
                Err(error) if error.is_eof() && !line.ends_with('}') => {}
                Err(_) => {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        format!("line {n} makes no sense; put the file back from its copy"),
                    ));
                }
            }
        }
        Ok(erasures)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> Erasure {
        let day = "2026-05-16".parse().unwrap();
        Erasure::of_person(PersonId(Uuid::from_u128(n)), day)
    }

    #[test]
    fn what_was_noted_is_read_once_each_by_whoever_opens_the_log_later() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db.erasures");
        let log = ErasureLog::open(&path).unwrap();
        let day = "2026-05-17".parse().unwrap();
        let mark = Erasure::of_mark(HubId(Uuid::from_u128(9)), "ab12".to_owned(), day);

        log.note(&[person(1)]).unwrap();
        log.note(&[person(1), mark.clone()]).unwrap();

        let again = ErasureLog::open(&path).unwrap();
        assert_eq!(again.read().unwrap(), [person(1), mark]);
    }

    #[test]
    fn a_line_that_a_crash_cut_off_spoils_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db.erasures");
        ErasureLog::open(&path).unwrap().note(&[person(1)]).unwrap();
        let mut text = std::fs::read_to_string(&path).unwrap();
        text.push_str("{\"person\":\"0000");
        std::fs::write(&path, text).unwrap();

        let log = ErasureLog::open(&path).unwrap();
        log.note(&[person(2)]).unwrap();

        assert_eq!(log.read().unwrap(), [person(1), person(2)]);
    }

    #[test]
    fn a_line_that_was_changed_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db.erasures");
        std::fs::write(&path, "{\"day\":\"2026-05-16\",\"person\":\"nobody\"}\n").unwrap();

        let error = ErasureLog::open(&path).unwrap().read().unwrap_err();

        assert!(error.to_string().contains("line 1"), "{error}");
    }
}
