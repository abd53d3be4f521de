//! What a return may still lack: one list, each thing with what to do about it.
//!
//! It counts nothing into a figure and names nobody. A thing that stays on the list after the
//! freeze comes to the next return as an adjustment.

use mobile_api::wire::ops::Counters;
use serde::Serialize;
use uuid::Uuid;

use super::{
    model::ReturnState,
    store::{
        self,
        missing::{self as found, QuietPhone, ShiftStands, Untallied},
    },
    words::{count, day},
};
use crate::{
    access::{HubScope, model::Programme},
    base::{
        ids::{InstallId, ProgrammeId},
        time::{Day, EpochMs, Quarter},
    },
    db::Tx,
    problem::Problem,
    shifts::{
        self,
        model::{Receipt, ShiftState},
    },
    sync::{outcome::reason_of, store::installs::IncidentKind},
    themes::model::ActionState,
};

crate::words! {
    /// What is missing, in the order in which it is shown.
    pub enum MissingKind {
        /// A phone announced records that never arrived.
        UnsyncedPhone => "unsynced_phone",
        /// Unsent work came sealed, and nobody has opened it.
        SealedWork => "sealed_work",
        /// A shift went out, and its phones have not declared what they counted, or more than came.
        ShiftWithoutReceipt => "shift_without_receipt",
        /// A shift is over, and nobody has talked it over and closed it.
        ShiftNotClosed => "shift_not_closed",
        /// Everything of a shift has come, and the phone counted otherwise.
        CountersDoNotTie => "counters_do_not_tie",
        /// Records wait for a human.
        HeldRecord => "held_record",
        /// Notes wait to be read: a count only.
        NotesUnread => "notes_unread",
        /// An action was done, or was to be, and nobody took a tally.
        ActionWithoutTally => "action_without_tally",
        /// A conversation of five or more lies in no patch.
        GroupListeningWithoutPatch => "group_listening_without_patch",
        /// Something a human should look at.
        IncidentOpen => "incident_open",
        /// An earlier quarter was never frozen.
        EarlierQuarterOpen => "earlier_quarter_open",
    }
}

crate::words! {
    /// What the id of a missing thing names.
    pub enum WhereKind {
        /// A phone.
        Phone => "phone",
        /// Sealed unsent work.
        Sealed => "sealed",
        /// A shift.
        Shift => "shift",
        /// An action.
        Action => "action",
        /// A conversation of five or more.
        GroupListening => "group_listening",
        /// An incident.
        Incident => "incident",
    }
}

/// Which thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Where {
    /// What the id names.
    pub kind: WhereKind,
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    pub id: Uuid,
}

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Missing {
    /// What kind.
    pub kind: MissingKind,
    /// How many: records, notes or people by its kind; 1 where it is one thing.
    pub count: i64,
    /// Which thing; absent where it is a count only.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// What is missing, in a sentence.
    pub text: String,
    /// What to do about it, in a sentence.
    pub fix: String,
}

/// What is missing before a return.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MissingList {
    /// The quarter.
    pub quarter: Quarter,
    /// The programme.
    pub programme: ProgrammeId,
    /// Now.
    pub as_at: EpochMs,
    /// Where the return stands.
    pub state: ReturnState,
    /// All of it in a sentence.
    pub in_words: String,
    /// One by one.
    pub missing: Vec<Missing>,
}

/// Looks for everything that a quarter's return may still lack.
///
/// # Errors
/// When the engine fails.
pub async fn list(
    tx: &mut Tx,
    scope: HubScope,
    programme: &Programme,
    quarter: Quarter,
    now: EpochMs,
) -> Result<MissingList, Problem> {
    let start = programme.start_month();
    let days = (quarter.first_day(start), quarter.last_day(start));
    let span = (days.0.at(0, 0), days.1.plus_days(1).at(0, 0));
    let of = programme.id;
    let kept = store::return_of(tx, scope, of, quarter).await?;
    let state = kept.map_or(ReturnState::Open, |kept| kept.state);

    let phones = found::phones(tx, scope).await?;
    let quiet: Vec<InstallId> = phones.iter().map(|phone| phone.id).collect();
    let mut missing: Vec<Missing> = phones.iter().filter_map(of_phone).collect();
    missing.extend(sealed(tx, scope).await?);
    for shift in found::shifts(tx, scope, of, span).await? {
        let Some(full) = shifts::store::shift(tx, scope, shift.id).await? else {
            continue;
        };
        let receipt = shifts::http::receipt_of(tx, scope, &full).await?;
        missing.extend(of_shift(&shift, &receipt, now));
    }
    for held in found::held(tx, scope, of, span).await? {
        missing.push(Missing {
            kind: MissingKind::HeldRecord,
            count: held.records,
            place: None,
            text: format!(
                "{} and count nowhere: {}",
                count(held.records, "record waits", "records wait"),
                reason_of(&held.why).text()
            ),
            fix: "Take or discard them under the records that wait.".to_owned(),
        });
    }
    let unread = found::notes(tx, scope, of, days).await?;
    if unread > 0 {
        missing.push(Missing {
            kind: MissingKind::NotesUnread,
            count: unread,
            place: None,
            text: format!(
                "{} to be read by the group.",
                count(unread, "note waits", "notes wait")
            ),
            fix: "Ask the group to read them; the figures of this return do not wait for it."
                .to_owned(),
        });
    }
    let actions = found::actions(tx, scope, of, days).await?;
    missing.extend(
        actions
            .iter()
            .filter(|action| action.on_day <= now.day())
            .map(of_action),
    );
    missing.extend(group_listenings(tx, scope, of, days).await?);
    missing.extend(incidents(tx, scope, &quiet).await?);
    for earlier in found::unfrozen(tx, scope, of, quarter).await? {
        missing.push(Missing {
            kind: MissingKind::EarlierQuarterOpen,
            count: 1,
            place: None,
            text: format!("The return of {earlier} was never frozen."),
            fix: format!(
                "Freeze {earlier} first: until then what comes late for it is not shown as an \
                 adjustment here."
            ),
        });
    }
    missing.sort_by_key(|missing| missing.kind);
    Ok(MissingList {
        quarter,
        programme: of,
        as_at: now,
        state,
        in_words: in_words(missing.len(), state),
        missing,
    })
}

