//! Shifts, the people on them, and what their phones declared.

use std::collections::BTreeMap;

use mobile_api::wire::{ops::Counters, rows, time::Moment};
use serde::Serialize;

use crate::base::{
    ids::{CampaignId, InstallId, OpId, PersonId, ShiftId},
    time::EpochMs,
};

crate::words! {
    /// Where a shift stands.
    pub enum ShiftState {
        /// Planned.
        Planned => "planned",
        /// It has a list.
        Ready => "ready",
        /// Its people are out.
        Out => "out",
        /// They are back.
        Back => "back",
        /// Back, and everything declared has arrived.
        Synced => "synced",
        /// Talked over.
        Debriefed => "debriefed",
        /// Closed; its envelope is empty.
        Closed => "closed",
        /// It did not take place.
        Cancelled => "cancelled",
        /// Its records were lost, as a person declared; it counts nothing.
        DataLost => "data_lost",
    }
}

impl ShiftState {
    /// The same on the wire.
    #[must_use]
    pub const fn wire(self) -> rows::ShiftState {
        match self {
            Self::Planned => rows::ShiftState::Planned,
            Self::Ready => rows::ShiftState::Ready,
            Self::Out => rows::ShiftState::Out,
            Self::Back => rows::ShiftState::Back,
            Self::Synced => rows::ShiftState::Synced,
            Self::Debriefed => rows::ShiftState::Debriefed,
            Self::Closed => rows::ShiftState::Closed,
            Self::Cancelled => rows::ShiftState::Cancelled,
            Self::DataLost => rows::ShiftState::DataLost,
        }
    }
}

crate::words! {
    /// What somebody does on a shift.
    pub enum Part {
        /// Writes down what is heard.
        Recorder => "recorder",
        /// Goes along.
        Partner => "partner",
        /// Goes along to learn.
        Shadow => "shadow",
    }
}

crate::words! {
    /// How the people on a shift are, as far as anybody knows. Runs beside the shift's state.
    pub enum Safety {
        /// Nobody is out.
        Idle => "idle",
        /// Out, and expected back at a time.
        Watched => "watched",
        /// Back and well.
        Ok => "ok",
        /// Ten minutes over time: the phone is nudged.
        Late => "late",
        /// Twenty minutes over: the buddy is asked.
        Overdue => "overdue",
        /// Thirty minutes over, or a call for help: the hub's lead, with the last street.
        Raised => "raised",
        /// A raised alarm was settled.
        Resolved => "resolved",
    }
}

impl Safety {
    /// The same on the wire.
    #[must_use]
    pub const fn wire(self) -> rows::ShiftSafety {
        match self {
            Self::Idle => rows::ShiftSafety::Idle,
            Self::Watched => rows::ShiftSafety::Watched,
            Self::Ok => rows::ShiftSafety::Ok,
            Self::Late => rows::ShiftSafety::Late,
            Self::Overdue => rows::ShiftSafety::Overdue,
            Self::Raised => rows::ShiftSafety::Raised,
            Self::Resolved => rows::ShiftSafety::Resolved,
        }
    }
}

crate::words! {
    /// How far an alert has come.
    pub enum AlertStep {
        /// Ten minutes over time: the phone is nudged.
        Late => "late",
        /// Twenty minutes over: the buddy is asked.
        Overdue => "overdue",
        /// Thirty minutes over, or a call for help: the hub's lead.
        Raised => "raised",
    }
}

crate::words! {
    /// Why there is an alert.
    pub enum AlertCause {
        /// Nobody said that they are back.
        Time => "time",
        /// The quiet help press.
        Help => "help",
        /// The agreed word was given.
        CodeWord => "code_word",
    }
}

crate::words! {
    /// A sign of life, or a call for help.
    pub enum SignKind {
        /// They went out.
        Start => "start",
        /// They are well.
        CheckIn => "check_in",
        /// They are back.
        End => "end",
        /// The quiet help press.
        Help => "help",
        /// The agreed word was given.
        CodeWord => "code_word",
        /// All is well again.
        Resolved => "resolved",
    }
}

