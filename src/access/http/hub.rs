//! What a phone needs to know of its hub, and the hub's safety card.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{
        Caller, Permission, Role,
        model::{Member, SafetyNumber},
        store,
    },
    app::App,
    base::ids::{HubId, KeyId, PersonId},
    problem::{Body, Problem},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_hub))
        .routes(routes!(read_safety_card, replace_safety_card))
}

/// A hub by name.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NamedHub {
    id: HubId,
    name: String,
}

/// Somebody by name.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NamedPerson {
    id: PersonId,
    name: String,
}

impl From<&Member> for NamedPerson {
    fn from(member: &Member) -> Self {
        Self {
            id: member.person_id,
            name: member.display_name.clone(),
        }
    }
}

/// The key that phones seal to.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HubKey {
    id: KeyId,
    /// `p256`: HPKE with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
    suite: String,
    /// The uncompressed point (65 bytes), base64url.
    public: String,
}

/// A hub as its phones need it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HubForPhone {
    hub: NamedHub,
    /// Whose phone this is.
    person: NamedPerson,
    /// Languages spoken here, those of this person first.
    languages: Vec<String>,
    /// The key to seal to; absent where the server has none.
    key: Option<HubKey>,
    /// The safety card, in its order.
    numbers: Vec<SafetyNumber>,
    /// Who may be a partner or a buddy, by name.
    people: Vec<NamedPerson>,
}

/// What a phone needs to know of its hub: the key to seal to, numbers to ring, people by name.
#[utoipa::path(get, path = "/api/sync/v1/hub", operation_id = "read_phone_hub", tag = "sync",
    responses((status = 200, body = HubForPhone)))]
async fn read_hub(caller: Caller) -> Result<Json<HubForPhone>, Problem> {
    let scope = caller.may_in_hub(Permission::Sync)?;
    let own = caller.person;
    let (hub, key, numbers, members) = caller
        .app
        .db
        .read(async move |tx| {
            Ok::<_, Problem>((
                store::hub(tx, scope.hub()).await?,
                store::keys::newest(tx, scope).await?,
                store::keys::card(tx, scope).await?,
                store::members(tx, scope).await?,
            ))
        })
        .await?;
    let hub = hub.ok_or_else(|| Problem::not_found("hub"))?;
    let me = members.iter().find(|member| member.person_id == own);
    let me = me.ok_or_else(|| Problem::not_found("person"))?;
    Ok(Json(HubForPhone {
        hub: NamedHub {
            id: hub.id,
            name: hub.name,
        },
        person: me.into(),
        languages: languages(me, &members),
        key: key.map(|key| HubKey {
            id: key.id,
            suite: key.suite,
            public: key.public_key,
        }),
        numbers,
        people: by_name(&members),
    }))
}

/// Languages of the hub's people, each once, those of one person first.
fn languages(first: &Member, members: &[Member]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for member in std::iter::once(first).chain(members) {
        for tag in member.languages.split(',').map(str::trim) {
            if !tag.is_empty() && !found.iter().any(|known| known == tag) {
                found.push(tag.to_owned());
            }
        }
    }
    found
}

/// Those who go out or run shifts; residents of a group and officers are nobody's buddy.
fn by_name(members: &[Member]) -> Vec<NamedPerson> {
    let goes = |member: &&Member| match member.role {
        Role::Organiser | Role::LeadOrganiser | Role::HubManager => true,
        Role::GroupMember
        | Role::NetworkManager
        | Role::DataProtectionOfficer
        | Role::OutsideReader
        | Role::VaultKeeper
        | Role::SafeguardingLead => false,
    };
    let mut people: Vec<NamedPerson> = members.iter().filter(goes).map(Into::into).collect();
    // Somebody of two roles stands here once.
    people.dedup_by_key(|person| person.id);
    people
}

/// The numbers a hub's people ring.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyCard {
    /// 1 to 12 of them, in the order in which they are shown.
    #[schema(min_items = 1, max_items = 12)]
    numbers: Vec<SafetyNumber>,
}

impl SafetyCard {
    fn checked(&self) -> Result<Vec<SafetyNumber>, Problem> {
        if !(1..=12).contains(&self.numbers.len()) {
            return Err(Problem::bad_request("`numbers` are 1 to 12."));
        }
        self.numbers.iter().map(checked).collect()
    }
}

fn checked(known: &SafetyNumber) -> Result<SafetyNumber, Problem> {
    let (name, number) = (known.name.trim(), known.number.trim());
    if !(1..=60).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(Problem::bad_request("A `name` has 1 to 60 characters."));
    }
    let after_plus = number.strip_prefix('+').unwrap_or(number);
    let digits = after_plus.bytes().filter(u8::is_ascii_digit).count();
    let only = after_plus.bytes().all(|b| b.is_ascii_digit() || b == b' ');
    if !only || !(3..=15).contains(&digits) || number.len() > 30 {
        return Err(Problem::bad_request(
            "A `number` is 3 to 15 digits with spaces, such as 01632 960001 or +44 7700 900001.",
        ));
    }
    Ok(SafetyNumber {
        purpose: known.purpose,
        name: name.to_owned(),
        number: number.to_owned(),
    })
}

/// Read the hub's safety card.
#[utoipa::path(get, path = "/api/v1/safety-card", operation_id = "read_safety_card",
    tag = "access", responses((status = 200, body = SafetyCard)))]
async fn read_safety_card(caller: Caller) -> Result<Json<SafetyCard>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let numbers = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::keys::card(tx, scope).await?))
        .await?;
    Ok(Json(SafetyCard { numbers }))
}

/// Replace the hub's safety card as a whole. Phones have it at their next contact.
#[utoipa::path(put, path = "/api/v1/safety-card", operation_id = "replace_safety_card",
    tag = "access", request_body = SafetyCard, responses((status = 200, body = SafetyCard)))]
async fn replace_safety_card(
    caller: Caller,
    Body(card): Body<SafetyCard>,
) -> Result<Json<SafetyCard>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let numbers = card.checked()?;
    let kept = numbers.clone();
    caller
        .app
        .db
        .write(async move |tx| Ok::<_, Problem>(store::keys::replace_card(tx, scope, &kept).await?))
        .await?;
    Ok(Json(SafetyCard { numbers }))
}
