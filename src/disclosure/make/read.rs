//! Reading what a hub's release is decided from: one consistent look.

use std::collections::{BTreeMap, BTreeSet};

use maps::cells::Cell;

use super::Frame;
use crate::{
    access::{HubScope, model::Programme},
    areas,
    base::ids::StreetId,
    db::{self, Tx},
    disclosure::{
        model::{AreaKind, Audience, Figure, Made, Month, Period, months_of},
        network,
        rules::{
            offer::Area,
            plan::{Earlier, Ground},
        },
        store::{self, reading, themes},
    },
    ledger::returns,
    problem::Problem,
    streets,
    themes::codebook,
};

/// Everything a hub's release is decided from.
pub struct Read {
    pub there: Option<Made>,
    pub ground: Ground,
    /// The months of the period, by their number in the quarter.
    pub months: Vec<usize>,
    pub before: Vec<Made>,
    pub themes: themes::Counted,
    /// Not kept yet.
    pub themes_are_new: bool,
    pub names: BTreeMap<Area, String>,
    /// What is known of the hubs' totals outside this hub.
    pub totals: network::Totals,
    pub programme: Programme,
    pub period: Period,
}

impl Read {
    pub async fn of(tx: &mut Tx, scope: HubScope, frame: &Frame) -> Result<Self, Problem> {
        let programme = &frame.programme;
        let (start, period) = (programme.start_month(), frame.asked.period);
        let key = (frame.asked.audience, period);
        let window = months_of(frame.quarter, start);
        let months = numbered(&window, &period.months(start));
        let vintage = returns::edition(programme)?.vintage();
        let of_period = (months.as_slice(), period.days(start));
        let ground = reading::ground(tx, scope, programme.id, vintage, &window, of_period).await?;
        let counted = themes::counted(tx, scope, programme.id, frame.quarter).await?;
        let themes_are_new = counted.is_none();
        let days = Period::Quarter(frame.quarter).days(start);
        let themes = match counted {
            Some(counted) => counted,
            None => themes::count(tx, scope, programme.id, days, codebook::SOMETHING_ELSE).await?,
        };
        let names = names(tx, scope, vintage, &ground).await?;
        let before = store::of_quarter(tx, scope, programme.id, frame.quarter).await?;
        Ok(Self {
            there: store::one(tx, scope, programme.id, key).await?,
            ground,
            months,
            before,
            themes,
            themes_are_new,
            names,
            totals: network::totals(tx, programme, frame.quarter, scope.hub()).await?,
            programme: programme.clone(),
            period,
        })
    }

    pub fn earlier(&self) -> Vec<Earlier> {
        earlier(&self.before, &self.programme)
    }

    pub fn is_by_quarter(&self) -> bool {
        matches!(self.period, Period::Quarter(_))
    }
}

fn numbered(window: &[Month], months: &[Month]) -> Vec<usize> {
    let place = |month: &Month| window.iter().position(|one| one == month);
    months.iter().filter_map(place).collect()
}

/// What earlier releases of the quarter showed of people; exact counts of the hub's roles are
/// theirs by right and not among them.
pub fn earlier(before: &[Made], programme: &Programme) -> Vec<Earlier> {
    let start = programme.start_month();
    let mut earlier = Vec::new();
    for made in before
        .iter()
        .filter(|made| made.release.audience != Audience::Hub)
    {
        let release = &made.release;
        let window = months_of(release.period.quarter(start), start);
        let months = numbered(&window, &release.period.months(start));
        for figure in release
            .figures
            .iter()
            .filter(|figure| figure.theme.is_none())
        {
            if let Some(area) = area_of(figure) {
                earlier.push(Earlier {
                    audience: release.audience,
                    months: months.clone(),
                    area,
                    measure: figure.measure,
                });
            }
        }
    }
    earlier
}

/// The area of a figure that was shown; none for what is only left of others.
pub fn area_of(figure: &Figure) -> Option<Area> {
    Some(match figure.kind {
        AreaKind::Hub => Area::Hub,
        AreaKind::Patch => Area::Patch(figure.key.clone()),
        AreaKind::SmallArea => Area::SmallArea(figure.key.clone()),
        AreaKind::Cell => {
            let cell: Cell = figure.key.parse().ok()?;
            Area::Cell(cell.resolution(), cell.to_i64())
        }
        AreaKind::Network | AreaKind::Elsewhere => return None,
    })
}

async fn names(
    tx: &mut Tx,
    scope: HubScope,
    vintage: areas::model::Vintage,
    ground: &Ground,
) -> db::Result<BTreeMap<Area, String>> {
    let mut names = BTreeMap::new();
    for patch in areas::store::patches(tx, scope).await? {
        names.insert(Area::Patch(patch.id.to_string()), patch.name);
    }
    let mut codes: Vec<String> = ground
        .leaves
        .iter()
        .filter_map(|leaf| leaf.small_area.clone())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    for (code, name) in areas::store::names(tx, vintage, &codes).await? {
        names.insert(Area::SmallArea(code), name);
    }
    names.extend(around(tx, scope, ground).await?);
    Ok(names)
}

/// Cells by the streets that lie in them, because nobody knows a cell by its number. Open geography:
/// it is the same whoever was heard there.
async fn around(
    tx: &mut Tx,
    scope: HubScope,
    ground: &Ground,
) -> db::Result<BTreeMap<Area, String>> {
    let wanted = ground.leaves.iter().flat_map(|leaf| {
        let areas = leaf.areas().into_iter();
        areas.filter(|area| matches!(area, Area::Cell(..)))
    });
    let wanted: BTreeSet<Area> = wanted.collect();
    let mut parts: BTreeMap<Area, BTreeMap<StreetId, usize>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for patch in areas::store::patches(tx, scope).await? {
        for part in streets::store::parts_in_patch(tx, &patch).await? {
            if !seen.insert(part.id) {
                continue;
            }
            let finest = Cell::at(part.middle);
            for resolution in 7..=Cell::DOOR_RESOLUTION {
                let cell = finest.parent(resolution);
                let area = cell.map(|cell| Area::Cell(resolution, cell.to_i64()));
                if let Some(area) = area.filter(|area| wanted.contains(area)) {
                    let streets = parts.entry(area).or_default();
                    *streets.entry(part.street_id).or_default() += 1;
                }
            }
        }
    }
    let ids: BTreeSet<StreetId> = parts.values().flat_map(BTreeMap::keys).copied().collect();
    let ids: Vec<StreetId> = ids.into_iter().collect();
    let streets = streets::store::streets_by_id(tx, &ids).await?;
    let name = |of: BTreeMap<StreetId, usize>| {
        let named = of.into_iter().filter_map(|(id, parts)| {
            let street = streets.get(&id)?;
            Some((std::cmp::Reverse(parts), street.name.clone()))
        });
        let mut named: Vec<_> = named.collect();
        named.sort();
        named.truncate(2);
        let named: Vec<String> = named.into_iter().map(|(_, name)| name).collect();
        format!("around {}", named.join(" and "))
    };
    Ok(parts
        .into_iter()
        .map(|(area, of)| (area, name(of)))
        .collect())
}
