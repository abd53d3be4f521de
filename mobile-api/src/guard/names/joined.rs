//! What belongs to a name beside it: surnames, particles, initials.

use super::{
    super::{
        Kind,
        tokens::{Gap, What},
        words::{
            COMMON, CUE, DOING, HEAD, KIN, MONTH, NAMELY, OFFICE, PARTICLE, RARE, SMALL,
            SMALL_NAME, SURNAME, TITLE, WEAK_HEAD, WORDLY, WORDS,
        },
    },
    lists::{FIRST_PARTICLE, HONOURS},
    row::Row,
};

impl Row {
    /// What belongs to a name beside it: surnames, particles, initials, the other half.
    pub(super) fn joined(&mut self) -> bool {
        let mut changed = false;
        for i in 0..self.len() {
            if self.name[i] || self.safe[i] || !self.word(i) {
                continue;
            }
            let rule = if self.after_name(i) {
                "name-second"
            } else if self.before_name(i) {
                "name-first"
            } else {
                continue;
            };
            self.name[i] = true;
            self.rule[i] = rule;
            changed = true;
        }
        changed
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    fn after_name(&self, i: usize) -> bool {
        if i == 0 || !self.named(i - 1) || self.tokens[i - 1].poss {
            return false;
        }
        // "Mr Mensah, E -": the initial behind.
        if self.tokens[i].gap == Gap::Comma
            && self.tokens[i].word.len() == 1
            && self.tokens[i].cap
            && self.cased
            && !self.close(i + 1)
            && !self.is(i, &["i", "a"])
        {
            return true;
        }
        if !self.close(i) {
            return false;
        }
        // "Nasreen apa".
        if self.is(i, &HONOURS) && self.tokens[i].gap == Gap::Space {
            return true;
        }
        let hyphen = self.tokens[i].gap == Gap::Hyphen;
        let small =
            self.has(i, SMALL) || self.has(i, DOING) && !self.has(i, SURNAME | NAMELY | WORDLY);
        let capital = self.telling_capital(i);
        if hyphen
            && self.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Hyphen)
            && self.named(i + 1)
        {
            return true;
        }
        if hyphen {
            return capital
                || self.unknown[i]
                || !self.has(i, COMMON)
                || self.has(i, NAMELY | WORDLY | SURNAME);
        }
        if self.unknown[i] {
            return capital
                || !(WORDS.slip(&self.tokens[i].word, false)
                    || self.tokens[i].caps && self.cased && !self.shouted(i));
        }
        if self.tokens[i].word.len() == 1 {
            const NO_LAST: [&str; 7] = ["a", "i", "u", "r", "n", "w", "s"];
            let last = i + 1 < self.len() && self.close(i + 1) && self.has(i + 1, DOING | SMALL);
            // "Zamzam K, flat 3": an initial at the end of the name.
            let end = self.ends(i) && (self.tokens[i].cap || !self.is(i, &NO_LAST));
            let muse = self.close(i + 1)
                && self.has(i + 1, SURNAME | NAMELY | WORDLY)
                && !self.has(i + 1, SMALL)
                && self.ends(i + 1)
                && !self.is(i, &["i", "a", "s"]);
            return capital && !self.is(i, &["i"])
                || muse
                || self.particle_before_name(i)
                || last && !self.is(i, &NO_LAST)
                || end;
        }
        if self.has(i, PARTICLE) && self.particle_before_name(i) {
            return true;
        }
        let ends = i + 1 == self.len()
            || !matches!(self.tokens[i + 1].gap, Gap::Space | Gap::Hyphen)
            || self.has(i + 1, DOING)
            || self.is(
                i + 1,
                &[
                    "still",
                    "also",
                    "never",
                    "always",
                    "just",
                    "now",
                    "only",
                    "and",
                    "from",
                    "at",
                    "on",
                    "who",
                    "will",
                    "may",
                    "twice",
                    "again",
                    "today",
                    "yesterday",
                    "about",
                    "re",
                    "if",
                    "for",
                    "with",
                    "to",
                    "in",
                    "when",
                    "because",
                    "cos",
                ],
            )
            || !self.word(i + 1) && self.tokens[i + 1].what != What::Number
            || self.tokens[i].poss;
        let amid = i + 1 < self.len()
            && self.close(i + 1)
            && self.named(i + 1)
            && !self.has(i, SMALL | DOING | KIN | TITLE | CUE | HEAD);
        if amid && (self.tokens[i].word.len() <= 4 || self.has(i, NAMELY | WORDLY | SURNAME | RARE))
        {
            return true;
        }
        let syllable =
            |k: usize| self.has(k, SURNAME | WORDLY | NAMELY) && self.tokens[k].word.len() <= 4;
        let ends = ends
            || syllable(i)
                && i + 1 < self.len()
                && self.close(i + 1)
                && syllable(i + 1)
                && !self.modal(i + 1);
        if capital && ends && self.has(i, SMALL_NAME) {
            return true;
        }
        if small || self.modal(i) {
            return false;
        }
        if capital
            && self.has(i, NAMELY | WORDLY | SURNAME | RARE)
            && (!self.has(i, HEAD | WEAK_HEAD) || ends)
        {
            return true;
        }
        if capital && ends && !self.has(i, DOING | KIN | HEAD | WEAK_HEAD | TITLE) {
            return true;
        }
        self.has(i, NAMELY | WORDLY | SURNAME | RARE)
            && !self.has(i, DOING | KIN | HEAD)
            && ends
            && (!self.cased || capital || self.shouted(i))
            && (!self.has(i, MONTH) || self.has(i, SURNAME))
    }

