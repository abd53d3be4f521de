//! The data sheet of a publisher's workbook; `Notes` and other front matter are passed over.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::REMEDY;
use crate::readers::report::{Endless, FileError};
use crate::readers::sniff::Input;
use crate::readers::table::plain;

/// Bytes a workbook may have; File 7 as xlsx has about 12 million.
const WORKBOOK_LIMIT: u64 = 200 << 20;

/// Rows from the top in which the header may stand.
const HEADER_WITHIN: usize = 20;

/// A header and the rows under it as text.
pub(super) struct Sheet {
    pub headers: Vec<String>,
    /// The header's row as the spreadsheet shows it.
    pub first_row: u64,
    pub rows: Vec<Vec<String>>,
}

/// Finds the first sheet with a header cell that begins `LSOA code`.
pub(super) fn data_sheet(input: Input<'_>) -> Result<Sheet, FileError> {
    let file = input.file().to_owned();
    let mut bytes = Vec::new();
    input
        .take(WORKBOOK_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| FileError::from_io(&file, &e))?;
    if bytes.len() as u64 > WORKBOOK_LIMIT {
        let endless = Endless {
            what: "workbook",
            limit: WORKBOOK_LIMIT,
        };
        return Err(FileError::from_io(&file, &std::io::Error::other(endless)));
    }
    // The list of a zip's contents stands at its end: without it the file was cut off.
    let tail = bytes
        .get(bytes.len().saturating_sub(70_000)..)
        .unwrap_or_default();
    if !tail.windows(4).any(|four| four == b"PK\x05\x06") {
        return Err(FileError::half(&file, "the end of the workbook is missing"));
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| {
        FileError::new(&file, format!("it is no xlsx workbook ({error})"), REMEDY)
    })?;
    let mut names = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|error| {
            FileError::new(
                &file,
                format!("its sheet `{name}` cannot be read ({error})"),
                "save the workbook again or save the sheet as csv",
            )
        })?;
        let header = range.rows().take(HEADER_WITHIN).position(|row| {
            row.iter()
                .any(|cell| plain(&text(cell)).starts_with("lsoa code"))
        });
        if let Some(header) = header {
            let top = u64::from(range.start().map_or(0, |(row, _)| row));
            let mut rows = range
                .rows()
                .skip(header)
                .map(|row| row.iter().map(text).collect());
            return Ok(Sheet {
                headers: rows.next().unwrap_or_default(),
                first_row: top + header as u64 + 1,
                rows: rows.collect(),
            });
        }
        names.push(name);
    }
    Err(FileError::new(
        &file,
        format!(
            "no sheet has a column beginning `LSOA code` (sheets: {})",
            names.join(", ")
        ),
        REMEDY,
    ))
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}
