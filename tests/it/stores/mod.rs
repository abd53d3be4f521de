//! What stores keep, on both databases.

mod streets;
mod write;
