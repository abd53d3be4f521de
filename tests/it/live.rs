//! Who reads rows of people. Everything people look at is made of stored releases; whatever reads the
//! rows themselves is named here, with why. `doorstep::review` tells the same at more length.

use std::collections::BTreeSet;

use crate::house::sources;

/// Tables that hold people, what they said, or counts of them before a release has decided.
const PEOPLE: [&str; 6] = [
    "listenings",
    "statements",
    "group_listenings",
    "ledger_entries",
    "involvements",
    "theme_counts",
];

/// Every file that reads such a table, and why that is no view of people.
const READERS: [(&str, &str); 10] = [
    (
        "src/disclosure/store/quotes.rs",
        "a quote is looked at anew each time it is read, so that it falls with its note",
    ),
    (
        "src/disclosure/store/reading.rs",
        "what a release is made of",
    ),
    (
        "src/disclosure/store/themes.rs",
        "what a release is made of",
    ),
    (
        "src/ledger/store.rs",
        "the ledger itself, and the return: exact to the unit for the hub's own two roles, never \
         below the hub for the network",
    ),
    (
        "src/ledger/store/missing.rs",
        "what a return still lacks: records that wait for somebody, not what they say",
    ),
    (
        "src/ledger/store/parts.rs",
        "what a figure of the return is made of, by shift, for the hub's own two roles",
    ),
    ("src/ledger/store/support.rs", "whether notes wait, by hub"),
    (
        "src/listenings/store.rs",
        "a group reads its own notes one by one, and buckets are made coarser",
    ),
    (
        "src/themes/store.rs",
        "what a group wrote down itself of its own actions",
    ),
    (
        "src/privacy/store/expiry.rs",
        "what is too old goes; nothing is read",
    ),
];

/// The tables that a file's SQL reads.
fn read_by(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join(" ");
    let words: Vec<&str> = code
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .filter(|pair| matches!(pair[0], "FROM" | "JOIN" | "UPDATE"))
        .map(|pair| pair[1].to_lowercase())
        .filter(|table| PEOPLE.contains(&table.as_str()))
        .collect()
}

#[test]
fn no_view_reads_rows_of_people_but_those_that_are_named_with_their_reason() {
    let found: BTreeSet<String> = sources()
        .into_iter()
        .filter(|(_, text)| !read_by(text).is_empty())
        .map(|(path, _)| path)
        .collect();

    let named: BTreeSet<String> = READERS.iter().map(|(path, _)| (*path).to_owned()).collect();
    let new: Vec<&String> = found.difference(&named).collect();
    assert!(
        new.is_empty(),
        "{new:?} read rows of people. Read a stored release instead (`disclosure::store::one`), or \
         name the file here and in `src/review/mod.rs`, with its audience and why the gate knows it"
    );
    let gone: Vec<&String> = named.difference(&found).collect();
    assert!(gone.is_empty(), "{gone:?} read none any more");
}

#[test]
fn the_review_asks_the_ledger_for_the_hubs_own_counts_and_nothing_else_live() {
    // A file that may, and what of earlier rooms it may name.
    let may = [
        ("src/review/counts.rs", "ledger::"),
        ("src/review/counts.rs", "listenings::"),
        ("src/review/http.rs", "ledger::counts"),
    ];
    let harmless = [
        "ledger::returns",
        "ledger::network::belongs",
        "ledger::files",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if !path.starts_with("src/review/") {
            continue;
        }
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for live in ["ledger::", "listenings::"] {
                let Some(at) = code.find(live) else { continue };
                let named = &code[at..];
                let allowed = may
                    .iter()
                    .any(|(file, prefix)| path == *file && named.starts_with(prefix));
                if !allowed && !harmless.iter().any(|prefix| named.starts_with(prefix)) {
                    wrong.push(format!("{path}:{}: {}", n + 1, line.trim()));
                }
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_store_that_reads_listenings_is_found() {
    assert_eq!(
        read_by("SELECT 1\n   FROM listenings h JOIN statements s"),
        BTreeSet::from(["listenings".to_owned(), "statements".to_owned()])
    );
    assert!(read_by("// FROM listenings\nSELECT 1 FROM releases").is_empty());
}
