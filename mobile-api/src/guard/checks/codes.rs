//! Letters and figures together: plates, documents, references, planning.

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
        words::WORDS,
    },
    count_digits, is_digit, letters, shouted, small, value,
};

const PLANNING: [&str; 32] = [
    "ful", "out", "hse", "lbc", "tpo", "dis", "var", "adv", "cou", "pa", "res", "oha", "full",
    "dpa", "cond", "nma", "hh", "fu", "cm", "ia", "rem", "fpa", "ca", "lb", "tca", "tcac", "prior",
    "pip", "cle", "clp", "eia", "app",
];

pub(super) fn planning(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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

pub(super) fn plate(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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

/// Before any code, and none of it.
const OF_ALL: [&str; 15] = [
    "no", "num", "nr", "ref", "id", "is", "was", "for", "my", "her", "his", "the", "nos", "number",
    "card",
];

/// A code after a word that says what it is.
pub(super) fn id(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    let mut start = start;
    let mut led = None;
    let mut s = marked.part(start, end);
    // Fewer digits are never enough, and most of what comes here is a count or an hour.
    if count_digits(s) < 3 {
        return Verdict::No;
    }
    let first_digit = s.find(is_digit).unwrap_or(0);
    let prefix = s.get(..first_digit).unwrap_or("");
    if let Some(word) = prefix.strip_suffix([' ', '/', '-'])
        && (small(word)
            || word.len() > 2 && (WORDS.harmless(word) || prefix.ends_with(' ') && word.len() > 4))
    {
        // "Tenancy TEN 004 771 92": capitals behind the word that says what it is belong to the code.
        if shouted(marked, start, start + word.len())
            && !OF_ALL.contains(&word)
            && word != "code"
            && marked.cue("id", start)
        {
            led = Some(start);
        }
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
    if !(led.is_some() || marked.cue("id", start))
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
    let start = led.unwrap_or(start);
    kind.map_or(Verdict::No, |kind| Verdict::Hit(kind, start, end))
}

/// A code whose shape alone tells.
pub(super) fn reference(
    marked: &Marked<'_>,
    start: usize,
    end: usize,
    kind: Option<Kind>,
) -> Verdict {
    let s = marked.part(start, end);
    let n = count_digits(s);
    // Fewer are never enough, and most of what comes here is a word.
    if n < 4 {
        return Verdict::No;
    }
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
        && (longest < 3 || measure.contains(&spelt.as_str()) && s.starts_with(is_digit))
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
