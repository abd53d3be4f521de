//! One op in the outbox, what became of it, and a batch of them on the way.

use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::wire::{Moment, Op, OpData, OpKey, OpKind, OpProblem, OpResult, Reason, Verdict};

/// An op that was not numbered yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The record, made by the phone (`UUIDv7`).
    pub id: Uuid,
    /// Its revision, from 1.
    pub rev: u32,
    /// What happened.
    pub kind: OpKind,
    /// The version of `data`.
    pub v: u32,
    /// The shift during which it happened.
    pub shift: Option<Uuid>,
    /// The phone's wall clock.
    pub at: Moment,
    /// The phone's steady clock, in milliseconds.
    pub mono_ms: u64,
    /// What the kind says.
    pub data: Value,
}

impl Draft {
    /// The first revision of a record, in the newest version of its kind.
    #[must_use]
    pub fn of(id: Uuid, shift: Option<Uuid>, at: Moment, mono_ms: u64, data: &OpData) -> Self {
        let kind = data.kind();
        let v = kind.newest();
        Self {
            id,
            rev: 1,
            kind,
            v,
            shift,
            at,
            mono_ms,
            data: data.to_value(),
        }
    }

    pub(super) fn numbered(self, n: u64) -> Op {
        let Self {
            id,
            rev,
            kind,
            v,
            shift,
            at,
            mono_ms,
            data,
        } = self;
        Op {
            id,
            n,
            rev,
            kind,
            v,
            shift,
            at,
            mono_ms,
            data,
        }
    }
}

/// What is known to have become of an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits, or it is on the way: not known to have arrived.
    Pending,
    /// Stored, and it counts.
    Accepted {
        /// Its place in the hub's order.
        seq: u64,
        /// A mark that it got, such as `late`.
        mark: Option<Reason>,
    },
    /// Stored before; an earlier answer was lost.
    Duplicate {
        /// Its place in the hub's order, while the server knows it.
        seq: Option<u64>,
    },
    /// Stored apart; a person decides.
    Held {
        /// Its place in the hub's order, while the server knows it.
        seq: Option<u64>,
        /// Why.
        why: Reason,
        /// The sentence for the screen.
        text: String,
    },
    /// Not stored. It stays here to be shown.
    Rejected {
        /// Why.
        why: Reason,
        /// The sentence for the screen.
        text: String,
    },
}

impl State {
    /// How much is known: an answer changes a state only to one of higher rank.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::Pending => 0,
            Self::Rejected { .. } => 1,
            Self::Held { .. } => 2,
            Self::Accepted { .. } | Self::Duplicate { .. } => 3,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted { .. } => "accepted",
            Self::Duplicate { .. } => "duplicate",
            Self::Held { .. } => "held",
            Self::Rejected { .. } => "rejected",
        }
    }
}

/// One op in the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its record and revision.
    pub key: OpKey,
    /// Its number on the install.
    pub n: u64,
    /// The op as it was written, and as it travels.
    pub raw: String,
    /// What became of it.
    pub state: State,
    /// The server's clock of the answer that said so.
    pub settled_at: Option<Moment>,
    /// Whether its number belongs to an install id that this phone gave up.
    pub(super) of_old_install: bool,
    /// Whether it was handed in again because the server missed its number; done once at most.
    pub(super) asked_again: bool,
}

impl Entry {
    pub(super) fn new(key: OpKey, n: u64, raw: &RawValue) -> Self {
        Self {
            key,
            n,
            raw: raw.get().to_owned(),
            state: State::Pending,
            settled_at: None,
            of_old_install: false,
            asked_again: false,
        }
    }

    /// The op, read.
    ///
    /// # Errors
    ///
    /// What [`Op::parse`] says of an op written by another version of the app.
    pub fn op(&self) -> Result<Op, OpProblem> {
        match serde_json::from_str::<Box<RawValue>>(&self.raw) {
            Ok(raw) => Op::parse(&raw),
            Err(_) => Err(OpProblem {
                id: Some(self.key.id),
                rev: Some(self.key.rev),
                n: Some(self.n),
                reason: Reason::NotJson,
                detail: "the stored op is damaged".to_owned(),
            }),
        }
    }

    pub(super) fn can_go_again(&self) -> bool {
        let handed_in = match self.state {
            State::Accepted { .. } | State::Duplicate { .. } | State::Held { .. } => true,
            State::Pending | State::Rejected { .. } => false,
        };
        handed_in && !self.of_old_install && !self.asked_again
    }

    pub(super) fn queue_again(&mut self) {
        self.state = State::Pending;
        self.settled_at = None;
    }

    /// Gives the op another number. Everything else in it stays as it was written.
    pub(super) fn renumber(&mut self, n: u64) {
        self.n = n;
        self.of_old_install = false;
        if let Ok(Value::Object(mut op)) = serde_json::from_str(&self.raw) {
            op.insert("n".to_owned(), n.into());
            self.raw = Value::Object(op).to_string();
        }
    }
}

/// Ops on the way, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub(super) keys: Vec<OpKey>,
    pub(super) raws: Vec<String>,
}

impl Batch {
    /// The ops in it, in the order of the push.
    #[must_use]
    pub fn keys(&self) -> &[OpKey] {
        &self.keys
    }

    /// Which op a result speaks of.
    ///
    /// A result without an id names an op by its place in this very push, and can only reject it.
    pub(super) fn named(&self, result: &OpResult) -> Option<OpKey> {
        match (result.id, result.rev, result.index) {
            (Some(id), Some(rev), _) => Some(OpKey { id, rev }),
            (Some(id), None, _) => {
                let mut of_id = self.keys.iter().filter(|key| key.id == id);
                of_id.next().filter(|_| of_id.next().is_none()).copied()
            }
            (None, _, Some(index)) if result.r == Verdict::Rejected => {
                self.keys.get(index).copied()
            }
            (None, _, _) => None,
        }
    }
}
