//! Thistlewick: a made-up English town in the publishers' own file formats.
//!
//! In: a seed. Out: [`Town`], the files an importer would be handed and the truth about them
//! ([`TownFacts`]). The same seed gives the same bytes, always.
//!
//! | file | kind | stands for |
//! |---|---|---|
//! | `File_7_IoD2025_Thistlewick.csv` | deprivation | index of 2025, 56 columns, LF |
//! | `File_7_IoD2019_Thistlewick.csv` | deprivation | index of 2019, 57 columns, BOM, CRLF, `"29,199"` |
//! | `lsoa_2021.geojson` | small areas | 24 areas, one multi-polygon |
//! | `lsoa_2011.geojson` | small areas | 23 areas, one multi-polygon, one bow-tie |
//! | `lsoa_2011_to_2021.csv` | look-up | flags U, S, M, X |
//! | `thistlewick.osm` | streets and doors | an export from OSM |
//! | `cormorant_point.csv` | doors | a landlord's list of one tower, with floors |
//!
//! How it is made: streets are drawn by quarter (`quarters`) and joined to a network
//! (`network`); small areas are woven (`areas`); houses are set along the streets
//! (`frontage`) and mapped the way people map (`addresses`, `landmarks`); then the files are
//! written (`osm`, `boundaries`, `deprivation`) and the truth is counted (`facts`). The
//! plan of the streets is the same for every seed; borders, ranks, gaps in the addresses and
//! everything else that is drawn by lot differ.
//!
//! Nothing in it is real. The place lies in the North Sea (see `ground`); area codes begin with
//! E0199 and district codes with E0699 or E0799, which ONS has not given out; postcodes begin
//! with ZT, and no British postcode begins with Z.

mod addresses;
mod areas;
mod boundaries;
mod deprivation;
mod facts;
mod frontage;
mod ground;
mod landmarks;
mod network;
mod osm;
mod plan;
mod quarters;
mod river;
#[cfg(test)]
mod tests;

pub use facts::{AreaFacts, Home, TownFacts};

use super::rng::Dice;
use areas::Vintage;

/// What an importer does with a file of the town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DemoKind {
    /// Index of deprivation.
    Deprivation,
    /// Boundaries of small areas.
    SmallAreas,
    /// From areas of 2011 to areas of 2021.
    Lookup,
    /// Streets and doors of an OSM export.
    StreetsAndDoors,
    /// A landlord's list of doors.
    Doors,
}

/// One file, in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoFile {
    /// Its name, without a folder.
    pub name: String,
    /// What it is to be imported as.
    pub kind: DemoKind,
    /// Its bytes, as the publisher would send them.
    pub bytes: Vec<u8>,
}

/// A generated town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Its files, in an order in which they can be imported.
    pub files: Vec<DemoFile>,
    /// What is true of it.
    pub facts: TownFacts,
}

/// The seed of the town that the demo shows unless told otherwise.
pub const DEFAULT_SEED: u64 = 1;

/// Everything before it is written: for the files, the facts and the tests.
struct Model {
    network: network::Network,
    fabric: areas::Fabric,
    barriers: river::Barriers,
    mapped: addresses::Mapped,
}

impl Model {
    fn of(seed: u64) -> Self {
        let part = |name: &str| Dice::for_part(seed, name);
        let network = network::build(&quarters::all(), &mut part("network"));
        let fabric = areas::weave(&mut part("areas"));
        let barriers = river::Barriers::lay();
        let houses = frontage::build(&network, &fabric, &barriers);
        let mapped = addresses::map(&houses, &network, &fabric, &mut part("addresses"));
        Self {
            network,
            fabric,
            barriers,
            mapped,
        }
    }
}

/// Makes the town of a seed.
#[must_use]
pub fn generate(seed: u64) -> Town {
    let part = |name: &str| Dice::for_part(seed, name);
    let model = Model::of(seed);
    let Model {
        network,
        fabric,
        barriers,
        mapped,
    } = &model;
    let of_2019 = deprivation::ranks(&fabric.of_2011, Vintage::Of2011, &mut part("ranks 2019"));
    let of_2025 = deprivation::ranks(&fabric.of_2021, Vintage::Of2021, &mut part("ranks 2025"));
    let file = |name: &str, kind: DemoKind, text: String| DemoFile {
        name: name.to_owned(),
        kind,
        bytes: text.into_bytes(),
    };
    let index = |areas: &[areas::Area], ranks: &[u32], vintage, dice: &str| {
        deprivation::file_7(areas, ranks, vintage, &mut part(dice))
    };
    let files = vec![
        file(
            "File_7_IoD2025_Thistlewick.csv",
            DemoKind::Deprivation,
            index(&fabric.of_2021, &of_2025, Vintage::Of2021, "index 2025"),
        ),
        file(
            "File_7_IoD2019_Thistlewick.csv",
            DemoKind::Deprivation,
            index(&fabric.of_2011, &of_2019, Vintage::Of2011, "index 2019"),
        ),
        file(
            "lsoa_2021.geojson",
            DemoKind::SmallAreas,
            boundaries::geojson(fabric, Vintage::Of2021, &mut part("ids 2021")),
        ),
        file(
            "lsoa_2011.geojson",
            DemoKind::SmallAreas,
            boundaries::geojson(fabric, Vintage::Of2011, &mut part("ids 2011")),
        ),
        file(
            "lsoa_2011_to_2021.csv",
            DemoKind::Lookup,
            boundaries::lookup_csv(fabric),
        ),
        file(
            "thistlewick.osm",
            DemoKind::StreetsAndDoors,
            osm::write(network, barriers, mapped, &mut part("mappers")),
        ),
        file(
            "cormorant_point.csv",
            DemoKind::Doors,
            landmarks::tower_csv(),
        ),
    ];
    let facts = facts::count(seed, network, fabric, mapped, (&of_2019, &of_2025));
    Town { files, facts }
}
