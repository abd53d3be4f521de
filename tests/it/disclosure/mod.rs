//! Nobody works out what is not shown: not from one release, not from all that one person may read.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::needless_for_each,
    clippy::needless_range_loop,
    clippy::print_stdout,
    clippy::type_complexity,
    reason = "an attacker reckons with small numbers, and tells what it found"
)]

pub mod attack;
pub mod district;
mod districts;
mod playback;
mod quotes;
mod ranked;
mod releases;
mod season;
