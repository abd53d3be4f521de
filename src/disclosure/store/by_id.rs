//! SQL of one release by its id, without reading the others.

use super::parsed;
use crate::{
    access::HubScope,
    base::ids::ReleaseId,
    db::{Result, Tx, sql},
    disclosure::model::Release,
};

crate::statements! {
    /// A release of a hub.
    OWN = "SELECT body FROM releases WHERE hub_id = $1 AND id = $2";
    /// A release of any hub that is for everybody.
    PUBLIC = "SELECT body FROM releases WHERE id = $1 AND audience = 'public'";
    /// A release of all hubs.
    NETWORK = "SELECT body FROM network_releases WHERE id = $1";
    /// Is it still there, a hub's?
    OWN_STANDS = "SELECT COUNT(*) FROM releases WHERE hub_id = $1 AND id = $2";
    /// Is it still there, of all hubs?
    NETWORK_STANDS = "SELECT COUNT(*) FROM network_releases WHERE id = $1";
}

/// The release of this id: the hub's own, one of all hubs, or another's that is for everybody.
///
/// # Errors
/// When the engine fails or what is stored makes no sense.
pub async fn find(tx: &mut Tx, scope: Option<HubScope>, id: ReleaseId) -> Result<Option<Release>> {
    let own = scope.map(|scope| sql(OWN).bind(scope.hub()).bind(id));
    let all = [sql(PUBLIC).bind(id), sql(NETWORK).bind(id)];
    for stmt in own.into_iter().chain(all) {
        let body: Option<(String,)> = tx.maybe(stmt).await?;
        if let Some((body,)) = body {
            return Ok(Some(parsed(&body, "body")?));
        }
    }
    Ok(None)
}

/// Whether a release that was read before is still there.
///
/// # Errors
/// When the engine fails.
pub async fn stands(tx: &mut Tx, release: &Release) -> Result<bool> {
    let stmt = match release.hub {
        Some(hub) => sql(OWN_STANDS).bind(hub).bind(release.id),
        None => sql(NETWORK_STANDS).bind(release.id),
    };
    Ok(tx.value::<i64>(stmt).await? > 0)
}
