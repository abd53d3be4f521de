//! SQL of ops.

use mobile_api::wire::ops::Outcome;
use uuid::Uuid;

use super::padded;
use crate::{
    access::HubScope,
    base::{
        ids::{InstallId, OpId, PersonId, ShiftId},
        time::EpochMs,
    },
    db::{Result, Tx, bulk_insert, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// Marks every revision of a record as taken back.
    VOID = "UPDATE ops SET voided_by = $3 WHERE hub_id = $1 AND id = $2 AND voided_by IS NULL";
    /// Keeps what somebody handed in, and no longer who handed it in.
    FORGET_PERSON = "UPDATE ops SET person_id = $2 WHERE person_id = $1";
    /// The same for records that wait.
    FORGET_HELD = "UPDATE held_ops SET person_id = $2 WHERE person_id = $1";
    /// The same for whoever decided about records that waited.
    FORGET_DECIDER = "UPDATE held_ops SET decided_by = $2 WHERE decided_by = $1";
}

/// A revision of a record that stands in the store, without what it says.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// The record.
    pub id: OpId,
    /// The revision.
    pub rev: i64,
    /// The phone that handed it in.
    pub install_id: InstallId,
    /// Who handed it in.
    pub person_id: PersonId,
    /// Its kind's name.
    pub kind: String,
    /// What it says, as a hash.
    pub content_hash: String,
    /// When it happened.
    pub happened_at: EpochMs,
    /// Whether it came after its lease.
    pub late: bool,
    /// The op that took the record back.
    pub voided_by: Option<OpId>,
    /// Its place in the hub's order.
    pub seq: i64,
    /// Whether its shift was split: then marks are all that is left of it.
    #[sqlx(skip)]
    pub split: bool,
}

/// Every stored revision of these records.
///
/// # Errors
/// When the engine fails.
pub async fn stored(tx: &mut Tx, scope: HubScope, ids: &[Uuid]) -> Result<Vec<Stored>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = padded(ids);
    let stmt = sql_dynamic(format!(
        "SELECT id, rev, install_id, person_id, kind, content_hash, happened_at, late, voided_by, seq
         FROM ops WHERE hub_id = $1 AND id IN ({}) ORDER BY id, rev",
        in_list(2, ids.len())
    ));
    tx.all(stmt.bind(scope.hub()).bind_all(ids)).await
}

/// Marks every stored revision of a record as taken back by `by`.
///
/// # Errors
/// When the engine fails.
pub async fn void(tx: &mut Tx, scope: HubScope, record: OpId, by: OpId) -> Result<()> {
    tx.run(sql(VOID).bind(scope.hub()).bind(record).bind(by))
        .await
        .map(drop)
}

/// An op to keep.
#[derive(Clone, Debug)]
pub struct NewOp {
    /// What stands of it from now on.
    pub stored: Stored,
    /// Its number on the phone.
    pub n: i64,
    /// The version of its data.
    pub v: i64,
    /// Its shift.
    pub shift_id: Option<ShiftId>,
    /// When it happened by the phone's clock, as the phone wrote it.
    pub said_at: String,
    /// How far the corrected time can be trusted.
    pub clock: &'static str,
    /// When it arrived.
    pub received_at: EpochMs,
    /// What came of it, of a visit.
    pub outcome: Option<Outcome>,
}

/// Keeps ops until their shift is split.
///
/// # Errors
/// When one of them stands there already, or the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, ops: &[NewOp]) -> Result<()> {
    let rows = ops
        .iter()
        .map(|op| {
            let stored = &op.stored;
            row![
                scope.hub(),
                stored.id,
                stored.install_id,
                stored.person_id,
                op.n,
                stored.rev,
                stored.kind.clone(),
                op.v,
                op.shift_id,
                op.said_at.clone(),
                stored.happened_at,
                op.clock.to_owned(),
                op.received_at,
                stored.content_hash.clone(),
                op.outcome.map(|outcome| outcome.as_str().to_owned()),
                stored.late,
                stored.voided_by,
                stored.seq,
            ]
        })
        .collect();
    let head = "INSERT INTO ops (hub_id, id, install_id, person_id, n, rev, kind, v, shift_id, \
                said_at, happened_at, clock, received_at, content_hash, outcome, late, voided_by, seq)";
    bulk_insert(tx, head, 18, rows, "").await.map(drop)
}

/// Keeps what somebody handed in and decided, and no longer who it was.
///
/// # Errors
/// When the engine fails.
pub async fn forget_person(tx: &mut Tx, person: PersonId, nobody: PersonId) -> Result<()> {
    for forget in [FORGET_PERSON, FORGET_HELD, FORGET_DECIDER] {
        tx.run(sql(forget).bind(person).bind(nobody)).await?;
    }
    Ok(())
}
