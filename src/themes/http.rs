//! Actions for those who keep them. The codebook is in [`codebook`], what is coded with it in
//! [`coding`], what a group agreed to do next in [`follow_ups`].

pub mod codebook;
pub mod coding;
pub mod follow_ups;

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    model::{Action, ActionState, Involvement},
    store,
};
use crate::{
    access::{self, Caller, HubScope, Permission, http::named},
    app::App,
    areas,
    base::{
        ids::{ActionId, GroupId, PatchId, ProgrammeId},
        time::Day,
    },
    db::Tx,
    problem::{Body, Problem},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(codebook::routes())
        .merge(coding::routes())
        .merge(follow_ups::routes())
        .routes(routes!(list_actions, create_action))
        .routes(routes!(read_action))
}

/// The hub's actions.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Actions {
    actions: Vec<Action>,
}

/// List the hub's actions; a group's member sees the own group's and the hub's common ones.
#[utoipa::path(get, path = "/api/v1/actions", operation_id = "list_actions", tag = "themes",
    responses((status = 200, body = Actions)))]
async fn list_actions(caller: Caller) -> Result<Json<Actions>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let mut actions = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::actions(tx, scope).await?))
        .await?;
    actions.retain(|action| is_theirs(&caller, action));
    Ok(Json(Actions { actions }))
}

/// Whether an action is this caller's to see: a group's member sees the own group's.
#[must_use]
pub fn is_theirs(caller: &Caller, action: &Action) -> bool {
    caller.group.is_none() || action.group_id.is_none() || action.group_id == caller.group
}

/// An action with its tallies.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ActionDetail {
    action: Action,
    involvements: Vec<Involvement>,
}

/// Read one action with its tallies.
#[utoipa::path(get, path = "/api/v1/actions/{action}", operation_id = "read_action",
    tag = "themes", params(("action" = ActionId, Path)),
    responses((status = 200, body = ActionDetail)))]
async fn read_action(
    caller: Caller,
    Path(id): Path<ActionId>,
) -> Result<Json<ActionDetail>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepActions)?;
    let detail = caller
        .app
        .db
        .read(async move |tx| {
            let action = store::action(tx, scope, id).await?;
            let action = action.ok_or_else(|| Problem::not_found("action"))?;
            let involvements = store::involvements(tx, scope, id).await?;
            Ok::<_, Problem>(ActionDetail {
                action,
                involvements,
            })
        })
        .await?;
    if !is_theirs(&caller, &detail.action) {
        return Err(Problem::not_found("action"));
    }
    Ok(Json(detail))
}

/// An action somebody thought of.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAction {
    programme_id: ProgrammeId,
    /// The group that does it; a group's member always adds for the own group.
    group_id: Option<GroupId>,
    patch_id: Option<PatchId>,
    title: String,
    issue: String,
    approach: String,
    decision_maker: Option<String>,
    planned_on: Option<Day>,
}

/// Add an action; it begins as an idea.
#[utoipa::path(post, path = "/api/v1/actions", operation_id = "create_action", tag = "themes",
    request_body = NewAction, responses((status = 201, body = Action)))]
async fn create_action(
    caller: Caller,
    Body(new): Body<NewAction>,
) -> Result<(StatusCode, Json<Action>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepActions)?;
    let action = Action {
        id: caller.app.ids.new_id(),
        programme_id: new.programme_id,
        group_id: caller.group.or(new.group_id),
        patch_id: new.patch_id,
        title: named(&new.title)?,
        issue: prose(&new.issue)?,
        approach: prose(&new.approach)?,
        decision_maker: new.decision_maker.as_deref().map(named).transpose()?,
        state: ActionState::Idea,
        planned_on: new.planned_on,
        done_on: None,
        outcome: None,
        changed: None,
        learnt: None,
        reason: None,
        created_at: caller.app.clock.now(),
    };
    let kept = action.clone();
    caller
        .app
        .db
        .write(async move |tx| {
            if access::store::programme(tx, kept.programme_id)
                .await?
                .is_none()
            {
                return Err(Problem::not_found("programme"));
            }
            check_patch(tx, scope, kept.patch_id).await?;
            Ok(store::keep_action(tx, scope, &kept).await?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(action)))
}

/// Goes on only if the hub has this patch.
///
/// # Errors
/// 422 when it has not.
pub async fn check_patch(
    tx: &mut Tx,
    scope: HubScope,
    patch: Option<PatchId>,
) -> Result<(), Problem> {
    let Some(patch) = patch else { return Ok(()) };
    if areas::store::patch(tx, scope, patch).await?.is_empty() {
        return Err(Problem::unprocessable(
            "unknown_patch",
            "The hub has no such patch.",
        ));
    }
    Ok(())
}

/// Text of some length, trimmed.
///
/// # Errors
/// 400 when it is longer than 4,000 characters.
pub fn prose(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.chars().count() > 4_000 {
        return Err(Problem::bad_request(
            "A text is at most 4,000 characters long.",
        ));
    }
    Ok(text.to_owned())
}
