//! Prints how fast `maps` works: points to areas and cells, cutting and ordering a grid town.
//!
//! `cargo run --release -p maps --example pace`; method and figures belong in `tests/bench`.
#![expect(clippy::print_stdout, reason = "printing figures is its purpose")]

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::time::Instant;

use geo::{LineString, MultiPolygon, Polygon};
use maps::cells::Cell;
use maps::cut::{Door, DoorId, Homes, Network, Pace, Section, SectionId, Share, StreetId, cut};
use maps::index::AreaIndex;
use maps::order::order;
use maps::shapes::LngLat;

/// A place so many metres from a corner of Leeds.
fn place(x: f64, y: f64) -> LngLat {
    LngLat {
        lng: -1.53 + x / 65_830.0,
        lat: 53.81 + y / 111_195.0,
    }
}

/// The same numbers in every run.
fn lot(state: &mut u64) -> f64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    f64::from(u32::try_from(*state >> 33).expect("31 bits")) / f64::from(u32::MAX / 2)
}

/// `side` × `side` areas that tile 40 km, with 120 wavy edges a side like generalised boundaries.
fn areas(side: u32) -> Vec<(String, MultiPolygon<f64>)> {
    let wide = 40_000.0 / f64::from(side);
    let wave = |x: f64, y: f64| ((x / 37.0).sin() + (y / 41.0).cos()) * wide * 0.05;
    let point = |x: f64, y: f64| {
        let at = place(x + wave(x, y), y + wave(y, x));
        (at.lng, at.lat)
    };
    let mut areas = Vec::new();
    for row in 0..side {
        for column in 0..side {
            let (x, y) = (f64::from(column) * wide, f64::from(row) * wide);
            let mut ring = Vec::new();
            for edge in 0..120_u32 {
                let along = f64::from(edge % 30) / 30.0 * wide;
                ring.push(match edge / 30 {
                    0 => point(x + along, y),
                    1 => point(x + wide, y + along),
                    2 => point(x + wide - along, y + wide),
                    _ => point(x, y + wide - along),
                });
            }
            let polygon = Polygon::new(LineString::from(ring), Vec::new());
            areas.push((
                format!("E{row:04}{column:04}"),
                MultiPolygon::new(vec![polygon]),
            ));
        }
    }
    areas
}

fn town(doors: u32) -> (Vec<Section>, Vec<Door>) {
    let mut state = 7;
    let mut town = (Vec::new(), Vec::new());
    let side = (f64::from(doors) / 2.0 / 11.0).sqrt().ceil();
    let mut row = 0.0;
    while row < side {
        let mut column = 0.0;
        while column < side {
            let at = (column * 90.0, row * 90.0);
            street(
                &mut town,
                1_000_000.0 + row,
                at,
                (at.0 + 90.0, at.1),
                &mut state,
            );
            street(
                &mut town,
                2_000_000.0 + column,
                at,
                (at.0, at.1 + 90.0),
                &mut state,
            );
            column += 1.0;
        }
        row += 1.0;
    }
    town.1.truncate(doors as usize);
    town
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small positive numbers"
)]
fn street(
    town: &mut (Vec<Section>, Vec<Door>),
    name: f64,
    from: (f64, f64),
    to: (f64, f64),
    state: &mut u64,
) {
    let id = SectionId(town.0.len() as u128);
    town.0.push(Section {
        id,
        street: StreetId(name as u128),
        line: vec![place(from.0, from.1), place(to.0, to.1)],
        homes: Homes::Listed,
    });
    let houses = 3 + (lot(state) * 6.0) as u32;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    for house in 0..houses {
        for (side, odd) in [(8.0 / 90.0, 1), (-8.0 / 90.0, 2)] {
            let share = (f64::from(house) + 0.5) / f64::from(houses);
            town.1.push(Door {
                id: DoorId(town.1.len() as u128),
                section: id,
                at: place(
                    from.0 + dx * share - dy * side,
                    from.1 + dy * share + dx * side,
                ),
                number: Some((house * 2 + odd).to_string()),
                building: None,
                floor: None,
            });
        }
    }
}

fn points_to_areas_and_cells() {
    let mut state = 1;
    let points: Vec<LngLat> = (0..1_000_000)
        .map(|_| place(lot(&mut state) * 40_000.0, lot(&mut state) * 40_000.0))
        .collect();
    for side in [40, 180] {
        let areas = areas(side);
        let count = areas.len();
        let begin = Instant::now();
        let index = AreaIndex::build(areas);
        let built = begin.elapsed();
        let begin = Instant::now();
        let found = index.locate_many(&points);
        println!(
            "{count} areas built in {built:.2?}; 1,000,000 points in {:.2?}, {} found",
            begin.elapsed(),
            found.iter().flatten().count(),
        );
    }
    let begin = Instant::now();
    let sum = points
        .iter()
        .fold(0_i64, |sum, &place| sum ^ Cell::at(place).to_i64());
    println!(
        "1,000,000 points to cells in {:.2?} ({sum:x})",
        begin.elapsed()
    );
}

fn cut_and_order(doors: u32, lists: u32) {
    let (sections, all) = town(doors);
    let pace = Pace::default();
    let begin = Instant::now();
    let network = Network::build(&sections).expect("a good town");
    let built = begin.elapsed();
    let begin = Instant::now();
    let share = Share::Lists(NonZeroU32::new(lists).expect("some lists"));
    let cut = cut(&network, &all, share, &pace).expect("a good town");
    let taken = begin.elapsed();
    let outside = |l: &&maps::cut::List| {
        let over = l.minutes * f64::from(lists) / cut.minutes;
        !(0.85..=1.15).contains(&over)
    };
    println!(
        "{} doors: network {built:.2?}, {lists} lists in {taken:.2?}, {:.3}-{:.3} of the mean, \
         {} outside 15 %, {} in more than one piece",
        all.len(),
        cut.evenness.shortest,
        cut.evenness.longest,
        cut.lists.iter().filter(outside).count(),
        cut.lists.iter().filter(|list| list.pieces > 1).count(),
    );
    let by_id: HashMap<DoorId, &Door> = all.iter().map(|door| (door.id, door)).collect();
    let begin = Instant::now();
    let (mut metres, mut some) = (0.0, 0_u32);
    for list in cut.lists.iter().take(100) {
        let mine: Vec<Door> = list.doors.iter().map(|id| by_id[id].clone()).collect();
        some += u32::try_from(mine.len()).expect("few doors");
        let walk = order(&network, &mine, &list.stretches, None, &pace).expect("a good list");
        metres += walk.metres.0;
    }
    println!(
        "  ordering {} lists in {:.2?}, {:.1} m a door",
        cut.lists.len().min(100),
        begin.elapsed(),
        metres / f64::from(some),
    );
}

fn main() {
    points_to_areas_and_cells();
    for (doors, lists) in [
        (2_000, 33),
        (5_000, 83),
        (5_000, 147),
        (5_000, 4),
        (20_000, 333),
    ] {
        cut_and_order(doors, lists);
    }
}
