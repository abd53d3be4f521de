//! What was heard, the notes that wait to be read, and group listenings. The debrief is in
//! `debrief`, lists on paper in `paper`, where nobody was listened to in `silence`.

pub mod debrief;
mod paper;
mod silence;

use axum::{Json, extract::Path, http::StatusCode};
use mobile_api::{
    guard::{Kind, Places},
    wire::{
        ops::{Mode, Statement},
        text::Prose,
    },
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    model::{GroupListening, Heard, NoteState, Place},
    rules::{self, Counted, notes},
    store::{self, HeardFilter, NoteDecision, WaitingNote},
};
use crate::{
    access::{
        Caller, HubScope, Keyring, Permission, Purpose, Role,
        audit::{self, Action},
    },
    app::App,
    base::{
        ids::{CampaignId, GroupId, InstallId, ListeningId, PatchId, ThemeId},
        page::PageQuery,
        seal::DataKey,
        time::{Day, EpochMs},
    },
    db::{self, Tx},
    feed::Feed,
    problem::{Body, Params, Problem},
    streets,
    sync::{Taking, decide::seals_of},
    tally::Posting,
    walk_lists::{self, model::Campaign},
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_listenings))
        .routes(routes!(list_notes))
        .routes(routes!(clear_note))
        .routes(routes!(replace_note))
        .routes(routes!(hold_note))
        .routes(routes!(remove_note))
        .routes(routes!(create_group_listening))
        .merge(debrief::routes())
        .merge(paper::routes())
        .merge(silence::routes())
}

/// Which listenings.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct HeardQuery {
    /// Only this patch.
    patch: Option<PatchId>,
    /// From this day.
    from: Option<Day>,
    /// To this day.
    to: Option<Day>,
    /// Only those in which this theme occurs, or one that was merged into it.
    theme: Option<ThemeId>,
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// The `next` of the page before.
    after: Option<ListeningId>,
}

/// A page of listenings, in no order of time.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HeardPage {
    listenings: Vec<Heard>,
    next: Option<ListeningId>,
}

/// Read what was heard: statements and the notes somebody has cleared, with the place and the days
/// that at least five listened doors share. Listenings of a shift that is not split are not here.
#[utoipa::path(get, path = "/api/v1/listenings", operation_id = "list_listenings",
    tag = "listenings", params(HeardQuery), responses((status = 200, body = HeardPage)))]
async fn list_listenings(
    caller: Caller,
    Params(query): Params<HeardQuery>,
) -> Result<Json<HeardPage>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let filter = HeardFilter {
        patch: query.patch,
        from: query
            .from
            .or(Day::new(1900, 1, 1))
            .unwrap_or_else(|| caller.app.clock.now().day()),
        to: query
            .to
            .or(Day::new(2999, 12, 31))
            .unwrap_or_else(|| caller.app.clock.now().day()),
        group: own_group(&caller),
        theme: query.theme,
    };
    let rows = rows_of(query.limit);
    let after = query.after.unwrap_or(ListeningId(Uuid::nil()));
    let keyring = Keyring::of(&caller.app)?;
    let listenings = caller
        .app
        .db
        .read(async move |tx| {
            let most = i64::from(rows);
            let key = keyring.find_data_key(tx, scope, Purpose::Notes).await?;
            let mut heard = store::heard(tx, scope, &filter, after, most).await?;
            for one in &mut heard {
                one.note = opened(key.as_ref(), one.id, one.note.take())?;
            }
            Ok::<_, Problem>(heard)
        })
        .await?;
    let full = listenings.len() == rows as usize;
    let next = listenings.last().filter(|_| full).map(|heard| heard.id);
    Ok(Json(HeardPage { listenings, next }))
}

/// A note as somebody wrote it.
fn opened(
    key: Option<&DataKey>,
    id: ListeningId,
    note: Option<String>,
) -> db::Result<Option<String>> {
    let Some(sealed) = note else { return Ok(None) };
    let words = key.and_then(|key| key.open(&store::note_place(id), &sealed).ok());
    let words = words.and_then(|words| String::from_utf8(words.reveal().clone()).ok());
    words.map(Some).ok_or(db::Error::Corrupt {
        table: "listenings",
        column: "note",
        row: id.to_string(),
    })
}

fn rows_of(limit: Option<u32>) -> u32 {
    PageQuery { limit, after: None }.rows()
}

/// A group reads its own campaigns and those of the hub itself; a lead reads all.
#[must_use]
pub fn own_group(caller: &Caller) -> Option<GroupId> {
    (caller.role == Role::GroupMember).then(|| caller.group.unwrap_or(GroupId(Uuid::nil())))
}

/// Where to go on.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct NotesQuery {
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// The `next` of the page before.
    after: Option<ListeningId>,
}

/// Notes that wait to be read.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Notes {
    notes: Vec<WaitingNote>,
    next: Option<ListeningId>,
}

