//! Doors as csv, in the house's own layout or as OS Open UPRN.
//!
//! | column (any case, any order) | needed | meaning |
//! |---|---|---|
//! | `lng`, `lon`, `longitude`, `x`, `easting`, `x_coordinate` | yes | degrees, or British National Grid metres |
//! | `lat`, `latitude`, `y`, `northing`, `y_coordinate` | yes | the same |
//! | `number`, `house_number`, `housenumber` | this, `building` or `uprn` | `12A`, `34-38`, `5;7`: expanded |
//! | `building`, `house_name` | | name of house or building |
//! | `uprn` | | unique property reference number |
//! | `street`, `street_name`, `road` | no | matched to the known streets later |
//! | `unit`, `flat` | no | |
//! | `floor` | no | |
//! | `postcode` | no | |
//!
//! OS Open UPRN (`UPRN, X_COORDINATE, Y_COORDINATE, LATITUDE, LONGITUDE`) has points without
//! numbers: each becomes a door of which only the place is known. The national file has 40 million
//! rows; give bounds.

use std::collections::HashMap;
use std::io::Read;

use super::grid::{Frame, frame_of, place};
use super::house_numbers::expand;
use super::model::{Bounds, Door, SourceRef};
use super::report::{Fault, FileError, Report, RowError};
use super::sniff::Input;
use super::table::{Row, Table, coordinate};
use crate::shapes::LngLat;

const REMEDY: &str =
    "give the csv a header with number, street, lng, lat (uprn, postcode, building, floor too)";

/// What was read, beside the doors themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DoorsCsvRead {
    /// Rows outside the bounds, neither kept nor refused.
    pub outside: u64,
    /// Counts, warnings and refused rows.
    pub report: Report,
}

/// Reads doors and hands each to `each`; rows outside `bounds` are passed over.
///
/// # Errors
/// [`FileError`] when columns are missing, the file is cut off, a row does not end, or no row can
/// be kept. Rows without place, number, building and UPRN, with a place that is none, a range of
/// over 100 doors or an address seen before are refused in the report.
pub fn read<'a>(
    reader: impl Read + Send + 'a,
    file: &str,
    bounds: Option<Bounds>,
    each: &mut dyn FnMut(Door),
) -> Result<DoorsCsvRead, FileError> {
    let mut table = Table::open(Input::open(reader, file)?, REMEDY)?;
    let columns = Columns::of(&table, file)?;
    let mut reading = Reading {
        columns,
        frame: None,
        seen: HashMap::new(),
    };
    let mut read = DoorsCsvRead::default();
    let mut row = Row::default();
    while table.next_into(&mut row)? {
        if row.is_blank() {
            continue;
        }
        read.report.read += 1;
        match reading.doors(&row, bounds) {
            Ok(Some(doors)) => {
                read.report.kept += 1;
                doors.into_iter().for_each(&mut *each);
            }
            Ok(None) => read.outside += 1,
            Err(error) => read.report.refuse(error),
        }
    }
    if read.outside > 0 {
        read.report.warn(format!(
            "{} rows lie outside the place and were passed over",
            read.outside
        ));
    }
    if read.outside == 0 {
        read.report.require_a_kept_row(file, REMEDY)?;
    }
    Ok(read)
}

struct Columns {
    uprn: Option<usize>,
    number: Option<usize>,
    street: Option<usize>,
    postcode: Option<usize>,
    building: Option<usize>,
    unit: Option<usize>,
    floor: Option<usize>,
    lng: Option<usize>,
    lat: Option<usize>,
    lng_name: String,
    lat_name: String,
}

