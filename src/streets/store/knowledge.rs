//! SQL of what is known of a door: labels, do-not-knock, where it stands in campaigns.

use std::collections::BTreeMap;

use mobile_api::wire::ops::{HourBand, Outcome};

use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, DoorId},
        time::Day,
    },
    db::{Error, Result, Tx, in_list, sql, sql_dynamic},
    streets::model::{DoNotKnock, DoorLabel, DoorState, DoorStateRow},
};

/// The columns of a state.
macro_rules! state_columns {
    () => {
        "door_id, campaign_id, state, tries, hour_bands, last_on, last_outcome, language, \
         come_back, tried_on, declined_on"
    };
}

crate::statements! {
    /// What the hub's people found at a door.
    LABEL = "\
        SELECT label, number, floor, status, status_on FROM door_labels
        WHERE hub_id = $1 AND door_id = $2";
    /// Keeps what is said and leaves the rest as it was.
    KEEP_LABEL = "\
        INSERT INTO door_labels (hub_id, door_id, label, number, floor, status, status_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (hub_id, door_id) DO UPDATE SET
          label = COALESCE(excluded.label, door_labels.label),
          number = COALESCE(excluded.number, door_labels.number),
          floor = COALESCE(excluded.floor, door_labels.floor),
          status = COALESCE(excluded.status, door_labels.status),
          status_on = COALESCE(excluded.status_on, door_labels.status_on)";
    /// A resident's wish.
    DO_NOT_KNOCK = "SELECT since, lifted_on FROM do_not_knock WHERE door_id = $1";
    /// Sets the wish; the first day stays while it holds.
    SET_DO_NOT_KNOCK = "\
        INSERT INTO do_not_knock (door_id, since) VALUES ($1, $2)
        ON CONFLICT (door_id) DO UPDATE SET since = excluded.since, lifted_on = NULL
        WHERE do_not_knock.lifted_on IS NOT NULL";
    /// Lifts the wish.
    LIFT_DO_NOT_KNOCK = "\
        UPDATE do_not_knock SET lifted_on = $2 WHERE door_id = $1 AND lifted_on IS NULL";
    /// Keeps where a door stands in a campaign.
    KEEP_STATE = concat!(
        "INSERT INTO door_states (hub_id, ", state_columns!(), ")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (hub_id, door_id, campaign_id) DO UPDATE SET
           state = excluded.state, tries = excluded.tries, hour_bands = excluded.hour_bands,
           last_on = excluded.last_on, last_outcome = excluded.last_outcome,
           language = excluded.language, come_back = excluded.come_back,
           tried_on = excluded.tried_on, declined_on = excluded.declined_on");
    /// Forgets where a door stands in a campaign.
    DELETE_STATE = "\
        DELETE FROM door_states WHERE hub_id = $1 AND door_id = $2 AND campaign_id = $3";
    /// Where a door stands in the hub's campaigns.
    STATES_OF = concat!(
        "SELECT ", state_columns!(), " FROM door_states
         WHERE hub_id = $1 AND door_id = $2 ORDER BY campaign_id");
}

/// What the hub's people found at a door.
///
/// # Errors
/// When the engine fails.
pub async fn label_of(tx: &mut Tx, scope: HubScope, door: DoorId) -> Result<Option<DoorLabel>> {
    tx.maybe(sql(LABEL).bind(scope.hub()).bind(door)).await
}

/// Keeps what `said` says; what it leaves out stays as it was.
///
/// # Errors
/// When the engine fails.
pub async fn label_door(tx: &mut Tx, scope: HubScope, door: DoorId, said: DoorLabel) -> Result<()> {
    let stmt = sql(KEEP_LABEL).bind(scope.hub()).bind(door);
    let stmt = stmt.bind(said.label).bind(said.number).bind(said.floor);
    let stmt = stmt.bind(said.status).bind(said.status_on);
    tx.run(stmt).await.map(drop)
}

/// The resident's wish, whether it holds or was lifted.
///
/// # Errors
/// When the engine fails.
pub async fn do_not_knock(tx: &mut Tx, door: DoorId) -> Result<Option<DoNotKnock>> {
    tx.maybe(sql(DO_NOT_KNOCK).bind(door)).await
}

/// Whether nobody of any hub may knock.
///
/// # Errors
/// When the engine fails.
pub async fn is_do_not_knock(tx: &mut Tx, door: DoorId) -> Result<bool> {
    let wish = do_not_knock(tx, door).await?;
    Ok(wish.is_some_and(|wish| wish.holds()))
}

/// Keeps a resident's wish not to be called on. Asked for again while it holds, nothing changes.
///
/// # Errors
/// When the engine fails, or there is no such door.
pub async fn set_do_not_knock(tx: &mut Tx, door: DoorId, day: Day) -> Result<()> {
    tx.run(sql(SET_DO_NOT_KNOCK).bind(door).bind(day))
        .await
        .map(drop)
}

/// Lifts it at the resident's wish; false when none held.
///
/// # Errors
/// When the engine fails.
pub async fn lift_do_not_knock(tx: &mut Tx, door: DoorId, day: Day) -> Result<bool> {
    Ok(tx.run(sql(LIFT_DO_NOT_KNOCK).bind(door).bind(day)).await? > 0)
}

#[derive(sqlx::FromRow)]
struct StateRow {
    door_id: DoorId,
    campaign_id: CampaignId,
    state: DoorState,
    tries: i64,
    hour_bands: i64,
    last_on: Day,
    last_outcome: String,
    language: Option<String>,
    come_back: Option<String>,
    tried_on: Option<Day>,
    declined_on: Option<Day>,
}

impl StateRow {
    fn row(self) -> Result<DoorStateRow> {
        let door = self.door_id;
        let corrupt = |column| {
            move || Error::Corrupt {
                table: "door_states",
                column,
                row: door.to_string(),
            }
        };
        let come_back = match self.come_back {
            None => None,
            Some(word) => Some(band(&word).ok_or_else(corrupt("come_back"))?),
        };
        Ok(DoorStateRow {
            door_id: door,
            campaign_id: self.campaign_id,
            state: self.state,
            tries: self.tries,
            hour_bands: self.hour_bands,
            last_on: self.last_on,
            last_outcome: Outcome::ALL
                .into_iter()
                .find(|outcome| outcome.as_str() == self.last_outcome)
                .ok_or_else(corrupt("last_outcome"))?,
            language: self.language,
            come_back,
            tried_on: self.tried_on,
            declined_on: self.declined_on,
        })
    }
}

fn band(word: &str) -> Option<HourBand> {
    [
        HourBand::Morning,
        HourBand::Midday,
        HourBand::Afternoon,
        HourBand::Evening,
    ]
    .into_iter()
    .find(|band| band.as_str() == word)
}

/// Keeps where a door stands in a campaign.
///
/// # Errors
/// When the engine fails.
pub async fn keep_state(tx: &mut Tx, scope: HubScope, row: DoorStateRow) -> Result<()> {
    let stmt = sql(KEEP_STATE)
        .bind(scope.hub())
        .bind(row.door_id)
        .bind(row.campaign_id)
        .bind(row.state)
        .bind(row.tries)
        .bind(row.hour_bands)
        .bind(row.last_on)
        .bind(row.last_outcome.as_str().to_owned())
        .bind(row.language)
        .bind(row.come_back.map(|band| band.as_str().to_owned()))
        .bind(row.tried_on)
        .bind(row.declined_on);
    tx.run_expecting(1, stmt).await
}

/// Forgets where a door stands in a campaign: its last visit there was taken back.
///
/// # Errors
/// When the engine fails.
pub async fn delete_state(
    tx: &mut Tx,
    scope: HubScope,
    door: DoorId,
    campaign: CampaignId,
) -> Result<()> {
    let stmt = sql(DELETE_STATE).bind(scope.hub());
    tx.run(stmt.bind(door).bind(campaign)).await.map(drop)
}

/// Where a door stands in the hub's campaigns.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn states_of(tx: &mut Tx, scope: HubScope, door: DoorId) -> Result<Vec<DoorStateRow>> {
    let rows: Vec<StateRow> = tx.all(sql(STATES_OF).bind(scope.hub()).bind(door)).await?;
    rows.into_iter().map(StateRow::row).collect()
}

/// Doors asked about in one statement.
const DOORS_AT_ONCE: usize = 500;

/// What is known of many doors at once.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// Doors not to be knocked at.
    pub do_not_knock: std::collections::BTreeSet<DoorId>,
    /// What the hub's people found.
    pub labels: BTreeMap<DoorId, DoorLabel>,
    /// Where they stand in the hub's campaigns.
    pub states: BTreeMap<DoorId, Vec<DoorStateRow>>,
}

