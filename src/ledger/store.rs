//! SQL of the ledger's lines, its quarters, returns and targets. What a return may still lack is read
//! in [`missing`], what a figure is made of in [`parts`], where a hub may want help in [`support`].

pub mod missing;
pub mod parts;
pub mod support;

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{
    model::{Line, Network, Place, Return, ReturnState, Target, Window},
    rules,
};
use crate::{
    access::HubScope,
    base::{
        ids::{HubId, Ids, LedgerEntryId, PatchId, ProgrammeId, ReturnId},
        time::{EpochMs, Quarter},
    },
    db::{Cell, Result, Row, Stmt, Tx, bulk_insert, row, sql},
    tally::Measure,
};

/// A sum for each value of one column, within a hub, a programme and a window.
macro_rules! summed_by {
    ($column:literal) => {
        concat!(
            "SELECT ",
            $column,
            ", measure, CAST(SUM(delta) AS BIGINT) AS total FROM ledger_entries
             WHERE hub_id = $1 AND programme_id = $2
               AND dated_in >= $3 AND dated_in <= $4 AND reported_in >= $5 AND reported_in <= $6
               AND (CAST($7 AS TEXT) IS NULL OR mode = $7)
             GROUP BY ",
            $column,
            ", measure"
        )
    };
}

crate::statements! {
    /// Takes a quarter until the transaction ends; was it frozen?
    TAKE_QUARTER = "\
        INSERT INTO ledger_quarters (hub_id, programme_id, quarter, frozen_at, posts)
        VALUES ($1, $2, $3, NULL, 1)
        ON CONFLICT (hub_id, programme_id, quarter)
        DO UPDATE SET posts = ledger_quarters.posts + 1
        RETURNING frozen_at";
    /// Freezes a quarter that was taken.
    FREEZE_QUARTER = "\
        UPDATE ledger_quarters SET frozen_at = $4
        WHERE hub_id = $1 AND programme_id = $2 AND quarter = $3 AND frozen_at IS NULL";
    /// What stands of a record, by cell.
    STANDING = "\
        SELECT programme_id, measure, happened_on, dated_in, mode, patch_id, cell, lsoa_2011,
               lsoa_2021, CAST(SUM(delta) AS BIGINT) AS standing
        FROM ledger_entries WHERE hub_id = $1 AND subject_id = $2
        GROUP BY programme_id, measure, happened_on, dated_in, mode, patch_id, cell, lsoa_2011,
                 lsoa_2021
        HAVING SUM(delta) <> 0";
    /// Sums by patch.
    BY_PATCH = summed_by!("patch_id");
    /// Sums by cell.
    BY_CELL = summed_by!("cell");
    /// Sums by small area of 2011.
    BY_LSOA_2011 = summed_by!("lsoa_2011");
    /// Sums by small area of 2021.
    BY_LSOA_2021 = summed_by!("lsoa_2021");
    /// Sums by mode.
    BY_MODE = summed_by!("mode");
    /// Sums by both quarters.
    BY_QUARTERS = summed_by!("dated_in, reported_in");
    /// Sums by both quarters of every hub.
    BY_HUB = "\
        SELECT hub_id, dated_in, reported_in, measure, CAST(SUM(delta) AS BIGINT) AS total
        FROM ledger_entries
        WHERE programme_id = $1
          AND dated_in >= $2 AND dated_in <= $3 AND reported_in >= $4 AND reported_in <= $5
          AND (CAST($6 AS TEXT) IS NULL OR mode = $6)
        GROUP BY hub_id, dated_in, reported_in, measure";
    /// What a quarter reports of earlier ones.
    ADJUSTMENTS = "\
        SELECT dated_in, patch_id, reason, measure, CAST(SUM(delta) AS BIGINT) AS total
        FROM ledger_entries
        WHERE hub_id = $1 AND programme_id = $2 AND reported_in = $3 AND dated_in <> $3
        GROUP BY dated_in, patch_id, reason, measure
        HAVING SUM(delta) <> 0
        ORDER BY dated_in, patch_id, reason, measure";
    /// Keeps a return that was frozen. No statement changes its body.
    INSERT_RETURN = "\
        INSERT INTO returns
          (hub_id, id, programme_id, quarter, state, definition_set, body, body_sha256, words,
           frozen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// A hub's return of a quarter.
    RETURN = "\
        SELECT id, hub_id, programme_id, quarter, state, definition_set, body, body_sha256, words,
               question, frozen_at, submitted_at, locked_at
        FROM returns WHERE hub_id = $1 AND programme_id = $2 AND quarter = $3";
    /// A return of any hub.
    ANY_RETURN = "\
        SELECT id, hub_id, programme_id, quarter, state, definition_set, body, body_sha256, words,
               question, frozen_at, submitted_at, locked_at
        FROM returns WHERE id = $1";
    /// The returns of every hub for a quarter.
    RETURNS_OF_ALL = "\
        SELECT id, hub_id, programme_id, quarter, state, definition_set, body, body_sha256, words,
               question, frozen_at, submitted_at, locked_at
        FROM returns WHERE programme_id = $1 AND quarter = $2 ORDER BY hub_id";
    /// The quarters of a hub in a programme, and where the return of each stands.
    STANDS = "SELECT quarter, state FROM returns WHERE hub_id = $1 AND programme_id = $2";
    /// Takes a return a step on, from where it stood.
    KEEP_STEP = "\
        UPDATE returns
        SET state = $4, words = $5, question = $6, submitted_at = $7, locked_at = $8
        WHERE hub_id = $1 AND id = $2 AND state = $3";
    /// The newest version of each target, of a quarter or all.
    TARGETS = "\
        SELECT t.programme_id, t.measure, t.quarter, t.version, t.value
        FROM targets t
        WHERE t.hub_id = $1 AND t.programme_id = $2
          AND (CAST($3 AS TEXT) IS NULL OR t.quarter = $3)
          AND t.version = (SELECT MAX(n.version) FROM targets n
                           WHERE n.hub_id = $1 AND n.programme_id = $2
                             AND n.measure = t.measure AND n.quarter = t.quarter)
        ORDER BY t.quarter, t.measure";
    /// Sets a target: a new version, the earlier ones stay.
    KEEP_TARGET = "\
        INSERT INTO targets (hub_id, programme_id, measure, quarter, version, value)
        VALUES ($1, $2, $3, $4, $5, $6)";
}

/// Takes a quarter as a lock until the transaction ends, and says when it was frozen, if it was.
///
/// # Errors
/// When the engine fails.
pub async fn take_quarter(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Option<EpochMs>> {
    tx.value(
        sql(TAKE_QUARTER)
            .bind(scope.hub())
            .bind(programme)
            .bind(quarter),
    )
    .await
}

/// Freezes a quarter that this transaction has taken.
///
/// # Errors
/// When it was frozen before, or the engine fails.
pub async fn freeze_quarter(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
    now: EpochMs,
) -> Result<()> {
    tx.run_expecting(
        1,
        sql(FREEZE_QUARTER)
            .bind(scope.hub())
            .bind(programme)
            .bind(quarter)
            .bind(now),
    )
    .await
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    #[sqlx(flatten)]
    place: Place,
    standing: i64,
}

/// What stands of a record, by cell.
///
/// # Errors
/// When the engine fails.
pub async fn standing(tx: &mut Tx, scope: HubScope, subject: Uuid) -> Result<BTreeMap<Place, i64>> {
    let rows: Vec<StandingRow> = tx
        .all(sql(STANDING).bind(scope.hub()).bind(subject))
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.place, row.standing))
        .collect())
}

