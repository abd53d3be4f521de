//! doorstep

pub mod demo;
