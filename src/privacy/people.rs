//! Answering for people with an account: finding them, handing out what is stored, erasing them.

use super::{
    store::people::{self, Account},
    vault::{FoundContact, Sought},
};
use crate::{
    access::{
        self, HubScope, Keyring, Purpose, Role,
        audit::{self, Action, Entry},
        erasures::Erasure,
    },
    app::App,
    base::ids::PersonId,
    db::{self, Tx},
};

/// Who asks, for the audit chain; `None` for the server's own administrator.
pub type By = Option<(PersonId, Role)>;

/// A line of the audit chain for work of this room.
#[must_use]
pub fn entry(by: By, action: Action, purpose: &str, count: i64) -> Entry {
    Entry {
        who: by.map(|(person, _)| person),
        role: by.map(|(_, role)| role),
        action,
        purpose: Some(purpose.to_owned()),
        count,
    }
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Found {
    /// People with an account whose name holds the one that was asked for.
    pub accounts: Vec<Account>,
    /// Contact details.
    pub contacts: Vec<FoundContact>,
}

/// Searches accounts and contact details, and writes down that somebody did.
///
/// # Errors
/// When the engine fails.
pub async fn search(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    sought: &Sought,
    (by, purpose): (By, &str),
) -> db::Result<Found> {
    let mut accounts = match &sought.name {
        Some(_) => people::ever(tx, scope).await?,
        None => Vec::new(),
    };
    let name = sought.name.as_deref().map(folded).unwrap_or_default();
    accounts.retain(|account| folded(&account.name).contains(&name));
    let contacts = (app.vault.search)(app, tx, scope, sought).await?;
    let count = i64::try_from(accounts.len() + contacts.len()).unwrap_or(i64::MAX);
    let line = entry(by, Action::PersonSearched, purpose, count);
    audit::record(tx, scope, &app.ids, app.clock.now(), line).await?;
    Ok(Found { accounts, contacts })
}

/// A name without case and spaces around it.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Somebody with an account.
    Person(PersonId),
    /// A contact in the vault.
    Contact(uuid::Uuid),
}

/// All that is stored of somebody, and that it was handed out; `None` for somebody unknown here.
///
/// # Errors
/// When the engine fails.
pub async fn export(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    subject: Subject,
    (by, purpose): (By, &str),
) -> db::Result<Option<serde_json::Value>> {
    let found = match subject {
        Subject::Person(person) => {
            let stored = people::export(tx, scope, person).await?;
            match stored {
                Some(mut stored) => {
                    let lines = access::store::audit::of_person(tx, scope, person).await?;
                    stored["audit_lines"] = serde_json::json!(lines);
                    stored["reflections"] = reflections(app, tx, scope, person).await?;
                    Some(stored)
                }
                None => None,
            }
        }
        Subject::Contact(contact) => (app.vault.export)(app, tx, scope, contact).await?,
    };
    if found.is_some() {
        let line = entry(by, Action::PersonExported, purpose, 1);
        audit::record(tx, scope, &app.ids, app.clock.now(), line).await?;
    }
    Ok(found)
}

/// What somebody wrote after shifts, opened: it is theirs.
async fn reflections(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    person: PersonId,
) -> db::Result<serde_json::Value> {
    let stored = people::reflections(tx, scope, person).await?;
    if stored.is_empty() {
        return Ok(serde_json::json!([]));
    }
    let keyring = Keyring::of(app).map_err(|_| db::Error::Locked)?;
    let key = keyring.find_data_key(tx, scope, Purpose::Notes).await?;
    let key = key.ok_or(db::Error::Locked)?;
    let mut opened = Vec::with_capacity(stored.len());
    for one in stored {
        let place = format!("reflections|{}|answers", one.id);
        let answers = key
            .open(&place, &one.answers)
            .map_err(|_| db::Error::Corrupt {
                table: "reflections",
                column: "answers",
                row: one.id.to_string(),
            })?;
        let answers: serde_json::Value =
            serde_json::from_slice(answers.reveal()).unwrap_or_default();
        opened.push(serde_json::json!({ "shift": one.shift_id, "answers": answers }));
    }
    Ok(serde_json::Value::Array(opened))
}

/// Erases a contact, and writes it down where a restore will find it; tells what went, without
/// content. `None` for an unknown one.
///
/// # Errors
/// When the engine or the erasure log fails; then nothing was erased.
pub async fn erase_contact(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    contact: uuid::Uuid,
    (by, purpose): (By, &str),
) -> db::Result<Option<String>> {
    let Some(erased) = (app.vault.erase)(app, tx, scope, contact).await? else {
        return Ok(None);
    };
    let now = app.clock.now();
    let line = entry(by, Action::ContactErased, purpose, 1);
    audit::record(tx, scope, &app.ids, now, line).await?;
    let marks = erased.marks.into_iter();
    let lines: Vec<Erasure> = marks
        .map(|mark| Erasure::of_mark(scope.hub(), mark, now.day()))
        .collect();
    app.note_erasures(&lines)?;
    Ok(Some(erased.what))
}

/// A value as lines that anybody can read: `shifts 1, part: recorder`.
#[must_use]
pub fn plain(value: &serde_json::Value) -> String {
    let mut text = String::new();
    write_plain(&mut text, "", value);
    text
}

fn write_plain(text: &mut String, path: &str, value: &serde_json::Value) {
    use serde_json::Value;
    let inner = |name: &str| {
        let name = name.replace('_', " ");
        if path.is_empty() {
            name
        } else {
            format!("{path}, {name}")
        }
    };
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                write_plain(text, &inner(name), field);
            }
        }
        Value::Array(items) if items.is_empty() => {
            text.push_str(path);
            text.push_str(": none\n");
        }
        Value::Array(items) => {
            for (n, item) in (1..).zip(items) {
                write_plain(text, &format!("{path} {n}"), item);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let word = match value {
                Value::Null => "nothing".to_owned(),
                Value::Bool(true) => "yes".to_owned(),
                Value::Bool(false) => "no".to_owned(),
                Value::String(word) => word.clone(),
                other => other.to_string(),
            };
            text.push_str(path);
            text.push_str(": ");
            text.push_str(&word);
            text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_reads_as_plain_lines() {
        let value = serde_json::json!({
            "account": { "display_name": "Ada" },
            "shifts": [{ "part": "recorder", "ended_at": null }],
            "phones": [],
        });

        let text = plain(&value);

        assert!(text.contains("account, display name: Ada\n"), "{text}");
        assert!(text.contains("shifts 1, part: recorder\n"), "{text}");
        assert!(text.contains("shifts 1, ended at: nothing\n"), "{text}");
        assert!(text.contains("phones: none\n"), "{text}");
    }
}
