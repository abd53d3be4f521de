//! Somebody who wants to know what is not shown: an attacker by differencing, written apart from
//! the gate and by other means. Knows the map, the rules and every figure shown; never the counts.
//!
//! Three ways, each on its own: halos and prefix sums (what is left of one figure outside another,
//! and of that outside a third), Gauss-Jordan over all figures modulo another prime than the
//! gate's, and a simplex of its own for the least and the most that a place can hold.

use std::collections::{BTreeMap, BTreeSet};

/// A set of the smallest pieces.
pub type Set = BTreeSet<usize>;

/// A figure somebody read: these pieces come to that.
#[derive(Clone, Debug)]
pub struct Read {
    pub pieces: Set,
    pub value: i64,
}

/// Something somebody would like to know, and what it really is.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub name: String,
    pub pieces: Set,
    pub truth: i64,
}

/// What came out about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub name: String,
    pub truth: i64,
    pub how: &'static str,
}

/// Every wanted place under `k` whose number comes out, or of which it comes out that it is under
/// `k`. `by_right` is what the reader may see exactly anyway: what follows from it alone is no find.
pub fn attack(read: &[Read], by_right: &[Read], wanted: &[Wanted], k: i64) -> Vec<Found> {
    let all: Vec<Read> = read.iter().chain(by_right).cloned().collect();
    let small: Vec<&Wanted> = wanted.iter().filter(|one| one.truth < k).collect();
    let mut before = Reader::new(by_right);
    let small: Vec<&Wanted> = small
        .into_iter()
        .filter(|one| {
            !before.gauss.tells(&one.pieces) && before.most(&one.pieces) >= k as f64 - 1e-6
        })
        .collect();
    let halos = halos(&all);
    let mut reader = Reader::new(&all);
    let mut found = Vec::new();
    for one in small {
        let how = if halos.get(&one.pieces).is_some_and(|value| *value < k) {
            assert_eq!(
                halos[&one.pieces], one.truth,
                "a halo that is wrong is no halo"
            );
            "halo"
        } else if reader.gauss.tells(&one.pieces) {
            "elimination"
        } else if reader.most(&one.pieces) < k as f64 - 1e-6 {
            "bounds"
        } else {
            continue;
        };
        found.push(Found {
            name: one.name.clone(),
            truth: one.truth,
            how,
        });
    }
    found
}

/// How many halos an attacker keeps; the rest is for elimination.
const PATIENCE: usize = 3_000;

/// What is left of figures outside others in them, and of that outside others again; the smallest
/// figures first, because small is what is wanted.
fn halos(read: &[Read]) -> BTreeMap<Set, i64> {
    let mut known: BTreeMap<Set, i64> = read
        .iter()
        .map(|one| (one.pieces.clone(), one.value))
        .collect();
    for _ in 0..3 {
        let mut sets: Vec<Set> = known.keys().cloned().collect();
        sets.sort_by_key(Set::len);
        let mut next: BTreeMap<Set, i64> = BTreeMap::new();
        for (n, outer) in sets.iter().enumerate() {
            for inner in sets[..n].iter().filter(|inner| inner.is_subset(outer)) {
                let left: Set = outer.difference(inner).copied().collect();
                if !left.is_empty() && !known.contains_key(&left) {
                    next.insert(left, known[outer] - known[inner]);
                }
            }
            if known.len() + next.len() > PATIENCE {
                break;
            }
        }
        if next.is_empty() || known.len() > PATIENCE {
            break;
        }
        known.extend(next);
    }
    known
}

/// Pieces that lie in the same figures are one column.
struct Columns {
    of: BTreeMap<usize, usize>,
    sizes: Vec<usize>,
}

