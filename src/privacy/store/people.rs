//! SQL of what is stored of somebody with an account: read for them, never changed here.

use serde::Serialize;

use crate::{
    access::HubScope,
    base::{
        ids::{HubId, InstallId, OpId, PersonId, ShiftId},
        time::{Day, EpochMs},
    },
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Everybody who ever had a role in this hub.
    EVER = "\
        SELECT DISTINCT p.id, p.display_name
        FROM people p JOIN grants g ON g.person_id = p.id
        WHERE g.hub_id = $1 ORDER BY p.display_name, p.id";
    /// Does somebody have a role, past or present, anywhere but in this hub?
    ELSEWHERE = "\
        SELECT COUNT(*) FROM grants WHERE person_id = $1 AND (hub_id IS NULL OR hub_id <> $2)";
    /// The hubs in which somebody ever had a role.
    HUBS = "\
        SELECT DISTINCT hub_id FROM grants WHERE person_id = $1 AND hub_id IS NOT NULL
        ORDER BY hub_id";
    /// Who is there of a list?
    IS_HERE = "SELECT COUNT(*) FROM people WHERE id = $1";
    /// The account.
    ACCOUNT = "SELECT display_name, languages, created_at FROM people WHERE id = $1";
    /// Roles in this hub.
    GRANTS = "\
        SELECT role, valid_from, valid_to FROM grants
        WHERE hub_id = $1 AND person_id = $2 ORDER BY valid_from";
    /// Phones.
    PHONES = "\
        SELECT id, enrolled_at, last_seen_at, revoked_at FROM installs
        WHERE hub_id = $1 AND person_id = $2 ORDER BY enrolled_at";
    /// Sign-ins.
    SIGN_INS = "\
        SELECT created_at, expires_at, revoked_at, token_name FROM sessions
        WHERE hub_id = $1 AND person_id = $2 ORDER BY created_at";
    /// Shifts somebody was on.
    SHIFTS = "\
        SELECT s.id, p.part, s.planned_start, s.planned_end, s.started_at, s.ended_at,
               s.start_place, s.last_street
        FROM shift_people p JOIN shifts s ON s.hub_id = p.hub_id AND s.id = p.shift_id
        WHERE p.hub_id = $1 AND p.person_id = $2 ORDER BY s.planned_start";
    /// Shifts somebody watched over.
    WATCHED = "\
        SELECT id, planned_start, planned_end FROM shifts
        WHERE hub_id = $1 AND buddy_id = $2 ORDER BY planned_start";
    /// Doors knocked at, by day.
    VISITS = "\
        SELECT day, COUNT(*) AS visits FROM visits
        WHERE hub_id = $1 AND person_id = $2 AND voided IS FALSE GROUP BY day ORDER BY day";
    /// What somebody wrote after shifts.
    REFLECTIONS = "\
        SELECT id, shift_id, answers FROM reflections
        WHERE hub_id = $1 AND person_id = $2 ORDER BY id";
    /// Records that were handed in, by kind.
    RECORDS = "\
        SELECT kind, COUNT(*) AS records FROM ops
        WHERE hub_id = $1 AND person_id = $2 GROUP BY kind ORDER BY kind";
    /// Alerts somebody settled.
    ALERTS = "SELECT COUNT(*) FROM alerts WHERE hub_id = $1 AND resolved_by = $2";
    /// Records somebody decided about.
    DECISIONS = "SELECT COUNT(*) FROM held_ops WHERE hub_id = $1 AND decided_by = $2";
    /// Every sign-in at the desk ends: who was signed out since the backup would be in again.
    END_SIGN_INS = "\
        UPDATE sessions SET revoked_at = $1 WHERE install_id IS NULL AND revoked_at IS NULL";
    /// Codes that nobody used when the backup was made may have been used since.
    END_CODES = "UPDATE codes SET expires_at = $1 WHERE used_at IS NULL AND expires_at > $1";
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Account {
    /// Their id.
    pub id: PersonId,
    /// The name colleagues know.
    #[sqlx(rename = "display_name")]
    pub name: String,
}

/// Everybody who has or had a role in this hub.
///
/// # Errors
/// When the engine fails.
pub async fn ever(tx: &mut Tx, scope: HubScope) -> Result<Vec<Account>> {
    tx.all(sql(EVER).bind(scope.hub())).await
}

/// Whether somebody has or had a role anywhere else.
///
/// # Errors
/// When the engine fails.
pub async fn elsewhere(tx: &mut Tx, scope: HubScope, person: PersonId) -> Result<bool> {
    let found: i64 = tx
        .value(sql(ELSEWHERE).bind(person).bind(scope.hub()))
        .await?;
    Ok(found > 0)
}

/// The hubs in which somebody has or had a role.
///
/// # Errors
/// When the engine fails.
pub async fn hubs(tx: &mut Tx, person: PersonId) -> Result<Vec<HubId>> {
    let rows: Vec<(HubId,)> = tx.all(sql(HUBS).bind(person)).await?;
    Ok(rows.into_iter().map(|(hub,)| hub).collect())
}

/// Whether somebody has an account.
///
/// # Errors
/// When the engine fails.
pub async fn is_here(tx: &mut Tx, person: PersonId) -> Result<bool> {
    Ok(tx.value::<i64>(sql(IS_HERE).bind(person)).await? > 0)
}

#[derive(Serialize, sqlx::FromRow)]
struct AccountRow {
    display_name: String,
    languages: String,
    created_at: EpochMs,
}

#[derive(Serialize, sqlx::FromRow)]
struct GrantRow {
    role: String,
    valid_from: EpochMs,
    valid_to: Option<EpochMs>,
}

#[derive(Serialize, sqlx::FromRow)]
struct PhoneRow {
    id: InstallId,
    enrolled_at: EpochMs,
    last_seen_at: Option<EpochMs>,
    revoked_at: Option<EpochMs>,
}

#[derive(Serialize, sqlx::FromRow)]
struct SignInRow {
    created_at: EpochMs,
    expires_at: EpochMs,
    revoked_at: Option<EpochMs>,
    token_name: Option<String>,
}

#[derive(Serialize, sqlx::FromRow)]
struct ShiftRow {
    id: ShiftId,
    part: String,
    planned_start: EpochMs,
    planned_end: EpochMs,
    started_at: Option<EpochMs>,
    ended_at: Option<EpochMs>,
    start_place: String,
    last_street: Option<String>,
}

#[derive(Serialize, sqlx::FromRow)]
struct WatchedRow {
    id: ShiftId,
    planned_start: EpochMs,
    planned_end: EpochMs,
}

/// What somebody wrote after a shift.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Reflection {
    /// Its id.
    pub id: OpId,
    /// The shift it is about.
    pub shift_id: Option<ShiftId>,
    /// The answers, sealed.
    pub answers: String,
}

