//! Unusual names, numbers, addresses and words are planted through the API, and looked for wherever
//! bytes lie: in the clear, in base64 and in hex. They are nowhere.

use std::{
    io::Write,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use doorstep::access::Role;
use mobile_api::wire::{OpKind, base64url_encode};
use serde_json::json;
use tracing_subscriber::{filter, fmt, prelude::*};

use crate::{
    erasure::holding,
    field::outing,
    harness::{House, both},
    routes::contacts::{details, keyed, sealed},
    routes::themes::change,
};

/// What is planted. No two share a piece of eight letters.
const CANARIES: [&str; 9] = [
    "Quillabamba Featherstonehaugh",
    "featherstonehaugh quillabamba",
    "07700 900987",
    "+447700900987",
    "zanzibarquux@canary.example",
    "14 Xylophone Terrace",
    "Wants the tortoise petition back",
    "He keeps hedgehogs behind a padlock",
    "Rang the duty desk about the padlock",
];

/// Every form in which bytes could stand somewhere: as they are, in hex, and in base64 at each of the
/// three places a piece can begin.
fn forms(text: &str) -> Vec<String> {
    let hex = hex::encode(text);
    let mut forms = vec![
        text.to_owned(),
        text.to_lowercase(),
        hex.to_uppercase(),
        hex,
    ];
    for lead in 0..3_usize {
        let mut bytes = vec![0_u8; lead];
        bytes.extend(text.as_bytes());
        let whole = base64url_encode(&bytes);
        // Letters at both ends depend on what stands beside them.
        let inner: String = whole.chars().skip(lead * 2).collect();
        let inner: String = inner.chars().take(inner.chars().count() - 3).collect();
        forms.push(inner.replace('-', "+").replace('_', "/"));
        forms.push(inner);
    }
    forms
}

/// Which canaries stand in these bytes.
fn singing(bytes: &[u8]) -> Vec<&'static str> {
    let holds = |needle: &str| {
        let needle = needle.as_bytes();
        bytes.windows(needle.len()).any(|window| window == needle)
    };
    let sings = |canary: &&&str| forms(canary).iter().any(|form| holds(form));
    CANARIES.iter().filter(sings).copied().collect()
}

