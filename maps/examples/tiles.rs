//! Prints what drawing map tiles of Leeds costs, part by part, and what memory many threads keep.
//!
//! `cargo run --release -p maps --example tiles -- FILE [THREADS]`, with boundaries as GeoJSON such as
//! `lsoa2011-boundaries/E08000035.json`; method and figures belong in `tests/bench`.
#![expect(clippy::print_stdout, reason = "printing figures is its purpose")]

use std::{
    fs,
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use flate2::{Compression, write::GzEncoder};
use geo::MultiPolygon;
use maps::{
    shapes::LngLat,
    tiles::{Address, At, Bounds, Layer, Shape, Value},
};

/// Chapeltown and what lies around it: west, south, east, north.
const BOX: [f64; 4] = [-1.56, 53.80, -1.50, 53.84];

/// An area as a block keeps it.
struct Area {
    id: u64,
    code: Value,
    shape: Shape,
    bounds: Bounds,
}

fn addresses() -> Vec<Address> {
    let [west, south, east, north] = BOX;
    let mut all = Vec::new();
    for zoom in 11..=Address::MOST_ZOOM {
        let corner = |lng, lat| Address::holding(At::of(LngLat { lng, lat }), zoom);
        let (x0, y0) = corner(west, north).column_and_row();
        let (x1, y1) = corner(east, south).column_and_row();
        for (x, y) in (x0..=x1).flat_map(|x| (y0..=y1).map(move |y| (x, y))) {
            all.extend(Address::new(zoom.into(), x, y));
        }
    }
    all
}

fn draw(areas: &[Area], tile: Address) -> Vec<u8> {
    let bounds = tile.bounds();
    let mut layer = Layer::new("areas", tile);
    for area in areas.iter().filter(|area| area.bounds.meet(&bounds)) {
        layer.add(area.id, &area.shape, [("code", &area.code)]);
    }
    layer.finish()
}

fn packed(tile: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(tile.len() / 2), level);
    let written = encoder.write_all(tile).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// MiB held now, and at most so far.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        kib.unwrap_or_default() / 1024
    };
    format!("{} MiB, at most {}", of("VmRSS:"), of("VmHWM:"))
}

/// Runs something so often and prints how long each time took at the median and at most.
fn timed<T>(what: &str, times: usize, mut work: impl FnMut() -> T) -> T {
    let mut took = Vec::new();
    let mut last = None;
    for _ in 0..times {
        let began = Instant::now();
        last = Some(work());
        took.push(began.elapsed());
    }
    took.sort_unstable();
    let ms = |at: usize| took[at].as_secs_f64() * 1e3;
    println!(
        "{what}: {:.2} ms, at least {:.2}, at most {:.2}",
        ms(times / 2),
        ms(0),
        ms(times - 1)
    );
    last.expect("at least once")
}

/// The geometries of a file as a server stores them: one a row.
fn stored(file: &str) -> Vec<String> {
    let text = fs::read_to_string(file).expect("a file that can be read");
    let whole: serde_json::Value = serde_json::from_str(&text).expect("GeoJSON");
    whole["features"]
        .as_array()
        .expect("features")
        .iter()
        .map(|feature| feature["geometry"].to_string())
        .collect()
}

fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().expect("the file of boundaries");
    let threads: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(2);
    let rows = stored(&file);
    println!(
        "{} areas, {} bytes; {}",
        rows.len(),
        rows.iter().map(String::len).sum::<usize>(),
        memory()
    );

    let read = |row: &String| -> Option<MultiPolygon<f64>> {
        let geometry = row.parse::<geojson::Geometry>().ok()?;
        match geo::Geometry::try_from(geometry).ok()? {
            geo::Geometry::Polygon(polygon) => Some(MultiPolygon::new(vec![polygon])),
            geo::Geometry::MultiPolygon(polygons) => Some(polygons),
            other => {
                println!("not an area: {other:?}");
                None
            }
        }
    };
    let polygons = timed("reading boundaries", 9, || {
        rows.iter().filter_map(read).collect::<Vec<_>>()
    });
    let areas = timed("shapes in fixed point", 9, || {
        (0..)
            .zip(&polygons)
            .filter_map(|(id, polygon)| {
                let shape = Shape::of_polygons(polygon);
                let bounds = shape.bounds()?;
                Some(Area {
                    id,
                    code: Value::Text(format!("E{id:08}")),
                    shape,
                    bounds,
                })
            })
            .collect::<Vec<Area>>()
    });
    drop(polygons);
    let tiles = addresses();
    for zoom in 11..=Address::MOST_ZOOM {
        let of: Vec<Address> = tiles
            .iter()
            .copied()
            .filter(|tile| tile.zoom() == zoom)
            .collect();
        let what = format!("drawing {} tiles of zoom {zoom}", of.len());
        timed(&what, 9, || {
            of.iter()
                .map(|tile| draw(&areas, *tile).len())
                .sum::<usize>()
        });
    }
    let drawn = timed("drawing all", 9, || {
        tiles
            .iter()
            .map(|tile| draw(&areas, *tile))
            .collect::<Vec<_>>()
    });
    for (name, level) in [
        ("fast", Compression::fast()),
        ("default", Compression::default()),
    ] {
        let all = timed(&format!("packing all, {name}"), 9, || {
            drawn
                .iter()
                .map(|tile| packed(tile, level).len())
                .sum::<usize>()
        });
        println!(
            "  {} tiles, {} bytes, packed {all}",
            drawn.len(),
            drawn.iter().map(Vec::len).sum::<usize>()
        );
    }
    println!("one thread: {}", memory());

    at_once(threads, areas, &tiles);
}

/// Draws and packs all tiles again and again, by several threads.
fn at_once(threads: usize, areas: Vec<Area>, tiles: &[Address]) {
    let areas = Arc::new(areas);
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let rounds = 40;
    let running: Vec<_> = (0..threads)
        .map(|_| {
            let (areas, tiles, next) = (Arc::clone(&areas), tiles.to_vec(), Arc::clone(&next));
            std::thread::spawn(move || {
                let mut bytes = 0;
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= tiles.len() * rounds {
                        return bytes;
                    }
                    bytes +=
                        packed(&draw(&areas, tiles[n % tiles.len()]), Compression::fast()).len();
                }
            })
        })
        .collect();
    let bytes: usize = running
        .into_iter()
        .filter_map(|thread| thread.join().ok())
        .sum();
    let rate = (tiles.len() * rounds) as u128 * 1_000 / began.elapsed().as_millis().max(1);
    println!(
        "{threads} threads at once: {rate} tiles a second, {bytes} bytes; {}",
        memory()
    );
}
