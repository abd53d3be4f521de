//! What was agreed to do next.

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::told;
use crate::{
    access::{Caller, Permission, audit::Action, keys::Keyring},
    app::App,
    base::{
        ids::{ContactId, FollowUpId},
        page::PageQuery,
        secret::Secret,
        time::Day,
    },
    contacts::{
        model::{Came, ConsentState, FollowUp, FollowUpState, ReadPurpose, Written},
        rules::{self, Work},
        store::{self, follow_ups},
        vault::Vault,
    },
    problem::{Body, Params, Problem},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_follow_ups, create_follow_up))
        .routes(routes!(mark_follow_up))
}

/// What was agreed with somebody.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FollowUpView {
    id: FollowUpId,
    /// With whom; nobody for somebody who will come to us.
    contact: Option<ContactId>,
    /// What; absent where only their wish for an answer is known, and once it has ended.
    what: Option<String>,
    state: FollowUpState,
    agreed_on: Day,
    due_on: Day,
    /// How often somebody tried.
    tries: i64,
    ended_on: Option<Day>,
}

impl From<FollowUp> for FollowUpView {
    fn from(agreed: FollowUp) -> Self {
        Self {
            id: agreed.id,
            contact: agreed.contact,
            what: agreed.what.map(|what| what.reveal().clone()),
            state: agreed.state,
            agreed_on: agreed.agreed_on,
            due_on: agreed.due_on,
            tries: agreed.tries,
            ended_on: agreed.ended_on,
        }
    }
}

impl FollowUpView {
    /// The same in a line for the person it is about.
    pub(super) fn line(&self) -> String {
        let what = match &self.what {
            Some(what) => format!(": {what}"),
            None => String::new(),
        };
        let state = match self.state {
            FollowUpState::Agreed | FollowUpState::Due => "still to do",
            FollowUpState::Tried => "tried, and still to do",
            FollowUpState::Done => "done",
            FollowUpState::DidNotHappen => "it did not happen",
            FollowUpState::Withdrawn => "withdrawn",
            FollowUpState::Expired => "its time was over",
        };
        format!(
            "Agreed with you on {}, due on {}{what} ({state}).",
            self.agreed_on, self.due_on
        )
    }
}

/// Which follow-ups.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FollowUpsQuery {
    /// Those due on this day or before; today when absent.
    by: Option<Day>,
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
}

/// What is open.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FollowUps {
    follow_ups: Vec<FollowUpView>,
}

/// List what is open and due, the longest due first.
#[utoipa::path(get, path = "/api/v1/follow_ups", operation_id = "list_follow_ups",
    tag = "contacts", params(FollowUpsQuery), responses((status = 200, body = FollowUps)))]
async fn list_follow_ups(
    caller: Caller,
    Params(query): Params<FollowUpsQuery>,
) -> Result<Json<FollowUps>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepFollowUps)?;
    let keys = Keyring::of(&caller.app)?;
    let (limit, after) = (query.limit, None);
    let rows = PageQuery { limit, after }.rows();
    let by = caller.clone();
    let found = caller.app.db.write(async move |tx| {
        let today = by.app.clock.now().day();
        // What waits sealed may hold a wish for an answer.
        let (vault, _) = super::opened(tx, &by, scope, &keys).await?;
        let which = (query.by.unwrap_or(today), i64::from(rows));
        let open = vault.open_follow_ups(tx, which, today).await?;
        let what = (Action::ContactRead, ReadPurpose::FollowUp.word());
        told(tx, &by, scope, what, open.len()).await?;
        let follow_ups = open.into_iter().map(FollowUpView::from).collect();
        Ok::<_, Problem>(FollowUps { follow_ups })
    });
    Ok(Json(found.await?))
}

/// Something that was agreed.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFollowUp {
    /// With whom; absent for somebody who will come to us.
    contact: Option<ContactId>,
    /// What, in 1 to 200 characters, without a number or an address.
    what: Written,
    /// The day it is due; in 72 hours when absent.
    due_on: Option<Day>,
}

/// Note what was agreed with somebody.
#[utoipa::path(post, path = "/api/v1/follow_ups", operation_id = "create_follow_up",
    tag = "contacts", request_body = NewFollowUp,
    responses((status = 201, body = FollowUpView)))]
async fn create_follow_up(
    caller: Caller,
    Body(new): Body<NewFollowUp>,
) -> Result<(StatusCode, Json<FollowUpView>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepFollowUps)?;
    let keys = Keyring::of(&caller.app)?;
    let today = caller.app.clock.now().day();
    let what = rules::what(new.what.text()).map_err(Problem::bad_request)?;
    let what = Secret::new(what);
    let latest = today.plus_days(rules::QUIET_DAYS);
    if new.due_on.is_some_and(|due| due < today || due > latest) {
        return Err(Problem::bad_request(
            "`due_on` is a day from today on, within six months.",
        ));
    }
    let by = caller.clone();
    let agreed = caller.app.db.write(async move |tx| {
        let vault = Vault::open(tx, scope, &keys).await?;
        if let Some(id) = new.contact {
            let contact = store::one(tx, scope, id).await?;
            let contact = contact.ok_or_else(|| Problem::not_found("contact"))?;
            if contact.state == ConsentState::Expired {
                return Err(Problem::conflict(
                    "This consent has expired: nothing new can be agreed on it.",
                ));
            }
            store::touch(tx, scope, id, (contact.state, today)).await?;
        }
        let about = (new.contact, Some(&what));
        let ids = &by.app.ids;
        let agreed = vault.agree(tx, ids, about, (today, new.due_on)).await?;
        told(tx, &by, scope, (Action::FollowUpKept, "agreed"), 1).await?;
        Ok::<_, Problem>(agreed)
    });
    Ok((StatusCode::CREATED, Json(agreed.await?.into())))
}

/// What came of it.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpMark {
    came: Came,
}

/// Say what came of a follow-up. One that has ended keeps no words.
#[utoipa::path(post, path = "/api/v1/follow_ups/{follow_up}/mark",
    operation_id = "mark_follow_up", tag = "contacts",
    params(("follow_up" = FollowUpId, Path)), request_body = FollowUpMark,
    responses((status = 200, body = FollowUpView)))]
async fn mark_follow_up(
    caller: Caller,
    Path(id): Path<FollowUpId>,
    Body(mark): Body<FollowUpMark>,
) -> Result<Json<FollowUpView>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepFollowUps)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let marked = caller.app.db.write(async move |tx| {
        let today = by.app.clock.now().day();
        let vault = Vault::open(tx, scope, &keys).await?;
        let stored = follow_ups::lock(tx, scope, id).await?;
        let mut stored = stored.ok_or_else(|| Problem::not_found("follow-up"))?;
        let work = match mark.came {
            Came::Tried => Work::Try,
            Came::Done => Work::Do,
            Came::DidNotHappen => Work::GiveUp,
        };
        let state = rules::follow_up_after(stored.state, work).map_err(Problem::conflict)?;
        stored.state = state;
        stored.tries += i64::from(work != Work::GiveUp);
        stored.ended_on = (work != Work::Try).then_some(today);
        let now = (state, stored.tries, stored.ended_on);
        follow_ups::save(tx, scope, id, now).await?;
        if stored.ended_on.is_some() {
            stored.what = None;
        }
        told(tx, &by, scope, (Action::FollowUpKept, mark.came.word()), 1).await?;
        Ok::<_, Problem>(vault.follow_up(&stored, today)?)
    });
    Ok(Json(marked.await?.into()))
}
