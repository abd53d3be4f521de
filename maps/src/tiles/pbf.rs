//! Protocol buffers, as far as tiles need them: written, never read.

/// Kinds of fields on the wire.
const VARINT: u64 = 0;
const EIGHT_BYTES: u64 = 1;
const LENGTH: u64 = 2;

/// Adds a whole number, seven bits a byte, the least first.
pub(super) fn varint(into: &mut Vec<u8>, mut n: u64) {
    loop {
        let low = n.to_le_bytes()[0] & 0x7f;
        n >>= 7;
        if n == 0 {
            into.push(low);
            return;
        }
        into.push(low | 0x80);
    }
}

/// A signed number as one without a sign: small ones stay small.
pub(super) const fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)).cast_unsigned()
}

/// Adds a field that is a whole number.
pub(super) fn number(into: &mut Vec<u8>, field: u64, n: u64) {
    varint(into, field << 3 | VARINT);
    varint(into, n);
}

/// Adds a field that is a floating point number.
pub(super) fn double(into: &mut Vec<u8>, field: u64, n: f64) {
    varint(into, field << 3 | EIGHT_BYTES);
    into.extend_from_slice(&n.to_le_bytes());
}

/// Adds a field that is text or a message.
pub(super) fn bytes(into: &mut Vec<u8>, field: u64, content: &[u8]) {
    varint(into, field << 3 | LENGTH);
    varint(into, content.len() as u64);
    into.extend_from_slice(content);
}

/// Adds a field that is many whole numbers.
pub(super) fn packed(into: &mut Vec<u8>, field: u64, numbers: &[u64]) {
    let mut content = Vec::with_capacity(numbers.len() * 2);
    for n in numbers {
        varint(&mut content, *n);
    }
    bytes(into, field, &content);
}
