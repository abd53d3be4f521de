//! Names: a word that is not known to be harmless is one; a word that is both is one where it is
//! used like one.

use super::{
    Kind, Places,
    patterns::{Hit, Marked},
    tokens::{Gap, Token, What, cut},
    words::{
        ADVERB, ARTICLE, BEFORE_PLACE, BEFORE_TIME, BETWEEN, COMMON, CUE, DETERMINER, DOING, ERA,
        ERA_FIRST, ERA_WORD, HALF_CUE, HEAD, HEAD_BEFORE, KIN, LINK, MODAL_FOLLOWER, MONTH, NAME,
        NAMELY, OFFER, OFFICE, OFFICE_AFTER, OWNED, PARTICLE, PERSON_VERB, PLACING, POSSESSED,
        RARE, REMARK, SAINT, SIR, SMALL, STATE, SURE_HEAD_BEFORE, SURNAME, SYLLABLE, THINGS, TITLE,
        UNDERGONE, WEAK_HEAD, WORDLY, WORDS,
    },
};

/// After these and "in", what follows is no place.
const CONFIDES: [&str; 8] = [
    "believe",
    "believes",
    "confides",
    "confided",
    "trusts",
    "interest",
    "interested",
    "faith",
];
/// After "the" and a name: the name is a family's.
const FAMILY: [&str; 9] = [
    "fam", "family", "girls", "boys", "lads", "kids", "sisters", "brothers", "twins",
];
/// After an article and a name: people, so that the name is one.
const GROUP: [&str; 22] = [
    "fam",
    "fams",
    "family",
    "girls",
    "boys",
    "lads",
    "kids",
    "sisters",
    "brothers",
    "twins",
    "household",
    "lot",
    "house",
    "home",
    "place",
    "clan",
    "girl",
    "boy",
    "lad",
    "brother",
    "sister",
    "couple",
];
/// What a person does not do, or would.
const NOT_DO: [&str; 14] = [
    "cant", "cannot", "wont", "dont", "doesnt", "didnt", "couldnt", "wouldnt", "would", "could",
    "might", "can", "will", "should",
];

/// Where a name is read off.
const BELL: [&str; 6] = [
    "buzzer",
    "bell",
    "doorbell",
    "intercom",
    "letterbox",
    "nameplate",
];
/// Between such a thing and the name.
const SAYS: [&str; 6] = ["says", "say", "sez", "said", "reads", "is"];
/// Before somebody who does something.
const IF_WHEN: [&str; 9] = [
    "if", "when", "unless", "until", "since", "though", "although", "because", "cos",
];
/// Before somebody and "will".
const SURE: [&str; 10] = [
    "sure", "whether", "wonder", "think", "thinks", "thought", "reckon", "reckons", "suppose",
    "bet",
];
/// After "so" or "nor", before somebody.
const WILL_DO: [&str; 7] = ["will", "does", "did", "is", "has", "can", "would"];
/// The other of two, before "and".
const ME_AND: [&str; 7] = ["me", "i", "him", "her", "us", "them", "you"];
/// Where people have a page.
const MEDIA: [&str; 11] = [
    "insta",
    "instagram",
    "ig",
    "fb",
    "facebook",
    "tiktok",
    "snap",
    "snapchat",
    "twitter",
    "whatsapp",
    "messenger",
];
/// Behind a name in minutes or on a list.
const ROLE: [&str; 14] = [
    "chair",
    "treasurer",
    "secretary",
    "treas",
    "sec",
    "vice",
    "notes",
    "minutes",
    "yes",
    "no",
    "maybe",
    "present",
    "absent",
    "apologies",
];
/// What people call each other before the name.
const HOW_OLD: [&str; 9] = [
    "poor", "young", "old", "little", "big", "wee", "lovely", "dear", "late",
];
/// Before what somebody does for a living.
const JOB_BEFORE: [&str; 11] = [
    "retired",
    "ex",
    "former",
    "trained",
    "trainee",
    "qualified",
    "apprentice",
    "as",
    "senior",
    "works",
    "worked",
];
/// Before "with" and a name.
const HOUSEMATE: [&str; 23] = [
    "key", "keys", "live", "lives", "lived", "living", "stays", "staying", "shares", "sharing",
    "moved", "left", "works", "working", "leaflet", "leaflets", "note", "card", "message",
    "number", "word", "details", "parcel",
];
/// Titles before a surname that is a word.
const SURNAME_TITLE: [&str; 13] = [
    "pastor", "imam", "prof", "rev", "fr", "pc", "sgt", "vicar", "dr", "doctor", "father",
    "reverend", "insp",
];
/// Particles that begin a last name where nothing stands before it.
const FIRST_PARTICLE: [&str; 21] = [
    "de", "da", "dos", "das", "di", "del", "della", "du", "von", "der", "el", "al", "bin", "ibn",
    "abu", "ap", "mac", "mc", "o", "d", "ten",
];

