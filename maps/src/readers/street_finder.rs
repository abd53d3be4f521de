//! Which street a door belongs to: by name where the address says one, else the nearest.

use std::collections::HashMap;

use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};

use super::model::Street;
use crate::shapes::{LngLat, Metres};

/// A door without a street's name belongs to a street at most this far away.
pub const NEAREST_WITHIN: Metres = Metres(60.0);

/// A street of the right name may be this far away: farms stand back from their lane.
pub const NAMED_WITHIN: Metres = Metres(500.0);

/// Metres in one degree of latitude.
const METRES_PER_DEGREE: f64 = 111_195.0;

/// Where a door was put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundStreet {
    /// Position in the list the finder was made from.
    pub street: usize,
    /// From the door to the street's line.
    pub distance: Metres,
    /// Found by distance, not by name.
    pub inferred: bool,
}

/// An index over the segments of streets.
pub struct StreetFinder<'s> {
    streets: &'s [Street],
    by_name: HashMap<String, Vec<usize>>,
    segments: RTree<GeomWithData<Line<[f64; 2]>, usize>>,
}

impl<'s> StreetFinder<'s> {
    /// Indexes the streets.
    #[must_use]
    pub fn new(streets: &'s [Street]) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let mut segments = Vec::new();
        for (at, street) in streets.iter().enumerate() {
            by_name
                .entry(comparable(&street.name))
                .or_default()
                .push(at);
            for pair in street.parts.iter().flat_map(|part| part.line.windows(2)) {
                if let [a, b] = pair {
                    let line = Line::new([a.lng, a.lat], [b.lng, b.lat]);
                    segments.push(GeomWithData::new(line, at));
                }
            }
        }
        Self {
            streets,
            by_name,
            segments: RTree::bulk_load(segments),
        }
    }

    /// The street for a door.
    ///
    /// 1. Among the streets of the name (case, blanks and apostrophes do not count) the nearest
    ///    within [`NAMED_WITHIN`].
    /// 2. Else, also where the name is misspelt, the nearest of all within [`NEAREST_WITHIN`]:
    ///    inferred.
    #[must_use]
    pub fn find(&self, name: Option<&str>, at: LngLat) -> Option<FoundStreet> {
        let named = name
            .and_then(|name| self.by_name.get(&comparable(name)))
            .and_then(|named| self.nearest(at, named.iter().copied(), NAMED_WITHIN));
        if let Some((street, distance)) = named {
            return Some(FoundStreet {
                street,
                distance,
                inferred: false,
            });
        }
        let lat = NEAREST_WITHIN.0 / METRES_PER_DEGREE;
        let lng = lat / at.lat.to_radians().cos().max(0.01);
        let around = AABB::from_corners([at.lng - lng, at.lat - lat], [at.lng + lng, at.lat + lat]);
        let mut best: Option<(usize, f64)> = None;
        for segment in self.segments.locate_in_envelope_intersecting(&around) {
            let [from, to] = [segment.geom().from, segment.geom().to];
            let metres = to_segment(at, from, to);
            let nearer = best.is_none_or(|(street, so_far)| {
                metres < so_far || (metres <= so_far && segment.data < street)
            });
            if metres <= NEAREST_WITHIN.0 && nearer {
                best = Some((segment.data, metres));
            }
        }
        best.map(|(street, metres)| FoundStreet {
            street,
            distance: Metres(metres),
            inferred: true,
        })
    }

    fn nearest(
        &self,
        at: LngLat,
        among: impl Iterator<Item = usize>,
        within: Metres,
    ) -> Option<(usize, Metres)> {
        among
            .filter_map(|street| {
                let parts = &self.streets.get(street)?.parts;
                let metres = parts
                    .iter()
                    .map(|part| distance_to_line(at, &part.line).0)
                    .fold(f64::INFINITY, f64::min);
                (metres <= within.0).then_some((street, Metres(metres)))
            })
            .min_by(|a, b| a.1.0.total_cmp(&b.1.0))
    }
}

/// A street's name for comparing: lower case, no apostrophes or full stops, single blanks.
pub(super) fn comparable(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}' | '.'))
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// From a place to the nearest point of a line; infinite for an empty line.
///
/// Measured on a plane laid at the place, exact to a thousandth within a few kilometres.
#[must_use]
pub fn distance_to_line(at: LngLat, line: &[LngLat]) -> Metres {
    if let [only] = line {
        return at.distance(*only);
    }
    Metres(
        line.windows(2)
            .filter_map(|pair| match pair {
                [a, b] => Some(to_segment(at, [a.lng, a.lat], [b.lng, b.lat])),
                _ => None,
            })
            .fold(f64::INFINITY, f64::min),
    )
}

fn to_segment(at: LngLat, from: [f64; 2], to: [f64; 2]) -> f64 {
    let narrow = at.lat.to_radians().cos();
    let flat = |[lng, lat]: [f64; 2]| {
        (
            (lng - at.lng) * METRES_PER_DEGREE * narrow,
            (lat - at.lat) * METRES_PER_DEGREE,
        )
    };
    let ((ax, ay), (bx, by)) = (flat(from), flat(to));
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 {
        (-(ax * dx + ay * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (ax + along * dx).hypot(ay + along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::model::{Part, WayClass};

    fn street(name: &str, way: i64, line: &[(f64, f64)]) -> Street {
        let line = line
            .iter()
            .map(|(x, y)| LngLat::new(*x, *y).unwrap())
            .collect();
        let part = Part {
            way,
            class: WayClass::Residential,
            line,
            junctions: Vec::new(),
        };
        Street {
            key: format!("{name}@way/{way}"),
            name: name.to_owned(),
            parts: vec![part],
        }
    }

    #[test]
    fn the_name_wins_over_a_nearer_street_and_the_nearest_of_the_name_is_taken() {
        let streets = [
            street("St Mark's Road", 1, &[(-1.0, 53.002), (-0.99, 53.002)]),
            street("Back Lane", 2, &[(-1.0, 53.0), (-0.99, 53.0)]),
            street("St Mark's Road", 3, &[(-1.0, 53.1), (-0.99, 53.1)]),
        ];
        let finder = StreetFinder::new(&streets);
        let door = LngLat::new(-0.995, 53.0001).unwrap();

        let named = finder.find(Some("st marks  road"), door).unwrap();
        let nearest = finder.find(None, door).unwrap();
        let misspelt = finder.find(Some("Bak Lane"), door).unwrap();

        assert_eq!((named.street, named.inferred), (0, false));
        assert_eq!((nearest.street, nearest.inferred), (1, true));
        assert!((nearest.distance.0 - 11.1).abs() < 0.1);
        assert_eq!((misspelt.street, misspelt.inferred), (1, true));
    }

    #[test]
    fn a_door_far_from_every_street_has_none() {
        let streets = [street("A", 1, &[(-1.0, 53.0), (-0.99, 53.0)])];

        let found = StreetFinder::new(&streets).find(None, LngLat::new(-1.0, 53.01).unwrap());

        assert_eq!(found, None);
    }
}
