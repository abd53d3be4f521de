//! A database for one test, and the house in it.
//!
//! `both!` turns one test into two: `name::sqlite`, and `name::postgres` behind the feature
//! `test-postgres`, which needs a server in `DOORSTEP_TEST_POSTGRES` and fails without one.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header, response},
};
use doorstep::{
    access::{
        HubScope, Role,
        model::{Hub, HubKind, LegalForm, Programme},
        store::{self, Granted, NewSession},
    },
    app::{self, App},
    base::{
        clock::TestClock,
        ids::{GroupId, HubId, Ids, PersonId, ProgrammeId},
        seal::ServerKey,
        secret,
        time::EpochMs,
    },
    config::Config,
    db::Db,
};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// Turns one test of a house into one for each engine.
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident: House) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn run($house: House) $body

            $(#[$meta])*
            #[tokio::test]
            async fn sqlite() {
                run(House::sqlite().await).await;
            }

            $(#[$meta])*
            #[cfg(feature = "test-postgres")]
            #[tokio::test]
            async fn postgres() {
                run(House::postgres().await).await;
            }
        }
    )+};
}
pub(crate) use both;

/// The instant at which the test clock stands at first: a Saturday noon.
pub const NOON: &str = "2026-05-16T12:00:00Z";

/// A house with nobody in it.
pub struct House {
    /// Its handles.
    pub app: App,
    /// Its clock.
    pub clock: Arc<TestClock>,
    router: Router,
    folder: Option<tempfile::TempDir>,
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Who {
    /// Bearer token.
    pub token: String,
    /// Who they are.
    pub person: PersonId,
}

/// A hub in a programme.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The programme.
    pub programme: ProgrammeId,
    /// The hub.
    pub hub: HubId,
    /// Leave for its data.
    pub scope: HubScope,
}

