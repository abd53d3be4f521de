//! A made-up season of two hubs, as plain data: who goes out when, what happens, what comes in.
//!
//! In: a seed and a few sizes ([`SeasonShape`]). Out: a [`Season`]: shifts over ten weeks across a
//! quarter's end, actions with their tallies, and four things that go wrong in real life (a late
//! hand-in after the quarter has closed, a batch sent twice, a listening that has to be voided,
//! and a shift rained off half-way). [`Season::script`] says, door by door, what happens on a
//! shift; [`outcome_for`] is the one rule behind it.
//!
//! Days are counted from the season's first day, a Monday, so that the caller may lay the season
//! wherever its clock stands. The rates are those of the door-knocking table of the domain: a
//! third of knocks are answered, 15 % become a conversation, a two-hour shift is about 34 knocks.
//!
//! Will not: speak HTTP, know doors or dates, or hold anything about a real person.

mod script;
#[cfg(test)]
mod tests;
pub mod tonight;
mod voices;

pub use script::{
    ListeningScript, Outcome, Stance, StatementScript, VisitScript, Voices, outcome_for, theme_of,
};

use super::rng::Dice;

/// How large the season is and how it lies on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeasonShape {
    /// Weeks from the first Monday; at least 2.
    pub weeks: u16,
    /// Walk lists each hub has; shifts take them in turn. At least 1.
    pub lists_per_hub: u16,
    /// The last day of the first quarter, counted from the first day (0).
    pub quarter_ends_on_day: u16,
    /// Days after a quarter's end until its figures are frozen.
    pub grace_days: u16,
}

impl Default for SeasonShape {
    /// Ten weeks from Monday 23 February 2026: the quarter ends on 31 March, day 36.
    fn default() -> Self {
        Self {
            weeks: 10,
            lists_per_hub: 24,
            quarter_ends_on_day: 36,
            grace_days: 10,
        }
    }
}

/// A made-up hub and its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubPlan {
    /// Its name.
    pub name: &'static str,
    /// The side of the river it works on.
    pub side: &'static str,
    /// Display names: three organisers, then one volunteer. Job-like, so nobody takes them for
    /// people.
    pub people: [&'static str; 4],
}

/// When the phone of a shift hands in what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandIn {
    /// Day of the season.
    pub day: u16,
    /// Minutes after midnight, local time.
    pub minute: u16,
    /// How often the same batch is sent: 1, or 2 where the first answer got lost.
    pub times: u8,
}

/// One shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftPlan {
    /// Its place in [`Season::shifts`].
    pub index: usize,
    /// Place of its hub in [`Season::hubs`].
    pub hub: usize,
    /// Day of the season.
    pub day: u16,
    /// Start, minutes after midnight, local time.
    pub start_minute: u16,
    /// Planned length in minutes.
    pub minutes: u16,
    /// Place of the recorder among the hub's people.
    pub recorder: usize,
    /// Place of the partner among the hub's people; never the recorder.
    pub partner: usize,
    /// Which of the hub's walk lists it takes, from 0.
    pub list_index: u16,
    /// How many doors of the list it gets to, at most.
    pub visits: u16,
    /// When it is handed in.
    pub hand_in: HandIn,
}

/// People by their answer to "did one of us listen to you before?".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByListened {
    /// Yes.
    pub yes: u16,
    /// No.
    pub no: u16,
    /// Not sure.
    pub unsure: u16,
}

impl ByListened {
    /// All of them.
    #[must_use]
    pub const fn sum(self) -> u16 {
        self.yes + self.no + self.unsure
    }
}

/// An action and the tally taken at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionPlan {
    /// Place of its hub in [`Season::hubs`].
    pub hub: usize,
    /// Day of the season.
    pub day: u16,
    /// Its title.
    pub title: &'static str,
    /// The topic it grew from; matched to a theme like the sentences are.
    pub topic: &'static str,
    /// People for whom it was the first thing they did with us: the activated.
    pub first: ByListened,
    /// People who had acted before.
    pub before: ByListened,
    /// People who were not sure.
    pub unsure: ByListened,
    /// People who took a responsibility for others for the first time.
    pub roles_first: u16,
    /// Day the tally is handed in.
    pub hand_in_day: u16,
}

