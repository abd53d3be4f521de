//! Many hubs' returns side by side: "n of m hubs", silence as silence, averages with what they
//! are made of.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Figures,
    model::{Network, Return, ReturnState},
    report::{Reached, Report},
    returns, store, words,
};
use crate::{
    access::{
        self,
        model::{Hub, HubKind, Programme},
    },
    base::{
        ids::{HubId, ReturnId},
        time::{Day, EpochMs, Quarter},
    },
    db::Tx,
    problem::Problem,
};

/// What a return reports of an earlier quarter, without the patch.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HubAdjustment {
    /// The quarter it is dated in.
    pub quarter: Quarter,
    /// Why it came later.
    pub reason: String,
    /// By how much.
    #[serde(flatten)]
    pub figures: Figures,
}

/// What a hub handed in.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HandedIn {
    /// The return.
    pub id: ReturnId,
    /// Where it stands.
    pub state: ReturnState,
    /// SHA-256 of its frozen bytes.
    pub sha256: String,
    /// When it was handed in.
    pub submitted_at: Option<EpochMs>,
    /// The set of definitions behind its figures.
    pub definition_set: String,
    /// What it reports.
    pub figures: Figures,
    /// Of it, what belongs to earlier quarters.
    pub adjustments: Vec<HubAdjustment>,
    /// Targets and what was reached.
    pub targets: Vec<Reached>,
    /// The hub's words.
    pub words: String,
    /// The network's question.
    pub question: Option<String>,
}

/// A hub of the quarter, with or without a return.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HubLine {
    /// The hub.
    pub hub: HubId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: String,
    /// What it is in the network.
    pub kind: HubKind,
    /// First day it belonged to the network.
    pub joins_on: Day,
    /// Last day, where it has left or will.
    pub leaves_on: Option<Day>,
    /// The hub whose place it took.
    pub successor_of: Option<HubId>,
    /// The hub its work went into.
    pub merged_into: Option<HubId>,
    /// How it came, went and merged, in a sentence; empty for a hub that is simply there.
    pub history: String,
    /// `no return`, or the state of the return.
    pub stands: String,
    /// The return; absent = no return, which is not 0.
    #[serde(rename = "return")]
    pub handed_in: Option<HandedIn>,
}

/// An average, with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Average {
    /// The figure.
    pub measure: &'static str,
    /// The sum over the hubs that made a return.
    pub numerator: i64,
    /// How many these are.
    pub denominator: i64,
    /// How many hubs there are.
    pub of_hubs: i64,
    /// The quotient to one decimal.
    pub average: String,
}

/// The returns of a quarter.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct NetworkReturns {
    /// The quarter.
    pub quarter: Quarter,
    /// Hubs that made a return.
    pub returned: i64,
    /// Hubs that belonged to the network in the quarter.
    pub of_hubs: i64,
    /// Both in words: `22 of 24 hubs`.
    pub in_words: String,
    /// Every hub of the quarter, by name.
    pub hubs: Vec<HubLine>,
    /// What the returns report together, the central body's too.
    pub total: Figures,
    /// Averages over hubs that made a return, without the central body.
    pub averages: Vec<Average>,
}

/// The returns of every hub for a quarter.
///
/// # Errors
/// When the engine fails.
pub async fn returns(
    tx: &mut Tx,
    leave: Network,
    programme: &Programme,
    (quarter, today): (Quarter, Day),
) -> Result<NetworkReturns, Problem> {
    let start = programme.start_month();
    let days = (quarter.first_day(start), quarter.last_day(start));
    let handed_in = store::returns_of_all(tx, leave, programme.id, quarter).await?;
    let mut by_hub: BTreeMap<HubId, Return> = handed_in
        .into_iter()
        .filter(|kept| kept.state.is_handed_in())
        .map(|kept| (kept.hub_id, kept))
        .collect();
    let all = access::store::hubs(tx).await?;
    let mut hubs = Vec::new();
    for hub in &all {
        let kept = by_hub.remove(&hub.id);
        if kept.is_some() || belongs(hub, days) {
            let history = history(hub, &all, (days, today));
            hubs.push(line(hub.clone(), kept, history)?);
        }
    }
    Ok(side_by_side(quarter, hubs))
}

