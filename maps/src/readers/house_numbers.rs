//! House numbers as people write them → the doors they mean.
//!
//! | written | doors |
//! |---|---|
//! | `34-38` | 34, 36, 38: both ends even, so one side of the street |
//! | `19-20` | 19, 20: odd and even, so every number |
//! | `117-9` | 117, 119: the short way of writing 117-119 |
//! | `5;7`, `5,7`, `5 & 7` | 5, 7 |
//! | `12A-12D`, `12A-D` | 12A, 12B, 12C, 12D |
//! | `186 roundhay Road` | 186, with the street as a hint |
//! | `Flat 3, 12` | 12, unit 3 |
//! | `The Friary Building` | no number, but a building's name |

/// More doors than this from one range are taken for a typing error.
pub const MOST_DOORS: usize = 100;

/// The doors that one written house number means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// Single numbers with letters in capitals, in order, without repetition.
    pub numbers: Vec<String>,
    /// A flat or unit written in front.
    pub unit: Option<String>,
    /// Words after the number: most likely the street.
    pub street_hint: Option<String>,
    /// Words without any number: a building's name.
    pub name: Option<String>,
}

/// A range of more than [`MOST_DOORS`] doors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` would be {doors} doors; more than {MOST_DOORS} are taken for a typing error")]
pub struct TooMany {
    /// The number as written.
    pub text: String,
    /// How many doors it would make.
    pub doors: usize,
}

/// How the numbers between two known ones go (`addr:interpolation`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Every second number, of the ends' parity.
    EverySecond,
    /// Every number.
    Every,
    /// The letters after one number.
    Letters,
}

/// A number and the letters behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Single {
    number: u32,
    letters: String,
}

impl Single {
    fn text(&self) -> String {
        format!("{}{}", self.number, self.letters)
    }
    fn letter(&self) -> Option<u8> {
        match self.letters.as_bytes() {
            [letter] => Some(*letter),
            _ => None,
        }
    }
}

/// Expands a written house number.
///
/// # Errors
/// [`TooMany`] when a range would make more than [`MOST_DOORS`] doors.
pub fn expand(text: &str) -> Result<Expanded, TooMany> {
    let tidy = tidy(text);
    let mut found = Expanded::default();
    let mut last: Option<Single> = None;
    for piece in pieces(&tidy) {
        let piece = take_unit(piece, &mut found.unit);
        if piece.is_empty() {
            continue;
        }
        if let (Some(before), [letter]) = (&last, piece.as_bytes())
            && letter.is_ascii_alphabetic()
        {
            let one = Single {
                number: before.number,
                letters: char::from(letter.to_ascii_uppercase()).to_string(),
            };
            push(&mut found.numbers, one.text());
        } else if let Some(one) = single(piece) {
            push(&mut found.numbers, one.text());
            last = Some(one);
        } else if let Some(range) = range_of(piece) {
            for number in range.map_err(|doors| TooMany {
                text: text.to_owned(),
                doors,
            })? {
                push(&mut found.numbers, number);
            }
        } else if let Some((number, words)) = number_then_words(piece) {
            push(&mut found.numbers, number.text());
            last = Some(number);
            found.street_hint = Some(words.to_owned());
        } else {
            found.name.get_or_insert_with(|| piece.to_owned());
        }
    }
    if found.numbers.len() > MOST_DOORS {
        return Err(TooMany {
            text: text.to_owned(),
            doors: found.numbers.len(),
        });
    }
    Ok(found)
}

/// Expands `addr:flats`: `1-4` means 1, 2, 3, 4 whatever the parity; other words stay as they are.
///
/// # Errors
/// [`TooMany`] as for [`expand`].
pub fn expand_flats(text: &str) -> Result<Vec<String>, TooMany> {
    let mut flats = Vec::new();
    let tidy = tidy(text);
    for piece in pieces(&tidy) {
        let (first, last) = piece.split_once('-').unwrap_or((piece, piece));
        match (single(first), single(last)) {
            (Some(a), Some(b)) if a.letters.is_empty() && b.letters.is_empty() => {
                let (low, high) = (a.number.min(b.number), a.number.max(b.number));
                let doors = (high - low) as usize + 1;
                if doors > MOST_DOORS {
                    return Err(TooMany {
                        text: text.to_owned(),
                        doors,
                    });
                }
                (low..=high).for_each(|n| push(&mut flats, n.to_string()));
            }
            _ => push(&mut flats, piece.to_owned()),
        }
    }
    Ok(flats)
}

