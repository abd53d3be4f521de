//! Cutting a campaign's patch into lists.
//!
//! Reading, cutting and keeping are three steps: cutting takes seconds of work without the
//! database, and nobody else should wait for it. What somebody else kept meanwhile is noticed
//! before anything is kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroU32,
};

use axum::{Json, extract::Path, http::StatusCode};
use maps::cut::{CutError, Evenness, Share};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{Caller, HubScope, Permission},
    app::App,
    areas,
    base::{
        ids::{CampaignId, Ids, PatchId, StreetId, StreetPartId},
        time::EpochMs,
    },
    db::Tx,
    feed::Feed,
    problem::{Body, Problem},
    streets::{
        self,
        model::{DoorFacts, StreetPart},
        rules::{Known, may_be_listed},
    },
    walk_lists::{
        cutting::{self, Ground},
        model::{Campaign, Draft, LeftOut, Omissions, Stop, StopAt, WalkList},
        rules,
        store::{self, NewList, Taken},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(cut_campaign))
}

/// Lists one cut makes at most.
const MOST_LISTS: u32 = 500;
/// Rows a list may have on a phone, doors and streets together.
const MOST_STOPS: usize = mobile_api::wire::limits::ROWS_PER_LIST / 2;

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
    replace_drafts: bool,
    /// Whether streets without a known door stay out; else people walk them and find their doors.
    #[serde(default)]
    known_doors_only: bool,
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
    } = gathered;
    let (drafts, evenness) = drafts(ground, share, &left_out).await?;
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

/// Cuts away from the threads that answer requests: it takes seconds of work.
async fn drafts(
    ground: Ground,
    share: Share,
    left_out: &Omissions,
) -> Result<(Vec<Draft>, Evenness), Problem> {
    let cut = tokio::task::spawn_blocking(move || cutting::drafts(&ground, share)).await;
    let (drafts, evenness) = cut
        .map_err(Problem::internal)?
        .map_err(|error| refused(error, left_out))?;
    if drafts.iter().any(|draft| draft.stops.len() > MOST_STOPS) {
        return Err(Problem::unprocessable(
            "list_too_long",
            format!("A list would have more than {MOST_STOPS} doors. Cut into more lists."),
        ));
    }
    Ok((drafts, evenness))
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

/// The ground to cut, and what stays out of it.
struct Gathered {
    patch: (PatchId, i64),
    ground: Ground,
    left_out: Omissions,
}

async fn gather(
    tx: &mut Tx,
    scope: HubScope,
    id: CampaignId,
    order: CutOrder,
    now: EpochMs,
) -> Result<Gathered, Problem> {
    let campaign = store::campaign(tx, scope, id)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let mut versions = areas::store::patch(tx, scope, campaign.patch_id).await?;
    if versions.is_empty() {
        return Err(Problem::not_found("patch"));
    }
    let patch = versions.remove(0);
    let all = streets::store::doors_in_patch(tx, scope, &patch).await?;
    let inside = streets::store::parts_in_patch(tx, &patch).await?;
    let taken = store::taken(tx, scope, id, !order.replace_drafts, now).await?;
    let parts = walkable(tx, inside.clone(), &all).await?;
    let (doors, left_out) = wanted(tx, scope, &campaign, all, &parts, &taken, now).await?;
    let unlisted = if order.known_doors_only {
        BTreeSet::new()
    } else {
        unlisted(tx, &inside, &taken).await?
    };
    let streets: BTreeSet<StreetId> = parts.values().map(|part| part.street_id).collect();
    let streets: Vec<StreetId> = streets.into_iter().collect();
    let names = streets::store::streets_by_id(tx, &streets).await?;
    Ok(Gathered {
        patch: (patch.id, patch.version),
        ground: Ground {
            doors,
            parts: parts.into_values().collect(),
            unlisted,
            names: names
                .into_values()
                .map(|street| (street.id, street.name))
                .collect(),
        },
        left_out,
    })
}

/// Every part one may walk along: those of the patch, and those its doors are reached from.
async fn walkable(
    tx: &mut Tx,
    inside: Vec<StreetPart>,
    doors: &[DoorFacts],
) -> Result<BTreeMap<StreetPartId, StreetPart>, Problem> {
    let mut parts: BTreeMap<StreetPartId, StreetPart> =
        inside.into_iter().map(|part| (part.id, part)).collect();
    let beyond: BTreeSet<StreetPartId> = doors
        .iter()
        .filter_map(|door| door.part_id)
        .filter(|id| !parts.contains_key(id))
        .collect();
    let beyond: Vec<StreetPartId> = beyond.into_iter().collect();
    parts.extend(streets::store::parts_by_id(tx, &beyond).await?);
    parts.retain(|_, part| cutting::is_walkable(part));
    Ok(parts)
}

/// The doors that may be listed, and how many may not, by reason.
async fn wanted(
    tx: &mut Tx,
    scope: HubScope,
    campaign: &Campaign,
    doors: Vec<DoorFacts>,
    parts: &BTreeMap<StreetPartId, StreetPart>,
    taken: &Taken,
    now: EpochMs,
) -> Result<(Vec<DoorFacts>, Omissions), Problem> {
    let ids: Vec<_> = doors.iter().map(|door| door.id).collect();
    let known = streets::store::known_of(tx, scope, &ids).await?;
    let policy = campaign.policy();
    let why_not = |door: &DoorFacts| {
        if taken.doors.contains(&door.id) {
            return Some(LeftOut::AlreadyListed);
        }
        let of_door = Known {
            kind: door.kind,
            do_not_knock: known.do_not_knock.contains(&door.id),
            label: known.labels.get(&door.id),
            states: known.states.get(&door.id).map_or(&[], Vec::as_slice),
        };
        if let Err(why) = may_be_listed(now.day(), campaign.id, &policy, of_door) {
            return Some(why.into());
        }
        let on_a_part = door.part_id.is_some_and(|part| parts.contains_key(&part));
        (!on_a_part || door.street_id.is_none()).then_some(LeftOut::NotOnAStreet)
    };
    let mut left_out = Omissions::new();
    let mut wanted = Vec::with_capacity(doors.len());
    for door in doors {
        match why_not(&door) {
            Some(why) => *left_out.entry(why).or_default() += 1,
            None => wanted.push(door),
        }
    }
    Ok((wanted, left_out))
}

/// Parts of the patch whose homes nobody knows, and that nobody walks or has walked yet.
async fn unlisted(
    tx: &mut Tx,
    inside: &[StreetPart],
    taken: &Taken,
) -> Result<BTreeSet<StreetPartId>, Problem> {
    let ids: Vec<StreetPartId> = inside.iter().map(|part| part.id).collect();
    let with_doors = streets::store::parts_with_doors(tx, &ids).await?;
    let unknown = ids
        .into_iter()
        .filter(|id| !with_doors.contains(id) && !taken.parts.contains(id));
    Ok(unknown.collect())
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
            name: format!("{number} {}", draft.begins_in).trim().to_owned(),
            now: keeping.now,
        };
        lists.push(store::insert_draft(tx, scope, new, draft).await?);
    }
    let all = i64::try_from(keeping.stops().count()).unwrap_or(i64::MAX);
    let stretches = all - lists.iter().map(|list| list.doors).sum::<i64>();
    feed.publish(tx, scope).await?;
    Ok((lists, stretches))
}
