//! The attack on made-up districts with small cells: it finds nothing in releases, and breaks naive
//! ones.

use std::collections::BTreeSet;

use doorstep::disclosure::{
    gate,
    model::{Audience, Counted},
    rules::{
        offer::{self, Area, Behind, Leaf, Local, Scope},
        plan::{self, Earlier, Ground},
        slices::{self, Slice, Themed},
    },
};

use super::{
    attack::{Found, Read, Set, Wanted, attack},
    district::{Lot, Shape, district},
};

/// The quarter and what it is made of, as somebody adds it up.
const SPANS: [&[usize]; 5] = [&[0], &[1], &[2], &[0, 1], &[0, 1, 2]];

/// What one person may have read, and under what a number is small for them.
const READERS: [(&[Audience], i64); 4] = [
    (&[Audience::Public], 10),
    (&[Audience::Public, Audience::Network], 10),
    (&[Audience::Group], 5),
    (&[Audience::Public, Audience::Network, Audience::Group], 5),
];

struct Quarter {
    ground: Ground,
    shown: Vec<Earlier>,
    offered: usize,
    kept: usize,
}

impl Quarter {
    /// Months for the group, the quarter for everybody and for the group, in the order of life.
    fn released(seed: u64, shape: Shape) -> Self {
        let mut quarter = Self {
            ground: district(seed, shape),
            shown: Vec::new(),
            offered: 0,
            kept: 0,
        };
        for (audience, months) in [
            (Audience::Group, &[0][..]),
            (Audience::Group, &[1]),
            (Audience::Public, &[0, 1, 2]),
            (Audience::Group, &[2]),
            (Audience::Group, &[0, 1, 2]),
        ] {
            quarter.release(audience, months);
        }
        quarter
    }

    fn release(&mut self, audience: Audience, months: &[usize]) {
        let mut ground = self.ground.clone();
        let heard = ground.over(Counted::Listenings, months);
        for (leaf, heard) in ground.leaves.iter_mut().zip(heard) {
            leaf.sources = heard;
        }
        let decision = plan::people(&ground, audience, months, &self.shown);
        self.offered += decision.offered;
        let named = decision.shown.into_iter().map(|(area, _)| area);
        for area in named.filter(|area| !matches!(area, Area::Elsewhere(_))) {
            self.kept += 1;
            for measure in [Counted::Listenings, Counted::Engaged] {
                self.shown.push(Earlier {
                    audience,
                    months: months.to_vec(),
                    area: area.clone(),
                    measure,
                });
            }
        }
    }

    fn pieces(&self, leaves: &BTreeSet<usize>, months: &[usize]) -> Set {
        let count = self.ground.leaves.len();
        let of = months
            .iter()
            .flat_map(|month| leaves.iter().map(move |leaf| month * count + leaf));
        of.collect()
    }

    fn value(&self, measure: Counted, pieces: &Set) -> i64 {
        let counts = self.ground.of(measure).concat();
        pieces.iter().map(|piece| counts[*piece]).sum()
    }

    /// Every place of every geography, in every span.
    fn wanted(&self, measure: Counted) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        for (area, leaves) in offer::areas(&self.ground.leaves) {
            if area == Area::Hub {
                continue;
            }
            for months in SPANS {
                let pieces = self.pieces(&leaves, months);
                wanted.push(Wanted {
                    name: format!("{area:?} in {months:?}"),
                    truth: self.value(measure, &pieces),
                    pieces,
                });
            }
        }
        wanted
    }

    fn attacked(&self, measure: Counted, (audiences, k): (&[Audience], i64)) -> Vec<Found> {
        let areas = offer::areas(&self.ground.leaves);
        let read: Vec<Read> = self
            .shown
            .iter()
            .filter(|one| one.measure == measure && audiences.contains(&one.audience))
            .map(|one| {
                let pieces = self.pieces(&areas[&one.area], &one.months);
                Read {
                    value: self.value(measure, &pieces),
                    pieces,
                }
            })
            .collect();
        // Whoever looks across hubs knows each hub's total of the quarter.
        let pieces = self.pieces(&areas[&Area::Hub], &[0, 1, 2]);
        let by_right = [Read {
            value: self.value(measure, &pieces),
            pieces,
        }];
        attack(&read, &by_right, &self.wanted(measure), k)
    }
}

