//! SQL of listenings, what was said in them, and group listenings. Visits are in [`visits`], what
//! joins the two in [`envelope`], what stays of old visits in [`tallies`], how far streets were
//! listened to in [`silence`].

pub mod envelope;
pub mod silence;
pub mod tallies;
pub mod visits;

use mobile_api::wire::ops::{OfferKind, Stance, Statement};

use super::{
    model::{GroupListening, Heard, NoteState},
    rules::buckets::Bucket,
};
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, GroupId, ListeningId, PatchId, StreetId, ThemeId},
        time::Day,
    },
    db::{Error, Result, Tx, bulk_insert, in_list, row, sql, sql_dynamic},
};

crate::statements! {
    /// A page of listenings, with the notes somebody has read.
    HEARD = "\
        SELECT l.id, l.campaign_id, l.patch_id, l.street_id, l.first_day, l.last_day, l.quote_ok,
               CASE WHEN l.note_state IN ('cleared', 'redacted') THEN l.note END AS note
        FROM listenings l
        JOIN campaigns c ON c.hub_id = l.hub_id AND c.id = l.campaign_id
        WHERE l.hub_id = $1 AND l.id > $2
          AND (l.patch_id = $3 OR CAST($3 AS TEXT) IS NULL)
          AND l.first_day >= $4 AND l.last_day <= $5
          AND (c.group_id = $6 OR c.group_id IS NULL OR CAST($6 AS TEXT) IS NULL)
          AND (EXISTS (SELECT 1 FROM statements s
                       LEFT JOIN local_themes t ON t.hub_id = s.hub_id AND t.id = s.theme_id
                       WHERE s.hub_id = l.hub_id AND s.listening_id = l.id
                         AND (s.theme_id = $8 OR t.merged_into = $8))
               OR CAST($8 AS TEXT) IS NULL)
        ORDER BY l.id LIMIT $7";
    /// Whether a listening is one of these campaigns': a group's own and the hub's.
    THEIRS = "\
        SELECT COUNT(*) FROM listenings l
        JOIN campaigns c ON c.hub_id = l.hub_id AND c.id = l.campaign_id
        WHERE l.hub_id = $1 AND l.id = $2
          AND (c.group_id = $3 OR c.group_id IS NULL OR CAST($3 AS TEXT) IS NULL)";
    /// Holds a listening until the transaction ends.
    LOCK = "UPDATE listenings SET quote_ok = quote_ok WHERE hub_id = $1 AND id = $2";
    /// Takes away what was said in a listening, to say it anew.
    UNSAY = "DELETE FROM statements WHERE hub_id = $1 AND listening_id = $2";
    /// Notes that wait to be read.
    WAITING = "\
        SELECT l.id, l.note, l.note_state, l.campaign_id, c.name AS campaign_name, l.patch_id,
               l.street_id, l.first_day, l.last_day, l.quote_ok,
               COALESCE((SELECT st.name FROM streets st WHERE st.id = l.street_id),
                        (SELECT p.name FROM patches p
                         WHERE p.hub_id = l.hub_id AND p.id = l.patch_id
                         ORDER BY p.version DESC LIMIT 1)) AS place
        FROM listenings l
        JOIN campaigns c ON c.hub_id = l.hub_id AND c.id = l.campaign_id
        WHERE l.hub_id = $1 AND l.id > $2 AND l.note_state IN ('screened', 'held')
          AND (c.group_id = $3 OR c.group_id IS NULL OR CAST($3 AS TEXT) IS NULL)
        ORDER BY l.id LIMIT $4";
    /// Says what becomes of a note.
    SET_NOTE = "\
        UPDATE listenings SET note_state = $4, note = CASE WHEN $5 IS TRUE THEN note ELSE $6 END
        WHERE hub_id = $1 AND id = $2
          AND note_state IN ('screened', 'held', 'cleared', 'redacted')
          AND campaign_id IN (SELECT c.id FROM campaigns c
                              WHERE c.hub_id = $1
                                AND (c.group_id = $3 OR c.group_id IS NULL
                                     OR CAST($3 AS TEXT) IS NULL))";
    /// The buckets of a campaign between two days, and how many listenings are in each.
    BUCKETS = "\
        SELECT patch_id, street_id, first_day, last_day, COUNT(*) AS listenings
        FROM listenings
        WHERE hub_id = $1 AND campaign_id = $2 AND first_day >= $3 AND last_day <= $4
        GROUP BY patch_id, street_id, first_day, last_day
        ORDER BY patch_id, street_id, first_day, last_day";
    /// Makes a bucket coarser: that of a whole campaign in a quarter.
    COARSEN = "\
        UPDATE listenings SET patch_id = NULL, street_id = NULL, first_day = $7, last_day = $8
        WHERE hub_id = $1 AND campaign_id = $2 AND first_day = $5 AND last_day = $6
          AND (patch_id = $3 OR (patch_id IS NULL AND CAST($3 AS TEXT) IS NULL))
          AND (street_id = $4 OR (street_id IS NULL AND CAST($4 AS TEXT) IS NULL))";
    /// Keeps a conversation of five or more.
    INSERT_GROUP = "\
        INSERT INTO group_listenings
          (hub_id, id, campaign_id, patch_id, mode, day, place, people, statements)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

/// A listening as it is kept after the split.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Made by chance.
    pub id: ListeningId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The place and the days it keeps.
    pub bucket: Bucket,
    /// How strongly it matters to them.
    pub strength: Option<i64>,
    /// What was said, point by point.
    pub statements: Vec<Statement>,
    /// What was said, in words, sealed.
    pub note: Option<String>,
    /// Who may read it.
    pub note_state: NoteState,
    /// Whether their words may be quoted.
    pub quote_ok: bool,
}

