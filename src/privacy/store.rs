//! SQL of requests, of rules and their proofs. What rules let go is in [`expiry`], what is stored
//! of somebody with an account in [`people`].

pub mod expiry;
pub mod people;

use super::model::{Class, RequestEnding, RequestKind, RequestState, RetentionRule, RetentionRun};
use crate::{
    access::HubScope,
    base::{
        ids::RequestId,
        time::{Day, EpochMs},
    },
    db::{Result, Tx, sql},
};

crate::statements! {
    /// The rules a hub changed.
    RULES = "\
        SELECT class, days, counted_from, basis, owner, reason, changed_at
        FROM retention_rules WHERE hub_id = $1";
    /// Keeps a rule.
    KEEP_RULE = "\
        INSERT INTO retention_rules
          (hub_id, class, days, counted_from, basis, owner, reason, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (hub_id, class) DO UPDATE
        SET days = excluded.days, counted_from = excluded.counted_from, basis = excluded.basis,
            owner = excluded.owner, reason = excluded.reason, changed_at = excluded.changed_at";
    /// Begins a rule's day: of several replicas exactly one does.
    BEGIN_RUN = "\
        INSERT INTO retention_runs (hub_id, class, day, cutoff, records, at)
        VALUES ($1, $2, $3, $4, 0, $5)
        ON CONFLICT (hub_id, class, day) DO NOTHING";
    /// Writes down what went.
    END_RUN = "\
        UPDATE retention_runs SET records = records + $4, cutoff = $5, at = $6
        WHERE hub_id = $1 AND class = $2 AND day = $3";
    /// How many rules had their day?
    RAN = "SELECT COUNT(*) FROM retention_runs WHERE hub_id = $1 AND day = $2";
    /// The last proof of each rule.
    LAST_RUNS = "\
        SELECT r.class, r.day, r.cutoff, r.records, r.at FROM retention_runs r
        WHERE r.hub_id = $1
          AND r.day = (SELECT MAX(o.day) FROM retention_runs o
                       WHERE o.hub_id = $1 AND o.class = r.class)
        ORDER BY r.class";
    /// Notes a request.
    INSERT_REQUEST = "\
        INSERT INTO privacy_requests (hub_id, id, kind, opened_on, due_on, state, reference)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Requests: open ones first, the most urgent of them first.
    REQUESTS = "\
        SELECT id, kind, opened_on, due_on, state, acknowledged_on, closed_on, outcome, reference
        FROM privacy_requests WHERE hub_id = $1
        ORDER BY closed_on IS NULL DESC, due_on, id LIMIT $2";
    /// One request.
    REQUEST = "\
        SELECT id, kind, opened_on, due_on, state, acknowledged_on, closed_on, outcome, reference
        FROM privacy_requests WHERE hub_id = $1 AND id = $2";
    /// Whoever asked was told that it came.
    ACKNOWLEDGE = "\
        UPDATE privacy_requests SET state = 'acknowledged', acknowledged_on = $3
        WHERE hub_id = $1 AND id = $2 AND state = 'open'";
    /// It was answered: whom it was about goes.
    CLOSE = "\
        UPDATE privacy_requests
        SET state = 'closed', closed_on = $3, outcome = $4, reference = NULL
        WHERE hub_id = $1 AND id = $2 AND state <> 'closed'";
}

/// The rules a hub changed.
///
/// # Errors
/// When the engine fails.
pub async fn rules(tx: &mut Tx, scope: HubScope) -> Result<Vec<RetentionRule>> {
    tx.all(sql(RULES).bind(scope.hub())).await
}

/// Keeps a hub's rule.
///
/// # Errors
/// When the engine fails.
pub async fn keep_rule(tx: &mut Tx, scope: HubScope, rule: RetentionRule) -> Result<()> {
    let stmt = sql(KEEP_RULE)
        .bind(scope.hub())
        .bind(rule.class)
        .bind(rule.days)
        .bind(rule.counted_from)
        .bind(rule.basis)
        .bind(rule.owner)
        .bind(rule.reason)
        .bind(rule.changed_at);
    tx.run_expecting(1, stmt).await
}

/// Begins a rule's day; false when it was begun before.
///
/// # Errors
/// When the engine fails.
pub async fn begin_run(
    tx: &mut Tx,
    scope: HubScope,
    class: Class,
    (day, cutoff, now): (Day, Day, EpochMs),
) -> Result<bool> {
    let stmt = sql(BEGIN_RUN).bind(scope.hub()).bind(class).bind(day);
    Ok(tx.run(stmt.bind(cutoff).bind(now)).await? > 0)
}

/// Writes down how many records went; a second run of the day adds to the first.
///
/// # Errors
/// When the engine fails or the day was not begun.
pub async fn end_run(tx: &mut Tx, scope: HubScope, run: &RetentionRun) -> Result<()> {
    let stmt = sql(END_RUN)
        .bind(scope.hub())
        .bind(run.class)
        .bind(run.day)
        .bind(run.records)
        .bind(run.cutoff)
        .bind(run.at);
    tx.run_expecting(1, stmt).await
}

/// How many rules had their day.
///
/// # Errors
/// When the engine fails.
pub async fn ran(tx: &mut Tx, scope: HubScope, day: Day) -> Result<i64> {
    tx.value(sql(RAN).bind(scope.hub()).bind(day)).await
}

/// The last proof of each rule that was ever followed.
///
/// # Errors
/// When the engine fails.
pub async fn last_runs(tx: &mut Tx, scope: HubScope) -> Result<Vec<RetentionRun>> {
    tx.all(sql(LAST_RUNS).bind(scope.hub())).await
}

/// A request as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredRequest {
    /// Its id.
    pub id: RequestId,
    /// What is asked.
    pub kind: RequestKind,
    /// The day it came.
    pub opened_on: Day,
    /// The last day for the answer.
    pub due_on: Day,
    /// How far it is.
    pub state: RequestState,
    /// The day whoever asked was told that it came.
    pub acknowledged_on: Option<Day>,
    /// The day it was answered.
    pub closed_on: Option<Day>,
    /// How it ended.
    pub outcome: Option<RequestEnding>,
    /// Whom it is about, sealed.
    pub reference: Option<String>,
}

