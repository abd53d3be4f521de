//! A list handed to people in one step: their shift, the list, and codes for phones that are not
//! enrolled yet.

use std::collections::BTreeMap;

use axum::{Json, extract::Path};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{IssuedView, NewShift, ShiftView, issue_in, plan_in};
use crate::{
    access::{self, Caller, HubScope, Permission, enrolment::CodeView, model::Purpose},
    app::App,
    base::{
        ids::{PersonId, ShiftId, WalkListId},
        time::EpochMs,
    },
    db::Tx,
    problem::{Body, Problem},
    shifts::{
        model::{Part, Shift, ShiftPerson},
        store,
    },
    walk_lists::{self, model::Handed},
};

/// The address.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(hand_out_walk_list))
}

/// Whom to hand a list to: the people of a `shift`, or those of a new one, with its times.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOut {
    /// A shift that is planned already.
    shift: Option<ShiftId>,
    /// Who goes on a new one.
    people: Option<Vec<ShiftPerson>>,
    /// When it should begin.
    planned_start: Option<EpochMs>,
    /// When it should end.
    planned_end: Option<EpochMs>,
    /// Where they meet, at most 200 characters.
    start_place: Option<String>,
    /// The name of the buddy who watches from afar, at most 200 characters.
    buddy: Option<String>,
    /// The buddy's account, where they have one.
    buddy_id: Option<PersonId>,
    /// People of the shift who get a code for their phone.
    #[serde(default)]
    enrol: Vec<PersonId>,
}

/// What a request asks for, once it makes sense.
enum Whom {
    Planned(ShiftId),
    New(NewShift),
}

impl HandOut {
    fn whom(&self, list: &walk_lists::model::WalkList) -> Result<Whom, Problem> {
        let new = (&self.people, self.planned_start, self.planned_end);
        let told = self.start_place.is_some() || self.buddy.is_some() || self.buddy_id.is_some();
        match (self.shift, new) {
            (Some(shift), (None, None, None)) if !told => Ok(Whom::Planned(shift)),
            (None, (Some(people), Some(planned_start), Some(planned_end))) => {
                let shift = NewShift {
                    campaign: list.campaign_id,
                    planned_start,
                    planned_end,
                    start_place: self.start_place.clone().unwrap_or_default(),
                    buddy: self.buddy.clone().unwrap_or_default(),
                    buddy_id: self.buddy_id,
                    people: people.clone(),
                };
                shift.check()?;
                Ok(Whom::New(shift))
            }
            _ => Err(Problem::bad_request(
                "Say either a `shift`, or for a new one `people`, `planned_start` and \
                 `planned_end`.",
            )),
        }
    }
}

/// Somebody of the shift that a list was handed to.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PersonWithList {
    person: PersonId,
    name: String,
    part: Part,
    /// Phones of theirs that are enrolled and not taken back.
    phones: usize,
}

/// A code that lets one phone in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PhoneCode {
    person: PersonId,
    name: String,
    #[serde(flatten)]
    code: CodeView,
}

/// A list that was handed to people.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HandedOut {
    shift: ShiftView,
    handed: Handed,
    people: Vec<PersonWithList>,
    /// For the phones that were asked for, each shown once.
    codes: Vec<PhoneCode>,
}

/// Hand a list to people in one step: plan their shift unless there is one, issue the list to it,
/// and make codes for phones. All of it is done, or nothing.
#[utoipa::path(post, path = "/api/v1/walk_lists/{list}/issue", operation_id = "hand_out_walk_list",
    tag = "shifts", params(("list" = WalkListId, Path)), request_body = HandOut,
    responses((status = 200, body = HandedOut)))]
async fn hand_out_walk_list(
    caller: Caller,
    Path(id): Path<WalkListId>,
    Body(asked): Body<HandOut>,
) -> Result<Json<HandedOut>, Problem> {
    let scope = caller.may_in_hub(Permission::RunShifts)?;
    let by = caller.clone();
    let handed = caller
        .app
        .db
        .write(async move |tx| hand_out(tx, scope, &by, (id, &asked)).await)
        .await?;
    Ok(Json(handed))
}

async fn hand_out(
    tx: &mut Tx,
    scope: HubScope,
    by: &Caller,
    (list, asked): (WalkListId, &HandOut),
) -> Result<HandedOut, Problem> {
    let walk_list = walk_lists::store::list(tx, scope, list).await?;
    let walk_list = walk_list.ok_or_else(|| Problem::not_found("walk list"))?;
    let shift = match asked.whom(&walk_list)? {
        Whom::Planned(shift) => store::shift(tx, scope, shift).await?,
        Whom::New(new) => {
            let as_of = (by.app.ids.new_id(), by.app.clock.now());
            Some(plan_in(tx, scope, &new, as_of).await?)
        }
    };
    let shift = shift.ok_or_else(|| Problem::not_found("shift"))?;
    let people = people_of(tx, scope, &shift).await?;
    let mut codes = Vec::with_capacity(asked.enrol.len());
    for person in &asked.enrol {
        let of = people.iter().find(|on| on.person == *person);
        let name = of.map(|on| on.name.clone()).ok_or_else(|| {
            Problem::bad_request("`enrol` names people of the shift, and nobody else.")
        })?;
        let fresh = access::http::code_for(tx, scope, by, (*person, Purpose::Phone)).await?;
        codes.push(PhoneCode {
            person: *person,
            name,
            code: fresh.into(),
        });
    }
    // Last, because it publishes.
    let IssuedView { shift, handed } = issue_in(tx, scope, &by.app, (shift.id, list)).await?;
    Ok(HandedOut {
        shift,
        handed,
        people,
        codes,
    })
}

async fn people_of(
    tx: &mut Tx,
    scope: HubScope,
    shift: &Shift,
) -> Result<Vec<PersonWithList>, Problem> {
    let mut phones: BTreeMap<PersonId, usize> = BTreeMap::new();
    for install in access::store::installs(tx, scope).await? {
        if install.revoked_at.is_none() {
            *phones.entry(install.person_id).or_default() += 1;
        }
    }
    let names = access::store::members(tx, scope).await?;
    let person = |on: &ShiftPerson| {
        let member = names.iter().find(|member| member.person_id == on.person);
        PersonWithList {
            person: on.person,
            name: member.map_or_else(String::new, |member| member.display_name.clone()),
            part: on.part,
            phones: phones.get(&on.person).copied().unwrap_or_default(),
        }
    };
    Ok(shift.people.iter().map(person).collect())
}
