//! What is tried again, and after how long. Pure: chance and the service's wish are handed in.

use std::time::Duration;

/// How patient a fetch is.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Tries in a row without any progress.
    pub tries: u32,
    /// The most the first wait may be.
    pub first: Duration,
    /// The most any wait of our own choice may be.
    pub most: Duration,
    /// The longest wait a service may ask for; beyond it the person is told to come back later.
    pub longest_asked: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            tries: 5,
            first: Duration::from_secs(2),
            most: Duration::from_secs(30),
            longest_asked: Duration::from_mins(2),
        }
    }
}

/// Whether an answer of this status may be another one later.
#[must_use]
pub const fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// How long to wait after `failed` failures in a row (1 or more): a random part of a bound that
/// doubles each time ("full jitter", so that many who failed together do not come back together),
/// on top of what the service asks for. `None`: no further try.
#[must_use]
pub fn wait(pace: &Pace, failed: u32, chance: u64, asked: Option<Duration>) -> Option<Duration> {
    if failed >= pace.tries || asked.is_some_and(|asked| asked > pace.longest_asked) {
        return None;
    }
    let doubled = 1_u32.checked_shl(failed.saturating_sub(1));
    let bound = doubled.map_or(pace.most, |times| pace.first.saturating_mul(times));
    let bound = bound.min(pace.most);
    // The top 32 bits of chance as a share from 0 to 1.
    let share = f64::from(u32::try_from(chance >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX);
    Some(asked.unwrap_or_default() + bound.mul_f64(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_bound_and_end() {
        let pace = Pace::default();
        let most: Vec<_> = (1..=5)
            .map(|failed| wait(&pace, failed, u64::MAX, None).map(|wait| wait.as_secs()))
            .collect();

        assert_eq!(most, [Some(2), Some(4), Some(8), Some(16), None]);
        assert_eq!(wait(&pace, 3, 0, None), Some(Duration::ZERO));
    }

    #[test]
    fn what_the_service_asks_for_is_the_least() {
        let pace = Pace::default();
        let asked = Duration::from_secs(20);

        let waited = wait(&pace, 1, u64::MAX / 2, Some(asked)).unwrap();

        assert!(
            waited >= asked && waited <= asked + pace.first,
            "{waited:?}"
        );
        assert_eq!(wait(&pace, 1, 0, Some(Duration::from_hours(1))), None);
    }
}