/// What somebody wrote after shifts, as it is stored.
///
/// # Errors
/// When the engine fails.
pub async fn reflections(
    tx: &mut Tx,
    scope: HubScope,
    person: PersonId,
) -> Result<Vec<Reflection>> {
    tx.all(sql(REFLECTIONS).bind(scope.hub()).bind(person))
        .await
}

#[derive(Serialize, sqlx::FromRow)]
struct VisitsRow {
    day: Day,
    visits: i64,
}

#[derive(Serialize, sqlx::FromRow)]
struct RecordsRow {
    kind: String,
    records: i64,
}

/// All that this hub stores of somebody with an account, but for their own words and the audit
/// chain's; `None` for somebody it never had.
///
/// # Errors
/// When the engine fails.
pub async fn export(
    tx: &mut Tx,
    scope: HubScope,
    person: PersonId,
) -> Result<Option<serde_json::Value>> {
    let of = |text: &'static str| sql(text).bind(scope.hub()).bind(person);
    let grants: Vec<GrantRow> = tx.all(of(GRANTS)).await?;
    let account: Option<AccountRow> = tx.maybe(sql(ACCOUNT).bind(person)).await?;
    let (Some(account), false) = (account, grants.is_empty()) else {
        return Ok(None);
    };
    let phones: Vec<PhoneRow> = tx.all(of(PHONES)).await?;
    let sign_ins: Vec<SignInRow> = tx.all(of(SIGN_INS)).await?;
    let shifts: Vec<ShiftRow> = tx.all(of(SHIFTS)).await?;
    let watched: Vec<WatchedRow> = tx.all(of(WATCHED)).await?;
    let visits: Vec<VisitsRow> = tx.all(of(VISITS)).await?;
    let records: Vec<RecordsRow> = tx.all(of(RECORDS)).await?;
    let alerts: i64 = tx.value(of(ALERTS)).await?;
    let decisions: i64 = tx.value(of(DECISIONS)).await?;
    Ok(Some(serde_json::json!({
        "account": account,
        "roles": grants,
        "phones": phones,
        "sign_ins": sign_ins,
        "shifts": shifts,
        "shifts_watched": watched,
        "doors_visited_by_day": visits,
        "records_handed_in": records,
        "alerts_settled": alerts,
        "records_decided": decisions,
    })))
}

/// Ends every sign-in at the desk and every code: a backup does not know who was signed out since.
///
/// # Errors
/// When the engine fails.
pub async fn end_sign_ins(tx: &mut Tx, now: EpochMs) -> Result<()> {
    tx.run(sql(END_SIGN_INS).bind(now)).await?;
    tx.run(sql(END_CODES).bind(now)).await.map(drop)
}
