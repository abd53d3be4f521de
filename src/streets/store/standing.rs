//! SQL of what stays of where doors stood in a campaign that is long over: whether anybody lives
//! there, and a "no, thank you" while it still keeps people away. A do-not-knock is not among it:
//! it belongs to the door and stays until it is lifted.

use crate::{
    access::HubScope,
    base::{ids::CampaignId, time::Day},
    db::{Result, Tx, sql},
};

/// A newer word on a door takes the place of an older one; on the same day a label stays.
macro_rules! newest_word {
    () => {
        " ON CONFLICT (hub_id, door_id) DO UPDATE
          SET status = excluded.status, status_on = excluded.status_on
          WHERE door_labels.status_on IS NULL OR door_labels.status_on < excluded.status_on"
    };
}

crate::statements! {
    /// That nobody lives there is told by the door's label from now on.
    KEEP_NO_HOMES = concat!(
        "INSERT INTO door_labels (hub_id, door_id, status, status_on)
         SELECT hub_id, door_id, state, last_on FROM door_states
         WHERE hub_id = $1 AND campaign_id = $2 AND state IN ('not_a_home', 'empty')",
        newest_word!());
    /// So is, where anybody ever doubted it, that it looked like a home.
    KEEP_HOMES = concat!(
        "INSERT INTO door_labels (hub_id, door_id, status, status_on)
         SELECT s.hub_id, s.door_id, 'home', s.tried_on
         FROM door_states s JOIN doors d ON d.id = s.door_id
         WHERE s.hub_id = $1 AND s.campaign_id = $2 AND s.tried_on IS NOT NULL
           AND s.state NOT IN ('not_a_home', 'empty')
           AND (d.kind = 'unlikely_home'
                OR EXISTS (SELECT 1 FROM door_labels l
                           WHERE l.hub_id = s.hub_id AND l.door_id = s.door_id
                             AND l.status <> 'home')
                OR EXISTS (SELECT 1 FROM door_states o
                           WHERE o.hub_id = s.hub_id AND o.door_id = s.door_id
                             AND o.state IN ('not_a_home', 'empty')))",
        newest_word!());
    /// Where doors stood goes, but for a no that still holds.
    DELETE = "\
        DELETE FROM door_states
        WHERE hub_id = $1 AND campaign_id = $2 AND (declined_on IS NULL OR declined_on < $3)";
    /// Of a no that still holds, only its day stays.
    STRIP = "\
        UPDATE door_states
        SET state = 'rested', last_outcome = 'declined', last_on = declined_on,
            tried_on = declined_on, language = NULL, come_back = NULL
        WHERE hub_id = $1 AND campaign_id = $2 AND declined_on IS NOT NULL";
}

/// Lets go where doors stood in a campaign that is long over; a no from `declined_since` on stays.
/// Returns how many went.
///
/// # Errors
/// When the engine fails.
pub async fn let_go(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    declined_since: Day,
) -> Result<u64> {
    for statement in [KEEP_NO_HOMES, KEEP_HOMES] {
        tx.run(sql(statement).bind(scope.hub()).bind(campaign))
            .await?;
    }
    let delete = sql(DELETE).bind(scope.hub()).bind(campaign);
    let gone = tx.run(delete.bind(declined_since)).await?;
    tx.run(sql(STRIP).bind(scope.hub()).bind(campaign)).await?;
    Ok(gone)
}
