//! Numbers and dates: telephones, banks, the NHS, birthdays.

use super::{
    super::{
        Kind,
        patterns::{Marked, Verdict},
    },
    count_digits, is_digit, letters, shouted, small, value,
};

pub(super) fn iban(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    let s = marked.part(start, end);
    let count = s.chars().filter(char::is_ascii_alphanumeric).count();
    if count_digits(s) >= 10 && count >= 15 {
        return Verdict::Hit(Kind::Bank, start, end);
    }
    Verdict::No
}

pub(super) fn digits(marked: &Marked<'_>, start: usize, end: usize, kind: Option<Kind>) -> Verdict {
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
pub(super) fn born(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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
    // "3 Nov. 07 4482 91730": the number goes on.
    let after = marked.after(end);
    let on = after.strip_prefix(' ').unwrap_or(after);
    if spelt && year_text.len() == 2 && on.chars().take_while(|c| is_digit(*c)).count() >= 3 {
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

/// Ten digits in the groups of an NHS number.
pub(super) fn nhs_shape(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
    if marked.before(start).ends_with(['+', '$']) || marked.after(end).starts_with(['-', '/']) {
        return Verdict::No;
    }
    Verdict::Hit(Kind::NhsNumber, start, end)
}

/// A day in six figures: only a name beside it makes it one.
pub(super) fn bare_date(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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
pub(super) fn number(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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
pub(super) fn sort(marked: &Marked<'_>, start: usize, end: usize, _: Option<Kind>) -> Verdict {
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
