//! Which column means what, told by how its name begins.

use crate::readers::table::plain;

/// A domain, sub-domain or supplementary index of deprivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "each variant is the publisher's name, see `Domain::begins`"
)]
pub enum Domain {
    Income,
    Employment,
    Education,
    Health,
    Crime,
    Barriers,
    LivingEnvironment,
    Idaci,
    Idaopi,
    ChildrenAndYoungPeople,
    AdultSkills,
    GeographicalBarriers,
    WiderBarriers,
    Indoors,
    Outdoors,
}

impl Domain {
    /// Every domain in the order of File 7.
    pub const ALL: [Self; 15] = [
        Self::Income,
        Self::Employment,
        Self::Education,
        Self::Health,
        Self::Crime,
        Self::Barriers,
        Self::LivingEnvironment,
        Self::Idaci,
        Self::Idaopi,
        Self::ChildrenAndYoungPeople,
        Self::AdultSkills,
        Self::GeographicalBarriers,
        Self::WiderBarriers,
        Self::Indoors,
        Self::Outdoors,
    ];

    /// A stable word for storing.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Income => "income",
            Self::Employment => "employment",
            Self::Education => "education",
            Self::Health => "health",
            Self::Crime => "crime",
            Self::Barriers => "barriers",
            Self::LivingEnvironment => "living_environment",
            Self::Idaci => "idaci",
            Self::Idaopi => "idaopi",
            Self::ChildrenAndYoungPeople => "children_and_young_people",
            Self::AdultSkills => "adult_skills",
            Self::GeographicalBarriers => "geographical_barriers",
            Self::WiderBarriers => "wider_barriers",
            Self::Indoors => "indoors",
            Self::Outdoors => "outdoors",
        }
    }

    /// How the publisher's column names of this domain begin, in lower case.
    #[must_use]
    pub fn begins(self) -> &'static str {
        match self {
            Self::Income => "income",
            Self::Employment => "employment",
            Self::Education => "education, skills and training",
            Self::Health => "health deprivation and disability",
            Self::Crime => "crime",
            Self::Barriers => "barriers to housing and services",
            Self::LivingEnvironment => "living environment",
            Self::Idaci => "income deprivation affecting children index (idaci)",
            Self::Idaopi => "income deprivation affecting older people (idaopi)",
            Self::ChildrenAndYoungPeople => "children and young people sub-domain",
            Self::AdultSkills => "adult skills sub-domain",
            Self::GeographicalBarriers => "geographical barriers sub-domain",
            Self::WiderBarriers => "wider barriers sub-domain",
            Self::Indoors => "indoors sub-domain",
            Self::Outdoors => "outdoors sub-domain",
        }
    }
}

/// Positions of one domain's three columns.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Triple {
    pub score: Option<usize>,
    pub rank: Option<usize>,
    pub decile: Option<usize>,
}

impl Triple {
    fn take(&mut self, rest: &str, at: usize) -> bool {
        // The measure is the first word after the name: "Income" must not take
        // "Income Deprivation Affecting Children Index (IDACI) Rank".
        let slot = match rest.split_whitespace().next() {
            Some("score") => &mut self.score,
            Some("rank") => &mut self.rank,
            Some("decile") => &mut self.decile,
            _ => return false,
        };
        slot.get_or_insert(at);
        true
    }
}

/// Where everything stands.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub code: Option<usize>,
    pub name: Option<usize>,
    pub lad_code: Option<usize>,
    pub lad_name: Option<usize>,
    pub lsoa_year: Option<u16>,
    pub lad_year: Option<u16>,
    pub population_year: Option<u16>,
    pub imd: Triple,
    pub domains: Vec<(Domain, Triple)>,
    /// Total, children, adults, older, working age.
    pub populations: [Option<usize>; 5],
    pub unknown: Vec<String>,
}

const POPULATIONS: [&str; 5] = [
    "total population",
    "dependent children",
    "population aged 16-59",
    "older population",
    "working age population",
];

