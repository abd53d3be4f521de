//! A shift in the field: a few streets, a campaign, people with phones, and what they hand in.

use doorstep::{
    access::Role,
    base::ids::{CampaignId, DoorId},
    db::sql,
};
use mobile_api::{
    core::{Draft, Outbox},
    wire::{Limits, Moment, OpData, OpKind, PushResponse},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{House, Place, Who},
    make::{self, Town},
};

/// A phone with its outbox.
pub struct Phone {
    pub who: Who,
    pub shift: Uuid,
    outbox: Outbox,
    made: u128,
}

impl Phone {
    /// Enrols a phone for somebody.
    pub async fn of(house: &House, place: Place, who: &Who, shift: Uuid) -> Self {
        let manager = house.who(Role::HubManager, Some(place.hub)).await;
        let phone = house.phone(who, Role::Organiser, place.hub).await;
        let (_, list) = house.get(&manager, "/api/v1/installs").await;
        let own = list["installs"]
            .as_array()
            .unwrap()
            .iter()
            .find(|install| install["person_id"] == json!(who.person))
            .unwrap()["id"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let (_, page) = house.get(&phone, "/api/sync/v1/pull").await;
        Self {
            who: phone,
            shift,
            outbox: Outbox::new(own, page["epoch"].as_str().unwrap()),
            made: 0,
        }
    }

    /// Writes something down that happened now; the record's id.
    pub fn say(&mut self, house: &House, kind: &OpKind, data: &Value) -> Uuid {
        self.made += 1;
        let id = Uuid::from_u128(self.outbox.install().as_u128() ^ (self.made << 8));
        self.write(house, (id, 1), kind, data);
        id
    }

    /// Writes a revision of a record.
    pub fn write(&mut self, house: &House, (id, rev): (Uuid, u32), kind: &OpKind, data: &Value) {
        let data = OpData::parse(kind, 1, data).unwrap();
        let at = Moment::from_ms(house.app.clock.now().0);
        let draft = Draft::of(id, Some(self.shift), at, mono(house), &data);
        self.outbox.append(Draft { rev, ..draft }).unwrap();
    }

    /// A visit with this outcome.
    pub fn visit(&mut self, house: &House, door: DoorId, outcome: &str) -> Uuid {
        self.say(house, &OpKind::VisitRecord, &visit(door, outcome))
    }

    /// A conversation at this door with so many voices.
    pub fn listen(&mut self, house: &House, door: DoorId, voices: Value) -> Uuid {
        let mut data = listening("door", voices);
        data["door"] = json!(door);
        self.say(house, &OpKind::ListeningRecord, &data)
    }

    /// A visit that became a conversation: the records of both.
    pub fn talk(&mut self, house: &House, door: DoorId, voices: Value) -> (Uuid, Uuid) {
        (
            self.visit(house, door, "listened"),
            self.listen(house, door, voices),
        )
    }

    /// Takes a record back.
    pub fn void(&mut self, house: &House, target: Uuid) -> Uuid {
        let data = json!({ "target": target, "reason": "mistake" });
        self.say(house, &OpKind::RecordVoid, &data)
    }

    /// Hands in what waits; what became of each op, in order: `accepted`, `held door_unknown`.
    pub async fn push(&mut self, house: &House) -> Vec<String> {
        let batch = self.outbox.batch(&Limits::default()).unwrap();
        let at = Moment::from_ms(house.app.clock.now().0);
        let push = self.outbox.request(&batch, "b1", mono(house), at);
        let body = serde_json::to_value(push).unwrap();
        let (status, answer) = house.post(Some(&self.who), "/api/sync/v1/push", body).await;
        assert_eq!(status, 200, "{answer}");
        let answer: PushResponse = serde_json::from_value(answer).unwrap();
        self.outbox.apply(&batch, &answer);
        let word = |result: &mobile_api::wire::OpResult| {
            let verdict = serde_json::to_value(result.r).unwrap();
            let why = result.why.map(|why| format!(" {}", why.code()));
            format!("{}{}", verdict.as_str().unwrap(), why.unwrap_or_default())
        };
        answer.results.iter().map(word).collect()
    }

    /// What the phone would seal: the push of everything that waits.
    pub fn unsent(&self, house: &House) -> Value {
        let all = Limits {
            ops_per_push: 1_000,
            bytes_per_push: 1 << 22,
            ..Limits::default()
        };
        let batch = self.outbox.batch(&all).unwrap();
        let at = Moment::from_ms(house.app.clock.now().0);
        serde_json::to_value(self.outbox.request(&batch, "b1", mono(house), at)).unwrap()
    }

    /// The phone's own id.
    pub fn install(&self) -> Uuid {
        self.outbox.install()
    }

    /// Hands in what waits, and all of it is accepted.
    pub async fn push_all(&mut self, house: &House) {
        let verdicts = self.push(house).await;
        assert!(
            verdicts.iter().all(|word| word == "accepted"),
            "{verdicts:?}"
        );
    }

    /// Goes out with these lists.
    pub fn start(&mut self, house: &House, lists: &[&str]) {
        let end = house.app.clock.now().plus(7_200_000).to_string();
        let data = json!({ "lists": lists, "expected_end": end, "people": 2 });
        self.say(house, &OpKind::ShiftStart, &data);
    }

    /// Comes back, having counted this.
    pub fn end(&mut self, house: &House, counters: Value) {
        self.say(house, &OpKind::ShiftEnd, &json!({ "counters": counters }));
    }
}

fn mono(house: &House) -> u64 {
    u64::try_from(house.app.clock.now().0).unwrap() - 1_700_000_000_000
}

/// The data of a visit.
pub fn visit(door: DoorId, outcome: &str) -> Value {
    json!({ "door": door, "outcome": outcome, "day": "2026-05-16", "hour_band": "midday" })
}

/// The data of a conversation about one worry.
pub fn listening(mode: &str, voices: Value) -> Value {
    json!({ "voices": voices, "mode": mode, "happened_on": "2026-05-16",
        "statements": [{ "theme": Uuid::from_u128(4), "stance": "concern" }] })
}

/// A town, a campaign in it, and a shift with one recorder and their phone.
pub struct Outing {
    pub place: Place,
    pub town: Town,
    pub campaign: CampaignId,
    pub lead: Who,
    pub phone: Phone,
    pub shift: Uuid,
}

impl Outing {
    /// The address of the shift, or of something of it.
    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/shifts/{}{rest}", self.shift)
    }