impl Columns {
    fn new(read: &[Read]) -> Self {
        let mut signature: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, one) in read.iter().enumerate() {
            for piece in &one.pieces {
                signature.entry(*piece).or_default().push(n);
            }
        }
        let mut numbers: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let mut columns = Self {
            of: BTreeMap::new(),
            sizes: Vec::new(),
        };
        for (piece, lies_in) in signature {
            let next = numbers.len();
            let column = *numbers.entry(lies_in).or_insert(next);
            if column == columns.sizes.len() {
                columns.sizes.push(0);
            }
            columns.sizes[column] += 1;
            columns.of.insert(piece, column);
        }
        columns
    }

    /// Columns touched, each whether wholly; nothing when a piece lies in no figure at all.
    fn of(&self, pieces: &Set) -> Option<BTreeMap<usize, bool>> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for piece in pieces {
            *counts.entry(*self.of.get(piece)?).or_default() += 1;
        }
        Some(
            counts
                .into_iter()
                .map(|(c, n)| (c, n == self.sizes[c]))
                .collect(),
        )
    }
}

/// Everything a reader can do with what was read.
struct Reader {
    gauss: Gauss,
    simplex: Simplex,
}

impl Reader {
    fn new(read: &[Read]) -> Self {
        Self {
            gauss: Gauss::new(read),
            simplex: Simplex::new(read),
        }
    }

    fn most(&mut self, pieces: &Set) -> f64 {
        self.simplex.most(pieces)
    }
}

/// A prime, and not the gate's.
const PRIME: u64 = 4_294_967_291;

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

/// All figures in reduced row echelon form.
struct Gauss {
    columns: Columns,
    rows: Vec<(usize, Vec<u64>)>,
}

impl Gauss {
    fn new(read: &[Read]) -> Self {
        let columns = Columns::new(read);
        let width = columns.sizes.len();
        let mut left: Vec<Vec<u64>> = read
            .iter()
            .map(|one| {
                let mut row = vec![0; width];
                for column in columns.of(&one.pieces).unwrap().keys() {
                    row[*column] = 1;
                }
                row
            })
            .collect();
        let mut rows: Vec<(usize, Vec<u64>)> = Vec::new();
        for column in 0..width {
            let Some(at) = left.iter().position(|row| row[column] != 0) else {
                continue;
            };
            let mut pivot = left.swap_remove(at);
            let inverse = power(pivot[column], PRIME - 2);
            pivot
                .iter_mut()
                .for_each(|value| *value = *value * inverse % PRIME);
            for row in left.iter_mut().chain(rows.iter_mut().map(|(_, row)| row)) {
                take(row, &pivot, column);
            }
            rows.push((column, pivot));
        }
        Self { columns, rows }
    }

    /// Whether a combination of figures comes to exactly these pieces.
    fn tells(&self, pieces: &Set) -> bool {
        let Some(touched) = self.columns.of(pieces) else {
            return false;
        };
        if touched.values().any(|wholly| !wholly) {
            return false;
        }
        let mut row = vec![0; self.columns.sizes.len()];
        for column in touched.keys() {
            row[*column] = 1;
        }
        for (column, pivot) in &self.rows {
            take(&mut row, pivot, *column);
        }
        row.iter().all(|value| *value == 0)
    }
}

fn take(row: &mut [u64], pivot: &[u64], column: usize) {
    let factor = row[column];
    if factor != 0 {
        for (value, of) in row.iter_mut().zip(pivot) {
            if *of != 0 {
                *value = (*value + PRIME - factor * of % PRIME) % PRIME;
            }
        }
    }
}

const NEARLY: f64 = 1e-7;

/// The simplex method on a full table, started once and asked again and again.
struct Simplex {
    columns: Columns,
    /// One row an equation: factors, then the value.
    table: Vec<Vec<f64>>,
    /// The column that each row stands for.
    basis: Vec<usize>,
}

