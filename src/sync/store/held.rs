//! SQL of records that wait for a human.

use uuid::Uuid;

use super::{super::seals::Seals, padded, seals};
use crate::{
    access::HubScope,
    base::{
        ids::{HeldId, InstallId, OpId, PersonId, ShiftId},
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
    /// Why a record waits.
    WHY = "SELECT why FROM held_ops WHERE hub_id = $1 AND id = $2 AND decided_at IS NULL";
    /// Decides about a record, once.
    DECIDE = "\
        UPDATE held_ops SET decided_at = $3, decided_by = $4, decision = $5, body = ''
        WHERE hub_id = $1 AND id = $2 AND decided_at IS NULL";
}

/// Why a record waits; `None` for an unknown or decided one.
///
/// # Errors
/// When the engine fails.
pub async fn why(tx: &mut Tx, scope: HubScope, id: HeldId) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.maybe(sql(WHY).bind(scope.hub()).bind(id)).await?;
    Ok(row.map(|(why,)| why))
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
    /// Its kind's name, where it could be read.
    pub kind: Option<String>,
    /// The shift it names.
    pub shift_id: Option<ShiftId>,
    /// What it says, as a hash.
    pub content_hash: String,
    /// The op as the phone wrote it; sealed before it is kept.
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
                op.kind.clone(),
                op.shift_id,
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
                kind, shift_id, content_hash, body, why, happened_at, clock, received_at)";
    let tail = "ON CONFLICT (hub_id, op_id, rev, content_hash) DO NOTHING";
    bulk_insert(tx, into, 15, rows, tail).await.map(drop)
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
    /// The op as the phone wrote it; empty when its time was over.
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

/// Where the body of a record that waits stands, and what its key is of.
fn sealed(id: HeldId) -> (Uuid, String) {
    (id.0, format!("held_ops|{id}|body"))
}

/// Seals what records say, each under a key of its own that is destroyed when it is decided about.
///
/// # Errors
/// When the engine fails.
pub async fn seal(
    tx: &mut Tx,
    scope: HubScope,
    seals: &mut Seals,
    held: &mut [NewHeld],
) -> Result<()> {
    for record in held {
        let (of, place) = sealed(record.id);
        record.body = seals.seal(tx, scope, (of, &place), &record.body).await?;
    }
    Ok(())
}

/// Opens what records say; empty where the key was destroyed.
async fn opened(
    tx: &mut Tx,
    scope: HubScope,
    seals: &mut Seals,
    mut held: Vec<Held>,
) -> Result<Vec<Held>> {
    for record in &mut held {
        let (of, place) = sealed(record.id);
        let body = seals.open(tx, scope, (of, &place), &record.body).await?;
        record.body = body.unwrap_or_default();
    }
    Ok(held)
}

/// Records that wait, oldest first, after `(received_at, id)`; of one reason or all.
///
/// # Errors
/// When the engine fails.
pub async fn waiting(
    tx: &mut Tx,
    scope: HubScope,
    seals: &mut Seals,
    why: Option<String>,
    (at, id): (EpochMs, HeldId),
    most: i64,
) -> Result<Vec<Held>> {
    let stmt = sql(WAITING).bind(scope.hub()).bind(why);
    let held = tx.all(stmt.bind(at).bind(id).bind(most)).await?;
    opened(tx, scope, seals, held).await
}

/// One record that waits; `None` for an unknown or decided one.
///
/// # Errors
/// When the engine fails.
pub async fn one(
    tx: &mut Tx,
    scope: HubScope,
    seals: &mut Seals,
    id: HeldId,
) -> Result<Option<Held>> {
    let held: Option<Held> = tx.maybe(sql(ONE).bind(scope.hub()).bind(id)).await?;
    let held = held.into_iter().collect();
    Ok(opened(tx, scope, seals, held).await?.pop())
}

/// Records of this phone that wait for the record they change.
///
/// # Errors
/// When the engine fails.
pub async fn orphans(
    tx: &mut Tx,
    scope: HubScope,
    seals: &mut Seals,
    install: InstallId,
) -> Result<Vec<Held>> {
    let held = tx.all(sql(ORPHANS).bind(scope.hub()).bind(install)).await?;
    opened(tx, scope, seals, held).await
}

/// Writes down what was decided, and destroys what the record said; false when somebody was quicker. Nobody's decision (`None`) is
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
        seals::delete(tx, scope, id.0).await?;
    }
    Ok(done > 0)
}
