//! Taking figures back until nothing is given away, and giving back what need not have gone.

use super::{Answer, Breach, Kind, Question, ask::Prepared};

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
    let mut round = Round {
        prepared: &prepared,
        question,
        active: vec![true; question.bundles.len()],
        gone: Vec::new(),
        left: Vec::new(),
        rounds: 0,
    };
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
            let mut touched: Vec<usize> = Vec::new();
            for breach in breaches {
                // Something it rests on has just gone: ask again before more is taken.
                if breach.bundles.iter().any(|bundle| touched.contains(bundle)) {
                    continue;
                }
                let Some(bundle) = self.chosen(&breach) else {
                    self.left.push(breach);
                    continue;
                };
                for gone_too in self.with_dependants(bundle) {
                    self.active[gone_too] = false;
                    self.gone.push((gone_too, breach.clone()));
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

    /// The bundle to take back: by kind, then the nearest.
    fn chosen(&self, breach: &Breach) -> Option<usize> {
        let shown = breach.bundles.iter().copied().filter(|bundle| self.active[*bundle]);
        // What the reader knows anyway does not get safer by not being shown.
        let helps = |bundle: &usize| self.question.bundles[*bundle].kind != Kind::Hub;
        shown.filter(helps).min_by_key(|bundle| {
            let near = self.prepared.nearness(&breach.told, *bundle);
            (self.question.bundles[*bundle].kind, usize::MAX - near, *bundle)
        })
    }
}