/// Read the notes that nobody has cleared yet.
#[utoipa::path(get, path = "/api/v1/listenings/notes", operation_id = "list_notes",
    tag = "listenings", params(NotesQuery), responses((status = 200, body = Notes)))]
async fn list_notes(
    caller: Caller,
    Params(query): Params<NotesQuery>,
) -> Result<Json<Notes>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let group = own_group(&caller);
    let rows = rows_of(query.limit);
    let after = query.after.unwrap_or(ListeningId(Uuid::nil()));
    let keyring = Keyring::of(&caller.app)?;
    let notes = caller
        .app
        .db
        .read(async move |tx| {
            let page = (after, i64::from(rows));
            let key = keyring.find_data_key(tx, scope, Purpose::Notes).await?;
            let mut notes = store::waiting_notes(tx, scope, group, page).await?;
            for one in &mut notes {
                one.note = opened(key.as_ref(), one.listening, one.note.take())?;
            }
            Ok::<_, Problem>(notes)
        })
        .await?;
    let full = notes.len() == rows as usize;
    let next = notes.last().filter(|_| full).map(|note| note.listening);
    Ok(Json(Notes { notes, next }))
}

/// Clear a note: it points at nobody and may be read as it is.
#[utoipa::path(post, path = "/api/v1/listenings/{listening}/note/clear",
    operation_id = "clear_note", tag = "listenings", params(("listening" = ListeningId, Path)),
    responses((status = 204)))]
async fn clear_note(caller: Caller, Path(id): Path<ListeningId>) -> Result<StatusCode, Problem> {
    decide(caller, id, NoteDecision::Clear).await
}

/// Hold a note, read before or not: nobody else reads it until somebody has decided again.
#[utoipa::path(post, path = "/api/v1/listenings/{listening}/note/hold",
    operation_id = "hold_note", tag = "listenings", params(("listening" = ListeningId, Path)),
    responses((status = 204)))]
async fn hold_note(caller: Caller, Path(id): Path<ListeningId>) -> Result<StatusCode, Problem> {
    decide(caller, id, NoteDecision::Hold).await
}

/// Other words for a note.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteBody {
    /// What may be read, without what points at somebody.
    note: Prose,
    /// Whether somebody has read the words again and wants them in, whatever the guard finds.
    #[serde(default)]
    sure: bool,
}

/// Where a note stands after other words took its place.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NoteStands {
    /// `redacted`: it may be read. `held`: the guard finds something in the new words too, and they
    /// wait until somebody is sure, or clears them.
    state: NoteState,
    /// What the guard finds in the new words.
    #[schema(value_type = Vec<String>)]
    kinds: Vec<Kind>,
}

/// Replace a note by words that point at nobody. The first words are gone; the guard looks at the new
/// ones.
#[utoipa::path(post, path = "/api/v1/listenings/{listening}/note/replace",
    operation_id = "replace_note", tag = "listenings", params(("listening" = ListeningId, Path)),
    request_body = NoteBody, responses((status = 200, body = NoteStands)))]
async fn replace_note(
    caller: Caller,
    Path(id): Path<ListeningId>,
    Body(body): Body<NoteBody>,
) -> Result<Json<NoteStands>, Problem> {
    caller.may_in_hub(Permission::ReadNotes)?;
    let names = caller
        .app
        .db
        .read(async |tx| streets::store::names(tx).await)
        .await?;
    let places = Places::new(names);
    let words = body.note.into_string();
    let stands = NoteStands {
        state: notes::replaced(&words, body.sure, &places),
        kinds: notes::found(&words, &places),
    };
    let decision = NoteDecision::Replace(words, stands.state);
    decide(caller, id, decision).await?;
    Ok(Json(stands))
}

/// Remove a note; what was coded stays.
#[utoipa::path(post, path = "/api/v1/listenings/{listening}/note/remove",
    operation_id = "remove_note", tag = "listenings", params(("listening" = ListeningId, Path)),
    responses((status = 204)))]
async fn remove_note(caller: Caller, Path(id): Path<ListeningId>) -> Result<StatusCode, Problem> {
    decide(caller, id, NoteDecision::Remove).await
}

