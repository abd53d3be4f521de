//! Which figures of the ledger a caller may ask for, and how they are written: those of a return and
//! of its evidence. Cells are not among them: a map of people is drawn from a release.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    access::{self, Caller, Permission, model::Programme},
    areas::model::{Edition, Vintage},
    base::{
        ids::ProgrammeId,
        time::{Day, Quarter},
    },
    db::Tx,
    ledger::{
        CountQuery, DefinitionSet, Dimension, Reach, Series, Tree, definitions::Meaning,
        model::Network, report::Doors, returns, tree::TreeRow,
    },
    listenings::{
        model::DoorCounts,
        store::visits::{self, DoorFilter},
    },
    problem::Problem,
};

use super::rules;

crate::words! {
    /// What figures can be asked by.
    pub enum By {
        /// Patches, and what is not placed.
        Patch => "patch",
        /// Small areas.
        Lsoa => "lsoa",
        /// Deprivation tenths.
        Decile => "decile",
        /// Hubs.
        Hub => "hub",
        /// Regions.
        Region => "region",
        /// Programmes.
        Programme => "programme",
        /// Quarters.
        Period => "period",
        /// How people were met.
        Mode => "mode",
    }
}

/// Which figures.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CountsQuery {
    /// By what.
    #[param(inline)]
    pub by: By,
    /// The programme; needed unless the figures are by programme.
    pub programme: Option<ProgrammeId>,
    /// Only this quarter.
    pub quarter: Option<Quarter>,
    /// From this quarter on.
    pub from: Option<Quarter>,
    /// Up to this quarter.
    pub to: Option<Quarter>,
    /// `restated` (by date, as known now), or `reported`.
    #[param(inline)]
    pub series: Option<Series>,
    /// The edition of the index, for deciles; the programme's own when absent.
    pub edition: Option<i64>,
    /// The vintage of small areas; the one the programme's edition ranks when absent.
    pub vintage: Option<i64>,
    /// Only counts of this mode: `door`, `street`, `venue`, `class`, `phone` or `action`.
    pub mode: Option<String>,
    /// Another set of definitions than the programme's.
    pub definitions: Option<String>,
}

/// Figures, and what they are.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Counts {
    /// The programme; absent when the figures are by programme.
    pub programme: Option<ProgrammeId>,
    /// By which of a record's two quarters.
    pub series: Series,
    /// From this quarter on.
    pub from: Option<Quarter>,
    /// Up to this quarter.
    pub to: Option<Quarter>,
    /// The edition behind deciles.
    pub edition: Option<Edition>,
    /// The vintage behind small areas.
    pub vintage: Option<Vintage>,
    /// The figures: rows, what is in no row, and the total of both.
    #[serde(flatten)]
    pub tree: Tree,
    /// Distinct doors by the day of the visit, where visits can tell; absent for the network, for
    /// the reported series, and by anything but patch and small area.
    pub doors: Option<DoorsBy>,
    /// What the figures mean.
    pub meanings: Vec<Meaning>,
}

/// Distinct doors. Those of the parts do not add up to the whole: a door visited in two campaigns
/// is one door of the hub.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DoorsBy {
    /// In all.
    total: Doors,
    /// By the key of the rows; visits to doors without an area are in the total only.
    rows: BTreeMap<String, Doors>,
    /// That they do not add up, for whoever reads only this.
    note: &'static str,
}

/// Distinct doors beside the figures, where visits can tell them.
///
/// # Errors
/// When the engine fails.
pub async fn doors(
    tx: &mut Tx,
    reach: Reach,
    question: &CountQuery,
) -> Result<Option<DoorsBy>, Problem> {
    let (Reach::Hub(scope), Some(programme)) = (reach, question.programme) else {
        return Ok(None);
    };
    if question.series == Series::Reported || question.mode.is_some() {
        return Ok(None);
    }
    let programme = access::store::programme(tx, programme).await?;
    let programme = programme.ok_or_else(|| Problem::not_found("programme"))?;
    let filter = visited(&programme, question);
    let rows: Vec<(String, DoorCounts)> = match question.by {
        Dimension::Patch => visits::door_counts_by_patch(tx, scope, &filter)
            .await?
            .into_iter()
            .map(|(patch, doors)| (patch.to_string(), doors))
            .collect(),
        Dimension::Lsoa(vintage) => visits::door_counts_by_area(tx, scope, &filter, vintage)
            .await?
            .into_iter()
            .filter_map(|(code, doors)| Some((code?, doors)))
            .collect(),
        Dimension::Decile(_)
        | Dimension::Cell(_)
        | Dimension::Hub
        | Dimension::Region
        | Dimension::Programme
        | Dimension::Period
        | Dimension::Mode => return Ok(None),
    };
    Ok(Some(DoorsBy {
        total: visits::door_counts(tx, scope, &filter).await?.into(),
        rows: rows
            .into_iter()
            .map(|(key, doors)| (key, doors.into()))
            .collect(),
        note: "Distinct doors of the parts do not add up to the whole: a door visited in two \
               campaigns is one door.",
    }))
}

