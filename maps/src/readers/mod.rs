//! Bytes of published files → checked rows, each refusal with row, field and remedy.
//!
//! | reader | takes | gives |
//! |---|---|---|
//! | [`iod`] | English Indices of Deprivation 2015, 2019, 2025; csv or xlsx | one row per LSOA |
//! | [`small_areas`] | LSOA boundaries as GeoJSON | one polygon per LSOA, valid |
//! | [`lookup`] | LSOA 2011 → 2021 best fit, csv | one row per pair |
//! | [`osm`] | `.osm` and `.osm.pbf` | streets, walkways, address points, doors |
//! | [`streets`] | any of the street formats | streets and walkways |
//! | [`doors`] | any of the door formats | doors and address points |
//! | [`streets_geojson`], [`doors_geojson`], [`doors_csv`] | the plain formats | the same rows |
//!
//! Every reader takes something that implements [`std::io::Read`] and the file's name (used in
//! messages, and as a hint where the content leaves a question open). None opens a file, asks the
//! time or writes anything. Gzip is undone by looking at the bytes. To show progress, hand in a
//! reader that counts what is taken from it.
//!
//! Two kinds of refusal: a [`FileError`] refuses the whole file in one sentence; a [`RowError`]
//! in the [`Report`] refuses one row while the rest is kept. [`RowError::fault`] lets the caller
//! be stricter, for example refuse a whole file for one [`Fault::NotANumber`].

pub mod doors;
pub mod doors_csv;
pub mod doors_geojson;
pub mod house_numbers;
pub mod iod;
pub mod lookup;
pub mod osm;
pub mod small_areas;
pub mod sniff;
pub mod street_finder;
pub mod streets;
pub mod streets_geojson;

mod features;
mod grid;
mod grouping;
mod model;
mod repair;
mod report;
#[cfg(test)]
mod shared_data;
mod table;

pub use model::{
    AddressPoint, Bounds, Door, DoorKind, Junction, Part, SourceRef, Street, Vintage, Walkway,
    WayClass,
};
pub use report::{Fault, FileError, Report, RowError, STORED_ERRORS};
