//! SQL of visits: outcomes at doors, and distinct doors counted from them.

use std::collections::BTreeMap;

use mobile_api::wire::ops::{HourBand, Outcome};

use super::tallies;

use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, DoorId, OpId, PatchId, PersonId, ProgrammeId, ShiftId, VisitId},
        time::Day,
    },
    db::{Error, Result, Tx, in_list, sql, sql_dynamic},
    listenings::model::{DoorCounts, Visit},
    streets::model::VisitFact,
};

/// Outcomes of a knock.
macro_rules! knocked {
    () => {
        "'no_answer', 'come_back', 'declined', 'do_not_knock', 'language_barrier', 'child_only', \
         'listened', 'left_safely'"
    };
}
pub(super) use knocked;

/// The three counts of distinct doors.
macro_rules! doors {
    () => {
        concat!(
            "COUNT(DISTINCT v.door_id) FILTER (WHERE v.outcome IN (",
            knocked!(),
            ")) AS doors_tried,
             COUNT(DISTINCT v.door_id) FILTER (WHERE v.outcome IN (",
            knocked!(),
            ") AND v.outcome <> 'no_answer') AS doors_answered,
             COUNT(DISTINCT v.door_id) FILTER (WHERE v.outcome = 'listened') AS doors_listened"
        )
    };
}

/// Visits that stand, of a hub, between two days, of one campaign, programme and patch, or all.
macro_rules! standing {
    () => {
        "FROM visits v
         JOIN campaigns c ON c.hub_id = v.hub_id AND c.id = v.campaign_id
         JOIN doors d ON d.id = v.door_id
         WHERE v.hub_id = $1 AND v.voided IS FALSE AND v.day >= $2 AND v.day <= $3
           AND (c.programme_id = $4 OR CAST($4 AS TEXT) IS NULL)
           AND (c.id = $5 OR CAST($5 AS TEXT) IS NULL)
           AND (c.patch_id = $6 OR CAST($6 AS TEXT) IS NULL)
           AND (d.lsoa_2011 = $7 OR CAST($7 AS TEXT) IS NULL)
           AND (d.lsoa_2021 = $8 OR CAST($8 AS TEXT) IS NULL)"
    };
}

crate::statements! {
    /// Keeps a visit; a revision takes the place of what was there.
    KEEP = "\
        INSERT INTO visits
          (hub_id, id, campaign_id, shift_id, door_id, person_id, day, hour_band, outcome, language,
           come_back, left_card, rev, voided)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, FALSE)
        ON CONFLICT (hub_id, id) DO UPDATE
        SET campaign_id = excluded.campaign_id, shift_id = excluded.shift_id,
            door_id = excluded.door_id, person_id = excluded.person_id, day = excluded.day,
            hour_band = excluded.hour_band, outcome = excluded.outcome,
            language = excluded.language, come_back = excluded.come_back,
            left_card = excluded.left_card, rev = excluded.rev, voided = FALSE";
    /// Takes a visit back, if it stands.
    VOID = "\
        UPDATE visits SET voided = TRUE WHERE hub_id = $1 AND id = $2 AND voided IS FALSE
        RETURNING id, campaign_id, shift_id, door_id, person_id, day, hour_band, outcome, language,
                  come_back, left_card, rev";
    /// What visits of a campaign say of a door.
    OF_DOOR = "\
        SELECT id, campaign_id, shift_id, door_id, person_id, day, hour_band, outcome, language,
               come_back, left_card, rev
        FROM visits WHERE hub_id = $1 AND door_id = $2 AND campaign_id = $3 AND voided IS FALSE
        ORDER BY day, id";
    /// What stands of a shift.
    OF_SHIFT = "\
        SELECT id, campaign_id, shift_id, door_id, person_id, day, hour_band, outcome, language,
               come_back, left_card, rev
        FROM visits WHERE hub_id = $1 AND shift_id = $2 AND voided IS FALSE
        ORDER BY id";
    /// Does this visit stand, and was somebody listened to?
    LISTENED = "\
        SELECT COUNT(*) FROM visits
        WHERE hub_id = $1 AND id = $2 AND voided IS FALSE AND outcome = 'listened'";
    /// Doors of a shift that were listened to on another visit between two days.
    LISTENED_TWICE = "\
        SELECT DISTINCT v.door_id FROM visits v
        JOIN visits o ON o.hub_id = v.hub_id AND o.door_id = v.door_id AND o.id <> v.id
        WHERE v.hub_id = $1 AND v.shift_id = $2 AND v.outcome = 'listened' AND v.voided IS FALSE
          AND o.outcome = 'listened' AND o.voided IS FALSE AND o.day >= $3 AND o.day <= $4
        ORDER BY v.door_id";
    /// Distinct doors.
    DOORS = concat!("SELECT ", doors!(), " ", standing!());
    /// Distinct doors by the patch of their campaign.
    DOORS_BY_PATCH = concat!(
        "SELECT c.patch_id AS of_patch, ", doors!(), " ", standing!(),
        " GROUP BY c.patch_id ORDER BY c.patch_id");
    /// Distinct doors by small area of 2011.
    DOORS_BY_2011 = concat!(
        "SELECT d.lsoa_2011 AS code, ", doors!(), " ", standing!(),
        " GROUP BY d.lsoa_2011 ORDER BY d.lsoa_2011");
    /// Distinct doors by small area of 2021.
    DOORS_BY_2021 = concat!(
        "SELECT d.lsoa_2021 AS code, ", doors!(), " ", standing!(),
        " GROUP BY d.lsoa_2021 ORDER BY d.lsoa_2021");
    /// Is a do-not-knock resting on anything we know of?
    CAUSES = "SELECT COUNT(*) FROM do_not_knock_causes WHERE door_id = $1";
    /// Notes a cause.
    ADD_CAUSE = "\
        INSERT INTO do_not_knock_causes (door_id, op_id) VALUES ($1, $2)
        ON CONFLICT (door_id, op_id) DO NOTHING";
    /// Takes a cause away.
    DELETE_CAUSE = "DELETE FROM do_not_knock_causes WHERE door_id = $1 AND op_id = $2";
    /// Forgets the causes of a wish that was lifted.
    DELETE_CAUSES = "DELETE FROM do_not_knock_causes WHERE door_id = $1";
    /// Keeps a visit, and no longer who knocked.
    FORGET_PERSON = "UPDATE visits SET person_id = $2 WHERE person_id = $1";
}

#[derive(sqlx::FromRow)]
struct VisitRow {
    id: VisitId,
    campaign_id: CampaignId,
    shift_id: ShiftId,
    door_id: DoorId,
    person_id: PersonId,
    day: Day,
    hour_band: String,
    outcome: String,
    language: Option<String>,
    come_back: Option<String>,
    left_card: bool,
    rev: i64,
}

impl VisitRow {
    fn visit(self) -> Result<Visit> {
        let id = self.id;
        let corrupt = |column| Error::Corrupt {
            table: "visits",
            column,
            row: id.to_string(),
        };
        let outcome = Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == self.outcome);
        let come_back = match self.come_back {
            None => None,
            Some(word) => Some(band(&word).ok_or_else(|| corrupt("come_back"))?),
        };
        Ok(Visit {
            id,
            campaign: self.campaign_id,
            shift: self.shift_id,
            door: self.door_id,
            person: self.person_id,
            day: self.day,
            hour_band: band(&self.hour_band).ok_or_else(|| corrupt("hour_band"))?,
            outcome: outcome.ok_or_else(|| corrupt("outcome"))?,
            language: self.language,
            come_back,
            left_card: self.left_card,
            rev: self.rev,
        })
    }
}