/// A listening to be voided afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoidPlan {
    /// The shift it was recorded on.
    pub shift: usize,
    /// Which of that shift's listenings, from 0.
    pub listening: usize,
    /// Day the void is handed in.
    pub day: u16,
    /// The reason given.
    pub reason: &'static str,
}

/// A season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// The number it was made from.
    pub seed: u64,
    /// Its size and calendar.
    pub shape: SeasonShape,
    /// Two hubs.
    pub hubs: Vec<HubPlan>,
    /// Shifts in the order they go out.
    pub shifts: Vec<ShiftPlan>,
    /// Actions in the order of their days.
    pub actions: Vec<ActionPlan>,
    /// The shift handed in after its quarter was frozen.
    pub late_shift: usize,
    /// The shift whose batch is sent twice.
    pub doubled_shift: usize,
    /// The shift rained off half-way.
    pub short_shift: usize,
    /// The listening to be voided.
    pub void: VoidPlan,
}

/// What a season comes to, before the void: the truth that the ledger has to arrive at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeasonTotals {
    /// Doors with an outcome.
    pub visits: usize,
    /// Those of them that were knocked at.
    pub knocks: usize,
    /// Those of them that were answered.
    pub answers: usize,
    /// Conversations.
    pub listenings: usize,
    /// Their voices; `first` are the engaged.
    pub voices: Voices,
    /// Conversations that ended in a yes.
    pub interested: usize,
    /// People at their first act.
    pub activated: usize,
}

const HUBS: [HubPlan; 2] = [
    HubPlan {
        name: "Quayside Hub",
        side: "west",
        people: [
            "Organiser West One",
            "Organiser West Two",
            "Organiser West Three",
            "Volunteer West",
        ],
    },
    HubPlan {
        name: "Kestrel Hub",
        side: "east",
        people: [
            "Organiser East One",
            "Organiser East Two",
            "Organiser East Three",
            "Volunteer East",
        ],
    },
];

/// The evenings and mornings of a week: day of the week (0 = Monday), start in minutes.
const TURNS: [(u16, u16); 3] = [(1, 17 * 60), (3, 17 * 60 + 30), (5, 10 * 60 + 30)];

impl Season {
    /// Plans a season.
    #[must_use]
    pub fn plan(seed: u64, shape: SeasonShape) -> Self {
        let mut dice = Dice::for_part(seed, "season");
        let mut shifts: Vec<ShiftPlan> = Vec::new();
        let mut next_list = [0_u16; HUBS.len()];
        for week in 0..shape.weeks {
            for (weekday, start_minute) in TURNS {
                for (hub, next_list) in next_list.iter_mut().enumerate() {
                    let day = week * 7 + weekday;
                    let list_index = *next_list % shape.lists_per_hub.max(1);
                    *next_list += 1;
                    shifts.push(shift(
                        shifts.len(),
                        hub,
                        day,
                        start_minute,
                        list_index,
                        &mut dice,
                    ));
                }
            }
        }
        let before_end = |shift: &&ShiftPlan| shift.day <= shape.quarter_ends_on_day;
        let late_shift = shifts
            .iter()
            .rev()
            .find(before_end)
            .map_or(0, |shift| shift.index);
        let doubled_shift = late_shift / 2;
        let short_shift = doubled_shift + 1;
        let frozen_on = shape.quarter_ends_on_day + shape.grace_days;
        for shift in &mut shifts {
            if shift.index == late_shift {
                shift.hand_in.day = frozen_on + 4;
            }
            if shift.index == doubled_shift {
                shift.hand_in.times = 2;
            }
            if shift.index == short_shift {
                shift.visits /= 2;
            }
        }
        let mut season = Self {
            seed,
            shape,
            hubs: HUBS.to_vec(),
            shifts,
            actions: actions(shape),
            late_shift,
            doubled_shift,
            short_shift,
            void: VoidPlan {
                shift: 0,
                listening: 0,
                day: 0,
                reason: "recorded twice by mistake",
            },
        };
        season.void.shift = season.shift_to_void();
        season.void.day = season
            .shifts
            .get(season.void.shift)
            .map_or(0, |shift| shift.day + 2);
        season
    }

    /// The first plain shift from the second on that has a conversation to void.
    fn shift_to_void(&self) -> usize {
        let special = [self.late_shift, self.doubled_shift, self.short_shift];
        self.shifts
            .iter()
            .skip(2)
            .filter(|shift| !special.contains(&shift.index))
            .find(|shift| {
                self.script(shift.index, &[])
                    .iter()
                    .any(|visit| visit.listening.is_some())
            })
            .map_or(0, |shift| shift.index)
    }

