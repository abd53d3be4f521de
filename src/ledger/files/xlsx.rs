//! A return as a workbook: figures, adjustments, deprived areas, definitions and sources, a sheet
//! each. Numbers are numbers; no cell holds a formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::{Cell, Column, Paper, Section, Table, paper::FIRST};
use crate::problem::Problem;

/// A4, as workbooks number papers.
const A4: u8 = 9;
/// The ink of headings.
const INK: Color = Color::RGB(0x1f_3a_4d);
/// Behind heads.
const SHADE: Color = Color::RGB(0xe4_ec_f1);

struct Looks {
    title: Format,
    heading: Format,
    note: Format,
    name: Format,
    head: Format,
    head_number: Format,
    text: Format,
    number: Format,
    percent: Format,
    nothing: Format,
    sum: Format,
    sum_number: Format,
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let number = Format::new()
            .set_align(FormatAlign::Top)
            .set_num_format("#,##0");
        let head = Format::new()
            .set_bold()
            .set_background_color(SHADE)
            .set_border_bottom(FormatBorder::Thin)
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        Self {
            title: Format::new()
                .set_bold()
                .set_font_size(16)
                .set_font_color(INK),
            heading: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_font_color(INK),
            note: Format::new().set_italic(),
            name: Format::new().set_bold().set_align(FormatAlign::Top),
            head_number: head.clone().set_align(FormatAlign::Right),
            head,
            sum: text.clone().set_bold().set_border_top(FormatBorder::Thin),
            sum_number: number.clone().set_bold().set_border_top(FormatBorder::Thin),
            nothing: text.clone().set_align(FormatAlign::Right),
            percent: number.clone().set_num_format("0.0%"),
            text,
            number,
        }
    }
}

/// The workbook of a paper.
///
/// # Errors
/// When a text is longer than a cell holds; names and words are bounded, so never in practice.
pub fn workbook(paper: &Paper) -> Result<Vec<u8>, Problem> {
    written(paper).map_err(Problem::internal)
}

fn written(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    // The instant of the figures, not of the making: the same return gives the same file.
    let made = ExcelDateTime::from_timestamp(paper.as_at.0 / 1_000)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&paper.title)
            .set_subject("Quarterly return")
            .set_creation_datetime(&made),
    );
    let mut sheets: Vec<&'static str> = Vec::new();
    for section in &paper.sections {
        if !sheets.contains(&section.sheet) {
            sheets.push(section.sheet);
        }
    }
    for name in sheets {
        let own: Vec<&Section> = paper
            .sections
            .iter()
            .filter(|section| section.sheet == name)
            .collect();
        sheet(book.add_worksheet(), (paper, &own, &looks))?;
    }
    book.save_to_buffer()
}

fn sheet(
    sheet: &mut Worksheet,
    (paper, sections, looks): (&Paper, &[&Section], &Looks),
) -> Result<(), XlsxError> {
    let Some(first) = sections.first() else {
        return Ok(());
    };
    sheet.set_name(first.sheet)?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&L{}&R&P / &N", paper.title.replace('&', "&&")));
    let mut at = 0;
    sheet.write_string_with_format(at, 0, &paper.title, &looks.title)?;
    at += 1;
    if first.sheet == FIRST {
        for (name, value) in &paper.facts {
            sheet.write_string_with_format(at, 0, name, &looks.name)?;
            sheet.write_string(at, 1, value)?;
            at += 1;
        }
        if !paper.words.is_empty() {
            sheet.write_string_with_format(at, 0, "In the hub's words", &looks.name)?;
            sheet.write_string(at, 1, &paper.words)?;
            at += 1;
        }
    }
    for (n, section) in sections.iter().enumerate() {
        at += 1;
        sheet.write_string_with_format(at, 0, &section.title, &looks.heading)?;
        at += 1;
        for note in &section.notes {
            sheet.write_string_with_format(at, 0, note, &looks.note)?;
            at += 1;
        }
        let Some(table) = &section.table else {
            continue;
        };
        if n == 0 && first.sheet != FIRST {
            // The long table: its head stays in sight and on every printed page.
            sheet.set_freeze_panes(at + 1, 1)?;
            sheet.set_repeat_rows(at, at)?;
        }
        at = rows(sheet, table, (at, looks))?;
    }
    widths(sheet, sections)
}

fn rows(
    sheet: &mut Worksheet,
    table: &Table,
    (mut at, looks): (u32, &Looks),
) -> Result<u32, XlsxError> {
    // Not every program grows a row with its wrapped heads.
    let lines = |of: &Column| {
        let letters = u16::try_from(of.head.chars().count()).unwrap_or(u16::MAX);
        letters.div_ceil(of.width.max(2) - 1)
    };
    let most = table.columns.iter().map(lines).max().unwrap_or(1);
    sheet.set_row_height(at, f64::from(most.clamp(1, 6)) * 15.0 + 2.0)?;
    for (column, of) in (0_u16..).zip(&table.columns) {
        let numbers = table.rows.iter().any(|row| {
            let cell = row.cells.get(usize::from(column));
            matches!(cell, Some(Cell::Number(_) | Cell::Percent(_)))
        });
        let look = if numbers {
            &looks.head_number
        } else {
            &looks.head
        };
        sheet.write_string_with_format(at, column, &of.head, look)?;
    }
    at += 1;
    for row in &table.rows {
        let (text, number) = if row.sum {
            (&looks.sum, &looks.sum_number)
        } else {
            (&looks.text, &looks.number)
        };
        let percent = &looks.percent;
        for (column, cell) in (0_u16..).zip(&row.cells) {
            match cell {
                Cell::Text(words) => {
                    sheet.write_string_with_format(at, column, words, text)?;
                }
                Cell::Number(value) => {
                    sheet.write_with_format(at, column, *value, number)?;
                }
                Cell::Percent(share) => {
                    let share: f64 = share.parse().unwrap_or_default();
                    sheet.write_number_with_format(at, column, share / 100.0, percent)?;
                }
                Cell::Nothing => {
                    sheet.write_string_with_format(at, column, "\u{2013}", &looks.nothing)?;
                }
            }
        }
        at += 1;
    }
    Ok(at)
}

/// Columns as wide as the widest table of the sheet wants them.
fn widths(sheet: &mut Worksheet, sections: &[&Section]) -> Result<(), XlsxError> {
    let tables = || sections.iter().filter_map(|section| section.table.as_ref());
    let most = tables().map(|table| table.columns.len()).max();
    for column in 0..most.unwrap_or(0) {
        let of = tables().filter_map(|table| table.columns.get(column));
        let width = of.map(|column| column.width).max().unwrap_or(10);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        sheet.set_column_width(column, f64::from(width))?;
    }
    Ok(())
}