/// Sealed work that nobody has opened.
async fn sealed(tx: &mut Tx, scope: HubScope) -> Result<Vec<Missing>, Problem> {
    let mut missing = Vec::new();
    for pile in found::sealed(tx, scope).await? {
        missing.push(Missing {
            kind: MissingKind::SealedWork,
            count: pile.records,
            place: Some(at(WhereKind::Sealed, pile.id.0)),
            text: format!(
                "Sealed work with {} came on {} and has not been opened.",
                count(pile.records, "record", "records"),
                day(pile.received_at.day())
            ),
            fix: "Open it at the desk; its records then go the way of any other.".to_owned(),
        });
    }
    Ok(missing)
}

/// Incidents that nobody has closed.
async fn incidents(
    tx: &mut Tx,
    scope: HubScope,
    quiet: &[InstallId],
) -> Result<Vec<Missing>, Problem> {
    let mut missing = Vec::new();
    for incident in found::incidents(tx, scope).await? {
        // The phone's own line says it already.
        if incident.kind == IncidentKind::Gap && quiet.contains(&incident.install_id) {
            continue;
        }
        missing.push(Missing {
            kind: MissingKind::IncidentOpen,
            count: 1,
            place: Some(at(WhereKind::Incident, incident.id.0)),
            text: format!(
                "{}, noticed on {}, and nobody has closed it.",
                incident_in_words(incident.kind),
                day(incident.opened_at.day())
            ),
            fix: "Look into it under incidents, then close it.".to_owned(),
        });
    }
    Ok(missing)
}

/// Group listenings that lie in no patch.
async fn group_listenings(
    tx: &mut Tx,
    scope: HubScope,
    of: ProgrammeId,
    days: (Day, Day),
) -> Result<Vec<Missing>, Problem> {
    let mut missing = Vec::new();
    for group in found::groups(tx, scope, of, days).await? {
        missing.push(Missing {
            kind: MissingKind::GroupListeningWithoutPatch,
            count: group.people,
            place: Some(at(WhereKind::GroupListening, group.id.0)),
            text: format!(
                "A conversation of {} on {} lies in no patch.",
                count(group.people, "person", "people"),
                day(group.day)
            ),
            fix:
                "It counts for the hub and stands as not placed. Name the patch when the next one \
                  is recorded."
                    .to_owned(),
        });
    }
    Ok(missing)
}

const fn at(kind: WhereKind, id: Uuid) -> Where {
    Where { kind, id }
}

fn in_words(things: usize, state: ReturnState) -> String {
    let things = i64::try_from(things).unwrap_or(i64::MAX);
    match (things, state) {
        (0, _) => "Nothing is missing.".to_owned(),
        (_, ReturnState::Open) => format!(
            "{} to look at before this return.",
            count(things, "thing", "things")
        ),
        _ => format!(
            "{} came too late for this return. What it still counts stands in the next one as an \
             adjustment.",
            count(things, "thing", "things")
        ),
    }
}

const fn incident_in_words(kind: IncidentKind) -> &'static str {
    match kind {
        IncidentKind::Gap => "A phone announced records that never arrived",
        IncidentKind::Clone => "A phone's storage was copied",
        IncidentKind::RolledBack => "The server's disk went back in time",
    }
}

fn of_phone(phone: &QuietPhone) -> Option<Missing> {
    let records = phone.missing;
    if records <= 0 {
        return None;
    }
    let seen = phone.last_seen_at.map_or_else(
        || "that never called".to_owned(),
        |at| format!("that last called on {}", day(at.day())),
    );
    let fix = if phone.revoked_at.is_some() {
        "It was taken back: hand in what it holds, sealed, or declare its shift lost."
    } else {
        "Bring it into signal and open the app. If it is lost, take it back and declare its shift \
         lost."
    };
    Some(Missing {
        kind: MissingKind::UnsyncedPhone,
        count: records,
        place: Some(at(WhereKind::Phone, phone.id.0)),
        text: format!(
            "A phone {seen} has {} that never arrived.",
            count(records, "record", "records")
        ),
        fix: fix.to_owned(),
    })
}

