//! Where an op stands among what is stored, whether its lease holds, what a loss is called. Pure.

use mobile_api::{core::Loss, wire::NumberRange};

use crate::base::{
    ids::{InstallId, OpId},
    time::EpochMs,
};

/// A revision of a record that stands in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// The revision.
    pub rev: i64,
    /// The phone that handed it in.
    pub install: InstallId,
    /// Its kind's name.
    pub kind: &'a str,
    /// What it says, as a hash.
    pub hash: &'a str,
    /// The op that took the record back.
    pub voided_by: Option<OpId>,
}

/// Where an op stands among what is known of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is known of the record: this op makes it.
    First,
    /// This very op is stored.
    Again,
    /// Another content under the same id, and no newer revision of the same phone.
    Contradicts,
    /// A newer revision: reverses the one that stands (its number) and is done in its place.
    Revises(i64),
    /// An older revision than the one that stands: kept, with no effect.
    Overtaken,
    /// The record was taken back before.
    TakenBack,
    /// A revision of a record that is not here.
    Orphan,
}

/// Judges an op (its revision, kind, hash and phone) by what is known of its record.
#[must_use]
pub fn standing(known: &[Known<'_>], op: &Known<'_>) -> Standing {
    if let Some(same) = known.iter().find(|before| before.rev == op.rev) {
        return if same.hash == op.hash {
            Standing::Again
        } else {
            Standing::Contradicts
        };
    }
    let Some(newest) = known.iter().max_by_key(|before| before.rev) else {
        return if op.rev == 1 {
            Standing::First
        } else {
            Standing::Orphan
        };
    };
    if newest.install != op.install || newest.kind != op.kind {
        Standing::Contradicts
    } else if newest.voided_by.is_some() {
        Standing::TakenBack
    } else if newest.rev > op.rev {
        Standing::Overtaken
    } else {
        Standing::Revises(newest.rev)
    }
}

/// The lease that a door was worked under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Whether the hub took the list back.
    pub recalled: bool,
    /// When the lease ended or ends; absent while it has no end.
    pub end: Option<EpochMs>,
}

/// How a lease stands when an op arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeaseStanding {
    /// It ended long ago, or the list was taken back.
    Over,
    /// It ended within the grace.
    Late,
    /// It holds.
    Holds,
}

/// How the best of the leases that a door was worked under stands now. No lease at all binds
/// nothing: then the rooms say whether the door is known.
#[must_use]
pub fn lease(leases: &[Lease], now: EpochMs, grace_ms: i64) -> LeaseStanding {
    let one = |lease: &Lease| match lease.end {
        _ if lease.recalled => LeaseStanding::Over,
        Some(end) if now > end.plus(grace_ms) => LeaseStanding::Over,
        Some(end) if now > end => LeaseStanding::Late,
        Some(_) | None => LeaseStanding::Holds,
    };
    leases.iter().map(one).max().unwrap_or(LeaseStanding::Holds)
}

/// A loss in a sentence: "This phone announced 17 records that never arrived: 4 to 20."
#[must_use]
pub fn loss_sentence(loss: &Loss) -> String {
    let count = loss.count();
    let records = if count == 1 { "record" } else { "records" };
    let verb = "never arrived";
    if loss.numbers.is_empty() {
        return format!("This phone announced {count} {records} that {verb}.");
    }
    let run = |run: &NumberRange| {
        if run.from == run.to {
            run.from.to_string()
        } else {
            format!("{} to {}", run.from, run.to)
        }
    };
    let runs: Vec<String> = loss.numbers.iter().take(20).map(run).collect();
    let more = if loss.numbers.len() > 20 { ", …" } else { "" };
    let numbers = runs.join(", ");
    format!("This phone announced {count} {records} that {verb}: {numbers}{more}.")
}

#[cfg(test)]
mod tests {
    use mobile_api::core::Received;
    use mobile_api::wire::OutboxState;
    use uuid::Uuid;

    use super::*;

    const PHONE: InstallId = InstallId(Uuid::from_u128(1));

    fn op(rev: i64, hash: &'static str) -> Known<'static> {
        Known {
            rev,
            install: PHONE,
            kind: "visit.record",
            hash,
            voided_by: None,
        }
    }

    #[test]
    fn the_same_content_is_the_same_op_whoever_brings_it() {
        let other_phone = Known {
            install: InstallId(Uuid::from_u128(2)),
            ..op(1, "a")
        };

        assert_eq!(standing(&[op(1, "a")], &op(1, "a")), Standing::Again);
        assert_eq!(standing(&[op(1, "a")], &other_phone), Standing::Again);
    }

    #[test]
    fn another_content_is_a_revision_only_with_a_newer_number_of_the_same_phone_and_kind() {
        let known = [op(1, "a"), op(2, "b")];

        assert_eq!(standing(&known, &op(2, "c")), Standing::Contradicts);
        assert_eq!(standing(&known, &op(3, "c")), Standing::Revises(2));
        let other_phone = Known {
            install: InstallId(Uuid::from_u128(2)),
            ..op(3, "c")
        };
        assert_eq!(standing(&known, &other_phone), Standing::Contradicts);
        let other_kind = Known {
            kind: "door.add",
            ..op(3, "c")
        };
        assert_eq!(standing(&known, &other_kind), Standing::Contradicts);
    }

    #[test]
    fn a_revision_before_its_record_waits_and_an_overtaken_one_has_no_effect() {
        assert_eq!(standing(&[], &op(2, "b")), Standing::Orphan);
        assert_eq!(
            standing(&[op(1, "a"), op(3, "c")], &op(2, "b")),
            Standing::Overtaken
        );
    }

    #[test]
    fn a_record_that_was_taken_back_stays_so_but_its_repeats_are_known() {
        let taken_back = Known {
            voided_by: Some(OpId(Uuid::from_u128(9))),
            ..op(1, "a")
        };
        let known = [taken_back];

        assert_eq!(standing(&known, &op(1, "a")), Standing::Again);
        assert_eq!(standing(&known, &op(2, "b")), Standing::TakenBack);
    }

    #[test]
    fn work_under_an_ended_lease_is_late_then_held_and_a_recall_is_at_once() {
        let lease_of = |end: i64| Lease {
            recalled: false,
            end: Some(EpochMs(end)),
        };
        let recalled = Lease {
            recalled: true,
            end: None,
        };

        assert_eq!(
            lease(&[lease_of(100)], EpochMs(100), 50),
            LeaseStanding::Holds
        );
        assert_eq!(
            lease(&[lease_of(100)], EpochMs(150), 50),
            LeaseStanding::Late
        );
        assert_eq!(
            lease(&[lease_of(100)], EpochMs(151), 50),
            LeaseStanding::Over
        );
        assert_eq!(lease(&[recalled], EpochMs(0), 50), LeaseStanding::Over);
        assert_eq!(
            lease(&[recalled, lease_of(100)], EpochMs(10), 50),
            LeaseStanding::Holds
        );
        assert_eq!(lease(&[], EpochMs(10), 50), LeaseStanding::Holds);
    }

    #[test]
    fn a_loss_is_told_with_its_numbers() {
        let received = Received::from_parts(3, []);
        let loss = received.lost(OutboxState {
            pending: 0,
            oldest_n: None,
            last_n: 20,
        });

        assert_eq!(
            loss_sentence(&loss),
            "This phone announced 17 records that never arrived: 4 to 20."
        );
    }
}
