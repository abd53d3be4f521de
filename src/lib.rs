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
pub mod listenings;
pub mod problem;
pub mod shifts;
pub mod streets;
pub mod sync;
pub mod tally;
pub mod walk_lists;
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
        ("streets::store", streets::store::STATEMENTS),
        ("streets::store::added", streets::store::added::STATEMENTS),
        (
            "streets::store::knowledge",
            streets::store::knowledge::STATEMENTS,
        ),
        ("streets::store::places", streets::store::places::STATEMENTS),
        ("walk_lists::store", walk_lists::store::STATEMENTS),
        (
            "walk_lists::store::campaigns",
            walk_lists::store::campaigns::STATEMENTS,
        ),
        (
            "walk_lists::store::handing",
            walk_lists::store::handing::STATEMENTS,
        ),
        ("sync::store::held", sync::store::held::STATEMENTS),
        ("sync::store::installs", sync::store::installs::STATEMENTS),
        ("sync::store::ops", sync::store::ops::STATEMENTS),
        ("shifts::store", shifts::store::STATEMENTS),
        ("listenings::store", listenings::store::STATEMENTS),
        (
            "listenings::store::envelope",
            listenings::store::envelope::STATEMENTS,
        ),
        (
            "listenings::store::visits",
            listenings::store::visits::STATEMENTS,
        ),
    ]
}
