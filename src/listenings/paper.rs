//! What people wrote on a printed list → the records a phone would have made of it. Pure.
//!
//! The id of a record is made from the list, the door and the attempt, so that a sheet keyed twice
//! counts once, and so do two prints of one list. A visit's id is made of these alone: it stands
//! beside its door anyway. The id of what was said is made with chance that is kept with the sheet
//! and let go when the shift is split: then nothing leads from the door to it.
//!
//! [`printed`] decides what stands on the paper, [`back`] what comes of it.

pub mod back;
pub mod printed;

use std::collections::BTreeSet;

use mobile_api::{
    core::content_hash,
    wire::{
        Moment, Op, OpData,
        op::OpKind,
        ops::{
            HourBand, ListeningRecord, Mode, Outcome, RecordVoid, Statement, VisitRecord, Voices,
            VoidReason,
        },
        text::{Language, Prose},
    },
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    base::{
        ids::{DoorId, InstallId, OpId, PersonId, ShiftId, WalkListId},
        time::{Day, EpochMs},
    },
    sync::store::ops::Stored,
    walk_lists::store::paper::Sheet,
};

/// Attempts at one door on one sheet, at most.
pub const MOST_ATTEMPTS: u8 = 3;
/// Rows keyed at once, at most.
pub const MOST_ROWS: usize = 200;

/// One row of a sheet as it was keyed.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyedRow {
    /// The door's number on the sheet.
    pub n: i64,
    /// Which attempt at this door on this sheet, 1 to 3; 1 when absent.
    pub attempt: Option<u8>,
    /// What came of it.
    pub outcome: Outcome,
    /// The part of the day, if another than the sheet's.
    pub hour_band: Option<HourBand>,
    /// The language spoken there.
    pub language: Option<Language>,
    /// When they asked to be called on again; with the outcome `come_back` only.
    pub come_back: Option<HourBand>,
    /// Whether a card was left.
    #[serde(default)]
    pub left_card: bool,
    /// What was said; with the outcome `listened` only.
    pub talk: Option<KeyedTalk>,
}

impl KeyedRow {
    /// Which attempt.
    #[must_use]
    pub fn attempt(&self) -> u8 {
        self.attempt.unwrap_or(1)
    }
}

/// A conversation as it was keyed.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyedTalk {
    /// Who spoke, as counts.
    pub voices: Voices,
    /// How many of them said yes to being involved.
    #[serde(default)]
    pub interest: u8,
    /// How strongly it matters to them: 1 to 3.
    pub strength: Option<u8>,
    /// The language spoken.
    pub language: Option<Language>,
    /// What was said, point by point.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// What was said, in words.
    pub note: Option<Prose>,
    /// Whether the speaker agreed that their words may be quoted.
    #[serde(default)]
    pub quote_ok: bool,
}

/// What a sheet is keyed under.
#[derive(Clone, Debug)]
pub struct Keying<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The list's shift.
    pub shift: ShiftId,
    /// When the list was handed out: the ids sort by it.
    pub issued_at: EpochMs,
    /// Who walked it.
    pub recorder: PersonId,
    /// The day.
    pub day: Day,
    /// The part of the day, where a row says none.
    pub hour_band: HourBand,
    /// Whether a row that says something else takes the place of what stands.
    pub correct: bool,
}

/// Why rows cannot be keyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The sheet has no such row.
    NoSuchRow(i64),
    /// A row makes no sense: which, and why.
    BadRow(i64, String),
    /// It is still to come.
    NotYet(i64),
    /// The same row and attempt twice.
    Twice(i64),
}

/// When a part of a day begins. It stands for all of it: what is keyed within that part is not
/// still to come.
#[must_use]
pub fn beginning(day: Day, band: HourBand) -> EpochMs {
    let hour = match band {
        HourBand::Morning => 0,
        HourBand::Midday => 12,
        HourBand::Afternoon => 14,
        HourBand::Evening => 17,
    };
    day.at(hour, 0)
}

/// The part of the day that holds an instant.
#[must_use]
pub fn band_at(at: EpochMs) -> HourBand {
    HourBand::of_hour(u8::try_from(at.hour()).unwrap_or(u8::MAX))
}

const MINUTE_MS: i64 = 60_000;

