//! SQL of shifts, their people and their signs of life. Alerts are in [`alerts`], who is out now in
//! [`live`].

pub mod alerts;
pub mod live;

use std::collections::BTreeMap;

use mobile_api::wire::ops::{Counters, Outcome};

use super::model::{Arrived, Part, Receipt, Safety, Shift, ShiftState, SignKind};
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, InstallId, OpId, PersonId, ShiftId},
        time::EpochMs,
    },
    db::{Error, Result, Tx, bulk_insert, row, sql},
};

crate::statements! {
    /// Plans a shift.
    INSERT = "\
        INSERT INTO shifts
          (hub_id, id, campaign_id, planned_start, planned_end, start_place, buddy, buddy_id, state,
           safety, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Adds somebody who came along.
    ADD_PERSON = "\
        INSERT INTO shift_people (hub_id, shift_id, person_id, part) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hub_id, shift_id, person_id) DO NOTHING";
    /// One shift.
    SHIFT = "\
        SELECT id, campaign_id, planned_start, planned_end, start_place, buddy, buddy_id, state,
               started_at, expected_end, ended_at, last_street, safety, declared, reason, closed_at, split_at,
               created_at
        FROM shifts WHERE hub_id = $1 AND id = $2";
    /// One shift, which nobody else changes until this transaction ends.
    LOCK = "\
        UPDATE shifts SET state = state WHERE hub_id = $1 AND id = $2
        RETURNING id, campaign_id, planned_start, planned_end, start_place, buddy, buddy_id,
                  state, started_at, expected_end, ended_at, last_street, safety, declared, reason,
                  closed_at, split_at, created_at";
    /// A page of shifts in the order they were planned.
    PAGE = "\
        SELECT id, campaign_id, planned_start, planned_end, start_place, buddy, buddy_id, state,
               started_at, expected_end, ended_at, last_street, safety, declared, reason, closed_at, split_at,
               created_at
        FROM shifts
        WHERE hub_id = $1 AND id > $2 AND (CAST($3 AS TEXT) IS NULL OR state = $3)
        ORDER BY id LIMIT $4";
    /// Who is on a shift.
    PEOPLE = "\
        SELECT person_id, part FROM shift_people
        WHERE hub_id = $1 AND shift_id = $2 ORDER BY part, person_id";
    /// Keeps what changed.
    SAVE = "\
        UPDATE shifts SET buddy = $3, state = $4, started_at = $5, expected_end = $6,
          ended_at = $7, last_street = $8, safety = $9, declared = $10, reason = $11,
          closed_at = $12, buddy_id = $13
        WHERE hub_id = $1 AND id = $2";
    /// The shift a person is out on, the latest where there are several.
    OUT_WITH = "\
        SELECT s.id FROM shifts s
        JOIN shift_people p ON p.hub_id = s.hub_id AND p.shift_id = s.id
        WHERE s.hub_id = $1 AND p.person_id = $2 AND s.state = $3
        ORDER BY s.started_at DESC, s.id DESC LIMIT 1";
    /// Keeps a sign of life.
    INSERT_SIGN = "\
        INSERT INTO check_ins (hub_id, id, shift_id, kind, at, street, note)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (hub_id, id) DO UPDATE
        SET kind = excluded.kind, at = excluded.at, street = excluded.street, note = excluded.note";
    /// Keeps a reflection.
    INSERT_REFLECTION = "\
        INSERT INTO reflections (hub_id, id, shift_id, person_id, answers)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (hub_id, id) DO UPDATE SET answers = excluded.answers";
    /// Every op of a shift that was taken in.
    ARRIVED = "\
        SELECT install_id, id, rev, kind, outcome, voided_by FROM ops
        WHERE hub_id = $1 AND shift_id = $2 ORDER BY install_id, n";
    /// What waits for a human, of the phones of a shift's people.
    WAITING = "\
        SELECT install_id, op_id, rev, kind FROM held_ops
        WHERE hub_id = $1 AND shift_id = $2 ORDER BY install_id, n";
    /// What the receipt said when the shift was split.
    RECEIPT = "SELECT receipt FROM shifts WHERE hub_id = $1 AND id = $2";
    /// Keeps what the receipt says, and that the shift was split.
    SPLIT = "UPDATE shifts SET receipt = $3, split_at = $4 WHERE hub_id = $1 AND id = $2";
    /// Keeps a shift, and no longer that somebody was on it.
    FORGET_ON_SHIFT = "DELETE FROM shift_people WHERE person_id = $1";
    /// Forgets what somebody thought afterwards.
    FORGET_REFLECTIONS = "DELETE FROM reflections WHERE person_id = $1";
    /// Forgets whose buddy somebody was.
    FORGET_BUDDY = "UPDATE shifts SET buddy_id = NULL, buddy = '' WHERE buddy_id = $1";
    /// Shifts whose people should have been back by now, as far as anybody knows.
    OVER_TIME = "\
        SELECT id FROM shifts
        WHERE hub_id = $1 AND safety IN ('watched', 'late', 'overdue') AND expected_end <= $2
        ORDER BY id";
    /// Signs of life go when they are too old.
    FORGET_SIGNS = "DELETE FROM check_ins WHERE hub_id = $1 AND at < $2";
}

#[derive(sqlx::FromRow)]
struct ShiftRow {
    id: ShiftId,
    campaign_id: CampaignId,
    planned_start: EpochMs,
    planned_end: EpochMs,
    start_place: String,
    buddy: String,
    buddy_id: Option<PersonId>,
    state: ShiftState,
    started_at: Option<EpochMs>,
    expected_end: Option<EpochMs>,
    ended_at: Option<EpochMs>,
    last_street: Option<String>,
    safety: Safety,
    declared: Option<String>,
    reason: Option<String>,
    closed_at: Option<EpochMs>,
    split_at: Option<EpochMs>,
    created_at: EpochMs,
}

impl ShiftRow {
    async fn with_people(self, tx: &mut Tx, scope: HubScope) -> Result<Shift> {
        let people = tx.all(sql(PEOPLE).bind(scope.hub()).bind(self.id)).await?;
        let declared = match &self.declared {
            None => BTreeMap::new(),
            Some(text) => declared(text).ok_or_else(|| Error::Corrupt {
                table: "shifts",
                column: "declared",
                row: self.id.to_string(),
            })?,
        };
        Ok(Shift {
            id: self.id,
            campaign: self.campaign_id,
            planned_start: self.planned_start,
            planned_end: self.planned_end,
            start_place: self.start_place,
            buddy: self.buddy,
            buddy_id: self.buddy_id,
            state: self.state,
            started_at: self.started_at,
            expected_end: self.expected_end,
            ended_at: self.ended_at,
            last_street: self.last_street,
            safety: self.safety,
            reason: self.reason,
            closed_at: self.closed_at,
            split_at: self.split_at,
            created_at: self.created_at,
            people,
            declared,
        })
    }
}

fn declared(text: &str) -> Option<BTreeMap<InstallId, Counters>> {
    serde_json::from_str(text).ok()
}

/// Plans a shift with its people.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, shift: &Shift) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT)
            .bind(scope.hub())
            .bind(shift.id)
            .bind(shift.campaign)
            .bind(shift.planned_start)
            .bind(shift.planned_end)
            .bind(shift.start_place.clone())
            .bind(shift.buddy.clone())
            .bind(shift.buddy_id)
            .bind(shift.state)
            .bind(shift.safety)
            .bind(shift.created_at),
    )
    .await?;
    let rows = shift
        .people
        .iter()
        .map(|on| row![scope.hub(), shift.id, on.person, on.part])
        .collect();
    let head = "INSERT INTO shift_people (hub_id, shift_id, person_id, part)";
    bulk_insert(tx, head, 4, rows, "").await?;
    Ok(())
}

