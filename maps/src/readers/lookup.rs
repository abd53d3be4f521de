//! The ONS look-up from LSOA (2011) to LSOA (2021), csv.
//!
//! Columns by name in any case: `LSOA11CD`, `LSOA11NM`, `CHGIND` (also `CHNGIND`), `LSOA21CD`,
//! `LSOA21NM`, and the district's code and name of any year (`LAD22CD`, `LAD22NM`).

use std::collections::HashMap;
use std::io::Read;

use super::report::{Fault, FileError, Report, RowError};
use super::sniff::Input;
use super::table::{Row, Table, plain};

const REMEDY: &str = "take `LSOA (2011) to LSOA (2021) to Local Authority District` of the ONS \
                      Open Geography Portal as csv";

/// What became of a small area between the two vintages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// `U`: unchanged.
    Unchanged,
    /// `S`: split into several.
    Split,
    /// `M`: merged with others.
    Merged,
    /// `X`: neither; the areas were cut anew.
    Irregular,
}

impl Change {
    /// The publisher's letter.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Unchanged => 'U',
            Self::Split => 'S',
            Self::Merged => 'M',
            Self::Irregular => 'X',
        }
    }

    fn from_letter(text: &str) -> Option<Self> {
        match text.to_ascii_uppercase().as_str() {
            "U" => Some(Self::Unchanged),
            "S" => Some(Self::Split),
            "M" => Some(Self::Merged),
            "X" => Some(Self::Irregular),
            _ => None,
        }
    }
}

/// One pair of areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookupRow {
    /// Code of 2011.
    pub lsoa11: String,
    /// Name of 2011, may be empty.
    pub lsoa11_name: String,
    /// What became of it.
    pub change: Change,
    /// Code of 2021.
    pub lsoa21: String,
    /// Name of 2021, may be empty.
    pub lsoa21_name: String,
    /// District code, may be empty.
    pub lad_code: String,
    /// District name, may be empty.
    pub lad_name: String,
}

/// A read look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The kept pairs in the file's order; Welsh ones too.
    pub rows: Vec<LookupRow>,
    /// Counts, warnings and refused rows.
    pub report: Report,
}

/// Reads the look-up.
///
/// # Errors
/// [`FileError`] when it is no such table, is cut off or holds no good row. A row without codes,
/// with an unknown flag, or with a pair seen before is refused in the report.
pub fn read<'a>(reader: impl Read + Send + 'a, file: &str) -> Result<Lookup, FileError> {
    let mut table = Table::open(Input::open(reader, file)?, REMEDY)?;
    let ending = |end: &str| {
        table
            .headers()
            .iter()
            .position(|h| plain(h).starts_with("lad") && plain(h).ends_with(end))
    };
    let (lad_code, lad_name) = (ending("cd"), ending("nm"));
    let from = table.column(&["lsoa11cd"]);
    let to = table.column(&["lsoa21cd"]);
    let flag = table.column(&["chgind", "chngind"]);
    let from_name = table.column(&["lsoa11nm"]);
    let to_name = table.column(&["lsoa21nm"]);
    for (column, name) in [(from, "LSOA11CD"), (to, "LSOA21CD"), (flag, "CHGIND")] {
        if column.is_none() {
            let header = table.headers().join(", ");
            let reason = format!("no column `{name}`; the header is `{header}`");
            return Err(FileError::new(file, reason, REMEDY)
                .at_row(1)
                .in_field(name));
        }
    }
    let mut report = Report::default();
    let mut rows = Vec::new();
    let mut seen: HashMap<(String, String), u64> = HashMap::new();
    let mut row = Row::default();
    let mut welsh = 0_u64;
    while table.next_into(&mut row)? {
        if row.is_blank() {
            continue;
        }
        report.read += 1;
        let codes = code(&row, from, "LSOA11CD").and_then(|a| Ok((a, code(&row, to, "LSOA21CD")?)));
        let change = Change::from_letter(row.get(flag)).ok_or_else(|| {
            let reason = format!("`{}` is not one of U, S, M, X", row.get(flag));
            RowError::new(row.number, "CHGIND", Fault::Unreadable, reason)
        });
        let (pair, change) = match codes.and_then(|pair| Ok((pair, change?))) {
            Ok(good) => good,
            Err(error) => {
                report.refuse(error);
                continue;
            }
        };
        if let Some(first) = seen.insert(pair.clone(), row.number) {
            let reason = format!(
                "{} to {} stands in row {first} and again in row {}",
                pair.0, pair.1, row.number
            );
            report.refuse(RowError::new(
                row.number,
                "LSOA11CD",
                Fault::Duplicate,
                reason,
            ));
            continue;
        }
        report.kept += 1;
        welsh += u64::from(pair.1.starts_with('W'));
        rows.push(LookupRow {
            lsoa11: pair.0,
            lsoa11_name: row.get(from_name).to_owned(),
            change,
            lsoa21: pair.1,
            lsoa21_name: row.get(to_name).to_owned(),
            lad_code: row.get(lad_code).to_owned(),
            lad_name: row.get(lad_name).to_owned(),
        });
    }
    report.require_a_kept_row(file, REMEDY)?;
    if welsh > 0 {
        report.warn(format!(
            "{welsh} pairs are in Wales, which has no English index"
        ));
    }
    Ok(Lookup { rows, report })
}

