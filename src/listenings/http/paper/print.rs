//! A list, printed.

use axum::{Json, extract::Path, http::StatusCode};
use mobile_api::wire::ops::{HourBand, Outcome};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::belongs;
use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    base::{
        ids::{PersonId, ShiftId, WalkListId},
        time::{Day, EpochMs},
    },
    db::Tx,
    intake,
    listenings::paper::printed::{
        NotPrinted, PaperStreet, doors_of, in_order, may_be_printed, numbered, planned,
    },
    problem::Problem,
    walk_lists::{
        self,
        drawing::{self, MapView},
        http::moving::{around, parts_of, shown},
        model::{Stop, WalkList},
        sheet_code::SheetCode,
        store::{
            paper::{Sheet, sheet},
            rows::stocked,
        },
    },
};

/// The address.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(print_walk_list))
}

/// All that one print of a list needs.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Paper {
    /// The code for keying back, as it is printed.
    code: String,
    /// The version of the list.
    version: i64,
    /// The list's name.
    title: String,
    /// The campaign's name.
    campaign: String,
    /// What it is for.
    aim: String,
    /// Open questions people may ask.
    frame: Vec<String>,
    /// Who goes, and when.
    shift: PaperShift,
    /// Where they meet.
    meeting_point: String,
    /// The day it is walked.
    day: Day,
    /// The part of that day.
    #[schema(value_type = String)]
    hour_band: HourBand,
    /// Doors on it.
    doors: usize,
    /// Minutes it should take.
    minutes: f64,
    /// Metres to walk.
    metres: f64,
    /// The sides of streets in walking order; one that is walked in two goes comes twice.
    streets: Vec<PaperStreet>,
    /// Every outcome there is a box for, knocked ones first.
    #[schema(value_type = Vec<String>)]
    outcomes: [Outcome; 14],
    /// Lines to print beside streets and doors.
    credits: Vec<String>,
    /// Streets around, ways and doors with their numbers.
    #[schema(value_type = Object)]
    map: MapView,
}

/// The shift of a printed list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperShift {
    id: ShiftId,
    planned_start: EpochMs,
    planned_end: EpochMs,
    /// Names of those who go.
    people: Vec<String>,
    /// The name of the buddy.
    buddy: String,
}

/// Print a list that is with its people: doors in walking order with what is known of them, never
/// what was said; a code for keying the sheet back; a map.
#[utoipa::path(get, path = "/api/v1/walk_lists/{list}/paper", operation_id = "print_walk_list",
    tag = "listenings", params(("list" = WalkListId, Path)), responses((status = 200, body = Paper)))]
async fn print_walk_list(
    caller: Caller,
    Path(id): Path<WalkListId>,
) -> Result<Json<Paper>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let app = caller.app.clone();
    let paper = caller
        .app
        .db
        .write(async move |tx| print(tx, scope, &app, id).await)
        .await?;
    Ok(Json(paper))
}

async fn print(tx: &mut Tx, scope: HubScope, app: &App, id: WalkListId) -> Result<Paper, Problem> {
    let list = walk_lists::store::list(tx, scope, id).await?;
    let list = list.ok_or_else(|| Problem::not_found("walk list"))?;
    may_be_printed(list.state).map_err(not_printed)?;
    let (shift, campaign) = belongs(tx, scope, &list).await?;
    let stocked = stocked(tx, scope, list.id).await?;
    let stops = shown(&stocked);
    let code = code_of(tx, scope, app, (&list, &stops)).await?;
    let parts = parts_of(tx, &stocked).await?;
    let around = around(&stocked, &parts);
    let mut map = MapView::default();
    map.extend(drawing::streets(&around));
    map.extend(drawing::kept(&around, &list, stops.clone()).1);
    map.extend(drawing::doors(&around, &list, &stops));
    let members = access::store::members(tx, scope).await?;
    let name = |person: PersonId| {
        let member = members.iter().find(|member| member.person_id == person);
        member.map(|member| member.display_name.clone())
    };
    let (day, hour_band) = planned(&shift);
    Ok(Paper {
        code: code.printed(),
        version: list.version,
        title: list.name,
        aim: campaign.aim.clone(),
        frame: campaign.frame.clone(),
        meeting_point: shift.start_place,
        day,
        hour_band,
        doors: doors_of(&stops),
        minutes: list.minutes,
        metres: list.metres,
        streets: in_order(&stops, &stocked, &campaign, &around),
        campaign: campaign.name,
        shift: PaperShift {
            id: shift.id,
            planned_start: shift.planned_start,
            planned_end: shift.planned_end,
            people: shift
                .people
                .iter()
                .filter_map(|on| name(on.person))
                .collect(),
            buddy: shift.buddy,
        },
        outcomes: Outcome::ALL,
        credits: credits(tx).await?,
        map,
    })
}

fn not_printed(why: NotPrinted) -> Problem {
    let (code, sentence) = match why {
        NotPrinted::NotIssued => (
            "not_issued",
            "Hand this list to a shift first: what people write on the sheet is keyed back under \
             their shift.",
        ),
        NotPrinted::Over => (
            "list_over",
            "This list is not with anybody any more. Cut the patch again and hand out a new one.",
        ),
    };
    Problem::new(StatusCode::CONFLICT, code, sentence)
}

/// Codes tried before chance is taken for broken.
const TRIES: usize = 8;

async fn code_of(
    tx: &mut Tx,
    scope: HubScope,
    app: &App,
    (list, stops): (&WalkList, &[Stop]),
) -> Result<SheetCode, Problem> {
    for _ in 0..TRIES {
        let new = Sheet {
            code: SheetCode::of(&app.ids.secret()).as_str().to_owned(),
            list: list.id,
            version: list.version,
            stops: numbered(stops),
            chance: hex::encode(app.ids.secret()),
        };
        if let Some(sheet) = sheet(tx, scope, &new, app.clock.now()).await? {
            return SheetCode::read(&sheet.code).map_err(Problem::conflict);
        }
    }
    Err(Problem::conflict(
        "No free code was found for this sheet. Print it again.",
    ))
}

const OSM: &str =
    "Streets and doors: © OpenStreetMap contributors, Open Database License (ODbL) 1.0";

async fn credits(tx: &mut Tx) -> Result<Vec<String>, Problem> {
    let mut credits = intake::store::credits(tx).await?;
    if credits.is_empty() {
        credits.push(OSM.to_owned());
    }
    Ok(credits)
}
