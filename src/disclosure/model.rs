//! Audiences, periods, and releases as they are stored.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::base::{
    ids::{HubId, ProgrammeId, ReleaseId},
    time::{Day, EpochMs, Quarter},
};

/// The version of the rules; printed on each release.
pub const VERSION: i64 = 1;

crate::words! {
    /// Whom figures are for. Each is a release of its own.
    pub enum Audience {
        /// The organising group at its own table.
        Group => "group",
        /// The roles of a hub that may see exact counts of people.
        Hub => "hub",
        /// Those who look across hubs.
        Network => "network",
        /// Everybody.
        Public => "public",
    }
}

impl Audience {
    /// The smallest number of people or conversations it is shown.
    #[must_use]
    pub const fn k(self) -> i64 {
        match self {
            Self::Group => 5,
            Self::Hub | Self::Network | Self::Public => 10,
        }
    }

    /// What is done to its figures after the gate.
    #[must_use]
    pub const fn rounding(self) -> &'static str {
        match self {
            Self::Group | Self::Hub | Self::Network => "none",
            Self::Public => "up or down to 5, by chance fixed for each figure",
        }
    }
}

/// A month, `2026-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    /// 1 to 12.
    month: u32,
}

impl Month {
    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Day {
        Day::new(self.year, self.month, 1).expect("a month has a first day")
    }

    /// The month after it.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.month == 12 {
            Self {
                year: self.year + 1,
                month: 1,
            }
        } else {
            Self {
                year: self.year,
                month: self.month + 1,
            }
        }
    }

    /// The month that holds a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let text = day.to_string();
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| part.parse().ok());
        let month = parts.next().and_then(|part| part.parse().ok());
        Self {
            year: year.unwrap_or_default(),
            month: month.unwrap_or(1),
        }
    }

    /// From its first instant to the first instant of the next.
    #[must_use]
    pub fn span(self) -> (EpochMs, EpochMs) {
        (self.first_day().at(0, 0), self.next().first_day().at(0, 0))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A closed span that a release is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A month of the calendar, `2026-09`.
    Month(Month),
    /// A quarter of the programme's year, `2026-Q2`.
    Quarter(Quarter),
}

impl Period {
    /// The quarter it lies in, in years that start with month `start`.
    #[must_use]
    pub fn quarter(self, start: u32) -> Quarter {
        match self {
            Self::Month(month) => Quarter::of(month.first_day(), start),
            Self::Quarter(quarter) => quarter,
        }
    }

    /// Its months.
    #[must_use]
    pub fn months(self, start: u32) -> Vec<Month> {
        match self {
            Self::Month(month) => vec![month],
            Self::Quarter(quarter) => months_of(quarter, start),
        }
    }

    /// Its first and last day.
    #[must_use]
    pub fn days(self, start: u32) -> (Day, Day) {
        match self {
            Self::Month(month) => (month.first_day(), month.next().first_day().plus_days(-1)),
            Self::Quarter(quarter) => (quarter.first_day(start), quarter.last_day(start)),
        }
    }
}

/// The three months of a quarter.
#[must_use]
pub fn months_of(quarter: Quarter, start: u32) -> Vec<Month> {
    let first = Month::of(quarter.first_day(start));
    vec![first, first.next(), first.next().next()]
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Quarter(quarter) => quarter.fmt(f),
        }
    }
}

impl FromStr for Period {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(quarter) = text.parse() {
            return Ok(Self::Quarter(quarter));
        }
        let wrong =
            || format!("`{text}` is neither a quarter such as 2026-Q2 nor a month such as 2026-09");
        let day: Day = format!("{text}-01").parse().map_err(|_| wrong())?;
        let month = Month::of(day);
        if month.to_string() != text || !(1900..=2999).contains(&month.year) {
            return Err(wrong());
        }
        Ok(Self::Month(month))
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

crate::text_column!(Period);

// By hand: on the wire it is a text, not its arms.
impl utoipa::PartialSchema for Period {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .examples(["2026-Q2"])
            .into()
    }
}

