//! Shortest ways on the street network between a few places.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::cut::{Network, Side, number};
use crate::shapes::LngLat;

/// A place on the network: on a side of a part, so many metres along its section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Position {
    pub(super) part: u32,
    pub(super) along: f64,
    pub(super) side: Side,
}

impl Position {
    /// The place on the network nearest to a point; `None` without any street.
    pub(super) fn nearest(network: &Network, place: LngLat) -> Option<Self> {
        let point = network.plane.put(place);
        let feet = network.roads.iter().map(|road| road.foot(point));
        let (road, foot) = feet
            .enumerate()
            .min_by(|a, b| a.1.left.abs().total_cmp(&b.1.left.abs()))?;
        Some(Self {
            part: number(network.part_at(road, foot.along)),
            along: foot.along,
            side: if foot.left >= 0.0 {
                Side::Left
            } else {
                Side::Right
            },
        })
    }
}

/// Shortest ways between the junctions next to the places asked about.
pub(super) struct Ways<'a> {
    network: &'a Network,
    crossing: f64,
    between: BTreeMap<(u32, u32), f64>,
}

#[derive(PartialEq)]
struct Reached {
    metres: f64,
    node: u32,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        let nearest_first = other.metres.total_cmp(&self.metres);
        nearest_first.then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a> Ways<'a> {
    /// Dijkstra from each junction next to a place, until all such junctions are reached.
    pub(super) fn new(network: &'a Network, places: &[Position], crossing: f64) -> Self {
        let wanted: BTreeSet<u32> = places
            .iter()
            .flat_map(|place| network.parts[place.part as usize].nodes)
            .collect();
        let mut between = BTreeMap::new();
        for &from in &wanted {
            let mut left = wanted.len();
            let mut done: BTreeSet<u32> = BTreeSet::new();
            let mut heap = BinaryHeap::from([Reached {
                metres: 0.0,
                node: from,
            }]);
            while let Some(Reached { metres, node }) = heap.pop() {
                if !done.insert(node) {
                    continue;
                }
                if wanted.contains(&node) {
                    between.insert((from, node), metres);
                    left -= 1;
                    if left == 0 {
                        break;
                    }
                }
                for &part in &network.meets[node as usize] {
                    let part = &network.parts[part as usize];
                    let other = part.nodes[usize::from(part.nodes[0] == node)];
                    if !done.contains(&other) {
                        heap.push(Reached {
                            metres: metres + part.length(),
                            node: other,
                        });
                    }
                }
            }
        }
        Self {
            network,
            crossing,
            between,
        }
    }

    /// Metres of the shortest way and whether the network has one; otherwise the straight line.
    /// Changing the side within one part costs the crossing; at junctions one crosses anyway.
    pub(super) fn between(&self, from: &Position, to: &Position) -> (f64, bool) {
        let cross = if from.part == to.part && from.side != to.side {
            self.crossing
        } else {
            0.0
        };
        let parts = [from, to].map(|place| &self.network.parts[place.part as usize]);
        let mut best = if from.part == to.part {
            (from.along - to.along).abs()
        } else {
            f64::INFINITY
        };
        for (leave, out) in parts[0].nodes.into_iter().zip([parts[0].from, parts[0].to]) {
            for (enter, into) in parts[1].nodes.into_iter().zip([parts[1].from, parts[1].to]) {
                if let Some(way) = self.between.get(&(leave, enter)) {
                    let metres = (from.along - out).abs() + way + (to.along - into).abs();
                    best = best.min(metres);
                }
            }
        }
        if best.is_finite() {
            return (best + cross, true);
        }
        let [a, b] = [from, to].map(|place| {
            let road = self.network.parts[place.part as usize].road as usize;
            self.network.roads[road].at(place.along)
        });
        (a.distance(b), false)
    }
}
