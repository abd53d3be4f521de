//! Small areas for everybody signed in; patches for those who plan.

use std::collections::BTreeSet;

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    model::{Area, Deprivation, DrawnShape, Edition, Hole, HoleKind, Patch, PatchRule, Vintage},
    rules::{self, Resolved},
    store,
};
use crate::{
    access::{Caller, HubScope, Permission, http::named},
    app::App,
    base::{ids::PatchId, page::PageQuery, time::Day},
    db::Tx,
    problem::{Body, Params, Problem},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_areas))
        .routes(routes!(read_area))
        .routes(routes!(list_patches, create_patch))
        .routes(routes!(read_patch, revise_patch))
}

/// Which areas.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AreaQuery {
    /// The vintage, 2021 when absent.
    vintage: Option<i64>,
    /// Only this district.
    lad: Option<String>,
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// A page of areas.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Areas {
    areas: Vec<Area>,
    next: Option<String>,
}

/// List small areas.
#[utoipa::path(get, path = "/api/v1/areas", operation_id = "list_areas", tag = "areas",
    params(AreaQuery), responses((status = 200, body = Areas)))]
async fn list_areas(
    caller: Caller,
    Params(query): Params<AreaQuery>,
) -> Result<Json<Areas>, Problem> {
    caller.may(Permission::ReadAreas)?;
    let vintage = vintage(query.vintage)?;
    let page = PageQuery {
        limit: query.limit,
        after: query.after,
    };
    let (rows, after) = (page.rows(), page.after.unwrap_or_default());
    let areas = caller
        .app
        .db
        .read(async move |tx| {
            let most = i64::from(rows);
            Ok::<_, Problem>(store::areas(tx, vintage, query.lad, after, most).await?)
        })
        .await?;
    let full = areas.len() == rows as usize;
    let next = areas.last().filter(|_| full).map(|area| area.code.clone());
    Ok(Json(Areas { areas, next }))
}

/// One area with its shape and what each edition says of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AreaDetail {
    area: Area,
    deprivation: Vec<Deprivation>,
    /// GeoJSON geometry, WGS84.
    #[schema(value_type = Object)]
    geometry: serde_json::Value,
}

/// Read one small area.
#[utoipa::path(get, path = "/api/v1/areas/{vintage}/{code}", operation_id = "read_area",
    tag = "areas", params(("vintage" = i64, Path), ("code" = String, Path)),
    responses((status = 200, body = AreaDetail)))]
async fn read_area(
    caller: Caller,
    Path((year, code)): Path<(i64, String)>,
) -> Result<Json<AreaDetail>, Problem> {
    caller.may(Permission::ReadAreas)?;
    let vintage = vintage(Some(year))?;
    let detail = caller
        .app
        .db
        .read(async move |tx| {
            let area = store::area(tx, vintage, &code).await?;
            let area = area.ok_or_else(|| Problem::not_found("small area"))?;
            let deprivation = store::deprivation_of(tx, vintage, &code).await?;
            let geometry = store::shape(tx, vintage, &code).await?.unwrap_or_default();
            let geometry = serde_json::from_str(&geometry).map_err(Problem::internal)?;
            Ok::<_, Problem>(AreaDetail {
                area,
                deprivation,
                geometry,
            })
        })
        .await?;
    Ok(Json(detail))
}

fn vintage(year: Option<i64>) -> Result<Vintage, Problem> {
    Vintage::try_from(year.unwrap_or(2021)).map_err(|why| Problem::bad_request(format!("{why}.")))
}

/// The hub's patches.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Patches {
    patches: Vec<Patch>,
}

/// List the hub's patches in their newest version.
#[utoipa::path(get, path = "/api/v1/patches", operation_id = "list_patches", tag = "areas",
    responses((status = 200, body = Patches)))]
async fn list_patches(caller: Caller) -> Result<Json<Patches>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let patches = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::patches(tx, scope).await?))
        .await?;
    Ok(Json(Patches { patches }))
}

/// Every version of a patch.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PatchDetail {
    /// The newest.
    patch: Patch,
    /// The versions before it, newest first.
    earlier: Vec<Patch>,
}

/// Read one patch with its earlier versions.
#[utoipa::path(get, path = "/api/v1/patches/{patch}", operation_id = "read_patch", tag = "areas",
    params(("patch" = PatchId, Path)), responses((status = 200, body = PatchDetail)))]
