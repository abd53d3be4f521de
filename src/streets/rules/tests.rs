use mobile_api::wire::ops::HourBand;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::base::ids::VisitId;

const DOOR: DoorId = DoorId(Uuid::from_u128(1));
const CAMPAIGN: CampaignId = CampaignId(Uuid::from_u128(2));
const OTHER: CampaignId = CampaignId(Uuid::from_u128(3));

fn day(n: i64) -> Day {
    Day::new(2026, 1, 1).unwrap().plus_days(n)
}

fn visit(n: i64, hour_band: HourBand, outcome: Outcome) -> VisitFact {
    VisitFact {
        id: VisitId(Uuid::from_u128(u128::try_from(n).unwrap())),
        day: day(n),
        hour_band,
        outcome,
        language: None,
        come_back: None,
    }
}

fn evening(n: i64, outcome: Outcome) -> VisitFact {
    visit(n, HourBand::Evening, outcome)
}

fn derived(visits: &[VisitFact]) -> DoorStateRow {
    derive(DOOR, CAMPAIGN, visits, &Policy::default(), None).unwrap()
}

fn listed(on: i64, known: Known<'_>) -> Result<(), WhyNot> {
    may_be_listed(day(on), CAMPAIGN, &Policy::default(), known)
}

fn known(states: &[DoorStateRow]) -> Known<'_> {
    Known {
        kind: DoorKind::Home,
        do_not_knock: false,
        label: None,
        states,
    }
}

fn found(status: LabelStatus, on: i64) -> DoorLabel {
    DoorLabel {
        status: Some(status),
        status_on: Some(day(on)),
        ..DoorLabel::default()
    }
}

#[test]
fn a_door_without_a_visit_stands_nowhere_and_may_be_listed() {
    assert_eq!(derive(DOOR, CAMPAIGN, &[], &Policy::default(), None), None);
    assert_eq!(listed(0, known(&[])), Ok(()));
}

#[test]
fn a_door_that_nobody_opened_is_tried_and_comes_back_after_seven_days() {
    let state = derived(&[evening(0, Outcome::NoAnswer)]);

    assert_eq!((state.state, state.tries), (DoorState::Tried, 1));
    assert_eq!(
        listed(6, known(std::slice::from_ref(&state))),
        Err(WhyNot::TooSoon)
    );
    assert_eq!(listed(7, known(&[state])), Ok(()));
}

#[test]
fn the_gap_holds_for_every_campaign_of_the_hub() {
    let mut state = derived(&[evening(0, Outcome::Listened)]);
    state.campaign_id = OTHER;

    assert_eq!(
        listed(6, known(std::slice::from_ref(&state))),
        Err(WhyNot::TooSoon)
    );
    assert_eq!(listed(7, known(&[state])), Ok(()));
}

#[test]
fn a_visit_without_a_knock_is_no_try() {
    let state = derived(&[evening(0, Outcome::OutOfTime)]);

    assert_eq!((state.state, state.tries), (DoorState::New, 0));
    assert_eq!(listed(1, known(&[state])), Ok(()));
}

#[test]
fn a_later_visit_without_a_knock_does_not_hide_the_last_knock() {
    let state = derived(&[evening(0, Outcome::NoAnswer), evening(5, Outcome::NoAccess)]);

    assert_eq!(state.last_on, day(5));
    assert_eq!(
        listed(6, known(std::slice::from_ref(&state))),
        Err(WhyNot::TooSoon)
    );
    assert_eq!(listed(7, known(&[state])), Ok(()));
}

#[test]
fn three_tries_rest_a_door_only_when_they_fell_into_two_parts_of_the_day() {
    let evenings: Vec<_> = (0..3).map(|n| evening(n * 10, Outcome::NoAnswer)).collect();
    let mut mixed = evenings.clone();
    mixed[1].hour_band = HourBand::Morning;

    let (one_band, two_bands) = (derived(&evenings), derived(&mixed));

    assert_eq!(one_band.state, DoorState::Tried);
    assert_eq!(listed(40, known(&[one_band])), Ok(()));
    assert_eq!(two_bands.state, DoorState::Rested);
    assert_eq!(
        listed(400, known(std::slice::from_ref(&two_bands))),
        Err(WhyNot::Rested)
    );
    let mut elsewhere = two_bands;
    elsewhere.campaign_id = OTHER;
    assert_eq!(listed(40, known(&[elsewhere])), Ok(()));
}

#[test]
fn a_no_rests_a_door_for_ninety_days_even_when_somebody_calls_between() {
    let state = derived(&[
        evening(0, Outcome::Declined),
        evening(30, Outcome::OutOfTime),
    ]);

    assert_eq!(state.state, DoorState::Rested);
    assert_eq!(
        listed(89, known(std::slice::from_ref(&state))),
        Err(WhyNot::Declined)
    );
    assert_eq!(listed(90, known(&[state])), Ok(()));
}

#[test]
fn a_door_that_was_listened_to_is_done_in_this_campaign() {
    let state = derived(&[
        evening(0, Outcome::Listened),
        evening(20, Outcome::NoAnswer),
    ]);

    assert_eq!(state.state, DoorState::Listened);
    assert_eq!(listed(365, known(&[state])), Err(WhyNot::Listened));
}