impl House {
    /// On a temporary file (each connection would see its own `:memory:`).
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("test.db").display());
        Self::around(Db::open(&address).await.unwrap(), Some(folder)).await
    }

    /// On a fresh database of the server in `DOORSTEP_TEST_POSTGRES`.
    #[cfg(feature = "test-postgres")]
    pub async fn postgres() -> Self {
        Self::around(Db::open(&fresh_postgres().await).await.unwrap(), None).await
    }

    /// On a database at this address.
    pub async fn at(address: &str) -> Self {
        Self::around(Db::open(address).await.unwrap(), None).await
    }

    async fn around(db: Db, folder: Option<tempfile::TempDir>) -> Self {
        app::furnish(&db).await.unwrap();
        let clock = Arc::new(TestClock::at(NOON.parse::<EpochMs>().unwrap()));
        let ids = Ids::from_seed(clock.clone(), 7);
        let config = Config {
            server_key: Some(ServerKey::new([7; 32])),
            ..Config::default()
        };
        let app = App::new(db, clock.clone(), ids, config);
        let router = app::router(app.clone());
        Self {
            app,
            clock,
            router,
            folder,
        }
    }

    /// Where the files of an embedded database lie.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_ref().map(tempfile::TempDir::path)
    }

    /// The same house with other hands for pushed ops.
    pub fn with_handlers(mut self, handlers: doorstep::sync::Handlers) -> Self {
        self.app.handlers = Arc::new(handlers);
        self.router = app::router(self.app.clone());
        self
    }

    /// A new process over the same database.
    pub fn restart(&mut self) {
        self.router = app::router(self.app.clone());
    }

    /// A programme (April to March, from 2026) and a hub of this name in it.
    pub async fn hub(&self, name: &str) -> Place {
        let ids = &self.app.ids;
        let (programme, hub) = (ids.new_id(), ids.new_id());
        let new_programme = Programme {
            id: programme,
            name: format!("Programme of {name}"),
            starts: "2026-04-01".parse().unwrap(),
            ends: None,
            definition_set: "v1".to_owned(),
            deprivation_edition: 2025,
            year_starts_month: 4,
            grace_days: 10,
        };
        self.app
            .db
            .write(async move |tx| store::insert_programme(tx, new_programme.clone()).await)
            .await
            .unwrap();
        self.hub_in(programme, hub, name).await
    }

    /// Another hub in a programme that is there.
    pub async fn hub_in(&self, programme: ProgrammeId, hub: HubId, name: &str) -> Place {
        let now = self.app.clock.now();
        let new_hub = Hub {
            id: hub,
            name: name.to_owned(),
            legal_form: LegalForm::Charity,
            kind: HubKind::Hub,
            region: "North West".to_owned(),
            funded: true,
            joins_on: "2026-04-01".parse().unwrap(),
            leaves_on: None,
            successor_of: None,
            merged_into: None,
            version: 1,
        };
        self.app
            .db
            .write(async move |tx| store::insert_hub(tx, new_hub.clone(), now).await)
            .await
            .unwrap();
        Place {
            programme,
            hub,
            scope: HubScope::for_administrator(hub),
        }
    }

    /// Somebody of this role, signed in; network-wide roles take no hub.
    pub async fn who(&self, role: Role, hub: Option<HubId>) -> Who {
        self.who_in(role, hub, None).await
    }

    /// The same, in an organising group.
    pub async fn who_in(&self, role: Role, hub: Option<HubId>, group: Option<GroupId>) -> Who {
        let token = hex::encode(self.app.ids.secret());
        let person = self.app.ids.new_id();
        let now = self.app.clock.now();
        let grant = Granted {
            person_id: person,
            role,
            hub_id: hub,
            group_id: group,
        };
        let new = NewSession {
            token_hash: secret::stored(&token),
            grant: grant.clone(),
            install: None,
            now,
            expires_at: now.plus(400 * doorstep::base::time::DAY_MS),
        };
        self.app
            .db
            .write(async move |tx| {
                let name = format!("Test {role}");
                store::insert_person(tx, &grant, name, "en".to_owned(), now).await?;
                store::insert_session(tx, &new).await
            })
            .await
            .unwrap();
        Who { token, person }
    }

    /// Enrols a phone for somebody; the answer signs in as that phone.
    pub async fn phone(&self, who: &Who, role: Role, hub: HubId) -> Who {
        self.enrolled(who, role, hub).await.0
    }

    /// The same, with the install's id.
    pub async fn enrolled(&self, who: &Who, role: Role, hub: HubId) -> (Who, uuid::Uuid) {
        let app = self.app.clone();
        let person = who.person;
        let grant = Granted {
            person_id: person,
            role,
            hub_id: Some(hub),
            group_id: None,
        };
        let code = self
            .app
            .db
            .write(async move |tx| {
                let purpose = doorstep::access::model::Purpose::Phone;
                let life = doorstep::access::enrolment::PHONE_CODE_MS;
                doorstep::access::enrolment::make_code(&app, tx, &grant, purpose, life).await
            })
            .await
            .unwrap();
        let body = serde_json::json!({ "code": code.code });
        let (status, answer) = self.post(None, "/api/sync/v1/enrol", body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let install = answer["install"].as_str().unwrap().parse().unwrap();
        let token = answer["token"].as_str().unwrap().to_owned();
        (Who { token, person }, install)
    }

    /// One request with what the test wants; the answer's status and JSON (or null).
    pub async fn send(&self, request: Request<Body>) -> (StatusCode, Value) {
        let (status, bytes) = self.send_raw(request).await;
        (
            status,
            serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        )
    }

    /// The same with the answer's bytes.
    pub async fn send_raw(&self, request: Request<Body>) -> (StatusCode, Vec<u8>) {
        let (parts, body) = self.send_whole(request).await;
        (parts.status, body)
    }

    /// The same with the answer's heads.
    pub async fn send_whole(&self, request: Request<Body>) -> (response::Parts, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind == "text/event-stream") {
            // It has no end.
            return (parts, Vec::new());
        }
        (parts, body.collect().await.unwrap().to_bytes().to_vec())
    }

    /// A request without a body.
    pub async fn call(&self, method: Method, who: Option<&Who>, path: &str) -> (StatusCode, Value) {
        self.send(request(method, who, path).body(Body::empty()).unwrap())
            .await
    }

    /// `GET`.
    pub async fn get(&self, who: &Who, path: &str) -> (StatusCode, Value) {
        self.call(Method::GET, Some(who), path).await
    }

    /// `PUT` with JSON.
    pub async fn put(&self, who: &Who, path: &str, body: Value) -> (StatusCode, Value) {
        let request = request(Method::PUT, Some(who), path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        self.send(request).await
    }

    /// `POST` with JSON.
    pub async fn post(&self, who: Option<&Who>, path: &str, body: Value) -> (StatusCode, Value) {
        let request = request(Method::POST, who, path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        self.send(request).await
    }
}

/// The head of a request.
pub fn request(method: Method, who: Option<&Who>, path: &str) -> axum::http::request::Builder {
    let builder = Request::builder().method(method).uri(path);
    match who {
        Some(who) => builder.header(header::AUTHORIZATION, format!("Bearer {}", who.token)),
        None => builder,
    }
}

/// Makes a database of its own on the test server.
#[cfg(feature = "test-postgres")]
pub async fn fresh_postgres() -> String {
    use sqlx::{AssertSqlSafe, Connection};
    let server = std::env::var("DOORSTEP_TEST_POSTGRES").expect(
        "the Postgres tests need a server: run them with `tests/run`, or set \
         DOORSTEP_TEST_POSTGRES=postgres://…/postgres",
    );
    let mut bytes = [0_u8; 8];
    rand::TryRng::try_fill_bytes(&mut rand::rngs::SysRng, &mut bytes).unwrap();
    let name = format!("t_{}", hex::encode(bytes));
    let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&mut admin)
        .await
        .unwrap();
    let (head, _) = server.rsplit_once('/').unwrap();
    format!("{head}/{name}")
}
