//! Words that leave their group: one quote a conversation, with a theme, a patch and a quarter.
//!
//! Somebody of the group proposes one, somebody reads it for what betrays a person and clears it;
//! then whoever reads releases may read it, as long as its area stays large enough. It can be
//! withdrawn at any time.

use mobile_api::wire::base64url_encode;

use super::{
    rules::quotes::{Asked, area_refusal, refusal},
    store::quotes::{self, Quote, QuoteState},
};
use crate::{
    access::{self, HubScope, Keyring, Purpose},
    app::App,
    base::{
        ids::{GroupId, ListeningId, PatchId, ProgrammeId, QuoteId},
        time::Quarter,
    },
    db::{self, Tx},
    listenings,
    problem::Problem,
};

/// What somebody wants to show.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The conversation.
    pub listening: ListeningId,
    /// The theme to show it under, by its short name.
    pub theme: String,
    /// The patch to show it for.
    pub patch: PatchId,
    /// The quarter to show it for.
    pub quarter: Quarter,
}

/// Proposes the cleared note of a conversation, for somebody of `group` (absent: of any).
///
/// # Errors
/// 404 for a conversation the group does not read; 422 with the rule that keeps it in; 503 without
/// the server's key.
pub async fn propose(
    tx: &mut Tx,
    app: &App,
    (scope, group): (HubScope, Option<GroupId>),
    wish: &Wish,
) -> Result<Quote, Problem> {
    let found = quotes::listening(tx, scope, wish.listening).await?;
    let (heard, themes) = found
        .filter(|(heard, _)| group.is_none() || heard.group_id.is_none_or(|of| Some(of) == group))
        .ok_or_else(|| Problem::not_found("listening"))?;
    let programme = access::store::programme(tx, heard.programme_id).await?;
    let programme = programme.ok_or_else(|| Problem::not_found("programme"))?;
    let start = programme.start_month();
    let days = (wish.quarter.first_day(start), wish.quarter.last_day(start));
    let (listenings, distinct) =
        quotes::of_patch(tx, scope, (programme.id, wish.patch), days).await?;
    let keyring = Keyring::of(app)?;
    let marks = keyring.data_key(tx, scope, Purpose::Marks).await?;
    let mark = base64url_encode(&marks.mark(format!("quote|{}", wish.listening).as_bytes()));
    let asked = Asked {
        agreed: heard.quote_ok,
        cleared: matches!(heard.note_state.as_str(), "cleared" | "redacted"),
        has_theme: themes.contains(&wish.theme),
        in_area: heard.patch_id == Some(wish.patch)
            && heard.first_day >= days.0
            && heard.last_day <= days.1,
        listenings,
        themes: usize::try_from(distinct).unwrap_or_default(),
        quoted: quotes::is_marked(tx, scope, &mark).await?,
    };
    if let Some(sentence) = refusal(asked) {
        return Err(Problem::unprocessable("not_quotable", sentence));
    }
    let notes = keyring.data_key(tx, scope, Purpose::Notes).await?;
    let sealed = heard.note.unwrap_or_default();
    let words = notes
        .open(&listenings::store::note_place(wish.listening), &sealed)
        .map_err(|_| db::Error::Locked)?;
    let id: QuoteId = app.ids.unordered();
    let quote = Quote {
        id,
        programme_id: programme.id,
        quarter: wish.quarter,
        patch_id: wish.patch,
        theme: wish.theme.clone(),
        sealed: notes.seal(&place(id), words.reveal(), keyring.chance()),
        state: QuoteState::Proposed,
        group_id: heard.group_id,
    };
    quotes::insert(tx, scope, quote.clone(), mark).await?;
    Ok(quote)
}

/// Lets a quote leave its group, where its area is still large enough.
///
/// # Errors
/// 404 for a quote the group does not see; 422 with the rule that keeps it in.
pub async fn clear(
    tx: &mut Tx,
    (scope, group): (HubScope, Option<GroupId>),
    id: QuoteId,
) -> Result<(), Problem> {
    let quote = quotes::one(tx, scope, group, id).await?;
    let quote = quote.ok_or_else(|| Problem::not_found("quote"))?;
    if let Some(sentence) = kept_in(tx, scope, &quote).await? {
        return Err(Problem::unprocessable("not_quotable", sentence));
    }
    Ok(quotes::clear(tx, scope, id).await?)
}

/// Takes a quote back, with its words.
///
/// # Errors
/// 404 for a quote the group does not see.
pub async fn withdraw(
    tx: &mut Tx,
    (scope, group): (HubScope, Option<GroupId>),
    id: QuoteId,
) -> Result<(), Problem> {
    let quote = quotes::one(tx, scope, group, id).await?;
    let quote = quote.ok_or_else(|| Problem::not_found("quote"))?;
    Ok(quotes::withdraw(tx, scope, quote.id).await?)
}

/// The quotes of a quarter that everybody may read, with their words: cleared, and of an area that is
/// still large enough.
///
/// # Errors
/// When one does not open, or the engine fails.
pub async fn shown(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    (programme, quarter): (ProgrammeId, Quarter),
) -> Result<Vec<(Quote, String)>, Problem> {
    let mut shown = Vec::new();
    for quote in quotes::cleared(tx, scope, programme, quarter).await? {
        if kept_in(tx, scope, &quote).await?.is_none() {
            let words = words(tx, app, scope, &quote).await?;
            shown.push((quote, words));
        }
    }
    Ok(shown)
}

/// Why a quote may not leave its group as its area stands today: what was erased since may have
/// made it too small.
///
/// # Errors
/// When the engine fails.
pub async fn kept_in(
    tx: &mut Tx,
    scope: HubScope,
    quote: &Quote,
) -> Result<Option<&'static str>, Problem> {
    let programme = access::store::programme(tx, quote.programme_id).await?;
    let programme = programme.ok_or_else(|| Problem::not_found("programme"))?;
    let start = programme.start_month();
    let days = (
        quote.quarter.first_day(start),
        quote.quarter.last_day(start),
    );
    let of = (programme.id, quote.patch_id);
    let (listenings, themes) = quotes::of_patch(tx, scope, of, days).await?;
    let themes = usize::try_from(themes).unwrap_or_default();
    Ok(area_refusal(listenings, themes))
}

/// A quote's words.
///
/// # Errors
/// When it does not open, or the engine fails.
pub async fn words(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    quote: &Quote,
) -> Result<String, Problem> {
    let key = Keyring::of(app)?
        .find_data_key(tx, scope, Purpose::Notes)
        .await?;
    let key = key.ok_or(db::Error::Locked)?;
    let words = key
        .open(&place(quote.id), &quote.sealed)
        .map_err(|_| db::Error::Locked)?;
    String::from_utf8(words.reveal().clone()).map_err(Problem::internal)
}

fn place(id: QuoteId) -> String {
    format!("quotes|{id}|sealed")
}
