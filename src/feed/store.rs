//! SQL of the stream and its counter.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    access::HubScope,
    base::{
        ids::{PersonId, ShiftId, WalkListId},
        time::EpochMs,
    },
    db::{Result, Tx, bulk_insert, row, sql},
};

crate::statements! {
    /// Takes the next numbers of the hub; the answer is the highest.
    ADVANCE = "\
        INSERT INTO hub_clock (hub_id, seq) VALUES ($1, $2)
        ON CONFLICT (hub_id) DO UPDATE SET seq = hub_clock.seq + excluded.seq
        RETURNING seq";
    /// The highest number of the hub.
    HIGHEST = "SELECT seq FROM hub_clock WHERE hub_id = $1";
    /// Rows of the given scope after a number, up to another, in order.
    CHANGES = "\
        SELECT kind, id, seq, gone, body FROM sync_rows
        WHERE hub_id = $1 AND scope_id = $2 AND seq > $3 AND seq <= $4
        ORDER BY seq LIMIT $5";
    /// The lists a person's phones may hold now.
    SCOPES = "\
        SELECT list_id FROM scopes
        WHERE hub_id = $1 AND person_id = $2 AND ended_at IS NULL ORDER BY list_id";
    /// Lets a person's phones hold a list.
    OPEN_SCOPE = "\
        INSERT INTO scopes (hub_id, person_id, list_id, shift_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hub_id, person_id, list_id)
        DO UPDATE SET shift_id = excluded.shift_id, ended_at = NULL";
    /// Whose phones hold this list?
    HOLDERS = "\
        SELECT person_id FROM scopes
        WHERE hub_id = $1 AND list_id = $2 AND ended_at IS NULL ORDER BY person_id";
    /// Takes a list away from everybody's phones.
    CLOSE_SCOPE = "UPDATE scopes SET ended_at = $3 WHERE hub_id = $1 AND list_id = $2 AND ended_at IS NULL";
    /// Forgets the rows of a list that nobody holds any more.
    DROP_SCOPE_ROWS = "DELETE FROM sync_rows WHERE hub_id = $1 AND scope_id = $2";
    /// What a phone that holds a list must hold of it.
    DIGEST = "SELECT kind, id, seq FROM sync_rows WHERE hub_id = $1 AND scope_id = $2 AND gone IS FALSE";
    /// Which lists show this entity?
    SCOPES_OF_ROW = "\
        SELECT scope_id FROM sync_rows
        WHERE hub_id = $1 AND kind = $2 AND id = $3 AND gone IS FALSE ORDER BY scope_id";
}

