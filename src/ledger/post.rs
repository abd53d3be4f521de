//! Writing lines: the locks, the freeze rule, the reversals.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    model::Line,
    rules::{self, Standing},
    store,
};
use crate::{
    access::{self, HubScope},
    base::{
        ids::{Ids, ProgrammeId},
        time::{EpochMs, Quarter},
    },
    db::{Error, Result, Tx},
    tally::Posting,
};

/// Turns postings into lines and writes them.
///
/// A line is dated in the quarter of its day and reported there too, unless that quarter was
/// frozen: then in the next open one. The quarters' rows are the locks that a post and a freeze
/// both take, oldest first, so that no line slips into a quarter while it is frozen. Reversing
/// what does not stand writes nothing.
///
/// # Errors
/// When the engine fails, or a tally names a programme that is not there.
pub async fn post(
    tx: &mut Tx,
    scope: HubScope,
    now: EpochMs,
    ids: &Ids,
    postings: Vec<Posting>,
) -> Result<()> {
    let years = years(tx, &postings).await?;
    let mut quarters = Quarters::default();
    let quarter_of = |programme: ProgrammeId, day| {
        let start = years.get(&programme).copied().unwrap_or(4);
        Quarter::of(day, start)
    };
    // What stands is read again once its quarters are held: before that, somebody else may have
    // been reversing the same record.
    loop {
        let standing = standing(tx, scope, &postings).await?;
        let lines = rules::lines(&postings, standing, quarter_of);
        if quarters.hold(tx, scope, &lines).await? {
            return store::insert_lines(tx, scope, now, ids, &lines, |line| {
                quarters.reported_in(line)
            })
            .await;
        }
    }
}

/// The month each posted programme's year starts with.
async fn years(tx: &mut Tx, postings: &[Posting]) -> Result<BTreeMap<ProgrammeId, u32>> {
    let mut years = BTreeMap::new();
    for posting in postings {
        let Posting::Post(tally) = posting else {
            continue;
        };
        if years.contains_key(&tally.programme) {
            continue;
        }
        let programme = access::store::programme(tx, tally.programme).await?;
        let programme = programme.ok_or_else(|| Error::Corrupt {
            table: "ledger_entries",
            column: "programme_id",
            row: tally.programme.to_string(),
        })?;
        years.insert(tally.programme, programme.start_month());
    }
    Ok(years)
}

async fn standing(tx: &mut Tx, scope: HubScope, postings: &[Posting]) -> Result<Standing> {
    let reversed: BTreeSet<Uuid> = postings
        .iter()
        .filter_map(|posting| match posting {
            Posting::Reverse { subject, .. } => Some(*subject),
            Posting::Post(_) => None,
        })
        .collect();
    let mut standing = Standing::new();
    for subject in reversed {
        standing.insert(subject, store::standing(tx, scope, subject).await?);
    }
    Ok(standing)
}

/// The quarters this transaction holds, and which of them are frozen.
#[derive(Default)]
struct Quarters {
    held: BTreeMap<(ProgrammeId, Quarter), bool>,
}

impl Quarters {
    /// Takes the quarters the lines are dated in, and after a frozen one those up to the next
    /// open one, in order. True when all were held before.
    async fn hold(&mut self, tx: &mut Tx, scope: HubScope, lines: &[Line]) -> Result<bool> {
        let mut wanted: BTreeSet<(ProgrammeId, Quarter)> = lines
            .iter()
            .map(|line| (line.place.programme_id, line.place.dated_in))
            .filter(|key| !self.held.contains_key(key))
            .collect();
        let all_were_held = wanted.is_empty();
        while let Some((programme, quarter)) = wanted.pop_first() {
            let frozen = match self.held.get(&(programme, quarter)) {
                Some(frozen) => *frozen,
                None => store::take_quarter(tx, scope, programme, quarter)
                    .await?
                    .is_some(),
            };
            self.held.insert((programme, quarter), frozen);
            if frozen {
                wanted.insert((programme, quarter.next()));
            }
        }
        Ok(all_were_held)
    }

    fn reported_in(&self, line: &Line) -> Quarter {
        let programme = line.place.programme_id;
        let frozen = self
            .held
            .iter()
            .filter(|((of, _), frozen)| *of == programme && **frozen)
            .map(|((_, quarter), _)| *quarter)
            .collect();
        rules::reported_in(line.place.dated_in, &frozen)
    }
}
