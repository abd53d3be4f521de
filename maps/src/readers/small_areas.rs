//! LSOA boundaries as GeoJSON → one valid polygon set per code, feature by feature.
//!
//! 1. The first position decides between degrees and British National Grid (`grid`).
//! 2. The code's property (any case) is looked for by name; ONS's names also tell the vintage.
//! 3. Every coordinate is checked and turned into degrees.
//! 4. Rings that touch or cross themselves are mended and counted.
//! 5. Over the whole file the mean length of an edge tells super-generalised lines, which put one
//!    address in eight into a wrong decile: a warning.

use std::collections::HashMap;
use std::io::Read;

use geo::{Distance, Haversine, MultiPolygon, Polygon};
use geojson::{Feature, GeometryValue};

use super::features::{Features, property};
use super::grid::{Frame, frame_of, in_degrees};
use super::model::Vintage;
use super::repair::repaired;
use super::report::{Fault, FileError, Report, RowError};
use super::sniff::Input;

const REMEDY: &str = "take the LSOA boundaries (BGC) of the ONS Open Geography Portal as GeoJSON \
                      with `LSOA21CD` or `LSOA11CD` in their properties";

/// Property names of the code, best first; the first two tell the vintage.
const CODES: [&str; 8] = [
    "lsoa21cd",
    "lsoa11cd",
    "area_code",
    "lsoa_code",
    "lsoacode",
    "geo_code",
    "code",
    "id",
];

const NAMES: [&str; 6] = [
    "lsoa21nm",
    "lsoa11nm",
    "area_name",
    "lsoa_name",
    "lsoaname",
    "name",
];

/// Mean edge above which a file is taken for super-generalised. Measured on twenty published
/// files: 100 to 165 m for BGC from inner city to countryside, 391 to 911 m for BSC.
const COARSE_EDGE_METRES: f64 = 250.0;

/// One small area.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallArea {
    /// LSOA code: `E01…`, or `W01…` in Wales.
    pub code: String,
    /// LSOA name, empty where the file has none.
    pub name: String,
    /// By the property's name, the caller or the file's name; `None` where nothing tells.
    pub vintage: Option<Vintage>,
    /// Degrees of WGS 84, valid by the OGC rules.
    pub shape: MultiPolygon<f64>,
}

/// What is known after the last feature.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallAreasRead {
    /// The vintage of the kept areas; `None` where nothing in the file tells.
    pub vintage: Option<Vintage>,
    /// Whether the coordinates were British National Grid metres.
    pub from_grid: bool,
    /// The file's own word for its coordinates, an old-style `crs` member, as JSON.
    pub crs: Option<String>,
    /// Mean length of an edge in metres: 100 to 165 for BGC, 390 and more for BSC.
    pub mean_edge_metres: f64,
    /// Counts, warnings and refused features.
    pub report: Report,
}

/// Reads boundaries and hands each kept area to `each`.
///
/// `vintage` is used where the property's name does not tell; the file's name comes last.
///
/// # Errors
/// [`FileError`] when it is no GeoJSON (`TopoJSON` is named), is cut off, its vintage contradicts
/// `vintage`, or no feature can be kept. Features without a code, with a code seen before, with
/// coordinates that are no place or a geometry that is no area are refused in the report.
pub fn read<'a>(
    reader: impl Read + Send + 'a,
    file: &str,
    vintage: Option<Vintage>,
    each: &mut dyn FnMut(SmallArea),
) -> Result<SmallAreasRead, FileError> {
    let mut features = Features::open(Input::open(reader, file)?, REMEDY)?;
    let mut reading = Reading {
        file,
        told: vintage,
        named: vintage_in(file).or_else(|| features.member("name").and_then(vintage_in)),
        frame: None,
        seen: HashMap::new(),
        vintage: None,
        edges: 0.0,
        metres: 0.0,
        welsh: 0,
        report: Report::default(),
    };
    while let Some((row, feature)) = features.next_feature()? {
        reading.report.read += 1;
        match feature.and_then(|feature| reading.area(row, feature)) {
            Ok((area, mended)) => {
                reading.check_vintage(row, area.vintage)?;
                reading.report.kept += 1;
                reading.report.repaired += u64::from(mended);
                each(area);
            }
            Err(error) => reading.report.refuse(error),
        }
    }
    let name = features.member("name").map(str::to_owned);
    let crs = features.member("crs").map(str::to_owned);
    if features.member("exceededTransferLimit") == Some("true")
        || features
            .member("properties")
            .is_some_and(|p| p.contains("exceededTransferLimit\":true"))
    {
        reading
            .report
            .warn("the service cut this answer off: it holds only the first page");
    }
    reading.finish(name.as_deref(), crs)
}

