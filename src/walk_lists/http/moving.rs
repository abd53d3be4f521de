//! Streets moved from one draft to another, and lists on the map.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, extract::Path};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    cut::MOST_STOPS,
    ground::{ground, walkable},
};
use crate::{
    access::{Caller, HubScope, Permission},
    app::App,
    areas,
    base::ids::{DoorId, StreetId, StreetPartId, WalkListId},
    db::Tx,
    problem::{Body, Problem},
    streets::{self, model::Side},
    walk_lists::{
        cutting::{self, Ground},
        drawing::{self, Around, ListView, MapView},
        model::{Draft, Stop, StopAt, WalkList, WalkListState},
        store::{self, moving},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(move_street))
        .routes(routes!(map_walk_list))
}

/// A street to move.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreetMove {
    /// To this list.
    to: WalkListId,
    /// The street.
    street: StreetId,
    /// Only this side of it; the whole of it, as far as it is on the list, when absent.
    side: Option<Side>,
}

/// Two lists after a street went from one to the other.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MoveDone {
    /// The list it was on.
    from: WalkList,
    /// The list it is on.
    to: WalkList,
    /// How many stops went.
    moved: usize,
    /// What somebody should look at.
    warnings: Vec<MoveWarning>,
}

/// Something that is not as a cut would have it.
#[derive(Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct MoveWarning {
    /// What.
    kind: WarningKind,
    /// Of this list.
    list: WalkListId,
    /// In a sentence.
    text: String,
}

/// What is not as a cut would have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// The list is in more pieces than before.
    InPieces,
    /// Its minutes lie more than 15 % from the mean of the campaign's drafts.
    Uneven,
}

/// Move a street, or one side of it, to another draft of the same campaign. Both are put in
/// walking order anew.
#[utoipa::path(post, path = "/api/v1/walk_lists/{list}/move", operation_id = "move_street",
    tag = "walk_lists", params(("list" = WalkListId, Path)), request_body = StreetMove,
    responses((status = 200, body = MoveDone)))]
async fn move_street(
    caller: Caller,
    Path(id): Path<WalkListId>,
    Body(asked): Body<StreetMove>,
) -> Result<Json<MoveDone>, Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let read = caller
        .app
        .db
        .read(async move |tx| gather(tx, scope, id, asked).await)
        .await?;
    let versions = (read.from.version, read.to.version);
    let Moving {
        from,
        to,
        ground,
        stops,
        moved,
    } = read;
    let drafts = tokio::task::spawn_blocking(move || {
        cutting::reordered(&ground, [stops[0].as_slice(), stops[1].as_slice()])
    });
    let drafts = drafts
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let pieces = (from.pieces, to.pieces);
    let (from, to, mean) = caller
        .app
        .db
        .write(async move |tx| keep(tx, scope, (from.id, to.id), versions, &drafts).await)
        .await?;
    let mut warnings = warnings(&from, pieces.0, mean);
    warnings.extend(self::warnings(&to, pieces.1, mean));
    Ok(Json(MoveDone {
        from,
        to,
        moved,
        warnings,
    }))
}

/// What there is to put in order.
struct Moving {
    from: WalkList,
    to: WalkList,
    ground: Ground,
    /// The stops of both after the move, in no order.
    stops: [Vec<Stop>; 2],
    moved: usize,
}

async fn draft(tx: &mut Tx, scope: HubScope, id: WalkListId) -> Result<WalkList, Problem> {
    let list = store::list(tx, scope, id).await?;
    let list = list.ok_or_else(|| Problem::not_found("walk list"))?;
    if list.state == WalkListState::Draft {
        return Ok(list);
    }
    Err(Problem::new(
        axum::http::StatusCode::CONFLICT,
        "already_issued",
        format!(
            "The list {} was handed out: it stays as its people have it. Move streets between \
             lists that nobody has yet.",
            list.name
        ),
    ))
}

