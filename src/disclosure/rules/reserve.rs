//! What a month keeps back for the months after it. Pure.
//!
//! Whoever looks across hubs learns a hub's total of the quarter in the end, by right. Were the
//! months before shown in full, what is left of that total would be the months after them, and where
//! those hold few or none, so would be every place in them. When a month is released nobody knows
//! what will come, and what was shown cannot be taken back. So the months of a quarter keep a
//! **reserve**: a place with at least `k` that lies in no figure shown of its month, nor does the
//! hub's total of that month, which would tell it by subtraction.
//!
//! # Why one reserve is enough
//!
//! Let `x` be what is really posted and `t` a place in a month to come. Take the reserve's people
//! out of their place and put them into `t`: no figure that was shown holds the reserve, none of them
//! reaches into the months to come, and the quarter's total stays what it is. So this world fits
//! everything the reader knows, and `t` holds at least `k` in it. Nothing about the months to come
//! was used: whatever they hold is added to both sides. Hence the gate may decide a month as if
//! nothing came after it, and what it finds safe stays safe.
//!
//! The month that comes first keeps the reserve, and those after it may be shown in full.

use std::collections::{BTreeMap, BTreeSet};

use super::offer::{Local, Offer, Why};

/// The offer without what lies across a reserve, which is chosen so that the fewest figures go. Of
/// places as good, the one that holds least is kept back.
#[must_use]
pub fn hold_back(local: &Local<'_>, mut offer: Offer) -> Offer {
    let reserve = candidates(&offer)
        .into_iter()
        .filter(|leaves| local.least(leaves) >= local.scope.k)
        .min_by_key(|leaves| (across(&offer, leaves).len(), local.least(leaves)));
    let gone = match &reserve {
        Some(leaves) => across(&offer, leaves),
        None => (0..offer.figures.len()).collect(),
    };
    let mut figures = Vec::with_capacity(offer.figures.len());
    for (n, figure) in offer.figures.into_iter().enumerate() {
        if gone.contains(&n) {
            offer.withheld.push((figure.area, Why::Reserve));
        } else {
            figures.push(figure);
        }
    }
    offer.figures = figures;
    let left: BTreeSet<usize> = offer.figures.iter().map(|figure| figure.bundle).collect();
    for bundle in &mut offer.bundles {
        // What stood on a figure that is kept back stands by itself.
        bundle.above = bundle.above.filter(|above| left.contains(above));
    }
    offer
}

/// Places that could be the reserve: what the figures tell apart, and what each of them is about.
fn candidates(offer: &Offer) -> BTreeSet<Vec<usize>> {
    let mut lies_in: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, figure) in offer.figures.iter().enumerate() {
        for leaf in &figure.leaves {
            lies_in.entry(*leaf).or_default().push(n);
        }
    }
    let mut told_apart: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (leaf, figures) in lies_in {
        told_apart.entry(figures).or_default().push(leaf);
    }
    let about = offer.figures.iter().map(|figure| {
        let mut leaves = figure.leaves.clone();
        leaves.sort_unstable();
        leaves
    });
    about.chain(told_apart.into_values()).collect()
}

/// The figures that have a leaf in common with these.
fn across(offer: &Offer, leaves: &[usize]) -> BTreeSet<usize> {
    let leaves: BTreeSet<usize> = leaves.iter().copied().collect();
    let touches = |(_, figure): &(usize, &super::offer::Candidate)| {
        figure.leaves.iter().any(|leaf| leaves.contains(leaf))
    };
    let across = offer.figures.iter().enumerate().filter(touches);
    across.map(|(n, _)| n).collect()
}
