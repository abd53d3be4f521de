//! Every id of the product, each its own type, and the one place that makes them.
//!
//! Ids are UUIDv7: they sort by the time they were made, so that an index grows at its end.
//! What must not betray the time it was made (a listening after the split) takes
//! [`Ids::unordered`] instead.

use std::sync::{Arc, Mutex};

use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use super::clock::Clock;

/// Makes one id type for each name: transparent over [`Uuid`] in columns and on the wire.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
                 serde::Serialize, serde::Deserialize, sqlx::Type, utoipa::ToSchema)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub Uuid);
        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self { Self(uuid) }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    )+};
}

ids! {
    /// Somebody on a shift may need help.
    AlertId,
    /// Something residents do together.
    ActionId,
    /// A focused effort to listen, with an aim, a patch and dates.
    CampaignId,
    /// Something somebody was worried about: a safeguarding concern.
    ConcernId,
    /// A resident's contact details with their consent, in the vault.
    ContactId,
    /// One home to knock at.
    DoorId,
    /// What was agreed with a resident to do next.
    FollowUpId,
    /// Residents who organise.
    GroupId,
    /// A conversation of five or more.
    GroupListeningId,
    /// A record that waits for a human.
    HeldId,
    /// A local organisation that runs organising.
    HubId,
    /// One file that was imported.
    ImportId,
    /// Something a human should look at: a gap in what a phone handed in, a cloned phone.
    IncidentId,
    /// One phone that was enrolled.
    InstallId,
    /// A tally of who took part in an action.
    InvolvementId,
    /// A key pair of a hub.
    KeyId,
    /// One line of the ledger.
    LedgerEntryId,
    /// An anonymous record of one conversation.
    ListeningId,
    /// One field fact made by a phone; the key of its idempotency, for ever.
    OpId,
    /// A working area, kept in versions.
    PatchId,
    /// Somebody with an account.
    PersonId,
    /// A funded or self-run frame with dates, definitions and targets.
    ProgrammeId,
    /// Words that may leave their group.
    QuoteId,
    /// What was shown to an audience of a period.
    ReleaseId,
    /// What somebody asks about their data.
    RequestId,
    /// What a hub reports for a quarter.
    ReturnId,
    /// Unsent work that came sealed.
    SealedId,
    /// One time out.
    ShiftId,
    /// A named street.
    StreetId,
    /// One stretch of a street.
    StreetPartId,
    /// A code in a codebook.
    ThemeId,
    /// A token with which another program reads maps.
    TokenId,
    /// One attempt at one door.
    VisitId,
    /// Doors handed to a shift.
    WalkListId,
}

/// Makes ids and secrets from a clock and a source of chance, both handed in.
#[derive(Clone)]
pub struct Ids {
    clock: Arc<dyn Clock>,
    chance: Arc<Mutex<StdRng>>,
}

impl Ids {
    /// Ids from the operating system's chance.
    ///
    /// # Panics
    /// Never in practice: only where the operating system has no source of chance.
    #[must_use]
    pub fn from_system(clock: Arc<dyn Clock>) -> Self {
        let mut seed = [0_u8; 32];
        rand::TryRng::try_fill_bytes(&mut rand::rngs::SysRng, &mut seed)
            .expect("the operating system gives chance");
        Self {
            clock,
            chance: Arc::new(Mutex::new(StdRng::from_seed(seed))),
        }
    }

    /// Ids that are the same for the same seed: for tests and for the demo town.
    #[must_use]
    pub fn from_seed(clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self {
            clock,
            chance: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))),
        }
    }

    fn chance<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0_u8; N];
        let mut chance = self
            .chance
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        chance.fill_bytes(&mut bytes);
        bytes
    }

    /// A new id that sorts by the time it was made.
    #[must_use]
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let millis = u64::try_from(self.clock.now().0).unwrap_or(0);
        let random = self.chance::<10>();
        T::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A new id that tells nothing about when it was made.
    #[must_use]
    pub fn unordered<T: From<Uuid>>(&self) -> T {
        T::from(uuid::Builder::from_random_bytes(self.chance()).into_uuid())
    }

    /// 256 bits of chance, for tokens, codes and keys.
    #[must_use]
    pub fn secret(&self) -> [u8; 32] {
        self.chance()
    }
}
