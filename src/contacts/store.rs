//! SQL of sealed details, of the vault, and of what stops it. Follow-ups are in [`follow_ups`].
//!
//! What goes in and out here is sealed or marked already: nothing in this file could read a name.

pub mod follow_ups;

use super::{
    model::{Channel, ConsentState, Ending, LegalRule},
    rules,
};
use crate::{
    access::HubScope,
    base::{ids::ContactId, time::Day},
    db::{Result, Tx, bulk_insert, row, sql},
};

crate::statements! {
    /// Keeps details as a phone sealed them.
    INSERT_SEALED = "\
        INSERT INTO sealed_contacts (hub_id, id, mark, origin, key_id, ciphertext, given_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Sealed details, a page; in the order of chance, so that nothing tells who came first.
    SEALED = "\
        SELECT id, mark, origin, key_id, ciphertext, given_on FROM sealed_contacts
        WHERE hub_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// Destroys sealed details.
    DELETE_SEALED = "DELETE FROM sealed_contacts WHERE hub_id = $1 AND id = $2";
    /// Destroys the sealed details a phone takes back.
    DELETE_SEALED_BY_ORIGIN = "DELETE FROM sealed_contacts WHERE hub_id = $1 AND origin = $2";
    /// Destroys the sealed details that a mark stands for.
    DELETE_SEALED_BY_MARK = "DELETE FROM sealed_contacts WHERE hub_id = $1 AND mark = $2";
    /// Destroys sealed details that never opened.
    DELETE_OLD_SEALED = "DELETE FROM sealed_contacts WHERE hub_id = $1 AND given_on < $2";
    /// Forgets by which op sealed details came.
    FORGET_SEALED_ORIGINS = "\
        UPDATE sealed_contacts SET origin = NULL
        WHERE hub_id = $1 AND origin IS NOT NULL AND given_on < $2";
    /// Forgets by which op details came.
    FORGET_ORIGINS = "\
        UPDATE contacts SET origin = NULL
        WHERE hub_id = $1 AND origin IS NOT NULL AND given_on < $2";
    /// Keeps details, new or changed.
    KEEP = "\
        INSERT INTO contacts
          (hub_id, id, mark, origin, name, phone, email, post, name_mark, phone_mark, email_mark,
           post_mark, code_mark, purposes, wording, language, parent_agreed, state, given_on,
           active_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                $19, $20)
        ON CONFLICT (hub_id, id) DO UPDATE
        SET origin = COALESCE(excluded.origin, contacts.origin),
            name = excluded.name, phone = excluded.phone, email = excluded.email,
            post = excluded.post, name_mark = excluded.name_mark,
            phone_mark = excluded.phone_mark, email_mark = excluded.email_mark,
            post_mark = excluded.post_mark, purposes = excluded.purposes,
            wording = excluded.wording, language = excluded.language,
            parent_agreed = excluded.parent_agreed, state = excluded.state,
            given_on = excluded.given_on, active_on = excluded.active_on";
    /// Takes the channels off.
    CLEAR_CHANNELS = "DELETE FROM contact_channels WHERE hub_id = $1 AND contact_id = $2";
    /// The channels and their rules.
    CHANNELS = "\
        SELECT channel, rule FROM contact_channels
        WHERE hub_id = $1 AND contact_id = $2 ORDER BY channel";
    /// One person's details.
    ONE = "\
        SELECT id, mark, origin, name, phone, email, post, name_mark, phone_mark, email_mark,
               post_mark, code_mark, purposes, wording, language, parent_agreed, state, given_on,
               active_on
        FROM contacts WHERE hub_id = $1 AND id = $2";
    /// A page of the vault, in no order of time.
    PAGE = "\
        SELECT id, mark, origin, name, phone, email, post, name_mark, phone_mark, email_mark,
               post_mark, code_mark, purposes, wording, language, parent_agreed, state, given_on,
               active_on
        FROM contacts WHERE hub_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// Who has this number, address or home?
    BY_VALUE = "\
        SELECT id, mark, origin, name, phone, email, post, name_mark, phone_mark, email_mark,
               post_mark, code_mark, purposes, wording, language, parent_agreed, state, given_on,
               active_on
        FROM contacts
        WHERE hub_id = $1 AND (phone_mark = $2 OR email_mark = $2 OR post_mark = $2)
        ORDER BY id";
    /// Whose code is this?
    BY_CODE = "SELECT id FROM contacts WHERE hub_id = $1 AND code_mark = $2";
    /// Whose details came by this op?
    BY_ORIGIN = "SELECT id FROM contacts WHERE hub_id = $1 AND origin = $2";
    /// Whom does this mark stand for?
    BY_MARK = "SELECT id FROM contacts WHERE hub_id = $1 AND mark = $2";
    /// How many are in the vault?
    COUNT = "SELECT COUNT(*) FROM contacts WHERE hub_id = $1";
    /// Something happened with somebody.
    TOUCH = "\
        UPDATE contacts SET state = $3, active_on = $4 WHERE hub_id = $1 AND id = $2";
    /// Erases somebody; their channels go with them.
    DELETE = "DELETE FROM contacts WHERE hub_id = $1 AND id = $2";
    /// Six months without a word.
    EXPIRE = "\
        UPDATE contacts SET state = $3
        WHERE hub_id = $1 AND active_on < $2 AND state <> $3";
    /// Who expired long enough ago?
    LONG_EXPIRED = "\
        SELECT id FROM contacts WHERE hub_id = $1 AND active_on < $2 AND state = $3 ORDER BY id";
    /// Counts how details ended.
    COUNT_ENDING = "\
        INSERT INTO contact_endings (hub_id, ended_on, how, count) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hub_id, ended_on, how) DO UPDATE
        SET count = contact_endings.count + excluded.count";
    /// How details ended, by day.
    ENDINGS = "\
        SELECT ended_on, how, count FROM contact_endings
        WHERE hub_id = $1 ORDER BY ended_on DESC, how";
    /// Keeps a stop; a later day counts.
    KEEP_STOP = "\
        INSERT INTO contact_stops (hub_id, channel, mark, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hub_id, channel, mark) DO UPDATE
        SET since = CASE WHEN excluded.since > contact_stops.since
                         THEN excluded.since ELSE contact_stops.since END";
    /// Since when has this said stop?
    STOP = "SELECT since FROM contact_stops WHERE hub_id = $1 AND channel = $2 AND mark = $3";
}