/// Whether a hub belonged to the network on any of these days.
#[must_use]
pub fn belongs(hub: &Hub, days: (Day, Day)) -> bool {
    hub.belongs(days)
}

/// How a hub came, went and merged, as far as the quarter's reader must know: who joined before it
/// and stays has no history. What is still to come is said so.
fn history(hub: &Hub, all: &[Hub], ((first, last), today): ((Day, Day), Day)) -> String {
    let name = |id: HubId| {
        let found = all.iter().find(|other| other.id == id);
        found.map_or("a hub that is gone", |other| other.name.as_str())
    };
    let mut said = Vec::new();
    if hub.joins_on >= first && hub.joins_on <= last {
        let joins = if hub.joins_on > today {
            "Joins"
        } else {
            "Joined"
        };
        said.push(format!("{joins} on {}.", words::day(hub.joins_on)));
    }
    if let Some(before) = hub.successor_of {
        said.push(format!("It took the place of {}.", name(before)));
    }
    for other in all.iter().filter(|other| other.merged_into == Some(hub.id)) {
        if let Some(left) = other.leaves_on {
            let from = left.plus_days(1);
            let day = words::day(from);
            said.push(if from > today {
                format!("The work of {} goes on here from {day} on.", other.name)
            } else {
                format!("The work of {} goes on here since {day}.", other.name)
            });
        }
    }
    if let Some(left) = hub.leaves_on {
        let into = hub.merged_into.map_or_else(String::new, |into| {
            format!("; its work goes on at {}", name(into))
        });
        let left = if hub.is_called_off() {
            "It did not join after all.".to_owned()
        } else if left >= today {
            format!("Leaves on {}{into}.", words::day(left))
        } else {
            format!("Left on {}{into}.", words::day(left))
        };
        said.push(left);
    }
    said.join(" ")
}

fn line(hub: Hub, kept: Option<Return>, history: String) -> Result<HubLine, Problem> {
    let handed_in = kept.map(handed_in).transpose()?;
    let stands = handed_in
        .as_ref()
        .map_or_else(|| "no return".to_owned(), |kept| kept.state.to_string());
    Ok(HubLine {
        hub: hub.id,
        name: hub.name,
        region: hub.region,
        kind: hub.kind,
        joins_on: hub.joins_on,
        leaves_on: hub.leaves_on,
        successor_of: hub.successor_of,
        merged_into: hub.merged_into,
        history,
        stands,
        handed_in,
    })
}

fn handed_in(kept: Return) -> Result<HandedIn, Problem> {
    let report = returns::report_of(&kept)?;
    Ok(HandedIn {
        id: kept.id,
        state: kept.state,
        sha256: kept.body_sha256,
        submitted_at: kept.submitted_at,
        definition_set: kept.definition_set,
        figures: report.reported,
        adjustments: without_patches(&report),
        targets: report.targets,
        words: kept.words,
        question: kept.question,
    })
}

/// What a return reports of earlier quarters, by quarter and reason: the network sees no patches.
#[must_use]
pub fn without_patches(report: &Report) -> Vec<HubAdjustment> {
    let mut sums: BTreeMap<(Quarter, &str), Figures> = BTreeMap::new();
    for row in &report.adjustments {
        *sums.entry((row.quarter, &row.reason)).or_default() += row.figures;
    }
    sums.into_iter()
        .map(|((quarter, reason), figures)| HubAdjustment {
            quarter,
            reason: reason.to_owned(),
            figures,
        })
        .collect()
}

/// Counts, totals and averages of the lines.
#[must_use]
pub fn side_by_side(quarter: Quarter, hubs: Vec<HubLine>) -> NetworkReturns {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (mut total, mut of_hubs_only) = (Figures::default(), Figures::default());
    let own: Vec<&HubLine> = hubs
        .iter()
        .filter(|hub| hub.kind != HubKind::Central)
        .collect();
    let returned = count(own.iter().filter(|hub| hub.handed_in.is_some()).count());
    let of_hubs = count(own.len());
    for hub in &hubs {
        let Some(kept) = &hub.handed_in else { continue };
        total += kept.figures;
        if hub.kind != HubKind::Central {
            of_hubs_only += kept.figures;
        }
    }
    let averages = of_hubs_only
        .named()
        .into_iter()
        .filter(|_| returned > 0)
        .map(|(measure, numerator)| Average {
            measure,
            numerator,
            denominator: returned,
            of_hubs,
            average: one_decimal(numerator, returned),
        })
        .collect();
    NetworkReturns {
        quarter,
        returned,
        of_hubs,
        in_words: format!("{returned} of {of_hubs} hubs"),
        hubs,
        total,
        averages,
    }
}

