//! Using a consent, and every way in which it ends: withdrawn, stopped by number, erased; and what is
//! handed out to the person it is about.

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ContactView, shown, sought, told, view};
use crate::{
    access::{self, Caller, HubScope, Permission, audit::Action, erasures::Erasure, keys::Keyring},
    app::App,
    base::{ids::ContactId, time::Day},
    contacts::{
        model::{Channel, Contact, ContactPurpose, Ending, LegalRule, ReadPurpose, Written},
        store::{self, EndingCount},
        vault::{Sought, Vault},
    },
    db::Tx,
    problem::{Body, Params, Problem},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(use_contact))
        .routes(routes!(withdraw_contact))
        .routes(routes!(erase_contact))
        .routes(routes!(export_contact))
        .routes(routes!(stop_contacts))
        .routes(routes!(list_contact_endings))
}

async fn found(tx: &mut Tx, vault: &Vault, id: ContactId) -> Result<Contact, Problem> {
    let contact = vault.read(tx, id).await?;
    contact.ok_or_else(|| Problem::not_found("contact"))
}

/// By which channel, for what.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactUse {
    channel: Channel,
    purpose: ContactPurpose,
}

/// What to use, once.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ContactToUse {
    /// What to call them.
    name: String,
    /// The number or address of this channel, and nothing else.
    to: String,
    /// The rule of law it stands on.
    rule: LegalRule,
    /// The language they heard the promise in.
    language: String,
    /// Stands in every message: how to stop.
    stop_sentence: String,
}

/// Get in touch with somebody: the one value for one channel and one purpose they agreed to, with
/// the sentence that tells them how to stop.
#[utoipa::path(post, path = "/api/v1/contacts/{contact}/use", operation_id = "use_contact",
    tag = "contacts", params(("contact" = ContactId, Path)), request_body = ContactUse,
    responses((status = 200, body = ContactToUse)))]
async fn use_contact(
    caller: Caller,
    Path(id): Path<ContactId>,
    Body(using): Body<ContactUse>,
) -> Result<Json<ContactToUse>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let to_use = caller.app.db.write(async move |tx| {
        let today = by.app.clock.now().day();
        let vault = Vault::open(tx, scope, &keys).await?;
        let contact = found(tx, &vault, id).await?;
        let what = (using.channel, using.purpose);
        let rule = vault.use_it(tx, &contact, what, today).await?;
        let hub = access::store::hub(tx, scope.hub()).await?;
        let hub = hub.ok_or_else(|| Problem::not_found("hub"))?;
        let to = shown(contact.details.value(using.channel));
        let to = to.ok_or_else(|| Problem::not_found("contact"))?;
        told(
            tx,
            &by,
            scope,
            (Action::ContactRead, using.purpose.word()),
            1,
        )
        .await?;
        let (url, code) = (
            by.app.config.public_url.trim_end_matches('/'),
            contact.code.reveal(),
        );
        Ok::<_, Problem>(ContactToUse {
            name: contact.details.name.reveal().clone(),
            to,
            rule,
            language: contact.consent.language.clone(),
            stop_sentence: format!(
                "You asked {} to keep in touch. To stop: {url}/stop?c={}.{code} or tell us your \
                 code {code}.",
                hub.name, hub.id
            ),
        })
    });
    Ok(Json(to_use.await?))
}

/// What to stop.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactWithdrawal {
    /// Only these channels; everything when absent.
    channels: Option<Vec<Channel>>,
}

/// Take a consent back, at once: its values are erased now, and refused until somebody agrees anew
/// on a later day. What was agreed with them is withdrawn too.
#[utoipa::path(post, path = "/api/v1/contacts/{contact}/withdraw",
    operation_id = "withdraw_contact", tag = "contacts",
    params(("contact" = ContactId, Path)), request_body = ContactWithdrawal,
    responses((status = 204)))]
async fn withdraw_contact(
    caller: Caller,
    Path(id): Path<ContactId>,
    Body(wish): Body<ContactWithdrawal>,
) -> Result<StatusCode, Problem> {
    let channels = match wish.channels {
        None => Channel::ALL.to_vec(),
        Some(some) if some.is_empty() => {
            return Err(Problem::bad_request(
                "`channels` names what to stop; leave it out to stop everything.",
            ));
        }
        Some(some) => some,
    };
    let what = (
        Action::ContactWithdrawn,
        ReadPurpose::Withdrawal,
        Ending::Withdrawn,
    );
    end(caller, id, channels, what).await
}

