//! A million points to small areas and to cells.

use std::fs::File;

use geo::{BoundingRect, Intersects, LineString, MultiPolygon, Point, Polygon, Rect};
use maps::{cells::Cell, index::AreaIndex, readers::small_areas, shapes::LngLat};

use crate::measure::{self, lot, timed};

const POINTS: usize = 1_000_000;
/// The peer is slow: it does some of the points.
const SOME: usize = 20_000;

pub fn run() {
    let areas = areas();
    let (count, around) = (areas.len(), around(&areas));
    let mut state = 1;
    let points: Vec<LngLat> = (0..POINTS)
        .map(|_| LngLat {
            lng: around.min().x + lot(&mut state) * around.width(),
            lat: around.min().y + lot(&mut state) * around.height(),
        })
        .collect();
    to_areas(&areas, &points, count);
    to_cells(&points);
}

fn to_areas(areas: &[(String, MultiPolygon<f64>)], points: &[LngLat], count: usize) {
    let (index, built) = timed(|| AreaIndex::build(areas.to_vec()));
    let (found, took) = timed(|| index.locate_many(points));
    let boxed: Vec<(Rect<f64>, &MultiPolygon<f64>)> = areas
        .iter()
        .filter_map(|(_, shape)| Some((shape.bounding_rect()?, shape)))
        .collect();
    let (agreed, peer) = timed(|| {
        let pairs = points.iter().zip(&found).take(SOME);
        pairs
            .filter(|(place, found)| {
                let point = Point::new(place.lng, place.lat);
                let mut near = boxed.iter().filter(|(rect, _)| rect.intersects(&point));
                near.any(|(_, shape)| shape.intersects(&point)) == found.is_some()
            })
            .count()
    });
    let nanos = |took: measure::Took, n: usize| took.wall.as_secs_f64() * 1e9 / n as f64;
    let (ours, theirs) = (nanos(took, POINTS), nanos(peer, SOME));
    println!(
        "areas: {count} areas prepared in {:.1} ms; {ours:.0} ns a point ({} of {POINTS} inside); \
         peer: boxes in a list and geo's `intersects` {theirs:.0} ns a point = {:.1} x; \
         both agree on {agreed} of {SOME}",
        built.wall.as_secs_f64() * 1e3,
        found.iter().flatten().count(),
        theirs / ours,
    );
}

fn to_cells(points: &[LngLat]) {
    let (cells, took) = timed(|| points.iter().map(|&at| Cell::at(at)).collect::<Vec<_>>());
    let (sum, parents) = timed(|| {
        let coarse = cells.iter().filter_map(|cell| cell.parent(8));
        coarse.fold(0, |sum, cell| sum ^ cell.to_i64())
    });
    let nanos = |took: measure::Took| took.wall.as_secs_f64() * 1e9 / POINTS as f64;
    println!(
        "cells: {:.0} ns a point at resolution 10; bound: its parent by truncation {:.1} ns ({sum:x})",
        nanos(took),
        nanos(parents),
    );
}

/// The small areas of 2011 of Leeds, else a grid of as many.
fn areas() -> Vec<(String, MultiPolygon<f64>)> {
    let Some(path) = measure::data("lsoa2011-boundaries/E08000035.json") else {
        println!("instead: a grid of 484 squares");
        return grid(22);
    };
    let file = File::open(path).unwrap();
    let (read, _) = small_areas::read_all(file, "E08000035.json", None).unwrap();
    read.into_iter()
        .map(|area| (area.code, area.shape))
        .collect()
}

fn grid(side: u32) -> Vec<(String, MultiPolygon<f64>)> {
    let mut made = Vec::new();
    for (row, column) in (0..side).flat_map(|row| (0..side).map(move |column| (row, column))) {
        let (west, south) = (
            -1.8 + f64::from(column) * 0.02,
            53.7 + f64::from(row) * 0.01,
        );
        let ring = vec![
            (west, south),
            (west + 0.02, south),
            (west + 0.02, south + 0.01),
            (west, south + 0.01),
        ];
        let square = Polygon::new(LineString::from(ring), Vec::new());
        made.push((
            format!("E{row:02}{column:02}"),
            MultiPolygon::new(vec![square]),
        ));
    }
    made
}

fn around(areas: &[(String, MultiPolygon<f64>)]) -> Rect<f64> {
    let rects = areas.iter().filter_map(|(_, shape)| shape.bounding_rect());
    rects
        .reduce(|a, b| {
            Rect::new(
                (a.min().x.min(b.min().x), a.min().y.min(b.min().y)),
                (a.max().x.max(b.max().x), a.max().y.max(b.max().y)),
            )
        })
        .unwrap()
}
