//! SQL of listenings, what was said in them, group listenings and sealed contacts. Visits are in
//! [`visits`], what joins the two in [`envelope`].

pub mod envelope;
pub mod visits;

use mobile_api::wire::ops::{OfferKind, Stance, Statement};

use super::model::{GroupListening, Heard, Listening, NoteState};
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, GroupId, ListeningId, OpId, PatchId, ShiftId, ThemeId},
        time::Day,
    },
    db::{Error, Result, Tx, bulk_insert, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// Keeps a listening.
    INSERT = "\
        INSERT INTO listenings
          (hub_id, id, campaign_id, patch_id, street_id, cell, mode, day, first, again, unsure,
           interested, strength, language, note, note_state, quote_ok, voided)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, FALSE)";
    /// Takes a listening back; its words go.
    VOID = "\
        UPDATE listenings SET voided = TRUE, note = NULL, note_state = $3
        WHERE hub_id = $1 AND id = $2";
    /// What was said in a listening that was taken back goes too.
    DELETE_STATEMENTS = "DELETE FROM statements WHERE hub_id = $1 AND listening_id = $2";
    /// A page of listenings whose envelope is no more, with the notes somebody has read.
    HEARD = "\
        SELECT l.id, l.campaign_id, l.patch_id, l.day, l.mode,
               l.first + l.again + l.unsure AS voices, l.language, l.quote_ok,
               CASE WHEN l.note_state IN ('cleared', 'redacted') THEN l.note END AS note
        FROM listenings l
        JOIN campaigns c ON c.hub_id = l.hub_id AND c.id = l.campaign_id
        WHERE l.hub_id = $1 AND l.id > $2 AND l.voided IS FALSE
          AND (l.patch_id = $3 OR CAST($3 AS TEXT) IS NULL)
          AND l.day >= $4 AND l.day <= $5
          AND (c.group_id = $6 OR c.group_id IS NULL OR CAST($6 AS TEXT) IS NULL)
          AND NOT EXISTS (SELECT 1 FROM envelope e
                          WHERE e.hub_id = l.hub_id AND e.listening_id = l.id)
        ORDER BY l.id LIMIT $7";
    /// Notes that wait to be read, of one shift's envelope or all.
    WAITING = "\
        SELECT l.id, l.note FROM listenings l
        JOIN campaigns c ON c.hub_id = l.hub_id AND c.id = l.campaign_id
        WHERE l.hub_id = $1 AND l.id > $2 AND l.voided IS FALSE AND l.note_state = 'held'
          AND (c.group_id = $3 OR c.group_id IS NULL OR CAST($3 AS TEXT) IS NULL)
          AND (EXISTS (SELECT 1 FROM envelope e
                       WHERE e.hub_id = l.hub_id AND e.listening_id = l.id AND e.shift_id = $4)
               OR CAST($4 AS TEXT) IS NULL)
        ORDER BY l.id LIMIT $5";
    /// Says what becomes of a note.
    SET_NOTE = "\
        UPDATE listenings SET note_state = $4, note = CASE WHEN $5 IS TRUE THEN note ELSE $6 END
        WHERE hub_id = $1 AND id = $2 AND voided IS FALSE AND note_state IN ('held', 'cleared', 'redacted')
          AND campaign_id IN (SELECT c.id FROM campaigns c
                              WHERE c.hub_id = $1
                                AND (c.group_id = $3 OR c.group_id IS NULL
                                     OR CAST($3 AS TEXT) IS NULL))";
    /// Keeps a conversation of five or more.
    INSERT_GROUP = "\
        INSERT INTO group_listenings
          (hub_id, id, campaign_id, patch_id, mode, day, place, people, statements)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Keeps sealed contact details.
    INSERT_CONTACT = "\
        INSERT INTO sealed_contacts (hub_id, id, key_id, ciphertext, received_on)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (hub_id, id) DO UPDATE
        SET key_id = excluded.key_id, ciphertext = excluded.ciphertext,
            received_on = excluded.received_on";
    /// Destroys sealed contact details.
    DELETE_CONTACT = "DELETE FROM sealed_contacts WHERE hub_id = $1 AND id = $2";
}

