//! The vault, opened: the one place where values are sealed, opened and marked.
//!
//! A [`Vault`] lives for one transaction and holds the hub's key for contacts. Whoever opens it has
//! asked [`access::policy`] first, and leaves a line in the audit log; both are the handlers'.

use serde::Serialize;

use super::{
    model::{
        Channel, Consent, ConsentState, Contact, ContactPurpose, Details, Ending, FollowUp,
        FollowUpState, Given, LegalRule, TakenIn,
    },
    rules::{self, Step},
    sealed,
    store::{self, SealedContact, Stored, follow_ups, follow_ups::StoredFollowUp},
};
use crate::{
    access::{
        self, HubScope,
        keys::{Keyring, Purpose as KeyPurpose},
        model::LegalForm,
    },
    app::App,
    base::{
        ids::{ContactId, FollowUpId, Ids, KeyId, OpId},
        seal::DataKey,
        secret::Secret,
        time::Day,
    },
    db::{self, Error, Tx},
    problem::Problem,
};

/// Rows read at a time.
const PAGE: i64 = 500;

/// A hub's vault, open for one transaction.
pub struct Vault {
    scope: HubScope,
    key: DataKey,
    keys: Keyring,
}

/// By what somebody is searched.
pub enum Sought {
    /// A number, however it is written.
    Phone(String),
    /// An e-mail address.
    Email(String),
    /// A name, or some words of it, with or without accents.
    Name(String),
    /// The code in their messages.
    Code(String),
}

/// Details that came to an end: what the log of erasures has to know of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How many of one kind went: [`store::marks_of`] of each.
    pub marks: Vec<String>,
    /// The people who are gone.
    pub gone: i64,
}

impl Vault {
    /// Opens a hub's vault; the transaction must be one that writes.
    ///
    /// # Errors
    /// When the server's key is another one, or the engine fails.
    pub async fn open(tx: &mut Tx, scope: HubScope, keys: &Keyring) -> db::Result<Self> {
        let key = keys.data_key(tx, scope, KeyPurpose::Contacts).await?;
        Ok(Self {
            scope,
            key,
            keys: keys.clone(),
        })
    }

    fn mark(&self, kind: &str, text: &str) -> String {
        hex::encode(self.key.mark(format!("{kind}|{text}").as_bytes()))
    }

    /// What stands for somebody's details in the log of erasures.
    #[must_use]
    pub fn mark_of(&self, id: ContactId) -> String {
        self.mark("contact", &id.to_string())
    }

    /// What stands for the op that details came by.
    #[must_use]
    pub fn mark_of_op(&self, id: OpId) -> String {
        self.mark("op", &id.to_string())
    }

    /// The mark of a value, by what it is compared by ([`rules::compared`]). A call and a text go to
    /// one number, which has one mark.
    fn value_mark(&self, channel: Channel, compared: &str) -> String {
        let kind = match channel {
            Channel::Phone | Channel::Text => Channel::Phone,
            Channel::Email | Channel::Post => channel,
        };
        self.mark(kind.word(), compared)
    }

    fn code_of(&self, id: ContactId) -> Secret<String> {
        let chance = self.key.mark(format!("code|{id}").as_bytes());
        Secret::new(rules::code(&chance))
    }

    fn seal(&self, place: &str, text: &Secret<String>) -> String {
        let plain = text.reveal().as_bytes();
        self.key.seal(place, plain, self.keys.chance())
    }

    fn unseal(&self, place: &str, stored: &str) -> db::Result<Secret<String>> {
        let corrupt = || Error::Corrupt {
            table: "contacts",
            column: "a sealed value",
            row: place.to_owned(),
        };
        let plain = self.key.open(place, stored).map_err(|_| corrupt())?;
        let text = String::from_utf8(plain.reveal().clone()).map_err(|_| corrupt())?;
        Ok(Secret::new(text))
    }

    // ---- what lies in it

