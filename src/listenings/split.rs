//! The split: what was said is parted from the door where it was said, for good.
//!
//! When a shift is closed, what lies sealed in its envelope is opened for the last time. Each
//! listening keeps the place and the days of its bucket ([`buckets`]), gets a number made by chance,
//! and is written down with the others in the order of those numbers. Then the envelope's key is
//! destroyed, its rows go, and of the ops nothing stays but marks. What a bucket takes:
//!
//! - A campaign whose closed shifts were heard at fewer than five doors waits for its next shift,
//!   seven days at most from what was laid into the envelope first.
//! - After seven days, what is still too few goes under the whole campaign and quarter. Where that
//!   holds fewer than five too, the smallest other bucket of the quarter joins it; where there is
//!   none, the words go and the codes stay. Whoever had a copy of the database from before and one
//!   from after such a split knows that it held these few doors: that is as much as can be had
//!   without losing what a small group has heard.
//! - A record that arrives after the split and that a human takes in waits in a new envelope, and is
//!   split with the campaign's next shift, or after seven days in the same way.
//! - A restore brings envelopes back without their keys, because no backup holds them. The phones
//!   that still hold those listenings hand them in again, and they are sealed anew; seven days after
//!   the restore what has not come is split without its words and themes. It was counted long ago.
//! - A shift that nobody closes is closed by itself seven days after its first record.
//!
//! - What the debrief decided lies beside the words, under the same seal, and is carried out here: of
//!   the envelope nothing else is left to say what was decided about which door. Where it would tell
//!   one shift's few doors from another's, the words are as decided, and the tick is set again by
//!   whoever reads them ([`notes::tells_apart`]).
//!
//! Counts do not wait for the split: they are posted when a record arrives, so that a hub sees on its
//! deadline what has been handed in. The ledger knows them by a mark of the record, and neither side
//! helps to join the other: a line holds a place, a day and how many spoke, and no words; a listening
//! holds words, and not how many spoke, in which language, or how they were met.

use std::collections::BTreeSet;

use mobile_api::guard::{Decision, Places, decide};

use super::{
    model::{Enveloped, Listening, NoteState},
    rules::{
        buckets::{self, Bucket, Class, DOORS, Unit},
        notes::{self, Weighed},
    },
    store::{self, Kept, envelope, visits},
};
use crate::{
    access::{self, HubScope, Purpose},
    base::{
        ids::{CampaignId, Ids, ShiftId},
        seal::DataKey,
        time::{EpochMs, HOUR_MS},
    },
    db::{Result, Tx},
    feed::Feed,
    shifts::{self, model::ShiftState},
    streets,
    sync::{self, Seals},
    walk_lists,
};

/// An envelope is open for so long at most.
pub const LONGEST_MS: i64 = 7 * 24 * HOUR_MS;

/// What a split works with.
pub struct Splitting<'a> {
    /// The hub.
    pub scope: HubScope,
    /// Its keys.
    pub seals: &'a mut Seals,
    /// New ids.
    pub ids: &'a Ids,
    /// Now.
    pub now: EpochMs,
}

/// What a split came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Shifts whose envelope is no more.
    pub shifts: usize,
    /// Listenings that were parted from their doors.
    pub listenings: usize,
    /// Of them, those that lost their words because too few doors were listened to.
    pub without_words: usize,
}

impl Split {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            shifts: self.shifts + other.shifts,
            listenings: self.listenings + other.listenings,
            without_words: self.without_words + other.without_words,
        }
    }
}

/// A listening on its way out of the envelope.
struct Opened {
    shift: ShiftId,
    door: Option<crate::base::ids::DoorId>,
    said: Listening,
}

