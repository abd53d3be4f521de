//! Room 5: what phones hand in and what they fetch.
//!
//! Comes in: pushed ops. Goes out: each op's verdict, the op kept for ever, and its facts handed on
//! to the handlers that [`crate::app`] registers by kind: `sync` names no later room. And, the
//! other way, the rows of a phone's scope, page by page.
//!
//! - [`push`]: a whole push through its transactions; [`work`]: one transaction, op by op;
//!   [`items`]: an op read and dated; [`memory`]: what is known of it; [`rules`]: where an op stands (pure); [`orphans`]: what came
//!   before the record it changes.
//! - [`pull`]: snapshot and delta; [`house`]: epoch and cursors' key.
//! - [`seals`]: the keys of envelopes and of what waits, which are destroyed in time.
//! - [`sealed`]: unsent work that came sealed to the hub's key.
//! - [`http`]: the phones' two addresses; [`desk`]: the humans' ones; [`decide`]: what they decide.

pub mod decide;
pub mod desk;
pub mod house;
pub mod http;
pub mod items;
pub mod memory;
pub mod model;
pub mod orphans;
pub mod outcome;
pub mod pull;
pub mod push;
pub mod rules;
pub mod sealed;
pub mod seals;
pub mod store;
pub mod work;

pub use model::{Handler, Handlers, TakenOp, Taking, Verdict};
pub use seals::Seals;

/// The reason with which a room takes a record back to do it anew: what comes next is the same
/// record, corrected.
pub const CORRECTED: &str = "corrected";
