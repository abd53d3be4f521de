//! Lists are paged by key, never by offset: a page names the last key that was read.

use serde::{Deserialize, Serialize};

/// Rows a page holds when the caller does not say.
pub const DEFAULT_ROWS: u32 = 100;
/// Rows a page holds at most.
pub const MOST_ROWS: u32 = 1_000;

/// How many rows the caller wants, and after which key.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Rows wanted, 1 to 1,000; 100 when absent.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub after: Option<String>,
}

impl PageQuery {
    /// Rows to read, within the bounds.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.limit.unwrap_or(DEFAULT_ROWS).clamp(1, MOST_ROWS)
    }
}

/// Rows with the key to go on from; `next` is absent on the last page.
#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    /// The rows, in key order.
    pub rows: Vec<T>,
    /// Give this back as `after` for the next page.
    pub next: Option<String>,
}
