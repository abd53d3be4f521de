//! Room 2: small areas, deprivation editions, patches.
//!
//! Comes in: checked rows from `intake`. Goes out: which area has which decile in which edition,
//! and patches, the dated and versioned shapes a hub works in. Holes (no index, Wales, Scotland,
//! outside every area) are named in a patch's answer, never filled.
//!
//! The exemplary room: every other copies its shape. `model` refuses nonsense, `rules` decide
//! without I/O, `store` holds the SQL, `http` the addresses.

pub mod http;
pub mod import;
pub mod model;
pub mod rules;
pub mod store;