const DISTRICTS: [Shape; 3] = [
    Shape {
        side: 6,
        mean: 4.0,
        aligned: 0.9,
    },
    Shape {
        side: 9,
        mean: 4.0,
        aligned: 0.95,
    },
    Shape {
        side: 9,
        mean: 12.0,
        aligned: 0.98,
    },
];

#[test]
fn nothing_small_comes_out_of_releases_for_any_audience_or_union_of_roles() {
    let (mut offered, mut kept, mut small) = (0, 0, 0);
    for (seed, shape) in (1..=3).flat_map(|seed| DISTRICTS.map(|shape| (seed, shape))) {
        let quarter = Quarter::released(seed, shape);
        for reader in READERS {
            for measure in [Counted::Listenings, Counted::Engaged] {
                let found = quarter.attacked(measure, reader);

                assert!(
                    found.is_empty(),
                    "{shape:?} seed {seed} {reader:?}: {found:?}"
                );
                let wanted = quarter.wanted(measure);
                small += wanted.iter().filter(|one| one.truth < reader.1).count();
            }
        }
        offered += quarter.offered;
        kept += quarter.kept;
    }
    println!("{kept} of {offered} figures shown, {small} small numbers kept");
    assert!(small > 5_000);
    assert!(kept * 10 >= offered * 9, "{kept} of {offered}");
}

#[test]
fn one_quarter_of_a_usual_district_shows_nine_tenths_of_what_local_rules_would() {
    let (mut offered, mut kept) = (0, 0);
    for seed in 1..=4 {
        let shape = Shape {
            side: 12,
            mean: 6.0,
            aligned: 0.8,
        };
        let mut quarter = Quarter {
            ground: district(seed, shape),
            shown: Vec::new(),
            offered: 0,
            kept: 0,
        };
        quarter.release(Audience::Group, &[0, 1, 2]);
        quarter.release(Audience::Public, &[0, 1, 2]);
        offered += quarter.offered;
        kept += quarter.kept;
    }
    println!("{kept} of {offered} figures shown");
    assert!(kept * 10 >= offered * 9, "{kept} of {offered}");
}

/// A district in which nothing is heard any more from the `quiet` month on, but for `few`.
fn falling_silent(seed: u64, shape: Shape, (quiet, few): (usize, i64)) -> Quarter {
    let mut quarter = Quarter {
        ground: district(seed, shape).until(quiet - 1),
        shown: Vec::new(),
        offered: 0,
        kept: 0,
    };
    let ground = &mut quarter.ground;
    ground.listenings[quiet][0] = few;
    ground.engaged[quiet][0] = few;
    quarter
}

#[test]
fn a_month_in_which_few_are_heard_does_not_come_out_of_the_quarters_total() {
    let (mut offered, mut kept) = (0, 0);
    for seed in 1..=3 {
        for (shape, quiet, few) in [
            (DISTRICTS[0], 1, 0),
            (DISTRICTS[1], 1, 2),
            (DISTRICTS[1], 2, 0),
            (DISTRICTS[0], 2, 3),
        ] {
            let mut quarter = falling_silent(seed, shape, (quiet, few));
            for month in 0..3 {
                quarter.release(Audience::Group, &[month]);
            }
            quarter.release(Audience::Public, &[0, 1, 2]);
            quarter.release(Audience::Group, &[0, 1, 2]);
            for reader in READERS {
                for measure in [Counted::Listenings, Counted::Engaged] {
                    let found = quarter.attacked(measure, reader);
                    assert!(
                        found.is_empty(),
                        "{shape:?} seed {seed} {reader:?}: {found:?}"
                    );
                }
            }
            offered += quarter.offered;
            kept += quarter.kept;
        }
    }
    println!("{kept} of {offered} figures shown");
}

