//! What the shift ops of a phone do. Each is given to `sync` in `app`.

use mobile_api::wire::{
    ops::{AlertKind, OpData, ShiftEnd, ShiftStart},
    problems::Reason,
    rows::Row,
};
use uuid::Uuid;

use super::{
    alerts,
    model::{AlertCause, Part, Safety, Shift, ShiftState, SignKind},
    rules::{self, Step},
    store::{self, Sign},
};
use crate::{
    access::{self, HubScope, Purpose},
    base::{
        ids::{PersonId, ShiftId, StreetId},
        time::EpochMs,
    },
    db::{Result, Tx},
    feed::Feed,
    streets,
    sync::{TakenOp, Taking, Verdict},
    walk_lists,
};

/// A shift as a phone's op finds it.
pub enum Found {
    /// The person is on it.
    Here(Box<Shift>),
    /// It is not known, or this person is not on it.
    Held(Reason),
}

/// The shift of an op, locked, if whoever hands in is on it.
///
/// # Errors
/// When the engine fails.
pub async fn shift_of(tx: &mut Tx, taking: &Taking, shift: Option<ShiftId>) -> Result<Found> {
    let Some(id) = shift else {
        return Ok(Found::Held(Reason::ShiftUnknown));
    };
    Ok(match store::lock(tx, taking.scope, id).await? {
        Some(shift) if shift.has(taking.person) => Found::Here(Box::new(shift)),
        Some(_) | None => Found::Held(Reason::ShiftUnknown),
    })
}

/// Puts a shift on the phones of its people.
pub fn publish(feed: &mut Feed, shift: &Shift) {
    let row = Row::Shift(shift.row());
    for on in &shift.people {
        feed.put(on.person.0, "shift", shift.id.0, &row);
    }
}

