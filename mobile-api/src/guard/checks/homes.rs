//! Houses without their street: flats and rooms, numbers, names of houses, postcodes.

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
        words::WORDS,
    },
    count_digits, is_digit, letters, shouted, small, value,
};

/// What says that a number follows.
const NUMBERED: [&str; 13] = [
    "number", "numbers", "numbr", "numba", "numbe", "nunber", "nubmer", "num", "nr", "nmbr",
    "numb", "no", "nos",
];

pub(super) fn unit(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
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
                && count_digits(s) == 1
                && !s.contains('.')
                && !s.ends_with(|c: char| c.is_ascii_lowercase()))
        {
            return Verdict::No;
        }
        let numbered = NUMBERED.contains(&word.as_str());
        // "the number 62 goes past": a bus, unless somebody is in, at or from it.
        if numbered && marked.cue("the", start) && !marked.cue("at-the", start) {
            return Verdict::No;
        }
        if numbered
            && n < 10
            && [" is the ", " is our", " is my", " is her", " is his"]
                .iter()
                .any(|is| marked.after(end).starts_with(is))
        {
            return Verdict::No;
        }
        // "number 4 a day".
        let apart = s.get(s.len() - 2..).is_some_and(|tail| {
            tail.starts_with(' ') && tail.ends_with(|c: char| ('a'..='h').contains(&c))
        });
        if apart && marked.guarded("notunit", end - 2) {
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
        // "number fifty-two", wherever it stands.
        let tens = s.rsplit([' ', '-']).nth(1).unwrap_or("");
        if NUMBERED.contains(&word.as_str()) && tens.ends_with("ty") {
            return kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end));
        }
        let flat = ["flat", "apartment", "apt", "flt"].contains(&word.as_str());
        if !flat && !placed.contains(&last) {
            return Verdict::No;
        }
    } else {
        let after = marked.after(end);
        let goes_on = after
            .strip_prefix(' ')
            .unwrap_or(after)
            .starts_with(|c: char| c.is_ascii_alphanumeric());
        let flat = ["flat", "flt", "apt", "apartment"].contains(&word.as_str());
        if goes_on && (s.ends_with('a') || !flat) {
            return Verdict::No;
        }
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}

/// A house's number after a thing that stands there: "the bin at 29", "in 15c".
pub(super) fn there(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let n = value(s);
    let before = marked.before(start);
    // "at 18c" may be warm, "in 7b" at school.
    let least = if !s.ends_with(|c: char| c.is_ascii_lowercase()) {
        25
    } else if before.ends_with("in ") {
        14
    } else {
        1
    };
    if n < least || n > 999 || s.ends_with('c') && before.ends_with("at ") && n < 45 {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Address, start, end)
}

pub(super) fn home(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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
        && (["of", "in"].contains(&preposition) && n < 25
            || (["him", "her", "them", "she", "he", "home"].contains(&who) && n <= 24))
    {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Address, start, end)
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

pub(super) fn postcode(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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
