//! How hubs leave, merge, stay and are named anew: what may change, and what it does in words. Pure.
//!
//! Nothing that was counted, frozen or handed in moves: a hub counts in every quarter it belonged to
//! for a day, under itself, for ever.

use serde::Deserialize;

use super::{
    http::named,
    model::{Hub, HubStanding},
};
use crate::{
    base::{ids::HubId, time::Day},
    problem::Problem,
};

/// What to change about a hub; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HubChange {
    name: Option<String>,
    region: Option<String>,
    funded: Option<bool>,
    /// Its first day in the network, as long as nobody was let into it.
    joins_on: Option<Day>,
    /// Its last day in the network.
    leaves_on: Option<Day>,
    /// The hub its work goes into; of a merger each hub that leaves names the same one.
    merged_into: Option<HubId>,
    /// `true` takes its leaving back.
    stays: Option<bool>,
    /// `true` takes its joining back, as long as nobody was let into it: it counts in no quarter.
    called_off: Option<bool>,
    /// The hub's version you saw: a change on an older one is refused.
    pub version: Option<i64>,
}

impl HubStanding {
    /// How a hub stands.
    #[must_use]
    pub fn of(hub: &Hub) -> Self {
        Self {
            name: hub.name.clone(),
            region: hub.region.clone(),
            funded: hub.funded,
            joins_on: hub.joins_on,
            leaves_on: hub.leaves_on,
            merged_into: hub.merged_into,
        }
    }

    /// A hub that stands so again.
    #[must_use]
    pub fn put_on(self, hub: &Hub) -> Hub {
        Hub {
            name: self.name,
            region: self.region,
            funded: self.funded,
            joins_on: self.joins_on,
            leaves_on: self.leaves_on,
            merged_into: self.merged_into,
            ..hub.clone()
        }
    }
}

/// Goes on only if the hub still stands as it was seen.
///
/// # Errors
/// 409: somebody else changed it in between.
pub fn as_seen(hub: &Hub, seen: Option<i64>) -> Result<(), Problem> {
    if seen.is_none_or(|seen| seen == hub.version) {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "Somebody else changed {} in the meantime. Nothing of yours was saved; look how it stands now \
         and decide again.",
        hub.name
    )))
}

/// The hub as it would stand after a change, among all others.
///
/// # Errors
/// 400 and 422 with what does not make sense about it.
pub fn changed(
    mut hub: Hub,
    change: &HubChange,
    (all, has_people): (&[Hub], bool),
) -> Result<Hub, Problem> {
    if let Some(name) = &change.name {
        hub.name = named(name)?;
    }
    if let Some(region) = &change.region {
        hub.region = named(region)?;
    }
    hub.funded = change.funded.unwrap_or(hub.funded);
    let goes = change.leaves_on.is_some() || change.merged_into.is_some();
    let ways = [
        goes,
        change.stays == Some(true),
        change.called_off == Some(true),
    ];
    if ways.into_iter().filter(|way| *way).count() > 1 {
        return Err(Problem::bad_request(
            "A hub stays, or it leaves, or it was called off: one of them in one request.",
        ));
    }
    if let Some(joins) = change.joins_on.filter(|joins| *joins != hub.joins_on) {
        if has_people {
            return Err(people_are_there(&hub, "its first day stays"));
        }
        hub.joins_on = joins;
    }
    if change.stays == Some(true) {
        (hub.leaves_on, hub.merged_into) = (None, None);
    }
    if change.called_off == Some(true) {
        if has_people {
            return Err(people_are_there(
                &hub,
                "it has joined: let it leave on a day instead",
            ));
        }
        (hub.leaves_on, hub.merged_into) = (Some(hub.joins_on.plus_days(-1)), None);
        check(&hub, all)?;
        return Ok(hub);
    }
    hub.leaves_on = change.leaves_on.or(hub.leaves_on);
    hub.merged_into = change.merged_into.or(hub.merged_into);
    let moved = change.leaves_on.is_some() || change.joins_on.is_some();
    if moved && hub.leaves_on.is_some_and(|leaves| leaves < hub.joins_on) {
        return Err(Problem::unprocessable(
            "leaves_before_it_joins",
            format!(
                "The hub joins on {}; it cannot leave before.",
                hub.joins_on.in_words()
            ),
        ));
    }
    check(&hub, all)?;
    Ok(hub)
}

