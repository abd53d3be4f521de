//! SQL of drafts that change before they are handed out.

use super::{insert_stops, stops};
use crate::{
    access::HubScope,
    base::ids::{CampaignId, WalkListId},
    db::{Result, Tx, sql},
    walk_lists::model::{Draft, Stop, WalkList},
};

crate::statements! {
    /// The drafts of a campaign.
    DRAFTS = "\
        SELECT id FROM walk_lists WHERE hub_id = $1 AND campaign_id = $2 AND state = 'draft'
        ORDER BY created_at, id";
    /// Takes every stop off a list.
    CLEAR = "DELETE FROM walk_list_stops WHERE hub_id = $1 AND list_id = $2";
    /// Writes what a draft comes to now, if it still is one.
    RECKON = "\
        UPDATE walk_lists
        SET doors = $3, minutes = $4, metres = $5, pieces = $6, version = $7
        WHERE hub_id = $1 AND id = $2 AND state = 'draft'";
}

/// The stops of every draft of a campaign.
///
/// # Errors
/// When the engine fails, or a stop is neither a door nor a stretch.
pub async fn drafts(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
) -> Result<Vec<(WalkListId, Vec<Stop>)>> {
    let ids: Vec<(WalkListId,)> = tx.all(sql(DRAFTS).bind(scope.hub()).bind(campaign)).await?;
    let mut drafts = Vec::with_capacity(ids.len());
    for (id,) in ids {
        drafts.push((id, stops(tx, scope, id).await?));
    }
    Ok(drafts)
}

/// Gives a draft other stops, as its next version.
///
/// # Errors
/// When the engine fails, or it is no draft any more.
pub async fn replace(
    tx: &mut Tx,
    scope: HubScope,
    list: &mut WalkList,
    draft: &Draft,
) -> Result<()> {
    tx.run(sql(CLEAR).bind(scope.hub()).bind(list.id)).await?;
    insert_stops(tx, scope, list.id, &draft.stops).await?;
    list.doors = i64::try_from(draft.doors().count()).unwrap_or(i64::MAX);
    (list.minutes, list.metres, list.pieces) = (draft.minutes, draft.metres, draft.pieces);
    list.version += 1;
    let stmt = sql(RECKON)
        .bind(scope.hub())
        .bind(list.id)
        .bind(list.doors)
        .bind(list.minutes)
        .bind(list.metres)
        .bind(list.pieces)
        .bind(list.version);
    tx.run_expecting(1, stmt).await
}
