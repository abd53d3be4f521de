//! What a return says, made from sums. Pure: the same sums give the same text, byte for byte.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    DefinitionSet, Figures, Sums,
    definitions::Meaning,
    deprived::Deprived,
    model::Target,
    store::{AdjustmentSum, QuarterSum},
    tree::{Tree, TreeRow},
};
use crate::{
    base::{
        ids::{HubId, PatchId, ProgrammeId},
        time::{Day, EpochMs, Quarter},
    },
    listenings::model::DoorCounts,
};

/// A name with its id.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Named<T> {
    /// The id.
    pub id: T,
    /// The name at the time.
    pub name: String,
}

/// A word and what it means, as printed.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Definition {
    /// The word.
    pub word: String,
    /// Its meaning.
    pub text: String,
}

impl From<&Meaning> for Definition {
    fn from(meaning: &Meaning) -> Self {
        Self {
            word: meaning.word.to_owned(),
            text: meaning.text.to_owned(),
        }
    }
}

/// Figures of one row of the report.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReportRow {
    /// The patch's id, or the decile; absent for what is in none.
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// What was counted.
    #[serde(flatten)]
    pub figures: Figures,
}

/// What a quarter reports of an earlier one, by patch and reason.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Adjustment {
    /// The quarter it is dated in.
    pub quarter: Quarter,
    /// The patch; absent = not placed.
    pub patch: Option<PatchId>,
    /// The patch's name.
    pub label: String,
    /// Why: `late`, `corrected`, `voided: duplicate`.
    pub reason: String,
    /// By how much.
    #[serde(flatten)]
    pub figures: Figures,
}

/// From the low figure to the high one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Range {
    /// Those who were sure.
    pub low: i64,
    /// With those who were not.
    pub high: i64,
}

/// A range in both series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Ranges {
    /// Dated in the quarter.
    pub restated: Range,
    /// Reported in the quarter.
    pub reported: Range,
}

/// Distinct doors visited in a quarter, by the day of the visit. Doors are not people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Doors {
    /// Somebody knocked.
    pub tried: i64,
    /// Somebody opened.
    pub answered: i64,
    /// Somebody was listened to.
    pub listened: i64,
}

impl From<DoorCounts> for Doors {
    fn from(counts: DoorCounts) -> Self {
        Self {
            tried: counts.doors_tried,
            answered: counts.doors_answered,
            listened: counts.doors_listened,
        }
    }
}

/// A target and what was reached.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reached {
    /// The figure.
    pub measure: String,
    /// What the hub set out to reach.
    pub target: i64,
    /// What it reports.
    pub reported: i64,
}

/// One quarter, or several, in both series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BothSeries {
    /// As reported at the time.
    pub reported: Figures,
    /// As known now, by date.
    pub restated: Figures,
}

/// A quarter in both series.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QuarterFigures {
    /// The quarter.
    pub quarter: Quarter,
    /// Its figures.
    #[serde(flatten)]
    pub figures: BothSeries,
}

/// What a hub reports for a quarter.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Report {
    /// The hub.
    pub hub: Named<HubId>,
    /// The programme.
    pub programme: Named<ProgrammeId>,
    /// The quarter.
    pub quarter: Quarter,
    /// Its first day.
    pub first_day: Day,
    /// Its last day.
    pub last_day: Day,
    /// What is known up to this instant.
    pub as_at: EpochMs,
    /// The set of definitions.
    pub definition_set: String,
    /// Its words, printed.
    pub definitions: Vec<Definition>,
    /// The edition behind the deprivation tenths.
    pub deprivation_edition: i64,
    /// Dated and reported in the quarter, by patch; the last row is what is not placed.
    pub patches: Vec<ReportRow>,
    /// All of them.
    pub dated: Figures,
    /// What the quarter reports of earlier ones.
    pub adjustments: Vec<Adjustment>,
    /// All of them.
    pub adjusted: Figures,
    /// What the quarter reports: `dated` and `adjusted` together.
    pub reported: Figures,
    /// People engaged, from low to high.
    pub engaged: Ranges,
    /// People activated, from low to high.
    pub activated: Ranges,
    /// Distinct doors visited in the quarter, as known when this was written.
    pub doors: Doors,
    /// What the quarter reports by deprivation tenth; the last row is what has no index.
    pub deciles: Vec<ReportRow>,
    /// How much of it happened in the most deprived places, edition by edition; empty in returns
    /// that were frozen before this was printed.
    #[serde(default)]
    pub deprived: Vec<Deprived>,
    /// Targets and what was reached.
    pub targets: Vec<Reached>,
    /// Every quarter up to this one, in both series.
    pub quarters: Vec<QuarterFigures>,
    /// All of them together: both series tie.
    pub running: BothSeries,
}

