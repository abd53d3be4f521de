//! Actions as they go on, and tallies of who took part: what they count is posted with them.

use axum::{Json, extract::Path, http::StatusCode};
use serde::Deserialize;

use super::programme;
use crate::{
    access::{Caller, HubScope, Permission, http::named, store::runs_on},
    base::{
        ids::{ActionId, Ids, InvolvementId, PatchId},
        time::{Day, EpochMs},
    },
    db::Tx,
    ledger,
    problem::{Body, Problem},
    tally::Posting,
    themes::{
        http::{check_patch, is_theirs, prose},
        model::{Act, Action, ActionOutcome, ActionState, Hands, Involvement},
        rules, store,
    },
};

/// What to change about an action; what is absent stays.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionChange {
    title: Option<String>,
    issue: Option<String>,
    approach: Option<String>,
    decision_maker: Option<String>,
    patch_id: Option<PatchId>,
    planned_on: Option<Day>,
    /// One step on (`idea`, `proposed`, `planned`, `under_way`, `done`, `reflected`), or `paused`,
    /// or `dropped` with a `reason`.
    state: Option<ActionState>,
    /// The day it was done; `done` needs it, and a tally.
    done_on: Option<Day>,
    outcome: Option<ActionOutcome>,
    /// What changed; `reflected` needs it.
    changed: Option<String>,
    /// What was learnt; `reflected` needs it.
    learnt: Option<String>,
    reason: Option<String>,
}

/// Change an action, or take it a step on.
#[utoipa::path(patch, path = "/api/v1/actions/{action}", operation_id = "change_action",
    tag = "ledger", params(("action" = ActionId, Path)), request_body = ActionChange,
    responses((status = 200, body = Action)))]
pub async fn change_action(
    caller: Caller,
    Path(id): Path<ActionId>,
    Body(change): Body<ActionChange>,
) -> Result<Json<Action>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepActions)?;
    let db = caller.app.db.clone();
    let action = db
        .write(async move |tx| {
            let before = theirs(tx, &caller, scope, id).await?;
            let after = changed(before.clone(), &change)?;
            check_change(tx, &caller, scope, (&before, &after)).await?;
            store::keep_action(tx, scope, &after).await?;
            let postings = recounted(&before, &after);
            let now = caller.app.clock.now();
            ledger::post(tx, scope, now, &caller.app.ids, postings).await?;
            Ok::<_, Problem>(after)
        })
        .await?;
    Ok(Json(action))
}

/// The action, held for this transaction, if it is this caller's to keep.
async fn theirs(
    tx: &mut Tx,
    caller: &Caller,
    scope: HubScope,
    id: ActionId,
) -> Result<Action, Problem> {
    store::take_action(tx, scope, id)
        .await?
        .filter(|action| is_theirs(caller, action))
        .ok_or_else(|| Problem::not_found("action"))
}

fn changed(mut action: Action, change: &ActionChange) -> Result<Action, Problem> {
    let text = |said: &Option<String>| said.as_deref().map(prose).transpose();
    let name = |said: &Option<String>| said.as_deref().map(named).transpose();
    action.title = name(&change.title)?.unwrap_or(action.title);
    action.issue = text(&change.issue)?.unwrap_or(action.issue);
    action.approach = text(&change.approach)?.unwrap_or(action.approach);
    action.decision_maker = name(&change.decision_maker)?.or(action.decision_maker);
    action.patch_id = change.patch_id.or(action.patch_id);
    action.planned_on = change.planned_on.or(action.planned_on);
    action.state = change.state.unwrap_or(action.state);
    action.done_on = change.done_on.or(action.done_on);
    action.outcome = change.outcome.or(action.outcome);
    action.changed = text(&change.changed)?.or(action.changed);
    action.learnt = text(&change.learnt)?.or(action.learnt);
    action.reason = text(&change.reason)?.or(action.reason);
    Ok(action)
}

async fn check_change(
    tx: &mut Tx,
    caller: &Caller,
    scope: HubScope,
    (before, after): (&Action, &Action),
) -> Result<(), Problem> {
    if before.state != after.state && !rules::may_become(before.state, after.state) {
        return Err(Problem::conflict(format!(
            "An action that is `{}` does not become `{}`.",
            before.state, after.state
        )));
    }
    let taken = store::involvements(tx, scope, after.id).await?;
    let tallied = taken.iter().any(|tally| !tally.voided);
    rules::check(after, tallied).map_err(|why| Problem::unprocessable("not_ready", why))?;
    check_patch(tx, scope, after.patch_id).await?;
    if let Some(day) = after.done_on.filter(|_| rules::done_tally(after).is_some()) {
        check_day(tx, after, day, caller.app.clock.now()).await?;
    }
    Ok(())
}

/// What an action's change counts: nothing, unless it came to be done or its day or patch moved.
fn recounted(before: &Action, after: &Action) -> Vec<Posting> {
    let (stood, stands) = (rules::done_tally(before), rules::done_tally(after));
    if stood == stands {
        return Vec::new();
    }
    let reverse = stood.map(|tally| Posting::Reverse {
        subject: tally.subject,
        reason: "corrected".to_owned(),
    });
    reverse
        .into_iter()
        .chain(stands.map(Posting::Post))
        .collect()
}

