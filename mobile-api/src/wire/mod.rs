//! What travels between phone and server, as types.
//!
//! JSON comes in, checked values go out, and the other way round. Requests refuse unknown fields;
//! answers may grow, so a phone ignores what it does not know. Nothing here decides anything about
//! a hub, a list or a person: that is the server's work.

mod base64url;
pub mod limits;
pub mod op;
pub mod ops;
pub mod problems;
pub mod pull;
pub mod push;
pub mod rows;
pub mod text;
pub mod time;

pub use base64url::{decode as base64url_decode, encode as base64url_encode};
pub use limits::{Limits, PROTOCOL};
pub use op::{Op, OpKey, OpKind, OpProblem};
pub use ops::OpData;
pub use problems::{ProblemCode, ProblemDoc, Reason, Verdict};
pub use pull::{Change, ListDigest, Phase, PullQuery, PullResponse, ScopeChange, What, WhyRemoved};
pub use push::{
    ClockQuality, ClockReport, Durable, NumberRange, OpResult, OutboxState, ProtocolRange,
    PushRequest, PushResponse, ReceivedReport,
};
pub use rows::{
    CampaignRow, DoorRow, DoorState, Row, RowKind, RowRef, ShiftRow, ShiftSafety, ShiftState, Side,
    StreetRow, ThemeRow, WalkListRow,
};
pub use text::{Label, Language, Prose};
pub use time::{Day, Moment};
