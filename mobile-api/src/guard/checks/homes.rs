//! Houses without their street: flats and rooms, numbers, names of houses, postcodes.

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
        words::WORDS,
    },
    count_digits, is_digit, letters, shouted, small, value,
};

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
pub(super) fn named_house(
    marked: &Marked<'_>,
    start: usize,
    end: usize,
    _: Option<Kind>,
) -> Verdict {
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
