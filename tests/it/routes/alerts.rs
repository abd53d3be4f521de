//! The watch over people who are out.

use std::sync::{Arc, Mutex};

use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use doorstep::{access::Role, app, shifts::alerts::Outward};
use mobile_api::wire::OpKind;
use serde_json::{Value, json};

use crate::{
    field::{Outing, number, outing},
    harness::{House, Who, both},
};

const MINUTE: i64 = 60_000;

/// A shift that is out, expected back in an hour.
async fn out_for_an_hour(house: &House) -> Outing {
    let mut out = outing(house).await;
    let end = house.app.clock.now().plus(60 * MINUTE).to_string();
    let data =
        json!({ "lists": [], "expected_end": end, "people": 2, "street": out.town.streets[0] });
    out.phone.say(house, &OpKind::ShiftStart, &data);
    out.phone.push_all(house).await;
    out
}

/// So many minutes after noon, the watch goes round.
async fn sweep_at(house: &House, minutes: i64) {
    let noon = crate::harness::NOON
        .parse::<doorstep::base::time::EpochMs>()
        .unwrap();
    house.clock.set(noon.plus(minutes * MINUTE));
    app::sweep(&house.app).await.unwrap();
}

async fn steps(house: &House, who: &Who) -> Vec<String> {
    let (status, answer) = house.get(who, "/api/v1/alerts").await;
    assert_eq!(status, 200, "{answer}");
    let alerts = answer["alerts"].as_array().unwrap();
    let mut steps: Vec<String> = alerts
        .iter()
        .map(|alert| alert["step"].as_str().unwrap().to_owned())
        .collect();
    steps.sort();
    steps
}

/// What the phone is told of its shift.
async fn on_the_phone(house: &House, out: &Outing) -> Value {
    let (_, page) = house.get(&out.phone.who, "/api/sync/v1/pull").await;
    let changes = page["changes"].as_array().unwrap();
    let rows = changes.iter().map(|change| &change["put"]);
    let row = rows.into_iter().find(|row| row["kind"] == "shift");
    row.unwrap()["safety"].clone()
}

