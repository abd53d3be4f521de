//! Mail, names on the internet, accounts.

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
        words::{COMMON, NAMELY, SURNAME, WORDLY, WORDS},
    },
    count_digits, is_digit, letters, plain_word, small,
};

/// An address with a sign; what is written apart behind its host belongs to it only with an ending
/// that hosts have.
pub(super) fn mail(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
    const ENDS: [&str; 24] = [
        "com", "co", "uk", "org", "net", "info", "eu", "me", "io", "ie", "pl", "ro", "de", "fr",
        "es", "it", "pt", "tr", "in", "pk", "ng", "ru", "ua", "live",
    ];
    let s = marked.part(start, end);
    let (name, host) = s.split_once('@').unwrap_or((s, ""));
    let apart = name.ends_with(' ') || host.starts_with(' ');
    let mut host = host.trim_start();
    let from = end - host.len();
    while let Some(cut) = host.rfind(". ").max(host.rfind(", ")) {
        let last = host.rsplit([' ', '.', ',']).next().unwrap_or("");
        if ENDS.contains(&last) || last == "email" {
            break;
        }
        host = host.get(..cut).unwrap_or("");
    }
    if apart && !host.contains(['.', ',']) && !host.contains(" dot ") {
        return Verdict::No;
    }
    kind.map_or(Verdict::No, |kind| {
        Verdict::Hit(kind, start, from + host.len())
    })
}

pub(super) fn mailbox(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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
pub(super) fn spoken(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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

pub(super) fn handle(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let name = s.trim_start_matches(['@', ' ']);
    let spaced = s.starts_with("@ ");
    // "@ Sally Army": at a place.
    if spaced && !name.contains('_') && marked.normal.capital[end - name.len()] {
        return Verdict::No;
    }
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

pub(super) fn account(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end).trim_end_matches('.');
    let end = start + s.len();
    // "ped x-ing": no name on X.
    let crossing = marked
        .before(start)
        .strip_suffix("x-")
        .is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_lowercase()));
    if !s.contains(|c: char| c.is_ascii_lowercase()) || small(s) || crossing {
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
pub(super) fn lettered(
    marked: &Marked<'_>,
    start: usize,
    end: usize,
    kind: Option<Kind>,
) -> Verdict {
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
