//! A phone fetches a list of five hundred doors that it has never seen.

use std::io::{Read, Write};

use doorstep::db::{Error, sql};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::Value;

use crate::{
    field::{self, Hub, Phone},
    harness::House,
    measure::{PHONES, Stopwatch, runtime},
};

/// How often it is fetched.
const TIMES: usize = 40;

/// What one fetch came to.
#[derive(Clone, Debug, Default)]
pub struct Fetched {
    rows: usize,
    doors: usize,
    plain: usize,
    gzip: usize,
    pages: usize,
    cursor: String,
}

pub fn run() {
    let server = runtime("hub");
    let hub = server.block_on(async {
        let mut hub = field::serve(House::sqlite().await).await;
        field::send_out(&mut hub, 1, &[125; 4]).await;
        hub
    });
    let once = fetch_times(&hub, 2);
    let watch = Stopwatch::start();
    fetch_times(&hub, TIMES);
    let took = watch.took();
    let ms = took.wall.as_secs_f64() * 1e3 / TIMES as f64;
    println!(
        "{} doors in {} rows and {} pages: {ms:.1} ms and {:.1} ms CPU of the server a snapshot, \
         {:.0} rows/s; {} B, with gzip {} B = {:.1} B a door",
        once.doors,
        once.rows,
        once.pages,
        took.cpu.as_secs_f64() * 1e3 / TIMES as f64,
        took.rate(once.rows * TIMES),
        once.plain,
        once.gzip,
        once.gzip as f64 / once.doors as f64,
    );
    let bound = server.block_on(bare(&hub, once.rows));
    println!(
        "bound: the same rows selected, joined and packed: {bound:.1} ms = ratio {:.2}",
        bound / ms
    );
    let threads = runtime(PHONES);
    let nothing = fetch(hub.address.clone(), hub.phones[0].clone(), once.cursor);
    let nothing = threads.block_on(threads.spawn(nothing)).unwrap();
    println!(
        "nothing changed: {} B, with gzip {} B",
        nothing.plain, nothing.gzip
    );
}

/// The bodies of a hub's rows, straight from the table: ms for one round.
async fn bare(hub: &Hub, expected: usize) -> f64 {
    let mut ms = 0.0;
    for _ in 0..TIMES {
        let watch = Stopwatch::start();
        let text = "SELECT body FROM sync_rows WHERE gone = 0 ORDER BY seq";
        let read = hub.house.app.db.read(async |tx| tx.all(sql(text)).await);
        let bodies: Result<Vec<(String,)>, Error> = read.await;
        let bodies = bodies.unwrap();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        for (body,) in &bodies {
            encoder.write_all(body.as_bytes()).unwrap();
        }
        encoder.finish().unwrap();
        ms += watch.took().wall.as_secs_f64() * 1e3 / TIMES as f64;
        if bodies.len() != expected {
            println!("note: {} rows in the table, {expected} sent", bodies.len());
            return ms * TIMES as f64;
        }
    }
    ms
}

/// Lets the first phone fetch everything so many times.
pub fn fetch_times(hub: &Hub, times: usize) -> Fetched {
    let threads = runtime(PHONES);
    let (address, phone) = (hub.address.clone(), hub.phones[0].clone());
    let all = threads.spawn(async move {
        let mut last = Fetched::default();
        for _ in 0..times {
            last = fetch(address.clone(), phone.clone(), String::new()).await;
        }
        last
    });
    threads.block_on(all).unwrap()
}

async fn fetch(address: String, phone: Phone, cursor: String) -> Fetched {
    let client = field::client();
    let mut fetched = Fetched {
        cursor,
        ..Fetched::default()
    };
    loop {
        let mut url = format!("{address}/api/sync/v1/pull?max=1000");
        if !fetched.cursor.is_empty() {
            url = format!("{url}&cursor={}", fetched.cursor);
        }
        let request = client
            .get(&url)
            .bearer_auth(&phone.who.token)
            .header("accept-encoding", "gzip");
        let answer = request.send().await.unwrap();
        let is_packed = answer.headers().contains_key("content-encoding");
        let packed = answer.bytes().await.unwrap();
        let mut page = Vec::new();
        if is_packed {
            GzDecoder::new(packed.as_ref())
                .read_to_end(&mut page)
                .unwrap();
        } else {
            page.extend_from_slice(&packed);
        }
        fetched.gzip += packed.len();
        fetched.plain += page.len();
        fetched.pages += 1;
        let page: Value = serde_json::from_slice(&page).unwrap();
        let changes = page["changes"].as_array().unwrap();
        let puts = changes.iter().filter(|change| change["put"].is_object());
        fetched.rows += puts.clone().count();
        fetched.doors += puts.filter(|put| put["put"]["kind"] == "door").count();
        page["cursor"]
            .as_str()
            .unwrap()
            .clone_into(&mut fetched.cursor);
        if page["more"] != true {
            return fetched;
        }
    }
}
