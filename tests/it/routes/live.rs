//! Who is out now, over real HTTP.

use std::time::Duration;

use doorstep::{access::Role, app};
use futures_util::{Stream, StreamExt};
use mobile_api::wire::OpKind;
use serde_json::{Value, json};

use crate::{
    field::{Outing, outing, plan},
    harness::{House, Who, both},
};

const MINUTE: i64 = 60_000;

/// The house on a port of its own, looking every few milliseconds.
async fn served(house: &mut House) -> String {
    let mut config = (*house.app.config).clone();
    config.watch_every_ms = 20;
    house.app.config = config.into();
    house.restart();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = app::router(house.app.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// A connection, event by event.
struct Watch {
    stream: std::pin::Pin<Box<dyn Stream<Item = reqwest::Result<Vec<u8>>> + Send>>,
    text: String,
}

impl Watch {
    async fn at(address: &str, who: &Who) -> Self {
        let answer = ask(address, who).await;
        assert_eq!(answer.status(), 200);
        let kind = answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(kind, "text/event-stream");
        let stream = answer
            .bytes_stream()
            .map(|bytes| bytes.map(|bytes| bytes.to_vec()));
        Self {
            stream: Box::pin(stream),
            text: String::new(),
        }
    }

    /// The next event's name and data; `None` when the server ended the stream.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some((event, rest)) = self.text.clone().split_once("\n\n") {
                rest.clone_into(&mut self.text);
                let line = |head: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(head));
                    line.map(|line| line.trim().to_owned())
                };
                if let (Some(name), Some(data)) = (line("event:"), line("data:")) {
                    return Some((name, serde_json::from_str(&data).unwrap()));
                }
            }
            let more = tokio::time::timeout(Duration::from_secs(20), self.stream.next());
            let bytes = more
                .await
                .expect("nothing came for twenty seconds")?
                .unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// The kinds of the next so many changes.
    async fn changes(&mut self, count: usize) -> Vec<String> {
        let mut kinds = Vec::new();
        for _ in 0..count {
            let (name, data) = self.next().await.unwrap();
            assert_eq!(name, "change", "{data}");
            kinds.push(data["kind"].as_str().unwrap().to_owned());
        }
        kinds
    }
}

async fn ask(address: &str, who: &Who) -> reqwest::Response {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .build()
        .unwrap()
        .get(format!("{address}/api/v1/shifts/live"))
        .bearer_auth(&who.token)
        .send()
        .await
        .unwrap()
}

fn start(out: &mut Outing, house: &House) {
    let end = house.app.clock.now().plus(60 * MINUTE).to_string();
    let data =
        json!({ "lists": [], "expected_end": end, "people": 2, "street": out.town.streets[0] });
    out.phone.say(house, &OpKind::ShiftStart, &data);
}

