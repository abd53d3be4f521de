//! The data of every op kind, version 1.
//!
//! JSON values come in, checked types go out. Each type says what its fields mean and in which
//! unit, and refuses nonsense; what needs the database (is this door known?) is left to the
//! server. Fields that are not needed may be absent or `null`.

mod listening;
mod shift;
mod visit;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

pub use listening::{
    ContactConsent, ListeningRecord, Mode, OfferKind, Place, PlaceKind, RecordVoid, Stance,
    Statement, Voices, VoidReason,
};
pub use shift::{
    AlertKind, Counters, ReflectionAdd, SafetyAlert, ShiftCheckIn, ShiftEnd, ShiftStart,
};
pub use visit::{DoorAdd, DoorLabel, HourBand, Outcome, VisitRecord};

use super::op::{OpKind, OpProblem, safe_message};
use super::problems::Reason;

/// What an op says, by its kind.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum OpData {
    /// `shift.start`
    ShiftStart(ShiftStart),
    /// `shift.check_in`
    ShiftCheckIn(ShiftCheckIn),
    /// `shift.end`
    ShiftEnd(ShiftEnd),
    /// `visit.record`
    VisitRecord(VisitRecord),
    /// `door.add`
    DoorAdd(DoorAdd),
    /// `door.label`
    DoorLabel(DoorLabel),
    /// `listening.record`
    ListeningRecord(ListeningRecord),
    /// `record.void`
    RecordVoid(RecordVoid),
    /// `contact.consent`
    ContactConsent(ContactConsent),
    /// `safety.alert`
    SafetyAlert(SafetyAlert),
    /// `reflection.add`
    ReflectionAdd(ReflectionAdd),
}

/// Data that can be read and yet make no sense; names fields, never what stood in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nonsense: {0}")]
pub struct Nonsense(pub &'static str);

/// Data that know what about themselves makes sense.
trait Check: serde::de::DeserializeOwned {
    fn check(&self) -> Result<(), Nonsense>;
}

impl OpData {
    /// Reads the data of an op of this kind and version.
    ///
    /// # Errors
    ///
    /// An [`OpProblem`] without a name: `unknown_kind`, `newer_version` or `bad_data`.
    pub fn parse(kind: &OpKind, v: u32, data: &Value) -> Result<Self, OpProblem> {
        if kind.is_known() && v > kind.newest() {
            return Err(problem(
                Reason::NewerVersion,
                "`v` is newer than this server",
            ));
        }
        match kind {
            OpKind::ShiftStart => read(data).map(Self::ShiftStart),
            OpKind::ShiftCheckIn => read(data).map(Self::ShiftCheckIn),
            OpKind::ShiftEnd => read(data).map(Self::ShiftEnd),
            OpKind::VisitRecord => read(data).map(Self::VisitRecord),
            OpKind::DoorAdd => read(data).map(Self::DoorAdd),
            OpKind::DoorLabel => read(data).map(Self::DoorLabel),
            OpKind::ListeningRecord => read(data).map(Self::ListeningRecord),
            OpKind::RecordVoid => read(data).map(Self::RecordVoid),
            OpKind::ContactConsent => read(data).map(Self::ContactConsent),
            OpKind::SafetyAlert => read(data).map(Self::SafetyAlert),
            OpKind::ReflectionAdd => read(data).map(Self::ReflectionAdd),
            OpKind::Unknown(_) => Err(problem(Reason::UnknownKind, "`kind` is not known")),
        }
    }

    /// The kind of op that carries these data.
    #[must_use]
    pub fn kind(&self) -> OpKind {
        match self {
            Self::ShiftStart(_) => OpKind::ShiftStart,
            Self::ShiftCheckIn(_) => OpKind::ShiftCheckIn,
            Self::ShiftEnd(_) => OpKind::ShiftEnd,
            Self::VisitRecord(_) => OpKind::VisitRecord,
            Self::DoorAdd(_) => OpKind::DoorAdd,
            Self::DoorLabel(_) => OpKind::DoorLabel,
            Self::ListeningRecord(_) => OpKind::ListeningRecord,
            Self::RecordVoid(_) => OpKind::RecordVoid,
            Self::ContactConsent(_) => OpKind::ContactConsent,
            Self::SafetyAlert(_) => OpKind::SafetyAlert,
            Self::ReflectionAdd(_) => OpKind::ReflectionAdd,
        }
    }

    /// These data, if they make sense.
    ///
    /// # Errors
    ///
    /// [`Nonsense`] naming what does not fit.
    pub fn checked(self) -> Result<Self, Nonsense> {
        match &self {
            Self::ShiftStart(data) => data.check(),
            Self::ShiftCheckIn(data) => data.check(),
            Self::ShiftEnd(data) => data.check(),
            Self::VisitRecord(data) => data.check(),
            Self::DoorAdd(data) => data.check(),
            Self::DoorLabel(data) => data.check(),
            Self::ListeningRecord(data) => data.check(),
            Self::RecordVoid(data) => data.check(),
            Self::ContactConsent(data) => data.check(),
            Self::SafetyAlert(data) => data.check(),
            Self::ReflectionAdd(data) => data.check(),
        }?;
        Ok(self)
    }

    /// These data as JSON, for a new op.
    ///
    /// # Panics
    ///
    /// Never: op data have text keys and plain numbers.
    #[must_use]
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).expect("op data have text keys and plain numbers")
    }
}

fn read<T: Check>(data: &Value) -> Result<T, OpProblem> {
    if !data.is_object() {
        return Err(problem(Reason::BadData, "`data` is not an object"));
    }
    let data: T = serde::Deserialize::deserialize(data)
        .map_err(|error| problem(Reason::BadData, &safe_message(&error)))?;
    data.check()
        .map_err(|nonsense| problem(Reason::BadData, nonsense.0))?;
    Ok(data)
}

fn problem(reason: Reason, detail: &str) -> OpProblem {
    OpProblem {
        id: None,
        rev: None,
        n: None,
        reason,
        detail: detail.to_owned(),
    }
}

/// Fails with `message` unless `holds`.
fn sense(holds: bool, message: &'static str) -> Result<(), Nonsense> {
    if holds {
        Ok(())
    } else {
        Err(Nonsense(message))
    }
}

#[cfg(test)]
mod tests;
