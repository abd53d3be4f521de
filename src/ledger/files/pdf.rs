//! A return on paper: A4, tagged so that a screen reader finds headings and tables (PDF/UA-1), with
//! the fonts it needs inside.
//!
//! `layout` breaks the paper into pages, `draw` writes them. The fonts are Noto Sans, cut down to
//! Latin, Greek and Cyrillic letters (`fonts/LICENSE`, SIL Open Font License): names in other
//! scripts print as a box for each letter, and stand right in the workbook.

mod draw;
mod font;
mod layout;

use super::Paper;
use crate::problem::Problem;

/// The pages of a paper.
///
/// # Errors
/// When the engine finds that the pages break the standard; then it is a bug of ours.
pub fn document(paper: &Paper) -> Result<Vec<u8>, Problem> {
    let fonts = font::Fonts::new();
    let book = layout::laid_out(paper, &fonts);
    draw::drawn(paper, &book, &fonts).map_err(|why| {
        Problem::internal(std::io::Error::other(format!(
            "a return cannot be printed: {why}"
        )))
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::paper::{Cell, Column, Row, Section, Table},
        *,
    };
    use crate::base::time::EpochMs;

    fn paper(rows: usize) -> Paper {
        let column = |head: &str| Column {
            head: head.to_owned(),
            width: 20,
            on_paper: true,
        };
        let row = |n: usize| Row {
            cells: vec![
                Cell::Text(format!("Patch {n} by the canal with a rather long name")),
                Cell::Number(i64::try_from(n).unwrap()),
            ],
            sum: false,
        };
        Paper {
            title: "Return of Łódź Road & Sons (北) for 2026-Q1".to_owned(),
            file: "return".to_owned(),
            facts: vec![("Hub".to_owned(), "Northgate".to_owned())],
            words: "Two organisers on leave.\nThen rain.".to_owned(),
            sections: vec![Section {
                sheet: "Return",
                title: "Figures".to_owned(),
                notes: vec!["A note.".to_owned()],
                table: Some(Table {
                    columns: vec![column("Area"), column("Engaged")],
                    rows: (0..rows).map(row).collect(),
                }),
            }],
            as_at: EpochMs(1_800_000_000_000),
        }
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes_and_they_are_a_tagged_pdf() {
        let bytes = document(&paper(3)).unwrap();

        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(bytes, document(&paper(3)).unwrap());
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("StructTreeRoot") && text.contains("pdfuaid"));
    }

    #[test]
    fn a_long_table_goes_on_over_pages_and_keeps_its_head() {
        let fonts = font::Fonts::new();
        let book = layout::laid_out(&paper(120), &fonts);

        assert!(book.pages.len() > 2, "{}", book.pages.len());
        for page in &book.pages {
            assert!(page.runs.iter().any(|run| run.text.contains("Engaged")));
            let low = page.runs.iter().map(|run| run.y).fold(0.0_f32, f32::max);
            assert!(low <= layout::HEIGHT, "{low}");
        }
    }

    #[test]
    fn a_letter_that_the_font_lacks_is_a_box_and_no_error() {
        let fonts = font::Fonts::new();

        assert_eq!(fonts.regular.fit("Łódź 北"), "Łódź \u{fffd}");
        assert_eq!(fonts.regular.fit("a\u{7}b\tc"), "a b c");
    }
}
