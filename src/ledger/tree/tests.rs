//! Parts come to the whole, whatever they are by.

use maps::shapes::LngLat;
use proptest::prelude::*;

use super::*;
use crate::{
    areas::model::{Edition, Vintage},
    ledger::definitions::{V1, V1_GROUPS},
    tally::Measure,
};

fn edition() -> Edition {
    Edition::try_from(2025).unwrap()
}

fn total_of(tree: &Tree) -> Figures {
    let mut total = Figures::default();
    for row in tree.rows.iter().chain(&tree.residual) {
        total += row.figures;
    }
    total
}

fn lines() -> impl Strategy<Value = Vec<(usize, i64, Option<u8>)>> {
    prop::collection::vec(
        (0..Measure::ALL.len(), -3..9_i64, prop::option::of(0..30_u8)),
        0..60,
    )
}

fn code(n: u8) -> String {
    format!("E010000{n:02}")
}

/// Some thirty places of a town, some hundred metres apart.
fn cell(n: u8) -> Cell {
    Cell::at(LngLat {
        lng: -1.5 + f64::from(n % 6) * 0.004,
        lat: 53.8 + f64::from(n / 6) * 0.003,
    })
}

proptest! {
    #[test]
    fn every_tree_over_the_same_lines_totals_the_same(lines in lines()) {
        let measure = |n: usize| Measure::ALL[n];
        let mut plain = Sums::default();
        for (n, count, _) in &lines {
            plain.add(measure(*n), *count);
        }
        let whole = Figures::of(&plain, &V1);
        let by_code: Vec<Keyed<String>> =
            lines.iter().map(|(n, count, key)| (key.map(code), measure(*n), *count)).collect();
        let by_number: Vec<Keyed<i64>> = lines
            .iter()
            .map(|(n, count, key)| (key.map(|key| cell(key).to_i64()), measure(*n), *count))
            .collect();
        // Every third area has no rank in this edition.
        let ranks: Vec<Deprivation> = (0..30_u8)
            .filter(|n| n % 3 != 0)
            .map(|n| Deprivation {
                edition: edition(),
                code: code(n),
                rank: i64::from(n),
                decile: i64::from(n % 10) + 1,
            })
            .collect();

        let areas = Branches::gather(by_code.clone(), Some)
            .tree(Dimension::Lsoa(Vintage::Y2021), &V1, |code: &String| (code.clone(), code.clone()));
        let deciles = by_decile(by_code, &ranks)
            .tree(Dimension::Decile(edition()), &V1, |n| (n.to_string(), n.to_string()));

        prop_assert_eq!((areas.total, total_of(&areas)), (whole, whole));
        prop_assert_eq!((deciles.total, total_of(&deciles)), (whole, whole));
        prop_assert_eq!(deciles.rows.len(), 10);
        for resolution in 7..=10 {
            let cells = by_cell(by_number.clone(), resolution)
                .tree(Dimension::Cell(resolution), &V1, |cell| (cell.to_string(), cell.to_string()));
            prop_assert_eq!((cells.total, total_of(&cells)), (whole, whole));
        }
    }

    #[test]
    fn a_parent_cell_is_the_sum_of_its_children(lines in lines(), resolution in 7..10_u8) {
        let found: Vec<Keyed<i64>> = lines
            .iter()
            .map(|(n, count, key)| {
                (key.map(|key| cell(key).to_i64()), Measure::ALL[*n], *count)
            })
            .collect();

        let parents = by_cell(found.clone(), resolution);
        let children = by_cell(found, resolution + 1);

        let mut summed: BTreeMap<Cell, Sums> = BTreeMap::new();
        for (child, sums) in &children.rows {
            *summed.entry(child.parent(resolution).unwrap()).or_default() += sums;
        }
        prop_assert_eq!(parents.rows, summed);
        prop_assert_eq!(parents.residual, children.residual);
    }

    #[test]
    fn the_low_figure_is_never_above_the_high_one(counts in prop::collection::vec(0..50_i64, 17)) {
        let mut sums = Sums::default();
        for (measure, count) in Measure::ALL.iter().zip(counts) {
            sums.add(*measure, count);
        }

        for set in DefinitionSet::ALL {
            let figures = Figures::of(&sums, set);
            prop_assert!(figures.engaged <= figures.engaged_high);
            prop_assert!(figures.activated <= figures.activated_high);
        }
    }
}

#[test]
fn a_cell_stored_coarser_stays_a_row_at_its_own_level() {
    let coarse = cell(1).parent(8).unwrap();
    let found = vec![
        (Some(coarse.to_i64()), Measure::EngagedFirst, 2),
        (Some(cell(1).to_i64()), Measure::EngagedFirst, 3),
        (None, Measure::EngagedFirst, 1),
    ];

    let branches = by_cell(found.clone(), 10);
    let parents = by_cell(found, 8);

    assert_eq!(branches.rows[&coarse].of(Measure::EngagedFirst), 2);
    assert_eq!(parents.rows[&coarse].of(Measure::EngagedFirst), 5);
    assert_eq!(parents.residual.of(Measure::EngagedFirst), 1);
}

#[test]
fn another_set_of_definitions_reads_the_same_sums_differently() {
    let mut sums = Sums::default();
    sums.add(Measure::EngagedFirst, 5);
    sums.add(Measure::GroupPeople, 8);

    assert_eq!(Figures::of(&sums, &V1).engaged, 5);
    assert_eq!(Figures::of(&sums, &V1_GROUPS).engaged, 13);
}
