//! Plays the made-up season through the real HTTP API, as leads, phones and managers would.
//!
//! Comes in: a database that holds the imported town. Goes out: two hubs with a season behind
//! them. The house is served on a local port under a clock that the driver moves from event to
//! event; everything but the first person and the clock goes over HTTP.

mod calendar;
mod client;
mod desk;
mod phone;
mod tonight;

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::season::{Season, SeasonShape};
use crate::{
    access::{Role, enrolment, model::Purpose, store::Granted},
    app::{self, App},
    base::{
        clock::{Clock, TestClock},
        ids::{HubId, Ids, PersonId},
        seal::ServerKey,
        time::EpochMs,
    },
    config::Config,
    db::Db,
};
use calendar::{Event, Happening};
pub use client::Client;
use desk::HubDesk;
pub use tonight::tonight;

/// The seed of the season that everybody sees.
const SEED: u64 = 1;
/// What the season's ids come from. Not what the town's do: both are made on the first morning, and
/// a person would be given the id of a street.
const IDS_SEED: u64 = 2;

/// The season's first morning: before it nothing of the demo has happened.
#[must_use]
pub fn first_morning() -> EpochMs {
    calendar::FIRST_DAY_AT_EIGHT()
}

/// Tells how far the work is, in plain words.
pub type Progress<'a> = &'a mut dyn FnMut(&str);

/// What was scripted and walked: the truth the ledger has to come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Doors with an outcome.
    pub visits: i64,
    /// Of them, knocked at.
    pub knocks: i64,
    /// Conversations, less what was taken back.
    pub listenings: i64,
    /// First voices in them.
    pub engaged: i64,
    /// People at their first act.
    pub activated: i64,
}

impl Told {
    fn add(&mut self, other: Self) {
        self.visits += other.visits;
        self.knocks += other.knocks;
        self.listenings += other.listenings;
        self.engaged += other.engaged;
        self.activated += other.activated;
    }
}

/// Plays the whole season into `db`; returns what it told, counted apart from the ledger.
///
/// # Errors
/// When the API refuses something the season takes for granted: then the demo is wrong, and says
/// what it asked and what the answer was.
pub async fn play(db: Db, key: ServerKey, progress: Progress<'_>) -> Result<Told> {
    let season = Season::plan(SEED, SeasonShape::default());
    let clock = Arc::new(TestClock::at(calendar::FIRST_DAY_AT_EIGHT()));
    let ids = Ids::from_seed(clock.clone(), IDS_SEED);
    let config = Config {
        server_key: Some(key),
        ..Config::default()
    };
    let app = App::new(db, clock.clone(), ids, config);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let server = tokio::spawn(axum::serve(listener, app::router(app.clone())).into_future());
    let outcome = Player {
        app,
        clock,
        address,
        season,
    }
    .play(progress)
    .await;
    server.abort();
    outcome
}

struct Player {
    app: App,
    clock: Arc<TestClock>,
    address: String,
    season: Season,
}

impl Player {
    async fn play(&self, progress: Progress<'_>) -> Result<Told> {
        let network = self.network_manager().await?;
        let programme = network
            .post(
                "/api/v1/programmes",
                json!({
                    "name": "Thistlewick Listens", "starts": "2026-01-01", "ends": null,
                    "deprivation_edition": 2025, "year_starts_month": 4, "grace_days": 10
                }),
            )
            .await?;
        let programme = text(&programme, "id")?;
        let themes = themes(&network).await?;
        let mut hubs = Vec::new();
        for n in 0..self.season.hubs.len() {
            progress(&format!("setting up {}", self.season.hubs[n].name));
            hubs.push(HubDesk::open(self, &network, n, &programme).await?);
        }
        let mut told = 0;
        for event in calendar::events(&self.season) {
            let new_day = self.clock.now().day() != event.at.day();
            self.clock.set(event.at);
            if new_day {
                // What the server does every minute, as far as time alone asks for it.
                app::split_due(&self.app).await?;
                for hub in &mut hubs {
                    hub.sign_in_again(self).await?;
                }
            }
            self.happen(&event, &mut hubs, &themes, &programme)
                .await
                .with_context(|| format!("on {} ({:?})", event.at.day(), event.what))?;
            let shifts: usize = hubs.iter().map(HubDesk::shifts_done).sum();
            if shifts > told {
                told = shifts;
                progress(&format!("shift {told} of {}", self.season.shifts.len()));
            }
        }
        let mut truth = Told::default();
        for hub in &hubs {
            truth.add(hub.told());
        }
        Ok(truth)
    }

    async fn happen(
        &self,
        event: &Event,
        hubs: &mut [HubDesk],
        themes: &BTreeMap<String, String>,
        programme: &str,
    ) -> Result<()> {
        match event.what {
            Happening::ShiftOut(n) => {
                let plan = &self.season.shifts[n];
                let slugs: Vec<&str> = themes.keys().map(String::as_str).collect();
                let script = self.season.script(n, &slugs);
                hubs[plan.hub].send_out(plan, &script, themes).await
            }
            Happening::HandIn(n) => {
                let plan = &self.season.shifts[n];
                hubs[plan.hub].hand_in(plan, self.clock.now()).await
            }
            Happening::Debrief(n) => hubs[self.season.shifts[n].hub].debrief(n).await,
            Happening::Void => {
                let void = self.season.void;
                let hub = self.season.shifts[void.shift].hub;
                hubs[hub]
                    .void(void.shift, void.listening, self.clock.now())
                    .await
            }
            Happening::Action(n) => {
                let plan = &self.season.actions[n];
                hubs[plan.hub].hold_action(plan, event.at, programme).await
            }
            Happening::Freeze => {
                for hub in hubs {
                    hub.freeze(programme, &calendar::first_quarter()).await?;
                }
                Ok(())
            }
        }
    }

    /// The first person of a server comes by command, not over HTTP.
    async fn network_manager(&self) -> Result<Client> {
        let name = "Network office".to_owned();
        let code = crate::cli::invite::invite(&self.app, name, Role::NetworkManager, None).await?;
        Client::sign_in(&self.address, &code.code).await
    }

    /// Somebody known signs in again.
    async fn let_in(&self, person: PersonId, role: Role, hub: HubId) -> Result<Client> {
        let grant = Granted {
            person_id: person,
            role,
            hub_id: Some(hub),
            group_id: None,
        };
        let house = self.app.clone();
        let life = enrolment::WEB_CODE_MS;
        let code = self
            .app
            .db
            .write(async move |tx| {
                enrolment::make_code(&house, tx, &grant, Purpose::Web, life).await
            })
            .await?;
        Client::sign_in(&self.address, &code.code).await
    }
}

/// Slug to id of the national themes.
async fn themes(who: &Client) -> Result<BTreeMap<String, String>> {
    let answer = who.get("/api/v1/themes").await?;
    let themes = answer["national"].as_array().context("a list of themes")?;
    themes
        .iter()
        .map(|theme| Ok((text(theme, "slug")?, text(theme, "id")?)))
        .collect()
}

/// A text field of an answer.
///
/// # Errors
/// When it is not there.
pub fn text(value: &Value, field: &str) -> Result<String> {
    value[field]
        .as_str()
        .map(ToOwned::to_owned)
        .with_context(|| format!("no `{field}` in {value}"))
}

/// An instant as the wire writes it.
fn rfc3339(at: EpochMs) -> String {
    at.to_string()
}
