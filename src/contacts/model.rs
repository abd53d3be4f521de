//! Contact details, the consent to use them, and what was agreed. Values are secrets: no type here
//! that holds one can be printed.

use serde::{Deserialize, Deserializer, Serialize};

use super::rules;
use crate::base::{
    ids::{ContactId, FollowUpId},
    secret::Secret,
    time::Day,
};

crate::words! {
    /// A way to reach somebody.
    pub enum Channel {
        /// A call.
        Phone => "phone",
        /// A text message, to the same number.
        Text => "text",
        /// E-mail.
        Email => "email",
        /// A letter.
        Post => "post",
    }
}

crate::words! {
    /// What somebody agreed to, in the phone's words.
    pub enum ContactPurpose {
        /// Answer them about what they said.
        FollowUp => "follow_up",
        /// Invite them to meetings and events.
        Invite => "invite",
        /// Send them news.
        News => "news",
    }
}

crate::words! {
    /// The rule of law that using a channel stands on.
    pub enum LegalRule {
        /// They said yes to it.
        Consent => "consent",
        /// A charity's charitable-purpose soft opt-in: they showed interest in this charity, and
        /// can say no when they give their details and in every message.
        CharitySoftOptIn => "charity_soft_opt_in",
        /// Legitimate interests, weighed in writing.
        LegitimateInterests => "legitimate_interests",
    }
}

crate::words! {
    /// Where a consent stands. Withdrawn and erased ones are not there any more.
    pub enum ConsentState {
        /// They said yes.
        Given => "given",
        /// Somebody got in touch with them.
        Used => "used",
        /// They said yes again.
        Renewed => "renewed",
        /// Six months went by without a word; nobody may use it, and it goes within 30 days.
        Expired => "expired",
    }
}

crate::words! {
    /// How details came to an end.
    pub enum Ending {
        /// They said stop.
        Withdrawn => "withdrawn",
        /// They, or the law, wanted them erased.
        Erased => "erased",
        /// Nothing happened for six months.
        Expired => "expired",
        /// The phone that sealed them took them back.
        TakenBack => "taken_back",
        /// Sealed details that never opened.
        Unreadable => "unreadable",
        /// Details of a child under 13, or of a young person without a parent's yes: never kept.
        TooYoung => "too_young",
        /// They had said stop, and not yes since.
        Stopped => "stopped",
        /// Neither a name nor a way to reach anybody was in them.
        Empty => "empty",
    }
}

crate::words! {
    /// What somebody opens the vault for: a closed list, because it stands in the audit log.
    pub enum ReadPurpose {
        /// To do what was agreed.
        FollowUp => "follow_up",
        /// To invite.
        Invite => "invite",
        /// To send news.
        News => "news",
        /// To look after the vault itself.
        Upkeep => "upkeep",
        /// They asked for a correction.
        Correction => "correction",
        /// They said stop.
        Withdrawal => "withdrawal",
        /// They asked what is held about them.
        AccessRequest => "access_request",
        /// They asked to be erased.
        ErasureRequest => "erasure_request",
        /// They complained.
        Complaint => "complaint",
    }
}

crate::words! {
    /// How old somebody is, as far as it matters here.
    pub enum Age {
        /// A child: never kept.
        Under13 => "under_13",
        /// Kept only with a parent's yes.
        From13To17 => "13_to_17",
        /// Grown up, or nobody thought otherwise.
        Adult => "adult",
    }
}

crate::words! {
    /// Where a follow-up stands.
    pub enum FollowUpState {
        /// It was agreed, and is not due yet.
        Agreed => "agreed",
        /// It is due.
        Due => "due",
        /// Somebody tried, and tries again.
        Tried => "tried",
        /// It was done.
        Done => "done",
        /// It came to nothing.
        DidNotHappen => "did_not_happen",
        /// They said stop.
        Withdrawn => "withdrawn",
        /// Its time was over long ago.
        Expired => "expired",
    }
}

crate::words! {
    /// What came of a follow-up.
    pub enum Came {
        /// Somebody tried, and tries again.
        Tried => "tried",
        /// It was done.
        Done => "done",
        /// It comes to nothing.
        DidNotHappen => "did_not_happen",
    }
}

/// A text that somebody typed about a resident. It is read without ever being shown, not even by a
/// reader that does not like it.
#[derive(Clone)]
pub struct Written(Secret<String>);

impl Written {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.reveal()
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Through a value, because the reader's own errors repeat what they found.
        match serde_json::Value::deserialize(deserializer) {
            Ok(serde_json::Value::String(text)) => Ok(Self(Secret::new(text))),
            Ok(_) | Err(_) => Err(serde::de::Error::custom("a text is wanted here")),
        }
    }
}

impl utoipa::PartialSchema for Written {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .into()
    }
}

impl utoipa::ToSchema for Written {}

/// How somebody wants to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// What to call them.
    pub name: Secret<String>,
    /// A number.
    pub phone: Option<Secret<String>>,
    /// An e-mail address.
    pub email: Option<Secret<String>>,
    /// A postal address.
    pub post: Option<Secret<String>>,
}

