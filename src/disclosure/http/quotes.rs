//! Quotes: proposed and cleared within the group, read beyond it only as the rule allows.

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    access::{
        self, Caller, HubScope, Permission, Role,
        audit::{self, Action},
    },
    app::App,
    areas,
    base::{
        ids::{GroupId, HubId, ListeningId, PatchId, ProgrammeId, QuoteId},
        time::Quarter,
    },
    db::Tx,
    disclosure::{
        quotes::{self, Wish},
        store::quotes::{self as store, Quote, QuoteState},
    },
    problem::{Body, Params, Problem},
    themes,
};

/// The addresses of quotes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_quotes, propose_quote))
        .routes(routes!(list_own_quotes))
        .routes(routes!(clear_quote))
        .routes(routes!(withdraw_quote))
}

/// Words somebody said, with nothing finer than a theme, a patch and a quarter.
#[derive(Serialize, utoipa::ToSchema)]
pub struct QuoteView {
    /// Made by chance; it leads back to no conversation.
    id: QuoteId,
    /// The programme.
    programme: ProgrammeId,
    /// The quarter it was said in.
    quarter: Quarter,
    /// The patch it was said in; absent for whoever looks across hubs and never below one.
    patch: Option<PatchId>,
    /// Its name.
    place: Option<String>,
    /// The theme, by its short name.
    theme: String,
    /// Its name.
    label: String,
    /// The words.
    words: String,
    /// `proposed`, or `cleared` for readers beyond the group.
    state: QuoteState,
}

/// Quotes, in no order that tells anything.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Quotes {
    quotes: Vec<QuoteView>,
}

/// Quotes with their words, and with the names of themes and, for people of the hub, of places.
async fn views(
    tx: &mut Tx,
    (scope, own): (HubScope, bool),
    quotes: Vec<(Quote, String)>,
) -> Result<Vec<QuoteView>, Problem> {
    if quotes.is_empty() {
        return Ok(Vec::new());
    }
    let patches = areas::store::patches(tx, scope).await?;
    let national = themes::store::national(tx).await?;
    let view = |(quote, words): (Quote, String)| {
        let place = patches.iter().find(|patch| patch.id == quote.patch_id);
        // Of several versions of the codebook, the newest name.
        let label = national
            .iter()
            .rev()
            .find(|theme| theme.slug == quote.theme);
        QuoteView {
            id: quote.id,
            programme: quote.programme_id,
            quarter: quote.quarter,
            patch: own.then_some(quote.patch_id),
            place: place.filter(|_| own).map(|patch| patch.name.clone()),
            label: label.map_or_else(|| quote.theme.clone(), |theme| theme.label.clone()),
            theme: quote.theme,
            words,
            state: quote.state,
        }
    };
    Ok(quotes.into_iter().map(view).collect())
}

/// A group handles the quotes of its own campaigns and of the hub itself; a lead all.
fn within(caller: &Caller) -> Result<(HubScope, Option<GroupId>), Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let own = caller.group.unwrap_or(GroupId(Uuid::nil()));
    Ok((scope, (caller.role == Role::GroupMember).then_some(own)))
}

/// Which quotes.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct QuoteQuery {
    /// The programme.
    programme: ProgrammeId,
    /// The quarter they were said in.
    quarter: Quarter,
    /// The hub; the own one when absent.
    hub: Option<HubId>,
}

/// Read the quotes of a quarter that were cleared: each as the only one of its conversation, from
/// an area with at least ten conversations and three themes. People of a hub read their own hub's;
/// whoever looks across hubs, any hub's, without the patch.
#[utoipa::path(get, path = "/api/v1/quotes", operation_id = "list_quotes", tag = "disclosure",
    params(QuoteQuery), responses((status = 200, body = Quotes)))]
async fn list_quotes(
    caller: Caller,
    Params(query): Params<QuoteQuery>,
) -> Result<Json<Quotes>, Problem> {
    let (hub, scope) = read_by(&caller, query.hub)?;
    let own = caller.hub().is_some();
    let app = caller.app.clone();
    let quotes = caller
        .app
        .db
        .read(async move |tx| {
            if access::store::hub(tx, hub).await?.is_none() {
                return Err(Problem::not_found("hub"));
            }
            let of = (query.programme, query.quarter);
            let shown = quotes::shown(tx, &app, scope, of).await?;
            views(tx, (scope, own), shown).await
        })
        .await?;
    Ok(Json(Quotes { quotes }))
}

