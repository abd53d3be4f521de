//! Planning shifts, handing them their lists, and seeing where they stand. Alerts are in
//! [`alerts`].

pub mod alerts;
pub mod handing;
pub mod live;

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    model::{Receipt, Safety, Shift, ShiftPerson, ShiftState},
    ops::publish,
    rules::{self, Step},
    store,
};
use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    base::{
        ids::{CampaignId, PersonId, ShiftId, WalkListId},
        page::PageQuery,
        time::{EpochMs, HOUR_MS},
    },
    db::Tx,
    feed::Feed,
    problem::{Body, Params, Problem},
    walk_lists::{
        self,
        model::{Handed, Handing},
    },
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_shifts, create_shift))
        .routes(routes!(read_shift))
        .routes(routes!(read_receipt))
        .routes(routes!(issue_list))
        .routes(routes!(end_shift))
        .routes(routes!(cancel_shift))
        .routes(routes!(lose_shift))
        .merge(alerts::routes())
        .merge(handing::routes())
        .merge(live::routes())
}

/// A shift as the desk sees it now.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ShiftView {
    #[serde(flatten)]
    shift: Shift,
    /// How its people are at this moment, by the server's timer.
    safety_now: Safety,
}

impl ShiftView {
    /// The shift as it is at this moment.
    #[must_use]
    pub fn of(shift: Shift, now: EpochMs) -> Self {
        let safety_now = rules::safety_now(shift.safety, shift.expected_end, now);
        Self { shift, safety_now }
    }
}

/// Shifts wanted.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ShiftQuery {
    /// Only those in this state.
    state: Option<ShiftState>,
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// The `next` of the page before.
    after: Option<ShiftId>,
}

/// A page of shifts, in the order they were planned.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Shifts {
    shifts: Vec<ShiftView>,
    next: Option<ShiftId>,
}

/// List the hub's shifts.
#[utoipa::path(get, path = "/api/v1/shifts", operation_id = "list_shifts", tag = "shifts",
    params(ShiftQuery), responses((status = 200, body = Shifts)))]
async fn list_shifts(
    caller: Caller,
    Params(query): Params<ShiftQuery>,
) -> Result<Json<Shifts>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadShifts)?;
    let now = caller.app.clock.now();
    let page = PageQuery {
        limit: query.limit,
        after: None,
    };
    let rows = page.rows();
    let after = query.after.unwrap_or(ShiftId(Uuid::nil()));
    let shifts = caller
        .app
        .db
        .read(async move |tx| {
            let most = i64::from(rows);
            let mut shifts = store::page(tx, scope, after, query.state, most).await?;
            for shift in &mut shifts {
                shift.state = state_now(tx, scope, shift).await?;
            }
            Ok::<_, Problem>(shifts)
        })
        .await?;
    let full = shifts.len() == rows as usize;
    let next = shifts.last().filter(|_| full).map(|shift| shift.id);
    let shifts = shifts
        .into_iter()
        .map(|shift| ShiftView::of(shift, now))
        .collect();
    Ok(Json(Shifts { shifts, next }))
}

/// A shift to plan.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewShift {
    campaign: CampaignId,
    planned_start: EpochMs,
    planned_end: EpochMs,
    /// Where they meet, at most 200 characters.
    #[serde(default)]
    start_place: String,
    /// The name of the buddy who watches from afar, at most 200 characters.
    #[serde(default)]
    buddy: String,
    /// The buddy's account, where they have one: then alerts of the shift are shown to them. Their
    /// name is taken from it.
    #[serde(default)]
    buddy_id: Option<PersonId>,
    /// Who goes: people of this hub, at least one, at most 20.
    people: Vec<ShiftPerson>,
}

/// A shift longer than this is a slip of the hand.
const LONGEST_HOURS: i64 = 16;

impl NewShift {
    fn check(&self) -> Result<(), Problem> {
        let length = self.planned_end.0 - self.planned_start.0;
        if length <= 0 || length > LONGEST_HOURS * HOUR_MS {
            return Err(Problem::bad_request(
                "`planned_end` comes after `planned_start`, at most 16 hours.",
            ));
        }
        if [&self.start_place, &self.buddy]
            .iter()
            .any(|text| text.chars().count() > 200)
        {
            return Err(Problem::bad_request(
                "`start_place` and `buddy` have at most 200 characters.",
            ));
        }
        let distinct: std::collections::BTreeSet<_> =
            self.people.iter().map(|on| on.person).collect();
        if distinct.len() != self.people.len() || !(1..=20).contains(&self.people.len()) {
            return Err(Problem::bad_request(
                "`people` names 1 to 20 people, each once.",
            ));
        }
        Ok(())
    }

