//! When to try again after a failure.
//!
//! Full jitter: a random wait between nothing and a ceiling that doubles from 2 seconds to 5
//! minutes, so that phones that failed together do not come back together. Never gives up.

/// The first ceiling, in milliseconds.
pub const FIRST_MS: u64 = 2_000;
/// The last ceiling, in milliseconds.
pub const LAST_MS: u64 = 300_000;

/// The longest wait after so many failures in a row, in milliseconds; 0 after none.
#[must_use]
pub fn ceiling_ms(failures: u32) -> u64 {
    match failures.checked_sub(1) {
        None => 0,
        Some(doublings) => 2_u64
            .checked_pow(doublings)
            .map_or(LAST_MS, |by| LAST_MS.min(FIRST_MS.saturating_mul(by))),
    }
}

/// How long to wait after so many failures in a row, in milliseconds.
///
/// `random` is any number, drawn evenly from all 64-bit ones. `retry_after_ms` is what the server
/// asked for: the wait is never shorter, and the jitter comes on top.
#[must_use]
pub fn delay_ms(failures: u32, random: u64, retry_after_ms: Option<u64>) -> u64 {
    let steps = u128::from(ceiling_ms(failures)) + 1;
    let jitter = u64::try_from((u128::from(random) * steps) >> 64).unwrap_or(LAST_MS);
    retry_after_ms.unwrap_or(0).saturating_add(jitter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LAST_MS, ceiling_ms, delay_ms};

    #[test]
    fn the_ceiling_doubles_from_two_seconds_to_five_minutes() {
        let ceilings = [0, 1, 2, 3, 8, 9, 64, u32::MAX].map(ceiling_ms);

        assert_eq!(
            ceilings,
            [0, 2_000, 4_000, 8_000, 256_000, LAST_MS, LAST_MS, LAST_MS]
        );
        assert_eq!(delay_ms(1, 0, None), 0);
        assert_eq!(delay_ms(1, u64::MAX, None), 2_000);
    }

    proptest! {
        #[test]
        fn every_wait_lies_between_what_was_asked_and_the_ceiling(
            failures: u32, random: u64, asked in proptest::option::of(0_u64..100_000),
        ) {
            let wait = delay_ms(failures, random, asked);
            prop_assert!(wait >= asked.unwrap_or(0));
            prop_assert!(wait <= asked.unwrap_or(0) + ceiling_ms(failures));
        }
    }
}
