//! A note as a row of words, numbers and what was found already.

use super::{
    Kind,
    patterns::Marked,
    words::{Facts, OFFICE, TITLE, WORDS},
};

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing is before it.
    Start,
    /// Only space.
    Space,
    /// A hyphen without space.
    Hyphen,
    /// A comma.
    Comma,
    /// The end of a sentence or a line.
    Stop,
    /// A slash.
    Slash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A colon, an equals sign, a dash between spaces.
    Colon,
    /// `&` or `+`.
    And,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A word.
    Word,
    /// Something with digits.
    Number,
    /// Found by a pattern.
    Found(Kind),
    /// Kept by a pattern.
    Kept,
    /// A placeholder for a name.
    Taken,
}

/// One token.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of how one word is written, and any may go with any other"
)]
pub struct Token {
    /// Where it begins in the plain text.
    pub start: usize,
    /// Where it ends, without `'s`.
    pub end: usize,
    /// The word without apostrophes and `'s`.
    pub word: String,
    /// What is known of it.
    pub facts: Facts,
    /// What it is.
    pub what: What,
    /// What is before it.
    pub gap: Gap,
    /// Whether it begins with a capital.
    pub cap: bool,
    /// Whether it is all capitals, two letters at least.
    pub caps: bool,
    /// Whether a letter of it carries a mark.
    pub marked: bool,
    /// Whether `'s` stood at its end.
    pub poss: bool,
}

impl Token {
    /// The word with the `s` of `'s`.
    #[must_use]
    pub fn whole(&self) -> String {
        let add = if self.poss && !self.word.ends_with('s') {
            "s"
        } else {
            ""
        };
        format!("{}{add}", self.word)
    }
}

fn is_letter(b: u8) -> bool {
    b.is_ascii_lowercase() || b == super::normal::OTHER_LETTER
}

fn gap_of(between: &str, line_end: bool, before: Option<&Token>) -> Gap {
    let Some(before) = before else {
        return Gap::Start;
    };
    let short = before.what == What::Word
        && (before.facts & (TITLE | OFFICE) != 0 || before.word.len() == 1);
    let stop = line_end
        || between.contains(['!', '?', ';'])
        || between.contains('.') && !(short && between.starts_with('.'));
    if stop {
        Gap::Stop
    } else if between.contains('(') {
        Gap::Open
    } else if between.contains(')') {
        Gap::Close
    } else if between.contains(',') {
        Gap::Comma
    } else if between.contains('/') {
        Gap::Slash
    } else if between.contains(['&', '+']) {
        Gap::And
    } else if between == "-" {
        Gap::Hyphen
    } else if between.contains([':', '=', '-', '>', '~']) {
        Gap::Colon
    } else {
        Gap::Space
    }
}

/// Cuts the text into tokens.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one walk along the note")]
pub fn cut(marked: &Marked<'_>) -> Vec<Token> {
    let text = marked.text();
    let bytes = text.as_bytes();
    let capitals = &marked.normal.capital;
    let mut ranges: Vec<(usize, usize, What)> = marked
        .hits
        .iter()
        .map(|hit| (hit.start, hit.end, What::Found(hit.kind)))
        .collect();
    for kept in &marked.kept {
        let what = if marked.part(kept.0, kept.1) == "[name]" {
            What::Taken
        } else {
            What::Kept
        };
        ranges.push((kept.0, kept.1, what));
    }
    ranges.sort_by_key(|range| range.0);
    let mut next_range = 0;
    let mut out: Vec<Token> = Vec::new();
    let mut last_end = 0;
    let mut at = 0;
    while at < bytes.len() {
        while next_range < ranges.len() && ranges[next_range].1 <= at {
            next_range += 1;
        }
        let mut token = None;
        if let Some(range) = ranges.get(next_range)
            && range.0 <= at
        {
            token = Some((at, range.1, range.2));
        } else {
            let limit = ranges.get(next_range).map_or(bytes.len(), |range| range.0);
            if is_letter(bytes[at]) || bytes[at].is_ascii_digit() {
                let mut end = at + 1;
                let mut digits = bytes[at].is_ascii_digit();
                while end < limit {
                    if bytes[end].is_ascii_digit() {
                        digits = true;
                    } else if bytes[end] == b'\'' {
                        if end + 1 >= limit || !is_letter(bytes[end + 1]) {
                            break;
                        }
                    } else if !is_letter(bytes[end]) {
                        break;
                    }
                    end += 1;
                }
                token = Some((at, end, if digits { What::Number } else { What::Word }));
            }
        }
        let Some((start, mut end, what)) = token else {
            at += 1;
            continue;
        };
        let gap = gap_of(
            marked.part(last_end, start),
            marked.normal.line_end[last_end..start]
                .iter()
                .any(|end| *end),
            out.last(),
        );
        let full = marked.part(start, end);
        let mut core_end = end;
        let mut poss = false;
        if what == What::Word {
            if full.ends_with("'s") && full.len() > 2 {
                core_end = end - 2;
                poss = true;
            } else if full.ends_with('s')
                && bytes.get(end) == Some(&b'\'')
                && !bytes.get(end + 1).copied().is_some_and(is_letter)
            {
                poss = true;
            }
        }
        // "[NAME]'s car": the ending belongs to the name that stood there.
        if what == What::Taken
            && bytes[end..].starts_with(b"'s")
            && !bytes.get(end + 2).copied().is_some_and(is_letter)
        {
            end += 2;
            poss = true;
        }
        let mut word = if what == What::Word {
            marked.part(start, core_end).replace('\'', "")
        } else {
            String::new()
        };
        let mut facts = WORDS.facts_in_note(&word);
        if poss && core_end < end {
            // "it's", "let's", "mum's been": the whole form may be a word itself.
            let whole = full.replace('\'', "");
            let whole_facts = WORDS.facts(&whole);
            if whole_facts & super::words::SMALL != 0 {
                word = whole;
                facts = whole_facts;
                core_end = end;
                poss = false;
            }
        }
        let caps = what == What::Word
            && core_end - start >= 2
            && (start..core_end).all(|n| capitals[n] || bytes[n] == b'\'');
        out.push(Token {
            start,
            end: core_end,
            word,
            facts,
            what,
            gap,
            cap: capitals[start],
            caps,
            marked: what == What::Word && marked.normal.marked[start..core_end].contains(&true),
            poss,
        });
        last_end = end;
        at = end;
    }
    out
}
