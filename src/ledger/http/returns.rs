//! A hub's return: read while it fills, frozen, handed in.

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};

use super::programme;
use crate::{
    access::{Caller, HubScope, Permission},
    base::{
        ids::{ProgrammeId, ReturnId},
        time::{EpochMs, Quarter},
    },
    db::Tx,
    ledger::{
        model::{Return, ReturnState},
        report::{BothSeries, Report},
        returns, store,
    },
    problem::{Body, Params, Problem},
    themes::http::prose,
};

/// Which return.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReturnQuery {
    /// The programme.
    programme: ProgrammeId,
    /// The quarter, such as `2026-Q2`.
    quarter: Quarter,
}

/// A return as it stands.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReturnView {
    /// Absent while it is open.
    id: Option<ReturnId>,
    state: ReturnState,
    /// What it says: as known now while it is open, as frozen from then on.
    report: Report,
    /// All quarters up to this one as known now: both series tie.
    running_now: BothSeries,
    /// The hub's words.
    words: String,
    /// The network's question.
    question: Option<String>,
    frozen_at: Option<EpochMs>,
    submitted_at: Option<EpochMs>,
    locked_at: Option<EpochMs>,
    /// SHA-256 of the frozen report's bytes, in hex.
    sha256: Option<String>,
}

impl ReturnView {
    fn of(kept: Option<Return>, now: Report) -> Result<Self, Problem> {
        let running_now = now.running;
        let Some(kept) = kept else {
            return Ok(Self {
                id: None,
                state: ReturnState::Open,
                report: now,
                running_now,
                words: String::new(),
                question: None,
                frozen_at: None,
                submitted_at: None,
                locked_at: None,
                sha256: None,
            });
        };
        Ok(Self {
            id: Some(kept.id),
            state: kept.state,
            report: returns::report_of(&kept)?,
            running_now,
            words: kept.words,
            question: kept.question,
            frozen_at: Some(kept.frozen_at),
            submitted_at: kept.submitted_at,
            locked_at: kept.locked_at,
            sha256: Some(kept.body_sha256),
        })
    }
}

async fn view(
    tx: &mut Tx,
    scope: HubScope,
    query: ReturnQuery,
    now: EpochMs,
) -> Result<ReturnView, Problem> {
    let programme = programme(tx, query.programme).await?;
    let kept = store::return_of(tx, scope, programme.id, query.quarter).await?;
    let live = returns::fill(tx, scope, &programme, query.quarter, now).await?;
    ReturnView::of(kept, live)
}

/// Read the hub's return of a quarter: filled as records come in, until it is frozen.
#[utoipa::path(get, path = "/api/v1/returns", operation_id = "read_return", tag = "ledger",
    params(ReturnQuery), responses((status = 200, body = ReturnView)))]
pub async fn read_return(
    caller: Caller,
    Params(query): Params<ReturnQuery>,
) -> Result<Json<ReturnView>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let now = caller.app.clock.now();
    let db = &caller.app.db;
    let found = db
        .read(async move |tx| view(tx, scope, query, now).await)
        .await?;
    Ok(Json(found))
}

/// The programme of a return whose quarter is in the path.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OfProgramme {
    /// The programme.
    programme: ProgrammeId,
}

impl OfProgramme {
    /// The programme.
    pub const fn programme(self) -> ProgrammeId {
        self.programme
    }
}

/// Fetch a frozen report byte for byte as it was frozen; the `ETag` is its SHA-256.
#[utoipa::path(get, path = "/api/v1/returns/{quarter}/body", operation_id = "read_return_body",
    tag = "ledger", params(("quarter" = Quarter, Path), OfProgramme),
    responses((status = 200, body = Report)))]
pub async fn read_return_body(
    caller: Caller,
    Path(quarter): Path<Quarter>,
    Params(of): Params<OfProgramme>,
) -> Result<impl IntoResponse, Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let kept = caller
        .app
        .db
        .read(async move |tx| frozen(tx, scope, of.programme, quarter).await)
        .await?;
    let head = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::ETAG, format!("\"{}\"", kept.body_sha256)),
    ];
    Ok((head, kept.body))
}

async fn frozen(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Return, Problem> {
    store::return_of(tx, scope, programme, quarter)
        .await?
        .ok_or_else(|| Problem::not_found("frozen return"))
}

/// Freeze a quarter: its figures never change again. What comes later is reported, by name, in
/// the next open quarter.
#[utoipa::path(post, path = "/api/v1/returns/{quarter}/freeze", operation_id = "freeze_return",
    tag = "ledger", params(("quarter" = Quarter, Path), OfProgramme),
    responses((status = 201, body = ReturnView)))]
pub async fn freeze_return(
    caller: Caller,
    Path(quarter): Path<Quarter>,
    Params(of): Params<OfProgramme>,
) -> Result<(StatusCode, Json<ReturnView>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepReturns)?;
    let id: ReturnId = caller.app.ids.new_id();
    let now = caller.app.clock.now();
    let made = caller
        .app
        .db
        .write(async move |tx| {
            let programme = programme(tx, of.programme).await?;
            let kept = returns::freeze(tx, scope, &programme, quarter, (id, now)).await?;
            let report = returns::report_of(&kept)?;
            ReturnView::of(Some(kept), report)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// The hub's words.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What the figures do not say.
    words: String,
}

/// Hand a frozen return in, with the hub's words; or answer the network's question.
#[utoipa::path(post, path = "/api/v1/returns/{quarter}/submit", operation_id = "submit_return",
    tag = "ledger", params(("quarter" = Quarter, Path), OfProgramme), request_body = Words,
    responses((status = 200, body = ReturnView)))]
pub async fn submit_return(
    caller: Caller,
    Path(quarter): Path<Quarter>,
    Params(of): Params<OfProgramme>,
    Body(said): Body<Words>,
) -> Result<Json<ReturnView>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepReturns)?;
    let words = prose(&said.words)?;
    let now = caller.app.clock.now();
    let submitted = caller
        .app
        .db
        .write(async move |tx| {
            let kept = frozen(tx, scope, of.programme, quarter).await?;
            let step = returns::step(tx, kept, ReturnState::Submitted, |kept| {
                kept.words.clone_from(&words);
                kept.submitted_at = Some(now);
            });
            step.await?;
            let query = ReturnQuery {
                programme: of.programme,
                quarter,
            };
            view(tx, scope, query, now).await
        })
        .await?;
    Ok(Json(submitted))
}
