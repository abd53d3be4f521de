//! What stays: places and streets, offices and who holds them, organisations and things.

use super::{
    super::{
        Kind, Places,
        patterns::{self, Hit, Marked},
        tokens::{Gap, What},
        words::{
            BEFORE_PLACE, BETWEEN, CUE, DOING, ERA, ERA_FIRST, ERA_WORD, HEAD, HEAD_BEFORE, KIN,
            NAME, NAMELY, OFFICE, OFFICE_AFTER, PARTICLE, POSSESSED, SAINT, SIR, SMALL,
            SURE_HEAD_BEFORE, SURNAME, THINGS, TITLE, WEAK_HEAD, WORDLY,
        },
    },
    row::Row,
};

impl Row {
    pub(super) fn keep_places(&mut self, places: &Places) {
        let mut i = 0;
        while i < self.len() {
            let mut longest = 0;
            if self.word(i) {
                for phrase in places.from(&self.tokens[i].whole()) {
                    let fits = i + phrase.len() <= self.len()
                        && phrase.iter().enumerate().all(|(n, word)| {
                            self.tokens[i + n].whole() == *word
                                && (n == 0
                                    || matches!(
                                        self.tokens[i + n].gap,
                                        Gap::Space | Gap::Hyphen | Gap::And
                                    )
                                    || self.tokens[i + n].gap == Gap::Comma && phrase.len() > 3)
                        });
                    if fits && phrase.len() > longest && !(phrase.len() == 1 && self.called(i) >= 2)
                    {
                        longest = phrase.len();
                    }
                }
            }
            for j in i..i + longest {
                self.safe[j] = true;
            }
            i += longest.max(1);
        }
    }

    /// "14 Garibaldi", where there is a Garibaldi Street.
    pub(super) fn numbered_streets(&mut self, places: &Places, marked: &mut Marked<'_>) {
        for i in 0..self.len() {
            let number = &self.tokens[i];
            let short = number.what == What::Number
                && marked
                    .part(number.start, number.end)
                    .trim_end_matches(|c: char| ('a'..='h').contains(&c))
                    .len()
                    <= 3;
            let start = number.start;
            if !short
                || i + 1 == self.len()
                || !self.word(i + 1)
                || !matches!(self.tokens[i + 1].gap, Gap::Space | Gap::Comma)
                || marked.guarded("notunit", number.end)
            {
                continue;
            }
            for stem in places.street(&self.tokens[i + 1].whole()) {
                let last = i + stem.len();
                let fits = last < self.len()
                    && stem.iter().enumerate().all(|(n, word)| {
                        self.tokens[i + 1 + n].whole() == *word && (n == 0 || self.close(i + 1 + n))
                    });
                if fits {
                    for j in i..=last {
                        self.safe[j] = true;
                    }
                    patterns::add(
                        marked,
                        Hit {
                            start,
                            end: self.tokens[last].end,
                            kind: Kind::Address,
                            rule: "address-local-street",
                        },
                    );
                }
            }
        }
    }

