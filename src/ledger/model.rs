//! Lines, windows of quarters, and what figures can be broken down by.

use serde::Serialize;
use uuid::Uuid;

use crate::{
    access::{Caller, HubScope, Permission},
    areas::model::{Edition, Vintage},
    base::{
        ids::{HubId, PatchId, ProgrammeId, ReturnId},
        time::{Day, EpochMs, Quarter},
    },
    problem::Problem,
    tally::{Measure, Tally},
};

/// The one cell a count belongs to. Everything here stays as it is when the count is reversed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Place {
    /// The programme.
    pub programme_id: ProgrammeId,
    /// What is counted.
    pub measure: Measure,
    /// The day it happened.
    pub happened_on: Day,
    /// The quarter that holds the day.
    pub dated_in: Quarter,
    /// How people were met, or `action`.
    pub mode: String,
    /// The patch; absent = not placed.
    pub patch_id: Option<PatchId>,
    /// The cell; absent = no cell.
    pub cell: Option<i64>,
    /// The small area of 2011.
    pub lsoa_2011: Option<String>,
    /// The small area of 2021.
    pub lsoa_2021: Option<String>,
}

impl Place {
    /// The cell of a tally whose day lies in `dated_in`.
    #[must_use]
    pub fn of(tally: &Tally, dated_in: Quarter) -> Self {
        Self {
            programme_id: tally.programme,
            measure: tally.measure,
            happened_on: tally.day,
            dated_in,
            mode: tally.mode.clone(),
            patch_id: tally.patch,
            cell: tally.cell,
            lsoa_2011: tally.lsoa_2011.clone(),
            lsoa_2021: tally.lsoa_2021.clone(),
        }
    }
}

/// A line to write, before anybody knows in which quarter it will be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The record it comes from.
    pub subject: Uuid,
    /// Where it counts.
    pub place: Place,
    /// By how much; never 0.
    pub delta: i64,
    /// Why, where it corrects something; empty for a first posting.
    pub reason: String,
}

crate::words! {
    /// By which of its two quarters a line is counted.
    pub enum Series {
        /// By the quarter it was reported in: what returns said, and never changes.
        Reported => "reported",
        /// By the quarter it is dated in, as known now.
        Restated => "restated",
    }
}

/// Quarters of both series, ends included, and a mode or all.
#[derive(Clone, Debug)]
pub struct Window {
    /// First and last quarter by date.
    pub dated: (Quarter, Quarter),
    /// First and last quarter by report.
    pub reported: (Quarter, Quarter),
    /// Only counts of this mode.
    pub mode: Option<String>,
}

impl Window {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self {
            dated: Self::ever(),
            reported: Self::ever(),
            mode: None,
        }
    }

    /// From one quarter to another in one series.
    #[must_use]
    pub fn within(series: Series, from: Option<Quarter>, to: Option<Quarter>) -> Self {
        let (first, last) = Self::ever();
        let span = (from.unwrap_or(first), to.unwrap_or(last));
        match series {
            Series::Reported => Self {
                reported: span,
                ..Self::all()
            },
            Series::Restated => Self {
                dated: span,
                ..Self::all()
            },
        }
    }

    fn ever() -> (Quarter, Quarter) {
        let quarter = |text: &str| text.parse().expect("the text is a quarter");
        (quarter("1900-Q1"), quarter("2999-Q4"))
    }
}

/// What figures are broken down by. Each is a tree of its own over the same lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Patches, and what is not placed.
    Patch,
    /// Small areas of a vintage.
    Lsoa(Vintage),
    /// Deprivation tenths of an edition.
    Decile(Edition),
    /// Cells of a resolution, by truncation.
    Cell(u8),
    /// Hubs.
    Hub,
    /// The hubs' regions.
    Region,
    /// Programmes.
    Programme,
    /// Quarters of the chosen series.
    Period,
    /// How people were met.
    Mode,
}

impl Dimension {
    /// Whether it goes below the hub.
    #[must_use]
    pub const fn is_below_the_hub(self) -> bool {
        match self {
            Self::Patch | Self::Lsoa(_) | Self::Decile(_) | Self::Cell(_) | Self::Mode => true,
            Self::Hub | Self::Region | Self::Programme | Self::Period => false,
        }
    }

    /// Its name in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Lsoa(_) => "lsoa",
            Self::Decile(_) => "decile",
            Self::Cell(_) => "cell",
            Self::Hub => "hub",
            Self::Region => "region",
            Self::Programme => "programme",
            Self::Period => "period",
            Self::Mode => "mode",
        }
    }

    /// What is in no row of this tree, in words; absent where every line has a row.
    #[must_use]
    pub const fn residual(self) -> Option<&'static str> {
        match self {
            Self::Patch => Some("not placed"),
            Self::Lsoa(_) => Some("no area"),
            Self::Decile(_) => Some("no index"),
            Self::Cell(_) => Some("no cell"),
            Self::Hub | Self::Region | Self::Programme | Self::Period | Self::Mode => None,
        }
    }
}

/// Whose lines may be summed.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// One hub's.
    Hub(HubScope),
    /// Every hub's, and then never below the hub.
    Network(Network),
}

/// Leave to sum over every hub. Only [`Network::of`] and the administrator's commands make it.
#[derive(Clone, Copy, Debug)]
pub struct Network(());

impl Network {
    /// Leave for a caller who may read across hubs.
    ///
    /// # Errors
    /// 403 when the role does not allow it.
    pub fn of(caller: &Caller, permission: Permission) -> Result<Self, Problem> {
        caller.may(permission)?;
        Ok(Self(()))
    }

    /// Leave for work nobody signed in for, such as the demo's final figures.
    #[must_use]
    pub const fn for_administrator() -> Self {
        Self(())
    }
}

crate::words! {
    /// Where a return stands.
    pub enum ReturnState {
        /// Filled as records come in.
        Open => "open",
        /// Its figures are fixed.
        Frozen => "frozen",
        /// Handed in with the hub's words.
        Submitted => "submitted",
        /// The network has a question.
        Queried => "queried",
        /// The network took it.
        Accepted => "accepted",
        /// Closed for good.
        Locked => "locked",
    }
}

impl ReturnState {
    /// Whether the network sees it as a return.
    #[must_use]
    pub const fn is_handed_in(self) -> bool {
        match self {
            Self::Open | Self::Frozen => false,
            Self::Submitted | Self::Queried | Self::Accepted | Self::Locked => true,
        }
    }
}

/// A return that was frozen.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Return {
    /// Its id.
    pub id: ReturnId,
    /// The hub.
    pub hub_id: HubId,
    /// The programme.
    pub programme_id: ProgrammeId,
    /// The quarter.
    pub quarter: Quarter,
    /// Where it stands.
    pub state: ReturnState,
    /// The set of definitions its figures follow.
    pub definition_set: String,
    /// The report, byte for byte as it was frozen.
    pub body: String,
    /// SHA-256 of the body, in hex.
    pub body_sha256: String,
    /// The hub's words.
    pub words: String,
    /// The network's question.
    pub question: Option<String>,
    /// When it was frozen.
    pub frozen_at: EpochMs,
    /// When it was handed in last.
    pub submitted_at: Option<EpochMs>,
    /// When it was locked.
    pub locked_at: Option<EpochMs>,
}

/// What a hub sets out to reach; the newest version counts.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Target {
    /// The programme.
    pub programme_id: ProgrammeId,
    /// The figure, by the name it has in reports.
    pub measure: String,
    /// The quarter.
    pub quarter: Quarter,
    /// 1 for the first.
    pub version: i64,
    /// How many.
    pub value: i64,
}
