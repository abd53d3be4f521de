//! Releases, for whoever may read them.

use axum::{Json, extract::Path, http::header, response::IntoResponse};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    export::{self, Shapes},
    model::{Audience, Made, Period, Release},
    store,
};
use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    base::ids::{HubId, ProgrammeId, ReleaseId},
    db::Tx,
    ledger::returns,
    problem::{Params, Problem},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_releases))
        .routes(routes!(read_release))
        .routes(routes!(read_release_csv))
        .routes(routes!(read_release_areas))
        .routes(routes!(read_release_cells))
}

/// What a role must be allowed to read releases for this audience.
const fn permission(audience: Audience) -> Permission {
    match audience {
        Audience::Group => Permission::ReadGroupReleases,
        Audience::Hub => Permission::ReadExactCounts,
        Audience::Network => Permission::ReadNetworkCounts,
        Audience::Public => Permission::ReadReleases,
    }
}

/// Whether this caller may read this release: their own hub's for its audiences, and what is for
/// all.
#[must_use]
pub fn may_read(caller: &Caller, release: &Release) -> bool {
    let own = release.hub.is_none() || release.hub == caller.hub();
    let for_them = own || release.audience == Audience::Public;
    for_them && caller.may(permission(release.audience)).is_ok()
}

/// Leave for the own hub's releases, where the session has a hub.
///
/// # Errors
/// 403 when the role may read no releases.
pub fn scope(caller: &Caller) -> Result<Option<HubScope>, Problem> {
    match caller.hub() {
        Some(_) => Ok(Some(caller.may_in_hub(Permission::ReadReleases)?)),
        None => Ok(None),
    }
}

/// Which releases.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReleaseQuery {
    /// Only of this programme.
    programme: Option<ProgrammeId>,
    /// Only of this hub.
    hub: Option<HubId>,
    /// Only for this audience.
    #[param(inline)]
    audience: Option<Audience>,
    /// Only of this quarter or month.
    #[param(inline)]
    period: Option<Period>,
}

impl ReleaseQuery {
    fn wants(&self, release: &Release) -> bool {
        self.programme.is_none_or(|id| id == release.programme)
            && self.hub.is_none_or(|id| Some(id) == release.hub)
            && self
                .audience
                .is_none_or(|audience| audience == release.audience)
            && self.period.is_none_or(|period| period == release.period)
    }
}

/// Releases, newest first.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Releases {
    releases: Vec<Release>,
}

/// List the releases one may read, newest first: the own hub's for the own role, and what is for
/// everybody.
#[utoipa::path(get, path = "/api/v1/releases", operation_id = "list_releases", tag = "disclosure",
    params(ReleaseQuery), responses((status = 200, body = Releases)))]
async fn list_releases(
    caller: Caller,
    Params(query): Params<ReleaseQuery>,
) -> Result<Json<Releases>, Problem> {
    caller.may(Permission::ReadReleases)?;
    let scope = scope(&caller)?;
    let found = caller
        .app
        .db
        .read(async move |tx| readable(tx, scope).await)
        .await?;
    let mut releases: Vec<Release> = found
        .into_iter()
        .map(|made| made.release)
        .filter(|release| may_read(&caller, release) && query.wants(release))
        .collect();
    releases.sort_by_key(|release| (std::cmp::Reverse(release.made_at), release.id));
    releases.dedup_by_key(|release| release.id);
    Ok(Json(Releases { releases }))
}

async fn readable(tx: &mut Tx, scope: Option<HubScope>) -> Result<Vec<Made>, Problem> {
    let mut found = store::public(tx).await?;
    found.extend(store::network(tx).await?);
    if let Some(scope) = scope {
        found.extend(store::all(tx, scope).await?);
    }
    Ok(found)
}

/// The release of this id; one that is not for this caller looks as if there were none.
async fn found(caller: &Caller, id: ReleaseId) -> Result<Release, Problem> {
    caller.may(Permission::ReadReleases)?;
    let scope = scope(caller)?;
    let release = caller
        .app
        .db
        .read(async move |tx| store::find(tx, scope, id).await)
        .await?;
    release
        .filter(|release| may_read(caller, release))
        .ok_or_else(|| Problem::not_found("release"))
}

/// Read one release: its figures, and the rules they follow.
#[utoipa::path(get, path = "/api/v1/releases/{release}", operation_id = "read_release",
    tag = "disclosure", params(("release" = ReleaseId, Path)),
    responses((status = 200, body = Release)))]
async fn read_release(caller: Caller, Path(id): Path<ReleaseId>) -> Result<Json<Release>, Problem> {
    Ok(Json(found(&caller, id).await?))
}

/// Read the same as csv.
#[utoipa::path(get, path = "/api/v1/releases/{release}/figures.csv",
    operation_id = "read_release_csv", tag = "disclosure", params(("release" = ReleaseId, Path)),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn read_release_csv(
    caller: Caller,
    Path(id): Path<ReleaseId>,
) -> Result<impl IntoResponse, Problem> {
    let release = found(&caller, id).await?;
    let (audience, period) = (release.audience, release.period);
    let name = format!("attachment; filename=\"release-{audience}-{period}.csv\"");
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((head, export::csv(&release)?))
}

/// Read the small areas a release shows, as `GeoJSON`.
#[utoipa::path(get, path = "/api/v1/releases/{release}/areas.geojson",
    operation_id = "read_release_areas", tag = "disclosure", params(("release" = ReleaseId, Path)),
    responses((status = 200, body = Shapes, content_type = "application/geo+json")))]
async fn read_release_areas(
    caller: Caller,
    Path(id): Path<ReleaseId>,
) -> Result<impl IntoResponse, Problem> {
    let release = found(&caller, id).await?;
    let shapes = caller
        .app
        .db
        .read(async move |tx| {
            let programme = access::store::programme(tx, release.programme).await?;
            let programme = programme.ok_or_else(|| Problem::not_found("programme"))?;
            let vintage = returns::edition(&programme)?.vintage();
            Ok::<_, Problem>(export::small_areas(tx, &release, vintage).await?)
        })
        .await?;
    Ok(geojson(shapes))
}

/// Read the cells a release shows, as `GeoJSON`.
#[utoipa::path(get, path = "/api/v1/releases/{release}/cells.geojson",
    operation_id = "read_release_cells", tag = "disclosure", params(("release" = ReleaseId, Path)),
    responses((status = 200, body = Shapes, content_type = "application/geo+json")))]
async fn read_release_cells(
    caller: Caller,
    Path(id): Path<ReleaseId>,
) -> Result<impl IntoResponse, Problem> {
    Ok(geojson(export::cells(&found(&caller, id).await?)))
}

fn geojson(shapes: Shapes) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/geo+json")],
        Json(shapes),
    )
}
