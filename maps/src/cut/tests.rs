use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use proptest::prelude::*;

use super::town::{Town, place};
use super::*;

fn lists(count: u32) -> Share {
    Share::Lists(NonZeroU32::new(count).unwrap())
}

fn cut_town(town: Town, share: Share) -> (Vec<Section>, Vec<Door>, Cut) {
    let (sections, doors) = town.build();
    let network = Network::build(&sections).unwrap();
    let cut = cut(&network, &doors, share, &Pace::default()).unwrap();
    (sections, doors, cut)
}

fn towns() -> impl Strategy<Value = Town> {
    (
        (3..9_u32, 3..9_u32),
        (1..4_u32, 4..10_u32),
        (0..6_u32, 0..8_u32, 0..8_u32),
        prop::option::of(0..3_u32),
        1..1000_u32,
    )
        .prop_map(|(size, houses, every, river, seed)| Town {
            rows: size.0,
            columns: size.1,
            houses,
            closes: every.0,
            blocks: every.1,
            unlisted: every.2,
            river: river.filter(|river| river + 1 < size.1),
            seed,
        })
}

/// As many lists as have at least so many minutes each.
fn about(town: Town, minutes: f64) -> Share {
    let (sections, doors) = town.build();
    let network = Network::build(&sections).unwrap();
    let one = cut(&network, &doors, lists(1), &Pace::default()).unwrap();
    let mut count = 1;
    while f64::from(count + 1) * minutes <= one.minutes {
        count += 1;
    }
    lists(count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_door_and_every_stretch_lies_in_exactly_one_list(town in towns(), count in 1..12_u32) {
        let (sections, doors, cut) = cut_town(town, lists(count));

        let mut listed: Vec<DoorId> = cut.lists.iter().flat_map(|l| l.doors.clone()).collect();
        listed.sort();
        let mut known: Vec<DoorId> = doors.iter().map(|door| door.id).collect();
        known.sort();
        prop_assert_eq!(listed, known);
        let mut walked: BTreeMap<(SectionId, Side), f64> = BTreeMap::new();
        for stretch in cut.lists.iter().flat_map(|list| &list.stretches) {
            prop_assert!(stretch.from < stretch.to);
            *walked.entry((stretch.section, stretch.side)).or_default() +=
                stretch.to.0 - stretch.from.0;
        }
        let mut with_doors: BTreeSet<SectionId> = BTreeSet::new();
        with_doors.extend(doors.iter().map(|door| door.section));
        for section in sections {
            let open = section.homes == Homes::Unlisted;
            let empty = !with_doors.contains(&section.id);
            let length = section.line[0].distance(section.line[1]).0;
            for side in [Side::Left, Side::Right] {
                let walked = walked.get(&(section.id, side)).copied().unwrap_or(0.0);
                if open && empty {
                    prop_assert!((walked - length).abs() < 1.0, "{walked} of {length}");
                } else if open {
                    prop_assert!(walked < length + 1.0, "{walked} of {length}");
                } else {
                    prop_assert!(walked < 1e-9);
                }
            }
        }
    }

    #[test]
    fn the_same_patch_in_any_order_gives_the_same_lists(
        town in towns(), count in 2..9_u32, turn in 0..500_usize,
    ) {
        let (mut sections, mut doors, before) = cut_town(town, lists(count));

        let middle = turn % sections.len();
        sections.rotate_left(middle);
        doors.reverse();
        let network = Network::build(&sections).unwrap();
        let after = cut(&network, &doors, lists(count), &Pace::default()).unwrap();

        prop_assert_eq!(before, after);
    }

    #[test]
    fn every_list_is_in_one_piece_and_even_within_fifteen_percent(town in towns()) {
        let share = about(town, 180.0);

        let (_, _, cut) = cut_town(town, share);

        for list in &cut.lists {
            prop_assert_eq!(list.pieces, 1);
        }
        let Evenness { shortest, longest } = cut.evenness;
        prop_assert!(shortest >= 0.85 && longest <= 1.15, "{shortest} {longest}");
    }

    #[test]
    fn no_side_is_split_but_blocks_and_sides_longer_than_a_list(town in towns()) {
        let share = about(town, 150.0);

        let (sections, doors, cut) = cut_town(Town { closes: 0, ..town }, share);

        let mut list_of: BTreeMap<DoorId, usize> = BTreeMap::new();
        for (number, list) in cut.lists.iter().enumerate() {
            list_of.extend(list.doors.iter().map(|&door| (door, number)));
        }
        for section in sections {
            for odd in [true, false] {
                let lists: BTreeSet<usize> = doors
                    .iter()
                    .filter(|door| door.section == section.id && door.building.is_none())
                    .filter(|door| {
                        let number: u32 = door.number.as_deref().unwrap().parse().unwrap();
                        (number % 2 == 1) == odd
                    })
                    .map(|door| list_of[&door.id])
                    .collect();
                prop_assert!(lists.len() < 2);
            }
        }
    }
}

#[test]
fn a_tower_longer_than_a_list_is_split_by_floor() {
    let street = Section {
        id: SectionId(1),
        street: StreetId(1),
        line: vec![place(0.0, 0.0), place(100.0, 0.0)],
        homes: Homes::Listed,
    };
    let flats: Vec<Door> = (0..80_u32)
        .map(|flat| Door {
            id: DoorId(u128::from(flat)),
            section: street.id,
            at: place(50.0, 12.0),
            number: Some(flat.to_string()),
            building: Some("Tower".to_owned()),
            floor: Some(i16::try_from(flat / 8).unwrap()),
        })
        .collect();
    let network = Network::build(&[street]).unwrap();

    let cut = cut(&network, &flats, lists(4), &Pace::default()).unwrap();

    let mut floors: Vec<BTreeSet<u128>> = Vec::new();
    for list in &cut.lists {
        floors.push(list.doors.iter().map(|door| door.0 / 8).collect());
        assert_eq!(list.pieces, 1);
    }
    let split: usize = floors.iter().map(BTreeSet::len).sum();
    assert_eq!((cut.lists.len(), split), (4, 10), "{floors:?}");
}

#[test]
fn a_long_terrace_is_split_at_doors_and_its_lists_follow_one_another() {
    let town = Town {
        rows: 1,
        columns: 2,
        houses: (60, 60),
        closes: 0,
        ..Town::default()
    };

    let (_, _, cut) = cut_town(town, Share::Minutes(100.0));

    assert_eq!(cut.lists.len(), 4);
    assert!(cut.lists.iter().all(|list| list.pieces == 1));
    assert!(cut.evenness.longest < 1.05, "{:?}", cut.evenness);
}

#[test]
fn islands_that_must_share_a_list_are_named_and_others_are_not_joined() {
    let (mut sections, doors) = Town::default().build();
    let (far, mut more) = Town::default().build();
    let shift = |id: u128| id + 1_000_000;
    sections.extend(far.into_iter().map(|section| {
        Section {
            id: SectionId(shift(section.id.0)),
            street: StreetId(shift(section.street.0)),
            line: section
                .line
                .into_iter()
                .map(|p| LngLat {
                    lng: p.lng + 0.05,
                    ..p
                })
                .collect(),
            ..section
        }
    }));
    for door in &mut more {
        door.id = DoorId(shift(door.id.0));
        door.section = SectionId(shift(door.section.0));
        door.at.lng += 0.05;
    }
    more.extend(doors);
    let network = Network::build(&sections).unwrap();

    let pieces = |count| {
        let cut = cut(&network, &more, lists(count), &Pace::default()).unwrap();
        cut.lists.iter().map(|list| list.pieces).collect::<Vec<_>>()
    };

    assert_eq!(pieces(1), [2]);
    assert_eq!(pieces(2), [1, 1]);
    assert_eq!(pieces(6), [1; 6]);
}

#[test]
fn more_lists_than_doors_gives_a_list_per_door() {
    let town = Town {
        rows: 1,
        columns: 2,
        houses: (2, 2),
        closes: 0,
        ..Town::default()
    };

    let (_, _, cut) = cut_town(town, lists(9));

    assert_eq!((cut.asked, cut.lists.len()), (9, 4));
}

#[test]
fn what_cannot_be_cut_is_refused_with_its_reason() {
    let (mut sections, doors) = Town::default().build();
    let network = Network::build(&sections).unwrap();
    let pace = Pace::default();
    let stray = Door {
        section: SectionId(77_777),
        ..doors[0].clone()
    };
    let twice = [doors[0].clone(), doors[0].clone()];

    let refused = |doors: &[Door], share| cut(&network, doors, share, &pace).unwrap_err();

    assert_eq!(refused(&[], lists(2)), CutError::NothingToWalk);
    assert_eq!(refused(&twice, lists(2)), CutError::DoorTwice(doors[0].id));
    assert_eq!(
        refused(&doors, Share::Minutes(0.0)),
        CutError::NoLength(0.0)
    );
    assert_eq!(
        refused(&[stray], lists(1)),
        CutError::NoSuchSection {
            door: doors[0].id,
            section: SectionId(77_777)
        }
    );
    sections[3].line.truncate(1);
    assert_eq!(
        Network::build(&sections).unwrap_err(),
        CutError::NotALine(sections[3].id)
    );
}

#[test]
fn a_home_takes_three_and_a_half_minutes() {
    let pace = Pace::default();

    assert!((pace.minutes(1.0, Metres(10.0)) - 3.48).abs() < 1e-9);
    assert!((pace.minutes(1.0, Metres(100.0)) - 4.48).abs() < 1e-9);
}
