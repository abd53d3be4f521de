//! The small areas of 2011 and 2021: one fabric of pieces, put together in two ways.
//!
//! The town is tiled by 5 rows of 12 pieces whose edges are drawn once each. An area is a set of
//! pieces; its border is what is left when the edges inside it cancel. So neighbours share their
//! borders point for point, in one vintage and between the two, with no gap and no overlap.
//!
//! | | 2011 | 2021 |
//! |---|---|---|
//! | unchanged (U) | 18 areas | the same 18 |
//! | split (S) | 1 | 2 |
//! | merged (M) | 2 | 1 |
//! | irregular (X) | 2 | 3, one of which took parts of both |
//! | together | 23 | 24 |

use std::collections::{BTreeMap, BTreeSet};

use super::ground::{Bounds, Xy, bend, densified, line_distance, ring_holds};
use super::river::river_x;
use crate::demo::rng::Dice;

/// Which area of 2021 each piece belongs to; north first, west first.
///
/// `M` has a piece apart from the rest, on the quay: the one multi-polygon.
const PIECES_2021: [&str; 5] = [
    "AABBCCDDEEEE",
    "FFGGHHIIJJKK",
    "LLMMNMOOPPKK",
    "QQRRSSTTUUVV",
    "WWWWWWXXXXXX",
];
/// Which area of 2011; letters in lower case are areas that ended in 2021.
const PIECES_2011: [&str; 5] = [
    "AAbbCCDDEEEE",
    "FFbbHHiiikkk",
    "LLMMNMOOPPkk",
    "QQRRSStuUUVV",
    "WWWWWWXXXXXX",
];
/// Plan metres of the lines between rows, south first.
const ROWS: [f64; 6] = [-1790.0, -745.0, -225.0, 246.0, 765.0, 1330.0];
/// Plan metres of the lines between columns; the middle one (the seventh) is the river.
const COLUMNS: [f64; 13] = [
    -1640.0, -1330.0, -1010.0, -830.0, -600.0, -165.0, 0.0, 285.0, 508.0, 700.0, 960.0, 1330.0,
    2380.0,
];
/// The column line that is the river.
const RIVER_COLUMN: usize = 6;

/// The two districts: code and name. The second name holds a comma.
const DISTRICTS: [(&str, &str); 2] = [
    ("E06990001", "Thistlewick"),
    ("E07990002", "Ottermere, Vale of"),
];

/// The two sets of small areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Vintage {
    /// December 2011, which `IoD2019` speaks of.
    Of2011,
    /// December 2021, which `IoD2025` speaks of.
    Of2021,
}

/// One small area.
#[derive(Clone, Debug)]
pub(super) struct Area {
    /// Its letter in the tables above.
    pub letter: char,
    /// Its code, outside the range ONS has given out (`E0199…`).
    pub code: String,
    /// Its name.
    pub name: String,
    /// Code of its district.
    pub lad: &'static str,
    /// Name of its district.
    pub lad_name: &'static str,
    /// Outer rings, closed and anticlockwise, ground metres. More than one: parts apart.
    pub rings: Vec<Vec<Xy>>,
    bounds: Bounds,
}

impl Area {
    /// Whether it holds a point.
    pub(super) fn holds(&self, p: Xy) -> bool {
        self.bounds.is_near(p, 0.0) && self.rings.iter().any(|ring| ring_holds(ring, p))
    }

    /// Metres from a point to its border.
    pub(super) fn border_distance(&self, p: Xy) -> f64 {
        self.rings
            .iter()
            .map(|ring| line_distance(p, ring))
            .fold(f64::INFINITY, f64::min)
    }
}

/// Both vintages and how one became the other.
#[derive(Clone, Debug)]
pub(super) struct Fabric {
    /// Areas of 2011 in the order of their codes.
    pub of_2011: Vec<Area>,
    /// Areas of 2021 in the order of their codes.
    pub of_2021: Vec<Area>,
    /// Look-up rows: place in `of_2011`, flag, place in `of_2021`.
    pub changes: Vec<(usize, char, usize)>,
}

impl Fabric {
    /// Places (2011, 2021) of the areas that hold a point at least `margin` metres inside both;
    /// `None` near a border and outside the town.
    pub(super) fn holding(&self, p: Xy, margin: f64) -> Option<(usize, usize)> {
        let find = |areas: &[Area]| {
            let place = areas.iter().position(|area| area.holds(p))?;
            (areas.get(place)?.border_distance(p) >= margin).then_some(place)
        };
        Some((find(&self.of_2011)?, find(&self.of_2021)?))
    }
}

