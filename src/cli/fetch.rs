//! `doorstep fetch`: from the publishers' services through the same importers.

use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use maps::readers::{Vintage, iod::Edition};

use super::{
    Failure, house,
    import::{About, import_all, refused},
    ready,
};
use crate::{
    app::App,
    config::Config,
    intake::{
        fetch::{
            self, Endpoints, FetchError, Fetched, Outbound,
            arcgis::{self, Place, Services},
            govuk, osm,
            retry::Pace,
        },
        model::Kind,
    },
};

/// Fetch published files from their publishers' services, keep them, and import them.
///
/// deprivation: File 7 of --edition (2025). small-areas: boundaries of --vintage (2021) for --lad or
/// --bbox. streets, doors: a county's extract (--county), or one query for a neighbourhood (--bbox).
/// lookup: areas of 2011 to areas of 2021.
#[derive(Debug, Args)]
pub struct Fetch {
    /// deprivation, small-areas, streets, doors or lookup.
    kind: Kind,
    /// A local authority district, such as E08000035, for small-areas.
    #[arg(long)]
    lad: Option<String>,
    /// All of England and Wales, for small-areas.
    #[arg(long, conflicts_with_all = ["lad", "bbox"])]
    all: bool,
    /// A county of Geofabrik's, such as west-yorkshire, for streets and doors.
    #[arg(long)]
    county: Option<String>,
    /// The folder fetched files are kept in.
    #[arg(
        long,
        value_name = "DIR",
        env = "DOORSTEP_CACHE",
        default_value = "doorstep-cache"
    )]
    into: PathBuf,
    /// Fetch again what lies there.
    #[arg(long)]
    again: bool,
    /// An address or e-mail under which the services can reach you; sent with each request.
    #[arg(long, env = "DOORSTEP_CONTACT")]
    contact: Option<String>,
    /// The feature service, where ONS has renamed it.
    #[arg(long)]
    service: Option<String>,
    /// Where GOV.UK is.
    #[arg(long, env = "DOORSTEP_GOVUK", hide_env_values = true)]
    govuk: Option<String>,
    /// Where ONS's feature services are.
    #[arg(long, env = "DOORSTEP_ARCGIS", hide_env_values = true)]
    arcgis: Option<String>,
    /// Where Geofabrik is.
    #[arg(long, env = "DOORSTEP_GEOFABRIK", hide_env_values = true)]
    geofabrik: Option<String>,
    /// Where Overpass is.
    #[arg(long, env = "DOORSTEP_OVERPASS", hide_env_values = true)]
    overpass: Option<String>,
    /// Print one JSON value on standard output, as `import` does.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    about: About,
}

impl Fetch {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        self.about.fits(self.kind)?;
        self.makes_sense()?;
        let app = house(ready(database).await?, Config::default());
        let outcome = self.fetch_and_import(&app).await;
        app.db.close().await;
        outcome
    }

    /// Refuses a call that names no place, before anything is asked.
    fn makes_sense(&self) -> Result<(), Failure> {
        let missing = match self.kind {
            Kind::Deprivation | Kind::Lookup => None,
            Kind::SmallAreas => (self.lad.is_none() && self.about.bbox.is_none() && !self.all)
                .then_some("--lad E08000035, --bbox W,S,E,N or --all"),
            Kind::Streets | Kind::Doors => (self.county.is_none() && self.about.bbox.is_none())
                .then_some("--county west-yorkshire or --bbox W,S,E,N"),
        };
        match missing {
            None => Ok(()),
            Some(flags) => Err(Failure::Input(format!(
                "fetch {} needs a place: {flags}",
                self.kind
            ))),
        }
    }

    async fn fetch_and_import(self, app: &App) -> Result<(), Failure> {
        let bar = bar();
        let fetched = self.fetch(app, &bar).await;
        bar.finish_and_clear();
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(error) => return refused(self.kind, error.told(), self.json, is_ours(&error)),
        };
        if fetched.kept && !self.json {
            super::say(&format!(
                "{}: fetched before{}.",
                fetched.path.display(),
                if self.kind == Kind::Deprivation || self.county.is_some() {
                    ", and still the publisher's newest"
                } else {
                    "; --again fetches it anew"
                }
            ))?;
        }
        let mut options = self.about.options();
        options.dated = options.dated.or(fetched.dated);
        import_all(app, self.kind, &[fetched.path], &options, self.json).await
    }

    async fn fetch(&self, app: &App, bar: &ProgressBar) -> Result<Fetched, FetchError> {
        let (ids, clock) = (app.ids.clone(), app.clock.clone());
        let out = Outbound::new(self.contact.as_deref(), Pace::default(), ids, clock)?;
        let endpoints = self.endpoints();
        fetch::folder(&self.into).await?;
        let keep = (self.into.as_path(), self.again);
        let progress = |so_far, whole| {
            bar.set_position(so_far);
            if let Some(whole) = whole {
                bar.set_length(whole);
            }
        };
        match self.kind {
            Kind::Deprivation => {
                let edition = self.about.edition.unwrap_or(Edition::Y2025);
                govuk::file_7(&out, &endpoints, edition, &self.into, &progress).await
            }
            Kind::SmallAreas => {
                let vintage = self.about.vintage.unwrap_or(Vintage::Y2021);
                let services = self.services(vintage);
                let place = self.place();
                arcgis::boundaries(
                    &out, &endpoints, &services, vintage, &place, keep, &progress,
                )
                .await
            }
            Kind::Lookup => {
                let services = self.services(Vintage::Y2021);
                arcgis::lookup(&out, &endpoints, &services, keep, &progress).await
            }
            Kind::Streets | Kind::Doors => match (&self.county, &self.about.bbox) {
                (Some(county), _) => {
                    osm::county(&out, &endpoints, county, &self.into, &progress).await
                }
                (None, Some(bounds)) => {
                    osm::neighbourhood(&out, &endpoints, bounds, keep, &progress).await
                }
                (None, None) => unreachable!("refused before anything was asked"),
            },
        }
    }

    fn place(&self) -> Place {
        match (&self.lad, &self.about.bbox) {
            (Some(lad), _) => Place::District(lad.clone()),
            (None, Some(bounds)) => Place::Box(*bounds),
            (None, None) => Place::Everything,
        }
    }

    fn services(&self, vintage: Vintage) -> Services {
        let mut services = Services::of(vintage);
        if let Some(name) = &self.service {
            match self.kind {
                Kind::Lookup => services.lookup.clone_from(name),
                Kind::SmallAreas | Kind::Deprivation | Kind::Streets | Kind::Doors => {
                    services.boundaries.clone_from(name);
                }
            }
        }
        services
    }

    fn endpoints(&self) -> Endpoints {
        let plain = |said: &Option<String>, usual: String| {
            said.as_ref()
                .map_or(usual, |url| url.trim_end_matches('/').to_owned())
        };
        let usual = Endpoints::default();
        Endpoints {
            govuk: plain(&self.govuk, usual.govuk),
            arcgis: plain(&self.arcgis, usual.arcgis),
            geofabrik: plain(&self.geofabrik, usual.geofabrik),
            overpass: plain(&self.overpass, usual.overpass),
        }
    }
}

/// Whether the fault lies with the call, not with the line or the service.
fn is_ours(error: &FetchError) -> bool {
    match error {
        FetchError::Answer(_) => true,
        FetchError::Unreachable(_) => false,
    }
}

/// A bar on standard error, shown when that is a terminal.
fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    match ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
