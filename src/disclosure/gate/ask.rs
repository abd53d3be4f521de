//! What the figures that are shown give away.

use std::collections::{BTreeSet, HashSet};

use super::{
    Kind, Question, bounds,
    classes::{Classes, Told},
    narrow::Intervals,
    span::Span,
};

/// What is left of a figure outside another helps narrowing only while it is small.
const SHORT: usize = 64;

/// How something was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// Figures added and subtracted.
    Combination,
    /// Bounds that figures set each other.
    Bounds,
    /// A linear programme.
    Programme,
}

/// Something small that figures give away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// How it is worked out.
    pub means: Means,
    /// What it holds.
    pub value: i64,
    /// The most it could hold as far as the reader can tell.
    pub most: i64,
    /// Bundles of figures that have to do with it.
    pub bundles: Vec<usize>,
    /// Its pieces, by class.
    pub(super) told: Told,
}

/// A figure by classes.
struct Equation {
    classes: Vec<usize>,
    value: i64,
    /// The offered bundle it belongs to; absent where it cannot be taken back.
    bundle: Option<usize>,
}

/// A question made ready to be asked again and again, with other bundles shown.
pub struct Prepared<'a> {
    question: &'a Question,
    classes: Classes,
    equations: Vec<Equation>,
    /// By class, the equations it lies in.
    lies_in: Vec<Vec<usize>>,
    /// Small sets of pieces that nothing known before tells.
    targets: Vec<Told>,
    /// What is left of the first equation outside the second, which lies in it.
    halos: Vec<(usize, usize, Vec<usize>)>,
    /// Classes that hold less than nothing, as corrections took more than there was.
    below_zero: Vec<usize>,
}

impl<'a> Prepared<'a> {
    /// Makes a question ready.
    #[must_use]
    pub fn new(question: &'a Question) -> Self {
        let fixed = question.exact.iter().chain(&question.earlier);
        let offered = question.offered.iter().map(|figure| &figure.pieces);
        let all: Vec<&[usize]> = fixed.chain(offered).map(Vec::as_slice).collect();
        let classes = Classes::of(&question.values, &all);
        let equations = equations(question, &classes);
        let mut lies_in = vec![Vec::new(); classes.len()];
        for (n, equation) in equations.iter().enumerate() {
            for class in &equation.classes {
                lies_in[*class].push(n);
            }
        }
        let below_zero = (0..classes.len()).filter(|class| classes.value(*class) < 0);
        let mut prepared = Self {
            question,
            below_zero: below_zero.collect(),
            classes,
            equations,
            lies_in,
            targets: Vec::new(),
            halos: Vec::new(),
        };
        prepared.find_targets();
        prepared
    }