impl Keying<'_> {
    /// The desk's install for this list and recorder. No number of it says how many there are, so
    /// none of them is ever missed.
    #[must_use]
    pub fn install(&self) -> InstallId {
        let parts: [&[u8]; 2] = [self.sheet.list.0.as_bytes(), self.recorder.0.as_bytes()];
        InstallId(self.id("desk", &parts, 0))
    }

    /// The id of a visit.
    #[must_use]
    pub fn visit(&self, door: DoorId, attempt: u8) -> OpId {
        visit_id(self.sheet.list, self.issued_at, door, attempt)
    }

    /// The id of what was said.
    fn talk(&self, door: DoorId, attempt: u8) -> OpId {
        let chance = self.sheet.chance.as_bytes();
        let parts: [&[u8]; 3] = [chance, door.0.as_bytes(), &[attempt]];
        OpId(self.id("talk", &parts, attempt))
    }

    fn id(&self, kind: &str, parts: &[&[u8]], attempt: u8) -> Uuid {
        made(kind, parts, (self.issued_at, attempt))
    }

    /// The door of a row.
    fn door(&self, n: i64) -> Result<DoorId, Trouble> {
        let of_row = self.sheet.stops.iter().find(|(number, _)| *number == n);
        of_row.map(|(_, door)| *door).ok_or(Trouble::NoSuchRow(n))
    }

    /// When an attempt is taken to have been: the part of the day is all that anybody wrote down.
    fn at(&self, row: &KeyedRow, now: EpochMs) -> Result<EpochMs, Trouble> {
        let at = beginning(self.day, row.hour_band.unwrap_or(self.hour_band));
        let at = at.plus(i64::from(row.attempt() - 1) * MINUTE_MS);
        if at > now {
            return Err(Trouble::NotYet(row.n));
        }
        Ok(at)
    }

    /// The records of the rows, in the order of the rows, each with what it says checked. What
    /// stands of them already is looked up by the caller with `ids`.
    ///
    /// # Errors
    /// The first row that cannot be keyed.
    pub fn records(&self, rows: &[KeyedRow], now: EpochMs) -> Result<Vec<Record>, Trouble> {
        let mut seen: BTreeSet<(i64, u8)> = BTreeSet::new();
        let mut records = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            if !(1..=MOST_ATTEMPTS).contains(&row.attempt()) {
                let why = format!("`attempt` is 1 to {MOST_ATTEMPTS}");
                return Err(Trouble::BadRow(row.n, why));
            }
            if !seen.insert((row.n, row.attempt())) {
                return Err(Trouble::Twice(row.n));
            }
            records.extend(self.records_of(place, row, now)?);
        }
        Ok(records)
    }

    fn records_of(
        &self,
        place: usize,
        row: &KeyedRow,
        now: EpochMs,
    ) -> Result<Vec<Record>, Trouble> {
        let bad = |why: &str| Trouble::BadRow(row.n, why.to_owned());
        let door = self.door(row.n)?;
        let at = self.at(row, now)?;
        let (visit, talk) = (
            self.visit(door, row.attempt()),
            self.talk(door, row.attempt()),
        );
        if row.talk.is_some() && row.outcome != Outcome::Listened {
            return Err(bad("`talk` goes with the outcome `listened` only"));
        }
        let record = |id: OpId, is_talk: bool, data: OpData| {
            let data = data.checked().map_err(|nonsense| bad(nonsense.0))?;
            Ok(Record {
                row: place,
                id,
                is_talk,
                at,
                data,
            })
        };
        let mut records = vec![record(
            visit,
            false,
            OpData::VisitRecord(VisitRecord {
                door: door.0,
                outcome: row.outcome,
                day: wire(self.day),
                hour_band: band_at(at),
                language: row.language.clone(),
                come_back: row.come_back,
                left_card: row.left_card,
                listening: None,
            }),
        )?];
        if let Some(said) = &row.talk {
            records.push(record(
                talk,
                true,
                OpData::ListeningRecord(ListeningRecord {
                    voices: said.voices,
                    mode: Mode::Door,
                    place: None,
                    heard: None,
                    happened_on: wire(self.day),
                    interest: said.interest,
                    strength: said.strength,
                    language: said.language.clone(),
                    statements: said.statements.clone(),
                    note: said.note.clone(),
                    quote_ok: said.quote_ok,
                    door: Some(door.0),
                    visit: None,
                }),
            )?);
        }
        Ok(records)
    }

    /// Every id that keying these rows may touch: visits, what was said, and the end of it.
    ///
    /// # Errors
    /// [`Trouble::NoSuchRow`].
    pub fn ids(&self, rows: &[KeyedRow]) -> Result<Vec<Uuid>, Trouble> {
        let mut ids = Vec::with_capacity(rows.len() * 2);
        for row in rows {
            let door = self.door(row.n)?;
            ids.push(self.visit(door, row.attempt()).0);
            ids.push(self.talk(door, row.attempt()).0);
        }
        Ok(ids)
    }

    /// The ops of the records, by what is stored: the same again keeps its revision, other content
    /// is the next one where that was asked for. Where a row has no talk any more, what was said is
    /// taken back. With each op the place of its row.
    #[must_use]
    pub fn ops(
        &self,
        rows: &[KeyedRow],
        records: &[Record],
        stored: &[Stored],
    ) -> Vec<(usize, Op)> {
        let talks: BTreeSet<usize> = records
            .iter()
            .filter(|record| record.is_talk)
            .map(|record| record.row)
            .collect();
        let mut ops: Vec<(usize, Op)> = Vec::with_capacity(records.len());
        for record in records {
            let row = &rows[record.row];
            ops.push((record.row, self.op(row, record, stored)));
        }
        if self.correct {
            for (place, row) in rows.iter().enumerate() {
                if !talks.contains(&place) {
                    ops.extend(self.end_of_talk(row, stored).map(|op| (place, op)));
                }
            }
        }
        ops
    }

    fn op(&self, row: &KeyedRow, record: &Record, stored: &[Stored]) -> Op {
        let kind = u64::from(record.is_talk);
        let mut op = Op {
            id: record.id.0,
            n: Self::number(row, kind, 1),
            rev: 1,
            kind: record.data.kind(),
            v: 1,
            shift: Some(self.shift.0),
            at: Moment::from_ms(record.at.0),
            mono_ms: u64::try_from(record.at.0).unwrap_or_default(),
            data: record.data.to_value(),
        };
        let hash = hex::encode(content_hash(&op));
        let own = || stored.iter().filter(|known| known.id == record.id);
        let same = own().find(|known| known.content_hash == hash);
        let newest = own().map(|known| known.rev).max();
        let rev = match (same, newest) {
            (Some(same), _) if !self.correct || Some(same.rev) == newest => same.rev,
            (_, Some(newest)) if self.correct => newest + 1,
            (_, Some(newest)) => newest,
            (_, None) => 1,
        };
        op.rev = u32::try_from(rev).unwrap_or(u32::MAX);
        op.n = Self::number(row, kind, op.rev);
        op
    }

    /// What was said at a row that has no talk any more, taken back, if it still stands.
    fn end_of_talk(&self, row: &KeyedRow, stored: &[Stored]) -> Option<Op> {
        let door = self.door(row.n).ok()?;
        let talk = self.talk(door, row.attempt());
        let newest = stored
            .iter()
            .filter(|known| known.id == talk)
            .max_by_key(|known| known.rev)?;
        if newest.voided_by.is_some() {
            return None;
        }
        let parts: [&[u8]; 2] = [talk.0.as_bytes(), &newest.rev.to_be_bytes()];
        let data = OpData::RecordVoid(RecordVoid {
            target: talk.0,
            reason: VoidReason::Mistake,
        });
        let at = newest.happened_at;
        Some(Op {
            id: self.id("void", &parts, row.attempt()),
            n: Self::number(row, 2, u32::try_from(newest.rev).unwrap_or(u32::MAX)),
            rev: 1,
            kind: OpKind::RecordVoid,
            v: 1,
            shift: Some(self.shift.0),
            at: Moment::from_ms(at.0),
            mono_ms: u64::try_from(at.0).unwrap_or_default(),
            data: data.to_value(),
        })
    }

    /// The number of an op on the desk's install: the same row always has the same, so that two
    /// people who key at once never give one number to two ops.
    fn number(row: &KeyedRow, kind: u64, rev: u32) -> u64 {
        let n = u64::try_from(row.n).unwrap_or_default();
        let attempt = u64::from(row.attempt());
        let within = (n * u64::from(MOST_ATTEMPTS + 1) + attempt) * 3 + kind + 1;
        u64::from(rev - 1) * 1_000_000 + within
    }
}

