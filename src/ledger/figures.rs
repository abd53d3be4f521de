//! Sums of measures, and the figures a definition set makes of them.

use std::{
    collections::BTreeMap,
    ops::{AddAssign, Neg},
};

use serde::{Deserialize, Serialize};

use super::DefinitionSet;
use crate::tally::Measure;

/// What stands of each measure; a measure that is not there stands at 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Measure, i64>);

impl Sums {
    /// Adds to one measure.
    pub fn add(&mut self, measure: Measure, count: i64) {
        *self.0.entry(measure).or_default() += count;
    }

    /// What stands of one measure.
    #[must_use]
    pub fn of(&self, measure: Measure) -> i64 {
        self.0.get(&measure).copied().unwrap_or_default()
    }

    fn of_all(&self, measures: &[Measure]) -> i64 {
        measures.iter().map(|measure| self.of(*measure)).sum()
    }
}

impl AddAssign<&Self> for Sums {
    fn add_assign(&mut self, other: &Self) {
        for (measure, count) in &other.0 {
            self.add(*measure, *count);
        }
    }
}

impl Neg for Sums {
    type Output = Self;
    fn neg(mut self) -> Self {
        self.0.values_mut().for_each(|count| *count = -*count);
        self
    }
}

/// The figures people read, under one definition set.
///
/// A figure that an old return did not have yet reads as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Figures {
    /// Entries on lists that got an outcome.
    pub visits: i64,
    /// Visits at which somebody knocked.
    pub knocks: i64,
    /// Visits at which somebody opened.
    pub answers: i64,
    /// Visits that became a conversation.
    pub listened: i64,
    /// One-to-one listening records.
    pub listenings: i64,
    /// People engaged: the low figure.
    pub engaged: i64,
    /// With those who were not sure.
    pub engaged_high: i64,
    /// People listened to again.
    pub again: i64,
    /// Voices that said yes to being involved, at a first listening.
    pub interested: i64,
    /// People activated: the low figure.
    pub activated: i64,
    /// With those who were not sure.
    pub activated_high: i64,
    /// Of the activated: those somebody had listened to before.
    pub activated_from_listening: i64,
    /// People responsible for others for the first time.
    pub leading: i64,
    /// Actions that came to be done.
    pub actions: i64,
    /// Conversations of five or more.
    pub group_listenings: i64,
    /// People in them.
    pub group_people: i64,
}

impl Figures {
    /// The figures that `definitions` make of the sums.
    #[must_use]
    pub fn of(sums: &Sums, definitions: &DefinitionSet) -> Self {
        let engaged = sums.of_all(definitions.engaged);
        let activated = sums.of_all(definitions.activated);
        Self {
            visits: sums.of(Measure::Visits),
            knocks: sums.of(Measure::Knocks),
            answers: sums.of(Measure::Answers),
            listened: sums.of(Measure::Listened),
            listenings: sums.of(Measure::Listenings),
            engaged,
            engaged_high: engaged + sums.of_all(definitions.engaged_unsure),
            again: sums.of(Measure::EngagedAgain),
            interested: sums.of(Measure::Interested),
            activated,
            activated_high: activated + sums.of_all(definitions.activated_unsure),
            activated_from_listening: sums.of(Measure::ActivatedFromListening),
            leading: sums.of(Measure::Leading),
            actions: sums.of(Measure::Actions),
            group_listenings: sums.of(Measure::GroupListenings),
            group_people: sums.of(Measure::GroupPeople),
        }
    }

    /// Every figure with its name, in the order of the report.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, i64); 16] {
        [
            ("visits", self.visits),
            ("knocks", self.knocks),
            ("answers", self.answers),
            ("listened", self.listened),
            ("listenings", self.listenings),
            ("engaged", self.engaged),
            ("engaged_high", self.engaged_high),
            ("again", self.again),
            ("interested", self.interested),
            ("activated", self.activated),
            ("activated_high", self.activated_high),
            ("activated_from_listening", self.activated_from_listening),
            ("leading", self.leading),
            ("actions", self.actions),
            ("group_listenings", self.group_listenings),
            ("group_people", self.group_people),
        ]
    }

    /// Whether every figure is 0.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.visits += other.visits;
        self.knocks += other.knocks;
        self.answers += other.answers;
        self.listened += other.listened;
        self.listenings += other.listenings;
        self.engaged += other.engaged;
        self.engaged_high += other.engaged_high;
        self.again += other.again;
        self.interested += other.interested;
        self.activated += other.activated;
        self.activated_high += other.activated_high;
        self.activated_from_listening += other.activated_from_listening;
        self.leading += other.leading;
        self.actions += other.actions;
        self.group_listenings += other.group_listenings;
        self.group_people += other.group_people;
    }
}
