//! Small areas in miniature, and the real boundary files where they lie beside the project.

use super::*;
use crate::readers::shared_data;
use geo::Validation;

fn feature(properties: &str, ring: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

const SQUARE: &str = "[[-1.5,53.8],[-1.499,53.8],[-1.499,53.801],[-1.5,53.801],[-1.5,53.8]]";

fn of(text: &str) -> Result<(Vec<SmallArea>, SmallAreasRead), FileError> {
    read_all(text.as_bytes(), "areas.geojson", None)
}

#[test]
fn the_code_is_found_under_any_of_its_names() {
    for (properties, vintage) in [
        (
            r#"{"LSOA21CD":"E01000001","LSOA21NM":"A"}"#,
            Some(Vintage::Y2021),
        ),
        (r#"{"lsoa11cd":"E01000001"}"#, Some(Vintage::Y2011)),
        (r#"{"area_code":"E01000001","area_name":"A"}"#, None),
        (r#"{"id":"E01000001"}"#, None),
        (r#"{"code":7,"id":"E01000001"}"#, None),
    ] {
        let (areas, read) = of(&collection(&[feature(properties, SQUARE)])).unwrap();

        assert_eq!(
            (areas[0].code.as_str(), read.vintage),
            ("E01000001", vintage),
            "{properties}"
        );
    }
}

#[test]
fn the_file_name_tells_the_vintage_where_the_property_does_not() {
    let text = collection(&[feature(r#"{"area_code":"E01000001"}"#, SQUARE)]);

    let (_, read) = read_all(text.as_bytes(), "lsoa_2011_leeds.geojson", None).unwrap();
    assert_eq!(read.vintage, Some(Vintage::Y2011));
    let (_, read) = read_all(text.as_bytes(), "leeds.geojson", Some(Vintage::Y2021)).unwrap();
    assert_eq!(read.vintage, Some(Vintage::Y2021));
}

#[test]
fn a_property_of_the_other_vintage_refuses_the_file() {
    let text = collection(&[feature(r#"{"LSOA11CD":"E01000001"}"#, SQUARE)]);

    assert!(read_all(text.as_bytes(), "a.geojson", Some(Vintage::Y2021)).is_err());
}

#[test]
fn boundaries_without_codes_are_refused_with_the_names_they_have() {
    let sentence = of(&collection(&[feature(r#"{"FID":1,"ward":"x"}"#, SQUARE)]))
        .unwrap_err()
        .to_string();

    assert!(
        sentence.contains("FID, ward") && sentence.contains("LSOA21CD"),
        "{sentence}"
    );
}

#[test]
fn grid_metres_without_a_crs_are_recognised_and_turned_into_degrees() {
    let ring = "[[430000,434000],[431000,434000],[431000,435000],[430000,435000],[430000,434000]]";

    let (areas, read) = of(&collection(&[feature(r#"{"LSOA21CD":"E01000001"}"#, ring)])).unwrap();

    assert!(read.from_grid);
    let first = areas[0].shape.0[0].exterior().0[0];
    assert!(
        (-1.6..-1.5).contains(&first.x) && (53.7..53.9).contains(&first.y),
        "{first:?}"
    );
}

#[test]
fn bad_features_are_refused_with_their_number() {
    let nan = SQUARE.replace("-1.499", "NaN");
    let far = SQUARE.replace("53.801", "253.801");
    let text = collection(&[
        feature(r#"{"LSOA21CD":"E01000001"}"#, SQUARE),
        feature(r#"{"LSOA21CD":"E01000001"}"#, SQUARE),
        feature(r#"{"LSOA21CD":"E01000002"}"#, &nan),
        feature(r#"{"LSOA21CD":"E01000003"}"#, &far),
        feature("{}", SQUARE),
        feature(r#"{"LSOA21CD":"E02000003"}"#, SQUARE),
        feature(r#"{"LSOA21CD":"S01000003"}"#, SQUARE),
        r#"{"type":"Feature","properties":{"LSOA21CD":"E01000009"},"geometry":{"type":"Point","coordinates":[1,2]}}"#.to_owned(),
    ]);

    let (areas, read) = of(&text).unwrap();

    let faults: Vec<_> = read
        .report
        .errors
        .iter()
        .map(|e| (e.row.unwrap(), e.fault))
        .collect();
    assert_eq!(areas.len(), 1);
    assert_eq!(
        faults,
        [
            (2, Fault::Duplicate),
            (3, Fault::NotANumber),
            (4, Fault::OutOfRange),
            (5, Fault::Missing),
            (6, Fault::Unreadable),
            (7, Fault::OutsideEngland),
            (8, Fault::BadShape),
        ]
    );
}

#[test]
fn welsh_areas_are_kept_and_named_in_a_warning() {
    let (areas, read) = of(&collection(&[feature(
        r#"{"LSOA21CD":"W01000001"}"#,
        SQUARE,
    )]))
    .unwrap();

    assert_eq!(areas.len(), 1);
    assert!(read.report.warnings.iter().any(|w| w.contains("Wales")));
}

fn real(path: &str) -> Option<(Vec<SmallArea>, SmallAreasRead)> {
    let bytes = shared_data::bytes(path)?;
    let name = path.rsplit('/').next().unwrap();
    Some(read_all(&bytes[..], name, None).expect("a published file"))
}

#[test]
fn the_published_files_of_2011_are_whole_valid_and_mended_where_they_touch_themselves() {
    for (lad, features, mended) in [
        ("E06000001", 58, 0),
        ("E06000017", 23, 1),
        ("E06000018", 182, 2),
        ("E06000023", 263, 1),
        ("E06000032", 121, 0),
        ("E07000081", 78, 0),
        ("E07000082", 69, 1),
        ("E08000007", 190, 0),
        ("E08000009", 138, 2),
        ("E08000035", 482, 2),
    ] {
        let Some((areas, read)) = real(&format!("lsoa2011-boundaries/{lad}.json")) else {
            return;
        };

        assert_eq!((areas.len(), read.report.refused), (features, 0), "{lad}");
        assert_eq!(read.report.repaired, mended, "{lad}");
        assert_eq!(read.vintage, Some(Vintage::Y2011), "{lad}");
        assert!(areas.iter().all(|area| area.shape.is_valid()), "{lad}");
        assert!(
            read.report.warnings.is_empty(),
            "{lad} {}: {:?}",
            read.mean_edge_metres,
            read.report.warnings
        );
    }
}

#[test]
fn super_generalised_boundaries_are_warned_of_by_name_and_by_density() {
    for (path, features, coarse) in [
        ("LSOA21_EW_BSC_V4_E06000017_rutland.geojson", 26, true),
        ("LSOA21_EW_BSC_V4_E06000023_bristol.geojson", 268, true),
        ("LSOA21_EW_BSC_V4_E06000018_nottingham.geojson", 179, true),
        ("LSOA21_EW_BSC_V4_E06000001_hartlepool.geojson", 57, true),
        ("LSOA21_EW_BSC_V4_E07000082_stroud.geojson", 72, true),
        ("gm_lsoa_super_generalised.geojson", 1702, true),
        ("trafford_lsoa_generalised.geojson", 139, false),
    ] {
        let Some(bytes) = shared_data::bytes(&format!("lsoa2021-boundaries/{path}")) else {
            return;
        };
        // Without the telling name and collection name, density alone has to do.
        let text = String::from_utf8(bytes)
            .unwrap()
            .replace("\"name\"", "\"other\"");

        let (areas, read) = read_all(text.as_bytes(), "areas.geojson", None).unwrap();

        assert_eq!(areas.len(), features, "{path}");
        let warned = read
            .report
            .warnings
            .iter()
            .any(|w| w.contains("super-generalised"));
        assert_eq!(
            warned, coarse,
            "{path}: mean edge {} m",
            read.mean_edge_metres
        );
    }
}

#[test]
fn real_topojson_is_refused_by_name() {
    let Some(bytes) = shared_data::bytes("lsoa2011-boundaries/topo_E06000001.json") else {
        return;
    };

    let error = read_all(&bytes[..], "topo.json", None).unwrap_err();

    assert!(error.to_string().contains("TopoJSON"));
}

#[test]
fn half_a_boundary_file_is_called_half() {
    let Some(bytes) = shared_data::bytes("lsoa2011-boundaries/E06000017.json") else {
        return;
    };

    let error = read_all(&bytes[..bytes.len() / 2], "half.json", None).unwrap_err();

    assert!(error.to_string().contains("half"), "{error}");
}
