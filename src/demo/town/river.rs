//! What no street may stand on: the river, the railway, the park.

use super::ground::{Xy, bent_line, line_distance, ring_holds};

/// The river's middle, plan metres, from north to south.
const RIVER: [Xy; 9] = [
    Xy::new(90.0, 1700.0),
    Xy::new(20.0, 1050.0),
    Xy::new(-35.0, 620.0),
    Xy::new(10.0, 300.0),
    Xy::new(50.0, 0.0),
    Xy::new(25.0, -400.0),
    Xy::new(-20.0, -700.0),
    Xy::new(-35.0, -1150.0),
    Xy::new(40.0, -1950.0),
];

/// The railway's middle, plan metres, from west to east.
const RAILWAY: [Xy; 6] = [
    Xy::new(-1900.0, -1010.0),
    Xy::new(-900.0, -1075.0),
    Xy::new(-300.0, -1085.0),
    Xy::new(400.0, -1080.0),
    Xy::new(1100.0, -1060.0),
    Xy::new(2600.0, -960.0),
];

/// The park's edge, plan metres, closed.
const PARK: [Xy; 7] = [
    Xy::new(-1355.0, -470.0),
    Xy::new(-745.0, -470.0),
    Xy::new(-745.0, 120.0),
    Xy::new(-900.0, 195.0),
    Xy::new(-1250.0, 195.0),
    Xy::new(-1355.0, 120.0),
    Xy::new(-1355.0, -470.0),
];

/// Where the river's middle lies at a plan latitude, plan metres.
pub(super) fn river_x(y: f64) -> f64 {
    for (upper, lower) in RIVER.iter().zip(RIVER.iter().skip(1)) {
        if y <= upper.y && y >= lower.y {
            return upper.towards(*lower, (upper.y - y) / (upper.y - lower.y)).x;
        }
    }
    0.0
}

/// Water, rails and grass on the ground, in ground metres.
#[derive(Clone, Debug)]
pub(super) struct Barriers {
    /// The river's middle; the water is 24 m wide.
    pub river: Vec<Xy>,
    /// The railway's middle.
    pub railway: Vec<Xy>,
    /// The park's edge, closed.
    pub park: Vec<Xy>,
}

impl Barriers {
    /// Lays them out. They are the same for every seed: streets and bridges are drawn around them.
    pub(super) fn lay() -> Self {
        Self {
            river: bent_line(&RIVER, 40.0),
            railway: bent_line(&RAILWAY, 60.0),
            park: bent_line(&PARK, 60.0),
        }
    }

    /// Whether a house could stand here: 26 m from mid-river, 16 m from the rails, not in the park.
    pub(super) fn leave_room_at(&self, p: Xy) -> bool {
        line_distance(p, &self.river) > 26.0
            && line_distance(p, &self.railway) > 16.0
            && !ring_holds(&self.park, p)
    }
}
