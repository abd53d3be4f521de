//! Many polygons → "which small area holds this point?", exactly and fast.
//!
//! Comes in: areas with their keys. Goes out: for a place, the first key (in `Ord` order) whose
//! polygon intersects it, boundary included; so a place on a shared boundary always gets the same
//! area, whatever order the areas were read in. Outside all areas the answer is `None`; nothing is
//! ever given to the nearest one.
//!
//! How: 1. the polygons' bounding boxes stand in an R-tree; 2. each ring's edges stand in
//! horizontal slabs; 3. a point asks the tree for the few boxes around it and each of those for
//! its slab. Degrees are treated as a plane, as the publishers' polygons mean them.

mod ring;
#[cfg(test)]
mod tests;

use geo::{BoundingRect, Coord, CoordsIter, MultiPolygon, Polygon};
use rstar::{AABB, RTree, RTreeObject};

use crate::shapes::LngLat;
use ring::{Place, Ring};

/// Areas by key, ready for millions of questions.
///
/// Memory is about 40 bytes an edge and slab it reaches.
#[derive(Clone, Debug)]
pub struct AreaIndex<K> {
    /// Sorted, without repeats; a polygon names its area by position here.
    keys: Vec<K>,
    polygons: RTree<Prepared>,
    unusable: Vec<K>,
}

/// One polygon of an area.
#[derive(Clone, Debug)]
struct Prepared {
    key: u32,
    bounds: AABB<[f64; 2]>,
    exterior: Ring,
    holes: Vec<Ring>,
}

impl RTreeObject for Prepared {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.bounds
    }
}

impl Prepared {
    fn new(key: u32, polygon: &Polygon<f64>) -> Option<Self> {
        if polygon
            .coords_iter()
            .any(|c| !c.x.is_finite() || !c.y.is_finite())
        {
            return None;
        }
        let bounds = polygon.bounding_rect()?;
        Some(Self {
            key,
            bounds: AABB::from_corners(
                [bounds.min().x, bounds.min().y],
                [bounds.max().x, bounds.max().y],
            ),
            exterior: Ring::prepare(polygon.exterior()),
            holes: polygon.interiors().iter().map(Ring::prepare).collect(),
        })
    }

    /// Inside or on the boundary; the rim of a hole belongs to the polygon, its inside does not.
    fn intersects(&self, point: Coord<f64>) -> bool {
        match self.exterior.place(point) {
            Place::Outside => false,
            Place::Boundary => true,
            Place::Inside => self
                .holes
                .iter()
                .all(|hole| hole.place(point) != Place::Inside),
        }
    }
}

impl<K: Ord + Clone> AreaIndex<K> {
    /// Prepares the areas, in any order. Entries with the same key are parts of one area.
    ///
    /// A polygon without coordinates or with one that is not finite is left out and its key kept
    /// in [`AreaIndex::unusable`].
    ///
    /// # Panics
    /// With more than four thousand million areas.
    #[must_use]
    pub fn build(areas: Vec<(K, MultiPolygon<f64>)>) -> Self {
        let mut areas = areas;
        areas.sort_by(|a, b| a.0.cmp(&b.0));
        let mut keys: Vec<K> = Vec::with_capacity(areas.len());
        let mut unusable: Vec<K> = Vec::new();
        let mut polygons = Vec::new();
        for (key, shape) in areas {
            if keys.last() != Some(&key) {
                keys.push(key.clone());
            }
            let number = u32::try_from(keys.len() - 1).expect("fewer areas than 2^32");
            let before = polygons.len();
            polygons.extend(shape.iter().filter_map(|p| Prepared::new(number, p)));
            let whole = polygons.len() - before == shape.0.len() && !shape.0.is_empty();
            if !whole && unusable.last() != Some(&key) {
                unusable.push(key);
            }
        }
        Self {
            keys,
            polygons: RTree::bulk_load(polygons),
            unusable,
        }
    }

    /// Keys of areas some polygon of which could not be used, in order.
    #[must_use]
    pub fn unusable(&self) -> &[K] {
        &self.unusable
    }

    /// The keys of all areas, in order.
    #[must_use]
    pub fn keys(&self) -> &[K] {
        &self.keys
    }

    /// The first key in order whose area intersects `place`, or `None` outside all of them.
    #[must_use]
    pub fn locate(&self, place: LngLat) -> Option<K> {
        self.position(place)
            .map(|position| self.keys[position].clone())
    }

    /// [`AreaIndex::locate`] for many places: one answer each, in their order, as positions in
    /// [`AreaIndex::keys`] so that a million answers are not a million copies of a key.
    #[must_use]
    pub fn locate_many(&self, places: &[LngLat]) -> Vec<Option<usize>> {
        places.iter().map(|&place| self.position(place)).collect()
    }

    fn position(&self, place: LngLat) -> Option<usize> {
        let point = Coord {
            x: place.lng,
            y: place.lat,
        };
        let around = AABB::from_point([place.lng, place.lat]);
        let mut first: Option<u32> = None;
        for polygon in self.polygons.locate_in_envelope_intersecting(&around) {
            let earlier = first.is_none_or(|known| polygon.key < known);
            if earlier && polygon.intersects(point) {
                first = Some(polygon.key);
            }
        }
        first.map(|key| key as usize)
    }
}
