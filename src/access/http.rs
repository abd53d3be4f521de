//! Signing in and out; programmes, hubs, groups, people and phones. What a phone needs to know of
//! its hub is in [`hub`], tokens for other programs in [`tokens`], how hubs leave and merge in
//! `membership`.

pub mod hub;
pub mod membership;
pub mod tokens;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Caller, HubScope, Permission, Role,
    audit::{self, Action},
    caller::{COOKIE, COOKIE_TLS},
    enrolment::{self, CodeView, FreshCode, OpenSession},
    keys,
    model::{Group, Hub, HubKind, LegalForm, Member, Programme, Purpose},
    store::{self, Granted, Install},
};
use crate::{
    app::App,
    base::{
        ids::{GroupId, HubId, InstallId, PersonId},
        secret,
        time::Day,
    },
    db::Tx,
    problem::{Body, Problem},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create_session, delete_session))
        .routes(routes!(enrol_phone))
        .routes(routes!(read_me))
        .routes(routes!(list_programmes, create_programme))
        .routes(routes!(list_hubs, create_hub))
        .routes(routes!(create_hub_manager))
        .routes(routes!(list_groups, create_group))
        .routes(routes!(list_people, create_person))
        .routes(routes!(end_person))
        .routes(routes!(create_code))
        .routes(routes!(list_installs))
        .routes(routes!(revoke_install))
        .merge(hub::routes())
        .merge(tokens::routes())
        .merge(membership::routes())
}

/// A one-time code.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeBody {
    code: String,
}

/// Sign in at the desk with a one-time code; sets the session's cookie.
#[utoipa::path(post, path = "/api/v1/session", operation_id = "create_session", tag = "access",
    request_body = CodeBody, responses((status = 200, body = OpenSession)))]
async fn create_session(
    State(app): State<App>,
    Body(body): Body<CodeBody>,
) -> Result<impl IntoResponse, Problem> {
    let session = enrolment::redeem(&app, body.code, Purpose::Web).await?;
    let tls = app.config.public_url.starts_with("https://");
    let (name, secure) = if tls {
        (COOKIE_TLS, "; Secure")
    } else {
        (COOKIE, "")
    };
    let cookie = format!(
        "{name}={}; Path=/; HttpOnly; SameSite=Strict{secure}",
        session.token
    );
    let value = HeaderValue::from_str(&cookie).map_err(Problem::internal)?;
    Ok(([(header::SET_COOKIE, value)], Json(session)))
}

/// Sign out.
#[utoipa::path(delete, path = "/api/v1/session", operation_id = "delete_session", tag = "access",
    responses((status = 204)))]
async fn delete_session(caller: Caller, headers: HeaderMap) -> Result<StatusCode, Problem> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.strip_prefix("Bearer ").map(ToOwned::to_owned));
    let jar = axum_extra::extract::CookieJar::from_headers(&headers);
    let cookie = jar
        .get(COOKIE_TLS)
        .or_else(|| jar.get(COOKIE))
        .map(|c| c.value().to_owned());
    if let Some(token) = bearer.or(cookie) {
        let now = caller.app.clock.now();
        let hash = secret::stored(&token);
        caller
            .app
            .db
            .write(async move |tx| Ok::<_, Problem>(store::revoke_session(tx, &hash, now).await?))
            .await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Enrol a phone with a one-time code.
#[utoipa::path(post, path = "/api/sync/v1/enrol", operation_id = "enrol_phone", tag = "sync",
    request_body = CodeBody, responses((status = 200, body = OpenSession)))]
async fn enrol_phone(
    State(app): State<App>,
    Body(body): Body<CodeBody>,
) -> Result<Json<OpenSession>, Problem> {
    Ok(Json(
        enrolment::redeem(&app, body.code, Purpose::Phone).await?,
    ))
}

/// Who is signed in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Me {
    person: PersonId,
    /// What colleagues call them.
    name: String,
    role: Role,
    hub: Option<Hub>,
    group: Option<GroupId>,
    /// What this role may do.
    may: Vec<Permission>,
}

/// Who am I, and what may I do?
#[utoipa::path(get, path = "/api/v1/me", operation_id = "read_me", tag = "access",
    responses((status = 200, body = Me)))]
