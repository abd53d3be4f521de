use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::{
    base::{
        ids::StreetPartId,
        time::{DAY_MS, EpochMs},
    },
    listenings::paper::samples::{campaign, door, shift},
    streets::{
        model::{DoorFacts, DoorKind, DoorLabel, DoorStateRow, Street},
        store::knowledge::Knowledge,
    },
};
use mobile_api::wire::ops::Outcome;

const DALE: StreetId = StreetId(Uuid::from_u128(100));
const MILL: StreetId = StreetId(Uuid::from_u128(200));

fn facts(n: u128, street: StreetId, number: &str) -> DoorFacts {
    DoorFacts {
        id: door(n),
        street_id: Some(street),
        part_id: None,
        cell: 0,
        lsoa_2011: None,
        lsoa_2021: None,
        lng: 0.0,
        lat: 0.0,
        number: Some(number.to_owned()),
        flat: None,
        building: None,
        floor: Some(0),
        side: Side::Odd,
        kind: DoorKind::Home,
        added_by_hub: None,
    }
}

fn stop(n: i64, at: u128, side: Side) -> Stop {
    Stop {
        n,
        at: StopAt::Door(door(at)),
        side,
    }
}

fn street(id: StreetId, name: &str) -> (StreetId, Street) {
    let street = Street {
        id,
        name: name.to_owned(),
        length_m: 100.0,
    };
    (id, street)
}

/// Two doors of Dale Street, one of Mill Lane, and a fourth that nobody has facts about any more.
fn stocked(stops: Vec<Stop>) -> Stocked {
    let doors = [
        facts(11, DALE, "1"),
        facts(12, DALE, "3"),
        facts(21, MILL, "2"),
    ];
    Stocked {
        stops,
        doors: doors.into_iter().map(|door| (door.id, door)).collect(),
        parts: BTreeMap::new(),
        streets: BTreeMap::from([street(DALE, "Dale Street"), street(MILL, "Mill Lane")]),
        known: Knowledge::default(),
    }
}

fn around(stocked: &Stocked) -> Around<'_> {
    let names = stocked.streets.values();
    Around::new(
        stocked.doors.values(),
        stocked.parts.values(),
        names.map(|street| (street.id, street.name.as_str())),
    )
}

#[test]
fn only_a_list_that_people_have_is_printed() {
    for state in [
        WalkListState::Issued,
        WalkListState::Downloaded,
        WalkListState::Out,
    ] {
        assert_eq!(may_be_printed(state), Ok(()), "{state}");
    }
    assert_eq!(
        may_be_printed(WalkListState::Draft),
        Err(NotPrinted::NotIssued)
    );
    for state in [
        WalkListState::Returned,
        WalkListState::Expired,
        WalkListState::Recalled,
    ] {
        assert_eq!(may_be_printed(state), Err(NotPrinted::Over), "{state}");
    }
}

#[test]
fn the_part_of_the_day_is_that_of_the_middle_of_the_shift() {
    let mut shift = shift();
    assert_eq!(
        planned(&shift),
        ("2026-05-16".parse().unwrap(), HourBand::Afternoon)
    );
    // From four to eight: most of it is evening.
    shift.planned_start = shift.planned_start.plus(2 * 3_600_000);
    shift.planned_end = shift.planned_end.plus(4 * 3_600_000);
    assert_eq!(planned(&shift).1, HourBand::Evening);
    // Past midnight it is still the day on which it began.
    shift.planned_end = EpochMs(shift.planned_start.0 + DAY_MS);
    assert_eq!(planned(&shift).0, "2026-05-16".parse().unwrap());
}

#[test]
fn a_side_that_is_walked_in_two_goes_comes_twice() {
    let stops = vec![
        stop(1, 11, Side::Odd),
        stop(2, 12, Side::Odd),
        stop(3, 21, Side::Even),
        stop(4, 12, Side::Odd),
        stop(5, 99, Side::Odd),
    ];
    let stocked = stocked(stops);

    let streets = in_order(&stocked.stops, &stocked, &campaign(), &around(&stocked));

    let said: Vec<(&str, usize)> = streets
        .iter()
        .map(|street| (street.name.as_str(), street.rows.len()))
        .collect();
    assert_eq!(
        said,
        [
            ("Dale Street", 2),
            ("Mill Lane", 1),
            ("Dale Street", 1),
            ("", 1)
        ]
    );
    let rows = streets.iter().flat_map(|street| &street.rows);
    assert_eq!(rows.map(|row| row.n).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[test]
fn a_stretch_has_its_length_and_no_door_whichever_way_it_is_walked() {
    let stretch = Stop {
        n: 1,
        at: StopAt::Stretch {
            part: StreetPartId(Uuid::nil()),
            from_m: 80.0,
            to_m: 20.0,
        },
        side: Side::Left,
    };
    let stops = vec![stretch, stop(2, 11, Side::Odd)];
    let stocked = stocked(stops.clone());

    let streets = in_order(&stops, &stocked, &campaign(), &around(&stocked));

    let metres = streets[0].rows[0].stretch.as_ref().map(|of| of.metres);
    assert_eq!(
        metres.map(|metres| format!("{metres:.1}")).as_deref(),
        Some("60.0")
    );
    assert!(streets[0].rows[0].state.is_none());
    assert_eq!(doors_of(&stops), 1);
    assert_eq!(numbered(&stops), [(2, door(11))]);
}

#[test]
fn a_door_is_called_as_people_read_it_and_stands_as_its_campaign_left_it() {
    let mut stocked = stocked(vec![stop(1, 11, Side::Odd)]);
    let read = DoorLabel {
        label: Some("Flat 3".to_owned()),
        number: None,
        floor: Some(2),
        status: None,
        status_on: None,
    };
    stocked.known.labels.insert(door(11), read);
    let last_on: Day = "2026-05-09".parse().unwrap();
    let stands = |campaign_id, tries| DoorStateRow {
        door_id: door(11),
        campaign_id,
        state: DoorState::Tried,
        tries,
        hour_bands: 1,
        last_on,
        last_outcome: Outcome::ComeBack,
        language: Some("pl".to_owned()),
        come_back: Some(HourBand::Evening),
        tried_on: Some(last_on),
        declined_on: None,
    };
    let other = crate::base::ids::CampaignId(Uuid::from_u128(77));
    let states = vec![stands(other, 9), stands(campaign().id, 2)];
    stocked.known.states.insert(door(11), states);

    let streets = in_order(&stocked.stops, &stocked, &campaign(), &around(&stocked));

    let row = &streets[0].rows[0];
    // The number nobody read is that of open data; the name is what somebody read.
    assert_eq!(
        (row.number.as_deref(), row.label.as_deref(), row.floor),
        (Some("1"), Some("Flat 3"), Some(2))
    );
    assert_eq!((row.tries, row.last_on), (2, Some(last_on)));
    assert_eq!(
        (row.come_back, row.language.as_deref()),
        (Some(HourBand::Evening), Some("pl"))
    );
}
