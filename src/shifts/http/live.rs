//! Who is out now, as it happens: server-sent events.
//!
//! Each answer looks at the hub's clock in the database every second: it moves with everything that
//! phones may see, whichever replica did it. That people are late follows from the time alone, so it
//! is worked out anew at every look.

use std::{
    collections::{BTreeMap, VecDeque},
    convert::Infallible,
    time::Duration,
};

use axum::{
    http::HeaderName,
    response::{
        IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::stream;
use serde::Serialize;
use tokio::{
    sync::watch,
    time::{Interval, MissedTickBehavior, interval},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::alerts::leads;
use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    base::{ids::PersonId, time::EpochMs},
    db::Tx,
    feed,
    problem::Problem,
    shifts::{
        rules,
        store::live,
        watch::{LiveChangeKind, LiveShift, changes},
    },
};

/// The address.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(watch_shifts))
}

/// How often a connection on which nothing happens says that it is there.
const HERE: Duration = Duration::from_secs(15);
/// After so many looks everything is read anew, whatever the hub's clock says: days begin, and
/// those who came back an hour ago leave.
const LOOKS: u32 = 30;

/// `event: state`, the first of a connection: all there is to watch.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LiveState {
    /// The server's time.
    now: EpochMs,
    /// Shifts that are out, have an open alert, are planned for today, or came back within the last
    /// hour.
    shifts: Vec<LiveShift>,
}

/// `event: change`: something of one shift.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LiveChange {
    /// What.
    kind: LiveChangeKind,
    /// The server's time.
    at: EpochMs,
    /// The shift as it is now.
    shift: LiveShift,
}

/// `event: end`, the last of a connection.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LiveEnd {
    /// Why: the code of a problem, or `restarting`.
    code: &'static str,
    /// In a sentence.
    detail: String,
}

/// Watch who is out: first `state` ([`LiveState`]), then a `change` ([`LiveChange`]) for whatever
/// happens, until an `end` ([`LiveEnd`]). A lead watches the hub's shifts, a buddy those that they
/// are the buddy of.
#[utoipa::path(get, path = "/api/v1/shifts/live", operation_id = "watch_shifts", tag = "shifts",
    responses((status = 200, body = LiveState, content_type = "text/event-stream")))]
async fn watch_shifts(caller: Caller) -> Result<impl IntoResponse, Problem> {
    let scope = caller.may_in_hub(Permission::SeeAlerts)?;
    let buddy = (!leads(&caller)).then_some(caller.person);
    let closing = caller.app.closing.subscribe();
    let mut looking = interval(Duration::from_millis(caller.app.config.watch_every_ms));
    looking.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut watching = Watching {
        caller,
        scope,
        buddy,
        closing,
        looking,
        seq: -1,
        looks: 0,
        shifts: Vec::new(),
        said: VecDeque::new(),
        over: false,
    };
    // A first look that fails is a problem, not a stream.
    watching.begin().await?;
    let events = stream::unfold(watching, |mut watching| async move {
        let event = watching.next().await?;
        Some((Ok::<_, Infallible>(event), watching))
    });
    // Proxies hand on each event as it comes.
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), "no");
    let here = KeepAlive::new().interval(HERE).text("here");
    Ok(([unbuffered], Sse::new(events).keep_alive(here)))
}

/// One connection.
struct Watching {
    caller: Caller,
    scope: HubScope,
    /// Whose shifts only.
    buddy: Option<PersonId>,
    closing: watch::Receiver<bool>,
    looking: Interval,
    /// The hub's clock at the last full look.
    seq: i64,
    looks: u32,
    shifts: Vec<LiveShift>,
    said: VecDeque<Event>,
    over: bool,
}

impl Watching {
    async fn begin(&mut self) -> Result<(), Problem> {
        let now = self.caller.app.clock.now();
        (self.seq, self.shifts) = self.look(now).await?;
        let shifts = self.shifts.clone();
        self.say("state", &LiveState { now, shifts });
        Ok(())
    }

    /// The next event; `None` when the stream is over.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.said.pop_front() {
                return Some(event);
            }
            if self.over {
                return None;
            }
            let mut closing = self.closing.clone();
            let stops = tokio::select! {
                _ = self.looking.tick() => false,
                _ = closing.wait_for(|closing| *closing) => true,
            };
            if stops {
                self.end("restarting", "The server starts anew. Connect again.");
            } else {
                self.look_again().await;
            }
        }
    }

    /// Looks whether anything changed. What fails is tried again at the next look: a database that
    /// is busy for a moment is no reason to leave whoever watches blind.
    async fn look_again(&mut self) {
        match self.caller.stands().await {
            Ok(()) => {}
            Err(problem) if problem.status().is_server_error() => return,
            Err(problem) => {
                let detail = problem.detail().to_owned();
                return self.end(problem.code(), &detail);
            }
        }
        let now = self.caller.app.clock.now();
        self.looks += 1;
        let scope = self.scope;
        let clock = self
            .caller
            .app
            .db
            .read(async move |tx| Ok::<_, Problem>(feed::store::highest(tx, scope).await?))
            .await;
        let Ok(seq) = clock else { return };
        let shifts = if seq == self.seq && self.looks < LOOKS {
            let mut shifts = self.shifts.clone();
            for shift in &mut shifts {
                shift.safety = rules::safety_now(shift.kept, shift.expected_end, now);
            }
            shifts
        } else {
            let Ok((seq, shifts)) = self.look(now).await else {
                return;
            };
            (self.seq, self.looks) = (seq, 0);
            shifts
        };
        for (kind, shift) in changes(&self.shifts, &shifts) {
            let change = LiveChange {
                kind,
                at: now,
                shift,
            };
            self.say("change", &change);
        }
        self.shifts = shifts;
    }

    /// Reads everything, with the hub's clock from before.
    async fn look(&self, now: EpochMs) -> Result<(i64, Vec<LiveShift>), Problem> {
        let (scope, buddy) = (self.scope, self.buddy);
        self.caller
            .app
            .db
            .read(async move |tx| {
                let seq = feed::store::highest(tx, scope).await?;
                Ok::<_, Problem>((seq, shifts(tx, scope, buddy, now).await?))
            })
            .await
    }

    fn say(&mut self, event: &str, data: &impl Serialize) {
        let data = serde_json::to_string(data).expect("a view turns into JSON");
        self.said
            .push_back(Event::default().event(event).data(data));
    }

    fn end(&mut self, code: &'static str, detail: &str) {
        let detail = detail.to_owned();
        self.say("end", &LiveEnd { code, detail });
        self.over = true;
    }
}

async fn shifts(
    tx: &mut Tx,
    scope: HubScope,
    buddy: Option<PersonId>,
    now: EpochMs,
) -> Result<Vec<LiveShift>, Problem> {
    let heard = live::live(tx, scope, now).await?;
    let campaigns = live::campaigns(tx, scope).await?;
    let members = access::store::members(tx, scope).await?;
    let names: BTreeMap<PersonId, String> = members
        .into_iter()
        .map(|member| (member.person_id, member.display_name))
        .collect();
    let watched = heard
        .into_iter()
        .filter(|heard| buddy.is_none() || heard.shift.buddy_id == buddy);
    Ok(watched
        .map(|heard| LiveShift::of(heard, &names, &campaigns, now))
        .collect())
}
