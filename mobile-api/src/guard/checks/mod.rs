//! What a pattern alone cannot tell: is this run of signs a number of somebody's?

mod codes;
mod homes;
mod named;
mod numbers;
mod streets;
mod web;

use self::{
    codes::{id, planning, plate, reference},
    homes::{home, postcode, there, unit},
    named::{house_name, named_house, the_street},
    numbers::{bare_date, born, digits, iban, nhs_shape, number, sort},
    streets::{bare_street, house, street_number},
    web::{account, handle, lettered, mail, mailbox, spoken},
};
use super::{
    Kind,
    patterns::{Marked, Verdict},
    words::{COMMON, NAMELY, SMALL, SURNAME, WORDLY, WORDS},
};

/// Decides about a match of the pattern's kind.
pub type Check = fn(&Marked<'_>, usize, usize, Option<Kind>) -> Verdict;

/// The check of this name in the table.
#[must_use]
pub fn named(name: &str) -> Option<Check> {
    Some(match name {
        "planning" => planning,
        "mail" => mail,
        "mailbox" => mailbox,
        "spoken" => spoken,
        "handle" => handle,
        "account" => account,
        "iban" => iban,
        "digits" => digits,
        "born" => born,
        "house" => house,
        "unit" => unit,
        "home" => home,
        "there" => there,
        "bare-street" => bare_street,
        "the-street" => the_street,
        "named-house" => named_house,
        "postcode" => postcode,
        "number" => number,
        "sort" => sort,
        "lettered" => lettered,
        "house-name" => house_name,
        "nhs-shape" => nhs_shape,
        "bare-date" => bare_date,
        "street-number" => street_number,
        "plate" => plate,
        "id" => id,
        "reference" => reference,
        _ => return None,
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

pub(super) fn count_digits(s: &str) -> usize {
    s.chars().filter(|c| is_digit(*c)).count()
}

fn letters(s: &str) -> String {
    s.chars().filter(char::is_ascii_lowercase).collect()
}

fn value(s: &str) -> u32 {
    s.chars()
        .filter(|c| is_digit(*c))
        .collect::<String>()
        .parse()
        .unwrap_or(0)
}

/// A word that everybody uses and that is no name.
fn plain_word(word: &str) -> bool {
    let facts = WORDS.facts(word);
    (facts & COMMON != 0 || WORDS.harmless(word)) && facts & (WORDLY | NAMELY | SURNAME) == 0
}

fn small(word: &str) -> bool {
    WORDS.facts(word) & SMALL != 0
}

/// Whether its letters are capitals in a note that has small ones too.
fn shouted(marked: &Marked<'_>, start: usize, end: usize) -> bool {
    let bytes = marked.text().as_bytes();
    let capital = |n: usize| marked.normal.capital[n];
    (start..end).all(|n| !bytes[n].is_ascii_lowercase() || capital(n))
        && (0..bytes.len()).any(|n| bytes[n].is_ascii_lowercase() && !capital(n))
}