/// Visits in the quarters of a question.
fn visited(programme: &Programme, question: &CountQuery) -> DoorFilter {
    let start = programme.start_month();
    let ever = Day::new(2999, 12, 31).unwrap_or(programme.starts);
    let from = question.from.map(|from| from.first_day(start));
    let to = question.to.map(|to| to.last_day(start));
    DoorFilter {
        programme: Some(programme.id),
        ..DoorFilter::between(from.unwrap_or(programme.starts), to.unwrap_or(ever))
    }
}

/// Whose lines this caller may sum by this dimension: the own hub's down to the patch, or every
/// hub's and then never below the hub.
///
/// # Errors
/// 403 when the role does not allow it.
pub fn reach(caller: &Caller, by: By) -> Result<Reach, Problem> {
    if caller.hub().is_some() {
        return Ok(Reach::Hub(caller.may_in_hub(Permission::ReadExactCounts)?));
    }
    let leave = Network::of(caller, Permission::ReadNetworkCounts)?;
    match by {
        By::Hub | By::Region | By::Programme | By::Period => Ok(Reach::Network(leave)),
        By::Patch | By::Lsoa | By::Decile | By::Mode => Err(Problem::forbidden(
            "Across hubs, figures go down to the hub and no further.",
        )),
    }
}

/// Reads the question.
///
/// # Errors
/// 400 or 404 with what is wrong with it.
pub async fn question(tx: &mut Tx, query: &CountsQuery) -> Result<CountQuery, Problem> {
    let programme = match query.programme {
        Some(id) => Some(
            access::store::programme(tx, id)
                .await?
                .ok_or_else(|| Problem::not_found("programme"))?,
        ),
        None if query.by == By::Programme => None,
        None => {
            return Err(Problem::bad_request(
                "Say which `programme`; a person counts once in each.",
            ));
        }
    };
    Ok(CountQuery {
        programme: programme.as_ref().map(|programme| programme.id),
        by: dimension(query, programme.as_ref())?,
        series: query.series.unwrap_or(Series::Restated),
        from: query.quarter.or(query.from),
        to: query.quarter.or(query.to),
        mode: query.mode.clone(),
        definitions: definitions(query, programme.as_ref())?,
    })
}

fn dimension(query: &CountsQuery, programme: Option<&Programme>) -> Result<Dimension, Problem> {
    let bad = |why: String| Problem::bad_request(format!("{why}."));
    let edition = || match (query.edition, programme) {
        (Some(year), _) => Edition::try_from(year).map_err(bad),
        (None, Some(programme)) => returns::edition(programme),
        (None, None) => Err(Problem::bad_request("Say which `edition`.")),
    };
    Ok(match query.by {
        By::Patch => Dimension::Patch,
        By::Lsoa => Dimension::Lsoa(match query.vintage {
            Some(year) => Vintage::try_from(year).map_err(bad)?,
            None => edition()?.vintage(),
        }),
        By::Decile => Dimension::Decile(edition()?),
        By::Hub => Dimension::Hub,
        By::Region => Dimension::Region,
        By::Programme => Dimension::Programme,
        By::Period => Dimension::Period,
        By::Mode => Dimension::Mode,
    })
}

fn definitions(
    query: &CountsQuery,
    programme: Option<&Programme>,
) -> Result<&'static DefinitionSet, Problem> {
    let Some(asked) = &query.definitions else {
        return Ok(programme.map_or(&crate::ledger::definitions::V1, returns::definitions));
    };
    DefinitionSet::named(asked).ok_or_else(|| {
        let known: Vec<&str> = DefinitionSet::ALL.iter().map(|set| set.id).collect();
        Problem::bad_request(format!("`definitions` is one of: {}.", known.join(", ")))
    })
}

/// The answer to a question.
#[must_use]
pub fn answer(question: &CountQuery, tree: Tree, doors: Option<DoorsBy>) -> Counts {
    let (edition, vintage) = match question.by {
        Dimension::Decile(edition) => (Some(edition), Some(edition.vintage())),
        Dimension::Lsoa(vintage) => (None, Some(vintage)),
        Dimension::Patch
        | Dimension::Cell(_)
        | Dimension::Hub
        | Dimension::Region
        | Dimension::Programme
        | Dimension::Period
        | Dimension::Mode => (None, None),
    };
    Counts {
        programme: question.programme,
        series: question.series,
        from: question.from,
        to: question.to,
        edition,
        vintage,
        tree,
        doors,
        meanings: question.definitions.meanings.to_vec(),
    }
}

/// The answer as csv: one line a row, then the residual, then the total.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn csv(counts: &Counts) -> Result<String, Problem> {
    let tree = &counts.tree;
    let total = TreeRow {
        key: None,
        label: "total".to_owned(),
        figures: tree.total,
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = total.figures.named().map(|(name, _)| name);
    let head = [tree.by, "label"].into_iter().chain(names);
    writer.write_record(head).map_err(Problem::internal)?;
    for row in tree.rows.iter().chain(&tree.residual).chain([&total]) {
        let words = [row.key.as_deref().unwrap_or_default(), &row.label].map(rules::plain_cell);
        let figures = row.figures.named().map(|(_, count)| count.to_string());
        let record = words.into_iter().chain(figures);
        writer.write_record(record).map_err(Problem::internal)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Problem::internal(error.into_error()))?;
    String::from_utf8(bytes).map_err(Problem::internal)
}
