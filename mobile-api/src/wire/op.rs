//! One op: a fact from the field, in the envelope that numbers, dates and names it.
//!
//! Ops are read one by one and leniently, so that a single bad one never sinks its batch: a
//! problem carries as much of the op's name as could be read, and the reason that goes back to
//! the phone. Messages name fields, never what stood in them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

use super::limits::{BYTES_PER_OP, LARGEST_NUMBER};
use super::ops::OpData;
use super::problems::{Reason, Verdict};
use super::time::Moment;

/// A fact from the field, immutable once written.
///
/// `id` is also the id of the record (the visit, the listening) that the op makes; a correction
/// is another op with the same `id` and the next `rev`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Op {
    /// Made by the phone, time-sortable (`UUIDv7`); with `rev` the key against doubles, for ever.
    pub id: Uuid,
    /// The number of this op on its install: 1, 2, 3 … without a gap.
    #[schema(minimum = 1)]
    pub n: u64,
    /// The revision of the record, from 1.
    #[schema(minimum = 1)]
    pub rev: u32,
    /// What happened.
    pub kind: OpKind,
    /// The version of `data`, from 1.
    #[schema(minimum = 1)]
    pub v: u32,
    /// The shift during which it happened; needed by `shift.*`, visits and listenings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Uuid>,
    /// When it happened by the phone's clock. Decides nothing.
    pub at: Moment,
    /// The same by the phone's steady clock: milliseconds since some start of its own.
    pub mono_ms: u64,
    /// What the kind and version say; [`OpData`] when read.
    #[schema(value_type = Object)]
    pub data: Value,
}

/// What is unique about an op: a record and its revision.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub struct OpKey {
    /// The record.
    pub id: Uuid,
    /// Its revision, from 1.
    pub rev: u32,
}

/// The kinds of op of version 1, and room for those to come.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpKind {
    /// A shift begins.
    ShiftStart,
    /// The people on a shift are well.
    ShiftCheckIn,
    /// A shift is over, with what the phone counted.
    ShiftEnd,
    /// One attempt at one door.
    VisitRecord,
    /// A door that was on no list.
    DoorAdd,
    /// A number or a name for a door.
    DoorLabel,
    /// One conversation.
    ListeningRecord,
    /// A record taken back.
    RecordVoid,
    /// Contact details, sealed, with the consent to use them.
    ContactConsent,
    /// A call for help, or the end of one.
    SafetyAlert,
    /// What the organiser takes from the shift.
    ReflectionAdd,
    /// A kind that this version does not know.
    Unknown(String),
}

impl OpKind {
    /// Every kind that this version knows.
    pub const KNOWN: [Self; 11] = [
        Self::ShiftStart,
        Self::ShiftCheckIn,
        Self::ShiftEnd,
        Self::VisitRecord,
        Self::DoorAdd,
        Self::DoorLabel,
        Self::ListeningRecord,
        Self::RecordVoid,
        Self::ContactConsent,
        Self::SafetyAlert,
        Self::ReflectionAdd,
    ];

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }

    /// Its name on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::ShiftStart => "shift.start",
            Self::ShiftCheckIn => "shift.check_in",
            Self::ShiftEnd => "shift.end",
            Self::VisitRecord => "visit.record",
            Self::DoorAdd => "door.add",
            Self::DoorLabel => "door.label",
            Self::ListeningRecord => "listening.record",
            Self::RecordVoid => "record.void",
            Self::ContactConsent => "contact.consent",
            Self::SafetyAlert => "safety.alert",
            Self::ReflectionAdd => "reflection.add",
            Self::Unknown(name) => name,
        }
    }

    /// The newest version of its data that is read here; 0 for an unknown kind.
    #[must_use]
    pub fn newest(&self) -> u32 {
        u32::from(self.is_known())
    }

    /// Whether this version knows the kind.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }

    /// Whether such an op makes sense only within a shift.
    #[must_use]
    pub fn needs_shift(&self) -> bool {
        matches!(
            self,
            Self::ShiftStart
                | Self::ShiftCheckIn
                | Self::ShiftEnd
                | Self::VisitRecord
                | Self::ListeningRecord
        )
    }
}

impl PartialSchema for OpKind {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "What happened, such as `visit.record`; unknown kinds are held.",
            ))
            .examples([Value::from(Self::VisitRecord.as_str())])
            .into()
    }
}

impl ToSchema for OpKind {}

impl fmt::Display for OpKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for OpKind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for OpKind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::named(&String::deserialize(from)?))
    }
}

/// Why an op cannot be used as it stands, with as much of its name as could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", reason.code())]
pub struct OpProblem {
    /// The op's id, when it has one.
    pub id: Option<Uuid>,
    /// Its revision, when it could be read.
    pub rev: Option<u32>,
    /// Its number on the install, when it could be read.
    pub n: Option<u64>,
    /// The reason that goes back to the phone; held or rejected.
    pub reason: Reason,
    /// What is wrong, by names of fields only: safe for a log.
    pub detail: String,
}

impl OpProblem {
    /// Held or rejected.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.reason.verdict()
    }
}

/// The op's name, read without looking at the rest.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    rev: Option<&'a RawValue>,
    #[serde(borrow, default)]
    n: Option<&'a RawValue>,
}

