//! The guard on notes: the examples that the phone runs too, what holds for every text, and the
//! labelled sample where it lies beside the repository.

use std::{collections::HashSet, fmt::Write as _, path::PathBuf};

use mobile_api::guard::{Decision, Kind, Places, decide, guard};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
struct Case {
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<String>,
    spans: Vec<(usize, usize, Kind)>,
    redacted: String,
}

fn vectors() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/guard.json")
}

fn cases() -> Vec<Case> {
    serde_json::from_str(
        &std::fs::read_to_string(vectors()).expect("the examples lie beside the crate"),
    )
    .expect("and are JSON of their shape")
}

fn seen(case: &Case) -> Case {
    let it = guard(&case.text, &Places::new(&case.places));
    Case {
        text: case.text.clone(),
        places: case.places.clone(),
        spans: it
            .spans
            .iter()
            .map(|span| (span.start, span.end, span.kind))
            .collect(),
        redacted: it.redacted,
    }
}

/// `UPDATE_GOLDEN=1` writes what the guard says now; look at the difference.
#[test]
fn every_example_is_guarded_as_it_says() {
    let cases = cases();
    assert!(cases.len() >= 250, "the examples are many: {}", cases.len());
    let now: Vec<Case> = cases.iter().map(seen).collect();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut out = String::from("[\n");
        for (n, case) in now.iter().enumerate() {
            let comma = if n + 1 < now.len() { "," } else { "" };
            writeln!(
                out,
                "  {}{comma}",
                serde_json::to_string(case).expect("JSON")
            )
            .expect("memory");
        }
        out.push_str("]\n");
        std::fs::write(vectors(), out).expect("the examples can be written");
        return;
    }
    for (case, now) in cases.iter().zip(&now) {
        assert_eq!(
            (&case.redacted, &case.spans),
            (&now.redacted, &now.spans),
            "{}",
            case.text
        );
    }
}

#[test]
fn the_examples_show_every_kind() {
    let kinds: HashSet<Kind> = cases()
        .iter()
        .flat_map(|case| case.spans.iter().map(|span| span.2))
        .collect();
    for kind in Kind::ALL {
        assert!(kinds.contains(&kind), "no example shows {}", kind.name());
    }
}

fn holds(text: &str, places: &Places) {
    let it = guard(text, places);
    let chars: Vec<char> = text.chars().collect();
    let mut expected = String::new();
    let mut at = 0;
    for span in &it.spans {
        assert!(
            at <= span.start && span.start < span.end && span.end <= chars.len(),
            "spans are in order and in the text: {text:?}"
        );
        expected.extend(&chars[at..span.start]);
        expected.push_str(span.kind.placeholder());
        at = span.end;
    }
    expected.extend(&chars[at..]);
    assert_eq!(expected, it.redacted, "{text:?}");
    let again = guard(&it.redacted, places);
    assert_eq!(
        again.redacted, it.redacted,
        "guarding twice changes nothing: {text:?}"
    );
}

#[test]
fn guarding_an_example_twice_changes_nothing() {
    for case in cases() {
        holds(&case.text, &Places::new(&case.places));
    }
}

