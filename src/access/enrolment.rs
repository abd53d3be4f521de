//! One-time codes: made by a lead, used once, for a phone or for the desk.
//!
//! A code has 256 bits of chance, travels in a URL's fragment (which browsers do not send) and is
//! stored hashed. Of many redemptions at the same time exactly one succeeds, because the update
//! that uses it up finds it unused only once.

use axum::http::StatusCode;
use serde::Serialize;

use super::{
    HubScope, Role,
    model::Purpose,
    store::{self, Granted, NewSession},
};
use crate::{
    app::App,
    base::{
        ids::{GroupId, HubId, InstallId, PersonId},
        secret,
        time::{DAY_MS, EpochMs, HOUR_MS},
    },
    db::Tx,
    problem::Problem,
};

/// How long a code for a phone lives: ten minutes.
pub const PHONE_CODE_MS: i64 = 10 * 60_000;
/// How long a code for the desk lives: a day, because it is handed on by post or mail.
pub const WEB_CODE_MS: i64 = DAY_MS;
/// How long a desk session lives.
const WEB_SESSION_MS: i64 = 12 * HOUR_MS;
/// How long a phone's session lives; revocation holds at the next request anyway.
const PHONE_SESSION_MS: i64 = 400 * DAY_MS;

/// A fresh code, shown once.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FreshCode {
    /// The code itself.
    pub code: String,
    /// The link that carries it in its fragment.
    pub link: String,
    /// When it ends.
    pub expires_at: EpochMs,
}

/// A fresh code with its link as a picture.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CodeView {
    /// The code and its link.
    #[serde(flatten)]
    pub fresh: FreshCode,
    /// The link as a QR code: an SVG element, black on white.
    pub qr_svg: String,
}

impl From<FreshCode> for CodeView {
    fn from(fresh: FreshCode) -> Self {
        let qr_svg = qr_svg(&fresh.link);
        Self { fresh, qr_svg }
    }
}

/// A link as a QR code; empty for one that is too long for any.
fn qr_svg(link: &str) -> String {
    use qrcode::{EcLevel, QrCode, render::svg::Color};
    let Ok(code) = QrCode::with_error_correction_level(link, EcLevel::M) else {
        return String::new();
    };
    let picture = code
        .render::<Color<'_>>()
        .min_dimensions(240, 240)
        .dark_color(Color("#000"))
        .light_color(Color("#fff"))
        .build();
    // Pages take the element, not a document.
    picture
        .find("<svg")
        .and_then(|at| picture.get(at..))
        .unwrap_or_default()
        .to_owned()
}

/// Makes a code for somebody's grant.
///
/// # Errors
/// When the engine fails.
pub async fn make_code(
    app: &App,
    tx: &mut Tx,
    grant: &Granted,
    purpose: Purpose,
    life_ms: i64,
) -> Result<FreshCode, Problem> {
    let code = secret::token(app.ids.secret()).reveal().clone();
    let now = app.clock.now();
    let expires_at = now.plus(life_ms);
    store::insert_code(tx, secret::stored(&code), purpose, grant, now, expires_at).await?;
    let page = match purpose {
        Purpose::Phone => "app",
        Purpose::Web => "desk",
    };
    let link = format!("{}/{page}/#code={code}", app.config.public_url);
    Ok(FreshCode {
        code,
        link,
        expires_at,
    })
}

/// An open session, its token shown once.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OpenSession {
    /// Bearer token of the session.
    pub token: String,
    /// The person.
    pub person: PersonId,
    /// The role.
    pub role: Role,
    /// The hub, except for network-wide roles.
    pub hub: Option<HubId>,
    /// The group, for group members.
    pub group: Option<GroupId>,
    /// The phone, for phones.
    pub install: Option<InstallId>,
    /// When the session ends.
    pub expires_at: EpochMs,
}

/// Uses a code up and opens a session.
///
/// # Errors
/// 409 for a code that was used, 410 for one that is over, 404 for an unknown one.
pub async fn redeem(app: &App, code: String, purpose: Purpose) -> Result<OpenSession, Problem> {
    let now = app.clock.now();
    let token = secret::token(app.ids.secret()).reveal().clone();
    let install = (purpose == Purpose::Phone).then(|| app.ids.new_id::<InstallId>());
    let life = if install.is_some() {
        PHONE_SESSION_MS
    } else {
        WEB_SESSION_MS
    };
    let expires_at = now.plus(life);
    app.db
        .write(async move |tx| {
            let hash = secret::stored(&code);
            let Some(grant) = store::use_code(tx, &hash, purpose, now).await? else {
                return Err(why_not(tx, &hash, now).await?);
            };
            if let (Some(install), Some(hub)) = (install, grant.hub_id) {
                let scope = HubScope::for_administrator(hub);
                store::insert_install(tx, scope, install, grant.person_id, now).await?;
            }
            let new = NewSession {
                token_hash: secret::stored(&token),
                grant: grant.clone(),
                install,
                now,
                expires_at,
            };
            store::insert_session(tx, &new).await?;
            Ok(OpenSession {
                token: token.clone(),
                person: grant.person_id,
                role: grant.role,
                hub: grant.hub_id,
                group: grant.group_id,
                install,
                expires_at,
            })
        })
        .await
}

async fn why_not(tx: &mut Tx, hash: &str, now: EpochMs) -> Result<Problem, Problem> {
    let state = store::code_state(tx, hash).await?;
    Ok(match state {
        Some((Some(_), _)) => Problem::new(
            StatusCode::CONFLICT,
            "code_used",
            "This code was used already. Ask your lead for a new one.",
        ),
        Some((None, expires_at)) if expires_at <= now => Problem::new(
            StatusCode::GONE,
            "code_expired",
            "This code is too old. Ask your lead for a new one.",
        ),
        Some(_) | None => Problem::not_found("code"),
    })
}