/// Writes lines, each reported where `reported_in` says. Their ids tell nothing of their order.
///
/// # Errors
/// When the engine fails.
pub async fn insert_lines(
    tx: &mut Tx,
    scope: HubScope,
    now: EpochMs,
    ids: &Ids,
    lines: &[Line],
    reported_in: impl Fn(&Line) -> Quarter,
) -> Result<()> {
    let rows = lines
        .iter()
        .map(|line| values((scope, now, ids), line, reported_in(line)))
        .collect();
    bulk_insert(
        tx,
        "INSERT INTO ledger_entries
           (hub_id, id, programme_id, subject_id, measure, delta, happened_on, dated_in,
            reported_in, posted_at, mode, patch_id, cell, lsoa_2011, lsoa_2021, reason)",
        16,
        rows,
        "",
    )
    .await
    .map(drop)
}

/// The values of a line, in the order of its columns.
fn values(
    (scope, now, ids): (HubScope, EpochMs, &Ids),
    line: &Line,
    reported: Quarter,
) -> Vec<Cell> {
    let place = line.place.clone();
    row![
        scope.hub(),
        ids.unordered::<LedgerEntryId>(),
        place.programme_id,
        line.subject,
        place.measure,
        line.delta,
        place.happened_on,
        place.dated_in,
        reported,
        now,
        place.mode,
        place.patch_id,
        place.cell,
        place.lsoa_2011,
        place.lsoa_2021,
        rules::reason(&line.reason, place.dated_in, reported),
    ]
}

