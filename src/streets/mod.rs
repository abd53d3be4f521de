//! Room 3: streets, the doors along them, and what is known of each door.
//!
//! Comes in: checked rows from `intake`, doors that people find while walking, and what later
//! rooms learn at a door. Goes out: the streets and doors of a patch, and one decision for everyone
//! who makes a list: may this door be on it?
//!
//! Streets and doors are open data and belong to nobody; a door that a hub's people added is shown
//! to that hub alone. A do-not-knock is the resident's word and holds for every hub. What was said
//! at a door is never here.

pub mod http;
pub mod import;
pub mod link;
pub mod model;
pub mod rules;
pub mod store;