    pub(super) fn keep_offices(&mut self) {
        for i in 0..self.len() {
            if self.has(i, OFFICE)
                && !self.tokens[i].poss
                && !(self.is(i, &["pm"]) && (i == 0 || self.tokens[i - 1].what == What::Number))
            {
                let mut j = i + 1;
                // "Mayor of Leeds Ana Sanz", "MP for Selby, Ana Sanz".
                if j + 1 < self.len()
                    && self.close(j)
                    && self.is(j, &["of", "for"])
                    && self.word(j + 1)
                    && !self.has(j + 1, SMALL)
                {
                    self.safe[j + 1] = true;
                    j += 2;
                }
                let first = j;
                let mut taken = 0;
                while j < self.len()
                    && taken < 4
                    && self.word(j)
                    && (self.close(j) || j == first && self.tokens[j].gap == Gap::Comma)
                {
                    let part = self.unknown[j]
                        || self.has(j, NAME | NAMELY)
                        || self.has(j, WORDLY | SURNAME) && !self.modal(j)
                        || self.capital(j) && !self.has(j, SMALL)
                        || self.has(j, PARTICLE) && taken > 0;
                    if self.has(j, OFFICE)
                        || taken == 0 && self.has(j, SIR)
                        || taken > 0
                            && self.is(i, &["cllrs", "councillors", "mps"])
                            && self.is(j, &["and"])
                    {
                        j += 1;
                        continue;
                    }
                    if !part || taken > 0 && !self.capital(j) && self.has(j, DOING) {
                        break;
                    }
                    self.safe[j] = true;
                    taken += 1;
                    if self.tokens[j].poss {
                        break;
                    }
                    j += 1;
                }
            }
            if self.has(i, OFFICE_AFTER) && i > 0 {
                let short = self.is(i, &["mp", "mps", "msp", "mep", "mla"]);
                if !(short && self.close(i) || matches!(self.tokens[i].gap, Gap::Comma | Gap::Open))
                {
                    continue;
                }
                let mut j = i;
                while j > 0
                    && i - j < 4
                    && self.word(j - 1)
                    && !self.tokens[j - 1].poss
                    && (self.namelike(j - 1)
                        || self.capital(j - 1) && !self.has(j - 1, SMALL)
                        || self.has(j - 1, PARTICLE))
                {
                    if j < i && !self.close(j) {
                        break;
                    }
                    j -= 1;
                    self.safe[j] = true;
                }
            }
            if self.has(i, ERA) {
                let before = i > 0
                    && (self.has(i - 1, ERA_WORD) || self.has(i - 1, ERA_FIRST))
                    && self.close(i);
                let after = i + 1 < self.len() && self.has(i + 1, ERA_WORD) && self.close(i + 1);
                if before || after {
                    self.safe[i] = true;
                    if i > 0 && self.has(i - 1, ERA_FIRST) && self.close(i) {
                        self.safe[i - 1] = true;
                    }
                }
            }
        }
    }

    pub(super) fn keep_organisations(&mut self) {
        for h in 0..self.len() {
            if (self.has(h, HEAD | WEAK_HEAD) || self.wares(h))
                && h > 0
                && self.tokens[h].gap != Gap::Hyphen
            {
                self.keep_before_head(h);
            }
            if self.has(h, SAINT) && !(h > 0 && self.close(h) && self.namelike(h - 1)) {
                let mut j = h + 1;
                while j < self.len()
                    && j <= h + 2
                    && self.close(j)
                    && (self.namelike(j) || self.capital(j) && !self.has(j, SMALL))
                {
                    if j == h + 1
                        && !self.is(h, &["st", "saint", "santa", "sts", "ss"])
                        && !self.tokens[j].poss
                    {
                        break;
                    }
                    if j > h + 1 && !(self.capital(j) && self.tokens[j].poss) {
                        break;
                    }
                    self.safe[j] = true;
                    self.safe[h] = true;
                    if self.tokens[j].poss {
                        break;
                    }
                    j += 1;
                }
            }
            if self.has(h, HEAD_BEFORE) && (self.capital(h) || self.has(h, SURE_HEAD_BEFORE)) {
                let mut j = h + 1;
                if j < self.len() && self.is(j, &["of", "e"]) {
                    j += 1;
                }
                while j < self.len()
                    && j <= h + 3
                    && self.close(j)
                    && !self.has(j, SMALL)
                    && (self.capital(j) || !self.capital(h) && self.namelike(j) && j <= h + 2)
                {
                    self.safe[j] = true;
                    self.safe[h] = true;
                    j += 1;
                }
            }
            // "seen at Queen Alexandra", "Our Lady of Czestochowa".
            let named = self.is(h, &["queen", "king", "prince", "princess", "royal"])
                && h > 0
                && self.is(h - 1, &["at"]);
            let lady = self.is(h, &["of"])
                && h > 1
                && self.is(h - 1, &["lady"])
                && self.is(h - 2, &["our", "my"]);
            if (named || lady)
                && self.close(h + 1)
                && self.telling_capital(h + 1)
                && !self.has(h + 1, SMALL)
            {
                self.safe[h] = true;
                self.safe[h + 1] = true;
            }
        }
    }

    /// "cash and carry", "fish and chips": a shop.
    fn wares(&self, h: usize) -> bool {
        h + 2 < self.len()
            && self.is(h, &["cash", "fish"])
            && self.is(h + 1, &["and", "n"])
            && self.is(h + 2, &["carry", "chips"])
    }