async fn check_day(tx: &mut Tx, action: &Action, day: Day, now: EpochMs) -> Result<(), Problem> {
    let programme = programme(tx, action.programme_id).await?;
    if day > now.day() {
        return Err(Problem::unprocessable(
            "in_the_future",
            format!("{day} has not come yet."),
        ));
    }
    if !runs_on(&programme, day) {
        return Err(Problem::unprocessable(
            "outside_programme",
            format!("{day} is not a day of the programme {}.", programme.name),
        ));
    }
    Ok(())
}

/// A show of hands. What is absent is 0.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvolvement {
    /// Made by whoever records, so that recording it again changes nothing; ours when absent.
    id: Option<InvolvementId>,
    held_on: Day,
    /// What they did. `audience`, `left_details`, `leaflet` and `mailing_list` are kept and count
    /// nothing.
    act: Act,
    /// Where these people live; the action's patch when absent. One tally for each home patch.
    home_patch: Option<PatchId>,
    /// They live in none of the hub's patches, or did not say.
    #[serde(default)]
    outside: bool,
    /// The hands.
    hands: Hands,
}

/// Record who took part in an action: numbers, no names.
#[utoipa::path(post, path = "/api/v1/actions/{action}/involvements",
    operation_id = "create_involvement", tag = "ledger", params(("action" = ActionId, Path)),
    request_body = NewInvolvement, responses((status = 201, body = Involvement)))]
pub async fn create_involvement(
    caller: Caller,
    Path(id): Path<ActionId>,
    Body(new): Body<NewInvolvement>,
) -> Result<(StatusCode, Json<Involvement>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepActions)?;
    rules::check_hands(&new.hands).map_err(Problem::bad_request)?;
    if new.outside && new.home_patch.is_some() {
        return Err(Problem::bad_request(
            "These people live in `home_patch` or `outside`, not both.",
        ));
    }
    let tally_id = new.id.unwrap_or_else(|| caller.app.ids.new_id());
    let db = caller.app.db.clone();
    let kept = db
        .write(async move |tx| record(tx, &caller, scope, id, (tally_id, &new)).await)
        .await?;
    Ok((StatusCode::CREATED, Json(kept)))
}

async fn record(
    tx: &mut Tx,
    caller: &Caller,
    scope: HubScope,
    id: ActionId,
    (tally_id, new): (InvolvementId, &NewInvolvement),
) -> Result<Involvement, Problem> {
    let action = theirs(tx, caller, scope, id).await?;
    if action.state == ActionState::Dropped {
        return Err(Problem::conflict("The action was dropped."));
    }
    let now = caller.app.clock.now();
    check_day(tx, &action, new.held_on, now).await?;
    check_patch(tx, scope, new.home_patch).await?;
    let kept = Involvement {
        id: tally_id,
        action_id: id,
        held_on: new.held_on,
        act: new.act,
        home_patch: new.home_patch.or(action.patch_id).filter(|_| !new.outside),
        hands: new.hands,
        voided: false,
        recorded_at: now,
    };
    let before = store::involvements(tx, scope, id).await?;
    if let Some(before) = before.into_iter().find(|before| before.id == tally_id) {
        return same(before, &kept);
    }
    store::insert_involvement(tx, scope, &kept).await?;
    let tallies = rules::tallies(&kept, action.programme_id);
    post(
        tx,
        scope,
        now,
        &caller.app.ids,
        tallies.into_iter().map(Posting::Post),
    )
    .await?;
    Ok(kept)
}

/// A tally that was recorded before, if it says the same.
fn same(before: Involvement, again: &Involvement) -> Result<Involvement, Problem> {
    let content = |tally: &Involvement| (tally.held_on, tally.act, tally.home_patch, tally.hands);
    if content(&before) != content(again) {
        return Err(Problem::conflict(
            "A tally with this id was recorded before, with other content.",
        ));
    }
    Ok(before)
}

async fn post(
    tx: &mut Tx,
    scope: HubScope,
    now: EpochMs,
    ids: &Ids,
    postings: impl Iterator<Item = Posting>,
) -> Result<(), Problem> {
    Ok(ledger::post(tx, scope, now, ids, postings.collect()).await?)
}

/// Why a tally is taken back.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvolvementVoid {
    reason: String,
}

/// Take a tally back; what it counted is reversed by name. Doing it again changes nothing.
#[utoipa::path(post, path = "/api/v1/actions/{action}/involvements/{involvement}/void",
    operation_id = "void_involvement", tag = "ledger",
    params(("action" = ActionId, Path), ("involvement" = InvolvementId, Path)),
    request_body = InvolvementVoid, responses((status = 204)))]
pub async fn void_involvement(
    caller: Caller,
    Path((id, tally)): Path<(ActionId, InvolvementId)>,
    Body(why): Body<InvolvementVoid>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::KeepActions)?;
    let reason = format!("voided: {}", named(&why.reason)?);
    let db = caller.app.db.clone();
    db.write(async move |tx| {
        theirs(tx, &caller, scope, id).await?;
        let taken = store::involvements(tx, scope, id).await?;
        if !taken.iter().any(|kept| kept.id == tally) {
            return Err(Problem::not_found("tally"));
        }
        store::void_involvement(tx, scope, id, tally).await?;
        let posting = Posting::Reverse {
            subject: tally.0,
            reason: reason.clone(),
        };
        let now = caller.app.clock.now();
        post(tx, scope, now, &caller.app.ids, std::iter::once(posting)).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
