//! SQL of lists on paper.

use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, DoorId, ShiftId, WalkListId},
        time::EpochMs,
    },
    db::{Error, Result, Tx, sql},
};

crate::statements! {
    /// The sheet of a list in a version.
    OF_LIST = "\
        SELECT code, list_id, version, stops, chance FROM paper_sheets
        WHERE hub_id = $1 AND list_id = $2 AND version = $3";
    /// The chance that the sheets of a list share.
    CHANCE = "\
        SELECT chance FROM paper_sheets WHERE hub_id = $1 AND list_id = $2
        ORDER BY version LIMIT 1";
    /// The sheet of a code.
    OF_CODE = "\
        SELECT code, list_id, version, stops, chance FROM paper_sheets
        WHERE hub_id = $1 AND code = $2";
    /// Keeps a sheet; the first of a version stays.
    INSERT = "\
        INSERT INTO paper_sheets (hub_id, code, list_id, version, stops, chance, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT DO NOTHING";
    /// New chance for the sheets of a shift's lists.
    RENEW = "\
        UPDATE paper_sheets SET chance = $3
        WHERE hub_id = $1 AND list_id IN
          (SELECT id FROM walk_lists WHERE hub_id = $1 AND shift_id = $2)";
    /// Sheets of a campaign go.
    FORGET = "\
        DELETE FROM paper_sheets WHERE hub_id = $1 AND list_id IN
          (SELECT id FROM walk_lists WHERE hub_id = $1 AND campaign_id = $2)";
}

/// A list on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its code, without a hyphen.
    pub code: String,
    /// The list.
    pub list: WalkListId,
    /// The version of the list that it shows.
    pub version: i64,
    /// The numbers and doors printed.
    pub stops: Vec<(i64, DoorId)>,
    /// What the ids of records keyed from it are made with.
    pub chance: String,
}

#[derive(sqlx::FromRow)]
struct SheetRow {
    code: String,
    list_id: WalkListId,
    version: i64,
    stops: String,
    chance: String,
}

impl SheetRow {
    fn sheet(self) -> Result<Sheet> {
        let stops = serde_json::from_str(&self.stops).map_err(|_| Error::Corrupt {
            table: "paper_sheets",
            column: "stops",
            row: self.code.clone(),
        })?;
        Ok(Sheet {
            code: self.code,
            list: self.list_id,
            version: self.version,
            stops,
            chance: self.chance,
        })
    }
}

/// The sheet of a list in a version, made the first time it is asked for. `None` when the code is
/// another sheet's by chance: then another one is tried.
///
/// # Errors
/// When the engine fails or something stored makes no sense.
pub async fn sheet(
    tx: &mut Tx,
    scope: HubScope,
    new: &Sheet,
    now: EpochMs,
) -> Result<Option<Sheet>> {
    let chance: Option<(String,)> = tx
        .maybe(sql(CHANCE).bind(scope.hub()).bind(new.list))
        .await?;
    let chance = chance.map_or_else(|| new.chance.clone(), |(chance,)| chance);
    let stops = serde_json::to_string(&new.stops).expect("numbers and ids turn into JSON");
    let insert = sql(INSERT)
        .bind(scope.hub())
        .bind(new.code.clone())
        .bind(new.list)
        .bind(new.version)
        .bind(stops)
        .bind(chance)
        .bind(now);
    tx.run(insert).await?;
    let row: Option<SheetRow> = tx
        .maybe(
            sql(OF_LIST)
                .bind(scope.hub())
                .bind(new.list)
                .bind(new.version),
        )
        .await?;
    row.map(SheetRow::sheet).transpose()
}

/// The sheet of a code.
///
/// # Errors
/// When the engine fails or something stored makes no sense.
pub async fn of_code(tx: &mut Tx, scope: HubScope, code: &str) -> Result<Option<Sheet>> {
    let row: Option<SheetRow> = tx
        .maybe(sql(OF_CODE).bind(scope.hub()).bind(code.to_owned()))
        .await?;
    row.map(SheetRow::sheet).transpose()
}

/// Lets go what the ids of records keyed from the sheets of a shift were made with: it was split.
///
/// # Errors
/// When the engine fails.
pub async fn renew(tx: &mut Tx, scope: HubScope, shift: ShiftId, chance: [u8; 32]) -> Result<()> {
    let stmt = sql(RENEW).bind(scope.hub()).bind(shift);
    tx.run(stmt.bind(hex::encode(chance))).await.map(drop)
}

/// Lets the sheets of a campaign go, with its visits.
///
/// # Errors
/// When the engine fails.
pub async fn forget(tx: &mut Tx, scope: HubScope, campaign: CampaignId) -> Result<u64> {
    tx.run(sql(FORGET).bind(scope.hub()).bind(campaign)).await
}
