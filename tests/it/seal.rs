//! `mobile-api/vectors/seal.json`: what a phone seals, the server opens. The phone app runs the same
//! file.

use doorstep::base::{
    ids::HubId,
    seal::{self, CONTACT, KeyPair, OUTBOX},
    secret::Secret,
};
use mobile_api::wire::{base64url_decode, base64url_encode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::contract::golden;

const FILE: &str = "mobile-api/vectors/seal.json";
const HUB: HubId = HubId(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_000a));
const OTHER: HubId = HubId(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_000b));

/// The vectors, made from fixed chance: a change of the format shows as a change of the file.
fn made() -> Value {
    let (ours, theirs) = (KeyPair::of(&[1; 32]), KeyPair::of(&[2; 32]));
    let cases = [
        (
            "contact details",
            &ours,
            CONTACT,
            HUB,
            "{\"name\":\"A\",\"phone\":\"07700 900001\"}",
            true,
        ),
        (
            "letters of many scripts",
            &ours,
            CONTACT,
            HUB,
            "শেফালী · ਅਮਨ · علی · Łukasz 🌿",
            true,
        ),
        ("unsent work", &ours, OUTBOX, HUB, "{\"ops\":[]}", true),
        ("nothing", &ours, OUTBOX, HUB, "", true),
        ("sealed to another key", &theirs, OUTBOX, HUB, "{}", false),
        ("sealed for another hub", &ours, OUTBOX, OTHER, "{}", false),
    ];
    let mut told: Vec<Value> = Vec::new();
    for (n, (name, key, info, hub, plain, opens)) in (10_u8..).zip(cases) {
        let bytes = seal::seal(&key.public, (info, hub), plain.as_bytes(), [n; 32]).unwrap();
        told.push(json!({
            "name": name, "info": info, "aad": HUB.to_string(), "plain": opens.then_some(plain),
            "sealed": base64url_encode(&bytes), "opens": opens,
        }));
    }
    let mut changed = seal::seal(&ours.public, (OUTBOX, HUB), b"{}", [30; 32]).unwrap();
    *changed.last_mut().unwrap() ^= 1;
    let damaged = [
        ("a changed bit", OUTBOX, changed.clone()),
        ("cut short", OUTBOX, changed[..70].to_vec()),
        (
            "sealed as something else",
            CONTACT,
            seal::seal(&ours.public, (OUTBOX, HUB), b"{}", [31; 32]).unwrap(),
        ),
    ];
    for (name, info, bytes) in damaged {
        told.push(json!({
            "name": name, "info": info, "aad": HUB.to_string(), "plain": null,
            "sealed": base64url_encode(&bytes), "opens": false,
        }));
    }
    json!({
        "about": "HPKE (RFC 9180), base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, \
                  AES-256-GCM. `sealed` is the encapsulated key (65 bytes) and then the sealed \
                  bytes, base64url without padding; `info` and `aad` are UTF-8. A case opens under \
                  `key` to `plain`, or not at all. Whatever another side seals to `key.public` \
                  must open in the same way.",
        "key": {
            "suite": seal::SUITE,
            "public": base64url_encode(&ours.public),
            "private": base64url_encode(ours.private.reveal()),
        },
        "cases": told,
    })
}

#[test]
fn the_vectors_are_the_ones_that_are_checked_in() {
    let text = serde_json::to_string_pretty(&made()).unwrap();

    golden(FILE, &format!("{text}\n"));
}

#[test]
fn every_case_opens_to_what_it_says_or_not_at_all() {
    let path = format!("{}/{FILE}", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let bytes = |value: &Value| base64url_decode(value.as_str().unwrap()).unwrap();
    let private = Secret::new(bytes(&file["key"]["private"]));

    for case in file["cases"].as_array().unwrap() {
        let hub: HubId = case["aad"].as_str().unwrap().parse().unwrap();
        let info = case["info"].as_str().unwrap();
        let opened = seal::open(&private, (info, hub), &bytes(&case["sealed"]));
        let plain = case["plain"].as_str().map(|text| text.as_bytes().to_vec());
        assert_eq!(opened.ok(), plain, "{}", case["name"]);
    }
}