/// Reads boundaries into memory, for files of a district or two.
///
/// # Errors
/// As [`read`].
pub fn read_all<'a>(
    reader: impl Read + Send + 'a,
    file: &str,
    vintage: Option<Vintage>,
) -> Result<(Vec<SmallArea>, SmallAreasRead), FileError> {
    let mut areas = Vec::new();
    let read = read(reader, file, vintage, &mut |area| areas.push(area))?;
    Ok((areas, read))
}

struct Reading<'f> {
    file: &'f str,
    told: Option<Vintage>,
    named: Option<Vintage>,
    frame: Option<Frame>,
    seen: HashMap<String, u64>,
    vintage: Option<Vintage>,
    edges: f64,
    metres: f64,
    welsh: u64,
    report: Report,
}

impl Reading<'_> {
    fn area(&mut self, row: u64, feature: Feature) -> Result<(SmallArea, bool), RowError> {
        let (field, code) = code_of(row, &feature)?;
        let bad = |fault, reason: String| RowError::new(row, "geometry", fault, reason);
        let shape = polygons(feature.geometry.map(|geometry| geometry.value))
            .map_err(|reason| bad(Fault::BadShape, format!("{code}: {reason}")))?;
        let frame = self
            .frame_for(&shape)
            .map_err(|(fault, reason)| bad(fault, reason))?;
        let shape = in_degrees(frame, &shape).map_err(|reason| {
            let fault = if reason.contains("finite") {
                Fault::NotANumber
            } else {
                Fault::OutOfRange
            };
            bad(fault, format!("{code}: {reason}"))
        })?;
        if let Some(first) = self.seen.get(&code) {
            let reason = format!("{code} is feature {first} and again feature {row}");
            return Err(RowError::new(row, field, Fault::Duplicate, reason));
        }
        let (shape, mended) = repaired(shape)
            .ok_or_else(|| bad(Fault::BadShape, format!("{code}: the shape has no area")))?;
        self.measure(&shape);
        self.seen.insert(code.clone(), row);
        self.welsh += u64::from(code.starts_with('W'));
        let vintage = match field {
            "lsoa21cd" => Some(Vintage::Y2021),
            "lsoa11cd" => Some(Vintage::Y2011),
            _ => self.told.or(self.named),
        };
        let name = property(feature.properties.as_ref(), &NAMES).map_or(String::new(), |(_, n)| n);
        Ok((
            SmallArea {
                code,
                name,
                vintage,
                shape,
            },
            mended,
        ))
    }

    /// Decides the frame at the first shape and keeps it.
    fn frame_for(&mut self, shape: &MultiPolygon<f64>) -> Result<Frame, (Fault, String)> {
        if let Some(frame) = self.frame {
            return Ok(frame);
        }
        let first = shape
            .iter()
            .find_map(|polygon| polygon.exterior().0.first())
            .ok_or((Fault::BadShape, "the polygon has no positions".to_owned()))?;
        let frame = frame_of(first.x, first.y).map_err(|reason| (Fault::OutOfRange, reason))?;
        self.frame = Some(frame);
        Ok(frame)
    }

    fn check_vintage(&mut self, row: u64, found: Option<Vintage>) -> Result<(), FileError> {
        let contradiction = match (found, self.told, self.vintage) {
            (Some(found), Some(told), _) if found != told => Some((found, told)),
            (Some(found), _, Some(before)) if found != before => Some((found, before)),
            _ => None,
        };
        if let Some((found, other)) = contradiction {
            let reason = format!(
                "its property says LSOA {} where {} was expected",
                found.year(),
                other.year()
            );
            return Err(
                FileError::new(self.file, reason, "import each vintage from its own file")
                    .at_row(row),
            );
        }
        self.vintage = self.vintage.or(found);
        Ok(())
    }

    fn measure(&mut self, shape: &MultiPolygon<f64>) {
        for line in shape.iter().flat_map(|polygon| polygon.exterior().lines()) {
            self.metres += Haversine.distance(line.start_point(), line.end_point());
            self.edges += 1.0;
        }
    }

    fn finish(
        mut self,
        name: Option<&str>,
        crs: Option<String>,
    ) -> Result<SmallAreasRead, FileError> {
        self.report.require_a_kept_row(self.file, REMEDY)?;
        let mean = if self.edges > 0.0 {
            self.metres / self.edges
        } else {
            0.0
        };
        let said = says_coarse(self.file) || name.is_some_and(says_coarse);
        if said || mean > COARSE_EDGE_METRES {
            self.report.warn(format!(
                "these boundaries look super-generalised (mean edge {mean:.0} m): one door in \
                 eight would get a wrong decile; take BGC (20 m) or BFC boundaries for doors"
            ));
        }
        if self.welsh > 0 {
            self.report.warn(format!(
                "{} areas are in Wales: they are kept and have no English index",
                self.welsh
            ));
        }
        if self.vintage.is_none() {
            self.report
                .warn("nothing in the file tells LSOA 2011 from 2021");
        }
        Ok(SmallAreasRead {
            vintage: self.vintage,
            from_grid: self.frame == Some(Frame::BritishNationalGrid),
            crs,
            mean_edge_metres: mean,
            report: self.report,
        })
    }
}

