//! Houses with their street.

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
        words::{COMMON, RARE, WORDS},
    },
    is_digit, plain_word, small, value,
};

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
        if small(&bare) && bare != "may" && (bare != "back" || shorthand) {
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
    let from = if s.starts_with(is_digit) {
        first_number(marked, start)
    } else {
        start
    };
    Verdict::Hit(Kind::Address, from, end)
}

/// "5, 7 and 9 Mill Lane": where the first of the numbers stands.
fn first_number(marked: &Marked<'_>, start: usize) -> usize {
    marked
        .cue_from("numbers-before", start)
        .map_or(start, |from| {
            from + marked.part(from, start).find(is_digit).unwrap_or(0)
        })
}

/// A number with a street that lacks its kind: "outside 90 Brackenhurst".
pub(super) fn bare_street(
    marked: &Marked<'_>,
    start: usize,
    end: usize,
    _: Option<Kind>,
) -> Verdict {
    /// Streets that go by one word.
    const BARE: [&str; 15] = [
        "foundry",
        "quayside",
        "broadway",
        "parade",
        "promenade",
        "esplanade",
        "tannery",
        "brewery",
        "ropewalk",
        "shambles",
        "headrow",
        "briggate",
        "strand",
        "causeway",
        "riverside",
    ];
    let (number, word) = marked.part(start, end).split_once(' ').unwrap_or(("", ""));
    let facts = WORDS.facts(word);
    let foreign = facts & RARE == 0 && !WORDS.harmless(word) && !WORDS.slip(word, false);
    let street = BARE.contains(&word) || facts & COMMON == 0 && (WORDS.like_place(word) || foreign);
    let after = marked.after(end);
    let next = after
        .split(|c: char| !c.is_ascii_lowercase() && c != '\'')
        .find(|piece| !piece.is_empty())
        .unwrap_or("");
    let ends =
        after.is_empty() || after.starts_with([',', '.', ';', ':', '!', '?', ')']) || small(next);
    if value(number) == 0 || !street || !ends {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Address, first_number(marked, start), end)
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
