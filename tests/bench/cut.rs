//! Five and twenty thousand doors of a town cut into lists of about sixty; and a patch of five
//! thousand doors as somebody at the desk cuts it again and again.

use std::num::NonZeroU32;

use doorstep::{
    base::ids::{DoorId as DoorKey, ImportId, StreetId as StreetKey, StreetPartId},
    db::{Error, sql},
};
use maps::{
    cells::Cell,
    cut::{self, Door, DoorId, Homes, Network, Pace, Section, SectionId, Share, StreetId},
    shapes::LngLat,
};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{House, Who},
    make,
    measure::{Stopwatch, lot, runtime, timed},
};

/// Metres between two corners.
const BLOCK: f64 = 90.0;

pub fn run() {
    for doors in [2_000, 5_000, 20_000] {
        one(doors);
    }
    runtime("hub").block_on(at_the_desk(5_000));
}

/// Cuts previewed in a row, as a slider moves.
const SLIDES: u32 = 10;

/// A patch in a database, cut over HTTP: previews while the slider moves, then the cut itself.
async fn at_the_desk(count: u32) {
    let house = House::sqlite().await;
    make::town(&house, &[]).await;
    let (sections, doors) = town(count);
    stored(&house, sections, doors).await;
    let place = house.hub("Northgate").await;
    let (lead, campaign) = make::campaign(&house, place, "Spring").await;
    let path = format!("/api/v1/campaigns/{campaign}/cut/preview");
    let mut slowest = 0.0_f64;
    let watch = Stopwatch::start();
    let mut bytes = 0;
    let mut first = 0.0;
    for slide in 0..SLIDES {
        let order = json!({ "lists": 60 + slide * 5, "replace_drafts": true });
        let one = Stopwatch::start();
        let answer = post(&house, &lead, &path, &order).await;
        let took = one.took().wall.as_secs_f64() * 1e3;
        bytes = answer.to_string().len();
        if slide == 0 {
            first = took;
        }
        slowest = slowest.max(took);
    }
    let took = watch.took();
    let each = |all: std::time::Duration| all.as_secs_f64() * 1e3 / f64::from(SLIDES);
    println!(
        "{count} doors seen cut over HTTP into 60 to 105 lists: first {first:.0} ms, mean {:.0} ms \
         ({:.0} ms CPU), slowest {slowest:.0} ms, {bytes} B of JSON",
        each(took.wall),
        each(took.cpu),
    );
    let path = format!("/api/v1/campaigns/{campaign}/cut");
    let order = json!({ "lists": 83, "replace_drafts": true });
    let one = Stopwatch::start();
    let made = post(&house, &lead, &path, &order).await;
    let cut = one.took().wall.as_secs_f64() * 1e3;
    let one = Stopwatch::start();
    post(&house, &lead, &path, &order).await;
    let again = one.took().wall.as_secs_f64() * 1e3;
    let lists = made["walk_lists"].as_array().unwrap();
    println!(
        "the same cut into {} lists and kept: {cut:.0} ms, cut again in their place {again:.0} ms",
        lists.len()
    );
}

async fn post(house: &House, who: &Who, path: &str, order: &Value) -> Value {
    let (status, answer) = house.post(Some(who), path, order.clone()).await;
    assert!(status.is_success(), "{answer}");
    answer
}

