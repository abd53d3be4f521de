//! The codebook for everybody; its changes for those who keep it, each in the hub's history, on the
//! version that its maker saw, and to be taken back.

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{self, Caller, HubScope, Permission, http::named},
    app::App,
    base::{
        ids::{Ids, ThemeId},
        time::{Day, EpochMs, Quarter},
    },
    db::{self, Tx},
    feed::Feed,
    problem::{Body, Problem},
    themes::{
        codebook::{self, SOMETHING_ELSE},
        model::{Change, ChangeKind, LocalTheme, Mapping, NationalTheme, Stood, ThemeState},
        rules::codebook::{self as rules, Refusal},
        store::{self, codebook as book},
    },
    walk_lists,
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_themes, create_theme))
        .routes(routes!(list_theme_changes))
        .routes(routes!(undo_theme_change))
        .routes(routes!(change_theme))
        .routes(routes!(merge_theme))
        .routes(routes!(split_theme))
}

/// The first and the last day of all.
fn always() -> (Day, Day) {
    let day = |year, month, day| Day::new(year, month, day).expect("a day of the calendar");
    (day(1900, 1, 1), day(2999, 12, 31))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = if refusal.is_conflict() {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        Self::new(status, refusal.code(), refusal.sentence())
    }
}

/// The codebook: what all hubs share, and the hub's own words.
#[derive(Serialize, utoipa::ToSchema)]
#[expect(
    clippy::struct_field_names,
    reason = "the version of the whole codebook beside that of its shared part"
)]
pub struct Codebook {
    /// The version of the shared part.
    version: i64,
    /// The version of the hub's own part: every change adds one.
    codebook: i64,
    national: Vec<NationalTheme>,
    /// The hub's own words, those that are no longer offered too.
    local: Vec<LocalTheme>,
}

/// Read the codebook.
#[utoipa::path(get, path = "/api/v1/themes", operation_id = "list_themes", tag = "themes",
    responses((status = 200, body = Codebook)))]
async fn list_themes(caller: Caller) -> Result<Json<Codebook>, Problem> {
    caller.may(Permission::ReadThemes)?;
    let scope = caller
        .hub()
        .and_then(|_| caller.may_in_hub(Permission::ReadThemes).ok());
    let book = caller
        .app
        .db
        .read(async move |tx| {
            let (local, codebook) = match scope {
                Some(scope) => {
                    let local = store::local(tx, scope).await?;
                    (local, book::version(tx, scope).await?)
                }
                None => (Vec::new(), 1),
            };
            Ok::<_, Problem>(Codebook {
                version: codebook::VERSION,
                codebook,
                national: store::national(tx).await?,
                local,
            })
        })
        .await?;
    Ok(Json(book))
}

/// A change of the codebook under way: what is there, held until the transaction ends.
struct Work {
    scope: HubScope,
    now: EpochMs,
    version: i64,
    national: Vec<NationalTheme>,
    local: Vec<LocalTheme>,
    changed: Vec<(LocalTheme, Option<Vec<Mapping>>)>,
}

impl Work {
    async fn begin(tx: &mut Tx, scope: HubScope, now: EpochMs) -> db::Result<Self> {
        Ok(Self {
            scope,
            now,
            version: book::lock(tx, scope).await?,
            national: store::national(tx).await?,
            local: store::local(tx, scope).await?,
            changed: Vec::new(),
        })
    }

    fn national(&self, id: ThemeId) -> Result<&NationalTheme, Problem> {
        let mut all = self.national.iter();
        all.find(|parent| parent.id == id).ok_or_else(|| {
            Problem::unprocessable(
                "unknown_theme",
                "`national_id` is the id of a national theme; GET /api/v1/themes lists them.",
            )
        })
    }

    fn find(&self, id: ThemeId) -> Result<&LocalTheme, Problem> {
        rules::word(&self.local, id).map_err(|_| Problem::not_found("theme"))
    }

