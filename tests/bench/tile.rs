//! Tiles of Leeds for 32 clients at once: never drawn before, kept, and unchanged.

use std::{
    fs::File,
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, routing::get};
use doorstep::{
    access::Role,
    app::App,
    areas::model::{Edition, Vintage},
    cli::import::import_one,
    db::Error,
    intake::model::{Kind, Options},
    review::tiles::block::{self, Reading, Source},
};
use flate2::{Compression, write::GzEncoder};
use maps::{
    shapes::LngLat,
    tiles::{Address, At},
};

use crate::{
    field,
    harness::{House, Who},
    measure::{self, PHONES, Stopwatch, Took, runtime},
};

/// Who looks at the map at the same time.
const CLIENTS: usize = 32;
/// How often each kept tile is asked for.
const TIMES: usize = 10;
/// Chapeltown and what lies around it: west, south, east, north.
const BOX: [f64; 4] = [-1.56, 53.80, -1.50, 53.84];
const FILES: [(Kind, &str); 4] = [
    (
        Kind::Deprivation,
        "iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.csv.gz",
    ),
    (Kind::SmallAreas, "lsoa2011-boundaries/E08000035.json"),
    (Kind::Streets, "osm/leeds-chapeltown.osm"),
    (Kind::Doors, "osm/leeds-chapeltown.osm"),
];

pub fn run() {
    let server = runtime("hub");
    let Some(house) = server.block_on(leeds()) else {
        return;
    };
    let place = server.block_on(house.hub("Northgate"));
    let who = server.block_on(house.who(Role::LeadOrganiser, Some(place.hub)));
    let asked = Arc::new(addresses());
    let tiles = asked.len();
    let (before, _) = measure::memory();

    let address = server.block_on(fresh(&house));
    let cold = all_at_once(&address, &who, &asked, 1, &[]);
    let bytes: usize = cold.seen.iter().map(|seen| seen.bytes).sum();
    let full: Vec<&Seen> = cold.seen.iter().filter(|seen| seen.status == 200).collect();
    let mean = bytes / full.len().max(1);
    println!(
        "{tiles} tiles of zooms 11 to 16, {} of them with something in them, {mean} B on average",
        full.len()
    );
    say("never drawn", &cold);
    let kept = all_at_once(&address, &who, &asked, TIMES, &[]);
    say("kept", &kept);
    let mut tags = vec![String::new(); tiles];
    for seen in &cold.seen {
        tags[seen.n].clone_from(&seen.tag);
    }
    let unchanged = all_at_once(&address, &who, &asked, TIMES, &tags);
    assert!(unchanged.seen.iter().all(|seen| seen.status == 304));
    say("unchanged (304)", &unchanged);
    let plain = server.block_on(same_bytes(mean));
    let bound = all_at_once(&plain, &who, &asked, TIMES, &[]);
    say(
        "bound: as many bytes from a bare server, no session",
        &bound,
    );
    println!(
        "ratio of rates to that bound: kept {:.2}, unchanged {:.2}",
        kept.rate() / bound.rate(),
        unchanged.rate() / bound.rate()
    );
    let (drawn, took) = server.block_on(drawn_alone(&house.app));
    println!(
        "drawing and packing alone, one thread, blocks read before: {drawn} tiles, {:.0} a CPU \
         second; over HTTP {:.0} a CPU second",
        drawn as f64 / took.cpu.as_secs_f64(),
        tiles as f64 / cold.took.cpu.as_secs_f64()
    );
    let (after, _) = measure::memory();
    println!("memory: {before:.0} MiB before the first tile, {after:.0} MiB after all");
}

/// Leeds from the real files; nothing where they are not.
async fn leeds() -> Option<House> {
    let house = House::sqlite().await;
    for (kind, path) in FILES {
        let file = measure::data(path)?;
        let (bytes, options) = (File::open(file).unwrap(), Options::default());
        let kept = import_one(&house.app, kind, path, bytes, options, |_| ()).await;
        assert!(kept.is_ok(), "{path} was refused");
    }
    Some(house)
}

/// Every tile of three layers over the box.
fn addresses() -> Vec<String> {
    let [west, south, east, north] = BOX;
    let mut all = Vec::new();
    for zoom in 11..=Address::MOST_ZOOM {
        let corner = |lng, lat| Address::holding(At::of(LngLat { lng, lat }), zoom);
        let (x0, y0) = corner(west, north).column_and_row();
        let (x1, y1) = corner(east, south).column_and_row();
        for (x, y) in (x0..=x1).flat_map(|x| (y0..=y1).map(move |y| (x, y))) {
            all.push(format!("/tiles/areas/{zoom}/{x}/{y}.mvt?edition=2019"));
            all.push(format!("/tiles/streets/{zoom}/{x}/{y}.mvt"));
            all.push(format!("/tiles/cells/{zoom}/{x}/{y}.mvt"));
        }
    }
    all
}

