//! What the figures mean: sets of definitions, as parameters for the sums and as text for the
//! return. Switching sets edits no record, because records hold measures, not meanings.

use serde::Serialize;

use crate::tally::Measure;

/// One word of a set and what it means.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct Meaning {
    /// The word, as the return prints it.
    pub word: &'static str,
    /// What is counted under it.
    pub text: &'static str,
}

/// How people are counted, with the words that say so.
#[derive(Debug)]
pub struct DefinitionSet {
    /// Its name, such as `v1`.
    pub id: &'static str,
    /// Measures that add up to people engaged, at least.
    pub engaged: &'static [Measure],
    /// What comes on top at most.
    pub engaged_unsure: &'static [Measure],
    /// Measures that add up to people activated, at least.
    pub activated: &'static [Measure],
    /// What comes on top at most.
    pub activated_unsure: &'static [Measure],
    /// The words, printed on every return.
    pub meanings: &'static [Meaning],
}

/// Definition set version 1.
pub const V1: DefinitionSet = DefinitionSet {
    id: "v1",
    engaged: &[Measure::EngagedFirst],
    engaged_unsure: &[Measure::EngagedUnsure],
    activated: &[Measure::ActivatedFirst],
    activated_unsure: &[Measure::ActivatedUnsure],
    meanings: &[
        ENGAGED,
        ACTIVATED,
        FROM_LISTENING,
        LEADING,
        RANGE,
        KNOCKS,
        LISTENINGS,
        PLACE,
        SERIES,
        ZERO,
    ],
};

/// A funder's variant of version 1 that counts people of group listenings as engaged.
pub const V1_GROUPS: DefinitionSet = DefinitionSet {
    id: "v1-groups",
    engaged: &[Measure::EngagedFirst, Measure::GroupPeople],
    meanings: &[
        ENGAGED_WITH_GROUPS,
        ACTIVATED,
        FROM_LISTENING,
        LEADING,
        RANGE,
        KNOCKS,
        LISTENINGS,
        PLACE,
        SERIES,
        ZERO,
    ],
    ..V1
};

const ENGAGED: Meaning = Meaning {
    word: "engaged",
    text: "People whom one of us listened to for the first time in this programme, in a \
           conversation of one to four people that went both ways and left at least one statement \
           or a note. Asked once, at the end: was this the first time one of us has listened to \
           you? A person counts once for each programme. Conversations of five or more are counted \
           apart.",
};
const ENGAGED_WITH_GROUPS: Meaning = Meaning {
    word: "engaged",
    text: "As in set v1, and with them the people of conversations of five or more, who were not \
           asked whether it was their first.",
};
const ACTIVATED: Meaning = Meaning {
    word: "activated",
    text: "People who, for the first time in this programme, took part with others in a planned \
           action, did a task, held a role, listened to neighbours as a volunteer, or spoke for \
           the group. Saying yes at the door, leaving details, attending only as audience, \
           receiving a leaflet or joining a mailing list do not count. Tallied by show of hands.",
};
const FROM_LISTENING: Meaning = Meaning {
    word: "activated from listening",
    text: "Of the people activated, those who said that one of us had listened to them before.",
};
const LEADING: Meaning = Meaning {
    word: "leading",
    text: "People who for the first time carried a responsibility for others: chair, \
           spokesperson, project lead, running a listening team.",
};
const RANGE: Meaning = Meaning {
    word: "range",
    text: "The figure is the low one. The high one adds people who were not sure.",
};
const KNOCKS: Meaning = Meaning {
    word: "visits and knocks",
    text: "A visit is an entry on a list that got an outcome; a knock is a visit at which somebody \
           knocked. Doors are distinct homes. Doors are not people.",
};
const LISTENINGS: Meaning = Meaning {
    word: "listenings",
    text: "Records of one-to-one conversations. \"No thanks\" is a visit, not a listening.",
};
const PLACE: Meaning = Meaning {
    word: "place and date",
    text: "Each person counts in one patch (where they live, if they said so; else where they were \
           heard; else not placed), for the hub that ran the shift, on the day in England.",
};
const SERIES: Meaning = Meaning {
    word: "reported and restated",
    text: "Reported: what was posted while the quarter was open, with adjustments to earlier \
           quarters by name. Restated: what is dated in the quarter, as known now. Both run to the \
           same total.",
};
const ZERO: Meaning = Meaning {
    word: "zero",
    text: "Zero means that a return was made and nothing was counted. No return is shown as no \
           return and is left out of averages.",
};

impl DefinitionSet {
    /// Every set this program knows.
    pub const ALL: &'static [Self] = &[V1, V1_GROUPS];

    /// The set of this name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|set| set.id == id)
    }
}
