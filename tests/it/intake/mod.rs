//! Files on their way in: real ones, the demo town's, bad ones, and the publishers' services.

mod again;
mod bad;
mod commands;
mod fetch;
mod real;
mod town;

use std::{collections::BTreeMap, io::Cursor, path::PathBuf};

use doorstep::{
    cli::{
        areas::{AreaLine, lines},
        import::import_one,
    },
    db::sql,
    intake::model::{FileReport, Kind, Options, Stop},
};

use crate::harness::House;

/// A file of the real data beside the project; says so and gives `None` where they are not.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data");
    let file = PathBuf::from(root).join(path);
    if file.exists() {
        return Some(file);
    }
    eprintln!("passed over: {} is not here", file.display());
    None
}

/// Imports bytes under a name.
pub async fn import(
    house: &House,
    kind: Kind,
    name: &str,
    bytes: impl Into<Vec<u8>>,
) -> Result<FileReport, Stop> {
    import_with(house, kind, name, bytes, Options::default()).await
}

/// The same with what the caller says about it.
pub async fn import_with(
    house: &House,
    kind: Kind,
    name: &str,
    bytes: impl Into<Vec<u8>>,
    options: Options,
) -> Result<FileReport, Stop> {
    let bytes = Cursor::new(bytes.into());
    import_one(&house.app, kind, name, bytes, options, |_| ()).await
}

/// Imports a file of the real data; `None` where they are not.
pub async fn import_shared(house: &House, kind: Kind, path: &str) -> Option<FileReport> {
    let file = shared(path)?;
    let bytes = std::fs::read(&file).unwrap();
    Some(import(house, kind, path, bytes).await.unwrap())
}

/// What `doorstep areas` lists.
pub async fn areas(house: &House, vintage: i64) -> Vec<AreaLine> {
    let vintage = vintage.try_into().unwrap();
    lines(&house.app, Some(vintage), None).await.unwrap()
}

/// Numbers by text that a statement gives.
pub async fn counted(house: &House, text: &'static str) -> BTreeMap<String, i64> {
    let rows: Vec<(String, i64)> = house
        .app
        .db
        .read(async |tx| tx.all(sql(text)).await)
        .await
        .unwrap();
    rows.into_iter().collect()
}

/// Rows of every table that imports write to.
pub async fn rows(house: &House) -> BTreeMap<String, i64> {
    counted(
        house,
        "SELECT 'imports' AS name, COUNT(*) AS n FROM imports
         UNION ALL SELECT 'lsoas', COUNT(*) FROM lsoas
         UNION ALL SELECT 'deprivation', COUNT(*) FROM deprivation
         UNION ALL SELECT 'lsoa_lookup', COUNT(*) FROM lsoa_lookup
         UNION ALL SELECT 'streets', COUNT(*) FROM streets
         UNION ALL SELECT 'street_parts', COUNT(*) FROM street_parts
         UNION ALL SELECT 'address_points', COUNT(*) FROM address_points
         UNION ALL SELECT 'doors', COUNT(*) FROM doors",
    )
    .await
}

/// Each door's reference with its id, street, stretch, side and areas: all that must not depend on
/// the order of files, or change when a file comes again.
pub async fn doors(house: &House, with_ids: bool) -> Vec<String> {
    let rows: Vec<(String, uuid::Uuid)> = house
        .app
        .db
        .read(async |tx| {
            tx.all(sql(
                "SELECT d.source_ref || ' ' || COALESCE(s.source_key, '-') || ' '
                     || COALESCE(p.source_key, '-') || ' ' || d.side || ' '
                     || COALESCE(d.lsoa_2011, '-') || ' ' || COALESCE(d.lsoa_2021, '-'),
                     d.id
                 FROM doors d LEFT JOIN streets s ON s.id = d.street_id
                 LEFT JOIN street_parts p ON p.id = d.part_id
                 ORDER BY d.source_ref",
            ))
            .await
        })
        .await
        .unwrap();
    rows.into_iter()
        .map(|(facts, id)| {
            if with_ids {
                format!("{id} {facts}")
            } else {
                facts
            }
        })
        .collect()
}

/// A square of a hundredth of a degree, the first with its south-west corner at 1.5 W, 53.8 N and
/// each further one east of it, as a GeoJSON feature.
pub fn square(n: u32, property: &str, code: &str) -> String {
    let west = -1.5 + f64::from(n) / 100.0;
    let east = west + 0.01;
    format!(
        r#"{{"type":"Feature","properties":{{"{property}":"{code}","name":"Square {n}"}},
        "geometry":{{"type":"Polygon","coordinates":[[[{west},53.8],[{east},53.8],
        [{east},53.81],[{west},53.81],[{west},53.8]]]}}}}"#
    )
}

/// Features as a collection.
pub fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

/// An index of 2025 for these codes, deciles from 1 on.
pub fn index_2025(codes: &[&str]) -> String {
    let mut csv = String::from(
        "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),\
         Local Authority District name (2024),\
         Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),\
         Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\r\n",
    );
    for (n, code) in codes.iter().enumerate() {
        csv.extend([format!(
            "{code},\"Place, {n}\",E06000001,Hartlepool,\"1,00{n}\",{}\r\n",
            n + 1
        )]);
    }
    csv
}

/// An index of 2019 for these codes.
pub fn index_2019(codes: &[&str]) -> String {
    index_2025(codes)
        .replace("(2021)", "(2011)")
        .replace("(2024)", "(2019)")
}

/// Two streets that cross, with three numbered objects beside them.
pub const STREETS: &str = r#"<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
 <node id="1" lat="53.8010" lon="-1.4990"/><node id="2" lat="53.8010" lon="-1.4950"/>
 <node id="3" lat="53.8010" lon="-1.4850"/><node id="4" lat="53.8040" lon="-1.4950"/>
 <node id="10" lat="53.8011" lon="-1.4980"><tag k="addr:housenumber" v="2-6"/><tag k="addr:street" v="Spencer Place"/></node>
 <node id="11" lat="53.8009" lon="-1.4870"><tag k="addr:housenumber" v="7"/><tag k="addr:street" v="Spencer Place"/></node>
 <node id="12" lat="53.8030" lon="-1.4951"><tag k="addr:housenumber" v="9"/></node>
 <way id="100"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Spencer Place"/></way>
 <way id="101"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Spencer Place"/></way>
 <way id="102"><nd ref="2"/><nd ref="4"/><tag k="highway" v="residential"/><tag k="name" v="Button Hill"/></way>
</osm>"#;
