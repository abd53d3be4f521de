//! SQL of the stream and its counter.

use std::collections::{BTreeMap, HashMap};

use mobile_api::{
    core::Digest,
    wire::{ListDigest, RowKind, RowRef},
};
use uuid::Uuid;

use crate::{
    access::HubScope,
    base::{
        ids::{HubId, PersonId, ShiftId, WalkListId},
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
        SELECT scope_id, kind, id, seq, gone, body FROM sync_rows
        WHERE hub_id = $1 AND scope_id = $2 AND seq > $3 AND seq <= $4
        ORDER BY seq LIMIT $5";
    /// Rows of the given scope that are there, by kind and id after one, none newer than a number.
    /// A snapshot needs no word of which lists came: it holds them.
    SNAPSHOT = "\
        SELECT scope_id, kind, id, seq, gone, body FROM sync_rows
        WHERE hub_id = $1 AND scope_id = $2 AND (kind, id) > ($3, $4) AND seq <= $5 AND gone IS FALSE
          AND kind <> 'scope'
        ORDER BY kind, id LIMIT $6";
    /// How far every hub has come.
    CLOCKS = "SELECT hub_id, seq FROM hub_clock";
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
    /// What came with a list and is not its own: streets, its campaign.
    BESIDE_LIST = "\
        SELECT kind, id FROM sync_rows
        WHERE hub_id = $1 AND scope_id = $2 AND gone IS FALSE AND kind <> 'door' AND kind <> 'walk_list'
        ORDER BY kind, id";
    /// Where else a row is shown, and as what.
    ELSEWHERE = "\
        SELECT scope_id, body FROM sync_rows
        WHERE hub_id = $1 AND kind = $2 AND id = $3 AND scope_id <> $4 AND gone IS FALSE
        ORDER BY scope_id";
    /// What a phone in this scope must hold.
    LIVE = "SELECT kind, id, seq FROM sync_rows WHERE hub_id = $1 AND scope_id = $2 AND gone IS FALSE";
    /// Which lists show this entity?
    SCOPES_OF_ROW = "\
        SELECT scope_id FROM sync_rows
        WHERE hub_id = $1 AND kind = $2 AND id = $3 AND gone IS FALSE ORDER BY scope_id";
    /// Forgets which lists somebody's phones held.
    FORGET_SCOPES = "DELETE FROM scopes WHERE person_id = $1";
    /// Forgets the rows that were for somebody's phones alone.
    FORGET_ROWS = "DELETE FROM sync_rows WHERE scope_id = $1";
}

/// Rows to publish, gathered while a transaction works.
#[derive(Default)]
pub struct Feed {
    rows: BTreeMap<(Uuid, &'static str, Uuid), Option<String>>,
    order: Vec<(Uuid, &'static str, Uuid)>,
    numbers: i64,
}

impl Feed {
    /// A row as phones in `scope` shall hold it from now on: one of the kinds of
    /// `mobile_api::wire::RowKind`, its body the fields of that row (with or without its `kind`).
    ///
    /// # Panics
    /// Never: a view has text keys and plain numbers.
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
    /// In which scope.
    pub scope_id: Uuid,
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
/// What came with the list and is not its own (its streets) leaves too, unless the holder has it
/// from elsewhere: then it is published there again, so that phones and server agree on its number.
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
    tx.run(sql(CLOSE_SCOPE).bind(scope.hub()).bind(list).bind(now))
        .await?;
    let beside: Vec<(String, Uuid)> = tx
        .all(sql(BESIDE_LIST).bind(scope.hub()).bind(list))
        .await?;
    for (person,) in holders {
        feed.gone(person.0, "scope", list.0);
        let mut reach = vec![scope.hub().0, person.0];
        reach.extend(lists_of(tx, scope, person).await?.iter().map(|list| list.0));
        for (kind, id) in &beside {
            if let Some(kind) = kind_named(kind) {
                leave(
                    tx,
                    feed,
                    scope,
                    (kind.as_str(), *id),
                    (person, list, &reach),
                )
                .await?;
            }
        }
    }
    tx.run(sql(DROP_SCOPE_ROWS).bind(scope.hub()).bind(list))
        .await?;
    Ok(())
}

/// Takes a row that came with a list from one holder, if nothing else in reach shows it.
async fn leave(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    (kind, id): (&'static str, Uuid),
    (person, list, reach): (PersonId, WalkListId, &[Uuid]),
) -> Result<()> {
    let stmt = sql(ELSEWHERE).bind(scope.hub()).bind(kind.to_owned());
    let shown: Vec<(Uuid, Option<String>)> = tx.all(stmt.bind(id).bind(list)).await?;
    let kept = shown
        .into_iter()
        .find(|(row_scope, _)| reach.contains(row_scope));
    match kept {
        Some((row_scope, body)) => feed.keep((row_scope, kind, id), body),
        None => feed.gone(person.0, kind, id),
    }
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

/// How far every hub has come: for the day on which the history of the whole house breaks.
///
/// # Errors
/// When the engine fails.
pub async fn clocks(tx: &mut Tx) -> Result<Vec<(HubId, i64)>> {
    tx.all(sql(CLOCKS)).await
}

/// At most `most` rows of `scopes` that are there, by kind and id after `after`, none newer than
/// `at`. A row of several scopes comes once, as its newest.
///
/// # Errors
/// When the engine fails.
pub async fn snapshot(
    tx: &mut Tx,
    scope: HubScope,
    scopes: &[Uuid],
    (after, at): (Option<RowRef>, i64),
    most: i64,
) -> Result<Vec<Change>> {
    let (kind, id) = after.map_or(("", Uuid::nil()), |row| (row.kind.as_str(), row.id));
    let mut found = Vec::new();
    for row_scope in scopes {
        found.extend(
            tx.all::<Change>(
                sql(SNAPSHOT)
                    .bind(scope.hub())
                    .bind(*row_scope)
                    .bind(kind.to_owned())
                    .bind(id)
                    .bind(at)
                    .bind(most),
            )
            .await?,
        );
    }
    found.sort_unstable_by(|a, b| (&a.kind, a.id, b.seq).cmp(&(&b.kind, b.id, a.seq)));
    found.dedup_by(|a, b| (&a.kind, a.id) == (&b.kind, b.id));
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// What a phone in these scopes must hold, list by list; see [`Digest`].
///
/// # Errors
/// When the engine fails.
pub async fn digests(tx: &mut Tx, scope: HubScope, scopes: &[Uuid]) -> Result<Vec<ListDigest>> {
    let mut newest: HashMap<RowRef, (i64, Uuid)> = HashMap::new();
    for row_scope in scopes {
        let stmt = sql(LIVE).bind(scope.hub()).bind(*row_scope);
        for (kind, id, seq) in tx.all::<(String, Uuid, i64)>(stmt).await? {
            let Some(kind) = kind_named(&kind) else {
                continue;
            };
            let kept = newest
                .entry(RowRef { kind, id })
                .or_insert((seq, *row_scope));
            if kept.0 < seq {
                *kept = (seq, *row_scope);
            }
        }
    }
    let mut digests: BTreeMap<Option<Uuid>, Digest> = BTreeMap::new();
    for (row, (seq, row_scope)) in newest {
        let list = match row.kind {
            RowKind::Door => Some(row_scope),
            RowKind::WalkList => Some(row.id),
            RowKind::Campaign | RowKind::Shift | RowKind::Street | RowKind::Theme => None,
        };
        let seq = u64::try_from(seq).unwrap_or(0);
        digests.entry(list).or_default().add(row, seq);
    }
    let told = |(list, digest): (Option<Uuid>, Digest)| digest.of_list(list);
    Ok(digests.into_iter().map(told).collect())
}

/// The kind of row of this name, if phones know it.
#[must_use]
pub fn kind_named(name: &str) -> Option<RowKind> {
    let mut all = RowKind::ALL.into_iter();
    all.find(|kind| kind.as_str() == name)
}

/// Forgets what was there for somebody's phones.
///
/// # Errors
/// When the engine fails.
pub async fn forget_person(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(sql(FORGET_SCOPES).bind(person)).await?;
    tx.run(sql(FORGET_ROWS).bind(person.0)).await.map(drop)
}
