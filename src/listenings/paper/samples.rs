//! A shift, a list and a campaign for the tests of this folder.

use uuid::Uuid;

use crate::{
    base::{
        ids::{CampaignId, DoorId, PatchId, PersonId, ProgrammeId, ShiftId, WalkListId},
        time::{Day, EpochMs},
    },
    shifts::model::{Part, Safety, Shift, ShiftPerson, ShiftState},
    walk_lists::model::{Campaign, WalkList, WalkListState},
};

pub const fn door(n: u128) -> DoorId {
    DoorId(Uuid::from_u128(n))
}

pub const fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

/// An afternoon of the 16th of May, by two people: the partner is named before the recorder.
pub fn shift() -> Shift {
    let day: Day = "2026-05-16".parse().unwrap();
    let on = |n, part| ShiftPerson {
        person: person(n),
        part,
    };
    Shift {
        id: ShiftId(Uuid::from_u128(3)),
        campaign: CampaignId(Uuid::from_u128(2)),
        planned_start: day.at(14, 0),
        planned_end: day.at(16, 0),
        start_place: "Millfield Hall".to_owned(),
        buddy: "Ruth".to_owned(),
        buddy_id: None,
        state: ShiftState::Ready,
        started_at: None,
        expected_end: None,
        ended_at: None,
        last_street: None,
        safety: Safety::Idle,
        reason: None,
        closed_at: None,
        split_at: None,
        created_at: day.at(9, 0),
        people: vec![on(5, Part::Partner), on(4, Part::Recorder)],
        declared: std::collections::BTreeMap::new(),
    }
}

pub fn list() -> WalkList {
    WalkList {
        id: WalkListId(Uuid::from_u128(1)),
        campaign_id: CampaignId(Uuid::from_u128(2)),
        patch_id: PatchId(Uuid::nil()),
        patch_version: 1,
        name: "1 Dale Street".to_owned(),
        state: WalkListState::Issued,
        shift_id: Some(ShiftId(Uuid::from_u128(3))),
        lease_until: None,
        doors: 2,
        minutes: 20.0,
        metres: 150.0,
        pieces: 1,
        version: 1,
        created_at: EpochMs(1_000),
        issued_at: None,
        ended_at: None,
    }
}

pub fn campaign() -> Campaign {
    let day = |text: &str| text.parse().unwrap();
    Campaign {
        id: CampaignId(Uuid::from_u128(2)),
        programme_id: ProgrammeId(Uuid::nil()),
        patch_id: PatchId(Uuid::nil()),
        group_id: None,
        name: "Spring".to_owned(),
        aim: String::new(),
        frame: Vec::new(),
        starts: day("2026-04-01"),
        ends: day("2026-06-30"),
        most_tries: 3,
        gap_days: 7,
        declined_gap_days: 90,
        codebook: 1,
        created_at: EpochMs(0),
    }
}
