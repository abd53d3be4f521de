//! A street in miniature, and the real extracts where they lie beside the project.

use std::collections::BTreeSet;

use super::*;
use crate::readers::model::{DoorKind, SourceRef};
use crate::readers::shared_data;

/// Nodes 1 to 4 lie 111 m apart along the meridian of -1.5.
const STREET: &str = r#"
 <node id="1" lat="53.800" lon="-1.5" user="somebody" uid="7"/>
 <node id="2" lat="53.801" lon="-1.5"/><node id="3" lat="53.802" lon="-1.5"/>
 <node id="4" lat="53.803" lon="-1.5"/>
 <way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Spencer  Place"/></way>
 <way id="11"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Spencer Place"/></way>
 <way id="12"><nd ref="3"/><nd ref="4"/><tag k="highway" v="footway"/></way>"#;

fn osm(body: &str) -> OsmRead {
    let text = format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">{STREET}{body}</osm>"
    );
    read(text.as_bytes(), "x.osm").unwrap()
}

fn node(id: i64, lat: f64, tags: &str) -> String {
    let tags: String = tags
        .split_terminator('|')
        .filter_map(|pair| pair.split_once('='))
        .fold(String::new(), |tags, (k, v)| {
            tags + &format!("<tag k=\"{k}\" v=\"{v}\"/>")
        });
    format!("<node id=\"{id}\" lat=\"{lat}\" lon=\"-1.4999\">{tags}</node>")
}

fn numbers(read: &OsmRead) -> Vec<String> {
    read.doors
        .iter()
        .map(|door| door.number.clone().unwrap_or_default())
        .collect()
}

#[test]
fn streets_are_grouped_and_footways_connect() {
    let read = osm("");

    assert_eq!((read.streets.len(), read.walkways.len()), (1, 1));
    assert_eq!(read.streets[0].key, "Spencer Place@way/10");
    assert_eq!(read.streets[0].parts.len(), 2);
    assert_eq!((read.streets_report.read, read.streets_report.kept), (2, 2));
    assert!(read.doors.is_empty());
}

#[test]
fn a_range_is_one_address_point_and_several_doors() {
    let read = osm(&node(
        20,
        53.8,
        "addr:housenumber=34-38|addr:street=Spencer Place",
    ));

    assert_eq!(read.address_points.len(), 1);
    assert_eq!(read.address_points[0].number, "34-38");
    assert_eq!(numbers(&read), ["34", "36", "38"]);
    assert_eq!(
        read.doors[0].street_key.as_deref(),
        Some("Spencer Place@way/10")
    );
    assert!(!read.doors[0].street_inferred);
}

#[test]
fn an_address_without_street_belongs_to_the_nearest_and_says_so() {
    let read = osm(&(node(20, 53.8, "addr:housenumber=3") + &node(21, 53.9, "addr:housenumber=4")));

    assert_eq!(read.doors[0].street_name.as_deref(), Some("Spencer Place"));
    assert!(read.doors[0].street_inferred);
    assert_eq!(
        (&read.doors[1].street_key, &read.doors[1].street_name),
        (&None, &None)
    );
}

#[test]
fn a_door_mapped_as_node_and_as_building_is_one() {
    let building = r#"<way id="30"><nd ref="20"/><nd ref="21"/><nd ref="22"/><nd ref="20"/>
        <tag k="building" v="house"/><tag k="addr:housenumber" v="5"/><tag k="addr:street" v="spencer place"/>
        <tag k="addr:postcode" v="LS7 4BQ"/></way>"#;
    let corners = [(20, 53.8001), (21, 53.8002), (22, 53.8003)]
        .map(|(id, lat)| node(id, lat, ""))
        .concat();

    let read = osm(&(node(
        40,
        53.8,
        "addr:housenumber=5|addr:street=Spencer Place|shop=bakery",
    ) + &corners
        + building));

    assert_eq!((read.address_points.len(), read.doors.len()), (2, 1));
    assert_eq!(read.doors[0].source, SourceRef::Node(40));
    assert_eq!(read.doors[0].postcode.as_deref(), Some("LS7 4BQ"));
    assert_eq!(read.doors[0].kind, DoorKind::Home);
    assert!(
        read.doors_report
            .warnings
            .iter()
            .any(|w| w.contains("mapped twice"))
    );
}

#[test]
fn flats_are_doors_of_their_own() {
    let read = osm(&node(
        20,
        53.8,
        "addr:housenumber=7|addr:street=Spencer Place|addr:flats=1-4",
    ));

    let units: Vec<_> = read
        .doors
        .iter()
        .filter_map(|d| d.unit.as_deref())
        .collect();
    assert_eq!(units, ["1", "2", "3", "4"]);
    assert_eq!(numbers(&read), ["7", "7", "7", "7"]);
}

#[test]
fn an_interpolation_line_is_filled_in_and_is_no_address_itself() {
    let ends = node(20, 53.8, "addr:housenumber=1|addr:street=Spencer Place")
        + &node(21, 53.801, "addr:housenumber=9|addr:street=Spencer Place");
    let line = r#"<way id="30"><nd ref="20"/><nd ref="21"/><tag k="addr:interpolation" v="odd"/><tag k="addr:housenumber" v="1-9"/></way>"#;

    let read = osm(&(ends + line));

    assert_eq!(read.address_points.len(), 2);
    let mut found = numbers(&read);
    found.sort();
    assert_eq!(found, ["1", "3", "5", "7", "9"]);
    let five = read
        .doors
        .iter()
        .find(|d| d.number.as_deref() == Some("5"))
        .unwrap();
    assert!((five.at.lat - 53.8005).abs() < 1e-6);
    assert_eq!(five.street_key.as_deref(), Some("Spencer Place@way/10"));
}

