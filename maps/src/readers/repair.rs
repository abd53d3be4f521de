//! Rings that touch or cross themselves → the same area as valid polygons.

use std::collections::HashSet;

use geo::algorithm::bool_ops::FillRule;
use geo::{Area, BooleanOps, LineString, MultiPolygon, Polygon, Validation, unary_union};

/// The shape, and whether it had to be mended; `None` if nothing with an area is left.
///
/// 1. Valid by the OGC rules (`geo`'s `Validation`) and no ring visits a vertex twice: unchanged.
/// 2. Else each polygon is cut anew by the even-odd rule, under which both halves of a bow tie
///    stay and a hole stays a hole.
/// 3. The parts are united, because parts that overlapped would make a point lie in two of them.
pub(crate) fn repaired(shape: MultiPolygon<f64>) -> Option<(MultiPolygon<f64>, bool)> {
    if shape.0.is_empty() {
        return None;
    }
    let touches = shape
        .iter()
        .any(|polygon| rings(polygon).any(visits_a_vertex_twice));
    if !touches && shape.is_valid() {
        // The area of a crossing ring may cancel out; that of a valid one tells.
        return (shape.unsigned_area() > 0.0).then_some((shape, false));
    }
    let nothing = MultiPolygon::<f64>::new(Vec::new());
    let parts: Vec<MultiPolygon<f64>> = shape
        .iter()
        .map(|polygon| polygon.union_with_fill_rule(&nothing, FillRule::EvenOdd))
        .collect();
    let whole = match parts.len() {
        1 => parts.into_iter().next()?,
        _ => unary_union(parts.iter()),
    };
    (whole.unsigned_area() > 0.0).then_some((whole, true))
}

fn rings(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

/// A ring that comes back to one of its own vertices touches itself there, which `geo` lets pass.
fn visits_a_vertex_twice(ring: &LineString<f64>) -> bool {
    let open = ring.0.len().saturating_sub(1);
    let mut seen = HashSet::with_capacity(open);
    let mut last = None;
    ring.0.iter().take(open).any(|c| {
        let bits = (c.x.to_bits(), c.y.to_bits());
        // The same vertex twice in a row is dull, not invalid.
        let again = last != Some(bits) && !seen.insert(bits);
        last = Some(bits);
        again
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, Point, wkt};

    #[test]
    fn a_valid_shape_is_left_alone() {
        let square = MultiPolygon::from(wkt!(POLYGON((0. 0., 1. 0., 1. 1., 0. 1., 0. 0.))));

        assert_eq!(repaired(square.clone()), Some((square, false)));
    }

    #[test]
    fn both_halves_of_a_bow_tie_stay() {
        let bow = MultiPolygon::from(wkt!(POLYGON((0. 0., 2. 2., 2. 0., 0. 2., 0. 0.))));

        let (mended, changed) = repaired(bow).unwrap();

        assert!(changed && mended.is_valid());
        assert!((mended.unsigned_area() - 2.0).abs() < 1e-6);
        assert!(mended.contains(&Point::new(0.2, 1.0)) && mended.contains(&Point::new(1.8, 1.0)));
    }

    #[test]
    fn a_ring_that_touches_itself_keeps_its_area() {
        // The inner square hangs on the outer ring at one vertex.
        let ring =
            wkt!(POLYGON((0. 0., 4. 0., 4. 4., 2. 4., 3. 2., 2. 1., 1. 2., 2. 4., 0. 4., 0. 0.)));
        let before = ring.unsigned_area();

        let (mended, changed) = repaired(MultiPolygon::from(ring)).unwrap();

        assert!(changed && mended.is_valid());
        assert!((mended.unsigned_area() - before).abs() < 1e-6);
    }

    #[test]
    fn a_shape_without_area_is_nothing() {
        let flat = MultiPolygon::from(wkt!(POLYGON((0. 0., 1. 0., 2. 0., 0. 0.))));

        assert_eq!(repaired(flat), None);
    }
}
