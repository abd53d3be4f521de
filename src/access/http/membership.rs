//! The addresses at which the network lets hubs leave, merge and be named anew, and takes it back.

use axum::{Json, extract::Path};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{
        Caller, Permission,
        membership::{self as rules, HubChange},
        model::{Hub, HubStanding, HubStep},
        store::{self, membership},
    },
    app::App,
    base::{ids::HubId, time::Day},
    db::Tx,
    problem::{Body, Problem},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(change_hub))
        .routes(routes!(list_hub_changes))
        .routes(routes!(undo_hub_change))
}

/// Goes on only if this hub is there.
///
/// # Errors
/// 422 with the field's name when it is not.
pub async fn known(tx: &mut Tx, id: Option<HubId>, field: &str) -> Result<(), Problem> {
    let Some(id) = id else { return Ok(()) };
    if store::hub(tx, id).await?.is_some() {
        return Ok(());
    }
    Err(Problem::unprocessable(
        "unknown_hub",
        format!("`{field}` is the id of a hub of the network; GET /api/v1/hubs lists them."),
    ))
}

/// A hub as it stands and as it would stand after a change, and all hubs beside it.
pub struct Weighed {
    /// As it stands.
    pub before: Hub,
    /// As it would stand.
    pub after: Hub,
    /// All hubs as they stand.
    pub all: Vec<Hub>,
}

/// Works out what a change would come to.
///
/// # Errors
/// 404 without such a hub, 409 when it was changed since it was seen, 400 and 422 with what does
/// not make sense.
pub async fn weigh(tx: &mut Tx, id: HubId, change: &HubChange) -> Result<Weighed, Problem> {
    let all = store::hubs(tx).await?;
    let before = all.iter().find(|hub| hub.id == id).cloned();
    let before = before.ok_or_else(|| Problem::not_found("hub"))?;
    rules::as_seen(&before, change.version)?;
    let has_people = membership::has_people(tx, id).await?;
    let after = rules::changed(before.clone(), change, (&all, has_people))?;
    Ok(Weighed { before, after, all })
}

async fn keep(
    tx: &mut Tx,
    weighed: Weighed,
    (undoes, today): (Option<i64>, Day),
) -> Result<Hub, Problem> {
    let Weighed { before, after, all } = weighed;
    let Some(said) = rules::told(&before, &after, &all) else {
        return Ok(before);
    };
    let hub = Hub {
        version: before.version + 1,
        ..after
    };
    let step = HubStep {
        version: hub.version,
        said,
        stood: HubStanding::of(&before),
        undoes,
        changed_on: today,
    };
    membership::save(tx, &hub, &step).await?;
    Ok(hub)
}

/// Change a hub: its name, its region, the day it leaves, the hub its work goes into. Its counts and
/// returns stay its own. What a change would come to says
/// `POST /api/v1/network/hubs/{hub}/preview`.
#[utoipa::path(patch, path = "/api/v1/hubs/{hub}", operation_id = "change_hub", tag = "access",
    params(("hub" = HubId, Path)), request_body = HubChange,
    responses((status = 200, body = Hub)))]
async fn change_hub(
    caller: Caller,
    Path(id): Path<HubId>,
    Body(change): Body<HubChange>,
) -> Result<Json<Hub>, Problem> {
    caller.may(Permission::ManageNetwork)?;
    let today = caller.app.clock.now().day();
    let hub = caller
        .app
        .db
        .write(async move |tx| {
            membership::lock(tx).await?;
            let weighed = weigh(tx, id, &change).await?;
            keep(tx, weighed, (None, today)).await
        })
        .await?;
    Ok(Json(hub))
}

/// One change of a hub.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HubChanged {
    /// The version it made.
    version: i64,
    /// What changed, in a sentence.
    said: String,
    /// The version that it took back, where it did.
    undoes: Option<i64>,
    /// The day it was changed.
    changed_on: Day,
    /// Whether it can be taken back: it is the last change, and takes none back itself.
    may_undo: bool,
}

/// What changed about a hub.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HubChanges {
    /// Newest first.
    changes: Vec<HubChanged>,
}

/// List what changed about a hub since it joined, newest first. The network's own.
#[utoipa::path(get, path = "/api/v1/hubs/{hub}/changes", operation_id = "list_hub_changes",
    tag = "access", params(("hub" = HubId, Path)),
    responses((status = 200, body = HubChanges)))]
async fn list_hub_changes(
    caller: Caller,
    Path(id): Path<HubId>,
) -> Result<Json<HubChanges>, Problem> {
    caller.may(Permission::ManageNetwork)?;
    let steps = caller
        .app
        .db
        .read(async move |tx| {
            known_or_404(tx, id).await?;
            Ok::<_, Problem>(membership::steps(tx, id).await?)
        })
        .await?;
    let changes = steps
        .into_iter()
        .enumerate()
        .map(|(n, step)| HubChanged {
            version: step.version,
            said: step.said,
            undoes: step.undoes,
            changed_on: step.changed_on,
            may_undo: n == 0 && step.undoes.is_none(),
        })
        .collect();
    Ok(Json(HubChanges { changes }))
}

async fn known_or_404(tx: &mut Tx, id: HubId) -> Result<Hub, Problem> {
    let hub = store::hub(tx, id).await?;
    hub.ok_or_else(|| Problem::not_found("hub"))
}

/// Which change to take back.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoHubChange {
    /// The version it made: the hub's own, as you saw it.
    version: i64,
}

/// Take the last change of a hub back: it stands again as it stood before.
#[utoipa::path(post, path = "/api/v1/hubs/{hub}/undo", operation_id = "undo_hub_change",
    tag = "access", params(("hub" = HubId, Path)), request_body = UndoHubChange,
    responses((status = 200, body = Hub)))]
async fn undo_hub_change(
    caller: Caller,
    Path(id): Path<HubId>,
    Body(undo): Body<UndoHubChange>,
) -> Result<Json<Hub>, Problem> {
    caller.may(Permission::ManageNetwork)?;
    let today = caller.app.clock.now().day();
    let hub = caller
        .app
        .db
        .write(async move |tx| {
            membership::lock(tx).await?;
            let before = known_or_404(tx, id).await?;
            rules::as_seen(&before, Some(undo.version))?;
            let steps = membership::steps(tx, id).await?;
            let last = steps
                .into_iter()
                .next()
                .filter(|step| step.undoes.is_none());
            let last = last.ok_or_else(|| {
                Problem::conflict(
                    "There is no last change to take back: it was taken back before, or there was \
                     none.",
                )
            })?;
            let all = store::hubs(tx).await?;
            let after = last.stood.put_on(&before);
            rules::check(&after, &all)?;
            let weighed = Weighed { before, after, all };
            keep(tx, weighed, (Some(last.version), today)).await
        })
        .await?;
    Ok(Json(hub))
}