/// A record of a row: a visit, or what was said.
#[derive(Clone, Debug)]
pub struct Record {
    /// The place of its row among those keyed.
    pub row: usize,
    /// Its id.
    pub id: OpId,
    /// Whether it is what was said.
    pub is_talk: bool,
    /// When it is taken to have been.
    pub at: EpochMs,
    /// What it says.
    pub data: OpData,
}

/// The id of the visit that was an attempt at a door of a list on paper.
#[must_use]
pub fn visit_id(list: WalkListId, issued_at: EpochMs, door: DoorId, attempt: u8) -> OpId {
    let parts: [&[u8]; 3] = [list.0.as_bytes(), door.0.as_bytes(), &[attempt]];
    OpId(made("visit", &parts, (issued_at, attempt)))
}

/// An id made from what it stands for. It sorts by the list's time and the attempt, as ids of one
/// part of a day must.
fn made(kind: &str, parts: &[&[u8]], (issued_at, attempt): (EpochMs, u8)) -> Uuid {
    let mut hash = Sha256::new();
    hash.update("doorstep paper 1 ");
    hash.update(kind);
    for part in parts {
        hash.update(b"|");
        hash.update(part);
    }
    let mut random = [0; 10];
    random.copy_from_slice(&hash.finalize()[..10]);
    let at = issued_at.plus(i64::from(attempt) * MINUTE_MS).0;
    let millis = u64::try_from(at).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// A day as phones write it.
fn wire(day: Day) -> mobile_api::wire::time::Day {
    let text = day.to_string();
    text.parse().expect("a day is written alike everywhere")
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
