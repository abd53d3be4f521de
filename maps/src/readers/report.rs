//! What a reader says about a file: counts, refused rows, or one sentence that refuses it whole.

use std::io;

use serde::Serialize;

/// Row errors kept in a [`Report`]; all are counted, only the first so many are told.
pub const STORED_ERRORS: usize = 100;

/// Warnings kept in a [`Report`].
const STORED_WARNINGS: usize = 50;

/// What happened to the rows of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows, features or map objects looked at.
    pub read: u64,
    /// Of these, how many gave something.
    pub kept: u64,
    /// Of these, how many were refused; each had an entry in `errors` until the list was full.
    pub refused: u64,
    /// Of the kept ones, how many had to be mended (self-touching rings).
    pub repaired: u64,
    /// Sentences for the person who imports; nothing was refused for them.
    pub warnings: Vec<String>,
    /// The first [`STORED_ERRORS`] refusals.
    pub errors: Vec<RowError>,
}

impl Report {
    /// Counts one refused row and keeps its reason while there is room.
    pub fn refuse(&mut self, error: RowError) {
        self.refused += 1;
        if self.errors.len() < STORED_ERRORS {
            self.errors.push(error);
        }
    }

    /// Adds a warning once; the same sentence a second time is dropped.
    pub fn warn(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if self.warnings.len() < STORED_WARNINGS && !self.warnings.contains(&sentence) {
            self.warnings.push(sentence);
        }
    }

    /// Refuses the whole file where not one row could be kept.
    ///
    /// # Errors
    /// [`FileError`] telling the first row's reason, or that there was no row at all.
    pub(crate) fn require_a_kept_row(&self, file: &str, remedy: &str) -> Result<(), FileError> {
        if self.kept > 0 {
            return Ok(());
        }
        Err(match self.errors.first() {
            Some(first) => FileError {
                file: file.to_owned(),
                row: first.row,
                field: first.field.clone(),
                reason: format!(
                    "no row could be kept; the first was refused: {}",
                    first.reason
                ),
                remedy: remedy.to_owned(),
            },
            None => FileError::new(file, "the file holds no rows", remedy),
        })
    }
}

/// The sort of thing that is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A value that is needed is empty or its column absent.
    Missing,
    /// A value is there and cannot be read as what it should be.
    Unreadable,
    /// A coordinate or score is NaN or infinite.
    NotANumber,
    /// A number outside its range: decile 11, latitude 91, a range of 500 houses.
    OutOfRange,
    /// The code or number stands in the file a second time.
    Duplicate,
    /// A Welsh, Scottish or Northern Irish code where only England has values.
    OutsideEngland,
    /// A shape that cannot be mended, or a geometry of the wrong type.
    BadShape,
}

/// One refused row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowError {
    /// Line of a table counted with its header as 1, or feature counted from 1.
    pub row: Option<u64>,
    /// Column, property or tag.
    pub field: Option<String>,
    /// What is wrong, in words, with the offending value.
    pub reason: String,
    /// The same for programs; not part of the printed interface.
    #[serde(skip)]
    pub fault: Fault,
}

impl RowError {
    /// An error that names row and field.
    #[must_use]
    pub fn new(row: u64, field: &str, fault: Fault, reason: impl Into<String>) -> Self {
        Self {
            row: Some(row),
            field: Some(field.to_owned()),
            reason: reason.into(),
            fault,
        }
    }

    /// The sentence that refuses the whole file for this row, for callers who are strict.
    #[must_use]
    pub fn as_file_error(&self, file: &str, remedy: &str) -> FileError {
        FileError {
            file: file.to_owned(),
            row: self.row,
            field: self.field.clone(),
            reason: self.reason.clone(),
            remedy: remedy.to_owned(),
        }
    }
}

/// A whole file refused; its `Display` is one sentence with file, row, field and remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct FileError {
    /// The file's name as the caller gave it.
    pub file: String,
    /// Where in the file, if that is known.
    pub row: Option<u64>,
    /// Which column, property or element.
    pub field: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl FileError {
    /// An error about the file as a whole.
    #[must_use]
    pub fn new(file: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            row: None,
            field: None,
            reason: reason.into(),
            remedy: remedy.into(),
        }
    }

    /// The same error with a row.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same error with a field.
    #[must_use]
    pub fn in_field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// A file that stops in the middle.
    #[must_use]
    pub(crate) fn half(file: &str, what: &str) -> Self {
        Self::new(
            file,
            format!("the file stops in the middle ({what}): only half of it is here"),
            "download or copy it again and compare its size with the publisher's",
        )
    }

    /// Turns a reading error into a sentence: half a file, an endless row, or the system's words.
    #[must_use]
    pub(crate) fn from_io(file: &str, error: &io::Error) -> Self {
        if let Some(endless) = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Endless>())
        {
            return Self::new(
                file,
                endless.to_string(),
                "check that this is the file you meant and that its lines end",
            );
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::half(file, "its end is missing"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Self::new(
                file,
                format!("its bytes are damaged ({error})"),
                "download or copy it again",
            ),
            _ => Self::new(file, format!("it could not be read ({error})"), "try again"),
        }
    }

    fn sentence(&self) -> String {
        let row = self
            .row
            .map(|row| format!(", row {row}"))
            .unwrap_or_default();
        let field = self
            .field
            .as_ref()
            .map(|f| format!(", field `{f}`"))
            .unwrap_or_default();
        format!(
            "{}{row}{field}: {}; {}.",
            self.file, self.reason, self.remedy
        )
    }
}

/// The error inside an [`io::Error`] when one row, element or feature does not come to an end.
#[derive(Debug, thiserror::Error)]
#[error("one {what} is longer than {limit} bytes")]
pub(crate) struct Endless {
    /// Row, element or feature.
    pub what: &'static str,
    /// Bytes allowed.
    pub limit: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_error_is_one_sentence_with_file_row_field_and_remedy() {
        let error = FileError::new("a.csv", "it is empty", "fetch it again")
            .at_row(3)
            .in_field("LSOA code");

        assert_eq!(
            error.to_string(),
            "a.csv, row 3, field `LSOA code`: it is empty; fetch it again."
        );
    }

    #[test]
    fn all_refusals_are_counted_but_only_the_first_hundred_are_kept() {
        let mut report = Report::default();

        for row in 0..250 {
            report.refuse(RowError::new(row, "x", Fault::Missing, "empty"));
        }

        assert_eq!((report.refused, report.errors.len()), (250, STORED_ERRORS));
    }
}
