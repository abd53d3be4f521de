//! doorstep

pub mod access;
pub mod app;
pub mod areas;
pub mod base;
pub mod config;
pub mod db;
pub mod feed;
pub mod ledger;
pub mod problem;
pub mod sync;
pub mod tally;
pub mod web;
