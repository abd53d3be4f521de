//! The daily job: what is too old goes, and a proof of it stays.
//!
//! Each rule is followed in a transaction of its own, begun by the row that will be its proof: so
//! two replicas never do one day twice, a run that dies leaves no proof, and a day on which the
//! server was off is caught up, because the rule asks only what is too old by now.

use serde::Serialize;

use super::{
    model::{Class, RetentionRule, RetentionRun},
    people::{By, entry},
    rules,
    store::{self, expiry},
    vault,
};
use crate::{
    access::{
        self, HubScope,
        audit::{self, Action, Entry},
    },
    app::App,
    base::{
        ids::HubId,
        time::{Day, EpochMs},
    },
    contacts,
    db::{self, AsDbError, Tx},
    listenings, review, shifts, streets, themes, walk_lists,
};

/// The rules in force in a hub, in the order in which they are followed.
///
/// # Errors
/// When the engine fails.
pub async fn in_force(tx: &mut Tx, scope: HubScope) -> db::Result<Vec<RetentionRule>> {
    let own = store::rules(tx, scope).await?;
    let rule = |standard: &rules::Standard| {
        let changed = own.iter().find(|rule| rule.class == standard.class);
        changed.cloned().unwrap_or_else(|| standard.rule())
    };
    Ok(rules::STANDARDS.iter().map(rule).collect())
}

/// Days a class stays in a hub.
///
/// # Errors
/// When the engine fails.
pub async fn days(tx: &mut Tx, scope: HubScope, class: Class) -> db::Result<i64> {
    let own = store::rules(tx, scope).await?;
    let rule = own.iter().find(|rule| rule.class == class);
    Ok(rule.map_or(rules::standard(class).days, |rule| rule.days))
}

/// What a run did, or would do, in a hub.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HubRun {
    /// The hub.
    pub hub: HubId,
    /// Its name.
    pub name: String,
    /// What each rule came to.
    pub rules: Vec<RetentionRun>,
}

/// Follows every rule in every hub, once a day. Cheap when today was done.
///
/// # Errors
/// When the engine fails; what was done until then stays done, with its proof.
pub async fn daily(app: &App) -> db::Result<Vec<HubRun>> {
    every_hub(app, Way::OnceADay).await
}

/// Follows every rule in every hub now, whether or not today was done.
///
/// # Errors
/// When the engine fails.
pub async fn run(app: &App) -> db::Result<Vec<HubRun>> {
    every_hub(app, Way::Now).await
}

/// What [`run`] would do now: the same work, and nothing of it is kept.
///
/// # Errors
/// When the engine fails.
pub async fn dry_run(app: &App) -> db::Result<Vec<HubRun>> {
    every_hub(app, Way::Dry).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    OnceADay,
    Now,
    Dry,
}

async fn every_hub(app: &App, way: Way) -> db::Result<Vec<HubRun>> {
    let hubs = app
        .db
        .read(async |tx| access::store::hubs(tx).await)
        .await?;
    let mut runs = Vec::with_capacity(hubs.len());
    for hub in hubs {
        let scope = HubScope::for_administrator(hub.id);
        runs.push(HubRun {
            hub: hub.id,
            name: hub.name,
            rules: one_hub(app, scope, way).await?,
        });
    }
    let went = runs
        .iter()
        .flat_map(|run| &run.rules)
        .any(|rule| rule.records > 0);
    if went && way != Way::Dry {
        // What went must be gone from the database's own log too.
        app.db.scrub().await?;
    }
    Ok(runs)
}

async fn one_hub(app: &App, scope: HubScope, way: Way) -> db::Result<Vec<RetentionRun>> {
    let today = app.clock.now().day();
    let (done, rules) = app
        .db
        .read(async move |tx| {
            let done = store::ran(tx, scope, today).await?;
            Ok::<_, db::Error>((done, in_force(tx, scope).await?))
        })
        .await?;
    if way == Way::OnceADay && usize::try_from(done).is_ok_and(|done| done >= rules.len()) {
        return Ok(Vec::new());
    }
    let mut runs = Vec::new();
    for rule in rules {
        runs.extend(follow(app, scope, rule, way).await?);
    }
    Ok(runs)
}

/// Ends a transaction without keeping it, and carries out what it came to.
enum Undone {
    Came(RetentionRun),
    Db(db::Error),
}

impl From<db::Error> for Undone {
    fn from(error: db::Error) -> Self {
        Self::Db(error)
    }
}

impl AsDbError for Undone {
    fn as_db(&self) -> Option<&db::Error> {
        match self {
            Self::Came(_) => None,
            Self::Db(error) => Some(error),
        }
    }
}

