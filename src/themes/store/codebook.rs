//! SQL of what was done to a hub's codebook: its version, its changes, what words count under, and
//! what was coded anew.

use mobile_api::wire::ops::Statement;
use serde::de::DeserializeOwned;

use crate::{
    access::HubScope,
    base::{
        ids::{HubId, ListeningId, ThemeId},
        time::Day,
    },
    db::{Error, Result, Tx, bulk_insert, row, sql},
    themes::model::{Change, ChangeKind, Mapping},
};

crate::statements! {
    /// The version of the hub's codebook.
    VERSION = "SELECT version FROM codebooks WHERE hub_id = $1";
    /// Holds the codebook until the transaction ends.
    LOCK = "\
        INSERT INTO codebooks (hub_id, version) VALUES ($1, 1)
        ON CONFLICT (hub_id) DO UPDATE SET version = codebooks.version RETURNING version";
    /// Moves the version on.
    ADVANCE = "UPDATE codebooks SET version = $2 WHERE hub_id = $1";
    /// Keeps a change.
    INSERT_CHANGE = "\
        INSERT INTO codebook_changes (hub_id, version, kind, said, stood, undoes, changed_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Every change, newest first.
    CHANGES = "\
        SELECT version, kind, said, stood, undoes, changed_on FROM codebook_changes
        WHERE hub_id = $1 ORDER BY version DESC";
    /// What a word counts under.
    MAPS = "\
        SELECT from_day, until_day, national_id FROM theme_maps
        WHERE hub_id = $1 AND theme_id = $2 ORDER BY from_day";
    /// The own words of every hub and the national theme each counted under on a day.
    OWN_WORDS = "\
        SELECT m.hub_id, n.slug, l.label
        FROM theme_maps m
        JOIN local_themes l ON l.hub_id = m.hub_id AND l.id = m.theme_id
        JOIN national_themes n ON n.id = m.national_id
        WHERE m.from_day <= $1 AND m.until_day >= $1 AND l.state IN ('mapped', 'retired')
        ORDER BY l.label, l.id";
    /// Takes away what a word counts under, to say it anew.
    UNMAP = "DELETE FROM theme_maps WHERE hub_id = $1 AND theme_id = $2";
    /// How often a listening was coded anew.
    RECODED = "SELECT COUNT(*) FROM recodes WHERE hub_id = $1 AND listening_id = $2";
    /// Keeps that a listening was coded anew.
    INSERT_RECODE = "\
        INSERT INTO recodes (hub_id, listening_id, n, codebook, recoded_on, was, became)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// How a listening was coded anew, the last time first.
    RECODES = "\
        SELECT n, codebook, recoded_on, was, became FROM recodes
        WHERE hub_id = $1 AND listening_id = $2 ORDER BY n DESC";
}

/// The version of the hub's codebook; 1 before any change.
///
/// # Errors
/// When the engine fails.
pub async fn version(tx: &mut Tx, scope: HubScope) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe(sql(VERSION).bind(scope.hub())).await?;
    Ok(row.map_or(1, |(version,)| version))
}

/// The same, held until the transaction ends: of two changes one comes after the other.
///
/// # Errors
/// When the engine fails.
pub async fn lock(tx: &mut Tx, scope: HubScope) -> Result<i64> {
    tx.value(sql(LOCK).bind(scope.hub())).await
}

/// Keeps a change and moves the version on to the one it made.
///
/// # Errors
/// When the engine fails.
pub async fn keep(tx: &mut Tx, scope: HubScope, change: &Change) -> Result<()> {
    let stood = serde_json::to_string(&change.stood).expect("words turn into JSON");
    let advance = sql(ADVANCE).bind(scope.hub()).bind(change.version);
    tx.run_expecting(1, advance).await?;
    let stmt = sql(INSERT_CHANGE)
        .bind(scope.hub())
        .bind(change.version)
        .bind(change.kind)
        .bind(change.said.clone())
        .bind(stood)
        .bind(change.undoes)
        .bind(change.changed_on);
    tx.run_expecting(1, stmt).await
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    version: i64,
    kind: ChangeKind,
    said: String,
    stood: String,
    undoes: Option<i64>,
    changed_on: Day,
}

