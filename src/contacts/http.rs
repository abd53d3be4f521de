//! The vault at the desk: looking, adding, correcting. Every handler asks for a permission and
//! leaves a line in the audit log. Using, stopping and erasing are in `ending`, follow-ups in
//! `follow_ups`, the page for residents in `stop_page`.

mod ending;
mod follow_ups;
mod stop_page;

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    model::{
        Age, Channel, Consent, ConsentState, Contact, ContactPurpose, Details, Ending, Given,
        LegalRule, ReadPurpose, TakenIn, Written,
    },
    rules,
    vault::{Sought, Vault},
};
use crate::{
    access::{
        Caller, HubScope, Permission,
        audit::{self, Action, Entry},
        keys::Keyring,
    },
    app::App,
    base::{ids::ContactId, page::PageQuery, secret::Secret, time::Day},
    db::{self, Tx},
    problem::{Body, Params, Problem},
};
use follow_ups::FollowUpView;

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_contacts, create_contact))
        .routes(routes!(search_contacts))
        .routes(routes!(read_contact, correct_contact))
        .merge(ending::routes())
        .merge(follow_ups::routes())
        .merge(stop_page::routes())
}

/// Leaves a line in the audit log: who, what, what for, how many.
async fn told(
    tx: &mut Tx,
    caller: &Caller,
    scope: HubScope,
    (action, why): (Action, &str),
    count: usize,
) -> Result<(), Problem> {
    let entry = Entry {
        who: Some(caller.person),
        role: Some(caller.role),
        action,
        purpose: Some(why.to_owned()),
        count: i64::try_from(count).unwrap_or(i64::MAX),
    };
    let (ids, now) = (&caller.app.ids, caller.app.clock.now());
    Ok(audit::record(tx, scope, ids, now, entry).await?)
}

/// Opens the vault and takes in what waits sealed.
async fn opened(
    tx: &mut Tx,
    caller: &Caller,
    scope: HubScope,
    keys: &Keyring,
) -> Result<(Vault, TakenIn), Problem> {
    let vault = Vault::open(tx, scope, keys).await?;
    let came = vault.take_in(&caller.app, tx).await?;
    let new = usize::try_from(came.added + came.renewed).unwrap_or(0);
    if new > 0 {
        let what = (Action::ContactAdded, ReadPurpose::Upkeep.word());
        told(tx, caller, scope, what, new).await?;
    }
    Ok((vault, came))
}

/// A channel with the rule it stands on.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ContactChannel {
    channel: Channel,
    rule: LegalRule,
}

fn channels_of(contact: &Contact) -> Vec<ContactChannel> {
    let all = contact.channels.iter();
    all.map(|(channel, rule)| ContactChannel {
        channel: *channel,
        rule: *rule,
    })
    .collect()
}

/// Somebody in the vault, without what would name them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ContactRow {
    id: ContactId,
    /// The first letter of the name.
    initial: String,
    purposes: Vec<ContactPurpose>,
    channels: Vec<ContactChannel>,
    state: ConsentState,
    given_on: Day,
    /// When they expire if nothing happens.
    expires_on: Day,
    /// The first day on which something agreed with them is due.
    due_on: Option<Day>,
}

/// A page of the vault, in no order of time.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VaultPage {
    contacts: Vec<ContactRow>,
    next: Option<ContactId>,
    /// What waited sealed, and was taken in now.
    taken_in: TakenIn,
}

/// Which page.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ContactsQuery {
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// The `next` of the page before.
    after: Option<ContactId>,
}

/// List who is in the vault, by first letter alone. Details that phones handed in are taken in first.
#[utoipa::path(get, path = "/api/v1/contacts", operation_id = "list_contacts", tag = "contacts",
    params(ContactsQuery), responses((status = 200, body = VaultPage)))]
