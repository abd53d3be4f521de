//! What is true of a generated town: the answers that imports and counts are checked against.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::{Mapped, Use};
use super::areas::{Area, Fabric, Vintage};
use super::deprivation;
use super::ground::{Degrees, Xy};
use super::landmarks;
use super::network::Network;

/// One home of the town, as it stands, whether or not the map says so clearly.
///
/// Its place is the front door. Where the map has the outline of the building, the middle of the
/// outline lies up to 7 m behind it, in the same areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// House number, or flat and house, or the name of a farm.
    pub label: String,
    /// The right name of its street, even where the map leaves it out.
    pub street: String,
    /// Longitude in degrees (WGS 84), seven decimals.
    pub lng: String,
    /// Latitude in degrees (WGS 84), seven decimals.
    pub lat: String,
    /// Code of its area of 2011; `None` outside every area.
    pub lsoa_2011: Option<String>,
    /// Code of its area of 2021; `None` outside every area.
    pub lsoa_2021: Option<String>,
}

/// One small area, in one vintage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaFacts {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Code of its district.
    pub lad: String,
    /// Its rank in the edition that speaks of its vintage (2019 for 2011, 2025 for 2021).
    pub rank: u32,
    /// Its decile in that edition, 1 = most deprived tenth of England.
    pub decile: u32,
    /// Objects in the `.osm` file that carry a house number, shops included.
    pub address_objects: usize,
    /// Homes in the `.osm` file, ranges and flats expanded.
    pub homes: usize,
    /// Homes in the landlord's list.
    pub tower_homes: usize,
    /// Parts of its boundary; more than one makes a multi-polygon.
    pub parts: usize,
}

/// Counts of a town. Homes and addresses are those of the `.osm` file unless the field says else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownFacts {
    /// The number the town was made from.
    pub seed: u64,
    /// Ways with `highway` and `name`.
    pub named_ways: usize,
    /// Different names on them, the one with a typing error included.
    pub street_names: usize,
    /// Streets: groups of ways with the same name that hang together. The misspelt way is one by
    /// itself, and the name that occurs in two far places makes two.
    pub streets: usize,
    /// Streets among them on which the file has no address.
    pub streets_without_address: usize,
    /// The name that two streets 2 km apart share.
    pub repeated_name: String,
    /// The misspelt name and the right one.
    pub typing_error: (String, String),
    /// Street ways (named or not) that leave one area of 2021 for another.
    pub ways_crossing_areas: usize,
    /// Objects with `addr:housenumber`: shops and the ends of interpolations included, the
    /// interpolation ways themselves not.
    pub address_objects: usize,
    /// Those of them without `addr:street`.
    pub without_street: usize,
    /// Those of them that are shops and no homes.
    pub shops: usize,
    /// Of the shops, those with two or more flats of the same number: there the flats are the
    /// doors, and whoever knows them keeps none for the shop.
    pub shops_under_flats: usize,
    /// Those of them with a range such as `34-38`.
    pub ranges: usize,
    /// Those of them with a list such as `5;7`.
    pub lists: usize,
    /// Those of them with a letter such as `12A`.
    pub letters: usize,
    /// Interpolation ways.
    pub interpolation_ways: usize,
    /// Homes that exist only between the ends of interpolation ways.
    pub homes_by_interpolation: usize,
    /// Blocks of flats with `addr:flats` and a name, but no house number.
    pub blocks_without_number: usize,
    /// Homes in those blocks.
    pub homes_in_blocks_without_number: usize,
    /// Homes with a name and no number (farms).
    pub homes_with_name_only: usize,
    /// All homes: every kind above, ranges, lists, flats and interpolations expanded.
    pub homes: usize,
    /// Those of them outside every small area.
    pub homes_outside_areas: usize,
    /// Homes in the landlord's list (the tower), none of which the `.osm` file knows.
    pub tower_homes: usize,
    /// Areas of 2011 with rank and decile of 2019, in the order of their codes.
    pub areas_2011: Vec<AreaFacts>,
    /// Areas of 2021 with rank and decile of 2025, in the order of their codes.
    pub areas_2021: Vec<AreaFacts>,
    /// Look-up rows by flag (U, S, M, X).
    pub lookup_rows: BTreeMap<char, usize>,
    /// Code of the area of 2011 whose ring touches and crosses itself.
    pub dirty_2011: String,
    /// Every home, in the order of the file, interpolated ones last; the tower's not.
    pub all_homes: Vec<Home>,
}

