//! The play-back sheet for doors, and the group's words on it.

use std::collections::BTreeSet;

use axum::{Json, extract::Path, http::StatusCode};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    access::{self, Caller, HubScope, Permission},
    app::App,
    areas,
    base::{
        ids::{PatchId, ProgrammeId},
        time::Quarter,
    },
    db::{Error, Tx},
    disclosure::{self, Audience, Period, Release},
    problem::{Body, Params, Problem},
    review::{
        playback::{
            Playback, PlaybackQuote, PlaybackRelease, PlaybackText, PlaybackWords, doing,
            is_language, telling,
        },
        rankings::{self, Rankings},
        store::playback::{self as store, StoredWords, Told},
        tiles::{credits, layers::MapLayer, store::origins},
    },
    themes::{self, http::is_theirs},
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_playback))
        .routes(routes!(write_playback))
}

/// Which sheet.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PlaybackQuery {
    /// The programme.
    programme: ProgrammeId,
    /// The quarter it tells of, such as `2026-Q2`.
    quarter: Quarter,
    /// The patch it is for; the whole hub when absent.
    patch: Option<PatchId>,
}

impl PlaybackQuery {
    const fn told(&self) -> Told {
        Told {
            programme: self.programme,
            quarter: self.quarter,
            patch: match self.patch {
                Some(patch) => patch,
                None => PatchId(Uuid::nil()),
            },
        }
    }
}

/// Leave to make sheets: they show what everybody may read, beside what the group does next.
fn within(caller: &Caller) -> Result<HubScope, Problem> {
    caller.may(Permission::ReadReleases)?;
    caller.may_in_hub(Permission::KeepActions)
}

/// Read all that a play-back sheet for doors needs. It is for everybody: figures are those released
/// to the public, quotes those that left their group; whoever asks, it says the same of them.
#[utoipa::path(get, path = "/api/v1/playback", operation_id = "read_playback", tag = "review",
    params(PlaybackQuery), responses((status = 200, body = Playback)))]
async fn read_playback(
    caller: Caller,
    Params(query): Params<PlaybackQuery>,
) -> Result<Json<Playback>, Problem> {
    let scope = within(&caller)?;
    let db = caller.app.db.clone();
    let sheet = db
        .read(async move |tx| read(tx, &caller, scope, &query).await)
        .await?;
    Ok(Json(sheet))
}

/// The patch's name, if one is asked for.
async fn named(
    tx: &mut Tx,
    scope: HubScope,
    patch: Option<PatchId>,
) -> Result<Option<String>, Problem> {
    let Some(patch) = patch else { return Ok(None) };
    let versions = areas::store::patch(tx, scope, patch).await?;
    let newest = versions.into_iter().next();
    let newest = newest.ok_or_else(|| Problem::not_found("patch"))?;
    Ok(Some(newest.name))
}

async fn read(
    tx: &mut Tx,
    caller: &Caller,
    scope: HubScope,
    query: &PlaybackQuery,
) -> Result<Playback, Problem> {
    let programme = access::store::programme(tx, query.programme).await?;
    let programme = programme.ok_or_else(|| Problem::not_found("programme"))?;
    let hub = access::store::hub(tx, scope.hub()).await?;
    let hub = hub.ok_or_else(|| Problem::not_found("hub"))?;
    let patch = named(tx, scope, query.patch).await?;
    let key = (Audience::Public, Period::Quarter(query.quarter));
    let made = disclosure::store::one(tx, scope, programme.id, key).await?;
    let release = made.map(|made| made.release);
    let (here, everywhere) = match &release {
        Some(release) => said(tx, release, query).await?,
        None => (None, None),
    };
    let of = (programme.id, query.quarter);
    let quotes = disclosure::quotes::shown(tx, &caller.app, scope, of).await?;
    let wanted = |of: PatchId| query.patch.is_none_or(|patch| patch == of);
    let mut actions = themes::store::actions(tx, scope).await?;
    actions.retain(|action| is_theirs(caller, action));
    let since = query.quarter.first_day(programme.start_month());
    Ok(Playback {
        hub: hub.name,
        patch,
        release: release.map(|release| PlaybackRelease {
            id: release.id,
            first_day: release.first_day,
            last_day: release.last_day,
            k: release.k,
            rounding: release.rounding,
        }),
        here,
        everywhere,
        quotes: quotes
            .into_iter()
            .filter(|(quote, _)| wanted(quote.patch_id))
            .map(|(quote, words)| PlaybackQuote {
                id: quote.id,
                theme: quote.theme,
                words,
            })
            .collect(),
        doing: doing(actions, (programme.id, query.patch), since),
        credits: thanks(tx).await?,
        texts: texts(tx, scope, query.told()).await?,
    })
}

