//! SQL of letting go what is too old. What each statement leaves is what its rule says stays.

use crate::{
    access::HubScope,
    base::{
        ids::CampaignId,
        time::{Day, EpochMs},
    },
    db::{Result, Stmt, Tx, sql},
    listenings::model::NoteState,
};

crate::statements! {
    /// Notes that were cleared go; what was coded from them stays.
    NOTES = "\
        UPDATE listenings SET note = NULL, note_state = $3
        WHERE hub_id = $1 AND last_day < $2 AND note IS NOT NULL";
    /// Notes that nobody has cleared go.
    HELD_NOTES = "\
        UPDATE listenings SET note = NULL, note_state = $3
        WHERE hub_id = $1 AND last_day < $2 AND note_state IN ('screened', 'held')";
    /// Campaigns that were over by a day and of which something still stands at doors.
    OVER = "\
        SELECT c.id FROM campaigns c
        WHERE c.hub_id = $1 AND c.ends < $2
          AND (EXISTS (SELECT 1 FROM visits v WHERE v.hub_id = c.hub_id AND v.campaign_id = c.id)
               OR EXISTS (SELECT 1 FROM door_states s
                          WHERE s.hub_id = c.hub_id AND s.campaign_id = c.id))
        ORDER BY c.id";
    /// How long a no keeps people away, in the hub's most patient campaign.
    LONGEST_NO = "\
        SELECT COALESCE(MAX(declined_gap_days), 90) FROM campaigns WHERE hub_id = $1";
    /// Records that nobody decided about: that they were not taken stays, and why. What waits for a
    /// newer program waits on.
    HELD_RECORDS = "\
        UPDATE held_ops SET decided_at = $3, decision = 'expired', body = ''
        WHERE hub_id = $1 AND received_at < $2 AND decided_at IS NULL
          AND why NOT IN ('unknown_kind', 'newer_version')";
    /// The keys of what was decided about.
    HELD_KEYS = "\
        DELETE FROM envelope_keys
        WHERE hub_id = $1 AND of_id IN
          (SELECT h.id FROM held_ops h WHERE h.hub_id = $1 AND h.decided_at IS NOT NULL)";
    /// Sealed work that nobody opened: that it came stays.
    SEALED_WORK = "\
        UPDATE sealed_work SET ciphertext = NULL
        WHERE hub_id = $1 AND received_at < $2 AND ciphertext IS NOT NULL";
    /// What organisers thought after shifts.
    REFLECTIONS = "\
        DELETE FROM reflections
        WHERE hub_id = $1 AND shift_id IN
          (SELECT s.id FROM shifts s WHERE s.hub_id = $1 AND s.planned_end < $2)";
    /// The same for what is about no shift: its id tells when it was written.
    LOOSE_REFLECTIONS = "\
        DELETE FROM reflections WHERE hub_id = $1 AND shift_id IS NULL AND id < $2";
    /// Sign-ins that are over; those of network-wide roles belong to no hub and go with any.
    SESSIONS = "\
        DELETE FROM sessions
        WHERE (hub_id = $1 OR hub_id IS NULL) AND (expires_at < $2 OR revoked_at < $2)
          AND install_id IS NULL";
    /// One-time codes that are over.
    CODES = "\
        DELETE FROM codes WHERE (hub_id = $1 OR hub_id IS NULL) AND expires_at < $2";
    /// Requests and complaints that were closed.
    REQUESTS = "DELETE FROM privacy_requests WHERE hub_id = $1 AND closed_on < $2";
}

async fn gone(tx: &mut Tx, stmt: Stmt) -> Result<i64> {
    Ok(i64::try_from(tx.run(stmt).await?).unwrap_or(i64::MAX))
}

/// Notes of listenings before a day; those nobody has cleared, or all.
///
/// # Errors
/// When the engine fails.
pub async fn notes(tx: &mut Tx, scope: HubScope, before: Day, only_held: bool) -> Result<i64> {
    let text = if only_held { HELD_NOTES } else { NOTES };
    let stmt = sql(text).bind(scope.hub()).bind(before);
    gone(tx, stmt.bind(NoteState::Removed)).await
}

/// Campaigns that were over before a day and of which something still stands at doors.
///
/// # Errors
/// When the engine fails.
pub async fn campaigns_over(tx: &mut Tx, scope: HubScope, day: Day) -> Result<Vec<CampaignId>> {
    let rows: Vec<(CampaignId,)> = tx.all(sql(OVER).bind(scope.hub()).bind(day)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Days a no keeps people away, in the hub's most patient campaign.
///
/// # Errors
/// When the engine fails.
pub async fn longest_no(tx: &mut Tx, scope: HubScope) -> Result<i64> {
    tx.value(sql(LONGEST_NO).bind(scope.hub())).await
}

/// Records that waited since before an instant, with their keys.
///
/// # Errors
/// When the engine fails.
pub async fn held_records(
    tx: &mut Tx,
    scope: HubScope,
    before: EpochMs,
    now: EpochMs,
) -> Result<i64> {
    let waiting = sql(HELD_RECORDS).bind(scope.hub()).bind(before).bind(now);
    let count = gone(tx, waiting).await?;
    tx.run(sql(HELD_KEYS).bind(scope.hub())).await?;
    Ok(count)
}

/// Sealed work that came before an instant and that nobody opened.
///
/// # Errors
/// When the engine fails.
pub async fn sealed_work(tx: &mut Tx, scope: HubScope, before: EpochMs) -> Result<i64> {
    gone(tx, sql(SEALED_WORK).bind(scope.hub()).bind(before)).await
}

/// What organisers thought after shifts that were over before an instant, or wrote before it.
///
/// # Errors
/// When the engine fails.
pub async fn reflections(tx: &mut Tx, scope: HubScope, before: EpochMs) -> Result<i64> {
    let stmt = sql(REFLECTIONS).bind(scope.hub()).bind(before);
    let mut count = gone(tx, stmt).await?;
    let millis = u64::try_from(before.0).unwrap_or(0);
    let first = uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid();
    let loose = sql(LOOSE_REFLECTIONS).bind(scope.hub()).bind(first);
    count += gone(tx, loose).await?;
    Ok(count)
}

/// Sign-ins at the desk and codes that were over before an instant.
///
/// # Errors
/// When the engine fails.
pub async fn sign_ins(tx: &mut Tx, scope: HubScope, before: EpochMs) -> Result<i64> {
    let mut count = gone(tx, sql(SESSIONS).bind(scope.hub()).bind(before)).await?;
    count += gone(tx, sql(CODES).bind(scope.hub()).bind(before)).await?;
    Ok(count)
}

/// Requests that were closed before a day.
///
/// # Errors
/// When the engine fails.
pub async fn requests(tx: &mut Tx, scope: HubScope, before: Day) -> Result<i64> {
    gone(tx, sql(REQUESTS).bind(scope.hub()).bind(before)).await
}
