//! The guard on notes: what in a note points at somebody, and the note without it.
//!
//! It turns the question round: a word that is not known to be harmless is taken for a name.
//! Numbers, codes and addresses are found by patterns first; then words are looked at one by one,
//! with what stands around them. The phone runs the same rules in TypeScript
//! (`app/src/guard/`), on the same data (`guard/` beside this crate: words, lists, patterns), and
//! both are held to the same examples (`vectors/guard.json`).
//!
//! It is not a proof: a note that was guarded still needs a person's eye.

mod checks;
mod names;
mod normal;
mod patterns;
mod spelling;
mod tokens;
mod words;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use self::{normal::Normal, patterns::Marked};

/// What a stretch of a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// Somebody's name.
    Person,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A full postcode.
    Postcode,
    /// A house or flat number, with its street where it stands beside it.
    Address,
    /// A National Insurance number.
    Nino,
    /// An NHS number.
    NhsNumber,
    /// A date of birth.
    Dob,
    /// A registration mark.
    Vehicle,
    /// A sort code, account, card or IBAN.
    Bank,
    /// A name on the internet, or a page of somebody's.
    HandleUrl,
    /// A reference or document number.
    IdNumber,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Person,
        Self::Phone,
        Self::Email,
        Self::Postcode,
        Self::Address,
        Self::Nino,
        Self::NhsNumber,
        Self::Dob,
        Self::Vehicle,
        Self::Bank,
        Self::HandleUrl,
        Self::IdNumber,
    ];

    /// Its name in the data and on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Phone => "PHONE",
            Self::Email => "EMAIL",
            Self::Postcode => "POSTCODE",
            Self::Address => "ADDRESS",
            Self::Nino => "NINO",
            Self::NhsNumber => "NHS_NUMBER",
            Self::Dob => "DOB",
            Self::Vehicle => "VEHICLE",
            Self::Bank => "BANK",
            Self::HandleUrl => "HANDLE_URL",
            Self::IdNumber => "ID_NUMBER",
        }
    }

    /// What stands in the note instead: the same for every mention, so that two are not linked.
    #[must_use]
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Person => "[NAME]",
            Self::Phone => "[PHONE]",
            Self::Email => "[EMAIL]",
            Self::Postcode => "[POSTCODE]",
            Self::Address => "[ADDRESS]",
            Self::Nino => "[NINO]",
            Self::NhsNumber => "[NHS_NUMBER]",
            Self::Dob => "[DOB]",
            Self::Vehicle => "[VEHICLE]",
            Self::Bank => "[BANK]",
            Self::HandleUrl => "[WEB]",
            Self::IdNumber => "[ID_NUMBER]",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A stretch of a note that points at somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Where it begins, in Unicode code points.
    pub start: usize,
    /// Where it ends, in Unicode code points.
    pub end: usize,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The rule that found it.
    #[serde(skip)]
    pub rule: &'static str,
}

/// A note that was looked at. Holds the note's text: not for logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Guarded {
    /// What points at somebody, from the beginning to the end, without overlaps.
    pub spans: Vec<Span>,
    /// The note with a placeholder in place of each. Guarding it again changes nothing.
    pub redacted: String,
}

impl std::fmt::Debug for Guarded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guarded")
            .field("spans", &self.spans)
            .finish_non_exhaustive()
    }
}

/// Names of local streets, places, schools, shops: they stay, even where they hold somebody's name.
#[derive(Debug, Clone, Default)]
pub struct Places {
    phrases: HashMap<String, Vec<Vec<String>>>,
    /// Streets without their last word.
    streets: HashMap<String, Vec<Vec<String>>>,
}

