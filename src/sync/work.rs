//! One transaction's work on one phone's ops.
//!
//! Everything is looked up first, each op is judged and handed to its room in the order in which
//! the phone numbered them, and what came of it is written at the end: the hub's counter is the
//! last lock that others wait for.

use std::{collections::BTreeMap, sync::Arc};

use mobile_api::{
    core::{Numbered, numbered},
    wire::{ClockQuality, Op, OpData, OpKey, OpKind, OpResult, Reason, Verdict as Wire},
};
use uuid::Uuid;

use super::{
    items::{Item, taken},
    memory::Memory,
    model::{Handler, Handlers, Taking, Verdict},
    outcome::{Judge, Outcome, Stop, reason_of},
    rules::{LeaseStanding, Standing},
    store::{
        held::{self, HeldBefore, NewHeld},
        installs::{self, IncidentKind, Number},
        marks,
        ops::{self, NewOp, Stored},
    },
};
use crate::{
    base::ids::{OpId, ShiftId},
    db::{self, Tx},
};

/// What is looked up before ops are judged, and gathered while they are.
pub struct Work {
    handlers: Arc<Handlers>,
    /// Whoever hands in, and what rooms gather.
    pub taking: Taking,
    /// Whether whoever hands in may take back other people's records.
    leads: bool,
    grace_ms: i64,
    memory: Memory,
    new_ops: Vec<NewOp>,
    new_held: Vec<NewHeld>,
    new_numbers: Vec<Number>,
    /// Numbers that came twice with different records.
    pub copied: Vec<i64>,
}

impl Work {
    /// Nothing looked up yet.
    #[must_use]
    pub fn new(handlers: Arc<Handlers>, taking: Taking, leads: bool, grace_ms: i64) -> Self {
        Self {
            handlers,
            taking,
            leads,
            grace_ms,
            memory: Memory::default(),
            new_ops: Vec::new(),
            new_held: Vec::new(),
            new_numbers: Vec::new(),
            copied: Vec::new(),
        }
    }

