//! What calls a person: the words before one.

use super::{
    super::{
        Kind,
        tokens::{Gap, What},
        words::{CUE, DOING, HALF_CUE, KIN, LINK, NAMELY, PLACING, SIR, TITLE, WORDLY},
    },
    lists::{BELL, COLOURS, GROUP, HOUSEMATE, ME_AND, SAYS, WILL_DO},
    row::Row,
};

impl Row {
    /// How strongly what stands before says that a person follows: 0 to 3.
    pub(super) fn called(&self, i: usize) -> u8 {
        if i == 0 {
            return 0;
        }
        let p = i - 1;
        let gap = self.tokens[i].gap;
        if gap == Gap::And && self.named(p) {
            return 2;
        }
        if gap == Gap::Slash && self.named(p) {
            return 1;
        }
        if gap == Gap::Comma && self.named(p) {
            let ends = self
                .tokens
                .get(i + 1)
                .is_none_or(|t| matches!(t.gap, Gap::Comma | Gap::Stop | Gap::And))
                || self.tokens.get(i + 1).is_some_and(|t| t.word == "and");
            return if ends && (self.capital(i) || self.has(i, NAMELY | WORDLY)) {
                2
            } else {
                1
            };
        }
        // "07700 900123 - Carol", "flat 3, Carol".
        if let What::Found(kind @ (Kind::Phone | Kind::Email | Kind::Address)) = self.tokens[p].what
            && !matches!(gap, Gap::Stop | Gap::Close)
        {
            return if self.ends(i) && !(gap == Gap::Space && kind == Kind::Address) {
                2
            } else {
                0
            };
        }
        if !self.word(p) {
            return 0;
        }
        if gap == Gap::Colon {
            return if self.has(p, KIN | CUE | TITLE) || self.is(p, &BELL) {
                2
            } else {
                1
            };
        }
        // "the man upstairs, X, shouts".
        if gap == Gap::Comma
            && self.has(p, PLACING)
            && self.close(p)
            && self.has(p.wrapping_sub(1), KIN)
            && self.ends(i)
        {
            return 2;
        }
        if !matches!(gap, Gap::Space | Gap::Open | Gap::Comma)
            || gap == Gap::Comma && !self.has(p, KIN)
        {
            return 0;
        }
        if self.tokens[p].poss {
            return 0;
        }
        let pp = p
            .checked_sub(1)
            .filter(|pp| self.word(*pp) && self.close(p));
        self.called_by(i, p, pp)
    }