/// What is known of these doors.
///
/// # Errors
/// When the engine fails or a stored word makes no sense.
pub async fn known_of(tx: &mut Tx, scope: HubScope, doors: &[DoorId]) -> Result<Knowledge> {
    let mut known = Knowledge::default();
    for chunk in doors.chunks(DOORS_AT_ONCE) {
        let wishes = sql_dynamic(format!(
            "SELECT door_id FROM do_not_knock WHERE lifted_on IS NULL AND door_id IN ({})",
            in_list(1, chunk.len())
        ));
        let wishes: Vec<(DoorId,)> = tx.all(wishes.bind_all(chunk.iter().copied())).await?;
        known
            .do_not_knock
            .extend(wishes.into_iter().map(|(door,)| door));
        for row in labels_of(tx, scope, chunk).await? {
            known.labels.insert(row.door_id, row.label);
        }
        let states = sql_dynamic(format!(
            "SELECT {} FROM door_states WHERE hub_id = $1 AND door_id IN ({})
             ORDER BY door_id, campaign_id",
            state_columns!(),
            in_list(2, chunk.len())
        ));
        let states = states.bind(scope.hub()).bind_all(chunk.iter().copied());
        for row in tx.all::<StateRow>(states).await? {
            let of_door = known.states.entry(row.door_id).or_default();
            of_door.push(row.row()?);
        }
    }
    Ok(known)
}

#[derive(sqlx::FromRow)]
struct LabelRow {
    door_id: DoorId,
    #[sqlx(flatten)]
    label: DoorLabel,
}

async fn labels_of(tx: &mut Tx, scope: HubScope, doors: &[DoorId]) -> Result<Vec<LabelRow>> {
    let stmt = sql_dynamic(format!(
        "SELECT door_id, label, number, floor, status, status_on FROM door_labels
         WHERE hub_id = $1 AND door_id IN ({})",
        in_list(2, doors.len())
    ));
    tx.all(stmt.bind(scope.hub()).bind_all(doors.iter().copied()))
        .await
}
