//! Doors as GeoJSON points.
//!
//! | property (any case) | meaning |
//! |---|---|
//! | `number`, `house_number`, `housenumber`, `addr:housenumber` | `12A`, `34-38`: expanded |
//! | `building`, `house_name`, `addr:housename` | name of house or building |
//! | `uprn` | unique property reference number |
//! | `street`, `street_name`, `road`, `addr:street` | matched to the known streets later |
//! | `unit`, `flat`, `addr:unit`; `floor`; `postcode`, `addr:postcode` | as they are called |
//!
//! A feature needs a number, a building or a UPRN.

use std::collections::HashMap;
use std::io::Read;

use geojson::{Feature, GeometryValue};

use super::features::{Features, property};
use super::grid::{Frame, frame_of, place};
use super::house_numbers::expand;
use super::model::{AddressPoint, Door, SourceRef};
use super::report::{Fault, FileError, Report, RowError};
use super::sniff::Input;
use crate::shapes::LngLat;

const REMEDY: &str = "hand in GeoJSON points with `number` and `street`, a csv, or an OSM extract";

/// Doors of a GeoJSON file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DoorsGeojsonRead {
    /// Doors, ranges expanded.
    pub doors: Vec<Door>,
    /// Features with a number, as written.
    pub address_points: Vec<AddressPoint>,
    /// Counts, warnings and refused features.
    pub report: Report,
}

/// Reads doors.
///
/// # Errors
/// [`FileError`] when it is no GeoJSON, is cut off, or no feature can be kept. Features that are
/// no points, lie nowhere, have neither number nor building nor UPRN, mean over 100 doors or were
/// seen before are refused in the report.
pub fn read<'a>(reader: impl Read + Send + 'a, file: &str) -> Result<DoorsGeojsonRead, FileError> {
    let mut features = Features::open(Input::open(reader, file)?, REMEDY)?;
    let mut read = DoorsGeojsonRead::default();
    let mut frame = None;
    let mut seen: HashMap<SourceRef, u64> = HashMap::new();
    while let Some((row, feature)) = features.next_feature()? {
        read.report.read += 1;
        let found = feature.and_then(|feature| doors(row, &feature, &mut frame));
        match found {
            Err(error) => read.report.refuse(error),
            Ok((point, doors)) => {
                let source = doors.first().map(|door| door.source.clone());
                let before = source.as_ref().and_then(|source| seen.get(source).copied());
                if let (Some(source), Some(first)) = (&source, before) {
                    let reason = format!("{source} is feature {first} and again feature {row}");
                    read.report
                        .refuse(RowError::new(row, "number", Fault::Duplicate, reason));
                    continue;
                }
                seen.extend(source.map(|source| (source, row)));
                read.report.kept += 1;
                read.address_points.extend(point);
                read.doors.extend(doors);
            }
        }
    }
    read.report.require_a_kept_row(file, REMEDY)?;
    Ok(read)
}

type Found = (Option<AddressPoint>, Vec<Door>);

fn doors(row: u64, feature: &Feature, frame: &mut Option<Frame>) -> Result<Found, RowError> {
    let at = position(row, feature, frame)?;
    let own =
        |names: &[&'static str]| property(feature.properties.as_ref(), names).map(|(_, text)| text);
    let number = own(&["number", "house_number", "housenumber", "addr:housenumber"]);
    let building = own(&["building", "house_name", "addr:housename"]);
    let street = own(&["street", "street_name", "road", "addr:street"]);
    let postcode = own(&["postcode", "addr:postcode"]);
    let unit = own(&["unit", "flat", "addr:unit"]);
    let uprn = own(&["uprn"]).map(|text| {
        text.parse::<u64>().map_err(|_| {
            let reason = format!("`{text}` is no UPRN (a whole number)");
            RowError::new(row, "uprn", Fault::Unreadable, reason)
        })
    });
    let uprn = uprn.transpose()?;
    if number.is_none() && building.is_none() && uprn.is_none() {
        let reason = "neither number nor building nor UPRN is given";
        return Err(RowError::new(row, "number", Fault::Missing, reason));
    }
    let source = uprn.map_or_else(
        || {
            let words = [&unit, &number, &building, &street, &postcode];
            let words: Vec<String> = words
                .into_iter()
                .flatten()
                .map(|w| w.to_lowercase())
                .collect();
            SourceRef::Row(words.join(" "))
        },
        SourceRef::Uprn,
    );
    let expanded = number
        .as_deref()
        .map(expand)
        .transpose()
        .map_err(|error| RowError::new(row, "number", Fault::OutOfRange, error.to_string()))?
        .unwrap_or_default();
    let point = number.map(|number| AddressPoint {
        source: source.clone(),
        number,
        street: street.clone(),
        postcode: postcode.clone(),
        at,
    });
    let base = Door {
        unit: unit.or(expanded.unit),
        floor: own(&["floor", "level"]),
        building: building.or(expanded.name),
        street_name: street.or(expanded.street_hint),
        postcode,
        ..Door::at(source, at)
    };
    if expanded.numbers.is_empty() {
        return Ok((point, vec![base]));
    }
    let numbers = expanded.numbers.into_iter();
    Ok((
        point,
        numbers
            .map(|number| Door {
                number: Some(number),
                ..base.clone()
            })
            .collect(),
    ))
}

fn position(row: u64, feature: &Feature, frame: &mut Option<Frame>) -> Result<LngLat, RowError> {
    let bad = |fault, reason: String| RowError::new(row, "geometry", fault, reason);
    let value = feature
        .geometry
        .as_ref()
        .map(|geometry| geometry.value.clone());
    let point = match value {
        Some(value @ GeometryValue::Point { .. }) => geo::Point::<f64>::try_from(value).ok(),
        _ => None,
    }
    .ok_or_else(|| bad(Fault::BadShape, "a door has to be a point".to_owned()))?;
    let known = if let Some(known) = *frame {
        known
    } else {
        let first = frame_of(point.x(), point.y()).map_err(|r| bad(Fault::OutOfRange, r))?;
        *frame.insert(first)
    };
    place(known, point.x(), point.y()).map_err(|reason| bad(Fault::OutOfRange, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(properties: &[&str]) -> Result<DoorsGeojsonRead, FileError> {
        let features: Vec<String> = properties
            .iter()
            .map(|properties| {
                format!(
                    r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Point","coordinates":[-1.5,53.8]}}}}"#
                )
            })
            .collect();
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            features.join(",")
        );
        read(text.as_bytes(), "doors.geojson")
    }

    #[test]
    fn points_with_numbers_are_doors() {
        let read = of(&[
            r#"{"Number":"5;7","street":"A Road"}"#,
            r#"{"uprn":100023,"flat":"2","number":12}"#,
            r#"{"building":"The Lodge"}"#,
        ])
        .unwrap();

        assert_eq!((read.doors.len(), read.address_points.len()), (4, 2));
        assert_eq!(read.doors[2].key(), "uprn/100023#12#2");
        assert_eq!(read.doors[3].building.as_deref(), Some("The Lodge"));
    }

    #[test]
    fn nameless_and_repeated_points_are_refused() {
        let read = of(&[r#"{"number":"1"}"#, r#"{"number":"1"}"#, "{}"]).unwrap();

        let faults: Vec<_> = read.report.errors.iter().map(|e| e.fault).collect();
        assert_eq!(faults, [Fault::Duplicate, Fault::Missing]);
    }
}
