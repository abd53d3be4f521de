//! Steps of the world → units of a tile, and less of them the farther one looks from.
//!
//! Areas are made simpler by a coarser grid alone, never by leaving out places one by one: which
//! place a ring could spare depends on its neighbours along the ring, and the area next to it has
//! other neighbours, so cracks would open between them. Lines have no such neighbour and lose what
//! bends by less than a quarter of a pixel.

use geo::{Coord, LineString, Simplify};

use super::{Address, clip::Spot, world::At};

/// From this zoom on, nothing is left out.
const EXACT_FROM: u8 = 14;
/// Units by which a line may bend without anybody seeing it.
const BEND: f64 = 2.0;

/// Bits by which the grid of areas is coarser than a unit.
const fn coarser_by(zoom: u8) -> u32 {
    match zoom {
        EXACT_FROM.. => 0,
        12..EXACT_FROM => 1,
        0..12 => 2,
    }
}

/// A spot on the grid of areas; its corner lies on that grid, so all tiles have the same one.
pub(super) const fn on_grid(spot: Spot, tile: Address) -> Spot {
    let coarse = coarser_by(tile.zoom());
    let shift = tile.shift() + coarse;
    Spot {
        x: rounded(spot.x, shift) << coarse,
        y: rounded(spot.y, shift) << coarse,
    }
}

/// A spot in units.
pub(super) const fn in_units(spot: Spot, tile: Address) -> Spot {
    Spot {
        x: rounded(spot.x, tile.shift()),
        y: rounded(spot.y, tile.shift()),
    }
}

const fn rounded(n: i64, shift: u32) -> i64 {
    (n + (1 << (shift - 1))) >> shift
}

/// A place on the grid of areas at `zoom`.
pub(super) fn coarse(at: At, zoom: u8) -> At {
    let shift = 20 - u32::from(zoom.min(Address::MOST_ZOOM)) + coarser_by(zoom);
    let of = |n: u32| {
        let on_grid = rounded(i64::from(n), shift) << shift;
        u32::try_from(on_grid).unwrap_or(u32::MAX)
    };
    At {
        x: of(at.x),
        y: of(at.y),
    }
}

/// Twice the area a ring runs around: above zero where it runs clockwise, y pointing south.
pub(super) fn twice_area(ring: &[Spot]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| a.x * b.y - b.x * a.y)
        .sum()
}

/// Whether `b` says nothing between `a` and `c`: on the straight line through them.
const fn idle(a: Spot, b: Spot, c: Spot) -> bool {
    (b.x - a.x) * (c.y - b.y) == (c.x - b.x) * (b.y - a.y)
}

/// A ring without the spots that say nothing; empty when nothing is left of it.
pub(super) fn tidy_ring(spots: &[Spot]) -> Vec<Spot> {
    let mut ring: Vec<Spot> = Vec::with_capacity(spots.len());
    for spot in spots {
        push(&mut ring, *spot);
    }
    // What met at the seam is looked at from both of its ends.
    let mut start = 0;
    loop {
        let rest = ring.get(start..).unwrap_or_default();
        let (Some([first, second]), Some([before, last]), true) =
            (rest.first_chunk(), rest.last_chunk(), rest.len() > 2)
        else {
            return Vec::new();
        };
        if last == first || idle(*before, *last, *first) {
            ring.pop();
        } else if idle(*last, *first, *second) {
            start += 1;
        } else {
            return ring.split_off(start);
        }
    }
}

/// Adds a spot to a line or ring, and takes back the ones before it that now say nothing.
fn push(spots: &mut Vec<Spot>, spot: Spot) {
    loop {
        match spots.as_slice() {
            [.., last] if *last == spot => return,
            [.., before, last] if idle(*before, *last, spot) => {
                spots.pop();
            }
            _ => break,
        }
    }
    spots.push(spot);
}

/// A line without what nobody could see at this zoom; empty when nothing is left of it.
pub(super) fn tidy_line(spots: Vec<Spot>, zoom: u8) -> Vec<Spot> {
    let mut line = spots;
    line.dedup();
    if line.len() < 2 {
        return Vec::new();
    }
    if zoom >= EXACT_FROM || line.len() == 2 {
        return line;
    }
    let simple = LineString::new(line.iter().map(|spot| coord(*spot)).collect()).simplify(BEND);
    // Simplifying only leaves out: what it kept is found again in order.
    let mut kept = simple.0.into_iter().peekable();
    line.retain(|spot| kept.next_if_eq(&coord(*spot)).is_some());
    line
}

#[expect(clippy::cast_precision_loss, reason = "units of a tile have 13 bits")]
const fn coord(spot: Spot) -> Coord<f64> {
    Coord {
        x: spot.x as f64,
        y: spot.y as f64,
    }
}
