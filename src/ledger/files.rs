//! A return as a file that opens anywhere: a workbook, a table, a page to print.
//!
//! All three are made from one [`Paper`], so that they say the same. `paper` writes it from a report;
//! `csv`, `xlsx` and `pdf` turn it into bytes. Pure: the same report gives the same bytes.

pub mod csv;
pub mod paper;
pub mod pdf;
pub mod xlsx;

pub use paper::{Cell, Column, Paper, Row, Section, Standing, Table, paper};

/// Text that a spreadsheet would read as a formula gets a mark before it, so that it stays text.
#[must_use]
pub fn plain_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{text}");
    }
    text.to_owned()
}
