//! SQL of the sealed envelope.

use crate::{
    access::HubScope,
    base::{
        ids::{OpId, ShiftId},
        time::EpochMs,
    },
    db::{Result, Tx, sql},
    listenings::model::Enveloped,
};

/// The columns of [`Enveloped`].
macro_rules! columns {
    () => {
        "op_id, shift_id, person_id, listening_id, door_id, rev, happened_at"
    };
}

crate::statements! {
    /// Lays a record into its shift's envelope.
    KEEP = concat!(
        "INSERT INTO envelope (hub_id, ", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (hub_id, op_id) DO UPDATE
         SET shift_id = excluded.shift_id, person_id = excluded.person_id,
             listening_id = excluded.listening_id, door_id = excluded.door_id, rev = excluded.rev,
             happened_at = excluded.happened_at");
    /// Takes a record out of the envelope.
    TAKE = concat!("DELETE FROM envelope WHERE hub_id = $1 AND op_id = $2 RETURNING ", columns!());
    /// What lies in a shift's envelope.
    OF_SHIFT = concat!(
        "SELECT ", columns!(), " FROM envelope
         WHERE hub_id = $1 AND shift_id = $2 ORDER BY happened_at, op_id");
    /// One record of a shift's envelope.
    FIND = concat!(
        "SELECT ", columns!(), " FROM envelope WHERE hub_id = $1 AND shift_id = $2 AND op_id = $3");
    /// Records of any open envelope at the doors of a shift, around its own times.
    BESIDE = concat!(
        "SELECT ", columns!(), " FROM envelope
         WHERE hub_id = $1 AND happened_at >= $3 AND happened_at <= $4
           AND door_id IN (SELECT e.door_id FROM envelope e
                           WHERE e.hub_id = $1 AND e.shift_id = $2 AND e.door_id IS NOT NULL)
         ORDER BY happened_at, op_id");
    /// Destroys a shift's envelope.
    EMPTY = "DELETE FROM envelope WHERE hub_id = $1 AND shift_id = $2";
}

/// Lays a record into its shift's envelope.
///
/// # Errors
/// When the engine fails.
pub async fn keep(tx: &mut Tx, scope: HubScope, record: &Enveloped) -> Result<()> {
    let stmt = sql(KEEP)
        .bind(scope.hub())
        .bind(record.record)
        .bind(record.shift)
        .bind(record.person)
        .bind(record.listening)
        .bind(record.door)
        .bind(record.rev)
        .bind(record.happened_at);
    tx.run_expecting(1, stmt).await
}

/// Takes a record out of the envelope; `None` when it is not there, or the envelope is no more.
///
/// # Errors
/// When the engine fails.
pub async fn take(tx: &mut Tx, scope: HubScope, record: OpId) -> Result<Option<Enveloped>> {
    tx.maybe(sql(TAKE).bind(scope.hub()).bind(record)).await
}

/// What lies in a shift's envelope.
///
/// # Errors
/// When the engine fails.
pub async fn of_shift(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<Vec<Enveloped>> {
    tx.all(sql(OF_SHIFT).bind(scope.hub()).bind(shift)).await
}

/// One record of a shift's envelope.
///
/// # Errors
/// When the engine fails.
pub async fn find(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    record: OpId,
) -> Result<Option<Enveloped>> {
    tx.maybe(sql(FIND).bind(scope.hub()).bind(shift).bind(record))
        .await
}

/// Records of any open envelope at the doors of a shift, between two instants.
///
/// # Errors
/// When the engine fails.
pub async fn beside(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    (from, to): (EpochMs, EpochMs),
) -> Result<Vec<Enveloped>> {
    let stmt = sql(BESIDE).bind(scope.hub()).bind(shift);
    tx.all(stmt.bind(from).bind(to)).await
}

/// Destroys a shift's envelope.
///
/// # Errors
/// When the engine fails.
pub async fn empty(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<()> {
    tx.run(sql(EMPTY).bind(scope.hub()).bind(shift))
        .await
        .map(drop)
}
