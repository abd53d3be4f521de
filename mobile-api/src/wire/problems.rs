//! The one list of problem codes and of reasons to hold or reject an op.
//!
//! Phones rely on the codes, so a code never changes its meaning and is never taken away. A
//! *problem* answers a whole request (RFC 9457); a *reason* stands beside one op in the answer to
//! a push and brings the sentence that the screen shows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What becomes of one op.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Stored, and it counts.
    Accepted,
    /// Stored before with the same content; nothing happened this time.
    Duplicate,
    /// Stored apart with a reason; a person decides.
    Held,
    /// Not stored; the phone keeps it and shows it.
    Rejected,
}

macro_rules! problem_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $status:literal, $title:literal;)+) => {
        /// Why a whole request was not answered as asked.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ProblemCode {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $name,)+
        }

        super::text::word_schema!(ProblemCode, [$($code),+]);

        impl ProblemCode {
            /// Every code, by status.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable code that phones and scripts compare.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            /// A short title for people.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

problem_codes! {
    /// The request cannot be read.
    BadRequest = "bad_request", 400, "This request cannot be read";
    /// A field that this version does not know.
    UnknownField = "unknown_field", 400, "This request holds a field that is not known here";
    /// The cursor was damaged, or is not one of ours. Start again without a cursor.
    CursorInvalid = "cursor_invalid", 400, "The place in the list cannot be read";
    /// Nobody is signed in.
    SignInNeeded = "sign_in_needed", 401, "Please sign in";
    /// The session has ended. Sign in again; what is unsent stays on the phone.
    SessionExpired = "session_expired", 401, "Please sign in again";
    /// The caller's role may not do this.
    Forbidden = "forbidden", 403, "This is not open to your role";
    /// This phone was signed out for good: seal what is unsent and erase the rest.
    DeviceRevoked = "device_revoked", 403, "This phone was signed out by your hub";
    /// No such thing, or not within the caller's hub.
    NotFound = "not_found", 404, "Not found";
    /// The address exists, but not for this method.
    MethodNotAllowed = "method_not_allowed", 405, "This cannot be done here";
    /// The request took too long to arrive. Try again.
    Timeout = "timeout", 408, "This took too long";
    /// The request contradicts what is stored.
    Conflict = "conflict", 409, "This does not fit what is stored";
    /// The server was restored: queue again what lies above `restored_to_seq`, then pull afresh.
    EpochChanged = "epoch_changed", 409, "The server was restored from a backup";
    /// The app is too old to fetch lists (handing in still works). Update it.
    ProtocolTooOld = "protocol_too_old", 409, "Please update the app";
    /// The one-time code was used before.
    CodeUsed = "code_used", 409, "This code was used already";
    /// It existed once and is gone.
    Gone = "gone", 410, "This is no longer here";
    /// The one-time code is too old.
    CodeExpired = "code_expired", 410, "This code is too old";
    /// The cursor is too old to go on from. Start again without a cursor.
    CursorExpired = "cursor_expired", 410, "The place in the list is too old";
    /// More than the limits allow. Send less at once.
    TooLarge = "too_large", 413, "This is too much at once";
    /// A kind of body or encoding that is not read here.
    Unsupported = "unsupported", 415, "This kind of content is not read here";
    /// The request can be read, but what it says makes no sense.
    Invalid = "invalid", 422, "Something in this request is not right";
    /// Too many requests. Wait as long as `Retry-After` says.
    SlowDown = "slow_down", 429, "Please wait a little";
    /// A fault of ours; the log has the cause.
    Internal = "internal", 500, "Something went wrong on our side";
    /// The server only reads for now. Keep what is unsent and try again.
    ReadOnly = "read_only", 503, "Nothing can be saved for the moment";
    /// The server's disk is full. Keep what is unsent and try again.
    DiskFull = "disk_full", 503, "The server has no room for the moment";
    /// The server is starting, stopping or cannot reach its database. Try again.
    Unavailable = "unavailable", 503, "The server is not ready for the moment";
}

impl ProblemCode {
    /// Whether the same request may succeed later without anybody doing anything.
    #[must_use]
    pub const fn passes(self) -> bool {
        matches!(self.status(), 408 | 429 | 500..=599)
    }
}

/// The body of every answer that is not a success: problem details (RFC 9457,
/// `application/problem+json`) with a stable `code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProblemDoc {
    /// The stable code.
    pub code: ProblemCode,
    /// The HTTP status, again.
    pub status: u16,
    /// A short title for people.
    pub title: String,
    /// What happened here, in a sentence; for faults of ours always the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// With `epoch_changed`: the server's epoch now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// With `epoch_changed`: what the server still has ends here. The smallest such number over
    /// all restores since the epoch that the phone named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored_to_seq: Option<u64>,
    /// The number of this request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl ProblemDoc {
    /// The problem document of `code`, with nothing more to say.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            status: code.status(),
            title: code.title().to_owned(),
            detail: None,
            epoch: None,
            restored_to_seq: None,
            request_id: None,
        }
    }

    /// The same with a sentence about this case.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    /// The answer to a phone that still speaks to the server as it was before a restore.
    #[must_use]
    pub fn epoch_changed(epoch: impl Into<String>, restored_to_seq: u64) -> Self {
        Self {
            epoch: Some(epoch.into()),
            restored_to_seq: Some(restored_to_seq),
            ..Self::new(ProblemCode::EpochChanged)
        }
    }
}