    fn planned(&self, id: ShiftId, now: EpochMs) -> Shift {
        Shift {
            id,
            campaign: self.campaign,
            planned_start: self.planned_start,
            planned_end: self.planned_end,
            start_place: self.start_place.trim().to_owned(),
            buddy: self.buddy.trim().to_owned(),
            buddy_id: self.buddy_id,
            state: ShiftState::Planned,
            started_at: None,
            expected_end: None,
            ended_at: None,
            last_street: None,
            safety: Safety::Idle,
            reason: None,
            closed_at: None,
            split_at: None,
            created_at: now,
            people: self.people.clone(),
            declared: std::collections::BTreeMap::new(),
        }
    }
}

/// Plan a shift; it appears on the phones of its people.
#[utoipa::path(post, path = "/api/v1/shifts", operation_id = "create_shift", tag = "shifts",
    request_body = NewShift, responses((status = 201, body = ShiftView)))]
async fn create_shift(
    caller: Caller,
    Body(new): Body<NewShift>,
) -> Result<(StatusCode, Json<ShiftView>), Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    new.check()?;
    let now = caller.app.clock.now();
    let id = caller.app.ids.new_id();
    let shift = caller
        .app
        .db
        .write(async move |tx| {
            let shift = plan_in(tx, scope, &new, (id, now)).await?;
            let mut feed = Feed::default();
            publish(&mut feed, &shift);
            feed.publish(tx, scope).await?;
            Ok::<_, Problem>(shift)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(ShiftView::of(shift, now))))
}

/// Keeps a planned shift; it is not on the phones yet.
async fn plan_in(
    tx: &mut Tx,
    scope: HubScope,
    new: &NewShift,
    (id, now): (ShiftId, EpochMs),
) -> Result<Shift, Problem> {
    walk_lists::store::campaign(tx, scope, new.campaign)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    for on in &new.people {
        access::store::member(tx, scope, on.person)
            .await?
            .ok_or_else(|| Problem::not_found("person"))?;
    }
    let mut shift = new.planned(id, now);
    if let Some(buddy) = new.buddy_id {
        let member = access::store::member(tx, scope, buddy).await?;
        let member = member.ok_or_else(|| Problem::not_found("person"))?;
        shift.buddy = member.display_name;
    }
    store::insert(tx, scope, &shift).await?;
    Ok(shift)
}

/// Read one shift.
#[utoipa::path(get, path = "/api/v1/shifts/{shift}", operation_id = "read_shift", tag = "shifts",
    params(("shift" = ShiftId, Path)), responses((status = 200, body = ShiftView)))]
async fn read_shift(caller: Caller, Path(id): Path<ShiftId>) -> Result<Json<ShiftView>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadShifts)?;
    let now = caller.app.clock.now();
    let shift = caller
        .app
        .db
        .read(async move |tx| {
            let shift = store::shift(tx, scope, id).await?;
            let mut shift = shift.ok_or_else(|| Problem::not_found("shift"))?;
            shift.state = state_now(tx, scope, &shift).await?;
            Ok::<_, Problem>(shift)
        })
        .await?;
    Ok(Json(ShiftView::of(shift, now)))
}

/// What did the phones count, and what has arrived?
#[utoipa::path(get, path = "/api/v1/shifts/{shift}/receipt", operation_id = "read_shift_receipt",
    tag = "shifts", params(("shift" = ShiftId, Path)), responses((status = 200, body = Receipt)))]
async fn read_receipt(caller: Caller, Path(id): Path<ShiftId>) -> Result<Json<Receipt>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadShifts)?;
    let receipt = caller
        .app
        .db
        .read(async move |tx| {
            let shift = store::shift(tx, scope, id).await?;
            let shift = shift.ok_or_else(|| Problem::not_found("shift"))?;
            Ok::<_, Problem>(receipt_of(tx, scope, &shift).await?)
        })
        .await?;
    Ok(Json(receipt))
}

/// The receipt of a shift as it stands.
///
/// # Errors
/// When the engine fails.
pub async fn receipt_of(tx: &mut Tx, scope: HubScope, shift: &Shift) -> crate::db::Result<Receipt> {
    if let Some(kept) = store::kept_receipt(tx, scope, shift.id).await? {
        return Ok(kept);
    }
    let arrived = store::arrived(tx, scope, shift.id).await?;
    Ok(rules::receipt(shift.id, &shift.declared, &arrived))
}

