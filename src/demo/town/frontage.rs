//! Houses along the streets.
//!
//! For each side of each street, a house every so many metres, set back from the middle of the
//! road, unless it would stand in another street, in the river, on the rails, in the park, in
//! another house, or so near the border of a small area that a centimetre could decide its area.

use std::collections::BTreeMap;

use super::areas::Fabric;
use super::ground::{Xy, line_distance, whole};
use super::network::{Network, Street};
use super::plan::Frontage;
use super::river::Barriers;

/// Metres that every door keeps from the borders of small areas.
pub(super) const BORDER_MARGIN: f64 = 1.5;

/// Metres that the middle of a house keeps from every other street.
const CLEAR_OF_STREETS: f64 = 10.0;

/// One house, shop or shop with flats.
#[derive(Clone, Debug)]
pub(super) struct House {
    /// Place of its street in the network.
    pub street: usize,
    /// Whether it stands on the right (even) side.
    pub even: bool,
    /// House number.
    pub number: u32,
    /// The front door, ground metres.
    pub at: Xy,
    /// One metre along the street.
    pub along: Xy,
    /// One metre away from the street.
    pub outward: Xy,
    /// What it is.
    pub frontage: Frontage,
    /// Place of its area of 2011.
    pub area_2011: usize,
    /// Place of its area of 2021.
    pub area_2021: usize,
}

/// Builds every house of the town, street by street, odd side before even side, in order.
pub(super) fn build(network: &Network, fabric: &Fabric, barriers: &Barriers) -> Vec<House> {
    let mut ground = Ground::new(network, fabric, barriers);
    let mut houses = Vec::new();
    for (place, street) in network.streets.iter().enumerate() {
        for (even, frontage) in [(false, street.left), (true, street.right)] {
            houses.extend(ground.side(place, street, even, frontage));
        }
    }
    houses
}

/// Metres of a grid square in which houses look for neighbours; wider than any spacing.
const SQUARE: f64 = 20.0;

/// What is already there.
struct Ground<'a> {
    network: &'a Network,
    fabric: &'a Fabric,
    barriers: &'a Barriers,
    taken: BTreeMap<(i64, i64), Vec<Xy>>,
}

impl<'a> Ground<'a> {
    fn new(network: &'a Network, fabric: &'a Fabric, barriers: &'a Barriers) -> Self {
        Self {
            network,
            fabric,
            barriers,
            taken: BTreeMap::new(),
        }
    }

    fn side(
        &mut self,
        place: usize,
        street: &Street,
        even: bool,
        frontage: Frontage,
    ) -> Vec<House> {
        let Some(spacing) = frontage.spacing() else {
            return Vec::new();
        };
        let mut number = if even { 2 } else { 1 };
        let mut houses = Vec::new();
        for (on, along) in stations(&street.line, spacing) {
            let outward = if even {
                along.left().times(-1.0)
            } else {
                along.left()
            };
            let at = on.plus(outward.times(frontage.setback()));
            let middle = at.plus(outward.times(frontage.depth() / 2.0));
            if !self.is_free(place, street, at, middle, frontage, spacing) {
                continue;
            }
            // Importers place a building by the middle of its outline, others by its door: both
            // have to lie in the same areas.
            let areas = self.fabric.holding(at, BORDER_MARGIN);
            let Some((area_2011, area_2021)) = areas else {
                continue;
            };
            if self.fabric.holding(middle, BORDER_MARGIN) != areas {
                continue;
            }
            self.taken.entry(square(middle)).or_default().push(middle);
            houses.push(House {
                street: place,
                even,
                number,
                at,
                along,
                outward,
                frontage,
                area_2011,
                area_2021,
            });
            number += 2;
        }
        houses
    }

    fn is_free(
        &self,
        place: usize,
        street: &Street,
        at: Xy,
        middle: Xy,
        frontage: Frontage,
        spacing: f64,
    ) -> bool {
        let own_off = line_distance(at, &street.line);
        let off_others = self
            .network
            .streets
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .filter(|(_, other)| other.bounds.is_near(middle, CLEAR_OF_STREETS))
            .all(|(_, other)| line_distance(middle, &other.line) > CLEAR_OF_STREETS);
        let (column, row) = square(middle);
        let crowded = (column - 1..=column + 1)
            .flat_map(|x| (row - 1..=row + 1).map(move |y| (x, y)))
            .filter_map(|key| self.taken.get(&key))
            .flatten()
            .any(|other| other.distance(middle) < spacing * 0.9);
        // On the inside of a bend the door would come too near its own street.
        own_off > frontage.setback() - 0.6
            && off_others
            && !crowded
            && self.barriers.leave_room_at(at)
    }
}

fn square(p: Xy) -> (i64, i64) {
    (whole(p.x / SQUARE), whole(p.y / SQUARE))
}

/// Points every `spacing` metres along a line (the first half a spacing in), with the direction.
fn stations(line: &[Xy], spacing: f64) -> Vec<(Xy, Xy)> {
    let mut out = Vec::new();
    let mut left = spacing / 2.0;
    for (from, to) in line.iter().zip(line.iter().skip(1)) {
        let length = from.distance(*to);
        let along = to.minus(*from).unit();
        while left < length {
            out.push((from.plus(along.times(left)), along));
            left += spacing;
        }
        left -= length;
    }
    out
}
