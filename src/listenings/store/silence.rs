//! SQL of how far the streets of a campaign were listened to: counts of doors and knocks.

use mobile_api::wire::ops::HourBand;

use super::visits::{self, knocked};
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, StreetId},
        time::Day,
    },
    db::{Error, Result, Tx, sql},
};

crate::statements! {
    /// Distinct doors of a campaign by street.
    DOORS = concat!(
        "SELECT d.street_id,
                COUNT(DISTINCT v.door_id) FILTER (WHERE v.outcome IN (", knocked!(), ")) AS doors_tried,
                COUNT(DISTINCT v.door_id) FILTER
                  (WHERE v.outcome IN (", knocked!(), ") AND v.outcome <> 'no_answer') AS doors_answered,
                COUNT(DISTINCT v.door_id) FILTER (WHERE v.outcome = 'listened') AS doors_listened
         FROM visits v JOIN doors d ON d.id = v.door_id
         WHERE v.hub_id = $1 AND v.campaign_id = $2 AND v.voided IS FALSE
           AND d.street_id IS NOT NULL
         GROUP BY d.street_id ORDER BY d.street_id");
    /// Knocks of a campaign by street, day and part of the day.
    KNOCKS = concat!(
        "SELECT d.street_id, v.day, v.hour_band, COUNT(*) AS knocks
         FROM visits v JOIN doors d ON d.id = v.door_id
         WHERE v.hub_id = $1 AND v.campaign_id = $2 AND v.voided IS FALSE
           AND d.street_id IS NOT NULL AND v.outcome IN (", knocked!(), ")
         GROUP BY d.street_id, v.day, v.hour_band ORDER BY d.street_id, v.day, v.hour_band");
    /// Whether visits of a campaign were too old to be kept.
    LET_GO = "SELECT COUNT(*) FROM visit_tallies WHERE hub_id = $1 AND campaign_id = $2";
}

/// Distinct doors of a street.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StreetDoors {
    /// The street.
    pub street_id: StreetId,
    /// Knocked at.
    pub doors_tried: i64,
    /// Where somebody came.
    pub doors_answered: i64,
    /// Where somebody was listened to.
    pub doors_listened: i64,
}

/// Knocks in a street in a part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayKnocks {
    /// The street.
    pub street_id: StreetId,
    /// The day.
    pub day: Day,
    /// The part of it.
    pub band: HourBand,
    /// How many.
    pub knocks: i64,
}

#[derive(sqlx::FromRow)]
struct KnocksRow {
    street_id: StreetId,
    day: Day,
    hour_band: String,
    knocks: i64,
}

/// Distinct doors of a campaign by street, those of its visits that are kept.
///
/// # Errors
/// When the engine fails.
pub async fn doors(tx: &mut Tx, scope: HubScope, campaign: CampaignId) -> Result<Vec<StreetDoors>> {
    tx.all(sql(DOORS).bind(scope.hub()).bind(campaign)).await
}

/// Knocks of a campaign by street and part of the day.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn knocks(tx: &mut Tx, scope: HubScope, campaign: CampaignId) -> Result<Vec<DayKnocks>> {
    let rows: Vec<KnocksRow> = tx.all(sql(KNOCKS).bind(scope.hub()).bind(campaign)).await?;
    let knocks = |row: KnocksRow| {
        let band = visits::band(&row.hour_band).ok_or_else(|| Error::Corrupt {
            table: "visits",
            column: "hour_band",
            row: row.street_id.to_string(),
        })?;
        Ok(DayKnocks {
            street_id: row.street_id,
            day: row.day,
            band,
            knocks: row.knocks,
        })
    };
    rows.into_iter().map(knocks).collect()
}

/// Whether visits of a campaign were too old to be kept: then nobody knows any more where they were.
///
/// # Errors
/// When the engine fails.
pub async fn let_go(tx: &mut Tx, scope: HubScope, campaign: CampaignId) -> Result<bool> {
    let tallies: i64 = tx
        .value(sql(LET_GO).bind(scope.hub()).bind(campaign))
        .await?;
    Ok(tallies > 0)
}
