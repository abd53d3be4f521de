//! One ring of a polygon, its edges sorted into horizontal slabs.
//!
//! A point only meets the edges of its own slab, a handful instead of hundreds. The answer is the
//! winding number decided by an exact orientation test, the same rule as `geo`'s `Intersects`, so
//! that points on a boundary are recognised as such and never by a tolerance.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString};

/// Where a point lies relative to a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Inside,
    Boundary,
    Outside,
}

/// One directed edge.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: Coord<f64>,
    to: Coord<f64>,
}

/// A closed ring ready for many questions.
#[derive(Clone, Debug)]
pub(super) struct Ring {
    low: f64,
    high: f64,
    slabs_per_degree: f64,
    /// `edges[starts[s]..starts[s + 1]]` are the edges that reach into slab `s`.
    starts: Vec<u32>,
    edges: Vec<Edge>,
}

/// Edges aimed at per slab: fewer cost memory (an edge is kept in every slab it reaches), more
/// cost time. Generalised boundaries have 50 to 500 edges a ring.
const EDGES_PER_SLAB: usize = 4;

impl Ring {
    /// Sorts the edges of a closed ring into slabs.
    pub(super) fn prepare(ring: &LineString<f64>) -> Self {
        let edges: Vec<Edge> = ring
            .lines()
            .map(|line| Edge {
                from: line.start,
                to: line.end,
            })
            .collect();
        let (low, high) = edges
            .iter()
            .flat_map(|edge| [edge.from.y, edge.to.y])
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| {
                (low.min(y), high.max(y))
            });
        let slabs = edges.len().div_ceil(EDGES_PER_SLAB).max(1);
        let mut prepared = Self {
            low,
            high,
            slabs_per_degree: if high > low {
                as_f64(slabs) / (high - low)
            } else {
                0.0
            },
            starts: vec![0; slabs + 1],
            edges: Vec::new(),
        };

        // A counting sort: sizes, running sums, then each edge into its places.
        for edge in &edges {
            for slab in prepared.reach(edge) {
                prepared.starts[slab + 1] += 1;
            }
        }
        for slab in 0..slabs {
            prepared.starts[slab + 1] += prepared.starts[slab];
        }
        if let Some(&first) = edges.first() {
            let total = prepared.starts[slabs] as usize;
            let mut next = prepared.starts.clone();
            prepared.edges = vec![first; total];
            for edge in &edges {
                for slab in prepared.reach(edge) {
                    prepared.edges[next[slab] as usize] = *edge;
                    next[slab] += 1;
                }
            }
        }
        prepared
    }

    fn reach(&self, edge: &Edge) -> std::ops::RangeInclusive<usize> {
        self.slab(edge.from.y.min(edge.to.y))..=self.slab(edge.from.y.max(edge.to.y))
    }

    /// Monotone in `y`, so that a point between two ends is in a slab between theirs.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the slabs there are"
    )]
    fn slab(&self, y: f64) -> usize {
        let last = self.starts.len() - 2;
        (((y - self.low) * self.slabs_per_degree).max(0.0) as usize).min(last)
    }

    /// Where `point` lies: the sum of upward minus downward crossings to its right.
    pub(super) fn place(&self, point: Coord<f64>) -> Place {
        if !(self.low..=self.high).contains(&point.y) {
            return Place::Outside;
        }
        let slab = self.slab(point.y);
        let here = self.starts[slab] as usize..self.starts[slab + 1] as usize;
        let mut winding = 0_i32;
        for Edge { from, to } in &self.edges[here] {
            let upward = from.y <= point.y && point.y < to.y;
            let downward = to.y <= point.y && point.y < from.y;
            let (left, right) = (from.x.min(to.x), from.x.max(to.x));
            if point.x > right {
                continue;
            }
            if point.x < left {
                winding += i32::from(upward) - i32::from(downward);
                continue;
            }
            // Within the edge's box horizontally: only the exact test can tell.
            if point.y < from.y.min(to.y) || point.y > from.y.max(to.y) {
                continue;
            }
            match RobustKernel::orient2d(*from, *to, point) {
                Orientation::Collinear => return Place::Boundary,
                Orientation::CounterClockwise => winding += i32::from(upward),
                Orientation::Clockwise => winding -= i32::from(downward),
            }
        }
        if winding == 0 {
            Place::Outside
        } else {
            Place::Inside
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a count of edges, far below 2^52"
)]
fn as_f64(count: usize) -> f64 {
    count as f64
}
