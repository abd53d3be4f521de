//! A graph of units → lists: halves again and again, then neighbours divided anew.
//!
//! A spanning tree of a connected set has an edge for every way to cut the set into two connected
//! halves along it; random trees that prefer strong bonds offer many such cuts, and the best of
//! them is taken. (Recombination by spanning trees, as redistricting does it.)

use super::dice::Dice;
use super::graph::Graph;
use super::number;

use trees::{Halves, Trees};

mod trees;

/// What a set of units costs as so many lists: nothing when even, steep beyond 5 %.
fn unevenness(minutes: f64, lists: usize, mean: f64) -> f64 {
    let lists = f64::from(number(lists));
    let off = (minutes / (lists * mean) - 1.0).abs();
    let beyond = (off - 0.05).max(0.0);
    lists * (100.0 * off * off + 2000.0 * beyond * beyond)
}

/// Cost of one more piece in a list: as much as being off the mean by about 17 %.
const PIECE: f64 = 40.0;

/// Cost of a cut bond, so that compactness and whole streets weigh little beside 5 %.
const BOND: f64 = 0.03;

/// Trees tried for each halving at the start.
const FIRST_TREES: usize = 12;
/// Trees tried for each new division of neighbouring lists.
const AGAIN_TREES: usize = 4;
/// Divisions of neighbours tried per list.
const STEPS_PER_LIST: usize = 60;
/// Least divisions tried.
const LEAST_STEPS: usize = 300;
/// Bonds looked at in all divisions together, per bond of the graph; a bound for few long lists.
const WORK_PER_BOND: usize = 1_500;
/// Bonds looked at whatever the size of the graph.
const LEAST_WORK: usize = 1_000_000;

/// The list of each unit, numbered from 0. Fewer lists come out when there are fewer units.
pub(super) fn divide(graph: &Graph, lists: usize) -> Vec<u32> {
    let units = graph.minutes.len();
    let lists = lists.clamp(1, units.max(1));
    let mut division = Division {
        graph,
        mean: graph.minutes.iter().sum::<f64>() / f64::from(number(lists)),
        trees: Trees::new(graph),
        dice: Dice::new(),
        of: vec![0; units],
        members: Vec::with_capacity(lists),
        cost: Vec::new(),
    };
    let all: Vec<u32> = (0..number(units)).collect();
    let mut first = Vec::new();
    division.halve_down(all, lists, FIRST_TREES, &mut first);
    for (list, (members, cost)) in first.into_iter().enumerate() {
        for &unit in &members {
            division.of[unit as usize] = number(list);
        }
        division.members.push(members);
        division.cost.push(cost);
    }
    division.improve();
    division.of
}

struct Division<'a> {
    graph: &'a Graph,
    mean: f64,
    trees: Trees<'a>,
    dice: Dice,
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// Unevenness and pieces of each list.
    cost: Vec<f64>,
}

