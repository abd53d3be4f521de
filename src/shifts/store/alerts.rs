//! SQL of alerts: each step once, and what of it still has to go outward.

use crate::{
    access::HubScope,
    base::{
        ids::{AlertId, HubId, PersonId, ShiftId},
        time::EpochMs,
    },
    db::{Result, Tx, sql},
    shifts::model::{AlertCause, AlertStep},
};

crate::statements! {
    /// Keeps a step; the first of its kind stays, whichever replica was quicker.
    INSERT = "\
        INSERT INTO alerts
          (hub_id, id, shift_id, step, cause, due, at, expected_end, last_street, tries,
           next_try_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)
        ON CONFLICT (hub_id, shift_id, step, cause, due) DO NOTHING";
    /// The hub's alerts: open ones first, newest first; of one buddy, or all.
    ALL = "\
        SELECT a.id, a.shift_id, a.step, a.cause, a.at, a.expected_end, a.last_street,
               a.resolved_at, a.posted_at, s.buddy
        FROM alerts a JOIN shifts s ON s.hub_id = a.hub_id AND s.id = a.shift_id
        WHERE a.hub_id = $1 AND (CAST($2 AS TEXT) IS NULL OR s.buddy_id = $3)
          AND ($4 OR a.resolved_at IS NULL)
        ORDER BY a.resolved_at IS NULL DESC, a.at DESC, a.id LIMIT $5";
    /// The shift of an open alert, and its buddy.
    SHIFT_OF = "\
        SELECT a.shift_id, s.buddy_id
        FROM alerts a JOIN shifts s ON s.hub_id = a.hub_id AND s.id = a.shift_id
        WHERE a.hub_id = $1 AND a.id = $2 AND a.resolved_at IS NULL";
    /// Settles every open alert of a shift; nothing of it goes outward any more.
    RESOLVE = "\
        UPDATE alerts SET resolved_at = $3, resolved_by = $4, next_try_at = NULL
        WHERE hub_id = $1 AND shift_id = $2 AND resolved_at IS NULL";
    /// Settles what the timer said before the lead was called.
    RESOLVE_EARLY = "\
        UPDATE alerts SET resolved_at = $3, next_try_at = NULL
        WHERE hub_id = $1 AND shift_id = $2 AND resolved_at IS NULL AND step <> 'raised'";
    /// Is there an open call for help?
    OPEN_CALL = "\
        SELECT COUNT(*) FROM alerts
        WHERE hub_id = $1 AND shift_id = $2 AND cause = $3 AND resolved_at IS NULL";
    /// What is to go outward now, of every hub.
    TO_POST = "\
        SELECT a.hub_id, h.name AS hub, a.id, a.shift_id, a.step, a.cause, a.at, a.expected_end,
               a.last_street, a.tries, a.next_try_at, s.buddy
        FROM alerts a
        JOIN hubs h ON h.id = a.hub_id
        JOIN shifts s ON s.hub_id = a.hub_id AND s.id = a.shift_id
        WHERE a.next_try_at <= $1 ORDER BY a.at, a.id LIMIT 50";
    /// Takes a try: of several replicas exactly one finds it as it was read.
    TAKE = "\
        UPDATE alerts SET tries = tries + 1, next_try_at = $4
        WHERE hub_id = $1 AND id = $2 AND next_try_at = $3";
    /// It went outward.
    POSTED = "\
        UPDATE alerts SET posted_at = $3, next_try_at = NULL WHERE hub_id = $1 AND id = $2";
    /// It is too old to go outward.
    GIVE_UP = "UPDATE alerts SET next_try_at = NULL WHERE hub_id = $1 AND id = $2";
    /// How many go on a shift.
    PEOPLE = "SELECT COUNT(*) FROM shift_people WHERE hub_id = $1 AND shift_id = $2";
    /// Alerts go when they are too old.
    FORGET = "DELETE FROM alerts WHERE hub_id = $1 AND at < $2";
    /// Forgets who settled alerts.
    FORGET_PERSON = "UPDATE alerts SET resolved_by = NULL WHERE resolved_by = $1";
}

/// A step to keep.
#[derive(Clone, Debug)]
pub struct NewAlert {
    /// Its id.
    pub id: AlertId,
    /// The shift.
    pub shift: ShiftId,
    /// Which step.
    pub step: AlertStep,
    /// Why.
    pub cause: AlertCause,
    /// The end that was overrun, or when help was called for.
    pub due: EpochMs,
    /// Now.
    pub at: EpochMs,
    /// When they meant to be back.
    pub expected_end: Option<EpochMs>,
    /// The last street they named.
    pub last_street: Option<String>,
}

/// Keeps a step; false when it was kept before.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, new: NewAlert) -> Result<bool> {
    // The phone's nudge travels with its shift's row.
    let outward = (new.step != AlertStep::Late).then_some(new.at);
    let stmt = sql(INSERT).bind(scope.hub()).bind(new.id).bind(new.shift);
    let stmt = stmt.bind(new.step).bind(new.cause).bind(new.due);
    let stmt = stmt.bind(new.at).bind(new.expected_end);
    Ok(tx.run(stmt.bind(new.last_street).bind(outward)).await? > 0)
}

