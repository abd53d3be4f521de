//! Making a release: `read` what it is made of, `decide` what of it is shown, `name` and round
//! the figures, store them. Or finding the one that is there.

mod decide;
mod name;
mod read;

use std::time::Instant;

pub(super) use decide::{by_theme, shown_of_theme, themed};
pub(super) use name::round;
pub(super) use read::earlier;

use decide::Decided;
use read::Read;

use super::{
    model::{Audience, GateWork, Made, Making, Period, Release, VERSION, Withheld},
    network,
    store::{self, themes},
};
use crate::{
    access::{
        self, HubScope,
        model::{Hub, Programme},
    },
    app::App,
    base::{
        ids::{HubId, ProgrammeId},
        time::{EpochMs, Quarter},
    },
    db::Tx,
    problem::Problem,
};

/// Tries again so often when somebody released something else meanwhile.
const TRIES: usize = 3;

/// Which release.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// For whom.
    pub audience: Audience,
    /// Of what.
    pub period: Period,
    /// Of which hub; all together where absent.
    pub hub: Option<HubId>,
    /// In which programme; the only one that ran in the period where absent.
    pub programme: Option<ProgrammeId>,
}

/// Whose figures, and in which quarter.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub asked: Asked,
    pub programme: Programme,
    pub quarter: Quarter,
    pub hub: Option<Hub>,
}

/// Makes a release, or gives the one that was made before, unchanged.
///
/// # Errors
/// 400 when the audience has no release of such a period or of that hub, 404 for a hub or programme
/// nobody knows, 409 while the period is not over, 503 without the server's key.
pub async fn release(app: &App, asked: Asked) -> Result<Made, Problem> {
    let frame = app.db.read(async move |tx| framed(tx, asked).await).await?;
    is_closed(&frame, app.clock.now())?;
    let Some(hub) = frame.hub.clone() else {
        return network::release(app, frame).await;
    };
    let scope = HubScope::for_administrator(hub.id);
    for _ in 0..TRIES {
        let reading = frame.clone();
        let read = app
            .db
            .read(async move |tx| Read::of(tx, scope, &reading).await)
            .await?;
        if let Some(made) = read.there {
            return Ok(made);
        }
        let began = Instant::now();
        let audience = asked.audience;
        let (read, decided) = tokio::task::spawn_blocking(move || {
            let decided = Decided::of(&read, audience);
            (read, decided)
        })
        .await
        .map_err(Problem::internal)?;
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (app, frame) = (app.clone(), frame.clone());
        let db = app.db.clone();
        let kept = db
            .write(async move |tx| keep(tx, &app, scope, &frame, (&read, &decided, ms)).await)
            .await?;
        if let Some(made) = kept {
            return Ok(made);
        }
    }
    Err(Problem::conflict(
        "Other releases of this quarter were made at the same moment. Try again.",
    ))
}

async fn framed(tx: &mut Tx, asked: Asked) -> Result<Frame, Problem> {
    let by_quarter = matches!(asked.period, Period::Quarter(_));
    let hub = match (asked.audience, asked.hub) {
        (Audience::Network, Some(_)) => {
            return Err(Problem::bad_request(
                "A release for the network is of all hubs together: leave out `hub`.",
            ));
        }
        (Audience::Network | Audience::Public, None) => None,
        (_, Some(id)) => {
            let hub = access::store::hub(tx, id).await?;
            Some(hub.ok_or_else(|| Problem::not_found("hub"))?)
        }
        (Audience::Group | Audience::Hub, None) => {
            let mut hubs = access::store::hubs(tx).await?;
            if hubs.len() != 1 {
                let known: Vec<String> = hubs
                    .iter()
                    .map(|hub| format!("{} for {}", hub.id, hub.name))
                    .collect();
                return Err(Problem::bad_request(format!(
                    "Say of which `hub`: {}.",
                    known.join(", ")
                )));
            }
            hubs.pop()
        }
    };
    if !by_quarter && matches!(asked.audience, Audience::Network | Audience::Public) {
        return Err(Problem::bad_request(format!(
            "The audience `{}` has releases of quarters, not of months: say one such as 2026-Q2.",
            asked.audience
        )));
    }
    let programme = programme(tx, asked).await?;
    Ok(Frame {
        asked,
        quarter: asked.period.quarter(programme.start_month()),
        programme,
        hub,
    })
}

