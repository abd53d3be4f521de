//! What a return may still lack.

use axum::{Json, extract::Path};

use super::{programme, returns::OfProgramme};
use crate::{
    access::{Caller, Permission},
    base::time::Quarter,
    ledger::missing::{self, MissingList},
    problem::{Params, Problem},
};

/// List what is missing before a return: phones that have not handed in, shifts that are not closed,
/// counters that do not tie, records that wait, notes nobody has read (as a number), actions without
/// a tally. Each thing comes with what to do about it, and with nobody's name.
#[utoipa::path(get, path = "/api/v1/returns/{quarter}/missing", operation_id = "list_missing",
    tag = "ledger", params(("quarter" = Quarter, Path), OfProgramme),
    responses((status = 200, body = MissingList)))]
pub async fn list_missing(
    caller: Caller,
    Path(quarter): Path<Quarter>,
    Params(of): Params<OfProgramme>,
) -> Result<Json<MissingList>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let now = caller.app.clock.now();
    let found = caller
        .app
        .db
        .read(async move |tx| {
            let programme = programme(tx, of.programme()).await?;
            missing::list(tx, scope, &programme, quarter, now).await
        })
        .await?;
    Ok(Json(found))
}
