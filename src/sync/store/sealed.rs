//! SQL of unsent work that came sealed.

use super::super::sealed::Way;
use crate::{
    access::HubScope,
    base::{
        ids::{InstallId, KeyId, PersonId, SealedId},
        time::EpochMs,
    },
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Keeps sealed work; the same again changes nothing.
    INSERT = "\
        INSERT INTO sealed_work
          (hub_id, id, install_id, key_id, way, records, content_hash, ciphertext, received_at,
           brought_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (hub_id, install_id, content_hash) DO NOTHING";
    /// What came with this content before.
    KNOWN = "\
        SELECT id FROM sealed_work WHERE hub_id = $1 AND install_id = $2 AND content_hash = $3";
    /// How often a phone has sent sealed work.
    SENT = "\
        SELECT COUNT(*) FROM sealed_work WHERE hub_id = $1 AND install_id = $2 AND way = 'phone'";
    /// The hub's sealed work, what waits first, newest first.
    ALL = "\
        SELECT s.id, s.install_id, p.display_name, s.way, s.records, s.received_at, s.opened_at,
               s.came_to
        FROM sealed_work s
        JOIN installs i ON i.hub_id = s.hub_id AND i.id = s.install_id
        JOIN people p ON p.id = i.person_id
        WHERE s.hub_id = $1
        ORDER BY s.opened_at IS NULL DESC, s.received_at DESC, s.id LIMIT $2";
    /// One of them, as it came.
    ONE = "\
        SELECT install_id, key_id, ciphertext, came_to, way, records FROM sealed_work
        WHERE hub_id = $1 AND id = $2";
    /// Keeps what opening it came to, once; the sealed bytes go.
    OPENED = "\
        UPDATE sealed_work SET opened_at = $3, opened_by = $4, came_to = $5, ciphertext = NULL
        WHERE hub_id = $1 AND id = $2 AND opened_at IS NULL";
    /// Forgets who brought sealed work.
    FORGET_BRINGER = "UPDATE sealed_work SET brought_by = NULL WHERE brought_by = $1";
    /// Forgets who opened it.
    FORGET_OPENER = "UPDATE sealed_work SET opened_by = NULL WHERE opened_by = $1";
}

/// Sealed work to keep.
#[derive(Clone, Debug)]
pub struct NewSealed {
    /// Our id for it.
    pub id: SealedId,
    /// The phone it comes from.
    pub install: InstallId,
    /// The key it was sealed to.
    pub key: KeyId,
    /// How it came.
    pub way: Way,
    /// How many records it holds, as the phone said.
    pub records: i64,
    /// What it is, as a hash.
    pub hash: String,
    /// The sealed bytes, base64url.
    pub ciphertext: String,
    /// When it came.
    pub received_at: EpochMs,
    /// Who brought the file.
    pub brought_by: Option<PersonId>,
}

/// Keeps sealed work; returns its id, or the one that it had before.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, new: NewSealed) -> Result<SealedId> {
    let (install, hash) = (new.install, new.hash.clone());
    let stmt = sql(INSERT).bind(scope.hub()).bind(new.id).bind(install);
    let stmt = stmt.bind(new.key).bind(new.way).bind(new.records);
    let stmt = stmt.bind(new.hash).bind(new.ciphertext);
    tx.run(stmt.bind(new.received_at).bind(new.brought_by))
        .await?;
    let known = sql(KNOWN).bind(scope.hub()).bind(install).bind(hash);
    tx.value(known).await
}

/// Whether the same came before.
///
/// # Errors
/// When the engine fails.
pub async fn known(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    hash: &str,
) -> Result<Option<SealedId>> {
    let stmt = sql(KNOWN).bind(scope.hub()).bind(install);
    let row: Option<(SealedId,)> = tx.maybe(stmt.bind(hash.to_owned())).await?;
    Ok(row.map(|(id,)| id))
}

/// How often a phone has sent sealed work.
///
/// # Errors
/// When the engine fails.
pub async fn sent(tx: &mut Tx, scope: HubScope, install: InstallId) -> Result<i64> {
    tx.value(sql(SENT).bind(scope.hub()).bind(install)).await
}

/// Sealed work as the desk lists it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    /// Its id.
    pub id: SealedId,
    /// The phone.
    pub install_id: InstallId,
    /// Whose phone it is.
    pub display_name: String,
    /// How it came.
    pub way: Way,
    /// How many records, as the phone said.
    pub records: i64,
    /// When it came.
    pub received_at: EpochMs,
    /// When it was opened.
    pub opened_at: Option<EpochMs>,
    /// What that came to, as JSON.
    pub came_to: Option<String>,
}

/// The hub's sealed work, what waits first.
///
/// # Errors
/// When the engine fails.
pub async fn all(tx: &mut Tx, scope: HubScope, most: i64) -> Result<Vec<Listed>> {
    tx.all(sql(ALL).bind(scope.hub()).bind(most)).await
}

/// Sealed work as it came.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Sealed {
    /// The phone.
    pub install_id: InstallId,
    /// The key it was sealed to.
    pub key_id: KeyId,
    /// The sealed bytes; gone once opened.
    pub ciphertext: Option<String>,
    /// What opening it came to, as JSON.
    pub came_to: Option<String>,
    /// How it came.
    pub way: Way,
    /// How many records, as the phone said.
    pub records: i64,
}

/// One of them.
///
/// # Errors
/// When the engine fails.
pub async fn one(tx: &mut Tx, scope: HubScope, id: SealedId) -> Result<Option<Sealed>> {
    tx.maybe(sql(ONE).bind(scope.hub()).bind(id)).await
}

/// Keeps what opening it came to, and drops the sealed bytes; false when somebody was quicker.
///
/// # Errors
/// When the engine fails.
pub async fn opened(
    tx: &mut Tx,
    scope: HubScope,
    id: SealedId,
    (by, now): (PersonId, EpochMs),
    came_to: String,
) -> Result<bool> {
    let stmt = sql(OPENED).bind(scope.hub()).bind(id).bind(now).bind(by);
    Ok(tx.run(stmt.bind(came_to)).await? > 0)
}

/// Forgets that somebody brought or opened sealed work.
///
/// # Errors
/// When the engine fails.
pub async fn forget_person(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(sql(FORGET_BRINGER).bind(person)).await?;
    tx.run(sql(FORGET_OPENER).bind(person)).await.map(drop)
}