impl TownFacts {
    /// Number of areas in each decile.
    #[must_use]
    pub fn deciles(areas: &[AreaFacts]) -> BTreeMap<u32, usize> {
        let mut deciles = BTreeMap::new();
        for area in areas {
            *deciles.entry(area.decile).or_default() += 1;
        }
        deciles
    }
}

/// Counts the town.
pub(super) fn count(
    seed: u64,
    network: &Network,
    fabric: &Fabric,
    mapped: &Mapped,
    ranks: (&[u32], &[u32]),
) -> TownFacts {
    let numbered = || {
        mapped
            .addresses
            .iter()
            .filter(|address| address.number.is_some())
    };
    let number_has = |mark: char| {
        numbered()
            .filter(|address| address.number.iter().any(|n| n.contains(mark)))
            .count()
    };
    let flats_only = || {
        mapped
            .addresses
            .iter()
            .filter(|a| a.number.is_none() && a.homes.len() > 1)
    };
    let groups = street_groups(network);
    let addressed: BTreeSet<&str> = numbered().map(|address| address.true_street).collect();
    let all_homes = homes(fabric, mapped);
    let mut lookup_rows = BTreeMap::new();
    for (_, flag, _) in &fabric.changes {
        *lookup_rows.entry(*flag).or_default() += 1;
    }
    TownFacts {
        seed,
        named_ways: network
            .ways
            .iter()
            .filter(|way| !way.name.is_empty())
            .count(),
        street_names: groups.iter().collect::<BTreeSet<_>>().len(),
        streets: groups.len(),
        streets_without_address: groups
            .iter()
            .filter(|n| !addressed.contains(n.as_str()))
            .count(),
        repeated_name: "Church Lane".into(),
        typing_error: ("Saltmarsh Terace".into(), "Saltmarsh Terrace".into()),
        ways_crossing_areas: crossing_ways(network, fabric),
        address_objects: numbered().count(),
        without_street: numbered()
            .filter(|address| address.street.is_none())
            .count(),
        shops: numbered()
            .filter(|address| address.purpose == Use::Shop)
            .count(),
        shops_under_flats: numbered()
            .filter(|shop| shop.purpose == Use::Shop)
            .filter(|shop| {
                numbered().any(|other| {
                    other.homes.len() > 1
                        && other.number == shop.number
                        && other.true_street == shop.true_street
                })
            })
            .count(),
        ranges: number_has('-'),
        lists: number_has(';'),
        letters: number_has('A'),
        interpolation_ways: mapped.interpolations.len(),
        homes_by_interpolation: mapped
            .interpolations
            .iter()
            .map(|way| way.between.len())
            .sum(),
        blocks_without_number: flats_only().count(),
        homes_in_blocks_without_number: flats_only().map(|block| block.homes.len()).sum(),
        homes_with_name_only: mapped
            .addresses
            .iter()
            .filter(|a| a.number.is_none() && a.homes.len() == 1)
            .count(),
        homes: all_homes.len(),
        homes_outside_areas: all_homes
            .iter()
            .filter(|home| home.lsoa_2021.is_none())
            .count(),
        tower_homes: landmarks::tower_flats(),
        areas_2011: area_facts(fabric, mapped, &all_homes, ranks.0, Vintage::Of2011),
        areas_2021: area_facts(fabric, mapped, &all_homes, ranks.1, Vintage::Of2021),
        lookup_rows,
        dirty_2011: fabric
            .of_2011
            .iter()
            .find(|a| a.letter == 'Q')
            .map_or_else(String::new, |a| a.code.clone()),
        all_homes,
    }
}

