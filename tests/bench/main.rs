//! How fast the house works, beside a bound or a peer measured in the same run.
//!
//! `cargo bench --bench bench -- NAME…` runs some of them, without a name all: `import`, `assign`,
//! `push`, `pull`, `memory`, `cut`, `gate`, `tile`. Nothing here passes or fails: method and figures are in
//! `README.md` beside this file.

#![expect(clippy::print_stdout, reason = "printing figures is its purpose")]
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark without its input has no figure"
)]
#![expect(
    clippy::cast_precision_loss,
    reason = "counts become figures to be read"
)]

mod assign;
mod cut;
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares of small numbers"
)]
#[path = "../it/disclosure/district.rs"]
mod district;
mod field;
mod gate;
#[path = "../it/harness.rs"]
#[expect(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the tests use more of it"
)]
mod harness;
mod import;
#[path = "../it/make.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod make;
mod measure;
mod memory;
mod plain;
mod pull;
mod push;
mod tile;

/// What can be asked for.
const ALL: &[(&str, fn())] = &[
    ("import", import::run),
    ("assign", assign::run),
    ("push", push::run),
    ("pull", pull::run),
    ("memory", memory::run),
    ("cut", cut::run),
    ("gate", gate::run),
    ("tile", tile::run),
];

fn main() {
    // Cargo itself passes `--bench`.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    if asked == [memory::INSIDE] {
        return memory::inside();
    }
    let known = |name: &String| ALL.iter().any(|(one, _)| one == name);
    if let Some(unknown) = asked.iter().find(|name| !known(name)) {
        let names: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
        println!("`{unknown}` is none of {}", names.join(", "));
        std::process::exit(2);
    }
    for (name, run) in ALL {
        if asked.is_empty() || asked.iter().any(|one| one == name) {
            println!("\n== {name}");
            run();
        }
    }
}
