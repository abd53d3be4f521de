//! `OpenStreetMap` extracts, `.osm` (XML) and `.osm.pbf`, → streets, walkways, addresses, doors.
//!
//! 1. `raw` gathers nodes, and the ways and tagged nodes that can matter; user names, user ids,
//!    change sets and times are never looked at (`xml`, `pbf`).
//! 2. Walkable ways become streets and walkways (`grouping`).
//! 3. Objects with a house number become address points, then doors (`addresses`): ranges and
//!    flats expanded, interpolation lines filled in, doors mapped twice merged, homes without a
//!    number added where no address lies inside them.
//!
//! A node missing from the extract shortens its way; nodes far outside the box do no harm.

mod addresses;
mod interpolation;
mod merge;
mod pbf;
mod raw;
mod tags;
mod xml;

use std::collections::BTreeSet;
use std::io::Read;

use super::grouping::{self, NamedWay};
use super::model::{AddressPoint, Door, Street, Walkway, WayClass};
use super::report::{Fault, FileError, Report, RowError};
use super::sniff::{Input, Kind};
use raw::Raw;

const REMEDY: &str = "hand in a .osm export or a .osm.pbf extract of the place";

/// Everything that is used of an extract.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OsmRead {
    /// Streets by name, then lowest way.
    pub streets: Vec<Street>,
    /// Ways that connect: footpaths, steps, unnamed roads.
    pub walkways: Vec<Walkway>,
    /// Nodes and ways with a house number, as mapped.
    pub address_points: Vec<AddressPoint>,
    /// Doors, by source object (nodes, then ways) and number.
    pub doors: Vec<Door>,
    /// About the named ways: `read` and `kept` count ways.
    pub streets_report: Report,
    /// About the doors: `read` and `kept` count source objects, not doors.
    pub doors_report: Report,
}

/// Reads an extract.
///
/// # Errors
/// [`FileError`] when it is no map file, is broken or cut off, or a server wrote an error into it.
/// An extract without streets or without addresses is no error. In the reports are refused: ways
/// with fewer than two known nodes, addresses without a place, ranges of over 100 doors.
pub fn read<'a>(reader: impl Read + Send + 'a, file: &str) -> Result<OsmRead, FileError> {
    let input = Input::open(reader, file)?;
    let raw = match input.kind() {
        Kind::OsmXml => xml::read(input)?,
        Kind::OsmPbf => pbf::read(input)?,
        Kind::Text | Kind::Json | Kind::Zip => {
            let reason = format!("this is {}, not an OpenStreetMap file", input.kind().name());
            return Err(FileError::new(file, reason, REMEDY));
        }
    };
    let mut streets_report = Report::default();
    let (streets, walkways) = grouping::group(walkable(&raw, &mut streets_report));
    let mut doors_report = Report::default();
    let (address_points, doors) = addresses::read(&raw, &streets, &mut doors_report);
    Ok(OsmRead {
        streets,
        walkways,
        address_points,
        doors,
        streets_report,
        doors_report,
    })
}

/// The ways one can walk, with the places of their nodes.
fn walkable(raw: &Raw, report: &mut Report) -> Vec<NamedWay> {
    let mut ways = Vec::new();
    let mut shortened = 0_u64;
    let mut as_mapped = BTreeSet::new();
    for way in &raw.ways {
        let Some(class) = way.tags.get("highway").and_then(WayClass::from_highway) else {
            continue;
        };
        let name = way
            .tags
            .get("name")
            .map(tidy)
            .filter(|name| !name.is_empty());
        let is_street = name.is_some() && class.is_street();
        if !is_street && way.tags.forbids_walking() {
            continue;
        }
        let (nodes, line): (Vec<i64>, Vec<_>) = way
            .nodes
            .iter()
            .filter_map(|id| Some((*id, raw.place(*id)?)))
            .unzip();
        report.read += u64::from(is_street);
        if line.len() < 2 {
            if is_street {
                report.refuse(RowError {
                    row: None,
                    field: Some(format!("way/{}", way.id)),
                    reason: "fewer than two of its nodes are in the file".to_owned(),
                    fault: Fault::BadShape,
                });
            }
            continue;
        }
        if let (true, Some(mapped)) = (is_street, way.tags.as_mapped("name")) {
            as_mapped.insert(mapped);
        }
        shortened += u64::from(line.len() < way.nodes.len());
        report.kept += u64::from(is_street);
        ways.push(NamedWay {
            way: way.id,
            name,
            class,
            nodes,
            line,
        });
    }
    if shortened > 0 {
        report.warn(format!(
            "ways shortened because some of their nodes are not in the file: {shortened}"
        ));
    }
    let tidy: BTreeSet<String> = as_mapped.iter().map(|name| tidy(name)).collect();
    if tidy.len() < as_mapped.len() {
        report.warn(format!(
            "street names with stray blanks, taken for the tidy name beside them: {}",
            as_mapped.len() - tidy.len()
        ));
    }
    if report.kept == 0 {
        report.warn("the file holds no named street");
    }
    ways
}

/// A name without stray blanks.
fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
