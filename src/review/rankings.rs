//! Themes in the order in which they were heard, as a release shows them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rules;
use crate::{
    base::{
        ids::{PatchId, ReleaseId, ThemeId},
        time::Quarter,
    },
    disclosure::{
        Release,
        model::{AreaKind, Counted, Figure},
    },
    themes::{codebook, model::NationalTheme},
};

/// One line of a ranked list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Ranked {
    /// The position; ties share one (`2=`).
    pub rank: String,
    /// The theme.
    pub theme: ThemeId,
    /// Its name.
    pub label: String,
    /// Listenings in which it occurs with this stance, at least once each.
    pub mentions: i64,
    /// Of the listenings in scope, in percent. Shares do not add to 100.
    pub share_percent: Option<String>,
    /// The position in the quarter before; absent where that shows none.
    pub previous: Option<String>,
}

/// How often a theme was meant how. What is absent is not shown, and is no 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ThemeLine {
    /// The theme.
    pub theme: ThemeId,
    /// Its name.
    pub label: String,
    /// Listenings in which it is a love.
    pub love: Option<i64>,
    /// A concern.
    pub concern: Option<i64>,
    /// An idea.
    pub idea: Option<i64>,
    /// An offer.
    pub offer: Option<i64>,
    /// Loves against concerns, from -1.00 to 1.00; absent where one of them is not shown, or with
    /// fewer than ten of both.
    pub sway: Option<String>,
}

/// Themes as a release shows them.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Rankings {
    /// The version of the codebook.
    pub codebook: i64,
    /// The quarter.
    pub quarter: Quarter,
    /// The quarter before, where positions in it are known: it was released to the same people, and
    /// its themes are of the same version of the codebook.
    pub before: Option<Quarter>,
    /// The release these figures are from.
    pub release: ReleaseId,
    /// The smallest number it shows.
    pub k: i64,
    /// Listenings in scope: what is behind every figure here; absent where that is not shown.
    pub listenings: Option<i64>,
    /// Loves, most mentioned first.
    pub love: Vec<Ranked>,
    /// Concerns, most mentioned first.
    pub concern: Vec<Ranked>,
    /// Ideas, most mentioned first.
    pub idea: Vec<Ranked>,
    /// Offers, most mentioned first.
    pub offer: Vec<Ranked>,
    /// Every theme of which anything is shown, in the order of the codebook.
    pub themes: Vec<ThemeLine>,
}

/// Mentions by stance and theme.
type Mentions = BTreeMap<String, BTreeMap<ThemeId, i64>>;

fn count(mentions: &Mentions, stance: &str, theme: ThemeId) -> Option<i64> {
    mentions.get(stance)?.get(&theme).copied()
}

fn line(mentions: &Mentions, theme: &NationalTheme) -> Option<ThemeLine> {
    let of = |stance| count(mentions, stance, theme.id);
    let (love, concern, idea, offer) = (of("love"), of("concern"), of("idea"), of("offer"));
    love.or(concern).or(idea).or(offer)?;
    Some(ThemeLine {
        theme: theme.id,
        label: theme.label.clone(),
        love,
        concern,
        idea,
        offer,
        sway: love
            .zip(concern)
            .and_then(|(love, concern)| rules::sway(love, concern)),
    })
}

/// What a release shows of a whole hub, or of one patch.
fn shown(release: &Release, patch: Option<PatchId>) -> impl Iterator<Item = &Figure> {
    let figures = release.figures.iter();
    figures.filter(move |figure| match patch {
        Some(patch) => figure.kind == AreaKind::Patch && figure.key == patch.to_string(),
        None => figure.kind == AreaKind::Hub,
    })
}

/// What a release shows of themes, there.
fn heard(
    release: &Release,
    patch: Option<PatchId>,
    ids: &BTreeMap<&str, &NationalTheme>,
) -> Mentions {
    let mut heard = Mentions::new();
    for figure in shown(release, patch) {
        let theme = figure.theme.as_deref().and_then(|slug| ids.get(slug));
        if let (Some(theme), Some(stance)) = (theme, &figure.stance) {
            heard
                .entry(stance.clone())
                .or_default()
                .insert(theme.id, figure.value);
        }
    }
    heard
}

/// The rankings a release shows: of the whole hub, or of one patch, with positions in the release
/// before beside them. What it does not show is not there, so themes that nobody may read are not
/// listed at all. Two versions of the codebook are never set beside each other.
#[must_use]
pub fn of_release(
    (release, quarter): (&Release, Quarter),
    before: Option<(&Release, Quarter)>,
    patch: Option<PatchId>,
    national: &[NationalTheme],
) -> Rankings {
    let all = shown(release, patch)
        .find(|figure| figure.theme.is_none() && figure.measure == Counted::Listenings);
    let listenings = all.map(|figure| figure.value);
    let ids: BTreeMap<&str, &NationalTheme> = national
        .iter()
        .map(|theme| (theme.slug.as_str(), theme))
        .collect();
    let now = heard(release, patch, &ids);
    let before = before.filter(|(before, _)| before.codebook == release.codebook);
    let earlier = before.map(|(before, _)| heard(before, patch, &ids));
    let earlier = earlier.unwrap_or_default();
    let names: BTreeMap<ThemeId, &str> = national
        .iter()
        .map(|theme| (theme.id, theme.label.as_str()))
        .collect();
    let list = |stance| ranked(&now, &earlier, stance, (&names, listenings.unwrap_or(0)));
    Rankings {
        codebook: release.codebook.unwrap_or(codebook::VERSION),
        quarter,
        before: before.map(|(_, quarter)| quarter),
        release: release.id,
        k: release.k,
        listenings,
        love: list("love"),
        concern: list("concern"),
        idea: list("idea"),
        offer: list("offer"),
        themes: national
            .iter()
            .filter_map(|theme| line(&now, theme))
            .collect(),
    }
}

fn ranked(
    heard: &Mentions,
    earlier: &Mentions,
    stance: &str,
    (names, listenings): (&BTreeMap<ThemeId, &str>, i64),
) -> Vec<Ranked> {
    let none = BTreeMap::new();
    let mentions = heard.get(stance).unwrap_or(&none);
    let previous = rules::ranks(earlier.get(stance).unwrap_or(&none));
    let mut lines: Vec<(usize, Ranked)> = rules::ranks(mentions)
        .into_iter()
        .map(|(theme, (position, rank))| {
            let mentions = count(heard, stance, theme).unwrap_or_default();
            let line = Ranked {
                rank,
                theme,
                label: names.get(&theme).copied().unwrap_or_default().to_owned(),
                mentions,
                share_percent: rules::percent(mentions, listenings),
                previous: previous.get(&theme).map(|(_, rank)| rank.clone()),
            };
            (position, line)
        })
        .collect();
    lines.sort_by(|one, other| (one.0, &one.1.label).cmp(&(other.0, &other.1.label)));
    lines.into_iter().map(|(_, line)| line).collect()
}
