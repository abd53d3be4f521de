//! Fetching: a snapshot of everything in scope, then what changed, page by page.
//!
//! A page is read in one snapshot of the database, and the hub's highest number before its rows.
//! A phone's scopes are the hub, the person and each list they hold now; a cursor grants nothing.

use std::fmt::Write as _;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use mobile_api::{
    core::{Cursor, CursorProblem, Position, scope_hash},
    wire::{
        ListDigest, Phase, ProblemCode, PullQuery, RowKind, RowRef, ScopeChange, WhyRemoved,
        limits::ROWS_PER_PAGE,
    },
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    house::{self, House},
    store::installs::{self, IncidentKind},
};
use crate::{
    access::HubScope,
    app::App,
    base::{
        ids::{IncidentId, InstallId, PersonId, WalkListId},
        time::EpochMs,
    },
    db::{self, Tx},
    feed::store::{self as feed, Change},
    problem::Problem,
    walk_lists::{self, rules::Step},
};

/// Who fetches.
#[derive(Clone, Copy, Debug)]
pub struct Taker {
    /// The hub, from the session.
    pub scope: HubScope,
    /// The person.
    pub person: PersonId,
    /// Their phone.
    pub install: InstallId,
}

/// One page, ready to travel. Bodies go out as they were stored, unread.
#[derive(Debug)]
pub struct Page {
    server_time: EpochMs,
    epoch: String,
    phase: Phase,
    to: i64,
    changes: Vec<Told>,
    more: bool,
    cursor: String,
    digest: Vec<ListDigest>,
}

/// A change as the phone is told of it.
#[derive(Debug)]
struct Told {
    seq: i64,
    /// `put`, `del`, `leave` or `scope`.
    verb: &'static str,
    what: String,
}

/// What was read of the database.
struct Read {
    phase: Phase,
    to: i64,
    rows: Vec<Change>,
    more: bool,
    position: Position,
    lists: Vec<Uuid>,
    digest: Vec<ListDigest>,
    removed: Vec<(Uuid, WhyRemoved)>,
    /// Lists on this page that nobody had fetched yet.
    issued: Vec<WalkListId>,
}

/// What a read may come to.
enum Found {
    Page(Box<Read>),
    /// The phone knows more than the server.
    RolledBack,
}

/// Reads a page.
///
/// # Errors
/// 400 `cursor_invalid`, 409 `epoch_changed`, 410 `cursor_expired`, 5xx when the engine fails.
pub async fn fetch(app: &App, taker: Taker, query: PullQuery) -> Result<Page, Problem> {
    let house = house::of(app, taker.scope).await?;
    let most = match query.max {
        Some(0) => return Err(Problem::bad_request("`max` is 1 to 1,000.")),
        Some(max) => i64::from(max.min(ROWS_PER_PAGE)),
        None => i64::from(ROWS_PER_PAGE),
    };
    let position = position(&house, query.cursor.as_deref())?;
    let found = app
        .db
        .read(async move |tx| read(tx, taker, position, most).await)
        .await
        .map_err(Problem::from)?;
    match found {
        Found::Page(read) => {
            fetched(app, taker.scope, &read.issued).await?;
            Ok(page(*read, &house, taker, app.clock.now()))
        }
        Found::RolledBack => Err(rolled_back(app, taker, house).await?),
    }
}

/// The place a cursor names; `None` without one.
fn position(house: &House, cursor: Option<&str>) -> Result<Option<Position>, Problem> {
    let Some(text) = cursor else { return Ok(None) };
    let cursor = Cursor::decode(text, |payload| house.mac(payload)).map_err(|why| match why {
        CursorProblem::Malformed | CursorProblem::NotOurs => Problem::of(
            ProblemCode::CursorInvalid,
            "The cursor was damaged, or is not one of this server. Fetch again without one.",
        ),
        CursorProblem::OtherVersion(_) => Problem::of(
            ProblemCode::CursorExpired,
            "The cursor is of another version of the server. Fetch again without one.",
        ),
    })?;
    if cursor.epoch != house.epoch {
        return Err(house.epoch_changed());
    }
    Ok(Some(cursor.position))
}