async fn list_contacts(
    caller: Caller,
    Params(query): Params<ContactsQuery>,
) -> Result<Json<VaultPage>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let (limit, after) = (query.limit, None);
    let rows = PageQuery { limit, after }.rows();
    let after = query.after.unwrap_or(ContactId(Uuid::nil()));
    let by = caller.clone();
    let page = caller.app.db.write(async move |tx| {
        let (vault, taken_in) = opened(tx, &by, scope, &keys).await?;
        let today = by.app.clock.now().day();
        let mut contacts = Vec::new();
        for contact in vault.page(tx, after, i64::from(rows)).await? {
            let agreed = vault.follow_ups_with(tx, contact.id, today).await?;
            let open = agreed.iter().filter(|one| one.ended_on.is_none());
            contacts.push(ContactRow {
                id: contact.id,
                initial: initial(&contact),
                purposes: contact.consent.purposes.clone(),
                channels: channels_of(&contact),
                state: contact.state,
                given_on: contact.consent.given_on,
                expires_on: contact.expires_on(),
                due_on: open.map(|one| one.due_on).min(),
            });
        }
        let what = (Action::ContactSearched, "list");
        told(tx, &by, scope, what, contacts.len()).await?;
        let full = contacts.len() == rows as usize;
        Ok::<_, Problem>(VaultPage {
            next: contacts.last().filter(|_| full).map(|row| row.id),
            contacts,
            taken_in,
        })
    });
    Ok(Json(page.await?))
}

fn initial(contact: &Contact) -> String {
    let first = contact.details.name.reveal().chars().next();
    first.into_iter().flat_map(char::to_uppercase).collect()
}

/// Somebody in the vault, with everything.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ContactView {
    id: ContactId,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    post: Option<String>,
    purposes: Vec<ContactPurpose>,
    /// The ways they may be reached, each with the rule of law it stands on.
    channels: Vec<ContactChannel>,
    /// The id of the promise they heard.
    wording: String,
    /// The language they heard it in.
    language: String,
    given_on: Day,
    /// Whether a young person's parent agreed too.
    parent_agreed: bool,
    state: ConsentState,
    /// The last day something happened with them.
    active_on: Day,
    /// When they expire if nothing happens.
    expires_on: Day,
    /// The code they stop everything with.
    code: String,
    follow_ups: Vec<FollowUpView>,
}

fn shown(value: Option<&Secret<String>>) -> Option<String> {
    value.map(|value| value.reveal().clone())
}

/// Somebody's details as they are handed out, with what was agreed with them.
///
/// # Errors
/// When the engine fails.
pub async fn view(
    tx: &mut Tx,
    vault: &Vault,
    contact: Contact,
    today: Day,
) -> db::Result<ContactView> {
    let follow_ups = vault.follow_ups_with(tx, contact.id, today).await?;
    Ok(ContactView {
        id: contact.id,
        channels: channels_of(&contact),
        expires_on: contact.expires_on(),
        name: contact.details.name.reveal().clone(),
        phone: shown(contact.details.phone.as_ref()),
        email: shown(contact.details.email.as_ref()),
        post: shown(contact.details.post.as_ref()),
        purposes: contact.consent.purposes,
        wording: contact.consent.wording,
        language: contact.consent.language,
        given_on: contact.consent.given_on,
        parent_agreed: contact.consent.parent_agreed,
        state: contact.state,
        active_on: contact.active_on,
        code: contact.code.reveal().clone(),
        follow_ups: follow_ups.into_iter().map(FollowUpView::from).collect(),
    })
}

/// By what to search: exactly one of the four.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactSearch {
    /// A number, however it is written.
    phone: Option<Written>,
    /// An e-mail address.
    email: Option<Written>,
    /// A name, or whole words of it, with or without accents.
    name: Option<Written>,
    /// The code in their messages.
    code: Option<Written>,
    /// What for.
    purpose: ReadPurpose,
}

/// The one thing of four that is there.
fn sought(
    phone: Option<&Written>,
    email: Option<&Written>,
    name: Option<&Written>,
    code: Option<&Written>,
) -> Result<Sought, Problem> {
    let text = |written: &Written| written.text().to_owned();
    match (phone, email, name, code) {
        (Some(phone), None, None, None) => Ok(Sought::Phone(text(phone))),
        (None, Some(email), None, None) => Ok(Sought::Email(text(email))),
        (None, None, Some(name), None) => Ok(Sought::Name(text(name))),
        (None, None, None, Some(code)) => Ok(Sought::Code(text(code))),
        _ => Err(Problem::bad_request(
            "Name one thing to look for: a number, an address, a name or a code.",
        )),
    }
}

