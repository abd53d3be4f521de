//! Shapes with properties → the bytes of a tile with one layer.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
};

use super::{
    Address, EXTENT,
    clip::{self, Spot},
    grid, pbf,
    world::{At, Bounds, Shape},
};

/// What a property says.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any other number; never `NaN`.
    Real(f64),
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Whole(one), Self::Whole(other)) => one == other,
            (Self::Real(one), Self::Real(other)) => one.to_bits() == other.to_bits(),
            (Self::Text(_) | Self::Whole(_) | Self::Real(_), _) => false,
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Text(text) => text.hash(state),
            Self::Whole(n) => n.hash(state),
            Self::Real(n) => n.to_bits().hash(state),
        }
    }
}

impl Value {
    fn encoded(&self) -> Vec<u8> {
        let mut value = Vec::new();
        match self {
            Self::Text(text) => pbf::bytes(&mut value, 1, text.as_bytes()),
            Self::Real(n) => pbf::double(&mut value, 3, *n),
            Self::Whole(n) => match u64::try_from(*n) {
                Ok(n) => pbf::number(&mut value, 5, n),
                Err(_) => pbf::number(&mut value, 6, pbf::zigzag(*n)),
            },
        }
        value
    }
}

/// Words and where they stand in a dictionary.
#[derive(Debug)]
struct Dictionary<T> {
    places: HashMap<T, u64>,
    encoded: Vec<u8>,
}

impl<T: Eq + Hash> Dictionary<T> {
    fn new() -> Self {
        Self {
            places: HashMap::new(),
            encoded: Vec::new(),
        }
    }

    /// Where a word stands; `encode` adds a new one.
    fn place<Q>(&mut self, word: &Q, encode: impl FnOnce(&mut Vec<u8>)) -> u64
    where
        T: std::borrow::Borrow<Q>,
        Q: ToOwned<Owned = T> + Eq + Hash + ?Sized,
    {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let place = self.places.len() as u64;
        self.places.insert(word.to_owned(), place);
        encode(&mut self.encoded);
        place
    }
}

/// A layer that is being drawn.
#[derive(Debug)]
pub struct Layer {
    tile: Address,
    name: String,
    features: Vec<u8>,
    keys: Dictionary<String>,
    values: Dictionary<Value>,
}

/// Kinds of geometry in the format.
const LINES: u64 = 2;
const POLYGONS: u64 = 3;

impl Layer {
    /// An empty one.
    #[must_use]
    pub fn new(name: &str, tile: Address) -> Self {
        Self {
            tile,
            name: name.to_owned(),
            features: Vec::new(),
            keys: Dictionary::new(),
            values: Dictionary::new(),
        }
    }

    /// Draws a shape; false when nothing of it shows in this tile.
    pub fn add<'a>(
        &mut self,
        id: u64,
        shape: &Shape,
        properties: impl IntoIterator<Item = (&'a str, &'a Value)>,
    ) -> bool {
        let mut pen = Pen::default();
        let kind = match shape {
            Shape::Lines(lines) => {
                for line in drawn_lines(lines, self.tile) {
                    pen.line(&line);
                }
                LINES
            }
            Shape::Polygons(polygons) => {
                for rings in polygons {
                    for ring in drawn_polygon(rings, self.tile) {
                        pen.ring(&ring);
                    }
                }
                POLYGONS
            }
        };
        if pen.commands.is_empty() {
            return false;
        }
        let mut tags = Vec::new();
        for (key, value) in properties {
            let encode = |into: &mut Vec<u8>| pbf::bytes(into, 3, key.as_bytes());
            tags.push(self.keys.place(key, encode));
            let encode = |into: &mut Vec<u8>| pbf::bytes(into, 4, &value.encoded());
            tags.push(self.values.place(value, encode));
        }
        let mut feature = Vec::with_capacity(pen.commands.len() * 2 + tags.len() + 16);
        pbf::number(&mut feature, 1, id);
        pbf::packed(&mut feature, 2, &tags);
        pbf::number(&mut feature, 3, kind);
        pbf::packed(&mut feature, 4, &pen.commands);
        pbf::bytes(&mut self.features, 2, &feature);
        true
    }

    /// The tile's bytes; empty when nothing was drawn.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        if self.features.is_empty() {
            return Vec::new();
        }
        let mut layer = Vec::with_capacity(self.features.len() + self.values.encoded.len() + 64);
        pbf::number(&mut layer, 15, 2);
        pbf::bytes(&mut layer, 1, self.name.as_bytes());
        layer.extend(self.features);
        layer.extend(self.keys.encoded);
        layer.extend(self.values.encoded);
        pbf::number(&mut layer, 5, EXTENT.into());
        let mut tile = Vec::with_capacity(layer.len() + 8);
        pbf::bytes(&mut tile, 3, &layer);
        tile
    }
}

