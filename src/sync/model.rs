//! An op that was read, and the hands it is given to.

use std::{collections::HashMap, future::Future, pin::Pin};

use mobile_api::wire::{op::OpKind, ops::OpData, problems::Reason};

use super::Seals;
use crate::{
    access::HubScope,
    base::{
        ids::{Ids, InstallId, OpId, PersonId, ShiftId},
        time::EpochMs,
    },
    db::{Result, Tx},
    feed::Feed,
    tally::Posting,
};

/// An op as the rooms see it: read, dated by the server, not yet done.
#[derive(Clone, Debug)]
pub struct TakenOp {
    /// The record's id, made by the phone.
    pub id: OpId,
    /// The record's revision, from 1.
    pub rev: i64,
    /// What it says.
    pub data: OpData,
    /// The shift during which it happened.
    pub shift: Option<ShiftId>,
    /// When it happened, by the phone's clock corrected at hand-in.
    pub happened_at: EpochMs,
    /// Whether it came after its list's lease had ended (within the grace).
    pub late: bool,
    /// Whether it corrects a record whose shift was split: then its counts can still change, and
    /// nothing leads to its words any more.
    pub split: bool,
}

/// What becomes of an op in the hands of a room. An op that is held has written nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Done.
    Accepted,
    /// A human decides; the handler has written nothing.
    Held(Reason),
}

/// One transaction's work: who hands in, and what is gathered for the end.
pub struct Taking {
    /// The hub, from the session.
    pub scope: HubScope,
    /// Who hands in.
    pub person: PersonId,
    /// With which phone.
    pub install: InstallId,
    /// Whether a human wants the op in that is being taken: that its shift is closed no longer
    /// makes it wait.
    pub decided: bool,
    /// Now.
    pub now: EpochMs,
    /// New ids.
    pub ids: Ids,
    /// Keys for what is sealed.
    pub seals: Seals,
    /// Rows that phones shall see; published last.
    pub feed: Feed,
    /// Counts for the ledger; posted before the feed.
    pub postings: Vec<Posting>,
}

/// The future a handler gives.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Does what an op of its kind says.
pub type Take = for<'a> fn(&'a mut Tx, &'a mut Taking, &'a TakenOp) -> Doing<'a, Verdict>;

/// Takes back what a record's op did, by the record's id: for `record.void`, and before a newer
/// revision is done.
pub type Undo = for<'a> fn(&'a mut Tx, &'a mut Taking, OpId, &'a str) -> Doing<'a, ()>;

/// Looks at an op that was taken before and is handed in again: after a restore, something of what
/// it did may be missing.
pub type Again = for<'a> fn(&'a mut Tx, &'a mut Taking, &'a TakenOp) -> Doing<'a, ()>;

/// The last hand: what was gathered goes to the ledger.
pub type Settle = for<'a> fn(&'a mut Tx, &'a Taking, Vec<Posting>) -> Doing<'a, ()>;

/// What a room does with one kind of op.
#[derive(Clone, Copy)]
pub struct Handler {
    /// Does it.
    pub take: Take,
    /// Takes it back; absent for kinds that cannot be taken back.
    pub undo: Option<Undo>,
    /// Looks at it when it comes again; absent for kinds whose effect no restore can lose.
    pub again: Option<Again>,
}

/// Handlers by kind, registered in `app`.
pub struct Handlers {
    by_kind: HashMap<OpKind, Handler>,
    /// Posts to the ledger.
    pub settle: Settle,
}

impl Handlers {
    /// No handlers yet, and where counts go.
    #[must_use]
    pub fn new(settle: Settle) -> Self {
        Self {
            by_kind: HashMap::new(),
            settle,
        }
    }

    /// Registers a kind.
    #[must_use]
    pub fn on(mut self, kind: OpKind, take: Take, undo: Option<Undo>) -> Self {
        let again = None;
        self.by_kind.insert(kind, Handler { take, undo, again });
        self
    }

    /// Registers what a registered kind does with an op that comes again.
    #[must_use]
    pub fn on_again(mut self, kind: &OpKind, again: Again) -> Self {
        if let Some(handler) = self.by_kind.get_mut(kind) {
            handler.again = Some(again);
        }
        self
    }

    /// Who handles this kind, if anybody does.
    #[must_use]
    pub fn of(&self, kind: &OpKind) -> Option<Handler> {
        self.by_kind.get(kind).copied()
    }
}