async fn resolve(house: &House, who: &Who) -> u16 {
    let (_, answer) = house.get(who, "/api/v1/alerts").await;
    let id = answer["alerts"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/alerts/{id}/resolve");
    house.post(Some(who), &path, Value::Null).await.0.as_u16()
}

/// A gateway that fails so often before it works, and what it was told.
#[derive(Clone, Default)]
struct Gateway {
    failures: Arc<Mutex<u32>>,
    told: Arc<Mutex<Vec<Value>>>,
}

async fn receive(State(gateway): State<Gateway>, Json(alert): Json<Value>) -> StatusCode {
    let mut failures = gateway.failures.lock().unwrap();
    if *failures > 0 {
        *failures -= 1;
        return StatusCode::BAD_GATEWAY;
    }
    gateway.told.lock().unwrap().push(alert);
    StatusCode::OK
}

async fn gateway(failures: u32) -> (Gateway, Outward) {
    let gateway = Gateway::default();
    *gateway.failures.lock().unwrap() = failures;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = format!("http://{}/alert", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/alert", post(receive))
        .with_state(gateway.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (gateway, Outward::to(&address).unwrap())
}

both! {
    async fn people_who_are_not_back_are_late_then_overdue_then_raised_each_once(house: House) {
        let out = out_for_an_hour(&house).await;
        assert_eq!(on_the_phone(&house, &out).await, "watched");

        for (minutes, safety, wanted) in [
            (69, "watched", &[][..]),
            (70, "late", &["late"][..]),
            (71, "late", &["late"][..]),
            (80, "overdue", &["late", "overdue"][..]),
            (90, "raised", &["late", "overdue", "raised"][..]),
            (300, "raised", &["late", "overdue", "raised"][..]),
        ] {
            sweep_at(&house, minutes).await;
            assert_eq!(on_the_phone(&house, &out).await, safety, "{minutes}");
            assert_eq!(steps(&house, &out.lead).await, wanted, "{minutes}");
        }
        let (_, answer) = house.get(&out.lead, "/api/v1/alerts").await;
        let alert = &answer["alerts"][0];
        assert_eq!((&alert["step"], &alert["last_street"]), (&json!("raised"), &json!("1 Street")));
        assert_eq!((&alert["buddy"], &alert["cause"]), (&json!("Ruth"), &json!("time")));
        assert_eq!(alert["people"][0]["name"], "Test organiser");
        assert_eq!(answer["outward"], false);
        assert!(answer["text"].as_str().unwrap().contains("does not call the police"));

        assert_eq!(resolve(&house, &out.lead).await, 204);

        assert_eq!(steps(&house, &out.lead).await, Vec::<String>::new());
        assert_eq!(on_the_phone(&house, &out).await, "resolved");
        sweep_at(&house, 400).await;
        assert_eq!(steps(&house, &out.lead).await, Vec::<String>::new());
    }

    async fn a_server_that_was_down_catches_up_with_every_step(house: House) {
        let out = out_for_an_hour(&house).await;

        sweep_at(&house, 200).await;

        assert_eq!(steps(&house, &out.lead).await, ["late", "overdue", "raised"]);
    }

    async fn two_replicas_that_look_at_once_note_a_step_once(house: House) {
        let out = out_for_an_hour(&house).await;
        house.clock.advance(95 * MINUTE);

        let (one, two) = tokio::join!(app::sweep(&house.app), app::sweep(&house.app));
        one.unwrap();
        two.unwrap();

        assert_eq!(steps(&house, &out.lead).await, ["late", "overdue", "raised"]);
    }

    async fn a_sign_of_life_settles_what_was_late_and_the_watch_goes_on(house: House) {
        let mut out = out_for_an_hour(&house).await;
        sweep_at(&house, 75).await;

        out.phone.say(&house, &OpKind::ShiftCheckIn, &json!({}));
        out.phone.push_all(&house).await;

        assert_eq!(on_the_phone(&house, &out).await, "watched");
        assert_eq!(steps(&house, &out.lead).await, Vec::<String>::new());
        sweep_at(&house, 84).await;
        assert_eq!(steps(&house, &out.lead).await, Vec::<String>::new());
        sweep_at(&house, 86).await;
        assert_eq!(steps(&house, &out.lead).await, ["late"]);

        out.phone.end(&house, json!({ "visits": 0, "knocks": 0, "listened": 0, "listenings": 0, "ops": 3 }));
        out.phone.push_all(&house).await;
        sweep_at(&house, 200).await;
        assert_eq!(steps(&house, &out.lead).await, Vec::<String>::new());
        assert_eq!(on_the_phone(&house, &out).await, "ok");
    }

    async fn a_sign_of_life_from_long_ago_settles_nothing(house: House) {
        let mut out = out_for_an_hour(&house).await;
        house.clock.advance(30 * MINUTE);
        out.phone.say(&house, &OpKind::ShiftCheckIn, &json!({}));
        sweep_at(&house, 82).await;

        out.phone.push_all(&house).await;
        sweep_at(&house, 83).await;

        assert_eq!(steps(&house, &out.lead).await, ["late", "overdue"]);
        assert_eq!(on_the_phone(&house, &out).await, "overdue");
    }

    async fn the_quiet_help_press_is_raised_at_once_and_stays_until_somebody_settles_it(house: House) {
        let mut out = out_for_an_hour(&house).await;
        for street in [out.town.streets[1], out.town.streets[1]] {
            let data = json!({ "alert": "help", "street": street });
            out.phone.say(&house, &OpKind::SafetyAlert, &data);
        }
        out.phone.push_all(&house).await;

        assert_eq!(steps(&house, &out.lead).await, ["raised"]);
        assert_eq!(on_the_phone(&house, &out).await, "raised");
        out.phone.end(&house, json!({ "visits": 0, "knocks": 0, "listened": 0, "listenings": 0, "ops": 4 }));
        out.phone.push_all(&house).await;
        assert_eq!(steps(&house, &out.lead).await, ["raised"]);

        out.phone.say(&house, &OpKind::SafetyAlert, &json!({ "alert": "resolved" }));
        out.phone.push_all(&house).await;

        assert_eq!(steps(&house, &out.lead).await, Vec::<String>::new());
        let (_, all) = house.get(&out.lead, "/api/v1/alerts?resolved=true").await;
        assert_eq!(all["alerts"].as_array().unwrap().len(), 1);
    }

    async fn a_buddy_sees_and_settles_the_alerts_of_the_shifts_they_watch_and_no_other(house: House) {
        let mut out = outing(&house).await;
        let buddy = house.who(Role::Organiser, Some(out.place.hub)).await;
        let stranger = house.who(Role::Organiser, Some(out.place.hub)).await;
        let end = house.app.clock.now().plus(60 * MINUTE).to_string();
        let data = json!({ "lists": [], "expected_end": end, "people": 1, "buddy": buddy.person });
        out.phone.say(&house, &OpKind::ShiftStart, &data);
        out.phone.push_all(&house).await;
        sweep_at(&house, 82).await;

        assert_eq!(steps(&house, &stranger).await, Vec::<String>::new());
        let (_, answer) = house.get(&out.lead, "/api/v1/alerts").await;
        let path = format!("/api/v1/alerts/{}/resolve", answer["alerts"][0]["id"].as_str().unwrap());
        assert_eq!(house.post(Some(&stranger), &path, Value::Null).await.0, 404);
        assert_eq!(steps(&house, &buddy).await, ["late", "overdue"]);
        assert_eq!(resolve(&house, &buddy).await, 204);
        assert_eq!(steps(&house, &out.lead).await, Vec::<String>::new());
        let there = house.hub("Southgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(there.hub)).await;
        assert_eq!(house.post(Some(&lead), &path, Value::Null).await.0, 404);
    }

    async fn alerts_go_outward_until_they_arrived_and_no_further(house: House) {
        let out = out_for_an_hour(&house).await;
        let (gateway, outward) = gateway(2).await;
        sweep_at(&house, 70).await;
        assert_eq!(outward.post_due(&house.app).await.unwrap(), 0);
        sweep_at(&house, 81).await;

        // It fails, and is not tried again before its time.
        assert_eq!(outward.post_due(&house.app).await.unwrap(), 0);
        assert_eq!(outward.post_due(&house.app).await.unwrap(), 0);
        assert_eq!(*gateway.failures.lock().unwrap(), 1);
        house.clock.advance(10_000);
        assert_eq!(outward.post_due(&house.app).await.unwrap(), 0);
        house.clock.advance(20_000);
        assert_eq!(outward.post_due(&house.app).await.unwrap(), 1);
        house.clock.advance(MINUTE);
        assert_eq!(outward.post_due(&house.app).await.unwrap(), 0);

        let told = gateway.told.lock().unwrap().clone();
        assert_eq!(told.len(), 1);
        let mut alert = told[0].clone();
        assert!(alert["alert"].is_string());
        alert.as_object_mut().unwrap().remove("alert");
        assert_eq!(alert, json!({
            "step": "overdue", "cause": "time", "hub": "Northgate", "shift": out.shift,
            "buddy": "Ruth", "last_street": "1 Street",
            "expected_end": "2026-05-16T13:00:00.000Z", "people": 1,
            "text": "1 person of Northgate should have been back 21 minutes ago and have not said \
                     so. Last street: 1 Street. Buddy: Ruth. Ring them now. Nobody has called the \
                     police.",
        }));
        let (_, list) = house.get(&out.lead, "/api/v1/alerts").await;
        assert!(list["alerts"][0]["posted_at"].is_string() || list["alerts"][1]["posted_at"].is_string());

        // What was settled before it could be posted is not posted.
        sweep_at(&house, 92).await;
        assert_eq!(resolve(&house, &out.lead).await, 204);
        assert_eq!(outward.post_due(&house.app).await.unwrap(), 0);
    }

    async fn alerts_and_signs_of_life_are_gone_after_thirty_days(house: House) {
        let out = out_for_an_hour(&house).await;
        sweep_at(&house, 95).await;
        let alerts = "SELECT COUNT(*) FROM alerts WHERE hub_id = $1";
        let signs = "SELECT COUNT(*) FROM check_ins WHERE hub_id = $1";
        sweep_at(&house, 29 * 24 * 60).await;
        doorstep::privacy::retention::daily(&house.app).await.unwrap();
        assert_eq!(number(&house, out.place, alerts).await, 3);
        assert_eq!(number(&house, out.place, signs).await, 1);

        sweep_at(&house, 31 * 24 * 60).await;
        doorstep::privacy::retention::daily(&house.app).await.unwrap();

        assert_eq!(number(&house, out.place, alerts).await, 0);
        assert_eq!(number(&house, out.place, signs).await, 0);
    }
}
