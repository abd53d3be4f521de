//! The loss detector: which numbers of an install arrived.
//!
//! Every install numbers its ops 1, 2, 3 … and announces its outbox with every push. From the two
//! the server sees what never arrived, and a person can be told ("this phone announced 17 records
//! that never arrived"). A number counts as arrived whatever became of its op.

use crate::wire::{NumberRange, OpKey, OutboxState, ReceivedReport};

/// The most runs of missing numbers in one report.
const REPORTED_RUNS: usize = 100;

/// The numbers of one install that arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    contiguous_n: u64,
    /// Runs above, rising, with a gap before each.
    above: Vec<NumberRange>,
}

/// What was announced once and can no longer arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Numbers that are neither here nor in the outbox.
    pub numbers: Vec<NumberRange>,
    /// How many more are missing than wait, without it being known which.
    pub more: u64,
}

impl Loss {
    /// How many ops are lost at least.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.numbers
            .iter()
            .map(|run| run.to - run.from + 1)
            .sum::<u64>()
            + self.more
    }
}

/// What a number says about the op that bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbered {
    /// The number is new.
    New,
    /// The same op again.
    Again,
    /// Another op has this number: the install's storage was copied. Order a new install id.
    Copied,
}

/// Compares an op with the one that came under the same number of the same install before.
#[must_use]
pub fn numbered(before: Option<OpKey>, now: OpKey) -> Numbered {
    match before {
        None => Numbered::New,
        Some(before) if before == now => Numbered::Again,
        Some(_) => Numbered::Copied,
    }
}

impl Received {
    /// From what was stored: all of 1 to `contiguous_n`, and these runs (in any order, overlaps
    /// and all).
    #[must_use]
    pub fn from_parts(contiguous_n: u64, runs: impl IntoIterator<Item = NumberRange>) -> Self {
        let mut received = Self {
            contiguous_n,
            above: Vec::new(),
        };
        for run in runs {
            received.add_run(run);
        }
        received
    }

    /// Every number from 1 to this one arrived.
    #[must_use]
    pub const fn contiguous_n(&self) -> u64 {
        self.contiguous_n
    }

    /// The runs that arrived above it, rising.
    #[must_use]
    pub fn above(&self) -> &[NumberRange] {
        &self.above
    }

    /// The highest number that arrived; 0 when none did.
    #[must_use]
    pub fn highest(&self) -> u64 {
        self.above.last().map_or(self.contiguous_n, |run| run.to)
    }

    /// Whether this number arrived.
    #[must_use]
    pub fn has(&self, n: u64) -> bool {
        (1..=self.contiguous_n).contains(&n)
            || self
                .above
                .iter()
                .any(|run| (run.from..=run.to).contains(&n))
    }

    /// Marks a number as arrived; says whether it is new. Numbers start at 1.
    pub fn add(&mut self, n: u64) -> bool {
        if n == 0 || self.has(n) {
            return false;
        }
        self.add_run(NumberRange { from: n, to: n });
        true
    }

    fn add_run(&mut self, run: NumberRange) {
        let mut joined = run;
        self.above.retain(|other| {
            let apart = other.to.saturating_add(1) < joined.from
                || joined.to.saturating_add(1) < other.from;
            if !apart {
                joined.from = joined.from.min(other.from);
                joined.to = joined.to.max(other.to);
            }
            apart
        });
        if joined.from <= self.contiguous_n.saturating_add(1) {
            self.contiguous_n = self.contiguous_n.max(joined.to);
        } else {
            self.above.push(joined);
            self.above.sort_unstable();
        }
        // Runs join only with a new neighbour, which may now be the contiguous part.
        while let Some(first) = self.above.first().copied()
            && first.from <= self.contiguous_n.saturating_add(1)
        {
            self.contiguous_n = self.contiguous_n.max(first.to);
            self.above.remove(0);
        }
    }

    /// The runs of numbers up to `last_n` that did not arrive, rising.
    #[must_use]
    pub fn missing(&self, last_n: u64) -> Vec<NumberRange> {
        let mut missing = Vec::new();
        let mut from = self.contiguous_n.saturating_add(1);
        for run in &self.above {
            if from > last_n {
                break;
            }
            missing.push(NumberRange {
                from,
                to: last_n.min(run.from - 1),
            });
            from = run.to.saturating_add(1);
        }
        if from <= last_n {
            missing.push(NumberRange { from, to: last_n });
        }
        missing
    }

    /// What the phone is told in the answer to a push that announced `last_n`.
    #[must_use]
    pub fn report(&self, last_n: u64) -> ReceivedReport {
        let mut missing = self.missing(last_n);
        missing.truncate(REPORTED_RUNS);
        ReceivedReport {
            contiguous_n: self.contiguous_n,
            missing,
        }
    }

