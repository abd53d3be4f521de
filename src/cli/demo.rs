//! `doorstep demo`.

use std::{io::Cursor, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Failure, house, import, key_file::KeyFile, ready, say, serve};
use crate::{
    access,
    app::App,
    base::{clock::TestClock, ids::Ids, seal::ServerKey, time::DAY_MS},
    config::Config,
    db::Db,
    demo::{
        drive,
        figures::{self, DemoFigures},
        store,
        town::{self, DemoKind},
        welcome::{self, Links},
    },
    intake::model::{Kind, Options, Stop},
};

/// The fact that says the demo is whole.
const MADE: &str = "demo";
/// The key file of a demo whose database is not a file.
const KEY_HERE: &str = "doorstep-demo.key";

/// Make the demo town and a season of listening in it, then serve them.
///
/// The town is made up. Its files are in the publishers' formats and go through the same
/// importers as real ones; the season is played through the real HTTP API. Run again on the same
/// database, it serves what is there.
#[derive(Debug, Args)]
pub struct Demo {
    /// Make everything, print the final figures and end, without serving.
    #[arg(long)]
    once: bool,
    /// Print the final figures as one JSON value (with --once).
    #[arg(long, requires = "once")]
    json: bool,
    /// Address and port to listen on.
    #[arg(long, env = "DOORSTEP_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where people reach the server; for a phone, an address it can reach.
    #[arg(long, env = "DOORSTEP_PUBLIC_URL")]
    public_url: Option<String>,
    #[command(flatten)]
    key: KeyFile,
}

impl Demo {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        serve::logging();
        // Bound first, so that a port in use is told before the town is made.
        let listener = if self.once {
            None
        } else {
            Some(serve::listen(self.listen).await?)
        };
        let db = ready(database).await?;
        let key = match self.key.key(&db, database).await? {
            Some(key) => key,
            None => KeyFile::at(KEY_HERE)
                .key(&db, database)
                .await?
                .context("a key")?,
        };
        make(&db, database, &key).await?;
        let config = Config {
            server_key: Some(key.clone()),
            ..Config::default()
        };
        // An envelope is open for seven days at most: a demo that is older has another evening.
        welcome::tonight(&house(db.clone(), config)).await?;
        let figures = figures::figures(&db).await?;
        let Some(listener) = listener else {
            if self.json {
                say(&serde_json::to_string(&figures)?)?;
            } else {
                say(&in_words(&figures))?;
            }
            db.close().await;
            return Ok(());
        };
        let config = Config {
            server_key: Some(key),
            // The season lies in the past: the daily job would let most of it go at once.
            // `doorstep retention run` shows what.
            daily_job: false,
            public_url: serve::public_url(self.public_url, listener.local_addr()?),
            ..Config::default()
        };
        let app = house(db, config);
        serve::furnish_keys(&app).await?;
        let links = links(&app).await?;
        say(&format!("{}\n\n{}", in_words(&figures), links.in_words()?))?;
        serve::serve(app, listener).await
    }
}

/// Makes the town and plays the season, unless this database has them.
async fn make(db: &Db, database: &str, key: &ServerKey) -> Result<(), Failure> {
    let made = db.read(async |tx| store::fact(tx, MADE).await).await?;
    if made.is_some() {
        return Ok(());
    }
    if !db
        .read(async |tx| access::store::hubs(tx).await)
        .await?
        .is_empty()
    {
        return Err(Failure::Input(format!(
            "the database `{database}` holds other work, or half a demo; give the demo one of its \
             own: --database sqlite://demo.db"
        )));
    }
    let bar = spinner();
    import_town(db, &bar).await?;
    let mut tell = |what: &str| bar.set_message(what.to_owned());
    let told = drive::play(db.clone(), key.clone(), &mut tell).await?;
    tracing::info!(?told, "the season is played");
    let done = "whole".to_owned();
    db.write(async move |tx| access::store::house_fact(tx, MADE, done.clone()).await)
        .await?;
    bar.finish_and_clear();
    Ok(())
}

/// Shown on standard error when that is a terminal.
fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} demo: {msg} ({elapsed})");
    let bar = match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    };
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// The town's files, through the importers of `doorstep import`.
///
/// # Errors
/// When an importer refuses one of them: then the town is wrong.
pub async fn import_town(db: &Db, bar: &ProgressBar) -> Result<(), Failure> {
    // A clock that stands and seeded chance: the same ids, and so the same walks, every time.
    let clock = Arc::new(TestClock::at(drive::first_morning()));
    let ids = Ids::from_seed(clock.clone(), town::DEFAULT_SEED);
    let app = App::new(db.clone(), clock, ids, Config::default());
    for file in town::generate(town::DEFAULT_SEED).files {
        let kinds: &[Kind] = match file.kind {
            DemoKind::Deprivation => &[Kind::Deprivation],
            DemoKind::SmallAreas => &[Kind::SmallAreas],
            DemoKind::Lookup => &[Kind::Lookup],
            DemoKind::StreetsAndDoors => &[Kind::Streets, Kind::Doors],
            DemoKind::Doors => &[Kind::Doors],
        };
        for kind in kinds {
            bar.set_message(format!("importing {}", file.name));
            let options = Options {
                source: Some("The demo's own town".to_owned()),
                ..Options::default()
            };
            let bytes = Cursor::new(file.bytes.clone());
            let taken = import::import_one(&app, *kind, &file.name, bytes, options, |_| ()).await;
            match taken {
                Ok(_) => {}
                Err(Stop::Refused(error)) => return Err(Failure::Input(error.to_string())),
                Err(Stop::Database(error)) => return Err(error.into()),
            }
        }
    }
    Ok(())
}

/// Sign-in links for an organiser with a list of today, for a group and for a hub.
async fn links(app: &App) -> Result<Links, Failure> {
    let links = welcome::today(app, DAY_MS).await?;
    Ok(links)
}

fn in_words(figures: &DemoFigures) -> String {
    format!(
        "The demo town has {} small areas, {} streets and {} doors in {} cells.\n\
         A season of {} shifts with {} walk lists: {} visits, {} knocks, {} listenings.\n\
         People engaged: {}. People activated: {}.\n\
         By patch {}, by small area {}, by cell {}: the same people each time.",
        figures.areas,
        figures.streets,
        figures.doors,
        figures.cells,
        figures.shifts,
        figures.walk_lists,
        figures.visits,
        figures.knocks,
        figures.listenings,
        figures.engaged,
        figures.activated,
        figures.trees.patch,
        figures.trees.lsoa,
        figures.trees.cell,
    )
}
