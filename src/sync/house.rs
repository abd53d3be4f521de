//! Facts about this database that phones rely on: its epoch, and the key of the cursors.
//!
//! The epoch is a mark of one unbroken history. A restore makes a new one; so does the discovery that the disk went back in time behind our back. Phones of the old epoch
//! are then told up to where in their hub's order the server still knows everything.

use std::collections::HashMap;

use mobile_api::core::hmac_sha256;

use crate::{
    access::{HubScope, store},
    app::App,
    db::{self, Tx},
    feed,
    problem::Problem,
};

/// The key of the epoch in table `house`.
const EPOCH: &str = "epoch";
/// The key of the cursors' key in table `house`.
const CURSOR_KEY: &str = "cursor_key";

/// What a request needs to know of the house.
#[derive(Clone)]
pub struct House {
    /// The mark of this unbroken history.
    pub epoch: String,
    /// Up to where the server still knew everything when the epoch last changed; the smallest
    /// such number of this hub. 0 makes a phone hand in everything again, which harms nothing.
    pub restored_to_seq: i64,
    key: Vec<u8>,
}

impl House {
    /// The authentication code of a cursor.
    #[must_use]
    pub fn mac(&self, payload: &[u8]) -> [u8; 32] {
        hmac_sha256(&self.key, payload)
    }

    /// The answer to a phone that speaks of another epoch.
    #[must_use]
    pub fn epoch_changed(&self) -> Problem {
        let seq = u64::try_from(self.restored_to_seq).unwrap_or(0);
        Problem::epoch_changed(self.epoch.clone(), seq)
    }
}

fn restored_key(scope: HubScope) -> String {
    format!("restored_to:{}", scope.hub())
}

/// The house as this hub's phones see it.
///
/// # Errors
/// When the engine fails.
pub async fn of(app: &App, scope: HubScope) -> Result<House, Problem> {
    let found = app
        .db
        .read(async move |tx| Ok::<_, Problem>(read(tx, scope).await?))
        .await?;
    if let Some(house) = found {
        return Ok(house);
    }
    let epoch = fresh_epoch(app);
    let key = hex::encode(app.ids.secret());
    app.db
        .write(async move |tx| {
            store::house_fact(tx, EPOCH, epoch.clone()).await?;
            store::house_fact(tx, CURSOR_KEY, key.clone()).await?;
            let made = read(tx, scope).await?;
            made.ok_or_else(|| Problem::not_found("house"))
        })
        .await
}

/// A mark for a new history.
#[must_use]
pub fn fresh_epoch(app: &App) -> String {
    let mut epoch = hex::encode(app.ids.secret());
    epoch.truncate(16);
    epoch
}

async fn read(tx: &mut Tx, scope: HubScope) -> db::Result<Option<House>> {
    let restored = restored_key(scope);
    let facts = store::house_facts(tx, [EPOCH, CURSOR_KEY, &restored]).await?;
    let mut facts: HashMap<String, String> = facts.into_iter().collect();
    let (Some(epoch), Some(key)) = (facts.remove(EPOCH), facts.remove(CURSOR_KEY)) else {
        return Ok(None);
    };
    let restored_to_seq = facts.remove(&restored).and_then(|seq| seq.parse().ok());
    Ok(Some(House {
        epoch,
        restored_to_seq: restored_to_seq.unwrap_or(0),
        key: key.into_bytes(),
    }))
}

/// The disk went back in time: a phone knows more than this server. A new epoch begins, so that
/// every phone hands in again what the server has forgotten. Does nothing when another request
/// was quicker.
///
/// # Errors
/// When the engine fails.
pub async fn history_broke(tx: &mut Tx, before: &str, fresh: String) -> db::Result<bool> {
    if !store::replace_house_fact(tx, EPOCH, before, fresh).await? {
        return Ok(false);
    }
    for (hub, seq) in feed::store::clocks(tx).await? {
        let key = restored_key(HubScope::for_administrator(hub));
        // The number of the earliest break stays: a phone may have slept through several.
        let known = store::house_fact(tx, &key, seq.to_string()).await?;
        if known.parse::<i64>().is_ok_and(|known| seq < known) {
            store::replace_house_fact(tx, &key, &known, seq.to_string()).await?;
        }
    }
    Ok(true)
}

/// The database was put back from a backup: a new epoch begins, and every phone hands in again all
/// it still holds. Known records change nothing; what lay sealed under a key that no backup holds
/// comes back only this way.
///
/// # Errors
/// When the engine fails.
pub async fn restored(tx: &mut Tx, fresh: String) -> db::Result<()> {
    let before = store::house_fact(tx, EPOCH, fresh.clone()).await?;
    if before != fresh {
        store::replace_house_fact(tx, EPOCH, &before, fresh).await?;
    }
    for (hub, _) in feed::store::clocks(tx).await? {
        let key = restored_key(HubScope::for_administrator(hub));
        let nothing = "0".to_owned();
        let known = store::house_fact(tx, &key, nothing.clone()).await?;
        if known != nothing {
            store::replace_house_fact(tx, &key, &known, nothing).await?;
        }
    }
    Ok(())
}
