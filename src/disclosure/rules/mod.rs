//! Pure decisions: what local rules would show, what the gate leaves of it, how it is rounded, and
//! which quotes may leave their group.

pub mod offer;
pub mod plan;
pub mod quotes;
pub mod reserve;
pub mod rounding;
pub mod slices;
