//! Words that no list knows: places, slips of writing, shorthand, or names.

use super::{
    super::{
        tokens::{Gap, What},
        words::{
            ARTICLE, BEFORE_PLACE, CUE, DOING, HEAD, KIN, NAME, NAMELY, PARTICLE, SMALL, THINGS,
            TITLE, WORDLY, WORDS,
        },
    },
    lists::{AIMED, CONFIDES, DO_SHOP, GROUP, TRAVEL},
    row::Row,
};

impl Row {
    pub(super) fn unknowns(&mut self) {
        let foreign = self
            .tokens
            .iter()
            .filter(|t| t.word.contains('\u{1}'))
            .count();
        let latin = self
            .tokens
            .iter()
            .filter(|t| t.what == What::Word && !t.word.contains('\u{1}'))
            .count();
        for i in 0..self.len() {
            if !self.unknown[i] || self.safe[i] {
                continue;
            }
            if self.tokens[i].word.contains('\u{1}') {
                // A note in another script cannot be read word by word.
                if foreign <= 3 && latin >= 3 {
                    self.name[i] = true;
                    self.rule[i] = "name-other-script";
                }
                continue;
            }
            if !self.harmless_unknown(i) {
                self.name[i] = true;
                self.rule[i] = "name-unknown-word";
            }
        }
    }