/// The programme that is asked for, or the only one that ran in the period.
async fn programme(tx: &mut Tx, asked: Asked) -> Result<Programme, Problem> {
    if let Some(id) = asked.programme {
        let found = access::store::programme(tx, id).await?;
        return found.ok_or_else(|| Problem::not_found("programme"));
    }
    let mut ran: Vec<Programme> = access::store::programmes(tx).await?;
    ran.retain(|programme| {
        let (first, last) = asked.period.days(programme.start_month());
        programme.starts <= last && programme.ends.is_none_or(|ends| ends >= first)
    });
    if ran.len() != 1 {
        let known: Vec<String> = ran
            .iter()
            .map(|programme| format!("{} for {}", programme.id, programme.name))
            .collect();
        return Err(Problem::bad_request(if known.is_empty() {
            format!("No programme ran in {}.", asked.period)
        } else {
            format!("Say which `programme`: {}.", known.join(", "))
        }));
    }
    Ok(ran.remove(0))
}

fn is_closed(frame: &Frame, now: EpochMs) -> Result<(), Problem> {
    let (_, last) = frame.asked.period.days(frame.programme.start_month());
    if now.day() > last {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "{} ends on {last}. It can be released from the day after, so that no figure ever changes.",
        frame.asked.period
    )))
}

/// Stores what was decided. Nothing when another release of the quarter was made meanwhile, since
/// the gate has not seen it.
async fn keep(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    frame: &Frame,
    (read, decided, ms): (&Read, &Decided, u64),
) -> Result<Option<Made>, Problem> {
    let before = store::of_quarter(tx, scope, frame.programme.id, frame.quarter).await?;
    let counted = themes::counted(tx, scope, frame.programme.id, frame.quarter).await?;
    if before.len() != read.before.len() || counted.is_some() == read.themes_are_new {
        return Ok(None);
    }
    let hub = frame
        .hub
        .as_ref()
        .ok_or_else(|| Problem::not_found("hub"))?;
    let mut figures = Vec::with_capacity(decided.figures.len());
    for raw in &decided.figures {
        figures.push(name::named(raw, hub, &read.names));
    }
    if frame.asked.audience == Audience::Public {
        round(tx, app, scope, frame, &mut figures).await?;
    }
    name::shares(&mut figures);
    let mut release = bare(app, frame, hub.name.clone());
    release.hub = Some(hub.id);
    release.codebook = read.themes.codebook;
    release.notes.extend(decided.notes.iter().cloned());
    release.figures = figures;
    let mut withheld: Vec<Withheld> = decided
        .withheld
        .iter()
        .map(|(figure, reason)| Withheld {
            figure: figure.clone(),
            reason: reason.clone(),
        })
        .collect();
    withheld.sort();
    let made = Made {
        release,
        making: Making {
            withheld,
            gate: GateWork {
                pieces: decided.work.pieces,
                equations: decided.work.equations,
                rounds: decided.work.rounds,
                ms,
            },
        },
    };
    if read.themes_are_new && read.is_by_quarter() {
        themes::keep(tx, scope, frame.programme.id, frame.quarter, &read.themes).await?;
    }
    store::insert(tx, scope, frame.quarter, &made).await?;
    Ok(Some(made))
}

/// A release without figures.
pub(super) fn bare(app: &App, frame: &Frame, of: String) -> Release {
    let asked = frame.asked;
    let (first_day, last_day) = asked.period.days(frame.programme.start_month());
    let k = asked.audience.k();
    Release {
        id: app.ids.new_id(),
        audience: asked.audience,
        period: asked.period,
        first_day,
        last_day,
        programme: frame.programme.id,
        hub: None,
        of,
        made_at: app.clock.now(),
        k,
        rounding: asked.audience.rounding().to_owned(),
        version: VERSION,
        codebook: None,
        notes: vec![
            format!(
                "Counts what was posted from {first_day} to {last_day}. What came later, and what \
                 was taken back later, is in later periods; this one never changes."
            ),
            format!(
                "What is not listed is under {k}, none included, or is kept back so that nothing \
                 under {k} can be worked out."
            ),
        ],
        figures: Vec::new(),
    }
}