    fn added(&mut self, theme: LocalTheme) {
        let (from_day, until_day) = always();
        let national_id = theme.national_id;
        let map = Mapping {
            from_day,
            until_day,
            national_id,
        };
        self.changed.push((theme, Some(vec![map])));
    }

    /// Maps a word to another national theme, and with it those that were merged into it: they count
    /// where it does.
    async fn remap(&mut self, tx: &mut Tx, theme: LocalTheme) -> db::Result<()> {
        let quarter = quarter_began(tx, self.scope, self.now.day()).await?;
        let (id, national_id) = (theme.id, theme.national_id);
        let merged = self.local.iter().filter(|one| one.merged_into == Some(id));
        let merged: Vec<LocalTheme> = merged
            .map(|one| LocalTheme {
                national_id,
                version: one.version + 1,
                ..one.clone()
            })
            .collect();
        for theme in std::iter::once(theme).chain(merged) {
            let maps = book::maps(tx, self.scope, theme.id).await?;
            let since = (theme.created_at.day(), quarter);
            let maps = rules::remapped(&maps, national_id, since, always());
            self.changed.push((theme, Some(maps)));
        }
        Ok(())
    }

    /// Keeps what was changed, tells the phones, and writes the change down: the last act of a
    /// transaction.
    async fn finish(
        self,
        tx: &mut Tx,
        kind: ChangeKind,
        (said, undoes): (String, Option<i64>),
    ) -> Result<ThemesChanged, Problem> {
        let mut stood = Vec::new();
        let mut feed = Feed::default();
        for (theme, maps) in &self.changed {
            let before = rules::word(&self.local, theme.id).ok().cloned();
            stood.push(Stood {
                theme: theme.id,
                before,
                maps: book::maps(tx, self.scope, theme.id).await?,
            });
            store::keep_local(tx, self.scope, theme).await?;
            if let Some(maps) = maps {
                book::map(tx, self.scope, theme.id, maps).await?;
            }
            let parent = self.national(theme.national_id)?;
            codebook::show_local(&mut feed, self.scope, theme, parent);
        }
        let change = Change {
            version: self.version + 1,
            kind,
            said,
            stood,
            undoes,
            changed_on: self.now.day(),
        };
        book::keep(tx, self.scope, &change).await?;
        feed.publish(tx, self.scope).await?;
        Ok(ThemesChanged {
            codebook: change.version,
            themes: self.changed.into_iter().map(|(theme, _)| theme).collect(),
        })
    }
}

/// What came of a change of the codebook.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct ThemesChanged {
    /// The version of the hub's codebook now.
    codebook: i64,
    /// The words that changed, as they stand now.
    themes: Vec<LocalTheme>,
}

/// A theme in the group's own word.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTheme {
    label: String,
    /// The national theme it counts under; "something else" when absent.
    national_id: Option<ThemeId>,
}

fn made(
    ids: &Ids,
    now: EpochMs,
    (label, national_id): (&str, ThemeId),
) -> Result<LocalTheme, Problem> {
    Ok(LocalTheme {
        id: ids.new_id(),
        label: named(label)?,
        national_id,
        state: ThemeState::Mapped,
        merged_into: None,
        split_from: None,
        version: 1,
        created_at: now,
    })
}

/// Add a theme of the group's own; phones get it with their next pull.
#[utoipa::path(post, path = "/api/v1/themes", operation_id = "create_theme", tag = "themes",
    request_body = NewTheme, responses((status = 201, body = LocalTheme)))]
async fn create_theme(
    caller: Caller,
    Body(new): Body<NewTheme>,
) -> Result<(StatusCode, Json<LocalTheme>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepThemes)?;
    let national = new
        .national_id
        .unwrap_or_else(|| codebook::national_id(SOMETHING_ELSE));
    let now = caller.app.clock.now();
    let theme = made(&caller.app.ids, now, (&new.label, national))?;
    let kept = theme.clone();
    caller
        .app
        .db
        .write(async move |tx| {
            let mut work = Work::begin(tx, scope, now).await?;
            let under = work.national(kept.national_id)?.label.clone();
            let said = format!("“{}” was added, under {under}.", kept.label);
            work.added(kept.clone());
            work.finish(tx, ChangeKind::Added, (said, None)).await
        })
        .await?;
    Ok((StatusCode::CREATED, Json(theme)))
}

