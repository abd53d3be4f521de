//! Fetching: what changed in a phone's scope, page by page.
//!
//! A pull begins without a cursor as a *snapshot* of everything in scope, and goes on as a
//! *delta* from the cursor of the page before. A page and its cursor belong together: the phone
//! stores both in one transaction.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::rows::{Row, RowRef};
use super::time::Moment;

/// `GET /api/sync/v1/pull`: what a phone asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PullQuery {
    /// The cursor of the last page stored; absent for a new snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// The most changes wanted; 1 to 1,000, and 1,000 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

/// One page of what changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PullResponse {
    /// The server's clock.
    pub server_time: Moment,
    /// The server's epoch.
    pub epoch: String,
    /// Whether this page belongs to a snapshot or goes on from one.
    pub phase: Phase,
    /// Up to where in the hub's order the phone knows everything in its scope, once it has stored
    /// this page; in a snapshot, once it has stored the last page of it.
    pub to: u64,
    /// The changes: in a delta by rising `seq`, in a snapshot by kind and id.
    pub changes: Vec<Change>,
    /// Whether another page waits.
    pub more: bool,
    /// Where to go on. Opaque; it grants nothing.
    pub cursor: String,
    /// What the phone should hold after this page, list by list; empty while `more`.
    pub digest: Vec<ListDigest>,
}

/// Snapshot or delta.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Part of everything in scope; what an earlier snapshot brought and this one does not is
    /// dropped at its last page.
    Snapshot,
    /// What changed since the cursor.
    Delta,
}

/// One change: its place in the hub's order, and one of `put`, `del`, `leave`, `scope`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// The place of the row's latest change in the hub's order.
    pub seq: u64,
    /// What changed.
    #[serde(flatten)]
    pub what: What,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// This row is new or different.
    Put(Row),
    /// This row was deleted.
    Del(RowRef),
    /// This row is no longer this phone's: delete its content at once, keep unsent work.
    Leave(RowRef),
    /// A walk list came or went.
    Scope(ScopeChange),
}

/// A walk list that came into the phone's scope, or left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScopeChange {
    /// The rows of this list follow (or came before).
    Add {
        /// The list.
        list: Uuid,
    },
    /// Delete this list and its doors at once; keep unsent work.
    Remove {
        /// The list.
        list: Uuid,
        /// Why, for a sentence on the screen.
        why: WhyRemoved,
    },
}

/// Why a walk list left a phone's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyRemoved {
    /// It was handed back.
    Returned,
    /// The hub took it back.
    Recalled,
    /// Its time was up.
    Expired,
    /// Another reason, perhaps one to come.
    #[serde(other)]
    Other,
}

/// What a phone should hold of one list, in two numbers. See `core::digest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListDigest {
    /// The list; `null` for all rows that belong to no list.
    pub list: Option<Uuid>,
    /// How many rows.
    pub rows: u64,
    /// The hash of their kinds, ids and places: 16 hexadecimal digits.
    #[schema(pattern = "^[0-9a-f]{16}$")]
    pub h: String,
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::{Change, ScopeChange, What, WhyRemoved};
    use crate::wire::rows::{DoorRow, DoorState, Row, RowKind, RowRef};

    fn door() -> DoorRow {
        DoorRow {
            id: Uuid::from_u128(1),
            list: Uuid::from_u128(2),
            n: 7,
            street: Uuid::from_u128(3),
            number: Some("27".to_owned()),
            label: None,
            building: None,
            floor: None,
            side: None,
            lng: -1.523_456_789,
            lat: 53.1,
            tries: 0,
            last_on: None,
            state: DoorState::New,
            come_back: None,
            language: None,
        }
    }

    #[test]
    fn a_door_travels_with_six_decimals_and_no_empty_fields() {
        let change = Change {
            seq: 12,
            what: What::Put(Row::Door(door())),
        };

        assert_eq!(
            serde_json::to_value(&change).unwrap(),
            json!({"seq": 12, "put": {
                "kind": "door", "id": Uuid::from_u128(1), "list": Uuid::from_u128(2), "n": 7,
                "street": Uuid::from_u128(3), "number": "27", "lng": -1.523_457, "lat": 53.1,
            }})
        );
    }

    #[test]
    fn every_change_comes_back_from_its_text() {
        let key = RowRef {
            kind: RowKind::WalkList,
            id: Uuid::from_u128(2),
        };
        let list = key.id;
        let changes = [
            What::Put(Row::Door(DoorRow {
                lng: -1.5,
                ..door()
            })),
            What::Del(key),
            What::Leave(key),
            What::Scope(ScopeChange::Add { list }),
            What::Scope(ScopeChange::Remove {
                list,
                why: WhyRemoved::Recalled,
            }),
        ];
        for what in changes {
            let change = Change { seq: 1, what };
            let text = serde_json::to_string(&change).unwrap();
            assert_eq!(
                serde_json::from_str::<Change>(&text).unwrap(),
                change,
                "{text}"
            );
        }
    }
}
