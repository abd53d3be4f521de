//! The debrief of a shift: how its records fit together, what looks like a double, and its close.
//! What was said, and what is decided about it, is in [`notes`].

pub mod notes;

use std::collections::BTreeMap;

use axum::{Json, extract::Path, http::StatusCode};
use mobile_api::wire::ops::{Outcome, VoidReason};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use self::notes::DebriefNote;
use super::{at_the_desk, settle};
use crate::{
    access::{
        Caller, HubScope, Permission,
        audit::{self, Action},
        policy,
    },
    app::App,
    base::ids::{DoorId, OpId, ShiftId},
    db::Tx,
    feed::Feed,
    listenings::{
        model::{Duplicate, Enveloped, Visit},
        ops,
        rules::{self, DUPLICATE_MINUTES, TWICE_DAYS, Tied},
        split::{self, Splitting},
        store::{envelope, visits},
    },
    problem::{Body, Problem},
    shifts::{
        self,
        http::{ShiftView, keep, locked, moved, receipt_of},
        model::{Receipt, Shift, ShiftState},
        rules::{Step, takes_records},
    },
    sync::{self, Seals, decide::seals_of},
    walk_lists,
};

/// The debrief's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_debrief))
        .routes(routes!(void_record))
        .routes(routes!(close_shift))
        .merge(notes::routes())
}

/// A record in the envelope.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RecordView {
    /// What to name when it is taken back.
    record: OpId,
    /// `visit` or `listening`.
    kind: &'static str,
    /// Its door, when it has one.
    door: Option<DoorId>,
    /// What came of it, of a visit.
    #[schema(value_type = Option<String>)]
    outcome: Option<Outcome>,
}

/// How the records of a shift fit together. Nothing is corrected by itself: a human decides.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Debrief {
    shift: ShiftId,
    state: ShiftState,
    /// What the phones counted and what arrived.
    receipt: Receipt,
    /// Visits by outcome.
    outcomes: BTreeMap<&'static str, usize>,
    /// Visits of every outcome.
    visits: usize,
    /// Visits with a knocked outcome.
    knocks: usize,
    /// Visits with the outcome `listened`.
    listened: usize,
    /// Listenings at doors.
    listenings_at_doors: usize,
    /// Listenings anywhere else.
    listenings_elsewhere: usize,
    /// Visits with the outcome `listened` of which nothing was recorded: with the listenings at
    /// doors they make up `listened`.
    nothing_recorded: usize,
    /// Listenings at a door that no visit says was listened to; settle them before the close.
    untied: Vec<OpId>,
    /// Records that look like one conversation: two people, one door, half an hour.
    duplicates: Vec<Duplicate>,
    /// Doors listened to on another visit within 30 days: a new household, or a repeat?
    listened_twice: Vec<DoorId>,
    /// Every record that can be taken back here.
    records: Vec<RecordView>,
    /// What was said on this shift and what was decided about it, for those who may read notes: in an
    /// order made by chance, which is the same at every reading.
    notes: Vec<DebriefNote>,
}

/// Everything a debrief rests on.
struct Laid {
    visits: Vec<Visit>,
    records: Vec<Enveloped>,
}

impl Laid {
    async fn of(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<Self, Problem> {
        Ok(Self {
            visits: visits::of_shift(tx, scope, shift).await?,
            records: envelope::of_shift(tx, scope, shift).await?,
        })
    }

    fn listened(&self) -> Vec<DoorId> {
        let listened = self
            .visits
            .iter()
            .filter(|v| v.outcome == Outcome::Listened);
        listened.map(|visit| visit.door).collect()
    }

    fn listenings(&self, at_door: bool) -> Vec<Enveloped> {
        let of = self
            .records
            .iter()
            .filter(|record| record.is_listening() && record.door.is_some() == at_door);
        of.cloned().collect()
    }

    fn tied(&self) -> Tied {
        rules::tie(&self.listened(), &self.listenings(true))
    }

    fn views(&self) -> Vec<RecordView> {
        let outcome = |record: &Enveloped| {
            let own = self.visits.iter().find(|v| v.id.0 == record.record.0);
            own.map(|visit| visit.outcome)
        };
        let view = |record: &Enveloped| RecordView {
            record: record.record,
            kind: if record.is_listening() {
                "listening"
            } else {
                "visit"
            },
            door: record.door,
            outcome: outcome(record),
        };
        self.records.iter().map(view).collect()
    }
}

/// Look at a shift together: counts, suggested doubles, what needs a human.
#[utoipa::path(get, path = "/api/v1/shifts/{shift}/debrief", operation_id = "read_debrief",
    tag = "shifts", params(("shift" = ShiftId, Path)), responses((status = 200, body = Debrief)))]
