//! The desk of one hub: its lead plans and debriefs, its manager reports.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{
    Client, Player, Told, calendar,
    phone::{Out, Phone},
    rfc3339, text,
};
use crate::{
    access::Role,
    base::{
        ids::{HubId, Ids, PersonId},
        time::{EpochMs, Quarter},
    },
    demo::season::{ActionPlan, ShiftPlan, VisitScript},
};

/// Minutes a list of the demo should take.
const LIST_MINUTES: f64 = 130.0;

/// Whom the hub's people ring. The numbers are of the ranges that Ofcom keeps free for drama: they
/// ring nowhere.
fn safety_card(n: usize) -> Value {
    let known = |purpose: &str, name: &str, number: String| json!({ "use": purpose, "name": name, "number": number });
    json!({ "numbers": [
        known("lead", "Your lead", format!("07700 900{n}01")),
        known("buddy", "The office, while people are out", format!("01632 960{n}02")),
        known("safeguarding", "Safeguarding", format!("01632 960{n}03")),
    ] })
}

/// One campaign of a hub, in one patch.
struct Campaign {
    id: String,
    patch: String,
}

/// One hub at work.
pub struct HubDesk {
    hub: HubId,
    lead_id: PersonId,
    manager_id: PersonId,
    lead: Client,
    manager: Client,
    people: Vec<String>,
    phones: Vec<Phone>,
    campaigns: Vec<Campaign>,
    shifts: BTreeMap<usize, (String, usize)>,
    done: usize,
    activated: i64,
}

impl HubDesk {
    /// Sets a hub up: people, phones, two patches, two campaigns.
    pub(super) async fn open(
        player: &Player,
        network: &Client,
        n: usize,
        programme: &str,
    ) -> Result<Self> {
        let plan = &player.season.hubs[n];
        let hub = network
            .post(
                "/api/v1/hubs",
                json!({
                    "name": plan.name, "legal_form": if n == 0 { "charity" } else { "cic" },
                    "kind": "hub", "region": "Thistle Coast", "funded": n == 0,
                    "joins_on": "2026-01-01", "successor_of": null
                }),
            )
            .await?;
        let path = format!("/api/v1/hubs/{}/managers", text(&hub, "id")?);
        let welcomed = network
            .post(
                &path,
                json!({ "display_name": format!("{} office", plan.name) }),
            )
            .await?;
        let code = text(&welcomed["sign_in"], "code")?;
        let manager = Client::sign_in(&player.address, &code).await?;
        let name = format!("{} lead", plan.name);
        let (lead_id, lead) = bring_in(&manager, &player.address, &name).await?;
        lead.put("/api/v1/safety-card", safety_card(n)).await?;
        let (people, phones) = enrol_all(player, &lead, n).await?;
        let mut desk = Self {
            hub: text(&hub, "id")?.parse()?,
            lead_id,
            manager_id: text(&welcomed, "person")?.parse()?,
            lead,
            manager,
            people,
            phones,
            campaigns: Vec::new(),
            shifts: BTreeMap::new(),
            done: 0,
            activated: 0,
        };
        desk.plan_patches(n, programme).await?;
        Ok(desk)
    }

    /// West of the river and east of it; in each the most deprived fifths, and the rest.
    async fn plan_patches(&mut self, n: usize, programme: &str) -> Result<()> {
        let side = areas_of_side(&self.lead, n).await?;
        let groups = json!({ "name": "Neighbours together", "basis": "place",
            "formed_on": "2026-02-01", "members": 23 });
        self.manager.post("/api/v1/groups", groups).await?;
        let from = calendar::first_day();
        for (name, deciles) in [
            ("first streets", json!([1, 2, 3])),
            ("wider streets", json!([4, 5, 6, 7, 8, 9, 10])),
        ] {
            let patch = self
                .lead
                .post("/api/v1/patches", json!({
                    "name": format!("{} {name}", if n == 0 { "West" } else { "East" }),
                    "valid_from": from,
                    "rule": { "by": "deciles", "edition": 2025, "deciles": deciles, "within": side }
                }))
                .await;
            // One side of the river may have no area of these deciles: then it has one patch.
            let Ok(patch) = patch else { continue };
            let patch = text(&patch, "id")?;
            let campaign = self
                .lead
                .post(
                    "/api/v1/campaigns",
                    json!({
                        "programme": programme, "patch": patch,
                        "name": format!("Spring listening, {name}"),
                        "aim": "Hear what people love and what worries them, street by street.",
                        "starts": from, "ends": from.plus_days(365)
                    }),
                )
                .await?;
            let id = text(campaign.get("campaign").unwrap_or(&campaign), "id")?;
            self.campaigns.push(Campaign { id, patch });
        }
        Ok(())
    }

