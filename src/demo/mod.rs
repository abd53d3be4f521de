//! A made-up town and a made-up season, so that everything can be tried without real people.
//!
//! In: one number (the seed). Out: files in the publishers' own formats ([`town`]) and a script of
//! shifts, conversations and actions ([`season`]), both as plain data. The same number always gives
//! the same bytes: neither the clock nor the system's randomness is asked.
//!
//! The files go through the same importers as real ones (`cli` does it), and [`drive`] plays the
//! script through the same HTTP API as a real phone.

pub mod drive;
pub mod figures;
pub mod rng;
pub mod season;
pub mod store;
pub mod town;
pub mod welcome;
