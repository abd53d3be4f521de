//! Everything over HTTP and everything over SQL, in one binary.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod columns;
mod contract;
mod demo;
mod field;
mod harness;
mod house;
mod intake;
mod make;
mod migrations;
mod routes;
mod sim;
mod statements;
mod stores;
