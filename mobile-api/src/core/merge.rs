//! The phone's copy of the rows in its scope, and how pages of a pull change it.
//!
//! A page and its cursor are taken in together or not at all: [`Store::apply`] changes the store
//! only when it returns `Ok`, and the caller stores the result in one transaction. A page counts
//! only for the cursor that it was asked with, so that late and repeated pages do no harm.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::digest::Digest;
use crate::wire::{
    Change, ListDigest, Phase, PullResponse, Row, RowRef, ScopeChange, What, WhyRemoved,
};

/// The rows of one phone, and where its pull stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Store {
    epoch: Option<String>,
    cursor: Option<String>,
    applied_to: u64,
    /// Counts snapshots begun; rows of an older round go when a snapshot ends.
    round: u64,
    /// Counts the times that everything began anew.
    starts: u64,
    in_snapshot: bool,
    /// The number at which the running snapshot is read.
    snapshot_at: u64,
    rows: BTreeMap<RowRef, Kept>,
}

/// A row, and when it came.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    seq: u64,
    round: u64,
    row: Row,
}

/// What a page was asked with. A page that comes back for another one is stale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The cursor to send; `None` for a new snapshot.
    pub cursor: Option<String>,
    /// How often this store had begun anew: tells two requests without a cursor apart.
    pub starts: u64,
}

/// What a page did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// It was asked for at another place than ours: nothing changed, all is well.
    Stale,
    /// It was taken in.
    Page {
        /// Whether another page waits.
        more: bool,
        /// Walk lists that left the scope, for a sentence on the screen.
        removed: Vec<(Uuid, WhyRemoved)>,
        /// Whether the rows differ from what the server says: call [`Store::start_over`].
        diverged: bool,
    },
}

/// Why a page cannot be taken in. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeProblem {
    /// The server's epoch is another one: [`Store::epoch_changed`], then ask without a cursor.
    #[error("a page of another epoch")]
    OtherEpoch,
    /// A delta without a snapshot before it, or a snapshot in the middle of the deltas.
    #[error("a page of the wrong phase")]
    WrongPhase,
    /// The changes of a delta do not rise, or lie beyond `to`.
    #[error("changes out of order")]
    OutOfOrder,
}

impl Store {
    /// The cursor to ask with; `None` for a new snapshot.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// What to ask with now; hand it back with the page.
    #[must_use]
    pub fn ask(&self) -> Ask {
        Ask {
            cursor: self.cursor.clone(),
            starts: self.starts,
        }
    }

    /// The server's epoch, once a page has come.
    #[must_use]
    pub fn epoch(&self) -> Option<&str> {
        self.epoch.as_deref()
    }

    /// Up to where in the hub's order these rows are complete; 0 before the first snapshot ended.
    #[must_use]
    pub const fn applied_to(&self) -> u64 {
        self.applied_to
    }

    /// Whether a snapshot has begun and not ended.
    #[must_use]
    pub const fn in_snapshot(&self) -> bool {
        self.in_snapshot
    }

