//! Room 6: outings, and who went.
//!
//! Comes in: plans from the desk; starts, signs of life and ends from phones. Goes out: where each
//! shift stands, what its phones declared and what arrived of it, and the shift's row on the
//! phones of its people. Places are streets, never points; no trail is kept.
//!
//! [`alerts`] is the watch over people who are out: late, overdue, raised; [`watch`] is how the desk
//! sees it as it happens.
//!
//! The debrief and its close are in `listenings`, because the envelope lies there.

pub mod alerts;
pub mod http;
pub mod model;
pub mod ops;
pub mod rules;
pub mod store;
pub mod watch;
