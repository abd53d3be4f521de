//! The way in: a list for today, a shift of tonight that waits for its debrief, and one link each for an
//! organiser, a group, a lead, a hub and the network.

use anyhow::{Context, Result};
use qrcode::{QrCode, render::unicode::Dense1x2};
use serde_json::json;

use super::{
    drive::{self, Client, Told, text},
    store,
};
use crate::{
    access::{
        self, HubScope, Role,
        enrolment::{self, FreshCode},
        model::{Hub, Member, Purpose},
        store::Granted,
    },
    app::{self, App},
    base::time::HOUR_MS,
    feed,
    problem::Problem,
};

/// One link each.
pub struct Links {
    /// Enrols a phone that finds a list.
    pub organiser: FreshCode,
    /// Signs a member of the group in.
    pub group: FreshCode,
    /// Signs the hub's lead organiser in.
    pub lead: FreshCode,
    /// Signs the hub's manager in.
    pub hub: FreshCode,
    /// Signs in whoever looks across all hubs.
    pub network: FreshCode,
}

impl Links {
    /// The links, the organiser's also as a code for a phone's camera.
    ///
    /// # Errors
    /// When the link does not fit a QR code.
    pub fn in_words(&self) -> Result<String> {
        let code = QrCode::new(&self.organiser.link)?;
        let picture = code
            .render::<Dense1x2>()
            .dark_color(Dense1x2::Light)
            .light_color(Dense1x2::Dark)
            .build();
        Ok(format!(
            "Organiser: {}\n{picture}\n\nGroup: {}\nLead: {}\nHub: {}\nNetwork: {}\n\n\
             Each link lets one browser in, once, within a day; start the demo again for new ones.\n\
             To let a phone in, serve on an address it can reach: --listen 0.0.0.0:8080 \
             --public-url http://ADDRESS:8080\n\
             Stop it with Ctrl-C.",
            self.organiser.link, self.group.link, self.lead.link, self.hub.link, self.network.link
        ))
    }
}

/// Issues a list of today to an organiser of the first hub and makes the links.
///
/// # Errors
/// When the demo's hub is not there, or the API refuses what the demo takes for granted.
pub async fn today(app: &App, life_ms: i64) -> Result<Links> {
    let hubs = app
        .db
        .read(async |tx| access::store::hubs(tx).await)
        .await?;
    let hub = hubs.first().context("the demo has a hub")?.clone();
    let scope = HubScope::for_administrator(hub.id);
    let members = app
        .db
        .read(async move |tx| access::store::members(tx, scope).await)
        .await?;
    let of = |role| members.iter().find(|member| member.role == role).cloned();
    let organiser = of(Role::Organiser).context("the demo's hub has an organiser")?;
    let manager = of(Role::HubManager).context("the demo's hub has a manager")?;
    let lead = of(Role::LeadOrganiser).context("the demo's hub has a lead")?;
    let neighbour = match of(Role::GroupMember) {
        Some(member) => member,
        None => join_group(app, scope).await?,
    };
    let held = app
        .db
        .read(async move |tx| feed::store::lists_of(tx, scope, organiser.person_id).await)
        .await?;
    if held.is_empty() {
        hand_out(app, &hub, &lead, &organiser).await?;
    }
    let network = app
        .db
        .read(async |tx| store::network_manager(tx).await)
        .await?;
    let network = Granted {
        person_id: network.context("the demo has a network manager")?,
        role: Role::NetworkManager,
        hub_id: None,
        group_id: None,
    };
    let links = Links {
        organiser: code(app, &hub, &organiser, Purpose::Phone, life_ms).await?,
        group: code(app, &hub, &neighbour, Purpose::Web, life_ms).await?,
        lead: code(app, &hub, &lead, Purpose::Web, life_ms).await?,
        hub: code(app, &hub, &manager, Purpose::Web, life_ms).await?,
        network: granted(app, network, Purpose::Web, life_ms).await?,
    };
    Ok(links)
}

/// Sends a pair out tonight and brings them back, unless a shift waits for its debrief already.
/// Returns what they were told.
///
/// # Errors
/// When the demo's hub is not there, or the API refuses what the demo takes for granted.
pub async fn tonight(app: &App) -> Result<Told> {
    let hubs = app
        .db
        .read(async |tx| access::store::hubs(tx).await)
        .await?;
    let hub = hubs.first().context("the demo has a hub")?.clone();
    let scope = HubScope::for_administrator(hub.id);
    let members = app
        .db
        .read(async move |tx| access::store::members(tx, scope).await)
        .await?;
    let mut leads = members.iter().filter(|m| m.role == Role::LeadOrganiser);
    let lead = leads.next().context("the demo's hub has a lead")?;
    // What waited for longer than an envelope may is closed by now.
    app::split_due(app).await?;
    let (address, server) = served(app).await?;
    let code = code(app, &hub, lead, Purpose::Web, HOUR_MS).await?;
    let told = match Client::sign_in(&address, &code.code).await {
        Ok(lead) => drive::tonight(app, &address, &lead).await,
        Err(error) => Err(error),
    };
    server.abort();
    told
}

