//! What a release of people shows: the local rules' offer, less what the gate takes back in any
//! union of audiences one person may have read. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    offer::{self, Area, Behind, Candidate, Leaf, Local, Offer, Scope, Tree, Why},
    reserve,
};
use crate::disclosure::{
    gate::{self, Means, Sharpness},
    model::{Audience, Counted},
};

/// A hub's ground in one quarter: places, and what was posted on them in each month.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Places that no geography cuts further.
    pub leaves: Vec<Leaf>,
    /// By month and leaf.
    pub listenings: Vec<Vec<i64>>,
    /// By month and leaf.
    pub engaged: Vec<Vec<i64>>,
}

impl Ground {
    /// One of the counts, by month and leaf.
    #[must_use]
    pub fn of(&self, measure: Counted) -> &[Vec<i64>] {
        match measure {
            Counted::Listenings => &self.listenings,
            Counted::Engaged => &self.engaged,
        }
    }

    /// A count of some months, by leaf.
    #[must_use]
    pub fn over(&self, measure: Counted, months: &[usize]) -> Vec<i64> {
        let counts = self.of(measure);
        (0..self.leaves.len())
            .map(|leaf| months.iter().map(|month| counts[*month][leaf]).sum())
            .collect()
    }

    /// The same ground as it was known when this month ended: nothing of the months after it.
    #[must_use]
    pub fn until(&self, last: usize) -> Self {
        let mut ground = self.clone();
        for counts in [&mut ground.listenings, &mut ground.engaged] {
            for month in counts.iter_mut().skip(last + 1) {
                month.fill(0);
            }
        }
        ground
    }
}

/// A figure that was shown before, in the same quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// To whom.
    pub audience: Audience,
    /// Of which months of the quarter.
    pub months: Vec<usize>,
    /// About what.
    pub area: Area,
    /// Of what.
    pub measure: Counted,
}

/// Releases that one person may have read.
#[derive(Clone, Copy, Debug)]
pub struct Union {
    /// Of these audiences.
    pub audiences: &'static [Audience],
    /// Under this, a number is small for them.
    pub floor: i64,
    /// They see exact counts of people of every place by right.
    pub sees_people: bool,
}

/// A resident, or a funder, or somebody of the network.
const OUTSIDE: Union = Union {
    audiences: &[Audience::Public, Audience::Network],
    floor: 10,
    sees_people: false,
};
/// Somebody of the group, who may also look across hubs.
const INSIDE: Union = Union {
    audiences: &[Audience::Public, Audience::Network, Audience::Group],
    floor: 5,
    sees_people: false,
};
/// Somebody of the hub.
const AT_THE_HUB: Union = Union {
    audiences: &[Audience::Public, Audience::Network, Audience::Hub],
    floor: 10,
    sees_people: true,
};
/// Somebody of the hub and of the group.
const EVERYTHING: Union = Union {
    audiences: &[
        Audience::Public,
        Audience::Network,
        Audience::Hub,
        Audience::Group,
    ],
    floor: 5,
    sees_people: true,
};

/// The unions that a release for `audience` becomes part of. Of several unions with one floor only
/// the largest is asked: what it cannot work out, those in it cannot either.
#[must_use]
pub fn unions(audience: Audience, of_themes: bool) -> Vec<Union> {
    [OUTSIDE, INSIDE, AT_THE_HUB, EVERYTHING]
        .into_iter()
        .filter(|union| union.audiences.contains(&audience))
        // Exact counts of people are theirs by right; of themes only what releases show.
        .filter(|union| of_themes || !union.sees_people)
        .collect()
}

/// Why something is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A local rule.
    Local(Why),
    /// The gate found that it would give something away.
    Gate(Gave),
}

/// How something would have been worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gave {
    /// By adding and subtracting figures.
    Combination,
    /// By the bounds figures set each other.
    Bounds,
}

impl From<Means> for Gave {
    fn from(means: Means) -> Self {
        match means {
            Means::Combination => Self::Combination,
            Means::Bounds | Means::Programme => Self::Bounds,
        }
    }
}

