//! Requests and their clocks, and how long each class of record stays.

use serde::Serialize;

use crate::base::{
    ids::RequestId,
    time::{Day, EpochMs},
};

crate::words! {
    /// A class of records that goes when it is too old.
    pub enum Class {
        /// Notes somebody has cleared.
        Notes => "notes",
        /// Notes nobody has cleared.
        HeldNotes => "held_notes",
        /// Visits, and where doors stood after them.
        Visits => "visits",
        /// Contact details in the vault.
        Contacts => "contacts",
        /// Records that wait for a decision.
        HeldRecords => "held_records",
        /// Unsent work of phones that nobody opened.
        SealedWork => "sealed_work",
        /// Signs of life of people who are out, and alerts about them.
        CheckIns => "check_ins",
        /// What organisers thought after a shift.
        Reflections => "reflections",
        /// Sign-ins and one-time codes that are over.
        SignIns => "sign_ins",
        /// Requests and complaints that were closed.
        Requests => "requests",
        /// The audit chain.
        Audit => "audit",
        /// Concerns about somebody's safety that were closed.
        Concerns => "concerns",
        /// Backup files.
        Backups => "backups",
    }
}

/// How long a class stays in a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct RetentionRule {
    /// Of what.
    pub class: Class,
    /// Days it stays.
    pub days: i64,
    /// From which day they are counted.
    pub counted_from: String,
    /// Why it may stay so long.
    pub basis: String,
    /// Who answers for it.
    pub owner: String,
    /// Why it stays longer than the program's own rule, where it does.
    pub reason: Option<String>,
    /// When the hub changed it; absent for the program's own rule.
    pub changed_at: Option<EpochMs>,
}

/// The proof that a rule was followed on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct RetentionRun {
    /// Which rule.
    pub class: Class,
    /// The day.
    pub day: Day,
    /// What is from before this day went.
    pub cutoff: Day,
    /// How many records went.
    pub records: i64,
    /// When it was done.
    pub at: EpochMs,
}

crate::words! {
    /// What somebody asks.
    pub enum RequestKind {
        /// What do you hold about me?
        Access => "access",
        /// Delete it.
        Erasure => "erasure",
        /// Correct it.
        Rectification => "rectification",
        /// Stop using it.
        Objection => "objection",
        /// Something was not right.
        Complaint => "complaint",
    }
}

crate::words! {
    /// How far a request is.
    pub enum RequestState {
        /// It came.
        Open => "open",
        /// Whoever asked was told that it came.
        Acknowledged => "acknowledged",
        /// It was answered.
        Closed => "closed",
    }
}

crate::words! {
    /// How a request ended.
    pub enum RequestEnding {
        /// Done as asked; of a complaint: it was right.
        Granted => "granted",
        /// Done in part.
        Partly => "partly",
        /// Nothing was found that could be matched to them.
        NothingFound => "nothing_found",
        /// Not done, with a reason given.
        Refused => "refused",
        /// They took it back.
        Withdrawn => "withdrawn",
    }
}

/// A request or complaint, with its clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// What is asked.
    pub kind: RequestKind,
    /// The day it came.
    pub opened_on: Day,
    /// The last day for the answer; of a complaint, for telling that it came.
    pub due_on: Day,
    /// Days left; below zero when it is late.
    pub days_left: i64,
    /// How far it is.
    pub state: RequestState,
    /// The day whoever asked was told that it came.
    pub acknowledged_on: Option<Day>,
    /// The day it was answered.
    pub closed_on: Option<Day>,
    /// How it ended.
    pub outcome: Option<RequestEnding>,
    /// How whoever asked is found again, such as a name or a reference of one's own; opened with
    /// the hub's key. Absent when none was given, or once the request is closed.
    pub reference: Option<String>,
}
