//! Lists as a map and a table show them: the streets in walking order, their sides, and compact
//! GeoJSON. No I/O.

use std::collections::BTreeMap;

use maps::{
    lines,
    shapes::{LngLat, Metres},
};
use serde::Serialize;

use super::{
    cutting::Ground,
    model::{Draft, Stop, StopAt, WalkList},
    rules,
};
use crate::{
    base::ids::{DoorId, StreetId, StreetPartId},
    streets::model::{DoorFacts, Side, StreetPart},
};

/// A list as it is or would be.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ListView {
    /// The number its name begins with, where it begins with one.
    pub number: Option<i64>,
    /// Its name.
    pub name: String,
    /// Doors on it.
    pub doors: usize,
    /// Stretches of street to walk whose doors nobody knows yet.
    pub stretches: usize,
    /// Minutes it should take, walking included.
    pub minutes: f64,
    /// Metres to walk.
    pub metres: f64,
    /// Pieces on the street network: more than one where islands had to be joined.
    pub pieces: i64,
    /// Where its number can stand on the map: degrees east and north.
    #[schema(value_type = Option<Vec<f64>>)]
    pub label: Option<Place>,
    /// Its streets in walking order.
    pub streets: Vec<StreetOnList>,
}

/// A street as far as it is on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct StreetOnList {
    /// The street.
    pub street: StreetId,
    /// Its name.
    pub name: String,
    /// Its sides, the one that is walked first first.
    pub sides: Vec<SideOnList>,
}

/// One side of a street as far as it is on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct SideOnList {
    /// Which side.
    pub side: Side,
    /// Doors of it.
    pub doors: usize,
    /// Stretches of it whose doors nobody knows yet.
    pub stretches: usize,
}

/// Degrees east and north, to five decimals: about a metre.
pub type Place = [f64; 2];

/// A GeoJSON `FeatureCollection`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapView {
    r#type: &'static str,
    features: Vec<Feature>,
}

impl Default for MapView {
    fn default() -> Self {
        Self {
            r#type: "FeatureCollection",
            features: Vec::new(),
        }
    }
}

impl MapView {
    /// Adds features.
    pub fn extend(&mut self, features: Vec<Feature>) {
        self.features.extend(features);
    }
}

/// A GeoJSON feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Feature {
    r#type: &'static str,
    properties: Properties,
    geometry: Shape,
}

impl Feature {
    /// A feature.
    #[must_use]
    pub const fn new(properties: Properties, geometry: Shape) -> Self {
        Self {
            r#type: "Feature",
            properties,
            geometry,
        }
    }
}

/// What a feature is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Properties {
    /// The list's number; `null` where its name begins with none.
    pub list: Option<i64>,
    /// What it is.
    pub kind: Kind,
    /// The street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<StreetId>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The side of the street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Doors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doors: Option<usize>,
    /// The number of a door within its list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<i64>,
}

/// What a feature shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The pieces of one side of a street that a list walks.
    Way,
    /// The doors of one side of a street.
    Doors,
    /// One door.
    Door,
    /// A street, whole.
    Street,
}

/// A GeoJSON geometry.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub enum Shape {
    /// A place.
    Point(Place),
    /// Places.
    MultiPoint(Vec<Place>),
    /// Lines.
    MultiLineString(Vec<Vec<Place>>),
}

/// What is known of the places of a list's stops.
#[derive(Clone, Debug, Default)]
pub struct Around<'a> {
    doors: BTreeMap<DoorId, &'a DoorFacts>,
    parts: BTreeMap<StreetPartId, &'a StreetPart>,
    names: BTreeMap<StreetId, &'a str>,
}

impl<'a> Around<'a> {
    /// The ground of a cut.
    #[must_use]
    pub fn of(ground: &'a Ground) -> Self {
        Self::new(
            ground.doors.iter(),
            ground.parts.iter(),
            ground.names.iter().map(|(id, name)| (*id, name.as_str())),
        )
    }

    /// These doors, parts and names.
    pub fn new(
        doors: impl Iterator<Item = &'a DoorFacts>,
        parts: impl Iterator<Item = &'a StreetPart>,
        names: impl Iterator<Item = (StreetId, &'a str)>,
    ) -> Self {
        Self {
            doors: doors.map(|door| (door.id, door)).collect(),
            parts: parts.map(|part| (part.id, part)).collect(),
            names: names.collect(),
        }
    }

    /// A street's name.
    #[must_use]
    pub fn name(&self, street: StreetId) -> &'a str {
        self.names.get(&street).copied().unwrap_or_default()
    }

    /// The street of a stop; `None` for what is on no street any more.
    #[must_use]
    pub fn street(&self, stop: &Stop) -> Option<StreetId> {
        match stop.at {
            StopAt::Door(id) => self.doors.get(&id)?.street_id,
            StopAt::Stretch { part, .. } => Some(self.parts.get(&part)?.street_id),
        }
    }

