//! Returns of every hub, as the network sees them: silence is shown as silence.

use axum::{
    Json,
    extract::Path,
    http::{HeaderName, header},
};
use serde::{Deserialize, Serialize};

use super::programme;
use crate::{
    access::{Caller, Permission, membership::HubChange},
    base::{
        ids::{HubId, ProgrammeId, ReturnId},
        time::Quarter,
    },
    ledger::{
        model::{Network, Return, ReturnState},
        network::{self, NetworkReturns},
        pack,
        preview::{self, ChangePreview},
        returns, store,
        support::{self, Support},
    },
    problem::{Body, Params, Problem},
    themes::http::prose,
};

/// Which returns.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct NetworkQuery {
    /// The programme.
    programme: ProgrammeId,
    /// The quarter, such as `2026-Q2`.
    quarter: Quarter,
}

/// List the returns that hubs handed in for a quarter: how many of how many, their total, and
/// averages with what they are made of.
#[utoipa::path(get, path = "/api/v1/network/returns", operation_id = "list_network_returns",
    tag = "ledger", params(NetworkQuery), responses((status = 200, body = NetworkReturns)))]
pub async fn list_network_returns(
    caller: Caller,
    Params(query): Params<NetworkQuery>,
) -> Result<Json<NetworkReturns>, Problem> {
    let leave = Network::of(&caller, Permission::ReadReturns)?;
    let today = caller.app.clock.now().day();
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let programme = programme(tx, query.programme).await?;
            network::returns(tx, leave, &programme, (query.quarter, today)).await
        })
        .await?;
    Ok(Json(found))
}

/// Say in plain sentences what a change of a hub would do, before it is done: nothing is changed.
#[utoipa::path(post, path = "/api/v1/network/hubs/{hub}/preview",
    operation_id = "preview_hub_change", tag = "ledger", params(("hub" = HubId, Path)),
    request_body = HubChange, responses((status = 200, body = ChangePreview)))]
pub async fn preview_hub_change(
    caller: Caller,
    Path(id): Path<HubId>,
    Body(change): Body<HubChange>,
) -> Result<Json<ChangePreview>, Problem> {
    caller.may(Permission::ManageNetwork)?;
    let leave = Network::of(&caller, Permission::ReadReturns)?;
    let today = caller.app.clock.now().day();
    let found = caller
        .app
        .db
        .read(async move |tx| preview::preview(tx, leave, (id, &change), today).await)
        .await?;
    Ok(Json(found))
}

/// See where hubs may want a hand: no shift for a while, notes that wait, people back late again and
/// again. Hubs stand by name, with no order of merit, and nothing below a hub is shown.
#[utoipa::path(get, path = "/api/v1/network/support", operation_id = "list_support",
    tag = "ledger", responses((status = 200, body = Support)))]
pub async fn list_support(caller: Caller) -> Result<Json<Support>, Problem> {
    let leave = Network::of(&caller, Permission::ReadNetworkCounts)?;
    let now = caller.app.clock.now();
    let found = caller
        .app
        .db
        .read(async move |tx| support::support(tx, leave, now).await)
        .await?;
    Ok(Json(found))
}

/// Which pack.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PackQuery {
    /// The programme.
    programme: ProgrammeId,
}

/// Fetch a year of accepted returns as one archive: method, definitions, and the data as csv. The
/// year is the one in which the programme's year starts.
#[utoipa::path(get, path = "/api/v1/network/years/{year}/pack.zip",
    operation_id = "read_year_pack", tag = "ledger",
    params(("year" = i32, Path, example = 2026), PackQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
pub async fn read_year_pack(
    caller: Caller,
    Path(year): Path<i32>,
    Params(query): Params<PackQuery>,
) -> Result<([(HeaderName, String); 2], Vec<u8>), Problem> {
    let leave = Network::of(&caller, Permission::ReadReturns)?;
    let now = caller.app.clock.now();
    let bytes = caller
        .app
        .db
        .read(async move |tx| {
            let programme = programme(tx, query.programme).await?;
            pack::pack(tx, leave, &programme, (year, now)).await
        })
        .await?;
    let head = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"returns-{year}.zip\""),
        ),
    ];
    Ok((head, bytes))
}

/// Where a return stands after a step of the network.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Stands {
    id: ReturnId,
    state: ReturnState,
    question: Option<String>,
}

async fn take_step(
    caller: Caller,
    id: ReturnId,
    to: ReturnState,
    question: Option<String>,
) -> Result<Json<Stands>, Problem> {
    let leave = Network::of(&caller, Permission::AcceptReturns)?;
    let now = caller.app.clock.now();
    let db = caller.app.db.clone();
    let kept: Return = db
        .write(async move |tx| {
            let kept = store::any_return(tx, leave, id).await?;
            let kept = kept
                .filter(|kept| kept.state.is_handed_in())
                .ok_or_else(|| Problem::not_found("return"))?;
            let step = returns::step(tx, kept, to, |kept| {
                kept.question = question.clone().or_else(|| kept.question.take());
                if to == ReturnState::Locked {
                    kept.locked_at = Some(now);
                }
            });
            step.await
        })
        .await?;
    Ok(Json(Stands {
        id: kept.id,
        state: kept.state,
        question: kept.question,
    }))
}

/// What the network wants to know.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    question: String,
}

/// Ask the hub about its return; it answers by handing it in again. The figures stay.
#[utoipa::path(post, path = "/api/v1/network/returns/{return}/query",
    operation_id = "query_return", tag = "ledger", params(("return" = ReturnId, Path)),
    request_body = Question, responses((status = 200, body = Stands)))]
pub async fn query_return(
    caller: Caller,
    Path(id): Path<ReturnId>,
    Body(asked): Body<Question>,
) -> Result<Json<Stands>, Problem> {
    let question = prose(&asked.question)?;
    if question.is_empty() {
        return Err(Problem::bad_request("The question is empty."));
    }
    take_step(caller, id, ReturnState::Queried, Some(question)).await
}

/// Take a return.
#[utoipa::path(post, path = "/api/v1/network/returns/{return}/accept",
    operation_id = "accept_return", tag = "ledger", params(("return" = ReturnId, Path)),
    responses((status = 200, body = Stands)))]
pub async fn accept_return(
    caller: Caller,
    Path(id): Path<ReturnId>,
) -> Result<Json<Stands>, Problem> {
    take_step(caller, id, ReturnState::Accepted, None).await
}

/// Close an accepted return for good.
#[utoipa::path(post, path = "/api/v1/network/returns/{return}/lock", operation_id = "lock_return",
    tag = "ledger", params(("return" = ReturnId, Path)),
    responses((status = 200, body = Stands)))]
pub async fn lock_return(
    caller: Caller,
    Path(id): Path<ReturnId>,
) -> Result<Json<Stands>, Problem> {
    take_step(caller, id, ReturnState::Locked, None).await
}
