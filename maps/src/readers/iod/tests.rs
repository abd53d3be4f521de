//! Publishers' files in miniature, and the real ones where they lie beside the project.

use super::*;
use crate::readers::report::Fault;
use crate::readers::shared_data;

const FILE_1_2019: &str = "\u{feff}LSOA code (2011),LSOA name (2011),Local Authority District code (2019),Local Authority District name (2019),Index of Multiple Deprivation (IMD) Rank,Index of Multiple Deprivation (IMD) Decile\r\n\
E01000001,City of London 001A,E09000001,City of London,\"29,199\",9\r\n\
E01014485,Bristol 058A,E06000023,\"Bristol, City of\",29199.00,9.00\r\n";

fn of(text: &str) -> Result<Deprivation, FileError> {
    read(text.as_bytes(), "index.csv", None)
}

#[test]
fn file_1_of_2019_is_read_with_bom_crlf_and_thousands_commas() {
    let index = of(FILE_1_2019).unwrap();

    assert_eq!(
        (index.edition, index.vintage, index.lad_year),
        (Edition::Y2019, Vintage::Y2011, Some(2019))
    );
    assert_eq!(index.rows[0].imd_rank, 29199);
    assert_eq!(index.rows[1].lad_name, "Bristol, City of");
    assert_eq!(
        (index.report.read, index.report.kept, index.report.refused),
        (2, 2, 0)
    );
}

#[test]
fn districts_of_2013_mean_the_edition_of_2015() {
    let text = FILE_1_2019.replace("(2019)", "(2013)");

    assert_eq!(of(&text).unwrap().edition, Edition::Y2015);
}

#[test]
fn an_edition_nobody_can_tell_is_refused_unless_it_is_told() {
    let text = FILE_1_2019.replace(" (2019)", "");

    assert!(of(&text).unwrap_err().to_string().contains("which edition"));
    let told = read(text.as_bytes(), "index.csv", Some(Edition::Y2015)).unwrap();
    let named = read(text.as_bytes(), "File_1_IMD2019.csv", None).unwrap();
    assert_eq!(
        (told.edition, named.edition),
        (Edition::Y2015, Edition::Y2019)
    );
}

#[test]
fn an_edition_of_other_lsoas_is_refused() {
    let text = FILE_1_2019.replace("(2011)", "(2001)");

    assert!(of(&text).unwrap_err().to_string().contains("2001"));
}

#[test]
fn bad_rows_are_refused_with_row_and_field() {
    let text = format!(
        "{FILE_1_2019}E01000001,x,E09000001,x,5,1\r\nW01000001,x,W06000001,x,5,1\r\n\
         E01000003,x,E09000001,x,5,11\r\nE01000004,x,E09000001,x,0,1\r\n,x,y,z,5,1\r\n\
         E01000005,x,E09000001,x,,1\r\nE01000006,x,E09000001,x,abc,1\r\n"
    );

    let report = of(&text).unwrap().report;

    let faults: Vec<_> = report
        .errors
        .iter()
        .map(|e| (e.row.unwrap(), e.fault))
        .collect();
    assert_eq!(
        faults,
        [
            (4, Fault::Duplicate),
            (5, Fault::OutsideEngland),
            (6, Fault::OutOfRange),
            (7, Fault::OutOfRange),
            (8, Fault::Missing),
            (9, Fault::Missing),
            (10, Fault::Unreadable),
        ]
    );
    assert!(report.errors[0].reason.contains("row 2 and again in row 4"));
}

#[test]
fn a_place_without_any_index_is_one_sentence() {
    let text = FILE_1_2019.replace("E010", "W010");

    let sentence = of(&text).unwrap_err().to_string();

    assert!(
        sentence.contains("row 2") && sentence.contains("not in England"),
        "{sentence}"
    );
}

