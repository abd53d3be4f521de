//! Where the season lies, and what happens when.

use crate::{
    base::time::{Day, EpochMs, Quarter},
    demo::season::Season,
};

/// The season's first day: Monday 23 February 2026.
pub fn first_day() -> Day {
    Day::new(2026, 2, 23).expect("a day of the calendar")
}

/// Eight in the morning of the first day.
#[expect(
    non_snake_case,
    reason = "reads as the constant it would be, were days const"
)]
pub fn FIRST_DAY_AT_EIGHT() -> EpochMs {
    first_day().at(8, 0)
}

/// The quarter the season starts in.
pub fn first_quarter() -> Quarter {
    Quarter::of(first_day(), 4)
}

/// An instant of the season: minutes after midnight of a day counted from its first.
pub fn at(day: u16, minute: u16) -> EpochMs {
    let day = first_day().plus_days(i64::from(day));
    day.at(u32::from(minute) / 60, u32::from(minute) % 60)
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A shift is planned, takes its list and goes out.
    ShiftOut(usize),
    /// Its phone hands in.
    HandIn(usize),
    /// Its debrief closes.
    Debrief(usize),
    /// A listening is taken back.
    Void,
    /// An action is held and its tally handed in.
    Action(usize),
    /// The hubs freeze and submit the first quarter.
    Freeze,
}

/// When what happens.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// When.
    pub at: EpochMs,
    /// What.
    pub what: Happening,
}

/// Everything that happens, in order of time.
pub fn events(season: &Season) -> Vec<Event> {
    let mut events = Vec::new();
    for (n, shift) in season.shifts.iter().enumerate() {
        let out = at(shift.day, shift.start_minute.saturating_sub(30));
        let hand_in = at(shift.hand_in.day, shift.hand_in.minute);
        events.push(Event {
            at: out,
            what: Happening::ShiftOut(n),
        });
        events.push(Event {
            at: hand_in,
            what: Happening::HandIn(n),
        });
        events.push(Event {
            at: hand_in.plus(90 * 60_000),
            what: Happening::Debrief(n),
        });
    }
    for (n, action) in season.actions.iter().enumerate() {
        let held = at(action.hand_in_day.max(action.day), 20 * 60);
        events.push(Event {
            at: held,
            what: Happening::Action(n),
        });
    }
    events.push(Event {
        at: at(season.void.day, 12 * 60),
        what: Happening::Void,
    });
    // The first day after the grace.
    let freeze = season.shape.quarter_ends_on_day + season.shape.grace_days + 1;
    events.push(Event {
        at: at(freeze, 8 * 60 + 50),
        what: Happening::Freeze,
    });
    events.sort_by_key(|event| event.at);
    events
}
