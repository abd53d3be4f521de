//! What rooms hand to the ledger: counts without content.
//!
//! A record (a visit, a listening, an involvement) that is taken in becomes tallies; one that is
//! taken back or corrected becomes a reversal by its id. The ledger turns both into lines; nobody
//! ever counts by reading listenings.

use uuid::Uuid;

use crate::base::{
    ids::{PatchId, ProgrammeId},
    time::Day,
};

crate::words! {
    /// What is counted. Sums over any dimension are exact, because each unit has one cell in
    /// (hub × patch × day × mode).
    pub enum Measure {
        /// Every entry on a list that got an outcome.
        Visits => "visits",
        /// Visits with a knocked outcome.
        Knocks => "knocks",
        /// Visits at which somebody opened.
        Answers => "answers",
        /// Visits that became a conversation.
        Listened => "listened",
        /// One-to-one listening records.
        Listenings => "listenings",
        /// People at their first listening in this programme.
        EngagedFirst => "engaged_first",
        /// People listened to before.
        EngagedAgain => "engaged_again",
        /// People who were not sure.
        EngagedUnsure => "engaged_unsure",
        /// Voices that said yes to being involved at a first listening.
        Interested => "interested",
        /// Conversations of five or more, apart from all others.
        GroupListenings => "group_listenings",
        /// People in them.
        GroupPeople => "group_people",
        /// People at their first qualifying act.
        ActivatedFirst => "activated_first",
        /// People who had acted before.
        ActivatedBefore => "activated_before",
        /// People who were not sure.
        ActivatedUnsure => "activated_unsure",
        /// Of the first: those somebody had listened to before.
        ActivatedFromListening => "activated_from_listening",
        /// People for the first time responsible for others.
        Leading => "leading",
        /// Actions that came to be done.
        Actions => "actions",
    }
}

/// One count of one measure, in the one cell it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The record it comes from; a reversal names it again.
    pub subject: Uuid,
    /// The programme it counts in.
    pub programme: ProgrammeId,
    /// What is counted.
    pub measure: Measure,
    /// How many.
    pub count: i64,
    /// The day it happened.
    pub day: Day,
    /// `door`, `street`, `venue`, `class`, `phone`, or `action`.
    pub mode: String,
    /// The patch; absent = not placed.
    pub patch: Option<PatchId>,
    /// The H3 cell at resolution 10; absent = no cell.
    pub cell: Option<i64>,
    /// The small area of 2011; absent = no area.
    pub lsoa_2011: Option<String>,
    /// The small area of 2021; absent = no area.
    pub lsoa_2021: Option<String>,
}

/// Something for the ledger to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posting {
    /// New counts.
    Post(Tally),
    /// All that stands of this record is reversed, by name.
    Reverse {
        /// The record.
        subject: Uuid,
        /// Why, in the words of the return: `corrected`, `voided: duplicate`.
        reason: String,
    },
}
