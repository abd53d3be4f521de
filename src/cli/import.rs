//! `doorstep import`: one file after another, each in one transaction.

use std::{fs::File, io::Read, path::PathBuf, sync::Arc};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use maps::{
    readers::{Bounds, FileError, Vintage, iod::Edition},
    shapes::LngLat,
};
use serde::Serialize;

use super::{Failure, house, ready, say};
use crate::{
    app::App,
    areas,
    base::time::Day,
    config::Config,
    intake::{
        self,
        model::{Checked, FileRead, FileReport, Import as FileImport, Kept, Kind, Options, Stop},
    },
    streets,
};

/// Import published files: the index of deprivation, boundaries, streets, doors, a look-up.
///
/// Each file is taken in one transaction: all of it, or nothing and one sentence that says what is
/// wrong with it. Importing the same file again changes nothing; a newer one tells how many rows
/// changed. Files may come in any order.
#[derive(Debug, Args)]
pub struct Import {
    /// deprivation, small-areas, streets, doors or lookup.
    kind: Kind,
    /// The files: csv, xlsx, GeoJSON, .osm or .osm.pbf, packed with gzip or not.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON value on standard output.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    about: About,
}

/// What whoever imports says about the files.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct About {
    /// The vintage of boundaries that do not tell it: 2011 or 2021.
    #[arg(long, value_parser = vintage)]
    pub(super) vintage: Option<Vintage>,
    /// The edition of an index that does not tell it: 2015, 2019 or 2025.
    #[arg(long, value_parser = edition)]
    pub(super) edition: Option<Edition>,
    /// Who published the files. Default: by kind.
    #[arg(long)]
    source: Option<String>,
    /// Under which licence. Default: by kind.
    #[arg(long)]
    licence: Option<String>,
    /// The day the data are of, such as 2026-05-01.
    #[arg(long)]
    dated: Option<Day>,
    /// Keep only streets, doors and areas in this box of degrees: west,south,east,north.
    #[arg(long, value_name = "W,S,E,N", value_parser = bounds, allow_hyphen_values = true)]
    pub(super) bbox: Option<Bounds>,
    /// The boundaries are in British National Grid metres though the file does not say so.
    #[arg(long)]
    grid: bool,
}

impl About {
    /// Refuses a box for files that lie nowhere, rather than passing over what was said.
    pub(super) fn fits(&self, kind: Kind) -> Result<(), Failure> {
        let nowhere = matches!(kind, Kind::Deprivation | Kind::Lookup);
        if nowhere && self.bbox.is_some() {
            return Err(Failure::Input(format!(
                "--bbox is for streets, doors and small-areas; leave it out for {kind}"
            )));
        }
        Ok(())
    }

    /// As the importer takes it.
    pub(super) fn options(self) -> Options {
        Options {
            vintage: self.vintage,
            edition: self.edition,
            source: self.source,
            licence: self.licence,
            dated: self.dated,
            bounds: self.bbox,
            grid: self.grid,
        }
    }
}

fn vintage(text: &str) -> Result<Vintage, String> {
    let year = text.parse().ok().and_then(Vintage::from_year);
    year.ok_or_else(|| format!("`{text}` is not a vintage of small areas: 2011 or 2021"))
}

fn edition(text: &str) -> Result<Edition, String> {
    let year = text.parse().ok().and_then(Edition::from_year);
    year.ok_or_else(|| format!("`{text}` is not an edition of the index: 2015, 2019 or 2025"))
}

/// Reads `west,south,east,north`.
pub(super) fn bounds(text: &str) -> Result<Bounds, String> {
    let wrong = || format!("`{text}` is not a box in degrees such as -1.56,53.80,-1.49,53.83");
    let numbers: Vec<f64> = text
        .split(',')
        .map(|part| part.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| wrong())?;
    let [west, south, east, north] = numbers.as_slice() else {
        return Err(wrong());
    };
    let corner = |lng: f64, lat: f64| LngLat::new(lng, lat).map_err(|error| error.to_string());
    if west >= east || south >= north {
        return Err(wrong());
    }
    Ok(Bounds {
        south_west: corner(*west, *south)?,
        north_east: corner(*east, *north)?,
    })
}

/// The answer of the whole command.
#[derive(Debug, Serialize)]
struct Answer {
    kind: Kind,
    files: Vec<FileReport>,
}

impl Import {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        self.about.fits(self.kind)?;
        let app = house(ready(database).await?, Config::default());
        let options = self.about.options();
        let outcome = import_all(&app, self.kind, &self.files, &options, self.json).await;
        app.db.close().await;
        outcome
    }
}

/// Imports files one after another and prints what became of each.
pub(super) async fn import_all(
    app: &App,
    kind: Kind,
    files: &[PathBuf],
    options: &Options,
    json: bool,
) -> Result<(), Failure> {
    let mut answer = Answer {
        kind,
        files: Vec::new(),
    };
    let mut refused = Vec::new();
    for path in files {
        match import_path(app, kind, path, options.clone()).await {
            Ok(report) => {
                if !json {
                    say(&in_words(kind, &report))?;
                }
                answer.files.push(report);
            }
            Err(Stop::Refused(error)) => {
                answer.files.push(FileReport::refused(&error.file, &error));
                refused.push(error.to_string());
            }
            Err(Stop::Database(error)) => return Err(Failure::from(error)),
        }
    }
    if json {
        say(&serde_json::to_string(&answer)?)?;
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Failure::Input(refused.join("\ndoorstep: ")))
    }
}