async fn decide(
    caller: Caller,
    id: ListeningId,
    decision: NoteDecision,
) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::ReadNotes)?;
    let group = own_group(&caller);
    let (keyring, whose) = (Keyring::of(&caller.app)?, caller.clone());
    caller
        .app
        .db
        .write(async move |tx| {
            let decision = match decision.clone() {
                NoteDecision::Replace(words, state) => {
                    let key = keyring.data_key(tx, scope, Purpose::Notes).await?;
                    let place = store::note_place(id);
                    let sealed = key.seal(&place, words.as_bytes(), keyring.chance());
                    NoteDecision::Replace(sealed, state)
                }
                decision @ (NoteDecision::Clear | NoteDecision::Hold | NoteDecision::Remove) => {
                    decision
                }
            };
            let purpose = match &decision {
                NoteDecision::Clear => "as it was",
                NoteDecision::Replace(..) => "in other words",
                NoteDecision::Hold => "held once more",
                NoteDecision::Remove => "taken out",
            };
            if !store::decide_note(tx, scope, id, group, decision).await? {
                return Err(Problem::not_found("note"));
            }
            let done = (Action::NoteCleared, purpose, 1);
            Ok(audit::record_for(tx, scope, &whose, done).await?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A conversation of five or more, to keep.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGroupListening {
    campaign: CampaignId,
    /// The patch it counts in; the campaign's when absent.
    patch: Option<PatchId>,
    /// `street`, `venue` or `class`.
    mode: Mode,
    day: Day,
    /// Where, such as `Millfield Hall`; at most 200 characters.
    place: String,
    /// How many people; five or more.
    people: u32,
    /// What was said, point by point.
    #[serde(default)]
    statements: Vec<Statement>,
}

/// Keep a conversation of five or more. It is a measure of its own and never among the one-to-one.
#[utoipa::path(post, path = "/api/v1/group_listenings", operation_id = "create_group_listening",
    tag = "listenings", request_body = NewGroupListening,
    responses((status = 201, body = GroupListening)))]
async fn create_group_listening(
    caller: Caller,
    Body(new): Body<NewGroupListening>,
) -> Result<(StatusCode, Json<GroupListening>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepActions)?;
    rules::check_group(i64::from(new.people), new.mode, &new.statements)
        .map_err(|why| Problem::unprocessable("bad_group_listening", why))?;
    if new.place.chars().count() > 200 {
        return Err(Problem::bad_request("`place` has at most 200 characters."));
    }
    let id = caller.app.ids.new_id();
    let whose = caller.clone();
    let kept = caller
        .app
        .db
        .write(async move |tx| {
            let now = whose.app.clock.now();
            let campaign = campaign_on(tx, scope, new.campaign, new.day, now).await?;
            let patch = new.patch.unwrap_or(campaign.patch_id);
            if crate::areas::store::patch(tx, scope, patch)
                .await?
                .is_empty()
            {
                return Err(Problem::not_found("patch"));
            }
            let heard = GroupListening {
                id,
                campaign: new.campaign,
                patch,
                mode: new.mode,
                day: new.day,
                place: new.place.trim().to_owned(),
                people: i64::from(new.people),
                statements: new.statements.clone(),
            };
            let postings = insert_group_listening(tx, scope, &campaign, &heard).await?;
            settle(tx, at_the_desk(&whose, scope, now)?, postings).await?;
            Ok(heard)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(kept)))
}

async fn campaign_on(
    tx: &mut Tx,
    scope: HubScope,
    id: CampaignId,
    day: Day,
    now: EpochMs,
) -> Result<Campaign, Problem> {
    let campaign = walk_lists::store::campaign(tx, scope, id).await?;
    let campaign = campaign.ok_or_else(|| Problem::not_found("campaign"))?;
    if day < campaign.starts || day > campaign.ends || day > now.day() {
        return Err(Problem::unprocessable(
            "outside_campaign",
            "The day lies outside the campaign, or has not come yet.",
        ));
    }
    Ok(campaign)
}

/// Keeps a conversation of five or more and says what it counts as.
///
/// # Errors
/// When the engine fails.
pub async fn insert_group_listening(
    tx: &mut Tx,
    scope: HubScope,
    campaign: &Campaign,
    heard: &GroupListening,
) -> db::Result<Vec<Posting>> {
    store::insert_group(tx, scope, heard).await?;
    let place = Place {
        patch: Some(heard.patch),
        ..Place::default()
    };
    let counted = Counted {
        subject: heard.id.0,
        programme: campaign.programme_id,
        day: heard.day,
        mode: heard.mode.as_str(),
        place: &place,
    };
    Ok(counted.group(heard.people))
}

/// Work done at the desk through the same hands as a phone's.
pub(super) struct Desk {
    app: App,
    taking: Taking,
}

/// Work that somebody does at the desk: no phone is named.
///
/// # Errors
/// 503 when the server has no key.
pub(super) fn at_the_desk(caller: &Caller, scope: HubScope, now: EpochMs) -> Result<Desk, Problem> {
    Ok(Desk {
        app: caller.app.clone(),
        taking: Taking {
            scope,
            person: caller.person,
            install: caller.install.unwrap_or(InstallId(Uuid::nil())),
            decided: false,
            now,
            ids: caller.app.ids.clone(),
            seals: seals_of(&caller.app)?,
            feed: Feed::default(),
            postings: Vec::new(),
        },
    })
}

/// Hands the counts to the ledger and the rows to the phones: the last act of a transaction.
pub(super) async fn settle(tx: &mut Tx, desk: Desk, postings: Vec<Posting>) -> Result<(), Problem> {
    let Desk { app, mut taking } = desk;
    let mut all = std::mem::take(&mut taking.postings);
    all.extend(postings);
    (app.handlers.settle)(tx, &taking, all).await?;
    taking.feed.publish(tx, taking.scope).await?;
    Ok(())
}
