//! What can be set, with its default and where it is read from. No room is named here.

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
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            lease_hours: 6,
            lease_grace_hours: 72,
        }
    }
}
