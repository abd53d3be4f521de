//! What stands on a printed list: who may print it, its rows in walking order, what each door is
//! called. Nothing of what was said. No I/O.

use mobile_api::wire::ops::HourBand;
use serde::Serialize;

use super::band_at;
use crate::{
    base::{
        ids::{DoorId, StreetId},
        time::Day,
    },
    shifts::model::Shift,
    streets::model::{DoorState, Side},
    walk_lists::{
        drawing::Around,
        model::{Campaign, Stop, StopAt, WalkListState},
        store::rows::{Stocked, standing},
    },
};

/// One go along one side of a street.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperStreet {
    /// The street; absent for what is on none any more.
    pub street: Option<StreetId>,
    /// Its name.
    pub name: String,
    /// Which side of it.
    pub side: Side,
    /// What there is to do, in walking order.
    pub rows: Vec<PaperRow>,
}

/// One row: a door, or a stretch whose doors nobody knows yet.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperRow {
    /// Its number within the list.
    pub n: i64,
    /// House number.
    pub number: Option<String>,
    /// What the door is called, such as `Flat 3`.
    pub label: Option<String>,
    /// Building.
    pub building: Option<String>,
    /// Floor.
    pub floor: Option<i64>,
    /// Where the door stands in this campaign; nothing of what was said.
    pub state: Option<DoorState>,
    /// Knocks in this campaign.
    pub tries: i64,
    /// Day of the last visit in this campaign.
    pub last_on: Option<Day>,
    /// When they asked to be called on again.
    #[schema(value_type = Option<String>)]
    pub come_back: Option<HourBand>,
    /// The language spoken there.
    pub language: Option<String>,
    /// Of a stretch: its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stretch: Option<PaperStretch>,
}

/// A stretch to walk.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaperStretch {
    /// Its length in metres.
    pub metres: f64,
}

/// Why a list is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPrinted {
    /// It is with nobody yet: what comes back has no shift to go under.
    NotIssued,
    /// It is with nobody any more.
    Over,
}

/// Whether a list in this state may be printed.
///
/// # Errors
/// Unless people have it.
pub const fn may_be_printed(state: WalkListState) -> Result<(), NotPrinted> {
    match state {
        WalkListState::Draft => Err(NotPrinted::NotIssued),
        state if state.is_with_people() => Ok(()),
        _ => Err(NotPrinted::Over),
    }
}

/// The day and the part of the day for which a shift was planned.
#[must_use]
pub fn planned(shift: &Shift) -> (Day, HourBand) {
    let middle = (shift.planned_end.0 - shift.planned_start.0) / 2;
    let middle = shift.planned_start.plus(middle);
    (shift.planned_start.day(), band_at(middle))
}

/// How many of these stops are doors.
#[must_use]
pub fn doors_of(stops: &[Stop]) -> usize {
    let doors = stops
        .iter()
        .filter(|stop| matches!(stop.at, StopAt::Door(_)));
    doors.count()
}

/// The doors among these stops, each with its number.
#[must_use]
pub fn numbered(stops: &[Stop]) -> Vec<(i64, DoorId)> {
    let door = |stop: &Stop| match stop.at {
        StopAt::Door(door) => Some((stop.n, door)),
        StopAt::Stretch { .. } => None,
    };
    stops.iter().filter_map(door).collect()
}

/// The sides of streets in walking order, each with its rows; one that is walked in two goes comes
/// twice.
#[must_use]
pub fn in_order(
    stops: &[Stop],
    stocked: &Stocked,
    campaign: &Campaign,
    around: &Around<'_>,
) -> Vec<PaperStreet> {
    let mut streets: Vec<PaperStreet> = Vec::new();
    for stop in stops {
        let street = around.street(stop);
        let row = row(stop, stocked, campaign);
        match streets.last_mut() {
            Some(last) if last.street == street && last.side == stop.side => last.rows.push(row),
            Some(_) | None => streets.push(PaperStreet {
                street,
                name: street.map_or("", |street| around.name(street)).to_owned(),
                side: stop.side,
                rows: vec![row],
            }),
        }
    }
    streets
}

fn row(stop: &Stop, stocked: &Stocked, campaign: &Campaign) -> PaperRow {
    let mut row = PaperRow {
        n: stop.n,
        number: None,
        label: None,
        building: None,
        floor: None,
        state: None,
        tries: 0,
        last_on: None,
        come_back: None,
        language: None,
        stretch: None,
    };
    match stop.at {
        StopAt::Stretch { from_m, to_m, .. } => {
            let metres = (to_m - from_m).abs();
            row.stretch = Some(PaperStretch { metres });
        }
        StopAt::Door(id) => {
            let label = stocked.known.labels.get(&id);
            let (number, flat) = called(id, stocked);
            let facts = stocked.doors.get(&id);
            let state = stocked.state(id, campaign.id);
            (row.number, row.label) = (number, flat);
            row.building = facts.and_then(|door| door.building.clone());
            row.floor = label
                .and_then(|label| label.floor)
                .or(facts.and_then(|door| door.floor));
            row.state = Some(standing(state, label, false));
            row.tries = state.map_or(0, |state| state.tries);
            row.last_on = state.map(|state| state.last_on);
            row.come_back = state.and_then(|state| state.come_back);
            row.language = state.and_then(|state| state.language.clone());
        }
    }
    row
}

/// The number and the name of a door, as somebody read them or as open data have them.
#[must_use]
pub fn called(id: DoorId, stocked: &Stocked) -> (Option<String>, Option<String>) {
    let label = stocked.known.labels.get(&id);
    let facts = stocked.doors.get(&id);
    let number = label
        .and_then(|label| label.number.clone())
        .or_else(|| facts.and_then(|door| door.number.clone()));
    let name = label
        .and_then(|label| label.label.clone())
        .or_else(|| facts.and_then(|door| door.flat.clone()));
    (number, name)
}

#[cfg(test)]
mod tests;