fn people_are_there(hub: &Hub, so: &str) -> Problem {
    Problem::unprocessable(
        "people_are_there",
        format!("Somebody was let into {} already, so {so}.", hub.name),
    )
}

/// Whether a hub may stand so among all others.
///
/// # Errors
/// 422 with what does not make sense about it.
pub fn check(hub: &Hub, all: &[Hub]) -> Result<(), Problem> {
    let cannot = |code, why: String| Err(Problem::unprocessable(code, why));
    let of = |id: HubId| all.iter().find(|other| other.id == id);
    // Whoever went into this one handed its work over on a day on which this one must be there.
    let handed = all.iter().filter(|other| other.merged_into == Some(hub.id));
    if let Some(other) = handed
        .filter(|other| other.id != hub.id)
        .find(|other| hub.leaves_on < other.leaves_on && hub.leaves_on.is_some())
    {
        return cannot(
            "took_over_later",
            format!(
                "The work of {} goes on at {} after that day; it cannot be gone by then.",
                other.name, hub.name
            ),
        );
    }
    let Some(into) = hub.merged_into else {
        return Ok(());
    };
    let Some(leaves) = hub.leaves_on else {
        return cannot(
            "still_a_member",
            "A hub that goes into another leaves: say on which day in `leaves_on`.".to_owned(),
        );
    };
    let Some(target) = of(into) else {
        return cannot(
            "unknown_hub",
            "`merged_into` is the id of a hub of the network; GET /api/v1/hubs lists them."
                .to_owned(),
        );
    };
    if into == hub.id {
        return cannot(
            "merged_in_a_circle",
            format!("{} cannot go into itself. Choose another hub.", hub.name),
        );
    }
    // Follow where the work goes on: it must end somewhere else than here.
    let mut next = target.merged_into;
    for _ in 0..=all.len() {
        let Some(id) = next else { break };
        if id == hub.id {
            return cannot(
                "merged_in_a_circle",
                format!(
                    "{} goes into {} itself; the work of both would go round in a circle.",
                    target.name, hub.name
                ),
            );
        }
        next = of(id).and_then(|other| other.merged_into);
    }
    if let Some(left) = target.leaves_on.filter(|left| *left < leaves) {
        return cannot(
            "merged_into_one_that_left",
            if target.is_called_off() {
                format!("{} never joined, so no work can go on there.", target.name)
            } else {
                format!(
                    "{} leaves on {}, before this one does.",
                    target.name,
                    left.in_words()
                )
            },
        );
    }
    if target.joins_on > leaves.plus_days(1) {
        return cannot(
            "merged_into_one_not_there",
            format!(
                "{} joins on {} only: in between nobody would go on with the work. Let this one leave \
                 on {}.",
                target.name,
                target.joins_on.in_words(),
                target.joins_on.plus_days(-1).in_words()
            ),
        );
    }
    Ok(())
}

