//! When things really happened, from clocks that may be wrong.
//!
//! A phone sends two clocks with every op and with every push: the wall clock, which people and
//! batteries change, and a steady one, which only counts on while the app runs. The server's
//! clock at arrival is the only one believed. Nothing is ordered or decided by the result; it
//! dates a fact, with a quality, and finds what a person must look at.

use crate::wire::{ClockQuality, Moment};

/// The furthest that a phone's clock may be off before its ops are held: 12 hours.
pub const HELD_FROM_MS: i64 = 12 * 60 * 60 * 1_000;
/// How far the two clocks of a phone may tell different stories: 2 minutes.
pub const AGREE_MS: i64 = 2 * 60 * 1_000;
/// How far a corrected time may lie in the future: 2 minutes.
pub const FUTURE_MS: i64 = 2 * 60 * 1_000;

/// The clocks at the moment of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PushClock {
    /// The phone's wall clock when it sent.
    pub sent_at: Moment,
    /// Its steady clock when it sent, in milliseconds.
    pub mono_ms: u64,
    /// The server's clock when it arrived.
    pub received_at: Moment,
}

/// When an op happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The corrected time; never after the push arrived.
    pub at: Moment,
    /// How far the phone's wall clock was off when the op was written, as far as can be told:
    /// corrected minus raw, in milliseconds.
    pub skew_ms: i64,
    /// How far the corrected time can be trusted; `bad` ones are held.
    pub quality: ClockQuality,
}

impl PushClock {
    /// How far the wall clock was off at the push, in milliseconds: add it to a phone's time. The
    /// time that the push travelled is part of it.
    #[must_use]
    pub const fn skew_ms(&self) -> i64 {
        self.received_at.since(self.sent_at)
    }

    /// Corrects the time of an op of this push.
    ///
    /// 1. If the op's steady time is not after the push's, and both clocks say within two minutes
    ///    the same about how long ago it was, that long ago it was: `good`.
    /// 2. Otherwise (the app was restarted in between, or the wall clock was set) the wall time
    ///    plus the skew at the push: `estimated`.
    /// 3. `bad` where that skew, or what the op's own wall time turns out to be off, exceeds 12
    ///    hours, or where the result lies more than two minutes in the future. A result in the
    ///    future becomes the arrival.
    #[must_use]
    pub fn correct(&self, at: Moment, mono_ms: u64) -> Corrected {
        let by_wall = self.sent_at.since(at);
        let by_steady = self
            .mono_ms
            .checked_sub(mono_ms)
            .and_then(|ms| i64::try_from(ms).ok());
        let agreed =
            by_steady.filter(|ms| by_wall.saturating_sub(*ms).saturating_abs() <= AGREE_MS);
        let (ago, trusted) = match agreed {
            Some(ms) => (ms, ClockQuality::Good),
            None => (by_wall, ClockQuality::Estimated),
        };
        let corrected = self.received_at.plus_ms(ago.saturating_neg());
        let skew_ms = corrected.since(at);
        let off = skew_ms
            .saturating_abs()
            .max(self.skew_ms().saturating_abs());
        let to_come = corrected.since(self.received_at) > FUTURE_MS;
        Corrected {
            at: corrected.min(self.received_at),
            skew_ms,
            quality: if off > HELD_FROM_MS || to_come {
                ClockQuality::Bad
            } else {
                trusted
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HELD_FROM_MS, PushClock};
    use crate::wire::{ClockQuality, Moment};

    const NOON: Moment = Moment::from_ms(1_795_262_400_000);
    const HOUR: i64 = 3_600_000;

    fn push(skew: i64) -> PushClock {
        PushClock {
            sent_at: NOON.plus_ms(skew.saturating_neg()),
            mono_ms: 10_000_000,
            received_at: NOON,
        }
    }

    #[test]
    fn an_op_of_the_same_run_is_dated_by_the_steady_clock() {
        let clock = push(5 * HOUR);
        let written = clock.sent_at.plus_ms(-HOUR);

        let corrected = clock.correct(written.plus_ms(7), 10_000_000 - 3_600_000);

        assert_eq!(corrected.at, NOON.plus_ms(-HOUR));
        assert_eq!(corrected.quality, ClockQuality::Good);
    }

    #[test]
    fn after_a_restart_the_wall_clock_is_corrected() {
        let clock = push(5 * HOUR);

        let corrected = clock.correct(clock.sent_at.plus_ms(-HOUR), 99_000_000);

        assert_eq!(corrected.at, NOON.plus_ms(-HOUR));
        assert_eq!(corrected.skew_ms, 5 * HOUR);
        assert_eq!(corrected.quality, ClockQuality::Estimated);
    }

    #[test]
    fn a_clock_in_the_wrong_year_is_bad_and_does_not_overflow() {
        for year in [i64::MIN, -40 * 365 * 24 * HOUR, HELD_FROM_MS + 1, i64::MAX] {
            let clock = push(year);
            let corrected = clock.correct(clock.sent_at, 10_000_000);
            assert_eq!(corrected.quality, ClockQuality::Bad);
        }
    }

    #[test]
    fn what_has_not_happened_yet_is_bad_and_dated_now() {
        let corrected = push(0).correct(NOON.plus_ms(HOUR), 99_000_000);

        assert_eq!((corrected.at, corrected.quality), (NOON, ClockQuality::Bad));
    }

    proptest! {
        #[test]
        fn a_steady_phone_is_dated_exactly_however_wrong_its_clock(
            skew in -HELD_FROM_MS..=HELD_FROM_MS, ago in 0..10_000_000_i64,
        ) {
            let clock = push(skew);
            let mono = 10_000_000 - u64::try_from(ago).unwrap();
            let corrected = clock.correct(clock.sent_at.plus_ms(-ago), mono);
            prop_assert_eq!(corrected.at, NOON.plus_ms(-ago));
            prop_assert_eq!(corrected.skew_ms, skew);
            prop_assert_eq!(corrected.quality, ClockQuality::Good);
        }

        #[test]
        fn nothing_is_dated_after_it_arrived(at: i64, mono: u64, sent: i64, push_mono: u64) {
            let clock = PushClock {
                sent_at: Moment::from_ms(sent), mono_ms: push_mono, received_at: NOON,
            };
            prop_assert!(clock.correct(Moment::from_ms(at), mono).at <= NOON);
        }
    }
}
