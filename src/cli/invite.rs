//! `doorstep invite`: how a new server gets its first person.

use clap::Args;

use super::{Failure, house, hub_named, ready, say};
use crate::{
    access::{
        HubScope, Role,
        audit::{self, Action, Entry},
        enrolment::{self, FreshCode},
        model::Purpose,
        store::{self, Granted},
    },
    app::App,
    base::ids::HubId,
    config::Config,
    problem::Problem,
};

/// Make somebody's first sign-in link.
#[derive(Debug, Args)]
pub struct Invite {
    /// The name colleagues will see.
    #[arg(long)]
    name: String,
    /// What they are here for: `network_manager` sets up programmes and hubs.
    #[arg(long, default_value = "network_manager")]
    role: Role,
    /// The hub's name, for roles of a hub.
    #[arg(long)]
    hub: Option<String>,
    /// Where people reach the server.
    #[arg(
        long,
        env = "DOORSTEP_PUBLIC_URL",
        default_value = "http://127.0.0.1:8080"
    )]
    public_url: String,
    /// Print one JSON value: code, link, `expires_at`.
    #[arg(long)]
    json: bool,
}

impl Invite {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let network_wide = matches!(self.role, Role::NetworkManager | Role::OutsideReader);
        if network_wide == self.hub.is_some() {
            return Err(Failure::Input(format!(
                "a {} {} a hub: {} --hub NAME",
                self.role,
                if network_wide {
                    "belongs to no"
                } else {
                    "belongs to"
                },
                if network_wide { "leave out" } else { "add" },
            )));
        }
        if self.role == Role::GroupMember {
            return Err(Failure::Input(
                "a group member is brought in by the hub, at its desk".to_owned(),
            ));
        }
        let config = Config {
            public_url: self.public_url.clone(),
            ..Config::default()
        };
        let app = house(ready(database).await?, config);
        let hub = match &self.hub {
            Some(name) => Some(hub_named(&app, name).await?),
            None => None,
        };
        let code = invite(&app, self.name, self.role, hub).await?;
        if self.json {
            return say(&serde_json::to_string(&code)?);
        }
        say(&format!("Sign in within a day, once, with: {}", code.link))
    }
}

/// Adds a person with a role and makes their first sign-in code.
pub(crate) async fn invite(
    app: &App,
    name: String,
    role: Role,
    hub: Option<HubId>,
) -> Result<FreshCode, Problem> {
    let grant = Granted {
        person_id: app.ids.new_id(),
        role,
        hub_id: hub,
        group_id: None,
    };
    let (house, now) = (app.clone(), app.clock.now());
    app.db
        .write(async move |tx| {
            store::insert_person(tx, &grant, name.clone(), "en".to_owned(), now).await?;
            if let Some(hub) = grant.hub_id {
                let entry = Entry {
                    who: None,
                    role: None,
                    action: Action::GrantGiven,
                    purpose: Some(grant.role.word().to_owned()),
                    count: 1,
                };
                let scope = HubScope::for_administrator(hub);
                audit::record(tx, scope, &house.ids, now, entry).await?;
            }
            let life = enrolment::WEB_CODE_MS;
            enrolment::make_code(&house, tx, &grant, Purpose::Web, life).await
        })
        .await
}