/// Whose cleared quotes this caller reads.
fn read_by(caller: &Caller, asked: Option<HubId>) -> Result<(HubId, HubScope), Problem> {
    if let Some(own) = caller.hub() {
        let scope = caller.may_in_hub(Permission::ReadReleases)?;
        if asked.is_some_and(|hub| hub != own) {
            return Err(Problem::not_found("hub"));
        }
        return Ok((own, scope));
    }
    caller.may(Permission::ReadNetworkCounts)?;
    let hub = asked.ok_or_else(|| Problem::bad_request("Say of which `hub`."))?;
    // Whoever looks across hubs reads what any hub has cleared.
    Ok((hub, HubScope::for_administrator(hub)))
}

/// Read the quotes of the own group, cleared or not.
#[utoipa::path(get, path = "/api/v1/quotes/own", operation_id = "list_own_quotes",
    tag = "disclosure", responses((status = 200, body = Quotes)))]
async fn list_own_quotes(caller: Caller) -> Result<Json<Quotes>, Problem> {
    let (scope, group) = within(&caller)?;
    let app = caller.app.clone();
    let quotes = caller
        .app
        .db
        .read(async move |tx| {
            let own = store::own(tx, scope, group).await?;
            let own = quotes::standing(tx, &app, scope, own).await?;
            views(tx, (scope, true), own).await
        })
        .await?;
    Ok(Json(Quotes { quotes }))
}

/// A quote to propose.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewQuote {
    /// The conversation; its note must have been cleared.
    listening: ListeningId,
    /// The theme to show it under, by its short name such as `food`.
    theme: String,
    /// The patch to show it for.
    patch: PatchId,
    /// The quarter to show it for.
    quarter: Quarter,
}

/// Propose the cleared note of a conversation as a quote. Only the own group sees it until somebody
/// clears it.
#[utoipa::path(post, path = "/api/v1/quotes", operation_id = "propose_quote",
    tag = "disclosure", request_body = NewQuote, responses((status = 201, body = QuoteView)))]
async fn propose_quote(
    caller: Caller,
    Body(new): Body<NewQuote>,
) -> Result<(StatusCode, Json<QuoteView>), Problem> {
    let (scope, group) = within(&caller)?;
    let whose = caller.clone();
    let proposed = caller
        .app
        .db
        .write(async move |tx| {
            let wish = Wish {
                listening: new.listening,
                theme: new.theme.clone(),
                patch: new.patch,
                quarter: new.quarter,
            };
            let quote = quotes::propose(tx, &whose.app, (scope, group), &wish).await?;
            decided(tx, scope, &whose, "proposed").await?;
            let found = quotes::standing(tx, &whose.app, scope, vec![quote]).await?;
            let view = views(tx, (scope, true), found).await?.pop();
            view.ok_or_else(|| Problem::not_found("quote"))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(proposed)))
}

async fn decided(
    tx: &mut Tx,
    scope: HubScope,
    caller: &Caller,
    what: &'static str,
) -> Result<(), Problem> {
    let done = (Action::QuoteDecided, what, 1);
    Ok(audit::record_for(tx, scope, caller, done).await?)
}

/// What whoever clears a quote has looked for.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cleared {
    /// No age, job, illness, family or dated event is left in it.
    points_at_nobody: bool,
}

/// Clear a quote: the people of the hub may read it from now on, whoever looks across hubs, and
/// everybody whose door gets a sheet it is put on.
#[utoipa::path(post, path = "/api/v1/quotes/{quote}/clear", operation_id = "clear_quote",
    tag = "disclosure", params(("quote" = QuoteId, Path)), request_body = Cleared,
    responses((status = 204)))]
async fn clear_quote(
    caller: Caller,
    Path(id): Path<QuoteId>,
    Body(body): Body<Cleared>,
) -> Result<StatusCode, Problem> {
    let within = within(&caller)?;
    if !body.points_at_nobody {
        return Err(Problem::unprocessable(
            "not_quotable",
            "Words that hold an age, a job, an illness, a family or a dated event stay with the \
             group. Withdraw this quote, or reword the note and propose it anew.",
        ));
    }
    let whose = caller.clone();
    caller
        .app
        .db
        .write(async move |tx| {
            quotes::clear(tx, &whose.app, within, id).await?;
            decided(tx, within.0, &whose, "cleared").await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Withdraw a quote, cleared or not: its words are gone.
#[utoipa::path(post, path = "/api/v1/quotes/{quote}/withdraw", operation_id = "withdraw_quote",
    tag = "disclosure", params(("quote" = QuoteId, Path)), responses((status = 204)))]
async fn withdraw_quote(caller: Caller, Path(id): Path<QuoteId>) -> Result<StatusCode, Problem> {
    let within = within(&caller)?;
    let whose = caller.clone();
    caller
        .app
        .db
        .write(async move |tx| {
            quotes::withdraw(tx, within, id).await?;
            decided(tx, within.0, &whose, "withdrawn").await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
