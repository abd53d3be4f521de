//! What every room speaks: ids, time, pages, secrets. No I/O, and no room is named here.

pub mod clock;
pub mod column;
pub mod ids;
pub mod page;
pub mod seal;
pub mod secret;
pub mod time;
