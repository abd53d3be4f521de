//! Pure decisions: which fault refuses a whole file, and what is said of where it came from.

use maps::readers::{Fault, FileError, Report, iod::Edition, sniff};

use super::model::{Checked, Kind};

/// Refuses a file for the first row whose fault casts doubt on all of it.
///
/// A number that is none (NaN) means that whoever wrote the file computed with holes. A code that
/// stands twice means that one of the two is wrong, and nobody can tell which. Every other fault
/// is one row's own: it is refused, counted and told.
///
/// # Errors
/// The sentence for that row.
pub fn strict(kind: Kind, report: &Report, file: &str) -> Result<(), FileError> {
    let codes_are_keys = matches!(kind, Kind::Deprivation | Kind::SmallAreas | Kind::Lookup);
    let grave = report.errors.iter().find_map(|error| match error.fault {
        Fault::NotANumber => Some((error, "mend that row, or fetch the file again")),
        Fault::Duplicate if codes_are_keys => {
            Some((error, "keep each code once, or fetch the file again"))
        }
        Fault::Duplicate
        | Fault::Missing
        | Fault::Unreadable
        | Fault::OutOfRange
        | Fault::OutsideEngland
        | Fault::BadShape => None,
    });
    match grave {
        Some((error, remedy)) => Err(error.as_file_error(file, remedy)),
        None => Ok(()),
    }
}

/// Refuses boundaries of a place of which no edition of the index can ever speak.
///
/// # Errors
/// When not one of the areas is English.
pub fn has_an_index(checked: &Checked, file: &str) -> Result<(), FileError> {
    let Checked::SmallAreas(areas, _) = checked else {
        return Ok(());
    };
    if areas.is_empty() || areas.iter().any(|area| area.code.starts_with('E')) {
        return Ok(());
    }
    let first = areas.first().map_or("", |area| area.code.as_str());
    Err(FileError::new(
        file,
        format!(
            "none of its {} areas is in England ({first} is the first): the English indices of \
             deprivation do not rank them",
            areas.len()
        ),
        "import boundaries of an English place (codes that begin with E01)",
    )
    .in_field("code"))
}

/// Refuses grid metres that nothing in the file names: numbers alone look like many grids.
///
/// # Errors
/// When the file's coordinates are grid metres, its `crs` does not say so, nor does the caller.
pub fn grid_is_named(checked: &Checked, told: bool, file: &str) -> Result<(), FileError> {
    let Checked::SmallAreas(_, read) = checked else {
        return Ok(());
    };
    let named = read
        .crs
        .as_ref()
        .is_some_and(|crs| crs.contains("27700") || crs.to_lowercase().contains("british"));
    if !read.from_grid || named || told {
        return Ok(());
    }
    Err(FileError::new(
        file,
        "the coordinates look like British National Grid metres, but no `crs` says so",
        "say so with --grid, or fetch the boundaries in degrees (outSR=4326)",
    )
    .at_row(1)
    .in_field("geometry"))
}

/// Source and licence to keep where the caller says none.
#[must_use]
pub fn origin(checked: &Checked, format: sniff::Kind) -> (String, String) {
    const OGL: &str = "Open Government Licence v3.0";
    let (source, licence) = match checked {
        Checked::Deprivation(read) => (index_of(read.edition), OGL),
        Checked::SmallAreas(..) | Checked::Lookup(_) => (
            "Office for National Statistics; contains OS data © Crown copyright and database right",
            OGL,
        ),
        Checked::Streets(_) | Checked::Doors(_)
            if matches!(format, sniff::Kind::OsmXml | sniff::Kind::OsmPbf) =>
        {
            (
                "© OpenStreetMap contributors",
                "Open Database License (ODbL) 1.0",
            )
        }
        Checked::Streets(_) | Checked::Doors(_) => ("not said", "not said"),
    };
    (source.to_owned(), licence.to_owned())
}

const fn index_of(edition: Edition) -> &'static str {
    match edition {
        Edition::Y2015 => {
            "Department for Communities and Local Government, English Indices of Deprivation 2015"
        }
        Edition::Y2019 => {
            "Ministry of Housing, Communities and Local Government, English Indices of \
             Deprivation 2019"
        }
        Edition::Y2025 => {
            "Ministry of Housing, Communities and Local Government, English Indices of \
             Deprivation 2025"
        }
    }
}
