//! SQL of campaigns.

use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, GroupId, PatchId, ProgrammeId},
        time::{Day, EpochMs},
    },
    db::{Error, Result, Tx, sql},
    walk_lists::model::Campaign,
};

/// The columns of a campaign.
macro_rules! campaign_columns {
    () => {
        "id, programme_id, patch_id, group_id, name, aim, frame, starts, ends, most_tries, \
         gap_days, declined_gap_days, codebook, created_at"
    };
}

crate::statements! {
    /// Adds a campaign.
    INSERT = concat!(
        "INSERT INTO campaigns (hub_id, ", campaign_columns!(), ")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    /// One campaign.
    CAMPAIGN = concat!(
        "SELECT ", campaign_columns!(), " FROM campaigns WHERE hub_id = $1 AND id = $2");
    /// The hub's campaigns, newest first.
    CAMPAIGNS = concat!(
        "SELECT ", campaign_columns!(), " FROM campaigns WHERE hub_id = $1
         ORDER BY starts DESC, name");
    /// Takes the campaign's row, so that nobody else cuts it at the same time.
    LOCK = "UPDATE campaigns SET created_at = created_at WHERE hub_id = $1 AND id = $2";
}

#[derive(sqlx::FromRow)]
struct CampaignRow {
    id: CampaignId,
    programme_id: ProgrammeId,
    patch_id: PatchId,
    group_id: Option<GroupId>,
    name: String,
    aim: String,
    frame: String,
    starts: Day,
    ends: Day,
    most_tries: i64,
    gap_days: i64,
    declined_gap_days: i64,
    codebook: i64,
    created_at: EpochMs,
}

impl CampaignRow {
    fn campaign(self) -> Result<Campaign> {
        let id = self.id;
        Ok(Campaign {
            id,
            programme_id: self.programme_id,
            patch_id: self.patch_id,
            group_id: self.group_id,
            name: self.name,
            aim: self.aim,
            frame: serde_json::from_str(&self.frame).map_err(|_| Error::Corrupt {
                table: "campaigns",
                column: "frame",
                row: id.to_string(),
            })?,
            starts: self.starts,
            ends: self.ends,
            most_tries: self.most_tries,
            gap_days: self.gap_days,
            declined_gap_days: self.declined_gap_days,
            codebook: self.codebook,
            created_at: self.created_at,
        })
    }
}

/// Adds a campaign.
///
/// # Errors
/// When the engine fails, or the hub has one of this name.
pub async fn insert_campaign(tx: &mut Tx, scope: HubScope, campaign: Campaign) -> Result<()> {
    let frame = serde_json::to_string(&campaign.frame).expect("texts turn into JSON");
    let stmt = sql(INSERT)
        .bind(scope.hub())
        .bind(campaign.id)
        .bind(campaign.programme_id)
        .bind(campaign.patch_id)
        .bind(campaign.group_id)
        .bind(campaign.name)
        .bind(campaign.aim)
        .bind(frame)
        .bind(campaign.starts)
        .bind(campaign.ends)
        .bind(campaign.most_tries)
        .bind(campaign.gap_days)
        .bind(campaign.declined_gap_days)
        .bind(campaign.codebook)
        .bind(campaign.created_at);
    tx.run_expecting(1, stmt).await
}

/// One campaign.
///
/// # Errors
/// When the engine fails or its frame makes no sense.
pub async fn campaign(tx: &mut Tx, scope: HubScope, id: CampaignId) -> Result<Option<Campaign>> {
    let row: Option<CampaignRow> = tx.maybe(sql(CAMPAIGN).bind(scope.hub()).bind(id)).await?;
    row.map(CampaignRow::campaign).transpose()
}

/// The hub's campaigns, newest first.
///
/// # Errors
/// When the engine fails or a frame makes no sense.
pub async fn campaigns(tx: &mut Tx, scope: HubScope) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = tx.all(sql(CAMPAIGNS).bind(scope.hub())).await?;
    rows.into_iter().map(CampaignRow::campaign).collect()
}

/// Holds a campaign until the transaction ends, so that nobody else cuts it at the same time.
/// False when there is no such campaign.
///
/// # Errors
/// When the engine fails.
pub async fn lock(tx: &mut Tx, scope: HubScope, id: CampaignId) -> Result<bool> {
    Ok(tx.run(sql(LOCK).bind(scope.hub()).bind(id)).await? > 0)
}