    /// The street part of a stop, and from where to where along it.
    fn reach(&self, stop: &Stop) -> Option<(StreetPartId, f64, f64)> {
        match stop.at {
            StopAt::Stretch { part, from_m, to_m } => Some((part, from_m, to_m)),
            StopAt::Door(id) => {
                let door = self.doors.get(&id)?;
                let part = self.parts.get(&door.part_id?)?;
                let at = lines::along(&part.line, at_door(door))?;
                Some((part.id, at.0, at.0))
            }
        }
    }

    fn place(&self, stop: &Stop) -> Option<Place> {
        match stop.at {
            StopAt::Door(id) => Some(rounded(at_door(self.doors.get(&id)?))),
            StopAt::Stretch { part, from_m, to_m } => {
                let middle = Metres(f64::midpoint(from_m, to_m));
                let piece = lines::piece(&self.parts.get(&part)?.line, middle, middle)?;
                piece.first().map(|place| rounded(*place))
            }
        }
    }
}

fn at_door(door: &DoorFacts) -> LngLat {
    LngLat {
        lng: door.lng,
        lat: door.lat,
    }
}

/// A place to five decimals.
#[must_use]
pub fn rounded(place: LngLat) -> Place {
    [place.lng, place.lat].map(|degrees| (degrees * 1e5).round() / 1e5)
}

/// One side of a street while its stops are gathered.
#[derive(Default)]
struct Gathered {
    doors: Vec<Place>,
    stretches: usize,
    reach: BTreeMap<StreetPartId, (f64, f64)>,
}

/// A draft as a table and a map show it, by its number and name.
#[must_use]
pub fn list(
    around: &Around<'_>,
    (number, name): (Option<i64>, String),
    draft: &Draft,
) -> (ListView, Vec<Feature>) {
    let mut order: Vec<(StreetId, Side)> = Vec::new();
    let mut sides: BTreeMap<(StreetId, Side), Gathered> = BTreeMap::new();
    for stop in &draft.stops {
        let Some(street) = around.street(stop) else {
            continue;
        };
        let key = (street, stop.side);
        let side = sides.entry(key).or_insert_with(|| {
            order.push(key);
            Gathered::default()
        });
        match stop.at {
            StopAt::Door(_) => side.doors.extend(around.place(stop)),
            StopAt::Stretch { .. } => side.stretches += 1,
        }
        if let Some((part, from, to)) = around.reach(stop) {
            let reach = side.reach.entry(part).or_insert((from, to));
            *reach = (reach.0.min(from).min(to), reach.1.max(from).max(to));
        }
    }
    let mut streets: Vec<StreetOnList> = Vec::new();
    let mut features = Vec::with_capacity(order.len() * 2);
    for key in order {
        let Some(gathered) = sides.remove(&key) else {
            continue;
        };
        let side = SideOnList {
            side: key.1,
            doors: gathered.doors.len(),
            stretches: gathered.stretches,
        };
        match streets.iter_mut().find(|known| known.street == key.0) {
            Some(known) => known.sides.push(side),
            None => streets.push(StreetOnList {
                street: key.0,
                name: around.name(key.0).to_owned(),
                sides: vec![side],
            }),
        }
        features.extend(drawn(around, number, key, gathered));
    }
    let sum = |count: fn(&SideOnList) -> usize| {
        let sides = streets.iter().flat_map(|street| &street.sides);
        sides.map(count).sum()
    };
    let view = ListView {
        number,
        name,
        doors: sum(|side| side.doors),
        stretches: sum(|side| side.stretches),
        minutes: draft.minutes,
        metres: draft.metres,
        pieces: draft.pieces,
        label: draft
            .stops
            .get(draft.stops.len() / 2)
            .and_then(|stop| around.place(stop)),
        streets,
    };
    (view, features)
}

/// A list that is kept, as a table and a map show it.
#[must_use]
pub fn kept(
    around: &Around<'_>,
    walk_list: &WalkList,
    stops: Vec<Stop>,
) -> (ListView, Vec<Feature>) {
    let number = rules::number_of(&walk_list.name);
    let draft = Draft {
        stops,
        begins_in: String::new(),
        minutes: walk_list.minutes,
        metres: walk_list.metres,
        pieces: walk_list.pieces,
    };
    list(around, (number, walk_list.name.clone()), &draft)
}

fn drawn(
    around: &Around<'_>,
    number: Option<i64>,
    (street, side): (StreetId, Side),
    gathered: Gathered,
) -> Vec<Feature> {
    let properties = |kind, doors| Properties {
        list: number,
        kind,
        street: Some(street),
        name: None,
        side: Some(side),
        doors,
        n: None,
    };
    let mut features = Vec::with_capacity(2);
    let pieces: Vec<Vec<Place>> = gathered
        .reach
        .into_iter()
        .filter_map(|(part, (from, to))| {
            let line = &around.parts.get(&part)?.line;
            let piece = lines::piece(line, Metres(from), Metres(to))?;
            Some(piece.into_iter().map(rounded).collect())
        })
        .collect();
    if !pieces.is_empty() {
        let shape = Shape::MultiLineString(pieces);
        features.push(Feature::new(properties(Kind::Way, None), shape));
    }
    if !gathered.doors.is_empty() {
        let count = gathered.doors.len();
        let shape = Shape::MultiPoint(gathered.doors);
        features.push(Feature::new(properties(Kind::Doors, Some(count)), shape));
    }
    features
}

