//! Every figure by its name, with what it counts in words. The words of a definition set stand
//! beside them where the set has one; what is here says the rest.

use super::{DefinitionSet, Figures};

/// A figure that can be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name in reports.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The word of the definition set that says what it means.
    pub word: &'static str,
    /// What it counts, in a sentence.
    pub text: &'static str,
}

const fn named(
    name: &'static str,
    label: &'static str,
    word: &'static str,
    text: &'static str,
) -> Named {
    Named {
        name,
        label,
        word,
        text,
    }
}

/// Figures that are sums over the ledger's lines, in the order of the report.
pub const FIGURES: [Named; 16] = [
    named(
        "visits",
        "Visits",
        "visits and knocks",
        "Entries on lists that got an outcome.",
    ),
    named(
        "knocks",
        "Knocks",
        "visits and knocks",
        "Visits at which somebody knocked.",
    ),
    named(
        "answers",
        "Answers",
        "visits and knocks",
        "Visits at which somebody opened.",
    ),
    named(
        "listened",
        "Visits with a conversation",
        "visits and knocks",
        "Visits that became a conversation.",
    ),
    named(
        "listenings",
        "Listenings",
        "listenings",
        "Records of one-to-one conversations.",
    ),
    named(
        "engaged",
        "People engaged",
        "engaged",
        "People engaged: the low figure.",
    ),
    named(
        "engaged_high",
        "People engaged, high",
        "range",
        "People engaged, with those who were not sure whether it was their first time.",
    ),
    named(
        "again",
        "People listened to again",
        "engaged",
        "People whom one of us had listened to before. They are in no count of people engaged.",
    ),
    named(
        "interested",
        "People interested",
        "engaged",
        "Voices that said yes to being involved, at a first listening.",
    ),
    named(
        "activated",
        "People activated",
        "activated",
        "People activated: the low figure.",
    ),
    named(
        "activated_high",
        "People activated, high",
        "range",
        "People activated, with those who were not sure whether it was their first time.",
    ),
    named(
        "activated_from_listening",
        "Activated from listening",
        "activated from listening",
        "Of the people activated, those somebody had listened to before.",
    ),
    named(
        "leading",
        "People leading",
        "leading",
        "People responsible for others for the first time.",
    ),
    named(
        "actions",
        "Actions",
        "activated",
        "Actions that came to be done, on the day they were done.",
    ),
    named(
        "group_listenings",
        "Group conversations",
        "listenings",
        "Conversations of five or more people. They are never in the one-to-one counts.",
    ),
    named(
        "group_people",
        "People in group conversations",
        "engaged",
        "People in conversations of five or more.",
    ),
];

/// Distinct doors, which are no sums.
pub const DOORS: [Named; 3] = [
    named(
        "doors_tried",
        "Doors tried",
        "visits and knocks",
        "Distinct homes at which somebody knocked.",
    ),
    named(
        "doors_answered",
        "Doors that opened",
        "visits and knocks",
        "Distinct homes at which somebody opened.",
    ),
    named(
        "doors_listened",
        "Doors listened at",
        "visits and knocks",
        "Distinct homes at which somebody was listened to.",
    ),
];

/// The figure of this name.
#[must_use]
pub fn find(name: &str) -> Option<Named> {
    let mut all = FIGURES.iter().chain(&DOORS);
    all.find(|known| known.name == name).copied()
}

/// A figure by its name; 0 for one nobody knows.
#[must_use]
pub fn value(figures: &Figures, name: &str) -> i64 {
    let found = figures
        .named()
        .into_iter()
        .find(|(known, _)| *known == name);
    found.map_or(0, |(_, value)| value)
}

impl Named {
    /// What it means: its own sentence, and the words of the set where it has any.
    #[must_use]
    pub fn meaning(&self, definitions: &DefinitionSet) -> String {
        let of_set = definitions
            .meanings
            .iter()
            .find(|meaning| meaning.word == self.word);
        match of_set {
            Some(meaning) => format!("{} {}", self.text, meaning.text),
            None => self.text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_of_a_report_can_be_asked_about_under_its_own_name() {
        let reported = Figures::default().named().map(|(name, _)| name);

        assert_eq!(FIGURES.map(|figure| figure.name), reported);
    }

    #[test]
    fn a_figure_says_what_it_means_in_the_words_of_its_set() {
        let engaged = find("engaged").unwrap();

        let own = engaged.meaning(&crate::ledger::definitions::V1);
        let with_groups = engaged.meaning(&crate::ledger::definitions::V1_GROUPS);

        assert!(own.contains("Asked once, at the end"), "{own}");
        assert!(with_groups.contains("conversations of five or more"));
        assert_ne!(own, with_groups);
    }
}
