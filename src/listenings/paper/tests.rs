use super::*;

const LIST: Uuid = Uuid::from_u128(1);

fn sheet(chance: &str) -> Sheet {
    Sheet {
        code: "K7QF3MXA".to_owned(),
        list: WalkListId(LIST),
        version: 1,
        stops: vec![
            (1, DoorId(Uuid::from_u128(11))),
            (2, DoorId(Uuid::from_u128(12))),
        ],
        chance: chance.to_owned(),
    }
}

fn keying(sheet: &Sheet) -> Keying<'_> {
    Keying {
        sheet,
        shift: ShiftId(Uuid::from_u128(3)),
        issued_at: EpochMs(1_700_000_000_000),
        recorder: PersonId(Uuid::from_u128(4)),
        day: "2026-05-16".parse().unwrap(),
        hour_band: HourBand::Evening,
        correct: false,
    }
}

fn row(n: i64, outcome: Outcome) -> KeyedRow {
    KeyedRow {
        n,
        attempt: None,
        outcome,
        hour_band: None,
        language: None,
        come_back: None,
        left_card: false,
        talk: None,
    }
}

fn talked(n: i64) -> KeyedRow {
    KeyedRow {
        talk: Some(KeyedTalk {
            voices: Voices::new(1, 0, 0).unwrap(),
            interest: 0,
            strength: None,
            language: None,
            statements: Vec::new(),
            note: Some("The park at night".parse().unwrap()),
            quote_ok: false,
        }),
        ..row(n, Outcome::Listened)
    }
}

fn night() -> EpochMs {
    let day: Day = "2026-05-16".parse().unwrap();
    day.at(23, 0)
}

fn stored(op: &Op) -> Stored {
    Stored {
        id: OpId(op.id),
        rev: i64::from(op.rev),
        install_id: InstallId(Uuid::nil()),
        person_id: PersonId(Uuid::nil()),
        kind: op.kind.as_str().to_owned(),
        content_hash: hex::encode(content_hash(op)),
        happened_at: EpochMs(op.at.ms()),
        late: false,
        voided_by: None,
        seq: 1,
        split: false,
    }
}

fn ops(keying: &Keying<'_>, rows: &[KeyedRow], known: &[Stored]) -> Vec<Op> {
    let records = keying.records(rows, night()).unwrap();
    let ops = keying.ops(rows, &records, known);
    ops.into_iter().map(|(_, op)| op).collect()
}

#[test]
fn the_same_sheet_keyed_twice_makes_the_same_ops() {
    let sheet = sheet("a");
    let keying = keying(&sheet);
    let rows = [row(1, Outcome::NoAnswer), talked(2)];

    let first = ops(&keying, &rows, &[]);
    let known: Vec<Stored> = first.iter().map(stored).collect();
    let second = ops(&keying, &rows, &known);

    assert_eq!(first.len(), 3);
    assert_eq!(first, second);
}

#[test]
fn two_attempts_at_a_door_are_two_visits_in_their_order() {
    let sheet = sheet("a");
    let again = KeyedRow {
        attempt: Some(2),
        ..row(1, Outcome::Declined)
    };

    let made = ops(&keying(&sheet), &[row(1, Outcome::NoAnswer), again], &[]);

    assert!(made[0].id < made[1].id);
    assert_ne!(made[0].n, made[1].n);
}

#[test]
fn new_chance_after_the_split_changes_the_id_of_what_was_said_and_of_nothing_else() {
    let (before, after) = (sheet("a"), sheet("b"));

    let first = ops(&keying(&before), &[talked(2)], &[]);
    let second = ops(&keying(&after), &[talked(2)], &[]);

    assert_eq!(first[0].id, second[0].id);
    assert_ne!(first[1].id, second[1].id);
}

#[test]
fn a_correction_is_the_next_revision_and_takes_back_a_talk_that_was_none() {
    let sheet = sheet("a");
    let keying = Keying {
        correct: true,
        ..keying(&sheet)
    };
    let known: Vec<Stored> = ops(&keying, &[talked(2)], &[]).iter().map(stored).collect();

    let mended = ops(&keying, &[row(2, Outcome::NoAnswer)], &known);

    let kinds: Vec<(&str, u32)> = mended.iter().map(|op| (op.kind.as_str(), op.rev)).collect();
    assert_eq!(kinds, [("visit.record", 2), ("record.void", 1)]);
    assert_eq!(ops(&keying, &[talked(2)], &known)[0].rev, 1);
}

#[test]
fn without_a_correction_other_content_stays_the_revision_it_contradicts() {
    let sheet = sheet("a");
    let keying = keying(&sheet);
    let first = ops(&keying, &[row(1, Outcome::NoAnswer)], &[]);
    let known: Vec<Stored> = first.iter().map(stored).collect();

    let other = ops(&keying, &[row(1, Outcome::Declined)], &known);

    assert_eq!((other[0].id, other[0].rev), (first[0].id, 1));
    assert_ne!(content_hash(&other[0]), content_hash(&first[0]));
}

#[test]
fn a_row_that_makes_no_sense_is_named_and_nothing_is_made() {
    let sheet = sheet("a");
    let keying = keying(&sheet);
    let trouble = |rows: &[KeyedRow], now| keying.records(rows, now).unwrap_err();
    let said_nothing = KeyedRow {
        outcome: Outcome::NoAnswer,
        ..talked(2)
    };
    let come_back = KeyedRow {
        come_back: Some(HourBand::Evening),
        ..row(1, Outcome::NoAnswer)
    };

    assert_eq!(
        trouble(&[row(9, Outcome::NoAnswer)], night()),
        Trouble::NoSuchRow(9)
    );
    assert!(matches!(
        trouble(&[said_nothing], night()),
        Trouble::BadRow(2, _)
    ));
    assert!(matches!(
        trouble(&[come_back], night()),
        Trouble::BadRow(1, _)
    ));
    let twice = [row(1, Outcome::NoAnswer), row(1, Outcome::NoAnswer)];
    assert_eq!(trouble(&twice, night()), Trouble::Twice(1));
    let noon: Day = "2026-05-16".parse().unwrap();
    assert_eq!(
        trouble(&[row(1, Outcome::NoAnswer)], noon.at(12, 0)),
        Trouble::NotYet(1)
    );
}

#[test]
fn a_sheet_of_the_morning_is_keyed_before_ten() {
    let sheet = sheet("chance");
    let morning = Keying {
        hour_band: HourBand::Morning,
        ..keying(&sheet)
    };
    let kept = morning.records(&[row(1, Outcome::NoAnswer)], morning.day.at(9, 50));

    let OpData::VisitRecord(visit) = kept.unwrap().remove(0).data else {
        panic!("a visit");
    };
    assert_eq!(visit.hour_band, HourBand::Morning);
}

#[test]
fn each_part_of_a_day_holds_the_moment_that_stands_for_it() {
    let day: Day = "2026-05-16".parse().unwrap();
    for band in [
        HourBand::Morning,
        HourBand::Midday,
        HourBand::Afternoon,
        HourBand::Evening,
    ] {
        assert_eq!(band_at(beginning(day, band)), band);
    }
}
