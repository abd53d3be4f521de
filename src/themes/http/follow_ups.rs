//! What a group agreed to do next, by whom and until when, where nobody's details are held: "Ask the
//! council about the lamp." The vault's own follow-ups, with residents who left details, are
//! elsewhere and for other people.
//!
//! It belongs to a campaign and names no door, no listening and no contact. Both words are sealed at
//! rest. The guard looks at what is to be done: a resident's name becomes a placeholder, and a number
//! or an address is refused, because those belong in the vault.

use axum::{Json, extract::Path, http::StatusCode};
use mobile_api::guard::Places;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{Caller, HubScope, Keyring, Permission, Purpose},
    app::App,
    base::{
        ids::{CampaignId, FollowUpId},
        seal::DataKey,
        time::Day,
    },
    contacts::{
        model::FollowUpState,
        rules::{self as promises, DUE_DAYS, QUIET_DAYS, Work},
    },
    db::{self, Tx},
    listenings::http::own_group,
    problem::{Body, Params, Problem},
    streets,
    themes::store::follow_ups::{self as store, StoredFollowUp},
    walk_lists,
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_group_follow_ups, create_group_follow_up))
        .routes(routes!(change_group_follow_up))
        .routes(routes!(mark_group_follow_up))
}

/// What a group agreed to do next.
#[derive(Serialize, utoipa::ToSchema)]
pub struct GroupFollowUp {
    id: FollowUpId,
    /// The campaign it came out of.
    campaign: CampaignId,
    /// Who of the group does it.
    who: String,
    /// What.
    what: String,
    state: FollowUpState,
    agreed_on: Day,
    due_on: Day,
    /// How often somebody tried.
    tries: i64,
    ended_on: Option<Day>,
}

/// Where a word stands, so that its seal opens nowhere else.
fn place(id: FollowUpId, column: &str) -> String {
    format!("group_follow_ups|{id}|{column}")
}

fn opened(
    key: Option<&DataKey>,
    (id, column): (FollowUpId, &'static str),
    sealed: &str,
) -> db::Result<String> {
    let words = key.and_then(|key| key.open(&place(id, column), sealed).ok());
    let words = words.and_then(|words| String::from_utf8(words.reveal().clone()).ok());
    words.ok_or_else(|| db::Error::Corrupt {
        table: "group_follow_ups",
        column,
        row: id.to_string(),
    })
}

fn view(key: Option<&DataKey>, stored: &StoredFollowUp, today: Day) -> db::Result<GroupFollowUp> {
    let id = stored.id;
    Ok(GroupFollowUp {
        id,
        campaign: stored.campaign_id,
        who: opened(key, (id, "who"), &stored.who)?,
        what: opened(key, (id, "what"), &stored.what)?,
        state: promises::follow_up_on(stored.state, stored.due_on, today),
        agreed_on: stored.agreed_on,
        due_on: stored.due_on,
        tries: stored.tries,
        ended_on: stored.ended_on,
    })
}

/// A campaign that is the caller's: of the own group or of the hub itself, and any for a lead.
async fn theirs(
    tx: &mut Tx,
    scope: HubScope,
    caller: &Caller,
    id: CampaignId,
) -> Result<(), Problem> {
    let campaign = walk_lists::store::campaign(tx, scope, id).await?;
    let group = own_group(caller);
    let theirs = campaign.is_some_and(|found| {
        group.is_none() || found.group_id.is_none() || found.group_id == group
    });
    if theirs {
        return Ok(());
    }
    Err(Problem::not_found("campaign"))
}

/// Which follow-ups.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct GroupFollowUpsQuery {
    /// Those due on this day or before; all when absent.
    by: Option<Day>,
    /// Those that have ended, in place of those that are open.
    #[serde(default)]
    ended: bool,
}

/// What a group agreed to do next.
#[derive(Serialize, utoipa::ToSchema)]
pub struct GroupFollowUps {
    /// The first due first.
    follow_ups: Vec<GroupFollowUp>,
}

/// List what was agreed to do next in a campaign, the first due first.
#[utoipa::path(get, path = "/api/v1/campaigns/{campaign}/follow_ups",
    operation_id = "list_group_follow_ups", tag = "themes",
    params(("campaign" = CampaignId, Path), GroupFollowUpsQuery),
    responses((status = 200, body = GroupFollowUps)))]
