//! Room 4: campaigns, and a patch cut into lists of doors that people walk.
//!
//! Comes in: a patch, its streets and doors, and what is known of them. Goes out: lists in one
//! piece and of even minutes, ordered as one would walk them, and their rows for the phones of the
//! shift they are handed to.
//!
//! Whether a door may be on a list is decided in `streets`; it is asked when a patch is cut and
//! again when a list is handed out, because days lie between. A door on a list that is out leaves
//! the phones as soon as its people ask not to be knocked at.

pub mod cutting;
pub mod drawing;
pub mod http;
pub mod model;
pub mod rules;
pub mod sheet_code;
pub mod store;
