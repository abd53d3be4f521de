//! Room 9: the counting rules of people.
//!
//! Comes in: tallies and reversals, counts without content ([`crate::tally`]). Goes out: figures by
//! patch, area, decile, cell, hub and period that all total the same, and quarterly returns that
//! never change once they are frozen.
//!
//! Nobody counts by reading listenings: every figure is a sum over the ledger's lines, and what a
//! sum means is said by a [`definitions::DefinitionSet`], never by the lines. A line lies in two
//! quarters: the one it is *dated* in, and the one it is *reported* in; they differ only where the
//! first was frozen before the line came. Hence both series run to the same total at any moment.
//!
//! `rules` decide without I/O which lines a posting comes to; `post` takes the locks and writes
//! them; `figures` and `tree` turn sums into what people read; `report` is what a return says (and
//! `deprived` what it says of places), `returns` how it goes from open to locked, `missing` what it
//! still lacks, `explain` what any of its numbers is made of, `files` how it leaves the house;
//! `network` lays returns side by side, `support` says where help may be wanted, `pack` is a year.

pub mod counts;
pub mod definitions;
pub mod deprived;
pub mod explain;
pub mod figures;
pub mod files;
pub mod http;
pub mod measures;
pub mod missing;
pub mod model;
pub mod network;
pub mod pack;
pub mod post;
pub mod preview;
pub mod report;
pub mod returns;
pub mod rules;
pub mod store;
pub mod support;
pub mod tree;
pub mod words;

pub use counts::{CountQuery, counts};
pub use definitions::DefinitionSet;
pub use figures::{Figures, Sums};
pub use model::{Dimension, Reach, Series, Window};
pub use post::post;
pub use tree::Tree;