    /// A word no list knows stands where a place does: "in Douglas", "moved from Larne".
    fn stands_as_place(&self, i: usize, known: bool, called: u8, does: u8) -> bool {
        let t = &self.tokens[i];
        // "came from Bolanle di Marco" is no place.
        let longer = self.close(i + 1) && (self.namelike(i + 1) || self.has(i + 1, PARTICLE));
        // "he was at Orgreave": one is at a place, unless one shouts at somebody.
        if i > 0
            && !t.poss
            && t.gap == Gap::Space
            && does == 0
            && !longer
            && self.is(i - 1, &["at"])
            && !(i >= 2 && self.is(i - 2, &AIMED))
            && self.ends_or_joins(i)
        {
            return true;
        }
        let before_place =
            i > 0 && self.tokens[i].gap == Gap::Space && self.has(i - 1, BEFORE_PLACE);
        // "a class in Douglas."
        let before = if i >= 2 {
            self.tokens[i - 2].word.as_str()
        } else {
            ""
        };
        if before_place
            && !t.poss
            && does == 0
            && self.is(i - 1, &["in"])
            && !CONFIDES.contains(&before)
            && !self.owned(i)
        {
            return true;
        }
        if before_place
            && !t.poss
            && does < 2
            && (!known && self.is(i - 1, &["in", "near", "around", "outside"])
                || WORDS.like_place(&t.word))
        {
            return true;
        }
        if i >= 2
            && !t.poss
            && t.gap == Gap::Space
            && does == 0
            && !longer
            && self.is(i - 1, &["to", "from"])
            && self.is(i - 2, &TRAVEL)
        {
            return true;
        }
        if i >= 2
            && !known
            && !t.poss
            && t.gap == Gap::Space
            && does == 0
            && !longer
            && self.is(i - 1, &["from"])
            && self.is(
                i - 2,
                &[
                    "be", "is", "are", "was", "were", "im", "hes", "shes", "theyre", "all", "both",
                ],
            )
        {
            return true;
        }
        // "Holbeck gets nowt": ends as a place does, and nothing speaks for a person.
        let alone = !(self.close(i) && i > 0 && (self.namelike(i - 1) || self.named(i - 1)))
            && !(self.close(i + 1) && self.namelike(i + 1));
        if !known
            && !t.poss
            && !t.marked
            && t.word.len() >= 6
            && called < 2
            && does < 2
            && alone
            && !self.is(i + 1, &GROUP)
            && WORDS.like_place(&t.word)
        {
            return true;
        }
        // "Ying's do a decent portion": a shop.
        if t.poss
            && called < 2
            && t.gap != Gap::And
            && self.close(i + 1)
            && (self.is(i + 1, &DO_SHOP)
                || self.begins(i)
                    && self.is(i + 1, &["does", "did"])
                    && self.is(i + 2, &["a", "an", "the"]))
        {
            return true;
        }
        if !known
            && WORDS.like_place(&t.word)
            && i > 0
            && self.is(i - 1, &["at", "from", "to", "of", "off"])
            && called < 2
            && does < 2
            && !t.poss
        {
            return true;
        }
        false
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    fn harmless_unknown(&self, i: usize) -> bool {
        let t = &self.tokens[i];
        let plural = t
            .word
            .strip_suffix('s')
            .is_some_and(|one| WORDS.facts(one) & NAME != 0)
            && i > 0
            && self.is(i - 1, &["the", "them", "those"]);
        let known = t.facts & NAME != 0 || plural;
        let called = self.called(i);
        let does = self.does(i);
        let next = i + 1 < self.len() && self.word(i + 1) && self.close(i + 1);
        let beside = i > 0
            && self.close(i)
            && (self.named(i - 1)
                || self.unknown[i - 1]
                || self.has(i - 1, NAMELY | WORDLY | NAME))
            || self.close(i + 1) && self.namelike(i + 1);
        let wide = self.cased && !t.cap && called < 2 && does < 2;
        // "J Pettifer".
        if t.cap
            && self.cased
            && i > 0
            && t.gap == Gap::Space
            && self.tokens[i - 1].word.len() == 1
            && self.tokens[i - 1].cap
            && self.begins(i - 1)
            && !self.is(i - 1, &["i", "a"])
        {
            return false;
        }
        if called >= 3
            || called == 2 && self.has(i - 1, KIN | TITLE) && (known || !WORDS.slip(&t.word, wide))
        {
            return false;
        }
        // "the driver wairs": a slip of what somebody does; "famiy": of what somebody is.
        let led = called >= 2 && !self.has(i - 1, KIN) && !self.is(i - 1, &["by"]);
        if !(known || t.marked || led || self.telling_capital(i) || t.gap == Gap::Comma) {
            let meant = WORDS.meant_facts(&t.word);
            if meant & KIN != 0 && (called < 2 || !t.cap)
                || called == 2 && meant & (DOING | THINGS | SMALL) != 0 && !t.cap
            {
                return true;
            }
        }
        // "diagnosed wih": a small word that lacks a letter.
        if !known
            && !t.cap
            && !t.marked
            && t.word.len() == 3
            && called < 2
            && does < 2
            && WORDS.meant_facts(&t.word) & SMALL != 0
        {
            return true;
        }
        // "jsut", "smeell": two letters swapped, one doubled or of a double one lost.
        if !known
            && !t.marked
            && !t.poss
            && (called < 2
                || called == 2
                    && !t.cap
                    && t.word.len() >= 5
                    && t.gap == Gap::Space
                    && !self.has(i - 1, TITLE))
            && (!t.cap || self.begins_piece(i) && does < 2)
            && WORDS.plain_slip(&t.word)
            // "jsut gives" stands before a verb as no name does.
            && (!(does >= 2 && self.has(i + 1, DOING | THINGS))
                || WORDS.meant_facts(&t.word) & SMALL != 0)
        {
            return true;
        }
        let lowly = !known && !t.cap && !t.marked && called < 2 && does < 2 && !beside;
        // "difrent": written as it sounds, where no name is due.
        if lowly
            && !t.poss
            && (self.cased || t.gap == Gap::Space && called == 0)
            && WORDS.sounds_common(&t.word)
        {
            return true;
        }
        // "a chandler", "the beck": no name stands so, unless a family follows.
        if !t.cap
            && !t.poss
            && i > 0
            && t.gap == Gap::Space
            && self.has(i - 1, ARTICLE)
            && t.start - self.tokens[i - 1].end < 2
            && !t.word.ends_with('s')
            && !(i + 1 < self.len() && self.is(i + 1, &GROUP))
            && (!self.is(i - 1, &["the"])
                || self.describes(i)
                || i >= 2
                    && (self.has(i - 2, BEFORE_PLACE)
                        || self.is(i - 2, &["at", "from", "to", "of", "off"])))
            && !(i + 1 < self.len() && self.close(i + 1) && self.namelike(i + 1))
        {
            return true;
        }
        // "plays tavli": a small letter where names have capitals.
        if lowly && self.well_cased && !self.is(i + 1, &["she", "he"]) {
            return true;
        }
        // No vowel: shorthand.
        if !known && t.word.len() >= 3 && !t.word.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            return true;
        }
        // PIP, HMO.
        let among_capitals = |j: usize| j < self.len() && self.tokens[j].caps && self.unknown[j];
        if t.caps
            && self.cased
            && !self.shouted(i)
            && t.word.len() <= 5
            && !known
            && called < 2
            && does < 2
            && !t.marked
            && !(i > 0 && self.is(i - 1, &["our", "my"]))
            && !among_capitals(i + 1)
            && !(i > 0 && among_capitals(i - 1))
        {
            return true;
        }
        let coupled = i > 0 && self.named(i - 1) || called == 2 && !self.has(i - 1, CUE);
        if !known && !coupled && called < 2 {
            // Organisations are many: "Mencap only help", "they don't".
            let two = i >= 2 && self.is(i - 1, &["and"]) && self.namelike(i - 2)
                || i >= 1 && t.gap == Gap::And && self.namelike(i - 1);
            if next && self.is(i + 1, &["only", "are", "dont", "were"]) && does < 3 && !two {
                return true;
            }
            if next && self.is(i + 1, &["bus", "buses", "tram"]) {
                return true;
            }
            if i > 0 && self.close(i) && self.is(i - 1, &["speaks", "speaking", "speak"]) {
                return true;
            }
        }
        if self.stands_as_place(i, known, called, does) {
            return true;
        }
        if known || t.marked || !WORDS.slip(&t.word, wide) {
            return false;
        }
        // "Sanjs mum".
        if t.word.ends_with('s')
            && self.close(i + 1)
            && self.has(i + 1, KIN)
            && WORDS.meant_facts(&t.word) & (KIN | SMALL | DOING) == 0
        {
            return false;
        }
        // A slip of a word, unless it is used like a name.
        let short = t.word.len() <= 5 && self.begins(i) && does >= 1 && t.word.len() >= 3;
        !(self.telling_capital(i) && t.word.len() < 8
            || called >= 2 && t.gap != Gap::Comma
            || does >= 2
                && (t.word.len() < 7
                    || t.cap && WORDS.meant_facts(&t.word) & (KIN | HEAD | TITLE | SMALL) == 0)
            || coupled
            || t.poss
            || short)
    }

    /// "in Diogo Boukhari's name": the last of the names has something.
    pub(super) fn owned(&self, i: usize) -> bool {
        let mut j = i;
        while j + 1 < self.len()
            && self.close(j + 1)
            && self.namelike(j + 1)
            && !self.tokens[j].poss
        {
            j += 1;
        }
        self.tokens[j].poss
    }
}
