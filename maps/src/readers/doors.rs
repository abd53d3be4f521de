//! Doors from whichever format the file has.

use std::io::Read;

use super::model::{AddressPoint, Bounds, Door};
use super::report::{FileError, Report};
use super::sniff::{Input, Kind};
use super::{doors_csv, doors_geojson, osm};

/// Doors gathered in memory at most; a city has a quarter of it. More only within bounds.
const MOST_DOORS: usize = 2_000_000;

/// Doors, and the address points they were made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DoorsRead {
    /// Doors, ranges expanded; [`Door::street_key`] is filled only from OSM files.
    pub doors: Vec<Door>,
    /// Source objects with a house number; empty for csv, whose rows are their own.
    pub address_points: Vec<AddressPoint>,
    /// Counts (of source objects), warnings and refused ones.
    pub report: Report,
}

/// Reads `.osm`, `.osm.pbf`, GeoJSON or csv (also OS Open UPRN), told apart by content.
///
/// `bounds` limits what is kept of a csv; the other formats are of one place already.
///
/// # Errors
/// [`FileError`] for any other format, for a csv of over two million doors without bounds, and
/// those of [`osm::read`], [`doors_geojson::read`] and [`doors_csv::read`].
pub fn read<'a>(
    reader: impl Read + Send + 'a,
    file: &str,
    bounds: Option<Bounds>,
) -> Result<DoorsRead, FileError> {
    let input = Input::open(reader, file)?;
    match input.kind() {
        Kind::OsmXml | Kind::OsmPbf => {
            let osm = osm::read(input, file)?;
            Ok(DoorsRead {
                doors: osm.doors,
                address_points: osm.address_points,
                report: osm.doors_report,
            })
        }
        Kind::Json => {
            let read = doors_geojson::read(input, file)?;
            Ok(DoorsRead {
                doors: read.doors,
                address_points: read.address_points,
                report: read.report,
            })
        }
        Kind::Text => {
            let mut doors = Vec::new();
            let mut dropped = 0_u64;
            let read = doors_csv::read(input, file, bounds, &mut |door| {
                if doors.len() < MOST_DOORS {
                    doors.push(door);
                } else {
                    dropped += 1;
                }
            })?;
            if dropped > 0 {
                return Err(FileError::new(
                    file,
                    format!("it holds over {MOST_DOORS} doors, more than one place has"),
                    "give the bounds of the place, or cut the file to it",
                ));
            }
            Ok(DoorsRead {
                doors,
                address_points: Vec::new(),
                report: read.report,
            })
        }
        Kind::Zip => Err(FileError::new(
            file,
            "this is a zip archive or workbook",
            "unpack it, or save the sheet as csv",
        )),
    }
}
