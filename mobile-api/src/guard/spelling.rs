//! How words sound and end, and which word a slip of the finger could have been.

use super::words::{COMMON, Facts, NAME, NAMELY, Words};

/// How long words end that no name does.
const LEARNED: [&str; 69] = [
    "tion", "tions", "sion", "sions", "ment", "ments", "ity", "ities", "ably", "ibly", "able",
    "ible", "ously", "ive", "ively", "ism", "isms", "ical", "ically", "ology", "ologist", "graphy",
    "grapher", "ship", "ships", "ency", "ancy", "ised", "ized", "ising", "izing", "ified", "ifies",
    "ifying", "ular", "itis", "osis", "aemia", "ectomy", "oscopy", "otomy", "plasty", "therapy",
    "pathy", "phobia", "phobic", "ists", "istic", "ional", "ental", "hood", "ware", "proof",
    "keeper", "keepers", "maker", "makers", "holder", "holders", "worker", "workers", "seller",
    "sellers", "room", "rooms", "board", "boards", "light", "lights",
];
/// How medicines end.
const MEDICINE: [&str; 36] = [
    "azepine",
    "apine",
    "pril",
    "statin",
    "sartan",
    "olol",
    "azole",
    "cillin",
    "mycin",
    "oxetine",
    "alopram",
    "zepam",
    "zolam",
    "ridone",
    "floxacin",
    "cycline",
    "triptan",
    "gliptin",
    "gliflozin",
    "oxaban",
    "formin",
    "setron",
    "profen",
    "codeine",
    "triptyline",
    "lukast",
    "solone",
    "terol",
    "tropium",
    "pentin",
    "gabalin",
    "ciclovir",
    "umab",
    "thiazide",
    "semide",
    "dronate",
];

/// Whether it is long and ends as no name does: "bronchiectasis", "mirtazapine".
#[must_use]
pub fn learned(word: &str) -> bool {
    let ends = |ends: &[&str], before: usize| {
        ends.iter()
            .any(|end| word.ends_with(end) && word.len() >= end.len() + before)
    };
    word.len() >= 8 && ends(&LEARNED, 3) || word.len() >= 7 && ends(&MEDICINE, 2)
}

/// A sound with the first letter of its word, which nobody mistakes.
#[must_use]
pub fn begun(word: &str, key: &str) -> String {
    let first = word.get(..1).unwrap_or("");
    format!("{first} {key}")
}

/// How a word sounds, roughly: its consonants, those alike made one, none twice in a row.
#[must_use]
pub fn sound(word: &str) -> String {
    let bytes = word.as_bytes();
    let mut out = String::with_capacity(word.len());
    for (i, &c) in bytes.iter().enumerate() {
        let next = bytes.get(i + 1).copied().unwrap_or(b' ');
        let own = [c];
        let heard: &[u8] = match c {
            b'a' | b'e' | b'i' | b'o' | b'u' if i == 0 => b"a",
            b'a' | b'e' | b'i' | b'o' | b'u' => b"",
            b'y' | b'h' if i > 0 => b"",
            b'g' if i > 0 && next == b'h' => b"",
            b'p' if next == b'h' => b"f",
            b'c' if next == b'h' => b"c",
            b'c' if b"eiy".contains(&next) => b"s",
            b'c' | b'q' => b"k",
            b'x' => b"ks",
            b'z' => b"s",
            b'k' if i == 0 && next == b'n' => b"",
            b'w' if i == 0 && next == b'r' => b"",
            _ => &own,
        };
        for &each in heard {
            if !out.ends_with(char::from(each)) {
                out.push(char::from(each));
            }
        }
    }
    out
}

/// Whether two letters are neighbours on the keys.
fn beside(a: u8, b: u8) -> bool {
    const ROWS: [(&[u8], i32); 3] = [(b"qwertyuiop", 0), (b"asdfghjkl", 1), (b"zxcvbnm", 3)];
    let at = |c: u8| {
        ROWS.iter().enumerate().find_map(|(row, (keys, shift))| {
            let column = keys.iter().position(|key| *key == c)?;
            Some((
                i32::try_from(row).ok()?,
                2 * i32::try_from(column).ok()? + shift,
            ))
        })
    };
    match (at(a), at(b)) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() <= 1 && (a.1 - b.1).abs() <= 2,
        _ => false,
    }
}

impl Words {
    /// Whether it sounds as a common word does, its vowels apart, or as two, or lacks the g of
    /// "ing": "difrent", "ambulanse", "fridgefreezer", "fumin". Few names do.
    #[must_use]
    pub fn sounds_common(&self, word: &str) -> bool {
        word.len() >= 5
            && self.facts(word) & (NAME | NAMELY) == 0
            && word.bytes().all(|c| c.is_ascii_lowercase())
            && (word.ends_with("in") && self.meant(&format!("{word}g"))
                || word.len() >= 6 && (self.together(word) || self.sounds_like_one(word)))
    }

    fn meant(&self, word: &str) -> bool {
        let facts = self.facts(word);
        facts & NAMELY == 0 && (facts & COMMON != 0 || self.formed(word))
    }

