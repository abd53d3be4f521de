//! What a release is made of: the one place that reads the rows of people.

use std::collections::{BTreeMap, BTreeSet};

use maps::cells::Cell;

use crate::{
    access::HubScope,
    areas::{self, model::Vintage},
    base::{
        ids::{DoorId, HubId, PatchId, ProgrammeId},
        time::{Day, EpochMs},
    },
    db::{Result, Tx, in_list, sql, sql_dynamic},
    disclosure::{
        model::Month,
        rules::{offer::Leaf, plan::Ground},
    },
    tally::Measure,
};

/// What was posted between two instants, by place.
macro_rules! posted {
    ($area:literal) => {
        concat!(
            "SELECT patch_id, cell, ",
            $area,
            " AS area, measure, mode, CAST(SUM(delta) AS BIGINT) AS total
             FROM ledger_entries
             WHERE hub_id = $1 AND programme_id = $2 AND posted_at >= $3 AND posted_at < $4
               AND measure IN ('listenings', 'engaged_first')
             GROUP BY patch_id, cell, ",
            $area,
            ", measure, mode"
        )
    };
}

/// Doors that were listened to between two days, each with its place.
macro_rules! listened {
    ($area:literal) => {
        concat!(
            "SELECT DISTINCT v.door_id, c.patch_id, d.cell, d.",
            $area,
            " AS area
             FROM visits v
             JOIN campaigns c ON c.hub_id = v.hub_id AND c.id = v.campaign_id
             JOIN doors d ON d.id = v.door_id
             WHERE v.hub_id = $1 AND c.programme_id = $2 AND v.outcome = 'listened'
               AND v.voided IS FALSE AND v.day >= $3 AND v.day <= $4
             ORDER BY v.door_id, c.patch_id"
        )
    };
}

crate::statements! {
    /// What was posted, by small area of 2011.
    POSTED_2011 = posted!("lsoa_2011");
    /// What was posted, by small area of 2021.
    POSTED_2021 = posted!("lsoa_2021");
    /// Doors listened to, by small area of 2011.
    LISTENED_2011 = listened!("lsoa_2011");
    /// Doors listened to, by small area of 2021.
    LISTENED_2021 = listened!("lsoa_2021");
    /// What every hub posted between two instants.
    POSTED_BY_HUB = "\
        SELECT hub_id, measure, CAST(SUM(delta) AS BIGINT) AS total
        FROM ledger_entries
        WHERE programme_id = $1 AND posted_at >= $2 AND posted_at < $3
          AND measure IN ('listenings', 'engaged_first')
        GROUP BY hub_id, measure";
}

