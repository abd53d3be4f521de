//! What becomes of good, odd and hostile ops.

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{Op, OpKind};
use crate::wire::problems::{Reason, Verdict};

const ID: &str = "01930000-0000-7000-8000-000000000001";

fn good() -> Value {
    json!({
        "id": ID, "n": 412, "rev": 1, "kind": "visit.record", "v": 1, "shift": ID,
        "at": "2026-11-21T16:11:02Z", "mono_ms": 1_200_400,
        "data": {"door": ID, "outcome": "no_answer", "day": "2026-11-21", "hour_band": "afternoon"},
    })
}

fn raw(text: &str) -> Box<RawValue> {
    RawValue::from_string(text.to_owned()).unwrap()
}

fn reason(text: &str) -> Reason {
    Op::parse(&raw(text)).unwrap_err().reason
}

fn changed(change: impl Fn(&mut Value)) -> String {
    let mut op = good();
    change(&mut op);
    op.to_string()
}

#[test]
fn a_good_op_is_read_and_written_back_the_same() {
    let op = Op::parse(&raw(&good().to_string())).unwrap();

    assert_eq!(op.kind, OpKind::VisitRecord);
    assert_eq!(op.n, 412);
    assert_eq!(Op::parse(&op.to_raw()).unwrap(), op);
}

#[test]
fn every_kind_is_found_by_its_own_name() {
    for kind in OpKind::KNOWN {
        assert_eq!(OpKind::named(kind.as_str()), kind);
        assert!(kind.is_known());
    }
    assert!(!OpKind::named("tea.drunk").is_known());
}

#[test]
fn a_problem_names_the_op_whatever_the_rest_looks_like() {
    let problem = Op::parse(&raw(&changed(|op| op["data"] = json!("\u{0}")))).unwrap_err();

    assert_eq!(problem.id.unwrap().to_string(), ID);
    assert_eq!((problem.n, problem.rev), (Some(412), Some(1)));
    assert_eq!(problem.reason, Reason::NotJson);
    assert_eq!(problem.verdict(), Verdict::Rejected);
}

#[test]
fn half_an_emoji_stops_only_its_own_op() {
    let text = good().to_string().replace("no_answer", "\\ud83d");

    let batch: Vec<Box<RawValue>> = serde_json::from_str(&format!("[{text},{}]", good())).unwrap();

    assert_eq!(Op::parse(&batch[0]).unwrap_err().reason, Reason::NotJson);
    assert!(Op::parse(&batch[1]).is_ok());
}

#[test]
fn nesting_without_end_stops_only_its_own_op() {
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let text = changed(|op| op["data"] = json!("DEEP")).replace("\"DEEP\"", &deep);

    assert_eq!(reason(&text), Reason::NotJson);
}

#[test]
fn what_is_not_an_op_is_rejected_without_a_name() {
    for text in ["42", "null", "[]", "\"x\"", "{\"id\":1,\"id\":1}"] {
        assert!(matches!(reason(text), Reason::NotJson), "{text}");
    }
    assert_eq!(reason("{}"), Reason::NoId);
    assert_eq!(reason(&changed(|op| op["id"] = json!("17"))), Reason::NoId);
}

#[test]
fn kinds_and_versions_to_come_are_held_whatever_they_bring() {
    let kind = changed(|op| {
        op["kind"] = json!("tea.drunk");
        op["sugar"] = json!(2);
    });
    let version = changed(|op| {
        op["v"] = json!(2);
        op["colour"] = json!("red");
    });

    assert_eq!(reason(&kind), Reason::UnknownKind);
    assert_eq!(reason(&version), Reason::NewerVersion);
}

#[test]
fn nonsense_in_the_envelope_is_held() {
    let cases: [(&str, Value); 9] = [
        ("n", json!(0)),
        ("n", json!(9_007_199_254_740_992_u64)),
        ("n", json!(1.5)),
        ("rev", json!(0)),
        ("v", json!(0)),
        ("shift", Value::Null),
        ("at", json!("yesterday")),
        ("mono_ms", json!(-1)),
        ("sugar", json!(2)),
    ];
    for (field, value) in cases {
        let text = changed(|op| op[field] = value.clone());
        assert_eq!(reason(&text), Reason::BadData, "{field} = {value}");
    }
}

#[test]
fn too_long_an_op_is_rejected_by_name() {
    let text = changed(|op| op["data"] = json!("x".repeat(64 * 1024)));
    let problem = Op::parse(&raw(&text)).unwrap_err();

    assert_eq!(problem.reason, Reason::TooLarge);
    assert!(problem.id.is_some());
}

#[test]
fn messages_never_repeat_what_somebody_wrote() {
    let op = changed(|op| {
        op["data"]["outcome"] = json!("Mrs Smith at 27");
        op["data"]["Mrs Smith"] = json!(1);
    });
    let problem = Op::parse(&raw(&op)).unwrap().typed().unwrap_err();

    assert!(!problem.to_string().contains("Smith"), "{problem}");
    assert_eq!(problem.reason, Reason::BadData);
}
