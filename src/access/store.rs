//! SQL of programmes, hubs, people, codes, sessions and phones. Keys and safety cards are in
//! [`keys`], the audit chains in [`audit`], reading tokens in [`tokens`], how hubs change in
//! [`membership`].

pub mod audit;
pub mod keys;
pub mod membership;
pub mod tokens;

use super::{
    HubScope, Role,
    model::{Group, Hub, Member, PhoneStorage, Programme, Purpose, Session},
};
use crate::{
    base::{
        ids::{GroupId, HubId, InstallId, PersonId, ProgrammeId},
        time::{Day, EpochMs},
    },
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Who does this token stand for, and is the grant behind it still there?
    SESSION = "\
        SELECT s.person_id, s.role, s.hub_id, s.group_id, s.install_id, s.expires_at, s.revoked_at,
               s.token_id, s.used_at, i.revoked_at AS install_revoked_at
        FROM sessions s
        JOIN grants g
          ON g.person_id = s.person_id AND g.role = s.role AND g.valid_to IS NULL
         AND (g.hub_id = s.hub_id OR (g.hub_id IS NULL AND s.hub_id IS NULL))
        LEFT JOIN installs i ON i.hub_id = s.hub_id AND i.id = s.install_id
        WHERE s.token_hash = $1";
    /// Opens a session.
    INSERT_SESSION = "\
        INSERT INTO sessions
          (token_hash, person_id, role, hub_id, group_id, install_id, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Ends one session.
    REVOKE_SESSION = "UPDATE sessions SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL";
    /// Keeps a one-time code.
    INSERT_CODE = "\
        INSERT INTO codes
          (code_hash, purpose, person_id, role, hub_id, group_id, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Uses a code up: of many at the same time exactly one finds it unused.
    USE_CODE = "\
        UPDATE codes SET used_at = $3
        WHERE code_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
        RETURNING person_id, role, hub_id, group_id";
    /// Was the code ever there, and used?
    CODE_STATE = "SELECT used_at, expires_at FROM codes WHERE code_hash = $1";
    /// Adds a person.
    INSERT_PERSON = "INSERT INTO people (id, display_name, languages, created_at) VALUES ($1, $2, $3, $4)";
    /// Gives a person a role.
    INSERT_GRANT = "\
        INSERT INTO grants (person_id, role, hub_id, group_id, valid_from)
        VALUES ($1, $2, $3, $4, $5)";
    /// Takes a person's roles in a hub back.
    END_GRANTS = "\
        UPDATE grants SET valid_to = $3 WHERE hub_id = $1 AND person_id = $2 AND valid_to IS NULL";
    /// Who belongs to this hub today?
    MEMBERS = "\
        SELECT p.id AS person_id, p.display_name, p.languages, g.role, g.group_id
        FROM grants g JOIN people p ON p.id = g.person_id
        WHERE g.hub_id = $1 AND g.valid_to IS NULL
        ORDER BY p.display_name, p.id";
    /// One member of this hub.
    MEMBER = "\
        SELECT p.id AS person_id, p.display_name, p.languages, g.role, g.group_id
        FROM grants g JOIN people p ON p.id = g.person_id
        WHERE g.hub_id = $1 AND g.person_id = $2 AND g.valid_to IS NULL";
    /// What somebody is called.
    NAME = "SELECT display_name FROM people WHERE id = $1";
    /// Adds a hub.
    INSERT_HUB = "\
        INSERT INTO hubs
          (id, name, legal_form, kind, region, funded, joins_on, leaves_on, successor_of, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Every hub, by name.
    HUBS = "\
        SELECT id, name, legal_form, kind, region, funded, joins_on, leaves_on, successor_of,
               merged_into, version
        FROM hubs ORDER BY name";
    /// One hub.
    HUB = "\
        SELECT id, name, legal_form, kind, region, funded, joins_on, leaves_on, successor_of,
               merged_into, version
        FROM hubs WHERE id = $1";
    /// Adds a programme.
    INSERT_PROGRAMME = "\
        INSERT INTO programmes
          (id, name, starts, ends, definition_set, deprivation_edition, year_starts_month, grace_days)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Every programme, by start.
    PROGRAMMES = "\
        SELECT id, name, starts, ends, definition_set, deprivation_edition, year_starts_month, grace_days
        FROM programmes ORDER BY starts, name";
    /// One programme.
    PROGRAMME = "\
        SELECT id, name, starts, ends, definition_set, deprivation_edition, year_starts_month, grace_days
        FROM programmes WHERE id = $1";
    /// Adds an organising group.
    INSERT_GROUP = "\
        INSERT INTO organising_groups (hub_id, id, name, basis, formed_on, members, recognised_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The hub's groups.
    GROUPS = "\
        SELECT id, name, basis, formed_on, members, recognised_on
        FROM organising_groups WHERE hub_id = $1 ORDER BY name";
    /// Adds a phone.
    INSERT_INSTALL = "\
        INSERT INTO installs (hub_id, id, person_id, enrolled_at, announced_n, contiguous_n, pending)
        VALUES ($1, $2, $3, $4, 0, 0, 0)";
    /// The desk's own, under which it hands in for somebody; the first stays.
    KEEP_DESK = "\
        INSERT INTO installs
          (hub_id, id, person_id, enrolled_at, announced_n, contiguous_n, pending, kind)
        VALUES ($1, $2, $3, $4, 0, 0, 0, 'desk')
        ON CONFLICT DO NOTHING";
    /// The hub's phones.
    INSTALLS = "\
        SELECT i.id, i.person_id, p.display_name, i.enrolled_at, i.last_seen_at, i.announced_n,
               i.contiguous_n, i.pending, i.storage, i.revoked_at
        FROM installs i JOIN people p ON p.id = i.person_id
        WHERE i.hub_id = $1 AND i.kind = 'phone' ORDER BY i.enrolled_at, i.id";
    /// One phone of the hub.
    INSTALL = "\
        SELECT i.id, i.person_id, p.display_name, i.enrolled_at, i.last_seen_at, i.announced_n,
               i.contiguous_n, i.pending, i.storage, i.revoked_at
        FROM installs i JOIN people p ON p.id = i.person_id
        WHERE i.hub_id = $1 AND i.id = $2";
    /// Takes a phone back.
    REVOKE_INSTALL = "\
        UPDATE installs SET revoked_at = $3 WHERE hub_id = $1 AND id = $2 AND revoked_at IS NULL";
    /// A fact about this database.
    HOUSE = "SELECT value FROM house WHERE key = $1";
    /// Some facts about this database.
    HOUSE_FACTS = "SELECT key, value FROM house WHERE key IN ($1, $2, $3)";
    /// Replaces a fact about this database, if it still is what it was taken for.
    REPLACE_HOUSE = "UPDATE house SET value = $3 WHERE key = $1 AND value = $2";
    /// Keeps a fact about this database; the first one stays.
    KEEP_HOUSE = "INSERT INTO house (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";
    /// Forgets somebody: their grants, codes, sessions and phones go with them.
    ERASE_PERSON = "DELETE FROM people WHERE id = $1";
}

/// The session behind a token's hash.
///
/// # Errors
/// When the engine fails.
pub async fn session(tx: &mut Tx, token_hash: &str) -> Result<Option<Session>> {
    tx.maybe(sql(SESSION).bind(token_hash.to_owned())).await
}

/// A session to open.
pub struct NewSession {
    /// SHA-256 of the token.
    pub token_hash: String,
    /// Who, as what, where.
    pub grant: Granted,
    /// The phone, if it is one.
    pub install: Option<InstallId>,
    /// Now.
    pub now: EpochMs,
    /// When it ends.
    pub expires_at: EpochMs,
}

/// Opens a session.
///
/// # Errors
/// When the engine fails.
pub async fn insert_session(tx: &mut Tx, new: &NewSession) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_SESSION)
            .bind(new.token_hash.clone())
            .bind(new.grant.person_id)
            .bind(new.grant.role)
            .bind(new.grant.hub_id)
            .bind(new.grant.group_id)
            .bind(new.install)
            .bind(new.now)
            .bind(new.expires_at),
    )
    .await
}

