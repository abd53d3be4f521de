//! What a person does: the words behind one.

use super::{
    super::{
        Kind,
        tokens::{Gap, What},
        words::{
            ADVERB, AIL, BETWEEN, DOING, HEAD, KIN, MONTH, NAME, NAMELY, OFFER, OWNED, PERSON_VERB,
            PERSONAL, PLACING, REMARK, SMALL, STATE, THINGS, UNDERGONE, WEAK_HEAD, WORDLY, WORDS,
        },
    },
    lists::{DAYS, LEVELS, ME_AND, MEDIA, NOT_DO, ROLE},
    row::Row,
};

impl Row {
    /// How strongly what follows says that this is a person: 0 to 3.
    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    pub(super) fn does(&self, i: usize) -> u8 {
        const THEIR: [&str; 4] = ["my", "her", "his", "our"];
        let Some(mut next) = self.tokens.get(i + 1) else {
            return 0;
        };
        let mut j = i + 1;
        let after = |n: usize| self.tokens.get(n);
        let mut often = false;
        // "X always helps": the small word between says nothing.
        if !self.tokens[i].poss
            && next.gap == Gap::Space
            && self.has(j, ADVERB)
            && after(j + 1).is_some_and(|t| t.gap == Gap::Space)
            && self.has(j + 1, DOING | THINGS)
        {
            j += 1;
            next = &self.tokens[j];
            often = true;
        }
        if self.tokens[i].poss {
            return if self.has(j, KIN) && self.close(j) {
                3
            } else if self.has(j, OWNED) && self.close(j) {
                2
            } else if self.has(i, MONTH) || self.has(j, HEAD | WEAK_HEAD) {
                0
            } else {
                2
            };
        }
        match (next.what, next.gap) {
            (What::Number, Gap::Open) => return 3,
            (What::Number, Gap::Comma)
                if next.end - next.start == 2
                    && after(j + 1).is_none_or(|t| matches!(t.gap, Gap::Comma | Gap::Stop)) =>
            {
                return 2;
            }
            (What::Number, Gap::Space)
                if after(j + 1).is_some_and(|t| ["yrs", "yo", "yr"].contains(&t.word.as_str())) =>
            {
                return 2;
            }
            (
                What::Found(
                    Kind::Phone
                    | Kind::Email
                    | Kind::HandleUrl
                    | Kind::Dob
                    | Kind::NhsNumber
                    | Kind::Nino,
                ),
                gap,
            ) if gap != Gap::Stop => return 3,
            (
                What::Found(Kind::Address | Kind::Postcode),
                Gap::Comma | Gap::Space | Gap::Slash | Gap::Colon | Gap::Open,
            ) => return 2,
            _ => {}
        }
        if next.gap == Gap::And
            && self.is(j, &["her", "his", "their"])
            && j + 1 < self.len()
            && self.has(j + 1, KIN)
        {
            return 3;
        }
        let at = |n: usize, words: &[&str]| self.is(n, words);
        // "X: wants lights on".
        if next.what == What::Word
            && next.gap == Gap::Colon
            && self.begins(i)
            && self.has(j, DOING)
            && !self.has(j, THINGS)
        {
            return 2;
        }
        // "Patience - braider".
        if next.what == What::Word
            && next.gap == Gap::Colon
            && self.begins(i)
            && self.has(i, NAMELY)
            && !self.has(j, SMALL)
            && self.ends_or_joins(j)
        {
            return 2;
        }
        // "X - keen", "X (mum of three)", "X, top floor", "X, her eldest".
        if next.what == What::Word
            && matches!(next.gap, Gap::Colon | Gap::Open)
            && self.has(j, REMARK)
            && self.ends_or_joins(j)
        {
            return 2;
        }
        if next.what == What::Word
            && next.gap == Gap::Open
            && (self.is(
                j,
                &[
                    "the", "one", "who", "mum", "dad", "her", "his", "retd", "retired", "ex",
                    "lives", "works", "age", "aged",
                ],
            ) || self.has(j, KIN))
        {
            return 3;
        }
        if next.what == What::Word
            && (next.gap == Gap::Comma
                && (self.is(
                    j,
                    &[
                        "top", "ground", "first", "second", "third", "fourth", "fifth", "upper",
                        "lower", "next",
                    ],
                ) && at(j + 1, &["floor", "door"])
                    || self.is(j, &THEIR) && self.has(j + 1, KIN)))
        {
            return 2;
        }
        if next.what == What::Word && next.gap == Gap::Comma && self.is(j, &["who", "that"]) {
            return 2;
        }
        let found = |n: usize| after(n).is_some_and(|t| matches!(t.what, What::Found(_)));
        if next.gap == Gap::Comma
            && self.is(j, &["nhs", "born", "dob", "nino", "ni", "ref", "on"])
            && found(j + 1)
        {
            return 3;
        }
        if next.what != What::Word || next.gap != Gap::Space {
            return 0;
        }
        if self.is(j, &["nee", "whose", "formerly"])
            || self.is(j, &["on", "via"]) && at(j + 1, &MEDIA)
        {
            return 3;
        }
        // "X top floor", "X chair, Y treasurer", "X yes / Y no".
        if self.is(
            j,
            &[
                "top", "ground", "first", "second", "third", "fourth", "fifth", "upper", "lower",
                "next",
            ],
        ) && at(j + 1, &["floor", "door"])
            || self.is(j, &ROLE) && self.ends(j) && (self.has(i, NAMELY) || self.begins_piece(i))
            || self.is(j, &["and"]) && at(j + 1, &ME_AND) && self.begins(i)
        {
            return 2;
        }
        if self.is(j, &["put"]) && at(j + 1, &["it"])
            || self.is(j, &["is"]) && at(j + 1, &["on", "at", "in", "from", "of"]) && found(j + 2)
        {
            return 3;
        }
        if self.is(j, &["the"])
            && j + 1 < self.len()
            && (self.has(j + 1, KIN)
                || self.word(j + 1) && j + 2 < self.len() && self.has(j + 2, KIN))
            || self.is(j, &["on", "in", "across", "over", "round", "at", "by"])
                && at(j + 1, &["the"])
                && at(
                    j + 2,
                    &[
                        "corner", "way", "fence", "road", "landing", "street", "door", "stairs",
                        "phone", "end", "top", "bottom",
                    ],
                )
        {
            return 2;
        }
        if self.is(j, &["re"])
            || self.is(j, &["something", "again"]) && self.has(i, NAMELY) && self.ends(j)
        {
            return 2;
        }
        if self.is(j, &["nhs", "born", "dob", "nino", "ni", "ref", "on"])
            && after(j + 1).is_some_and(|t| matches!(t.what, What::Found(_)))
        {
            return 3;
        }
        if self.is(j, &THEIR)
            && j + 1 < self.len()
            && self.has(j + 1, KIN)
            && self.has(i, NAMELY | WORDLY)
            && self.begins(i)
        {
            return 1;
        }
        if self.is(j, &["she", "he"])
            && self.has(i, NAMELY)
            && !at(
                j + 1,
                &[
                    "says", "said", "say", "sez", "reckons", "thinks", "called", "laughs",
                    "laughed", "jokes", "joked", "told",
                ],
            )
        {
            return 2;
        }
        if self.is(j, &["next", "nxt", "nex", "nekst"]) && self.is(j + 1, &["door", "dor", "dore"])
        {
            return 3;
        }
        if self.is(j, &["on", "at", "in", "from", "of"])
            && after(j + 1).is_some_and(|t| {
                matches!(
                    t.what,
                    What::Found(Kind::Phone | Kind::Email | Kind::Address | Kind::HandleUrl)
                )
            })
        {
            return 3;
        }
        if self.is(j, &["from"])
            && j + 1 < self.len()
            && self.is(
                j + 1,
                &[
                    "next",
                    "number",
                    "no",
                    "flat",
                    "church",
                    "across",
                    "over",
                    "upstairs",
                    "downstairs",
                    "the",
                    "opposite",
                    "school",
                    "work",
                    "mosque",
                ],
            )
        {
            return 2;
        }
        if self.has(j, PLACING)
            || self.is(j, &["yr", "year"]) && after(j + 1).is_some_and(|t| t.what == What::Number)
        {
            return 2;
        }
        if self.is(j, &["and", "or"])
            && j + 2 < self.len()
            && self.is(j + 1, &["her", "his", "their"])
            && self.has(j + 2, KIN)
            || self.up_there(j)
        {
            return 3;
        }
        // "X too".
        if self.is(j, &["too"]) && self.has(i, NAMELY) && self.begins(i) && self.ends(j) {
            return 2;
        }
        // "patience is what they tell you to have".
        if self.is(j, &["is", "was"]) && at(j + 1, &["what", "when", "where", "why", "how"]) {
            return 0;
        }
        if self.has(j, THINGS) {
            let person = after(j + 1).is_some_and(|t| {
                t.what == What::Number && t.start - next.end == 1
                    || t.what == What::Word && t.facts & STATE != 0
            }) && self.is(j, &["is", "was", "feels", "gets", "got", "looks", "keeps"])
                || after(j + 1).is_some_and(|t| {
                    t.what == What::Word && t.gap == Gap::Space && t.facts & PERSONAL != 0
                }) && !self.is(j, &["is", "was"])
                || self.is(j, &["has", "had"]) && after(j + 1).is_some_and(|t| t.facts & AIL != 0)
                || self.is(j, &["would", "could"])
                    && after(j + 1).is_some_and(|t| t.facts & OFFER != 0)
                || self.is(j, &["has", "had"])
                    && j + 2 < self.len()
                    && self.is(j + 1, &["been"])
                    && self.has(j + 2, STATE | UNDERGONE);
            return if person {
                3
            } else if often || self.likely(j) {
                2
            } else {
                1
            };
        }
        if self.has(j, DOING) {
            return 2;
        }
        // "X will come", "X will not": not what hope or summer does.
        if self.is(j, &["will", "may", "cannot"])
            && !self.has(i, MONTH | SMALL)
            && !self.is(i, &["hope", "wish", "trust", "faith", "love", "pride"])
            && (self.has(j + 1, PERSON_VERB | OFFER) || at(j + 1, &["not"]) && self.ends(j + 1))
        {
            return 2;
        }
        // "Jess from Govan".
        if self.is(j, &["from"])
            && self.begins(i)
            && self.has(i, NAMELY)
            && after(j + 1).is_some_and(|t| t.cap || self.unknown[j + 1])
        {
            return 2;
        }
        // "X wnats lights": a slip of what a person does.
        if self.unknown[j] && self.has(i, NAMELY | WORDLY) && next.facts & NAME == 0 {
            let meant = WORDS.meant_facts(&next.word);
            if meant & DOING != 0 {
                return if meant & THINGS == 0 { 2 } else { 1 };
            }
        }
        0
    }