    /// What is lost, going by what an outbox announced: numbers below its oldest that never
    /// arrived, and missing ones above it that exceed what waits.
    ///
    /// Safe for announcements that arrive late or twice: an older one says less, never too much.
    #[must_use]
    pub fn lost(&self, outbox: OutboxState) -> Loss {
        let kept_from = outbox.oldest_n.unwrap_or(u64::MAX);
        let mut loss = Loss::default();
        let mut waiting = 0;
        for run in self.missing(outbox.last_n) {
            if run.from < kept_from {
                let to = run.to.min(kept_from - 1);
                loss.numbers.push(NumberRange { from: run.from, to });
            }
            if run.to >= kept_from {
                waiting += run.to - run.from.max(kept_from) + 1;
            }
        }
        loss.more = waiting.saturating_sub(outbox.pending);
        loss
    }

    /// Whether an outbox announces fewer numbers than arrived: its storage went back in time or
    /// was copied, or this announcement was overtaken by a later one. A hint, no proof.
    #[must_use]
    pub fn went_back(&self, outbox: OutboxState) -> bool {
        outbox.last_n < self.highest()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::{Numbered, Received, numbered};
    use crate::wire::{NumberRange, OpKey, OutboxState};

    proptest! {
        #[test]
        fn arrival_in_any_order_and_number_is_a_set(
            numbers in proptest::collection::vec(0_u64..40, 0..60),
            last_n in 0_u64..45,
        ) {
            let mut received = Received::default();
            let mut set = BTreeSet::new();
            for n in numbers {
                prop_assert_eq!(received.add(n), n > 0 && set.insert(n));
            }

            let contiguous = (1..=40).take_while(|n| set.contains(n)).last().unwrap_or(0);
            prop_assert_eq!(received.contiguous_n(), contiguous);
            prop_assert_eq!(received.highest(), set.last().copied().unwrap_or(0));
            let missing: Vec<u64> =
                received.missing(last_n).iter().flat_map(|run| run.from..=run.to).collect();
            let wanted: Vec<u64> = (1..=last_n).filter(|n| !set.contains(n)).collect();
            prop_assert_eq!(missing, wanted);
            let again = Received::from_parts(contiguous, received.above().iter().rev().copied());
            prop_assert_eq!(again, received);
        }

        #[test]
        fn a_loss_is_named_exactly_when_an_op_is_neither_here_nor_there(
            fates in proptest::collection::vec(0..4_u8, 0..40),
        ) {
            // 0 waits, 1 waits and arrived (the answer was lost), 2 arrived, 3 is lost.
            let mut received = Received::default();
            let waits = |(_, fate): &(u64, u8)| *fate < 2;
            let ops: Vec<(u64, u8)> = (1..).zip(fates).collect();
            for (n, _) in ops.iter().filter(|(_, fate)| matches!(fate, 1 | 2)) {
                received.add(*n);
            }
            let outbox = OutboxState {
                pending: u64::try_from(ops.iter().filter(|op| waits(op)).count()).unwrap(),
                oldest_n: ops.iter().find(|op| waits(op)).map(|(n, _)| *n),
                last_n: u64::try_from(ops.len()).unwrap(),
            };

            let lost = u64::try_from(ops.iter().filter(|(_, fate)| *fate == 3).count()).unwrap();
            let unsure = u64::try_from(ops.iter().filter(|(_, fate)| *fate == 1).count()).unwrap();
            let count = received.lost(outbox).count();
            prop_assert!(count <= lost);
            prop_assert!(count + unsure >= lost);
        }
    }

    #[test]
    fn a_phone_that_lost_its_records_is_seen() {
        let received = Received::from_parts(3, []);
        let emptied = OutboxState {
            pending: 0,
            oldest_n: None,
            last_n: 20,
        };

        assert_eq!(
            received.lost(emptied).numbers,
            [NumberRange { from: 4, to: 20 }]
        );
        assert_eq!(received.lost(emptied).count(), 17);
        assert!(received.went_back(OutboxState {
            last_n: 2,
            ..emptied
        }));
    }

    #[test]
    fn a_copied_install_is_seen_by_its_second_op_of_a_number() {
        let op = OpKey {
            id: Uuid::from_u128(1),
            rev: 1,
        };

        assert_eq!(numbered(None, op), Numbered::New);
        assert_eq!(numbered(Some(op), op), Numbered::Again);
        assert_eq!(numbered(Some(op), OpKey { rev: 2, ..op }), Numbered::Copied);
    }
}
