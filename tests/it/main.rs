//! Everything over HTTP and everything over SQL, in one binary.

#![expect(
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::string_slice,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and tells one story from top to bottom"
)]

mod canary;
mod columns;
mod contract;
mod demo;
mod disclosure;
mod erasure;
mod field;
mod harness;
mod house;
mod intake;
mod live;
mod make;
mod migrations;
mod privacy;
mod real_places;
mod routes;
mod seal;
mod sim;
mod split;
mod statements;
mod stores;
