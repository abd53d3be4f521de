//! The laws of the core, and the vectors that the phone app runs too.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails loudly, in its helpers too"
)]

mod guard;
mod merge_laws;
mod outbox_laws;
mod vectors;
