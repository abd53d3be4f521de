//! Streets, doors, and what is known of a door.

use maps::shapes::LngLat;
use mobile_api::wire::{
    ops::{HourBand, Outcome},
    rows::DoorState as WireState,
};
use serde::Serialize;

use crate::base::{
    ids::{CampaignId, DoorId, HubId, StreetId, StreetPartId, VisitId},
    time::Day,
};

crate::words! {
    /// The side of a street: by its numbers, or looking along its line where there are none.
    pub enum Side {
        /// Numbers 1, 3, 5 …
        Odd => "odd",
        /// Numbers 2, 4, 6 …
        Even => "even",
        /// Left of the line, without numbers.
        Left => "left",
        /// Right of the line, without numbers.
        Right => "right",
    }
}

impl Side {
    /// The side of a house number: by the last digit of its first number, `12A` is even.
    #[must_use]
    pub fn of_number(number: &str) -> Option<Self> {
        let digits = number
            .trim_start_matches(|c: char| !c.is_ascii_digit())
            .chars()
            .take_while(char::is_ascii_digit);
        let last = digits.last()?.to_digit(10)?;
        Some(if last % 2 == 0 { Self::Even } else { Self::Odd })
    }

    /// As phones are told: they know numbers only.
    #[must_use]
    pub const fn on_the_wire(self) -> Option<mobile_api::wire::rows::Side> {
        match self {
            Self::Odd => Some(mobile_api::wire::rows::Side::Odd),
            Self::Even => Some(mobile_api::wire::rows::Side::Even),
            Self::Left | Self::Right => None,
        }
    }
}

crate::words! {
    /// What the open data make of a door.
    pub enum DoorKind {
        /// A home, as far as anybody knows.
        Home => "home",
        /// Its tags speak of something else (a shop, a school): not listed unless somebody
        /// found a home there.
        UnlikelyHome => "unlikely_home",
    }
}

crate::words! {
    /// What a hub's people found behind a door.
    pub enum LabelStatus {
        /// A home after all.
        Home => "home",
        /// No home.
        NotAHome => "not_a_home",
        /// Nobody lives there now; looked at again after 180 days.
        Empty => "empty",
    }
}

crate::words! {
    /// Where a door stands within a campaign.
    pub enum DoorState {
        /// Not tried yet.
        New => "new",
        /// Knocked at, nothing came of it so far.
        Tried => "tried",
        /// Somebody asked to be called on again, or speaks another language.
        ToReturn => "to_return",
        /// Somebody was listened to.
        Listened => "listened",
        /// Tried as often as the campaign allows, or declined: left in peace.
        Rested => "rested",
        /// Asked not to be called on, by anybody.
        DoNotKnock => "do_not_knock",
        /// No home.
        NotAHome => "not_a_home",
        /// Nobody lives there now.
        Empty => "empty",
    }
}

impl DoorState {
    /// As phones are told.
    #[must_use]
    pub const fn on_the_wire(self) -> WireState {
        match self {
            Self::New => WireState::New,
            Self::Tried => WireState::Tried,
            Self::ToReturn => WireState::ToReturn,
            Self::Listened => WireState::Listened,
            Self::Rested => WireState::Rested,
            Self::DoNotKnock => WireState::DoNotKnock,
            Self::NotAHome => WireState::NotAHome,
            Self::Empty => WireState::Empty,
        }
    }
}

crate::words! {
    /// Why a door may not be on a list today.
    pub enum WhyNot {
        /// A resident asked not to be called on.
        DoNotKnock => "do_not_knock",
        /// No home, as somebody found.
        NotAHome => "not_a_home",
        /// Nobody lived there less than 180 days ago.
        Empty => "empty",
        /// Open data speak against a home, and nobody found one.
        UnlikelyHome => "unlikely_home",
        /// Listened to in this campaign.
        Listened => "listened",
        /// Tried as often as the campaign allows.
        Rested => "rested",
        /// Declined not long ago.
        Declined => "declined",
        /// Tried a few days ago.
        TooSoon => "too_soon",
    }
}

/// A named street.
#[derive(Clone, Debug, PartialEq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Street {
    /// The street.
    pub id: StreetId,
    /// Its name.
    pub name: String,
    /// Length of all its parts in metres.
    pub length_m: f64,
}

