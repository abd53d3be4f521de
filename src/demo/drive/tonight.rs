//! One shift of tonight, which came back a moment ago and waits for its debrief: by the clock that
//! people live by, because an envelope is open for seven days at most.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{
    Client, Told,
    phone::{Out, Phone},
    text, themes,
};
use crate::{
    app::App,
    base::{ids::Ids, time::EpochMs},
    demo::season::tonight,
};

/// Minutes from its start to its end.
const MINUTES: u16 = 150;
/// How many lists the patch is cut into: enough for one of them to be an evening's walk.
const LISTS: u32 = 24;

/// Sends a pair of the hub out over HTTP and brings them back, unless a shift of this name's campaign
/// still waits. Returns what they were told; nothing where one waits.
///
/// # Errors
/// When the API refuses something the demo takes for granted.
pub async fn tonight(app: &App, address: &str, lead: &Client) -> Result<Told> {
    let shifts = lead.get("/api/v1/shifts").await?;
    let waits = |shift: &Value| shift["state"] == "synced" || shift["state"] == "back";
    if shifts["shifts"].as_array().into_iter().flatten().any(waits) {
        return Ok(Told::default());
    }
    let start = app.clock.now().plus(-i64::from(MINUTES + 10) * 60_000);
    let campaign = campaign(lead, start).await?;
    let lists = format!("/api/v1/campaigns/{campaign}/walk_lists");
    let lists = lead.get(&lists).await?;
    let drafts = lists["walk_lists"].as_array().into_iter().flatten();
    let draft = drafts
        .filter(|list| list["state"] == "draft")
        .max_by_key(|list| list["doors"].as_i64())
        .context("the patch has a list left")?;
    let list = text(draft, "id")?;
    let people = lead.get("/api/v1/people").await?;
    let organisers: Vec<&Value> = people["people"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|member| member["role"] == "organiser")
        .collect();
    let (recorder, partner) = match organisers.as_slice() {
        [.., partner, recorder] => (text(recorder, "person_id")?, text(partner, "person_id")?),
        _ => anyhow::bail!("the hub has no two organisers"),
    };
    let shift = lead
        .post(
            "/api/v1/shifts",
            json!({
                "campaign": campaign, "planned_start": start,
                "planned_end": start.plus(i64::from(MINUTES) * 60_000),
                "start_place": "The hall", "buddy": "The office",
                "people": [
                    { "person": recorder, "part": "recorder" },
                    { "person": partner, "part": "partner" }
                ]
            }),
        )
        .await?;
    let shift = text(&shift, "id")?;
    let path = format!("/api/v1/shifts/{shift}/issue");
    lead.post(&path, json!({ "walk_list": list })).await?;
    walk(app, address, lead, (&recorder, &shift, &list, start)).await
}

/// The campaign of the evening, on the hub's last patch.
async fn campaign(lead: &Client, start: EpochMs) -> Result<String> {
    let name = format!("An evening of listening, {}", start.day());
    let campaigns = lead.get("/api/v1/campaigns").await?;
    let all = campaigns["campaigns"].as_array().context("campaigns")?;
    if let Some(known) = all.iter().find(|known| known["name"] == name.as_str()) {
        return text(known, "id");
    }
    let of_season = |known: &&Value| {
        let name = known["name"].as_str().unwrap_or_default();
        name.starts_with("Spring listening")
    };
    let last = all.iter().rfind(of_season);
    let last = last.context("the hub has a campaign")?;
    let new = json!({
        "programme": last["programme_id"], "patch": last["patch_id"], "name": name,
        "aim": "Hear what the winter brings.",
        "starts": start.day(), "ends": start.day().plus_days(60)
    });
    let made = lead.post("/api/v1/campaigns", new).await?;
    let id = text(&made, "id")?;
    let cut = json!({ "lists": LISTS, "known_doors_only": true });
    let path = format!("/api/v1/campaigns/{id}/cut");
    lead.post(&path, cut).await?;
    Ok(id)
}

async fn walk(
    app: &App,
    address: &str,
    lead: &Client,
    (recorder, shift, list, start): (&str, &str, &str, EpochMs),
) -> Result<Told> {
    let path = format!("/api/v1/people/{recorder}/codes");
    let code = lead.post(&path, json!({ "purpose": "phone" })).await?;
    let ids = Ids::from_system(app.clock.clone());
    let mut phone = Phone::enrol(address, &text(&code, "code")?, ids).await?;
    let themes = themes(lead).await?;
    let slugs: Vec<&str> = themes.keys().map(String::as_str).collect();
    let out = Out {
        index: 0,
        start,
        minutes: MINUTES,
    };
    let script = tonight::script(&slugs);
    phone.walk((shift, list), out, &script, &themes).await?;
    let held = phone.hand_in(0, 1, app.clock.now()).await?;
    ensure!(held == 0, "{held} records of tonight wait for a human");
    Ok(phone.told())
}
