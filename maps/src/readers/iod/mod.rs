//! English Indices of Deprivation 2015, 2019 and 2025: File 1, File 7, and others that carry the
//! overall rank and decile; csv or xlsx.
//!
//! 1. Find the sheet or table whose header has a column beginning `LSOA code`.
//! 2. Match the columns by how they begin ([`columns`]), because publishers cut and change the
//!    ends; refuse a file without overall rank and decile, saying which file it seems to be.
//! 3. Settle edition and LSOA vintage ([`edition`]) from the header, else from the file's name.
//! 4. Read the rows. Ranks may be shared (26 are in 2019); codes may not.

pub mod columns;
pub mod edition;
mod rows;
mod workbook;

use std::collections::BTreeMap;
use std::io::Read;

pub use columns::Domain;
pub use edition::Edition;

use super::model::Vintage;
use super::report::{FileError, Report};
use super::sniff::{Input, Kind};
use super::table::{Row, Table};

pub(crate) const REMEDY: &str =
    "import File 1 or File 7 of the English Indices of Deprivation (2015, 2019 or 2025)";

/// Score, rank and decile of one domain in one area; cells may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// The publisher's score, a rate or an index; may be negative.
    pub score: Option<f64>,
    /// 1 is most deprived.
    pub rank: Option<u32>,
    /// 1 is the most deprived tenth.
    pub decile: Option<u8>,
}

/// Numbers of people the publisher used as denominators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Populations {
    /// Everybody.
    pub total: Option<u32>,
    /// Dependent children aged 0-15.
    pub children: Option<u32>,
    /// Aged 16-59; not in 2025.
    pub adults: Option<u32>,
    /// Aged 60 and over.
    pub older: Option<u32>,
    /// Working age, by the edition's own ages.
    pub working_age: Option<u32>,
}

/// One small area's deprivation.
#[derive(Clone, Debug, PartialEq)]
pub struct DeprivationRow {
    /// LSOA code, `E01…`.
    pub code: String,
    /// LSOA name; never derive the district from it.
    pub name: String,
    /// Local authority district code of the edition's year.
    pub lad_code: String,
    /// Local authority district name.
    pub lad_name: String,
    /// Overall score, absent from File 1.
    pub imd_score: Option<f64>,
    /// Overall rank, 1 is most deprived; may be shared.
    pub imd_rank: u32,
    /// Overall decile, 1 to 10.
    pub imd_decile: u8,
    /// Whatever the file says of the domains; a domain without a filled cell is absent.
    pub domains: BTreeMap<Domain, Measure>,
    /// Whatever the file says of populations.
    pub populations: Populations,
}

/// A read index file.
#[derive(Clone, Debug, PartialEq)]
pub struct Deprivation {
    /// Which index.
    pub edition: Edition,
    /// Which LSOAs its codes are of.
    pub vintage: Vintage,
    /// The year of its local authority districts, where the header says it.
    pub lad_year: Option<u16>,
    /// The kept rows in the file's order.
    pub rows: Vec<DeprivationRow>,
    /// Counts, warnings and refused rows.
    pub report: Report,
}

/// Reads one index file, csv or xlsx, packed or not.
///
/// `edition` settles the question where neither header nor file name can.
///
/// # Errors
/// [`FileError`] when the file is no such index, its edition stays open, it is cut off, or no row
/// of it can be kept. Rows with an unreadable or doubtful value are refused in the report:
/// missing code or rank, decile outside 1 to 10, rank 0 or above the number of LSOAs, a code that
/// is not English, a code seen before.
pub fn read<'a>(
    reader: impl Read + Send + 'a,
    file: &str,
    edition: Option<Edition>,
) -> Result<Deprivation, FileError> {
    let input = Input::open(reader, file)?;
    if input.kind() == Kind::Zip {
        let sheet = workbook::data_sheet(input)?;
        let mut at = sheet.first_row;
        let mut cells = sheet.rows.into_iter();
        return rows::read(file, edition, &sheet.headers, |row: &mut Row| {
            at += 1;
            row.number = at;
            Ok(cells.next().map(|next| row.cells = next).is_some())
        });
    }
    let mut table = Table::open(input, REMEDY)?;
    let headers = table.headers().to_vec();
    rows::read(file, edition, &headers, |row: &mut Row| {
        table.next_into(row)
    })
}

#[cfg(test)]
mod tests;