    /// Whether it is two common words without the space: "fridgefreezer".
    fn together(&self, word: &str) -> bool {
        let common = |part: &str| self.meant(part);
        word.len() >= 9
            && (4..=word.len() - 4).any(|i| {
                word.split_at_checked(i)
                    .is_some_and(|(one, other)| common(one) && common(other))
            })
    }

    fn sounds_like_one(&self, word: &str) -> bool {
        ["", "s", "ed", "in", "ing"]
            .iter()
            .filter_map(|end| word.strip_suffix(end))
            .map(sound)
            .any(|key| key.len() >= 5 && self.sounds.contains(&begun(word, &key)))
    }

    /// Whether it is one slip of the finger away from a common word: two letters swapped, one
    /// dropped, doubled, put in or (in longer words) wrong.
    #[must_use]
    ///
    /// `wide` forgives more: for words that stand there as no name would.
    pub fn slip(&self, word: &str, wide: bool) -> bool {
        let n = word.len();
        if n < 3 || self.facts(word) & (NAME | NAMELY) != 0 {
            return false;
        }
        let w = word.as_bytes();
        if !w.iter().all(u8::is_ascii_lowercase) {
            return false;
        }
        let common = |bytes: &[u8]| {
            std::str::from_utf8(bytes).is_ok_and(|s| {
                self.facts(s) & NAMELY == 0 && (self.facts(s) & COMMON != 0 || self.formed(s))
            })
        };
        let mut other = w.to_vec();
        for i in 0..n - 1 {
            if w[i] != w[i + 1] {
                other.swap(i, i + 1);
                if common(&other) {
                    return true;
                }
                other.swap(i, i + 1);
            }
        }
        if n < 4 {
            return false;
        }
        // One letter too many: any that doubles, another only in a long word.
        for i in 1..n {
            if n >= 6 || wide && n >= 5 || w[i] == w[i - 1] {
                let mut less = w.to_vec();
                less.remove(i);
                if less.len() >= 4 && common(&less) {
                    return true;
                }
            }
        }
        // One too few: a vowel, or the second of two; another only in a long word.
        for i in 1..=n {
            let mut more = w.to_vec();
            more.insert(i, b'a');
            for c in b'a'..=b'z' {
                more[i] = c;
                if (wide || n >= 6 || more[i] == more[i - 1] || b"aeiou".contains(&c) && i < n)
                    && common(&more)
                {
                    return true;
                }
            }
        }
        // One beside the right one on the keys; any other only in a long word.
        for i in 0..n {
            for c in b'a'..=b'z' {
                other[i] = c;
                if c != w[i]
                    && ((n >= 8 || wide && n >= 5) && i > 0 || beside(c, w[i]))
                    && common(&other)
                {
                    return true;
                }
            }
            other[i] = w[i];
        }
        false
    }

    /// Whether only two letters are swapped, one is doubled or one of a double is lost: no name
    /// looks so by chance.
    #[must_use]
    pub fn plain_slip(&self, word: &str) -> bool {
        let w = word.as_bytes();
        let n = w.len();
        if n < 4 || self.facts(word) & (NAME | NAMELY) != 0 || !w.iter().all(u8::is_ascii_lowercase)
        {
            return false;
        }
        let meant = |bytes: &[u8]| {
            std::str::from_utf8(bytes).is_ok_and(|s| {
                self.facts(s) & NAMELY == 0 && (self.facts(s) & COMMON != 0 || self.formed(s))
            })
        };
        for i in 0..n {
            if i + 1 < n && w[i] != w[i + 1] {
                let mut other = w.to_vec();
                other.swap(i, i + 1);
                if meant(&other) {
                    return true;
                }
            }
            if n < 5 {
                continue;
            }
            if i > 0 && w[i] == w[i - 1] {
                let mut less = w.to_vec();
                less.remove(i);
                if meant(&less) {
                    return true;
                }
            }
            let mut more = w.to_vec();
            more.insert(i, w[i]);
            if meant(&more) {
                return true;
            }
        }
        false
    }

    /// What the common words are, all together, of which this could be a slip.
    #[must_use]
    pub fn meant_facts(&self, word: &str) -> Facts {
        let w = word.as_bytes();
        let n = w.len();
        if n < 3 || self.facts(word) & (NAME | NAMELY) != 0 || !w.iter().all(u8::is_ascii_lowercase)
        {
            return 0;
        }
        let mut all = 0;
        let mut take = |bytes: &[u8]| {
            let facts = std::str::from_utf8(bytes).map_or(0, |s| self.facts(s));
            if facts & COMMON != 0 && facts & NAMELY == 0 {
                all |= facts;
            }
        };
        for i in 0..n {
            let mut other = w.to_vec();
            // Of three letters only what lacks one is looked at.
            if n > 3 && i + 1 < n {
                other.swap(i, i + 1);
                take(&other);
                other.swap(i, i + 1);
            }
            if n > 3 && i > 0 {
                let mut less = w.to_vec();
                less.remove(i);
                take(&less);
            }
            let mut more = w.to_vec();
            more.insert(i + 1, b'a');
            for c in b'a'..=b'z' {
                more[i + 1] = c;
                take(&more);
                if n > 3 && i > 0 && beside(c, w[i]) {
                    other[i] = c;
                    take(&other);
                }
            }
        }
        all
    }
}
