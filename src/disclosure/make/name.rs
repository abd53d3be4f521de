//! Figures as they are read: named, rounded, with shares.

use std::collections::BTreeMap;

use maps::cells::Cell;

use super::{Frame, decide::Raw};
use crate::{
    access::{HubScope, Keyring, Purpose, model::Hub},
    app::App,
    db::Tx,
    disclosure::{
        model::{AreaKind, Counted, Figure},
        rules::{
            offer::{Area, Tree},
            rounding,
        },
    },
    problem::Problem,
};

/// A figure with its name.
pub fn named(raw: &Raw, hub: &Hub, names: &BTreeMap<Area, String>) -> Figure {
    let (theme, stance) = raw.theme.clone().unzip();
    let (kind, key, label) = match &raw.area {
        Area::Hub => (AreaKind::Hub, hub.id.to_string(), hub.name.clone()),
        Area::Patch(id) => (AreaKind::Patch, id.clone(), String::new()),
        Area::SmallArea(code) => (AreaKind::SmallArea, code.clone(), String::new()),
        Area::Cell(_, number) => {
            let cell = Cell::try_from(*number)
                .map(|cell| cell.to_string())
                .unwrap_or_default();
            (AreaKind::Cell, cell.clone(), cell)
        }
        Area::Elsewhere(tree) => {
            let (key, label) = match tree {
                Tree::Patches => ("patch", "other patches, and not placed"),
                Tree::SmallAreas => ("small_area", "other small areas, and none known"),
                Tree::Cells => ("cell", "other cells, and none known"),
            };
            (AreaKind::Elsewhere, key.to_owned(), label.to_owned())
        }
    };
    let resolution = match raw.area {
        Area::Cell(resolution, _) => Some(resolution),
        Area::Hub | Area::Patch(_) | Area::SmallArea(_) | Area::Elsewhere(_) => None,
    };
    let label = match names.get(&raw.area) {
        Some(name) => name.clone(),
        None if label.is_empty() => key.clone(),
        None => label,
    };
    Figure {
        kind,
        key,
        label,
        resolution,
        measure: raw.measure,
        theme,
        stance,
        value: raw.value,
        share_percent: None,
    }
}

/// Rounds public figures, each by its own mark.
pub async fn round(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    frame: &Frame,
    figures: &mut [Figure],
) -> Result<(), Problem> {
    let key = Keyring::of(app)?
        .data_key(tx, scope, Purpose::Marks)
        .await?;
    for figure in figures {
        let about = format!(
            "release|{}|{}|{}|{}|{}|{}|{}",
            frame.programme.id,
            frame.asked.period,
            figure.kind,
            figure.key,
            figure.measure,
            figure.theme.as_deref().unwrap_or_default(),
            figure.stance.as_deref().unwrap_or_default(),
        );
        figure.value = rounding::rounded(figure.value, &key.mark(about.as_bytes()));
    }
    Ok(())
}

/// Shares of themes, from shown figures alone.
pub fn shares(figures: &mut [Figure]) {
    let all: BTreeMap<(AreaKind, String), i64> = figures
        .iter()
        .filter(|figure| figure.theme.is_none() && figure.measure == Counted::Listenings)
        .map(|figure| ((figure.kind, figure.key.clone()), figure.value))
        .collect();
    for figure in figures.iter_mut().filter(|figure| figure.theme.is_some()) {
        let whole = all.get(&(figure.kind, figure.key.clone())).copied();
        figure.share_percent = whole.filter(|whole| *whole > 0).map(|whole| {
            let tenths = (2 * 1_000 * figure.value.min(whole) + whole) / (2 * whole);
            format!("{}.{}", tenths / 10, tenths % 10)
        });
    }
}
