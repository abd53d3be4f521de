//! Figures of a hub or the network, by any dimension.

use std::collections::BTreeMap;

use super::{
    DefinitionSet, Tree,
    model::{Dimension, Network, Reach, Series, Window},
    store::{self, HubSum, Keyed},
    tree::{self, Branches},
};
use crate::{
    access::{
        self, HubScope,
        model::{Hub, Programme},
    },
    areas::{
        self,
        model::{Edition, Vintage},
    },
    base::{
        ids::{HubId, PatchId, ProgrammeId},
        time::Quarter,
    },
    db::{Result, Tx},
};

/// Which figures.
#[derive(Clone, Debug)]
pub struct CountQuery {
    /// The programme; absent only when the figures are by programme.
    pub programme: Option<ProgrammeId>,
    /// By what.
    pub by: Dimension,
    /// By which of a line's two quarters.
    pub series: Series,
    /// From this quarter on.
    pub from: Option<Quarter>,
    /// Up to this quarter.
    pub to: Option<Quarter>,
    /// Only this mode.
    pub mode: Option<String>,
    /// What the figures mean.
    pub definitions: &'static DefinitionSet,
}

impl CountQuery {
    /// Everything of a programme by a dimension, as known now, under version 1.
    #[must_use]
    pub const fn all(programme: ProgrammeId, by: Dimension) -> Self {
        Self {
            programme: Some(programme),
            by,
            series: Series::Restated,
            from: None,
            to: None,
            mode: None,
            definitions: &super::definitions::V1,
        }
    }

    fn window(&self) -> Window {
        Window {
            mode: self.mode.clone(),
            ..Window::within(self.series, self.from, self.to)
        }
    }
}

/// The figures of a reach by a dimension. Every dimension comes to the same total. Across hubs,
/// only what does not go below the hub; below it the tree is empty.
///
/// # Errors
/// When the engine fails.
pub async fn counts(tx: &mut Tx, reach: Reach, query: &CountQuery) -> Result<Tree> {
    match (reach, query.by, query.programme) {
        (Reach::Hub(scope), by, Some(programme)) if by.is_below_the_hub() => {
            below_the_hub(tx, scope, programme, query).await
        }
        (reach, Dimension::Programme, _) => by_programme(tx, reach, query).await,
        (reach, _, Some(programme)) => across(tx, reach, programme, query).await,
        (_, by, None) => Ok(Branches::default().tree(by, query.definitions, twice)),
    }
}

/// A key that is its own label.
#[expect(clippy::ptr_arg, reason = "the key of the branches is a `String`")]
fn twice(key: &String) -> (String, String) {
    (key.clone(), key.clone())
}

async fn below_the_hub(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    query: &CountQuery,
) -> Result<Tree> {
    let window = query.window();
    let (by, definitions) = (query.by, query.definitions);
    match by {
        Dimension::Patch => {
            let found = store::by_patch(tx, scope, programme, &window).await?;
            patches(tx, scope, found, definitions).await
        }
        Dimension::Lsoa(vintage) => {
            let found = store::by_lsoa(tx, scope, programme, &window, vintage).await?;
            small_areas(tx, found, vintage, definitions).await
        }
        Dimension::Decile(edition) => {
            let vintage = edition.vintage();
            let found = store::by_lsoa(tx, scope, programme, &window, vintage).await?;
            deciles(tx, found, edition, definitions).await
        }
        Dimension::Cell(resolution) => {
            let found = store::by_cell(tx, scope, programme, &window).await?;
            let branches = tree::by_cell(found, resolution);
            Ok(branches.tree(by, definitions, |cell| (cell.to_string(), cell.to_string())))
        }
        Dimension::Mode => {
            let found = store::by_mode(tx, scope, programme, &window).await?;
            let branches = Branches::gather(found, Some);
            Ok(branches.tree(by, definitions, twice))
        }
        Dimension::Hub | Dimension::Region | Dimension::Programme | Dimension::Period => {
            across(tx, Reach::Hub(scope), programme, query).await
        }
    }
}

/// Every patch of the hub has a row, also one where nothing was counted; sorted by name.
///
/// # Errors
/// When the engine fails.
pub async fn patches(
    tx: &mut Tx,
    scope: HubScope,
    found: Vec<Keyed<PatchId>>,
    definitions: &DefinitionSet,
) -> Result<Tree> {
    let names: BTreeMap<PatchId, String> = areas::store::patches(tx, scope)
        .await?
        .into_iter()
        .map(|patch| (patch.id, patch.name))
        .collect();
    let keyed = |id: PatchId| {
        let name = names.get(&id).cloned();
        (
            name.unwrap_or_else(|| "a patch that is gone".to_owned()),
            id,
        )
    };
    let mut branches = Branches::gather(found, |id| Some(keyed(id)));
    for id in names.keys() {
        branches.at(Some(keyed(*id)));
    }
    Ok(branches.tree(Dimension::Patch, definitions, |(name, id)| {
        (id.to_string(), name.clone())
    }))
}