fn within(stmt: Stmt, window: &Window) -> Stmt {
    stmt.bind(window.dated.0)
        .bind(window.dated.1)
        .bind(window.reported.0)
        .bind(window.reported.1)
        .bind(window.mode.clone())
}

async fn summed<T: Row>(
    tx: &mut Tx,
    statement: &'static str,
    scope: HubScope,
    programme: ProgrammeId,
    window: &Window,
) -> Result<Vec<T>> {
    let stmt = sql(statement).bind(scope.hub()).bind(programme);
    tx.all(within(stmt, window)).await
}

/// A sum of one measure for one key; no key = the residual.
pub type Keyed<K> = (Option<K>, Measure, i64);

/// Sums by patch.
///
/// # Errors
/// When the engine fails.
pub async fn by_patch(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    window: &Window,
) -> Result<Vec<Keyed<PatchId>>> {
    summed(tx, BY_PATCH, scope, programme, window).await
}

/// Sums by cell as stored.
///
/// # Errors
/// When the engine fails.
pub async fn by_cell(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    window: &Window,
) -> Result<Vec<Keyed<i64>>> {
    summed(tx, BY_CELL, scope, programme, window).await
}

/// Sums by small area.
///
/// # Errors
/// When the engine fails.
pub async fn by_lsoa(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    window: &Window,
    vintage: crate::areas::model::Vintage,
) -> Result<Vec<Keyed<String>>> {
    let statement = if vintage == crate::areas::model::Vintage::Y2011 {
        BY_LSOA_2011
    } else {
        BY_LSOA_2021
    };
    summed(tx, statement, scope, programme, window).await
}

/// Sums by mode.
///
/// # Errors
/// When the engine fails.
pub async fn by_mode(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    window: &Window,
) -> Result<Vec<Keyed<String>>> {
    summed(tx, BY_MODE, scope, programme, window).await
}

/// A sum with its two quarters.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct QuarterSum {
    /// Dated in.
    pub dated_in: Quarter,
    /// Reported in.
    pub reported_in: Quarter,
    /// What is counted.
    pub measure: Measure,
    /// How many.
    pub total: i64,
}

/// Sums by both quarters: one statement, so that both series come from one moment.
///
/// # Errors
/// When the engine fails.
pub async fn by_quarters(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    window: &Window,
) -> Result<Vec<QuarterSum>> {
    summed(tx, BY_QUARTERS, scope, programme, window).await
}

/// A sum of one hub with its two quarters.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HubSum {
    /// The hub.
    pub hub_id: HubId,
    /// And the sum.
    #[sqlx(flatten)]
    pub sum: QuarterSum,
}

/// Sums of every hub by both quarters.
///
/// # Errors
/// When the engine fails.
pub async fn by_hub(
    tx: &mut Tx,
    _leave: Network,
    programme: ProgrammeId,
    window: &Window,
) -> Result<Vec<HubSum>> {
    tx.all(within(sql(BY_HUB).bind(programme), window)).await
}