async fn gather(
    tx: &mut Tx,
    scope: HubScope,
    id: WalkListId,
    asked: StreetMove,
) -> Result<Moving, Problem> {
    let (from, to) = (
        draft(tx, scope, id).await?,
        draft(tx, scope, asked.to).await?,
    );
    if from.id == to.id {
        return Err(Problem::unprocessable(
            "same_list",
            "This street is on that list already. Choose another list for it.",
        ));
    }
    if from.campaign_id != to.campaign_id {
        return Err(Problem::conflict(
            "These lists belong to two campaigns. A street stays in its campaign.",
        ));
    }
    let drafts = moving::drafts(tx, scope, from.campaign_id).await?;
    let ground = ground_of(tx, scope, &from, &drafts).await?;
    let of = |list: WalkListId| {
        let own = drafts.iter().find(|(id, _)| *id == list);
        own.map(|(_, stops)| stops.clone()).unwrap_or_default()
    };
    let around = Around::of(&ground);
    let goes = |stop: &Stop| {
        let side = asked.side.is_none_or(|side| side == stop.side);
        side && around.street(stop) == Some(asked.street)
    };
    let (moved, left): (Vec<Stop>, Vec<Stop>) = of(from.id).into_iter().partition(goes);
    if moved.is_empty() {
        return Err(Problem::unprocessable(
            "not_on_list",
            format!(
                "Nothing of this street or side is on the list {}.",
                from.name
            ),
        ));
    }
    if left.is_empty() {
        return Err(Problem::unprocessable(
            "list_would_be_empty",
            format!(
                "This is all there is on the list {}: nothing would be left of it. Move it the \
                 other way round, or cut the patch into fewer lists.",
                from.name
            ),
        ));
    }
    let count = moved.len();
    let mut all = of(to.id);
    all.extend(moved);
    if all.len() > MOST_STOPS {
        return Err(Problem::unprocessable(
            "list_too_long",
            format!(
                "The list {} would have more than {MOST_STOPS} doors.",
                to.name
            ),
        ));
    }
    Ok(Moving {
        from,
        to,
        ground,
        stops: [left, all],
        moved: count,
    })
}

/// The doors of all drafts, and the streets of the patch they were cut from.
async fn ground_of(
    tx: &mut Tx,
    scope: HubScope,
    list: &WalkList,
    drafts: &[(WalkListId, Vec<Stop>)],
) -> Result<Ground, Problem> {
    let (doors, stretches) = stops_of(drafts.iter().flat_map(|(_, stops)| stops));
    let doors = streets::store::doors_by_id(tx, &doors).await?;
    let doors: Vec<_> = doors.into_values().collect();
    let mut inside = Vec::new();
    let versions = areas::store::patch(tx, scope, list.patch_id).await?;
    let version = versions
        .iter()
        .find(|patch| patch.version == list.patch_version);
    if let Some(patch) = version {
        inside = streets::store::parts_in_patch(tx, patch).await?;
    }
    let known: BTreeSet<StreetPartId> = inside.iter().map(|part| part.id).collect();
    let beyond: Vec<StreetPartId> = stretches.difference(&known).copied().collect();
    let beyond = streets::store::parts_by_id(tx, &beyond).await?;
    inside.extend(beyond.into_values());
    let parts = walkable(tx, inside, &doors).await?;
    let on_a_part = |door: &streets::model::DoorFacts| {
        door.part_id.is_some_and(|part| parts.contains_key(&part))
    };
    let doors = doors.into_iter().filter(on_a_part).collect();
    ground(tx, doors, parts, stretches).await
}

fn stops_of<'a>(stops: impl Iterator<Item = &'a Stop>) -> (Vec<DoorId>, BTreeSet<StreetPartId>) {
    let (mut doors, mut parts) = (Vec::new(), BTreeSet::new());
    for stop in stops {
        match stop.at {
            StopAt::Door(door) => doors.push(door),
            StopAt::Stretch { part, .. } => {
                parts.insert(part);
            }
        }
    }
    (doors, parts)
}

/// Keeps both lists, if nobody changed them meanwhile; with the mean minutes of the campaign's
/// drafts.
async fn keep(
    tx: &mut Tx,
    scope: HubScope,
    (from, to): (WalkListId, WalkListId),
    versions: (i64, i64),
    drafts: &[Draft; 2],
) -> Result<(WalkList, WalkList, f64), Problem> {
    let before = draft(tx, scope, from).await?;
    if !store::campaigns::lock(tx, scope, before.campaign_id).await? {
        return Err(Problem::not_found("campaign"));
    }
    let (mut from, mut to) = (draft(tx, scope, from).await?, draft(tx, scope, to).await?);
    if (from.version, to.version) != versions {
        return Err(Problem::conflict(
            "Somebody else changed one of these lists at the same time. Look at them again.",
        ));
    }
    moving::replace(tx, scope, &mut from, &drafts[0]).await?;
    moving::replace(tx, scope, &mut to, &drafts[1]).await?;
    let lists = store::lists(tx, scope, from.campaign_id).await?;
    let minutes = lists
        .iter()
        .filter(|list| list.state == WalkListState::Draft)
        .map(|list| list.minutes);
    let (count, sum) = minutes.fold((0.0, 0.0), |(n, sum), one| (n + 1.0, sum + one));
    Ok((from, to, sum / f64::max(count, 1.0)))
}

/// Further than this from the mean a list is uneven.
const UNEVEN_SHARE: f64 = 0.15;

