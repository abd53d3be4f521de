//! doorstep

pub mod access;
pub mod app;
pub mod areas;
pub mod base;
pub mod cli;
pub mod config;
pub mod db;
pub mod demo;
pub mod feed;
pub mod intake;
pub mod problem;
pub mod streets;
pub mod sync;
pub mod tally;
pub mod web;

/// Statements by store: name and text.
type Statements = &'static [(&'static str, &'static str)];

/// Every statement of every store, so that tests can prepare each on both engines.
#[must_use]
pub fn statements() -> &'static [(&'static str, Statements)] {
    &[
        ("access::store", access::store::STATEMENTS),
        ("feed::store", feed::store::STATEMENTS),
        ("intake::store", intake::store::STATEMENTS),
        ("areas::store", areas::store::STATEMENTS),
        ("areas::store::import", areas::store::import::STATEMENTS),
        ("streets::store", streets::store::STATEMENTS),
        ("streets::store::added", streets::store::added::STATEMENTS),
        ("streets::store::import", streets::store::import::STATEMENTS),
        (
            "streets::store::knowledge",
            streets::store::knowledge::STATEMENTS,
        ),
        ("streets::store::places", streets::store::places::STATEMENTS),
    ]
}
