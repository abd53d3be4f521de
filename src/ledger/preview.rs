//! What a change of a hub would do, said before it is done: in a sentence, with what stays, and with
//! the returns it still owes.

use serde::Serialize;

use super::{model::Network, store};
use crate::{
    access::{
        self,
        http::membership::weigh,
        membership::{HubChange, told},
        model::{Hub, HubKind, Programme},
    },
    base::{
        ids::{HubId, ProgrammeId},
        time::{Day, Quarter},
    },
    db::Tx,
    problem::Problem,
};

/// A quarter of which a hub has handed in nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct OpenReturn {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its name.
    pub programme_name: String,
    /// The quarter.
    pub quarter: Quarter,
}

/// What a change of a hub would do.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ChangePreview {
    /// What it does, in plain sentences; empty where nothing would change.
    pub does: String,
    /// What stays as it is.
    pub stays: String,
    /// How many hubs belong to the network today, and how many on the first day after the change
    /// takes effect, where that is another number; empty where none is.
    pub counts: String,
    /// Quarters it belongs to and has handed in nothing of, oldest first, where it leaves.
    pub open: Vec<OpenReturn>,
    /// These in a sentence; empty without any.
    pub open_in_words: String,
}

/// Works out what a change of a hub would do.
///
/// # Errors
/// What [`weigh`] refuses, or when the engine fails.
pub async fn preview(
    tx: &mut Tx,
    leave: Network,
    (id, change): (HubId, &HubChange),
    today: Day,
) -> Result<ChangePreview, Problem> {
    let weighed = weigh(tx, id, change).await?;
    let (before, after, all) = (&weighed.before, &weighed.after, &weighed.all);
    let does = told(before, after, all).unwrap_or_default();
    let way = |hub: &Hub| (hub.leaves_on, hub.merged_into);
    let goes = way(before) != way(after) && after.leaves_on.is_some() && !after.is_called_off();
    let open = if goes {
        open(tx, leave, after, today).await?
    } else {
        Vec::new()
    };
    Ok(ChangePreview {
        stays: if goes {
            format!(
                "What {} counted and reported stays as it was reported, under its own name: no figure \
                 moves to another hub, and none is counted twice.",
                after.name
            )
        } else {
            String::new()
        },
        counts: counts(before, after, all),
        open_in_words: owed(&after.name, &open),
        open,
        does,
    })
}

/// Quarters up to today in which the hub belongs to the network and has handed in nothing.
async fn open(
    tx: &mut Tx,
    leave: Network,
    hub: &Hub,
    today: Day,
) -> Result<Vec<OpenReturn>, Problem> {
    let mut open = Vec::new();
    for programme in access::store::programmes(tx).await? {
        let stands = store::stands(tx, leave, (hub.id, programme.id)).await?;
        let is_in = |quarter| {
            stands
                .iter()
                .any(|(of, state)| *of == quarter && state.is_handed_in())
        };
        for quarter in quarters(hub, &programme, today) {
            if !is_in(quarter) {
                open.push(OpenReturn {
                    programme: programme.id,
                    programme_name: programme.name.clone(),
                    quarter,
                });
            }
        }
    }
    Ok(open)
}

/// The quarters of a programme that have begun and that a hub belongs to, oldest first.
fn quarters(hub: &Hub, programme: &Programme, today: Day) -> Vec<Quarter> {
    let start = programme.start_month();
    let first = programme.starts.max(hub.joins_on);
    let ends = [programme.ends, hub.leaves_on, Some(today)];
    let Some(last) = ends
        .into_iter()
        .flatten()
        .min()
        .filter(|last| *last >= first)
    else {
        return Vec::new();
    };
    let last = Quarter::of(last, start);
    std::iter::successors(Some(Quarter::of(first, start)), |quarter| {
        (*quarter < last).then(|| quarter.next())
    })
    .collect()
}

