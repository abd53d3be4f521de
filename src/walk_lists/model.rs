//! Campaigns, walk lists and their stops.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    base::{
        ids::{
            CampaignId, DoorId, GroupId, PatchId, PersonId, ProgrammeId, ShiftId, StreetPartId,
            WalkListId,
        },
        time::{Day, EpochMs},
    },
    streets::model::{Policy, Side, WhyNot},
};

/// A focused effort to listen, with an aim, a patch and dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Campaign {
    /// The campaign.
    pub id: CampaignId,
    /// The programme it counts in.
    pub programme_id: ProgrammeId,
    /// The patch it walks.
    pub patch_id: PatchId,
    /// The group that runs it, where one does.
    pub group_id: Option<GroupId>,
    /// Its name.
    pub name: String,
    /// What it is for, in the group's words.
    pub aim: String,
    /// Open questions people may ask; prompts, no survey.
    pub frame: Vec<String>,
    /// First day.
    pub starts: Day,
    /// Last day.
    pub ends: Day,
    /// Knocks at one door at most.
    pub most_tries: i64,
    /// Days in peace after any knock.
    pub gap_days: i64,
    /// Days in peace after "no, thank you".
    pub declined_gap_days: i64,
    /// The version of the codebook.
    pub codebook: i64,
    /// When it was made.
    pub created_at: EpochMs,
}

impl Campaign {
    /// How it calls.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        Policy {
            most_tries: self.most_tries,
            gap_days: self.gap_days,
            declined_gap_days: self.declined_gap_days,
        }
    }
}

crate::words! {
    /// Where a walk list stands.
    pub enum WalkListState {
        /// Cut, not handed out.
        Draft => "draft",
        /// Handed to a shift, until its lease ends.
        Issued => "issued",
        /// On a phone.
        Downloaded => "downloaded",
        /// Being walked.
        Out => "out",
        /// Handed back.
        Returned => "returned",
        /// Its lease ended before it came back.
        Expired => "expired",
        /// Taken back.
        Recalled => "recalled",
    }
}

impl WalkListState {
    /// Whether phones may hold it.
    #[must_use]
    pub const fn is_with_people(self) -> bool {
        matches!(self, Self::Issued | Self::Downloaded | Self::Out)
    }
}

/// Doors handed to a shift, or to be handed.
#[derive(Clone, Debug, PartialEq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct WalkList {
    /// The list.
    pub id: WalkListId,
    /// Its campaign.
    pub campaign_id: CampaignId,
    /// Its patch.
    pub patch_id: PatchId,
    /// The version of the patch it was cut from.
    pub patch_version: i64,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: WalkListState,
    /// The shift it was handed to.
    pub shift_id: Option<ShiftId>,
    /// Until when.
    pub lease_until: Option<EpochMs>,
    /// Doors on it.
    pub doors: i64,
    /// Minutes it should take, walking included.
    pub minutes: f64,
    /// Metres to walk.
    pub metres: f64,
    /// Pieces on the street network: more than one where islands had to be joined.
    pub pieces: i64,
    /// From 1, one more whenever its stops changed.
    pub version: i64,
    /// When it was cut.
    pub created_at: EpochMs,
    /// When it was handed out.
    pub issued_at: Option<EpochMs>,
    /// When it came back, expired or was taken back.
    pub ended_at: Option<EpochMs>,
}

/// What there is to do at a stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StopAt {
    /// Knock here.
    Door(DoorId),
    /// Walk this stretch of a street part and find its doors.
    Stretch {
        /// The part.
        part: StreetPartId,
        /// Where it begins, in metres along the part.
        from_m: f64,
        /// Where it ends.
        to_m: f64,
    },
}

/// One stop of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Its place in the walking order, from 1.
    pub n: i64,
    /// What there is to do.
    pub at: StopAt,
    /// On which side of the street.
    pub side: Side,
}

/// A list as it was cut, not yet kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its stops in walking order.
    pub stops: Vec<Stop>,
    /// The name of the street it begins in.
    pub begins_in: String,
    /// Minutes it should take.
    pub minutes: f64,
    /// Metres to walk.
    pub metres: f64,
    /// Pieces on the street network.
    pub pieces: i64,
}

impl Draft {
    /// Its doors, in walking order.
    pub fn doors(&self) -> impl Iterator<Item = DoorId> {
        self.stops.iter().filter_map(|stop| match stop.at {
            StopAt::Door(door) => Some(door),
            StopAt::Stretch { .. } => None,
        })
    }
}

crate::words! {
    /// Why a door of the patch is on no new list.
    pub enum LeftOut {
        /// Already on a list of this campaign that is not over.
        AlreadyListed => "already_listed",
        /// It lies on no street part one could walk.
        NotOnAStreet => "not_on_a_street",
        /// A resident asked not to be called on.
        DoNotKnock => "do_not_knock",
        /// No home.
        NotAHome => "not_a_home",
        /// Nobody lived there less than 180 days ago.
        Empty => "empty",
        /// Open data speak against a home.
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

impl From<WhyNot> for LeftOut {
    fn from(why: WhyNot) -> Self {
        match why {
            WhyNot::DoNotKnock => Self::DoNotKnock,
            WhyNot::NotAHome => Self::NotAHome,
            WhyNot::Empty => Self::Empty,
            WhyNot::UnlikelyHome => Self::UnlikelyHome,
            WhyNot::Listened => Self::Listened,
            WhyNot::Rested => Self::Rested,
            WhyNot::Declined => Self::Declined,
            WhyNot::TooSoon => Self::TooSoon,
        }
    }
}

/// How many doors are left out, by reason.
pub type Omissions = BTreeMap<LeftOut, i64>;

/// A list to hand to the people of a shift.
#[derive(Clone, Debug)]
pub struct Handing {
    /// The list, a draft.
    pub list: WalkListId,
    /// The shift.
    pub shift: ShiftId,
    /// Whose phones may hold it.
    pub people: Vec<PersonId>,
    /// Now.
    pub now: EpochMs,
    /// Until when.
    pub lease_until: EpochMs,
}

/// What was handed out.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Handed {
    /// The list as it went out.
    pub walk_list: WalkList,
    /// Doors that left the list because they may not be called on any more, by reason.
    #[schema(value_type = std::collections::HashMap<String, i64>)]
    pub left_out: Omissions,
}
