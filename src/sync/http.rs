//! The phones' two addresses; those of sealed work are in [`sealed`].

pub mod sealed;

use std::io::Read;

use axum::{
    Json,
    body::{Body, Bytes},
    http::{HeaderMap, header},
};
use flate2::read::GzDecoder;
use mobile_api::wire::{
    PROTOCOL, ProblemCode, PullQuery, PullResponse, PushRequest, PushResponse,
    limits::BYTES_PER_PUSH,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    pull::{self, Page, Taker},
    push::{self, Giver},
};
use crate::{
    access::{Caller, Permission, model::PhoneStorage, policy},
    app::App,
    problem::{Params, Problem},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(push_ops))
        .routes(routes!(pull_rows))
        .merge(sealed::routes())
}

/// Hand in what happened. Safe to repeat: each op gets its own verdict, and only an answer of 200
/// that names an op means that it arrived.
#[utoipa::path(post, path = "/api/sync/v1/push", operation_id = "push", tag = "sync",
    params(("Phone-Storage" = Option<PhoneStorage>, Header,
        description = "Whether the browser promised to keep what the app stores.")),
    request_body = PushRequest, responses((status = 200, body = PushResponse)))]
async fn push_ops(
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PushResponse>, Problem> {
    let scope = caller.may_in_hub(Permission::Sync)?;
    let install = caller.install.ok_or_else(not_a_phone)?;
    let push = PushRequest::parse(&inflated(&headers, body).await?)?;
    if push.install != install.0 {
        return Err(Problem::forbidden(
            "This session belongs to another phone than the one that numbers these records.",
        ));
    }
    let giver = Giver {
        scope,
        person: caller.person,
        install,
        leads: policy::allows(caller.role, Permission::DecideHeld),
        storage: storage(&headers),
        late: None,
    };
    let app = caller.app;
    // A task of its own: a phone that hangs up must not stop a commit halfway.
    tokio::spawn(push::hand_in(app, giver, push))
        .await
        .map_err(Problem::internal)?
        .map(Json)
}

/// Fetch what changed: everything in scope without a cursor, what is new since one with it.
#[utoipa::path(get, path = "/api/sync/v1/pull", operation_id = "pull", tag = "sync",
    params(PullQuery), responses((status = 200, body = PullResponse)))]
async fn pull_rows(
    caller: Caller,
    headers: HeaderMap,
    Params(query): Params<PullQuery>,
) -> Result<Page, Problem> {
    let scope = caller.may_in_hub(Permission::Sync)?;
    let install = caller.install.ok_or_else(not_a_phone)?;
    speaks_our_protocol(&headers)?;
    let taker = Taker {
        scope,
        person: caller.person,
        install,
    };
    pull::fetch(&caller.app, taker, query).await
}

fn not_a_phone() -> Problem {
    Problem::forbidden("Only a phone that was enrolled hands in and fetches.")
}

/// What a phone says of its storage. A word of a later version says nothing.
fn storage(headers: &HeaderMap) -> Option<PhoneStorage> {
    headers.get("phone-storage")?.to_str().ok()?.parse().ok()
}

/// Rows may need an app that can read them; handing in never does.
fn speaks_our_protocol(headers: &HeaderMap) -> Result<(), Problem> {
    let Some(value) = headers.get("sync-protocol") else {
        return Ok(());
    };
    let version: Option<u32> = value.to_str().ok().and_then(|text| text.parse().ok());
    match version {
        None => Err(Problem::bad_request("`Sync-Protocol` is a whole number.")),
        Some(version) if version < PROTOCOL => Err(Problem::of(
            ProblemCode::ProtocolTooOld,
            "This app is too old to fetch lists. Update it; what it has to hand in is still taken.",
        )),
        Some(_) => Ok(()),
    }
}

/// The body of a push, of which never more is read or inflated than a push may hold.
async fn inflated(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Problem> {
    let bytes = axum::body::to_bytes(body, BYTES_PER_PUSH)
        .await
        .map_err(|_| too_large())?;
    let encoding = headers.get(header::CONTENT_ENCODING);
    match encoding.map(|value| value.to_str().unwrap_or_default().trim()) {
        None | Some("" | "identity") => Ok(bytes.into()),
        Some(gzip) if gzip.eq_ignore_ascii_case("gzip") => inflate(&bytes),
        Some(_) => Err(Problem::of(
            ProblemCode::Unsupported,
            "A push comes plain or with `Content-Encoding: gzip`.",
        )),
    }
}

fn inflate(bytes: &Bytes) -> Result<Vec<u8>, Problem> {
    let mut inflated = Vec::new();
    let most = u64::try_from(BYTES_PER_PUSH).unwrap_or(u64::MAX);
    GzDecoder::new(bytes.as_ref())
        .take(most + 1)
        .read_to_end(&mut inflated)
        .map_err(|_| Problem::bad_request("The body is not whole gzip."))?;
    if inflated.len() > BYTES_PER_PUSH {
        return Err(too_large());
    }
    Ok(inflated)
}

fn too_large() -> Problem {
    Problem::of(
        ProblemCode::TooLarge,
        "One push holds 256 KiB at most. Send fewer records at once.",
    )
}
