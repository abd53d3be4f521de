//! SQL of who is out now.

use std::collections::BTreeMap;

use super::ShiftRow;
use crate::{
    access::HubScope,
    base::{
        ids::{AlertId, CampaignId, ShiftId},
        time::{EpochMs, HOUR_MS},
    },
    db::{Result, Tx, sql},
    shifts::model::{AlertCause, AlertStep, Shift, SignKind},
};

crate::statements! {
    /// Shifts that are out, have an open alert, are planned between two moments, or came back since
    /// a moment.
    LIVE = "\
        SELECT id, campaign_id, planned_start, planned_end, start_place, buddy, buddy_id, state,
               started_at, expected_end, ended_at, last_street, safety, declared, reason, closed_at,
               split_at, created_at
        FROM shifts s
        WHERE hub_id = $1
          AND (state = 'out'
               OR (state IN ('planned', 'ready') AND planned_start >= $2 AND planned_start < $3)
               OR (state IN ('back', 'synced', 'debriefed', 'closed') AND ended_at >= $4)
               OR EXISTS (SELECT 1 FROM alerts a
                          WHERE a.hub_id = s.hub_id AND a.shift_id = s.id
                            AND a.resolved_at IS NULL))
        ORDER BY planned_start, id";
    /// The last sign of life of a shift.
    LAST_SIGN = "\
        SELECT kind, at FROM check_ins WHERE hub_id = $1 AND shift_id = $2
        ORDER BY at DESC, id DESC LIMIT 1";
    /// The hub's open alerts, oldest first.
    OPEN_ALERTS = "\
        SELECT shift_id, id, step, cause, at FROM alerts
        WHERE hub_id = $1 AND resolved_at IS NULL ORDER BY at, id";
    /// The names of the hub's campaigns.
    CAMPAIGNS = "SELECT id, name FROM campaigns WHERE hub_id = $1";
}

/// An alert that nobody has settled.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct OpenAlert {
    #[serde(skip)]
    shift_id: ShiftId,
    /// The alert.
    pub id: AlertId,
    /// How far it has come.
    pub step: AlertStep,
    /// Why.
    pub cause: AlertCause,
    /// Since when.
    pub at: EpochMs,
}

/// A shift with what was last heard of it.
pub struct Heard {
    /// The shift.
    pub shift: Shift,
    /// Its last sign of life.
    pub last_sign: Option<(SignKind, EpochMs)>,
    /// What nobody has settled.
    pub alerts: Vec<OpenAlert>,
}

/// Who is out, who goes today, and who came back within the last hour.
///
/// # Errors
/// When the engine fails or a stored counter makes no sense.
pub async fn live(tx: &mut Tx, scope: HubScope, now: EpochMs) -> Result<Vec<Heard>> {
    let today = now.day();
    let live = sql(LIVE)
        .bind(scope.hub())
        .bind(today.at(0, 0))
        .bind(today.plus_days(1).at(0, 0))
        .bind(now.plus(-HOUR_MS));
    let rows: Vec<ShiftRow> = tx.all(live).await?;
    let mut open: BTreeMap<ShiftId, Vec<OpenAlert>> = BTreeMap::new();
    for alert in tx
        .all::<OpenAlert>(sql(OPEN_ALERTS).bind(scope.hub()))
        .await?
    {
        open.entry(alert.shift_id).or_default().push(alert);
    }
    let mut heard = Vec::with_capacity(rows.len());
    for row in rows {
        let shift = row.with_people(tx, scope).await?;
        let sign = sql(LAST_SIGN).bind(scope.hub()).bind(shift.id);
        heard.push(Heard {
            last_sign: tx.maybe(sign).await?,
            alerts: open.remove(&shift.id).unwrap_or_default(),
            shift,
        });
    }
    Ok(heard)
}

/// The names of the hub's campaigns.
///
/// # Errors
/// When the engine fails.
pub async fn campaigns(tx: &mut Tx, scope: HubScope) -> Result<BTreeMap<CampaignId, String>> {
    let rows: Vec<(CampaignId, String)> = tx.all(sql(CAMPAIGNS).bind(scope.hub())).await?;
    Ok(rows.into_iter().collect())
}
