//! The officer's addresses: finding, handing out and erasing; how long things stay; the audit
//! chain; who may see what; the documents. Requests and their clocks are in [`requests`], who can see
//! what of a patch in [`who`].

pub mod requests;
pub mod who;

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    documents::{self, DOCUMENTS, Facts},
    model::{Class, RequestKind, RetentionRule, RetentionRun},
    people::{self, By, Found, Subject},
    retention, rules, store,
    vault::Sought,
};
use crate::{
    access::{
        Caller, HubScope, Permission, Role,
        audit::{self, ChainState},
        store::audit::Logged,
    },
    app::{self, App},
    base::{ids::PersonId, page::PageQuery},
    problem::{Body, Params, Problem},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(requests::routes())
        .merge(who::routes())
        .routes(routes!(search_people))
        .routes(routes!(export_person))
        .routes(routes!(erase_person))
        .routes(routes!(read_retention))
        .routes(routes!(change_retention))
        .routes(routes!(list_audit))
        .routes(routes!(verify_audit))
        .routes(routes!(read_who_sees_what))
        .routes(routes!(list_documents))
        .routes(routes!(read_document))
}

/// Who asks, for the audit chain.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the commands of the server's administrator have nobody to name"
)]
const fn by(caller: &Caller) -> By {
    Some((caller.person, caller.role))
}

/// Whom to look for; at least one of the three.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchBody {
    /// What it is for.
    purpose: RequestKind,
    /// A phone number, with or without spaces.
    phone: Option<String>,
    /// An e-mail address.
    email: Option<String>,
    /// A name, or a part of one.
    name: Option<String>,
}

/// Search accounts and contact details. Each search stands in the audit chain, without what was
/// searched for.
#[utoipa::path(post, path = "/api/v1/privacy/search", operation_id = "search_people",
    tag = "privacy", request_body = SearchBody, responses((status = 200, body = Found)))]
async fn search_people(
    caller: Caller,
    Body(body): Body<SearchBody>,
) -> Result<Json<Found>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let given = |text: Option<String>| {
        let text = text.map(|text| text.trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let sought = Sought {
        phone: given(body.phone),
        email: given(body.email),
        name: given(body.name),
    };
    let all = [&sought.phone, &sought.email, &sought.name];
    if all.iter().all(|text| text.is_none()) {
        return Err(Problem::bad_request(
            "Give a `phone`, an `email` or a `name` to look for.",
        ));
    }
    let long = |text: &&Option<String>| text.as_ref().is_some_and(|t| t.chars().count() > 200);
    if all.iter().any(long) {
        return Err(Problem::bad_request(
            "`phone`, `email` and `name` have 200 characters at most.",
        ));
    }
    let (app, who) = (caller.app.clone(), by(&caller));
    let found = caller
        .app
        .db
        .write(async move |tx| {
            let purpose = (who, body.purpose.word());
            Ok::<_, Problem>(people::search(&app, tx, scope, &sought, purpose).await?)
        })
        .await?;
    Ok(Json(found))
}

/// Whom it is about: somebody with an account, or a contact.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectBody {
    /// What it is for.
    purpose: RequestKind,
    /// Somebody with an account.
    person: Option<PersonId>,
    /// A contact, by the id a search gave.
    contact: Option<Uuid>,
}

impl SubjectBody {
    fn subject(self) -> Result<Subject, Problem> {
        match (self.person, self.contact) {
            (Some(person), None) => Ok(Subject::Person(person)),
            (None, Some(contact)) => Ok(Subject::Contact(contact)),
            _ => Err(Problem::bad_request(
                "Give either a `person` or a `contact`, as a search found them.",
            )),
        }
    }
}

/// All that is stored of somebody.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Exported {
    /// For programs.
    data: serde_json::Value,
    /// The same as plain text, for whoever asked.
    text: String,
}

/// Hand out all that is stored of somebody. Each time stands in the audit chain.
#[utoipa::path(post, path = "/api/v1/privacy/export", operation_id = "export_person",
    tag = "privacy", request_body = SubjectBody, responses((status = 200, body = Exported)))]
async fn export_person(
    caller: Caller,
    Body(body): Body<SubjectBody>,
) -> Result<Json<Exported>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let subject = body.subject()?;
    let (app, who) = (caller.app.clone(), by(&caller));
    let found = caller
        .app
        .db
        .write(async move |tx| {
            let purpose = (who, body.purpose.word());
            Ok::<_, Problem>(people::export(&app, tx, scope, subject, purpose).await?)
        })
        .await?;
    let data = found.ok_or_else(|| Problem::not_found("person"))?;
    let text = people::plain(&data);
    Ok(Json(Exported { data, text }))
}

