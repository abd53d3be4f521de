//! Degrees → whole numbers on the Web Mercator square, and shapes made of them.

use std::f64::consts::PI;

use geo::MultiPolygon;

use super::{Address, PIXEL, grid};
use crate::{cells::Cell, shapes::LngLat};

/// Width and height of the square.
const WHOLE: f64 = 4_294_967_296.0;

/// A place on the square: x from the west, y from the north. A step is 9 mm at the equator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Steps from the west.
    pub x: u32,
    /// Steps from the north.
    pub y: u32,
}

impl At {
    /// Where a place lies; beyond 85.05° north or south, at the square's rim.
    #[must_use]
    pub fn of(place: LngLat) -> Self {
        let sine = place.lat.to_radians().sin();
        Self {
            x: steps(place.lng / 360.0 + 0.5),
            y: steps(0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI)),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits before"
)]
fn steps(share: f64) -> u32 {
    (share * WHOLE).round().clamp(0.0, WHOLE - 1.0) as u32
}

/// A box on the square, rims included. Signed, because a tile's buffer may reach beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Least x.
    pub west: i64,
    /// Least y.
    pub north: i64,
    /// Greatest x.
    pub east: i64,
    /// Greatest y.
    pub south: i64,
}

impl Bounds {
    /// Around places; `None` without any.
    #[must_use]
    pub fn around<'a>(places: impl IntoIterator<Item = &'a At>) -> Option<Self> {
        let mut places = places.into_iter();
        let first = *places.next()?;
        let mut all = Self {
            west: first.x.into(),
            north: first.y.into(),
            east: first.x.into(),
            south: first.y.into(),
        };
        for at in places {
            all.west = all.west.min(at.x.into());
            all.north = all.north.min(at.y.into());
            all.east = all.east.max(at.x.into());
            all.south = all.south.max(at.y.into());
        }
        Some(all)
    }

    /// Whether they share a place.
    #[must_use]
    pub const fn meet(&self, other: &Self) -> bool {
        self.west <= other.east
            && self.east >= other.west
            && self.north <= other.south
            && self.south >= other.north
    }

    /// Whether `other` lies within.
    #[must_use]
    pub const fn hold(&self, other: &Self) -> bool {
        self.west <= other.west
            && self.east >= other.east
            && self.north <= other.north
            && self.south >= other.south
    }

    /// The longer of width and height.
    #[must_use]
    pub fn longer_side(&self) -> i64 {
        (self.east - self.west).max(self.south - self.north)
    }

    /// Whether anybody could see something of this size at `zoom`: as long as a pixel.
    #[must_use]
    pub fn shows_at(&self, zoom: u8) -> bool {
        self.longer_side() >= PIXEL << (20 - u32::from(zoom.min(Address::MOST_ZOOM)))
    }

    /// West, south, east and north in degrees, within the square.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "within the square they have 32 bits"
    )]
    pub fn degrees(&self) -> [f64; 4] {
        let share = |n: i64| (n as f64 / WHOLE).clamp(0.0, 1.0);
        let lng = |x: i64| share(x) * 360.0 - 180.0;
        let lat = |y: i64| (PI * (1.0 - 2.0 * share(y))).sinh().atan().to_degrees();
        [
            lng(self.west),
            lat(self.south),
            lng(self.east),
            lat(self.north),
        ]
    }
}

/// A shape as it is kept: half the size of degrees, and ready to be drawn at any zoom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Lines of at least two places.
    Lines(Vec<Vec<At>>),
    /// Polygons of rings, the outer one first, none of them closed.
    Polygons(Vec<Vec<Vec<At>>>),
}

impl Shape {
    /// Of polygons in degrees.
    #[must_use]
    pub fn of_polygons(polygons: &MultiPolygon<f64>) -> Self {
        let at = |c: &geo::Coord<f64>| At::of(LngLat { lng: c.x, lat: c.y });
        let ring = |ring: &geo::LineString<f64>| {
            let mut places: Vec<At> = ring.0.iter().map(at).collect();
            if places.len() > 1 && places.first() == places.last() {
                places.pop();
            }
            places.dedup();
            places
        };
        let rings = |polygon: &geo::Polygon<f64>| {
            let all = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            all.map(ring).collect()
        };
        Self::Polygons(polygons.iter().map(rings).collect())
    }

    /// Of lines.
    #[must_use]
    pub fn of_lines<'a>(lines: impl IntoIterator<Item = &'a [LngLat]>) -> Self {
        let line = |line: &[LngLat]| line.iter().map(|place| At::of(*place)).collect();
        Self::Lines(lines.into_iter().map(line).collect())
    }

    /// Of a cell.
    #[must_use]
    pub fn of_cell(cell: Cell) -> Self {
        let ring = cell.boundary().into_iter().map(At::of).collect();
        Self::Polygons(vec![vec![ring]])
    }

    /// Every place of it.
    pub fn places(&self) -> impl Iterator<Item = &At> {
        let (lines, polygons) = match self {
            Self::Lines(lines) => (Some(lines), None),
            Self::Polygons(polygons) => (None, Some(polygons)),
        };
        let of_lines = lines.into_iter().flatten().flatten();
        of_lines.chain(polygons.into_iter().flatten().flatten().flatten())
    }

    /// The box around it; `None` when it has no place.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.places())
    }

    /// The same on the grid of areas at `zoom`: much smaller, drawn there as before but for a step
    /// where a tile cuts it, and at lesser zooms off by half a step of that grid at most. Areas
    /// that shared an edge still do.
    #[must_use]
    pub fn seen_at(&self, zoom: u8) -> Self {
        let coarse = |places: &Vec<At>| {
            let mut places: Vec<At> = places.iter().map(|at| grid::coarse(*at, zoom)).collect();
            places.dedup();
            places
        };
        match self {
            Self::Lines(lines) => Self::Lines(lines.iter().map(coarse).collect()),
            Self::Polygons(polygons) => Self::Polygons(
                polygons
                    .iter()
                    .map(|rings| rings.iter().map(coarse).collect())
                    .collect(),
            ),
        }
    }

    /// About how many bytes it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let of = |places: &Vec<At>| size_of::<Vec<At>>() + places.capacity() * size_of::<At>();
        match self {
            Self::Lines(lines) => lines.iter().map(of).sum(),
            Self::Polygons(polygons) => polygons
                .iter()
                .map(|rings| size_of::<Vec<Vec<At>>>() + rings.iter().map(of).sum::<usize>())
                .sum(),
        }
    }
}