/// Erase somebody's details, at once; what stays is that somebody was erased on this day, and keyed
/// marks that keep the details from coming back.
#[utoipa::path(delete, path = "/api/v1/contacts/{contact}", operation_id = "erase_contact",
    tag = "contacts", params(("contact" = ContactId, Path)), responses((status = 204)))]
async fn erase_contact(caller: Caller, Path(id): Path<ContactId>) -> Result<StatusCode, Problem> {
    let what = (
        Action::ContactErased,
        ReadPurpose::ErasureRequest,
        Ending::Erased,
    );
    end(caller, id, Channel::ALL.to_vec(), what).await
}

async fn end(
    caller: Caller,
    id: ContactId,
    channels: Vec<Channel>,
    (action, why, how): (Action, ReadPurpose, Ending),
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::KeepContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let ended = caller.app.db.write(async move |tx| {
        let vault = Vault::open(tx, scope, &keys).await?;
        let today = by.app.clock.now().day();
        let ended = vault.end(tx, id, &channels, (how, today)).await?;
        let ended = ended.ok_or_else(|| Problem::not_found("contact"))?;
        told(tx, &by, scope, (action, why.word()), 1).await?;
        noted(&by, (scope, today), ended.marks)
    });
    ended.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whom to stop: exactly one of the three.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactStop {
    /// A number, however it is written.
    phone: Option<Written>,
    /// An e-mail address.
    email: Option<Written>,
    /// The code in their messages.
    code: Option<Written>,
}

/// Stop a number, an address or a code because the person said so. Whoever answers the door or the
/// phone may do it and sees nothing of the vault: the answer is the same whether anybody was there.
#[utoipa::path(post, path = "/api/v1/contact_stops", operation_id = "stop_contacts",
    tag = "contacts", request_body = ContactStop, responses((status = 204)))]
async fn stop_contacts(
    caller: Caller,
    Body(stop): Body<ContactStop>,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::StopContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let (phone, email) = (stop.phone.as_ref(), stop.email.as_ref());
    let sought = sought(phone, email, None, stop.code.as_ref())?;
    readable(&sought)?;
    let by = caller.clone();
    let stopped = caller.app.db.write(async move |tx| {
        let vault = Vault::open(tx, scope, &keys).await?;
        let today = by.app.clock.now().day();
        let ended = vault.stop(tx, &sought, today).await?;
        let count = usize::try_from(ended.gone).unwrap_or(0);
        let what = (Action::ContactWithdrawn, ReadPurpose::Withdrawal.word());
        told(tx, &by, scope, what, count).await?;
        noted(&by, (scope, today), ended.marks)
    });
    stopped.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes down, outside the database, what must not come back with a backup. The last act before
/// the commit: what is noted and then not erased is erased at the next start.
fn noted(by: &Caller, (scope, today): (HubScope, Day), marks: Vec<String>) -> Result<(), Problem> {
    let of = |mark| Erasure::of_mark(scope.hub(), mark, today);
    let lines: Vec<Erasure> = marks.into_iter().map(of).collect();
    Ok(by.app.note_erasures(&lines)?)
}

/// Goes on only with something that can be a number, an address or a code: a slip of the pen must
/// not look like a stop.
fn readable(sought: &Sought) -> Result<(), Problem> {
    use crate::contacts::rules;
    let reads = match sought {
        Sought::Phone(text) => rules::phone(text).is_some(),
        Sought::Email(text) => rules::email(text).is_some(),
        Sought::Code(text) => rules::code_typed(text).is_some(),
        Sought::Name(_) => false,
    };
    if reads {
        return Ok(());
    }
    Err(Problem::bad_request(
        "This is no number with its area code, no e-mail address and no code of twelve letters. \
         Nothing was stopped; write it again.",
    ))
}

/// How to hand it out.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportForm {
    /// For programs.
    #[default]
    Json,
    /// For people, to print or send.
    Text,
}

/// What for, and how.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExportQuery {
    /// What for; stands in the audit log.
    purpose: ReadPurpose,
    /// `json` or `text`; `json` when absent.
    #[param(inline)]
    form: Option<ExportForm>,
}

