//! Handing in: a batch of ops up, one result per op down.
//!
//! A push is safe to repeat. Whatever is not a parsed 200 that names an op leaves it unsent.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;
use uuid::Uuid;

use super::limits::{BYTES_PER_PUSH, LARGEST_NUMBER, Limits, OPS_PER_PUSH, PROTOCOL};
use super::op::{Op, OpProblem, safe_message};
use super::problems::{ProblemCode, ProblemDoc, Reason, Verdict};
use super::time::Moment;

/// `POST /api/sync/v1/push`: what a phone hands in.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PushRequest {
    /// The install that numbers these ops.
    pub install: Uuid,
    /// The server's epoch as the phone knows it.
    #[schema(min_length = 1, max_length = 64)]
    pub epoch: String,
    /// A mark of the phone's current run; its steady clock goes on without a break while it stays.
    #[schema(min_length = 1, max_length = 64)]
    pub boot: String,
    /// The steady clock when this was sent, in milliseconds.
    pub mono_ms: u64,
    /// The phone's own clock when this was sent.
    pub sent_at: Moment,
    /// What the outbox holds, these ops included.
    pub outbox: OutboxState,
    /// The ops, oldest first, each as the phone wrote it; read them with [`Op::parse`].
    #[schema(value_type = Vec<Op>, max_items = 200)]
    pub ops: Vec<Box<RawValue>>,
}

/// What a phone announces of its outbox with every push, so that a loss is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutboxState {
    /// How many ops wait.
    pub pending: u64,
    /// The lowest number that waits; `null` when none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_n: Option<u64>,
    /// The highest number ever given on this install, handed in or not; 0 before the first.
    pub last_n: u64,
}

impl PushRequest {
    /// Reads a push from its inflated body.
    ///
    /// # Errors
    ///
    /// `too_large` above 256 KiB or 200 ops, `unknown_field`, else `bad_request`. A bad op is no
    /// error here.
    pub fn parse(body: &[u8]) -> Result<Self, ProblemDoc> {
        if body.len() > BYTES_PER_PUSH {
            let detail = "One push holds 256 KiB at most. Send fewer records at once.";
            return Err(ProblemDoc::new(ProblemCode::TooLarge).with_detail(detail));
        }
        let push: Self = serde_json::from_slice(body).map_err(|error| {
            let detail = safe_message(&error);
            let code = if detail.starts_with("unknown field") {
                ProblemCode::UnknownField
            } else {
                ProblemCode::BadRequest
            };
            ProblemDoc::new(code).with_detail(detail)
        })?;
        if push.ops.len() > OPS_PER_PUSH {
            let detail = "One push holds 200 records at most. Send fewer at once.";
            return Err(ProblemDoc::new(ProblemCode::TooLarge).with_detail(detail));
        }
        match push.nonsense() {
            Some(detail) => Err(ProblemDoc::new(ProblemCode::BadRequest).with_detail(detail)),
            None => Ok(push),
        }
    }

    fn nonsense(&self) -> Option<&'static str> {
        let OutboxState {
            pending,
            oldest_n,
            last_n,
        } = self.outbox;
        let numbers = [self.mono_ms, pending, oldest_n.unwrap_or(0), last_n];
        if !is_mark(&self.epoch) || !is_mark(&self.boot) {
            Some("`epoch` and `boot` have 1 to 64 letters, digits, `-` or `_`")
        } else if numbers.iter().any(|number| *number > LARGEST_NUMBER) {
            Some("numbers end at 2^53 - 1")
        } else if oldest_n.is_some_and(|oldest| oldest == 0 || oldest > last_n) {
            Some("`oldest_n` is 1 to `last_n`")
        } else if (pending == 0) != oldest_n.is_none() {
            Some("`oldest_n` is there when something is `pending`, and only then")
        } else if pending > last_n {
            Some("`pending` is at most `last_n`")
        } else {
            None
        }
    }

    /// Every op, read on its own, in the order of the push.
    #[must_use]
    pub fn parsed(&self) -> Vec<Result<Op, OpProblem>> {
        self.ops.iter().map(|raw| Op::parse(raw)).collect()
    }
}