pub(super) fn band(word: &str) -> Option<HourBand> {
    [
        HourBand::Morning,
        HourBand::Midday,
        HourBand::Afternoon,
        HourBand::Evening,
    ]
    .into_iter()
    .find(|band| band.as_str() == word)
}

/// Keeps a visit; a revision takes the place of what was there.
///
/// # Errors
/// When the engine fails.
pub async fn keep(tx: &mut Tx, scope: HubScope, visit: &Visit) -> Result<()> {
    let stmt = sql(KEEP)
        .bind(scope.hub())
        .bind(visit.id)
        .bind(visit.campaign)
        .bind(visit.shift)
        .bind(visit.door)
        .bind(visit.person)
        .bind(visit.day)
        .bind(visit.hour_band.as_str().to_owned())
        .bind(visit.outcome.as_str().to_owned())
        .bind(visit.language.clone())
        .bind(visit.come_back.map(|band| band.as_str().to_owned()))
        .bind(visit.left_card)
        .bind(visit.rev);
    tx.run_expecting(1, stmt).await
}

/// Takes a visit back and tells what it was; `None` when it does not stand.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn void(tx: &mut Tx, scope: HubScope, id: VisitId) -> Result<Option<Visit>> {
    let row: Option<VisitRow> = tx.maybe(sql(VOID).bind(scope.hub()).bind(id)).await?;
    row.map(VisitRow::visit).transpose()
}

