//! Pieces that no figure tells apart are one.

use std::collections::HashMap;

/// Pieces put together by which figures they lie in.
#[derive(Clone, Debug)]
pub struct Classes {
    of_piece: Vec<usize>,
    /// How many pieces a class holds.
    sizes: Vec<usize>,
    /// What they hold together.
    values: Vec<i64>,
}

/// A set of pieces, told by classes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Told {
    /// Classes that lie wholly in it.
    pub whole: Vec<usize>,
    /// Classes that lie in it in part.
    pub cut: Vec<usize>,
    /// What it holds.
    pub value: i64,
}

impl Classes {
    /// The classes of `values` under the figures, each a list of pieces.
    #[must_use]
    pub fn of(values: &[i64], figures: &[&[usize]]) -> Self {
        let mut lies_in: Vec<Vec<usize>> = vec![Vec::new(); values.len()];
        for (figure, pieces) in figures.iter().enumerate() {
            for piece in *pieces {
                lies_in[*piece].push(figure);
            }
        }
        let mut numbers: HashMap<Vec<usize>, usize> = HashMap::new();
        let mut classes = Self {
            of_piece: Vec::with_capacity(values.len()),
            sizes: Vec::new(),
            values: Vec::new(),
        };
        for (piece, figures) in lies_in.into_iter().enumerate() {
            let next = numbers.len();
            let class = *numbers.entry(figures).or_insert(next);
            if class == next {
                classes.sizes.push(0);
                classes.values.push(0);
            }
            classes.of_piece.push(class);
            classes.sizes[class] += 1;
            classes.values[class] += values[piece];
        }
        classes
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sizes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sizes.is_empty()
    }

    /// What a class holds.
    #[must_use]
    pub fn value(&self, class: usize) -> i64 {
        self.values[class]
    }

    /// Tells a set of pieces by classes, sorted.
    #[must_use]
    pub fn tell(&self, pieces: &[usize], values: &[i64]) -> Told {
        let mut found: Vec<usize> = pieces.iter().map(|piece| self.of_piece[*piece]).collect();
        found.sort_unstable();
        let mut told = Told {
            whole: Vec::new(),
            cut: Vec::new(),
            value: pieces.iter().map(|piece| values[*piece]).sum(),
        };
        for run in found.chunk_by(|one, other| one == other) {
            if run.len() == self.sizes[run[0]] {
                told.whole.push(run[0]);
            } else {
                told.cut.push(run[0]);
            }
        }
        told
    }
}