    /// A door of the town.
    pub fn door(&self, n: usize) -> DoorId {
        self.town.doors[0][n]
    }

    /// Another recorder on the same campaign, with a shift of their own.
    pub async fn another(&self, house: &House) -> Phone {
        let who = house.who(Role::Organiser, Some(self.place.hub)).await;
        let shift = plan(house, &self.lead, self.campaign, &who).await;
        Phone::of(house, self.place, &who, shift).await
    }

    /// Closes the shift without asking for more.
    pub async fn close(&self, house: &House) {
        let (status, answer) = house
            .post(Some(&self.lead), &self.path("/end"), Value::Null)
            .await;
        assert_eq!(status, 200, "{answer}");
        let (status, answer) = house
            .post(Some(&self.lead), &self.path("/close"), Value::Null)
            .await;
        assert_eq!(status, 200, "{answer}");
        assert_eq!(answer["state"], "closed");
    }

    /// The debrief.
    pub async fn debrief(&self, house: &House) -> Value {
        let (status, answer) = house.get(&self.lead, &self.path("/debrief")).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }
}

/// Plans a shift for one recorder.
pub async fn plan(house: &House, lead: &Who, campaign: CampaignId, who: &Who) -> Uuid {
    let now = house.app.clock.now();
    let body = json!({ "campaign": campaign, "planned_start": now,
        "planned_end": now.plus(7_200_000), "start_place": "Millfield Hall", "buddy": "Ruth",
        "people": [{ "person": who.person, "part": "recorder" }] });
    let (status, shift) = house.post(Some(lead), "/api/v1/shifts", body).await;
    assert_eq!(status, 201, "{shift}");
    shift["id"].as_str().unwrap().parse().unwrap()
}

/// A planned shift in a town of two streets.
pub async fn outing(house: &House) -> Outing {
    let town = make::town(house, &[8, 4]).await;
    let place = house.hub("Northgate").await;
    let (lead, campaign) = make::campaign(house, place, "Spring").await;
    let who = house.who(Role::Organiser, Some(place.hub)).await;
    let shift = plan(house, &lead, campaign, &who).await;
    let phone = Phone::of(house, place, &who, shift).await;
    Outing {
        place,
        town,
        campaign,
        lead,
        phone,
        shift,
    }
}

/// What the ledger says of a measure, of the whole hub.
pub async fn counted(house: &House, place: Place, measure: &str) -> i64 {
    let (hub, measure) = (place.hub, measure.to_owned());
    house
        .app
        .db
        .read(async move |tx| {
            let text = "SELECT CAST(COALESCE(SUM(delta), 0) AS BIGINT) FROM ledger_entries \
                        WHERE hub_id = $1 AND measure = $2";
            tx.value(sql(text).bind(hub).bind(measure)).await
        })
        .await
        .unwrap()
}

/// One number of a hub out of the database.
pub async fn number(house: &House, place: Place, text: &'static str) -> i64 {
    let hub = place.hub;
    house
        .app
        .db
        .read(async move |tx| tx.value(sql(text).bind(hub)).await)
        .await
        .unwrap()
}
