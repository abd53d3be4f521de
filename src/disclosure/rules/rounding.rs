//! The second lock on public figures: up or down to a multiple of five, by chance that stays.

/// Public figures are multiples of this.
pub const STEP: i64 = 5;

/// Rounds to the multiple below or above, up as often as the figure is nearer to it, so that sums
/// of many come out right. `mark` is the keyed hash of what the figure is about: the same figure is
/// rounded the same way wherever it stands, and asking again averages nothing out. A multiple stays.
#[must_use]
pub fn rounded(value: i64, mark: &[u8; 32]) -> i64 {
    let over = value.rem_euclid(STEP);
    let below = value - over;
    let first = mark
        .first_chunk::<8>()
        .map_or(0, |bytes| u64::from_be_bytes(*bytes));
    let step = STEP.unsigned_abs();
    if first % step < over.unsigned_abs() {
        below + STEP
    } else {
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(first: u64) -> [u8; 32] {
        let mut mark = [0; 32];
        mark[..8].copy_from_slice(&first.to_be_bytes());
        mark
    }

    #[test]
    fn a_multiple_of_five_stays_and_nothing_leaves_its_neighbours() {
        for value in 0..40 {
            for first in 0..5 {
                let shown = rounded(value, &mark(first));

                assert_eq!(shown % STEP, 0);
                assert!((shown - value).abs() < STEP, "{value} became {shown}");
                assert!(value < 10 || shown >= 10, "{value} became {shown}");
            }
        }
    }

    #[test]
    fn two_of_five_are_rounded_up_when_two_are_over() {
        let up = (0..5)
            .filter(|first| rounded(12, &mark(*first)) == 15)
            .count();

        assert_eq!(up, 2);
    }
}
