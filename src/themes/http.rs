//! The codebook for everybody; actions for those who keep them.

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    codebook::{self, SOMETHING_ELSE},
    model::{Action, ActionState, Involvement, LocalTheme, NationalTheme, ThemeState},
    store,
};
use crate::{
    access::{self, Caller, HubScope, Permission, http::named},
    app::App,
    areas,
    base::{
        ids::{ActionId, GroupId, PatchId, ProgrammeId, ThemeId},
        time::Day,
    },
    db::Tx,
    feed::Feed,
    problem::{Body, Problem},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_themes, create_theme))
        .routes(routes!(change_theme))
        .routes(routes!(list_actions, create_action))
        .routes(routes!(read_action))
}

/// The codebook: what all hubs share, and the hub's own words.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Codebook {
    /// The version of the shared part.
    version: i64,
    national: Vec<NationalTheme>,
    local: Vec<LocalTheme>,
}

/// Read the codebook.
#[utoipa::path(get, path = "/api/v1/themes", operation_id = "list_themes", tag = "themes",
    responses((status = 200, body = Codebook)))]
async fn list_themes(caller: Caller) -> Result<Json<Codebook>, Problem> {
    caller.may(Permission::ReadThemes)?;
    let scope = caller
        .hub()
        .and_then(|_| caller.may_in_hub(Permission::ReadThemes).ok());
    let book = caller
        .app
        .db
        .read(async move |tx| {
            let local = match scope {
                Some(scope) => store::local(tx, scope).await?,
                None => Vec::new(),
            };
            let national = store::national(tx).await?;
            Ok::<_, Problem>(Codebook {
                version: codebook::VERSION,
                national,
                local,
            })
        })
        .await?;
    Ok(Json(book))
}

/// A theme in the group's own word.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTheme {
    label: String,
    /// The national theme it counts under; "something else" when absent.
    national_id: Option<ThemeId>,
}

/// Add a theme of the group's own; phones get it with their next pull.
#[utoipa::path(post, path = "/api/v1/themes", operation_id = "create_theme", tag = "themes",
    request_body = NewTheme, responses((status = 201, body = LocalTheme)))]
async fn create_theme(
    caller: Caller,
    Body(new): Body<NewTheme>,
) -> Result<(StatusCode, Json<LocalTheme>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepThemes)?;
    let theme = LocalTheme {
        id: caller.app.ids.new_id(),
        label: named(&new.label)?,
        national_id: new
            .national_id
            .unwrap_or_else(|| codebook::national_id(SOMETHING_ELSE)),
        state: ThemeState::Mapped,
        created_at: caller.app.clock.now(),
    };
    let kept = theme.clone();
    caller
        .app
        .db
        .write(async move |tx| keep(tx, scope, &kept).await)
        .await?;
    Ok((StatusCode::CREATED, Json(theme)))
}

/// What to change about a theme; what is absent stays.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeChange {
    label: Option<String>,
    national_id: Option<ThemeId>,
    /// `retired` takes it off the phones; `mapped` brings it back.
    state: Option<ThemeState>,
}

/// Rename, re-map or retire a theme of the group's own. What was coded with it stays coded.
#[utoipa::path(patch, path = "/api/v1/themes/{theme}", operation_id = "change_theme",
    tag = "themes", params(("theme" = ThemeId, Path)), request_body = ThemeChange,
    responses((status = 200, body = LocalTheme)))]
async fn change_theme(
    caller: Caller,
    Path(id): Path<ThemeId>,
    Body(change): Body<ThemeChange>,
) -> Result<Json<LocalTheme>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepThemes)?;
    let label = change.label.as_deref().map(named).transpose()?;
    let theme = caller
        .app
        .db
        .write(async move |tx| {
            let theme = store::local_theme(tx, scope, id).await?;
            let mut theme = theme.ok_or_else(|| Problem::not_found("theme"))?;
            theme.label = label.clone().unwrap_or(theme.label);
            theme.national_id = change.national_id.unwrap_or(theme.national_id);
            theme.state = change.state.unwrap_or(theme.state);
            keep(tx, scope, &theme).await?;
            Ok::<_, Problem>(theme)
        })
        .await?;
    Ok(Json(theme))
}

async fn keep(tx: &mut Tx, scope: HubScope, theme: &LocalTheme) -> Result<(), Problem> {
    let national = store::national(tx).await?;
    let parent = national
        .iter()
        .find(|parent| parent.id == theme.national_id)
        .ok_or_else(|| {
            Problem::unprocessable(
                "unknown_theme",
                "`national_id` is the id of a national theme; GET /api/v1/themes lists them.",
            )
        })?;
    store::keep_local(tx, scope, theme).await?;
    let mut feed = Feed::default();
    codebook::show_local(&mut feed, scope, theme, parent);
    feed.publish(tx, scope).await?;
    Ok(())
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
