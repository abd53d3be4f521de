//! The streets of a patch, one door for those who plan, and lifting a do-not-knock.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, extract::Path};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    model::{DoNotKnock, DoorFacts, DoorKind, DoorLabel, DoorStateRow, Street, StreetPart},
    store,
};
use crate::{
    access::{
        Caller, HubScope, Permission,
        audit::{self, Action},
    },
    app::App,
    areas,
    base::ids::{DoorId, PatchId, StreetId},
    db::Tx,
    problem::Problem,
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_patch_streets))
        .routes(routes!(read_door))
        .routes(routes!(lift_do_not_knock))
}

/// What there is to knock at in a patch.
#[derive(Default, Serialize, utoipa::ToSchema)]
pub struct PatchStreets {
    /// The version of the patch that was looked at.
    version: i64,
    /// Doors that are homes as far as anybody knows.
    homes: i64,
    /// Doors whose tags speak of something else.
    unlikely_homes: i64,
    /// Doors that lie on no street.
    not_on_a_street: i64,
    /// Street parts without a known door: to be walked and their doors found.
    parts_without_doors: i64,
    /// The streets, by name.
    streets: Vec<StreetCount>,
}

/// One street of a patch; only what lies within the patch is counted.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StreetCount {
    /// The street.
    id: StreetId,
    /// Its name.
    name: String,
    /// Metres of it within the patch.
    length_m: f64,
    /// Homes.
    homes: i64,
    /// Doors that are unlikely to be homes.
    unlikely_homes: i64,
    /// Doors without a number.
    without_number: i64,
    /// Parts of it without a known door.
    parts_without_doors: i64,
}

/// The streets of a patch and what is known of their doors.
#[utoipa::path(get, path = "/api/v1/patches/{patch}/streets", operation_id = "read_patch_streets",
    tag = "streets", params(("patch" = PatchId, Path)),
    responses((status = 200, body = PatchStreets)))]
async fn read_patch_streets(
    caller: Caller,
    Path(id): Path<PatchId>,
) -> Result<Json<PatchStreets>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let summary = caller
        .app
        .db
        .read(async move |tx| {
            let mut versions = areas::store::patch(tx, scope, id).await?.into_iter();
            let patch = versions.next().ok_or_else(|| Problem::not_found("patch"))?;
            let doors = store::doors_in_patch(tx, scope, &patch).await?;
            let parts = store::parts_in_patch(tx, &patch).await?;
            let streets = streets_of(tx, &doors, &parts).await?;
            let mut summary = summary(&streets, &doors, &parts);
            summary.version = patch.version;
            Ok::<_, Problem>(summary)
        })
        .await?;
    Ok(Json(summary))
}

async fn streets_of(
    tx: &mut Tx,
    doors: &[DoorFacts],
    parts: &[StreetPart],
) -> Result<Vec<Street>, Problem> {
    let of_doors = doors.iter().filter_map(|door| door.street_id);
    let ids: BTreeSet<StreetId> = of_doors
        .chain(parts.iter().map(|part| part.street_id))
        .collect();
    let ids: Vec<StreetId> = ids.into_iter().collect();
    let streets = store::streets_by_id(tx, &ids).await?;
    Ok(streets.into_values().collect())
}