/// What changes about a hub, in words; nothing where nothing does.
#[must_use]
pub fn told(before: &Hub, after: &Hub, all: &[Hub]) -> Option<String> {
    let name = after.name.as_str();
    let mut said = Vec::new();
    if before.name != after.name {
        said.push(format!(
            "{} is called {name} from now on, in earlier quarters too; what it handed in keeps the \
             name it was handed in with.",
            before.name
        ));
    }
    if before.region != after.region {
        said.push(format!(
            "{name} counts to the region {} now, and no longer to {}.",
            after.region, before.region
        ));
    }
    match (before.funded, after.funded) {
        (false, true) => said.push(format!("A grant pays for {name} now.")),
        (true, false) => said.push(format!("No grant pays for {name} any more.")),
        (true, true) | (false, false) => {}
    }
    if before.joins_on != after.joins_on {
        said.push(format!(
            "{name} joins on {}, and not on {}.",
            after.joins_on.in_words(),
            before.joins_on.in_words()
        ));
    }
    if (before.leaves_on, before.merged_into) != (after.leaves_on, after.merged_into) {
        said.push(way(before, after, all));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn way(before: &Hub, after: &Hub, all: &[Hub]) -> String {
    let name = after.name.as_str();
    let Some(leaves) = after.leaves_on else {
        return if before.is_called_off() {
            format!("{name} joins after all, on {}.", after.joins_on.in_words())
        } else {
            format!("{name} stays in the network after all.")
        };
    };
    if after.is_called_off() {
        return format!("{name} does not join after all: it counts in no quarter.");
    }
    let last = leaves.in_words();
    let into = after
        .merged_into
        .and_then(|into| all.iter().find(|other| other.id == into));
    match into {
        Some(into) => format!(
            "{name} goes into {}: its last day in the network is {last}, and from {} on its work goes \
             on there.",
            into.name,
            leaves.plus_days(1).in_words()
        ),
        None => format!("{name} leaves the network: its last day in it is {last}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::model::{HubKind, LegalForm};

    fn hub(n: u128, name: &str) -> Hub {
        Hub {
            id: uuid::Uuid::from_u128(n).into(),
            name: name.to_owned(),
            legal_form: LegalForm::Charity,
            kind: HubKind::Hub,
            region: "North West".to_owned(),
            funded: true,
            joins_on: "2026-04-01".parse().unwrap(),
            leaves_on: None,
            successor_of: None,
            merged_into: None,
            version: 1,
        }
    }

    fn change(body: serde_json::Value) -> HubChange {
        serde_json::from_value(body).unwrap()
    }

    fn said(body: serde_json::Value) -> Option<String> {
        let (north, south) = (hub(1, "Northgate"), hub(2, "Southgate"));
        let all = [north.clone(), south];
        let after = changed(north.clone(), &change(body), (&all, false)).unwrap();
        told(&north, &after, &all)
    }

    #[test]
    fn every_change_is_told_in_a_sentence_and_none_where_nothing_changes() {
        let into = HubId::from(uuid::Uuid::from_u128(2));
        let leaves = serde_json::json!({ "leaves_on": "2026-06-30", "merged_into": into });

        assert_eq!(
            said(leaves).unwrap(),
            "Northgate goes into Southgate: its last day in the network is 30 June 2026, and from \
             1 July 2026 on its work goes on there."
        );
        assert_eq!(
            said(serde_json::json!({ "called_off": true })).unwrap(),
            "Northgate does not join after all: it counts in no quarter."
        );
        assert_eq!(
            said(serde_json::json!({ "funded": false, "region": "Wales" })).unwrap(),
            "Northgate counts to the region Wales now, and no longer to North West. No grant pays for \
             Northgate any more."
        );
        assert_eq!(said(serde_json::json!({ "name": "Northgate" })), None);
        assert_eq!(said(serde_json::json!({ "stays": true })), None);
    }

    #[test]
    fn a_hub_that_takes_work_over_cannot_be_gone_before_it_comes() {
        let (mut north, south) = (hub(1, "Northgate"), hub(2, "Southgate"));
        north.leaves_on = "2026-06-30".parse().ok();
        north.merged_into = Some(south.id);
        let all = [north, south.clone()];
        let early = change(serde_json::json!({ "leaves_on": "2026-05-31" }));
        let same_day = change(serde_json::json!({ "leaves_on": "2026-06-30" }));

        let refused = changed(south.clone(), &early, (&all, true)).unwrap_err();

        assert_eq!(refused.code(), "took_over_later");
        assert!(changed(south, &same_day, (&all, true)).is_ok());
    }

    #[test]
    fn work_is_not_left_lying_between_two_hubs() {
        let (north, mut south) = (hub(1, "Northgate"), hub(2, "Southgate"));
        south.joins_on = "2026-07-01".parse().unwrap();
        let all = [north.clone(), south.clone()];
        let on = |day: &str| {
            let body = serde_json::json!({ "leaves_on": day, "merged_into": south.id });
            changed(north.clone(), &change(body), (&all, true)).map(drop)
        };

        assert_eq!(
            on("2026-06-29").unwrap_err().code(),
            "merged_into_one_not_there"
        );
        assert!(on("2026-06-30").is_ok());
    }

    #[test]
    fn a_joining_is_called_off_only_while_nobody_was_let_in() {
        let north = hub(1, "Northgate");
        let all = [north.clone()];
        let off = change(serde_json::json!({ "called_off": true }));

        let refused = changed(north.clone(), &off, (&all, true)).unwrap_err();
        assert_eq!(refused.code(), "people_are_there");
        let never = changed(north, &off, (&all, false)).unwrap();

        let days = |first: &str, last: &str| (first.parse().unwrap(), last.parse().unwrap());
        assert!(never.is_called_off());
        // Also where the day before it would have joined lies in the same quarter.
        assert!(!never.belongs(days("2026-01-01", "2026-06-30")));
        assert!(!never.belongs(days("2026-04-01", "2026-06-30")));
    }
}