/// What the passes know about each token.
struct Row {
    tokens: Vec<Token>,
    /// Harmless by its company: part of an organisation, a place, an elected person.
    safe: Vec<bool>,
    name: Vec<bool>,
    rule: Vec<&'static str>,
    /// Neither listed, nor a word, nor formed from one.
    unknown: Vec<bool>,
    /// Whether the note uses capitals at all beside runs of nothing else.
    cased: bool,
    /// Whether a name-like word stands in it with a capital within a sentence.
    names_cased: bool,
}

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
    };
    row.names_cased =
        (0..n).any(|i| row.telling_capital(i) && row.namelike(i) && !row.tokens[i].caps);
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
    for hit in row.hits() {
        super::patterns::add(marked, hit);
    }
}

impl Row {
    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn has(&self, i: usize, facts: u64) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.what == What::Word && t.facts & facts != 0)
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.what == What::Word && words.contains(&t.word.as_str()))
    }

    fn word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.what == What::Word)
    }

    /// Whether the token follows the one before it with nothing but space or a hyphen.
    fn close(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Hyphen))
    }

    fn named(&self, i: usize) -> bool {
        self.name[i] || self.tokens[i].what == What::Taken
    }

    /// Whether all around is in capitals, so that they prove nothing.
    fn shouted(&self, i: usize) -> bool {
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
    fn begins(&self, i: usize) -> bool {
        matches!(self.tokens[i].gap, Gap::Start | Gap::Stop)
    }

    /// Whether the capital letter proves something.
    fn telling_capital(&self, i: usize) -> bool {
        self.cased && self.tokens[i].cap && !self.begins(i) && !self.shouted(i)
    }

    fn capital(&self, i: usize) -> bool {
        self.cased && self.tokens[i].cap && !self.shouted(i)
    }

    /// A word that can be part of a name.
    fn namelike(&self, i: usize) -> bool {
        self.word(i) && (self.unknown[i] || self.has(i, NAMELY | WORDLY | SURNAME | NAME))
    }

    // -- What stays --------------------------------------------------------------------------

    fn keep_places(&mut self, places: &Places) {
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
    fn numbered_streets(&mut self, places: &Places, marked: &mut Marked<'_>) {
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
                    super::patterns::add(
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

    fn keep_offices(&mut self) {
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

    fn keep_organisations(&mut self) {
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
                    j += 1;
                }
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

    // -- What stands around ------------------------------------------------------------------

    fn modal(&self, i: usize) -> bool {
        self.is(i, &["will", "may"]) && !self.capital(i)
    }

    /// How strongly what stands before says that a person follows: 0 to 3.
    fn called(&self, i: usize) -> u8 {
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
            return 2;
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

    /// Whether a piece of the note ends behind the token.
    fn ends(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_none_or(|t| {
            matches!(
                t.gap,
                Gap::Stop | Gap::Comma | Gap::Open | Gap::Close | Gap::Slash
            )
        })
    }

    /// Whether the sentence ends behind the token or goes on with a small word.
    fn ends_or_joins(&self, i: usize) -> bool {
        self.tokens
            .get(i + 1)
            .is_none_or(|t| t.gap != Gap::Space || self.has(i + 1, SMALL))
    }

    /// How strongly what follows says that this is a person: 0 to 3.
    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    fn does(&self, i: usize) -> u8 {
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
            && (self.is(j, &["the", "one", "who", "mum", "dad", "her", "his"]) || self.has(j, KIN))
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
        if self.is(j, &["next"]) && j + 1 < self.len() && self.is(j + 1, &["door"]) {
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
        if self.is(j, &["and"])
            && j + 2 < self.len()
            && self.is(j + 1, &["her", "his", "their"])
            && self.has(j + 2, KIN)
        {
            return 3;
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
                    t.what == What::Word
                        && t.gap == Gap::Space
                        && t.facts & super::words::PERSONAL != 0
                }) && !self.is(j, &["is", "was"])
                || self.is(j, &["has", "had"])
                    && after(j + 1).is_some_and(|t| t.facts & super::words::AIL != 0)
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

    /// Whether a piece of a list begins here.
    fn begins_piece(&self, i: usize) -> bool {
        !matches!(self.tokens[i].gap, Gap::Space | Gap::Hyphen | Gap::And)
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
    fn describes(&self, i: usize) -> bool {
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
        if self.is(j, &["may", "will"]) {
            return false;
        }
        !self.has(j, SMALL | DOING | THINGS | PLACING | NAMELY)
    }

    // -- Who is taken out --------------------------------------------------------------------

    fn unknowns(&mut self) {
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
    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    fn stands_as_place(&self, i: usize, known: bool, called: u8, does: u8) -> bool {
        let t = &self.tokens[i];
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
        // "came from Bolanle di Marco" is no place.
        let longer = self.close(i + 1) && (self.namelike(i + 1) || self.has(i + 1, PARTICLE));
        if i >= 2
            && !t.poss
            && t.gap == Gap::Space
            && does == 0
            && !longer
            && self.is(i - 1, &["to", "from"])
            && self.is(
                i - 2,
                &[
                    "moved",
                    "move",
                    "moving",
                    "moves",
                    "tram",
                    "trams",
                    "bus",
                    "buses",
                    "train",
                    "trains",
                    "coach",
                    "coaches",
                    "over",
                    "originally",
                    "back",
                    "came",
                    "come",
                    "comes",
                    "coming",
                    "up",
                    "down",
                    "here",
                    "born",
                    "family",
                    "people",
                    "folk",
                    "families",
                    "lads",
                    "arrived",
                    "fled",
                    "travels",
                    "commutes",
                    "commuting",
                    "refugee",
                    "refugees",
                    "off",
                    "out",
                ],
            )
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
                    "is", "are", "was", "were", "im", "hes", "shes", "theyre", "all", "both",
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
            && self.is(
                i + 1,
                &[
                    "do", "sells", "sell", "charge", "charges", "shut", "closed", "closing",
                    "stays", "open", "opens",
                ],
            )
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
        let wide = self.cased && !t.cap && called < 2 && does < 2;
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
        if known || !WORDS.slip(&t.word, wide) {
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
    fn owned(&self, i: usize) -> bool {
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

    /// "church family, flat 3".
    fn heads(&self, i: usize) -> bool {
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

    fn word_names(&mut self) -> bool {
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

    /// "violet no / Solange yes", "1) max 2) Danica": alone between signs, as a name is beside it.
    fn listed(&self, i: usize) -> bool {
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
        if does < 2 && !full && self.describes(i) && !self.surname_follows(i) {
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

    /// "Iris and Hazel fell out", "Hope, Joy and Ali".
    fn coupled(&self, i: usize) -> i32 {
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
    fn surname_acts(&self, i: usize) -> bool {
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
    fn surname_follows(&self, i: usize) -> bool {
        let j = i + 1;
        j < self.len()
            && self.close(j)
            && self.has(j, SURNAME)
            && self.telling_capital(j)
            && self.capital(i)
    }

    /// A word after a title or beside an age, with the capital of a name.
    #[expect(
        clippy::too_many_lines,
        reason = "one sign after another, weighed in one place"
    )]
    fn titled(&self, i: usize) -> bool {
        const ANY_TITLE: [&str; 6] = ["mx", "mister", "missus", "sir", "canon", "rabbi"];
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

    /// What belongs to a name beside it: surnames, particles, initials, the other half.
    fn joined(&mut self) -> bool {
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
        if i == 0 || !self.close(i) || !self.named(i - 1) || self.tokens[i - 1].poss {
            return false;
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
        if capital && ends && self.has(i, super::words::SMALL_NAME) {
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
            return dot && first
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
