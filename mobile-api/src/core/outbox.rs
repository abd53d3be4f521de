//! The phone's outbox: every op it ever wrote, until nobody can lose it any more.
//!
//! An op comes in by [`Outbox::append`] and gets the next number. It leaves the phone in batches,
//! oldest first, again and again, until a parsed answer names it. Then it stays as an archive
//! until a backup of the server covers it, so that a restored server gets it again. What was
//! rejected stays until a person has seen it.
//!
//! The outbox is a plain value: a caller changes a copy and stores it in one transaction, or
//! changes nothing. It never reads what an op says; view and overlay do.

mod entry;

use serde_json::value::RawValue;
use uuid::Uuid;

use super::content::content_hash;
use crate::wire::limits::{ARCHIVE_MS, LARGEST_NUMBER};
use crate::wire::{
    Limits, Moment, Op, OpKey, OpProblem, OpResult, OutboxState, PushRequest, PushResponse, Reason,
    Verdict,
};

pub use entry::{Batch, Draft, Entry, State};

/// How many bytes of a push are kept free for what stands around the ops.
const ENVELOPE_BYTES: usize = 1_024;

/// The outbox of one install.
#[derive(Clone, Debug, PartialEq)]
pub struct Outbox {
    install: Uuid,
    epoch: String,
    last_n: u64,
    backed_up_seq: Option<u64>,
    entries: Vec<Entry>,
}

/// Why an op was not taken into the outbox. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendProblem {
    /// This revision of this record was written before, with other content.
    #[error("revision {} of {} was written before, with other content", .0.rev, .0.id)]
    SameKey(OpKey),
    /// The op makes no sense, or is too long to travel.
    #[error("an op that would be turned away")]
    Op(#[source] OpProblem),
    /// This install has used up its numbers.
    #[error("no number is left")]
    Full,
}

/// What an answer changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Newly known to be in: accepted, or a duplicate.
    pub in_now: Vec<OpKey>,
    /// Newly held.
    pub held: Vec<OpKey>,
    /// Newly rejected: show them.
    pub rejected: Vec<OpKey>,
    /// Of the batch, what is still not known to have arrived.
    pub unknown: Vec<OpKey>,
    /// Handed in before, yet missing on the server: waiting again.
    pub queued_again: Vec<OpKey>,
    /// The answer speaks of another epoch, so nothing of it counted.
    pub other_epoch: bool,
    /// The server wants this phone to enrol under a new install id.
    pub new_install: bool,
}

impl Outbox {
    /// An empty outbox for this install, at the server's epoch.
    #[must_use]
    pub fn new(install: Uuid, epoch: impl Into<String>) -> Self {
        let epoch = epoch.into();
        Self {
            install,
            epoch,
            last_n: 0,
            backed_up_seq: None,
            entries: Vec::new(),
        }
    }

    /// The install that numbers these ops.
    #[must_use]
    pub const fn install(&self) -> Uuid {
        self.install
    }

    /// The server's epoch as this phone knows it.
    #[must_use]
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Every op that is still kept, in the order in which they were written.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The op of this key, if it is still kept.
    #[must_use]
    pub fn entry(&self, key: OpKey) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// What to announce: how many wait, the oldest of them, the last number given.
    #[must_use]
    pub fn announce(&self) -> OutboxState {
        let waiting = || {
            self.entries
                .iter()
                .filter(|entry| entry.state == State::Pending)
        };
        OutboxState {
            pending: u64::try_from(waiting().count()).unwrap_or(u64::MAX),
            oldest_n: waiting().map(|entry| entry.n).min(),
            last_n: self.last_n,
        }
    }

