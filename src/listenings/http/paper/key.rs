//! The rows of a printed list, keyed.

use axum::{Json, extract::Path};
use mobile_api::wire::{Moment, OutboxState, PushRequest, ops::HourBand};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{read_code, sheet_of};
use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    base::{
        ids::{InstallId, PersonId, ShiftId, VisitId},
        time::{Day, EpochMs},
    },
    db::Tx,
    listenings::{
        paper::{
            KeyedRow, Keying, MOST_ROWS, Trouble,
            back::{SheetKeyed, issued_at, leave_out_known_talks, recorder, told, walked},
        },
        store::visits,
    },
    problem::{Body, Problem},
    shifts,
    sync::{self, push::Giver},
    walk_lists::sheet_code::SheetCode,
};

/// The address.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(key_paper))
}

/// Rows of a sheet, keyed.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyedSheet {
    /// The day it was walked; the day for which the shift was planned when absent, or today where
    /// that is still to come.
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
    Ok(Json(told(&keyed.rows, &rows, &answer.results)))
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
    let recorder = recorder(asked.recorder, &shift)
        .ok_or_else(|| Problem::bad_request("`recorder` is somebody who was on the shift."))?;
    let (day, hour_band) = walked(&shift, now);
    let keying = Keying {
        sheet: &sheet,
        shift: shift.id,
        issued_at: issued_at(&list),
        recorder,
        day: asked.day.unwrap_or(day),
        hour_band: asked.hour_band.unwrap_or(hour_band),
        correct: asked.correct,
    };
    let mut records = keying.records(&asked.rows, now).map_err(troubled)?;
    let ids = keying.ids(&asked.rows).map_err(troubled)?;
    if shift.split_at.is_some() {
        let visits: Vec<VisitId> = ids.iter().map(|id| VisitId(*id)).collect();
        let standing = visits::outcomes(tx, scope, &visits).await?;
        let standing = standing.into_iter().map(|(id, _)| id).collect();
        leave_out_known_talks(&mut records, &standing);
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
