//! Doing now what waited: because a human decided so, or because the server has learnt the kind.

use std::sync::Arc;

use mobile_api::{
    core::PushClock,
    wire::{ClockQuality, Moment, Reason, Verdict},
};
use serde_json::value::RawValue;

use super::{
    Seals,
    items::Item,
    model::Taking,
    orphans::{self, NO_PLACE},
    outcome::{Judge, Outcome, Stop},
    push::problem_of,
    store::{
        held::{self, Held},
        installs,
    },
    work::Work,
};
use crate::{
    access::{
        self, HubScope, Keyring, Role,
        audit::{self, Action, Entry},
    },
    app::App,
    base::{
        ids::{HeldId, PersonId},
        time::{EpochMs, HOUR_MS},
    },
    db::{self, Tx},
    feed::Feed,
    problem::Problem,
};

/// The word for a human's yes.
const ACCEPTED: &str = "accepted";
/// The word for a human's no.
const DISCARDED: &str = "discarded";
/// The word for what was done after an upgrade, without anybody.
const REPLAYED: &str = "replayed";
/// The most records one replay does.
const MOST_REPLAYED: i64 = 10_000;

/// Does what a record that waits says, at the time it happened or at another that a human gives.
/// Number, clock and lease are no longer in question; the room may still say no.
///
/// # Errors
/// 404 for an unknown or decided record, 409 for one that was deleted, 422 `still_held` when the
/// room cannot take it.
pub async fn accept(
    app: &App,
    scope: HubScope,
    id: HeldId,
    (by, role): (PersonId, Role),
    at: Option<EpochMs>,
) -> Result<(), Problem> {
    let house = app.clone();
    let done = app
        .db
        .write(async move |tx| {
            let mut seals = seals_of(&house)?;
            let held = held::one(tx, scope, &mut seals, id).await?;
            let held = held.ok_or_else(|| Problem::not_found("held record"))?;
            let entry = decided((by, role), ACCEPTED, &held.why);
            audit::record(tx, scope, &house.ids, house.clock.now(), entry).await?;
            take(&house, tx, (scope, seals), (held, at), (Some(by), ACCEPTED)).await
        })
        .await;
    match done {
        Ok(()) => Ok(()),
        Err(Stop::HoldInstead(_, reason)) => Err(still_held(reason.text())),
        Err(Stop::Db(error)) if error.is_about_the_data() => {
            Err(still_held("The database still refuses this record."))
        }
        Err(stop) => Err(problem_of(stop)),
    }
}

/// Decides that a record does not count; it stays where it is, for the books.
///
/// # Errors
/// 404 for an unknown or decided record.
pub async fn discard(
    app: &App,
    scope: HubScope,
    id: HeldId,
    (by, role): (PersonId, Role),
) -> Result<(), Problem> {
    let (now, ids) = (app.clock.now(), app.ids.clone());
    let done = app
        .db
        .write(async move |tx| {
            let Some(why) = held::why(tx, scope, id).await? else {
                return Ok(false);
            };
            let decision = (Some(by), DISCARDED);
            if !held::decide(tx, scope, id, decision, now).await? {
                return Ok(false);
            }
            let entry = decided((by, role), DISCARDED, &why);
            audit::record(tx, scope, &ids, now, entry).await?;
            Ok::<_, db::Error>(true)
        })
        .await
        .map_err(Problem::from)?;
    if done {
        Ok(())
    } else {
        Err(Problem::not_found("held record"))
    }
}

/// The line of the audit chain for a human's decision; `why` is the code of the reason.
fn decided((by, role): (PersonId, Role), decision: &str, why: &str) -> Entry {
    Entry {
        who: Some(by),
        role: Some(role),
        action: Action::HeldDecided,
        purpose: Some(format!("{decision}, {why}")),
        count: 1,
    }
}

/// Does what waited only because this program did not know its kind or version, in every hub.
/// Called when the server starts; what still cannot be done goes on waiting. Returns how many
/// were done.
///
/// # Errors
/// When the engine fails.
pub async fn replay(app: &App) -> Result<u64, Problem> {
    let hubs = app
        .db
        .read(async |tx| access::store::hubs(tx).await)
        .await
        .map_err(Problem::from)?;
    let mut done = 0;
    for hub in hubs {
        let scope = HubScope::for_administrator(hub.id);
        for why in [Reason::UnknownKind, Reason::NewerVersion] {
            let from = (EpochMs(i64::MIN), HeldId(uuid::Uuid::nil()));
            let code = Some(why.code().to_owned());
            let Ok(mut seals) = seals_of(app) else {
                // Without the server's key nothing that waits can be read; phones are told so.
                return Ok(done);
            };
            let waiting = app
                .db
                .read(async move |tx| {
                    held::waiting(tx, scope, &mut seals, code, from, MOST_REPLAYED).await
                })
                .await
                .map_err(Problem::from)?;
            for held in waiting {
                done += u64::from(replay_one(app, scope, held).await?);
            }
        }
    }
    Ok(done)
}

