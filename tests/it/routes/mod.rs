//! What callers see, by address.

mod access;
mod alerts;
mod areas;
pub mod contacts;
mod hub;
mod ledger;
mod listenings;
mod maps;
mod review;
mod safeguarding;
mod shifts;
pub mod sync;
pub mod themes;
mod walk_lists;
