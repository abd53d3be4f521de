//! A printed list, found again by its code before its rows are keyed.

use std::collections::BTreeMap;

use axum::{Json, extract::Path};
use mobile_api::wire::ops::{HourBand, Outcome};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{read_code, sheet_of};
use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    base::{
        ids::{DoorId, PersonId, ShiftId, VisitId, WalkListId},
        time::{Day, EpochMs},
    },
    db::Tx,
    listenings::{
        paper::{
            back::{last_outcomes, recorders, visits_of, walked, warning},
            printed::called,
        },
        store::visits,
    },
    problem::Problem,
    streets::model::Side,
    walk_lists::{model::StopAt, sheet_code::SheetCode, store::rows::stocked},
};

/// The address.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(find_paper))
}

/// A sheet that came back.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperFound {
    /// The list.
    list: WalkListId,
    /// Its name.
    title: String,
    /// The version of the list that was printed.
    version: i64,
    /// The list's shift.
    shift: ShiftId,
    /// The day for which it was planned, or today where that is still to come.
    day: Day,
    /// The part of that day, likewise.
    #[schema(value_type = String)]
    hour_band: HourBand,
    /// Who went, those who write down what is heard first.
    recorders: Vec<PaperRecorder>,
    /// Its rows.
    rows: Vec<PaperFoundRow>,
    /// Why what is keyed now waits for a person, if it does.
    warning: Option<String>,
}

/// Somebody who went.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperRecorder {
    person: PersonId,
    name: String,
}

/// A row of a sheet that came back.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperFoundRow {
    /// The number that was printed.
    n: i64,
    /// The street.
    street: String,
    /// Its side.
    side: Option<Side>,
    /// House number.
    number: Option<String>,
    /// What the door is called.
    label: Option<String>,
    /// The outcome of its last attempt that stands from this list's sheets.
    #[schema(value_type = Option<String>)]
    keyed: Option<Outcome>,
}

/// Find a printed list by its code, before its rows are keyed.
#[utoipa::path(get, path = "/api/v1/paper/{code}", operation_id = "find_paper", tag = "listenings",
    params(("code" = String, Path)), responses((status = 200, body = PaperFound)))]
async fn find_paper(caller: Caller, Path(code): Path<String>) -> Result<Json<PaperFound>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let code = read_code(&code)?;
    let now = caller.app.clock.now();
    let found = caller
        .app
        .db
        .read(async move |tx| find(tx, scope, &code, now).await)
        .await?;
    Ok(Json(found))
}

async fn find(
    tx: &mut Tx,
    scope: HubScope,
    code: &SheetCode,
    now: EpochMs,
) -> Result<PaperFound, Problem> {
    let (sheet, list, shift) = sheet_of(tx, scope, code).await?;
    let stocked = stocked(tx, scope, list.id).await?;
    let sides: BTreeMap<DoorId, Side> = stocked
        .stops
        .iter()
        .filter_map(|stop| match stop.at {
            StopAt::Door(door) => Some((door, stop.side)),
            StopAt::Stretch { .. } => None,
        })
        .collect();
    let visits_of = visits_of(&sheet, &list);
    let ids: Vec<VisitId> = visits_of.keys().copied().collect();
    let standing = visits::outcomes(tx, scope, &ids).await?;
    let keyed = last_outcomes(&visits_of, &standing);
    let members = access::store::members(tx, scope).await?;
    let (day, hour_band) = walked(&shift, now);
    let row = |(n, door): &(i64, DoorId)| {
        let (number, label) = called(*door, &stocked);
        let facts = stocked.doors.get(door);
        let street = facts.and_then(|door| stocked.streets.get(&door.street_id?));
        PaperFoundRow {
            n: *n,
            street: street.map_or_else(String::new, |street| street.name.clone()),
            side: sides.get(door).copied(),
            number,
            label,
            keyed: keyed.get(door).copied(),
        }
    };
    let recorder = |person: PersonId| {
        let member = members.iter().find(|member| member.person_id == person);
        PaperRecorder {
            person,
            name: member.map_or_else(String::new, |member| member.display_name.clone()),
        }
    };
    Ok(PaperFound {
        list: list.id,
        version: sheet.version,
        shift: shift.id,
        day,
        hour_band,
        recorders: recorders(&shift).map(recorder).collect(),
        rows: sheet.stops.iter().map(row).collect(),
        warning: warning(&list, &shift),
        title: list.name,
    })
}