fn code_of(row: u64, feature: &Feature) -> Result<(&'static str, String), RowError> {
    let own_id = feature.id.as_ref().map(|id| match id {
        geojson::feature::Id::String(text) => text.clone(),
        geojson::feature::Id::Number(number) => number.to_string(),
    });
    // A property `id` or `code` that is only a running number is not the code.
    let found = property(feature.properties.as_ref(), &CODES)
        .into_iter()
        .chain(
            CODES
                .iter()
                .filter_map(|n| property(feature.properties.as_ref(), &[*n])),
        )
        .chain(own_id.map(|id| ("id", id)));
    let mut first_bad = None;
    for (field, text) in found {
        let code = text.to_ascii_uppercase();
        if is_lsoa(&code) {
            return Ok((field, code));
        }
        first_bad.get_or_insert((field, code));
    }
    match first_bad {
        Some((field, code)) if code.len() == 9 && code.starts_with(['S', 'N']) => {
            let reason = format!("{code} is not in England or Wales: it has no English index");
            Err(RowError::new(row, field, Fault::OutsideEngland, reason))
        }
        Some((field, code)) => {
            let reason = format!("`{code}` is no LSOA code (E01 or W01 and six digits)");
            Err(RowError::new(row, field, Fault::Unreadable, reason))
        }
        None => {
            let keys: Vec<&str> = feature
                .properties
                .iter()
                .flat_map(|properties| properties.keys().map(String::as_str))
                .take(6)
                .collect();
            let reason = format!(
                "the feature has no LSOA code (its properties: {})",
                keys.join(", ")
            );
            Err(RowError::new(row, "LSOA21CD", Fault::Missing, reason))
        }
    }
}

fn is_lsoa(code: &str) -> bool {
    code.len() == 9
        && (code.starts_with("E01") || code.starts_with("W01"))
        && code.chars().skip(1).all(|c| c.is_ascii_digit())
}

fn polygons(value: Option<GeometryValue>) -> Result<MultiPolygon<f64>, String> {
    let value = value.ok_or("the feature has no geometry")?;
    let kind = value.type_name();
    match &value {
        GeometryValue::Polygon { .. } => Polygon::try_from(value)
            .map(MultiPolygon::from)
            .map_err(|e| e.to_string()),
        GeometryValue::MultiPolygon { .. } => {
            MultiPolygon::try_from(value).map_err(|e| e.to_string())
        }
        _ => Err(format!("a {kind} is no area")),
    }
}

/// `lsoa21`, `lsoa_2011`, `2021`: the year in a file's or collection's name.
fn vintage_in(name: &str) -> Option<Vintage> {
    let name = name.to_ascii_lowercase();
    let says = |years: [&str; 2]| years.iter().any(|year| name.contains(year));
    match (says(["lsoa11", "2011"]), says(["lsoa21", "2021"])) {
        (true, false) => Some(Vintage::Y2011),
        (false, true) => Some(Vintage::Y2021),
        _ => None,
    }
}

/// ONS's own words for 200 m and 500 m generalisation.
fn says_coarse(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("super")
        || name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| matches!(word, "bsc" | "buc"))
}

#[cfg(test)]
mod tests;