async fn list_group_follow_ups(
    caller: Caller,
    Path(campaign): Path<CampaignId>,
    Params(query): Params<GroupFollowUpsQuery>,
) -> Result<Json<GroupFollowUps>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let (keyring, today) = (Keyring::of(&caller.app)?, caller.app.clock.now().day());
    let whose = caller.clone();
    let follow_ups = caller
        .app
        .db
        .read(async move |tx| {
            theirs(tx, scope, &whose, campaign).await?;
            let last = Day::new(2999, 12, 31).unwrap_or(today);
            let which = (query.by.unwrap_or(last), query.ended);
            let found = store::of_campaign(tx, scope, campaign, which).await?;
            let key = keyring.find_data_key(tx, scope, Purpose::Notes).await?;
            let views = found.iter().map(|one| view(key.as_ref(), one, today));
            Ok::<_, Problem>(views.collect::<db::Result<Vec<_>>>()?)
        })
        .await?;
    Ok(Json(GroupFollowUps { follow_ups }))
}

/// Something that was agreed.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGroupFollowUp {
    /// Who of the group does it, in 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    who: String,
    /// What, in 1 to 200 characters, without a resident's name, a number or an address.
    #[schema(min_length = 1, max_length = 200)]
    what: String,
    /// The day it is due; in 72 hours when absent.
    due_on: Option<Day>,
}

fn name(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let fits = (1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits {
        return Ok(text.to_owned());
    }
    Err(Problem::bad_request(
        "`who` names somebody of the group in 1 to 60 characters.",
    ))
}

fn due(day: Option<Day>, today: Day) -> Result<Day, Problem> {
    let due = day.unwrap_or_else(|| today.plus_days(DUE_DAYS));
    if (today..=today.plus_days(QUIET_DAYS)).contains(&due) {
        return Ok(due);
    }
    Err(Problem::bad_request(
        "`due_on` is a day from today on, within six months.",
    ))
}

/// Note what was agreed to do next in a campaign.
#[utoipa::path(post, path = "/api/v1/campaigns/{campaign}/follow_ups",
    operation_id = "create_group_follow_up", tag = "themes",
    params(("campaign" = CampaignId, Path)), request_body = NewGroupFollowUp,
    responses((status = 201, body = GroupFollowUp)))]
async fn create_group_follow_up(
    caller: Caller,
    Path(campaign): Path<CampaignId>,
    Body(new): Body<NewGroupFollowUp>,
) -> Result<(StatusCode, Json<GroupFollowUp>), Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let (keyring, today) = (Keyring::of(&caller.app)?, caller.app.clock.now().day());
    let (who, due_on) = (name(&new.who)?, due(new.due_on, today)?);
    // By chance, so that it does not tell when it was agreed: that might be a debrief.
    let id: FollowUpId = caller.app.ids.unordered();
    let whose = caller.clone();
    let agreed = caller
        .app
        .db
        .write(async move |tx| {
            theirs(tx, scope, &whose, campaign).await?;
            let places = Places::new(streets::store::names(tx).await?);
            let what = promises::what_to_do(&new.what, &places).map_err(Problem::bad_request)?;
            let key = keyring.data_key(tx, scope, Purpose::Notes).await?;
            let seal = |column, words: &str| {
                key.seal(&place(id, column), words.as_bytes(), keyring.chance())
            };
            let stored = StoredFollowUp {
                id,
                campaign_id: campaign,
                who: seal("who", &who),
                what: seal("what", &what),
                state: FollowUpState::Agreed,
                agreed_on: today,
                due_on,
                tries: 0,
                ended_on: None,
            };
            store::keep(tx, scope, stored.clone()).await?;
            Ok::<_, Problem>(view(Some(&key), &stored, today)?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(agreed)))
}

/// What to change about a follow-up; what is absent stays.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFollowUpChange {
    /// Who of the group does it.
    #[schema(min_length = 1, max_length = 60)]
    who: Option<String>,
    /// The day it is due.
    due_on: Option<Day>,
}

