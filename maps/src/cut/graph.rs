//! Which units meet on the street network, and how much they belong together.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use rstar::primitives::GeomWithData;
use rstar::{PointDistance, RTree};

use super::units::Unit;
use super::{Joined, Network, number};

/// Units as nodes, meetings as edges, both directions stored.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) minutes: Vec<f64>,
    starts: Vec<u32>,
    edges: Vec<Edge>,
}

/// A meeting of two units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) to: u32,
    /// How much the two belong together: what a cut between them costs.
    pub(super) bond: f32,
    /// A join of two islands over the nearest gap, not a way one can see on the map.
    pub(super) gap: bool,
}

/// Floors of one building.
const SAME_BUILDING: f32 = 8.0;
/// Pieces of one side, or a block and the side it stands on.
const SAME_SIDE: f32 = 6.0;
/// The two sides of a part: crossing is easy, but a road parts people.
const SAME_PART: f32 = 4.0;
/// A street that goes on over a junction.
const SAME_STREET: f32 = 3.0;
/// Two streets at a junction.
const SAME_JUNCTION: f32 = 1.0;
/// Metres of way without homes that halve a bond.
const HALVING_METRES: f64 = 50.0;
/// Islands joined over a gap.
const ISLANDS: f32 = 0.01;

impl Graph {
    /// Finds all meetings: along a part, at a junction, through ways without homes, and the
    /// nearest gaps between what is then still in several islands.
    pub(super) fn new(network: &Network, units: &[Unit]) -> Self {
        let mut edges: BTreeMap<(u32, u32), (f32, bool)> = BTreeMap::new();
        let mut add = |a: u32, b: u32, bond: f32, gap: bool| {
            if a != b {
                let known = edges.entry((a.min(b), a.max(b))).or_insert((bond, gap));
                known.0 = known.0.max(bond);
            }
        };
        along_parts(units, &mut add);
        let touching = touching(network, units);
        let street = |unit: u32| {
            let part = &network.parts[units[unit as usize].part as usize];
            network.roads[part.road as usize].street
        };
        for here in &touching {
            for (position, &a) in here.iter().enumerate() {
                for &b in &here[position + 1..] {
                    let same = street(a) == street(b);
                    add(a, b, if same { SAME_STREET } else { SAME_JUNCTION }, false);
                }
            }
        }
        for ((from, to), metres) in ways_through(network, units, &touching) {
            #[expect(clippy::cast_possible_truncation, reason = "a bond between 0 and 1")]
            let bond = (HALVING_METRES / (HALVING_METRES + metres)) as f32;
            for &a in &touching[from as usize] {
                for &b in &touching[to as usize] {
                    add(a, b, bond, false);
                }
            }
        }
        let mut joined = Joined::new(units.len());
        for &(a, b) in edges.keys() {
            joined.join(a as usize, b as usize);
        }
        for (a, b) in gaps(network, units, joined) {
            edges.insert((a.min(b), a.max(b)), (ISLANDS, true));
        }
        Self::store(units, &edges)
    }

    fn store(units: &[Unit], edges: &BTreeMap<(u32, u32), (f32, bool)>) -> Self {
        let mut of: Vec<Vec<Edge>> = vec![Vec::new(); units.len()];
        for (&(a, b), &(bond, gap)) in edges {
            of[a as usize].push(Edge { to: b, bond, gap });
            of[b as usize].push(Edge { to: a, bond, gap });
        }
        let mut starts = vec![0];
        let mut flat = Vec::with_capacity(edges.len() * 2);
        for mine in of {
            flat.extend(mine);
            starts.push(number(flat.len()));
        }
        Self {
            minutes: units.iter().map(|unit| unit.minutes).collect(),
            starts,
            edges: flat,
        }
    }

    /// The meetings of a unit.
    pub(super) fn of(&self, unit: u32) -> &[Edge] {
        let unit = unit as usize;
        &self.edges[self.starts[unit] as usize..self.starts[unit + 1] as usize]
    }

    /// How many meetings there are.
    pub(super) fn bonds(&self) -> usize {
        self.edges.len() / 2
    }

    /// How many pieces these units (sorted) make on the street network, gaps not counted.
    pub(super) fn pieces(&self, units: &[u32]) -> u32 {
        let mut joined = Joined::new(units.len());
        let mut pieces = number(units.len());
        for (position, &unit) in units.iter().enumerate() {
            for edge in self.of(unit).iter().filter(|edge| !edge.gap) {
                let Ok(other) = units.binary_search(&edge.to) else {
                    continue;
                };
                if joined.of(position) != joined.of(other) {
                    joined.join(position, other);
                    pieces -= 1;
                }
            }
        }
        pieces
    }
}

