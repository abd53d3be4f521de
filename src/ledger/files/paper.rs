//! What a return's file says, section by section, before anybody knows in which form.

mod places;

use crate::{
    base::time::EpochMs,
    ledger::{
        Figures,
        measures::{self, FIGURES},
        model::{Return, ReturnState},
        report::{Report, ReportRow},
        words::{count, day},
    },
};

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, kept as one.
    Number(i64),
    /// A share in percent, to one decimal: `77.5`.
    Percent(String),
    /// Nothing to say here, which is not 0.
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// How wide against the others: characters, roughly.
    pub width: u16,
    /// Whether it stands on paper too; a workbook has room for all.
    pub on_paper: bool,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One field a column.
    pub cells: Vec<Cell>,
    /// Whether it adds up the lines above.
    pub sum: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines.
    pub rows: Vec<Row>,
}

/// A part of the return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which sheet of a workbook it stands on.
    pub sheet: &'static str,
    /// Its heading.
    pub title: String,
    /// What a reader should know before the table.
    pub notes: Vec<String>,
    /// The table; one without lines says so in a note.
    pub table: Option<Table>,
}

/// A return, ready to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// A name for the file, without its ending.
    pub file: String,
    /// Facts about the whole: name and value.
    pub facts: Vec<(String, String)>,
    /// The hub's words.
    pub words: String,
    /// Its parts.
    pub sections: Vec<Section>,
    /// The instant it speaks of.
    pub as_at: EpochMs,
}

/// Where a return stands, beside its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: ReturnState,
    /// SHA-256 of its frozen bytes.
    pub sha256: Option<String>,
    /// When it was frozen.
    pub frozen_at: Option<EpochMs>,
    /// When it was handed in.
    pub submitted_at: Option<EpochMs>,
    /// The hub's words.
    pub words: String,
}

