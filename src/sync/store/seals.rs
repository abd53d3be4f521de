//! SQL of the keys of what is sealed for a short time.

use uuid::Uuid;

use crate::{
    access::HubScope,
    base::time::EpochMs,
    db::{Result, Tx, sql},
};

crate::statements! {
    /// A key, wrapped.
    ONE = "SELECT wrapped_key FROM envelope_keys WHERE hub_id = $1 AND of_id = $2";
    /// Keeps a key.
    INSERT = "\
        INSERT INTO envelope_keys (hub_id, of_id, wrapped_key, made_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hub_id, of_id) DO NOTHING";
    /// Destroys a key.
    DELETE = "DELETE FROM envelope_keys WHERE hub_id = $1 AND of_id = $2";
    /// What was sealed first up to an instant.
    MADE_BY = "\
        SELECT of_id FROM envelope_keys WHERE hub_id = $1 AND made_at <= $2 ORDER BY of_id";
}

/// A key, wrapped.
///
/// # Errors
/// When the engine fails.
pub async fn one(tx: &mut Tx, scope: HubScope, of: Uuid) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.maybe(sql(ONE).bind(scope.hub()).bind(of)).await?;
    Ok(row.map(|(wrapped,)| wrapped))
}

/// Keeps a key; false when another transaction was quicker.
///
/// # Errors
/// When the engine fails.
pub async fn insert(
    tx: &mut Tx,
    scope: HubScope,
    of: Uuid,
    (wrapped, now): (String, EpochMs),
) -> Result<bool> {
    let stmt = sql(INSERT).bind(scope.hub()).bind(of);
    Ok(tx.run(stmt.bind(wrapped).bind(now)).await? > 0)
}

/// Destroys a key.
///
/// # Errors
/// When the engine fails.
pub async fn delete(tx: &mut Tx, scope: HubScope, of: Uuid) -> Result<()> {
    tx.run(sql(DELETE).bind(scope.hub()).bind(of))
        .await
        .map(drop)
}

/// What has been sealed since an instant or longer.
///
/// # Errors
/// When the engine fails.
pub async fn made_by(tx: &mut Tx, scope: HubScope, at: EpochMs) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx.all(sql(MADE_BY).bind(scope.hub()).bind(at)).await?;
    Ok(rows.into_iter().map(|(of,)| of).collect())
}
