//! Campaigns: planned, listed, read.

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{self, Caller, HubScope, Permission, http::named},
    app::App,
    areas,
    base::{
        ids::{CampaignId, GroupId, PatchId, ProgrammeId},
        time::Day,
    },
    db::Tx,
    problem::{Body, Problem},
    streets::model::Policy,
    walk_lists::{model::Campaign, store},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create_campaign, list_campaigns))
        .routes(routes!(read_campaign))
}

/// The codebook that is in use.
const CODEBOOK: i64 = 1;
/// Open questions a frame holds at most.
const MOST_QUESTIONS: usize = 12;

/// A campaign to make.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCampaign {
    programme: ProgrammeId,
    patch: PatchId,
    /// The group that runs it, where one does.
    group: Option<GroupId>,
    name: String,
    /// What it is for, in the group's words.
    aim: String,
    /// Open questions people may ask, at most 12.
    #[serde(default)]
    frame: Vec<String>,
    /// First day.
    starts: Day,
    /// Last day.
    ends: Day,
    /// Knocks at one door at most, 1 to 10; 3 when absent.
    most_tries: Option<i64>,
    /// Days in peace after any knock, 1 to 365; 7 when absent.
    gap_days: Option<i64>,
    /// Days in peace after "no, thank you", 1 to 3,650; 90 when absent.
    declined_gap_days: Option<i64>,
}

impl NewCampaign {
    fn policy(&self) -> Result<Policy, Problem> {
        let usual = Policy::default();
        let within = |what: &str, asked: Option<i64>, usual: i64, most: i64| {
            let value = asked.unwrap_or(usual);
            if (1..=most).contains(&value) {
                return Ok(value);
            }
            Err(Problem::bad_request(format!("`{what}` is 1 to {most}.")))
        };
        Ok(Policy {
            most_tries: within("most_tries", self.most_tries, usual.most_tries, 10)?,
            gap_days: within("gap_days", self.gap_days, usual.gap_days, 365)?,
            declined_gap_days: within(
                "declined_gap_days",
                self.declined_gap_days,
                usual.declined_gap_days,
                3_650,
            )?,
        })
    }

    fn check(&self) -> Result<(), Problem> {
        if self.ends < self.starts {
            return Err(Problem::bad_request(
                "The campaign's last day is before its first.",
            ));
        }
        if self.aim.chars().count() > 2_000 {
            return Err(Problem::bad_request(
                "An aim is at most 2,000 characters long.",
            ));
        }
        let too_long = self.frame.iter().any(|text| text.chars().count() > 300);
        if self.frame.len() > MOST_QUESTIONS || too_long {
            return Err(Problem::bad_request(
                "A frame is at most 12 questions of 300 characters.",
            ));
        }
        Ok(())
    }
}

/// Make a campaign: a patch, an aim, dates, and how often people call.
#[utoipa::path(post, path = "/api/v1/campaigns", operation_id = "create_campaign",
    tag = "walk_lists", request_body = NewCampaign, responses((status = 201, body = Campaign)))]
async fn create_campaign(
    caller: Caller,
    Body(new): Body<NewCampaign>,
) -> Result<(StatusCode, Json<Campaign>), Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    new.check()?;
    let policy = new.policy()?;
    let campaign = Campaign {
        id: caller.app.ids.new_id(),
        programme_id: new.programme,
        patch_id: new.patch,
        group_id: new.group,
        name: named(&new.name)?,
        aim: new.aim.trim().to_owned(),
        frame: new.frame,
        starts: new.starts,
        ends: new.ends,
        most_tries: policy.most_tries,
        gap_days: policy.gap_days,
        declined_gap_days: policy.declined_gap_days,
        codebook: CODEBOOK,
        created_at: caller.app.clock.now(),
    };
    let campaign = caller
        .app
        .db
        .write(async move |tx| {
            fits(tx, scope, &campaign).await?;
            store::insert_campaign(tx, scope, campaign.clone()).await?;
            Ok::<_, Problem>(campaign.clone())
        })
        .await?;
    Ok((StatusCode::CREATED, Json(campaign)))
}

/// Its programme runs on its days; its patch and group are the hub's own.
async fn fits(tx: &mut Tx, scope: HubScope, campaign: &Campaign) -> Result<(), Problem> {
    let programme = access::store::programme(tx, campaign.programme_id)
        .await?
        .ok_or_else(|| Problem::not_found("programme"))?;
    let runs = |day| access::store::runs_on(&programme, day);
    if !runs(campaign.starts) || !runs(campaign.ends) {
        return Err(Problem::unprocessable(
            "outside_programme",
            "The campaign's days lie outside its programme's.",
        ));
    }
    let patch = areas::store::patch(tx, scope, campaign.patch_id).await?;
    if patch.is_empty() {
        return Err(Problem::not_found("patch"));
    }
    if let Some(group) = campaign.group_id {
        let groups = access::store::groups(tx, scope).await?;
        if groups.iter().all(|known| known.id != group) {
            return Err(Problem::not_found("group"));
        }
    }
    Ok(())
}

/// The hub's campaigns.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Campaigns {
    campaigns: Vec<Campaign>,
}

/// List the hub's campaigns, newest first.
#[utoipa::path(get, path = "/api/v1/campaigns", operation_id = "list_campaigns",
    tag = "walk_lists", responses((status = 200, body = Campaigns)))]
async fn list_campaigns(caller: Caller) -> Result<Json<Campaigns>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let campaigns = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::campaigns(tx, scope).await?))
        .await?;
    Ok(Json(Campaigns { campaigns }))
}

/// Read one campaign.
#[utoipa::path(get, path = "/api/v1/campaigns/{campaign}", operation_id = "read_campaign",
    tag = "walk_lists", params(("campaign" = CampaignId, Path)),
    responses((status = 200, body = Campaign)))]
async fn read_campaign(
    caller: Caller,
    Path(id): Path<CampaignId>,
) -> Result<Json<Campaign>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let campaign = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::campaign(tx, scope, id).await?))
        .await?;
    let campaign = campaign.ok_or_else(|| Problem::not_found("campaign"))?;
    Ok(Json(campaign))
}