impl Division<'_> {
    /// Divides a connected set into `lists`, each with its cost.
    fn halve_down(
        &mut self,
        units: Vec<u32>,
        lists: usize,
        tries: usize,
        into: &mut Vec<(Vec<u32>, f64)>,
    ) {
        if lists == 1 {
            let minutes: f64 = units.iter().map(|&u| self.graph.minutes[u as usize]).sum();
            let pieces = f64::from(self.trees.gaps_needed(&units));
            into.push((units, unevenness(minutes, 1, self.mean) + PIECE * pieces));
            return;
        }
        // A star of few units has no cut in the middle, but always a leaf for one list.
        let (less, halves) = [lists / 2, 1]
            .into_iter()
            .find_map(|less| {
                let shares = (less, lists - less);
                let halves = self
                    .trees
                    .halve(&units, shares, self.mean, tries, &mut self.dice);
                Some((less, halves?))
            })
            .expect("a connected set of at least two units has a leaf");
        let Halves { one, other } = halves;
        self.halve_down(one, less, tries, into);
        self.halve_down(other, lists - less, tries, into);
    }

    /// Takes two or three neighbouring lists, divides them anew, and keeps that when it is
    /// better; at first, sometimes also when it is a little worse.
    fn improve(&mut self) {
        let lists = self.members.len();
        if lists < 2 {
            return;
        }
        let steps = (lists * STEPS_PER_LIST).max(LEAST_STEPS);
        let work = LEAST_WORK + WORK_PER_BOND * self.graph.bonds();
        self.trees.work = 0;
        for step in 0..steps {
            // Progress by whichever budget is nearer its end.
            let done = f64::from(number(step)) / f64::from(number(steps));
            let spent = f64::from(number(self.trees.work / 64)) / f64::from(number(work / 64));
            let done = done.max(spent);
            if done >= 1.0 {
                break;
            }
            // Warm for the first six tenths, then only downhill.
            let warmth = 2.0 * (1.0 - done / 0.6).max(0.0);
            let count = if self.dice.below(4) == 0 { 3 } else { 2 };
            let Some(chosen) = self.choose(count) else {
                continue;
            };
            self.divide_anew(&chosen, warmth);
        }
    }

    /// The costliest of a few lists by lot, and neighbours of it by lot.
    fn choose(&mut self, count: usize) -> Option<Vec<u32>> {
        let lists = number(self.members.len());
        let mut worst = self.dice.below(lists);
        for _ in 0..self.dice.below(8) {
            let other = self.dice.below(lists);
            if self.cost[other as usize] > self.cost[worst as usize] {
                worst = other;
            }
        }
        let mut chosen = vec![worst];
        for _ in 0..count * 8 {
            let from = chosen[self.dice.below(number(chosen.len())) as usize];
            let members = &self.members[from as usize];
            let unit = members[self.dice.below(number(members.len())) as usize];
            let edges = self.graph.of(unit);
            if edges.is_empty() {
                continue;
            }
            let edge = edges[self.dice.below(number(edges.len())) as usize];
            let list = self.of[edge.to as usize];
            if !chosen.contains(&list) {
                chosen.push(list);
            }
            if chosen.len() == count {
                break;
            }
        }
        (chosen.len() > 1).then_some(chosen)
    }

    fn divide_anew(&mut self, chosen: &[u32], warmth: f64) {
        let mut units: Vec<u32> = chosen
            .iter()
            .flat_map(|&list| &self.members[list as usize])
            .copied()
            .collect();
        units.sort_unstable();
        let before: f64 = chosen
            .iter()
            .map(|&list| self.cost[list as usize])
            .sum::<f64>()
            + BOND * self.cut_bonds(&units, chosen);
        let mut parts = Vec::with_capacity(chosen.len());
        self.halve_down(units.clone(), chosen.len(), AGAIN_TREES, &mut parts);

        let old: Vec<u32> = units.iter().map(|&unit| self.of[unit as usize]).collect();
        for ((members, _), &list) in parts.iter().zip(chosen) {
            for &unit in members {
                self.of[unit as usize] = list;
            }
        }
        let after: f64 =
            parts.iter().map(|(_, cost)| cost).sum::<f64>() + BOND * self.cut_bonds(&units, chosen);
        let worse = after - before;
        // `-ln(u)` of a lot: the usual rule of annealing.
        if worse <= 0.0 || (warmth > 0.0 && worse < warmth * -self.dice.share().ln()) {
            for ((members, cost), &list) in parts.into_iter().zip(chosen) {
                self.members[list as usize] = members;
                self.cost[list as usize] = cost;
            }
        } else {
            for (&unit, list) in units.iter().zip(old) {
                self.of[unit as usize] = list;
            }
        }
    }

    /// Bonds cut between the chosen lists; those to other lists stay as they are.
    fn cut_bonds(&self, units: &[u32], chosen: &[u32]) -> f64 {
        let mut cut = 0.0;
        for &unit in units {
            let list = self.of[unit as usize];
            for edge in self.graph.of(unit) {
                let other = self.of[edge.to as usize];
                if edge.to > unit && other != list && chosen.contains(&other) {
                    cut += f64::from(edge.bond);
                }
            }
        }
        cut
    }
}
