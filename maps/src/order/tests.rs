use std::collections::BTreeSet;
use std::num::NonZeroU32;

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::*;
use crate::cut::town::{Town, place};
use crate::cut::{Homes, Section, SectionId, Share, cut};

/// Metres of the best of all orders of the doors, knocked one by one.
fn by_brute_force(network: &Network, doors: &[Door], pace: &Pace) -> f64 {
    let doors: Vec<&Door> = doors.iter().collect();
    let placed = place_doors(network, &doors).unwrap();
    let at: Vec<Position> = placed
        .iter()
        .map(|place| Position {
            part: place.part,
            along: place.along,
            side: place.side,
        })
        .collect();
    let ways = Ways::new(network, &at, pace.crossing_metres);
    let legs: Vec<Vec<f64>> = at
        .iter()
        .map(|a| at.iter().map(|b| ways.between(a, b).0).collect())
        .collect();
    let mut order: Vec<usize> = (0..at.len()).collect();
    shortest(&legs, &mut order, 0, 0.0) + placed.iter().map(set_back).sum::<f64>()
}

fn shortest(legs: &[Vec<f64>], order: &mut Vec<usize>, done: usize, metres: f64) -> f64 {
    if done == order.len() {
        return metres;
    }
    let mut best = f64::INFINITY;
    for next in done..order.len() {
        order.swap(done, next);
        let leg = if done == 0 {
            0.0
        } else {
            legs[order[done - 1]][order[done]]
        };
        best = best.min(shortest(legs, order, done + 1, metres + leg));
        order.swap(done, next);
    }
    best
}

/// Up to eight doors of a small town, near one another.
fn few_doors() -> impl Strategy<Value = (Network, Vec<Door>)> {
    (
        0..60_usize,
        prop::collection::btree_set(0..24_usize, 2..=8),
        1..500_u32,
    )
        .prop_map(|(from, which, seed)| {
            let town = Town {
                rows: 4,
                columns: 4,
                seed,
                ..Town::default()
            };
            let (sections, all) = town.build();
            let doors = which
                .iter()
                .map(|i| all[(from + i * 3) % all.len()].clone());
            (Network::build(&sections).unwrap(), doors.collect())
        })
}

fn walked(network: &Network, doors: &[Door]) -> Walk {
    order(network, doors, &[], None, &Pace::default()).unwrap()
}

fn numbers(doors: &[Door], walk: &Walk) -> Vec<String> {
    let number = |id: DoorId| doors.iter().find(|door| door.id == id)?.number.clone();
    walk.stops
        .iter()
        .filter_map(|stop| match stop {
            Stop::Door(id) => number(*id),
            Stop::Stretch { .. } => None,
        })
        .collect()
}