fn code(row: &Row, column: Option<usize>, name: &str) -> Result<String, RowError> {
    let code = row.get(column).to_ascii_uppercase();
    if code.is_empty() {
        return Err(RowError::new(
            row.number,
            name,
            Fault::Missing,
            "the LSOA code is empty",
        ));
    }
    let good = code.len() == 9
        && (code.starts_with("E01") || code.starts_with("W01"))
        && code.chars().skip(1).all(|c| c.is_ascii_digit());
    if good {
        Ok(code)
    } else {
        let reason = format!("`{code}` is no LSOA code (E01 or W01 and six digits)");
        Err(RowError::new(row.number, name, Fault::Unreadable, reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_layout_is_read_with_its_flags() {
        let text = "\u{feff}LSOA11CD,LSOA11NM,CHGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM,LAD22NMW,ObjectId\r\n\
            E01000001,City of London 001A,U,E01000001,City of London 001A,E09000001,City of London,,1\r\n\
            E01000006,X,S,E01035103,Y,E06000023,\"Bristol, City of\",,2\r\n\
            W01000003,Ynys Mon 005A,M,W01001956,Z,W06000001,Isle of Anglesey,Ynys Mon,3\r\n";

        let lookup = read(text.as_bytes(), "lookup.csv").unwrap();

        assert_eq!(lookup.rows.len(), 3);
        assert_eq!(lookup.rows[1].change, Change::Split);
        assert_eq!(lookup.rows[1].lad_name, "Bristol, City of");
        assert!(lookup.report.warnings[0].contains("Wales"));
    }

    #[test]
    fn wrong_flags_codes_and_repeated_pairs_are_refused() {
        let text = "lsoa11cd,chgind,lsoa21cd\nE01000001,U,E01000001\nE01000001,U,E01000001\n\
            E01000002,Q,E01000002\nE02000002,U,E01000003\n,U,E01000003\n";

        let report = read(text.as_bytes(), "lookup.csv").unwrap().report;

        let faults: Vec<_> = report.errors.iter().map(|e| e.fault).collect();
        assert_eq!(
            faults,
            [
                Fault::Duplicate,
                Fault::Unreadable,
                Fault::Unreadable,
                Fault::Missing
            ]
        );
    }

    #[test]
    fn another_table_is_refused_with_its_header() {
        let error = read(&b"a,b\n1,2\n"[..], "lookup.csv").unwrap_err();

        assert!(error.to_string().contains("`a, b`"));
    }
}
