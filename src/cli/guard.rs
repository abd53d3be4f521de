//! `doorstep guard`: what in notes points at somebody, line by line.

use std::{
    io::{BufRead, BufWriter, Write},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;
use mobile_api::guard::{Places, Span, guard};
use serde::{Deserialize, Serialize};

use super::Failure;

/// Mark what points at somebody in notes, as the phone and the server do.
///
/// Reads one JSON object a line on standard input, `{"id": …, "text": "…"}`; other fields are
/// ignored. Writes one a line, in the same order: `{"id": …, "spans": [{"start", "end", "type"}],
/// "redacted": "…"}`. Offsets count Unicode code points. Nothing is kept, nothing is logged.
#[derive(Debug, Args)]
pub struct Guard {
    /// Local names that stay (streets, schools, surgeries, shops): one a line, or a JSON array of
    /// texts, or one JSON object a line with a field `name`.
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
}

/// A line that comes in.
#[derive(Deserialize)]
struct Note {
    id: serde_json::Value,
    text: String,
}

/// A line that goes out.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    spans: &'a [Span],
    redacted: &'a str,
}

impl Guard {
    /// Runs it.
    ///
    /// # Errors
    /// When a line is no note, or the file of places cannot be read.
    pub fn run(self) -> Result<(), Failure> {
        let places = match &self.places {
            Some(file) => places(file)?,
            None => Places::default(),
        };
        let mut out = BufWriter::new(std::io::stdout().lock());
        let mut line = Vec::new();
        let mut input = std::io::stdin().lock();
        for number in 1_u64.. {
            line.clear();
            if input
                .read_until(b'\n', &mut line)
                .context("cannot read standard input")?
                == 0
            {
                break;
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            // The parser's own words may quote the note, so they are not passed on.
            let Ok(note) = serde_json::from_slice::<Note>(&line) else {
                out.flush().context("cannot write to standard output")?;
                return Err(Failure::Input(format!(
                    "line {number} of standard input is no note: write one JSON object a line, such as {{\"id\": \"1\", \"text\": \"…\"}}, in UTF-8"
                )));
            };
            let it = guard(&note.text, &places);
            let answer = Answer {
                id: &note.id,
                spans: &it.spans,
                redacted: &it.redacted,
            };
            serde_json::to_writer(&mut out, &answer).context("cannot write to standard output")?;
            out.write_all(b"\n")
                .context("cannot write to standard output")?;
        }
        out.flush().context("cannot write to standard output")?;
        Ok(())
    }
}

/// Reads the file of places in any of its three shapes.
fn places(file: &PathBuf) -> Result<Places, Failure> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::Input(format!(
            "cannot read the places in {shown}: {error}. Give a file in UTF-8 with one name a line"
        ))
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('[') {
        let names: Vec<String> = serde_json::from_str(text)
            .map_err(|error| Failure::Input(format!("{shown} begins like a JSON array but is no array of texts (line {}): write [\"Mill Lane\", …] or one name a line", error.line())))?;
        return Ok(Places::new(names));
    }
    let mut names = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('{') {
            let place: Named = serde_json::from_str(line)
                .map_err(|_| Failure::Input(format!("line {} of {shown} is no place: write {{\"name\": \"Mill Lane\"}} or the plain name", n + 1)))?;
            names.push(place.name);
        } else if !line.is_empty() {
            names.push(line.to_owned());
        }
    }
    Ok(Places::new(names))
}
