//! Reads notes as JSON lines and writes what the guard found: for measuring.
use std::io::{BufRead, Write};

use mobile_api::guard::{Places, guard};

fn main() {
    let places: Vec<String> = std::env::args()
        .nth(1)
        .map(|f| {
            std::fs::read_to_string(f)
                .expect("a file")
                .lines()
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default();
    let places = Places::new(places);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let note: serde_json::Value = serde_json::from_str(&line.expect("text")).expect("JSON");
        let it = guard(note["text"].as_str().expect("text"), &places);
        writeln!(
            out,
            "{}",
            serde_json::json!({"id": note["id"], "spans": it.spans, "redacted": it.redacted})
        )
        .expect("written");
    }
}
