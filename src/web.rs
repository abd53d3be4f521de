//! Serves the embedded web apps. (Being built.)

use axum::Router;

use crate::app::App;

/// The web apps' addresses.
pub fn routes() -> Router<App> {
    Router::new()
}
