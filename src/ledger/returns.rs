//! A return on its way: filled while open, frozen for ever, handed in, taken and locked.

use sha2::{Digest, Sha256};

use super::{
    DefinitionSet,
    counts::{deciles, patches},
    deprived,
    model::{Return, ReturnState, Window},
    report::{self, Doors, Found, Named, Report},
    rules, store,
};
use crate::{
    access::{self, HubScope, model::Programme},
    areas::model::Edition,
    base::{
        ids::ReturnId,
        time::{EpochMs, Quarter},
    },
    db::{Error, Tx},
    listenings::{self, store::visits::DoorFilter},
    problem::Problem,
};

/// The report of a quarter as known now.
///
/// # Errors
/// When the engine fails.
pub async fn fill(
    tx: &mut Tx,
    scope: HubScope,
    programme: &Programme,
    quarter: Quarter,
    now: EpochMs,
) -> Result<Report, Problem> {
    let definitions = definitions(programme);
    let hub = access::store::hub(tx, scope.hub()).await?;
    let hub = hub.ok_or_else(|| Problem::not_found("hub"))?;
    let reported = Window {
        reported: (quarter, quarter),
        ..Window::all()
    };
    let own = Window {
        dated: (quarter, quarter),
        ..reported.clone()
    };
    let by_patch = store::by_patch(tx, scope, programme.id, &own).await?;
    let edition = edition(programme)?;
    let vintage = edition.vintage();
    let by_lsoa = store::by_lsoa(tx, scope, programme.id, &reported, vintage).await?;
    let start = programme.start_month();
    let days = (quarter.first_day(start), quarter.last_day(start));
    let visited = DoorFilter {
        programme: Some(programme.id),
        ..DoorFilter::between(days.0, days.1)
    };
    let doors: Doors = listenings::store::visits::door_counts(tx, scope, &visited)
        .await?
        .into();
    let evidence = (&reported, &visited);
    let deprived = deprived::evidence(tx, scope, programme, evidence, definitions).await?;
    let found = Found {
        hub: Named {
            id: hub.id,
            name: hub.name,
        },
        programme: Named {
            id: programme.id,
            name: programme.name.clone(),
        },
        quarter: (quarter, days.0, days.1),
        doors,
        as_at: now,
        deprivation_edition: edition.year(),
        patches: patches(tx, scope, by_patch, definitions).await?,
        deciles: deciles(tx, by_lsoa, edition, definitions).await?,
        deprived,
        adjustments: store::adjustments(tx, scope, programme.id, quarter).await?,
        sums: store::by_quarters(tx, scope, programme.id, &Window::all()).await?,
        targets: store::targets(tx, scope, programme.id, Some(quarter)).await?,
    };
    Ok(report::write(found, definitions))
}

/// The set of definitions a programme's contract names.
#[must_use]
pub fn definitions(programme: &Programme) -> &'static DefinitionSet {
    DefinitionSet::named(&programme.definition_set).unwrap_or(&super::definitions::V1)
}

/// The edition of the index a programme's contract names.
///
/// # Errors
/// When it is none this program knows.
pub fn edition(programme: &Programme) -> Result<Edition, Problem> {
    Edition::try_from(programme.deprivation_edition)
        .map_err(|why| Problem::unprocessable("unknown_edition", format!("The programme's {why}.")))
}

/// Fixes a quarter's figures for ever: what comes later is reported in the next open quarter.
///
/// # Errors
/// 409 when it was frozen before, 422 while records of the quarter may still come.
pub async fn freeze(
    tx: &mut Tx,
    scope: HubScope,
    programme: &Programme,
    quarter: Quarter,
    (id, now): (ReturnId, EpochMs),
) -> Result<Return, Problem> {
    check_over(programme, quarter, now)?;
    let frozen = store::take_quarter(tx, scope, programme.id, quarter).await?;
    if frozen.is_some() {
        return Err(Problem::conflict(format!("{quarter} is frozen already.")));
    }
    let report = fill(tx, scope, programme, quarter, now).await?;
    let body = serde_json::to_string(&report).map_err(Problem::internal)?;
    let kept = Return {
        id,
        hub_id: scope.hub(),
        programme_id: programme.id,
        quarter,
        state: ReturnState::Frozen,
        definition_set: report.definition_set,
        body_sha256: hex::encode(Sha256::digest(body.as_bytes())),
        body,
        words: String::new(),
        question: None,
        frozen_at: now,
        submitted_at: None,
        locked_at: None,
    };
    store::insert_return(tx, scope, &kept).await?;
    store::freeze_quarter(tx, scope, programme.id, quarter, now).await?;
    Ok(kept)
}

/// Goes on only when the quarter and its days of grace are over.
fn check_over(programme: &Programme, quarter: Quarter, now: EpochMs) -> Result<(), Problem> {
    let last = quarter.last_day(programme.start_month());
    let from = last.plus_days(programme.grace_days + 1);
    if now.day() < from {
        return Err(Problem::unprocessable(
            "quarter_not_over",
            format!(
                "{quarter} ends on {last}, and its records may come in until {}. Freeze it from \
                 {from} on.",
                from.plus_days(-1)
            ),
        ));
    }
    Ok(())
}

/// A step of a return, checked against where it stands.
///
/// # Errors
/// 409 when it stands elsewhere.
pub async fn step(
    tx: &mut Tx,
    mut kept: Return,
    to: ReturnState,
    change: impl FnOnce(&mut Return),
) -> Result<Return, Problem> {
    let from = kept.state;
    let wrong = || Problem::conflict(format!("A return that is `{from}` does not become `{to}`."));
    if !rules::may_become(from, to) {
        return Err(wrong());
    }
    kept.state = to;
    change(&mut kept);
    if !store::keep_step(tx, &kept, from).await? {
        return Err(wrong());
    }
    Ok(kept)
}

/// The report inside a frozen return.
///
/// # Errors
/// When the stored text is no report.
pub fn report_of(kept: &Return) -> Result<Report, Problem> {
    serde_json::from_str(&kept.body).map_err(|_| {
        Problem::from(Error::Corrupt {
            table: "returns",
            column: "body",
            row: kept.id.to_string(),
        })
    })
}
