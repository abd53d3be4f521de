//! Arithmetic modulo the prime 2^61 - 1.
//!
//! Elimination over fractions grows their digits; modulo a prime every number stays one word. A
//! combination that holds over the fractions holds modulo the prime too; the other way round it
//! could fail only where a determinant is a multiple of the prime, which for sums of pieces is out
//! of reach of chance.

/// The prime.
pub const PRIME: u64 = (1 << 61) - 1;

/// `one + other`.
#[must_use]
pub const fn add(one: u64, other: u64) -> u64 {
    let sum = one + other;
    if sum >= PRIME { sum - PRIME } else { sum }
}

/// `one - other`.
#[must_use]
pub const fn sub(one: u64, other: u64) -> u64 {
    if one >= other {
        one - other
    } else {
        one + PRIME - other
    }
}

/// `one * other`.
#[must_use]
pub fn mul(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    let word = |bits: u128| u64::try_from(bits & u128::from(PRIME)).expect("masked to 61 bits");
    add(word(product), word(product >> 61))
}

/// The number that gives 1 when multiplied with `number`, which must not be 0.
#[must_use]
pub fn inverse(number: u64) -> u64 {
    let (mut power, mut square, mut left) = (1, number, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            power = mul(power, square);
        }
        square = mul(square, square);
        left >>= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_times_its_inverse_is_one() {
        for number in [1, 2, 3, 61, 1 << 40, PRIME - 1] {
            assert_eq!(mul(number, inverse(number)), 1, "{number}");
        }
        assert_eq!(add(PRIME - 1, 1), 0);
        assert_eq!(sub(0, 1), PRIME - 1);
    }
}
