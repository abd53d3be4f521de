//! SQL of records that wait for a human.

use uuid::Uuid;

use super::super::items::emptied;
use super::padded;
use crate::{
    access::HubScope,
    base::{
        ids::{HeldId, InstallId, OpId, PersonId},
        time::EpochMs,
    },
    db::{Result, Tx, bulk_insert, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// Records that wait, oldest first.
    WAITING = "\
        SELECT h.id, h.op_id, h.rev, h.install_id, h.person_id, p.display_name, h.n, h.body, h.why,
               h.happened_at, h.clock, h.received_at
        FROM held_ops h JOIN people p ON p.id = h.person_id
        WHERE h.hub_id = $1 AND h.decided_at IS NULL AND (CAST($2 AS TEXT) IS NULL OR h.why = $2)
          AND (h.received_at > $3 OR (h.received_at = $3 AND h.id > $4))
        ORDER BY h.received_at, h.id LIMIT $5";
    /// One record that waits.
    ONE = "\
        SELECT h.id, h.op_id, h.rev, h.install_id, h.person_id, p.display_name, h.n, h.body, h.why,
               h.happened_at, h.clock, h.received_at
        FROM held_ops h JOIN people p ON p.id = h.person_id
        WHERE h.hub_id = $1 AND h.id = $2 AND h.decided_at IS NULL";
    /// Those of one phone that wait for the record they change.
    ORPHANS = "\
        SELECT h.id, h.op_id, h.rev, h.install_id, h.person_id, p.display_name, h.n, h.body, h.why,
               h.happened_at, h.clock, h.received_at
        FROM held_ops h JOIN people p ON p.id = h.person_id
        WHERE h.hub_id = $1 AND h.install_id = $2 AND h.why = 'record_unknown'
          AND h.decided_at IS NULL
        ORDER BY h.n, h.id";
    /// Decides about a record, once.
    DECIDE = "\
        UPDATE held_ops SET decided_at = $3, decided_by = $4, decision = $5
        WHERE hub_id = $1 AND id = $2 AND decided_at IS NULL";
    /// What a record said.
    BODY = "SELECT body FROM held_ops WHERE hub_id = $1 AND id = $2";
    /// Keeps less of what a record said.
    EMPTY = "UPDATE held_ops SET body = $3 WHERE hub_id = $1 AND id = $2";
}

/// What is known of a held op when it comes again.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HeldBefore {
    /// The op's id.
    pub op_id: OpId,
    /// Its revision, 0 where it could not be read.
    pub rev: i64,
    /// What it says, as a hash.
    pub content_hash: String,
    /// Why it was held.
    pub why: String,
    /// What was decided, if anything was.
    pub decision: Option<String>,
}

/// What was ever held under these ids.
///
/// # Errors
/// When the engine fails.
pub async fn held_before(tx: &mut Tx, scope: HubScope, ids: &[Uuid]) -> Result<Vec<HeldBefore>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = padded(ids);
    let stmt = sql_dynamic(format!(
        "SELECT op_id, rev, content_hash, why, decision FROM held_ops
         WHERE hub_id = $1 AND op_id IN ({})",
        in_list(2, ids.len())
    ));
    tx.all(stmt.bind(scope.hub()).bind_all(ids)).await
}

/// An op to hold.
#[derive(Clone, Debug)]
pub struct NewHeld {
    /// Our id for it.
    pub id: HeldId,
    /// The op's id.
    pub op_id: OpId,
    /// Its revision, 0 where it could not be read.
    pub rev: i64,
    /// The phone.
    pub install_id: InstallId,
    /// Who handed it in.
    pub person_id: PersonId,
    /// Its number on the phone, 0 where it could not be read.
    pub n: i64,
    /// What it says, as a hash.
    pub content_hash: String,
    /// The op as the phone wrote it.
    pub body: String,
    /// Why it is held.
    pub why: &'static str,
    /// When it happened, corrected.
    pub happened_at: EpochMs,
    /// How far that can be trusted.
    pub clock: &'static str,
    /// When it arrived.
    pub received_at: EpochMs,
}

