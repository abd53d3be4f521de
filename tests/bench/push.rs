//! Phones hand in what they wrote down: batches of fifty visits over HTTP.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use uuid::Uuid;

use crate::{
    field::{self, Hub, Phone},
    harness::House,
    measure::{PHONES, Stopwatch, Took, runtime},
    plain,
};

/// Records a push.
const BATCH: usize = 50;
/// One phone by itself, then eight at once: pushes by each.
const ALONE: usize = 60;
const AT_ONCE: usize = 20;

pub fn run() {
    let server = runtime("hub");
    on(&server, "SQLite FULL", server.block_on(House::sqlite()));
    #[cfg(feature = "test-postgres")]
    if std::env::var_os("DOORSTEP_TEST_POSTGRES").is_some() {
        on(&server, "Postgres", server.block_on(House::postgres()));
        return;
    }
    println!("Postgres: absent; set DOORSTEP_TEST_POSTGRES and add --features test-postgres");
}

fn on(server: &tokio::runtime::Runtime, engine: &str, house: House) {
    let hub = server.block_on(nine_phones(house));
    let (first, eight) = hub.phones.split_first().unwrap();
    warm(&hub, first);
    let alone = hand_in(&hub, std::slice::from_ref(first), 2..ALONE + 2);
    let bound = server.block_on(plain::insert(&hub.house.app, 1, ALONE * BATCH, BATCH));
    say(engine, 1, (alone, bound), ALONE * BATCH);
    let at_once = hand_in(&hub, eight, 0..AT_ONCE);
    let bound = server.block_on(plain::insert(&hub.house.app, 8, AT_ONCE * BATCH, BATCH));
    say(engine, 8, (at_once, bound), AT_ONCE * BATCH * 8);
    let body = batch(first, 0);
    println!(
        "{engine}: {} B a record up, {} B with gzip",
        body.len() / BATCH,
        packed(&body) / BATCH,
    );
}

/// A hub whose nine phones hold about 320 doors each.
pub async fn nine_phones(house: House) -> Hub {
    let mut hub = field::serve(house).await;
    field::send_out(&mut hub, 9, &[160; 18]).await;
    plain::table(&hub.house.app).await;
    hub
}

fn say(engine: &str, clients: usize, (ours, bound): (Took, Took), records: usize) {
    println!(
        "{engine}, {clients} at once: {:.0} records/s, {:.0} µs CPU of the server a record; \
         bound: {:.0} plain rows/s, {:.1} µs = ratio {:.3}, CPU {:.0} x",
        ours.rate(records),
        ours.cpu_us(records),
        bound.rate(records),
        bound.cpu_us(records),
        ours.rate(records) / bound.rate(records),
        ours.cpu_us(records) / bound.cpu_us(records),
    );
}

fn warm(hub: &Hub, phone: &Phone) {
    hand_in(hub, std::slice::from_ref(phone), 0..2);
}

/// Lets each of these phones hand in these batches, one after another, all phones at once.
pub fn hand_in(hub: &Hub, phones: &[Phone], batches: std::ops::Range<usize>) -> Took {
    let threads = runtime(PHONES);
    let made: Vec<(Phone, Vec<Vec<u8>>)> = phones
        .iter()
        .map(|phone| {
            let bodies = batches.clone().map(|n| batch(phone, n)).collect();
            (phone.clone(), bodies)
        })
        .collect();
    let url = format!("{}/api/sync/v1/push", hub.address);
    let watch = Stopwatch::start();
    let going: Vec<_> = made
        .into_iter()
        .map(|(phone, bodies)| threads.spawn(hand_in_all(url.clone(), phone, bodies)))
        .collect();
    for one in going {
        threads.block_on(one).unwrap();
    }
    watch.took()
}

async fn hand_in_all(url: String, phone: Phone, bodies: Vec<Vec<u8>>) {
    let client = field::client();
    for body in bodies {
        let request = client
            .post(&url)
            .bearer_auth(&phone.who.token)
            .header("content-type", "application/json")
            .body(body);
        let answer = request.send().await.unwrap().text().await.unwrap();
        let accepted = answer.matches("\"r\":\"accepted\"").count();
        assert_eq!(accepted, BATCH, "a record was not taken: {answer}");
    }
}

/// A phone's n-th push: nobody came to the next fifty doors of its list.
fn batch(phone: &Phone, n: usize) -> Vec<u8> {
    let first = n * BATCH + 1;
    let at = crate::harness::NOON;
    let ops: Vec<_> = (first..first + BATCH)
        .map(|n| {
            let id = Uuid::from_u128(phone.install.as_u128() ^ ((n as u128) << 8));
            let door = &phone.doors[n % phone.doors.len()];
            json!({ "id": id, "n": n, "rev": 1, "kind": "visit.record", "v": 1,
                "shift": phone.shift, "at": at, "mono_ms": 90_000_000_000_u64,
                "data": { "door": door, "outcome": "no_answer", "day": "2026-05-16",
                    "hour_band": "midday" } })
        })
        .collect();
    let push = json!({ "install": phone.install, "epoch": phone.epoch, "boot": "b1",
        "mono_ms": 90_000_000_000_u64, "sent_at": at,
        "outbox": { "pending": BATCH, "oldest_n": first, "last_n": first + BATCH - 1 },
        "ops": ops });
    push.to_string().into_bytes()
}

fn packed(body: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap().len()
}

/// One client's pushes and eight at once, for whoever measures something else of them.
pub fn some(hub: &Hub) -> usize {
    let (first, eight) = hub.phones.split_first().unwrap();
    hand_in(hub, std::slice::from_ref(first), 0..ALONE);
    hand_in(hub, eight, 0..AT_ONCE);
    (ALONE + AT_ONCE * 8) * BATCH
}