async fn read_patch(caller: Caller, Path(id): Path<PatchId>) -> Result<Json<PatchDetail>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadPlans)?;
    let mut versions = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::patch(tx, scope, id).await?))
        .await?;
    if versions.is_empty() {
        return Err(Problem::not_found("patch"));
    }
    let patch = versions.remove(0);
    Ok(Json(PatchDetail {
        patch,
        earlier: versions,
    }))
}

/// A patch to make.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPatch {
    name: String,
    rule: PatchRule,
    /// First day it holds; today when absent.
    valid_from: Option<Day>,
}

/// Make a patch from codes, from deciles, or from a drawing. What has no index is named in
/// `holes`.
#[utoipa::path(post, path = "/api/v1/patches", operation_id = "create_patch", tag = "areas",
    request_body = NewPatch, responses((status = 201, body = Patch)))]
async fn create_patch(
    caller: Caller,
    Body(new): Body<NewPatch>,
) -> Result<(StatusCode, Json<Patch>), Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let id = caller.app.ids.new_id();
    let patch = keep_version(&caller, scope, new, id, None).await?;
    Ok((StatusCode::CREATED, Json(patch)))
}

/// Redraw a patch: a new version from a day on; what was counted stays where it was.
#[utoipa::path(post, path = "/api/v1/patches/{patch}", operation_id = "revise_patch",
    tag = "areas", params(("patch" = PatchId, Path)), request_body = NewPatch,
    responses((status = 201, body = Patch)))]
async fn revise_patch(
    caller: Caller,
    Path(id): Path<PatchId>,
    Body(new): Body<NewPatch>,
) -> Result<(StatusCode, Json<Patch>), Problem> {
    let scope = caller.may_in_hub(Permission::Plan)?;
    let versions = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::patch(tx, scope, id).await?))
        .await?;
    let before = versions
        .into_iter()
        .next()
        .ok_or_else(|| Problem::not_found("patch"))?;
    let patch = keep_version(&caller, scope, new, id, Some(before)).await?;
    Ok((StatusCode::CREATED, Json(patch)))
}

async fn keep_version(
    caller: &Caller,
    scope: HubScope,
    new: NewPatch,
    id: PatchId,
    before: Option<Patch>,
) -> Result<Patch, Problem> {
    let now = caller.app.clock.now();
    let valid_from = new.valid_from.unwrap_or_else(|| now.day());
    if before
        .as_ref()
        .is_some_and(|before| valid_from <= before.valid_from)
    {
        return Err(Problem::conflict(
            "A new version starts after the day the last one started.",
        ));
    }
    let name = named(&new.name)?;
    let version = before.map_or(1, |before| before.version + 1);
    caller
        .app
        .db
        .write(async move |tx| {
            let (vintage, resolved, shape) = resolve(tx, &new.rule).await?;
            let patch = Patch {
                id,
                version,
                name: name.clone(),
                rule: new.rule.clone(),
                vintage,
                areas: resolved.areas,
                holes: resolved.holes,
                valid_from,
                valid_to: None,
                created_at: now,
            };
            store::insert_patch(tx, scope, &patch, shape).await?;
            Ok(patch)
        })
        .await
}

/// Finds the areas of a rule, and the outline when it was drawn: one area at least.
///
/// # Errors
/// 400 for a rule that makes no sense; 422 `bad_drawing`, `no_index`, `empty_patch` where no
/// imported area is left, `patch_too_large` for more areas than people can walk.
pub async fn resolve(
    tx: &mut Tx,
    rule: &PatchRule,
) -> Result<(Vintage, Resolved, Option<String>), Problem> {
    let (vintage, resolved, shape) = areas_of(tx, rule).await?;
    if resolved.areas.is_empty() {
        let detail = if shape.is_some() {
            "This drawing lies outside every imported small area: in the sea, or in a place whose \
             boundaries are not imported yet. Draw it again on land, or import the boundaries first."
        } else {
            "No imported small area is left in this patch. Import the boundaries of the place \
             first, or choose other areas."
        };
        return Err(Problem::unprocessable("empty_patch", detail));
    }
    if resolved.areas.len() > MOST_AREAS {
        return Err(too_large(resolved.areas.len()));
    }
    Ok((vintage, resolved, shape))
}

fn too_large(areas: usize) -> Problem {
    Problem::unprocessable(
        "patch_too_large",
        format!(
            "This takes in {areas} small areas; a patch holds at most {MOST_AREAS}. Take the \
             streets that people will walk."
        ),
    )
}