    /// "X on the ground floor", "X two doors up".
    fn up_there(&self, j: usize) -> bool {
        self.is(j, &["on"])
            && self.is(j + 1, &["the"])
            && self.is(j + 2, &LEVELS)
            && self.is(j + 3, &["floor", "door"])
            || self.is(j, &["two", "three", "four", "five", "few", "couple"])
                && self.is(j + 1, &["doors"])
    }

    /// Whether what follows the verb, which things have too, is rather a person's.
    fn likely(&self, j: usize) -> bool {
        let k = j + 1;
        if !self
            .tokens
            .get(k)
            .is_some_and(|t| t.what == What::Word && t.gap == Gap::Space)
        {
            return false;
        }
        let after = k + 1;
        self.is(j, &["is", "was", "got", "been", "gets"]) && self.has(k, UNDERGONE)
            || self.is(j, &["has", "gets", "got"])
                && self.is(
                    k,
                    &[
                        "a", "an", "no", "her", "his", "their", "to", "never", "key", "keys",
                    ],
                )
            || self.is(j, &["came", "comes", "come", "went", "got", "gets"])
                && self.is(k, &["to"])
                && self.is(after, &["the"])
                && self.is(
                    after + 1,
                    &["door", "window", "phone", "gate", "hatch", "meeting"],
                )
            || self.is(j, &["used"]) && self.is(k, &["to"]) && self.has(after, PERSON_VERB)
            || self.is(j, &["runs", "ran", "leads", "led"])
                && self.is(k, &["a", "an", "the"])
                && self.has(after, HEAD | WEAK_HEAD | BETWEEN)
            || self.is(j, &["runs", "ran", "leads", "led"])
                && (self.has(k, HEAD) || self.tokens[k].cap)
            || self.is(j, &["does", "did"]) && self.is(k, &DAYS)
            || self.is(j, &["keeps", "kept"]) && self.is(k, &["a", "an", "the"])
            || self.is(j, &["got", "gets"])
                && self.is(k, &["the"])
                && self.is(
                    after,
                    &[
                        "letter", "letters", "keys", "leaflet", "job", "flat", "house", "email",
                    ],
                )
            || self.is(j, &["works", "worked"])
                && self.is(k, &["at", "for", "nights", "days", "part", "full"])
            || self.is(j, &["went", "goes"]) && self.is(k, &["to"])
            || self.is(j, &["has", "had"])
                && self.is(k, &["the"])
                && after < self.len()
                && self.is(after, &["key", "keys", "hall", "spare"])
            || self.is(j, &["needs", "need", "wants"])
                && self.is(
                    k,
                    &[
                        "a", "an", "help", "to", "someone", "somebody", "her", "his", "more",
                        "some", "new",
                    ],
                )
            || (self.is(j, &NOT_DO) || self.is(j, &["may"])) && self.has(k, PERSON_VERB)
            || self.is(j, &["isnt", "wasnt", "is", "was"])
                && self.is(
                    k,
                    &[
                        "in", "well", "able", "keen", "happy", "allowed", "ready", "eligible",
                        "sure", "out", "up",
                    ],
                )
                && self.ends_or_joins(k)
            || self.is(j, &["is", "was"])
                && self.is(k, &["a", "an", "the", "my", "her", "his", "our"])
                && after < self.len()
                && self.has(after, KIN)
    }

    /// Whether a thing follows that the word only describes: "hazel hedge", "peace of mind".
    pub(super) fn describes(&self, i: usize) -> bool {
        let j = i + 1;
        if j >= self.len()
            || !self.word(j)
            || !self.close(j)
            || self.tokens[i].poss
            || self.named(j)
            || self.unknown[j] && !WORDS.slip(&self.tokens[j].word, false)
        {
            return false;
        }
        if self.is(j, &["of"]) {
            return true;
        }
        // "see rich, tell him".
        if self.is(j, &["may", "will"])
            || self.is(j, &["tell", "ask", "say", "ring", "text", "give", "call"])
                && self.is(j + 1, &["him", "her", "them", "me", "us"])
        {
            return false;
        }
        !self.has(j, SMALL | DOING | THINGS | PLACING | NAMELY)
    }
}