#[test]
fn the_files_without_rank_are_named_for_what_they_are() {
    let lsoa = "LSOA code (2011),LSOA name (2011)";
    let populations =
        format!("{lsoa},Total population: mid 2015 (excluding prisoners)\nE01000001,x,1\n");
    let scores = format!("{lsoa},Index of Multiple Deprivation (IMD) Score\nE01000001,x,1\n");

    assert!(of(&populations).unwrap_err().to_string().contains("File 6"));
    assert!(of(&scores).unwrap_err().to_string().contains("File 5"));
    assert!(
        of("postcode,lat\nLS1,5\n")
            .unwrap_err()
            .to_string()
            .contains("postcode, lat")
    );
}

fn real(path: &str) -> Option<Deprivation> {
    let bytes = shared_data::bytes(path)?;
    let name = path.rsplit('/').next().unwrap();
    Some(read(&bytes[..], name, None).expect("a published file"))
}

#[test]
fn the_published_files_are_read_whole() {
    for (path, edition, rows) in [
        (
            "iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.csv.gz",
            Edition::Y2019,
            32_844,
        ),
        (
            "iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx",
            Edition::Y2019,
            32_844,
        ),
        (
            "iod2019/File_2_-_IoD2019_Domains_of_Deprivation.csv.gz",
            Edition::Y2019,
            32_844,
        ),
        (
            "iod2019/File_3_-_IoD2019_Supplementary_Indices_-_IDACI_and_IDAOPI.csv.gz",
            Edition::Y2019,
            32_844,
        ),
        (
            "iod2025/File_1_IoD2025_Index_of_Multiple_Deprivation.xlsx",
            Edition::Y2025,
            33_755,
        ),
        (
            "iod2025/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.reassembled.csv.gz",
            Edition::Y2025,
            33_755,
        ),
        (
            "iod2025/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.Rutland.csv",
            Edition::Y2025,
            26,
        ),
    ] {
        let Some(index) = real(path) else { return };

        assert_eq!(
            (index.edition, index.rows.len(), index.report.refused),
            (edition, rows, 0),
            "{path}"
        );
        assert!(
            !index
                .report
                .warnings
                .iter()
                .any(|w| w.contains("passed over")),
            "{path}: {:?}",
            index.report.warnings
        );
    }
}

#[test]
fn csv_and_workbook_of_2019_say_the_same_and_share_26_ranks() {
    let (Some(csv), Some(xlsx)) = (
        real("iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.csv.gz"),
        real("iod2019/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx"),
    ) else {
        return;
    };

    let ranks = |index: &Deprivation| -> BTreeMap<String, (u32, u8)> {
        index
            .rows
            .iter()
            .map(|r| (r.code.clone(), (r.imd_rank, r.imd_decile)))
            .collect()
    };
    assert_eq!(ranks(&csv), ranks(&xlsx));
    let distinct: std::collections::BTreeSet<u32> = csv.rows.iter().map(|r| r.imd_rank).collect();
    assert_eq!(csv.rows.len() - distinct.len(), 26);
}

#[test]
fn file_7_of_rutland_fills_every_domain_and_population() {
    let Some(index) =
        real("iod2025/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.Rutland.csv")
    else {
        return;
    };

    let first = &index.rows[0];
    assert_eq!(
        (first.code.as_str(), first.imd_rank, first.imd_decile),
        ("E01013787", 20028, 6)
    );
    assert_eq!(first.domains.len(), Domain::ALL.len());
    assert_eq!(first.domains[&Domain::Outdoors].rank, Some(23692));
    assert_eq!(first.populations.working_age, Some(718));
    assert!(first.domains[&Domain::Health].score.unwrap() < 0.0);
}

#[test]
fn file_6_is_refused_as_populations() {
    let path = "iod2019/File_6_-_IoD2019_Population_Denominators.csv.gz";
    let Some(bytes) = shared_data::bytes(path) else {
        return;
    };

    assert!(
        read(&bytes[..], "f6.csv.gz", None)
            .unwrap_err()
            .to_string()
            .contains("File 6")
    );
}

#[test]
fn half_a_workbook_is_called_half() {
    let path = "iod2025/File_1_IoD2025_Index_of_Multiple_Deprivation.xlsx";
    let Some(bytes) = shared_data::bytes(path) else {
        return;
    };

    let error = read(&bytes[..bytes.len() / 2], "f1.xlsx", None).unwrap_err();

    assert!(error.to_string().contains("half"), "{error}");
}
