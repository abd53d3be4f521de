//! Cutting a campaign's patch into lists.
//!
//! Reading, cutting and keeping are three steps: cutting takes seconds of work without the
//! database, and nobody else should wait for it. What somebody else kept meanwhile is noticed
//! before anything is kept.

use std::num::NonZeroU32;

use axum::{Json, extract::Path, http::StatusCode};
use maps::cut::{CutError, Evenness, Share};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::ground::{Gathered, gather};
use crate::{
    access::{Caller, HubScope, Permission},
    app::App,
    base::{
        ids::{CampaignId, Ids, PatchId},
        time::EpochMs,
    },
    db::Tx,
    feed::Feed,
    problem::{Body, Problem},
    walk_lists::{
        cutting::{self, Ground},
        drawing::{self, ListView, MapView},
        model::{Draft, Omissions, Stop, StopAt, WalkList},
        rules,
        store::{self, NewList, Taken},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(cut_campaign))
        .routes(routes!(preview_cut))
}

/// Lists one cut makes at most.
const MOST_LISTS: u32 = 500;
/// Rows a list may have on a phone, doors and streets together.
pub(super) const MOST_STOPS: usize = mobile_api::wire::limits::ROWS_PER_LIST / 2;

/// Into what to cut. One of `lists` and `minutes` is said.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CutOrder {
    /// Into exactly so many lists, 1 to 500.
    lists: Option<u32>,
    /// Or into lists of about so many minutes, 10 to 600.
    minutes: Option<f64>,
    /// Whether the campaign's drafts are thrown away first.
    #[serde(default)]
    pub(super) replace_drafts: bool,
    /// Whether streets without a known door stay out; else people walk them and find their doors.
    #[serde(default)]
    pub(super) known_doors_only: bool,
}

impl CutOrder {
    fn share(&self) -> Result<Share, Problem> {
        match (self.lists.and_then(NonZeroU32::new), self.minutes) {
            (Some(lists), None) if lists.get() <= MOST_LISTS => Ok(Share::Lists(lists)),
            (None, Some(minutes)) if self.lists.is_none() && (10.0..=600.0).contains(&minutes) => {
                Ok(Share::Minutes(minutes))
            }
            _ => Err(Problem::bad_request(
                "Say either `lists` (1 to 500) or `minutes` (10 to 600).",
            )),
        }
    }
}

/// What a cut made.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CutMade {
    /// The new drafts.
    walk_lists: Vec<WalkList>,
    /// Doors on them.
    doors: i64,
    /// Stretches of street to walk whose doors nobody knows yet.
    stretches: i64,
    /// Doors of the patch that are on none of them, by reason.
    #[schema(value_type = std::collections::HashMap<String, i64>)]
    left_out: Omissions,
    /// Minutes of the shortest and the longest list over their mean, ways between the sides of
    /// streets not counted.
    #[schema(value_type = Object)]
    evenness: Evenness,
}

/// Cut the campaign's patch into walk lists: even in minutes, each in one piece where the streets
/// allow it, ordered as one would walk. Doors that may not be called on are left out and counted.
#[utoipa::path(post, path = "/api/v1/campaigns/{campaign}/cut", operation_id = "cut_campaign",
    tag = "walk_lists", params(("campaign" = CampaignId, Path)), request_body = CutOrder,
    responses((status = 201, body = CutMade)))]
async fn cut_campaign(
    caller: Caller,
    Path(id): Path<CampaignId>,
    Body(order): Body<CutOrder>,
) -> Result<(StatusCode, Json<CutMade>), Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let share = order.share()?;
    let now = caller.app.clock.now();
    let gathered = caller
        .app
        .db
        .read(async move |tx| gather(tx, scope, id, order, now).await)
        .await?;
    let Gathered {
        patch,
        ground,
        left_out,
        last: _,
    } = gathered;
    let (_, drafts, evenness) = drafts(ground, share, &left_out).await?;
    let ids = caller.app.ids.clone();
    let keeping = Keeping {
        campaign: id,
        patch,
        drafts,
        replace_drafts: order.replace_drafts,
        now,
    };
    let (walk_lists, stretches) = caller
        .app
        .db
        .write(async move |tx| keep(tx, scope, &ids, &keeping).await)
        .await?;
    let made = CutMade {
        doors: walk_lists.iter().map(|list| list.doors).sum(),
        walk_lists,
        stretches,
        left_out,
        evenness,
    };
    Ok((StatusCode::CREATED, Json(made)))
}

/// The lists as a cut would make them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CutPreview {
    /// The lists, in the order in which they would be numbered.
    lists: Vec<ListView>,
    /// Doors on them.
    doors: usize,
    /// Stretches of street to walk whose doors nobody knows yet.
    stretches: usize,
    /// Minutes of all of them together.
    minutes: f64,
    /// Doors of the patch that would be on none of them, by reason.
    #[schema(value_type = std::collections::HashMap<String, i64>)]
    left_out: Omissions,
    /// Minutes of the shortest and the longest list over their mean, ways between the sides of
    /// streets not counted.
    #[schema(value_type = Object)]
    evenness: Evenness,
    /// Ways and doors of each list, to be coloured by its number.
    #[schema(value_type = Object)]
    geometry: MapView,
}

