//! The demo's closing figures, read from the ledger like any other figures.

use anyhow::{Context, Result};
use serde::Serialize;

use super::store;
use crate::{
    access::{self, HubScope},
    areas::model::Vintage,
    db::Db,
    ledger::{self, CountQuery, Dimension, Figures, Reach},
};

/// What `demo --once --json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoFigures {
    /// Small areas of the newest vintage.
    pub areas: i64,
    /// Streets.
    pub streets: i64,
    /// Doors, those found while walking included.
    pub doors: i64,
    /// H3 cells (resolution 10) that hold a door.
    pub cells: i64,
    /// Walk lists that were cut.
    pub walk_lists: i64,
    /// Shifts.
    pub shifts: i64,
    /// Entries on lists that got an outcome.
    pub visits: i64,
    /// Visits at which somebody knocked.
    pub knocks: i64,
    /// Conversations.
    pub listenings: i64,
    /// People engaged.
    pub engaged: i64,
    /// People activated.
    pub activated: i64,
    /// People engaged, summed over each tree with its residual leaf.
    pub trees: Trees,
}

/// The same people, three ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trees {
    /// By patch, and not placed.
    pub patch: i64,
    /// By small area of 2021, and no area.
    pub lsoa: i64,
    /// By cell, and no cell.
    pub cell: i64,
}

/// Reads the figures of every hub of the demo's programme.
///
/// # Errors
/// When the engine fails or the demo was not made.
pub async fn figures(db: &Db) -> Result<DemoFigures> {
    db.read(async |tx| {
        let sizes = store::sizes(tx).await?;
        let programmes = access::store::programmes(tx).await?;
        let programme = programmes.first().context("the demo has a programme")?.id;
        let mut all = Figures::default();
        let mut trees = Trees {
            patch: 0,
            lsoa: 0,
            cell: 0,
        };
        for hub in access::store::hubs(tx).await? {
            let reach = Reach::Hub(HubScope::for_administrator(hub.id));
            let by = async |tx: &mut _, by| {
                let query = CountQuery::all(programme, by);
                ledger::counts(tx, reach, &query).await
            };
            let patches = by(tx, Dimension::Patch).await?;
            trees.patch += leaves(&patches);
            trees.lsoa += leaves(&by(tx, Dimension::Lsoa(Vintage::Y2021)).await?);
            trees.cell += leaves(&by(tx, Dimension::Cell(10)).await?);
            add(&mut all, &patches.total);
        }
        Ok::<_, Failed>(DemoFigures {
            areas: sizes.areas,
            streets: sizes.streets,
            doors: sizes.doors,
            cells: sizes.cells,
            walk_lists: sizes.walk_lists,
            shifts: sizes.shifts,
            visits: all.visits,
            knocks: all.knocks,
            listenings: all.listenings,
            engaged: all.engaged,
            activated: all.activated,
            trees,
        })
    })
    .await
    .map_err(|Failed(error)| error)
}

/// Engaged people, added leaf by leaf: not the tree's own total.
fn leaves(tree: &ledger::Tree) -> i64 {
    tree.rows
        .iter()
        .chain(&tree.residual)
        .map(|row| row.figures.engaged)
        .sum()
}

fn add(all: &mut Figures, one: &Figures) {
    all.visits += one.visits;
    all.knocks += one.knocks;
    all.listenings += one.listenings;
    all.engaged += one.engaged;
    all.activated += one.activated;
}

/// Any error, because `anyhow`'s own cannot be made from every error at once.
struct Failed(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}
