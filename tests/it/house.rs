//! The house plan holds: arrows run one way, SQL stands in stores, leaves have no I/O.

use std::path::{Path, PathBuf};

/// Rooms in the data's order: each may name those before it only.
const ORDER: &[&str] = &[
    "base",
    "config",
    "db",
    "problem",
    "tally",
    "access",
    "feed",
    "intake",
    "areas",
    "streets",
    "walk_lists",
    "sync",
    "shifts",
    "listenings",
    "contacts",
    "safeguarding",
    "themes",
    "ledger",
    "disclosure",
    "review",
    "privacy",
];
/// The composition root and what hangs on it may name every room. `app` is named by handlers for
/// its handles alone.
const ROOTS: &[&str] = &["app", "cli", "web", "demo", "main", "lib"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source of the service: its path from the root, and its text.
pub fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn room_of(path: &str) -> &str {
    let rest = path.trim_start_matches("src/");
    rest.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Names after `crate::` in code (comments do not count).
fn named(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut depth_open = false;
    for (n, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            let word: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if word.is_empty() && rest.starts_with('{') {
                depth_open = true;
            } else if !word.is_empty() {
                found.push((n + 1, word));
            }
        }
        // Inside `use crate::{ … }`, rooms stand at the first indent.
        if depth_open {
            if let Some(item) = code
                .strip_prefix("    ")
                .filter(|item| !item.starts_with(' '))
            {
                let word: String = item
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if !word.is_empty() {
                    found.push((n + 1, word));
                }
            }
            if code.starts_with("};") {
                depth_open = false;
            }
        }
    }
    found
}

#[test]
fn a_room_names_only_rooms_before_it() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room_of(&path).to_owned();
        if ROOTS.contains(&room.as_str()) {
            continue;
        }
        let own = ORDER.iter().position(|name| *name == room);
        let Some(own) = own else {
            wrong.push(format!("{path}: `{room}` is no room of the plan"));
            continue;
        };
        for (line, word) in named(&text) {
            let later = ORDER
                .iter()
                .position(|name| *name == word)
                .is_some_and(|n| n > own);
            let to_root = ROOTS.contains(&word.as_str()) && word != "app";
            if later || to_root {
                wrong.push(format!("{path}:{line}: `{room}` names `{word}`"));
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sqlx_is_named_only_in_the_engines_and_in_stores() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let in_store = path.starts_with("src/db/") || path.contains("/store");
        if in_store {
            continue;
        }
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            // Deriving a row or a column type is how a model tells its shape; it runs no SQL.
            let derives = code.contains("sqlx::FromRow")
                || code.contains("sqlx::Type")
                || code.contains("sqlx(")
                || path == "src/base/column.rs";
            if code.contains("sqlx::") && !derives {
                wrong.push(format!("{path}:{}: {}", n + 1, line.trim()));
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_leaf_packages_have_no_io_no_clock_and_no_chance() {
    // `geo` brings `rand` for algorithms of its own: chance is forbidden to ours only.
    let nowhere = ["tokio", "axum", "sqlx", "reqwest", "hyper"];
    let not_ours = ["rand", "getrandom", "chrono", "jiff", "time"];
    for leaf in ["maps", "mobile-api"] {
        let (all, own) = (tree_of(leaf, "99"), tree_of(leaf, "1"));
        for name in nowhere {
            assert!(
                !all.iter().any(|found| found == name),
                "{leaf} depends on {name}"
            );
        }
        for name in not_ours {
            assert!(
                !own.iter().any(|found| found == name),
                "{leaf} names {name}"
            );
        }
    }
}

fn tree_of(package: &str, depth: &str) -> Vec<String> {
    let output = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "-p",
            package,
            "-e",
            "normal",
            "--prefix",
            "none",
        ])
        .args(["--depth", depth])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && tree.starts_with(package),
        "cargo tree failed: {package}"
    );
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn no_statement_asks_the_database_for_the_time() {
    let mut wrong = Vec::new();
    for (room, statements) in doorstep::statements() {
        for (name, text) in *statements {
            let text = text.to_lowercase();
            if ["now()", "current_timestamp", "current_date", "datetime('"]
                .iter()
                .any(|word| text.contains(word))
            {
                wrong.push(format!("{room}::{name}"));
            }
        }
    }

    assert!(wrong.is_empty(), "{wrong:?}");
}
