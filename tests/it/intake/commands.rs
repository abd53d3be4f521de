//! The commands as scripts see them: exit codes, one JSON value, errors on standard error.

use std::{path::Path, process::Output};

use serde_json::{Value, json};

use super::{STREETS, collection, index_2025, square};

/// Runs the program on a database in the folder.
pub fn doorstep(folder: &Path, arguments: &[&str]) -> Output {
    let database = format!("sqlite://{}", folder.join("d.db").display());
    std::process::Command::new(env!("CARGO_BIN_EXE_doorstep"))
        .args(["--database", &database])
        .args(arguments)
        .current_dir(folder)
        .env_remove("DOORSTEP_DATABASE")
        .output()
        .unwrap()
}

/// The one JSON value on standard output.
pub fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn import_and_areas_print_exactly_what_is_promised() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("i.csv", &index_2025(&["E01000001"]));
    write(
        "a.geojson",
        &collection(&[square(0, "LSOA21CD", "E01000001")]),
    );
    write("s.osm", STREETS);

    let index = doorstep(folder.path(), &["import", "deprivation", "i.csv", "--json"]);
    doorstep(folder.path(), &["import", "small-areas", "a.geojson"]);
    doorstep(folder.path(), &["import", "streets", "s.osm"]);
    doorstep(folder.path(), &["import", "doors", "s.osm"]);
    let areas = doorstep(folder.path(), &["areas", "--json", "--lad", "E06000001"]);

    let mut answer = json_of(&index);
    let warnings = answer["files"][0]["warnings"].take();
    assert!(
        warnings[0].as_str().unwrap().contains("1 of the 33755"),
        "{warnings}"
    );
    assert_eq!(
        answer,
        json!({ "kind": "deprivation", "files": [{ "file": "i.csv", "read": 1, "kept": 1,
            "refused": 0, "repaired": 0, "changed": 1, "warnings": null, "errors": [] }] })
    );
    assert!(index.stderr.is_empty());
    assert_eq!(
        json_of(&areas),
        json!([{ "code": "E01000001", "name": "Square 0", "lad": "E06000001", "vintage": 2021,
            "deciles": { "2025": 1 }, "streets": 2, "address_points": 2, "doors": 4, "cells": 2 }])
    );
    let none = doorstep(folder.path(), &["areas", "--json", "--lad", "E06000099"]);
    assert_eq!((json_of(&none), none.status.code()), (json!([]), Some(0)));
}

#[test]
fn a_bad_file_ends_with_code_2_and_one_sentence_and_the_good_one_beside_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "good.geojson",
        &collection(&[square(0, "LSOA21CD", "E01000001")]),
    );
    write("bad.geojson", "<html>404</html>");

    let files = [
        "import",
        "small-areas",
        "bad.geojson",
        "good.geojson",
        "gone.geojson",
        "--json",
    ];
    let output = doorstep(folder.path(), &files);

    assert_eq!(output.status.code(), Some(2));
    let answer = json_of(&output);
    let error = &answer["files"][0]["errors"][0];
    assert!(
        error["reason"].as_str().unwrap().contains("HTML page"),
        "{answer}"
    );
    assert_eq!(
        (&answer["files"][0]["kept"], &answer["files"][1]["kept"]),
        (&json!(0), &json!(1))
    );
    let said = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].starts_with("doorstep: bad.geojson: it is an HTML page"),
        "{said}"
    );
    assert!(
        lines[1].starts_with("doorstep: gone.geojson: the file cannot be read"),
        "{said}"
    );
}

#[test]
fn a_call_that_makes_no_sense_ends_with_code_2() {
    let folder = tempfile::tempdir().unwrap();
    for call in [
        &["import", "weather", "a.csv"][..],
        &["import", "streets"],
        &["import", "streets", "a.osm", "--bbox", "1,2,3"],
        &["import", "small-areas", "a.geojson", "--vintage", "2001"],
        &["import", "lookup", "a.csv", "--bbox", "-1.5,53.8,-1.4,53.9"],
        &["fetch", "streets"],
    ] {
        let output = doorstep(folder.path(), call);

        assert_eq!(output.status.code(), Some(2), "{call:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{call:?}"
        );
    }
}
