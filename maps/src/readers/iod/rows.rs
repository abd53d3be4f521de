//! From cells to checked rows.

use std::collections::{BTreeMap, HashMap};

use super::columns::{Columns, Triple};
use super::edition::{Edition, settle};
use super::{Deprivation, DeprivationRow, Measure, Populations, REMEDY};
use crate::readers::report::{Fault, FileError, Report, RowError};
use crate::readers::table::{Row, number, plain, whole_number};

/// Reads all rows that `next` gives.
pub(super) fn read(
    file: &str,
    told: Option<Edition>,
    headers: &[String],
    mut next: impl FnMut(&mut Row) -> Result<bool, FileError>,
) -> Result<Deprivation, FileError> {
    let columns = Columns::of(headers);
    require(&columns, headers, file)?;
    let edition = settle(&columns, told, file)?;
    let reading = Reading {
        columns: &columns,
        headers,
        edition,
    };
    let mut report = Report::default();
    let mut rows: Vec<DeprivationRow> = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut row = Row::default();
    while next(&mut row)? {
        if row.is_blank() {
            continue;
        }
        report.read += 1;
        match reading.row(&row) {
            Err(error) => report.refuse(error),
            Ok(read) => {
                if let Some(first) = seen.get(&read.code) {
                    let reason = format!(
                        "{} stands in row {first} and again in row {}",
                        read.code, row.number
                    );
                    let field = reading.header(columns.code);
                    report.refuse(RowError::new(row.number, field, Fault::Duplicate, reason));
                } else {
                    seen.insert(read.code.clone(), row.number);
                    report.kept += 1;
                    rows.push(read);
                }
            }
        }
    }
    report.require_a_kept_row(file, REMEDY)?;
    if report.kept < u64::from(edition.areas()) {
        report.warn(format!(
            "{} of the {} LSOAs of {edition}: the others will have no index",
            report.kept,
            edition.areas()
        ));
    }
    if !columns.unknown.is_empty() {
        report.warn(format!(
            "columns passed over: {}",
            columns.unknown.join("; ")
        ));
    }
    Ok(Deprivation {
        edition,
        vintage: edition.vintage(),
        lad_year: columns.lad_year,
        rows,
        report,
    })
}

/// Refuses a table without code, rank or decile, saying what it seems to be instead.
fn require(columns: &Columns, headers: &[String], file: &str) -> Result<(), FileError> {
    let refuse = |field: &str, reason: String| {
        Err(FileError::new(file, reason, REMEDY)
            .at_row(1)
            .in_field(field))
    };
    if columns.code.is_none() {
        let names: Vec<&str> = headers.iter().take(4).map(String::as_str).collect();
        let what = if headers
            .iter()
            .any(|h| plain(h).starts_with("local authority district"))
        {
            "this looks like the summary by local authority".to_owned()
        } else {
            format!("the header begins `{}`", shortened(&names.join(", ")))
        };
        return refuse("LSOA code", format!("no column begins `LSOA code`; {what}"));
    }
    let missing = match (columns.imd.rank, columns.imd.decile) {
        (None, _) => "Index of Multiple Deprivation (IMD) Rank",
        (_, None) => "Index of Multiple Deprivation (IMD) Decile",
        _ => return Ok(()),
    };
    let what = if columns.populations.iter().any(Option::is_some) {
        "this looks like File 6, the population denominators"
    } else if columns.imd.score.is_some() || columns.domains.iter().any(|(_, t)| t.score.is_some())
    {
        "this looks like File 5, the scores alone"
    } else {
        "this is a file without the overall rank and decile"
    };
    refuse(missing, format!("no column begins `{missing}`; {what}"))
}

fn shortened(text: &str) -> String {
    text.chars().take(120).collect()
}

struct Reading<'a> {
    columns: &'a Columns,
    headers: &'a [String],
    edition: Edition,
}

