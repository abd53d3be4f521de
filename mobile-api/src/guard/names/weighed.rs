//! Words that are names too: what speaks for which.

use super::{
    super::{
        tokens::{Gap, What},
        words::{
            BEFORE_TIME, COMMON, DETERMINER, DOING, HALF_CUE, HEAD, KIN, MODAL_FOLLOWER, MONTH,
            NAMELY, OFFICE, RARE, SAINT, SMALL, SURNAME, SYLLABLE, TITLE, WEAK_HEAD, WORDLY, WORDS,
        },
    },
    lists::{BELL, CONFIDES, GROWN, HERBS, HOW_OLD, IF_WHEN, JOB_BEFORE, SAYS, SURE, WILL_DO},
    row::Row,
};

impl Row {
    pub(super) fn word_names(&mut self) -> bool {
        let mut changed = false;
        for i in 0..self.len() {
            if self.safe[i] || self.name[i] || !self.word(i) {
                continue;
            }
            let rule = if (self.has(i, NAMELY | WORDLY | SURNAME)
                || self.syllable_with_marks(i)
                || self.syllable_called(i))
                && self.weight(i) >= 3
            {
                "name-or-word"
            } else if self.titled(i) {
                "name-after-title"
            } else if self.heads(i) {
                "name-of-family"
            } else if self.syllabic(i) || i > 0 && self.syllabic(i - 1) {
                "name-syllables"
            } else {
                continue;
            };
            self.name[i] = true;
            self.rule[i] = rule;
            changed = true;
        }
        changed
    }

    /// "hui min", "Man-kit": this syllable and the next are a name.
    fn syllabic(&self, i: usize) -> bool {
        let j = i + 1;
        if j >= self.len()
            || !self.close(j)
            || !self.has(i, SYLLABLE)
            || !self.has(j, SYLLABLE)
            || self.safe[i]
            || self.safe[j]
            || self.tokens[i].poss
        {
            return false;
        }
        if self.tokens[j].gap == Gap::Hyphen {
            self.tokens[i].cap || !self.cased
        } else {
            // "Fan Fang": words, but not with two capitals.
            let written = self.capital(i)
                && self.telling_capital(j)
                && !self.has(i, KIN | SMALL)
                && !self.has(j, KIN | SMALL | HEAD | WEAK_HEAD);
            self.unknown[i] || self.unknown[j] || written
        }
    }

    /// "Hồng", "tô": a syllable of a name whose letters carry marks, as no English word's do.
    fn syllable_with_marks(&self, i: usize) -> bool {
        self.tokens[i].marked && self.has(i, SYLLABLE)
    }

    /// "ask for Sun": a syllable that is a word too, with the capital of a name where one is due.
    fn syllable_called(&self, i: usize) -> bool {
        self.has(i, SYLLABLE)
            && !self.has(i, SMALL | KIN)
            && self.telling_capital(i)
            && self.called(i) >= 2
    }

    /// Whether plants are spoken of around it.
    fn grown(&self, i: usize) -> bool {
        (i.saturating_sub(4)..(i + 4).min(self.len())).any(|j| self.is(j, &GROWN))
    }

