//! Tallies and actions that count; returns, what they lack, what their numbers are made of and how
//! they leave the house; targets; the network's view of returns.

mod actions;
mod explain;
mod files;
mod missing;
mod network;
mod returns;
mod targets;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{self, model::Programme},
    app::App,
    base::ids::ProgrammeId,
    db::Tx,
    problem::Problem,
};

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(actions::change_action))
        .routes(routes!(actions::create_involvement))
        .routes(routes!(actions::void_involvement))
        .routes(routes!(targets::list_targets, targets::keep_target))
        .routes(routes!(returns::read_return))
        .routes(routes!(returns::read_return_body))
        .routes(routes!(missing::list_missing))
        .routes(routes!(explain::explain_figure))
        .routes(routes!(files::read_return_xlsx))
        .routes(routes!(files::read_return_csv))
        .routes(routes!(files::read_return_pdf))
        .routes(routes!(returns::freeze_return))
        .routes(routes!(returns::submit_return))
        .routes(routes!(network::list_network_returns))
        .routes(routes!(network::preview_hub_change))
        .routes(routes!(network::list_support))
        .routes(routes!(network::read_year_pack))
        .routes(routes!(network::query_return))
        .routes(routes!(network::accept_return))
        .routes(routes!(network::lock_return))
}

async fn programme(tx: &mut Tx, id: ProgrammeId) -> Result<Programme, Problem> {
    access::store::programme(tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("programme"))
}
