//! Telling a concern, for anybody; reading and carrying it on, for the safeguarding lead.

use axum::{Json, extract::Path, http::StatusCode};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    model::{
        self, Concern, ConcernKind, ConcernState, ConcernStepKind, ReferredTo, Step, StepWords,
        Told,
    },
    store,
};
use crate::{
    access::{
        self, Caller, HubScope, Permission, Role,
        audit::{self, Action, Entry},
        keys::{Keyring, Purpose},
        model::{NumberUse, SafetyNumber},
    },
    app::App,
    base::{
        ids::{ConcernId, PersonId},
        seal::DataKey,
        time::Day,
    },
    contacts::model::Written,
    db::{self, Error, Tx},
    problem::{Body, Problem},
};

/// Concerns shown at most.
const MOST: i64 = 1_000;

/// The room's addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_concerns, report_concern))
        .routes(routes!(read_concern))
        .routes(routes!(carry_on_concern))
}

/// Leaves a line in the audit log: that it happened, and never what.
async fn told(
    tx: &mut Tx,
    caller: &Caller,
    scope: HubScope,
    (who, action): (Option<PersonId>, Action),
    count: usize,
) -> db::Result<()> {
    let entry = Entry {
        who,
        role: who.map(|_| caller.role),
        action,
        purpose: None,
        count: i64::try_from(count).unwrap_or(i64::MAX),
    };
    audit::record(tx, scope, &caller.app.ids, caller.app.clock.now(), entry).await
}

fn sealed<T: Serialize>(key: &DataKey, keys: &Keyring, place: &str, says: &T) -> String {
    let plain = serde_json::to_vec(says).expect("words turn into JSON");
    key.seal(place, &plain, keys.chance())
}

fn unsealed<T: DeserializeOwned>(key: &DataKey, place: &str, stored: &str) -> db::Result<T> {
    let corrupt = || Error::Corrupt {
        table: "concerns",
        column: "a sealed value",
        row: place.to_owned(),
    };
    let plain = key.open(place, stored).map_err(|_| corrupt())?;
    serde_json::from_slice(plain.reveal()).map_err(|_| corrupt())
}

fn place(id: ConcernId) -> String {
    format!("concerns|{id}|told")
}

fn step_place(id: ConcernId, n: i64) -> String {
    format!("concern_steps|{id}/{n}|words")
}

/// Something somebody is worried about.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConcern {
    kind: ConcernKind,
    /// What you heard or saw, who said what, in their own words: 1 to 4,000 characters.
    words: Written,
}

/// What whoever told a concern gets back.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConcernThanks {
    /// What happens now.
    text: String,
    /// Whom to ring now: the safeguarding numbers of the safety card.
    numbers: Vec<SafetyNumber>,
}

/// Tell the safeguarding lead about a worry. Only the lead can read it from then on.
#[utoipa::path(post, path = "/api/v1/concerns", operation_id = "report_concern",
    tag = "safeguarding", request_body = NewConcern, responses((status = 201, body = ConcernThanks)))]
async fn report_concern(
    caller: Caller,
    Body(new): Body<NewConcern>,
) -> Result<(StatusCode, Json<ConcernThanks>), Problem> {
    let scope = caller.may_in_hub(Permission::ReportConcerns)?;
    let keys = Keyring::of(&caller.app)?;
    let words = model::words(new.words.text()).map_err(Problem::bad_request)?;
    let by = caller.clone();
    let kept = caller.app.db.write(async move |tx| {
        let key = keys.data_key(tx, scope, Purpose::Safeguarding).await?;
        let id: ConcernId = by.app.ids.unordered();
        let says = Told {
            words: words.reveal().clone(),
            by: by.person,
        };
        let concern = Concern {
            id,
            kind: new.kind,
            told: sealed(&key, &keys, &place(id), &says),
            told_on: by.app.clock.now().day(),
            state: ConcernState::Open,
            closed_on: None,
        };
        store::insert(tx, scope, concern).await?;
        // Without who it was: whoever reads the log need not know who told.
        told(tx, &by, scope, (None, Action::ReferralKept), 1).await?;
        let members = access::store::members(tx, scope).await?;
        let lead = members
            .iter()
            .any(|member| member.role == Role::SafeguardingLead);
        let mut numbers = access::store::keys::card(tx, scope).await?;
        numbers.retain(|number| number.purpose == NumberUse::Safeguarding);
        Ok::<_, Problem>((lead, numbers))
    });
    let (lead, numbers) = kept.await?;
    let text = if lead {
        "The safeguarding lead has it now, and nobody else can read it. Ring them today as well. \
         If somebody is in danger now, call 999."
    } else {
        "It is kept safe, but this hub has nobody yet who may read it: ring your hub manager now \
         and say that a safeguarding lead is needed. If somebody is in danger now, call 999."
    };
    let text = text.to_owned();
    Ok((StatusCode::CREATED, Json(ConcernThanks { text, numbers })))
}

/// A concern without its words.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConcernRow {
    id: ConcernId,
    kind: ConcernKind,
    told_on: Day,
    state: ConcernState,
    closed_on: Option<Day>,
}

impl From<Concern> for ConcernRow {
    fn from(concern: Concern) -> Self {
        Self {
            id: concern.id,
            kind: concern.kind,
            told_on: concern.told_on,
            state: concern.state,
            closed_on: concern.closed_on,
        }
    }
}

/// Concerns.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Concerns {
    /// Open ones first.
    concerns: Vec<ConcernRow>,
}

