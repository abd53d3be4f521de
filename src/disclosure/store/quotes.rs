//! SQL of quotes.

use crate::{
    access::HubScope,
    base::{
        ids::{GroupId, ListeningId, PatchId, ProgrammeId, QuoteId},
        time::{Day, Quarter},
    },
    db::{Result, Stmt, Tx, sql},
    disclosure::rules::quotes::Around,
};

crate::statements! {
    /// What is known of a listening that somebody wants to quote.
    LISTENING = "\
        SELECT h.patch_id, h.first_day, h.last_day, h.quote_ok, h.note_state, h.note,
               c.programme_id, c.group_id
        FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        WHERE h.hub_id = $1 AND h.id = $2";
    /// The national themes that occur in it.
    THEMES = "\
        SELECT DISTINCT n.slug
        FROM statements s
        JOIN listenings h ON h.hub_id = s.hub_id AND h.id = s.listening_id
        LEFT JOIN theme_maps l ON l.hub_id = s.hub_id AND l.theme_id = s.theme_id
             AND l.from_day <= h.last_day AND l.until_day >= h.last_day
        JOIN national_themes n ON n.id = COALESCE(l.national_id, s.theme_id)
        WHERE s.hub_id = $1 AND s.listening_id = $2 ORDER BY n.slug";
    /// Listenings of a patch between two days.
    OF_PATCH = "\
        SELECT COUNT(*) FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        WHERE h.hub_id = $1 AND c.programme_id = $2 AND h.patch_id = $3
          AND h.first_day >= $4 AND h.last_day <= $5";
    /// The themes that occur in them, each with the listenings it occurs in.
    THEMES_OF_PATCH = "\
        SELECT n.slug, COUNT(DISTINCT h.id) AS listenings
        FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        JOIN statements s ON s.hub_id = h.hub_id AND s.listening_id = h.id
        LEFT JOIN theme_maps l ON l.hub_id = s.hub_id AND l.theme_id = s.theme_id
             AND l.from_day <= h.last_day AND l.until_day >= h.last_day
        LEFT JOIN national_themes n ON n.id = COALESCE(l.national_id, s.theme_id)
        WHERE h.hub_id = $1 AND c.programme_id = $2 AND h.patch_id = $3
          AND h.first_day >= $4 AND h.last_day <= $5
        GROUP BY n.slug";
    /// Those of them that could be quoted as they stand: agreed to, read and cleared.
    QUOTABLE = "\
        SELECT h.id, h.note FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        WHERE h.hub_id = $1 AND c.programme_id = $2 AND h.patch_id = $3
          AND h.first_day >= $4 AND h.last_day <= $5
          AND h.quote_ok IS TRUE AND h.note_state IN ('cleared', 'redacted')
          AND h.note IS NOT NULL
        ORDER BY h.id";
    /// Whether there is a quote with this mark.
    MARKED = "SELECT COUNT(*) FROM quotes WHERE hub_id = $1 AND mark = $2";
    /// Keeps a quote that somebody proposes.
    INSERT = "\
        INSERT INTO quotes
          (hub_id, id, mark, programme_id, quarter, patch_id, theme, sealed, state, group_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9)";
    /// The quotes of a quarter that were cleared, in no order that tells anything.
    CLEARED = "\
        SELECT id, mark, programme_id, quarter, patch_id, theme, sealed, state, group_id FROM quotes
        WHERE hub_id = $1 AND programme_id = $2 AND quarter = $3 AND state = 'cleared'
        ORDER BY id";
    /// The quotes of a group and of the hub itself, cleared or not.
    OWN = "\
        SELECT id, mark, programme_id, quarter, patch_id, theme, sealed, state, group_id FROM quotes
        WHERE hub_id = $1
          AND (group_id = $2 OR group_id IS NULL OR CAST($2 AS TEXT) IS NULL)
        ORDER BY id";
    /// All of the hub's.
    ALL = "\
        SELECT id, mark, programme_id, quarter, patch_id, theme, sealed, state, group_id FROM quotes
        WHERE hub_id = $1 ORDER BY id";
    /// One of them.
    ONE = "\
        SELECT id, mark, programme_id, quarter, patch_id, theme, sealed, state, group_id FROM quotes
        WHERE hub_id = $1 AND id = $2
          AND (group_id = $3 OR group_id IS NULL OR CAST($3 AS TEXT) IS NULL)";
    /// Lets a quote leave its group.
    CLEAR = "UPDATE quotes SET state = 'cleared' WHERE hub_id = $1 AND id = $2";
    /// Takes a quote back, with its words.
    WITHDRAW = "DELETE FROM quotes WHERE hub_id = $1 AND id = $2";
}

/// What is known of a listening that somebody wants to quote.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Quotable {
    /// Its patch.
    pub patch_id: Option<PatchId>,
    /// First of its days.
    pub first_day: Day,
    /// Last of its days.
    pub last_day: Day,
    /// The person agreed.
    pub quote_ok: bool,
    /// Who may read its note.
    pub note_state: String,
    /// The note, sealed.
    pub note: Option<String>,
    /// Its programme.
    pub programme_id: ProgrammeId,
    /// The group of its campaign; absent for the hub itself.
    pub group_id: Option<GroupId>,
}

crate::words! {
    /// How far a quote has come.
    pub enum QuoteState {
        /// Its group sees it.
        Proposed => "proposed",
        /// The people of the hub do, and whoever looks across hubs.
        Cleared => "cleared",
    }
}

