//! Who is out as people at the desk see it, and what changed between two looks. Pure.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    http::alerts::PersonOut,
    model::{Safety, Shift, ShiftState, SignKind},
    rules,
    store::live::{Heard, OpenAlert},
};
use crate::base::{
    ids::{CampaignId, PersonId, ShiftId},
    time::EpochMs,
};

/// A shift as somebody watches it. No place but a street.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct LiveShift {
    /// The shift.
    pub shift: ShiftId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's name.
    pub campaign_name: String,
    /// Where it stands.
    pub state: ShiftState,
    /// How its people are at this moment, by the server's timer.
    pub safety: Safety,
    /// Who goes.
    pub people: Vec<PersonOut>,
    /// The name of the buddy.
    pub buddy: String,
    /// The buddy's account, where they have one.
    pub buddy_id: Option<PersonId>,
    /// Where they meet.
    pub start_place: String,
    /// When it should begin.
    pub planned_start: EpochMs,
    /// When it should end.
    pub planned_end: EpochMs,
    /// When they went out.
    pub started_at: Option<EpochMs>,
    /// When they mean to be back.
    pub expected_end: Option<EpochMs>,
    /// When they were back.
    pub ended_at: Option<EpochMs>,
    /// The last street they named.
    pub last_street: Option<String>,
    /// When they were last heard of.
    pub last_sign_at: Option<EpochMs>,
    /// What that sign of life was.
    #[serde(skip)]
    pub last_sign: Option<SignKind>,
    /// What nobody has settled.
    pub alerts: Vec<OpenAlert>,
    /// As it is kept; how they are follows from it by the clock.
    #[serde(skip)]
    pub kept: Safety,
}

impl LiveShift {
    /// A shift as it is at this moment.
    #[must_use]
    pub fn of(
        heard: Heard,
        names: &BTreeMap<PersonId, String>,
        campaigns: &BTreeMap<CampaignId, String>,
        now: EpochMs,
    ) -> Self {
        let Heard {
            shift,
            last_sign,
            alerts,
        } = heard;
        let Shift {
            id,
            campaign,
            people,
            safety,
            expected_end,
            ..
        } = shift;
        let who = |id: PersonId| PersonOut {
            id,
            name: names.get(&id).cloned().unwrap_or_default(),
        };
        Self {
            shift: id,
            campaign,
            campaign_name: campaigns.get(&campaign).cloned().unwrap_or_default(),
            state: shift.state,
            safety: rules::safety_now(safety, expected_end, now),
            people: people.iter().map(|on| who(on.person)).collect(),
            buddy: shift.buddy,
            buddy_id: shift.buddy_id,
            start_place: shift.start_place,
            planned_start: shift.planned_start,
            planned_end: shift.planned_end,
            started_at: shift.started_at,
            expected_end,
            ended_at: shift.ended_at,
            last_street: shift.last_street,
            last_sign_at: last_sign.map(|(_, at)| at),
            last_sign: last_sign.map(|(kind, _)| kind),
            alerts,
            kept: safety,
        }
    }
}

crate::words! {
    /// What changed of a shift that somebody watches.
    pub enum LiveChangeKind {
        /// It was planned for today.
        Planned => "planned",
        /// Its people went out.
        Started => "started",
        /// They said that they are well.
        CheckedIn => "checked_in",
        /// They are ten minutes over time.
        Late => "late",
        /// Twenty minutes: the buddy is asked.
        Overdue => "overdue",
        /// Thirty minutes, or a call for help.
        Raised => "raised",
        /// Somebody reached them, or they gave a sign of life.
        Settled => "settled",
        /// They are back.
        Back => "back",
        /// Something else of it changed.
        Changed => "changed",
        /// It is not watched any more: it is over, or does not take place.
        Gone => "gone",
    }
}

/// What changed between two looks, the most pressing thing of each shift.
#[must_use]
pub fn changes(before: &[LiveShift], now: &[LiveShift]) -> Vec<(LiveChangeKind, LiveShift)> {
    let known: BTreeMap<ShiftId, &LiveShift> = before.iter().map(|one| (one.shift, one)).collect();
    let there: BTreeMap<ShiftId, &LiveShift> = now.iter().map(|one| (one.shift, one)).collect();
    let gone = before
        .iter()
        .filter(|one| !there.contains_key(&one.shift))
        .map(|one| (LiveChangeKind::Gone, one.clone()));
    let changed = now.iter().filter_map(|one| {
        let kind = match known.get(&one.shift) {
            None => first_seen(one),
            Some(before) => change(before, one)?,
        };
        Some((kind, one.clone()))
    });
    changed.chain(gone).collect()
}

