//! The contract is what is checked in, and every address lets in exactly who it should.
//!
//! After a wanted change: `UPDATE_GOLDEN=1 cargo test --test it contract` writes the files anew;
//! read the difference before it is committed.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use doorstep::access::Role;
use serde_json::{Value, json};

use crate::harness::{House, Who, request};

/// Compares a text with a checked-in file, or writes it when asked to.
pub fn golden(path: &str, text: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        return;
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    if stored == text {
        return;
    }
    let differs = stored
        .lines()
        .zip(text.lines())
        .position(|(old, new)| old != new)
        .unwrap_or_else(|| stored.lines().count().min(text.lines().count()));
    panic!(
        "{path} is not what the program says now, first at line {}:\n  file:    {}\n  program: {}\n\
         if the change is wanted: UPDATE_GOLDEN=1 cargo test --test it contract",
        differs + 1,
        stored.lines().nth(differs).unwrap_or("(end)"),
        text.lines().nth(differs).unwrap_or("(end)"),
    );
}

#[test]
fn the_contract_is_the_one_that_is_checked_in() {
    let contract = doorstep::app::openapi().to_pretty_json().unwrap();

    golden("mobile-api/openapi.json", &format!("{contract}\n"));
}

/// One address of the contract.
struct Operation {
    id: String,
    method: Method,
    path: String,
    body: Option<Value>,
}

/// Every operation, with dummy ids in its path and a body that fits its schema.
fn operations() -> Vec<Operation> {
    let contract: Value = serde_json::to_value(doorstep::app::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in contract["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let body = operation["requestBody"]["content"]
                .as_object()
                .and_then(|content| content.values().next())
                .map(|content| example(&contract, &content["schema"], 0));
            found.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: filled(path, &operation["parameters"], &contract),
                body,
            });
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

fn filled(path: &str, parameters: &Value, contract: &Value) -> String {
    let (mut path, mut query) = (path.to_owned(), Vec::new());
    for parameter in parameters.as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        let value = example(contract, &parameter["schema"], 0);
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), ToOwned::to_owned);
        if parameter["in"] == "path" {
            path = path.replace(&format!("{{{name}}}"), &text);
        } else if parameter["required"] == true {
            query.push(format!("{name}={text}"));
        }
    }
    if query.is_empty() {
        path
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// A value that fits a schema.
fn example(contract: &Value, schema: &Value, depth: usize) -> Value {
    if depth > 12 {
        return Value::Null;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return example(
            contract,
            &contract["components"]["schemas"][name],
            depth + 1,
        );
    }
    if let Some(value) = schema.get("example") {
        return value.clone();
    }
    if let Some(first) = schema["enum"].as_array().and_then(|words| words.first()) {
        return first.clone();
    }
    for word in ["oneOf", "anyOf", "allOf"] {
        let options = schema[word].as_array().into_iter().flatten();
        if word == "allOf" && schema[word].is_array() {
            let mut all = serde_json::Map::new();
            for option in options {
                if let Value::Object(part) = example(contract, option, depth + 1) {
                    all.extend(part);
                }
            }
            return Value::Object(all);
        }
        if let Some(option) = options.into_iter().find(|option| option["type"] != "null") {
            return example(contract, option, depth + 1);
        }
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").cloned(),
        kind => Some(kind.clone()),
    };
    match kind.as_ref().and_then(Value::as_str) {
        Some("string") => match schema["format"].as_str() {
            Some("uuid") => json!(uuid::Uuid::nil()),
            Some("date") => json!("2026-05-16"),
            Some("date-time") => json!("2026-05-16T12:00:00Z"),
            _ => json!("x"),
        },
        Some("integer") => schema.get("minimum").cloned().unwrap_or_else(|| json!(1)),
        Some("number") => json!(1.5),
        Some("boolean") => json!(true),
        Some("array") => json!([example(contract, &schema["items"], depth + 1)]),
        _ => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let fields = required.iter().map(|name| {
                let name = name.as_str().unwrap();
                (
                    name.to_owned(),
                    example(contract, &schema["properties"][name], depth + 1),
                )
            });
            Value::Object(fields.collect())
        }
    }
}

async fn knock(house: &House, operation: &Operation, who: Option<&Who>) -> (StatusCode, Value) {
    let builder = request(operation.method.clone(), who, &operation.path);
    let request = match &operation.body {
        Some(body) => builder
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string())),
        None => builder.body(Body::empty()),
    };
    house.send(request.unwrap()).await
}