impl Op {
    /// Reads one op of a push.
    ///
    /// 1. Its name (`id`, `rev`, `n`) is read on its own, so that the answer can name the op.
    /// 2. Its size and its form: not over 64 KiB, JSON that every database can keep.
    /// 3. Its kind and version: unknown or newer ones are held, whatever else they contain.
    /// 4. The envelope, strictly. `data` is left for [`Op::typed`].
    ///
    /// # Errors
    ///
    /// An [`OpProblem`] with the first reason found in this order.
    pub fn parse(raw: &RawValue) -> Result<Self, OpProblem> {
        let text = raw.get();
        // A reader would also take an array for a struct, field by field; an op is an object.
        let object = text.trim_start().starts_with('{');
        let head = object
            .then(|| serde_json::from_str::<Head<'_>>(text).ok())
            .flatten();
        let Some(head) = head else {
            return Err(OpProblem {
                id: None,
                rev: None,
                n: None,
                reason: Reason::NotJson,
                detail: "not one object".to_owned(),
            });
        };
        let mut named = OpProblem {
            id: part(head.id),
            rev: part(head.rev),
            n: part(head.n),
            reason: Reason::NoId,
            detail: "`id` is not a UUID".to_owned(),
        };
        if named.id.is_none() {
            return Err(named);
        }
        let problem = |reason, detail: &str| {
            named.reason = reason;
            detail.clone_into(&mut named.detail);
            named
        };
        if text.len() > BYTES_PER_OP {
            return Err(problem(Reason::TooLarge, "more than 64 KiB"));
        }
        let value: Value = match serde_json::from_str(text) {
            Ok(value) if can_be_kept(&value) => value,
            Ok(_) => return Err(problem(Reason::NotJson, "holds U+0000")),
            Err(_) => return Err(problem(Reason::NotJson, "holds what no reader takes")),
        };
        let kind = value.get("kind").and_then(Value::as_str).map(OpKind::named);
        if kind.as_ref().is_some_and(|kind| !kind.is_known()) {
            return Err(problem(Reason::UnknownKind, "`kind` is not known"));
        }
        let v = value.get("v").and_then(Value::as_u64);
        if kind
            .zip(v)
            .is_some_and(|(kind, v)| v > u64::from(kind.newest()))
        {
            return Err(problem(
                Reason::NewerVersion,
                "`v` is newer than this server",
            ));
        }
        match serde_json::from_value::<Self>(value) {
            Err(error) => Err(problem(Reason::BadData, &safe_message(&error))),
            Ok(op) => match op.nonsense() {
                Some(detail) => Err(problem(Reason::BadData, detail)),
                None => Ok(op),
            },
        }
    }

    fn nonsense(&self) -> Option<&'static str> {
        if !(1..=LARGEST_NUMBER).contains(&self.n) {
            Some("`n` starts at 1 and ends at 2^53 - 1")
        } else if self.mono_ms > LARGEST_NUMBER {
            Some("`mono_ms` ends at 2^53 - 1")
        } else if self.rev == 0 {
            Some("`rev` starts at 1")
        } else if self.v == 0 {
            Some("`v` starts at 1")
        } else if self.kind.needs_shift() && self.shift.is_none() {
            Some("`shift` is missing")
        } else {
            None
        }
    }

    /// What is unique about this op.
    #[must_use]
    pub fn key(&self) -> OpKey {
        OpKey {
            id: self.id,
            rev: self.rev,
        }
    }

    /// Its data, typed by its kind and version.
    ///
    /// # Errors
    ///
    /// As [`OpData::parse`], with this op's name filled in.
    pub fn typed(&self) -> Result<OpData, OpProblem> {
        OpData::parse(&self.kind, self.v, &self.data).map_err(|problem| OpProblem {
            id: Some(self.id),
            rev: Some(self.rev),
            n: Some(self.n),
            ..problem
        })
    }

    /// The op as it is put into an outbox and travels.
    ///
    /// # Panics
    ///
    /// Never: an op has text keys and plain numbers.
    #[must_use]
    pub fn to_raw(&self) -> Box<RawValue> {
        serde_json::value::to_raw_value(self).expect("an op has text keys and plain numbers")
    }
}

fn part<T: serde::de::DeserializeOwned>(raw: Option<&RawValue>) -> Option<T> {
    serde_json::from_str(raw?.get()).ok()
}

/// Whether every text in `value` can be stored on both databases.
fn can_be_kept(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !text.contains('\0'),
        Value::Array(items) => items.iter().all(can_be_kept),
        Value::Object(fields) => fields
            .iter()
            .all(|(name, value)| !name.contains('\0') && can_be_kept(value)),
    }
}

/// What a reader complained about, without a word of what people wrote.
///
/// Messages about a value quote it, so only those about a field's name, and our own, pass.
pub(super) fn safe_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let own = ["nonsense: ", "not "]
        .iter()
        .any(|start| message.starts_with(start));
    let names_field = ["missing field `", "unknown field `", "duplicate field `"]
        .iter()
        .find_map(|start| message.strip_prefix(start).map(|rest| (start, rest)))
        .and_then(|(start, rest)| Some((start, rest.split_once('`')?.0)))
        .filter(|(_, name)| {
            name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        });
    match names_field {
        _ if own => message,
        Some((start, name)) => format!("{start}{name}`"),
        None => "a value of the wrong kind".to_owned(),
    }
}

#[cfg(test)]
mod tests;
