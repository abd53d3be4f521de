use mobile_api::wire::ops::Counters;

use super::*;
use crate::{
    base::ids::{InstallId, ShiftId},
    shifts::model::PhoneReceipt,
};

const NOW: EpochMs = EpochMs(1_000_000_000_000);

fn shift(state: ShiftState) -> ShiftStands {
    ShiftStands {
        id: ShiftId(Uuid::from_u128(1)),
        state,
        planned_start: NOW.plus(-8_000_000),
        planned_end: NOW.plus(-1_000_000),
    }
}

fn counters(ops: u32, visits: u32) -> Counters {
    Counters {
        ops,
        visits,
        knocks: 0,
        listened: 0,
        listenings: 0,
        doors_added: 0,
        consents: 0,
    }
}

fn receipt(phones: Vec<(Option<Counters>, Counters, u32)>) -> Receipt {
    let phones: Vec<PhoneReceipt> = phones
        .into_iter()
        .map(|(declared, received, held)| PhoneReceipt {
            install: InstallId(Uuid::from_u128(2)),
            declared,
            received,
            held,
            complete: declared.is_some_and(|declared| declared.ops <= received.ops),
            text: String::new(),
        })
        .collect();
    Receipt {
        shift: ShiftId(Uuid::from_u128(1)),
        complete: !phones.is_empty() && phones.iter().all(|phone| phone.complete),
        phones,
        text: "31 of 34".to_owned(),
    }
}

fn kinds(shift: &ShiftStands, receipt: &Receipt) -> Vec<(MissingKind, i64)> {
    let missing = of_shift(shift, receipt, NOW);
    missing.iter().map(|one| (one.kind, one.count)).collect()
}

#[test]
fn a_shift_that_ties_and_is_closed_lacks_nothing() {
    let tied = receipt(vec![(Some(counters(5, 3)), counters(5, 3), 0)]);

    assert_eq!(kinds(&shift(ShiftState::Closed), &tied), []);
}

#[test]
fn records_that_were_declared_and_never_came_are_counted() {
    let short = receipt(vec![(Some(counters(34, 30)), counters(31, 27), 0)]);

    let missing = of_shift(&shift(ShiftState::Back), &short, NOW);

    assert_eq!(missing[0].kind, MissingKind::ShiftWithoutReceipt);
    assert_eq!(missing[0].count, 3);
    assert!(missing[0].text.contains("31 of 34"), "{}", missing[0].text);
    assert_eq!(missing[1].kind, MissingKind::ShiftNotClosed);
}

#[test]
fn counters_that_differ_though_everything_came_do_not_tie() {
    let untied = receipt(vec![(Some(counters(5, 4)), counters(5, 3), 0)]);

    let found = kinds(&shift(ShiftState::Closed), &untied);

    assert_eq!(found, [(MissingKind::CountersDoNotTie, 1)]);
}

#[test]
fn what_waits_for_a_human_explains_a_difference_by_itself() {
    let held = receipt(vec![(Some(counters(5, 4)), counters(5, 3), 1)]);

    assert_eq!(kinds(&shift(ShiftState::Closed), &held), []);
}

#[test]
fn a_shift_that_went_out_and_never_said_what_it_counted_has_no_receipt() {
    let silent = receipt(vec![(None, counters(3, 3), 0)]);

    let found = kinds(&shift(ShiftState::Out), &silent);

    assert_eq!(
        found,
        [
            (MissingKind::ShiftWithoutReceipt, 1),
            (MissingKind::ShiftNotClosed, 1)
        ]
    );
}

#[test]
fn a_shift_that_is_still_to_come_lacks_nothing() {
    let coming = ShiftStands {
        planned_end: NOW.plus(1),
        ..shift(ShiftState::Planned)
    };

    assert_eq!(kinds(&coming, &receipt(vec![])), []);
}

#[test]
fn after_the_freeze_what_is_missing_is_spoken_of_as_an_adjustment() {
    assert_eq!(in_words(0, ReturnState::Open), "Nothing is missing.");
    assert_eq!(
        in_words(1, ReturnState::Open),
        "1 thing to look at before this return."
    );
    assert!(in_words(2, ReturnState::Frozen).contains("adjustment"));
}
