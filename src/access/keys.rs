//! The keys of a hub. Phones seal to the public half of its key pair what only the hub may read;
//! what is sealed in this database itself lies under a data key for each purpose, so that whoever
//! may open one kind of value has not opened the others. All of them lie in the database wrapped by
//! the server's key, which does not.

use super::{
    HubScope,
    store::{self, keys::StoredKey},
};
use crate::{
    app::App,
    base::{
        ids::{Ids, KeyId},
        seal::{DataKey, KeyPair, SUITE, ServerKey},
        secret::Secret,
        time::EpochMs,
    },
    db::{self, Tx},
    problem::Problem,
};

crate::words! {
    /// What a data key is for.
    pub enum Purpose {
        /// Contact details in the vault.
        Contacts => "contacts",
        /// Notes, reflections and other words people wrote.
        Notes => "notes",
        /// Concerns about somebody's safety.
        Safeguarding => "safeguarding",
        /// Marks of records that are no longer kept.
        Marks => "marks",
        /// Requests of residents about their data.
        Requests => "requests",
    }
}

/// The hubs' data keys, unwrapped one at a time. Cheap to copy.
#[derive(Clone)]
pub struct Keyring {
    server: ServerKey,
    ids: Ids,
    now: EpochMs,
}

impl Keyring {
    /// The keys of this house.
    ///
    /// # Errors
    /// 503 when the server has no key.
    pub fn of(app: &App) -> Result<Self, Problem> {
        let server = app.config.server_key.clone();
        let server = server.ok_or(db::Error::Locked)?;
        Ok(Self {
            server,
            ids: app.ids.clone(),
            now: app.clock.now(),
        })
    }

    /// 256 bits of chance, for one sealing.
    #[must_use]
    pub fn chance(&self) -> [u8; 32] {
        self.ids.secret()
    }

    /// A hub's key for one purpose, made when it is first asked for; so the transaction must be one
    /// that writes.
    ///
    /// # Errors
    /// When the server's key is another one, or the engine fails.
    pub async fn data_key(
        &self,
        tx: &mut Tx,
        scope: HubScope,
        purpose: Purpose,
    ) -> db::Result<DataKey> {
        if let Some(key) = self.find_data_key(tx, scope, purpose).await? {
            return Ok(key);
        }
        let wrapped = self.server.wrap_at(
            &data_key_place(scope, purpose),
            &self.ids.secret(),
            self.ids.secret(),
        );
        store::keys::insert_data_key(tx, scope, purpose, (wrapped, self.now)).await?;
        let key = self.find_data_key(tx, scope, purpose).await?;
        Ok(key.expect("it was written or was there"))
    }

    /// A hub's key for one purpose; `None` while nothing was ever sealed under it.
    ///
    /// # Errors
    /// When the server's key is another one, or the engine fails.
    pub async fn find_data_key(
        &self,
        tx: &mut Tx,
        scope: HubScope,
        purpose: Purpose,
    ) -> db::Result<Option<DataKey>> {
        let Some(wrapped) = store::keys::data_key(tx, scope, purpose).await? else {
            return Ok(None);
        };
        let place = data_key_place(scope, purpose);
        self.unwrap(scope, &place, &wrapped).map(Some)
    }

    /// A new data key, wrapped for its place: `table|row|column`.
    #[must_use]
    pub fn wrapped(&self, scope: HubScope, place: &str) -> (DataKey, String) {
        let (bytes, hub) = (self.ids.secret(), scope.hub());
        let place = format!("doorstep/wrap/1|{hub}|{place}");
        let wrapped = self.server.wrap_at(&place, &bytes, self.ids.secret());
        (DataKey::of(hub, &bytes), wrapped)
    }

    /// The data key that [`wrapped`](Self::wrapped) gave for the same place.
    ///
    /// # Errors
    /// When the server's key is another one.
    pub fn unwrapped(&self, scope: HubScope, place: &str, wrapped: &str) -> db::Result<DataKey> {
        let place = format!("doorstep/wrap/1|{}|{place}", scope.hub());
        self.unwrap(scope, &place, wrapped)
    }

    fn unwrap(&self, scope: HubScope, place: &str, wrapped: &str) -> db::Result<DataKey> {
        let bytes = self.server.unwrap_at(place, wrapped);
        let bytes = bytes.map_err(|_| db::Error::Locked)?;
        let bytes = bytes.reveal().as_slice().try_into();
        let bytes = bytes.map_err(|_| db::Error::Locked)?;
        Ok(DataKey::of(scope.hub(), bytes))
    }
}

fn data_key_place(scope: HubScope, purpose: Purpose) -> String {
    format!(
        "doorstep/wrap/1|{}|data_keys|{purpose}|wrapped_key",
        scope.hub()
    )
}

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
    unwrapped.map(Some).ok_or_else(|| db::Error::Locked.into())
}
