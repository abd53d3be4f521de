//! Taking figures back until nothing is given away, and giving back what need not have gone.

use std::collections::BTreeMap;

use super::{
    Answer, Breach, Kind, Question,
    ask::{Means, Prepared},
};

/// So many bundles of a kind are tried, the nearest first.
const NEAR: usize = 6;

/// How sharp the gate looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharpness {
    /// Combinations and intervals.
    Release,
    /// And a linear programme.
    Programme,
}

/// Finds which bundles must not be shown.
#[must_use]
pub fn settle(question: &Question, sharpness: Sharpness) -> Answer {
    let prepared = Prepared::new(question);
    let (pieces, equations) = prepared.size();
    let mut active = vec![false; question.bundles.len()];
    for figure in &question.offered {
        active[figure.bundle] = true;
    }
    let mut round = Round {
        prepared: &prepared,
        question,
        active,
        gone: Vec::new(),
        left: Vec::new(),
        rounds: 0,
    };
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method alone is not general enough over its lifetimes"
    )]
    round.settle(|prepared, active| prepared.ask(active));
    round.give_back();
    if sharpness == Sharpness::Programme {
        let (found, unsafe_yet) = prepared.ask_programme(&round.active, None);
        if !found.is_empty() {
            // What follows without any of the figures stays known, whatever is taken back.
            let none = vec![false; question.bundles.len()];
            round.left = prepared.ask_programme(&none, Some(&unsafe_yet)).0;
        }
        // Taking figures back only makes more worlds possible: what was safe stays safe.
        let mut open = unsafe_yet;
        round.settle(|prepared, active| {
            let (breaches, unsafe_yet) = prepared.ask_programme(active, Some(&open));
            open = unsafe_yet;
            breaches
        });
    }
    Answer {
        withdrawn: round.gone,
        left: round.left,
        pieces,
        equations,
        rounds: round.rounds,
    }
}

struct Round<'a> {
    prepared: &'a Prepared<'a>,
    question: &'a Question,
    active: Vec<bool>,
    gone: Vec<(usize, Breach)>,
    left: Vec<Breach>,
    rounds: usize,
}

impl Round<'_> {
    /// Takes bundles back until `ask` finds nothing more.
    fn settle(&mut self, mut ask: impl FnMut(&Prepared<'_>, &[bool]) -> Vec<Breach>) {
        loop {
            self.rounds += 1;
            let mut breaches = ask(self.prepared, &self.active);
            breaches.retain(|breach| !self.is_left(breach));
            if breaches.is_empty() {
                return;
            }
            // Sharp ones first: with them bounds often go too.
            breaches.sort_by_key(|breach| breach.means);
            let mut touched: Vec<usize> = Vec::new();
            for breach in breaches {
                // Something it rests on has just gone: ask again before more is taken.
                if breach.bundles.iter().any(|bundle| touched.contains(bundle)) {
                    continue;
                }
                let chosen = self.chosen(&breach);
                if chosen.is_empty() {
                    self.left.push(breach);
                    continue;
                }
                for bundle in chosen {
                    self.active[bundle] = false;
                    self.gone.push((bundle, breach.clone()));
                }
                touched.extend(&breach.bundles);
            }
        }
    }

    /// It follows without any figure that could be taken back.
    fn is_left(&self, breach: &Breach) -> bool {
        self.left.iter().any(|known| known.told == breach.told)
    }

    /// A bundle and all that stand on it, the last first.
    fn with_dependants(&self, bundle: usize) -> Vec<usize> {
        let bundles = &self.question.bundles;
        let mut gone = vec![bundle];
        let mut at = 0;
        while let Some(next) = gone.get(at).copied() {
            let stands_on_it = |n: &usize| self.active[*n] && bundles[*n].above == Some(next);
            gone.extend((0..bundles.len()).filter(stands_on_it));
            at += 1;
        }
        gone
    }

    /// Gives back what need not have gone, the last first.
    fn give_back(&mut self) {
        for at in (0..self.gone.len()).rev() {
            let bundle = self.gone[at].0;
            let above = self.question.bundles[bundle].above;
            if above.is_some_and(|above| !self.active[above]) {
                continue;
            }
            self.active[bundle] = true;
            self.rounds += 1;
            let found = self.prepared.ask(&self.active);
            if found.iter().all(|breach| self.is_left(breach)) {
                self.gone.remove(at);
            } else {
                self.active[bundle] = false;
            }
        }
    }

    /// The bundles to take back, with all that stand on them; none where no figure helps.
    fn chosen(&self, breach: &Breach) -> Vec<usize> {
        let is_hub = |bundle: &usize| self.question.bundles[*bundle].kind == Kind::Hub;
        let helps = |bundle: &usize| self.active[*bundle] && !is_hub(bundle);
        let mut nearby: Vec<usize> = breach.bundles.iter().copied().filter(helps).collect();
        if nearby.is_empty() || breach.means != Means::Combination {
            // Bounds reach far: what is left of a whole when distant parts are taken off it.
            nearby = (0..self.active.len()).filter(helps).collect();
        }
        if nearby.is_empty() {
            // The whole goes last, and with it everything that stands on it.
            let mut hubs = (0..self.active.len()).filter(|n| self.active[*n] && is_hub(n));
            return hubs
                .next()
                .map_or_else(Vec::new, |hub| self.with_dependants(hub));
        }
        let order = |bundle: &usize| {
            let near = self.prepared.nearness(&breach.told, *bundle);
            (
                self.question.bundles[*bundle].kind,
                usize::MAX - near,
                *bundle,
            )
        };
        nearby.sort_by_cached_key(order);
        let first = nearby.first().copied();
        if breach.means == Means::Combination {
            // Every figure of a combination is needed for it.
            return first
                .map(|first| self.with_dependants(first))
                .unwrap_or_default();
        }
        let helping = self.helping(breach, nearby);
        helping
            .or_else(|| first.map(|first| self.with_dependants(first)))
            .unwrap_or_default()
    }

    /// The fewest bundles without which a target could hold enough. Areas that fill a whole come in
    /// twos: one alone is what the others leave.
    fn helping(&self, breach: &Breach, ordered: Vec<usize>) -> Option<Vec<usize>> {
        let kind = |bundle: usize| self.question.bundles[bundle].kind;
        let mut by_kind: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
        for bundle in ordered {
            by_kind.entry(kind(bundle)).or_default().push(bundle);
        }
        let mut tries: Vec<Vec<usize>> = Vec::new();
        for (kind, bundles) in by_kind {
            let near = &bundles[..bundles.len().min(NEAR)];
            tries.extend(near.iter().map(|bundle| self.with_dependants(*bundle)));
            let fills = matches!(kind, Kind::Street | Kind::SmallArea | Kind::Patch);
            for (n, one) in near.iter().enumerate().filter(|_| fills) {
                tries.extend(near[..n].iter().map(|other| vec![*other, *one]));
            }
        }
        // The sort is stable: of as many figures, those of the kind that goes first.
        tries.sort_by_key(Vec::len);
        tries.into_iter().find(|gone| {
            let mut active = self.active.clone();
            for bundle in gone {
                active[*bundle] = false;
            }
            self.prepared.is_safe(&breach.told, &active)
        })
    }
}
