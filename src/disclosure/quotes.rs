//! Words that leave their group: one quote a conversation, with a theme, a patch and a quarter.
//!
//! Somebody of the group proposes one, somebody reads it for what betrays a person and clears it;
//! then the people of the hub may read it, whoever looks across hubs, and the sheet that goes back
//! through the doors of its patch. Nobody of another hub does: nothing asks for it, and what is read
//! by fewer can still be opened later.
//!
//! # When a quote falls
//!
//! A quote is looked at anew whenever it is read. It stands only while its conversation is there, in
//! the same patch and quarter, still holds the theme, may still be quoted, and its note is cleared and
//! says *exactly* these words. So it falls with its note: put on hold, put in other words, taken out,
//! too old to be kept (12 months), moved to a coarser place, coded anew. What has fallen is deleted by
//! the next round of [`let_go`]. And it is not shown while its area is too small to be named.
//!
//! Once an envelope is split, nothing leads from a record on a phone to what was said (that is what
//! the split is for). A record that is voided or corrected *after* it takes its counts back and leaves
//! the words: whoever knows which they are takes the note out, and the quote falls with it.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use mobile_api::wire::base64url_encode;

use super::{
    rules::quotes::{Asked, area_refusal, refusal},
    store::quotes::{self, Quote, QuoteState, Spot},
};
use crate::{
    access::{self, HubScope, Keyring, Purpose},
    app::App,
    base::{
        ids::{GroupId, ListeningId, PatchId, ProgrammeId, QuoteId},
        seal::DataKey,
        time::Quarter,
    },
    db::{self, Tx},
    listenings,
    problem::Problem,
    themes::codebook,
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
    let spot = spot(tx, (heard.programme_id, wish.patch, wish.quarter)).await?;
    let (programme, patch, days) = spot;
    let keyring = Keyring::of(app)?;
    let marks = keyring.data_key(tx, scope, Purpose::Marks).await?;
    let mark = mark(&marks, wish.listening);
    let asked = Asked {
        agreed: heard.quote_ok,
        cleared: matches!(heard.note_state.as_str(), "cleared" | "redacted"),
        has_theme: themes.contains(&wish.theme),
        sensitive: codebook::is_sensitive(&wish.theme),
        in_area: heard.patch_id == Some(patch)
            && heard.first_day >= days.0
            && heard.last_day <= days.1,
        around: quotes::around(tx, scope, spot, &wish.theme).await?,
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
        mark,
        programme_id: programme,
        quarter: wish.quarter,
        patch_id: wish.patch,
        theme: wish.theme.clone(),
        sealed: notes.seal(&place(id), words.reveal(), keyring.chance()),
        state: QuoteState::Proposed,
        group_id: heard.group_id,
    };
    quotes::insert(tx, scope, quote.clone()).await?;
    Ok(quote)
}

