//! A whole push: its ops through transactions, its announcement to the loss detector.
//!
//! Normally one transaction takes the whole batch. Where the database refuses something for what
//! it says, the batch is halved until the op stands alone, and that one is held. The order of the
//! phone is kept throughout.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use mobile_api::{
    core::{PushClock, Received},
    wire::{
        ClockReport, Durable, Limits, Moment, NumberRange, OpResult, OutboxState, ProblemCode,
        ProtocolRange, PushRequest, PushResponse, Reason, ReceivedReport,
    },
};

use super::{
    decide::seals_of,
    house,
    items::Item,
    model::Taking,
    orphans,
    outcome::{Judge, Stop},
    rules, sealed,
    store::installs::{self, Announced, IncidentKind},
    work::Work,
};
use crate::{
    access::{HubScope, model::PhoneStorage},
    app::App,
    base::ids::{InstallId, PersonId},
    db::Tx,
    feed::Feed,
    problem::Problem,
};

/// Who hands in.
#[derive(Clone, Copy, Debug)]
pub struct Giver {
    /// The hub, from the session.
    pub scope: HubScope,
    /// The person.
    pub person: PersonId,
    /// Their phone.
    pub install: InstallId,
    /// Whether they may take back other people's records.
    pub leads: bool,
    /// What the phone says of its storage, if anything.
    pub storage: Option<PhoneStorage>,
    /// Set where the batch was sealed before and is opened now.
    pub late: Option<Late>,
}

/// A batch that could not be handed in when it was written: of a phone that may have been taken
/// back, of an epoch that may be over, at a time that nobody could check.
#[derive(Clone, Copy, Debug)]
pub struct Late {
    /// Why all of it waits for a human, if it does.
    pub forced: Option<Reason>,
}

/// A batch on its way through the database. Owned by whoever runs its transactions, so that a
/// later version can put several waiting batches into one transaction ([`Batch::run`] takes any
/// [`Tx`]) and let each fall back to its own on an error.
struct Batch {
    app: App,
    giver: Giver,
    items: Vec<Item>,
    outbox: OutboxState,
    clock: PushClock,
}

/// What one transaction came to.
struct Half {
    results: Vec<(usize, OpResult)>,
    copied: bool,
    received: ReceivedReport,
}

/// Takes a push in.
///
/// # Errors
/// 409 `epoch_changed` for a phone of another epoch, 403 for a phone that was taken back, 5xx when
/// the engine fails. Then nothing is known of what was stored: the phone sends the same again.
pub async fn hand_in(app: App, giver: Giver, push: PushRequest) -> Result<PushResponse, Problem> {
    let house = house::of(&app, giver.scope).await?;
    if house.epoch != push.epoch && giver.late.is_none() {
        return Err(house.epoch_changed());
    }
    let now = app.clock.now();
    let clock = PushClock {
        sent_at: push.sent_at,
        mono_ms: push.mono_ms,
        // How long a sealed batch lay nobody knows: the phone's clock stands.
        received_at: match giver.late {
            Some(_) => push.sent_at,
            None => Moment::from_ms(now.0),
        },
    };
    let mut items = Item::all_of(&push, &clock);
    if giver.late.is_some() {
        for item in &mut items {
            let at = Moment::from_ms(item.happened_at.0);
            item.clock = sealed::trust(item.clock, at, now);
        }
    }
    let quality = items.iter().map(|item| item.clock).max();
    let quality = quality.unwrap_or_else(|| clock.correct(clock.sent_at, clock.mono_ms).quality);
    let batch = Batch {
        app,
        giver,
        items,
        outbox: push.outbox,
        clock,
    };
    let whole = Arc::new(batch).halve().await?;
    Ok(PushResponse {
        server_time: Moment::from_ms(now.0),
        epoch: house.epoch,
        protocol: ProtocolRange::default(),
        results: whole.results.into_iter().map(|(_, r)| r).collect(),
        received: whole.received,
        // There are no backups yet: phones keep what they handed in.
        durable: Durable::default(),
        clock: ClockReport {
            skew_ms: clock.skew_ms(),
            quality,
        },
        limits: Limits::default(),
        new_install: whole.copied,
    })
}