/// A quotient to one decimal, rounded half away from 0, in whole numbers: 2,512 / 20 = 125.6.
#[must_use]
pub fn one_decimal(numerator: i64, denominator: i64) -> String {
    let tenths = (numerator.abs() * 20 + denominator) / (2 * denominator);
    let sign = if numerator < 0 && tenths > 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_rounded_to_a_decimal_and_not_cut_off() {
        assert_eq!(one_decimal(2_512, 20), "125.6");
        assert_eq!(one_decimal(2_512, 24), "104.7");
        assert_eq!(one_decimal(0, 3), "0.0");
        assert_eq!(one_decimal(-1, 4), "-0.3");
    }

    fn hub(joins: &str, leaves: Option<&str>) -> Hub {
        Hub {
            id: uuid::Uuid::from_u128(1).into(),
            name: "Northgate".to_owned(),
            legal_form: access::model::LegalForm::Charity,
            kind: HubKind::Hub,
            region: "North West".to_owned(),
            funded: true,
            joins_on: joins.parse().unwrap(),
            leaves_on: leaves.map(|day| day.parse().unwrap()),
            successor_of: None,
            merged_into: None,
            version: 1,
        }
    }

    #[test]
    fn a_hub_counts_in_every_quarter_it_belonged_to_for_a_day() {
        let days = ("2019-04-01".parse().unwrap(), "2019-06-30".parse().unwrap());

        assert!(belongs(&hub("2019-06-30", None), days));
        assert!(belongs(&hub("2017-04-01", Some("2019-04-01")), days));
        assert!(!belongs(&hub("2017-04-01", Some("2019-03-31")), days));
        assert!(!belongs(&hub("2019-07-01", None), days));
    }

    #[test]
    fn two_hubs_that_went_into_one_are_told_in_the_quarters_they_belong_to() {
        let named = |n: u128, name: &str, joins: &str, leaves: Option<&str>| Hub {
            id: uuid::Uuid::from_u128(n).into(),
            name: name.to_owned(),
            ..hub(joins, leaves)
        };
        let mut all = vec![
            named(1, "Northgate", "2017-04-01", Some("2019-03-31")),
            named(2, "Southgate", "2017-04-01", Some("2019-03-31")),
            named(3, "Gates Together", "2019-04-01", None),
        ];
        for old in [0, 1] {
            all[old].merged_into = Some(uuid::Uuid::from_u128(3).into());
        }
        let quarter = ("2019-04-01".parse().unwrap(), "2019-06-30".parse().unwrap());
        let days = (quarter, "2019-07-01".parse().unwrap());

        assert_eq!(
            history(&all[0], &all, days),
            "Left on 31 March 2019; its work goes on at Gates Together."
        );
        assert_eq!(
            history(&all[2], &all, days),
            "Joined on 1 April 2019. The work of Northgate goes on here since 1 April 2019. The \
             work of Southgate goes on here since 1 April 2019."
        );
        // The same on a day before it happened.
        let days = (quarter, "2019-03-20".parse().unwrap());
        assert_eq!(
            history(&all[0], &all, days),
            "Leaves on 31 March 2019; its work goes on at Gates Together."
        );
        assert_eq!(
            history(&all[2], &all, days),
            "Joins on 1 April 2019. The work of Northgate goes on here from 1 April 2019 on. The work \
             of Southgate goes on here from 1 April 2019 on."
        );
    }

    #[test]
    fn silence_is_no_zero() {
        let silent = line(hub("2017-04-01", None), None, String::new()).unwrap();

        let seen = side_by_side("2026-Q2".parse().unwrap(), vec![silent]);

        assert_eq!(seen.in_words, "0 of 1 hubs");
        assert_eq!(seen.hubs[0].stands, "no return");
        assert_eq!(seen.averages, []);
    }
}