#[test]
fn what_a_month_shows_does_not_depend_on_the_months_after_it() {
    for seed in 1..=3 {
        let shown = |mut quarter: Quarter| {
            quarter.release(Audience::Group, &[0]);
            quarter.shown
        };
        let busy = Quarter {
            ground: district(seed, DISTRICTS[1]),
            shown: Vec::new(),
            offered: 0,
            kept: 0,
        };

        assert_eq!(
            shown(busy),
            shown(falling_silent(seed, DISTRICTS[1], (1, 0)))
        );
    }
}

#[test]
fn the_attack_breaks_months_shown_in_full_before_an_empty_one() {
    for seed in 1..=3 {
        let mut quarter = falling_silent(seed, DISTRICTS[0], (2, 0));
        // As local rules alone would: each month by itself, its total among it.
        for month in 0..2 {
            let counts = [Counted::Listenings, Counted::Engaged]
                .map(|measure| quarter.ground.over(measure, &[month]));
            for leaf in 0..counts[0].len() {
                quarter.ground.leaves[leaf].sources = counts[0][leaf];
            }
            let behind = Behind {
                counts: counts.to_vec(),
            };
            let local = Local {
                leaves: &quarter.ground.leaves,
                behind: &behind,
                scope: plan::scope(Audience::Group),
                only: None,
            };
            for figure in local.offer().figures {
                quarter.shown.push(Earlier {
                    audience: Audience::Group,
                    months: vec![month],
                    area: figure.area,
                    measure: Counted::Listenings,
                });
            }
        }

        let found = quarter.attacked(Counted::Listenings, (&[Audience::Group], 5));

        let third = found.iter().filter(|one| one.name.ends_with("in [2]"));
        assert!(third.count() > 20, "{found:?}");
    }
}

/// Shows every area from 5 on and leaves out the rest, in each of these spans.
fn naive(seed: u64, shape: Shape, spans: &[&[usize]]) -> (Vec<Found>, usize) {
    let mut quarter = Quarter {
        ground: district(seed, shape),
        shown: Vec::new(),
        offered: 0,
        kept: 0,
    };
    for (area, leaves) in offer::areas(&quarter.ground.leaves) {
        for months in spans {
            let pieces = quarter.pieces(&leaves, months);
            if quarter.value(Counted::Listenings, &pieces) >= 5 {
                quarter.shown.push(Earlier {
                    audience: Audience::Group,
                    months: months.to_vec(),
                    area: area.clone(),
                    measure: Counted::Listenings,
                });
            }
        }
    }
    let found = quarter.attacked(Counted::Listenings, (&[Audience::Group], 5));
    let hidden = quarter.wanted(Counted::Listenings);
    (found, hidden.iter().filter(|one| one.truth < 5).count())
}

#[test]
fn the_attack_breaks_a_release_that_shows_all_from_five_on() {
    for seed in 1..=3 {
        let shape = Shape {
            side: 6,
            mean: 6.0,
            aligned: 0.9,
        };

        let (found, hidden) = naive(seed, shape, &[&[0], &[1], &[2], &[0, 1, 2]]);

        println!("{} of {hidden} small numbers come out", found.len());
        assert!(found.len() * 2 > hidden, "{} of {hidden}", found.len());
        assert!(found.iter().any(|one| one.how == "elimination"));
    }
}

#[test]
fn the_attack_breaks_a_live_running_total() {
    let shape = Shape {
        side: 6,
        mean: 2.0,
        aligned: 0.9,
    };

    let (found, hidden) = naive(5, shape, &[&[0], &[0, 1], &[0, 1, 2]]);

    println!("{} of {hidden} small numbers come out", found.len());
    assert!(found.len() * 3 > hidden, "{} of {hidden}", found.len());
    // A cell that grew from one poll to the next by less than five.
    assert!(
        found
            .iter()
            .any(|one| one.how == "halo" && one.name.ends_with("in [1]"))
    );
}

