//! Nobody works out what is not shown: not from one release, not from all that one person may read.

pub mod attack;
pub mod district;
mod districts;
mod releases;
mod season;
