//! What humans decide: records that wait, and incidents.

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

/// The room's addresses at the desk.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
