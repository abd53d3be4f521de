//! Unsent work that came sealed: from a phone that was taken back, or as a file.
//!
//! Inside is the push that the phone could not hand in. Opened, its records go the way of any push
//! of that phone; those of a phone that was taken back all wait for a human. Times are taken as
//! the phone told them, since nobody knows how long the file lay.

use std::collections::BTreeMap;

use mobile_api::wire::{
    ClockQuality, Moment, ProblemCode, PushRequest, Reason, Verdict, base64url_decode,
    limits::OPS_PER_PUSH,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    push::{self, Giver},
    store::sealed::{self as store, NewSealed},
};
use crate::{
    access::{
        self, HubScope, Permission, Role,
        audit::{self, Action, Entry},
        policy,
    },
    app::App,
    base::{
        ids::{InstallId, KeyId, PersonId, SealedId},
        seal,
        time::EpochMs,
    },
    problem::Problem,
};

/// How often a phone may send sealed work: once is the rule, twice more for bad luck.
const MOST_SENT: i64 = 3;
/// The most bytes of sealed work.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The most records anybody may announce.
const MOST_RECORDS: u32 = 100_000;

crate::words! {
    /// How sealed work came.
    pub enum Way {
        /// The phone sent it.
        Phone => "phone",
        /// A person brought a file.
        File => "file",
    }
}

/// Sealed work as it comes.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The phone it is of.
    pub install: InstallId,
    /// The key it was sealed to.
    pub key: KeyId,
    /// How many records it holds, as the phone said.
    pub records: u32,
    /// The sealed bytes, base64url.
    pub ciphertext: String,
    /// Who brought the file; absent where the phone sent it.
    pub brought_by: Option<PersonId>,
}

/// Keeps sealed work until a human opens it. The same again is known.
///
/// # Errors
/// 413 above 4 MiB; 422 when it cannot be anything sealed here; 429 when the phone has sent too
/// often.
pub async fn keep(app: &App, scope: HubScope, new: Arrival) -> Result<SealedId, Problem> {
    if new.ciphertext.len() > MOST_BYTES.div_ceil(3) * 4 {
        return Err(Problem::of(
            ProblemCode::TooLarge,
            "Sealed work has 4 MiB at most.",
        ));
    }
    let bytes = base64url_decode(&new.ciphertext).ok_or_else(damaged)?;
    if !seal::can_be_sealed(bytes.len()) || !(1..=MOST_RECORDS).contains(&new.records) {
        return Err(damaged());
    }
    let sealed = NewSealed {
        id: app.ids.new_id(),
        install: new.install,
        key: new.key,
        way: new.brought_by.map_or(Way::Phone, |_| Way::File),
        records: i64::from(new.records),
        hash: hex::encode(Sha256::digest(&bytes)),
        ciphertext: new.ciphertext,
        received_at: app.clock.now(),
        brought_by: new.brought_by,
    };
    app.db
        .write(async move |tx| {
            // Of one phone one by one, so that the count holds.
            super::store::installs::lock(tx, scope, sealed.install).await?;
            let known = store::known(tx, scope, sealed.install, &sealed.hash).await?;
            if let Some(known) = known {
                return Ok(known);
            }
            if access::store::keys::one(tx, scope, sealed.key)
                .await?
                .is_none()
            {
                return Err(Problem::unprocessable(
                    "other_key",
                    "This was sealed to a key that this hub does not have. Bring it to the hub \
                     whose phone it was.",
                ));
            }
            let sent = store::sent(tx, scope, sealed.install).await?;
            if sealed.way == Way::Phone && sent >= MOST_SENT {
                return Err(Problem::of(
                    ProblemCode::SlowDown,
                    "This phone has sent sealed work three times. Save a file and bring it to \
                     your lead.",
                ));
            }
            Ok(store::insert(tx, scope, sealed.clone()).await?)
        })
        .await
}

/// What opening sealed work came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CameTo {
    /// Records that were stored and count.
    pub accepted: u32,
    /// Records that had arrived before.
    pub duplicate: u32,
    /// Records that wait for a human now.
    pub held: u32,
    /// Records that nothing could be made of.
    pub rejected: u32,
}

