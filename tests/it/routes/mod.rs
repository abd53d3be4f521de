//! What callers see, by address.

mod access;
mod areas;
mod ledger;
mod review;
mod themes;
mod walk_lists;
