//! SQL of concerns. Words come sealed and go out sealed.

use super::model::{Concern, ConcernState, Step};
use crate::{
    access::HubScope,
    base::{ids::ConcernId, time::Day},
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Keeps a concern.
    INSERT = "\
        INSERT INTO concerns (hub_id, id, kind, told, told_on, state, closed_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Every concern, open ones first.
    ALL = "\
        SELECT id, kind, told, told_on, state, closed_on FROM concerns
        WHERE hub_id = $1 ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, told_on DESC, id
        LIMIT $2";
    /// Holds a concern fast until the transaction ends.
    LOCK = "UPDATE concerns SET state = state WHERE hub_id = $1 AND id = $2";
    /// One concern.
    ONE = "\
        SELECT id, kind, told, told_on, state, closed_on FROM concerns
        WHERE hub_id = $1 AND id = $2";
    /// Where a concern stands now.
    SAVE = "UPDATE concerns SET state = $3, closed_on = $4 WHERE hub_id = $1 AND id = $2";
    /// Keeps a step.
    INSERT_STEP = "\
        INSERT INTO concern_steps (hub_id, concern_id, n, step, taken_on, words)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// What was done, in order.
    STEPS = "\
        SELECT n, step, taken_on, words FROM concern_steps
        WHERE hub_id = $1 AND concern_id = $2 ORDER BY n";
    /// Erases what was closed long ago, its steps with it.
    EXPIRE = "DELETE FROM concerns WHERE hub_id = $1 AND closed_on < $2";
}

/// Keeps a concern.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, new: Concern) -> Result<()> {
    let stmt = sql(INSERT)
        .bind(scope.hub())
        .bind(new.id)
        .bind(new.kind)
        .bind(new.told)
        .bind(new.told_on)
        .bind(new.state)
        .bind(new.closed_on);
    tx.run_expecting(1, stmt).await
}

/// Concerns, open ones first, at most `most`.
///
/// # Errors
/// When the engine fails.
pub async fn all(tx: &mut Tx, scope: HubScope, most: i64) -> Result<Vec<Concern>> {
    tx.all(sql(ALL).bind(scope.hub()).bind(most)).await
}

/// One concern, held fast until the transaction ends.
///
/// # Errors
/// When the engine fails.
pub async fn lock(tx: &mut Tx, scope: HubScope, id: ConcernId) -> Result<Option<Concern>> {
    tx.run(sql(LOCK).bind(scope.hub()).bind(id)).await?;
    tx.maybe(sql(ONE).bind(scope.hub()).bind(id)).await
}

/// Keeps where a concern stands now.
///
/// # Errors
/// When it is not there, or the engine fails.
pub async fn save(
    tx: &mut Tx,
    scope: HubScope,
    id: ConcernId,
    (state, closed_on): (ConcernState, Option<Day>),
) -> Result<()> {
    let stmt = sql(SAVE).bind(scope.hub()).bind(id).bind(state);
    tx.run_expecting(1, stmt.bind(closed_on)).await
}

/// Keeps a step.
///
/// # Errors
/// When the engine fails.
pub async fn insert_step(tx: &mut Tx, scope: HubScope, id: ConcernId, step: Step) -> Result<()> {
    let stmt = sql(INSERT_STEP).bind(scope.hub()).bind(id).bind(step.n);
    let stmt = stmt.bind(step.step).bind(step.taken_on).bind(step.words);
    tx.run_expecting(1, stmt).await
}

/// What was done about a concern, in order.
///
/// # Errors
/// When the engine fails.
pub async fn steps(tx: &mut Tx, scope: HubScope, id: ConcernId) -> Result<Vec<Step>> {
    tx.all(sql(STEPS).bind(scope.hub()).bind(id)).await
}

/// Erases concerns that were closed more than so many days ago
/// ([`KEPT_DAYS`](super::model::KEPT_DAYS) unless the hub's policy says otherwise); returns how many.
/// An open one stays.
///
/// # Errors
/// When the engine fails.
pub async fn expire(tx: &mut Tx, scope: HubScope, today: Day, days: i64) -> Result<u64> {
    let before = today.plus_days(-days);
    tx.run(sql(EXPIRE).bind(scope.hub()).bind(before)).await
}
