//! SQL of the review. What people read of others comes from releases; what is kept here is what is
//! told back.

pub mod playback;
