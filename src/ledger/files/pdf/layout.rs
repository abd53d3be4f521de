//! Breaking a paper into pages: where each line of text stands, and what it belongs to.

use super::font::Fonts;
use crate::ledger::files::{Cell, Paper, Section, Table};

/// A4, lying.
pub const WIDTH: f32 = 842.0;
/// Its height.
pub const HEIGHT: f32 = 595.0;
const MARGIN: f32 = 40.0;
const FOOT: f32 = 28.0;
const TITLE: f32 = 18.0;
const HEADING: f32 = 12.5;
const BODY: f32 = 9.5;
const SMALL: f32 = 8.5;
const PAD: f32 = 4.0;

/// A line of text on a page.
pub struct Run {
    /// From the left.
    pub x: f32,
    /// From the top, to the line that letters stand on.
    pub y: f32,
    /// In points.
    pub size: f32,
    /// In the strong face.
    pub strong: bool,
    /// The letters; never empty.
    pub text: String,
    /// The leaf of the tree that it belongs to; none for what repeats on each page.
    pub leaf: Option<usize>,
}

/// A line across the page.
pub struct Rule {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// How long.
    pub length: f32,
    /// How thick.
    pub thickness: f32,
}

/// A page.
#[derive(Default)]
pub struct Page {
    /// Its text.
    pub runs: Vec<Run>,
    /// Its lines.
    pub rules: Vec<Rule>,
}

/// What a text is to a reader who cannot see the page.
pub enum Node {
    /// A heading of a level, on a page at a height.
    Heading {
        level: u16,
        text: String,
        leaf: usize,
        page: usize,
        y: f32,
    },
    /// A paragraph.
    Text(usize),
    /// A table: leaves of its head, then of its lines; the first of each line names it.
    Table {
        head: Vec<usize>,
        rows: Vec<Vec<usize>>,
    },
}

/// A laid out paper.
pub struct Book {
    /// Its pages.
    pub pages: Vec<Page>,
    /// What is on them, in the order of reading.
    pub nodes: Vec<Node>,
    /// How many leaves there are.
    pub leaves: usize,
}

/// Lays a paper out.
pub fn laid_out(paper: &Paper, fonts: &Fonts) -> Book {
    let mut writer = Writer {
        fonts,
        book: Book {
            pages: vec![Page::default()],
            nodes: Vec::new(),
            leaves: 0,
        },
        y: MARGIN,
    };
    writer.heading(1, &paper.title, TITLE);
    for (name, value) in &paper.facts {
        writer.text(&format!("{name}: {value}"), BODY);
    }
    if !paper.words.trim().is_empty() {
        writer.heading(2, "In the hub's words", HEADING);
        writer.text(&paper.words, BODY);
    }
    for section in &paper.sections {
        writer.section(section);
    }
    writer.feet(&paper.title);
    writer.book
}

struct Writer<'a> {
    fonts: &'a Fonts,
    book: Book,
    y: f32,
}

/// A column as it stands on the page.
struct Place {
    /// Which field of a line.
    of: usize,
    x: f32,
    width: f32,
    right: bool,
}

