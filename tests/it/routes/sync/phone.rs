//! A phone made of the phone's own core, and rooms that do little enough to be counted.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use doorstep::{
    access::Role,
    base::ids::{DoorId, HubId, OpId, ShiftId},
    db::{Error, Result, Tx, sql},
    feed::{Feed, store as feed},
    sync::{Handlers, TakenOp, Taking, Verdict},
};
use mobile_api::{
    core::{Batch, Draft, Merged, Outbox, Store},
    wire::{
        Limits, Moment, Op, OpData, OpKey, OpKind, PullResponse, PushRequest, PushResponse, Reason,
        Row, StreetRow,
        ops::{HourBand, Outcome, RecordVoid, VisitRecord, VoidReason},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{House, Place, Who, request};

/// Rooms for tests: a visit leaves one row in `reflections` under its id, so that doing it twice
/// breaks a key, and one row for the hub's phones.
///
/// `not_a_home` is held by the room, `empty` breaks a rule of the database, `unsafe_to_knock`
/// touches no row where one is expected.
pub fn rooms() -> Handlers {
    Handlers::new(|_, _, _| Box::pin(async { Ok(()) }))
        .on(
            OpKind::VisitRecord,
            |tx, taking, op| Box::pin(visit(tx, taking, op)),
            Some(|tx, taking, record, reason| Box::pin(unvisit(tx, taking, record, reason))),
        )
        .on(
            OpKind::ShiftCheckIn,
            |_, _, _| Box::pin(async { Ok(Verdict::Accepted) }),
            None,
        )
}

async fn visit(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::VisitRecord(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    let answers = match data.outcome {
        Outcome::NotAHome => return Ok(Verdict::Held(Reason::DoorUnknown)),
        Outcome::UnsafeToKnock => {
            return Err(Error::RowsAffected {
                expected: 1,
                actual: 0,
            });
        }
        Outcome::Empty => None,
        outcome => Some(format!(
            "{} rev {} late {}",
            outcome.as_str(),
            op.rev,
            op.late
        )),
    };
    tx.run_expecting(
        1,
        sql(
            "INSERT INTO reflections (hub_id, id, shift_id, person_id, answers)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(taking.scope.hub())
        .bind(op.id)
        .bind(op.shift.unwrap_or(ShiftId(Uuid::nil())))
        .bind(taking.person)
        .bind(answers),
    )
    .await?;
    let row = StreetRow {
        id: op.id.0,
        name: data.outcome.as_str().to_owned(),
        line: Vec::new(),
    };
    taking
        .feed
        .put(taking.scope.hub().0, "street", op.id.0, &row);
    Ok(Verdict::Accepted)
}

async fn unvisit(tx: &mut Tx, taking: &mut Taking, record: OpId, _: &str) -> Result<()> {
    let stmt = sql("DELETE FROM reflections WHERE hub_id = $1 AND id = $2");
    tx.run_expecting(1, stmt.bind(taking.scope.hub()).bind(record))
        .await?;
    taking.feed.gone(taking.scope.hub().0, "street", record.0);
    Ok(())
}

/// What the rooms hold of a hub: how often each visit stands, with its answers.
pub async fn effects(house: &House, hub: HubId) -> Vec<(Uuid, String)> {
    house
        .app
        .db
        .read(async move |tx| {
            tx.all(
                sql("SELECT id, answers FROM reflections WHERE hub_id = $1 ORDER BY id").bind(hub),
            )
            .await
        })
        .await
        .unwrap()
}

/// One number out of the database.
pub async fn number(house: &House, text: &'static str) -> i64 {
    house
        .app
        .db
        .read(async move |tx| tx.value(sql(text)).await)
        .await
        .unwrap()
}

/// A phone with its outbox and its copy of the rows.
#[derive(Clone)]
pub struct Phone {
    pub who: Who,
    pub outbox: Outbox,
    pub store: Store,
    pub shift: Uuid,
    /// Milliseconds that its wall clock is ahead.
    pub ahead_ms: i64,
    made: u128,
}

impl Phone {
    /// Enrols a phone for somebody new and fetches for the first time.
    pub async fn new(house: &House, place: Place) -> Self {
        let who = house.who(Role::Organiser, Some(place.hub)).await;
        Self::of(house, &who, Role::Organiser, place).await
    }

    /// Enrols another phone for somebody.
    pub async fn of(house: &House, who: &Who, role: Role, place: Place) -> Self {
        let (who, install) = house.enrolled(who, role, place.hub).await;
        let mut phone = Self {
            who,
            outbox: Outbox::new(install, "new"),
            store: Store::default(),
            shift: Uuid::from_u128(77),
            ahead_ms: 0,
            made: 0,
        };
        phone.pull_all(house, 1_000).await;
        phone.outbox = Outbox::new(install, phone.store.epoch().unwrap());
        phone
    }

    pub fn now(&self, house: &House) -> Moment {
        Moment::from_ms(house.app.clock.now().0 + self.ahead_ms)
    }

    fn mono(house: &House) -> u64 {
        u64::try_from(house.app.clock.now().0).unwrap() - 1_700_000_000_000
    }

    /// Makes no id again that another life of this phone has made.
    pub fn go_on_after(&mut self, other: &Self) {
        self.made = self.made.max(other.made);
    }

    /// A new id of this phone, the same in every run.
    pub fn fresh_id(&mut self) -> Uuid {
        self.made += 1;
        Uuid::from_u128(self.outbox.install().as_u128() ^ (self.made << 8))
    }

    /// Writes down something that happened now; its key.
    pub fn write(&mut self, house: &House, id: Uuid, rev: u32, data: &OpData) -> OpKey {
        let at = self.now(house);
        let draft = Draft::of(id, Some(self.shift), at, Self::mono(house), data);
        self.outbox.append(Draft { rev, ..draft }).unwrap();
        OpKey { id, rev }
    }

    /// A visit with this outcome.
    pub fn visit(&mut self, house: &House, outcome: Outcome) -> OpKey {
        let id = self.fresh_id();
        self.write(house, id, 1, &visited(outcome))
    }

    /// Takes a record back.
    pub fn void(&mut self, house: &House, target: Uuid) -> OpKey {
        let id = self.fresh_id();
        let void = RecordVoid {
            target,
            reason: VoidReason::Mistake,
        };
        self.write(house, id, 1, &OpData::RecordVoid(void))
    }

    /// The next push, with its batch.
    pub fn request(&self, house: &House, limits: &Limits) -> (Batch, PushRequest) {
        let batch = self.outbox.batch(limits).unwrap_or_default();
        let push = self
            .outbox
            .request(&batch, "b1", Self::mono(house), self.now(house));
        (batch, push)
    }

    /// Hands in what waits, once; the answer is stored.
    pub async fn push(&mut self, house: &House) -> PushResponse {
        let (batch, push) = self.request(house, &Limits::default());
        let answer = hand_in(house, &self.who, &push).await;
        self.outbox.apply(&batch, &answer);
        answer
    }

    /// Fetches until nothing is left, in pages of `max`; whether the rows agreed at the end.
    pub async fn pull_all(&mut self, house: &House, max: u32) -> bool {
        loop {
            let asked = self.store.ask();
            let page = fetch(house, &self.who, self.store.cursor(), max).await;
            let merged = self.store.apply(&asked, &page).unwrap();
            let (more, diverged) = match merged {
                Merged::Page { more, diverged, .. } => (more, diverged),
                Merged::Stale => unreachable!("a page of ours is never stale"),
            };
            if !more {
                return !diverged;
            }
        }
    }
}

/// The data of a visit.
pub fn visited(outcome: Outcome) -> OpData {
    visited_at(DoorId(Uuid::from_u128(5)), outcome)
}

/// The data of a visit at this door.
pub fn visited_at(door: DoorId, outcome: Outcome) -> OpData {
    OpData::VisitRecord(VisitRecord {
        door: door.0,
        outcome,
        day: "2026-05-16".parse().unwrap(),
        hour_band: HourBand::Midday,
        language: None,
        come_back: None,
        left_card: false,
        listening: None,
    })
}

/// Sends a push and reads the answer, which must be one.
pub async fn hand_in(house: &House, who: &Who, push: &PushRequest) -> PushResponse {
    let (status, answer) = try_to_hand_in(house, who, push).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    serde_json::from_value(answer).unwrap()
}

/// Sends a push.
pub async fn try_to_hand_in(house: &House, who: &Who, push: &PushRequest) -> (StatusCode, Value) {
    house
        .post(
            Some(who),
            "/api/sync/v1/push",
            serde_json::to_value(push).unwrap(),
        )
        .await
}

/// Sends bytes as a push.
pub async fn send_body(
    house: &House,
    who: &Who,
    encoding: Option<&str>,
    body: Vec<u8>,
) -> (StatusCode, Value) {
    let request = request(Method::POST, Some(who), "/api/sync/v1/push");
    let request = match encoding {
        Some(encoding) => request.header(header::CONTENT_ENCODING, encoding),
        None => request,
    };
    house.send(request.body(Body::from(body)).unwrap()).await
}

/// Fetches one page, which must come.
pub async fn fetch(house: &House, who: &Who, cursor: Option<&str>, max: u32) -> PullResponse {
    let (status, answer) = try_to_fetch(house, who, cursor, max).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    serde_json::from_value(answer).unwrap()
}

/// Fetches one page.
pub async fn try_to_fetch(
    house: &House,
    who: &Who,
    cursor: Option<&str>,
    max: u32,
) -> (StatusCode, Value) {
    let cursor = cursor
        .map(|cursor| format!("&cursor={cursor}"))
        .unwrap_or_default();
    house
        .get(who, &format!("/api/sync/v1/pull?max={max}{cursor}"))
        .await
}

/// What became of each op: its verdict, in the order of the push.
pub fn verdicts(answer: &PushResponse) -> Vec<String> {
    let word = |r: &mobile_api::wire::OpResult| {
        let verdict = serde_json::to_value(r.r).unwrap();
        let why = r
            .why
            .map(|why| format!(" {}", why.code()))
            .unwrap_or_default();
        format!("{}{why}", verdict.as_str().unwrap())
    };
    answer.results.iter().map(word).collect()
}

/// The names of the streets a phone holds.
pub fn streets(phone: &Phone) -> Vec<String> {
    let name = |row: &Row| match row {
        Row::Street(street) => Some(street.name.clone()),
        _ => None,
    };
    phone.store.rows().filter_map(name).collect()
}

/// A push of this phone whose ops are replaced by these texts.
pub fn push_of(house: &House, phone: &Phone, ops: &[Value]) -> Value {
    let (_, push) = phone.request(house, &Limits::default());
    let mut push = serde_json::to_value(push).unwrap();
    let last_n = ops
        .iter()
        .filter_map(|op| op["n"].as_u64())
        .max()
        .unwrap_or(0);
    push["ops"] = json!(ops);
    push["outbox"] = json!({ "pending": 0, "oldest_n": null, "last_n": last_n });
    push
}

/// An op as JSON, to be spoilt.
pub fn op_json(house: &House, phone: &Phone, id: Uuid, n: u64, outcome: Outcome) -> Value {
    let op = Op {
        id,
        n,
        rev: 1,
        kind: OpKind::VisitRecord,
        v: 1,
        shift: Some(phone.shift),
        at: phone.now(house),
        mono_ms: 5,
        data: visited(outcome).to_value(),
    };
    serde_json::to_value(op).unwrap()
}

/// A list with these doors, issued to somebody's shift with a lease until then.
pub async fn issue_list(
    house: &House,
    place: Place,
    (list, shift): (Uuid, Uuid),
    (who, until): (&Who, doorstep::base::time::EpochMs),
    doors: &[Uuid],
) {
    let (person, doors, scope) = (who.person, doors.to_vec(), place.scope);
    let campaign = Uuid::from_u128(list.as_u128() + 1_000_000);
    let programme = place.programme;
    house
        .app
        .db
        .write(async move |tx| {
            tx.run(
                sql("INSERT INTO campaigns (hub_id, id, programme_id, patch_id, name, aim, starts,
                       ends, most_tries, gap_days, declined_gap_days, frame, codebook, created_at)
                     VALUES ($1, $2, $3, $2, $4, '', '2026-04-01', '2027-03-31', 3, 1, 90, '[]', 1, 0)")
                    .bind(scope.hub())
                    .bind(campaign)
                    .bind(programme)
                    .bind(campaign.to_string()),
            )
            .await?;
            tx.run(
                sql("INSERT INTO walk_lists (hub_id, id, campaign_id, patch_id, patch_version, name,
                       state, shift_id, lease_until, doors, minutes, metres, pieces, created_at)
                     VALUES ($1, $2, $3, $3, 1, 'List', 'issued', $4, $5, 1, 1.0, 1.0, 1, 0)")
                    .bind(scope.hub())
                    .bind(list)
                    .bind(campaign)
                    .bind(shift)
                    .bind(until),
            )
            .await?;
            for (n, door) in (1_i64..).zip(&doors) {
                tx.run(
                    sql("INSERT INTO walk_list_stops (hub_id, list_id, n, door_id, side)
                         VALUES ($1, $2, $3, $4, 'odd')")
                        .bind(scope.hub())
                        .bind(list)
                        .bind(n)
                        .bind(*door),
                )
                .await?;
            }
            let list_id = doorstep::base::ids::WalkListId(list);
            feed::open_list(tx, scope, person, list_id, ShiftId(shift)).await?;
            let mut rows = Feed::default();
            put_list(&mut rows, list, &doors);
            rows.publish(tx, scope).await
        })
        .await
        .unwrap();
}

/// The rows of a list: itself, its street, its doors.
pub fn put_list(rows: &mut Feed, list: Uuid, doors: &[Uuid]) {
    let row = json!({ "id": list, "name": "List", "doors": doors.len() });
    rows.put(list, "walk_list", list, &row);
    let street = Uuid::from_u128(list.as_u128() + 2_000_000);
    rows.put(
        list,
        "street",
        street,
        &json!({ "id": street, "name": "Long Lane" }),
    );
    for (n, door) in (1..).zip(doors) {
        let row =
            json!({ "id": door, "list": list, "n": n, "street": street, "lng": 0.1, "lat": 53.0 });
        rows.put(list, "door", *door, &row);
    }
}

/// Ends a list in this state, as its room would.
pub async fn end_list(house: &House, place: Place, list: Uuid, state: &'static str) {
    let (scope, now) = (place.scope, house.app.clock.now());
    house
        .app
        .db
        .write(async move |tx| {
            tx.run(
                sql(
                    "UPDATE walk_lists SET state = $3, ended_at = $4 WHERE hub_id = $1 AND id = $2",
                )
                .bind(scope.hub())
                .bind(list)
                .bind(state.to_owned())
                .bind(now),
            )
            .await?;
            let mut rows = Feed::default();
            let list_id = doorstep::base::ids::WalkListId(list);
            feed::close_list(tx, &mut rows, scope, list_id, now).await?;
            rows.publish(tx, scope).await
        })
        .await
        .unwrap();
}
