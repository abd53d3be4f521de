//! SQL of what stays of visits when they are too old: counts of distinct doors and of outcomes.
//!
//! Doors are counted once in any span of months, so each is kept with the months in which it was
//! tried, answered and listened at, and with nothing that tells which door it was.

use std::collections::{BTreeMap, BTreeSet};

use super::visits::DoorFilter;
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, DoorId, OpId, PatchId},
        time::Day,
    },
    db::{Result, Tx, bulk_insert, row, sql},
    listenings::model::DoorCounts,
};

crate::statements! {
    /// The months of each door's knocks in a campaign.
    MONTHS = "\
        SELECT v.door_id, d.lsoa_2011, d.lsoa_2021, SUBSTR(v.day, 1, 7) AS month,
               CAST(MAX(CASE WHEN v.outcome <> 'no_answer' THEN 1 ELSE 0 END) AS BIGINT) AS answered,
               CAST(MAX(CASE WHEN v.outcome = 'listened' THEN 1 ELSE 0 END) AS BIGINT) AS listened
        FROM visits v JOIN doors d ON d.id = v.door_id
        WHERE v.hub_id = $1 AND v.campaign_id = $2 AND v.voided IS FALSE
          AND v.outcome IN ('no_answer', 'come_back', 'declined', 'do_not_knock',
                            'language_barrier', 'child_only', 'listened', 'left_safely')
        GROUP BY v.door_id, d.lsoa_2011, d.lsoa_2021, SUBSTR(v.day, 1, 7)
        ORDER BY v.door_id, SUBSTR(v.day, 1, 7)";
    /// The number of a campaign's last tally.
    LAST = "SELECT COALESCE(MAX(n), 0) FROM visit_tallies WHERE hub_id = $1 AND campaign_id = $2";
    /// Adds up how the visits of a campaign ended.
    KEEP_OUTCOMES = "\
        INSERT INTO visit_outcomes (hub_id, campaign_id, month, outcome, visits)
        SELECT hub_id, campaign_id, SUBSTR(day, 1, 7), outcome, COUNT(*)
        FROM visits WHERE hub_id = $1 AND campaign_id = $2 AND voided IS FALSE
        GROUP BY hub_id, campaign_id, SUBSTR(day, 1, 7), outcome
        ON CONFLICT (hub_id, campaign_id, month, outcome) DO UPDATE
        SET visits = visit_outcomes.visits + excluded.visits";
    /// Tallies of campaigns.
    TALLIES = "\
        SELECT c.patch_id, t.lsoa_2011, t.lsoa_2021, t.tried, t.answered, t.listened, t.doors
        FROM visit_tallies t JOIN campaigns c ON c.hub_id = t.hub_id AND c.id = t.campaign_id
        WHERE t.hub_id = $1
          AND (c.programme_id = $2 OR CAST($2 AS TEXT) IS NULL)
          AND (c.id = $3 OR CAST($3 AS TEXT) IS NULL)
          AND (c.patch_id = $4 OR CAST($4 AS TEXT) IS NULL)
          AND (t.lsoa_2011 = $5 OR CAST($5 AS TEXT) IS NULL)
          AND (t.lsoa_2021 = $6 OR CAST($6 AS TEXT) IS NULL)";
    /// A do-not-knock outlives the visit it rests on: the nil id stands for what is no longer kept.
    CAUSED = "\
        SELECT DISTINCT k.door_id FROM do_not_knock_causes k
        JOIN visits v ON v.id = k.op_id
        WHERE v.hub_id = $1 AND v.campaign_id = $2 ORDER BY k.door_id";
    /// Which visit it was is no longer kept.
    DELETE_CAUSES = "\
        DELETE FROM do_not_knock_causes WHERE op_id IN
          (SELECT v.id FROM visits v WHERE v.hub_id = $1 AND v.campaign_id = $2)";
    /// Visits go.
    DELETE_VISITS = "DELETE FROM visits WHERE hub_id = $1 AND campaign_id = $2";
}

#[derive(sqlx::FromRow)]
struct MonthRow {
    door_id: DoorId,
    lsoa_2011: Option<String>,
    lsoa_2021: Option<String>,
    month: String,
    answered: i64,
    listened: i64,
}

/// What doors are told apart by, once nobody knows any more which they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    lsoa_2011: Option<String>,
    lsoa_2021: Option<String>,
    tried: BTreeSet<String>,
    answered: BTreeSet<String>,
    listened: BTreeSet<String>,
}

