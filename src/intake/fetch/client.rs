//! The one way out: agent name, timeouts, tries.

use std::{sync::Arc, time::Duration};

use maps::readers::FileError;
use reqwest::{Client, RequestBuilder, Response, header};
use serde_json::Value;

use super::{
    FetchError,
    retry::{Pace, is_passing, wait},
};
use crate::base::{clock::Clock, ids::Ids, time::EpochMs};

/// Bytes of one page at most: a page of boundaries has about 10 MB.
const LONGEST_PAGE: usize = 256 * 1024 * 1024;
/// Silence on the line after which a try has failed. Overpass may compute for three minutes.
const SILENCE: Duration = Duration::from_secs(200);

/// What asks the services.
#[derive(Clone)]
pub struct Outbound {
    pages: Client,
    files: Client,
    pace: Pace,
    ids: Ids,
    clock: Arc<dyn Clock>,
}

/// What came of one try.
pub(super) enum Try<T> {
    /// The answer.
    Done(T),
    /// An error that may pass, and the wait the service asks for.
    Passing(String, Option<Duration>),
    /// The same, but the try brought something: the count of tries starts again.
    Halfway(String),
    /// An error that stays.
    Final(FetchError),
}

impl Outbound {
    /// Prepares requests under the name `doorstep/VERSION (+contact)`.
    ///
    /// # Errors
    /// When the machine has no way to check certificates, or the contact is no header text.
    pub fn new(
        contact: Option<&str>,
        pace: Pace,
        ids: Ids,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, FetchError> {
        // A second start in one process (tests) keeps the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let contact = contact.map_or(String::new(), |contact| format!(" (+{contact})"));
        let agent = format!("doorstep/{}{contact}", env!("CARGO_PKG_VERSION"));
        let builder = || {
            Client::builder()
                .user_agent(agent.clone())
                .connect_timeout(Duration::from_secs(20))
                .read_timeout(SILENCE)
        };
        let built = |client: reqwest::Result<Client>| {
            client.map_err(|error| {
                FetchError::answer(
                    &agent,
                    reason(&error),
                    "check --contact and the certificates",
                )
            })
        };
        Ok(Self {
            pages: built(builder().build())?,
            // A file is resumed at a byte: it must not be packed on the way.
            files: built(builder().no_gzip().build())?,
            pace,
            ids,
            clock,
        })
    }

    /// Asks for JSON until it is there, whole and no error.
    pub(super) async fn json(
        &self,
        url: &str,
        query: &[(&str, String)],
    ) -> Result<Value, FetchError> {
        self.persist(url, async || {
            let body = match self.text(self.pages.get(url).query(query)).await {
                Try::Done(body) => body,
                Try::Passing(why, asked) => return Try::Passing(why, asked),
                Try::Halfway(why) => return Try::Passing(why, None),
                Try::Final(error) => return Try::Final(error),
            };
            if body.trim_start().starts_with('<') {
                return Try::Final(page_instead(url));
            }
            match serde_json::from_str(&body) {
                Ok(value) => Try::Done(value),
                Err(error) => Try::Passing(format!("its answer is not whole JSON ({error})"), None),
            }
        })
        .await
    }

    /// Asks for a text until it is there and whole.
    pub(super) async fn page(
        &self,
        url: &str,
        query: &[(&str, String)],
    ) -> Result<String, FetchError> {
        self.persist(url, async || {
            self.text(self.pages.get(url).query(query)).await
        })
        .await
    }

    /// A request for a file, whose bytes come as they are stored.
    pub(super) fn file(&self, url: &str) -> RequestBuilder {
        self.files
            .get(url)
            .header(header::ACCEPT_ENCODING, "identity")
    }

    async fn text(&self, request: RequestBuilder) -> Try<String> {
        let mut response = match self.send(request).await {
            Try::Done(response) => response,
            Try::Passing(why, asked) => return Try::Passing(why, asked),
            Try::Halfway(why) => return Try::Halfway(why),
            Try::Final(error) => return Try::Final(error),
        };
        let url = response.url().to_string();
        let mut bytes = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => return Try::Passing(reason(&error), None),
            }
            if bytes.len() > LONGEST_PAGE {
                return Try::Final(FetchError::answer(
                    &url,
                    "its answer does not end",
                    "ask for a smaller place",
                ));
            }
        }
        match String::from_utf8(bytes) {
            Ok(text) => Try::Done(text),
            Err(_) => Try::Final(FetchError::answer(
                &url,
                "its answer is no text",
                "check the address of the service",
            )),
        }
    }

    /// One request: an answer of success, or what to make of the failure.
    pub(super) async fn send(&self, request: RequestBuilder) -> Try<Response> {
        let response = match request.send().await {
            Ok(response) => response,
            Err(error) if error.is_builder() => {
                return Try::Final(FetchError::answer(
                    "fetch",
                    reason(&error),
                    "check the address of the service",
                ));
            }
            Err(error) => return Try::Passing(reason(&error), None),
        };
        let status = response.status();
        if status.is_success() || status.as_u16() == 304 {
            return Try::Done(response);
        }
        let said = format!("the service answered {status}");
        if is_passing(status.as_u16()) {
            return Try::Passing(said, self.asked(&response));
        }
        if status.as_u16() == 416 {
            return Try::Passing(said, None);
        }
        Try::Final(FetchError::answer(
            response.url().as_str(),
            said,
            "check the name asked for, or hand in the file with `doorstep import`",
        ))
    }

    /// `Retry-After`, in seconds or as a date.
    fn asked(&self, response: &Response) -> Option<Duration> {
        let text = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
        if let Ok(seconds) = text.trim().parse() {
            return Some(Duration::from_secs(seconds));
        }
        let ms = EpochMs::from_http(text)?.0 - self.clock.now().0;
        Some(Duration::from_millis(u64::try_from(ms).unwrap_or(0)))
    }

    /// Tries until it is done, for a bounded number of times.
    pub(super) async fn persist<T>(
        &self,
        what: &str,
        attempt: impl AsyncFn() -> Try<T>,
    ) -> Result<T, FetchError> {
        let mut failed = 0;
        loop {
            let (why, asked) = match attempt().await {
                Try::Done(value) => return Ok(value),
                Try::Final(error) => return Err(error),
                Try::Passing(why, asked) => {
                    failed += 1;
                    (why, asked)
                }
                Try::Halfway(why) => {
                    failed = 1;
                    (why, None)
                }
            };
            let chance = self
                .ids
                .secret()
                .first_chunk()
                .map_or(0, |bytes| u64::from_be_bytes(*bytes));
            let Some(wait) = wait(&self.pace, failed, chance, asked) else {
                return Err(given_up(what, &why, failed, asked));
            };
            tracing::warn!(
                what,
                why,
                ms = wait.as_millis(),
                "waiting before the next try"
            );
            back_off(wait).await;
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a back-off: the state waited for is a service's, which cannot be watched"
)]
async fn back_off(wait: Duration) {
    tokio::time::sleep(wait).await;
}

fn given_up(what: &str, why: &str, failed: u32, asked: Option<Duration>) -> FetchError {
    let remedy = match asked {
        Some(asked) => format!("it asks to come back after {} seconds", asked.as_secs()),
        None => "try again later; what was fetched so far is kept".to_owned(),
    };
    let tries = if failed == 1 { "try" } else { "tries" };
    FetchError::Unreachable(FileError::new(
        what,
        format!("{why} ({failed} {tries})"),
        remedy,
    ))
}

/// The refusal of a web page where data should be.
pub(super) fn page_instead(url: &str) -> FetchError {
    FetchError::answer(
        url,
        "the service answered with a web page in place of the data",
        "open the address in a browser to see what it says",
    )
}

/// The innermost cause in words: reqwest's own says only that something failed.
pub(super) fn reason(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
