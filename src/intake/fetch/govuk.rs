//! GOV.UK's content API → the attachment that is File 7 of an edition.

use std::path::Path;

use maps::readers::iod::Edition;
use serde_json::Value;

use super::{Endpoints, FetchError, Fetched, Outbound, Progress, download::download, file_name};

/// Fetches File 7 (all ranks, scores, deciles and populations) of an edition.
///
/// The long id in the file's address changes when it is issued again, so the page's list of
/// attachments is read each time.
///
/// # Errors
/// When the page has no such attachment, or the service fails.
pub async fn file_7(
    out: &Outbound,
    endpoints: &Endpoints,
    edition: Edition,
    into: &Path,
    progress: Progress<'_>,
) -> Result<Fetched, FetchError> {
    let url = format!(
        "{}/api/content/government/statistics/english-indices-of-deprivation-{}",
        endpoints.govuk,
        edition.year()
    );
    let page = out.json(&url, &[]).await?;
    let file = attachment(&page).ok_or_else(|| {
        FetchError::answer(
            &url,
            "its page lists no File 7 as csv",
            "fetch the file by hand and use `doorstep import deprivation FILE`",
        )
    })?;
    let name = file.rsplit('/').next().unwrap_or_default();
    let name = name.split(['?', '#']).next().unwrap_or_default();
    download(out, &file, &into.join(file_name(name)), progress).await
}

/// The address of the csv whose title or file name begins `File 7`.
fn attachment(page: &Value) -> Option<String> {
    let attachments = page.get("details")?.get("attachments")?.as_array()?;
    let is_file_7 = |attachment: &&Value| {
        let says = |field: &str| {
            let text = attachment.get(field).and_then(Value::as_str);
            text.unwrap_or_default()
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_lowercase()
                .replace(['_', '-'], " ")
        };
        let named = ["title", "filename", "url"].iter().any(|field| {
            let text = says(field);
            let rest = text.strip_prefix("file 7");
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let ending = says("url").rsplit('.').next().map(ToOwned::to_owned);
        let csv = ending.as_deref() == Some("csv")
            || attachment.get("content_type").and_then(Value::as_str) == Some("text/csv");
        named && csv
    };
    let found = attachments.iter().find(is_file_7)?;
    found.get("url")?.as_str().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn file_7_is_found_by_title_or_by_name_and_only_as_csv() {
        let page = json!({ "details": { "attachments": [
            { "title": "File 1: Index of Multiple Deprivation", "url": "https://a/m/1/File_1.xlsx" },
            { "title": "File 7: all ranks", "url": "https://a/m/7/File_7.ods" },
            { "title": "All ranks, scores, deciles", "filename": "File_7_-_All_IoD2019.csv",
              "url": "https://a/m/8/File_7_-_All_IoD2019.csv", "content_type": "text/csv" },
        ] } });

        assert_eq!(
            attachment(&page).as_deref(),
            Some("https://a/m/8/File_7_-_All_IoD2019.csv")
        );
        assert_eq!(attachment(&json!({ "details": {} })), None);
    }
}
