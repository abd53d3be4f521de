//! What a record counts as, where a listening is placed, and what a debrief should look at. Pure.
//! What a listening keeps of its place and day is in [`buckets`], what becomes of its words in
//! [`notes`].

pub mod buckets;
pub mod notes;

use std::collections::BTreeMap;

use mobile_api::wire::ops::{Mode, Outcome, Stance, Statement, Voices};
use uuid::Uuid;

use super::model::{Duplicate, Enveloped, Place};
use crate::{
    areas::model::{Patch, Vintage},
    base::{
        ids::{DoorId, OpId, ProgrammeId},
        time::Day,
    },
    tally::{Measure, Posting, Tally},
};

/// Two records of one door within so many minutes are likely one conversation.
pub const DUPLICATE_MINUTES: i64 = 30;
/// A door listened to twice within so many days is shown to a human.
pub const TWICE_DAYS: i64 = 30;

/// The cell of the tallies that a record belongs to.
#[derive(Clone, Debug)]
pub struct Counted<'a> {
    /// The record; a reversal names it again.
    pub subject: Uuid,
    /// The programme.
    pub programme: ProgrammeId,
    /// The day.
    pub day: Day,
    /// How they were met.
    pub mode: &'a str,
    /// Where.
    pub place: &'a Place,
}

impl Counted<'_> {
    fn post(&self, measure: Measure, count: i64) -> Posting {
        Posting::Post(Tally {
            subject: self.subject,
            programme: self.programme,
            measure,
            count,
            day: self.day,
            mode: self.mode.to_owned(),
            patch: self.place.patch,
            cell: self.place.cell,
            lsoa_2011: self.place.lsoa_2011.clone(),
            lsoa_2021: self.place.lsoa_2021.clone(),
        })
    }

    /// What a visit counts as: always one visit; a knock, an answer, a listening where it was one.
    #[must_use]
    pub fn visit(&self, outcome: Outcome) -> Vec<Posting> {
        let counts = [
            (Measure::Visits, true),
            (Measure::Knocks, outcome.is_knock()),
            (Measure::Answers, outcome.is_answer()),
            (Measure::Listened, outcome == Outcome::Listened),
        ];
        let counts = counts.into_iter().filter(|(_, counts)| *counts);
        counts.map(|(measure, _)| self.post(measure, 1)).collect()
    }

    /// What a listening counts as. `Interested` are voices that said yes at a *first* listening;
    /// the record says how many said yes, not which, so at most the first ones are taken.
    #[must_use]
    pub fn listening(&self, voices: Voices, interest: u8) -> Vec<Posting> {
        let counts = [
            (Measure::Listenings, 1),
            (Measure::EngagedFirst, voices.first()),
            (Measure::EngagedAgain, voices.again()),
            (Measure::EngagedUnsure, voices.unsure()),
            (Measure::Interested, interest.min(voices.first())),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        counts
            .map(|(measure, count)| self.post(measure, i64::from(count)))
            .collect()
    }

    /// What a conversation of five or more counts as.
    #[must_use]
    pub fn group(&self, people: i64) -> Vec<Posting> {
        vec![
            self.post(Measure::GroupListenings, 1),
            self.post(Measure::GroupPeople, people),
        ]
    }
}

/// Whether a patch holds a place, by the small area of its own vintage.
#[must_use]
pub fn holds(patch: &Patch, place: &Place) -> bool {
    let code = if patch.vintage == Vintage::Y2011 {
        &place.lsoa_2011
    } else {
        &place.lsoa_2021
    };
    code.as_ref().is_some_and(|code| patch.areas.contains(code))
}

/// The version of a patch that held on a day; the oldest for days before all of them. `versions`
/// come newest first.
#[must_use]
pub fn version_on(versions: &[Patch], day: Day) -> Option<&Patch> {
    let held = versions.iter().find(|patch| patch.valid_from <= day);
    held.or(versions.last())
}

/// Records of one door by two people, less than half an hour apart. Visits are compared with
/// visits and listenings with listenings, so that a conversation is never its own double.
#[must_use]
pub fn duplicates(records: &[Enveloped]) -> Vec<Duplicate> {
    let mut of_door: BTreeMap<(DoorId, bool), Vec<&Enveloped>> = BTreeMap::new();
    for record in records {
        if let Some(door) = record.door {
            let key = (door, record.is_listening());
            of_door.entry(key).or_default().push(record);
        }
    }
    let mut found = Vec::new();
    for ((door, _), mut records) in of_door {
        records.sort_by_key(|record| (record.happened_at, record.record));
        for (n, first) in records.iter().enumerate() {
            let later = records.iter().skip(n + 1);
            found.extend(
                later
                    .filter(|second| second.person != first.person)
                    .map(|second| Duplicate {
                        door,
                        first: first.record,
                        second: second.record,
                        minutes: (second.happened_at.0 - first.happened_at.0) / 60_000,
                    })
                    .filter(|double| double.minutes <= DUPLICATE_MINUTES),
            );
        }
    }
    found
}

/// How the visits of a shift and its listenings at doors fit together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tied {
    /// Visits with the outcome `listened` of which nothing was recorded.
    pub nothing_recorded: usize,
    /// Listenings at a door that no visit says was listened to.
    pub untied: Vec<OpId>,
}

/// Ties listenings at doors to the visits that say so, door by door.
///
/// `listened` are the doors of visits with that outcome, one entry a visit.
#[must_use]
pub fn tie(listened: &[DoorId], listenings: &[Enveloped]) -> Tied {
    let mut open: BTreeMap<DoorId, usize> = BTreeMap::new();
    for door in listened {
        *open.entry(*door).or_default() += 1;
    }
    let mut tied = Tied::default();
    for record in listenings {
        let Some(door) = record.door else { continue };
        match open.get_mut(&door) {
            Some(left) if *left > 0 => *left -= 1,
            Some(_) | None => tied.untied.push(record.record),
        }
    }
    tied.nothing_recorded = open.into_values().sum();
    tied
}

/// What a group listening must hold.
///
/// # Errors
/// One plain sentence.
pub fn check_group(people: i64, mode: Mode, statements: &[Statement]) -> Result<(), String> {
    if people < 5 {
        return Err(
            "A group listening has five people or more; one with fewer is a listening.".to_owned(),
        );
    }
    if matches!(mode, Mode::Door | Mode::Phone) {
        return Err("`mode` is `street`, `venue` or `class`.".to_owned());
    }
    check_statements(statements)
}

/// What was said, point by point, makes sense.
///
/// # Errors
/// One plain sentence.
pub fn check_statements(statements: &[Statement]) -> Result<(), String> {
    let fits = |said: &Statement| {
        (said.offer_kind.is_none() || said.stance == Stance::Offer)
            && said.strength.is_none_or(|s| (1..=3).contains(&s))
    };
    if statements.len() > 200 || !statements.iter().all(fits) {
        return Err(
            "`statements` are at most 200, `offer_kind` goes with the stance `offer` only, and \
             `strength` is 1 to 3."
                .to_owned(),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
