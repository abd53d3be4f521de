//! What callers see, by address.

mod access;
mod areas;
mod walk_lists;
