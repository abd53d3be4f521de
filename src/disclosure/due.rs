//! What is due: releases of months and quarters that are over, made without anybody asking, so that
//! a group finds its figures when it meets. Whatever is made is made by [`super::release`], gate and
//! all; what was made before, by whoever, stands.
//!
//! For the organising group and the hub's roles only. What goes to the network and to everybody is
//! somebody's decision: `doorstep release`.
//!
//! A quarter comes first, and its months after it, once it is over: what a month shows cannot be taken
//! back, and the quarter would have to keep back as much of its places. Themes, which a review is
//! about, are of quarters anyway. A hub with so many conversations that it would rather have each
//! month early asks for it: `doorstep release --audience group --period 2026-09`.

use std::collections::BTreeSet;

use super::{
    make::{Asked, release},
    model::{Audience, Period, months_of},
    store,
};
use crate::{
    access::{
        self, HubScope,
        model::{Hub, HubKind, Programme},
    },
    app::App,
    base::time::{Day, Quarter},
    ledger::network::belongs,
    problem::Problem,
};

/// Days after the end of a period before its figures are made, at least: a shift's envelope may lie
/// closed for seven, and what was said in it has a place among the themes of its quarter only if it is
/// split by then. A programme's own days of grace count where they are more.
pub const GRACE_DAYS: i64 = 10;
/// How many quarters back are looked at.
const QUARTERS: usize = 5;

/// The periods of a programme that a hub's figures are due of, on a day: the oldest quarter first,
/// and after each its months.
#[must_use]
pub fn periods(programme: &Programme, hub: &Hub, today: Day) -> Vec<Period> {
    let start = programme.start_month();
    let mut quarters = Vec::new();
    let mut day = today;
    for _ in 0..QUARTERS {
        let quarter = Quarter::of(day, start);
        quarters.push(quarter);
        day = quarter.first_day(start).plus_days(-1);
    }
    let grace = programme.grace_days.max(GRACE_DAYS);
    let is_over = |quarter: &Quarter| quarter.last_day(start).plus_days(grace) < today;
    let of = |quarter: Quarter| {
        let months = months_of(quarter, start).into_iter().map(Period::Month);
        [Period::Quarter(quarter)].into_iter().chain(months)
    };
    let was_there = |period: &Period| {
        let days = period.days(start);
        let ran = programme.starts <= days.1 && programme.ends.is_none_or(|end| end >= days.0);
        ran && belongs(hub, days)
    };
    let over = quarters.into_iter().rev().filter(is_over);
    over.flat_map(of).filter(was_there).collect()
}

/// Makes what is due and is not there yet; how many. What cannot be made stands in the log.
///
/// # Errors
/// When the engine fails.
pub async fn make(app: &App) -> Result<usize, Problem> {
    let today = app.clock.now().day();
    let (hubs, programmes) = app
        .db
        .read(async |tx| {
            let hubs = access::store::hubs(tx).await?;
            Ok::<_, Problem>((hubs, access::store::programmes(tx).await?))
        })
        .await?;
    let mut made = 0;
    for hub in hubs.iter().filter(|hub| hub.kind != HubKind::Central) {
        let scope = HubScope::for_administrator(hub.id);
        for programme in &programmes {
            let due = periods(programme, hub, today);
            if due.is_empty() {
                continue;
            }
            let id = programme.id;
            let known = app
                .db
                .read(async move |tx| store::known(tx, scope, id).await)
                .await?;
            let known: BTreeSet<(Audience, Period)> = known.into_iter().collect();
            // Whose quarter could not be made: its months wait for it.
            let mut waiting = BTreeSet::new();
            for period in due {
                if matches!(period, Period::Quarter(_)) {
                    waiting.clear();
                }
                for audience in [Audience::Group, Audience::Hub] {
                    if known.contains(&(audience, period)) || waiting.contains(&audience) {
                        continue;
                    }
                    let asked = Asked {
                        audience,
                        period,
                        hub: Some(hub.id),
                        programme: Some(id),
                    };
                    match release(app, asked).await {
                        Ok(_) => made += 1,
                        // The others' figures do not wait for this one.
                        Err(problem) => {
                            tracing::warn!(
                                %problem, hub = hub.name, %period, %audience,
                                "not released; the next hour tries again"
                            );
                            waiting.insert(audience);
                        }
                    }
                }
            }
        }
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        access::model::LegalForm,
        base::ids::{HubId, ProgrammeId},
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn due(joins_on: &str, today: &str) -> Vec<String> {
        let programme = Programme {
            id: ProgrammeId(Uuid::nil()),
            name: "P".to_owned(),
            starts: day("2026-04-01"),
            ends: None,
            definition_set: "v1".to_owned(),
            deprivation_edition: 2025,
            year_starts_month: 4,
            grace_days: 10,
        };
        let hub = Hub {
            id: HubId(Uuid::nil()),
            name: "H".to_owned(),
            legal_form: LegalForm::ALL[0],
            kind: HubKind::ALL[0],
            region: String::new(),
            funded: true,
            joins_on: day(joins_on),
            leaves_on: None,
            successor_of: None,
            merged_into: None,
            version: 1,
        };
        let due = periods(&programme, &hub, day(today));
        due.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_quarter_is_due_ten_days_after_its_end_and_its_months_after_it() {
        let first = ["2026-Q1", "2026-04", "2026-05", "2026-06"];
        assert_eq!(due("2026-04-01", "2026-07-11"), first);
        assert!(due("2026-04-01", "2026-07-10").is_empty());
        assert_eq!(due("2026-04-01", "2026-10-10"), first);
        assert_eq!(due("2026-04-01", "2026-10-11")[4..5], ["2026-Q2"]);
    }

    #[test]
    fn nothing_is_due_of_a_time_in_which_the_hub_was_not_there() {
        assert_eq!(due("2026-06-15", "2026-07-20"), ["2026-Q1", "2026-06"]);
        assert!(due("2026-09-01", "2026-07-20").is_empty());
    }
}