/// Ends a session; ending it again changes nothing.
///
/// # Errors
/// When the engine fails.
pub async fn revoke_session(tx: &mut Tx, token_hash: &str, now: EpochMs) -> Result<()> {
    tx.run(sql(REVOKE_SESSION).bind(token_hash.to_owned()).bind(now))
        .await
        .map(drop)
}

/// Who a code or a session stands for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Granted {
    /// The person.
    pub person_id: PersonId,
    /// The role.
    pub role: Role,
    /// The hub, except for network-wide roles.
    pub hub_id: Option<HubId>,
    /// The group, for group members.
    pub group_id: Option<GroupId>,
}

/// Keeps a one-time code.
///
/// # Errors
/// When the engine fails.
pub async fn insert_code(
    tx: &mut Tx,
    code_hash: String,
    purpose: Purpose,
    grant: &Granted,
    now: EpochMs,
    expires_at: EpochMs,
) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_CODE)
            .bind(code_hash)
            .bind(purpose)
            .bind(grant.person_id)
            .bind(grant.role)
            .bind(grant.hub_id)
            .bind(grant.group_id)
            .bind(now)
            .bind(expires_at),
    )
    .await
}

/// Uses a code up; `None` when it is unknown, used or over.
///
/// # Errors
/// When the engine fails.
pub async fn use_code(
    tx: &mut Tx,
    code_hash: &str,
    purpose: Purpose,
    now: EpochMs,
) -> Result<Option<Granted>> {
    tx.maybe(
        sql(USE_CODE)
            .bind(code_hash.to_owned())
            .bind(purpose)
            .bind(now),
    )
    .await
}

