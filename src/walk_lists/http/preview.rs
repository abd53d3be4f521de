//! A patch before it is made: what it would hold, and how long it would take.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::ground::{Inside, ground, inside, unlisted};
use crate::{
    access::{Caller, HubScope, Permission},
    app::App,
    areas::{
        self,
        model::{Edition, Hole, Patch, PatchRule, Vintage},
    },
    base::{
        ids::{PatchId, StreetId},
        time::EpochMs,
    },
    db::Tx,
    problem::{Body, Problem},
    streets::model::{DoorFacts, DoorKind, StreetPart},
    walk_lists::{
        cutting::{self, Ground},
        drawing::{Place, rounded},
        store::Taken,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(preview_patch))
}

/// A patch that is not made yet.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PatchIdea {
    rule: PatchRule,
}

/// What a patch would hold.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PatchPreview {
    /// The vintage of its areas.
    vintage: Vintage,
    /// Its areas, by code.
    areas: Vec<AreaPreview>,
    /// What has no figure, or no area.
    holes: Vec<Hole>,
    /// Known homes: doors that open data take for one, or that the hub's people found.
    homes: usize,
    /// Streets.
    streets: usize,
    /// Metres of street.
    street_metres: f64,
    /// Streets of which no door is known: people find their doors as they walk.
    unlisted_streets: usize,
    /// Minutes that a walk to every home would take, as the lists of a first cut add up to. Homes
    /// that nobody knows yet are estimated by the length of their street.
    minutes: f64,
    /// The same as lists of two hours.
    lists_of_two_hours: u32,
    /// The box around it: west, south, east, north.
    #[schema(value_type = Option<Vec<f64>>)]
    bounds: Option<[f64; 4]>,
}

/// What a patch would hold of one small area.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AreaPreview {
    /// The ONS code.
    code: String,
    /// The ONS name.
    name: Option<String>,
    /// Known homes of it that lie in the patch.
    homes: usize,
    /// Streets of it that lie in the patch.
    streets: usize,
    /// Its decile by edition; an edition that does not rank it is absent.
    #[schema(value_type = std::collections::HashMap<String, i64>)]
    deciles: BTreeMap<i64, i64>,
}

/// Deciles by area, then by edition.
type Deciles = BTreeMap<String, BTreeMap<i64, i64>>;

/// What was read of a patch that is not made yet.
struct Sketch {
    patch: Patch,
    homes: Vec<DoorFacts>,
    within: Vec<StreetPart>,
    ground: Ground,
    names: BTreeMap<String, String>,
    deciles: Deciles,
}

/// See what a patch would hold before it is made: homes, streets, minutes, areas with their
/// deciles, and what is left open. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/patches/preview", operation_id = "preview_patch", tag = "areas",
    request_body = PatchIdea, responses((status = 200, body = PatchPreview)))]
async fn preview_patch(
    caller: Caller,
    Body(idea): Body<PatchIdea>,
) -> Result<Json<PatchPreview>, Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let now = caller.app.clock.now();
    let sketch = caller
        .app
        .db
        .read(async move |tx| sketch(tx, scope, &idea.rule, now).await)
        .await?;
    let Sketch {
        patch,
        homes,
        within,
        ground,
        names,
        deciles,
    } = sketch;
    if homes.is_empty() && within.is_empty() {
        return Err(Problem::unprocessable(
            "nothing_there",
            "Not one home and not one street lies in this patch. It may lie in the sea or on a \
             moor, or the streets and doors of the place are not imported yet.",
        ));
    }
    let unlisted: BTreeSet<StreetId> = within
        .iter()
        .filter(|part| ground.unlisted.contains(&part.id))
        .map(|part| part.street_id)
        .collect();
    let with_doors: BTreeSet<StreetId> = homes.iter().filter_map(|door| door.street_id).collect();
    let minutes = tokio::task::spawn_blocking(move || cutting::minutes(&ground))
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    Ok(Json(PatchPreview {
        vintage: patch.vintage,
        areas: by_area(&patch, &homes, &within, (&names, &deciles)),
        homes: homes.len(),
        streets: within
            .iter()
            .map(|part| part.street_id)
            .collect::<BTreeSet<_>>()
            .len(),
        street_metres: within.iter().map(|part| part.length_m).sum(),
        unlisted_streets: unlisted.difference(&with_doors).count(),
        minutes,
        lists_of_two_hours: lists_of_two_hours(minutes),
        bounds: bounds(&homes, &within),
        holes: patch.holes,
    }))
}

