//! The release gate on a hub's quarter: people by three geographies, and themes by patch.

#![expect(clippy::similar_names, reason = "what is themed gives themes")]

use std::collections::BTreeMap;

use doorstep::disclosure::{
    model::{Audience, Counted},
    rules::{
        offer::{Area, Leaf},
        plan::{self, Decision},
        slices::{self, Slice, Themed},
    },
};

use crate::{
    district::{Lot, Shape, district},
    measure::timed,
};

/// Cells of resolution 10 along one side: 324 of them, about 27 small areas, four patches.
const SIDE: usize = 18;
/// Themes that are heard often enough to be shown.
const THEMES: usize = 5;

pub fn run() {
    for (what, mean, aligned) in [
        ("borders across cells", 4.0, 0.0),
        ("borders mostly along cells", 4.0, 0.95),
        ("the same, three times as many conversations", 12.0, 0.95),
    ] {
        for seed in 1..=3 {
            quarter(
                what,
                seed,
                Shape {
                    side: SIDE,
                    mean,
                    aligned,
                },
            );
        }
    }
}

/// One release of the quarter for a group, as it is asked for when nothing was released before.
fn quarter(what: &str, seed: u64, shape: Shape) {
    let mut ground = district(seed, shape);
    let months = [0, 1, 2];
    let heard = ground.over(Counted::Listenings, &months);
    for (leaf, heard) in ground.leaves.iter_mut().zip(&heard) {
        leaf.sources = *heard;
    }
    let (people, took) = timed(|| plan::people(&ground, Audience::Group, &months, &[]));
    let themed = themed(&ground.leaves, &heard);
    let shown: slices::ShownPeople = people
        .shown
        .iter()
        .map(|(area, _)| (Audience::Group, area.clone()))
        .collect();
    let mut lot = Lot::new(seed);
    let (themes, of_themes) = timed(|| {
        let decisions = (0..THEMES).map(|_| {
            let with = themed
                .all
                .iter()
                .map(|all| lot.times(*all as f64 * 0.3).min(*all));
            let slice = Slice {
                with: with.collect(),
                ..Slice::default()
            };
            slices::theme(&themed, &slice, Audience::Group, &shown)
        });
        decisions.collect::<Vec<Decision>>()
    });
    let figures = |decision: &Decision| {
        let named = decision
            .shown
            .iter()
            .filter(|(area, _)| !matches!(area, Area::Elsewhere(_)));
        named.count()
    };
    println!(
        "{what}, seed {seed}: {} places, people {:.0} ms ({} of {} figures, {} pieces, {} \
         equations, {} rounds), {THEMES} themes {:.1} ms ({} of {} figures)",
        ground.leaves.len(),
        took.wall.as_secs_f64() * 1e3,
        figures(&people),
        people.offered,
        people.work.pieces,
        people.work.equations,
        people.work.rounds,
        of_themes.wall.as_secs_f64() * 1e3,
        themes.iter().map(figures).sum::<usize>(),
        themes
            .iter()
            .map(|decision| decision.offered)
            .sum::<usize>(),
    );
}

/// Conversations by patch, as listenings keep them.
fn themed(leaves: &[Leaf], heard: &[i64]) -> Themed {
    let mut patches: BTreeMap<Option<String>, i64> = BTreeMap::new();
    for (leaf, heard) in leaves.iter().zip(heard) {
        *patches.entry(leaf.patch.clone()).or_default() += heard;
    }
    let (leaves, all) = patches
        .into_iter()
        .map(|(patch, heard)| {
            (
                Leaf {
                    patch,
                    ..Leaf::default()
                },
                heard,
            )
        })
        .unzip();
    Themed { leaves, all }
}