/// When a code was used (if it was) and when it ends; `None` for an unknown one.
///
/// # Errors
/// When the engine fails.
pub async fn code_state(
    tx: &mut Tx,
    code_hash: &str,
) -> Result<Option<(Option<EpochMs>, EpochMs)>> {
    tx.maybe(sql(CODE_STATE).bind(code_hash.to_owned())).await
}

/// Adds a person with a role.
///
/// # Errors
/// When the engine fails.
pub async fn insert_person(
    tx: &mut Tx,
    grant: &Granted,
    display_name: String,
    languages: String,
    now: EpochMs,
) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_PERSON)
            .bind(grant.person_id)
            .bind(display_name)
            .bind(languages)
            .bind(now),
    )
    .await?;
    tx.run_expecting(
        1,
        sql(INSERT_GRANT)
            .bind(grant.person_id)
            .bind(grant.role)
            .bind(grant.hub_id)
            .bind(grant.group_id)
            .bind(now),
    )
    .await
}

/// Takes back what a person may be in this hub; returns whether there was anything.
///
/// # Errors
/// When the engine fails.
pub async fn end_grants(
    tx: &mut Tx,
    scope: HubScope,
    person: PersonId,
    now: EpochMs,
) -> Result<bool> {
    Ok(tx
        .run(sql(END_GRANTS).bind(scope.hub()).bind(person).bind(now))
        .await?
        > 0)
}

/// Everybody in this hub.
///
/// # Errors
/// When the engine fails.
pub async fn members(tx: &mut Tx, scope: HubScope) -> Result<Vec<Member>> {
    tx.all(sql(MEMBERS).bind(scope.hub())).await
}

/// One member of this hub.
///
/// # Errors
/// When the engine fails.
pub async fn member(tx: &mut Tx, scope: HubScope, person: PersonId) -> Result<Option<Member>> {
    tx.maybe(sql(MEMBER).bind(scope.hub()).bind(person)).await
}

/// What somebody with an account is called by colleagues.
///
/// # Errors
/// When the engine fails.
pub async fn name(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.maybe(sql(NAME).bind(person)).await?;
    Ok(row.map(|(name,)| name))
}

/// Adds a hub.
///
/// # Errors
/// When the name is taken or the engine fails.
pub async fn insert_hub(tx: &mut Tx, hub: Hub, now: EpochMs) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_HUB)
            .bind(hub.id)
            .bind(hub.name)
            .bind(hub.legal_form)
            .bind(hub.kind)
            .bind(hub.region)
            .bind(hub.funded)
            .bind(hub.joins_on)
            .bind(hub.leaves_on)
            .bind(hub.successor_of)
            .bind(now),
    )
    .await
}

/// Every hub.
///
/// # Errors
/// When the engine fails.
pub async fn hubs(tx: &mut Tx) -> Result<Vec<Hub>> {
    tx.all(sql(HUBS)).await
}

/// One hub.
///
/// # Errors
/// When the engine fails.
pub async fn hub(tx: &mut Tx, id: HubId) -> Result<Option<Hub>> {
    tx.maybe(sql(HUB).bind(id)).await
}

/// Adds a programme.
///
/// # Errors
/// When the name is taken or the engine fails.
pub async fn insert_programme(tx: &mut Tx, programme: Programme) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_PROGRAMME)
            .bind(programme.id)
            .bind(programme.name)
            .bind(programme.starts)
            .bind(programme.ends)
            .bind(programme.definition_set)
            .bind(programme.deprivation_edition)
            .bind(programme.year_starts_month)
            .bind(programme.grace_days),
    )
    .await
}

/// Every programme.
///
/// # Errors
/// When the engine fails.
pub async fn programmes(tx: &mut Tx) -> Result<Vec<Programme>> {
    tx.all(sql(PROGRAMMES)).await
}

/// One programme.
///
/// # Errors
/// When the engine fails.
pub async fn programme(tx: &mut Tx, id: ProgrammeId) -> Result<Option<Programme>> {
    tx.maybe(sql(PROGRAMME).bind(id)).await
}

/// Adds an organising group.
///
/// # Errors
/// When the name is taken or the engine fails.
pub async fn insert_group(tx: &mut Tx, scope: HubScope, group: Group) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_GROUP)
            .bind(scope.hub())
            .bind(group.id)
            .bind(group.name)
            .bind(group.basis)
            .bind(group.formed_on)
            .bind(group.members)
            .bind(group.recognised_on),
    )
    .await
}