/// `back` becomes `synced` the moment the receipt ties. It is found by looking, because the last
/// record may come with any push of any phone.
async fn state_now(tx: &mut Tx, scope: HubScope, shift: &Shift) -> crate::db::Result<ShiftState> {
    if shift.state == ShiftState::Back && receipt_of(tx, scope, shift).await?.complete {
        return Ok(ShiftState::Synced);
    }
    Ok(shift.state)
}

/// A list to hand over.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueBody {
    walk_list: WalkListId,
}

/// A shift and the list it was handed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct IssuedView {
    shift: ShiftView,
    handed: Handed,
}

/// Issue a walk list to the people of a shift.
#[utoipa::path(post, path = "/api/v1/shifts/{shift}/issue", operation_id = "issue_walk_list",
    tag = "shifts", params(("shift" = ShiftId, Path)), request_body = IssueBody,
    responses((status = 200, body = IssuedView)))]
async fn issue_list(
    caller: Caller,
    Path(id): Path<ShiftId>,
    Body(body): Body<IssueBody>,
) -> Result<Json<IssuedView>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let app = caller.app.clone();
    let issued = caller
        .app
        .db
        .write(async move |tx| issue_in(tx, scope, &app, (id, body.walk_list)).await)
        .await?;
    Ok(Json(issued))
}

/// Issues a list to the people of a shift, and shows both to their phones.
async fn issue_in(
    tx: &mut Tx,
    scope: HubScope,
    app: &App,
    (id, list): (ShiftId, WalkListId),
) -> Result<IssuedView, Problem> {
    let now = app.clock.now();
    let mut feed = Feed::default();
    let mut shift = locked(tx, scope, id).await?;
    moved(&mut shift, Step::Issue)?;
    of_campaign(tx, scope, &shift, list).await?;
    let handing = Handing {
        list,
        shift: id,
        people: shift.people.iter().map(|on| on.person).collect(),
        now,
        lease_until: now.plus(app.config.lease_hours * HOUR_MS),
    };
    let handed = walk_lists::store::issue(tx, &mut feed, scope, &handing).await?;
    keep(tx, feed, scope, &shift).await?;
    Ok(IssuedView {
        shift: ShiftView::of(shift, now),
        handed,
    })
}

/// A shift counts in its own campaign, so it walks that campaign's lists only.
async fn of_campaign(
    tx: &mut Tx,
    scope: HubScope,
    shift: &Shift,
    list: WalkListId,
) -> Result<(), Problem> {
    let list = walk_lists::store::list(tx, scope, list).await?;
    let list = list.ok_or_else(|| Problem::not_found("walk list"))?;
    if list.campaign_id == shift.campaign {
        return Ok(());
    }
    Err(Problem::conflict(
        "This list belongs to another campaign than the shift.",
    ))
}

/// Say for the people of a shift that they are back: their phone cannot. The receipt stays open.
#[utoipa::path(post, path = "/api/v1/shifts/{shift}/end", operation_id = "end_shift",
    tag = "shifts", params(("shift" = ShiftId, Path)), responses((status = 200, body = ShiftView)))]
async fn end_shift(caller: Caller, Path(id): Path<ShiftId>) -> Result<Json<ShiftView>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let now = caller.app.clock.now();
    let shift = caller
        .app
        .db
        .write(async move |tx| {
            let mut shift = locked(tx, scope, id).await?;
            moved(&mut shift, Step::End)?;
            shift.ended_at = shift.ended_at.or(Some(now));
            shift.safety = Safety::Ok;
            let by = (caller.person, now);
            store::alerts::resolve(tx, scope, id, by).await?;
            keep(tx, Feed::default(), scope, &shift).await?;
            Ok::<_, Problem>(shift)
        })
        .await?;
    Ok(Json(ShiftView::of(shift, now)))
}

/// Why.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    /// In a sentence, 1 to 500 characters; kept with the shift.
    reason: String,
}

impl ReasonBody {
    /// The sentence.
    ///
    /// # Errors
    /// 400 when there is none, or too long a one.
    fn sentence(&self) -> Result<String, Problem> {
        let reason = self.reason.trim();
        if (1..=500).contains(&reason.chars().count()) {
            return Ok(reason.to_owned());
        }
        Err(Problem::bad_request(
            "`reason` is a sentence of 1 to 500 characters.",
        ))
    }
}