async fn replay_one(app: &App, scope: HubScope, held: Held) -> Result<bool, Problem> {
    let house = app.clone();
    let done = app
        .db
        .write(async move |tx| {
            let by = (scope, seals_of(&house)?);
            take(&house, tx, by, (held.clone(), None), (None, REPLAYED)).await
        })
        .await;
    match done {
        Ok(()) => Ok(true),
        Err(Stop::Db(error)) if !error.is_about_the_data() => Err(error.into()),
        Err(Stop::Db(_) | Stop::HoldInstead(..) | Stop::Problem(_)) => Ok(false),
    }
}

/// Takes a record that waits through the same hands as a pushed one.
async fn take(
    app: &App,
    tx: &mut Tx,
    (scope, seals): (HubScope, Seals),
    (held, at): (Held, Option<EpochMs>),
    (by, decision): (Option<PersonId>, &'static str),
) -> Result<(), Stop> {
    let now = app.clock.now();
    // The phone's own batches take the same lock first.
    installs::lock(tx, scope, held.install_id).await?;
    if !held::decide(tx, scope, held.id, (by, decision), now).await? {
        return Err(Problem::not_found("held record").into());
    }
    let taking = Taking {
        scope,
        person: held.person_id,
        install: held.install_id,
        decided: by.is_some(),
        now,
        ids: app.ids.clone(),
        seals,
        feed: Feed::default(),
        postings: Vec::new(),
    };
    let grace_ms = app.config.lease_grace_hours * HOUR_MS;
    let mut work = Work::new(Arc::clone(&app.handlers), taking, true, grace_ms);
    let clock = PushClock {
        sent_at: Moment::from_ms(now.0),
        mono_ms: 0,
        received_at: Moment::from_ms(now.0),
    };
    let item = item_of(&held, at, &clock)?;
    let judge = match by {
        Some(_) => Judge::Decided,
        None if item.clock == ClockQuality::Bad => {
            return Err(Stop::HoldInstead(NO_PLACE, Reason::ClockOff));
        }
        None => Judge::Adopted,
    };
    work.look_up(tx, std::slice::from_ref(&item), i64::MAX)
        .await?;
    match work.take(tx, &item, judge, None).await? {
        Outcome::Numbered { .. } => {}
        Outcome::Ready(result) => match result.r {
            Verdict::Accepted | Verdict::Duplicate => {}
            Verdict::Held => {
                let reason = result.why.unwrap_or(Reason::Other);
                return Err(Stop::HoldInstead(NO_PLACE, reason));
            }
            Verdict::Rejected => {
                return Err(Problem::conflict("This record was deleted before.").into());
            }
        },
    }
    orphans::adopt(tx, &mut work, &clock).await?;
    work.finish(tx).await?;
    Ok(())
}

/// The record as an op of a batch, dated by its first arrival or by a human.
fn item_of(held: &Held, at: Option<EpochMs>, clock: &PushClock) -> Result<Item, Stop> {
    let raw: Box<RawValue> = serde_json::from_str(&held.body)
        .map_err(|_| Stop::HoldInstead(NO_PLACE, Reason::NotJson))?;
    let quality = match held.clock.as_str() {
        "good" => ClockQuality::Good,
        "estimated" => ClockQuality::Estimated,
        _ => ClockQuality::Bad,
    };
    Ok(Item {
        happened_at: at.unwrap_or(held.happened_at),
        clock: quality,
        ..Item::read(&raw, NO_PLACE, clock)
    })
}

/// The keys of this house.
///
/// # Errors
/// 503 when the server has none.
pub fn seals_of(app: &App) -> Result<Seals, Problem> {
    Ok(Seals::new(Keyring::of(app)?, app.clock.now()))
}

fn still_held(why: &str) -> Problem {
    Problem::unprocessable("still_held", why)
}