/// Weaves the fabric; `dice` decide how the borders wander.
pub(super) fn weave(dice: &mut Dice) -> Fabric {
    let edges = draw_edges(dice);
    let of_2011 = areas_of(Vintage::Of2011, &edges);
    let of_2021 = areas_of(Vintage::Of2021, &edges);
    let changes = changes(&of_2011, &of_2021);
    Fabric {
        of_2011,
        of_2021,
        changes,
    }
}

/// A corner of the fabric: row line and column line.
type Corner = (usize, usize);
/// Edges from the lower corner to the higher, as ground lines.
type Edges = BTreeMap<(Corner, Corner), Vec<Xy>>;

fn draw_edges(dice: &mut Dice) -> Edges {
    let mut corners: BTreeMap<Corner, Xy> = BTreeMap::new();
    for (row, y) in ROWS.iter().enumerate() {
        for (column, x) in COLUMNS.iter().enumerate() {
            let y = y + dice.between(-14.0, 14.0);
            let x = if column == RIVER_COLUMN {
                river_x(y)
            } else {
                x + dice.between(-16.0, 16.0)
            };
            corners.insert((row, column), Xy::new(x, y));
        }
    }
    let mut edges = Edges::new();
    for (corner, from) in &corners {
        let (row, column) = *corner;
        for next in [(row + 1, column), (row, column + 1)] {
            let Some(to) = corners.get(&next) else {
                continue;
            };
            let follows_river = column == RIVER_COLUMN && next.1 == RIVER_COLUMN;
            let line = if follows_river {
                river_edge(*from, *to)
            } else {
                wander(*from, *to, dice)
            };
            edges.insert((*corner, next), line.into_iter().map(bend).collect());
        }
    }
    edges
}

fn river_edge(from: Xy, to: Xy) -> Vec<Xy> {
    let mut line = densified(&[from, to], 35.0);
    let inner = line.len().saturating_sub(2);
    for p in line.iter_mut().skip(1).take(inner) {
        p.x = river_x(p.y);
    }
    line
}

/// A line that strays a few metres to either side, as borders along fences do.
fn wander(from: Xy, to: Xy, dice: &mut Dice) -> Vec<Xy> {
    let mut line = densified(&[from, to], 38.0);
    let sideways = to.minus(from).unit().left();
    let inner = line.len().saturating_sub(2);
    for p in line.iter_mut().skip(1).take(inner) {
        *p = p.plus(sideways.times(dice.between(-7.0, 7.0)));
    }
    line
}

fn areas_of(vintage: Vintage, edges: &Edges) -> Vec<Area> {
    let pieces = match vintage {
        Vintage::Of2011 => &PIECES_2011,
        Vintage::Of2021 => &PIECES_2021,
    };
    let mut cells: BTreeMap<char, Vec<Corner>> = BTreeMap::new();
    for (row, letters) in pieces.iter().rev().enumerate() {
        for (column, letter) in letters.chars().enumerate() {
            cells.entry(letter).or_default().push((row, column));
        }
    }
    let mut areas: Vec<Area> = cells
        .iter()
        .map(|(letter, cells)| {
            // Two rural areas and the lane to the farm belong to the neighbouring district.
            let district = usize::from(matches!(letter, 'K' | 'k' | 'W' | 'X'));
            let rings = rings(cells, edges);
            let (lad, lad_name) = DISTRICTS.get(district).copied().unwrap_or_default();
            Area {
                letter: *letter,
                code: code(vintage, *letter),
                name: name(vintage, *letter),
                lad,
                lad_name,
                bounds: Bounds::of(rings.iter().flatten()),
                rings,
            }
        })
        .collect();
    areas.sort_by(|a, b| a.code.cmp(&b.code));
    areas
}

