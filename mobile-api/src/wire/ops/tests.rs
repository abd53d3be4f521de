//! Sense and nonsense in the data of each kind.

use serde_json::{Value, json};

use super::OpData;
use crate::wire::op::OpKind;
use crate::wire::problems::Reason;

const ID: &str = "01930000-0000-7000-8000-000000000001";
const OTHER: &str = "01930000-0000-7000-8000-000000000002";

fn full(kind: &OpKind) -> Value {
    match kind {
        OpKind::ShiftStart => json!({
            "lists": [ID], "campaign": ID, "expected_end": "2026-11-21T19:00:00.000Z",
            "street": ID, "people": 2, "partner": ID, "buddy": ID,
        }),
        OpKind::ShiftCheckIn => {
            json!({"street": ID, "expected_end": "2026-11-21T19:30:00.000Z"})
        }
        OpKind::ShiftEnd => json!({
            "counters": {
                "visits": 34, "knocks": 30, "listened": 5, "listenings": 5,
                "doors_added": 1, "consents": 1, "ops": 44,
            },
            "lists_done": [ID],
        }),
        OpKind::VisitRecord => json!({
            "door": ID, "outcome": "come_back", "day": "2026-11-21", "hour_band": "evening",
            "language": "so", "come_back": "morning", "left_card": true,
        }),
        OpKind::DoorAdd => json!({
            "door": ID, "street": ID, "number": "12A", "label": "Flat 3", "floor": 1,
            "building": "Dale House", "lng": -1.523_456, "lat": 53.812_345, "near": OTHER,
        }),
        OpKind::DoorLabel => json!({
            "door": ID, "number": "12A", "label": "Flat 3", "floor": 1, "not_a_home": false,
        }),
        OpKind::ListeningRecord => json!({
            "voices": {"first": 1, "again": 1, "unsure": 0}, "mode": "door",
            "place": {"kind": "street", "id": ID}, "heard": {"kind": "patch", "id": ID},
            "happened_on": "2026-11-21", "interest": 1, "strength": 2, "language": "pl",
            "statements": [
                {"theme": ID, "stance": "concern", "strength": 3},
                {"theme": ID, "stance": "offer", "offer_kind": "time"},
            ],
            "note": "the lift is broken", "quote_ok": true, "door": ID, "visit": ID,
        }),
        OpKind::RecordVoid => json!({"target": ID, "reason": "wrong_door"}),
        OpKind::ContactConsent => json!({"ciphertext": "AAEC", "key_id": "hub-2026"}),
        OpKind::SafetyAlert => json!({"alert": "help", "street": ID}),
        OpKind::ReflectionAdd => {
            json!({"went_well": "two talks", "was_hard": "rain", "next_time": "gloves"})
        }
        OpKind::Unknown(_) => json!({}),
    }
}

fn refused(kind: &OpKind, change: &Value) -> String {
    let mut data = full(kind);
    for (field, value) in change.as_object().unwrap() {
        data[field] = value.clone();
    }
    let problem = OpData::parse(kind, 1, &data).expect_err(&format!("{kind} with {change}"));
    assert_eq!(problem.reason, Reason::BadData);
    problem.detail
}

#[test]
fn full_data_of_every_kind_come_back_unchanged() {
    for kind in OpKind::KNOWN {
        let data = OpData::parse(&kind, 1, &full(&kind)).unwrap();

        assert_eq!(data.kind(), kind);
        assert_eq!(data.to_value(), full(&kind), "{kind}");
        assert_eq!(data.clone().checked(), Ok(data));
    }
}

#[test]
fn no_kind_takes_a_field_that_it_does_not_know() {
    for kind in OpKind::KNOWN {
        assert_eq!(
            refused(&kind, &json!({"phone_number": 1})),
            "unknown field `phone_number`"
        );
    }
}

#[test]
fn voices_are_one_to_four() {
    for voices in [
        json!({"first": 0}),
        json!({"first": 5}),
        json!({"first": 2, "again": 2, "unsure": 1}),
        json!({"first": 255, "again": 255}),
        json!({"first": -1}),
        json!({"first": 1, "name": 1}),
    ] {
        refused(
            &OpKind::ListeningRecord,
            &json!({"voices": voices, "interest": 0}),
        );
    }
}

#[test]
fn a_listening_that_says_nothing_is_no_listening() {
    let detail = refused(
        &OpKind::ListeningRecord,
        &json!({"statements": [], "note": null, "quote_ok": false}),
    );

    assert_eq!(detail, "a listening holds a statement or a `note`");
}

#[test]
fn nonsense_of_a_listening_is_refused() {
    for change in [
        json!({"interest": 3}),
        json!({"strength": 4}),
        json!({"mode": "street"}),
        json!({"mode": "street", "door": null}),
        json!({"door": null}),
        json!({"note": null}),
        json!({"note": " "}),
        json!({"language": "Polish"}),
        json!({"statements": [{"theme": ID, "stance": "love", "offer_kind": "time"}]}),
        json!({"statements": [{"theme": ID, "stance": "love", "strength": 0}]}),
        json!({"statements": vec![json!({"theme": ID, "stance": "love"}); 31]}),
        json!({"place": {"kind": "door", "id": ID}}),
        json!({"happened_on": "2026-02-30"}),
    ] {
        refused(&OpKind::ListeningRecord, &change);
    }
}

#[test]
fn each_outcome_takes_only_what_belongs_to_it() {
    for change in [
        json!({"outcome": "no_answer"}),
        json!({"listening": ID}),
        json!({"outcome": "sticker_skip", "come_back": null}),
        json!({"outcome": "issued"}),
        json!({"hour_band": "teatime"}),
    ] {
        refused(&OpKind::VisitRecord, &change);
    }
}

#[test]
fn a_door_is_somewhere_and_called_something() {
    for change in [
        json!({"number": null, "label": null}),
        json!({"lng": null}),
        json!({"lng": null, "lat": null, "near": null}),
        json!({"near": ID}),
        json!({"lat": 91}),
        json!({"floor": 201}),
        json!({"number": ""}),
    ] {
        refused(&OpKind::DoorAdd, &change);
    }
    refused(
        &OpKind::DoorLabel,
        &json!({"number": null, "label": null, "floor": null, "not_a_home": null}),
    );
}

#[test]
fn counters_that_cannot_be_are_refused() {
    for counters in [
        json!({"visits": 1, "knocks": 2, "listened": 0, "listenings": 0, "ops": 9}),
        json!({"visits": 2, "knocks": 1, "listened": 2, "listenings": 0, "ops": 9}),
        json!({"visits": 9, "knocks": 0, "listened": 0, "listenings": 0, "ops": 2}),
    ] {
        refused(&OpKind::ShiftEnd, &json!({"counters": counters}));
    }
    refused(&OpKind::ShiftStart, &json!({"people": 0}));
}

#[test]
fn sealed_details_are_bytes_and_a_reflection_says_something() {
    refused(
        &OpKind::ContactConsent,
        &json!({"ciphertext": "call 07700"}),
    );
    refused(&OpKind::ContactConsent, &json!({"ciphertext": ""}));
    refused(
        &OpKind::ReflectionAdd,
        &json!({"went_well": null, "was_hard": null, "next_time": null}),
    );
}

#[test]
fn unknown_kinds_and_newer_versions_say_so() {
    let unknown = OpKind::named("tea.drunk");
    let reason = |kind: &OpKind, v| OpData::parse(kind, v, &json!({})).unwrap_err().reason;

    assert_eq!(reason(&unknown, 1), Reason::UnknownKind);
    assert_eq!(reason(&OpKind::DoorAdd, 2), Reason::NewerVersion);
}