async fn read(
    tx: &mut Tx,
    taker: Taker,
    position: Option<Position>,
    most: i64,
) -> db::Result<Found> {
    let scope = taker.scope;
    // Before the rows: what is committed in between is for the next page.
    let hi = feed::highest(tx, scope).await?;
    let lists: Vec<Uuid> = feed::lists_of(tx, scope, taker.person)
        .await?
        .into_iter()
        .map(|list| list.0)
        .collect();
    let mut scopes = vec![scope.hub().0, taker.person.0];
    scopes.extend(&lists);
    let start = Position::Snapshot {
        at_seq: u64::try_from(hi).unwrap_or(0),
        after: None,
    };
    let mut read = match position.unwrap_or(start) {
        Position::Snapshot { at_seq, after } => {
            let at = i64::try_from(at_seq).unwrap_or(i64::MAX);
            if at > hi {
                return Ok(Found::RolledBack);
            }
            snapshot(tx, scope, &scopes, (after, at, hi), most).await?
        }
        Position::Delta { seq } => {
            let seq = i64::try_from(seq).unwrap_or(i64::MAX);
            if seq > hi {
                return Ok(Found::RolledBack);
            }
            delta(tx, scope, &scopes, (seq, hi), most).await?
        }
    };
    if !read.more {
        read.digest = feed::digests(tx, scope, &scopes).await?;
    }
    let brought = read
        .rows
        .iter()
        .filter(|row| row.kind == "walk_list" && !row.gone);
    for list in brought.map(|row| row.id) {
        let state = installs::list_state(tx, scope, list).await?;
        if state.as_deref() == Some("issued") {
            read.issued.push(WalkListId(list));
        }
    }
    read.lists = lists;
    Ok(Found::Page(Box::new(read)))
}

/// Keeps that lists were fetched: whoever issued them sees that they are on a phone.
async fn fetched(app: &App, scope: HubScope, lists: &[WalkListId]) -> Result<(), Problem> {
    if lists.is_empty() {
        return Ok(());
    }
    let lists = lists.to_vec();
    app.db
        .write(async move |tx| {
            for list in &lists {
                walk_lists::store::mark(tx, scope, *list, Step::Download).await?;
            }
            Ok::<_, Problem>(())
        })
        .await
}

/// A page of everything in scope, as it stood at `at`. What changes meanwhile comes in the delta
/// after it, so the last page says `more` unless nothing did.
async fn snapshot(
    tx: &mut Tx,
    scope: HubScope,
    scopes: &[Uuid],
    (after, at, hi): (Option<RowRef>, i64, i64),
    most: i64,
) -> db::Result<Read> {
    let mut rows = feed::snapshot(tx, scope, scopes, (after, at), most + 1).await?;
    let full = cut(&mut rows, most);
    let last = rows.last().and_then(|row| {
        let kind = feed::kind_named(&row.kind)?;
        Some(RowRef { kind, id: row.id })
    });
    let at_seq = u64::try_from(at).unwrap_or(0);
    let position = match last.filter(|_| full) {
        Some(last) => Position::Snapshot {
            at_seq,
            after: Some(last),
        },
        None => Position::Delta { seq: at_seq },
    };
    Ok(Read {
        phase: Phase::Snapshot,
        to: at,
        rows,
        more: full || hi > at,
        position,
        lists: Vec::new(),
        digest: Vec::new(),
        removed: Vec::new(),
        issued: Vec::new(),
    })
}

/// A page of what changed after `seq`.
async fn delta(
    tx: &mut Tx,
    scope: HubScope,
    scopes: &[Uuid],
    (seq, hi): (i64, i64),
    most: i64,
) -> db::Result<Read> {
    let mut rows = feed::changes(tx, scope, scopes, (seq, hi), most + 1).await?;
    let more = cut(&mut rows, most);
    let to = rows.last().filter(|_| more).map_or(hi, |row| row.seq);
    let mut removed = Vec::new();
    for row in rows.iter().filter(|row| row.kind == "scope" && row.gone) {
        let state = installs::list_state(tx, scope, row.id).await?;
        removed.push((row.id, why_removed(state.as_deref())));
    }
    Ok(Read {
        phase: Phase::Delta,
        to,
        rows,
        more,
        position: Position::Delta {
            seq: u64::try_from(to).unwrap_or(0),
        },
        lists: Vec::new(),
        digest: Vec::new(),
        removed,
        issued: Vec::new(),
    })
}

/// Leaves `most` rows and says whether there were more.
fn cut(rows: &mut Vec<Change>, most: i64) -> bool {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    more
}

fn why_removed(state: Option<&str>) -> WhyRemoved {
    match state {
        Some("returned") => WhyRemoved::Returned,
        Some("recalled") => WhyRemoved::Recalled,
        Some("expired") => WhyRemoved::Expired,
        Some(_) | None => WhyRemoved::Other,
    }
}

