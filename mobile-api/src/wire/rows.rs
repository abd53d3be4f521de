//! The rows that a phone keeps a copy of.
//!
//! Made by the server from what the phone's scope allows; read by the phone; never sent back.
//! Fields without a value are left out to save bytes. Nothing here says what was heard anywhere:
//! of a door, only how often it was tried, on which day last, and its state.

use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;
use uuid::Uuid;

use super::ops::HourBand;
use super::text::Language;
use super::time::{Day, Moment};

/// A row in full, told apart by `kind`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Row {
    /// A walk list issued to this phone.
    WalkList(WalkListRow),
    /// A door on one of its lists.
    Door(DoorRow),
    /// A street of its lists.
    Street(StreetRow),
    /// A theme of its codebook.
    Theme(ThemeRow),
    /// A campaign of its lists.
    Campaign(CampaignRow),
    /// A shift of its people.
    Shift(ShiftRow),
}

/// The kinds of row.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A campaign.
    Campaign,
    /// A door.
    Door,
    /// A shift.
    Shift,
    /// A street.
    Street,
    /// A theme.
    Theme,
    /// A walk list.
    WalkList,
}

impl RowKind {
    /// Every kind, in the order of their names.
    pub const ALL: [Self; 6] = [
        Self::Campaign,
        Self::Door,
        Self::Shift,
        Self::Street,
        Self::Theme,
        Self::WalkList,
    ];

    /// Its name on the wire, in the digest and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Door => "door",
            Self::Shift => "shift",
            Self::Street => "street",
            Self::Theme => "theme",
            Self::WalkList => "walk_list",
        }
    }
}

/// Which row: its kind and id. A phone holds at most one row for each.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub struct RowRef {
    /// Its kind.
    pub kind: RowKind,
    /// Its id.
    pub id: Uuid,
}

impl Row {
    /// Which row this is.
    #[must_use]
    pub fn key(&self) -> RowRef {
        let (kind, id) = match self {
            Self::WalkList(row) => (RowKind::WalkList, row.id),
            Self::Door(row) => (RowKind::Door, row.id),
            Self::Street(row) => (RowKind::Street, row.id),
            Self::Theme(row) => (RowKind::Theme, row.id),
            Self::Campaign(row) => (RowKind::Campaign, row.id),
            Self::Shift(row) => (RowKind::Shift, row.id),
        };
        RowRef { kind, id }
    }

    /// The walk list that it belongs to: a list to itself, a door to its list, others to none.
    #[must_use]
    pub fn list(&self) -> Option<Uuid> {
        match self {
            Self::WalkList(row) => Some(row.id),
            Self::Door(row) => Some(row.list),
            Self::Street(_) | Self::Theme(_) | Self::Campaign(_) | Self::Shift(_) => None,
        }
    }
}

/// A walk list issued to this phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WalkListRow {
    /// The list.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<Uuid>,
    /// The shift that it was issued to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Uuid>,
    /// Until when it is theirs; work done later is marked or held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_until: Option<Moment>,
    /// How many doors it has.
    pub doors: u32,
    /// How many minutes it should take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// How many metres there are to walk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// Its streets of which a stretch has no known door, in walking order; the others are those of
    /// its doors. Earlier servers do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub streets: Option<Vec<Uuid>>,
}

/// A door on one of the phone's lists. Doors not to be knocked at are never on one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DoorRow {
    /// The door.
    pub id: Uuid,
    /// Its walk list.
    pub list: Uuid,
    /// Its place in the walking order, from 1; numbers are left out where doors were added.
    pub n: u32,
    /// Its street.
    pub street: Uuid,
    /// Its number, such as `12A`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The name or number of a flat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The name of its building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// Its floor; 0 is the ground floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i16>,
    /// Its side of the street, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Longitude in degrees (WGS 84), 6 decimals on the wire: 11 cm at most.
    #[serde(serialize_with = "six_decimals")]
    pub lng: f64,
    /// Latitude in degrees (WGS 84), 6 decimals on the wire.
    #[serde(serialize_with = "six_decimals")]
    pub lat: f64,
    /// How often it was knocked at in this campaign.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tries: u32,
    /// The day of the last visit in this campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_on: Option<Day>,
    /// Where it stands in this campaign.
    #[serde(default, skip_serializing_if = "DoorState::is_new")]
    pub state: DoorState,
    /// When they asked to be called on again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub come_back: Option<HourBand>,
    /// The language spoken there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// Where a door stands within a campaign.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DoorState {
    /// Not tried yet.
    #[default]
    New,
    /// Tried, nothing came of it so far.
    Tried,
    /// Somebody asked to be called on again.
    ToReturn,
    /// Somebody was listened to.
    Listened,
    /// Tried as often as the campaign allows, or declined: left in peace.
    Rested,
    /// Asked not to be called on, by anybody.
    DoNotKnock,
    /// No home.
    NotAHome,
    /// Nobody lives there now.
    Empty,
}

