//! What stores keep, on both databases.

pub mod ledger;
mod streets;
mod write;