async fn read_me(caller: Caller) -> Result<Json<Me>, Problem> {
    let (id, person) = (caller.hub(), caller.person);
    let (hub, name) = caller
        .app
        .db
        .read(async move |tx| {
            let hub = match id {
                Some(id) => store::hub(tx, id).await?,
                None => None,
            };
            Ok::<_, Problem>((hub, store::name(tx, person).await?))
        })
        .await?;
    let allowed = |permission: &Permission| super::policy::allows(caller.role, *permission);
    let may = Permission::ALL.iter().copied().filter(allowed).collect();
    Ok(Json(Me {
        person: caller.person,
        name: name.unwrap_or_default(),
        role: caller.role,
        hub,
        group: caller.group,
        may,
    }))
}

/// Every programme.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Programmes {
    programmes: Vec<Programme>,
}

/// List programmes: anybody signed in may know them.
#[utoipa::path(get, path = "/api/v1/programmes", operation_id = "list_programmes", tag = "access",
    responses((status = 200, body = Programmes)))]
async fn list_programmes(caller: Caller) -> Result<Json<Programmes>, Problem> {
    let programmes = caller
        .app
        .db
        .read(async |tx| Ok::<_, Problem>(store::programmes(tx).await?))
        .await?;
    Ok(Json(Programmes { programmes }))
}

/// A programme to set up.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProgramme {
    name: String,
    starts: Day,
    ends: Option<Day>,
    deprivation_edition: i64,
    /// Month its year starts with; 4 (April) when absent.
    year_starts_month: Option<i64>,
    /// Days after a quarter's end in which records still belong to it; 10 when absent.
    grace_days: Option<i64>,
}

/// Set up a programme.
#[utoipa::path(post, path = "/api/v1/programmes", operation_id = "create_programme", tag = "access",
    request_body = NewProgramme, responses((status = 201, body = Programme)))]
async fn create_programme(
    caller: Caller,
    Body(new): Body<NewProgramme>,
) -> Result<(StatusCode, Json<Programme>), Problem> {
    caller.may(Permission::ManageNetwork)?;
    let month = new.year_starts_month.unwrap_or(4);
    if !(1..=12).contains(&month) {
        return Err(Problem::bad_request(
            "`year_starts_month` is a month from 1 to 12.",
        ));
    }
    if new.ends.is_some_and(|ends| ends < new.starts) {
        return Err(Problem::bad_request("The programme ends before it starts."));
    }
    let programme = Programme {
        id: caller.app.ids.new_id(),
        name: named(&new.name)?,
        starts: new.starts,
        ends: new.ends,
        definition_set: "v1".to_owned(),
        deprivation_edition: new.deprivation_edition,
        year_starts_month: month,
        grace_days: new.grace_days.unwrap_or(10).clamp(0, 90),
    };
    let kept = programme.clone();
    caller
        .app
        .db
        .write(async move |tx| Ok::<_, Problem>(store::insert_programme(tx, kept.clone()).await?))
        .await?;
    Ok((StatusCode::CREATED, Json(programme)))
}

/// Every hub of the network.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Hubs {
    hubs: Vec<Hub>,
}

/// List hubs: the network sees all, others their own.
#[utoipa::path(get, path = "/api/v1/hubs", operation_id = "list_hubs", tag = "access",
    responses((status = 200, body = Hubs)))]
async fn list_hubs(caller: Caller) -> Result<Json<Hubs>, Problem> {
    let own = caller.hub();
    let mut hubs = caller
        .app
        .db
        .read(async |tx| Ok::<_, Problem>(store::hubs(tx).await?))
        .await?;
    if let Some(own) = own {
        hubs.retain(|hub| hub.id == own);
    }
    Ok(Json(Hubs { hubs }))
}

/// A hub to set up.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHub {
    name: String,
    legal_form: LegalForm,
    kind: HubKind,
    region: String,
    funded: bool,
    joins_on: Day,
    successor_of: Option<HubId>,
}

/// Set up a hub.
#[utoipa::path(post, path = "/api/v1/hubs", operation_id = "create_hub", tag = "access",
    request_body = NewHub, responses((status = 201, body = Hub)))]