/// See the lists that a cut would make, on the map too. Nothing is kept; the same order makes
/// exactly these lists.
#[utoipa::path(post, path = "/api/v1/campaigns/{campaign}/cut/preview",
    operation_id = "preview_cut", tag = "walk_lists", params(("campaign" = CampaignId, Path)),
    request_body = CutOrder, responses((status = 200, body = CutPreview)))]
async fn preview_cut(
    caller: Caller,
    Path(id): Path<CampaignId>,
    Body(order): Body<CutOrder>,
) -> Result<Json<CutPreview>, Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let share = order.share()?;
    let now = caller.app.clock.now();
    let gathered = caller
        .app
        .db
        .read(async move |tx| gather(tx, scope, id, order, now).await)
        .await?;
    let Gathered {
        ground,
        left_out,
        last,
        ..
    } = gathered;
    let (ground, drafts, evenness) = drafts(ground, share, &left_out).await?;
    let around = drawing::Around::of(&ground);
    let mut geometry = MapView::default();
    let mut lists = Vec::with_capacity(drafts.len());
    for (number, draft) in (last + 1..).zip(&drafts) {
        let (view, features) = drawing::list(&around, (Some(number), named(number, draft)), draft);
        lists.push(view);
        geometry.extend(features);
    }
    Ok(Json(CutPreview {
        doors: lists.iter().map(|list| list.doors).sum(),
        stretches: lists.iter().map(|list| list.stretches).sum(),
        minutes: lists.iter().map(|list| list.minutes).sum(),
        lists,
        left_out,
        evenness,
        geometry,
    }))
}

/// What a new list is called: its number and the street it begins in.
fn named(number: i64, draft: &Draft) -> String {
    format!("{number} {}", draft.begins_in).trim().to_owned()
}

/// Cuts away from the threads that answer requests: it takes seconds of work.
async fn drafts(
    ground: Ground,
    share: Share,
    left_out: &Omissions,
) -> Result<(Ground, Vec<Draft>, Evenness), Problem> {
    let cut = tokio::task::spawn_blocking(move || {
        cutting::drafts(&ground, share).map(|(drafts, evenness)| (ground, drafts, evenness))
    });
    let (ground, drafts, evenness) = cut
        .await
        .map_err(Problem::internal)?
        .map_err(|error| refused(error, left_out))?;
    if drafts.iter().any(|draft| draft.stops.len() > MOST_STOPS) {
        return Err(Problem::unprocessable(
            "list_too_long",
            format!("A list would have more than {MOST_STOPS} doors. Cut into more lists."),
        ));
    }
    Ok((ground, drafts, evenness))
}

fn refused(error: CutError, left_out: &Omissions) -> Problem {
    if error != CutError::NothingToWalk {
        return Problem::internal(error);
    }
    let reasons: Vec<String> = left_out
        .iter()
        .map(|(why, count)| format!("{count} {}", why.word().replace('_', " ")))
        .collect();
    let detail = if reasons.is_empty() {
        "The patch holds no door and no street. Import the streets and doors of the place first."
            .to_owned()
    } else {
        format!("No door is left to list ({}).", reasons.join(", "))
    };
    Problem::unprocessable("nothing_to_walk", detail)
}

/// Drafts to keep.
struct Keeping {
    campaign: CampaignId,
    patch: (PatchId, i64),
    drafts: Vec<Draft>,
    replace_drafts: bool,
    now: EpochMs,
}

impl Keeping {
    fn stops(&self) -> impl Iterator<Item = &Stop> {
        self.drafts.iter().flat_map(|draft| &draft.stops)
    }

    /// Whether a list that somebody else kept meanwhile holds one of these stops.
    fn doubles(&self, taken: &Taken) -> bool {
        self.stops().any(|stop| match stop.at {
            StopAt::Door(door) => taken.doors.contains(&door),
            StopAt::Stretch { part, .. } => taken.parts.contains(&part),
        })
    }
}

async fn keep(
    tx: &mut Tx,
    scope: HubScope,
    ids: &Ids,
    keeping: &Keeping,
) -> Result<(Vec<WalkList>, i64), Problem> {
    if !store::campaigns::lock(tx, scope, keeping.campaign).await? {
        return Err(Problem::not_found("campaign"));
    }
    let mut feed = Feed::default();
    store::expire_due(tx, &mut feed, scope, keeping.now).await?;
    if keeping.replace_drafts {
        store::drop_drafts(tx, scope, keeping.campaign).await?;
    }
    let taken = store::taken(tx, scope, keeping.campaign, true, keeping.now).await?;
    if keeping.doubles(&taken) {
        return Err(Problem::conflict(
            "Somebody else cut this campaign at the same time. Look at their lists, then try again.",
        ));
    }
    let there = store::lists(tx, scope, keeping.campaign).await?;
    let last = there.iter().filter_map(|list| rules::number_of(&list.name));
    let last = last.max().unwrap_or(0);
    let mut lists = Vec::with_capacity(keeping.drafts.len());
    for (number, draft) in (last + 1..).zip(&keeping.drafts) {
        let new = NewList {
            id: ids.new_id(),
            campaign: keeping.campaign,
            patch: keeping.patch,
            name: named(number, draft),
            now: keeping.now,
        };
        lists.push(store::insert_draft(tx, scope, new, draft).await?);
    }
    let all = i64::try_from(keeping.stops().count()).unwrap_or(i64::MAX);
    let stretches = all - lists.iter().map(|list| list.doors).sum::<i64>();
    feed.publish(tx, scope).await?;
    Ok((lists, stretches))
}
