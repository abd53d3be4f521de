//! A hub's key pair. Phones seal to its public half what only the hub may read; its private half
//! lies in the database, wrapped by the server's key, which does not.

use super::{
    HubScope,
    store::{self, keys::StoredKey},
};
use crate::{
    app::App,
    base::{
        ids::KeyId,
        seal::{KeyPair, SUITE},
        secret::Secret,
    },
    db::{self, Tx},
    problem::Problem,
};

/// Why a server must not start with this database.
#[derive(Debug, thiserror::Error)]
pub enum KeyTrouble {
    /// The database holds keys, and there is no key to unwrap them with.
    #[error(
        "this database holds keys of hubs that are wrapped by a server key, and there is none. Put \
         the key file back from its backup, or name it with --key-file or DOORSTEP_KEY_FILE, or \
         give its 64 hex digits in DOORSTEP_KEY. Without it, sealed contact details and sealed \
         unsent work cannot be opened"
    )]
    Missing,
    /// The key is not the one of this database.
    #[error(
        "the server key is not the one of this database: it does not unwrap the key of hub {0}. Put \
         back the key file that belongs to it"
    )]
    Wrong(String),
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Gives a hub its key pair, if it has none yet and the server has a key to wrap it with. Doing it
/// again, or on two replicas at once, changes nothing.
///
/// # Errors
/// When the engine fails.
pub async fn furnish(app: &App, tx: &mut Tx, scope: HubScope) -> db::Result<()> {
    let Some(server) = &app.config.server_key else {
        return Ok(());
    };
    store::keys::lock_hub(tx, scope).await?;
    if store::keys::newest(tx, scope).await?.is_some() {
        return Ok(());
    }
    let (id, hub) = (app.ids.unordered::<KeyId>(), scope.hub());
    let pair = KeyPair::of(&app.ids.secret());
    let key = StoredKey {
        id,
        suite: SUITE.to_owned(),
        public_key: mobile_api::wire::base64url_encode(&pair.public),
        wrapped_key: server.wrap(hub, id, &pair.private, app.ids.secret()),
    };
    store::keys::insert(tx, scope, key, app.clock.now()).await
}

/// Gives every hub its key pair, and makes sure that this server can unwrap those that are there.
/// Called when the server starts.
///
/// # Errors
/// [`KeyTrouble`]: then it must not start.
pub async fn furnish_all(app: &App) -> Result<(), KeyTrouble> {
    let hubs = app.db.read(async |tx| store::hubs(tx).await).await?;
    for hub in hubs {
        let scope = HubScope::for_administrator(hub.id);
        let keys = app
            .db
            .read(async move |tx| store::keys::all(tx, scope).await)
            .await?;
        for key in &keys {
            let server = app.config.server_key.as_ref();
            let server = server.ok_or(KeyTrouble::Missing)?;
            let unwrapped = server.unwrap(hub.id, key.id, &key.wrapped_key);
            unwrapped.map_err(|_| KeyTrouble::Wrong(hub.name.clone()))?;
        }
        if keys.is_empty() {
            let house = app.clone();
            app.db
                .write(async move |tx| furnish(&house, tx, scope).await)
                .await?;
        }
    }
    Ok(())
}

/// The private half of one of a hub's keys; `None` for a key the hub does not have.
///
/// # Errors
/// 503 when the server has no key, or another one; or when the engine fails.
pub async fn private(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    id: KeyId,
) -> Result<Option<Secret<Vec<u8>>>, Problem> {
    let Some(key) = store::keys::one(tx, scope, id).await? else {
        return Ok(None);
    };
    let server = app.config.server_key.as_ref();
    let unwrapped = server.and_then(|server| server.unwrap(scope.hub(), id, &key.wrapped_key).ok());
    unwrapped.map(Some).ok_or_else(|| {
        Problem::of(
            mobile_api::wire::ProblemCode::Unavailable,
            "The server's key file is missing or is another one. Whoever runs the server puts it \
             back; nothing is lost.",
        )
    })
}