/// What a shift that is over lacks. One that is still to come lacks nothing.
fn of_shift(shift: &ShiftStands, receipt: &Receipt, now: EpochMs) -> Vec<Missing> {
    if shift.planned_end > now {
        return Vec::new();
    }
    let on = day(shift.planned_start.day());
    let place = Some(at(WhereKind::Shift, shift.id.0));
    let went_out = !matches!(shift.state, ShiftState::Planned | ShiftState::Ready);
    let closed = matches!(shift.state, ShiftState::Closed);
    let mut missing = Vec::new();
    let mut say = |kind, count, text: String, fix: &str| {
        missing.push(Missing {
            kind,
            count,
            place,
            text,
            fix: fix.to_owned(),
        });
    };
    if went_out || !receipt.phones.is_empty() {
        let silent = receipt.phones.is_empty()
            || receipt.phones.iter().any(|phone| phone.declared.is_none());
        let short = short(receipt);
        let hand_in = if closed {
            "It is closed. If the phone is found, what it hands in counts as an adjustment."
        } else {
            "Open the app of its phones in signal until the receipt ties, or declare the shift \
             lost."
        };
        if silent {
            say(
                MissingKind::ShiftWithoutReceipt,
                1,
                format!("The shift of {on} has no receipt: a phone has not said what it counted."),
                hand_in,
            );
        } else if short > 0 {
            let records = count(short, "record", "records");
            say(
                MissingKind::ShiftWithoutReceipt,
                short,
                format!(
                    "{records} of the shift of {on} never arrived: {}.",
                    receipt.text
                ),
                hand_in,
            );
        }
        let differ = differ(receipt);
        if !silent && short == 0 && differ > 0 {
            let fix = if closed {
                "It is closed. Say in the words of the return why they differ."
            } else {
                "Look at the shift's receipt in the debrief, and settle which is right before it \
                 is closed."
            };
            say(
                MissingKind::CountersDoNotTie,
                differ,
                format!(
                    "Everything of the shift of {on} has arrived, and its phones counted \
                     otherwise, by {differ}."
                ),
                fix,
            );
        }
    }
    match shift.state {
        ShiftState::Planned | ShiftState::Ready => say(
            MissingKind::ShiftNotClosed,
            1,
            format!("The shift of {on} was planned and never went out, as far as anybody knows."),
            "Cancel it; or open the app of its phones in signal, if it took place.",
        ),
        ShiftState::Out => say(
            MissingKind::ShiftNotClosed,
            1,
            format!("The shift of {on} is still out, as far as anybody knows."),
            "Say that its people are back, then talk it over and close it.",
        ),
        ShiftState::Back | ShiftState::Synced | ShiftState::Debriefed => say(
            MissingKind::ShiftNotClosed,
            1,
            format!("The shift of {on} was not talked over and closed."),
            "Hold its debrief and close it.",
        ),
        ShiftState::Closed | ShiftState::Cancelled | ShiftState::DataLost => {}
    }
    missing
}

/// Records that phones declared and that never arrived.
fn short(receipt: &Receipt) -> i64 {
    let short = receipt.phones.iter().map(|phone| {
        let declared = phone.declared.map_or(0, |declared| declared.ops);
        i64::from(declared.saturating_sub(phone.received.ops))
    });
    short.sum()
}

/// By how much phones counted otherwise than what arrived of them. Where records wait for a human,
/// these explain the difference and have a line of their own.
fn differ(receipt: &Receipt) -> i64 {
    let counts = |of: &Counters| {
        [
            of.visits,
            of.knocks,
            of.listened,
            of.listenings,
            of.doors_added,
            of.consents,
        ]
    };
    let phones = receipt.phones.iter().filter(|phone| phone.held == 0);
    let differ = phones.filter_map(|phone| {
        let declared = counts(&phone.declared?);
        let received = counts(&phone.received);
        let pairs = declared.into_iter().zip(received);
        Some(
            pairs
                .map(|(said, came)| i64::from(said.abs_diff(came)))
                .sum::<i64>(),
        )
    });
    differ.sum()
}

fn of_action(action: &Untallied) -> Missing {
    let done = matches!(action.state, ActionState::Done | ActionState::Reflected);
    let on = day(action.on_day);
    let (text, fix) = if done {
        (
            format!(
                "\u{201c}{}\u{201d} was done on {on} and has no tally that stands.",
                action.title
            ),
            "Record who took part, as numbers; 0 is a tally.",
        )
    } else {
        (
            format!(
                "\u{201c}{}\u{201d} was planned for {on}, and nobody has said what came of it.",
                action.title
            ),
            "Record who took part and say that it is done, or give it another day, or drop it with \
             the reason.",
        )
    };
    Missing {
        kind: MissingKind::ActionWithoutTally,
        count: 1,
        place: Some(at(WhereKind::Action, action.id.0)),
        text,
        fix: fix.to_owned(),
    }
}

#[cfg(test)]
mod tests;
