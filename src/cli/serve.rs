//! `doorstep serve`.

use std::net::SocketAddr;

use clap::Args;
use tokio::net::TcpListener;

use super::{
    Failure,
    erasure_log::{self, ErasureLogFile},
    house,
    key_file::KeyFile,
    ready, say,
};
use crate::{
    access::keys::{self, KeyTrouble},
    app::{self, App},
    config::Config,
    sync,
};

/// Serve the API and the web apps.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "DOORSTEP_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where people reach the server, such as `https://listen.example.org`. Default: the address
    /// it listens on.
    #[arg(long, env = "DOORSTEP_PUBLIC_URL")]
    public_url: Option<String>,
    /// Where alerts about people who are not back are posted as JSON, such as the address of an
    /// SMS gateway. Without it they stand at the desk only.
    #[arg(long, env = "DOORSTEP_ALERT_WEBHOOK")]
    alert_webhook: Option<String>,
    /// Whom people write to about their data, as the documents name them.
    #[arg(long, env = "DOORSTEP_PRIVACY_CONTACT")]
    privacy_contact: Option<String>,
    #[command(flatten)]
    key: KeyFile,
    #[command(flatten)]
    log: ErasureLogFile,
}

impl Serve {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        logging();
        let db = ready(database).await?;
        let server_key = self.key.needed(&db, database).await?;
        let listener = listen(self.listen).await?;
        let config = Config {
            server_key: Some(server_key),
            privacy_contact: self.privacy_contact,
            alert_webhook: self.alert_webhook.map(webhook).transpose()?,
            public_url: public_url(self.public_url, listener.local_addr()?),
            ..Config::default()
        };
        let app = self.log.with(house(db, config), database)?;
        furnish_keys(&app).await?;
        erasure_log::replay(&app).await?;
        say(&format!("doorstep serves on {}", app.config.public_url))?;
        serve(app, listener).await
    }
}

/// Binds first, so that whoever waits for the line "serves on" can connect at once.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::Input(format!(
            "cannot listen on {address}: {error}; choose another with --listen"
        ))
    })
}

/// The address people use: what they said, or where the server listens.
pub(crate) fn public_url(said: Option<String>, bound: SocketAddr) -> String {
    said.map_or_else(
        || format!("http://{bound}"),
        |url| url.trim_end_matches('/').to_owned(),
    )
}

/// An address that alerts can be posted to.
fn webhook(address: String) -> Result<String, Failure> {
    let fits = reqwest::Url::parse(&address)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if fits {
        return Ok(address);
    }
    Err(Failure::Input(
        "--alert-webhook is an address such as https://alerts.example.org/doorstep".to_owned(),
    ))
}

/// Gives hubs their keys and makes sure that the server's own fits them, before anybody is told
/// that it serves.
pub(crate) async fn furnish_keys(app: &App) -> Result<(), Failure> {
    keys::furnish_all(app)
        .await
        .map_err(|trouble| match trouble {
            KeyTrouble::Db(error) => error.into(),
            KeyTrouble::Missing | KeyTrouble::Wrong(_) => Failure::Input(trouble.to_string()),
        })
}

/// Serves until it is told to stop; requests under way are finished.
pub(crate) async fn serve(app: App, listener: TcpListener) -> Result<(), Failure> {
    let db = app.db.clone();
    if app.config.alert_webhook.is_none() {
        tracing::warn!(
            "no --alert-webhook: when people are not back in time, only the desk and their phones \
             say so"
        );
    }
    // What an older program could not read may be read now.
    sync::decide::replay(&app).await?;
    let sweeper = tokio::spawn(app::keep_sweeping(app.clone()));
    let poster = tokio::spawn(app::keep_posting(app.clone()));
    let checker = tokio::spawn(app::keep_checking(app.clone()));
    let releaser = tokio::spawn(app::keep_releasing(app.clone()));
    let cleaner = app
        .config
        .daily_job
        .then(|| tokio::spawn(app::keep_letting_go(app.clone())));
    let closing = app.closing.clone();
    axum::serve(listener, app::router(app))
        .with_graceful_shutdown(async move {
            stopped().await;
            closing.send_replace(true);
        })
        .await?;
    sweeper.abort();
    poster.abort();
    checker.abort();
    releaser.abort();
    if let Some(cleaner) = cleaner {
        cleaner.abort();
    }
    db.close().await;
    Ok(())
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}

/// Log lines go to standard error; `RUST_LOG` says how much.
pub(crate) fn logging() {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    // A second start in one process (tests) keeps the first.
    let _ = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
