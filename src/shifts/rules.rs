//! How a shift moves on, how its people are, and whether its receipt ties. Pure.

use std::collections::{BTreeMap, BTreeSet};

use mobile_api::wire::ops::Counters;

use super::model::{AlertStep, Arrived, PhoneReceipt, Receipt, Safety, ShiftState};
use crate::base::{
    ids::{InstallId, OpId, ShiftId},
    time::EpochMs,
};

/// What is done with a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A list is issued to it.
    Issue,
    /// A phone says that its people go out.
    Start,
    /// A phone, or the lead for it, says that they are back.
    End,
    /// Everything declared has arrived.
    Tie,
    /// It is talked over.
    Debrief,
    /// Its envelope is emptied.
    Close,
    /// It does not take place.
    Cancel,
    /// Its records are lost.
    LoseData,
}

/// Where the step leads.
///
/// Phones hand in late and in any order, so a start that arrives after the end moves nothing
/// back, and a second phone's end opens the receipt again.
///
/// # Errors
/// One plain sentence on why it cannot be done now.
pub fn after(state: ShiftState, step: Step) -> Result<ShiftState, String> {
    use ShiftState as S;
    let next = match (step, state) {
        (Step::Issue, S::Planned | S::Ready) => Some(S::Ready),
        (Step::Issue | Step::Start, S::Out) | (Step::Start, S::Planned | S::Ready) => Some(S::Out),
        (Step::Start, S::Back | S::Synced) => Some(state),
        (Step::End, S::Planned | S::Ready | S::Out | S::Back | S::Synced) => Some(S::Back),
        (Step::Tie, S::Back | S::Synced) => Some(S::Synced),
        (Step::Debrief, S::Back | S::Synced) => Some(S::Debriefed),
        (Step::Close, S::Debriefed) => Some(S::Closed),
        (Step::Cancel, S::Planned | S::Ready) => Some(S::Cancelled),
        (Step::LoseData, S::Planned | S::Ready | S::Out | S::Back) => Some(S::DataLost),
        (
            Step::Issue
            | Step::Start
            | Step::End
            | Step::Tie
            | Step::Debrief
            | Step::Close
            | Step::Cancel
            | Step::LoseData,
            _,
        ) => None,
    };
    next.ok_or_else(|| refusal(state, step))
}

fn refusal(state: ShiftState, step: Step) -> String {
    let now = state.word().replace('_', " ");
    let rule = match step {
        Step::Issue => "A list is issued before a shift goes out, or while it is out",
        Step::Start => "A shift starts once, when it was planned",
        Step::End => "A shift ends that was planned or out",
        Step::Tie => "The receipt of a shift ties when its people are back",
        Step::Debrief | Step::Close => "A shift is closed after its people are back",
        Step::Cancel => "A shift is cancelled before it goes out",
        Step::LoseData => "Records are declared lost while they are still awaited",
    };
    format!("{rule}; this one is {now}.")
}

/// Whether phones may still add records: from the plan to the debrief.
#[must_use]
pub const fn takes_records(state: ShiftState) -> bool {
    match state {
        ShiftState::Planned
        | ShiftState::Ready
        | ShiftState::Out
        | ShiftState::Back
        | ShiftState::Synced => true,
        ShiftState::Debriefed
        | ShiftState::Closed
        | ShiftState::Cancelled
        | ShiftState::DataLost => false,
    }
}

const MINUTE_MS: i64 = 60_000;
/// How far over time people are late.
pub const LATE_MS: i64 = 10 * MINUTE_MS;

/// The steps that lie behind a state of the watch.
#[must_use]
pub const fn steps_to(safety: Safety) -> &'static [AlertStep] {
    match safety {
        Safety::Late => &[AlertStep::Late],
        Safety::Overdue => &[AlertStep::Late, AlertStep::Overdue],
        Safety::Raised => &[AlertStep::Late, AlertStep::Overdue, AlertStep::Raised],
        Safety::Idle | Safety::Watched | Safety::Ok | Safety::Resolved => &[],
    }
}

/// How long to wait after so many tries to post an alert: 10 s, 20 s, 40 s … 5 minutes.
#[must_use]
pub fn wait_ms(tries: i64) -> i64 {
    let doublings = u32::try_from(tries.clamp(0, 6)).unwrap_or(6);
    (10_000_i64 << doublings).min(5 * MINUTE_MS)
}

