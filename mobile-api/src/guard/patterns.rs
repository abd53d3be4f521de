//! Numbers, codes and addresses: the table of patterns and how it is run.

use std::{collections::HashMap, sync::LazyLock};

use regex::Regex;
use serde::Deserialize;

use super::{Kind, checks, normal::Normal, words::WORDS};

#[derive(Deserialize)]
struct File {
    parts: HashMap<String, String>,
    cues: HashMap<String, String>,
    patterns: Vec<Row>,
    guards: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    re: String,
    has: Option<String>,
    #[serde(default)]
    digits: usize,
    when: Option<String>,
    #[serde(default = "yes")]
    edge: bool,
    near: Option<String>,
    unless: Option<String>,
    then: Option<String>,
    after: Option<String>,
    check: Option<String>,
}

const fn yes() -> bool {
    true
}

/// One row of the table, ready to run.
struct Pattern {
    id: &'static str,
    /// None: what it finds is to be kept.
    kind: Option<Kind>,
    re: Regex,
    /// What the text must hold for the pattern to have a chance.
    has: Option<String>,
    /// How many digits the text must have for that.
    digits: usize,
    /// A quick look that tells whether the pattern has a chance.
    when: Option<Regex>,
    edge: bool,
    near: Option<Regex>,
    unless: Option<Regex>,
    then: Option<Regex>,
    after: Option<Regex>,
    check: Option<checks::Check>,
}

struct Table {
    patterns: Vec<Pattern>,
    cues: HashMap<String, Regex>,
    guards: HashMap<String, Regex>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = serde_json::from_str(include_str!("../../guard/patterns.json"))
        .expect("the table of patterns is JSON of its shape");
    let parts = |re: &str| {
        let mut re = re.replace("{streets}", &WORDS.streets);
        for _ in 0..2 {
            for (name, part) in &file.parts {
                re = re.replace(&format!("{{{name}}}"), part);
            }
        }
        re
    };
    let compiled = |re: &str| Regex::new(&parts(re)).expect("each pattern of the table is valid");
    let guards: HashMap<String, Regex> = file
        .guards
        .iter()
        .map(|(name, re)| (name.clone(), compiled(re)))
        .collect();
    Table {
        patterns: file
            .patterns
            .iter()
            .map(|row| Pattern {
                id: String::leak(row.id.clone()),
                kind: Kind::named(&row.kind),
                re: compiled(&if row.edge {
                    format!("(?:{})(?-u:\\b)", row.re)
                } else {
                    row.re.clone()
                }),
                has: row.has.clone(),
                digits: row.digits,
                edge: row.edge,
                when: row.when.as_deref().map(compiled),
                near: row.near.as_deref().map(compiled),
                unless: row.unless.as_deref().map(compiled),
                then: row.then.as_deref().map(compiled),
                after: row
                    .after
                    .as_deref()
                    .map(|name| guards[name.trim_matches(['{', '}'])].clone()),
                check: row
                    .check
                    .as_deref()
                    .map(|name| checks::named(name).expect("each check of the table exists")),
            })
            .collect(),
        cues: file
            .cues
            .iter()
            .map(|(name, re)| (name.clone(), compiled(re)))
            .collect(),
        guards,
    }
});

/// A stretch of the plain text that points at somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it begins in the plain text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// The rule that found it.
    pub rule: &'static str,
}

/// What a check says of a match.
pub enum Verdict {
    /// It is nothing; look on.
    No,
    /// It is harmless, and no later pattern may touch it.
    Keep,
    /// A date that is a birthday if a name stands beside it.
    KeepUnlessNamed,
    /// It points at somebody.
    Hit(Kind, usize, usize),
}

/// The plain text with what was found in it so far.
#[derive(Debug)]
pub struct Marked<'a> {
    /// The note in plain letters.
    pub normal: &'a Normal,
    /// What is to be taken out.
    pub hits: Vec<Hit>,
    /// What is to be kept, each with whether it is a date.
    pub kept: Vec<(usize, usize, bool)>,
}

