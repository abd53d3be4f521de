//! Reading tokens: how somebody lets another program, such as QGIS, read the maps they may read.
//!
//! Such a program keeps its token in a file, so the token opens maps alone, never changes anything,
//! ends on a day that was said when it was made, and ends with its maker's role.

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::named;
use crate::{
    access::{
        Caller, HubScope, Permission, Role,
        audit::{self, Action},
        policy::allows,
        store::{
            Granted, NewSession,
            tokens::{self as store, ReadingToken},
        },
    },
    app::App,
    base::{
        ids::TokenId,
        secret,
        time::{Day, EpochMs},
    },
    problem::{Body, Problem},
};

/// Days a reading token lives at most.
const MOST_DAYS: i64 = 366;

/// The addresses.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_tokens, create_token))
        .routes(routes!(revoke_token))
}

/// A reading token, with what it reads.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TokenView {
    #[serde(flatten)]
    token: ReadingToken,
    /// What it reads, in plain words.
    reads: Vec<&'static str>,
}

/// One's own reading tokens.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Tokens {
    /// Newest first.
    tokens: Vec<TokenView>,
    /// What one made now would read, in plain words; empty for who may make none.
    would_read: Vec<&'static str>,
}

/// What a token of a role reads, in plain words. `tests/it/routes/maps/tokens.rs` holds it against
/// what the addresses answer.
fn reads(role: Role, in_hub: bool) -> Vec<&'static str> {
    let may = |permission| allows(role, permission);
    if !may(Permission::ReadAreas) {
        return Vec::new();
    }
    let mut reads =
        vec!["small areas with their deciles, streets, and cells with homes: open data"];
    if in_hub && may(Permission::ReadPlans) {
        reads.push("your hub's patches");
    }
    if may(Permission::ReadReleases) {
        reads.push("figures that were released to everybody");
    }
    if in_hub && may(Permission::ReadReleases) && may(Permission::ReadGroupReleases) {
        reads.push("figures that were released to your hub's groups");
    }
    if in_hub && may(Permission::ReadReleases) && may(Permission::ReadExactCounts) {
        reads.push("figures that were released to your hub");
    }
    if may(Permission::ReadReleases) && may(Permission::ReadNetworkCounts) {
        reads.push("figures that were released to the network");
    }
    reads
}

/// List the reading tokens one has made, newest first.
#[utoipa::path(get, path = "/api/v1/me/tokens", operation_id = "list_tokens", tag = "access",
    responses((status = 200, body = Tokens)))]
async fn list_tokens(caller: Caller) -> Result<Json<Tokens>, Problem> {
    let person = caller.person;
    let tokens = caller
        .app
        .db
        .read(async move |tx| Ok::<_, Problem>(store::of_person(tx, person).await?))
        .await?;
    let view = |token: ReadingToken| TokenView {
        reads: reads(token.role, token.hub_id.is_some()),
        token,
    };
    Ok(Json(Tokens {
        tokens: tokens.into_iter().map(view).collect(),
        would_read: reads(caller.role, caller.hub().is_some()),
    }))
}

/// A reading token to make.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for, such as `QGIS on my laptop`.
    name: String,
    /// The last day on which it works, at most 366 days off.
    ends_on: Day,
}

/// A reading token, shown once.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FreshToken {
    id: TokenId,
    name: String,
    made_at: EpochMs,
    ends_at: EpochMs,
    /// What the program sends as `Authorization: Bearer …`.
    token: String,
}

/// Make a token with which another program may read `/tiles/` and `/ogc/`, and nothing else, as one
/// may oneself. It is shown once.
#[utoipa::path(post, path = "/api/v1/me/tokens", operation_id = "create_token", tag = "access",
    request_body = NewToken, responses((status = 201, body = FreshToken)))]
async fn create_token(
    caller: Caller,
    Body(new): Body<NewToken>,
) -> Result<(StatusCode, Json<FreshToken>), Problem> {
    caller.may(Permission::ReadAreas)?;
    if caller.install.is_some() {
        return Err(Problem::forbidden(
            "Reading tokens are made at the desk: a phone may be lost.",
        ));
    }
    let now = caller.app.clock.now();
    let name = named(&new.name)?;
    let days = new.ends_on.days_since(now.day());
    if !(0..=MOST_DAYS).contains(&days) {
        return Err(Problem::bad_request(format!(
            "A reading token ends on a day from today to {MOST_DAYS} days off."
        )));
    }
    let fresh = FreshToken {
        id: caller.app.ids.new_id(),
        name,
        made_at: now,
        ends_at: new.ends_on.plus_days(1).at(0, 0),
        token: secret::token(caller.app.ids.secret()).reveal().clone(),
    };
    let (id, name) = (fresh.id, fresh.name.clone());
    let (hash, expires_at) = (secret::stored(&fresh.token), fresh.ends_at);
    let whose = caller.clone();
    caller
        .app
        .db
        .write(async move |tx| {
            let session = NewSession {
                token_hash: hash.clone(),
                grant: Granted {
                    person_id: whose.person,
                    role: whose.role,
                    hub_id: whose.hub(),
                    group_id: whose.group,
                },
                install: None,
                now,
                expires_at,
            };
            store::insert(tx, &session, id, name.clone()).await?;
            note(tx, &whose, Action::TokenMade).await
        })
        .await?;
    Ok((StatusCode::CREATED, Json(fresh)))
}

/// Take one of one's own reading tokens back: its very next request is refused.
#[utoipa::path(delete, path = "/api/v1/me/tokens/{token}", operation_id = "revoke_token",
    tag = "access", params(("token" = TokenId, Path)), responses((status = 204)))]
async fn revoke_token(caller: Caller, Path(id): Path<TokenId>) -> Result<StatusCode, Problem> {
    let (now, whose) = (caller.app.clock.now(), caller.clone());
    caller
        .app
        .db
        .write(async move |tx| {
            if !store::revoke(tx, whose.person, id, now).await? {
                return Err(Problem::not_found("reading token"));
            }
            note(tx, &whose, Action::TokenRevoked).await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// In the hub's chain; network-wide roles belong to none.
async fn note(tx: &mut crate::db::Tx, caller: &Caller, action: Action) -> Result<(), Problem> {
    if let Some(hub) = caller.hub() {
        let scope = HubScope::for_administrator(hub);
        audit::record_for(tx, scope, caller, (action, "", 1)).await?;
    }
    Ok(())
}