/// Details as a phone sealed them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedContact {
    /// Chance; stays theirs in the vault.
    pub id: ContactId,
    /// What stands for it in the log of erasures.
    pub mark: String,
    /// The keyed mark of the op, for a week.
    pub origin: Option<String>,
    /// The hub's key that opens it.
    pub key_id: String,
    /// The sealed bytes, base64url.
    pub ciphertext: String,
    /// The day they were given.
    pub given_on: Day,
}

/// Keeps details as a phone sealed them.
///
/// # Errors
/// When the engine fails.
pub async fn insert_sealed(tx: &mut Tx, scope: HubScope, new: SealedContact) -> Result<()> {
    let stmt = sql(INSERT_SEALED).bind(scope.hub()).bind(new.id);
    let stmt = stmt.bind(new.mark).bind(new.origin).bind(new.key_id);
    tx.run_expecting(1, stmt.bind(new.ciphertext).bind(new.given_on))
        .await
}

/// Sealed details after one, at most `most`.
///
/// # Errors
/// When the engine fails.
pub async fn sealed(
    tx: &mut Tx,
    scope: HubScope,
    after: ContactId,
    most: i64,
) -> Result<Vec<SealedContact>> {
    tx.all(sql(SEALED).bind(scope.hub()).bind(after).bind(most))
        .await
}

/// Destroys sealed details; false when there are none.
///
/// # Errors
/// When the engine fails.
pub async fn delete_sealed(tx: &mut Tx, scope: HubScope, id: ContactId) -> Result<bool> {
    let stmt = sql(DELETE_SEALED).bind(scope.hub()).bind(id);
    Ok(tx.run(stmt).await? > 0)
}

/// Destroys the sealed details that came by this op; false when there are none.
///
/// # Errors
/// When the engine fails.
pub async fn delete_sealed_of(tx: &mut Tx, scope: HubScope, origin: &str) -> Result<bool> {
    let stmt = sql(DELETE_SEALED_BY_ORIGIN).bind(scope.hub());
    Ok(tx.run(stmt.bind(origin.to_owned())).await? > 0)
}