/// How the people of a watched shift are now: the timer runs here, so that a dead phone still
/// raises the alarm.
#[must_use]
pub fn safety_now(safety: Safety, expected_end: Option<EpochMs>, now: EpochMs) -> Safety {
    match (safety, expected_end) {
        (Safety::Watched | Safety::Late | Safety::Overdue, Some(end)) => {
            match (now.0 - end.0) / MINUTE_MS {
                30.. => Safety::Raised,
                20.. => Safety::Overdue,
                10.. => Safety::Late,
                _ => Safety::Watched,
            }
        }
        (
            Safety::Idle
            | Safety::Watched
            | Safety::Ok
            | Safety::Late
            | Safety::Overdue
            | Safety::Raised
            | Safety::Resolved,
            _,
        ) => safety,
    }
}

/// Puts what was declared beside what arrived, phone by phone.
#[must_use]
pub fn receipt(
    shift: ShiftId,
    declared: &BTreeMap<InstallId, Counters>,
    arrived: &[Arrived],
) -> Receipt {
    let installs: BTreeSet<InstallId> = declared
        .keys()
        .copied()
        .chain(arrived.iter().map(|op| op.install))
        .collect();
    let phones: Vec<PhoneReceipt> = installs
        .into_iter()
        .map(|install| {
            let own: Vec<&Arrived> = arrived.iter().filter(|op| op.install == install).collect();
            phone(install, declared.get(&install).copied(), &own)
        })
        .collect();
    let complete = !phones.is_empty() && phones.iter().all(|phone| phone.complete);
    let sum = |count: fn(&PhoneReceipt) -> u32| phones.iter().map(count).sum::<u32>();
    let received = sum(|phone| phone.received.ops);
    let text = words(
        received,
        phones
            .iter()
            .all(|phone| phone.declared.is_some())
            .then(|| sum(|phone| phone.declared.map_or(0, |declared| declared.ops))),
    );
    Receipt {
        shift,
        phones,
        complete,
        text,
    }
}

fn words(received: u32, declared: Option<u32>) -> String {
    declared.map_or_else(
        || format!("{received} so far"),
        |declared| format!("{received} of {declared}"),
    )
}

fn phone(install: InstallId, declared: Option<Counters>, own: &[&Arrived]) -> PhoneReceipt {
    let received = counted(own);
    let held = own.iter().filter(|op| op.held).count();
    PhoneReceipt {
        install,
        declared,
        received,
        held: u32::try_from(held).unwrap_or(u32::MAX),
        complete: declared.is_some_and(|declared| declared.ops <= received.ops),
        text: words(received.ops, declared.map(|declared| declared.ops)),
    }
}