/// Give a follow-up to somebody else, or another day.
#[utoipa::path(patch, path = "/api/v1/campaigns/{campaign}/follow_ups/{follow_up}",
    operation_id = "change_group_follow_up", tag = "themes",
    params(("campaign" = CampaignId, Path), ("follow_up" = FollowUpId, Path)),
    request_body = GroupFollowUpChange, responses((status = 200, body = GroupFollowUp)))]
async fn change_group_follow_up(
    caller: Caller,
    Path(of): Path<(CampaignId, FollowUpId)>,
    Body(change): Body<GroupFollowUpChange>,
) -> Result<Json<GroupFollowUp>, Problem> {
    let today = caller.app.clock.now().day();
    let who = change.who.as_deref().map(name).transpose()?;
    let due_on = change.due_on.map(|day| due(Some(day), today)).transpose()?;
    let carry = move |stored: &mut StoredFollowUp, seal: &dyn Fn(&str) -> String| {
        if stored.ended_on.is_some() {
            return Err("This follow-up has ended. Agree a new one.");
        }
        if let Some(who) = &who {
            stored.who = seal(who);
        }
        stored.due_on = due_on.unwrap_or(stored.due_on);
        Ok(())
    };
    changed(caller, of, carry).await
}

crate::words! {
    /// What came of something a group agreed to do.
    pub enum GroupCame {
        /// Somebody tried, and tries again.
        Tried => "tried",
        /// It was done.
        Done => "done",
        /// It comes to nothing.
        DidNotHappen => "did_not_happen",
        /// The group no longer wants it.
        Withdrawn => "withdrawn",
    }
}

/// What came of it.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFollowUpMark {
    came: GroupCame,
}

/// Say what came of a follow-up.
#[utoipa::path(post, path = "/api/v1/campaigns/{campaign}/follow_ups/{follow_up}/mark",
    operation_id = "mark_group_follow_up", tag = "themes",
    params(("campaign" = CampaignId, Path), ("follow_up" = FollowUpId, Path)),
    request_body = GroupFollowUpMark, responses((status = 200, body = GroupFollowUp)))]
async fn mark_group_follow_up(
    caller: Caller,
    Path(of): Path<(CampaignId, FollowUpId)>,
    Body(mark): Body<GroupFollowUpMark>,
) -> Result<Json<GroupFollowUp>, Problem> {
    let today = caller.app.clock.now().day();
    let carry = move |stored: &mut StoredFollowUp, _: &dyn Fn(&str) -> String| {
        let work = match mark.came {
            GroupCame::Tried => Work::Try,
            GroupCame::Done => Work::Do,
            GroupCame::DidNotHappen | GroupCame::Withdrawn => Work::GiveUp,
        };
        stored.state = promises::follow_up_after(stored.state, work)?;
        if mark.came == GroupCame::Withdrawn {
            stored.state = FollowUpState::Withdrawn;
        }
        stored.tries += i64::from(work != Work::GiveUp);
        stored.ended_on = (work != Work::Try).then_some(today);
        Ok(())
    };
    changed(caller, of, carry).await
}

/// Changes one follow-up, which nobody else changes meanwhile.
async fn changed(
    caller: Caller,
    (campaign, id): (CampaignId, FollowUpId),
    carry: impl Fn(&mut StoredFollowUp, &dyn Fn(&str) -> String) -> Result<(), &'static str>
    + Send
    + Sync
    + 'static,
) -> Result<Json<GroupFollowUp>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let (keyring, today) = (Keyring::of(&caller.app)?, caller.app.clock.now().day());
    let whose = caller.clone();
    let agreed = caller
        .app
        .db
        .write(async move |tx| {
            theirs(tx, scope, &whose, campaign).await?;
            let stored = store::lock(tx, scope, campaign, id).await?;
            let mut stored = stored.ok_or_else(|| Problem::not_found("follow-up"))?;
            let key = keyring.data_key(tx, scope, Purpose::Notes).await?;
            let chance = keyring.chance();
            let seal = |who: &str| key.seal(&place(id, "who"), who.as_bytes(), chance);
            carry(&mut stored, &seal).map_err(Problem::conflict)?;
            store::keep(tx, scope, stored.clone()).await?;
            Ok::<_, Problem>(view(Some(&key), &stored, today)?)
        })
        .await?;
    Ok(Json(agreed))
}