/// Splits what lies in the envelopes of a campaign's closed shifts, if it is enough or has waited
/// long enough.
///
/// # Errors
/// When the engine fails.
pub async fn campaign(tx: &mut Tx, by: &mut Splitting<'_>, id: CampaignId) -> Result<Split> {
    let Some(campaign) = walk_lists::store::campaign(tx, by.scope, id).await? else {
        return Ok(Split::default());
    };
    let programme = access::store::programme(tx, campaign.programme_id).await?;
    let start_month = programme.map_or(4, |programme| programme.start_month());
    let mut done = Split::default();
    let records = envelope::of_closed(tx, by.scope, id).await?;
    let (talks, quiet): (Vec<&Enveloped>, Vec<&Enveloped>) =
        records.iter().partition(|record| record.is_listening());
    let of = |records: &[&Enveloped]| -> BTreeSet<ShiftId> {
        records.iter().map(|record| record.shift).collect()
    };
    let (with_talks, mut ready) = (of(&talks), of(&quiet));
    ready.retain(|shift| !with_talks.contains(shift));

    let mut opened = Vec::new();
    let mut wanted = false;
    for record in talks {
        match envelope::open(tx, by.scope, by.seals, record).await? {
            Some(said) => {
                let (shift, door) = (record.shift, record.door);
                opened.push(Opened { shift, door, said });
            }
            // It was sealed before a restore: its phone may hand it in again.
            None => wanted = true,
        }
    }
    let units: Vec<Unit> = opened
        .iter()
        .map(|talk| Unit {
            door: talk.door,
            patch: talk.said.patch,
            street: talk.said.street,
            day: talk.said.day,
        })
        .collect();
    let parted = buckets::part(&units, start_month);
    if parted.too_few.is_empty() && !wanted || overdue(tx, by, &with_talks).await? {
        done.listenings = opened.len();
        done.without_words = lay_out(tx, by, id, opened, parted).await?;
        ready.extend(with_talks);
    }
    done.shifts = ready.len();
    for shift in ready {
        finish(tx, by, shift).await?;
    }
    Ok(done)
}

/// Splits what a shift that was just closed has laid into its envelope, together with what waits in
/// those of its campaign's other shifts.
///
/// # Errors
/// When the engine fails.
pub async fn after_close(
    tx: &mut Tx,
    by: &mut Splitting<'_>,
    (shift, of): (ShiftId, CampaignId),
) -> Result<Split> {
    let done = campaign(tx, by, of).await?;
    if envelope::of_shift(tx, by.scope, shift).await?.is_empty() {
        // Nobody was knocked at, or it is split already: then this finds nothing left.
        finish(tx, by, shift).await?;
    }
    Ok(done)
}

/// Gives envelopes that a restore brought back without their keys new ones: what the phones hand in
/// again is sealed under them, and their seven days begin anew. Returns how many there were.
///
/// # Errors
/// When the engine fails.
pub async fn after_restore(tx: &mut Tx, by: &mut Splitting<'_>) -> Result<usize> {
    let shifts = envelope::without_key(tx, by.scope).await?;
    for shift in &shifts {
        by.seals.key(tx, by.scope, shift.0).await?;
    }
    Ok(shifts.len())
}

/// Whether something of these shifts has lain in its envelope for as long as it may.
async fn overdue(tx: &mut Tx, by: &Splitting<'_>, shifts: &BTreeSet<ShiftId>) -> Result<bool> {
    let since = by.now.plus(-LONGEST_MS);
    let made = sync::store::seals::made_by(tx, by.scope, since).await?;
    Ok(made.iter().any(|of| shifts.contains(&ShiftId(*of))))
}

/// Writes the listenings down with their buckets. Returns how many lost their words.
async fn lay_out(
    tx: &mut Tx,
    by: &mut Splitting<'_>,
    campaign: CampaignId,
    opened: Vec<Opened>,
    parted: buckets::Parted,
) -> Result<usize> {
    let keyring = by.seals.keyring().clone();
    let key = keyring.data_key(tx, by.scope, Purpose::Notes).await?;
    let mut of: Vec<Option<(Bucket, bool, bool)>> = vec![None; opened.len()];
    let weighed: Vec<Weighed> = opened
        .iter()
        .map(|talk| Weighed {
            shift: talk.shift,
            door: talk.door,
            decided: talk.said.note.as_ref().map(|_| talk.said.decided.is_some()),
        })
        .collect();
    let mut assign = |class: &Class, words: bool| {
        let members = class.members.iter().filter_map(|n| weighed.get(*n));
        let ticks = !notes::tells_apart(&members.copied().collect::<Vec<_>>());
        for n in &class.members {
            if let Some(place) = of.get_mut(*n) {
                *place = Some((class.bucket, words, ticks));
            }
        }
    };
    for class in &parted.classes {
        assign(class, true);
    }
    for class in &parted.too_few {
        let enough = widen(tx, by.scope, campaign, class).await?;
        assign(class, enough);
    }
    let places = if opened.iter().any(|talk| talk.said.note.is_some()) {
        Places::new(streets::store::names(tx).await?)
    } else {
        Places::default()
    };
    let mut without_words = 0;
    let mut kept = Vec::with_capacity(opened.len());
    for (talk, bucket) in opened.into_iter().zip(of) {
        let Some((bucket, words, ticks)) = bucket else {
            continue;
        };
        let mut said = talk.said;
        if !words && said.note.take().is_some() {
            without_words += 1;
        }
        kept.push(sealed(by, (&key, &places), campaign, (said, bucket, ticks)));
    }
    store::insert(tx, by.scope, kept).await?;
    Ok(without_words)
}