/// Keeps a listening with what was said.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, heard: &Listening) -> Result<()> {
    let state = if heard.note.is_some() {
        NoteState::Held
    } else {
        NoteState::None
    };
    let stmt = sql(INSERT)
        .bind(scope.hub())
        .bind(heard.id)
        .bind(heard.campaign)
        .bind(heard.patch)
        .bind(heard.street)
        .bind(heard.cell)
        .bind(heard.mode.clone())
        .bind(heard.day)
        .bind(i64::from(heard.voices.first()))
        .bind(i64::from(heard.voices.again()))
        .bind(i64::from(heard.voices.unsure()))
        .bind(heard.interested)
        .bind(heard.strength)
        .bind(heard.language.clone())
        .bind(heard.note.clone())
        .bind(state)
        .bind(heard.quote_ok);
    tx.run_expecting(1, stmt).await?;
    let rows = (1_i64..).zip(&heard.statements).map(|(n, said)| {
        row![
            scope.hub(),
            heard.id,
            n,
            said.theme,
            said.stance.as_str().to_owned(),
            said.offer_kind.map(|kind| kind.as_str().to_owned()),
            said.strength.map(i64::from),
        ]
    });
    let insert_statements = "INSERT INTO statements \
                (hub_id, listening_id, n, theme_id, stance, offer_kind, strength)";
    bulk_insert(tx, insert_statements, 7, rows.collect(), "").await?;
    Ok(())
}

/// Takes a listening back: it stays as a voided row without words.
///
/// # Errors
/// When the engine fails.
pub async fn void(tx: &mut Tx, scope: HubScope, id: ListeningId) -> Result<()> {
    let stmt = sql(VOID).bind(scope.hub()).bind(id);
    tx.run_expecting(1, stmt.bind(NoteState::Removed)).await?;
    let stmt = sql(DELETE_STATEMENTS).bind(scope.hub()).bind(id);
    tx.run(stmt).await.map(drop)
}

/// Which listenings to read.
#[derive(Clone, Debug)]
pub struct HeardFilter {
    /// Of this patch, or of all.
    pub patch: Option<PatchId>,
    /// From this day.
    pub from: Day,
    /// To this day.
    pub to: Day,
    /// Of campaigns of this group and of the hub itself; of all when absent.
    pub group: Option<GroupId>,
}

#[derive(sqlx::FromRow)]
struct HeardRow {
    id: ListeningId,
    campaign_id: CampaignId,
    patch_id: Option<PatchId>,
    day: Day,
    mode: String,
    voices: i64,
    language: Option<String>,
    quote_ok: bool,
    note: Option<String>,
}

/// At most `most` listenings with an id above `after`, with the notes somebody has read. Those in
/// an envelope that is still sealed are left out.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn heard(
    tx: &mut Tx,
    scope: HubScope,
    filter: &HeardFilter,
    after: ListeningId,
    most: i64,
) -> Result<Vec<Heard>> {
    let stmt = sql(HEARD)
        .bind(scope.hub())
        .bind(after)
        .bind(filter.patch)
        .bind(filter.from)
        .bind(filter.to)
        .bind(filter.group)
        .bind(most);
    let rows: Vec<HeardRow> = tx.all(stmt).await?;
    let ids: Vec<ListeningId> = rows.iter().map(|row| row.id).collect();
    let said = statements_of(tx, scope, &ids).await?;
    let heard = rows.into_iter().map(|row| Heard {
        statements: said
            .iter()
            .filter(|(of, _)| *of == row.id)
            .map(|(_, said)| *said)
            .collect(),
        id: row.id,
        campaign: row.campaign_id,
        patch: row.patch_id,
        day: row.day,
        mode: row.mode,
        voices: row.voices,
        language: row.language,
        note: row.note,
        quote_ok: row.quote_ok,
    });
    Ok(heard.collect())
}

#[derive(sqlx::FromRow)]
struct SaidRow {
    listening_id: ListeningId,
    theme_id: ThemeId,
    stance: String,
    offer_kind: Option<String>,
    strength: Option<i64>,
}

impl SaidRow {
    fn statement(self) -> Result<(ListeningId, Statement)> {
        let corrupt = |column| Error::Corrupt {
            table: "statements",
            column,
            row: self.listening_id.to_string(),
        };
        let stance = Stance::ALL.iter().find(|word| word.as_str() == self.stance);
        let offer_kind = match &self.offer_kind {
            None => None,
            Some(kind) => {
                let known = OfferKind::ALL.iter().find(|word| word.as_str() == kind);
                Some(*known.ok_or_else(|| corrupt("offer_kind"))?)
            }
        };
        let said = Statement {
            theme: self.theme_id.0,
            stance: *stance.ok_or_else(|| corrupt("stance"))?,
            offer_kind,
            strength: self.strength.and_then(|strength| strength.try_into().ok()),
        };
        Ok((self.listening_id, said))
    }
}

