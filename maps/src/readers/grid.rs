//! Degrees, or British National Grid metres? Told by the numbers, because files seldom say.

use geo::{Coord, MapCoords};

use crate::shapes::LngLat;

/// The meaning of a file's two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// Longitude and latitude.
    Degrees,
    /// Easting and northing, EPSG:27700.
    BritishNationalGrid,
}

/// Decides by the first position of a file; the words are the reason of a refusal.
pub(crate) fn frame_of(x: f64, y: f64) -> Result<Frame, String> {
    if !x.is_finite() || !y.is_finite() {
        return Err("the coordinates are not finite numbers".to_owned());
    }
    if (49.0..=61.5).contains(&x) && (-9.0..=2.5).contains(&y) {
        return Err(format!(
            "the coordinates {x}, {y} look swapped: longitude has to come before latitude"
        ));
    }
    if x.abs() <= 180.0 && y.abs() <= 90.0 {
        return Ok(Frame::Degrees);
    }
    if (0.0..=700_000.0).contains(&x) && (0.0..=1_250_000.0).contains(&y) {
        return Ok(Frame::BritishNationalGrid);
    }
    if (-1_200_000.0..=400_000.0).contains(&x) && (6_000_000.0..=9_000_000.0).contains(&y) {
        return Err(format!(
            "the coordinates {x}, {y} are Web Mercator metres: export as WGS 84 (EPSG:4326)"
        ));
    }
    Err(format!(
        "the coordinates {x}, {y} are neither degrees nor British National Grid metres"
    ))
}

/// One position as a place on Earth.
pub(crate) fn place(frame: Frame, x: f64, y: f64) -> Result<LngLat, String> {
    match frame {
        Frame::Degrees => LngLat::new(x, y).map_err(|e| e.to_string()),
        Frame::BritishNationalGrid => {
            let (lng, lat) = lonlat_bng::convert_osgb36_to_ll(x, y)
                .map_err(|_| format!("{x}, {y} is no place on the British National Grid"))?;
            LngLat::new(lng, lat).map_err(|e| e.to_string())
        }
    }
}

/// Every position of a geometry, checked and in degrees.
pub(crate) fn in_degrees<G: MapCoords<f64, f64, Output = G>>(
    frame: Frame,
    shape: &G,
) -> Result<G, String> {
    shape.try_map_coords(|Coord { x, y }| {
        place(frame, x, y).map(|at| Coord {
            x: at.lng,
            y: at.lat,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_metres_become_degrees_within_a_metre() {
        // The Ordnance Survey's own worked point (Caister water tower).
        let at = place(Frame::BritishNationalGrid, 651_409.792, 313_177.448).unwrap();

        let true_place = LngLat::new(1.716_073_973, 52.658_007_833).unwrap();
        assert!(at.distance(true_place).0 < 1.0);
    }

    #[test]
    fn the_frame_is_told_by_the_ranges() {
        assert_eq!(frame_of(-1.5, 53.8), Ok(Frame::Degrees));
        assert_eq!(
            frame_of(526_359.0, 182_000.0),
            Ok(Frame::BritishNationalGrid)
        );
        assert!(frame_of(53.8, -1.5).unwrap_err().contains("swapped"));
        assert!(
            frame_of(-170_000.0, 7_100_000.0)
                .unwrap_err()
                .contains("Web Mercator")
        );
        assert!(frame_of(f64::NAN, 1.0).unwrap_err().contains("finite"));
    }
}
