//! Lists on paper: printed, found again by their code, keyed back.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, extract::Path, http::StatusCode};
use mobile_api::wire::{
    Moment, OutboxState, PushRequest, PushResponse, Verdict,
    ops::{HourBand, Outcome},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    base::{
        ids::{DoorId, InstallId, PersonId, ShiftId, StreetId, VisitId, WalkListId},
        time::{Day, EpochMs},
    },
    db::Tx,
    intake,
    listenings::{
        paper::{self, KeyedRow, Keying, MOST_ATTEMPTS, MOST_ROWS, Trouble, band_at},
        store::visits,
    },
    problem::{Body, Problem},
    shifts::{
        self,
        model::{Part, Shift, ShiftState},
    },
    streets::model::{DoorState, Side},
    sync::{self, push::Giver},
    walk_lists::{
        self,
        drawing::{self, MapView},
        http::moving::{around, parts_of, shown},
        model::{Campaign, Stop, StopAt, WalkList, WalkListState},
        sheet_code::SheetCode,
        store::{
            paper::{Sheet, of_code, sheet},
            rows::{Stocked, standing, stocked},
        },
    },
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(print_walk_list))
        .routes(routes!(find_paper))
        .routes(routes!(key_paper))
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

/// One go along one side of a street.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperStreet {
    street: Option<StreetId>,
    name: String,
    side: Side,
    rows: Vec<PaperRow>,
}

/// One row: a door, or a stretch whose doors nobody knows yet.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperRow {
    /// Its number within the list.
    n: i64,
    /// House number.
    number: Option<String>,
    /// What the door is called, such as `Flat 3`.
    label: Option<String>,
    /// Building.
    building: Option<String>,
    /// Floor.
    floor: Option<i64>,
    /// Where the door stands in this campaign; nothing of what was said.
    state: Option<DoorState>,
    /// Knocks in this campaign.
    tries: i64,
    /// Day of the last visit in this campaign.
    last_on: Option<Day>,
    /// When they asked to be called on again.
    #[schema(value_type = Option<String>)]
    come_back: Option<HourBand>,
    /// The language spoken there.
    language: Option<String>,
    /// Of a stretch: its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    stretch: Option<PaperStretch>,
}

