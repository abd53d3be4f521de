//! Objects with addresses → address points as mapped, and doors as one knocks them.

use std::collections::BTreeMap;

use geo::{Centroid, Contains, LineString, Polygon};
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::interpolation;
use super::merge::{Candidate, merged};
use super::raw::{Raw, RawWay};
use super::tags::Tags;
use crate::readers::house_numbers::{MOST_DOORS, TooMany, expand, expand_flats};
use crate::readers::model::{AddressPoint, Door, DoorKind, SourceRef, Street};
use crate::readers::report::{Fault, Report, RowError};
use crate::readers::street_finder::StreetFinder;
use crate::shapes::LngLat;

/// Reads all addresses.
///
/// 1. Nodes, then ways, with number or house name: address point and doors.
/// 2. Interpolation lines between numbered nodes.
/// 3. Residential buildings without a number that no door of 1 or 2 lies in or belongs to.
/// 4. Doors mapped twice are merged.
pub(super) fn read(
    raw: &Raw,
    streets: &[Street],
    report: &mut Report,
) -> (Vec<AddressPoint>, Vec<Door>) {
    let finder = StreetFinder::new(streets);
    let mut all = Gathering {
        finder,
        streets,
        report,
        points: Vec::new(),
        doors: Vec::new(),
    };
    for node in raw.nodes.iter().filter(|node| has_address(&node.tags)) {
        all.address(&SourceRef::Node(node.id), &node.tags, raw.place(node.id));
    }
    let is_line = |way: &RawWay| way.tags.get("addr:interpolation").is_some();
    for way in raw
        .ways
        .iter()
        .filter(|way| has_address(&way.tags) && !is_line(way))
    {
        all.address(&SourceRef::Way(way.id), &way.tags, position(raw, way));
    }
    let tags_of: BTreeMap<i64, &Tags> =
        raw.nodes.iter().map(|node| (node.id, &node.tags)).collect();
    for way in raw.ways.iter().filter(|way| is_line(way)) {
        all.report.read += 1;
        match interpolation::doors(raw, way, &tags_of) {
            Ok(doors) => {
                all.report.kept += 1;
                for mut door in doors {
                    all.put_on_street(&mut door);
                    all.doors.push(Candidate {
                        door,
                        sure_home: false,
                        interpolated: true,
                    });
                }
            }
            Err((fault, reason)) => all.refuse(&SourceRef::Way(way.id), fault, reason),
        }
    }
    all.homes_without_number(raw);
    if raw.relations_with_address > 0 {
        all.report.warn(format!(
            "relations (buildings with courtyards) with a house number, not read as doors: {}",
            raw.relations_with_address
        ));
    }
    if raw.bad_nodes > 0 {
        all.report.warn(format!(
            "nodes outside the Earth's range: {}",
            raw.bad_nodes
        ));
    }
    let Gathering {
        points,
        doors,
        report,
        ..
    } = all;
    let before = doors.len();
    let doors = merged(doors);
    if doors.len() < before {
        report.warn(format!(
            "doors mapped twice and kept once: {}",
            before - doors.len()
        ));
    }
    (points, doors)
}

fn has_address(tags: &Tags) -> bool {
    ["addr:housenumber", "addr:housename", "addr:flats"]
        .iter()
        .any(|key| tags.get(key).is_some())
}

