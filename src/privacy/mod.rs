//! Room 12: what the data protection officer works with.
//!
//! Comes in: what residents and workers ask about their data, and complaints; the day. Goes out:
//! answers, exports, erasures; what is too old goes, with a proof; what was erased stays erased
//! after a restore; who may see what, from the very table that decides it.
//!
//! Nothing here can find a note by whom it is from: nobody can. A search finds accounts and, by
//! what [`vault`] was given, contact details.

pub mod documents;
pub mod http;
pub mod letters;
pub mod model;
pub mod people;
pub mod requests;
pub mod restore;
pub mod retention;
pub mod rules;
pub mod store;
pub mod vault;

/// Tables that no backup may hold: with them, a backup could open what the debrief has closed for
/// good. Their rows are never written to a copy.
pub const NEVER_IN_BACKUP: &[&str] = &["envelope_keys"];
