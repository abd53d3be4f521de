//! What phone and server do with what travels, without any I/O.
//!
//! - phone: [`outbox`] (what is to be handed in), [`merge`] (the copy of the rows in scope),
//!   [`overlay`] (own unsent work laid over that copy), [`backoff`] (when to try again);
//! - server: [`received`] (the loss detector), [`clock`] (when things really happened),
//!   [`cursor`] (where a phone's pull stands);
//! - both: [`content`] (is this the same op?), [`digest`] (do we hold the same rows?).
//!
//! Time, chance and keys come in as arguments. Each piece is a value that can be copied, so a
//! caller stores the new value in one transaction or keeps the old one.

pub mod backoff;
pub mod clock;
pub mod content;
pub mod cursor;
pub mod digest;
pub mod merge;
pub mod outbox;
pub mod overlay;
pub mod received;

pub use backoff::delay_ms;
pub use clock::{Corrected, PushClock};
pub use content::{canonical_json, content_hash};
pub use cursor::{Cursor, CursorProblem, Position, hmac_sha256};
pub use digest::{Digest, row_hash, scope_hash};
pub use merge::{Ask, MergeProblem, Merged, Store};
pub use outbox::{AppendProblem, Applied, Batch, Draft, Entry, Outbox, State};
pub use received::{Loss, Numbered, Received, numbered};
