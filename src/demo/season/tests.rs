//! The season against the rates it promises.

use super::{Outcome, Season, SeasonShape, theme_of, voices};
use std::collections::BTreeSet;

const THEMES: [&str; 20] = [
    "homes_and_rents",
    "street_safety",
    "litter_and_cleaning",
    "green_space_and_play",
    "roads_and_transport",
    "health_and_gp",
    "social_care",
    "loneliness",
    "young_people",
    "older_people",
    "food",
    "money_benefits_and_job_centre",
    "work_and_enterprise",
    "learning_and_english",
    "neighbours_and_getting_on",
    "community_places",
    "arts_events_and_local_history",
    "environment_and_climate",
    "having_a_voice",
    "something_else",
];

fn season() -> Season {
    Season::plan(1, SeasonShape::default())
}

#[test]
fn one_seed_gives_one_season_and_one_script() {
    assert_eq!(season(), season());
    assert_eq!(season().script(5, &THEMES), season().script(5, &THEMES));
    assert_ne!(
        season().shifts,
        Season::plan(2, SeasonShape::default()).shifts
    );
}

#[test]
fn a_third_answer_and_fifteen_in_a_hundred_talk() {
    for seed in 1..4 {
        let totals = Season::plan(seed, SeasonShape::default()).totals();
        let percent = |part: usize, of: usize| part * 100 / of;

        assert!(
            (29..=37).contains(&percent(totals.answers, totals.knocks)),
            "{totals:?}"
        );
        assert!(
            (12..=18).contains(&percent(totals.listenings, totals.knocks)),
            "{totals:?}"
        );
        let voices = totals.voices.first + totals.voices.again + totals.voices.unsure;
        assert!(
            (4..=13).contains(&(totals.voices.again * 100 / voices)),
            "{totals:?}"
        );
        assert!(
            (1..=7).contains(&(totals.voices.unsure * 100 / voices)),
            "{totals:?}"
        );
        let engaged = usize::from(totals.voices.first);
        assert!(
            (7..=14).contains(&percent(totals.activated, engaged)),
            "{totals:?}"
        );
    }
}

#[test]
fn a_shift_is_about_34_knocks_by_two_different_people() {
    let season = season();
    let knocks = season.totals().knocks / season.shifts.len();

    assert!((31..=36).contains(&knocks), "{knocks}");
    assert_eq!(season.shifts.len(), 60);
    for shift in &season.shifts {
        assert_ne!(shift.recorder, shift.partner);
        assert!(shift.recorder < 4 && shift.partner < 4 && shift.hub < season.hubs.len());
        assert!(shift.list_index < season.shape.lists_per_hub);
    }
}

#[test]
fn one_shift_of_the_first_quarter_comes_in_after_its_figures_were_frozen() {
    let season = season();
    let late = &season.shifts[season.late_shift];
    let frozen_on = season.shape.quarter_ends_on_day + season.shape.grace_days;

    assert!(late.day <= season.shape.quarter_ends_on_day);
    assert!(late.hand_in.day > frozen_on);
    let others = season
        .shifts
        .iter()
        .filter(|shift| shift.index != season.late_shift);
    assert!(
        others
            .clone()
            .all(|shift| shift.hand_in.day <= shift.day + 1)
    );
    assert!(
        others
            .clone()
            .any(|shift| shift.day > season.shape.quarter_ends_on_day)
    );
    assert_eq!(others.filter(|shift| shift.hand_in.times == 2).count(), 1);
}

#[test]
fn the_voided_listening_exists_and_is_on_no_other_special_shift() {
    for seed in 0..20 {
        let season = Season::plan(seed, SeasonShape::default());
        let special = [season.late_shift, season.doubled_shift, season.short_shift];
        let listenings = season
            .script(season.void.shift, &THEMES)
            .into_iter()
            .filter(|visit| visit.listening.is_some())
            .count();

        assert!(listenings > season.void.listening);
        assert!(!special.contains(&season.void.shift));
    }
}

#[test]
fn a_conversation_has_voices_and_statements_and_nothing_else_has_one() {
    let season = season();

    for visit in season
        .shifts
        .iter()
        .flat_map(|shift| season.script(shift.index, &THEMES))
    {
        assert_eq!(
            visit.listening.is_some(),
            visit.outcome == Outcome::Listened
        );
        if let Some(listening) = visit.listening {
            let voices = listening.voices;
            assert!((1..=2).contains(&(voices.first + voices.again + voices.unsure)));
            assert!((1..=3).contains(&listening.statements.len()));
            assert!(
                listening
                    .statements
                    .iter()
                    .all(|s| THEMES.contains(&s.theme.as_str()))
            );
        }
    }
}

#[test]
fn who_answers_does_not_depend_on_the_codebook() {
    let season = season();
    let outcomes = |themes: &[&str]| -> Vec<Outcome> {
        season
            .script(9, themes)
            .into_iter()
            .map(|visit| visit.outcome)
            .collect()
    };

    assert_eq!(outcomes(&THEMES), outcomes(&[]));
}

#[test]
fn every_sentence_and_action_fits_a_starter_theme_and_holds_no_digit() {
    let topics: BTreeSet<&str> = voices::SAYINGS
        .iter()
        .map(|(topic, _, _)| *topic)
        .chain(season().actions.iter().map(|action| action.topic))
        .collect();

    assert!(
        topics
            .iter()
            .all(|topic| theme_of(topic, &THEMES).is_some()),
        "{topics:?}"
    );
    assert!(
        voices::SAYINGS
            .iter()
            .all(|(_, _, words)| !words.contains(char::is_numeric))
    );
}
