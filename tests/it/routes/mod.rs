//! What callers see, by address.

mod access;
mod areas;
mod ledger;
mod listenings;
mod review;
mod shifts;
pub mod sync;
mod themes;
mod walk_lists;