/// What to change about a theme; what is absent stays.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeChange {
    label: Option<String>,
    /// It counts there from the first day of the quarter that runs; quarters before keep what they
    /// were counted with.
    national_id: Option<ThemeId>,
    /// `retired` takes it off the phones; `mapped` brings it back.
    state: Option<ThemeState>,
    /// The theme's version you saw: a change on an older one is refused. The header `If-Match` says
    /// the same.
    version: Option<i64>,
}

/// The version in `If-Match`, with or without quotes.
///
/// # Errors
/// 400 for what is no version.
fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default();
    let number = text.trim().trim_matches('"').parse().ok();
    number
        .map(Some)
        .ok_or_else(|| Problem::bad_request("`If-Match` is the theme's version, such as \"3\"."))
}

/// Rename, re-map or retire a theme of the group's own. What was coded with it stays coded.
#[utoipa::path(patch, path = "/api/v1/themes/{theme}", operation_id = "change_theme",
    tag = "themes", params(("theme" = ThemeId, Path)), request_body = ThemeChange,
    responses((status = 200, body = LocalTheme)))]
async fn change_theme(
    caller: Caller,
    Path(id): Path<ThemeId>,
    headers: HeaderMap,
    Body(change): Body<ThemeChange>,
) -> Result<Json<LocalTheme>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepThemes)?;
    let seen = change.version.or(if_match(&headers)?);
    let label = change.label.as_deref().map(named).transpose()?;
    if matches!(change.state, Some(ThemeState::Merged | ThemeState::Split)) {
        return Err(Problem::bad_request(
            "`state` is `retired` or `mapped`; merge and split have addresses of their own.",
        ));
    }
    let now = caller.app.clock.now();
    let theme = caller
        .app
        .db
        .write(async move |tx| {
            let mut work = Work::begin(tx, scope, now).await?;
            let before = work.find(id)?.clone();
            rules::may_change(&work.local, &before, seen)?;
            let after = LocalTheme {
                label: label.clone().unwrap_or_else(|| before.label.clone()),
                national_id: change.national_id.unwrap_or(before.national_id),
                state: change.state.unwrap_or(before.state),
                ..before.clone()
            };
            let under = work.national(after.national_id)?.label.clone();
            let Some((kind, said)) = told(&before, &after, &under) else {
                return Ok::<_, Problem>(before);
            };
            let version = before.version + 1;
            let after = LocalTheme { version, ..after };
            if after.national_id == before.national_id {
                work.changed.push((after.clone(), None));
            } else {
                work.remap(tx, after.clone()).await?;
            }
            work.finish(tx, kind, (said, None)).await?;
            Ok(after)
        })
        .await?;
    Ok(Json(theme))
}

/// What was changed about a word, in a sentence; nothing where nothing was.
fn told(before: &LocalTheme, after: &LocalTheme, under: &str) -> Option<(ChangeKind, String)> {
    let mut said = Vec::new();
    if before.label != after.label {
        let renamed = format!("“{}” is called “{}” now.", before.label, after.label);
        said.push((ChangeKind::Renamed, renamed));
    }
    if before.national_id != after.national_id {
        let mapped = format!("“{}” counts under {under} now.", after.label);
        said.push((ChangeKind::Mapped, mapped));
    }
    match (before.state, after.state) {
        (ThemeState::Mapped, ThemeState::Retired) => {
            let retired = format!("“{}” is no longer offered.", after.label);
            said.push((ChangeKind::Retired, retired));
        }
        (ThemeState::Retired, ThemeState::Mapped) => {
            let back = format!("“{}” is offered again.", after.label);
            said.push((ChangeKind::BroughtBack, back));
        }
        (
            ThemeState::Mapped | ThemeState::Merged | ThemeState::Split | ThemeState::Retired,
            ThemeState::Mapped | ThemeState::Merged | ThemeState::Split | ThemeState::Retired,
        ) => {}
    }
    let (kind, _) = said.first()?;
    let sentences: Vec<&str> = said.iter().map(|(_, text)| text.as_str()).collect();
    Some((*kind, sentences.join(" ")))
}