/// Puts a town into a database, all of it in the one small area of [`make`].
async fn stored(house: &House, sections: Vec<Section>, doors: Vec<Door>) {
    let import: ImportId = house.app.ids.new_id();
    let area = make::AREA;
    house
        .app
        .db
        .write(async move |tx| {
            let id = |of: u128, n: u128| Uuid::from_u128((of << 100) | (n + 1));
            let mut streets: Vec<u128> = sections.iter().map(|one| one.street.0).collect();
            streets.dedup();
            streets.sort_unstable();
            streets.dedup();
            for street in streets {
                let text = "INSERT INTO streets (id, source_key, name, length_m, import_id)
                            VALUES ($1, $2, $2, 1000.0, $3)";
                let stmt = sql(text).bind(StreetKey(id(1, street)));
                tx.run(stmt.bind(format!("{street} Street")).bind(import))
                    .await?;
            }
            for section in &sections {
                let (from, to) = (section.line[0], section.line[1]);
                let middle = LngLat {
                    lng: f64::midpoint(from.lng, to.lng),
                    lat: f64::midpoint(from.lat, to.lat),
                };
                let line = json!([[from.lng, from.lat], [to.lng, to.lat]]);
                let text = "INSERT INTO street_parts (id, source_key, street_id, line, length_m, lng, lat, cell, lsoa_2021)
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
                let stmt = sql(text)
                    .bind(StreetPartId(id(2, section.id.0)))
                    .bind(section.id.0.to_string())
                    .bind(StreetKey(id(1, section.street.0)))
                    .bind(line.to_string())
                    .bind(from.distance(to).0)
                    .bind(middle.lng)
                    .bind(middle.lat)
                    .bind(Cell::at(middle).to_i64())
                    .bind(area.to_owned());
                tx.run(stmt).await?;
            }
            for door in &doors {
                let street = sections[usize::try_from(door.section.0).unwrap()].street;
                let number = door.number.clone().unwrap_or_default();
                let odd = number.ends_with(['1', '3', '5', '7', '9']);
                let text = "INSERT INTO doors (id, source_ref, street_id, part_id, number, side, lng, lat, cell, lsoa_2021, kind)
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'home')";
                let stmt = sql(text)
                    .bind(DoorKey(id(3, door.id.0)))
                    .bind(door.id.0.to_string())
                    .bind(StreetKey(id(1, street.0)))
                    .bind(StreetPartId(id(2, door.section.0)))
                    .bind(number)
                    .bind(if odd { "odd" } else { "even" }.to_owned())
                    .bind(door.at.lng)
                    .bind(door.at.lat)
                    .bind(Cell::at(door.at).to_i64())
                    .bind(area.to_owned());
                tx.run(stmt).await?;
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
}

fn one(count: u32) {
    let lists = count / 60;
    let (sections, doors) = town(count);
    let pace = Pace::default();
    let (network, built) = timed(|| Network::build(&sections).unwrap());
    let share = Share::Lists(NonZeroU32::new(lists).unwrap());
    let (cut, took) = timed(|| cut::cut(&network, &doors, share, &pace).unwrap());
    let (chunks, bound) = timed(|| in_chunks(&doors, lists as usize));
    let ms = |took: crate::measure::Took| took.wall.as_secs_f64() * 1e3;
    println!(
        "{} doors into {lists} lists: {:.0} ms ({:.0} ms CPU) and {:.1} ms for the network; \
         {:.3} to {:.3} of the mean in minutes, {} lists in more than one piece; \
         bound: sorted by section and chopped into {chunks}, {:.2} ms",
        doors.len(),
        ms(took),
        took.cpu.as_secs_f64() * 1e3,
        ms(built),
        cut.evenness.shortest,
        cut.evenness.longest,
        cut.lists.iter().filter(|list| list.pieces > 1).count(),
        ms(bound),
    );
}

/// What knows no streets: doors in the order of sections, so many a list.
fn in_chunks(doors: &[Door], lists: usize) -> usize {
    let mut order: Vec<(SectionId, DoorId)> =
        doors.iter().map(|door| (door.section, door.id)).collect();
    order.sort_unstable_by_key(|(section, door)| (section.0, door.0));
    order.chunks(order.len().div_ceil(lists)).count()
}

fn place(x: f64, y: f64) -> LngLat {
    LngLat {
        lng: -1.53 + x / 65_830.0,
        lat: 53.81 + y / 111_195.0,
    }
}

/// A grid of streets with three to eight houses on either side of each block.
fn town(doors: u32) -> (Vec<Section>, Vec<Door>) {
    let mut state = 7;
    let mut town = (Vec::new(), Vec::new());
    let mut side = 1_u32;
    while f64::from(side * side) < f64::from(doors) / 22.0 {
        side += 1;
    }
    for (row, column) in (0..side).flat_map(|row| (0..side).map(move |column| (row, column))) {
        let at = (f64::from(column) * BLOCK, f64::from(row) * BLOCK);
        let (east, north) = ((at.0 + BLOCK, at.1), (at.0, at.1 + BLOCK));
        block(
            &mut town,
            1_000_000 + u128::from(row),
            (at, east),
            &mut state,
        );
        block(
            &mut town,
            2_000_000 + u128::from(column),
            (at, north),
            &mut state,
        );
    }
    town.1.truncate(doors as usize);
    town
}

type Corner = (f64, f64);

fn block(
    town: &mut (Vec<Section>, Vec<Door>),
    street: u128,
    (from, to): (Corner, Corner),
    state: &mut u64,
) {
    let id = SectionId(town.0.len() as u128);
    town.0.push(Section {
        id,
        street: StreetId(street),
        line: vec![place(from.0, from.1), place(to.0, to.1)],
        homes: Homes::Listed,
    });
    let few = lot(state) * 6.0;
    let houses = (3..8_u32).take_while(|n| f64::from(*n) < 3.0 + few).count() + 3;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    for house in 0..houses {
        for (side, odd) in [(8.0 / BLOCK, 1), (-8.0 / BLOCK, 2)] {
            let share = (house as f64 + 0.5) / houses as f64;
            town.1.push(Door {
                id: DoorId(town.1.len() as u128),
                section: id,
                at: place(
                    from.0 + dx * share - dy * side,
                    from.1 + dy * share + dx * side,
                ),
                number: Some((house * 2 + odd).to_string()),
                building: None,
                floor: None,
            });
        }
    }
}