/// What the gate did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Pieces told apart.
    pub pieces: usize,
    /// Equations.
    pub equations: usize,
    /// Rounds.
    pub rounds: usize,
}

impl Work {
    /// Adds what one question took.
    pub fn add(&mut self, answer: &gate::Answer) {
        self.pieces += answer.pieces;
        self.equations += answer.equations;
        self.rounds += answer.rounds;
    }
}

/// What is shown.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// Areas with their leaves, the hub first, *elsewhere* after its tree.
    pub shown: Vec<(Area, Vec<usize>)>,
    /// What is not, and why.
    pub withheld: Vec<(Area, Reason)>,
    /// How many figures the local rules alone would have shown.
    pub offered: usize,
    /// What the gate did.
    pub work: Work,
}

/// What an audience may be shown of people.
#[must_use]
pub const fn scope(audience: Audience) -> Scope {
    let inside = matches!(audience, Audience::Group);
    Scope {
        k: audience.k(),
        patches: true,
        small_areas: inside,
        cells: inside,
    }
}

/// Decides what a release of people shows of these months of the quarter.
///
/// It is decided as on the day after the last month that is shown here or was before: months after
/// it count as empty, also where more is known by now. What is safe with nothing after it is safe
/// with anything ([`reserve`]), and a decision that does not depend on later months tells nothing
/// about them.
#[must_use]
pub fn people(
    ground: &Ground,
    audience: Audience,
    months: &[usize],
    earlier: &[Earlier],
) -> Decision {
    people_beside(ground, audience, (months, earlier), &[])
}

/// The same where some readers know one leaf exactly by right, each one of `own`, and nothing else:
/// across hubs, the people of a hub know what was counted at their own.
#[must_use]
pub fn people_beside(
    ground: &Ground,
    audience: Audience,
    (months, earlier): (&[usize], &[Earlier]),
    own: &[usize],
) -> Decision {
    let shown = earlier.iter().flat_map(|known| &known.months);
    let last = months.iter().chain(shown).copied().max();
    let ground = &ground.until(last.unwrap_or_default());
    let counts = [Counted::Listenings, Counted::Engaged].map(|of| ground.over(of, months));
    let behind = Behind {
        counts: counts.to_vec(),
    };
    let local = Local {
        leaves: &ground.leaves,
        behind: &behind,
        scope: scope(audience),
        only: None,
    };
    let ask = |bundles: &[gate::Bundle], figures: &[Candidate]| {
        asked(ground, audience, (earlier, own), (figures, bundles, months))
    };
    let mut offer = local.offer();
    let offered = offer.figures.len();
    // The hub's total comes first in an offer, alone in its bundle.
    let (hub, below) = (offer.figures.len().min(1), offer.bundles.len().min(1));
    let of_months = months.len() < ground.listenings.len();
    if of_months
        && !ask(&offer.bundles[..below], &offer.figures[..hub])
            .0
            .is_empty()
    {
        offer = reserve::hold_back(&local, offer);
    }
    Decision {
        offered,
        ..decide(&local, offer, ask)
    }
}

/// What the gate has against these figures, in any union they become part of.
fn asked(
    ground: &Ground,
    audience: Audience,
    (earlier, own): (&[Earlier], &[usize]),
    offered: (&[Candidate], &[gate::Bundle], &[usize]),
) -> (Vec<(usize, Gave)>, Work) {
    let mut work = Work::default();
    if offered.0.is_empty() {
        return (Vec::new(), work);
    }
    for union in unions(audience, false) {
        for measure in [Counted::Listenings, Counted::Engaged] {
            let known = earlier.iter().filter(|known| {
                known.measure == measure && union.audiences.contains(&known.audience)
            });
            let known: Vec<&Earlier> = known.collect();
            let question = gate::Question {
                floor: union.floor,
                ..question(ground, measure, &known, offered)
            };
            let own = own.iter().map(|leaf| known_at(ground, &question, *leaf));
            let watching = known_by_month(ground, &question);
            for question in own.chain([question.clone()]).chain(watching) {
                let answer = gate::settle(&question, Sharpness::Programme);
                work.add(&answer);
                if !answer.withdrawn.is_empty() {
                    let gone = answer.withdrawn.iter();
                    let gone = gone.map(|(n, breach)| (*n, breach.means.into()));
                    return (gone.collect(), work);
                }
            }
        }
    }
    (Vec::new(), work)
}

