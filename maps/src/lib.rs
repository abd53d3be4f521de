//! Geography without I/O: no network, no files, no database, no clock, no chance.
//!
//! | room | what it turns into what |
//! |---|---|
//! | [`shapes`] | checked coordinates, distances in metres, polygons and their repair |
//! | [`readers`] | bytes of published files → checked rows, each refusal with row, field and remedy |
//! | [`cells`] | a point → its H3 cell, a cell → its parents by truncation |
//! | [`index`] | many polygons → "which small area holds this point?" |
//! | [`cut`] | the streets of a patch → lists of even minutes, each in one piece |
//! | [`order`] | the doors of a list → the order one would walk them |
//! | [`tiles`] | shapes with properties → the bytes of a vector tile |

pub mod cells;
pub mod cut;
pub mod index;
pub mod order;
pub mod readers;
pub mod shapes;
pub mod tiles;
