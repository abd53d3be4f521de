//! Campaigns, cutting, and the lists that come of it. Handing a list out belongs to its shift.

mod campaigns;
mod cut;
mod ground;
mod lists;
pub mod moving;
mod preview;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

/// The room's addresses.
#[must_use]
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(campaigns::routes())
        .merge(cut::routes())
        .merge(lists::routes())
        .merge(moving::routes())
        .merge(preview::routes())
}
