//! The house's handles and its one list of routes.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Request, StatusCode, header},
    response::IntoResponse,
};
use mobile_api::wire::op::OpKind;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    access::{
        self, HubScope,
        audit::Action,
        erasures::{Erasure, ErasureLog},
    },
    areas,
    base::{
        clock::Clock,
        ids::{Ids, PersonId},
    },
    config::Config,
    contacts,
    db::{Db, Tx},
    disclosure, feed, ledger,
    listenings::{self, split::Splitting},
    privacy::{self, people::By},
    problem::Problem,
    review, safeguarding, shifts, streets,
    sync::{self, Handlers, Seals, model::Doing},
    themes, walk_lists, web,
};

/// What every handler can reach. Cheap to copy.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids and secrets.
    pub ids: Ids,
    /// How the server runs.
    pub config: Arc<Config>,
    /// Who does what a pushed op says, by its kind.
    pub handlers: Arc<Handlers>,
    /// What is done when a hub opens.
    pub hub_opened: HubOpened,
    /// Turns true when the server stops, so that answers that go on for hours end.
    pub closing: Arc<tokio::sync::watch::Sender<bool>>,
    /// Where erasures are written down outside the database; absent in tests and for commands that
    /// erase nothing.
    pub erasures: Option<ErasureLog>,
    /// What was drawn of the map and is kept for the next who asks.
    pub maps: Arc<review::tiles::memory::Memory>,
}

/// What later rooms do when a hub opens, in the transaction that opens it; its last act.
pub type HubOpened = for<'a> fn(&'a mut Tx, HubScope) -> Doing<'a, ()>;

impl App {
    /// The house around a database.
    #[must_use]
    pub fn new(db: Db, clock: Arc<dyn Clock>, ids: Ids, config: Config) -> Self {
        let config = Arc::new(config);
        let handlers = Arc::new(handlers());
        Self {
            db,
            clock,
            ids,
            config,
            handlers,
            hub_opened: |tx, scope| Box::pin(themes::publish_codebook(tx, scope)),
            closing: Arc::new(tokio::sync::watch::Sender::new(false)),
            erasures: None,
            maps: Arc::default(),
        }
    }

    /// The same house, with a log of erasures outside its database.
    #[must_use]
    pub fn with_erasure_log(mut self, log: ErasureLog) -> Self {
        self.erasures = Some(log);
        self
    }

    /// Writes erasures down outside the database: the last act of the transaction that erases.
    ///
    /// # Errors
    /// When the disk does not take it; then the transaction must not end well.
    pub fn note_erasures(&self, erasures: &[Erasure]) -> crate::db::Result<()> {
        if let Some(log) = &self.erasures {
            log.note(erasures)?;
        }
        Ok(())
    }
}

/// Brings the schema up to date and puts in what every house has: the starter codebook. Doing it
/// again changes nothing.
///
/// # Errors
/// When the engine fails.
pub async fn furnish(db: &Db) -> crate::db::Result<()> {
    db.migrate().await?;
    db.write(async move |tx| themes::keep_starter_codebook(tx).await)
        .await
}

/// Ends leases that are over, takes doors nobody may knock at off every phone and watches over who
/// is out, once a minute and hub by hub, for as long as the server runs.
pub async fn keep_sweeping(app: App) {
    let mut minute = tokio::time::interval(Duration::from_mins(1));
    minute.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        minute.tick().await;
        if let Err(error) = sweep(&app).await {
            tracing::warn!(%error, "a sweep failed; the next minute tries again");
        }
    }
}

/// Posts alerts outward, where an address for them was given, for as long as the server runs.
pub async fn keep_posting(app: App) {
    let Some(address) = &app.config.alert_webhook else {
        return;
    };
    let outward = match shifts::alerts::Outward::to(address) {
        Ok(outward) => outward,
        Err(error) => {
            tracing::error!(%error, "alerts cannot be posted");
            return;
        }
    };
    let mut pulse = tokio::time::interval(Duration::from_secs(5));
    pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pulse.tick().await;
        if let Err(error) = outward.post_due(&app).await {
            tracing::warn!(%error, "alerts were not posted; the next round tries again");
        }
    }
}

