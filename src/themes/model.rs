//! Themes, actions and tallies of who took part.

use serde::{Deserialize, Serialize};

use crate::base::{
    ids::{ActionId, GroupId, InvolvementId, PatchId, ProgrammeId, ThemeId},
    time::{Day, EpochMs},
};

/// A theme of a codebook version that all hubs share.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct NationalTheme {
    /// Its id: the same in every database.
    pub id: ThemeId,
    /// The version of the codebook.
    pub codebook: i64,
    /// Its stable short name.
    pub slug: String,
    /// Its name.
    pub label: String,
    /// Its place on the screen.
    pub position: i64,
}

crate::words! {
    /// Where a group's own theme stands.
    pub enum ThemeState {
        /// In use, and counted under a national one.
        Mapped => "mapped",
        /// It is another word now; what was coded with it counts under that one.
        Merged => "merged",
        /// It is several words now; what was coded with it stays until somebody recodes it.
        Split => "split",
        /// No longer offered; what was coded with it stays.
        Retired => "retired",
    }
}

/// A group's own word, counted under one national theme so that totals exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct LocalTheme {
    /// Its id.
    pub id: ThemeId,
    /// The group's word.
    pub label: String,
    /// The national theme it counts under.
    pub national_id: ThemeId,
    /// Whether it is in use.
    pub state: ThemeState,
    /// The word it was merged into.
    pub merged_into: Option<ThemeId>,
    /// The word it was split from.
    pub split_from: Option<ThemeId>,
    /// Its version: every change adds one.
    pub version: i64,
    /// When it was made.
    pub created_at: EpochMs,
}

/// Under which national theme a word counts, for what was heard up to and from which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Mapping {
    /// The first of the days.
    pub from_day: Day,
    /// The last of them.
    pub until_day: Day,
    /// The national theme.
    pub national_id: ThemeId,
}

crate::words! {
    /// What was done to the hub's codebook.
    pub enum ChangeKind {
        /// A word was added.
        Added => "added",
        /// A word was spelt otherwise.
        Renamed => "renamed",
        /// A word counts under another national theme.
        Mapped => "mapped",
        /// A word is no longer offered.
        Retired => "retired",
        /// A word that was no longer offered is offered again.
        BroughtBack => "brought_back",
        /// A word became another.
        Merged => "merged",
        /// A word became several.
        Split => "split",
        /// A change was taken back.
        Undone => "undone",
    }
}

/// How a word stood before a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// The word.
    pub theme: ThemeId,
    /// What it was; absent when the change added it.
    pub before: Option<LocalTheme>,
    /// What it counted under.
    pub maps: Vec<Mapping>,
}

/// One change of the hub's codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version it made.
    pub version: i64,
    /// What was done.
    pub kind: ChangeKind,
    /// The same in a sentence, with the words of that day.
    pub said: String,
    /// How its words stood before.
    pub stood: Vec<Stood>,
    /// The change it took back.
    pub undoes: Option<i64>,
    /// The day.
    pub changed_on: Day,
}

crate::words! {
    /// Where an action stands.
    pub enum ActionState {
        /// Somebody thought of it.
        Idea => "idea",
        /// Brought to the group.
        Proposed => "proposed",
        /// With a day and people.
        Planned => "planned",
        /// Being done.
        UnderWay => "under_way",
        /// Done, with a day and a tally of who took part.
        Done => "done",
        /// Talked over: what changed, what was learnt.
        Reflected => "reflected",
        /// Put aside for now.
        Paused => "paused",
        /// Given up, with the reason.
        Dropped => "dropped",
    }
}

crate::words! {
    /// What came of an action.
    pub enum ActionOutcome {
        /// They got what they asked for.
        Won => "won",
        /// Some of it.
        Partly => "partly",
        /// Nothing of it.
        Not => "not",
        /// They had asked for nothing.
        NoneSought => "none_sought",
    }
}

/// Something residents do together.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Action {
    /// Its id.
    pub id: ActionId,
    /// The programme it counts in.
    pub programme_id: ProgrammeId,
    /// The group that does it.
    pub group_id: Option<GroupId>,
    /// The patch it is about.
    pub patch_id: Option<PatchId>,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub issue: String,
    /// How they go about it.
    pub approach: String,
    /// Who could decide.
    pub decision_maker: Option<String>,
    /// Where it stands.
    pub state: ActionState,
    /// The day it is planned for.
    pub planned_on: Option<Day>,
    /// The day it was done.
    pub done_on: Option<Day>,
    /// What came of it.
    pub outcome: Option<ActionOutcome>,
    /// What changed.
    pub changed: Option<String>,
    /// What was learnt.
    pub learnt: Option<String>,
    /// Why it was dropped or put aside.
    pub reason: Option<String>,
    /// When it was kept first.
    pub created_at: EpochMs,
}

crate::words! {
    /// What people of a tally did.
    pub enum Act {
        /// Took part with others in a planned action.
        JointAction => "joint_action",
        /// Did a task.
        Task => "task",
        /// Held a role.
        Role => "role",
        /// Listened to neighbours as a volunteer.
        ListeningVolunteer => "listening_volunteer",
        /// Spoke for the group.
        Speaking => "speaking",
        /// Attended only.
        Audience => "audience",
        /// Left their details.
        LeftDetails => "left_details",
        /// Took a leaflet.
        Leaflet => "leaflet",
        /// Joined a mailing list.
        MailingList => "mailing_list",
    }
}

impl Act {
    /// Whether it is a first step into organising, by definition set v1.
    #[must_use]
    pub const fn qualifies(self) -> bool {
        match self {
            Self::JointAction
            | Self::Task
            | Self::Role
            | Self::ListeningVolunteer
            | Self::Speaking => true,
            Self::Audience | Self::LeftDetails | Self::Leaflet | Self::MailingList => false,
        }
    }
}

/// A show of hands, as numbers. No names.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    sqlx::FromRow,
    utoipa::ToSchema,
)]
#[serde(default, deny_unknown_fields)]
pub struct Hands {
    /// First thing with us, and listened to before.
    pub first_listened: i64,
    /// First thing with us, and not listened to before.
    pub first_not_listened: i64,
    /// First thing with us, and not sure about the listening.
    pub first_unsure_listened: i64,
    /// Not the first thing with us.
    pub before: i64,
    /// Not sure whether it is the first.
    pub unsure: i64,
    /// For the first time responsible for others.
    pub roles_first: i64,
}

impl Hands {
    /// People for whom it is the first thing.
    #[must_use]
    pub const fn first(&self) -> i64 {
        self.first_listened + self.first_not_listened + self.first_unsure_listened
    }

    /// Everybody who was there.
    #[must_use]
    pub const fn people(&self) -> i64 {
        self.first() + self.before + self.unsure
    }
}

/// A tally of who took part in an action.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Involvement {
    /// Its id.
    pub id: InvolvementId,
    /// The action.
    pub action_id: ActionId,
    /// The day.
    pub held_on: Day,
    /// What they did.
    pub act: Act,
    /// Where they live; absent = outside every patch, or not known.
    pub home_patch: Option<PatchId>,
    /// The hands.
    #[serde(flatten)]
    #[sqlx(flatten)]
    pub hands: Hands,
    /// Whether it was taken back.
    pub voided: bool,
    /// When it was recorded.
    pub recorded_at: EpochMs,
}