impl Simplex {
    fn new(read: &[Read]) -> Self {
        let columns = Columns::new(read);
        let width = columns.sizes.len();
        let height = read.len();
        let table: Vec<Vec<f64>> = read
            .iter()
            .enumerate()
            .map(|(n, one)| {
                let mut row = vec![0.0; width + height + 1];
                let sign = if one.value < 0 { -1.0 } else { 1.0 };
                for column in columns.of(&one.pieces).unwrap().keys() {
                    row[*column] = sign;
                }
                row[width + n] = 1.0;
                row[width + height] = one.value.abs() as f64;
                row
            })
            .collect();
        let mut simplex = Self {
            columns,
            table,
            basis: (width..width + height).collect(),
        };
        // Artificial columns must go to nothing: then the table holds one possible world.
        let mut goal = vec![0.0; width + height];
        goal[width..].fill(-1.0);
        let left = simplex.maximise(&goal, width + height);
        assert!(
            left.abs() < 1e-5,
            "the figures contradict each other: {left}"
        );
        simplex.drop_artificial(width);
        simplex
    }

    fn drop_artificial(&mut self, width: usize) {
        for row in 0..self.basis.len() {
            if self.basis[row] >= width
                && let Some(column) = (0..width).find(|c| self.table[row][*c].abs() > NEARLY)
            {
                self.pivot(row, column);
            }
        }
        let keep: Vec<usize> = (0..self.basis.len())
            .filter(|row| self.basis[*row] < width)
            .collect();
        self.table = keep
            .iter()
            .map(|row| {
                let mut kept = self.table[*row][..width].to_vec();
                kept.push(*self.table[*row].last().unwrap());
                kept
            })
            .collect();
        self.basis = keep.iter().map(|row| self.basis[*row]).collect();
    }

    /// The most that pieces can hold together; boundless where a piece is in no figure.
    fn most(&mut self, pieces: &Set) -> f64 {
        let Some(touched) = self.columns.of(pieces) else {
            return f64::INFINITY;
        };
        let width = self.columns.sizes.len();
        let mut goal = vec![0.0; width];
        for column in touched.keys() {
            goal[*column] = 1.0;
        }
        self.maximise(&goal, width)
    }

    fn maximise(&mut self, goal: &[f64], width: usize) -> f64 {
        let mut steps = 0;
        loop {
            steps += 1;
            assert!(steps < 50_000, "the simplex goes round in circles");
            let gain = |column: usize| -> f64 {
                let paid = self.basis.iter().zip(&self.table);
                goal[column] - paid.map(|(b, row)| goal[*b] * row[column]).sum::<f64>()
            };
            // The steepest at first; the first one of all once it takes long, which ends for sure.
            let better = (0..width)
                .map(|c| (c, gain(c)))
                .filter(|(_, gain)| *gain > NEARLY);
            let entering = if steps < 2_000 {
                better.max_by(|one, other| one.1.total_cmp(&other.1))
            } else {
                let mut better = better;
                better.next()
            };
            let Some((column, _)) = entering else {
                let paid = self.basis.iter().zip(&self.table);
                return paid.map(|(b, row)| goal[*b] * row.last().unwrap()).sum();
            };
            let ratios = (0..self.table.len()).filter(|row| self.table[*row][column] > NEARLY);
            let ratio = |row: usize| self.table[row].last().unwrap() / self.table[row][column];
            let leaving = ratios.min_by(|one, other| {
                let order = ratio(*one).total_cmp(&ratio(*other));
                order.then(self.basis[*one].cmp(&self.basis[*other]))
            });
            let Some(row) = leaving else {
                return f64::INFINITY;
            };
            self.pivot(row, column);
        }
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let by = self.table[row][column];
        self.table[row].iter_mut().for_each(|value| *value /= by);
        let pivot = self.table[row].clone();
        for (n, other) in self.table.iter_mut().enumerate() {
            let factor = other[column];
            if n != row && factor.abs() > 1e-12 {
                for (value, of) in other.iter_mut().zip(&pivot) {
                    *value -= factor * of;
                }
            }
        }
        self.basis[row] = column;
    }
}
