//! How much of a quarter happened in the most deprived places, edition by edition.
//!
//! The index ranks areas, not people, and ranks are never averaged: what stands here are counts of
//! people and doors in areas of deciles 1 and 2, with what lies in no ranked area as a row of its
//! own. Editions rank different areas by different methods, so each is a block of its own, and none
//! is compared with another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    DefinitionSet, Figures,
    counts::deciles,
    model::Window,
    store::{self, parts},
    tree::Tree,
    words,
};
use crate::{
    access::{HubScope, model::Programme},
    areas::{
        self,
        model::{Edition, Vintage},
    },
    db::Tx,
    listenings::{
        model::DoorCounts,
        store::visits::{self, DoorFilter},
    },
    problem::Problem,
};

/// Every edition this program knows, newest first.
const EDITIONS: [i64; 3] = [2025, 2019, 2015];

/// One count, by how deprived its areas are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeprivedRow {
    /// The figure's name.
    pub measure: String,
    /// In areas of decile 1: the most deprived tenth.
    pub in_decile_1: i64,
    /// In areas of deciles 1 and 2: the most deprived fifth.
    pub in_deciles_1_2: i64,
    /// In areas of deciles 3 to 10.
    pub in_deciles_3_10: i64,
    /// In no area, or in one that the edition does not rank.
    pub unknown: i64,
    /// All of them.
    pub total: i64,
    /// Deciles 1 and 2 of the total, in percent to one decimal; absent where the total is 0.
    pub percent: Option<String>,
    /// The same in a sentence.
    pub in_words: String,
}

/// What one edition of the index says of a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Deprived {
    /// The edition.
    pub edition: i64,
    /// The vintage of the small areas that it ranks.
    pub vintage: i64,
    /// Whether it is the one that the programme's contract names.
    pub contract: bool,
    /// What "deprived" means here, in words.
    pub text: String,
    /// People and doors.
    pub rows: Vec<DeprivedRow>,
}

/// Counts by decile, and what is in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spread {
    first: i64,
    second: i64,
    others: i64,
    unknown: i64,
}

impl Spread {
    fn add(&mut self, decile: Option<i64>, count: i64) {
        match decile {
            Some(1) => self.first += count,
            Some(2) => self.second += count,
            Some(_) => self.others += count,
            None => self.unknown += count,
        }
    }

    fn of_tree(tree: &Tree, value: impl Fn(&Figures) -> i64) -> Self {
        let mut spread = Self::default();
        for row in tree.rows.iter().chain(&tree.residual) {
            let decile = row.key.as_ref().and_then(|key| key.parse().ok());
            spread.add(decile, value(&row.figures));
        }
        spread
    }

    fn row(self, measure: &str, noun: &str) -> DeprivedRow {
        let deprived = self.first + self.second;
        let total = deprived + self.others + self.unknown;
        let percent = words::percent(deprived, total);
        let share = percent
            .as_ref()
            .map_or_else(String::new, |percent| format!(" ({percent}%)"));
        let unknown = if self.unknown == 0 {
            String::new()
        } else {
            format!(" Of {} no ranked area is known.", self.unknown)
        };
        DeprivedRow {
            measure: measure.to_owned(),
            in_decile_1: self.first,
            in_deciles_1_2: deprived,
            in_deciles_3_10: self.others,
            unknown: self.unknown,
            total,
            percent,
            in_words: format!(
                "{deprived} of {total} {noun}{share} in an area among the 20% most \
                 deprived.{unknown}"
            ),
        }
    }
}

/// What each edition that was imported says of a quarter; the programme's own first. That one is
/// here even where it was not imported: then everything is unknown, and the return says so.
///
/// # Errors
/// When the engine fails.
pub async fn evidence(
    tx: &mut Tx,
    scope: HubScope,
    programme: &Programme,
    (reported, visited): (&Window, &DoorFilter),
    definitions: &DefinitionSet,
) -> Result<Vec<Deprived>, Problem> {
    let own = super::returns::edition(programme)?;
    let mut found = Vec::new();
    for edition in EDITIONS
        .into_iter()
        .filter_map(|year| Edition::try_from(year).ok())
    {
        let contract = edition == own;
        if !contract && !parts::is_ranked(tx, edition).await? {
            continue;
        }
        let vintage = edition.vintage();
        let by_lsoa = store::by_lsoa(tx, scope, programme.id, reported, vintage).await?;
        let tree = deciles(tx, by_lsoa, edition, definitions).await?;
        let doors = visits::door_counts_by_area(tx, scope, visited, vintage).await?;
        let (tried, listened) = doors_by_decile(tx, edition, doors).await?;
        found.push(Deprived {
            edition: edition.year(),
            vintage: vintage.year(),
            contract,
            text: text(edition, vintage),
            rows: vec![
                Spread::of_tree(&tree, |figures| figures.engaged).row("engaged", "people engaged"),
                Spread::of_tree(&tree, |figures| figures.activated)
                    .row("activated", "people activated"),
                tried.row("doors_tried", "doors knocked at"),
                listened.row("doors_listened", "doors listened at"),
            ],
        });
    }
    found.sort_by_key(|block| !block.contract);
    Ok(found)
}

async fn doors_by_decile(
    tx: &mut Tx,
    edition: Edition,
    doors: Vec<(Option<String>, DoorCounts)>,
) -> Result<(Spread, Spread), Problem> {
    let codes: Vec<String> = doors.iter().filter_map(|(code, _)| code.clone()).collect();
    let ranks: BTreeMap<String, i64> = areas::store::deciles(tx, edition, &codes)
        .await?
        .into_iter()
        .map(|rank| (rank.code, rank.decile))
        .collect();
    let (mut tried, mut listened) = (Spread::default(), Spread::default());
    for (code, counts) in doors {
        let decile = code.and_then(|code| ranks.get(&code).copied());
        tried.add(decile, counts.doors_tried);
        listened.add(decile, counts.doors_listened);
    }
    Ok((tried, listened))
}

fn text(edition: Edition, vintage: Vintage) -> String {
    format!(
        "In an area among the 20% most deprived of England (deciles 1 and 2) by the index of {}, \
         which ranks small areas of {}. The index ranks areas, not people: many deprived people \
         live elsewhere. Editions are not compared with each other. People who acted are tallied \
         by patch and not by address, so of most of them no area is known.",
        edition.year(),
        vintage.year()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_stands_with_both_halves_and_with_what_is_unknown() {
        let mut spread = Spread::default();
        for (decile, count) in [(Some(1), 40), (Some(2), 22), (Some(7), 10), (None, 8)] {
            spread.add(decile, count);
        }

        let row = spread.row("engaged", "people engaged");

        assert_eq!((row.in_decile_1, row.in_deciles_1_2), (40, 62));
        assert_eq!((row.in_deciles_3_10, row.unknown, row.total), (10, 8, 80));
        assert_eq!(row.percent.as_deref(), Some("77.5"));
        assert_eq!(
            row.in_words,
            "62 of 80 people engaged (77.5%) in an area among the 20% most deprived. Of 8 no \
             ranked area is known."
        );
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        let row = Spread::default().row("engaged", "people engaged");

        assert_eq!(row.percent, None);
        assert!(row.in_words.starts_with("0 of 0 people engaged in an area"));
    }
}
