//! The commands: an interface that scripts rely on. Names, flags and JSON fields stay stable;
//! `--json` prints exactly one JSON value on standard output; errors go to standard error.
//!
//! Exit codes: 0 done, 2 the input or the call was wrong (and nothing was kept), 1 anything else.

pub mod areas;
mod audit;
mod backup;
pub mod demo;
mod documents;
mod erasure_log;
mod fetch;
mod guard;
pub mod import;
pub(crate) mod invite;
mod key_file;
mod privacy;
mod retention;
mod serve;

use std::{io::Write, process::ExitCode, sync::Arc};

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::{
    app::App,
    base::{
        clock::{Clock, SystemClock},
        ids::{HubId, Ids, PersonId},
        time::EpochMs,
    },
    config::Config,
    db::{Db, SCHEMA_VERSION_NEEDED},
};

/// Listen to a neighbourhood: walk lists, conversations kept safe, counts that reconcile.
#[derive(Debug, Parser)]
#[command(name = "doorstep", version, about, propagate_version = true)]
pub struct Cli {
    /// The database: `sqlite://FILE` (made when missing) or `postgres://…`.
    #[arg(
        long,
        global = true,
        env = "DOORSTEP_DATABASE",
        default_value = "sqlite://doorstep.db"
    )]
    database: String,
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Make the demo town and a season of listening in it, then serve them.
    Demo(demo::Demo),
    /// Serve the API and the web apps.
    Serve(serve::Serve),
    /// Make the schema, or bring it up to date.
    Migrate,
    /// Make somebody's first sign-in link: how a new server gets its first person.
    Invite(invite::Invite),
    /// Import published files: indices of deprivation, boundaries, streets, doors, a look-up.
    Import(import::Import),
    /// Fetch published files from their publishers' services, and import them.
    Fetch(fetch::Fetch),
    /// List small areas with their deciles, streets, addresses, doors and cells.
    Areas(areas::Areas),
    /// Erase somebody who had an account: nothing that names them stays, what they recorded stays
    /// counted.
    ErasePerson {
        /// Their id, as `GET /api/v1/people` tells it.
        person: PersonId,
        #[command(flatten)]
        log: erasure_log::ErasureLogFile,
    },
    /// Mark what points at somebody in notes, as the phone and the server do.
    Guard(guard::Guard),
    /// Answer what people ask about their data: note, search, hand out, erase, close.
    Privacy(privacy::Privacy),
    /// Let go what is too old, or tell what would go.
    Retention(retention::Retention),
    /// Look whether anybody changed what was written about who did what.
    Audit(audit::Audit),
    /// Make a backup in one file, while the server runs.
    Backup(backup::Backup),
    /// Put a backup back: what was erased since stays erased.
    Restore(backup::Restore),
    /// Print the data-protection documents that come with the program.
    Documents(documents::Documents),
    /// Print the contract with clients (OpenAPI) as JSON.
    Openapi,
}

/// What went wrong, and with which exit code it ends.
#[derive(Debug)]
pub enum Failure {
    /// The input or the call: exit code 2.
    Input(String),
    /// Anything else: exit code 1.
    Other(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Runs one command to its end.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&Failure::from(error)),
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> ExitCode {
    let mut out = std::io::stderr().lock();
    match failure {
        Failure::Input(sentence) => {
            // Nothing is left to do when standard error is closed.
            let _ = writeln!(out, "doorstep: {sentence}");
            ExitCode::from(2)
        }
        Failure::Other(error) => {
            let _ = writeln!(out, "doorstep: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(cli: Cli) -> Result<(), Failure> {
    let database = cli.database;
    match cli.command {
        Command::Demo(demo) => demo.run(&database).await,
        Command::Serve(serve) => serve.run(&database).await,
        Command::Migrate => {
            crate::app::furnish(&open(&database).await?).await?;
            say(&format!(
                "The schema is at version {}.",
                SCHEMA_VERSION_NEEDED()
            ))
        }
        Command::Invite(invite) => invite.run(&database).await,
        Command::Import(import) => import.run(&database).await,
        Command::Fetch(fetch) => fetch.run(&database).await,
        Command::Areas(areas) => areas.run(&database).await,
        Command::Privacy(privacy) => privacy.run(&database).await,
        Command::Retention(retention) => retention.run(&database).await,
        Command::Audit(audit) => audit.run(&database).await,
        Command::Backup(backup) => backup.run(&database).await,
        Command::Restore(restore) => restore.run(&database).await,
        Command::Documents(documents) => documents.run(&database).await,
        Command::ErasePerson { person, log } => {
            let app = house(ready(&database).await?, Config::default());
            let app = log.with(app, &database)?;
            if !crate::app::erase_person(&app, person, None).await? {
                return Err(Failure::Input(format!("nobody here has the id {person}")));
            }
            say("Erased.")
        }
        Command::Guard(guard) => guard.run(),
        Command::Openapi => say(&crate::app::openapi().to_pretty_json()?),
    }
}

/// Prints one line (or one JSON value) on standard output.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout().lock(), "{text}").context("cannot write to standard output")?;
    Ok(())
}

/// The machine's time.
fn now() -> EpochMs {
    SystemClock.now()
}

/// A hub by its name.
pub(crate) async fn hub_named(app: &App, name: &str) -> Result<HubId, Failure> {
    let hubs = app
        .db
        .read(async |tx| crate::access::store::hubs(tx).await)
        .await?;
    hubs.iter()
        .find(|hub| hub.name == name)
        .map(|hub| hub.id)
        .ok_or_else(|| {
            let names: Vec<&str> = hubs.iter().map(|hub| hub.name.as_str()).collect();
            Failure::Input(format!(
                "there is no hub named `{name}`; there are: {}",
                names.join(", ")
            ))
        })
}

/// Opens a database as it is.
async fn open(address: &str) -> Result<Db, Failure> {
    match Db::open(address).await {
        Ok(db) => Ok(db),
        Err(crate::db::Error::Address(sentence)) => Err(Failure::Input(sentence)),
        Err(error) => Err(Failure::Other(
            anyhow::Error::from(error).context(format!("cannot open the database `{address}`")),
        )),
    }
}

/// Opens a database that is ready for work: a new one gets its schema, an embedded one is brought
/// up to date, and an older server's is refused, because replicas may still run on it.
pub(crate) async fn ready(address: &str) -> Result<Db, Failure> {
    let db = open(address).await?;
    let (has, needs) = (db.schema_version().await?, SCHEMA_VERSION_NEEDED());
    if has > needs {
        return Err(Failure::Input(format!(
            "the database is newer ({has}) than this program ({needs}); use a newer doorstep"
        )));
    }
    if has != 0 && has < needs && db.engine() == "postgres" {
        return Err(Failure::Input(format!(
            "the database is older ({has}) than this program ({needs}); stop the other replicas \
             and run `doorstep migrate`"
        )));
    }
    crate::app::furnish(&db).await?;
    Ok(db)
}

/// The house around a database, with the machine's clock and chance.
pub(crate) fn house(db: Db, config: Config) -> App {
    let clock = Arc::new(SystemClock);
    App::new(db, clock.clone(), Ids::from_system(clock), config)
}