    fn particle_before_name(&self, i: usize) -> bool {
        let j = i + 1;
        j < self.len()
            && self.close(j)
            && self.word(j)
            && (self.named(j)
                || self.unknown[j] && !self.safe[j]
                || self.has(j, PARTICLE) && j + 1 < self.len() && self.named(j + 1)
                || self.telling_capital(j) && !self.has(j, SMALL))
    }

    fn before_name(&self, i: usize) -> bool {
        let j = i + 1;
        if self.is(i, &["x"])
            && self.close(j)
            && self.tokens[j].what == What::Found(Kind::HandleUrl)
        {
            return true;
        }
        if j >= self.len() || !self.close(j) || !self.named(j) || self.tokens[i].poss {
            return false;
        }
        let capital = self.telling_capital(i);
        if self.tokens[j].gap == Gap::Hyphen {
            return !self.has(i, COMMON)
                || self.has(i, NAMELY | WORDLY | PARTICLE | SURNAME)
                || capital && !self.has(i, SMALL);
        }
        if self.unknown[i]
            && WORDS.slip(&self.tokens[i].word, false)
            && self.tokens[j].gap == Gap::Space
            && (capital
                || self.begins(i) && self.tokens[i].cap
                || !self.cased
                    && (self.begins(i) || self.tokens[i].gap != Gap::Space || self.called(i) >= 1))
        {
            return true;
        }
        let led = i > 0
            && self.close(i)
            && (!self.is(i, &["la", "do", "ben", "le", "ten", "st"])
                && (self.named(i - 1) || self.has(i - 1, TITLE))
                || self.is(i, &["la", "le", "los", "las", "st"])
                    && (self.has(i - 1, PARTICLE) || self.has(i - 1, TITLE) && self.tokens[i].cap));
        if led && self.has(i, PARTICLE) {
            return true;
        }
        // "de Souza, first name not given", "Nana Ama".
        if self.tokens[j].gap == Gap::Space
            && (self.is(i, &FIRST_PARTICLE) && (self.tokens[j].cap || !self.cased)
                || self.is(i, &["nana"]))
        {
            return true;
        }
        // Initials, and short names of one syllable.
        if self.tokens[i].word.len() == 1 {
            let first = self.begins(i)
                || self.tokens[i].gap != Gap::Space
                || i > 0 && self.has(i - 1, TITLE | KIN);
            // "a. nagra": the dot makes an initial of the small word.
            let dot =
                self.tokens[j].gap == Gap::Space && self.tokens[j].start - self.tokens[i].end >= 2;
            // "R.V. Shrestha", "N Joshi" where a note begins.
            let initial = |k: usize| self.word(k) && self.tokens[k].word.len() == 1;
            if initial(j)
                || i > 0
                    && initial(i - 1)
                    && self.close(i)
                    && self.tokens[i].start - self.tokens[i - 1].end == 1
                    && !self.is(i - 1, &["i", "a"])
            {
                return true;
            }
            return dot && (first || !self.is(i, &["i", "a"]))
                || first && self.capital(i) && !self.is(i, &["i", "a"])
                || i > 0 && self.has(i - 1, TITLE)
                || !self.is(i, &["i", "a"])
                    && (capital || first && !self.is(i, &["u", "n", "r", "w"]));
        }
        let first = self.begins(i) && self.capital(i) && self.has(i, SURNAME);
        (capital || first)
            && !self.has(i, SMALL | TITLE | KIN | CUE | HEAD | DOING | OFFICE)
            && (self.tokens[i].word.len() <= 3 || self.has(i, SURNAME | RARE))
    }
}
