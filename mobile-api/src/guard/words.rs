//! What the guard knows about words: the shared data files, read once.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::spelling::{begun, learned, sound};

/// A set of facts about a word, one bit each.
pub type Facts = u64;

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $list:literal;)*) => {
        $($(#[$doc])* pub const $name: Facts = 1 << $bit;)*
        /// The lists of `lists.txt` with their bits.
        const LISTS: &[(&str, Facts)] = &[$(($list, $name)),*];
    };
}

facts! {
    /// A name that is a word too, and mostly a name.
    NAMELY = 0, "names-mostly";
    /// A word that is a name too, and mostly a word.
    WORDLY = 1, "words-mostly";
    /// A surname that is a word.
    SURNAME = 2, "word-surnames";
    /// Stands before a name: Mrs, Dr.
    TITLE = 3, "titles";
    /// A title that is nothing else.
    SIR = 4, "sirs";
    /// What somebody is to somebody, or does.
    KIN = 5, "kin";
    /// A verb that takes somebody.
    CUE = 6, "cues";
    /// A small word between such a verb and the name.
    LINK = 7, "cue-links";
    /// What a person does.
    DOING = 8, "doings";
    /// What things do as well.
    THINGS = 9, "doings-of-all";
    /// upstairs, opposite.
    PLACING = 10, "placings";
    /// in, near.
    BEFORE_PLACE = 11, "place-before";
    /// street, surgery, butchers.
    HEAD = 12, "heads";
    /// close, park: words as well.
    WEAK_HEAD = 13, "heads-weak";
    /// May stand between a name and its head.
    BETWEEN = 14, "between";
    /// What somebody may have: after `'s` no head of an organisation.
    POSSESSED = 15, "possessed";
    /// Cllr, Mayor.
    OFFICE = 16, "offices";
    /// MP, after the name.
    OFFICE_AFTER = 17, "offices-after";
    /// A past prime minister.
    ERA = 18, "eras";
    /// years, since.
    ERA_WORD = 19, "era-words";
    /// St, Queen.
    SAINT = 20, "saints";
    /// bin, de, al.
    PARTICLE = 21, "particles";
    /// Small words of English.
    SMALL = 22, "small";
    /// lonely, retired.
    STATE = 23, "states";
    /// May, summer.
    MONTH = 24, "months";
    /// since, last.
    BEFORE_TIME = 25, "time-before";
    /// the, her.
    DETERMINER = 26, "determiners";
    /// cafe, masjid: before a name.
    HEAD_BEFORE = 27, "heads-before";
    /// phone, text: a thing as often as a verb.
    HALF_CUE = 28, "half-cues";
    /// be, not: after "will" and "may".
    MODAL_FOLLOWER = 29, "modal-followers";
    /// Tony, Margaret.
    ERA_FIRST = 30, "era-first";
    /// masjid, ysgol: before a name, also in lower case.
    SURE_HEAD_BEFORE = 34, "heads-before-sure";
    /// me, into: after "got", a person did it.
    PERSONAL = 35, "personal";
    /// help, drive: after "would".
    OFFER = 36, "offers";
    /// An, Do: after a name.
    SMALL_NAME = 37, "small-names";
    /// asthma, twins: after "has".
    AIL = 38, "ails";
    /// want, come: after "won't".
    PERSON_VERB = 39, "person-verbs";
    /// discharged, told: after "was".
    UNDERGONE = 40, "undergone";
    /// always, never: between somebody and what they do.
    ADVERB = 41, "adverbs";
    /// A syllable of an East Asian name.
    SYLLABLE = 42, "syllables";
    /// number, house: after the name of a month with `'s`.
    OWNED = 43, "owned";
    /// keen, yes: behind a name on a list.
    REMARK = 44, "remarks";
    /// a, the: before no name.
    ARTICLE = 45, "articles";
}
/// A name that could be taken for a slip of a word.
pub const NAME: Facts = 1 << 31;
/// A harmless word that everybody uses.
pub const COMMON: Facts = 1 << 32;
/// A rarer harmless word.
pub const RARE: Facts = 1 << 33;

/// All words with their facts.
#[derive(Debug)]
pub struct Words {
    facts: HashMap<String, Facts>,
    /// Ends of names of places.
    pub place_ends: Vec<String>,
    /// The words for streets.
    pub kinds_of_street: Vec<String>,
    /// The same, joined for a pattern.
    pub streets: String,
    /// Names that stand for nobody near: brands, feasts, sayings.
    pub phrases: Vec<String>,
    /// How the common words sound.
    pub(super) sounds: HashSet<String>,
}

/// The words, read at first use.
pub static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

/// Reads front-coded words: a sign for the letters taken over, then the rest.
fn decode(coded: &str, mut each: impl FnMut(&str, bool)) {
    let mut word = String::new();
    let mut rare = false;
    let mut started = false;
    for c in coded.chars() {
        if c.is_ascii_lowercase() {
            word.push(c);
            continue;
        }
        if started {
            each(&word, rare);
        }
        started = true;
        rare = c.is_ascii_uppercase();
        let same = u32::from(c) - if rare { 65 } else { 48 };
        word.truncate(same as usize);
    }
    if started {
        each(&word, rare);
    }
}

impl Words {
    fn read() -> Self {
        let mut it = Self {
            facts: HashMap::with_capacity(80_000),
            place_ends: Vec::new(),
            kinds_of_street: Vec::new(),
            streets: String::new(),
            phrases: Vec::new(),
            sounds: HashSet::new(),
        };
        decode(include_str!("../../guard/words.txt"), |word, rare| {
            it.facts
                .insert(word.to_owned(), if rare { RARE } else { COMMON });
        });
        decode(include_str!("../../guard/names.txt"), |word, _| {
            *it.facts.entry(word.to_owned()).or_insert(0) |= NAME;
        });
        let mut section = "";
        let mut streets = Vec::new();
        for line in include_str!("../../guard/lists.txt").lines() {
            if line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            for word in line.split_ascii_whitespace() {
                if section == "phrases" {
                    it.phrases.push(word.replace('_', " "));
                    continue;
                }
                let word = word.replace('\'', "");
                if section == "place-ends" {
                    it.place_ends.push(word);
                } else if section == "streets-after-number" {
                    streets.push(word);
                } else if let Some((_, bit)) = LISTS.iter().find(|(name, _)| *name == section) {
                    *it.facts.entry(word).or_insert(0) |= bit;
                }
            }
        }
        // The longest first, so that "st" does not stop at "street".
        streets.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        it.streets = streets.join("|");
        it.kinds_of_street = streets;
        it.sounds = it
            .facts
            .iter()
            .filter(|(word, facts)| {
                **facts & COMMON != 0 && **facts & NAMELY == 0 && word.len() >= 5
            })
            .map(|(word, _)| begun(word, &sound(word)))
            .collect();
        it
    }

    /// What is known of a word in plain letters without apostrophes.
    #[must_use]
    pub fn facts(&self, word: &str) -> Facts {
        self.facts.get(word).copied().unwrap_or(0)
    }

    /// What is known of a word in a note: one that is formed from a common word counts as common.
    #[must_use]
    pub fn facts_in_note(&self, word: &str) -> Facts {
        let facts = self.facts(word);
        if facts & (COMMON | RARE) == 0 && self.harmless(word) {
            facts | COMMON
        } else {
            facts
        }
    }

    /// Whether it is a harmless word or small formation from one.
    #[must_use]
    pub fn harmless(&self, word: &str) -> bool {
        let facts = self.facts(word);
        facts & (COMMON | RARE) != 0
            || self.formed(word)
            || facts & (NAME | NAMELY) == 0 && learned(word)
    }

    /// Whether it is formed from a common word by an ending or a beginning that English joins freely.
    pub(super) fn formed(&self, word: &str) -> bool {
        if self.facts(word) & (NAME | NAMELY) != 0 {
            return false;
        }
        let common = |stem: &str| stem.len() >= 3 && self.facts(stem) & COMMON != 0;
        for end in [
            "s", "es", "ly", "ness", "less", "ish", "ing", "ed", "er", "ers", "ings", "ful", "able",
        ] {
            let Some(stem) = word.strip_suffix(end) else {
                continue;
            };
            if stem.len() < 4 {
                continue;
            }
            if common(stem) {
                return true;
            }
            if end.starts_with(['i', 'e', 'a']) && stem.len() >= 4 {
                if common(&format!("{stem}e")) {
                    return true;
                }
                let twice = stem.as_bytes();
                if twice[twice.len() - 1] == twice[twice.len() - 2]
                    && stem.get(..stem.len() - 1).is_some_and(common)
                {
                    return true;
                }
            }
        }
        for start in [
            "un", "re", "non", "anti", "over", "under", "pre", "mis", "semi", "multi",
        ] {
            if let Some(stem) = word.strip_prefix(start)
                && stem.len() >= 4
                && common(stem)
            {
                return true;
            }
        }
        false
    }

    /// Whether it ends as names of places do.
    #[must_use]
    pub fn like_place(&self, word: &str) -> bool {
        word.len() >= 5
            && self
                .place_ends
                .iter()
                .any(|end| word.len() > end.len() + 1 && word.ends_with(end.as_str()))
    }
}