/// The same question of somebody who knows a leaf exactly by right, and the whole only if it is
/// shown.
#[must_use]
pub fn known_at(ground: &Ground, question: &gate::Question, leaf: usize) -> gate::Question {
    let count = ground.leaves.len();
    let months = 0..ground.listenings.len();
    gate::Question {
        exact: months.map(|month| vec![month * count + leaf]).collect(),
        ..question.clone()
    }
}

/// The same question of somebody who looks across hubs at the end of every month, and so knows the
/// hub's total of each; nothing where there is one month alone.
#[must_use]
pub fn known_by_month(ground: &Ground, question: &gate::Question) -> Option<gate::Question> {
    let whole = question.exact.first()?;
    let count = ground.leaves.len();
    let months = 0..ground.listenings.len();
    let of_month = |month: usize| -> Vec<usize> {
        let own = whole.iter().filter(|piece| **piece / count == month);
        own.copied().collect()
    };
    (months.len() > 1).then(|| gate::Question {
        exact: months.map(of_month).collect(),
        ..question.clone()
    })
}

/// Asks the gate until it has nothing against what is left, and until what is left of each tree
/// passes as *elsewhere*.
pub(super) fn decide(
    local: &Local<'_>,
    offer: Offer,
    ask: impl Fn(&[gate::Bundle], &[Candidate]) -> (Vec<(usize, Gave)>, Work),
) -> Decision {
    let mut decision = Decision {
        offered: offer.figures.len(),
        ..Decision::default()
    };
    let local_reasons = offer.withheld.into_iter();
    decision
        .withheld
        .extend(local_reasons.map(|(area, why)| (area, Reason::Local(why))));
    let mut left = offer.figures;
    let bundles = offer.bundles;
    loop {
        let (gone, work) = ask(&bundles, &left);
        decision.work.pieces = decision.work.pieces.max(work.pieces);
        decision.work.equations = decision.work.equations.max(work.equations);
        decision.work.rounds += work.rounds;
        let shown: BTreeSet<usize> = left.iter().map(|figure| figure.bundle).collect();
        let mut gone: BTreeMap<usize, Reason> = gone
            .into_iter()
            .filter(|(bundle, _)| shown.contains(bundle))
            .map(|(bundle, gave)| (bundle, Reason::Gate(gave)))
            .collect();
        if gone.is_empty() {
            gone.extend(uneven(local, &left).map(|n| (n, Reason::Local(Why::Complement))));
        }
        if gone.is_empty() {
            break;
        }
        with_dependants(&mut gone, &bundles);
        let (out, stay): (Vec<_>, Vec<_>) = left
            .into_iter()
            .partition(|figure| gone.contains_key(&figure.bundle));
        let reason = |figure: Candidate| (figure.area, gone[&figure.bundle]);
        decision.withheld.extend(out.into_iter().map(reason));
        left = stay;
    }
    decision.shown = with_elsewhere(&left);
    decision
}

fn with_dependants(gone: &mut BTreeMap<usize, Reason>, bundles: &[gate::Bundle]) {
    // A bundle stands after the one it stands on.
    for (n, bundle) in bundles.iter().enumerate() {
        let reason = bundle.above.and_then(|above| gone.get(&above).copied());
        if let Some(reason) = reason {
            gone.entry(n).or_insert(reason);
        }
    }
}

/// The trees a set of figures cuts the hub by, with the leaves they leave.
fn rests(figures: &[Candidate]) -> Vec<(Tree, Vec<usize>)> {
    let Some(hub) = figures.iter().find(|figure| figure.area == Area::Hub) else {
        return Vec::new();
    };
    let trees = [Tree::Patches, Tree::SmallAreas, Tree::Cells];
    let of = trees.into_iter().filter_map(|tree| {
        let mut children = figures
            .iter()
            .filter(|figure| tree.has(&figure.area))
            .peekable();
        children.peek()?;
        let covered: BTreeSet<usize> = children.flat_map(|child| &child.leaves).copied().collect();
        let rest = hub.leaves.iter().filter(|leaf| !covered.contains(leaf));
        Some((tree, rest.copied().collect()))
    });
    of.collect()
}