async fn create_hub(
    caller: Caller,
    Body(new): Body<NewHub>,
) -> Result<(StatusCode, Json<Hub>), Problem> {
    caller.may(Permission::ManageNetwork)?;
    let hub = Hub {
        id: caller.app.ids.new_id(),
        name: named(&new.name)?,
        legal_form: new.legal_form,
        kind: new.kind,
        region: named(&new.region)?,
        funded: new.funded,
        joins_on: new.joins_on,
        leaves_on: None,
        successor_of: new.successor_of,
        merged_into: None,
        version: 1,
    };
    let now = caller.app.clock.now();
    let (app, kept) = (caller.app.clone(), hub.clone());
    caller
        .app
        .db
        .write(async move |tx| {
            membership::known(tx, kept.successor_of, "successor_of").await?;
            store::insert_hub(tx, kept.clone(), now).await?;
            let scope = HubScope::for_administrator(kept.id);
            keys::furnish(&app, tx, scope).await?;
            Ok::<_, Problem>((app.hub_opened)(tx, scope).await?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(hub)))
}

/// A manager to bring into a hub.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewManager {
    display_name: String,
}

/// A person who was brought in, with their first sign-in code.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Welcomed {
    person: PersonId,
    sign_in: FreshCode,
}

/// Bring a manager into a hub: how a hub gets its first person.
#[utoipa::path(post, path = "/api/v1/hubs/{hub}/managers", operation_id = "create_hub_manager",
    tag = "access", params(("hub" = HubId, Path)), request_body = NewManager,
    responses((status = 201, body = Welcomed)))]
async fn create_hub_manager(
    caller: Caller,
    Path(hub): Path<HubId>,
    Body(new): Body<NewManager>,
) -> Result<(StatusCode, Json<Welcomed>), Problem> {
    caller.may(Permission::ManageNetwork)?;
    let app = caller.app.clone();
    let name = named(&new.display_name)?;
    let grant = Granted {
        person_id: app.ids.new_id(),
        role: Role::HubManager,
        hub_id: Some(hub),
        group_id: None,
    };
    let (now, whose) = (app.clock.now(), caller.clone());
    let welcomed = caller
        .app
        .db
        .write(async move |tx| {
            if store::hub(tx, hub).await?.is_none() {
                return Err(Problem::not_found("hub"));
            }
            store::insert_person(tx, &grant, name.clone(), "en".to_owned(), now).await?;
            let given = (Action::GrantGiven, grant.role.word(), 1);
            let scope = HubScope::for_administrator(hub);
            audit::record_for(tx, scope, &whose, given).await?;
            let life = enrolment::WEB_CODE_MS;
            let sign_in = enrolment::make_code(&app, tx, &grant, Purpose::Web, life).await?;
            Ok(Welcomed {
                person: grant.person_id,
                sign_in,
            })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(welcomed)))
}

/// The hub's groups.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Groups {
    groups: Vec<Group>,
}

/// List the hub's organising groups.
#[utoipa::path(get, path = "/api/v1/groups", operation_id = "list_groups", tag = "access",
    responses((status = 200, body = Groups)))]
async fn list_groups(caller: Caller) -> Result<Json<Groups>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let groups = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::groups(tx, scope).await?))
        .await?;
    Ok(Json(Groups { groups }))
}

/// A group that formed.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGroup {
    name: String,
    /// `place` or `interest`.
    basis: String,
    formed_on: Day,
    members: i64,
}

/// Members from which a group is recognised.
const RECOGNISED_AT: i64 = 21;

/// Note that an organising group formed.
#[utoipa::path(post, path = "/api/v1/groups", operation_id = "create_group", tag = "access",
    request_body = NewGroup, responses((status = 201, body = Group)))]
async fn create_group(
    caller: Caller,
    Body(new): Body<NewGroup>,
) -> Result<(StatusCode, Json<Group>), Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    if !matches!(new.basis.as_str(), "place" | "interest") {
        return Err(Problem::bad_request("`basis` is `place` or `interest`."));
    }
    if !(0..=100_000).contains(&new.members) {
        return Err(Problem::bad_request(
            "`members` is a tally of people, 0 or more.",
        ));
    }
    let group = Group {
        id: caller.app.ids.new_id(),
        name: named(&new.name)?,
        basis: new.basis.clone(),
        formed_on: new.formed_on,
        members: new.members,
        recognised_on: (new.members >= RECOGNISED_AT).then_some(new.formed_on),
    };
    let kept = group.clone();
    caller
        .app
        .db
        .write(async move |tx| {
            Ok::<_, Problem>(store::insert_group(tx, scope, kept.clone()).await?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(group)))
}

