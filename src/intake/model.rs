//! Kinds of files, what the caller says about one, and what an import answers.

use maps::readers::{
    Bounds, FileError, Report, RowError, Vintage, doors::DoorsRead, iod, lookup::Lookup,
    small_areas::SmallArea, small_areas::SmallAreasRead, streets::StreetsRead,
};
use serde::Serialize;

use crate::{
    base::{ids::ImportId, time::Day},
    db,
};

crate::words! {
    /// What a file is to be imported as.
    pub enum Kind {
        /// English Indices of Deprivation: File 1 or File 7.
        Deprivation => "deprivation",
        /// Boundaries of small areas (LSOAs).
        SmallAreas => "small-areas",
        /// Named streets.
        Streets => "streets",
        /// Addresses and doors.
        Doors => "doors",
        /// Small areas of 2011 to small areas of 2021.
        Lookup => "lookup",
    }
}

/// What the caller says about a file; all of it may be left open.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The vintage of boundaries whose properties do not tell it.
    pub vintage: Option<Vintage>,
    /// The edition of an index whose header does not tell it.
    pub edition: Option<iod::Edition>,
    /// Who published it.
    pub source: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// The day the data are of.
    pub dated: Option<Day>,
    /// Keep only what lies inside.
    pub bounds: Option<Bounds>,
    /// The coordinates are British National Grid metres though the file does not say so.
    pub grid: bool,
}

/// The rows of one file, checked.
#[derive(Debug)]
pub enum Checked {
    /// Ranks and deciles.
    Deprivation(iod::Deprivation),
    /// Boundaries, and what was found out about the file.
    SmallAreas(Vec<SmallArea>, SmallAreasRead),
    /// Streets.
    Streets(StreetsRead),
    /// Doors and address points.
    Doors(DoorsRead),
    /// Pairs of codes.
    Lookup(Lookup),
}

impl Checked {
    /// Counts, warnings and refused rows.
    #[must_use]
    pub fn report(&self) -> &Report {
        match self {
            Self::Deprivation(read) => &read.report,
            Self::SmallAreas(_, read) => &read.report,
            Self::Streets(read) => &read.report,
            Self::Doors(read) => &read.report,
            Self::Lookup(read) => &read.report,
        }
    }
}

/// One file, read and checked, and where it came from.
#[derive(Debug)]
pub struct FileRead {
    /// Its name as the caller gave it.
    pub file: String,
    /// What it is imported as.
    pub kind: Kind,
    /// The rows.
    pub checked: Checked,
    /// Whether it is a map extract, whose objects have numbers of their own.
    pub from_osm: bool,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Who published it.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// The day the data are of, if the caller said so.
    pub dated: Option<Day>,
}

impl FileRead {
    /// Its name without folders: the folders are this machine's business.
    #[must_use]
    pub fn base_name(&self) -> &str {
        base_name(&self.file)
    }
}

/// A file's name without its folders.
#[must_use]
pub fn base_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// What a room kept of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Rows that are new or differ from what was stored.
    pub changed: u64,
    /// Sentences for whoever imports.
    pub warnings: Vec<String>,
}

/// The answer for one file: the same fields whether it was taken or refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// Its name as the caller gave it.
    pub file: String,
    /// Rows, features or map objects looked at.
    pub read: u64,
    /// Of these, how many were taken.
    pub kept: u64,
    /// Of these, how many were refused.
    pub refused: u64,
    /// Of the kept ones, how many shapes had to be mended.
    pub repaired: u64,
    /// Rows that are new or differ from what was stored: 0 when the same file comes again.
    pub changed: u64,
    /// Sentences for whoever imports; nothing was refused for them.
    pub warnings: Vec<String>,
    /// The first refused rows, or the one reason why nothing was taken.
    pub errors: Vec<Told>,
}

/// Why a row, or the whole file, was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Line of a table with its header as 1, or feature counted from 1.
    pub row: Option<u64>,
    /// Column, property or map object.
    pub field: Option<String>,
    /// What is wrong, and what to do about it.
    pub reason: String,
}

impl From<&RowError> for Told {
    fn from(error: &RowError) -> Self {
        Self {
            row: error.row,
            field: error.field.clone(),
            reason: error.reason.clone(),
        }
    }
}

impl From<&FileError> for Told {
    fn from(error: &FileError) -> Self {
        Self {
            row: error.row,
            field: error.field.clone(),
            reason: format!("{}; {}", error.reason, error.remedy),
        }
    }
}

impl FileReport {
    /// The answer for a file that was taken.
    #[must_use]
    pub fn taken(read: &FileRead, kept: Kept) -> Self {
        let report = read.checked.report();
        let mut warnings = report.warnings.clone();
        warnings.extend(kept.warnings);
        Self {
            file: read.file.clone(),
            read: report.read,
            kept: report.kept,
            refused: report.refused,
            repaired: report.repaired,
            changed: kept.changed,
            warnings,
            errors: report.errors.iter().map(Told::from).collect(),
        }
    }

    /// The answer for a file of which nothing was taken.
    #[must_use]
    pub fn refused(file: &str, error: &FileError) -> Self {
        Self {
            file: file.to_owned(),
            errors: vec![Told::from(error)],
            ..Self::default()
        }
    }
}

/// A file on its way into the database.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// Its id.
    pub id: ImportId,
    /// Its name, for messages.
    pub file: &'a str,
    /// Whether its objects are map objects with numbers of their own.
    pub from_osm: bool,
}

/// Why an import ended without anything kept.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The file is not what it should be: one sentence for whoever imports.
    #[error(transparent)]
    Refused(#[from] FileError),
    /// The database did not do what it was asked.
    #[error("the file could not be kept")]
    Database(#[from] db::Error),
}

impl db::AsDbError for Stop {
    fn as_db(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Refused(_) => None,
        }
    }
}
