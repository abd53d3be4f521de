//! After a restore: a new epoch, and what was erased is erased again.

use serde::Serialize;

use super::{people::entry, retention, store};
use crate::{
    access::{
        self, HubScope,
        audit::{self, Action},
    },
    app::{self, App},
    db, sync,
};

/// What replaying erasures came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// Erasures in the log.
    pub known: usize,
    /// People who had come back and were erased again.
    pub people: usize,
    /// Contacts that had come back and were erased again.
    pub contacts: usize,
}

/// Compares the log of erasures with the database, and erases again what has come back. Called at
/// every start, because nobody tells a server that its database was put back.
///
/// # Errors
/// When the log cannot be read or the engine fails: then the server must not start.
pub async fn replay(app: &App) -> db::Result<Replayed> {
    let Some(log) = &app.erasures else {
        return Ok(Replayed::default());
    };
    let erasures = log.read()?;
    let mut replayed = Replayed {
        known: erasures.len(),
        ..Replayed::default()
    };
    for erasure in erasures {
        if let Some(person) = erasure.person {
            let here = app
                .db
                .read(async move |tx| store::people::is_here(tx, person).await);
            if here.await? && app::erase_person_again(app, person).await? {
                replayed.people += 1;
            }
        }
        if let (Some(hub), Some(mark)) = (erasure.hub, erasure.mark) {
            let scope = HubScope::for_administrator(hub);
            let house = app.clone();
            let erased = app.db.write(async move |tx| {
                let erased = (house.vault.erase_by_mark)(&house, tx, scope, &mark).await?;
                if erased {
                    let line = entry(None, Action::ErasuresReplayed, "a contact", 1);
                    audit::record(tx, scope, &house.ids, house.clock.now(), line).await?;
                }
                Ok::<_, db::Error>(erased)
            });
            replayed.contacts += usize::from(erased.await?);
        }
    }
    Ok(replayed)
}

/// Makes a restored database fit to serve: a new epoch, so that phones hand in what it has
/// forgotten and what no backup could open; nobody signed in at the desk; what was erased is erased again, and what is too old
/// goes.
///
/// # Errors
/// When the log cannot be read, the server has no key, or the engine fails; running it again does
/// no harm.
pub async fn after(app: &App, what: &str) -> db::Result<Replayed> {
    let house = app.clone();
    let what = what.to_owned();
    let hubs = app
        .db
        .read(async |tx| access::store::hubs(tx).await)
        .await?;
    let hubs: Vec<HubScope> = hubs
        .iter()
        .map(|hub| HubScope::for_administrator(hub.id))
        .collect();
    app.db
        .write(async move |tx| {
            let now = house.clock.now();
            sync::house::restored(tx, sync::house::fresh_epoch(&house)).await?;
            store::people::end_sign_ins(tx, now).await?;
            for scope in &hubs {
                let line = entry(None, Action::Restored, &what, 1);
                audit::record(tx, *scope, &house.ids, now, line).await?;
            }
            Ok::<_, db::Error>(())
        })
        .await?;
    // Before anything else: what lay sealed waits for the phones that still hold it.
    app::after_restore(app).await?;
    let replayed = replay(app).await?;
    retention::run(app).await?;
    Ok(replayed)
}