/// The numbers strictly between two ends, in order from the first to the second.
///
/// # Errors
/// [`TooMany`] when there would be more than [`MOST_DOORS`].
pub fn between(from: &str, to: &str, mode: Between) -> Result<Vec<String>, TooMany> {
    let (Some(a), Some(b)) = (single(from.trim()), single(to.trim())) else {
        return Ok(Vec::new());
    };
    let mut inner: Vec<String> = match mode {
        Between::Letters if a.number == b.number => {
            let from = a.letter().unwrap_or(b'A' - 1);
            let to = b.letter().unwrap_or(b'A' - 1);
            (from.min(to) + 1..from.max(to))
                .map(|letter| format!("{}{}", a.number, char::from(letter)))
                .collect()
        }
        Between::Letters => Vec::new(),
        Between::Every | Between::EverySecond => {
            let step = if mode == Between::Every { 1 } else { 2 };
            let (low, high) = (a.number.min(b.number), a.number.max(b.number));
            let doors = ((high - low) / step) as usize;
            if doors > MOST_DOORS {
                return Err(TooMany {
                    text: format!("{from} to {to}"),
                    doors,
                });
            }
            (low..high)
                .step_by(step as usize)
                .skip(1)
                .map(|n| n.to_string())
                .collect()
        }
    };
    let downwards = (a.number, &a.letters) > (b.number, &b.letters);
    if downwards {
        inner.reverse();
    }
    Ok(inner)
}

fn push(numbers: &mut Vec<String>, number: String) {
    if !numbers.contains(&number) {
        numbers.push(number);
    }
}

fn tidy(text: &str) -> String {
    text.replace(
        ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}'],
        "-",
    )
    .split_whitespace()
    .collect::<Vec<_>>()
    .join(" ")
    .replace(" - ", "-")
    .replace(" and ", ";")
}