both! {
    async fn a_lead_sees_people_go_out_be_late_be_raised_and_come_back(house: House) {
        let mut house = house;
        let address = served(&mut house).await;
        let mut out = outing(&house).await;
        let mut watch = Watch::at(&address, &out.lead).await;

        let (name, state) = watch.next().await.unwrap();
        assert_eq!(name, "state");
        let shift = &state["shifts"][0];
        assert_eq!((&shift["state"], &shift["campaign_name"]), (&json!("planned"), &json!("Spring")));
        assert_eq!((&shift["buddy"], &shift["people"][0]["name"]), (&json!("Ruth"), &json!("Test organiser")));

        start(&mut out, &house);
        out.phone.push_all(&house).await;
        let (_, started) = watch.next().await.unwrap();
        assert_eq!((&started["kind"], &started["shift"]["last_street"]), (&json!("started"), &json!("1 Street")));

        house.clock.advance(20 * MINUTE);
        out.phone.say(&house, &OpKind::ShiftCheckIn, &json!({ "street": out.town.streets[1] }));
        out.phone.push_all(&house).await;
        let (_, well) = watch.next().await.unwrap();
        assert_eq!((&well["kind"], &well["shift"]["last_street"]), (&json!("checked_in"), &json!("2 Street")));

        // Nobody sweeps here: the time alone makes them late.
        house.clock.advance(51 * MINUTE);
        assert_eq!(watch.changes(1).await, ["late"]);
        house.clock.advance(10 * MINUTE);
        assert_eq!(watch.changes(1).await, ["overdue"]);
        house.clock.advance(10 * MINUTE);
        let (_, raised) = watch.next().await.unwrap();
        assert_eq!((&raised["kind"], &raised["shift"]["safety"]), (&json!("raised"), &json!("raised")));

        let (status, _) = house.post(Some(&out.lead), &out.path("/end"), Value::Null).await;
        assert_eq!(status, 200);
        assert_eq!(watch.changes(1).await, ["back"]);
        house.clock.advance(61 * MINUTE);
        // It leaves with the next full look.
        out.another(&house).await;
        let mut kinds = watch.changes(2).await;
        kinds.sort();
        assert_eq!(kinds, ["gone", "planned"]);
    }

    async fn an_open_alert_is_told_with_its_shift_until_somebody_settles_it(house: House) {
        let mut house = house;
        let address = served(&mut house).await;
        let mut out = outing(&house).await;
        start(&mut out, &house);
        out.phone.push_all(&house).await;
        let mut watch = Watch::at(&address, &out.lead).await;
        watch.next().await.unwrap();

        out.phone.say(&house, &OpKind::SafetyAlert, &json!({ "alert": "help" }));
        out.phone.push_all(&house).await;
        let (_, raised) = watch.next().await.unwrap();
        assert_eq!(raised["kind"], "raised");
        let alert = raised["shift"]["alerts"][0].clone();
        assert_eq!(alert["cause"], "help");

        let path = format!("/api/v1/alerts/{}/resolve", alert["id"].as_str().unwrap());
        assert_eq!(house.post(Some(&out.lead), &path, Value::Null).await.0, 204);
        let (_, settled) = watch.next().await.unwrap();
        assert_eq!((&settled["kind"], &settled["shift"]["alerts"]), (&json!("settled"), &json!([])));
    }

    async fn a_buddy_sees_the_shifts_they_watch_and_a_stranger_none(house: House) {
        let mut house = house;
        let address = served(&mut house).await;
        let mut out = outing(&house).await;
        let buddy = house.who(Role::Organiser, Some(out.place.hub)).await;
        let now = house.app.clock.now();
        let who = house.who(Role::Organiser, Some(out.place.hub)).await;
        let body = json!({ "campaign": out.campaign, "planned_start": now, "planned_end": now.plus(7_200_000),
            "buddy_id": buddy.person, "people": [{ "person": who.person, "part": "recorder" }] });
        let (_, watched) = house.post(Some(&out.lead), "/api/v1/shifts", body).await;

        let mut watch = Watch::at(&address, &buddy).await;
        let (_, state) = watch.next().await.unwrap();
        let shifts = state["shifts"].as_array().unwrap();
        assert_eq!(shifts.len(), 1);
        assert_eq!(shifts[0]["shift"], watched["id"]);
        // Nothing is told of the other shift: the next event is of the own one.
        start(&mut out, &house);
        out.phone.push_all(&house).await;
        let path = format!("/api/v1/shifts/{}/cancel", watched["id"].as_str().unwrap());
        house.post(Some(&out.lead), &path, json!({ "reason": "Rain" })).await;
        let (_, gone) = watch.next().await.unwrap();
        assert_eq!((&gone["kind"], &gone["shift"]["shift"]), (&json!("gone"), &watched["id"]));

        let south = house.hub("Southgate").await;
        let other = house.who(Role::LeadOrganiser, Some(south.hub)).await;
        let mut watch = Watch::at(&address, &other).await;
        assert_eq!(watch.next().await.unwrap().1["shifts"], json!([]));
        let group = house.who(Role::GroupMember, Some(out.place.hub)).await;
        assert_eq!(ask(&address, &group).await.status(), 403);
    }

    async fn a_session_that_is_taken_back_ends_the_watch_in_a_sentence(house: House) {
        let mut house = house;
        let address = served(&mut house).await;
        let out = outing(&house).await;
        let mut watch = Watch::at(&address, &out.lead).await;
        watch.next().await.unwrap();

        let (status, _) = house.call(axum::http::Method::DELETE, Some(&out.lead), "/api/v1/session").await;
        assert!(status.is_success(), "{status}");

        let (name, end) = watch.next().await.unwrap();
        assert_eq!((name.as_str(), &end["code"]), ("end", &json!("session_expired")));
        assert!(end["detail"].as_str().unwrap().contains("Sign in again"), "{end}");
        assert_eq!(watch.next().await, None);
    }

    async fn a_server_that_stops_says_so_to_whoever_watches(house: House) {
        let mut house = house;
        let address = served(&mut house).await;
        let out = outing(&house).await;
        let mut watch = Watch::at(&address, &out.lead).await;
        watch.next().await.unwrap();

        house.app.closing.send_replace(true);

        assert_eq!(watch.next().await.unwrap().1["code"], "restarting");
        assert_eq!(watch.next().await, None);
    }

    async fn what_another_replica_does_is_seen_too(house: House) {
        let mut house = house;
        let address = served(&mut house).await;
        let out = outing(&house).await;
        let mut watch = Watch::at(&address, &out.lead).await;
        watch.next().await.unwrap();

        // The house's own router is another process to the one that serves.
        let who = house.who(Role::Organiser, Some(out.place.hub)).await;
        plan(&house, &out.lead, out.campaign, &who).await;

        assert_eq!(watch.changes(1).await, ["planned"]);
    }
}
