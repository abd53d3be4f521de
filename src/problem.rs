//! The one error that leaves the house: RFC 9457 problem details with a stable `code`.
//!
//! Rooms return [`Problem`] from their handlers; stores return [`db::Error`], which becomes a
//! problem here and nowhere else. A 5xx never says more than one fixed sentence: the cause goes to
//! the log once, with the request's id.

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Request, rejection::JsonRejection},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use mobile_api::wire::{ProblemCode, ProblemDoc};
use serde::{Serialize, de::DeserializeOwned};

use crate::db;

/// The sentence of every 5xx.
const SORRY: &str = "Something went wrong on the server. Nothing was half-done; try again, and if \
                     it stays, tell whoever runs it the request id.";

/// What a caller is told when a request could not be carried out.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    epoch: Option<(String, u64)>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// The body of a problem, as the contract shows it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemBody {
    /// Stable word for programs.
    pub code: &'static str,
    /// The HTTP status again, for logs of the body alone.
    pub status: u16,
    /// The status in words.
    pub title: &'static str,
    /// One plain sentence: what happened and what to do.
    pub detail: String,
    /// With `epoch_changed`: the server's epoch now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// With `epoch_changed`: what the server still has of the hub's order ends here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restored_to_seq: Option<u64>,
}

impl Problem {
    /// A problem of any kind; prefer the constructors below.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
            epoch: None,
            source: None,
        }
    }

    /// A problem of the list that phones know; its status comes with its code.
    pub fn of(code: ProblemCode, detail: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::BAD_REQUEST);
        Self::new(status, code.code(), detail)
    }

    /// 409: the phone speaks to the server as it was before its history broke.
    #[must_use]
    pub fn epoch_changed(epoch: String, restored_to_seq: u64) -> Self {
        Self {
            epoch: Some((epoch, restored_to_seq)),
            ..Self::of(
                ProblemCode::EpochChanged,
                "The server was restored. The phone hands in again what is missing, then fetches \
                 everything afresh.",
            )
        }
    }

    /// 400: the request itself makes no sense.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::of(ProblemCode::BadRequest, detail)
    }

    /// 401: nobody is signed in, or no longer.
    #[must_use]
    pub fn signed_out() -> Self {
        Self::of(
            ProblemCode::SessionExpired,
            "You are not signed in, or no longer. Sign in again with a new link.",
        )
    }

    /// 403: signed in, but this is not theirs to do.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::of(ProblemCode::Forbidden, detail)
    }

    /// 404: no such thing, or not for this caller, which looks the same.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::of(
            ProblemCode::NotFound,
            format!("There is no such {what} here."),
        )
    }

    /// 409: it stands otherwise than the request takes for granted.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::of(ProblemCode::Conflict, detail)
    }

    /// 422: well-formed, but a rule of the field forbids it.
    pub fn unprocessable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// 500, with the cause for the log.
    pub fn internal(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: "internal",
            detail: SORRY.to_owned(),
            epoch: None,
            source: Some(Arc::new(source)),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The sentence.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Named constraints and the sentence for whoever ran into them. `SQLite` tells the columns,
/// Postgres the name it made of them, so each has two spellings.
const CONSTRAINTS: &[(&str, &str, &str)] = &[
    (
        "hubs.name",
        "hubs_name_key",
        "There is already a hub of this name.",
    ),
    (
        "programmes.name",
        "programmes_name_key",
        "There is already a programme of this name.",
    ),
    (
        "campaigns.hub_id, campaigns.name",
        "campaigns_hub_id_name_key",
        "There is already a campaign of this name.",
    ),
    (
        "organising_groups.hub_id, organising_groups.name",
        "organising_groups_hub_id_name_key",
        "There is already a group of this name.",
    ),
    (
        "local_themes.hub_id, local_themes.label",
        "local_themes_hub_id_label_key",
        "There is already a theme of this name.",
    ),
    (
        "involvements.hub_id, involvements.id",
        "involvements_pkey",
        "A tally with this id was recorded before, with other content.",
    ),
    (
        "targets.hub_id, targets.programme_id",
        "targets_pkey",
        "Somebody changed this target at the same moment. Look at it again.",
    ),
];

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        if let Some(broken) = error.broken_constraint() {
            let known = CONSTRAINTS
                .iter()
                .find(|(sqlite, postgres, _)| broken.contains(sqlite) || broken == *postgres);
            if let Some((_, _, sentence)) = known {
                return Self::conflict(*sentence);
            }
        }
        if error.is_passing() {
            return Self::of(
                ProblemCode::Unavailable,
                "The database is busy. Nothing was saved; try again in a moment.",
            );
        }
        if matches!(error, db::Error::Locked) {
            return Self::of(
                ProblemCode::Unavailable,
                "The server's key file is missing or is another one. Whoever runs the server puts \
                 it back; nothing is lost.",
            );
        }
        Self::internal(error)
    }
}

impl From<ProblemDoc> for Problem {
    fn from(doc: ProblemDoc) -> Self {
        let detail = doc.detail.unwrap_or(doc.title);
        match (doc.epoch, doc.restored_to_seq) {
            (Some(epoch), Some(seq)) => Self::epoch_changed(epoch, seq),
            (Some(_) | None, _) => Self::of(doc.code, detail),
        }
    }
}

impl db::AsDbError for Problem {
    fn as_db(&self) -> Option<&db::Error> {
        self.source
            .as_deref()
            .and_then(|source| source.downcast_ref())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Some(source) = &self.source {
            let chain =
                std::iter::successors(Some(source.as_ref() as &dyn std::error::Error), |error| {
                    error.source()
                });
            let text: Vec<String> = chain.map(ToString::to_string).collect();
            tracing::error!(
                code = self.code,
                cause = text.join(": "),
                "a request failed"
            );
        }
        let body = ProblemBody {
            code: self.code,
            status: self.status.as_u16(),
            title: self.status.canonical_reason().unwrap_or("Error"),
            detail: self.detail,
            epoch: self.epoch.as_ref().map(|(epoch, _)| epoch.clone()),
            restored_to_seq: self.epoch.map(|(_, seq)| seq),
        };
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if matches!(
            self.status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        ) {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// A JSON body that answers in the house's format when it does not fit.
pub struct Body<T>(pub T);

impl<S, T> FromRequest<S> for Body<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Problem::of(
                    ProblemCode::TooLarge,
                    "The request is larger than this address takes.",
                ))
            }
            Err(JsonRejection::JsonDataError(error)) => Err(Problem::bad_request(format!(
                "The request does not fit: {}.",
                inner(&error)
            ))),
            Err(rejection) => Err(Problem::bad_request(format!(
                "The request is not JSON this address takes: {}.",
                inner(&rejection)
            ))),
        }
    }
}

/// A query string that answers in the house's format when it does not fit. Repeated keys are lists.
pub struct Params<T>(pub T);

impl<S, T> FromRequestParts<S> for Params<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(params)) => Ok(Self(params)),
            Err(rejection) => Err(Problem::bad_request(format!(
                "The request does not fit: {}.",
                inner(&rejection)
            ))),
        }
    }
}

/// The innermost cause: what serde says of the field, without the framework's own words.
fn inner(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
