//! How much may travel or be kept at once.
//!
//! The server checks these; the phone reads them from every answer to a push and keeps to them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The protocol version that this crate speaks; sent as the header `Sync-Protocol`.
pub const PROTOCOL: u32 = 1;

/// The most ops in one push.
pub const OPS_PER_PUSH: usize = 200;
/// The most bytes of one push, after inflating.
pub const BYTES_PER_PUSH: usize = 256 * 1024;
/// The most bytes of one op.
pub const BYTES_PER_OP: usize = 64 * 1024;
/// The most rows of one walk list.
pub const ROWS_PER_LIST: usize = 5_000;
/// The most rows on one phone.
pub const ROWS_PER_PHONE: usize = 10_000;
/// The most rows of one page of a pull, and what a phone gets when it names no number.
pub const ROWS_PER_PAGE: u32 = 1_000;

/// How long after the end of its lease an op is still taken, marked late, in milliseconds (72 h).
pub const LEASE_GRACE_MS: i64 = 72 * 60 * 60 * 1_000;
/// How long a phone keeps an accepted op that no backup covers yet, in milliseconds (30 days).
pub const ARCHIVE_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// The largest whole number that every JSON reader keeps exactly (2^53 - 1).
pub const LARGEST_NUMBER: u64 = 9_007_199_254_740_991;

/// The limits as told to a phone in every answer to a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Limits {
    /// Most ops in one push.
    pub ops_per_push: usize,
    /// Most bytes of one push, after inflating.
    pub bytes_per_push: usize,
    /// Most bytes of one op.
    pub bytes_per_op: usize,
    /// Most rows of one walk list.
    pub rows_per_list: usize,
    /// Most rows on one phone.
    pub rows_per_phone: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ops_per_push: OPS_PER_PUSH,
            bytes_per_push: BYTES_PER_PUSH,
            bytes_per_op: BYTES_PER_OP,
            rows_per_list: ROWS_PER_LIST,
            rows_per_phone: ROWS_PER_PHONE,
        }
    }
}

impl Limits {
    /// Half the batch (never under one op): what a phone tries after `too_large`.
    #[must_use]
    pub fn halved(self) -> Self {
        Self {
            ops_per_push: (self.ops_per_push / 2).max(1),
            bytes_per_push: (self.bytes_per_push / 2).max(1),
            ..self
        }
    }
}
