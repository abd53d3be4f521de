//! What was said, coded by people: in the debrief, where it stays in the envelope, and after the split,
//! where each recoding is an event of its own.

use axum::{Json, extract::Path, http::StatusCode};
use mobile_api::wire::ops::Statement;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{Caller, HubScope, Permission},
    app::App,
    base::ids::{ListeningId, OpId, ShiftId},
    db::{self, Tx},
    listenings::{
        self,
        http::{
            debrief::notes::{self, DebriefNote},
            own_group,
        },
    },
    problem::{Body, Problem},
    sync::decide::seals_of,
    themes::{
        model::{LocalTheme, NationalTheme},
        rules::codebook as rules,
        store::{
            self,
            codebook::{self as book, Recode},
        },
    },
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(code_debrief_note))
        .routes(routes!(recode_listening))
        .routes(routes!(list_recodes))
}

async fn words(tx: &mut Tx, scope: HubScope) -> db::Result<(Vec<NationalTheme>, Vec<LocalTheme>)> {
    Ok((store::national(tx).await?, store::local(tx, scope).await?))
}

fn make_sense(statements: &[Statement]) -> Result<(), Problem> {
    listenings::rules::check_statements(statements)
        .map_err(|why| Problem::unprocessable("bad_statements", why))
}

/// How something is to be coded in a debrief.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodingBody {
    /// What was said, point by point; at most 200.
    statements: Vec<Statement>,
}

/// Code what was said before the close: it lies in the envelope until the split carries it out.
#[utoipa::path(put, path = "/api/v1/shifts/{shift}/debrief/notes/{record}/statements",
    operation_id = "code_debrief_note", tag = "shifts",
    params(("shift" = ShiftId, Path), ("record" = OpId, Path)), request_body = CodingBody,
    responses((status = 200, body = DebriefNote)))]
async fn code_debrief_note(
    caller: Caller,
    Path(of): Path<(ShiftId, OpId)>,
    Body(body): Body<CodingBody>,
) -> Result<Json<DebriefNote>, Problem> {
    let scope = notes::may_decide(&caller)?;
    make_sense(&body.statements)?;
    let app = caller.app.clone();
    let note = caller
        .app
        .db
        .write(async move |tx| {
            let mut seals = seals_of(&app)?;
            let (national, local) = words(tx, scope).await?;
            let now = body.statements.clone();
            notes::change(tx, (scope, &mut seals), of, |said| {
                rules::may_code((&national, &local), said.coded(), &now)?;
                if now.is_empty() && said.note.is_none() {
                    return Err(Problem::unprocessable(
                        "bad_statements",
                        "A listening has a point or a note: this would leave neither. Take the \
                         record back if nothing was said.",
                    ));
                }
                said.recoded = (now != said.statements).then_some(now);
                Ok(())
            })
            .await
        })
        .await?;
    Ok(Json(note))
}

/// How a listening is to be coded anew.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecodeBody {
    /// What was said, point by point; at most 200.
    statements: Vec<Statement>,
    /// How it was coded when you looked: refused when somebody recoded it since.
    was: Option<Vec<Statement>>,
}

/// How a listening is coded.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Coded {
    listening: ListeningId,
    statements: Vec<Statement>,
    /// The version of the hub's codebook.
    codebook: i64,
}

/// Code a listening anew. How it was coded before is kept.
#[utoipa::path(put, path = "/api/v1/listenings/{listening}/statements",
    operation_id = "recode_listening", tag = "listenings",
    params(("listening" = ListeningId, Path)), request_body = RecodeBody,
    responses((status = 200, body = Coded)))]
async fn recode_listening(
    caller: Caller,
    Path(id): Path<ListeningId>,
    Body(body): Body<RecodeBody>,
) -> Result<Json<Coded>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    make_sense(&body.statements)?;
    let (group, today) = (own_group(&caller), caller.app.clock.now().day());
    let coded = caller
        .app
        .db
        .write(async move |tx| {
            let before = listenings::store::lock_said(tx, scope, id, group).await?;
            let before = before.ok_or_else(|| Problem::not_found("listening"))?;
            if body.was.as_ref().is_some_and(|was| *was != before) {
                return Err(Problem::new(
                    StatusCode::CONFLICT,
                    "recoded_meanwhile",
                    "Somebody coded this listening in the meantime. Theirs is kept and yours was \
                     not saved; look at it and code it again.",
                ));
            }
            let (national, local) = words(tx, scope).await?;
            let after = body.statements.clone();
            rules::may_code((&national, &local), &before, &after)?;
            let codebook = book::version(tx, scope).await?;
            let coded = Coded {
                listening: id,
                statements: after.clone(),
                codebook,
            };
            if before == after {
                return Ok(coded);
            }
            listenings::store::say_anew(tx, scope, id, after.clone()).await?;
            let recode = Recode {
                recoded_on: today,
                codebook,
                before,
                after,
            };
            book::keep_recode(tx, scope, id, &recode).await?;
            Ok(coded)
        })
        .await?;
    Ok(Json(coded))
}

/// How a listening was coded anew.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Recodes {
    /// The last time first.
    recodes: Vec<Recode>,
}

/// Read how a listening was coded anew, the last time first.
#[utoipa::path(get, path = "/api/v1/listenings/{listening}/recodes", operation_id = "list_recodes",
    tag = "listenings", params(("listening" = ListeningId, Path)),
    responses((status = 200, body = Recodes)))]
async fn list_recodes(
    caller: Caller,
    Path(id): Path<ListeningId>,
) -> Result<Json<Recodes>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let group = own_group(&caller);
    let recodes = caller
        .app
        .db
        .read(async move |tx| {
            if !listenings::store::is_theirs(tx, scope, id, group).await? {
                return Err(Problem::not_found("listening"));
            }
            Ok(book::recodes(tx, scope, id).await?)
        })
        .await?;
    Ok(Json(Recodes { recodes }))
}
