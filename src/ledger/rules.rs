//! Which lines a batch of postings comes to, and in which quarter a line is reported. Pure.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::model::{Line, Place, ReturnState};
use crate::{
    base::{
        ids::ProgrammeId,
        time::{Day, Quarter},
    },
    tally::Posting,
};

/// Why a line stands in a later quarter than its own, when nothing else is known.
pub const LATE: &str = "late";

/// What stands of each record: by record, by cell.
pub type Standing = BTreeMap<Uuid, BTreeMap<Place, i64>>;

/// The lines of a batch, in order. `standing` is what the ledger held of the reversed records
/// before; a posting of this batch stands from its turn on, so that a record may be posted,
/// reversed and posted anew in one go.
#[must_use]
pub fn lines(
    postings: &[Posting],
    mut standing: Standing,
    quarter_of: impl Fn(ProgrammeId, Day) -> Quarter,
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(postings.len());
    let mut corrected: BTreeMap<Uuid, &str> = BTreeMap::new();
    for posting in postings {
        match posting {
            Posting::Post(tally) if tally.count == 0 => {}
            Posting::Post(tally) => {
                let place = Place::of(tally, quarter_of(tally.programme, tally.day));
                let stands = standing.entry(tally.subject).or_default();
                *stands.entry(place.clone()).or_default() += tally.count;
                lines.push(Line {
                    subject: tally.subject,
                    place,
                    delta: tally.count,
                    reason: corrected
                        .get(&tally.subject)
                        .copied()
                        .unwrap_or_default()
                        .to_owned(),
                });
            }
            Posting::Reverse { subject, reason } => {
                let stood = standing.remove(subject).unwrap_or_default();
                corrected.insert(*subject, reason);
                lines.extend(reversal(*subject, stood, reason));
            }
        }
    }
    lines
}

/// The opposite of all that stands of a record, cell by cell.
fn reversal(
    subject: Uuid,
    stood: BTreeMap<Place, i64>,
    reason: &str,
) -> impl Iterator<Item = Line> {
    let standing = stood.into_iter().filter(|(_, count)| *count != 0);
    standing.map(move |(place, count)| Line {
        subject,
        place,
        delta: -count,
        reason: reason.to_owned(),
    })
}

/// The quarter a line is reported in: its own while that is open, else the first open one after.
#[must_use]
pub fn reported_in(dated_in: Quarter, frozen: &BTreeSet<Quarter>) -> Quarter {
    let mut quarter = dated_in;
    while frozen.contains(&quarter) {
        quarter = quarter.next();
    }
    quarter
}

/// Whether a return may go from one state to another. Queried or not, it comes back through
/// `submitted`; nothing goes back behind `frozen`.
#[must_use]
pub const fn may_become(from: ReturnState, to: ReturnState) -> bool {
    use ReturnState as S;
    match (from, to) {
        (S::Open, S::Frozen)
        | (S::Frozen | S::Queried, S::Submitted)
        | (S::Submitted, S::Queried)
        | (S::Submitted | S::Queried, S::Accepted)
        | (S::Accepted, S::Locked) => true,
        (_, S::Open | S::Frozen | S::Submitted | S::Queried | S::Accepted | S::Locked) => false,
    }
}

/// The reason as the ledger keeps it: a first posting that had to move is late.
#[must_use]
pub fn reason(said: &str, dated_in: Quarter, reported_in: Quarter) -> String {
    if said.is_empty() && dated_in != reported_in {
        return LATE.to_owned();
    }
    said.to_owned()
}

#[cfg(test)]
mod tests;