/// Cancel a shift before it goes out; its lists come back.
#[utoipa::path(post, path = "/api/v1/shifts/{shift}/cancel", operation_id = "cancel_shift",
    tag = "shifts", params(("shift" = ShiftId, Path)), request_body = ReasonBody,
    responses((status = 200, body = ShiftView)))]
async fn cancel_shift(
    caller: Caller,
    Path(id): Path<ShiftId>,
    Body(body): Body<ReasonBody>,
) -> Result<Json<ShiftView>, Problem> {
    leave(caller, id, Step::Cancel, body.sentence()?).await
}

/// Declare that the records of a shift are lost with a phone. The shift counts nothing; records
/// that come after all wait for a human.
#[utoipa::path(post, path = "/api/v1/shifts/{shift}/data_lost", operation_id = "lose_shift",
    tag = "shifts", params(("shift" = ShiftId, Path)), request_body = ReasonBody,
    responses((status = 200, body = ShiftView)))]
async fn lose_shift(
    caller: Caller,
    Path(id): Path<ShiftId>,
    Body(body): Body<ReasonBody>,
) -> Result<Json<ShiftView>, Problem> {
    leave(caller, id, Step::LoseData, body.sentence()?).await
}

async fn leave(
    caller: Caller,
    id: ShiftId,
    step: Step,
    reason: String,
) -> Result<Json<ShiftView>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let now = caller.app.clock.now();
    let shift = caller
        .app
        .db
        .write(async move |tx| {
            let mut feed = Feed::default();
            let mut shift = locked(tx, scope, id).await?;
            moved(&mut shift, step)?;
            nothing_counts(tx, scope, &shift).await?;
            shift.reason = Some(reason.clone());
            shift.closed_at = Some(now);
            if rules::safety_now(shift.safety, shift.expected_end, now) != Safety::Raised {
                shift.safety = Safety::Ok;
                store::alerts::resolve_early(tx, scope, id, now).await?;
            }
            recall_lists(tx, &mut feed, scope, id, now).await?;
            keep(tx, feed, scope, &shift).await?;
            Ok::<_, Problem>(shift)
        })
        .await?;
    Ok(Json(ShiftView::of(shift, now)))
}

/// Nobody walked these lists, as far as anybody knows: they are recalled, not returned.
async fn recall_lists(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    shift: ShiftId,
    now: EpochMs,
) -> Result<(), Problem> {
    for list in walk_lists::store::lists_of_shift(tx, scope, shift).await? {
        if list.state.is_with_people() {
            walk_lists::store::recall(tx, feed, scope, list.id, now).await?;
        }
    }
    Ok(())
}

/// A shift that was cancelled or lost counts nothing, so nothing of it may count already.
async fn nothing_counts(tx: &mut Tx, scope: HubScope, shift: &Shift) -> Result<(), Problem> {
    let receipt = receipt_of(tx, scope, shift).await?;
    let arrived = |count: fn(&mobile_api::wire::ops::Counters) -> u32| {
        let of = receipt.phones.iter().map(|phone| count(&phone.received));
        of.sum::<u32>()
    };
    let records = arrived(|counters| counters.visits + counters.listenings);
    if records == 0 {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "{records} records of this shift have arrived and count. Say that its people are back and \
         close it; the receipt names what is missing."
    )))
}

/// The shift, which nobody else changes meanwhile.
///
/// # Errors
/// 404 when there is none.
pub async fn locked(tx: &mut Tx, scope: HubScope, id: ShiftId) -> Result<Shift, Problem> {
    let shift = store::lock(tx, scope, id).await?;
    shift.ok_or_else(|| Problem::not_found("shift"))
}

/// Moves a shift on.
///
/// # Errors
/// 409 with the rule it would break.
pub fn moved(shift: &mut Shift, step: Step) -> Result<(), Problem> {
    shift.state = rules::after(shift.state, step).map_err(Problem::conflict)?;
    Ok(())
}

/// Keeps a shift and shows it to its people: the last act of a transaction.
///
/// # Errors
/// When the engine fails.
pub async fn keep(
    tx: &mut Tx,
    mut feed: Feed,
    scope: HubScope,
    shift: &Shift,
) -> Result<(), Problem> {
    store::save(tx, scope, shift).await?;
    publish(&mut feed, shift);
    feed.publish(tx, scope).await?;
    Ok(())
}
