//! What callers see, by address.

mod access;
mod areas;
pub mod sync;
mod ledger;
mod listenings;
mod review;
mod shifts;
mod themes;
mod walk_lists;
