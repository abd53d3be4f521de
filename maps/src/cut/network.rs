//! The streets of a patch as a network one can walk on.
//!
//! 1. Lines go onto a flat map of the patch, sections sorted by id.
//! 2. A place where lines share a coordinate, or a line meets itself, is a junction: published
//!    street data shares its nodes, and a bridge shares none with the road beneath.
//! 3. An end that meets nothing is tied to every other line within [`SNAP_METRES`]: drawn data
//!    leaves small gaps.
//! 4. Each section is parted at its junctions. A side of a part is what stays together in a cut.

use std::collections::BTreeMap;

use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use super::{CutError, Homes, Section, SectionId, StreetId};
use crate::shapes::{LngLat, OnPlane, Plane};

/// A loose end connects to lines at most this far away, in metres.
pub const SNAP_METRES: f64 = 15.0;

/// Junctions on one line nearer than this, in metres, are one junction.
const SAME_METRES: f64 = 0.5;

/// The walkable streets of a patch, made once and used for cutting and for ordering every list.
#[derive(Clone, Debug)]
pub struct Network {
    pub(crate) plane: Plane,
    /// Sorted by id.
    pub(crate) roads: Vec<Road>,
    /// In the order of the roads and along each of them.
    pub(crate) parts: Vec<Part>,
    /// Parts that meet at each node.
    pub(crate) meets: Vec<Vec<u32>>,
}

/// A section on the flat map.
#[derive(Clone, Debug)]
pub(crate) struct Road {
    pub(crate) id: SectionId,
    pub(crate) street: StreetId,
    pub(crate) homes: Homes,
    points: Vec<OnPlane>,
    /// Metres from the start to each point.
    along: Vec<f64>,
    pub(crate) parts: std::ops::Range<u32>,
}

/// The stretch of a road from one junction to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) road: u32,
    /// Metres along the road where it begins and ends.
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) nodes: [u32; 2],
}

impl Part {
    pub(crate) fn length(&self) -> f64 {
        self.to - self.from
    }
}

/// The nearest place on a road to some point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Foot {
    /// Metres along the road.
    pub(crate) along: f64,
    /// Metres from the road, positive on its left.
    pub(crate) left: f64,
}

type Segments = RTree<GeomWithData<Line<[f64; 2]>, (usize, usize)>>;

/// A junction on a road: metres along it, and a coordinate's number before merging.
type Break = (f64, usize);

impl Network {
    /// Connects the sections, whatever order they come in.
    ///
    /// # Errors
    /// When a section has fewer than two different points, one that is no place, or comes twice.
    pub fn build(sections: &[Section]) -> Result<Self, CutError> {
        let mut sorted: Vec<&Section> = sections.iter().collect();
        sorted.sort_by_key(|section| section.id);
        if let Some(twice) = sorted.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(CutError::SectionTwice(twice[0].id));
        }
        let plane = Plane::about(middle(&sorted));
        let mut corners = Corners::default();
        let mut roads = Vec::with_capacity(sorted.len());
        let mut breaks: Vec<Vec<Break>> = Vec::with_capacity(sorted.len());
        for section in sorted {
            let (road, names) = Road::new(section, &plane, &mut corners)?;
            breaks.push(road.along.iter().copied().zip(names).collect());
            roads.push(road);
        }

