//! Base64 for addresses (RFC 4648 section 5), without padding, read strictly.
//!
//! Strict means: one text for one run of bytes. Left-over bits must be zero, so that no two texts
//! say the same and a flipped bit always shows.

/// Writes `bytes` as text.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut three = [0; 3];
        for (place, byte) in three.iter_mut().zip(chunk) {
            *place = *byte;
        }
        let [a, b, c] = three;
        let sixes = [
            a >> 2,
            (a & 3) << 4 | b >> 4,
            (b & 15) << 2 | c >> 6,
            c & 63,
        ];
        text.extend(sixes.into_iter().take(chunk.len() + 1).map(letter));
    }
    text
}

fn letter(six_bits: u8) -> char {
    char::from(match six_bits {
        0..=25 => b'A' + six_bits,
        26..=51 => b'a' + (six_bits - 26),
        52..=61 => b'0' + (six_bits - 52),
        62 => b'-',
        _ => b'_',
    })
}

/// Reads text back into bytes; `None` when it is not base64url in its one exact form.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut word = 0_u32;
        for letter in chunk {
            word = (word << 6) | six_bits(*letter)?;
        }
        let [_, first, second, third] = match chunk.len() {
            4 => word,
            3 => word << 6,
            2 => word << 12,
            _ => return None,
        }
        .to_be_bytes();
        match chunk.len() {
            4 => bytes.extend([first, second, third]),
            3 if third == 0 => bytes.extend([first, second]),
            2 if second == 0 && third == 0 => bytes.push(first),
            _ => return None,
        }
    }
    Some(bytes)
}

fn six_bits(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use proptest::prelude::*;

    #[test]
    fn left_over_bits_are_refused() {
        assert_eq!(encode(&[0xff]), "_w");
        assert_eq!(decode("_w"), Some(vec![0xff]));

        assert_eq!(decode("_x"), None);
        assert_eq!(decode("_w=="), None);
        assert_eq!(decode("_"), None);
    }

    proptest! {
        #[test]
        fn every_run_of_bytes_comes_back(bytes: Vec<u8>) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }

        #[test]
        fn every_text_that_reads_is_the_one_text_of_its_bytes(text in "[A-Za-z0-9_-]{0,12}") {
            if let Some(bytes) = decode(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
