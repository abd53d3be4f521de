//! `addr:interpolation` lines: the numbers between two numbered nodes, laid out along the line.

use std::collections::BTreeMap;

use super::raw::{Raw, RawWay};
use super::tags::Tags;
use crate::readers::house_numbers::{Between, between};
use crate::readers::model::{Door, SourceRef};
use crate::readers::report::Fault;
use crate::shapes::LngLat;

/// A numbered node on the line.
struct Anchor<'t> {
    number: &'t str,
    street: Option<&'t str>,
    /// Metres from the line's start.
    along: f64,
}

/// The doors strictly between the line's numbered nodes; the nodes are doors of their own.
pub(super) fn doors(
    raw: &Raw,
    way: &RawWay,
    tags_of: &BTreeMap<i64, &Tags>,
) -> Result<Vec<Door>, (Fault, String)> {
    let word = way.tags.get("addr:interpolation").unwrap_or_default();
    let mode = match word {
        "odd" | "even" | "2" => Between::EverySecond,
        "all" | "1" => Between::Every,
        "alphabetic" => Between::Letters,
        _ => {
            let reason =
                format!("addr:interpolation=`{word}` is none of odd, even, all, alphabetic");
            return Err((Fault::Unreadable, reason));
        }
    };
    let mut line: Vec<(LngLat, f64)> = Vec::new();
    let mut anchors: Vec<Anchor<'_>> = Vec::new();
    for id in &way.nodes {
        let Some(at) = raw.place(*id) else { continue };
        let along = line
            .last()
            .map_or(0.0, |(before, along)| along + before.distance(at).0);
        line.push((at, along));
        let tags = tags_of.get(id);
        if let Some(number) = tags.and_then(|tags| tags.get("addr:housenumber")) {
            let street = tags.and_then(|tags| tags.get("addr:street"));
            anchors.push(Anchor {
                number,
                street,
                along,
            });
        }
    }
    if anchors.len() < 2 {
        let reason = "the line has fewer than two nodes with a house number".to_owned();
        return Err((Fault::Missing, reason));
    }
    let mut doors = Vec::new();
    for pair in anchors.windows(2) {
        let [from, to] = pair else { continue };
        let numbers = between(from.number, to.number, mode)
            .map_err(|error| (Fault::OutOfRange, error.to_string()))?;
        let mut share = 0.0;
        let steps = numbers.iter().fold(1.0, |count, _| count + 1.0);
        for number in numbers {
            share += 1.0;
            let along = from.along + (to.along - from.along) * share / steps;
            let Some(at) = place_at(&line, along) else {
                continue;
            };
            doors.push(Door {
                number: Some(number),
                street_name: way
                    .tags
                    .get("addr:street")
                    .or(from.street)
                    .or(to.street)
                    .map(str::to_owned),
                postcode: way.tags.own("addr:postcode"),
                ..Door::at(SourceRef::Way(way.id), at)
            });
        }
    }
    Ok(doors)
}

/// The place so many metres from the start.
fn place_at(line: &[(LngLat, f64)], along: f64) -> Option<LngLat> {
    line.windows(2).find_map(|pair| match pair {
        [(a, start), (b, end)] if *end >= along && end > start => {
            let share = (along - start) / (end - start);
            let lng = a.lng + (b.lng - a.lng) * share;
            let lat = a.lat + (b.lat - a.lat) * share;
            LngLat::new(lng, lat).ok()
        }
        _ => None,
    })
}
