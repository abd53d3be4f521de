//! A conversation: who spoke (as counts), what was said, and what may follow.
//!
//! No field here can hold a name, a number or a time of day. The door and the visit travel with a
//! listening so that the envelope can find doubles; what is stored after the split holds neither.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Check, Nonsense, sense};
use crate::wire::base64url;
use crate::wire::text::{Label, Language, Prose};
use crate::wire::time::Day;

/// `listening.record`: one two-way conversation with 1 to 4 people. The listening's id is the op's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListeningRecord {
    /// Who spoke, as counts.
    pub voices: Voices,
    /// How they were met.
    pub mode: Mode,
    /// Where the person lives, if they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Where they were heard; at a door the server takes the door's street.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<Place>,
    /// The day in England, by the phone's clock.
    pub happened_on: Day,
    /// How many of the voices said yes to being involved.
    #[serde(default)]
    pub interest: u8,
    /// How strongly it matters to them: 1 a little, 2 much, 3 very much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 3)]
    pub strength: Option<u8>,
    /// The language spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// What was said, point by point: at most 30.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// What was said, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Prose>,
    /// Whether the speaker agreed that their words may be quoted.
    #[serde(default)]
    pub quote_ok: bool,
    /// The door; with mode `door` only, and needed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door: Option<Uuid>,
    /// The visit it belongs to; with mode `door` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Uuid>,
}

impl Check for ListeningRecord {
    fn check(&self) -> Result<(), Nonsense> {
        sense(
            !self.statements.is_empty() || self.note.is_some(),
            "a listening holds a statement or a `note`",
        )?;
        sense(self.statements.len() <= 30, "`statements` are at most 30")?;
        sense(
            self.interest <= self.voices.total(),
            "`interest` is at most the `voices`",
        )?;
        strength(self.strength)?;
        let at_door = self.mode == Mode::Door;
        sense(
            self.door.is_some() == at_door,
            "`door` goes with the mode `door`, always and only",
        )?;
        sense(
            self.visit.is_none() || at_door,
            "`visit` goes with the mode `door` only",
        )?;
        sense(
            !self.quote_ok || self.note.is_some(),
            "`quote_ok` needs a `note`",
        )?;
        self.statements.iter().try_for_each(Statement::check)
    }
}

fn strength(strength: Option<u8>) -> Result<(), Nonsense> {
    sense(
        strength.is_none_or(|s| (1..=3).contains(&s)),
        "`strength` is 1 to 3",
    )
}

/// Who spoke: 1 to 4 people, by the answer to "first time one of us has listened to you?"
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "Counts")]
pub struct Voices {
    first: u8,
    again: u8,
    unsure: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    #[serde(default)]
    first: u8,
    #[serde(default)]
    again: u8,
    #[serde(default)]
    unsure: u8,
}

impl TryFrom<Counts> for Voices {
    type Error = Nonsense;

    fn try_from(counts: Counts) -> Result<Self, Nonsense> {
        Self::new(counts.first, counts.again, counts.unsure)
    }
}

impl Voices {
    /// The most people of one listening; five or more are a group listening.
    pub const MOST: u8 = 4;

    /// So many listened to for the first time, again, and not sure.
    ///
    /// # Errors
    ///
    /// [`Nonsense`] for nobody at all or more than four.
    pub fn new(first: u8, again: u8, unsure: u8) -> Result<Self, Nonsense> {
        let total = u16::from(first) + u16::from(again) + u16::from(unsure);
        sense(
            (1..=u16::from(Self::MOST)).contains(&total),
            "`voices` are 1 to 4",
        )?;
        Ok(Self {
            first,
            again,
            unsure,
        })
    }

    /// People listened to for the first time.
    #[must_use]
    pub const fn first(self) -> u8 {
        self.first
    }

    /// People listened to before.
    #[must_use]
    pub const fn again(self) -> u8 {
        self.again
    }

    /// People who were not sure.
    #[must_use]
    pub const fn unsure(self) -> u8 {
        self.unsure
    }

    /// All of them: 1 to 4.
    #[must_use]
    pub const fn total(self) -> u8 {
        self.first + self.again + self.unsure
    }
}

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $arm_doc:literal])+ $arm:ident = $word:literal,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum $name {
            $($(#[doc = $arm_doc])+ #[serde(rename = $word)] $arm,)+
        }

        crate::wire::text::word_schema!($name, [$($word),+]);

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$arm),+];

            /// Its name on the wire and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$arm => $word,)+ }
            }
        }
    )+};
}

words! {
    /// How the people were met.
    Mode {
        /// At their door.
        Door = "door",
        /// In the street.
        Street = "street",
        /// At a venue or an event.
        Venue = "venue",
        /// One to one, in a class or a group.
        Class = "class",
        /// By telephone.
        Phone = "phone",
    }

    /// How fine a place is.
    PlaceKind {
        /// A street, or the group of streets that it belongs to.
        Street = "street",
        /// A patch.
        Patch = "patch",
    }

    /// How a statement is meant.
    Stance {
        /// Something they love about the place.
        Love = "love",
        /// Something that worries them.
        Concern = "concern",
        /// Something that could be done.
        Idea = "idea",
        /// Something they would give or do.
        Offer = "offer",
    }

    /// What somebody offers.
    OfferKind {
        /// Time to help.
        Time = "time",
        /// Something they can do.
        Skill = "skill",
        /// A room, a garden, a wall.
        Space = "space",
        /// Things to lend or give.
        Things = "things",
        /// Something else.
        Other = "other",
    }

    /// Why a record is taken back.
    VoidReason {
        /// Undone on the phone.
        Undone = "undone",
        /// Recorded by mistake.
        Mistake = "mistake",
        /// It belongs to another door.
        WrongDoor = "wrong_door",
        /// It was recorded twice.
        Duplicate = "duplicate",
        /// The resident asked for it.
        Asked = "asked",
    }
}

/// A place as a resident would name it: a street or a patch, nothing finer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Street or patch.
    pub kind: PlaceKind,
    /// Which one.
    pub id: Uuid,
}

/// One coded point of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The theme, from the campaign's codebook.
    pub theme: Uuid,
    /// How it is meant.
    pub stance: Stance,
    /// What is offered; with the stance `offer` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_kind: Option<OfferKind>,
    /// How strongly it matters: 1 a little, 2 much, 3 very much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 3)]
    pub strength: Option<u8>,
}

impl Statement {
    fn check(&self) -> Result<(), Nonsense> {
        sense(
            self.offer_kind.is_none() || self.stance == Stance::Offer,
            "`offer_kind` goes with the stance `offer` only",
        )?;
        strength(self.strength)
    }
}

/// `record.void`: a record taken back; what it had counted is reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordVoid {
    /// The record: the id of the op that made it.
    pub target: Uuid,
    /// Why.
    pub reason: VoidReason,
}

impl Check for RecordVoid {
    fn check(&self) -> Result<(), Nonsense> {
        Ok(())
    }
}

/// `contact.consent`: contact details and the consent to use them, sealed on the phone to the
/// hub's public key. Opaque to everything but the vault; names no door, visit or listening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactConsent {
    /// The sealed bytes, base64url without padding; at most 60,000 characters.
    pub ciphertext: String,
    /// The id of the hub's key that opens them.
    pub key_id: Label,
}

impl Check for ContactConsent {
    fn check(&self) -> Result<(), Nonsense> {
        let fits = (1..=60_000).contains(&self.ciphertext.len());
        sense(fits, "`ciphertext` has 1 to 60,000 characters")?;
        sense(
            base64url::decode(&self.ciphertext).is_some(),
            "`ciphertext` is base64url without padding",
        )
    }
}