/// A stretch of a street, the unit a walk is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct StreetPart {
    /// The part.
    pub id: StreetPartId,
    /// Its street.
    pub street_id: StreetId,
    /// Its course, at least two places.
    pub line: Vec<LngLat>,
    /// Length in metres.
    pub length_m: f64,
    /// Its middle.
    pub middle: LngLat,
    /// The H3 cell (resolution 10) of its middle.
    pub cell: i64,
    /// The small area of 2011 its middle lies in.
    pub lsoa_2011: Option<String>,
    /// The small area of 2021 its middle lies in.
    pub lsoa_2021: Option<String>,
}

/// One home to knock at.
#[derive(Clone, Debug, PartialEq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct DoorFacts {
    /// The door.
    pub id: DoorId,
    /// Its street, where one is known.
    pub street_id: Option<StreetId>,
    /// The stretch of it.
    pub part_id: Option<StreetPartId>,
    /// The H3 cell (resolution 10).
    #[serde(skip)]
    pub cell: i64,
    /// The small area of 2011.
    pub lsoa_2011: Option<String>,
    /// The small area of 2021.
    pub lsoa_2021: Option<String>,
    /// Degrees east.
    pub lng: f64,
    /// Degrees north.
    pub lat: f64,
    /// House number.
    pub number: Option<String>,
    /// Flat.
    pub flat: Option<String>,
    /// Building.
    pub building: Option<String>,
    /// Floor; 0 is the ground floor.
    pub floor: Option<i64>,
    /// Side of the street.
    pub side: Side,
    /// What open data make of it.
    pub kind: DoorKind,
    /// The hub whose people added it; absent for open data.
    #[serde(skip)]
    pub added_by_hub: Option<HubId>,
}

/// A door that was on no list, found while walking.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDoor {
    /// The id the phone made.
    pub id: DoorId,
    /// Its street.
    pub street: StreetId,
    /// House number.
    pub number: Option<String>,
    /// Flat.
    pub flat: Option<String>,
    /// Building.
    pub building: Option<String>,
    /// Floor.
    pub floor: Option<i64>,
    /// Where it is, if the phone knew.
    pub place: Option<LngLat>,
    /// The door beside it, if the phone did not.
    pub near: Option<DoorId>,
}

/// What a hub's people read on a door or found behind it. Absent = nobody said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
#[schema(as = DoorFound)]
pub struct DoorLabel {
    /// What it is called, such as `Flat 3`.
    pub label: Option<String>,
    /// The number as read there.
    pub number: Option<String>,
    /// The floor as found.
    pub floor: Option<i64>,
    /// Whether it is a home.
    pub status: Option<LabelStatus>,
    /// The day that was found.
    pub status_on: Option<Day>,
}

/// A resident's wish not to be called on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct DoNotKnock {
    /// The day it was asked for.
    pub since: Day,
    /// The day the resident lifted it, if they did.
    pub lifted_on: Option<Day>,
}

impl DoNotKnock {
    /// Whether it holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.lifted_on.is_none()
    }
}

/// Where a door stands in one campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct DoorStateRow {
    /// The door.
    pub door_id: DoorId,
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Where it stands.
    pub state: DoorState,
    /// Knocks in this campaign.
    pub tries: i64,
    /// Parts of the day they fell into.
    pub hour_bands: i64,
    /// Day of the last visit, knock or not.
    pub last_on: Day,
    /// What came of it.
    #[schema(value_type = String)]
    pub last_outcome: Outcome,
    /// The language spoken there, if it was noted.
    pub language: Option<String>,
    /// When they asked to be called on again.
    #[schema(value_type = Option<String>)]
    pub come_back: Option<HourBand>,
    /// Day of the last knock.
    pub tried_on: Option<Day>,
    /// Day somebody last said "no, thank you".
    pub declined_on: Option<Day>,
}

/// What a visit says of its door; never what was said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitFact {
    /// The visit; ids sort by time where day and hour band are the same.
    pub id: VisitId,
    /// The day.
    pub day: Day,
    /// The part of the day.
    pub hour_band: HourBand,
    /// What came of it.
    pub outcome: Outcome,
    /// The language spoken there.
    pub language: Option<String>,
    /// When they asked to be called on again.
    pub come_back: Option<HourBand>,
}

/// How a campaign calls: how often, and how long it leaves a door in peace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Policy {
    /// Knocks at one door at most.
    pub most_tries: i64,
    /// Days after any knock.
    pub gap_days: i64,
    /// Days after "no, thank you".
    pub declined_gap_days: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            most_tries: 3,
            gap_days: 7,
            declined_gap_days: 90,
        }
    }
}