    fn stored(&self, contact: &Contact, origin: Option<String>) -> Stored {
        let (id, details) = (contact.id, &contact.details);
        let sealed = |column: &str, value: &Option<Secret<String>>| {
            let value = value.as_ref()?;
            Some(self.seal(&place(id, column), value))
        };
        let marked = |channel| {
            let compared = rules::compared(details, channel)?;
            Some(self.value_mark(channel, &compared))
        };
        Stored {
            id,
            mark: self.mark_of(id),
            origin,
            name: self.seal(&place(id, "name"), &details.name),
            phone: sealed("phone", &details.phone),
            email: sealed("email", &details.email),
            post: sealed("post", &details.post),
            name_mark: self.mark("name", &rules::folded(details.name.reveal())),
            phone_mark: marked(Channel::Phone),
            email_mark: marked(Channel::Email),
            post_mark: marked(Channel::Post),
            code_mark: self.mark("code", contact.code.reveal()),
            purposes: words(&contact.consent.purposes),
            wording: contact.consent.wording.clone(),
            language: contact.consent.language.clone(),
            parent_agreed: contact.consent.parent_agreed,
            state: contact.state,
            given_on: contact.consent.given_on,
            active_on: contact.active_on,
        }
    }

    async fn opened(&self, tx: &mut Tx, stored: &Stored) -> db::Result<Contact> {
        let id = stored.id;
        let value = |column: &str, sealed: &Option<String>| match sealed {
            Some(sealed) => self.unseal(&place(id, column), sealed).map(Some),
            None => Ok(None),
        };
        let known = ContactPurpose::ALL.iter().copied();
        let purposes = known
            .filter(|purpose| {
                stored
                    .purposes
                    .split(',')
                    .any(|word| word == purpose.word())
            })
            .collect();
        Ok(Contact {
            id,
            details: Details {
                name: self.unseal(&place(id, "name"), &stored.name)?,
                phone: value("phone", &stored.phone)?,
                email: value("email", &stored.email)?,
                post: value("post", &stored.post)?,
            },
            consent: Consent {
                purposes,
                wording: stored.wording.clone(),
                language: stored.language.clone(),
                given_on: stored.given_on,
                parent_agreed: stored.parent_agreed,
            },
            state: stored.state,
            channels: store::channels(tx, self.scope, id).await?,
            active_on: stored.active_on,
            code: self.code_of(id),
        })
    }

    /// One person's details.
    ///
    /// # Errors
    /// When a value does not open, or the engine fails.
    pub async fn read(&self, tx: &mut Tx, id: ContactId) -> db::Result<Option<Contact>> {
        match store::one(tx, self.scope, id).await? {
            Some(stored) => self.opened(tx, &stored).await.map(Some),
            None => Ok(None),
        }
    }

    /// A page of the vault.
    ///
    /// # Errors
    /// When a value does not open, or the engine fails.
    pub async fn page(&self, tx: &mut Tx, after: ContactId, most: i64) -> db::Result<Vec<Contact>> {
        let mut found = Vec::new();
        for stored in store::page(tx, self.scope, after, most).await? {
            found.push(self.opened(tx, &stored).await?);
        }
        Ok(found)
    }

    /// Everybody who fits: exactly for a number, an address and a code, by whole words for a name.
    ///
    /// # Errors
    /// When a value does not open, or the engine fails.
    pub async fn search(&self, tx: &mut Tx, sought: &Sought) -> db::Result<Vec<Contact>> {
        let mut found = Vec::new();
        match sought {
            Sought::Phone(_) | Sought::Email(_) => {
                let Some((_, mark)) = self.sought_mark(sought) else {
                    return Ok(found);
                };
                for stored in store::by_value(tx, self.scope, &mark).await? {
                    found.push(self.opened(tx, &stored).await?);
                }
            }
            Sought::Code(text) => {
                if let Some(id) = self.of_code(tx, text).await? {
                    found.extend(self.read(tx, id).await?);
                }
            }
            Sought::Name(text) => {
                let asked = rules::folded(text);
                let mut after = ContactId(uuid::Uuid::nil());
                loop {
                    let page = store::page(tx, self.scope, after, PAGE).await?;
                    let Some(last) = page.last() else { break };
                    after = last.id;
                    for stored in &page {
                        let name = self.unseal(&place(stored.id, "name"), &stored.name)?;
                        if rules::holds(&rules::folded(name.reveal()), &asked) {
                            found.push(self.opened(tx, stored).await?);
                        }
                    }
                }
            }
        }
        Ok(found)
    }