fn owed(name: &str, open: &[OpenReturn]) -> String {
    let Some((end, before)) = open.split_last() else {
        return String::new();
    };
    let one = |of: &OpenReturn| format!("{} of {}", of.quarter, of.programme_name);
    let list = if before.is_empty() {
        one(end)
    } else {
        let before: Vec<String> = before.iter().map(one).collect();
        format!("{} and {}", before.join(", "), one(end))
    };
    format!(
        "{name} has handed in no return for {list}. It can still do so after it has left; until then \
         the network shows \"no return\" there, which is not 0."
    )
}

/// What becomes of "n of m hubs".
fn counts(before: &Hub, after: &Hub, all: &[Hub]) -> String {
    if after.kind == HubKind::Central {
        return String::new();
    }
    let on = |day: Day, hub: &Hub| {
        let others = all.iter().filter(|other| other.id != hub.id);
        let all = others.chain([hub]);
        all.filter(|hub| hub.kind != HubKind::Central && hub.belongs((day, day)))
            .count()
    };
    // The first day on which the change makes a difference.
    let days = [
        before.leaves_on.map(|day| day.plus_days(1)),
        after.leaves_on.map(|day| day.plus_days(1)),
        Some(before.joins_on),
        Some(after.joins_on),
    ];
    let differs = |day: &Day| on(*day, before) != on(*day, after);
    let Some(day) = days.into_iter().flatten().filter(differs).min() else {
        return String::new();
    };
    let hubs = |n: usize| match n {
        1 => "1 hub".to_owned(),
        n => format!("{n} hubs"),
    };
    format!(
        "From {} on the network has {}; without this change it would have {}.",
        day.in_words(),
        hubs(on(day, after)),
        hubs(on(day, before))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::model::LegalForm;

    fn hub(n: u128, leaves: Option<&str>) -> Hub {
        Hub {
            id: uuid::Uuid::from_u128(n).into(),
            name: "Northgate".to_owned(),
            legal_form: LegalForm::Charity,
            kind: HubKind::Hub,
            region: "North West".to_owned(),
            funded: true,
            joins_on: "2026-05-01".parse().unwrap(),
            leaves_on: leaves.map(|day| day.parse().unwrap()),
            successor_of: None,
            merged_into: None,
            version: 1,
        }
    }

    fn programme(ends: Option<&str>) -> Programme {
        Programme {
            id: uuid::Uuid::from_u128(9).into(),
            name: "Programme".to_owned(),
            starts: "2026-04-01".parse().unwrap(),
            ends: ends.map(|day| day.parse().unwrap()),
            definition_set: "v1".to_owned(),
            deprivation_edition: 2025,
            year_starts_month: 4,
            grace_days: 10,
        }
    }

    #[test]
    fn a_hub_owes_the_quarters_it_belonged_to_and_none_that_is_still_to_come() {
        let of = |leaves, ends, today: &str| {
            let days = quarters(&hub(1, leaves), &programme(ends), today.parse().unwrap());
            days.iter().map(ToString::to_string).collect::<Vec<_>>()
        };

        assert_eq!(
            of(Some("2027-01-01"), None, "2026-11-30"),
            ["2026-Q1", "2026-Q2", "2026-Q3"]
        );
        assert_eq!(of(Some("2026-06-30"), None, "2026-11-30"), ["2026-Q1"]);
        assert_eq!(
            of(None, Some("2026-09-30"), "2027-11-30"),
            ["2026-Q1", "2026-Q2"]
        );
        assert_eq!(of(None, Some("2026-04-30"), "2026-11-30"), [""; 0]);
    }

    #[test]
    fn what_becomes_of_the_number_of_hubs_is_said_for_the_first_day_it_differs() {
        let before = hub(1, None);
        let all = [before.clone(), hub(2, None)];

        assert_eq!(
            counts(&before, &hub(1, Some("2026-06-30")), &all),
            "From 1 July 2026 on the network has 1 hub; without this change it would have 2 hubs."
        );
        assert_eq!(counts(&before, &before, &all), "");
    }
}
