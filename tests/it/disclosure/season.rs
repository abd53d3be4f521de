//! The attack on everything released of the made-up season.

use std::collections::{BTreeMap, BTreeSet};

use doorstep::{
    access::{self, HubScope},
    base::time::EpochMs,
    db::sql,
    disclosure::{
        self, Asked, Audience,
        model::{AreaKind, Counted, Release},
        nightly,
    },
};
use indicatif::ProgressBar;
use maps::cells::Cell;

use super::attack::{Read, Set, Wanted, attack};
use crate::harness::{House, both};

/// A place as the ledger knows it: patch, cell, small area.
type Key = (Option<uuid::Uuid>, Option<i64>, Option<String>);

/// What was posted of a hub in one month, straight from the lines.
async fn posted(
    house: &House,
    scope: HubScope,
    measure: &str,
    span: (EpochMs, EpochMs),
) -> BTreeMap<Key, i64> {
    let measure = measure.to_owned();
    let rows: Vec<(Option<uuid::Uuid>, Option<i64>, Option<String>, i64)> = house
        .app
        .db
        .read(async move |tx| {
            tx.all(
                sql("SELECT patch_id, cell, lsoa_2021, CAST(SUM(delta) AS BIGINT) FROM ledger_entries
                     WHERE hub_id = $1 AND measure = $2 AND posted_at >= $3 AND posted_at < $4
                     GROUP BY patch_id, cell, lsoa_2021")
                    .bind(scope.hub())
                    .bind(measure.clone())
                    .bind(span.0)
                    .bind(span.1),
            )
            .await
        })
        .await
        .unwrap();
    rows.into_iter()
        .map(|(patch, cell, area, total)| ((patch, cell, area), total))
        .collect()
}

/// Every home there is, by cell and small area: what a map tells anybody.
async fn homes(house: &House) -> BTreeSet<(i64, Option<String>)> {
    let rows: Vec<(i64, Option<String>)> = house
        .app
        .db
        .read(async |tx| {
            tx.all(sql(
                "SELECT DISTINCT cell, lsoa_2021 FROM doors WHERE kind = 'home'",
            ))
            .await
        })
        .await
        .unwrap();
    rows.into_iter().collect()
}

/// Names of the places a key lies in, as figures name them.
fn names(key: &Key) -> Vec<(AreaKind, String)> {
    let mut names = vec![(AreaKind::Hub, String::new())];
    names.extend(key.0.map(|id| (AreaKind::Patch, id.to_string())));
    names.extend(key.2.clone().map(|code| (AreaKind::SmallArea, code)));
    if let Some(cell) = key.1.and_then(|number| Cell::try_from(number).ok()) {
        let parents = (7..=10).filter_map(|resolution| cell.parent(resolution));
        names.extend(parents.map(|cell| (AreaKind::Cell, cell.to_string())));
    }
    names
}

both! {
    async fn nobody_works_out_a_small_number_of_the_season(house: House) {
        let db = house.app.db.clone();
        assert!(doorstep::cli::demo::import_town(&db, &ProgressBar::hidden()).await.is_ok());
        let key = doorstep::base::seal::ServerKey::new([7; 32]);
        doorstep::demo::drive::play(db.clone(), key, &mut |_| ()).await.unwrap();
        house.clock.set("2027-04-02T12:00:00Z".parse::<EpochMs>().unwrap());
        let hubs = db.read(async |tx| access::store::hubs(tx).await).await.unwrap();
        let months: Vec<String> = season_months(&house).await;
        let quarters: Vec<&str> = vec!["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
        let mut shown = 0;
        let homes = homes(&house).await;

        for hub in &hubs {
            let mut releases: Vec<Release> = Vec::new();
            for (audience, period) in months
                .iter()
                .map(|month| (Audience::Group, month.as_str()))
                .chain(quarters.iter().flat_map(|quarter| {
                    [Audience::Public, Audience::Hub, Audience::Group].map(|audience| (audience, *quarter))
                }))
            {
                let asked = Asked {
                    audience,
                    period: period.parse().unwrap(),
                    hub: Some(hub.id),
                    programme: None,
                };
                match disclosure::release(&house.app, asked).await {
                    Ok(made) => releases.push(made.release),
                    Err(refused) => assert!(refused.detail().contains("programme"), "{}", refused.detail()),
                }
            }
            shown += releases
                .iter()
                .filter(|release| release.audience != Audience::Hub)
                .map(|release| release.figures.len())
                .sum::<usize>();
            let scope = HubScope::for_administrator(hub.id);
            for (measure, column) in [(Counted::Listenings, "listenings"), (Counted::Engaged, "engaged_first")] {
                attacked(&house, scope, &releases, (measure, column), &months, &homes).await;
            }
        }

        println!("{shown} figures shown");
        assert!(shown > 20, "{shown}");
        assert_eq!(nightly::check(&house.app).await.unwrap(), []);
    }
}

/// The months in which anything was posted.
async fn season_months(house: &House) -> Vec<String> {
    let posted: Vec<(i64,)> = house
        .app
        .db
        .read(async |tx| {
            tx.all(sql("SELECT DISTINCT posted_at FROM ledger_entries"))
                .await
        })
        .await
        .unwrap();
    let months: BTreeSet<String> = posted
        .iter()
        .map(|(at,)| EpochMs(*at).day().to_string()[..7].to_owned())
        .collect();
    months.into_iter().collect()
}

async fn attacked(
    house: &House,
    scope: HubScope,
    releases: &[Release],
    (measure, column): (Counted, &str),
    months: &[String],
    homes: &BTreeSet<(i64, Option<String>)>,
) {
    // By month and place; and every place of a map in every month, spoken at or not.
    let mut by_month: Vec<BTreeMap<Key, i64>> = Vec::new();
    let mut areas: BTreeSet<String> = BTreeSet::new();
    for month in months {
        let period: disclosure::Period = month.parse().unwrap();
        let disclosure::Period::Month(month) = period else {
            panic!("a month")
        };
        let found = posted(house, scope, column, month.span()).await;
        areas.extend(found.keys().filter_map(|key| key.2.clone()));
        by_month.push(found);
    }
    let mut keys: BTreeSet<Key> = by_month.iter().flat_map(BTreeMap::keys).cloned().collect();
    let patch_of: BTreeMap<String, Option<uuid::Uuid>> = keys
        .iter()
        .filter_map(|key| Some((key.2.clone()?, key.0)))
        .collect();
    for (cell, area) in homes
        .iter()
        .filter(|(_, area)| area.as_ref().is_some_and(|a| areas.contains(a)))
    {
        let patch = area.as_ref().and_then(|area| patch_of[area]);
        keys.insert((patch, Some(*cell), area.clone()));
    }
    let keys: Vec<Key> = keys.into_iter().collect();
    let piece = |month: usize, key: usize| month * keys.len() + key;
    let value = |pieces: &Set| -> i64 {
        let one = |piece: &usize| by_month[piece / keys.len()].get(&keys[piece % keys.len()]);
        pieces.iter().filter_map(one).sum()
    };
    let mut places: BTreeMap<(AreaKind, String), BTreeSet<usize>> = BTreeMap::new();
    for (n, key) in keys.iter().enumerate() {
        for name in names(key) {
            places.entry(name).or_default().insert(n);
        }
    }
    let hub = (AreaKind::Hub, String::new());
    let spans = |release: &Release| -> Vec<usize> {
        let (first, last) = (release.first_day.to_string(), release.last_day.to_string());
        (0..months.len())
            .filter(|n| months[*n].as_str() >= &first[..7] && months[*n].as_str() <= &last[..7])
            .collect()
    };
    for (audiences, k) in [
        (&[Audience::Public][..], 10),
        (&[Audience::Group], 5),
        (&[Audience::Public, Audience::Group], 5),
    ] {
        let mut read: Vec<Read> = Vec::new();
        for release in releases
            .iter()
            .filter(|release| audiences.contains(&release.audience))
        {
            let of = |f: &&disclosure::model::Figure| f.theme.is_none() && f.measure == measure;
            for figure in release.figures.iter().filter(of) {
                let name = if figure.kind == AreaKind::Hub {
                    hub.clone()
                } else {
                    (figure.kind, figure.key.clone())
                };
                let Some(leaves) = places.get(&name) else {
                    continue;
                };
                let span = spans(release);
                let pieces: Set = span
                    .iter()
                    .flat_map(|m| leaves.iter().map(|n| piece(*m, *n)))
                    .collect();
                let truth = value(&pieces);
                // Shown as it is, or rounded; the attacker is given the exact number either way.
                let off = (figure.value - truth).abs();
                assert!(
                    off < if release.audience == Audience::Public {
                        5
                    } else {
                        1
                    },
                    "{figure:?} {truth}"
                );
                assert!(truth >= k, "{figure:?}");
                read.push(Read {
                    pieces,
                    value: truth,
                });
            }
        }
        // Its total of each quarter is known to whoever looks across hubs.
        let quarter = |month: &String| {
            let number: usize = month[5..].parse().unwrap();
            format!("{}-{}", &month[..4], (number - 1) / 3)
        };
        let quarters: BTreeSet<String> = months.iter().map(quarter).collect();
        let by_right: Vec<Read> = quarters
            .iter()
            .map(|one| {
                let own = (0..months.len()).filter(|month| quarter(&months[*month]) == *one);
                let pieces: Set = own
                    .flat_map(|month| (0..keys.len()).map(move |n| (month, n)))
                    .map(|(month, n)| piece(month, n))
                    .collect();
                Read {
                    value: value(&pieces),
                    pieces,
                }
            })
            .collect();
        let mut wanted = Vec::new();
        for (name, leaves) in places.iter().filter(|(name, _)| **name != hub) {
            for month in 0..months.len() {
                let pieces: Set = leaves.iter().map(|n| piece(month, *n)).collect();
                wanted.push(Wanted {
                    name: format!("{name:?} {}", months[month]),
                    truth: value(&pieces),
                    pieces,
                });
            }
            let pieces: Set = (0..months.len())
                .flat_map(|m| leaves.iter().map(move |n| (m, *n)))
                .map(|(m, n)| piece(m, n))
                .collect();
            wanted.push(Wanted {
                name: format!("{name:?} in all"),
                truth: value(&pieces),
                pieces,
            });
        }
        let found = attack(&read, &by_right, &wanted, k);
        assert_eq!(found, [], "{audiences:?} {measure}");
    }
}
