//! SQL of releases. What they are made of is read in [`reading`], what was counted of themes is
//! kept in [`themes`], quotes in [`quotes`]; one release by its id is read in [`by_id`].

pub mod by_id;
pub mod quotes;
pub mod reading;
pub mod themes;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::model::{Audience, Made, Making, Period, Release};
use crate::{
    access::HubScope,
    base::{
        ids::{ProgrammeId, ReleaseId},
        time::Quarter,
    },
    db::{Error, Result, Tx, sql},
};

crate::statements! {
    /// Keeps a release of a hub. No statement changes one.
    INSERT = "\
        INSERT INTO releases
          (hub_id, id, programme_id, audience, period, quarter, body, body_sha256, making, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// A release of a hub.
    ONE = "\
        SELECT body, making FROM releases
        WHERE hub_id = $1 AND programme_id = $2 AND audience = $3 AND period = $4";
    /// What a hub has released, without reading it.
    KNOWN = "\
        SELECT audience, period FROM releases WHERE hub_id = $1 AND programme_id = $2";
    /// Releases of a hub in a quarter, in the order they were made.
    OF_QUARTER = "\
        SELECT body, making FROM releases
        WHERE hub_id = $1 AND programme_id = $2 AND quarter = $3 ORDER BY made_at, id";
    /// Releases of a hub, newest first.
    ALL = "\
        SELECT body, making FROM releases WHERE hub_id = $1 ORDER BY made_at DESC, id DESC";
    /// What any hub released to everybody, newest first.
    PUBLIC = "\
        SELECT body, making FROM releases WHERE audience = 'public'
        ORDER BY made_at DESC, id DESC";
    /// What hubs released to everybody in a quarter.
    PUBLIC_OF_QUARTER = "\
        SELECT body, making FROM releases
        WHERE audience = 'public' AND programme_id = $1 AND quarter = $2 ORDER BY made_at, id";
    /// Keeps a release of all hubs.
    INSERT_NETWORK = "\
        INSERT INTO network_releases
          (id, programme_id, audience, period, body, body_sha256, making, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Releases of all hubs for a quarter.
    NETWORK_OF_PERIOD = "\
        SELECT body, making FROM network_releases
        WHERE programme_id = $1 AND period = $2 ORDER BY made_at, id";
    /// Releases of all hubs, newest first.
    NETWORK = "SELECT body, making FROM network_releases ORDER BY made_at DESC, id DESC";
}

/// A release is kept as text.
#[derive(sqlx::FromRow)]
struct Row {
    body: String,
    making: String,
}

fn parsed<T: DeserializeOwned>(text: &str, column: &'static str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Corrupt {
        table: "releases",
        column,
        row: text.chars().take(60).collect(),
    })
}

fn made(rows: Vec<Row>) -> Result<Vec<Made>> {
    let made = |row: Row| {
        Ok(Made {
            release: parsed(&row.body, "body")?,
            making: parsed(&row.making, "making")?,
        })
    };
    rows.into_iter().map(made).collect()
}

/// The texts of a release: its body, the body's SHA-256 in hex, its making.
fn texts(release: &Release, making: &Making) -> (String, String, String) {
    let text = |value: serde_json::Result<String>| value.expect("it has text keys only");
    let body = text(serde_json::to_string(release));
    let hash = hex::encode(Sha256::digest(&body));
    (body, hash, text(serde_json::to_string(making)))
}

/// Keeps a release of a hub.
///
/// # Errors
/// When there is one of this audience and period already, or the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, quarter: Quarter, new: &Made) -> Result<()> {
    let release = &new.release;
    let (body, hash, making) = texts(release, &new.making);
    tx.run_expecting(
        1,
        sql(INSERT)
            .bind(scope.hub())
            .bind(release.id)
            .bind(release.programme)
            .bind(release.audience)
            .bind(release.period)
            .bind(quarter)
            .bind(body)
            .bind(hash)
            .bind(making)
            .bind(release.made_at),
    )
    .await
}

/// Keeps a release of all hubs.
///
/// # Errors
/// When there is one of this audience and period already, or the engine fails.
pub async fn insert_network(tx: &mut Tx, new: &Made) -> Result<()> {
    let release = &new.release;
    let (body, hash, making) = texts(release, &new.making);
    tx.run_expecting(
        1,
        sql(INSERT_NETWORK)
            .bind(release.id)
            .bind(release.programme)
            .bind(release.audience)
            .bind(release.period)
            .bind(body)
            .bind(hash)
            .bind(making)
            .bind(release.made_at),
    )
    .await
}

/// A hub's release, where there is one.
///
/// # Errors
/// When the engine fails or what is stored makes no sense.
pub async fn one(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (audience, period): (Audience, Period),
) -> Result<Option<Made>> {
    let stmt = sql(ONE)
        .bind(scope.hub())
        .bind(programme)
        .bind(audience)
        .bind(period);
    Ok(made(tx.all(stmt).await?)?.pop())
}

/// What a hub has released: to whom, of when.
///
/// # Errors
/// When the engine fails.
pub async fn known(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
) -> Result<Vec<(Audience, Period)>> {
    tx.all(sql(KNOWN).bind(scope.hub()).bind(programme)).await
}

/// A hub's releases in a quarter, its months' among them.
///
/// # Errors
/// As [`one`].
pub async fn of_quarter(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Vec<Made>> {
    let stmt = sql(OF_QUARTER)
        .bind(scope.hub())
        .bind(programme)
        .bind(quarter);
    made(tx.all(stmt).await?)
}

/// A hub's releases, newest first.
///
/// # Errors
/// As [`one`].
pub async fn all(tx: &mut Tx, scope: HubScope) -> Result<Vec<Made>> {
    made(tx.all(sql(ALL).bind(scope.hub())).await?)
}

/// What hubs released to everybody, newest first.
///
/// # Errors
/// As [`one`].
pub async fn public(tx: &mut Tx) -> Result<Vec<Made>> {
    made(tx.all(sql(PUBLIC)).await?)
}

/// What hubs released to everybody in a quarter.
///
/// # Errors
/// As [`one`].
pub async fn public_of_quarter(
    tx: &mut Tx,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Vec<Made>> {
    made(
        tx.all(sql(PUBLIC_OF_QUARTER).bind(programme).bind(quarter))
            .await?,
    )
}

/// Releases of all hubs for a quarter.
///
/// # Errors
/// As [`one`].
pub async fn network_of(
    tx: &mut Tx,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Vec<Made>> {
    let period = Period::Quarter(quarter);
    made(
        tx.all(sql(NETWORK_OF_PERIOD).bind(programme).bind(period))
            .await?,
    )
}

/// Releases of all hubs, newest first.
///
/// # Errors
/// As [`one`].
pub async fn network(tx: &mut Tx) -> Result<Vec<Made>> {
    made(tx.all(sql(NETWORK)).await?)
}

/// By its id, of what the hub and all hubs together released, and what others released to all.
///
/// # Errors
/// As [`one`].
pub async fn find(tx: &mut Tx, scope: Option<HubScope>, id: ReleaseId) -> Result<Option<Release>> {
    let mut found = public(tx).await?;
    found.extend(network(tx).await?);
    if let Some(scope) = scope {
        found.extend(all(tx, scope).await?);
    }
    Ok(found
        .into_iter()
        .map(|made| made.release)
        .find(|release| release.id == id))
}
