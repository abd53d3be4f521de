//! What a street of the plan is, and short ways to draw one.

use super::ground::Xy;

/// What stands along one side of a street.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frontage {
    /// Nothing: walls, water, backs of gardens.
    Open,
    /// Terraced houses, about 6 m wide.
    Terrace,
    /// Short terraces of the council estate, about 7.5 m wide.
    Rows,
    /// Semi-detached houses, about 12 m each.
    Semis,
    /// Detached villas, about 18 m each.
    Villas,
    /// Shops with flats above, about 9 m wide.
    Shops,
}

impl Frontage {
    /// Metres from door to door; `None` where nothing stands.
    pub(super) const fn spacing(self) -> Option<f64> {
        match self {
            Self::Open => None,
            Self::Terrace => Some(6.0),
            Self::Rows => Some(7.5),
            Self::Semis => Some(12.0),
            Self::Villas => Some(18.0),
            Self::Shops => Some(9.0),
        }
    }

    /// Metres from the middle of the street to the front door.
    pub(super) const fn setback(self) -> f64 {
        match self {
            Self::Open | Self::Terrace | Self::Shops => 8.5,
            Self::Rows => 9.0,
            Self::Semis => 11.0,
            Self::Villas => 12.0,
        }
    }

    /// Metres from the front of the building to its back.
    pub(super) const fn depth(self) -> f64 {
        match self {
            Self::Open | Self::Terrace | Self::Rows => 8.0,
            Self::Semis | Self::Villas => 9.0,
            Self::Shops => 12.0,
        }
    }
}

/// How much of a street the invented mappers have put on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mapping {
    /// One address node for each house.
    Nodes,
    /// One building outline with an address for each house.
    Outlines,
    /// Address nodes at both ends of a side and an interpolation way between them.
    Interpolated,
    /// The street only; not one address.
    Bare,
}

/// A street (or path) of the plan, in plan metres.
#[derive(Clone, Debug)]
pub(super) struct PlannedStreet {
    /// Its name; empty for paths and alleys.
    pub name: &'static str,
    /// Its OSM `highway` value.
    pub highway: &'static str,
    /// Its middle line.
    pub line: Vec<Xy>,
    /// What stands on the left (odd) side, walking along the line.
    pub left: Frontage,
    /// What stands on the right (even) side.
    pub right: Frontage,
    /// How it is mapped.
    pub mapping: Mapping,
    /// Whether it is a bridge over the river.
    pub bridge: bool,
    /// Whether it ends in a turning circle.
    pub dead_end: bool,
}

impl PlannedStreet {
    /// What stands on each side.
    pub(super) fn fronted(mut self, left: Frontage, right: Frontage) -> Self {
        (self.left, self.right) = (left, right);
        self
    }

    /// How it is mapped.
    pub(super) fn mapped(mut self, mapping: Mapping) -> Self {
        self.mapping = mapping;
        self
    }

    /// Its OSM `highway` value, if it is not a residential street.
    pub(super) fn of_class(mut self, highway: &'static str) -> Self {
        self.highway = highway;
        self
    }

    /// Makes it a bridge.
    pub(super) fn over_the_river(mut self) -> Self {
        self.bridge = true;
        self
    }

    /// Ends it in a turning circle.
    pub(super) fn dead_end(mut self) -> Self {
        self.dead_end = true;
        self
    }
}

/// A residential street along plan points, open on both sides until told otherwise.
pub(super) fn street(name: &'static str, points: &[(f64, f64)]) -> PlannedStreet {
    PlannedStreet {
        name,
        highway: "residential",
        line: points.iter().map(|(x, y)| Xy::new(*x, *y)).collect(),
        left: Frontage::Open,
        right: Frontage::Open,
        mapping: Mapping::Nodes,
        bridge: false,
        dead_end: false,
    }
}

/// A path without a name.
pub(super) fn path(points: &[(f64, f64)]) -> PlannedStreet {
    street("", points).of_class("footway")
}

/// A crescent from one point to another, bulging so that its middle passes near a third.
pub(super) fn crescent(
    name: &'static str,
    from: (f64, f64),
    bulge: (f64, f64),
    to: (f64, f64),
) -> PlannedStreet {
    let (a, c) = (Xy::new(from.0, from.1), Xy::new(to.0, to.1));
    let middle = Xy::new(bulge.0, bulge.1);
    // The control point of the curve that passes through `middle` half-way.
    let control = middle.times(2.0).minus(a.plus(c).times(0.5));
    let mut points = Vec::new();
    let mut share = 0.0;
    while share < 1.001 {
        let p = a
            .towards(control, share)
            .towards(control.towards(c, share), share);
        points.push((p.x, p.y));
        share += 1.0 / 12.0;
    }
    street(name, &points)
}
