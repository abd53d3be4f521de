//! Tiles read back, for tests: written from the format's own text (Mapbox Vector Tile 2.1), not from
//! what writes them here. Panics on anything the format does not allow.

use std::collections::BTreeMap;

/// What a property says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Real(f64),
}

/// A line, or a ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its places in units.
    pub places: Vec<(i64, i64)>,
    /// Whether it was closed: a ring.
    pub closed: bool,
}

/// A feature.
#[derive(Clone, Debug)]
pub struct Feature {
    /// Its number.
    pub id: u64,
    /// 1 points, 2 lines, 3 polygons.
    pub kind: u64,
    /// Its lines or rings.
    pub parts: Vec<Part>,
    /// What is said of it.
    pub properties: BTreeMap<String, Said>,
}

/// A layer.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// The version of the format.
    pub version: u64,
    /// Units along a side.
    pub extent: u64,
    /// Its features.
    pub features: Vec<Feature>,
}

/// What stands in a field.
enum Field<'a> {
    Number(u64),
    Eight([u8; 8]),
    Bytes(&'a [u8]),
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut n = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first().expect("a number ends");
        *bytes = rest;
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return n;
        }
    }
    panic!("a number has at most ten bytes");
}

fn taken<'a>(bytes: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(count);
    *bytes = rest;
    taken
}

fn fields(mut bytes: &[u8]) -> Vec<(u64, Field<'_>)> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes);
        let field = match key & 7 {
            0 => Field::Number(varint(&mut bytes)),
            1 => Field::Eight(taken(&mut bytes, 8).try_into().unwrap()),
            2 => {
                let count = varint(&mut bytes).try_into().unwrap();
                Field::Bytes(taken(&mut bytes, count))
            }
            other => panic!("wire type {other} has no place in a tile"),
        };
        found.push((key >> 3, field));
    }
    found
}

fn numbers(mut bytes: &[u8]) -> Vec<u64> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        all.push(varint(&mut bytes));
    }
    all
}

fn signed(n: u64) -> i64 {
    let half = (n >> 1).cast_signed();
    if n & 1 == 1 { -half - 1 } else { half }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn value(bytes: &[u8]) -> Said {
    let mut all = fields(bytes);
    assert_eq!(all.len(), 1, "a value says one thing");
    match all.remove(0) {
        (1, Field::Bytes(bytes)) => Said::Text(text(bytes)),
        (3, Field::Eight(bytes)) => Said::Real(f64::from_le_bytes(bytes)),
        (5, Field::Number(n)) => Said::Whole(n.try_into().unwrap()),
        (6, Field::Number(n)) => Said::Whole(signed(n)),
        (field, _) => panic!("field {field} of a value"),
    }
}

/// Commands and their numbers → lines and rings.
fn parts(kind: u64, commands: &[u64]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut at, mut rest) = ((0, 0), commands.iter().copied());
    while let Some(command) = rest.next() {
        let (id, count) = (command & 7, command >> 3);
        assert!(count > 0, "a command that does nothing");
        match id {
            1 | 2 => {
                assert!(id == 2 || count == 1, "a line begins once");
                for _ in 0..count {
                    let (x, y) = (rest.next().unwrap(), rest.next().unwrap());
                    assert!(id == 1 || (x, y) != (0, 0), "a step that goes nowhere");
                    at = (at.0 + signed(x), at.1 + signed(y));
                    if id == 1 {
                        parts.push(Part {
                            places: Vec::new(),
                            closed: false,
                        });
                    }
                    let part = parts.last_mut().expect("a line begins with a move");
                    assert!(!part.closed, "a closed ring goes on");
                    part.places.push(at);
                }
            }
            7 => {
                assert_eq!((kind, count), (3, 1));
                let ring = parts.last_mut().unwrap();
                assert!(ring.places.len() > 2, "a ring of {:?}", ring.places);
                assert_ne!(ring.places.first(), ring.places.last());
                ring.closed = true;
            }
            other => panic!("command {other}"),
        }
    }
    let whole = |part: &Part| part.places.len() > 1 && part.closed == (kind == 3);
    assert!(parts.iter().all(whole), "{parts:?}");
    parts
}

fn feature(bytes: &[u8], keys: &[String], values: &[Said]) -> Feature {
    let (mut id, mut kind, mut tags, mut commands) = (0, 0, Vec::new(), Vec::new());
    for field in fields(bytes) {
        match field {
            (1, Field::Number(n)) => id = n,
            (2, Field::Bytes(bytes)) => tags = numbers(bytes),
            (3, Field::Number(n)) => kind = n,
            (4, Field::Bytes(bytes)) => commands = numbers(bytes),
            (field, _) => panic!("field {field} of a feature"),
        }
    }
    assert_eq!(tags.len() % 2, 0);
    let place = |n: u64| usize::try_from(n).unwrap();
    let said = |pair: &[u64]| {
        let (key, value) = (&keys[place(pair[0])], &values[place(pair[1])]);
        (key.clone(), value.clone())
    };
    Feature {
        id,
        kind,
        parts: parts(kind, &commands),
        properties: tags.chunks(2).map(said).collect(),
    }
}

/// The one layer of a tile; an empty one of no bytes.
pub fn layer(tile: &[u8]) -> Layer {
    let mut layers = fields(tile);
    let Some((3, Field::Bytes(bytes))) = layers.pop() else {
        assert!(layers.is_empty() && tile.is_empty(), "no layer in a tile");
        return Layer::default();
    };
    assert!(layers.is_empty(), "more than one layer");
    let (mut layer, mut keys, mut values) = (Layer::default(), Vec::new(), Vec::new());
    let mut features = Vec::new();
    for field in fields(bytes) {
        match field {
            (15, Field::Number(n)) => layer.version = n,
            (1, Field::Bytes(bytes)) => layer.name = text(bytes),
            (2, Field::Bytes(bytes)) => features.push(bytes),
            (3, Field::Bytes(bytes)) => keys.push(text(bytes)),
            (4, Field::Bytes(bytes)) => values.push(value(bytes)),
            (5, Field::Number(n)) => layer.extent = n,
            (field, _) => panic!("field {field} of a layer"),
        }
    }
    let read = |bytes: &[u8]| feature(bytes, &keys, &values);
    layer.features = features.into_iter().map(read).collect();
    layer
}
