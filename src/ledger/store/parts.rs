//! SQL of what a figure is made of: lines by patch and day, the actions and group conversations they
//! come from, and the shifts that were out.
//!
//! A line of a visit or a listening names its record by a mark that leads nowhere; only records that
//! say nothing of a resident (tallies of actions, actions, group listenings) are named by their id.

use crate::{
    access::HubScope,
    areas::model::{Edition, Vintage},
    base::{
        ids::{ActionId, CampaignId, GroupListeningId, PatchId, ProgrammeId, ShiftId},
        time::{Day, EpochMs, Quarter},
    },
    db::{Result, Tx, sql},
    ledger::model::Window,
    tally::Measure,
};

/// Sums by everything a part tells, and by one column more.
macro_rules! parts_by {
    ($code:literal, $group:literal) => {
        concat!(
            "SELECT e.patch_id, e.happened_on, e.mode, e.dated_in, e.reason,
                    COALESCE(i.action_id, a.id) AS action_id, g.id AS group_id,
                    ",
            $code,
            " AS code, e.measure, CAST(SUM(e.delta) AS BIGINT) AS total
             FROM ledger_entries e
             LEFT JOIN involvements i ON i.hub_id = e.hub_id AND i.id = e.subject_id
             LEFT JOIN actions a ON a.hub_id = e.hub_id AND a.id = e.subject_id
             LEFT JOIN group_listenings g ON g.hub_id = e.hub_id AND g.id = e.subject_id
             WHERE e.hub_id = $1 AND e.programme_id = $2
               AND e.dated_in >= $3 AND e.dated_in <= $4
               AND e.reported_in >= $5 AND e.reported_in <= $6
               AND (CAST($7 AS TEXT) IS NULL OR e.mode = $7) AND e.posted_at <= $8
             GROUP BY e.patch_id, e.happened_on, e.mode, e.dated_in, e.reason,
                      COALESCE(i.action_id, a.id), g.id, ",
            $group,
            "e.measure"
        )
    };
}

crate::statements! {
    /// Sums by part.
    PARTS = parts_by!("CAST(NULL AS TEXT)", "");
    /// Sums by part and small area of 2011.
    PARTS_2011 = parts_by!("e.lsoa_2011", "e.lsoa_2011, ");
    /// Sums by part and small area of 2021.
    PARTS_2021 = parts_by!("e.lsoa_2021", "e.lsoa_2021, ");
    /// Visits that stand, by patch, day, shift and outcome.
    VISITS = "\
        SELECT c.patch_id, v.day, v.shift_id, v.outcome, COUNT(*) AS visits
        FROM visits v JOIN campaigns c ON c.hub_id = v.hub_id AND c.id = v.campaign_id
        WHERE v.hub_id = $1 AND c.programme_id = $2 AND v.voided IS FALSE
          AND v.day >= $3 AND v.day <= $4
        GROUP BY c.patch_id, v.day, v.shift_id, v.outcome
        ORDER BY v.day, v.shift_id, v.outcome";
    /// Shifts of a programme that went out, or may have, between two instants.
    SHIFTS = "\
        SELECT s.id, c.patch_id, c.id AS campaign_id, c.name AS campaign,
               COALESCE(s.started_at, s.planned_start) AS at
        FROM shifts s JOIN campaigns c ON c.hub_id = s.hub_id AND c.id = s.campaign_id
        WHERE s.hub_id = $1 AND c.programme_id = $2
          AND COALESCE(s.started_at, s.planned_start) >= $3
          AND COALESCE(s.started_at, s.planned_start) < $4
          AND s.state NOT IN ('cancelled', 'data_lost')
        ORDER BY at, s.id";
    /// The return that was frozen at an instant.
    FROZEN_AT = "\
        SELECT quarter FROM returns
        WHERE hub_id = $1 AND programme_id = $2 AND frozen_at = $3 ORDER BY quarter DESC LIMIT 1";
    /// Whether an edition of the index was imported.
    RANKED = "SELECT COUNT(*) FROM (SELECT 1 FROM deprivation WHERE edition = $1 LIMIT 1) found";
}

/// A sum with everything a part tells.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PartSum {
    /// The patch; absent = not placed.
    pub patch_id: Option<PatchId>,
    /// The day.
    pub happened_on: Day,
    /// How people were met.
    pub mode: String,
    /// The quarter it is dated in.
    pub dated_in: Quarter,
    /// Why it corrects something or came late; empty otherwise.
    pub reason: String,
    /// The action it comes from.
    pub action_id: Option<ActionId>,
    /// The conversation of five or more it comes from.
    pub group_id: Option<GroupListeningId>,
    /// The small area, where it was asked by one.
    pub code: Option<String>,
    /// What is counted.
    pub measure: Measure,
    /// How many.
    pub total: i64,
}

/// Lines known at an instant, by part; by small area too where a vintage is given.
///
/// # Errors
/// When the engine fails.
pub async fn parts(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    window: &Window,
    (vintage, known_at): (Option<Vintage>, EpochMs),
) -> Result<Vec<PartSum>> {
    let statement = match vintage {
        None => PARTS,
        Some(Vintage::Y2011) => PARTS_2011,
        Some(_) => PARTS_2021,
    };
    let stmt = sql(statement)
        .bind(scope.hub())
        .bind(programme)
        .bind(window.dated.0)
        .bind(window.dated.1)
        .bind(window.reported.0)
        .bind(window.reported.1)
        .bind(window.mode.clone());
    tx.all(stmt.bind(known_at)).await
}

/// Visits of a shift on a day that ended one way.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ShiftVisits {
    /// The patch of their campaign.
    pub patch_id: PatchId,
    /// The day.
    pub day: Day,
    /// The shift.
    pub shift_id: ShiftId,
    /// How they ended.
    pub outcome: String,
    /// How many.
    pub visits: i64,
}

/// Visits that stand, as long as they are kept.
///
/// # Errors
/// When the engine fails.
pub async fn visits(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (first, last): (Day, Day),
) -> Result<Vec<ShiftVisits>> {
    let stmt = sql(VISITS).bind(scope.hub()).bind(programme);
    tx.all(stmt.bind(first).bind(last)).await
}

/// A shift that went out.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ShiftOut {
    /// The shift.
    pub id: ShiftId,
    /// The patch of its campaign.
    pub patch_id: PatchId,
    /// Its campaign.
    pub campaign_id: CampaignId,
    /// The campaign's name.
    pub campaign: String,
    /// When it went out, or was to.
    pub at: EpochMs,
}

/// Shifts that went out, or may have, from one instant on and before another.
///
/// # Errors
/// When the engine fails.
pub async fn shifts(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (from, before): (EpochMs, EpochMs),
) -> Result<Vec<ShiftOut>> {
    let stmt = sql(SHIFTS).bind(scope.hub()).bind(programme);
    tx.all(stmt.bind(from).bind(before)).await
}

/// The quarter whose return was frozen at this instant. What came at the same instant and after the
/// freeze is reported in a later one.
///
/// # Errors
/// When the engine fails.
pub async fn frozen_at(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    at: EpochMs,
) -> Result<Option<Quarter>> {
    let stmt = sql(FROZEN_AT).bind(scope.hub()).bind(programme);
    let row: Option<(Quarter,)> = tx.maybe(stmt.bind(at)).await?;
    Ok(row.map(|(quarter,)| quarter))
}

/// Whether an edition of the index was imported.
///
/// # Errors
/// When the engine fails.
pub async fn is_ranked(tx: &mut Tx, edition: Edition) -> Result<bool> {
    let found: i64 = tx.value(sql(RANKED).bind(edition)).await?;
    Ok(found > 0)
}
