//! What stores keep, on both databases.

mod write;
