//! What a cut would find, asked for without cutting: how long it all takes, and in how many pieces
//! the doors of one list lie.

use std::collections::BTreeSet;

use super::{
    CutError, Door, DoorId, Graph, Network, Pace, Sizes, Stretch, number, place_doors, units,
};

/// Nothing is split: each side, and each block of flats, is one unit.
const WHOLE: Sizes = Sizes {
    whole: f64::INFINITY,
    block: f64::INFINITY,
};

/// Minutes of all the doors and all the sections with unlisted homes, as the lists of a cut add up
/// to. 0 where there is nothing to walk.
///
/// # Errors
/// [`CutError`]: bad keys or places.
pub fn minutes(network: &Network, doors: &[Door], pace: &Pace) -> Result<f64, CutError> {
    let mut sorted: Vec<&Door> = doors.iter().collect();
    sorted.sort_by_key(|door| door.id);
    let placed = place_doors(network, &sorted)?;
    let units = units::units(network, &sorted, &placed, pace, WHOLE);
    // An empty sum of floats is -0.
    Ok(units.iter().map(|unit| unit.minutes).sum::<f64>() + 0.0)
}

/// In how many pieces on the street network the doors and stretches of one list lie, as
/// [`super::List::pieces`] says: ways through sections without homes connect, ways through other
/// lists' sections do not. `doors` are those of every list.
///
/// # Errors
/// [`CutError`]: bad keys or places.
pub fn pieces(
    network: &Network,
    doors: &[Door],
    list: (&BTreeSet<DoorId>, &[Stretch]),
) -> Result<u32, CutError> {
    let mut sorted: Vec<&Door> = doors.iter().collect();
    sorted.sort_by_key(|door| door.id);
    let placed = place_doors(network, &sorted)?;
    let units = units::units(network, &sorted, &placed, &Pace::default(), WHOLE);
    let walks = |stretch: &Stretch| {
        list.1.iter().any(|own| {
            let same = own.section == stretch.section && own.side == stretch.side;
            same && own.from < stretch.to && stretch.from < own.to
        })
    };
    let members: Vec<u32> = units
        .iter()
        .enumerate()
        .filter(|(_, unit)| {
            let knocks = |door: &u32| list.0.contains(&sorted[*door as usize].id);
            unit.doors.iter().any(knocks) || unit.stretch.as_ref().is_some_and(walks)
        })
        .map(|(unit, _)| number(unit))
        .collect();
    Ok(Graph::new(network, &units).pieces(&members))
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::super::{Share, cut, town::Town};
    use super::*;

    #[test]
    fn a_survey_says_what_the_cut_then_finds() {
        let town = Town {
            unlisted: 5,
            river: Some(2),
            ..Town::default()
        };
        let (sections, doors) = town.build();
        let network = Network::build(&sections).unwrap();
        let pace = Pace::default();
        let share = Share::Lists(NonZeroU32::new(6).unwrap());
        let cut = cut(&network, &doors, share, &pace).unwrap();

        let asked = minutes(&network, &doors, &pace).unwrap();

        assert!(
            (asked - cut.minutes).abs() < 1e-6,
            "{asked} {}",
            cut.minutes
        );
        for list in &cut.lists {
            let own: BTreeSet<DoorId> = list.doors.iter().copied().collect();
            let found = pieces(&network, &doors, (&own, &list.stretches)).unwrap();
            assert_eq!(found, list.pieces);
        }
    }

    #[test]
    fn two_corners_of_a_town_are_two_pieces() {
        let (sections, doors) = Town::default().build();
        let network = Network::build(&sections).unwrap();
        let last = doors.len() - 1;
        let corners = BTreeSet::from([doors[0].id, doors[last].id]);

        assert_eq!(pieces(&network, &doors, (&corners, &[])).unwrap(), 2);
        let all: BTreeSet<DoorId> = doors.iter().map(|door| door.id).collect();
        assert_eq!(pieces(&network, &doors, (&all, &[])).unwrap(), 1);
    }

    #[test]
    fn nothing_to_walk_takes_no_minutes() {
        let (sections, _) = Town::default().build();
        let network = Network::build(&sections).unwrap();

        assert!(minutes(&network, &[], &Pace::default()).unwrap().abs() < f64::EPSILON);
    }
}
