//! Where a hub may want help. Signs, hub by hub in the order of their names: no score, and no
//! comparison of one hub with another.

use serde::Serialize;

use super::{
    model::Network,
    network::belongs,
    store::support::{self as found, Work},
    words::{count, day},
};
use crate::{
    access::{
        self,
        model::{Hub, HubKind},
    },
    base::{
        ids::HubId,
        time::{DAY_MS, Day, EpochMs},
    },
    db::Tx,
    problem::Problem,
};

/// Signs are of so many days.
pub const DAYS: i64 = 30;
/// A note that waits longer than so many days is a sign.
pub const LONG_DAYS: i64 = 14;
/// So many shifts that were late, at least, are a sign…
const LATE_FROM: i64 = 3;
/// … where they are at least one of so many.
const LATE_OF: i64 = 4;

crate::words! {
    /// A sign that a hub may want help.
    pub enum FlagKind {
        /// Nobody went out for a while.
        NoShift => "no_shift",
        /// Notes wait to be read.
        NotesWaiting => "notes_waiting",
        /// People came back late, again and again.
        LateCheckIns => "late_check_ins",
    }
}

/// One sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Flag {
    /// Which.
    pub kind: FlagKind,
    /// How many, where there is a number.
    pub count: Option<i64>,
    /// In a sentence.
    pub text: String,
}

/// A hub with its signs.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HubSupport {
    /// The hub.
    pub hub: HubId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: String,
    /// The day its last shift went out; absent where none ever did.
    pub last_shift_on: Option<Day>,
    /// Shifts that went out in these days.
    pub shifts: i64,
    /// Notes that wait to be read.
    pub notes_waiting: i64,
    /// Shifts of these days whose people were late.
    pub late: i64,
    /// The signs; none is the good answer.
    pub flags: Vec<Flag>,
    /// All of it in a sentence.
    pub in_words: String,
}

/// Where hubs may want help.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Support {
    /// Now.
    pub as_at: EpochMs,
    /// Of so many days.
    pub days: i64,
    /// Hubs with a sign.
    pub with_flags: i64,
    /// Hubs that belong to the network today.
    pub of_hubs: i64,
    /// Both in words.
    pub in_words: String,
    /// Every hub that belongs to the network today, by name.
    pub hubs: Vec<HubSupport>,
}

/// Looks where hubs may want help.
///
/// # Errors
/// When the engine fails.
pub async fn support(tx: &mut Tx, leave: Network, now: EpochMs) -> Result<Support, Problem> {
    let today = now.day();
    let since = now.plus(-DAYS * DAY_MS);
    let long = today.plus_days(-LONG_DAYS);
    let work = found::work(tx, leave, (since, long)).await?;
    let hubs: Vec<HubSupport> = access::store::hubs(tx)
        .await?
        .into_iter()
        .filter(|hub| hub.kind != HubKind::Central && belongs(hub, (today, today)))
        .map(|hub| {
            let work = work.get(&hub.id).copied().unwrap_or_default();
            line(hub, work, today)
        })
        .collect();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let with_flags = number(hubs.iter().filter(|hub| !hub.flags.is_empty()).count());
    let of_hubs = number(hubs.len());
    Ok(Support {
        as_at: now,
        days: DAYS,
        with_flags,
        of_hubs,
        in_words: format!("{with_flags} of {of_hubs} hubs may want a hand."),
        hubs,
    })
}

fn line(hub: Hub, work: Work, today: Day) -> HubSupport {
    let last_shift_on = work.last_shift.map(EpochMs::day);
    let flags = flags(&hub, work, today);
    let texts: Vec<&str> = flags.iter().map(|flag| flag.text.as_str()).collect();
    HubSupport {
        in_words: if texts.is_empty() {
            "No sign that help is wanted.".to_owned()
        } else {
            texts.join(" ")
        },
        hub: hub.id,
        name: hub.name,
        region: hub.region,
        last_shift_on,
        shifts: work.shifts,
        notes_waiting: work.notes,
        late: work.late,
        flags,
    }
}

fn flags(hub: &Hub, work: Work, today: Day) -> Vec<Flag> {
    let mut flags = Vec::new();
    // A hub that has just joined has had no time to go out.
    if work.shifts == 0 && today.days_since(hub.joins_on) >= DAYS {
        let text = work.last_shift.map_or_else(
            || {
                format!(
                    "No shift yet since the hub joined on {}.",
                    day(hub.joins_on)
                )
            },
            |at| {
                format!(
                    "No shift for {DAYS} days; the last went out on {}.",
                    day(at.day())
                )
            },
        );
        flags.push(Flag {
            kind: FlagKind::NoShift,
            count: None,
            text,
        });
    }
    if work.notes_long > 0 {
        flags.push(Flag {
            kind: FlagKind::NotesWaiting,
            count: Some(work.notes_long),
            text: format!(
                "{} for more than {LONG_DAYS} days to be read by the group.",
                count(work.notes_long, "note has waited", "notes have waited")
            ),
        });
    }
    if work.late >= LATE_FROM && work.late * LATE_OF >= work.shifts {
        flags.push(Flag {
            kind: FlagKind::LateCheckIns,
            count: Some(work.late),
            text: format!(
                "On {} of {} people came back late.",
                work.late,
                count(work.shifts.max(work.late), "shift", "shifts")
            ),
        });
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::model::LegalForm;

    fn hub(joins: &str) -> Hub {
        Hub {
            id: uuid::Uuid::from_u128(1).into(),
            name: "Northgate".to_owned(),
            legal_form: LegalForm::Charity,
            kind: HubKind::Hub,
            region: "North West".to_owned(),
            funded: true,
            joins_on: joins.parse().unwrap(),
            leaves_on: None,
            successor_of: None,
            merged_into: None,
            version: 1,
        }
    }

    fn kinds(joins: &str, work: Work) -> Vec<FlagKind> {
        let today = "2026-05-16".parse().unwrap();
        let flags = flags(&hub(joins), work, today);
        flags.iter().map(|flag| flag.kind).collect()
    }

    #[test]
    fn a_hub_that_goes_out_reads_its_notes_and_is_back_in_time_has_no_flag() {
        let work = Work {
            last_shift: Some("2026-05-15T17:00:00Z".parse().unwrap()),
            shifts: 12,
            notes: 5,
            notes_long: 0,
            late: 2,
        };

        assert_eq!(kinds("2026-04-01", work), []);
    }

    #[test]
    fn a_hub_that_has_just_joined_is_given_time() {
        assert_eq!(kinds("2026-05-01", Work::default()), []);
        assert_eq!(kinds("2026-04-01", Work::default()), [FlagKind::NoShift]);
    }

    #[test]
    fn late_again_and_again_is_a_sign_and_late_now_and_then_is_none() {
        let late = |shifts, late| {
            let work = Work {
                last_shift: Some(EpochMs(1)),
                shifts,
                late,
                ..Work::default()
            };
            kinds("2026-04-01", work)
        };

        assert_eq!(late(12, 3), [FlagKind::LateCheckIns]);
        assert_eq!(late(40, 3), []);
        assert_eq!(late(4, 2), []);
    }

    #[test]
    fn notes_that_wait_for_long_are_a_sign() {
        let work = Work {
            last_shift: Some(EpochMs(1)),
            shifts: 1,
            notes: 9,
            notes_long: 4,
            ..Work::default()
        };

        assert_eq!(kinds("2026-04-01", work), [FlagKind::NotesWaiting]);
    }
}