/// Lets a quote leave its group, where its area is still large enough.
///
/// # Errors
/// 404 for a quote the group does not see; 422 with the rule that keeps it in.
pub async fn clear(
    tx: &mut Tx,
    app: &App,
    (scope, group): (HubScope, Option<GroupId>),
    id: QuoteId,
) -> Result<(), Problem> {
    let quote = quotes::one(tx, scope, group, id).await?;
    let quote = quote.ok_or_else(|| Problem::not_found("quote"))?;
    if standing(tx, app, scope, vec![quote.clone()])
        .await?
        .is_empty()
    {
        return Err(Problem::unprocessable(
            "not_quotable",
            "The note these words were taken from was changed or taken out since. Withdraw this \
             quote, and propose the note anew if it may still be quoted.",
        ));
    }
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

/// The quotes of a quarter that may be read beyond their group, with their words: cleared, and of an
/// area that is still large enough.
///
/// # Errors
/// When one does not open, or the engine fails.
pub async fn shown(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    (programme, quarter): (ProgrammeId, Quarter),
) -> Result<Vec<(Quote, String)>, Problem> {
    let cleared = quotes::cleared(tx, scope, programme, quarter).await?;
    let mut shown = Vec::new();
    for (quote, words) in standing(tx, app, scope, cleared).await? {
        if kept_in(tx, scope, &quote).await?.is_none() {
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
    let spot = spot(tx, (quote.programme_id, quote.patch_id, quote.quarter)).await?;
    let around = quotes::around(tx, scope, spot, &quote.theme).await?;
    Ok(area_refusal(around, codebook::is_sensitive(&quote.theme)))
}

/// The patch and the days of a quarter.
async fn spot(
    tx: &mut Tx,
    (programme, patch, quarter): (ProgrammeId, PatchId, Quarter),
) -> Result<Spot, Problem> {
    let programme = access::store::programme(tx, programme).await?;
    let programme = programme.ok_or_else(|| Problem::not_found("programme"))?;
    let start = programme.start_month();
    let days = (quarter.first_day(start), quarter.last_day(start));
    Ok((programme.id, patch, days))
}

/// The mark of a conversation that was quoted.
fn mark(marks: &DataKey, listening: ListeningId) -> String {
    base64url_encode(&marks.mark(format!("quote|{listening}").as_bytes()))
}

/// Of these quotes those that stand, with their words; see the top of this file.
///
/// # Errors
/// 503 without the server's key; when the engine fails.
pub async fn standing(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    all: Vec<Quote>,
) -> Result<Vec<(Quote, String)>, Problem> {
    let mut stand = Vec::new();
    if all.is_empty() {
        return Ok(stand);
    }
    let keyring = Keyring::of(app)?;
    let marks = keyring.find_data_key(tx, scope, Purpose::Marks).await?;
    let notes = keyring.find_data_key(tx, scope, Purpose::Notes).await?;
    let (Some(marks), Some(notes)) = (marks, notes) else {
        return Ok(stand);
    };
    // By place and quarter: the marks of what could be quoted there, and where it stands.
    let mut there: BTreeMap<_, BTreeMap<String, (ListeningId, String)>> = BTreeMap::new();
    for quote in all {
        let key = (quote.programme_id, quote.patch_id, quote.quarter);
        let here = match there.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let spot = spot(tx, key).await?;
                let quotable = quotes::quotable(tx, scope, spot).await?;
                let marked = quotable.into_iter().map(|of| (mark(&marks, of.0), of));
                place.insert(marked.collect())
            }
        };
        let Some((listening, note)) = here.get(&quote.mark) else {
            continue;
        };
        let note = notes.open(&listenings::store::note_place(*listening), note);
        let note = note.map_err(|_| db::Error::Locked)?;
        let words = words(&notes, &quote)?;
        let same = note.reveal() == words.as_bytes();
        let themes = quotes::themes(tx, scope, *listening).await?;
        if same && themes.contains(&quote.theme) {
            stand.push((quote, words));
        }
    }
    Ok(stand)
}

/// Deletes the quotes that have fallen, of every hub; how many.
///
/// # Errors
/// 503 without the server's key; when the engine fails.
pub async fn let_go(app: &App) -> Result<usize, Problem> {
    let hubs = app.db.read(async |tx| access::store::hubs(tx).await);
    let mut gone = 0;
    for hub in hubs.await? {
        let scope = HubScope::for_administrator(hub.id);
        let house = app.clone();
        gone += app
            .db
            .write(async move |tx| {
                let all = quotes::all(tx, scope).await?;
                let ids: BTreeSet<QuoteId> = all.iter().map(|quote| quote.id).collect();
                let stand = standing(tx, &house, scope, all).await?;
                let stand: BTreeSet<QuoteId> = stand.iter().map(|(quote, _)| quote.id).collect();
                let mut gone = 0;
                for id in ids.difference(&stand) {
                    quotes::withdraw(tx, scope, *id).await?;
                    gone += 1;
                }
                Ok::<_, Problem>(gone)
            })
            .await?;
    }
    Ok(gone)
}

fn words(notes: &DataKey, quote: &Quote) -> Result<String, Problem> {
    let words = notes
        .open(&place(quote.id), &quote.sealed)
        .map_err(|_| db::Error::Locked)?;
    String::from_utf8(words.reveal().clone()).map_err(Problem::internal)
}

fn place(id: QuoteId) -> String {
    format!("quotes|{id}|sealed")
}
