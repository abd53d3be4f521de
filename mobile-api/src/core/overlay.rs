//! What the screen shows of doors: pulled rows, and the phone's own work laid over them.
//!
//! An op shows at once, whether it was handed in or not, until the pulled row is known to contain
//! it ([`Store::known_to`] has reached its `seq`). So nothing flickers, and no older page undoes
//! what somebody just saved. What left the scope shows nothing, though its ops still wait.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::merge::Store;
use super::outbox::{Outbox, State};
use crate::wire::ops::{DoorAdd, DoorLabel, Outcome, VisitRecord};
use crate::wire::{DoorRow, DoorState, Label, Op, OpData, Row, RowKind, RowRef};

/// The doors of a walk list in walking order, as they stand with the phone's own work.
#[must_use]
pub fn doors(store: &Store, outbox: &Outbox, list: Uuid) -> Vec<DoorRow> {
    let rows = store.rows().filter_map(|row| match row {
        Row::Door(door) => Some((door.id, door.clone())),
        Row::WalkList(_) | Row::Street(_) | Row::Theme(_) | Row::Campaign(_) | Row::Shift(_) => {
            None
        }
    });
    let mut doors: BTreeMap<Uuid, DoorRow> = rows.collect();
    for work in own_work(outbox) {
        lay_over(&mut doors, store, &work);
    }
    let of_list = doors.into_values().filter(|door| door.list == list);
    let mut of_list: Vec<DoorRow> = of_list.collect();
    of_list.sort_by_key(|door| (door.n, door.id));
    of_list
}

fn lay_over(doors: &mut BTreeMap<Uuid, DoorRow>, store: &Store, work: &Work) {
    let new_to = |id| {
        let known_to = store.known_to(RowRef {
            kind: RowKind::Door,
            id,
        });
        work.seq.is_none_or(|seq| seq > known_to)
    };
    match &work.data {
        OpData::VisitRecord(visit) if new_to(visit.door) => {
            if let Some(door) = doors.get_mut(&visit.door) {
                visited(door, visit, work.first);
            }
        }
        OpData::DoorLabel(label) if new_to(label.door) => {
            if let Some(door) = doors.get_mut(&label.door) {
                labelled(door, label);
            }
        }
        OpData::DoorAdd(added) if new_to(added.door) && !doors.contains_key(&added.door) => {
            if let Some(door) = new_door(store, doors, &work.op, added) {
                doors.insert(door.id, door);
            }
        }
        OpData::VisitRecord(_)
        | OpData::DoorLabel(_)
        | OpData::DoorAdd(_)
        | OpData::ShiftStart(_)
        | OpData::ShiftCheckIn(_)
        | OpData::ShiftEnd(_)
        | OpData::ListeningRecord(_)
        | OpData::RecordVoid(_)
        | OpData::ContactConsent(_)
        | OpData::SafetyAlert(_)
        | OpData::ReflectionAdd(_) => {}
    }
}

/// The newest revision of a record of this phone.
struct Work {
    op: Op,
    data: OpData,
    /// Its place in the hub's order; `None` where rows cannot contain it yet.
    seq: Option<u64>,
    /// Whether no earlier revision of it was handed in.
    first: bool,
}

/// The phone's records that a pull may not have brought yet, in the order in which they were
/// written, without what was taken back.
fn own_work(outbox: &Outbox) -> Vec<Work> {
    let mut records: BTreeMap<Uuid, Work> = BTreeMap::new();
    let mut taken_back = BTreeSet::new();
    for entry in outbox.entries() {
        let seq = match entry.state {
            State::Pending | State::Held { .. } | State::Rejected { .. } => None,
            State::Accepted { seq, .. } | State::Duplicate { seq: Some(seq) } => Some(seq),
            State::Duplicate { seq: None } => continue,
        };
        let Ok(op) = entry.op() else { continue };
        let Ok(data) = op.typed() else { continue };
        if let OpData::RecordVoid(void) = &data {
            taken_back.insert(void.target);
        }
        let before = records.get(&op.id);
        if before.is_none_or(|before| before.op.rev < op.rev) {
            let first = before.map_or(op.rev == 1, |before| before.first && before.seq.is_none());
            records.insert(
                op.id,
                Work {
                    op,
                    data,
                    seq,
                    first,
                },
            );
        }
    }
    let standing = records
        .into_values()
        .filter(|work| !taken_back.contains(&work.op.id));
    let mut work: Vec<Work> = standing.collect();
    work.sort_by_key(|work| (work.op.n, work.op.id));
    work
}

