//! Everything over HTTP and everything over SQL, in one binary.

mod harness;
mod house;
mod migrations;
mod routes;
mod statements;
mod stores;
