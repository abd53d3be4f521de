//! One file, resumed where it broke off.
//!
//! 1. What came so far lies in `NAME.part`, with the address and the publisher's mark of the
//!    version (`ETag` or date) in `NAME.part.about`.
//! 2. A try asks for the rest, on condition that the version is the same (`If-Range`); if it is
//!    not, the whole file comes and the part is thrown away.
//! 3. When every byte is there, the part takes the file's name and its mark that of the file.
//! 4. A file that lies here is asked for again with its mark: "not modified" is the usual answer.

use std::path::{Path, PathBuf};

use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde::{Deserialize, Serialize};
use tokio::{fs::OpenOptions, io::AsyncWriteExt};

use super::{
    FetchError, Fetched, Outbound, Progress, beside,
    client::{Try, page_instead, reason},
    on_disk,
};
use crate::base::time::EpochMs;

/// Which version of which file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct About {
    url: String,
    etag: Option<String>,
    last_modified: Option<String>,
}

impl About {
    async fn read(path: &Path, url: &str) -> Option<Self> {
        let text = tokio::fs::read_to_string(path).await.ok()?;
        let about: Self = serde_json::from_str(&text).ok()?;
        (about.url == url).then_some(about)
    }

    fn of(url: &str, response: &Response) -> Self {
        let text = |name| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        Self {
            url: url.to_owned(),
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
        }
    }

    /// The mark a rest may be asked for by: a weak one does not promise the same bytes.
    fn strong(&self) -> Option<&str> {
        let etag = self.etag.as_deref().filter(|etag| !etag.starts_with("W/"));
        etag.or(self.last_modified.as_deref())
    }
}

/// The files of one download.
struct Files {
    target: PathBuf,
    about: PathBuf,
    part: PathBuf,
    part_about: PathBuf,
}

/// Fetches a file to `target`.
///
/// # Errors
/// When the service answers with something else, or cannot be reached: then the part stays.
pub(super) async fn download(
    out: &Outbound,
    url: &str,
    target: &Path,
    progress: Progress<'_>,
) -> Result<Fetched, FetchError> {
    let files = Files {
        target: target.to_owned(),
        about: beside(target, ".about"),
        part: beside(target, ".part"),
        part_about: beside(target, ".part.about"),
    };
    out.persist(url, async || attempt(out, url, &files, progress).await)
        .await
}

async fn attempt(out: &Outbound, url: &str, files: &Files, progress: Progress<'_>) -> Try<Fetched> {
    let (request, have) = request(out, url, files).await;
    let response = match out.send(request).await {
        Try::Done(response) => response,
        Try::Passing(why, asked) => {
            if why.contains("416") {
                // The part is longer than the file: start anew.
                let _ = tokio::fs::remove_file(&files.part).await;
            }
            return Try::Passing(why, asked);
        }
        Try::Halfway(why) => return Try::Halfway(why),
        Try::Final(error) => return Try::Final(error),
    };
    if response.status() == StatusCode::NOT_MODIFIED {
        let about = About::read(&files.about, url).await.unwrap_or_default();
        return Try::Done(fetched(files, &about, true));
    }
    if is_a_page(&response) {
        return Try::Final(page_instead(url));
    }
    let goes_on = response.status() == StatusCode::PARTIAL_CONTENT && starts_at(&response, have);
    if response.status() == StatusCode::PARTIAL_CONTENT && !goes_on {
        let _ = tokio::fs::remove_file(&files.part).await;
        return Try::Passing(
            "the service sent another part than was asked for".to_owned(),
            None,
        );
    }
    let have = if goes_on { have } else { 0 };
    let about = About::of(url, &response);
    match save(response, files, &about, have, progress).await {
        Ok(Saved::Whole) => Try::Done(fetched(files, &about, false)),
        Ok(Saved::Broken(why, 0)) => Try::Passing(why, None),
        Ok(Saved::Broken(why, _)) => Try::Halfway(why),
        Err(error) => Try::Final(on_disk(&files.target, &error)),
    }
}

fn fetched(files: &Files, about: &About, kept: bool) -> Fetched {
    let changed = about.last_modified.as_deref().and_then(EpochMs::from_http);
    Fetched {
        path: files.target.clone(),
        dated: changed.map(EpochMs::day),
        kept,
    }
}

/// The request for what is missing, and how many bytes are here.
async fn request(out: &Outbound, url: &str, files: &Files) -> (RequestBuilder, u64) {
    let request = out.file(url);
    let have = match tokio::fs::metadata(&files.part).await {
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    if have > 0
        && let Some(about) = About::read(&files.part_about, url).await
        && let Some(mark) = about.strong()
    {
        let request = request
            .header(header::RANGE, format!("bytes={have}-"))
            .header(header::IF_RANGE, mark);
        return (request, have);
    }
    let lies_here = tokio::fs::try_exists(&files.target).await.unwrap_or(false);
    let about = About::read(&files.about, url).await;
    let Some(about) = about.filter(|_| lies_here) else {
        return (request, 0);
    };
    let request = match (about.etag, about.last_modified) {
        (Some(etag), _) => request.header(header::IF_NONE_MATCH, etag),
        (None, Some(date)) => request.header(header::IF_MODIFIED_SINCE, date),
        (None, None) => request,
    };
    (request, 0)
}

fn is_a_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html"))
}

/// Whether a part of a file starts where ours ends.
fn starts_at(response: &Response, have: u64) -> bool {
    let range = response.headers().get(header::CONTENT_RANGE);
    range
        .and_then(|range| range.to_str().ok())
        .and_then(|range| range.strip_prefix("bytes "))
        .and_then(|range| range.split('-').next())
        .is_some_and(|start| start.parse() == Ok(have))
}

enum Saved {
    Whole,
    /// Why the rest is missing, and how many bytes this try brought.
    Broken(String, u64),
}

async fn save(
    mut response: Response,
    files: &Files,
    about: &About,
    have: u64,
    progress: Progress<'_>,
) -> std::io::Result<Saved> {
    let whole = response.content_length().map(|rest| have + rest);
    let text = serde_json::to_string(about).expect("a mark turns into JSON");
    tokio::fs::write(&files.part_about, text).await?;
    let mut part = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(have == 0)
        .append(have > 0)
        .open(&files.part)
        .await?;
    let mut so_far = have;
    let broken = loop {
        progress(so_far, whole);
        match response.chunk().await {
            Ok(Some(chunk)) => {
                part.write_all(&chunk).await?;
                so_far += u64::try_from(chunk.len()).unwrap_or(0);
            }
            Ok(None) => break None,
            Err(error) => break Some(reason(&error)),
        }
    };
    part.flush().await?;
    part.sync_all().await?;
    let short = whole.is_some_and(|whole| so_far < whole);
    if let Some(why) = broken.or_else(|| short.then(|| "the answer broke off".to_owned())) {
        return Ok(Saved::Broken(why, so_far - have));
    }
    tokio::fs::rename(&files.part, &files.target).await?;
    tokio::fs::rename(&files.part_about, &files.about).await?;
    Ok(Saved::Whole)
}
