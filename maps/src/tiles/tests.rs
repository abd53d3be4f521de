//! What is drawn is read back and compared with what went in.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    decode::{Feature, Said},
    *,
};
use crate::{cells::Cell, shapes::LngLat};

/// From one place to another.
type Edge = ((i64, i64), (i64, i64));

fn drawn(bytes: &[u8]) -> Vec<Feature> {
    let layer = decode::layer(bytes);
    if !bytes.is_empty() {
        assert_eq!((layer.version, layer.extent), (2, u64::from(EXTENT)));
        assert!(!layer.name.is_empty());
    }
    layer.features
}

fn one(shape: &Shape, tile: Address) -> Option<Vec<Vec<(i64, i64)>>> {
    let mut layer = Layer::new("test", tile);
    let shows = layer.add(1, shape, []);
    let mut features = drawn(&layer.finish());
    assert_eq!(features.len(), usize::from(shows));
    let feature = features.pop()?;
    let lines = matches!(shape, Shape::Lines(_));
    assert_eq!(feature.kind, if lines { 2 } else { 3 });
    assert!(feature.parts.iter().all(|part| part.closed != lines));
    let places = feature.parts.into_iter().map(|part| part.places);
    Some(places.collect())
}

fn twice_area(ring: &[(i64, i64)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum()
}

/// Where a place lies in a tile, in units, by the textbook's formula.
fn in_tile(place: LngLat, tile: Address) -> (f64, f64) {
    let tiles = f64::from(1_u32 << tile.zoom());
    let (column, row) = tile.column_and_row();
    let lat = place.lat.to_radians();
    let x = (place.lng + 180.0) / 360.0 * tiles;
    let y = (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0 * tiles;
    let units = f64::from(EXTENT);
    (
        (x - f64::from(column)) * units,
        (y - f64::from(row)) * units,
    )
}

/// Half a step of a tile's grid, and half of the finer step in which shapes are kept.
fn half(step: f64, zoom: u8) -> f64 {
    step / 2.0 + 0.5 / f64::from(1_u32 << (20 - zoom)) + 1e-6
}

fn tile_at(place: LngLat, zoom: u8) -> Address {
    Address::holding(At::of(place), zoom)
}

/// Somewhere in England.
fn place() -> impl Strategy<Value = LngLat> {
    (-5.0..1.5_f64, 50.0..55.5_f64).prop_map(|(lng, lat)| LngLat { lng, lat })
}

/// A star about a place: as many corners as distances (in degrees), never crossing itself.
fn star(middle: LngLat, distances: &[f64]) -> geo::MultiPolygon<f64> {
    let turn = std::f64::consts::TAU / f64::from(u32::try_from(distances.len()).unwrap());
    let corner = |(n, far): (u32, &f64)| geo::Coord {
        x: middle.lng + (f64::from(n) * turn).cos() * far * 1.6,
        y: middle.lat + (f64::from(n) * turn).sin() * far,
    };
    let ring = (0..).zip(distances).map(corner).collect();
    geo::MultiPolygon::new(vec![geo::Polygon::new(ring, Vec::new())])
}

proptest! {
    #[test]
    fn a_line_comes_back_within_half_a_unit(
        start in place(), zoom in 14..=16_u8,
        steps in prop::collection::vec((-0.002..0.002_f64, -0.002..0.002_f64), 1..30),
    ) {
        let mut line = vec![start];
        for (east, north) in steps {
            let last = line[line.len() - 1];
            line.push(LngLat { lng: last.lng + east, lat: last.lat + north });
        }
        let tile = tile_at(start, zoom);
        let Some(lines) = one(&Shape::of_lines([line.as_slice()]), tile) else {
            return Ok(());
        };
        #[expect(clippy::cast_precision_loss, reason = "whole numbers of 13 bits")]
        let read: Vec<(f64, f64)> =
            lines.iter().flatten().map(|at| (at.0 as f64, at.1 as f64)).collect();
        let units = f64::from(EXTENT);
        for place in &line {
            let (x, y) = in_tile(*place, tile);
            // Beyond the buffer nothing is drawn; on its rim the cut stands for it.
            if [x, y].iter().any(|n| *n < -60.0 || *n > units + 60.0) {
                continue;
            }
            let near = read.iter().any(|at| (at.0 - x).abs() <= half(1.0, zoom) && (at.1 - y).abs() <= half(1.0, zoom));
            let again = line.iter().filter(|other| in_tile(**other, tile) == (x, y)).count() > 1;
            prop_assert!(near || again, "{place:?} at {x}, {y} is not in {read:?}");
        }
        for at in &read {
            let range = -64.0..=units + 64.0;
            prop_assert!(range.contains(&at.0) && range.contains(&at.1), "{at:?} beyond the buffer");
        }
    }

    #[test]
    fn every_ring_is_closed_and_wound_as_the_format_says(
        middle in place(), zoom in 5..=16_u8,
        far in prop::collection::vec(0.2..1.0_f64, 5..24),
        size in 0.0005..0.3_f64, hole in 0.0..0.19_f64,
    ) {
        let outer: Vec<f64> = far.iter().map(|far| far * size).collect();
        let mut shape = star(middle, &outer);
        if hole > 0.05 {
            let inner = star(middle, &[hole * size; 7]);
            shape.0[0].interiors_push(inner.0[0].exterior().clone());
        }
        // Wound either way in the source: both stand in published files.
        let mut other_way = shape.clone();
        other_way.0[0].exterior_mut(|ring| ring.0.reverse());
        let tile = tile_at(middle, zoom);

        let geometry = one(&Shape::of_polygons(&shape), tile);

        prop_assert_eq!(
            geometry.as_ref().map(|rings| twice_area(&rings[0])),
            one(&Shape::of_polygons(&other_way), tile).map(|rings| twice_area(&rings[0]))
        );
        for (n, ring) in geometry.iter().flatten().enumerate() {
            let area = twice_area(ring);
            prop_assert!(if n == 0 { area > 0 } else { area < 0 }, "ring {n}: {area}");
            prop_assert!(ring.windows(2).all(|pair| pair[0] != pair[1]));
            prop_assert_ne!(ring.first(), ring.last());
            let range = -64..=i64::from(EXTENT) + 64;
            prop_assert!(ring.iter().all(|at| range.contains(&at.0) && range.contains(&at.1)));
        }
    }

    #[test]
    fn a_corner_of_an_area_comes_back_within_half_a_step_of_its_grid(
        middle in place(), zoom in 8..=16_u8, far in prop::collection::vec(0.4..1.0_f64, 5..24),
    ) {
        // As large as a tile of its zoom, so that some of it lies beyond.
        let size = 180.0 / f64::from(1_u32 << zoom);
        let outer: Vec<f64> = far.iter().map(|far| far * size).collect();
        let shape = star(middle, &outer);
        let tile = tile_at(middle, zoom);
        let ring = one(&Shape::of_polygons(&shape), tile).unwrap().remove(0);
        let half = half(match zoom { 14.. => 1.0, 12.. => 2.0, _ => 4.0 }, zoom);
        let rim = f64::from(EXTENT) + 62.0;

        for corner in shape.0[0].exterior().coords() {
            let (x, y) = in_tile(LngLat { lng: corner.x, lat: corner.y }, tile);
            if [x, y].iter().any(|n| *n < -62.0 || *n > rim) {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "whole numbers of 13 bits")]
            let near = ring.iter().any(|at| {
                (at.0 as f64 - x).abs() <= half && (at.1 as f64 - y).abs() <= half
            });
            // A corner that lies straight between its neighbours says nothing and goes.
            prop_assert!(near || straight(&ring, (x, y), half), "{x}, {y} is not in {ring:?}");
        }
    }

    #[test]
    fn neighbours_share_their_edges_and_leave_no_crack(
        corner in place(), zoom in 9..=16_u8, afar: bool, lots in prop::collection::vec(-0.3..0.3_f64, 98..=98),
    ) {
        // A sheet of 6 by 6 crooked fields, each some hundred units wide, reaching beyond the tile.
        let width = 360.0 / f64::from(1_u32 << zoom) * 0.25;
        let at = |column: usize, row: usize| {
            let n = (row * 7 + column) * 2;
            geo::Coord {
                x: corner.lng + (f64::from(u32::try_from(column).unwrap()) - 3.0 + lots[n]) * width,
                y: corner.lat + (f64::from(u32::try_from(row).unwrap()) - 3.0 + lots[n + 1]) * width * 0.6,
            }
        };
        let tile = tile_at(corner, zoom);
        let mut edges: BTreeMap<Edge, i64> = BTreeMap::new();
        let mut all = Vec::new();
        for column in 0..6 {
            for row in 0..6 {
                let ring = vec![at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
                let field = geo::Polygon::new(geo::LineString::new(ring), Vec::new());
                let mut shape = Shape::of_polygons(&geo::MultiPolygon::new(vec![field]));
                if afar {
                    shape = shape.seen_at(zoom);
                }
                all.extend(one(&shape, tile).into_iter().flatten());
            }
        }
        let corners: std::collections::BTreeSet<(i64, i64)> = all.iter().flatten().copied().collect();
        for ring in &all {
            for (n, from) in ring.iter().enumerate() {
                let to = ring[(n + 1) % ring.len()];
                for (a, b) in split(*from, to, &corners) {
                    *edges.entry((a, b)).or_default() += 1;
                }
            }
        }
        // Each edge is gone along once each way, but on the sheet's own rim and the tile's.
        let rim: Vec<_> = edges.iter()
            .filter(|((a, b), n)| edges.get(&(*b, *a)) != Some(n))
            .map(|((a, b), _)| (*a, *b)).collect();
        prop_assert!(edges.values().all(|n| *n == 1), "an edge lies in two areas the same way");
        let outline: i64 = rim.iter().map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
        let total: i64 = all.iter().map(|ring| twice_area(ring)).sum();
        prop_assert_eq!(outline, total);
        let ends: Vec<_> = rim.iter().map(|(a, _)| *a).collect();
        let starts: Vec<_> = rim.iter().map(|(_, b)| *b).collect();
        prop_assert_eq!(sorted(ends), sorted(starts));
        // The rim itself is one run around: an inner crack would be another.
        prop_assert_eq!(runs(&rim), 1);
    }

    #[test]
    fn what_is_kept_for_a_zoom_is_drawn_there_as_before(corner in place()) {
        let middle = Cell::at(corner).parent(7).unwrap();
        let tile = tile_at(corner, 10);
        // Where the tile cuts an edge, the cut may be a step off.
        let rim = [-64, i64::from(EXTENT) + 64];
        let inside = |shape: &Shape| -> Vec<(i64, i64)> {
            let all = one(shape, tile).unwrap_or_default().into_iter().flatten();
            all.filter(|at| !rim.contains(&at.0) && !rim.contains(&at.1)).collect()
        };

        for cell in std::iter::once(middle).chain(around(middle)) {
            let shape = Shape::of_cell(cell);
            prop_assert_eq!(inside(&shape), inside(&shape.seen_at(10)));
        }
    }

    #[test]
    fn any_three_numbers_are_a_tile_or_a_reason(z in 0..40_u32, x: u32, y: u32) {
        match Address::new(z, x, y) {
            Ok(tile) => {
                prop_assert!(u64::from(x) < 1 << z && u64::from(y) < 1 << z);
                prop_assert_eq!(u32::from(tile.zoom()), z);
            }
            Err(why) => prop_assert!(why.to_string().contains("none of")),
        }
    }
}

fn around(cell: Cell) -> Vec<Cell> {
    let outline = cell.boundary();
    let middle = LngLat {
        lng: outline.iter().map(|at| at.lng).sum::<f64>() / 6.0,
        lat: outline.iter().map(|at| at.lat).sum::<f64>() / 6.0,
    };
    let beyond = outline.iter().map(|at| LngLat {
        lng: middle.lng + (at.lng - middle.lng) * 1.2,
        lat: middle.lat + (at.lat - middle.lat) * 1.2,
    });
    beyond
        .filter_map(|at| Cell::at(at).parent(cell.resolution()))
        .filter(|other| *other != cell)
        .collect()
}

fn straight(ring: &[(i64, i64)], at: (f64, f64), half: f64) -> bool {
    ring.iter().enumerate().any(|(n, a)| {
        let b = ring[(n + 1) % ring.len()];
        #[expect(clippy::cast_precision_loss, reason = "whole numbers of 13 bits")]
        let (ax, ay, bx, by) = (a.0 as f64, a.1 as f64, b.0 as f64, b.1 as f64);
        let long = (bx - ax).hypot(by - ay);
        let off = ((bx - ax) * (at.1 - ay) - (by - ay) * (at.0 - ax)).abs() / long;
        let along = ((bx - ax) * (at.0 - ax) + (by - ay) * (at.1 - ay)) / long;
        off <= half * 1.5 && along >= -half && along <= long + half
    })
}

/// An edge in the pieces that corners of others on it make.
fn split(
    from: (i64, i64),
    to: (i64, i64),
    corners: &std::collections::BTreeSet<(i64, i64)>,
) -> Vec<Edge> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let on = |at: &&(i64, i64)| {
        let (px, py) = (at.0 - from.0, at.1 - from.1);
        let along = px * dx + py * dy;
        px * dy == py * dx && along > 0 && along < dx * dx + dy * dy
    };
    let mut stops: Vec<(i64, i64)> = corners.iter().filter(on).copied().collect();
    stops.sort_by_key(|at| (at.0 - from.0) * dx + (at.1 - from.1) * dy);
    stops.insert(0, from);
    stops.push(to);
    stops.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all
}

/// How many closed runs edges make.
fn runs(edges: &[Edge]) -> usize {
    let mut left: Vec<_> = edges.to_vec();
    let mut runs = 0;
    while let Some((start, mut at)) = left.pop() {
        runs += 1;
        while at != start {
            let next = left.iter().position(|(from, _)| *from == at).unwrap();
            at = left.swap_remove(next).1;
        }
    }
    runs
}

fn square(west: f64, south: f64, side: f64) -> geo::Polygon<f64> {
    geo::Rect::new((west, south), (west + side, south + side)).to_polygon()
}

#[test]
fn properties_and_ids_come_back_and_words_stand_once() {
    let tile = tile_at(
        LngLat {
            lng: 0.0,
            lat: 53.0,
        },
        12,
    );
    let shape = Shape::of_polygons(&geo::MultiPolygon::new(vec![square(0.0, 53.0, 0.02)]));
    let properties = [
        ("name", Value::Text("Pant-y-gŵydr".to_owned())),
        ("decile", Value::Whole(1)),
        ("below", Value::Whole(-7)),
        ("share", Value::Real(12.5)),
    ];
    let mut layer = Layer::new("areas", tile);
    for id in [9_007_199_254_740_991, 2] {
        let properties = properties.iter().map(|(key, value)| (*key, value));
        assert!(layer.add(id, &shape, properties));
    }

    let bytes = layer.finish();

    let once = |word: &str| {
        bytes
            .windows(word.len())
            .filter(|at| *at == word.as_bytes())
            .count()
    };
    assert_eq!((once("decile"), once("Pant-y-gŵydr")), (1, 1));
    let features = drawn(&bytes);
    assert_eq!(features.len(), 2);
    assert_eq!(features[0].id, 9_007_199_254_740_991);
    for feature in features {
        let said = &feature.properties;
        assert_eq!(said["name"], Said::Text("Pant-y-gŵydr".to_owned()));
        assert_eq!(said["decile"], Said::Whole(1));
        assert_eq!(said["below"], Said::Whole(-7));
        assert_eq!(said["share"], Said::Real(12.5));
    }
}

#[test]
fn what_is_smaller_than_a_pixel_or_elsewhere_is_not_drawn() {
    let place = LngLat {
        lng: 0.01,
        lat: 53.01,
    };
    let field = Shape::of_polygons(&geo::MultiPolygon::new(vec![square(0.01, 53.01, 0.0005)]));
    let lane = [
        place,
        LngLat {
            lng: 0.0105,
            ..place
        },
    ];
    let lane = Shape::of_lines([lane.as_slice()]);

    for shape in [&field, &lane] {
        assert!(one(shape, tile_at(place, 14)).is_some());
        assert!(one(shape, tile_at(place, 8)).is_none());
        let elsewhere = LngLat {
            lng: 1.0,
            lat: 53.01,
        };
        assert!(one(shape, tile_at(elsewhere, 14)).is_none());
    }
}

#[test]
fn a_tile_within_a_hole_is_empty_and_one_within_the_area_is_full() {
    let mut ring = square(0.0, 53.0, 0.3);
    ring.interiors_push(square(0.1, 53.1, 0.1).exterior().clone());
    let shape = Shape::of_polygons(&geo::MultiPolygon::new(vec![ring]));
    let at = |lng, lat| tile_at(LngLat { lng, lat }, 15);

    assert!(one(&shape, at(0.15, 53.15)).is_none());
    let full = one(&shape, at(0.05, 53.05)).unwrap();
    assert_eq!(full.len(), 1);
    let side = i64::from(EXTENT + 2 * BUFFER);
    assert_eq!(twice_area(&full[0]), 2 * side * side);
}

#[test]
fn a_line_that_leaves_and_comes_back_is_two_lines() {
    let middle = LngLat {
        lng: 0.0,
        lat: 53.0,
    };
    let tile = tile_at(middle, 14);
    let [west, south, east, north] = tile.bounds().degrees();
    let (width, lat) = (east - west, f64::midpoint(south, north));
    let at = |share: f64, lat: f64| LngLat {
        lng: west + width * share,
        lat,
    };
    let out = [
        at(0.2, lat),
        at(1.4, lat),
        at(1.4, lat + (north - south) * 0.2),
        at(0.2, lat + (north - south) * 0.2),
    ];

    let lines = one(&Shape::of_lines([out.as_slice()]), tile).unwrap();

    assert_eq!(lines.len(), 2);
    let on_the_rim = lines.iter().flatten().filter(|at| at.0 == 4096 + 64);
    assert_eq!(on_the_rim.count(), 2);
}

#[test]
fn a_tile_and_its_box_in_degrees_are_where_everybody_has_them() {
    let leeds = LngLat {
        lng: -1.5491,
        lat: 53.8008,
    };

    let tile = tile_at(leeds, 14);

    // As everybody counts them.
    assert_eq!(tile.column_and_row(), (8121, 5275));
    assert_eq!(Address::new(14, 8121, 5275), Ok(tile));
    assert_eq!(tile.within(12).column_and_row(), (2030, 1318));
    let [west, south, east, north] = tile.bounds().degrees();
    assert!(west < leeds.lng && leeds.lng < east && south < leeds.lat && leeds.lat < north);
    assert_eq!(Address::new(17, 0, 0), Err(NotATile::Zoom(17)));
    assert_eq!(Address::new(3, 8, 0), Err(NotATile::Beyond { z: 3, n: 8 }));
}