/// Centroid of a closed way, mean vertex of an open one.
fn position(raw: &Raw, way: &RawWay) -> Option<LngLat> {
    let line = raw.line(way);
    if way.is_closed() && line.len() == way.nodes.len() {
        let ring: LineString<f64> = line.iter().map(|at| (at.lng, at.lat)).collect();
        if let Some(centre) = Polygon::new(ring, Vec::new()).centroid() {
            return LngLat::new(centre.x(), centre.y()).ok();
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a way has at most 2,000 nodes")]
    let count = line.len() as f64;
    let lng = line.iter().map(|at| at.lng).sum::<f64>() / count;
    let lat = line.iter().map(|at| at.lat).sum::<f64>() / count;
    LngLat::new(lng, lat).ok()
}

struct Gathering<'a> {
    finder: StreetFinder<'a>,
    streets: &'a [Street],
    report: &'a mut Report,
    points: Vec<AddressPoint>,
    doors: Vec<Candidate>,
}

impl Gathering<'_> {
    fn address(&mut self, source: &SourceRef, tags: &Tags, at: Option<LngLat>) {
        self.report.read += 1;
        let Some(at) = at else {
            let reason = "none of its nodes is in the file, so it has no place".to_owned();
            return self.refuse(source, Fault::BadShape, reason);
        };
        if let Some(number) = tags.own("addr:housenumber") {
            self.points.push(AddressPoint {
                source: source.clone(),
                number,
                street: tags.own("addr:street"),
                postcode: tags.own("addr:postcode"),
                at,
            });
        }
        match doors_of(source, tags, at) {
            Ok(doors) => {
                self.report.kept += 1;
                for mut door in doors {
                    self.put_on_street(&mut door);
                    let sure_home = tags.is_home();
                    self.doors.push(Candidate {
                        door,
                        sure_home,
                        interpolated: false,
                    });
                }
            }
            Err(error) => self.refuse(source, Fault::OutOfRange, error.to_string()),
        }
    }

    fn refuse(&mut self, source: &SourceRef, fault: Fault, reason: String) {
        let field = Some(source.to_string());
        self.report.refuse(RowError {
            row: None,
            field,
            reason,
            fault,
        });
    }

    fn put_on_street(&self, door: &mut Door) {
        let found = self.finder.find(door.street_name.as_deref(), door.at);
        if let Some((found, street)) =
            found.and_then(|found| Some((found, self.streets.get(found.street)?)))
        {
            door.street_key = Some(street.key.clone());
            door.street_inferred = found.inferred;
            door.street_name.get_or_insert_with(|| street.name.clone());
        }
    }

    fn homes_without_number(&mut self, raw: &Raw) {
        let known: RTree<GeomWithData<[f64; 2], ()>> = RTree::bulk_load(
            self.doors
                .iter()
                .map(|c| GeomWithData::new([c.door.at.lng, c.door.at.lat], ()))
                .collect(),
        );
        for node in raw.nodes.iter().filter(|node| node.tags.is_home()) {
            if let (false, Some(at)) = (has_address(&node.tags), raw.place(node.id)) {
                self.without_number(&SourceRef::Node(node.id), &node.tags, at);
            }
        }
        for way in raw
            .ways
            .iter()
            .filter(|way| way.tags.is_home() && !has_address(&way.tags))
        {
            let (Some(at), line) = (position(raw, way), raw.line(way)) else {
                continue;
            };
            let ring: LineString<f64> = line.iter().map(|at| (at.lng, at.lat)).collect();
            let outline = Polygon::new(ring, Vec::new());
            let around = outline
                .exterior()
                .0
                .iter()
                .fold(AABB::from_point([at.lng, at.lat]), |around, c| {
                    rstar::Envelope::merged(&around, &AABB::from_point([c.x, c.y]))
                });
            // Entrances lie on the outline: its nodes count as inside.
            let addressed = known.locate_in_envelope_intersecting(&around).any(|point| {
                let [lng, lat] = *point.geom();
                outline.contains(&geo::Point::new(lng, lat))
                    || line.iter().any(|on| {
                        on.lng.to_bits() == lng.to_bits() && on.lat.to_bits() == lat.to_bits()
                    })
            });
            if !addressed {
                self.without_number(&SourceRef::Way(way.id), &way.tags, at);
            }
        }
    }

    fn without_number(&mut self, source: &SourceRef, tags: &Tags, at: LngLat) {
        self.report.read += 1;
        match doors_of(source, tags, at) {
            Ok(doors) => {
                self.report.kept += 1;
                for mut door in doors {
                    self.put_on_street(&mut door);
                    self.doors.push(Candidate {
                        door,
                        sure_home: true,
                        interpolated: false,
                    });
                }
            }
            Err(error) => self.refuse(source, Fault::OutOfRange, error.to_string()),
        }
    }
}

/// The doors that one object's tags mean.
fn doors_of(source: &SourceRef, tags: &Tags, at: LngLat) -> Result<Vec<Door>, TooMany> {
    let written = tags.get("addr:housenumber");
    let expanded = written.map(expand).transpose()?.unwrap_or_default();
    let units = units(tags, expanded.unit.as_deref())?;
    let kind = if tags.is_unlikely_home() {
        DoorKind::UnlikelyHome
    } else {
        DoorKind::Home
    };
    let building = tags
        .own("addr:housename")
        .or(expanded.name)
        .or_else(|| tags.own("name"));
    let base = Door {
        street_name: tags.own("addr:street").or(expanded.street_hint),
        building,
        floor: tags.own("addr:floor").or_else(|| tags.own("level")),
        postcode: tags.own("addr:postcode"),
        kind,
        ..Door::at(source.clone(), at)
    };
    let numbers: Vec<Option<String>> = match expanded.numbers.as_slice() {
        [] => vec![None],
        // Flats belong to the whole building, so its range stays one number.
        [_, _, ..] if !units.is_empty() => vec![written.map(str::to_owned)],
        numbers => numbers.iter().cloned().map(Some).collect(),
    };
    let units: Vec<Option<String>> = if units.is_empty() {
        vec![None]
    } else {
        units.into_iter().map(Some).collect()
    };
    Ok(numbers
        .iter()
        .flat_map(|number| units.iter().map(move |unit| (number.clone(), unit.clone())))
        .map(|(number, unit)| Door {
            number,
            unit,
            ..base.clone()
        })
        .collect())
}

/// Flats by label (`addr:flats`, `addr:unit`), else by count (`building:flats`).
fn units(tags: &Tags, in_number: Option<&str>) -> Result<Vec<String>, TooMany> {
    if let Some(flats) = tags.get("addr:flats").or_else(|| tags.get("addr:unit")) {
        return expand_flats(flats);
    }
    if let Some(unit) = in_number {
        return Ok(vec![unit.to_owned()]);
    }
    let count = tags
        .get("building:flats")
        .and_then(|count| count.parse::<usize>().ok());
    match count {
        Some(doors) if doors > MOST_DOORS => Err(TooMany {
            text: format!("building:flats={doors}"),
            doors,
        }),
        Some(doors) if doors > 1 => Ok((1..=doors).map(|n| n.to_string()).collect()),
        _ => Ok(Vec::new()),
    }
}
