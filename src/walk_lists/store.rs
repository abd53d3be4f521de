//! SQL of walk lists and their stops. Campaigns are in [`mod@campaigns`], what happens to a list that
//! is with people in [`handing`], its rows for phones in [`rows`], how drafts change in [`moving`],
//! sheets of paper in [`paper`].

pub mod campaigns;
pub mod handing;
pub mod moving;
pub mod paper;
pub mod rows;

use std::collections::BTreeSet;

use super::model::{Draft, Stop, StopAt, WalkList, WalkListState};
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, DoorId, ShiftId, StreetPartId, WalkListId},
        time::EpochMs,
    },
    db::{Error, Result, Tx, bulk_insert, row, sql},
    streets::model::Side,
};

pub use campaigns::{campaign, campaigns, insert_campaign};
pub use handing::{
    append_door, expire_due, give_back, issue, list_of_door, mark, recall, republish_door, sweep,
    take_back_of_shift,
};

/// The columns of a walk list.
macro_rules! list_columns {
    () => {
        "id, campaign_id, patch_id, patch_version, name, state, shift_id, lease_until, doors, \
         minutes, metres, pieces, version, created_at, issued_at, ended_at"
    };
}
pub(super) use list_columns;

crate::statements! {
    /// Adds a list.
    INSERT = "\
        INSERT INTO walk_lists
          (hub_id, id, campaign_id, patch_id, patch_version, name, state, doors, minutes, metres,
           pieces, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// One list.
    LIST = concat!("SELECT ", list_columns!(), " FROM walk_lists WHERE hub_id = $1 AND id = $2");
    /// The lists of a campaign, oldest first.
    LISTS = concat!(
        "SELECT ", list_columns!(), " FROM walk_lists
         WHERE hub_id = $1 AND campaign_id = $2 ORDER BY created_at, id");
    /// The lists of a shift.
    LISTS_OF_SHIFT = concat!(
        "SELECT ", list_columns!(), " FROM walk_lists
         WHERE hub_id = $1 AND shift_id = $2 ORDER BY created_at, id");
    /// The stops of a list in walking order.
    STOPS = "\
        SELECT n, door_id, part_id, side, from_m, to_m FROM walk_list_stops
        WHERE hub_id = $1 AND list_id = $2 ORDER BY n";
    /// Doors on lists of a campaign that are not over; drafts only where asked for.
    TAKEN_DOORS = "\
        SELECT s.door_id FROM walk_list_stops s
        JOIN walk_lists l ON l.hub_id = s.hub_id AND l.id = s.list_id
        WHERE s.hub_id = $1 AND l.campaign_id = $2 AND s.door_id IS NOT NULL
          AND ((l.state = 'draft' AND $3)
               OR (l.state IN ('issued', 'downloaded', 'out') AND l.lease_until > $4))";
    /// Street parts on lists of a campaign that are not over, or that were walked.
    TAKEN_PARTS = "\
        SELECT DISTINCT s.part_id FROM walk_list_stops s
        JOIN walk_lists l ON l.hub_id = s.hub_id AND l.id = s.list_id
        WHERE s.hub_id = $1 AND l.campaign_id = $2 AND s.part_id IS NOT NULL
          AND ((l.state = 'draft' AND $3) OR l.state = 'returned'
               OR (l.state IN ('issued', 'downloaded', 'out') AND l.lease_until > $4))";
    /// Throws a campaign's drafts away.
    DROP_DRAFTS = "\
        DELETE FROM walk_lists WHERE hub_id = $1 AND campaign_id = $2 AND state = 'draft'";
    /// Takes a door off a list.
    DROP_STOP = "\
        DELETE FROM walk_list_stops WHERE hub_id = $1 AND list_id = $2 AND door_id = $3";
    /// Writes how many doors are left, and the version that says so.
    SET_DOORS = "UPDATE walk_lists SET doors = $3, version = $4 WHERE hub_id = $1 AND id = $2";
}

/// What a new list is cut from.
#[derive(Clone, Debug)]
pub struct NewList {
    /// Its id.
    pub id: WalkListId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its patch and the version of it.
    pub patch: (crate::base::ids::PatchId, i64),
    /// Its name.
    pub name: String,
    /// When it was cut.
    pub now: EpochMs,
}

/// Keeps a draft.
///
/// # Errors
/// When the engine fails.
pub async fn insert_draft(
    tx: &mut Tx,
    scope: HubScope,
    new: NewList,
    draft: &Draft,
) -> Result<WalkList> {
    let list = WalkList {
        id: new.id,
        campaign_id: new.campaign,
        patch_id: new.patch.0,
        patch_version: new.patch.1,
        name: new.name,
        state: WalkListState::Draft,
        shift_id: None,
        lease_until: None,
        doors: i64::try_from(draft.doors().count()).unwrap_or(i64::MAX),
        minutes: draft.minutes,
        metres: draft.metres,
        pieces: draft.pieces,
        version: 1,
        created_at: new.now,
        issued_at: None,
        ended_at: None,
    };
    let stmt = sql(INSERT)
        .bind(scope.hub())
        .bind(list.id)
        .bind(list.campaign_id)
        .bind(list.patch_id)
        .bind(list.patch_version)
        .bind(list.name.clone())
        .bind(list.state)
        .bind(list.doors)
        .bind(list.minutes)
        .bind(list.metres)
        .bind(list.pieces)
        .bind(list.created_at);
    tx.run_expecting(1, stmt).await?;
    insert_stops(tx, scope, list.id, &draft.stops).await?;
    Ok(list)
}

pub(super) async fn insert_stops(
    tx: &mut Tx,
    scope: HubScope,
    list: WalkListId,
    stops: &[Stop],
) -> Result<()> {
    let rows = stops.iter().map(|stop| {
        let (door, part, from, to) = match stop.at {
            StopAt::Door(door) => (Some(door), None, None, None),
            StopAt::Stretch { part, from_m, to_m } => (None, Some(part), Some(from_m), Some(to_m)),
        };
        row![scope.hub(), list, stop.n, door, part, stop.side, from, to]
    });
    let head = "INSERT INTO walk_list_stops \
                (hub_id, list_id, n, door_id, part_id, side, from_m, to_m)";
    bulk_insert(tx, head, 8, rows.collect(), "").await.map(drop)
}

/// One list.
///
/// # Errors
/// When the engine fails.
pub async fn list(tx: &mut Tx, scope: HubScope, id: WalkListId) -> Result<Option<WalkList>> {
    tx.maybe(sql(LIST).bind(scope.hub()).bind(id)).await
}

/// The lists of a campaign, oldest first.
///
/// # Errors
/// When the engine fails.
pub async fn lists(tx: &mut Tx, scope: HubScope, campaign: CampaignId) -> Result<Vec<WalkList>> {
    tx.all(sql(LISTS).bind(scope.hub()).bind(campaign)).await
}

/// The lists that were handed to a shift, whatever became of them.
///
/// # Errors
/// When the engine fails.
pub async fn lists_of_shift(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<Vec<WalkList>> {
    tx.all(sql(LISTS_OF_SHIFT).bind(scope.hub()).bind(shift))
        .await
}

#[derive(sqlx::FromRow)]
struct StopRow {
    n: i64,
    door_id: Option<DoorId>,
    part_id: Option<StreetPartId>,
    side: Side,
    from_m: Option<f64>,
    to_m: Option<f64>,
}

/// The stops of a list in walking order.
///
/// # Errors
/// When the engine fails, or a stop is neither a door nor a stretch.
pub async fn stops(tx: &mut Tx, scope: HubScope, list: WalkListId) -> Result<Vec<Stop>> {
    let rows: Vec<StopRow> = tx.all(sql(STOPS).bind(scope.hub()).bind(list)).await?;
    let stop = |row: StopRow| {
        let at = match (row.door_id, row.part_id) {
            (Some(door), _) => StopAt::Door(door),
            (None, Some(part)) => StopAt::Stretch {
                part,
                from_m: row.from_m.unwrap_or_default(),
                to_m: row.to_m.unwrap_or_default(),
            },
            (None, None) => {
                return Err(Error::Corrupt {
                    table: "walk_list_stops",
                    column: "door_id",
                    row: format!("{list} {}", row.n),
                });
            }
        };
        Ok(Stop {
            n: row.n,
            at,
            side: row.side,
        })
    };
    rows.into_iter().map(stop).collect()
}

/// Doors and street parts that no new list of a campaign may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Doors.
    pub doors: BTreeSet<DoorId>,
    /// Street parts without known doors.
    pub parts: BTreeSet<StreetPartId>,
}

/// What lists of a campaign hold: those that are with people, and its drafts where `with_drafts`.
/// A list whose lease is over at `now` holds nothing any more.
///
/// # Errors
/// When the engine fails.
pub async fn taken(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    with_drafts: bool,
    now: EpochMs,
) -> Result<Taken> {
    let ask = |text| {
        sql(text)
            .bind(scope.hub())
            .bind(campaign)
            .bind(with_drafts)
            .bind(now)
    };
    let doors: Vec<(DoorId,)> = tx.all(ask(TAKEN_DOORS)).await?;
    let parts: Vec<(StreetPartId,)> = tx.all(ask(TAKEN_PARTS)).await?;
    Ok(Taken {
        doors: doors.into_iter().map(|(door,)| door).collect(),
        parts: parts.into_iter().map(|(part,)| part).collect(),
    })
}

/// Throws a campaign's drafts away.
///
/// # Errors
/// When the engine fails.
pub async fn drop_drafts(tx: &mut Tx, scope: HubScope, campaign: CampaignId) -> Result<u64> {
    tx.run(sql(DROP_DRAFTS).bind(scope.hub()).bind(campaign))
        .await
}

/// Takes doors off a list and writes how many are left.
///
/// # Errors
/// When the engine fails.
pub(super) async fn drop_doors(
    tx: &mut Tx,
    scope: HubScope,
    list: &mut WalkList,
    doors: &[DoorId],
) -> Result<()> {
    for door in doors {
        let stmt = sql(DROP_STOP).bind(scope.hub()).bind(list.id);
        let dropped = tx.run(stmt.bind(*door)).await?;
        list.doors -= i64::try_from(dropped).unwrap_or_default();
    }
    list.version += i64::from(!doors.is_empty());
    let stmt = sql(SET_DOORS).bind(scope.hub()).bind(list.id);
    let stmt = stmt.bind(list.doors).bind(list.version);
    tx.run_expecting(1, stmt).await
}
