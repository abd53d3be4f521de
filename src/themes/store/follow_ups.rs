//! SQL of what groups agreed to do next. Its words come sealed.

use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, FollowUpId},
        time::Day,
    },
    contacts::model::FollowUpState,
    db::{Result, Tx, sql},
};

/// The columns of [`StoredFollowUp`].
macro_rules! columns {
    () => {
        "id, campaign_id, who, what, state, agreed_on, due_on, tries, ended_on"
    };
}

crate::statements! {
    /// Keeps a follow-up, new or changed.
    KEEP = concat!(
        "INSERT INTO group_follow_ups (hub_id, ", columns!(), ")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (hub_id, id) DO UPDATE
         SET who = excluded.who, state = excluded.state, due_on = excluded.due_on,
             tries = excluded.tries, ended_on = excluded.ended_on");
    /// Those of a campaign that are due on a day or before, open ones or ended ones.
    OF_CAMPAIGN = concat!(
        "SELECT ", columns!(), " FROM group_follow_ups
         WHERE hub_id = $1 AND campaign_id = $2 AND due_on <= $3
           AND CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END = $4
         ORDER BY due_on, id LIMIT 1000");
    /// One of a campaign.
    ONE = concat!(
        "SELECT ", columns!(), " FROM group_follow_ups
         WHERE hub_id = $1 AND campaign_id = $2 AND id = $3");
    /// Holds one until the transaction ends.
    LOCK = "\
        UPDATE group_follow_ups SET tries = tries
        WHERE hub_id = $1 AND campaign_id = $2 AND id = $3";
    /// Ends what was due long ago.
    EXPIRE = "\
        UPDATE group_follow_ups SET state = $3, ended_on = $4
        WHERE hub_id = $1 AND due_on < $2 AND ended_on IS NULL";
    /// Lets go what was due before a day.
    FORGET = "DELETE FROM group_follow_ups WHERE hub_id = $1 AND due_on < $2";
}

/// A follow-up as it lies here.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredFollowUp {
    /// Names it.
    pub id: FollowUpId,
    /// Its campaign.
    pub campaign_id: CampaignId,
    /// Who does it, sealed.
    pub who: String,
    /// What, sealed.
    pub what: String,
    /// Where it stands.
    pub state: FollowUpState,
    /// The day it was agreed.
    pub agreed_on: Day,
    /// The day it is due.
    pub due_on: Day,
    /// How often somebody tried.
    pub tries: i64,
    /// The day it ended.
    pub ended_on: Option<Day>,
}

/// Keeps a follow-up, new or changed. What was agreed, with whom and when stays.
///
/// # Errors
/// When the engine fails.
pub async fn keep(tx: &mut Tx, scope: HubScope, agreed: StoredFollowUp) -> Result<()> {
    let stmt = sql(KEEP)
        .bind(scope.hub())
        .bind(agreed.id)
        .bind(agreed.campaign_id)
        .bind(agreed.who)
        .bind(agreed.what)
        .bind(agreed.state)
        .bind(agreed.agreed_on)
        .bind(agreed.due_on)
        .bind(agreed.tries)
        .bind(agreed.ended_on);
    tx.run_expecting(1, stmt).await
}

/// Those of a campaign that are due on a day or before, at most 1,000: open ones, or ended ones.
///
/// # Errors
/// When the engine fails.
pub async fn of_campaign(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    (by, ended): (Day, bool),
) -> Result<Vec<StoredFollowUp>> {
    let stmt = sql(OF_CAMPAIGN).bind(scope.hub()).bind(campaign);
    tx.all(stmt.bind(by).bind(i64::from(ended))).await
}

/// One of a campaign, held until the transaction ends.
///
/// # Errors
/// When the engine fails.
pub async fn lock(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    id: FollowUpId,
) -> Result<Option<StoredFollowUp>> {
    let bound = |text| sql(text).bind(scope.hub()).bind(campaign).bind(id);
    tx.run(bound(LOCK)).await?;
    tx.maybe(bound(ONE)).await
}

/// Ends what was due before one day, on another; lets go what was due before a third. Returns how many
/// went.
///
/// # Errors
/// When the engine fails.
pub async fn let_go(
    tx: &mut Tx,
    scope: HubScope,
    (overdue, today): (Day, Day),
    before: Day,
) -> Result<u64> {
    let stmt = sql(EXPIRE).bind(scope.hub()).bind(overdue);
    tx.run(stmt.bind(FollowUpState::Expired).bind(today))
        .await?;
    tx.run(sql(FORGET).bind(scope.hub()).bind(before)).await
}
