//! What happens at a door: outcomes, voices and statements, drawn at the rates of the domain.

use super::voices::SAYINGS;
use crate::demo::rng::Dice;

/// How a visit ended. The text of each is the product's own word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the names are the domain's outcome words, defined there"
)]
pub enum Outcome {
    NoAnswer,
    ComeBack,
    Declined,
    DoNotKnock,
    LanguageBarrier,
    ChildOnly,
    Listened,
    LeftSafely,
    StickerSkip,
    NoAccess,
    Empty,
    NotAHome,
}

impl Outcome {
    /// The word on the wire, `snake_case`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoAnswer => "no_answer",
            Self::ComeBack => "come_back",
            Self::Declined => "declined",
            Self::DoNotKnock => "do_not_knock",
            Self::LanguageBarrier => "language_barrier",
            Self::ChildOnly => "child_only",
            Self::Listened => "listened",
            Self::LeftSafely => "left_safely",
            Self::StickerSkip => "sticker_skip",
            Self::NoAccess => "no_access",
            Self::Empty => "empty",
            Self::NotAHome => "not_a_home",
        }
    }

    /// Whether somebody knocked; otherwise the door was passed by.
    #[must_use]
    pub const fn is_knock(self) -> bool {
        !matches!(
            self,
            Self::StickerSkip | Self::NoAccess | Self::Empty | Self::NotAHome
        )
    }

    /// Whether somebody opened.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        self.is_knock() && !matches!(self, Self::NoAnswer)
    }
}

/// How a statement is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the names are the domain's stance words, defined there"
)]
pub enum Stance {
    Love,
    Concern,
    Idea,
    Offer,
}

impl Stance {
    /// The word on the wire, `snake_case`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Love => "love",
            Self::Concern => "concern",
            Self::Idea => "idea",
            Self::Offer => "offer",
        }
    }
}

/// People in one conversation (or in several, added up).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voices {
    /// Listened to for the first time.
    pub first: u16,
    /// Listened to before.
    pub again: u16,
    /// Not sure.
    pub unsure: u16,
}

/// One coded point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementScript {
    /// One of the slugs passed in.
    pub theme: String,
    /// How it is meant.
    pub stance: Stance,
}

/// One conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListeningScript {
    /// Who spoke.
    pub voices: Voices,
    /// What was said: one to three points, no theme and stance twice.
    pub statements: Vec<StatementScript>,
    /// The words, for about six in ten; they fit the first statement where a theme fits.
    pub note: Option<&'static str>,
    /// Whether they said yes to being involved.
    pub interested: bool,
}

/// One door on a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitScript {
    /// How it ended.
    pub outcome: Outcome,
    /// The conversation; there exactly if the outcome is [`Outcome::Listened`].
    pub listening: Option<ListeningScript>,
    /// Seconds from leaving the door before to leaving this one.
    pub seconds: u32,
}

/// What happens at one door. The same dice give the same answer.
///
/// 4 % of doors are passed by. Of the knocks, 67 % bring no answer, 15 % a conversation, the rest
/// a short answer.
pub fn outcome_for(dice: &mut Dice, themes: &[&str]) -> VisitScript {
    const OUTCOMES: [(Outcome, f64); 12] = [
        (Outcome::StickerSkip, 0.015),
        (Outcome::NoAccess, 0.012),
        (Outcome::Empty, 0.008),
        (Outcome::NotAHome, 0.005),
        (Outcome::NoAnswer, 0.96 * 0.67),
        (Outcome::Listened, 0.96 * 0.15),
        (Outcome::ComeBack, 0.96 * 0.07),
        (Outcome::Declined, 0.96 * 0.08),
        (Outcome::LanguageBarrier, 0.96 * 0.014),
        (Outcome::ChildOnly, 0.96 * 0.010),
        (Outcome::DoNotKnock, 0.96 * 0.005),
        (Outcome::LeftSafely, 0.96 * 0.001),
    ];
    let place = dice.weighted(&OUTCOMES.map(|(_, weight)| weight));
    let outcome = OUTCOMES
        .get(place)
        .map_or(Outcome::NoAnswer, |(outcome, _)| *outcome);
    let listening = (outcome == Outcome::Listened).then(|| listening_for(dice, themes));
    let at_the_door = match outcome {
        Outcome::Listened => dice.between(4.0 * 60.0, 20.0 * 60.0),
        Outcome::NoAnswer => 60.0,
        other if other.is_knock() => 90.0,
        _ => 10.0,
    };
    let walked = dice.between(20.0, 60.0);
    let seconds = u32::try_from(whole_seconds(at_the_door + walked)).unwrap_or(60);
    VisitScript {
        outcome,
        listening,
        seconds,
    }
}

fn listening_for(dice: &mut Dice, themes: &[&str]) -> ListeningScript {
    let mut voices = Voices::default();
    let people = if dice.chance(0.12) { 2 } else { 1 };
    for _ in 0..people {
        match dice.weighted(&[0.89, 0.08, 0.03]) {
            0 => voices.first += 1,
            1 => voices.again += 1,
            _ => voices.unsure += 1,
        }
    }
    let interested = dice.chance(0.22);
    let said = SAYINGS.get(dice.weighted(&SAYINGS.map(|(topic, ..)| shared(topic))));
    let said = said.copied();
    let with_note = dice.chance(0.6);
    let mut statements: Vec<StatementScript> = Vec::new();
    let fits = said.and_then(|(topic, stance, _)| Some((theme_of(topic, themes)?, stance)));
    if let Some((theme, stance)) = fits {
        statements.push(StatementScript {
            theme: theme.to_owned(),
            stance,
        });
    }
    let more = dice.weighted(&[0.5, 0.35, 0.15]);
    let heard: Vec<f64> = themes.iter().map(|theme| shared(theme)).collect();
    for _ in statements.len()..=more {
        let stances = [Stance::Love, Stance::Concern, Stance::Idea, Stance::Offer];
        let place = dice.weighted(&[0.3, 0.45, 0.15, 0.1]);
        let theme = themes.get(dice.weighted(&heard));
        if let (Some(theme), Some(stance)) = (theme, stances.get(place)) {
            let statement = StatementScript {
                theme: (*theme).to_owned(),
                stance: *stance,
            };
            if !statements.contains(&statement) {
                statements.push(statement);
            }
        }
    }
    let note = said.filter(|_| with_note).map(|(_, _, words)| words);
    ListeningScript {
        voices,
        statements,
        note,
        interested,
    }
}

/// How often a topic or a theme comes up, against the others: neighbours share a few things, and say
/// all the rest once or twice.
fn shared(topic: &str) -> f64 {
    const SHARED: [(&str, f64); 4] = [
        ("litter", 8.0),
        ("green", 6.0),
        ("homes", 5.0),
        ("safety", 4.0),
    ];
    let known = SHARED.iter().find(|(name, _)| topic.contains(name));
    known.map_or(0.5, |(_, weight)| *weight)
}

/// The first theme slug that contains a topic.
#[must_use]
pub fn theme_of<'a>(topic: &str, themes: &[&'a str]) -> Option<&'a str> {
    themes.iter().copied().find(|theme| theme.contains(topic))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a visit lasts minutes, far inside i64"
)]
fn whole_seconds(value: f64) -> i64 {
    value.round() as i64
}