/// Opens sealed work and takes its records in. Opening it again tells the same and does nothing.
///
/// # Errors
/// 404 for unknown work; 422 `damaged` when it does not open or holds no push of its phone.
pub async fn open(
    app: &App,
    scope: HubScope,
    id: SealedId,
    (by, role): (PersonId, Role),
) -> Result<CameTo, Problem> {
    let house = app.clone();
    let (sealed, private, phone, leads) = app
        .db
        .read(async move |tx| {
            let sealed = store::one(tx, scope, id).await?;
            let sealed = sealed.ok_or_else(|| Problem::not_found("sealed work"))?;
            let private = match &sealed.ciphertext {
                Some(_) => access::keys::private(&house, tx, scope, sealed.key_id).await?,
                None => None,
            };
            let phone = access::store::install(tx, scope, sealed.install_id).await?;
            let phone = phone.ok_or_else(|| Problem::not_found("phone"))?;
            let member = access::store::member(tx, scope, phone.person_id).await?;
            let leads = member.is_some_and(|m| policy::allows(m.role, Permission::DecideHeld));
            Ok::<_, Problem>((sealed, private, phone, leads))
        })
        .await?;
    if let Some(came_to) = &sealed.came_to {
        return serde_json::from_str(came_to).map_err(Problem::internal);
    }
    let bytes = sealed.ciphertext.as_deref().and_then(base64url_decode);
    let bytes = bytes.ok_or_else(damaged)?;
    let private = private.ok_or_else(damaged)?;
    let plain = seal::open(&private, (seal::OUTBOX, scope.hub()), &bytes).map_err(|_| damaged())?;
    let push: PushRequest = serde_json::from_slice(&plain).map_err(|_| damaged())?;
    if push.install != sealed.install_id.0 {
        return Err(damaged());
    }
    let giver = Giver {
        scope,
        person: phone.person_id,
        install: sealed.install_id,
        leads,
        storage: None,
        late: Some(push::Late {
            forced: phone.revoked_at.map(|_| Reason::PhoneRevoked),
        }),
    };
    let came_to = take(app, giver, push).await?;
    let now = app.clock.now();
    let kept = serde_json::to_string(&came_to).map_err(Problem::internal)?;
    let entry = Entry {
        who: Some(by),
        role: Some(role),
        action: Action::SealedOpened,
        purpose: Some(sealed.way.word().to_owned()),
        count: sealed.records,
    };
    let ids = app.ids.clone();
    app.db
        .write(async move |tx| {
            if store::opened(tx, scope, id, (by, now), kept.clone()).await? {
                audit::record(tx, scope, &ids, now, entry.clone()).await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    Ok(came_to)
}

/// Hands the records in as the phone would have done, in batches of the usual size.
async fn take(app: &App, giver: Giver, push: PushRequest) -> Result<CameTo, Problem> {
    let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
    for ops in push.ops.chunks(OPS_PER_PUSH) {
        let batch = PushRequest {
            ops: ops.to_vec(),
            epoch: push.epoch.clone(),
            boot: push.boot.clone(),
            ..push
        };
        // A task of its own, as for a push: whoever hangs up must not stop a commit halfway.
        let answer = tokio::spawn(push::hand_in(app.clone(), giver, batch))
            .await
            .map_err(Problem::internal)??;
        for result in answer.results {
            let word = match result.r {
                Verdict::Accepted => "accepted",
                Verdict::Duplicate => "duplicate",
                Verdict::Held => "held",
                Verdict::Rejected => "rejected",
            };
            *counts.entry(word).or_default() += 1;
        }
    }
    let of = |word: &str| counts.get(word).copied().unwrap_or(0);
    Ok(CameTo {
        accepted: of("accepted"),
        duplicate: of("duplicate"),
        held: of("held"),
        rejected: of("rejected"),
    })
}

/// How far a time that nobody could check is trusted: what lies in the future is not.
#[must_use]
pub fn trust(quality: ClockQuality, at: Moment, now: EpochMs) -> ClockQuality {
    if at.ms() > now.0 {
        return ClockQuality::Bad;
    }
    quality.max(ClockQuality::Estimated)
}

fn damaged() -> Problem {
    Problem::unprocessable(
        "damaged",
        "This does not open: it is damaged, or is not a phone's unsent work of this hub. Nothing \
         was taken in. Ask for the file to be saved and brought again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_nobody_checked_is_an_estimate_and_never_in_the_future() {
        let at = |ms| trust(ClockQuality::Good, Moment::from_ms(ms), EpochMs(10));

        assert_eq!(at(10), ClockQuality::Estimated);
        assert_eq!(at(11), ClockQuality::Bad);
    }
}
