//! What the database remembers of a batch's ops, looked up before any of them is judged and kept up
//! to date while they are.

use std::collections::HashMap;

use mobile_api::wire::{Op, OpKey};
use uuid::Uuid;

use super::{
    items::Item,
    model::Taking,
    rules::{self, Known, Lease, LeaseStanding, Standing},
    store::{
        held::{self, HeldBefore},
        installs::{self, LeaseRow},
        marks::{self, Asked},
        ops::{self, Stored},
    },
};
use crate::{
    base::{
        ids::{DoorId, InstallId, OpId, ShiftId, WalkListId},
        time::EpochMs,
    },
    db::{self, Tx},
};

/// What is remembered of some ops.
#[derive(Default)]
pub struct Memory {
    /// Every stored revision, by record.
    pub ops: HashMap<Uuid, Vec<Stored>>,
    /// What was ever held, by id, revision and hash.
    pub held: HashMap<(Uuid, i64, String), HeldBefore>,
    /// Which op came with which number of the phone.
    pub numbers: HashMap<i64, OpKey>,
    leases: Vec<LeaseRow>,
    doors: Vec<(DoorId, WalkListId)>,
}

impl Memory {
    /// Looks up what is known of these ops of one phone, in a handful of statements.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn look_up(
        &mut self,
        tx: &mut Tx,
        by: &mut Taking,
        items: &[Item],
        contiguous_n: i64,
    ) -> db::Result<()> {
        let mut ids: Vec<Uuid> = items
            .iter()
            .flat_map(|item| [item.id, item.voids()])
            .flatten()
            .map(|id| id.0)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        for stored in ops::stored(tx, by.scope, &ids).await? {
            let known = self.ops.entry(stored.id.0).or_default();
            // What this very transaction has done to a record says more than what it reads.
            if known.iter().all(|before| before.rev != stored.rev) {
                known.push(stored);
            }
        }
        self.look_up_marks(tx, by, &ids, items).await?;
        for before in held::held_before(tx, by.scope, &ids).await? {
            let key = (before.op_id.0, before.rev, before.content_hash.clone());
            self.held.insert(key, before);
        }
        let asked: Vec<i64> = items.iter().filter_map(|item| item.n).collect();
        for number in installs::numbers(tx, by.scope, by.install, contiguous_n, &asked).await? {
            let rev = u32::try_from(number.rev).unwrap_or(0);
            let id = number.op_id.0;
            self.numbers.insert(number.n, OpKey { id, rev });
        }
        let doors: Vec<DoorId> = items.iter().filter_map(Item::door).collect();
        if !doors.is_empty() {
            self.look_up_leases(tx, by, &doors).await?;
        }
        Ok(())
    }

    /// What is not here may have been split: then marks are left of it.
    async fn look_up_marks(
        &mut self,
        tx: &mut Tx,
        by: &mut Taking,
        ids: &[Uuid],
        items: &[Item],
    ) -> db::Result<()> {
        let hashes = |id: Uuid| {
            let own = items.iter().filter(|item| item.id == Some(OpId(id)));
            own.map(|item| item.hash.clone()).collect::<Vec<String>>()
        };
        let records: Vec<(OpId, Vec<String>)> =
            ids.iter().map(|id| (OpId(*id), hashes(*id))).collect();
        let key = by.seals.marking(tx, by.scope).await?;
        let asked = Asked {
            records: &records,
            person: by.person,
            install: by.install,
        };
        for stored in marks::known(tx, by.scope, &key, &asked).await? {
            let known = self.ops.entry(stored.id.0).or_default();
            if known.iter().all(|before| before.rev != stored.rev) {
                known.push(stored);
            }
        }
        Ok(())
    }

    /// Leases matter only where one is over: then it is asked which doors it holds.
    async fn look_up_leases(
        &mut self,
        tx: &mut Tx,
        by: &Taking,
        doors: &[DoorId],
    ) -> db::Result<()> {
        self.leases = installs::leases(tx, by.scope, by.person).await?;
        let over =
            |row: &LeaseRow| rules::lease(&[lease_of(row)], by.now, 0) != LeaseStanding::Holds;
        if self.leases.iter().any(over) {
            let lists: Vec<WalkListId> = self.leases.iter().map(|row| row.list_id).collect();
            self.doors = installs::doors_on(tx, by.scope, &lists, doors).await?;
        }
        Ok(())
    }

    /// A stored revision of a record.
    #[must_use]
    pub fn stored(&self, id: Uuid, rev: i64) -> Option<&Stored> {
        self.ops.get(&id)?.iter().find(|stored| stored.rev == rev)
    }

    /// The newest stored revision of a record, 0 when there is none.
    #[must_use]
    pub fn newest(&self, id: Uuid) -> i64 {
        let stored = self.ops.get(&id).into_iter().flatten();
        stored.map(|known| known.rev).max().unwrap_or(0)
    }

    /// The place of a stored op in the hub's order; unknown for one of this very transaction.
    #[must_use]
    pub fn seq_of(&self, op: &Op) -> Option<u64> {
        let same = self.stored(op.id, i64::from(op.rev))?;
        u64::try_from(same.seq).ok().filter(|seq| *seq > 0)
    }

    /// Where an op of this phone stands among what is stored.
    #[must_use]
    pub fn standing(&self, item: &Item, op: &Op, install: InstallId) -> Standing {
        let stored = self.ops.get(&op.id).into_iter().flatten();
        let known: Vec<Known<'_>> = stored
            .map(|stored| Known {
                rev: stored.rev,
                install: stored.install_id,
                kind: &stored.kind,
                hash: &stored.content_hash,
                voided_by: stored.voided_by,
            })
            .collect();
        let this = Known {
            rev: item.rev,
            install,
            kind: op.kind.as_str(),
            hash: &item.hash,
            voided_by: None,
        };
        rules::standing(&known, &this)
    }

    /// How the lease stands that an op's door was worked under.
    #[must_use]
    pub fn lease(&self, item: &Item, now: EpochMs, grace_ms: i64) -> LeaseStanding {
        let Some(door) = item.door() else {
            return LeaseStanding::Holds;
        };
        let shift: Option<ShiftId> = item.shift();
        let on = |row: &&LeaseRow| {
            self.doors.contains(&(door, row.list_id)) && shift.is_none_or(|s| s == row.shift_id)
        };
        let leases: Vec<Lease> = self.leases.iter().filter(on).map(lease_of).collect();
        rules::lease(&leases, now, grace_ms)
    }
}

/// How a list binds whoever held it: until it left their phones, or its time was up.
fn lease_of(row: &LeaseRow) -> Lease {
    Lease {
        recalled: row.ended_at.is_some() && row.state == "recalled",
        end: match (row.lease_until, row.ended_at) {
            (Some(until), Some(ended)) => Some(until.min(ended)),
            (until, ended) => until.or(ended),
        },
    }
}
