//! The index of deprivation, File 7, in the publishers' columns: 2019 (57) and 2025 (56).
//!
//! Ranks and deciles agree with each other as in the real files (a tenth of all of England's areas
//! in each decile); scores only look right. Quirks kept: 2025 has LF, plain numbers and one header
//! field cut short by the publisher; 2019 has a BOM, CRLF, `"29,199"` and ranks that two areas
//! share.

use super::areas::{Area, Vintage};
use crate::demo::rng::Dice;

/// Areas in all of England, by vintage: the length of the ranking.
const ENGLAND_2011: u32 = 32_844;
const ENGLAND_2021: u32 = 33_755;

/// The decile each area is meant to lie in: letter, 2019, 2025. Small letters ended in 2021.
const DECILES: [(char, u32, u32); 29] = [
    ('A', 5, 5),
    ('b', 1, 0),
    ('B', 0, 1),
    ('C', 2, 2),
    ('D', 6, 6),
    ('E', 10, 10),
    ('F', 6, 6),
    ('G', 0, 1),
    ('H', 1, 1),
    ('i', 7, 0),
    ('I', 0, 7),
    ('J', 0, 8),
    ('k', 8, 0),
    ('K', 0, 9),
    ('L', 7, 7),
    ('M', 3, 3),
    ('N', 2, 2),
    ('O', 3, 2),
    ('P', 5, 5),
    ('Q', 6, 6),
    ('R', 4, 4),
    ('S', 2, 2),
    ('t', 1, 0),
    ('u', 2, 0),
    ('T', 0, 1),
    ('U', 5, 4),
    ('V', 9, 8),
    ('W', 9, 9),
    ('X', 4, 3),
];

/// Pairs that share a rank in 2019: the second takes the first one's.
const TIES_2019: [(char, char); 2] = [('A', 'P'), ('F', 'Q')];

/// How a domain's score is written.
#[derive(Clone, Copy)]
enum Score {
    /// A share of people, 0 to 1.
    Rate,
    /// Points, 0 to about 80.
    Points,
    /// Spread around 0, about -3 to 3.
    Spread,
}

/// The measures after the index itself, as the headers name them, in the files' order.
const MEASURES: [(&str, Score); 15] = [
    ("Income", Score::Rate),
    ("Employment", Score::Rate),
    ("Education, Skills and Training", Score::Points),
    ("Health Deprivation and Disability", Score::Spread),
    ("Crime", Score::Spread),
    ("Barriers to Housing and Services", Score::Points),
    ("Living Environment", Score::Points),
    (
        "Income Deprivation Affecting Children Index (IDACI)",
        Score::Rate,
    ),
    (
        "Income Deprivation Affecting Older People (IDAOPI)",
        Score::Rate,
    ),
    ("Children and Young People Sub-domain", Score::Spread),
    ("Adult Skills Sub-domain", Score::Rate),
    ("Geographical Barriers Sub-domain", Score::Points),
    ("Wider Barriers Sub-domain", Score::Spread),
    ("Indoors Sub-domain", Score::Spread),
    ("Outdoors Sub-domain", Score::Spread),
];

const RANK_NOTE: &str = "Rank (where 1 is most deprived)";
const DECILE_NOTE: &str = "Decile (where 1 is most deprived 10% of LSOAs)";

const PEOPLE_2025: [&str; 4] = [
    "Total population: mid 2022",
    "Dependent Children aged 0-15: mid 2022",
    "Older population aged 60 and over: mid 2022",
    "Working age population 18-66 (for use with Employment Deprivation Domain): mid 2022",
];
const PEOPLE_2019: [&str; 5] = [
    "Total population: mid 2015 (excluding prisoners)",
    "Dependent Children aged 0-15: mid 2015 (excluding prisoners)",
    "Population aged 16-59: mid 2015 (excluding prisoners)",
    "Older population aged 60 and over: mid 2015 (excluding prisoners)",
    "Working age population 18-59/64: for use with Employment Deprivation Domain (excluding prisoners)",
];

/// The header fields of File 7 of one edition, in order.
pub(super) fn header(vintage: Vintage) -> Vec<String> {
    let (area_year, lad_year) = match vintage {
        Vintage::Of2011 => ("2011", "2019"),
        Vintage::Of2021 => ("2021", "2024"),
    };
    let mut fields = vec![
        format!("LSOA code ({area_year})"),
        format!("LSOA name ({area_year})"),
        format!("Local Authority District code ({lad_year})"),
        format!("Local Authority District name ({lad_year})"),
    ];
    let index = ("Index of Multiple Deprivation (IMD)", Score::Points);
    for (name, score) in std::iter::once(index).chain(MEASURES) {
        let unit = if matches!(score, Score::Rate) && !name.ends_with("Sub-domain") {
            "Score (rate)"
        } else {
            "Score"
        };
        let mut decile = format!("{name} {DECILE_NOTE}");
        if vintage == Vintage::Of2021 && name.starts_with("Children and Young") {
            // Cut short by the publisher.
            decile.truncate(decile.len() - "As)".len());
        }
        fields.extend([
            format!("{name} {unit}"),
            format!("{name} {RANK_NOTE}"),
            decile,
        ]);
    }
    match vintage {
        Vintage::Of2011 => fields.extend(PEOPLE_2019.map(str::to_owned)),
        Vintage::Of2021 => fields.extend(PEOPLE_2025.map(str::to_owned)),
    }
    fields
}