    /// A desk's session lasts a day's work: lead and manager sign in with new codes.
    pub(super) async fn sign_in_again(&mut self, player: &Player) -> Result<()> {
        self.lead = player
            .let_in(self.lead_id, Role::LeadOrganiser, self.hub)
            .await?;
        self.manager = player
            .let_in(self.manager_id, Role::HubManager, self.hub)
            .await?;
        Ok(())
    }

    /// What the hub's phones were told and its actions counted.
    pub fn told(&self) -> Told {
        let mut told = Told {
            activated: self.activated,
            ..Told::default()
        };
        for phone in &self.phones {
            told.add(phone.told());
        }
        told
    }

    /// How many shifts have come in.
    pub const fn shifts_done(&self) -> usize {
        self.done
    }

    /// Plans a shift, hands it the next list and lets its phone walk.
    pub async fn send_out(
        &mut self,
        plan: &ShiftPlan,
        script: &[VisitScript],
        themes: &BTreeMap<String, String>,
    ) -> Result<()> {
        let campaign = plan.index / 2 % self.campaigns.len().max(1);
        let id = self
            .campaigns
            .get(campaign)
            .context("the hub has a campaign")?
            .id
            .clone();
        let start = calendar::at(plan.day, plan.start_minute);
        let shift = self
            .lead
            .post(
                "/api/v1/shifts",
                json!({
                    "campaign": id, "planned_start": rfc3339(start),
                    "planned_end": rfc3339(start.plus(i64::from(plan.minutes) * 60_000)),
                    "start_place": "The corner by the library", "buddy": "The office",
                    "people": [
                        { "person": self.people[plan.recorder], "part": "recorder" },
                        { "person": self.people[plan.partner], "part": "partner" }
                    ]
                }),
            )
            .await?;
        let shift = text(shift.get("shift").unwrap_or(&shift), "id")?;
        let list = self.next_list(&id).await?;
        self.lead
            .post(
                &format!("/api/v1/shifts/{shift}/issue"),
                json!({ "walk_list": list }),
            )
            .await?;
        self.shifts
            .insert(plan.index, (shift.clone(), plan.recorder));
        let out = Out {
            index: plan.index,
            start,
            minutes: plan.minutes,
        };
        self.phones[plan.recorder]
            .walk((&shift, &list), out, script, themes)
            .await
    }

    /// The next draft of a campaign; when there is none the patch is cut again.
    async fn next_list(&self, campaign: &str) -> Result<String> {
        let path = format!("/api/v1/campaigns/{campaign}/walk_lists");
        for again in [false, true] {
            if again {
                let path = format!("/api/v1/campaigns/{campaign}/cut");
                self.lead
                    .post(&path, json!({ "minutes": LIST_MINUTES }))
                    .await?;
            }
            let lists = self.lead.get(&path).await?;
            let draft = lists["walk_lists"]
                .as_array()
                .into_iter()
                .flatten()
                .find(|list| list["state"] == "draft");
            if let Some(draft) = draft {
                return text(draft, "id");
            }
        }
        anyhow::bail!("no door is left to be listed in this campaign")
    }