/// Who was found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FoundContacts {
    contacts: Vec<ContactView>,
}

/// Search the vault by number, address, name or code. What is searched for stands in no address line
/// and no log; that somebody searched, what for and how many were found, does.
#[utoipa::path(post, path = "/api/v1/contacts/search", operation_id = "search_contacts",
    tag = "contacts", request_body = ContactSearch, responses((status = 200, body = FoundContacts)))]
async fn search_contacts(
    caller: Caller,
    Body(search): Body<ContactSearch>,
) -> Result<Json<FoundContacts>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let found = caller.app.db.write(async move |tx| {
        let ContactSearch {
            phone,
            email,
            name,
            code,
            purpose,
        } = &search;
        let sought = sought(phone.as_ref(), email.as_ref(), name.as_ref(), code.as_ref())?;
        let (vault, _) = opened(tx, &by, scope, &keys).await?;
        let today = by.app.clock.now().day();
        let mut contacts = Vec::new();
        for contact in vault.search(tx, &sought).await? {
            contacts.push(view(tx, &vault, contact, today).await?);
        }
        let what = (Action::ContactSearched, purpose.word());
        told(tx, &by, scope, what, contacts.len()).await?;
        Ok::<_, Problem>(FoundContacts { contacts })
    });
    Ok(Json(found.await?))
}

/// What for.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ForWhat {
    /// What for; stands in the audit log.
    purpose: ReadPurpose,
}

/// Read one person's details; say what for.
#[utoipa::path(get, path = "/api/v1/contacts/{contact}", operation_id = "read_contact",
    tag = "contacts", params(("contact" = ContactId, Path), ForWhat),
    responses((status = 200, body = ContactView)))]
async fn read_contact(
    caller: Caller,
    Path(id): Path<ContactId>,
    Params(query): Params<ForWhat>,
) -> Result<Json<ContactView>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let found = caller.app.db.write(async move |tx| {
        let vault = Vault::open(tx, scope, &keys).await?;
        let contact = vault.read(tx, id).await?;
        let contact = contact.ok_or_else(|| Problem::not_found("contact"))?;
        let what = (Action::ContactRead, query.purpose.word());
        told(tx, &by, scope, what, 1).await?;
        Ok::<_, Problem>(view(tx, &vault, contact, by.app.clock.now().day()).await?)
    });
    Ok(Json(found.await?))
}

/// Details that somebody gave at the desk, at a meeting or on paper.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    name: Written,
    phone: Option<Written>,
    email: Option<Written>,
    post: Option<Written>,
    /// What they said yes to, one at least.
    purposes: Vec<ContactPurpose>,
    /// The id of the promise they heard or read.
    wording: String,
    /// The language of it, such as `en`.
    language: String,
    /// The day they said yes.
    given_on: Day,
    /// How old they are; grown up when absent.
    age: Option<Age>,
    /// Whether a parent of somebody under 18 agreed too.
    parent_agreed: Option<bool>,
}

fn text(written: Option<&Written>) -> &str {
    written.map_or("", Written::text)
}

impl NewContact {
    fn given(&self, today: Day) -> Result<Given, Problem> {
        let details = Details::of(
            self.name.text(),
            text(self.phone.as_ref()),
            text(self.email.as_ref()),
            text(self.post.as_ref()),
        );
        rules::check(&details, true).map_err(Problem::bad_request)?;
        let word = |text: &str, most: usize| {
            let known = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            !text.is_empty() && text.len() <= most && text.chars().all(known)
        };
        if !word(&self.wording, 40) || !word(&self.language, 20) {
            return Err(Problem::bad_request(
                "`wording` is the id of the promise and `language` its language tag.",
            ));
        }
        if self.purposes.is_empty() {
            return Err(Problem::bad_request(
                "`purposes` names at least one thing they agreed to.",
            ));
        }
        let oldest = today.plus_days(-rules::QUIET_DAYS);
        if !(oldest..=today).contains(&self.given_on) {
            return Err(Problem::bad_request(
                "`given_on` is the day they said yes, today or in the last six months.",
            ));
        }
        let known = ContactPurpose::ALL.iter().copied();
        Ok(Given {
            details,
            consent: Consent {
                purposes: known.filter(|one| self.purposes.contains(one)).collect(),
                wording: self.wording.clone(),
                language: self.language.clone(),
                given_on: self.given_on,
                parent_agreed: self.parent_agreed.unwrap_or(false),
            },
            age: self.age.unwrap_or(Age::Adult),
        })
    }
}