fn warnings(list: &WalkList, pieces_before: i64, mean: f64) -> Vec<MoveWarning> {
    let mut warnings = Vec::new();
    if list.pieces > pieces_before.max(1) {
        warnings.push(MoveWarning {
            kind: WarningKind::InPieces,
            list: list.id,
            text: format!(
                "The list {} lies in {} pieces now: people walk through other lists' streets to \
                 get from one to the next.",
                list.name, list.pieces
            ),
        });
    }
    let off = list.minutes / mean.max(f64::MIN_POSITIVE) - 1.0;
    if off.abs() > UNEVEN_SHARE {
        let than = if off > 0.0 { "longer" } else { "shorter" };
        warnings.push(MoveWarning {
            kind: WarningKind::Uneven,
            list: list.id,
            text: format!(
                "The list {} takes {:.0} minutes, {:.0} % {than} than the lists do on average.",
                list.name,
                list.minutes,
                off.abs() * 100.0
            ),
        });
    }
    warnings
}

/// A list on the map.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WalkListMap {
    /// As a table shows it.
    list: ListView,
    /// Its ways and doors.
    #[schema(value_type = Object)]
    geometry: MapView,
}

/// Read a list street by street, with its ways and doors on the map. A door whose people asked not
/// to be knocked at is not shown.
#[utoipa::path(get, path = "/api/v1/walk_lists/{list}/map", operation_id = "map_walk_list",
    tag = "walk_lists", params(("list" = WalkListId, Path)),
    responses((status = 200, body = WalkListMap)))]
async fn map_walk_list(
    caller: Caller,
    Path(id): Path<WalkListId>,
) -> Result<Json<WalkListMap>, Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let (list, features) = caller
        .app
        .db
        .read(async move |tx| {
            let walk_list = store::list(tx, scope, id).await?;
            let walk_list = walk_list.ok_or_else(|| Problem::not_found("walk list"))?;
            let stocked = store::rows::stocked(tx, scope, id).await?;
            let parts = parts_of(tx, &stocked).await?;
            let around = around(&stocked, &parts);
            Ok::<_, Problem>(drawing::kept(&around, &walk_list, shown(&stocked)))
        })
        .await?;
    let mut geometry = MapView::default();
    geometry.extend(features);
    Ok(Json(WalkListMap { list, geometry }))
}

/// The street parts that a list's stops are reached from.
///
/// # Errors
/// When the engine fails or a stored line makes no sense.
pub async fn parts_of(
    tx: &mut Tx,
    stocked: &store::rows::Stocked,
) -> Result<BTreeMap<StreetPartId, streets::model::StreetPart>, Problem> {
    let of_doors = stocked.doors.values().filter_map(|door| door.part_id);
    let ids: BTreeSet<StreetPartId> = of_doors.chain(stocked.parts.keys().copied()).collect();
    let ids: Vec<StreetPartId> = ids.into_iter().collect();
    Ok(streets::store::parts_by_id(tx, &ids).await?)
}

/// What is known of the places of a list's stops.
#[must_use]
pub fn around<'a>(
    stocked: &'a store::rows::Stocked,
    parts: &'a BTreeMap<StreetPartId, streets::model::StreetPart>,
) -> Around<'a> {
    let names = stocked.streets.values();
    Around::new(
        stocked.doors.values(),
        parts.values(),
        names.map(|street| (street.id, street.name.as_str())),
    )
}

/// The stops that people are shown: a door whose people asked not to be knocked at is none of them.
#[must_use]
pub fn shown(stocked: &store::rows::Stocked) -> Vec<Stop> {
    let unwanted = |stop: &Stop| match stop.at {
        StopAt::Door(door) => stocked.known.do_not_knock.contains(&door),
        StopAt::Stretch { .. } => false,
    };
    let stops = stocked.stops.iter().filter(|stop| !unwanted(stop));
    stops.copied().collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::{
        ids::{CampaignId, PatchId},
        time::EpochMs,
    };

    fn list(minutes: f64, pieces: i64) -> WalkList {
        let id = Uuid::nil();
        WalkList {
            id: WalkListId(id),
            campaign_id: CampaignId(id),
            patch_id: PatchId(id),
            patch_version: 1,
            name: "3 Dale Street".to_owned(),
            state: WalkListState::Draft,
            shift_id: None,
            lease_until: None,
            doors: 10,
            minutes,
            metres: 100.0,
            pieces,
            version: 1,
            created_at: EpochMs(0),
            issued_at: None,
            ended_at: None,
        }
    }

    #[test]
    fn a_list_of_usual_length_in_one_piece_gives_no_warning() {
        assert_eq!(warnings(&list(110.0, 1), 1, 100.0), []);
        // It was so before: the move did not do it.
        assert_eq!(warnings(&list(110.0, 2), 2, 100.0), []);
    }

    #[test]
    fn a_list_that_fell_apart_or_grew_too_long_says_so_in_words() {
        let found = warnings(&list(130.0, 2), 1, 100.0);

        let kinds: Vec<WarningKind> = found.iter().map(|warning| warning.kind).collect();
        assert_eq!(kinds, [WarningKind::InPieces, WarningKind::Uneven]);
        assert!(found[0].text.contains("in 2 pieces"), "{}", found[0].text);
        assert!(found[1].text.contains("30 % longer"), "{}", found[1].text);
    }
}