/// Adds somebody who came along; nothing happens when they are on it already.
///
/// # Errors
/// When the engine fails.
pub async fn add_person(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    person: PersonId,
    part: Part,
) -> Result<()> {
    let stmt = sql(ADD_PERSON).bind(scope.hub()).bind(shift);
    tx.run(stmt.bind(person).bind(part)).await.map(drop)
}

/// One shift.
///
/// # Errors
/// When the engine fails or a stored counter makes no sense.
pub async fn shift(tx: &mut Tx, scope: HubScope, id: ShiftId) -> Result<Option<Shift>> {
    let row: Option<ShiftRow> = tx.maybe(sql(SHIFT).bind(scope.hub()).bind(id)).await?;
    match row {
        Some(row) => Ok(Some(row.with_people(tx, scope).await?)),
        None => Ok(None),
    }
}

/// One shift, which nobody else changes until this transaction ends: a record and the close of
/// its shift never pass each other.
///
/// # Errors
/// When the engine fails or a stored counter makes no sense.
pub async fn lock(tx: &mut Tx, scope: HubScope, id: ShiftId) -> Result<Option<Shift>> {
    let row: Option<ShiftRow> = tx.maybe(sql(LOCK).bind(scope.hub()).bind(id)).await?;
    match row {
        Some(row) => Ok(Some(row.with_people(tx, scope).await?)),
        None => Ok(None),
    }
}