#[test]
fn the_gate_refuses_the_naive_release() {
    let quarter = Quarter {
        ground: district(3, DISTRICTS[0]),
        shown: Vec::new(),
        offered: 0,
        kept: 0,
    };
    let areas = offer::areas(&quarter.ground.leaves);
    let counts = quarter.ground.over(Counted::Listenings, &[0]);
    let value = |leaves: &BTreeSet<usize>| leaves.iter().map(|leaf| counts[*leaf]).sum::<i64>();
    let shown: Vec<_> = areas
        .iter()
        .filter(|(_, leaves)| value(leaves) >= 5)
        .collect();
    let question = gate::Question {
        values: counts.clone(),
        floor: 5,
        offered: shown
            .iter()
            .enumerate()
            .map(|(bundle, (_, leaves))| gate::Figure {
                pieces: leaves.iter().copied().collect(),
                bundle,
            })
            .collect(),
        bundles: shown
            .iter()
            .map(|(area, _)| gate::Bundle {
                kind: area.kind(),
                above: None,
            })
            .collect(),
        areas: areas
            .values()
            .map(|leaves| leaves.iter().copied().collect())
            .collect(),
        ..gate::Question::default()
    };

    let answer = gate::settle(&question, gate::Sharpness::Programme);

    assert!(answer.withdrawn.len() > 3, "{}", answer.withdrawn.len());
    assert!(answer.left.is_empty());
    let gone: BTreeSet<usize> = answer.withdrawn.iter().map(|(bundle, _)| *bundle).collect();
    let read: Vec<Read> = shown
        .iter()
        .enumerate()
        .filter(|(bundle, _)| !gone.contains(bundle))
        .map(|(_, (_, leaves))| Read {
            pieces: (*leaves).clone(),
            value: value(leaves),
        })
        .collect();
    let wanted: Vec<Wanted> = areas
        .iter()
        .map(|(area, leaves)| Wanted {
            name: format!("{area:?}"),
            truth: value(leaves),
            pieces: leaves.clone(),
        })
        .collect();
    assert_eq!(attack(&read, &[], &wanted, 5), []);
}

/// Patches with so many conversations each, and how many of them with the theme.
fn themed(patches: &[(i64, i64)]) -> (Themed, Slice) {
    let leaf = |n: usize| Leaf {
        patch: Some(format!("P{n}")),
        ..Leaf::default()
    };
    let themed = Themed {
        leaves: (0..patches.len()).map(leaf).collect(),
        all: patches.iter().map(|(all, _)| *all).collect(),
    };
    let slice = Slice {
        with: patches.iter().map(|(_, with)| *with).collect(),
        ..Slice::default()
    };
    (themed, slice)
}

fn shown_people(patches: &[(i64, i64)], audience: Audience) -> slices::ShownPeople {
    let areas = (0..patches.len()).map(|n| Area::Patch(format!("P{n}")));
    areas
        .chain([Area::Hub])
        .map(|area| (audience, area))
        .collect()
}

fn areas_shown(patches: &[(i64, i64)], audience: Audience, sensitive: bool) -> Vec<Area> {
    let (themed, slice) = themed(patches);
    let slice = Slice { sensitive, ..slice };
    let people = shown_people(patches, audience);
    let decision = slices::theme(&themed, &slice, audience, &people);
    decision.shown.into_iter().map(|(area, _)| area).collect()
}

#[test]
fn a_theme_that_everybody_shares_is_not_shown() {
    assert_eq!(areas_shown(&[(40, 40)], Audience::Group, false), []);
    // Nor where all but a few do.
    assert_eq!(areas_shown(&[(40, 37)], Audience::Group, false), []);
    let shown = areas_shown(&[(40, 20), (30, 15)], Audience::Group, false);
    assert!(shown.contains(&Area::Hub) && shown.contains(&Area::Patch("P0".to_owned())));
}

#[test]
fn a_patch_where_everybody_shares_a_theme_is_not_told_by_the_others() {
    let shown = areas_shown(&[(40, 20), (30, 15), (12, 12)], Audience::Group, false);

    // What the two others leave of the hub would be the third.
    let patches = shown
        .iter()
        .filter(|area| matches!(area, Area::Patch(_)))
        .count();
    assert!(patches <= 1, "{shown:?}");
}

#[test]
fn a_sensitive_theme_is_shown_from_ten_on_inside_too() {
    let patches = [(30, 8), (30, 9)];

    let usual = areas_shown(&patches, Audience::Group, false);
    let sensitive = areas_shown(&patches, Audience::Group, true);

    assert_eq!(usual.len(), 3);
    assert_eq!(sensitive, [Area::Hub]);
}

