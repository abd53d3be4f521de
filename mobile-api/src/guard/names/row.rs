//! What the passes know about each word of a note, and what they ask of one.

use super::super::{
    tokens::{Gap, Token, What},
    words::{COMMON, NAME, NAMELY, SMALL, SURNAME, WORDLY},
};

/// What the passes know about each token.
pub(super) struct Row {
    pub(super) tokens: Vec<Token>,
    /// Harmless by its company: part of an organisation, a place, an elected person.
    pub(super) safe: Vec<bool>,
    pub(super) name: Vec<bool>,
    pub(super) rule: Vec<&'static str>,
    /// Neither listed, nor a word, nor formed from one.
    pub(super) unknown: Vec<bool>,
    /// Whether the note uses capitals at all beside runs of nothing else.
    pub(super) cased: bool,
    /// Whether a name-like word stands in it with a capital within a sentence.
    pub(super) names_cased: bool,
    /// Whether every sentence begins with a capital and a name within one has its own.
    pub(super) well_cased: bool,
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn has(&self, i: usize, facts: u64) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.what == What::Word && t.facts & facts != 0)
    }

    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.what == What::Word && words.contains(&t.word.as_str()))
    }

    pub(super) fn word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.what == What::Word)
    }

    /// Whether the token follows the one before it with nothing but space or a hyphen.
    pub(super) fn close(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Hyphen))
    }

    pub(super) fn named(&self, i: usize) -> bool {
        self.name[i] || self.tokens[i].what == What::Taken
    }

    /// Whether all around is in capitals, so that they prove nothing.
    pub(super) fn shouted(&self, i: usize) -> bool {
        let t = &self.tokens[i];
        t.caps
            && (i.saturating_sub(2)..(i + 3).min(self.len())).any(|j| {
                j != i
                    && self.tokens[j].caps
                    && self.tokens[j].facts & (COMMON | SMALL) != 0
                    && self.tokens[j].word.len() > 1
            })
    }

    /// Whether a sentence begins here.
    pub(super) fn begins(&self, i: usize) -> bool {
        matches!(self.tokens[i].gap, Gap::Start | Gap::Stop)
    }

    /// Whether the capital letter proves something.
    pub(super) fn telling_capital(&self, i: usize) -> bool {
        self.cased && self.tokens[i].cap && !self.begins(i) && !self.shouted(i)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.cased && self.tokens[i].cap && !self.shouted(i)
    }

    /// Whether capitals are set throughout as in print, so that a small letter speaks against a name.
    pub(super) fn cased_throughout(&self) -> bool {
        self.cased
            && self.names_cased
            && (0..self.len()).all(|i| {
                let t = &self.tokens[i];
                t.what != What::Word || t.cap || !(self.begins(i) || t.word == "i")
            })
    }

    /// A word that can be part of a name.
    pub(super) fn namelike(&self, i: usize) -> bool {
        self.word(i) && (self.unknown[i] || self.has(i, NAMELY | WORDLY | SURNAME | NAME))
    }

    pub(super) fn modal(&self, i: usize) -> bool {
        self.is(i, &["will", "may"]) && !self.capital(i)
    }

    /// Whether a piece of the note ends behind the token.
    pub(super) fn ends(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_none_or(|t| {
            matches!(
                t.gap,
                Gap::Stop | Gap::Comma | Gap::Open | Gap::Close | Gap::Slash
            )
        })
    }

    /// Whether the sentence ends behind the token or goes on with a small word.
    pub(super) fn ends_or_joins(&self, i: usize) -> bool {
        self.tokens
            .get(i + 1)
            .is_none_or(|t| t.gap != Gap::Space || self.has(i + 1, SMALL))
    }

    /// Whether a piece of a list begins here.
    pub(super) fn begins_piece(&self, i: usize) -> bool {
        !matches!(self.tokens[i].gap, Gap::Space | Gap::Hyphen | Gap::And)
    }
}
