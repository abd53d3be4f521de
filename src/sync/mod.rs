//! Room 5: what phones hand in and what they fetch.
//!
//! Comes in: pushed ops. Goes out: each op's verdict, the op kept for ever, and its facts handed on
//! to the handlers that [`crate::app`] registers by kind: `sync` names no later room.

pub mod model;

pub use model::{Handler, Handlers, TakenOp, Taking, Verdict};
