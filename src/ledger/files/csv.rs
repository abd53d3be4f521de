//! A return as one table: a line for each area, for each adjustment and for each sum, each line with
//! everything that tells which return it is of.
//!
//! UTF-8 with a byte order mark and CRLF, because a spreadsheet that is opened by a double click reads
//! names with letters beyond ASCII only so; readers of every language take the mark off.

use super::{Standing, plain_cell};
use crate::{
    ledger::{
        Figures,
        report::{Report, ReportRow},
    },
    problem::Problem,
};

/// The byte order mark.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// A table of records as bytes that open anywhere. Words that look like a formula stay words.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn table(
    head: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, Problem> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    writer.write_record(head).map_err(Problem::internal)?;
    for row in rows {
        writer.write_record(row).map_err(Problem::internal)?;
    }
    writer
        .into_inner()
        .map_err(|error| Problem::internal(error.into_error()))
}

/// The names of the figures, in the order of [`figures`].
#[must_use]
pub fn figure_names() -> [&'static str; 16] {
    Figures::default().named().map(|(name, _)| name)
}

/// Figures as fields.
pub fn figures(figures: &Figures) -> impl Iterator<Item = String> {
    figures
        .named()
        .into_iter()
        .map(|(_, value)| value.to_string())
}

/// The return.
///
/// # Errors
/// As [`table`].
pub fn of_return(report: &Report, standing: &Standing) -> Result<Vec<u8>, Problem> {
    let mut head = vec![
        "hub",
        "programme",
        "quarter",
        "state",
        "as_at",
        "definition_set",
        "edition",
        "part",
        "key",
        "label",
        "dated_in",
        "reason",
    ];
    head.extend(figure_names());
    let first = [
        plain_cell(&report.hub.name),
        plain_cell(&report.programme.name),
        report.quarter.to_string(),
        standing.state.to_string(),
        report.as_at.to_string(),
        report.definition_set.clone(),
        report.deprivation_edition.to_string(),
    ];
    let line = |part: &str, of: [String; 4], sums: &Figures| -> Vec<String> {
        let own = std::iter::once(part.to_owned()).chain(of);
        first
            .iter()
            .cloned()
            .chain(own)
            .chain(figures(sums))
            .collect()
    };
    let none = String::new;
    let own = report.quarter.to_string();
    let area = |part: &str, row: &ReportRow, dated: String| {
        let key = row.key.clone().unwrap_or_default();
        let of = [key, plain_cell(&row.label), dated, none()];
        line(part, of, &row.figures)
    };
    let sum = |part: &str, label: &str, dated: String, sums: &Figures| {
        line(part, [none(), label.to_owned(), dated, none()], sums)
    };
    let mut rows = Vec::new();
    for row in &report.patches {
        rows.push(area("patch", row, own.clone()));
    }
    rows.push(sum(
        "dated",
        "dated in the quarter",
        own.clone(),
        &report.dated,
    ));
    for row in &report.adjustments {
        let key = row.patch.map(|id| id.to_string()).unwrap_or_default();
        let of = [
            key,
            plain_cell(&row.label),
            row.quarter.to_string(),
            plain_cell(&row.reason),
        ];
        rows.push(line("adjustment", of, &row.figures));
    }
    rows.push(sum(
        "adjusted",
        "adjustments to earlier quarters",
        none(),
        &report.adjusted,
    ));
    rows.push(sum(
        "reported",
        "reported in the quarter",
        none(),
        &report.reported,
    ));
    for row in &report.deciles {
        rows.push(area("decile", row, none()));
    }
    table(&head, rows)
}
