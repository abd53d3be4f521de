//! The short code on a printed list: eight characters that nobody takes for others, the last of
//! which checks the rest.
//!
//! There are 23 characters, a prime, and the places weigh 1 to 8: so one wrong character is always
//! found, and so are two that changed places.

/// Digits and capitals without `0 O`, `1 I L`, `2 Z`, `5 S`, `8 B` and `U V`.
pub const LETTERS: [char; 23] = [
    '3', '4', '6', '7', '9', 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R',
    'T', 'W', 'X', 'Y',
];
/// Characters of a code.
const LENGTH: usize = 8;
/// The inverse of the last place's weight: 8 × 3 = 24, which is 1 beyond 23.
const UNWEIGHED: usize = 3;

/// A code whose check character ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCode(String);

impl SheetCode {
    /// A code from chance.
    #[must_use]
    pub fn of(chance: &[u8; 32]) -> Self {
        let (high, _) = chance.split_at(16);
        let number = high
            .iter()
            .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        let mut left = number;
        let mut places = [0; LENGTH];
        for place in places.iter_mut().take(LENGTH - 1) {
            *place = usize::try_from(left % 23).unwrap_or_default();
            left /= 23;
        }
        // The check makes the weighed sum a multiple of 23.
        places[LENGTH - 1] = (23 - weighed(&places) % 23) * UNWEIGHED % 23;
        Self(places.iter().map(|place| LETTERS[*place]).collect())
    }

    /// Reads a code as somebody keyed it: with or without hyphens and spaces, in any case.
    ///
    /// # Errors
    /// One plain sentence on what to do.
    pub fn read(keyed: &str) -> Result<Self, String> {
        let text: String = keyed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let places: Option<Vec<usize>> = text
            .chars()
            .map(|c| LETTERS.iter().position(|letter| *letter == c))
            .collect();
        let ties =
            |places: &Vec<usize>| places.len() == LENGTH && weighed(places).is_multiple_of(23);
        if places.as_ref().is_some_and(ties) {
            return Ok(Self(text));
        }
        Err(
            "This code does not tie. Read it from the sheet again, character by character: it has \
             eight, and none of them is a zero, one, two, five or eight, nor B, I, L, O, S, U, V or \
             Z."
            .to_owned(),
        )
    }

    /// As it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is printed: `K7QF-3MXA`.
    #[must_use]
    pub fn printed(&self) -> String {
        let (left, right): (Vec<_>, Vec<_>) = self
            .0
            .chars()
            .enumerate()
            .partition(|(place, _)| *place < LENGTH / 2);
        let text = |half: Vec<(usize, char)>| half.into_iter().map(|(_, c)| c).collect::<String>();
        format!("{}-{}", text(left), text(right))
    }
}

fn weighed(places: &[usize]) -> usize {
    (1..)
        .zip(places)
        .map(|(weight, place): (usize, _)| weight * place)
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_reads_as_it_was_printed(chance: [u8; 32]) {
            let code = SheetCode::of(&chance);

            prop_assert_eq!(&SheetCode::read(&code.printed()).unwrap(), &code);
            prop_assert_eq!(&SheetCode::read(&code.as_str().to_lowercase()).unwrap(), &code);
            prop_assert_eq!(code.as_str().chars().count(), 8);
        }

        #[test]
        fn one_wrong_character_is_found(chance: [u8; 32], place in 0..8_usize, other in 0..23_usize) {
            let code = SheetCode::of(&chance);
            let mut keyed: Vec<char> = code.as_str().chars().collect();
            prop_assume!(keyed[place] != LETTERS[other]);
            keyed[place] = LETTERS[other];

            let keyed: String = keyed.into_iter().collect();
            prop_assert!(SheetCode::read(&keyed).is_err(), "{keyed}");
        }

        #[test]
        fn two_characters_that_changed_places_are_found(chance: [u8; 32], a in 0..8_usize, b in 0..8_usize) {
            let code = SheetCode::of(&chance);
            let mut keyed: Vec<char> = code.as_str().chars().collect();
            prop_assume!(keyed[a] != keyed[b]);
            keyed.swap(a, b);

            let keyed: String = keyed.into_iter().collect();
            prop_assert!(SheetCode::read(&keyed).is_err(), "{keyed}");
        }
    }

    #[test]
    fn what_is_no_code_says_what_to_do() {
        for keyed in ["", "K7QF", "K7QF-3MX0", "KKKKKKKKK"] {
            let why = SheetCode::read(keyed).unwrap_err();
            assert!(
                why.contains("Read it from the sheet again"),
                "{keyed}: {why}"
            );
        }
    }
}