/// A place as rows tell it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
struct Place {
    patch_id: Option<PatchId>,
    cell: Option<i64>,
    area: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Posted {
    #[sqlx(flatten)]
    place: Place,
    measure: Measure,
    mode: String,
    total: i64,
}

#[derive(sqlx::FromRow)]
struct Listened {
    door_id: DoorId,
    #[sqlx(flatten)]
    place: Place,
}

#[derive(Default)]
struct Found {
    homes: i64,
    sources: i64,
    listenings: [i64; 3],
    engaged: [i64; 3],
}

/// A hub's ground in the months of a quarter: what was posted in each, the homes there are, and for
/// the period (its months by number, its days) from how many doors it came.
///
/// # Errors
/// When the engine fails.
pub async fn ground(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    vintage: Vintage,
    months: &[Month],
    (period, days): (&[usize], (Day, Day)),
) -> Result<Ground> {
    let mut places: BTreeMap<Place, Found> = BTreeMap::new();
    let (posted, listened) = if vintage == Vintage::Y2011 {
        (POSTED_2011, LISTENED_2011)
    } else {
        (POSTED_2021, LISTENED_2021)
    };
    for (n, month) in months.iter().enumerate().take(3) {
        let (from, to) = month.span();
        let stmt = sql(posted)
            .bind(scope.hub())
            .bind(programme)
            .bind(from)
            .bind(to);
        for row in tx.all::<Posted>(stmt).await? {
            let found = places.entry(row.place).or_default();
            if row.measure == Measure::Listenings {
                found.listenings[n] += row.total;
                // At no door: each conversation is a household's own as far as anybody knows.
                if row.mode != "door" && period.contains(&n) {
                    found.sources += row.total;
                }
            } else {
                found.engaged[n] += row.total;
            }
        }
    }
    let stmt = sql(listened)
        .bind(scope.hub())
        .bind(programme)
        .bind(days.0)
        .bind(days.1);
    let mut seen: BTreeSet<DoorId> = BTreeSet::new();
    for row in tx.all::<Listened>(stmt).await? {
        // A door of two campaigns is one door.
        if seen.insert(row.door_id) {
            places.entry(row.place).or_default().sources += 1;
        }
    }
    for (place, homes) in homes(tx, scope, vintage, &places).await? {
        places.entry(place).or_default().homes += homes;
    }
    Ok(as_ground(places))
}

/// Homes by place, in the areas of the hub's patches and wherever anything was posted.
async fn homes(
    tx: &mut Tx,
    scope: HubScope,
    vintage: Vintage,
    places: &BTreeMap<Place, Found>,
) -> Result<Vec<(Place, i64)>> {
    let mut patch_of: BTreeMap<String, PatchId> = BTreeMap::new();
    for patch in areas::store::patches(tx, scope).await? {
        if patch.vintage == vintage {
            let areas = patch.areas.into_iter().map(|code| (code, patch.id));
            patch_of.extend(areas);
        }
    }
    // Where people of a patch were heard outside its areas, the homes there are the patch's too.
    for place in places.keys() {
        if let (Some(area), Some(patch)) = (&place.area, place.patch_id) {
            patch_of.entry(area.clone()).or_insert(patch);
        }
    }
    let posted = places.keys().filter_map(|place| place.area.clone());
    let codes: BTreeSet<String> = patch_of.keys().cloned().chain(posted).collect();
    let codes: Vec<String> = codes.into_iter().collect();
    let column = if vintage == Vintage::Y2011 {
        "lsoa_2011"
    } else {
        "lsoa_2021"
    };
    let mut found = Vec::new();
    for chunk in codes.chunks(500) {
        let marks = in_list(1, chunk.len());
        let stmt = sql_dynamic(format!(
            "SELECT cell, {column} AS area, COUNT(*) AS homes FROM doors
             WHERE kind = 'home' AND {column} IN ({marks}) GROUP BY cell, {column}"
        ));
        let rows: Vec<(i64, String, i64)> = tx.all(stmt.bind_all(chunk.iter().cloned())).await?;
        found.extend(rows.into_iter().map(|(cell, area, homes)| {
            let place = Place {
                patch_id: patch_of.get(&area).copied(),
                cell: Some(cell),
                area: Some(area),
            };
            (place, homes)
        }));
    }
    Ok(found)
}

fn as_ground(places: BTreeMap<Place, Found>) -> Ground {
    let mut ground = Ground {
        leaves: Vec::with_capacity(places.len()),
        listenings: vec![Vec::new(); 3],
        engaged: vec![Vec::new(); 3],
    };
    for (place, found) in places {
        let finest = place.cell.and_then(|number| Cell::try_from(number).ok());
        let cell = |resolution| {
            finest
                .and_then(|cell| cell.parent(resolution))
                .map(Cell::to_i64)
        };
        ground.leaves.push(Leaf {
            patch: place.patch_id.map(|id| id.to_string()),
            small_area: place.area,
            cells: [7, 8, 9, 10].map(cell),
            homes: found.homes,
            sources: found.sources,
        });
        for month in 0..3 {
            ground.listenings[month].push(found.listenings[month]);
            ground.engaged[month].push(found.engaged[month]);
        }
    }
    ground
}

/// Listenings and engaged people that every hub posted between two instants.
///
/// # Errors
/// When the engine fails.
pub async fn by_hub(
    tx: &mut Tx,
    programme: ProgrammeId,
    (from, to): (EpochMs, EpochMs),
) -> Result<BTreeMap<HubId, (i64, i64)>> {
    let stmt = sql(POSTED_BY_HUB).bind(programme).bind(from).bind(to);
    let mut hubs: BTreeMap<_, (i64, i64)> = BTreeMap::new();
    for (hub, measure, total) in tx.all::<(HubId, Measure, i64)>(stmt).await? {
        let of: &mut (i64, i64) = hubs.entry(hub).or_default();
        if measure == Measure::Listenings {
            of.0 += total;
        } else {
            of.1 += total;
        }
    }
    Ok(hubs)
}
