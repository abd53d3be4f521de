//! `doorstep retention`.

use clap::{Args, Subcommand};

use super::{Failure, house, key_file::KeyFile, ready, say};
use crate::{
    config::Config,
    privacy::retention::{self, HubRun},
};

/// Let go what is too old. A server does so by itself, once a day.
#[derive(Debug, Args)]
pub struct Retention {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Follow every rule now, in every hub.
    Run {
        /// Only tell what would go: nothing is changed.
        #[arg(long)]
        dry_run: bool,
        /// Print one JSON value.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        key: KeyFile,
    },
}

impl Retention {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let What::Run { dry_run, json, key } = self.what;
        let db = ready(database).await?;
        let config = Config {
            server_key: key.there(database)?,
            ..Config::default()
        };
        let app = house(db, config);
        let runs = if dry_run {
            retention::dry_run(&app).await?
        } else {
            retention::run(&app).await?
        };
        if json {
            return say(&serde_json::to_string(&runs)?);
        }
        for run in &runs {
            say(&in_words(run, dry_run))?;
        }
        Ok(())
    }
}

fn in_words(run: &HubRun, dry: bool) -> String {
    let verb = if dry { "would go" } else { "went" };
    let lines = run.rules.iter().map(|rule| {
        format!(
            "\n  {}: {} {verb}, from before {}",
            rule.class.word().replace('_', " "),
            rule.records,
            rule.cutoff
        )
    });
    format!("{}:{}", run.name, lines.collect::<String>())
}
