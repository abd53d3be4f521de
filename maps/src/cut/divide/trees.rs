//! Halving a connected set of units along an edge of a random spanning tree.

use super::{BOND, PIECE, unevenness};
use crate::cut::dice::Dice;
use crate::cut::graph::Graph;
use crate::cut::number;

/// The two sides of a halving, both sorted and connected.
pub(super) struct Halves {
    pub(super) one: Vec<u32>,
    pub(super) other: Vec<u32>,
}

/// A bond within the set, by positions in the set.
#[derive(Clone, Copy)]
struct Bond {
    /// Lowest first into the tree.
    lot: u64,
    a: u32,
    b: u32,
    strength: f32,
    gap: bool,
}

/// Best cuts of each tree whose bonds are counted.
const LOOKED_AT: usize = 4;

/// Not in the set.
const NOWHERE: u32 = u32::MAX;

/// Memory that halvings use again and again.
pub(super) struct Trees<'a> {
    graph: &'a Graph,
    /// Position of a unit in the set at hand.
    position: Vec<u32>,
    bonds: Vec<Bond>,
    sets: Vec<u32>,
    /// Tree edges as `(neighbour, over a gap)`, and where each unit's begin.
    starts: Vec<u32>,
    tree: Vec<(u32, bool)>,
    /// Units from the root outwards, and each one's edge towards the root.
    order: Vec<u32>,
    parent: Vec<(u32, bool)>,
    below: Vec<Below>,
    /// Number of each unit in a walk of the tree, so that a branch is a range.
    rank: Vec<u32>,
    /// Bonds looked at so far.
    pub(super) work: usize,
}

/// Sums over the branch that hangs from a unit.
#[derive(Clone, Copy, Default)]
struct Below {
    minutes: f64,
    units: u32,
    gaps: u32,
}

/// A tree edge to cut: the branch below `top`, with what the two halves cost.
#[derive(Clone, Copy)]
struct Candidate {
    cost: f64,
    top: u32,
    /// Whether the branch is the first of the two shares.
    branch_first: bool,
}

impl<'a> Trees<'a> {
    pub(super) fn new(graph: &'a Graph) -> Self {
        Self {
            graph,
            position: vec![NOWHERE; graph.minutes.len()],
            bonds: Vec::new(),
            sets: Vec::new(),
            starts: Vec::new(),
            tree: Vec::new(),
            order: Vec::new(),
            parent: Vec::new(),
            below: Vec::new(),
            rank: Vec::new(),
            work: 0,
        }
    }

    /// Gaps that a connected set cannot do without: its pieces less one.
    pub(super) fn gaps_needed(&mut self, units: &[u32]) -> u32 {
        self.enter(units);
        self.sets.clear();
        self.sets.extend(0..number(units.len()));
        let mut left = number(units.len()) - 1;
        for bond in self.bonds.iter().filter(|bond| !bond.gap) {
            let (a, b) = (find(&mut self.sets, bond.a), find(&mut self.sets, bond.b));
            if a != b {
                self.sets[a.max(b) as usize] = a.min(b);
                left -= 1;
            }
        }
        self.leave(units);
        left
    }

