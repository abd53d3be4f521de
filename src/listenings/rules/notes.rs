//! What becomes of the words of a conversation: what a debrief may decide, what the guard finds, and
//! what of it is carried out when the envelope goes. Pure.

use std::collections::BTreeSet;

use mobile_api::{
    guard::{Decision, Kind, Places, decide},
    wire::text::Prose,
};

use super::buckets;
use crate::{
    base::ids::{DoorId, ShiftId},
    listenings::model::{Decided, Listening, NoteChoice, NoteState},
};

/// What was decided, from what somebody sent.
///
/// # Errors
/// One sentence: words go with `replace`, and with nothing else.
pub fn decided(
    choice: NoteChoice,
    words: Option<&Prose>,
    sure: bool,
) -> Result<Decided, &'static str> {
    match (choice, words) {
        (NoteChoice::Replace, None) => {
            Err("Send the words that take the note's place in `words`, or `remove` it.")
        }
        (NoteChoice::Replace, Some(words)) => Ok(Decided::Replace {
            words: words.as_str().to_owned(),
            sure,
        }),
        (NoteChoice::Clear | NoteChoice::Hold | NoteChoice::Remove, Some(_)) => {
            Err("`words` go with `replace` only.")
        }
        (NoteChoice::Clear, None) => Ok(Decided::Clear),
        (NoteChoice::Hold, None) => Ok(Decided::Hold),
        (NoteChoice::Remove, None) => Ok(Decided::Remove),
    }
}

/// What the guard finds in words, by kind; nothing where they may be cleared at a glance.
#[must_use]
pub fn found(words: &str, places: &Places) -> Vec<Kind> {
    match decide(words, places) {
        Decision::Clean => Vec::new(),
        Decision::Held { kinds } => {
            let kinds: BTreeSet<Kind> = kinds.into_keys().map(|(kind, _)| kind).collect();
            kinds.into_iter().collect()
        }
    }
}

/// Where words stand that nobody has decided about.
#[must_use]
pub fn unticked(words: Option<&str>, places: &Places) -> NoteState {
    match words {
        None => NoteState::None,
        Some(words) if found(words, places).is_empty() => NoteState::Screened,
        Some(_) => NoteState::Held,
    }
}

/// The words as they leave the envelope, and who may read them. The guard looks at words that take a
/// note's place as it looked at the note: where it finds something and nobody was sure, they wait.
#[must_use]
pub fn outcome(
    note: Option<String>,
    decided: Option<&Decided>,
    places: &Places,
) -> (Option<String>, NoteState) {
    match (note, decided) {
        (None, _) => (None, NoteState::None),
        (Some(note), None) => {
            let state = unticked(Some(&note), places);
            (Some(note), state)
        }
        (Some(note), Some(Decided::Clear)) => (Some(note), NoteState::Cleared),
        (Some(note), Some(Decided::Hold)) => (Some(note), NoteState::Held),
        (Some(_), Some(Decided::Remove)) => (None, NoteState::Removed),
        (Some(_), Some(Decided::Replace { words, sure })) => {
            (Some(words.clone()), replaced(words, *sure, places))
        }
    }
}

/// Where words stand that somebody put in a note's place.
#[must_use]
pub fn replaced(words: &str, sure: bool, places: &Places) -> NoteState {
    if sure || found(words, places).is_empty() {
        NoteState::Redacted
    } else {
        NoteState::Held
    }
}

/// Carries over what a debrief decided when the phone corrects its record: a decision stays with the
/// words it was made about, and coding with the points it was made from.
pub fn carry(before: &Listening, now: &mut Listening) {
    if before.note == now.note {
        now.decided.clone_from(&before.decided);
    }
    if before.statements == now.statements {
        now.recoded.clone_from(&before.recoded);
    }
}

/// A conversation on its way out of the envelope, as [`tells_apart`] looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Its shift.
    pub shift: ShiftId,
    /// Its door; absent for a conversation elsewhere.
    pub door: Option<DoorId>,
    /// Whether the debrief decided about its note; absent without one.
    pub decided: Option<bool>,
}

/// Whether it shows, in a bucket of several shifts, which conversations a debrief decided about, so
/// that they lead to the doors of those shifts, and those are fewer than five; or the other way
/// round. Within one shift nothing shows: notes are read in an order made by chance.
#[must_use]
pub fn tells_apart(members: &[Weighed]) -> bool {
    let shifts = |decided: bool| -> BTreeSet<ShiftId> {
        let of = members.iter().filter(|one| one.decided == Some(decided));
        of.map(|one| one.shift).collect()
    };
    let few = |shifts: &BTreeSet<ShiftId>| {
        let of = || members.iter().filter(|one| shifts.contains(&one.shift));
        let doors: BTreeSet<DoorId> = of().filter_map(|one| one.door).collect();
        !buckets::enough(&doors, of().count())
    };
    let (read, unread) = (shifts(true), shifts(false));
    !read.is_empty() && !unread.is_empty() && (few(&read) || few(&unread))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn talk(shift: u128, door: u128, decided: bool) -> Weighed {
        Weighed {
            shift: ShiftId(Uuid::from_u128(shift)),
            door: Some(DoorId(Uuid::from_u128(door))),
            decided: Some(decided),
        }
    }

    #[test]
    fn ticks_of_three_doors_beside_three_unread_ones_would_lead_home() {
        let mut both: Vec<Weighed> = (0..3).map(|n| talk(1, n, true)).collect();
        both.extend((3..6).map(|n| talk(2, n, false)));

        assert!(tells_apart(&both));
    }

    #[test]
    fn ticks_within_one_shift_lead_nowhere() {
        let one: Vec<Weighed> = (0..6).map(|n| talk(1, n, n < 2)).collect();

        assert!(!tells_apart(&one));
    }

    #[test]
    fn two_shifts_of_five_doors_each_hide_among_their_own() {
        let mut both: Vec<Weighed> = (0..5).map(|n| talk(1, n, true)).collect();
        both.extend((5..10).map(|n| talk(2, n, false)));

        assert!(!tells_apart(&both));
    }

    #[test]
    fn words_with_a_name_in_them_wait_unless_somebody_is_sure() {
        let none = Places::default();
        let replaced = |sure| {
            let words = "Spoke with Mrs Okonkwo about the lamp".to_owned();
            let decided = Decided::Replace { words, sure };
            outcome(Some("x".to_owned()), Some(&decided), &none).1
        };

        assert_eq!(replaced(false), NoteState::Held);
        assert_eq!(replaced(true), NoteState::Redacted);
    }

    #[test]
    fn words_go_with_replace_and_with_nothing_else() {
        let words: Prose = "A lift is broken".parse().unwrap();

        assert!(decided(NoteChoice::Replace, None, false).is_err());
        assert!(decided(NoteChoice::Clear, Some(&words), false).is_err());
        assert!(decided(NoteChoice::Replace, Some(&words), false).is_ok());
    }
}