/// The hub's people.
#[derive(Serialize, utoipa::ToSchema)]
pub struct People {
    people: Vec<Member>,
}

/// List the hub's people.
#[utoipa::path(get, path = "/api/v1/people", operation_id = "list_people", tag = "access",
    responses((status = 200, body = People)))]
async fn list_people(caller: Caller) -> Result<Json<People>, Problem> {
    let scope = caller.may_in_hub(Permission::ManagePeople)?;
    let people = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::members(tx, scope).await?))
        .await?;
    Ok(Json(People { people }))
}

/// Somebody to bring into the hub.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    display_name: String,
    role: Role,
    /// Language tags, most used first.
    languages: Option<Vec<String>>,
    /// The group, for group members.
    group: Option<GroupId>,
}

/// Bring somebody into the hub.
#[utoipa::path(post, path = "/api/v1/people", operation_id = "create_person", tag = "access",
    request_body = NewPerson, responses((status = 201, body = Member)))]
async fn create_person(
    caller: Caller,
    Body(new): Body<NewPerson>,
) -> Result<(StatusCode, Json<Member>), Problem> {
    let scope = caller.may_in_hub(Permission::ManagePeople)?;
    if !may_appoint(caller.role, new.role) {
        return Err(Problem::forbidden(format!(
            "A {} cannot appoint a {}.",
            caller.role.word().replace('_', " "),
            new.role.word().replace('_', " ")
        )));
    }
    if (new.role == Role::GroupMember) != new.group.is_some() {
        return Err(Problem::bad_request(
            "A group member belongs to a group; nobody else does.",
        ));
    }
    let member = Member {
        person_id: caller.app.ids.new_id(),
        display_name: named(&new.display_name)?,
        languages: new
            .languages
            .clone()
            .unwrap_or_else(|| vec!["en".to_owned()])
            .join(","),
        role: new.role,
        group_id: new.group,
    };
    let (kept, whose) = (member.clone(), caller.clone());
    let now = caller.app.clock.now();
    caller
        .app
        .db
        .write(async move |tx| {
            if let Some(group) = kept.group_id {
                let groups = store::groups(tx, scope).await?;
                if !groups.iter().any(|known| known.id == group) {
                    return Err(Problem::not_found("group"));
                }
            }
            let grant = Granted {
                person_id: kept.person_id,
                role: kept.role,
                hub_id: Some(scope.hub()),
                group_id: kept.group_id,
            };
            let (name, languages) = (kept.display_name.clone(), kept.languages.clone());
            store::insert_person(tx, &grant, name, languages, now).await?;
            let given = (Action::GrantGiven, kept.role.word(), 1);
            Ok(audit::record_for(tx, scope, &whose, given).await?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(member)))
}

/// Nobody appoints above their own standing, and network roles come from the network.
const fn may_appoint(by: Role, role: Role) -> bool {
    match by {
        Role::HubManager => !matches!(role, Role::NetworkManager | Role::OutsideReader),
        Role::LeadOrganiser => matches!(role, Role::Organiser | Role::GroupMember),
        Role::Organiser
        | Role::GroupMember
        | Role::NetworkManager
        | Role::DataProtectionOfficer
        | Role::OutsideReader
        | Role::VaultKeeper
        | Role::SafeguardingLead => false,
    }
}

/// Take back what somebody may do here: a leaver. Their records stay.
#[utoipa::path(delete, path = "/api/v1/people/{person}", operation_id = "end_person", tag = "access",
    params(("person" = PersonId, Path)), responses((status = 204)))]