impl Places {
    /// Reads names, one each; upper and lower case are the same.
    pub fn new<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut it = Self::default();
        for name in names {
            let normal = Normal::of(name.as_ref());
            let marked = Marked {
                normal: &normal,
                hits: Vec::new(),
                kept: Vec::new(),
            };
            let words: Vec<String> = tokens::cut(&marked)
                .into_iter()
                .map(|token| token.whole())
                .collect();
            if let Some(first) = words.first()
                && words.iter().any(|word| word.len() > 1)
            {
                if let Some((last, stem)) = words.split_last()
                    && words::WORDS.kinds_of_street.contains(last)
                    && stem.iter().any(|word| word.len() > 2)
                {
                    let list = it.streets.entry(first.clone()).or_default();
                    if !list.iter().any(|each| each == stem) {
                        list.push(stem.to_vec());
                    }
                }
                let list = it.phrases.entry(first.clone()).or_default();
                if !list.contains(&words) {
                    list.push(words);
                }
            }
        }
        it
    }

    /// Names that everybody knows and that stand for nobody near.
    fn known() -> &'static Self {
        static KNOWN: std::sync::LazyLock<Places> =
            std::sync::LazyLock::new(|| Places::new(&words::WORDS.phrases));
        &KNOWN
    }

    fn street(&self, first: &str) -> &[Vec<String>] {
        self.streets.get(first).map_or(&[], Vec::as_slice)
    }

    fn from(&self, first: &str) -> &[Vec<String>] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Looks once.
fn look(text: &str, places: &Places) -> Vec<Span> {
    let normal = Normal::of(text);
    let mut marked = Marked {
        normal: &normal,
        hits: Vec::new(),
        kept: Vec::new(),
    };
    patterns::run(&mut marked);
    names::run(&mut marked, places);
    let mut hits = marked.hits;
    hits.sort_by_key(|hit| (hit.start, hit.end));
    let mut spans: Vec<Span> = Vec::new();
    for hit in hits {
        let span = Span {
            start: normal.from[hit.start],
            end: normal.to[hit.end - 1],
            kind: hit.kind,
            rule: hit.rule,
        };
        match spans.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    spans
}

/// The text with a placeholder at each span.
fn replaced(text: &[char], spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        out.extend(&text[at..span.start]);
        out.push_str(span.kind.placeholder());
        at = span.end;
    }
    out.extend(&text[at..]);
    out
}

/// Looks until nothing more is found.
///
/// What was taken out may tell more about its neighbours, so that the redacted note is looked at
/// again; what is found there is taken out of the note too.
#[must_use]
pub fn guard(text: &str, places: &Places) -> Guarded {
    let chars: Vec<char> = text.chars().collect();
    let mut spans = look(text, places);
    let mut redacted = replaced(&chars, &spans);
    for _ in 0..8 {
        if spans.is_empty() {
            break;
        }
        let more = look(&redacted, places);
        if more.is_empty() {
            break;
        }
        spans = joined(&spans, &more);
        redacted = replaced(&chars, &spans);
    }
    Guarded { spans, redacted }
}

/// Adds what was found in the redacted text to what was found in the note.
fn joined(spans: &[Span], more: &[Span]) -> Vec<Span> {
    // From a place in the redacted text to one in the note; inside a placeholder: its span's edge.
    let back = |place: usize, end: bool| {
        let mut shift: isize = 0;
        for span in spans {
            let long = span.kind.placeholder().chars().count();
            let at = span.start.checked_add_signed(shift).unwrap_or(0);
            if place <= at {
                break;
            }
            if place < at + long {
                return if end { span.end } else { span.start };
            }
            shift += long.cast_signed() - (span.end - span.start).cast_signed();
        }
        place.checked_add_signed(-shift).unwrap_or(0)
    };
    let mut all = spans.to_vec();
    all.extend(more.iter().map(|span| Span {
        start: back(span.start, false),
        end: back(span.end, true),
        ..*span
    }));
    all.sort_by_key(|span| (span.start, span.end));
    let mut out: Vec<Span> = Vec::new();
    for span in all {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// What the server does with a note that has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Nothing was found. A person clears it.
    Clean,
    /// Something was found: it is held until a person has looked.
    Held {
        /// How often, by kind and rule; no text.
        kinds: BTreeMap<(Kind, &'static str), usize>,
    },
}

/// Decides about a note that has arrived.
#[must_use]
pub fn decide(text: &str, places: &Places) -> Decision {
    let spans = guard(text, places).spans;
    if spans.is_empty() {
        return Decision::Clean;
    }
    let mut kinds = BTreeMap::new();
    for span in spans {
        *kinds.entry((span.kind, span.rule)).or_insert(0) += 1;
    }
    Decision::Held { kinds }
}
