//! SQL of lists with people: handed out, taken back, and kept up to date on the phones.

use mobile_api::wire::{
    limits::{ROWS_PER_LIST, ROWS_PER_PHONE},
    pull::ScopeChange,
};

use super::{
    campaign, drop_doors, insert_stops, list, list_columns, lists_of_shift,
    rows::{self, Stocked, door_row, put},
};
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, DoorId, ShiftId, WalkListId},
        time::{Day, EpochMs},
    },
    db::{Result, Tx, sql},
    feed::{self, Feed},
    problem::Problem,
    streets::{self, model::DoorFacts, rules::may_be_listed},
    walk_lists::{
        model::{
            Campaign, Handed, Handing, LeftOut, Omissions, Stop, StopAt, WalkList, WalkListState,
        },
        rules::{Step, after, follows, lease_is_over},
    },
};

crate::statements! {
    /// Hands a draft to a shift; nobody else can any more.
    ISSUE = "\
        UPDATE walk_lists SET state = 'issued', shift_id = $3, lease_until = $4, issued_at = $5
        WHERE hub_id = $1 AND id = $2 AND state = 'draft'";
    /// How many rows of lists a person's phones hold.
    ROWS_HELD = "\
        SELECT CAST(COALESCE(SUM(l.doors + 1), 0) AS BIGINT)
        FROM scopes c JOIN walk_lists l ON l.hub_id = c.hub_id AND l.id = c.list_id
        WHERE c.hub_id = $1 AND c.person_id = $2 AND c.ended_at IS NULL
          AND l.state IN ('issued', 'downloaded', 'out')";
    /// Moves a list on, if it still stands where it was read.
    MOVE = "\
        UPDATE walk_lists SET state = $4, ended_at = $5
        WHERE hub_id = $1 AND id = $2 AND state = $3";
    /// Lists with people whose lease is over.
    DUE = concat!(
        "SELECT ", list_columns!(), " FROM walk_lists
         WHERE hub_id = $1 AND state IN ('issued', 'downloaded', 'out') AND lease_until <= $2
         ORDER BY id");
    /// Lists with people that hold a door, newest first.
    HOLDING = "\
        SELECT l.id, l.campaign_id, s.n FROM walk_list_stops s
        JOIN walk_lists l ON l.hub_id = s.hub_id AND l.id = s.list_id
        WHERE s.hub_id = $1 AND s.door_id = $2 AND l.state IN ('issued', 'downloaded', 'out')
        ORDER BY l.issued_at DESC, l.id";
    /// Locks a list, so that doors come onto it one by one.
    LOCK = "UPDATE walk_lists SET doors = doors WHERE hub_id = $1 AND id = $2";
    /// Moves later stops on, out of the way of all others first.
    MOVE_ON = "\
        UPDATE walk_list_stops SET n = -(n + $4) WHERE hub_id = $1 AND list_id = $2 AND n > $3";
    /// Puts moved stops where they belong.
    MOVED = "UPDATE walk_list_stops SET n = -n WHERE hub_id = $1 AND list_id = $2 AND n < 0";
    /// Doors on lists with people that may not be knocked at any more.
    UNWANTED = "\
        SELECT s.list_id, s.door_id FROM walk_list_stops s
        JOIN walk_lists l ON l.hub_id = s.hub_id AND l.id = s.list_id
        JOIN do_not_knock k ON k.door_id = s.door_id AND k.lifted_on IS NULL
        JOIN sync_rows r ON r.hub_id = s.hub_id AND r.scope_id = s.list_id
                        AND r.kind = 'door' AND r.id = s.door_id AND r.gone IS FALSE
        WHERE s.hub_id = $1 AND l.state IN ('issued', 'downloaded', 'out')
        ORDER BY s.list_id, s.door_id";
}

/// Hands a draft to the people of a shift.
///
/// Every door is asked about again, since days may lie between the cut and the walk: what may not
/// be called on today leaves the list, counted by reason. Then the list's rows go to the phones.
///
/// # Errors
/// 404 without such a list, 409 when it was handed out before, 422 when nothing is left to walk or
/// it is more than a phone holds.
pub async fn issue(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    handing: &Handing,
) -> Result<Handed, Problem> {
    let mut walk_list = handed_over(tx, scope, handing).await?;
    let campaign = campaign(tx, scope, walk_list.campaign_id)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let mut stocked = rows::stocked(tx, scope, walk_list.id).await?;
    let unwanted = unwanted(&stocked, &campaign, handing.now.day());
    let doors: Vec<DoorId> = unwanted.iter().map(|(door, _)| *door).collect();
    drop_doors(tx, scope, &mut walk_list, &doors).await?;
    stocked
        .stops
        .retain(|stop| !matches!(stop.at, StopAt::Door(door) if doors.contains(&door)));
    if stocked.stops.is_empty() {
        return Err(Problem::unprocessable(
            "nothing_to_walk",
            "No door of this list may be called on today. Cut the patch again.",
        ));
    }
    fits_phones(tx, scope, handing, &walk_list).await?;
    for person in &handing.people {
        feed::store::open_list(tx, scope, *person, walk_list.id, handing.shift).await?;
        let list = walk_list.id.0;
        feed.put(person.0, "scope", list, &ScopeChange::Add { list });
    }
    rows::publish_all(tx, feed, &walk_list, &campaign, &stocked).await?;
    let mut left_out = Omissions::new();
    for (_, why) in unwanted {
        *left_out.entry(why).or_default() += 1;
    }
    Ok(Handed {
        walk_list,
        left_out,
    })
}

/// A phone holds so many rows and no more: better said at the desk than found out in the street.
async fn fits_phones(
    tx: &mut Tx,
    scope: HubScope,
    handing: &Handing,
    walk_list: &WalkList,
) -> Result<(), Problem> {
    // The list's own row is one too.
    let rows = walk_list.doors + 1;
    if rows > most(ROWS_PER_LIST) {
        return Err(Problem::unprocessable(
            "list_too_long",
            format!(
                "This list has {} doors, and a phone takes 4,999 on one list. Cut the patch into \
                 more lists.",
                walk_list.doors
            ),
        ));
    }
    for person in &handing.people {
        let stmt = sql(ROWS_HELD).bind(scope.hub()).bind(*person);
        let held: i64 = tx.value(stmt).await?;
        if held + rows > most(ROWS_PER_PHONE) {
            return Err(Problem::unprocessable(
                "phone_full",
                format!(
                    "The phone of one of these people holds {held} doors and lists already, and \
                     10,000 is the most. Take a list back from them first."
                ),
            ));
        }
    }
    Ok(())
}

fn most(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// The draft, now the shift's; nobody else can have it any more.
async fn handed_over(tx: &mut Tx, scope: HubScope, handing: &Handing) -> Result<WalkList, Problem> {
    let draft = find(tx, scope, handing.list).await?;
    let stmt = sql(ISSUE)
        .bind(scope.hub())
        .bind(draft.id)
        .bind(handing.shift)
        .bind(handing.lease_until)
        .bind(handing.now);
    if after(draft.state, Step::Issue).is_none() || tx.run(stmt).await? == 0 {
        return Err(Problem::conflict(
            "This list was handed out before. Cut the patch again for a new one.",
        ));
    }
    Ok(WalkList {
        state: WalkListState::Issued,
        shift_id: Some(handing.shift),
        lease_until: Some(handing.lease_until),
        issued_at: Some(handing.now),
        ..draft
    })
}

async fn find(tx: &mut Tx, scope: HubScope, id: WalkListId) -> Result<WalkList, Problem> {
    list(tx, scope, id)
        .await?
        .ok_or_else(|| Problem::not_found("walk list"))
}

/// Doors of a list that may not be called on today.
fn unwanted(stocked: &Stocked, campaign: &Campaign, today: Day) -> Vec<(DoorId, LeftOut)> {
    let policy = campaign.policy();
    stocked
        .stops
        .iter()
        .filter_map(|stop| match stop.at {
            StopAt::Door(id) => Some(id),
            StopAt::Stretch { .. } => None,
        })
        .filter_map(|id| {
            let Some(door) = stocked.doors.get(&id) else {
                // The open data were imported again without it.
                return Some((id, LeftOut::NotOnAStreet));
            };
            let known = stocked.known(door);
            let verdict = may_be_listed(today, campaign.id, &policy, known);
            verdict.err().map(|why| (id, why.into()))
        })
        .collect()
}

/// Takes a list from its people's phones.
async fn end(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    mut walk_list: WalkList,
    step: Step,
    now: EpochMs,
) -> Result<Option<WalkList>> {
    let Some(state) = after(walk_list.state, step) else {
        return Ok(None);
    };
    let stmt = sql(MOVE).bind(scope.hub()).bind(walk_list.id);
    let stmt = stmt.bind(walk_list.state).bind(state).bind(Some(now));
    if tx.run(stmt).await? == 0 {
        return Ok(None);
    }
    feed::store::close_list(tx, feed, scope, walk_list.id, now).await?;
    walk_list.state = state;
    walk_list.ended_at = Some(now);
    Ok(Some(walk_list))
}

/// Takes a list back before its people are done; their phones drop it at next contact.
///
/// # Errors
/// 404 without such a list, 409 when nobody holds it.
pub async fn recall(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    id: WalkListId,
    now: EpochMs,
) -> Result<WalkList, Problem> {
    let walk_list = find(tx, scope, id).await?;
    end(tx, feed, scope, walk_list, Step::Recall, now)
        .await?
        .ok_or_else(nobody_holds_it)
}

/// Keeps that a list came back.
///
/// # Errors
/// 404 without such a list, 409 when nobody holds it.
pub async fn give_back(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    id: WalkListId,
    now: EpochMs,
) -> Result<WalkList, Problem> {
    let walk_list = find(tx, scope, id).await?;
    end(tx, feed, scope, walk_list, Step::Return, now)
        .await?
        .ok_or_else(nobody_holds_it)
}

fn nobody_holds_it() -> Problem {
    Problem::conflict("Nobody holds this list: it is a draft, or it is over.")
}

/// Keeps that the lists of a shift came back, those that are still with its people.
///
/// # Errors
/// When the engine fails.
pub async fn take_back_of_shift(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    shift: ShiftId,
    now: EpochMs,
) -> Result<()> {
    for walk_list in lists_of_shift(tx, scope, shift).await? {
        end(tx, feed, scope, walk_list, Step::Return, now).await?;
    }
    Ok(())
}

/// Ends every list whose lease is over.
///
/// # Errors
/// When the engine fails.
pub async fn expire_due(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    now: EpochMs,
) -> Result<Vec<WalkListId>> {
    let due: Vec<WalkList> = tx.all(sql(DUE).bind(scope.hub()).bind(now)).await?;
    let mut ended = Vec::new();
    for walk_list in due {
        if !lease_is_over(walk_list.state, walk_list.lease_until, now) {
            continue;
        }
        let over = end(tx, feed, scope, walk_list, Step::Expire, now).await?;
        ended.extend(over.map(|walk_list| walk_list.id));
    }
    Ok(ended)
}

/// Keeps that a list was fetched or is being walked; false when that step is not open to it, which
/// is no fault: it may be over.
///
/// # Errors
/// When the engine fails.
pub async fn mark(tx: &mut Tx, scope: HubScope, id: WalkListId, step: Step) -> Result<bool> {
    let Some(walk_list) = list(tx, scope, id).await? else {
        return Ok(false);
    };
    let going_on = after(walk_list.state, step).filter(|state| state.is_with_people());
    let Some(state) = going_on.filter(|_| step != Step::Issue) else {
        return Ok(false);
    };
    let stmt = sql(MOVE).bind(scope.hub()).bind(id);
    let stmt = stmt.bind(walk_list.state).bind(state);
    Ok(tx.run(stmt.bind(walk_list.ended_at)).await? > 0)
}

#[derive(sqlx::FromRow)]
struct Holding {
    id: WalkListId,
    campaign_id: CampaignId,
    n: i64,
}

async fn holding(tx: &mut Tx, scope: HubScope, door: DoorId) -> Result<Vec<Holding>> {
    tx.all(sql(HOLDING).bind(scope.hub()).bind(door)).await
}

/// The newest list of a campaign with people that holds this door.
///
/// # Errors
/// When the engine fails.
pub async fn list_of_door(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    door: DoorId,
) -> Result<Option<WalkListId>> {
    let lists = holding(tx, scope, door).await?;
    let own = lists.into_iter().find(|list| list.campaign_id == campaign);
    Ok(own.map(|list| list.id))
}

/// Tells the phones that hold a door where it stands now. A door not to be knocked at any more
/// goes from all of them.
///
/// # Errors
/// When the engine fails or something stored makes no sense.
pub async fn republish_door(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    door: DoorId,
) -> Result<()> {
    let lists = holding(tx, scope, door).await?;
    if lists.is_empty() {
        return Ok(());
    }
    let known = streets::store::known_of(tx, scope, &[door]).await?;
    let facts = streets::store::door(tx, door).await?;
    let wanted = facts.filter(|_| !known.do_not_knock.contains(&door));
    for held in lists {
        let row = wanted.as_ref().and_then(|facts| {
            let states = known.states.get(&door).map_or(&[][..], Vec::as_slice);
            let state = states
                .iter()
                .find(|row| row.campaign_id == held.campaign_id);
            door_row(
                held.id,
                held.n,
                facts,
                known.labels.get(&door),
                state,
                false,
            )
        });
        match row {
            Some(row) => put(feed, held.id, &row),
            None => feed.gone(held.id.0, "door", door.0),
        }
    }
    Ok(())
}

/// What is due in a hub whoever asks: leases end, and doors that another hub's people were asked
/// not to knock at go from the phones. Returns whether anything is to be published.
///
/// # Errors
/// When the engine fails.
pub async fn sweep(tx: &mut Tx, feed: &mut Feed, scope: HubScope, now: EpochMs) -> Result<bool> {
    let ended = expire_due(tx, feed, scope, now).await?;
    let unwanted: Vec<(WalkListId, DoorId)> = tx.all(sql(UNWANTED).bind(scope.hub())).await?;
    for (list, door) in &unwanted {
        feed.gone(list.0, "door", door.0);
    }
    Ok(!ended.is_empty() || !unwanted.is_empty())
}

/// How many numbers are left free where the first door is found beside another: a block of flats
/// moves the rest of the list once, and not with every flat.
const ROOM: i64 = 1_000;

/// Puts a door that was found while walking on the shift's list, so that the phones of all its
/// people show it: on the list that holds the door beside it, or else its street, or else the
/// first. It comes behind the door beside it, or else behind the last of its street, or else last.
/// `None` when the shift holds no list.
///
/// # Errors
/// When the engine fails.
pub async fn append_door(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    shift: ShiftId,
    door: &DoorFacts,
    near: Option<DoorId>,
) -> Result<Option<WalkListId>> {
    let mut lists = lists_of_shift(tx, scope, shift).await?;
    lists.retain(|list| list.state.is_with_people());
    for list in &lists {
        tx.run(sql(LOCK).bind(scope.hub()).bind(list.id)).await?;
    }
    let there: Vec<WalkListId> = holding(tx, scope, door.id)
        .await?
        .into_iter()
        .map(|list| list.id)
        .collect();
    if let Some(own) = lists.iter().find(|list| there.contains(&list.id)) {
        return Ok(Some(own.id));
    }
    let Some((mut walk_list, mut stocked)) = best_list(tx, scope, lists, door, near).await? else {
        return Ok(None);
    };
    walk_list.doors += 1;
    walk_list.version += 1;
    drop_doors(tx, scope, &mut walk_list, &[]).await?;
    let after = before(&stocked, door, near).map(|at| (at, stocked.stops[at].n));
    let n = after.map_or(1, |(_, n)| n + 1);
    if let Some((at, _)) = after
        && stocked.stops.get(at + 1).is_some_and(|next| next.n == n)
    {
        make_room(tx, feed, scope, (&walk_list, &mut stocked), at).await?;
    }
    let stop = Stop {
        n,
        at: StopAt::Door(door.id),
        side: door.side,
    };
    insert_stops(tx, scope, walk_list.id, &[stop]).await?;
    publish_added(tx, feed, scope, (&walk_list, &stocked), door).await?;
    Ok(Some(walk_list.id))
}

/// The place of the stop that a new door follows; `None` where there is no stop.
fn before(stocked: &Stocked, door: &DoorFacts, near: Option<DoorId>) -> Option<usize> {
    let stops = &stocked.stops;
    let of = |stop: &Stop| match stop.at {
        StopAt::Door(id) => stocked.doors.get(&id),
        StopAt::Stretch { .. } => None,
    };
    let street = |stop: &Stop| match stop.at {
        StopAt::Door(_) => of(stop).and_then(|door| door.street_id),
        StopAt::Stretch { part, .. } => stocked.parts.get(&part).map(|part| part.street_id),
    };
    let beside = near.and_then(|near| stops.iter().position(|stop| stop.at == StopAt::Door(near)));
    if let Some(beside) = beside {
        let found: Vec<bool> = stops
            .iter()
            .map(|stop| of(stop).is_some_and(|door| door.added_by_hub.is_some()))
            .collect();
        return Some(follows(&found, beside));
    }
    let same = |stop: &Stop| door.street_id.is_some() && street(stop) == door.street_id;
    let last = stops.iter().rposition(same);
    last.or_else(|| stops.len().checked_sub(1))
}

/// Leaves numbers free behind a stop, and tells the phones the new ones of the doors after it.
async fn make_room(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    (walk_list, stocked): (&WalkList, &mut Stocked),
    at: usize,
) -> Result<()> {
    let stmt = sql(MOVE_ON).bind(scope.hub()).bind(walk_list.id);
    tx.run(stmt.bind(stocked.stops[at].n).bind(ROOM)).await?;
    tx.run(sql(MOVED).bind(scope.hub()).bind(walk_list.id))
        .await?;
    for stop in stocked.stops.iter_mut().skip(at + 1) {
        stop.n += ROOM;
    }
    rows::publish_doors(feed, walk_list, stocked, stocked.stops.iter().skip(at + 1));
    Ok(())
}

/// The list a door fits best: that of the door beside it, then that of its street; with what is
/// known of it.
async fn best_list(
    tx: &mut Tx,
    scope: HubScope,
    lists: Vec<WalkList>,
    door: &DoorFacts,
    near: Option<DoorId>,
) -> Result<Option<(WalkList, Stocked)>> {
    let mut best: Option<(u8, WalkList, Stocked)> = None;
    for walk_list in lists {
        let stocked = rows::stocked(tx, scope, walk_list.id).await?;
        let beside = near.is_some_and(|near| stocked.doors.contains_key(&near));
        let street = door
            .street_id
            .is_some_and(|street| stocked.streets.contains_key(&street));
        let fit = u8::from(beside) * 2 + u8::from(street);
        if best.as_ref().is_none_or(|(known, _, _)| fit > *known) {
            best = Some((fit, walk_list, stocked));
        }
    }
    Ok(best.map(|(_, walk_list, stocked)| (walk_list, stocked)))
}

async fn publish_added(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    (list, stocked): (&WalkList, &Stocked),
    door: &DoorFacts,
) -> Result<()> {
    rows::publish_list(feed, list, &stocked.doorless());
    if let Some(street) = door.street_id {
        rows::publish_street(tx, feed, list.id, street).await?;
    }
    republish_door(tx, feed, scope, door.id).await
}
