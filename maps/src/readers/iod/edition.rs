//! Which index a file is, and of which LSOAs.

use std::fmt;

use super::REMEDY;
use super::columns::Columns;
use crate::readers::model::Vintage;
use crate::readers::report::FileError;

/// An edition of the English Indices of Deprivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// `IoD2015`, LSOA 2011, districts of 2013.
    Y2015,
    /// `IoD2019`, LSOA 2011, districts of 2019.
    Y2019,
    /// `IoD2025`, LSOA 2021, districts of 2024.
    Y2025,
}

impl Edition {
    /// Every edition, oldest first.
    pub const ALL: [Self; 3] = [Self::Y2015, Self::Y2019, Self::Y2025];

    /// The year in its name.
    #[must_use]
    pub fn year(self) -> u16 {
        match self {
            Self::Y2015 => 2015,
            Self::Y2019 => 2019,
            Self::Y2025 => 2025,
        }
    }

    /// The edition of a year; `None` for any other.
    #[must_use]
    pub fn from_year(year: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.year() == year)
    }

    /// The LSOAs it is published for.
    #[must_use]
    pub fn vintage(self) -> Vintage {
        match self {
            Self::Y2015 | Self::Y2019 => Vintage::Y2011,
            Self::Y2025 => Vintage::Y2021,
        }
    }

    /// How many LSOAs England has in it; also its last rank.
    #[must_use]
    pub fn areas(self) -> u32 {
        match self.vintage() {
            Vintage::Y2011 => 32_844,
            Vintage::Y2021 => 33_755,
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IoD{}", self.year())
    }
}

/// Settles the edition: header first, then what the caller says, then the file's name.
///
/// 1. LSOA 2021 can only be 2025; another LSOA year than 2011 or 2021 is no known edition.
/// 2. LSOA 2011 with districts of 2013-2015 is 2015, of 2019 is 2019.
/// 3. Else populations of mid 2012 are 2015's, of mid 2015 are 2019's.
/// 4. Else the caller's word, else a single edition year in the file's name.
pub(super) fn settle(
    columns: &Columns,
    told: Option<Edition>,
    file: &str,
) -> Result<Edition, FileError> {
    let vintage = columns
        .lsoa_year
        .map(|year| (year, Vintage::from_year(year)));
    if let Some((year, None)) = vintage {
        return Err(FileError::new(
            file,
            format!("its LSOA codes are of {year}, an edition that is not known here"),
            REMEDY,
        )
        .at_row(1)
        .in_field("LSOA code"));
    }
    let vintage = vintage.and_then(|(_, vintage)| vintage);
    let from_header = match vintage {
        Some(Vintage::Y2021) => Some(Edition::Y2025),
        Some(Vintage::Y2011) | None => {
            by_districts(columns.lad_year).or_else(|| by_populations(columns.population_year))
        }
    };
    let edition = from_header
        .or(told)
        .or_else(|| named(file, vintage))
        .ok_or_else(|| {
            FileError::new(
            file,
            "the header does not say which edition it is",
            "say the edition, or give the file its published name with 2015, 2019 or 2025 in it",
        )
        .at_row(1)
        .in_field("Local Authority District code")
        })?;
    if told.is_some_and(|told| told != edition) || vintage.is_some_and(|v| v != edition.vintage()) {
        return Err(FileError::new(
            file,
            format!("its header is that of {edition}, which contradicts its LSOA year or the edition asked for"),
            "import it as the edition it is",
        )
        .at_row(1)
        .in_field("LSOA code"));
    }
    Ok(edition)
}

fn by_districts(year: Option<u16>) -> Option<Edition> {
    match year? {
        2013..=2015 => Some(Edition::Y2015),
        2019 => Some(Edition::Y2019),
        2024 => Some(Edition::Y2025),
        _ => None,
    }
}

fn by_populations(year: Option<u16>) -> Option<Edition> {
    match year? {
        2012 => Some(Edition::Y2015),
        2015 => Some(Edition::Y2019),
        2022 => Some(Edition::Y2025),
        _ => None,
    }
}

/// The one edition whose year stands in the name and fits the vintage.
fn named(file: &str, vintage: Option<Vintage>) -> Option<Edition> {
    let mut fitting = Edition::ALL.into_iter().filter(|edition| {
        file.contains(&edition.year().to_string())
            && vintage.is_none_or(|vintage| vintage == edition.vintage())
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
