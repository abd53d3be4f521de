//! What can be set, with its default and where it is read from. No room is named here.

use crate::base::seal::ServerKey;

/// How the server runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where people reach the server, without a slash at the end. From `--public-url` or the
    /// variable `DOORSTEP_PUBLIC_URL`; default `http://127.0.0.1:8080`. `https://` makes the
    /// session cookie one that only travels over TLS.
    pub public_url: String,
    /// Hours a list may be out before its lease ends. Default 6.
    pub lease_hours: i64,
    /// Hours after a lease's end in which records are taken and flagged late. Default 72.
    pub lease_grace_hours: i64,
    /// The server's own key, under which the hubs' private keys are wrapped. `doorstep serve` reads
    /// it from `DOORSTEP_KEY`, from the file of `--key-file` or `DOORSTEP_KEY_FILE`, or from the
    /// file beside an `SQLite` database. Without one no hub has a key, and phones seal nothing.
    pub server_key: Option<ServerKey>,
    /// Where alerts are posted: `--alert-webhook` or `DOORSTEP_ALERT_WEBHOOK`. Without it they
    /// stand at the desk only.
    pub alert_webhook: Option<String>,
    /// Whom people write to about their data, as the documents name them: `--privacy-contact` or
    /// `DOORSTEP_PRIVACY_CONTACT`.
    pub privacy_contact: Option<String>,
    /// Whether a server lets go by itself, once a day, what is too old. Default yes.
    pub daily_job: bool,
    /// Milliseconds after which whoever watches who is out is told what changed. Default 1,000.
    pub watch_every_ms: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            lease_hours: 6,
            lease_grace_hours: 72,
            server_key: None,
            alert_webhook: None,
            privacy_contact: None,
            daily_job: true,
            watch_every_ms: 1_000,
        }
    }
}
