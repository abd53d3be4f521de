//! The most a set of pieces could hold, by a linear programme. Pure Rust, so that a fresh machine
//! needs nothing more.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOutcome};

use super::span::Span;

/// What a solver's rounding may come to.
const NEARLY: f64 = 1e-6;

/// Of sets of pieces that hold less than `floor`, those that cannot hold `floor`, and the most they
/// can. `holds` is what each piece really holds: one world that fits all `equations`.
///
/// A set is safe once any world is found in which it holds enough. So worlds are asked for in which
/// many sets together hold as much as they can: what holds enough there is done with. Where none
/// does, the sets are halved, down to one by one.
#[must_use]
pub fn under(
    floor: i64,
    holds: &[i64],
    equations: &[(&[usize], i64)],
    sets: &[(Vec<usize>, i64)],
) -> Vec<(usize, i64)> {
    let programme = Programme::new(holds, equations);
    let enough = to_f64(floor) - NEARLY;
    let mut found = Vec::new();
    let mut waiting: Vec<Vec<usize>> = vec![(0..sets.len()).collect()];
    while let Some(group) = waiting.pop() {
        let Some(first) = group.first().copied() else {
            continue;
        };
        let wanted = group.iter().map(|n| sets[*n].0.as_slice());
        let most = programme.most(wanted);
        let holds_enough = |n: &usize| match &most {
            Most::World(world) => {
                sets[*n].0.iter().map(|piece| world[*piece]).sum::<f64>() >= enough
            }
            Most::Unbounded => group.len() == 1,
            Most::Undecided => false,
        };
        let open: Vec<usize> = group.iter().copied().filter(|n| !holds_enough(n)).collect();
        if open.len() < group.len() {
            waiting.push(open);
        } else if group.len() > 1 {
            let (one, other) = group.split_at(group.len() / 2);
            waiting.extend([one.to_vec(), other.to_vec()]);
        } else {
            let set = &sets[first].0;
            found.push((
                first,
                match most {
                    Most::World(world) => floor_of(set.iter().map(|piece| world[*piece]).sum()),
                    // What could not be decided is not shown.
                    Most::Unbounded | Most::Undecided => {
                        set.iter().map(|piece| holds[*piece]).sum()
                    }
                },
            ));
        }
    }
    found.sort_unstable();
    found
}

enum Most {
    Unbounded,
    /// The solver gave up.
    Undecided,
    World(Vec<f64>),
}

/// What is told of the pieces.
struct Programme<'a> {
    holds: &'a [i64],
    equations: Vec<(&'a [usize], i64)>,
    /// Some piece must be below nothing for the figures to fit.
    below_zero: bool,
}

impl<'a> Programme<'a> {
    fn new(holds: &'a [i64], equations: &[(&'a [usize], i64)]) -> Self {
        // Equations that say nothing new only make solvers stumble.
        let mut span = Span::new(holds.len());
        let mut telling = equations.to_vec();
        telling.sort_by_key(|(pieces, _)| pieces.len());
        telling.retain(|(pieces, _)| {
            let before = span.rank();
            span.learn(0, pieces);
            span.rank() > before
        });
        let mut programme = Self {
            holds,
            equations: telling,
            below_zero: false,
        };
        // Corrections may have taken more than there was. A reader who does not think of them takes
        // every piece for nothing or more, and knows the most of all, as long as that fits.
        let corrected = holds.iter().any(|holds| *holds < 0);
        if corrected && matches!(programme.most(std::iter::empty()), Most::Undecided) {
            programme.below_zero = true;
        }
        programme
    }

    /// A world in which these sets together hold as much as they can.
    fn most<'b>(&self, sets: impl Iterator<Item = &'b [usize]>) -> Most {
        let mut wanted = vec![0.0; self.holds.len()];
        for piece in sets.flatten() {
            wanted[*piece] = 1.0;
        }
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let variables: Vec<_> = wanted
            .iter()
            .zip(self.holds)
            .map(|(wanted, holds)| {
                let least = if self.below_zero && *holds < 0 {
                    f64::NEG_INFINITY
                } else {
                    0.0
                };
                problem.add_var(*wanted, (least, f64::INFINITY))
            })
            .collect();
        for (pieces, value) in &self.equations {
            let terms: Vec<_> = pieces
                .iter()
                .map(|piece| (variables[*piece], 1.0))
                .collect();
            problem.add_constraint(&terms, ComparisonOp::Eq, to_f64(*value));
        }
        match problem.solve() {
            Ok(SolveOutcome::Solution(solution)) => Most::World(
                variables
                    .iter()
                    .map(|variable| solution[*variable])
                    .collect(),
            ),
            Err(Error::Unbounded) => Most::Unbounded,
            Ok(SolveOutcome::Interrupted(_)) | Err(_) => Most::Undecided,
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of people are far below 2^52"
)]
fn to_f64(number: i64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "counts of people are far below 2^52"
)]
fn floor_of(number: f64) -> i64 {
    (number + NEARLY).floor() as i64
}
