//! The one extractor that proves who is calling. No caller, no database.

use axum::{
    extract::FromRequestParts,
    http::{Method, StatusCode, header, request::Parts},
};

use super::{Permission, Role, model::Session, policy, store};
use crate::{
    app::App,
    base::{
        ids::{GroupId, HubId, InstallId, PersonId},
        secret,
    },
    problem::Problem,
};

/// The cookie that carries a session at the desk. Browsers take the `__Host-` form only over TLS,
/// so a server on the own machine uses the plain name.
pub const COOKIE: &str = "doorstep_session";
/// The same behind TLS.
pub const COOKIE_TLS: &str = "__Host-doorstep_session";

/// Leave to ask for one hub's data. Only `access` makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HubScope(HubId);

impl HubScope {
    /// The hub, to bind as the first argument of a statement.
    #[must_use]
    pub const fn hub(self) -> HubId {
        self.0
    }

    /// Leave for work nobody signed in for: the demo's making and the commands of the server's
    /// own administrator.
    #[must_use]
    pub const fn for_administrator(hub: HubId) -> Self {
        Self(hub)
    }
}

/// Whoever makes a request, with the handles a handler needs.
#[derive(Clone)]
pub struct Caller {
    /// The person signed in.
    pub person: PersonId,
    /// What they are in this session.
    pub role: Role,
    /// Their group, for group members.
    pub group: Option<GroupId>,
    /// The phone, when a phone calls.
    pub install: Option<InstallId>,
    hub: Option<HubId>,
    /// SHA-256 of the token, to look again whether the session stands.
    token_hash: String,
    /// The house.
    pub app: App,
}

impl Caller {
    /// Goes on only if the role allows it.
    ///
    /// # Errors
    /// 403 with the role's name.
    pub fn may(&self, permission: Permission) -> Result<(), Problem> {
        if policy::allows(self.role, permission) {
            return Ok(());
        }
        Err(Problem::forbidden(format!(
            "Your role here ({}) does not allow this.",
            self.role.word().replace('_', " ")
        )))
    }

    /// Goes on only if the role allows it, with leave to ask for the own hub's data.
    ///
    /// # Errors
    /// 403 when the role does not allow it or the session belongs to no hub.
    pub fn may_in_hub(&self, permission: Permission) -> Result<HubScope, Problem> {
        self.may(permission)?;
        self.hub
            .map(HubScope)
            .ok_or_else(|| Problem::forbidden("This belongs to a hub, and your session to none."))
    }

    /// Whether the session still stands, for answers that go on for hours.
    ///
    /// # Errors
    /// The problem it ended with; 5xx when the engine fails, which says nothing about it.
    pub async fn stands(&self) -> Result<(), Problem> {
        let session = find(&self.app, self.token_hash.clone()).await?;
        check(&session, self.app.clock.now())
    }

    fn of(session: &Session, token_hash: String, app: &App) -> Self {
        Self {
            token_hash,
            person: session.person_id,
            role: session.role,
            group: session.group_id,
            install: session.install_id,
            hub: session.hub_id,
            app: app.clone(),
        }
    }

    /// The own hub, where the session has one.
    #[must_use]
    pub const fn hub(&self) -> Option<HubId> {
        self.hub
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let (session, token_hash) = session(parts, app).await?;
        let now = app.clock.now();
        check(&session, now)?;
        let before = now.plus(-NOTED_EVERY_MS);
        if session.token_id.is_some() && session.used_at.is_none_or(|used| used < before) {
            let hash = token_hash.clone();
            let noted = app.db.write(async move |tx| {
                Ok::<_, Problem>(store::tokens::used(tx, &hash, now, before).await?)
            });
            noted.await?;
        }
        Ok(Self::of(&session, token_hash, app))
    }
}

/// How long a reading token may be used before that is noted again, in milliseconds.
const NOTED_EVERY_MS: i64 = 10 * 60 * 1_000;

/// A phone, also one that was taken back: all it may do then is to hand in what it sealed.
pub struct SealedCaller(pub Caller);

impl FromRequestParts<App> for SealedCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let (session, token_hash) = session(parts, app).await?;
        let lasting = Session {
            install_revoked_at: None,
            ..session
        };
        check(&lasting, app.clock.now())?;
        Ok(Self(Caller::of(&lasting, token_hash, app)))
    }
}

async fn session(parts: &Parts, app: &App) -> Result<(Session, String), Problem> {
    let hash = secret::stored(&token_of(parts)?);
    let session = find(app, hash.clone()).await?;
    if session.token_id.is_some() && !reads_maps(parts) {
        return Err(Problem::forbidden(
            "This token reads maps, at /tiles/ and /ogc/, and nothing else.",
        ));
    }
    Ok((session, hash))
}

async fn find(app: &App, hash: String) -> Result<Session, Problem> {
    app.db
        .read(async move |tx| store::session(tx, &hash).await)
        .await?
        .ok_or_else(Problem::signed_out)
}

/// All that a reading token is for: another program keeps it in a file.
fn reads_maps(parts: &Parts) -> bool {
    let path = parts.uri.path();
    let reads = parts.method == Method::GET || parts.method == Method::HEAD;
    reads && (path.starts_with("/tiles/") || path.starts_with("/ogc/") || path == "/ogc")
}

fn check(session: &Session, now: crate::base::time::EpochMs) -> Result<(), Problem> {
    if session.install_revoked_at.is_some() {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "device_revoked",
            "This phone was taken back. Seal what it holds and hand it to your lead.",
        ));
    }
    if session.revoked_at.is_some() || session.expires_at <= now {
        return Err(Problem::signed_out());
    }
    Ok(())
}

/// The bearer token, or the cookie's; a cookie that changes something must come from our own page.
fn token_of(parts: &Parts) -> Result<String, Problem> {
    if let Some(value) = parts.headers.get(header::AUTHORIZATION) {
        let token = value
            .to_str()
            .ok()
            .and_then(|text| text.strip_prefix("Bearer "));
        return token.map(ToOwned::to_owned).ok_or_else(Problem::signed_out);
    }
    let jar = axum_extra::extract::CookieJar::from_headers(&parts.headers);
    let cookie = jar
        .get(COOKIE_TLS)
        .or_else(|| jar.get(COOKIE))
        .ok_or_else(Problem::signed_out)?;
    if parts.method != Method::GET && parts.method != Method::HEAD {
        let site = parts
            .headers
            .get("sec-fetch-site")
            .and_then(|value| value.to_str().ok());
        if site.is_some_and(|site| site != "same-origin") {
            return Err(Problem::forbidden(
                "This request came from another site's page.",
            ));
        }
    }
    Ok(cookie.value().to_owned())
}