/// What was erased, without content.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Erased {
    /// Kinds and numbers, in words.
    erased: String,
}

/// Erase somebody: an account with all that names them, or a contact. What a worker recorded stays
/// counted. A backup put back later does not bring them back.
#[utoipa::path(post, path = "/api/v1/privacy/erase", operation_id = "erase_person",
    tag = "privacy", request_body = SubjectBody, responses((status = 200, body = Erased)))]
async fn erase_person(
    caller: Caller,
    Body(body): Body<SubjectBody>,
) -> Result<Json<Erased>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let erased = match body.subject()? {
        Subject::Person(person) => {
            may_erase(&caller, scope, person).await?;
            app::erase_person(&caller.app, person, by(&caller))
                .await?
                .then(|| "1 account, with its sign-ins, phones and reflections".to_owned())
        }
        Subject::Contact(contact) => {
            let (app, who) = (caller.app.clone(), by(&caller));
            let done = caller.app.db.write(async move |tx| {
                let purpose = (who, body.purpose.word());
                Ok::<_, Problem>(people::erase_contact(&app, tx, scope, contact, purpose).await?)
            });
            done.await?
        }
    };
    let erased = erased.ok_or_else(|| Problem::not_found("person"))?;
    Ok(Json(Erased { erased }))
}

/// An officer erases people of the own hub who belong to no other.
async fn may_erase(caller: &Caller, scope: HubScope, person: PersonId) -> Result<(), Problem> {
    if person == caller.person {
        return Err(Problem::conflict(
            "Nobody erases their own account while they use it. Ask whoever runs the server.",
        ));
    }
    let (here, elsewhere) = caller
        .app
        .db
        .read(async move |tx| {
            let ever = store::people::ever(tx, scope).await?;
            let here = ever.iter().any(|account| account.id == person);
            Ok::<_, Problem>((here, store::people::elsewhere(tx, scope, person).await?))
        })
        .await?;
    if !here {
        return Err(Problem::not_found("person"));
    }
    if elsewhere {
        return Err(Problem::conflict(
            "This person works for another hub too. Whoever runs the server erases them with \
             `doorstep erase-person`.",
        ));
    }
    Ok(())
}

/// A rule with its last proof.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RuleWithProof {
    #[serde(flatten)]
    rule: RetentionRule,
    /// The most days it stays without a reason.
    most_days: i64,
    /// When it was followed last, and what went; absent when it never was.
    last: Option<RetentionRun>,
}

/// How long things stay.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Retention {
    rules: Vec<RuleWithProof>,
}

/// Read how long each class of records stays, with the last proof of each.
#[utoipa::path(get, path = "/api/v1/privacy/retention", operation_id = "read_retention",
    tag = "privacy", responses((status = 200, body = Retention)))]
async fn read_retention(caller: Caller) -> Result<Json<Retention>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPrivacy)?;
    let (rules, mut runs) = caller
        .app
        .db
        .read(async move |tx| {
            let rules = retention::in_force(tx, scope).await?;
            Ok::<_, Problem>((rules, store::last_runs(tx, scope).await?))
        })
        .await?;
    let mut with_proof = |rule: RetentionRule| {
        let at = runs.iter().position(|run| run.class == rule.class);
        RuleWithProof {
            most_days: rules::standard(rule.class).days,
            last: at.map(|at| runs.swap_remove(at)),
            rule,
        }
    };
    let rules = rules.into_iter().map(&mut with_proof).collect();
    Ok(Json(Retention { rules }))
}

/// How long a class shall stay.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRule {
    /// Days, 1 to 3,660.
    #[schema(minimum = 30)]
    days: i64,
    /// Why it stays longer than the program's own rule; needed only then. 10 to 500 characters.
    reason: Option<String>,
}

/// Change how long a class of records stays: shorter freely, longer only with a reason.
#[utoipa::path(put, path = "/api/v1/privacy/retention/{class}", operation_id = "change_retention",
    tag = "privacy", params(("class" = Class, Path)), request_body = NewRule,
    responses((status = 200, body = RetentionRule)))]
