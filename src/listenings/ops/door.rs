//! Doors that were on no list, and names for doors.

use maps::shapes::LngLat;
use mobile_api::wire::{ops::OpData, problems::Reason, text::Label};

use super::{may_speak_for, visit::known_door};
use crate::{
    base::ids::{DoorId, StreetId},
    db::{Result, Tx},
    streets::{
        self,
        model::{DoorLabel, LabelStatus, NewDoor},
    },
    sync::{TakenOp, Taking, Verdict},
    walk_lists,
};

/// `door.add`: a home that was on no list.
///
/// # Errors
/// When the engine fails.
pub async fn add(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::DoorAdd(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    if let Some(reason) = may_speak_for(tx, taking, op.shift).await? {
        return Ok(Verdict::Held(reason));
    }
    let street = StreetId(data.street);
    if streets::store::street(tx, street).await?.is_none() {
        return Ok(Verdict::Held(Reason::StreetUnknown));
    }
    let place = match (data.lng, data.lat) {
        (Some(lng), Some(lat)) => LngLat::new(lng, lat).ok(),
        (Some(_) | None, Some(_) | None) => None,
    };
    let door = NewDoor {
        id: DoorId(data.door),
        street,
        number: text(data.number.as_ref()),
        flat: text(data.label.as_ref()),
        building: text(data.building.as_ref()),
        floor: data.floor.map(i64::from),
        place,
        near: data.near.map(DoorId),
    };
    let near = door.near;
    let Some(door) = streets::store::add_door(tx, taking.scope, door).await? else {
        return Ok(Verdict::Held(Reason::DoorUnknown));
    };
    if let Some(shift) = op.shift {
        let feed = &mut taking.feed;
        walk_lists::store::append_door(tx, feed, taking.scope, shift, &door, near).await?;
    }
    Ok(Verdict::Accepted)
}

/// `door.label`: what an organiser read on a door.
///
/// # Errors
/// When the engine fails.
pub async fn label(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::DoorLabel(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    if let Some(reason) = may_speak_for(tx, taking, op.shift).await? {
        return Ok(Verdict::Held(reason));
    }
    let Some(door) = known_door(tx, taking, DoorId(data.door)).await? else {
        return Ok(Verdict::Held(Reason::DoorUnknown));
    };
    let said = DoorLabel {
        label: text(data.label.as_ref()),
        number: text(data.number.as_ref()),
        floor: data.floor.map(i64::from),
        status: data.not_a_home.map(|not| {
            if not {
                LabelStatus::NotAHome
            } else {
                LabelStatus::Home
            }
        }),
        status_on: data.not_a_home.map(|_| op.happened_at.day()),
    };
    streets::store::label_door(tx, taking.scope, door.id, said).await?;
    walk_lists::store::republish_door(tx, &mut taking.feed, taking.scope, door.id).await?;
    Ok(Verdict::Accepted)
}

fn text(label: Option<&Label>) -> Option<String> {
    label.map(|label| label.as_str().to_owned())
}
