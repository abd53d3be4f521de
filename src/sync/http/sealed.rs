//! The addresses of sealed unsent work.

use axum::{
    Json,
    extract::{DefaultBodyLimit, Path},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::not_a_phone;
use crate::{
    access::{self, Caller, Permission, caller::SealedCaller},
    app::App,
    base::{
        ids::{HubId, InstallId, KeyId, SealedId},
        page::PageQuery,
        time::EpochMs,
    },
    problem::{Body, Params, Problem},
    sync::{
        sealed::{self, Arrival, CameTo, MOST_BYTES, Way},
        store::sealed::Listed,
    },
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    let large = OpenApiRouter::new()
        .routes(routes!(push_sealed))
        .routes(routes!(list_sealed, import_sealed))
        // Base64 takes a third more than the bytes; the rest is room for the frame.
        .layer(DefaultBodyLimit::max(MOST_BYTES / 3 * 4 + 64 * 1024));
    OpenApiRouter::new()
        .merge(large)
        .routes(routes!(open_sealed))
}

/// Sealed work of the phone that calls.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealedPush {
    install: InstallId,
    key_id: KeyId,
    /// How many records it holds.
    #[schema(minimum = 1, maximum = 100_000)]
    records: u32,
    /// The encapsulated key and the sealed bytes, base64url; 4 MiB at most.
    ciphertext: String,
}

/// Which one it is.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SealedReceipt {
    id: SealedId,
}

/// Hand in sealed work. Open also to a phone that was taken back, and then nothing else is.
#[utoipa::path(post, path = "/api/sync/v1/sealed", operation_id = "push_sealed", tag = "sync",
    request_body = SealedPush, responses((status = 202, body = SealedReceipt)))]
async fn push_sealed(
    SealedCaller(caller): SealedCaller,
    Body(body): Body<SealedPush>,
) -> Result<(StatusCode, Json<SealedReceipt>), Problem> {
    let scope = caller.may_in_hub(Permission::Sync)?;
    let install = caller.install.ok_or_else(not_a_phone)?;
    if body.install != install {
        return Err(Problem::forbidden(
            "This session belongs to another phone than the one that sealed this.",
        ));
    }
    let arrival = Arrival {
        install,
        key: body.key_id,
        records: body.records,
        ciphertext: body.ciphertext,
        brought_by: None,
    };
    let id = sealed::keep(&caller.app, scope, arrival).await?;
    Ok((StatusCode::ACCEPTED, Json(SealedReceipt { id })))
}

/// The file that a phone saves when it cannot hand in.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealedFile {
    /// Always `unsent-work`.
    #[schema(example = "unsent-work")]
    doorstep: String,
    /// The version of this form: 1.
    #[schema(minimum = 1)]
    v: u32,
    hub: HubId,
    install: InstallId,
    key_id: KeyId,
    /// How many records it holds.
    #[schema(minimum = 1, maximum = 100_000)]
    records: u32,
    /// When it was saved, by the phone's clock.
    made_at: EpochMs,
    /// The encapsulated key and the sealed bytes, base64url; 4 MiB at most.
    ciphertext: String,
}

/// Bring the file that a phone saved.
#[utoipa::path(post, path = "/api/v1/sealed", operation_id = "import_sealed", tag = "sync",
    request_body = SealedFile, responses((status = 202, body = SealedReceipt)))]
async fn import_sealed(
    caller: Caller,
    Body(file): Body<SealedFile>,
) -> Result<(StatusCode, Json<SealedReceipt>), Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    if file.doorstep != "unsent-work" || file.v == 0 {
        return Err(Problem::unprocessable(
            "damaged",
            "This file is not the unsent work of a phone.",
        ));
    }
    if file.v > 1 {
        return Err(Problem::unprocessable(
            "newer_version",
            "This file was saved by a newer app. Update the server, then bring it again.",
        ));
    }
    if file.hub != scope.hub() {
        return Err(Problem::unprocessable(
            "other_key",
            "This file belongs to another hub. Bring it there.",
        ));
    }
    // Unknown phones, and those of a time before a restore.
    let install = file.install;
    caller
        .app
        .db
        .read(async move |tx| {
            let phone = access::store::install(tx, scope, install).await?;
            phone.map(drop).ok_or_else(|| {
                Problem::unprocessable("other_key", "This file is of no phone of this hub.")
            })
        })
        .await?;
    tracing::info!(%install, saved = %file.made_at, "a file with unsent work was brought");
    let arrival = Arrival {
        install,
        key: file.key_id,
        records: file.records,
        ciphertext: file.ciphertext,
        brought_by: Some(caller.person),
    };
    let id = sealed::keep(&caller.app, scope, arrival).await?;
    Ok((StatusCode::ACCEPTED, Json(SealedReceipt { id })))
}

/// Which of them.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SealedQuery {
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
}

/// Sealed work of one phone.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SealedView {
    id: SealedId,
    install: InstallId,
    /// Whose phone it is.
    display_name: String,
    way: Way,
    /// How many records it holds, as the phone said.
    records: i64,
    received_at: EpochMs,
    /// When somebody opened it.
    opened_at: Option<EpochMs>,
    /// What that came to.
    came_to: Option<CameTo>,
}

impl From<Listed> for SealedView {
    fn from(row: Listed) -> Self {
        Self {
            id: row.id,
            install: row.install_id,
            display_name: row.display_name,
            way: row.way,
            records: row.records,
            received_at: row.received_at,
            opened_at: row.opened_at,
            came_to: row
                .came_to
                .and_then(|json| serde_json::from_str(&json).ok()),
        }
    }
}

/// What the hub's phones could not hand in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SealedWork {
    sealed: Vec<SealedView>,
}

/// List sealed work: what waits to be opened first.
#[utoipa::path(get, path = "/api/v1/sealed", operation_id = "list_sealed", tag = "sync",
    params(SealedQuery), responses((status = 200, body = SealedWork)))]
async fn list_sealed(
    caller: Caller,
    Params(query): Params<SealedQuery>,
) -> Result<Json<SealedWork>, Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    let page = PageQuery {
        limit: query.limit,
        after: None,
    };
    let most = i64::from(page.rows());
    let found = caller
        .app
        .db
        .read(async move |tx| {
            Ok::<_, Problem>(super::super::store::sealed::all(tx, scope, most).await?)
        })
        .await?;
    let sealed = found.into_iter().map(SealedView::from).collect();
    Ok(Json(SealedWork { sealed }))
}

/// Open sealed work: its records go the way of any push of that phone. Opening it again tells what
/// it came to and does nothing.
#[utoipa::path(post, path = "/api/v1/sealed/{sealed}/open", operation_id = "open_sealed",
    tag = "sync", params(("sealed" = SealedId, Path)), responses((status = 200, body = CameTo)))]
async fn open_sealed(caller: Caller, Path(id): Path<SealedId>) -> Result<Json<CameTo>, Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    Ok(Json(
        sealed::open(&caller.app, scope, id, (caller.person, caller.role)).await?,
    ))
}
