//! What humans look at and decide: records that wait, and incidents.

use axum::{Json, extract::Path, http::StatusCode};
use mobile_api::wire::OpKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    decide,
    outcome::reason_of,
    store::{
        held::{self, Held},
        installs::{self, Incident},
    },
};
use crate::{
    access::{Caller, Permission},
    app::App,
    base::{
        ids::{HeldId, IncidentId, InstallId, OpId, PersonId},
        page::PageQuery,
        time::{Day, EpochMs},
    },
    problem::{Body, Params, Problem},
};

/// The room's addresses at the desk.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_held_records))
        .routes(routes!(accept_held_record))
        .routes(routes!(discard_held_record))
        .routes(routes!(list_incidents))
        .routes(routes!(close_incident))
}

/// Which records.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct HeldQuery {
    /// Only those that wait for this reason, such as `clock_off`.
    why: Option<String>,
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// A record that waits for a human. It counts nowhere.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HeldRecord {
    /// Names it in the decision.
    id: HeldId,
    /// The record it makes or changes.
    record: OpId,
    /// Its revision; absent where it could not be read.
    revision: Option<i64>,
    /// What kind it is, where it could be read.
    kind: Option<String>,
    /// Who handed it in.
    person_id: PersonId,
    display_name: String,
    /// With which phone.
    install_id: InstallId,
    /// Its number on that phone; absent where it could not be read.
    n: Option<i64>,
    /// The shift it names.
    shift: Option<Uuid>,
    /// Why it waits.
    why: String,
    /// The same in a sentence.
    text: String,
    /// When it happened, by the phone's clock corrected at hand-in.
    happened_at: EpochMs,
    /// How far that can be trusted: `good`, `estimated`, `bad`.
    clock: String,
    /// When it arrived.
    received_at: EpochMs,
    /// What it says, without words, statements or contact details: those are for its people.
    #[schema(value_type = Option<Object>)]
    says: Option<Value>,
}

impl From<Held> for HeldRecord {
    fn from(held: Held) -> Self {
        let body: Value = serde_json::from_str(&held.body).unwrap_or_default();
        let kind = body.get("kind").and_then(Value::as_str);
        let shift = body.get("shift").and_then(Value::as_str);
        Self {
            id: held.id,
            record: held.op_id,
            revision: Some(held.rev).filter(|rev| *rev > 0),
            says: says(kind, body.get("data")),
            kind: kind.map(|kind| kind.chars().take(40).collect()),
            person_id: held.person_id,
            display_name: held.display_name,
            install_id: held.install_id,
            n: Some(held.n).filter(|n| *n > 0),
            shift: shift.and_then(|shift| shift.parse().ok()),
            text: reason_of(&held.why).text().to_owned(),
            why: held.why,
            happened_at: held.happened_at,
            clock: held.clock,
            received_at: held.received_at,
        }
    }
}

/// The fields that whoever decides may see, by kind.
fn says(kind: Option<&str>, data: Option<&Value>) -> Option<Value> {
    let open: &[&str] = match OpKind::named(kind?) {
        OpKind::ShiftStart | OpKind::ShiftCheckIn | OpKind::ShiftEnd => {
            &["expected_end", "counters"]
        }
        OpKind::VisitRecord => &[
            "door",
            "outcome",
            "day",
            "hour_band",
            "come_back",
            "left_card",
        ],
        OpKind::DoorAdd => &["door", "street", "number", "label", "near"],
        OpKind::DoorLabel => &["door", "number", "label", "not_a_home"],
        OpKind::ListeningRecord => &["voices", "mode", "happened_on", "interest"],
        OpKind::RecordVoid => &["target", "reason"],
        OpKind::SafetyAlert => &["alert"],
        OpKind::ContactConsent | OpKind::ReflectionAdd | OpKind::Unknown(_) => &[],
    };
    let fields = data?.as_object()?;
    let shown = fields
        .iter()
        .filter(|(name, _)| open.contains(&name.as_str()));
    Some(Value::Object(
        shown.map(|(n, v)| (n.clone(), v.clone())).collect(),
    ))
}

/// A page of records that wait.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HeldRecords {
    held_records: Vec<HeldRecord>,
    next: Option<String>,
}

/// List records that wait for a human, oldest first.
#[utoipa::path(get, path = "/api/v1/held_records", operation_id = "list_held_records",
    tag = "sync", params(HeldQuery), responses((status = 200, body = HeldRecords)))]
