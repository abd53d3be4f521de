//! SQL of the hubs' keys and of their safety cards.

use crate::{
    access::{HubScope, keys::Purpose, model::SafetyNumber},
    base::{ids::KeyId, time::EpochMs},
    db::{Result, Tx, bulk_insert, row, sql},
};

crate::statements! {
    /// Holds a hub fast, so that two replicas make one key.
    LOCK_HUB = "UPDATE hubs SET name = name WHERE id = $1";
    /// Every key of a hub.
    ALL = "\
        SELECT id, suite, public_key, wrapped_key FROM hub_keys
        WHERE hub_id = $1 ORDER BY made_at DESC, id DESC";
    /// One key of a hub.
    ONE = "\
        SELECT id, suite, public_key, wrapped_key FROM hub_keys WHERE hub_id = $1 AND id = $2";
    /// Keeps a key.
    INSERT = "\
        INSERT INTO hub_keys (hub_id, id, suite, public_key, wrapped_key, made_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Is any key kept here?
    ANY = "SELECT COUNT(*) FROM hub_keys";
    /// A hub's key for one purpose.
    DATA_KEY = "SELECT wrapped_key FROM data_keys WHERE hub_id = $1 AND purpose = $2";
    /// Keeps a hub's key for one purpose, unless there is one.
    INSERT_DATA_KEY = "\
        INSERT INTO data_keys (hub_id, purpose, wrapped_key, made_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hub_id, purpose) DO NOTHING";
    /// The card, in its order.
    CARD = "SELECT purpose, name, number FROM safety_numbers WHERE hub_id = $1 ORDER BY n";
    /// Empties the card.
    CLEAR_CARD = "DELETE FROM safety_numbers WHERE hub_id = $1";
}

/// A key pair as it lies in the database.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredKey {
    /// Its id.
    pub id: KeyId,
    /// How it seals.
    pub suite: String,
    /// The public half, base64url.
    pub public_key: String,
    /// The private half, wrapped by the server's key.
    pub wrapped_key: String,
}

/// Holds a hub fast until the transaction ends.
///
/// # Errors
/// When the engine fails.
pub async fn lock_hub(tx: &mut Tx, scope: HubScope) -> Result<()> {
    tx.run(sql(LOCK_HUB).bind(scope.hub())).await.map(drop)
}

/// The key pair phones seal to now.
///
/// # Errors
/// When the engine fails.
pub async fn newest(tx: &mut Tx, scope: HubScope) -> Result<Option<StoredKey>> {
    Ok(all(tx, scope).await?.into_iter().next())
}

/// Every key pair of a hub, newest first.
///
/// # Errors
/// When the engine fails.
pub async fn all(tx: &mut Tx, scope: HubScope) -> Result<Vec<StoredKey>> {
    tx.all(sql(ALL).bind(scope.hub())).await
}

/// One key pair of a hub.
///
/// # Errors
/// When the engine fails.
pub async fn one(tx: &mut Tx, scope: HubScope, id: KeyId) -> Result<Option<StoredKey>> {
    tx.maybe(sql(ONE).bind(scope.hub()).bind(id)).await
}

/// Keeps a key pair.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, key: StoredKey, now: EpochMs) -> Result<()> {
    let stmt = sql(INSERT).bind(scope.hub()).bind(key.id).bind(key.suite);
    let stmt = stmt.bind(key.public_key).bind(key.wrapped_key).bind(now);
    tx.run_expecting(1, stmt).await
}

/// A hub's key for one purpose, wrapped.
///
/// # Errors
/// When the engine fails.
pub async fn data_key(tx: &mut Tx, scope: HubScope, purpose: Purpose) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .maybe(sql(DATA_KEY).bind(scope.hub()).bind(purpose))
        .await?;
    Ok(row.map(|(wrapped,)| wrapped))
}

/// Keeps a hub's key for one purpose, unless there is one.
///
/// # Errors
/// When the engine fails.
pub async fn insert_data_key(
    tx: &mut Tx,
    scope: HubScope,
    purpose: Purpose,
    (wrapped, now): (String, EpochMs),
) -> Result<()> {
    let stmt = sql(INSERT_DATA_KEY).bind(scope.hub()).bind(purpose);
    tx.run(stmt.bind(wrapped).bind(now)).await.map(drop)
}

/// Whether this database holds a key of any hub.
///
/// # Errors
/// When the engine fails.
pub async fn any(tx: &mut Tx) -> Result<bool> {
    Ok(tx.value::<i64>(sql(ANY)).await? > 0)
}

/// The card with the numbers a hub's people ring.
///
/// # Errors
/// When the engine fails.
pub async fn card(tx: &mut Tx, scope: HubScope) -> Result<Vec<SafetyNumber>> {
    tx.all(sql(CARD).bind(scope.hub())).await
}

/// Replaces the card.
///
/// # Errors
/// When the engine fails.
pub async fn replace_card(tx: &mut Tx, scope: HubScope, numbers: &[SafetyNumber]) -> Result<()> {
    tx.run(sql(CLEAR_CARD).bind(scope.hub())).await?;
    let rows = (0_i64..)
        .zip(numbers)
        .map(|(n, known)| {
            row![
                scope.hub(),
                n,
                known.purpose,
                known.name.clone(),
                known.number.clone()
            ]
        })
        .collect();
    let head = "INSERT INTO safety_numbers (hub_id, n, purpose, name, number)";
    bulk_insert(tx, head, 5, rows, "").await.map(drop)
}
