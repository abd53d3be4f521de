//! What comes back on paper: who walked the list, what stands of it already, what became of each
//! row. No I/O.

use std::collections::{BTreeMap, BTreeSet};

use mobile_api::wire::{
    OpResult, Verdict,
    ops::{HourBand, Outcome},
};
use serde::Serialize;

use super::{KeyedRow, MOST_ATTEMPTS, Record, band_at, beginning, printed::planned, visit_id};
use crate::{
    base::{
        ids::{DoorId, PersonId, VisitId},
        time::{Day, EpochMs},
    },
    shifts::model::{Part, Shift, ShiftState},
    walk_lists::{
        model::{WalkList, WalkListState},
        store::paper::Sheet,
    },
};

/// Those who went, those who write down what is heard first.
pub fn recorders(shift: &Shift) -> impl Iterator<Item = PersonId> + '_ {
    let of = |recorder: bool| {
        let people = shift.people.iter();
        people.filter(move |on| (on.part == Part::Recorder) == recorder)
    };
    of(true).chain(of(false)).map(|on| on.person)
}

/// Why what is keyed now waits for a person, in a sentence, if it does.
#[must_use]
pub fn warning(list: &WalkList, shift: &Shift) -> Option<String> {
    let why = match (shift.state, list.state) {
        (ShiftState::Cancelled | ShiftState::DataLost, _) => {
            "This list's shift did not take place, or its records were declared lost"
        }
        (ShiftState::Debriefed | ShiftState::Closed, _) => "This list's shift is closed",
        (_, WalkListState::Recalled) => "This list was taken back",
        _ => return None,
    };
    Some(format!(
        "{why}: what is keyed now waits for a person, and does not count yet."
    ))
}

/// Who walked it: whoever was named, else the shift's first recorder; nobody who was not on it.
#[must_use]
pub fn recorder(named: Option<PersonId>, shift: &Shift) -> Option<PersonId> {
    let person = named.or_else(|| recorders(shift).next());
    person.filter(|person| shift.has(*person))
}

/// The day and the part of it on which a sheet is taken to have been walked, where nobody says: as
/// the shift was planned, or by now, where people are back before that part of the day begins.
#[must_use]
pub fn walked(shift: &Shift, now: EpochMs) -> (Day, HourBand) {
    let (day, band) = planned(shift);
    if beginning(day, band) <= now {
        return (day, band);
    }
    (now.day(), band_at(now))
}

/// When a list was handed out: the ids of its records are made with it.
#[must_use]
pub fn issued_at(list: &WalkList) -> EpochMs {
    list.issued_at.unwrap_or(list.created_at)
}

/// The id of every visit that the sheets of a list could have brought, with its door.
#[must_use]
pub fn visits_of(sheet: &Sheet, list: &WalkList) -> BTreeMap<VisitId, DoorId> {
    let issued_at = issued_at(list);
    let mut of = BTreeMap::new();
    for (_, door) in &sheet.stops {
        for attempt in 1..=MOST_ATTEMPTS {
            let id = visit_id(list.id, issued_at, *door, attempt);
            of.insert(VisitId(id.0), *door);
        }
    }
    of
}

/// The outcome of the last attempt at each door, of those that stand, in the order of their ids.
#[must_use]
pub fn last_outcomes(
    of: &BTreeMap<VisitId, DoorId>,
    standing: &[(VisitId, Outcome)],
) -> BTreeMap<DoorId, Outcome> {
    let mut last = BTreeMap::new();
    // Ids of one door sort by attempt.
    for (id, outcome) in standing {
        if let Some(door) = of.get(id) {
            last.insert(*door, *outcome);
        }
    }
    last
}

/// After the split nothing tells any more what was said at a door that was keyed before: it is in
/// already, so it is left out here.
pub fn leave_out_known_talks(records: &mut Vec<Record>, standing: &BTreeSet<VisitId>) {
    let visited: BTreeSet<usize> = records
        .iter()
        .filter(|record| standing.contains(&VisitId(record.id.0)))
        .map(|record| record.row)
        .collect();
    records.retain(|record| !(record.is_talk && visited.contains(&record.row)));
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowResult {
    /// It counts.
    Counted,
    /// It was in already.
    Known,
    /// A person decides.
    Held,
    /// It cannot be taken in.
    Refused,
}

/// What became of one row.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RowKeyed {
    /// The door's number on the sheet.
    pub n: i64,
    /// Which attempt at it.
    pub attempt: u8,
    /// What became of it.
    pub result: RowResult,
    /// The code of the reason, of a row that is held or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The reason in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What became of the rows.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SheetKeyed {
    /// In the order of the request.
    pub rows: Vec<RowKeyed>,
    /// Rows that count now and did not before.
    pub counted: usize,
    /// Rows that were in already.
    pub known: usize,
    /// Rows that wait for a person, or cannot be taken in.
    pub held: usize,
    /// The same in words.
    pub text: String,
}

/// What became of each row: what is worst of its ops. `rows` says of each result which row its op
/// was made of.
#[must_use]
pub fn told(keyed: &[KeyedRow], rows: &[usize], answers: &[OpResult]) -> SheetKeyed {
    let mut results: Vec<RowKeyed> = keyed
        .iter()
        .map(|row| RowKeyed {
            n: row.n,
            attempt: row.attempt(),
            result: RowResult::Known,
            why: None,
            text: None,
        })
        .collect();
    for (row, op) in rows.iter().zip(answers) {
        let result = match op.r {
            Verdict::Rejected => RowResult::Refused,
            Verdict::Held => RowResult::Held,
            Verdict::Duplicate if op.held => RowResult::Held,
            Verdict::Duplicate => RowResult::Known,
            Verdict::Accepted => RowResult::Counted,
        };
        let rank = |result: RowResult| match result {
            RowResult::Known => 0,
            RowResult::Counted => 1,
            RowResult::Held => 2,
            RowResult::Refused => 3,
        };
        let Some(told) = results.get_mut(*row) else {
            continue;
        };
        if rank(result) > rank(told.result) {
            told.result = result;
            if matches!(result, RowResult::Held | RowResult::Refused) {
                told.why = op.why.map(|why| why.code().to_owned());
                told.text.clone_from(&op.text);
            }
        }
    }
    let count = |wanted: fn(RowResult) -> bool| {
        let rows = results.iter().filter(|row| wanted(row.result));
        rows.count()
    };
    let counted = count(|result| result == RowResult::Counted);
    let known = count(|result| result == RowResult::Known);
    let held = results.len() - counted - known;
    let waits = if held == 1 { "waits" } else { "wait" };
    let was = if known == 1 { "was" } else { "were" };
    SheetKeyed {
        rows: results,
        counted,
        known,
        held,
        text: format!("{counted} counted, {known} {was} in already, {held} {waits} for a person."),
    }
}

#[cfg(test)]
mod tests;
