//! What a pattern alone cannot tell: is this run of signs a number of somebody's?

use super::{
    Kind,
    patterns::{Marked, Verdict},
    words::{COMMON, NAMELY, SMALL, SURNAME, WORDLY, WORDS},
};

/// Decides about a match of the pattern's kind.
pub type Check = fn(&Marked<'_>, usize, usize, Option<Kind>) -> Verdict;

/// The check of this name in the table.
#[must_use]
pub fn named(name: &str) -> Option<Check> {
    Some(match name {
        "planning" => planning,
        "mailbox" => mailbox,
        "spoken" => spoken,
        "handle" => handle,
        "account" => account,
        "iban" => iban,
        "digits" => digits,
        "born" => born,
        "house" => house,
        "unit" => unit,
        "home" => home,
        "named-house" => named_house,
        "postcode" => postcode,
        "number" => number,
        "sort" => sort,
        "lettered" => lettered,
        "house-name" => house_name,
        "nhs-shape" => nhs_shape,
        "bare-date" => bare_date,
        "street-number" => street_number,
        "plate" => plate,
        "id" => id,
        "reference" => reference,
        _ => return None,
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn count_digits(s: &str) -> usize {
    s.chars().filter(|c| is_digit(*c)).count()
}

fn letters(s: &str) -> String {
    s.chars().filter(char::is_ascii_lowercase).collect()
}

fn value(s: &str) -> u32 {
    s.chars()
        .filter(|c| is_digit(*c))
        .collect::<String>()
        .parse()
        .unwrap_or(0)
}

/// A word that everybody uses and that is no name.
fn plain_word(word: &str) -> bool {
    let facts = WORDS.facts(word);
    (facts & COMMON != 0 || WORDS.harmless(word)) && facts & (WORDLY | NAMELY | SURNAME) == 0
}

fn small(word: &str) -> bool {
    WORDS.facts(word) & SMALL != 0
}

const PLANNING: [&str; 32] = [
    "ful", "out", "hse", "lbc", "tpo", "dis", "var", "adv", "cou", "pa", "res", "oha", "full",
    "dpa", "cond", "nma", "hh", "fu", "cm", "ia", "rem", "fpa", "ca", "lb", "tca", "tcac", "prior",
    "pip", "cle", "clp", "eia", "app",
];

fn planning(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let last = marked.part(start, end).rsplit('/').next().unwrap_or("");
    let s = marked.part(start, end);
    if marked.after(end).starts_with(['/', '*']) || marked.before(start).ends_with(['/', '*']) {
        return Verdict::No;
    }
    // "11/1971" is a month, "36/40" a count.
    if letters(s).is_empty() && s.rsplit('/').next().is_some_and(|last| last.len() < 5) {
        return Verdict::No;
    }
    if PLANNING.contains(&last) || !marked.cue("crime", start) {
        return Verdict::Keep;
    }
    Verdict::No
}

fn mailbox(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let signed = s.contains(['@', '(', '[']);
    let box_end = s.find(['@', '(', '[', ' ']).unwrap_or(s.len());
    let name = s.get(..box_end).unwrap_or("");
    let host = s.rsplit([' ', '@', ')', ']']).next().unwrap_or("");
    if !signed
        && (small(name) || plain_word(name) || ["live", "sky", "me", "outlook"].contains(&host))
    {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Email, start, end)
}

/// "ada dot b at mail dot com", not "look at nhs dot uk".
fn spoken(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let (name, host) = s.split_once(" at ").unwrap_or((s, ""));
    let public = [
        "gov.uk",
        "nhs.uk",
        "police.uk",
        "gov dot uk",
        "nhs dot uk",
        "police dot uk",
    ]
    .iter()
    .any(|body| host.contains(body));
    if public
        || name.chars().all(|c| c.is_ascii_lowercase())
            && (small(name) || plain_word(name))
            && !host.contains(" dot ")
    {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Email, start, end)
}

fn handle(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let name = s.trim_start_matches(['@', ' ']);
    let spaced = s.starts_with("@ ");
    let telling = name.contains('_') || (name.contains(is_digit) && !name.starts_with(is_digit));
    if name.starts_with(is_digit) && !name.contains('_') && count_digits(name) + 2 >= name.len() {
        return Verdict::No;
    }
    let foreign = name.len() >= 5 && !WORDS.harmless(name) && !WORDS.slip(name, false);
    if telling || (!spaced && !plain_word(name)) || spaced && foreign {
        return Verdict::Hit(Kind::HandleUrl, start, end);
    }
    Verdict::No
}

fn account(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end).trim_end_matches('.');
    let end = start + s.len();
    if !s.contains(|c: char| c.is_ascii_lowercase()) || small(s) {
        return Verdict::No;
    }
    if s.contains('_') || s.trim_matches('.').contains('.') && !s.contains("..") {
        return Verdict::Hit(Kind::HandleUrl, start, end);
    }
    let digits = count_digits(s);
    if digits > 0 {
        let spelt = letters(s);
        let measure = s.starts_with(is_digit) && (spelt.len() <= 2 || plain_word(&spelt));
        return if measure {
            Verdict::No
        } else {
            Verdict::Hit(Kind::HandleUrl, start, end)
        };
    }
    let facts = WORDS.facts(s);
    if facts & (COMMON | WORDLY | SURNAME | NAMELY) != 0 || s.len() < 3 {
        return Verdict::No;
    }
    // "fb group", "whatsapp grps": small formations and slips are words.
    if s.split('-')
        .all(|part| WORDS.harmless(part) || WORDS.slip(part, false))
    {
        return Verdict::No;
    }
    Verdict::Hit(Kind::HandleUrl, start, end)
}

/// "kehinde2003": a name with a number, not "covid19".
fn lettered(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let harmless = s
        .split(|c: char| !c.is_ascii_lowercase())
        .filter(|part| !part.is_empty())
        .all(|part| part.len() < 4 || WORDS.harmless(part) || WORDS.slip(part, false));
    if harmless || marked.before(start).ends_with(['/', '.', '@']) {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}

/// A house's name with its street: a comma parts them.
fn house_name(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let between: Vec<&str> = s
        .split(|c: char| !c.is_ascii_lowercase() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let street = between.get(2..between.len() - 1).unwrap_or(&[]);
    if !s.contains(',')
        || street
            .iter()
            .any(|word| small(word) && !["the", "of", "st", "may"].contains(word))
    {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}

fn iban(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let count = s.chars().filter(char::is_ascii_alphanumeric).count();
    if count_digits(s) >= 10 && count >= 15 {
        return Verdict::Hit(Kind::Bank, start, end);
    }
    Verdict::No
}

fn digits(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let first = letters(s.get(..2).unwrap_or(""));
    let cue = marked.cue("id", start)
        || marked.before(start).contains("nino")
        || marked.before(start).contains("insurance");
    if count_digits(s) < if cue { 2 } else { 4 }
        || (small(&first) && s.get(2..3) == Some(" ")) && !shouted(marked, start, end) && !cue
    {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}

/// Full dates. From so long ago that no note is about the day, or said to be a birthday: taken out.
fn born(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let groups: Vec<&str> = s
        .split(|c: char| !is_digit(c))
        .filter(|g| !g.is_empty())
        .collect();
    let spelt = !letters(s).is_empty();
    if marked.cue("dob", start) || marked.cue("dob-after", end) {
        return Verdict::Hit(Kind::Dob, start, end);
    }
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return Verdict::No;
    };
    let year_text = if first.len() == 4 { first } else { last };
    if !spelt {
        // Parted the same way twice: "1/3, 36 Mill Lane" is no day.
        let signs: Vec<&str> = s
            .split(is_digit)
            .map(str::trim)
            .filter(|sign| !sign.is_empty())
            .collect();
        if signs.len() == 2 && signs[0] != signs[1] || signs.len() == 1 {
            return Verdict::No;
        }
        if groups.len() != 3 || groups.iter().all(|g| g.len() == 2) && marked.cue("bank", start) {
            return Verdict::No;
        }
        let (day, month) = if first.len() == 4 {
            (value(groups[2]), value(groups[1]))
        } else {
            (value(first), value(groups[1]))
        };
        if day == 0 || month == 0 || day > 31 || (month > 12 && day > 12) {
            return Verdict::No;
        }
    }
    if year_text.len() < 2 || groups.len() < 2 {
        return Verdict::No;
    }
    if spelt && year_text.len() == 2 {
        let past = (31..=99).contains(&value(year_text))
            && s.starts_with(is_digit)
            && !marked.guarded("notunit", end)
            && !marked.cue("event", start);
        return if past {
            Verdict::Hit(Kind::Dob, start, end)
        } else {
            Verdict::KeepUnlessNamed
        };
    }
    let year = match year_text.len() {
        2 if value(year_text) <= 26 => 2000 + value(year_text),
        2 => 1900 + value(year_text),
        _ => value(year_text),
    };
    if year <= 2015 && !marked.cue("event", start) {
        return Verdict::Hit(Kind::Dob, start, end);
    }
    Verdict::KeepUnlessNamed
}

const PREFIXES: [&str; 16] = [
    "flat",
    "flt",
    "apartment",
    "apt",
    "appartment",
    "maisonette",
    "bedsit",
    "unit",
    "room",
    "house",
    "number",
    "num",
    "no",
    "nr",
    "hse",
    "rm",
];
/// Street words that are ordinary words too.
const WEAK_STREETS: [&str; 30] = [
    "close",
    "way",
    "place",
    "hill",
    "rise",
    "view",
    "end",
    "side",
    "park",
    "court",
    "green",
    "drive",
    "walk",
    "mount",
    "gate",
    "bank",
    "row",
    "point",
    "house",
    "field",
    "fields",
    "fold",
    "yard",
    "estate",
    "gardens",
    "square",
    "buildings",
    "dale",
    "chase",
    "cl",
];

#[expect(
    clippy::too_many_lines,
    reason = "one shape after another, in the order in which they are told apart"
)]
fn house(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let words: Vec<&str> = s
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    let prefixed = words.first().is_some_and(|w| PREFIXES.contains(w))
        || words.len() > 2
            && words[1].starts_with(is_digit)
            && s.split(' ').next().is_some_and(|first| first.contains('/'));
    let number = words.iter().rfind(|w| w.starts_with(is_digit)).copied();
    let street = words.last().copied().unwrap_or("");
    if let Some(number) = number {
        let n = value(number);
        let at = start + s.rfind(number).unwrap_or(0) + number.len();
        if n == 0 || (!prefixed && number.len() == 4 && (1900..=2039).contains(&n)) {
            return Verdict::No;
        }
        if !prefixed && marked.guarded("notunit", at) {
            return Verdict::No;
        }
        if !prefixed
            && marked.part(0, start).ends_with(['$', '.', ':', '/', '-'])
            && marked
                .part(start.saturating_sub(2), start)
                .starts_with(|c: char| is_digit(c) || c == '$')
        {
            return Verdict::No;
        }
    }
    let before = marked.before(start).trim_end();
    let last = before
        .rsplit(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or("");
    if !prefixed
        && [
            "bus", "buses", "route", "tram", "line", "age", "aged", "since", "until", "till",
            "about", "over", "under", "nearly", "almost", "top", "block", "x", "year", "yr",
            "level", "phase", "junction",
        ]
        .contains(&last)
        && marked.before(start).ends_with(' ')
    {
        return Verdict::No;
    }
    let between: Vec<&str> = words
        .iter()
        .skip_while(|w| {
            PREFIXES.contains(w)
                || w.starts_with(is_digit)
                || w.len() == 1
                || number.is_none() && spelt_number(w)
        })
        .copied()
        .collect();
    let between = between
        .get(..between.len().saturating_sub(1))
        .unwrap_or(&[]);
    if between.is_empty() {
        return Verdict::No;
    }
    let cased_note = marked.normal.capital.iter().any(|c| *c);
    let weak = WEAK_STREETS.contains(&street);
    let street_at = start + s.rfind(street).unwrap_or(0);
    let capital = marked
        .normal
        .capital
        .get(street_at)
        .copied()
        .unwrap_or(false);
    // "2 big car park" in a note with capitals.
    if !prefixed
        && !capital
        && weak
        && cased_note
        && between
            .iter()
            .all(|word| plain_word(&word.replace('\'', "")) && !NAMELIKE.contains(word))
    {
        return Verdict::No;
    }
    // "40 leaflets. cycle lane": two sentences; "2 buy stripped street": a word in shorthand.
    let ends_inside = s
        .match_indices(". ")
        .any(|(at, _)| at >= 3 && s.as_bytes()[at - 3..at].iter().all(u8::is_ascii_lowercase));
    if !prefixed && ends_inside {
        return Verdict::No;
    }
    let shorthand = matches!(number, Some("2" | "4")) && between.len() > 1;
    if !prefixed
        && !capital
        && shorthand
        && between
            .iter()
            .all(|word| plain_word(&word.replace('\'', "")) && !NAMELIKE.contains(word))
    {
        return Verdict::No;
    }
    for (n, word) in between.iter().enumerate() {
        let bare = word.replace('\'', "");
        if [
            "the", "st", "old", "new", "great", "little", "upper", "lower", "of", "saint",
        ]
        .contains(&bare.as_str())
            && n + 1 < between.len()
        {
            continue;
        }
        if small(&bare) && !["may"].contains(&bare.as_str()) {
            return Verdict::No;
        }
        if !prefixed
            && !capital
            && number.is_none()
            && plain_word(&bare)
            && !NAMELIKE.contains(&bare.as_str())
        {
            return Verdict::No;
        }
    }
    Verdict::Hit(Kind::Address, start, end)
}

/// Ordinary words that streets and blocks are named with.
const NAMELIKE: [&str; 40] = [
    "church",
    "chapel",
    "station",
    "school",
    "beech",
    "cherry",
    "elm",
    "lime",
    "poplar",
    "maple",
    "chestnut",
    "sycamore",
    "cedar",
    "laurel",
    "hawthorn",
    "orchard",
    "meadow",
    "victoria",
    "albert",
    "windsor",
    "bridge",
    "mill",
    "manor",
    "abbey",
    "priory",
    "canal",
    "river",
    "valley",
    "garden",
    "castle",
    "spring",
    "south",
    "north",
    "east",
    "west",
    "high",
    "tower",
    "college",
    "vicarage",
    "cathedral",
];

fn spelt_number(word: &str) -> bool {
    const NUMBERS: [&str; 28] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fourty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ];
    NUMBERS.contains(&word)
}

fn unit(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let n = value(s);
    let word = letters(
        s.split(|c: char| !c.is_ascii_lowercase())
            .next()
            .unwrap_or(""),
    );
    if s.contains(is_digit) {
        if n == 0
            || (n == 1
                && ["no", "number"].contains(&word.as_str())
                && !s.contains('.')
                && !s.ends_with(|c: char| c.is_ascii_lowercase()))
        {
            return Verdict::No;
        }
        let numbered = ["no", "number", "num", "nr", "nmbr", "numb"].contains(&word.as_str());
        if numbered
            && n < 10
            && [" is the ", " is our", " is my", " is her", " is his"]
                .iter()
                .any(|is| marked.after(end).starts_with(is))
        {
            return Verdict::No;
        }
        // "nhs no 943 476 5919": the number goes on.
        let mut on = marked.after(end).chars();
        if numbered
            && on.next().is_some_and(|c| "-./ ".contains(c))
            && on.next().is_some_and(is_digit)
            && on.next().is_some_and(is_digit)
        {
            return Verdict::No;
        }
        if (1900..2040).contains(&n)
            && ["house", "no", "unit", "room", "door", "plot"].contains(&word.as_str())
        {
            return Verdict::No;
        }
    } else if s.split(' ').next_back().is_some_and(|w| w.len() > 1) {
        let placed = [
            "at", "from", "of", "to", "in", "opposite", "by", "lives", "live", "behind", "outside",
            "side", "door", "says", "see",
        ];
        let last = marked
            .before(start)
            .trim_end()
            .rsplit(' ')
            .next()
            .unwrap_or("");
        let flat = ["flat", "apartment", "apt", "flt"].contains(&word.as_str());
        if !flat && !placed.contains(&last) {
            return Verdict::No;
        }
    } else if s.ends_with('a') && marked.after(end).starts_with([' ', '\n']) {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}

fn home(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let n = value(s);
    let lettered = s.ends_with(|c: char| c.is_ascii_lowercase());
    let mut before = marked.before(start).split_ascii_whitespace().rev();
    let preposition = before.next().unwrap_or("");
    let mut who = before.next().unwrap_or("");
    if [
        "over", "up", "down", "across", "moved", "back", "next", "knock", "knocked",
    ]
    .contains(&who)
    {
        who = "";
    }
    if n == 0 || (1900..2040).contains(&n) {
        return Verdict::No;
    }
    if !lettered
        && (["of", "in"].contains(&preposition)
            || (["him", "her", "them", "she", "he", "home"].contains(&who) && n <= 24))
    {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Address, start, end)
}

#[expect(
    clippy::too_many_lines,
    reason = "one shape after another, in the order in which they are told apart"
)]
fn named_house(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    const SURE: [&str; 13] = [
        "cottage",
        "cottages",
        "bungalow",
        "farm",
        "farmhouse",
        "villa",
        "vicarage",
        "rectory",
        "barn",
        "croft",
        "nook",
        "manor",
        "grange",
    ];
    const HOUSES: [&str; 17] = [
        "cottage",
        "farm",
        "farmhouse",
        "lodge",
        "villa",
        "bungalow",
        "manor",
        "vicarage",
        "rectory",
        "barn",
        "house",
        "cottages",
        "grange",
        "croft",
        "nook",
        "dene",
        "hall",
    ];
    let s = marked.part(start, end);
    let mut at = start;
    let mut words: Vec<(usize, &str)> = Vec::new();
    for word in s.split(|c: char| !c.is_ascii_lowercase() && c != '\'') {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len() + 1;
    }
    let Some(h) = words
        .iter()
        .skip(1)
        .position(|w| HOUSES.contains(&w.1))
        .map(|n| n + 1)
    else {
        return Verdict::No;
    };
    let capital = |n: usize| {
        marked
            .normal
            .capital
            .get(words[n].0)
            .copied()
            .unwrap_or(false)
    };
    let cased = marked.normal.capital.iter().any(|c| *c) && !capital(h);
    let first = usize::from(words[0].1 == "the");
    let comma = marked.part(words[h].0, end).contains(',');
    if cased || h < first || h == first && !comma {
        return Verdict::No;
    }
    let live = marked.before(start).trim_end();
    let lives = [
        "lives at",
        "live at",
        "lives in",
        "live in",
        "address",
        "at",
        "living at",
        "from",
    ]
    .iter()
    .any(|cue| live.ends_with(cue));
    if !(SURE.contains(&words[h].1) && (comma || lives)
        || comma && lives
        || capital(h) && SURE.contains(&words[h].1))
    {
        return Verdict::No;
    }
    for (n, word) in words.iter().enumerate() {
        let bare = word.1.replace('\'', "");
        if n != h && small(&bare) && !(["the", "of", "may"].contains(&bare.as_str())) {
            if n < h && n + 1 < h {
                continue;
            }
            return if n > h && ["on", "in", "off", "at"].contains(&bare.as_str()) {
                continue;
            } else {
                Verdict::No
            };
        }
    }
    // Small words that were caught before the house's name are left outside.
    let from = (0..h)
        .rev()
        .take_while(|n| !small(words[*n].1) || words[*n].1 == "the")
        .last()
        .unwrap_or(h);
    if from >= h {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Address, words[from].0, end)
}

/// The letters that postcodes begin with.
const AREAS: [&str; 121] = [
    "ab", "al", "b", "ba", "bb", "bd", "bh", "bl", "bn", "br", "bs", "bt", "ca", "cb", "cf", "ch",
    "cm", "co", "cr", "ct", "cv", "cw", "da", "dd", "de", "dg", "dh", "dl", "dn", "dt", "dy", "e",
    "ec", "eh", "en", "ex", "fk", "fy", "g", "gl", "gu", "ha", "hd", "hg", "hp", "hr", "hs", "hu",
    "hx", "ig", "ip", "iv", "ka", "kt", "kw", "ky", "l", "la", "ld", "le", "ll", "ln", "ls", "lu",
    "m", "me", "mk", "ml", "n", "ne", "ng", "nn", "np", "nr", "nw", "ol", "ox", "pa", "pe", "ph",
    "pl", "po", "pr", "rg", "rh", "rm", "s", "sa", "se", "sg", "sk", "sl", "sm", "sn", "so", "sp",
    "sr", "ss", "st", "sw", "sy", "ta", "td", "tf", "tn", "tq", "tr", "ts", "tw", "ub", "w", "wa",
    "wc", "wd", "wf", "wn", "wr", "ws", "wv", "yo", "ze",
];

fn postcode(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    if count_digits(s) == 0 {
        return Verdict::No;
    }
    let spaced = s.contains(' ');
    let cut = s
        .trim_end_matches(|c: char| c.is_ascii_lowercase())
        .ends_with([' ', '-'])
        || s.get(s.len() - 2..s.len() - 1)
            .is_some_and(|c| [" ", "-"].contains(&c));
    if cut
        || s.get(1..2) == Some(" ")
        || s.get(2..3) == Some(" ")
            && s.starts_with(|c: char| c.is_ascii_lowercase())
            && !s.get(1..2).unwrap_or("").contains(is_digit)
    {
        // Cut in odd places: only where no piece is a word.
        let pieces: Vec<&str> = s
            .split(|c: char| !c.is_ascii_lowercase())
            .filter(|p| !p.is_empty())
            .collect();
        let told = ["pc ", "postcode ", "post code ", "satnav ", "pcode "]
            .iter()
            .any(|cue| marked.before(start).ends_with(cue));
        let area = AREAS.contains(&pieces.first().copied().unwrap_or("")) && pieces.len() == 2;
        let small_tail = small(pieces.last().copied().unwrap_or(""));
        if !told
            && !shouted(marked, start, end)
            && (!area || small_tail)
            && pieces
                .iter()
                .any(|p| small(p) || p.len() > 1 && WORDS.harmless(p))
        {
            return Verdict::No;
        }
    }
    let squeezed: String = s.chars().filter(char::is_ascii_alphanumeric).collect();
    let s = squeezed.as_str();
    let inward = s.get(s.len() - 3..).unwrap_or("");
    let tail = inward.get(1..).unwrap_or("");
    if tail.contains(['c', 'i', 'k', 'm', 'o', 'v']) {
        return Verdict::No;
    }
    let ordinal = match inward.get(..1) {
        Some("1") => tail == "st",
        Some("2") => tail == "nd",
        Some("3") => tail == "rd",
        _ => tail == "th",
    };
    let measure = ["hr", "ft", "yr", "wk", "lb", "gb", "pt", "qt", "bn"].contains(&tail)
        && !shouted(marked, start, end);
    // "eh6 9th": a postcode where it is said to be one; "dn4 1lb": one where the post knows the place.
    let told = [
        "pc ",
        "postcode ",
        "post code ",
        "satnav ",
        "pcode ",
        "lives ",
        "at ",
    ]
    .iter()
    .any(|cue| marked.before(start).ends_with(cue));
    let area = s
        .split(|c: char| !c.is_ascii_lowercase())
        .next()
        .unwrap_or("");
    let placed = told || AREAS.contains(&area);
    if spaced
        && (ordinal && !told
            || measure && !placed
            || !s.get(..s.len() - 3).is_some_and(|out| {
                out.contains(is_digit) || out.ends_with('o') && !WORDS.harmless(out)
            }))
    {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Postcode, start, end)
}

/// Whether its letters are capitals in a note that has small ones too.
fn shouted(marked: &Marked<'_>, start: usize, end: usize) -> bool {
    let bytes = marked.text().as_bytes();
    let capital = |n: usize| marked.normal.capital[n];
    (start..end).all(|n| !bytes[n].is_ascii_lowercase() || capital(n))
        && (0..bytes.len()).any(|n| bytes[n].is_ascii_lowercase() && !capital(n))
}

/// Ten digits in the groups of an NHS number.
fn nhs_shape(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    if marked.before(start).ends_with(['+', '$']) || marked.after(end).starts_with(['-', '/']) {
        return Verdict::No;
    }
    Verdict::Hit(Kind::NhsNumber, start, end)
}

/// A day in six figures: only a name beside it makes it one.
fn bare_date(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let day = value(s.get(..2).unwrap_or(""));
    let month = value(s.get(2..4).unwrap_or(""));
    if (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && !marked.before(start).ends_with(['$', '/', '-', '.'])
    {
        return Verdict::KeepUnlessNamed;
    }
    Verdict::No
}

/// A street with its number behind it.
fn street_number(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let last = s
        .rsplit(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or("");
    let n = value(last);
    let first = s.split(' ').next().unwrap_or("");
    if n == 0
        || last.starts_with('0')
        || (1900..2040).contains(&n)
        || small(first)
        || marked.guarded("notunit", end)
    {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Address, start, end)
}

fn nhs_valid(digits: &str) -> bool {
    let d: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if d.len() != 10 {
        return false;
    }
    let sum: u32 = d
        .iter()
        .take(9)
        .zip((2..=10).rev())
        .map(|(d, w)| d * w)
        .sum();
    (11 - sum % 11) % 11 == d[9]
}

/// Runs of digits, whatever they are.
#[expect(
    clippy::too_many_lines,
    reason = "one shape after another, in the order in which they are told apart"
)]
fn number(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    if marked
        .hits
        .iter()
        .any(|hit| start < hit.end && hit.start < end)
    {
        return Verdict::No;
    }
    let s = marked
        .part(start, end)
        .trim_end_matches([' ', '.', '(', ')', '-']);
    let end = start + s.len();
    let digits: String = s
        .chars()
        .filter_map(|c| match c {
            'o' => Some('0'),
            'l' => Some('1'),
            c if c.is_ascii_digit() => Some(c),
            _ => None,
        })
        .collect();
    let n = digits.len();
    // "o77oo 9ooo46": said to be digits by the way it begins.
    let spelt = n == 11 && (s.starts_with("07") || s.starts_with("o7")) && count_digits(s) >= 3;
    if count_digits(s) * 2 < n && !spelt {
        return Verdict::No;
    }
    let money = marked.part(0, start).trim_end().ends_with('$')
        || marked.part(start.saturating_sub(1), start) == ","
            && marked
                .part(start.saturating_sub(2), start)
                .starts_with(is_digit);
    if money || marked.cue("charity", start) || marked.cue("charity-after", end) {
        return if n >= 5 { Verdict::Keep } else { Verdict::No };
    }
    let local = digits
        .strip_prefix("0044")
        .or_else(|| {
            digits
                .strip_prefix("44")
                .filter(|_| s.starts_with(['+', '(']) || n >= 12)
        })
        .unwrap_or(&digits);
    let bare = local.strip_prefix('0').unwrap_or(local);
    let national = s.starts_with('+') || digits.starts_with('0') || local.len() < digits.len();
    let helpline = ["30", "33", "34", "37", "55", "80", "84", "87"]
        .iter()
        .any(|start| bare.starts_with(start));
    if national && helpline && (7..=11).contains(&bare.len()) && !marked.cue("nhs", start) {
        return Verdict::Keep;
    }
    let bank = marked.cue("bank", start) || (n == 6 || n == 8) && marked.cue("bank-after", end);
    let hit = |kind| Verdict::Hit(kind, start, end);
    if national
        && s.starts_with(['0', 'o', '+', '(', '4'])
        && ["1", "2", "7"].iter().any(|d| bare.starts_with(d))
        && (9..=10).contains(&bare.len())
    {
        if n == 10 && marked.cue("nhs", start) {
            return hit(Kind::NhsNumber);
        }
        return hit(Kind::Phone);
    }
    if s.starts_with('+') && n >= 8 {
        return hit(Kind::Phone);
    }
    let groups: Vec<&str> = s
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|g| !g.is_empty())
        .collect();
    let shape: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let sort = shape == [2, 2, 2] && (s.matches('-').count() == 2 || bank);
    let years = groups
        .iter()
        .all(|g| g.len() == 4 && (g.starts_with("19") || g.starts_with("20")))
        || shape == [4, 2] && (digits.starts_with("19") || digits.starts_with("20"));
    if years && !bank
        || shape == [4, 2, 2] && (digits.starts_with("19") || digits.starts_with("20"))
    {
        return Verdict::No;
    }
    if n >= 6 && bank
        || (13..=19).contains(&n)
        || sort
        || shape == [2, 2, 2, 8]
        || shape == [8, 2, 2, 2]
    {
        return hit(Kind::Bank);
    }
    if marked.cue("nhs", start) && (8..=11).contains(&n) || shape == [3, 3, 4] {
        return hit(Kind::NhsNumber);
    }
    if n == 10
        && nhs_valid(&digits)
        && (groups.len() == 1
            || shape == [3, 4, 3]
            || shape == [2, 2, 2, 2, 2]
            || groups.len() == 2)
        && !marked.cue("id", start)
    {
        return hit(Kind::NhsNumber);
    }
    if marked.cue("id", start) && n >= 5 && groups.len() <= 3 {
        return Verdict::No;
    }
    if (6..=8).contains(&n) && shape.iter().all(|g| *g >= 3) && marked.cue("phone", start) {
        return hit(Kind::Phone);
    }
    // "10 20 30 40", "700 homes", "1 000 000": counted on, or an amount.
    let small_groups = shape.iter().all(|g| *g <= 2);
    if n < 7
        || small_groups
        || shape.iter().skip(1).all(|g| *g == 3) && digits.ends_with("000")
        || s.contains('.') && groups.len() > 1
    {
        return Verdict::No;
    }
    if n >= 7 && (national || groups.len() > 1) && shape.iter().all(|g| *g >= 3) {
        return hit(Kind::Phone);
    }
    Verdict::No
}

/// Six figures in twos: a sort code by what stands beside it, or because no day is meant.
fn sort(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let beside = marked.hits.iter().any(|hit| {
        hit.kind == Kind::Bank
            && (hit.end <= start && start - hit.end <= 8
                || end <= hit.start && hit.start - end <= 8)
    });
    if beside || marked.cue("bank", start) || marked.cue("bank-after", end) {
        return Verdict::Hit(Kind::Bank, start, end);
    }
    let parts: Vec<u32> = s
        .split(|c: char| !is_digit(c))
        .filter(|g| !g.is_empty())
        .map(value)
        .collect();
    if parts.len() != 3 {
        return Verdict::No;
    }
    let day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    if s.matches('-').count() == 2 && !day(parts[0], parts[1])
        || s.matches(['.', '/', '_']).count() == 2
            && !day(parts[0], parts[1])
            && !day(parts[1], parts[0])
    {
        return Verdict::Hit(Kind::Bank, start, end);
    }
    Verdict::No
}

/// "sh7o kvu": the letter stands for a digit.
fn with_zero(written: &str) -> String {
    let mut out = written.to_owned();
    let bytes = written.as_bytes();
    if bytes.len() < 4 || !bytes[..2].iter().all(u8::is_ascii_lowercase) {
        return out;
    }
    let at = if b" .,_-".contains(&bytes[2]) { 3 } else { 2 };
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'o'), Some(b'0'..=b'9')) => out.replace_range(at..=at, "0"),
        (Some(b'0'..=b'9'), Some(b'o')) => out.replace_range(at + 1..at + 2, "0"),
        _ => {}
    }
    out
}