/// A quote as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Quote {
    /// Made by chance.
    pub id: QuoteId,
    /// The keyed mark of its listening: it can be made of a listening, and leads back to none.
    pub mark: String,
    /// The programme.
    pub programme_id: ProgrammeId,
    /// The quarter; nothing finer is kept.
    pub quarter: Quarter,
    /// The patch; nothing finer is kept.
    pub patch_id: PatchId,
    /// The theme, by its short name.
    pub theme: String,
    /// The words, sealed.
    pub sealed: String,
    /// How far it has come.
    pub state: QuoteState,
    /// The group that sees it before it is cleared; absent for the hub itself.
    pub group_id: Option<GroupId>,
}

/// A listening, and the themes in it.
///
/// # Errors
/// When the engine fails.
pub async fn listening(
    tx: &mut Tx,
    scope: HubScope,
    id: ListeningId,
) -> Result<Option<(Quotable, Vec<String>)>> {
    let found: Option<Quotable> = tx.maybe(sql(LISTENING).bind(scope.hub()).bind(id)).await?;
    let Some(found) = found else {
        return Ok(None);
    };
    Ok(Some((found, themes(tx, scope, id).await?)))
}

/// Where and when: a programme, a patch, and two days.
pub type Spot = (ProgrammeId, PatchId, (Day, Day));

fn at(text: &'static str, scope: HubScope, (programme, patch, days): Spot) -> Stmt {
    let stmt = sql(text).bind(scope.hub()).bind(programme).bind(patch);
    stmt.bind(days.0).bind(days.1)
}

/// What was heard there: listenings, distinct themes, and listenings with this one.
///
/// # Errors
/// When the engine fails.
pub async fn around(tx: &mut Tx, scope: HubScope, spot: Spot, theme: &str) -> Result<Around> {
    let themes: Vec<(Option<String>, i64)> = tx.all(at(THEMES_OF_PATCH, scope, spot)).await?;
    let own = themes
        .iter()
        .find(|(slug, _)| slug.as_deref() == Some(theme));
    Ok(Around {
        listenings: tx.value(at(OF_PATCH, scope, spot)).await?,
        themes: themes.len(),
        with_theme: own.map_or(0, |(_, listenings)| *listenings),
    })
}

/// The listenings that could be quoted as they stand, with their notes, sealed.
///
/// # Errors
/// When the engine fails.
pub async fn quotable(
    tx: &mut Tx,
    scope: HubScope,
    spot: Spot,
) -> Result<Vec<(ListeningId, String)>> {
    tx.all(at(QUOTABLE, scope, spot)).await
}

/// The national themes that occur in a listening.
///
/// # Errors
/// When the engine fails.
pub async fn themes(tx: &mut Tx, scope: HubScope, id: ListeningId) -> Result<Vec<String>> {
    let themes: Vec<(String,)> = tx.all(sql(THEMES).bind(scope.hub()).bind(id)).await?;
    Ok(themes.into_iter().map(|(theme,)| theme).collect())
}

/// Whether a listening with this mark was quoted.
///
/// # Errors
/// When the engine fails.
pub async fn is_marked(tx: &mut Tx, scope: HubScope, mark: &str) -> Result<bool> {
    let count: i64 = tx
        .value(sql(MARKED).bind(scope.hub()).bind(mark.to_owned()))
        .await?;
    Ok(count > 0)
}

/// Keeps a quote.
///
/// # Errors
/// When its listening was quoted already, or the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, quote: Quote) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT)
            .bind(scope.hub())
            .bind(quote.id)
            .bind(quote.mark)
            .bind(quote.programme_id)
            .bind(quote.quarter)
            .bind(quote.patch_id)
            .bind(quote.theme)
            .bind(quote.sealed)
            .bind(quote.group_id),
    )
    .await
}

/// The quotes of a quarter that were cleared.
///
/// # Errors
/// When the engine fails.
pub async fn cleared(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Vec<Quote>> {
    tx.all(sql(CLEARED).bind(scope.hub()).bind(programme).bind(quarter))
        .await
}

/// The quotes a group sees, cleared or not; all of the hub where no group is named.
///
/// # Errors
/// When the engine fails.
pub async fn own(tx: &mut Tx, scope: HubScope, group: Option<GroupId>) -> Result<Vec<Quote>> {
    tx.all(sql(OWN).bind(scope.hub()).bind(group)).await
}

/// All of a hub's quotes.
///
/// # Errors
/// When the engine fails.
pub async fn all(tx: &mut Tx, scope: HubScope) -> Result<Vec<Quote>> {
    tx.all(sql(ALL).bind(scope.hub())).await
}

/// One of them.
///
/// # Errors
/// When the engine fails.
pub async fn one(
    tx: &mut Tx,
    scope: HubScope,
    group: Option<GroupId>,
    id: QuoteId,
) -> Result<Option<Quote>> {
    tx.maybe(sql(ONE).bind(scope.hub()).bind(id).bind(group))
        .await
}

/// Lets a quote leave its group.
///
/// # Errors
/// When there is none, or the engine fails.
pub async fn clear(tx: &mut Tx, scope: HubScope, id: QuoteId) -> Result<()> {
    tx.run_expecting(1, sql(CLEAR).bind(scope.hub()).bind(id))
        .await
}

/// Takes a quote back, with its words.
///
/// # Errors
/// When there is none, or the engine fails.
pub async fn withdraw(tx: &mut Tx, scope: HubScope, id: QuoteId) -> Result<()> {
    tx.run_expecting(1, sql(WITHDRAW).bind(scope.hub()).bind(id))
        .await
}