/// The ranks of one edition, in the order of the areas.
pub(super) fn ranks(areas: &[Area], vintage: Vintage, dice: &mut Dice) -> Vec<u32> {
    let england = england(vintage);
    let mut ranks: Vec<u32> = Vec::new();
    for area in areas {
        let (tenth, step) = (target(area.letter, vintage), f64::from(england) / 10.0);
        let mut rank = 0;
        while rank == 0 || ranks.contains(&rank) {
            // Kept off the ends of the decile, so that it is the decile meant.
            let share = f64::from(tenth) - 1.0 + dice.between(0.03, 0.97);
            rank = whole_number(share * step);
        }
        ranks.push(rank);
    }
    if vintage == Vintage::Of2011 {
        for (first, second) in TIES_2019 {
            let place = |letter| areas.iter().position(|area| area.letter == letter);
            let shared = place(first).and_then(|place| ranks.get(place).copied());
            // Both are meant for the same decile, so a shared rank leaves the deciles as meant.
            if let (Some(rank), Some(slot)) =
                (shared, place(second).and_then(|place| ranks.get_mut(place)))
            {
                *slot = rank;
            }
        }
    }
    ranks
}

/// The decile of a rank: tenths of the ranking, 1 to 10.
pub(super) fn decile(rank: u32, vintage: Vintage) -> u32 {
    rank.saturating_sub(1) * 10 / england(vintage) + 1
}

const fn england(vintage: Vintage) -> u32 {
    match vintage {
        Vintage::Of2011 => ENGLAND_2011,
        Vintage::Of2021 => ENGLAND_2021,
    }
}

fn target(letter: char, vintage: Vintage) -> u32 {
    let row = DECILES.iter().find(|(of, _, _)| *of == letter);
    let (of_2019, of_2025) = row.map_or((5, 5), |(_, old, new)| (*old, *new));
    match vintage {
        Vintage::Of2011 => of_2019,
        Vintage::Of2021 => of_2025,
    }
}

/// File 7 of one edition for these areas and their ranks.
pub(super) fn file_7(areas: &[Area], ranks: &[u32], vintage: Vintage, dice: &mut Dice) -> String {
    let (bom, end) = match vintage {
        Vintage::Of2011 => ("\u{feff}", "\r\n"),
        Vintage::Of2021 => ("", "\n"),
    };
    let header: Vec<String> = header(vintage).iter().map(|name| field(name)).collect();
    let mut csv = format!("{bom}{}{end}", header.join(","));
    for (area, rank) in areas.iter().zip(ranks) {
        csv.push_str(&row(area, *rank, vintage, dice).join(","));
        csv.push_str(end);
    }
    csv
}

fn row(area: &Area, rank: u32, vintage: Vintage, dice: &mut Dice) -> Vec<String> {
    let england = f64::from(england(vintage));
    let mut cells = vec![
        area.code.clone(),
        field(&area.name),
        area.lad.to_owned(),
        field(area.lad_name),
    ];
    let mut measure = |rank: u32, score: Score| {
        let better = f64::from(rank) / england;
        let score = match score {
            Score::Rate => 0.02 + 0.46 * (1.0 - better).powi(2),
            Score::Points => 1.0 + 72.0 * (1.0 - better).powi(2),
            Score::Spread => 2.9 * (0.5 - better),
        };
        cells.extend([
            format!("{score:.3}"),
            count(rank, vintage),
            decile(rank, vintage).to_string(),
        ]);
    };
    measure(rank, Score::Points);
    for (name, score) in MEASURES {
        // Barriers to services run against the others: worst at the edge of town.
        let against = name.starts_with("Barriers") || name.starts_with("Geographical");
        let base = if against {
            england - f64::from(rank)
        } else {
            f64::from(rank)
        };
        let near = (base + dice.between(-5200.0, 5200.0)).clamp(1.0, england);
        measure(whole_number(near), score);
    }
    let people = whole_number(dice.between(1250.0, 2400.0));
    let part = |share: f64| whole_number(f64::from(people) * share);
    let (children, older) = (dice.between(0.13, 0.27), dice.between(0.14, 0.3));
    let shares = match vintage {
        Vintage::Of2011 => vec![1.0, children, 1.0 - children - older, older, 0.62],
        Vintage::Of2021 => vec![1.0, children, older, 0.61],
    };
    cells.extend(shares.into_iter().map(|share| count(part(share), vintage)));
    cells
}

/// A whole number as the edition writes it: 2019 with a thousands comma in quotes.
fn count(number: u32, vintage: Vintage) -> String {
    match vintage {
        Vintage::Of2011 if number >= 1000 => {
            format!("\"{},{:03}\"", number / 1000, number % 1000)
        }
        Vintage::Of2011 | Vintage::Of2021 => number.to_string(),
    }
}

/// A csv field, quoted if it holds a comma.
pub(super) fn field(text: &str) -> String {
    if text.contains(',') {
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }
}

fn whole_number(value: f64) -> u32 {
    u32::try_from(super::ground::whole(value)).unwrap_or(0)
}
