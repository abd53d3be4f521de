//! What phones hand in and fetch, over HTTP, with the phone's own core on the other side.

mod held;
pub mod phone;
mod pull;
mod push;
mod sealed;
