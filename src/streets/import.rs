//! Checked rows of `intake` → streets, stretches, address points and doors, each in its areas and
//! cell; and what areas or streets that come later change about those already there.
//!
//! Ids stay: a stretch is found by its map object, a street by its stretches and name, a door by
//! object, number and unit. What a newer file no longer has is kept, because people may have been
//! there, and counted in a warning.

mod doors;
mod place;
mod streets;

pub use doors::doors;
pub use place::relocate;
pub use streets::streets;

/// Degrees of longitude and latitude by which a door may lie beside its street's box (500 m).
const BESIDE: (f64, f64) = (0.01, 0.005);
/// Degrees within which the middle of a stretch lies that passes a door: half of the longest
/// stretch one way has.
const HALF_A_STRETCH: (f64, f64) = (0.15, 0.1);
