//! Counts of the hub's ledger, for the roles that may see exact counts; patches and rankings as they
//! were released, for everybody who reads releases. Themes across hubs are in `heard`, the sheet for
//! doors in `playback`.

mod heard;
mod playback;

use std::collections::BTreeMap;

use axum::{Json, extract::Path, http::header, response::IntoResponse};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    counts::{self, Counts, CountsQuery},
    rankings::{self, Rankings},
    tiles::block,
};
use crate::{
    access::{
        self, Caller, HubScope, Permission,
        audit::{self, Action},
    },
    app::App,
    areas,
    base::{
        ids::{PatchId, ProgrammeId, ReleaseId},
        time::Quarter,
    },
    disclosure::{
        self, Audience, Period,
        export::{self, Shapes},
    },
    ledger,
    problem::{Params, Problem},
    themes,
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_counts))
        .routes(routes!(read_counts_csv))
        .routes(routes!(read_release_patches))
        .routes(routes!(read_rankings))
        .merge(heard::routes())
        .merge(playback::routes())
}

async fn counted(caller: &Caller, query: CountsQuery) -> Result<Counts, Problem> {
    let reach = counts::reach(caller, query.by)?;
    caller
        .app
        .db
        .read(async move |tx| {
            let question = counts::question(tx, &query).await?;
            let tree = ledger::counts(tx, reach, &question).await?;
            let doors = counts::doors(tx, reach, &question).await?;
            Ok::<_, Problem>(counts::answer(&question, tree, doors))
        })
        .await
}

/// Read figures by a dimension: the own hub's down to the patch, area and cell; the network's down
/// to the hub. Whatever they are by, they come to the same total.
#[utoipa::path(get, path = "/api/v1/counts", operation_id = "read_counts", tag = "review",
    params(CountsQuery), responses((status = 200, body = Counts)))]
async fn read_counts(
    caller: Caller,
    Params(query): Params<CountsQuery>,
) -> Result<Json<Counts>, Problem> {
    Ok(Json(counted(&caller, query).await?))
}

/// Read the same as csv: rows, what is in no row, and the total.
#[utoipa::path(get, path = "/api/v1/counts.csv", operation_id = "read_counts_csv", tag = "review",
    params(CountsQuery), responses((status = 200, body = String, content_type = "text/csv")))]
async fn read_counts_csv(
    caller: Caller,
    Params(query): Params<CountsQuery>,
) -> Result<impl IntoResponse, Problem> {
    let counts = counted(&caller, query).await?;
    if let Some(hub) = caller.hub() {
        let (whose, scope) = (caller.clone(), HubScope::for_administrator(hub));
        let by = counts.tree.by.to_owned();
        caller
            .app
            .db
            .write(async move |tx| {
                let made = (Action::ExportMade, by.as_str(), 1);
                Ok::<_, Problem>(audit::record_for(tx, scope, &whose, made).await?)
            })
            .await?;
    }
    let name = format!("attachment; filename=\"counts-by-{}.csv\"", counts.tree.by);
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((head, counts::csv(&counts)?))
}

/// Read the patches a release shows, as `GeoJSON`: the own hub's, each in its newest version. Small
/// areas and cells of a release stand beside the release itself.
#[utoipa::path(get, path = "/api/v1/releases/{release}/patches.geojson",
    operation_id = "read_release_patches", tag = "review",
    params(("release" = ReleaseId, Path)),
    responses((status = 200, body = Shapes, content_type = "application/geo+json")))]
async fn read_release_patches(
    caller: Caller,
    Path(id): Path<ReleaseId>,
) -> Result<impl IntoResponse, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let whose = caller.clone();
    let shapes = caller
        .app
        .db
        .read(async move |tx| {
            let release = disclosure::store::by_id::find(tx, Some(scope), id).await?;
            let release = release
                .filter(|release| release.hub == Some(scope.hub()))
                .filter(|release| disclosure::http::may_read(&whose, release))
                .ok_or_else(|| Problem::not_found("release"))?;
            let mut outlines = BTreeMap::new();
            for patch in areas::store::patches(tx, scope).await? {
                let outline = block::outline(tx, &patch).await?;
                let geometry = geojson::Geometry::new(geojson::GeometryValue::from(&outline));
                let geometry = serde_json::to_value(geometry).map_err(Problem::internal)?;
                outlines.insert(patch.id.to_string(), geometry);
            }
            Ok::<_, Problem>(export::patches(&release, &outlines))
        })
        .await?;
    Ok((
        [(header::CONTENT_TYPE, "application/geo+json")],
        Json(shapes),
    ))
}

/// Which listenings.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RankingQuery {
    /// The programme.
    programme: ProgrammeId,
    /// Only people in this patch.
    patch: Option<PatchId>,
    /// The quarter: themes are released by quarter. Positions of the quarter before stand beside
    /// its own, where that was released too.
    quarter: Quarter,
}

/// Read themes in the order in which they were heard: loves and concerns side by side, with the
/// listenings behind them, as a quarter's release shows them. Whoever may read what was released to
/// the group reads that; the hub's other roles read the hub's.
#[utoipa::path(get, path = "/api/v1/themes/rankings", operation_id = "read_rankings",
    tag = "review", params(RankingQuery), responses((status = 200, body = Rankings)))]
async fn read_rankings(
    caller: Caller,
    Params(query): Params<RankingQuery>,
) -> Result<Json<Rankings>, Problem> {
    let of_group = caller.may(Permission::ReadGroupReleases).is_ok();
    let (audience, permission) = if of_group {
        (Audience::Group, Permission::ReadGroupReleases)
    } else {
        (Audience::Hub, Permission::ReadExactCounts)
    };
    let scope = caller.may_in_hub(permission)?;
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let programme = access::store::programme(tx, query.programme).await?;
            let start = programme
                .ok_or_else(|| Problem::not_found("programme"))?
                .start_month();
            let key = (audience, Period::Quarter(query.quarter));
            let now = disclosure::store::one(tx, scope, query.programme, key).await?;
            let now = now.ok_or_else(|| Problem::not_found("release of this quarter"))?;
            let last = query.quarter.first_day(start).plus_days(-1);
            let last = Quarter::of(last, start);
            let key = (audience, Period::Quarter(last));
            let before = disclosure::store::one(tx, scope, query.programme, key).await?;
            let before = before.map(|made| (last, made.release));
            let national = themes::store::national(tx).await?;
            let of = (&now.release, query.quarter);
            let before = before.as_ref().map(|(last, release)| (release, *last));
            Ok::<_, Problem>(rankings::of_release(of, before, query.patch, &national))
        })
        .await?;
    Ok(Json(found))
}
