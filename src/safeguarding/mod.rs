//! Safeguarding: a worry about somebody's safety goes to the safeguarding lead, and to nobody else.
//!
//! Comes in: what somebody heard or saw, from anybody who is signed in. Goes out: the same, to the
//! lead alone, who refers and closes it. What it will not do: show a concern to whoever told it, join
//! it to a door, a visit or a listening, or let it stand in a note, a map, a figure, an export or a
//! log. The audit log tells that the lead read something, never what; that somebody told a concern
//! stands there without who it was.
//!
//! Words, names, whom it was referred to and who told it are sealed under the hub's key for
//! safeguarding. The law: recognised legitimate interest, safeguarding (Annex 1 of the UK GDPR, in
//! force since 5 February 2026). How long a concern stays after it was closed is the hub's policy;
//! [`store::expire`] takes the days.

pub mod http;
pub mod model;
pub mod store;
