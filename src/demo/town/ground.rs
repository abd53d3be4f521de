//! Metres, degrees and the few measures the town needs.
//!
//! The town is drawn in plan metres (x east, y north), bent a little so that it does not look like
//! graph paper ([`bend`]), and only at the very end turned into degrees ([`Degrees::of`]).
//!
//! # Where the town lies
//!
//! In the North Sea, about 48 km east of the Holderness coast, at 53.9 N 0.56 E. It is open water:
//! no door of the town can be taken for somebody's real door. It is still inside the box that holds
//! England (so range checks, British National Grid and H3 all work as on land), and at England's
//! usual latitude, so that a degree is as long as in Hull or Leeds.

/// Longitude of the plan's origin, degrees (WGS 84).
pub(super) const ORIGIN_LNG: f64 = 0.56;
/// Latitude of the plan's origin, degrees (WGS 84).
pub(super) const ORIGIN_LAT: f64 = 53.9;
/// Metres in one degree of longitude at the origin (WGS 84 ellipsoid).
const METRES_PER_DEGREE_LNG: f64 = 65_732.8;
/// Metres in one degree of latitude at the origin (WGS 84 ellipsoid).
const METRES_PER_DEGREE_LAT: f64 = 111_303.1;

/// A point or a step on the ground, metres east and north of the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Xy {
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
}

impl Xy {
    pub(super) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }

    pub(super) fn times(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }

    /// Metres from the origin.
    pub(super) fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// Metres to another point.
    pub(super) fn distance(self, other: Self) -> f64 {
        self.minus(other).length()
    }

    /// The point a share of the way to another (0 = here, 1 = there).
    pub(super) fn towards(self, other: Self, share: f64) -> Self {
        self.plus(other.minus(self).times(share))
    }

    /// A quarter turn to the left.
    pub(super) fn left(self) -> Self {
        Self::new(-self.y, self.x)
    }

    /// The step of one metre in the same direction; a zero step stays zero.
    pub(super) fn unit(self) -> Self {
        let length = self.length();
        if length > 0.0 {
            self.times(1.0 / length)
        } else {
            self
        }
    }
}

/// How far along a segment (0 to 1) the point nearest to `p` lies.
pub(super) fn nearest_share(p: Xy, from: Xy, to: Xy) -> f64 {
    let step = to.minus(from);
    let squared = step.x * step.x + step.y * step.y;
    if squared <= 0.0 {
        return 0.0;
    }
    let off = p.minus(from);
    ((off.x * step.x + off.y * step.y) / squared).clamp(0.0, 1.0)
}

/// Metres from a point to a line of points; infinite for an empty line.
pub(super) fn line_distance(p: Xy, line: &[Xy]) -> f64 {
    line.windows(2)
        .filter_map(|pair| match *pair {
            [from, to] => Some(p.distance(from.towards(to, nearest_share(p, from, to)))),
            _ => None,
        })
        .fold(f64::INFINITY, f64::min)
}

/// Metres along a line of points.
pub(super) fn line_length(line: &[Xy]) -> f64 {
    line.iter()
        .zip(line.iter().skip(1))
        .map(|(from, to)| from.distance(*to))
        .sum()
}

/// Whether a closed ring (first point = last) holds a point, by the even-odd rule.
pub(super) fn ring_holds(ring: &[Xy], p: Xy) -> bool {
    let mut inside = false;
    for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y) {
            inside = !inside;
        }
    }
    inside
}

/// The upright box around points: a quick "certainly not near" before dearer measures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    low: Xy,
    high: Xy,
}

impl Bounds {
    /// The box around points; around none it holds nothing.
    pub(super) fn of<'a>(points: impl IntoIterator<Item = &'a Xy>) -> Self {
        let (mut low, mut high) = (
            Xy::new(f64::INFINITY, f64::INFINITY),
            Xy::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
        );
        for p in points {
            (low.x, low.y) = (low.x.min(p.x), low.y.min(p.y));
            (high.x, high.y) = (high.x.max(p.x), high.y.max(p.y));
        }
        Self { low, high }
    }

    /// Whether a point is in the box or at most `metres` beside it.
    pub(super) fn is_near(&self, p: Xy, metres: f64) -> bool {
        p.x >= self.low.x - metres
            && p.x <= self.high.x + metres
            && p.y >= self.low.y - metres
            && p.y <= self.high.y + metres
    }
}

/// Puts extra points into a line so that no step is longer than `step` metres.
pub(super) fn densified(line: &[Xy], step: f64) -> Vec<Xy> {
    let mut out: Vec<Xy> = line.first().copied().into_iter().collect();
    for (from, to) in line.iter().zip(line.iter().skip(1)) {
        let parts = (from.distance(*to) / step).ceil().max(1.0);
        let mut part = 1.0;
        while part < parts {
            out.push(from.towards(*to, part / parts));
            part += 1.0;
        }
        out.push(*to);
    }
    out
}

/// Bends plan metres into ground metres.
///
/// A gentle wave (at most 7 % of stretch anywhere) and a turn of a few degrees, the same for
/// everything drawn, so that what touches in the plan touches on the ground.
pub(super) fn bend(p: Xy) -> Xy {
    let waved = Xy::new(
        p.x + 26.0 * (p.y / 420.0).sin(),
        p.y + 22.0 * (p.x / 560.0 + 0.7).sin(),
    );
    let (sin, cos) = (0.104_528_463_267_653_46, 0.994_521_895_368_273_3);
    Xy::new(waved.x * cos - waved.y * sin, waved.x * sin + waved.y * cos)
}

/// A line of plan points on the ground, with a point at least every `step` metres.
pub(super) fn bent_line(line: &[Xy], step: f64) -> Vec<Xy> {
    densified(line, step).into_iter().map(bend).collect()
}

/// A place in whole ten-millionths of a degree: what OSM keeps, and about 1 cm.
///
/// Whole numbers, so that two files that hold the same corner hold the same digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Degrees {
    lng_e7: i64,
    lat_e7: i64,
}

impl Degrees {
    /// The degrees of a point on the ground.
    pub(super) fn of(p: Xy) -> Self {
        Self {
            lng_e7: whole((ORIGIN_LNG + p.x / METRES_PER_DEGREE_LNG) * 1e7),
            lat_e7: whole((ORIGIN_LAT + p.y / METRES_PER_DEGREE_LAT) * 1e7),
        }
    }

    /// Longitude as text with seven decimals.
    pub(super) fn lng(self) -> String {
        e7_text(self.lng_e7)
    }

    /// Latitude as text with seven decimals.
    pub(super) fn lat(self) -> String {
        e7_text(self.lat_e7)
    }
}

fn e7_text(e7: i64) -> String {
    let sign = if e7 < 0 { "-" } else { "" };
    let digits = e7.unsigned_abs();
    format!("{sign}{}.{:07}", digits / 10_000_000, digits % 10_000_000)
}

/// The nearest whole number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "every caller passes a rounded value far inside the range of i64"
)]
pub(super) fn whole(value: f64) -> i64 {
    value.round() as i64
}
