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
        ("areas::store", areas::store::STATEMENTS),
    ]
}
