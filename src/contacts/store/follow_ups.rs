//! SQL of what was agreed to do next. Its words come sealed.

use crate::{
    access::HubScope,
    base::{
        ids::{ContactId, FollowUpId},
        time::Day,
    },
    contacts::{
        model::{Ending, FollowUpState},
        rules,
    },
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Keeps a follow-up.
    INSERT = "\
        INSERT INTO follow_ups
          (hub_id, id, contact_id, what, state, agreed_on, due_on, tries, ended_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Open follow-ups that are due on a day or before, oldest first.
    OPEN = "\
        SELECT id, contact_id, what, state, agreed_on, due_on, tries, ended_on FROM follow_ups
        WHERE hub_id = $1 AND due_on <= $2 AND ended_on IS NULL
        ORDER BY due_on, id LIMIT $3";
    /// Those of one person.
    OF_CONTACT = "\
        SELECT id, contact_id, what, state, agreed_on, due_on, tries, ended_on FROM follow_ups
        WHERE hub_id = $1 AND contact_id = $2 ORDER BY due_on, id";
    /// One, held fast until the transaction ends.
    LOCK = "UPDATE follow_ups SET tries = tries WHERE hub_id = $1 AND id = $2";
    /// One.
    ONE = "\
        SELECT id, contact_id, what, state, agreed_on, due_on, tries, ended_on FROM follow_ups
        WHERE hub_id = $1 AND id = $2";
    /// Where it stands now; what has ended keeps no words.
    SAVE = "\
        UPDATE follow_ups
        SET state = $3, tries = $4, ended_on = $5,
            what = CASE WHEN CAST($5 AS TEXT) IS NULL THEN what ELSE NULL END
        WHERE hub_id = $1 AND id = $2";
    /// Ends what was agreed with somebody who goes: without words, without them.
    END_OPEN = "\
        UPDATE follow_ups SET state = $3, ended_on = $4
        WHERE hub_id = $1 AND contact_id = $2 AND ended_on IS NULL";
    /// Parts all that was agreed with somebody from them.
    PART = "\
        UPDATE follow_ups SET what = NULL, contact_id = NULL WHERE hub_id = $1 AND contact_id = $2";
    /// Ends what was due long ago.
    EXPIRE = "\
        UPDATE follow_ups SET state = $3, ended_on = $4, what = NULL
        WHERE hub_id = $1 AND due_on < $2 AND ended_on IS NULL";
}

/// A follow-up as it lies here.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredFollowUp {
    /// Names it.
    pub id: FollowUpId,
    /// With whom; nobody for somebody who will come to us.
    pub contact_id: Option<ContactId>,
    /// What, sealed; gone once it has ended.
    pub what: Option<String>,
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

/// Keeps a follow-up.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, new: StoredFollowUp) -> Result<()> {
    let stmt = sql(INSERT)
        .bind(scope.hub())
        .bind(new.id)
        .bind(new.contact_id)
        .bind(new.what)
        .bind(new.state)
        .bind(new.agreed_on)
        .bind(new.due_on)
        .bind(new.tries)
        .bind(new.ended_on);
    tx.run_expecting(1, stmt).await
}

/// Open follow-ups that are due on a day or before, at most `most`.
///
/// # Errors
/// When the engine fails.
pub async fn open(tx: &mut Tx, scope: HubScope, by: Day, most: i64) -> Result<Vec<StoredFollowUp>> {
    tx.all(sql(OPEN).bind(scope.hub()).bind(by).bind(most))
        .await
}

/// All that was agreed with somebody.
///
/// # Errors
/// When the engine fails.
pub async fn of_contact(
    tx: &mut Tx,
    scope: HubScope,
    id: ContactId,
) -> Result<Vec<StoredFollowUp>> {
    tx.all(sql(OF_CONTACT).bind(scope.hub()).bind(id)).await
}

/// One follow-up, held fast until the transaction ends.
///
/// # Errors
/// When the engine fails.
pub async fn lock(tx: &mut Tx, scope: HubScope, id: FollowUpId) -> Result<Option<StoredFollowUp>> {
    tx.run(sql(LOCK).bind(scope.hub()).bind(id)).await?;
    tx.maybe(sql(ONE).bind(scope.hub()).bind(id)).await
}

/// Keeps where a follow-up stands now.
///
/// # Errors
/// When it is not there, or the engine fails.
pub async fn save(
    tx: &mut Tx,
    scope: HubScope,
    id: FollowUpId,
    (state, tries, ended_on): (FollowUpState, i64, Option<Day>),
) -> Result<()> {
    let stmt = sql(SAVE).bind(scope.hub()).bind(id).bind(state);
    tx.run_expecting(1, stmt.bind(tries).bind(ended_on)).await
}

/// Ends what was agreed with somebody who goes, and parts it from them.
///
/// # Errors
/// When the engine fails.
pub async fn end_of(
    tx: &mut Tx,
    scope: HubScope,
    id: ContactId,
    (how, on): (Ending, Day),
) -> Result<()> {
    let state = match how {
        Ending::Expired => FollowUpState::Expired,
        Ending::Withdrawn
        | Ending::Erased
        | Ending::TakenBack
        | Ending::Unreadable
        | Ending::TooYoung
        | Ending::Stopped
        | Ending::Empty => FollowUpState::Withdrawn,
    };
    let stmt = sql(END_OPEN).bind(scope.hub()).bind(id).bind(state);
    tx.run(stmt.bind(on)).await?;
    tx.run(sql(PART).bind(scope.hub()).bind(id)).await.map(drop)
}

/// Ends what was due long before a day; returns how many.
///
/// # Errors
/// When the engine fails.
pub async fn expire(tx: &mut Tx, scope: HubScope, today: Day) -> Result<u64> {
    let stmt = sql(EXPIRE)
        .bind(scope.hub())
        .bind(today.plus_days(-rules::OVERDUE_DAYS))
        .bind(FollowUpState::Expired)
        .bind(today);
    tx.run(stmt).await
}
