//! Houses with their street.

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
    },
    is_digit, plain_word, small, value,
};

/// A house's name with its street: a comma parts them.
pub(super) fn house_name(
    marked: &Marked<'_>,
    start: usize,
    end: usize,
    kind: Option<Kind>,
) -> Verdict {
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
pub(super) fn house(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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

/// A street with its number behind it.
pub(super) fn street_number(
    marked: &Marked<'_>,
    start: usize,
    end: usize,
    _: Option<Kind>,
) -> Verdict {
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
