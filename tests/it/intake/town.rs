//! The demo town through the importers: what was made is what is counted.

use std::collections::BTreeMap;

use doorstep::{
    demo::town::{AreaFacts, DemoKind, Town, generate},
    intake::model::Kind,
};

use super::{areas, counted, doors, import};
use crate::harness::{House, both};

fn kinds(kind: DemoKind) -> &'static [Kind] {
    match kind {
        DemoKind::Deprivation => &[Kind::Deprivation],
        DemoKind::SmallAreas => &[Kind::SmallAreas],
        DemoKind::Lookup => &[Kind::Lookup],
        DemoKind::StreetsAndDoors => &[Kind::Streets, Kind::Doors],
        DemoKind::Doors => &[Kind::Doors],
    }
}

async fn import_town(house: &House, town: &Town, backwards: bool) {
    let mut files: Vec<_> = town.files.iter().collect();
    if backwards {
        files.reverse();
    }
    for file in files {
        let mut kinds = kinds(file.kind).to_vec();
        if backwards {
            kinds.reverse();
        }
        for kind in kinds {
            let report = import(house, kind, &file.name, file.bytes.clone())
                .await
                .unwrap();
            assert_eq!(report.refused, 0, "{report:?}");
        }
    }
}

async fn check(house: &House, facts: &[AreaFacts], vintage: i64, edition: &str) {
    let homes = counted(
        house,
        if vintage == 2011 {
            "SELECT lsoa_2011 AS code, COUNT(*) AS n FROM doors
             WHERE kind = 'home' AND lsoa_2011 IS NOT NULL GROUP BY lsoa_2011"
        } else {
            "SELECT lsoa_2021 AS code, COUNT(*) AS n FROM doors
             WHERE kind = 'home' AND lsoa_2021 IS NOT NULL GROUP BY lsoa_2021"
        },
    )
    .await;
    let lines = areas(house, vintage).await;
    assert_eq!(lines.len(), facts.len());
    let whole = |n: usize| i64::try_from(n).unwrap();
    for (line, fact) in lines.iter().zip(facts) {
        let code = &fact.code;
        assert_eq!((&line.code, &line.name), (code, &fact.name));
        assert_eq!(line.lad.as_deref(), Some(fact.lad.as_str()));
        let deciles = BTreeMap::from([(edition.to_owned(), i64::from(fact.decile))]);
        assert_eq!(line.deciles, deciles, "{code}");
        // The tower's list has a number in each row, so each row is an address point too.
        let points = whole(fact.address_objects + fact.tower_homes);
        assert_eq!(line.address_points, points, "{code}");
        let expected = whole(fact.homes + fact.tower_homes);
        assert_eq!(homes.get(code).copied().unwrap_or(0), expected, "{code}");
    }
}

both! {
    async fn every_figure_of_the_town_comes_back(house: House) {
        let town = generate(1);

        import_town(&house, &town, false).await;

        let facts = &town.facts;
        check(&house, &facts.areas_2011, 2011, "2019").await;
        check(&house, &facts.areas_2021, 2021, "2025").await;
        let numbers = counted(&house, "\
            SELECT 'streets' AS name, COUNT(*) AS n FROM streets
            UNION ALL SELECT 'ways', COUNT(*) FROM street_parts
            UNION ALL SELECT 'points', COUNT(*) FROM address_points
            UNION ALL SELECT 'homes', COUNT(*) FROM doors WHERE kind = 'home'
            UNION ALL SELECT 'shops', COUNT(*) FROM doors WHERE kind = 'unlikely_home'
            UNION ALL SELECT 'outside', COUNT(*) FROM doors
                WHERE kind = 'home' AND lsoa_2021 IS NULL
            UNION ALL SELECT 'nowhere', COUNT(*) FROM doors WHERE part_id IS NULL").await;
        let expected = [
            ("streets", facts.streets),
            ("ways", facts.named_ways),
            ("points", facts.address_objects + facts.tower_homes),
            ("homes", facts.homes + facts.tower_homes),
            ("shops", facts.shops - facts.shops_under_flats),
            ("outside", facts.homes_outside_areas),
            ("nowhere", 0),
        ];
        for (name, n) in expected {
            assert_eq!(numbers[name], i64::try_from(n).unwrap(), "{name}");
        }
        let flags = counted(&house, "SELECT change, COUNT(*) AS n FROM lsoa_lookup GROUP BY change").await;
        for (flag, n) in &facts.lookup_rows {
            assert_eq!(flags[&flag.to_string()], i64::try_from(*n).unwrap());
        }
    }
}

#[tokio::test]
async fn the_town_is_the_same_when_its_files_come_backwards() {
    let town = generate(1);
    let (forwards, backwards) = (House::sqlite().await, House::sqlite().await);

    import_town(&forwards, &town, false).await;
    import_town(&backwards, &town, true).await;

    for vintage in [2011, 2021] {
        let lines = areas(&forwards, vintage).await;
        assert_eq!(areas(&backwards, vintage).await, lines);
    }
    assert_eq!(
        doors(&backwards, false).await,
        doors(&forwards, false).await
    );
}