async fn sketch(
    tx: &mut Tx,
    scope: HubScope,
    rule: &PatchRule,
    now: EpochMs,
) -> Result<Sketch, Problem> {
    let (vintage, resolved, _) = areas::http::resolve(tx, rule).await?;
    let patch = Patch {
        id: PatchId(Uuid::nil()),
        version: 1,
        name: String::new(),
        rule: rule.clone(),
        vintage,
        areas: resolved.areas,
        holes: resolved.holes,
        valid_from: now.day(),
        valid_to: None,
        created_at: now,
    };
    let names = areas::store::names(tx, vintage, &patch.areas).await?;
    let mut deciles = Deciles::new();
    for year in [2015, 2019, 2025] {
        let edition = Edition::try_from(year).map_err(Problem::bad_request)?;
        if edition.vintage() == vintage {
            for row in areas::store::deciles(tx, edition, &patch.areas).await? {
                deciles
                    .entry(row.code)
                    .or_default()
                    .insert(year, row.decile);
            }
        }
    }
    let Inside {
        mut doors,
        within,
        parts,
    } = inside(tx, scope, &patch).await?;
    doors.retain(|door| door.kind == DoorKind::Home || door.added_by_hub.is_some());
    let unlisted = unlisted(tx, &within, &Taken::default()).await?;
    let of_patch = within.iter().filter_map(|id| parts.get(id)).cloned();
    let within = of_patch.collect();
    let on_a_part = |door: &&DoorFacts| door.part_id.is_some_and(|part| parts.contains_key(&part));
    let reached = doors.iter().filter(on_a_part).cloned().collect();
    let ground = ground(tx, reached, parts, unlisted).await?;
    Ok(Sketch {
        patch,
        homes: doors,
        within,
        ground,
        names,
        deciles,
    })
}

fn by_area(
    patch: &Patch,
    homes: &[DoorFacts],
    within: &[StreetPart],
    (names, deciles): (&BTreeMap<String, String>, &Deciles),
) -> Vec<AreaPreview> {
    let old = patch.vintage == Vintage::Y2011;
    let mut doors: BTreeMap<&str, usize> = BTreeMap::new();
    for door in homes {
        let code = if old {
            &door.lsoa_2011
        } else {
            &door.lsoa_2021
        };
        *doors
            .entry(code.as_deref().unwrap_or_default())
            .or_default() += 1;
    }
    let mut streets: BTreeMap<&str, BTreeSet<StreetId>> = BTreeMap::new();
    for part in within {
        let code = if old {
            &part.lsoa_2011
        } else {
            &part.lsoa_2021
        };
        let of_area = streets.entry(code.as_deref().unwrap_or_default());
        of_area.or_default().insert(part.street_id);
    }
    let area = |code: &String| AreaPreview {
        code: code.clone(),
        name: names.get(code).cloned(),
        homes: doors.get(code.as_str()).copied().unwrap_or_default(),
        streets: streets.get(code.as_str()).map_or(0, BTreeSet::len),
        deciles: deciles.get(code).cloned().unwrap_or_default(),
    };
    patch.areas.iter().map(area).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to small numbers"
)]
fn lists_of_two_hours(minutes: f64) -> u32 {
    if minutes > 0.0 {
        (minutes / 120.0).round().clamp(1.0, 1e6) as u32
    } else {
        0
    }
}

fn bounds(homes: &[DoorFacts], within: &[StreetPart]) -> Option<[f64; 4]> {
    let doors = homes.iter().map(|door| maps::shapes::LngLat {
        lng: door.lng,
        lat: door.lat,
    });
    let lines = within.iter().flat_map(|part| part.line.iter().copied());
    let places: Vec<Place> = doors.chain(lines).map(rounded).collect();
    let least = |of: usize| places.iter().map(|at| at[of]).min_by(f64::total_cmp);
    let most = |of: usize| places.iter().map(|at| at[of]).max_by(f64::total_cmp);
    Some([least(0)?, least(1)?, most(0)?, most(1)?])
}
