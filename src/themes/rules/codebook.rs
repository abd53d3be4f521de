//! What may be done to a hub's codebook, and what may be coded with it. Pure.
//!
//! - A **merge** rewrites nothing that was coded: the merged word points at the other one, and whoever
//!   counts follows it. So it can be taken back, and a listening in which both occur counts once.
//!   Both words must count under the same national theme, so that no national total moves.
//! - A **split** leaves what was coded where it is: nobody can know what it would be now. A person
//!   recodes it, listening by listening.
//! - A word **mapped** to another national theme counts there from the first day of the quarter that
//!   runs. Quarters before keep what they were counted with.
//! - **Undoing** puts the words of the newest change that stands back as they stood before. Their own
//!   versions go on, so that nobody's older copy overwrites it.

use mobile_api::wire::ops::Statement;

use crate::{
    base::{ids::ThemeId, time::Day},
    themes::model::{Change, ChangeKind, LocalTheme, Mapping, NationalTheme, ThemeState},
};

/// Why a change of the codebook cannot be made; each with the words of the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such word.
    Unknown,
    /// Somebody changed it since; it is called so now.
    Changed(String),
    /// It was merged into another.
    Merged(String, String),
    /// It was split.
    Split(String),
    /// It is no longer offered.
    Retired(String),
    /// The two count under different national themes.
    NationalDiffers(String, String),
    /// A word cannot be merged with itself.
    WithItself,
    /// No change is left that could be taken back.
    NothingToUndo,
    /// Another change came in between.
    BookChanged,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown_theme",
            Self::Changed(_) => "theme_changed",
            Self::Merged(..) => "theme_merged",
            Self::Split(_) => "theme_split",
            Self::Retired(_) => "theme_retired",
            Self::NationalDiffers(..) => "national_differs",
            Self::WithItself => "merge_with_itself",
            Self::NothingToUndo => "nothing_to_undo",
            Self::BookChanged => "codebook_changed",
        }
    }

    /// Whether it stands otherwise than the request takes for granted; else a rule forbids it.
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        match self {
            Self::Unknown | Self::NationalDiffers(..) | Self::WithItself => false,
            Self::Changed(_)
            | Self::Merged(..)
            | Self::Split(_)
            | Self::Retired(_)
            | Self::NothingToUndo
            | Self::BookChanged => true,
        }
    }

    /// One plain sentence or two.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Unknown => {
                "There is no such theme in this codebook; GET /api/v1/themes lists them.".to_owned()
            }
            Self::Changed(word) => format!(
                "Somebody changed this theme while you had it open: it is “{word}” now. Nothing was \
                 overwritten and nothing of yours was saved; look at it and change it again."
            ),
            Self::Merged(word, into) => format!(
                "“{word}” was merged into “{into}” in the meantime. What was coded with it is kept \
                 and counts there; use “{into}”, or undo the merge."
            ),
            Self::Split(word) => format!(
                "“{word}” was split in the meantime. What was coded with it is kept; use one of the \
                 words it was split into, or undo the split."
            ),
            Self::Retired(word) => format!(
                "“{word}” is not offered any more. What was coded with it is kept; bring it back or \
                 use another."
            ),
            Self::NationalDiffers(one, other) => format!(
                "“{one}” and “{other}” count under different national themes. Map one of them first, \
                 so that no national total moves unseen."
            ),
            Self::WithItself => "A theme cannot be merged with itself.".to_owned(),
            Self::NothingToUndo => "There is no change left that could be taken back.".to_owned(),
            Self::BookChanged => "Somebody changed the codebook in the meantime. Look at what was \
                                  done last, then undo it if it is still the right thing."
                .to_owned(),
        }
    }
}

/// A word of the book.
///
/// # Errors
/// [`Refusal::Unknown`].
pub fn word(book: &[LocalTheme], id: ThemeId) -> Result<&LocalTheme, Refusal> {
    let found = book.iter().find(|theme| theme.id == id);
    found.ok_or(Refusal::Unknown)
}

/// Whether a word stands for itself: not merged into another, not split.
///
/// # Errors
/// What became of it.
pub fn stands(book: &[LocalTheme], theme: &LocalTheme) -> Result<(), Refusal> {
    let label = || theme.label.clone();
    match theme.state {
        ThemeState::Mapped | ThemeState::Retired => Ok(()),
        ThemeState::Merged => {
            let into = theme.merged_into.and_then(|id| word(book, id).ok());
            let into = into.map_or_else(label, |into| into.label.clone());
            Err(Refusal::Merged(label(), into))
        }
        ThemeState::Split => Err(Refusal::Split(label())),
    }
}

