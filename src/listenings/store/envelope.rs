//! SQL of the sealed envelope.

use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, OpId, PersonId, ShiftId},
        time::EpochMs,
    },
    db::{Result, Tx, sql},
    listenings::model::{Enveloped, Listening},
    shifts::model::ShiftState,
    sync::Seals,
};

/// The columns of [`Enveloped`].
macro_rules! columns {
    () => {
        "op_id, shift_id, campaign_id, person_id, door_id, rev, happened_at, body"
    };
}

crate::statements! {
    /// Lays a record into its shift's envelope.
    KEEP = concat!(
        "INSERT INTO envelope (hub_id, ", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (hub_id, op_id) DO UPDATE
         SET shift_id = excluded.shift_id, campaign_id = excluded.campaign_id,
             person_id = excluded.person_id, door_id = excluded.door_id, rev = excluded.rev,
             happened_at = excluded.happened_at, body = excluded.body");
    /// Takes a record out of the envelope.
    TAKE = concat!("DELETE FROM envelope WHERE hub_id = $1 AND op_id = $2 RETURNING ", columns!());
    /// What lies in a shift's envelope.
    OF_SHIFT = concat!(
        "SELECT ", columns!(), " FROM envelope
         WHERE hub_id = $1 AND shift_id = $2 ORDER BY happened_at, op_id");
    /// One record of a shift's envelope.
    FIND = concat!(
        "SELECT ", columns!(), " FROM envelope WHERE hub_id = $1 AND shift_id = $2 AND op_id = $3");
    /// One record of any envelope.
    OF_RECORD = concat!("SELECT ", columns!(), " FROM envelope WHERE hub_id = $1 AND op_id = $2");
    /// Shifts with something sealed in their envelope, and no key to it.
    WITHOUT_KEY = "\
        SELECT DISTINCT e.shift_id FROM envelope e
        WHERE e.hub_id = $1 AND e.body IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM envelope_keys k
                          WHERE k.hub_id = e.hub_id AND k.of_id = e.shift_id)
        ORDER BY e.shift_id";
    /// Records of any open envelope at the doors of a shift, around its own times.
    BESIDE = concat!(
        "SELECT ", columns!(), " FROM envelope
         WHERE hub_id = $1 AND happened_at >= $3 AND happened_at <= $4
           AND door_id IN (SELECT e.door_id FROM envelope e
                           WHERE e.hub_id = $1 AND e.shift_id = $2 AND e.door_id IS NOT NULL)
         ORDER BY happened_at, op_id");
    /// Campaigns with something left in an envelope of a shift that is closed.
    TO_SPLIT = "\
        SELECT DISTINCT e.campaign_id FROM envelope e
        JOIN shifts s ON s.hub_id = e.hub_id AND s.id = e.shift_id
        WHERE e.hub_id = $1 AND s.state = $2 ORDER BY e.campaign_id";
    /// What lies in the envelopes of a campaign's closed shifts.
    OF_CLOSED = "\
        SELECT e.op_id, e.shift_id, e.campaign_id, e.person_id, e.door_id, e.rev, e.happened_at,
               e.body
        FROM envelope e
        JOIN shifts s ON s.hub_id = e.hub_id AND s.id = e.shift_id
        WHERE e.hub_id = $1 AND e.campaign_id = $2 AND s.state = $3
        ORDER BY e.op_id";
    /// Keeps what lies in envelopes, and no longer who recorded it.
    FORGET_PERSON = "UPDATE envelope SET person_id = $2 WHERE person_id = $1";
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
        .bind(record.campaign)
        .bind(record.person)
        .bind(record.door)
        .bind(record.rev)
        .bind(record.happened_at)
        .bind(record.said.clone());
    tx.run_expecting(1, stmt).await
}

/// Where what was said stands, so that its seal opens nowhere else.
fn place(record: OpId) -> String {
    format!("envelope|{record}|body")
}

/// Lays a listening into its shift's envelope: what was said is sealed first.
///
/// # Errors
/// When the engine fails.
pub async fn seal(
    tx: &mut Tx,
    scope: HubScope,
    seals: &mut Seals,
    mut record: Enveloped,
) -> Result<()> {
    if let Some(said) = &record.said {
        let (of, place) = (record.shift.0, place(record.record));
        record.said = Some(seals.seal(tx, scope, (of, &place), said).await?);
    }
    keep(tx, scope, &record).await
}

/// Opens what was said; `None` for a visit, and where the envelope's key is no more.
///
/// # Errors
/// When the engine fails.
pub async fn open(
    tx: &mut Tx,
    scope: HubScope,
    seals: &mut Seals,
    record: &Enveloped,
) -> Result<Option<Listening>> {
    let Some(said) = &record.said else {
        return Ok(None);
    };
    let place = place(record.record);
    let opened = seals.open(tx, scope, (record.shift.0, &place), said);
    Ok(opened
        .await?
        .and_then(|said| serde_json::from_str(&said).ok()))
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

/// One record of any envelope; `None` when it is in none.
///
/// # Errors
/// When the engine fails.
pub async fn of_record(tx: &mut Tx, scope: HubScope, record: OpId) -> Result<Option<Enveloped>> {
    tx.maybe(sql(OF_RECORD).bind(scope.hub()).bind(record))
        .await
}

/// Shifts with something sealed in their envelope, and no key to it: a restore leaves them so.
///
/// # Errors
/// When the engine fails.
pub async fn without_key(tx: &mut Tx, scope: HubScope) -> Result<Vec<ShiftId>> {
    let rows: Vec<(ShiftId,)> = tx.all(sql(WITHOUT_KEY).bind(scope.hub())).await?;
    Ok(rows.into_iter().map(|(shift,)| shift).collect())
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

/// Campaigns with something left in the envelope of a closed shift.
///
/// # Errors
/// When the engine fails.
pub async fn to_split(tx: &mut Tx, scope: HubScope) -> Result<Vec<CampaignId>> {
    let stmt = sql(TO_SPLIT).bind(scope.hub()).bind(ShiftState::Closed);
    let rows: Vec<(CampaignId,)> = tx.all(stmt).await?;
    Ok(rows.into_iter().map(|(campaign,)| campaign).collect())
}

/// What lies in the envelopes of a campaign's closed shifts.
///
/// # Errors
/// When the engine fails.
pub async fn of_closed(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
) -> Result<Vec<Enveloped>> {
    let stmt = sql(OF_CLOSED).bind(scope.hub()).bind(campaign);
    tx.all(stmt.bind(ShiftState::Closed)).await
}

/// Keeps what somebody recorded, and no longer who it was.
///
/// # Errors
/// When the engine fails.
pub async fn forget_person(tx: &mut Tx, person: PersonId, nobody: PersonId) -> Result<()> {
    let stmt = sql(FORGET_PERSON).bind(person).bind(nobody);
    tx.run(stmt).await.map(drop)
}
