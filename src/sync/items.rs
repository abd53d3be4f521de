//! One op of a batch, read, dated and hashed before any database is asked.

use mobile_api::{
    core::{Corrected, PushClock, content_hash},
    wire::{
        ClockQuality, Moment, Op, OpData, OpProblem, PushRequest, Verdict, limits::LARGEST_NUMBER,
        ops::Outcome,
    },
};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::model::TakenOp;
use crate::base::{
    ids::{DoorId, OpId, ShiftId},
    time::EpochMs,
};

/// One op of a batch.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its place in the push, from 0.
    pub place: usize,
    /// Its id, where it has one.
    pub id: Option<OpId>,
    /// Its revision, 0 where it could not be read.
    pub rev: i64,
    /// Its number on the phone, where it could be read.
    pub n: Option<i64>,
    /// What the phone wrote.
    pub body: String,
    /// What it says, as a hash.
    pub hash: String,
    /// When it happened, corrected.
    pub happened_at: EpochMs,
    /// How far that can be trusted.
    pub clock: ClockQuality,
    /// The op and its data, or why it cannot be used.
    pub read: Result<(Op, OpData), OpProblem>,
}

impl Item {
    /// Reads the `place`th op of a push.
    #[must_use]
    pub fn read(raw: &RawValue, place: usize, clock: &PushClock) -> Self {
        let read = Op::parse(raw).and_then(|op| {
            let data = op.typed()?;
            Ok((op, data))
        });
        let corrected = match &read {
            Ok((op, _)) => clock.correct(op.at, op.mono_ms),
            Err(problem) if problem.verdict() == Verdict::Held => date_of_unread(raw, clock),
            Err(_) => clock.correct(clock.sent_at, clock.mono_ms),
        };
        let (id, rev, n) = match &read {
            Ok((op, _)) => (Some(op.id), Some(op.rev), Some(op.n)),
            Err(problem) => (problem.id, problem.rev, problem.n),
        };
        Self {
            place,
            id: id.map(OpId),
            rev: i64::from(rev.unwrap_or(0)),
            n: n.filter(|n| (1..=LARGEST_NUMBER).contains(n))
                .and_then(|n| i64::try_from(n).ok()),
            body: raw.get().to_owned(),
            hash: hash_of(&read, raw),
            happened_at: EpochMs(corrected.at.ms()),
            clock: corrected.quality,
            read,
        }
    }

    /// Every op of a push in the order in which the phone numbered them; what has no number last.
    #[must_use]
    pub fn all_of(push: &PushRequest, clock: &PushClock) -> Vec<Self> {
        let mut items: Vec<Self> = push
            .ops
            .iter()
            .enumerate()
            .map(|(place, raw)| Self::read(raw, place, clock))
            .collect();
        items.sort_by_key(|item| (item.n.unwrap_or(i64::MAX), item.place));
        items
    }

    /// Its kind's name, where it could be read.
    #[must_use]
    pub fn kind(&self) -> Option<String> {
        let (op, _) = self.read.as_ref().ok()?;
        Some(op.kind.as_str().to_owned())
    }

    /// What came of it, of a visit.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match &self.read {
            Ok((_, OpData::VisitRecord(visit))) => Some(visit.outcome),
            Ok(_) | Err(_) => None,
        }
    }

    /// The record that a `record.void` names.
    #[must_use]
    pub fn voids(&self) -> Option<OpId> {
        match &self.read {
            Ok((_, OpData::RecordVoid(void))) => Some(OpId(void.target)),
            Ok(_) | Err(_) => None,
        }
    }

    /// The door it was worked at, if it names one.
    #[must_use]
    pub fn door(&self) -> Option<DoorId> {
        let (_, data) = self.read.as_ref().ok()?;
        let door: Option<Uuid> = match data {
            OpData::VisitRecord(visit) => Some(visit.door),
            OpData::DoorLabel(label) => Some(label.door),
            OpData::DoorAdd(added) => added.near,
            OpData::ListeningRecord(listening) => listening.door,
            OpData::ShiftStart(_)
            | OpData::ShiftCheckIn(_)
            | OpData::ShiftEnd(_)
            | OpData::RecordVoid(_)
            | OpData::ContactConsent(_)
            | OpData::SafetyAlert(_)
            | OpData::ReflectionAdd(_) => None,
        };
        door.map(DoorId)
    }

    /// The shift it names.
    #[must_use]
    pub fn shift(&self) -> Option<ShiftId> {
        let (op, _) = self.read.as_ref().ok()?;
        op.shift.map(ShiftId)
    }
}

/// The op as rooms see it.
#[must_use]
pub fn taken(op: &Op, data: &OpData, happened_at: EpochMs, late: bool) -> TakenOp {
    TakenOp {
        id: OpId(op.id),
        rev: i64::from(op.rev),
        data: data.clone(),
        shift: op.shift.map(ShiftId),
        happened_at,
        late,
        split: false,
    }
}

/// The hash of what an op says; of one that cannot be read, of its very text.
fn hash_of(read: &Result<(Op, OpData), OpProblem>, raw: &RawValue) -> String {
    match read {
        Ok((op, _)) => hex::encode(content_hash(op)),
        Err(_) => match Op::parse(raw) {
            // Its envelope can be read, its data cannot: a later version will hash it the same.
            Ok(op) => hex::encode(content_hash(&op)),
            Err(_) => hex::encode(Sha256::digest(raw.get())),
        },
    }
}

/// When an op that cannot be used yet happened, as far as its clocks can be read.
fn date_of_unread(raw: &RawValue, clock: &PushClock) -> Corrected {
    #[derive(serde::Deserialize)]
    struct Clocks {
        at: Moment,
        mono_ms: u64,
    }
    match serde_json::from_str::<Clocks>(raw.get()) {
        Ok(clocks) => clock.correct(clocks.at, clocks.mono_ms),
        Err(_) => clock.correct(clock.sent_at, clock.mono_ms),
    }
}
