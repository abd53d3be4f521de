//! What callers see, by address.

mod access;
mod areas;
pub mod sync;
