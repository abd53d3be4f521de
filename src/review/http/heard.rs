//! Themes across hubs, for those who look across hubs.

use axum::Json;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{Caller, Permission},
    app::App,
    base::{ids::ProgrammeId, time::Quarter},
    problem::{Params, Problem},
    review::heard::{self, HeardThemes},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_network_themes))
}

/// Which themes.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct HeardQuery {
    /// The programme.
    programme: ProgrammeId,
    /// The quarter, such as `2026-Q2`.
    quarter: Quarter,
}

/// List themes heard in many places: in how many hubs' public releases of a quarter each stands, and
/// what they show of it. Made of released figures alone.
#[utoipa::path(get, path = "/api/v1/network/themes", operation_id = "list_network_themes",
    tag = "review", params(HeardQuery), responses((status = 200, body = HeardThemes)))]
async fn list_network_themes(
    caller: Caller,
    Params(query): Params<HeardQuery>,
) -> Result<Json<HeardThemes>, Problem> {
    caller.may(Permission::ReadNetworkCounts)?;
    let found = caller
        .app
        .db
        .read(async move |tx| heard::heard(tx, query.programme, query.quarter).await)
        .await?;
    Ok(Json(found))
}