fn homes(fabric: &Fabric, mapped: &Mapped) -> Vec<Home> {
    let home = |label: &str, at: Xy, street: &str, areas: Option<(usize, usize)>| {
        let code = |areas: &[Area], place: usize| areas.get(place).map(|area| area.code.clone());
        Home {
            label: label.to_owned(),
            street: street.to_owned(),
            lng: Degrees::of(at).lng(),
            lat: Degrees::of(at).lat(),
            lsoa_2011: areas.and_then(|(old, _)| code(&fabric.of_2011, old)),
            lsoa_2021: areas.and_then(|(_, new)| code(&fabric.of_2021, new)),
        }
    };
    let mut homes = Vec::new();
    for address in &mapped.addresses {
        for label in &address.homes {
            homes.push(home(label, address.at, address.true_street, address.areas));
        }
    }
    for way in &mapped.interpolations {
        if let Some(end) = mapped.addresses.get(way.from) {
            for (label, at) in &way.between {
                homes.push(home(label, *at, end.true_street, end.areas));
            }
        }
    }
    homes
}

fn area_facts(
    fabric: &Fabric,
    mapped: &Mapped,
    homes: &[Home],
    ranks: &[u32],
    vintage: Vintage,
) -> Vec<AreaFacts> {
    let (areas, tower) = (
        match vintage {
            Vintage::Of2011 => &fabric.of_2011,
            Vintage::Of2021 => &fabric.of_2021,
        },
        landmarks::tower_areas(fabric),
    );
    let chosen = |pair: (usize, usize)| match vintage {
        Vintage::Of2011 => pair.0,
        Vintage::Of2021 => pair.1,
    };
    areas
        .iter()
        .zip(ranks)
        .enumerate()
        .map(|(place, (area, rank))| {
            let here = |home: &&Home| {
                let code = match vintage {
                    Vintage::Of2011 => &home.lsoa_2011,
                    Vintage::Of2021 => &home.lsoa_2021,
                };
                code.as_ref() == Some(&area.code)
            };
            AreaFacts {
                code: area.code.clone(),
                name: area.name.clone(),
                lad: area.lad.to_owned(),
                rank: *rank,
                decile: deprivation::decile(*rank, vintage),
                address_objects: mapped
                    .addresses
                    .iter()
                    .filter(|a| a.number.is_some() && a.areas.map(chosen) == Some(place))
                    .count(),
                homes: homes.iter().filter(here).count(),
                tower_homes: if tower.map(chosen) == Some(place) {
                    landmarks::tower_flats()
                } else {
                    0
                },
                parts: area.rings.len(),
            }
        })
        .collect()
}

/// The name of each group of ways that share a name and hang together by shared nodes.
fn street_groups(network: &Network) -> Vec<String> {
    let mut groups: Vec<(String, BTreeSet<usize>)> = Vec::new();
    for way in network.ways.iter().filter(|way| !way.name.is_empty()) {
        let mut name_and_nodes = (way.name.clone(), way.nodes.iter().copied().collect());
        let (touching, apart) =
            groups
                .into_iter()
                .partition(|(name, nodes): &(String, BTreeSet<usize>)| {
                    *name == name_and_nodes.0 && !nodes.is_disjoint(&name_and_nodes.1)
                });
        groups = apart;
        let touching: Vec<(String, BTreeSet<usize>)> = touching;
        name_and_nodes
            .1
            .extend(touching.into_iter().flat_map(|(_, nodes)| nodes));
        groups.push(name_and_nodes);
    }
    groups.into_iter().map(|(name, _)| name).collect()
}

fn crossing_ways(network: &Network, fabric: &Fabric) -> usize {
    let area = |id: &usize| {
        let at = network.nodes.get(*id)?;
        fabric.of_2021.iter().position(|area| area.holds(*at))
    };
    network
        .ways
        .iter()
        .filter(|way| way.nodes.iter().map(area).collect::<BTreeSet<_>>().len() > 1)
        .count()
}
