//! SQL of what a return may still lack. Reads only, and never a word of what was said.

use crate::{
    access::HubScope,
    base::{
        ids::{ActionId, GroupListeningId, IncidentId, InstallId, ProgrammeId, SealedId, ShiftId},
        time::{Day, EpochMs, Quarter},
    },
    db::{Result, Tx, sql},
    shifts::model::ShiftState,
    sync::store::installs::IncidentKind,
    themes::model::ActionState,
};

crate::statements! {
    /// Phones that announced numbers which never came. What a phone says is pending is no help: it
    /// says so with the very batch that brings it.
    PHONES = "\
        SELECT i.id, i.last_seen_at, i.revoked_at,
               i.announced_n - i.contiguous_n
                 - (SELECT COUNT(*) FROM op_numbers n
                    WHERE n.hub_id = i.hub_id AND n.install_id = i.id AND n.n > i.contiguous_n)
                 AS missing
        FROM installs i
        WHERE i.hub_id = $1 AND i.announced_n > i.contiguous_n
        ORDER BY i.last_seen_at, i.id";
    /// Sealed work that nobody has opened.
    SEALED = "\
        SELECT id, records, received_at FROM sealed_work
        WHERE hub_id = $1 AND opened_at IS NULL ORDER BY received_at, id";
    /// Shifts of a programme that were planned between two instants.
    SHIFTS = "\
        SELECT s.id, s.state, s.planned_start, s.planned_end
        FROM shifts s JOIN campaigns c ON c.hub_id = s.hub_id AND c.id = s.campaign_id
        WHERE s.hub_id = $1 AND c.programme_id = $2
          AND s.planned_start >= $3 AND s.planned_start < $4
          AND s.state NOT IN ('cancelled', 'data_lost')
        ORDER BY s.planned_start, s.id";
    /// Records that wait for a human, by reason: of these days, or of a clock nobody can trust.
    HELD = "\
        SELECT h.why, COUNT(*) AS records
        FROM held_ops h
        LEFT JOIN shifts s ON s.hub_id = h.hub_id AND s.id = h.shift_id
        LEFT JOIN campaigns c ON c.hub_id = s.hub_id AND c.id = s.campaign_id
        WHERE h.hub_id = $1 AND h.decided_at IS NULL
          AND (c.programme_id = $2 OR c.programme_id IS NULL)
          AND ((h.happened_at >= $3 AND h.happened_at < $4) OR h.clock = 'bad')
        GROUP BY h.why ORDER BY h.why";
    /// Notes that wait to be read: how many, never which.
    NOTES = "\
        SELECT COUNT(*) FROM listenings l
        JOIN campaigns c ON c.hub_id = l.hub_id AND c.id = l.campaign_id
        WHERE l.hub_id = $1 AND c.programme_id = $2 AND l.note_state IN ('screened', 'held')
          AND l.first_day <= $4 AND l.last_day >= $3";
    /// Actions that were done, or were to be done, in these days, without a tally that stands.
    ACTIONS = "\
        SELECT a.id, a.title, a.state, COALESCE(a.done_on, a.planned_on) AS on_day
        FROM actions a
        WHERE a.hub_id = $1 AND a.programme_id = $2
          AND a.state IN ('planned', 'under_way', 'done', 'reflected')
          AND COALESCE(a.done_on, a.planned_on) >= $3
          AND COALESCE(a.done_on, a.planned_on) <= $4
          AND NOT EXISTS (SELECT 1 FROM involvements i
                          WHERE i.hub_id = a.hub_id AND i.action_id = a.id AND i.voided IS FALSE)
        ORDER BY COALESCE(a.done_on, a.planned_on), a.id";
    /// Conversations of five or more that lie in no patch.
    GROUPS = "\
        SELECT g.id, g.day, g.people
        FROM group_listenings g JOIN campaigns c ON c.hub_id = g.hub_id AND c.id = g.campaign_id
        WHERE g.hub_id = $1 AND c.programme_id = $2 AND g.patch_id IS NULL
          AND g.day >= $3 AND g.day <= $4
        ORDER BY g.day, g.id";
    /// Incidents nobody has closed.
    INCIDENTS = "\
        SELECT id, kind, install_id, opened_at FROM incidents
        WHERE hub_id = $1 AND closed_at IS NULL ORDER BY opened_at, id";
    /// Earlier quarters in which something was counted and that were never frozen.
    UNFROZEN = "\
        SELECT quarter FROM ledger_quarters
        WHERE hub_id = $1 AND programme_id = $2 AND quarter < $3 AND frozen_at IS NULL
        ORDER BY quarter";
}