    /// A word before says that a place or a house of people follows: "at the", "opposite".
    fn placed(&self, j: usize) -> bool {
        const BEFORE: [&str; 14] = [
            "on", "at", "off", "of", "by", "past", "to", "from", "the", "local", "opposite",
            "called", "down", "up",
        ];
        j > 0 && !self.begins(j) && (self.has(j - 1, BEFORE_PLACE) || self.is(j - 1, &BEFORE))
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    fn keep_before_head(&mut self, h: usize) {
        let head_capital = self.capital(h);
        let mut j = h;
        while j > 0 && h - j < 5 {
            let p = j - 1;
            if !self.word(p)
                || !matches!(self.tokens[j].gap, Gap::Space | Gap::Hyphen | Gap::And)
                || self.tokens[p].poss
                    && p + 1 < h
                    && self.has(p + 1, KIN)
                    && !self.has(p + 1, BETWEEN)
            {
                break;
            }
            let part = self.namelike(p) && !self.modal(p)
                || self.capital(p) && !self.has(p, SMALL | TITLE | CUE | KIN)
                || self.has(p, BETWEEN)
                || self.has(p, HEAD | WEAK_HEAD) && !self.has(p, SMALL);
            if !part {
                // "Drs Dar and Petrov surgery".
                if self.is(p, &["and"])
                    && self.is(
                        p + 1,
                        &["sons", "son", "co", "daughters", "daughter", "bros"],
                    )
                    && p > 0
                    && (self.namelike(p - 1) || self.capital(p - 1))
                {
                    j = p;
                    continue;
                }
                if self.is(p, &["and"])
                    && p + 2 == h
                    && p > 0
                    && self.namelike(p - 1)
                    && self.namelike(p + 1)
                    && self.close(p)
                    && p > 1
                    && self.is(p - 2, &["drs", "dr", "at", "the", "doctors"])
                {
                    j = p;
                    continue;
                }
                break;
            }
            j = p;
        }
        while j < h && self.has(j, BETWEEN) && !self.namelike(j) {
            j += 1;
        }
        if j == h || !(j..h).any(|k| self.namelike(k) || self.capital(k)) {
            return;
        }
        let single = (j..h)
            .filter(|k| !self.has(*k, BETWEEN) || self.unknown[*k])
            .count()
            == 1;
        let placed = self.placed(j);
        let called = self.called(j);
        let strong = self.wares(h)
            || self.has(h, HEAD) && !(self.has(h, WEAK_HEAD) && self.cased)
            || self.is(
                h,
                &[
                    "flats", "block", "estate", "towers", "gardens", "comp", "way",
                ],
            ) && (self.capital(j) || self.begins(j) || !self.cased && called < 2)
            || (self.capital(j) || !self.cased)
                && self.has(h - 1, BETWEEN)
                && h - 1 > j
                && !self.has(h - 1, SURNAME);
        // "vaughan green is dark", "Ropewalk library is shutting": what follows is no person's.
        let thing =
            self.begins(j) && self.close(h + 1) && self.has(h + 1, THINGS) && self.does(h) < 2;
        let business = self.tokens[h - 1].poss && self.has(h, HEAD) && !self.has(h, POSSESSED)
            || (j..h - 1).any(|k| self.tokens[k].poss);
        let kin = j > 0
            && self.close(j)
            && self.has(j - 1, KIN | TITLE)
            && !self.has(j - 1, HEAD | SAINT)
            && !self.is(j - 1, &["sir", "lady", "lord", "dame", "guru"]);
        // "told Jess council says": the head is the next sentence's.
        let runs_on = h + 1 < self.len() && self.close(h + 1) && self.has(h + 1, DOING);
        // "pastor Serwan St John keen".
        if kin
            && self.is(h, &["st"])
            && self.close(h + 1)
            && self.capital(h + 1)
            && self.namelike(h + 1)
        {
            return;
        }
        if !head_capital && !business && (called >= 3 || kin || called >= 2 && single && runs_on) {
            return;
        }
        if self.tokens[h - 1].poss {
            // "Stavroula's optician".
            if single && self.has(h, KIN) && !head_capital {
                return;
            }
            if !self.has(h, HEAD) && !self.wares(h) && !head_capital && (self.cased || !placed) {
                return;
            }
            if self.has(h, POSSESSED)
                && !head_capital
                && !(self.has(j, SAINT) || j > 0 && self.has(j - 1, SAINT))
            {
                return;
            }
        } else if !strong && !head_capital && !thing && (self.cased || !placed)
            || self.has(h, POSSESSED) && single && !head_capital && !placed && !thing
        {
            return;
        }
        for k in j..=h {
            self.safe[k] = true;
        }
    }
}