/// The house on a port of its own, for as long as the demo does its part in it.
async fn served(app: &App) -> Result<(String, tokio::task::JoinHandle<std::io::Result<()>>)> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let server = axum::serve(listener, app::router(app.clone())).into_future();
    Ok((address, tokio::spawn(server)))
}

async fn code(
    app: &App,
    hub: &Hub,
    member: &Member,
    purpose: Purpose,
    life_ms: i64,
) -> Result<FreshCode, Problem> {
    let grant = Granted {
        person_id: member.person_id,
        role: member.role,
        hub_id: Some(hub.id),
        group_id: member.group_id,
    };
    granted(app, grant, purpose, life_ms).await
}

async fn granted(
    app: &App,
    grant: Granted,
    purpose: Purpose,
    life_ms: i64,
) -> Result<FreshCode, Problem> {
    let house = app.clone();
    app.db
        .write(async move |tx| enrolment::make_code(&house, tx, &grant, purpose, life_ms).await)
        .await
}

async fn join_group(app: &App, scope: HubScope) -> Result<Member> {
    let groups = app
        .db
        .read(async move |tx| access::store::groups(tx, scope).await)
        .await?;
    let member = Member {
        person_id: app.ids.new_id(),
        display_name: "A neighbour".to_owned(),
        languages: "en".to_owned(),
        role: Role::GroupMember,
        group_id: Some(groups.first().context("the demo's hub has a group")?.id),
    };
    let (kept, now) = (member.clone(), app.clock.now());
    app.db
        .write(async move |tx| {
            let grant = Granted {
                person_id: kept.person_id,
                role: kept.role,
                hub_id: Some(scope.hub()),
                group_id: kept.group_id,
            };
            let (name, languages) = (kept.display_name.clone(), kept.languages.clone());
            access::store::insert_person(tx, &grant, name, languages, now).await
        })
        .await?;
    Ok(member)
}

/// Plans a shift of today and hands it a list, over HTTP as the lead would.
async fn hand_out(app: &App, hub: &Hub, lead: &Member, organiser: &Member) -> Result<()> {
    let (address, server) = served(app).await?;
    let code = code(app, hub, lead, Purpose::Web, HOUR_MS).await?;
    let lead = Client::sign_in(&address, &code.code).await?;
    let outcome = plan_today(app, &lead, organiser).await;
    server.abort();
    outcome
}

async fn plan_today(app: &App, lead: &Client, organiser: &Member) -> Result<()> {
    let (now, today) = (app.clock.now(), app.clock.now().day());
    let name = format!("Listening again, {today}");
    let campaigns = lead.get("/api/v1/campaigns").await?;
    let known = campaigns["campaigns"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|campaign| campaign["name"] == name.as_str());
    let campaign = if let Some(campaign) = known {
        text(campaign, "id")?
    } else {
        let first = &campaigns["campaigns"][0];
        let new = json!({
            "programme": first["programme_id"], "patch": first["patch_id"], "name": name,
            "aim": "Ask what has changed since spring.",
            "starts": today, "ends": today.plus_days(60)
        });
        let made = lead.post("/api/v1/campaigns", new).await?;
        let id = text(&made, "id")?;
        let cut = json!({ "minutes": 110.0, "known_doors_only": true });
        lead.post(&format!("/api/v1/campaigns/{id}/cut"), cut)
            .await?;
        id
    };
    let lists = lead
        .get(&format!("/api/v1/campaigns/{campaign}/walk_lists"))
        .await?;
    let draft = lists["walk_lists"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|l| l["state"] == "draft");
    let Some(draft) = draft else { return Ok(()) };
    let shift = lead
        .post(
            "/api/v1/shifts",
            json!({
                "campaign": campaign, "planned_start": now.plus(HOUR_MS),
                "planned_end": now.plus(3 * HOUR_MS), "start_place": "The corner by the library",
                "buddy": "The office",
                "people": [{ "person": organiser.person_id, "part": "recorder" }]
            }),
        )
        .await?;
    let path = format!("/api/v1/shifts/{}/issue", text(&shift, "id")?);
    lead.post(&path, json!({ "walk_list": draft["id"] }))
        .await
        .map(drop)
}
