//! What made-up residents say: short, plain, and about nobody in particular.
//!
//! Each sentence belongs to a topic. A topic is matched against the theme slugs the caller passes
//! in (the first slug that contains it), so the sentences live through a change of codebook.

use super::Stance;

/// One thing said: topic, stance, words.
pub(super) type Saying = (&'static str, Stance, &'static str);

/// About thirty things residents say. No names, numbers, addresses or anything to find a person by.
pub(super) const SAYINGS: [Saying; 32] = [
    (
        "homes",
        Stance::Concern,
        "The damp comes back every winter and nobody looks at it.",
    ),
    (
        "homes",
        Stance::Concern,
        "Rent went up again and the windows still do not shut.",
    ),
    (
        "homes",
        Stance::Love,
        "We have been here years and would not live anywhere else.",
    ),
    (
        "safety",
        Stance::Concern,
        "The alley is pitch dark, I go the long way round.",
    ),
    (
        "safety",
        Stance::Idea,
        "Put lights on the steps and people would use them again.",
    ),
    (
        "litter",
        Stance::Concern,
        "Bins get tipped at the end of the row every week.",
    ),
    (
        "litter",
        Stance::Offer,
        "I would do a litter pick if a few of us went together.",
    ),
    (
        "green",
        Stance::Love,
        "The park is the best thing we have got.",
    ),
    (
        "green",
        Stance::Concern,
        "Swings have been broken since last summer.",
    ),
    (
        "green",
        Stance::Idea,
        "That empty ground by the river could be a garden.",
    ),
    (
        "transport",
        Stance::Concern,
        "The bus stops at six, so no evening shifts for me.",
    ),
    (
        "transport",
        Stance::Concern,
        "Cars fly down here, you cannot let the kids cross.",
    ),
    (
        "transport",
        Stance::Idea,
        "A crossing by the school would do more than any sign.",
    ),
    (
        "health",
        Stance::Concern,
        "You ring at eight and the appointments are gone by five past.",
    ),
    (
        "health",
        Stance::Love,
        "The chemist on the High Street always has time for you.",
    ),
    (
        "social",
        Stance::Concern,
        "Looking after someone at home, you never get a day off.",
    ),
    (
        "lonel",
        Stance::Concern,
        "Some days the only voice I hear is the telly.",
    ),
    (
        "lonel",
        Stance::Offer,
        "I could put the kettle on for people once a week.",
    ),
    (
        "young",
        Stance::Concern,
        "There is nothing for teenagers since the club shut.",
    ),
    (
        "young",
        Stance::Offer,
        "I used to coach football, I could do it again.",
    ),
    (
        "older",
        Stance::Idea,
        "A bench half way up the hill, that is all we ask.",
    ),
    (
        "food",
        Stance::Concern,
        "The nearest proper shop is two buses away.",
    ),
    (
        "money",
        Stance::Concern,
        "By the last week of the month it is heating or eating.",
    ),
    (
        "work",
        Stance::Concern,
        "Plenty of hours one week and none the next.",
    ),
    (
        "learning",
        Stance::Idea,
        "An English class in the evening, with somebody to mind the children.",
    ),
    (
        "neighbours",
        Stance::Love,
        "Everybody on this row looks out for each other.",
    ),
    (
        "neighbours",
        Stance::Love,
        "When the power went we had the whole landing in one kitchen.",
    ),
    (
        "places",
        Stance::Idea,
        "Open the old hall on a Saturday and people would come.",
    ),
    (
        "arts",
        Stance::Love,
        "The lantern walk was lovely, do that again.",
    ),
    (
        "environment",
        Stance::Concern,
        "The river was up to the wall twice this winter.",
    ),
    (
        "voice",
        Stance::Concern,
        "They asked us what we wanted and then built the other thing.",
    ),
    (
        "voice",
        Stance::Offer,
        "I would come to a meeting if it was not all talk.",
    ),
];
