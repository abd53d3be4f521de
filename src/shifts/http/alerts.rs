//! Alerts as leads and buddies see and settle them.

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{keep, locked};
use crate::{
    access::{self, Caller, Permission, policy},
    app::App,
    base::{
        ids::{AlertId, PersonId, ShiftId},
        page::PageQuery,
        time::EpochMs,
    },
    feed::Feed,
    problem::{Params, Problem},
    shifts::{
        model::{AlertCause, AlertStep, Safety},
        store::{
            self,
            alerts::{self, Alert},
        },
    },
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_alerts))
        .routes(routes!(resolve_alert))
}

/// Which alerts.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AlertQuery {
    /// Settled ones too; only open ones when absent.
    resolved: Option<bool>,
    /// Rows wanted, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
}

/// Somebody who is out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct PersonOut {
    /// Their account.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// People who are out may need help.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AlertView {
    id: AlertId,
    shift: ShiftId,
    /// How far it has come.
    step: AlertStep,
    /// Why.
    cause: AlertCause,
    /// Since when.
    at: EpochMs,
    /// When they meant to be back.
    expected_end: Option<EpochMs>,
    /// The last street they named.
    last_street: Option<String>,
    /// The name of the buddy.
    buddy: String,
    /// Who is out.
    people: Vec<PersonOut>,
    /// When it was posted outward; absent where it was not, or not yet.
    posted_at: Option<EpochMs>,
    /// When it was settled.
    resolved_at: Option<EpochMs>,
}

/// The hub's alerts.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AlertList {
    alerts: Vec<AlertView>,
    /// Whether alerts are also posted outward, such as to a text message gateway.
    outward: bool,
    /// In words, what that means.
    text: String,
}

const OUTWARD: &str = "Overdue and raised alerts are also posted outward. doorstep does not call \
                       the police.";
const HERE_ONLY: &str = "Alerts are shown here and on the phones only: nobody gets a message. \
                         Whoever runs the server can change that. doorstep does not call the \
                         police.";

/// List alerts, open ones first: a lead sees the hub's, a buddy those of the shifts they watch.
#[utoipa::path(get, path = "/api/v1/alerts", operation_id = "list_alerts", tag = "shifts",
    params(AlertQuery), responses((status = 200, body = AlertList)))]
async fn list_alerts(
    caller: Caller,
    Params(query): Params<AlertQuery>,
) -> Result<Json<AlertList>, Problem> {
    let scope = caller.may_in_hub(Permission::SeeAlerts)?;
    let buddy = (!leads(&caller)).then_some(caller.person);
    let page = PageQuery {
        limit: query.limit,
        after: None,
    };
    let wanted = (query.resolved.unwrap_or(false), i64::from(page.rows()));
    let alerts = caller
        .app
        .db
        .read(async move |tx| {
            let found = alerts::all(tx, scope, buddy, wanted).await?;
            let members = access::store::members(tx, scope).await?;
            let mut views = Vec::with_capacity(found.len());
            for alert in found {
                let shift = store::shift(tx, scope, alert.shift_id).await?;
                let people = shift.map(|shift| shift.people).unwrap_or_default();
                let named = |id: PersonId| {
                    let member = members.iter().find(|member| member.person_id == id);
                    let name = member.map(|member| member.display_name.clone());
                    PersonOut {
                        id,
                        name: name.unwrap_or_default(),
                    }
                };
                let people = people.iter().map(|on| named(on.person)).collect();
                views.push(view(alert, people));
            }
            Ok::<_, Problem>(views)
        })
        .await?;
    let outward = caller.app.config.alert_webhook.is_some();
    let text = if outward { OUTWARD } else { HERE_ONLY };
    Ok(Json(AlertList {
        alerts,
        outward,
        text: text.to_owned(),
    }))
}

fn view(alert: Alert, people: Vec<PersonOut>) -> AlertView {
    AlertView {
        id: alert.id,
        shift: alert.shift_id,
        step: alert.step,
        cause: alert.cause,
        at: alert.at,
        expected_end: alert.expected_end,
        last_street: alert.last_street,
        buddy: alert.buddy,
        people,
        posted_at: alert.posted_at,
        resolved_at: alert.resolved_at,
    }
}

/// Whether somebody leads shifts: others see those that they watch as a buddy.
pub(super) fn leads(caller: &Caller) -> bool {
    policy::allows(caller.role, Permission::RunShifts)
}

/// Settle an alert, and with it every open one of its shift: somebody has reached the people. The
/// watch begins again with their next sign of life.
#[utoipa::path(post, path = "/api/v1/alerts/{alert}/resolve", operation_id = "resolve_alert",
    tag = "shifts", params(("alert" = AlertId, Path)), responses((status = 204)))]
async fn resolve_alert(caller: Caller, Path(id): Path<AlertId>) -> Result<StatusCode, Problem> {
    let scope = caller.may_in_hub(Permission::SeeAlerts)?;
    let (leads, by) = (leads(&caller), (caller.person, caller.app.clock.now()));
    caller
        .app
        .db
        .write(async move |tx| {
            let found = alerts::shift_of(tx, scope, id).await?;
            let own = found.filter(|(_, buddy)| leads || *buddy == Some(by.0));
            let (shift, _) = own.ok_or_else(|| Problem::not_found("open alert"))?;
            let mut shift = locked(tx, scope, shift).await?;
            alerts::resolve(tx, scope, shift.id, by).await?;
            if !matches!(shift.safety, Safety::Ok | Safety::Idle) {
                shift.safety = Safety::Resolved;
            }
            keep(tx, Feed::default(), scope, &shift).await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
