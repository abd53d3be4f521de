//! A made-up town and a made-up season, so that everything can be tried without real people.
//!
//! In: one number (the seed). Out: files in the publishers' own formats ([`town`]) and a script of
//! shifts, conversations and actions ([`season`]), both as plain data. The same number always gives
//! the same bytes: neither the clock nor the system's randomness is asked.
//!
//! Will not: import, store or send anything. The files go through the same importers as real ones,
//! and the script through the same HTTP API as a real phone; the caller does both.

pub mod rng;
pub mod season;
pub mod town;