impl Batch {
    /// Takes everything in, in as few transactions as the database lets it.
    async fn halve(self: Arc<Self>) -> Result<Half, Problem> {
        let mut whole = Half {
            results: Vec::with_capacity(self.items.len()),
            copied: false,
            received: ReceivedReport::default(),
        };
        let mut forced: BTreeMap<usize, Reason> = BTreeMap::new();
        let mut alone: BTreeMap<usize, u8> = BTreeMap::new();
        let mut todo: Vec<Range<usize>> = std::iter::once(0..self.items.len()).collect();
        while let Some(range) = todo.pop() {
            let last = todo.is_empty();
            match self.commit(range.clone(), forced.clone(), last).await {
                Ok(half) => {
                    whole.results.extend(half.results);
                    whole.copied |= half.copied;
                    whole.received = half.received;
                }
                Err(Stop::HoldInstead(place, reason)) if !forced.contains_key(&place) => {
                    forced.insert(place, reason);
                    todo.push(range);
                }
                Err(Stop::Db(error)) if error.is_about_the_data() && range.len() > 1 => {
                    let middle = range.start + range.len() / 2;
                    todo.push(middle..range.end);
                    todo.push(range.start..middle);
                }
                Err(Stop::Db(error)) if error.is_about_the_data() && range.len() == 1 => {
                    self.stands_alone(range, error, &mut forced, &mut alone, &mut todo)?;
                }
                Err(stop) => return Err(problem_of(stop)),
            }
        }
        whole.results.sort_by_key(|(place, _)| *place);
        Ok(whole)
    }

    /// An op that the database refuses all by itself: once more, in case another phone's push
    /// was in its way; then it is held.
    fn stands_alone(
        &self,
        range: Range<usize>,
        error: crate::db::Error,
        forced: &mut BTreeMap<usize, Reason>,
        alone: &mut BTreeMap<usize, u8>,
        todo: &mut Vec<Range<usize>>,
    ) -> Result<(), Problem> {
        let item = self.items.get(range.start);
        let Some(place) = item.map(|item| item.place) else {
            return Err(error.into());
        };
        let tries = alone.entry(place).or_default();
        *tries += 1;
        forced.insert(orphans::NO_PLACE, Reason::RecordUnknown);
        if forced.get(&place) == Some(&Reason::Poison) {
            return Err(error.into());
        }
        if *tries > 2 {
            tracing::warn!(
                op = item.and_then(|item| item.id).map(|id| id.to_string()),
                cause = std::error::Error::source(&error).map(ToString::to_string),
                "an op is held because the database refuses it"
            );
            forced.insert(place, Reason::Poison);
        }
        todo.push(range);
        Ok(())
    }

    /// One transaction over some of the ops; the last one looks at the announcement too.
    async fn commit(
        self: &Arc<Self>,
        range: Range<usize>,
        forced: BTreeMap<usize, Reason>,
        last: bool,
    ) -> Result<Half, Stop> {
        let batch = Arc::clone(self);
        self.app
            .db
            .write(async move |tx| batch.run(tx, range.clone(), &forced, last).await)
            .await
    }