impl Standing {
    /// Of a return that is still filled.
    #[must_use]
    pub const fn open() -> Self {
        Self {
            state: ReturnState::Open,
            sha256: None,
            frozen_at: None,
            submitted_at: None,
            words: String::new(),
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn in_words(&self) -> String {
        match (self.state, self.frozen_at) {
            (ReturnState::Open, _) | (_, None) => {
                "Draft: still open, not a return yet. Its figures may change.".to_owned()
            }
            (state, Some(at)) => {
                let handed_in = self.submitted_at.map_or_else(
                    || "not handed in yet".to_owned(),
                    |at| format!("handed in on {}", day(at.day())),
                );
                format!(
                    "{}Frozen on {}, {handed_in}. Its figures never change again.",
                    match state {
                        ReturnState::Accepted => "Accepted. ",
                        ReturnState::Locked => "Accepted and locked. ",
                        ReturnState::Queried => "The network has a question. ",
                        ReturnState::Open | ReturnState::Frozen | ReturnState::Submitted => "",
                    },
                    day(at.day())
                )
            }
        }
    }
}

impl From<&Return> for Standing {
    fn from(kept: &Return) -> Self {
        Self {
            state: kept.state,
            sha256: Some(kept.body_sha256.clone()),
            frozen_at: Some(kept.frozen_at),
            submitted_at: kept.submitted_at,
            words: kept.words.clone(),
        }
    }
}

/// The sheet that a workbook opens with.
pub const FIRST: &str = "Return";

/// Figures that stand on paper: what funders ask for. A workbook has all.
const ON_PAPER: [&str; 9] = [
    "knocks",
    "listenings",
    "engaged",
    "engaged_high",
    "again",
    "activated",
    "activated_high",
    "leading",
    "actions",
];

/// Where the data come from, as printed: each with its licence.
pub const SOURCES: [(&str, &str); 3] = [
    (
        "Small areas and their boundaries",
        "Source: Office for National Statistics licensed under the Open Government Licence v3.0. \
         Contains OS data © Crown copyright and database right.",
    ),
    (
        "Index of deprivation",
        "Ministry of Housing, Communities and Local Government, Open Government Licence v3.0.",
    ),
    (
        "Streets and doors",
        "© OpenStreetMap contributors, Open Database Licence.",
    ),
];

/// The paper of a report.
#[must_use]
pub fn paper(report: &Report, standing: &Standing) -> Paper {
    Paper {
        title: format!("Return of {} for {}", report.hub.name, report.quarter),
        file: format!("return-{}", report.quarter),
        facts: facts(report, standing),
        words: standing.words.clone(),
        sections: vec![
            targets(report),
            doors(report),
            by_area(report),
            adjustments(report),
            quarters(report),
            places::deprived(report),
            places::deciles(report),
            definitions(report),
            sources(),
        ],
        as_at: report.as_at,
    }
}

fn facts(report: &Report, standing: &Standing) -> Vec<(String, String)> {
    let mut facts = vec![
        ("Hub", report.hub.name.clone()),
        ("Programme", report.programme.name.clone()),
        (
            "Quarter",
            format!(
                "{}: {} to {}",
                report.quarter,
                day(report.first_day),
                day(report.last_day)
            ),
        ),
        ("Stands", standing.in_words()),
        ("Known up to", report.as_at.to_string()),
        ("Definitions", format!("set {}", report.definition_set)),
        (
            "Deprivation",
            format!(
                "edition {} of the index, the one of the programme's contract",
                report.deprivation_edition
            ),
        ),
    ];
    if let Some(hash) = &standing.sha256 {
        facts.push(("SHA-256 of the frozen report", hash.clone()));
    }
    facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn column(head: &str, width: u16) -> Column {
    Column {
        head: head.to_owned(),
        width,
        on_paper: true,
    }
}

fn figure_columns() -> impl Iterator<Item = Column> {
    FIGURES.iter().map(|figure| Column {
        head: figure.label.to_owned(),
        width: 11,
        on_paper: ON_PAPER.contains(&figure.name),
    })
}

fn figure_cells(figures: &Figures) -> impl Iterator<Item = Cell> {
    figures.named().into_iter().map(|(_, value)| value.into())
}

fn figure_row(first: Vec<Cell>, figures: &Figures, sum: bool) -> Row {
    Row {
        cells: first.into_iter().chain(figure_cells(figures)).collect(),
        sum,
    }
}

fn by_area(report: &Report) -> Section {
    let columns = std::iter::once(column("Area", 28)).chain(figure_columns());
    let area = |row: &ReportRow| figure_row(vec![row.label.as_str().into()], &row.figures, false);
    let sum = |label: String, figures: &Figures| figure_row(vec![label.into()], figures, true);
    let mut rows: Vec<Row> = report.patches.iter().map(area).collect();
    rows.push(sum(format!("Dated in {}", report.quarter), &report.dated));
    rows.push(sum(
        "Adjustments to earlier quarters".to_owned(),
        &report.adjusted,
    ));
    rows.push(sum(
        format!("Reported in {}", report.quarter),
        &report.reported,
    ));
    Section {
        sheet: "Figures by area",
        title: "Figures by area".to_owned(),
        notes: vec![
            "A person counts in one patch: where they live, if they said so; else where they were \
             heard; else not placed. The lines add up to what is dated in the quarter; with the \
             adjustments, to what it reports."
                .to_owned(),
        ],
        table: Some(Table {
            columns: columns.collect(),
            rows,
        }),
    }
}

fn targets(report: &Report) -> Section {
    let columns = vec![
        column("Figure", 28),
        column("Target", 10),
        column("Reported", 10),
        column("High", 10),
        column("Difference", 11),
    ];
    let high = |measure: &str| match measure {
        "engaged" => Cell::Number(report.engaged.reported.high),
        "activated" => Cell::Number(report.activated.reported.high),
        _ => Cell::Nothing,
    };
    let label = |measure: &str| {
        measures::find(measure).map_or_else(|| measure.to_owned(), |known| known.label.to_owned())
    };
    let mut rows: Vec<Row> = report
        .targets
        .iter()
        .map(|target| Row {
            cells: vec![
                label(&target.measure).into(),
                target.target.into(),
                target.reported.into(),
                high(&target.measure),
                (target.reported - target.target).into(),
            ],
            sum: false,
        })
        .collect();
    for (measure, low) in [
        ("engaged", report.engaged.reported.low),
        ("activated", report.activated.reported.low),
    ] {
        if !report
            .targets
            .iter()
            .any(|target| target.measure == measure)
        {
            rows.push(Row {
                cells: vec![
                    label(measure).into(),
                    Cell::Nothing,
                    low.into(),
                    high(measure),
                    Cell::Nothing,
                ],
                sum: false,
            });
        }
    }
    Section {
        sheet: FIRST,
        title: "Targets and range".to_owned(),
        notes: vec![
            "The figure is the low one; the high one adds people who were not sure. A dash: no \
             target was set."
                .to_owned(),
        ],
        table: Some(Table { columns, rows }),
    }
}

fn doors(report: &Report) -> Section {
    let rows = [
        ("Doors tried", report.doors.tried),
        ("Doors that opened", report.doors.answered),
        ("Doors listened at", report.doors.listened),
    ];
    Section {
        sheet: FIRST,
        title: "Doors".to_owned(),
        notes: vec!["Distinct homes visited in the quarter. Doors are not people.".to_owned()],
        table: Some(Table {
            columns: vec![column("Doors", 28), column("Number", 10)],
            rows: rows
                .into_iter()
                .map(|(label, value)| Row {
                    cells: vec![label.into(), value.into()],
                    sum: false,
                })
                .collect(),
        }),
    }
}

fn quarters(report: &Report) -> Section {
    let columns = vec![
        column("Quarter", 28),
        column("Engaged, reported", 12),
        column("Engaged, as known now", 12),
        column("Activated, reported", 12),
        column("Activated, as known now", 12),
    ];
    let row = |label: String, reported: &Figures, restated: &Figures, sum| Row {
        cells: vec![
            label.into(),
            reported.engaged.into(),
            restated.engaged.into(),
            reported.activated.into(),
            restated.activated.into(),
        ],
        sum,
    };
    let mut rows: Vec<Row> = report
        .quarters
        .iter()
        .map(|of| {
            let figures = &of.figures;
            row(
                of.quarter.to_string(),
                &figures.reported,
                &figures.restated,
                false,
            )
        })
        .collect();
    let running = &report.running;
    rows.push(row(
        "All quarters".to_owned(),
        &running.reported,
        &running.restated,
        true,
    ));
    Section {
        sheet: FIRST,
        title: "Every quarter so far".to_owned(),
        notes: vec![
            "As reported at the time, and by date as known when this was written. Both series run \
             to the same total."
                .to_owned(),
        ],
        table: Some(Table { columns, rows }),
    }
}

fn adjustments(report: &Report) -> Section {
    let first = [
        column("Dated in", 10),
        column("Area", 24),
        column("Why", 22),
    ];
    let mut rows: Vec<Row> = report
        .adjustments
        .iter()
        .map(|row| {
            let first = vec![
                row.quarter.to_string().into(),
                row.label.as_str().into(),
                row.reason.as_str().into(),
            ];
            figure_row(first, &row.figures, false)
        })
        .collect();
    let note = if rows.is_empty() {
        "Nothing of an earlier quarter was changed or came late: every adjustment is 0.".to_owned()
    } else {
        format!(
            "{} to earlier quarters, whose returns stay as they were.",
            count(
                i64::try_from(rows.len()).unwrap_or(i64::MAX),
                "adjustment",
                "adjustments"
            )
        )
    };
    rows.push(figure_row(
        vec!["All".into(), Cell::Nothing, Cell::Nothing],
        &report.adjusted,
        true,
    ));
    Section {
        sheet: "Adjustments",
        title: "Adjustments to earlier quarters".to_owned(),
        notes: vec![note],
        table: Some(Table {
            columns: first.into_iter().chain(figure_columns()).collect(),
            rows,
        }),
    }
}

fn definitions(report: &Report) -> Section {
    Section {
        sheet: "Definitions and sources",
        title: format!("What the words mean: set {}", report.definition_set),
        notes: Vec::new(),
        table: Some(Table {
            columns: vec![column("Word", 26), column("Meaning", 90)],
            rows: report
                .definitions
                .iter()
                .map(|definition| Row {
                    cells: vec![
                        definition.word.as_str().into(),
                        definition.text.as_str().into(),
                    ],
                    sum: false,
                })
                .collect(),
        }),
    }
}

fn sources() -> Section {
    Section {
        sheet: "Definitions and sources",
        title: "Where the data come from".to_owned(),
        notes: Vec::new(),
        table: Some(Table {
            columns: vec![column("Data", 26), column("Source and licence", 90)],
            rows: SOURCES
                .iter()
                .map(|(data, source)| Row {
                    cells: vec![(*data).into(), (*source).into()],
                    sum: false,
                })
                .collect(),
        }),
    }
}
