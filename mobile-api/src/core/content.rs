//! Is this the same op? The hash of what an op says.
//!
//! The server keeps it beside `(id, rev)`: an equal hash is a repeated delivery, another one is a
//! contradiction that a person looks at. `README.md` has the definition for other languages.

use serde_json::{Number, Value, json};
use sha2::{Digest as _, Sha256};

use crate::wire::Op;

/// SHA-256 over the canonical JSON of what `op` says.
///
/// In it: `kind`, `v`, `shift`, `at` (as epoch milliseconds), `mono_ms`, `data`. Not in it: `id`
/// and `rev`, which are what the hash is looked up by, and `n`, which changes when an op moves to
/// a new install and stays the same fact.
#[must_use]
pub fn content_hash(op: &Op) -> [u8; 32] {
    let content = json!({
        "at": op.at.ms(),
        "data": op.data,
        "kind": op.kind.as_str(),
        "mono_ms": op.mono_ms,
        "shift": op.shift,
        "v": op.v,
    });
    Sha256::digest(canonical_json(&content)).into()
}

/// `value` in its one canonical form: RFC 8785, and members that are `null` left out.
///
/// Whole numbers keep their digits, whatever their size; an app writes none above 2^53 - 1.
#[must_use]
pub fn canonical_json(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, to: &mut String) {
    match value {
        Value::Null => to.push_str("null"),
        Value::Bool(flag) => to.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => to.push_str(&number_text(number)),
        Value::String(text) => quoted(text, to),
        Value::Array(items) => {
            to.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    to.push(',');
                }
                write(item, to);
            }
            to.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().filter(|(_, v)| !v.is_null()).collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            to.push('{');
            for (place, (name, member)) in members.into_iter().enumerate() {
                if place > 0 {
                    to.push(',');
                }
                quoted(name, to);
                to.push(':');
                write(member, to);
            }
            to.push('}');
        }
    }
}

fn quoted(text: &str, to: &mut String) {
    // serde_json escapes exactly what `JSON.stringify` escapes, in the same way.
    to.push_str(&Value::from(text).to_string());
}

/// A number as `JSON.stringify` writes it.
fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float_text(float),
        _ => number.to_string(),
    }
}

/// ECMAScript's `Number::toString`: the shortest digits that read back as `float`, laid out
/// plainly between 1e-6 and 1e21 and with an exponent beyond.
fn float_text(float: f64) -> String {
    if float == 0.0 {
        return "0".to_owned();
    }
    let sign = if float < 0.0 { "-" } else { "" };
    let scientific = format!("{:e}", float.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let plain = match point {
        1..=21 if count <= point => format!("{digits}{}", zeros(point - count)),
        1..=21 => {
            let (whole, part) = digits.split_at(usize::try_from(point).unwrap_or(0));
            format!("{whole}.{part}")
        }
        -5..=0 => format!("0.{}{digits}", zeros(-point)),
        _ => {
            let plus = if point > 0 { "+" } else { "" };
            format!("{mantissa}e{plus}{}", point - 1)
        }
    };
    format!("{sign}{plain}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{canonical_json, float_text};

    #[test]
    fn numbers_are_written_as_a_browser_writes_them() {
        for (float, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (53.812_345, "53.812345"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (1e-6, "0.000001"),
            (1.25e-7, "1.25e-7"),
            (333_333_333.333_333_3, "333333333.3333333"),
            (123_456.789, "123456.789"),
        ] {
            assert_eq!(float_text(float), text);
        }
    }

    #[test]
    fn members_are_sorted_by_utf_16_and_empty_ones_left_out() {
        let value = json!({"\u{fb33}": 1, "\u{1f600}": 2, "b": null, "a": [null, {"c": null}]});

        assert_eq!(
            canonical_json(&value),
            "{\"a\":[null,{}],\"\u{1f600}\":2,\"\u{fb33}\":1}"
        );
    }

    proptest! {
        #[test]
        fn canonical_text_reads_back_to_the_same_canonical_text(
            members in proptest::collection::btree_map("\\PC{0,4}", "\\PC{0,6}", 0..6),
            number: i64,
        ) {
            let value = json!({"text": members, "number": number});
            let text = canonical_json(&value);
            let again: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(canonical_json(&again), text);
        }

        #[test]
        fn every_float_reads_back(float in proptest::num::f64::NORMAL) {
            prop_assert_eq!(float_text(float).parse::<f64>(), Ok(float));
        }
    }
}
