//! Requests and complaints, their clocks and their letters.

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::by;
use crate::{
    access::{Caller, Permission},
    app::App,
    base::{ids::RequestId, time::Day},
    privacy::{
        letters,
        model::{Request, RequestEnding, RequestKind},
        requests::{self, Asked},
        store,
    },
    problem::{Body, Problem},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_requests, create_request))
        .routes(routes!(acknowledge_request))
        .routes(routes!(close_request))
        .routes(routes!(read_letters))
}

/// Requests and complaints.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Requests {
    requests: Vec<Request>,
}

/// List requests and complaints with their clocks: open ones first, the most urgent first.
#[utoipa::path(get, path = "/api/v1/privacy/requests", operation_id = "list_requests",
    tag = "privacy", responses((status = 200, body = Requests)))]
async fn list_requests(caller: Caller) -> Result<Json<Requests>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let app = caller.app.clone();
    let requests = caller
        .app
        .db
        .read(async move |tx| requests::list(&app, tx, scope).await)
        .await?;
    Ok(Json(Requests { requests }))
}

/// What somebody asked.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRequest {
    kind: RequestKind,
    /// The day it came; today when absent.
    opened_on: Option<Day>,
    /// How whoever asked is found again, at most 200 characters; kept sealed, and only until it is
    /// answered.
    reference: Option<String>,
}

/// Note what somebody asked: the clock runs from the day it came.
#[utoipa::path(post, path = "/api/v1/privacy/requests", operation_id = "create_request",
    tag = "privacy", request_body = NewRequest, responses((status = 201, body = Request)))]
async fn create_request(
    caller: Caller,
    Body(new): Body<NewRequest>,
) -> Result<(StatusCode, Json<Request>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let (app, who) = (caller.app.clone(), by(&caller));
    let asked = Asked {
        kind: new.kind,
        opened_on: new.opened_on,
        reference: new.reference,
    };
    let request = caller
        .app
        .db
        .write(async move |tx| requests::open(&app, tx, scope, asked.clone(), who).await)
        .await?;
    Ok((StatusCode::CREATED, Json(request)))
}

/// Note that whoever asked was told that it came.
#[utoipa::path(post, path = "/api/v1/privacy/requests/{request}/acknowledge",
    operation_id = "acknowledge_request", tag = "privacy", params(("request" = RequestId, Path)),
    responses((status = 204)))]
async fn acknowledge_request(
    caller: Caller,
    Path(id): Path<RequestId>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let (app, who) = (caller.app.clone(), by(&caller));
    caller
        .app
        .db
        .write(async move |tx| requests::acknowledge(&app, tx, scope, id, who).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How a request ended.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseBody {
    outcome: RequestEnding,
}

/// Close a request with how it ended. Whom it was about is forgotten.
#[utoipa::path(post, path = "/api/v1/privacy/requests/{request}/close",
    operation_id = "close_request", tag = "privacy", params(("request" = RequestId, Path)),
    request_body = CloseBody, responses((status = 204)))]
async fn close_request(
    caller: Caller,
    Path(id): Path<RequestId>,
    Body(body): Body<CloseBody>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let (app, who) = (caller.app.clone(), by(&caller));
    let ended = (id, body.outcome);
    caller
        .app
        .db
        .write(async move |tx| requests::close(&app, tx, scope, ended, who).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Read the letters that fit a request, with places in brackets to fill in.
#[utoipa::path(get, path = "/api/v1/privacy/requests/{request}/letters",
    operation_id = "read_letters", tag = "privacy", params(("request" = RequestId, Path)),
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn read_letters(
    caller: Caller,
    Path(id): Path<RequestId>,
) -> Result<impl IntoResponse, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let request = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::request(tx, scope, id).await?))
        .await?;
    let request = request.ok_or_else(|| Problem::not_found("request"))?;
    let facts = crate::privacy::documents::Facts::of(&caller.app, Some(scope)).await?;
    let text = letters::letters(request.kind, request.outcome);
    let text = crate::privacy::documents::filled(&text, &facts);
    let head = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((head, text))
}