/// Somebody on a shift.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, sqlx::FromRow, utoipa::ToSchema,
)]
#[serde(deny_unknown_fields)]
pub struct ShiftPerson {
    /// Who.
    #[sqlx(rename = "person_id")]
    pub person: PersonId,
    /// As what.
    pub part: Part,
}

/// One time out.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Shift {
    /// Its id.
    pub id: ShiftId,
    /// The campaign it listens for.
    pub campaign: CampaignId,
    /// When it should begin.
    pub planned_start: EpochMs,
    /// When it should end.
    pub planned_end: EpochMs,
    /// Where they meet.
    pub start_place: String,
    /// The name of the buddy who watches from afar.
    pub buddy: String,
    /// The buddy's account, where they have one.
    pub buddy_id: Option<PersonId>,
    /// Where it stands.
    pub state: ShiftState,
    /// When they went out.
    pub started_at: Option<EpochMs>,
    /// When they mean to be back.
    pub expected_end: Option<EpochMs>,
    /// When they were back.
    pub ended_at: Option<EpochMs>,
    /// The last street they named.
    pub last_street: Option<String>,
    /// How they are.
    pub safety: Safety,
    /// Why it was cancelled or declared lost.
    pub reason: Option<String>,
    /// When it was closed.
    pub closed_at: Option<EpochMs>,
    /// When its listenings were parted from its doors.
    pub split_at: Option<EpochMs>,
    /// When it was planned.
    pub created_at: EpochMs,
    /// Who goes.
    pub people: Vec<ShiftPerson>,
    /// What each phone counted, as it said at its end.
    #[serde(skip)]
    pub declared: BTreeMap<InstallId, Counters>,
}

impl Shift {
    /// Whether this person is on it.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        self.people.iter().any(|on| on.person == person)
    }

    /// As the phones of its people hold it.
    #[must_use]
    pub fn row(&self) -> rows::ShiftRow {
        let moment = |at: EpochMs| Moment::from_ms(at.0);
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        rows::ShiftRow {
            id: self.id.0,
            state: self.state.wire(),
            starts_at: Some(moment(self.started_at.unwrap_or(self.planned_start))),
            expected_end: Some(moment(self.expected_end.unwrap_or(self.planned_end))),
            meeting_point: text(&self.start_place),
            buddy: text(&self.buddy),
            safety: Some(self.safety.wire()),
        }
    }
}

/// An op of a shift that arrived, as the receipt counts it.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The phone.
    pub install: InstallId,
    /// The record.
    pub id: OpId,
    /// Its revision.
    pub rev: i64,
    /// Its kind, by name.
    pub kind: String,
    /// The outcome, of a visit.
    pub outcome: Option<mobile_api::wire::ops::Outcome>,
    /// Whether it waits for a human.
    pub held: bool,
    /// Whether the record was taken back.
    pub voided: bool,
}

/// What one phone declared and what arrived of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct PhoneReceipt {
    /// The phone.
    pub install: InstallId,
    /// What it counted; absent until its end has arrived.
    pub declared: Option<Counters>,
    /// What arrived, counted the same way; records that wait for a human are in `ops` alone.
    pub received: Counters,
    /// How many of them wait for a human.
    pub held: u32,
    /// Whether everything it declared has arrived.
    pub complete: bool,
    /// In words: `34 of 34`.
    pub text: String,
}

/// What the phones of a shift declared and what arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Receipt {
    /// The shift.
    pub shift: ShiftId,
    /// Phone by phone.
    pub phones: Vec<PhoneReceipt>,
    /// Whether every phone has declared, and everything has arrived.
    pub complete: bool,
    /// In words: `34 of 34`.
    pub text: String,
}
