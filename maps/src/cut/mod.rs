//! The streets of a patch → lists of even minutes, each in one piece.
//!
//! Comes in: [`Section`]s (streets, also those merely walked through) and [`Door`]s. Goes out:
//! [`List`]s that cover every door once, and every section that is known to have homes but no
//! known door. What is promised, in this order:
//!
//! 1. every door in exactly one list; the same streets and doors in any order give the same lists;
//! 2. no side of a street between two junctions is split, except a block of flats (by floor, if
//!    it alone takes more than half a list or the lists would else be uneven) or a side longer
//!    than a whole list (at a door);
//! 3. every list in one piece on the street network. Islands of the network are joined over their
//!    nearest gap, and a list that holds such a join says so in [`List::pieces`];
//! 4. minutes within 15 % of their mean where 2 and 3 allow it; [`Cut::evenness`] says how it is;
//! 5. streets kept together and lists compact, as far as that leaves room.
//!
//! How: the sides become units of work with minutes (`units`), units that meet become a graph
//! (`graph`), random spanning trees halve it again and again (`divide`), and then neighbouring
//! lists are put together and divided anew while that makes them more even or more compact. The
//! dice are seeded with a constant and the budget counts steps, so a result repeats anywhere.
//!
//! It will not order the doors (see [`crate::order`]), nor decide which doors may be knocked.

pub(crate) mod dice;
mod divide;
mod graph;
mod network;
mod sides;
mod survey;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod town;
mod units;

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::shapes::{LngLat, Metres};
use graph::Graph;
pub(crate) use network::{Foot, Joined, Part, number};
pub use network::{Network, SNAP_METRES};
pub(crate) use sides::{Placed, place_doors};
pub use survey::{minutes, pieces};
use units::{Sizes, Unit};

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub u128);
    };
}

key!(
    /// A section's own key: any number, for instance a UUID's 128 bits. Ties are decided by it.
    SectionId
);
key!(
    /// A street's own key, shared by its sections.
    StreetId
);
key!(
    /// A door's own key: any number, for instance a UUID's 128 bits. Ties are decided by it.
    DoorId
);

/// A street or a part of one, as a line one can walk along.
///
/// Whole ways may come in: they are parted where they meet others, see [`Network`].
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its own key.
    pub id: SectionId,
    /// The street it belongs to; sections of a street are kept together where possible.
    pub street: StreetId,
    /// Its middle line, at least two different places.
    pub line: Vec<LngLat>,
    /// What is known of the homes along it.
    pub homes: Homes,
}

/// What is known of the homes along a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Homes {
    /// The doors handed in are all there are to knock; with none, one only walks through.
    Listed,
    /// Homes stand here. Where no door is handed in between two junctions, both sides are to be
    /// walked and their homes are estimated by length.
    Unlisted,
}

/// A door to knock on.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// Its own key.
    pub id: DoorId,
    /// The section it is reached from.
    pub section: SectionId,
    /// Where it is.
    pub at: LngLat,
    /// House or flat number as written (`12A`), if known.
    pub number: Option<String>,
    /// Label of the building that several doors share, `None` for a house of its own.
    pub building: Option<String>,
    /// Floor within the building, 0 for the ground floor.
    pub floor: Option<i16>,
}

/// A side of a section, looking along its line. Numbered doors are put by odd and even, doors
/// without a number by where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Left of the line.
    Left,
    /// Right of the line.
    Right,
}

/// A side of a section to be walked where no door is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// The section.
    pub section: SectionId,
    /// Which side of it.
    pub side: Side,
    /// Where it begins, in metres along the section.
    pub from: Metres,
    /// Where it ends, in metres along the section; more than `from`.
    pub to: Metres,
    /// Estimated homes, by [`Pace::homes_per_metre`].
    pub homes: f64,
}