/// A listening as it is kept: what the debrief decided is carried out, what nobody decided about is
/// looked at once more, and the words are sealed under a key of the hub.
fn sealed(
    by: &Splitting<'_>,
    (key, places): (&DataKey, &Places),
    campaign: CampaignId,
    (said, bucket, ticks): (Listening, Bucket, bool),
) -> Kept {
    let id = by.ids.unordered();
    let statements = said.coded().to_vec();
    let (note, mut note_state) = notes::outcome(said.note, said.decided.as_ref(), places);
    if !ticks {
        note_state = notes::unticked(note.as_deref(), places);
    }
    if note_state == NoteState::Held
        && let Some(Decision::Held { kinds }) = note.as_deref().map(|note| decide(note, places))
    {
        // Kinds and rules alone: never a word of it.
        tracing::info!(
            ?kinds,
            "a note is held: somebody of the group reads it first"
        );
    }
    let place = store::note_place(id);
    let note = note.map(|note| key.seal(&place, note.as_bytes(), by.seals.chance()));
    Kept {
        id,
        campaign,
        bucket,
        strength: said.strength,
        statements,
        note,
        note_state,
        quote_ok: said.quote_ok,
    }
}

/// Makes the bucket of a whole campaign and quarter hold five doors, if it can: the smallest other
/// bucket of the quarter joins it. Stored listenings only ever get coarser.
async fn widen(tx: &mut Tx, scope: HubScope, campaign: CampaignId, class: &Class) -> Result<bool> {
    let whole = class.bucket;
    let days = (whole.first_day, whole.last_day);
    let doors = visits::DoorFilter {
        campaign: Some(campaign),
        ..visits::DoorFilter::between(days.0, days.1)
    };
    let listened = visits::door_counts(tx, scope, &doors).await?.doors_listened;
    let enough = i64::try_from(DOORS).unwrap_or(i64::MAX);
    if listened < enough {
        return Ok(false);
    }
    let standing = store::buckets(tx, scope, campaign, days).await?;
    let here: i64 = standing
        .iter()
        .filter(|(bucket, _)| *bucket == whole)
        .map(|(_, count)| *count)
        .sum();
    if here + i64::try_from(class.members.len()).unwrap_or(0) >= enough {
        return Ok(true);
    }
    let others = standing.iter().filter(|(bucket, _)| *bucket != whole);
    let Some((smallest, _)) = others.min_by_key(|(_, count)| *count) else {
        return Ok(false);
    };
    store::coarsen(tx, scope, campaign, (*smallest, whole)).await?;
    Ok(true)
}

/// Empties a shift's envelope and leaves of its ops nothing but marks.
async fn finish(tx: &mut Tx, by: &mut Splitting<'_>, id: ShiftId) -> Result<()> {
    if let Some(shift) = shifts::store::lock(tx, by.scope, id).await? {
        let receipt = shifts::http::receipt_of(tx, by.scope, &shift).await?;
        shifts::store::split(tx, by.scope, id, (&receipt, by.now)).await?;
    }
    let chance = by.seals.chance();
    walk_lists::store::paper::renew(tx, by.scope, id, chance).await?;
    let key = by.seals.marking(tx, by.scope).await?;
    sync::store::marks::leave(tx, by.scope, &key, id).await?;
    envelope::empty(tx, by.scope, id).await?;
    by.seals.destroy(tx, by.scope, id.0).await
}

/// Closes shifts whose envelope has been open for seven days, and splits what can be split.
///
/// # Errors
/// When the engine fails.
pub async fn sweep(tx: &mut Tx, feed: &mut Feed, by: &mut Splitting<'_>) -> Result<Split> {
    let since = by.now.plus(-LONGEST_MS);
    for of in sync::store::seals::made_by(tx, by.scope, since).await? {
        // A key may be a waiting record's: then there is no such shift.
        let Some(mut shift) = shifts::store::lock(tx, by.scope, ShiftId(of)).await? else {
            continue;
        };
        if shift.state != ShiftState::Closed {
            shift.state = ShiftState::Closed;
            shift.closed_at = Some(by.now);
            shift.reason = Some("closed by itself: there was no debrief in seven days".to_owned());
            walk_lists::store::take_back_of_shift(tx, feed, by.scope, shift.id, by.now).await?;
            shifts::store::save(tx, by.scope, &shift).await?;
            shifts::ops::publish(feed, &shift);
            after_close(tx, by, (shift.id, shift.campaign)).await?;
        }
    }
    let mut done = Split::default();
    for id in envelope::to_split(tx, by.scope).await? {
        done = done.and(campaign(tx, by, id).await?);
    }
    Ok(done)
}