#[test]
fn a_house_without_number_is_a_door_unless_an_address_lies_in_it() {
    let corners = [
        (50, 53.8001, -1.5001),
        (51, 53.8001, -1.4997),
        (52, 53.8003, -1.4997),
        (53, 53.8003, -1.5001),
    ]
    .map(|(id, lat, lon)| format!("<node id=\"{id}\" lat=\"{lat}\" lon=\"{lon}\"/>"))
    .concat();
    let house = r#"<way id="60"><nd ref="50"/><nd ref="51"/><nd ref="52"/><nd ref="53"/><nd ref="50"/><tag k="building" v="terrace"/></way>"#;

    let alone = osm(&(corners.clone() + house));
    let addressed = osm(&(corners + house + &node(70, 53.8002, "addr:housenumber=5")));

    assert_eq!((alone.doors.len(), alone.address_points.len()), (1, 0));
    assert_eq!(alone.doors[0].number, None);
    assert_eq!(addressed.doors.len(), 1);
    assert_eq!(addressed.doors[0].number.as_deref(), Some("5"));
}

#[test]
fn shops_are_unlikely_homes_and_absurd_ranges_are_refused() {
    let read = osm(&(node(20, 53.8, "addr:housenumber=5|shop=bakery")
        + &node(21, 53.8, "addr:housenumber=1-9999")));

    assert_eq!(read.doors.len(), 1);
    assert_eq!(read.doors[0].kind, DoorKind::UnlikelyHome);
    assert_eq!(read.doors_report.refused, 1);
    assert_eq!(
        read.doors_report.errors[0].field.as_deref(),
        Some("node/21")
    );
}

#[test]
fn nothing_that_is_handed_out_knows_a_user() {
    assert!(!format!("{:?}", osm("")).contains("somebody"));
}

#[test]
fn half_a_file_and_a_timed_out_answer_are_refused() {
    let half = format!("<osm version=\"0.6\">{STREET}<way id=\"1");
    let open = format!("<osm version=\"0.6\">{STREET}");
    let remark = "<osm version=\"0.6\"><remark> runtime error: Query timed out </remark></osm>";

    assert!(
        read(half.as_bytes(), "x.osm")
            .unwrap_err()
            .to_string()
            .contains("half")
    );
    assert!(
        read(open.as_bytes(), "x.osm")
            .unwrap_err()
            .to_string()
            .contains("half")
    );
    assert!(
        read(remark.as_bytes(), "x.osm")
            .unwrap_err()
            .to_string()
            .contains("Query timed out")
    );
}

#[test]
fn an_element_that_never_ends_is_stopped() {
    let mut text = b"<osm version=\"0.6\"><node id=\"".to_vec();
    text.resize(4 << 20, b'1');

    let sentence = read(&text[..], "x.osm").unwrap_err().to_string();

    assert!(sentence.contains("longer than"), "{sentence}");
}

#[test]
fn half_a_pbf_is_refused() {
    let Some(bytes) = shared_data::bytes("osm/rutland-latest.osm.pbf") else {
        return;
    };

    let error = read(&bytes[..bytes.len() / 2], "x.pbf").unwrap_err();

    assert!(error.to_string().contains("half"), "{error}");
}

/// Expected: address points, distinct street names, named ways, distinct `addr:street`.
#[test]
fn the_real_extracts_give_the_figures_counted_with_other_tools() {
    for (file, points, names, ways, streets) in [
        ("leeds-chapeltown.osm", 13, 873, 1043, 7),
        ("bristol-st-pauls.osm", 133, 39, 102, 25),
        ("berkeley-gloucestershire.osm", 702, 49, 109, 33),
        ("rutland-latest.osm.pbf", 418, 817, 1870, 74),
        ("trafford-stretford-kingsway-junction.osm", 6, 6, 41, 2),
    ] {
        let Some(bytes) = shared_data::bytes(&format!("osm/{file}")) else {
            return;
        };

        let read = read(&bytes[..], file).unwrap();

        let distinct: BTreeSet<_> = read.streets.iter().map(|s| &s.name).collect();
        let parts: usize = read.streets.iter().map(|s| s.parts.len()).sum();
        let tagged: BTreeSet<_> = read
            .address_points
            .iter()
            .filter_map(|p| p.street.as_ref())
            .collect();
        eprintln!(
            "{file}: {} streets, {} walkways, {} doors ({} homes, {} without number, {} inferred, {} without street), {:?} {:?}",
            read.streets.len(),
            read.walkways.len(),
            read.doors.len(),
            read.doors
                .iter()
                .filter(|d| d.kind == DoorKind::Home)
                .count(),
            read.doors.iter().filter(|d| d.number.is_none()).count(),
            read.doors.iter().filter(|d| d.street_inferred).count(),
            read.doors.iter().filter(|d| d.street_key.is_none()).count(),
            read.doors_report,
            read.streets_report.warnings,
        );
        assert_eq!(read.address_points.len(), points, "{file}");
        // Rutland has ` Lyndon Road` beside `Lyndon Road`: two as mapped, one as walked.
        let blanks = usize::from(file.starts_with("rutland"));
        assert_eq!(distinct.len() + blanks, names, "{file}");
        assert_eq!(read.streets_report.warnings.len(), blanks, "{file}");
        assert_eq!(parts, ways, "{file}");
        assert_eq!(tagged.len(), streets, "{file}");
        let keys: BTreeSet<_> = read.doors.iter().map(Door::key).collect();
        assert_eq!(keys.len(), read.doors.len(), "{file}: door keys repeat");
    }
}