impl Columns {
    /// Matches a header row.
    pub fn of(headers: &[String]) -> Self {
        let mut found = Self::default();
        for (at, header) in headers.iter().enumerate() {
            let name = plain(header);
            if !name.is_empty() && !found.place(&name, at) {
                found.unknown.push(header.clone());
            }
        }
        found
    }

    fn place(&mut self, name: &str, at: usize) -> bool {
        if name.starts_with("lsoa code") || is_short(name, "lsoa", "cd") {
            self.code.get_or_insert(at);
            self.lsoa_year = self.lsoa_year.or(year_in(name));
        } else if name.starts_with("lsoa name") || is_short(name, "lsoa", "nm") {
            self.name.get_or_insert(at);
        } else if name.starts_with("local authority district code") || is_short(name, "lad", "cd") {
            self.lad_code.get_or_insert(at);
            self.lad_year = self.lad_year.or(year_in(name));
        } else if name.starts_with("local authority district name") || is_short(name, "lad", "nm") {
            self.lad_name.get_or_insert(at);
        } else if let Some(rest) = name.strip_prefix("index of multiple deprivation (imd)") {
            return self.imd.take(rest, at);
        } else if let Some(slot) = POPULATIONS.iter().position(|begin| name.starts_with(begin)) {
            self.populations
                .iter_mut()
                .skip(slot)
                .take(1)
                .for_each(|p| *p = Some(at));
            self.population_year = self.population_year.or(year_in(name));
        } else {
            return Domain::ALL.into_iter().any(|domain| {
                name.strip_prefix(domain.begins()).is_some_and(|rest| {
                    let known = self.domains.iter_mut().find(|(known, _)| *known == domain);
                    if let Some((_, triple)) = known {
                        return triple.take(rest, at);
                    }
                    let mut triple = Triple::default();
                    let taken = triple.take(rest, at);
                    if taken {
                        self.domains.push((domain, triple));
                    }
                    taken
                })
            });
        }
        true
    }
}

/// `lsoa11cd`, `lad24nm`: the short names of data exports.
fn is_short(name: &str, begin: &str, end: &str) -> bool {
    name.strip_prefix(begin)
        .and_then(|rest| rest.strip_suffix(end))
        .is_some_and(|year| year.len() == 2 && year.chars().all(|c| c.is_ascii_digit()))
}

/// The first year in a name: four digits, or the two of `lsoa11cd`.
fn year_in(name: &str) -> Option<u16> {
    let runs: Vec<&str> = name
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect();
    let long = runs
        .iter()
        .find(|run| run.len() == 4)
        .and_then(|run| run.parse().ok());
    let short = runs
        .iter()
        .find(|run| run.len() == 2)
        .and_then(|run| run.parse::<u16>().ok());
    long.or(short
        .filter(|_| !name.contains(' '))
        .map(|year| 2000 + year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_how_its_name_begins_even_when_its_end_is_cut() {
        let headers = [
            "LSOA code (2021)",
            "Children and Young People Sub-domain Decile (where 1 is most deprived 10% of LSO",
            "Income Score (rate)",
            "Income Deprivation Affecting Children Index (IDACI) Rank (where 1 is most deprived)",
            "Index of Multiple Deprivation (IMD) Rank",
        ];

        let found = Columns::of(&headers.map(str::to_owned));

        assert_eq!(
            (found.code, found.lsoa_year, found.imd.rank),
            (Some(0), Some(2021), Some(4))
        );
        let of = |wanted| found.domains.iter().find(|(d, _)| *d == wanted).unwrap().1;
        assert_eq!(of(Domain::ChildrenAndYoungPeople).decile, Some(1));
        assert_eq!(
            (of(Domain::Income).score, of(Domain::Income).rank),
            (Some(2), None)
        );
        assert_eq!(of(Domain::Idaci).rank, Some(3));
        assert!(found.unknown.is_empty());
    }
}