    fn sought_mark(&self, sought: &Sought) -> Option<(Channel, String)> {
        let (channel, compared) = match sought {
            Sought::Phone(text) => (Channel::Phone, rules::phone(text)?),
            Sought::Email(text) => (Channel::Email, rules::email(text)?),
            Sought::Name(_) | Sought::Code(_) => return None,
        };
        Some((channel, self.value_mark(channel, &compared)))
    }

    async fn of_code(&self, tx: &mut Tx, text: &str) -> db::Result<Option<ContactId>> {
        let Some(code) = rules::code_typed(text) else {
            return Ok(None);
        };
        store::by_code(tx, self.scope, &self.mark("code", &code)).await
    }

    // ---- coming in

    /// Takes in everything that waits sealed, in the order of chance. What does not open stays sealed.
    ///
    /// # Errors
    /// When the server's key is missing, or the engine fails.
    pub async fn take_in(&self, app: &App, tx: &mut Tx) -> Result<TakenIn, Problem> {
        let mut came = TakenIn::default();
        let form = self.legal_form(tx).await?;
        let mut after = ContactId(uuid::Uuid::nil());
        loop {
            let page = store::sealed(tx, self.scope, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            for sealed in page {
                self.take_one(app, tx, form, sealed, &mut came).await?;
            }
        }
        Ok(came)
    }

    async fn take_one(
        &self,
        app: &App,
        tx: &mut Tx,
        form: LegalForm,
        sealed: SealedContact,
        came: &mut TakenIn,
    ) -> Result<(), Problem> {
        let private = match sealed.key_id.parse::<KeyId>() {
            Ok(key) => access::keys::private(app, tx, self.scope, key).await?,
            Err(_) => None,
        };
        let hub = self.scope.hub();
        let given = private.and_then(|private| sealed::open(&private, hub, &sealed));
        let Some(given) = given else {
            came.unreadable += 1;
            return Ok(());
        };
        if !store::delete_sealed(tx, self.scope, sealed.id).await? {
            // Somebody else opened the vault at the same moment and has it already.
            return Ok(());
        }
        let today = app.clock.now().day();
        let new = (sealed.id, sealed.origin);
        let agreed = given.consent.purposes.contains(&ContactPurpose::FollowUp);
        match self.add(tx, form, new, given, today).await? {
            Ok(added) => {
                if added.renewed {
                    came.renewed += 1;
                } else {
                    came.added += 1;
                }
                if agreed {
                    self.agree(tx, &app.ids, (Some(added.id), None), (today, None))
                        .await?;
                }
            }
            Err(how) => {
                match how {
                    Ending::TooYoung => came.too_young += 1,
                    Ending::Stopped => came.stopped += 1,
                    Ending::Empty
                    | Ending::Withdrawn
                    | Ending::Erased
                    | Ending::Expired
                    | Ending::TakenBack
                    | Ending::Unreadable => came.empty += 1,
                }
                store::count_ending(tx, self.scope, (how, today), 1).await?;
            }
        }
        Ok(())
    }

    /// The legal form of this hub.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn legal_form(&self, tx: &mut Tx) -> db::Result<LegalForm> {
        let hub = access::store::hub(tx, self.scope.hub()).await?;
        let hub = hub.ok_or(Error::RowsAffected {
            expected: 1,
            actual: 0,
        })?;
        Ok(hub.legal_form)
    }

