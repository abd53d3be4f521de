//! Roles, hubs, programmes, people and their sessions.

use serde::Serialize;

use crate::base::{
    ids::{GroupId, HubId, InstallId, PersonId, ProgrammeId, TokenId},
    time::{Day, EpochMs},
};

crate::words! {
    /// What somebody is here for. One session has one role.
    pub enum Role {
        /// Knocks at doors and listens.
        Organiser => "organiser",
        /// A resident in an organising group.
        GroupMember => "group_member",
        /// Plans patches, lists and shifts.
        LeadOrganiser => "lead_organiser",
        /// Answers for the hub and its returns.
        HubManager => "hub_manager",
        /// Sees all hubs of the programme together.
        NetworkManager => "network_manager",
        /// Watches over personal data.
        DataProtectionOfficer => "data_protection_officer",
        /// A funder or researcher: reads submitted returns only.
        OutsideReader => "outside_reader",
        /// Keeps residents' contact details and what was agreed with them; sees nothing else.
        VaultKeeper => "vault_keeper",
        /// Answers for safeguarding: reads concerns, which nobody else may.
        SafeguardingLead => "safeguarding_lead",
    }
}

crate::words! {
    /// In what legal form a hub stands; the rules of consent depend on it.
    pub enum LegalForm {
        /// A registered charity.
        Charity => "charity",
        /// A community interest company.
        Cic => "cic",
        /// A company or society of another kind.
        Company => "company",
        /// A group without incorporation.
        Unincorporated => "unincorporated",
        /// A council or another public body.
        PublicBody => "public_body",
    }
}

crate::words! {
    /// Whether a phone's browser promised to keep what the app stores.
    pub enum PhoneStorage {
        /// It stays until somebody deletes it.
        Kept => "kept",
        /// The browser may clear it when the phone is full: unsent work is less safe.
        MayGo => "may_go",
    }
}

crate::words! {
    /// What a hub is in its programme.
    pub enum HubKind {
        /// A social action hub.
        Hub => "hub",
        /// A host of organisers.
        Host => "host",
        /// A branch of a larger organisation.
        Branch => "branch",
        /// The national body itself.
        Central => "central",
    }
}

crate::words! {
    /// What a one-time code is for.
    pub enum Purpose {
        /// Enrols a phone.
        Phone => "phone",
        /// Signs in at the desk.
        Web => "web",
    }
}

/// A funded or self-run frame with dates and definitions.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Programme {
    /// Its id.
    pub id: ProgrammeId,
    /// Its name.
    pub name: String,
    /// First day.
    pub starts: Day,
    /// Last day, where it has one.
    pub ends: Option<Day>,
    /// The set of definitions its counts follow, such as `v1`.
    pub definition_set: String,
    /// The deprivation edition its contract names.
    pub deprivation_edition: i64,
    /// The month, 1 to 12, its year starts with.
    pub year_starts_month: i64,
    /// Days after a quarter's end in which records still belong to it.
    pub grace_days: i64,
}

impl Programme {
    /// The month its year starts with, as the quarter arithmetic wants it.
    #[must_use]
    pub fn start_month(&self) -> u32 {
        u32::try_from(self.year_starts_month).unwrap_or(4)
    }
}

/// A local organisation that runs organising.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Hub {
    /// Its id.
    pub id: HubId,
    /// Its name.
    pub name: String,
    /// Its legal form.
    pub legal_form: LegalForm,
    /// What it is in the programme.
    pub kind: HubKind,
    /// The region it counts to.
    pub region: String,
    /// Whether a grant pays for it.
    pub funded: bool,
    /// First day it belongs to the network.
    pub joins_on: Day,
    /// Last day, where it has left.
    pub leaves_on: Option<Day>,
    /// The hub whose place it took.
    pub successor_of: Option<HubId>,
    /// The hub its work went into when it left.
    pub merged_into: Option<HubId>,
    /// 1 for a hub as it joined; every change adds one.
    pub version: i64,
}

impl Hub {
    /// Whether its joining was taken back before anybody was let in: it never belonged for a day.
    #[must_use]
    pub fn is_called_off(&self) -> bool {
        self.leaves_on.is_some_and(|leaves| leaves < self.joins_on)
    }

    /// Whether it belonged to the network on any of these days.
    #[must_use]
    pub fn belongs(&self, (first, last): (Day, Day)) -> bool {
        self.joins_on <= last
            && !self.is_called_off()
            && self.leaves_on.is_none_or(|leaves| leaves >= first)
    }
}

/// What changed about a hub, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubStep {
    /// The version it made.
    pub version: i64,
    /// What changed, in a sentence.
    pub said: String,
    /// How the hub stood before.
    pub stood: HubStanding,
    /// The version that it took back.
    pub undoes: Option<i64>,
    /// The day it was changed.
    pub changed_on: Day,
}

/// What of a hub may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct HubStanding {
    /// Its name.
    pub name: String,
    /// The region it counts to.
    pub region: String,
    /// Whether a grant pays for it.
    pub funded: bool,
    /// First day it belongs to the network.
    pub joins_on: Day,
    /// Last day, where it leaves.
    pub leaves_on: Option<Day>,
    /// The hub its work goes into.
    pub merged_into: Option<HubId>,
}

/// Somebody with an account, and the role this hub gave them.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Member {
    /// The person.
    pub person_id: PersonId,
    /// The name shown to colleagues; never in exports.
    pub display_name: String,
    /// Language tags, most used first, comma between.
    pub languages: String,
    /// What they may be here.
    pub role: Role,
    /// The group, for group members.
    pub group_id: Option<GroupId>,
}

/// Residents who organise.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Place or interest.
    pub basis: String,
    /// The day it was formed.
    pub formed_on: Day,
    /// Members, as a tally.
    pub members: i64,
    /// The day it reached 21 members, where it has.
    pub recognised_on: Option<Day>,
}

/// Who a token stands for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Session {
    /// The person.
    pub person_id: PersonId,
    /// The role of this session.
    pub role: Role,
    /// The hub of this session; absent for network-wide roles.
    pub hub_id: Option<HubId>,
    /// The group, for group members.
    pub group_id: Option<GroupId>,
    /// The phone, for sessions made by enrolment.
    pub install_id: Option<InstallId>,
    /// The reading token it is, if another program carries it: it reads maps alone.
    pub token_id: Option<TokenId>,
    /// When that token was used last, as far as it was noted.
    pub used_at: Option<EpochMs>,
    /// When it ends.
    pub expires_at: EpochMs,
    /// When it was taken back, if it was.
    pub revoked_at: Option<EpochMs>,
    /// When the phone was taken back, if it was.
    pub install_revoked_at: Option<EpochMs>,
}

crate::words! {
    /// Why a number stands on the safety card.
    pub enum NumberUse {
        /// Somebody who watches from afar.
        Buddy => "buddy",
        /// The hub's lead.
        Lead => "lead",
        /// Whoever answers for safeguarding.
        Safeguarding => "safeguarding",
        /// Anything else.
        Other => "other",
    }
}

/// A number on the card that a hub's people carry.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, sqlx::FromRow, utoipa::ToSchema,
)]
#[serde(deny_unknown_fields)]
pub struct SafetyNumber {
    /// Why it stands there.
    #[serde(rename = "use")]
    pub purpose: NumberUse,
    /// Whom it rings, 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// Digits, spaces, and `+` in front: 3 to 15 digits.
    #[schema(example = "01632 960001", max_length = 30)]
    pub number: String,
}
