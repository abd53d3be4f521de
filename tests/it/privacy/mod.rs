//! What the data protection officer relies on.

mod audit;
mod commands;
mod desk;
mod restore;
mod retention;