/// A bundle to put into *elsewhere*, where that has become too small.
fn uneven(local: &Local<'_>, figures: &[Candidate]) -> Option<usize> {
    let (tree, _) = rests(figures).into_iter().find(|(tree, rest)| {
        let elsewhere = Area::Elsewhere(*tree);
        !local.is_nobody(*tree, rest) && !local.passes(rest, &elsewhere)
    })?;
    let children = figures.iter().filter(|figure| tree.has(&figure.area));
    let smallest = children.min_by_key(|child| local.least(&child.leaves));
    smallest.map(|child| child.bundle)
}

fn with_elsewhere(figures: &[Candidate]) -> Vec<(Area, Vec<usize>)> {
    let mut shown: Vec<(Area, Vec<usize>)> = figures
        .iter()
        .map(|figure| (figure.area.clone(), figure.leaves.clone()))
        .collect();
    let rests = rests(figures)
        .into_iter()
        .filter(|(_, rest)| !rest.is_empty());
    shown.extend(rests.map(|(tree, rest)| (Area::Elsewhere(tree), rest)));
    shown.sort();
    shown
}

/// The question to the gate: pieces are leaf and month, of the whole quarter. Whoever looks across
/// hubs learns the hub's total of the quarter by right sooner or later, so it counts as known from
/// the first month on.
#[must_use]
pub fn question(
    ground: &Ground,
    measure: Counted,
    earlier: &[&Earlier],
    (figures, bundles, months): (&[Candidate], &[gate::Bundle], &[usize]),
) -> gate::Question {
    let counts = ground.of(measure);
    let count = ground.leaves.len();
    let whole: Vec<usize> = (0..counts.len()).collect();
    let somewhere = |leaf: &usize| {
        ground.leaves[*leaf].homes > 0 || counts.iter().any(|month| month[*leaf] != 0)
    };
    let pieces = |leaves: &mut dyn Iterator<Item = usize>, months: &[usize]| -> Vec<usize> {
        let leaves: Vec<usize> = leaves.filter(|leaf| somewhere(leaf)).collect();
        let of = months
            .iter()
            .flat_map(|month| leaves.iter().map(move |leaf| month * count + leaf));
        let mut of: Vec<usize> = of.collect();
        of.sort_unstable();
        of
    };
    let areas = offer::areas(&ground.leaves);
    let spans = || {
        let prefixes = (2..=whole.len()).map(|n| whole[..n].to_vec());
        whole.iter().map(|month| vec![*month]).chain(prefixes)
    };
    let by_right = pieces(&mut (0..count), &whole);
    let known = earlier.iter().filter_map(|known| {
        let leaves = areas.get(&known.area)?;
        Some(pieces(&mut leaves.iter().copied(), &known.months))
    });
    let named = areas
        .iter()
        .filter(|(area, _)| **area != Area::Hub)
        .map(|(_, leaves)| leaves);
    let single: Vec<BTreeSet<usize>> = (0..count)
        .filter(|leaf| ground.leaves[*leaf].areas().len() > 1)
        .map(|leaf| BTreeSet::from([leaf]))
        .collect();
    let sets: BTreeSet<Vec<usize>> = named
        .chain(&single)
        .flat_map(|leaves| spans().map(|months| pieces(&mut leaves.iter().copied(), &months)))
        .filter(|pieces| !pieces.is_empty())
        .collect();
    gate::Question {
        values: counts.concat(),
        floor: 0,
        exact: vec![by_right],
        earlier: known.filter(|pieces| !pieces.is_empty()).collect(),
        offered: figures
            .iter()
            .map(|figure| gate::Figure {
                // All of the area's leaves, also those where nothing was posted this time, so that
                // the same area is the same set in every period.
                pieces: pieces(&mut areas[&figure.area].iter().copied(), months),
                bundle: figure.bundle,
            })
            .collect(),
        bundles: bundles.to_vec(),
        areas: sets.into_iter().collect(),
    }
}
