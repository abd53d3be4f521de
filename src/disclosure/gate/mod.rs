//! The release gate: takes figures back until nothing small can be worked out from what is shown.
//!
//! Pure. The smallest things counted are **pieces**: one leaf of every geography (cell, small area,
//! patch, street) in one month, with or without a theme. Every figure is an equation: these pieces
//! come to that number. Whoever reads several figures can subtract and combine them, so a figure
//! is safe only together with all others the same person may have read.
//!
//! # What counts as given away
//!
//! A **target** is a set of pieces somebody could ask about: every area of every geography in every
//! period, every class of pieces that the figures tell apart, and what is left of one figure
//! outside others. A target that holds less than `floor` (none included: that nobody spoke is told
//! of a place too) is given away when the most it could hold, given everything shown, is under
//! `floor` as well: then one knows that it is small. A value that comes out fixed is the sharpest
//! case of it. What already follows from what the reader knows exactly by right (`exact`), or from
//! what was shown before (`earlier`), is not the offered figures' doing and left out.
//!
//! That a family is *not* shown tells that one of its members is small; which one, and how small,
//! it does not tell.
//!
//! # Steps
//!
//! 1. Pieces that no figure tells apart are put together ([`classes`]).
//! 2. Elimination modulo a prime finds every combination that fixes a target ([`span`]).
//! 3. Intervals are narrowed to a fixed point over the figures, what is left of one figure outside
//!    others in it, and prefix sums over periods, which are figures too ([`narrow`]).
//! 4. Where asked to, a linear programme finds the most each target could hold, so that bounds which
//!    steps 2 and 3 miss are found too ([`bounds`]).
//! 5. Of what gives a target away, one bundle goes: street before small area, small area before the
//!    finest cells, finest cells before coarser ones. Then again from 2, until nothing is given
//!    away.
//! 6. Last, what was taken back comes back where that gives nothing away.

pub mod bounds;
pub mod classes;
pub mod field;
pub mod narrow;
pub mod span;

mod ask;
mod settle;

pub use ask::{Breach, Means};
pub use settle::{Sharpness, settle};

/// What kind of area a figure is about. In the order in which figures are taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A street, or a group of streets.
    Street,
    /// A small area.
    SmallArea,
    /// Cells of resolution 10.
    Cells10,
    /// Cells of resolution 9.
    Cells9,
    /// Cells of resolution 8.
    Cells8,
    /// Cells of resolution 7.
    Cells7,
    /// A patch.
    Patch,
    /// A whole hub: the last to go.
    Hub,
}

/// One figure that may be shown.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The pieces it adds up, sorted.
    pub pieces: Vec<usize>,
    /// The bundle it is shown or taken back with.
    pub bundle: usize,
}

/// Figures that are shown together or not at all: a family of cells, or one area.
#[derive(Clone, Copy, Debug)]
pub struct Bundle {
    /// What they are about.
    pub kind: Kind,
    /// The bundle that holds their parent: without it they go too.
    pub above: Option<usize>,
}

/// What the gate is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What each piece holds.
    pub values: Vec<i64>,
    /// Under this, a number is small.
    pub floor: i64,
    /// Sums the reader knows exactly by right.
    pub exact: Vec<Vec<usize>>,
    /// Sums of figures that were shown before and cannot be taken back.
    pub earlier: Vec<Vec<usize>>,
    /// Figures that are to be shown now.
    pub offered: Vec<Figure>,
    /// Their bundles.
    pub bundles: Vec<Bundle>,
    /// Areas and periods that somebody could ask about: their pieces.
    pub areas: Vec<Vec<usize>>,
}

/// What the gate says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Bundles that must not be shown, and what they would have given away.
    pub withdrawn: Vec<(usize, Breach)>,
    /// What is given away without any of them.
    pub left: Vec<Breach>,
    /// Pieces told apart.
    pub pieces: usize,
    /// Equations that were taken together.
    pub equations: usize,
    /// How often everything was asked again.
    pub rounds: usize,
}