    /// Every row, by kind and id.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().map(|kept| &kept.row)
    }

    /// The row of this kind and id.
    #[must_use]
    pub fn row(&self, key: RowRef) -> Option<&Row> {
        self.rows.get(&key).map(|kept| &kept.row)
    }

    /// Up to where in the hub's order this one row is known: further than the others while a
    /// snapshot brings rows anew.
    #[must_use]
    pub fn known_to(&self, key: RowRef) -> u64 {
        let anew = self
            .rows
            .get(&key)
            .is_some_and(|kept| kept.round == self.round);
        if self.in_snapshot && anew {
            self.snapshot_at
        } else {
            self.applied_to
        }
    }

    /// Takes in a page that was asked for with `asked`.
    ///
    /// 1. A page that was asked for at another place than ours is stale.
    /// 2. Epoch, phase and order must fit.
    /// 3. Each change: `put` unless a newer state of the row is here; `del` and `leave` take the
    ///    row away; `scope.remove` takes away the list and its doors.
    /// 4. When a snapshot ends (its last page, or the first delta), rows that it did not bring go.
    ///
    /// # Errors
    ///
    /// A [`MergeProblem`]; the store is as before.
    pub fn apply(&mut self, asked: &Ask, page: &PullResponse) -> Result<Merged, MergeProblem> {
        if *asked != self.ask() {
            return Ok(Merged::Stale);
        }
        self.fits(page)?;
        if self.cursor.is_none() {
            self.round += 1;
            self.in_snapshot = true;
            // A server whose disk went back behind everybody's back has fewer numbers than we.
            self.applied_to = self.applied_to.min(page.to);
        }
        if page.phase == Phase::Delta {
            self.end_snapshot();
        }
        let mut removed = Vec::new();
        for change in &page.changes {
            self.change(change, page.phase, &mut removed);
        }
        if page.phase == Phase::Snapshot {
            self.snapshot_at = page.to;
        }
        if page.phase == Phase::Snapshot && !page.more {
            self.end_snapshot();
        }
        if !self.in_snapshot {
            self.applied_to = page.to;
        }
        self.epoch = Some(page.epoch.clone());
        self.cursor = Some(page.cursor.clone());
        let diverged = !page.more && !same(&self.digests(), &page.digest);
        Ok(Merged::Page {
            more: page.more,
            removed,
            diverged,
        })
    }

    fn fits(&self, page: &PullResponse) -> Result<(), MergeProblem> {
        if self
            .epoch
            .as_ref()
            .is_some_and(|epoch| *epoch != page.epoch)
        {
            return Err(MergeProblem::OtherEpoch);
        }
        match page.phase {
            Phase::Snapshot if self.cursor.is_some() && !self.in_snapshot => {
                Err(MergeProblem::WrongPhase)
            }
            Phase::Snapshot => Ok(()),
            Phase::Delta if self.cursor.is_none() => Err(MergeProblem::WrongPhase),
            Phase::Delta => {
                let seqs = || page.changes.iter().map(|change| change.seq);
                let after_ours = seqs().all(|seq| (self.applied_to..=page.to).contains(&seq));
                if after_ours && seqs().is_sorted() && page.to >= self.applied_to {
                    Ok(())
                } else {
                    Err(MergeProblem::OutOfOrder)
                }
            }
        }
    }

    fn change(&mut self, change: &Change, phase: Phase, removed: &mut Vec<(Uuid, WhyRemoved)>) {
        let seq = change.seq;
        match &change.what {
            What::Put(row) => {
                let newer_here = self.rows.get(&row.key()).is_some_and(|kept| match phase {
                    Phase::Snapshot => kept.round == self.round && kept.seq > seq,
                    Phase::Delta => kept.seq > seq,
                });
                if !newer_here {
                    let kept = Kept {
                        seq,
                        round: self.round,
                        row: row.clone(),
                    };
                    self.rows.insert(row.key(), kept);
                }
            }
            What::Del(key) | What::Leave(key) => {
                self.rows.remove(key);
            }
            What::Scope(ScopeChange::Add { .. }) => {}
            What::Scope(ScopeChange::Remove { list, why }) => {
                self.rows.retain(|_, kept| kept.row.list() != Some(*list));
                removed.push((*list, *why));
            }
        }
    }

    fn end_snapshot(&mut self) {
        if self.in_snapshot {
            self.in_snapshot = false;
            let round = self.round;
            self.rows.retain(|_, kept| kept.round == round);
        }
    }

    /// Begins a new snapshot with the next page; the rows stay to be seen until it ends. After
    /// `cursor_invalid`, `cursor_expired`, or when the rows have diverged.
    pub fn start_over(&mut self) {
        self.starts += 1;
        self.cursor = None;
        self.in_snapshot = false;
    }

    /// The server was restored to this number: begins a new snapshot of its new epoch. The same
    /// news once more changes nothing.
    pub fn epoch_changed(&mut self, epoch: &str, restored_to_seq: u64) {
        if self.epoch.as_deref() != Some(epoch) {
            self.epoch = Some(epoch.to_owned());
            self.applied_to = self.applied_to.min(restored_to_seq);
            self.start_over();
        }
    }

    /// Deletes every row at once: the phone was signed out.
    pub fn wipe(&mut self) {
        *self = Self {
            starts: self.starts + 1,
            ..Self::default()
        };
    }

    /// What is here, list by list, `None` first; lists without a row do not appear.
    #[must_use]
    pub fn digests(&self) -> Vec<ListDigest> {
        let mut digests: BTreeMap<Option<Uuid>, Digest> = BTreeMap::new();
        for (key, kept) in &self.rows {
            digests
                .entry(kept.row.list())
                .or_default()
                .add(*key, kept.seq);
        }
        digests
            .into_iter()
            .map(|(list, digest)| digest.of_list(list))
            .collect()
    }
}

/// Whether two digests tell of the same rows, in whatever order; lists without rows do not matter.
fn same(ours: &[ListDigest], theirs: &[ListDigest]) -> bool {
    let sorted = |digests: &[ListDigest]| {
        let mut digests: Vec<ListDigest> = digests
            .iter()
            .filter(|digest| digest.rows > 0)
            .cloned()
            .collect();
        digests.sort_by_key(|digest| digest.list);
        digests
    };
    sorted(ours) == sorted(theirs)
}
