//! Between what and what a sum of pieces must lie: intervals, narrowed to a fixed point.

/// Rounds after which narrowing stops; each round only tightens, so stopping early is merely less
/// sharp. Practice needs 3 to 10.
const ROUNDS: usize = 40;

/// A bound, or none.
type Bound = Option<i64>;

/// What is known of each class.
#[derive(Clone, Debug)]
pub struct Intervals {
    low: Vec<Bound>,
    high: Vec<Bound>,
}

/// A sum of bounds, some of which may be missing.
#[derive(Clone, Copy, Default)]
struct Sum {
    known: i64,
    missing: usize,
}

impl Sum {
    fn add(&mut self, bound: Bound) {
        match bound {
            Some(value) => self.known += value,
            None => self.missing += 1,
        }
    }

    /// The sum of all but one of the bounds in it.
    const fn without(self, bound: Bound) -> Bound {
        match (bound, self.missing) {
            (Some(value), 0) => Some(self.known - value),
            (None, 1) => Some(self.known),
            _ => None,
        }
    }

    const fn whole(self) -> Bound {
        if self.missing == 0 {
            Some(self.known)
        } else {
            None
        }
    }
}

impl Intervals {
    /// Narrows to what the equations (classes, and what they come to) leave possible. A class is at
    /// least 0, unless `below_zero` says that corrections took more from it than it had.
    #[must_use]
    pub fn of(classes: usize, equations: &[(Vec<usize>, i64)], below_zero: &[usize]) -> Self {
        let mut intervals = Self {
            low: vec![Some(0); classes],
            high: vec![None; classes],
        };
        for class in below_zero {
            intervals.low[*class] = None;
        }
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (within, value) in equations {
                changed |= intervals.narrow(within, *value);
            }
            if !changed {
                break;
            }
        }
        intervals
    }

    fn narrow(&mut self, within: &[usize], value: i64) -> bool {
        let (mut low, mut high) = self.sums(within);
        let mut changed = false;
        for class in within.iter().copied() {
            if let Some(others) = low.without(self.low[class]) {
                let most = value - others;
                if self.high[class].is_none_or(|own| most < own) {
                    high = exchanged(high, self.high[class], most);
                    self.high[class] = Some(most);
                    changed = true;
                }
            }
            if let Some(others) = high.without(self.high[class]) {
                let least = value - others;
                if self.low[class].is_none_or(|own| least > own) {
                    low = exchanged(low, self.low[class], least);
                    self.low[class] = Some(least);
                    changed = true;
                }
            }
        }
        changed
    }

    fn sums(&self, classes: &[usize]) -> (Sum, Sum) {
        let (mut low, mut high) = (Sum::default(), Sum::default());
        for class in classes {
            low.add(self.low[*class]);
            high.add(self.high[*class]);
        }
        (low, high)
    }

    /// Between what and what these classes together lie.
    #[must_use]
    pub fn sum(&self, classes: &[usize]) -> (Bound, Bound) {
        let (low, high) = self.sums(classes);
        (low.whole(), high.whole())
    }
}

/// The sum with one bound in place of another.
const fn exchanged(sum: Sum, old: Bound, new: i64) -> Sum {
    match old {
        Some(old) => Sum {
            known: sum.known - old + new,
            missing: sum.missing,
        },
        None => Sum {
            known: sum.known + new,
            missing: sum.missing - 1,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pairs_that_fill_a_third_leave_nothing_beside_it() {
        // a + b = 10, c + d = 10, a + c = 20: b and d must be 0.
        let equations = [(vec![0, 1], 10), (vec![2, 3], 10), (vec![0, 2], 20)];

        let intervals = Intervals::of(4, &equations, &[]);

        assert_eq!(intervals.sum(&[1]), (Some(0), Some(0)));
        assert_eq!(intervals.sum(&[3]), (Some(0), Some(0)));
    }

    #[test]
    fn a_parent_bounds_its_hidden_children_from_above_alone() {
        let intervals = Intervals::of(3, &[(vec![0, 1, 2], 12)], &[]);

        assert_eq!(intervals.sum(&[1]), (Some(0), Some(12)));
    }

    #[test]
    fn nothing_bounds_what_is_in_no_equation() {
        let intervals = Intervals::of(2, &[(vec![0], 12)], &[]);

        assert_eq!(intervals.sum(&[1]), (Some(0), None));
    }
}
