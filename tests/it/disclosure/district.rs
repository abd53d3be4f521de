//! Made-up districts with small cells: places, three geographies that do not nest, and how many
//! spoke where in each month.

use std::collections::BTreeMap;

use doorstep::disclosure::rules::{offer::Leaf, plan::Ground};

/// The same numbers from a seed in every run.
pub struct Lot(u64);

impl Lot {
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// From 0 to 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).unwrap()) / f64::from(u32::MAX / 2)
    }

    /// A whole number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.next() * n as f64) as usize).min(n - 1)
    }

    /// How often something happens that happens `mean` times on average.
    pub fn times(&mut self, mean: f64) -> i64 {
        let (mut n, mut chance) = (0, (-mean).exp());
        let (mut sum, drawn) = (chance, self.next());
        while drawn > sum && n < 200 {
            n += 1;
            chance *= mean / n as f64;
            sum += chance;
        }
        n
    }
}

/// What a district is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Finest cells along one side.
    pub side: usize,
    /// Conversations in a cell in a month, on average.
    pub mean: f64,
    /// How often a quarter of a cell goes with the whole cell's small area: near 1, borders run
    /// along cells and leave few slivers, which is when differencing bites.
    pub aligned: f64,
}

/// A district of this shape. Cells of resolution 9 are 3 by 2 of the finest, those of 8 6 by 6,
/// those of 7 12 by 12; small areas are what is nearest to one of many points.
pub fn district(seed: u64, shape: Shape) -> Ground {
    let side = shape.side;
    let mut lot = Lot::new(seed);
    let count = (side * side / 12).max(3);
    let points: Vec<(f64, f64)> = (0..count)
        .map(|_| (lot.next() * side as f64, lot.next() * side as f64))
        .collect();
    let busy: Vec<f64> = (0..side * side)
        .map(|_| match lot.next() {
            quiet if quiet < 0.25 => 0.15,
            usual if usual < 0.8 => 0.9,
            _ => 2.4,
        })
        .collect();
    let mut places: BTreeMap<(usize, usize), (Leaf, [i64; 3])> = BTreeMap::new();
    for (x, y) in (0..side * 2).flat_map(|x| (0..side * 2).map(move |y| (x, y))) {
        let (cx, cy) = (x / 2, y / 2);
        let at = if lot.next() < shape.aligned {
            (cx as f64 + 0.5, cy as f64 + 0.5)
        } else {
            (x as f64 / 2.0 + 0.25, y as f64 / 2.0 + 0.25)
        };
        let far = |point: &(f64, f64)| (point.0 - at.0).powi(2) + (point.1 - at.1).powi(2);
        let near = (0..count).min_by(|a, b| far(&points[*a]).total_cmp(&far(&points[*b])));
        let area = near.unwrap();
        let number = |x: usize, y: usize| Some(i64::try_from(x * 1_000 + y).unwrap());
        let place = places.entry((cx * 1_000 + cy, area)).or_insert_with(|| {
            let leaf = Leaf {
                patch: Some(format!("P{}", area * 4 / count)),
                small_area: Some(format!("L{area:02}")),
                cells: [
                    number(cx / 12, cy / 12),
                    number(cx / 6, cy / 6),
                    number(cx / 3, cy / 2),
                    number(cx, cy),
                ],
                homes: 0,
                sources: 0,
            };
            (leaf, [0; 3])
        });
        place.0.homes += i64::try_from(4 + lot.below(12)).unwrap();
        for month in &mut place.1 {
            let heard = lot.times(shape.mean * busy[cx * side + cy] / 4.0);
            *month += heard;
            place.0.sources += heard;
        }
    }
    let (leaves, counts): (Vec<Leaf>, Vec<[i64; 3]>) = places.into_values().unzip();
    let by_month = |month: usize| counts.iter().map(|of| of[month]).collect::<Vec<i64>>();
    let listenings: Vec<Vec<i64>> = (0..3).map(by_month).collect();
    // One or two people at each door.
    let engaged = listenings
        .iter()
        .map(|of| {
            of.iter()
                .map(|n| n + lot.times(*n as f64 * 0.4).min(*n))
                .collect()
        })
        .collect();
    Ground {
        leaves,
        listenings,
        engaged,
    }
}