/// Somebody's details as they lie here: sealed values, keyed marks, plain words of consent.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// Names them.
    pub id: ContactId,
    /// What stands for them in the log of erasures.
    pub mark: String,
    /// The keyed mark of the op they came by, for a week.
    pub origin: Option<String>,
    /// Their name, sealed.
    pub name: String,
    /// A number, sealed.
    pub phone: Option<String>,
    /// An address, sealed.
    pub email: Option<String>,
    /// A postal address, sealed.
    pub post: Option<String>,
    /// The mark of the name.
    pub name_mark: String,
    /// The mark of the number.
    pub phone_mark: Option<String>,
    /// The mark of the address.
    pub email_mark: Option<String>,
    /// The mark of the name with the postal address.
    pub post_mark: Option<String>,
    /// The mark of the code they stop everything with.
    pub code_mark: String,
    /// What they agreed to, commas between.
    pub purposes: String,
    /// The promise they heard.
    pub wording: String,
    /// In which language.
    pub language: String,
    /// Whether a young person's parent agreed.
    pub parent_agreed: bool,
    /// Where the consent stands.
    pub state: ConsentState,
    /// The day they said yes.
    pub given_on: Day,
    /// The last day something happened with them.
    pub active_on: Day,
}

impl Stored {
    /// The mark a channel is stopped by.
    #[must_use]
    pub fn mark_of(&self, channel: Channel) -> Option<&str> {
        match channel {
            Channel::Phone | Channel::Text => self.phone_mark.as_deref(),
            Channel::Email => self.email_mark.as_deref(),
            Channel::Post => self.post_mark.as_deref(),
        }
    }
}

/// Keeps somebody's details, new or changed, with the channels they may be reached by.
///
/// # Errors
/// When the engine fails.
pub async fn keep(
    tx: &mut Tx,
    scope: HubScope,
    stored: Stored,
    channels: &[(Channel, LegalRule)],
) -> Result<()> {
    let id = stored.id;
    let stmt = sql(KEEP)
        .bind(scope.hub())
        .bind(id)
        .bind(stored.mark)
        .bind(stored.origin)
        .bind(stored.name)
        .bind(stored.phone)
        .bind(stored.email)
        .bind(stored.post)
        .bind(stored.name_mark)
        .bind(stored.phone_mark)
        .bind(stored.email_mark)
        .bind(stored.post_mark)
        .bind(stored.code_mark)
        .bind(stored.purposes)
        .bind(stored.wording)
        .bind(stored.language)
        .bind(stored.parent_agreed)
        .bind(stored.state)
        .bind(stored.given_on)
        .bind(stored.active_on);
    tx.run_expecting(1, stmt).await?;
    tx.run(sql(CLEAR_CHANNELS).bind(scope.hub()).bind(id))
        .await?;
    let rows = channels
        .iter()
        .map(|(channel, rule)| row![scope.hub(), id, *channel, *rule])
        .collect();
    let head = "INSERT INTO contact_channels (hub_id, contact_id, channel, rule)";
    bulk_insert(tx, head, 4, rows, "").await.map(drop)
}

/// The channels somebody may be reached by, with their rules.
///
/// # Errors
/// When the engine fails.
pub async fn channels(
    tx: &mut Tx,
    scope: HubScope,
    id: ContactId,
) -> Result<Vec<(Channel, LegalRule)>> {
    tx.all(sql(CHANNELS).bind(scope.hub()).bind(id)).await
}

/// One person's details.
///
/// # Errors
/// When the engine fails.
pub async fn one(tx: &mut Tx, scope: HubScope, id: ContactId) -> Result<Option<Stored>> {
    tx.maybe(sql(ONE).bind(scope.hub()).bind(id)).await
}

/// A page of the vault after one person, at most `most`.
///
/// # Errors
/// When the engine fails.
pub async fn page(
    tx: &mut Tx,
    scope: HubScope,
    after: ContactId,
    most: i64,
) -> Result<Vec<Stored>> {
    tx.all(sql(PAGE).bind(scope.hub()).bind(after).bind(most))
        .await
}

/// Everybody with the number, address or home that a mark stands for.
///
/// # Errors
/// When the engine fails.
pub async fn by_value(tx: &mut Tx, scope: HubScope, mark: &str) -> Result<Vec<Stored>> {
    tx.all(sql(BY_VALUE).bind(scope.hub()).bind(mark.to_owned()))
        .await
}

/// Whose code a mark stands for.
///
/// # Errors
/// When the engine fails.
pub async fn by_code(tx: &mut Tx, scope: HubScope, mark: &str) -> Result<Option<ContactId>> {
    id_of(tx, scope, BY_CODE, mark).await
}