fn pieces(tidy: &str) -> impl Iterator<Item = &str> {
    tidy.split([';', ',', '&', '+'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// Takes `Flat 3` off the front and leaves the rest.
fn take_unit<'t>(piece: &'t str, unit: &mut Option<String>) -> &'t str {
    let Some((word, rest)) = piece.split_once(' ') else {
        return piece;
    };
    let is_unit = ["flat", "apartment", "apt", "unit", "room"]
        .iter()
        .any(|name| word.trim_end_matches('.').eq_ignore_ascii_case(name));
    if !is_unit {
        return piece;
    }
    let (label, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    *unit = Some(label.to_owned());
    rest.trim()
}

/// `12`, `12A`, `12 A`, `12ab`: digits, then at most two letters.
fn single(piece: &str) -> Option<Single> {
    let piece = piece.trim();
    let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
    let letters = piece.strip_prefix(digits.as_str())?.trim();
    let short = letters.len() <= 2 && letters.chars().all(|c| c.is_ascii_alphabetic());
    let number = digits.parse().ok()?;
    short.then(|| Single {
        number,
        letters: letters.to_ascii_uppercase(),
    })
}

/// A range, or `Err` with the number of doors it would make when that is absurd.
fn range_of(piece: &str) -> Option<Result<Vec<String>, usize>> {
    let (first, last) = piece.split_once('-')?;
    let a = single(first)?;
    if let [letter] = last.trim().as_bytes()
        && letter.is_ascii_alphabetic()
    {
        return letters(&a, a.number, letter.to_ascii_uppercase());
    }
    let mut b = single(last)?;
    if !a.letters.is_empty() || !b.letters.is_empty() {
        return match (a.number == b.number, b.letter()) {
            (true, Some(letter)) => letters(&a, b.number, letter),
            // Nobody can say which letters lie between 25B and 27: take what is written.
            _ => Some(Ok(vec![a.text(), b.text()])),
        };
    }
    if b.number < a.number {
        b.number = written_short(a.number, b.number).unwrap_or(b.number);
    }
    let (low, high) = (a.number.min(b.number), a.number.max(b.number));
    let step = if (high - low) % 2 == 0 { 2 } else { 1 };
    let doors = ((high - low) / step) as usize + 1;
    if doors > MOST_DOORS {
        return Some(Err(doors));
    }
    Some(Ok((low..=high)
        .step_by(step as usize)
        .map(|n| n.to_string())
        .collect()))
}

fn letters(a: &Single, number: u32, last: u8) -> Option<Result<Vec<String>, usize>> {
    let first = match a.letters.as_bytes() {
        [] => b'A',
        [letter] => *letter,
        _ => return None,
    };
    let mut doors: Vec<String> = (first..=last)
        .map(|letter| format!("{number}{}", char::from(letter)))
        .collect();
    if a.letters.is_empty() {
        doors.insert(0, a.text());
    }
    Some(Ok(doors))
}

/// `117-9`: the 9 stands for 119.
fn written_short(from: u32, to: u32) -> Option<u32> {
    let digits = to.checked_ilog10().unwrap_or(0) + 1;
    let place = 10_u32.checked_pow(digits)?;
    let full = (from / place).checked_mul(place)?.checked_add(to)?;
    (full > from && from >= place).then_some(full)
}

/// `186 roundhay Road`.
fn number_then_words(piece: &str) -> Option<(Single, &str)> {
    let (first, words) = piece.split_once(' ')?;
    let number = single(first)?;
    words
        .chars()
        .next()?
        .is_alphabetic()
        .then_some((number, words.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> String {
        expand(text).unwrap().numbers.join(" ")
    }

    #[test]
    fn a_range_of_one_parity_is_one_side_of_the_street() {
        assert_eq!(numbers("34-38"), "34 36 38");
        assert_eq!(numbers("1 – 9"), "1 3 5 7 9");
        assert_eq!(numbers("38-34"), "34 36 38");
    }

    #[test]
    fn a_range_of_both_parities_is_every_number() {
        assert_eq!(numbers("19-20"), "19 20");
        assert_eq!(numbers("8-11"), "8 9 10 11");
    }

    #[test]
    fn lists_and_letters_are_read() {
        assert_eq!(numbers("5;7"), "5 7");
        assert_eq!(numbers("5, 7 & 9"), "5 7 9");
        assert_eq!(numbers("12a"), "12A");
        assert_eq!(numbers("12 A"), "12A");
        assert_eq!(numbers("12A,B"), "12A 12B");
        assert_eq!(numbers("12A-12C"), "12A 12B 12C");
        assert_eq!(numbers("12A-D"), "12A 12B 12C 12D");
        assert_eq!(numbers("25B-27"), "25B 27");
        assert_eq!(numbers("117-9"), "117 119");
    }

    #[test]
    fn words_behind_a_number_are_a_hint_at_the_street() {
        let found = expand("186 roundhay Road").unwrap();

        assert_eq!(found.numbers, ["186"]);
        assert_eq!(found.street_hint.as_deref(), Some("roundhay Road"));
    }

    #[test]
    fn words_without_a_number_are_a_name() {
        let found = expand("The Friary Building").unwrap();

        assert!(found.numbers.is_empty());
        assert_eq!(found.name.as_deref(), Some("The Friary Building"));
    }

    #[test]
    fn a_flat_in_front_is_the_unit() {
        let found = expand("Flat 3, 12").unwrap();

        assert_eq!(
            (found.unit.as_deref(), found.numbers),
            (Some("3"), vec!["12".to_owned()])
        );
    }

    #[test]
    fn a_ridiculous_range_is_refused_with_its_size() {
        assert_eq!(expand("1-999").unwrap_err().doors, 500);
        assert!(expand("1-4294967295").is_err());
        assert!(expand_flats("1-4000").is_err());
    }

    #[test]
    fn flats_count_one_by_one() {
        assert_eq!(expand_flats("1-4").unwrap(), ["1", "2", "3", "4"]);
        assert_eq!(expand_flats("SU3 - SU5").unwrap(), ["SU3-SU5"]);
    }

    #[test]
    fn the_numbers_between_two_ends_leave_the_ends_out() {
        assert_eq!(
            between("1", "9", Between::EverySecond).unwrap(),
            ["3", "5", "7"]
        );
        assert_eq!(between("6", "2", Between::Every).unwrap(), ["5", "4", "3"]);
        assert_eq!(between("3A", "3D", Between::Letters).unwrap(), ["3B", "3C"]);
        assert!(between("x", "9", Between::Every).unwrap().is_empty());
    }
}