async fn read_debrief(caller: Caller, Path(id): Path<ShiftId>) -> Result<Json<Debrief>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let notes = policy::allows(caller.role, Permission::ReadNotes);
    let mut seals = seals_of(&caller.app)?;
    let debrief = caller
        .app
        .db
        .read(async move |tx| {
            let shift = shifts::store::shift(tx, scope, id).await?;
            let shift = shift.ok_or_else(|| Problem::not_found("shift"))?;
            still_open(&shift)?;
            view(tx, (scope, &mut seals), &shift, notes).await
        })
        .await?;
    Ok(Json(debrief))
}

/// Goes on only while a shift has its debrief before it.
///
/// # Errors
/// 409 when it is over.
pub fn still_open(shift: &Shift) -> Result<(), Problem> {
    if takes_records(shift.state) {
        return Ok(());
    }
    Err(Problem::conflict(
        "The debrief of this shift is over, and its envelope is gone.",
    ))
}

async fn view(
    tx: &mut Tx,
    (scope, seals): (HubScope, &mut Seals),
    shift: &Shift,
    with_notes: bool,
) -> Result<Debrief, Problem> {
    let laid = Laid::of(tx, scope, shift.id).await?;
    let mut outcomes: BTreeMap<&'static str, usize> = BTreeMap::new();
    for visit in &laid.visits {
        *outcomes.entry(visit.outcome.as_str()).or_default() += 1;
    }
    let tied = laid.tied();
    let notes = if with_notes {
        notes::of(tx, (scope, seals), &laid.records).await?
    } else {
        Vec::new()
    };
    Ok(Debrief {
        shift: shift.id,
        state: shift.state,
        receipt: receipt_of(tx, scope, shift).await?,
        outcomes,
        visits: laid.visits.len(),
        knocks: laid.visits.iter().filter(|v| v.outcome.is_knock()).count(),
        listened: laid.listened().len(),
        listenings_at_doors: laid.listenings(true).len(),
        listenings_elsewhere: laid.listenings(false).len(),
        nothing_recorded: tied.nothing_recorded,
        untied: tied.untied,
        duplicates: duplicates(tx, scope, shift.id, &laid).await?,
        listened_twice: twice(tx, scope, shift.id, &laid).await?,
        records: laid.views(),
        notes,
    })
}

/// Doubles may lie in another open envelope: two shifts met at one door.
async fn duplicates(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    laid: &Laid,
) -> Result<Vec<Duplicate>, Problem> {
    let times = || laid.records.iter().map(|record| record.happened_at);
    let (Some(first), Some(last)) = (times().min(), times().max()) else {
        return Ok(Vec::new());
    };
    let reach = (DUPLICATE_MINUTES + 1) * 60_000;
    let around = (first.plus(-reach), last.plus(reach));
    let mut beside = Vec::new();
    for record in envelope::beside(tx, scope, shift, around).await? {
        if record.is_listening() || visits::listened(tx, scope, record.record).await? {
            beside.push(record);
        }
    }
    let own = |record: OpId| laid.records.iter().any(|ours| ours.record == record);
    let mut found = rules::duplicates(&beside);
    found.retain(|double| own(double.first) || own(double.second));
    Ok(found)
}

async fn twice(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    laid: &Laid,
) -> Result<Vec<DoorId>, Problem> {
    let days = || laid.visits.iter().map(|visit| visit.day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Ok(Vec::new());
    };
    let around = (first.plus_days(-TWICE_DAYS), last.plus_days(TWICE_DAYS));
    Ok(visits::listened_twice(tx, scope, shift, around).await?)
}