/// Prints what kept a file from coming at all, and ends with exit code 2 when another call would
/// do, else 1.
pub(super) fn refused(
    kind: Kind,
    error: &FileError,
    json: bool,
    by_the_call: bool,
) -> Result<(), Failure> {
    if json {
        let answer = Answer {
            kind,
            files: vec![FileReport::refused(&error.file, error)],
        };
        say(&serde_json::to_string(&answer)?)?;
    }
    Err(if by_the_call {
        Failure::Input(error.to_string())
    } else {
        Failure::Other(anyhow::Error::msg(error.to_string()))
    })
}

async fn import_path(
    app: &App,
    kind: Kind,
    path: &PathBuf,
    options: Options,
) -> Result<FileReport, Stop> {
    let name = path.display().to_string();
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) =
        opened.map_err(|error| intake::read::unreadable(&name, &error.to_string()))?;
    if metadata.is_dir() {
        return Err(intake::read::unreadable(&name, "it is a folder").into());
    }
    let bar = bar(metadata.len(), &name);
    let tick = {
        let bar = bar.clone();
        move |bytes| bar.inc(bytes)
    };
    let outcome = import_one(app, kind, &name, file, options, tick).await;
    bar.finish_and_clear();
    outcome
}

/// A bar on standard error, shown when that is a terminal.
fn bar(bytes: u64, name: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {bytes}/{total_bytes}");
    let bar = ProgressBar::new(bytes).with_prefix(intake::model::base_name(name).to_owned());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Imports one file: reads and checks all of it, then keeps it in one transaction.
///
/// # Errors
/// [`Stop::Refused`] with one sentence, and the database as it was; or what the engine says.
pub async fn import_one(
    app: &App,
    kind: Kind,
    file: &str,
    bytes: impl Read + Send + 'static,
    options: Options,
    tick: impl FnMut(u64) + Send + 'static,
) -> Result<FileReport, Stop> {
    let name = file.to_owned();
    let read =
        tokio::task::spawn_blocking(move || intake::read::read(kind, &name, bytes, &options, tick))
            .await
            .map_err(|error| intake::read::unreadable(file, &error.to_string()))??;
    let (read, house) = (Arc::new(read), app.clone());
    let kept = app
        .db
        .write(async move |tx| keep(&house, tx, &read).await)
        .await;
    kept.map_err(|stop| match stop {
        Stop::Refused(error) => Stop::Refused(FileError {
            file: file.to_owned(),
            ..error
        }),
        Stop::Database(error) => Stop::Database(error),
    })
}

async fn keep(app: &App, tx: &mut crate::db::Tx, read: &FileRead) -> Result<FileReport, Stop> {
    let import = FileImport {
        id: app.ids.new_id(),
        file: read.base_name(),
        from_osm: read.from_osm,
    };
    let kept: Kept = match &read.checked {
        Checked::Deprivation(rows) => areas::import::deprivation(tx, import, rows).await?,
        Checked::Lookup(rows) => areas::import::lookup(tx, import, rows).await?,
        Checked::Streets(rows) => streets::import::streets(tx, &app.ids, import, rows).await?,
        Checked::Doors(rows) => streets::import::doors(tx, &app.ids, import, rows).await?,
        Checked::SmallAreas(rows, about) => {
            let areas = areas::import::small_areas(tx, import, rows, about).await?;
            if let Some(stirred) = areas.stirred {
                streets::import::relocate(tx, areas.vintage, stirred).await?;
            }
            areas.kept
        }
    };
    let report = FileReport::taken(read, kept);
    intake::store::record(tx, import.id, read, &report, app.clock.now()).await?;
    Ok(report)
}

/// The summary for people.
fn in_words(kind: Kind, report: &FileReport) -> String {
    let mut lines = vec![format!(
        "{}: {kind}: {} read, {} kept, {} refused, {} repaired, {} changed.",
        report.file, report.read, report.kept, report.refused, report.repaired, report.changed
    )];
    let warnings = report.warnings.iter();
    lines.extend(warnings.map(|warning| format!("  note: {warning}")));
    for error in report.errors.iter().take(REASONS_SHOWN) {
        let row = error
            .row
            .map_or(String::new(), |row| format!("row {row}, "));
        let field = error.field.as_deref().unwrap_or("-");
        lines.push(format!("  refused: {row}{field}: {}", error.reason));
    }
    let untold = report.refused.saturating_sub(REASONS_SHOWN as u64);
    if untold > 0 {
        lines.push(format!(
            "  refused: and {untold} more; --json tells the first 100"
        ));
    }
    lines.join("\n")
}

/// Refused rows shown to people; `--json` has more.
const REASONS_SHOWN: usize = 5;