    /// Puts details into the vault, or renews those of the same person: the same name with the same
    /// number, address or home. Values that said stop on that day or later stay out.
    ///
    /// # Errors
    /// When the engine fails. Inside: why nothing was kept.
    pub async fn add(
        &self,
        tx: &mut Tx,
        form: LegalForm,
        (id, origin): (ContactId, Option<String>),
        given: Given,
        today: Day,
    ) -> db::Result<Result<Added, Ending>> {
        if let Err(how) = rules::old_enough(given.age, given.consent.parent_agreed) {
            return Ok(Err(how));
        }
        if rules::check(&given.details, false).is_err() || given.consent.purposes.is_empty() {
            return Ok(Err(Ending::Empty));
        }
        let mut open = Vec::new();
        for channel in given.details.channels() {
            let compared = rules::compared(&given.details, channel);
            let mark = self.value_mark(channel, &compared.unwrap_or_default());
            let about = (channel, mark.as_str());
            if !store::is_stopped(tx, self.scope, about, given.consent.given_on).await? {
                open.push(channel);
            }
        }
        if open.is_empty() {
            return Ok(Err(Ending::Stopped));
        }
        let channels = open
            .iter()
            .map(|channel| (*channel, rules::rule_of(form, *channel, &given.consent)))
            .collect();
        let mut contact = Contact {
            id,
            details: given.details.only(&open),
            consent: given.consent,
            state: ConsentState::Given,
            channels,
            active_on: today,
            code: self.code_of(id),
        };
        let before = self.same_person(tx, &contact).await?;
        let renewed = before.is_some();
        if let Some(before) = before {
            contact = renewal(before, contact);
            contact.code = self.code_of(contact.id);
        }
        let stored = self.stored(&contact, origin);
        let id = contact.id;
        store::keep(tx, self.scope, stored, &contact.channels).await?;
        Ok(Ok(Added { id, renewed }))
    }

    /// The same name with the same number, address or home. A shared number alone is a household.
    async fn same_person(&self, tx: &mut Tx, new: &Contact) -> db::Result<Option<Contact>> {
        let wanted = self.stored(new, None);
        for channel in [Channel::Phone, Channel::Email, Channel::Post] {
            let Some(mark) = wanted.mark_of(channel) else {
                continue;
            };
            for found in store::by_value(tx, self.scope, mark).await? {
                if found.name_mark == wanted.name_mark {
                    return self.opened(tx, &found).await.map(Some);
                }
            }
        }
        Ok(None)
    }

