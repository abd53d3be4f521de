//! The hub's one ordered stream: what changed, in which order, for whose phones.
//!
//! Comes in: rows in the form phones hold, each in a scope (the hub, a person, a walk list). Goes
//! out: numbers. Every transaction that changes what phones may see gathers its rows in a [`Feed`]
//! and publishes it **as its last act**: the hub's counter is the last lock before commit, so that
//! no lower number can appear after a higher one was read.

pub mod store;

pub use store::Feed;
