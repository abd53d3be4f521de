//! SQL of the hubs' audit chains.

use serde::Serialize;

use crate::{
    access::{
        HubScope,
        audit::{Head, Line},
    },
    base::{ids::PersonId, time::EpochMs},
    db::{Result, Tx, sql},
};

/// The columns of [`Line`].
macro_rules! columns {
    () => {
        "seq, at, mark, role, action, purpose, records, prev_hash, hash"
    };
}

crate::statements! {
    /// Holds the end of a chain fast, begun if there is none.
    LOCK_HEAD = "\
        INSERT INTO audit_heads (hub_id, seq, hash, pruned_seq, pruned_hash)
        VALUES ($1, 0, $2, 0, $2)
        ON CONFLICT (hub_id) DO UPDATE SET seq = audit_heads.seq
        RETURNING seq, hash, pruned_seq, pruned_hash";
    /// The end of a chain.
    HEAD = "SELECT seq, hash, pruned_seq, pruned_hash FROM audit_heads WHERE hub_id = $1";
    /// Moves the end of a chain.
    MOVE_HEAD = "UPDATE audit_heads SET seq = $2, hash = $3 WHERE hub_id = $1 AND seq = $2 - 1";
    /// Adds a line.
    APPEND = concat!(
        "INSERT INTO audit_log (hub_id, ", columns!(), ")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    /// Lines after a number.
    LINES = concat!(
        "SELECT ", columns!(), " FROM audit_log WHERE hub_id = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    /// How many lines are there?
    COUNT = "SELECT COUNT(*) FROM audit_log WHERE hub_id = $1";
    /// The newest lines before a number, with who did it as long as they have an account.
    TAIL = "\
        SELECT l.seq, l.at, p.display_name AS who, a.person_id, l.mark, l.role, l.action, l.purpose,
               l.records, l.hash
        FROM audit_log l
        LEFT JOIN audit_people a ON a.hub_id = l.hub_id AND a.mark = l.mark
        LEFT JOIN people p ON p.id = a.person_id
        WHERE l.hub_id = $1 AND l.seq < $2 ORDER BY l.seq DESC LIMIT $3";
    /// What somebody did.
    OF_PERSON = "\
        SELECT l.seq, l.at, p.display_name AS who, a.person_id, l.mark, l.role, l.action, l.purpose,
               l.records, l.hash
        FROM audit_log l
        JOIN audit_people a ON a.hub_id = l.hub_id AND a.mark = l.mark
        JOIN people p ON p.id = a.person_id
        WHERE l.hub_id = $1 AND a.person_id = $2 ORDER BY l.seq";
    /// The mark of somebody.
    MARK = "SELECT mark FROM audit_people WHERE hub_id = $1 AND person_id = $2";
    /// Keeps a mark; the first one stays.
    KEEP_MARK = "\
        INSERT INTO audit_people (hub_id, mark, salt, person_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hub_id, person_id) DO UPDATE SET person_id = excluded.person_id
        RETURNING mark";
    /// Every mark with whom it stands for.
    MARKS = "SELECT mark, salt, person_id FROM audit_people WHERE hub_id = $1 ORDER BY mark";
    /// The first line with a mark.
    FIRST_OF_MARK = "SELECT COALESCE(MIN(seq), 0) FROM audit_log WHERE hub_id = $1 AND mark = $2";
    /// The last line before an instant, with nothing younger before it.
    LAST_BEFORE = concat!(
        "SELECT ", columns!(), " FROM audit_log
         WHERE hub_id = $1 AND seq < COALESCE((SELECT MIN(seq) FROM audit_log
                                               WHERE hub_id = $1 AND at >= $2),
                                              9223372036854775807)
         ORDER BY seq DESC LIMIT 1");
    /// Lets lines go.
    PRUNE = "DELETE FROM audit_log WHERE hub_id = $1 AND seq <= $2";
    /// Keeps what the rest stands on.
    KEEP_PRUNED = "UPDATE audit_heads SET pruned_seq = $2, pruned_hash = $3 WHERE hub_id = $1";
}

/// Holds the end of a chain fast until the transaction ends; a chain that is not there begins.
///
/// # Errors
/// When the engine fails.
pub async fn lock_head(tx: &mut Tx, scope: HubScope, first: &str) -> Result<Head> {
    let stmt = sql(LOCK_HEAD).bind(scope.hub()).bind(first.to_owned());
    tx.one(stmt).await
}

/// The end of a chain; `None` for a hub without one.
///
/// # Errors
/// When the engine fails.
pub async fn head(tx: &mut Tx, scope: HubScope) -> Result<Option<Head>> {
    tx.maybe(sql(HEAD).bind(scope.hub())).await
}

/// Adds a line after the end that this transaction holds.
///
/// # Errors
/// When the engine fails.
pub async fn append(tx: &mut Tx, scope: HubScope, line: Line) -> Result<()> {
    let head = sql(MOVE_HEAD).bind(scope.hub()).bind(line.seq);
    let head = head.bind(line.hash.clone());
    let stmt = sql(APPEND)
        .bind(scope.hub())
        .bind(line.seq)
        .bind(line.at)
        .bind(line.mark)
        .bind(line.role)
        .bind(line.action)
        .bind(line.purpose)
        .bind(line.records)
        .bind(line.prev_hash)
        .bind(line.hash);
    tx.run_expecting(1, stmt).await?;
    tx.run_expecting(1, head).await
}

/// At most `most` lines after a number, in order.
///
/// # Errors
/// When the engine fails.
pub async fn lines(tx: &mut Tx, scope: HubScope, after: i64, most: i64) -> Result<Vec<Line>> {
    tx.all(sql(LINES).bind(scope.hub()).bind(after).bind(most))
        .await
}

/// How many lines there are.
///
/// # Errors
/// When the engine fails.
pub async fn count(tx: &mut Tx, scope: HubScope) -> Result<i64> {
    tx.value(sql(COUNT).bind(scope.hub())).await
}

/// A line as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Logged {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: EpochMs,
    /// Who did it, by the name colleagues know; absent for the server itself, and for somebody who
    /// was erased.
    pub who: Option<String>,
    /// Who did it, while they have an account.
    #[sqlx(rename = "person_id")]
    pub person: Option<PersonId>,
    /// What stands for them in the chain; absent for the server itself.
    pub mark: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// What was done.
    pub action: String,
    /// What for.
    pub purpose: Option<String>,
    /// How many records it touched.
    pub records: i64,
    /// The line's hash.
    pub hash: String,
}

/// At most `most` lines before a number, newest first.
///
/// # Errors
/// When the engine fails.
pub async fn tail(tx: &mut Tx, scope: HubScope, before: i64, most: i64) -> Result<Vec<Logged>> {
    tx.all(sql(TAIL).bind(scope.hub()).bind(before).bind(most))
        .await
}

/// What somebody did here, in order.
///
/// # Errors
/// When the engine fails.
pub async fn of_person(tx: &mut Tx, scope: HubScope, person: PersonId) -> Result<Vec<Logged>> {
    tx.all(sql(OF_PERSON).bind(scope.hub()).bind(person)).await
}

/// What stands for somebody in this hub's chain.
///
/// # Errors
/// When the engine fails.
pub async fn mark(tx: &mut Tx, scope: HubScope, person: PersonId) -> Result<Option<String>> {
    let found: Option<(String,)> = tx.maybe(sql(MARK).bind(scope.hub()).bind(person)).await?;
    Ok(found.map(|(mark,)| mark))
}

/// Keeps what stands for somebody; returns the mark that was there first.
///
/// # Errors
/// When the engine fails or nobody has this id.
pub async fn keep_mark(
    tx: &mut Tx,
    scope: HubScope,
    person: PersonId,
    mark: String,
    salt: String,
) -> Result<String> {
    let stmt = sql(KEEP_MARK).bind(scope.hub()).bind(mark).bind(salt);
    tx.value(stmt.bind(person)).await
}

/// Whom a mark stands for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Marked {
    /// The mark.
    pub mark: String,
    /// What it was made with.
    pub salt: String,
    /// Whom it stands for.
    pub person_id: PersonId,
}

/// Every mark of this hub whose person has an account.
///
/// # Errors
/// When the engine fails.
pub async fn marks(tx: &mut Tx, scope: HubScope) -> Result<Vec<Marked>> {
    tx.all(sql(MARKS).bind(scope.hub())).await
}

/// The number of the first line with this mark; 0 when none has it.
///
/// # Errors
/// When the engine fails.
pub async fn first_of_mark(tx: &mut Tx, scope: HubScope, mark: &str) -> Result<i64> {
    let stmt = sql(FIRST_OF_MARK).bind(scope.hub());
    tx.value(stmt.bind(mark.to_owned())).await
}

/// The last line of the unbroken run of lines older than `before`.
///
/// # Errors
/// When the engine fails.
pub async fn last_before(tx: &mut Tx, scope: HubScope, before: EpochMs) -> Result<Option<Line>> {
    tx.maybe(sql(LAST_BEFORE).bind(scope.hub()).bind(before))
        .await
}

/// Lets all lines up to `last` go, and keeps its hash; returns how many went.
///
/// # Errors
/// When the engine fails.
pub async fn prune(tx: &mut Tx, scope: HubScope, last: &Line) -> Result<i64> {
    let gone = tx.run(sql(PRUNE).bind(scope.hub()).bind(last.seq)).await?;
    let kept = sql(KEEP_PRUNED).bind(scope.hub()).bind(last.seq);
    tx.run_expecting(1, kept.bind(last.hash.clone())).await?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}