    /// What happens on a shift, door by door; empty for a shift that does not exist.
    ///
    /// `themes` are the slugs of the codebook in use; with none, statements are left out. Who
    /// answers and how many speak does not depend on them. A list with fewer doors ends sooner.
    #[must_use]
    pub fn script(&self, shift: usize, themes: &[&str]) -> Vec<VisitScript> {
        let Some(plan) = self.shifts.get(shift) else {
            return Vec::new();
        };
        (0..plan.visits)
            .map(|door| {
                let mut dice = Dice::for_part(self.seed, &format!("shift {shift} door {door}"));
                outcome_for(&mut dice, themes)
            })
            .collect()
    }

    /// What the whole script comes to if every list is long enough; the void not yet taken off.
    #[must_use]
    pub fn totals(&self) -> SeasonTotals {
        let mut totals = SeasonTotals::default();
        for visit in self
            .shifts
            .iter()
            .flat_map(|shift| self.script(shift.index, &[]))
        {
            totals.visits += 1;
            totals.knocks += usize::from(visit.outcome.is_knock());
            totals.answers += usize::from(visit.outcome.is_answer());
            if let Some(listening) = visit.listening {
                totals.listenings += 1;
                totals.voices.first += listening.voices.first;
                totals.voices.again += listening.voices.again;
                totals.voices.unsure += listening.voices.unsure;
                totals.interested += usize::from(listening.interested);
            }
        }
        totals.activated = self
            .actions
            .iter()
            .map(|action| usize::from(action.first.sum()))
            .sum();
        totals
    }
}

fn shift(
    index: usize,
    hub: usize,
    day: u16,
    start_minute: u16,
    list_index: u16,
    dice: &mut Dice,
) -> ShiftPlan {
    let recorder = dice.weighted(&[0.3, 0.28, 0.27, 0.15]);
    let partner = (recorder + 1 + dice.below(3)) % 4;
    // Most hand in on coming back; one in ten only the next day.
    let next_day = u16::from(dice.chance(0.1));
    let minute = if next_day == 1 {
        9 * 60 + 15
    } else {
        start_minute + 150
    };
    // 34 knocks and the doors passed by.
    let visits = 35 + u16::try_from(dice.below(9)).unwrap_or(0) - 4;
    ShiftPlan {
        index,
        hub,
        day,
        start_minute,
        minutes: 120,
        recorder,
        partner,
        list_index,
        visits,
        hand_in: HandIn {
            day: day + next_day,
            minute,
            times: 1,
        },
    }
}

/// Six actions whose first-timers are about a tenth of the people engaged in ten weeks.
fn actions(shape: SeasonShape) -> Vec<ActionPlan> {
    let part = |tenths: u16| (shape.weeks * 7).saturating_sub(1) * tenths / 10;
    let listened = |yes, no, unsure| ByListened { yes, no, unsure };
    let action = |hub, tenths, title, topic, first, before, unsure, roles_first| ActionPlan {
        hub,
        day: part(tenths),
        title,
        topic,
        first,
        before,
        unsure,
        roles_first,
        hand_in_day: part(tenths) + 1,
    };
    let none = ByListened::default();
    vec![
        action(
            0,
            3,
            "Clear the alleys behind Saltmarsh",
            "litter",
            listened(5, 1, 0),
            none,
            none,
            1,
        ),
        action(
            1,
            4,
            "Lights for the Kestrel steps",
            "safety",
            listened(4, 1, 1),
            none,
            none,
            1,
        ),
        action(
            0,
            6,
            "Bench on Moor Road",
            "older",
            listened(3, 1, 0),
            listened(3, 0, 0),
            none,
            1,
        ),
        action(
            1,
            7,
            "Saturday kitchen",
            "food",
            listened(4, 1, 0),
            listened(2, 1, 0),
            none,
            2,
        ),
        action(
            0,
            8,
            "Meet the bus company",
            "transport",
            listened(4, 1, 1),
            listened(5, 0, 0),
            listened(1, 0, 0),
            1,
        ),
        action(
            1,
            9,
            "Hall open day",
            "places",
            listened(3, 2, 0),
            listened(4, 1, 0),
            none,
            1,
        ),
    ]
}
