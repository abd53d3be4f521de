//! OGC API – Features 1.0, Part 1 (core, `GeoJSON`, OpenAPI 3.0): the layers of [`super::tiles`] for
//! programs such as QGIS, with the same properties and for the same people.
//!
//! Comes in: a collection's name, a box, a page. Goes out: whole shapes in degrees (CRS84). Pages
//! follow the keys of features, never an offset, so that none is skipped when others come or go.
//! Figures of people come from a stored release alone.
//!
//! | file | what |
//! |---|---|
//! | [`asked`] | the query of a page, checked |
//! | [`features`] | features by page, by box, one by its id |
//! | [`documents`] | what there is, and the links between it |
//! | [`description`] | the description of the addresses, OpenAPI 3.0 |
//! | [`http`] | the addresses |

pub mod asked;
pub mod description;
pub mod documents;
pub mod features;
pub mod http;
pub mod store;