async fn small_areas(
    tx: &mut Tx,
    found: Vec<Keyed<String>>,
    vintage: Vintage,
    definitions: &DefinitionSet,
) -> Result<Tree> {
    let branches = Branches::gather(found, Some);
    let codes: Vec<String> = branches.rows.keys().cloned().collect();
    let names = areas::store::names(tx, vintage, &codes).await?;
    Ok(
        branches.tree(Dimension::Lsoa(vintage), definitions, |code: &String| {
            let name = names.get(code).unwrap_or(code);
            (code.clone(), name.clone())
        }),
    )
}

/// All ten deciles of an edition, and what it does not rank.
///
/// # Errors
/// When the engine fails.
pub async fn deciles(
    tx: &mut Tx,
    found: Vec<Keyed<String>>,
    edition: Edition,
    definitions: &DefinitionSet,
) -> Result<Tree> {
    let mut codes: Vec<String> = found.iter().filter_map(|(code, ..)| code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    let ranks = areas::store::deciles(tx, edition, &codes).await?;
    let branches = tree::by_decile(found, &ranks);
    Ok(
        branches.tree(Dimension::Decile(edition), definitions, |decile| {
            (
                decile.to_string(),
                format!("decile {decile} of 10, {edition}"),
            )
        }),
    )
}

async fn hub_sums(
    tx: &mut Tx,
    reach: Reach,
    programme: ProgrammeId,
    window: &Window,
) -> Result<Vec<HubSum>> {
    match reach {
        Reach::Network(leave) => store::by_hub(tx, leave, programme, window).await,
        Reach::Hub(scope) => {
            let found = store::by_quarters(tx, scope, programme, window).await?;
            let hub_id = scope.hub();
            Ok(found
                .into_iter()
                .map(|sum| HubSum { hub_id, sum })
                .collect())
        }
    }
}

async fn hubs(tx: &mut Tx, reach: Reach) -> Result<BTreeMap<HubId, Hub>> {
    let mut hubs = access::store::hubs(tx).await?;
    if let Reach::Hub(scope) = reach {
        hubs.retain(|hub| hub.id == scope.hub());
    }
    Ok(hubs.into_iter().map(|hub| (hub.id, hub)).collect())
}

async fn across(
    tx: &mut Tx,
    reach: Reach,
    programme: ProgrammeId,
    query: &CountQuery,
) -> Result<Tree> {
    let found = hub_sums(tx, reach, programme, &query.window()).await?;
    let hubs = hubs(tx, reach).await?;
    let region = |id: &HubId| {
        hubs.get(id)
            .map(|hub| hub.region.clone())
            .unwrap_or_default()
    };
    let name = |id: &HubId| hubs.get(id).map(|hub| hub.name.clone()).unwrap_or_default();
    let quarter = |row: &HubSum| match query.series {
        Series::Reported => row.sum.reported_in,
        Series::Restated => row.sum.dated_in,
    };
    let by = query.by;
    let mut branches: Branches<(String, String)> = Branches::default();
    for row in &found {
        let key = match by {
            Dimension::Hub => Some((name(&row.hub_id), row.hub_id.to_string())),
            Dimension::Region => Some((region(&row.hub_id), region(&row.hub_id))),
            Dimension::Period => Some((quarter(row).to_string(), quarter(row).to_string())),
            // A network's figures stop at the hub; these come here only from a hub's own reach
            // through `below_the_hub`.
            Dimension::Patch
            | Dimension::Lsoa(_)
            | Dimension::Decile(_)
            | Dimension::Cell(_)
            | Dimension::Mode
            | Dimension::Programme => None,
        };
        branches.at(key).add(row.sum.measure, row.sum.total);
    }
    if by == Dimension::Hub {
        for id in hubs.keys() {
            branches.at(Some((name(id), id.to_string())));
        }
    }
    Ok(branches.tree(by, query.definitions, |(label, key)| {
        (key.clone(), label.clone())
    }))
}

/// One row for each programme. A person counts once in each, so the total is of counts, not of
/// different people.
async fn by_programme(tx: &mut Tx, reach: Reach, query: &CountQuery) -> Result<Tree> {
    let programmes: Vec<Programme> = access::store::programmes(tx).await?;
    let wanted = |id: ProgrammeId| query.programme.is_none_or(|only| only == id);
    let mut branches: Branches<(String, String)> = Branches::default();
    for programme in programmes.into_iter().filter(|found| wanted(found.id)) {
        let sums = branches.at(Some((programme.name, programme.id.to_string())));
        for row in hub_sums(tx, reach, programme.id, &query.window()).await? {
            sums.add(row.sum.measure, row.sum.total);
        }
    }
    Ok(
        branches.tree(Dimension::Programme, query.definitions, |(label, key)| {
            (key.clone(), label.clone())
        }),
    )
}

/// Leave and scope for the commands of the server's own administrator.
#[must_use]
pub const fn whole_network() -> Reach {
    Reach::Network(Network::for_administrator())
}