/// Lets go what is too old, once a day, for as long as the server runs: looks every minute whether
/// today was done, so that a day on which the server was off is caught up as soon as it is back.
pub async fn keep_letting_go(app: App) {
    let mut minute = tokio::time::interval(Duration::from_mins(1));
    minute.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        minute.tick().await;
        if let Err(error) = privacy::retention::daily(&app).await {
            tracing::warn!(%error, "the daily job failed; the next minute tries again");
        }
    }
}

/// Looks once a day whether everything released so far gives anything away together, for as long as
/// the server runs. What it finds stands in the log; see [`disclosure::nightly`].
pub async fn keep_checking(app: App) {
    let mut day = tokio::time::interval(Duration::from_hours(24));
    day.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        day.tick().await;
        if let Err(error) = disclosure::nightly::check(&app).await {
            tracing::warn!(%error, "the releases were not checked; tomorrow tries again");
        }
    }
}

/// Makes the releases that are due for groups and hubs, and lets go of quotes that have fallen, once
/// an hour for as long as the server runs. See [`disclosure::due`] and [`disclosure::quotes`].
pub async fn keep_releasing(app: App) {
    let mut hour = tokio::time::interval(Duration::from_hours(1));
    hour.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        hour.tick().await;
        if let Err(error) = disclosure::due::make(&app).await {
            tracing::warn!(%error, "what is due was not released; the next hour tries again");
        }
        // Without the server's key there are no quotes to look at.
        if app.config.server_key.is_none() {
            continue;
        }
        if let Err(error) = disclosure::quotes::let_go(&app).await {
            tracing::warn!(%error, "fallen quotes were not deleted; the next hour tries again");
        }
    }
}

/// One round of [`keep_sweeping`].
///
/// # Errors
/// When the engine fails.
pub async fn sweep(app: &App) -> crate::db::Result<()> {
    let now = app.clock.now();
    let ids = app.ids.clone();
    for hub in app
        .db
        .read(async |tx| access::store::hubs(tx).await)
        .await?
    {
        let scope = HubScope::for_administrator(hub.id);
        let ids = ids.clone();
        app.db
            .write(async move |tx| {
                let mut feed = feed::Feed::default();
                walk_lists::store::sweep(tx, &mut feed, scope, now).await?;
                shifts::alerts::sweep(tx, &mut feed, scope, (&ids, now)).await?;
                feed.publish(tx, scope).await.map(drop)
            })
            .await?;
    }
    split_due(app).await
}

/// After a restore: envelopes came back without their keys, and wait for the phones.
///
/// # Errors
/// When the server has no key, or the engine fails.
pub async fn after_restore(app: &App) -> crate::db::Result<usize> {
    let keyring = access::Keyring::of(app).map_err(|_| crate::db::Error::Locked)?;
    let now = app.clock.now();
    let hubs = app.db.read(async |tx| access::store::hubs(tx).await);
    let mut waiting = 0;
    for hub in hubs.await? {
        let scope = HubScope::for_administrator(hub.id);
        let (ids, keyring) = (app.ids.clone(), keyring.clone());
        waiting += app
            .db
            .write(async move |tx| {
                let mut by = Splitting {
                    scope,
                    seals: &mut Seals::new(keyring.clone(), now),
                    ids: &ids,
                    now,
                };
                listenings::split::after_restore(tx, &mut by).await
            })
            .await?;
    }
    Ok(waiting)
}