/// Keeps listenings, in the order of their ids, which is none.
///
/// # Errors
/// When the engine fails.
pub async fn insert(tx: &mut Tx, scope: HubScope, mut kept: Vec<Kept>) -> Result<()> {
    kept.sort_by_key(|heard| heard.id);
    let said: Vec<(ListeningId, Vec<Statement>)> = kept
        .iter()
        .map(|heard| (heard.id, heard.statements.clone()))
        .collect();
    let rows = kept.into_iter().map(|heard| {
        row![
            scope.hub(),
            heard.id,
            heard.campaign,
            heard.bucket.patch,
            heard.bucket.street,
            heard.bucket.first_day,
            heard.bucket.last_day,
            heard.strength,
            heard.note,
            heard.note_state,
            heard.quote_ok,
        ]
    });
    let head = "INSERT INTO listenings (hub_id, id, campaign_id, patch_id, street_id, first_day, \
                last_day, strength, note, note_state, quote_ok)";
    bulk_insert(tx, head, 11, rows.collect(), "").await?;
    say(tx, scope, &said).await
}

/// Keeps what was said in listenings, point by point.
async fn say(tx: &mut Tx, scope: HubScope, said: &[(ListeningId, Vec<Statement>)]) -> Result<()> {
    let rows = said.iter().flat_map(|(id, statements)| {
        (1_i64..).zip(statements).map(|(n, said)| {
            row![
                scope.hub(),
                *id,
                n,
                said.theme,
                said.stance.as_str().to_owned(),
                said.offer_kind.map(|kind| kind.as_str().to_owned()),
                said.strength.map(i64::from),
            ]
        })
    });
    let head = "INSERT INTO statements \
                (hub_id, listening_id, n, theme_id, stance, offer_kind, strength)";
    bulk_insert(tx, head, 7, rows.collect(), "").await.map(drop)
}

/// Whether there is such a listening, of a campaign of this group or of one without a group.
///
/// # Errors
/// When the engine fails.
pub async fn is_theirs(
    tx: &mut Tx,
    scope: HubScope,
    id: ListeningId,
    group: Option<GroupId>,
) -> Result<bool> {
    let stmt = sql(THEIRS).bind(scope.hub()).bind(id).bind(group);
    Ok(tx.value::<i64>(stmt).await? > 0)
}

/// Holds a listening of a group's campaigns, or of any without a group, until the transaction ends;
/// what was said in it, or `None` when there is none.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn lock_said(
    tx: &mut Tx,
    scope: HubScope,
    id: ListeningId,
    group: Option<GroupId>,
) -> Result<Option<Vec<Statement>>> {
    if !is_theirs(tx, scope, id, group).await? {
        return Ok(None);
    }
    tx.run(sql(LOCK).bind(scope.hub()).bind(id)).await?;
    let said = statements_of(tx, scope, &[id]).await?;
    Ok(Some(said.into_iter().map(|(_, said)| said).collect()))
}

/// Says anew what was said in a listening.
///
/// # Errors
/// When the engine fails.
pub async fn say_anew(
    tx: &mut Tx,
    scope: HubScope,
    id: ListeningId,
    statements: Vec<Statement>,
) -> Result<()> {
    tx.run(sql(UNSAY).bind(scope.hub()).bind(id)).await?;
    say(tx, scope, &[(id, statements)]).await
}

#[derive(sqlx::FromRow)]
struct BucketRow {
    patch_id: Option<PatchId>,
    street_id: Option<StreetId>,
    first_day: Day,
    last_day: Day,
    listenings: i64,
}