/// `shift.start`: people go out, and the watch begins.
///
/// # Errors
/// When the engine fails.
pub async fn start(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::ShiftStart(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    let mut shift = match shift_of(tx, taking, op.shift).await? {
        Found::Here(shift) => shift,
        Found::Held(reason) => return Ok(Verdict::Held(reason)),
    };
    let Ok(state) = rules::after(shift.state, Step::Start) else {
        return Ok(Verdict::Held(Reason::ShiftClosed));
    };
    shift.state = state;
    let earlier = shift.started_at.is_none_or(|at| op.happened_at < at);
    if earlier {
        shift.started_at = Some(op.happened_at);
    }
    if shift.ended_at.is_none() {
        shift.expected_end = Some(EpochMs(data.expected_end.ms()));
        let heard = (op.happened_at, taking.now);
        alerts::heard_from(tx, taking.scope, &mut shift, heard).await?;
    }
    come_along(tx, taking.scope, &mut shift, data).await?;
    for list in walk_lists::store::lists_of_shift(tx, taking.scope, shift.id).await? {
        if data.lists.contains(&list.id.0) {
            let step = walk_lists::rules::Step::GoOut;
            walk_lists::store::mark(tx, taking.scope, list.id, step).await?;
        }
    }
    let street = street_name(tx, data.street).await?;
    shift.last_street = street.clone().or(shift.last_street);
    sign(tx, taking, op, shift.id, SignKind::Start, street).await?;
    store::save(tx, taking.scope, &shift).await?;
    publish(&mut taking.feed, &shift);
    Ok(Verdict::Accepted)
}

/// A partner or a buddy that changed on the way out, where they are of this hub.
async fn come_along(
    tx: &mut Tx,
    scope: HubScope,
    shift: &mut Shift,
    data: &ShiftStart,
) -> Result<()> {
    if let Some(partner) = data.partner.map(PersonId)
        && !shift.has(partner)
        && access::store::member(tx, scope, partner).await?.is_some()
    {
        store::add_person(tx, scope, shift.id, partner, Part::Partner).await?;
        shift.people.push(super::model::ShiftPerson {
            person: partner,
            part: Part::Partner,
        });
    }
    if let Some(buddy) = data.buddy.map(PersonId)
        && let Some(member) = access::store::member(tx, scope, buddy).await?
    {
        shift.buddy = member.display_name;
        shift.buddy_id = Some(buddy);
    }
    Ok(())
}

/// `shift.check_in`: the people on a shift are well.
///
/// # Errors
/// When the engine fails.
pub async fn check_in(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::ShiftCheckIn(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    let mut shift = match shift_of(tx, taking, op.shift).await? {
        Found::Here(shift) => shift,
        Found::Held(reason) => return Ok(Verdict::Held(reason)),
    };
    let street = street_name(tx, data.street).await?;
    shift.last_street = street.clone().or(shift.last_street);
    if let Some(end) = data.expected_end
        && shift.ended_at.is_none()
    {
        shift.expected_end = Some(EpochMs(end.ms()));
    }
    if shift.state == ShiftState::Out {
        let heard = (op.happened_at, taking.now);
        alerts::heard_from(tx, taking.scope, &mut shift, heard).await?;
    }
    sign(tx, taking, op, shift.id, SignKind::CheckIn, street).await?;
    store::save(tx, taking.scope, &shift).await?;
    publish(&mut taking.feed, &shift);
    Ok(Verdict::Accepted)
}

/// `shift.end`: the people are back, and the phone says what it counted.
///
/// # Errors
/// When the engine fails.
pub async fn end(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::ShiftEnd(ShiftEnd { counters, .. }) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    let mut shift = match shift_of(tx, taking, op.shift).await? {
        Found::Here(shift) => shift,
        Found::Held(reason) => return Ok(Verdict::Held(reason)),
    };
    let Ok(state) = rules::after(shift.state, Step::End) else {
        return Ok(Verdict::Held(Reason::ShiftClosed));
    };
    shift.state = state;
    shift.declared.insert(taking.install, *counters);
    shift.ended_at = shift.ended_at.max(Some(op.happened_at));
    if shift.safety != Safety::Raised {
        shift.safety = Safety::Ok;
    }
    store::alerts::resolve_early(tx, taking.scope, shift.id, taking.now).await?;
    sign(tx, taking, op, shift.id, SignKind::End, None).await?;
    store::save(tx, taking.scope, &shift).await?;
    publish(&mut taking.feed, &shift);
    Ok(Verdict::Accepted)
}

/// `safety.alert`: a call for help, or its end. Taken in every state of the shift; without one it
/// belongs to the shift the person is out on.
///
/// # Errors
/// When the engine fails.
pub async fn alert(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::SafetyAlert(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    let of = match op.shift {
        Some(shift) => Some(shift),
        None => store::out_with(tx, taking.scope, taking.person).await?,
    };
    let mut shift = match shift_of(tx, taking, of).await? {
        Found::Here(shift) => shift,
        Found::Held(reason) => return Ok(Verdict::Held(reason)),
    };
    let (kind, safety) = match data.alert {
        AlertKind::Help => (SignKind::Help, Safety::Raised),
        AlertKind::CodeWord => (SignKind::CodeWord, Safety::Raised),
        AlertKind::Resolved => (SignKind::Resolved, Safety::Resolved),
    };
    shift.safety = safety;
    let street = street_name(tx, data.street).await?;
    shift.last_street = street.clone().or(shift.last_street);
    sign(tx, taking, op, shift.id, kind, street).await?;
    let (at, now) = (op.happened_at, taking.now);
    let cause = match data.alert {
        AlertKind::Help => Some(AlertCause::Help),
        AlertKind::CodeWord => Some(AlertCause::CodeWord),
        AlertKind::Resolved => None,
    };
    if let Some(cause) = cause {
        let chance = (&taking.ids, now);
        alerts::call(tx, taking.scope, &shift, (cause, at), chance).await?;
    } else {
        let by = (taking.person, now);
        store::alerts::resolve(tx, taking.scope, shift.id, by).await?;
    }
    store::save(tx, taking.scope, &shift).await?;
    publish(&mut taking.feed, &shift);
    Ok(Verdict::Accepted)
}

/// `reflection.add`: what an organiser takes from a shift; theirs alone, with or without one.
///
/// # Errors
/// When the engine fails.
pub async fn reflect(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::ReflectionAdd(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    if op.shift.is_some()
        && let Found::Held(reason) = shift_of(tx, taking, op.shift).await?
    {
        return Ok(Verdict::Held(reason));
    }
    let answers = serde_json::to_string(data).expect("answers turn into JSON");
    let keyring = taking.seals.keyring();
    let key = keyring.data_key(tx, taking.scope, Purpose::Notes).await?;
    let place = format!("reflections|{}|answers", op.id);
    let answers = key.seal(&place, answers.as_bytes(), keyring.chance());
    let whose = (op.shift, taking.person);
    store::insert_reflection(tx, taking.scope, op.id, whose, answers).await?;
    Ok(Verdict::Accepted)
}

async fn street_name(tx: &mut Tx, street: Option<Uuid>) -> Result<Option<String>> {
    let Some(id) = street else { return Ok(None) };
    let street = streets::store::street(tx, StreetId(id)).await?;
    Ok(street.map(|street| street.name))
}

async fn sign(
    tx: &mut Tx,
    taking: &Taking,
    op: &TakenOp,
    shift: ShiftId,
    kind: SignKind,
    street: Option<String>,
) -> Result<()> {
    let sign = Sign {
        id: op.id,
        shift,
        kind,
        at: op.happened_at,
        street,
    };
    store::insert_sign(tx, taking.scope, &sign).await
}
