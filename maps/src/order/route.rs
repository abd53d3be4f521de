//! The order and direction of runs with the fewest metres between them.

use crate::cut::dice::Dice;
use crate::cut::number;

/// One run in the route.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) run: u32,
    pub(super) backwards: bool,
}

/// Metres from any end of a run to any end of another; ends are numbered 2 × run and 2 × run + 1,
/// the start, if there is one, comes after all of them.
pub(super) struct Legs {
    runs: usize,
    start: Option<usize>,
    ends: usize,
    metres: Vec<f64>,
}

/// First runs tried when the start is free, at most.
const STARTS: usize = 12;
/// Kicks after the first local optimum, at most.
const KICKS: usize = 60;
/// Pairs of runs looked at by all starts or all kicks: lists of up to 40 (or 65) runs get the
/// full number, a list of 230, hundreds of doors, gets one start and four kicks.
const PAIRS: [usize; 2] = [20_000, 250_000];
/// Longest piece that is moved elsewhere.
const MOVED: usize = 3;
/// Passes of a local search at most; each pass improves or is the last.
const PASSES: usize = 200;
/// Less than this many metres is no improvement.
const STEP_METRES: f64 = 1e-6;

impl Legs {
    /// Asks for every pair of ends once.
    pub(super) fn new(runs: usize, start: bool, metres: impl Fn(usize, usize) -> f64) -> Self {
        let ends = runs * 2 + usize::from(start);
        Self {
            runs,
            start: start.then_some(runs * 2),
            ends,
            metres: (0..ends * ends)
                .map(|pair| metres(pair / ends, pair % ends))
                .collect(),
        }
    }

    fn leg(&self, from: usize, to: usize) -> f64 {
        self.metres[from * self.ends + to]
    }

    /// Metres from leaving `a` (or the start, or nowhere) to entering `b` (or nowhere).
    fn join(&self, a: Option<Step>, b: Option<Step>) -> f64 {
        let from = a.map_or(self.start, |a| Some(a.leave()));
        match (from, b) {
            (Some(from), Some(b)) => self.leg(from, b.enter()),
            _ => 0.0,
        }
    }

    fn total(&self, route: &[Step]) -> f64 {
        let first = self.join(None, route.first().copied());
        let rest: f64 = route
            .windows(2)
            .map(|pair| self.join(Some(pair[0]), Some(pair[1])))
            .sum();
        first + rest
    }
}

impl Step {
    fn enter(self) -> usize {
        self.run as usize * 2 + usize::from(self.backwards)
    }

    fn leave(self) -> usize {
        self.run as usize * 2 + usize::from(!self.backwards)
    }

    fn turned(self) -> Self {
        Self {
            backwards: !self.backwards,
            ..self
        }
    }
}

/// A good route over all runs.
pub(super) fn best(legs: &Legs) -> Vec<Step> {
    let mut best: Option<(f64, Vec<Step>)> = None;
    for first in firsts(legs) {
        let mut route = nearest_next(legs, first);
        improve(legs, &mut route);
        let metres = legs.total(&route);
        if best
            .as_ref()
            .is_none_or(|(least, _)| metres < least - STEP_METRES)
        {
            best = Some((metres, route));
        }
    }
    let Some((mut least, mut route)) = best else {
        return Vec::new();
    };
    let mut dice = Dice::new();
    let kicks = if route.len() < 4 {
        0
    } else {
        (PAIRS[1] / (route.len() * route.len())).clamp(1, KICKS)
    };
    for _ in 0..kicks {
        let mut other = kicked(&route, &mut dice);
        improve(legs, &mut other);
        let metres = legs.total(&other);
        if metres < least - STEP_METRES {
            (least, route) = (metres, other);
        }
    }
    route
}

/// The first steps to try: from a start the nearest, else both directions of some runs.
fn firsts(legs: &Legs) -> Vec<Option<Step>> {
    if legs.start.is_some() {
        return vec![None];
    }
    let starts = (PAIRS[0] / (legs.runs * legs.runs).max(1)).clamp(1, STARTS);
    let apart = legs.runs.div_ceil(starts).max(1);
    (0..legs.runs)
        .step_by(apart)
        .flat_map(|run| {
            [false, true].map(|backwards| {
                Some(Step {
                    run: number(run),
                    backwards,
                })
            })
        })
        .collect()
}

