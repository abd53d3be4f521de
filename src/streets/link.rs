//! Which street, which stretch of it and which side a door is on. Pure.
//!
//! The answer rests on the streets that are stored and on what the address itself says, never on
//! the order in which files came in: doors before streets, streets before doors, or both again end
//! the same.

use maps::{
    readers::{
        Part, Street, WayClass,
        street_finder::{StreetFinder, distance_to_line},
    },
    shapes::{LngLat, Plane},
};

use super::model::Side;
use crate::base::ids::{StreetId, StreetPartId};

/// A stored street with its stretches, in the order of their keys.
#[derive(Clone, Debug)]
pub struct KnownStreet {
    /// The street.
    pub id: StreetId,
    /// Its name.
    pub name: String,
    /// Its stretches and their lines.
    pub parts: Vec<(StreetPartId, Vec<LngLat>)>,
}

/// Where a door belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The street.
    pub street: StreetId,
    /// The nearest stretch of it.
    pub part: StreetPartId,
    /// The side: by number, else as seen along the stretch.
    pub side: Side,
}

/// The known streets in the form that finding needs.
pub struct Linker {
    known: Vec<KnownStreet>,
    streets: Vec<Street>,
}

impl Linker {
    /// Prepares streets, in the order of their keys.
    #[must_use]
    pub fn new(known: Vec<KnownStreet>) -> Self {
        let streets = known
            .iter()
            .map(|street| Street {
                key: street.id.to_string(),
                name: street.name.clone(),
                parts: street.parts.iter().map(|(_, line)| part(line)).collect(),
            })
            .collect();
        Self { known, streets }
    }

    /// Finds for many doors: each with the street as its address names it, its place and number.
    #[must_use]
    pub fn find<'d>(
        &self,
        doors: impl Iterator<Item = (Option<&'d str>, LngLat, Option<&'d str>)>,
    ) -> Vec<Option<Link>> {
        let finder = StreetFinder::new(&self.streets);
        doors
            .map(|(name, at, number)| {
                let street = self.known.get(finder.find(name, at)?.street)?;
                let (part, line) = nearest(&street.parts, at)?;
                let by_number = number.and_then(Side::of_number);
                Some(Link {
                    street: street.id,
                    part: *part,
                    side: by_number.unwrap_or_else(|| side_of(line, at)),
                })
            })
            .collect()
    }
}

/// The side of a door that belongs to no street.
#[must_use]
pub fn side_without_street(number: Option<&str>) -> Side {
    number.and_then(Side::of_number).unwrap_or(Side::Left)
}

fn part(line: &[LngLat]) -> Part {
    Part {
        way: 0,
        class: WayClass::Residential,
        line: line.to_vec(),
        junctions: Vec::new(),
    }
}

fn nearest(
    parts: &[(StreetPartId, Vec<LngLat>)],
    at: LngLat,
) -> Option<&(StreetPartId, Vec<LngLat>)> {
    parts
        .iter()
        .map(|part| (distance_to_line(at, &part.1).0, part))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, part)| part)
}

/// Left or right of the nearest segment, looking along the line.
fn side_of(line: &[LngLat], at: LngLat) -> Side {
    let segment = line
        .windows(2)
        .map(|pair| (distance_to_line(at, pair).0, pair))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, [from, to])) = segment else {
        return Side::Left;
    };
    let plane = Plane::about(at);
    let (from, to) = (plane.put(*from), plane.put(*to));
    // The door stands at the origin of its own plane.
    let turn = (to.x - from.x) * -from.y - (to.y - from.y) * -from.x;
    if turn < 0.0 { Side::Right } else { Side::Left }
}

/// The point at half the length of a line, and the length in metres to the centimetre.
#[must_use]
pub fn middle(line: &[LngLat]) -> Option<(LngLat, f64)> {
    let first = *line.first()?;
    let lengths: Vec<f64> = line
        .windows(2)
        .map(|pair| match pair {
            [a, b] => a.distance(*b).0,
            _ => 0.0,
        })
        .collect();
    let whole: f64 = lengths.iter().sum();
    let mut left = whole / 2.0;
    let mut at = first;
    for (pair, length) in line.windows(2).zip(&lengths) {
        let [a, b] = pair else { continue };
        if *length > 0.0 && *length >= left {
            let share = left / length;
            at = LngLat {
                lng: a.lng + (b.lng - a.lng) * share,
                lat: a.lat + (b.lat - a.lat) * share,
            };
            break;
        }
        left -= length;
        at = *b;
    }
    Some((at, (whole * 100.0).round() / 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn line(places: &[(f64, f64)]) -> Vec<LngLat> {
        places
            .iter()
            .map(|(lng, lat)| LngLat::new(*lng, *lat).unwrap())
            .collect()
    }

    fn street(n: u128, name: &str, places: &[(f64, f64)]) -> KnownStreet {
        KnownStreet {
            id: StreetId(Uuid::from_u128(n)),
            name: name.to_owned(),
            parts: vec![(StreetPartId(Uuid::from_u128(n)), line(places))],
        }
    }

    #[test]
    fn a_door_without_a_number_is_on_the_side_one_sees_walking_along() {
        let north = street(1, "A", &[(-1.5, 53.8), (-1.5, 53.801)]);
        let linker = Linker::new(vec![north]);
        let west = LngLat::new(-1.5002, 53.8005).unwrap();
        let east = LngLat::new(-1.4998, 53.8005).unwrap();

        let found = linker.find([west, east].map(|at| (None, at, None)).into_iter());

        let sides: Vec<_> = found.into_iter().map(|link| link.unwrap().side).collect();
        assert_eq!(sides, [Side::Left, Side::Right]);
    }

    #[test]
    fn a_number_tells_the_side_and_the_nearest_stretch_is_taken() {
        let mut long = street(1, "A", &[(-1.5, 53.8), (-1.5, 53.801)]);
        let far = StreetPartId(Uuid::from_u128(9));
        long.parts
            .push((far, line(&[(-1.5, 53.801), (-1.5, 53.803)])));
        let at = LngLat::new(-1.5002, 53.8025).unwrap();

        let found = Linker::new(vec![long]).find([(Some("a"), at, Some("12A"))].into_iter());

        let link = found[0].unwrap();
        assert_eq!((link.part, link.side), (far, Side::Even));
    }

    #[test]
    fn the_middle_is_at_half_the_length_not_at_the_middle_vertex() {
        let crooked = line(&[(0.0, 0.0), (0.0, 0.001), (0.0, 0.004)]);

        let (at, length) = middle(&crooked).unwrap();

        assert!((at.lat - 0.002).abs() < 1e-9, "{at:?}");
        assert!((length - 444.78).abs() < 0.02, "{length}");
    }
}
