//! From lines of the plan to a street network with shared nodes.
//!
//! 1. Ends that nearly meet another street are drawn onto it (a T-junction).
//! 2. Wherever two lines cross or touch, both get a node there: the same node, as in OSM, so that
//!    whoever walks the network can turn.
//! 3. Long stretches get nodes in between and everything is bent onto the ground.
//! 4. Long streets are cut into several ways, as mappers do; one way carries a typing error.
//!
//! The railway and the river are no part of it: roads pass them by bridge or level crossing.

use std::collections::BTreeMap;

use super::ground::{Bounds, Xy, bend, line_length, nearest_share, whole};
use super::plan::{Frontage, Mapping, PlannedStreet};
use crate::demo::rng::Dice;

/// Ends closer than this to another street are joined to it, metres.
const JOIN_WITHIN: f64 = 12.0;
/// Streets longer than this may be cut into two ways, metres.
const CUT_ABOVE: f64 = 330.0;

/// The network on the ground.
#[derive(Clone, Debug)]
pub(super) struct Network {
    /// Where each node lies, ground metres.
    pub nodes: Vec<Xy>,
    /// The streets of the plan, in the plan's order.
    pub streets: Vec<Street>,
    /// The ways they are mapped as.
    pub ways: Vec<Way>,
    /// Nodes that are turning circles.
    pub turning_circles: Vec<usize>,
}

/// A street laid on the ground.
#[derive(Clone, Debug)]
pub(super) struct Street {
    /// Its right name; empty for paths.
    pub name: &'static str,
    /// Its middle line, ground metres.
    pub line: Vec<Xy>,
    /// The box around it.
    pub bounds: Bounds,
    /// Left (odd) side.
    pub left: Frontage,
    /// Right (even) side.
    pub right: Frontage,
    /// How it is mapped.
    pub mapping: Mapping,
}

/// One mapped way of a street.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// The name as mapped: once with a typing error; empty for paths.
    pub name: String,
    /// OSM `highway` value.
    pub highway: &'static str,
    /// Nodes in order.
    pub nodes: Vec<usize>,
    /// Whether it is a bridge.
    pub bridge: bool,
}

/// Builds the network; `dice` decide only where long streets are cut.
pub(super) fn build(plan: &[PlannedStreet], dice: &mut Dice) -> Network {
    let lines = joined(plan.iter().map(|street| street.line.clone()).collect());
    let cuts = crossings(&lines);
    let mut nodes = Nodes::default();
    let junctions: Vec<Vec<usize>> = lines
        .iter()
        .zip(&cuts)
        .map(|(line, cuts)| noded(line, cuts, &mut nodes))
        .collect();

    let mut network = Network {
        nodes: Vec::new(),
        streets: Vec::new(),
        ways: Vec::new(),
        turning_circles: Vec::new(),
    };
    for (planned, at) in plan.iter().zip(&junctions) {
        let ids = nodes.filled(at);
        if planned.dead_end {
            network.turning_circles.extend(ids.last());
        }
        let line: Vec<Xy> = ids
            .iter()
            .filter_map(|id| nodes.at(*id))
            .map(bend)
            .collect();
        network
            .ways
            .extend(ways_of(planned, &ids, at, line_length(&line), dice));
        network.streets.push(Street {
            name: planned.name,
            bounds: Bounds::of(&line),
            line,
            left: planned.left,
            right: planned.right,
            mapping: planned.mapping,
        });
    }
    network.nodes = nodes.places.into_iter().map(bend).collect();
    network
}

/// Step 1: ends that nearly meet another street are moved onto it.
fn joined(mut lines: Vec<Vec<Xy>>) -> Vec<Vec<Xy>> {
    // Moving one end may move the segment another end was joined to, so it is done until it rests.
    for _ in 0..3 {
        for place in 0..lines.len() {
            let Some(line) = lines.get(place) else {
                continue;
            };
            let (first, last) = (line.first().copied(), line.last().copied());
            let new_first = first.and_then(|end| nearest_on_others(&lines, place, end));
            let new_last = last.and_then(|end| nearest_on_others(&lines, place, end));
            let Some(line) = lines.get_mut(place) else {
                continue;
            };
            if let (Some(end), Some(slot)) = (new_first, line.first_mut()) {
                *slot = end;
            }
            if let (Some(end), Some(slot)) = (new_last, line.last_mut()) {
                *slot = end;
            }
        }
    }
    lines
}

fn nearest_on_others(lines: &[Vec<Xy>], own: usize, p: Xy) -> Option<Xy> {
    let mut best: Option<(f64, Xy)> = None;
    for (_, line) in lines.iter().enumerate().filter(|(place, _)| *place != own) {
        for (a, b) in line.iter().zip(line.iter().skip(1)) {
            let on = a.towards(*b, nearest_share(p, *a, *b));
            let off = p.distance(on);
            if off < JOIN_WITHIN && best.is_none_or(|(least, _)| off < least) {
                best = Some((off, on));
            }
        }
    }
    best.map(|(_, on)| on)
}