/// Whether a word may be changed by somebody who saw this version of it.
///
/// # Errors
/// What became of it.
pub fn may_change(
    book: &[LocalTheme],
    theme: &LocalTheme,
    seen: Option<i64>,
) -> Result<(), Refusal> {
    stands(book, theme)?;
    if seen.is_some_and(|seen| seen != theme.version) {
        return Err(Refusal::Changed(theme.label.clone()));
    }
    Ok(())
}

/// Whether a word is offered for coding.
///
/// # Errors
/// What became of it.
pub fn offered(book: &[LocalTheme], theme: &LocalTheme) -> Result<(), Refusal> {
    stands(book, theme)?;
    if theme.state == ThemeState::Retired {
        return Err(Refusal::Retired(theme.label.clone()));
    }
    Ok(())
}

/// Merges a word, seen at a version, into another. Returns the words that change: itself, and those
/// that were merged into it before.
///
/// # Errors
/// What forbids it.
pub fn merge(
    book: &[LocalTheme],
    (from, seen): (ThemeId, i64),
    (into, into_seen): (ThemeId, i64),
) -> Result<Vec<LocalTheme>, Refusal> {
    if from == into {
        return Err(Refusal::WithItself);
    }
    let (from, into) = (word(book, from)?, word(book, into)?);
    may_change(book, from, Some(seen))?;
    may_change(book, into, Some(into_seen))?;
    offered(book, into)?;
    if from.national_id != into.national_id {
        let (one, other) = (from.label.clone(), into.label.clone());
        return Err(Refusal::NationalDiffers(one, other));
    }
    let goes = |theme: &&LocalTheme| theme.id == from.id || theme.merged_into == Some(from.id);
    let merged = book.iter().filter(goes).map(|theme| LocalTheme {
        state: ThemeState::Merged,
        merged_into: Some(into.id),
        version: theme.version + 1,
        ..theme.clone()
    });
    Ok(merged.collect())
}

/// Splits a word, seen at a version, into parts that are new. Returns the words that change.
///
/// # Errors
/// What forbids it.
pub fn split(
    book: &[LocalTheme],
    (theme, seen): (ThemeId, i64),
    parts: Vec<LocalTheme>,
) -> Result<Vec<LocalTheme>, Refusal> {
    let theme = word(book, theme)?;
    may_change(book, theme, Some(seen))?;
    offered(book, theme)?;
    let mut changed = vec![LocalTheme {
        state: ThemeState::Split,
        version: theme.version + 1,
        ..theme.clone()
    }];
    changed.extend(parts);
    Ok(changed)
}

/// The change that can be taken back: the newest that was not, and that takes none back itself.
///
/// # Errors
/// When another change came since `seen`, or none is left.
pub fn to_undo(changes: &[Change], (seen, now): (i64, i64)) -> Result<&Change, Refusal> {
    if seen != now {
        return Err(Refusal::BookChanged);
    }
    let undone = |version| {
        let mut all = changes.iter();
        all.any(|change| change.undoes == Some(version))
    };
    let open = changes
        .iter()
        .filter(|change| change.kind != ChangeKind::Undone && !undone(change.version));
    let newest = open.max_by_key(|change| change.version);
    newest.ok_or(Refusal::NothingToUndo)
}

/// The words of a change as they stand when it is taken back, each with what it counts under. One that
/// the change added is no longer offered: what was coded with it since stays.
#[must_use]
pub fn undone(book: &[LocalTheme], change: &Change) -> Vec<(LocalTheme, Option<Vec<Mapping>>)> {
    let back = change.stood.iter().filter_map(|stood| {
        let now = word(book, stood.theme).ok()?;
        let (theme, maps) = if let Some(before) = &stood.before {
            (before.clone(), Some(stood.maps.clone()))
        } else {
            let state = ThemeState::Retired;
            let theme = LocalTheme {
                state,
                ..now.clone()
            };
            (theme, None)
        };
        let version = now.version + 1;
        Some((LocalTheme { version, ..theme }, maps))
    });
    back.collect()
}

