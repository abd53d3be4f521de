//! A breakdown of figures: rows, what is in no row, and the total of both. Pure.

use std::collections::BTreeMap;

use maps::cells::Cell;
use serde::Serialize;

use super::{DefinitionSet, Figures, Sums, model::Dimension, store::Keyed};
use crate::areas::model::Deprivation;

/// Figures of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TreeRow {
    /// The patch's id, the area's code, the decile, the cell … ; absent for the residual.
    pub key: Option<String>,
    /// Its name for people.
    pub label: String,
    /// What was counted.
    #[serde(flatten)]
    pub figures: Figures,
}

/// A breakdown. Whatever it is by, it comes to the same total, because the residual is a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Tree {
    /// What it is by.
    pub by: &'static str,
    /// The set of definitions behind the figures.
    pub definition_set: &'static str,
    /// The rows.
    pub rows: Vec<TreeRow>,
    /// What is in no row; absent where there cannot be any.
    pub residual: Option<TreeRow>,
    /// Rows and residual together.
    pub total: Figures,
}

/// Sums by key, and those without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branches<K: Ord> {
    /// By key.
    pub rows: BTreeMap<K, Sums>,
    /// Without one.
    pub residual: Sums,
}

impl<K: Ord> Default for Branches<K> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            residual: Sums::default(),
        }
    }
}

impl<K: Ord> Branches<K> {
    /// Gathers sums by what `key` makes of each stored key; `None` is the residual.
    #[must_use]
    pub fn gather<S>(found: Vec<Keyed<S>>, key: impl Fn(S) -> Option<K>) -> Self {
        let mut branches = Self::default();
        for (stored, measure, total) in found {
            branches.at(stored.and_then(&key)).add(measure, total);
        }
        branches
    }

    /// The sums of a key, made when missing.
    pub fn at(&mut self, key: Option<K>) -> &mut Sums {
        match key {
            Some(key) => self.rows.entry(key).or_default(),
            None => &mut self.residual,
        }
    }

    /// The tree of these branches. `label` names a key as data and for people.
    #[must_use]
    pub fn tree(
        &self,
        by: Dimension,
        definitions: &DefinitionSet,
        label: impl Fn(&K) -> (String, String),
    ) -> Tree {
        let mut total = self.residual.clone();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (key, sums) in &self.rows {
            total += sums;
            let (key, label) = label(key);
            rows.push(TreeRow {
                key: Some(key),
                label,
                figures: Figures::of(sums, definitions),
            });
        }
        let residual = by.residual().map(|label| TreeRow {
            key: None,
            label: label.to_owned(),
            figures: Figures::of(&self.residual, definitions),
        });
        Tree {
            by: by.word(),
            definition_set: definitions.id,
            rows,
            residual,
            total: Figures::of(&total, definitions),
        }
    }
}

/// Cells of a resolution, by truncation of the stored cell. A cell stored coarser than that stays
/// a row at its own level: nothing is ever made finer. A number that is no cell is the residual.
#[must_use]
pub fn by_cell(found: Vec<Keyed<i64>>, resolution: u8) -> Branches<Cell> {
    Branches::gather(found, |number| {
        let cell = Cell::try_from(number).ok()?;
        Some(cell.parent(resolution).unwrap_or(cell))
    })
}

/// Deprivation tenths, all ten of them; areas that the edition does not rank are the residual.
#[must_use]
pub fn by_decile(found: Vec<Keyed<String>>, ranks: &[Deprivation]) -> Branches<i64> {
    let decile_of: BTreeMap<&str, i64> = ranks
        .iter()
        .map(|rank| (rank.code.as_str(), rank.decile))
        .collect();
    let mut branches =
        Branches::gather(found, |code: String| decile_of.get(code.as_str()).copied());
    for decile in 1..=10 {
        branches.rows.entry(decile).or_default();
    }
    branches
}

#[cfg(test)]
mod tests;