/// How long a walk takes. The defaults are the rates of the project's domain notes (2C): 17
/// knocks an hour, one in six or seven a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// Minutes of walking and waiting per knock, whether or not anyone opens.
    pub knock_minutes: f64,
    /// Share of knocks that become a conversation.
    pub talk_share: f64,
    /// Minutes of a conversation.
    pub talk_minutes: f64,
    /// Share of knocks where the door opens for a short answer only.
    pub short_share: f64,
    /// Minutes of a short answer.
    pub short_minutes: f64,
    /// Walking speed; 4.5 km/h.
    pub metres_per_minute: f64,
    /// Metres of walking already within `knock_minutes`: 25 m is a third of a minute.
    pub metres_per_knock: f64,
    /// Homes per metre of street, both sides together, where no door is known: 0.16, a home
    /// every 12.5 m on each side, between terraces (one every 5 m) and detached houses with
    /// corner gardens (one every 20 m). An estimate of ours, not a published figure.
    pub homes_per_metre: f64,
    /// Metres for changing the side of a street.
    pub crossing_metres: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            knock_minutes: 1.5,
            talk_share: 0.15,
            talk_minutes: 12.0,
            short_share: 0.18,
            short_minutes: 1.0,
            metres_per_minute: 75.0,
            metres_per_knock: 25.0,
            homes_per_metre: 0.16,
            crossing_metres: 10.0,
        }
    }
}

impl Pace {
    /// Minutes for one home: 1.5 + 0.15 × 12 + 0.18 × 1 = 3.48 by default.
    #[must_use]
    pub fn home_minutes(&self) -> f64 {
        self.knock_minutes
            + self.talk_share * self.talk_minutes
            + self.short_share * self.short_minutes
    }

    /// Minutes for so many homes along so many metres: walking counts beyond what each knock has.
    #[must_use]
    pub fn minutes(&self, homes: f64, metres: Metres) -> f64 {
        let beyond = (metres.0 - homes * self.metres_per_knock).max(0.0);
        homes * self.home_minutes() + beyond / self.metres_per_minute
    }
}

/// Into how many lists, or how long ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// Exactly so many lists, unless there are fewer doors.
    Lists(NonZeroU32),
    /// Lists of about so many minutes: as many lists as make their mean come nearest.
    Minutes(f64),
}

/// A patch cut into lists.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cut {
    /// The lists, in the order of the sections they begin with.
    pub lists: Vec<List>,
    /// Minutes of all lists together.
    pub minutes: f64,
    /// Lists asked for; more than `lists` only when there were not enough doors and stretches.
    pub asked: u32,
    /// Shortest and longest list over their mean; 1 is even.
    pub evenness: Evenness,
}

/// How even the lists of a cut are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Evenness {
    /// Minutes of the shortest list over the mean.
    pub shortest: f64,
    /// Minutes of the longest list over the mean.
    pub longest: f64,
}

impl Evenness {
    /// Whether no list is further than `share` (0.15 is 15 %) from the mean.
    #[must_use]
    pub fn within(&self, share: f64) -> bool {
        self.worst() <= share
    }

    /// The larger of the two distances from the mean, as a share of it.
    #[must_use]
    pub fn worst(&self) -> f64 {
        (1.0 - self.shortest).max(self.longest - 1.0)
    }
}

/// One walk list, not yet ordered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List {
    /// Doors, side by side along the sections; see [`crate::order`] for the way to walk.
    pub doors: Vec<DoorId>,
    /// Sides to walk where no door is known.
    pub stretches: Vec<Stretch>,
    /// Homes: doors and estimated ones.
    pub homes: f64,
    /// Minutes by [`Pace::minutes`], the ways between sides not counted.
    pub minutes: f64,
    /// Metres along the sides, the ways between them not counted.
    pub metres: Metres,
    /// Pieces on the street network: 1, or more when islands had to be joined. Ways through
    /// sections without homes connect; ways through another list's section do not.
    pub pieces: u32,
}