/// What a report is made from.
pub struct Found {
    /// The hub.
    pub hub: Named<HubId>,
    /// The programme.
    pub programme: Named<ProgrammeId>,
    /// The quarter and its days.
    pub quarter: (Quarter, Day, Day),
    /// Now.
    pub as_at: EpochMs,
    /// The edition of the programme's contract.
    pub deprivation_edition: i64,
    /// Dated and reported in the quarter, by patch.
    pub patches: Tree,
    /// Distinct doors visited in the quarter.
    pub doors: Doors,
    /// Reported in the quarter, by decile.
    pub deciles: Tree,
    /// What each edition of the index says.
    pub deprived: Vec<Deprived>,
    /// Reported in the quarter, dated in earlier ones.
    pub adjustments: Vec<AdjustmentSum>,
    /// Everything by both quarters.
    pub sums: Vec<QuarterSum>,
    /// Targets of the quarter.
    pub targets: Vec<Target>,
}

/// Writes the report.
#[must_use]
pub fn write(found: Found, definitions: &DefinitionSet) -> Report {
    let (quarter, first_day, last_day) = found.quarter;
    let adjustments = adjustments(&found, definitions);
    let dated = found.patches.total;
    let adjusted = total(adjustments.iter().map(|row| row.figures));
    let reported = total([dated, adjusted].into_iter());
    Report {
        quarter,
        first_day,
        last_day,
        as_at: found.as_at,
        definition_set: definitions.id.to_owned(),
        definitions: definitions.meanings.iter().map(Definition::from).collect(),
        deprivation_edition: found.deprivation_edition,
        dated,
        adjustments,
        adjusted,
        reported,
        engaged: ranges(&dated, &reported, |f| (f.engaged, f.engaged_high)),
        activated: ranges(&dated, &reported, |f| (f.activated, f.activated_high)),
        doors: found.doors,
        targets: reached(&found.targets, &reported),
        quarters: quarters(&found.sums, quarter, definitions),
        running: running(&found.sums, quarter, definitions),
        hub: found.hub,
        programme: found.programme,
        patches: rows(found.patches),
        deciles: rows(found.deciles),
        deprived: found.deprived,
    }
}

fn rows(tree: Tree) -> Vec<ReportRow> {
    let row = |row: TreeRow| ReportRow {
        key: row.key,
        label: row.label,
        figures: row.figures,
    };
    tree.rows
        .into_iter()
        .chain(tree.residual)
        .map(row)
        .collect()
}

fn total(figures: impl Iterator<Item = Figures>) -> Figures {
    figures.fold(Figures::default(), |mut all, one| {
        all += one;
        all
    })
}

fn ranges(dated: &Figures, reported: &Figures, of: impl Fn(&Figures) -> (i64, i64)) -> Ranges {
    let range = |figures: &Figures| {
        let (low, high) = of(figures);
        Range { low, high }
    };
    Ranges {
        restated: range(dated),
        reported: range(reported),
    }
}

fn adjustments(found: &Found, definitions: &DefinitionSet) -> Vec<Adjustment> {
    let names: BTreeMap<&str, &str> = found
        .patches
        .rows
        .iter()
        .filter_map(|row| Some((row.key.as_deref()?, row.label.as_str())))
        .collect();
    let mut sums: BTreeMap<(Quarter, Option<PatchId>, &str), Sums> = BTreeMap::new();
    for row in &found.adjustments {
        let key = (row.dated_in, row.patch_id, row.reason.as_str());
        sums.entry(key).or_default().add(row.measure, row.total);
    }
    let label = |patch: Option<PatchId>| match patch {
        Some(id) => names
            .get(id.to_string().as_str())
            .copied()
            .unwrap_or("a patch that is gone"),
        None => "not placed",
    };
    sums.into_iter()
        .map(|((quarter, patch, reason), sums)| Adjustment {
            quarter,
            patch,
            label: label(patch).to_owned(),
            reason: reason.to_owned(),
            figures: Figures::of(&sums, definitions),
        })
        .filter(|row| !row.figures.is_nothing())
        .collect()
}

fn reached(targets: &[Target], reported: &Figures) -> Vec<Reached> {
    let value = |name: &str| {
        let found = reported
            .named()
            .into_iter()
            .find(|(known, _)| *known == name);
        found.map_or(0, |(_, value)| value)
    };
    targets
        .iter()
        .map(|target| Reached {
            measure: target.measure.clone(),
            target: target.value,
            reported: value(&target.measure),
        })
        .collect()
}

/// Every quarter up to `last` in which anything is dated or reported.
fn quarters(
    sums: &[QuarterSum],
    last: Quarter,
    definitions: &DefinitionSet,
) -> Vec<QuarterFigures> {
    let mut by: BTreeMap<Quarter, (Sums, Sums)> = BTreeMap::from([(last, Default::default())]);
    for sum in sums {
        by.entry(sum.reported_in)
            .or_default()
            .0
            .add(sum.measure, sum.total);
        by.entry(sum.dated_in)
            .or_default()
            .1
            .add(sum.measure, sum.total);
    }
    by.range(..=last)
        .map(|(quarter, (reported, restated))| QuarterFigures {
            quarter: *quarter,
            figures: BothSeries {
                reported: Figures::of(reported, definitions),
                restated: Figures::of(restated, definitions),
            },
        })
        .collect()
}

fn running(sums: &[QuarterSum], last: Quarter, definitions: &DefinitionSet) -> BothSeries {
    let quarters = quarters(sums, last, definitions);
    BothSeries {
        reported: total(quarters.iter().map(|row| row.figures.reported)),
        restated: total(quarters.iter().map(|row| row.figures.restated)),
    }
}