/// The first day of the quarter that runs, by the year of the programme of the hub's newest campaign;
/// years begin in April where there is none.
async fn quarter_began(tx: &mut Tx, scope: HubScope, today: Day) -> db::Result<Day> {
    let campaigns = walk_lists::store::campaigns(tx, scope).await?;
    let start = match campaigns.first() {
        Some(newest) => {
            let programme = access::store::programme(tx, newest.programme_id).await?;
            programme.map_or(4, |programme| programme.start_month())
        }
        None => 4,
    };
    Ok(Quarter::of(today, start).first_day(start))
}

/// Which word to merge into which.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeBody {
    /// The word that stays.
    into: ThemeId,
    /// The version you saw of the word that goes.
    version: i64,
    /// The version you saw of the word that stays.
    into_version: i64,
}

/// Merge a theme of the group's own into another. What was coded with it stays coded with it and is
/// counted under the other; a listening with both counts once.
#[utoipa::path(post, path = "/api/v1/themes/{theme}/merge", operation_id = "merge_theme",
    tag = "themes", params(("theme" = ThemeId, Path)), request_body = MergeBody,
    responses((status = 200, body = ThemesChanged)))]
async fn merge_theme(
    caller: Caller,
    Path(id): Path<ThemeId>,
    Body(body): Body<MergeBody>,
) -> Result<Json<ThemesChanged>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepThemes)?;
    let now = caller.app.clock.now();
    let changed = caller
        .app
        .db
        .write(async move |tx| {
            let mut work = Work::begin(tx, scope, now).await?;
            let from = work.find(id)?.label.clone();
            let into = work.find(body.into)?.label.clone();
            let (from_seen, into_seen) = ((id, body.version), (body.into, body.into_version));
            let merged = rules::merge(&work.local, from_seen, into_seen)?;
            work.changed = merged.into_iter().map(|theme| (theme, None)).collect();
            let said = format!("“{from}” was merged into “{into}”.");
            work.finish(tx, ChangeKind::Merged, (said, None)).await
        })
        .await?;
    Ok(Json(changed))
}

/// What to split a word into.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitBody {
    /// The new words, two to eight; each counts under the national theme of the word that is split
    /// unless it names another.
    #[schema(min_items = 2, max_items = 8)]
    parts: Vec<NewTheme>,
    /// The version you saw of the word.
    version: i64,
}

/// Split a theme of the group's own into new ones. What was coded with it stays with it, and counts as
/// before, until somebody recodes it.
#[utoipa::path(post, path = "/api/v1/themes/{theme}/split", operation_id = "split_theme",
    tag = "themes", params(("theme" = ThemeId, Path)), request_body = SplitBody,
    responses((status = 200, body = ThemesChanged)))]