/// Serves the house with nothing of the map in memory.
async fn fresh(house: &House) -> String {
    let app = App {
        maps: Arc::default(),
        ..house.app.clone()
    };
    listen(doorstep::app::router(app)).await
}

/// Serves so many bytes, whatever is asked.
async fn same_bytes(bytes: usize) -> String {
    let body = Bytes::from(vec![7_u8; bytes]);
    let answer = move || async move { body };
    listen(Router::new().fallback(get(answer))).await
}

async fn listen(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// One answer.
struct Seen {
    n: usize,
    status: u16,
    bytes: usize,
    tag: String,
    took: Duration,
}

/// What all clients came to.
struct Round {
    seen: Vec<Seen>,
    took: Took,
}

impl Round {
    fn rate(&self) -> f64 {
        self.took.rate(self.seen.len())
    }

    /// Milliseconds within which this share of answers came.
    fn within(&self, share: f64) -> f64 {
        let mut all: Vec<Duration> = self.seen.iter().map(|seen| seen.took).collect();
        all.sort_unstable();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a small number"
        )]
        let at = ((all.len() as f64 * share).ceil() as usize).clamp(1, all.len());
        all[at - 1].as_secs_f64() * 1e3
    }
}

fn say(what: &str, round: &Round) {
    println!(
        "{what}: {} answers to {CLIENTS} clients, {:.0} a second, median {:.1} ms, p99 {:.1} ms, \
         {:.0} µs CPU of the server each",
        round.seen.len(),
        round.rate(),
        round.within(0.5),
        round.within(0.99),
        round.took.cpu_us(round.seen.len()),
    );
}

/// Lets all clients fetch all addresses so many times, each taking the next that nobody has taken.
fn all_at_once(
    server: &str,
    who: &Who,
    asked: &Arc<Vec<String>>,
    times: usize,
    tags: &[String],
) -> Round {
    let threads = runtime(PHONES);
    let next = Arc::new(AtomicUsize::new(0));
    let tags = Arc::new(tags.to_vec());
    let clients: Vec<_> = (0..CLIENTS).map(|_| field::client()).collect();
    let watch = Stopwatch::start();
    let running: Vec<_> = clients
        .into_iter()
        .map(|client| {
            let (server, token) = (server.to_owned(), who.token.clone());
            let (asked, tags, next) = (Arc::clone(asked), Arc::clone(&tags), Arc::clone(&next));
            threads.spawn(async move {
                let mut seen = Vec::new();
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= asked.len() * times {
                        return seen;
                    }
                    let n = n % asked.len();
                    let mut request = client
                        .get(format!("{server}{}", asked[n]))
                        .bearer_auth(&token)
                        .header("accept-encoding", "gzip");
                    if let Some(tag) = tags.get(n) {
                        request = request.header("if-none-match", tag);
                    }
                    let began = Instant::now();
                    let answer = request.send().await.unwrap();
                    let tag = answer.headers().get("etag");
                    let tag = tag.map_or("", |tag| tag.to_str().unwrap()).to_owned();
                    let status = answer.status().as_u16();
                    let bytes = answer.bytes().await.unwrap().len();
                    let took = began.elapsed();
                    assert!(matches!(status, 200 | 204 | 304), "{}: {status}", asked[n]);
                    seen.push(Seen {
                        n,
                        status,
                        bytes,
                        tag,
                        took,
                    });
                }
            })
        })
        .collect();
    let mut seen = Vec::new();
    for client in running {
        seen.extend(threads.block_on(client).unwrap());
    }
    Round {
        seen,
        took: watch.took(),
    }
}

/// The same tiles of areas, drawn and packed one after another from blocks in memory.
async fn drawn_alone(app: &App) -> (usize, Took) {
    let [west, south, east, north] = BOX;
    let source = Source::Areas(Vintage::Y2011);
    let mut work = Vec::new();
    for zoom in 11..=Address::MOST_ZOOM {
        let corner = |lng, lat| Address::holding(At::of(LngLat { lng, lat }), zoom);
        let (x0, y0) = corner(west, north).column_and_row();
        let (x1, y1) = corner(east, south).column_and_row();
        for (x, y) in (x0..=x1).flat_map(|x| (y0..=y1).map(move |y| (x, y))) {
            let tile = Address::new(zoom.into(), x, y).unwrap();
            let (square, to) = source.square(tile);
            let reading = Reading {
                source,
                square,
                to,
                scope: None,
                shown: None,
            };
            let read = app.db.read(async move |tx| block::read(tx, reading).await);
            let block: Result<_, Error> = read.await;
            work.push((tile, block.unwrap()));
        }
    }
    let edition = Edition::try_from(2019).ok();
    let watch = Stopwatch::start();
    for (tile, block) in &work {
        let drawn = block.draw(source.layer(), *tile, edition, None);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&drawn).unwrap();
        encoder.finish().unwrap();
    }
    (work.len(), watch.took())
}