impl Details {
    /// Details from texts: trimmed, and an empty one is none.
    #[must_use]
    pub fn of(name: &str, phone: &str, email: &str, post: &str) -> Self {
        Self {
            name: Secret::new(name.trim().to_owned()),
            phone: some(phone),
            email: some(email),
            post: some(post),
        }
    }

    /// The text that a channel goes to.
    #[must_use]
    pub const fn value(&self, channel: Channel) -> Option<&Secret<String>> {
        match channel {
            Channel::Phone | Channel::Text => self.phone.as_ref(),
            Channel::Email => self.email.as_ref(),
            Channel::Post => self.post.as_ref(),
        }
    }

    /// The channels there is a value for.
    #[must_use]
    pub fn channels(&self) -> Vec<Channel> {
        let all = Channel::ALL.iter().copied();
        all.filter(|channel| self.value(*channel).is_some())
            .collect()
    }

    /// Drops every value that none of these channels goes to.
    #[must_use]
    pub fn only(self, channels: &[Channel]) -> Self {
        let reached = |wanted: &[Channel]| wanted.iter().any(|one| channels.contains(one));
        let (number, letters) = (&[Channel::Phone, Channel::Text], &[Channel::Post]);
        Self {
            name: self.name,
            phone: self.phone.filter(|_| reached(number)),
            email: self.email.filter(|_| reached(&[Channel::Email])),
            post: self.post.filter(|_| reached(letters)),
        }
    }
}

fn some(text: &str) -> Option<Secret<String>> {
    let text = text.trim();
    (!text.is_empty()).then(|| Secret::new(text.to_owned()))
}

/// What somebody said yes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// What for.
    pub purposes: Vec<ContactPurpose>,
    /// The id of the promise they heard, such as `contact-1`.
    pub wording: String,
    /// The language they heard it in.
    pub language: String,
    /// The day they said yes.
    pub given_on: Day,
    /// Whether a parent of a young person said yes too.
    pub parent_agreed: bool,
}

/// Details as they come in, from a phone or at the desk.
#[derive(Clone, Debug)]
pub struct Given {
    /// How to reach them.
    pub details: Details,
    /// What they said yes to.
    pub consent: Consent,
    /// How old they are.
    pub age: Age,
}

/// Details in the vault, opened.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Names them.
    pub id: ContactId,
    /// How to reach them.
    pub details: Details,
    /// What they said yes to.
    pub consent: Consent,
    /// Where the consent stands.
    pub state: ConsentState,
    /// The ways they may be reached, each with its rule.
    pub channels: Vec<(Channel, LegalRule)>,
    /// The last day something happened with them.
    pub active_on: Day,
    /// What they stop everything with.
    pub code: Secret<String>,
}

impl Contact {
    /// The day on which they expire if nothing happens.
    #[must_use]
    pub fn expires_on(&self) -> Day {
        rules::expires_on(self.active_on)
    }

    /// The rule a channel stands on, where they may be reached by it.
    #[must_use]
    pub fn rule(&self, channel: Channel) -> Option<LegalRule> {
        let mut all = self.channels.iter();
        all.find(|(one, _)| *one == channel).map(|(_, rule)| *rule)
    }
}

/// What was agreed to do next, opened.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// Names it.
    pub id: FollowUpId,
    /// With whom; nobody for somebody who will come to us.
    pub contact: Option<ContactId>,
    /// What; gone once it has ended.
    pub what: Option<Secret<String>>,
    /// Where it stands.
    pub state: FollowUpState,
    /// The day it was agreed.
    pub agreed_on: Day,
    /// The day it is due.
    pub due_on: Day,
    /// How often somebody tried.
    pub tries: i64,
    /// The day it ended.
    pub ended_on: Option<Day>,
}

/// What taking sealed details in came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TakenIn {
    /// New in the vault.
    pub added: i64,
    /// Of somebody who was there: their consent is new.
    pub renewed: i64,
    /// Destroyed: they had said stop, and not yes since.
    pub stopped: i64,
    /// Destroyed: a child, or a young person without a parent's yes.
    pub too_young: i64,
    /// Destroyed: nobody to reach.
    pub empty: i64,
    /// Still sealed: they do not open. They go after 30 days.
    pub unreadable: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_no_channel_goes_to_any_more_is_dropped() {
        let all = Details::of("Ana", "07700 900001", "ana@example.org", " ");
        assert_eq!(
            all.channels(),
            [Channel::Phone, Channel::Text, Channel::Email]
        );

        let left = all.only(&[Channel::Text]);

        assert!(left.phone.is_some() && left.email.is_none() && left.post.is_none());
    }

    #[test]
    fn what_somebody_typed_is_never_repeated_by_an_error_or_a_print() {
        let wrong = serde_json::from_str::<Written>("447700900001");
        let told = wrong.err().unwrap().to_string();
        assert!(!told.contains("7700"), "{told}");

        let details = Details::of("Ana", "07700 900001", "", "");
        assert!(!format!("{details:?}").contains("0770"));
    }
}
