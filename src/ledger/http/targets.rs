//! What a hub sets out to reach.

use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};

use super::programme;
use crate::{
    access::{Caller, Permission},
    base::{ids::ProgrammeId, time::Quarter},
    ledger::{Figures, model::Target, store},
    problem::{Body, Params, Problem},
};

/// Which targets.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TargetQuery {
    /// The programme.
    programme: ProgrammeId,
    /// Only this quarter.
    quarter: Option<Quarter>,
}

/// Targets in their newest version.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Targets {
    targets: Vec<Target>,
}

/// List the hub's targets.
#[utoipa::path(get, path = "/api/v1/targets", operation_id = "list_targets", tag = "ledger",
    params(TargetQuery), responses((status = 200, body = Targets)))]
pub async fn list_targets(
    caller: Caller,
    Params(query): Params<TargetQuery>,
) -> Result<Json<Targets>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let targets = caller
        .app
        .db
        .read(async move |tx| {
            Ok::<_, Problem>(store::targets(tx, scope, query.programme, query.quarter).await?)
        })
        .await?;
    Ok(Json(Targets { targets }))
}

/// A target to set.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTarget {
    programme_id: ProgrammeId,
    /// A figure by the name it has in reports, such as `engaged`.
    measure: String,
    quarter: Quarter,
    value: i64,
}

/// Set a target. Earlier versions stay, and frozen returns keep the one they had.
#[utoipa::path(post, path = "/api/v1/targets", operation_id = "keep_target", tag = "ledger",
    request_body = NewTarget, responses((status = 201, body = Target)))]
pub async fn keep_target(
    caller: Caller,
    Body(new): Body<NewTarget>,
) -> Result<(StatusCode, Json<Target>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepReturns)?;
    check(&new)?;
    let target = caller
        .app
        .db
        .write(async move |tx| {
            programme(tx, new.programme_id).await?;
            let kept = store::targets(tx, scope, new.programme_id, Some(new.quarter)).await?;
            let before = kept.iter().find(|kept| kept.measure == new.measure);
            let target = Target {
                programme_id: new.programme_id,
                measure: new.measure.clone(),
                quarter: new.quarter,
                version: before.map_or(0, |before| before.version) + 1,
                value: new.value,
            };
            store::insert_target(tx, scope, &target).await?;
            Ok::<_, Problem>(target)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(target)))
}

fn check(new: &NewTarget) -> Result<(), Problem> {
    let known = Figures::default().named().map(|(name, _)| name);
    if !known.contains(&new.measure.as_str()) {
        return Err(Problem::bad_request(format!(
            "`measure` is one of: {}.",
            known.join(", ")
        )));
    }
    if !(0..=1_000_000_000).contains(&new.value) {
        return Err(Problem::bad_request("A target is 0 or more."));
    }
    Ok(())
}
