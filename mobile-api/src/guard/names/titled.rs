//! A word behind a title, beside an age or before "family".

use super::{
    super::{
        tokens::{Gap, What},
        words::{
            BETWEEN, DOING, HEAD, KIN, NAME, NAMELY, OFFICE, PARTICLE, RARE, REMARK, SIR, SMALL,
            STATE, SURNAME, THINGS, TITLE, WEAK_HEAD, WORDS,
        },
    },
    lists::{FAMILY, SURNAME_TITLE},
    row::Row,
};

impl Row {
    /// "church family, flat 3".
    pub(super) fn heads(&self, i: usize) -> bool {
        const NO_SURNAME: [&str; 20] = [
            "young", "small", "large", "big", "whole", "new", "old", "nice", "good", "kind",
            "poor", "wild", "little", "great", "lovely", "long", "strong", "rich", "early", "late",
        ];
        // "the price family".
        if !self.cased
            && self.has(i, SURNAME)
            && !self.has(i, HEAD | WEAK_HEAD | BETWEEN | KIN | SMALL)
            && !self.is(i, &NO_SURNAME)
            && i > 0
            && self.close(i)
            && self.is(i - 1, &["the"])
            && self.close(i + 1)
            && self.is(i + 1, &["fam", "family"])
        {
            return true;
        }
        self.has(i, SURNAME)
            && self.begins(i)
            && i + 2 < self.len()
            && self.close(i + 1)
            && self.is(i + 1, &FAMILY)
            && matches!(self.tokens[i + 2].what, What::Found(_))
            && self.tokens[i + 2].gap != Gap::Stop
    }

    /// A word after a title or beside an age, with the capital of a name.
    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    pub(super) fn titled(&self, i: usize) -> bool {
        const ANY_TITLE: [&str; 17] = [
            "sr", "sra", "senhor", "senhora", "senor", "senora", "dona", "kyria", "kyrios", "pani",
            "panie", "mx", "mister", "missus", "sir", "canon", "rabbi",
        ];
        if self.has(i, SMALL | TITLE) || i == 0 || self.unknown[i] && !self.is(i - 1, &ANY_TITLE) {
            return false;
        }
        let p = i - 1;
        let close = self.tokens[i].gap == Gap::Space;
        let does = self.does(i);
        if close && self.has(p, SIR) {
            return self.capital(i)
                || self.has(i, SURNAME)
                || self.is(p, &["mr", "mrs", "ms"]) && !self.has(i, DOING | KIN);
        }
        if self.has(i, SURNAME)
            && close
            && self.has(p, TITLE)
            && !self.has(p, OFFICE)
            && (self.capital(i) && self.capital(p) || does >= 2)
            && !self.has(i, DOING | HEAD)
        {
            return true;
        }
        if close && self.is(p, &ANY_TITLE) && !self.has(i, DOING | THINGS | KIN | STATE | REMARK) {
            return true;
        }
        if close
            && self.has(i, SURNAME)
            && self.is(p, &SURNAME_TITLE)
            && !self.has(i, DOING | KIN)
            && (self.ends(i) || does >= 1 || self.has(i + 1, SMALL) && self.close(i + 1))
        {
            return true;
        }
        if close
            && self.is(p, &["miss"])
            && p > 0
            && self.close(p)
            && self.is(
                p - 1,
                &["by", "to", "from", "with", "for", "told", "teacher"],
            )
            && !self.has(i, DOING | KIN | THINGS)
        {
            return true;
        }
        // "mx ten Brink".
        if close
            && p > 0
            && self.has(p, PARTICLE)
            && self.close(p)
            && self.is(
                p - 1,
                &["miss", "mrs", "mr", "ms", "dr", "mx", "prof", "rev"],
            )
            && !self.has(i, DOING | KIN)
        {
            return true;
        }
        // "my name righteous".
        if close
            && self.is(p, &["name", "surname"])
            && p > 0
            && self.is(p - 1, &["my", "her", "his", "first", "last", "is"])
            && !self.has(i, DOING | THINGS | KIN | HEAD)
        {
            return true;
        }
        // "sister gully and mr karim".
        if close
            && self.has(i, SURNAME)
            && self.has(p, TITLE)
            && !self.has(p, OFFICE)
            && i + 2 < self.len()
            && self.is(i + 1, &["and"])
            && self.has(i + 2, TITLE)
        {
            return true;
        }
        // "genets mum".
        if let Some(one) = self.tokens[i].word.strip_suffix('s')
            && i + 1 < self.len()
            && self.close(i + 1)
            && self.has(i + 1, KIN)
            && WORDS.facts(one) & (NAME | NAMELY) != 0
        {
            return true;
        }
        if !self.telling_capital(i) {
            return false;
        }
        if self.is(p, &["called", "named", "name", "surname", "nickname"])
            && close
            && !self.has(i, HEAD | KIN)
        {
            return true;
        }
        if self
            .tokens
            .get(i + 1)
            .is_some_and(|t| t.gap == Gap::Open && t.what == What::Number && t.end - t.start <= 2)
            && !self.has(i, KIN)
        {
            return true;
        }
        // "the Baker family", "the Bakers at number 4".
        if self.is(p, &["the"])
            && i + 1 < self.len()
            && self.is(i + 1, &FAMILY)
            && !self.has(i, HEAD | WEAK_HEAD | KIN)
            && (self.has(i, SURNAME) || self.tokens[i].word.len() < 4)
        {
            return true;
        }
        self.has(i, SURNAME | RARE) && self.has(p, KIN) && close && does >= 2
    }
}
