//! Names: a word that is not known to be harmless is one; a word that is both is one where it is
//! used like one.
//!
//! `row` holds a note's words. On it build, each on those before: `called` (what calls a person),
//! `does` (what a person does), `stays` (what is no name by its company), `unknown` (words that no
//! list knows), `pairs` (lists and pairs of names), `titled` (titles and families), `weighed` (words
//! that are names too) and `joined` (what belongs to a name). `lists` are the words that they look
//! for by themselves.

mod called;
mod does;
mod joined;
mod lists;
mod pairs;
mod row;
mod stays;
mod titled;
mod unknown;
mod weighed;

use self::row::Row;
use super::{
    Kind, Places,
    patterns::{Hit, Marked},
    tokens::{Gap, What, cut},
    words::{NAMELY, WORDLY, WORDS},
};

/// Finds the names and adds them to the hits.
pub fn run(marked: &mut Marked<'_>, places: &Places) {
    let tokens = cut(marked);
    let n = tokens.len();
    let unknown = tokens
        .iter()
        .map(|t| {
            t.what == What::Word
                && t.word.len() > 1
                && t.facts & (NAMELY | WORDLY) == 0
                && !WORDS.harmless(&t.word)
        })
        .collect();
    let lower = tokens
        .iter()
        .filter(|t| t.what == What::Word && !t.cap)
        .count();
    let capital = tokens
        .iter()
        .filter(|t| t.what == What::Word && t.cap && !(t.caps && t.word.len() > 1))
        .count();
    let mut row = Row {
        tokens,
        safe: vec![false; n],
        name: vec![false; n],
        rule: vec![""; n],
        unknown,
        cased: capital > 0 && lower > 0,
        names_cased: false,
        well_cased: false,
    };

    row.names_cased =
        (0..n).any(|i| row.telling_capital(i) && row.namelike(i) && !row.tokens[i].caps);
    row.well_cased = row.cased_throughout();
    row.keep_places(Places::known());
    row.keep_places(places);
    row.numbered_streets(places, marked);
    row.keep_offices();
    row.keep_organisations();
    row.unknowns();
    for _ in 0..4 {
        if !(row.word_names() | row.joined()) {
            break;
        }
    }
    row.named_dates(marked);
    row.named_numbers(marked);
    for hit in row.hits() {
        super::patterns::add(marked, hit);
    }
}

impl Row {
    /// A full date beside a name is a birthday.
    fn named_dates(&self, marked: &mut Marked<'_>) {
        let dates: Vec<(usize, usize)> = marked
            .kept
            .iter()
            .filter(|kept| kept.2)
            .map(|kept| (kept.0, kept.1))
            .collect();
        for (start, end) in dates {
            let Some(i) = self
                .tokens
                .iter()
                .position(|t| t.start == start && t.what == What::Kept)
            else {
                continue;
            };
            if i > 0
                && (self.named(i - 1) || matches!(self.tokens[i - 1].what, What::Found(_)))
                && matches!(
                    self.tokens[i].gap,
                    Gap::Space | Gap::Comma | Gap::Open | Gap::Slash | Gap::Colon
                )
                && !self.tokens[i - 1].poss
            {
                super::patterns::add(
                    marked,
                    Hit {
                        start,
                        end,
                        kind: Kind::Dob,
                        rule: "dob-beside-name",
                    },
                );
            }
        }
    }

    /// "Farzana from 68": a number that a name lives at; a small one may be an hour.
    fn named_numbers(&self, marked: &mut Marked<'_>) {
        for i in 2..self.len() {
            let number = &self.tokens[i];
            if number.what != What::Number
                || number.gap != Gap::Space
                || !self.close(i - 1)
                || !self.is(i - 1, &["in", "at", "from", "of"])
                || !self.named(i - 2)
                || self.tokens[i - 2].poss
            {
                continue;
            }
            let (start, end) = (number.start, number.end);
            let written = marked.part(start, end);
            let digits = written.trim_end_matches(|c: char| ('a'..='h').contains(&c));
            let lettered = written.len() - digits.len();
            let plain = (1..=3).contains(&digits.len())
                && digits.bytes().all(|c| c.is_ascii_digit())
                && lettered <= 1;
            let hour = lettered == 0 && digits.parse().is_ok_and(|n: u32| n < 13);
            if !plain || hour || marked.guarded("nothome", end) {
                continue;
            }
            super::patterns::add(
                marked,
                Hit {
                    start,
                    end,
                    kind: Kind::Address,
                    rule: "address-of-name",
                },
            );
        }
    }

    fn hits(&self) -> Vec<Hit> {
        let mut out: Vec<Hit> = Vec::new();
        let mut last = usize::MAX;
        for (i, token) in self.tokens.iter().enumerate() {
            if !self.name[i] {
                continue;
            }
            if last != usize::MAX && last + 1 == i && self.close(i) && !self.tokens[last].poss {
                if let Some(hit) = out.last_mut() {
                    hit.end = token.end;
                }
            } else {
                out.push(Hit {
                    start: token.start,
                    end: token.end,
                    kind: Kind::Person,
                    rule: self.rule[i],
                });
            }
            last = i;
        }
        out
    }
}