    async fn run(
        &self,
        tx: &mut Tx,
        range: Range<usize>,
        forced: &BTreeMap<usize, Reason>,
        last: bool,
    ) -> Result<Half, Stop> {
        let Giver {
            scope,
            install,
            late,
            ..
        } = self.giver;
        let mut work = self.work()?;
        let announced = match late {
            None => installs::seen(tx, scope, install, work.taking.now).await?,
            // It is not the phone that calls, and it may have been taken back.
            Some(_) => installs::lock(tx, scope, install).await?,
        };
        let announced = announced.ok_or_else(revoked)?;
        let all = late.and_then(|late| late.forced);
        let items = self.items.get(range).unwrap_or_default();
        work.look_up(tx, items, announced.contiguous_n).await?;
        let mut outcomes = Vec::with_capacity(items.len());
        for item in items {
            let reason = forced.get(&item.place).copied().or(all);
            let outcome = work.take(tx, item, Judge::Strict, reason).await?;
            outcomes.push((item.place, outcome));
        }
        // Where an orphan stands in the way, it goes on waiting.
        if !forced.contains_key(&orphans::NO_PLACE) {
            orphans::adopt(tx, &mut work, &self.clock).await?;
        }
        work.tell_of_copies(tx).await?;
        let received = if last {
            self.observe(tx, &work, announced).await?
        } else {
            ReceivedReport::default()
        };
        let copied = !work.copied.is_empty();
        let first = work.finish(tx).await?;
        let results = outcomes
            .into_iter()
            .map(|(place, outcome)| (place, outcome.result(first)))
            .collect();
        Ok(Half {
            results,
            copied,
            received,
        })
    }

    fn work(&self) -> Result<Work, Problem> {
        let Giver {
            scope,
            person,
            install,
            leads,
            storage: _,
            late: _,
        } = self.giver;
        let taking = Taking {
            scope,
            person,
            install,
            decided: false,
            now: self.app.clock.now(),
            ids: self.app.ids.clone(),
            seals: seals_of(&self.app)?,
            feed: Feed::default(),
            postings: Vec::new(),
        };
        let grace_ms = self.app.config.lease_grace_hours * crate::base::time::HOUR_MS;
        let handlers = Arc::clone(&self.app.handlers);
        Ok(Work::new(handlers, taking, leads, grace_ms))
    }

    /// Compares what the phone announced with what arrived; opens or closes the incident of a
    /// loss.
    async fn observe(
        &self,
        tx: &mut Tx,
        work: &Work,
        before: Announced,
    ) -> Result<ReceivedReport, Stop> {
        let Giver {
            scope,
            install,
            storage,
            ..
        } = self.giver;
        let contiguous_n = u64::try_from(before.contiguous_n).unwrap_or(0);
        let arrived = work.arrived_numbers();
        let runs = arrived.keys().filter_map(|n| {
            let n = u64::try_from(*n).ok()?;
            (n > contiguous_n).then_some(NumberRange { from: n, to: n })
        });
        let received = Received::from_parts(contiguous_n, runs);
        let last_n = i64::try_from(self.outbox.last_n).unwrap_or(i64::MAX);
        let loss = received.lost(self.outbox);
        let (what, now) = ((IncidentKind::Gap, install), work.taking.now);
        if loss.count() > 0 {
            let new = (work.taking.ids.new_id(), now);
            installs::open_incident(tx, scope, what, rules::loss_sentence(&loss), new).await?;
        } else if last_n >= before.announced_n && before.contiguous_n < before.announced_n {
            // An announcement that a later one overtook says too little to close anything.
            installs::close_incident_of(tx, scope, what, now).await?;
        }
        let now_announced = Announced {
            announced_n: before.announced_n.max(last_n),
            contiguous_n: i64::try_from(received.contiguous_n()).unwrap_or(before.contiguous_n),
        };
        let pending = i64::try_from(self.outbox.pending).unwrap_or(i64::MAX);
        installs::announce(tx, scope, install, now_announced, pending, storage).await?;
        Ok(received.report(self.outbox.last_n))
    }
}

/// The phone was taken back while its push was on the way.
fn revoked() -> Problem {
    Problem::of(
        ProblemCode::DeviceRevoked,
        "This phone was taken back. Seal what it holds and hand it to your lead.",
    )
}

/// What a stopped transaction is to the caller.
#[must_use]
pub fn problem_of(stop: Stop) -> Problem {
    match stop {
        Stop::Db(error) => error.into(),
        Stop::Problem(problem) => problem,
        Stop::HoldInstead(_, reason) => Problem::conflict(reason.text()),
    }
}
