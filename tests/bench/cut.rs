//! Five and twenty thousand doors of a town cut into lists of about sixty.

use std::num::NonZeroU32;

use maps::{
    cut::{self, Door, DoorId, Homes, Network, Pace, Section, SectionId, Share, StreetId},
    shapes::LngLat,
};

use crate::measure::{lot, timed};

/// Metres between two corners.
const BLOCK: f64 = 90.0;

pub fn run() {
    for doors in [2_000, 5_000, 20_000] {
        one(doors);
    }
}

fn one(count: u32) {
    let lists = count / 60;
    let (sections, doors) = town(count);
    let pace = Pace::default();
    let (network, built) = timed(|| Network::build(&sections).unwrap());
    let share = Share::Lists(NonZeroU32::new(lists).unwrap());
    let (cut, took) = timed(|| cut::cut(&network, &doors, share, &pace).unwrap());
    let (chunks, bound) = timed(|| in_chunks(&doors, lists as usize));
    let ms = |took: crate::measure::Took| took.wall.as_secs_f64() * 1e3;
    println!(
        "{} doors into {lists} lists: {:.0} ms ({:.0} ms CPU) and {:.1} ms for the network; \
         {:.3} to {:.3} of the mean in minutes, {} lists in more than one piece; \
         bound: sorted by section and chopped into {chunks}, {:.2} ms",
        doors.len(),
        ms(took),
        took.cpu.as_secs_f64() * 1e3,
        ms(built),
        cut.evenness.shortest,
        cut.evenness.longest,
        cut.lists.iter().filter(|list| list.pieces > 1).count(),
        ms(bound),
    );
}

/// What knows no streets: doors in the order of sections, so many a list.
fn in_chunks(doors: &[Door], lists: usize) -> usize {
    let mut order: Vec<(SectionId, DoorId)> =
        doors.iter().map(|door| (door.section, door.id)).collect();
    order.sort_unstable_by_key(|(section, door)| (section.0, door.0));
    order.chunks(order.len().div_ceil(lists)).count()
}

fn place(x: f64, y: f64) -> LngLat {
    LngLat {
        lng: -1.53 + x / 65_830.0,
        lat: 53.81 + y / 111_195.0,
    }
}

/// A grid of streets with three to eight houses on either side of each block.
fn town(doors: u32) -> (Vec<Section>, Vec<Door>) {
    let mut state = 7;
    let mut town = (Vec::new(), Vec::new());
    let mut side = 1_u32;
    while f64::from(side * side) < f64::from(doors) / 22.0 {
        side += 1;
    }
    for (row, column) in (0..side).flat_map(|row| (0..side).map(move |column| (row, column))) {
        let at = (f64::from(column) * BLOCK, f64::from(row) * BLOCK);
        let (east, north) = ((at.0 + BLOCK, at.1), (at.0, at.1 + BLOCK));
        block(
            &mut town,
            1_000_000 + u128::from(row),
            (at, east),
            &mut state,
        );
        block(
            &mut town,
            2_000_000 + u128::from(column),
            (at, north),
            &mut state,
        );
    }
    town.1.truncate(doors as usize);
    town
}

type Corner = (f64, f64);

fn block(
    town: &mut (Vec<Section>, Vec<Door>),
    street: u128,
    (from, to): (Corner, Corner),
    state: &mut u64,
) {
    let id = SectionId(town.0.len() as u128);
    town.0.push(Section {
        id,
        street: StreetId(street),
        line: vec![place(from.0, from.1), place(to.0, to.1)],
        homes: Homes::Listed,
    });
    let few = lot(state) * 6.0;
    let houses = (3..8_u32).take_while(|n| f64::from(*n) < 3.0 + few).count() + 3;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    for house in 0..houses {
        for (side, odd) in [(8.0 / BLOCK, 1), (-8.0 / BLOCK, 2)] {
            let share = (house as f64 + 0.5) / houses as f64;
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
