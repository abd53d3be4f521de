//! A note in plain letters: lower-case ASCII, one sign a byte, with the way back to the note.
//!
//! Patterns and words see only this. Accents go, curly quotes, dashes, spaces and digits of other
//! scripts become the plain ones, so that no spelling of a number or a name slips past.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Stands for a letter that has no plain form (of another script).
pub const OTHER_LETTER: u8 = 1;
/// Stands for any other sign that has no plain form.
pub const OTHER_SIGN: u8 = 2;

/// The zeros of the digits of other scripts that people type in; each is followed by its nine.
const ZEROS: [u32; 8] = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xff10];

/// A note in plain letters.
#[derive(Debug)]
pub struct Normal {
    /// Lower-case ASCII.
    pub plain: String,
    /// The same for what is told around a number: a birthday taken out is no cue for another day, as a
    /// bank or a car taken out is for what stands beside.
    pub told: String,
    /// For each sign of `plain`: where its code point begins in the note, in code points.
    pub from: Vec<usize>,
    /// For each sign of `plain`: where its code point ends, marks that follow included.
    pub to: Vec<usize>,
    /// For each sign of `plain`: whether it was a capital letter.
    pub capital: Vec<bool>,
    /// For each sign of `plain`: whether it is a space that was a line's end.
    pub line_end: Vec<bool>,
    /// For each sign of `plain`: whether it was a letter with a mark, which English seldom writes.
    pub marked: Vec<bool>,
}

/// What stands for a code point that has no form of its own in ASCII.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{b4}'
        | '`' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => "-",
        '\u{a3}' | '\u{20ac}' => "$",
        '\u{2022}' | '\u{b7}' => "/",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɗ' | 'Ɗ' => "d",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'þ' | 'Þ' => "th",
        'ɓ' | 'Ɓ' => "b",
        'ƙ' | 'Ƙ' => "k",
        'ə' | 'Ə' => "e",
        // Marks that are seen as nothing: joiners, direction marks, soft hyphens.
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{ad}'
        | '\u{feff}' => "",
        _ => return None,
    })
}

impl Normal {
    /// Takes a note.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut it = Self {
            plain: String::with_capacity(text.len()),
            told: String::new(),
            from: Vec::with_capacity(text.len()),
            to: Vec::with_capacity(text.len()),
            capital: Vec::with_capacity(text.len()),
            line_end: Vec::with_capacity(text.len()),
            marked: Vec::with_capacity(text.len()),
        };
        for (at, c) in text.chars().enumerate() {
            if c.is_ascii() {
                it.push(
                    if c == '`' { '\'' } else { c },
                    at,
                    c.is_ascii_uppercase(),
                    false,
                );
            } else if let Some(plain) = special(c) {
                let capital = c.is_uppercase();
                for each in plain.chars() {
                    it.push(each, at, capital, true);
                }
                if plain.is_empty() {
                    it.widen(at);
                }
            } else {
                it.foreign(c, at);
            }
        }
        it.told = it.plain.replace("[dob]", "[   ]");
        it
    }

    fn foreign(&mut self, c: char, at: usize) {
        let zero = ZEROS
            .iter()
            .find(|zero| (**zero..=**zero + 9).contains(&u32::from(c)));
        if let Some(zero) = zero {
            let digit = char::from_digit(u32::from(c) - zero, 10).unwrap_or('0');
            return self.push(digit, at, false, false);
        }
        let mut any = false;
        for part in c.nfkd() {
            if is_combining_mark(part) {
                continue;
            }
            any = true;
            if part.is_ascii() {
                self.push(part, at, part.is_ascii_uppercase(), true);
            } else if let Some(plain) = special(part) {
                for each in plain.chars() {
                    self.push(each, at, false, true);
                }
            } else if part.is_alphabetic() {
                self.push(char::from(OTHER_LETTER), at, false, false);
            } else if part.is_whitespace() {
                self.push(' ', at, false, false);
            } else {
                self.push(char::from(OTHER_SIGN), at, false, false);
            }
        }
        if !any {
            // A mark of its own belongs to the letter before it.
            self.widen(at);
            if self.plain.ends_with(|c: char| c.is_ascii_lowercase())
                && let Some(last) = self.marked.last_mut()
            {
                *last = true;
            }
        }
    }

    /// A mark belongs to the sign before it.
    fn widen(&mut self, at: usize) {
        if let Some(last) = self.to.last_mut() {
            *last = at + 1;
        }
    }

    fn push(&mut self, c: char, at: usize, capital: bool, foreign: bool) {
        self.plain.push(match c {
            '\t' | '\u{b}' | '\u{c}' | '\r' | '\n' => ' ',
            _ => c.to_ascii_lowercase(),
        });
        self.from.push(at);
        self.to.push(at + 1);
        self.capital.push(capital);
        self.line_end.push(matches!(c, '\r' | '\n'));
        self.marked.push(foreign && c >= 'A');
    }
}