/// Why a patch cannot be cut.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CutError {
    /// Two sections with the same key.
    #[error("section {0:?} is there twice")]
    SectionTwice(SectionId),
    /// Two doors with the same key.
    #[error("door {0:?} is there twice")]
    DoorTwice(DoorId),
    /// A section with fewer than two different places, or one not on Earth.
    #[error("section {0:?} is not a line on Earth")]
    NotALine(SectionId),
    /// A door that is not on Earth.
    #[error("door {0:?} is not at a place on Earth")]
    NotAPlace(DoorId),
    /// A door on a section that is not in the network.
    #[error("door {door:?} is on section {section:?}, which is not among the sections")]
    NoSuchSection {
        /// The door.
        door: DoorId,
        /// The section it names.
        section: SectionId,
    },
    /// A stretch on a section that is not in the network.
    #[error("a stretch is on section {0:?}, which is not among the sections")]
    NoSuchStretch(SectionId),
    /// Neither a door nor a section with unlisted homes.
    #[error("there is nothing to walk")]
    NothingToWalk,
    /// List minutes that are not a positive number.
    #[error("{0} minutes is no length for a list")]
    NoLength(f64),
}

/// Cuts the patch; see the top of this page for what is promised.
///
/// # Errors
/// [`CutError`]: bad keys or places, nothing to walk, or minutes that are not positive.
pub fn cut(network: &Network, doors: &[Door], share: Share, pace: &Pace) -> Result<Cut, CutError> {
    let mut sorted: Vec<&Door> = doors.iter().collect();
    sorted.sort_by_key(|door| door.id);
    let placed = place_doors(network, &sorted)?;
    let units = |sizes| units::units(network, &sorted, &placed, pace, sizes);
    let whole = units(Sizes {
        whole: f64::INFINITY,
        block: f64::INFINITY,
    });
    let minutes: f64 = whole.iter().map(|unit| unit.minutes).sum();
    if whole.is_empty() {
        return Err(CutError::NothingToWalk);
    }
    let asked = match share {
        Share::Lists(lists) => lists.get(),
        Share::Minutes(each) if each > 0.0 => nearest_count(minutes, each),
        Share::Minutes(each) => return Err(CutError::NoLength(each)),
    };
    let mean = minutes / f64::from(asked);
    let attempt = |block| {
        let units = units(Sizes { whole: mean, block });
        let graph = Graph::new(network, &units);
        let of = divide::divide(&graph, asked as usize);
        report(&sorted, &units, &graph, &of, asked)
    };
    let first = attempt(mean / 2.0);
    if first.evenness.within(0.15) || placed.iter().all(|place| place.building.is_none()) {
        return Ok(first);
    }
    // Blocks kept whole may be what stands in the way: take all of them by floor.
    let second = attempt(0.0);
    let better = second.evenness.worst() < first.evenness.worst();
    Ok(if better { second } else { first })
}

/// The number of lists whose mean comes nearest to `each`, at least 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the numbers of a u32"
)]
fn nearest_count(minutes: f64, each: f64) -> u32 {
    let fewer = (minutes / each).floor().clamp(1.0, 1e6);
    let more = fewer + 1.0;
    let off = |lists: f64| (minutes / lists - each).abs();
    if off(fewer) <= off(more) {
        fewer as u32
    } else {
        more as u32
    }
}

fn report(doors: &[&Door], units: &[Unit], graph: &Graph, of: &[u32], asked: u32) -> Cut {
    let count = of.iter().max().map_or(0, |last| *last as usize + 1);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (unit, &list) in of.iter().enumerate() {
        members[list as usize].push(number(unit));
    }
    members.sort();
    let lists: Vec<List> = members
        .iter()
        .map(|members| {
            let of = || members.iter().map(|&unit| &units[unit as usize]);
            List {
                doors: of()
                    .flat_map(|unit| &unit.doors)
                    .map(|&door| doors[door as usize].id)
                    .collect(),
                stretches: of().filter_map(|unit| unit.stretch).collect(),
                homes: of().map(|unit| unit.homes).sum(),
                minutes: of().map(|unit| unit.minutes).sum(),
                metres: Metres(of().map(|unit| unit.metres).sum()),
                pieces: graph.pieces(members),
            }
        })
        .collect();
    let minutes: f64 = lists.iter().map(|list| list.minutes).sum();
    let mean = minutes / f64::from(number(lists.len()));
    let over_mean = lists.iter().map(|list| list.minutes / mean);
    Cut {
        evenness: Evenness {
            shortest: over_mean.clone().fold(f64::INFINITY, f64::min),
            longest: over_mean.fold(0.0, f64::max),
        },
        lists,
        minutes,
        asked,
    }
}
