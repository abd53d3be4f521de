//! A hub that serves on a port of this machine, and phones that hold its lists.

use axum::http::StatusCode;
use doorstep::{access::Role, app};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{House, Who},
    make,
};

/// A hub that serves.
pub struct Hub {
    /// The house behind it.
    pub house: House,
    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub address: String,
    /// Its phones.
    pub phones: Vec<Phone>,
}

/// A phone with a list.
#[derive(Clone, Debug)]
pub struct Phone {
    /// Signed in.
    pub who: Who,
    /// Its number.
    pub install: Uuid,
    /// The epoch it knows.
    pub epoch: String,
    /// The shift it is on.
    pub shift: Uuid,
    /// The doors of its list.
    pub doors: Vec<String>,
}

/// Serves a house on a free port.
pub async fn serve(house: House) -> Hub {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = app::router(house.app.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    Hub {
        house,
        address,
        phones: Vec::new(),
    }
}

/// Sends out so many phones, each with a list of one cut through streets of these lengths.
pub async fn send_out(hub: &mut Hub, phones: usize, doors_per_street: &[u32]) {
    let house = &hub.house;
    make::town(house, doors_per_street).await;
    let place = house.hub("Northgate").await;
    let (lead, campaign) = make::campaign(house, place, "Spring").await;
    let path = format!("/api/v1/campaigns/{campaign}/cut");
    let order = json!({ "lists": phones, "known_doors_only": true });
    let made = post(house, &lead, &path, order).await;
    for list in made["walk_lists"].as_array().unwrap() {
        let who = house.who(Role::Organiser, Some(place.hub)).await;
        let now = house.app.clock.now();
        let plan = json!({ "campaign": campaign, "planned_start": now,
            "planned_end": now.plus(7_200_000), "start_place": "Millfield Hall", "buddy": "Ruth",
            "people": [{ "person": who.person, "part": "recorder" }] });
        let shift = post(house, &lead, "/api/v1/shifts", plan).await;
        let shift = shift["id"].as_str().unwrap();
        let path = format!("/api/v1/shifts/{shift}/issue");
        post(house, &lead, &path, json!({ "walk_list": list["id"] })).await;
        let (phone, install) = house.enrolled(&who, Role::Organiser, place.hub).await;
        let (doors, epoch) = doors_of(house, &phone).await;
        hub.phones.push(Phone {
            who: phone,
            install,
            epoch,
            shift: shift.parse().unwrap(),
            doors,
        });
    }
}

async fn post(house: &House, who: &Who, path: &str, body: Value) -> Value {
    let (status, answer) = house.post(Some(who), path, body).await;
    assert!(
        status == StatusCode::OK || status == StatusCode::CREATED,
        "{path}: {answer}"
    );
    answer
}

/// What the phone is told to knock at, and the server's epoch.
async fn doors_of(house: &House, phone: &Who) -> (Vec<String>, String) {
    let (mut doors, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/sync/v1/pull?max=1000{cursor}");
        let (_, page) = house.get(phone, &path).await;
        let changes = page["changes"].as_array().unwrap().iter();
        let puts = changes.filter(|change| change["put"]["kind"] == "door");
        doors.extend(puts.map(|change| change["put"]["id"].as_str().unwrap().to_owned()));
        if page["more"] != true {
            return (doors, page["epoch"].as_str().unwrap().to_owned());
        }
        cursor = format!("&cursor={}", page["cursor"].as_str().unwrap());
    }
}

/// A client that unpacks nothing by itself, so that bytes can be counted.
pub fn client() -> reqwest::Client {
    // The client wants one even for plain HTTP; a second installation keeps the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .no_gzip()
        .build()
        .unwrap()
}
