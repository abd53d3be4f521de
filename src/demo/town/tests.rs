//! The town against its own rules.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::Use;
use super::areas::Vintage;
use super::ground::line_distance;
use super::{DEFAULT_SEED, Model, Town, deprivation, generate, osm};

fn text(town: &Town, name: &str) -> String {
    let file = town.files.iter().find(|file| file.name == name).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// How often a piece of text occurs.
fn times(text: &str, piece: &str) -> usize {
    text.matches(piece).count()
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_gives_others() {
    let town = generate(7);

    assert_eq!(town, generate(7));
    assert_ne!(town.files, generate(8).files);
}

#[test]
fn the_header_of_2025_is_the_publishers_letter_for_letter() {
    let town = generate(DEFAULT_SEED);
    let csv = text(&town, "File_7_IoD2025_Thistlewick.csv");
    let header = csv.lines().next().unwrap();

    assert_eq!(deprivation::header(Vintage::Of2021).len(), 56);
    assert!(header.starts_with(
        "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),Local Authority \
         District name (2024),Index of Multiple Deprivation (IMD) Score,Index of Multiple \
         Deprivation (IMD) Rank (where 1 is most deprived),"
    ));
    assert!(header.contains(",\"Education, Skills and Training Score\","));
    assert!(header.contains(
        ",Children and Young People Sub-domain Decile (where 1 is most deprived 10% of LSO,Adult \
         Skills Sub-domain Score,"
    ));
    assert!(header.ends_with(
        ",Working age population 18-66 (for use with Employment Deprivation Domain): mid 2022"
    ));
    assert!(!csv.contains('\r'));
}

#[test]
fn the_file_of_2019_has_a_bom_crlf_57_columns_and_thousands_in_quotes() {
    let town = generate(DEFAULT_SEED);
    let csv = text(&town, "File_7_IoD2019_Thistlewick.csv");

    assert_eq!(deprivation::header(Vintage::Of2011).len(), 57);
    assert!(csv.starts_with("\u{feff}LSOA code (2011),"));
    assert_eq!(times(&csv, "\n"), times(&csv, "\r\n"));
    assert_eq!(times(&csv, "\n"), 24);
    assert!(csv.contains(",\"17,776\",6,"));
    assert!(csv.contains("\"Ottermere, Vale of\""));
    for row in csv.lines().skip(1) {
        assert_eq!(cells(row), 57, "{row}");
    }
}

/// Number of csv fields, counting quotes.
fn cells(row: &str) -> usize {
    let mut quoted = false;
    1 + row
        .chars()
        .filter(|c| {
            quoted ^= *c == '"';
            *c == ',' && !quoted
        })
        .count()
}

#[test]
fn a_third_of_the_areas_lie_in_the_two_most_deprived_tenths_and_two_ranks_are_shared_in_2019() {
    for seed in 1..6 {
        let facts = generate(seed).facts;

        for areas in [&facts.areas_2011, &facts.areas_2021] {
            let poor = areas.iter().filter(|area| area.decile <= 2).count();
            assert!((7..=9).contains(&poor), "{poor}");
        }
        let ranks: BTreeSet<u32> = facts.areas_2011.iter().map(|area| area.rank).collect();
        assert_eq!(ranks.len() + 2, facts.areas_2011.len());
        let ranks: BTreeSet<u32> = facts.areas_2021.iter().map(|area| area.rank).collect();
        assert_eq!(ranks.len(), facts.areas_2021.len());
    }
}

#[test]
fn every_home_lies_in_exactly_one_area_of_each_vintage_but_for_the_two_on_the_drove() {
    let model = Model::of(DEFAULT_SEED);

    for areas in [&model.fabric.of_2011, &model.fabric.of_2021] {
        for address in &model.mapped.addresses {
            let holding = areas.iter().filter(|area| area.holds(address.at)).count();
            let expected = usize::from(address.true_street != "Outer Drove");
            assert_eq!(holding, expected, "{address:?}");
        }
    }
}

#[test]
fn the_areas_tile_the_town_without_gap_or_overlap() {
    let model = Model::of(DEFAULT_SEED);
    let size = |areas: &[super::areas::Area]| -> f64 {
        areas
            .iter()
            .flat_map(|area| &area.rings)
            .map(|ring| signed_area(ring))
            .sum()
    };

    let (old, new) = (size(&model.fabric.of_2011), size(&model.fabric.of_2021));

    assert!((old - new).abs() < 1.0, "{old} {new}");
    // Every inner edge is walked once in each direction: it cancels, only the outer rim is left.
    for areas in [&model.fabric.of_2011, &model.fabric.of_2021] {
        let mut steps: BTreeMap<(u64, u64, u64, u64), i32> = BTreeMap::new();
        for ring in areas.iter().flat_map(|area| &area.rings) {
            for pair in ring.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let key = |p: super::ground::Xy| (p.x.to_bits(), p.y.to_bits());
                let (from, to) = (key(a), key(b));
                let (low, high) = (from.min(to), from.max(to));
                let sign = if from < to { 1 } else { -1 };
                *steps.entry((low.0, low.1, high.0, high.1)).or_default() += sign;
            }
        }
        assert!(steps.values().all(|sum| (-1..=1).contains(sum)));
        let mut ends: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        let mut rim = 0.0;
        for (key, _) in steps.iter().filter(|(_, sum)| **sum != 0) {
            for end in [(key.0, key.1), (key.2, key.3)] {
                *ends.entry(end).or_default() += 1;
            }
            let metres = |bits: u64| f64::from_bits(bits);
            rim += (metres(key.0) - metres(key.2)).hypot(metres(key.1) - metres(key.3));
        }
        assert!(ends.values().all(|count| *count == 2), "the rim is closed");
        assert!(
            (13_500.0..15_500.0).contains(&rim),
            "{rim} m around 4.0 by 3.1 km"
        );
    }
}

fn signed_area(ring: &[super::ground::Xy]) -> f64 {
    ring.windows(2)
        .map(|p| p[0].x * p[1].y - p[1].x * p[0].y)
        .sum::<f64>()
        / 2.0
}

#[test]
fn the_streets_are_one_network_across_both_bridges() {
    let network = Model::of(DEFAULT_SEED).network;
    let bridges = network.ways.iter().filter(|way| way.bridge).count();

    let mut reached: BTreeSet<usize> = network.ways[0].nodes.iter().copied().collect();
    let mut before = 0;
    while reached.len() > before {
        before = reached.len();
        for way in &network.ways {
            if way.nodes.iter().any(|node| reached.contains(node)) {
                reached.extend(&way.nodes);
            }
        }
    }

    assert_eq!(bridges, 2);
    assert!(
        network
            .ways
            .iter()
            .all(|way| way.nodes.iter().all(|node| reached.contains(node)))
    );
    assert_eq!(reached.len(), network.nodes.len());
}

#[test]
fn doors_stand_8_to_13_metres_from_their_street_and_out_of_the_river() {
    let model = Model::of(DEFAULT_SEED);

    for address in model.mapped.addresses.iter().filter(|a| a.number.is_some()) {
        let by_hand = address.tags.iter().any(|(key, _)| *key == "addr:flats")
            || address.true_street.ends_with("Lane")
            || address.true_street == "Outer Drove";
        let off = model
            .network
            .streets
            .iter()
            .filter(|street| street.name == address.true_street)
            .map(|street| line_distance(address.at, &street.line))
            .fold(f64::INFINITY, f64::min);
        assert!(by_hand || (7.5..=13.0).contains(&off), "{off}: {address:?}");
        assert!(
            line_distance(address.at, &model.barriers.river) > 20.0,
            "{address:?}"
        );
    }
}

#[test]
fn the_osm_file_holds_what_the_facts_say() {
    let town = generate(DEFAULT_SEED);
    let (xml, facts) = (text(&town, "thistlewick.osm"), &town.facts);

    assert_eq!(times(&xml, "k=\"addr:housenumber\""), facts.address_objects);
    assert_eq!(times(&xml, "k=\"shop\""), facts.shops);
    assert_eq!(
        times(&xml, "k=\"addr:interpolation\""),
        facts.interpolation_ways
    );
    assert_eq!(times(&xml, "k=\"bridge\" v=\"yes\""), 2);
    assert_eq!(times(&xml, "v=\"Saltmarsh Terace\""), 1);
    assert!(facts.interpolation_ways > 3 && facts.ranges > 10 && facts.lists > 10);
    assert!(facts.ways_crossing_areas > 10 && facts.streets_without_address > 10);
    for (mapper, uid) in osm::MAPPERS {
        assert!(xml.contains(&format!("user=\"{mapper}\" uid=\"{uid}\"")));
    }
}

#[test]
fn the_facts_add_up_for_any_seed() {
    for seed in [1, 2, 3, 99, u64::MAX] {
        let facts = generate(seed).facts;
        let homes = |areas: &[super::AreaFacts]| areas.iter().map(|area| area.homes).sum::<usize>();
        let share = facts.without_street * 100 / facts.address_objects;

        assert_eq!(
            homes(&facts.areas_2011) + facts.homes_outside_areas,
            facts.homes
        );
        assert_eq!(
            homes(&facts.areas_2021) + facts.homes_outside_areas,
            facts.homes
        );
        assert_eq!(facts.homes_outside_areas, 2);
        assert!((3300..4200).contains(&facts.homes), "{}", facts.homes);
        assert!((26..=41).contains(&share), "{share} % without street");
        assert_eq!((facts.areas_2011.len(), facts.areas_2021.len()), (23, 24));
        assert_eq!(facts.streets, facts.street_names + 1);
        assert_eq!(facts.tower_homes, 84);
        assert_eq!(
            facts
                .areas_2021
                .iter()
                .map(|area| area.tower_homes)
                .sum::<usize>(),
            84
        );
        assert_eq!(
            facts
                .areas_2021
                .iter()
                .filter(|area| area.parts > 1)
                .count(),
            1
        );
        let rows: Vec<(char, usize)> = facts.lookup_rows.into_iter().collect();
        assert_eq!(rows, [('M', 2), ('S', 2), ('U', 18), ('X', 4)]);
    }
}

#[test]
fn no_two_homes_of_a_street_have_the_same_label() {
    let model = Model::of(DEFAULT_SEED);
    let mut seen = BTreeSet::new();

    for address in model
        .mapped
        .addresses
        .iter()
        .filter(|a| a.purpose == Use::Homes)
    {
        for label in &address.homes {
            let side_of_town = address.at.x > 0.0;
            assert!(
                seen.insert((address.true_street, side_of_town, label)),
                "{address:?}"
            );
        }
    }
}

#[test]
fn the_one_dirty_ring_is_in_2011_and_comes_back_to_its_own_corner() {
    let town = generate(DEFAULT_SEED);
    let dirty = |name: &str| {
        let file = text(&town, name);
        file.lines()
            .filter(|line| line.contains("\"Polygon\""))
            .filter(|line| {
                let points: Vec<&str> = line
                    .split("\"coordinates\":[[[")
                    .nth(1)
                    .and_then(|rest| rest.split("]]]").next())
                    .unwrap()
                    .split("],[")
                    .collect();
                let different: BTreeSet<&&str> = points.iter().skip(1).collect();
                different.len() + 1 < points.len()
            })
            .map(|line| line.contains(&town.facts.dirty_2011))
            .collect::<Vec<bool>>()
    };

    assert_eq!(dirty("lsoa_2011.geojson"), [true]);
    assert_eq!(dirty("lsoa_2021.geojson"), [] as [bool; 0]);
}

#[test]
fn the_landlords_list_has_every_floor_and_some_rows_without_uprn() {
    let csv = text(&generate(DEFAULT_SEED), "cormorant_point.csv");
    let floors: BTreeSet<&str> = csv
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').nth(7))
        .collect();

    assert!(csv.starts_with("uprn,number,street,postcode,lng,lat,building,floor\n"));
    assert_eq!(csv.lines().count(), 85);
    assert_eq!(floors.len(), 14);
    assert_eq!(csv.lines().filter(|row| row.starts_with(',')).count(), 7);
}