    /// Lets the phone hand in; what waits for a human is looked at and taken.
    pub async fn hand_in(&mut self, plan: &ShiftPlan, now: EpochMs) -> Result<()> {
        let phone = &mut self.phones[plan.recorder];
        let held = phone.hand_in(plan.index, plan.hand_in.times, now).await?;
        self.done += 1;
        if held == 0 {
            return Ok(());
        }
        // A record may wait for another that waits too: what is refused is tried again after it.
        let mut left = usize::MAX;
        loop {
            let waiting = self.lead.get("/api/v1/held_records").await?;
            let records = waiting["held_records"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            if records.is_empty() {
                return Ok(());
            }
            anyhow::ensure!(
                records.len() < left,
                "records that nobody can take: {waiting}"
            );
            left = records.len();
            for record in records {
                let path = format!("/api/v1/held_records/{}/accept", text(&record, "id")?);
                if let Err(refused) = self.lead.post(&path, json!({})).await {
                    tracing::debug!(%refused, "tried again after the others");
                }
            }
        }
    }

    /// Closes the debrief of a shift.
    pub async fn debrief(&mut self, shift: usize) -> Result<()> {
        let (id, _) = self.shifts.get(&shift).context("the shift went out")?;
        self.lead
            .post(&format!("/api/v1/shifts/{id}/close"), json!({}))
            .await
            .map(drop)
    }

    /// Takes a listening back from the phone that made it.
    pub async fn void(&mut self, shift: usize, listening: usize, now: EpochMs) -> Result<()> {
        let (_, recorder) = *self.shifts.get(&shift).context("the shift went out")?;
        self.phones[recorder].void(shift, listening, now).await
    }

    /// Holds an action and hands in the tally of who took part.
    pub async fn hold_action(
        &mut self,
        plan: &ActionPlan,
        at: EpochMs,
        programme: &str,
    ) -> Result<()> {
        let patch = &self
            .campaigns
            .first()
            .context("the hub has a campaign")?
            .patch;
        let action = self
            .lead
            .post("/api/v1/actions", json!({
                "programme_id": programme, "patch_id": patch, "title": plan.title, "issue": plan.topic,
                "approach": "Neighbours do it themselves"
            }))
            .await?;
        let id = text(action.get("action").unwrap_or(&action), "id")?;
        let day = calendar::first_day().plus_days(i64::from(plan.day));
        let tally = json!({
            "held_on": day, "act": "joint_action", "home_patch": patch,
            "hands": {
                "first_listened": plan.first.yes, "first_not_listened": plan.first.no,
                "first_unsure_listened": plan.first.unsure, "before": plan.before.sum(),
                "unsure": plan.unsure.sum(), "roles_first": plan.roles_first
            }
        });
        self.activated += i64::from(plan.first.sum());
        let address = format!("/api/v1/actions/{id}");
        self.lead
            .post(&format!("{address}/involvements"), tally)
            .await?;
        for state in ["proposed", "planned", "under_way"] {
            self.lead.patch(&address, json!({ "state": state })).await?;
        }
        let done = json!({ "state": "done", "done_on": at.day() });
        self.lead.patch(&address, done).await.map(drop)
    }

    /// Freezes and submits a quarter.
    pub async fn freeze(&mut self, programme: &str, quarter: &Quarter) -> Result<()> {
        let path = format!("/api/v1/returns/{quarter}");
        let of = format!("programme={programme}");
        self.manager
            .post(&format!("{path}/freeze?{of}"), json!({}))
            .await?;
        let words = "A cold spring, a warm welcome: people spoke most of homes and of the park.";
        let body = json!({ "words": words });
        self.manager
            .post(&format!("{path}/submit?{of}"), body)
            .await
            .map(drop)
    }
}

async fn bring_in(manager: &Client, address: &str, name: &str) -> Result<(PersonId, Client)> {
    let person = manager
        .post(
            "/api/v1/people",
            json!({ "display_name": name, "role": "lead_organiser" }),
        )
        .await?;
    let id = text(&person, "person_id")?;
    let code = manager
        .post(
            &format!("/api/v1/people/{id}/codes"),
            json!({ "purpose": "web" }),
        )
        .await?;
    Ok((
        id.parse()?,
        Client::sign_in(address, &text(&code, "code")?).await?,
    ))
}

/// The hub's organisers, each with a phone.
async fn enrol_all(
    player: &Player,
    lead: &Client,
    hub: usize,
) -> Result<(Vec<String>, Vec<Phone>)> {
    let (mut people, mut phones) = (Vec::new(), Vec::new());
    for (n, name) in player.season.hubs[hub].people.iter().enumerate() {
        let person = lead
            .post(
                "/api/v1/people",
                json!({ "display_name": name, "role": "organiser" }),
            )
            .await?;
        let id = text(&person, "person_id")?;
        let path = format!("/api/v1/people/{id}/codes");
        let code = lead.post(&path, json!({ "purpose": "phone" })).await?;
        let seed = (hub * 100 + n) as u64 + 1_000;
        let ids = Ids::from_seed(player.clock.clone(), seed);
        phones.push(Phone::enrol(&player.address, &text(&code, "code")?, ids).await?);
        people.push(id);
    }
    Ok((people, phones))
}

/// The codes of the areas on one side of the town's middle, west first.
async fn areas_of_side(lead: &Client, side: usize) -> Result<Vec<String>> {
    let page = lead.get("/api/v1/areas?vintage=2021&limit=1000").await?;
    let mut placed = Vec::new();
    for area in page["areas"].as_array().context("a list of areas")? {
        let code = text(area, "code")?;
        let detail = lead.get(&format!("/api/v1/areas/2021/{code}")).await?;
        placed.push((west_edge(&detail["geometry"]["coordinates"]), code));
    }
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = placed.len() / 2;
    let codes: Vec<String> = placed.into_iter().map(|(_, code)| code).collect();
    let (west, east) = codes.split_at(half);
    Ok(if side == 0 {
        west.to_vec()
    } else {
        east.to_vec()
    })
}

/// The smallest longitude in a GeoJSON coordinate array, degrees.
fn west_edge(coordinates: &Value) -> f64 {
    let Some(parts) = coordinates.as_array() else {
        return f64::INFINITY;
    };
    if let Some(lng) = parts.first().and_then(Value::as_f64) {
        return lng;
    }
    parts.iter().map(west_edge).fold(f64::INFINITY, f64::min)
}