impl Reading<'_> {
    fn header(&self, column: Option<usize>) -> &str {
        column
            .and_then(|c| self.headers.get(c))
            .map_or("", String::as_str)
    }

    fn row(&self, row: &Row) -> Result<DeprivationRow, RowError> {
        let columns = self.columns;
        let code = self.code(row)?;
        let imd = self.measure(row, columns.imd)?;
        let needed = |column, what: &str| {
            RowError::new(
                row.number,
                self.header(column),
                Fault::Missing,
                format!("{what} of {code} is empty"),
            )
        };
        let imd_rank = imd
            .rank
            .ok_or_else(|| needed(columns.imd.rank, "the rank"))?;
        let imd_decile = imd
            .decile
            .ok_or_else(|| needed(columns.imd.decile, "the decile"))?;
        let mut domains = BTreeMap::new();
        for (domain, triple) in &columns.domains {
            let measure = self.measure(row, *triple)?;
            if measure != Measure::default() {
                domains.insert(*domain, measure);
            }
        }
        let [total, children, adults, older, working_age] = columns.populations;
        let populations = Populations {
            total: self.count(row, total)?,
            children: self.count(row, children)?,
            adults: self.count(row, adults)?,
            older: self.count(row, older)?,
            working_age: self.count(row, working_age)?,
        };
        Ok(DeprivationRow {
            name: row.get(columns.name).to_owned(),
            lad_code: row.get(columns.lad_code).to_owned(),
            lad_name: row.get(columns.lad_name).to_owned(),
            imd_score: imd.score,
            imd_rank,
            imd_decile,
            domains,
            populations,
            code,
        })
    }

    fn code(&self, row: &Row) -> Result<String, RowError> {
        let code = row.get(self.columns.code).to_uppercase();
        let field = self.header(self.columns.code);
        let refuse = |fault, reason| Err(RowError::new(row.number, field, fault, reason));
        let digits = code.get(1..).unwrap_or_default();
        let shaped = code.len() == 9 && digits.chars().all(|c| c.is_ascii_digit());
        match code.chars().next() {
            None => refuse(Fault::Missing, "the LSOA code is empty".to_owned()),
            Some('E') if shaped && code.starts_with("E01") => Ok(code),
            Some('W' | 'S' | 'N') if shaped => refuse(
                Fault::OutsideEngland,
                format!("{code} is not in England, and the English index does not cover it"),
            ),
            Some(_) => refuse(
                Fault::Unreadable,
                format!("`{code}` is no LSOA code (E01 and six digits)"),
            ),
        }
    }

    fn measure(&self, row: &Row, triple: Triple) -> Result<Measure, RowError> {
        let last = self.edition.areas();
        let rank = self.count(row, triple.rank)?;
        let decile = self.count(row, triple.decile)?;
        if let Some(rank) = rank.filter(|rank| !(1..=last).contains(rank)) {
            let reason = format!("rank {rank} is outside 1 to {last}");
            return Err(RowError::new(
                row.number,
                self.header(triple.rank),
                Fault::OutOfRange,
                reason,
            ));
        }
        if let Some(decile) = decile.filter(|decile| !(1..=10).contains(decile)) {
            let reason = format!("decile {decile} is outside 1 to 10");
            return Err(RowError::new(
                row.number,
                self.header(triple.decile),
                Fault::OutOfRange,
                reason,
            ));
        }
        Ok(Measure {
            score: self.score(row, triple.score)?,
            rank,
            decile: decile.and_then(|decile| u8::try_from(decile).ok()),
        })
    }

    fn count(&self, row: &Row, column: Option<usize>) -> Result<Option<u32>, RowError> {
        match row.get(column) {
            "" => Ok(None),
            cell => whole_number(cell).map(Some).ok_or_else(|| {
                let reason = format!("`{cell}` is no whole number");
                RowError::new(row.number, self.header(column), Fault::Unreadable, reason)
            }),
        }
    }

    fn score(&self, row: &Row, column: Option<usize>) -> Result<Option<f64>, RowError> {
        match row.get(column) {
            "" => Ok(None),
            cell => number(cell).map(Some).ok_or_else(|| {
                let reason = format!("`{cell}` is no finite number");
                RowError::new(row.number, self.header(column), Fault::NotANumber, reason)
            }),
        }
    }
}