/// Keeps ops apart until a human decides.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, held: &[NewHeld]) -> Result<()> {
    let rows = held
        .iter()
        .map(|op| {
            row![
                scope.hub(),
                op.id,
                op.op_id,
                op.rev,
                op.install_id,
                op.person_id,
                op.n,
                op.content_hash.clone(),
                op.body.clone(),
                op.why.to_owned(),
                op.happened_at,
                op.clock.to_owned(),
                op.received_at,
            ]
        })
        .collect();
    let into = "INSERT INTO held_ops (hub_id, id, op_id, rev, install_id, person_id, n, \
                content_hash, body, why, happened_at, clock, received_at)";
    let tail = "ON CONFLICT (hub_id, op_id, rev, content_hash) DO NOTHING";
    bulk_insert(tx, into, 13, rows, tail).await.map(drop)
}

/// A record that waits.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    /// Our id for it.
    pub id: HeldId,
    /// The op's id.
    pub op_id: OpId,
    /// Its revision, 0 where it could not be read.
    pub rev: i64,
    /// The phone.
    pub install_id: InstallId,
    /// Who handed it in.
    pub person_id: PersonId,
    /// Their name.
    pub display_name: String,
    /// Its number on the phone.
    pub n: i64,
    /// The op as the phone wrote it.
    pub body: String,
    /// Why it waits.
    pub why: String,
    /// When it happened, corrected.
    pub happened_at: EpochMs,
    /// How far that can be trusted.
    pub clock: String,
    /// When it arrived.
    pub received_at: EpochMs,
}

/// Records that wait, oldest first, after `(received_at, id)`; of one reason or all.
///
/// # Errors
/// When the engine fails.
pub async fn waiting(
    tx: &mut Tx,
    scope: HubScope,
    why: Option<String>,
    (at, id): (EpochMs, HeldId),
    most: i64,
) -> Result<Vec<Held>> {
    tx.all(
        sql(WAITING)
            .bind(scope.hub())
            .bind(why)
            .bind(at)
            .bind(id)
            .bind(most),
    )
    .await
}

/// One record that waits; `None` for an unknown or decided one.
///
/// # Errors
/// When the engine fails.
pub async fn one(tx: &mut Tx, scope: HubScope, id: HeldId) -> Result<Option<Held>> {
    tx.maybe(sql(ONE).bind(scope.hub()).bind(id)).await
}

/// Records of this phone that wait for the record they change.
///
/// # Errors
/// When the engine fails.
pub async fn orphans(tx: &mut Tx, scope: HubScope, install: InstallId) -> Result<Vec<Held>> {
    tx.all(sql(ORPHANS).bind(scope.hub()).bind(install)).await
}

/// Writes down what was decided; false when somebody was quicker. Nobody's decision (`None`) is
/// the server's own, when what a record waited for has come.
///
/// # Errors
/// When the engine fails.
pub async fn decide(
    tx: &mut Tx,
    scope: HubScope,
    id: HeldId,
    (by, decision): (Option<PersonId>, &'static str),
    now: EpochMs,
) -> Result<bool> {
    let done = tx
        .run(
            sql(DECIDE)
                .bind(scope.hub())
                .bind(id)
                .bind(now)
                .bind(by)
                .bind(decision.to_owned()),
        )
        .await?;
    if done > 0 {
        empty(tx, scope, id).await?;
    }
    Ok(done > 0)
}

/// Once a decision stands, sealed contact details are where it put them, or nowhere.
async fn empty(tx: &mut Tx, scope: HubScope, id: HeldId) -> Result<()> {
    let body: String = tx.value(sql(BODY).bind(scope.hub()).bind(id)).await?;
    match emptied(&body) {
        Some(less) => {
            let stmt = sql(EMPTY).bind(scope.hub()).bind(id).bind(less);
            tx.run_expecting(1, stmt).await
        }
        None => Ok(()),
    }
}
