//! SQL of where a hub may want help: numbers for each hub, and nothing below it.

use std::collections::BTreeMap;

use crate::{
    base::{
        ids::HubId,
        time::{Day, EpochMs},
    },
    db::{Result, Tx, sql},
    ledger::model::Network,
};

crate::statements! {
    /// The last shift that went out, and how many did since an instant.
    SHIFTS = "\
        SELECT hub_id, MAX(started_at) AS last_at,
               CAST(SUM(CASE WHEN started_at >= $1 THEN 1 ELSE 0 END) AS BIGINT) AS since
        FROM shifts WHERE started_at IS NOT NULL GROUP BY hub_id";
    /// Notes that wait to be read, and how many of them have waited since before a day.
    NOTES = "\
        SELECT hub_id, COUNT(*) AS waiting,
               CAST(SUM(CASE WHEN last_day < $1 THEN 1 ELSE 0 END) AS BIGINT) AS long
        FROM listenings WHERE note_state IN ('screened', 'held') GROUP BY hub_id";
    /// Shifts whose people were late since an instant.
    LATE = "\
        SELECT hub_id, COUNT(DISTINCT shift_id) AS late
        FROM alerts WHERE cause = 'time' AND at >= $1 GROUP BY hub_id";
}

/// What is known of a hub's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// When its last shift went out.
    pub last_shift: Option<EpochMs>,
    /// Shifts that went out since.
    pub shifts: i64,
    /// Notes that wait to be read.
    pub notes: i64,
    /// Of them, those that have waited for long.
    pub notes_long: i64,
    /// Shifts whose people were late.
    pub late: i64,
}

#[derive(sqlx::FromRow)]
struct ShiftRow {
    hub_id: HubId,
    last_at: Option<EpochMs>,
    since: i64,
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    hub_id: HubId,
    waiting: i64,
    long: i64,
}

/// What is known of each hub's work: shifts and lateness since an instant, notes that wait, and
/// those that have waited since before a day. A hub of which nothing is known is left out.
///
/// # Errors
/// When the engine fails.
pub async fn work(
    tx: &mut Tx,
    _leave: Network,
    (since, long): (EpochMs, Day),
) -> Result<BTreeMap<HubId, Work>> {
    let mut found: BTreeMap<HubId, Work> = BTreeMap::new();
    for row in tx.all::<ShiftRow>(sql(SHIFTS).bind(since)).await? {
        let work = found.entry(row.hub_id).or_default();
        (work.last_shift, work.shifts) = (row.last_at, row.since);
    }
    for row in tx.all::<NoteRow>(sql(NOTES).bind(long)).await? {
        let work = found.entry(row.hub_id).or_default();
        (work.notes, work.notes_long) = (row.waiting, row.long);
    }
    for (hub, late) in tx.all::<(HubId, i64)>(sql(LATE).bind(since)).await? {
        found.entry(hub).or_default().late = late;
    }
    Ok(found)
}