/// The buckets of a campaign between two days, and how many listenings are in each.
///
/// # Errors
/// When the engine fails.
pub async fn buckets(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    (from, to): (Day, Day),
) -> Result<Vec<(Bucket, i64)>> {
    let stmt = sql(BUCKETS).bind(scope.hub()).bind(campaign);
    let rows: Vec<BucketRow> = tx.all(stmt.bind(from).bind(to)).await?;
    let bucket = |row: BucketRow| {
        let bucket = Bucket {
            patch: row.patch_id,
            street: row.street_id,
            first_day: row.first_day,
            last_day: row.last_day,
        };
        (bucket, row.listenings)
    };
    Ok(rows.into_iter().map(bucket).collect())
}

/// Makes a bucket coarser: the whole campaign, in these days.
///
/// # Errors
/// When the engine fails.
pub async fn coarsen(
    tx: &mut Tx,
    scope: HubScope,
    campaign: CampaignId,
    (bucket, whole): (Bucket, Bucket),
) -> Result<()> {
    let stmt = sql(COARSEN).bind(scope.hub()).bind(campaign);
    let stmt = stmt.bind(bucket.patch).bind(bucket.street);
    let stmt = stmt.bind(bucket.first_day).bind(bucket.last_day);
    tx.run(stmt.bind(whole.first_day).bind(whole.last_day))
        .await
        .map(drop)
}

/// Where a note stands, so that its seal opens nowhere else.
#[must_use]
pub fn note_place(id: ListeningId) -> String {
    format!("listenings|{id}|note")
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
    /// In which this theme occurs, or one that was merged into it; all when absent.
    pub theme: Option<ThemeId>,
}

#[derive(sqlx::FromRow)]
struct HeardRow {
    id: ListeningId,
    campaign_id: CampaignId,
    patch_id: Option<PatchId>,
    street_id: Option<StreetId>,
    first_day: Day,
    last_day: Day,
    quote_ok: bool,
    note: Option<String>,
}

/// At most `most` listenings with an id above `after`, with the notes somebody has read, sealed.
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
        .bind(most)
        .bind(filter.theme);
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
        street: row.street_id,
        first_day: row.first_day,
        last_day: row.last_day,
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
    /// The words; as they are stored, sealed.
    pub note: Option<String>,
    /// `screened` where nothing was found that could point at somebody, else `held`.
    #[sqlx(rename = "note_state")]
    #[schema(value_type = String)]
    pub state: NoteState,
    /// Its campaign.
    #[sqlx(rename = "campaign_id")]
    pub campaign: CampaignId,
    /// The campaign's name.
    pub campaign_name: String,
    /// The patch; absent = anywhere in the campaign, or not placed.
    #[sqlx(rename = "patch_id")]
    pub patch: Option<PatchId>,
    /// The street; absent = anywhere in the patch.
    #[sqlx(rename = "street_id")]
    pub street: Option<StreetId>,
    /// The name of the street, or of the patch; absent = anywhere in the campaign.
    pub place: Option<String>,
    /// The first of the days in which it was heard.
    pub first_day: Day,
    /// The last of them.
    pub last_day: Day,
    /// What was said, point by point.
    #[sqlx(skip)]
    pub statements: Vec<Statement>,
    /// Whether their words may be quoted.
    pub quote_ok: bool,
}

/// Notes that wait to be read, sealed.
///
/// # Errors
/// When the engine fails.
pub async fn waiting_notes(
    tx: &mut Tx,
    scope: HubScope,
    group: Option<GroupId>,
    (after, most): (ListeningId, i64),
) -> Result<Vec<WaitingNote>> {
    let stmt = sql(WAITING).bind(scope.hub()).bind(after).bind(group);
    let mut notes: Vec<WaitingNote> = tx.all(stmt.bind(most)).await?;
    let ids: Vec<ListeningId> = notes.iter().map(|note| note.listening).collect();
    for (of, said) in statements_of(tx, scope, &ids).await? {
        if let Some(note) = notes.iter_mut().find(|note| note.listening == of) {
            note.statements.push(said);
        }
    }
    Ok(notes)
}

/// What becomes of a note.
#[derive(Clone, Debug)]
pub enum NoteDecision {
    /// It betrays nobody and stays as it is.
    Clear,
    /// It stays in these words, sealed, and may be read, or waits once more.
    Replace(String, NoteState),
    /// It waits: somebody looks at it again.
    Hold,
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
        NoteDecision::Replace(words, state) => (state, false, Some(words)),
        NoteDecision::Hold => (NoteState::Held, true, None),
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