#[test]
fn nothing_of_a_theme_comes_out_beside_exact_counts_of_people() {
    let mut lot = Lot::new(11);
    let mut hidden = 0;
    for _ in 0..150 {
        let patches: Vec<(i64, i64)> = (0..3 + lot.below(5))
            .map(|_| {
                let all = lot.times(25.0);
                (all, lot.times(all as f64 * 0.4).min(all))
            })
            .collect();
        let (themed, mut slice) = themed(&patches);
        let mut people: slices::ShownPeople = Vec::new();
        for audience in [Audience::Group, Audience::Hub, Audience::Public] {
            people.extend(shown_people(&patches, audience));
            let decision = slices::theme(&themed, &slice, audience, &people);
            let named = decision.shown.into_iter().map(|(area, _)| area);
            let named = named.filter(|area| !matches!(area, Area::Elsewhere(_)));
            slice.earlier.extend(named.map(|area| (audience, area)));
        }
        let count = patches.len();
        let areas = offer::areas(&themed.leaves);
        let values: Vec<i64> = slice
            .with
            .iter()
            .copied()
            .chain(patches.iter().map(|(all, with)| all - with))
            .collect();
        let sum = |pieces: &Set| pieces.iter().map(|piece| values[*piece]).sum::<i64>();
        for (audiences, k) in [
            (&[Audience::Public, Audience::Hub][..], 10),
            (&[Audience::Public, Audience::Hub, Audience::Group], 5),
        ] {
            let read: Vec<Read> = slice
                .earlier
                .iter()
                .filter(|(audience, _)| audiences.contains(audience))
                .map(|(_, area)| Read {
                    value: sum(&areas[area]),
                    pieces: areas[area].clone(),
                })
                .collect();
            let by_right: Vec<Read> = (0..count)
                .map(|leaf| {
                    let pieces = Set::from([leaf, leaf + count]);
                    Read {
                        value: sum(&pieces),
                        pieces,
                    }
                })
                .collect();
            let mut wanted = Vec::new();
            for (area, leaves) in &areas {
                let without: Set = leaves.iter().map(|leaf| leaf + count).collect();
                for (name, pieces) in [("with", leaves.clone()), ("without", without)] {
                    wanted.push(Wanted {
                        name: format!("{area:?} {name}"),
                        truth: sum(&pieces),
                        pieces,
                    });
                }
            }
            hidden += wanted.iter().filter(|one| one.truth < k).count();

            assert_eq!(attack(&read, &by_right, &wanted, k), [], "{patches:?}");
        }
    }
    assert!(hidden > 200, "{hidden}");
}

#[test]
fn a_cell_with_under_ten_homes_or_from_too_few_doors_has_no_figure() {
    let leaf = |cell: i64, homes: i64, sources: i64| Leaf {
        patch: Some("P".to_owned()),
        cells: [Some(cell), None, None, None],
        homes,
        sources,
        ..Leaf::default()
    };
    let offered = |leaves: &[Leaf]| -> BTreeSet<Area> {
        let behind = Behind {
            counts: vec![vec![20; leaves.len()]],
        };
        let scope = Scope {
            k: 5,
            patches: true,
            small_areas: true,
            cells: true,
        };
        let local = Local {
            leaves,
            behind: &behind,
            scope,
            only: None,
        };
        local
            .offer()
            .figures
            .into_iter()
            .map(|figure| figure.area)
            .collect()
    };

    let fine = offered(&[leaf(1, 10, 9), leaf(2, 30, 9), leaf(3, 30, 9)]);
    let few_homes = offered(&[leaf(1, 9, 9), leaf(2, 30, 9), leaf(3, 30, 9)]);
    let few_doors = offered(&[leaf(1, 10, 4), leaf(2, 30, 9), leaf(3, 30, 9)]);

    assert!(fine.contains(&Area::Cell(7, 1)));
    assert!(!few_homes.contains(&Area::Cell(7, 1)));
    assert!(!few_doors.contains(&Area::Cell(7, 1)));
    // With four doors, the rest needs a companion.
    assert_eq!(
        few_doors
            .iter()
            .filter(|area| matches!(area, Area::Cell(..)))
            .count(),
        1
    );
}