/// Hand out everything the vault holds of somebody, for them: as JSON or as plain text.
#[utoipa::path(get, path = "/api/v1/contacts/{contact}/export", operation_id = "export_contact",
    tag = "contacts", params(("contact" = ContactId, Path), ExportQuery),
    responses((status = 200, body = ContactView)))]
async fn export_contact(
    caller: Caller,
    Path(id): Path<ContactId>,
    Params(query): Params<ExportQuery>,
) -> Result<Response, Problem> {
    let scope = caller.may_in_hub(Permission::ReadContacts)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let whole = caller.app.db.write(async move |tx| {
        let vault = Vault::open(tx, scope, &keys).await?;
        let contact = found(tx, &vault, id).await?;
        let what = (Action::ContactExported, query.purpose.word());
        told(tx, &by, scope, what, 1).await?;
        Ok::<_, Problem>(view(tx, &vault, contact, by.app.clock.now().day()).await?)
    });
    let whole = whole.await?;
    Ok(match query.form.unwrap_or_default() {
        ExportForm::Json => Json(whole).into_response(),
        ExportForm::Text => {
            let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            (kind, in_words(&whole)).into_response()
        }
    })
}

/// Everything in plain lines, for the person it is about.
fn in_words(whole: &ContactView) -> String {
    let mut lines = vec![
        "What we hold to keep in touch with you".to_owned(),
        String::new(),
        format!("Name: {}", whole.name),
    ];
    let values = [
        ("Phone", &whole.phone),
        ("E-mail", &whole.email),
        ("Postal address", &whole.post),
    ];
    for (what, value) in values {
        if let Some(value) = value {
            lines.push(format!("{what}: {value}"));
        }
    }
    let purposes: Vec<&str> = whole
        .purposes
        .iter()
        .map(|purpose| match purpose {
            ContactPurpose::FollowUp => "answer you about what you said",
            ContactPurpose::Invite => "invite you to meetings and events",
            ContactPurpose::News => "send you our news",
        })
        .collect();
    lines.push(format!("You said we may: {}.", purposes.join("; ")));
    let said_on = whole.given_on;
    lines.push(format!(
        "You said so on {said_on}, in the language `{}`; the promise you heard is `{}`.",
        whole.language, whole.wording
    ));
    for on in &whole.channels {
        let way = match on.channel {
            Channel::Phone => "We may call you",
            Channel::Text => "We may text you",
            Channel::Email => "We may e-mail you",
            Channel::Post => "We may write to you by post",
        };
        let why = match on.rule {
            LegalRule::Consent => "because you said yes",
            LegalRule::CharitySoftOptIn => {
                "because you showed interest in our charity and did not say no (the law's \
                 charitable-purpose soft opt-in)"
            }
            LegalRule::LegitimateInterests => {
                "because you asked us to keep in touch (legitimate interests); you may object"
            }
        };
        lines.push(format!("{way} {why}."));
    }
    if whole.parent_agreed {
        lines.push("Your parent agreed too.".to_owned());
    }
    for agreed in &whole.follow_ups {
        lines.push(agreed.line());
    }
    lines.push(format!(
        "We delete all of this on {} if you and we are not in touch, and at once when you say so. \
         Your code for it is {}.",
        whole.expires_on, whole.code
    ));
    lines.push(
        "It is kept apart from what you told us at the door. Nothing joins the two, so we cannot \
         tell which notes are yours."
            .to_owned(),
    );
    lines.push(String::new());
    lines.join("\n")
}

/// What stays of details that went.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VaultTally {
    /// By day and by how, the last days first.
    endings: Vec<EndingCount>,
    /// How many are in the vault today.
    held: i64,
    /// Today.
    on: Day,
}

/// How many details ended, how and when: the proof that they go. It names nobody.
#[utoipa::path(get, path = "/api/v1/contact_endings", operation_id = "list_contact_endings",
    tag = "contacts", responses((status = 200, body = VaultTally)))]
async fn list_contact_endings(caller: Caller) -> Result<Json<VaultTally>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadContactTallies)?;
    let on = caller.app.clock.now().day();
    let read = caller.app.db.read(async move |tx| {
        Ok::<_, Problem>(VaultTally {
            endings: store::endings(tx, scope).await?,
            held: store::count(tx, scope).await?,
            on,
        })
    });
    Ok(Json(read.await?))
}