fn page(read: Read, house: &House, taker: Taker, now: EpochMs) -> Page {
    let cursor = Cursor {
        epoch: house.epoch.clone(),
        scope: scope_hash(read.lists.iter().copied()),
        position: read.position,
    };
    let hub = taker.scope.hub().0;
    let told = |row: Change| told(row, hub, &read.removed);
    Page {
        server_time: now,
        epoch: house.epoch.clone(),
        phase: read.phase,
        to: read.to,
        changes: read.rows.into_iter().filter_map(told).collect(),
        more: read.more,
        cursor: cursor.encode(|payload| house.mac(payload)),
        digest: read.digest,
    }
}

/// A changed row in the phone's words; `None` for kinds that phones do not hold.
fn told(row: Change, hub: Uuid, removed: &[(Uuid, WhyRemoved)]) -> Option<Told> {
    let seq = row.seq;
    if row.kind == "scope" {
        let why = removed.iter().find(|(list, _)| *list == row.id);
        let change = match why {
            Some((list, why)) => ScopeChange::Remove {
                list: *list,
                why: *why,
            },
            None => ScopeChange::Add { list: row.id },
        };
        let what = json(&change);
        return Some(Told {
            seq,
            verb: "scope",
            what,
        });
    }
    let kind = feed::kind_named(&row.kind)?;
    Some(match row.body {
        Some(body) => Told {
            seq,
            verb: "put",
            what: tagged(kind, body),
        },
        None => Told {
            seq,
            // The hub's own rows were deleted; others are only no longer this phone's.
            verb: if row.scope_id == hub { "del" } else { "leave" },
            what: json(&RowRef { kind, id: row.id }),
        },
    })
}

/// A stored row with its kind in front, where the room did not write it.
fn tagged(kind: RowKind, body: String) -> String {
    let tag = format!("{{\"kind\":\"{}\"", kind.as_str());
    if body.starts_with(&tag) {
        return body;
    }
    match body.strip_prefix('{') {
        Some("}") => format!("{tag}}}"),
        Some(rest) => format!("{tag},{rest}"),
        None => body,
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a wire type turns into JSON")
}

impl Page {
    /// The page as `mobile_api::wire::PullResponse` would write it.
    fn text(&self) -> String {
        let bodies: usize = self.changes.iter().map(|told| told.what.len() + 32).sum();
        let mut text = String::with_capacity(bodies + 1_024);
        let Self {
            server_time,
            epoch,
            to,
            more,
            cursor,
            ..
        } = self;
        let phase = json(&self.phase);
        // Epoch and cursor are our own marks of plain letters and digits.
        let head = format!(
            "{{\"server_time\":\"{server_time}\",\"epoch\":\"{epoch}\",\"phase\":{phase},\
             \"to\":{to},\"changes\":["
        );
        text.push_str(&head);
        for (n, Told { seq, verb, what }) in self.changes.iter().enumerate() {
            let comma = if n > 0 { "," } else { "" };
            write!(text, "{comma}{{\"seq\":{seq},\"{verb}\":{what}}}")
                .expect("a text takes what is written to it");
        }
        let digest = json(&self.digest);
        let tail = format!("],\"more\":{more},\"cursor\":\"{cursor}\",\"digest\":{digest}}}");
        text.push_str(&tail);
        text
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let json = [(header::CONTENT_TYPE, "application/json")];
        (json, self.text()).into_response()
    }
}

/// The answer to a phone that knows more than the server: the disk went back in time behind our
/// back. A human is told, and a new epoch makes every phone hand in again what is forgotten.
async fn rolled_back(app: &App, taker: Taker, house: House) -> Result<Problem, Problem> {
    let fresh = house::fresh_epoch(app);
    let incident: IncidentId = app.ids.new_id();
    let now = app.clock.now();
    tracing::error!("a phone knows more than this server: the database went back in time");
    app.db
        .write(async move |tx| {
            house::history_broke(tx, &house.epoch, fresh.clone()).await?;
            let what = (IncidentKind::RolledBack, taker.install);
            let detail = "This phone had fetched more than the server still knows: its database \
                          went back in time. Phones hand in again what is missing."
                .to_owned();
            installs::open_incident(tx, taker.scope, what, detail, (incident, now)).await
        })
        .await
        .map_err(Problem::from)?;
    Ok(house::of(app, taker.scope).await?.epoch_changed())
}