async fn change_retention(
    caller: Caller,
    Path(class): Path<Class>,
    Body(body): Body<NewRule>,
) -> Result<Json<RetentionRule>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepPrivacy)?;
    let now = caller.app.clock.now();
    let rule = rules::changed(class, body.days, body.reason.as_deref(), now)
        .map_err(|why| Problem::unprocessable("bad_rule", why))?;
    let (app, kept, who) = (caller.app.clone(), rule.clone(), by(&caller));
    caller
        .app
        .db
        .write(async move |tx| {
            let changed = retention::change(&app, tx, scope, kept.clone(), who).await;
            Ok::<_, Problem>(changed?)
        })
        .await?;
    Ok(Json(rule))
}

/// A page of the audit chain, newest first.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AuditPage {
    lines: Vec<Logged>,
    /// Give this back as `after` for older lines.
    next: Option<String>,
}

/// Read who did what with personal data, newest first.
#[utoipa::path(get, path = "/api/v1/audit", operation_id = "list_audit", tag = "privacy",
    params(PageQuery), responses((status = 200, body = AuditPage)))]
async fn list_audit(
    caller: Caller,
    Params(query): Params<PageQuery>,
) -> Result<Json<AuditPage>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPrivacy)?;
    let before = match &query.after {
        None => i64::MAX,
        Some(text) => text.parse().map_err(|_| {
            Problem::bad_request("`after` is the `next` of the page before: a number.")
        })?,
    };
    let most = i64::from(query.rows());
    let lines = caller
        .app
        .db
        .read(async move |tx| {
            let tail = crate::access::store::audit::tail(tx, scope, before, most).await?;
            Ok::<_, Problem>(tail)
        })
        .await?;
    let full = i64::try_from(lines.len()).is_ok_and(|count| count == most);
    let next = lines.last().filter(|line| full && line.seq > 1);
    let next = next.map(|line| line.seq.to_string());
    Ok(Json(AuditPage { lines, next }))
}

/// Look whether anybody changed the audit chain.
#[utoipa::path(get, path = "/api/v1/audit/verify", operation_id = "verify_audit",
    tag = "privacy", responses((status = 200, body = ChainState)))]
async fn verify_audit(caller: Caller) -> Result<Json<ChainState>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPrivacy)?;
    let verdict = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(audit::verify(tx, scope, &mut Vec::new()).await?))
        .await?;
    Ok(Json(verdict))
}

/// What a role may do.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RoleMay {
    role: Role,
    may: Vec<Permission>,
}

/// What each role may do.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WhoSeesWhat {
    roles: Vec<RoleMay>,
}

/// Read what each role may do, from the table that decides it.
#[utoipa::path(get, path = "/api/v1/privacy/who-sees-what",
    operation_id = "read_who_sees_what", tag = "privacy",
    responses((status = 200, body = WhoSeesWhat)))]
async fn read_who_sees_what(caller: Caller) -> Result<Json<WhoSeesWhat>, Problem> {
    caller.may(Permission::ReadPrivacy)?;
    let roles = documents::who_sees_what().into_iter();
    let roles = roles.map(|(role, may)| RoleMay { role, may }).collect();
    Ok(Json(WhoSeesWhat { roles }))
}

/// The documents' names.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Documents {
    documents: Vec<&'static str>,
}

/// List the documents that come with the program: anybody signed in may read them.
#[utoipa::path(get, path = "/api/v1/documents", operation_id = "list_documents",
    tag = "privacy", responses((status = 200, body = Documents)))]
async fn list_documents(_caller: Caller) -> Json<Documents> {
    Json(Documents {
        documents: DOCUMENTS.iter().map(|(name, _)| *name).collect(),
    })
}

/// Read a document, filled in for the own hub.
#[utoipa::path(get, path = "/api/v1/documents/{name}", operation_id = "read_document",
    tag = "privacy", params(("name" = String, Path)),
    responses((status = 200, body = String, content_type = "text/markdown")))]
async fn read_document(
    caller: Caller,
    Path(name): Path<String>,
) -> Result<impl IntoResponse, Problem> {
    let text = documents::named(&name).ok_or_else(|| Problem::not_found("document"))?;
    // Every role may read them, so whatever leave the caller has to its hub is enough.
    let scope = caller.hub().map(HubScope::for_administrator);
    let facts = Facts::of(&caller.app, scope).await?;
    let head = [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")];
    Ok((StatusCode::OK, head, documents::filled(text, &facts)))
}
