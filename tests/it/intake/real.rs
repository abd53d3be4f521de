//! Real places, where their data lie beside the project: figures counted by other tools.

use std::collections::BTreeMap;

use doorstep::{
    areas::store::shapes_in_box,
    intake::model::{Kind, Options},
};
use maps::{index::AreaIndex, readers::Vintage, shapes::LngLat};
use serde_json::Value;

use super::{areas, import_shared, import_with, shared};
use crate::harness::{House, both};

/// What the facts say of one extract.
fn facts(extract: &str) -> Option<Value> {
    let text = std::fs::read_to_string(shared("osm/FACTS.json")?).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    Some(all["extracts"][format!("shared/{extract}")].clone())
}

fn by_code(facts: &Value) -> BTreeMap<String, i64> {
    let all = facts.as_object().unwrap().iter();
    all.filter(|(code, _)| *code != "None")
        .map(|(code, n)| (code.clone(), n.as_i64().unwrap()))
        .collect()
}

/// Addresses by area, streets by area as `doorstep areas` counts them.
async fn check(
    house: &House,
    vintage: i64,
    expected: &BTreeMap<String, i64>,
    touched: Option<u64>,
) {
    let lines = areas(house, vintage).await;
    let found: BTreeMap<String, i64> = lines
        .iter()
        .filter(|line| line.address_points > 0)
        .map(|line| (line.code.clone(), line.address_points))
        .collect();
    assert_eq!(&found, expected);
    if let Some(touched) = touched {
        let with_streets = lines.iter().filter(|line| line.streets > 0).count();
        assert_eq!(u64::try_from(with_streets).unwrap(), touched);
    }
}

async fn extract_of_2011(house: &House, extract: &str, boundaries: &str) -> Option<()> {
    let facts = facts(extract)?;
    let osm = format!("osm/{extract}");
    import_shared(
        house,
        Kind::SmallAreas,
        &format!("lsoa2011-boundaries/{boundaries}"),
    )
    .await?;
    let streets = import_shared(house, Kind::Streets, &osm).await?;
    import_shared(house, Kind::Doors, &osm).await?;

    assert_eq!(streets.kept, facts["named_street_ways"].as_u64().unwrap());
    let touched = facts["LSOA2011_touched_by_named_streets(midpoint)"].as_u64();
    check(
        house,
        2011,
        &by_code(&facts["addresses_by_LSOA2011"]),
        touched,
    )
    .await;
    Some(())
}

both! {
    async fn leeds_chapeltown_has_47_areas_with_streets_and_23_of_them_in_decile_1(house: House) {
        let index = "iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.csv.gz";
        let Some(index) = import_shared(&house, Kind::Deprivation, index).await else { return };
        extract_of_2011(&house, "leeds-chapeltown.osm", "E08000035.json").await.unwrap();

        assert_eq!((index.kept, index.refused), (32_844, 0));
        let lines = areas(&house, 2011).await;
        assert_eq!(lines.len(), 482);
        let walked: Vec<_> = lines.iter().filter(|line| line.streets > 0).collect();
        let most_deprived = walked.iter().filter(|line| line.deciles["2019"] == 1).count();
        assert_eq!((walked.len(), most_deprived), (47, 23));
    }
}

#[tokio::test]
async fn bristol_st_pauls_counts_as_other_tools_count() {
    let house = House::sqlite().await;
    extract_of_2011(&house, "bristol-st-pauls.osm", "E06000023.json").await;
}

#[tokio::test]
async fn berkeley_counts_as_other_tools_count() {
    let house = House::sqlite().await;
    extract_of_2011(&house, "berkeley-gloucestershire.osm", "E07000082.json").await;
}

#[tokio::test]
async fn stretford_counts_as_other_tools_count() {
    let house = House::sqlite().await;
    let extract = "trafford-stretford-kingsway-junction.osm";
    extract_of_2011(&house, extract, "E08000009.json").await;
}

#[tokio::test]
async fn rutland_counts_as_other_tools_count_in_both_vintages() {
    let house = House::sqlite().await;
    let boundaries = "lsoa2021-boundaries/LSOA21_EW_BSC_V4_E06000017_rutland.geojson";
    let coarse = import_shared(&house, Kind::SmallAreas, boundaries).await;
    let Some(coarse) = coarse else { return };
    assert!(
        coarse
            .warnings
            .iter()
            .any(|w| w.contains("super-generalised")),
        "{coarse:?}"
    );

    extract_of_2011(&house, "rutland-latest.osm.pbf", "E06000017.json")
        .await
        .unwrap();

    let facts = facts("rutland-latest.osm.pbf").unwrap();
    check(
        &house,
        2021,
        &by_code(&facts["addresses_by_LSOA2021"]),
        None,
    )
    .await;
    let index =
        "iod2025/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.Rutland.csv";
    let report = import_shared(&house, Kind::Deprivation, index)
        .await
        .unwrap();
    assert_eq!((report.kept, report.changed), (26, 26));
    assert!(
        areas(&house, 2021)
            .await
            .iter()
            .all(|line| line.deciles.len() == 1)
    );
    // Addresses outside every area stay without one, and are not given to the nearest.
    let outside = super::counted(
        &house,
        "SELECT 'n' AS name, COUNT(*) AS n FROM address_points
        WHERE lsoa_2011 IS NULL",
    )
    .await;
    assert_eq!(outside["n"], 3);
}

#[tokio::test]
async fn trafford_postcodes_get_the_area_that_ons_gives_them() {
    let boundaries = "lsoa2021-boundaries/trafford_lsoa_generalised.geojson";
    let postcodes = "postcodes-onspd/trafford_postcodes.csv";
    let (Some(boundaries), Some(postcodes)) = (shared(boundaries), shared(postcodes)) else {
        return;
    };
    let house = House::sqlite().await;
    let told = Options {
        vintage: Some(Vintage::Y2021),
        ..Options::default()
    };
    let bytes = std::fs::read(boundaries).unwrap();
    import_with(&house, Kind::SmallAreas, "trafford.geojson", bytes, told)
        .await
        .unwrap();

    let everywhere = (-180.0, 180.0, -90.0, 90.0);
    let shapes = house
        .app
        .db
        .read(async |tx| shapes_in_box(tx, 2021.try_into().unwrap(), everywhere).await)
        .await
        .unwrap();
    let index = AreaIndex::build(shapes);
    let mut csv = csv::Reader::from_path(postcodes).unwrap();
    let (mut right, mut all) = (0_u32, 0_u32);
    for row in csv.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let place = LngLat::new(row["lon"].parse().unwrap(), row["lat"].parse().unwrap()).unwrap();
        all += 1;
        right += u32::from(index.locate(place).as_ref() == Some(&row["lsoa_code"]));
    }

    let share = f64::from(right) / f64::from(all);
    assert!(all > 11_000 && share >= 0.995, "{right} of {all}");
}