/// What the visits of a campaign that stand say of a door.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn facts_of_door(
    tx: &mut Tx,
    scope: HubScope,
    door: DoorId,
    campaign: CampaignId,
) -> Result<Vec<VisitFact>> {
    let stmt = sql(OF_DOOR).bind(scope.hub()).bind(door).bind(campaign);
    let rows: Vec<VisitRow> = tx.all(stmt).await?;
    let facts = rows.into_iter().map(|row| {
        let visit = row.visit()?;
        Ok(VisitFact {
            id: visit.id,
            day: visit.day,
            hour_band: visit.hour_band,
            outcome: visit.outcome,
            language: visit.language,
            come_back: visit.come_back,
        })
    });
    facts.collect()
}

/// The visits of a shift that stand.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn of_shift(tx: &mut Tx, scope: HubScope, shift: ShiftId) -> Result<Vec<Visit>> {
    let rows: Vec<VisitRow> = tx.all(sql(OF_SHIFT).bind(scope.hub()).bind(shift)).await?;
    rows.into_iter().map(VisitRow::visit).collect()
}

/// Whether a record is a visit that stands, with the outcome `listened`.
///
/// # Errors
/// When the engine fails.
pub async fn listened(tx: &mut Tx, scope: HubScope, record: OpId) -> Result<bool> {
    let found: i64 = tx
        .value(sql(LISTENED).bind(scope.hub()).bind(record))
        .await?;
    Ok(found > 0)
}

/// What came of those of these visits that stand, in the order of their ids.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn outcomes(
    tx: &mut Tx,
    scope: HubScope,
    ids: &[VisitId],
) -> Result<Vec<(VisitId, Outcome)>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let stmt = sql_dynamic(format!(
            "SELECT id, outcome FROM visits
             WHERE hub_id = $1 AND voided IS FALSE AND id IN ({}) ORDER BY id",
            in_list(2, chunk.len())
        ));
        let rows: Vec<(VisitId, String)> = tx
            .all(stmt.bind(scope.hub()).bind_all(chunk.iter().copied()))
            .await?;
        for (id, word) in rows {
            let outcome = Outcome::ALL
                .into_iter()
                .find(|outcome| outcome.as_str() == word);
            let outcome = outcome.ok_or_else(|| Error::Corrupt {
                table: "visits",
                column: "outcome",
                row: id.to_string(),
            })?;
            found.push((id, outcome));
        }
    }
    found.sort_by_key(|(id, _)| *id);
    Ok(found)
}

/// Doors this shift listened at that were listened to on another visit between two days.
///
/// # Errors
/// When the engine fails.
pub async fn listened_twice(
    tx: &mut Tx,
    scope: HubScope,
    shift: ShiftId,
    (from, to): (Day, Day),
) -> Result<Vec<DoorId>> {
    let stmt = sql(LISTENED_TWICE).bind(scope.hub()).bind(shift);
    let rows: Vec<(DoorId,)> = tx.all(stmt.bind(from).bind(to)).await?;
    Ok(rows.into_iter().map(|(door,)| door).collect())
}

/// Which visits to count doors of.
#[derive(Clone, Debug)]
pub struct DoorFilter {
    /// From this day.
    pub from: Day,
    /// To this day.
    pub to: Day,
    /// Of this programme, or of all.
    pub programme: Option<ProgrammeId>,
    /// Of this campaign, or of all.
    pub campaign: Option<CampaignId>,
    /// Of campaigns in this patch, or of all.
    pub patch: Option<PatchId>,
    /// Of doors in this small area of 2011, or of all.
    pub lsoa_2011: Option<String>,
    /// Of doors in this small area of 2021, or of all.
    pub lsoa_2021: Option<String>,
}

impl DoorFilter {
    /// All visits between two days.
    #[must_use]
    pub const fn between(from: Day, to: Day) -> Self {
        Self {
            from,
            to,
            programme: None,
            campaign: None,
            patch: None,
            lsoa_2011: None,
            lsoa_2021: None,
        }
    }

    fn bind(&self, text: &'static str, scope: HubScope) -> crate::db::Stmt {
        sql(text)
            .bind(scope.hub())
            .bind(self.from)
            .bind(self.to)
            .bind(self.programme)
            .bind(self.campaign)
            .bind(self.patch)
            .bind(self.lsoa_2011.clone())
            .bind(self.lsoa_2021.clone())
    }
}

