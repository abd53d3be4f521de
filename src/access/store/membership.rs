//! SQL of how hubs change: one change after the other, each kept with how the hub stood before.

use crate::{
    access::model::{Hub, HubStanding, HubStep},
    base::{ids::HubId, time::Day},
    db::{Error, Result, Tx, sql},
};

crate::statements! {
    /// Holds how all hubs stand until the transaction ends: a merger looks at more than one of them.
    LOCK = "\
        INSERT INTO house (key, value) VALUES ('membership', 'one change at a time')
        ON CONFLICT (key) DO UPDATE SET value = house.value";
    /// Keeps what changed of a hub; what it is and whose place it took stay.
    SAVE = "\
        UPDATE hubs SET name = $3, region = $4, funded = $5, joins_on = $6, leaves_on = $7,
          merged_into = $8, version = $2
        WHERE id = $1";
    /// Keeps a change.
    INSERT_STEP = "\
        INSERT INTO hub_changes (hub_id, version, said, stood, undoes, changed_on)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// What changed about a hub, newest first.
    STEPS = "\
        SELECT version, said, stood, undoes, changed_on FROM hub_changes
        WHERE hub_id = $1 ORDER BY version DESC";
    /// Was anybody ever let into this hub? Letting in leaves a line in its chain, even when the grant
    /// is gone.
    HAS_PEOPLE = "\
        SELECT (SELECT COUNT(*) FROM grants WHERE hub_id = $1)
             + (SELECT COUNT(*) FROM audit_heads WHERE hub_id = $1 AND seq > 0)";
}

/// Holds how all hubs stand until the transaction ends.
///
/// # Errors
/// When the engine fails.
pub async fn lock(tx: &mut Tx) -> Result<()> {
    tx.run(sql(LOCK)).await.map(drop)
}

/// Keeps how a hub stands after a change, and the change.
///
/// # Errors
/// When another hub has the name, the hub is not there, or the engine fails.
pub async fn save(tx: &mut Tx, hub: &Hub, step: &HubStep) -> Result<()> {
    let stood = serde_json::to_string(&step.stood).expect("how a hub stands turns into JSON");
    let hub = hub.clone();
    tx.run_expecting(
        1,
        sql(SAVE)
            .bind(hub.id)
            .bind(step.version)
            .bind(hub.name)
            .bind(hub.region)
            .bind(hub.funded)
            .bind(hub.joins_on)
            .bind(hub.leaves_on)
            .bind(hub.merged_into),
    )
    .await?;
    tx.run_expecting(
        1,
        sql(INSERT_STEP)
            .bind(hub.id)
            .bind(step.version)
            .bind(step.said.clone())
            .bind(stood)
            .bind(step.undoes)
            .bind(step.changed_on),
    )
    .await
}

#[derive(sqlx::FromRow)]
struct StepRow {
    version: i64,
    said: String,
    stood: String,
    undoes: Option<i64>,
    changed_on: Day,
}

/// What changed about a hub, newest first.
///
/// # Errors
/// When the engine fails or a change makes no sense.
pub async fn steps(tx: &mut Tx, hub: HubId) -> Result<Vec<HubStep>> {
    let rows: Vec<StepRow> = tx.all(sql(STEPS).bind(hub)).await?;
    let step = |row: StepRow| {
        let stood: HubStanding = serde_json::from_str(&row.stood).map_err(|_| Error::Corrupt {
            table: "hub_changes",
            column: "stood",
            row: format!("{hub}/{}", row.version),
        })?;
        Ok(HubStep {
            version: row.version,
            said: row.said,
            stood,
            undoes: row.undoes,
            changed_on: row.changed_on,
        })
    };
    rows.into_iter().map(step).collect()
}

/// Whether anybody was ever let into this hub.
///
/// # Errors
/// When the engine fails.
pub async fn has_people(tx: &mut Tx, hub: HubId) -> Result<bool> {
    let found: i64 = tx.value(sql(HAS_PEOPLE).bind(hub)).await?;
    Ok(found > 0)
}
