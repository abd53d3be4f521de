use mobile_api::wire::ops::{OfferKind, Stance};
use proptest::prelude::*;

use super::*;
use crate::base::{
    ids::{CampaignId, PersonId, ShiftId},
    time::EpochMs,
};

fn day() -> Day {
    "2026-05-16".parse().unwrap()
}

fn place() -> Place {
    Place {
        cell: Some(0x08a1_9518_f2a7_7fff),
        ..Place::default()
    }
}

fn counted(place: &Place) -> Counted<'_> {
    Counted {
        subject: Uuid::from_u128(7),
        programme: ProgrammeId(Uuid::from_u128(1)),
        day: day(),
        mode: "door",
        place,
    }
}

fn total(postings: &[Posting], measure: Measure) -> i64 {
    let of = postings.iter().filter_map(|posting| match posting {
        Posting::Post(tally) if tally.measure == measure => Some(tally.count),
        Posting::Post(_) | Posting::Reverse { .. } => None,
    });
    of.sum()
}

fn record(n: u128, door: u128, person: u128, minute: i64) -> Enveloped {
    Enveloped {
        record: OpId(Uuid::from_u128(n)),
        shift: ShiftId(Uuid::from_u128(1)),
        campaign: CampaignId(Uuid::from_u128(1)),
        person: PersonId(Uuid::from_u128(person)),
        door: Some(DoorId(Uuid::from_u128(door))),
        rev: 1,
        happened_at: EpochMs(minute * 60_000),
        said: Some("sealed".to_owned()),
    }
}

fn outcome() -> impl Strategy<Value = Outcome> {
    proptest::sample::select(Outcome::ALL.to_vec())
}

proptest! {
    /// Invariant 1, with the counts between.
    #[test]
    fn visits_are_knocks_and_not_knocked(outcomes in proptest::collection::vec(outcome(), 0..60)) {
        let place = place();
        let postings: Vec<Posting> = outcomes
            .iter()
            .flat_map(|outcome| counted(&place).visit(*outcome))
            .collect();
        let not_knocked = outcomes.iter().filter(|outcome| !outcome.is_knock()).count();

        let [visits, knocks, answers, listened] = [
            Measure::Visits, Measure::Knocks, Measure::Answers, Measure::Listened,
        ].map(|measure| total(&postings, measure));

        prop_assert_eq!(visits, knocks + i64::try_from(not_knocked).unwrap());
        prop_assert_eq!(visits, i64::try_from(outcomes.len()).unwrap());
        prop_assert!(listened <= answers && answers <= knocks);
    }

    /// Engaged is at most the voices, and interested at most the engaged.
    #[test]
    fn nobody_is_interested_who_was_not_first(
        first in 0_u8..=4, again in 0_u8..=4, unsure in 0_u8..=4, interest in 0_u8..=4,
    ) {
        let Ok(voices) = Voices::new(first, again, unsure) else { return Ok(()) };
        let place = place();

        let postings = counted(&place).listening(voices, interest.min(voices.total()));

        prop_assert_eq!(total(&postings, Measure::Listenings), 1);
        prop_assert_eq!(total(&postings, Measure::EngagedFirst), i64::from(first));
        prop_assert!(total(&postings, Measure::Interested) <= i64::from(first));
        let zeros = postings.iter().filter(|p| matches!(p, Posting::Post(t) if t.count == 0));
        prop_assert_eq!(zeros.count(), 0);
    }

    /// Invariant 3: what is recorded at doors and what is not make up the visits that say so.
    #[test]
    fn recorded_and_unrecorded_make_up_the_listened(
        listened in proptest::collection::vec(0_u128..6, 0..20),
        recorded in proptest::collection::vec(0_u128..6, 0..20),
    ) {
        let doors: Vec<DoorId> = listened.iter().map(|n| DoorId(Uuid::from_u128(*n))).collect();
        let records: Vec<Enveloped> = (0_u128..)
            .zip(&recorded)
            .map(|(n, door)| record(n, *door, 1, 0))
            .collect();

        let tied = tie(&doors, &records);

        prop_assert_eq!(records.len() - tied.untied.len() + tied.nothing_recorded, doors.len());
    }
}

#[test]
fn two_people_at_one_door_within_half_an_hour_look_like_one_conversation() {
    let records = [
        record(1, 5, 1, 0),
        record(2, 5, 2, 29),
        record(3, 5, 1, 45),
        record(4, 6, 2, 1),
    ];

    let found = duplicates(&records);

    let pairs: Vec<_> = found
        .iter()
        .map(|double| {
            (
                double.first.0.as_u128(),
                double.second.0.as_u128(),
                double.minutes,
            )
        })
        .collect();
    assert_eq!(pairs, [(1, 2, 29), (2, 3, 16)]);
}

#[test]
fn one_person_who_records_twice_is_not_two_people() {
    assert_eq!(duplicates(&[record(1, 5, 1, 0), record(2, 5, 1, 3)]), []);
}

#[test]
fn a_visit_and_its_own_listening_are_no_double() {
    let visit = Enveloped {
        said: None,
        ..record(1, 5, 1, 0)
    };

    assert_eq!(duplicates(&[visit, record(2, 5, 2, 1)]), []);
}

#[test]
fn a_group_listening_has_five_people_or_more() {
    let said = Statement {
        theme: Uuid::nil(),
        stance: Stance::Love,
        offer_kind: None,
        strength: None,
    };

    assert!(check_group(4, Mode::Venue, &[said]).is_err());
    assert!(check_group(5, Mode::Door, &[said]).is_err());
    let odd = Statement {
        offer_kind: Some(OfferKind::Time),
        ..said
    };
    assert!(check_group(5, Mode::Venue, &[odd]).is_err());
    assert!(check_group(5, Mode::Venue, &[said]).is_ok());
}