    /// Pieces told apart, and equations over them.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.classes.len(), self.equations.len())
    }

    fn find_targets(&mut self) {
        let mut found: HashSet<Told> = HashSet::new();
        let told = |pieces: &Vec<usize>| self.classes.tell(pieces, &self.question.values);
        found.extend(self.question.areas.iter().map(told));
        for class in 0..self.classes.len() {
            // A class that lies in no figure is what nobody was told anything about.
            if !self.lies_in[class].is_empty() {
                found.insert(self.of_classes(vec![class]));
            }
        }
        for (one, equation) in self.equations.iter().enumerate() {
            let near: BTreeSet<usize> = equation
                .classes
                .iter()
                .flat_map(|class| self.lies_in[*class].iter().copied())
                .collect();
            for other in near.into_iter().filter(|other| *other != one) {
                let (inside, outside) = cut(&equation.classes, &self.equations[other].classes);
                if inside.len() == self.equations[other].classes.len() && outside.len() <= SHORT {
                    self.halos.push((one, other, outside.clone()));
                }
                for part in [inside, outside] {
                    let value = self.value(&part);
                    if value < self.question.floor && !part.is_empty() {
                        found.insert(self.of_classes(part));
                    }
                }
            }
        }
        // What follows without any figure that is offered is not theirs to answer for.
        let before = self.question.exact.len() + self.question.earlier.len();
        let before: Vec<&Equation> = self.equations[..before].iter().collect();
        let known = Known::new(self, &before, &[]);
        let floor = self.question.floor;
        let is_target =
            |told: &Told| told.value < floor && known.most(told).is_none_or(|most| most >= floor);
        let mut targets: Vec<Told> = found.into_iter().filter(is_target).collect();
        targets.sort_by(|one, other| (&one.whole, &one.cut).cmp(&(&other.whole, &other.cut)));
        let mut span = span_of(self.classes.len(), before.iter().copied().enumerate());
        targets.retain(|told| !told.cut.is_empty() || span.tells(&told.whole).is_none());
        self.targets = targets;
    }

    fn value(&self, classes: &[usize]) -> i64 {
        classes.iter().map(|class| self.classes.value(*class)).sum()
    }

    fn of_classes(&self, whole: Vec<usize>) -> Told {
        Told {
            value: self.value(&whole),
            whole,
            cut: Vec::new(),
        }
    }

    fn shown(&self, active: &[bool]) -> Vec<usize> {
        let is_shown = |n: &usize| {
            self.equations[*n]
                .bundle
                .is_none_or(|bundle| active[bundle])
        };
        (0..self.equations.len()).filter(is_shown).collect()
    }

    /// What figures of one kind leave of a figure around them, where that is small.
    fn rests(&self, shown: &[usize]) -> Vec<Vec<usize>> {
        let kind = |n: usize| Some(self.question.bundles[self.equations[n].bundle?].kind);
        let mut rests = Vec::new();
        for around in shown {
            let around_kind = kind(*around);
            for of in [Kind::Street, Kind::SmallArea, Kind::Cells7, Kind::Patch] {
                if around_kind == Some(of) {
                    continue;
                }
                let mut left: BTreeSet<usize> =
                    self.equations[*around].classes.iter().copied().collect();
                let all = left.len();
                for other in shown.iter().filter(|other| kind(**other) == Some(of)) {
                    let classes = &self.equations[*other].classes;
                    if classes.iter().all(|class| left.contains(class)) {
                        for class in classes {
                            left.remove(class);
                        }
                    }
                }
                if left.len() < all && !left.is_empty() {
                    rests.push(left.into_iter().collect());
                }
            }
        }
        rests
    }

    /// Everything the shown bundles give away, by combinations and bounds.
    #[must_use]
    pub fn ask(&self, active: &[bool]) -> Vec<Breach> {
        let shown = self.shown(active);
        let floor = self.question.floor;
        let rests = self.rests(&shown);
        let more = rests.into_iter().map(|rest| self.of_classes(rest));
        let more: Vec<Told> = more.filter(|told| told.value < floor).collect();
        let all: Vec<&Equation> = shown.iter().map(|n| &self.equations[*n]).collect();
        let mut span = span_of(
            self.classes.len(),
            shown.iter().copied().zip(all.iter().copied()),
        );
        let known = Known::new(self, &all, &self.halos_among(&shown));
        let mut breaches = Vec::new();
        for told in self.targets.iter().chain(&more) {
            let made = if told.cut.is_empty() {
                span.tells(&told.whole)
            } else {
                None
            };
            let (means, most, bundles) = if let Some(made) = made {
                let bundles = made.iter().filter_map(|n| self.equations[*n].bundle);
                (
                    Means::Combination,
                    told.value,
                    bundles.collect::<BTreeSet<_>>(),
                )
            } else {
                let Some(most) = known.most(told).filter(|most| *most < floor) else {
                    continue;
                };
                (Means::Bounds, most, self.touching(told, active))
            };
            breaches.push(Breach {
                means,
                value: told.value,
                most,
                bundles: bundles.into_iter().collect(),
                told: told.clone(),
            });
        }
        breaches
    }

    /// What a linear programme finds beyond, of these targets or all; and which are not safe.
    #[must_use]
    pub fn ask_programme(
        &self,
        active: &[bool],
        of: Option<&[usize]>,
    ) -> (Vec<Breach>, Vec<usize>) {
        let shown = self.shown(active);
        let all: Vec<(&[usize], i64)> = shown
            .iter()
            .map(|n| {
                (
                    self.equations[*n].classes.as_slice(),
                    self.equations[*n].value,
                )
            })
            .collect();
        let holds: Vec<i64> = (0..self.classes.len())
            .map(|c| self.classes.value(c))
            .collect();
        let targets: Vec<usize> =
            of.map_or_else(|| (0..self.targets.len()).collect(), <[usize]>::to_vec);
        let sets: Vec<(Vec<usize>, i64)> = targets
            .iter()
            .map(|n| (together(&self.targets[*n]), self.targets[*n].value))
            .collect();
        let found = bounds::under(self.question.floor, &holds, &all, &sets);
        let breach = |(n, most): &(usize, i64)| {
            let told = &self.targets[targets[*n]];
            Breach {
                means: Means::Programme,
                value: told.value,
                most: *most,
                bundles: self.touching(told, active).into_iter().collect(),
                told: told.clone(),
            }
        };
        let open = found.iter().map(|(n, _)| targets[*n]).collect();
        (found.iter().map(breach).collect(), open)
    }

    /// Whether a set could hold enough, as far as these bundles tell.
    #[must_use]
    pub fn is_safe(&self, told: &Told, active: &[bool]) -> bool {
        let shown = self.shown(active);
        let all: Vec<(&[usize], i64)> = shown
            .iter()
            .map(|n| {
                (
                    self.equations[*n].classes.as_slice(),
                    self.equations[*n].value,
                )
            })
            .collect();
        let holds: Vec<i64> = (0..self.classes.len())
            .map(|c| self.classes.value(c))
            .collect();
        let sets = [(together(told), told.value)];
        bounds::under(self.question.floor, &holds, &all, &sets).is_empty()
    }

    fn halos_among(&self, shown: &[usize]) -> Vec<(Vec<usize>, i64)> {
        let shown: HashSet<usize> = shown.iter().copied().collect();
        let among = |(one, other, _): &&(usize, usize, Vec<usize>)| {
            shown.contains(one) && shown.contains(other)
        };
        let told = |(_, _, left): &(usize, usize, Vec<usize>)| (left.clone(), self.value(left));
        self.halos.iter().filter(among).map(told).collect()
    }

    /// Shown bundles with a figure that has a class in common with a target.
    fn touching(&self, told: &Told, active: &[bool]) -> BTreeSet<usize> {
        told.whole
            .iter()
            .chain(&told.cut)
            .flat_map(|class| &self.lies_in[*class])
            .filter_map(|n| self.equations[*n].bundle)
            .filter(|bundle| active[*bundle])
            .collect()
    }

    /// How many figures below the hub lie across both a target and a bundle: how near it is.
    #[must_use]
    pub fn nearness(&self, told: &Told, bundle: usize) -> usize {
        let across = |classes: &mut dyn Iterator<Item = &usize>| -> HashSet<usize> {
            classes
                .flat_map(|class| self.lies_in[*class].iter().copied())
                .filter(|n| self.equations[*n].classes.len() <= SHORT)
                .collect()
        };
        let of_target = across(&mut told.whole.iter().chain(&told.cut));
        let own = self
            .equations
            .iter()
            .filter(|equation| equation.bundle == Some(bundle));
        let of_bundle = across(&mut own.flat_map(|equation| &equation.classes));
        of_target.intersection(&of_bundle).count()
    }
}