/// Places relative to the tile's corner.
fn local(places: &[At], tile: Address) -> Vec<Spot> {
    let (west, north) = tile.corner();
    let spot = |at: &At| Spot {
        x: i64::from(at.x) - west,
        y: i64::from(at.y) - north,
    };
    places.iter().map(spot).collect()
}

/// The tile's box, relative to its own corner.
fn own_box(tile: Address) -> Bounds {
    let (west, north) = tile.corner();
    let all = tile.bounds();
    Bounds {
        west: all.west - west,
        north: all.north - north,
        east: all.east - west,
        south: all.south - north,
    }
}

fn drawn_lines(lines: &[Vec<At>], tile: Address) -> Vec<Vec<Spot>> {
    let bounds = tile.bounds();
    let whole = Bounds::around(lines.iter().flatten());
    if whole.is_none_or(|whole| !whole.meet(&bounds) || !whole.shows_at(tile.zoom())) {
        return Vec::new();
    }
    let mut drawn = Vec::new();
    for line in lines {
        let Some(own) = Bounds::around(line).filter(|own| own.meet(&bounds)) else {
            continue;
        };
        let spots = local(line, tile);
        let pieces = if bounds.hold(&own) {
            vec![spots]
        } else {
            clip::line(spots, &own_box(tile))
        };
        for piece in pieces {
            let units = piece.into_iter().map(|spot| grid::in_units(spot, tile));
            let line = grid::tidy_line(units.collect(), tile.zoom());
            if line.len() > 1 {
                drawn.push(line);
            }
        }
    }
    drawn
}

/// The rings of a polygon in units, the outer one clockwise, holes the other way; none when nothing
/// of it shows.
fn drawn_polygon(rings: &[Vec<At>], tile: Address) -> Vec<Vec<Spot>> {
    let bounds = tile.bounds();
    let mut drawn: Vec<Vec<Spot>> = Vec::with_capacity(rings.len());
    let mut area = 0;
    for (n, ring) in rings.iter().enumerate() {
        let outer = n == 0;
        let own = Bounds::around(ring).filter(|own| own.meet(&bounds) && own.shows_at(tile.zoom()));
        let Some(own) = own else {
            if outer {
                return Vec::new();
            }
            continue;
        };
        let mut spots = local(ring, tile);
        if !bounds.hold(&own) {
            spots = clip::ring(spots, &own_box(tile));
        }
        let units: Vec<Spot> = spots
            .into_iter()
            .map(|spot| grid::on_grid(spot, tile))
            .collect();
        let mut units = grid::tidy_ring(&units);
        let mut twice = grid::twice_area(&units);
        if twice == 0 {
            if outer {
                return Vec::new();
            }
            continue;
        }
        if (twice > 0) != outer {
            units.reverse();
            twice = -twice;
        }
        area += twice;
        drawn.push(units);
    }
    // A tile wholly within a hole.
    if area <= 0 {
        return Vec::new();
    }
    drawn
}

/// Draws by commands, each place relative to the one before.
#[derive(Default)]
struct Pen {
    commands: Vec<u64>,
    at: (i64, i64),
}

const MOVE: u64 = 1;
const LINE: u64 = 2;
const CLOSE: u64 = 7;

impl Pen {
    fn go(&mut self, spot: Spot) {
        self.commands.push(pbf::zigzag(spot.x - self.at.0));
        self.commands.push(pbf::zigzag(spot.y - self.at.1));
        self.at = (spot.x, spot.y);
    }

    fn line(&mut self, spots: &[Spot]) {
        let Some((first, others)) = spots.split_first() else {
            return;
        };
        self.commands.push(1 << 3 | MOVE);
        self.go(*first);
        self.commands.push((others.len() as u64) << 3 | LINE);
        for spot in others {
            self.go(*spot);
        }
    }

    fn ring(&mut self, spots: &[Spot]) {
        self.line(spots);
        self.commands.push(1 << 3 | CLOSE);
    }
}
