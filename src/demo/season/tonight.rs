//! The evening that waits for its debrief: twenty conversations with words, door by door.
//!
//! Most of what was said may be read as it is. A few point at somebody, as happens: they are what a
//! debrief is for. The people are made up like the town.

use super::{
    ListeningScript, Outcome, Stance, StatementScript, VisitScript, Voices, script::theme_of,
};

/// Topics and stances of what was said, and the words.
type Talk = (&'static [(&'static str, Stance)], &'static str);

use Stance::{Concern, Idea, Love, Offer};

/// What was said, in the order of the doors.
const TALKS: [Talk; 20] = [
    (&[("green", Love)], "The park is why we stay."),
    (
        &[("safety", Concern)],
        "The lamp by the steps has been out since the clocks changed.",
    ),
    (
        &[("homes", Concern)],
        "Mrs Okonkwo downstairs has had no heating since October.",
    ),
    (
        &[("transport", Concern), ("safety", Concern)],
        "Cars cut through here to miss the lights.",
    ),
    (
        &[("litter", Concern)],
        "Bins left out all week, and the foxes do the rest.",
    ),
    (
        &[("young", Concern), ("places", Idea)],
        "Open the hall one evening for the teenagers.",
    ),
    (
        &[("neighbours", Love)],
        "My neighbour takes the parcels in for the whole landing.",
    ),
    (
        &[("health", Concern)],
        "You cannot get seen. Ask Dawn at number 14, she waited nine weeks.",
    ),
    (&[("food", Offer)], "I could cook for twenty once a month."),
    (
        &[("money", Concern)],
        "It is heating or eating by the last week.",
    ),
    (
        &[("older", Idea)],
        "A bench half way up, so you can catch your breath.",
    ),
    (
        &[("safety", Concern)],
        "Nobody answers when you report it. Ring me on 01632 960145 if they do.",
    ),
    (&[("arts", Love)], "The lantern walk, do that again."),
    (
        &[("lonel", Concern)],
        "Since the cafe shut you can go a week without a word.",
    ),
    (
        &[("learning", Idea)],
        "A class in the evening, with somebody to mind the children.",
    ),
    (
        &[("work", Concern)],
        "The warehouse changes your hours by text the night before.",
    ),
    (
        &[("environment", Concern)],
        "The drain backs up every time it rains hard.",
    ),
    (
        &[("voice", Concern)],
        "They came and asked, and then nothing was heard again.",
    ),
    (
        &[("green", Idea), ("young", Concern)],
        "Mend the swings before anything else.",
    ),
    (
        &[("litter", Offer)],
        "I will do a litter pick if three of us go.",
    ),
];

/// The evening, door by door: 36 doors, twenty of them with a talk.
#[must_use]
pub fn script(themes: &[&str]) -> Vec<VisitScript> {
    let mut talks = TALKS.iter();
    let quiet = [
        Outcome::NoAnswer,
        Outcome::NoAnswer,
        Outcome::ComeBack,
        Outcome::NoAnswer,
        Outcome::Declined,
    ];
    let mut script = Vec::new();
    for n in 0..36 {
        // Of nine doors five open and talk.
        let talk = if n % 9 < 5 { talks.next() } else { None };
        script.push(match talk {
            Some(talk) => VisitScript {
                outcome: Outcome::Listened,
                listening: Some(listening(n, talk, themes)),
                seconds: 240,
            },
            None => VisitScript {
                outcome: quiet
                    .get(n % quiet.len())
                    .copied()
                    .unwrap_or(Outcome::NoAnswer),
                listening: None,
                seconds: 75,
            },
        });
    }
    script
}

fn listening(n: usize, (said, words): &Talk, themes: &[&str]) -> ListeningScript {
    let statements = said.iter().filter_map(|(topic, stance)| {
        Some(StatementScript {
            theme: theme_of(topic, themes)?.to_owned(),
            stance: *stance,
        })
    });
    ListeningScript {
        voices: Voices {
            first: u16::from(n % 10 != 3),
            again: u16::from(n % 10 == 3),
            unsure: 0,
        },
        statements: statements.collect(),
        note: Some(words),
        interested: n.is_multiple_of(6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_of_the_doors_talk_and_each_talk_has_words() {
        let script = script(&["green_space_and_play"]);
        let talks = script.iter().filter_map(|visit| visit.listening.as_ref());

        assert_eq!(script.len(), 36);
        assert_eq!(talks.clone().count(), 20);
        assert!(talks.clone().all(|talk| talk.note.is_some()));
    }
}
