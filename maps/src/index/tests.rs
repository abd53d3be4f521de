use super::*;
use geo::{Intersects, LineString, polygon};
use proptest::prelude::*;

/// Star-shaped polygons on a coarse lattice, so that shared corners and edges are common.
fn star() -> impl Strategy<Value = MultiPolygon<f64>> {
    (
        -4..4_i32,
        -4..4_i32,
        prop::collection::vec((0..4_i32, 0..4_i32), 3..9),
        any::<bool>(),
    )
        .prop_map(|(x, y, corners, hole)| {
            let ring: Vec<(f64, f64)> = corners
                .into_iter()
                .map(|(dx, dy)| (f64::from(x + dx), f64::from(y + dy)))
                .collect();
            let (x, y) = (f64::from(x), f64::from(y));
            let hole = hole.then(|| {
                LineString::from(vec![
                    (x + 1.0, y + 1.0),
                    (x + 2.0, y + 1.0),
                    (x + 2.0, y + 2.0),
                ])
            });
            MultiPolygon::new(vec![Polygon::new(
                LineString::from(ring),
                hole.into_iter().collect(),
            )])
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_point_gets_the_first_area_that_intersects_it(
        shapes in prop::collection::vec(star(), 1..8),
        points in prop::collection::vec((-20..32_i32, -20..32_i32), 60),
    ) {
        let areas: Vec<(usize, MultiPolygon<f64>)> = shapes.into_iter().enumerate().collect();
        let mut turned = areas.clone();
        turned.reverse();
        let index = AreaIndex::build(turned);

        for (x, y) in points {
            // Quarters: on corners, on edges, inside and outside all occur.
            let place = LngLat { lng: f64::from(x) / 4.0, lat: f64::from(y) / 4.0 };
            let slow = areas.iter().find(|(_, shape)| shape.intersects(&place.point()));

            prop_assert_eq!(index.locate(place), slow.map(|(key, _)| *key));
        }
    }
}

fn square(x: f64) -> MultiPolygon<f64> {
    MultiPolygon::new(vec![
        polygon![(x: x, y: 0.0), (x: x + 1.0, y: 0.0), (x: x + 1.0, y: 1.0), (x: x, y: 1.0)],
    ])
}

#[test]
fn a_point_on_a_shared_boundary_goes_to_the_first_code() {
    let index = AreaIndex::build(vec![("E02", square(1.0)), ("E01", square(0.0))]);
    let shared = LngLat { lng: 1.0, lat: 0.5 };
    let outside = LngLat { lng: 3.0, lat: 0.5 };

    assert_eq!(index.locate(shared), Some("E01"));
    assert_eq!(index.locate(outside), None);
    assert_eq!(index.locate_many(&[outside, shared]), [None, Some(0)]);
}

#[test]
fn a_polygon_with_a_coordinate_that_is_no_number_is_named() {
    let index = AreaIndex::build(vec![("E01", square(0.0)), ("E02", square(f64::NAN))]);

    assert_eq!(index.unusable(), ["E02"]);
    assert_eq!(index.locate(LngLat { lng: 0.5, lat: 0.5 }), Some("E01"));
}

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");

/// Places with the area that ONS gives them.
type Answers = Vec<(LngLat, String)>;

/// The generalised (20 m) small areas of Trafford, and ONS's own answer for 11,264 postcodes.
fn trafford() -> Option<(AreaIndex<String>, Answers)> {
    let shapes = std::fs::read_to_string(format!(
        "{DATA}/lsoa2021-boundaries/trafford_lsoa_generalised.geojson"
    ))
    .ok()?;
    let shapes: geojson::FeatureCollection = shapes.parse().unwrap();
    let areas = shapes
        .into_iter()
        .map(|feature| {
            let code = ["LSOA21CD", "lsoa21cd", "area_code", "code"]
                .iter()
                .find_map(|name| feature.property(name)?.as_str())
                .unwrap()
                .to_owned();
            let shape = geo::Geometry::try_from(feature.geometry.unwrap()).unwrap();
            let shape = match shape {
                geo::Geometry::Polygon(one) => MultiPolygon::new(vec![one]),
                other => MultiPolygon::try_from(other).unwrap(),
            };
            (code, shape)
        })
        .collect();
    let mut rows =
        csv::Reader::from_path(format!("{DATA}/postcodes-onspd/trafford_postcodes.csv")).unwrap();
    let names = rows.headers().unwrap().clone();
    let column = |name| names.iter().position(|n| n == name).unwrap();
    let (code, lng, lat) = (column("lsoa_code"), column("lon"), column("lat"));
    let postcodes = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            let place = LngLat::new(row[lng].parse().unwrap(), row[lat].parse().unwrap());
            (place.unwrap(), row[code].to_owned())
        })
        .collect();
    Some((AreaIndex::build(areas), postcodes))
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "thousands of postcodes")]
fn trafford_postcodes_get_the_area_that_ons_gives_them() {
    let Some((index, postcodes)) = trafford() else {
        eprintln!("passed over: {DATA} is not here");
        return;
    };

    let right = postcodes
        .iter()
        .filter(|(place, code)| index.locate(*place).as_ref() == Some(code))
        .count();

    let share = right as f64 / postcodes.len() as f64;
    eprintln!("{right} of {} postcodes agree", postcodes.len());
    assert!(share >= 0.995, "{right} of {}", postcodes.len());
}
