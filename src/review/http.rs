//! Counts, map layers and rankings as they stand, for the roles that may see exact counts; rankings
//! as they were released for the others. Themes across hubs are in `heard`, the sheet for doors in
//! `playback`.

mod heard;
mod playback;

use axum::{Json, http::header, response::IntoResponse};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    counts::{self, By, Counts, CountsQuery},
    layers::{self, Layer},
    rankings::{self, Rankings},
    store::Listened,
};
use crate::{
    access::{
        self, Caller, HubScope, Permission,
        audit::{self, Action},
        model::Programme,
    },
    app::App,
    base::{
        ids::{CampaignId, PatchId, ProgrammeId},
        time::{Day, Quarter},
    },
    disclosure::{self, Audience, Period},
    ledger::{self, CountQuery, Dimension, Reach, Series},
    problem::{Params, Problem},
    themes,
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_counts))
        .routes(routes!(read_counts_csv))
        .routes(routes!(read_area_layer))
        .routes(routes!(read_cell_layer))
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

/// Which map layer.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct LayerQuery {
    /// The programme.
    programme: ProgrammeId,
    /// Only this quarter.
    quarter: Option<Quarter>,
    /// `restated` (by date, as known now), or `reported`.
    #[param(inline)]
    series: Option<Series>,
    /// The vintage of small areas; the one the programme's edition ranks when absent.
    vintage: Option<i64>,
    /// The resolution of cells, 7 to 10; 10 when absent.
    resolution: Option<u8>,
}

impl LayerQuery {
    fn by(self, by: By) -> CountsQuery {
        CountsQuery {
            by,
            programme: Some(self.programme),
            quarter: self.quarter,
            from: None,
            to: None,
            series: self.series,
            edition: None,
            vintage: self.vintage,
            resolution: self.resolution,
            mode: None,
            definitions: None,
        }
    }
}

/// Read the small areas of the hub's patches with what was counted in them, as `GeoJSON`.
#[utoipa::path(get, path = "/api/v1/map/areas.geojson", operation_id = "read_area_layer",
    tag = "review", params(LayerQuery),
    responses((status = 200, body = Layer, content_type = "application/geo+json")))]
async fn read_area_layer(
    caller: Caller,
    Params(query): Params<LayerQuery>,
) -> Result<impl IntoResponse, Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let query = query.by(By::Lsoa);
    let layer = caller
        .app
        .db
        .read(async move |tx| {
            let question: CountQuery = counts::question(tx, &query).await?;
            let tree = ledger::counts(tx, Reach::Hub(scope), &question).await?;
            let Dimension::Lsoa(vintage) = question.by else {
                return Err(Problem::bad_request("Areas have a vintage."));
            };
            Ok::<_, Problem>(layers::of_areas(tx, scope, vintage, tree).await?)
        })
        .await?;
    Ok(geojson(layer))
}

/// Read the cells of the grid in which anything was counted, as `GeoJSON`.
#[utoipa::path(get, path = "/api/v1/map/cells.geojson", operation_id = "read_cell_layer",
    tag = "review", params(LayerQuery),
    responses((status = 200, body = Layer, content_type = "application/geo+json")))]
async fn read_cell_layer(
    caller: Caller,
    Params(query): Params<LayerQuery>,
) -> Result<impl IntoResponse, Problem> {
    caller.may_in_hub(Permission::ReadExactCounts)?;
    let counts = counted(&caller, query.by(By::Cell)).await?;
    Ok(geojson(layers::of_cells(counts.tree)))
}

fn geojson(layer: Layer) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/geo+json")],
        Json(layer),
    )
}

/// Which listenings.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RankingQuery {
    /// The programme.
    programme: ProgrammeId,
    /// Only this campaign.
    campaign: Option<CampaignId>,
    /// Only people in this patch.
    patch: Option<PatchId>,
    /// Only this quarter; positions of the quarter before stand beside it.
    quarter: Option<Quarter>,
}

/// Read themes in the order in which they were heard: loves and concerns side by side, with the
/// listenings behind them. Whoever may read what was said sees them as they stand; everybody else
/// what was released of a quarter.
#[utoipa::path(get, path = "/api/v1/themes/rankings", operation_id = "read_rankings",
    tag = "review", params(RankingQuery), responses((status = 200, body = Rankings)))]
async fn read_rankings(
    caller: Caller,
    Params(query): Params<RankingQuery>,
) -> Result<Json<Rankings>, Problem> {
    let audience = match (
        caller.may(Permission::ReadExactCounts).is_ok(),
        caller.may(Permission::ReadNotes).is_ok(),
    ) {
        (true, true) => return as_it_stands(caller, query).await,
        (true, false) => Audience::Hub,
        (false, _) => Audience::Group,
    };
    as_released(caller, query, audience).await
}

async fn as_it_stands(caller: Caller, query: RankingQuery) -> Result<Json<Rankings>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let programme = access::store::programme(tx, query.programme).await?;
            let programme = programme.ok_or_else(|| Problem::not_found("programme"))?;
            let now = listened(&query, &programme, query.quarter);
            let before = query.quarter.map(|quarter| {
                let start = programme.start_month();
                let day_before = quarter.first_day(start).plus_days(-1);
                listened(&query, &programme, Some(Quarter::of(day_before, start)))
            });
            let of = (&now, before.as_ref());
            Ok::<_, Problem>(rankings::rankings(tx, scope, of, query.quarter).await?)
        })
        .await?;
    Ok(Json(found))
}

async fn as_released(
    caller: Caller,
    query: RankingQuery,
    audience: Audience,
) -> Result<Json<Rankings>, Problem> {
    let scope = caller.may_in_hub(match audience {
        Audience::Hub => Permission::ReadExactCounts,
        Audience::Group | Audience::Network | Audience::Public => Permission::ReadGroupReleases,
    })?;
    let Some(quarter) = query.quarter else {
        return Err(Problem::bad_request(
            "Say which `quarter`: themes are released by quarter.",
        ));
    };
    if query.campaign.is_some() {
        return Err(Problem::bad_request(
            "Leave out `campaign`: themes are released for the hub and its patches.",
        ));
    }
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let key = (audience, Period::Quarter(quarter));
            let made = disclosure::store::one(tx, scope, query.programme, key).await?;
            let made = made.ok_or_else(|| Problem::not_found("release of this quarter"))?;
            let national = themes::store::national(tx).await?;
            let release = &made.release;
            Ok::<_, Problem>(rankings::of_release(
                release,
                query.patch,
                &national,
                quarter,
            ))
        })
        .await?;
    Ok(Json(found))
}

fn listened(query: &RankingQuery, programme: &Programme, quarter: Option<Quarter>) -> Listened {
    let start = programme.start_month();
    let ever = Day::new(2999, 12, 31).unwrap_or(programme.starts);
    let days = quarter.map_or((programme.starts, ever), |quarter| {
        (quarter.first_day(start), quarter.last_day(start))
    });
    Listened {
        programme: programme.id,
        campaign: query.campaign,
        patch: query.patch,
        days,
    }
}