/// What a word counts under once it is mapped to another national theme on a day of the quarter that
/// began on `quarter`. A word made since then counts there altogether.
#[must_use]
pub fn remapped(
    maps: &[Mapping],
    to: ThemeId,
    (made, quarter): (Day, Day),
    (first, last): (Day, Day),
) -> Vec<Mapping> {
    let since = if made >= quarter { first } else { quarter };
    let before = maps.iter().filter(|map| map.from_day < since);
    let mut all: Vec<Mapping> = before
        .map(|map| Mapping {
            until_day: map.until_day.min(since.plus_days(-1)),
            ..*map
        })
        .collect();
    all.push(Mapping {
        from_day: since,
        until_day: last,
        national_id: to,
    });
    all
}

/// Whether something may be coded so: every theme is a national one, a word that is offered, or one
/// that was there before.
///
/// # Errors
/// What became of a word, or that nobody knows it.
pub fn may_code(
    (national, book): (&[NationalTheme], &[LocalTheme]),
    before: &[Statement],
    now: &[Statement],
) -> Result<(), Refusal> {
    for said in now {
        let id = ThemeId(said.theme);
        let known = before.iter().any(|earlier| earlier.theme == said.theme)
            || national.iter().any(|theme| theme.id == id);
        if !known {
            offered(book, word(book, id)?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::time::EpochMs;

    fn theme(n: u128, national: u128) -> LocalTheme {
        LocalTheme {
            id: ThemeId(Uuid::from_u128(n)),
            label: format!("Word {n}"),
            national_id: ThemeId(Uuid::from_u128(national)),
            state: ThemeState::Mapped,
            merged_into: None,
            split_from: None,
            version: 1,
            created_at: EpochMs(0),
        }
    }

    fn id(n: u128) -> ThemeId {
        ThemeId(Uuid::from_u128(n))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_word_merged_twice_over_points_at_the_last_one() {
        let mut book = vec![theme(1, 9), theme(2, 9), theme(3, 9)];
        for change in merge(&book, (id(1), 1), (id(2), 1)).unwrap() {
            let at = book.iter().position(|one| one.id == change.id).unwrap();
            book[at] = change;
        }

        let changed = merge(&book, (id(2), 1), (id(3), 1)).unwrap();

        let into: Vec<_> = changed
            .iter()
            .map(|one| (one.id, one.merged_into))
            .collect();
        assert_eq!(into, [(id(1), Some(id(3))), (id(2), Some(id(3)))]);
    }

    #[test]
    fn a_merge_on_an_older_version_is_refused_with_todays_word() {
        let mut book = vec![theme(1, 9), theme(2, 9)];
        book[0].version = 2;
        "The bins".clone_into(&mut book[0].label);

        let refusal = merge(&book, (id(1), 1), (id(2), 1)).unwrap_err();

        assert_eq!(refusal, Refusal::Changed("The bins".to_owned()));
    }

    #[test]
    fn words_of_two_national_themes_are_not_merged() {
        let book = vec![theme(1, 8), theme(2, 9)];

        let refusal = merge(&book, (id(1), 1), (id(2), 1)).unwrap_err();

        assert_eq!(refusal.code(), "national_differs");
    }

    #[test]
    fn a_mapping_leaves_the_quarters_before_as_they_were() {
        let always = (day("1900-01-01"), day("2999-12-31"));
        let maps = [Mapping {
            from_day: always.0,
            until_day: always.1,
            national_id: id(8),
        }];
        let quarter = (day("2026-01-02"), day("2026-04-01"));

        let maps = remapped(&maps, id(9), quarter, always);

        let spans: Vec<_> = maps
            .iter()
            .map(|map| (map.until_day, map.national_id))
            .collect();
        assert_eq!(
            spans,
            [(day("2026-03-31"), id(8)), (day("2999-12-31"), id(9))]
        );
        let again = remapped(&maps, id(7), quarter, always);
        assert_eq!(again.len(), 2);
        assert_eq!(again[1].national_id, id(7));
    }

    #[test]
    fn what_was_coded_with_a_merged_word_may_stay_and_is_not_coded_anew() {
        let mut book = vec![theme(1, 9), theme(2, 9)];
        book[0].state = ThemeState::Merged;
        book[0].merged_into = Some(id(2));
        let said = Statement {
            theme: id(1).0,
            stance: mobile_api::wire::ops::Stance::Love,
            offer_kind: None,
            strength: None,
        };

        assert_eq!(may_code((&[], &book), &[said], &[said]), Ok(()));
        let refusal = may_code((&[], &book), &[], &[said]).unwrap_err();
        assert_eq!(refusal.code(), "theme_merged");
        assert!(refusal.sentence().contains("Word 2"), "{refusal:?}");
    }
}