/// What stands behind a number and makes it no plate.
const MEASURES: [&str; 33] = [
    "am", "pm", "st", "nd", "rd", "th", "k", "m", "p", "kg", "km", "hr", "hrs", "min", "ft", "yrs",
    "yr", "mph", "s", "x", "pcm", "pw", "gbp", "eur", "usd", "gb", "mb", "g", "wks", "mins", "ish",
    "plus", "odd",
];

fn plate(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = with_zero(marked.part(start, end));
    let s = s.as_str();
    let spaced = s.contains([' ', '-']);
    let groups: Vec<String> = s
        .split(|c: char| !c.is_ascii_lowercase())
        .filter(|g| !g.is_empty())
        .map(str::to_owned)
        .collect();
    let cue = marked.cue("plate", start);
    let known = |g: &str| g.len() >= 2 && WORDS.harmless(g) || g == "a" || g == "i";
    let first_digit = s.find(is_digit).unwrap_or(0);
    let number: String = s.chars().filter(|c| is_digit(*c) || (*c == 'o')).collect();
    let road = ["a", "b", "m"].contains(&groups[0].as_str());
    let hit = Verdict::Hit(Kind::Vehicle, start, end);
    if groups.len() == 2 && groups[0].len() == 2 && groups[1].len() == 3 && first_digit > 0 {
        let apart = s.get(2..3) == Some(" ");
        let late = known(&groups[1]) && s.get(s.len() - 4..s.len() - 3) == Some(" ");
        if shouted(marked, start, end) {
            return hit;
        }
        if apart && known(&groups[0]) && late {
            return Verdict::No;
        }
        let year = value(&number);
        let made = (2..=26).contains(&year) || (51..=76).contains(&year);
        let fourth = s.get(s.len() - 4..s.len() - 3) == Some(" ");
        return if !cue
            && (apart && (known(&groups[0]) && (!made || !fourth) || late)
                || number.contains('o') && late)
        {
            Verdict::No
        } else {
            hit
        };
    }
    if groups.len() == 2 && groups[0].len() == 1 && first_digit > 0 {
        let last = groups[1].as_str();
        let gap = s.get(s.len() - 4..s.len() - 3).is_some_and(|c| c == " ");
        let told = shouted(marked, start, end);
        let bus = marked.after(end).trim_start().starts_with("bus")
            || ["bus", "jct", "rbt", "rdbt"].contains(&last);
        if bus
            || MEASURES.contains(&last)
            || !told
                && (gap && known(last) && (!cue || road)
                    || road && gap && !cue && (known(last) || number.len() < 3))
        {
            return Verdict::No;
        }
        return hit;
    }
    if groups.len() == 2 && groups[0].len() == 3 {
        if MEASURES.contains(&groups[0].as_str()) {
            return Verdict::No;
        }
        if shouted(marked, start, end) && number.len() >= 2 {
            return hit;
        }
        if spaced && known(&groups[0])
            || MEASURES.contains(&groups[1].as_str()) && !cue && spaced
            || known(&groups[0]) && !cue
        {
            return Verdict::No;
        }
        return hit;
    }
    if groups.len() == 1 {
        let g = groups[0].as_str();
        let irish = g.contains(['i', 'z']);
        let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        if first_digit > 0 && g.len() == 3 && !spaced && number.len() >= 3 && !year && irish {
            return hit;
        }
        if known(g) || MEASURES.contains(&g) || g.len() == 1 && (spaced || road) {
            let long = if g.len() == 3 {
                number.len() >= 3
            } else {
                g.len() == 2 && count_digits(s) == 4
            };
            return if cue && irish && !year && long {
                hit
            } else {
                Verdict::No
            };
        }
        if first_digit > 0
            && (cue && (number.len() >= 2 || g.len() == 3)
                || g.len() == 3 && irish && number.len() >= 3
                || g.len() == 3 && number.len() == 4 && !spaced)
        {
            return hit;
        }
        if first_digit == 0 && cue && g.len() >= 2 && number.len() >= 2 {
            return hit;
        }
    }
    Verdict::No
}