/// Counts a campaign's visits and lets them go: distinct doors and outcomes stay as numbers, and a
/// resident's do-not-knock stays. Returns how many visits went.
///
/// # Errors
/// When the engine fails.
pub async fn tally_and_delete(tx: &mut Tx, scope: HubScope, campaign: CampaignId) -> Result<u64> {
    let stmt = sql(MONTHS).bind(scope.hub()).bind(campaign);
    let mut doors: BTreeMap<DoorId, Pattern> = BTreeMap::new();
    for row in tx.all::<MonthRow>(stmt).await? {
        let door = doors.entry(row.door_id).or_default();
        if row.answered == 1 {
            door.answered.insert(row.month.clone());
        }
        if row.listened == 1 {
            door.listened.insert(row.month.clone());
        }
        door.tried.insert(row.month);
        (door.lsoa_2011, door.lsoa_2021) = (row.lsoa_2011, row.lsoa_2021);
    }
    let mut patterns: BTreeMap<Pattern, i64> = BTreeMap::new();
    for pattern in doors.into_values() {
        *patterns.entry(pattern).or_default() += 1;
    }
    let last: i64 = tx.value(sql(LAST).bind(scope.hub()).bind(campaign)).await?;
    let months = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(",");
    let rows = (last + 1..)
        .zip(patterns)
        .map(|(n, (pattern, count))| {
            row![
                scope.hub(),
                campaign,
                n,
                pattern.lsoa_2011.clone(),
                pattern.lsoa_2021.clone(),
                months(&pattern.tried),
                months(&pattern.answered),
                months(&pattern.listened),
                count,
            ]
        })
        .collect();
    let head = "INSERT INTO visit_tallies (hub_id, campaign_id, n, lsoa_2011, lsoa_2021, tried, \
                answered, listened, doors)";
    bulk_insert(tx, head, 9, rows, "").await?;
    let caused = sql(CAUSED).bind(scope.hub()).bind(campaign);
    let doors: Vec<(DoorId,)> = tx.all(caused).await?;
    let no_longer_kept = OpId(uuid::Uuid::nil());
    let rows = doors
        .into_iter()
        .map(|(door,)| row![door, no_longer_kept])
        .collect();
    let head = "INSERT INTO do_not_knock_causes (door_id, op_id)";
    let tail = "ON CONFLICT (door_id, op_id) DO NOTHING";
    bulk_insert(tx, head, 2, rows, tail).await?;
    for statement in [KEEP_OUTCOMES, DELETE_CAUSES] {
        tx.run(sql(statement).bind(scope.hub()).bind(campaign))
            .await?;
    }
    tx.run(sql(DELETE_VISITS).bind(scope.hub()).bind(campaign))
        .await
}

#[derive(sqlx::FromRow)]
struct TallyRow {
    patch_id: PatchId,
    lsoa_2011: Option<String>,
    lsoa_2021: Option<String>,
    tried: String,
    answered: String,
    listened: String,
    doors: i64,
}

/// Distinct doors of visits that are no longer kept.
#[derive(Clone, Debug)]
pub struct Gone {
    /// The patch of their campaign.
    pub patch: PatchId,
    /// Their small area of 2011.
    pub lsoa_2011: Option<String>,
    /// Their small area of 2021.
    pub lsoa_2021: Option<String>,
    /// How many.
    pub counts: DoorCounts,
}

/// What visits that are no longer kept say of a span of whole months.
///
/// # Errors
/// When the engine fails.
pub async fn gone(tx: &mut Tx, scope: HubScope, filter: &DoorFilter) -> Result<Vec<Gone>> {
    let stmt = sql(TALLIES)
        .bind(scope.hub())
        .bind(filter.programme)
        .bind(filter.campaign)
        .bind(filter.patch)
        .bind(filter.lsoa_2011.clone())
        .bind(filter.lsoa_2021.clone());
    let (from, to) = (month(filter.from), month(filter.to));
    let within = |months: &str| {
        months
            .split(',')
            .any(|month| !month.is_empty() && *month >= *from && *month <= *to)
    };
    let rows: Vec<TallyRow> = tx.all(stmt).await?;
    let gone = rows.into_iter().map(|row| {
        let count = |months: &str| if within(months) { row.doors } else { 0 };
        Gone {
            patch: row.patch_id,
            counts: DoorCounts {
                doors_tried: count(&row.tried),
                doors_answered: count(&row.answered),
                doors_listened: count(&row.listened),
            },
            lsoa_2011: row.lsoa_2011,
            lsoa_2021: row.lsoa_2021,
        }
    });
    Ok(gone.collect())
}

/// The month of a day, `2026-04`.
fn month(day: Day) -> String {
    day.to_string().chars().take(7).collect()
}
