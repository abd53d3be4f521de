use mobile_api::wire::{OpResult, Reason};
use uuid::Uuid;

use super::*;
use crate::listenings::paper::{
    KeyedTalk, Keying,
    samples::{door, list, person, shift},
};

fn sheet() -> Sheet {
    Sheet {
        code: "K7QF3MXA".to_owned(),
        list: list().id,
        version: 1,
        stops: vec![(1, door(11)), (2, door(12))],
        chance: "chance".to_owned(),
    }
}

fn row(n: i64, talks: bool) -> KeyedRow {
    let talk = KeyedTalk {
        voices: mobile_api::wire::ops::Voices::new(1, 0, 0).unwrap(),
        interest: 0,
        strength: None,
        language: None,
        statements: Vec::new(),
        note: Some("The park at night".parse().unwrap()),
        quote_ok: false,
    };
    KeyedRow {
        n,
        attempt: None,
        outcome: if talks {
            Outcome::Listened
        } else {
            Outcome::NoAnswer
        },
        hour_band: None,
        language: None,
        come_back: None,
        left_card: false,
        talk: talks.then_some(talk),
    }
}

#[test]
fn whoever_writes_down_what_is_heard_walked_it_unless_another_is_named() {
    let shift = shift();
    assert_eq!(
        recorders(&shift).collect::<Vec<_>>(),
        [person(4), person(5)]
    );
    assert_eq!(recorder(None, &shift), Some(person(4)));
    assert_eq!(recorder(Some(person(5)), &shift), Some(person(5)));
    assert_eq!(recorder(Some(person(6)), &shift), None, "was not there");
}

#[test]
fn a_sheet_that_is_back_before_its_part_of_the_day_is_taken_to_be_of_now() {
    let shift = shift();
    let day: Day = "2026-05-16".parse().unwrap();

    assert_eq!(walked(&shift, day.at(18, 0)), (day, HourBand::Afternoon));
    assert_eq!(walked(&shift, day.at(14, 0)), (day, HourBand::Afternoon));
    assert_eq!(walked(&shift, day.at(13, 50)), (day, HourBand::Midday));
    let eve = day.plus_days(-1);
    assert_eq!(walked(&shift, eve.at(19, 0)), (eve, HourBand::Evening));
}

#[test]
fn what_waits_for_a_person_says_why_and_the_shift_weighs_more_than_the_list() {
    let (mut list, mut shift) = (list(), shift());
    assert_eq!(warning(&list, &shift), None);
    list.state = WalkListState::Recalled;
    let why = |list: &WalkList, shift: &Shift| warning(list, shift).unwrap();
    assert!(why(&list, &shift).starts_with("This list was taken back: "));
    shift.state = ShiftState::Debriefed;
    assert!(why(&list, &shift).starts_with("This list's shift is closed: "));
    shift.state = ShiftState::Cancelled;
    assert!(why(&list, &shift).starts_with("This list's shift did not take place"));
    assert!(why(&list, &shift).ends_with("does not count yet."));
}

#[test]
fn of_several_attempts_at_a_door_the_last_is_what_stands() {
    let (sheet, list) = (sheet(), list());
    let of = visits_of(&sheet, &list);
    assert_eq!(of.len(), 2 * usize::from(MOST_ATTEMPTS));
    let of_door = |wanted| {
        of.iter()
            .filter(move |(_, door)| **door == wanted)
            .map(|(id, _)| *id)
    };
    let mut standing: Vec<(VisitId, Outcome)> = of_door(door(11))
        .zip([Outcome::NoAnswer, Outcome::ComeBack, Outcome::Listened])
        .collect();
    standing.push((VisitId(Uuid::from_u128(9)), Outcome::Empty));

    let stands = last_outcomes(&of, &standing);

    assert_eq!(stands, BTreeMap::from([(door(11), Outcome::Listened)]));
}

#[test]
fn a_list_without_a_day_of_issue_has_the_ids_of_the_day_it_was_made() {
    let mut list = list();
    assert_eq!(issued_at(&list), EpochMs(1_000));
    list.issued_at = Some(EpochMs(2_000));
    assert_eq!(issued_at(&list), EpochMs(2_000));
}

#[test]
fn after_the_split_a_talk_whose_visit_is_in_is_left_out_and_others_are_kept() {
    let (sheet, list, shift) = (sheet(), list(), shift());
    let keying = Keying {
        sheet: &sheet,
        shift: shift.id,
        issued_at: issued_at(&list),
        recorder: person(4),
        day: "2026-05-16".parse().unwrap(),
        hour_band: HourBand::Afternoon,
        correct: false,
    };
    let night = shift.planned_end.plus(6 * 3_600_000);
    let mut records = keying
        .records(&[row(1, true), row(2, true)], night)
        .unwrap();
    assert_eq!(records.len(), 4);
    let in_already = BTreeSet::from([VisitId(keying.visit(door(11), 1).0)]);

    leave_out_known_talks(&mut records, &in_already);

    let left: Vec<(usize, bool)> = records.iter().map(|one| (one.row, one.is_talk)).collect();
    assert_eq!(left, [(0, false), (1, false), (1, true)]);
}

#[test]
fn a_row_is_told_what_is_worst_of_its_records_and_the_sentence_adds_up() {
    let id = Uuid::nil();
    let keyed = [row(1, true), row(2, false), row(1, false), row(2, true)];
    let why = Reason::ALL[0];
    let answers = [
        // Row 0: the visit counts, what was said waits.
        OpResult::accepted(id, 1, 1),
        OpResult::held(id, 1, Some(2), why),
        OpResult::accepted(id, 1, 3),
        OpResult::duplicate(id, 1, Some(4), None),
        // Row 3: in already and still waiting, and one refused.
        OpResult::duplicate(id, 1, Some(5), Some(why)),
        OpResult::rejected(id, 1, why),
    ];

    let told = told(&keyed, &[0, 0, 1, 2, 3, 3], &answers);

    let results: Vec<RowResult> = told.rows.iter().map(|row| row.result).collect();
    assert_eq!(
        results,
        [
            RowResult::Held,
            RowResult::Counted,
            RowResult::Known,
            RowResult::Refused
        ]
    );
    assert_eq!(told.rows[0].why.as_deref(), Some(why.code()));
    assert!(told.rows[1].why.is_none() && told.rows[2].text.is_none());
    assert_eq!((told.counted, told.known, told.held), (1, 1, 2));
    assert_eq!(
        told.text,
        "1 counted, 1 was in already, 2 wait for a person."
    );
}

#[test]
fn a_row_without_an_answer_was_in_already() {
    let told = told(&[row(1, false)], &[], &[]);
    assert_eq!(told.rows[0].result, RowResult::Known);
    assert_eq!(
        told.text,
        "0 counted, 1 was in already, 0 wait for a person."
    );
}