/// Distinct doors that were tried, answered and listened at. They do not add up over parts of a
/// whole: a door visited in two campaigns is one door of the hub. Of visits that were too old to
/// be kept, nobody knows any more whether two campaigns met at one door: such a door counts in
/// each. Spans of whole months are exact for them.
///
/// # Errors
/// When the engine fails.
pub async fn door_counts(tx: &mut Tx, scope: HubScope, filter: &DoorFilter) -> Result<DoorCounts> {
    let mut counts: DoorCounts = tx.one(filter.bind(DOORS, scope)).await?;
    for gone in tallies::gone(tx, scope, filter).await? {
        counts.add(gone.counts);
    }
    Ok(counts)
}

#[derive(sqlx::FromRow)]
struct OfPatch {
    of_patch: PatchId,
    #[sqlx(flatten)]
    doors: DoorCounts,
}

/// The same for each patch a campaign listened in.
///
/// # Errors
/// When the engine fails.
pub async fn door_counts_by_patch(
    tx: &mut Tx,
    scope: HubScope,
    filter: &DoorFilter,
) -> Result<Vec<(PatchId, DoorCounts)>> {
    let rows: Vec<OfPatch> = tx.all(filter.bind(DOORS_BY_PATCH, scope)).await?;
    let rows = rows.into_iter().map(|row| (row.of_patch, row.doors));
    let mut by_patch: BTreeMap<PatchId, DoorCounts> = rows.collect();
    for gone in tallies::gone(tx, scope, filter).await? {
        by_patch.entry(gone.patch).or_default().add(gone.counts);
    }
    by_patch.retain(|_, doors| *doors != DoorCounts::default());
    Ok(by_patch.into_iter().collect())
}

#[derive(sqlx::FromRow)]
struct OfArea {
    code: Option<String>,
    #[sqlx(flatten)]
    doors: DoorCounts,
}

/// The same for each small area of a vintage; `None` is the row of doors without an area.
///
/// # Errors
/// When the engine fails.
pub async fn door_counts_by_area(
    tx: &mut Tx,
    scope: HubScope,
    filter: &DoorFilter,
    vintage: crate::areas::model::Vintage,
) -> Result<Vec<(Option<String>, DoorCounts)>> {
    let of_2011 = vintage == crate::areas::model::Vintage::Y2011;
    let text = if of_2011 {
        DOORS_BY_2011
    } else {
        DOORS_BY_2021
    };
    let rows: Vec<OfArea> = tx.all(filter.bind(text, scope)).await?;
    let rows = rows.into_iter().map(|row| (row.code, row.doors));
    let mut by_area: BTreeMap<Option<String>, DoorCounts> = rows.collect();
    for gone in tallies::gone(tx, scope, filter).await? {
        let code = if of_2011 {
            gone.lsoa_2011
        } else {
            gone.lsoa_2021
        };
        by_area.entry(code).or_default().add(gone.counts);
    }
    by_area.retain(|_, doors| *doors != DoorCounts::default());
    Ok(by_area.into_iter().collect())
}

/// How many causes a do-not-knock rests on, as far as visits say.
///
/// # Errors
/// When the engine fails.
pub async fn causes(tx: &mut Tx, door: DoorId) -> Result<i64> {
    tx.value(sql(CAUSES).bind(door)).await
}

/// Notes that a do-not-knock rests on this record too.
///
/// # Errors
/// When the engine fails.
pub async fn add_cause(tx: &mut Tx, door: DoorId, record: OpId) -> Result<()> {
    tx.run(sql(ADD_CAUSE).bind(door).bind(record))
        .await
        .map(drop)
}

/// Takes a cause away; false when it was none.
///
/// # Errors
/// When the engine fails.
pub async fn delete_cause(tx: &mut Tx, door: DoorId, record: OpId) -> Result<bool> {
    Ok(tx.run(sql(DELETE_CAUSE).bind(door).bind(record)).await? > 0)
}

/// Forgets what an earlier wish rested on: the resident lifted it.
///
/// # Errors
/// When the engine fails.
pub async fn delete_causes(tx: &mut Tx, door: DoorId) -> Result<()> {
    tx.run(sql(DELETE_CAUSES).bind(door)).await.map(drop)
}

/// Keeps visits, and no longer that this person knocked.
///
/// # Errors
/// When the engine fails.
pub async fn forget_person(tx: &mut Tx, person: PersonId, nobody: PersonId) -> Result<()> {
    tx.run(sql(FORGET_PERSON).bind(person).bind(nobody))
        .await
        .map(drop)
}
