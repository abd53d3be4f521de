//! SQL of what phones announced and delivered, of incidents, and of the leases a person's phones
//! worked under.

use uuid::Uuid;

use super::padded;
use crate::{
    access::{HubScope, model::PhoneStorage},
    base::{
        ids::{DoorId, IncidentId, InstallId, OpId, PersonId, ShiftId, WalkListId},
        time::EpochMs,
    },
    db::{Result, Tx, bulk_insert, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// Notes that a phone called. Its row stays locked: one phone's batches come one by one.
    SEEN = "\
        UPDATE installs SET last_seen_at = $3
        WHERE hub_id = $1 AND id = $2 AND revoked_at IS NULL
        RETURNING announced_n, contiguous_n";
    /// Locks a phone, taken back or not.
    LOCK = "\
        UPDATE installs SET pending = pending WHERE hub_id = $1 AND id = $2
        RETURNING announced_n, contiguous_n";
    /// Keeps what a phone announced and what of it arrived.
    ANNOUNCE = "\
        UPDATE installs
        SET announced_n = $3, contiguous_n = $4, pending = $5, storage = COALESCE($6, storage)
        WHERE hub_id = $1 AND id = $2";
    /// What arrived above the number up to which nothing is missing.
    NUMBERS_ABOVE = "\
        SELECT n, op_id, rev FROM op_numbers WHERE hub_id = $1 AND install_id = $2 AND n > $3
        ORDER BY n";
    /// The open incident of a kind and a phone.
    OPEN_INCIDENT = "\
        SELECT id, detail FROM incidents
        WHERE hub_id = $1 AND install_id = $2 AND kind = $3 AND closed_at IS NULL";
    /// Opens an incident.
    INSERT_INCIDENT = "\
        INSERT INTO incidents (hub_id, id, kind, install_id, detail, opened_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Says more of an open incident.
    UPDATE_INCIDENT = "UPDATE incidents SET detail = $3 WHERE hub_id = $1 AND id = $2";
    /// Closes an incident, once.
    CLOSE_INCIDENT = "\
        UPDATE incidents SET closed_at = $3 WHERE hub_id = $1 AND id = $2 AND closed_at IS NULL";
    /// The hub's incidents: open ones first, the newest of each first.
    INCIDENTS = "\
        SELECT i.id, i.kind, i.install_id, p.display_name, i.detail, i.opened_at, i.closed_at
        FROM incidents i
        JOIN installs s ON s.hub_id = i.hub_id AND s.id = i.install_id
        JOIN people p ON p.id = s.person_id
        WHERE i.hub_id = $1 AND ($2 OR i.closed_at IS NULL)
        ORDER BY i.closed_at IS NULL DESC, i.opened_at DESC, i.id LIMIT $3";
    /// How a list stands.
    LIST_STATE = "SELECT state FROM walk_lists WHERE hub_id = $1 AND id = $2";
    /// The lists a person's phones hold or held, and how each stands.
    LEASES = "\
        SELECT c.list_id, c.shift_id, l.state, l.lease_until, c.ended_at
        FROM scopes c JOIN walk_lists l ON l.hub_id = c.hub_id AND l.id = c.list_id
        WHERE c.hub_id = $1 AND c.person_id = $2";
}

/// What a phone had announced before, and up to which number nothing of it is missing.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Announced {
    /// The highest number it ever announced.
    pub announced_n: i64,
    /// The number up to which everything arrived.
    pub contiguous_n: i64,
}

/// Notes that a phone called, and locks it for this transaction; `None` for one taken back.
///
/// # Errors
/// When the engine fails.
pub async fn seen(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    now: EpochMs,
) -> Result<Option<Announced>> {
    tx.maybe(sql(SEEN).bind(scope.hub()).bind(install).bind(now))
        .await
}

/// Locks a phone for this transaction, so that its batches and what humans decide about its
/// records come one by one. `None` for an unknown one.
///
/// # Errors
/// When the engine fails.
pub async fn lock(tx: &mut Tx, scope: HubScope, install: InstallId) -> Result<Option<Announced>> {
    tx.maybe(sql(LOCK).bind(scope.hub()).bind(install)).await
}

