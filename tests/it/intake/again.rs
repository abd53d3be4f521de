//! The same file again, a newer one, and files in any order.

use doorstep::intake::model::{Kind, Options};
use maps::readers::Vintage;

use super::{
    STREETS, areas, collection, counted, doors, import, import_with, index_2019, index_2025, rows,
    square,
};
use crate::harness::{House, both};

fn squares() -> String {
    collection(&[
        square(0, "LSOA21CD", "E01000001"),
        square(1, "LSOA21CD", "E01000002"),
    ])
}

both! {
    async fn the_same_files_again_change_nothing(house: House) {
        let files = [
            (Kind::Deprivation, "i.csv", index_2025(&["E01000001", "E01000002"])),
            (Kind::SmallAreas, "a.geojson", squares()),
            (Kind::Streets, "s.osm", STREETS.to_owned()),
            (Kind::Doors, "s.osm", STREETS.to_owned()),
        ];
        for (kind, name, text) in &files {
            let first = import(&house, *kind, name, text.as_str()).await.unwrap();
            assert_eq!((first.kept, first.changed), (first.read, first.kept), "{kind}");
        }
        let (before, before_doors) = (rows(&house).await, doors(&house, true).await);

        for (kind, name, text) in &files {
            let again = import(&house, *kind, name, text.as_str()).await.unwrap();
            assert_eq!((again.kept, again.changed), (again.read, 0), "{kind}");
        }

        assert_eq!(rows(&house).await, before);
        assert_eq!(doors(&house, true).await, before_doors);
    }

    async fn a_newer_file_says_how_much_changed_and_a_vanished_door_stays(house: House) {
        import(&house, Kind::Streets, "s.osm", STREETS).await.unwrap();
        import(&house, Kind::Doors, "s.osm", STREETS).await.unwrap();
        let before = doors(&house, true).await;

        let newer = STREETS.replace("v=\"7\"", "v=\"7A\"");
        let report = import(&house, Kind::Doors, "newer.osm", newer).await.unwrap();

        assert_eq!((report.read, report.changed), (3, 1));
        assert!(report.warnings.iter().any(|w| w.starts_with("1 doors known")), "{report:?}");
        let after = doors(&house, true).await;
        assert_eq!(after.len(), before.len() + 1);
        assert!(before.iter().all(|door| after.contains(door)), "{after:#?}");
    }

    async fn a_street_keeps_its_id_when_its_lowest_way_is_gone(house: House) {
        import(&house, Kind::Streets, "s.osm", STREETS).await.unwrap();
        let streets = "SELECT name, COUNT(*) AS n FROM streets GROUP BY name";
        let before = counted(&house, streets).await;

        let cut = STREETS.replace("<nd ref=\"1\"/>", "").replace("<node id=\"1\"", "<node id=\"91\"");
        let report = import(&house, Kind::Streets, "cut.osm", cut).await.unwrap();

        assert_eq!((report.read, report.refused, report.changed), (3, 1, 0));
        assert_eq!(counted(&house, streets).await, before);
    }

    async fn streets_doors_and_areas_end_the_same_in_every_order(house: House) {
        let steps = |order: [Kind; 3]| order.map(|kind| match kind {
            Kind::SmallAreas => (kind, "a.geojson", squares()),
            Kind::Deprivation | Kind::Lookup | Kind::Streets | Kind::Doors => {
                (kind, "s.osm", STREETS.to_owned())
            }
        });
        let (areas_kind, streets_kind, doors_kind) = (Kind::SmallAreas, Kind::Streets, Kind::Doors);
        for (kind, name, text) in steps([areas_kind, streets_kind, doors_kind]) {
            import(&house, kind, name, text).await.unwrap();
        }
        let (lines, facts) = (areas(&house, 2021).await, doors(&house, false).await);
        assert_eq!(facts.len(), 5);
        assert!(facts.iter().all(|door| door.contains("E0100000")), "{facts:#?}");
        assert!(facts.iter().any(|door| door.contains("Button Hill")), "{facts:#?}");

        for order in [[doors_kind, streets_kind, areas_kind], [streets_kind, areas_kind, doors_kind],
                      [doors_kind, areas_kind, streets_kind]] {
            let other = House::sqlite().await;
            for (kind, name, text) in steps(order) {
                import(&other, kind, name, text).await.unwrap();
            }
            assert_eq!(areas(&other, 2021).await, lines, "{order:?}");
            assert_eq!(doors(&other, false).await, facts, "{order:?}");
        }
    }

    async fn a_redrawn_area_takes_its_doors_along(house: House) {
        import(&house, Kind::SmallAreas, "a.geojson", squares()).await.unwrap();
        import(&house, Kind::Doors, "s.osm", STREETS).await.unwrap();
        let of = |lines: &[doorstep::cli::areas::AreaLine]| -> Vec<i64> {
            lines.iter().map(|line| line.doors).collect()
        };
        assert_eq!(of(&areas(&house, 2021).await), [4, 1]);

        // The first area now is where the second was, and the second further east.
        let moved = collection(&[square(1, "LSOA21CD", "E01000001"), square(2, "LSOA21CD", "E01000002")]);
        let report = import(&house, Kind::SmallAreas, "b.geojson", moved).await.unwrap();

        assert_eq!(report.changed, 2);
        assert_eq!(of(&areas(&house, 2021).await), [1, 0]);
    }

    async fn file_1_after_file_7_keeps_the_domains(house: House) {
        let file_1 = index_2019(&["E01000001"]);
        let file_7 = file_1
            .replace("Decile (where 1 is most deprived 10% of LSOAs)", "Decile,Income Score (rate),Income Rank,Income Decile,Total population: mid 2015 (excluding prisoners)")
            .replace(",1\r\n", ",1,0.25,\"2,000\",1,\"1,500\"\r\n");
        import(&house, Kind::Deprivation, "7.csv", file_7).await.unwrap();

        let report = import(&house, Kind::Deprivation, "1.csv", file_1).await.unwrap();

        assert_eq!(report.changed, 0, "{report:?}");
        let domains = counted(&house, "SELECT domains || populations AS text, COUNT(*) AS n FROM deprivation GROUP BY 1").await;
        let text = domains.keys().next().unwrap();
        assert!(text.contains("income") && text.contains("1500"), "{text}");
    }

    async fn where_nothing_tells_the_vintage_the_ranked_codes_do(house: House) {
        let plain = collection(&[square(0, "area_code", "E01000001")]);
        let refused = import(&house, Kind::SmallAreas, "a.geojson", plain.clone()).await.unwrap_err();
        assert!(refused.to_string().contains("--vintage 2011"), "{refused}");

        import(&house, Kind::Deprivation, "i.csv", index_2019(&["E01000001"])).await.unwrap();
        let report = import(&house, Kind::SmallAreas, "a.geojson", plain.clone()).await.unwrap();
        assert!(report.warnings.iter().any(|w| w.contains("areas of 2011")), "{report:?}");
        assert_eq!(areas(&house, 2011).await.len(), 1);

        import(&house, Kind::Deprivation, "j.csv", index_2025(&["E01000001"])).await.unwrap();
        let refused = import(&house, Kind::SmallAreas, "a.geojson", plain.clone()).await.unwrap_err();
        assert!(refused.to_string().contains("the same in both"), "{refused}");
        let told = Options { vintage: Some(Vintage::Y2021), ..Options::default() };
        import_with(&house, Kind::SmallAreas, "a.geojson", plain, told).await.unwrap();
        assert_eq!(areas(&house, 2021).await.len(), 1);
    }

    async fn welsh_areas_beside_english_ones_are_kept_without_an_index(house: House) {
        import(&house, Kind::Deprivation, "i.csv", index_2025(&["E01000001"])).await.unwrap();
        let both = collection(&[square(0, "LSOA21CD", "E01000001"), square(1, "LSOA21CD", "W01000002")]);

        let report = import(&house, Kind::SmallAreas, "ew.geojson", both).await.unwrap();

        assert!(report.warnings.iter().any(|w| w.contains("Wales")), "{report:?}");
        let lines = areas(&house, 2021).await;
        assert_eq!((lines[1].code.as_str(), lines[1].deciles.len()), ("W01000002", 0));
    }

    async fn a_csv_row_with_a_number_is_an_address_point_and_its_range_is_doors(house: House) {
        import(&house, Kind::SmallAreas, "a.geojson", squares()).await.unwrap();
        let csv = "uprn,number,street,postcode,lng,lat,building,floor\n\
            ,34-38,Spencer Place,LS7 4BQ,-1.498,53.8011,,\n7,2,Spencer Place,,-1.498,53.8011,Rose House,G\n";

        let report = import(&house, Kind::Doors, "list.csv", csv).await.unwrap();

        assert_eq!((report.read, report.kept, report.changed), (2, 2, 2));
        let line = &areas(&house, 2021).await[0];
        assert_eq!((line.address_points, line.doors, line.cells), (2, 4, 1));
        // The street comes later and finds them by name.
        import(&house, Kind::Streets, "s.osm", STREETS).await.unwrap();
        let facts = doors(&house, false).await;
        assert!(facts.iter().all(|door| door.contains("Spencer Place@way/100 way/100 even")), "{facts:#?}");
    }
}