/// Whose details came by the op that a mark stands for.
///
/// # Errors
/// When the engine fails.
pub async fn by_origin(tx: &mut Tx, scope: HubScope, mark: &str) -> Result<Option<ContactId>> {
    id_of(tx, scope, BY_ORIGIN, mark).await
}

/// Whose details a mark of the log of erasures stands for.
///
/// # Errors
/// When the engine fails.
pub async fn by_mark(tx: &mut Tx, scope: HubScope, mark: &str) -> Result<Option<ContactId>> {
    id_of(tx, scope, BY_MARK, mark).await
}

async fn id_of(
    tx: &mut Tx,
    scope: HubScope,
    text: &'static str,
    mark: &str,
) -> Result<Option<ContactId>> {
    let stmt = sql(text).bind(scope.hub()).bind(mark.to_owned());
    let row: Option<(ContactId,)> = tx.maybe(stmt).await?;
    Ok(row.map(|(id,)| id))
}

/// How many are in the vault.
///
/// # Errors
/// When the engine fails.
pub async fn count(tx: &mut Tx, scope: HubScope) -> Result<i64> {
    tx.value(sql(COUNT).bind(scope.hub())).await
}

/// Notes that something happened with somebody.
///
/// # Errors
/// When they are not there, or the engine fails.
pub async fn touch(
    tx: &mut Tx,
    scope: HubScope,
    id: ContactId,
    (state, on): (ConsentState, Day),
) -> Result<()> {
    let stmt = sql(TOUCH).bind(scope.hub()).bind(id).bind(state);
    tx.run_expecting(1, stmt.bind(on)).await
}

/// Erases somebody with their channels; what was agreed with them loses its words; a tally of how it
/// ended is all that stays. False for somebody unknown.
///
/// # Errors
/// When the engine fails.
pub async fn end(
    tx: &mut Tx,
    scope: HubScope,
    id: ContactId,
    (how, on): (Ending, Day),
) -> Result<bool> {
    follow_ups::end_of(tx, scope, id, (how, on)).await?;
    let gone = tx.run(sql(DELETE).bind(scope.hub()).bind(id)).await? > 0;
    if gone {
        count_ending(tx, scope, (how, on), 1).await?;
    }
    Ok(gone)
}

/// Counts details that ended.
///
/// # Errors
/// When the engine fails.
pub async fn count_ending(
    tx: &mut Tx,
    scope: HubScope,
    (how, on): (Ending, Day),
    count: i64,
) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    let stmt = sql(COUNT_ENDING).bind(scope.hub()).bind(on).bind(how);
    tx.run(stmt.bind(count)).await.map(drop)
}

/// Details that ended on one day in one way.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct EndingCount {
    /// The day.
    pub ended_on: Day,
    /// How.
    pub how: Ending,
    /// How many.
    pub count: i64,
}

/// How details ended, the last days first: the proof that they go.
///
/// # Errors
/// When the engine fails.
pub async fn endings(tx: &mut Tx, scope: HubScope) -> Result<Vec<EndingCount>> {
    tx.all(sql(ENDINGS).bind(scope.hub())).await
}

/// Keeps a stop: what the mark stands for is refused for this channel when it was given on that day
/// or before.
///
/// # Errors
/// When the engine fails.
pub async fn stop(
    tx: &mut Tx,
    scope: HubScope,
    (channel, mark): (Channel, &str),
    since: Day,
) -> Result<()> {
    let stmt = sql(KEEP_STOP).bind(scope.hub()).bind(channel);
    tx.run(stmt.bind(mark.to_owned()).bind(since))
        .await
        .map(drop)
}

/// Whether what a mark stands for has said stop on or after the day it was given.
///
/// # Errors
/// When the engine fails.
pub async fn is_stopped(
    tx: &mut Tx,
    scope: HubScope,
    (channel, mark): (Channel, &str),
    given_on: Day,
) -> Result<bool> {
    let stmt = sql(STOP).bind(scope.hub()).bind(channel);
    let since: Option<(Day,)> = tx.maybe(stmt.bind(mark.to_owned())).await?;
    Ok(since.is_some_and(|(since,)| given_on <= since))
}

