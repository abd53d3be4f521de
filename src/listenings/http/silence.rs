//! Where nobody was listened to yet, as people at a review ask.

use std::collections::BTreeMap;

use axum::{Json, extract::Path};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{Caller, HubScope, Permission},
    app::App,
    areas,
    base::{
        ids::{CampaignId, DoorId, PatchId, StreetId},
        time::Day,
    },
    db::Tx,
    listenings::{
        silence::{StreetSilence, StreetStanding, by_street},
        store::{silence, visits},
    },
    problem::Problem,
    streets::{
        self,
        model::{DoorFacts, DoorKind, DoorState, LabelStatus},
    },
    walk_lists,
};

/// The address.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read_silence))
}

/// Streets and hours of a campaign's patch that are still silent.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Silence {
    campaign: CampaignId,
    patch: PatchId,
    /// Up to today.
    until: Day,
    /// Whether the campaign's visits were too old to be kept: then nobody knows any more where they
    /// were, and no street is named.
    let_go: bool,
    /// Doors of the patch that may be homes and may be knocked at.
    doors: i64,
    /// Doors knocked at.
    tried: i64,
    /// Doors where somebody came.
    answered: i64,
    /// Doors where somebody was listened to.
    listened: i64,
    /// Streets nobody knocked at.
    not_knocked: usize,
    /// Streets where nobody came.
    not_answered: usize,
    /// The streets, silent ones first.
    streets: Vec<StreetSilence>,
}

/// See where nobody was listened to yet: streets without a knock or an answer, and parts of the week
/// without a knock. Counts of doors, nothing of what was said.
#[utoipa::path(get, path = "/api/v1/campaigns/{campaign}/silence", operation_id = "read_silence",
    tag = "listenings", params(("campaign" = CampaignId, Path)),
    responses((status = 200, body = Silence)))]
async fn read_silence(
    caller: Caller,
    Path(id): Path<CampaignId>,
) -> Result<Json<Silence>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let today = caller.app.clock.now().day();
    let silence = caller
        .app
        .db
        .read(async move |tx| read(tx, scope, id, today).await)
        .await?;
    Ok(Json(silence))
}

async fn read(
    tx: &mut Tx,
    scope: HubScope,
    id: CampaignId,
    today: Day,
) -> Result<Silence, Problem> {
    let campaign = walk_lists::store::campaign(tx, scope, id).await?;
    let campaign = campaign.ok_or_else(|| Problem::not_found("campaign"))?;
    let versions = areas::store::patch(tx, scope, campaign.patch_id).await?;
    let patch = versions
        .first()
        .ok_or_else(|| Problem::not_found("patch"))?;
    let all = visits::DoorFilter {
        campaign: Some(id),
        ..visits::DoorFilter::between(campaign.starts, campaign.ends.max(today))
    };
    let total = visits::door_counts(tx, scope, &all).await?;
    let doors = streets::store::doors_in_patch(tx, scope, patch).await?;
    let homes = homes(tx, scope, id, doors).await?;
    let let_go = silence::let_go(tx, scope, id).await?;
    let streets = if let_go {
        Vec::new()
    } else {
        let parts = streets::store::parts_in_patch(tx, patch).await?;
        let done = silence::doors(tx, scope, id).await?;
        let ids = parts
            .iter()
            .map(|part| part.street_id)
            .chain(homes.keys().copied().flatten())
            .chain(done.iter().map(|row| row.street_id));
        let ids: std::collections::BTreeSet<StreetId> = ids.collect();
        let ids: Vec<StreetId> = ids.into_iter().collect();
        let names = streets::store::streets_by_id(tx, &ids).await?;
        let names = names.into_values().map(|street| (street.id, street.name));
        let on_streets = homes
            .iter()
            .filter_map(|(street, count)| Some(((*street)?, *count)));
        let knocks = silence::knocks(tx, scope, id).await?;
        by_street(&names.collect(), &on_streets.collect(), &done, &knocks)
    };
    let standing = |wanted: StreetStanding| {
        let of = streets.iter().filter(|street| street.standing == wanted);
        of.count()
    };
    Ok(Silence {
        campaign: id,
        patch: campaign.patch_id,
        until: today,
        let_go,
        doors: homes.values().sum(),
        tried: total.doors_tried,
        answered: total.doors_answered,
        listened: total.doors_listened,
        not_knocked: standing(StreetStanding::NotKnocked),
        not_answered: standing(StreetStanding::NotAnswered),
        streets,
    })
}

/// Doors that may be homes and may be knocked at, by street; `None` for those on none.
async fn homes(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    doors: Vec<DoorFacts>,
) -> Result<BTreeMap<Option<StreetId>, i64>, Problem> {
    let ids: Vec<DoorId> = doors.iter().map(|door| door.id).collect();
    let known = streets::store::known_of(tx, scope, &ids).await?;
    let is_home = |door: &DoorFacts| {
        let label = known.labels.get(&door.id).and_then(|label| label.status);
        let states = known.states.get(&door.id).map_or(&[][..], Vec::as_slice);
        let found_none = states
            .iter()
            .any(|row| row.campaign_id == campaign && row.state == DoorState::NotAHome);
        !known.do_not_knock.contains(&door.id)
            && !found_none
            && match label {
                Some(LabelStatus::NotAHome) => false,
                Some(LabelStatus::Home | LabelStatus::Empty) => true,
                None => door.kind == DoorKind::Home,
            }
    };
    let mut homes: BTreeMap<Option<StreetId>, i64> = BTreeMap::new();
    for door in doors.iter().filter(|door| is_home(door)) {
        *homes.entry(door.street_id).or_default() += 1;
    }
    Ok(homes)
}
