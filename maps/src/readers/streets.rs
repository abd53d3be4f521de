//! Streets from whichever format the file has.

use std::io::Read;

use super::model::{Street, Walkway};
use super::report::{FileError, Report};
use super::sniff::{Input, Kind};
use super::{osm, streets_geojson};

/// Streets and the ways that connect them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreetsRead {
    /// Streets by name, then lowest way.
    pub streets: Vec<Street>,
    /// Walkable ways that are no streets.
    pub walkways: Vec<Walkway>,
    /// Counts (of ways), warnings and refused ways.
    pub report: Report,
}

/// Reads `.osm`, `.osm.pbf` or GeoJSON, told apart by content.
///
/// # Errors
/// [`FileError`] for any other format, and those of [`osm::read`] and [`streets_geojson::read`].
pub fn read<'a>(reader: impl Read + Send + 'a, file: &str) -> Result<StreetsRead, FileError> {
    let input = Input::open(reader, file)?;
    match input.kind() {
        Kind::OsmXml | Kind::OsmPbf => {
            let osm = osm::read(input, file)?;
            Ok(StreetsRead {
                streets: osm.streets,
                walkways: osm.walkways,
                report: osm.streets_report,
            })
        }
        Kind::Json => streets_geojson::read(input, file),
        Kind::Text | Kind::Zip => Err(FileError::new(
            file,
            format!("this is {}, and streets need lines", input.kind().name()),
            "hand in .osm, .osm.pbf or GeoJSON",
        )),
    }
}
