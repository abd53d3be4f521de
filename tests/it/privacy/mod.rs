//! What the data protection officer relies on.

mod audit;