impl utoipa::ToSchema for Period {}

crate::words! {
    /// What a figure is about.
    pub enum AreaKind {
        /// Every hub together.
        Network => "network",
        /// A hub.
        Hub => "hub",
        /// A patch.
        Patch => "patch",
        /// A small area.
        SmallArea => "small_area",
        /// A cell of the grid.
        Cell => "cell",
        /// What the other figures of one kind leave of the whole.
        Elsewhere => "elsewhere",
    }
}

crate::words! {
    /// What is counted.
    pub enum Counted {
        /// One-to-one conversations.
        Listenings => "listenings",
        /// People at their first conversation in the programme.
        Engaged => "engaged",
    }
}

/// One figure that is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Figure {
    /// What kind of area.
    pub kind: AreaKind,
    /// Which: an id, a code, a cell in hexadecimal digits; for `elsewhere` the kind it is beside.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The resolution, for cells.
    pub resolution: Option<u8>,
    /// What is counted.
    pub measure: Counted,
    /// Only conversations in which this theme occurs, by its stable short name.
    pub theme: Option<String>,
    /// And only where it was meant so.
    pub stance: Option<String>,
    /// How many.
    pub value: i64,
    /// Of the conversations shown for the same area, in percent; for themes.
    pub share_percent: Option<String>,
}

/// Something that is not shown, for whoever made the release.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct Withheld {
    /// What, in words.
    pub figure: String,
    /// Why.
    pub reason: String,
}

/// What the gate did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GateWork {
    /// Pieces told apart, in all questions together.
    pub pieces: usize,
    /// Equations.
    pub equations: usize,
    /// How often everything was asked again.
    pub rounds: usize,
    /// Milliseconds of the wall's clock.
    pub ms: u64,
}

/// What is shown, as it is stored and read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// Whom it is for.
    pub audience: Audience,
    /// What it is about, by the day counts were posted.
    pub period: Period,
    /// First day.
    pub first_day: Day,
    /// Last day.
    pub last_day: Day,
    /// The programme.
    pub programme: ProgrammeId,
    /// The hub; absent for all hubs together.
    pub hub: Option<HubId>,
    /// Whose figures, by name.
    pub of: String,
    /// When it was made.
    pub made_at: EpochMs,
    /// The smallest number that is shown.
    pub k: i64,
    /// What was done to figures after the gate.
    pub rounding: String,
    /// The version of the rules.
    pub version: i64,
    /// The version of the codebook behind its themes.
    pub codebook: Option<i64>,
    /// What a reader should know, in sentences.
    pub notes: Vec<String>,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// What only whoever made it sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Making {
    /// What is not shown, and why.
    pub withheld: Vec<Withheld>,
    /// What the gate did.
    pub gate: GateWork,
}

/// A release and its making, as one row holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What is shown.
    pub release: Release,
    /// What is not.
    pub making: Making,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_quarter_or_a_month_and_says_what_it_could_be_otherwise() {
        for text in ["2026-Q3", "2026-09"] {
            assert_eq!(
                text.parse::<Period>().map(|p| p.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["2026-13", "2026-9", "2026", "2026-Q5", "last month"] {
            let sentence = text.parse::<Period>().unwrap_err();
            assert!(
                sentence.contains("2026-Q2") && sentence.contains(text),
                "{sentence}"
            );
        }
    }

    #[test]
    fn a_quarter_of_a_financial_year_has_its_three_months() {
        let months = |text: &str| -> Vec<String> {
            let period: Period = text.parse().unwrap();
            period.months(4).iter().map(ToString::to_string).collect()
        };

        assert_eq!(months("2026-Q4"), ["2027-01", "2027-02", "2027-03"]);
        assert_eq!(months("2026-12"), ["2026-12"]);
    }
}
