//! Pure decisions: how a walk list goes from state to state.

use super::model::WalkListState;
use crate::base::time::EpochMs;

/// What may happen to a walk list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is handed to a shift.
    Issue,
    /// A phone fetched it.
    Download,
    /// Its shift went out.
    GoOut,
    /// It is handed back.
    Return,
    /// Its lease ended.
    Expire,
    /// The hub takes it back.
    Recall,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 6] = [
        Self::Issue,
        Self::Download,
        Self::GoOut,
        Self::Return,
        Self::Expire,
        Self::Recall,
    ];
}

/// The state after a step, `None` where the step is not open. What ended stays ended; a list that
/// is out does not fall back when another phone fetches it.
#[must_use]
pub const fn after(state: WalkListState, step: Step) -> Option<WalkListState> {
    use WalkListState as S;
    match (state, step) {
        (S::Draft, Step::Issue) => Some(S::Issued),
        (S::Issued | S::Downloaded, Step::Download) => Some(S::Downloaded),
        (S::Issued | S::Downloaded | S::Out, Step::GoOut) | (S::Out, Step::Download) => {
            Some(S::Out)
        }
        (S::Issued | S::Downloaded | S::Out, Step::Return) => Some(S::Returned),
        (S::Issued | S::Downloaded | S::Out, Step::Expire) => Some(S::Expired),
        (S::Issued | S::Downloaded | S::Out, Step::Recall) => Some(S::Recalled),
        (S::Draft, Step::Download | Step::GoOut | Step::Return | Step::Expire | Step::Recall)
        | (S::Issued | S::Downloaded | S::Out, Step::Issue)
        | (S::Returned | S::Expired | S::Recalled, _) => None,
    }
}

/// Whether a list that is with people has outlived its lease.
#[must_use]
pub fn lease_is_over(state: WalkListState, lease_until: Option<EpochMs>, now: EpochMs) -> bool {
    state.is_with_people() && lease_until.is_some_and(|until| until <= now)
}

/// Where a door comes that was found beside another: behind that one, and behind those that were
/// found there before it. `found` tells of each stop whether it was found while walking, `beside`
/// is the place of the other one; what comes back is the place of the stop that it follows.
#[must_use]
pub fn follows(found: &[bool], beside: usize) -> usize {
    let before = found.iter().skip(beside + 1).take_while(|found| **found);
    beside + before.count()
}

/// The number a list's name begins with, so that the next one of its campaign gets the next.
#[must_use]
pub fn number_of(name: &str) -> Option<i64> {
    name.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn step() -> impl Strategy<Value = Step> {
        prop::sample::select(Step::ALL.to_vec())
    }

    fn walked(steps: &[Step]) -> Vec<WalkListState> {
        let mut states = vec![WalkListState::Draft];
        for step in steps {
            let state = *states.last().unwrap();
            states.push(after(state, *step).unwrap_or(state));
        }
        states
    }

    #[test]
    fn a_list_goes_out_and_comes_back() {
        let states = walked(&[Step::Issue, Step::Download, Step::GoOut, Step::Return]);

        assert_eq!(states.last(), Some(&WalkListState::Returned));
    }

    #[test]
    fn a_draft_can_only_be_handed_out() {
        for step in Step::ALL {
            let open = after(WalkListState::Draft, step).is_some();
            assert_eq!(open, step == Step::Issue, "{step:?}");
        }
    }

    #[test]
    fn a_second_phone_does_not_call_a_list_back_from_its_walk() {
        assert_eq!(
            after(WalkListState::Out, Step::Download),
            Some(WalkListState::Out)
        );
    }

    #[test]
    fn a_lease_is_over_at_its_last_instant_and_only_with_people() {
        let until = Some(EpochMs(10));

        assert!(lease_is_over(WalkListState::Out, until, EpochMs(10)));
        assert!(!lease_is_over(WalkListState::Out, until, EpochMs(9)));
        assert!(!lease_is_over(WalkListState::Returned, until, EpochMs(11)));
    }

    #[test]
    fn doors_found_beside_one_another_stand_in_the_order_in_which_they_were_found() {
        assert_eq!(follows(&[false, false, false], 1), 1);
        assert_eq!(follows(&[false, true, true, false], 0), 2);
        assert_eq!(follows(&[false, true, true, false], 1), 2);
        assert_eq!(follows(&[false, true], 1), 1);
    }

    proptest! {
        #[test]
        fn what_ended_stays_ended_and_is_never_handed_out_twice(
            steps in prop::collection::vec(step(), 0..12),
        ) {
            let states = walked(&steps);

            let issued = states.windows(2).filter(|pair| {
                pair[0] == WalkListState::Draft && pair[1] != WalkListState::Draft
            });
            prop_assert!(issued.count() <= 1);
            for pair in states.windows(2) {
                let ended = !pair[0].is_with_people() && pair[0] != WalkListState::Draft;
                prop_assert!(!ended || pair[0] == pair[1]);
            }
        }
    }
}