impl Writer<'_> {
    fn leaf(&mut self) -> usize {
        self.book.leaves += 1;
        self.book.leaves - 1
    }

    fn page(&mut self) -> &mut Page {
        if self.book.pages.is_empty() {
            self.book.pages.push(Page::default());
        }
        self.book.pages.last_mut().expect("there is a page")
    }

    fn turn(&mut self) {
        self.book.pages.push(Page::default());
        self.y = MARGIN;
    }

    fn room(&self) -> f32 {
        HEIGHT - MARGIN - FOOT - self.y
    }

    /// Goes to the next page unless so much fits on this one.
    fn want(&mut self, height: f32) -> bool {
        if self.room() < height && self.y > MARGIN {
            self.turn();
            return true;
        }
        false
    }

    fn put(&mut self, run: Run) {
        if !run.text.trim().is_empty() {
            self.page().runs.push(run);
        }
    }

    fn heading(&mut self, level: u16, text: &str, size: f32) {
        let strong = &self.fonts.strong;
        let lines = strong.lines(text, size, WIDTH - 2.0 * MARGIN);
        if self.y > MARGIN {
            self.y += size * 0.9;
        }
        // A heading never stands alone at the end of a page.
        self.want(size * 1.4 * count(lines.len()) + 60.0);
        let leaf = self.leaf();
        let (page, top) = (self.book.pages.len() - 1, self.y);
        for line in lines {
            self.y += size * 1.2;
            self.put(Run {
                x: MARGIN,
                y: self.y,
                size,
                strong: true,
                text: line,
                leaf: Some(leaf),
            });
        }
        self.y += size * 0.35;
        self.book.nodes.push(Node::Heading {
            level,
            text: self.fonts.strong.fit(text),
            leaf,
            page,
            y: top,
        });
    }

    fn text(&mut self, text: &str, size: f32) {
        let lines = self.fonts.regular.lines(text, size, WIDTH - 2.0 * MARGIN);
        if lines.iter().all(|line| line.trim().is_empty()) {
            return;
        }
        let leaf = self.leaf();
        for line in lines {
            self.want(size * 1.4);
            self.y += size * 1.3;
            self.put(Run {
                x: MARGIN,
                y: self.y,
                size,
                strong: false,
                text: line,
                leaf: Some(leaf),
            });
        }
        self.y += size * 0.2;
        self.book.nodes.push(Node::Text(leaf));
    }

    fn section(&mut self, section: &Section) {
        self.heading(2, &section.title, HEADING);
        for note in &section.notes {
            self.text(note, BODY);
        }
        if let Some(table) = &section.table {
            self.table(table);
        }
    }

    /// Columns that stand on paper, as wide as their share of the page, and no wider than they need.
    fn places(table: &Table) -> Vec<Place> {
        let shown: Vec<usize> = (0..table.columns.len())
            .filter(|n| table.columns[*n].on_paper)
            .collect();
        let wanted = |n: usize| f32::from(table.columns[n].width) * 5.6 + 2.0 * PAD;
        let all: f32 = shown.iter().map(|n| wanted(*n)).sum();
        let squeeze = ((WIDTH - 2.0 * MARGIN) / all).min(1.0);
        let mut x = MARGIN;
        let place = |of: usize| {
            let width = wanted(of) * squeeze;
            let number =
                |cell: Option<&Cell>| matches!(cell, Some(Cell::Number(_) | Cell::Percent(_)));
            let right = table.rows.iter().any(|row| number(row.cells.get(of)));
            x += width;
            Place {
                of,
                x: x - width,
                width,
                right,
            }
        };
        shown.into_iter().map(place).collect()
    }

    fn table(&mut self, table: &Table) {
        let places = Self::places(table);
        let heads: Vec<String> = places
            .iter()
            .map(|place| table.columns[place.of].head.clone())
            .collect();
        self.y += 3.0;
        self.want(SMALL * 1.3 * 5.0);
        let leaves: Vec<usize> = places.iter().map(|_| self.leaf()).collect();
        self.head(&places, &heads, Some(&leaves));
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let texts: Vec<String> = places.iter().map(|p| words(row.cells.get(p.of))).collect();
            let (height, lines) = self.broken(&places, &texts, row.sum);
            if self.want(height) {
                // What repeats is no part of the table for whoever cannot see the page.
                self.head(&places, &heads, None);
            }
            let leaves: Vec<usize> = places.iter().map(|_| self.leaf()).collect();
            self.line(&places, lines, (row.sum, Some(&leaves)));
            rows.push(leaves);
        }
        self.book.nodes.push(Node::Table { head: leaves, rows });
        self.y += 4.0;
    }

    fn head(&mut self, places: &[Place], heads: &[String], leaves: Option<&[usize]>) {
        let (_, lines) = self.broken(places, heads, true);
        self.line(places, lines, (true, leaves));
        self.rule(places, 0.9);
    }

    /// The fields of a line, each in lines of its own, and how high they are together.
    fn broken(&self, places: &[Place], texts: &[String], strong: bool) -> (f32, Vec<Vec<String>>) {
        let face = self.fonts.face(strong);
        let lines: Vec<Vec<String>> = places
            .iter()
            .zip(texts)
            .map(|(place, text)| face.lines(text, SMALL, place.width - 2.0 * PAD))
            .collect();
        let most = lines.iter().map(Vec::len).max().unwrap_or(1);
        (count(most) * SMALL * 1.3 + PAD, lines)
    }

    fn line(
        &mut self,
        places: &[Place],
        fields: Vec<Vec<String>>,
        (strong, leaves): (bool, Option<&[usize]>),
    ) {
        let top = self.y;
        let most = fields.iter().map(Vec::len).max().unwrap_or(1);
        for (n, (place, lines)) in places.iter().zip(fields).enumerate() {
            let leaf = leaves.and_then(|leaves| leaves.get(n).copied());
            for (k, text) in lines.into_iter().enumerate() {
                let wide = self.fonts.face(strong).width(&text, SMALL);
                let x = if place.right {
                    place.x + place.width - PAD - wide
                } else {
                    place.x + PAD
                };
                self.put(Run {
                    x,
                    y: top + SMALL * (1.1 + 1.3 * count(k)),
                    size: SMALL,
                    strong,
                    text,
                    leaf,
                });
            }
        }
        self.y = top + count(most) * SMALL * 1.3 + PAD;
        self.rule(places, 0.3);
    }

    fn rule(&mut self, places: &[Place], thickness: f32) {
        let length = places.iter().map(|place| place.width).sum();
        let y = self.y - 1.0;
        self.page().rules.push(Rule {
            x: MARGIN,
            y,
            length,
            thickness,
        });
    }

    /// The title and the number at the foot of each page.
    fn feet(&mut self, title: &str) {
        let all = self.book.pages.len();
        let fonts = self.fonts;
        for (n, page) in self.book.pages.iter_mut().enumerate() {
            let number = format!("page {} of {all}", n + 1);
            let wide = fonts.regular.width(&number, SMALL);
            let mut put = |x, text: String| {
                page.runs.push(Run {
                    x,
                    y: HEIGHT - FOOT,
                    size: SMALL,
                    strong: false,
                    text,
                    leaf: None,
                });
            };
            put(MARGIN, fonts.regular.fit(title));
            put(WIDTH - MARGIN - wide, number);
        }
    }
}

fn words(cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Text(text)) if !text.trim().is_empty() => text.clone(),
        Some(Cell::Number(value)) => grouped(*value),
        Some(Cell::Percent(share)) => format!("{share}%"),
        Some(Cell::Text(_) | Cell::Nothing) | None => "\u{2013}".to_owned(),
    }
}

/// A number with its thousands apart: `12,500`.
fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0 {
        text.insert(0, '\u{2212}');
    }
    text
}

/// A small number as a measure.
fn count(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}
