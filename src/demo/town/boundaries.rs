//! The boundary files (`GeoJSON`) and the look-up (csv) in the manner of ONS.

use std::fmt::Write as _;

use super::areas::{Area, Fabric, Vintage};
use super::ground::{Degrees, Xy, line_length, whole};
use crate::demo::rng::Dice;

/// The area of 2011 whose ring touches itself, as some of the publisher's do.
const DIRTY: char = 'Q';

/// The boundary file of one vintage.
///
/// 2021 as the service gives it (`f=geojson`: `crs` named EPSG:4326, all properties), 2011 as
/// converted copies have it (`crs` CRS84, code and name first). Degrees WGS 84, (lng, lat).
pub(super) fn geojson(fabric: &Fabric, vintage: Vintage, dice: &mut Dice) -> String {
    let (areas, crs, year) = match vintage {
        Vintage::Of2011 => (&fabric.of_2011, "urn:ogc:def:crs:OGC:1.3:CRS84", "11"),
        Vintage::Of2021 => (&fabric.of_2021, "EPSG:4326", "21"),
    };
    let features: Vec<String> = areas
        .iter()
        .enumerate()
        .map(|(place, area)| feature(area, place + 1, year, vintage, dice))
        .collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":\
         {{\"name\":\"{crs}\"}}}},\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn feature(area: &Area, fid: usize, year: &str, vintage: Vintage, dice: &mut Dice) -> String {
    let (middle, square_metres) = middle_and_size(area);
    let length: f64 = area.rings.iter().map(|ring| line_length(ring)).sum();
    let (at, (easting, northing)) = (Degrees::of(middle), national_grid(middle));
    let rings: Vec<String> = area
        .rings
        .iter()
        .map(|ring| {
            let dirty = vintage == Vintage::Of2011 && area.letter == DIRTY;
            if dirty {
                positions(&with_knot(ring))
            } else {
                positions(ring)
            }
        })
        .collect();
    let geometry = match rings.as_slice() {
        [ring] => format!("{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}"),
        parts => format!(
            "{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}",
            parts
                .iter()
                .map(|part| format!("[{part}]"))
                .collect::<Vec<_>>()
                .join(",")
        ),
    };
    format!(
        "{{\"type\":\"Feature\",\"id\":{fid},\"geometry\":{geometry},\"properties\":{{\
         \"FID\":{fid},\"LSOA{year}CD\":\"{}\",\"LSOA{year}NM\":\"{}\",\"LSOA{year}NMW\":\" \",\
         \"BNG_E\":{easting},\"BNG_N\":{northing},\"LAT\":{},\"LONG\":{},\
         \"Shape__Area\":{square_metres:.4},\"Shape__Length\":{length:.4},\"GlobalID\":\"{}\"}}}}",
        area.code,
        area.name,
        at.lat(),
        at.lng(),
        global_id(dice)
    )
}

fn positions(ring: &[Xy]) -> String {
    let points: Vec<String> = ring
        .iter()
        .map(|p| {
            let at = Degrees::of(*p);
            format!("[{},{}]", at.lng(), at.lat())
        })
        .collect();
    format!("[{}]", points.join(","))
}

/// Ties a knot of a few metres into the ring at its westernmost point, on the town's outer edge:
/// the ring comes back to that point, and crosses itself on the way (a bow-tie).
fn with_knot(ring: &[Xy]) -> Vec<Xy> {
    let west = ring
        .iter()
        .enumerate()
        .skip(1)
        .min_by(|(_, a), (_, b)| a.x.total_cmp(&b.x))
        .map_or(0, |(place, _)| place);
    let mut out = Vec::with_capacity(ring.len() + 5);
    for (place, p) in ring.iter().enumerate() {
        out.push(*p);
        if place == west {
            for (x, y) in [
                (-9.0, 6.0),
                (-16.0, -4.0),
                (-16.0, 6.0),
                (-9.0, -4.0),
                (0.0, 0.0),
            ] {
                out.push(p.plus(Xy::new(x, y)));
            }
        }
    }
    out
}

/// Centroid (ground metres) and size (square metres) of all parts together.
fn middle_and_size(area: &Area) -> (Xy, f64) {
    let (mut sum, mut twice) = (Xy::new(0.0, 0.0), 0.0);
    for ring in &area.rings {
        for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
            let cross = a.x * b.y - b.x * a.y;
            sum = sum.plus(a.plus(*b).times(cross));
            twice += cross;
        }
    }
    (sum.times(1.0 / (3.0 * twice)), twice / 2.0)
}

/// British National Grid metres of a ground point, to about two metres: the grid is straight
/// enough over the town for one fixed turn and stretch, taken at the origin.
fn national_grid(p: Xy) -> (i64, i64) {
    let easting = 568_294.3 + 0.999_32 * p.x - 0.036_10 * p.y;
    let northing = 447_906.5 + 0.036_20 * p.x + 0.999_33 * p.y;
    (whole(easting), whole(northing))
}

fn global_id(dice: &mut Dice) -> String {
    let mut hex = String::new();
    for part in [8, 4, 4, 4, 12] {
        if !hex.is_empty() {
            hex.push('-');
        }
        for _ in 0..part {
            // Writing to a `String` cannot fail.
            let _ = write!(hex, "{:x}", dice.below(16));
        }
    }
    hex
}

/// The look-up from 2011 to 2021, one row for each pair, with its flag: U unchanged, S split,
/// M merged, X irregular. Begins with a BOM, as downloads from the portal do.
pub(super) fn lookup_csv(fabric: &Fabric) -> String {
    let mut csv =
        String::from("\u{feff}LSOA11CD,LSOA11NM,CHGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM\r\n");
    for (old, flag, new) in &fabric.changes {
        if let (Some(old), Some(new)) = (fabric.of_2011.get(*old), fabric.of_2021.get(*new)) {
            // Writing to a `String` cannot fail.
            let _ = write!(
                csv,
                "{},{},{flag},{},{},{},{}\r\n",
                old.code,
                old.name,
                new.code,
                new.name,
                new.lad,
                super::deprivation::field(new.lad_name)
            );
        }
    }
    csv
}