async fn split_theme(
    caller: Caller,
    Path(id): Path<ThemeId>,
    Body(body): Body<SplitBody>,
) -> Result<Json<ThemesChanged>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepThemes)?;
    let (now, ids) = (caller.app.clock.now(), caller.app.ids.clone());
    let changed = caller
        .app
        .db
        .write(async move |tx| {
            let mut work = Work::begin(tx, scope, now).await?;
            let whole = work.find(id)?.clone();
            if !(2..=8).contains(&body.parts.len()) {
                return Err(Problem::bad_request("`parts` are two to eight new themes."));
            }
            let mut parts = Vec::new();
            for part in &body.parts {
                let national = part.national_id.unwrap_or(whole.national_id);
                work.national(national)?;
                parts.push(LocalTheme {
                    split_from: Some(id),
                    ..made(&ids, now, (&part.label, national))?
                });
            }
            let words: Vec<String> = parts.iter().map(|p| format!("“{}”", p.label)).collect();
            let said = format!("“{}” was split into {}.", whole.label, words.join(" and "));
            let split = rules::split(&work.local, (id, body.version), parts)?;
            for theme in split {
                if theme.id == id {
                    work.changed.push((theme, None));
                } else {
                    work.added(theme);
                }
            }
            work.finish(tx, ChangeKind::Split, (said, None)).await
        })
        .await?;
    Ok(Json(changed))
}

/// One change of the hub's codebook.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ThemeChangeLine {
    /// The version it made.
    codebook: i64,
    kind: ChangeKind,
    /// What was done, in a sentence, with the words of that day.
    said: String,
    /// The words it changed.
    themes: Vec<ThemeId>,
    changed_on: Day,
    /// The version that it took back, of one that takes a change back.
    undoes: Option<i64>,
    /// Whether it was taken back since.
    undone: bool,
    /// Whether it is the one that can be taken back next.
    can_undo: bool,
}

/// What was done to the hub's codebook.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ThemeHistory {
    /// The version now.
    codebook: i64,
    /// Every change, newest first.
    changes: Vec<ThemeChangeLine>,
}

/// Read what was done to the hub's codebook, newest first.
#[utoipa::path(get, path = "/api/v1/themes/history", operation_id = "list_theme_changes",
    tag = "themes", responses((status = 200, body = ThemeHistory)))]
async fn list_theme_changes(caller: Caller) -> Result<Json<ThemeHistory>, Problem> {
    let scope = caller.may_in_hub(Permission::ReadThemes)?;
    let (codebook, changes) = caller
        .app
        .db
        .read(async move |tx| {
            let version = book::version(tx, scope).await?;
            Ok::<_, Problem>((version, book::changes(tx, scope).await?))
        })
        .await?;
    let next = rules::to_undo(&changes, (codebook, codebook));
    let next = next.ok().map(|change| change.version);
    let undone: Vec<i64> = changes.iter().filter_map(|change| change.undoes).collect();
    let line = |change: Change| ThemeChangeLine {
        codebook: change.version,
        kind: change.kind,
        said: change.said,
        themes: change.stood.iter().map(|stood| stood.theme).collect(),
        changed_on: change.changed_on,
        undoes: change.undoes,
        undone: undone.contains(&change.version),
        can_undo: next == Some(change.version),
    };
    let changes = changes.into_iter().map(line).collect();
    Ok(Json(ThemeHistory { codebook, changes }))
}

/// Which version of the codebook you saw.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoBody {
    codebook: i64,
}

/// Take back the newest change of the codebook that stands. It stays in the history; so does this.
#[utoipa::path(post, path = "/api/v1/themes/undo", operation_id = "undo_theme_change",
    tag = "themes", request_body = UndoBody, responses((status = 200, body = ThemesChanged)))]
async fn undo_theme_change(
    caller: Caller,
    Body(body): Body<UndoBody>,
) -> Result<Json<ThemesChanged>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepThemes)?;
    let now = caller.app.clock.now();
    let changed = caller
        .app
        .db
        .write(async move |tx| {
            let mut work = Work::begin(tx, scope, now).await?;
            let changes = book::changes(tx, scope).await?;
            let seen = (body.codebook, work.version);
            let change = rules::to_undo(&changes, seen)?;
            work.changed = rules::undone(&work.local, change);
            let said = format!("Taken back: {}", change.said);
            let undoes = Some(change.version);
            work.finish(tx, ChangeKind::Undone, (said, undoes)).await
        })
        .await?;
    Ok(Json(changed))
}
