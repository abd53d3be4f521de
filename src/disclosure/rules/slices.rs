//! What a release shows of one theme: where conversations with it *and* conversations without it
//! pass, and nothing of anybody can be worked out from either. Pure.
//!
//! Each piece is a leaf with the theme or without it. What is shown of people is known of both
//! together; roles that see people exactly know it of every leaf.

use std::collections::BTreeSet;

use super::{
    offer::{self, Area, Behind, Candidate, HOMES, Leaf, Local},
    plan::{self, Decision, Union, Work},
};
use crate::disclosure::{
    gate::{self, Sharpness},
    model::Audience,
};

/// A theme may not be shown under this, to nobody, when it is a sensitive one.
pub const SENSITIVE_K: i64 = 10;

/// Conversations of a quarter by leaf, as their listenings are kept.
#[derive(Clone, Debug, Default)]
pub struct Themed {
    /// Places; coarser than those of people.
    pub leaves: Vec<Leaf>,
    /// Conversations in each.
    pub all: Vec<i64>,
}

impl Themed {
    /// Its leaves as ones that have homes and doors enough: that was asked for where the area itself
    /// was let pass.
    fn let_pass(&self) -> Vec<Leaf> {
        let leaves = self.leaves.iter().zip(&self.all);
        leaves
            .map(|(leaf, all)| Leaf {
                homes: HOMES,
                sources: *all,
                ..leaf.clone()
            })
            .collect()
    }
}

/// One theme, meant one way.
#[derive(Clone, Debug, Default)]
pub struct Slice {
    /// Conversations with it, by leaf.
    pub with: Vec<i64>,
    /// Whether it is a sensitive theme.
    pub sensitive: bool,
    /// Areas that earlier releases showed it for, and to whom.
    pub earlier: Vec<(Audience, Area)>,
}

/// What is shown of people of the same quarter: areas by audience, this release's own among them.
pub type ShownPeople = Vec<(Audience, Area)>;

/// Decides what a release shows of one theme.
///
/// Nothing where the audience is not shown the hub's people: that a theme and its complement both
/// pass tells that the hub holds twice `k` at least, and beside the totals of other hubs that alone
/// can tell a small one.
#[must_use]
pub fn theme(themed: &Themed, slice: &Slice, audience: Audience, shown: &ShownPeople) -> Decision {
    if !shown.contains(&(audience, Area::Hub)) {
        return Decision::default();
    }
    let without: Vec<i64> = themed
        .all
        .iter()
        .zip(&slice.with)
        .map(|(all, with)| all - with)
        .collect();
    let leaves = themed.let_pass();
    let behind = Behind {
        counts: vec![slice.with.clone(), without],
    };
    let own: BTreeSet<Area> = shown
        .iter()
        .filter(|(to, _)| *to == audience)
        .map(|(_, area)| area.clone())
        .collect();
    let mut scope = plan::scope(audience);
    scope.small_areas = false;
    if slice.sensitive {
        scope.k = scope.k.max(SENSITIVE_K);
    }
    let local = Local {
        leaves: &leaves,
        behind: &behind,
        scope,
        only: Some(&own),
    };
    let offer = local.offer();
    plan::decide(&local, offer, |bundles, figures| {
        let mut work = Work::default();
        for union in plan::unions(audience, true) {
            let question = question(themed, &leaves, slice, (union, shown), (figures, bundles));
            let answer = gate::settle(&question, Sharpness::Programme);
            work.add(&answer);
            if !answer.withdrawn.is_empty() {
                let gone = answer.withdrawn.iter();
                return (
                    gone.map(|(n, breach)| (*n, breach.means.into())).collect(),
                    work,
                );
            }
        }
        (Vec::new(), work)
    })
}

/// What is shown of a theme, as a question in which each of its figures could be taken back.
#[must_use]
pub fn standing(
    themed: &Themed,
    slice: &Slice,
    union: Union,
    shown: &ShownPeople,
) -> gate::Question {
    let leaves = themed.let_pass();
    let areas = offer::areas(&leaves);
    let mut figures: Vec<Candidate> = Vec::new();
    let mut bundles: Vec<gate::Bundle> = Vec::new();
    let read = slice.earlier.iter();
    let read = read.filter(|(to, area)| union.audiences.contains(to) && areas.contains_key(area));
    for area in read.map(|(_, area)| area).collect::<BTreeSet<_>>() {
        figures.push(Candidate {
            area: area.clone(),
            leaves: areas[area].iter().copied().collect(),
            bundle: bundles.len(),
        });
        bundles.push(gate::Bundle {
            kind: gate::Kind::Patch,
            above: None,
        });
    }
    let alone = Slice {
        earlier: Vec::new(),
        ..slice.clone()
    };
    question(
        themed,
        &leaves,
        &alone,
        (union, shown),
        (&figures, &bundles),
    )
}

fn question(
    themed: &Themed,
    leaves: &[Leaf],
    slice: &Slice,
    (union, shown): (Union, &ShownPeople),
    (figures, bundles): (&[Candidate], &[gate::Bundle]),
) -> gate::Question {
    let count = leaves.len();
    // Where nobody spoke, nobody spoke of anything.
    let there: Vec<usize> = (0..count).filter(|leaf| themed.all[*leaf] != 0).collect();
    let with = |leaves: &BTreeSet<usize>| -> Vec<usize> {
        there
            .iter()
            .copied()
            .filter(|leaf| leaves.contains(leaf))
            .collect()
    };
    let both = |leaves: &BTreeSet<usize>| -> Vec<usize> {
        let with = with(leaves);
        let without = with.iter().map(|leaf| leaf + count);
        with.iter().copied().chain(without).collect()
    };
    let areas = offer::areas(leaves);
    let read = |to: &Audience| union.audiences.contains(to);
    let hub: BTreeSet<usize> = (0..count).collect();
    let exact: Vec<Vec<usize>> = if union.sees_people {
        there.iter().map(|leaf| vec![*leaf, leaf + count]).collect()
    } else {
        vec![both(&hub)]
    };
    let people = shown
        .iter()
        .filter(|(to, _)| read(to))
        .filter_map(|(_, area)| areas.get(area));
    let before = slice.earlier.iter().filter(|(to, _)| read(to));
    let before = before.filter_map(|(_, area)| areas.get(area)).map(with);
    let mut sets: BTreeSet<Vec<usize>> = BTreeSet::new();
    let single = there
        .iter()
        .map(|leaf| BTreeSet::from([*leaf]))
        .collect::<Vec<_>>();
    for leaves in areas.values().chain(&single) {
        let with = with(leaves);
        sets.insert(with.iter().map(|leaf| leaf + count).collect());
        sets.insert(with);
    }
    sets.remove(&Vec::new());
    let known = people
        .map(both)
        .chain(before)
        .filter(|pieces| !pieces.is_empty());
    let without = themed
        .all
        .iter()
        .zip(&slice.with)
        .map(|(all, with)| all - with);
    gate::Question {
        values: slice.with.iter().copied().chain(without).collect(),
        floor: if slice.sensitive {
            SENSITIVE_K
        } else {
            union.floor
        },
        exact,
        earlier: known.collect::<BTreeSet<_>>().into_iter().collect(),
        offered: figures
            .iter()
            .map(|figure| gate::Figure {
                pieces: with(&areas[&figure.area]),
                bundle: figure.bundle,
            })
            .collect(),
        bundles: bundles.to_vec(),
        areas: sets.into_iter().collect(),
    }
}