/// An alert as people see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// The shift.
    pub shift_id: ShiftId,
    /// Which step.
    pub step: AlertStep,
    /// Why.
    pub cause: AlertCause,
    /// Since when.
    pub at: EpochMs,
    /// When they meant to be back.
    pub expected_end: Option<EpochMs>,
    /// The last street they named.
    pub last_street: Option<String>,
    /// When it was settled.
    pub resolved_at: Option<EpochMs>,
    /// When it went outward.
    pub posted_at: Option<EpochMs>,
    /// The name of the buddy.
    pub buddy: String,
}

/// The hub's alerts, open ones first; those of shifts that one person watches, or all.
///
/// # Errors
/// When the engine fails.
pub async fn all(
    tx: &mut Tx,
    scope: HubScope,
    buddy: Option<PersonId>,
    (settled_too, most): (bool, i64),
) -> Result<Vec<Alert>> {
    let only = buddy.map(|_| "one".to_owned());
    let stmt = sql(ALL).bind(scope.hub()).bind(only).bind(buddy);
    tx.all(stmt.bind(settled_too).bind(most)).await
}

/// The shift of an open alert, and its buddy.
///
/// # Errors
/// When the engine fails.
pub async fn shift_of(
    tx: &mut Tx,
    scope: HubScope,
    id: AlertId,
) -> Result<Option<(ShiftId, Option<PersonId>)>> {
    tx.maybe(sql(SHIFT_OF).bind(scope.hub()).bind(id)).await
}

/// Settles every open alert of a shift.
///
/// # Errors
/// When the engine fails.
pub async fn resolve(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    (by, now): (PersonId, EpochMs),
) -> Result<()> {
    let stmt = sql(RESOLVE).bind(scope.hub()).bind(shift).bind(now);
    tx.run(stmt.bind(by)).await.map(drop)
}

/// Settles what the timer said, because there is a sign of life; what was raised stays until a
/// person settles it.
///
/// # Errors
/// When the engine fails.
pub async fn resolve_early(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    now: EpochMs,
) -> Result<()> {
    let stmt = sql(RESOLVE_EARLY).bind(scope.hub()).bind(shift);
    tx.run(stmt.bind(now)).await.map(drop)
}

/// Whether help was called for in this way, and nobody has settled it.
///
/// # Errors
/// When the engine fails.
pub async fn called(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    cause: AlertCause,
) -> Result<bool> {
    let stmt = sql(OPEN_CALL).bind(scope.hub()).bind(shift).bind(cause);
    Ok(tx.value::<i64>(stmt).await? > 0)
}

/// An alert that is to go outward.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ToPost {
    /// The hub.
    pub hub_id: HubId,
    /// Its name.
    pub hub: String,
    /// The alert.
    pub id: AlertId,
    /// The shift.
    pub shift_id: ShiftId,
    /// Which step.
    pub step: AlertStep,
    /// Why.
    pub cause: AlertCause,
    /// Since when.
    pub at: EpochMs,
    /// When they meant to be back.
    pub expected_end: Option<EpochMs>,
    /// The last street they named.
    pub last_street: Option<String>,
    /// How often it was tried.
    pub tries: i64,
    /// When it was to be tried.
    pub next_try_at: EpochMs,
    /// The name of the buddy.
    pub buddy: String,
}

/// What is to go outward now.
///
/// # Errors
/// When the engine fails.
pub async fn to_post(tx: &mut Tx, now: EpochMs) -> Result<Vec<ToPost>> {
    tx.all(sql(TO_POST).bind(now)).await
}

/// Takes a try, and says when the next one is if this one fails; false when another replica was
/// quicker.
///
/// # Errors
/// When the engine fails.
pub async fn take_try(
    tx: &mut Tx,
    scope: HubScope,
    id: AlertId,
    (before, next): (EpochMs, EpochMs),
) -> Result<bool> {
    let stmt = sql(TAKE).bind(scope.hub()).bind(id).bind(before);
    Ok(tx.run(stmt.bind(next)).await? > 0)
}

/// It went outward.
///
/// # Errors
/// When the engine fails.
pub async fn posted(tx: &mut Tx, scope: HubScope, id: AlertId, now: EpochMs) -> Result<()> {
    let stmt = sql(POSTED).bind(scope.hub()).bind(id).bind(now);
    tx.run(stmt).await.map(drop)
}

/// It is too old to go outward.
///
/// # Errors
/// When the engine fails.
pub async fn give_up(tx: &mut Tx, scope: HubScope, id: AlertId) -> Result<()> {
    tx.run(sql(GIVE_UP).bind(scope.hub()).bind(id))
        .await
        .map(drop)
}

/// How many go on a shift.
///
/// # Errors
/// When the engine fails.
pub async fn people(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<i64> {
    tx.value(sql(PEOPLE).bind(scope.hub()).bind(shift)).await
}

/// Deletes alerts from before this instant.
///
/// # Errors
/// When the engine fails.
pub async fn forget(tx: &mut Tx, scope: HubScope, before: EpochMs) -> Result<u64> {
    tx.run(sql(FORGET).bind(scope.hub()).bind(before)).await
}

/// Forgets that somebody settled alerts.
///
/// # Errors
/// When the engine fails.
pub async fn forget_person(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(sql(FORGET_PERSON).bind(person)).await.map(drop)
}
