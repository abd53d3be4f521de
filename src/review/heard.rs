//! Themes heard in many places: what hubs' public releases of a quarter show, side by side.
//!
//! Made of released figures alone, so it tells nobody more than they may read already: no note, no
//! place below a hub, no count that a release withheld. A hub whose release does not show a theme may
//! have heard it all the same; that is said in words, and its silence is no 0.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    access::{self, model::HubKind},
    base::{
        ids::{HubId, ProgrammeId},
        time::Quarter,
    },
    db::Tx,
    disclosure::{
        self,
        model::{AreaKind, Counted, Figure, Made},
    },
    ledger::network::belongs,
    problem::Problem,
    themes::{self, model::NationalTheme},
};

/// A hub that heard a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct HeardBy {
    /// The hub.
    pub hub: HubId,
    /// Its name.
    pub name: String,
    /// Conversations, as released: rounded, and never a small number.
    pub value: i64,
    /// Of the conversations shown for the same hub, in percent.
    pub share_percent: Option<String>,
    /// The words its groups have for it in the hub's own codebook, from A to Z: words alone, no count.
    pub own_words: Vec<String>,
}

/// A theme, meant one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct HeardTheme {
    /// Its stable short name.
    pub theme: String,
    /// Its name.
    pub label: String,
    /// `love`, `concern`, `idea` or `offer`.
    pub stance: String,
    /// How many hubs' releases show it.
    pub hubs: i64,
    /// Of how many hubs that released figures.
    pub of_released: i64,
    /// Both in words.
    pub in_words: String,
    /// Which, by name.
    pub heard: Vec<HeardBy>,
}

/// Themes of a quarter across hubs.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HeardThemes {
    /// The quarter.
    pub quarter: Quarter,
    /// Hubs that released figures of it to the public.
    pub released: i64,
    /// Hubs that belonged to the network in it.
    pub of_hubs: i64,
    /// Both in words.
    pub in_words: String,
    /// What is not here.
    pub note: &'static str,
    /// Themes, those heard in most places first.
    pub themes: Vec<HeardTheme>,
}

const NOTE: &str = "Made from what hubs released to the public. A hub that is not named beside a theme \
                    has released nothing of the quarter, or too few people said it there to be shown: \
                    that is no 0.";

/// What hubs' public releases of a quarter show of themes.
///
/// # Errors
/// When the engine fails, or there is no such programme.
pub async fn heard(
    tx: &mut Tx,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<HeardThemes, Problem> {
    let found = access::store::programme(tx, programme).await?;
    let programme = found.ok_or_else(|| Problem::not_found("programme"))?;
    let start = programme.start_month();
    let days = (quarter.first_day(start), quarter.last_day(start));
    let hubs = access::store::hubs(tx).await?;
    let own = hubs
        .iter()
        .filter(|hub| hub.kind != HubKind::Central && belongs(hub, days));
    let of_hubs = own.count();
    let made = disclosure::store::public_of_quarter(tx, programme.id, quarter).await?;
    let national = themes::store::national(tx).await?;
    let mut own_words = OwnWords::new();
    for (hub, theme, word) in themes::store::codebook::own_words(tx, days.1).await? {
        own_words.entry((hub, theme)).or_default().push(word);
    }
    let names = hubs.into_iter().map(|hub| (hub.id, hub.name)).collect();
    let words = (&names, &own_words);
    Ok(side_by_side(quarter, (&made, of_hubs), words, &national))
}

/// The words of each hub for each national theme.
type OwnWords = BTreeMap<(HubId, String), Vec<String>>;

fn side_by_side(
    quarter: Quarter,
    (made, of_hubs): (&[Made], usize),
    (names, own_words): (&BTreeMap<HubId, String>, &OwnWords),
    national: &[NationalTheme],
) -> HeardThemes {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let of_hub = made.iter().filter(|made| made.release.hub.is_some());
    let released = number(of_hub.count());
    let mut by: BTreeMap<(String, String), Vec<HeardBy>> = BTreeMap::new();
    for made in made {
        let Some(hub) = made.release.hub else {
            continue;
        };
        for figure in made
            .release
            .figures
            .iter()
            .filter(|figure| is_theme(figure))
        {
            let (Some(theme), Some(stance)) = (&figure.theme, &figure.stance) else {
                continue;
            };
            let heard = by.entry((theme.clone(), stance.clone())).or_default();
            heard.push(HeardBy {
                hub,
                name: names.get(&hub).cloned().unwrap_or_default(),
                value: figure.value,
                share_percent: figure.share_percent.clone(),
                own_words: own_words
                    .get(&(hub, theme.clone()))
                    .cloned()
                    .unwrap_or_default(),
            });
        }
    }
    let mut themes: Vec<HeardTheme> = by
        .into_iter()
        .map(|((theme, stance), mut heard)| {
            heard.sort_by(|a, b| a.name.cmp(&b.name));
            let hubs = number(heard.len());
            let label = national.iter().rev().find(|known| known.slug == theme);
            HeardTheme {
                label: label.map_or_else(|| theme.clone(), |known| known.label.clone()),
                theme,
                stance,
                hubs,
                of_released: released,
                in_words: format!("in {hubs} of {released} hubs that released figures"),
                heard,
            }
        })
        .collect();
    themes.sort_by(|a, b| (b.hubs, &a.label, &a.stance).cmp(&(a.hubs, &b.label, &b.stance)));
    HeardThemes {
        quarter,
        released,
        of_hubs: number(of_hubs),
        in_words: format!("{released} of {of_hubs} hubs released figures of {quarter}"),
        note: NOTE,
        themes,
    }
}

/// Whether a figure is of a theme, for a whole hub.
fn is_theme(figure: &Figure) -> bool {
    figure.kind == AreaKind::Hub && figure.measure == Counted::Listenings && figure.theme.is_some()
}