/// The hub's groups.
///
/// # Errors
/// When the engine fails.
pub async fn groups(tx: &mut Tx, scope: HubScope) -> Result<Vec<Group>> {
    tx.all(sql(GROUPS).bind(scope.hub())).await
}

/// A phone of the hub.
#[derive(Clone, Debug, serde::Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Install {
    /// The phone.
    pub id: InstallId,
    /// Whose it is.
    pub person_id: PersonId,
    /// Their name.
    pub display_name: String,
    /// When it was enrolled.
    pub enrolled_at: EpochMs,
    /// When it last called.
    pub last_seen_at: Option<EpochMs>,
    /// The highest number it announced.
    pub announced_n: i64,
    /// The number up to which nothing is missing.
    pub contiguous_n: i64,
    /// Records it still had to hand in when it last called.
    pub pending: i64,
    /// Whether its browser promised to keep what it stores; `null` while it has not said.
    pub storage: Option<PhoneStorage>,
    /// When it was taken back.
    pub revoked_at: Option<EpochMs>,
}

/// Adds a phone.
///
/// # Errors
/// When the engine fails.
pub async fn insert_install(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    person: PersonId,
    now: EpochMs,
) -> Result<()> {
    tx.run_expecting(
        1,
        sql(INSERT_INSTALL)
            .bind(scope.hub())
            .bind(install)
            .bind(person)
            .bind(now),
    )
    .await
}

/// Keeps an install of the hub's own desk, under which it hands in what somebody wrote on paper; one
/// that is there stays. It is no phone: nobody signs in with it, and no list of phones names it.
///
/// # Errors
/// When the engine fails.
pub async fn keep_desk(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    person: PersonId,
    now: EpochMs,
) -> Result<()> {
    let stmt = sql(KEEP_DESK).bind(scope.hub()).bind(install);
    tx.run(stmt.bind(person).bind(now)).await.map(drop)
}

/// The hub's phones.
///
/// # Errors
/// When the engine fails.
pub async fn installs(tx: &mut Tx, scope: HubScope) -> Result<Vec<Install>> {
    tx.all(sql(INSTALLS).bind(scope.hub())).await
}

/// One phone of the hub.
///
/// # Errors
/// When the engine fails.
pub async fn install(tx: &mut Tx, scope: HubScope, id: InstallId) -> Result<Option<Install>> {
    tx.maybe(sql(INSTALL).bind(scope.hub()).bind(id)).await
}

/// Takes a phone back; false when there is no such phone or it was taken back before.
///
/// # Errors
/// When the engine fails.
pub async fn revoke_install(
    tx: &mut Tx,
    scope: HubScope,
    install: InstallId,
    now: EpochMs,
) -> Result<bool> {
    Ok(tx
        .run(
            sql(REVOKE_INSTALL)
                .bind(scope.hub())
                .bind(install)
                .bind(now),
        )
        .await?
        > 0)
}

/// A fact about this database, made by `make` the first time it is asked for.
///
/// # Errors
/// When the engine fails.
pub async fn house_fact(tx: &mut Tx, key: &str, make: String) -> Result<String> {
    tx.run(sql(KEEP_HOUSE).bind(key.to_owned()).bind(make))
        .await?;
    tx.value(sql(HOUSE).bind(key.to_owned())).await
}

/// Those of these facts that are there.
///
/// # Errors
/// When the engine fails.
pub async fn house_facts(tx: &mut Tx, keys: [&str; 3]) -> Result<Vec<(String, String)>> {
    let keys = keys.map(ToOwned::to_owned);
    tx.all(sql(HOUSE_FACTS).bind_all(keys)).await
}

/// Replaces a fact about this database; false when it was not `before` any more.
///
/// # Errors
/// When the engine fails.
pub async fn replace_house_fact(
    tx: &mut Tx,
    key: &str,
    before: &str,
    after: String,
) -> Result<bool> {
    let stmt = sql(REPLACE_HOUSE)
        .bind(key.to_owned())
        .bind(before.to_owned())
        .bind(after);
    Ok(tx.run(stmt).await? > 0)
}

/// Whether a programme's dates hold this day.
#[must_use]
pub fn runs_on(programme: &Programme, day: Day) -> bool {
    programme.starts <= day && programme.ends.is_none_or(|ends| day <= ends)
}

/// Forgets somebody with their grants, codes, sessions and phones; false for somebody unknown.
///
/// # Errors
/// When the engine fails.
pub async fn erase_person(tx: &mut Tx, person: PersonId) -> Result<bool> {
    Ok(tx.run(sql(ERASE_PERSON).bind(person)).await? > 0)
}
