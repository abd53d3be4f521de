//! What the vault of contact details does for the officer.

use serde::Serialize;
use uuid::Uuid;

use crate::{
    access::{HubScope, Keyring},
    app::App,
    base::{ids::ContactId, time::Day},
    contacts::{
        self,
        model::{Channel, Contact, Ending},
        vault::{self, Vault},
    },
    db::{Error, Result, Tx},
};

/// What somebody is searched by. Never kept and never logged.
#[derive(Clone, Default)]
pub struct Sought {
    /// A phone number.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A name.
    pub name: Option<String>,
}

impl std::fmt::Debug for Sought {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sought(secret)")
    }
}

/// A contact that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FoundContact {
    /// Its id.
    pub id: Uuid,
    /// What is found of it, without showing it: `A…, by phone, until 2026-11-16`.
    pub what: String,
}

/// A contact that was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedContact {
    /// What went, by kind and number, without content: `1 contact, 2 follow-ups`.
    pub what: String,
    /// The keyed marks by which it is found, should a backup bring it back.
    pub marks: Vec<String>,
}

async fn open(app: &App, tx: &mut Tx, scope: HubScope) -> Result<Vault> {
    let keys = Keyring::of(app).map_err(|_| Error::Locked)?;
    Vault::open(tx, scope, &keys).await
}

/// Finds contacts by a phone number, an e-mail address or a name.
///
/// # Errors
/// When the server has no key, or the engine fails.
pub async fn search(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    sought: &Sought,
) -> Result<Vec<FoundContact>> {
    let vault = open(app, tx, scope).await?;
    let asked = [
        sought.phone.clone().map(vault::Sought::Phone),
        sought.email.clone().map(vault::Sought::Email),
        sought.name.clone().map(vault::Sought::Name),
    ];
    let mut found: Vec<FoundContact> = Vec::new();
    for one in asked.into_iter().flatten() {
        for contact in vault.search(tx, &one).await? {
            let id = contact.id.0;
            if found.iter().all(|known| known.id != id) {
                let what = in_few_words(&contact);
                found.push(FoundContact { id, what });
            }
        }
    }
    Ok(found)
}

/// Enough to tell two people apart, and no more.
fn in_few_words(contact: &Contact) -> String {
    let first = contact.details.name.reveal().chars().next();
    let channels: Vec<&str> = contact.channels.iter().map(|(by, _)| by.word()).collect();
    format!(
        "{}…, by {}, until {}",
        first.unwrap_or('?'),
        channels.join(" and "),
        contact.expires_on()
    )
}

/// All that is stored of a contact; `None` for an unknown one.
///
/// # Errors
/// When the server has no key, or the engine fails.
pub async fn export(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    id: Uuid,
) -> Result<Option<serde_json::Value>> {
    let vault = open(app, tx, scope).await?;
    let Some(contact) = vault.read(tx, ContactId(id)).await? else {
        return Ok(None);
    };
    let whole = contacts::http::view(tx, &vault, contact, app.clock.now().day()).await?;
    Ok(Some(serde_json::to_value(whole).unwrap_or_default()))
}

/// Erases a contact; `None` for an unknown one.
///
/// # Errors
/// When the server has no key, or the engine fails.
pub async fn erase(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    id: Uuid,
) -> Result<Option<ErasedContact>> {
    let (vault, today) = (open(app, tx, scope).await?, app.clock.now().day());
    let (id, all) = (ContactId(id), Channel::ALL);
    let ended = vault.end(tx, id, all, (Ending::Erased, today)).await?;
    Ok(ended.map(|ended| ErasedContact {
        what: format!("{} contact with its follow-ups", ended.gone),
        marks: ended.marks,
    }))
}

/// Erases what a mark stands for again, after a restore, with the day of its erasure; false when
/// nothing has it.
///
/// # Errors
/// When the engine fails.
pub async fn erase_by_mark(tx: &mut Tx, scope: HubScope, (mark, on): (&str, Day)) -> Result<bool> {
    contacts::store::erase_by_mark(tx, scope, mark, on).await
}

/// The vault's daily job; returns how many records went.
///
/// # Errors
/// When the engine fails.
pub async fn expire(tx: &mut Tx, scope: HubScope, today: Day) -> Result<i64> {
    let done = contacts::store::expire(tx, scope, today).await?;
    let gone = done.expired + done.erased + done.unreadable + done.follow_ups;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}
