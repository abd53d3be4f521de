//! How hubs leave the network, and into which other hub their work goes.
//!
//! Nothing that was counted, frozen or handed in moves: a hub counts in every quarter it belonged to
//! for a day, under itself, for ever.

use axum::{Json, extract::Path};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::named;
use crate::{
    access::{Caller, Permission, model::Hub, store},
    app::App,
    base::{ids::HubId, time::Day},
    db::Tx,
    problem::{Body, Problem},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(change_hub))
}

/// What to change about a hub; what is absent stays.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HubChange {
    name: Option<String>,
    region: Option<String>,
    funded: Option<bool>,
    /// Its last day in the network.
    leaves_on: Option<Day>,
    /// The hub its work goes into; of a merger each hub that leaves names the same one.
    merged_into: Option<HubId>,
    /// `true` takes its leaving back.
    stays: Option<bool>,
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

/// Change a hub: its name, its region, the day it leaves, the hub its work goes into. Its counts and
/// returns stay its own.
#[utoipa::path(patch, path = "/api/v1/hubs/{hub}", operation_id = "change_hub", tag = "access",
    params(("hub" = HubId, Path)), request_body = HubChange,
    responses((status = 200, body = Hub)))]
async fn change_hub(
    caller: Caller,
    Path(id): Path<HubId>,
    Body(change): Body<HubChange>,
) -> Result<Json<Hub>, Problem> {
    caller.may(Permission::ManageNetwork)?;
    let hub = caller
        .app
        .db
        .write(async move |tx| {
            let hub = store::hub(tx, id).await?;
            let hub = hub.ok_or_else(|| Problem::not_found("hub"))?;
            let hub = changed(hub, &change)?;
            known(tx, hub.merged_into, "merged_into").await?;
            let all = store::hubs(tx).await?;
            check(&hub, &all)?;
            store::save_hub(tx, &hub).await?;
            Ok::<_, Problem>(hub)
        })
        .await?;
    Ok(Json(hub))
}

fn changed(mut hub: Hub, change: &HubChange) -> Result<Hub, Problem> {
    if let Some(name) = &change.name {
        hub.name = named(name)?;
    }
    if let Some(region) = &change.region {
        hub.region = named(region)?;
    }
    hub.funded = change.funded.unwrap_or(hub.funded);
    if change.stays == Some(true) {
        if change.leaves_on.is_some() || change.merged_into.is_some() {
            return Err(Problem::bad_request(
                "A hub stays, or it leaves: not both in one request.",
            ));
        }
        (hub.leaves_on, hub.merged_into) = (None, None);
    }
    hub.leaves_on = change.leaves_on.or(hub.leaves_on);
    hub.merged_into = change.merged_into.or(hub.merged_into);
    Ok(hub)
}

/// Whether a hub may stand so among all others.
fn check(hub: &Hub, all: &[Hub]) -> Result<(), Problem> {
    let cannot = |code, why: String| Err(Problem::unprocessable(code, why));
    if hub.leaves_on.is_some_and(|leaves| leaves < hub.joins_on) {
        return cannot(
            "leaves_before_it_joins",
            format!(
                "The hub joined on {}; it cannot leave before.",
                hub.joins_on
            ),
        );
    }
    let Some(into) = hub.merged_into else {
        return Ok(());
    };
    let Some(leaves) = hub.leaves_on else {
        return cannot(
            "still_a_member",
            "A hub that goes into another leaves: say on which day in `leaves_on`.".to_owned(),
        );
    };
    // Follow where the work goes on: it must end somewhere else than here.
    let mut next = Some(into);
    for _ in 0..=all.len() {
        let Some(id) = next else { break };
        if id == hub.id {
            return cannot(
                "merged_in_a_circle",
                "The hub it would go into goes into this one itself.".to_owned(),
            );
        }
        let found = all.iter().find(|other| other.id == id);
        next = found.and_then(|other| other.merged_into);
    }
    let gone = all
        .iter()
        .find(|other| other.id == into)
        .and_then(|other| other.leaves_on)
        .filter(|left| *left < leaves);
    match gone {
        Some(left) => cannot(
            "merged_into_one_that_left",
            format!("The hub it would go into left on {left}, before this one does."),
        ),
        None => Ok(()),
    }
}
