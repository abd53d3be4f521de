//! What may come of an op and of a transaction, and how strictly an op is judged.

use mobile_api::wire::{OpKey, OpResult, Reason};

use crate::{db, problem::Problem};

/// Why a transaction came to nothing.
#[derive(Debug)]
pub enum Stop {
    /// The database did not do what it was asked.
    Db(db::Error),
    /// A room held a revision after the one before it was reversed: the whole starts again, with
    /// the op at this place held from the start.
    HoldInstead(usize, Reason),
    /// The request ends here.
    Problem(Problem),
}

impl From<db::Error> for Stop {
    fn from(error: db::Error) -> Self {
        Self::Db(error)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl db::AsDbError for Stop {
    fn as_db(&self) -> Option<&db::Error> {
        match self {
            Self::Db(error) => Some(error),
            Self::HoldInstead(..) => None,
            Self::Problem(problem) => problem.as_db(),
        }
    }
}

/// What the judging of an op may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// Every rule holds.
    Strict,
    /// It was judged before and only waited: for the record it changes, or for an upgrade.
    Adopted,
    /// A human wants it in: number, clock and lease are settled.
    Decided,
}

/// What came of an op.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Known at once.
    Ready(OpResult),
    /// Accepted; its place in the hub's order is the `nth` number this transaction takes.
    Numbered {
        /// The op.
        key: OpKey,
        /// Which of the transaction's numbers.
        nth: i64,
        /// Whether it is marked as late.
        late: bool,
    },
}

impl Outcome {
    /// The result, now that the first of the transaction's numbers is known.
    #[must_use]
    pub fn result(self, first: i64) -> OpResult {
        match self {
            Self::Ready(result) => result,
            Self::Numbered { key, nth, late } => {
                let seq = u64::try_from(first + nth).unwrap_or(0);
                if late {
                    OpResult::marked(key.id, key.rev, seq, Reason::Late)
                } else {
                    OpResult::accepted(key.id, key.rev, seq)
                }
            }
        }
    }
}

/// The reason of this code.
#[must_use]
pub fn reason_of(code: &str) -> Reason {
    let all = Reason::ALL.iter().copied();
    all.into_iter()
        .find(|reason| reason.code() == code)
        .unwrap_or(Reason::Other)
}