fn visited(door: &mut DoorRow, visit: &VisitRecord, first: bool) {
    // A correction of something handed in is counted in the row already, or soon is.
    door.tries += u32::from(first && visit.outcome.is_knock());
    door.last_on = door.last_on.max(Some(visit.day));
    door.state = after(door.state, visit.outcome);
    if visit.outcome.is_knock() {
        door.come_back = visit.come_back;
    }
    if visit.language.is_some() {
        door.language.clone_from(&visit.language);
    }
}

fn labelled(door: &mut DoorRow, label: &DoorLabel) {
    if let Some(number) = &label.number {
        door.number = Some(number.as_str().to_owned());
    }
    if let Some(text) = &label.label {
        door.label = Some(text.as_str().to_owned());
    }
    door.floor = label.floor.or(door.floor);
    match label.not_a_home {
        Some(true) if door.state != DoorState::DoNotKnock => door.state = DoorState::NotAHome,
        Some(false) if door.state == DoorState::NotAHome => {
            door.state = if door.tries == 0 {
                DoorState::New
            } else {
                DoorState::Tried
            };
        }
        Some(_) | None => {}
    }
}

/// A door that the phone added: on the list of the door beside it, else on that of its shift.
/// `None` while neither tells where it belongs.
fn new_door(
    store: &Store,
    doors: &BTreeMap<Uuid, DoorRow>,
    op: &Op,
    added: &DoorAdd,
) -> Option<DoorRow> {
    let beside = added.near.and_then(|near| doors.get(&near));
    let of_shift = || {
        store.rows().find_map(|row| match row {
            Row::WalkList(list) if op.shift.is_some() && list.shift == op.shift => Some(list.id),
            Row::WalkList(_)
            | Row::Door(_)
            | Row::Street(_)
            | Row::Theme(_)
            | Row::Campaign(_)
            | Row::Shift(_) => None,
        })
    };
    let list = beside.map(|door| door.list).or_else(of_shift)?;
    let highest = doors
        .values()
        .filter(|door| door.list == list)
        .map(|door| door.n)
        .max();
    Some(DoorRow {
        id: added.door,
        list,
        n: beside.map_or(highest.unwrap_or(0) + 1, |door| door.n),
        street: added.street,
        number: added.number.clone().map(Label::into_string),
        label: added.label.clone().map(Label::into_string),
        building: added.building.clone().map(Label::into_string),
        floor: added.floor,
        side: None,
        lng: added.lng.or(beside.map(|door| door.lng))?,
        lat: added.lat.or(beside.map(|door| door.lat))?,
        tries: 0,
        last_on: None,
        state: DoorState::New,
        come_back: None,
        language: None,
    })
}

/// Where a door stands after a visit, as a phone can tell without the campaign's rules.
///
/// `do_not_knock` never falls, nor does `listened`; a door that declined, has a sticker or did
/// not feel safe is left in peace; a door that was not reached stays as it was.
#[must_use]
pub fn after(before: DoorState, outcome: Outcome) -> DoorState {
    let listened = before == DoorState::Listened;
    let left_in_peace = listened || before == DoorState::Rested;
    let unless = |firm: bool, then| if firm { before } else { then };
    if before == DoorState::DoNotKnock {
        return before;
    }
    match outcome {
        Outcome::DoNotKnock => DoorState::DoNotKnock,
        Outcome::Listened => DoorState::Listened,
        Outcome::Declined | Outcome::LeftSafely | Outcome::UnsafeToKnock | Outcome::StickerSkip => {
            unless(listened, DoorState::Rested)
        }
        Outcome::NoAnswer | Outcome::ChildOnly => unless(left_in_peace, DoorState::Tried),
        Outcome::ComeBack | Outcome::LanguageBarrier => unless(left_in_peace, DoorState::ToReturn),
        Outcome::Empty => unless(left_in_peace, DoorState::Empty),
        Outcome::NotAHome => unless(left_in_peace, DoorState::NotAHome),
        Outcome::NoAccess | Outcome::OutOfTime => before,
    }
}
