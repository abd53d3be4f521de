//! Walk lists: listed, read stop by stop, taken back, handed back.

use axum::{Json, extract::Path};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{Caller, Permission},
    app::App,
    base::{
        ids::{CampaignId, DoorId, StreetId, StreetPartId, WalkListId},
        time::Day,
    },
    feed::Feed,
    problem::Problem,
    streets::model::{DoorState, Side},
    walk_lists::{
        model::{Stop, StopAt, WalkList},
        store::{
            self,
            rows::{Stocked, standing},
        },
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_walk_lists))
        .routes(routes!(read_walk_list))
        .routes(routes!(recall_walk_list))
        .routes(routes!(return_walk_list))
}

/// The lists of a campaign.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WalkLists {
    walk_lists: Vec<WalkList>,
}

/// List a campaign's walk lists, oldest first.
#[utoipa::path(get, path = "/api/v1/campaigns/{campaign}/walk_lists",
    operation_id = "list_walk_lists", tag = "walk_lists",
    params(("campaign" = CampaignId, Path)), responses((status = 200, body = WalkLists)))]
async fn list_walk_lists(
    caller: Caller,
    Path(id): Path<CampaignId>,
) -> Result<Json<WalkLists>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let walk_lists = caller
        .app
        .db
        .read(async move |tx| {
            let campaign = store::campaign(tx, scope, id).await?;
            campaign.ok_or_else(|| Problem::not_found("campaign"))?;
            Ok::<_, Problem>(store::lists(tx, scope, id).await?)
        })
        .await?;
    Ok(Json(WalkLists { walk_lists }))
}

/// One stop of a list: a door, or a stretch of street whose doors nobody knows yet.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StopView {
    /// Its place in the walking order, from 1; gaps are doors that left the list.
    n: i64,
    /// The door; absent for a stretch.
    door: Option<DoorId>,
    /// The street part of a stretch; absent for a door.
    part: Option<StreetPartId>,
    /// Where the stretch begins and ends, in metres along the part.
    metres: Option<(f64, f64)>,
    /// The street.
    street: Option<StreetId>,
    /// Its name.
    street_name: Option<String>,
    /// House number.
    number: Option<String>,
    /// What the door is called, such as `Flat 3`.
    label: Option<String>,
    /// Building.
    building: Option<String>,
    /// Floor.
    floor: Option<i64>,
    /// Side of the street.
    side: Side,
    /// Degrees east, of a door.
    lng: Option<f64>,
    /// Degrees north, of a door.
    lat: Option<f64>,
    /// Where the door stands in this campaign.
    state: Option<DoorState>,
    /// Knocks in this campaign.
    tries: i64,
    /// Day of the last visit in this campaign.
    last_on: Option<Day>,
}

/// A list with its stops in walking order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WalkListDetail {
    walk_list: WalkList,
    stops: Vec<StopView>,
}

/// Read a walk list stop by stop. A door whose people asked not to be knocked at is not shown,
/// even while its list is out.
#[utoipa::path(get, path = "/api/v1/walk_lists/{list}", operation_id = "read_walk_list",
    tag = "walk_lists", params(("list" = WalkListId, Path)),
    responses((status = 200, body = WalkListDetail)))]
async fn read_walk_list(
    caller: Caller,
    Path(id): Path<WalkListId>,
) -> Result<Json<WalkListDetail>, Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let detail = caller
        .app
        .db
        .read(async move |tx| {
            let walk_list = store::list(tx, scope, id)
                .await?
                .ok_or_else(|| Problem::not_found("walk list"))?;
            let stocked = store::rows::stocked(tx, scope, id).await?;
            let stops = stocked
                .stops
                .iter()
                .filter_map(|stop| view(stop, &stocked, walk_list.campaign_id))
                .collect();
            Ok::<_, Problem>(WalkListDetail { walk_list, stops })
        })
        .await?;
    Ok(Json(detail))
}

fn view(stop: &Stop, stocked: &Stocked, campaign: CampaignId) -> Option<StopView> {
    let mut view = StopView {
        n: stop.n,
        door: None,
        part: None,
        metres: None,
        street: None,
        street_name: None,
        number: None,
        label: None,
        building: None,
        floor: None,
        side: stop.side,
        lng: None,
        lat: None,
        state: None,
        tries: 0,
        last_on: None,
    };
    match stop.at {
        StopAt::Stretch { part, from_m, to_m } => {
            view.part = Some(part);
            view.metres = Some((from_m, to_m));
            view.street = stocked.parts.get(&part).map(|part| part.street_id);
        }
        StopAt::Door(id) => {
            if stocked.known.do_not_knock.contains(&id) {
                return None;
            }
            view.door = Some(id);
            show_door(&mut view, id, stocked, campaign);
        }
    }
    let street = view.street.and_then(|id| stocked.streets.get(&id));
    view.street_name = street.map(|street| street.name.clone());
    Some(view)
}

fn show_door(view: &mut StopView, id: DoorId, stocked: &Stocked, campaign: CampaignId) {
    let label = stocked.known.labels.get(&id);
    if let Some(door) = stocked.doors.get(&id) {
        view.street = door.street_id;
        view.number.clone_from(&door.number);
        view.label.clone_from(&door.flat);
        view.building.clone_from(&door.building);
        view.floor = door.floor;
        view.lng = Some(door.lng);
        view.lat = Some(door.lat);
    }
    if let Some(read) = label {
        view.number = read.number.clone().or(view.number.take());
        view.label = read.label.clone().or(view.label.take());
        view.floor = read.floor.or(view.floor);
    }
    let state = stocked.state(id, campaign);
    view.state = Some(standing(state, label, false));
    view.tries = state.map_or(0, |row| row.tries);
    view.last_on = state.map(|row| row.last_on);
}

/// Take a list back before its people are done. Their phones drop it at next contact; what they
/// have not handed in yet is still taken.
#[utoipa::path(post, path = "/api/v1/walk_lists/{list}/recall", operation_id = "recall_walk_list",
    tag = "walk_lists", params(("list" = WalkListId, Path)),
    responses((status = 200, body = WalkList)))]
async fn recall_walk_list(
    caller: Caller,
    Path(id): Path<WalkListId>,
) -> Result<Json<WalkList>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let now = caller.app.clock.now();
    let walk_list = caller
        .app
        .db
        .write(async move |tx| {
            let mut feed = Feed::default();
            let walk_list = store::recall(tx, &mut feed, scope, id, now).await?;
            feed.publish(tx, scope).await?;
            Ok::<_, Problem>(walk_list)
        })
        .await?;
    Ok(Json(walk_list))
}

/// Keep that a list came back. Doors nobody came to are free for the next cut.
#[utoipa::path(post, path = "/api/v1/walk_lists/{list}/return", operation_id = "return_walk_list",
    tag = "walk_lists", params(("list" = WalkListId, Path)),
    responses((status = 200, body = WalkList)))]
async fn return_walk_list(
    caller: Caller,
    Path(id): Path<WalkListId>,
) -> Result<Json<WalkList>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let now = caller.app.clock.now();
    let walk_list = caller
        .app
        .db
        .write(async move |tx| {
            let mut feed = Feed::default();
            let walk_list = store::give_back(tx, &mut feed, scope, id, now).await?;
            feed.publish(tx, scope).await?;
            Ok::<_, Problem>(walk_list)
        })
        .await?;
    Ok(Json(walk_list))
}