async fn list_held_records(
    caller: Caller,
    Params(query): Params<HeldQuery>,
) -> Result<Json<HeldRecords>, Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    let page = PageQuery {
        limit: query.limit,
        after: query.after,
    };
    let rows = page.rows();
    let mut seals = decide::seals_of(&caller.app)?;
    let after = match page.after.as_deref() {
        None => (EpochMs(i64::MIN), HeldId(Uuid::nil())),
        Some(key) => {
            read_key(key).ok_or_else(|| Problem::bad_request("`after` is no `next` of ours."))?
        }
    };
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let most = i64::from(rows);
            Ok::<_, Problem>(held::waiting(tx, scope, &mut seals, query.why, after, most).await?)
        })
        .await?;
    let full = found.len() == rows as usize;
    let key = |held: &Held| format!("{}.{}", held.received_at.0, held.id);
    let next = found.last().filter(|_| full).map(key);
    Ok(Json(HeldRecords {
        held_records: found.into_iter().map(HeldRecord::from).collect(),
        next,
    }))
}

fn read_key(key: &str) -> Option<(EpochMs, HeldId)> {
    let (at, id) = key.split_once('.')?;
    Some((EpochMs(at.parse().ok()?), id.parse().ok()?))
}

/// How to take a record that waits.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The day it happened, where the phone's clock was wrong; noon in London is taken.
    day: Option<Day>,
}

/// Take a record that waits: it goes through the same hands as any other, now. Of two contents
/// under one id the one that is taken becomes the newest revision.
#[utoipa::path(post, path = "/api/v1/held_records/{held_record}/accept",
    operation_id = "accept_held_record", tag = "sync", params(("held_record" = HeldId, Path)),
    request_body = Acceptance, responses((status = 204)))]
async fn accept_held_record(
    caller: Caller,
    Path(id): Path<HeldId>,
    Body(how): Body<Acceptance>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    let at = how.day.map(|day| day.at(12, 0));
    if at.is_some_and(|at| at > caller.app.clock.now().plus(crate::base::time::DAY_MS)) {
        return Err(Problem::bad_request("`day` has not come yet."));
    }
    decide::accept(&caller.app, scope, id, (caller.person, caller.role), at).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Decide that a record that waits does not count. It is kept, and counted nowhere.
#[utoipa::path(post, path = "/api/v1/held_records/{held_record}/discard",
    operation_id = "discard_held_record", tag = "sync", params(("held_record" = HeldId, Path)),
    responses((status = 204)))]
async fn discard_held_record(
    caller: Caller,
    Path(id): Path<HeldId>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    decide::discard(&caller.app, scope, id, (caller.person, caller.role)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which incidents.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct IncidentQuery {
    /// Closed ones too; only open ones when absent.
    closed: Option<bool>,
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
}

/// What humans should look at.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Incidents {
    incidents: Vec<Incident>,
}

/// List incidents: phones with records that never arrived, copied phones, a disk that went back
/// in time. Open ones first, newest first.
#[utoipa::path(get, path = "/api/v1/incidents", operation_id = "list_incidents", tag = "sync",
    params(IncidentQuery), responses((status = 200, body = Incidents)))]
async fn list_incidents(
    caller: Caller,
    Params(query): Params<IncidentQuery>,
) -> Result<Json<Incidents>, Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    let page = PageQuery {
        limit: query.limit,
        after: None,
    };
    let (closed, most) = (query.closed.unwrap_or(false), i64::from(page.rows()));
    let incidents = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(installs::incidents(tx, scope, closed, most).await?))
        .await?;
    Ok(Json(Incidents { incidents }))
}

/// Close an incident that somebody has looked into. If its cause stays, it opens again.
#[utoipa::path(post, path = "/api/v1/incidents/{incident}/close", operation_id = "close_incident",
    tag = "sync", params(("incident" = IncidentId, Path)), responses((status = 204)))]
async fn close_incident(caller: Caller, Path(id): Path<IncidentId>) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::DecideHeld)?;
    let now = caller.app.clock.now();
    let done = caller
        .app
        .db
        .write(async move |tx| {
            Ok::<_, Problem>(installs::close_incident(tx, scope, id, now).await?)
        })
        .await?;
    if done {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found("open incident"))
    }
}