async fn end_person(caller: Caller, Path(person): Path<PersonId>) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::ManagePeople)?;
    let now = caller.app.clock.now();
    let (by, whose) = (caller.role, caller.clone());
    caller
        .app
        .db
        .write(async move |tx| {
            let member = store::member(tx, scope, person).await?;
            let member = member.ok_or_else(|| Problem::not_found("person"))?;
            if !may_appoint(by, member.role) {
                return Err(Problem::forbidden(
                    "Your role cannot take this person's role back.",
                ));
            }
            store::end_grants(tx, scope, person, now).await?;
            let ended = (Action::GrantEnded, member.role.word(), 1);
            Ok(audit::record_for(tx, scope, &whose, ended).await?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the code shall be for.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCode {
    purpose: Purpose,
}

/// Make a one-time code for somebody of the hub: shown once, for a phone ten minutes, for the
/// desk a day.
#[utoipa::path(post, path = "/api/v1/people/{person}/codes", operation_id = "create_code",
    tag = "access", params(("person" = PersonId, Path)), request_body = NewCode,
    responses((status = 201, body = CodeView)))]
async fn create_code(
    caller: Caller,
    Path(person): Path<PersonId>,
    Body(new): Body<NewCode>,
) -> Result<(StatusCode, Json<CodeView>), Problem> {
    let scope = caller.may_in_hub(Permission::ManagePeople)?;
    let whose = caller.clone();
    let code = caller
        .app
        .db
        .write(async move |tx| code_for(tx, scope, &whose, (person, new.purpose)).await)
        .await?;
    Ok((StatusCode::CREATED, Json(code.into())))
}

/// Makes a one-time code for somebody of the hub, by whoever may let them in.
///
/// # Errors
/// 403 when the caller may not, 404 without such a person.
pub async fn code_for(
    tx: &mut Tx,
    scope: HubScope,
    by: &Caller,
    (person, purpose): (PersonId, Purpose),
) -> Result<FreshCode, Problem> {
    by.may(Permission::ManagePeople)?;
    let member = store::member(tx, scope, person).await?;
    let member = member.ok_or_else(|| Problem::not_found("person"))?;
    if member.person_id != by.person && !may_appoint(by.role, member.role) {
        return Err(Problem::forbidden("Your role cannot let this person in."));
    }
    let grant = Granted {
        person_id: person,
        role: member.role,
        hub_id: Some(scope.hub()),
        group_id: member.group_id,
    };
    let life = match purpose {
        Purpose::Phone => enrolment::PHONE_CODE_MS,
        Purpose::Web => enrolment::WEB_CODE_MS,
    };
    let invited = (Action::Invited, purpose.word(), 1);
    audit::record_for(tx, scope, by, invited).await?;
    enrolment::make_code(&by.app, tx, &grant, purpose, life).await
}

/// The hub's phones.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Installs {
    installs: Vec<Install>,
}

/// List the hub's phones: what each announced and what is missing.
#[utoipa::path(get, path = "/api/v1/installs", operation_id = "list_installs", tag = "access",
    responses((status = 200, body = Installs)))]
async fn list_installs(caller: Caller) -> Result<Json<Installs>, Problem> {
    let scope = caller.may_in_hub(Permission::ManagePeople)?;
    let installs = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::installs(tx, scope).await?))
        .await?;
    Ok(Json(Installs { installs }))
}

/// Take a phone back: its very next request is refused.
#[utoipa::path(post, path = "/api/v1/installs/{install}/revoke", operation_id = "revoke_install",
    tag = "access", params(("install" = InstallId, Path)), responses((status = 204)))]
async fn revoke_install(
    caller: Caller,
    Path(install): Path<InstallId>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::ManagePeople)?;
    let now = caller.app.clock.now();
    let whose = caller.clone();
    let done = caller
        .app
        .db
        .write(async move |tx| {
            let done = store::revoke_install(tx, scope, install, now).await?;
            if done {
                let revoked = (Action::PhoneRevoked, "", 1);
                audit::record_for(tx, scope, &whose, revoked).await?;
            }
            Ok::<_, Problem>(done)
        })
        .await?;
    if done {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found("phone"))
    }
}

/// A name somebody typed: trimmed, not empty, at most 200 characters.
///
/// # Errors
/// 400 with the bound that was broken.
pub fn named(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::bad_request("A name is missing: it is empty."));
    }
    if text.chars().count() > 200 {
        return Err(Problem::bad_request(
            "A name is at most 200 characters long.",
        ));
    }
    Ok(text.to_owned())
}
