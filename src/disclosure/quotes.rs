//! Words that leave their group: one quote a conversation, with a theme, a patch and a quarter.

use mobile_api::wire::base64url_encode;

use super::{
    rules::quotes::{Asked, refusal},
    store::quotes::{self, Quote},
};
use crate::{
    access::{self, HubScope, Keyring, Purpose},
    app::App,
    base::{
        ids::{ListeningId, PatchId, QuoteId},
        secret::Secret,
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

/// Lets the cleared note of a conversation leave its group.
///
/// # Errors
/// 404 for a conversation nobody knows; 422 with the rule that keeps it in; 503 without the
/// server's key.
pub async fn keep(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    wish: &Wish,
) -> Result<QuoteId, Problem> {
    let found = quotes::listening(tx, scope, wish.listening).await?;
    let (heard, themes) = found.ok_or_else(|| Problem::not_found("listening"))?;
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
    };
    quotes::insert(tx, scope, quote, mark).await?;
    Ok(id)
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
) -> Result<Secret<Vec<u8>>, Problem> {
    let key = Keyring::of(app)?
        .find_data_key(tx, scope, Purpose::Notes)
        .await?;
    let key = key.ok_or(db::Error::Locked)?;
    Ok(key
        .open(&place(quote.id), &quote.sealed)
        .map_err(|_| db::Error::Locked)?)
}

fn place(id: QuoteId) -> String {
    format!("quotes|{id}|sealed")
}
