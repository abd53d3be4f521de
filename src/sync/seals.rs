//! The keys of what is sealed for a short time only: a shift's envelope, and a record that waits.
//!
//! Each lies in table `envelope_keys`, wrapped by the server's key, until what it sealed is split,
//! decided about or overdue. Then its row is destroyed, and what was sealed under it opens nowhere
//! any more: not in the file, not in its log, not in a copy, because no backup holds these keys.

use std::collections::HashMap;

use uuid::Uuid;

use super::store::seals as store;
use crate::{
    access::{HubScope, Keyring, Purpose},
    base::{
        ids::{OpId, ShiftId},
        seal::DataKey,
        time::EpochMs,
    },
    db::{self, Result, Tx},
};

/// The keys a transaction works with, each unwrapped once.
#[derive(Clone)]
pub struct Seals {
    keyring: Keyring,
    now: EpochMs,
    known: HashMap<Uuid, DataKey>,
    marking: Option<DataKey>,
}

impl Seals {
    /// No key unwrapped yet.
    #[must_use]
    pub fn new(keyring: Keyring, now: EpochMs) -> Self {
        Self {
            keyring,
            now,
            known: HashMap::new(),
            marking: None,
        }
    }

    /// The hub's lasting keys.
    #[must_use]
    pub const fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// 256 bits of chance, for one sealing.
    #[must_use]
    pub fn chance(&self) -> [u8; 32] {
        self.keyring.chance()
    }

    /// The key of a shift's envelope or of a record that waits, made when it is first asked for.
    ///
    /// # Errors
    /// When the server's key is another one, or the engine fails.
    pub async fn key(&mut self, tx: &mut Tx, scope: HubScope, of: Uuid) -> Result<DataKey> {
        if let Some(key) = self.find(tx, scope, of).await? {
            return Ok(key);
        }
        let (key, wrapped) = self.keyring.wrapped(scope, &place(of));
        if store::insert(tx, scope, of, (wrapped, self.now)).await? {
            self.known.insert(of, key.clone());
            return Ok(key);
        }
        // Another transaction has made it since.
        let key = self.find(tx, scope, of).await?;
        key.ok_or(db::Error::Locked)
    }

    /// The same; `None` when there is none, or it was destroyed.
    ///
    /// # Errors
    /// When the server's key is another one, or the engine fails.
    pub async fn find(
        &mut self,
        tx: &mut Tx,
        scope: HubScope,
        of: Uuid,
    ) -> Result<Option<DataKey>> {
        if let Some(key) = self.known.get(&of) {
            return Ok(Some(key.clone()));
        }
        let Some(wrapped) = store::one(tx, scope, of).await? else {
            return Ok(None);
        };
        let key = self.keyring.unwrapped(scope, &place(of), &wrapped)?;
        self.known.insert(of, key.clone());
        Ok(Some(key))
    }

    /// Destroys a key; what was sealed under it is lost.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn destroy(&mut self, tx: &mut Tx, scope: HubScope, of: Uuid) -> Result<()> {
        self.known.remove(&of);
        store::delete(tx, scope, of).await
    }

    /// Seals a text under the key of an envelope or of a record that waits.
    ///
    /// # Errors
    /// As [`key`](Self::key).
    pub async fn seal(
        &mut self,
        tx: &mut Tx,
        scope: HubScope,
        (of, place): (Uuid, &str),
        text: &str,
    ) -> Result<String> {
        let key = self.key(tx, scope, of).await?;
        Ok(key.seal(place, text.as_bytes(), self.chance()))
    }

    /// Opens what was sealed for this place; `None` when its key was destroyed, or it is damaged.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    pub async fn open(
        &mut self,
        tx: &mut Tx,
        scope: HubScope,
        (of, place): (Uuid, &str),
        stored: &str,
    ) -> Result<Option<String>> {
        let key = self.find(tx, scope, of).await?;
        let opened = key.and_then(|key| key.open(place, stored).ok());
        Ok(opened.and_then(|bytes| String::from_utf8(bytes.reveal().clone()).ok()))
    }

    /// The hub's key for marks of records.
    ///
    /// # Errors
    /// When the server's key is another one, or the engine fails.
    pub async fn marking(&mut self, tx: &mut Tx, scope: HubScope) -> Result<DataKey> {
        if let Some(key) = &self.marking {
            return Ok(key.clone());
        }
        let key = self.keyring.data_key(tx, scope, Purpose::Marks).await?;
        self.marking = Some(key.clone());
        Ok(key)
    }

    /// What the ledger knows a record by: a mark, so that its lines lead to no record, and the
    /// record leads to its lines only for whoever holds the key.
    ///
    /// # Errors
    /// As [`marking`](Self::marking).
    pub async fn subject(&mut self, tx: &mut Tx, scope: HubScope, record: OpId) -> Result<Uuid> {
        let mark = self.marking(tx, scope).await?;
        let mark = mark.mark(format!("subject|{record}").as_bytes());
        let (sixteen, _) = mark.split_first_chunk::<16>().expect("a mark has 32 bytes");
        Ok(uuid::Builder::from_custom_bytes(*sixteen).into_uuid())
    }
}

/// Where the key of an envelope, or of a record that waits, stands.
fn place(of: Uuid) -> String {
    format!("envelope_keys|{of}|wrapped_key")
}

/// What the key of a shift's envelope is of.
#[must_use]
pub const fn of_shift(shift: ShiftId) -> Uuid {
    shift.0
}