/// Keeps what a phone announced; of its storage only what it said.
///
/// # Errors
/// When the engine fails.
pub async fn announce(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    now: Announced,
    pending: i64,
    storage: Option<PhoneStorage>,
) -> Result<()> {
    tx.run_expecting(
        1,
        sql(ANNOUNCE)
            .bind(scope.hub())
            .bind(install)
            .bind(now.announced_n)
            .bind(now.contiguous_n)
            .bind(pending)
            .bind(storage),
    )
    .await
}

/// A number that arrived, and the op it came with.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Number {
    /// The number.
    pub n: i64,
    /// The op's id; nil for one that could not be read.
    pub op_id: OpId,
    /// Its revision; 0 where it could not be read.
    pub rev: i64,
}

/// The numbers above `contiguous_n` that arrived, and those of `asked` that did.
///
/// # Errors
/// When the engine fails.
pub async fn numbers(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    contiguous_n: i64,
    asked: &[i64],
) -> Result<Vec<Number>> {
    let above = sql(NUMBERS_ABOVE).bind(scope.hub()).bind(install);
    let mut found: Vec<Number> = tx.all(above.bind(contiguous_n)).await?;
    let below: Vec<i64> = asked
        .iter()
        .copied()
        .filter(|n| *n <= contiguous_n)
        .collect();
    if !below.is_empty() {
        let below = padded(&below);
        let stmt = sql_dynamic(format!(
            "SELECT n, op_id, rev FROM op_numbers
             WHERE hub_id = $1 AND install_id = $2 AND n IN ({})",
            in_list(3, below.len())
        ));
        let rows = tx
            .all(stmt.bind(scope.hub()).bind(install).bind_all(below))
            .await?;
        found.extend::<Vec<Number>>(rows);
    }
    Ok(found)
}

/// Notes which numbers arrived; the first op of a number stays.
///
/// # Errors
/// When the engine fails.
pub async fn insert_numbers(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    numbers: &[Number],
) -> Result<()> {
    let rows = numbers
        .iter()
        .map(|number| row![scope.hub(), install, number.n, number.op_id, number.rev])
        .collect();
    let head = "INSERT INTO op_numbers (hub_id, install_id, n, op_id, rev)";
    let tail = "ON CONFLICT (hub_id, install_id, n) DO NOTHING";
    bulk_insert(tx, head, 5, rows, tail).await.map(drop)
}

crate::words! {
    /// What a human should look at.
    pub enum IncidentKind {
        /// A phone announced records that never arrived.
        Gap => "gap",
        /// A number came twice with different records: the phone's storage was copied.
        Clone => "clone",
        /// A phone knew more than this server: the server's disk went back in time.
        RolledBack => "rolled_back",
    }
}

/// Opens an incident of a kind for a phone, or says the newer thing of the one that is open.
///
/// # Errors
/// When the engine fails.
pub async fn open_incident(
    tx: &mut Tx,
    scope: HubScope,
    (kind, install): (IncidentKind, InstallId),
    detail: String,
    (id, now): (IncidentId, EpochMs),
) -> Result<()> {
    match open_of(tx, scope, kind, install).await? {
        Some((_, before)) if before == detail => Ok(()),
        Some((open, _)) => tx
            .run(
                sql(UPDATE_INCIDENT)
                    .bind(scope.hub())
                    .bind(open)
                    .bind(detail),
            )
            .await
            .map(drop),
        None => {
            let new = sql(INSERT_INCIDENT).bind(scope.hub()).bind(id).bind(kind);
            tx.run_expecting(1, new.bind(install).bind(detail).bind(now))
                .await
        }
    }
}