/// A stretch to walk.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperStretch {
    /// Its length in metres.
    metres: f64,
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
    if list.state == WalkListState::Draft {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "not_issued",
            "Hand this list to a shift first: what people write on the sheet is keyed back under \
             their shift.",
        ));
    }
    if !list.state.is_with_people() {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "list_over",
            "This list is not with anybody any more. Cut the patch again and hand out a new one.",
        ));
    }
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
    let is_door = |stop: &&Stop| matches!(stop.at, StopAt::Door(_));
    Ok(Paper {
        code: code.printed(),
        version: list.version,
        title: list.name,
        aim: campaign.aim.clone(),
        frame: campaign.frame.clone(),
        meeting_point: shift.start_place,
        day,
        hour_band,
        doors: stops.iter().filter(is_door).count(),
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

/// The shift and the campaign of a list that was handed out.
async fn belongs(
    tx: &mut Tx,
    scope: HubScope,
    list: &WalkList,
) -> Result<(Shift, Campaign), Problem> {
    let shift = match list.shift_id {
        Some(shift) => shifts::store::shift(tx, scope, shift).await?,
        None => None,
    };
    let shift = shift.ok_or_else(|| Problem::not_found("shift"))?;
    let campaign = walk_lists::store::campaign(tx, scope, list.campaign_id).await?;
    let campaign = campaign.ok_or_else(|| Problem::not_found("campaign"))?;
    Ok((shift, campaign))
}

/// Codes tried before chance is taken for broken.
const TRIES: usize = 8;

async fn code_of(
    tx: &mut Tx,
    scope: HubScope,
    app: &App,
    (list, stops): (&WalkList, &[Stop]),
) -> Result<SheetCode, Problem> {
    let of_stop = |stop: &Stop| match stop.at {
        StopAt::Door(door) => Some((stop.n, door)),
        StopAt::Stretch { .. } => None,
    };
    for _ in 0..TRIES {
        let new = Sheet {
            code: SheetCode::of(&app.ids.secret()).as_str().to_owned(),
            list: list.id,
            version: list.version,
            stops: stops.iter().filter_map(of_stop).collect(),
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

/// The day and the part of the day for which a shift was planned.
fn planned(shift: &Shift) -> (Day, HourBand) {
    let middle = (shift.planned_end.0 - shift.planned_start.0) / 2;
    let middle = shift.planned_start.plus(middle);
    (shift.planned_start.day(), band_at(middle))
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

fn in_order(
    stops: &[Stop],
    stocked: &Stocked,
    campaign: &Campaign,
    around: &drawing::Around<'_>,
) -> Vec<PaperStreet> {
    let mut streets: Vec<PaperStreet> = Vec::new();
    for stop in stops {
        let street = around.street(stop);
        let row = row(stop, stocked, campaign);
        match streets.last_mut() {
            Some(last) if last.street == street && last.side == stop.side => last.rows.push(row),
            Some(_) | None => streets.push(PaperStreet {
                street,
                name: street.map_or("", |street| around.name(street)).to_owned(),
                side: stop.side,
                rows: vec![row],
            }),
        }
    }
    streets
}

fn row(stop: &Stop, stocked: &Stocked, campaign: &Campaign) -> PaperRow {
    let mut row = PaperRow {
        n: stop.n,
        number: None,
        label: None,
        building: None,
        floor: None,
        state: None,
        tries: 0,
        last_on: None,
        come_back: None,
        language: None,
        stretch: None,
    };
    match stop.at {
        StopAt::Stretch { from_m, to_m, .. } => {
            let metres = (to_m - from_m).abs();
            row.stretch = Some(PaperStretch { metres });
        }
        StopAt::Door(id) => {
            let label = stocked.known.labels.get(&id);
            let (number, flat) = called(id, stocked);
            let facts = stocked.doors.get(&id);
            let state = stocked.state(id, campaign.id);
            (row.number, row.label) = (number, flat);
            row.building = facts.and_then(|door| door.building.clone());
            row.floor = label
                .and_then(|label| label.floor)
                .or(facts.and_then(|door| door.floor));
            row.state = Some(standing(state, label, false));
            row.tries = state.map_or(0, |state| state.tries);
            row.last_on = state.map(|state| state.last_on);
            row.come_back = state.and_then(|state| state.come_back);
            row.language = state.and_then(|state| state.language.clone());
        }
    }
    row
}

/// The number and the name of a door, as somebody read them or as open data have them.
fn called(id: DoorId, stocked: &Stocked) -> (Option<String>, Option<String>) {
    let label = stocked.known.labels.get(&id);
    let facts = stocked.doors.get(&id);
    let number = label
        .and_then(|label| label.number.clone())
        .or_else(|| facts.and_then(|door| door.number.clone()));
    let name = label
        .and_then(|label| label.label.clone())
        .or_else(|| facts.and_then(|door| door.flat.clone()));
    (number, name)
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
    /// The day for which it was planned.
    day: Day,
    /// The part of that day.
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
    let found = caller
        .app
        .db
        .read(async move |tx| find(tx, scope, &code).await)
        .await?;
    Ok(Json(found))
}

fn read_code(keyed: &str) -> Result<SheetCode, Problem> {
    SheetCode::read(keyed).map_err(|why| Problem::unprocessable("paper_code_wrong", why))
}

/// A sheet with its list and the list's shift.
async fn sheet_of(
    tx: &mut Tx,
    scope: HubScope,
    code: &SheetCode,
) -> Result<(Sheet, WalkList, Shift), Problem> {
    let sheet = of_code(tx, scope, code.as_str()).await?;
    let sheet = sheet.ok_or_else(|| Problem::not_found("sheet"))?;
    let list = walk_lists::store::list(tx, scope, sheet.list).await?;
    let list = list.ok_or_else(|| Problem::not_found("sheet"))?;
    let (shift, _) = belongs(tx, scope, &list).await?;
    Ok((sheet, list, shift))
}

async fn find(tx: &mut Tx, scope: HubScope, code: &SheetCode) -> Result<PaperFound, Problem> {
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
    let keyed = keyed(tx, scope, &sheet, &list).await?;
    let members = access::store::members(tx, scope).await?;
    let (day, hour_band) = planned(&shift);
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

/// The outcome of the last attempt at each door that stands from the sheets of a list.
async fn keyed(
    tx: &mut Tx,
    scope: HubScope,
    sheet: &Sheet,
    list: &WalkList,
) -> Result<BTreeMap<DoorId, Outcome>, Problem> {
    let issued_at = list.issued_at.unwrap_or(list.created_at);
    let mut of: BTreeMap<VisitId, DoorId> = BTreeMap::new();
    for (_, door) in &sheet.stops {
        for attempt in 1..=MOST_ATTEMPTS {
            let id = paper::visit_id(list.id, issued_at, *door, attempt);
            of.insert(VisitId(id.0), *door);
        }
    }
    let ids: Vec<VisitId> = of.keys().copied().collect();
    let mut keyed = BTreeMap::new();
    // Ids of one door sort by attempt.
    for (id, outcome) in visits::outcomes(tx, scope, &ids).await? {
        if let Some(door) = of.get(&id) {
            keyed.insert(*door, outcome);
        }
    }
    Ok(keyed)
}

/// Those who went, those who write down what is heard first.
fn recorders(shift: &Shift) -> impl Iterator<Item = PersonId> + '_ {
    let of = |recorder: bool| {
        let people = shift.people.iter();
        people.filter(move |on| (on.part == Part::Recorder) == recorder)
    };
    of(true).chain(of(false)).map(|on| on.person)
}

fn warning(list: &WalkList, shift: &Shift) -> Option<String> {
    let why = match (shift.state, list.state) {
        (ShiftState::Cancelled | ShiftState::DataLost, _) => {
            "This list's shift did not take place, or its records were declared lost"
        }
        (ShiftState::Debriefed | ShiftState::Closed, _) => "This list's shift is closed",
        (_, WalkListState::Recalled) => "This list was taken back",
        _ => return None,
    };
    Some(format!(
        "{why}: what is keyed now waits for a person, and does not count yet."
    ))
}

/// Rows of a sheet, keyed.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyedSheet {
    /// The day it was walked; the day for which the shift was planned when absent.
    day: Option<Day>,
    /// The part of that day, likewise.
    hour_band: Option<HourBand>,
    /// Who walked it; the shift's first recorder when absent.
    recorder: Option<PersonId>,
    /// Whether rows take the place of what was keyed before.
    #[serde(default)]
    correct: bool,
    /// At most 200.
    rows: Vec<KeyedRow>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowResult {
    /// It counts.
    Counted,
    /// It was in already.
    Known,
    /// A person decides.
    Held,
    /// It cannot be taken in.
    Refused,
}

/// What became of one row.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RowKeyed {
    n: i64,
    attempt: u8,
    result: RowResult,
    /// The code of the reason, of a row that is held or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// The reason in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// What became of the rows.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SheetKeyed {
    /// In the order of the request.
    rows: Vec<RowKeyed>,
    /// Rows that count now and did not before.
    counted: usize,
    /// Rows that were in already.
    known: usize,
    /// Rows that wait for a person, or cannot be taken in.
    held: usize,
    /// The same in words.
    text: String,
}

/// Key the rows of a printed list: they go the way of a phone's records. The same again changes
/// nothing.
#[utoipa::path(post, path = "/api/v1/paper/{code}/results", operation_id = "key_paper",
    tag = "listenings", params(("code" = String, Path)), request_body = KeyedSheet,
    responses((status = 200, body = SheetKeyed)))]
async fn key_paper(
    caller: Caller,
    Path(code): Path<String>,
    Body(keyed): Body<KeyedSheet>,
) -> Result<Json<SheetKeyed>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let code = read_code(&code)?;
    if !(1..=MOST_ROWS).contains(&keyed.rows.len()) {
        return Err(Problem::bad_request("`rows` are 1 to 200 at once."));
    }
    let epoch = sync::house::of(&caller.app, scope).await?.epoch;
    let now = caller.app.clock.now();
    let asked = keyed.clone();
    let (giver, ops) = caller
        .app
        .db
        .write(async move |tx| made(tx, scope, &code, (&asked, now)).await)
        .await?;
    let rows: Vec<usize> = ops.iter().map(|(row, _)| *row).collect();
    let push = PushRequest {
        install: giver.install.0,
        epoch,
        boot: "desk".to_owned(),
        mono_ms: u64::try_from(now.0).unwrap_or_default(),
        sent_at: Moment::from_ms(now.0),
        outbox: OutboxState::default(),
        ops: ops.into_iter().map(|(_, op)| op).collect(),
    };
    let app = caller.app.clone();
    // A task of its own: whoever closes the page must not stop a commit halfway.
    let done = tokio::spawn(async move {
        let answer = sync::push::hand_in(app.clone(), giver.giver(), push).await?;
        declare(&app, &giver).await?;
        Ok::<_, Problem>(answer)
    });
    let answer = done.await.map_err(Problem::internal)??;
    Ok(Json(told(&keyed.rows, &rows, &answer)))
}

/// Under whom, and as which install, a sheet is handed in.
#[derive(Clone, Copy)]
struct Desk {
    scope: HubScope,
    person: PersonId,
    install: InstallId,
    shift: ShiftId,
}

impl Desk {
    const fn giver(&self) -> Giver {
        Giver {
            scope: self.scope,
            person: self.person,
            install: self.install,
            leads: false,
            late: None,
            storage: None,
        }
    }
}

type Ops = Vec<(usize, Box<serde_json::value::RawValue>)>;

/// The ops of keyed rows, and the desk's install for them.
async fn made(
    tx: &mut Tx,
    scope: HubScope,
    code: &SheetCode,
    (asked, now): (&KeyedSheet, EpochMs),
) -> Result<(Desk, Ops), Problem> {
    let (sheet, list, shift) = sheet_of(tx, scope, code).await?;
    let recorder = asked.recorder.or_else(|| recorders(&shift).next());
    let recorder = recorder.filter(|person| shift.has(*person));
    let recorder = recorder
        .ok_or_else(|| Problem::bad_request("`recorder` is somebody who was on the shift."))?;
    let (day, hour_band) = planned(&shift);
    let keying = Keying {
        sheet: &sheet,
        shift: shift.id,
        issued_at: list.issued_at.unwrap_or(list.created_at),
        recorder,
        day: asked.day.unwrap_or(day),
        hour_band: asked.hour_band.unwrap_or(hour_band),
        correct: asked.correct,
    };
    let mut records = keying.records(&asked.rows, now).map_err(troubled)?;
    let ids = keying.ids(&asked.rows).map_err(troubled)?;
    if shift.split_at.is_some() {
        // Nothing tells any more what was said at a door that was keyed before: it is in already.
        let visits: Vec<VisitId> = ids.iter().map(|id| VisitId(*id)).collect();
        let standing = visits::outcomes(tx, scope, &visits).await?;
        let standing: BTreeSet<VisitId> = standing.into_iter().map(|(id, _)| id).collect();
        let visited: BTreeSet<usize> = records
            .iter()
            .filter(|record| standing.contains(&VisitId(record.id.0)))
            .map(|record| record.row)
            .collect();
        records.retain(|record| !(record.is_talk && visited.contains(&record.row)));
    }
    let stored = sync::store::ops::stored(tx, scope, &ids).await?;
    let ops = keying.ops(&asked.rows, &records, &stored);
    let raw = |(row, op)| {
        let raw = serde_json::value::to_raw_value(&op).map_err(Problem::internal)?;
        Ok::<_, Problem>((row, raw))
    };
    let ops = ops.into_iter().map(raw).collect::<Result<Ops, Problem>>()?;
    let desk = Desk {
        scope,
        person: recorder,
        install: keying.install(),
        shift: shift.id,
    };
    access::store::keep_desk(tx, scope, desk.install, recorder, now).await?;
    Ok((desk, ops))
}

fn troubled(trouble: Trouble) -> Problem {
    match trouble {
        Trouble::NoSuchRow(n) => Problem::unprocessable(
            "no_such_row",
            format!("There is no door with the number {n} on this sheet. Nothing was taken in."),
        ),
        Trouble::BadRow(n, why) => Problem::unprocessable(
            "bad_row",
            format!("The row {n} makes no sense: {why}. Nothing was taken in."),
        ),
        Trouble::NotYet(n) => Problem::unprocessable(
            "not_yet",
            format!(
                "The day or the part of the day of row {n} is still to come. Put in when the sheet \
                 was walked. Nothing was taken in."
            ),
        ),
        Trouble::Twice(n) => Problem::bad_request(format!(
            "The row {n} is there twice with one attempt. A second knock at the door is `attempt` 2."
        )),
    }
}

/// Nobody ends a shift on the desk's install: all that it has handed in is all there is, and the
/// receipt says so.
async fn declare(app: &App, desk: &Desk) -> Result<(), Problem> {
    let Desk {
        scope,
        install,
        shift,
        ..
    } = *desk;
    app.db
        .write(async move |tx| {
            let mut shift = shifts::http::locked(tx, scope, shift).await?;
            if shift.split_at.is_some() {
                return Ok(());
            }
            let arrived = shifts::store::arrived(tx, scope, shift.id).await?;
            let receipt = shifts::rules::receipt(shift.id, &shift.declared, &arrived);
            let own = receipt.phones.iter().find(|own| own.install == install);
            if let Some(own) = own {
                shift.declared.insert(install, own.received);
                shifts::store::save(tx, scope, &shift).await?;
            }
            Ok::<_, Problem>(())
        })
        .await
}

/// What became of each row: what is worst of its ops.
fn told(keyed: &[KeyedRow], rows: &[usize], answer: &PushResponse) -> SheetKeyed {
    let mut results: Vec<RowKeyed> = keyed
        .iter()
        .map(|row| RowKeyed {
            n: row.n,
            attempt: row.attempt(),
            result: RowResult::Known,
            why: None,
            text: None,
        })
        .collect();
    for (row, op) in rows.iter().zip(&answer.results) {
        let result = match op.r {
            Verdict::Rejected => RowResult::Refused,
            Verdict::Held => RowResult::Held,
            Verdict::Duplicate if op.held => RowResult::Held,
            Verdict::Duplicate => RowResult::Known,
            Verdict::Accepted => RowResult::Counted,
        };
        let rank = |result: RowResult| match result {
            RowResult::Known => 0,
            RowResult::Counted => 1,
            RowResult::Held => 2,
            RowResult::Refused => 3,
        };
        let Some(told) = results.get_mut(*row) else {
            continue;
        };
        if rank(result) > rank(told.result) {
            told.result = result;
            if matches!(result, RowResult::Held | RowResult::Refused) {
                told.why = op.why.map(|why| why.code().to_owned());
                told.text.clone_from(&op.text);
            }
        }
    }
    let count = |wanted: fn(RowResult) -> bool| {
        let rows = results.iter().filter(|row| wanted(row.result));
        rows.count()
    };
    let counted = count(|result| result == RowResult::Counted);
    let known = count(|result| result == RowResult::Known);
    let held = results.len() - counted - known;
    let waits = if held == 1 { "waits" } else { "wait" };
    let was = if known == 1 { "was" } else { "were" };
    SheetKeyed {
        rows: results,
        counted,
        known,
        held,
        text: format!("{counted} counted, {known} {was} in already, {held} {waits} for a person."),
    }
}