macro_rules! reasons {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $verdict:ident, $text:literal;)+) => {
        /// Why an op was marked, held or rejected.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Reason {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $name,)+
            /// A reason that this version does not know yet; the answer's `text` tells it.
            #[serde(other, rename = "other")]
            Other,
        }

        super::text::word_schema!(Reason, [$($code,)+ "other"]);

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+ Self::Other];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ Self::Other => "other" }
            }

            /// What becomes of an op for this reason.
            #[must_use]
            pub const fn verdict(self) -> Verdict {
                match self { $(Self::$name => Verdict::$verdict,)+ Self::Other => Verdict::Held }
            }

            /// The sentence for the screen.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Other => "Your lead will look at this record." }
            }
        }
    };
}

reasons! {
    /// Under a lease that ended less than 72 hours ago: it counts, marked as late.
    Late = "late", Accepted,
        "Saved. The list's time was up, so it is marked as late.";
    /// The phone's clock is more than 12 hours off.
    ClockOff = "clock_off", Held,
        "The phone's clock was wrong. Your lead will check the day of this record.";
    /// The corrected day lies outside the campaign.
    OutsideCampaign = "outside_campaign", Held,
        "The day of this record is outside the campaign. Your lead will check it.";
    /// The id is known with other content, and this is no newer revision of the same phone.
    SameIdOtherContent = "same_id_other_content", Held,
        "A different record was saved before under the same number. Your lead will look at both.";
    /// The kind of op is not known to this server yet.
    UnknownKind = "unknown_kind", Held,
        "The server does not know this kind of record yet. It is kept until the server is updated.";
    /// The op was written in a newer version than this server reads.
    NewerVersion = "newer_version", Held,
        "This record comes from a newer app. It is kept until the server is updated.";
    /// The data do not fit their kind: a missing field, a value out of range, nonsense.
    BadData = "bad_data", Held,
        "Something in this record does not fit. It is kept and somebody will look at it.";
    /// The lease of the list ended more than 72 hours ago, or the list was taken back.
    LeaseOver = "lease_over", Held,
        "The list was not yours any more. Your lead will decide about this record.";
    /// The phone was signed out before this arrived.
    PhoneRevoked = "phone_revoked", Held,
        "This phone was signed out. Your lead will decide about this record.";
    /// The door is not known, or not one of the lists of this phone.
    DoorUnknown = "door_unknown", Held,
        "The server does not know this door. Your lead will look at this record.";
    /// The street is not known here.
    StreetUnknown = "street_unknown", Held,
        "The server does not know this street. Your lead will look at this record.";
    /// The shift is not known, or not one of this phone.
    ShiftUnknown = "shift_unknown", Held,
        "The server does not know this shift. Your lead will look at this record.";
    /// The shift's debrief is closed, so its records cannot be changed by phone any more.
    ShiftClosed = "shift_closed", Held,
        "The debrief of this shift is over. Your lead will decide about this record.";
    /// The theme is not in the campaign's codebook.
    ThemeUnknown = "theme_unknown", Held,
        "The server does not know a theme of this record. Your lead will look at it.";
    /// A void or a revision of a record that the server does not have.
    RecordUnknown = "record_unknown", Held,
        "The record that this one changes has not arrived. It is kept until it does.";
    /// This number of this install was used by another op: its storage was copied.
    NumberReused = "number_reused", Held,
        "This record has the number of another one. It is kept and somebody will look at it.";
    /// The database refused this op alone; it stands apart so that the others pass.
    Poison = "poison", Held,
        "The server could not use this record. It is kept and somebody will look at it.";
    /// The id was deleted before.
    AlreadyDeleted = "already_deleted", Rejected,
        "This record was deleted before, so it was not saved again.";
    /// One op of more than 64 KiB.
    TooLarge = "too_large", Rejected,
        "This record is too long to save. It stays on the phone.";
    /// The op cannot be read, or holds characters that no database keeps.
    NotJson = "not_json", Rejected,
        "This record cannot be read. It stays on the phone.";
    /// The op has no id of its own, so nothing can be kept under it.
    NoId = "no_id", Rejected,
        "This record has no number of its own. It stays on the phone.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ProblemCode, ProblemDoc, Reason};

    #[test]
    fn no_two_codes_are_the_same_and_each_is_what_travels() {
        let codes: BTreeSet<_> = ProblemCode::ALL.iter().map(|c| c.code()).collect();
        let reasons: BTreeSet<_> = Reason::ALL.iter().map(|r| r.code()).collect();

        assert_eq!(codes.len(), ProblemCode::ALL.len());
        assert_eq!(reasons.len(), Reason::ALL.len());
        for code in ProblemCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.code());
        }
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
    }

    #[test]
    fn a_reason_of_a_newer_server_does_not_break_an_older_phone() {
        assert_eq!(
            serde_json::from_str::<Reason>("\"from_2031\"").unwrap(),
            Reason::Other
        );
    }

    #[test]
    fn a_restored_server_says_what_it_still_has() {
        let body = serde_json::to_value(ProblemDoc::epoch_changed("b7", 41)).unwrap();

        assert_eq!(
            body,
            serde_json::json!({
                "code": "epoch_changed", "status": 409,
                "title": "The server was restored from a backup",
                "epoch": "b7", "restored_to_seq": 41,
            })
        );
    }

    /// The rows of the table under a heading of the README.
    fn table(heading: &str) -> Vec<&'static str> {
        let readme = include_str!("../../README.md");
        let (_, under) = readme.split_once(heading).unwrap();
        let lines = under.lines().skip_while(|line| !line.starts_with("|--"));
        let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
        rows.collect()
    }

    #[test]
    fn the_readme_lists_every_code_and_every_reason_and_nothing_else() {
        let codes = ProblemCode::ALL.iter().map(|code| {
            let (status, name, title) = (code.status(), code.code(), code.title());
            format!("| {status} | `{name}` | {title} |")
        });
        let reasons = Reason::ALL.iter().map(|reason| {
            let verdict = serde_json::to_value(reason.verdict()).unwrap();
            let verdict = verdict.as_str().unwrap();
            format!("| {verdict} | `{}` | {} |", reason.code(), reason.text())
        });

        assert_eq!(table("## Problem codes"), codes.collect::<Vec<_>>());
        assert_eq!(
            table("## Reasons beside one op"),
            reasons.collect::<Vec<_>>()
        );
    }
}