/// Everything that is logged while it listens, from every thread, down to the last detail.
#[derive(Clone, Default)]
struct Listener {
    listens: Arc<AtomicBool>,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Write for Listener {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn listener() -> &'static Listener {
    static LISTENER: OnceLock<Listener> = OnceLock::new();
    LISTENER.get_or_init(|| {
        let made = Listener::default();
        let (listens, writer) = (Arc::clone(&made.listens), made.clone());
        let listens = filter::dynamic_filter_fn(move |_, _| listens.load(Ordering::Relaxed));
        let layer = fmt::layer()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .with_filter(listens);
        // The binary's other tests log to nobody.
        tracing_subscriber::registry().with(layer).init();
        made
    })
}

/// Every file beside the database, and a backup of it.
fn files(house: &House) -> Vec<(String, Vec<u8>)> {
    let Some(folder) = house.folder() else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

async fn back_up(house: &House) {
    use sqlx::{Connection, SqliteConnection};
    let Some(folder) = house.folder() else { return };
    let address = format!("sqlite://{}", folder.join("test.db").display());
    let mut other = SqliteConnection::connect(&address).await.unwrap();
    let copy = folder.join("backup.db").display().to_string();
    sqlx::query("VACUUM INTO $1")
        .bind(copy)
        .execute(&mut other)
        .await
        .unwrap();
    other.close().await.unwrap();
}

/// All that the vault and safeguarding do, with canaries in every field.
async fn sing(house: &House) {
    let mut out = outing(house).await;
    keyed(house, out.place).await;
    let keeper = house.who(Role::VaultKeeper, Some(out.place.hub)).await;
    let lead = house.who(Role::SafeguardingLead, Some(out.place.hub)).await;
    let plain = details(json!({ "name": CANARIES[0], "phone": CANARIES[2],
        "email": CANARIES[4], "post": CANARIES[5] }));
    let data = sealed(house, out.place, &plain).await;
    out.phone.say(house, &OpKind::ContactConsent, &data);
    out.phone.push_all(house).await;
    back_up(house).await;
    let (_, list) = house.get(&keeper, "/api/v1/contacts").await;
    let id = list["contacts"][0]["id"].as_str().unwrap().to_owned();
    let post = async |path: &str, body| {
        let (status, answer) = house.post(Some(&keeper), path, body).await;
        assert!(status.is_success(), "{path}: {answer}");
        answer
    };
    for by in [
        json!({ "phone": CANARIES[3] }),
        json!({ "name": CANARIES[1] }),
        json!({ "email": CANARIES[4] }),
    ] {
        let mut by = by;
        by["purpose"] = json!("access_request");
        let found = post("/api/v1/contacts/search", by).await;
        assert_eq!(found["contacts"].as_array().unwrap().len(), 1);
    }
    let agreed = json!({ "contact": id, "what": CANARIES[6] });
    post("/api/v1/follow_ups", agreed).await;
    let path = format!("/api/v1/contacts/{id}");
    let (status, _) = change(house, &keeper, &path, json!({ "post": CANARIES[5] })).await;
    assert_eq!(status, 200);
    post(
        &format!("{path}/use"),
        json!({ "channel": "email", "purpose": "invite" }),
    )
    .await;
    for form in ["json", "text"] {
        let path = format!("{path}/export?purpose=access_request&form={form}");
        assert_eq!(house.get(&keeper, &path).await.0, 200);
    }
    // What is refused is repeated by nobody.
    for body in [
        json!({ "name": CANARIES[0], "phone": [CANARIES[2]], "purposes": ["news"], "wording": "w",
            "language": "en", "given_on": "2026-05-16" }),
        json!({ "name": CANARIES[0], "phone": CANARIES[4], "purposes": ["news"], "wording": "w",
            "language": "en", "given_on": "2026-05-16" }),
        json!({ "name": CANARIES[0] }),
    ] {
        let (status, answer) = house.post(Some(&keeper), "/api/v1/contacts", body).await;
        assert_eq!(status, 400);
        assert_eq!(
            singing(answer.to_string().as_bytes()),
            Vec::<&str>::new(),
            "{answer}"
        );
    }
    let told = json!({ "kind": "adult", "words": CANARIES[7] });
    let (status, _) = house.post(Some(&keeper), "/api/v1/concerns", told).await;
    assert_eq!(status, 201);
    let (_, list) = house.get(&lead, "/api/v1/concerns").await;
    let path = format!(
        "/api/v1/concerns/{}/steps",
        list["concerns"][0]["id"].as_str().unwrap()
    );
    let step = json!({ "step": "referred", "to": "police", "words": CANARIES[8] });
    let (status, read) = house.post(Some(&lead), &path, step).await;
    assert_eq!(status, 201);
    assert_eq!(read["words"], CANARIES[7]);
}

both! {
    async fn nobody_who_has_the_files_or_the_logs_reads_a_name(house: House) {
        let log = listener();
        log.listens.store(true, Ordering::Relaxed);
        tracing::info!("the listener hears: {}", "a plain word of its own");
        sing(&house).await;
        log.listens.store(false, Ordering::Relaxed);

        let heard = log.heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let heard_it = String::from_utf8_lossy(&heard).contains("a plain word of its own");
        assert!(heard_it && heard.len() > 1_000, "nothing was listened to");
        assert_eq!(singing(&heard), Vec::<&str>::new(), "in the logs");
        let files = files(&house);
        if house.folder().is_some() {
            let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
            for wanted in ["test.db", "test.db-wal", "test.db-shm", "backup.db"] {
                assert!(names.contains(&wanted), "{names:?}");
            }
        }
        for (name, bytes) in &files {
            // What is no secret is there: these are the bytes that were written.
            let place = b"Northgate";
            let there = bytes.windows(place.len()).any(|window| window == place);
            assert!(there || name != "backup.db", "{name} is empty");
            assert_eq!(singing(bytes), Vec::<&str>::new(), "in {name}");
        }
        for canary in CANARIES {
            for form in forms(canary) {
                assert_eq!(holding(&house, &form).await, Vec::<String>::new(), "{canary}: {form}");
            }
        }
    }
}

#[test]
fn a_canary_is_heard_in_every_form() {
    for canary in CANARIES {
        for before in ["", "a", "ab", "abc"] {
            let text = format!("{before}{canary} and more");
            let hex = hex::encode(&text);
            for told in [
                text.clone(),
                base64url_encode(text.as_bytes()),
                hex.to_uppercase(),
                hex,
            ] {
                assert!(
                    singing(told.as_bytes()).contains(&canary),
                    "{before}{canary}: {told}"
                );
            }
        }
    }
}