/// Follows one rule; `None` when its day was done before.
async fn follow(
    app: &App,
    scope: HubScope,
    rule: RetentionRule,
    way: Way,
) -> db::Result<Option<RetentionRun>> {
    let house = app.clone();
    let done = app
        .db
        .write(async move |tx| {
            // Whole, not field by field: else the compiler does not see that this may be sent.
            let house = house.clone();
            let now = house.clock.now();
            let today = now.day();
            let cutoff = rules::cutoff(today, rule.days);
            let class = rule.class;
            let first = store::begin_run(tx, scope, class, (today, cutoff, now)).await?;
            if !first && way == Way::OnceADay {
                return Ok(None);
            }
            let records = let_go(tx, scope, class, (cutoff, now)).await?;
            let run = RetentionRun {
                class,
                day: today,
                cutoff,
                records,
                at: now,
            };
            if way == Way::Dry {
                return Err(Undone::Came(run));
            }
            store::end_run(tx, scope, &run).await?;
            if records > 0 {
                let entry = Entry {
                    who: None,
                    role: None,
                    action: Action::RetentionRan,
                    purpose: Some(format!("{class} from before {cutoff}")),
                    count: records,
                };
                audit::record(tx, scope, &house.ids, now, entry).await?;
            }
            Ok(Some(run))
        })
        .await;
    match done {
        Ok(run) => Ok(run),
        Err(Undone::Came(run)) => Ok(Some(run)),
        Err(Undone::Db(error)) => Err(error),
    }
}

/// Lets go what a class has from before a day; returns how many records went.
async fn let_go(
    tx: &mut Tx,
    scope: HubScope,
    class: Class,
    (cutoff, now): (Day, EpochMs),
) -> db::Result<i64> {
    let instant = cutoff.at(0, 0);
    match class {
        Class::Notes => notes(tx, scope, (cutoff, now.day())).await,
        Class::HeldNotes => expiry::notes(tx, scope, cutoff, true).await,
        Class::Visits => visits(tx, scope, cutoff, now.day()).await,
        Class::Contacts => vault::expire(tx, scope, now.day()).await,
        Class::HeldRecords => expiry::held_records(tx, scope, instant, now).await,
        Class::SealedWork => expiry::sealed_work(tx, scope, instant).await,
        Class::CheckIns => check_ins(tx, scope, instant).await,
        Class::Reflections => expiry::reflections(tx, scope, instant).await,
        Class::SignIns => expiry::sign_ins(tx, scope, instant).await,
        Class::Requests => expiry::requests(tx, scope, cutoff).await,
        Class::Concerns => safeguarding(tx, scope, (cutoff, now.day())).await,
        Class::Audit => audit::prune(tx, scope, instant).await,
        // Files lie outside the database. `doorstep restore` refuses one that is too old.
        Class::Backups => Ok(0),
    }
}

/// Notes, what groups agreed to do next and what they wrote on sheets for doors, which may name whom
/// to meet: what is long overdue ends, what is as old as a note goes.
async fn notes(tx: &mut Tx, scope: HubScope, (cutoff, today): (Day, Day)) -> db::Result<i64> {
    let notes = expiry::notes(tx, scope, cutoff, false).await?;
    let overdue = today.plus_days(-contacts::rules::OVERDUE_DAYS);
    let agreed = themes::store::follow_ups::let_go(tx, scope, (overdue, today), cutoff).await?;
    let sheets = review::store::playback::let_go(tx, scope, cutoff.at(0, 0)).await?;
    let beside = i64::try_from(agreed.saturating_add(sheets)).unwrap_or(i64::MAX);
    Ok(notes.saturating_add(beside))
}

/// Concerns, by the room's own rule.
async fn safeguarding(
    tx: &mut Tx,
    scope: HubScope,
    (cutoff, today): (Day, Day),
) -> db::Result<i64> {
    let days = today.days_since(cutoff);
    let gone = crate::safeguarding::store::expire(tx, scope, today, days).await?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// Signs of life and alerts.
async fn check_ins(tx: &mut Tx, scope: HubScope, before: EpochMs) -> db::Result<i64> {
    let signs = shifts::store::forget_signs(tx, scope, before).await?;
    let alerts = shifts::store::alerts::forget(tx, scope, before).await?;
    Ok(i64::try_from(signs + alerts).unwrap_or(i64::MAX))
}

/// Visits become counts, and where doors stood becomes what is known of the doors.
async fn visits(tx: &mut Tx, scope: HubScope, over: Day, today: Day) -> db::Result<i64> {
    let longest_no = expiry::longest_no(tx, scope).await?;
    let declined_since = today.plus_days(-longest_no);
    let mut gone = 0;
    for campaign in expiry::campaigns_over(tx, scope, over).await? {
        gone += listenings::store::tallies::tally_and_delete(tx, scope, campaign).await?;
        gone += streets::store::standing::let_go(tx, scope, campaign, declined_since).await?;
        // What was printed is about doors, and nothing is keyed from it any more.
        walk_lists::store::paper::forget(tx, scope, campaign).await?;
    }
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// Changes a hub's rule.
///
/// # Errors
/// When the engine fails.
pub async fn change(
    app: &App,
    tx: &mut Tx,
    scope: HubScope,
    rule: RetentionRule,
    by: By,
) -> db::Result<()> {
    let purpose = format!("{} stays {} days", rule.class, rule.days);
    store::keep_rule(tx, scope, rule).await?;
    let line = entry(by, Action::RetentionChanged, &purpose, 1);
    audit::record(tx, scope, &app.ids, app.clock.now(), line).await
}
