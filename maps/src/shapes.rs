//! Checked coordinates and lengths, the words every other room speaks.
//!
//! Order is longitude, latitude outside (GeoJSON) and named fields inside; never a bare tuple.
//! Lengths are metres on the sphere (haversine, mean Earth radius), areas are not measured here.

use std::borrow::Cow;

use geo::{Distance, Haversine, LineString, MultiPolygon, Point, Polygon};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A place on Earth in degrees of WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LngLat {
    /// Degrees east of Greenwich, -180 to 180.
    pub lng: f64,
    /// Degrees north of the equator, -90 to 90.
    pub lat: f64,
}

/// Why a pair of numbers is not a place on Earth.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum NotAPlace {
    /// One of the two is NaN or infinite.
    #[error("the coordinates are not finite numbers")]
    NotFinite,
    /// Outside -180..180 or -90..90; large values hint at British National Grid metres.
    #[error("longitude {lng} or latitude {lat} lies outside the Earth's range")]
    OutOfRange {
        /// The refused longitude.
        lng: f64,
        /// The refused latitude.
        lat: f64,
    },
}

impl LngLat {
    /// Checks the range and makes the place.
    ///
    /// # Errors
    /// [`NotAPlace`] when a number is not finite or out of range.
    pub fn new(lng: f64, lat: f64) -> Result<Self, NotAPlace> {
        if !lng.is_finite() || !lat.is_finite() {
            return Err(NotAPlace::NotFinite);
        }
        if !(-180.0..=180.0).contains(&lng) || !(-90.0..=90.0).contains(&lat) {
            return Err(NotAPlace::OutOfRange { lng, lat });
        }
        Ok(Self { lng, lat })
    }

    /// The same place as a `geo` point (x = lng, y = lat).
    #[must_use]
    pub fn point(self) -> Point<f64> {
        Point::new(self.lng, self.lat)
    }

    /// Distance over the sphere.
    #[must_use]
    pub fn distance(self, other: Self) -> Metres {
        Metres(Haversine.distance(self.point(), other.point()))
    }
}

/// A polygon or polygons as GeoJSON text, such as `{"type": "MultiPolygon", "coordinates": …}`; `None`
/// for anything else. Several times as fast as reading any GeoJSON, for text that is read often.
#[must_use]
pub fn multi_polygon(text: &str) -> Option<MultiPolygon<f64>> {
    /// Coordinates are read once it is known what they are of.
    #[derive(Deserialize)]
    struct Whole<'a> {
        #[serde(rename = "type")]
        kind: Cow<'a, str>,
        #[serde(borrow)]
        coordinates: &'a RawValue,
    }
    type Rings = Vec<Vec<[f64; 2]>>;
    let whole: Whole<'_> = serde_json::from_str(text).ok()?;
    let coordinates = whole.coordinates.get();
    let polygons: Vec<Rings> = match whole.kind.as_ref() {
        "Polygon" => vec![serde_json::from_str(coordinates).ok()?],
        "MultiPolygon" => serde_json::from_str(coordinates).ok()?,
        _ => return None,
    };
    let ring = |ring: Vec<[f64; 2]>| LineString::from_iter(ring);
    let polygon = |rings: Rings| {
        let mut rings = rings.into_iter().map(ring);
        Some(Polygon::new(rings.next()?, rings.collect()))
    };
    polygons
        .into_iter()
        .map(polygon)
        .collect::<Option<Vec<_>>>()
        .map(MultiPolygon::new)
}

/// A length in metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Metres(pub f64);

/// A flat map of one neighbourhood: metres east and north of a middle.
///
/// Equirectangular about the middle's latitude on the sphere that [`LngLat::distance`] uses. Over
/// a patch of 10 km the error of a length is below 0.1 % in England; not for whole counties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    middle: LngLat,
    east: f64,
    north: f64,
}

/// A place on a [`Plane`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OnPlane {
    /// Metres east of the middle.
    pub x: f64,
    /// Metres north of the middle.
    pub y: f64,
}

impl Plane {
    /// A flat map about `middle`.
    #[must_use]
    pub fn about(middle: LngLat) -> Self {
        // Length of one degree on the sphere of mean radius 6,371,008.8 m (IUGG).
        let north = 6_371_008.8_f64.to_radians();
        Self {
            middle,
            east: north * middle.lat.to_radians().cos(),
            north,
        }
    }

    /// The place on the flat map.
    #[must_use]
    pub fn put(&self, place: LngLat) -> OnPlane {
        OnPlane {
            x: (place.lng - self.middle.lng) * self.east,
            y: (place.lat - self.middle.lat) * self.north,
        }
    }
}

impl OnPlane {
    /// Straight distance in metres.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same text as any reader of GeoJSON understands it.
    fn plainly(text: &str) -> MultiPolygon<f64> {
        let geometry: geojson::Geometry = text.parse().unwrap();
        match geo::Geometry::<f64>::try_from(geometry).unwrap() {
            geo::Geometry::Polygon(polygon) => MultiPolygon::new(vec![polygon]),
            geo::Geometry::MultiPolygon(polygons) => polygons,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn polygons_are_read_as_any_reader_reads_them_to_the_last_digit() {
        let ring = "[[-1.676671368623122,53.876710932266931],[-1.675631715590725,53.875681542962127],\
                    [-1.67349,5.3875287e1],[-1.676671368623122,53.876710932266931]]";
        let hole = "[[-1.675,53.8755],[-1.6751,53.8755],[-1.675,53.8756],[-1.675,53.8755]]";
        for text in [
            format!(r#"{{"coordinates":[[{ring},{hole}],[{ring}]],"type":"MultiPolygon"}}"#),
            format!(r#"{{ "type": "Polygon", "coordinates": [{ring}, {hole}] }}"#),
            r#"{"type":"MultiPolygon","coordinates":[]}"#.to_owned(),
        ] {
            assert_eq!(multi_polygon(&text), Some(plainly(&text)), "{text}");
        }
    }

    #[test]
    fn whatever_is_no_polygon_is_left_to_other_readers() {
        for text in [
            "",
            "{}",
            r#"{"type":"Point","coordinates":[1,2]}"#,
            r#"{"type":"Polygon","coordinates":[]}"#,
            r#"{"type":"Polygon","coordinates":[[[1,2,3],[1,2,3]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[1,"2"]]]}"#,
        ] {
            assert_eq!(multi_polygon(text), None, "{text}");
        }
    }
}