fn nearest_next(legs: &Legs, first: Option<Step>) -> Vec<Step> {
    let mut left: Vec<u32> = (0..number(legs.runs)).collect();
    let mut route: Vec<Step> = Vec::with_capacity(legs.runs);
    if let Some(first) = first {
        left.retain(|&run| run != first.run);
        route.push(first);
    }
    while !left.is_empty() {
        let last = route.last().copied();
        let next = left
            .iter()
            .flat_map(|&run| [false, true].map(|backwards| Step { run, backwards }))
            .min_by(|&a, &b| {
                let (a, b) = (legs.join(last, Some(a)), legs.join(last, Some(b)));
                a.total_cmp(&b)
            })
            .expect("some run is left");
        left.retain(|&run| run != next.run);
        route.push(next);
    }
    route
}

/// Turns pieces (2-opt) and moves short ones (or-opt) until nothing helps.
fn improve(legs: &Legs, route: &mut Vec<Step>) {
    for _ in 0..PASSES {
        if !turn_pieces(legs, route) && !move_pieces(legs, route) {
            return;
        }
    }
}

fn turn_pieces(legs: &Legs, route: &mut [Step]) -> bool {
    let mut better = false;
    for from in 0..route.len() {
        for to in from..route.len() {
            let before = from.checked_sub(1).map(|i| route[i]);
            let after = route.get(to + 1).copied();
            let (a, b) = (route[from], route[to]);
            let now = legs.join(before, Some(a)) + legs.join(Some(b), after);
            let then = legs.join(before, Some(b.turned())) + legs.join(Some(a.turned()), after);
            if then < now - STEP_METRES {
                turn(&mut route[from..=to]);
                better = true;
            }
        }
    }
    better
}

fn turn(piece: &mut [Step]) {
    piece.reverse();
    for step in piece {
        *step = step.turned();
    }
}

fn move_pieces(legs: &Legs, route: &mut Vec<Step>) -> bool {
    let mut better = false;
    for size in 1..=MOVED.min(route.len().saturating_sub(1)) {
        for from in 0..=route.len() - size {
            let before = from.checked_sub(1).map(|i| route[i]);
            let after = route.get(from + size).copied();
            let (a, b) = (route[from], route[from + size - 1]);
            let saved = legs.join(before, Some(a)) + legs.join(Some(b), after)
                - if after.is_some() {
                    legs.join(before, after)
                } else {
                    0.0
                };
            let mut rest = route.clone();
            let mut piece: Vec<Step> = rest.drain(from..from + size).collect();
            if let Some((to, turned)) = place_for(legs, &rest, (a, b), saved) {
                if turned {
                    turn(&mut piece);
                }
                rest.splice(to..to, piece);
                *route = rest;
                better = true;
            }
        }
    }
    better
}

/// The first place where a piece from `a` to `b` costs less than `saved`, and whether turned.
fn place_for(
    legs: &Legs,
    rest: &[Step],
    (a, b): (Step, Step),
    saved: f64,
) -> Option<(usize, bool)> {
    (0..=rest.len()).find_map(|to| {
        let left = to.checked_sub(1).map(|i| rest[i]);
        let right = rest.get(to).copied();
        let open = right.map_or(0.0, |right| legs.join(left, Some(right)));
        [(a, b, false), (b.turned(), a.turned(), true)]
            .into_iter()
            .find_map(|(enter, leave, turned)| {
                let added = legs.join(left, Some(enter)) + legs.join(Some(leave), right) - open;
                (added < saved - STEP_METRES).then_some((to, turned))
            })
    })
}

/// A double bridge over a short piece of the route: two neighbouring pieces change places.
fn kicked(route: &[Step], dice: &mut Dice) -> Vec<Step> {
    let count = number(route.len());
    let from = dice.below(count - 2);
    let middle = from + 1 + dice.below((count - from - 2).min(10));
    let to = middle + 1 + dice.below((count - middle - 1).min(10));
    let mut other = route.to_vec();
    other[from as usize..to as usize].rotate_left((middle - from) as usize);
    other
}