        // Only ends and corners met more than once are junctions.
        for (road, places) in roads.iter().zip(&mut breaks) {
            let last = road.points.len() - 1;
            let mut at = 0;
            places.retain(|&(_, corner)| {
                at += 1;
                at == 1 || at == last + 1 || corners.met[corner] > 1
            });
        }
        let mut joined = Joined::new(corners.met.len());
        snap_loose_ends(&roads, &corners.met, &mut breaks, &mut joined);
        Ok(Self::part(plane, roads, breaks, joined))
    }

    fn part(
        plane: Plane,
        mut roads: Vec<Road>,
        breaks: Vec<Vec<Break>>,
        mut joined: Joined,
    ) -> Self {
        let mut parts = Vec::new();
        for (road, mut places) in breaks.into_iter().enumerate() {
            places.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let begin = number(parts.len());
            let mut from = places[0];
            for &to in &places[1..] {
                if to.0 - from.0 <= SAME_METRES {
                    joined.join(from.1, to.1);
                    continue;
                }
                parts.push(Part {
                    road: number(road),
                    from: from.0,
                    to: to.0,
                    nodes: [number(from.1), number(to.1)],
                });
                from = to;
            }
            // A last crumb too short to be a part belongs to the one before it.
            if let Some(last) = parts.last_mut().filter(|last| last.road == number(road)) {
                last.to = roads[road].length();
            }
            roads[road].parts = begin..number(parts.len());
        }
        let mut names: BTreeMap<usize, u32> = BTreeMap::new();
        let mut meets: Vec<Vec<u32>> = Vec::new();
        for (position, part) in parts.iter_mut().enumerate() {
            for node in &mut part.nodes {
                let next = number(names.len());
                *node = *names.entry(joined.of(*node as usize)).or_insert(next);
                if *node == next {
                    meets.push(Vec::new());
                }
            }
            meets[part.nodes[0] as usize].push(number(position));
            if part.nodes[0] != part.nodes[1] {
                meets[part.nodes[1] as usize].push(number(position));
            }
        }
        Self {
            plane,
            roads,
            parts,
            meets,
        }
    }

    /// The road of a section.
    pub(crate) fn road(&self, id: SectionId) -> Option<usize> {
        self.roads.binary_search_by_key(&id, |road| road.id).ok()
    }

    /// The part of a road that holds a place along it.
    pub(crate) fn part_at(&self, road: usize, along: f64) -> usize {
        let parts = &self.roads[road].parts;
        let (first, last) = (parts.start as usize, parts.end as usize);
        let after = self.parts[first..last].partition_point(|part| part.to < along);
        (first + after).min(last - 1)
    }
}

impl Road {
    fn new(
        section: &Section,
        plane: &Plane,
        corners: &mut Corners,
    ) -> Result<(Self, Vec<usize>), CutError> {
        let mut road = Self {
            id: section.id,
            street: section.street,
            homes: section.homes,
            points: Vec::with_capacity(section.line.len()),
            along: Vec::with_capacity(section.line.len()),
            parts: 0..0,
        };
        let mut names = Vec::with_capacity(section.line.len());
        for &place in &section.line {
            if LngLat::new(place.lng, place.lat).is_err() {
                return Err(CutError::NotALine(section.id));
            }
            let point = plane.put(place);
            let step = road.points.last().map(|last| last.distance(point));
            if step.is_some_and(|step| step < 1e-3) {
                continue;
            }
            road.along.push(road.length() + step.unwrap_or(0.0));
            road.points.push(point);
            names.push(corners.meet(place));
        }
        if road.points.len() < 2 || road.length() <= SAME_METRES {
            return Err(CutError::NotALine(section.id));
        }
        Ok((road, names))
    }

    pub(crate) fn length(&self) -> f64 {
        self.along.last().copied().unwrap_or(0.0)
    }

    /// The nearest place on the road; the first along it when several are as near.
    pub(crate) fn foot(&self, point: OnPlane) -> Foot {
        let mut best = (
            f64::INFINITY,
            Foot {
                along: 0.0,
                left: 0.0,
            },
        );
        for (corner, pair) in self.points.windows(2).enumerate() {
            let (along, near) = on_segment(pair[0], pair[1], point);
            let distance = near.distance(point);
            if distance < best.0 {
                let turn = (pair[1].x - pair[0].x) * (point.y - pair[0].y)
                    - (pair[1].y - pair[0].y) * (point.x - pair[0].x);
                let foot = Foot {
                    along: self.along[corner] + along,
                    left: distance.copysign(turn),
                };
                best = (distance, foot);
            }
        }
        best.1
    }

    /// The point so many metres along.
    pub(crate) fn at(&self, along: f64) -> OnPlane {
        let next = self.along.partition_point(|&a| a < along);
        let next = next.clamp(1, self.points.len() - 1);
        let (a, b) = (self.points[next - 1], self.points[next]);
        let share = (along - self.along[next - 1]) / (self.along[next] - self.along[next - 1]);
        OnPlane {
            x: a.x + (b.x - a.x) * share,
            y: a.y + (b.y - a.y) * share,
        }
    }
}

