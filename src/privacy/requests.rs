//! Requests and complaints with their clocks. Whom one is about is sealed under the hub's key for
//! requests, and gone once it is answered.

use super::{
    model::{Request, RequestEnding, RequestKind, RequestState},
    people::{By, entry},
    rules, store,
    store::StoredRequest,
};
use crate::{
    access::{
        HubScope,
        audit::{self, Action},
        keys::{Keyring, Purpose},
    },
    app::App,
    base::{ids::RequestId, time::Day},
    db::Tx,
    problem::Problem,
};

/// Characters of a reference.
const MOST_OF_A_REFERENCE: usize = 200;
/// Days back at which a request may have come.
const MOST_DAYS_BACK: i64 = 366;
/// Requests shown.
const MOST: i64 = 500;

fn place(id: RequestId) -> String {
    format!("privacy_requests|{id}|reference")
}

/// What somebody asks, to note.
#[derive(Clone)]
pub struct Asked {
    /// What.
    pub kind: RequestKind,
    /// The day it came; today when absent.
    pub opened_on: Option<Day>,
    /// How whoever asked is found again.
    pub reference: Option<String>,
}

/// Notes what somebody asked, on the day it came.
///
/// # Errors
/// 400 for a reference that is too long or a day that makes no sense; 503 without the server's key.
pub async fn open(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    asked: Asked,
    by: By,
) -> Result<Request, Problem> {
    let now = app.clock.now();
    let today = now.day();
    let opened_on = asked.opened_on.unwrap_or(today);
    if opened_on > today || today.days_since(opened_on) > MOST_DAYS_BACK {
        return Err(Problem::bad_request(
            "`opened_on` is the day it came: today, or up to a year ago.",
        ));
    }
    let reference = asked.reference.map(|text| text.trim().to_owned());
    let reference = reference.filter(|text| !text.is_empty());
    let long = |text: &String| text.chars().count() > MOST_OF_A_REFERENCE;
    if reference.as_ref().is_some_and(long) {
        return Err(Problem::bad_request(
            "`reference` has 200 characters at most: a name or a file number is enough.",
        ));
    }
    let id: RequestId = app.ids.unordered();
    let sealed = match &reference {
        Some(text) => {
            let keys = Keyring::of(app)?;
            let key = keys.data_key(tx, scope, Purpose::Requests).await?;
            Some(key.seal(&place(id), text.as_bytes(), keys.chance()))
        }
        None => None,
    };
    let stored = StoredRequest {
        id,
        kind: asked.kind,
        opened_on,
        due_on: rules::due_on(asked.kind, opened_on),
        state: RequestState::Open,
        acknowledged_on: None,
        closed_on: None,
        outcome: None,
        reference: sealed,
    };
    store::insert_request(tx, scope, stored.clone()).await?;
    let line = entry(by, Action::RequestOpened, asked.kind.word(), 1);
    audit::record(tx, scope, &app.ids, now, line).await?;
    Ok(shown(&stored, reference, today))
}

/// Every request, open ones first, the most urgent first.
///
/// # Errors
/// 503 when a reference cannot be opened because the server's key is missing.
pub async fn list(app: &App, tx: &mut Tx, scope: HubScope) -> Result<Vec<Request>, Problem> {
    let today = app.clock.now().day();
    let stored = store::requests(tx, scope, MOST).await?;
    let key = if stored.iter().any(|one| one.reference.is_some()) {
        let keys = Keyring::of(app)?;
        keys.find_data_key(tx, scope, Purpose::Requests).await?
    } else {
        None
    };
    let opened = |one: &StoredRequest| {
        let sealed = one.reference.as_deref()?;
        let opened = key.as_ref()?.open(&place(one.id), sealed).ok()?;
        String::from_utf8(opened.reveal().clone()).ok()
    };
    let shown = stored.iter().map(|one| shown(one, opened(one), today));
    Ok(shown.collect())
}

/// Notes that whoever asked was told that it came. Doing it again changes nothing.
///
/// # Errors
/// 404 for an unknown request, 409 for one that is closed.
pub async fn acknowledge(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    id: RequestId,
    by: By,
) -> Result<(), Problem> {
    let now = app.clock.now();
    let one = store::request(tx, scope, id).await?;
    let one = one.ok_or_else(|| Problem::not_found("request"))?;
    if one.state == RequestState::Closed {
        return Err(Problem::conflict("This request was answered already."));
    }
    if store::acknowledge(tx, scope, id, now.day()).await? {
        let purpose = format!("{}, told that it came", one.kind);
        let line = entry(by, Action::RequestAnswered, &purpose, 1);
        audit::record(tx, scope, &app.ids, now, line).await?;
    }
    Ok(())
}

/// Closes a request with how it ended; whom it was about goes.
///
/// # Errors
/// 404 for an unknown request, 409 for one that is closed.
pub async fn close(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    (id, outcome): (RequestId, RequestEnding),
    by: By,
) -> Result<(), Problem> {
    let now = app.clock.now();
    let one = store::request(tx, scope, id).await?;
    let one = one.ok_or_else(|| Problem::not_found("request"))?;
    if !store::close(tx, scope, id, (now.day(), outcome)).await? {
        return Err(Problem::conflict("This request was answered already."));
    }
    let purpose = format!("{}, {outcome}", one.kind);
    let line = entry(by, Action::RequestAnswered, &purpose, 1);
    Ok(audit::record(tx, scope, &app.ids, now, line).await?)
}

fn shown(stored: &StoredRequest, reference: Option<String>, today: Day) -> Request {
    Request {
        id: stored.id,
        kind: stored.kind,
        opened_on: stored.opened_on,
        due_on: stored.due_on,
        days_left: stored.due_on.days_since(today),
        state: stored.state,
        acknowledged_on: stored.acknowledged_on,
        closed_on: stored.closed_on,
        outcome: stored.outcome,
        reference,
    }
}