fn year_like(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// A code after a word that says what it is.
fn id(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    let mut start = start;
    let mut s = marked.part(start, end);
    let first_digit = s.find(is_digit).unwrap_or(0);
    let prefix = s.get(..first_digit).unwrap_or("");
    if let Some(word) = prefix.strip_suffix([' ', '/', '-'])
        && (small(word)
            || word.len() > 2 && (WORDS.harmless(word) || prefix.ends_with(' ') && word.len() > 4))
    {
        start += first_digit;
        s = marked.part(start, end);
    }
    // Numbers that follow in groups belong to it; a year or a house that follows does not matter.
    let groups = count_digits(s);
    let code = s.split(' ').next().unwrap_or("");
    let firm = [
        "passport",
        "licen",
        "brp",
        "dbs",
        "visa",
        "crime",
        "incident",
        "tenancy",
        "rent",
        "council tax",
        "ref",
        "claim",
        "case",
        "urn",
        "share code",
    ];
    let near = marked.before(start);
    let firmly = firm.iter().any(|word| near.contains(word));
    if s.ends_with("000")
        && letters(s).is_empty()
        && !s.contains(['-', '/', ' '])
        && !s.starts_with('0')
    {
        return Verdict::No;
    }
    if !marked.cue("id", start)
        || groups < if firmly { 3 } else { 5 }
        || year_like(s) && !code.contains('-')
    {
        return Verdict::No;
    }
    if marked.part(start.saturating_sub(2), start).contains('$') || marked.cue("charity", start) {
        return Verdict::No;
    }
    let digits_first = count_digits(code);
    if digits_first < 3 && !s.contains(' ') || marked.guarded("notunit", end) && groups <= 4 {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}

/// A code whose shape alone tells.
fn reference(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let n = count_digits(s);
    let spelt = letters(s);
    let before = marked.part(start.saturating_sub(2), start);
    if before.contains('$')
        || before.ends_with(['.', ',']) && before.starts_with(is_digit)
        || marked.cue("charity", start)
        || marked.cue("charity-after", end)
    {
        return Verdict::No;
    }
    let longest = s
        .split(|c: char| !is_digit(c))
        .map(str::len)
        .max()
        .unwrap_or(0);
    let groups: Vec<&str> = s.split(['-', '/']).collect();
    if groups.len() > 1 && spelt.is_empty() && (longest <= 4 || groups.iter().all(|g| year_like(g)))
    {
        return Verdict::No;
    }
    let round = s.ends_with("000") && spelt.is_empty() && groups.len() == 1;
    if spelt.is_empty() && (n < 7 || round) {
        return Verdict::No;
    }
    let measure = [
        "km", "kg", "k", "m", "kw", "kwh", "ml", "mm", "gb", "mb", "ish", "ppl", "people", "quid",
        "pm", "am", "hrs", "mins", "yrs", "s",
    ];
    if !spelt.is_empty()
        && (n < 4 || longest < 3 || measure.contains(&spelt.as_str()) && s.starts_with(is_digit))
    {
        return Verdict::No;
    }
    // "covid2020", "class of2019": a year at a word.
    if groups.len() == 1 && n == 4 && WORDS.harmless(&spelt) {
        return Verdict::No;
    }
    if groups.len() > 1 && n < 5 {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}