impl Columns {
    fn of(table: &Table<'_>, file: &str) -> Result<Self, FileError> {
        let degrees = (
            table.column(&["lng", "lon", "long", "longitude"]),
            table.column(&["lat", "latitude"]),
        );
        let grid = (
            table.column(&["x", "easting", "eastings", "x_coordinate"]),
            table.column(&["y", "northing", "northings", "y_coordinate"]),
        );
        let (lng, lat) = if degrees.0.is_some() && degrees.1.is_some() {
            degrees
        } else {
            grid
        };
        let name = |column: Option<usize>, fallback: &str| {
            column
                .and_then(|c| table.headers().get(c))
                .map_or(fallback, String::as_str)
                .to_owned()
        };
        let columns = Self {
            uprn: table.column(&["uprn"]),
            number: table.column(&["number", "house_number", "housenumber", "house number"]),
            street: table.column(&["street", "street_name", "road", "street name"]),
            postcode: table.column(&["postcode", "post_code", "pcds"]),
            building: table.column(&["building", "house_name", "building_name", "house name"]),
            unit: table.column(&["unit", "flat"]),
            floor: table.column(&["floor", "level"]),
            lng,
            lat,
            lng_name: name(lng, "lng"),
            lat_name: name(lat, "lat"),
        };
        let missing = if columns.lng.is_none() || columns.lat.is_none() {
            Some("lng")
        } else if columns
            .number
            .or(columns.building)
            .or(columns.uprn)
            .is_none()
        {
            Some("number")
        } else {
            None
        };
        match missing {
            None => Ok(columns),
            Some(name) => {
                let header: String = table.headers().join(", ").chars().take(160).collect();
                let reason = format!("no column `{name}`; the header is `{header}`");
                Err(FileError::new(file, reason, REMEDY)
                    .at_row(1)
                    .in_field(name))
            }
        }
    }
}

struct Reading {
    columns: Columns,
    frame: Option<Frame>,
    seen: HashMap<SourceRef, u64>,
}

impl Reading {
    /// The row's doors; `None` outside the bounds.
    fn doors(&mut self, row: &Row, bounds: Option<Bounds>) -> Result<Option<Vec<Door>>, RowError> {
        let at = self.place(row)?;
        if bounds.is_some_and(|bounds| !bounds.contain(at)) {
            return Ok(None);
        }
        let columns = &self.columns;
        let own = |column| {
            Some(row.get(column))
                .filter(|c| !c.is_empty())
                .map(str::to_owned)
        };
        let uprn = own(columns.uprn)
            .map(|text| {
                text.parse::<u64>().map_err(|_| {
                    let reason = format!("`{text}` is no UPRN (a whole number)");
                    RowError::new(row.number, "uprn", Fault::Unreadable, reason)
                })
            })
            .transpose()?;
        let (number, building) = (own(columns.number), own(columns.building));
        if uprn.is_none() && number.is_none() && building.is_none() {
            let reason = "neither number nor building nor UPRN is filled";
            return Err(RowError::new(row.number, "number", Fault::Missing, reason));
        }
        let source = uprn.map_or_else(|| SourceRef::Row(self.words(row)), SourceRef::Uprn);
        if let Some(first) = self.seen.get(&source) {
            let reason = format!(
                "{source} stands in row {first} and again in row {}",
                row.number
            );
            return Err(RowError::new(
                row.number,
                "number",
                Fault::Duplicate,
                reason,
            ));
        }
        let expanded = number
            .as_deref()
            .map(expand)
            .transpose()
            .map_err(|error| {
                RowError::new(row.number, "number", Fault::OutOfRange, error.to_string())
            })?
            .unwrap_or_default();
        let base = Door {
            unit: own(columns.unit).or(expanded.unit),
            floor: own(columns.floor),
            building: building.or(expanded.name),
            street_name: own(columns.street).or(expanded.street_hint),
            postcode: own(columns.postcode),
            ..Door::at(source.clone(), at)
        };
        self.seen.insert(source, row.number);
        if expanded.numbers.is_empty() {
            return Ok(Some(vec![base]));
        }
        let doors = expanded.numbers.into_iter();
        Ok(Some(
            doors
                .map(|number| Door {
                    number: Some(number),
                    ..base.clone()
                })
                .collect(),
        ))
    }

    fn place(&mut self, row: &Row) -> Result<LngLat, RowError> {
        let x = coordinate(row, self.columns.lng, &self.columns.lng_name)?;
        let y = coordinate(row, self.columns.lat, &self.columns.lat_name)?;
        let bad = |reason: String| {
            RowError::new(
                row.number,
                &self.columns.lng_name,
                Fault::OutOfRange,
                reason,
            )
        };
        let frame = match self.frame {
            Some(frame) => frame,
            None => frame_of(x, y).map_err(bad)?,
        };
        let at = place(frame, x, y).map_err(bad)?;
        self.frame = Some(frame);
        Ok(at)
    }