    /// How much speaks for a name, in halves.
    fn weight(&self, i: usize) -> i32 {
        let t = &self.tokens[i];
        let namely = t.facts & NAMELY != 0 || self.syllable_with_marks(i);
        // What is a name and in no list of words needs less to be one.
        let foreign =
            t.facts & WORDLY != 0 && t.facts & (COMMON | RARE) == 0 && !WORDS.harmless(&t.word);
        let month = t.facts & MONTH != 0;
        let mut called = self.called(i);
        let mut w = if namely {
            2
        } else if foreign {
            1
        } else if t.facts & WORDLY != 0 || self.syllable_called(i) {
            -1
        } else {
            -4
        };
        if called == 1 && i > 0 && self.has(i - 1, HALF_CUE) && namely {
            called = 2;
        }
        w += 2 * i32::from(called);
        let does = self.does(i);
        w += match does {
            3 => 5,
            2 => 4,
            1 if namely || foreign => 2,
            _ => 0,
        };
        if month && i > 0 && self.has(i - 1, BEFORE_TIME) && called < 2 && does < 3 {
            w -= 5;
        }
        let dated = |j: Option<usize>| {
            j.and_then(|j| self.tokens.get(j))
                .is_some_and(|t| matches!(t.what, What::Number | What::Kept))
        };
        if month
            && (dated(Some(i + 1)) && self.tokens[i + 1].gap == Gap::Space
                || dated(i.checked_sub(1)) && t.gap == Gap::Space)
        {
            w -= 6;
        }
        // "11 years in Preston".
        if namely
            && i > 0
            && t.gap == Gap::Space
            && self.is(i - 1, &["in"])
            && does == 0
            && !(i >= 2 && CONFIDES.contains(&self.tokens[i - 2].word.as_str()))
            && !self.owned(i)
        {
            w -= 4;
        }
        // "I think Hope would", but "Hope they come", "Faith in the council".
        let phrase = i + 1 < self.len()
            && self.close(i + 1)
            && self.has(i + 1, SMALL)
            && !self.has(i + 1, DOING);
        if self.telling_capital(i) && !month {
            w += if t.facts & WORDLY != 0 && !phrase && t.facts & (SAINT | TITLE | OFFICE) == 0 {
                4
            } else {
                3
            };
        }
        if self.telling_capital(i)
            && !month
            && called == 0
            && i > 0
            && self.tokens[i].gap == Gap::Space
            && self.is(i - 1, &["for", "with", "w", "by", "from"])
        {
            w += 2;
        }
        if self.syllable_with_marks(i) {
            w += 2;
        }
        if namely
            && i + 1 < self.len()
            && self.close(i + 1)
            && self.is(i + 1, &["may", "will", "can", "cannot"])
        {
            w += 2;
        }
        // "grow rosemary, sage and basil".
        if self.is(i, &HERBS)
            && !self.telling_capital(i)
            && called < 2
            && (does < 2 || self.is(i + 1, &["from"]))
            && self.grown(i)
        {
            w -= 6;
        }
        if self.names_cased && !t.cap && called < 2 && does < 2 {
            w -= 1;
        }
        let coupled = self.coupled(i);
        w + self.weight_before(i, called, does, namely)
            + self.weight_around(i, called, does, namely, coupled)
            + coupled
    }

    /// What of it the words before give.
    fn weight_before(&self, i: usize, called: u8, does: u8, namely: bool) -> i32 {
        let t = &self.tokens[i];
        let mut w = if self.listed(i) { 4 } else { 0 };
        let Some(p) = i.checked_sub(1) else { return w };
        if t.gap == Gap::Space {
            if does > 0 && self.is(p, &IF_WHEN) {
                w += 2;
            }
            if self.is(p, &SURE) && self.is(i + 1, &WILL_DO) {
                w += 2;
            }
            if called < 2 && self.is(p, &HOW_OLD) && (does >= 2 || namely && self.ends(i)) {
                w += 2;
            }
            // "a retired potter", "worked as a mason".
            if !self.telling_capital(i) && t.facts & SURNAME != 0 && self.is(p, &JOB_BEFORE) {
                w -= 4;
            }
        }
        if t.gap == Gap::Colon && self.is(p, &BELL) {
            w += 4;
        }
        if self.is(p, &SAYS) && self.is(p.wrapping_sub(1), &BELL) {
            w += 2;
        }
        w
    }

    /// What of it the words beside it give.
    fn weight_around(&self, i: usize, called: u8, does: u8, namely: bool, coupled: i32) -> i32 {
        let t = &self.tokens[i];
        let month = t.facts & MONTH != 0;
        let modal = self.is(i, &["will", "may"]);
        let mut w = 0;
        if i > 0 && self.close(i) && self.word(i - 1) {
            if self.has(i - 1, DETERMINER)
                && !(self.telling_capital(i) && self.is(i - 1, &["of", "in"]))
            {
                w -= 4;
            }
            if self.tokens[i - 1].poss {
                w -= 2;
            }
        }
        if i > 0 && self.close(i) && self.tokens[i - 1].what == What::Number {
            w -= 2;
        }
        let next = i + 1 < self.len() && self.close(i + 1);
        if next && self.named(i + 1) && self.tokens[i + 1].gap == Gap::Space && !t.poss {
            w += 4;
        }
        // "Grace Bond came": the verb is of both.
        let full = t.facts & (NAMELY | WORDLY) != 0 && self.surname_acts(i);
        if full {
            w += 4;
        }
        if does < 2
            && !full
            && !self.syllable_with_marks(i)
            && self.describes(i)
            && !self.surname_follows(i)
        {
            w -= if called >= 2 { 2 } else { 4 };
        }
        if modal && next && self.has(i + 1, MODAL_FOLLOWER) {
            w -= 6;
        } else if next
            && self.has(i + 1, SMALL)
            && !self.has(i + 1, DOING)
            && !namely
            && called < 2
            && does == 0
            && (month || !self.telling_capital(i))
            && coupled < 4
        {
            w -= 2;
        }
        if namely
            && (i + 1 == self.len()
                || matches!(
                    self.tokens[i + 1].gap,
                    Gap::Stop | Gap::Comma | Gap::Open | Gap::Slash
                ))
        {
            w += 1;
        }
        w
    }
}