#[tokio::test]
async fn every_address_lets_in_exactly_the_roles_of_the_matrix() {
    let house = House::sqlite().await;
    let hub = house.hub("Northgate").await.hub;
    let operations = operations();
    let mut lines: BTreeMap<&str, String> = BTreeMap::new();
    for operation in &operations {
        let (status, _) = knock(&house, operation, None).await;
        let public = status != StatusCode::UNAUTHORIZED;
        let mut line = format!(
            "{:<28} {}",
            operation.id,
            if public { "public" } else { "      " }
        );
        for role in Role::ALL {
            let wide = matches!(role, Role::NetworkManager | Role::OutsideReader);
            // A new session for each knock, because one of the addresses signs out.
            let who = house.who(*role, (!wide).then_some(hub)).await;
            let who = if *role == Role::Organiser || *role == Role::LeadOrganiser {
                house.phone(&who, *role, hub).await
            } else {
                who
            };
            let (status, answer) = knock(&house, operation, Some(&who)).await;
            assert!(
                !status.is_server_error(),
                "{} as {role}: {answer}",
                operation.id
            );
            // A phone may hand in its own records only; the example's phone is nobody's.
            let detail = answer["detail"].as_str().unwrap_or_default();
            let of_another = detail.starts_with("This session belongs to another phone");
            let refused = status == StatusCode::FORBIDDEN && !of_another;
            let mark = if refused { "." } else { "x" };
            let _ = write!(line, " {mark:^6}");
        }
        lines.insert(&operation.id, line);
    }
    let heads = [
        "organ.", "group", "lead", "hub", "netw.", "dpo", "outs.", "vault", "safe.",
    ];
    let mut text = format!("{:<28} {:<6}", "operation", "");
    for head in heads {
        let _ = write!(text, " {head:^6}");
    }
    for line in lines.values() {
        text.push('\n');
        text.push_str(line.trim_end());
    }

    golden("tests/golden/access-matrix.txt", &format!("{text}\n"));
}

#[tokio::test]
async fn every_body_of_the_matrix_is_one_the_address_can_read() {
    let house = House::sqlite().await;
    let hub = house.hub("Northgate").await.hub;
    let mut unread = Vec::new();
    for operation in operations() {
        let mut read = false;
        let mut said = Value::Null;
        for role in Role::ALL {
            let wide = matches!(role, Role::NetworkManager | Role::OutsideReader);
            let who = house.who(*role, (!wide).then_some(hub)).await;
            let (status, answer) = knock(&house, &operation, Some(&who)).await;
            let detail = answer["detail"].as_str().unwrap_or_default();
            let unread = status == StatusCode::BAD_REQUEST && detail.starts_with("The request ");
            read |= !unread;
            said = answer;
        }
        if !read {
            unread.push(format!("{}: {said}", operation.id));
        }
    }

    // Else the matrix would show who may send nonsense, not who may do it.
    assert!(unread.is_empty(), "{}", unread.join("\n"));
}

/// The desk's types of a figure's parts were `recorder`, `partner` or `shadow`, and a request could end
/// as `too_young`: two types shared a name, and the contract knew one of them.
#[test]
fn a_figures_part_is_no_part_of_a_shift_and_a_request_does_not_end_like_contact_details() {
    let contract: Value = serde_json::to_value(doorstep::app::openapi()).unwrap();
    let schemas = &contract["components"]["schemas"];
    let named = |reference: &Value| {
        let name = reference["$ref"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap();
        &schemas[name]
    };
    let part = named(&schemas["Explained"]["properties"]["parts"]["items"]);
    for field in ["patch_name", "day", "value", "shifts"] {
        assert!(
            part["properties"][field].is_object(),
            "no {field} in {part}"
        );
    }
    let words = |of: &str, field: &str| {
        let property = &schemas[of]["properties"][field];
        let reference = property["oneOf"].get(0).unwrap_or(property);
        named(reference)["enum"].to_string()
    };
    assert!(words("CloseBody", "outcome").contains("nothing_found"));
    assert!(words("ThemeChangeLine", "kind").contains("merged"));
    assert!(words("LiveChange", "kind").contains("overdue"));
    assert!(words("ShiftPerson", "part").contains("recorder"));
}

#[test]
fn only_signing_in_and_enrolling_are_open_to_anybody() {
    let matrix = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/golden/access-matrix.txt"
    ))
    .unwrap_or_default();
    let public: Vec<&str> = matrix
        .lines()
        .filter(|line| line.contains(" public"))
        .filter_map(|line| line.split_whitespace().next())
        .collect();

    assert_eq!(public, ["create_session", "enrol_phone"]);
}