/// At most `most` shifts planned after `after`, in one state or all.
///
/// # Errors
/// When the engine fails or a stored counter makes no sense.
pub async fn page(
    tx: &mut Tx,
    scope: HubScope,
    after: ShiftId,
    state: Option<ShiftState>,
    most: i64,
) -> Result<Vec<Shift>> {
    let stmt = sql(PAGE).bind(scope.hub()).bind(after);
    let rows: Vec<ShiftRow> = tx.all(stmt.bind(state).bind(most)).await?;
    let mut shifts = Vec::with_capacity(rows.len());
    for row in rows {
        shifts.push(row.with_people(tx, scope).await?);
    }
    Ok(shifts)
}

/// Keeps what changed of a shift; its plan and its people stay.
///
/// # Errors
/// When the engine fails or the shift is not there.
pub async fn save(tx: &mut Tx, scope: HubScope, shift: &Shift) -> Result<()> {
    let declared = (!shift.declared.is_empty())
        .then(|| serde_json::to_string(&shift.declared).expect("counters turn into JSON"));
    tx.run_expecting(
        1,
        sql(SAVE)
            .bind(scope.hub())
            .bind(shift.id)
            .bind(shift.buddy.clone())
            .bind(shift.state)
            .bind(shift.started_at)
            .bind(shift.expected_end)
            .bind(shift.ended_at)
            .bind(shift.last_street.clone())
            .bind(shift.safety)
            .bind(declared)
            .bind(shift.reason.clone())
            .bind(shift.closed_at)
            .bind(shift.buddy_id),
    )
    .await
}

/// The shift a person is out on now.
///
/// # Errors
/// When the engine fails.
pub async fn out_with(tx: &mut Tx, scope: HubScope, person: PersonId) -> Result<Option<ShiftId>> {
    let stmt = sql(OUT_WITH).bind(scope.hub()).bind(person);
    let row: Option<(ShiftId,)> = tx.maybe(stmt.bind(ShiftState::Out)).await?;
    Ok(row.map(|(id,)| id))
}

/// A sign of life to keep.
pub struct Sign {
    /// The op.
    pub id: OpId,
    /// The shift.
    pub shift: ShiftId,
    /// What it says.
    pub kind: SignKind,
    /// When.
    pub at: EpochMs,
    /// Where, as a street's name.
    pub street: Option<String>,
}

/// Keeps a sign of life.
///
/// # Errors
/// When the engine fails.
pub async fn insert_sign(tx: &mut Tx, scope: HubScope, sign: &Sign) -> Result<()> {
    let none: Option<String> = None;
    tx.run(
        sql(INSERT_SIGN)
            .bind(scope.hub())
            .bind(sign.id)
            .bind(sign.shift)
            .bind(sign.kind)
            .bind(sign.at)
            .bind(sign.street.clone())
            .bind(none),
    )
    .await
    .map(drop)
}

/// Keeps what somebody thought afterwards: the three answers as JSON, sealed.
///
/// # Errors
/// When the engine fails.
pub async fn insert_reflection(
    tx: &mut Tx,
    scope: HubScope,
    id: OpId,
    (shift, person): (Option<ShiftId>, PersonId),
    answers: String,
) -> Result<()> {
    let stmt = sql(INSERT_REFLECTION).bind(scope.hub()).bind(id);
    tx.run(stmt.bind(shift).bind(person).bind(answers))
        .await
        .map(drop)
}

