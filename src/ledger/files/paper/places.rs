//! The parts of the paper that are about places: deprived areas and deciles.

use super::{Cell, Row, Section, Table, column, figure_columns, figure_row};
use crate::ledger::{
    measures,
    report::{Report, ReportRow},
};

/// How much of it happened in the most deprived areas.
pub(super) fn deprived(report: &Report) -> Section {
    let columns = vec![
        column("Edition", 9),
        column("Areas of", 9),
        column("Figure", 28),
        column("Decile 1", 10),
        column("Deciles 1 and 2", 10),
        column("Deciles 3 to 10", 10),
        column("Unknown", 10),
        column("Total", 10),
        column("Deciles 1 and 2, %", 12),
    ];
    let label = |measure: &str| {
        measures::find(measure).map_or_else(|| measure.to_owned(), |known| known.label.to_owned())
    };
    let rows: Vec<Row> = report
        .deprived
        .iter()
        .flat_map(|block| {
            block.rows.iter().map(move |row| Row {
                cells: vec![
                    block.edition.to_string().into(),
                    block.vintage.to_string().into(),
                    label(&row.measure).into(),
                    row.in_decile_1.into(),
                    row.in_deciles_1_2.into(),
                    row.in_deciles_3_10.into(),
                    row.unknown.into(),
                    row.total.into(),
                    row.percent.clone().map_or(Cell::Nothing, Cell::Percent),
                ],
                sum: false,
            })
        })
        .collect();
    let notes = if rows.is_empty() {
        vec!["This return was frozen before this was printed.".to_owned()]
    } else {
        report
            .deprived
            .iter()
            .map(|block| {
                let own = if block.contract {
                    " (the contract's edition)"
                } else {
                    ""
                };
                format!("Edition {}{own}: {}", block.edition, block.text)
            })
            .collect()
    };
    Section {
        sheet: "Deprived areas",
        title: "In the most deprived areas".to_owned(),
        notes,
        table: (!rows.is_empty()).then_some(Table { columns, rows }),
    }
}

/// What the quarter reports, by decile.
pub(super) fn deciles(report: &Report) -> Section {
    let columns = std::iter::once(column("Decile", 28)).chain(figure_columns());
    let row = |row: &ReportRow| figure_row(vec![row.label.as_str().into()], &row.figures, false);
    let mut rows: Vec<Row> = report.deciles.iter().map(row).collect();
    rows.push(figure_row(vec!["All".into()], &report.reported, true));
    Section {
        sheet: "Deprived areas",
        title: "What the quarter reports, by decile".to_owned(),
        notes: vec![format!(
            "By the edition of {}: decile 1 is the most deprived tenth. What lies in no ranked area \
             is a line of its own.",
            report.deprivation_edition
        )],
        table: Some(Table {
            columns: columns.collect(),
            rows,
        }),
    }
}