/// Why details were not kept, in a sentence.
fn not_kept(how: Ending) -> Problem {
    match how {
        Ending::TooYoung => Problem::unprocessable(
            "too_young",
            "Details of a child under 13 are never kept, and of somebody under 18 only when a \
             parent agreed too (`parent_agreed`).",
        ),
        Ending::Stopped => Problem::unprocessable(
            "stopped",
            "This number or address said stop. It can come in again with a consent that was given \
             on a later day.",
        ),
        Ending::Empty
        | Ending::Withdrawn
        | Ending::Erased
        | Ending::Expired
        | Ending::TakenBack
        | Ending::Unreadable => Problem::bad_request(
            "A name, a way to reach them and a purpose are needed. Nothing was kept.",
        ),
    }
}

/// Put details into the vault. Somebody who is there already is renewed.
#[utoipa::path(post, path = "/api/v1/contacts", operation_id = "create_contact", tag = "contacts",
    request_body = NewContact, responses((status = 201, body = ContactView)))]
async fn create_contact(
    caller: Caller,
    Body(new): Body<NewContact>,
) -> Result<(StatusCode, Json<ContactView>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let today = caller.app.clock.now().day();
    let given = new.given(today)?;
    let by = caller.clone();
    let made = caller.app.db.write(async move |tx| {
        let vault = Vault::open(tx, scope, &keys).await?;
        let form = vault.legal_form(tx).await?;
        let named = (by.app.ids.unordered(), None);
        let added = vault.add(tx, form, named, given.clone(), today).await?;
        let added = added.map_err(not_kept)?;
        let contact = vault.read(tx, added.id).await?;
        let contact = contact.ok_or_else(|| Problem::not_found("contact"))?;
        let what = (Action::ContactAdded, ReadPurpose::Upkeep.word());
        told(tx, &by, scope, what, 1).await?;
        Ok::<_, Problem>(view(tx, &vault, contact, today).await?)
    });
    Ok((StatusCode::CREATED, Json(made.await?)))
}

/// What to put right; what is absent stays, an empty text takes a value out.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactCorrection {
    name: Option<Written>,
    phone: Option<Written>,
    email: Option<Written>,
    post: Option<Written>,
}

/// Correct somebody's details.
#[utoipa::path(patch, path = "/api/v1/contacts/{contact}", operation_id = "correct_contact",
    tag = "contacts", params(("contact" = ContactId, Path)), request_body = ContactCorrection,
    responses((status = 200, body = ContactView)))]
async fn correct_contact(
    caller: Caller,
    Path(id): Path<ContactId>,
    Body(change): Body<ContactCorrection>,
) -> Result<Json<ContactView>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let corrected = caller.app.db.write(async move |tx| {
        let today = by.app.clock.now().day();
        let vault = Vault::open(tx, scope, &keys).await?;
        let before = vault.read(tx, id).await?;
        let before = before.ok_or_else(|| Problem::not_found("contact"))?;
        let old = &before.details;
        let value = |new: &Option<Written>, old: Option<&Secret<String>>| match new {
            Some(new) => new.text().to_owned(),
            None => old.map_or_else(String::new, |old| old.reveal().clone()),
        };
        let details = Details::of(
            &value(&change.name, Some(&old.name)),
            &value(&change.phone, old.phone.as_ref()),
            &value(&change.email, old.email.as_ref()),
            &value(&change.post, old.post.as_ref()),
        );
        rules::check(&details, true).map_err(Problem::bad_request)?;
        let contact = vault.correct(tx, before, details, today).await?;
        let contact = contact.ok_or_else(|| not_kept(Ending::Stopped))?;
        let what = (Action::ContactChanged, ReadPurpose::Correction.word());
        told(tx, &by, scope, what, 1).await?;
        Ok::<_, Problem>(view(tx, &vault, contact, today).await?)
    });
    Ok(Json(corrected.await?))
}
