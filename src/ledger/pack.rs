//! A year of accepted returns as one file to publish: how people were counted, what the words mean,
//! and the data.
//!
//! Only what hubs handed in and the network took: figures of hubs, never below them. A hub without an
//! accepted return has a line with empty fields, which is not 0.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::Write as _,
};

use super::{
    DefinitionSet, Figures,
    files::{
        csv::{figure_names, figures, table},
        paper::SOURCES,
        plain_cell,
    },
    model::{Network, Return, ReturnState},
    network::{belongs, without_patches},
    report::Report,
    returns, store,
    words::day,
};
use crate::{
    access::{
        self,
        model::{Hub, Programme},
    },
    base::{
        ids::HubId,
        time::{Day, EpochMs, Quarter},
    },
    db::Tx,
    problem::Problem,
};

/// A file of the pack: its name and its bytes.
type File = (&'static str, Vec<u8>);

/// A hub in a quarter.
struct Line {
    quarter: Quarter,
    days: (Day, Day),
    hub: Hub,
    kept: Option<(Return, Report)>,
    /// Where its return stands, whether or not it was taken.
    stands: String,
}

impl Line {
    fn first(&self) -> [String; 6] {
        [
            self.quarter.to_string(),
            self.days.0.to_string(),
            self.days.1.to_string(),
            self.hub.id.to_string(),
            plain_cell(&self.hub.name),
            plain_cell(&self.hub.region),
        ]
    }
}

/// The quarters of a year, which is named by the year it starts in.
///
/// # Errors
/// 400 for a year no programme can have.
pub fn quarters(year: i32) -> Result<Vec<Quarter>, Problem> {
    let quarter = |n: u8| format!("{year:04}-Q{n}").parse::<Quarter>();
    (1..=4)
        .map(quarter)
        .collect::<Result<_, _>>()
        .map_err(|_| Problem::bad_request("A year is written with four digits, such as 2026."))
}

/// The pack of a year, as a zip archive.
///
/// # Errors
/// When the engine fails, or a stored report makes no sense.
pub async fn pack(
    tx: &mut Tx,
    leave: Network,
    programme: &Programme,
    (year, now): (i32, EpochMs),
) -> Result<Vec<u8>, Problem> {
    let start = programme.start_month();
    let hubs = access::store::hubs(tx).await?;
    let mut lines = Vec::new();
    for quarter in quarters(year)? {
        let days = (quarter.first_day(start), quarter.last_day(start));
        let mut by_hub: BTreeMap<HubId, Return> =
            store::returns_of_all(tx, leave, programme.id, quarter)
                .await?
                .into_iter()
                .map(|kept| (kept.hub_id, kept))
                .collect();
        for hub in &hubs {
            let kept = by_hub.remove(&hub.id);
            let taken = kept.as_ref().is_some_and(|kept| is_taken(kept.state));
            if !(taken || belongs(hub, days)) {
                continue;
            }
            let stands = match &kept {
                Some(kept) if kept.state.is_handed_in() => kept.state.to_string(),
                // What was not handed in is nobody's business but the hub's.
                Some(_) | None => "no return".to_owned(),
            };
            let kept = kept.filter(|_| taken);
            let kept = kept.map(|kept| Ok::<_, Problem>((returns::report_of(&kept)?, kept)));
            let kept = kept.transpose()?.map(|(report, kept)| (kept, report));
            lines.push(Line {
                quarter,
                days,
                hub: hub.clone(),
                kept,
                stands,
            });
        }
    }
    let files: Vec<File> = vec![
        (
            "readme.txt",
            readme(programme, (year, now), &lines).into_bytes(),
        ),
        ("method.txt", method(programme).into_bytes()),
        ("definitions.csv", definitions(programme, &lines)?),
        ("hubs.csv", of_hubs(&hubs, &lines)?),
        ("returns.csv", of_returns(&lines)?),
        ("adjustments.csv", adjustments(&lines)?),
        ("deprived.csv", deprived(&lines)?),
        ("totals.csv", totals(&lines)?),
    ];
    zipped(&files, now).map_err(Problem::internal)
}

const fn is_taken(state: ReturnState) -> bool {
    matches!(state, ReturnState::Accepted | ReturnState::Locked)
}

fn zipped(files: &[File], now: EpochMs) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let text = now.to_string();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u8>().ok());
    let year = text.get(0..4).and_then(|part| part.parse().ok());
    let made = zip::DateTime::from_date_and_time(
        year.unwrap_or(1980),
        part(5, 7).unwrap_or(1),
        part(8, 10).unwrap_or(1),
        part(11, 13).unwrap_or(0),
        part(14, 16).unwrap_or(0),
        part(17, 19).unwrap_or(0),
    );
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(made.unwrap_or_default());
    for (name, bytes) in files {
        archive.start_file(*name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// How many of how many, quarter by quarter.
fn returned(lines: &[Line]) -> Vec<(Quarter, usize, usize)> {
    let quarters: BTreeSet<Quarter> = lines.iter().map(|line| line.quarter).collect();
    let own = |quarter: Quarter| lines.iter().filter(move |line| line.quarter == quarter);
    quarters
        .into_iter()
        .map(|quarter| {
            let taken = own(quarter).filter(|line| line.kept.is_some()).count();
            (quarter, taken, own(quarter).count())
        })
        .collect()
}

fn readme(programme: &Programme, (year, now): (i32, EpochMs), lines: &[Line]) -> String {
    let mut text = format!(
        "{}: the year {year}\r\n\r\nMade on {} from the returns that hubs handed in and the network \
         accepted. Figures are of hubs and of the network; nothing here is about a place below a \
         hub or about a person. Who publishes this decides once more whether a small hub's small \
         numbers should stand in it; what was released to the public, rounded, is at \
         /api/v1/releases.\r\n\r\n",
        programme.name,
        day(now.day())
    );
    text.push_str("Returns in this pack:\r\n");
    for (quarter, taken, all) in returned(lines) {
        let _ = write!(text, "- {quarter}: {taken} of {all} hubs\r\n");
    }
    text.push_str(
        "\r\nFiles:\r\n\
         - method.txt: how people are counted, and how a quarter is closed.\r\n\
         - definitions.csv: what each word means, by set of definitions.\r\n\
         - hubs.csv: hubs, with the days they joined and left and where their work went.\r\n\
         - returns.csv: a line for each hub and quarter. Empty figures: no accepted return, which is \
         not 0.\r\n\
         - adjustments.csv: of what each quarter reports, what belongs to earlier quarters, and \
         why.\r\n\
         - deprived.csv: people and doors in the most deprived areas, by edition of the index.\r\n\
         - totals.csv: each quarter over all accepted returns, with how many of how many hubs.\r\n\
         \r\nTables are UTF-8 with a byte order mark, fields separated by commas.\r\n\r\nSources:\r\n",
    );
    for (data, source) in SOURCES {
        let _ = write!(text, "- {data}: {source}\r\n");
    }
    text
}

fn method(programme: &Programme) -> String {
    format!(
        "How people are counted\r\n\r\n\
         Each conversation at a door or in the street asks once whether it was the person's first \
         with one of us in this programme. People engaged are those who said yes: the low figure. \
         The high one adds those who were not sure. Each person counts in one place, for one hub, \
         on one day, so every breakdown comes to the same total. Nobody's identity is kept for \
         it.\r\n\r\n\
         People activated are counted by a show of hands at actions, with the same question.\r\n\r\n\
         How a quarter is closed\r\n\r\n\
         Years start in month {}. A quarter is frozen {} days after its end at the earliest. Its \
         figures never change then: what comes late, is corrected or taken back is reported in the \
         next open quarter as an adjustment, with its reason. Both series run to the same total: \
         what was reported at the time, and what is dated in each quarter as known later.\r\n\r\n\
         Zero and silence\r\n\r\n\
         A return of 0 says that nothing was counted. A hub without a return is shown as without \
         one and is left out of totals and averages, which say how many of how many hubs they \
         are of.\r\n\r\n\
         Deprived areas\r\n\r\n\
         The index ranks areas, not people. Figures stand for each edition of the index apart, with \
         the vintage of the areas it ranks; editions are not compared. Ranks are never averaged. \
         What lies in no ranked area is shown as unknown and is part of the total. The programme's \
         contract names the edition of {}.\r\n",
        programme.year_starts_month, programme.grace_days, programme.deprivation_edition
    )
}

fn definitions(programme: &Programme, lines: &[Line]) -> Result<Vec<u8>, Problem> {
    let mut sets: BTreeSet<&str> = lines
        .iter()
        .filter_map(|line| Some(line.kept.as_ref()?.0.definition_set.as_str()))
        .collect();
    sets.insert(&programme.definition_set);
    let found = sets.into_iter().filter_map(DefinitionSet::named);
    let rows = found.flat_map(|set| {
        set.meanings.iter().map(|meaning| {
            [set.id, meaning.word, meaning.text]
                .map(ToOwned::to_owned)
                .to_vec()
        })
    });
    table(&["definition_set", "word", "meaning"], rows)
}

fn of_hubs(hubs: &[Hub], lines: &[Line]) -> Result<Vec<u8>, Problem> {
    let head = [
        "hub",
        "hub_name",
        "kind",
        "region",
        "funded",
        "joins_on",
        "leaves_on",
        "successor_of",
        "merged_into",
    ];
    let shown: BTreeSet<HubId> = lines.iter().map(|line| line.hub.id).collect();
    // A hub that another one comes from is explained too.
    let named = |hub: &&Hub| {
        let of_shown = |other: &Hub| {
            shown.contains(&other.id)
                && (other.successor_of == Some(hub.id) || other.merged_into == Some(hub.id))
        };
        shown.contains(&hub.id)
            || hub.merged_into.is_some_and(|into| shown.contains(&into))
            || hubs.iter().any(of_shown)
    };
    let or_empty = |text: Option<String>| text.unwrap_or_default();
    let rows = hubs.iter().filter(named).map(|hub| {
        vec![
            hub.id.to_string(),
            plain_cell(&hub.name),
            hub.kind.to_string(),
            plain_cell(&hub.region),
            hub.funded.to_string(),
            hub.joins_on.to_string(),
            or_empty(hub.leaves_on.map(|day| day.to_string())),
            or_empty(hub.successor_of.map(|id| id.to_string())),
            or_empty(hub.merged_into.map(|id| id.to_string())),
        ]
    });
    table(&head, rows)
}

const OF_LINE: [&str; 6] = [
    "quarter",
    "first_day",
    "last_day",
    "hub",
    "hub_name",
    "region",
];

fn of_returns(lines: &[Line]) -> Result<Vec<u8>, Problem> {
    let more = ["stands", "definition_set", "sha256", "words"];
    let head: Vec<&str> = OF_LINE
        .into_iter()
        .chain(more)
        .chain(figure_names())
        .collect();
    let rows = lines.iter().map(|line| {
        let mut row: Vec<String> = line.first().into();
        row.push(line.stands.clone());
        match &line.kept {
            Some((kept, report)) => {
                row.push(kept.definition_set.clone());
                row.push(kept.body_sha256.clone());
                row.push(plain_cell(&kept.words));
                row.extend(figures(&report.reported));
            }
            // Silence is no 0.
            None => row.extend(std::iter::repeat_n(String::new(), 3 + figure_names().len())),
        }
        row
    });
    table(&head, rows)
}

fn adjustments(lines: &[Line]) -> Result<Vec<u8>, Problem> {
    let head: Vec<&str> = OF_LINE
        .into_iter()
        .chain(["dated_in", "reason"])
        .chain(figure_names())
        .collect();
    let rows = lines.iter().flat_map(|line| {
        let of = line
            .kept
            .as_ref()
            .map(|(_, report)| without_patches(report));
        of.into_iter().flatten().map(|adjustment| {
            let mut row: Vec<String> = line.first().into();
            row.push(adjustment.quarter.to_string());
            row.push(plain_cell(&adjustment.reason));
            row.extend(figures(&adjustment.figures));
            row
        })
    });
    table(&head, rows)
}

fn deprived(lines: &[Line]) -> Result<Vec<u8>, Problem> {
    let more = [
        "edition",
        "vintage",
        "contract",
        "measure",
        "in_decile_1",
        "in_deciles_1_2",
        "in_deciles_3_10",
        "unknown",
        "total",
    ];
    let head: Vec<&str> = OF_LINE.into_iter().chain(more).collect();
    let rows = lines.iter().flat_map(|line| {
        let blocks = line.kept.iter().flat_map(|(_, report)| &report.deprived);
        blocks.flat_map(|block| {
            block.rows.iter().map(|of| {
                let mut row: Vec<String> = line.first().into();
                row.push(block.edition.to_string());
                row.push(block.vintage.to_string());
                row.push(block.contract.to_string());
                row.push(of.measure.clone());
                let counts = [
                    of.in_decile_1,
                    of.in_deciles_1_2,
                    of.in_deciles_3_10,
                    of.unknown,
                    of.total,
                ];
                row.extend(counts.map(|count| count.to_string()));
                row
            })
        })
    });
    table(&head, rows)
}

fn totals(lines: &[Line]) -> Result<Vec<u8>, Problem> {
    let head: Vec<&str> = ["quarter", "returned", "of_hubs"]
        .into_iter()
        .chain(figure_names())
        .collect();
    let rows = returned(lines).into_iter().map(|(quarter, taken, all)| {
        let own = lines.iter().filter(|line| line.quarter == quarter);
        let kept = own.filter_map(|line| Some(line.kept.as_ref()?.1.reported));
        let total = kept.fold(Figures::default(), |mut all, one| {
            all += one;
            all
        });
        let mut row = vec![quarter.to_string(), taken.to_string(), all.to_string()];
        row.extend(figures(&total));
        row
    });
    table(&head, rows)
}