/// Step 2: for each line, the extra points where others cross or touch it, with their position
/// (segment number plus share of the segment).
fn crossings(lines: &[Vec<Xy>]) -> Vec<Vec<(f64, Xy)>> {
    let mut cuts: Vec<Vec<(f64, Xy)>> = vec![Vec::new(); lines.len()];
    for (place, line) in lines.iter().enumerate() {
        for (_, other) in lines
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
        {
            let mut position = 0.0;
            for (a, b) in line.iter().zip(line.iter().skip(1)) {
                let touching = other.iter().filter_map(|p| {
                    let share = nearest_share(*p, *a, *b);
                    (p.distance(a.towards(*b, share)) < 0.5).then_some((share, *p))
                });
                let crossing = other
                    .iter()
                    .zip(other.iter().skip(1))
                    .filter_map(|(c, d)| crossing_share((*a, *b), (*c, *d)))
                    .map(|share| (share, a.towards(*b, share)));
                if let Some(own) = cuts.get_mut(place) {
                    own.extend(
                        touching
                            .chain(crossing)
                            .map(|(share, p)| (position + share, p)),
                    );
                }
                position += 1.0;
            }
        }
    }
    cuts
}

/// Where along the first segment (0 to 1) the second crosses it.
fn crossing_share(one: (Xy, Xy), other: (Xy, Xy)) -> Option<f64> {
    let (step, other_step) = (one.1.minus(one.0), other.1.minus(other.0));
    let off = other.0.minus(one.0);
    let turn = step.x * other_step.y - step.y * other_step.x;
    if turn.abs() < 1e-9 {
        return None;
    }
    let along = (off.x * other_step.y - off.y * other_step.x) / turn;
    let across = (off.x * step.y - off.y * step.x) / turn;
    let inside = 0.0..=1.0;
    (inside.contains(&along) && inside.contains(&across)).then_some(along)
}

/// Nodes in plan metres; points within a metre of each other are one node.
#[derive(Default)]
struct Nodes {
    places: Vec<Xy>,
    by_metre: BTreeMap<(i64, i64), Vec<usize>>,
}

impl Nodes {
    fn at(&self, id: usize) -> Option<Xy> {
        self.places.get(id).copied()
    }

    fn node(&mut self, p: Xy) -> usize {
        let (col, row) = (whole(p.x), whole(p.y));
        for x in col - 2..=col + 2 {
            for y in row - 2..=row + 2 {
                let near = self.by_metre.get(&(x, y)).into_iter().flatten();
                let found = near
                    .copied()
                    .find(|id| self.at(*id).is_some_and(|at| at.distance(p) < 1.0));
                if let Some(id) = found {
                    return id;
                }
            }
        }
        self.places.push(p);
        let id = self.places.len() - 1;
        self.by_metre.entry((col, row)).or_default().push(id);
        id
    }

    /// Step 3: nodes in between, at most 45 m apart, that belong to one street only.
    fn filled(&mut self, junctions: &[usize]) -> Vec<usize> {
        let mut out: Vec<usize> = junctions.first().copied().into_iter().collect();
        for (from, to) in junctions.iter().zip(junctions.iter().skip(1)) {
            if let (Some(a), Some(b)) = (self.at(*from), self.at(*to)) {
                for p in super::ground::densified(&[a, b], 45.0).into_iter().skip(1) {
                    let id = if p == b { *to } else { self.node(p) };
                    out.push(id);
                }
            }
        }
        out.dedup();
        out
    }
}

fn noded(line: &[Xy], cuts: &[(f64, Xy)], nodes: &mut Nodes) -> Vec<usize> {
    let mut points: Vec<(f64, Xy)> = cuts.to_vec();
    let mut position = 0.0;
    for p in line {
        points.push((position, *p));
        position += 1.0;
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ids: Vec<usize> = points.into_iter().map(|(_, p)| nodes.node(p)).collect();
    ids.dedup();
    ids
}

/// Step 4: the ways of one street.
fn ways_of(
    planned: &PlannedStreet,
    ids: &[usize],
    junctions: &[usize],
    length: f64,
    dice: &mut Dice,
) -> Vec<Way> {
    let way = |name: &str, nodes: &[usize]| Way {
        name: name.to_owned(),
        highway: planned.highway,
        nodes: nodes.to_vec(),
        bridge: planned.bridge,
    };
    let typing_error = planned.name == "Saltmarsh Terrace";
    let middle = junctions.get(junctions.len() / 2);
    let cut = ids
        .iter()
        .position(|id| Some(id) == middle)
        .filter(|at| *at > 0 && *at + 1 < ids.len());
    match cut {
        Some(at) if typing_error || (length > CUT_ABOVE && dice.chance(0.5)) => {
            let (before, after) = (ids.get(..=at).unwrap_or(ids), ids.get(at..).unwrap_or(ids));
            let second = if typing_error {
                "Saltmarsh Terace"
            } else {
                planned.name
            };
            vec![way(planned.name, before), way(second, after)]
        }
        _ => vec![way(planned.name, ids)],
    }
}
