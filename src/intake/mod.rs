//! Room 1: files of open data become checked rows.
//!
//! Comes in: a published file (index of deprivation, boundaries, a map extract, a look-up), from
//! disk or from its publisher's service ([`fetch`]). Goes out: [`model::Checked`] rows that the
//! rooms after this one keep, and a [`model::FileReport`] that says what was read, kept, refused
//! and changed. A file is taken in one transaction: all of it, or nothing and one sentence with
//! file, row, field and remedy.
//!
//! What the bytes mean is decided by `maps::readers`; which faults refuse a whole file, and what is
//! kept of where a file came from, is decided here.

pub mod fetch;
pub mod model;
pub mod read;
pub mod rules;
pub mod store;
