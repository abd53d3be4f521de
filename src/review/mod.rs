//! Room 11: what people read: counts, maps, rankings.
//!
//! Comes in: questions by address. Goes out: figures by any dimension as JSON and csv, small areas
//! and cells as `GeoJSON`, and themes in the order in which they were heard. Until the disclosure
//! room stands before it, figures of people answer only the roles that may see exact counts; across
//! hubs they never go below the hub.

pub mod counts;
pub mod http;
pub mod layers;
pub mod rankings;
pub mod rules;
pub mod store;
