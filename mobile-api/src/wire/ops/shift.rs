//! A shift: its start, its signs of life, its end, and what was taken from it.
//!
//! The shift itself is named by the op's `shift`. Places are streets, never points: the last
//! street and the expected end are all that a buddy needs, and no trail is kept.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Check, Nonsense, sense};
use crate::wire::text::Prose;
use crate::wire::time::Moment;

/// `shift.start`: people go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftStart {
    /// The walk lists they take, at most 20; none for a stall or a meeting.
    #[serde(default)]
    pub lists: Vec<Uuid>,
    /// The campaign, where no list says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<Uuid>,
    /// When they mean to be back, by the phone's clock; the watch runs on the server.
    pub expected_end: Moment,
    /// The street where they begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<Uuid>,
    /// How many people go out together, the one who records included: 1 to 20.
    #[schema(minimum = 1, maximum = 20)]
    pub people: u8,
    /// The account of the partner, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<Uuid>,
    /// The account of the buddy who watches from afar, if it changed since the shift was planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buddy: Option<Uuid>,
}

impl Check for ShiftStart {
    fn check(&self) -> Result<(), Nonsense> {
        sense(self.lists.len() <= 20, "`lists` are at most 20")?;
        sense((1..=20).contains(&self.people), "`people` are 1 to 20")
    }
}

/// `shift.check_in`: one press that says "we are well".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftCheckIn {
    /// The street where they are now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<Uuid>,
    /// A new time to be back, if it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Moment>,
}

impl Check for ShiftCheckIn {
    fn check(&self) -> Result<(), Nonsense> {
        Ok(())
    }
}

/// `shift.end`: the people are back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftEnd {
    /// What the phone counted; the receipt says whether all of it arrived.
    pub counters: Counters,
    /// The lists that they walked to the end.
    #[serde(default)]
    pub lists_done: Vec<Uuid>,
}

/// What a phone counted during a shift, as it stands at the end: a record that was taken back
/// does not count, a corrected one counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Counters {
    /// Entries that got an outcome.
    pub visits: u32,
    /// Visits with a knocked outcome.
    pub knocks: u32,
    /// Visits with the outcome `listened`.
    pub listened: u32,
    /// Listening records, of every mode.
    pub listenings: u32,
    /// Doors added.
    #[serde(default)]
    pub doors_added: u32,
    /// Sealed contact details.
    #[serde(default)]
    pub consents: u32,
    /// Every op that this phone wrote for the shift, from `shift.start` to this one: the
    /// "34 of 34" of the receipt.
    pub ops: u32,
}

impl Check for ShiftEnd {
    fn check(&self) -> Result<(), Nonsense> {
        let Counters {
            visits,
            knocks,
            listened,
            ops,
            ..
        } = self.counters;
        sense(self.lists_done.len() <= 20, "`lists_done` are at most 20")?;
        sense(knocks <= visits, "`knocks` are at most the `visits`")?;
        sense(listened <= knocks, "`listened` are at most the `knocks`")?;
        sense(visits <= ops, "`visits` are at most the `ops`")
    }
}

/// `safety.alert`: a call for help, or its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyAlert {
    /// What is the matter.
    pub alert: AlertKind,
    /// The street where they are, if the phone knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<Uuid>,
}

/// What an alert says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// The quiet help press: raised at once.
    Help,
    /// The agreed code word was given: raised at once.
    CodeWord,
    /// All is well again.
    Resolved,
}

impl Check for SafetyAlert {
    fn check(&self) -> Result<(), Nonsense> {
        Ok(())
    }
}

/// `reflection.add`: the three questions at the end, each of them optional, one at least answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReflectionAdd {
    /// What went well?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub went_well: Option<Prose>,
    /// What was hard?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_hard: Option<Prose>,
    /// What will you do next time?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_time: Option<Prose>,
}

impl Check for ReflectionAdd {
    fn check(&self) -> Result<(), Nonsense> {
        let answered = self.went_well.is_some() || self.was_hard.is_some();
        sense(
            answered || self.next_time.is_some(),
            "a reflection answers one question at least",
        )
    }
}
