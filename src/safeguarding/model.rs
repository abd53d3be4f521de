//! Concerns and what was done about them.

use serde::{Deserialize, Serialize};

use crate::base::{
    ids::{ConcernId, PersonId},
    secret::Secret,
    time::Day,
};

/// Days a concern stays after it was closed, if the hub's policy says nothing else: six years.
pub const KEPT_DAYS: i64 = 6 * 365 + 2;
/// The most characters of a narrative or of a step's words.
pub const MOST_WORDS: usize = 4_000;

crate::words! {
    /// Whom a concern is about.
    pub enum ConcernKind {
        /// Somebody under 18.
        Child => "child",
        /// A grown-up at risk.
        Adult => "adult",
        /// One of our own people.
        OurPeople => "our_people",
        /// None of these, or nobody knows.
        Other => "other",
    }
}

crate::words! {
    /// Where a concern stands.
    pub enum ConcernState {
        /// Nobody has dealt with it yet.
        Open => "open",
        /// It was referred to somebody.
        Referred => "referred",
        /// It is settled.
        Closed => "closed",
    }
}

crate::words! {
    /// Something the lead did about a concern.
    pub enum ConcernStepKind {
        /// Referred it.
        Referred => "referred",
        /// Wrote something down.
        Noted => "noted",
        /// Closed it.
        Closed => "closed",
    }
}

crate::words! {
    /// Whom a concern is referred to.
    pub enum ReferredTo {
        /// The police.
        Police => "police",
        /// Children's social care.
        ChildrensSocialCare => "childrens_social_care",
        /// Adult social care.
        AdultSocialCare => "adult_social_care",
        /// The local authority's designated officer.
        DesignatedOfficer => "designated_officer",
        /// The board of the hub.
        Board => "board",
        /// Somebody else: the words say whom.
        Other => "other",
    }
}

/// What is sealed of a concern: its words, and who told it.
#[derive(Serialize, Deserialize)]
pub struct Told {
    /// What was heard or seen.
    pub words: String,
    /// Who told it.
    pub by: PersonId,
}

/// What is sealed of a step.
#[derive(Serialize, Deserialize)]
pub struct StepWords {
    /// Whom it was referred to.
    pub to: Option<ReferredTo>,
    /// What was done, asked for or came back.
    pub words: String,
}

/// A concern without its words.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Concern {
    /// Names it.
    pub id: ConcernId,
    /// Whom it is about.
    pub kind: ConcernKind,
    /// The words, sealed.
    pub told: String,
    /// The day it was told.
    pub told_on: Day,
    /// Where it stands.
    pub state: ConcernState,
    /// The day it was closed.
    pub closed_on: Option<Day>,
}

/// A step, sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Step {
    /// Its place, from 1.
    pub n: i64,
    /// What was done.
    pub step: ConcernStepKind,
    /// The day.
    pub taken_on: Day,
    /// The words, sealed.
    pub words: String,
}

/// Where a concern stands after a step.
///
/// # Errors
/// One sentence when it is closed.
pub const fn after(
    state: ConcernState,
    step: ConcernStepKind,
) -> Result<ConcernState, &'static str> {
    use ConcernState as S;
    match (state, step) {
        (S::Open | S::Referred, ConcernStepKind::Referred)
        | (S::Referred, ConcernStepKind::Noted) => Ok(S::Referred),
        (S::Open, ConcernStepKind::Noted) => Ok(S::Open),
        (S::Open | S::Referred, ConcernStepKind::Closed) => Ok(S::Closed),
        (S::Closed, _) => Err("This concern is closed. Tell a new one that names the old."),
    }
}

/// A narrative or a step's words, if they can be kept.
///
/// # Errors
/// One sentence that repeats none of them.
pub fn words(text: &str) -> Result<Secret<String>, &'static str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MOST_WORDS {
        return Err("`words` has 1 to 4,000 characters.");
    }
    Ok(Secret::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_concern_stays_closed() {
        for step in ConcernStepKind::ALL {
            assert!(after(ConcernState::Closed, *step).is_err());
        }
        let referred = after(ConcernState::Open, ConcernStepKind::Referred);
        assert_eq!(referred, Ok(ConcernState::Referred));
        assert_eq!(
            after(ConcernState::Referred, ConcernStepKind::Noted),
            Ok(ConcernState::Referred)
        );
    }
}
