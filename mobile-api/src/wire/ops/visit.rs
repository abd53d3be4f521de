//! A door: an attempt at it, a new one, a name for one.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Check, Nonsense, sense};
use crate::wire::text::{Label, Language};
use crate::wire::time::Day;

/// `visit.record`: one attempt at one door, with one outcome. The visit's id is the op's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitRecord {
    /// The door.
    pub door: Uuid,
    /// What came of it.
    pub outcome: Outcome,
    /// The day in England, by the phone's clock.
    pub day: Day,
    /// The part of that day.
    pub hour_band: HourBand,
    /// The language spoken there, for the right person to return; only after a knock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// When they asked to be called on again; only with `come_back`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub come_back: Option<HourBand>,
    /// Whether a card was left.
    #[serde(default)]
    pub left_card: bool,
    /// The listening that came of it, only with `listened`; known inside the envelope alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listening: Option<Uuid>,
}

impl Check for VisitRecord {
    fn check(&self) -> Result<(), Nonsense> {
        let outcome = self.outcome;
        sense(
            self.come_back.is_none() || outcome == Outcome::ComeBack,
            "`come_back` goes with the outcome `come_back` only",
        )?;
        sense(
            self.listening.is_none() || outcome == Outcome::Listened,
            "`listening` goes with the outcome `listened` only",
        )?;
        sense(
            self.language.is_none() || outcome.is_knock(),
            "`language` needs a knock",
        )
    }
}

/// What came of a visit: eight outcomes of a knock, six of a door that was not knocked at.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Knocked; nobody came.
    NoAnswer,
    /// Knocked; asked to come another time.
    ComeBack,
    /// Knocked; "no, thank you". The door rests 90 days.
    Declined,
    /// Knocked; asked not to be called on again, by anybody, until they lift it.
    DoNotKnock,
    /// Knocked; no language in common.
    LanguageBarrier,
    /// Knocked; only a child was in.
    ChildOnly,
    /// Knocked; a two-way conversation.
    Listened,
    /// Knocked; it did not feel safe, and the pair left.
    LeftSafely,
    /// Not knocked: a sticker asks callers to stay away.
    StickerSkip,
    /// Not knocked: a gate, a door entry, a dog.
    NoAccess,
    /// Not knocked: nobody lives there now.
    Empty,
    /// Not knocked: it is no home.
    NotAHome,
    /// Not knocked: it did not look safe.
    UnsafeToKnock,
    /// Not knocked: the time was up.
    OutOfTime,
}

impl Outcome {
    /// Every outcome, knocked ones first.
    pub const ALL: [Self; 14] = [
        Self::NoAnswer,
        Self::ComeBack,
        Self::Declined,
        Self::DoNotKnock,
        Self::LanguageBarrier,
        Self::ChildOnly,
        Self::Listened,
        Self::LeftSafely,
        Self::StickerSkip,
        Self::NoAccess,
        Self::Empty,
        Self::NotAHome,
        Self::UnsafeToKnock,
        Self::OutOfTime,
    ];

    /// Whether somebody knocked.
    #[must_use]
    pub const fn is_knock(self) -> bool {
        match self {
            Self::NoAnswer
            | Self::ComeBack
            | Self::Declined
            | Self::DoNotKnock
            | Self::LanguageBarrier
            | Self::ChildOnly
            | Self::Listened
            | Self::LeftSafely => true,
            Self::StickerSkip
            | Self::NoAccess
            | Self::Empty
            | Self::NotAHome
            | Self::UnsafeToKnock
            | Self::OutOfTime => false,
        }
    }

    /// Whether somebody came to the door: every knock but `no_answer`.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        self.is_knock() && !matches!(self, Self::NoAnswer)
    }

    /// Its name on the wire and in the database.
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
            Self::UnsafeToKnock => "unsafe_to_knock",
            Self::OutOfTime => "out_of_time",
        }
    }
}

/// A part of the day, by the clock in England.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum HourBand {
    /// Before 12:00.
    Morning,
    /// From 12:00 to 14:00.
    Midday,
    /// From 14:00 to 17:00.
    Afternoon,
    /// From 17:00 on.
    Evening,
}

impl HourBand {
    /// The band of an hour of the day, 0 to 23 (later hours count as evening).
    #[must_use]
    pub const fn of_hour(hour: u8) -> Self {
        match hour {
            0..12 => Self::Morning,
            12..14 => Self::Midday,
            14..17 => Self::Afternoon,
            17.. => Self::Evening,
        }
    }

    /// Its name on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Midday => "midday",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }
}

/// `door.add`: a home that was on no list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoorAdd {
    /// The new door's id, made by the phone (`UUIDv7`).
    pub door: Uuid,
    /// Its street.
    pub street: Uuid,
    /// Its number, such as `12A`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Label>,
    /// The name or number of a flat, such as `Flat 3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The floor; 0 is the ground floor, -5 to 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i16>,
    /// The name of its building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<Label>,
    /// Longitude in degrees, 6 decimals (WGS 84); together with `lat`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<f64>,
    /// Latitude in degrees, 6 decimals (WGS 84); together with `lng`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// The door beside it, for a phone that does not know where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<Uuid>,
}

impl Check for DoorAdd {
    fn check(&self) -> Result<(), Nonsense> {
        floor(self.floor)?;
        sense(
            self.number.is_some() || self.label.is_some(),
            "a door has a `number` or a `label`",
        )?;
        sense(self.near != Some(self.door), "a door is not `near` itself")?;
        match (self.lng, self.lat) {
            (Some(lng), Some(lat)) => sense(
                lng.abs() <= 180.0 && lat.abs() <= 90.0,
                "`lng`, `lat` are on the globe",
            ),
            (None, None) => sense(
                self.near.is_some(),
                "a door has `lng` and `lat`, or is `near` one",
            ),
            _ => Err(Nonsense("`lng` and `lat` go together")),
        }
    }
}

/// `door.label`: what an organiser read on a door. Absent fields stay as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoorLabel {
    /// The door.
    pub door: Uuid,
    /// Its number, such as `12A`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Label>,
    /// The name or number of a flat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The floor; 0 is the ground floor, -5 to 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i16>,
    /// `true`: it is no home (a shop, a substation); `false`: it is one after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_a_home: Option<bool>,
}

impl Check for DoorLabel {
    fn check(&self) -> Result<(), Nonsense> {
        floor(self.floor)?;
        let named = self.number.is_some() || self.label.is_some() || self.floor.is_some();
        sense(
            named || self.not_a_home.is_some(),
            "a label says one thing at least",
        )
    }
}

fn floor(floor: Option<i16>) -> Result<(), Nonsense> {
    sense(
        floor.is_none_or(|floor| (-5..=200).contains(&floor)),
        "`floor` is -5 to 200",
    )
}