fn read<T: DeserializeOwned>(
    (table, column): (&'static str, &'static str),
    (row, text): (String, &str),
) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Corrupt { table, column, row })
}

/// Every change of the hub's codebook, newest first.
///
/// # Errors
/// When the engine fails or a change makes no sense.
pub async fn changes(tx: &mut Tx, scope: HubScope) -> Result<Vec<Change>> {
    let rows: Vec<ChangeRow> = tx.all(sql(CHANGES).bind(scope.hub())).await?;
    let change = |row: ChangeRow| {
        let place = ("codebook_changes", "stood");
        Ok(Change {
            version: row.version,
            kind: row.kind,
            said: row.said,
            stood: read(place, (row.version.to_string(), &row.stood))?,
            undoes: row.undoes,
            changed_on: row.changed_on,
        })
    };
    rows.into_iter().map(change).collect()
}

/// What a word counts under, by the days on which something was heard.
///
/// # Errors
/// When the engine fails.
pub async fn maps(tx: &mut Tx, scope: HubScope, theme: ThemeId) -> Result<Vec<Mapping>> {
    tx.all(sql(MAPS).bind(scope.hub()).bind(theme)).await
}

/// The own words of every hub, by the national theme each counted under on a day: hub, the theme's
/// short name, word. For who looks across hubs: a codebook names no place and nobody.
///
/// # Errors
/// When the engine fails.
pub async fn own_words(tx: &mut Tx, on: Day) -> Result<Vec<(HubId, String, String)>> {
    tx.all(sql(OWN_WORDS).bind(on)).await
}

/// Says anew what a word counts under.
///
/// # Errors
/// When the engine fails.
pub async fn map(tx: &mut Tx, scope: HubScope, theme: ThemeId, maps: &[Mapping]) -> Result<()> {
    tx.run(sql(UNMAP).bind(scope.hub()).bind(theme)).await?;
    let rows = maps.iter().map(|map| {
        row![
            scope.hub(),
            theme,
            map.from_day,
            map.until_day,
            map.national_id
        ]
    });
    let head = "INSERT INTO theme_maps (hub_id, theme_id, from_day, until_day, national_id)";
    bulk_insert(tx, head, 5, rows.collect(), "").await.map(drop)
}

/// How a listening was coded anew.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Recode {
    /// The day.
    pub recoded_on: Day,
    /// The version of the hub's codebook it was coded with.
    pub codebook: i64,
    /// How it was coded until then.
    pub before: Vec<Statement>,
    /// How it was coded since.
    pub after: Vec<Statement>,
}

/// Keeps that a listening was coded anew.
///
/// # Errors
/// When the engine fails.
pub async fn keep_recode(
    tx: &mut Tx,
    scope: HubScope,
    listening: ListeningId,
    recode: &Recode,
) -> Result<()> {
    let json =
        |said: &Vec<Statement>| serde_json::to_string(said).expect("statements turn into JSON");
    let before: i64 = tx
        .value(sql(RECODED).bind(scope.hub()).bind(listening))
        .await?;
    let stmt = sql(INSERT_RECODE)
        .bind(scope.hub())
        .bind(listening)
        .bind(before + 1)
        .bind(recode.codebook)
        .bind(recode.recoded_on)
        .bind(json(&recode.before))
        .bind(json(&recode.after));
    tx.run_expecting(1, stmt).await
}

#[derive(sqlx::FromRow)]
struct RecodeRow {
    n: i64,
    codebook: i64,
    recoded_on: Day,
    was: String,
    became: String,
}

/// How a listening was coded anew, the last time first.
///
/// # Errors
/// When the engine fails or what was coded makes no sense.
pub async fn recodes(tx: &mut Tx, scope: HubScope, id: ListeningId) -> Result<Vec<Recode>> {
    let rows: Vec<RecodeRow> = tx.all(sql(RECODES).bind(scope.hub()).bind(id)).await?;
    let recode = |row: RecodeRow| {
        let name = || format!("{id}/{}", row.n);
        Ok(Recode {
            recoded_on: row.recoded_on,
            codebook: row.codebook,
            before: read(("recodes", "was"), (name(), &row.was))?,
            after: read(("recodes", "became"), (name(), &row.became))?,
        })
    };
    rows.into_iter().map(recode).collect()
}
