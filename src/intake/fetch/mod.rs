//! The publishers' services → the same files a person would hand in.
//!
//! | kind | service | answer |
//! |---|---|---|
//! | deprivation | GOV.UK content API | the attachment that is File 7 |
//! | small areas, look-up | ONS's feature services (`ArcGIS`) | pages, put together |
//! | streets, doors of a county | Geofabrik | a `.osm.pbf`, resumed where it broke off |
//! | streets, doors of a neighbourhood | Overpass | one query, its answer kept |
//!
//! Manners: one agent name with a contact, few requests, never two at a time; an error that passes
//! is tried again a bounded number of times after a random wait that grows, or after the wait the
//! service asks for; what was fetched is kept, and asked for again only if it changed.
//!
//! A fetched file goes through the same importer as any other, which is why nothing here looks
//! into it further than to know that it is no error page.

pub mod arcgis;
mod client;
mod download;
pub mod govuk;
pub mod osm;
pub mod retry;

use std::path::{Path, PathBuf};

use maps::readers::FileError;

pub use client::Outbound;

use crate::base::time::Day;

/// Where the services are. Each can be set, for mirrors and for tests.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// GOV.UK, whose content API stands under `/api/content`.
    pub govuk: String,
    /// ONS's feature services.
    pub arcgis: String,
    /// Geofabrik.
    pub geofabrik: String,
    /// Overpass.
    pub overpass: String,
}

impl Default for Endpoints {
    fn default() -> Self {
        Self {
            govuk: "https://www.gov.uk".to_owned(),
            arcgis: "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services".to_owned(),
            geofabrik: "https://download.geofabrik.de".to_owned(),
            overpass: "https://overpass-api.de".to_owned(),
        }
    }
}

/// A file that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it is kept.
    pub path: PathBuf,
    /// The day its publisher last changed it, where the service says so.
    pub dated: Option<Day>,
    /// Whether it lay here already and is still the publisher's newest, or was not asked for again.
    pub kept: bool,
}

/// Why nothing was fetched.
#[derive(Clone, Debug, thiserror::Error)]
pub enum FetchError {
    /// The service answered, and the answer is no use: another request is needed.
    #[error(transparent)]
    Answer(FileError),
    /// The service could not be reached, or not in time: the same request may do later.
    #[error(transparent)]
    Unreachable(FileError),
}

impl FetchError {
    /// The sentence in its parts.
    #[must_use]
    pub const fn told(&self) -> &FileError {
        match self {
            Self::Answer(error) | Self::Unreachable(error) => error,
        }
    }

    fn answer(what: &str, reason: impl Into<String>, remedy: &str) -> Self {
        Self::Answer(FileError::new(what, reason, remedy))
    }
}

/// Told how far a fetch is: bytes or objects so far, and of how many if known.
pub type Progress<'a> = &'a (dyn Fn(u64, Option<u64>) + Send + Sync);

/// Turns what came from outside into a file name: nothing that could leave the folder.
#[must_use]
pub fn file_name(text: &str) -> String {
    let name: String = text
        .chars()
        .map(|c| {
            let plain = c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ',');
            if plain { c } else { '_' }
        })
        .collect();
    name.trim_start_matches('.').to_owned()
}

/// Makes the folder files are kept in.
///
/// # Errors
/// One sentence when that is not possible.
pub async fn folder(into: &Path) -> Result<(), FetchError> {
    tokio::fs::create_dir_all(into)
        .await
        .map_err(|error| on_disk(into, &error))
}

fn on_disk(path: &Path, error: &std::io::Error) -> FetchError {
    FetchError::answer(
        &path.display().to_string(),
        format!("it cannot be written ({error})"),
        "choose another folder with --into",
    )
}

/// Keeps a whole answer: first beside its name, then under it, so that half an answer never
/// looks like a file.
async fn keep(target: &Path, bytes: Vec<u8>) -> Result<(), FetchError> {
    let part = beside(target, ".part");
    let written = async {
        tokio::fs::write(&part, bytes).await?;
        tokio::fs::rename(&part, target).await
    };
    written.await.map_err(|error| on_disk(target, &error))
}

fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    target.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_outside_cannot_leave_the_folder() {
        assert_eq!(file_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(file_name("File_7 IoD2025.csv"), "File_7_IoD2025.csv");
    }
}
