//! Lines, freezes and sums, on both databases.

use std::collections::BTreeMap;

use doorstep::{
    areas::model::{Edition, Vintage},
    base::{
        ids::{PatchId, ReturnId},
        time::{Day, EpochMs, Quarter},
    },
    db::{Result, sql},
    ledger::{
        self, CountQuery, Dimension, Figures, Reach, Series, Tree, definitions, model::Network,
        report::Report, returns,
    },
    problem::Problem,
    tally::{Measure, Posting, Tally},
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use uuid::Uuid;

use crate::harness::{House, Place, both};

/// A patch of this name; what it is made of does not matter here.
pub async fn patch(house: &House, place: &Place, name: &str) -> PatchId {
    let id: PatchId = house.app.ids.new_id();
    let (scope, name) = (place.scope, name.to_owned());
    let now = house.app.clock.now();
    house
        .app
        .db
        .write(async move |tx| {
            let patch = doorstep::areas::model::Patch {
                id,
                version: 1,
                name: name.clone(),
                rule: doorstep::areas::model::PatchRule::Codes {
                    vintage: Vintage::Y2021,
                    codes: vec![],
                },
                vintage: Vintage::Y2021,
                areas: vec![],
                holes: vec![],
                valid_from: "2026-04-01".parse().unwrap(),
                valid_to: None,
                created_at: now,
            };
            doorstep::areas::store::insert_patch(tx, scope, &patch, None).await
        })
        .await
        .unwrap();
    id
}

/// Posts for a place.
pub async fn post(house: &House, place: &Place, postings: Vec<Posting>) -> Result<()> {
    let (scope, app) = (place.scope, house.app.clone());
    house
        .app
        .db
        .write(async move |tx| {
            ledger::post(tx, scope, app.clock.now(), &app.ids, postings.clone()).await
        })
        .await
}

/// Tallies of one record on a day.
pub fn record(
    place: &Place,
    (subject, day, patch): (Uuid, &str, Option<PatchId>),
    counts: &[(Measure, i64)],
) -> Vec<Posting> {
    counts
        .iter()
        .map(|(measure, count)| {
            Posting::Post(Tally {
                subject,
                programme: place.programme,
                measure: *measure,
                count: *count,
                day: day.parse().unwrap(),
                mode: "door".to_owned(),
                patch,
                cell: None,
                lsoa_2011: None,
                lsoa_2021: None,
            })
        })
        .collect()
}

fn listenings(n: i64, first: i64, again: i64, unsure: i64) -> [(Measure, i64); 4] {
    [
        (Measure::Listenings, n),
        (Measure::EngagedFirst, first),
        (Measure::EngagedAgain, again),
        (Measure::EngagedUnsure, unsure),
    ]
}

async fn freeze(house: &House, place: &Place, quarter: &str) -> Result<Report, Problem> {
    let (scope, programme) = (place.scope, place.programme);
    let (quarter, now): (Quarter, EpochMs) = (quarter.parse().unwrap(), house.app.clock.now());
    let id: ReturnId = house.app.ids.new_id();
    house
        .app
        .db
        .write(async move |tx| {
            let programme = doorstep::access::store::programme(tx, programme)
                .await?
                .unwrap();
            let kept = returns::freeze(tx, scope, &programme, quarter, (id, now)).await?;
            returns::report_of(&kept)
        })
        .await
}

async fn report(house: &House, place: &Place, quarter: &str) -> Report {
    let (scope, programme, now) = (place.scope, place.programme, house.app.clock.now());
    let quarter: Quarter = quarter.parse().unwrap();
    house
        .app
        .db
        .read(async move |tx| {
            let programme = doorstep::access::store::programme(tx, programme)
                .await?
                .unwrap();
            returns::fill(tx, scope, &programme, quarter, now).await
        })
        .await
        .unwrap()
}

async fn counts(house: &House, reach: Reach, query: CountQuery) -> Tree {
    house
        .app
        .db
        .read(async move |tx| ledger::counts(tx, reach, &query).await)
        .await
        .unwrap()
}

fn at(day: &str) -> EpochMs {
    day.parse::<Day>().unwrap().at(12, 0)
}

fn people(figures: &Figures) -> (i64, i64, i64, i64) {
    let unsure = figures.engaged_high - figures.engaged;
    (figures.listenings, figures.engaged, figures.again, unsure)
}

both! {
    async fn the_worked_example_comes_out_to_the_last_person(house: House) {
        let place = house.hub("Northgate Hub").await;
        let northgate = patch(&house, &place, "Northgate").await;
        let millfield = patch(&house, &place, "Millfield").await;
        let subject = |n: u128| Uuid::from_u128(n);
        // Quarter 1 was reported as 60; one record of it will turn out to be a duplicate.
        let day = "2026-05-10";
        for batch in [
            record(&place, (subject(1), day, Some(northgate)), &listenings(55, 59, 0, 0)),
            record(&place, (subject(2), day, Some(millfield)), &listenings(1, 1, 0, 0)),
        ] {
            post(&house, &place, batch).await.unwrap();
        }
        house.clock.set(at("2026-07-11"));
        let first = freeze(&house, &place, "2026-Q1").await.unwrap();
        assert_eq!(first.reported.engaged, 60);

        let day = "2026-08-10";
        for batch in [
            record(&place, (subject(3), day, Some(northgate)), &listenings(40, 42, 5, 2)),
            record(&place, (subject(4), day, Some(millfield)), &listenings(25, 24, 3, 1)),
            record(&place, (subject(5), day, None), &listenings(10, 9, 1, 1)),
            // A phone from a drawer, and a duplicate found.
            record(&place, (subject(6), "2026-06-28", Some(northgate)), &listenings(6, 6, 0, 0)),
            vec![Posting::Reverse { subject: subject(2), reason: "voided: duplicate".to_owned() }],
        ] {
            post(&house, &place, batch).await.unwrap();
        }

        let second = report(&house, &place, "2026-Q2").await;
        let rows: Vec<_> =
            second.patches.iter().map(|row| (row.label.as_str(), people(&row.figures))).collect();
        assert_eq!(
            rows,
            [
                ("Millfield", (25, 24, 3, 1)),
                ("Northgate", (40, 42, 5, 2)),
                ("not placed", (10, 9, 1, 1)),
            ]
        );
        assert_eq!(people(&second.dated), (75, 75, 9, 4));
        let adjustments: Vec<_> = second
            .adjustments
            .iter()
            .map(|row| {
                let (label, reason) = (row.label.as_str(), row.reason.as_str());
                (row.quarter.to_string(), label, reason, people(&row.figures))
            })
            .collect();
        let q1 = || "2026-Q1".to_owned();
        assert_eq!(adjustments.len(), 2);
        assert!(adjustments.contains(&(q1(), "Northgate", "late", (6, 6, 0, 0))));
        assert!(adjustments.contains(&(q1(), "Millfield", "voided: duplicate", (-1, -1, 0, 0))));
        assert_eq!(people(&second.reported), (80, 80, 9, 4));
        assert_eq!((second.engaged.restated.low, second.engaged.restated.high), (75, 79));
        assert_eq!(second.engaged.reported.low, 80);
        assert_eq!(second.quarters[0].figures.reported.engaged, 60);
        assert_eq!(second.quarters[0].figures.restated.engaged, 65);
        assert_eq!(second.running.reported.engaged, 140);
        assert_eq!(second.running.restated.engaged, 140);
    }

    async fn a_frozen_quarter_answers_the_same_whatever_comes_later(house: House) {
        let place = house.hub("Northgate").await;
        let patch = patch(&house, &place, "P").await;
        let subject = |n: u128| Uuid::from_u128(n);
        post(&house, &place, record(&place, (subject(1), "2026-05-10", Some(patch)), &listenings(3, 3, 0, 0)))
            .await
            .unwrap();
        house.clock.set(at("2026-07-11"));
        let frozen = freeze(&house, &place, "2026-Q1").await.unwrap();

        // Late, corrected, voided: of a frozen quarter, and with the next one frozen too.
        post(&house, &place, record(&place, (subject(2), "2026-05-11", None), &listenings(1, 1, 0, 0)))
            .await
            .unwrap();
        house.clock.set(at("2026-10-11"));
        freeze(&house, &place, "2026-Q2").await.unwrap();
        let mut correction =
            vec![Posting::Reverse { subject: subject(1), reason: "corrected".to_owned() }];
        correction
            .extend(record(&place, (subject(1), "2026-05-10", Some(patch)), &listenings(2, 2, 0, 0)));
        post(&house, &place, correction).await.unwrap();

        let reported = |quarter: &str| {
            let quarter: Quarter = quarter.parse().unwrap();
            CountQuery {
                series: Series::Reported,
                from: Some(quarter),
                to: Some(quarter),
                ..CountQuery::all(place.programme, Dimension::Patch)
            }
        };
        let mut engaged = BTreeMap::new();
        for quarter in ["2026-Q1", "2026-Q2", "2026-Q3"] {
            let tree = counts(&house, Reach::Hub(place.scope), reported(quarter)).await;
            engaged.insert(quarter, tree.total.engaged);
        }
        assert_eq!(frozen.reported.engaged, 3);
        assert_eq!(engaged, BTreeMap::from([("2026-Q1", 3), ("2026-Q2", 1), ("2026-Q3", -1)]));
        let third = report(&house, &place, "2026-Q3").await;
        assert_eq!(third.adjustments.len(), 1);
        assert_eq!(third.adjustments[0].reason, "corrected");
        assert_eq!(third.running.reported, third.running.restated);
        assert_eq!(third.running.restated.engaged, 3);
    }

    async fn posts_and_a_freeze_at_once_lose_and_double_nobody(house: House) {
        let place = house.hub("Northgate").await;
        house.clock.set(at("2026-07-11"));
        let posts = (0..12_u128).map(|n| {
            let said = listenings(1, 1, 0, 0);
            let batch = record(&place, (Uuid::from_u128(n), "2026-06-30", None), &said);
            post(&house, &place, batch)
        });
        let (posted, frozen) = futures_util::future::join(
            futures_util::future::join_all(posts),
            freeze(&house, &place, "2026-Q1"),
        )
        .await;
        assert!(posted.iter().all(Result::is_ok));
        let frozen = frozen.unwrap();

        let (scope, programme) = (place.scope, place.programme);
        let kept = house
            .app
            .db
            .read(async move |tx| {
                let quarter = "2026-Q1".parse().unwrap();
                ledger::store::return_of(tx, scope, programme, quarter).await
            })
            .await
            .unwrap()
            .unwrap();
        assert_eq!(returns::report_of(&kept).unwrap().reported, frozen.reported);
        let first = report(&house, &place, "2026-Q1").await;
        let second = report(&house, &place, "2026-Q2").await;
        assert_eq!(frozen.reported, first.reported);
        assert_eq!(first.reported.engaged + second.reported.engaged, 12);
        assert_eq!(second.running.reported, second.running.restated);
    }

    async fn two_reversals_at_once_reverse_once(house: House) {
        let place = house.hub("Northgate").await;
        let said = listenings(1, 2, 0, 1);
        let batch = record(&place, (Uuid::from_u128(1), "2026-05-10", None), &said);
        post(&house, &place, batch).await.unwrap();
        let reversals = (0..6).map(|_| {
            let reason = "voided: mistake".to_owned();
            post(
                &house,
                &place,
                vec![Posting::Reverse { subject: Uuid::from_u128(1), reason }],
            )
        });
        let reversed = futures_util::future::join_all(reversals).await;
        assert!(reversed.iter().all(Result::is_ok));

        let query = CountQuery::all(place.programme, Dimension::Patch);
        let tree = counts(&house, Reach::Hub(place.scope), query).await;
        assert_eq!(tree.total, Figures::default());
    }

    async fn a_tally_of_an_unknown_programme_is_refused_whole(house: House) {
        let place = house.hub("Northgate").await;
        let mut batch = record(&place, (Uuid::from_u128(1), "2026-05-10", None), &listenings(1, 1, 0, 0));
        if let Some(Posting::Post(tally)) = batch.last_mut() {
            tally.programme = Uuid::from_u128(99).into();
        }

        assert!(post(&house, &place, batch).await.is_err());

        let query = CountQuery::all(place.programme, Dimension::Patch);
        let tree = counts(&house, Reach::Hub(place.scope), query).await;
        assert_eq!(tree.total, Figures::default());
    }

    async fn whatever_is_posted_every_tree_agrees_with_a_slow_counter(house: House) {
        let mut runner = TestRunner::new_with_rng(
            Config::default(),
            proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
        );
        ranked_areas(&house).await;
        let network = house.hub("Case of nothing").await.programme;
        let mut expected: BTreeMap<String, i64> = BTreeMap::new();
        for case in 0..10 {
            let name = format!("Hub {case:02}");
            let place = house.hub_in(network, house.app.ids.new_id(), &name).await;
            let patches = [patch(&house, &place, "A").await, patch(&house, &place, "B").await];
            let steps = steps().new_tree(&mut runner).unwrap().current();
            let mut truth: BTreeMap<u8, Vec<Tally>> = BTreeMap::new();
            for step in &steps {
                let batch = step.postings(&place, &patches);
                for posting in &batch {
                    match posting {
                        Posting::Post(tally) => truth.entry(step.subject).or_default().push(tally.clone()),
                        Posting::Reverse { .. } => drop(truth.remove(&step.subject)),
                    }
                }
                post(&house, &place, batch).await.unwrap();
            }
            let truth: Vec<Tally> = truth.into_values().flatten().collect();
            let engaged = slow(&truth, |tally| Some(tally.measure == Measure::EngagedFirst));
            expected.insert(name, engaged.get(&true).copied().unwrap_or_default());
            agrees(&house, &place, &truth, &patches).await;
        }

        let reach = Reach::Network(Network::for_administrator());
        let tree = counts(&house, reach, CountQuery::all(network, Dimension::Hub)).await;
        for row in tree.rows.iter().filter(|row| row.label.starts_with("Hub ")) {
            assert_eq!(row.figures.engaged, expected[&row.label], "{}", row.label);
        }
        assert_eq!(tree.total.engaged, expected.values().sum::<i64>());
        for by in [Dimension::Region, Dimension::Period, Dimension::Programme] {
            let other = counts(&house, reach, CountQuery::all(network, by)).await;
            assert_eq!(other.total, tree.total, "{by:?}");
        }
    }
}

const AREAS: u8 = 6;

/// The code of a made-up area of a vintage; the last one of each has no rank.
pub fn area(vintage: i64, n: u8) -> String {
    format!("E{vintage}{n:04}")
}

/// Areas of two vintages, the last of each without a rank.
pub async fn ranked_areas(house: &House) {
    let import: doorstep::base::ids::ImportId = house.app.ids.new_id();
    house
        .app
        .db
        .write(async move |tx| {
            for (edition, vintage) in [(2015, 2011), (2019, 2011), (2025, 2021)] {
                for n in 0..AREAS - 1 {
                    tx.run(
                        sql("INSERT INTO deprivation (edition, code, vintage, name, lad_code, lad_name, rank, decile, domains, populations, import_id)
                             VALUES ($1, $2, $3, $2, 'E06000001', 'Testbury', 1, $4, '{}', '{}', $5)")
                            .bind(i64::from(edition))
                            .bind(area(vintage, n))
                            .bind(vintage)
                            .bind(i64::from(n) + 1)
                            .bind(import),
                    )
                    .await?;
                }
            }
            Ok::<_, doorstep::db::Error>(())
        })
        .await
        .unwrap();
}

/// One thing that happens to a record: it is said (anew), or taken back.
#[derive(Clone, Debug)]
struct Step {
    subject: u8,
    reverse: bool,
    said: Vec<(usize, i64, u16, u8)>,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let said = (0..Measure::ALL.len(), 0..4_i64, 0..700_u16, 0..24_u8);
    let step = (0..12_u8, any::<bool>(), prop::collection::vec(said, 0..6));
    let step = step.prop_map(|(subject, reverse, said)| Step {
        subject,
        reverse,
        said,
    });
    prop::collection::vec(step, 1..40)
}

impl Step {
    fn postings(&self, place: &Place, patches: &[PatchId]) -> Vec<Posting> {
        let subject = Uuid::from_u128(u128::from(self.subject) + 1);
        let reverse = self.reverse.then(|| Posting::Reverse {
            subject,
            reason: "corrected".to_owned(),
        });
        let posts = self.said.iter().map(|(measure, count, day, spot)| {
            let n = spot % AREAS;
            let near = maps::shapes::LngLat::new(-1.5 + f64::from(*spot) * 0.004, 53.8).unwrap();
            Posting::Post(Tally {
                subject,
                programme: place.programme,
                measure: Measure::ALL[*measure],
                count: *count,
                day: Day::new(2026, 4, 1).unwrap().plus_days(i64::from(*day)),
                mode: if spot % 2 == 0 { "door" } else { "street" }.to_owned(),
                patch: patches.get(usize::from(spot % 3)).copied(),
                cell: (spot % 5 > 0).then(|| maps::cells::Cell::at(near).to_i64()),
                lsoa_2011: (spot % 4 > 0).then(|| area(2011, n)),
                lsoa_2021: (spot % 7 > 0).then(|| area(2021, n)),
            })
        });
        reverse.into_iter().chain(posts).collect()
    }
}

/// Counts the slow way: one tally after the other.
fn slow<K: Ord>(truth: &[Tally], key: impl Fn(&Tally) -> Option<K>) -> BTreeMap<K, i64> {
    let mut sums = BTreeMap::new();
    for tally in truth {
        if let Some(key) = key(tally) {
            *sums.entry(key).or_default() += tally.count;
        }
    }
    sums
}

fn engaged(tree: &Tree) -> BTreeMap<String, i64> {
    let keyed = tree.rows.iter().chain(&tree.residual).map(|row| {
        let key = row.key.clone().unwrap_or_else(|| row.label.clone());
        (key, row.figures.engaged)
    });
    keyed.filter(|(_, count)| *count != 0).collect()
}

async fn agrees(house: &House, place: &Place, truth: &[Tally], patches: &[PatchId]) {
    let first: Vec<Tally> = truth
        .iter()
        .filter(|tally| tally.measure == Measure::EngagedFirst && tally.count != 0)
        .cloned()
        .collect();
    let edition = |year| Edition::try_from(year).unwrap();
    let decile = |code: &Option<String>| {
        let n: Option<u8> = code.as_ref().and_then(|code| code.get(5..)?.parse().ok());
        n.filter(|n| *n < AREAS - 1)
            .map_or("no index".to_owned(), |n| (n + 1).to_string())
    };
    let or = |key: Option<String>, none: &str| Some(key.unwrap_or_else(|| none.to_owned()));
    let cell = |tally: &Tally, resolution| {
        let cell = maps::cells::Cell::try_from(tally.cell?).unwrap();
        Some(cell.parent(resolution).unwrap().to_string())
    };
    let expected: Vec<(Dimension, BTreeMap<String, i64>)> = vec![
        (
            Dimension::Patch,
            slow(&first, |t| {
                or(t.patch.map(|id| id.to_string()), "not placed")
            }),
        ),
        (
            Dimension::Lsoa(Vintage::Y2011),
            slow(&first, |t| or(t.lsoa_2011.clone(), "no area")),
        ),
        (
            Dimension::Lsoa(Vintage::Y2021),
            slow(&first, |t| or(t.lsoa_2021.clone(), "no area")),
        ),
        (
            Dimension::Decile(edition(2015)),
            slow(&first, |t| Some(decile(&t.lsoa_2011))),
        ),
        (
            Dimension::Decile(edition(2019)),
            slow(&first, |t| Some(decile(&t.lsoa_2011))),
        ),
        (
            Dimension::Decile(edition(2025)),
            slow(&first, |t| Some(decile(&t.lsoa_2021))),
        ),
        (
            Dimension::Cell(10),
            slow(&first, |t| or(cell(t, 10), "no cell")),
        ),
        (
            Dimension::Cell(8),
            slow(&first, |t| or(cell(t, 8), "no cell")),
        ),
        (Dimension::Mode, slow(&first, |t| Some(t.mode.clone()))),
        (
            Dimension::Period,
            slow(&first, |t| Some(Quarter::of(t.day, 4).to_string())),
        ),
        (
            Dimension::Hub,
            slow(&first, |_| Some(place.hub.to_string())),
        ),
        (
            Dimension::Region,
            slow(&first, |_| Some("North West".to_owned())),
        ),
        (
            Dimension::Programme,
            slow(&first, |_| Some(place.programme.to_string())),
        ),
    ];
    let mut totals = Vec::new();
    for (by, rows) in expected {
        let tree = counts(
            house,
            Reach::Hub(place.scope),
            CountQuery::all(place.programme, by),
        )
        .await;
        assert_eq!(engaged(&tree), rows, "{by:?} {patches:?}");
        totals.push((by, tree.total));
        let groups = CountQuery {
            definitions: &definitions::V1_GROUPS,
            ..CountQuery::all(place.programme, by)
        };
        let with_groups = counts(house, Reach::Hub(place.scope), groups).await.total;
        assert_eq!(
            with_groups.engaged,
            tree.total.engaged + tree.total.group_people
        );
    }
    for (by, total) in &totals {
        assert_eq!(total, &totals[0].1, "{by:?}");
    }
}
