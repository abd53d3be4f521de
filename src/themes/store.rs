//! SQL of themes, actions and tallies. Changes of the codebook are in [`codebook`], what a group agreed
//! to do next in [`follow_ups`].

pub mod codebook;
pub mod follow_ups;

use super::model::{Action, Involvement, LocalTheme, NationalTheme};
use crate::{
    access::HubScope,
    base::ids::{ActionId, InvolvementId},
    db::{Result, Tx, bulk_insert, row, sql},
};

crate::statements! {
    /// The national themes, in the order of the screen.
    NATIONAL = "\
        SELECT id, codebook, slug, label, position FROM national_themes
        ORDER BY codebook, position";
    /// The hub's own themes.
    LOCAL = "\
        SELECT id, label, national_id, state, merged_into, split_from, version, created_at
        FROM local_themes WHERE hub_id = $1 ORDER BY label, id";
    /// Keeps a theme of the hub's own, new or changed.
    KEEP_LOCAL = "\
        INSERT INTO local_themes
          (hub_id, id, label, national_id, state, merged_into, split_from, version, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (hub_id, id) DO UPDATE
        SET label = excluded.label, national_id = excluded.national_id, state = excluded.state,
            merged_into = excluded.merged_into, version = excluded.version";
    /// The hub's actions, newest first.
    ACTIONS = "\
        SELECT id, programme_id, group_id, patch_id, title, issue, approach, decision_maker, state,
               planned_on, done_on, outcome, changed, learnt, reason, created_at
        FROM actions WHERE hub_id = $1 ORDER BY created_at DESC, id DESC";
    /// One action.
    ACTION = "\
        SELECT id, programme_id, group_id, patch_id, title, issue, approach, decision_maker, state,
               planned_on, done_on, outcome, changed, learnt, reason, created_at
        FROM actions WHERE hub_id = $1 AND id = $2";
    /// Keeps an action, new or changed; its programme and its beginning stay.
    KEEP_ACTION = "\
        INSERT INTO actions
          (hub_id, id, programme_id, group_id, patch_id, title, issue, approach, decision_maker,
           state, planned_on, done_on, outcome, changed, learnt, reason, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (hub_id, id) DO UPDATE
        SET group_id = excluded.group_id, patch_id = excluded.patch_id, title = excluded.title,
            issue = excluded.issue, approach = excluded.approach,
            decision_maker = excluded.decision_maker, state = excluded.state,
            planned_on = excluded.planned_on, done_on = excluded.done_on,
            outcome = excluded.outcome, changed = excluded.changed, learnt = excluded.learnt,
            reason = excluded.reason";
    /// Takes an action as a lock until the transaction ends.
    TAKE_ACTION = "UPDATE actions SET title = title WHERE hub_id = $1 AND id = $2";
    /// Keeps a tally.
    INSERT_INVOLVEMENT = "\
        INSERT INTO involvements
          (hub_id, id, action_id, held_on, act, home_patch, first_listened, first_not_listened,
           first_unsure_listened, before, unsure, roles_first, voided, recorded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    /// The tallies of an action, in the order they were taken.
    INVOLVEMENTS = "\
        SELECT id, action_id, held_on, act, home_patch, first_listened, first_not_listened,
               first_unsure_listened, before, unsure, roles_first, voided, recorded_at
        FROM involvements WHERE hub_id = $1 AND action_id = $2
        ORDER BY held_on, recorded_at, id";
    /// Takes a tally back, once.
    VOID_INVOLVEMENT = "\
        UPDATE involvements SET voided = $4
        WHERE hub_id = $1 AND action_id = $2 AND id = $3 AND voided IS FALSE";
}

/// Keeps the national themes; what is there stays as it is.
///
/// # Errors
/// When the engine fails.
pub async fn keep_national(tx: &mut Tx, themes: &[NationalTheme]) -> Result<()> {
    let rows = themes
        .iter()
        .map(|theme| {
            let (slug, label) = (theme.slug.clone(), theme.label.clone());
            row![theme.id, theme.codebook, slug, label, theme.position]
        })
        .collect();
    let head = "INSERT INTO national_themes (id, codebook, slug, label, position)";
    bulk_insert(tx, head, 5, rows, "ON CONFLICT (id) DO NOTHING")
        .await
        .map(drop)
}

/// The national themes, in the order of the screen.
///
/// # Errors
/// When the engine fails.
pub async fn national(tx: &mut Tx) -> Result<Vec<NationalTheme>> {
    tx.all(sql(NATIONAL)).await
}

/// The hub's own themes, retired ones too.
///
/// # Errors
/// When the engine fails.
pub async fn local(tx: &mut Tx, scope: HubScope) -> Result<Vec<LocalTheme>> {
    tx.all(sql(LOCAL).bind(scope.hub())).await
}

/// Keeps a theme of the hub's own, new or changed.
///
/// # Errors
/// When the hub has another theme of this name, or the engine fails.
pub async fn keep_local(tx: &mut Tx, scope: HubScope, theme: &LocalTheme) -> Result<()> {
    tx.run_expecting(
        1,
        sql(KEEP_LOCAL)
            .bind(scope.hub())
            .bind(theme.id)
            .bind(theme.label.clone())
            .bind(theme.national_id)
            .bind(theme.state)
            .bind(theme.merged_into)
            .bind(theme.split_from)
            .bind(theme.version)
            .bind(theme.created_at),
    )
    .await
}

/// The hub's actions, newest first.
///
/// # Errors
/// When the engine fails.
pub async fn actions(tx: &mut Tx, scope: HubScope) -> Result<Vec<Action>> {
    tx.all(sql(ACTIONS).bind(scope.hub())).await
}

/// One action.
///
/// # Errors
/// When the engine fails.
pub async fn action(tx: &mut Tx, scope: HubScope, id: ActionId) -> Result<Option<Action>> {
    tx.maybe(sql(ACTION).bind(scope.hub()).bind(id)).await
}

/// One action, held until the transaction ends, so that of two changes one comes after the other.
///
/// # Errors
/// When the engine fails.
pub async fn take_action(tx: &mut Tx, scope: HubScope, id: ActionId) -> Result<Option<Action>> {
    tx.run(sql(TAKE_ACTION).bind(scope.hub()).bind(id)).await?;
    action(tx, scope, id).await
}

/// Keeps an action, new or changed.
///
/// # Errors
/// When the engine fails.
pub async fn keep_action(tx: &mut Tx, scope: HubScope, action: &Action) -> Result<()> {
    let action = action.clone();
    tx.run_expecting(
        1,
        sql(KEEP_ACTION)
            .bind(scope.hub())
            .bind(action.id)
            .bind(action.programme_id)
            .bind(action.group_id)
            .bind(action.patch_id)
            .bind(action.title)
            .bind(action.issue)
            .bind(action.approach)
            .bind(action.decision_maker)
            .bind(action.state)
            .bind(action.planned_on)
            .bind(action.done_on)
            .bind(action.outcome)
            .bind(action.changed)
            .bind(action.learnt)
            .bind(action.reason)
            .bind(action.created_at),
    )
    .await
}

/// Keeps a tally. What it counts is the ledger's.
///
/// # Errors
/// When the engine fails.
pub async fn insert_involvement(
    tx: &mut Tx,
    scope: HubScope,
    involvement: &Involvement,
) -> Result<()> {
    let hands = involvement.hands;
    tx.run_expecting(
        1,
        sql(INSERT_INVOLVEMENT)
            .bind(scope.hub())
            .bind(involvement.id)
            .bind(involvement.action_id)
            .bind(involvement.held_on)
            .bind(involvement.act)
            .bind(involvement.home_patch)
            .bind(hands.first_listened)
            .bind(hands.first_not_listened)
            .bind(hands.first_unsure_listened)
            .bind(hands.before)
            .bind(hands.unsure)
            .bind(hands.roles_first)
            .bind(involvement.voided)
            .bind(involvement.recorded_at),
    )
    .await
}

/// The tallies of an action, taken-back ones too.
///
/// # Errors
/// When the engine fails.
pub async fn involvements(
    tx: &mut Tx,
    scope: HubScope,
    action: ActionId,
) -> Result<Vec<Involvement>> {
    tx.all(sql(INVOLVEMENTS).bind(scope.hub()).bind(action))
        .await
}

/// Takes a tally back; false when there is none, or it was taken back before.
///
/// # Errors
/// When the engine fails.
pub async fn void_involvement(
    tx: &mut Tx,
    scope: HubScope,
    action: ActionId,
    id: InvolvementId,
) -> Result<bool> {
    let stmt = sql(VOID_INVOLVEMENT)
        .bind(scope.hub())
        .bind(action)
        .bind(id)
        .bind(true);
    Ok(tx.run(stmt).await? > 0)
}
