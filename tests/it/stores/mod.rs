//! What stores keep, on both databases.

mod streets;
pub mod ledger;
mod write;
