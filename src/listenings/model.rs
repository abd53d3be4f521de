//! Visits, listenings, what was said, and what lies in the envelope.

use mobile_api::wire::ops::{HourBand, Outcome, Statement};
use serde::{Deserialize, Serialize};

use crate::base::{
    ids::{
        CampaignId, DoorId, GroupListeningId, ListeningId, OpId, PatchId, PersonId, ShiftId,
        StreetId, VisitId,
    },
    time::{Day, EpochMs},
};

/// One attempt at one door, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The op that recorded it.
    pub id: VisitId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its shift.
    pub shift: ShiftId,
    /// The door.
    pub door: DoorId,
    /// Who knocked.
    pub person: PersonId,
    /// The day in London.
    pub day: Day,
    /// The part of that day.
    pub hour_band: HourBand,
    /// What came of it.
    pub outcome: Outcome,
    /// The language spoken there.
    pub language: Option<String>,
    /// When they asked to be called on again.
    pub come_back: Option<HourBand>,
    /// Whether a card was left.
    pub left_card: bool,
    /// Its revision.
    pub rev: i64,
}

crate::words! {
    /// Who may read a note.
    pub enum NoteState {
        /// There is none.
        None => "none",
        /// Nothing was found in it that could point at somebody; it waits until one of the group has
        /// read it.
        Screened => "screened",
        /// Something in it could point at somebody; it waits until one of the group has read it.
        Held => "held",
        /// Read and kept as it was.
        Cleared => "cleared",
        /// Read and rewritten.
        Redacted => "redacted",
        /// Read and taken out.
        Removed => "removed",
    }
}

/// Where a listening counts, and the finest place it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The patch; absent = not placed.
    pub patch: Option<PatchId>,
    /// The street.
    pub street: Option<StreetId>,
    /// The H3 cell at resolution 10, for the tallies.
    pub cell: Option<i64>,
    /// The small area of 2011.
    pub lsoa_2011: Option<String>,
    /// The small area of 2021.
    pub lsoa_2021: Option<String>,
}

crate::words! {
    /// What a debrief may decide about a note.
    pub enum NoteChoice {
        /// It points at nobody and may be read as it is.
        Clear => "clear",
        /// Other words take its place.
        Replace => "replace",
        /// It waits: somebody of the group looks at it again.
        Hold => "hold",
        /// It goes; what was coded stays.
        Remove => "remove",
    }
}

/// What a debrief decided about a note, sealed beside it until the split carries it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decided {
    /// It may be read as it is.
    Clear,
    /// These words take its place.
    Replace {
        /// The words.
        words: String,
        /// Whether somebody read them again and wants them in, whatever the guard finds.
        sure: bool,
    },
    /// It waits.
    Hold,
    /// It goes.
    Remove,
}

impl Decided {
    /// The decision in a word.
    #[must_use]
    pub const fn choice(&self) -> NoteChoice {
        match self {
            Self::Clear => NoteChoice::Clear,
            Self::Replace { .. } => NoteChoice::Replace,
            Self::Hold => NoteChoice::Hold,
            Self::Remove => NoteChoice::Remove,
        }
    }
}

/// What was said in one conversation, as it lies sealed in its shift's envelope. How many spoke is
/// not here: that goes to the ledger at once, and must not lead from there to what was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listening {
    /// The patch it counts in.
    pub patch: Option<PatchId>,
    /// The street.
    pub street: Option<StreetId>,
    /// The day.
    pub day: Day,
    /// How strongly it matters to them.
    pub strength: Option<i64>,
    /// What was said, point by point.
    pub statements: Vec<Statement>,
    /// What was said, in words.
    pub note: Option<String>,
    /// Whether their words may be quoted.
    pub quote_ok: bool,
    /// What the debrief decided about the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// What was said, point by point, as the debrief coded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recoded: Option<Vec<Statement>>,
}

impl Listening {
    /// What was said, point by point: as the debrief coded it, else as the phone did.
    #[must_use]
    pub fn coded(&self) -> &[Statement] {
        self.recoded.as_deref().unwrap_or(&self.statements)
    }
}

/// A record in the envelope: a visit, or a listening with what was said, sealed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Enveloped {
    /// The record.
    #[sqlx(rename = "op_id")]
    pub record: OpId,
    /// Its shift.
    #[sqlx(rename = "shift_id")]
    pub shift: ShiftId,
    /// Its campaign.
    #[sqlx(rename = "campaign_id")]
    pub campaign: CampaignId,
    /// Who recorded it.
    #[sqlx(rename = "person_id")]
    pub person: PersonId,
    /// Its door, when it has one.
    #[sqlx(rename = "door_id")]
    pub door: Option<DoorId>,
    /// Its revision.
    pub rev: i64,
    /// When, to the minute.
    pub happened_at: EpochMs,
    /// What was said, sealed; absent for a visit.
    #[sqlx(rename = "body")]
    pub said: Option<String>,
}

impl Enveloped {
    /// Whether it is a listening.
    #[must_use]
    pub const fn is_listening(&self) -> bool {
        self.said.is_some()
    }
}

/// A conversation of five or more, a measure of its own.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct GroupListening {
    /// Its id.
    pub id: GroupListeningId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The patch it counts in.
    pub patch: PatchId,
    /// `venue`, `class` or `street`.
    pub mode: mobile_api::wire::ops::Mode,
    /// The day.
    pub day: Day,
    /// Where, such as `Millfield Hall`.
    pub place: String,
    /// How many people; five or more.
    pub people: i64,
    /// What was said, point by point.
    pub statements: Vec<Statement>,
}

/// A listening as groups read it: with the place and the days of its bucket, which at least five
/// listened doors share.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Heard {
    /// Its id.
    pub id: ListeningId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The patch; absent = anywhere in the campaign, or not placed.
    pub patch: Option<PatchId>,
    /// The street; absent = anywhere in the patch.
    pub street: Option<StreetId>,
    /// The first of the days in which it was heard.
    pub first_day: Day,
    /// The last of them.
    pub last_day: Day,
    /// What was said, point by point.
    pub statements: Vec<Statement>,
    /// What was said in words, once somebody of the group has cleared it.
    pub note: Option<String>,
    /// Whether their words may be quoted.
    pub quote_ok: bool,
}

/// Two records of one door that look like one conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Duplicate {
    /// The door.
    pub door: DoorId,
    /// The earlier record.
    pub first: OpId,
    /// The later record, by another person.
    pub second: OpId,
    /// Minutes between them.
    pub minutes: i64,
}

/// Distinct doors; never people.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema,
)]
pub struct DoorCounts {
    /// Doors knocked at.
    pub doors_tried: i64,
    /// Doors somebody opened.
    pub doors_answered: i64,
    /// Doors where somebody was listened to.
    pub doors_listened: i64,
}

impl DoorCounts {
    /// Adds doors of another part.
    pub const fn add(&mut self, other: Self) {
        self.doors_tried += other.doors_tried;
        self.doors_answered += other.doors_answered;
        self.doors_listened += other.doors_listened;
    }
}