/// Codes in the manner of ONS, in a block that ONS has not used (its codes end at about E01036000):
/// unchanged areas keep theirs, areas that ended and areas that began have their own.
fn code(vintage: Vintage, letter: char) -> String {
    const BEGAN: &str = "BGIJKT";
    const ENDED: &str = "bitku";
    const UNCHANGED: &str = "ACDEFHLMNOPQRSUVWX";
    let place = |letters: &str| letters.chars().position(|c| c == letter).unwrap_or(0) + 1;
    match vintage {
        Vintage::Of2021 if BEGAN.contains(letter) => format!("E0199{:04}", 100 + place(BEGAN)),
        Vintage::Of2011 if ENDED.contains(letter) => format!("E0199{:04}", 18 + place(ENDED)),
        Vintage::Of2011 | Vintage::Of2021 => format!("E0199{:04}", place(UNCHANGED)),
    }
}

/// Names in the manner of ONS: district, number of the middle area, letter.
///
/// `W` keeps the name of a district that is no more, as `Mendip 002F` does in Somerset.
fn name(vintage: Vintage, letter: char) -> String {
    match (letter, vintage) {
        ('K', _) => "Vale of Ottermere 001C".into(),
        ('k', _) => "Vale of Ottermere 001B".into(),
        ('W', _) => "Market Otter 002F".into(),
        ('X', _) => "Vale of Ottermere 001A".into(),
        ('b', _) => "Thistlewick 001B".into(),
        ('B', _) => "Thistlewick 001F".into(),
        ('G', _) => "Thistlewick 002F".into(),
        ('i', _) => "Thistlewick 002D".into(),
        ('I', _) => "Thistlewick 002G".into(),
        ('J', _) => "Thistlewick 002H".into(),
        ('t', _) => "Thistlewick 004D".into(),
        ('u', _) => "Thistlewick 004G".into(),
        ('T', _) => "Thistlewick 004H".into(),
        (other, Vintage::Of2011 | Vintage::Of2021) => {
            let (group, first) = match other {
                'A'..='E' => (1, 'A'),
                'F'..='J' => (2, 'F'),
                'L'..='P' => (3, 'L'),
                _ => (4, 'Q'),
            };
            let step = u32::from(other) - u32::from(first);
            let suffix = char::from_u32(u32::from('A') + step).unwrap_or('Z');
            format!("Thistlewick {group:03}{suffix}")
        }
    }
}

/// The rings around a set of pieces: all edges, less those that two of the pieces share.
fn rings(cells: &[Corner], edges: &Edges) -> Vec<Vec<Xy>> {
    let mut open: BTreeSet<(Corner, Corner)> = BTreeSet::new();
    for (row, column) in cells.iter().copied() {
        let around = [
            (row, column),
            (row, column + 1),
            (row + 1, column + 1),
            (row + 1, column),
        ];
        for (from, to) in around.iter().zip(around.iter().cycle().skip(1)) {
            if !open.remove(&(*to, *from)) {
                open.insert((*from, *to));
            }
        }
    }
    let mut rings = Vec::new();
    while let Some((start, mut at)) = open.pop_first() {
        let mut ring = drawn(edges, start, at);
        while at != start {
            let Some(step) = open.iter().find(|(from, _)| *from == at).copied() else {
                break;
            };
            open.remove(&step);
            ring.extend(drawn(edges, step.0, step.1).into_iter().skip(1));
            at = step.1;
        }
        rings.push(ring);
    }
    rings
}

/// An edge in the direction walked.
fn drawn(edges: &Edges, from: Corner, to: Corner) -> Vec<Xy> {
    if let Some(line) = edges.get(&(from, to)) {
        return line.clone();
    }
    edges
        .get(&(to, from))
        .map(|line| line.iter().rev().copied().collect())
        .unwrap_or_default()
}

/// The look-up: every pair of areas that share a piece, with the flag of the change.
fn changes(of_2011: &[Area], of_2021: &[Area]) -> Vec<(usize, char, usize)> {
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (old_row, new_row) in PIECES_2011.iter().zip(PIECES_2021) {
        for (old, new) in old_row.chars().zip(new_row.chars()) {
            let old = of_2011.iter().position(|area| area.letter == old);
            let new = of_2021.iter().position(|area| area.letter == new);
            pairs.extend(old.zip(new));
        }
    }
    let flag = |old: usize| match of_2011.get(old).map(|area| area.letter) {
        Some('b') => 'S',
        Some('t' | 'u') => 'M',
        Some('i' | 'k') => 'X',
        _ => 'U',
    };
    pairs
        .into_iter()
        .map(|(old, new)| (old, flag(old), new))
        .collect()
}
