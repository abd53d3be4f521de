//! What was said on a shift, read together before the envelope goes: what is decided about each note
//! is sealed beside it, and carried out by the split.
//!
//! Every answer stands by itself: whoever loses their session in the middle signs in again and finds
//! what was decided until then. Nothing outside the envelope knows which record was decided about:
//! the log of who did what with personal data gets a number when the debrief is closed.

use axum::{Json, extract::Path};
use mobile_api::{
    guard::{Kind, Places},
    wire::{ops::Statement, text::Prose},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::still_open;
use crate::{
    access::{Caller, HubScope, Permission},
    app::App,
    base::ids::{OpId, ShiftId},
    db::{self, Tx},
    listenings::{
        model::{Decided, Enveloped, Listening, NoteChoice, NoteState},
        rules::notes,
        store::envelope,
    },
    problem::{Body, Problem},
    shifts::http::locked,
    streets,
    sync::{Seals, decide::seals_of},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(decide_debrief_note, undo_debrief_note))
}

/// What was said in one conversation, in the envelope.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DebriefNote {
    /// Its record.
    record: OpId,
    /// The words as the phone sent them; absent where only points were taken down.
    note: Option<String>,
    /// What the guard says of these words: `screened`, or `held` where it found something; `none`
    /// without words.
    state: NoteState,
    /// What it found, by kind.
    #[schema(value_type = Vec<String>)]
    kinds: Vec<Kind>,
    /// What was said, point by point, as it is coded now.
    statements: Vec<Statement>,
    /// How strongly it matters to them.
    strength: Option<i64>,
    /// Whether their words may be quoted.
    quote_ok: bool,
    /// What was decided about the words; nothing yet when absent.
    decision: Option<DebriefDecision>,
}

/// What was decided about a note.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DebriefDecision {
    decision: NoteChoice,
    /// The words that take its place, with `replace`.
    words: Option<String>,
    /// Whether somebody read these words again and wants them in, whatever the guard finds.
    sure: bool,
    /// What the guard finds in these words.
    #[schema(value_type = Vec<String>)]
    kinds: Vec<Kind>,
}

fn view(record: OpId, said: Listening, places: &Places) -> DebriefNote {
    let statements = said.coded().to_vec();
    let decision = said.decided.map(|decided| {
        let decision = decided.choice();
        let (words, sure) = match decided {
            Decided::Replace { words, sure } => (Some(words), sure),
            Decided::Clear | Decided::Hold | Decided::Remove => (None, false),
        };
        let kinds = words.as_deref().map(|words| notes::found(words, places));
        DebriefDecision {
            decision,
            words,
            sure,
            kinds: kinds.unwrap_or_default(),
        }
    });
    let kinds = said.note.as_deref().map(|note| notes::found(note, places));
    DebriefNote {
        record,
        state: notes::unticked(said.note.as_deref(), places),
        kinds: kinds.unwrap_or_default(),
        note: said.note,
        statements,
        strength: said.strength,
        quote_ok: said.quote_ok,
        decision,
    }
}

/// What was said, of every listening that still opens, in the order of the part of their records'
/// ids that chance made: not in the order of the doors.
///
/// # Errors
/// When the engine fails.
pub async fn of(
    tx: &mut Tx,
    (scope, seals): (HubScope, &mut Seals),
    records: &[Enveloped],
) -> db::Result<Vec<DebriefNote>> {
    let mut opened = Vec::new();
    for record in records {
        if let Some(said) = envelope::open(tx, scope, seals, record).await? {
            opened.push((record.record, said));
        }
    }
    if opened.is_empty() {
        return Ok(Vec::new());
    }
    opened.sort_by_key(|(record, _)| record.0.as_u64_pair().1);
    let places = Places::new(streets::store::names(tx).await?);
    let views = opened.into_iter();
    Ok(views.map(|(id, said)| view(id, said, &places)).collect())
}

/// How many notes of these records were decided about.
///
/// # Errors
/// When the engine fails.
pub async fn decided(
    tx: &mut Tx,
    (scope, seals): (HubScope, &mut Seals),
    records: &[Enveloped],
) -> db::Result<i64> {
    let mut count = 0;
    for record in records {
        let said = envelope::open(tx, scope, seals, record).await?;
        count += i64::from(said.is_some_and(|said| said.decided.is_some()));
    }
    Ok(count)
}

