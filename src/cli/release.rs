//! `doorstep release`: makes what an audience may see of a closed period, or shows what was made.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;

use super::{Failure, house, key_file::KeyFile, ready, say};
use crate::{
    base::ids::{HubId, ProgrammeId},
    config::Config,
    disclosure::{
        self, Asked, Audience, Period,
        model::{Figure, GateWork, Made, Withheld},
    },
    problem::Problem,
};

/// Make the figures of a closed period for an audience, once and for ever, and show what is in them
/// and what was held back and why. Asking again shows the same.
#[derive(Debug, Args)]
pub struct Release {
    /// Whom for: `group`, `hub`, `network` or `public`.
    #[arg(long)]
    audience: Audience,
    /// A quarter of the programme's year such as 2026-Q2, or (for a group or hub) a month such as
    /// 2026-09.
    #[arg(long)]
    period: Period,
    /// Only this hub's figures, by its id. Needed for a group or hub where there are several hubs;
    /// without it, `public` is of all hubs together.
    #[arg(long)]
    hub: Option<HubId>,
    /// The programme, by its id. Default: the only one that ran in the period.
    #[arg(long)]
    programme: Option<ProgrammeId>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    key: KeyFile,
}

/// What is printed with `--json`.
#[derive(Serialize)]
struct Printed<'a> {
    audience: Audience,
    period: Period,
    hub: Option<HubId>,
    k: i64,
    rounding: &'a str,
    version: i64,
    codebook: Option<i64>,
    notes: &'a [String],
    figures: &'a [Figure],
    withheld: &'a [Withheld],
    gate: GateWork,
}

impl Release {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let db = ready(database).await?;
        let config = Config {
            server_key: self.key.key(&db, database).await?,
            ..Config::default()
        };
        let app = house(db, config);
        let asked = Asked {
            audience: self.audience,
            period: self.period,
            hub: self.hub,
            programme: self.programme,
        };
        let made = disclosure::release(&app, asked).await;
        app.db.close().await;
        let made = made.map_err(refused)?;
        if self.json {
            return say(&serde_json::to_string(&printed(&made))?);
        }
        say(&told(&made)?)
    }
}

/// What the caller could have known is the call's fault; everything else is the machine's.
fn refused(problem: Problem) -> Failure {
    if problem.status().is_client_error() {
        return Failure::Input(problem.detail().to_owned());
    }
    Failure::Other(anyhow::Error::from(problem))
}

fn printed(made: &Made) -> Printed<'_> {
    let release = &made.release;
    Printed {
        audience: release.audience,
        period: release.period,
        hub: release.hub,
        k: release.k,
        rounding: &release.rounding,
        version: release.version,
        codebook: release.codebook,
        notes: &release.notes,
        figures: &release.figures,
        withheld: &made.making.withheld,
        gate: made.making.gate,
    }
}

fn told(made: &Made) -> Result<String, Failure> {
    let (release, making) = (&made.release, &made.making);
    let mut text = String::new();
    writeln!(
        text,
        "{}, {} for the audience `{}`: from {} on, rounded: {}, rules {}.",
        release.of, release.period, release.audience, release.k, release.rounding, release.version
    )?;
    for note in &release.notes {
        writeln!(text, "{note}")?;
    }
    for figure in &release.figures {
        let theme = figure.theme.as_deref().unwrap_or_default();
        let stance = figure.stance.as_deref().unwrap_or_default();
        writeln!(
            text,
            "{:>8}  {:<10} {:<11} {} {theme} {stance}",
            figure.value, figure.measure, figure.kind, figure.label
        )?;
    }
    writeln!(text, "Held back: {}", making.withheld.len())?;
    for held in &making.withheld {
        writeln!(text, "  {}: {}", held.figure, held.reason)?;
    }
    let gate = making.gate;
    write!(
        text,
        "The gate: {} pieces, {} equations, {} rounds, {} ms.",
        gate.pieces, gate.equations, gate.rounds, gate.ms
    )?;
    Ok(text)
}
