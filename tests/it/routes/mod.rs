//! What callers see, by address.

mod access;
mod areas;
mod walk_lists;
mod ledger;
mod review;
mod themes;
