//! Generated towns for tests: a grid of terraces, cul-de-sacs off it, a river with one bridge.

use super::{Door, DoorId, Homes, Section, SectionId, StreetId};
use crate::shapes::LngLat;

/// What to build.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Town {
    /// Streets from west to east, and from south to north.
    pub(crate) rows: u32,
    pub(crate) columns: u32,
    /// Houses per side between two junctions: from, to.
    pub(crate) houses: (u32, u32),
    /// Every so manieth section has a cul-de-sac of eight houses; 0 for none.
    pub(crate) closes: u32,
    /// A river after this column; only the lowest street crosses it.
    pub(crate) river: Option<u32>,
    /// Every so manieth section has a block of flats; 0 for none.
    pub(crate) blocks: u32,
    /// Every so manieth section has no known door; 0 for none.
    pub(crate) unlisted: u32,
    pub(crate) seed: u32,
}

impl Default for Town {
    fn default() -> Self {
        Self {
            rows: 8,
            columns: 8,
            houses: (3, 9),
            closes: 5,
            river: None,
            blocks: 0,
            unlisted: 0,
            seed: 1,
        }
    }
}

/// Metres between junctions.
const WIDE: f64 = 90.0;

struct Builder {
    town: Town,
    sections: Vec<Section>,
    doors: Vec<Door>,
    lot: u32,
}

/// A place so many metres east and north of a corner of Leeds.
pub(crate) fn place(x: f64, y: f64) -> LngLat {
    LngLat {
        lng: -1.53 + x / 65_830.0,
        lat: 53.81 + y / 111_195.0,
    }
}

impl Town {
    /// The streets and doors.
    pub(crate) fn build(self) -> (Vec<Section>, Vec<Door>) {
        let mut builder = Builder {
            town: self,
            sections: Vec::new(),
            doors: Vec::new(),
            lot: self.seed,
        };
        for row in 0..self.rows {
            for column in 0..self.columns {
                let (x, y) = (f64::from(column) * WIDE, f64::from(row) * WIDE);
                let bridged = self.river != Some(column) || row == 0;
                if column + 1 < self.columns && bridged {
                    builder.street(u128::from(row), (x, y), (x + WIDE, y));
                }
                if row + 1 < self.rows {
                    builder.street(1000 + u128::from(column), (x, y), (x, y + WIDE));
                }
            }
        }
        (builder.sections, builder.doors)
    }
}

impl Builder {
    fn below(&mut self, bound: u32) -> u32 {
        self.lot = self.lot.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.lot >> 16) % bound.max(1)
    }

    fn every(&self, nth: u32) -> bool {
        nth > 0 && self.sections.len().is_multiple_of(nth as usize)
    }

    fn street(&mut self, street: u128, from: (f64, f64), to: (f64, f64)) {
        let unlisted = self.every(self.town.unlisted);
        let (block, close) = (self.every(self.town.blocks), self.every(self.town.closes));
        let (least, most) = self.town.houses;
        let houses = if unlisted {
            0
        } else {
            least + self.below(most - least + 1)
        };
        self.section(street, from, to, houses, unlisted);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let middle = (from.0 + dx * 0.3, from.1 + dy * 0.3);
        if block {
            let section = self.sections[self.sections.len() - 1].id;
            for flat in 0..24_u32 {
                let id = DoorId(self.doors.len() as u128);
                self.doors.push(Door {
                    id,
                    section,
                    at: place(middle.0 - dy / WIDE * 12.0, middle.1 + dx / WIDE * 12.0),
                    number: Some((flat + 1).to_string()),
                    building: Some("The Heights".to_owned()),
                    floor: Some(i16::try_from(flat / 4).unwrap()),
                });
            }
        }
        if close {
            // Drawn with a gap of a few metres, as real data has it.
            let at = (middle.0 - dy / WIDE * 4.0, middle.1 + dx / WIDE * 4.0);
            let end = (middle.0 - dy / WIDE * 40.0, middle.1 + dx / WIDE * 40.0);
            let name = 5000 + self.sections.len() as u128;
            self.section(name, at, end, 4, false);
        }
    }

    fn section(&mut self, street: u128, a: (f64, f64), b: (f64, f64), houses: u32, open: bool) {
        let id = SectionId(self.sections.len() as u128);
        self.sections.push(Section {
            id,
            street: StreetId(street),
            line: vec![place(a.0, a.1), place(b.0, b.1)],
            homes: if open { Homes::Unlisted } else { Homes::Listed },
        });
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = dx.hypot(dy);
        for house in 0..houses {
            for side in [1.0, -1.0] {
                let share = (f64::from(house) + 0.5) / f64::from(houses);
                let out = 8.0 * side / length;
                let number = house * 2 + if side > 0.0 { 1 } else { 2 };
                self.doors.push(Door {
                    id: DoorId(self.doors.len() as u128),
                    section: id,
                    at: place(a.0 + dx * share - dy * out, a.1 + dy * share + dx * out),
                    number: Some(number.to_string()),
                    building: None,
                    floor: None,
                });
            }
        }
    }
}