/// What the patch said and what the whole hub said, as far as a release shows it.
async fn said(
    tx: &mut Tx,
    release: &Release,
    query: &PlaybackQuery,
) -> Result<(Option<Rankings>, Option<Rankings>), Problem> {
    let national = themes::store::national(tx).await?;
    // A sheet tells what was said, not how it moved: nothing stands beside it.
    let of = |patch| {
        let now = (release, query.quarter);
        telling(rankings::of_release(now, None, patch, &national))
    };
    let here = query.patch.and_then(|patch| of(Some(patch)));
    Ok((here, of(None)))
}

/// Whom the areas and streets of a sheet have to thank, each line once.
async fn thanks(tx: &mut Tx) -> Result<Vec<String>, Problem> {
    let origins = origins(tx).await?;
    let mut seen = BTreeSet::new();
    let lines = MapLayer::ALL
        .iter()
        .flat_map(|layer| credits::lines(*layer, &origins));
    Ok(lines.filter(|line| seen.insert(line.clone())).collect())
}

async fn texts(tx: &mut Tx, scope: HubScope, told: Told) -> Result<Vec<PlaybackText>, Problem> {
    let mut texts = Vec::new();
    for stored in store::of_patch(tx, scope, told).await? {
        let words = serde_json::from_str(&stored.words).map_err(|_| Error::Corrupt {
            table: "playback_texts",
            column: "words",
            row: stored.language.clone(),
        })?;
        texts.push(PlaybackText {
            language: stored.language,
            words,
            version: stored.version,
            changed_at: stored.changed_at,
        });
    }
    Ok(texts)
}

/// The group's words in one language.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlaybackWords {
    /// The words.
    words: PlaybackWords,
    /// The version they take the place of; 0 where there are none yet.
    #[schema(minimum = 0)]
    version: i64,
}

/// Keep the group's words of a sheet in one language. Nobody's words are overwritten unseen: a
/// version that is not the last is refused. The same words once more, as after an answer that was
/// lost, change nothing.
#[utoipa::path(put, path = "/api/v1/playback/texts/{language}", operation_id = "write_playback",
    tag = "review", params(("language" = String, Path), PlaybackQuery),
    request_body = NewPlaybackWords, responses((status = 200, body = PlaybackText)))]
async fn write_playback(
    caller: Caller,
    Path(language): Path<String>,
    Params(query): Params<PlaybackQuery>,
    Body(new): Body<NewPlaybackWords>,
) -> Result<Json<PlaybackText>, Problem> {
    let scope = within(&caller)?;
    if !is_language(&language) {
        return Err(Problem::bad_request(
            "The language is a code such as `ur` or `en`.",
        ));
    }
    let words = new.words.tidied().map_err(Problem::bad_request)?;
    if !(0..i64::MAX).contains(&new.version) {
        return Err(Problem::bad_request("`version` is 0 or more."));
    }
    let text = PlaybackText {
        language,
        words,
        version: new.version + 1,
        changed_at: caller.app.clock.now(),
    };
    let stored = StoredWords {
        language: text.language.clone(),
        words: serde_json::to_string(&text.words).map_err(Problem::internal)?,
        version: text.version,
        changed_at: text.changed_at,
    };
    let text = caller
        .app
        .db
        .write(async move |tx| {
            let programme = access::store::programme(tx, query.programme).await?;
            programme.ok_or_else(|| Problem::not_found("programme"))?;
            named(tx, scope, query.patch).await?;
            if store::keep(tx, scope, query.told(), stored.clone()).await? {
                return Ok(text.clone());
            }
            let there = texts(tx, scope, query.told()).await?;
            let again = there.into_iter().find(|there| text.is_again(there));
            again.ok_or_else(|| Problem::new(
                StatusCode::CONFLICT,
                "changed_meanwhile",
                "Somebody else has changed these words since you opened the sheet. Yours are still \
                 on your screen: copy them, open the sheet again and put them in.",
            ))
        })
        .await?;
    Ok(Json(text))
}