fn summary(streets: &[Street], doors: &[DoorFacts], parts: &[StreetPart]) -> PatchStreets {
    let count = |yes: &dyn Fn(&DoorFacts) -> bool| {
        i64::try_from(doors.iter().filter(|door| yes(door)).count()).unwrap_or(i64::MAX)
    };
    let with_doors: BTreeSet<_> = doors.iter().filter_map(|door| door.part_id).collect();
    let mut of_street: BTreeMap<StreetId, StreetCount> = streets
        .iter()
        .map(|street| (street.id, StreetCount::empty(street)))
        .collect();
    for part in parts {
        if let Some(street) = of_street.get_mut(&part.street_id) {
            street.length_m += part.length_m;
            street.parts_without_doors += i64::from(!with_doors.contains(&part.id));
        }
    }
    for door in doors {
        if let Some(street) = door.street_id.and_then(|id| of_street.get_mut(&id)) {
            street.homes += i64::from(door.kind == DoorKind::Home);
            street.unlikely_homes += i64::from(door.kind == DoorKind::UnlikelyHome);
            street.without_number += i64::from(door.number.is_none());
        }
    }
    let mut streets: Vec<StreetCount> = of_street.into_values().collect();
    streets.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    PatchStreets {
        version: 0,
        homes: count(&|door| door.kind == DoorKind::Home),
        unlikely_homes: count(&|door| door.kind == DoorKind::UnlikelyHome),
        not_on_a_street: count(&|door| door.street_id.is_none()),
        parts_without_doors: streets
            .iter()
            .map(|street| street.parts_without_doors)
            .sum(),
        streets,
    }
}

impl StreetCount {
    fn empty(street: &Street) -> Self {
        Self {
            id: street.id,
            name: street.name.clone(),
            length_m: 0.0,
            homes: 0,
            unlikely_homes: 0,
            without_number: 0,
            parts_without_doors: 0,
        }
    }
}

/// One door with what the hub knows of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DoorDetail {
    door: DoorFacts,
    /// Its street's name.
    street: Option<String>,
    /// What the hub's people found.
    label: Option<DoorLabel>,
    /// The resident's wish not to be called on, if they ever had it.
    do_not_knock: Option<DoNotKnock>,
    /// Where it stands in the hub's campaigns.
    states: Vec<DoorStateRow>,
}

/// Read one door.
#[utoipa::path(get, path = "/api/v1/doors/{door}", operation_id = "read_door", tag = "streets",
    params(("door" = DoorId, Path)), responses((status = 200, body = DoorDetail)))]
async fn read_door(caller: Caller, Path(id): Path<DoorId>) -> Result<Json<DoorDetail>, Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let detail = caller
        .app
        .db
        .read(async move |tx| {
            let door = visible_door(tx, scope, id).await?;
            let street = match door.street_id {
                Some(street) => store::street(tx, street).await?,
                None => None,
            };
            Ok::<_, Problem>(DoorDetail {
                street: street.map(|street| street.name),
                label: store::label_of(tx, scope, id).await?,
                do_not_knock: store::do_not_knock(tx, id).await?,
                states: store::states_of(tx, scope, id).await?,
                door,
            })
        })
        .await?;
    Ok(Json(detail))
}

/// A door that this hub may see; another hub's added door looks like none.
async fn visible_door(tx: &mut Tx, scope: HubScope, id: DoorId) -> Result<DoorFacts, Problem> {
    store::door(tx, id)
        .await?
        .filter(|door| door.added_by_hub.is_none_or(|hub| hub == scope.hub()))
        .ok_or_else(|| Problem::not_found("door"))
}

/// Lift a do-not-knock at the resident's wish; from then on the door may be listed again.
#[utoipa::path(post, path = "/api/v1/doors/{door}/do_not_knock/lift",
    operation_id = "lift_do_not_knock", tag = "streets", params(("door" = DoorId, Path)),
    responses((status = 200, body = DoNotKnock)))]
async fn lift_do_not_knock(
    caller: Caller,
    Path(id): Path<DoorId>,
) -> Result<Json<DoNotKnock>, Problem> {
    let scope = caller.may_in_hub(Permission::LiftDoNotKnock)?;
    let today = caller.app.clock.now().day();
    let whose = caller.clone();
    let wish = caller
        .app
        .db
        .write(async move |tx| {
            visible_door(tx, scope, id).await?;
            if !store::lift_do_not_knock(tx, id, today).await? {
                return Err(Problem::conflict("No do-not-knock holds for this door."));
            }
            let done = (Action::DoNotKnockLifted, "", 1);
            audit::record_for(tx, scope, &whose, done).await?;
            store::do_not_knock(tx, id)
                .await?
                .ok_or_else(|| Problem::not_found("door"))
        })
        .await?;
    Ok(Json(wish))
}
