//! What a number of a return means, and what it is made of.

use std::str::FromStr;

use axum::{Json, extract::Path};
use serde::Deserialize;

use super::programme;
use crate::{
    access::{Caller, Permission},
    areas::model::Edition,
    base::{
        ids::ProgrammeId,
        time::{EpochMs, Quarter},
    },
    ledger::{
        explain::{self, Explained, Of, Question, Wanted},
        measures,
    },
    problem::{Params, Problem},
};

/// Which number.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExplainQuery {
    /// The programme.
    programme: ProgrammeId,
    /// `reported` (what the quarter reports; when absent), `dated` (of it, what is dated in it),
    /// `adjusted` (of it, what belongs to earlier quarters), or `restated` (what is dated in the
    /// quarter, as known now).
    #[param(inline)]
    of: Option<Of>,
    /// Only of this patch; `none` for what is not placed.
    patch: Option<String>,
    /// Only of this deprivation tenth, 1 to 10; `none` for what has no index.
    decile: Option<String>,
    /// The edition of the index; the programme's own when absent.
    edition: Option<i64>,
    /// Only counts of this mode.
    mode: Option<String>,
    /// Only what is dated in this quarter: one row of the adjustments.
    dated_in: Option<Quarter>,
    /// Only what came for this reason, such as `late`.
    reason: Option<String>,
    /// For `restated`: as known at this instant, such as a frozen report's `as_at`.
    known_at: Option<EpochMs>,
}

fn wanted<K: FromStr>(text: Option<&str>, what: &str) -> Result<Option<Wanted<K>>, Problem> {
    match text {
        None => Ok(None),
        Some("none") => Ok(Some(Wanted::Without)),
        Some(text) => {
            let key = text.parse().map_err(|_| {
                Problem::bad_request(format!("`{text}` is no {what}, and not `none`."))
            })?;
            Ok(Some(Wanted::Key(key)))
        }
    }
}

/// Explain a number of a quarter's return: what it means, under which definitions, as known when,
/// the share it is, and what it is made of. The parts add up to it, adjustments included; a number of
/// a frozen return stays the number that was frozen. Nobody is named.
#[utoipa::path(get, path = "/api/v1/returns/{quarter}/figures/{measure}",
    operation_id = "explain_figure", tag = "ledger",
    params(("quarter" = Quarter, Path),
        ("measure" = String, Path, description = "A figure by its name in reports, such as \
            `engaged`, or `doors_tried`, `doors_answered`, `doors_listened`."),
        ExplainQuery),
    responses((status = 200, body = Explained)))]
pub async fn explain_figure(
    caller: Caller,
    Path((quarter, measure)): Path<(Quarter, String)>,
    Params(query): Params<ExplainQuery>,
) -> Result<Json<Explained>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let measure = measures::find(&measure).ok_or_else(|| Problem::not_found("figure"))?;
    let edition = query.edition.map(Edition::try_from).transpose();
    let question = Question {
        measure,
        of: query.of.unwrap_or(Of::Reported),
        patch: wanted(query.patch.as_deref(), "patch")?,
        decile: wanted(query.decile.as_deref(), "deprivation tenth")?,
        edition: edition.map_err(|why| Problem::bad_request(format!("{why}.")))?,
        mode: query.mode,
        dated_in: query.dated_in,
        reason: query.reason,
        known_at: query.known_at,
    };
    let now = caller.app.clock.now();
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let programme = programme(tx, query.programme).await?;
            explain::explain(tx, scope, &programme, quarter, (&question, now)).await
        })
        .await?;
    Ok(Json(found))
}