    /// The best of `tries` halvings of a connected set into parts for so many lists each; `None`
    /// when no tree had a cut with a unit for every list on both sides.
    pub(super) fn halve(
        &mut self,
        units: &[u32],
        lists: (usize, usize),
        mean: f64,
        tries: usize,
        dice: &mut Dice,
    ) -> Option<Halves> {
        self.enter(units);
        let mut best: Option<(f64, Halves)> = None;
        for _ in 0..tries {
            self.grow(units, dice);
            for candidate in self.candidates(units, lists, mean) {
                let cost = candidate.cost + BOND * self.bonds_cut(candidate.top);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, self.halves(units, candidate)));
                }
            }
        }
        self.leave(units);
        best.map(|(_, halves)| halves)
    }

    fn enter(&mut self, units: &[u32]) {
        for (position, &unit) in units.iter().enumerate() {
            self.position[unit as usize] = number(position);
        }
        self.bonds.clear();
        for (a, &unit) in units.iter().enumerate() {
            for edge in self.graph.of(unit) {
                let b = self.position[edge.to as usize];
                if b != NOWHERE && b > number(a) {
                    self.bonds.push(Bond {
                        lot: 0,
                        a: number(a),
                        b,
                        strength: edge.bond,
                        gap: edge.gap,
                    });
                }
            }
        }
    }

    fn leave(&mut self, units: &[u32]) {
        for &unit in units {
            self.position[unit as usize] = NOWHERE;
        }
    }

    /// A random spanning tree (Kruskal): strong bonds early, gaps only where nothing else joins.
    fn grow(&mut self, units: &[u32], dice: &mut Dice) {
        self.work += self.bonds.len();
        for bond in &mut self.bonds {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a positive lot below 2^42"
            )]
            let lot = (f64::from(dice.below(u32::MAX)) / f64::from(bond.strength)) as u64;
            bond.lot = lot | u64::from(bond.gap) << 62;
        }
        self.bonds
            .sort_unstable_by_key(|bond| (bond.lot, bond.a, bond.b));
        self.sets.clear();
        self.sets.extend(0..number(units.len()));
        self.starts.clear();
        self.starts.resize(units.len() + 2, 0);
        let mut chosen: Vec<(u32, u32, bool)> = Vec::with_capacity(units.len());
        for bond in &self.bonds {
            let (a, b) = (find(&mut self.sets, bond.a), find(&mut self.sets, bond.b));
            if a != b {
                self.sets[a.max(b) as usize] = a.min(b);
                chosen.push((bond.a, bond.b, bond.gap));
                self.starts[bond.a as usize + 2] += 1;
                self.starts[bond.b as usize + 2] += 1;
                if chosen.len() + 1 == units.len() {
                    break;
                }
            }
        }
        for unit in 2..self.starts.len() {
            self.starts[unit] += self.starts[unit - 1];
        }
        self.tree.clear();
        self.tree.resize(chosen.len() * 2, (0, false));
        for (a, b, gap) in chosen {
            for (from, to) in [(a, b), (b, a)] {
                let next = &mut self.starts[from as usize + 1];
                self.tree[*next as usize] = (to, gap);
                *next += 1;
            }
        }
        self.sum_branches(units);
    }

    /// Walks the tree from its first unit and sums each branch, leaves first.
    fn sum_branches(&mut self, units: &[u32]) {
        self.order.clear();
        self.parent.clear();
        self.parent.resize(units.len(), (NOWHERE, false));
        self.rank.clear();
        self.rank.resize(units.len(), NOWHERE);
        let mut stack = vec![0_u32];
        while let Some(unit) = stack.pop() {
            self.rank[unit as usize] = number(self.order.len());
            self.order.push(unit);
            let from = self.starts[unit as usize] as usize;
            let to = self.starts[unit as usize + 1] as usize;
            for &(other, gap) in &self.tree[from..to] {
                if other != self.parent[unit as usize].0 {
                    self.parent[other as usize] = (unit, gap);
                    stack.push(other);
                }
            }
        }
        self.below.clear();
        self.below.extend(units.iter().map(|&unit| Below {
            minutes: self.graph.minutes[unit as usize],
            units: 1,
            gaps: 0,
        }));
        for &unit in self.order.iter().skip(1).rev() {
            let mine = self.below[unit as usize];
            let (parent, gap) = self.parent[unit as usize];
            let sum = &mut self.below[parent as usize];
            sum.minutes += mine.minutes;
            sum.units += mine.units;
            sum.gaps += mine.gaps + u32::from(gap);
        }
    }

    /// The cuts of the tree with the least cost by minutes and pieces, each half having a unit
    /// for every list.
    fn candidates(&self, units: &[u32], lists: (usize, usize), mean: f64) -> Vec<Candidate> {
        let all = self.below[0];
        let mut best: Vec<Candidate> = Vec::with_capacity(LOOKED_AT + 1);
        for &top in self.order.iter().skip(1) {
            let branch = self.below[top as usize];
            let rest = Below {
                minutes: all.minutes - branch.minutes,
                units: all.units - branch.units,
                gaps: all.gaps - branch.gaps - u32::from(self.parent[top as usize].1),
            };
            let pieces = PIECE * f64::from(branch.gaps + rest.gaps);
            for (branch_first, one, other) in [(true, branch, rest), (false, rest, branch)] {
                if (one.units as usize) < lists.0 || (other.units as usize) < lists.1 {
                    continue;
                }
                let cost = unevenness(one.minutes, lists.0, mean)
                    + unevenness(other.minutes, lists.1, mean)
                    + pieces;
                let place = best.partition_point(|known| known.cost <= cost);
                if place < LOOKED_AT {
                    best.truncate(LOOKED_AT - 1);
                    best.insert(
                        place,
                        Candidate {
                            cost,
                            top,
                            branch_first,
                        },
                    );
                }
                if lists.0 == lists.1 {
                    break;
                }
            }
        }
        debug_assert!(all.units as usize == units.len(), "the set is connected");
        best
    }

    fn is_below(&self, top: u32, unit: u32) -> bool {
        let first = self.rank[top as usize];
        (first..first + self.below[top as usize].units).contains(&self.rank[unit as usize])
    }

    fn bonds_cut(&mut self, top: u32) -> f64 {
        self.work += self.bonds.len() / 4;
        self.bonds
            .iter()
            .filter(|bond| self.is_below(top, bond.a) != self.is_below(top, bond.b))
            .map(|bond| f64::from(bond.strength))
            .sum()
    }

    fn halves(&self, units: &[u32], candidate: Candidate) -> Halves {
        let mut branch = Vec::new();
        let mut rest = Vec::new();
        for (position, &unit) in units.iter().enumerate() {
            if self.is_below(candidate.top, number(position)) {
                branch.push(unit);
            } else {
                rest.push(unit);
            }
        }
        if candidate.branch_first {
            Halves {
                one: branch,
                other: rest,
            }
        } else {
            Halves {
                one: rest,
                other: branch,
            }
        }
    }
}

fn find(sets: &mut [u32], mut one: u32) -> u32 {
    while sets[one as usize] != one {
        sets[one as usize] = sets[sets[one as usize] as usize];
        one = sets[one as usize];
    }
    one
}
