//! Rows of a csv file: BOM, CRLF, quotes and other separators dealt with, memory bounded.

use std::io::BufRead;

use csv::ByteRecord;

use super::report::{Fault, FileError, RowError};
use super::sniff::{Bounded, Input, Kind};

/// Bytes one row may have; the longest real one (File 7's header) has under 4,000.
pub(crate) const ROW_LIMIT: u64 = 1 << 20;

/// One row: its line counted with the header as 1, and its cells trimmed.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub number: u64,
    pub cells: Vec<String>,
}

impl Row {
    /// The cell of a column, empty where the row is too short or the column absent.
    pub fn get(&self, column: Option<usize>) -> &str {
        column
            .and_then(|c| self.cells.get(c))
            .map_or("", String::as_str)
    }

    /// Whether every cell is empty, as in the last lines of many exported sheets.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// A csv file with its header read.
pub(crate) struct Table<'a> {
    file: String,
    rows: csv::Reader<Bounded<Input<'a>>>,
    record: ByteRecord,
    headers: Vec<String>,
    short_row: Option<u64>,
}

impl<'a> Table<'a> {
    /// Reads the header line.
    pub fn open(input: Input<'a>, remedy: &str) -> Result<Self, FileError> {
        let mut input = input.expect(Kind::Text, remedy)?;
        let file = input.file().to_owned();
        let start = input
            .fill_buf()
            .map_err(|e| FileError::from_io(&file, &e))?;
        let delimiter = delimiter_of(start);
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            // Only so does the line number count right; a CR before the LF is trimmed off the cell.
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(Bounded::new(input, ROW_LIMIT, "row"));
        let mut record = ByteRecord::new();
        rows.read_byte_record(&mut record)
            .map_err(|e| csv_error(&file, 1, &e))?;
        let headers = record
            .iter()
            .map(|cell| text(cell).trim().to_owned())
            .collect();
        Ok(Self {
            file,
            rows,
            record,
            headers,
            short_row: None,
        })
    }

    /// The header's cells as they are written.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The first column whose name, in any case, is one of `names`.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| {
            self.headers
                .iter()
                .position(|header| plain(header) == *name)
        })
    }

    /// Reads on into `row`; `false` after the last.
    pub fn next_into(&mut self, row: &mut Row) -> Result<bool, FileError> {
        self.rows.get_mut().renew();
        let at = self.rows.position().line().max(2);
        let more = self
            .rows
            .read_byte_record(&mut self.record)
            .map_err(|e| csv_error(&self.file, at, &e))?;
        if !more {
            // A last line without its end and with too few cells was cut in the middle.
            return match self.short_row {
                Some(number) if self.rows.get_ref().last() != Some(b'\n') => {
                    Err(FileError::half(&self.file, "its last row is not complete").at_row(number))
                }
                _ => Ok(false),
            };
        }
        row.number = self.record.position().map_or(at, csv::Position::line);
        let blank = self.record.iter().all(|cell| cell.trim_ascii().is_empty());
        let short = !blank && self.record.len() < self.headers.len();
        self.short_row = short.then_some(row.number);
        row.cells.resize_with(self.record.len(), String::new);
        for (cell, bytes) in row.cells.iter_mut().zip(&self.record) {
            cell.clear();
            match std::str::from_utf8(bytes) {
                Ok(good) => cell.push_str(good.trim()),
                Err(_) => cell.push_str(text(bytes).trim()),
            }
        }
        Ok(true)
    }
}

/// UTF-8, or else each byte as Latin-1, which is what older exports are.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(good) => good.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// A column name for comparing: lower case, single blanks.
pub(crate) fn plain(name: &str) -> String {
    name.trim_start_matches('\u{feff}')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// The separator that the first line has most of.
fn delimiter_of(start: &[u8]) -> u8 {
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let count = |wanted: u8| line.split(|byte| *byte == wanted).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|d| count(*d))
        .unwrap_or(b',')
}

fn csv_error(file: &str, row: u64, error: &csv::Error) -> FileError {
    match error.kind() {
        csv::ErrorKind::Io(io) => FileError::from_io(file, io).at_row(row),
        _ => FileError::new(
            file,
            format!("its rows cannot be read ({error})"),
            "save it as csv",
        )
        .at_row(row),
    }
}

/// Reads a whole number written as `29199`, `"29,199"` or `29199.00`.
pub(crate) fn whole_number(cell: &str) -> Option<u32> {
    let value = number(cell)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "range and fraction are checked in the same condition"
    )]
    (value >= 0.0 && value <= f64::from(u32::MAX) && value.fract().abs() < 1e-9)
        .then_some(value as u32)
}

/// Reads a decimal number, thousands commas allowed; NaN and infinity are no numbers.
pub(crate) fn number(cell: &str) -> Option<f64> {
    let digits: String = cell
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}'))
        .collect();
    digits.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// Reads one coordinate, telling NaN from text that is no number at all.
pub(crate) fn coordinate(row: &Row, column: Option<usize>, name: &str) -> Result<f64, RowError> {
    let cell = row.get(column);
    if cell.is_empty() {
        return Err(RowError::new(
            row.number,
            name,
            Fault::Missing,
            "the coordinate is empty",
        ));
    }
    match cell.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        Ok(_) => Err(RowError::new(
            row.number,
            name,
            Fault::NotANumber,
            format!("the coordinate `{cell}` is not a finite number"),
        )),
        Err(_) => Err(RowError::new(
            row.number,
            name,
            Fault::Unreadable,
            format!("the coordinate `{cell}` is not a number"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &'static [u8]) -> Table<'static> {
        Table::open(Input::open(bytes, "t.csv").unwrap(), "").unwrap()
    }

    #[test]
    fn bom_crlf_and_quoted_commas_are_read_as_they_are_meant() {
        let mut table = table(b"\xef\xbb\xbfCode,Name\r\nE01,\"Bristol, City of\"\r\n\r\n");
        let mut row = Row::default();

        assert_eq!(table.column(&["code"]), Some(0));
        assert!(table.next_into(&mut row).unwrap());
        assert_eq!((row.number, row.get(Some(1))), (2, "Bristol, City of"));
        assert!(table.next_into(&mut row).unwrap() && row.is_blank());
        assert!(!table.next_into(&mut row).unwrap());
    }

    #[test]
    fn a_last_row_cut_in_the_middle_is_half_a_file() {
        let mut table = table(b"a,b,c\n1,2,3\n4,5");
        let mut row = Row::default();

        assert!(table.next_into(&mut row).unwrap() && table.next_into(&mut row).unwrap());
        let error = table.next_into(&mut row).unwrap_err();
        assert_eq!(error.row, Some(3));
        assert!(error.to_string().contains("half"));
    }

    #[test]
    fn a_quote_that_never_closes_does_not_fill_the_memory() {
        let mut bytes = b"a,b\n\"".to_vec();
        bytes.resize(3 << 20, b'\n');
        let mut table = Table::open(Input::open(&bytes[..], "t.csv").unwrap(), "").unwrap();

        let error = table.next_into(&mut Row::default()).unwrap_err();

        assert!(error.to_string().contains("longer than"), "{error}");
    }

    #[test]
    fn numbers_may_carry_commas_and_empty_decimals() {
        assert_eq!(whole_number("29,199"), Some(29199));
        assert_eq!(whole_number("29199.00"), Some(29199));
        assert_eq!(whole_number("9.5"), None);
        assert_eq!(number("NaN"), None);
    }
}
