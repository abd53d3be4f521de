//! What an action may become, and what a tally counts. What may be done to the codebook is in
//! [`codebook`]. Pure.

pub mod codebook;

use super::model::{Action, ActionState, Hands, Involvement};
use crate::{
    base::ids::ProgrammeId,
    tally::{Measure, Tally},
};

/// The mode of counts that come from actions.
pub const MODE: &str = "action";
/// More hands than this are a slip of the pen.
const MOST_HANDS: i64 = 100_000;

/// Whether an action may go from one state to another: one step on, or aside, or given up, or back
/// from aside. What was done stays done, because it counts.
#[must_use]
pub const fn may_become(from: ActionState, to: ActionState) -> bool {
    use ActionState as S;
    match (from, to) {
        (S::Idea, S::Proposed)
        | (S::Proposed, S::Planned)
        | (S::Planned, S::UnderWay)
        | (S::UnderWay, S::Done)
        | (S::Done, S::Reflected)
        | (S::Idea | S::Proposed | S::Planned | S::UnderWay, S::Paused)
        | (S::Paused, S::Idea | S::Proposed | S::Planned | S::UnderWay) => true,
        (from, S::Dropped) => {
            matches!(
                from,
                S::Idea | S::Proposed | S::Planned | S::UnderWay | S::Paused
            )
        }
        (
            _,
            S::Idea | S::Proposed | S::Planned | S::UnderWay | S::Done | S::Reflected | S::Paused,
        ) => false,
    }
}

/// What an action lacks to stand where it stands, in one sentence; `tallied` says whether anybody
/// took a tally.
///
/// # Errors
/// The sentence.
pub fn check(action: &Action, tallied: bool) -> Result<(), &'static str> {
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    match action.state {
        ActionState::Done | ActionState::Reflected if action.done_on.is_none() => {
            Err("An action that is done has a day in `done_on`.")
        }
        ActionState::Done if !tallied => Err(
            "An action that is done has a tally of who took part; zero is a tally. Record it first.",
        ),
        ActionState::Reflected if !said(&action.changed) || !said(&action.learnt) => {
            Err("Say what changed in `changed` and what you learnt in `learnt`.")
        }
        ActionState::Dropped if !said(&action.reason) => {
            Err("Say in `reason` why the action was dropped.")
        }
        ActionState::Idea
        | ActionState::Proposed
        | ActionState::Planned
        | ActionState::UnderWay
        | ActionState::Done
        | ActionState::Reflected
        | ActionState::Paused
        | ActionState::Dropped => Ok(()),
    }
}

/// Whether the hands can be what somebody counted.
///
/// # Errors
/// One sentence on what cannot be.
pub fn check_hands(hands: &Hands) -> Result<(), &'static str> {
    let every = [
        hands.first_listened,
        hands.first_not_listened,
        hands.first_unsure_listened,
        hands.before,
        hands.unsure,
        hands.roles_first,
    ];
    if every.iter().any(|count| !(0..=MOST_HANDS).contains(count)) {
        return Err("Hands are counted from 0 to 100,000.");
    }
    if hands.roles_first > hands.people() {
        return Err("`roles_first` counts some of the people who were there, not more.");
    }
    Ok(())
}

/// What a tally counts, by definition set v1: nothing, unless the act is a qualifying one.
#[must_use]
pub fn tallies(involvement: &Involvement, programme: ProgrammeId) -> Vec<Tally> {
    if !involvement.act.qualifies() {
        return Vec::new();
    }
    let hands = &involvement.hands;
    let counts = [
        (Measure::ActivatedFirst, hands.first()),
        (Measure::ActivatedBefore, hands.before),
        (Measure::ActivatedUnsure, hands.unsure),
        (Measure::ActivatedFromListening, hands.first_listened),
        (Measure::Leading, hands.roles_first),
    ];
    counts
        .into_iter()
        .filter(|(_, count)| *count != 0)
        .map(|(measure, count)| Tally {
            subject: involvement.id.0,
            programme,
            measure,
            count,
            day: involvement.held_on,
            mode: MODE.to_owned(),
            patch: involvement.home_patch,
            cell: None,
            lsoa_2011: None,
            lsoa_2021: None,
        })
        .collect()
}

/// The count of an action that came to be done; nothing for any other.
#[must_use]
pub fn done_tally(action: &Action) -> Option<Tally> {
    if !matches!(action.state, ActionState::Done | ActionState::Reflected) {
        return None;
    }
    Some(Tally {
        subject: action.id.0,
        programme: action.programme_id,
        measure: Measure::Actions,
        count: 1,
        day: action.done_on?,
        mode: MODE.to_owned(),
        patch: action.patch_id,
        cell: None,
        lsoa_2011: None,
        lsoa_2021: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::time::EpochMs, themes::model::Act};

    const LADDER: [ActionState; 6] = [
        ActionState::Idea,
        ActionState::Proposed,
        ActionState::Planned,
        ActionState::UnderWay,
        ActionState::Done,
        ActionState::Reflected,
    ];

    fn involvement(act: Act) -> Involvement {
        Involvement {
            id: uuid::Uuid::from_u128(1).into(),
            action_id: uuid::Uuid::from_u128(2).into(),
            held_on: "2026-05-16".parse().unwrap(),
            act,
            home_patch: None,
            hands: Hands {
                first_listened: 9,
                first_not_listened: 2,
                first_unsure_listened: 1,
                before: 5,
                unsure: 1,
                roles_first: 2,
            },
            voided: false,
            recorded_at: EpochMs(0),
        }
    }

    #[test]
    fn an_action_climbs_one_step_at_a_time_and_never_falls_back() {
        for (n, from) in LADDER.iter().enumerate() {
            for (m, to) in LADDER.iter().enumerate() {
                assert_eq!(may_become(*from, *to), m == n + 1, "{from} to {to}");
            }
        }
    }

    #[test]
    fn what_is_done_is_neither_put_aside_nor_given_up() {
        for from in [
            ActionState::Done,
            ActionState::Reflected,
            ActionState::Dropped,
        ] {
            assert!(!may_become(from, ActionState::Paused));
            assert!(!may_become(from, ActionState::Dropped));
        }
    }

    #[test]
    fn a_qualifying_act_counts_first_before_unsure_and_those_listened_to() {
        let counts: Vec<(Measure, i64)> =
            tallies(&involvement(Act::JointAction), uuid::Uuid::nil().into())
                .into_iter()
                .map(|tally| (tally.measure, tally.count))
                .collect();

        assert_eq!(
            counts,
            [
                (Measure::ActivatedFirst, 12),
                (Measure::ActivatedBefore, 5),
                (Measure::ActivatedUnsure, 1),
                (Measure::ActivatedFromListening, 9),
                (Measure::Leading, 2),
            ]
        );
    }

    #[test]
    fn an_audience_is_kept_and_counts_nothing() {
        let acts = [
            Act::Audience,
            Act::LeftDetails,
            Act::Leaflet,
            Act::MailingList,
        ];
        for act in acts {
            assert_eq!(tallies(&involvement(act), uuid::Uuid::nil().into()), []);
        }
    }

    #[test]
    fn more_new_roles_than_people_are_refused() {
        let hands = Hands {
            before: 2,
            roles_first: 3,
            ..Hands::default()
        };

        assert!(check_hands(&hands).is_err());
        assert!(
            check_hands(&Hands {
                first_listened: -1,
                ..hands
            })
            .is_err()
        );
    }
}
