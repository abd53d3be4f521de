//! What callers see, by address.

mod access;
mod alerts;
mod areas;
mod hub;
mod ledger;
mod listenings;
mod review;
mod shifts;
pub mod sync;
mod themes;
mod walk_lists;
