//! Room 8: the codebook, and what residents do together.
//!
//! Comes in: a group's own words for themes, actions, and tallies by show of hands. Goes out: the
//! themes phones code with, and what an action's tallies count ([`rules::tallies`]); the ledger's
//! room posts them, because posting is its business.

pub mod codebook;
pub mod http;
pub mod model;
pub mod rules;
pub mod store;

pub use codebook::{keep_starter_codebook, publish_codebook};
