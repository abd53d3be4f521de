//! Serves the two web apps that are embedded in the binary.
//!
//! | address | what |
//! |---|---|
//! | `/` | where to go |
//! | `/app/…` | the organisers' app |
//! | `/desk/…` | the desk for groups and hubs |
//!
//! A path without a dot is a screen of the app and gets its `index.html`; a file that is not there
//! is a 404, never `index.html`. Files under `assets/` carry their hash in their name and are kept
//! for ever; the others are asked for anew with their hash. A `.br` or `.gz` sibling is sent where
//! the browser takes it. In a debug build the files are read from disk.

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::app::App;

#[derive(RustEmbed)]
#[folder = "$DOORSTEP_WEB/app"]
#[allow_missing = true]
struct PhoneApp;

#[derive(RustEmbed)]
#[folder = "$DOORSTEP_WEB/desk"]
#[allow_missing = true]
struct Desk;

/// What a page may load: itself and nothing from elsewhere.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The web apps' addresses.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(async || Redirect::temporary("/desk/")))
        .route("/app", get(async || Redirect::permanent("/app/")))
        .route("/desk", get(async || Redirect::permanent("/desk/")))
        .route(
            "/app/",
            get(async |headers: HeaderMap| page::<PhoneApp>("", &headers)),
        )
        .route(
            "/desk/",
            get(async |headers: HeaderMap| page::<Desk>("", &headers)),
        )
        .route("/app/{*path}", get(phone_app))
        .route("/desk/{*path}", get(desk))
}

async fn phone_app(Path(path): Path<String>, headers: HeaderMap) -> Response {
    page::<PhoneApp>(&path, &headers)
}

async fn desk(Path(path): Path<String>, headers: HeaderMap) -> Response {
    page::<Desk>(&path, &headers)
}

fn page<E: RustEmbed>(path: &str, headers: &HeaderMap) -> Response {
    let is_screen = !path.rsplit('/').next().unwrap_or_default().contains('.');
    let path = if is_screen { "index.html" } else { path };
    let Some(file) = E::get(path) else {
        if is_screen {
            return (StatusCode::NOT_FOUND, NOT_BUILT).into_response();
        }
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let (body, encoding) = smallest::<E>(path, file, headers);
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, kind(path))
        .header(header::CACHE_CONTROL, keeping(path))
        .header(header::ETAG, tag)
        .header(header::VARY, "accept-encoding")
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(
            "permissions-policy",
            "geolocation=(self), camera=(), microphone=()",
        );
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    response
        .body(Body::from(body.data))
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The file in the smallest form the browser takes.
fn smallest<E: RustEmbed>(
    path: &str,
    plain: EmbeddedFile,
    headers: &HeaderMap,
) -> (EmbeddedFile, Option<&'static str>) {
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        let taken = accepts
            .split(',')
            .any(|one| one.split(';').next().unwrap_or("").trim() == encoding);
        if taken && let Some(file) = E::get(&format!("{path}.{ending}")) {
            return (file, Some(encoding));
        }
    }
    (plain, None)
}

/// How long a browser keeps a file. The service worker and the page are asked for anew each time,
/// so that an update is found.
fn keeping(path: &str) -> &'static str {
    if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webp" => "image/webp",
        "txt" => "text/plain; charset=utf-8",
        // Map tiles and what draws them.
        "pbf" | "mvt" => "application/x-protobuf",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

const NOT_BUILT: &str = "The web apps are not built. In a debug build run `npm ci && npm run build` \
    in mobile-api/app and in maps/desk; a release build does it by itself.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_phone_installs_comes_with_the_kind_that_browsers_ask_for() {
        assert_eq!(kind("manifest.webmanifest"), "application/manifest+json");
        assert_eq!(kind("sw.js"), "text/javascript; charset=utf-8");
        assert_eq!(kind("tiles/14/8000/5400.pbf"), "application/x-protobuf");
        assert_eq!(kind("glyphs.wasm"), "application/wasm");
    }

    #[test]
    fn only_files_with_a_hash_in_their_name_are_kept_without_asking() {
        assert!(keeping("assets/app-1a2b3c.js").contains("immutable"));
        for asked in [
            "sw.js",
            "index.html",
            "manifest.webmanifest",
            "workbox-1a2b.js",
        ] {
            assert_eq!(keeping(asked), "no-cache");
        }
    }
}