/// A phone of which something has not arrived.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct QuietPhone {
    /// The phone.
    pub id: InstallId,
    /// When it last called.
    pub last_seen_at: Option<EpochMs>,
    /// When it was taken back.
    pub revoked_at: Option<EpochMs>,
    /// Numbers it announced that never came.
    pub missing: i64,
}

/// Sealed work that waits to be opened.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedPile {
    /// Its id.
    pub id: SealedId,
    /// How many records it says it holds.
    pub records: i64,
    /// When it came.
    pub received_at: EpochMs,
}

/// A shift, as far as a return asks.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ShiftStands {
    /// The shift.
    pub id: ShiftId,
    /// Where it stands.
    pub state: ShiftState,
    /// When it was to begin.
    pub planned_start: EpochMs,
    /// When it was to end.
    pub planned_end: EpochMs,
}

/// Records that wait for one reason.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HeldFor {
    /// The reason.
    pub why: String,
    /// How many.
    pub records: i64,
}

/// An action without a tally.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Untallied {
    /// The action.
    pub id: ActionId,
    /// Its name.
    pub title: String,
    /// Where it stands.
    pub state: ActionState,
    /// The day it was done, or was to be.
    pub on_day: Day,
}

/// A conversation of five or more that lies in no patch.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct UnplacedGroup {
    /// Its id.
    pub id: GroupListeningId,
    /// The day.
    pub day: Day,
    /// How many people.
    pub people: i64,
}

/// An incident nobody has closed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenIncident {
    /// Its id.
    pub id: IncidentId,
    /// What kind.
    pub kind: IncidentKind,
    /// The phone.
    pub install_id: InstallId,
    /// Since when.
    pub opened_at: EpochMs,
}

/// Phones of which something has not arrived.
///
/// # Errors
/// When the engine fails.
pub async fn phones(tx: &mut Tx, scope: HubScope) -> Result<Vec<QuietPhone>> {
    tx.all(sql(PHONES).bind(scope.hub())).await
}

/// Sealed work that nobody has opened.
///
/// # Errors
/// When the engine fails.
pub async fn sealed(tx: &mut Tx, scope: HubScope) -> Result<Vec<SealedPile>> {
    tx.all(sql(SEALED).bind(scope.hub())).await
}

/// Shifts of a programme that were planned from one instant on and before another, without those
/// that were cancelled or declared lost.
///
/// # Errors
/// When the engine fails.
pub async fn shifts(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (from, before): (EpochMs, EpochMs),
) -> Result<Vec<ShiftStands>> {
    let stmt = sql(SHIFTS).bind(scope.hub()).bind(programme);
    tx.all(stmt.bind(from).bind(before)).await
}

/// Records that wait for a human, by reason: those that happened between two instants, and those
/// of which nobody knows when.
///
/// # Errors
/// When the engine fails.
pub async fn held(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (from, before): (EpochMs, EpochMs),
) -> Result<Vec<HeldFor>> {
    let stmt = sql(HELD).bind(scope.hub()).bind(programme);
    tx.all(stmt.bind(from).bind(before)).await
}

/// How many notes of these days wait to be read.
///
/// # Errors
/// When the engine fails.
pub async fn notes(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (first, last): (Day, Day),
) -> Result<i64> {
    let stmt = sql(NOTES).bind(scope.hub()).bind(programme);
    tx.value(stmt.bind(first).bind(last)).await
}

/// Actions of these days without a tally that stands.
///
/// # Errors
/// When the engine fails.
pub async fn actions(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (first, last): (Day, Day),
) -> Result<Vec<Untallied>> {
    let stmt = sql(ACTIONS).bind(scope.hub()).bind(programme);
    tx.all(stmt.bind(first).bind(last)).await
}

/// Conversations of five or more of these days that lie in no patch.
///
/// # Errors
/// When the engine fails.
pub async fn groups(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (first, last): (Day, Day),
) -> Result<Vec<UnplacedGroup>> {
    let stmt = sql(GROUPS).bind(scope.hub()).bind(programme);
    tx.all(stmt.bind(first).bind(last)).await
}

/// Incidents nobody has closed.
///
/// # Errors
/// When the engine fails.
pub async fn incidents(tx: &mut Tx, scope: HubScope) -> Result<Vec<OpenIncident>> {
    tx.all(sql(INCIDENTS).bind(scope.hub())).await
}

/// Earlier quarters in which something was counted and that were never frozen.
///
/// # Errors
/// When the engine fails.
pub async fn unfrozen(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    before: Quarter,
) -> Result<Vec<Quarter>> {
    let stmt = sql(UNFROZEN).bind(scope.hub()).bind(programme);
    let rows: Vec<(Quarter,)> = tx.all(stmt.bind(before)).await?;
    Ok(rows.into_iter().map(|(quarter,)| quarter).collect())
}