async fn statements_of(
    tx: &mut Tx,
    scope: HubScope,
    ids: &[ListeningId],
) -> Result<Vec<(ListeningId, Statement)>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let stmt = sql_dynamic(format!(
            "SELECT listening_id, theme_id, stance, offer_kind, strength FROM statements
             WHERE hub_id = $1 AND listening_id IN ({}) ORDER BY listening_id, n",
            in_list(2, chunk.len())
        ));
        let stmt = stmt.bind(scope.hub()).bind_all(chunk.iter().copied());
        let rows: Vec<SaidRow> = tx.all(stmt).await?;
        found.extend(rows);
    }
    found.into_iter().map(SaidRow::statement).collect()
}

/// A note that waits to be read.
#[derive(Clone, Debug, serde::Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct WaitingNote {
    /// Its listening.
    #[sqlx(rename = "id")]
    pub listening: ListeningId,
    /// The words.
    pub note: Option<String>,
}

/// Notes that wait to be read: of one shift that is not closed yet, or of all.
///
/// # Errors
/// When the engine fails.
pub async fn waiting_notes(
    tx: &mut Tx,
    scope: HubScope,
    group: Option<GroupId>,
    shift: Option<ShiftId>,
    (after, most): (ListeningId, i64),
) -> Result<Vec<WaitingNote>> {
    let stmt = sql(WAITING).bind(scope.hub()).bind(after).bind(group);
    tx.all(stmt.bind(shift).bind(most)).await
}

/// What becomes of a note.
#[derive(Clone, Debug)]
pub enum NoteDecision {
    /// It betrays nobody and stays as it is.
    Clear,
    /// It stays in these words.
    Replace(String),
    /// It goes; the codes stay.
    Remove,
}

/// Decides about a note; false when there is none to decide about.
///
/// # Errors
/// When the engine fails.
pub async fn decide_note(
    tx: &mut Tx,
    scope: HubScope,
    id: ListeningId,
    group: Option<GroupId>,
    decision: NoteDecision,
) -> Result<bool> {
    let (state, stays, words) = match decision {
        NoteDecision::Clear => (NoteState::Cleared, true, None),
        NoteDecision::Replace(words) => (NoteState::Redacted, false, Some(words)),
        NoteDecision::Remove => (NoteState::Removed, false, None),
    };
    let stmt = sql(SET_NOTE)
        .bind(scope.hub())
        .bind(id)
        .bind(group)
        .bind(state)
        .bind(stays)
        .bind(words);
    Ok(tx.run(stmt).await? > 0)
}

/// Keeps a conversation of five or more.
///
/// # Errors
/// When the engine fails.
pub async fn insert_group(tx: &mut Tx, scope: HubScope, heard: &GroupListening) -> Result<()> {
    let said = serde_json::to_string(&heard.statements).expect("statements turn into JSON");
    let stmt = sql(INSERT_GROUP)
        .bind(scope.hub())
        .bind(heard.id)
        .bind(heard.campaign)
        .bind(heard.patch)
        .bind(heard.mode.as_str().to_owned())
        .bind(heard.day)
        .bind(heard.place.clone())
        .bind(heard.people)
        .bind(said);
    tx.run_expecting(1, stmt).await
}

/// Keeps contact details as the phone sealed them.
///
/// # Errors
/// When the engine fails.
pub async fn insert_contact(
    tx: &mut Tx,
    scope: HubScope,
    id: OpId,
    (key_id, ciphertext): (String, String),
    received_on: Day,
) -> Result<()> {
    let stmt = sql(INSERT_CONTACT).bind(scope.hub()).bind(id);
    let stmt = stmt.bind(key_id).bind(ciphertext).bind(received_on);
    tx.run_expecting(1, stmt).await
}

/// Destroys sealed contact details.
///
/// # Errors
/// When the engine fails.
pub async fn delete_contact(tx: &mut Tx, scope: HubScope, id: OpId) -> Result<()> {
    let stmt = sql(DELETE_CONTACT).bind(scope.hub()).bind(id);
    tx.run(stmt).await.map(drop)
}