/// Closes the open incident of a kind and a phone, if there is one.
///
/// # Errors
/// When the engine fails.
pub async fn close_incident_of(
    tx: &mut Tx,
    scope: HubScope,
    (kind, install): (IncidentKind, InstallId),
    now: EpochMs,
) -> Result<()> {
    if let Some((open, _)) = open_of(tx, scope, kind, install).await? {
        close_incident(tx, scope, open, now).await?;
    }
    Ok(())
}

async fn open_of(
    tx: &mut Tx,
    scope: HubScope,
    kind: IncidentKind,
    install: InstallId,
) -> Result<Option<(IncidentId, String)>> {
    tx.maybe(
        sql(OPEN_INCIDENT)
            .bind(scope.hub())
            .bind(install)
            .bind(kind),
    )
    .await
}

/// Closes an incident; false when there is none open of this id.
///
/// # Errors
/// When the engine fails.
pub async fn close_incident(
    tx: &mut Tx,
    scope: HubScope,
    id: IncidentId,
    now: EpochMs,
) -> Result<bool> {
    let done = tx
        .run(sql(CLOSE_INCIDENT).bind(scope.hub()).bind(id).bind(now))
        .await?;
    Ok(done > 0)
}

/// Something a human should look at.
#[derive(Clone, Debug, serde::Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// What kind.
    pub kind: IncidentKind,
    /// The phone.
    pub install_id: InstallId,
    /// Whose phone it is.
    pub display_name: String,
    /// What happened, in a sentence.
    pub detail: String,
    /// When it was seen first.
    pub opened_at: EpochMs,
    /// When it was over, or a human closed it.
    pub closed_at: Option<EpochMs>,
}

/// The hub's incidents, open ones first; closed ones only if asked for.
///
/// # Errors
/// When the engine fails.
pub async fn incidents(
    tx: &mut Tx,
    scope: HubScope,
    closed_too: bool,
    most: i64,
) -> Result<Vec<Incident>> {
    tx.all(sql(INCIDENTS).bind(scope.hub()).bind(closed_too).bind(most))
        .await
}

/// A list that a person's phones hold or held.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LeaseRow {
    /// The list.
    pub list_id: WalkListId,
    /// The shift it was issued to.
    pub shift_id: ShiftId,
    /// How the list stands.
    pub state: String,
    /// When the lease runs out.
    pub lease_until: Option<EpochMs>,
    /// When it left the phones.
    pub ended_at: Option<EpochMs>,
}

/// The lists a person's phones hold or held.
///
/// # Errors
/// When the engine fails.
pub async fn leases(tx: &mut Tx, scope: HubScope, person: PersonId) -> Result<Vec<LeaseRow>> {
    tx.all(sql(LEASES).bind(scope.hub()).bind(person)).await
}

/// How a list stands; `None` for one that is not here any more.
///
/// # Errors
/// When the engine fails.
pub async fn list_state(tx: &mut Tx, scope: HubScope, list: Uuid) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .maybe(sql(LIST_STATE).bind(scope.hub()).bind(list))
        .await?;
    Ok(row.map(|(state,)| state))
}

/// Which of these doors stand on which of these lists.
///
/// # Errors
/// When the engine fails.
pub async fn doors_on(
    tx: &mut Tx,
    scope: HubScope,
    lists: &[WalkListId],
    doors: &[DoorId],
) -> Result<Vec<(DoorId, WalkListId)>> {
    if lists.is_empty() || doors.is_empty() {
        return Ok(Vec::new());
    }
    let doors: Vec<Uuid> = padded(&doors.iter().map(|door| door.0).collect::<Vec<_>>());
    let lists: Vec<Uuid> = padded(&lists.iter().map(|list| list.0).collect::<Vec<_>>());
    let stmt = sql_dynamic(format!(
        "SELECT door_id, list_id FROM walk_list_stops
         WHERE hub_id = $1 AND door_id IN ({}) AND list_id IN ({})",
        in_list(2, doors.len()),
        in_list(2 + doors.len(), lists.len())
    ));
    tx.all(stmt.bind(scope.hub()).bind_all(doors).bind_all(lists))
        .await
}
