//! Streets as GeoJSON: `LineString` or `MultiLineString` features with a name.
//!
//! | property (any case) | meaning |
//! |---|---|
//! | `name`, `street`, `street_name`, `road_name`, `roadname`, `name1` | the name; without it a walkway |
//! | `highway`, `class` | `OpenStreetMap`'s class; `residential` where absent or unknown |
//! | `id`, `way_id`, `osm_id`, `@id` | a whole number for the way; the feature's number where absent |
//!
//! Lines meet where they have the same position to the seventh decimal.

use std::io::Read;

use geo::{LineString, MultiLineString};
use geojson::{Feature, GeometryValue};

use super::features::{Features, property};
use super::grid::{Frame, frame_of, place};
use super::grouping::{NamedWay, group};
use super::model::WayClass;
use super::report::{Fault, FileError, Report, RowError};
use super::sniff::Input;
use super::streets::StreetsRead;
use crate::shapes::LngLat;

const REMEDY: &str = "hand in GeoJSON lines with a `name`, or a .osm or .osm.pbf extract";

const NAMES: [&str; 6] = [
    "name",
    "street",
    "street_name",
    "road_name",
    "roadname",
    "name1",
];
const IDS: [&str; 4] = ["way_id", "osm_id", "id", "@id"];

/// Reads streets.
///
/// # Errors
/// [`FileError`] when it is no GeoJSON, is cut off, or no line can be kept. Features that are no
/// lines or have a position that is no place are refused in the report.
pub fn read<'a>(reader: impl Read + Send + 'a, file: &str) -> Result<StreetsRead, FileError> {
    let mut features = Features::open(Input::open(reader, file)?, REMEDY)?;
    let mut report = Report::default();
    let mut frame = None;
    let mut ways = Vec::new();
    while let Some((row, feature)) = features.next_feature()? {
        report.read += 1;
        match feature.and_then(|feature| parts(row, feature, &mut frame)) {
            Ok(parts) => {
                report.kept += 1;
                ways.extend(parts);
            }
            Err(error) => report.refuse(error),
        }
    }
    report.require_a_kept_row(file, REMEDY)?;
    let (streets, walkways) = group(ways);
    if streets.is_empty() {
        report.warn("no line has a name: there is no street to walk");
    }
    Ok(StreetsRead {
        streets,
        walkways,
        report,
    })
}

fn parts(row: u64, feature: Feature, frame: &mut Option<Frame>) -> Result<Vec<NamedWay>, RowError> {
    let bad = |fault, reason: String| RowError::new(row, "geometry", fault, reason);
    let properties = feature.properties.as_ref();
    let name = property(properties, &NAMES)
        .map(|(_, name)| name.split_whitespace().collect::<Vec<_>>().join(" "));
    let class = property(properties, &["highway", "class"])
        .and_then(|(_, class)| WayClass::from_highway(&class))
        .unwrap_or(WayClass::Residential);
    let number = property(properties, &IDS)
        .and_then(|(_, id)| id.rsplit('/').next().and_then(|digits| digits.parse().ok()))
        .or_else(|| i64::try_from(row).ok())
        .unwrap_or_default();
    let value = feature.geometry.map(|geometry| geometry.value);
    let lines: MultiLineString<f64> = match value {
        Some(value @ GeometryValue::LineString { .. }) => {
            LineString::try_from(value).map(|line| MultiLineString::new(vec![line]))
        }
        Some(value) => MultiLineString::try_from(value),
        None => {
            return Err(bad(
                Fault::BadShape,
                "the feature has no geometry".to_owned(),
            ));
        }
    }
    .map_err(|_| bad(Fault::BadShape, "a street has to be a line".to_owned()))?;
    let mut ways = Vec::new();
    for line in lines {
        let mut places = Vec::with_capacity(line.0.len());
        for c in &line.0 {
            let known = match *frame {
                Some(known) => known,
                None => *frame.insert(frame_of(c.x, c.y).map_err(|r| bad(Fault::OutOfRange, r))?),
            };
            places.push(place(known, c.x, c.y).map_err(|r| bad(Fault::OutOfRange, r))?);
        }
        if places.len() < 2 {
            let reason = "the line has fewer than two positions".to_owned();
            return Err(bad(Fault::BadShape, reason));
        }
        let nodes = places.iter().map(|at| node_at(*at)).collect();
        ways.push(NamedWay {
            way: number,
            name: name.clone(),
            class,
            nodes,
            line: places,
        });
    }
    Ok(ways)
}

/// A node's number made from its place, the same in every import: lines that meet share it.
fn node_at(at: LngLat) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most 1.8e9 either way")]
    let (lng, lat) = ((at.lng * 1e7).round() as i64, (at.lat * 1e7).round() as i64);
    // Negative, so that it never meets a mapped node's number.
    -((lng + 1_800_000_000) * 1_800_000_001 + lat + 900_000_000) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(properties: &str, coordinates: &str) -> String {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"LineString","coordinates":{coordinates}}}}}"#
        )
    }

    fn of(features: &[String]) -> Result<StreetsRead, FileError> {
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            features.join(",")
        );
        read(text.as_bytes(), "streets.geojson")
    }

    #[test]
    fn lines_of_one_name_that_meet_are_one_street() {
        let read = of(&[
            line(
                r#"{"name":"A Road","highway":"tertiary"}"#,
                "[[-1,53],[-1,53.001]]",
            ),
            line(r#"{"Street":"A Road"}"#, "[[-1,53.001],[-1,53.002]]"),
            line(r#"{"highway":"footway"}"#, "[[-1,53.001],[-1.001,53.001]]"),
            line(r#"{"name":"A Road"}"#, "[[-1.2,53],[-1.2,53.001]]"),
        ])
        .unwrap();

        assert_eq!((read.streets.len(), read.walkways.len()), (2, 1));
        assert_eq!(read.streets[0].parts.len(), 2);
        let shared = read.streets[0].parts[0].junctions[1].node;
        assert_eq!(read.walkways[0].junctions[0].node, shared);
    }

    #[test]
    fn grid_metres_are_recognised() {
        let read = of(&[line(r#"{"name":"A"}"#, "[[430000,434000],[430100,434000]]")]).unwrap();

        let line = &read.streets[0].parts[0].line;
        assert!((line[0].distance(line[1]).0 - 100.0).abs() < 0.5);
    }

    #[test]
    fn points_are_refused_as_no_lines() {
        let error = of(&[r#"{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[1,2]}}"#.to_owned()]).unwrap_err();

        assert!(error.to_string().contains("has to be a line"));
    }
}