    /// Looks up what is known of these ops, in a handful of statements.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn look_up(
        &mut self,
        tx: &mut Tx,
        items: &[Item],
        contiguous_n: i64,
    ) -> db::Result<()> {
        let by = &mut self.taking;
        self.memory.look_up(tx, by, items, contiguous_n).await
    }

    /// Judges one op and hands it on.
    ///
    /// # Errors
    /// [`Stop`]: then the transaction must end without a commit.
    pub async fn take(
        &mut self,
        tx: &mut Tx,
        item: &Item,
        judge: Judge,
        forced: Option<Reason>,
    ) -> Result<Outcome, Stop> {
        let (op, data) = match &item.read {
            Ok(read) => read,
            Err(problem) if judge == Judge::Strict => {
                return Ok(Outcome::Ready(self.unread(item, problem)));
            }
            Err(problem) => {
                let result = OpResult::problem(problem, item.place, None);
                return Ok(Outcome::Ready(result));
            }
        };
        let standing = self.memory.standing(item, op, self.taking.install);
        if standing == Standing::Again
            && let Some(again) = self.handlers.of(&op.kind).and_then(|kind| kind.again)
        {
            let known = taken(op, data, item.happened_at, false);
            again(tx, &mut self.taking, &known).await?;
        }
        if let Some(result) = self.known_already(item, op, (standing, judge)) {
            return Ok(Outcome::Ready(result));
        }
        self.arrived(item);
        let late = match self.in_the_way(item, judge, forced) {
            Ok(late) => late,
            Err(reason) => return Ok(Outcome::Ready(self.hold(item, reason))),
        };
        let read = (op, data);
        match self
            .hand_on(tx, item, read, (standing, judge), late)
            .await?
        {
            Done::Accepted(rev) => Ok(self.keep(item, op, rev, late)),
            Done::Held(reason) => Ok(Outcome::Ready(self.hold(item, reason))),
            Done::Rejected(reason) => {
                let result = OpResult::rejected(op.id, op.rev, reason);
                Ok(Outcome::Ready(result))
            }
        }
    }

    /// The answer to an op that needs no judging: it is stored, it was held before, or its number
    /// is another op's.
    fn known_already(
        &mut self,
        item: &Item,
        op: &Op,
        (standing, judge): (Standing, Judge),
    ) -> Option<OpResult> {
        if standing == Standing::Again {
            self.arrived(item);
            let seq = self.memory.seq_of(op);
            return Some(OpResult::duplicate(op.id, op.rev, seq, None));
        }
        if judge != Judge::Strict {
            return None;
        }
        if let Some(again) = self.held_again(item, op.id, op.rev) {
            return Some(again);
        }
        self.copied(item, op.key())
            .then(|| self.hold(item, Reason::NumberReused))
    }

    /// What keeps an op from its room: a decision before, its clock, its lease. Otherwise whether
    /// it is late.
    fn in_the_way(
        &self,
        item: &Item,
        judge: Judge,
        forced: Option<Reason>,
    ) -> Result<bool, Reason> {
        if let Some(reason) = forced {
            return Err(reason);
        }
        let strict = judge == Judge::Strict;
        if strict && item.clock == ClockQuality::Bad {
            return Err(Reason::ClockOff);
        }
        match self.memory.lease(item, self.taking.now, self.grace_ms) {
            LeaseStanding::Over if strict => Err(Reason::LeaseOver),
            LeaseStanding::Over | LeaseStanding::Late => Ok(true),
            LeaseStanding::Holds => Ok(false),
        }
    }

    /// What goes back for an op that cannot be used.
    fn unread(&mut self, item: &Item, problem: &mobile_api::wire::OpProblem) -> OpResult {
        if let Some(id) = item.id
            && problem.verdict() == Wire::Held
        {
            let rev = u32::try_from(item.rev).unwrap_or(0);
            if let Some(again) = self.held_again(item, id.0, rev) {
                return OpResult {
                    rev: problem.rev,
                    ..again
                };
            }
            self.arrived(item);
            self.hold(item, problem.reason);
        } else {
            self.arrived(item);
        }
        OpResult::problem(problem, item.place, None)
    }

    /// The answer to an op that was held before with the same content.
    fn held_again(&mut self, item: &Item, id: Uuid, rev: u32) -> Option<OpResult> {
        let key = (id, item.rev, item.hash.clone());
        let before = self.memory.held.get(&key)?;
        let why = match &before.decision {
            Some(_) => None,
            None => Some(reason_of(&before.why)),
        };
        if why == Some(Reason::NumberReused) {
            // The order to enrol again may not have arrived with the first answer.
            self.copied.extend(item.n);
        }
        self.arrived(item);
        Some(OpResult::duplicate(id, rev, None, why))
    }

    /// Whether this number came before with another op: then the phone's storage was copied.
    fn copied(&mut self, item: &Item, key: OpKey) -> bool {
        let Some(n) = item.n else { return false };
        let before = self
            .memory
            .numbers
            .get(&n)
            .copied()
            .filter(|op| !op.id.is_nil());
        let copied = numbered(before, key) == Numbered::Copied;
        if copied {
            self.copied.push(n);
        }
        copied
    }

    /// Notes that a number arrived, whatever becomes of its op.
    fn arrived(&mut self, item: &Item) {
        let Some(n) = item.n else { return };
        let id = item.id.unwrap_or(OpId(Uuid::nil()));
        let rev = u32::try_from(item.rev).unwrap_or(0);
        if self
            .memory
            .numbers
            .insert(n, OpKey { id: id.0, rev })
            .is_none()
        {
            self.new_numbers.push(Number {
                n,
                op_id: id,
                rev: item.rev,
            });
        }
    }

    /// Gives an op to its room, by its standing.
    async fn hand_on(
        &mut self,
        tx: &mut Tx,
        item: &Item,
        (op, data): (&Op, &OpData),
        (standing, judge): (Standing, Judge),
        late: bool,
    ) -> Result<Done, Stop> {
        if let OpData::RecordVoid(void) = data
            && standing == Standing::First
        {
            let reason = format!("voided: {}", void.reason.as_str());
            return self.take_back(tx, OpId(void.target), item, &reason).await;
        }
        let Some(handler) = self.handlers.of(&op.kind) else {
            return Ok(Done::Held(Reason::UnknownKind));
        };
        let mut new = taken(op, data, item.happened_at, late);
        match standing {
            Standing::First => self.room(tx, handler, &new).await,
            Standing::Orphan => Ok(Done::Held(Reason::RecordUnknown)),
            Standing::TakenBack => Ok(Done::Rejected(Reason::AlreadyDeleted)),
            Standing::Overtaken if judge != Judge::Decided => Ok(Done::Accepted(new.rev)),
            Standing::Contradicts if judge != Judge::Decided => {
                Ok(Done::Held(Reason::SameIdOtherContent))
            }
            Standing::Revises(before) if judge != Judge::Decided => {
                self.revise(tx, handler, before, &new, item.place).await
            }
            // A human prefers this one: it becomes the newest revision.
            Standing::Overtaken
            | Standing::Contradicts
            | Standing::Revises(_)
            | Standing::Again => {
                let before = self.memory.newest(op.id);
                new.rev = before + 1;
                self.revise(tx, handler, before, &new, item.place).await
            }
        }
    }

    async fn room(
        &mut self,
        tx: &mut Tx,
        handler: Handler,
        op: &super::TakenOp,
    ) -> Result<Done, Stop> {
        Ok(match (handler.take)(tx, &mut self.taking, op).await? {
            Verdict::Accepted => Done::Accepted(op.rev),
            Verdict::Held(reason) => Done::Held(reason),
        })
    }

    /// Reverses the revision that stands and does the new one in its place.
    async fn revise(
        &mut self,
        tx: &mut Tx,
        handler: Handler,
        before: i64,
        new: &super::TakenOp,
        place: usize,
    ) -> Result<Done, Stop> {
        let Some(undo) = handler.undo else {
            return Ok(Done::Held(Reason::SameIdOtherContent));
        };
        let stands = self.memory.stored(new.id.0, before);
        let new = super::TakenOp {
            split: stands.is_some_and(|stands| stands.split),
            ..new.clone()
        };
        undo(tx, &mut self.taking, new.id, super::CORRECTED).await?;
        match self.room(tx, handler, &new).await? {
            Done::Held(reason) => Err(Stop::HoldInstead(place, reason)),
            done @ (Done::Accepted(_) | Done::Rejected(_)) => Ok(done),
        }
    }

    /// Takes a record back by its kind's own hand.
    async fn take_back(
        &mut self,
        tx: &mut Tx,
        target: OpId,
        item: &Item,
        reason: &str,
    ) -> Result<Done, Stop> {
        let newest = self.memory.newest(target.0);
        let Some(stands) = self.memory.stored(target.0, newest) else {
            return Ok(Done::Held(Reason::RecordUnknown));
        };
        if stands.person_id != self.taking.person && !self.leads {
            return Ok(Done::Held(Reason::RecordUnknown));
        }
        let done = Done::Accepted(item.rev);
        if stands.voided_by.is_some() {
            return Ok(done);
        }
        let handler = self.handlers.of(&OpKind::named(&stands.kind));
        let Some(undo) = handler.and_then(|handler| handler.undo) else {
            return Ok(Done::Held(Reason::Other));
        };
        let split = stands.split;
        undo(tx, &mut self.taking, target, reason).await?;
        if split {
            let key = self.taking.seals.marking(tx, self.taking.scope).await?;
            marks::void(tx, self.taking.scope, &key, target).await?;
        }
        let by = item.id;
        for known in self.memory.ops.get_mut(&target.0).into_iter().flatten() {
            known.voided_by = by;
        }
        for new in self
            .new_ops
            .iter_mut()
            .filter(|new| new.stored.id == target)
        {
            new.stored.voided_by = by;
        }
        if let Some(by) = by {
            ops::void(tx, self.taking.scope, target, by).await?;
        }
        Ok(done)
    }

    /// Keeps an accepted op, as revision `rev`.
    fn keep(&mut self, item: &Item, op: &Op, rev: i64, late: bool) -> Outcome {
        let nth = self.taking.feed.number();
        let stored = Stored {
            id: OpId(op.id),
            rev,
            install_id: self.taking.install,
            person_id: self.taking.person,
            kind: op.kind.as_str().to_owned(),
            content_hash: item.hash.clone(),
            happened_at: item.happened_at,
            late,
            voided_by: None,
            // Not known before the hub's counter moves, which is the last thing to happen.
            seq: 0,
            split: false,
        };
        self.memory
            .ops
            .entry(op.id)
            .or_default()
            .push(stored.clone());
        self.new_ops.push(NewOp {
            stored: Stored { seq: nth, ..stored },
            n: item.n.unwrap_or(0),
            v: i64::from(op.v),
            shift_id: op.shift.map(ShiftId),
            said_at: op.at.to_string(),
            clock: item.clock.as_str(),
            received_at: self.taking.now,
            outcome: item.outcome(),
        });
        Outcome::Numbered {
            key: op.key(),
            nth,
            late,
        }
    }

    fn hold(&mut self, item: &Item, reason: Reason) -> OpResult {
        let id = item.id.unwrap_or(OpId(Uuid::nil()));
        let rev = u32::try_from(item.rev).unwrap_or(0);
        self.new_held.push(NewHeld {
            id: self.taking.ids.new_id(),
            op_id: id,
            rev: item.rev,
            install_id: self.taking.install,
            person_id: self.taking.person,
            n: item.n.unwrap_or(0),
            kind: item.kind(),
            shift_id: item.shift(),
            content_hash: item.hash.clone(),
            body: item.body.clone(),
            why: reason.code(),
            happened_at: item.happened_at,
            clock: item.clock.as_str(),
            received_at: self.taking.now,
        });
        let before = HeldBefore {
            op_id: id,
            rev: item.rev,
            content_hash: item.hash.clone(),
            why: reason.code().to_owned(),
            decision: None,
        };
        self.memory
            .held
            .insert((id.0, item.rev, item.hash.clone()), before);
        OpResult::held(id.0, rev, None, reason)
    }

    /// Writes what the ops came to, and publishes. Returns the first of the numbers taken.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn finish(&mut self, tx: &mut Tx) -> db::Result<i64> {
        let scope = self.taking.scope;
        held::seal(tx, scope, &mut self.taking.seals, &mut self.new_held).await?;
        held::insert(tx, scope, &self.new_held).await?;
        installs::insert_numbers(tx, scope, self.taking.install, &self.new_numbers).await?;
        let postings = std::mem::take(&mut self.taking.postings);
        (self.handlers.settle)(tx, &self.taking, postings).await?;
        let feed = std::mem::take(&mut self.taking.feed);
        let first = feed.publish(tx, scope).await?;
        for op in &mut self.new_ops {
            op.stored.seq += first;
        }
        ops::insert(tx, scope, &self.new_ops).await?;
        Ok(first)
    }

    /// Opens the incident of a phone whose storage was copied.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn tell_of_copies(&self, tx: &mut Tx) -> db::Result<()> {
        let Some(n) = self.copied.first() else {
            return Ok(());
        };
        let detail = format!(
            "This phone handed in two different records under number {n}: its storage was copied \
             to another phone. It was asked to enrol again."
        );
        let what = (IncidentKind::Clone, self.taking.install);
        let new = (self.taking.ids.new_id(), self.taking.now);
        installs::open_incident(tx, self.taking.scope, what, detail, new).await
    }

    /// Whether this transaction took anything in.
    #[must_use]
    pub fn took_any(&self) -> bool {
        !self.new_ops.is_empty()
    }

    /// Whether this transaction took in something of this record.
    #[must_use]
    pub fn took(&self, record: OpId) -> bool {
        self.new_ops.iter().any(|new| new.stored.id == record)
    }

    /// Every number that arrived and is known here, for the loss detector.
    #[must_use]
    pub fn arrived_numbers(&self) -> BTreeMap<i64, OpKey> {
        self.memory
            .numbers
            .iter()
            .map(|(n, key)| (*n, *key))
            .collect()
    }
}

/// What a room made of an op.
enum Done {
    /// Taken, as this revision.
    Accepted(i64),
    /// A human decides.
    Held(Reason),
    /// Not taken and not kept.
    Rejected(Reason),
}