impl<'a> Marked<'a> {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.normal.plain
    }

    /// The part of the text, which is ASCII.
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> &'a str {
        self.text().get(start..end).unwrap_or("")
    }

    /// Up to 40 signs before, as they tell of what follows.
    #[must_use]
    pub fn before(&self, at: usize) -> &'a str {
        let told = &self.normal.told;
        told.get(at.saturating_sub(40)..at).unwrap_or("")
    }

    /// Up to 30 signs after, likewise.
    #[must_use]
    pub fn after(&self, at: usize) -> &'a str {
        let told = &self.normal.told;
        told.get(at..(at + 30).min(told.len())).unwrap_or("")
    }

    /// Whether the cue of this name stands before (or after, as the cue is written).
    #[must_use]
    pub fn cue(&self, name: &str, at: usize) -> bool {
        let text = if name.ends_with("after") {
            self.after(at)
        } else {
            self.before(at)
        };
        TABLE.cues.get(name).is_some_and(|re| re.is_match(text))
    }

    /// Where the text begins that the cue of this name finds straight before.
    #[must_use]
    pub fn cue_from(&self, name: &str, at: usize) -> Option<usize> {
        let before = self.before(at);
        let found = TABLE.cues.get(name)?.find(before)?;
        Some(at - before.len() + found.start())
    }

    /// Whether a guard of this name matches what follows.
    #[must_use]
    pub fn guarded(&self, name: &str, at: usize) -> bool {
        TABLE
            .guards
            .get(name)
            .is_some_and(|re| re.is_match(self.after(at)))
    }

    /// Whether something was found or kept there.
    #[must_use]
    pub fn touched(&self, start: usize, end: usize) -> bool {
        self.hits
            .iter()
            .any(|hit| start < hit.end && hit.start < end)
            || self.kept.iter().any(|kept| start < kept.1 && kept.0 < end)
    }
}

/// Runs the whole table.
pub fn run(marked: &mut Marked<'_>) {
    let digits = checks::count_digits(marked.text());
    for pattern in &TABLE.patterns {
        let chance = digits >= pattern.digits
            && pattern
                .has
                .as_deref()
                .is_none_or(|has| marked.text().contains(has));
        if chance
            && pattern
                .when
                .as_ref()
                .is_none_or(|re| re.is_match(marked.text()))
        {
            run_one(pattern, marked);
        }
    }
}

/// Whether a letter or digit stands there and before it.
fn within(bytes: &[u8], at: usize) -> bool {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    at > 0 && letter(at) && letter(at - 1)
}

fn run_one(pattern: &Pattern, marked: &mut Marked<'_>) {
    let text = marked.text();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = pattern.re.find_at(text, at) {
        let (start, end) = (found.start(), found.end());
        at = start + 1;
        if end == start {
            if at > text.len() {
                break;
            }
            continue;
        }
        if pattern.edge {
            let begins = within(bytes, start);
            // Nothing counts that begins within a word: on to where the next may begin.
            while within(bytes, at) {
                at += 1;
            }
            let ends = bytes[end - 1].is_ascii_alphanumeric()
                && end < bytes.len()
                && bytes[end].is_ascii_alphanumeric();
            if begins || ends {
                continue;
            }
        }
        if pattern
            .near
            .as_ref()
            .is_some_and(|re| !re.is_match(marked.before(start)))
            || pattern
                .unless
                .as_ref()
                .is_some_and(|re| re.is_match(marked.before(start)))
            || pattern
                .then
                .as_ref()
                .is_some_and(|re| !re.is_match(marked.after(end)))
            || pattern
                .after
                .as_ref()
                .is_some_and(|re| re.is_match(marked.after(end)))
        {
            continue;
        }
        let verdict = match (pattern.check, pattern.kind) {
            (Some(check), kind) => check(marked, start, end, kind),
            (None, Some(kind)) => Verdict::Hit(kind, start, end),
            (None, None) => Verdict::Keep,
        };
        match verdict {
            Verdict::No => {}
            Verdict::Keep => {
                if !marked.touched(start, end) {
                    marked.kept.push((start, end, false));
                }
                at = end;
            }
            Verdict::KeepUnlessNamed => {
                if !marked.touched(start, end) {
                    marked.kept.push((start, end, true));
                }
                at = end;
            }
            Verdict::Hit(kind, start, end) => {
                let part = marked.part(start, end);
                let start = start + (part.len() - part.trim_start().len());
                let end = end - (part.len() - part.trim_end().len());
                if marked
                    .kept
                    .iter()
                    .any(|kept| start < kept.1 && kept.0 < end)
                {
                    continue;
                }
                at = end.max(at);
                add(
                    marked,
                    Hit {
                        start,
                        end,
                        kind,
                        rule: pattern.id,
                    },
                );
            }
        }
    }
}

/// Adds a hit; where it overlaps an earlier one, the earlier is widened to both.
pub fn add(marked: &mut Marked<'_>, hit: Hit) {
    if let Some(other) = marked
        .hits
        .iter_mut()
        .find(|other| hit.start < other.end && other.start < hit.end)
    {
        other.start = other.start.min(hit.start);
        other.end = other.end.max(hit.end);
    } else {
        marked.hits.push(hit);
    }
}
