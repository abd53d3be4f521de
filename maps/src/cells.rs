//! A point → its H3 cell, a cell → its parents by truncation.
//!
//! Comes in: a checked place. Goes out: a [`Cell`], its parents, its outline. Doors are indexed at
//! [`Cell::DOOR_RESOLUTION`] and every coarser cell is made from the stored one, never from the
//! point again: H3's geographic containment is approximate (a point may lie in a coarse hexagon
//! that is not the parent of its fine one), its logical containment is exact, and only with the
//! latter do children always add up to their parent.
//!
//! It will not say which small area a place is in: cells do not nest in areas, see [`crate::index`].

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use h3o::{CellIndex, LatLng, Resolution};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::shapes::LngLat;

/// One hexagon (or one of the twelve pentagons) of the H3 grid.
///
/// The index is 64 bits with the highest always zero, so it fits a `BIGINT` column unchanged and
/// sorts there as it sorts here. In JSON and in text it is the usual 15 hexadecimal digits, since
/// JSON numbers lose bits above 2^53.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell(CellIndex);

/// Why a number or a text is not an H3 cell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACell {
    /// The bits do not follow the layout of an H3 cell index.
    #[error("{0} is not the number of an H3 cell")]
    Number(i64),
    /// Not the hexadecimal form of an H3 cell index.
    #[error("`{0}` is not an H3 cell in hexadecimal digits")]
    Text(String),
}

impl Cell {
    /// Resolution at which doors are stored: 0.015 km² on average, edge 66 m.
    pub const DOOR_RESOLUTION: u8 = 10;

    /// The cell of [`Cell::DOOR_RESOLUTION`] that holds `place`.
    ///
    /// # Panics
    /// Never for a place made by [`LngLat::new`], whose numbers are finite.
    #[must_use]
    pub fn at(place: LngLat) -> Self {
        let place = LatLng::new(place.lat, place.lng).expect("a checked place is finite");
        Self(place.to_cell(Resolution::Ten))
    }

    /// Resolution of this cell, 0 (coarsest) to 15.
    #[must_use]
    pub fn resolution(self) -> u8 {
        self.0.resolution().into()
    }

    /// The ancestor at `resolution`, by truncating the index; itself when that is its resolution.
    ///
    /// `None` when `resolution` is finer than the cell's own, or no resolution at all.
    #[must_use]
    pub fn parent(self, resolution: u8) -> Option<Self> {
        let resolution = Resolution::try_from(resolution).ok()?;
        self.0.parent(resolution).map(Self)
    }

    /// The outline in degrees, anticlockwise, not closed: six corners, or up to ten where the
    /// cell crosses an edge of the icosahedron beneath the grid.
    #[must_use]
    pub fn boundary(self) -> Vec<LngLat> {
        self.0
            .boundary()
            .iter()
            .map(|corner| LngLat {
                lng: corner.lng(),
                lat: corner.lat(),
            })
            .collect()
    }

    /// The index as stored in a `BIGINT` column; never negative.
    #[must_use]
    pub fn to_i64(self) -> i64 {
        u64::from(self.0).cast_signed()
    }
}

impl Ord for Cell {
    /// By number, as the database sorts them; h3o's own order leaves the resolution out.
    fn cmp(&self, other: &Self) -> Ordering {
        self.to_i64().cmp(&other.to_i64())
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl TryFrom<i64> for Cell {
    type Error = NotACell;

    fn try_from(number: i64) -> Result<Self, NotACell> {
        CellIndex::try_from(number.cast_unsigned())
            .map(Self)
            .map_err(|_| NotACell::Number(number))
    }
}

impl From<Cell> for i64 {
    fn from(cell: Cell) -> Self {
        cell.to_i64()
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", u64::from(self.0))
    }
}

impl FromStr for Cell {
    type Err = NotACell;

    fn from_str(text: &str) -> Result<Self, NotACell> {
        u64::from_str_radix(text, 16)
            .ok()
            .and_then(|number| CellIndex::try_from(number).ok())
            .map(Self)
            .ok_or_else(|| NotACell::Text(text.to_owned()))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> impl Strategy<Value = LngLat> {
        (-180.0..180.0_f64, -90.0..90.0_f64).prop_map(|(lng, lat)| LngLat { lng, lat })
    }

    fn rutland() -> Cell {
        Cell::at(LngLat {
            lng: -0.727,
            lat: 52.67,
        })
    }

    /// The truncation written out from the H3 bit layout, as a second opinion.
    fn truncated(cell: Cell, resolution: u8) -> i64 {
        let mut bits = cell.to_i64() & !(0xF << 52) | i64::from(resolution) << 52;
        for finer in resolution + 1..=15 {
            bits |= 0b111 << (3 * (15 - u32::from(finer)));
        }
        bits
    }

    proptest! {
        #[test]
        fn parents_are_truncations_and_a_parents_parent_is_the_parent(
            place in place(), near in 0..=10_u8, far in 0..=10_u8,
        ) {
            let cell = Cell::at(place);
            let (far, near) = (near.min(far), near.max(far));

            let parent = cell.parent(near).unwrap();

            prop_assert_eq!(parent.to_i64(), truncated(cell, near));
            prop_assert_eq!(parent.resolution(), near);
            prop_assert_eq!(parent.parent(far), cell.parent(far));
        }

        #[test]
        fn numbers_text_and_json_come_back_as_the_same_cell(place in place()) {
            let cell = Cell::at(place);

            let json = serde_json::to_string(&cell).unwrap();

            prop_assert!(cell.to_i64() > 0);
            prop_assert_eq!(Cell::try_from(cell.to_i64()), Ok(cell));
            prop_assert_eq!(cell.to_string().parse(), Ok(cell));
            prop_assert_eq!(&json, &format!("\"{cell}\""));
            prop_assert_eq!(serde_json::from_str::<Cell>(&json).unwrap(), cell);
        }
    }

    #[test]
    fn a_finer_cell_than_the_own_is_no_parent() {
        assert_eq!(rutland().parent(11), None);
        assert_eq!(rutland().parent(16), None);
        assert_eq!(rutland().parent(10), Some(rutland()));
    }

    #[test]
    fn the_outline_has_six_corners_about_the_place_it_holds() {
        let place = LngLat {
            lng: -0.727,
            lat: 52.67,
        };

        let outline = rutland().boundary();

        assert_eq!(outline.len(), 6);
        assert!(
            outline
                .iter()
                .all(|corner| corner.distance(place).0 < 160.0)
        );
    }

    #[test]
    fn other_numbers_and_texts_are_refused() {
        assert_eq!(Cell::try_from(-1), Err(NotACell::Number(-1)));
        assert_eq!(Cell::try_from(0), Err(NotACell::Number(0)));
        assert_eq!(
            "8a19".parse::<Cell>(),
            Err(NotACell::Text("8a19".to_owned()))
        );
    }
}
