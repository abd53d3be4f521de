//! Themes in the order in which they were heard.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    rules,
    store::{self, Listened, Mention},
};
use crate::{
    access::HubScope,
    base::{
        ids::{PatchId, ReleaseId, ThemeId},
        time::Quarter,
    },
    db::{Result, Tx},
    disclosure::{
        Release,
        model::{AreaKind, Counted, Figure},
    },
    themes::{
        self,
        codebook::{self, SOMETHING_ELSE},
        model::NationalTheme,
    },
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
    /// The position in the quarter before; absent where it had none.
    pub previous: Option<String>,
}

/// How often a theme was meant how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ThemeLine {
    /// The theme.
    pub theme: ThemeId,
    /// Its name.
    pub label: String,
    /// Listenings in which it is a love.
    pub love: i64,
    /// A concern.
    pub concern: i64,
    /// An idea.
    pub idea: i64,
    /// An offer.
    pub offer: i64,
    /// Loves against concerns, from -1.00 to 1.00; absent with fewer than ten of both.
    pub sway: Option<String>,
}

/// Themes as they were heard.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Rankings {
    /// The version of the codebook.
    pub codebook: i64,
    /// The quarter, or all of the programme.
    pub quarter: Option<Quarter>,
    /// The release these figures are from; absent for exact counts as they stand.
    pub release: Option<ReleaseId>,
    /// Listenings in scope: what is behind every figure here.
    pub listenings: i64,
    /// Loves, most mentioned first.
    pub love: Vec<Ranked>,
    /// Concerns, most mentioned first.
    pub concern: Vec<Ranked>,
    /// Ideas, most mentioned first.
    pub idea: Vec<Ranked>,
    /// Offers, most mentioned first.
    pub offer: Vec<Ranked>,
    /// Every national theme, in the order of the codebook.
    pub themes: Vec<ThemeLine>,
    /// The group's own words that were mentioned; they count under a national theme too.
    pub words: Vec<ThemeLine>,
}

/// Mentions by stance and theme.
type Mentions = BTreeMap<String, BTreeMap<ThemeId, i64>>;

fn by_stance(found: Vec<Mention>) -> Mentions {
    let mut mentions = Mentions::new();
    for row in found {
        let of = mentions.entry(row.stance).or_default();
        *of.entry(row.theme_id).or_default() += row.mentions;
    }
    mentions
}

fn count(mentions: &Mentions, stance: &str, theme: ThemeId) -> i64 {
    let of = mentions.get(stance).and_then(|of| of.get(&theme));
    of.copied().unwrap_or_default()
}

fn line(mentions: &Mentions, theme: ThemeId, label: &str) -> ThemeLine {
    let of = |stance| count(mentions, stance, theme);
    let (love, concern) = (of("love"), of("concern"));
    ThemeLine {
        theme,
        label: label.to_owned(),
        love,
        concern,
        idea: of("idea"),
        offer: of("offer"),
        sway: rules::sway(love, concern),
    }
}

/// The rankings of `now`, with positions in `before` beside them.
///
/// # Errors
/// When the engine fails.
pub async fn rankings(
    tx: &mut Tx,
    scope: HubScope,
    (now, before): (&Listened, Option<&Listened>),
    quarter: Option<Quarter>,
) -> Result<Rankings> {
    let else_id = codebook::national_id(SOMETHING_ELSE);
    let listenings = store::listenings(tx, scope, now).await?;
    let heard = by_stance(store::mentions(tx, scope, now, else_id).await?);
    let earlier = match before {
        Some(before) => by_stance(store::mentions(tx, scope, before, else_id).await?),
        None => Mentions::new(),
    };
    let national = themes::store::national(tx).await?;
    let names: BTreeMap<ThemeId, &str> = national
        .iter()
        .map(|theme| (theme.id, theme.label.as_str()))
        .collect();
    let own = by_stance(store::local_mentions(tx, scope, now).await?);
    let local = themes::store::local(tx, scope).await?;
    let words = local.iter().map(|theme| line(&own, theme.id, &theme.label));
    let list = |stance| ranked(&heard, &earlier, stance, (&names, listenings));
    Ok(Rankings {
        codebook: codebook::VERSION,
        quarter,
        release: None,
        listenings,
        love: list("love"),
        concern: list("concern"),
        idea: list("idea"),
        offer: list("offer"),
        themes: national
            .iter()
            .map(|theme| line(&heard, theme.id, &theme.label))
            .collect(),
        words: words
            .filter(|line| line.love + line.concern + line.idea + line.offer > 0)
            .collect(),
    })
}

/// The rankings a release shows: of the whole hub, or of one patch. What it does not show is not
/// there, so themes that nobody may read are not listed at all.
#[must_use]
pub fn of_release(
    release: &Release,
    patch: Option<PatchId>,
    national: &[NationalTheme],
    quarter: Quarter,
) -> Rankings {
    let here = |figure: &&Figure| match patch {
        Some(patch) => figure.kind == AreaKind::Patch && figure.key == patch.to_string(),
        None => figure.kind == AreaKind::Hub,
    };
    let shown: Vec<&Figure> = release.figures.iter().filter(here).collect();
    let all = shown
        .iter()
        .find(|figure| figure.theme.is_none() && figure.measure == Counted::Listenings);
    let listenings = all.map_or(0, |figure| figure.value);
    let ids: BTreeMap<&str, &NationalTheme> = national
        .iter()
        .map(|theme| (theme.slug.as_str(), theme))
        .collect();
    let mut heard = Mentions::new();
    for figure in &shown {
        let theme = figure.theme.as_deref().and_then(|slug| ids.get(slug));
        if let (Some(theme), Some(stance)) = (theme, &figure.stance) {
            heard
                .entry(stance.clone())
                .or_default()
                .insert(theme.id, figure.value);
        }
    }
    let names: BTreeMap<ThemeId, &str> = national
        .iter()
        .map(|theme| (theme.id, theme.label.as_str()))
        .collect();
    let nothing = Mentions::new();
    let list = |stance| ranked(&heard, &nothing, stance, (&names, listenings));
    Rankings {
        codebook: release.codebook.unwrap_or(codebook::VERSION),
        quarter: Some(quarter),
        release: Some(release.id),
        listenings,
        love: list("love"),
        concern: list("concern"),
        idea: list("idea"),
        offer: list("offer"),
        themes: Vec::new(),
        words: Vec::new(),
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
            let line = Ranked {
                rank,
                theme,
                label: names.get(&theme).copied().unwrap_or_default().to_owned(),
                mentions: count(heard, stance, theme),
                share_percent: rules::percent(count(heard, stance, theme), listenings),
                previous: previous.get(&theme).map(|(_, rank)| rank.clone()),
            };
            (position, line)
        })
        .collect();
    lines.sort_by(|one, other| (one.0, &one.1.label).cmp(&(other.0, &other.1.label)));
    lines.into_iter().map(|(_, line)| line).collect()
}
