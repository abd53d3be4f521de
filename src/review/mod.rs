//! Room 11: what people read: counts, maps, rankings.
//!
//! Comes in: questions by address. Goes out: figures by any dimension as JSON and csv, small areas
//! and cells as `GeoJSON`, and themes in the order in which they were heard. Exact figures answer
//! only the roles that may see them, across hubs never below the hub; everybody else reads what
//! [`crate::disclosure`] released. The map itself is drawn in [`tiles`]; [`ogc`] hands the same layers
//! to programs such as QGIS; [`playback`] is what a patch is told back through its doors.

pub mod counts;
pub mod heard;
pub mod http;
pub mod layers;
pub mod ogc;
pub mod playback;
pub mod rankings;
pub mod rules;
pub mod store;
pub mod tiles;