impl DoorState {
    /// Whether it was not tried yet.
    #[must_use]
    pub fn is_new(&self) -> bool {
        *self == Self::New
    }

    /// Its name on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Tried => "tried",
            Self::ToReturn => "to_return",
            Self::Listened => "listened",
            Self::Rested => "rested",
            Self::DoNotKnock => "do_not_knock",
            Self::NotAHome => "not_a_home",
            Self::Empty => "empty",
        }
    }
}

/// The side of a street, by its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Numbers 1, 3, 5 …
    Odd,
    /// Numbers 2, 4, 6 …
    Even,
}

/// A street of the phone's lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StreetRow {
    /// The street.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its course: one or more lines of `[lng, lat]` in degrees, 6 decimals on the wire.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "six_decimal_lines"
    )]
    pub line: Vec<Vec<[f64; 2]>>,
}

/// A theme of the codebook in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ThemeRow {
    /// The theme.
    pub id: Uuid,
    /// Its stable short name, such as `homes_and_rents`; the app's pictures and translations go
    /// by it. Local themes have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// The theme above it, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uuid>,
    /// Its place on the screen, lowest first.
    pub n: u32,
}

/// A campaign of the phone's lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignRow {
    /// The campaign.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is for, in the group's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aim: Option<String>,
    /// The open questions of its frame.
    #[serde(default)]
    pub frame: Vec<String>,
    /// Its first day.
    pub from: Day,
    /// Its last day, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// How often a door is tried at most.
    pub max_tries: u32,
}

/// A shift of the phone's people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShiftRow {
    /// The shift.
    pub id: Uuid,
    /// Where it stands.
    pub state: ShiftState,
    /// When it should begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Moment>,
    /// When its people mean to be back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Moment>,
    /// Where they meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_point: Option<String>,
    /// The name of the buddy who watches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buddy: Option<String>,
    /// How its people are, by the server's timer; `late` asks the phone to nudge them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safety: Option<ShiftSafety>,
}

/// How the people of a shift are, as far as anybody knows. Runs beside the shift's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShiftSafety {
    /// Nobody is out.
    Idle,
    /// Out, and expected back at a time.
    Watched,
    /// Back and well.
    Ok,
    /// Ten minutes over time: the phone asks them to say that they are well.
    Late,
    /// Twenty minutes over: the buddy is asked.
    Overdue,
    /// Thirty minutes over, or a call for help: the hub's lead knows, with the last street.
    Raised,
    /// The matter was settled.
    Resolved,
}

/// Where a shift stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShiftState {
    /// Planned.
    Planned,
    /// Checked, with list and buddy.
    Ready,
    /// Out.
    Out,
    /// Back.
    Back,
    /// Back, and everything declared has arrived.
    Synced,
    /// Talked over.
    Debriefed,
    /// Closed.
    Closed,
    /// It did not take place.
    Cancelled,
    /// Its records were lost, as a person declared; it counts nothing.
    DataLost,
}

impl ShiftState {
    /// Its name on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Ready => "ready",
            Self::Out => "out",
            Self::Back => "back",
            Self::Synced => "synced",
            Self::Debriefed => "debriefed",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
            Self::DataLost => "data_lost",
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
fn six_decimals<S: Serializer>(degrees: &f64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(rounded(*degrees))
}

fn six_decimal_lines<S: Serializer>(lines: &[Vec<[f64; 2]>], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(
        lines
            .iter()
            .map(|line| -> Vec<[f64; 2]> { line.iter().map(|point| point.map(rounded)).collect() }),
    )
}