    /// The words that name a door where there is no UPRN.
    fn words(&self, row: &Row) -> String {
        let columns = &self.columns;
        [
            columns.unit,
            columns.number,
            columns.building,
            columns.street,
            columns.postcode,
        ]
        .into_iter()
        .map(|column| row.get(column).to_lowercase())
        .filter(|cell| !cell.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<(Vec<Door>, DoorsCsvRead), FileError> {
        let mut doors = Vec::new();
        let read = read(text.as_bytes(), "doors.csv", None, &mut |door| {
            doors.push(door);
        })?;
        Ok((doors, read))
    }

    #[test]
    fn the_documented_layout_is_read_and_ranges_are_expanded() {
        let (doors, read) = of(
            "\u{feff}UPRN,number,street,postcode,lng,lat,building,floor\r\n\
            ,34-38,Spencer Place,LS7 4BQ,-1.53,53.81,,\r\n\
            72000001,12a,\"Spencer Place\",,-1.53,53.81,Rose House,2\r\n",
        )
        .unwrap();

        let numbers: Vec<_> = doors.iter().filter_map(|d| d.number.as_deref()).collect();
        assert_eq!(numbers, ["34", "36", "38", "12A"]);
        assert_eq!(
            doors[0].source.to_string(),
            "row/34-38 spencer place ls7 4bq"
        );
        assert_eq!(doors[3].source, SourceRef::Uprn(72_000_001));
        assert_eq!(
            (doors[3].building.as_deref(), doors[3].floor.as_deref()),
            (Some("Rose House"), Some("2"))
        );
        assert_eq!((read.report.read, read.report.kept), (2, 2));
    }

    #[test]
    fn open_uprn_rows_are_points_without_numbers_within_the_bounds() {
        let text = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\r\n\
            1,358260.66,172796.50,51.4526038,-2.6020703\r\n26,352967.00,181077.00,51.5266333,-2.6793612\r\n";
        let bounds = Bounds {
            south_west: LngLat::new(-2.61, 51.4).unwrap(),
            north_east: LngLat::new(-2.6, 51.5).unwrap(),
        };
        let mut doors = Vec::new();

        let read = read(text.as_bytes(), "osopenuprn.csv", Some(bounds), &mut |d| {
            doors.push(d);
        })
        .unwrap();

        assert_eq!((doors.len(), read.outside), (1, 1));
        assert_eq!(
            (doors[0].source.clone(), doors[0].number.clone()),
            (SourceRef::Uprn(1), None)
        );
    }

    #[test]
    fn bad_rows_are_refused_with_row_and_column() {
        let (doors, read) = of(
            "number,street,lng,lat\n1,A,-1.5,53.8\n1,A,-1.5,53.8\n2,A,NaN,53.8\n\
            3,A,,53.8\n4,A,-1.5,153\n,A,-1.5,53.8\n1-999,A,-1.5,53.8\n5,A,x,53.8\n",
        )
        .unwrap();

        let faults: Vec<_> = read
            .report
            .errors
            .iter()
            .map(|e| (e.row.unwrap(), e.fault))
            .collect();
        assert_eq!(doors.len(), 1);
        assert_eq!(
            faults,
            [
                (3, Fault::Duplicate),
                (4, Fault::NotANumber),
                (5, Fault::Missing),
                (6, Fault::OutOfRange),
                (7, Fault::Missing),
                (8, Fault::OutOfRange),
                (9, Fault::Unreadable),
            ]
        );
        assert_eq!(read.report.errors[1].field.as_deref(), Some("lng"));
    }

    #[test]
    fn grid_metres_and_missing_columns_are_told() {
        let (doors, _) = of("number,easting,northing\n1,430000,434000\n").unwrap();
        assert!((53.0..54.0).contains(&doors[0].at.lat));

        let error = of("number,street\n1,A\n").unwrap_err();
        assert_eq!(error.field.as_deref(), Some("lng"));
        assert!(error.to_string().contains("number, street"));
    }
}