/// Every stop that is a door, as a feature of its own with its number; for paper.
#[must_use]
pub fn doors(around: &Around<'_>, walk_list: &WalkList, stops: &[Stop]) -> Vec<Feature> {
    let list = rules::number_of(&walk_list.name);
    let feature = |stop: &Stop| {
        let StopAt::Door(_) = stop.at else {
            return None;
        };
        let properties = Properties {
            list,
            kind: Kind::Door,
            street: around.street(stop),
            name: None,
            side: Some(stop.side),
            doors: None,
            n: Some(stop.n),
        };
        Some(Feature::new(properties, Shape::Point(around.place(stop)?)))
    };
    stops.iter().filter_map(feature).collect()
}

/// Every street of these parts, whole, with its name; for paper.
#[must_use]
pub fn streets(around: &Around<'_>) -> Vec<Feature> {
    let mut lines: BTreeMap<StreetId, Vec<Vec<Place>>> = BTreeMap::new();
    for part in around.parts.values() {
        let line = part.line.iter().map(|place| rounded(*place)).collect();
        lines.entry(part.street_id).or_default().push(line);
    }
    let feature = |(street, lines)| {
        let properties = Properties {
            list: None,
            kind: Kind::Street,
            street: Some(street),
            name: Some(around.name(street).to_owned()),
            side: None,
            doors: None,
            n: None,
        };
        Feature::new(properties, Shape::MultiLineString(lines))
    };
    lines.into_iter().map(feature).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::streets::model::DoorKind;

    fn place(x: f64, y: f64) -> LngLat {
        LngLat {
            lng: -1.53 + x / 65_662.0,
            lat: 53.81 + y / 111_195.0,
        }
    }

    fn part(n: u128, street: u128, line: Vec<LngLat>) -> StreetPart {
        StreetPart {
            id: StreetPartId(Uuid::from_u128(n)),
            street_id: StreetId(Uuid::from_u128(street)),
            length_m: 100.0,
            middle: line[0],
            line,
            cell: 0,
            lsoa_2011: None,
            lsoa_2021: None,
        }
    }

    fn door(n: u128, part: &StreetPart, at: LngLat, side: Side) -> DoorFacts {
        DoorFacts {
            id: DoorId(Uuid::from_u128(n)),
            street_id: Some(part.street_id),
            part_id: Some(part.id),
            cell: 0,
            lsoa_2011: None,
            lsoa_2021: None,
            lng: at.lng,
            lat: at.lat,
            number: None,
            flat: None,
            building: None,
            floor: None,
            side,
            kind: DoorKind::Home,
            added_by_hub: None,
        }
    }

    #[test]
    fn a_list_is_told_street_by_street_and_side_by_side_with_its_way_on_the_map() {
        let dale = part(1, 7, vec![place(0.0, 0.0), place(100.0, 0.0)]);
        let doors = [
            door(1, &dale, place(10.0, 8.0), Side::Odd),
            door(2, &dale, place(60.0, 8.0), Side::Odd),
            door(3, &dale, place(50.0, -8.0), Side::Even),
        ];
        let stop = |n: i64, at, side| Stop { n, at, side };
        let draft = Draft {
            stops: vec![
                stop(1, StopAt::Door(doors[0].id), Side::Odd),
                stop(2, StopAt::Door(doors[1].id), Side::Odd),
                stop(3, StopAt::Door(doors[2].id), Side::Even),
            ],
            begins_in: String::new(),
            minutes: 12.0,
            metres: 110.0,
            pieces: 1,
        };
        let names = [(dale.street_id, "Dale Street")];
        let around = Around::new(doors.iter(), std::iter::once(&dale), names.into_iter());

        let (view, features) = list(&around, (Some(4), "4 Dale Street".to_owned()), &draft);

        assert_eq!((view.doors, view.stretches, view.streets.len()), (3, 0, 1));
        let sides: Vec<(Side, usize)> = view.streets[0]
            .sides
            .iter()
            .map(|side| (side.side, side.doors))
            .collect();
        assert_eq!(sides, [(Side::Odd, 2), (Side::Even, 1)]);
        assert_eq!(view.label, Some(rounded(place(60.0, 8.0))));
        assert_eq!(features.len(), 4);
        let way = serde_json::to_value(&features[0]).unwrap();
        assert_eq!(way["properties"]["kind"], "way");
        assert_eq!(way["properties"]["list"], 4);
        let line = &way["geometry"]["coordinates"][0];
        let metres = (line[1][0].as_f64().unwrap() - line[0][0].as_f64().unwrap()) * 65_662.0;
        assert!((metres - 50.0).abs() < 1.5, "{metres}");
        let written = serde_json::to_string(&features[1]).unwrap();
        assert!(written.len() < 240, "{written}");
    }
}
