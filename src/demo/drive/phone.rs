//! A phone: it fetches its list, works without the server, and hands in.

use std::collections::{BTreeMap, VecDeque};

use anyhow::{Context, Result, ensure};
use geo::{Haversine, InterpolatableLine, LineString};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Client, Told, calendar, rfc3339};
use crate::{
    base::{ids::Ids, time::EpochMs},
    demo::season::{ListeningScript, VisitScript},
};

/// Records handed in at once.
const BATCH: usize = 50;
/// Doors a pair adds on the streets of its list whose doors nobody knew.
const ADDED: u32 = 12;

/// A shift to walk.
#[derive(Clone, Copy)]
pub struct Out {
    /// Its place among the shifts of whoever drives.
    pub index: usize,
    /// When it starts.
    pub start: EpochMs,
    /// How long it is to take, in minutes.
    pub minutes: u16,
}

/// One phone of the made-up season.
pub struct Phone {
    client: Client,
    install: String,
    ids: Ids,
    n: u64,
    epoch: String,
    outbox: BTreeMap<usize, Vec<Value>>,
    listenings: BTreeMap<usize, Vec<(Uuid, u16)>>,
    told: Told,
}

/// Somewhere a pair can knock.
struct Knockable {
    door: String,
    n: u64,
}

impl Phone {
    /// Enrols.
    pub async fn enrol(address: &str, code: &str, ids: Ids) -> Result<Self> {
        let (client, install) = Client::enrol(address, code).await?;
        Ok(Self {
            client,
            install,
            ids,
            n: 0,
            epoch: String::new(),
            outbox: BTreeMap::new(),
            listenings: BTreeMap::new(),
            told: Told::default(),
        })
    }

    /// Fetches everything in scope: what is there to knock at, and streets by id.
    async fn fetch(
        &mut self,
        list: &str,
    ) -> Result<(VecDeque<Knockable>, Vec<(String, LineString)>)> {
        let (mut doors, mut streets) = (Vec::new(), Vec::new());
        let mut cursor = String::new();
        loop {
            let page = self
                .client
                .get(&format!("/api/sync/v1/pull?max=1000{cursor}"))
                .await?;
            self.epoch = super::text(&page, "epoch")?;
            for change in page["changes"].as_array().into_iter().flatten() {
                let put = &change["put"];
                if put["kind"] == "door" && put["list"] == list {
                    let n = put["n"].as_u64().unwrap_or_default();
                    doors.push(Knockable {
                        door: super::text(put, "id")?,
                        n,
                    });
                }
                if put["kind"] == "street"
                    && let Some(course) = course(&put["line"][0])
                {
                    streets.push((super::text(put, "id")?, course));
                }
            }
            if page["more"] != true {
                break;
            }
            cursor = format!("&cursor={}", super::text(&page, "cursor")?);
        }
        doors.sort_by_key(|door| door.n);
        Ok((doors.into(), streets))
    }

    /// Walks a shift without the server: everything goes into the outbox.
    pub async fn walk(
        &mut self,
        (shift, list): (&str, &str),
        out: Out,
        script: &[VisitScript],
        themes: &BTreeMap<String, String>,
    ) -> Result<()> {
        let (mut doors, streets) = self.fetch(list).await?;
        let start = out.start;
        let mut walk = Walk {
            plan: out.index,
            shift: shift.to_owned(),
            at: start,
            counted: Counted::default(),
        };
        self.write(
            &mut walk,
            "shift.start",
            &json!({
                "lists": [list], "people": 2,
                "expected_end": rfc3339(start.plus(i64::from(out.minutes) * 60_000)),
            }),
        );
        let (mut added, mut streets) = (0, streets.into_iter().cycle());
        for visit in script {
            let door = match doors.pop_front() {
                Some(door) => door.door,
                // The list is done: doors nobody knew are added where the pair stands.
                None if added < ADDED => {
                    added += 1;
                    let Some((street, course)) = streets.next() else {
                        break;
                    };
                    let Some(place) = along(&course, added) else {
                        break;
                    };
                    self.add_door(&mut walk, &street, place, added)
                }
                None => break,
            };
            self.visit(&mut walk, &door, visit, themes);
        }
        walk.at = walk.at.plus(60_000);
        let counted = walk.counted;
        self.write(
            &mut walk,
            "shift.end",
            &json!({
                "counters": {
                    "visits": counted.visits, "knocks": counted.knocks,
                    "listened": counted.listenings, "listenings": counted.listenings,
                    "doors_added": counted.doors_added, "ops": counted.ops + 1,
                },
                "lists_done": [],
            }),
        );
        Ok(())
    }

    fn add_door(
        &mut self,
        walk: &mut Walk,
        street: &str,
        (lng, lat): (f64, f64),
        number: u32,
    ) -> String {
        let door: Uuid = self.ids.new_id();
        walk.counted.doors_added += 1;
        self.write(
            walk,
            "door.add",
            &json!({
                "door": door, "street": street, "number": format!("{number}X"),
                "lng": lng, "lat": lat,
            }),
        );
        door.to_string()
    }

    fn visit(
        &mut self,
        walk: &mut Walk,
        door: &str,
        script: &VisitScript,
        themes: &BTreeMap<String, String>,
    ) {
        walk.at = walk.at.plus(i64::from(script.seconds) * 1_000);
        walk.counted.visits += 1;
        walk.counted.knocks += u32::from(script.outcome.is_knock());
        self.told.visits += 1;
        self.told.knocks += i64::from(script.outcome.is_knock());
        let visit = self.write(
            walk,
            "visit.record",
            &json!({
                "door": door, "outcome": script.outcome.as_str(), "day": walk.at.day(),
                "hour_band": hour_band(walk.at),
            }),
        );
        if let Some(listening) = &script.listening {
            walk.counted.listenings += 1;
            let data = said(listening, door, visit, walk.at, themes);
            let id = self.write(walk, "listening.record", &data);
            let first = listening.voices.first;
            self.told.listenings += 1;
            self.told.engaged += i64::from(first);
            self.listenings
                .entry(walk.plan)
                .or_default()
                .push((id, first));
        }
    }