/// Changes what lies sealed of one conversation, while its shift has its debrief before it.
///
/// # Errors
/// 404 for a shift or a record that is not here; 409 when the debrief is over, or the record was
/// sealed before a restore; whatever `change` says.
pub async fn change(
    tx: &mut Tx,
    (scope, seals): (HubScope, &mut Seals),
    (shift, record): (ShiftId, OpId),
    change: impl FnOnce(&mut Listening) -> Result<(), Problem>,
) -> Result<DebriefNote, Problem> {
    still_open(&locked(tx, scope, shift).await?)?;
    let found = envelope::find(tx, scope, shift, record).await?;
    let found = found.filter(Enveloped::is_listening);
    let mut found = found.ok_or_else(|| Problem::not_found("record"))?;
    let said = envelope::open(tx, scope, seals, &found).await?;
    let mut said = said.ok_or_else(|| {
        Problem::conflict(
            "This was sealed before the server was restored, and does not open. The phone that \
             recorded it hands it in again; then decide about it.",
        )
    })?;
    change(&mut said)?;
    found.said = Some(serde_json::to_string(&said).expect("a listening turns into JSON"));
    envelope::seal(tx, scope, seals, found).await?;
    let places = Places::new(streets::store::names(tx).await?);
    Ok(view(record, said, &places))
}

/// A decision about a note.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    decision: NoteChoice,
    /// With `replace`: the words that take the note's place.
    words: Option<Prose>,
    /// With `replace`: whether somebody has read the words again and wants them in, whatever the
    /// guard finds. Without it, words in which it finds something wait after the close.
    #[serde(default)]
    sure: bool,
}

/// Leave to decide about what was said: of somebody who runs shifts and may read notes.
///
/// # Errors
/// 403 for anybody else.
pub fn may_decide(caller: &Caller) -> Result<HubScope, Problem> {
    caller.may(Permission::ReadNotes)?;
    caller.may_in_hub(Permission::RunShifts)
}

/// Decide about a note before the close: clear it, put other words in its place, hold it or remove
/// it. It lies in the envelope until the split carries it out; the last decision counts.
#[utoipa::path(put, path = "/api/v1/shifts/{shift}/debrief/notes/{record}",
    operation_id = "decide_debrief_note", tag = "shifts",
    params(("shift" = ShiftId, Path), ("record" = OpId, Path)), request_body = DecisionBody,
    responses((status = 200, body = DebriefNote)))]
async fn decide_debrief_note(
    caller: Caller,
    Path(of): Path<(ShiftId, OpId)>,
    Body(body): Body<DecisionBody>,
) -> Result<Json<DebriefNote>, Problem> {
    let scope = may_decide(&caller)?;
    let decided = notes::decided(body.decision, body.words.as_ref(), body.sure)
        .map_err(|why| Problem::unprocessable("words_missing", why))?;
    carry_out(&caller, scope, of, Some(decided)).await
}

/// Take back what was decided about a note: it waits to be decided about again.
#[utoipa::path(delete, path = "/api/v1/shifts/{shift}/debrief/notes/{record}",
    operation_id = "undo_debrief_note", tag = "shifts",
    params(("shift" = ShiftId, Path), ("record" = OpId, Path)),
    responses((status = 200, body = DebriefNote)))]
async fn undo_debrief_note(
    caller: Caller,
    Path(of): Path<(ShiftId, OpId)>,
) -> Result<Json<DebriefNote>, Problem> {
    let scope = may_decide(&caller)?;
    carry_out(&caller, scope, of, None).await
}

async fn carry_out(
    caller: &Caller,
    scope: HubScope,
    of: (ShiftId, OpId),
    decided: Option<Decided>,
) -> Result<Json<DebriefNote>, Problem> {
    let app = caller.app.clone();
    let note = caller
        .app
        .db
        .write(async move |tx| {
            let mut seals = seals_of(&app)?;
            let decided = decided.clone();
            change(tx, (scope, &mut seals), of, |said| {
                if said.note.is_none() {
                    return Err(Problem::conflict(
                        "Nothing was written down here that could be decided about.",
                    ));
                }
                said.decided = decided;
                Ok(())
            })
            .await
        })
        .await?;
    Ok(Json(note))
}