/// Counts as the phone does: every op, and of the records those that stand, each once.
fn counted(own: &[&Arrived]) -> Counters {
    let ops: BTreeSet<(OpId, i64)> = own.iter().map(|op| (op.id, op.rev)).collect();
    let mut newest: BTreeMap<OpId, &Arrived> = BTreeMap::new();
    for op in own.iter().filter(|op| !op.held) {
        let kept = newest.entry(op.id).or_insert(op);
        if op.rev > kept.rev {
            *kept = op;
        }
    }
    let standing: Vec<&Arrived> = newest.into_values().filter(|op| !op.voided).collect();
    let number = |test: &dyn Fn(&Arrived) -> bool| {
        let count = standing.iter().filter(|op| test(op)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let of_kind = |kind: &str| number(&|op: &Arrived| op.kind == kind);
    Counters {
        visits: of_kind("visit.record"),
        knocks: number(&|op| {
            op.outcome
                .is_some_and(mobile_api::wire::ops::Outcome::is_knock)
        }),
        listened: number(&|op| op.outcome == Some(mobile_api::wire::ops::Outcome::Listened)),
        listenings: of_kind("listening.record"),
        doors_added: of_kind("door.add"),
        consents: of_kind("contact.consent"),
        ops: u32::try_from(ops.len()).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use mobile_api::wire::ops::Outcome;
    use uuid::Uuid;

    use super::*;

    fn visit(n: u128, rev: i64, outcome: Outcome) -> Arrived {
        Arrived {
            install: InstallId(Uuid::from_u128(1)),
            id: OpId(Uuid::from_u128(n)),
            rev,
            kind: "visit.record".to_owned(),
            outcome: Some(outcome),
            held: false,
            voided: false,
        }
    }

    #[test]
    fn a_shift_goes_from_its_plan_to_its_close() {
        let steps = [
            (Step::Issue, ShiftState::Ready),
            (Step::Start, ShiftState::Out),
            (Step::End, ShiftState::Back),
            (Step::Tie, ShiftState::Synced),
            (Step::Debrief, ShiftState::Debriefed),
            (Step::Close, ShiftState::Closed),
        ];

        let mut state = ShiftState::Planned;
        for (step, next) in steps {
            state = after(state, step).unwrap();
            assert_eq!(state, next);
        }
    }

    #[test]
    fn nothing_leads_out_of_a_shift_that_is_over() {
        let steps = [
            Step::Issue,
            Step::Start,
            Step::End,
            Step::Tie,
            Step::Debrief,
            Step::Close,
            Step::Cancel,
            Step::LoseData,
        ];

        for state in [
            ShiftState::Closed,
            ShiftState::Cancelled,
            ShiftState::DataLost,
        ] {
            for step in steps {
                assert!(after(state, step).is_err(), "{state} {step:?}");
            }
        }
        assert_eq!(
            after(ShiftState::Out, Step::Cancel).unwrap_err(),
            "A shift is cancelled before it goes out; this one is out."
        );
    }

    #[test]
    fn a_start_that_arrives_after_the_end_moves_nothing_back() {
        assert_eq!(
            after(ShiftState::Back, Step::Start).unwrap(),
            ShiftState::Back
        );
        assert_eq!(
            after(ShiftState::Synced, Step::End).unwrap(),
            ShiftState::Back
        );
    }

    #[test]
    fn a_phone_that_is_silent_past_its_time_raises_the_alarm_in_three_steps() {
        let end = EpochMs(0);
        let at = |minutes: i64| safety_now(Safety::Watched, Some(end), EpochMs(minutes * 60_000));

        assert_eq!(at(9), Safety::Watched);
        assert_eq!(at(10), Safety::Late);
        assert_eq!(at(20), Safety::Overdue);
        assert_eq!(at(30), Safety::Raised);
        assert_eq!(
            safety_now(Safety::Ok, Some(end), EpochMs(9_000_000)),
            Safety::Ok
        );
    }

    #[test]
    fn a_step_that_was_noted_goes_on_to_the_next_and_no_step_is_left_out() {
        let end = Some(EpochMs(0));
        let at = |safety, minutes: i64| safety_now(safety, end, EpochMs(minutes * 60_000));

        assert_eq!(at(Safety::Late, 20), Safety::Overdue);
        assert_eq!(at(Safety::Overdue, 31), Safety::Raised);
        assert_eq!(at(Safety::Raised, 5), Safety::Raised);
        assert_eq!(at(Safety::Resolved, 50), Safety::Resolved);
        assert_eq!(steps_to(Safety::Raised).len(), 3);
    }

    #[test]
    fn tries_to_post_grow_rare_but_never_rarer_than_five_minutes() {
        let waits: Vec<i64> = (0..8).map(wait_ms).collect();

        assert_eq!(waits[..3], [10_000, 20_000, 40_000]);
        assert_eq!(waits[7], 300_000);
    }

    #[test]
    fn the_receipt_counts_a_corrected_record_once_and_a_voided_one_not() {
        let mut gone = visit(3, 1, Outcome::Listened);
        gone.voided = true;
        let arrived = [
            visit(2, 1, Outcome::NoAnswer),
            visit(2, 2, Outcome::Listened),
            gone,
        ];
        let declared = BTreeMap::from([(
            InstallId(Uuid::from_u128(1)),
            Counters {
                ops: 3,
                visits: 1,
                ..Counters::default()
            },
        )]);

        let receipt = receipt(ShiftId(Uuid::from_u128(9)), &declared, &arrived);

        assert!(receipt.complete);
        assert_eq!(receipt.text, "3 of 3");
        let received = receipt.phones[0].received;
        assert_eq!((received.visits, received.listened), (1, 1));
    }

    #[test]
    fn a_phone_that_has_not_declared_leaves_the_receipt_open() {
        let arrived = [visit(2, 1, Outcome::NoAnswer)];

        let receipt = receipt(ShiftId(Uuid::from_u128(9)), &BTreeMap::new(), &arrived);

        assert!(!receipt.complete);
        assert_eq!(receipt.text, "1 so far");
    }
}