async fn areas_of(
    tx: &mut Tx,
    rule: &PatchRule,
) -> Result<(Vintage, Resolved, Option<String>), Problem> {
    match rule {
        PatchRule::Codes { vintage, codes } => {
            let known = store::codes(tx, *vintage).await?;
            let mut resolved = rules::by_codes(codes, &known);
            let ranked = store::ranks_of_vintage(tx, *vintage).await?;
            resolved
                .holes
                .extend(rules::without_index(&resolved.areas, &ranked));
            Ok((*vintage, resolved, None))
        }
        PatchRule::Deciles {
            edition,
            deciles,
            lad,
            within,
        } => {
            let resolved =
                resolve_deciles(tx, *edition, deciles, lad.clone(), within.as_deref()).await?;
            Ok((edition.vintage(), resolved, None))
        }
        PatchRule::Polygon { vintage, geometry } => {
            let shape = DrawnShape::read(geometry)
                .map_err(|why| Problem::unprocessable("bad_drawing", why))?;
            let resolved = resolve_polygon(tx, *vintage, &shape).await?;
            Ok((*vintage, resolved, Some(geometry.to_string())))
        }
    }
}

async fn resolve_deciles(
    tx: &mut Tx,
    edition: Edition,
    deciles: &[i64],
    lad: Option<String>,
    within: Option<&[String]>,
) -> Result<Resolved, Problem> {
    if deciles.is_empty() || deciles.iter().any(|decile| !(1..=10).contains(decile)) {
        return Err(Problem::bad_request(
            "`deciles` are numbers from 1 to 10, at least one.",
        ));
    }
    let known = store::codes(tx, edition.vintage()).await?;
    let ranked = store::ranks(tx, edition, lad.clone()).await?;
    if ranked.is_empty() {
        return Err(Problem::unprocessable(
            "no_index",
            format!(
                "No rank of the {edition} edition is here for this place. Import the index with \
                 `doorstep import deprivation FILE` first."
            ),
        ));
    }
    let reach: BTreeSet<String> = match (within, lad) {
        (Some(codes), _) => codes.iter().cloned().collect(),
        (None, Some(_)) => ranked.iter().map(|row| row.code.clone()).collect(),
        (None, None) => {
            return Err(Problem::bad_request(
                "Say where: a district in `lad`, or areas in `within`.",
            ));
        }
    };
    Ok(rules::by_deciles(&reach, &known, &ranked, deciles))
}

/// A twentieth of a percent of a drawing may lie outside the areas: boundaries are drawn to
/// twenty metres.
const UNCOVERED_SHARE: f64 = 0.0005;
/// More areas than this are a slip of the hand, not a patch.
const MOST_AREAS: usize = 200;
/// A drawing whose box holds more areas than this is not even looked at.
const MOST_NEAR: i64 = 2_000;

async fn resolve_polygon(
    tx: &mut Tx,
    vintage: Vintage,
    shape: &DrawnShape,
) -> Result<Resolved, Problem> {
    use geo::{Area as _, BooleanOps, BoundingRect, Intersects};
    let bounds = shape
        .0
        .bounding_rect()
        .ok_or_else(|| Problem::unprocessable("bad_drawing", "The drawing is empty."))?;
    let (min, max) = (bounds.min(), bounds.max());
    let around = (min.x, max.x, min.y, max.y);
    let count = store::areas_in_box(tx, vintage, around).await?;
    if count > MOST_NEAR {
        return Err(too_large(usize::try_from(count).unwrap_or(usize::MAX)));
    }
    let mut touched = store::shapes_in_box(tx, vintage, around).await?;
    touched.retain(|(_, area)| area.intersects(&shape.0));
    if touched.len() > MOST_AREAS {
        return Err(too_large(touched.len()));
    }
    let mut resolved = Resolved::default();
    let mut open = shape.0.clone();
    for (code, area) in touched {
        open = open.difference(&area);
        resolved.areas.push(code);
    }
    // Both areas in square degrees of the same small place: their ratio is what counts.
    if open.unsigned_area() > shape.0.unsigned_area() * UNCOVERED_SHARE {
        resolved.holes.push(Hole {
            kind: HoleKind::OutsideEveryArea,
            code: None,
        });
    }
    let ranked = store::ranks_of_vintage(tx, vintage).await?;
    resolved
        .holes
        .extend(rules::without_index(&resolved.areas, &ranked));
    Ok(resolved)
}
