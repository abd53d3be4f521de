//! `doorstep privacy`: what the data protection officer does at the desk, for whoever runs the
//! server.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::{
    Failure, erasure_log::ErasureLogFile, house, hub_named, key_file::KeyFile, ready, say,
};
use crate::{
    access::HubScope,
    app::{self, App},
    base::{
        ids::{PersonId, RequestId},
        time::Day,
    },
    config::Config,
    privacy::{
        documents::{self, Facts},
        letters,
        model::{Request, RequestEnding, RequestKind},
        people::{self, Subject},
        requests::{self, Asked},
        vault::Sought,
    },
    problem::Problem,
};

/// Answer what people ask about their data: note, search, hand out, erase, close.
#[derive(Debug, Args)]
pub struct Privacy {
    /// The hub's name.
    #[arg(long)]
    hub: String,
    /// Print one JSON value.
    #[arg(long, global = true)]
    json: bool,
    #[command(flatten)]
    key: KeyFile,
    #[command(flatten)]
    log: ErasureLogFile,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Note what somebody asked: the clock runs from the day it came.
    Request {
        /// `access`, `erasure`, `rectification`, `objection` or `complaint`.
        kind: RequestKind,
        /// The day it came; today when absent.
        #[arg(long)]
        opened_on: Option<Day>,
        /// How whoever asked is found again; kept sealed, and only until it is answered.
        #[arg(long)]
        reference: Option<String>,
    },
    /// List requests and complaints with their clocks.
    Requests,
    /// Close a request with how it ended.
    Close {
        /// The request.
        id: RequestId,
        /// `granted`, `partly`, `nothing_found`, `refused` or `withdrawn`.
        outcome: RequestEnding,
    },
    /// Print the letters for a kind of request.
    Letters {
        /// The kind.
        kind: RequestKind,
        /// How it ended.
        #[arg(long)]
        outcome: Option<RequestEnding>,
    },
    /// Search accounts and contact details.
    Search {
        /// What it is for.
        #[arg(long)]
        purpose: RequestKind,
        /// A phone number.
        #[arg(long)]
        phone: Option<String>,
        /// An e-mail address.
        #[arg(long)]
        email: Option<String>,
        /// A name, or a part of one.
        #[arg(long)]
        name: Option<String>,
    },
    /// Print all that is stored of somebody.
    Export(Whom),
    /// Erase somebody: an account, or a contact.
    Erase(Whom),
}

#[derive(Debug, Args)]
struct Whom {
    /// What it is for.
    #[arg(long)]
    purpose: RequestKind,
    /// Somebody with an account, by the id a search gave.
    #[arg(long, required_unless_present = "contact", conflicts_with = "contact")]
    person: Option<PersonId>,
    /// A contact, by the id a search gave.
    #[arg(long)]
    contact: Option<Uuid>,
}

impl Whom {
    fn subject(&self) -> Result<Subject, Failure> {
        match (self.person, self.contact) {
            (Some(person), None) => Ok(Subject::Person(person)),
            (None, Some(contact)) => Ok(Subject::Contact(contact)),
            _ => Err(Failure::Input(
                "give either --person or --contact".to_owned(),
            )),
        }
    }
}

fn unknown() -> Failure {
    Failure::Input("nobody here has this id; search first".to_owned())
}

/// What a caller could have done otherwise is their input; the rest is ours.
fn failure(problem: Problem) -> Failure {
    if problem.status().is_client_error() {
        Failure::Input(problem.detail().to_owned())
    } else {
        problem.into()
    }
}

impl Privacy {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let db = ready(database).await?;
        let config = Config {
            server_key: self.key.there(database)?,
            ..Config::default()
        };
        let app = self.log.with(house(db, config), database)?;
        let scope = HubScope::for_administrator(hub_named(&app, &self.hub).await?);
        let json = self.json;
        match self.what {
            What::Request {
                kind,
                opened_on,
                reference,
            } => {
                let asked = Asked {
                    kind,
                    opened_on,
                    reference,
                };
                note(&app, scope, asked, json).await
            }
            What::Requests => list(&app, scope, json).await,
            What::Close { id, outcome } => {
                let house = app.clone();
                let closed = app.db.write(async move |tx| {
                    requests::close(&house, tx, scope, (id, outcome), None).await
                });
                closed.await.map_err(failure)?;
                tell(json, &serde_json::json!({ "closed": id }), "Closed.")
            }
            What::Letters { kind, outcome } => {
                let facts = Facts::of(&app, Some(scope)).await.map_err(failure)?;
                let text = documents::filled(&letters::letters(kind, outcome), &facts);
                tell(json, &serde_json::json!({ "text": text }), &text)
            }
            What::Search {
                purpose,
                phone,
                email,
                name,
            } => {
                let sought = Sought { phone, email, name };
                search(&app, scope, sought, purpose, json).await
            }
            What::Export(whom) => export(&app, scope, &whom, json).await,
            What::Erase(whom) => erase(&app, scope, &whom, json).await,
        }
    }
}

