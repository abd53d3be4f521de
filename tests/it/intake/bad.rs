//! Bad input: one sentence with file, field and remedy, and the database as before.

use std::io::{Cursor, Read, Write};

use doorstep::{
    cli::import::import_one,
    intake::model::{Kind, Options, Stop},
};
use maps::readers::iod::Edition;

use super::{STREETS, collection, import, import_with, index_2025, rows, square};
use crate::harness::{House, both};

/// What is wrong, the file, and words its sentence has to have.
type Bad = (
    Kind,
    &'static str,
    Vec<u8>,
    Options,
    &'static [&'static str],
);

fn bad_files() -> Vec<Bad> {
    let plain = Options::default;
    let text = |text: &str| text.as_bytes().to_vec();
    let good = square(0, "LSOA21CD", "E01000001");
    let boundaries = collection(std::slice::from_ref(&good));
    let index = index_2025(&["E01000001", "E01000002"]);
    let grid = r#"{"type":"Feature","properties":{"LSOA21CD":"E01000001"},"geometry":{"type":"Polygon",
        "coordinates":[[[526359,180000],[526459,180000],[526459,180100],[526359,180100],[526359,180000]]]}}"#;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(index.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let old = Options {
        edition: Some(Edition::Y2019),
        ..Options::default()
    };
    vec![
        (
            Kind::Deprivation,
            "lfs.csv",
            text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9897653\n"),
            plain(),
            &["Git LFS pointer", "git lfs pull"],
        ),
        (
            Kind::SmallAreas,
            "page.geojson",
            text("<!DOCTYPE html>\n<html><body>404</body></html>"),
            plain(),
            &["HTML page", "fetch the file itself"],
        ),
        (
            Kind::Deprivation,
            "other.csv",
            text(&index),
            old,
            &["IoD2025", "field `LSOA code`"],
        ),
        (
            Kind::Deprivation,
            "2010.csv",
            text(&index.replace("(2021)", "(2001)")),
            plain(),
            &["2001", "row 1"],
        ),
        (
            Kind::SmallAreas,
            "nocode.geojson",
            text(&collection(&[square(0, "colour", "red")])),
            plain(),
            &["no LSOA code", "row 1", "field"],
        ),
        (
            Kind::SmallAreas,
            "grid.geojson",
            text(&collection(&[grid.to_owned()])),
            plain(),
            &["British National Grid", "--grid"],
        ),
        (Kind::Doors, "empty.csv", Vec::new(), plain(), &["empty"]),
        (
            Kind::Deprivation,
            "half.csv",
            text(index.trim_end_matches(['0', '1', '2', ',', '\r', '\n'])),
            plain(),
            &["half", "again"],
        ),
        (
            Kind::Deprivation,
            "half.csv.gz",
            packed[..packed.len() / 2].to_vec(),
            plain(),
            &["half", "again"],
        ),
        (
            Kind::SmallAreas,
            "half.geojson",
            text(&boundaries[..boundaries.len() / 2]),
            plain(),
            &["half", "again"],
        ),
        (
            Kind::Streets,
            "half.osm",
            text(&STREETS[..STREETS.len() / 2]),
            plain(),
            &["half", "again"],
        ),
        (
            Kind::Doors,
            "nan.csv",
            text("number,street,lng,lat\n1,A,-1.5,53.8\n2,A,NaN,53.8\n"),
            plain(),
            &["row 3", "field `lng`"],
        ),
        (
            Kind::SmallAreas,
            "nan.geojson",
            text(&boundaries.replacen("53.8]", "NaN]", 1)),
            plain(),
            &["nan.geojson"],
        ),
        (
            Kind::Deprivation,
            "twice.csv",
            text(&index_2025(&["E01000001", "E01000001"])),
            plain(),
            &["row 3", "field `LSOA code (2021)`", "keep each code once"],
        ),
        (
            Kind::SmallAreas,
            "twice.geojson",
            text(&collection(&[good.clone(), good])),
            plain(),
            &["row 2", "field", "keep each code once"],
        ),
        (
            Kind::SmallAreas,
            "scotland.geojson",
            text(&collection(&[square(0, "code", "S01006506")])),
            plain(),
            &["no English index"],
        ),
        (
            Kind::SmallAreas,
            "wales.geojson",
            text(&collection(&[square(0, "LSOA21CD", "W01000001")])),
            plain(),
            &["W01000001", "English place"],
        ),
        (
            Kind::Streets,
            "table.csv",
            text(&index),
            plain(),
            &["streets need lines"],
        ),
    ]
}

both! {
    async fn each_gets_one_sentence_and_leaves_the_database_as_it_was(house: House) {
        import(&house, Kind::Deprivation, "i.csv", index_2025(&["E01000001"])).await.unwrap();
        let before = rows(&house).await;

        for (kind, name, bytes, options, words) in bad_files() {
            let stop = import_with(&house, kind, &format!("folder/{name}"), bytes, options)
                .await
                .expect_err(name);

            let Stop::Refused(error) = stop else { panic!("{name}: {stop:?}") };
            let sentence = error.to_string();
            assert!(sentence.starts_with(&format!("folder/{name}")), "{sentence}");
            assert!(!sentence.contains('\n'), "{name}: {sentence}");
            for word in words {
                assert!(sentence.contains(word), "{name}: `{word}` is not in: {sentence}");
            }
            assert_eq!(rows(&house).await, before, "{name}");
        }
    }

    async fn a_line_of_two_thousand_million_bytes_is_stopped_early(house: House) {
        let endless = Cursor::new("LSOA code (2021),LSOA name (2021)\n").chain(std::io::repeat(b'x').take(2_000_000_000));

        let outcome = import_one(&house.app, Kind::Deprivation, "long.csv", endless, Options::default(), |_| ()).await;

        let sentence = outcome.unwrap_err().to_string();
        assert!(sentence.starts_with("long.csv"), "{sentence}");
    }

    async fn grid_metres_are_taken_where_the_file_or_the_caller_names_them(house: House) {
        // A square of 100 m in Leeds; 1 pole of OSGB36 is about 5 m off WGS 84 either way.
        let feature = r#"{"type":"Feature","properties":{"LSOA21CD":"E01000001"},"geometry":{"type":"Polygon",
            "coordinates":[[[432000,435000],[432100,435000],[432100,435100],[432000,435100],[432000,435000]]]}}"#;
        let named = collection(&[feature.to_owned()]).replacen(
            '{', r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"#, 1);

        let report = import(&house, Kind::SmallAreas, "grid.geojson", named).await.unwrap();
        let told = Options { grid: true, ..Options::default() };
        let again = import_with(&house, Kind::SmallAreas, "grid.geojson",
            collection(&[feature.to_owned()]), told).await.unwrap();

        assert_eq!((report.changed, again.changed), (1, 0));
        let vintage = 2021.try_into().unwrap();
        let leeds = (-1.6, -1.4, 53.7, 53.9);
        let found = house.app.db
            .read(async |tx| doorstep::areas::store::shapes_in_box(tx, vintage, leeds).await)
            .await.unwrap();
        assert_eq!(found.len(), 1);
    }
}