/// All classes a target has a part of.
fn together(told: &Told) -> Vec<usize> {
    told.whole.iter().chain(&told.cut).copied().collect()
}

fn equations(question: &Question, classes: &Classes) -> Vec<Equation> {
    let fixed = question.exact.iter().chain(&question.earlier);
    let fixed = fixed.map(|pieces| (pieces, None));
    let offered = question.offered.iter();
    let offered = offered.map(|figure| (&figure.pieces, Some(figure.bundle)));
    fixed
        .chain(offered)
        .map(|(pieces, bundle)| {
            let told = classes.tell(pieces, &question.values);
            Equation {
                classes: told.whole,
                value: told.value,
                bundle,
            }
        })
        .collect()
}

fn span_of<'a>(classes: usize, equations: impl Iterator<Item = (usize, &'a Equation)>) -> Span {
    Span::of(
        classes,
        equations.map(|(n, equation)| (n, equation.classes.as_slice())),
    )
}

/// What of a sorted set lies in another, and what outside.
fn cut(one: &[usize], other: &[usize]) -> (Vec<usize>, Vec<usize>) {
    one.iter()
        .copied()
        .partition(|class| other.binary_search(class).is_ok())
}

/// Intervals, and the equations they rest on.
struct Known<'a> {
    intervals: Intervals,
    equations: Vec<(&'a [usize], i64)>,
    /// By class, the equations it lies in.
    lies_in: Vec<Vec<usize>>,
}

impl<'a> Known<'a> {
    fn new(prepared: &Prepared<'_>, shown: &[&'a Equation], halos: &[(Vec<usize>, i64)]) -> Self {
        let equations: Vec<(&[usize], i64)> = shown
            .iter()
            .map(|equation| (equation.classes.as_slice(), equation.value))
            .collect();
        let mut all: Vec<(Vec<usize>, i64)> = equations
            .iter()
            .map(|(classes, value)| (classes.to_vec(), *value))
            .collect();
        all.extend(halos.iter().cloned());
        let count = prepared.classes.len();
        let mut lies_in = vec![Vec::new(); count];
        for (n, (classes, _)) in equations.iter().enumerate() {
            for class in *classes {
                lies_in[*class].push(n);
            }
        }
        Self {
            intervals: Intervals::of(count, &all, &prepared.below_zero),
            equations,
            lies_in,
        }
    }

    /// The most a target can hold; nothing where no bound was found.
    fn most(&self, told: &Told) -> Option<i64> {
        let mut set = together(told);
        set.sort_unstable();
        let mut most = self.intervals.sum(&set).1;
        let first = *set.first()?;
        for n in &self.lies_in[first] {
            let (classes, value) = self.equations[*n];
            if set.iter().all(|class| classes.binary_search(class).is_ok()) {
                let (_, outside) = cut(classes, &set);
                if let (Some(least), _) = self.intervals.sum(&outside) {
                    let bound = value - least;
                    most = Some(most.map_or(bound, |most| most.min(bound)));
                }
            }
        }
        most
    }
}
