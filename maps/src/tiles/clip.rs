//! What lies outside a box goes: from lines piece by piece, from rings by running along the rim.
//!
//! An edge is cut at the same place from whichever end one comes, so that two areas that share it
//! still do afterwards.

use super::world::Bounds;

/// A place relative to a tile's corner, in steps of the world or in units of the tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) x: i64,
    pub(super) y: i64,
}

/// One side of the box: what is kept lies at `at` or beyond it, in `towards` direction.
#[derive(Clone, Copy)]
struct Side {
    vertical: bool,
    at: i64,
    less: bool,
}

impl Side {
    const fn along(self, spot: Spot) -> i64 {
        if self.vertical { spot.x } else { spot.y }
    }

    const fn keeps(self, spot: Spot) -> bool {
        let n = self.along(spot);
        if self.less {
            n <= self.at
        } else {
            n >= self.at
        }
    }

    /// Where the edge between two spots on different sides crosses.
    fn cut(self, one: Spot, other: Spot) -> Spot {
        let (a, b) = if one < other {
            (one, other)
        } else {
            (other, one)
        };
        let (from, to) = (self.along(a), self.along(b));
        let across = |a: i64, b: i64| {
            let whole = i128::from(to - from);
            let part = i128::from(b - a) * i128::from(self.at - from);
            // Rounded to the nearest, the same for either direction.
            let (whole, part) = if whole < 0 {
                (-whole, -part)
            } else {
                (whole, part)
            };
            a + i64::try_from((part * 2 + whole).div_euclid(whole * 2)).unwrap_or_default()
        };
        if self.vertical {
            Spot {
                x: self.at,
                y: across(a.y, b.y),
            }
        } else {
            Spot {
                x: across(a.x, b.x),
                y: self.at,
            }
        }
    }
}

const fn sides(bounds: &Bounds) -> [Side; 4] {
    const fn side(vertical: bool, at: i64, less: bool) -> Side {
        Side { vertical, at, less }
    }
    [
        side(true, bounds.west, false),
        side(true, bounds.east, true),
        side(false, bounds.north, false),
        side(false, bounds.south, true),
    ]
}

/// A ring, cut to the box (Sutherland and Hodgman). Where it leaves the box it runs along the rim.
pub(super) fn ring(mut spots: Vec<Spot>, bounds: &Bounds) -> Vec<Spot> {
    for side in sides(bounds) {
        if spots.iter().all(|spot| side.keeps(*spot)) {
            continue;
        }
        let mut kept = Vec::with_capacity(spots.len() + 4);
        let Some(mut before) = spots.last().copied() else {
            return spots;
        };
        for spot in spots {
            if side.keeps(before) != side.keeps(spot) {
                kept.push(side.cut(before, spot));
            }
            if side.keeps(spot) {
                kept.push(spot);
            }
            before = spot;
        }
        spots = kept;
    }
    spots
}

/// The pieces of a line within the box.
pub(super) fn line(spots: Vec<Spot>, bounds: &Bounds) -> Vec<Vec<Spot>> {
    let mut pieces = vec![spots];
    for side in sides(bounds) {
        let mut kept = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if piece.iter().all(|spot| side.keeps(*spot)) {
                kept.push(piece);
                continue;
            }
            let mut current = Vec::new();
            let mut before: Option<Spot> = None;
            for spot in piece {
                if let Some(before) = before
                    && side.keeps(before) != side.keeps(spot)
                {
                    current.push(side.cut(before, spot));
                    if side.keeps(before) {
                        kept.push(std::mem::take(&mut current));
                    }
                }
                if side.keeps(spot) {
                    current.push(spot);
                }
                before = Some(spot);
            }
            kept.push(current);
        }
        pieces = kept;
        pieces.retain(|piece| piece.len() > 1);
    }
    pieces
}