#[test]
fn somebody_who_asked_for_another_time_is_called_on_again_whatever_the_number_of_tries() {
    let mut visits: Vec<_> = (0..4).map(|n| evening(n * 10, Outcome::NoAnswer)).collect();
    visits[0].hour_band = HourBand::Morning;
    visits[3].outcome = Outcome::ComeBack;
    visits[3].come_back = Some(HourBand::Midday);

    let state = derived(&visits);

    assert_eq!(state.state, DoorState::ToReturn);
    assert_eq!(state.come_back, Some(HourBand::Midday));
    assert_eq!(listed(37, known(&[state])), Ok(()));
}

#[test]
fn another_language_asks_for_somebody_who_speaks_it() {
    let mut barrier = evening(0, Outcome::LanguageBarrier);
    barrier.language = Some("so".to_owned());

    let state = derived(&[barrier, evening(9, Outcome::NoAccess)]);

    assert_eq!(state.state, DoorState::ToReturn);
    assert_eq!(state.language.as_deref(), Some("so"));
}

#[test]
fn do_not_knock_holds_whatever_comes_later_and_in_every_campaign() {
    let state = derived(&[
        evening(0, Outcome::DoNotKnock),
        evening(9, Outcome::Listened),
    ]);
    let asked = Known {
        do_not_knock: true,
        ..known(&[])
    };

    assert_eq!(state.state, DoorState::DoNotKnock);
    assert_eq!(listed(9_999, asked), Err(WhyNot::DoNotKnock));
}

#[test]
fn a_lifted_do_not_knock_is_over() {
    let visits = [evening(0, Outcome::DoNotKnock)];

    let state = derive(DOOR, CAMPAIGN, &visits, &Policy::default(), Some(day(5))).unwrap();

    assert_ne!(state.state, DoorState::DoNotKnock);
    assert_eq!(listed(7, known(&[state])), Ok(()));
}

#[test]
fn what_is_no_home_is_never_listed_until_somebody_says_otherwise() {
    let states = [derived(&[evening(0, Outcome::NotAHome)])];
    let home = found(LabelStatus::Home, 0);
    let shop = found(LabelStatus::NotAHome, 3);

    assert_eq!(listed(999, known(&states)), Err(WhyNot::NotAHome));
    let labelled = |label| Known {
        label: Some(label),
        ..known(&states)
    };
    assert_eq!(listed(999, labelled(&home)), Ok(()));
    assert_eq!(listed(999, labelled(&shop)), Err(WhyNot::NotAHome));
}

#[test]
fn an_empty_home_is_looked_at_again_after_180_days() {
    let states = [derived(&[evening(0, Outcome::Empty)])];

    assert_eq!(listed(179, known(&states)), Err(WhyNot::Empty));
    assert_eq!(listed(180, known(&states)), Ok(()));
}

#[test]
fn a_door_that_is_unlikely_a_home_waits_for_somebody_to_find_one() {
    let home = found(LabelStatus::Home, 0);
    let unlikely = Known {
        kind: DoorKind::UnlikelyHome,
        ..known(&[])
    };

    assert_eq!(listed(0, unlikely), Err(WhyNot::UnlikelyHome));
    let labelled = Known {
        label: Some(&home),
        ..unlikely
    };
    assert_eq!(listed(0, labelled), Ok(()));
}

prop_compose! {
    fn any_visit()(
        n in 0..400_i64, id in 1..u128::MAX, hour in 0..24_u8, outcome in 0..Outcome::ALL.len(),
    ) -> VisitFact {
        VisitFact {
            id: VisitId(Uuid::from_u128(id)),
            ..visit(n, HourBand::of_hour(hour), Outcome::ALL[outcome])
        }
    }
}

proptest! {
    #[test]
    fn the_order_in_which_visits_arrive_changes_nothing(
        visits in prop::collection::vec(any_visit(), 1..8).prop_shuffle(),
    ) {
        let mut reversed = visits.clone();
        reversed.reverse();

        prop_assert_eq!(derived(&visits), derived(&reversed));
    }

    #[test]
    fn tries_are_the_knocks_and_one_do_not_knock_is_enough(
        visits in prop::collection::vec(any_visit(), 1..8),
    ) {
        let state = derived(&visits);

        let knocks = visits.iter().filter(|visit| visit.outcome.is_knock()).count();
        let asked = visits.iter().any(|visit| visit.outcome == Outcome::DoNotKnock);
        prop_assert_eq!(state.tries, number(knocks));
        prop_assert_eq!(state.state == DoorState::DoNotKnock, asked);
    }

    #[test]
    fn no_door_is_listed_within_the_gap_of_a_knock(
        visits in prop::collection::vec(any_visit(), 1..8), wait in 0..7_i64,
    ) {
        let state = derived(&visits);

        if let Some(tried_on) = state.tried_on {
            let today = tried_on.plus_days(wait);
            let answer = may_be_listed(today, OTHER, &Policy::default(), known(&[state]));
            prop_assert!(answer.is_err());
        }
    }
}
