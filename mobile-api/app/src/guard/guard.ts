/**
 * The guard on notes: what in a note points at somebody, and the note without it.
 *
 * It turns the question round: a word that is not known to be harmless is taken for a name.
 * Numbers, codes and addresses are found by patterns first; then words are looked at one by one,
 * with what stands around them. The server runs the same rules in Rust (`mobile-api/src/guard/`),
 * on the same data (`mobile-api/guard/`), and both are held to the same examples
 * (`mobile-api/vectors/guard.json`). A change on one side is made on the other, file by file.
 *
 * It is not a proof: a note that was guarded still needs a person's eye.
 */
import { PLACEHOLDERS, type Kind } from "./kind";
import * as names from "./names";
import { Normal } from "./normal";
import * as patterns from "./patterns";
import { Places, readKnown } from "./places";
import { readWords, type WordTexts } from "./words";

export { PLACEHOLDERS, Places, type Kind };

/** The texts of the data files. */
export interface Data extends WordTexts {
  /** The table of patterns, JSON. */
  patterns: string;
}

/** Reads the data; once, before anything is guarded. */
export function load(data: Data): void {
  readWords(data);
  patterns.readTable(data.patterns);
  readKnown();
}

/** A stretch of a note that points at somebody. */
export interface Span {
  /** Where it begins, in Unicode code points. */
  start: number;
  /** Where it ends, in Unicode code points. */
  end: number;
  type: Kind;
  /** The rule that found it. */
  rule: string;
}

/** A note that was looked at. */
export interface Guarded {
  /** What points at somebody, from the beginning to the end, without overlaps. */
  spans: Span[];
  /** The note with a placeholder in place of each. Guarding it again changes nothing. */
  redacted: string;
}

/** Sorted, those that overlap made one. */
function merged(all: Span[]): Span[] {
  const out: Span[] = [];
  for (const span of all) {
    const last = out.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else out.push({ ...span });
  }
  return out;
}

/** Looks once. */
function look(text: string, places: Places): Span[] {
  const normal = new Normal(text);
  const marked = new patterns.Marked(normal);
  patterns.run(marked);
  names.run(marked, places);
  const hits = marked.hits.sort((a, b) => a.start - b.start || a.end - b.end);
  return merged(
    hits.map((hit) => ({
      start: normal.from[hit.start] ?? 0,
      end: normal.to[hit.end - 1] ?? 0,
      type: hit.kind,
      rule: hit.rule,
    })),
  );
}

/** The text with a placeholder at each span. */
function replaced(text: string[], spans: Span[]): string {
  let out = "";
  let at = 0;
  for (const span of spans) {
    out += text.slice(at, span.start).join("") + PLACEHOLDERS[span.type];
    at = span.end;
  }
  return out + text.slice(at).join("");
}

/**
 * Looks until nothing more is found.
 *
 * What was taken out may tell more about its neighbours, so that the redacted note is looked at
 * again; what is found there is taken out of the note too.
 */
export function guard(text: string, places: Places): Guarded {
  const chars = [...text];
  let spans = look(text, places);
  let redacted = replaced(chars, spans);
  for (let n = 0; n < 8 && spans.length > 0; n += 1) {
    const more = look(redacted, places);
    if (more.length === 0) break;
    spans = joined(spans, more);
    redacted = replaced(chars, spans);
  }
  return { spans, redacted };
}

/** Adds what was found in the redacted text to what was found in the note. */
function joined(spans: Span[], more: Span[]): Span[] {
  // From a place in the redacted text to one in the note; inside a placeholder: its span's edge.
  const back = (place: number, end: boolean): number => {
    let shift = 0;
    for (const span of spans) {
      const long = PLACEHOLDERS[span.type].length;
      const at = Math.max(0, span.start + shift);
      if (place <= at) break;
      if (place < at + long) return end ? span.end : span.start;
      shift += long - (span.end - span.start);
    }
    return Math.max(0, place - shift);
  };
  const all = [...spans, ...more.map((span) => ({ ...span, start: back(span.start, false), end: back(span.end, true) }))];
  return merged(all.sort((a, b) => a.start - b.start || a.end - b.end));
}