    /// The same of the word right before, and of the one before that.
    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    fn called_by(&self, i: usize, p: usize, pp: Option<usize>) -> u8 {
        const CALLS: [&str; 8] = [
            "call",
            "calls",
            "called",
            "calling",
            "name",
            "named",
            "nickname",
            "nicknamed",
        ];
        let gap = self.tokens[i].gap;
        // "Mr N. Lumb".
        if self.tokens[p].word.len() == 1 && pp.is_some_and(|pp| self.has(pp, SIR)) {
            return 3;
        }
        if self.has(p, SIR) {
            return 3;
        }
        if self.is(
            p,
            &[
                "called", "named", "aka", "name", "surname", "nickname", "names", "forename",
            ],
        ) {
            return 3;
        }
        // "everyone calls him X".
        if gap == Gap::Space
            && self.is(p, &["him", "her", "them", "me", "us"])
            && pp.is_some_and(|pp| self.is(pp, &CALLS))
            && (self.ends(i) || self.capital(i))
        {
            return 3;
        }
        // "till im blue".
        if self.is(p, &["am", "im"]) && self.is(i, &COLOURS) && !self.capital(i) {
            return 0;
        }
        if self.is(p, &["am", "im"])
            && (self.is(p, &["im"]) || pp.is_some_and(|pp| self.is(pp, &["i"])))
        {
            return 3;
        }
        if self.is(p, &["is"])
            && pp.is_some_and(|pp| {
                self.is(
                    pp,
                    &[
                        "name",
                        "names",
                        "this",
                        "who",
                        "neighbour",
                        "wife",
                        "husband",
                        "son",
                        "daughter",
                        "surname",
                    ],
                )
            })
        {
            return 3;
        }
        let before = |words: &[&str]| pp.is_some_and(|pp| self.is(pp, words));
        if self.is(p, &SAYS) && before(&BELL)
            || self.is(p, &["is", "was"]) && before(&["it"]) && self.is(i + 1, &["who", "that"])
        {
            return 3;
        }
        if self.is(p, &["is", "was"]) && pp.is_some_and(|pp| self.has(pp, KIN)) {
            // "the nurse is lovely".
            let like = self.is(i, &COLOURS) && !self.capital(i);
            return if like { 0 } else { 2 };
        }
        if self.has(p, TITLE) || self.has(p, KIN) {
            return 2;
        }
        if self.is(p, &["and", "or", "n", "with"]) && pp.is_some_and(|pp| self.named(pp)) {
            return 2;
        }
        if self.is(p, &["thanks", "ta", "cheers"]) && self.ends(i) {
            return 2;
        }
        if self.has(p, CUE) {
            let goes_on = i + 1 < self.len()
                && self.is(
                    i + 1,
                    &[
                        "first", "again", "instead", "back", "before", "after", "when", "if",
                        "tomorrow", "later", "on", "about", "re", "today", "tonight",
                    ],
                );
            return if self.has(p, HALF_CUE) && !goes_on {
                1
            } else {
                2
            };
        }
        if self.has(p, LINK)
            && pp.is_some_and(|pp| self.has(pp, CUE) && !self.is(pp, &["visit", "looks"]))
        {
            let plain = self.is(p, &["the"])
                && !self.tokens[i].word.ends_with('s')
                && !(i + 1 < self.len() && self.is(i + 1, &GROUP));
            return if plain { 0 } else { 2 };
        }
        // "me and X did it", "so will X", "if no answer try X", "keys with X".
        if gap == Gap::Space
            && (self.is(p, &["and"]) && before(&ME_AND)
                || self.is(p, &WILL_DO) && before(&["so", "neither", "nor"])
                || self.is(p, &["try"])
                    && (self.ends(i)
                        || self.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Colon))
                || self.is(p, &["with", "w"]) && before(&HOUSEMATE)
                || self.is(p, &["from"])
                    && before(&[
                        "reply", "answer", "letter", "message", "text", "word", "visit", "email",
                        "note",
                    ])
                || self.is(p, &["by"])
                    && before(&["notes", "minutes", "photo", "photos", "poster", "report"]))
        {
            return 2;
        }
        if gap == Gap::Space
            && (self.is(p, &["both"]) && i + 1 < self.len() && self.is(i + 1, &["and"])
                || self.led_to(i, p, pp))
        {
            return 2;
        }
        0
    }

    /// "follow up with", "put me on to", "instead of", "run by", "is X still there".
    fn led_to(&self, i: usize, p: usize, pp: Option<usize>) -> bool {
        const ME: [&str; 5] = ["me", "us", "him", "her", "them"];
        let before = |words: &[&str]| pp.is_some_and(|pp| self.is(pp, words));
        self.is(p, &["with"]) && before(&["up"])
            || self.is(p, &["to", "onto"])
                && (before(&ME)
                    || pp.is_some_and(|pp| pp > 0 && self.is(pp, &["on"]) && self.is(pp - 1, &ME)))
            || self.is(p, &["of"]) && before(&["instead"])
            || self.is(p, &["by"])
                && pp.is_some_and(|pp| {
                    self.has(pp, DOING | CUE)
                        && (pp == 0
                            || !self.is(
                                pp,
                                &[
                                    "past", "stopped", "drop", "dropped", "went", "goes", "come",
                                    "comes", "came", "go", "going",
                                ],
                            ))
                })
            || self.is(p, &["is"])
                && (self.begins(p)
                    && i + 1 < self.len()
                    && self.is(i + 1, &["there", "in", "still"])
                    || before(&[
                        "woman", "man", "lady", "lad", "girl", "boy", "bloke", "guy", "person",
                        "chap", "fella",
                    ]))
    }
}
