//! SQL of reading tokens: sessions that another program carries.

use serde::Serialize;

use super::NewSession;
use crate::{
    access::Role,
    base::{
        ids::{HubId, PersonId, TokenId},
        time::EpochMs,
    },
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Keeps a reading token.
    INSERT = "\
        INSERT INTO sessions
          (token_hash, person_id, role, hub_id, group_id, created_at, expires_at, token_id, token_name)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Somebody's reading tokens, newest first.
    OF_PERSON = "\
        SELECT token_id AS id, token_name AS name, role, hub_id, created_at AS made_at,
               expires_at AS ends_at, revoked_at, used_at
        FROM sessions WHERE person_id = $1 AND token_id IS NOT NULL
        ORDER BY created_at DESC, token_id";
    /// Takes one of them back.
    REVOKE = "\
        UPDATE sessions SET revoked_at = $3
        WHERE person_id = $1 AND token_id = $2 AND revoked_at IS NULL";
    /// Notes when a token was used, unless that was noted a short while ago.
    USED = "\
        UPDATE sessions SET used_at = $2
        WHERE token_hash = $1 AND (used_at IS NULL OR used_at < $3)";
}

/// A reading token, without what it is carried as.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct ReadingToken {
    /// Its id.
    pub id: TokenId,
    /// What its maker called it.
    pub name: String,
    /// The role its maker had in that session: it reads what that role may.
    pub role: Role,
    /// The hub of that session; absent for network-wide roles.
    pub hub_id: Option<HubId>,
    /// When it was made.
    pub made_at: EpochMs,
    /// When it ends.
    pub ends_at: EpochMs,
    /// When it was taken back, if it was.
    pub revoked_at: Option<EpochMs>,
    /// When it was used last, to ten minutes; absent for one that never was.
    pub used_at: Option<EpochMs>,
}

/// Keeps a reading token.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, new: &NewSession, id: TokenId, name: String) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT)
            .bind(new.token_hash.clone())
            .bind(new.grant.person_id)
            .bind(new.grant.role)
            .bind(new.grant.hub_id)
            .bind(new.grant.group_id)
            .bind(new.now)
            .bind(new.expires_at)
            .bind(id)
            .bind(name),
    )
    .await
}

/// Somebody's reading tokens, newest first.
///
/// # Errors
/// When the engine fails.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<ReadingToken>> {
    tx.all(sql(OF_PERSON).bind(person)).await
}

/// Takes one of somebody's tokens back; false when there is none, or it was taken back before.
///
/// # Errors
/// When the engine fails.
pub async fn revoke(tx: &mut Tx, person: PersonId, id: TokenId, now: EpochMs) -> Result<bool> {
    Ok(tx.run(sql(REVOKE).bind(person).bind(id).bind(now)).await? > 0)
}

/// Notes that a token was used now, unless it was noted since `before`: a map asks for many tiles.
///
/// # Errors
/// When the engine fails.
pub async fn used(tx: &mut Tx, token_hash: &str, now: EpochMs, before: EpochMs) -> Result<()> {
    let stmt = sql(USED).bind(token_hash.to_owned()).bind(now).bind(before);
    tx.run(stmt).await.map(drop)
}