/// Metres from `a` to the point of the segment nearest to `point`, and that point.
fn on_segment(a: OnPlane, b: OnPlane, point: OnPlane) -> (f64, OnPlane) {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let share = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy);
    let share = share.clamp(0.0, 1.0);
    let near = OnPlane {
        x: a.x + dx * share,
        y: a.y + dy * share,
    };
    (a.distance(near), near)
}

fn middle(sections: &[&Section]) -> LngLat {
    let places = || sections.iter().flat_map(|section| &section.line);
    let low = |of: fn(&LngLat) -> f64| places().map(of).fold(f64::INFINITY, f64::min);
    let high = |of: fn(&LngLat) -> f64| places().map(of).fold(f64::NEG_INFINITY, f64::max);
    LngLat {
        lng: f64::midpoint(low(|p| p.lng), high(|p| p.lng)),
        lat: f64::midpoint(low(|p| p.lat), high(|p| p.lat)),
    }
}

/// Coordinates by number, and how often a line comes by each.
#[derive(Default)]
struct Corners {
    names: BTreeMap<(i64, i64), usize>,
    met: Vec<u32>,
}

impl Corners {
    /// Coordinates equal to seven decimals (1 cm, OpenStreetMap's own step) are the same.
    fn meet(&mut self, place: LngLat) -> usize {
        #[expect(clippy::cast_possible_truncation, reason = "at most 1.8e9")]
        let key = [place.lng, place.lat].map(|degrees| (degrees * 1e7).round() as i64);
        let next = self.met.len();
        let name = *self.names.entry((key[0], key[1])).or_insert(next);
        if name == next {
            self.met.push(0);
        }
        self.met[name] += 1;
        name
    }
}

/// Ties each end that nothing else meets to the lines near it. Only the exact junctions found
/// before are looked at, so the outcome does not depend on the order of the ends.
fn snap_loose_ends(roads: &[Road], met: &[u32], breaks: &mut [Vec<Break>], joined: &mut Joined) {
    let segments: Segments = RTree::bulk_load(
        roads
            .iter()
            .enumerate()
            .flat_map(|(number, road)| {
                road.points
                    .windows(2)
                    .enumerate()
                    .map(move |(corner, pair)| {
                        let line = Line::new([pair[0].x, pair[0].y], [pair[1].x, pair[1].y]);
                        GeomWithData::new(line, (number, corner))
                    })
            })
            .collect(),
    );
    let mut ties: Vec<(usize, Break)> = Vec::new();
    for (own, road) in roads.iter().enumerate() {
        let last = road.points.len() - 1;
        let names = [breaks[own][0].1, breaks[own][breaks[own].len() - 1].1];
        for (end, corner) in [road.points[0], road.points[last]].into_iter().zip(names) {
            if met[corner] > 1 {
                continue;
            }
            let mut others: Vec<usize> = segments
                .locate_within_distance([end.x, end.y], SNAP_METRES * SNAP_METRES)
                .map(|segment| segment.data.0)
                .filter(|&other| other != own)
                .collect();
            others.sort_unstable();
            others.dedup();
            for other in others {
                let along = roads[other].foot(end).along;
                let nearest = breaks[other]
                    .iter()
                    .map(|place| ((place.0 - along).abs(), place.1))
                    .min_by(|a, b| a.0.total_cmp(&b.0));
                match nearest {
                    Some((gap, place)) if gap <= SNAP_METRES => joined.join(place, corner),
                    _ => ties.push((other, (along, corner))),
                }
            }
        }
    }
    for (road, tie) in ties {
        breaks[road].push(tie);
    }
}

/// Disjoint sets; the lowest member names its set.
#[derive(Clone, Debug)]
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    pub(crate) fn of(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// A position as a small number.
pub(crate) fn number(position: usize) -> u32 {
    u32::try_from(position).expect("a patch has fewer than 2^32 of anything")
}