/// Closes shifts that nobody has closed in seven days, and splits what has waited long enough.
///
/// # Errors
/// When the engine fails.
pub async fn split_due(app: &App) -> crate::db::Result<()> {
    // Without the server's key nothing is sealed, so nothing waits to be split.
    let Ok(keyring) = access::Keyring::of(app) else {
        return Ok(());
    };
    let now = app.clock.now();
    let hubs = app.db.read(async |tx| access::store::hubs(tx).await);
    for hub in hubs.await? {
        let scope = HubScope::for_administrator(hub.id);
        let (ids, keyring) = (app.ids.clone(), keyring.clone());
        let split = app
            .db
            .write(async move |tx| {
                let mut feed = feed::Feed::default();
                let mut by = Splitting {
                    scope,
                    seals: &mut Seals::new(keyring.clone(), now),
                    ids: &ids,
                    now,
                };
                let split = listenings::split::sweep(tx, &mut feed, &mut by).await?;
                feed.publish(tx, scope).await?;
                Ok::<_, crate::db::Error>(split)
            })
            .await?;
        if split.shifts > 0 {
            app.db.scrub().await?;
        }
    }
    Ok(())
}

/// Erases somebody who had an account: nothing that names them stays, what they recorded stays
/// counted. False for somebody unknown. Its own transaction across hubs, because a person may have
/// worked in several. Who did it stands in the audit chain of each; that it was done, outside the
/// database too.
///
/// # Errors
/// When the engine or the erasure log fails; then nothing was erased.
pub async fn erase_person(app: &App, person: PersonId, by: By) -> crate::db::Result<bool> {
    erase_person_for(app, person, (by, Action::PersonErased)).await
}

/// The same for somebody who was erased before and whom a backup has brought back.
///
/// # Errors
/// As [`erase_person`].
pub async fn erase_person_again(app: &App, person: PersonId) -> crate::db::Result<bool> {
    erase_person_for(app, person, (None, Action::ErasuresReplayed)).await
}

async fn erase_person_for(
    app: &App,
    person: PersonId,
    (by, action): (By, Action),
) -> crate::db::Result<bool> {
    let nobody = PersonId(uuid::Uuid::nil());
    let house = app.clone();
    app.db
        .write(async move |tx| {
            let hubs = privacy::store::people::hubs(tx, person).await?;
            listenings::store::visits::forget_person(tx, person, nobody).await?;
            listenings::store::envelope::forget_person(tx, person, nobody).await?;
            shifts::store::forget_person(tx, person).await?;
            sync::store::ops::forget_person(tx, person, nobody).await?;
            sync::store::sealed::forget_person(tx, person).await?;
            feed::store::forget_person(tx, person).await?;
            if !access::store::erase_person(tx, person).await? {
                return Ok(false);
            }
            let now = house.clock.now();
            for hub in hubs {
                let scope = HubScope::for_administrator(hub);
                let line = privacy::people::entry(by, action, "an account", 1);
                access::audit::record(tx, scope, &house.ids, now, line).await?;
            }
            if action == Action::PersonErased {
                house.note_erasures(&[Erasure::of_person(person, now.day())])?;
            }
            Ok(true)
        })
        .await
}

/// What each room does with the ops of its kinds, and who posts what they count.
fn handlers() -> Handlers {
    use contacts::ops as vault;
    use listenings::ops as at_doors;
    use shifts::ops as on_shift;
    Handlers::new(|tx, by, postings| {
        Box::pin(ledger::post(tx, by.scope, by.now, &by.ids, postings))
    })
    .on(
        OpKind::ShiftStart,
        |tx, by, op| Box::pin(on_shift::start(tx, by, op)),
        None,
    )
    .on(
        OpKind::ShiftCheckIn,
        |tx, by, op| Box::pin(on_shift::check_in(tx, by, op)),
        None,
    )
    .on(
        OpKind::ShiftEnd,
        |tx, by, op| Box::pin(on_shift::end(tx, by, op)),
        None,
    )
    .on(
        OpKind::SafetyAlert,
        |tx, by, op| Box::pin(on_shift::alert(tx, by, op)),
        None,
    )
    .on(
        OpKind::ReflectionAdd,
        |tx, by, op| Box::pin(on_shift::reflect(tx, by, op)),
        None,
    )
    .on(
        OpKind::DoorAdd,
        |tx, by, op| Box::pin(at_doors::add_door(tx, by, op)),
        None,
    )
    .on(
        OpKind::DoorLabel,
        |tx, by, op| Box::pin(at_doors::label_door(tx, by, op)),
        None,
    )
    .on(
        OpKind::VisitRecord,
        |tx, by, op| Box::pin(at_doors::visit(tx, by, op)),
        Some(|tx, by, op, why| Box::pin(at_doors::undo_visit(tx, by, op, why))),
    )
    .on(
        OpKind::ListeningRecord,
        |tx, by, op| Box::pin(at_doors::listening(tx, by, op)),
        Some(|tx, by, op, why| Box::pin(at_doors::undo_listening(tx, by, op, why))),
    )
    .on_again(&OpKind::ListeningRecord, |tx, by, op| {
        Box::pin(at_doors::listening_again(tx, by, op))
    })
    .on(
        OpKind::ContactConsent,
        |tx, by, op| Box::pin(vault::consent(tx, by, op)),
        Some(|tx, by, op, why| Box::pin(vault::undo_consent(tx, by, op, why))),
    )
}

