//! What is asked of a number, and what is answered.

use serde::Serialize;
use uuid::Uuid;

use crate::{
    areas::model::{Edition, Vintage},
    base::{
        ids::{PatchId, ReturnId, ShiftId},
        time::{Day, EpochMs, Quarter},
    },
    ledger::measures::Named,
};

crate::words! {
    /// Which of a return's numbers.
    pub enum Of {
        /// What the quarter reports.
        Reported => "reported",
        /// Of it, what is dated in the quarter.
        Dated => "dated",
        /// Of it, what belongs to earlier quarters.
        Adjusted => "adjusted",
        /// What is dated in the quarter, wherever it is reported, as known at an instant.
        Restated => "restated",
    }
}

crate::words! {
    /// What a part comes from.
    pub enum SourceKind {
        /// A shift.
        Shift => "shift",
        /// An action.
        Action => "action",
        /// A conversation of five or more.
        GroupListening => "group_listening",
    }
}

/// A key, or what has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<K> {
    /// Those of this key.
    Key(K),
    /// Those without any.
    Without,
}

impl<K: PartialEq> Wanted<K> {
    /// Whether a key is wanted.
    #[must_use]
    pub fn holds(&self, key: Option<&K>) -> bool {
        match self {
            Self::Key(wanted) => key == Some(wanted),
            Self::Without => key.is_none(),
        }
    }
}

/// Which number.
#[derive(Clone, Debug)]
pub struct Question {
    /// The figure.
    pub measure: Named,
    /// Which of its numbers.
    pub of: Of,
    /// Only of this patch.
    pub patch: Option<Wanted<PatchId>>,
    /// Only of this deprivation tenth.
    pub decile: Option<Wanted<i64>>,
    /// The edition behind the tenths; the programme's own when absent.
    pub edition: Option<Edition>,
    /// Only of this mode.
    pub mode: Option<String>,
    /// Only dated in this quarter.
    pub dated_in: Option<Quarter>,
    /// Only for this reason.
    pub reason: Option<String>,
    /// As known then; now when absent.
    pub known_at: Option<EpochMs>,
}

impl Question {
    /// Whether it asks for the whole.
    #[must_use]
    pub const fn is_of_all(&self) -> bool {
        self.patch.is_none() && self.decile.is_none() && self.mode.is_none()
    }
}

/// What a part comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Source {
    /// What the id names.
    pub kind: SourceKind,
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    pub id: Uuid,
    /// Its name for people; nobody's name.
    pub label: String,
}

/// One part of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
// The contract knows another `Part`: what somebody does on a shift.
#[schema(as = FigurePart)]
pub struct Part {
    /// The patch; absent = not placed.
    pub patch: Option<PatchId>,
    /// Its name.
    pub patch_name: String,
    /// The day; absent for doors.
    pub day: Option<Day>,
    /// How people were met.
    pub mode: Option<String>,
    /// The quarter it is dated in.
    pub dated_in: Option<Quarter>,
    /// Why it corrects something or came late; empty otherwise.
    pub reason: String,
    /// How many.
    pub value: i64,
    /// What it comes from, where that is kept.
    pub source: Option<Source>,
    /// Shifts that were out in this patch on this day. What each of them counted is not kept.
    pub shifts: Vec<ShiftId>,
}

/// A number of a frozen return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FrozenFigure {
    /// The return.
    pub id: ReturnId,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// When it was frozen.
    pub frozen_at: EpochMs,
    /// What it says; absent for a cut it does not print.
    pub value: Option<i64>,
}

/// A share with both of its halves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Share {
    /// The part.
    pub numerator: i64,
    /// The whole.
    pub denominator: i64,
    /// In percent, to one decimal.
    pub percent: Option<String>,
    /// In a sentence.
    pub in_words: String,
}

/// A figure, explained.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Explained {
    /// The figure's name.
    pub measure: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Which of its numbers.
    pub of: Of,
    /// The quarter.
    pub quarter: Quarter,
    /// The number.
    pub value: i64,
    /// With people who were not sure, for the figures that have a range.
    pub high: Option<i64>,
    /// What is counted, in words.
    pub text: String,
    /// The set of definitions.
    pub definition_set: String,
    /// What is known up to this instant.
    pub as_at: EpochMs,
    /// What the frozen return says, once there is one and its number is asked for.
    pub frozen: Option<FrozenFigure>,
    /// The share of the whole, where a part of it is asked for.
    pub share: Option<Share>,
    /// The edition behind deprivation tenths, where one is asked for.
    pub edition: Option<Edition>,
    /// The vintage of small areas that the edition ranks.
    pub vintage: Option<Vintage>,
    /// What it is made of.
    pub parts: Vec<Part>,
    /// The parts added up.
    pub parts_total: i64,
    /// Whether they add up to the number.
    pub ties: bool,
    /// How deep the parts go, and why no deeper.
    pub why: String,
}
