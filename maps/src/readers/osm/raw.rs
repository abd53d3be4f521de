//! What both formats are reduced to before any rule is applied.

use super::tags::Tags;
use crate::shapes::LngLat;

/// Ten-millionths of a degree, the precision of `OpenStreetMap` itself.
const PER_DEGREE: f64 = 1e7;

/// A node with tags that matter.
#[derive(Clone, Debug)]
pub(super) struct RawNode {
    pub id: i64,
    pub tags: Tags,
}

/// A way with tags that matter.
#[derive(Clone, Debug)]
pub(super) struct RawWay {
    pub id: i64,
    pub nodes: Vec<i64>,
    pub tags: Tags,
}

impl RawWay {
    /// First and last node are the same and there is something between them.
    pub fn is_closed(&self) -> bool {
        self.nodes.len() > 3 && self.nodes.first() == self.nodes.last()
    }
}

/// The neutral model: 16 bytes a node, so that a county fits.
#[derive(Debug, Default)]
pub(super) struct Raw {
    places: Vec<(i64, i32, i32)>,
    sorted: bool,
    pub nodes: Vec<RawNode>,
    pub ways: Vec<RawWay>,
    pub relations_with_address: u64,
    pub bad_nodes: u64,
}

impl Raw {
    /// Remembers where a node is; a place outside the Earth's range is counted and dropped.
    pub fn add_place(&mut self, id: i64, lng: f64, lat: f64) {
        if LngLat::new(lng, lat).is_err() {
            self.bad_nodes += 1;
            return;
        }
        self.places
            .push((id, ten_millionths(lng), ten_millionths(lat)));
    }

    /// Keeps the object if some rule may want it.
    pub fn add_node(&mut self, id: i64, tags: Tags) {
        if tags.may_be_door() {
            self.nodes.push(RawNode { id, tags });
        }
    }

    /// Keeps the way if some rule may want it.
    pub fn add_way(&mut self, id: i64, nodes: Vec<i64>, tags: Tags) {
        if tags.get("highway").is_some() || tags.may_be_door() {
            self.ways.push(RawWay { id, nodes, tags });
        }
    }

    /// Puts everything in the order of ids; the same object twice stays once.
    pub fn finish(mut self) -> Self {
        self.places.sort_unstable();
        self.places.dedup_by_key(|place| place.0);
        self.nodes.sort_by_key(|node| node.id);
        self.nodes.dedup_by_key(|node| node.id);
        self.ways.sort_by_key(|way| way.id);
        self.ways.dedup_by_key(|way| way.id);
        self.sorted = true;
        self
    }

    /// Where a node is, if the file says so.
    pub fn place(&self, id: i64) -> Option<LngLat> {
        debug_assert!(self.sorted, "finish() comes first");
        let at = self
            .places
            .binary_search_by_key(&id, |place| place.0)
            .ok()?;
        let (_, lng, lat) = self.places.get(at)?;
        LngLat::new(f64::from(*lng) / PER_DEGREE, f64::from(*lat) / PER_DEGREE).ok()
    }

    /// The known places of a way's nodes.
    pub fn line(&self, way: &RawWay) -> Vec<LngLat> {
        way.nodes.iter().filter_map(|id| self.place(*id)).collect()
    }
}

fn ten_millionths(degrees: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "180 degrees are 1.8e9, which fits; the range was checked before"
    )]
    let whole = (degrees * PER_DEGREE).round() as i32;
    whole
}