/// Rows to publish, gathered while a transaction works.
#[derive(Default)]
pub struct Feed {
    rows: BTreeMap<(Uuid, &'static str, Uuid), Option<String>>,
    order: Vec<(Uuid, &'static str, Uuid)>,
    numbers: i64,
}

impl Feed {
    /// A row as phones in `scope` shall hold it from now on.
    pub fn put(&mut self, scope: Uuid, kind: &'static str, id: Uuid, body: &impl serde::Serialize) {
        let text = serde_json::to_string(body).expect("a view turns into JSON");
        self.keep((scope, kind, id), Some(text));
    }

    /// A row that phones in `scope` shall drop.
    pub fn gone(&mut self, scope: Uuid, kind: &'static str, id: Uuid) {
        self.keep((scope, kind, id), None);
    }

    /// Takes a number for an op that was accepted: `nth` such number of this transaction.
    pub fn number(&mut self) -> i64 {
        self.numbers += 1;
        self.numbers - 1
    }

    fn keep(&mut self, key: (Uuid, &'static str, Uuid), body: Option<String>) {
        if self.rows.insert(key, body).is_none() {
            self.order.push(key);
        }
    }

    /// Writes all rows with the hub's next numbers. The last act of a transaction. Returns the
    /// first of the numbers taken by [`Feed::number`]; they come before the rows'.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn publish(self, tx: &mut Tx, scope: HubScope) -> Result<i64> {
        let rows = i64::try_from(self.order.len()).unwrap_or(i64::MAX);
        let taken = self.numbers + rows;
        if taken == 0 {
            return Ok(0);
        }
        let hub = scope.hub();
        let highest: i64 = tx.value(sql(ADVANCE).bind(hub).bind(taken)).await?;
        let first = highest - taken + 1;
        let mut values = Vec::with_capacity(self.order.len());
        for (seq, key) in (first + self.numbers..).zip(&self.order) {
            let (row_scope, kind, id) = *key;
            let body = self.rows.get(key).cloned().flatten();
            values.push(row![hub, row_scope, kind, id, seq, body.is_none(), body]);
        }
        bulk_insert(
            tx,
            "INSERT INTO sync_rows (hub_id, scope_id, kind, id, seq, gone, body)",
            7,
            values,
            "ON CONFLICT (hub_id, scope_id, kind, id)
             DO UPDATE SET seq = excluded.seq, gone = excluded.gone, body = excluded.body",
        )
        .await?;
        Ok(first)
    }
}

/// A changed row as it is read back.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Change {
    /// What it is.
    pub kind: String,
    /// Which one.
    pub id: Uuid,
    /// The number of its last change.
    pub seq: i64,
    /// Whether phones drop it.
    pub gone: bool,
    /// Its form on phones, absent when gone.
    pub body: Option<String>,
}

/// The highest number of the hub, 0 before the first.
///
/// # Errors
/// When the engine fails.
pub async fn highest(tx: &mut Tx, scope: HubScope) -> Result<i64> {
    Ok(tx
        .maybe::<(i64,)>(sql(HIGHEST).bind(scope.hub()))
        .await?
        .map_or(0, |(seq,)| seq))
}

/// At most `most` rows of `scopes` with numbers above `after` up to `upto`, in order.
///
/// # Errors
/// When the engine fails.
pub async fn changes(
    tx: &mut Tx,
    scope: HubScope,
    scopes: &[Uuid],
    (after, upto): (i64, i64),
    most: i64,
) -> Result<Vec<Change>> {
    let mut found = Vec::new();
    for row_scope in scopes {
        found.extend(
            tx.all::<Change>(
                sql(CHANGES)
                    .bind(scope.hub())
                    .bind(*row_scope)
                    .bind(after)
                    .bind(upto)
                    .bind(most),
            )
            .await?,
        );
    }
    found.sort_unstable_by_key(|change| change.seq);
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// The lists this person's phones may hold.
///
/// # Errors
/// When the engine fails.
pub async fn lists_of(tx: &mut Tx, scope: HubScope, person: PersonId) -> Result<Vec<WalkListId>> {
    let rows: Vec<(WalkListId,)> = tx.all(sql(SCOPES).bind(scope.hub()).bind(person)).await?;
    Ok(rows.into_iter().map(|(list,)| list).collect())
}

/// Lets a person's phones hold a list from now on.
///
/// # Errors
/// When the engine fails.
pub async fn open_list(
    tx: &mut Tx,
    scope: HubScope,
    person: PersonId,
    list: WalkListId,
    shift: ShiftId,
) -> Result<()> {
    tx.run(
        sql(OPEN_SCOPE)
            .bind(scope.hub())
            .bind(person)
            .bind(list)
            .bind(shift),
    )
    .await
    .map(drop)
}

/// Takes a list from everybody's phones: each holder's own scope says so, and the list's rows go.
///
/// # Errors
/// When the engine fails.
pub async fn close_list(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    list: WalkListId,
    now: EpochMs,
) -> Result<()> {
    let holders: Vec<(PersonId,)> = tx.all(sql(HOLDERS).bind(scope.hub()).bind(list)).await?;
    for (person,) in holders {
        feed.gone(person.0, "scope", list.0);
    }
    tx.run(sql(CLOSE_SCOPE).bind(scope.hub()).bind(list).bind(now))
        .await?;
    tx.run(sql(DROP_SCOPE_ROWS).bind(scope.hub()).bind(list))
        .await?;
    Ok(())
}

/// Which scopes show this entity now.
///
/// # Errors
/// When the engine fails.
pub async fn scopes_showing(
    tx: &mut Tx,
    scope: HubScope,
    kind: &str,
    id: Uuid,
) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            sql(SCOPES_OF_ROW)
                .bind(scope.hub())
                .bind(kind.to_owned())
                .bind(id),
        )
        .await?;
    Ok(rows.into_iter().map(|(scope,)| scope).collect())
}

/// Rows and hash of what a phone in this scope must hold; see [`digest_of`].
///
/// # Errors
/// When the engine fails.
pub async fn digest(tx: &mut Tx, scope: HubScope, row_scope: Uuid) -> Result<(u64, u64)> {
    let rows: Vec<(String, Uuid, i64)> = tx
        .all(sql(DIGEST).bind(scope.hub()).bind(row_scope))
        .await?;
    let held = rows
        .iter()
        .map(|(kind, id, seq)| (kind.as_str(), *id, *seq));
    Ok(digest_of(held))
}

/// Number of rows, and the wrapping sum over them of the first eight bytes (big-endian) of
/// SHA-256 over `kind|id|seq`: order-free, so that a phone can keep it as it goes.
#[must_use]
pub fn digest_of<'a>(rows: impl Iterator<Item = (&'a str, Uuid, i64)>) -> (u64, u64) {
    rows.fold((0, 0), |(count, sum), (kind, id, seq)| {
        let hash = Sha256::digest(format!("{kind}|{id}|{seq}"));
        let mut first = [0_u8; 8];
        first.copy_from_slice(&hash[..8]);
        (count + 1, sum.wrapping_add(u64::from_be_bytes(first)))
    })
}
