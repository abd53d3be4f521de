//! Revisions and takings-back that came before the record they change: they wait, held, and are
//! done as soon as the record is there.

use mobile_api::{core::PushClock, wire::Verdict};
use serde_json::value::RawValue;

use super::{
    items::Item,
    outcome::{Judge, Outcome, Stop},
    store::held::{self, Held},
    work::Work,
};
use crate::db::Tx;

/// The word for a decision that nobody had to take.
pub const ADOPTED: &str = "adopted";

/// The place of what waited: it has none in the batch.
pub const NO_PLACE: usize = usize::MAX;

/// Does what waited for a record that this transaction has taken in.
///
/// # Errors
/// As [`Work::take`].
pub async fn adopt(tx: &mut Tx, work: &mut Work, clock: &PushClock) -> Result<(), Stop> {
    if !work.took_any() {
        return Ok(());
    }
    let (scope, install) = (work.taking.scope, work.taking.install);
    let waiting = held::orphans(tx, scope, &mut work.taking.seals, install).await?;
    for orphan in waiting {
        let Some(item) = read(&orphan, clock) else {
            continue;
        };
        let record = item.voids().or(item.id);
        if !record.is_some_and(|record| work.took(record)) {
            continue;
        }
        let items = std::slice::from_ref(&item);
        work.look_up(tx, items, i64::MAX).await?;
        let outcome = work.take(tx, &item, Judge::Adopted, None).await?;
        let done = match outcome {
            Outcome::Numbered { .. } => true,
            Outcome::Ready(result) => result.r == Verdict::Duplicate,
        };
        if done {
            let decision = (None, ADOPTED);
            held::decide(tx, scope, orphan.id, decision, work.taking.now).await?;
        }
    }
    Ok(())
}

fn read(orphan: &Held, clock: &PushClock) -> Option<Item> {
    let raw: Box<RawValue> = serde_json::from_str(&orphan.body).ok()?;
    let item = Item::read(&raw, NO_PLACE, clock);
    Some(Item {
        happened_at: orphan.happened_at,
        ..item
    })
}