/// The head of the contract.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "doorstep",
        description = "Areas, walk lists, hand-in and counts. Errors are RFC 9457 problem details \
                       with a stable `code`.",
        license(name = "AGPL-3.0-or-later")
    ),
    components(schemas(
        crate::problem::ProblemBody,
        // What an op says stands in it as an object: its types are named here for phones.
        mobile_api::wire::OpData,
        OpKind,
        // Data of events: no address answers with them alone.
        shifts::http::live::LiveChange,
        shifts::http::live::LiveEnd
    ))
)]
struct Contract;

/// All addresses, grouped by room in the data's order.
fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Contract::openapi())
        .merge(access::http::routes())
        .merge(areas::http::routes())
        .merge(streets::http::routes())
        .merge(walk_lists::http::routes())
        .merge(sync::http::routes())
        .merge(sync::desk::routes())
        .merge(shifts::http::routes())
        .merge(listenings::http::routes())
        .merge(contacts::http::routes())
        .merge(safeguarding::http::routes())
        .merge(themes::http::routes())
        .merge(ledger::http::routes())
        .merge(disclosure::http::routes())
        .merge(review::http::routes())
        .merge(review::tiles::http::routes())
        .merge(review::ogc::http::routes())
        .merge(privacy::http::routes())
}

/// The contract with clients, as `mobile-api/openapi.json` holds it.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    routes().split_for_parts().1
}

/// The whole server: the API, the web apps, and what wraps every request.
pub fn router(app: App) -> Router {
    let (api, contract) = routes().split_for_parts();
    let contract = Arc::new(contract.to_json().unwrap_or_default());
    let id = HeaderName::from_static("x-request-id");
    api.route(
        "/api/openapi.json",
        axum::routing::get(move || {
            let contract = Arc::clone(&contract);
            async move {
                (
                    [(header::CONTENT_TYPE, "application/json")],
                    contract.as_str().to_owned(),
                )
            }
        }),
    )
    .route(
        "/api/{*rest}",
        axum::routing::any(async || Problem::not_found("address")),
    )
    .merge(web::routes())
    .with_state(app)
    .layer(DefaultBodyLimit::max(2 * 1024 * 1024))
    .layer(CompressionLayer::new().gzip(true))
    .layer(CatchPanicLayer::custom(|_| {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on the server. Nothing was half-done; try again.",
        )
        .into_response()
    }))
    .layer(TimeoutLayer::with_status_code(
        StatusCode::SERVICE_UNAVAILABLE,
        Duration::from_mins(1),
    ))
    .layer(SetResponseHeaderLayer::if_not_present(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-store"),
    ))
    .layer(SetResponseHeaderLayer::overriding(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ))
    .layer(SetResponseHeaderLayer::overriding(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ))
    .layer(PropagateRequestIdLayer::new(id.clone()))
    .layer(
        TraceLayer::new_for_http().make_span_with(move |request: &Request<_>| {
            // The path alone: a query may hold what somebody searched for.
            let path = request.uri().path();
            let id = request
                .headers()
                .get("x-request-id")
                .and_then(|value| value.to_str().ok());
            tracing::info_span!("request", method = %request.method(), path, id)
        }),
    )
    .layer(SetRequestIdLayer::new(id, MakeRequestUuid))
}
