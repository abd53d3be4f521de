//! Pure decisions: where a door stands, and whether it may be on a list. No I/O.

use std::collections::BTreeSet;

use mobile_api::wire::ops::Outcome;

use super::model::{
    DoorKind, DoorLabel, DoorState, DoorStateRow, LabelStatus, Policy, VisitFact, WhyNot,
};
use crate::base::{
    ids::{CampaignId, DoorId},
    time::Day,
};

/// Days after which somebody looks again whether an empty home is still empty.
pub const EMPTY_REVIEW_DAYS: i64 = 180;
/// A door rests only when it was tried in as many parts of the day as this: three mornings say
/// nothing about somebody who works mornings.
pub const BANDS_BEFORE_REST: i64 = 2;

/// Where a door stands after its visits in one campaign, in whatever order they come; `None`
/// without any. A `do_not_knock` that the resident lifted since counts as "no, thank you".
#[must_use]
pub fn derive(
    door: DoorId,
    campaign: CampaignId,
    visits: &[VisitFact],
    policy: &Policy,
    lifted_on: Option<Day>,
) -> Option<DoorStateRow> {
    let mut visits: Vec<&VisitFact> = visits.iter().collect();
    visits.sort_by_key(|visit| (visit.day, visit.hour_band, visit.id));
    let last = *visits.last()?;
    let lifted = |visit: &VisitFact| lifted_on.is_some_and(|lifted| visit.day <= lifted);
    let state = visits.iter().fold(DoorState::New, |state, visit| {
        after(state, visit.outcome, lifted(visit))
    });
    let knocks = || visits.iter().filter(|visit| visit.outcome.is_knock());
    let bands: BTreeSet<_> = knocks().map(|visit| visit.hour_band).collect();
    let mut row = DoorStateRow {
        door_id: door,
        campaign_id: campaign,
        state,
        tries: number(knocks().count()),
        hour_bands: number(bands.len()),
        last_on: last.day,
        last_outcome: last.outcome,
        language: visits.iter().rev().find_map(|visit| visit.language.clone()),
        come_back: None,
        tried_on: knocks().next_back().map(|visit| visit.day),
        declined_on: visits
            .iter()
            .rev()
            .find(|visit| visit.outcome == Outcome::Declined)
            .map(|visit| visit.day),
    };
    if state == DoorState::ToReturn {
        row.come_back = visits.iter().rev().find_map(|visit| visit.come_back);
    }
    if state == DoorState::Tried && tried_enough(&row, policy) {
        row.state = DoorState::Rested;
    }
    Some(row)
}

/// The next state. `do_not_knock` stays whatever comes; a listening stays unless the home is gone.
const fn after(state: DoorState, outcome: Outcome, lifted: bool) -> DoorState {
    if matches!(state, DoorState::DoNotKnock) {
        return state;
    }
    let listened = matches!(state, DoorState::Listened);
    match outcome {
        Outcome::DoNotKnock if !lifted => DoorState::DoNotKnock,
        Outcome::NotAHome => DoorState::NotAHome,
        Outcome::Empty => DoorState::Empty,
        Outcome::Listened => DoorState::Listened,
        Outcome::ComeBack | Outcome::LanguageBarrier if !listened => DoorState::ToReturn,
        Outcome::Declined | Outcome::DoNotKnock if !listened => DoorState::Rested,
        Outcome::NoAnswer | Outcome::ChildOnly | Outcome::LeftSafely if !listened => {
            DoorState::Tried
        }
        Outcome::NoAnswer
        | Outcome::ComeBack
        | Outcome::Declined
        | Outcome::DoNotKnock
        | Outcome::LanguageBarrier
        | Outcome::ChildOnly
        | Outcome::LeftSafely
        | Outcome::StickerSkip
        | Outcome::NoAccess
        | Outcome::UnsafeToKnock
        | Outcome::OutOfTime => state,
    }
}

const fn tried_enough(row: &DoorStateRow, policy: &Policy) -> bool {
    row.tries >= policy.most_tries && row.hour_bands >= BANDS_BEFORE_REST
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Everything the decision rests on.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What open data make of the door.
    pub kind: DoorKind,
    /// Whether a resident's do-not-knock holds.
    pub do_not_knock: bool,
    /// What the hub's people found.
    pub label: Option<&'a DoorLabel>,
    /// Where it stands in each of the hub's campaigns.
    pub states: &'a [DoorStateRow],
}

/// Whether a door may be on a list of `campaign` made on `today`.
///
/// # Errors
/// The first reason against it, the resident's own word first.
pub fn may_be_listed(
    today: Day,
    campaign: CampaignId,
    policy: &Policy,
    known: Known<'_>,
) -> Result<(), WhyNot> {
    if known.do_not_knock {
        return Err(WhyNot::DoNotKnock);
    }
    may_be_a_home(today, known)?;
    let own = known.states.iter().find(|row| row.campaign_id == campaign);
    if let Some(own) = own {
        if own.state == DoorState::Listened {
            return Err(WhyNot::Listened);
        }
        if own.state != DoorState::ToReturn && tried_enough(own, policy) {
            return Err(WhyNot::Rested);
        }
    }
    let within = |day: Option<Day>, gap| day.is_some_and(|day| today.days_since(day) < gap);
    for row in known.states {
        if within(row.declined_on, policy.declined_gap_days) {
            return Err(WhyNot::Declined);
        }
    }
    for row in known.states {
        if within(row.tried_on, policy.gap_days) {
            return Err(WhyNot::TooSoon);
        }
    }
    Ok(())
}

/// The newest word on whether anybody lives there decides; on the same day the label does.
fn may_be_a_home(today: Day, known: Known<'_>) -> Result<(), WhyNot> {
    let labelled = known
        .label
        .and_then(|label| Some((label.status_on?, true, label.status?)));
    let visited = known.states.iter().filter_map(|row| {
        let (day, status) = match row.state {
            DoorState::NotAHome => (row.last_on, LabelStatus::NotAHome),
            DoorState::Empty => (row.last_on, LabelStatus::Empty),
            // Somebody knocked and did not say otherwise: it looked like a home.
            DoorState::New
            | DoorState::Tried
            | DoorState::ToReturn
            | DoorState::Listened
            | DoorState::Rested
            | DoorState::DoNotKnock => (row.tried_on?, LabelStatus::Home),
        };
        Some((day, false, status))
    });
    match visited.chain(labelled).max() {
        Some((_, _, LabelStatus::NotAHome)) => Err(WhyNot::NotAHome),
        Some((day, _, LabelStatus::Empty)) if today.days_since(day) < EMPTY_REVIEW_DAYS => {
            Err(WhyNot::Empty)
        }
        None if known.kind == DoorKind::UnlikelyHome => Err(WhyNot::UnlikelyHome),
        Some((_, _, LabelStatus::Empty | LabelStatus::Home)) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