/// Notes a request.
///
/// # Errors
/// When the engine fails.
pub async fn insert_request(tx: &mut Tx, scope: HubScope, new: StoredRequest) -> Result<()> {
    let stmt = sql(INSERT_REQUEST)
        .bind(scope.hub())
        .bind(new.id)
        .bind(new.kind)
        .bind(new.opened_on)
        .bind(new.due_on)
        .bind(new.state)
        .bind(new.reference);
    tx.run_expecting(1, stmt).await
}

/// Requests, open ones first.
///
/// # Errors
/// When the engine fails.
pub async fn requests(tx: &mut Tx, scope: HubScope, most: i64) -> Result<Vec<StoredRequest>> {
    tx.all(sql(REQUESTS).bind(scope.hub()).bind(most)).await
}

/// One request.
///
/// # Errors
/// When the engine fails.
pub async fn request(tx: &mut Tx, scope: HubScope, id: RequestId) -> Result<Option<StoredRequest>> {
    tx.maybe(sql(REQUEST).bind(scope.hub()).bind(id)).await
}

/// Notes that whoever asked was told that it came; false when that was noted before.
///
/// # Errors
/// When the engine fails.
pub async fn acknowledge(tx: &mut Tx, scope: HubScope, id: RequestId, on: Day) -> Result<bool> {
    let stmt = sql(ACKNOWLEDGE).bind(scope.hub()).bind(id).bind(on);
    Ok(tx.run(stmt).await? > 0)
}

/// Closes a request; false when it is closed already.
///
/// # Errors
/// When the engine fails.
pub async fn close(
    tx: &mut Tx,
    scope: HubScope,
    id: RequestId,
    (on, outcome): (Day, RequestEnding),
) -> Result<bool> {
    let stmt = sql(CLOSE).bind(scope.hub()).bind(id);
    Ok(tx.run(stmt.bind(on).bind(outcome)).await? > 0)
}
