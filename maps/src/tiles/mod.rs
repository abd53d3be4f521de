//! Shapes on Earth → Mapbox Vector Tiles 2.1.
//!
//! Comes in: shapes in fixed point ([`Shape`]), kept once and drawn many times. Goes out: the bytes
//! of a tile with one layer. How a shape gets there:
//!
//! 1. [`world`]: degrees become whole numbers on the Web Mercator square, 2^32 wide (9 mm);
//! 2. `clip`: what lies outside the tile and its buffer goes;
//! 3. `grid`: the rest is put on the tile's grid of 4096, coarser where nobody could see the
//!    difference; points that say nothing go, and rings smaller than a pixel;
//! 4. `pbf`: the bytes, keys and values in dictionaries.
//!
//! Neighbours keep sharing their edges: each step moves a place by where it lies alone, and cuts an
//! edge the same from either end, so no crack opens between two areas at any zoom.
//!
//! It will not keep shapes from touching themselves where a grid is coarser than they are: the
//! format asks for it only where it can be had, and a map draws them all the same.

mod clip;
#[cfg(test)]
mod decode;
mod grid;
mod layer;
mod pbf;
#[cfg(test)]
mod tests;
pub mod world;

pub use layer::{Layer, Value};
pub use world::{At, Bounds, Shape};

/// Units along the side of a tile.
pub const EXTENT: u32 = 4096;
/// Units beyond each side that are drawn too, so that lines do not end at a seam.
pub const BUFFER: u32 = 64;
/// Units of a pixel, on a map that draws a tile 512 pixels wide.
pub const PIXEL: i64 = 8;

/// Which tile: zoom, and column and row from the north-west.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    z: u8,
    x: u32,
    y: u32,
}

/// Why three numbers name no tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATile {
    /// Deeper than tiles are made: a map draws the deepest one larger.
    #[error("zoom {0} is none of 0 to {most}; ask for zoom {most} and draw it larger", most = Address::MOST_ZOOM)]
    Zoom(u32),
    /// Outside the square of that zoom.
    #[error("at zoom {z} columns and rows are 0 to {most}, and {n} is none of them", most = (1_u32 << z) - 1)]
    Beyond {
        /// The zoom.
        z: u8,
        /// The column or row.
        n: u32,
    },
}

impl Address {
    /// The deepest zoom: a unit is 9 cm in England.
    pub const MOST_ZOOM: u8 = 16;

    /// Checks the numbers.
    ///
    /// # Errors
    /// [`NotATile`] with the bound that was broken.
    pub fn new(zoom: u32, x: u32, y: u32) -> Result<Self, NotATile> {
        let z = u8::try_from(zoom).ok().filter(|z| *z <= Self::MOST_ZOOM);
        let z = z.ok_or(NotATile::Zoom(zoom))?;
        let beyond = [x, y].into_iter().find(|n| *n >= 1 << z);
        match beyond {
            Some(n) => Err(NotATile::Beyond { z, n }),
            None => Ok(Self { z, x, y }),
        }
    }

    /// The zoom.
    #[must_use]
    pub const fn zoom(self) -> u8 {
        self.z
    }

    /// Column and row.
    #[must_use]
    pub const fn column_and_row(self) -> (u32, u32) {
        (self.x, self.y)
    }

    /// The tile of a lesser zoom that holds this one; itself where `zoom` is not less.
    #[must_use]
    pub const fn within(self, zoom: u8) -> Self {
        if zoom >= self.z {
            return self;
        }
        let up = self.z - zoom;
        Self {
            z: zoom,
            x: self.x >> up,
            y: self.y >> up,
        }
    }

    /// The tile of a zoom that holds a place.
    #[must_use]
    pub fn holding(at: At, zoom: u8) -> Self {
        let z = zoom.min(Self::MOST_ZOOM);
        let of = |n: u32| u32::try_from(u64::from(n) >> (32 - u32::from(z))).unwrap_or(0);
        Self {
            z,
            x: of(at.x),
            y: of(at.y),
        }
    }

    /// Bits by which a place is finer than a unit of this tile.
    const fn shift(self) -> u32 {
        20 - self.z as u32
    }

    /// Where it begins in the west and in the north.
    fn corner(self) -> (i64, i64) {
        let of = |n: u32| i64::from(n) << (32 - u32::from(self.z));
        (of(self.x), of(self.y))
    }

    /// Its square and the buffer around it.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        let (west, north) = self.corner();
        let side = 1_i64 << (32 - u32::from(self.z));
        let buffer = i64::from(BUFFER) << self.shift();
        Bounds {
            west: west - buffer,
            north: north - buffer,
            east: west + side + buffer,
            south: north + side + buffer,
        }
    }
}