fn first_seen(shift: &LiveShift) -> LiveChangeKind {
    pressing(shift.safety).unwrap_or(match shift.state {
        ShiftState::Planned | ShiftState::Ready => LiveChangeKind::Planned,
        ShiftState::Out => LiveChangeKind::Started,
        ShiftState::Back
        | ShiftState::Synced
        | ShiftState::Debriefed
        | ShiftState::Closed
        | ShiftState::Cancelled
        | ShiftState::DataLost => LiveChangeKind::Back,
    })
}

const fn pressing(safety: Safety) -> Option<LiveChangeKind> {
    match safety {
        Safety::Late => Some(LiveChangeKind::Late),
        Safety::Overdue => Some(LiveChangeKind::Overdue),
        Safety::Raised => Some(LiveChangeKind::Raised),
        Safety::Idle | Safety::Watched | Safety::Ok | Safety::Resolved => None,
    }
}

fn change(before: &LiveShift, now: &LiveShift) -> Option<LiveChangeKind> {
    let shown = |shift: &LiveShift| LiveShift {
        kept: Safety::Idle,
        last_sign: None,
        ..shift.clone()
    };
    if shown(before) == shown(now) {
        return None;
    }
    if before.safety != now.safety
        && let Some(kind) = pressing(now.safety)
    {
        return Some(kind);
    }
    if before.ended_at.is_none() && now.ended_at.is_some() {
        return Some(LiveChangeKind::Back);
    }
    if before.state != ShiftState::Out && now.state == ShiftState::Out {
        return Some(LiveChangeKind::Started);
    }
    let was_pressing = pressing(before.safety).is_some() && pressing(now.safety).is_none();
    if was_pressing || !before.alerts.is_empty() && now.alerts.is_empty() {
        return Some(LiveChangeKind::Settled);
    }
    if before.last_sign_at != now.last_sign_at && now.last_sign == Some(SignKind::CheckIn) {
        return Some(LiveChangeKind::CheckedIn);
    }
    Some(LiveChangeKind::Changed)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn shift(n: u128, state: ShiftState, safety: Safety) -> LiveShift {
        LiveShift {
            shift: ShiftId(Uuid::from_u128(n)),
            campaign: CampaignId(Uuid::nil()),
            campaign_name: "Spring".to_owned(),
            state,
            safety,
            people: Vec::new(),
            buddy: "Ruth".to_owned(),
            buddy_id: None,
            start_place: String::new(),
            planned_start: EpochMs(0),
            planned_end: EpochMs(1),
            started_at: None,
            expected_end: None,
            ended_at: None,
            last_street: None,
            last_sign_at: None,
            last_sign: None,
            alerts: Vec::new(),
            kept: safety,
        }
    }

    fn kinds(before: &[LiveShift], now: &[LiveShift]) -> Vec<LiveChangeKind> {
        let found = changes(before, now);
        found.into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn each_shift_says_the_most_pressing_thing_that_changed() {
        let planned = shift(1, ShiftState::Ready, Safety::Idle);
        let out = shift(1, ShiftState::Out, Safety::Watched);
        let mut well = out.clone();
        (well.last_sign, well.last_sign_at) = (Some(SignKind::CheckIn), Some(EpochMs(5)));
        let mut raised = well.clone();
        raised.safety = Safety::Raised;
        let mut back = well.clone();
        (back.state, back.safety) = (ShiftState::Back, Safety::Ok);
        back.ended_at = Some(EpochMs(9));

        assert_eq!(
            kinds(&[], std::slice::from_ref(&planned)),
            [LiveChangeKind::Planned]
        );
        assert_eq!(
            kinds(&[planned], std::slice::from_ref(&out)),
            [LiveChangeKind::Started]
        );
        assert_eq!(kinds(&[out], &[well.clone()]), [LiveChangeKind::CheckedIn]);
        assert_eq!(
            kinds(&[well.clone()], &[raised.clone()]),
            [LiveChangeKind::Raised]
        );
        assert_eq!(
            kinds(&[raised.clone()], &[well.clone()]),
            [LiveChangeKind::Settled]
        );
        assert_eq!(kinds(&[raised], &[back.clone()]), [LiveChangeKind::Back]);
        assert_eq!(kinds(&[back], &[]), [LiveChangeKind::Gone]);
    }

    #[test]
    fn a_look_that_finds_the_same_says_nothing() {
        let out = shift(1, ShiftState::Out, Safety::Late);
        let mut kept_anew = out.clone();
        kept_anew.kept = Safety::Watched;

        assert_eq!(kinds(&[out], &[kept_anew]), []);
    }
}
