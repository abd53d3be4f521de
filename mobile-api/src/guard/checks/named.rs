//! Houses that have a name, and streets that have no more than "the".

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
    },
    small, value,
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
    let street = between
        .get(2..between.len().saturating_sub(1))
        .unwrap_or(&[]);
    if !s.contains(',')
        || street
            .iter()
            .any(|word| small(word) && !["the", "of", "st", "may"].contains(word))
    {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
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
    const SURE: [&str; 18] = [
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
        "lodge",
        "lea",
        "holme",
        "keepers",
        "gatehouse",
    ];
    const HOUSES: [&str; 22] = [
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
        "lea",
        "holme",
        "mount",
        "keepers",
        "gatehouse",
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
    let lives = marked.cue("home-named", words[h].0);
    if !(SURE.contains(&words[h].1) && (comma || lives)
        || comma && lives
        || capital(h) && SURE.contains(&words[h].1))
    {
        return Verdict::No;
    }
    for (n, word) in words.iter().enumerate() {
        let bare = word.1.replace('\'', "");
        if n != h && small(&bare) && !(["the", "of", "may", "back"].contains(&bare.as_str())) {
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

/// Ordinary words after "the", of which a small letter makes no street.
const WEAK_THE: [&str; 15] = [
    "close", "drive", "green", "street", "square", "lane", "lanes", "rise", "quay", "mall",
    "meadow", "meadows", "oak", "oaks", "heights",
];

/// "6 The Hollies", but not "2 the green".
pub(super) fn the_street(
    marked: &Marked<'_>,
    start: usize,
    end: usize,
    _: Option<Kind>,
) -> Verdict {
    let s = marked.part(start, end);
    let n = value(s);
    let capital = |at: usize| marked.normal.capital.get(at).copied().unwrap_or(false);
    let the = capital(start + s.find("the ").unwrap_or(0));
    if n == 0
        || (1900..2040).contains(&n)
        || marked.part(0, start).ends_with(['$', '.', ':', '/', '-'])
    {
        return Verdict::No;
    }
    if !the && (s.starts_with("2 ") || s.starts_with("4 ")) {
        return Verdict::No;
    }
    let mut words = s.rsplit(' ');
    let last = words.next().unwrap_or("");
    let written =
        the || capital(end - last.len()) || !marked.normal.capital.iter().any(|each| *each);
    if !written && words.next() == Some("the") && WEAK_THE.contains(&last) {
        return Verdict::No;
    }
    Verdict::Hit(Kind::Address, start, end)
}