fn is_mark(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// What the server made of a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PushResponse {
    /// The server's clock.
    pub server_time: Moment,
    /// The server's epoch; results count under this one only.
    pub epoch: String,
    /// The protocol versions that the server speaks.
    pub protocol: ProtocolRange,
    /// One result per op, in the order of the push.
    pub results: Vec<OpResult>,
    /// Which numbers of this install arrived.
    pub received: ReceivedReport,
    /// What the server has in a safe place.
    pub durable: Durable,
    /// How far the phone's clock is off.
    pub clock: ClockReport,
    /// How much may travel at once.
    pub limits: Limits,
    /// Order to enrol again under a new install id: this one was copied to another phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub new_install: bool,
}

/// The lowest and highest protocol version that the server speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProtocolRange {
    /// The lowest.
    pub min: u32,
    /// The highest.
    pub max: u32,
}

impl Default for ProtocolRange {
    fn default() -> Self {
        Self {
            min: PROTOCOL,
            max: PROTOCOL,
        }
    }
}

/// What became of one op.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpResult {
    /// The op's id; `null` only for an op whose id could not be read.
    pub id: Option<Uuid>,
    /// The op's revision; `null` when it could not be read.
    pub rev: Option<u32>,
    /// The op's place in the push, from 0; only beside an `id` of `null`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// The verdict.
    pub r: Verdict,
    /// Where it stands in the hub's one order. Always with `accepted`; with `duplicate` and
    /// `held` while the server still knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// Whether what is stored under this id waits for a person: with every `held`, and with a
    /// `duplicate` of an op that was held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// The reason, for `held`, `rejected` and marked ops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Reason>,
    /// The sentence for the screen, with every reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl OpResult {
    fn new(op: (Uuid, u32), r: Verdict, seq: Option<u64>) -> Self {
        let (id, rev) = op;
        Self {
            id: Some(id),
            rev: Some(rev),
            index: None,
            r,
            seq,
            held: false,
            why: None,
            text: None,
        }
    }

    fn because(self, why: Reason) -> Self {
        Self {
            why: Some(why),
            text: Some(why.text().to_owned()),
            ..self
        }
    }

    /// Stored as number `seq` of the hub.
    #[must_use]
    pub fn accepted(id: Uuid, rev: u32, seq: u64) -> Self {
        Self::new((id, rev), Verdict::Accepted, Some(seq))
    }

    /// Stored as number `seq` of the hub, and marked.
    #[must_use]
    pub fn marked(id: Uuid, rev: u32, seq: u64, why: Reason) -> Self {
        Self::accepted(id, rev, seq).because(why)
    }

    /// Stored before with the same content; `held` when that one waits for a person.
    #[must_use]
    pub fn duplicate(id: Uuid, rev: u32, seq: Option<u64>, held: Option<Reason>) -> Self {
        let result = Self::new((id, rev), Verdict::Duplicate, seq);
        match held {
            Some(why) => Self {
                held: true,
                ..result
            }
            .because(why),
            None => result,
        }
    }

    /// Stored apart; a person decides.
    #[must_use]
    pub fn held(id: Uuid, rev: u32, seq: Option<u64>, why: Reason) -> Self {
        Self {
            held: true,
            ..Self::new((id, rev), Verdict::Held, seq)
        }
        .because(why)
    }

    /// Not stored.
    #[must_use]
    pub fn rejected(id: Uuid, rev: u32, why: Reason) -> Self {
        Self::new((id, rev), Verdict::Rejected, None).because(why)
    }

    /// What goes back for an op that could not be read, `index`th of the push (from 0). For a
    /// held one the caller stores the raw text first.
    #[must_use]
    pub fn problem(problem: &OpProblem, index: usize, seq: Option<u64>) -> Self {
        let r = problem.verdict();
        let held = r == Verdict::Held;
        Self {
            id: problem.id,
            rev: problem.rev,
            index: if problem.id.is_none() {
                Some(index)
            } else {
                None
            },
            r,
            seq: if held { seq } else { None },
            held,
            why: None,
            text: None,
        }
        .because(problem.reason)
    }
}