fn along_parts(units: &[Unit], add: &mut impl FnMut(u32, u32, f32, bool)) {
    let mut begin = 0;
    for here in units.chunk_by(|a, b| a.part == b.part) {
        for (i, a) in here.iter().enumerate() {
            for (j, b) in here.iter().enumerate().skip(i + 1) {
                if a.reach[0] > b.reach[1] || b.reach[0] > a.reach[1] {
                    continue;
                }
                let bond = if a.building.is_some() && a.building == b.building {
                    SAME_BUILDING
                } else if a.side == b.side {
                    SAME_SIDE
                } else {
                    SAME_PART
                };
                add(number(begin + i), number(begin + j), bond, false);
            }
        }
        begin += here.len();
    }
}

/// The units that reach each junction.
#[expect(
    clippy::float_cmp,
    reason = "a reach is copied from its part, never computed"
)]
fn touching(network: &Network, units: &[Unit]) -> Vec<Vec<u32>> {
    let mut touching: Vec<Vec<u32>> = vec![Vec::new(); network.meets.len()];
    for (position, unit) in units.iter().enumerate() {
        let part = &network.parts[unit.part as usize];
        if unit.reach[0] == part.from {
            touching[part.nodes[0] as usize].push(number(position));
        }
        if unit.reach[1] == part.to && part.nodes[0] != part.nodes[1] {
            touching[part.nodes[1] as usize].push(number(position));
        }
    }
    touching
}

/// A junction reached from the nearest one with units; the heap gives the nearest first.
#[derive(PartialEq)]
struct Reached {
    metres: f64,
    node: u32,
    from: u32,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .metres
            .total_cmp(&self.metres)
            .then_with(|| (other.from, other.node).cmp(&(self.from, self.node)))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Pairs of junctions with units that meet through parts without any, and the metres between
/// them: each junction is given to the nearest one with units, and where two such regions meet is
/// a way. That keeps everything connected with few pairs.
fn ways_through(
    network: &Network,
    units: &[Unit],
    touching: &[Vec<u32>],
) -> BTreeMap<(u32, u32), f64> {
    let mut empty = vec![true; network.parts.len()];
    for unit in units {
        empty[unit.part as usize] = false;
    }
    let mut nearest: Vec<Option<(f64, u32)>> = vec![None; network.meets.len()];
    let mut heap: BinaryHeap<Reached> = (0..number(touching.len()))
        .filter(|&node| !touching[node as usize].is_empty())
        .map(|node| Reached {
            metres: 0.0,
            node,
            from: node,
        })
        .collect();
    while let Some(Reached { metres, node, from }) = heap.pop() {
        if nearest[node as usize].is_some() {
            continue;
        }
        nearest[node as usize] = Some((metres, from));
        for &part in &network.meets[node as usize] {
            if empty[part as usize] {
                let part = &network.parts[part as usize];
                let other = part.nodes[usize::from(part.nodes[0] == node)];
                heap.push(Reached {
                    metres: metres + part.length(),
                    node: other,
                    from,
                });
            }
        }
    }
    let mut ways: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for (part, _) in network.parts.iter().zip(empty).filter(|(_, empty)| *empty) {
        let ends = part.nodes.map(|node| nearest[node as usize]);
        if let [Some((before, a)), Some((after, b))] = ends
            && a != b
        {
            let metres = before + part.length() + after;
            let known = ways.entry((a.min(b), a.max(b))).or_insert(metres);
            *known = known.min(metres);
        }
    }
    ways
}

/// The nearest pairs of units that join all islands into one, smallest islands first.
fn gaps(network: &Network, units: &[Unit], mut joined: Joined) -> Vec<(u32, u32)> {
    let places: Vec<[f64; 2]> = units
        .iter()
        .map(|unit| {
            let road = network.parts[unit.part as usize].road as usize;
            let middle = network.roads[road].at(f64::midpoint(unit.reach[0], unit.reach[1]));
            [middle.x, middle.y]
        })
        .collect();
    let mut found = Vec::new();
    let mut tree = None;
    loop {
        let mut islands: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for unit in 0..units.len() {
            islands.entry(joined.of(unit)).or_default().push(unit);
        }
        if islands.len() < 2 {
            return found;
        }
        let tree = tree.get_or_insert_with(|| {
            let all = places.iter().enumerate();
            RTree::bulk_load(all.map(|(unit, &at)| GeomWithData::new(at, unit)).collect())
        });
        let largest = islands
            .iter()
            .max_by_key(|(name, members)| (members.len(), usize::MAX - **name))
            .map_or(0, |(name, _)| *name);
        for (_, members) in islands.into_iter().filter(|(name, _)| *name != largest) {
            let nearest = members
                .into_iter()
                .filter_map(|unit| {
                    let other = tree
                        .nearest_neighbor_iter(&places[unit])
                        .find(|other| joined.of(other.data) != joined.of(unit))?;
                    Some((other.distance_2(&places[unit]), unit, other.data))
                })
                .min_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            if let Some((_, unit, other)) = nearest {
                joined.join(unit, other);
                found.push((number(unit), number(other)));
            }
        }
    }
}
