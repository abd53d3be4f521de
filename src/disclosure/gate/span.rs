//! Which sums of pieces can be put together from sums that are known: elimination modulo a prime.

use std::collections::BTreeMap;

use super::field::{add, inverse, mul, sub};

/// A row: column and factor, by column, no factor 0.
type Row = Vec<(usize, u64)>;

/// What can be put together from known sums, kept as rows in echelon form. Each row remembers from
/// which sums it was made.
#[derive(Clone, Debug)]
pub struct Span {
    columns: usize,
    /// By its first column, which has factor 1.
    rows: BTreeMap<usize, (Row, Row)>,
    /// The row being reduced, spread over all columns.
    spread: Vec<u64>,
}

impl Span {
    /// Nothing is known of `columns` pieces.
    #[must_use]
    pub fn new(columns: usize) -> Self {
        Self {
            columns,
            rows: BTreeMap::new(),
            spread: vec![0; columns],
        }
    }

    /// Everything `sums` tell, each a number to name it by and the pieces it adds up.
    #[must_use]
    pub fn of<'a>(columns: usize, sums: impl IntoIterator<Item = (usize, &'a [usize])>) -> Self {
        let mut span = Self::new(columns);
        let mut sums: Vec<(usize, &[usize])> = sums.into_iter().collect();
        // The shortest first: they clear columns without filling others.
        sums.sort_by_key(|(_, pieces)| pieces.len());
        for (name, pieces) in sums {
            span.learn(name, pieces);
        }
        span
    }

    /// How many of the sums said something new.
    #[must_use]
    pub fn rank(&self) -> usize {
        self.rows.len()
    }

    /// One more sum is known.
    pub fn learn(&mut self, name: usize, pieces: &[usize]) {
        let (row, made) = self.reduce(pieces);
        let Some((first, factor)) = row.first().copied() else {
            return;
        };
        let by = inverse(factor);
        let scaled = |row: Row| row.into_iter().map(|(at, of)| (at, mul(of, by))).collect();
        let mut of = made;
        merge(&mut of, &[(name, 1)], 1);
        self.rows.insert(first, (scaled(row), scaled(of)));
    }

    /// Whether the sum of `pieces` can be put together, and then from which known sums.
    #[must_use]
    pub fn tells(&mut self, pieces: &[usize]) -> Option<Vec<usize>> {
        let (row, made) = self.reduce(pieces);
        row.is_empty()
            .then(|| made.into_iter().map(|(name, _)| name).collect())
    }

    /// What is left of a sum when all known rows are taken off, and what was taken off (with
    /// factors of the opposite sign).
    fn reduce(&mut self, pieces: &[usize]) -> (Row, Row) {
        for piece in pieces {
            self.spread[*piece] = 1;
        }
        let mut made = Row::new();
        let first = pieces.iter().copied().min().unwrap_or(self.columns);
        for column in first..self.columns {
            let factor = self.spread[column];
            if factor == 0 {
                continue;
            }
            if let Some((row, of)) = self.rows.get(&column) {
                for (at, value) in row {
                    self.spread[*at] = sub(self.spread[*at], mul(*value, factor));
                }
                merge(&mut made, of, sub(0, factor));
            }
        }
        let mut left = Row::new();
        for column in first..self.columns {
            if self.spread[column] != 0 {
                left.push((column, self.spread[column]));
                self.spread[column] = 0;
            }
        }
        (left, made)
    }
}

/// Adds `factor` times `other` to `row`.
fn merge(row: &mut Row, other: &[(usize, u64)], factor: u64) {
    let mut sum = Row::with_capacity(row.len() + other.len());
    let (mut one, mut two) = (row.iter().peekable(), other.iter().peekable());
    loop {
        let next = match (one.peek(), two.peek()) {
            (Some(a), Some(b)) if a.0 == b.0 => {
                let both = (a.0, add(a.1, mul(b.1, factor)));
                one.next();
                two.next();
                both
            }
            (Some(a), Some(b)) if a.0 < b.0 => {
                let alone = **a;
                one.next();
                alone
            }
            (Some(a), None) => {
                let alone = **a;
                one.next();
                alone
            }
            (_, Some(b)) => {
                let alone = (b.0, mul(b.1, factor));
                two.next();
                alone
            }
            (None, None) => break,
        };
        if next.1 != 0 {
            sum.push(next);
        }
    }
    *row = sum;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_without_its_other_children_tells_the_last() {
        let mut span = Span::of(3, [(7, &[0, 1, 2][..]), (8, &[0]), (9, &[1])]);

        assert_eq!(span.tells(&[2]), Some(vec![7, 8, 9]));
        assert_eq!(span.rank(), 3);
    }

    #[test]
    fn three_overlapping_pairs_tell_each_piece() {
        let mut span = Span::of(3, [(0, &[0, 1][..]), (1, &[1, 2]), (2, &[0, 2])]);

        for piece in 0..3 {
            assert_eq!(span.tells(&[piece]), Some(vec![0, 1, 2]));
        }
    }

    #[test]
    fn what_no_combination_reaches_stays_unknown() {
        let mut span = Span::of(4, [(0, &[0, 1][..]), (1, &[1, 2]), (2, &[2, 3])]);

        assert_eq!(span.tells(&[0]), None);
        assert_eq!(span.tells(&[0, 2]), None);
        // The two ends are both outer pairs without the inner one.
        assert_eq!(span.tells(&[0, 3]), Some(vec![0, 1, 2]));
        assert!(span.tells(&[0, 1, 2, 3]).is_some());
    }
}