    /// Takes in an op under the next number, and returns the number. The same op once more
    /// changes nothing and returns the number that it has.
    ///
    /// # Errors
    ///
    /// An [`AppendProblem`]; what would be turned away is refused here, while the person who
    /// wrote it is still at the screen.
    pub fn append(&mut self, draft: Draft) -> Result<u64, AppendProblem> {
        let n = self.last_n + 1;
        if n > LARGEST_NUMBER {
            return Err(AppendProblem::Full);
        }
        let op = draft.numbered(n);
        if let Some(before) = self.entry(op.key()) {
            let same = before
                .op()
                .is_ok_and(|before| content_hash(&before) == content_hash(&op));
            return if same {
                Ok(before.n)
            } else {
                Err(AppendProblem::SameKey(op.key()))
            };
        }
        let raw = op.to_raw();
        let to_come =
            |p: &OpProblem| matches!(p.reason, Reason::UnknownKind | Reason::NewerVersion);
        match Op::parse(&raw).and_then(|op| op.typed()) {
            Err(problem) if !to_come(&problem) => return Err(AppendProblem::Op(problem)),
            Ok(_) | Err(_) => {}
        }
        self.last_n = n;
        self.entries.push(Entry::new(op.key(), n, &raw));
        Ok(n)
    }

    /// The next ops to hand in: the oldest that wait, as many as the limits allow, one at least.
    /// `None` when nothing waits.
    #[must_use]
    pub fn batch(&self, limits: &Limits) -> Option<Batch> {
        let mut waiting: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| entry.state == State::Pending)
            .collect();
        waiting.sort_by_key(|entry| entry.n);
        let room = limits.bytes_per_push.saturating_sub(ENVELOPE_BYTES);
        let mut batch = Batch::default();
        let mut bytes = 0;
        for entry in waiting.into_iter().take(limits.ops_per_push.max(1)) {
            bytes += entry.raw.len() + 1;
            if bytes > room && !batch.keys.is_empty() {
                break;
            }
            batch.keys.push(entry.key);
            batch.raws.push(entry.raw.clone());
        }
        if batch.keys.is_empty() {
            None
        } else {
            Some(batch)
        }
    }

    /// The push that hands in `batch`. `boot` marks the run of the app; the two clocks are the
    /// phone's at this moment.
    #[must_use]
    pub fn request(&self, batch: &Batch, boot: &str, mono_ms: u64, sent_at: Moment) -> PushRequest {
        let raw = |text: &String| RawValue::from_string(text.clone()).ok();
        PushRequest {
            install: self.install,
            epoch: self.epoch.clone(),
            boot: boot.to_owned(),
            mono_ms,
            sent_at,
            outbox: self.announce(),
            ops: batch.raws.iter().filter_map(raw).collect(),
        }
    }

    /// Takes in a parsed answer to `batch`. For every other outcome (a timeout, a cut body, a
    /// page of a hotel's Wi-Fi) there is nothing to call: the ops simply still wait.
    ///
    /// Answers may come late, twice and in any order. What is known to be in stays in; `held`
    /// gives way to "in", `rejected` to both. An answer of another epoch counts for nothing.
    pub fn apply(&mut self, batch: &Batch, answer: &PushResponse) -> Applied {
        let mut applied = Applied {
            new_install: answer.new_install,
            ..Applied::default()
        };
        if answer.epoch != self.epoch {
            applied.other_epoch = true;
            applied.unknown.clone_from(&batch.keys);
            return applied;
        }
        self.backed_up_seq = self.backed_up_seq.max(answer.durable.backed_up_seq);
        let named: Vec<(OpKey, State)> = answer
            .results
            .iter()
            .filter_map(|result| Some((batch.named(result)?, state(result)?)))
            .collect();
        for (key, state) in &named {
            self.settle(*key, state, answer.server_time, &mut applied);
        }
        let missing = |n| {
            answer
                .received
                .missing
                .iter()
                .any(|run| (run.from..=run.to).contains(&n))
        };
        for entry in &mut self.entries {
            let contradicted = missing(entry.n) && !named.iter().any(|(key, _)| *key == entry.key);
            if contradicted && entry.can_go_again() {
                entry.queue_again();
                entry.asked_again = true;
                applied.queued_again.push(entry.key);
            }
        }
        let waits = |key: &&OpKey| self.entry(**key).is_some_and(|e| e.state == State::Pending);
        applied.unknown = batch.keys.iter().filter(waits).copied().collect();
        applied
    }

    fn settle(&mut self, key: OpKey, new: &State, server_time: Moment, applied: &mut Applied) {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) else {
            return;
        };
        if new.rank() <= entry.state.rank() {
            return;
        }
        match new {
            State::Pending => return,
            State::Accepted { .. } | State::Duplicate { .. } => applied.in_now.push(key),
            State::Held { .. } => applied.held.push(key),
            State::Rejected { .. } => applied.rejected.push(key),
        }
        entry.state = new.clone();
        entry.settled_at = Some(server_time);
    }

    /// The server was restored and has forgotten everything above `restored_to_seq`: handed-in
    /// ops above it, or without a number, wait again. Returns how many. The same news once more
    /// changes nothing.
    pub fn epoch_changed(&mut self, epoch: &str, restored_to_seq: u64) -> usize {
        if epoch == self.epoch {
            return 0;
        }
        epoch.clone_into(&mut self.epoch);
        self.backed_up_seq = self.backed_up_seq.map(|seq| seq.min(restored_to_seq));
        let mut count = 0;
        for entry in &mut self.entries {
            entry.asked_again = false;
            let forgotten = match entry.state {
                State::Pending | State::Rejected { .. } => false,
                State::Accepted { seq, .. } => seq > restored_to_seq,
                State::Duplicate { seq } | State::Held { seq, .. } => {
                    seq.is_none_or(|seq| seq > restored_to_seq)
                }
            };
            if forgotten {
                if entry.of_old_install {
                    self.last_n += 1;
                    entry.renumber(self.last_n);
                }
                entry.queue_again();
                count += 1;
            }
        }
        count
    }

    /// This storage was copied, so the phone goes on under a new install id: what waits is
    /// numbered again from 1, in order. What was handed in keeps its old number, and gets a new
    /// one only if it must be handed in again.
    pub fn new_install(&mut self, install: Uuid) {
        self.install = install;
        self.last_n = 0;
        self.entries
            .sort_by_key(|entry| (entry.state != State::Pending, entry.n));
        for entry in &mut self.entries {
            if entry.state == State::Pending {
                self.last_n += 1;
                entry.renumber(self.last_n);
            } else {
                entry.of_old_install = true;
            }
        }
    }

    /// Drops what nobody can lose any more, and returns how many ops that were.
    ///
    /// Accepted ops and duplicates go when a backup of the server covers them and the pulled rows
    /// show them (`applied_to`), or 30 days after they were handed in; held ones 30 days after.
    /// `server_now` is the server's clock of the last answer, never the phone's. What waits or
    /// was rejected stays.
    pub fn forget(&mut self, applied_to: u64, server_now: Moment) -> usize {
        let before = self.entries.len();
        let safe = self.backed_up_seq.unwrap_or(0).min(applied_to);
        self.entries.retain(|entry| {
            let old = entry
                .settled_at
                .is_some_and(|at| server_now.since(at) > ARCHIVE_MS);
            match entry.state {
                State::Pending | State::Rejected { .. } => true,
                State::Held { .. } | State::Duplicate { seq: None } => !old,
                State::Accepted { seq, .. } | State::Duplicate { seq: Some(seq) } => {
                    seq > safe && !old
                }
            }
        });
        before - self.entries.len()
    }

    /// Drops one rejected or held op that a person has seen; `false` when it is neither.
    pub fn dismiss(&mut self, key: OpKey) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| {
            entry.key != key || !matches!(entry.state, State::Rejected { .. } | State::Held { .. })
        });
        before > self.entries.len()
    }
}

/// The state that a result puts its op into; `None` for a result that says too little.
fn state(result: &OpResult) -> Option<State> {
    let why = result.why.unwrap_or(Reason::Other);
    let text = result.text.clone().unwrap_or_else(|| why.text().to_owned());
    match result.r {
        Verdict::Accepted => Some(State::Accepted {
            seq: result.seq?,
            mark: result.why,
        }),
        Verdict::Duplicate if !result.held => Some(State::Duplicate { seq: result.seq }),
        Verdict::Duplicate | Verdict::Held => Some(State::Held {
            seq: result.seq,
            why,
            text,
        }),
        Verdict::Rejected => Some(State::Rejected { why, text }),
    }
}
