//! The documents that come with the program, filled in for a hub.

use std::fmt::Write;

use super::{model::RetentionRule, retention, rules};
use crate::{
    access::{self, HubScope, Permission, Role, policy},
    app::App,
    problem::Problem,
};

/// Makes a document of each file: its name and its text.
macro_rules! documents {
    ($($name:literal),+ $(,)?) => {
        /// Every document: its name and its text, with places to fill in.
        pub const DOCUMENTS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("documents/", $name, ".md")))),+];
    };
}

documents![
    "README",
    "agreement-hub-network",
    "answer-templates",
    "breach-plan",
    "door-card.ar",
    "door-card.bn",
    "door-card.en",
    "door-card.en-easy",
    "door-card.es",
    "door-card.pa",
    "door-card.pl",
    "door-card.pt",
    "door-card.ro",
    "door-card.so",
    "door-card.tr",
    "door-card.ur",
    "impact-assessment",
    "legitimate-interests",
    "motivated-intruder-test",
    "privacy-notice",
    "processor-terms",
    "record-of-processing",
    "retention",
    "safeguarding",
    "who-sees-what",
];

/// Listenings below which nothing is shown inside a group, and outside it.
const THRESHOLDS: (&str, &str) = ("5", "10");

/// A document's text with its places still to fill in.
#[must_use]
pub fn named(name: &str) -> Option<&'static str> {
    let name = name.strip_suffix(".md").unwrap_or(name);
    let found = DOCUMENTS.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text)
}

/// What documents are filled in with.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The hub's name.
    pub hub: String,
    /// Its legal form, in words.
    pub legal_form: String,
    /// Whom people write to.
    pub contact: String,
    /// The rules in force.
    pub rules: Vec<RetentionRule>,
}

impl Facts {
    /// What holds for every hub.
    #[must_use]
    pub fn of_no_hub(contact: Option<&str>) -> Self {
        Self {
            hub: "[the hub]".to_owned(),
            legal_form: "[its legal form]".to_owned(),
            contact: contact
                .unwrap_or("[the address or number of the privacy contact]")
                .to_owned(),
            rules: rules::STANDARDS.iter().map(rules::Standard::rule).collect(),
        }
    }

    /// What is known of a hub; without one, what holds for every hub.
    ///
    /// # Errors
    /// 404 for an unknown hub.
    pub async fn of(app: &App, scope: Option<HubScope>) -> Result<Self, Problem> {
        let none = Self::of_no_hub(app.config.privacy_contact.as_deref());
        let Some(scope) = scope else {
            return Ok(none);
        };
        let contact = none.contact;
        app.db
            .read(async move |tx| {
                let hub = access::store::hub(tx, scope.hub()).await?;
                let hub = hub.ok_or_else(|| Problem::not_found("hub"))?;
                Ok(Self {
                    hub: hub.name,
                    legal_form: hub.legal_form.word().replace('_', " "),
                    contact: contact.clone(),
                    rules: retention::in_force(tx, scope).await?,
                })
            })
            .await
    }
}

/// A document with its places filled in.
#[must_use]
pub fn filled(text: &str, facts: &Facts) -> String {
    let (inside, outside) = THRESHOLDS;
    text.replace("{{hub}}", &facts.hub)
        .replace("{{legal_form}}", &facts.legal_form)
        .replace("{{contact}}", &facts.contact)
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
        .replace("{{k_inside}}", inside)
        .replace("{{k_outside}}", outside)
        .replace("{{retention_table}}", &retention_table(&facts.rules))
        .replace("{{roles_table}}", &roles_table())
}

fn retention_table(rules: &[RetentionRule]) -> String {
    let mut table = String::from("| what | days | counted from | why | who answers |\n");
    table.push_str("|---|---|---|---|---|");
    for rule in rules {
        let what = words(rule.class.word());
        let reason = rule.reason.as_deref();
        let why = reason.map_or_else(
            || rule.basis.clone(),
            |why| format!("{} ({why})", rule.basis),
        );
        // Nothing can fail in writing to memory.
        let _ = write!(
            table,
            "\n| {what} | {} | {} | {} | {} |",
            rule.days,
            rule.counted_from,
            why.replace('|', "/"),
            rule.owner
        );
    }
    table
}

fn roles_table() -> String {
    let mut table = String::from("| role | may |\n|---|---|");
    for (role, may) in who_sees_what() {
        let may: Vec<String> = may.iter().map(|one| words(one.word())).collect();
        let _ = write!(table, "\n| {} | {} |", words(role.word()), may.join(", "));
    }
    table
}

/// What each role may do, from the table that decides it.
#[must_use]
pub fn who_sees_what() -> Vec<(Role, Vec<Permission>)> {
    let may = |role: Role| {
        let all = Permission::ALL.iter().copied();
        all.filter(|permission| policy::allows(role, *permission))
            .collect()
    };
    Role::ALL.iter().map(|role| (*role, may(*role))).collect()
}

fn words(word: &str) -> String {
    word.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts {
            hub: "Northgate".to_owned(),
            legal_form: "charity".to_owned(),
            contact: "privacy@northgate.example".to_owned(),
            rules: rules::STANDARDS.iter().map(rules::Standard::rule).collect(),
        }
    }

    #[test]
    fn no_document_is_left_with_a_place_to_fill_in() {
        for (name, text) in DOCUMENTS {
            let text = filled(text, &facts());
            assert!(!text.contains("{{"), "{name} still has a place: {text}");
        }
    }

    #[test]
    fn every_text_in_the_folder_is_a_document() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/privacy/documents");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
            .filter_map(|name| name.strip_suffix(".md").map(ToOwned::to_owned))
            .collect();
        files.sort();

        let known: Vec<&str> = DOCUMENTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(files, known);
    }

    #[test]
    fn the_schedule_in_a_document_is_the_one_in_force() {
        let mut facts = facts();
        facts.rules[0].days = 77;

        let text = filled(named("retention.md").unwrap(), &facts);

        assert!(text.contains("| notes | 77 |"), "{text}");
    }
}