/// A record to take back.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidBody {
    /// The record: the id of the op that made it.
    record: OpId,
    /// Why.
    reason: VoidReason,
}

/// Take back one record of a shift that is not closed: what it counted is reversed by name.
#[utoipa::path(post, path = "/api/v1/shifts/{shift}/debrief/void", operation_id = "void_record",
    tag = "shifts", params(("shift" = ShiftId, Path)), request_body = VoidBody,
    responses((status = 204)))]
async fn void_record(
    caller: Caller,
    Path(id): Path<ShiftId>,
    Body(body): Body<VoidBody>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let now = caller.app.clock.now();
    let by: OpId = caller.app.ids.new_id();
    let whose = caller.clone();
    caller
        .app
        .db
        .write(async move |tx| {
            let shift = locked(tx, scope, id).await?;
            still_open(&shift)?;
            let record = envelope::find(tx, scope, id, body.record).await?;
            let record = record.ok_or_else(|| Problem::not_found("record"))?;
            let mut desk = at_the_desk(&whose, scope, now)?;
            let reason = format!("voided: {}", body.reason.as_str());
            if record.is_listening() {
                ops::undo_listening(tx, &mut desk.taking, record.record, &reason).await?;
            } else {
                ops::undo_visit(tx, &mut desk.taking, record.record, &reason).await?;
            }
            sync::store::ops::void(tx, scope, record.record, by).await?;
            settle(tx, desk, Vec::new()).await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Close the debrief: what was said is parted from its doors and the envelope destroyed, at once
/// where five doors or more were listened to, else with the campaign's next shift, in seven days at
/// most. Its lists come back, and its phones cannot change its records any more.
#[utoipa::path(post, path = "/api/v1/shifts/{shift}/close", operation_id = "close_shift",
    tag = "shifts", params(("shift" = ShiftId, Path)), responses((status = 200, body = ShiftView)))]
async fn close_shift(caller: Caller, Path(id): Path<ShiftId>) -> Result<Json<ShiftView>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let now = caller.app.clock.now();
    let app = caller.app.clone();
    let whose = caller.clone();
    let shift = caller
        .app
        .db
        .write(async move |tx| {
            let mut shift = locked(tx, scope, id).await?;
            moved(&mut shift, Step::Debrief)?;
            let laid = Laid::of(tx, scope, id).await?;
            ties(&laid)?;
            moved(&mut shift, Step::Close)?;
            shift.closed_at = Some(now);
            let mut feed = Feed::default();
            walk_lists::store::take_back_of_shift(tx, &mut feed, scope, id, now).await?;
            shifts::store::save(tx, scope, &shift).await?;
            let mut by = Splitting {
                scope,
                seals: &mut seals_of(&app)?,
                ids: &app.ids,
                now,
            };
            let decided = notes::decided(tx, (scope, &mut *by.seals), &laid.records).await?;
            split::after_close(tx, &mut by, (id, shift.campaign)).await?;
            if decided > 0 {
                // How many, and not what: else the log would tell one shift's from another's.
                let told = (Action::NoteCleared, "in a debrief", decided);
                audit::record_for(tx, scope, &whose, told).await?;
            }
            keep(tx, feed, scope, &shift).await?;
            let kept = shifts::store::shift(tx, scope, id).await?;
            kept.ok_or_else(|| Problem::not_found("shift"))
        })
        .await?;
    // What was split must not be read from what the engine has not yet written over.
    if let Err(error) = caller.app.db.scrub().await {
        tracing::warn!(%error, "what was split is not written over yet; the sweep does it");
    }
    Ok(Json(ShiftView::of(shift, now)))
}

/// Listenings at doors and "listened, nothing recorded" make up the visits that say `listened`;
/// after the close nobody could see why they do not.
fn ties(laid: &Laid) -> Result<(), Problem> {
    let untied = laid.tied().untied.len();
    if untied == 0 {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "{untied} listenings at doors have no visit with the outcome `listened`. Take them back, \
         or correct the visits first; the debrief names them."
    )))
}
