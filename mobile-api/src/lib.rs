//! The contract with phones: what travels, and what each side does with it.
//!
//! - [`wire`]: the types of the hand-in and walk-list protocol, version 1.
//! - [`core`]: the phone's and the server's pure parts: outbox, merge, loss detector, clock.
//! - [`guard`]: what in a note points at somebody, and the note without it.
//!
//! Nothing here reads a clock, draws a random number, opens a file or a socket: time, chance and
//! bytes come in as arguments, so that a server, a simulation and a test can all drive it.
//! `README.md` beside this crate tells the protocol in short; `vectors/` holds examples that the
//! phone app runs too.

pub mod core;
pub mod guard;
pub mod wire;