/// Walking side by side instead of crossing at will costs something; measured over 300 lists of
/// up to eight doors it is a few per cent on average. The bounds leave room.
#[test]
fn short_lists_are_near_the_best_of_all_orders() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut sum, mut worst, cases) = (0.0, 0.0_f64, 300);
    for _ in 0..cases {
        let (network, doors) = few_doors().new_tree(&mut runner).unwrap().current();

        let metres = walked(&network, &doors).metres.0;
        let best = by_brute_force(&network, &doors, &Pace::default());

        let ratio = (metres + 1.0) / (best + 1.0);
        sum += ratio;
        worst = worst.max(ratio);
        assert!(ratio > 0.999, "{metres} is better than the best {best}");
    }
    let mean = sum / f64::from(cases);
    eprintln!("mean {mean:.4}, worst {worst:.3}");
    assert!(mean <= 1.25 && worst <= 2.0, "mean {mean}, worst {worst}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_walk_stops_at_every_door_and_stretch_of_its_list_once(
        seed in 1..500_u32, count in 2..8_u32, start in prop::option::of((0..600_u32, 0..600_u32)),
    ) {
        let town = Town { blocks: 6, unlisted: 7, seed, ..Town::default() };
        let (sections, doors) = town.build();
        let network = Network::build(&sections).unwrap();
        let pace = Pace::default();
        let start = start.map(|(x, y)| place(f64::from(x), f64::from(y)));
        let share = Share::Lists(NonZeroU32::new(count).unwrap());

        for list in cut(&network, &doors, share, &pace).unwrap().lists {
            let ids: BTreeSet<DoorId> = list.doors.iter().copied().collect();
            let mut mine: Vec<Door> =
                doors.iter().filter(|door| ids.contains(&door.id)).cloned().collect();
            let walk = order(&network, &mine, &list.stretches, start, &pace).unwrap();
            mine.reverse();
            let again = order(&network, &mine, &list.stretches, start, &pace).unwrap();

            let (mut knocked, mut found) = (Vec::new(), 0);
            for stop in &walk.stops {
                match stop {
                    Stop::Door(id) => knocked.push(*id),
                    Stop::Stretch { stretch, .. } => {
                        found += usize::from(list.stretches.contains(stretch));
                    }
                }
            }
            prop_assert_eq!(knocked.len(), ids.len());
            prop_assert_eq!(knocked.into_iter().collect::<BTreeSet<_>>(), ids);
            prop_assert_eq!(found, list.stretches.len());
            prop_assert_eq!(walk.stops.len(), list.doors.len() + found);
            prop_assert_eq!(walk.gaps, 0);
            prop_assert_eq!(walk, again);
        }
    }
}

fn street(id: u128) -> Section {
    Section {
        id: SectionId(id),
        street: StreetId(id),
        line: vec![place(0.0, 0.0), place(100.0, 0.0)],
        homes: Homes::Listed,
    }
}

fn door(id: u128, at: LngLat, number: &str) -> Door {
    Door {
        id: DoorId(id),
        section: SectionId(1),
        at,
        number: Some(number.to_owned()),
        building: None,
        floor: None,
    }
}

#[test]
fn one_side_is_walked_up_and_the_other_back() {
    let network = Network::build(&[street(1)]).unwrap();
    let doors: Vec<Door> = (1..=10_u32)
        .map(|n| {
            let side = if n % 2 == 1 { 8.0 } else { -8.0 };
            let at = place(f64::from(n) * 9.0, side);
            door(u128::from(100 - n), at, &n.to_string())
        })
        .collect();

    let start = Some(place(-20.0, 3.0));
    let walk = order(&network, &doors, &[], start, &Pace::default()).unwrap();

    assert_eq!(
        numbers(&doors, &walk),
        ["1", "3", "5", "7", "9", "10", "8", "6", "4", "2"]
    );
    // From the start of the street to number 9, across, and back to number 2.
    assert!((walk.metres.0 - (81.0 + 9.0 + 10.0 + 72.0)).abs() < 1.0);
}

#[test]
fn flats_are_walked_from_the_ground_up_whichever_way_one_comes() {
    let network = Network::build(&[street(1)]).unwrap();
    let mut doors = vec![
        door(50, place(10.0, 9.0), "1"),
        door(51, place(90.0, 9.0), "3"),
    ];
    for (id, (floor, number)) in [(2, "5"), (0, "2"), (0, "1"), (1, "3")]
        .into_iter()
        .enumerate()
    {
        doors.push(Door {
            building: Some("House".to_owned()),
            floor: Some(floor),
            ..door(id as u128, place(50.0, 9.0), number)
        });
    }

    let from = |x| {
        let start = Some(place(x, 0.0));
        let walk = order(&network, &doors, &[], start, &Pace::default()).unwrap();
        numbers(&doors, &walk)
    };

    assert_eq!(from(0.0), ["1", "1", "2", "3", "5", "3"]);
    assert_eq!(from(100.0), ["3", "1", "2", "3", "5", "1"]);
}

#[test]
fn a_list_without_anything_is_an_empty_walk() {
    let network = Network::build(&[street(1)]).unwrap();

    let walk = walked(&network, &[]);

    assert_eq!((walk.stops.len(), walk.gaps), (0, 0));
    assert!(walk.metres.0 < 1e-9 && walk.minutes < 1e-9);
}