/// Which numbers of an install the server has seen, kept or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceivedReport {
    /// Every number from 1 to this one arrived; 0 when the first has not.
    pub contiguous_n: u64,
    /// What is missing below the highest number announced: the lowest 100 runs.
    pub missing: Vec<NumberRange>,
}

/// A run of numbers, both ends included.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub struct NumberRange {
    /// The first.
    pub from: u64,
    /// The last.
    pub to: u64,
}

/// What a restore of the server would bring back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Durable {
    /// Everything up to here is in a verified backup; `null` when there is none yet.
    pub backed_up_seq: Option<u64>,
}

/// How far a phone's clock is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClockReport {
    /// The server's clock minus the phone's, in milliseconds: add it to a phone's time.
    pub skew_ms: i64,
    /// How far the corrected times of this batch can be trusted; the worst of its ops.
    pub quality: ClockQuality,
}

/// How far a corrected time can be trusted.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClockQuality {
    /// Both clocks of the phone tell the same story.
    Good,
    /// Only the wall clock could be used, corrected by what it was off at the push.
    Estimated,
    /// More than 12 hours off, or a time to come: a person looks at it.
    Bad,
}

impl ClockQuality {
    /// Its name on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Estimated => "estimated",
            Self::Bad => "bad",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{OpResult, PushRequest};
    use crate::wire::problems::ProblemCode;

    fn body(change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
        let mut body = json!({
            "install": "01930000-0000-7000-8000-000000000001", "epoch": "e7f3a9", "boot": "b3",
            "mono_ms": 8_123_456, "sent_at": "2026-11-21T17:02:11.120Z",
            "outbox": {"pending": 37, "oldest_n": 412, "last_n": 448}, "ops": [],
        });
        change(&mut body);
        body.to_string().into_bytes()
    }

    fn code(body: &[u8]) -> ProblemCode {
        PushRequest::parse(body).unwrap_err().code
    }

    #[test]
    fn the_example_of_the_protocol_is_read() {
        let push = PushRequest::parse(&body(|_| {})).unwrap();

        assert_eq!(push.outbox.oldest_n, Some(412));
        assert!(push.parsed().is_empty());
    }

    #[test]
    fn one_bad_op_does_not_sink_the_batch() {
        let push = PushRequest::parse(&body(|b| b["ops"] = json!([17, {"id": "x"}]))).unwrap();

        let results: Vec<OpResult> = push
            .parsed()
            .iter()
            .enumerate()
            .map(|(i, op)| OpResult::problem(op.as_ref().unwrap_err(), i, None))
            .collect();

        assert_eq!(
            serde_json::to_value(&results[1]).unwrap(),
            json!({
                "id": null, "rev": null, "index": 1, "r": "rejected", "why": "no_id",
                "text": "This record has no number of its own. It stays on the phone.",
            })
        );
    }

    #[test]
    fn a_request_that_makes_no_sense_is_refused() {
        for bad in [
            body(|b| b["epoch"] = json!("")),
            body(|b| b["boot"] = json!("a b")),
            body(|b| b["mono_ms"] = json!(1.5)),
            body(|b| b["outbox"]["oldest_n"] = json!(449)),
            body(|b| b["outbox"]["oldest_n"] = json!(null)),
            body(|b| b["outbox"]["pending"] = json!(449)),
            b"<html>Welcome to Station Wi-Fi</html>".to_vec(),
            b"".to_vec(),
        ] {
            assert_eq!(code(&bad), ProblemCode::BadRequest);
        }
        assert_eq!(
            code(&body(|b| b["hub"] = json!("x"))),
            ProblemCode::UnknownField
        );
    }

    #[test]
    fn too_much_at_once_is_refused() {
        assert_eq!(
            code(&body(|b| b["ops"] = json!(vec![0; 201]))),
            ProblemCode::TooLarge
        );
        assert_eq!(
            code(&body(|b| b["boot"] = json!("b".repeat(256 * 1024)))),
            ProblemCode::TooLarge
        );
    }
}