#[derive(sqlx::FromRow)]
struct ArrivedRow {
    install_id: InstallId,
    id: OpId,
    rev: i64,
    kind: String,
    outcome: Option<String>,
    voided_by: Option<OpId>,
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    install_id: InstallId,
    op_id: OpId,
    rev: i64,
    kind: Option<String>,
}

/// Every op of a shift that arrived, those that wait for a human among them.
///
/// # Errors
/// When the engine fails.
pub async fn arrived(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<Vec<Arrived>> {
    let rows: Vec<ArrivedRow> = tx.all(sql(ARRIVED).bind(scope.hub()).bind(shift)).await?;
    let outcome = |word: &str| Outcome::ALL.iter().find(|known| known.as_str() == word);
    let mut arrived: Vec<Arrived> = rows
        .into_iter()
        .map(|row| Arrived {
            install: row.install_id,
            id: row.id,
            rev: row.rev,
            outcome: row.outcome.as_deref().and_then(outcome).copied(),
            kind: row.kind,
            held: false,
            voided: row.voided_by.is_some(),
        })
        .collect();
    let held: Vec<WaitingRow> = tx.all(sql(WAITING).bind(scope.hub()).bind(shift)).await?;
    for row in held {
        let taken =
            |op: &Arrived| op.id == row.op_id && op.rev == row.rev && op.install == row.install_id;
        if !arrived.iter().any(taken) {
            arrived.push(Arrived {
                install: row.install_id,
                id: row.op_id,
                rev: row.rev,
                kind: row.kind.unwrap_or_default(),
                outcome: None,
                held: true,
                voided: false,
            });
        }
    }
    Ok(arrived)
}

/// What the receipt of a shift said when the shift was split.
///
/// # Errors
/// When the engine fails, or what is stored makes no sense.
pub async fn kept_receipt(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<Option<Receipt>> {
    let stmt = sql(RECEIPT).bind(scope.hub()).bind(shift);
    let row: Option<(Option<String>,)> = tx.maybe(stmt).await?;
    let Some(text) = row.and_then(|(text,)| text) else {
        return Ok(None);
    };
    let receipt = serde_json::from_str(&text).map_err(|_| Error::Corrupt {
        table: "shifts",
        column: "receipt",
        row: shift.to_string(),
    })?;
    Ok(Some(receipt))
}

/// Keeps that a shift was split, and what its receipt said: what it counted is no longer there.
///
/// # Errors
/// When the engine fails.
pub async fn split(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    (receipt, now): (&Receipt, EpochMs),
) -> Result<()> {
    let text = serde_json::to_string(receipt).expect("a receipt turns into JSON");
    let stmt = sql(SPLIT).bind(scope.hub()).bind(shift);
    tx.run_expecting(1, stmt.bind(text).bind(now)).await
}

/// Forgets that somebody was on shifts, and what they thought afterwards.
///
/// # Errors
/// When the engine fails.
pub async fn forget_person(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(sql(FORGET_ON_SHIFT).bind(person)).await?;
    tx.run(sql(FORGET_BUDDY).bind(person)).await?;
    alerts::forget_person(tx, person).await?;
    tx.run(sql(FORGET_REFLECTIONS).bind(person)).await.map(drop)
}

/// Shifts whose people should have been back at this instant, and have not said so.
///
/// # Errors
/// When the engine fails.
pub async fn over_time(tx: &mut Tx, scope: HubScope, end: EpochMs) -> Result<Vec<ShiftId>> {
    let rows: Vec<(ShiftId,)> = tx.all(sql(OVER_TIME).bind(scope.hub()).bind(end)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Deletes signs of life from before this instant; returns how many.
///
/// # Errors
/// When the engine fails.
pub async fn forget_signs(tx: &mut Tx, scope: HubScope, before: EpochMs) -> Result<u64> {
    let stmt = sql(FORGET_SIGNS).bind(scope.hub()).bind(before);
    tx.run(stmt).await
}
