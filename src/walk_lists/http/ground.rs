//! What there is to cut: read from the database, for a cut, its preview and a patch's.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    access::HubScope,
    areas::{self, model::Patch},
    base::{
        ids::{CampaignId, PatchId, StreetId, StreetPartId},
        time::EpochMs,
    },
    db::Tx,
    problem::Problem,
    streets::{
        self,
        model::{DoorFacts, StreetPart},
        rules::{Known, may_be_listed},
    },
    walk_lists::{
        cutting::{self, Ground},
        model::{Campaign, LeftOut, Omissions, WalkListState},
        rules,
        store::{self, Taken},
    },
};

use super::cut::CutOrder;

/// The ground to cut, and what stays out of it.
pub(super) struct Gathered {
    pub(super) patch: (PatchId, i64),
    pub(super) ground: Ground,
    pub(super) left_out: Omissions,
    /// The highest number a list of the campaign has that stays.
    pub(super) last: i64,
}

/// Reads what a campaign's patch holds for a cut.
///
/// # Errors
/// 404 without such a campaign.
pub(super) async fn gather(
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
    let taken = store::taken(tx, scope, id, !order.replace_drafts, now).await?;
    let there = store::lists(tx, scope, id).await?;
    let last = there
        .iter()
        .filter(|list| !(order.replace_drafts && list.state == WalkListState::Draft))
        .filter_map(|list| rules::number_of(&list.name));
    let last = last.max().unwrap_or(0);
    let Inside {
        doors,
        within,
        parts,
    } = inside(tx, scope, &patch).await?;
    let (doors, left_out) = wanted(tx, scope, &campaign, doors, &parts, &taken, now).await?;
    let unlisted = if order.known_doors_only {
        BTreeSet::new()
    } else {
        unlisted(tx, &within, &taken).await?
    };
    Ok(Gathered {
        patch: (patch.id, patch.version),
        ground: ground(tx, doors, parts, unlisted).await?,
        left_out,
        last,
    })
}

/// What lies in a patch.
pub(super) struct Inside {
    /// Its doors.
    pub(super) doors: Vec<DoorFacts>,
    /// The street parts whose middle lies in it.
    pub(super) within: Vec<StreetPartId>,
    /// Every part one may walk along: those, and the parts its doors are reached from.
    pub(super) parts: BTreeMap<StreetPartId, StreetPart>,
}

/// Reads what lies in a patch, whatever is known of it.
///
/// # Errors
/// When the engine fails or a stored shape makes no sense.
pub(super) async fn inside(tx: &mut Tx, scope: HubScope, patch: &Patch) -> Result<Inside, Problem> {
    let doors = streets::store::doors_in_patch(tx, scope, patch).await?;
    let inside = streets::store::parts_in_patch(tx, patch).await?;
    let within = inside.iter().map(|part| part.id).collect();
    let parts = walkable(tx, inside, &doors).await?;
    Ok(Inside {
        doors,
        within,
        parts,
    })
}

/// The ground of these doors and parts, with the names of their streets.
///
/// # Errors
/// When the engine fails.
pub(super) async fn ground(
    tx: &mut Tx,
    doors: Vec<DoorFacts>,
    parts: BTreeMap<StreetPartId, StreetPart>,
    unlisted: BTreeSet<StreetPartId>,
) -> Result<Ground, Problem> {
    let streets: BTreeSet<StreetId> = parts.values().map(|part| part.street_id).collect();
    let streets: Vec<StreetId> = streets.into_iter().collect();
    let names = streets::store::streets_by_id(tx, &streets).await?;
    Ok(Ground {
        doors,
        parts: parts.into_values().collect(),
        unlisted,
        names: names
            .into_values()
            .map(|street| (street.id, street.name))
            .collect(),
    })
}

/// Every part one may walk along: those of the patch, and those its doors are reached from.
pub(super) async fn walkable(
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
///
/// # Errors
/// When the engine fails.
pub(super) async fn unlisted(
    tx: &mut Tx,
    within: &[StreetPartId],
    taken: &Taken,
) -> Result<BTreeSet<StreetPartId>, Problem> {
    let with_doors = streets::store::parts_with_doors(tx, within).await?;
    let unknown = within
        .iter()
        .copied()
        .filter(|id| !with_doors.contains(id) && !taken.parts.contains(id));
    Ok(unknown.collect())
}
