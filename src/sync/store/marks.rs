//! SQL of what stays of ops after their shift was split: marks, under a key of the hub.

use uuid::Uuid;

use super::ops::Stored;
use crate::{
    access::HubScope,
    base::{
        ids::{InstallId, OpId, PersonId, ShiftId},
        seal::DataKey,
        time::EpochMs,
    },
    db::{Result, Tx, bulk_insert, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// The ops of a shift.
    OF_SHIFT = "\
        SELECT id, rev, install_id, person_id, kind, content_hash, happened_at, late, voided_by, seq
        FROM ops WHERE hub_id = $1 AND shift_id = $2";
    /// Forgets the ops of a shift.
    DELETE_OPS = "DELETE FROM ops WHERE hub_id = $1 AND shift_id = $2";
    /// Forgets which op came under a number; that one came stays.
    FORGET_NUMBERS = "\
        UPDATE op_numbers SET op_id = $3
        WHERE hub_id = $1
          AND op_id IN (SELECT o.id FROM ops o WHERE o.hub_id = $1 AND o.shift_id = $2)";
    /// Notes that a record was taken back.
    VOID = "UPDATE op_marks SET voided = TRUE WHERE hub_id = $1 AND record = $2";
}

/// The marks of a record, of what a revision of it said, and of who handed it in. Each holds the
/// record's id, so that no two records can be told to come from one phone.
struct Marks<'a> {
    key: &'a DataKey,
    record: OpId,
}

impl Marks<'_> {
    fn of(&self, what: &str, value: &str) -> String {
        let text = format!("{what}|{}|{value}", self.record);
        hex::encode(self.key.mark(text.as_bytes()))
    }

    fn record(&self) -> String {
        self.of("record", "")
    }

    fn content(&self, hash: &str) -> String {
        self.of("content", hash)
    }

    fn install(&self, install: InstallId) -> String {
        self.of("install", &install.to_string())
    }

    fn person(&self, person: PersonId) -> String {
        self.of("person", &person.to_string())
    }
}

/// Leaves of a shift's ops nothing but marks, in the order of the marks, which is none.
///
/// # Errors
/// When the engine fails.
pub async fn leave(tx: &mut Tx, scope: HubScope, key: &DataKey, shift: ShiftId) -> Result<()> {
    let ops: Vec<Stored> = tx.all(sql(OF_SHIFT).bind(scope.hub()).bind(shift)).await?;
    let mut marked: Vec<(String, Stored)> = ops
        .into_iter()
        .map(|op| (Marks { key, record: op.id }.record(), op))
        .collect();
    marked.sort_by(|(a, one), (b, other)| (a, one.rev).cmp(&(b, other.rev)));
    let rows = marked
        .into_iter()
        .map(|(record, op)| {
            let marks = Marks { key, record: op.id };
            row![
                scope.hub(),
                record,
                op.rev,
                op.kind,
                marks.content(&op.content_hash),
                marks.install(op.install_id),
                marks.person(op.person_id),
                op.voided_by.is_some(),
            ]
        })
        .collect();
    let head = "INSERT INTO op_marks (hub_id, record, rev, kind, content, install, person, voided)";
    bulk_insert(
        tx,
        head,
        8,
        rows,
        "ON CONFLICT (hub_id, record, rev) DO NOTHING",
    )
    .await?;
    let nobody = OpId(Uuid::nil());
    let stmt = sql(FORGET_NUMBERS).bind(scope.hub()).bind(shift);
    tx.run(stmt.bind(nobody)).await?;
    let stmt = sql(DELETE_OPS).bind(scope.hub()).bind(shift);
    tx.run(stmt).await.map(drop)
}

/// Who asks about records, and with which contents.
pub struct Asked<'a> {
    /// The records, each with what is handed in under its id now, as a hash.
    pub records: &'a [(OpId, Vec<String>)],
    /// Who hands in.
    pub person: PersonId,
    /// With which phone.
    pub install: InstallId,
}

#[derive(sqlx::FromRow)]
struct MarkRow {
    record: String,
    rev: i64,
    kind: String,
    content: String,
    install: String,
    person: String,
    voided: bool,
}

/// What is known by marks of these records. A mark tells no more than whether it is the same
/// phone, person and content; where it is not, the nil id and an empty hash stand.
///
/// # Errors
/// When the engine fails.
pub async fn known(
    tx: &mut Tx,
    scope: HubScope,
    key: &DataKey,
    asked: &Asked<'_>,
) -> Result<Vec<Stored>> {
    if asked.records.is_empty() {
        return Ok(Vec::new());
    }
    let marked: Vec<(String, &(OpId, Vec<String>))> = asked
        .records
        .iter()
        .map(|of| (Marks { key, record: of.0 }.record(), of))
        .collect();
    let mut ids: Vec<String> = marked.iter().map(|(mark, _)| mark.clone()).collect();
    let last = ids.last().cloned().unwrap_or_default();
    ids.resize(ids.len().next_power_of_two(), last);
    let stmt = sql_dynamic(format!(
        "SELECT record, rev, kind, content, install, person, voided FROM op_marks
         WHERE hub_id = $1 AND record IN ({}) ORDER BY record, rev",
        in_list(2, ids.len())
    ));
    let rows: Vec<MarkRow> = tx.all(stmt.bind(scope.hub()).bind_all(ids)).await?;
    let known = rows.into_iter().filter_map(|row| {
        let (_, (id, hashes)) = marked.iter().find(|(mark, _)| *mark == row.record)?;
        Some(stored(key, row, (*id, hashes), asked))
    });
    Ok(known.collect())
}

fn stored(key: &DataKey, row: MarkRow, (id, hashes): (OpId, &[String]), by: &Asked<'_>) -> Stored {
    let marks = Marks { key, record: id };
    let nil = Uuid::nil();
    let same = |hash: &&String| marks.content(hash) == row.content;
    Stored {
        id,
        rev: row.rev,
        install_id: if marks.install(by.install) == row.install {
            by.install
        } else {
            InstallId(nil)
        },
        person_id: if marks.person(by.person) == row.person {
            by.person
        } else {
            PersonId(nil)
        },
        kind: row.kind,
        content_hash: hashes.iter().find(same).cloned().unwrap_or_default(),
        happened_at: EpochMs(0),
        late: false,
        voided_by: row.voided.then_some(OpId(nil)),
        seq: 0,
        split: true,
    }
}

/// Notes that a record was taken back.
///
/// # Errors
/// When the engine fails.
pub async fn void(tx: &mut Tx, scope: HubScope, key: &DataKey, record: OpId) -> Result<()> {
    let mark = Marks { key, record }.record();
    tx.run(sql(VOID).bind(scope.hub()).bind(mark))
        .await
        .map(drop)
}
