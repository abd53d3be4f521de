//! Where nobody was listened to yet: streets and parts of the week, from counts of doors and knocks
//! alone. Pure.

use std::collections::{BTreeMap, BTreeSet};

use mobile_api::wire::ops::HourBand;
use serde::Serialize;

use super::store::silence::{DayKnocks, StreetDoors};
use crate::base::{ids::StreetId, time::Day};

crate::words! {
    /// A part of the week in which people are or are not at home.
    pub enum WeekPart {
        /// Monday to Friday before the evening.
        Weekday => "weekday",
        /// Monday to Friday evening.
        Evening => "evening",
        /// Saturday and Sunday.
        Weekend => "weekend",
    }
}

impl WeekPart {
    /// The part of the week of a part of a day.
    #[must_use]
    pub fn of(day: Day, band: HourBand) -> Self {
        let (monday, _) = day.week();
        if day.days_since(monday) >= 5 {
            Self::Weekend
        } else if band == HourBand::Evening {
            Self::Evening
        } else {
            Self::Weekday
        }
    }
}

crate::words! {
    /// How far a street was listened to.
    pub enum StreetStanding {
        /// Nobody knocked there.
        NotKnocked => "not_knocked",
        /// Somebody knocked, and nobody came.
        NotAnswered => "not_answered",
        /// Somebody came, and nobody was listened to.
        Answered => "answered",
        /// Somebody was listened to.
        Listened => "listened",
    }
}

/// A street and how far it was listened to. Doors are distinct doors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct StreetSilence {
    /// The street.
    pub street: StreetId,
    /// Its name.
    pub name: String,
    /// Doors of it in the patch that may be homes and may be knocked at; 0 where none is known yet.
    pub doors: i64,
    /// Doors knocked at.
    pub tried: i64,
    /// Doors where somebody came.
    pub answered: i64,
    /// Doors where somebody was listened to.
    pub listened: i64,
    /// How far it was listened to.
    pub standing: StreetStanding,
    /// Knocks by part of the week.
    #[schema(value_type = std::collections::HashMap<String, i64>)]
    pub knocks: BTreeMap<WeekPart, i64>,
    /// Parts of the week without a knock.
    pub silent: Vec<WeekPart>,
}

/// Puts the streets of a patch beside what was done there: those nobody knocked at first, then by
/// name.
#[must_use]
pub fn by_street(
    names: &BTreeMap<StreetId, String>,
    homes: &BTreeMap<StreetId, i64>,
    doors: &[StreetDoors],
    knocks: &[DayKnocks],
) -> Vec<StreetSilence> {
    let done: BTreeMap<StreetId, &StreetDoors> =
        doors.iter().map(|row| (row.street_id, row)).collect();
    let mut by_part: BTreeMap<StreetId, BTreeMap<WeekPart, i64>> = BTreeMap::new();
    for row in knocks {
        let of_street = by_part.entry(row.street_id).or_default();
        *of_street
            .entry(WeekPart::of(row.day, row.band))
            .or_default() += row.knocks;
    }
    let streets: BTreeSet<StreetId> = names.keys().chain(done.keys()).copied().collect();
    let mut found: Vec<StreetSilence> = streets
        .into_iter()
        .map(|street| {
            let (tried, answered, listened) = done.get(&street).map_or((0, 0, 0), |row| {
                (row.doors_tried, row.doors_answered, row.doors_listened)
            });
            let mut knocks = by_part.remove(&street).unwrap_or_default();
            for part in WeekPart::ALL {
                knocks.entry(*part).or_default();
            }
            let silent = knocks.iter().filter(|(_, count)| **count == 0);
            StreetSilence {
                street,
                name: names.get(&street).cloned().unwrap_or_default(),
                doors: homes.get(&street).copied().unwrap_or_default(),
                tried,
                answered,
                listened,
                standing: standing(tried, answered, listened),
                silent: silent.map(|(part, _)| *part).collect(),
                knocks,
            }
        })
        .collect();
    found.sort_by(|a, b| (a.standing, &a.name, a.street).cmp(&(b.standing, &b.name, b.street)));
    found
}

const fn standing(tried: i64, answered: i64, listened: i64) -> StreetStanding {
    match (tried, answered, listened) {
        (_, _, 1..) => StreetStanding::Listened,
        (_, 1.., _) => StreetStanding::Answered,
        (1.., _, _) => StreetStanding::NotAnswered,
        _ => StreetStanding::NotKnocked,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn street(n: u128) -> StreetId {
        StreetId(Uuid::from_u128(n))
    }

    fn done(n: u128, tried: i64, answered: i64, listened: i64) -> StreetDoors {
        StreetDoors {
            street_id: street(n),
            doors_tried: tried,
            doors_answered: answered,
            doors_listened: listened,
        }
    }

    #[test]
    fn a_saturday_evening_is_weekend_and_a_friday_evening_is_evening() {
        let part = |day: &str, band| WeekPart::of(day.parse().unwrap(), band);

        assert_eq!(part("2026-05-16", HourBand::Evening), WeekPart::Weekend);
        assert_eq!(part("2026-05-15", HourBand::Evening), WeekPart::Evening);
        assert_eq!(part("2026-05-15", HourBand::Afternoon), WeekPart::Weekday);
    }

    #[test]
    fn streets_nobody_knocked_at_come_first_and_name_their_silent_hours() {
        let names = [(1, "Dale Street"), (2, "Ash Road"), (3, "Beck Lane")];
        let names = names
            .into_iter()
            .map(|(n, name)| (street(n), name.to_owned()))
            .collect();
        let homes = BTreeMap::from([(street(1), 20), (street(2), 8)]);
        let doors = [done(1, 5, 2, 1), done(3, 2, 0, 0)];
        let knocks = [DayKnocks {
            street_id: street(1),
            day: "2026-05-15".parse().unwrap(),
            band: HourBand::Evening,
            knocks: 6,
        }];

        let found = by_street(&names, &homes, &doors, &knocks);

        let told: Vec<(&str, StreetStanding, i64)> = found
            .iter()
            .map(|row| (row.name.as_str(), row.standing, row.doors))
            .collect();
        assert_eq!(
            told,
            [
                ("Ash Road", StreetStanding::NotKnocked, 8),
                ("Beck Lane", StreetStanding::NotAnswered, 0),
                ("Dale Street", StreetStanding::Listened, 20),
            ]
        );
        assert_eq!(found[2].silent, [WeekPart::Weekday, WeekPart::Weekend]);
        assert_eq!(found[0].silent.len(), 3);
    }
}