    fn write(&mut self, walk: &mut Walk, kind: &str, data: &Value) -> Uuid {
        let id: Uuid = self.ids.new_id();
        self.n += 1;
        walk.counted.ops += 1;
        let op = json!({
            "id": id, "n": self.n, "rev": 1, "kind": kind, "v": 1, "shift": walk.shift,
            "at": rfc3339(walk.at), "mono_ms": steady(walk.at), "data": data,
        });
        self.outbox.entry(walk.plan).or_default().push(op);
        id
    }

    /// What this phone was told at doors, less what it took back.
    pub const fn told(&self) -> Told {
        self.told
    }

    /// Takes back one listening of a shift that was handed in.
    pub async fn void(&mut self, shift: usize, listening: usize, now: EpochMs) -> Result<()> {
        let (target, first) = *self
            .listenings
            .get(&shift)
            .and_then(|made| made.get(listening))
            .context("the listening to take back was made")?;
        self.told.listenings -= 1;
        self.told.engaged -= i64::from(first);
        self.n += 1;
        let op = json!({
            "id": self.ids.new_id::<Uuid>(), "n": self.n, "rev": 1, "kind": "record.void", "v": 1,
            "shift": null, "at": rfc3339(now), "mono_ms": steady(now),
            "data": { "target": target, "reason": "duplicate" },
        });
        self.push(&[op], now).await.map(drop)
    }

    /// Hands in what a shift left in the outbox, `times` over where the first answer got lost.
    /// Returns how many records wait for a human.
    pub async fn hand_in(&mut self, shift: usize, times: u8, now: EpochMs) -> Result<usize> {
        let ops = self.outbox.remove(&shift).unwrap_or_default();
        let mut held = 0;
        for batch in ops.chunks(BATCH) {
            for _ in 0..times.max(1) {
                held = self.push(batch, now).await?.max(held);
            }
        }
        Ok(held)
    }

    async fn push(&self, batch: &[Value], now: EpochMs) -> Result<usize> {
        let waiting: Vec<&Value> = self.outbox.values().flatten().chain(batch).collect();
        let oldest = waiting.iter().filter_map(|op| op["n"].as_u64()).min();
        let answer = self
            .client
            .post(
                "/api/sync/v1/push",
                json!({
                    "install": self.install, "epoch": self.epoch, "boot": "b1",
                    "mono_ms": steady(now), "sent_at": rfc3339(now),
                    "outbox": { "pending": waiting.len(), "oldest_n": oldest, "last_n": self.n },
                    "ops": batch,
                }),
            )
            .await?;
        let results = answer["results"]
            .as_array()
            .context("one result per record")?;
        ensure!(
            results.len() == batch.len(),
            "a record without a result: {answer}"
        );
        let refused = results.iter().find(|result| result["r"] == "rejected");
        ensure!(refused.is_none(), "a record was refused: {refused:?}");
        Ok(results
            .iter()
            .filter(|result| result["r"] == "held")
            .count())
    }
}

/// A street's line, longitude and latitude; `None` where it has no length.
fn course(line: &Value) -> Option<LineString> {
    let place = |point: &Value| Some((point[0].as_f64()?, point[1].as_f64()?));
    let places: Vec<_> = line.as_array()?.iter().filter_map(place).collect();
    (places.len() > 1).then(|| places.into())
}

/// Where the n-th door that somebody finds stands: each a bit further along the street.
fn along(course: &LineString, n: u32) -> Option<(f64, f64)> {
    let share = f64::from(n) / f64::from(ADDED + 1);
    let place = course.point_at_ratio_from_start(&Haversine, share)?;
    Some(place.x_y())
}

/// A shift under way.
struct Walk {
    plan: usize,
    shift: String,
    at: EpochMs,
    counted: Counted,
}

/// What the phone counts.
#[derive(Clone, Copy, Default)]
struct Counted {
    visits: u32,
    knocks: u32,
    listenings: u32,
    doors_added: u32,
    ops: u32,
}

/// The phone's steady clock: it has run since the season's first morning.
fn steady(at: EpochMs) -> i64 {
    at.0 - calendar::FIRST_DAY_AT_EIGHT().0
}

fn hour_band(at: EpochMs) -> &'static str {
    mobile_api::wire::ops::HourBand::of_hour(u8::try_from(at.hour()).unwrap_or(23)).as_str()
}

fn said(
    script: &ListeningScript,
    door: &str,
    visit: Uuid,
    at: EpochMs,
    themes: &BTreeMap<String, String>,
) -> Value {
    let statements: Vec<Value> = script
        .statements
        .iter()
        .filter_map(|statement| {
            let theme = themes.get(&statement.theme)?;
            Some(json!({ "theme": theme, "stance": statement.stance.as_str() }))
        })
        .collect();
    json!({
        "voices": {
            "first": script.voices.first, "again": script.voices.again,
            "unsure": script.voices.unsure,
        },
        "mode": "door", "happened_on": at.day(), "interest": u8::from(script.interested),
        "statements": statements, "note": script.note, "door": door, "visit": visit,
        // Whoever wants to take part has no objection to being quoted.
        "quote_ok": script.interested && script.note.is_some(),
    })
}