    /// Corrects details. What was stopped stays stopped; a new value stands on the consent that is
    /// there. `None` when every way to reach them has said stop: then nothing changes.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn correct(
        &self,
        tx: &mut Tx,
        before: Contact,
        details: Details,
        today: Day,
    ) -> db::Result<Option<Contact>> {
        let form = self.legal_form(tx).await?;
        let mut channels = Vec::new();
        for channel in details.channels() {
            let same = before.details.value(channel).is_some();
            // A number that was there and is not to be texted is still not to be texted.
            if same && before.rule(channel).is_none() {
                continue;
            }
            let compared = rules::compared(&details, channel).unwrap_or_default();
            let mark = self.value_mark(channel, &compared);
            let about = (channel, mark.as_str());
            if store::is_stopped(tx, self.scope, about, before.consent.given_on).await? {
                continue;
            }
            channels.push((channel, rules::rule_of(form, channel, &before.consent)));
        }
        let open: Vec<Channel> = channels.iter().map(|(channel, _)| *channel).collect();
        if open.is_empty() {
            return Ok(None);
        }
        let contact = Contact {
            details: details.only(&open),
            channels,
            active_on: today,
            ..before
        };
        let stored = self.stored(&contact, None);
        store::keep(tx, self.scope, stored, &contact.channels).await?;
        Ok(Some(contact))
    }

    // ---- going out

    /// Notes that somebody is got in touch with, by one channel for one purpose.
    ///
    /// # Errors
    /// One sentence when they did not agree to it.
    pub async fn use_it(
        &self,
        tx: &mut Tx,
        contact: &Contact,
        (channel, purpose): (Channel, ContactPurpose),
        today: Day,
    ) -> Result<LegalRule, Problem> {
        let refused = |sentence: &'static str| Problem::unprocessable("no_consent", sentence);
        let rule = rules::may_use(contact, channel, purpose).map_err(refused)?;
        let state = rules::after(contact.state, Step::Use).map_err(refused)?;
        store::touch(tx, self.scope, contact.id, (state, today)).await?;
        Ok(rule)
    }

    // ---- coming to an end

    /// Takes a consent back, for some channels or for all: values that nothing goes to any more are
    /// erased now, and each stopped one is refused until somebody agrees anew on a later day.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn end(
        &self,
        tx: &mut Tx,
        id: ContactId,
        channels: &[Channel],
        (how, today): (Ending, Day),
    ) -> db::Result<Option<Ended>> {
        let Some(stored) = store::one(tx, self.scope, id).await? else {
            return Ok(None);
        };
        for channel in channels {
            if let Some(mark) = stored.mark_of(*channel) {
                store::stop(tx, self.scope, (*channel, mark), today).await?;
            }
        }
        let held = store::channels(tx, self.scope, id).await?;
        let left: Vec<(Channel, LegalRule)> = held
            .into_iter()
            .filter(|(channel, _)| !channels.contains(channel))
            .collect();
        let marks = store::marks_of(&stored);
        if left.is_empty() {
            store::end(tx, self.scope, id, (how, today)).await?;
            return Ok(Some(Ended { marks, gone: 1 }));
        }
        let open: Vec<Channel> = left.iter().map(|(channel, _)| *channel).collect();
        let contact = self.opened(tx, &stored).await?;
        let contact = Contact {
            details: contact.details.clone().only(&open),
            channels: left,
            ..contact
        };
        let kept = self.stored(&contact, stored.origin.clone());
        store::keep(tx, self.scope, kept, &contact.channels).await?;
        let stopped = |mark: &String| {
            let kind = mark.split_once(':').map_or("", |(kind, _)| kind);
            channels.iter().any(|channel| channel.word() == kind)
        };
        Ok(Some(Ended {
            marks: marks.into_iter().filter(stopped).collect(),
            gone: 0,
        }))
    }

    /// Stops everything at a resident's word: by number, address or code, without looking anybody up
    /// first. A number that is not here yet is refused when it comes.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn stop(&self, tx: &mut Tx, sought: &Sought, today: Day) -> db::Result<Ended> {
        let mut all = Ended {
            marks: Vec::new(),
            gone: 0,
        };
        let mut ids = Vec::new();
        if let Some((channel, mark)) = self.sought_mark(sought) {
            let number = [Channel::Phone, Channel::Text];
            let stopped: &[Channel] = match channel {
                Channel::Phone | Channel::Text => &number,
                Channel::Email => &[Channel::Email],
                Channel::Post => &[Channel::Post],
            };
            for channel in stopped {
                store::stop(tx, self.scope, (*channel, &mark), today).await?;
                all.marks.push(format!("{channel}:{mark}"));
            }
            let found = store::by_value(tx, self.scope, &mark).await?;
            ids.extend(found.iter().map(|stored| stored.id));
        }
        if let Sought::Code(text) = sought {
            ids.extend(self.of_code(tx, text).await?);
        }
        for id in ids {
            let how = (Ending::Withdrawn, today);
            if let Some(ended) = self.end(tx, id, Channel::ALL, how).await? {
                all.marks.extend(ended.marks);
                all.gone += ended.gone;
            }
        }
        Ok(all)
    }

    // ---- follow-ups

    /// Keeps what was agreed: with somebody here, or with somebody who will come to us; due in 72
    /// hours unless a day is named.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn agree(
        &self,
        tx: &mut Tx,
        ids: &Ids,
        (contact, what): (Option<ContactId>, Option<&Secret<String>>),
        (today, due_on): (Day, Option<Day>),
    ) -> db::Result<FollowUp> {
        let id: FollowUpId = ids.unordered();
        let stored = StoredFollowUp {
            id,
            contact_id: contact,
            what: what.map(|what| self.seal(&what_place(id), what)),
            state: FollowUpState::Agreed,
            agreed_on: today,
            due_on: due_on.unwrap_or_else(|| today.plus_days(rules::DUE_DAYS)),
            tries: 0,
            ended_on: None,
        };
        follow_ups::insert(tx, self.scope, stored.clone()).await?;
        self.follow_up(&stored, today)
    }

    /// A follow-up as it stands on a day.
    ///
    /// # Errors
    /// When its words do not open.
    pub fn follow_up(&self, stored: &StoredFollowUp, today: Day) -> db::Result<FollowUp> {
        let what = match &stored.what {
            Some(sealed) => Some(self.unseal(&what_place(stored.id), sealed)?),
            None => None,
        };
        Ok(FollowUp {
            id: stored.id,
            contact: stored.contact_id,
            what,
            state: rules::follow_up_on(stored.state, stored.due_on, today),
            agreed_on: stored.agreed_on,
            due_on: stored.due_on,
            tries: stored.tries,
            ended_on: stored.ended_on,
        })
    }

    /// What is open and due on a day or before.
    ///
    /// # Errors
    /// When words do not open, or the engine fails.
    pub async fn open_follow_ups(
        &self,
        tx: &mut Tx,
        (by, most): (Day, i64),
        today: Day,
    ) -> db::Result<Vec<FollowUp>> {
        let stored = follow_ups::open(tx, self.scope, by, most).await?;
        stored
            .iter()
            .map(|stored| self.follow_up(stored, today))
            .collect()
    }

    /// All that was agreed with somebody.
    ///
    /// # Errors
    /// When words do not open, or the engine fails.
    pub async fn follow_ups_with(
        &self,
        tx: &mut Tx,
        id: ContactId,
        today: Day,
    ) -> db::Result<Vec<FollowUp>> {
        let stored = follow_ups::of_contact(tx, self.scope, id).await?;
        stored
            .iter()
            .map(|stored| self.follow_up(stored, today))
            .collect()
    }
}

/// What putting details into the vault came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Added {
    /// Whose they are.
    pub id: ContactId,
    /// Whether they were here.
    pub renewed: bool,
}

/// A new yes of somebody who is here: what they say now counts, and what they leave out stays.
fn renewal(before: Contact, new: Contact) -> Contact {
    let mut channels = new.channels;
    for (channel, rule) in before.channels {
        if !channels.iter().any(|(known, _)| *known == channel) {
            channels.push((channel, rule));
        }
    }
    channels.sort_unstable();
    let old = before.details;
    Contact {
        id: before.id,
        details: Details {
            name: new.details.name,
            phone: new.details.phone.or(old.phone),
            email: new.details.email.or(old.email),
            post: new.details.post.or(old.post),
        },
        consent: new.consent,
        state: ConsentState::Renewed,
        channels,
        active_on: new.active_on,
        code: before.code,
    }
}

fn place(id: ContactId, column: &str) -> String {
    format!("contacts|{id}|{column}")
}

fn what_place(id: FollowUpId) -> String {
    format!("follow_ups|{id}|what")
}

fn words(purposes: &[ContactPurpose]) -> String {
    let words: Vec<&str> = purposes.iter().map(|purpose| purpose.word()).collect();
    words.join(",")
}
