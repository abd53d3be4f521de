//! What the vault of contact details does for the officer. [`crate::app`] says who does it, so that
//! this room asks and the vault answers, whichever of the two changes.

use serde::Serialize;

use crate::{access::HubScope, app::App, base::time::Day, db::Tx, sync::model::Doing};

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
    pub id: uuid::Uuid,
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

/// Finds contacts by a phone number, an e-mail address or a name.
pub type Search =
    for<'a> fn(&'a App, &'a mut Tx, HubScope, &'a Sought) -> Doing<'a, Vec<FoundContact>>;
/// All that is stored of a contact; `None` for an unknown one.
pub type Export =
    for<'a> fn(&'a App, &'a mut Tx, HubScope, uuid::Uuid) -> Doing<'a, Option<serde_json::Value>>;
/// Erases a contact; `None` for an unknown one.
pub type Erase =
    for<'a> fn(&'a App, &'a mut Tx, HubScope, uuid::Uuid) -> Doing<'a, Option<ErasedContact>>;
/// Erases what a mark stands for, after a restore; false when nothing has it.
pub type EraseByMark = for<'a> fn(&'a App, &'a mut Tx, HubScope, &'a str) -> Doing<'a, bool>;
/// Lets contacts go without activity since before a day; tells how many.
pub type Expire = for<'a> fn(&'a App, &'a mut Tx, HubScope, Day) -> Doing<'a, i64>;

/// Who keeps contact details.
#[derive(Clone, Copy)]
pub struct Vault {
    /// Finds contacts.
    pub search: Search,
    /// Hands one out.
    pub export: Export,
    /// Erases one.
    pub erase: Erase,
    /// Erases one again, after a restore.
    pub erase_by_mark: EraseByMark,
    /// Lets old ones go.
    pub expire: Expire,
}

impl Vault {
    /// A house without a vault: nothing is found, because nothing is kept.
    #[must_use]
    pub fn none() -> Self {
        Self {
            search: |_, _, _, _| Box::pin(async { Ok(Vec::new()) }),
            export: |_, _, _, _| Box::pin(async { Ok(None) }),
            erase: |_, _, _, _| Box::pin(async { Ok(None) }),
            erase_by_mark: |_, _, _, _| Box::pin(async { Ok(false) }),
            expire: |_, _, _, _| Box::pin(async { Ok(0) }),
        }
    }
}