/// Pieces of notes, so that many rules meet in one text.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 64] = [
        "Jess",
        "fowsiya",
        "HAZEL",
        "Will",
        "may",
        "Grace",
        "Okafor",
        "the",
        "and",
        "of",
        "in",
        "at",
        "from",
        "told",
        "spoke to",
        "ask for",
        "mum",
        "Mrs",
        "Dr",
        "Cllr",
        "MP",
        "says",
        "is",
        "has",
        "lives",
        "next door",
        "14",
        "flat 3b",
        "number 7",
        "Lily Street",
        "Mill Lane",
        "surgery",
        "Cafe",
        "'s",
        "St Luke's",
        "Primary",
        "07700 900123",
        "496 0123",
        "a@b.com",
        "LS6 2AB",
        "AB12 CDE",
        "12-34-56",
        "943 476 5919",
        "01/02/1961",
        "born",
        "ref",
        "RA412524",
        "@kaz_88",
        "insta",
        "(15)",
        ",",
        ".",
        "!",
        "\n",
        " / ",
        " - ",
        ":",
        "[NAME]",
        "[PHONE]",
        "👵🏽",
        "Łukasz",
        "Thị",
        "فوزية",
        "…",
    ];
    proptest::collection::vec(
        (
            proptest::sample::select(&PIECES[..]),
            prop_oneof![8 => Just(" "), 1 => Just(""), 1 => Just("\n")],
        ),
        0..24,
    )
    .prop_map(|parts| {
        parts
            .into_iter()
            .fold(String::new(), |text, (piece, gap)| text + piece + gap)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_guarded_note_is_the_note_with_placeholders_and_stays_so(text in pieces()) {
        holds(&text, &Places::default());
    }

    #[test]
    fn so_is_any_text(text in "\\PC{0,120}") {
        holds(&text, &Places::new(["Lily Street"]));
    }
}

#[test]
fn a_note_with_a_finding_is_held_and_the_finding_is_counted_without_its_text() {
    let Decision::Held { kinds } = decide(
        "Spoke to Fowsiya on 07700 900123, then Jess Okafor rang 020 7946 0958",
        &Places::default(),
    ) else {
        panic!("it is held");
    };
    let count = |kind: Kind| {
        kinds
            .iter()
            .filter(|(key, _)| key.0 == kind)
            .map(|(_, count)| count)
            .sum::<usize>()
    };
    assert_eq!((count(Kind::Person), count(Kind::Phone)), (2, 2));
    let shown = format!("{kinds:?}").to_lowercase();
    for word in ["fowsiya", "jess", "okafor", "07700", "7946"] {
        assert!(!shown.contains(word), "{shown}");
    }
    assert_eq!(
        decide(
            "the lights on Lily Street are out since June",
            &Places::default()
        ),
        Decision::Clean
    );
}

#[test]
fn debug_output_shows_no_text() {
    let it = guard("Fowsiya lives alone", &Places::default());
    let shown = format!("{it:?}");
    assert!(
        !shown.contains("Fowsiya") && !shown.contains("lives"),
        "{shown}"
    );
}

#[derive(Deserialize)]
struct Labelled {
    text: String,
    spans: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    start: usize,
    end: usize,
    core: Option<Vec<(usize, usize)>>,
    origin: Option<String>,
}

/// The developers' sample: `../shared` beside the repository, or where `DOORSTEP_SHARED` says.
#[test]
fn the_labelled_sample_leaks_and_loses_no_more_than_it_may() {
    let shared = std::env::var_os("DOORSTEP_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let Ok(sample) = std::fs::read_to_string(shared.join("data/privacy/pii_notes_dev.jsonl"))
    else {
        eprintln!(
            "not scored: there is no labelled sample under {}",
            shared.display()
        );
        return;
    };
    let (mut spans, mut leaks, mut harmless, mut touched) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut origins = std::collections::BTreeMap::<String, (u32, u32)>::new();
    for line in sample.lines().filter(|line| !line.trim().is_empty()) {
        let note: Labelled = serde_json::from_str(line).expect("a labelled note");
        let chars: Vec<char> = note.text.chars().collect();
        let mut gone = vec![false; chars.len()];
        for span in guard(&note.text, &Places::default()).spans {
            gone[span.start..span.end].fill(true);
        }
        let left =
            |from: usize, to: usize| (from..to).any(|n| chars[n].is_alphanumeric() && !gone[n]);
        if note.spans.is_empty() {
            harmless += 1;
            touched += u32::from((0..chars.len()).any(|n| chars[n].is_alphanumeric() && gone[n]));
        }
        for label in note.spans {
            let leaked = label
                .core
                .unwrap_or_else(|| vec![(label.start, label.end)])
                .iter()
                .any(|core| left(core.0, core.1));
            spans += 1;
            leaks += u32::from(leaked);
            if let Some(origin) = label.origin.filter(|origin| origin != "wordlike") {
                let count = origins.entry(origin).or_default();
                count.0 += 1;
                count.1 += u32::from(leaked);
            }
        }
    }
    let share = |part: u32, all: u32| f64::from(part) * 100.0 / f64::from(all.max(1));
    let rates: Vec<f64> = origins
        .values()
        .filter(|count| count.0 >= 5)
        .map(|count| share(count.1, count.0))
        .collect();
    let gap =
        rates.iter().copied().fold(0.0, f64::max) - rates.iter().copied().fold(100.0, f64::min);
    let (leak, over) = (share(leaks, spans), share(touched, harmless));
    eprintln!(
        "leak {leak:.2} %, harmless notes touched {over:.2} %, gap between origins {gap:.1} points"
    );
    assert!(
        spans > 300 && harmless > 90,
        "the sample is whole: {spans} spans, {harmless} harmless notes"
    );
    assert!(leak <= 3.0, "{leak:.2} % of the personal spans leak");
    assert!(over <= 6.0, "{over:.2} % of the harmless notes are touched");
    assert!(
        gap <= 5.0,
        "the origins differ by {gap:.1} points: {origins:?}"
    );
}