/// A sum that one quarter reports of an earlier one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AdjustmentSum {
    /// The quarter it is dated in.
    pub dated_in: Quarter,
    /// The patch.
    pub patch_id: Option<PatchId>,
    /// Why it came later.
    pub reason: String,
    /// What is counted.
    pub measure: Measure,
    /// How many.
    pub total: i64,
}

/// What a quarter reports of earlier ones, by quarter, patch and reason.
///
/// # Errors
/// When the engine fails.
pub async fn adjustments(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Vec<AdjustmentSum>> {
    tx.all(
        sql(ADJUSTMENTS)
            .bind(scope.hub())
            .bind(programme)
            .bind(quarter),
    )
    .await
}

/// Keeps a return that was frozen.
///
/// # Errors
/// When there is one of this quarter, or the engine fails.
pub async fn insert_return(tx: &mut Tx, scope: HubScope, kept: &Return) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_RETURN)
            .bind(scope.hub())
            .bind(kept.id)
            .bind(kept.programme_id)
            .bind(kept.quarter)
            .bind(kept.state)
            .bind(kept.definition_set.clone())
            .bind(kept.body.clone())
            .bind(kept.body_sha256.clone())
            .bind(kept.words.clone())
            .bind(kept.frozen_at),
    )
    .await
}

/// A hub's return of a quarter, once it was frozen.
///
/// # Errors
/// When the engine fails.
pub async fn return_of(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Option<Return>> {
    let stmt = sql(RETURN).bind(scope.hub()).bind(programme).bind(quarter);
    tx.maybe(stmt).await
}

/// A return of any hub.
///
/// # Errors
/// When the engine fails.
pub async fn any_return(tx: &mut Tx, _leave: Network, id: ReturnId) -> Result<Option<Return>> {
    tx.maybe(sql(ANY_RETURN).bind(id)).await
}

/// The returns of every hub for a quarter.
///
/// # Errors
/// When the engine fails.
pub async fn returns_of_all(
    tx: &mut Tx,
    _leave: Network,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Vec<Return>> {
    tx.all(sql(RETURNS_OF_ALL).bind(programme).bind(quarter))
        .await
}

/// Where the return of each quarter of a hub stands, for who looks across hubs.
///
/// # Errors
/// When the engine fails.
pub async fn stands(
    tx: &mut Tx,
    _leave: Network,
    (hub, programme): (HubId, ProgrammeId),
) -> Result<Vec<(Quarter, ReturnState)>> {
    tx.all(sql(STANDS).bind(hub).bind(programme)).await
}

/// Keeps where a return stands now; false when it no longer stood at `from`.
///
/// # Errors
/// When the engine fails.
pub async fn keep_step(tx: &mut Tx, kept: &Return, from: ReturnState) -> Result<bool> {
    let touched = tx
        .run(
            sql(KEEP_STEP)
                .bind(kept.hub_id)
                .bind(kept.id)
                .bind(from)
                .bind(kept.state)
                .bind(kept.words.clone())
                .bind(kept.question.clone())
                .bind(kept.submitted_at)
                .bind(kept.locked_at),
        )
        .await?;
    Ok(touched == 1)
}

/// The newest version of each target, of one quarter or all.
///
/// # Errors
/// When the engine fails.
pub async fn targets(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Option<Quarter>,
) -> Result<Vec<Target>> {
    let stmt = sql(TARGETS).bind(scope.hub()).bind(programme).bind(quarter);
    tx.all(stmt).await
}

/// Keeps a new version of a target.
///
/// # Errors
/// When this version is there already, or the engine fails.
pub async fn insert_target(tx: &mut Tx, scope: HubScope, target: &Target) -> Result<()> {
    tx.run_expecting(
        1,
        sql(KEEP_TARGET)
            .bind(scope.hub())
            .bind(target.programme_id)
            .bind(target.measure.clone())
            .bind(target.quarter)
            .bind(target.version)
            .bind(target.value),
    )
    .await
}