/// List concerns, open ones first.
#[utoipa::path(get, path = "/api/v1/concerns", operation_id = "list_concerns",
    tag = "safeguarding", responses((status = 200, body = Concerns)))]
async fn list_concerns(caller: Caller) -> Result<Json<Concerns>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepConcerns)?;
    let by = caller.clone();
    let found = caller.app.db.write(async move |tx| {
        let found = store::all(tx, scope, MOST).await?;
        let what = (Some(by.person), Action::ReferralRead);
        told(tx, &by, scope, what, found.len()).await?;
        Ok::<_, Problem>(found)
    });
    let concerns = found.await?.into_iter().map(ConcernRow::from).collect();
    Ok(Json(Concerns { concerns }))
}

/// Something that was done about a concern.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConcernStepView {
    step: ConcernStepKind,
    taken_on: Day,
    /// Whom it was referred to.
    to: Option<ReferredTo>,
    words: String,
}

/// A concern with everything.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConcernView {
    concern: ConcernRow,
    words: String,
    /// Who told it; absent once they have no account any more.
    told_by: Option<String>,
    steps: Vec<ConcernStepView>,
}

async fn view(
    tx: &mut Tx,
    scope: HubScope,
    key: &DataKey,
    concern: Concern,
) -> Result<ConcernView, Problem> {
    let id = concern.id;
    let says: Told = unsealed(key, &place(id), &concern.told)?;
    let member = access::store::member(tx, scope, says.by).await?;
    let mut steps = Vec::new();
    for step in store::steps(tx, scope, id).await? {
        let said: StepWords = unsealed(key, &step_place(id, step.n), &step.words)?;
        steps.push(ConcernStepView {
            step: step.step,
            taken_on: step.taken_on,
            to: said.to,
            words: said.words,
        });
    }
    Ok(ConcernView {
        concern: concern.into(),
        words: says.words,
        told_by: member.map(|member| member.display_name),
        steps,
    })
}

/// Read a concern; each time stands in the audit log.
#[utoipa::path(get, path = "/api/v1/concerns/{concern}", operation_id = "read_concern",
    tag = "safeguarding", params(("concern" = ConcernId, Path)),
    responses((status = 200, body = ConcernView)))]
async fn read_concern(
    caller: Caller,
    Path(id): Path<ConcernId>,
) -> Result<Json<ConcernView>, Problem> {
    let scope = caller.may_in_hub(Permission::KeepConcerns)?;
    let keys = Keyring::of(&caller.app)?;
    let by = caller.clone();
    let read = caller.app.db.write(async move |tx| {
        let concern = store::lock(tx, scope, id).await?;
        let concern = concern.ok_or_else(|| Problem::not_found("concern"))?;
        let key = keys.data_key(tx, scope, Purpose::Safeguarding).await?;
        let what = (Some(by.person), Action::ReferralRead);
        told(tx, &by, scope, what, 1).await?;
        view(tx, scope, &key, concern).await
    });
    Ok(Json(read.await?))
}

/// Something the lead did.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConcernStep {
    step: ConcernStepKind,
    /// Whom it is referred to; wanted with `referred` alone.
    to: Option<ReferredTo>,
    /// When, what was asked for, what came back: 1 to 4,000 characters.
    words: Written,
}

/// Refer a concern, write something down about it, or close it.
#[utoipa::path(post, path = "/api/v1/concerns/{concern}/steps",
    operation_id = "carry_on_concern", tag = "safeguarding",
    params(("concern" = ConcernId, Path)), request_body = NewConcernStep,
    responses((status = 201, body = ConcernView)))]
async fn carry_on_concern(
    caller: Caller,
    Path(id): Path<ConcernId>,
    Body(new): Body<NewConcernStep>,
) -> Result<(StatusCode, Json<ConcernView>), Problem> {
    let scope = caller.may_in_hub(Permission::KeepConcerns)?;
    let keys = Keyring::of(&caller.app)?;
    let words = model::words(new.words.text()).map_err(Problem::bad_request)?;
    if (new.step == ConcernStepKind::Referred) != new.to.is_some() {
        return Err(Problem::bad_request(
            "`to` names whom a concern is referred to, and stands with the step `referred` alone.",
        ));
    }
    let by = caller.clone();
    let carried = caller.app.db.write(async move |tx| {
        let today = by.app.clock.now().day();
        let concern = store::lock(tx, scope, id).await?;
        let mut concern = concern.ok_or_else(|| Problem::not_found("concern"))?;
        concern.state = model::after(concern.state, new.step).map_err(Problem::conflict)?;
        concern.closed_on = (concern.state == ConcernState::Closed).then_some(today);
        let key = keys.data_key(tx, scope, Purpose::Safeguarding).await?;
        let n = store::steps(tx, scope, id)
            .await?
            .last()
            .map_or(1, |step| step.n + 1);
        let says = StepWords {
            to: new.to,
            words: words.reveal().clone(),
        };
        let step = Step {
            n,
            step: new.step,
            taken_on: today,
            words: sealed(&key, &keys, &step_place(id, n), &says),
        };
        store::insert_step(tx, scope, id, step).await?;
        store::save(tx, scope, id, (concern.state, concern.closed_on)).await?;
        let what = (Some(by.person), Action::ReferralKept);
        told(tx, &by, scope, what, 1).await?;
        view(tx, scope, &key, concern).await
    });
    Ok((StatusCode::CREATED, Json(carried.await?)))
}