/// What the daily job let go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Expired {
    /// Consents that expired today: nobody may use them any more.
    pub expired: u64,
    /// Expired details that were erased.
    pub erased: u64,
    /// Sealed details that never opened and were destroyed.
    pub unreadable: u64,
    /// Follow-ups whose time was over long ago.
    pub follow_ups: u64,
    /// Details of which nobody can tell any more by which op they came.
    pub origins: u64,
}

/// The daily job of the vault: consents without a word for six months expire, expired ones are
/// erased, sealed details that do not open are destroyed, and after a week nobody can tell by which
/// op details came. Doing it again changes nothing; a day that was missed is caught up.
///
/// # Errors
/// When the engine fails.
pub async fn expire(tx: &mut Tx, scope: HubScope, today: Day) -> Result<Expired> {
    let quiet = today.plus_days(-rules::QUIET_DAYS);
    let stmt = sql(EXPIRE).bind(scope.hub()).bind(quiet);
    let expired = tx.run(stmt.bind(ConsentState::Expired)).await?;
    let long = sql(LONG_EXPIRED)
        .bind(scope.hub())
        .bind(quiet.plus_days(-rules::EXPIRED_DAYS))
        .bind(ConsentState::Expired);
    let long: Vec<(ContactId,)> = tx.all(long).await?;
    let mut erased = 0;
    for (id,) in long {
        erased += u64::from(end(tx, scope, id, (Ending::Expired, today)).await?);
    }
    let old = today.plus_days(-rules::UNREADABLE_DAYS);
    let unreadable = sql(DELETE_OLD_SEALED).bind(scope.hub()).bind(old);
    let unreadable = tx.run(unreadable).await?;
    let gone = i64::try_from(unreadable).unwrap_or(i64::MAX);
    count_ending(tx, scope, (Ending::Unreadable, today), gone).await?;
    Ok(Expired {
        expired,
        erased,
        unreadable,
        follow_ups: follow_ups::expire(tx, scope, today).await?,
        origins: forget_origins(tx, scope, today.plus_days(-rules::ORIGIN_DAYS)).await?,
    })
}

/// Forgets by which ops details came that were given before a day: from then on no phone takes them
/// back, and only the person, or whoever keeps the vault, can end them.
///
/// # Errors
/// When the engine fails.
pub async fn forget_origins(tx: &mut Tx, scope: HubScope, before: Day) -> Result<u64> {
    let mut forgotten = 0;
    for text in [FORGET_SEALED_ORIGINS, FORGET_ORIGINS] {
        let stmt = sql(text).bind(scope.hub()).bind(before);
        forgotten += tx.run(stmt).await?;
    }
    Ok(forgotten)
}

/// Word in front of a mark that stands for one person's details.
const OF_CONTACT: &str = "contact";

/// The marks that the log of erasures keeps of somebody, so that a restored backup, or a phone that
/// hands in again, does not bring them back: one for the details, one for each channel's value.
#[must_use]
pub fn marks_of(stored: &Stored) -> Vec<String> {
    let mut marks = vec![format!("{OF_CONTACT}:{}", stored.mark)];
    for channel in Channel::ALL {
        if let Some(mark) = stored.mark_of(*channel) {
            marks.push(format!("{channel}:{mark}"));
        }
    }
    marks
}

/// Carries out an erasure again after a restore, by one of the [`marks_of`] and the day of the
/// erasure: the details go, whether they lie in the vault or still sealed, and the values are refused
/// unless they were given on a later day. True when details went; again, or for an unknown mark,
/// nothing happens.
///
/// # Errors
/// When the engine fails.
pub async fn erase_by_mark(tx: &mut Tx, scope: HubScope, mark: &str, on: Day) -> Result<bool> {
    let Some((kind, mark)) = mark.split_once(':') else {
        return Ok(false);
    };
    if let Ok(channel) = kind.parse::<Channel>() {
        stop(tx, scope, (channel, mark), on).await?;
        return Ok(false);
    }
    if kind != OF_CONTACT {
        return Ok(false);
    }
    let stmt = sql(DELETE_SEALED_BY_MARK).bind(scope.hub());
    let sealed = tx.run(stmt.bind(mark.to_owned())).await? > 0;
    if sealed {
        count_ending(tx, scope, (Ending::Erased, on), 1).await?;
    }
    match by_mark(tx, scope, mark).await? {
        Some(id) => end(tx, scope, id, (Ending::Erased, on)).await,
        None => Ok(sealed),
    }
}
