//! The play-back sheet: what a patch said, told back to it through its doors. No I/O.
//!
//! Whatever goes through doors is for everybody. So its figures are those of the release for the
//! public, its quotes those that left their group, and it names nobody of the group but whom the
//! group itself writes on it. The same words may be written once for each language.

use serde::{Deserialize, Serialize};

use crate::{
    base::{
        ids::{ActionId, PatchId, ProgrammeId, QuoteId, ReleaseId},
        time::{Day, EpochMs},
    },
    review::rankings::Rankings,
    themes::model::{Action, ActionState},
};

/// Characters of one text, at most: a sheet is one or two sides of A4.
pub const LONGEST: usize = 1_000;

/// All that one sheet needs.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Playback {
    /// The hub's name.
    pub hub: String,
    /// The patch's name; absent for the whole hub.
    pub patch: Option<String>,
    /// The release behind its figures; absent while nothing was released to everybody, and then
    /// there are no figures either.
    pub release: Option<PlaybackRelease>,
    /// What the patch said, as far as the release shows it.
    pub here: Option<Rankings>,
    /// What the whole hub said, for a patch of which the release shows too little.
    pub everywhere: Option<Rankings>,
    /// Words that were cleared to leave their group.
    pub quotes: Vec<PlaybackQuote>,
    /// What is being done, what was done first.
    pub doing: Vec<Doing>,
    /// Lines to print: whom the areas and streets behind it have to thank.
    pub credits: Vec<String>,
    /// The group's own words, by language.
    pub texts: Vec<PlaybackText>,
}

/// The release behind a sheet.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PlaybackRelease {
    /// Its id.
    pub id: ReleaseId,
    /// First day.
    pub first_day: Day,
    /// Last day.
    pub last_day: Day,
    /// The smallest number that is shown.
    pub k: i64,
    /// What was done to its figures.
    pub rounding: String,
}

/// Words somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct PlaybackQuote {
    /// Made by chance; it leads back to no conversation.
    pub id: QuoteId,
    /// The theme, by its short name.
    pub theme: String,
    /// The words.
    pub words: String,
}

/// Something residents do together, with nobody's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Doing {
    /// Its id.
    pub id: ActionId,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub issue: String,
    /// Where it stands.
    pub state: ActionState,
    /// The day it is planned for.
    pub planned_on: Option<Day>,
    /// The day it was done.
    pub done_on: Option<Day>,
    /// What changed.
    pub changed: Option<String>,
}

/// The group's own words in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct PlaybackText {
    /// The language, such as `ur`.
    pub language: String,
    /// The words.
    pub words: PlaybackWords,
    /// From 1, one more with each change.
    pub version: i64,
    /// When they were changed last.
    pub changed_at: EpochMs,
}

impl PlaybackText {
    /// Whether another one is the same words of the same version: a second delivery of one request.
    #[must_use]
    pub fn is_again(&self, other: &Self) -> bool {
        (&self.language, &self.words, self.version)
            == (&other.language, &other.words, other.version)
    }
}

/// What a group writes on a sheet. What is absent stays as the sheet has it in that language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaybackWords {
    /// The headline.
    #[serde(default)]
    pub title: String,
    /// What was heard, in a few sentences.
    #[serde(default)]
    pub heard: String,
    /// What is being done.
    #[serde(default)]
    pub doing: String,
    /// Whom to meet, and where.
    #[serde(default)]
    pub meet: String,
    /// What comes next, and when.
    #[serde(default)]
    pub next: String,
    /// The last line.
    #[serde(default)]
    pub thanks: String,
}

impl PlaybackWords {
    /// The same, each trimmed.
    ///
    /// # Errors
    /// In a sentence, where a text is too long or holds what no printer knows.
    pub fn tidied(self) -> Result<Self, String> {
        let tidy = |text: String| {
            let text = text.trim();
            if text.chars().count() > LONGEST {
                return Err(format!("A text is at most {LONGEST} characters long."));
            }
            if text.chars().any(|one| one.is_control() && one != '\n') {
                return Err("A text holds letters and new lines, nothing else.".to_owned());
            }
            Ok(text.to_owned())
        };
        Ok(Self {
            title: tidy(self.title)?,
            heard: tidy(self.heard)?,
            doing: tidy(self.doing)?,
            meet: tidy(self.meet)?,
            next: tidy(self.next)?,
            thanks: tidy(self.thanks)?,
        })
    }
}

/// Whether a text is a code of a language: `ur`, `pa-Guru`, `en-x-easy`.
#[must_use]
pub fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().is_some_and(|first| {
        (2..=3).contains(&first.len()) && first.bytes().all(|one| one.is_ascii_lowercase())
    });
    let mut rest = parts.map(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_alphanumeric())
    });
    first && text.len() <= 20 && rest.all(|fits| fits)
}