fn tell(json: bool, value: &serde_json::Value, text: &str) -> Result<(), Failure> {
    if json {
        say(&value.to_string())
    } else {
        say(text)
    }
}

async fn note(app: &App, scope: HubScope, asked: Asked, json: bool) -> Result<(), Failure> {
    let house = app.clone();
    let noted = app
        .db
        .write(async move |tx| requests::open(&house, tx, scope, asked.clone(), None).await);
    let request = noted.await.map_err(failure)?;
    tell(json, &serde_json::to_value(&request)?, &line(&request))
}

fn line(request: &Request) -> String {
    let clock = match (request.closed_on, request.days_left) {
        (Some(day), _) => format!("closed on {day}"),
        (None, days) if days < 0 => format!("LATE by {} days", -days),
        (None, days) => format!("{days} days left"),
    };
    format!(
        "{} {} of {}, due {}: {clock}{}",
        request.id,
        request.kind,
        request.opened_on,
        request.due_on,
        request
            .reference
            .as_ref()
            .map(|text| format!(" ({text})"))
            .unwrap_or_default()
    )
}

async fn list(app: &App, scope: HubScope, json: bool) -> Result<(), Failure> {
    let house = app.clone();
    let listed = app
        .db
        .read(async move |tx| requests::list(&house, tx, scope).await);
    let requests = listed.await.map_err(failure)?;
    let lines: Vec<String> = requests.iter().map(line).collect();
    let text = if lines.is_empty() {
        "No requests.".to_owned()
    } else {
        lines.join("\n")
    };
    tell(json, &serde_json::to_value(&requests)?, &text)
}

async fn search(
    app: &App,
    scope: HubScope,
    sought: Sought,
    purpose: RequestKind,
    json: bool,
) -> Result<(), Failure> {
    if sought.phone.is_none() && sought.email.is_none() && sought.name.is_none() {
        return Err(Failure::Input(
            "give --phone, --email or --name to look for".to_owned(),
        ));
    }
    let house = app.clone();
    let found = app
        .db
        .write(async move |tx| {
            people::search(&house, tx, scope, &sought, (None, purpose.word())).await
        })
        .await?;
    let accounts = found.accounts.iter();
    let accounts = accounts.map(|one| format!("person {}: {}", one.id, one.name));
    let contacts = found.contacts.iter();
    let contacts = contacts.map(|one| format!("contact {}: {}", one.id, one.what));
    let mut lines: Vec<String> = accounts.chain(contacts).collect();
    if lines.is_empty() {
        lines.push("Nothing was found. See `doorstep privacy letters access`.".to_owned());
    }
    tell(json, &serde_json::to_value(&found)?, &lines.join("\n"))
}

async fn export(app: &App, scope: HubScope, whom: &Whom, json: bool) -> Result<(), Failure> {
    let (house, subject, purpose) = (app.clone(), whom.subject()?, whom.purpose.word());
    let found = app
        .db
        .write(async move |tx| people::export(&house, tx, scope, subject, (None, purpose)).await)
        .await?;
    let found = found.ok_or_else(unknown)?;
    tell(json, &found, people::plain(&found).trim_end())
}

async fn erase(app: &App, scope: HubScope, whom: &Whom, json: bool) -> Result<(), Failure> {
    let (house, purpose) = (app.clone(), whom.purpose.word());
    let erased = match whom.subject()? {
        Subject::Person(person) => app::erase_person(app, person, None)
            .await?
            .then(|| "1 account, with its sign-ins, phones and reflections".to_owned()),
        Subject::Contact(contact) => {
            app.db
                .write(async move |tx| {
                    people::erase_contact(&house, tx, scope, contact, (None, purpose)).await
                })
                .await?
        }
    };
    let erased = erased.ok_or_else(unknown)?;
    let text = format!("Erased: {erased}.");
    tell(json, &serde_json::json!({ "erased": erased }), &text)
}
