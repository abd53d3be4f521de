//! `doorstep areas`: what is known of each small area.

use std::collections::BTreeMap;

use clap::Args;
use serde::Serialize;

use super::{Failure, house, ready, say};
use crate::{
    app::App,
    areas::{
        model::{Area, Deprivation, Vintage},
        store,
    },
    config::Config,
    db::{Error, Tx},
    streets::store::{AreaCounts, counts_by_area},
};

/// List small areas with their deciles, streets, addresses, doors and cells.
#[derive(Debug, Args)]
pub struct Areas {
    /// Only this local authority district, such as E08000035.
    #[arg(long)]
    lad: Option<String>,
    /// The vintage: 2011 or 2021. Default: the newest of which there are areas.
    #[arg(long)]
    vintage: Option<Vintage>,
    /// Print one JSON array.
    #[arg(long)]
    json: bool,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaLine {
    /// The ONS code.
    pub code: String,
    /// The ONS name.
    pub name: String,
    /// The district's code; `null` where no imported index has the area.
    pub lad: Option<String>,
    /// The vintage.
    pub vintage: Vintage,
    /// The decile by edition.
    pub deciles: BTreeMap<String, i64>,
    /// Streets with a stretch whose middle lies in it.
    pub streets: i64,
    /// Source objects with a house number, before ranges are expanded into doors.
    pub address_points: i64,
    /// Doors.
    pub doors: i64,
    /// Cells (H3, resolution 10) with a door or an address point.
    pub cells: i64,
}

impl Areas {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let app = house(ready(database).await?, Config::default());
        let lines = lines(&app, self.vintage, self.lad).await?;
        app.db.close().await;
        if self.json {
            return say(&serde_json::to_string(&lines)?);
        }
        say(&table(&lines))
    }
}

/// The areas of a vintage (the newest there is), within a district or all.
///
/// # Errors
/// When the engine fails.
pub async fn lines(
    app: &App,
    vintage: Option<Vintage>,
    lad: Option<String>,
) -> Result<Vec<AreaLine>, Error> {
    app.db
        .read(async |tx| {
            let vintage = match vintage {
                Some(vintage) => vintage,
                None => newest(tx).await?,
            };
            let areas = store::areas(tx, vintage, lad, String::new(), i64::MAX).await?;
            let ranks = store::ranks_of_vintage(tx, vintage).await?;
            let counts = counts_by_area(tx, vintage).await?;
            Ok(joined(areas, ranks, counts))
        })
        .await
}

async fn newest(tx: &mut Tx) -> Result<Vintage, Error> {
    let has_2021 = store::import::count(tx, Vintage::Y2021).await? > 0;
    let has_2011 = store::import::count(tx, Vintage::Y2011).await? > 0;
    Ok(if has_2021 || !has_2011 {
        Vintage::Y2021
    } else {
        Vintage::Y2011
    })
}

fn joined(areas: Vec<Area>, ranks: Vec<Deprivation>, counts: Vec<AreaCounts>) -> Vec<AreaLine> {
    let mut deciles: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    for rank in ranks {
        let of_area = deciles.entry(rank.code).or_default();
        of_area.insert(rank.edition.to_string(), rank.decile);
    }
    let mut counts: BTreeMap<String, AreaCounts> = counts
        .into_iter()
        .map(|counts| (counts.code.clone(), counts))
        .collect();
    areas
        .into_iter()
        .map(|area| {
            let counts = counts.remove(&area.code).unwrap_or_default();
            AreaLine {
                deciles: deciles.remove(&area.code).unwrap_or_default(),
                code: area.code,
                name: area.name,
                lad: area.lad,
                vintage: area.vintage,
                streets: counts.streets,
                address_points: counts.address_points,
                doors: counts.doors,
                cells: counts.cells,
            }
        })
        .collect()
}

/// The list for people.
fn table(lines: &[AreaLine]) -> String {
    if lines.is_empty() {
        return "There is no such area: import boundaries with `doorstep import small-areas FILE`, \
                and an index with `doorstep import deprivation FILE`, which tells the districts."
            .to_owned();
    }
    let mut text = vec![format!(
        "{:<10} {:<36} {:<10} {:<16} {:>7} {:>9} {:>6} {:>6}",
        "code", "name", "district", "deciles", "streets", "addresses", "doors", "cells"
    )];
    for line in lines {
        let deciles: Vec<String> = line
            .deciles
            .iter()
            .map(|(edition, decile)| format!("{edition}: {decile}"))
            .collect();
        text.push(format!(
            "{:<10} {:<36} {:<10} {:<16} {:>7} {:>9} {:>6} {:>6}",
            line.code,
            line.name,
            line.lad.as_deref().unwrap_or("-"),
            if deciles.is_empty() {
                "no index".to_owned()
            } else {
                deciles.join(", ")
            },
            line.streets,
            line.address_points,
            line.doors,
            line.cells
        ));
    }
    text.join("\n")
}
