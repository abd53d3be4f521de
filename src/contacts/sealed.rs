//! What a phone sealed, opened and read. Pure.

use mobile_api::wire::base64url_decode;
use serde::Deserialize;

use super::model::{Age, Consent, ContactPurpose, Details, Given, Written};
use crate::{
    base::{ids::HubId, seal, secret::Secret, time::Day},
    contacts::store::SealedContact,
};

/// The version of what phones seal that is read here.
const VERSION: u32 = 1;

/// The text inside. Fields of newer apps are left alone; `age` and `parent_agreed` are for young
/// people and absent otherwise.
#[derive(Deserialize)]
struct Plain {
    v: u32,
    name: Written,
    phone: Written,
    email: Written,
    post: Written,
    purposes: Vec<String>,
    wording: String,
    language: String,
    age: Option<String>,
    #[serde(default)]
    parent_agreed: bool,
}

/// Opens sealed details; `None` for what does not open, or was written by an app this server does
/// not understand: it stays sealed.
#[must_use]
pub fn open(private: &Secret<Vec<u8>>, hub: HubId, sealed: &SealedContact) -> Option<Given> {
    let bytes = base64url_decode(&sealed.ciphertext)?;
    let plain = seal::open(private, (seal::CONTACT, hub), &bytes).ok()?;
    read(&plain, sealed.given_on)
}

fn read(plain: &[u8], given_on: Day) -> Option<Given> {
    let plain: Plain = serde_json::from_slice(plain).ok()?;
    if plain.v != VERSION {
        return None;
    }
    let known = ContactPurpose::ALL.iter().copied();
    let purposes = known
        .filter(|purpose| plain.purposes.iter().any(|word| word == purpose.word()))
        .collect();
    // An age that is not understood is taken for the youngest.
    let age = match plain.age {
        None => Age::Adult,
        Some(word) => word.parse().unwrap_or(Age::Under13),
    };
    Some(Given {
        details: Details::of(
            plain.name.text(),
            plain.phone.text(),
            plain.email.text(),
            plain.post.text(),
        ),
        consent: Consent {
            purposes,
            wording: short(&plain.wording, 40),
            language: short(&plain.language, 20),
            given_on,
            parent_agreed: plain.parent_agreed,
        },
        age,
    })
}

/// An id or a language tag: letters, digits and the signs in them, nothing else.
fn short(text: &str, most: usize) -> String {
    let known = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
    text.chars().filter(known).take(most).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(changes: &serde_json::Value) -> Option<Given> {
        let mut plain = json!({ "v": 1, "name": " Ana ", "phone": "07700 900001", "email": "",
            "post": "", "purposes": ["news", "tea"], "wording": "contact-1", "language": "pl" });
        for (name, value) in changes.as_object().unwrap() {
            plain[name] = value.clone();
        }
        read(plain.to_string().as_bytes(), Day::new(2026, 5, 16).unwrap())
    }

    #[test]
    fn what_todays_phone_seals_is_read() {
        let given = told(&json!({})).unwrap();

        assert_eq!(given.details, Details::of("Ana", "07700 900001", "", ""));
        assert_eq!(given.consent.purposes, [ContactPurpose::News]);
        assert_eq!(given.consent.language, "pl");
        assert_eq!(given.age, Age::Adult);
    }

    #[test]
    fn a_newer_app_stays_sealed_and_an_unknown_age_is_the_youngest() {
        assert!(told(&json!({ "v": 2 })).is_none());
        assert!(told(&json!({ "name": 7 })).is_none());
        assert_eq!(
            told(&json!({ "age": "13_to_17" })).unwrap().age,
            Age::From13To17
        );
        assert_eq!(
            told(&json!({ "age": "toddler" })).unwrap().age,
            Age::Under13
        );
    }
}
