//! Lists of names and names in pairs.

use super::{
    super::{
        tokens::{Gap, What},
        words::{
            BETWEEN, DOING, HEAD, KIN, NAMELY, POSSESSED, REMARK, SMALL, SURNAME, WEAK_HEAD, WORDLY,
        },
    },
    lists::ROLE,
    row::Row,
};

impl Row {
    /// "violet no / Solange yes", "1) max 2) Danica": alone between signs, as a name is beside it.
    pub(super) fn listed(&self, i: usize) -> bool {
        if !self.has(i, NAMELY | WORDLY) || !self.begins_piece(i) {
            return false;
        }
        let behind = |k: usize| k >= self.len() || self.begins_piece(k);
        let remark = |k: usize| self.has(k, REMARK) || self.is(k, &ROLE);
        let last = if remark(i + 1) && !behind(i + 1) && behind(i + 2) {
            i + 1
        } else if behind(i + 1) {
            i
        } else {
            return false;
        };
        let number = |k: usize| {
            self.tokens.get(k).is_some_and(|t| t.what == What::Number)
                && self
                    .tokens
                    .get(k + 1)
                    .is_some_and(|t| matches!(t.gap, Gap::Close | Gap::Stop))
        };
        // The piece before: a name, perhaps with a remark behind.
        let mut before = i.checked_sub(1);
        if before.is_some_and(number) {
            before = before.and_then(|p| p.checked_sub(1));
        }
        if let Some(p) = before
            && p > 0
            && remark(p)
            && !self.begins_piece(p)
        {
            before = Some(p - 1);
        }
        let before = before.is_some_and(|p| {
            self.named(p)
                && self.tokens[i].gap != Gap::Stop
                && (self.begins_piece(p) || p > 0 && self.named(p - 1))
        });
        let mut q = last + 1;
        if number(q) {
            q += 1;
        }
        before
            || q < self.len()
                && self.named(q)
                && self.tokens[last + 1].gap != Gap::Stop
                && (behind(q + 1) || remark(q + 1) && behind(q + 2))
    }

    /// "Iris and Hazel fell out", "Hope, Joy and Ali".
    pub(super) fn coupled(&self, i: usize) -> i32 {
        let other = |j: usize| {
            j < self.len() && self.word(j) && (self.named(j) || self.has(j, NAMELY | WORDLY))
        };
        let joins = |j: usize| {
            j < self.len()
                && (self.tokens[j].gap == Gap::And
                    || j + 1 < self.len() && self.is(j, &["and", "n", "or"]))
        };
        let mut w = 0;
        // The other one stands after.
        if i + 1 < self.len() && self.tokens[i + 1].gap == Gap::Comma && self.named(i + 1) {
            w += 2;
        }
        if joins(i + 1) {
            let j = if self.tokens[i + 1].gap == Gap::And {
                i + 1
            } else {
                i + 2
            };
            if j < self.len() && self.named(j) {
                w += if self.plural(j) || self.begins(i) {
                    4
                } else {
                    2
                };
            } else if other(j) && (self.does(j) >= 2 || self.plural(j)) && !self.describes(j) {
                w += 4;
            }
        }
        // It stands before, and this one is not named yet.
        if i >= 1 {
            let j = if self.tokens[i].gap == Gap::And {
                Some(i - 1)
            } else if i >= 2 && self.is(i - 1, &["and", "n", "or"]) && self.close(i) {
                Some(i - 2)
            } else {
                None
            };
            if let Some(j) = j
                && !self.named(j)
                && other(j)
                && (self.does(i) >= 2 || self.plural(i))
            {
                w += if self.plural(i) { 4 } else { 2 };
            }
        }
        w
    }

    /// Whether what follows is done by two.
    fn plural(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Comma) && self.is(i + 1, &["both"])
            || self.close(i + 1)
                && self.is(
                    i + 1,
                    &[
                        "are", "were", "both", "share", "do", "fell", "swap", "live", "argue",
                        "argued", "run", "lead", "want", "have", "need", "help", "organise",
                        "chair", "can", "signed", "came", "went", "said", "met", "work", "know",
                        "say", "agree",
                    ],
                )
    }

    /// A surname that is a word, after this one, and what the two of them do.
    pub(super) fn surname_acts(&self, i: usize) -> bool {
        let j = i + 1;
        self.tokens.get(j).is_some_and(|t| t.gap == Gap::Space)
            && !self.tokens[i].poss
            && self.has(j, SURNAME)
            && !self.has(
                j,
                HEAD | WEAK_HEAD | POSSESSED | BETWEEN | KIN | DOING | SMALL,
            )
            && self.capital(i) == self.capital(j)
            && self.does(j) >= 2
    }

    /// A surname that is a word, after this one.
    pub(super) fn surname_follows(&self, i: usize) -> bool {
        let j = i + 1;
        j < self.len()
            && self.close(j)
            && self.has(j, SURNAME)
            && self.telling_capital(j)
            && self.capital(i)
    }
}