/// Of a hub's actions those that a patch is told of: about it or about the whole hub, and not put
/// aside; what was done, only when it was done since the quarter began. What was done first, then by
/// the day it is planned for.
#[must_use]
pub fn doing(
    actions: Vec<Action>,
    (programme, patch): (ProgrammeId, Option<PatchId>),
    since: Day,
) -> Vec<Doing> {
    let here =
        |action: &Action| patch.is_none() || action.patch_id.is_none() || action.patch_id == patch;
    let stands = |action: &Action| match action.state {
        ActionState::Paused | ActionState::Dropped => false,
        ActionState::Done | ActionState::Reflected => {
            action.done_on.is_some_and(|done| done >= since)
        }
        ActionState::Idea
        | ActionState::Proposed
        | ActionState::Planned
        | ActionState::UnderWay => true,
    };
    let mut found: Vec<Doing> = actions
        .into_iter()
        .filter(|action| action.programme_id == programme && here(action) && stands(action))
        .map(|action| Doing {
            id: action.id,
            title: action.title,
            issue: action.issue,
            state: action.state,
            planned_on: action.planned_on,
            done_on: action.done_on,
            changed: action.changed,
        })
        .collect();
    found.sort_by_key(|one| {
        (
            one.done_on.is_none(),
            one.done_on.or(one.planned_on).is_none(),
            one.done_on.or(one.planned_on),
            one.id,
        )
    });
    found
}

/// A ranking that shows anything at all.
#[must_use]
pub fn telling(rankings: Rankings) -> Option<Rankings> {
    let shown = [
        &rankings.love,
        &rankings.concern,
        &rankings.idea,
        &rankings.offer,
    ];
    let says = rankings.listenings.is_some() || shown.iter().any(|list| !list.is_empty());
    says.then_some(rankings)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn action(n: u128, state: ActionState) -> Action {
        Action {
            id: ActionId(Uuid::from_u128(n)),
            programme_id: ProgrammeId(Uuid::nil()),
            group_id: None,
            patch_id: None,
            title: format!("Action {n}"),
            issue: "The lamp".to_owned(),
            approach: "Ruth sees to it.".to_owned(),
            decision_maker: Some("Cllr Shah".to_owned()),
            state,
            planned_on: None,
            done_on: None,
            outcome: None,
            changed: None,
            learnt: None,
            reason: None,
            created_at: EpochMs(0),
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn told(actions: Vec<Action>, patch: Option<PatchId>) -> Vec<u128> {
        let of = (ProgrammeId(Uuid::nil()), patch);
        let found = doing(actions, of, day("2026-04-01"));
        found.iter().map(|one| one.id.0.as_u128()).collect()
    }

    #[test]
    fn a_patch_is_told_of_its_own_actions_and_of_the_hubs() {
        let (here, there) = (PatchId(Uuid::from_u128(1)), PatchId(Uuid::from_u128(2)));
        let mut own = action(1, ActionState::Planned);
        own.patch_id = Some(here);
        let mut others = action(2, ActionState::Planned);
        others.patch_id = Some(there);
        let mut elsewhere = action(4, ActionState::Planned);
        elsewhere.programme_id = ProgrammeId(Uuid::from_u128(9));
        let all = vec![own, others, action(3, ActionState::Idea), elsewhere];

        assert_eq!(told(all.clone(), Some(here)), [1, 3]);
        assert_eq!(told(all, None), [1, 2, 3]);
    }

    #[test]
    fn what_was_put_aside_or_done_long_ago_is_left_out_and_what_was_done_comes_first() {
        let mut done = action(1, ActionState::Done);
        done.done_on = Some(day("2026-05-01"));
        let mut old = action(2, ActionState::Reflected);
        old.done_on = Some(day("2026-03-31"));
        let mut soon = action(3, ActionState::Planned);
        soon.planned_on = Some(day("2026-06-01"));
        let mut sooner = action(4, ActionState::Idea);
        sooner.planned_on = Some(day("2026-05-20"));
        let all = vec![
            action(5, ActionState::UnderWay),
            soon,
            action(6, ActionState::Paused),
            old,
            sooner,
            action(7, ActionState::Dropped),
            done,
        ];

        assert_eq!(told(all, None), [1, 4, 3, 5]);
    }

    #[test]
    fn no_name_of_an_action_reaches_the_sheet() {
        let of = (ProgrammeId(Uuid::nil()), None);
        let found = doing(vec![action(1, ActionState::Planned)], of, day("2026-04-01"));
        let said = serde_json::to_string(&found).unwrap();

        assert!(said.contains("The lamp"), "{said}");
        assert!(!said.contains("Ruth") && !said.contains("Shah"), "{said}");
    }

    #[test]
    fn every_language_of_the_app_has_a_code_and_nothing_else_has() {
        for code in ["en", "en-x-easy", "ur", "pa-Guru", "zh-Hant"] {
            assert!(is_language(code), "{code}");
        }
        for code in [
            "",
            "e",
            "EN",
            "en-",
            "en--x",
            "../en",
            "en-abcdefghi",
            "urdu",
        ] {
            assert!(!is_language(code), "{code}");
        }
    }

    #[test]
    fn words_are_trimmed_and_too_many_of_them_are_refused() {
        let words = |title: &str| PlaybackWords {
            title: title.to_owned(),
            ..PlaybackWords::default()
        };
        assert_eq!(words("  آپ نے بتایا\n").tidied(), Ok(words("آپ نے بتایا")));
        assert_eq!(words("One\ntwo").tidied(), Ok(words("One\ntwo")));
        assert!(words(&"ا".repeat(LONGEST)).tidied().is_ok());
        let why = words(&"ا".repeat(LONGEST + 1)).tidied().unwrap_err();
        assert!(why.contains("1000 characters"), "{why}");
        assert!(words("One\u{7}").tidied().is_err());
    }
}
